#!/usr/bin/env python3
"""Every record of a WARC file is read once, in order, and none is invented.

Files are made by make_warc.py, and by wget if there is one; documents are
compared with what was written, by a hash of their bytes.
"""
import hashlib
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading

from make_warc import CODINGS, STYLES, VERSIONS, pages, write
from tap import BIN, ROOT, done, folder, ok, same
from warc_layout import LAYOUTS

EDGES = [1, 65535, 65536, 65537]  # around a buffer of 64 KiB
BIG = 10 << 20
MANY = 100000
READ = os.path.join(BIN, 'winnow-read')


def seconds(date):
    """A time without the fraction of a second."""
    return re.sub(r'\.\d+Z$', 'Z', date)


def expected(name, documents):
    return [('%s#%s' % (name, d.where), d.url, seconds(d.date), d.id.strip('<>'), d.size,
             d.sha256) for d in documents]


def found(output):
    """The same of the records that winnow-read wrote; None for a missing key."""
    rows = []
    for line in output.splitlines():
        record = json.loads(line)
        content = (record.get('html') or record.get('text', '')).encode()
        rows.append((record['path'], record['url'], seconds(record['fetched']),
                     record.get('warc_id', '').strip('<>'), len(content),
                     hashlib.sha256(content).hexdigest()))
    return rows


def read(*args, **more):
    return subprocess.run([READ, *args], capture_output=True, **more)


def agree(what, result, want, status=(0,)):
    """Exit status, and all that was read; where they part is told."""
    got = found(result.stdout)
    at = next((i for i, (a, b) in enumerate(zip(got, want)) if a != b),
              min(len(got), len(want)))
    ok(got == want and result.returncode in status, what,
       'exit status %d, %d read, %d written' % (result.returncode, len(got), len(want)),
       'number %d got:  %s' % (at, got[at:at + 1]), 'number %d want: %s' % (at, want[at:at + 1]),
       result.stderr[:500].decode(errors='replace'))


def make(name, sizes, style='warcio', layout='gz', version='1.0', codings=None,
         count=None, noise=False):
    """Write NAME; what should be found there."""
    media, known = STYLES[style][2:]
    codings = codings or known
    stream = pages(count or len(sizes) * len(codings), sizes, codings, media)
    return expected(name, write(name, stream, style, layout, version, with_noise=noise))


def check_all():
    """Each style, layout and version."""
    for style in STYLES:
        for layout in LAYOUTS:
            for version in VERSIONS:
                want = make('a.warc', EDGES, style, layout, version, count=9)
                result = read('a.warc')
                agree('%s, %s, %s' % (style, layout, version), result, want)
                if result.stderr:
                    same(result.stderr, b'', 'says nothing')


def check_large():
    """10 MiB in each layout, style and version, not in all products of them."""
    for kind in ([('warcio', layout, '1.0') for layout in LAYOUTS] +
                 [(style, 'gz', '1.0') for style in STYLES if style != 'warcio'] +
                 [('wget', 'plain', version) for version in VERSIONS]):
        want = make('a.warc', [BIG, 1], *kind, codings=['identity'], count=3)
        agree('10 MiB: %s, %s, %s' % kind, read('a.warc'), want)


def check_codings():
    for coding in CODINGS:
        want = make('a.warc', EDGES + [BIG], codings=[coding])
        if coding == 'br':
            continue
        agree('HTTP, ' + coding, read('a.warc'), want)
    want = make('a.warc', [70], 'ccnews', codings=['identity', 'br'], count=10)
    result = read('a.warc')
    if result.returncode == 3:  # named, and the others are read
        same(result.stderr.count(b'winnow-read: skipped'), 5, 'brotli is named')
        want = want[::2]
    agree('HTTP, some in brotli', result, want, (0, 3))


def check_noise():
    """What is no document gives none; what is an image may be named."""
    for style in STYLES:
        if style != 'wet':
            want = make('a.warc', EDGES, style, noise=True)
            agree('%s: only documents' % style, read('a.warc'), want, (0, 3))


def check_ways():
    """Other ways to the same file; a file that was cut."""
    os.makedirs('in/sub', exist_ok=True)
    for layout in 'plain', 'gz', 'zst-dict':
        want = make('a.warc', EDGES, layout=layout)
        with open('a.warc', 'rb') as data:
            agree(layout + ' on standard input', read(stdin=data),
                  [(row[0].replace('a.warc', '-'), *row[1:]) for row in want])
        shutil.copy('a.warc', 'in/sub/noname')
        agree(layout + ' in a folder, without its name', read('in'),
              [(row[0].replace('a.warc', 'sub/noname'), *row[1:]) for row in want])
        last = int(want[-1][0].partition('#')[2])
        os.truncate('a.warc', last + (os.path.getsize('a.warc') - last) // 2)
        result = read('a.warc')
        lines = result.stdout.splitlines(keepends=True)
        # of a zstd frame that is cut there may be nothing
        last = [json.loads(line) for line in lines[len(want) - 1:]]
        result.stdout = b''.join(lines[:len(want) - 1])
        agree(layout + ' cut in the last record', result, want[:-1], (3,))
        ok(all(r['truncated'] == 'end' and r['warc_id'].strip('<>') == want[-1][3] for r in last)
           and (last or layout.startswith('zst')), '... which is read as far as it goes', last)


def start_many():
    """100,000 records are made while the rest is tested."""
    listed = open('many.list', 'wb')
    return subprocess.Popen(
        [sys.executable, os.path.join(ROOT, 'tests', 'make_warc.py'), '--list', '--records',
         str(MANY), '--body-sizes', '150', '--codings', 'identity', 'many.warc.gz'],
        stdout=listed)


def check_many(making):
    ok(making.wait() == 0, 'many records are made')
    with open('many.list', encoding='utf-8') as lines:
        want = [(d['id'].strip('<>'), 'many.warc.gz#' + d['where'])
                for d in map(json.loads, lines)]
    result = read('-v', 'many.warc.gz')
    got = [json.loads(line) for line in result.stdout.splitlines()]
    same(len(got), MANY, '%d records, a member each' % MANY)
    ok([(r.get('warc_id', '').strip('<>'), r['path']) for r in got] == want,
       '... each once, in order')
    ok(re.search(rb'\b%d records\b' % MANY, result.stderr), '... and -v counts them',
       result.stderr)


class Site(http.server.BaseHTTPRequestHandler):
    """Pages linked in a row; every third in chunks, one not found."""
    protocol_version = 'HTTP/1.1'
    last, served = 24, {}

    def do_GET(self):
        number = int('0' + self.path.strip('/')) if self.path.strip('/').isdigit() else -1
        good = 0 <= number <= self.last or self.path == '/'
        page = ('<!DOCTYPE html><title>Trang %d</title><p>Đây là trang %d.</p><a href="/%d">'
                'sau</a>%s' % (number, number, number + 1, '<p>chữ</p>' * 3000)).encode()
        if good:
            self.served[self.path] = hashlib.sha256(page).hexdigest()
        self.send_response(200 if good else 404)
        self.send_header('Content-Type', 'text/html; charset=utf-8')
        if number % 3 == 0:
            self.send_header('Transfer-Encoding', 'chunked')
            page = b'%x\r\n%s\r\n0\r\n\r\n' % (len(page), page)
        else:
            self.send_header('Content-Length', str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_):
        pass


def check_wget():
    """What wget itself wrote."""
    if not shutil.which('wget'):
        ok(True, 'pages fetched by wget # skip no wget')
        return
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = 'http://127.0.0.1:%d' % server.server_port
    for ending, option in (('.warc.gz', '--warc-cdx'), ('.warc', '--no-warc-compression')):
        Site.served = {}
        subprocess.run(['wget', '--no-config', '-q', '-r', '-l', '0', '--delete-after',
                        '--no-proxy', '--warc-file=fetched', option, base + '/'], check=False)
        same(len(Site.served), Site.last + 2, 'wget fetches all pages')
        result = read('fetched' + ending)
        rows = found(result.stdout)
        said = result.stderr.splitlines()
        ok(all(line.endswith(b'HTTP status 404') for line in said),
           'wget: of %s only what was not found is skipped' % ending, *said)
        same(len(rows), len(Site.served), '... as many as were fetched')
        same({row[1][len(base):]: row[5] for row in rows}, Site.served,
             '... with the bytes that were sent')
    server.shutdown()


with folder() as work:
    os.chdir(work)
    making = start_many()
    check_all()
    check_large()
    check_codings()
    check_noise()
    check_ways()
    check_wget()
    check_many(making)
    os.chdir('/')
done()
