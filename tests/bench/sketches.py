#!/usr/bin/env python3
"""sketches.py GOLD.tsv RECORDS.jsonl - kinds of sketch, by what they would find.

GOLD.tsv: what allpairs says of RECORDS.jsonl. Of all pairs of paragraphs of which
one has eight tenths, or five to eight, of its shingles in the other, and which are
not equal: the share that have a value of their sketches in common, so that they
would be compared; bytes a paragraph; and how many pairs in all have one in common
(of each value with at most sixteen earlier ones), which is what verifying costs.
"""
import collections
import json
import re
import sys

MASK, CAP, WORDS = (1 << 64) - 1, 16, 5


def mixed(value, seed=0):
    """Stafford's thirteenth variant of the finalizer of MurmurHash3."""
    value = (value + seed * 0x9E3779B97F4A7C15) & MASK
    value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9 & MASK
    value = (value ^ value >> 27) * 0x94D049BB133111EB & MASK
    return value ^ value >> 31


def winnowed(size):
    """Schleimer, Wilkerson and Aiken, 2003."""
    def sketch(shingles):
        last = max(1, len(shingles) - size + 1)
        return {min(shingles[i:i + size]) for i in range(last)}
    return sketch


def sampled(share, least):
    def sketch(shingles):
        values = sorted(set(shingles))
        return {v for i, v in enumerate(values) if i < least or v < MASK * share}
    return sketch


def lowest(count):
    """Broder, 1997."""
    return lambda shingles: set(sorted(set(shingles))[:count])


def banded(bands, rows):
    """Of one permutation, Li, Owen and Zhang, 2012; empty bins take the next."""
    bins = bands * rows

    def sketch(shingles):
        smallest = [None] * bins
        for value in set(shingles):
            at = (value >> 32) * bins >> 32
            if smallest[at] is None or value < smallest[at]:
                smallest[at] = value
        filled = [i for i in range(bins) if smallest[i] is not None]
        for i in range(bins):
            if smallest[i] is None:
                smallest[i] = smallest[filled[mixed(i) % len(filled)]]
        return {mixed(hash((b, *smallest[b * rows:(b + 1) * rows]))) for b in range(bands)}
    return sketch


KINDS = [
    ('winnowed, windows of 4', winnowed(4)), ('of 8', winnowed(8)), ('of 16', winnowed(16)),
    ('below a threshold, 2/9, 1 or more', sampled(2 / 9, 1)), ('2/9, 4 or more', sampled(2 / 9, 4)),
    ('1/8, 4 or more', sampled(1 / 8, 4)),
    ('the lowest 8', lowest(8)), ('the lowest 16', lowest(16)),
    ('14 bands of 8', banded(14, 8)), ('32 bands of 4', banded(32, 4)),
    ('64 bands of 1', banded(64, 1)),
]


def read(path):
    """Shingles of each paragraph."""
    found, text_of = {}, {}
    with open(path, encoding='utf-8') as lines:
        for line in lines:
            record = json.loads(line)
            for at, text in enumerate(record['text'].split('\n')):
                words = re.findall(r'\w+', text.lower())
                if len(words) < 20:
                    continue
                place = record['id'], at
                text_of[place] = hash(text)
                found[place] = [mixed(hash(tuple(words[i:i + WORDS])) & MASK)
                                for i in range(len(words) - WORDS + 1)]
    return found, text_of


def main(gold, records):
    shingles, texts = read(records)
    pairs = {.8: [], .5: []}
    with open(gold, encoding='utf-8') as lines:
        for line in lines:
            ident, at, _, share, of, number, *_ = line.rstrip('\n').split('\t')
            pair = (ident, int(at)), (of, int(number))
            share = float(share)
            if share >= .5 and all(p in shingles for p in pair) \
                    and texts[pair[0]] != texts[pair[1]]:
                pairs[.8 if share >= .8 else .5].append(pair)
    first = {}  # of equal ones only one is compared
    for place in shingles:
        first.setdefault(texts[place], place)
    print('%d different paragraphs; %d pairs of .8 or more, %d of .5 to .8'
          % (len(first), len(pairs[.8]), len(pairs[.5])))
    print('%-34s %7s %7s %16s %9s' % ('', '>= .8', '.5-.8', 'bytes/paragraph', 'compared'))
    for name, sketch in KINDS:
        sketches = {place: sketch(s) for place, s in shingles.items()}
        recall = [sum(not sketches[p].isdisjoint(sketches[q]) for p, q in pairs[level])
                  / max(1, len(pairs[level])) for level in (.8, .5)]
        holders, compared = collections.defaultdict(list), 0
        for place in first.values():
            met = set()
            for value in sketches[place]:
                met.update(holders[value])
                if len(holders[value]) < CAP:
                    holders[value].append(place)
            compared += len(met)
        print('%-34s %7.4f %7.4f %16.1f %9d' % (
            name, *recall, 5 * sum(map(len, sketches.values())) / len(sketches), compared))


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
