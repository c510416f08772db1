#!/usr/bin/env python3
"""winnow-cluster writes in canonical order, whatever the order of its input, the
memory and the threads; and what it writes."""
import json
import random

import happenings
from clustered import cluster, lines_of, parsed, reports, section, shuffled, write
from happenings import in_order
from tap import done, folder, ok, run, same

MEMBERS = ['id', 'date', 'from', 'sure', 'size', 'links', 'score']
TIMES = [  # as they are to come: id, language, created
    ('noon', 'en', '2024-03-01T12:00:00+07:00'),  # 05:00 UTC
    ('no-zone', 'vi', '2024-03-01T16:00'),  # 09:00
    ('even-1', 'en', '2024-03-01T10:00:00Z'),
    ('even-2', 'ru', '2024-03-01T13:00:00+03:00'),  # 10:00
    ('a-day', 'en', '2024-03-01'),  # its last second
    ('a-day-there', 'vi', '2024-03-01'),
    ('a-next-day', 'en', '2024-03-02T00:00:00Z'),
    ('a-undated', 'en', ''),
    ('b-undated', 'vi', '')]


def order_of_times(work):
    rows = [{'id': ident, 'lang': lang, 'created': created, 'title': 'Title',
             'text': 'One and the same text.', 'source': 'paper', 'copies': [],
             'template': []} for ident, lang, created in TIMES]
    for name, given in [('backwards', rows[::-1]), ('shuffled', shuffled(rows))]:
        same([row['id'] for row in parsed(cluster(work, '', given))],
             [ident for ident, _, _ in TIMES],
             'records that came %s are put into the order of time, then id' % name)


def order_of_match(work):
    run('winnow-strip corpus/raw | winnow-shingle | winnow-match >%s/matched' % work)
    before = [row['id'] for row in parsed(lines_of(work, 'matched'))]
    same([row['id'] for row in parsed(cluster(work, 'matched'))], before,
         'what winnow-match wrote keeps its order')
    lines = lines_of(work, 'matched').splitlines(True)
    random.Random(3).shuffle(lines)
    same(cluster(work, '', None, input=b''.join(lines)) == cluster(work, 'matched'),
         True, 'and gets it back, shuffled')


def order_of_copies(work):
    """Where another than the earliest keeps a paragraph, copies wait for it, and no
    others do."""
    rows = reports(happenings.happenings(4, 6, 3))
    for row in rows:
        row['copies'] = []
    first, second, third = rows[0], rows[5], rows[-1]
    for row, of in (first, second), (second, third):
        row['copies'] = [{'at': 0, 'of': of['id'], 'paragraph': 0, 'containment': 1,
                          'resemblance': 1, 'span': [0, 9], 'also': []}]
        row['text'] = of['text'].split('\n')[0] + '\n' + row['text']
    others = [row for row in in_order(rows) if row not in (first, second)]
    want = [row['id'] for row in others + [second, first]]
    found = cluster(work, '', rows)
    same([row['id'] for row in parsed(found)], want,
         'what is copied comes before its copies, all others in order')
    for seed in 1, 2:
        same(cluster(work, '', shuffled(rows, seed)) == found, True,
             'whatever the order of the input')
    run('winnow-strip corpus/raw | winnow-shingle | '
        'winnow-match --keep-first longest >%s/longest' % work)
    matched = lines_of(work, 'longest')
    place = {row['id']: i for i, row in enumerate(parsed(matched))}
    found = cluster(work, 'longest').splitlines(True)
    as_matched = sorted(found, key=lambda line: place[json.loads(line)['id']])
    ok(found != as_matched, 'winnow-match puts the longest first')
    removed = [sum(len(row['removed']) for row in parsed(
        run('winnow-dedup', input=b''.join(lines)).stdout))
        for lines in (found, as_matched)]
    ok(removed[0] and removed[0] == removed[1],
       'and as much is removed in either order', removed)


def order(work):
    """The same bytes, whatever came first, and with any memory and threads."""
    rows = reports(happenings.happenings(1500, 4))
    rows += [dict(row, id=row['id'][::-1], created='') for row in rows[:300]]
    want = cluster(work, '-S 256M -e want', in_order(rows))
    same([row['id'] for row in parsed(want)], [row['id'] for row in in_order(rows)],
         'records are in canonical order')
    lines = lines_of(work, 'want')
    ok(lines, 'and there are events')
    write(work, 'mixed', shuffled(rows))
    for options in '', '-S 4M', '-j1', '-j4', '--threads=3 -S 4M', '-j0':
        got = cluster(work, options + ' -e got mixed')
        same(got == want, True, 'shuffled, %s: the same records' % (options or 'as it is'))
        same(lines_of(work, 'got') == lines, True,
             'shuffled, %s: the same events' % (options or 'as it is'))
    same(run('winnow-cluster -j some mixed', cwd=work).returncode, 2,
         'threads that are no number')


def spared(work):
    """What was in the file of events stays until there is something to write."""
    rows = reports(happenings.happenings(3, 7))
    write(work, 'old', rows)
    broken = run('winnow-cluster -e old', input=b'{"id":5}\n', cwd=work)
    ok(broken.returncode == 1 and parsed(lines_of(work, 'old')) == rows,
       'a run that fails leaves the file of events', broken.stderr.decode())
    want = cluster(work, '', rows)
    same(cluster(work, '-e old old') == want, True, 'it may be the input')
    ok(0 < len(parsed(lines_of(work, 'old'))) <= len(rows), 'and has the events then')


def odd_ids(work):
    """--explain takes ids as they are, whatever JSON makes of them."""
    rows = reports(happenings.happenings(3, 7))
    ids = 'a"b\u00e9', 'c\\d'
    write(work, 'odd', [dict(row, id=ident) for row, ident in zip(rows, ids)])
    got = run("winnow-cluster -x 'a\"b\u00e9' 'c\\d' odd", cwd=work)
    ok(got.returncode == 0 and rows[0]['title'] in got.stdout.decode(),
       'ids with quotes and escapes', got.stderr.decode())


# members and terms

def members(work):
    rows = reports(happenings.happenings(6, 3))
    found = parsed(cluster(work, '-e lines', rows))
    same({tuple(row['event']) for row in found}, {tuple(MEMBERS)},
         'the members of event')
    same([row['event'].get('links') for row in found], [[]] * len(rows),
         'without an index nothing is linked')
    lines = parsed(lines_of(work, 'lines'))
    ok(lines and all(line.get('links') == [] and line.get('terms') for line in lines),
       'events have links and terms without an index, too', lines[:1])


with folder() as top:
    for test in (order_of_times, order_of_match, order_of_copies, order, spared, odd_ids,
                 members):
        section(test, top)
done()
