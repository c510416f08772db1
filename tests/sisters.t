#!/usr/bin/env python3
"""Two events of one series, told in the same words, each by some documents:
the day or the ordinal alone keeps them apart, in whatever form; what is not
said joins, and so do a report and what is found out three days later. What is
told anew every day, such as closing prices, is another event every day, also where
two outlets tell of it in words of their own."""
import json

from series import TEXTS, report
from tap import done, ok, run


# The same two numbers of a series in other forms
FORMS = {
    'vi': (('lần thứ 21', 'lần thứ hai mươi mốt', 'lần thứ XXI'),
           ('lần thứ 22', 'lần thứ hai mươi hai', 'lần thứ XXII'),
           'Hội thi hát ru đồng bằng {o}',
           'Tại Vĩnh Hà, hội thi hát ru đồng bằng {o} đã quy tụ nghệ nhân và thí sinh '
           'của nhiều xã, thi hát ru, hát đối và kể chuyện trước đông đảo bà con.'),
    'en': (('21st', 'twenty-first', 'XXI'), ('22nd', 'Twenty-Second', 'XXII'),
           'The {o} Coastal Lullaby Contest is held in Varn',
           'Singers from many villages came to Varn for the {o} Coastal Lullaby Contest, '
           'in which they sang, answered each other and told tales to a crowd.'),
    'fr': (('21e', 'vingt et unième', 'XXIe'), ('22ème', 'vingt-deuxième', 'XXIIe'),
           'Le {o} concours de berceuses du littoral à Varn',
           'Des chanteurs de nombreux villages sont venus à Varn pour le {o} concours de '
           'berceuses du littoral, où ils ont chanté et conté devant la foule.'),
    'de': (('21.', 'einundzwanzigste', 'XXI.'), ('22.', 'zweiundzwanzigste', 'XXII.'),
           'Der {o} Wiegenliederwettbewerb der Küste in Varn',
           'Viele Sänger aus den Dörfern kamen nach Varn, wo der {o} '
           'Wiegenliederwettbewerb der Küste mit Erzählern vor großem Publikum stattfand.'),
    'es': (('21.º', 'vigésimo primer', 'XXI'), ('22º', 'vigésimo segundo', 'XXII'),
           'El {o} certamen de nanas de la costa en Varn',
           'Cantantes de muchas aldeas llegaron a Varn para el {o} certamen de nanas de la '
           'costa, donde cantaron y contaron cuentos ante el público.'),
    'ru': (('21-й', 'двадцать первый', 'XXI'), ('22-й', 'двадцать второй', 'XXII'),
           'В Варне прошел {o} конкурс колыбельных побережья',
           'Певцы из многих сел приехали в Варну, где прошел {o} конкурс колыбельных '
           'побережья: они пели и рассказывали сказки собравшимся жителям.'),
    'zh': (('第21届', '第二十一届'), ('第22届', '第二十二届'),
           '{o}海岸摇篮曲大赛在瓦恩举行',
           '来自各村的歌手和居民齐聚瓦恩，参加{o}海岸摇篮曲大赛，他们演唱、对歌并讲述故事，'
           '吸引了众多观众到场观看，大赛还评出了优秀歌手。'),
}

# What happened, and what was found out three days later, each on its day
FOLLOW_UPS = {
    'vi': ('Chìm phà trên sông Lăng', 'Chìm phà trên sông Lăng: đình chỉ thuyền trưởng',
           'Chiều 22/7, chiếc phà chở 40 khách bị chìm trên sông Lăng gần bến Vàm Sậy, bốn '
           'người thiệt mạng.',
           'Sáng 25/7, công ty vận hành chiếc phà chở 40 khách bị chìm trên sông Lăng gần '
           'bến Vàm Sậy làm bốn người thiệt mạng đã đình chỉ thuyền trưởng.'),
    'en': ('Ferry sinks off Mull Point', 'Captain of ferry sunk off Mull Point suspended',
           'A ferry with forty passengers sank off Mull Point on Monday, and four people '
           'lost their lives, the harbour master said.',
           'The operator of the ferry which sank off Mull Point with forty passengers, '
           'four of whom lost their lives, on Thursday suspended her captain.'),
    'fr': ('Naufrage au cap Guénec', 'Naufrage au cap Guénec : le capitaine suspendu',
           'Un bac transportant quarante passagers a sombré lundi au large du cap Guénec, '
           'et quatre personnes ont perdu la vie.',
           "L'armateur du bac qui a sombré au large du cap Guénec avec quarante passagers, "
           'et où quatre personnes ont perdu la vie, a suspendu jeudi le capitaine.'),
    'de': ('Fähre vor Kap Steenort gesunken', 'Fähre vor Kap Steenort: Kapitän suspendiert',
           'Eine Fähre mit vierzig Passagieren ist am Montag vor Kap Steenort gesunken. '
           'Vier Menschen kamen ums Leben.',
           'Die Reederei der vor Kap Steenort gesunkenen Fähre mit vierzig Passagieren hat '
           'am Donnerstag den Kapitän suspendiert. Vier Menschen kamen ums Leben.'),
    'es': ('Naufraga un transbordador en Puerto Guena',
           'Suspenden al capitán del transbordador naufragado en Puerto Guena',
           'Un transbordador con cuarenta pasajeros naufragó el lunes frente a Puerto '
           'Guena y cuatro personas perdieron la vida.',
           'La naviera del transbordador que naufragó frente a Puerto Guena con cuarenta '
           'pasajeros, donde cuatro personas perdieron la vida, suspendió el jueves al '
           'capitán.'),
    'ru': ('Паром затонул у мыса Гуенский', 'Капитан парома, затонувшего у мыса Гуенский, отстранен',
           'Паром с сорока пассажирами затонул в понедельник у мыса Гуенский, четыре '
           'человека погибли.',
           'Владелец парома с сорока пассажирами, затонувшего у мыса Гуенский, где четыре '
           'человека погибли, в четверг отстранил капитана.'),
    'zh': ('渡轮在古角附近沉没', '古角附近沉没渡轮船长被停职',
           '一艘载有四十名乘客的渡轮22日在古角附近海域沉没，造成四人死亡，救援人员赶赴现场。',
           '载有四十名乘客的渡轮在古角附近海域沉没并造成四人死亡，运营公司25日宣布对船长停职。'),
}

# Told anew every day, of Tuesday and of Wednesday
DAILY = {
    'vi': ('Giá vàng hôm nay {d}/11: Tăng nhẹ',
           'Mở cửa phiên giao dịch sáng {d}/11, giá vàng miếng tại Nam Phố tăng 200.000 '
           'đồng mỗi lượng so với hôm qua, giá vàng nhẫn đứng yên.', ('5', '6')),
    'en': ('Stocks close higher in Port Wexley',
           'Stocks in Port Wexley closed higher on {d}, with the Wexley 50 index up on '
           'gains by miners and banks in moderate trading.', ('Tuesday', 'Wednesday')),
    'fr': ("La Bourse d'Ardélis termine en hausse",
           "La Bourse d'Ardélis a terminé en hausse {d}, l'indice vedette étant porté par "
           'les mines et les banques dans des échanges modérés.', ('mardi', 'mercredi')),
    'de': ('Aktien Kordau Schluss: Index fester',
           'Der Leitindex an der Börse Kordau hat am {d} fester geschlossen, gestützt von '
           'Minen und Banken bei mäßigem Handel.', ('Dienstag', 'Mittwoch')),
    'es': ('La bolsa de Puerto Lebrel cierra al alza',
           'La bolsa de Puerto Lebrel cerró al alza el {d}, con el selectivo apoyado en '
           'las mineras y los bancos y un volumen moderado.', ('martes', 'miércoles')),
    'ru': ('Приморецкая биржа закрылась ростом',
           'Торги на Приморецкой бирже {d} закрылись ростом индекса, который поддержали '
           'акции горняков и банков при умеренном обороте.', ('во вторник', 'в среду')),
    'zh': ('云港股市收涨',
           '云港股市{d}日收涨，云港50指数在矿业股和银行股带动下走高，成交温和放大，多数'
           '行业板块上涨，投资者情绪有所回暖。', ('5', '6')),
}

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


def cluster(rows):
    """The event of each record, in their order."""
    lines = ''.join(json.dumps(row) + '\n' for row in rows)
    found = run('winnow-cluster', input=lines.encode()).stdout.splitlines()
    event = {row['id']: row['event']['id'] for row in map(json.loads, found)}
    return [event[row['id']] for row in rows]


def documents(lang, told):
    """A record of each (created, title, text)."""
    return [{'id': str(i), 'lang': lang, 'created': created, 'title': title,
             'text': text, 'copies': [], 'template': []}
            for i, (created, title, text) in enumerate(told)]


def events(lang, ordinals, day, created):
    """The event of each of four documents, two a year."""
    return cluster([report(lang, number, copy, ordinals[number], day, created)
                    for number in (0, 1) for copy in (0, 1)])


def trading(lang):
    """The event of each report of three days by two outlets."""
    return cluster([{
        'id': '%d-%d' % (day['d'], outlet), 'lang': lang,
        'created': '2024-05-%d' % day['d'], 'title': title.format(**day),
        'text': text.format(**day), 'copies': [], 'template': []}
        for day in DAYS for outlet, (title, text) in enumerate(TRADING[lang])])


def apart(found):
    return len(found) == 4 and found[0] == found[1] != found[2] == found[3]


for lang, (_, _, ordinals, day, full, there) in TEXTS.items():
    same = (ordinals[0], ordinals[0])
    ok(apart(events(lang, same, day, True)), lang + ': by the day and publication')
    ok(apart(events(lang, same, full, False)), lang + ': by the full day')
    ok(apart(events(lang, ordinals, there, False)), lang + ': by the ordinal')
    ok(len(set(events(lang, same, day, False))) == 1,
       lang + ': a day without a year keeps nothing apart')
for lang, (one, other, title, text) in FORMS.items():
    found = cluster(documents(lang, [('', title.format(o=o), text.format(o=o))
                           for o in one + other]))
    ok(len(set(found[:len(one)])) == len(set(found[len(one):])) == 1 and
       found[0] != found[-1], lang + ': by the ordinal in any form', found)
for lang, (title, later_title, text, later) in FOLLOW_UPS.items():
    found = cluster(documents(lang, [('2024-07-22', title, text),
                                     ('2024-07-25', later_title, later)]))
    ok(found[0] == found[1], lang + ': what is found out three days later joins')
for lang, (title, text, days) in DAILY.items():
    found = cluster(documents(lang, [('2024-11-0%d' % (5 + i), title.format(d=days[i]),
                            text.format(d=days[i])) for i in (0, 0, 1, 1)]))
    ok(apart(found), lang + ': what is told every day is of its day')
for lang in TRADING:
    found = trading(lang)
    ok(found[::2] == found[1::2] and len(set(found)) == len(DAYS),
       lang + ": each day's trading is one event, by its figures", found)
done()
