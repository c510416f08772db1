#!/usr/bin/env python3
"""Each stage writes the keys of winnow-record(5): these, so, of such types."""
import json
import os
import re

from tap import ROOT, done, folder, ok, records, same

PAGE = 'stages/common/winnow-record.5'
ID = r'[0-9a-f]{32}'
TIME = r'(\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?)?'
KEPT = 'lead|heading|body|list|quote|table|code'
ROLE = KEPT + '|title|caption|byline|stamp'


class Number(str):
    """A number as it was written."""


def text(pattern=r'[\s\S]*'):
    return lambda v: type(v) is str and re.fullmatch(pattern, v)


def number(v):
    return type(v) is Number and re.fullmatch(r'0|[1-9]\d*', v)


def index(v):
    return v == '-1' and type(v) is Number or number(v)


def share(v):
    return type(v) is Number and re.fullmatch(r'0\.\d{3}|1\.000', v)


def array(item):
    return lambda v: isinstance(v, list) and all(map(item, v))


def table(**keys):
    return lambda v: (isinstance(v, dict) and list(v) == list(keys) and
                      all(test(v[key]) for key, test in keys.items()))


SOURCE = dict(of=text(ID), paragraph=number, span=array(number))
COPY = dict(at=number, of=text(ID), paragraph=number, containment=share,
            resemblance=share, span=array(number), also=array(table(**SOURCE)))
READ = dict(id=text(ID), source=text('.+'), url=text(), path=text('.+'),
            media=text('text/(html|plain)'), charset=text('[a-z0-9_+-]+'),
            lossy=number, fetched=text(TIME), warc_id=text(),
            tdm=text(), truncated=text())
STRIP = dict(text=text(r'([^\x00-\x1f]+\n)*[^\x00-\x1f]+|'),
             roles=array(text(KEPT)), title=text('.*'), author=text('.*'),
             created=text(TIME),
             created_from=text('(jsonld|meta|time|url|text|input)?'),
             lang=text('([a-z]{2})?'), site=text('.*'),
             stripped=array(table(at=number, rule=text('[a-z-]+'),
                                  role=text(ROLE + '|chrome'), text=text('.+'))))
SHINGLE = dict(shingles=array(table(hash=text(ID), tokens=number,
                                    sketch=text('[A-Za-z0-9+/]*=?=?'))),
               shingling=text('(word|char) [1-9][0-9]?'))
MATCH = dict(copies=array(table(**COPY)), template=array(number),
             reprint_of=text('(%s)?' % ID), reprint_share=share)
CLUSTER = dict(event=table(id=text('e' + ID), date=text(r'(\d{4}-\d\d-\d\d)?'),
                           **{'from': text('(text|created)?')}, sure=share,
                           size=number, links=array(text('e' + ID)),
                           score=share))
DEDUP = dict(text=STRIP['text'], fate=text('kept|reprint'),
             kept_id=text('(%s)?' % ID), share=share,
             removed=array(table(
                 at=number, rule=text('copy|template'), role=text(KEPT),
                 of=text('(%s)?' % ID), paragraph=index, containment=share,
                 resemblance=share, also=array(table(**SOURCE)),
                 text=text('.+'))))

STAGES = [  # name, keys that it drops, keys that it writes
    ('read', [], READ),
    ('strip', ['html', 'text'], STRIP),
    ('shingle', [], SHINGLE),
    ('match', ['shingles', 'shingling'], MATCH),
    ('cluster', [], CLUSTER),
    ('dedup', ['text'], DEDUP),
]
FOREIGN = {'input_id', 'added', 'metadata', 'input_created'}
# A line that recurs on three pages of an outlet.
TEMPLATES = '\n'.join(
    '{"url":"https://a.example/%d","html":"<h1>%s</h1><p>%s</p><p>%s</p>"}' %
    (n, 'Town news, part %d of the series' % n,
     ' '.join('w%d.%d' % (n, i) for i in range(60)),
     'Every morning at six you hear the news of the town here first.')
    for n in range(3))


def said(line):
    """The records that a line of bash prints, numbers as they are written."""
    return records(line + ' | jq -R .')


def check(label, command, name, dropped, keys, before):
    """The records of one stage, and the keys that they have."""
    rows = [json.loads(row, parse_int=Number, parse_float=Number)
            for row in said(command)]
    ok(rows, label + ': writes records')
    order, wrong = True, {}
    for row in rows:
        own = [key for key in row if key not in FOREIGN]
        if name == 'read':
            want = list(keys) + ['text' if 'text' in row else 'html']
            order &= list(row)[:len(keys)] == list(keys)
            order &= list(row)[-1] == want[-1]
        else:
            want = [key for key in before if key not in dropped] + list(keys)
        order &= own == want
        for key, test in keys.items():
            if not test(row.get(key)):
                wrong.setdefault(key, row.get(key))
    ok(order, label + ': the documented keys, in this order', *map(list, rows))
    for key in keys:
        ok(key not in wrong, '%s: %s' % (label, key), wrong.get(key))
    return rows, list(keys) if name == 'read' else want


def documented():
    """Stage: the names in its section of the page, as they stand."""
    sections = {}
    with open(os.path.join(ROOT, PAGE), encoding='utf-8') as page:
        for line in page:
            if line.startswith('.Ss Written by winnow-'):
                names = sections[line.split('-')[1].strip()] = []
            elif line.startswith('.Sh EXAMPLES'):
                break
            elif sections and line.startswith('.It Cm '):
                names += line[len('.It Cm '):].replace(',', ' ').split()
    return sections


def whole_line(source, label):
    """Check the line stage by stage; the records at its end."""
    line, before = source, []
    for name, dropped, keys in STAGES:
        if name != 'read':
            line += ' | winnow-' + name
        rows, before = check(label + ', ' + name, line, name, dropped, keys,
                             before)
    return rows


pages = documented()
for name, _, keys in STAGES:
    want = list(keys)
    if name == 'read':
        want += ['input_', 'Ns', 'Ar', 'KEY', 'html', 'text']
    same(pages.get(name), want, '%s: the page has these keys' % name)
rows = whole_line('winnow-read corpus/raw', 'sample')
ok(any(row['copies'] for row in rows) and any(row['removed'] for row in rows) and
   {row['fate'] for row in rows} == {'kept', 'reprint'},
   'the sample has copies and reprints')
with folder() as work:
    path = os.path.join(work, 'pages.jsonl')
    with open(path, 'w', encoding='utf-8') as out:
        out.write(TEMPLATES)
    rows = whole_line("winnow-read '%s'" % path, 'templates')
same([[(item['rule'], item['of'], item['paragraph'])
       for item in row['removed']] for row in rows],
     [[('template', '', '-1')]] * 3, 'a template is a copy of nothing')
done()
