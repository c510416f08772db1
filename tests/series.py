"""series.py - two events of one series, told in the same words."""

# language: title, text, two ordinals, a day without and with its year
TEXTS = {
    'vi': ('Hội nghị toàn quốc về trồng rừng ven biển lần thứ {o}',
           '{d}, tại Vĩnh Hà, hội nghị toàn quốc về trồng rừng ven biển lần thứ {o} đã '
           'diễn ra với đại biểu các tỉnh, bàn cách giữ đất và chống xói lở bờ biển.',
           ('3', 'tư'), 'Sáng 10/10', 'Sáng 10/10/{y}', 'Hôm ấy'),
    'en': ('The {o} Coastal Forest Conference opens in Varn',
           '{d} the {o} Coastal Forest Conference opened in Varn with delegates from '
           'every county, who discussed how to hold the soil along the shore.',
           ('third', '4th'), 'On 10 October', 'On 10 October {y}', 'There'),
    'fr': ("La {o} conférence de la forêt côtière s'ouvre à Varn",
           "{d}, la {o} conférence de la forêt côtière s'est ouverte à Varn avec des "
           "délégués de toutes les régions, venus discuter de l'érosion du littoral.",
           ('troisième', '4e'), 'Le 10 octobre', 'Le 10 octobre {y}', 'Là'),
    'de': ('Die {o} Küstenwaldkonferenz der Länder beginnt in Varn',
           '{d} hat in Varn die {o} Küstenwaldkonferenz der Länder mit Forschern und '
           'Anwohnern begonnen, die über den Schutz der Küste vor Erosion beraten.',
           ('dritte', '4.'), 'Am 10. Oktober', 'Am 10. Oktober {y}', 'Dort'),
    'es': ('El {o} congreso del bosque costero abre en Varn',
           '{d} abrió en Varn el {o} congreso del bosque costero con delegados de todas '
           'las provincias, que discutieron cómo frenar la erosión de la costa.',
           ('III', 'IV'), 'El 10 de octubre', 'El 10 de octubre de {y}', 'Allí'),
    'ru': ('{o} конференция по прибрежным лесам открылась в Варне',
           '{d} в Варне открылась {o} конференция по прибрежным лесам, в которой '
           'участвуют ученые и жители побережья, обсудившие защиту берегов.',
           ('Третья', '4-я'), '10 октября', '10 октября {y} года', 'Там'),
    'zh': ('第{o}届海岸林大会在瓦恩开幕',
           '{d}，第{o}届海岸林大会在瓦恩开幕，来自各省的代表、科学家和沿海居民讨论了'
           '如何固土和防止海岸侵蚀的问题，会议还公布了植树计划。',
           ('三', '4'), '10月10日', '{y}年10月10日', '在那里'),
}
YEARS = (2022, 2023)


def report(lang, number, copy, ordinal, day, created):
    """One of the two events as one document tells it."""
    title, text = TEXTS[lang][:2]
    said = {'o': ordinal, 'd': day.format(y=YEARS[number])}
    return {'id': '%d-%d' % (number, copy), 'lang': lang,
            'created': '%d-10-1%d' % (YEARS[number], copy) if created else '',
            'title': title.format(**said), 'text': text.format(**said),
            'copies': [], 'template': []}
