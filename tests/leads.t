#!/usr/bin/env python3
"""The event's day in invented leads: tests/leads/leads.tsv. With LEADS=held,
dev, wire, fresh or last only those; what is wrong is counted, and listed with a #."""
import csv
import json
import os
import subprocess

from tap import BUILD, ROOT, done, ok

TABLE = os.path.join(ROOT, 'tests', 'leads', 'leads.tsv')
CERTAIN = 70


def record(number, row):
    return {'id': str(number), 'lang': row['lang'], 'title': row['title'],
            'created': '' if row['created'] == '-' else row['created'],
            'text': row['text'].replace(' | ', '\n'), 'copies': [], 'template': []}


def days(rows):
    lines = ''.join(json.dumps(record(i, row)) + '\n' for i, row in enumerate(rows))
    run = subprocess.run([os.path.join(BUILD, 'tools', 'days')], check=True,
                         input=lines.encode(), stdout=subprocess.PIPE)
    return [line.split('\t') for line in run.stdout.decode().splitlines()]


with open(TABLE, encoding='utf-8') as lines:
    ROWS = list(csv.DictReader((l for l in lines if l[0] != '#'),
                               delimiter='\t', quoting=csv.QUOTE_NONE))
for use in os.environ.get('LEADS', 'dev held wire fresh last').split():
    rows = [r for r in ROWS if r['use'] == use]
    right = roles = certain_wrong = sure_right = ordinals = 0
    by_lang = {}
    for row, found in zip(rows, days(rows)):
        _, day, _, sure, _, ordinal, _, seen = found
        good = day == row['day']
        certain = int(sure) >= CERTAIN
        same_sure = certain == (row['sure'] == 'yes')
        role = (row['role'] in seen.split() + ['*'] or (row['role'] == 'none' and not seen))
        same_ordinal = row['ordinal'] in ('*', ordinal)
        right += good
        certain_wrong += certain and not good
        sure_right += same_sure
        roles += role
        ordinals += same_ordinal
        lang = by_lang.setdefault(row['lang'], [0] * 5)
        for i, what in enumerate((True, good, same_sure, role, same_ordinal)):
            lang[i] += what
        if not (good and role and same_sure and same_ordinal):
            print('#', row['lang'], 'want', row['day'], row['sure'], row['role'], row['ordinal'],
                  'found', day, sure, seen, ordinal, row['title'])
    for lang, (number, *counts) in sorted(by_lang.items()):
        print('# %s %s: of %d, day %d, certainty %d, role %d, ordinal %d'
              % (use, lang, number, *counts))
    print('# %s: %d leads, day %d, certainty %d, role %d, ordinal %d'
          % (use, len(rows), right, sure_right, roles, ordinals))
    ok(right >= .9 * len(rows), '%s: nine of ten days are right' % use)
    ok(certain_wrong == 0, '%s: no certain day is wrong' % use, certain_wrong)
    ok(roles >= .9 * len(rows), '%s: nine of ten roles are right' % use)
    ok(sure_right >= .85 * len(rows), '%s: so is the certainty' % use)
    ok(ordinals >= .95 * len(rows), '%s: so are the ordinals' % use)
done()
