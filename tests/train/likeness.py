#!/usr/bin/env python3
"""likeness.py TOOL EVENTS TABLE [--check] - learn the table in likeness.c.

TOOL is tests/tools/likeness, EVENTS the folder of the labelled sets (JSON
lines with id, title, date, text, cluster), TABLE stages/cluster/likeness.c,
which is rewritten, or compared with --check. The log-odds that two documents
tell of one event are a logistic regression (Newton's method) on the logarithm
of their cosine, faded by the days between as the table says, and on whether
both bear a date. Divided by the weight of the cosine, the latter becomes a
factor on it.

One set has dates and the other none, so that what tells the sets apart would
pass for what a date is worth: from the two of them the factor is .66, at which
ECB+ with invented dates falls apart. So the dated set is taken without its
dates, too; from it alone, with and without, the factor is 1.07.

How many of the pairs of a set are of one event says half how the set was
chosen, so both kinds count by the root of their number.

How fast a cosine fades is not learned: the dated set spans a few weeks, and
days say little there once they chose the neighbours; what they should keep
apart are the sisters of other years.
"""
import json
import math
import os
import re
import subprocess
import sys
import tempfile

# the set, and whether its dates are taken away
SETS = (('vietnamese_mds', False), ('vietnamese_mds', True), ('ecbplus', False))
DAYS_MOST = 20
FADED = math.log(63282 / 65536)  # a day
RIDGE = 1e-6


def records(path, undated):
    """As winnow-match would write them, and the event of each id."""
    with open(path, encoding='utf-8') as lines:
        found = [json.loads(line) for line in lines]
    for record in found if undated else ():
        record['date'] = None
    made = [{'id': d['id'], 'title': d['title'], 'created': d['date'] or '',
             'lang': d['lang'], 'copies': [], 'template': [],
             'text': '\n'.join(t for t in (d.get('summary'), d['text']) if t)}
            for d in found]
    return made, {d['id']: d['cluster'] for d in found}


def pairs(tool, path, undated):
    """(features, same event) of each pair the stage compares."""
    made, event = records(path, undated)
    with tempfile.NamedTemporaryFile('w', suffix='.jsonl') as file:
        for record in made:
            file.write(json.dumps(record) + '\n')
        file.flush()
        out = subprocess.run([tool, file.name], check=True,
                             stdout=subprocess.PIPE).stdout
    lines = out.decode().splitlines()
    event = [event[json.loads(line)] for line in lines if line[0] == '"']
    for line in lines[:-len(event)]:
        a, b, cosine, days = map(int, line.split())
        fading = FADED * min(max(days, 0), DAYS_MOST)
        yield ((1, math.log(max(cosine, 1) / 65535) + fading, days >= 0),
               event[a] == event[b])


def solve(matrix, right):
    """Gaussian elimination; the matrix is positive definite."""
    n = len(right)
    rows = [row[:] + [r] for row, r in zip(matrix, right)]
    for i in range(n):
        for k in range(i + 1, n):
            f = rows[k][i] / rows[i][i]
            rows[k] = [x - f * y for x, y in zip(rows[k], rows[i])]
    answer = [0] * n
    for i in reversed(range(n)):
        done = sum(rows[i][k] * answer[k] for k in range(i + 1, n))
        answer[i] = (rows[i][n] - done) / rows[i][i]
    return answer


def fit(samples):
    """samples: (features, label, weight); returns a weight for a feature."""
    n = len(samples[0][0])
    beta = [0.0] * n
    for _ in range(30):
        slope = [-RIDGE * b for b in beta]
        bend = [[RIDGE * (i == k) for k in range(n)] for i in range(n)]
        for x, label, weight in samples:
            z = sum(b * v for b, v in zip(beta, x))
            p = 1 / (1 + math.exp(-max(-30, min(30, z))))
            for i in range(n):
                slope[i] += weight * (label - p) * x[i]
                for k in range(n):
                    bend[i][k] += weight * p * (1 - p) * x[i] * x[k]
        beta = [b + s for b, s in zip(beta, solve(bend, slope))]
    return beta


def main(tool, events, table, check):
    samples = []
    for name, undated in SETS:
        path = os.path.join(events, name + '.jsonl')
        found = list(pairs(tool, path, undated))
        same = sum(label for _, label in found)
        count = {True: same, False: len(found) - same}
        whole = sum(map(math.sqrt, count.values()))
        samples += [(x, label, 1 / math.sqrt(count[label]) / whole)
                    for x, label in found]
    one, cosine, dated = fit(samples)
    print('log-odds: %.3f + %.3f ln cosine %+.3f dated; even at %.3f'
          % (one, cosine, dated, math.exp(-one / cosine)))
    share = round(math.exp(dated / cosine), 2)
    with open(table, encoding='utf-8') as file:
        text = file.read()
    new = re.sub(r'(\.dated = )\d+(,\s*)/\* \S+ \*/',
                 r'\g<1>%d\g<2>/* %.2f */' % (round(65536 * share), share), text)
    if check:
        sys.exit(new != text and 'the table is another one')
    with open(table, 'w', encoding='utf-8') as file:
        file.write(new)


if __name__ == '__main__':
    main(*sys.argv[1:4], check='--check' in sys.argv[4:])
