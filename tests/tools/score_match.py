#!/usr/bin/env python3
"""score_match.py GOLD.tsv MATCHED.jsonl THRESHOLD [--lossy] - recall of copies.

GOLD.tsv: what allpairs says of MATCHED.jsonl, which winnow-match wrote. Of all
paragraphs that have THRESHOLD of their shingles (and all figures and negations,
unless --lossy) in one earlier paragraph: the share that has a copy, in all and by
containment; and why the rest has none. A paragraph whose only source is itself a
copy is not contained in text that stays, and is counted apart.
"""
import collections
import json
import sys

lossy = '--lossy' in sys.argv
gold, matched, threshold = [a for a in sys.argv[1:] if a != '--lossy']
threshold = float(threshold)
copies, templates = {}, set()
for line in open(matched, encoding='utf-8'):
    record = json.loads(line)
    for copy in record['copies']:
        copies[record['id'], copy['at']] = copy
    templates.update((record['id'], at) for at in record['template'])
found, all_, why = collections.Counter(), collections.Counter(), collections.Counter()
partners = set()
missed = []
for line in open(gold, encoding='utf-8'):
    ident, at, tokens, *best = line.rstrip('\n').split('\t')
    place = ident, int(at)
    partners.add(place)
    containment, of, number = best[:3] if lossy else best[3:]
    containment = float(containment)
    if containment < threshold or place in templates:
        continue
    level = min(9, int(10 * containment))
    source = of, int(number)
    if place in copies:
        found[level] += 1
    elif source in copies:
        why['its source is a copy'] += 1
        continue
    elif source in templates:
        why['its source is a template'] += 1
        continue
    else:
        missed.append((containment, place, source))
    all_[level] += 1
if not all_:
    sys.exit('no paragraph has a source')
print('recall %.4f of %d' % (sum(found.values()) / sum(all_.values()),
                             sum(all_.values())))
for level in sorted(all_):
    print('  containment .%d: %.4f of %d' % (level, found[level] / all_[level], all_[level]))
for reason, n in sorted(why.items()):
    print('  apart, since %s: %d' % (reason, n))
alone = sum(place not in partners for place in copies
            if len(copies[place]['also']) == 0 and copies[place]['containment'] < 1)
print('near copies that have no partner by gold: %d of %d' % (alone, len(copies)))
for containment, place, source in missed[:int(10)]:
    print('  missed %.3f %s:%d in %s:%d' % (containment, *place, *source))
