#!/usr/bin/env python3
"""winnow-cluster --explain: why two documents are of one event, or are not."""
import json

from tap import ROOT, done, folder, ok, run, same


def lines_of(result):
    found = {}
    for line in result.stdout.decode().splitlines():
        name, *values = line.split('\t')
        found.setdefault(name, []).append(values)
    return found


with folder() as work:
    line = "winnow-strip '%s/corpus/raw' | winnow-shingle | winnow-match >matched" % ROOT
    same(run(line, cwd=work).returncode, 0, 'the sample is matched')
    records = [json.loads(l) for l in
               run('winnow-cluster matched', cwd=work).stdout.splitlines()]
    by_date = {}
    for record in records:
        by_date.setdefault(record['event']['date'], []).append(record)
    first, second = by_date['2022-10-10'][:2]
    sister = by_date['2023-10-10'][0]

    def explain(a, b, options=''):
        return run("winnow-cluster --explain %s '%s' '%s' matched" % (options, a, b), cwd=work)

    result = explain(first['id'], second['id'])
    same((result.returncode, result.stderr), (0, b''), 'two of one event')
    found = lines_of(result)
    same(found['title'], [['a', first['title']], ['b', second['title']]], 'their titles')
    same((found['event'], found['veto']), ([['one']], [['none']]), 'are one, and may be')
    same([day[:2] for day in found['date']], [['a', '2022-10-10'], ['b', '2022-10-10']],
         'the day of both')
    ok(['a', '10-10', 'yearly', 'paragraph 3'] in found['day'], 'and what other days are',
       found['day'])
    text = (first['title'] + first['text'] + second['title'] + second['text']).lower()
    ok(found['shared'] and all(w.lower() in text for w, in found['shared']),
       'words that both have', found['shared'])
    ok(0 < float(found['likeness'][0][0]) <= float(found['cosine'][0][0]) <= 1,
       'how alike they are', found['cosine'], found['likeness'])

    found = lines_of(explain(first['id'], sister['id']))
    same((found['event'], found['days']), ([['two']], [['365']]), 'sisters are two')
    ok(found['veto'] != [['none']], 'since their days or numbers differ', found['veto'])
    same([n[0] for n in found['ordinal']], ['a', 'b'], 'which are told')

    same(lines_of(explain(first['id'], first['id']))['event'], [['one']],
         'a document is of the event of itself')
    result = explain(first['id'], 'nobody')
    ok(result.returncode == 1 and b"no document has the id 'nobody'" in result.stderr,
       'an id that is not there', result.stderr.decode())
    for arguments in ['--explain', '--explain a', '-x -e events a b']:
        same(run('winnow-cluster ' + arguments, cwd=work).returncode, 2, arguments)
done()
