#!/usr/bin/env python3
"""The event's day in invented leads: tests/leads/leads.tsv. With LEADS=held
or dev only those; what is wrong is counted, and listed with a #."""
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
for use in os.environ.get('LEADS', 'dev held').split():
    rows = [r for r in ROWS if r['use'] == use]
    right = roles = certain_wrong = sure_right = 0
    for row, found in zip(rows, days(rows)):
        _, day, _, sure, _, _, _, seen = found
        good = day == row['day']
        certain = int(sure) >= CERTAIN
        right += good
        certain_wrong += certain and not good
        sure_right += certain == (row['sure'] == 'yes')
        role = (row['role'] in seen.split() or (row['role'] == 'none' and not seen))
        roles += role
        if not (good and role and certain == (row['sure'] == 'yes')):
            print('#', row['lang'], 'want', row['day'], row['sure'], row['role'],
                  'found', day, sure, seen, row['title'])
    print('# %s: %d leads, day %d, certainty %d, role %d'
          % (use, len(rows), right, sure_right, roles))
    ok(right >= .9 * len(rows), '%s: nine of ten days are right' % use)
    ok(certain_wrong == 0, '%s: no certain day is wrong' % use, certain_wrong)
    ok(roles >= .9 * len(rows), '%s: nine of ten roles are right' % use)
    ok(sure_right >= .85 * len(rows), '%s: so is the certainty' % use)
done()
