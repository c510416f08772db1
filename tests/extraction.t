#!/usr/bin/env python3
"""Article text against reference texts of three public sets, one page at a
time, as HTML and as lines alone (score_text.py: F1 over shingles of four
words)."""
import json
import os
import subprocess
import sys

from tap import SHARED, done, folder, ok, run, skip_all

# the set, and the least F1 from HTML and from its lines
SETS = [('scrapinghub', .970, .90), ('wcxb-dev-article', .945, .89),
        ('daniel-dev', .905, .88)]
LINES = '''[.text | select(. != "") / "\\n"] as [$lines] |
    {path, text: ([(.stripped[] | {at, after: 0, text}),
        ($lines // [] | to_entries[] | {at: .key, after: 1, text: .value})] |
        sort_by(.at, .after) | map(.text) | join("\\n"))}'''


def texts(command):
    rows = map(json.loads, run(command, check=True).stdout.splitlines())
    return {os.path.basename(row['path'])[:-5]: row['text'] for row in rows}


def judge(name, work, least, least_lines, score):
    pages = os.path.join(work, name)
    subprocess.run('zstd -dcq --long=27 "%s/data/extraction/%s.tar.zst" | tar -xf - -C "%s"'
                   % (SHARED, name, work), shell=True, check=True)
    records = 'winnow-read "%s/html"' % pages
    for what, command, wanted in [
            ('HTML', records + ' | winnow-strip', least),
            ('lines', records + " | winnow-strip | jq -c '%s' | winnow-strip" % LINES,
             least_lines)]:
        got = texts(command)
        counts = []
        for path in sorted(os.listdir(pages + '/gold')):
            with open(os.path.join(pages, 'gold', path), encoding='utf-8') as gold:
                counts.append(score.sh_counts(gold.read(), got.get(path[:-4], '')))
        precision, recall, f1 = score.sh_agg(counts)
        ok(f1 >= wanted, '%s, %s: precision %.4f, recall %.4f, F1 %.4f, at least %.3f'
           % (name, what, precision, recall, f1, wanted))


if not os.path.isdir(SHARED + '/data/extraction'):
    skip_all('no pages in %s/data/extraction' % SHARED)
sys.path.insert(0, SHARED + '/score')
import score_text

with folder() as top:
    for one in SETS:
        judge(one[0], top, *one[1:], score_text)
done()
