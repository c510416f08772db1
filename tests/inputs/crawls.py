"""crawls.py - rows 57 to 78: what looks like an archive, and WARC files."""
import gzip
import io
import os
import tarfile
import zlib

from archives import zstd
from rows import need, row, within

TEXT = 'Một trang tin ngắn.'
HTML = '<html><p>Một trang.</p></html>'


@row(57, 'prose that begins as an mtree file')
def _(at):
    at.write('x.txt', '#mtree\n' + TEXT)
    at.reads(0, ['#mtree\n' + TEXT], [])


@row(58, 'prose that begins as an ar archive')
def _(at):
    at.write('x.txt', '!<arch>\n' + TEXT)
    at.reads(0, ['!<arch>\n' + TEXT], [])


@row(59, 'uuencoded text')
def _(at):
    at.write('x.txt', "begin 644 x.gz\n#86)C\n`\nend")
    at.reads(0, ["begin 644 x.gz\n#86)C\n`\nend"], [])


@row(60, 'text that looks like a header of tar')
def _(at):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode='w') as out:
        out.addfile(tarfile.TarInfo('x'))
    text = packed.getvalue()[:512].replace(b'\0', b' ').decode().strip() + '.'
    at.write('x.txt', text)
    at.reads(0, [text], [])


def http(body, *fields, status='200 OK', kind='text/html; charset=utf-8'):
    head = 'HTTP/1.1 %s\r\nContent-Type: %s\r\n' % (status, kind)
    body = body.encode() if isinstance(body, str) else body
    return (head + ''.join(field + '\r\n' for field in fields) + '\r\n').encode() + body


def record(block, kind='response', version='1.0', length=None, newline='\r\n', extra=(),
           uri='https://tin.example/a/'):
    """A WARC record; a length of '' is left out."""
    block = block.encode() if isinstance(block, str) else block
    types = {'response': 'application/http; msgtype=response', 'conversion': 'text/plain'}
    fields = ['WARC/' + version, 'WARC-Type: ' + kind, 'WARC-Record-ID: <urn:uuid:1>',
              'WARC-Date: 2022-10-10T08:00:00Z', 'WARC-Target-URI: ' + uri,
              'Content-Type: ' + types.get(kind, 'text/plain'), *extra]
    if length != '':
        fields.append('Content-Length: %d' % (len(block) if length is None else length))
    return (newline.join(fields) + newline * 2).encode() + block + (newline * 2).encode()


GOOD = record(http(HTML))


def crawl(at, data, code, contents, reasons, *args, **more):
    at.write('x.warc', data)
    return at.reads(code, contents, reasons, *args, **more)


@row(61, 'WARC/1.1')
def _(at):
    crawl(at, record(http(HTML), version='1.1'), 0, [HTML], [])


@row(62, 'WARC/0.17')
def _(at):
    crawl(at, record(http(HTML), version='0.17'), 0, [HTML], [])


@row(63, 'conversion records')
def _(at):
    result = crawl(at, record(TEXT, 'conversion'), 0, [TEXT], [])
    need(result.records[0]['media'] == 'text/plain')


@row(64, 'revisit records')
def _(at):
    result = crawl(at, record(http(''), 'revisit') + GOOD, 0, [HTML], [], '-v')
    need('1 revisit' in result.said, result.said)


@row(65, 'an address that ends in a slash')
def _(at):
    result = crawl(at, GOOD, 0, [HTML], [])
    need(result.records[0]['url'] == 'https://tin.example/a/', result.records[0]['url'])


@row(66, 'no Content-Length')
def _(at):
    crawl(at, record(http(HTML), length='') + GOOD, 3, [HTML], ['Content-Length'])


@row(67, 'a huge Content-Length')
def _(at):
    crawl(at, record(http(HTML), length=(1 << 63) - 1) + GOOD, 3, [HTML], ['Content-Length'],
          **within(100))
    # one that might be true: the record is lost, the next is not
    crawl(at, record(http(HTML), length=1 << 32) + GOOD, 3, [HTML], ['--max-record'],
          **within(100))
    crawl(at, record(http(HTML), length=5000) + GOOD, 3, [HTML, HTML], ['Content-Length'])


@row(68, 'a negative Content-Length')
def _(at):
    crawl(at, record(http(HTML), length=-7) + GOOD, 3, [HTML], ['Content-Length'])


@row(69, 'line feeds alone in headers')
def _(at):
    crawl(at, record(http(HTML).replace(b'\r\n', b'\n'), newline='\n') * 2, 0, [HTML, HTML], [])


@row(70, 'a header of over 64 KiB')
def _(at):
    large = record(http(HTML), extra=['X-Large: ' + 'x' * 70000])
    crawl(at, GOOD + large + GOOD, 3, [HTML, HTML], ['--max-header'])
    crawl(at, GOOD + large + GOOD, 0, [HTML] * 3, [], '--max-header=100k')


@row(71, 'blocks that end at every place of a buffer')
def _(at):
    sizes = [n + d for n in (4096, 65536, 1 << 20) for d in range(-3, 4)]
    pages = ['<html>' + 'x' * (size - 6) for size in sizes]
    for data in (b''.join(record(http(page)) for page in pages),
                 b''.join(gzip.compress(record(http(page)), 1) for page in pages)):
        crawl(at, data, 0, pages, [])


@row(72, 'blocks two bytes longer than they say')
def _(at):
    short = http(HTML).replace(b'\r\n\r\n', b'\r\n\r\n\r\n')
    crawl(at, record(short, length=len(short) - 2) * 3, 0, [HTML] * 3, [])


@row(73, 'rubbish between records')
def _(at):
    crawl(at, GOOD + b'rubbish\r\nWARC/ and more\r\n' + GOOD, 3, [HTML, HTML], ['passed over'])


@row(73, 'a beginning that is damaged')
def _(at):
    large = record(http(HTML + 'x' * 10000))
    for first in b'X' + GOOD[1:], GOOD[30:], b'rubbish' + GOOD, b'X' + large[1:]:
        at.write('x', first + GOOD * 2)
        at.reads(3, [HTML] * 2, ['passed over'])
        at.write('x', gzip.compress(first) + gzip.compress(GOOD) * 2)
        at.reads(3, [HTML] * 2, ['passed over'])
    os.unlink(at.path('x'))
    for first in bytes(512) + large[512:], b'rubbish\n' * 100 + large[30:]:
        crawl(at, first + GOOD, 3, [HTML], ['passed over'])
    for first in b'\r\n', b'\xef\xbb\xbf':
        crawl(at, first + GOOD * 2, 0, [HTML] * 2, [])
    os.unlink(at.path('x.warc'))


@row(73, 'a compressed beginning that is damaged')
def _(at):
    for name, pack, said in (('x.warc.gz', gzip.compress, 'gzip'), ('x.warc.zst', zstd, 'zstd')):
        good = pack(GOOD)
        at.write(name, good[:12] + b'\xff' * 8 + good[20:] + good * 2)
        at.reads(3, [HTML] * 2, [said])
        at.write(name, pack(TEXT.encode()))
        at.reads(0, [TEXT], [])
        os.unlink(at.path(name))


@row(73, 'a text about records')
def _(at):
    text = 'A record begins with a line\nWARC/1.0\nand fields, as\nWARC-Type: response'
    at.write('x.txt', text)
    at.reads(0, [text], [])


@row(74, 'a last record that is cut')
def _(at):
    result = crawl(at, GOOD + GOOD[:-14], 3, [HTML, HTML[:-10]], ['truncated'])
    need([r['truncated'] for r in result.records] == ['', 'end'])
    crawl(at, GOOD + GOOD[:100], 3, [HTML], ['truncated'])


@row(75, 'a gzip member with two records')
def _(at):
    result = crawl(at, gzip.compress(GOOD + GOOD, mtime=0) + gzip.compress(GOOD), 0, [HTML] * 3, [])
    need(result.paths[0] == 'x.warc#0' and result.paths[1] == 'x.warc#0+%d' % len(GOOD))


@row(76, 'a record that the crawler cut')
def _(at):
    result = crawl(at, record(http(HTML), extra=['WARC-Truncated: length']), 0, [HTML], [])
    need(result.records[0]['truncated'] == 'length')


@row(76, 'a record in segments')
def _(at):
    first = ['WARC-Segment-Number: 1']
    rest = record('rest', 'continuation', extra=['WARC-Segment-Number: 2',
                                                 'WARC-Segment-Origin-ID: <urn:uuid:1>',
                                                 'WARC-Segment-Total-Length: 99'])
    digest = 'WARC-Payload-Digest: sha1:' + 'A' * 32
    page = http(HTML[:-10], 'Content-Length: %d' % len(HTML))
    for block, kind, content in ((page, 'response', HTML[:-10]),
                                 (http(HTML[:-10]), 'response', HTML[:-10]),
                                 (TEXT, 'resource', TEXT), (TEXT, 'conversion', TEXT)):
        for args in [], ['--verify']:
            data = record(block, kind, extra=first + [digest] * bool(args)) + rest + GOOD
            result = crawl(at, data, 3, sorted([HTML, content]), ['segment'], '-v', *args)
            need([r['truncated'] for r in result.records] == ['segment', ''], result.records)
            need('1 continuation' in result.said, result.said)


@row(76, 'a response that is shorter than it says')
def _(at):
    short = http(HTML[:-10], 'Content-Length: %d' % len(HTML))
    result = crawl(at, record(short) + GOOD, 3, [HTML, HTML[:-10]], ['truncated'])
    need([r['truncated'] for r in result.records] == ['end', ''], result.records)
    # the crawler has said it already
    result = crawl(at, record(short, extra=['WARC-Truncated: time']), 0, [HTML[:-10]], [])
    need(result.records[0]['truncated'] == 'time', result.records)


@row(77, 'chunks and content codings')
def _(at):
    page = HTML.encode()
    chunked = b''.join(b'%x\r\n%s\r\n' % (len(page[i:i + 7]), page[i:i + 7])
                       for i in range(0, len(page), 7)) + b'0\r\n\r\n'
    raw = zlib.compressobj(9, zlib.DEFLATED, -15)
    bodies = [(chunked, 'Transfer-Encoding: chunked'),
              (gzip.compress(page), 'Content-Encoding: gzip'),
              (zlib.compress(page), 'Content-Encoding: deflate'),
              (raw.compress(page) + raw.flush(), 'Content-Encoding: deflate'),
              (page, 'Content-Encoding: gzip'), (page, 'Transfer-Encoding: chunked')]
    crawl(at, b''.join(record(http(body, field)) for body, field in bodies), 0, [HTML] * 6, [])
    # chunks that were undone before, and a first line that looks like a chunk's
    chunked = ('Transfer-Encoding: chunked',)
    text = '10\r\n%s\r\nHết.' % TEXT
    crawl(at, record(http(text, *chunked, kind='text/plain; charset=utf-8')), 0,
          [text.replace('\r', '')], [])
    crawl(at, record(http(b'\x0b\x02\x80', 'Content-Encoding: br')) + GOOD, 3, [HTML],
          ['unsupported_encoding'])


@row(77, 'interim responses')
def _(at):
    first = b'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n'
    result = crawl(at, record(first + http(HTML)) + GOOD, 0, [HTML] * 2, [])
    need([r['media'] for r in result.records] == ['text/html'] * 2, result.records)


@row(78, 'responses that are no page')
def _(at):
    others = [record(http(HTML, status='404 Not Found')),
              record(http('', 'Location: /b', status='302 Found')),
              record(http('User-agent: *', kind='text/plain'),
                     uri='https://tin.example/robots.txt'),
              record(http(b'\x89PNG\r\n\x1a\n', kind='image/png')),
              record(http(b'%PDF-1.7\n', kind='text/html'))]
    crawl(at, b''.join(others) + GOOD, 3, [HTML],
          ['status 404', 'status 302', 'robots.txt', 'image/png', 'PDF'])
