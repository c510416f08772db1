#!/usr/bin/env python3
"""What crawls come in: WACZ, archives in archives, digests, what pages say
about machines, and winnow-read's account of it all."""
import gzip
import io
import json
import os
import subprocess
import sys
import tarfile
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'inputs'))
import make_warc
from tap import BIN, done, folder, ok, same

READ = os.path.join(BIN, 'winnow-read')


def read(*args, code=0, stdin=None):
    """Records, and what was said."""
    result = subprocess.run([READ, *args], capture_output=True, input=stdin, check=False)
    same(result.returncode, code, 'exit status of %s' % ' '.join(args))
    return [json.loads(line) for line in result.stdout.splitlines()], result.stderr.decode()


def warc(count=3, layout='gz', name='made.warc.gz'):
    list(make_warc.write(name, make_warc.pages(count, [500]), 'ccnews', layout, '1.1'))
    with open(name, 'rb') as data:
        return data.read()


def zipped(members, name):
    with zipfile.ZipFile(name, 'w') as out:
        for path, data in members:
            out.writestr(path, data)
    with open(name, 'rb') as data:
        return data.read()


CDXJ = 'example,tin)/ 20221010080000 {"url": "https://tin.example/", "status": "200"}\n'
PAGES = '{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}\n' \
    '{"id": "1", "url": "https://tin.example/", "text": "Bản chữ."}\n'
PACKAGE = json.dumps({'profile': 'data-package', 'wacz_version': '1.1.1', 'resources': []})


def check_wacz():
    crawl = warc()
    parts = [('archive/data.warc.gz', crawl), ('indexes/index.cdx', CDXJ),
             ('pages/pages.jsonl', PAGES), ('datapackage.json', PACKAGE),
             ('datapackage-digest.json', '{"path": "datapackage.json", "hash": "sha256:00"}'),
             ('logs/crawl.log', '{"logLevel":"info","message":"Seed"}\n')]
    for what, members in (('crawl first', parts), ('crawl last', parts[1:5] + parts[:1])):
        zipped(members, 'x.zip')
        records, said = read('-v', 'x.zip')
        same([r['path'].partition('#')[0] for r in records],
             ['x.zip/archive/data.warc.gz'] * 3, 'WACZ, %s: its pages alone' % what)
        ok('lists passed over' in said, '... the rest is counted', said)
    zipped(parts[1:] + parts[:1], 'x.wacz')
    same(len(read('x.wacz')[0]), 3, 'WACZ by its name, its log first')
    with open('x.zip', 'rb') as data:
        same(len(read('-', stdin=data.read())[0]), 3, 'WACZ from a pipe')
    zipped([('archive/notes.txt', 'Ghi chú.'), ('more.txt', 'Tin.')], 'y.zip')
    same(len(read('y.zip')[0]), 2, 'a folder named archive makes no WACZ')


def check_lists():
    """What a list says of itself, a document may say of anything."""
    lines = [{'text': 'Tin một.', 'tag': 'json-pages-1.0'},
             {'text': 'Tin hai.', 'about': {'wacz_version': '1.1.1'}},
             {'text': 'Tin ba.', 'path': 'datapackage.json', 'hash': 'sha256:00'}]
    for number in range(3):
        data = '\n'.join(json.dumps(line) for line in lines[number:] + lines[:number])
        same(len(read('-', stdin=data.encode())[0]), 3, 'lines, and no list: %d' % number)
    same(len(read('-', stdin=b'!meta is how it begins.\n')[0]), 1, 'prose, and no list')
    cdx = b' CDX N b a m s k r M S V g\nexample,tin)/ 20221010080000 x\n'
    records, said = read('-v', '-', stdin=cdx)
    same(records, [], 'an index with its heading')
    ok('1 lists passed over' in said, '... is counted', said)


def tar(members):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode='w') as out:
        for path, data in members:
            info = tarfile.TarInfo(path)
            info.size = len(data)
            out.addfile(info, io.BytesIO(data))
    return packed.getvalue()


def check_nesting():
    crawl = warc()
    inner = zipped([('a.warc.gz', crawl), ('b/c.html', '<p>Trang</p>')], 'inner.zip')
    outer = tar([('zips/inner.zip', inner), ('zips/d.txt', 'Tin.'.encode())])
    with open('outer.tar.gz', 'wb') as out:
        out.write(gzip.compress(outer))
    records, _ = read('outer.tar.gz')
    same([r['path'].partition('#')[0] for r in records],
         ['outer.tar.gz/zips/inner.zip/a.warc.gz'] * 3 +
         ['outer.tar.gz/zips/inner.zip/b/c.html', 'outer.tar.gz/zips/d.txt'],
         'WARC in gzip in zip in tar in gzip')
    same(records[3]['source'], 'zips', '... outlets by the folders around')
    records, said = read('--max-depth', '2', 'outer.tar.gz', code=3)
    same(len(records), 2, 'no deeper than --max-depth')
    ok('too deep (see --max-depth)' in said, '... which is said', said)
    records, said = read('--exclude', '*.warc.gz', '-v', 'outer.tar.gz')
    same(len(records), 2, 'members can be left out')
    ok('1 left out' in said, '... and are counted', said)


def check_digests():
    data = bytearray(gzip.decompress(warc()))
    with open('good.warc', 'wb') as out:
        out.write(data)
    same(len(read('--verify', 'good.warc')[0]), 3, 'digests that fit')
    data[data.rindex(b'</p>') - 2] ^= 1
    with open('bad.warc', 'wb') as out:
        out.write(data)
    records, said = read('--verify', 'bad.warc', code=3)
    same(len(records), 2, 'one that does not is skipped')
    ok('its digest does not fit' in said, '... and said', said)
    same(len(read('bad.warc')[0]), 3, 'without --verify nobody looks')


def check_signals():
    page = b'<html><head><meta name="robots" content="noarchive"></head><p>Tin</p></html>'
    block = (b'HTTP/1.1 200 OK\r\nTDM-Reservation: 1\r\nContent-Type: text/html\r\n\r\n' + page)
    with open('tdm.warc', 'wb') as out:
        out.write(b'WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 20221010080000\r\n'
                  b'Content-Length: %d\r\n\r\n' % len(block) + block + b'\r\n\r\n')
    records, _ = read('tdm.warc')
    same(records[0]['tdm'], 'tdm-reservation: 1; robots: noarchive', 'what a page reserves')
    same(records[0]['fetched'], '2022-10-10T08:00:00Z', 'a date as in an index')
    records, _ = read('-', stdin=page)
    same(records[0]['tdm'], 'robots: noarchive', '... a saved page too')


def check_base():
    os.makedirs('crawl/tin24/a')
    for name in 'crawl/tin24/a/x.txt', 'crawl/top.txt':
        with open(name, 'w', encoding='utf-8') as out:
            out.write('Một trang ' + name)
    whole = read('crawl')[0]
    names = b'crawl/tin24/a/x.txt\ncrawl/top.txt\n'
    for base in 'crawl', 'crawl/', 'crawl//', './crawl', './/crawl/.':
        same(read('--files-from=-', '--base', base, stdin=names)[0], whole,
             'a list below %s is as the folder' % base)
    same([r['path'] for r in read('--base=craw', 'crawl/top.txt', 'made.warc.gz')[0]][:1],
         ['top.txt'], 'no base: the name')
    same(read('--files-from=-', '--base', 'crawl',
              stdin=b'./crawl//tin24/./a/x.txt\n.//crawl/top.txt\n')[0], whole,
         'nor does it matter how the paths are written')
    same(read('--base', '.', 'crawl/top.txt')[0][0]['path'], 'crawl/top.txt', 'a base of .')
    said = read('--base', 'crawl/tin24/..', 'crawl/top.txt', code=2)[1]
    ok("--base cannot have '..'" in said, 'a base with .. is refused', said)
    records, said = read('--base', 'crawl', 'crawl/tin24/../top.txt', 'crawl/tin24/a/x.txt', code=3)
    same([r['path'] for r in records], ['tin24/a/x.txt'], 'a path with .. is skipped')
    ok("skipped 'crawl/tin24/../top.txt': a path with '..'" in said, '... and named', said)


def check_counts():
    list(make_warc.write('noise.warc.gz', make_warc.pages(5, [500]), 'wget', 'gz', '1.0',
                         with_noise=True))
    _, said = read('-v', 'noise.warc.gz', code=3)
    ok(' revisit' in said and ' request' in said and '1 warcinfo' in said and '5 records' in said,
       'types of records are counted', said)


with folder() as work:
    os.chdir(work)
    check_wacz()
    check_lists()
    check_nesting()
    check_digests()
    check_signals()
    check_base()
    check_counts()
    os.chdir('/')
done()
