"""batches.py - invented documents that copy one another, and their index."""
import hashlib
import json
import os
import random

from tap import run

_WORDS = 4000


def word(rng):
    """Mostly a word; now and then a figure or a negation, which copies keep."""
    if rng.random() < .03:
        return rng.choice(['not', str(rng.randrange(1000))])
    number = int(_WORDS * rng.random() ** 2)
    return ''.join('bcdfghklmnprstvz'[number >> 4 * i & 15] + 'aeiou'[number >> i & 3]
                   for i in range(3))


def paragraph(rng, least=20, most=60):
    return ' '.join(word(rng) for _ in range(rng.randint(least, most)))


def edited(rng, text):
    words = text.split()
    for _ in range(max(1, len(words) // 20)):
        words[rng.randrange(len(words))] = word(rng)
    return ' '.join(words)


def copied(rng, old):
    """As it was, edited, cut, or stitched from two."""
    how, text = rng.randrange(6), rng.choice(old)
    words, other = text.split(), rng.choice(old).split()
    if how < 3:
        return text
    if how == 3:
        return edited(rng, text)
    if how == 4:
        return ' '.join(words[len(words) // 3:])
    return ' '.join(words[:2 * len(words) // 3] + other[len(other) // 3:])


def text_of(rng, old, outlet):
    """Lines that recur in an outlet, new paragraphs and old ones; or nothing."""
    if rng.random() < .02:
        return ''
    lines = ['menu item of %s number %d' % (outlet, rng.randrange(3))]
    for _ in range(rng.randint(1, 6)):
        if old and rng.random() < .5:
            lines.append(copied(rng, old))
        else:
            lines.append(paragraph(rng, 12 if rng.random() < .3 else 20))
            old.append(lines[-1])
    return '\n'.join(lines)


def documents(count, seed=1):
    """Stripped records in canonical order: a minute lies between two."""
    rng, old = random.Random(seed), []
    for number in range(count):
        outlet = 'outlet%d' % rng.randrange(12)
        text = text_of(rng, old, outlet)
        yield {'id': hashlib.md5(b'%d %d' % (seed, number)).hexdigest(),
               'source': outlet, 'text': text, 'lang': 'en', 'title': '',
               'roles': ['body'] * (text.count('\n') + 1 if text else 0),
               'created': '2024-%02d-%02dT%02d:%02d:00Z' % (
                   1 + number // 40320, 1 + number // 1440 % 28,
                   number // 60 % 24, number % 60)}


def shingled(path, rows, options=''):
    """Write the records as winnow-shingle does."""
    lines = ''.join(json.dumps(row) + '\n' for row in rows)
    with open(path, 'wb') as out:
        out.write(run('winnow-shingle ' + options, input=lines.encode()).stdout)
    return path


def segments(index):
    """The bytes of all segments, in the order of the manifest; what else is in
    the folder but MANIFEST and lock is named."""
    names = set(os.listdir(index)) - {'MANIFEST', 'lock'}
    held = []
    with open(os.path.join(index, 'MANIFEST'), encoding='ascii') as lines:
        for line in lines:
            if line.startswith('segment '):
                name = '%08d.seg' % int(line.split()[1])
                names.discard(name)
                with open(os.path.join(index, name), 'rb') as data:
                    held.append(data.read())
    return held + sorted(names)
