"""happenings.py - invented events, and the documents that report them."""
import datetime
import hashlib
import json
import os
import random
import re

_ONSETS = {'en': 'b br c d dr f g gr h k l m n p pl r s st t tr v w'.split(),
           'ru': 'б в г д ж з к л м н п р с т ф х ст пр тр кр'.split(),
           'vi': 'b c ch d đ g h kh l m n ng nh ph qu r s t th tr v x'.split()}
_RIMES = {'en': 'a e i o u ar en il or un ast end ick ound'.split(),
          'ru': 'а е и о у ан ел ир ов ут аст енд ост'.split(),
          'vi': 'á à ạ anh ành ảnh ây ấy âm ầm ê ế ệ iên iện o ó ọ ong òng ông ống '
                'ộng ơi ới ương ướng ường uy uyên uyển ư ứ ự'.split()}
_ENDS = {'en': ['', 'd', 's', 'ning'], 'ru': ['а', 'ы', 'ный', 'ение']}
SMALL = {'en': 'the of and in to a for that with as on by'.split(),
          'ru': 'и в на с по для что как из к от за'.split(),
          'vi': 'và của các là cho với được trong đã tại một những'.split()}
_MONTHS = {'en': 'January February March April May June July August September '
                 'October November December'.split(),
           'ru': 'января февраля марта апреля мая июня июля августа сентября '
                 'октября ноября декабря'.split()}
LANGUAGES = sorted(_ONSETS)
COMMON = 400


def word(rng, lang):
    """In Vietnamese two syllables, elsewhere two or three and an ending."""
    parts = [rng.choice(_ONSETS[lang]) + rng.choice(_RIMES[lang])
             for _ in range(2 if lang == 'vi' else rng.randint(2, 3))]
    return ' '.join(parts) if lang == 'vi' else ''.join(parts) + rng.choice(_ENDS[lang])


def day_of(lang, day):
    if lang == 'vi':
        return 'Sáng %d/%d/%d' % (day.day, day.month, day.year)
    if lang == 'en':
        return 'On %d %s %d' % (day.day, _MONTHS[lang][day.month - 1], day.year)
    return '%d %s %d года' % (day.day, _MONTHS[lang][day.month - 1], day.year)


class Event:
    """What all reports of it have words of."""

    def __init__(self, rng, number, common):
        self.number, self.lang = number, LANGUAGES[number % len(LANGUAGES)]
        self.common = common[self.lang]
        self.names = [word(rng, self.lang).title() for _ in range(3)]
        self.words = [word(rng, self.lang) for _ in range(20)]
        self.day = datetime.datetime(2023, 1, 1, 6) + datetime.timedelta(
            days=rng.randrange(700))

    def sentence(self, rng, start):
        said = [start, rng.choice(self.names)]
        for _ in range(rng.randint(8, 14)):
            said.append(rng.choice(self.words) if rng.random() < .55 else
                        rng.choice(SMALL[self.lang]) if rng.random() < .6 else
                        rng.choice(self.common))
        return ' '.join(said) + '.'

    def report(self, rng, number, seed, dated=True):
        """One document, some hours after the event's morning."""
        start = day_of(self.lang, self.day) if dated else self.names[0]
        lines = [self.sentence(rng, start)]
        for _ in range(rng.randint(2, 4)):
            start = rng.choice(self.common).capitalize()
            lines.append(self.sentence(rng, start))
        when = self.day + datetime.timedelta(minutes=rng.randrange(2000))
        title = ' '.join([self.names[0]] + rng.sample(self.words, 4) + [self.names[1]])
        return {'id': hashlib.md5(repr((seed, self.number, number)).encode()).hexdigest(),
                'source': 'outlet%d' % rng.randrange(9), 'title': title,
                'text': '\n'.join(lines), 'lang': self.lang,
                'created': when.strftime('%Y-%m-%dT%H:%M:00Z'),
                'copies': [], 'template': []}


def happenings(count, seed=1, least=2, most=5):
    """Reports of so many events, in canonical order, and of which event each is:
    pairs of a record as winnow-match writes it and a number."""
    rng = random.Random(seed)
    common = words_of_all(rng)
    told = []
    for number in range(count):
        event = Event(rng, number, common)
        rows = [event.report(rng, i, seed) for i in range(rng.randint(least, most))]
        rows.sort(key=lambda row: (row['created'], row['id']))
        for row in rows[1:]:
            if rng.random() < .5:
                copy(row, rows[0])
        told += [(row, number) for row in rows]
    return sorted(told, key=lambda pair: (pair[0]['created'], pair[0]['id']))


def copy(row, first):
    """The last paragraph of the first report ends this one, too."""
    old, lines = first['text'].split('\n'), row['text'].split('\n')
    row['text'] = '\n'.join(lines[:-1] + old[-1:])
    row['copies'] = [{'at': len(lines) - 1, 'of': first['id'],
                      'paragraph': len(old) - 1, 'containment': 1, 'resemblance': 1,
                      'span': [0, len(old[-1].split())], 'also': []}]


def words_of_all(rng):
    return {lang: [word(rng, lang) for _ in range(COMMON)] for lang in LANGUAGES}


def tied(number, seed=2):
    """Three reports each of two events of one day, which none of them names, and
    eight that tell of both: three lists of records, in canonical order."""
    rng = random.Random(seed)
    common = words_of_all(rng)
    first, second, both = (Event(rng, number, common) for _ in range(3))
    second.day = both.day = first.day
    both.names = [first.names[0], second.names[0], first.names[1], second.names[1]]
    both.words = first.words + second.words
    found = []
    for hour, (event, many) in enumerate([(first, 3), (second, 3), (both, 8)]):
        event.number = (number, hour)
        rows = [event.report(rng, i, seed, False) for i in range(many)]
        for minute, row in enumerate(rows):
            row['created'] = (event.day + datetime.timedelta(
                hours=hour, minutes=minute)).strftime('%Y-%m-%dT%H:%M:00Z')
        found.append(rows)
    return found


def in_order(rows):
    """By time, the undated last, then the longer first, then by id, as far as all
    times are alike."""
    return sorted(rows, key=lambda row: (
        row['created'] or '~', -len(re.findall(r'\w+', row['text'])), row['id']))


def jsonl(rows):
    return ''.join(json.dumps(row, ensure_ascii=False) + '\n' for row in rows).encode()


def held(index):
    """Names and bytes of all files of an index but its lock; None without one."""
    if not os.path.isdir(index):
        return None
    files = {}
    for name in sorted(os.listdir(index)):
        if name != 'lock':
            with open(os.path.join(index, name), 'rb') as data:
                files[name] = data.read()
    return files
