#!/usr/bin/env python3
"""winnow-strip PATH... gives what winnow-read PATH... | winnow-strip gives:
bytes, messages, log, counts and exit status, whatever the threads."""
import gzip
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tap  # noqa: E402

READ = os.path.join(tap.BIN, 'winnow-read')
STRIP = os.path.join(tap.BIN, 'winnow-strip')
RAW = os.path.join(tap.ROOT, 'corpus/raw')
PAGE = ('<!DOCTYPE html><html><head><title>Tin %d</title></head><body><nav><a href="/">Trang '
        'chủ</a></nav><article><h1>Tin số %d</h1><p>%s</p></article></body></html>')
PROSE = 'Sáng nay hội nghị "chuyển đổi số" được tổ chức tại\\n Hà Nội, nhiều đại biểu dự. '


def page(number, words=6):
    return (PAGE % (number, number, (PROSE + str(number) + ' ') * words)).encode()


def call(*command, data=b''):
    done = subprocess.run(command, input=data, capture_output=True)
    return done.returncode, done.stdout, done.stderr


def taken(name):
    """What a log says, once."""
    if not os.path.exists(name):
        return b''
    with open(name, 'rb') as log:
        said = log.read()
    os.unlink(name)
    return said


def through_pipe(paths, reading, stripping):
    """Exit status, bytes, messages and log, as winnow-strip would say them."""
    code, records, said = call(READ, '-v', '--log', 'log', *reading, '--', *paths)
    last, out, summary = call(STRIP, '-v', *stripping, data=records)
    assert not last, summary
    return code, out, said.replace(b'winnow-read: ', b'winnow-strip: ') + summary, taken('log')


def directly(paths, *options):
    return (*call(STRIP, '-v', '--log', 'log', *options, '--', *paths), taken('log'))


def same_as_pipe(what, *paths, code=0, reading=(), stripping=(), threads='128'):
    want = through_pipe(paths, reading, stripping)
    tap.ok(want[0] == code and (want[1] or code), what + ': the pipe reads it', want[0], want[2])
    for j in threads:
        got = directly(paths, '-j', j, *reading, *stripping)
        tap.same(got[0], want[0], '%s, -j %s: exit status' % (what, j))
        tap.ok(got[1] == want[1], '... the same bytes', len(want[1]), len(got[1]))
        tap.ok(got[2:] == want[2:], '... the same messages and log', *want[2:], *got[2:])


def warc(pages, kind=b'text/html'):
    for number, body in enumerate(pages):
        http = b'HTTP/1.1 200 OK\r\nContent-Type: ' + kind + b'\r\n\r\n' + body
        yield (b'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://tin.example/%d\r\n'
               b'WARC-Date: 2022-10-10T08:00:00Z\r\nContent-Type: application/http\r\n'
               b'Content-Length: %d\r\n\r\n' % (number, len(http)) + http + b'\r\n\r\n')


def put(name, data):
    if os.path.dirname(name):
        os.makedirs(os.path.dirname(name), exist_ok=True)
    with open(name, 'wb') as out:
        out.write(data)


def make():
    for number in range(300):
        put('many/báo%d/%03d.html' % (number % 7, number), page(number, number % 50))
    put('many/large.html', page(1, 15000))
    put('many/empty.html', b'')
    put('many/image.png', b'\x89PNG\r\n\x1a\n')
    put('many/legacy.html', ('<meta charset="windows-1252"><h1>Le marché</h1><p>%s</p>'
        % ('La séance a été levée à midi, après un long débat. ' * 9)).encode('cp1252'))
    subprocess.run('tar --sort=name -cf many.tar many && zstd -q many.tar', shell=True, check=True)
    put('rows.jsonl', b''.join(json.dumps(row).encode() + b'\n' for row in [
        {'body': page(1).decode(), 'title': 'T', 'meta': {'url': 'https://a.vn/x'}, 'roles': 1},
        {'body': 'Một dòng.\nHai dòng.', 'author': 'An', 'created': '2022-10-10', 'date': 'x'},
        {'text': 'no body'},
        {'body': page(3).decode(), 'text': 'mine', 'stripped': [], 'html': 'mine', 'n': 1.50},
    ]) + b'{"body": broken}\n')
    put('page.mhtml', b'From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.vn/tin\r\n'
        b'Subject: x\r\nDate: Mon, 10 Oct 2022 08:00:00 +0000\r\nMIME-Version: 1.0\r\n'
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        b'Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n'
        b'Content-Location: https://a.vn/tin\r\n\r\n' + page(4) + b'\r\n--b--\r\n')
    put('crawl.warc', b''.join(warc(page(n, n % 90) for n in range(1500))))
    put('crawl.warc.gz', b''.join(gzip.compress(one, 1, mtime=0) for one in warc(
        page(n, n % 90) + os.urandom(1500).hex().encode() for n in range(1500))))
    # what looks like a record, longer than a part, in the content of one
    inner = b''.join(warc((page(n, 9) for n in range(4500)), b'text/plain'))
    put('nested.warc', b''.join(warc([b'About:\n\n' + inner, page(1)], b'text/plain')) +
        b''.join(warc(page(n) for n in range(2000))))
    put('hidden.warc', b''.join(warc([inner * 2, page(1)], b'text/plain')))
    put('cut.warc', b''.join(warc(page(n) for n in range(5)))[:-300])


def paths():
    same_as_pipe('the sample', RAW, reading=['--base', RAW])
    same_as_pipe('the sample, all roles kept', RAW, stripping=['--keep', 'all'], threads='2')
    same_as_pipe('a folder', 'many', code=3)
    same_as_pipe('files that are named', 'many/large.html', 'many/báo1/001.html', 'many/empty.html')
    same_as_pipe('a choice of a folder', 'many', reading=['--include=*.html', '--exclude=báo3/'])
    same_as_pipe('tar.zst', 'many.tar.zst', code=3)
    same_as_pipe('WARC', 'crawl.warc')
    same_as_pipe('WARC, gzip by member', 'crawl.warc.gz')
    same_as_pipe('a record inside a record', 'nested.warc')
    same_as_pipe('a WARC that is cut off', 'cut.warc', code=3)
    same_as_pipe('JSONL of others', 'rows.jsonl', code=3,
                 reading=['--html-key=body', '--url-key=meta.url'])
    same_as_pipe('JSONL as text', 'rows.jsonl', code=3, reading=['--text-key=body'])
    same_as_pipe('MHTML', 'page.mhtml')
    same_as_pipe('all of these', 'crawl.warc', 'many', 'page.mhtml', 'nested.warc', code=3, threads='8')
    put('list', b'many/large.html\nmissing\ncrawl.warc\n')
    same_as_pipe('a list', 'page.mhtml', reading=['--files-from=list'], code=3)
    same_as_pipe('a list alone', reading=['--files-from=list'], code=3)


def for_people():
    for what in 'many', 'crawl.warc', 'nested.warc', 'hidden.warc':
        _, records, _ = call(READ, what)
        want = call(STRIP, '-p', data=records)
        for j in '13':
            tap.ok(call(STRIP, '-p', '-j', j, what)[1] == want[1], '-p of %s, -j %s' % (what, j))
    tap.same(call(STRIP, '-p', 'many/báo1/001.html')[1],
             call(STRIP, '-p', data=page(1, 1))[1], '-p of a page, named and on a pipe')


def kinds():
    """An operand holds records, or is read."""
    records = call(READ, 'many/báo1')[1]
    stripped = call(STRIP, data=records)[1]
    read = call(STRIP, 'page.mhtml')[1]
    put('records', records)
    put('blank', b'\n\n' + records)
    put('stripped', stripped)
    sort = [json.dumps(json.loads(line), sort_keys=True, ensure_ascii=False)
            for line in records.decode().splitlines()]
    put('sorted', '\n'.join(sort).encode())
    put('short.jsonl', b'{"id":"x","path":"y","media":"text/html","text":"hai"}\n')
    put('many/records', records)
    for j in '13':
        def strip(*operands):
            return call(STRIP, '-j', j, *operands)
        tap.same(strip('records')[:2], (0, stripped), '-j %s: a file of records' % j)
        tap.same(strip('blank')[:2], (0, stripped), '... with empty lines before')
        tap.same(strip('stripped')[:2], (0, stripped), '... that were stripped before')
        tap.same([json.loads(line) for line in strip('sorted')[1].splitlines()],
                 [json.loads(line) for line in stripped.splitlines()], '... with keys sorted')
        tap.same(strip('records', 'page.mhtml', 'page.mhtml', 'records'),
                 (0, stripped + read * 2 + stripped, b''), '... among others, in their order')
        tap.same(strip('/dev/null')[0], 0, '... a device')
        line = "'%s' -j %s <('%s' many/báo1)" % (STRIP, j, READ)
        tap.same(tap.run(line, cwd=os.getcwd()).stdout, stripped, '... a pipe that is named')
        tap.same(call(STRIP, '-j', j, '-', data=records)[1], stripped, '... standard input')
    foreign = json.loads(call(STRIP, 'short.jsonl')[1])
    tap.same([foreign['path'], foreign['input_id']], ['short.jsonl#1', 'x'],
             'JSONL without the id of ours is read')
    same_as_pipe('records in a folder are JSONL', 'many', code=3, threads='2')
    os.unlink('many/records')
    put('broken', records + b'{"id":\n')
    tap.same(call(STRIP, 'broken')[0], 1, 'a broken record is fatal')
    tap.ok(b"'broken' line %d " % (records.count(b'\n') + 1) in call(STRIP, 'broken')[2],
           'and its line is named')
    tap.same(call(STRIP, data=page(1))[0], 1, 'a page on standard input is no record')


def mistakes():
    for arguments in (['missing'], ['many', 'missing'], ['--since=x', 'many'], ['-0', 'many'],
                      ['--include=[', 'many'], ['--max-record=1G', 'many']):
        code, out, said = call(STRIP, *arguments)
        want = call(READ, *arguments)[2].replace(b'winnow-read: ', b'winnow-strip: ')
        tap.ok((code, out, said) == (2, b'', want), ' '.join(arguments) + ': exit 2, as to read',
               code, said, want)
    tap.same(tap.run("'%s' many >/dev/full" % STRIP, cwd=os.getcwd()).returncode, 1,
             'a full disk is exit 1')
    tap.same(call(STRIP, '-q', 'many')[2], b'', '-q says nothing of what is skipped')
    os.mkdir('nothing')
    tap.same(call(STRIP, 'nothing'), (0, b'', b''), 'an empty folder')


with tap.folder() as work:
    os.chdir(work)
    make()
    paths()
    for_people()
    kinds()
    mistakes()
    os.chdir('/')
tap.done()
