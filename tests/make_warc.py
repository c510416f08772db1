#!/usr/bin/env python3
"""make_warc.py - WARC files as several programs write them, always the same.

    make_warc.py --style wget --layout gz --records 1000 \\
        --body-sizes 1,65535,65536 OUT
    write(path, pages(1000, [1, 65535]), style='wget', layout='gz')

A style is what one program writes: which records, which fields, in which
order (see STYLES); a layout is how they lie in the file (see warc_layout.py).
`noise` puts between them what is no document: revisits, redirections, pages
not found, images, answers of the name service.

WARC-Payload-Digest is over the body as it lies in the record, chunks and all,
as wget and warcio have it. With --list the documents that a reader should find
are printed as JSONL.
"""
import argparse
import base64
import functools
import hashlib
import json
import random
import sys
import zlib
from collections import namedtuple

from warc_layout import LAYOUTS, Layout

VERSIONS = '0.17 0.18 1.0 1.1'.split()
CODINGS = 'identity chunked gzip deflate raw-deflate gzip-chunked br'.split()

# what is fetched: media 'text/html' or 'text/plain', body in UTF-8, one of
# CODINGS; not 200 unless status says so
Page = namedtuple('Page', 'number url media body coding status',
                  defaults=('identity', '200 OK'))
# what a reader should find; where is what follows FILE#
Document = namedtuple('Document', 'url date id where media size sha256')
# one record: fields without those that make() adds; page if it is a document
Record = namedtuple('Record', 'kind fields block page payload', defaults=(None, None))

# the order of the fields in the files of each program, without WARC-
ORDER = {
    'wget': 'Type Record-ID Warcinfo-ID Concurrent-To Target-URI Date IP-Address '
            'Filename Refers-To Profile Block-Digest Payload-Digest Content-Type '
            'Content-Length',
    'warcio': 'Type Record-ID Filename Target-URI Date Refers-To Profile '
              'Payload-Digest Block-Digest Content-Type Content-Length',
    'ccnews': 'Type Date Record-ID Content-Length Content-Type Filename Warcinfo-ID '
              'Concurrent-To IP-Address Target-URI Payload-Digest Block-Digest '
              'Refers-To Profile Identified-Payload-Type',
    'wet': 'Type Filename Target-URI Date Record-ID Refers-To Block-Digest '
           'Identified-Content-Language Content-Type Content-Length',
}
HTTP = 'application/http; msgtype='
FIELDS = 'application/warc-fields'
WORDS = ('Hôm nay hội nghị chuyển đổi số được tổ chức tại thành phố, với nhiều đại biểu. '
         'Le conseil municipal a voté mardi le budget de l’année prochaine. '
         'The committee said on Tuesday that the bridge will be closed until May.')


# --- what is fetched

@functools.cache
def filler(media, size):
    """Lines of text, `size` bytes of them at least."""
    shape = '<p>%016x %s</p>\n' if media == 'text/html' else '%016x %s\n'
    lines, total = [], 0
    while total < size:
        at = len(lines) * 37 % len(WORDS)
        mixed = len(lines) * 0x9E3779B97F4A7C15 & (1 << 64) - 1
        lines.append((shape % (mixed, WORDS[at:] + WORDS[:at])).encode())
        total += len(lines[-1])
    return b''.join(lines)


def body(number, size, media):
    """A page of exactly `size` bytes, valid UTF-8, unlike those of other numbers."""
    head = '%d - trang thử nghiệm' % number
    if media == 'text/html':
        head = ('<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>%s</title>'
                '</head><body>\n' % head)
    head = head.encode() + b'\n'
    if size < len(head):
        return bytes(97 + (number + i) % 26 for i in range(size))
    cut = size - len(head)
    rest = filler(media, cut)[:cut].decode(errors='ignore').encode()
    return head + rest + b'.' * (cut - len(rest))


def pages(count, sizes, codings=('identity',), media='text/html'):
    """`count` pages; sizes and codings take turns."""
    for i in range(count):
        yield Page(i, 'http://tin%d.example/%d/trang.html?b=1&a=%d' % (i % 7, i, i),
                   media, body(i, sizes[i % len(sizes)], media),
                   codings[i // len(sizes) % len(codings)])


# --- HTTP

def chunked(data):
    parts, at, size = [], 0, 1
    while at < len(data):
        part = data[at:at + size]
        parts.append(b'%x%s\r\n%s\r\n' % (len(part), b';ext=1' if size == 512 else b'', part))
        at, size = at + size, min(size * 8, 1 << 18)
    return b''.join(parts) + b'0\r\n\r\n'


def deflated(data, wbits):
    packer = zlib.compressobj(6, zlib.DEFLATED, wbits)
    return packer.compress(data) + packer.flush()


def brotli(data):
    """A stream of stored blocks (RFC 7932, 9.1 and 9.2)."""
    parts, start = [], 1
    for at in range(0, len(data), 1 << 16):
        part = data[at:at + (1 << 16)]
        bits = (len(part) - 1) << 3 | 1 << 19  # ISLAST 0, MNIBBLES 4, ISUNCOMPRESSED
        parts.append((bits << start).to_bytes(3, 'little') + part)
        start = 0
    return b''.join(parts) + bytes([3 << start])


CODERS = {
    'identity': (bytes, ()),
    'chunked': (chunked, ('Transfer-Encoding: chunked',)),
    'gzip': (lambda d: deflated(d, 31), ('Content-Encoding: gzip',)),
    'deflate': (lambda d: deflated(d, 15), ('Content-Encoding: deflate',)),
    'raw-deflate': (lambda d: deflated(d, -15), ('Content-Encoding: deflate',)),
    'gzip-chunked': (lambda d: chunked(deflated(d, 31)),
                     ('Content-Encoding: gzip', 'Transfer-Encoding: chunked')),
    'br': (brotli, ('Content-Encoding: br',)),
}


def response(page, more=()):
    """The HTTP message of a page: its header and its body as sent."""
    coder, fields = CODERS[page.coding]
    sent = coder(page.body)
    lines = ['HTTP/1.1 ' + page.status, 'Server: thử/1.0', 'Connection: close',
             'Content-Type: %s; charset=utf-8' % page.media, *fields, *more]
    if 'chunked' not in page.coding:
        lines.append('Content-Length: %d' % len(sent))
    return '\r\n'.join(lines + ['', '']).encode(), sent


def request(page):
    host, _, path = page.url.partition('://')[2].partition('/')
    return ('GET /%s HTTP/1.1\r\nHost: %s\r\nUser-Agent: thu/1.0\r\nAccept: */*\r\n\r\n'
            % (path, host)).encode()


# --- records

class Crawl:
    """The ids and times of one file; both from the seed alone."""

    def __init__(self, style, version, seed):
        self.rng = random.Random('%s %s %d' % (style, version, seed))
        self.style, self.version = style, version
        self.order = ORDER[style].split()
        self.info = self.id()
        self.seconds = 0

    def id(self):
        h = '%032x' % self.rng.getrandbits(128)
        return '<urn:uuid:%s-%s-4%s-a%s-%s>' % (h[:8], h[8:12], h[13:16], h[17:20], h[20:])

    def date(self, number):
        fraction = '.%06d' % (number % 1000000) if self.version == '1.1' else ''
        return '2026-%02d-%02dT%02d:%02d:%02d%sZ' % (
            number // 86400 // 28 % 12 + 1, number // 86400 % 28 + 1,
            number // 3600 % 24, number // 60 % 60, number % 60, fraction)

    def make(self, record):
        """The bytes of a record, its lines in the order of the style."""
        fields = {'Type': record.kind, 'Content-Length': str(len(record.block)),
                  'Block-Digest': digest(record.block), **record.fields}
        if record.payload is not None:
            fields['Payload-Digest'] = digest(record.payload)
        lines = ['WARC/' + self.version]
        for key in self.order:
            if key in fields:
                name = key if key.startswith('Content-') else 'WARC-' + key
                lines.append('%s: %s' % (name, fields[key]))
        return '\r\n'.join(lines + ['', '']).encode() + record.block + b'\r\n\r\n'


def digest(data):
    return 'sha1:' + base64.b32encode(hashlib.sha1(data).digest()).decode()


def warcinfo(crawl, name, software):
    block = ('software: %s\r\nformat: WARC File Format %s\r\nrobots: classic\r\n'
             % (software, crawl.version)).encode()
    return Record('warcinfo', {'Record-ID': crawl.info, 'Date': crawl.date(0),
                               'Filename': name, 'Content-Type': FIELDS}, block)


def fetched(crawl, page, content, id=None, **more):
    """The fields of a record about a page."""
    return {'Record-ID': id or crawl.id(), 'Target-URI': page.url,
            'Date': crawl.date(page.number), 'Content-Type': content,
            **{key.replace('_', '-'): value for key, value in more.items()}}


def answer(crawl, page, content=HTTP + 'response', more=(), **fields):
    head, sent = response(page, more)
    good = page.status.startswith('200') and page.media.startswith('text/')
    return Record('response', fetched(crawl, page, content, **fields),
                  head + sent, page if good else None, sent)


def wget(crawl, stream):
    """wget 1.x: URLs in angle brackets; a manifest and a log at the end."""
    about = {'Warcinfo_ID': crawl.info, 'IP_Address': '127.0.0.1'}
    for page in stream:
        asked, block = crawl.id(), request(page)
        page = page._replace(url='<%s>' % page.url)
        yield Record('request', fetched(crawl, page, 'application/http;msgtype=request',
                                        asked, **about), block)
        yield answer(crawl, page, 'application/http;msgtype=response',
                     Concurrent_To=asked, **about)
    manifest = crawl.id()
    for kind, name, text, id in (('metadata', 'MANIFEST.txt', crawl.info, manifest),
                                 ('resource', 'wget_arguments.txt', '"-q" "-r"', None),
                                 ('resource', 'wget.log', 'FINISHED', None)):
        page = Page(0, '<metadata://gnu.org/software/wget/warc/%s>' % name, '', b'')
        more = {} if id else {'Concurrent_To': manifest}
        fields = fetched(crawl, page, 'text/plain', id, Warcinfo_ID=crawl.info, **more)
        yield Record(kind, fields, text.encode() + b'\n')


def warcio(crawl, stream):
    """warcio: responses alone; every fifth page is a resource without HTTP."""
    for page in stream:
        if page.number % 5 < 4 or page.status != '200 OK':
            yield answer(crawl, page)
        else:
            fields = fetched(crawl, page, page.media)
            yield Record('resource', fields, page.body, page, page.body)


def ccnews(crawl, stream):
    """CC-NEWS: request, response, metadata; a coding that was undone is told."""
    for page in stream:
        asked, more = crawl.id(), ()
        about = {'Warcinfo_ID': crawl.info, 'IP_Address': '192.0.2.1'}
        if page.coding == 'identity':
            more = ('X-Crawler-Content-Encoding: gzip', 'X-Crawler-Content-Length: 99',
                    'X-Crawler-Transfer-Encoding: chunked')
        yield Record('request', fetched(crawl, page, HTTP + 'request', asked, **about),
                     request(page))
        yield answer(crawl, page, more=more, Concurrent_To=asked,
                     Identified_Payload_Type=page.media, **about)
        fields = fetched(crawl, page, FIELDS, Concurrent_To=asked, Warcinfo_ID=crawl.info)
        yield Record('metadata', fields, b'fetchTimeMs: 12\r\ncharset-detected: UTF-8\r\n')


def wet(crawl, stream):
    """WET: the text of pages."""
    for page in stream:
        fields = fetched(crawl, page, 'text/plain', Refers_To=crawl.id(),
                         Identified_Content_Language='vie,eng')
        yield Record('conversion', fields, page.body, page)


# style: its records, its software, the media of its pages, the codings it knows
STYLES = {
    'wget': (wget, 'Wget/1.21.3 (linux-gnu)', 'text/html', ('identity', 'chunked')),
    'warcio': (warcio, 'warcio/1.7.4', 'text/html', tuple(CODINGS[:6])),
    'ccnews': (ccnews, 'StormCrawler 1.18 http://stormcrawler.net/', 'text/html',
               ('identity',)),
    'wet': (wet, 'ia-web-commons.1.1.10', 'text/plain', ('identity',)),
}


def noise(crawl, page):
    """What lies beside a page and is no document."""
    head, sent = response(page)
    same = 'http://netpreserve.org/warc/1.0/revisit/identical-payload-digest'
    fields = fetched(crawl, page, HTTP + 'response', Refers_To=crawl.id(), Profile=same)
    yield Record('revisit', fields, head, None, sent)
    for status in '301 Moved Permanently', '404 Not Found', '500 Internal Server Error':
        yield answer(crawl, page._replace(status=status))
    yield answer(crawl, page._replace(media='image/png', body=b'\x89PNG\r\n\x1a\n' + bytes(99)))
    fields = fetched(crawl, page._replace(url='dns:tin.example'), 'text/dns')
    yield Record('response', fields, b'20260101000000\ntin.example. 60 IN A 192.0.2.1\n')


# --- files

def records(crawl, stream, name, with_noise=False):
    make, software = STYLES[crawl.style][:2]
    yield warcinfo(crawl, name, software)
    for record in make(crawl, stream):
        yield record
        if with_noise and record.page:
            yield from noise(crawl, record.page)


def samples(style, version):
    """Small records to make a dictionary from."""
    crawl = Crawl(style, version, 1)
    some = pages(200, [400], media=STYLES[style][2])
    return [crawl.make(record) for record in records(crawl, some, 'x')]


def write(path, stream, style='warcio', layout='gz', version='1.0', seed=0,
          with_noise=False, hashed=True):
    """Write one file; yields its Documents, in their order. To be exhausted."""
    crawl = Crawl(style, version, seed)
    with open(path, 'wb') as out:
        few = samples(style, version) if layout.endswith('dict') else ()
        file = Layout(out, layout, few, extra=style == 'wget')
        for record in records(crawl, stream, path.rpartition('/')[2], with_noise):
            where, page = file.add(crawl.make(record)), record.page
            if page:
                yield Document(page.url.strip('<>'), record.fields['Date'],
                               record.fields['Record-ID'], where, page.media, len(page.body),
                               hashlib.sha256(page.body).hexdigest() if hashed else '')
        file.flush()


def main():
    parser = argparse.ArgumentParser(description='Write a WARC file of invented pages.')
    parser.add_argument('--style', choices=STYLES, default='warcio')
    parser.add_argument('--layout', choices=LAYOUTS, default='gz')
    parser.add_argument('--version', choices=VERSIONS, default='1.0')
    parser.add_argument('--records', type=int, default=100, help='how many pages')
    parser.add_argument('--body-sizes', default='4096', help='bytes, separated by commas')
    parser.add_argument('--codings', help='of %s; default: those of the style'
                        % ', '.join(CODINGS))
    parser.add_argument('--seed', type=int, default=0)
    parser.add_argument('--noise', action='store_true', help='add what is no document')
    parser.add_argument('--list', action='store_true', help='print the documents')
    parser.add_argument('out')
    args = parser.parse_args()
    media, codings = STYLES[args.style][2:]
    if args.codings:
        codings = args.codings.split(',')
    stream = pages(args.records, [int(n) for n in args.body_sizes.split(',')], codings, media)
    for document in write(args.out, stream, args.style, args.layout, args.version,
                          args.seed, args.noise):
        if args.list:
            json.dump(document._asdict(), sys.stdout)
            print()


if __name__ == '__main__':
    main()
