#!/usr/bin/env python3
"""winnow-cluster --events: who reported an event, in which order, and what went around."""
import json
import os

from tap import ROOT, done, folder, ok, run, same


def record(ident, source, created, **more):
    return json.dumps({
        'id': ident, 'source': source, 'created': created, 'title': 'Bridge at Orle opens',
        'lang': 'en', 'text': 'The bridge at Orle opened to walkers after nine years of work, '
        'said mayor Ines Valk before 400 guests.', 'template': [], 'copies': [], **more})


def copy(of, paragraph):
    return {'at': 0, 'of': of, 'paragraph': paragraph, 'containment': 1, 'resemblance': 1}


with folder() as work:
    def cluster(options, lines):
        with open(work + '/in', 'w', encoding='utf-8') as out:
            out.write('\n'.join(lines) + '\n')
        return run('winnow-cluster %s in' % options, cwd=work)

    result = cluster('--events=events', [
        record('a1', 'lakeside', '2023-05-04T09:00:00Z'),
        record('b1', 'hillpost', '2023-05-04T10:30:00Z', copies=[copy('a1', 0)]),
        record('a2', 'lakeside', '2023-05-04T11:00:00Z', copies=[copy('a1', 0)]),
        record('c1', '', '', copies=[copy('b1', 3)])])
    same((result.returncode, result.stderr), (0, b''), 'a line for each event is written')
    with open(work + '/events', encoding='utf-8') as lines:
        events = [json.loads(line) for line in lines]
    same(len(events), 1, 'one for four reports')
    event = events[0]
    seen = json.loads(result.stdout.split(b'\n')[0])['event']
    score = seen.pop('score')
    ok(0 < score <= 1, 'a document says how much it is like the others', score)
    same({name: event[name] for name in seen}, seen, 'it says what its documents say')
    same(event['title'], 'Bridge at Orle opens', 'the title of the first')
    same([(o['source'], o['id'], o['lag'], o['documents']) for o in event['outlets']],
         [('lakeside', 'a1', 0, 2), ('hillpost', 'b1', 5400, 1), ('', 'c1', None, 1)],
         'outlets in the order of their first reports')
    same((event['paragraphs'], event['shared']),
         (2, [{'of': 'a1', 'paragraph': 0, 'copies': 2},
              {'of': 'b1', 'paragraph': 3, 'copies': 1}]),
         'paragraphs, those that went furthest first')

    same(cluster('-e events', []).returncode, 0, 'of nothing')
    same(os.path.getsize(work + '/events'), 0, 'nothing is written')

    line = "winnow-strip '%s/corpus/raw' | winnow-shingle | winnow-match >matched" % ROOT
    same(run(line, cwd=work).returncode, 0, 'the sample is matched')
    plain = run('winnow-cluster matched', cwd=work)
    result = run('winnow-cluster -e events matched', cwd=work)
    same(result.stdout, plain.stdout, 'records are the same with and without')
    with open(work + '/events', encoding='utf-8') as lines:
        events = [json.loads(line) for line in lines]
    records = [json.loads(line) for line in plain.stdout.splitlines()]
    same([(e['id'], e['size']) for e in events],
         list(dict.fromkeys((r['event']['id'], r['event']['size']) for r in records)),
         'all events, in the order of their first documents')
    ok(all(sum(o['documents'] for o in e['outlets']) == e['size'] for e in events),
       'all documents are of an outlet')
    same({o['id'] for e in events for o in e['outlets']} - {r['id'] for r in records}, set(),
         'which are those of the records')
    run('winnow-cluster -S 4M -e small matched', cwd=work)
    with open(work + '/small', 'rb') as small, open(work + '/events', 'rb') as large:
        same(small.read(), large.read(), 'the same in little memory')

    for name, words in [('/dev/full', b"cannot write '/dev/full'"),
                        ('no/folder', b"cannot open 'no/folder'")]:
        result = run('winnow-cluster -e %s matched' % name, cwd=work)
        ok(result.returncode == 1 and words in result.stderr, 'told of ' + name,
           result.stderr.decode())
done()
