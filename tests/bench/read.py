#!/usr/bin/env python3
"""read.py WORK - winnow-read beside what its input costs anyone to read.

100,000 texts of 2.4 KB in folders beside a bare loop of openat and read; the
same texts and HTML pages as tar.zst beside `zstd -dc | cat`; a WARC of HTML
pages, gzip by member, beside `gzip -dc` and zlib's inflate; the same WARC
plain. One core, warm cache, CPU seconds of a command with its children, median
of RUNS (9). The tools in WORK are built by run.sh; input is made there once.
"""
import gzip
import os
import random
import shutil
import statistics
import subprocess
import sys

import make_input
import measure

RUNS = int(os.environ.get('RUNS', '9'))
FILES, FILE_SIZE = 100000, 2400
PAGES_MB = 200
PIN = ['taskset', '-c', '0'] if shutil.which('taskset') else []


def make_texts(folder):
    rng = random.Random(1)
    stream = make_input.words(rng)
    for outlet in range(100):
        os.makedirs('%s/outlet%02d' % (folder, outlet))
        for number in range(FILES // 100):
            text = ''
            while len(text.encode()) < FILE_SIZE:
                text += make_input.sentence(rng, stream) + rng.choice(' \n\n')
            with open('%s/outlet%02d/%04d.txt' % (folder, outlet, number), 'wb') as out:
                out.write(text.encode()[:FILE_SIZE].decode(errors='ignore').encode())


def record(number, page):
    http = (b'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n'
            b'Server: nginx\r\nX-Robots-Tag: noarchive\r\n\r\n' + page)
    return (b'WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:%032x>\r\n'
            b'WARC-Date: 2022-10-10T08:00:00Z\r\n'
            b'WARC-Target-URI: https://tin%d.example/tin/%d.html\r\n'
            b'Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n'
            % (number, number % 40, number, len(http)) + http + b'\r\n\r\n')


def make_warc(pages, plain, zipped):
    number = 0
    with open(plain, 'wb') as out, open(zipped, 'wb') as packed:
        for folder, _, names in sorted(os.walk(pages)):
            for name in sorted(names):
                with open(os.path.join(folder, name), 'rb') as page:
                    one = record(number, page.read())
                out.write(one)
                packed.write(gzip.compress(one, 6, mtime=0))
                number += 1


def make_all():
    if os.path.exists('read.done'):
        return
    for name in 'texts', 'pages':
        shutil.rmtree(name, ignore_errors=True)
    make_texts('texts')
    make_input.main('html', PAGES_MB, 'pages')
    for name in 'texts', 'pages':
        subprocess.run('tar --sort=name -cf - %s | zstd -q -f -o %s.tar.zst' % (name, name),
                       shell=True, check=True)
    make_warc('pages', 'pages.warc', 'pages.warc.gz')
    open('read.done', 'w').close()


def compare(what, size, own, peer, named):
    """Both in turns, so that what else the machine does hits both."""
    own = [*PIN, 'sh', '-c', 'exec winnow-read -j 1 %s >out' % own]
    peer = [*PIN, 'sh', '-c', peer]
    pairs = [(measure.run(own), measure.run(peer)) for _ in range(RUNS)]
    seconds = statistics.median(one[0] for one, _ in pairs)
    limit = statistics.median(other[0] for _, other in pairs)
    print('%-28s %7.0f MB/s %5.0f MiB  %-18s %7.0f MB/s  ratio %.2f'
          % (what, size / seconds / 1e6, max(one[1] for one, _ in pairs), named,
             size / limit / 1e6, limit / seconds), flush=True)


def size_of(command):
    return int(subprocess.check_output(command + ' | wc -c', shell=True))


def main():
    os.symlink('/dev/null', 'out') if not os.path.lexists('out') else None
    make_all()
    texts = size_of('find texts -type f | xargs cat')
    warc = os.path.getsize('pages.warc')
    for folder in 'texts', 'pages':
        subprocess.run('find %s -type f | xargs cat >out' % folder, shell=True, check=True)
    print('\nwinnow-read -j 1, beside what must be done at least')
    compare('100,000 texts of 2.4 KB', texts, 'texts', './openread texts >out', 'openat, read')
    for name in 'texts', 'pages':
        compare(name + '.tar.zst', size_of('zstd -dc %s.tar.zst' % name), name + '.tar.zst',
                'zstd -dc %s.tar.zst | cat >out' % name, 'zstd -dc | cat')
    compare('pages.warc.gz', warc, 'pages.warc.gz', 'gzip -dc pages.warc.gz >out', 'gzip -dc')
    compare('pages.warc.gz', warc, 'pages.warc.gz', './inflate <pages.warc.gz 2>out',
            "zlib's inflate")
    compare('pages.warc', warc, 'pages.warc', 'cat pages.warc >out', 'cat')


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    os.chdir(sys.argv[1])
    main()
