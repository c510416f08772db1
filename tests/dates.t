#!/usr/bin/env python3
"""Dates as they were seen on Vietnamese pages: each pattern of the table in
the shared data is read as below, by its number. Skipped without the table."""
import csv
import os
import re
import subprocess

from tap import BUILD, SHARED, done, same, skip_all

TABLE = os.path.join(SHARED, 'data', 'vi_date_patterns.tsv')

# Hits are ISO 8601; "--10-10" has no year, "T14:33" is a clock alone. Where
# nothing is listed nothing may be found.
WANT = {
    1: '2022-10-10T15:37', 2: '2022-10-10T14:33', 3: '2024-03-14T05:34',
    4: '2023-02-26T19:52', 5: '2026-01-01T02:39', 6: '2024-10-01T15:19',
    7: '2024-10-01T15:19', 8: '2023-03-31T10:42', 9: '2022-10-10T14:14:16',
    10: '2022-04-23T07:34+07:00', 11: '2020-07-25T11:49',
    12: '2025-12-29T17:40', 13: '2026-01-19T07:00', 14: '2025-01-27',
    15: '2014-11-26', 16: 'T15:20', 17: '--12-19', 18: '2022-10 2025-10-27',
    19: '2026-01-19T07:01+07:00', 20: '2026-03-18T17:20+07:00',
    21: '2026-02-12T23:51+07:00', 22: '2026-01-18', 23: '--10-10',
    24: '2024-03-13', 25: '--10-10', 26: '--10-10', 27: '--01-16',
    28: '--03-13', 29: '--10-10 --01-16 --01-18', 30: '--10-10 --01-16 --03-24',
    31: '2022-12-25 2023-12-21 2025-10-27', 32: '--01-17', 33: '2022-09-22',
    34: '--10-14', 35: '--10-22', 36: '--10-22T10:00', 37: '2023-02-25T08:00',
    38: '--08-31', 39: '--09-21', 40: '--12-26', 41: '2022-10-10',
    42: '--10-10 --10-10', 43: '2022-04-22', 44: '--10-10 --10-10',
    45: '--10-10', 46: '2022-05-25', 47: '2022-03-16', 48: '2021-04-20',
    49: '--09-19 2022-08-05 2022-09-19', 50: '2022-09', 52: '2022-09-30 2021-07-01',
    53: '1954-10-10 2024-10-10', 54: '1945-08-19 2022-08-19',
    55: '2022-07-01',
    58: '2022-10-10T11:46:00',
    59: '2023-10-10T13:43:17 2025-10-30T15:47:35 2026-01-17T21:23:16 '
        '2026-01-18T22:42:02 2024-03-15T08:54:01',
    60: '2022-10-13 2022-04 2022-08 2022-12-27', 61: '2023-01-30T02:59:30Z',
}


def hits(lines, operand):
    run = subprocess.run([os.path.join(BUILD, 'unit', 'date'), operand],
                         input='\n'.join(lines) + '\n', capture_output=True,
                         text=True, check=True)
    return run.stdout.split('\n')


if not os.path.exists(TABLE):
    skip_all('no table of date patterns in ' + SHARED)
with open(TABLE, encoding='utf-8') as table:
    rows = [r for r in csv.reader(table, delimiter='\t', quoting=csv.QUOTE_NONE)
            if r and r[0].isdigit()]
texts = [row[2] for row in rows]
found = hits(texts, '-')
for row, got in zip(rows, found):
    number = int(row[0])
    if row[1] == 'URL':  # their parts, each as the end of an address
        parts = [p.strip() for p in re.split(r', | \(|\)', row[2])]
        urls = ['https://example.vn/' + (p if '/' in p else 'a-' + p.lstrip('.') +
                                         ('' if '.' in p else '.htm')).lstrip('/')
                for p in parts if re.search(r'\d{4}', p)]
        got = ' '.join(h for h in hits(urls, '-u') if h)
    same(got, WANT.get(number, ''), '%s %s: %s' % (row[0], row[1], row[2]))
done()
