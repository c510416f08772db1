#!/usr/bin/env python3
"""make_edits.py STRIPPED.jsonl DOCUMENTS [SEED] - records that copy one another.

Paragraphs of the records given, 20 tokens or more, make DOCUMENTS new records of
invented outlets: some as they are, most copied from an earlier new record and
edited as editors and web sites do: words changed, taken out or put in; the head or
the tail cut off; two run together, one cut in two, one stitched from two; typed
anew (capitals, quotes, dashes, spaces, NFD, the other place of Vietnamese tones);
a figure or a negation changed. `edits` names what was done to each paragraph. The
same input gives the same output. A quarter of the records has no copy at all.
"""
import json
import random
import re
import sys
import unicodedata

NEGATIONS = {'not': 'now', 'không': 'luôn', 'nicht': 'auch', 'no': 'so'}
TONES = [('oà', 'òa'), ('oá', 'óa'), ('oả', 'ỏa'), ('oã', 'õa'), ('oạ', 'ọa'),
         ('uỳ', 'ùy'), ('uý', 'úy'), ('uỷ', 'ủy'), ('uỹ', 'ũy'), ('uỵ', 'ụy')]


def substitute(rng, words, pool):
    for _ in range(max(1, int(len(words) * rng.choice([.01, .03, .06, .1])))):
        words[rng.randrange(len(words))] = rng.choice(rng.choice(pool).split())
    return words


def delete(rng, words, _):
    for _ in range(max(1, int(len(words) * rng.choice([.01, .03, .06, .1])))):
        if len(words) > 5:
            del words[rng.randrange(len(words))]
    return words


def insert(rng, words, pool):
    for _ in range(max(1, int(len(words) * rng.choice([.01, .03, .06, .1])))):
        words.insert(rng.randrange(len(words) + 1), rng.choice(rng.choice(pool).split()))
    return words


def cut(rng, words, _):
    keep = max(8, int(len(words) * rng.uniform(.3, .95)))
    at = rng.choice([0, max(0, len(words) - keep), rng.randrange(max(1, len(words) - keep + 1))])
    return words[at:at + keep]


def retype(rng, text):
    how = rng.randrange(5)
    if how == 0:
        return text.upper() if rng.random() < .5 else text.lower()
    if how == 1:
        return unicodedata.normalize('NFD', text)
    if how == 2:
        for old, new in TONES:
            text = re.sub(old + r'\b', new, text)
        return text
    if how == 3:
        return text.replace('"', '“').replace(' - ', ' — ').replace("'", '’')
    return text.replace(' ', '\u00a0')


def figure(rng, text):
    places = [m.start() for m in re.finditer(r'\d', text)]
    if not places:
        return text + ' 1%d.' % rng.randrange(1000)
    at = rng.choice(places)
    return text[:at] + str((int(text[at]) + 1 + rng.randrange(8)) % 10) + text[at + 1:] \
        if text[at] in '0123456789' else text


def negation(_rng, text):
    for word, other in NEGATIONS.items():
        if re.search(r'\b%s\b' % word, text):
            return re.sub(r'\b%s\b' % word, other, text)
    words = text.split()
    return ' '.join(words[:3] + ['not'] + words[3:])


def main(path, documents, seed):
    rng = random.Random(seed)
    fresh, seen = [], set()
    with open(path, encoding='utf-8') as lines:
        for line in lines:
            for text in json.loads(line)['text'].split('\n'):
                if 20 <= len(text.split()) <= 400 and text not in seen:
                    seen.add(text)
                    fresh.append(text)
    rng.shuffle(fresh)
    pool = fresh[:2000]
    old, out = [], []

    def copied():
        kind = rng.choice(['same', 'substitute', 'delete', 'insert', 'cut', 'merge', 'split',
                           'stitch', 'retype', 'figure', 'negation', 'in-page'])
        text = rng.choice(old)
        words = text.split()
        if kind in ('substitute', 'delete', 'insert', 'cut'):
            return kind, ' '.join(globals()[kind](rng, words, pool))
        if kind == 'merge':
            return kind, text + ' ' + rng.choice(old)
        if kind == 'split':
            return kind, ' '.join(words[:len(words) // 2] if rng.random() < .5
                                  else words[len(words) // 2:])
        if kind == 'stitch':
            other = rng.choice(old).split()
            return kind, ' '.join(words[:2 * len(words) // 3] + other[len(other) // 3:])
        if kind == 'in-page':
            return kind, ' '.join(rng.choice(pool).split()[:rng.randrange(60)] + words)
        if kind == 'same':
            return kind, text
        return kind, globals()[kind](rng, text)

    for number in range(documents):
        ordinary = number % 4 == 0
        page = []
        for _ in range(rng.randint(2, 10)):
            if old and not ordinary and rng.random() < .7:
                page.append(copied())
            elif fresh:
                page.append(('ordinary' if ordinary else 'new', fresh.pop()))
        if not ordinary:
            old += [text for kind, text in page if kind == 'new']
        out.append({
            'id': '%032x' % number, 'source': 'outlet%d' % rng.randrange(50),
            'text': '\n'.join(text for _, text in page),
            'roles': ['body'] * len(page), 'title': '', 'lang': '',
            'created': '2023-%02d-%02dT%02d:%02d:%02dZ' % (
                1 + number // 28 // 86400 % 12, 1 + number // 86400 % 28,
                number // 3600 % 24, number // 60 % 60, number % 60),
            'edits': [kind for kind, _ in page]})
    for record in out:
        print(json.dumps(record, ensure_ascii=False, separators=(',', ':')))


if __name__ == '__main__':
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
