#!/usr/bin/env python3
"""The line over corpus/raw gives what corpus/gold says."""
import collections
import json
import os

from tap import ROOT, done, folder, ok, plain, run, same, shards, table

GOLD = os.path.join(ROOT, 'corpus', 'gold')
IN_TEXT = {'lead', 'heading', 'body'}


def check_lines(texts, titles):
    """Every line of the article is in, every line of chrome is out."""
    rows = collections.defaultdict(list)
    for row in table(os.path.join(GOLD, 'lines.tsv')):
        rows[row['path']].append((row['role'], plain(row['text'])))
    for path, gold in sorted(rows.items()):
        lines = texts.get(path, [])
        lost = [t for r, t in gold if r in IN_TEXT and t not in lines]
        left = [t for r, t in gold if r == 'chrome' and t in lines]
        known = {t for _, t in gold}
        extra = [t for t in lines if t not in known]
        ok(not lost, path + ': no line of the article is lost', *lost)
        ok(not left and not extra, path + ': no chrome is left', *(left + extra))
        same(titles.get(path), [t for r, t in gold if r == 'title'][0],
             path + ': title')


def check_events(documents):
    """Pages of one event share its id and date; others do not."""
    of = {d['metadata']['path']: d for d in documents}
    ids, dates = collections.defaultdict(set), collections.defaultdict(set)
    for row in table(os.path.join(GOLD, 'events.tsv')):
        found = of[row['path']]
        ids[row['event']].add(found['metadata']['event_id'])
        dates[row['event']].add(found['metadata']['event_date'])
        same(found['created'], row['created'], row['path'] + ': created')
        dates[row['event'] + ' gold'].add(row['date'])
    events = [e for e in ids if not e.endswith(' gold')]
    for event in events:
        ok(len(ids[event]) == 1, 'event %s is one' % event, ids[event])
        same(dates[event], dates[event + ' gold'], 'event %s: date' % event)
    same(len(set.union(*ids.values())), len(events), 'no two events are joined')


def check_copies(documents, removed, blocks):
    """Of each repeated paragraph exactly one stays; it is the one pointed at."""
    text_of = {d['id']: d['text'].split('\n') for d in documents}
    gone = {d['id'] for d in removed}
    path_of = {d['id']: d['metadata']['path'] for d in documents + removed}
    copied = [b for b in blocks if b['stage'] == 'dedup' and b['rule'] == 'copy']
    for block in copied:
        ok(block['of'] in text_of and block['of'] not in gone,
           'a copy in %s points at a document that stays' % path_of[block['id']])
    groups = collections.defaultdict(list)
    for row in table(os.path.join(GOLD, 'copies.tsv')):
        groups[row['group']].append((row['path'], plain(row['text'])))
    by_path = {d['metadata']['path']: text_of[d['id']] for d in documents}
    for group, rows in sorted(groups.items()):
        staying = [p for p, t in rows if t in by_path.get(p, [])]
        if len(rows[0][1].split()) >= 40:
            same(len(staying), 1, 'group %s: one of %d stays' % (group, len(rows)))
        else:
            ok(staying, 'group %s: not all copies are gone' % group)


with folder() as work:
    clean = os.path.join(work, 'clean')
    result = run("./pipeline.sh corpus/raw '%s'" % clean)
    same(result.returncode, 0, 'the line succeeds')
    same(result.stdout + result.stderr, b'', 'and says nothing')
    stripped = run('winnow-read corpus/raw | winnow-strip').stdout.splitlines()

    stripped = [json.loads(line) for line in stripped]
    check_lines({r['path']: r['text'].split('\n') for r in stripped},
                {r['path']: r['title'] for r in stripped})
    documents, gone = shards(clean, 'documents'), shards(clean, 'removed')
    check_events(documents + gone)
    check_copies(documents, gone, shards(clean, 'blocks'))
done()
