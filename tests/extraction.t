#!/usr/bin/env python3
"""Article text against reference texts of three public sets, one page at a
time and each outlet at a time, as HTML and as lines alone (score_text.py: F1
over shingles of four words)."""
import csv
import json
import os
import subprocess
import sys
from collections import defaultdict
from urllib.parse import urlsplit

from tap import SHARED, done, folder, ok, run, skip_all

# the set, and the least F1 from HTML and from its lines, alone and (None: its
# outlets have too few pages) each outlet at a time
SETS = [('scrapinghub', (.970, .90), None), ('wcxb-dev-article', (.945, .89), None),
        ('daniel-dev', (.905, .88), (.925, .88))]
LINES = '''[.text | select(. != "") / "\\n"] as [$lines] |
    {path, text: ([(.stripped[] | {at, after: 0, text}),
        ($lines // [] | to_entries[] | {at: .key, after: 1, text: .value})] |
        sort_by(.at, .after) | map(.text) | join("\\n"))}'''


def name_of(row):
    return os.path.basename(row['path'])[:-5]


def strip(records, options=''):
    out = run('winnow-strip ' + options, input=b''.join(records), check=True).stdout
    return {name_of(row): row['text'] for row in map(json.loads, out.splitlines())}


def by_outlet(records, pages):
    """The records of each host, by meta.tsv."""
    with open(pages + '/meta.tsv', encoding='utf-8') as meta:
        host = {row['id']: urlsplit(row['url']).hostname
                for row in csv.DictReader(meta, delimiter='\t', quoting=csv.QUOTE_NONE)}
    outlets = defaultdict(list)
    for record in records:
        outlets[host[name_of(json.loads(record))]].append(record)
    return outlets.values()


def judge(what, got, pages, wanted, score):
    counts = []
    for path in sorted(os.listdir(pages + '/gold')):
        with open(os.path.join(pages, 'gold', path), encoding='utf-8') as gold:
            counts.append(score.sh_counts(gold.read(), got.get(path[:-4], '')))
    precision, recall, f1 = score.sh_agg(counts)
    ok(f1 >= wanted, '%s: precision %.4f, recall %.4f, F1 %.4f, at least %.3f'
       % (what, precision, recall, f1, wanted))


def judge_set(name, alone, outlets, work, score):
    pages = os.path.join(work, name)
    subprocess.run('zstd -dcq --long=27 "%s/data/extraction/%s.tar.zst" | tar -xf - -C "%s"'
                   % (SHARED, name, work), shell=True, check=True)
    records = 'winnow-read "%s/html"' % pages
    for i, form, command in [
            (0, 'HTML', records),
            (1, 'lines', records + " | winnow-strip | jq -c '%s'" % LINES)]:
        got = run(command, check=True).stdout.splitlines(keepends=True)
        judge('%s, %s' % (name, form), strip(got), pages, alone[i], score)
        if outlets:
            texts = {}
            for group in by_outlet(got, pages):
                texts.update(strip(group, '--site'))
            judge('%s, %s, by outlet' % (name, form), texts, pages, outlets[i], score)


if not os.path.isdir(SHARED + '/data/extraction'):
    skip_all('no pages in %s/data/extraction' % SHARED)
sys.path.insert(0, SHARED + '/score')
import score_text

with folder() as top:
    for one in SETS:
        judge_set(*one, top, score_text)
done()
