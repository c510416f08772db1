#!/usr/bin/env python3
"""JSONL as others write it: keys that options name, ids, and bad lines."""
import json
import os

from tap import done, folder, ok, run, same


def read(options, data, status=0):
    """The records of data, which is bytes, and what was said."""
    result = run('winnow-read ' + options, input=data)
    if result.returncode != status:
        ok(False, 'exit status of ' + options, result.returncode, result.stderr)
    return ([json.loads(line) for line in result.stdout.splitlines()],
            result.stderr.decode())


def line(**members):
    return (json.dumps(members, ensure_ascii=False) + '\n').encode()


def producers():
    """One line of each, as its documentation has it."""
    got = read('', line(id='a1', text='Tin', source='crawl-3',
                        added='2022-10-10T07:00:00.000Z', created='2022-10-09',
                        metadata={'n': 1}))[0][0]
    same([got[k] for k in ('text', 'fetched', 'input_id', 'input_source',
                           'input_created', 'metadata')],
         ['Tin', '2022-10-10T07:00:00.000Z', 'a1', 'crawl-3', '2022-10-09', {'n': 1}],
         'Dolma')
    data = line(text='Tin', id='<urn:uuid:1>', metadata={
        'url': 'https://www.a.vn/x', 'date': '2022-10-10T07:00:00Z'})
    got = read('--date-key=metadata.date', data)[0][0]
    same([got[k] for k in ('url', 'source', 'fetched', 'input_id', 'metadata')],
         ['https://www.a.vn/x', 'a.vn', '2022-10-10T07:00:00Z', '<urn:uuid:1>',
          {'url': 'https://www.a.vn/x', 'date': '2022-10-10T07:00:00Z'}], 'datatrove')
    same(read('', data)[0][0]['fetched'], '', '... has no time by itself')
    got = read('--text-key maintext --date-key date_download',
               line(maintext='Tin', title='T', url='https://a.vn/x',
                    date_publish='2022-10-09 20:00:00',
                    date_download='2022-10-10 07:00:00', text=None))[0][0]
    same([got.get(k) for k in ('text', 'url', 'fetched', 'input_title', 'input_text',
                               'maintext', 'date_publish')],
         ['Tin', 'https://a.vn/x', '2022-10-10T07:00:00Z', 'T', None, None,
          '2022-10-09 20:00:00'], 'news-please')


def content():
    got = read('--html-key p.html --text-key p.text',
               b'{"p": {"html":"<p>a</p>", "text":"b"} }\n{"p":{"html":"","text":"b"}}\n'
               b'{"p":{"html":null,"text":"b"}}\n')[0]
    same([(r['media'], r.get('html', r.get('text'))) for r in got],
         [('text/html', '<p>a</p>'), ('text/plain', 'b'), ('text/plain', 'b')],
         'HTML where there is any, else text')
    raw = run('winnow-read --html-key p.html', input=b'{"p": {"html":"x", "n": 1.50} }').stdout
    ok(b'"p":{"html":"x", "n": 1.50}' in raw,
       'what a nested key stands in passes through byte for byte', raw)
    got, said = read('--text-key body -', line(text='a') + line(html='b'), 3)
    same([got, said.splitlines()],
         [[], ["winnow-read: skipped '-#%d': no 'body'" % n for n in (1, 2)]],
         'a key that no line has')
    said = read("--text-key \"$(printf 'a\\033[1m')\"", line(text='a'), 3)[1]
    ok('\033' not in said, 'no control character on the terminal', said)


def ids(work):
    """The same id and content are one record, wherever they stand."""
    with open(os.path.join(work, 'other.jsonl'), 'wb') as out:
        out.write(line(text='x', guid=1) + line(text='Tin', guid='7', url='https://b.vn/'))
    one = read('--id-key guid', line(guid=7, text='Tin', url='https://a.vn/'))[0][0]['id']
    two = read("--id-key guid '%s/other.jsonl'" % work, b'')[0]
    same(two[1]['id'], one, 'the same id and content, in another file and line')
    ok(two[0]['id'] != one, 'another id')
    ok(read('--id-key guid', line(guid=7, text='tin'))[0][0]['id'] != one,
       'another content')
    ok(read('', line(guid=7, text='Tin', url='https://a.vn/'))[0][0]['id'] != one,
       'without the option it is the URL')
    got, said = read('--id-key guid', line(text='a') + line(text='b', guid=[1]) +
                     line(text='c', guid='c'), 3)
    same([[r['text'] for r in got], said.splitlines()],
         [['c'], ["winnow-read: skipped '-#1': no 'guid'",
                  "winnow-read: skipped '-#2': 'guid' is neither a string nor a number"]],
         'a line without it is skipped')


def bad_lines():
    """One bad line each, between good ones: it alone is skipped."""
    good = line(text='a')
    for name, data, why in [
            ('no JSON', b'text: a', 'not a JSON object'),
            ('cut off', b'{"text":"a', 'unclosed string'),
            ('an array', b'["a"]', 'not a JSON object'),
            ('a name twice', b'{"text":"a","text":"b"}', 'duplicate key'),
            ('a name twice, escaped', b'{"text":"a","\\u0074ext":"b"}', 'duplicate key'),
            ('too deep', b'{"text":"a","x":' + b'[' * 100000 + b']' * 100000 + b'}',
             'nested too deep'),
            ('half a surrogate pair', b'{"text":"\\ud83d"}', 'lone surrogate'),
            ('no content', b'{"title":"a"}', "no 'html', 'raw_content' or 'text'"),
            ('a number as content', b'{"text":7}', 'its content is not a string'),
            ('null as content', b'{"text":null}', 'its content is not a string'),
            ('two objects', b'{"text":"a"}{"text":"b"}', 'text after the object'),
            ('a raw control character', b'{"text":"a\x01"}', 'control character')]:
        got, said = read('', good + data + b'\n' + good, 3)
        same([r['path'] for r in got], ['-#1', '-#3'], name + ': the others are read')
        ok(said.startswith("winnow-read: skipped '-#2': ") and why in said and
           said.count('\n') == 1, name + ': and it is named', said)
    got, said = read('', b'\xef\xbb\xbf' + good.replace(b'\n', b'\r\n') * 2 + good[:-1])
    same([(r['path'], r['text']) for r in got],
         [('-#1', 'a'), ('-#2', 'a'), ('-#3', 'a')],
         'a BOM, CR LF and no newline at the end')
    got = read('', good + b'{"text":"a\xff"}\n')[0]
    same([(r['text'], r['lossy']) for r in got], [('a', 0), ('a\ufffd', 1)],
         'a byte that is no UTF-8')


with folder() as top:
    producers()
    content()
    ids(top)
    bad_lines()
done()
