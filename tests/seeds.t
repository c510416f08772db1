#!/usr/bin/env python3
"""Five real pages on sister conferences: events, dates and copies."""
import os

from tap import SHARED, done, folder, ok, records, run, same, shards, skip_all, table

SEEDS = os.path.join(SHARED, 'seeds')
LINE = ("winnow-read '%s'/*.txt | winnow-strip | winnow-shingle | winnow-match | "
        'winnow-cluster')

if not os.path.isdir(SEEDS):
    skip_all('the five pages are not here (%s)' % SEEDS)
gold = {row['file']: row for row in table(os.path.join(SEEDS, 'events.tsv'))}
found = {r['path']: r for r in records(LINE % SEEDS)}
same(sorted(found), sorted(gold), 'all five pages are read')
name_of = {r['id']: name for name, r in found.items()}
event = {name: row['event'] for name, row in gold.items()}
for name, row in sorted(gold.items()):
    got = found[name]
    members = sorted(n for n in found if found[n]['event']['id'] == got['event']['id'])
    same(members, sorted(n for n in gold if event[n] == row['event']),
         name + ': event')
    same(got['event']['date'], row['event_date'], name + ': date of the event')
    same(got['created'], row['created'], name + ': created')
pairs = [(name, name_of[copy['of']], copy) for name, r in found.items()
         for copy in r['copies']]
across = [(a, b, c) for a, b, c in pairs if event[a] != event[b]]
ok(not across, 'no copy crosses events', *across)
count = sum({a[:3], b[:3]} == {'002', '004'} for a, b, _ in pairs)
ok(count >= 9, 'at least nine paragraphs of 002 and 004 are copies', count)
with folder() as work:
    result = run("./pipeline.sh '%s' '%s/clean'" % (SEEDS, work))
    same(result.returncode, 0, 'the line takes the whole folder')
    events = [e for e in shards(work + '/clean', 'events')
              if any(m['source'][:3] in ('000', '001', '002', '003', '004')
                     for m in e['members'])]
    same(sorted((e['date'], len([m for m in e['members']])) for e in events
                if e['size'] > 1), [('2022-10-10', 3)],
         'one event has three outlets')
done()
