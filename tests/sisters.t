#!/usr/bin/env python3
"""Two events of one series, told in the same words, each by two documents:
the day or the ordinal alone keeps them apart; what is not said joins. And the
reports of a day's trading by two outlets, in the form of the day before, with
other figures."""
import json

from tap import done, ok, run

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

# language: title and text of two outlets
TRADING = {
    'vi': (('VN-Index tăng {c} điểm phiên {d}/5',
            'Kết thúc phiên giao dịch ngày {d}/5, VN-Index tăng {c} điểm, tương đương '
            '{p}%, lên mức {i} điểm. Toàn sàn HoSE có {u} mã tăng giá và {w} mã giảm '
            'giá. Thanh khoản thị trường đạt {v} tỷ đồng.'),
           ('Chứng khoán ngày {d}/5: VN-Index lên {i} điểm',
            'Thị trường chứng khoán hôm nay ({d}/5) ghi nhận VN-Index tăng {c} điểm '
            '({p}%), đóng cửa ở {i} điểm với giá trị giao dịch {v} tỷ đồng. Số mã tăng '
            'trên sàn HoSE là {u}, số mã giảm là {w}.')),
    'en': (('Stocks rose {c} points on May {d}',
            'The benchmark index rose {c} points, or {p} percent, to close at {i} on '
            'May {d}. On the Varn Exchange {u} shares advanced and {w} declined, and '
            'turnover reached {v} million crowns.'),
           ('Market close May {d}: index rises to {i}',
            'Varn shares rose on May {d}, with the benchmark index at {i}, a change of '
            '{c} points ({p} percent), on turnover of {v} million crowns. Advancers '
            'numbered {u} and decliners {w}.')),
}
DAYS = ({'d': 14, 'c': 7.52, 'p': 0.61, 'i': 1243.28, 'u': 261, 'w': 174, 'v': 16403},
        {'d': 15, 'c': 11.17, 'p': 0.9, 'i': 1254.45, 'u': 298, 'w': 133, 'v': 18917},
        {'d': 16, 'c': 14.39, 'p': 1.15, 'i': 1268.84, 'u': 316, 'w': 121, 'v': 22760})


def events(lang, ordinals, day, created):
    """The event of each of four documents, two a year."""
    title, text = TEXTS[lang][:2]
    lines = ''
    for number, year in enumerate(YEARS):
        for copy in (0, 1):
            said = {'o': ordinals[number], 'd': day.format(y=year)}
            lines += json.dumps({
                'id': '%d-%d' % (number, copy), 'lang': lang,
                'created': '%d-10-1%d' % (year, copy) if created else '',
                'title': title.format(**said), 'text': text.format(**said),
                'copies': [], 'template': []}) + '\n'
    found = run('winnow-cluster', input=lines.encode()).stdout.splitlines()
    return [json.loads(line)['event']['id'] for line in found]


def trading(lang):
    """The event of each report of three days by two outlets."""
    lines = ''
    for day in DAYS:
        for outlet, (title, text) in enumerate(TRADING[lang]):
            lines += json.dumps({
                'id': '%d-%d' % (day['d'], outlet), 'lang': lang,
                'created': '2024-05-%d' % day['d'], 'title': title.format(**day),
                'text': text.format(**day), 'copies': [], 'template': []}) + '\n'
    found = run('winnow-cluster', input=lines.encode()).stdout.splitlines()
    return [json.loads(line)['event']['id'] for line in found]


def apart(found):
    return len(found) == 4 and found[0] == found[1] != found[2] == found[3]


for lang, (_, _, ordinals, day, full, there) in TEXTS.items():
    same = (ordinals[0], ordinals[0])
    ok(apart(events(lang, same, day, True)), lang + ': by the day and publication')
    ok(apart(events(lang, same, full, False)), lang + ': by the full day')
    ok(apart(events(lang, ordinals, there, False)), lang + ': by the ordinal')
    ok(len(set(events(lang, same, day, False))) == 1,
       lang + ': a day without a year keeps nothing apart')
for lang in TRADING:
    found = trading(lang)
    ok(found[::2] == found[1::2] and len(set(found)) == len(DAYS),
       lang + ": each day's trading is one event, by its figures", found)
done()
