#!/usr/bin/env python3
"""Hostile input takes time in proportion to its length, and nothing is lost.

Each case runs at a size and at four times that size: the second may take eight
times the CPU time of the first, where a quadratic path takes sixteen.
"""
import gzip
import json
import os
import random
import resource
import subprocess

from tap import done, folder, ok, run

ALLOWANCE = .4  # seconds of CPU, for what does not depend on the input
WORD = 'winnow'
PAGE = '<html><head><title>T</title></head><body><p>' + 'A line of text. ' * 20
READ = "winnow-read '%s' | winnow-strip"
MATCH = "winnow-shingle '%s' | winnow-match"
ALL = MATCH + ' | winnow-cluster | winnow-dedup'


def html(n):
    return {
        'nested blocks': PAGE + '<div>' * n + WORD,
        'nested inline tags': PAGE + '<b>' * n + WORD,
        'end tags of nothing': PAGE + '</div></b></p>' * n + WORD,
        'attributes of one tag': PAGE + '<i ' + ' '.join(
            'a%d=1' % i for i in range(5 * n)) + '>' + WORD,
        'equal attributes': PAGE + '<i ' + 'a=1 ' * (5 * n) + '>' + WORD,
        'less-than signs': PAGE + '<' * (50 * n) + ' ' + WORD,
        'ampersands': PAGE + '&' * (50 * n) + WORD,
        'references without an end': PAGE + '&notinva' * (5 * n) + WORD,
        'an unclosed comment': PAGE + WORD + '<!--' + '-!<' * (10 * n),
        'an unclosed script': PAGE + WORD + '<script>' + '</scrip <!--' * (3 * n),
        'an unclosed attribute': PAGE + WORD + '<a href="' + "'>&amp " * (6 * n),
        'an unclosed title': PAGE + WORD + '<title>' + '</titl ' * (6 * n),
        'doctypes': PAGE + WORD + '<!DOCTYPE html "' * (3 * n),
        'empty blocks': PAGE + WORD + '<p></p>' * n,
        'one-word blocks': PAGE + '<p>' + WORD + '</p><p>x' * n,
        'links in one block': PAGE + WORD + '<a href=/x>x</a> ' * n,
        'tables': PAGE + WORD + '<table><tr><td>x' * n,
        'lists': PAGE + WORD + '<ul><li>x' * n,
        'times': PAGE + WORD + '<time datetime=2022-10-10>10/10/2022</time>' * n,
        'nested JSON-LD': '<script type="application/ld+json">' + '[' * (5 * n) +
                          '</script>' + PAGE + WORD,
        'JSON-LD blocks': '<script type="application/ld+json">{"@type":'
                          '"NewsArticle","headline":"x"}</script>' * n +
                          PAGE + WORD,
        'meta tags': '<meta property="og:title" content="x">' * n + PAGE + WORD,
        'dates in a text': PAGE + WORD + ' ngày 10/10/2022 lúc 8 giờ' * n,
        'headings': '<title>T of all</title>' + PAGE + WORD +
                    '<h1>T of all things</h1>' * n,
        'a long title': '<title>' + 'word ' * (20 * n) + '</title>' + PAGE + WORD,
        'a long heading': PAGE + WORD + '<h1>' + 'word ' * (20 * n) + '</h1>',
        'hidden elements': PAGE + WORD + '<p hidden>x y z' * n,
        'words in a class': PAGE + '<p class="' + 'post-x ' * (5 * n) + '">' + WORD,
        'different classes': PAGE + WORD + ''.join(
            '<p class="c%s%s">x y' % (i, 'q' * (i % 7)) for i in range(n)),
        'boxes': PAGE + WORD + '<div class=related><div class=story>' * 3 +
                 '<section><p>A line of text.</section>' * n,
        'equal paragraphs': PAGE + WORD + ('<p>' + 'A line of text. ' * 8) * n,
        'cards': PAGE + WORD + '<h3>A headline of some kind</h3><p>10/10/2022<p>'
                 'A line of text, and another line of text.' * n,
        'bylines': PAGE + WORD + '<p class=author>By Ann Lee' * n,
        'breaks': PAGE + WORD + '<br>x y.' * n,
        'white space': PAGE + WORD + ' \t\n' * (20 * n),
        'combining marks': PAGE + WORD + 'e' + '\u0301' * (10 * n),
    }


def record(number, text, **more):
    return json.dumps(dict({
        'id': '%032x' % number, 'source': 'outlet%02d' % (number % 20),
        'url': '', 'path': 'p%d' % number, 'media': 'text/plain',
        'charset': 'utf-8', 'lossy': 0, 'fetched': '', 'text': text,
        'roles': ['body'] * (text.count('\n') + 1), 'title': '',
        'author': '', 'created': '', 'created_from': '', 'lang': 'en',
        'stripped': []}, **more), ensure_ascii=False) + '\n'


def paragraph(rng, n=30):
    return ' '.join('w%d' % rng.randrange(20000) for _ in range(n))


def documents(n):
    rng = random.Random(n)
    same = paragraph(rng)
    drift, chain = paragraph(rng).split(), []
    for _ in range(n // 8):
        drift[rng.randrange(len(drift))] = 'w%d' % rng.randrange(20000)
        chain.append(' '.join(drift))
    half = [' '.join(['same'] * 10 + paragraph(rng, 20).split())
            for _ in range(n // 4)]
    return {
        'equal paragraphs': [same + '\n' + same] * (n // 2),
        'documents alike': [same + '\n' + paragraph(rng, 8)
                            for _ in range(n // 4)],
        'a document of many paragraphs': [
            '\n'.join(paragraph(rng) for _ in range(n))] * 2,
        'one paragraph many times in a document': ['\n'.join([same] * n)] * 2,
        'a drifting paragraph': chain,
        'shingles that all paragraphs have': half,
        'one word': ['a ' * (10 * n)] * 2,
        'lines of one outlet': ['\n'.join(['menu item'] * 40)] * (n // 8),
    }


def cpu(command):
    """Seconds of CPU time, records that came out and exit code."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        result = run('set -o pipefail; ' + command, timeout=60)
    except subprocess.TimeoutExpired:
        return 60, b'', 'no exit in 60 s'
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = (after.ru_utime - before.ru_utime +
               after.ru_stime - before.ru_stime)
    return seconds, result.stdout, result.returncode


def check(name, command, path, small, large, passes):
    """passes(output, input): was anything lost? A machine may be busy with
    something else for a while: the best of three times counts."""
    for _ in range(3):
        seconds = []
        for data in small, large:
            with open(path, 'wb') as out:
                out.write(data)
            took, got, code = cpu(command % path)
            seconds.append(took)
            if code != 0 or not passes(got, data):
                ok(False, name, 'exit %s, %d bytes in, %d out' % (
                    code, len(data), len(got)))
                return
        if seconds[1] < 8 * seconds[0] + ALLOWANCE:
            break
    ok(seconds[1] < 8 * seconds[0] + ALLOWANCE, name,
       '%.2f and %.2f s' % tuple(seconds))


def whole(got, _):
    return got.count(b'\n') == 1 and WORD.encode() in got


def raw(page):
    return page if isinstance(page, bytes) else page.encode()


def pages(work):
    small, large = html(10000), html(40000)
    for name in small:
        check('a page of ' + name, READ, os.path.join(work, 'page.html'),
              raw(small[name]), raw(large[name]),
              whole)


def lines(work):
    def page(n):
        rng = random.Random(n)
        return {
            'a line without an end': WORD * n,
            'short lines': (WORD + '\n') * n,
            'lines of figures': WORD + '\n' + '10/10/2022 08:00 GMT+7\n' * n,
            'a line of dates': WORD + ' 10/10/2022' * n,
            'cards': WORD + ' said so. ' * 40 + '\nA headline of some kind\n'
                     '10/10/2022\nA line of text, and another one.' * (n // 8),
            'headlines': WORD + '\nA headline of some kind' * (n // 4),
            'characters without spaces': WORD + '会议在河内举行。' * n,
            'a line of digits': WORD + ' ' + '1' * n,
            'words in capitals': WORD + ' ' + ' '.join(
                paragraph(rng, 10).upper() for _ in range(n // 10)),
        }
    small, large = page(50000), page(200000)
    for name in small:
        check('a text of ' + name, READ, os.path.join(work, 'page.txt'),
              raw(small[name]), raw(large[name]),
              whole)


def one_record(work):
    def keys(n):
        deep = json.loads('[' * 60 + ']' * 60)
        return {
            'a long unknown key': {'mine': 'x' * (40 * n)},
            'many unknown values': {'mine': list(range(8 * n))},
            'deep unknown values': {'mine': [deep] * (n // 60)},
            'escapes': {'mine': '\\"\u0001' * (4 * n)},
        }
    small, large = keys(40000), keys(160000)
    for name in small:
        check('a record of ' + name, ALL, os.path.join(work, 'records'),
              raw(record(1, WORD, **small[name])),
              raw(record(1, WORD, **large[name])), whole)


def bytes_in_html(work):
    """Through JSON: winnow-read would not take them for HTML."""
    def page(n, some):
        noise = ''.join(random.Random(n).choices(some, k=20 * n))
        return raw(record(1, '', html=PAGE + WORD + '</p>' + noise)
                   .replace('"text": "", ', '').replace('text/plain',
                                                        'text/html'))
    for name, some in [('NULs', '\0'), ('noise', '<>&;="\'-!/? ab\n\0\x80')]:
        check('a page of ' + name, "winnow-strip '%s'",
              os.path.join(work, 'records'), page(10000, some),
              page(40000, some), whole)


def warc_record(block, length=None):
    return (b'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: '
            b'http://a.example/\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n' % (
                len(block) if length is None else length, block))


def archives(work):
    """No limit but the file's size; what is broken is skipped and said."""
    def http(fields, body):
        return warc_record(b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n' +
                           fields + b'\r\n' + body)

    def some(n):
        page = http(b'', raw('<p>' + WORD))
        return {
            'headers without an end': page + b'WARC/1.0\n' * n,
            'lengths beyond the end': page + warc_record(b'x', 10**9) * (n // 8),
            'lengths beyond the next record': page + warc_record(
                b'', 999 * n) * (n // 8),
            'a chunk a byte': http(b'Transfer-Encoding: chunked\r\n', raw(
                ''.join('1\r\n%c\r\n' % c for c in WORD.encode()) +
                '1\r\nx\r\n' * n)),
            'fields of HTTP': http(b'A: b\r\n' * n, raw(WORD)),
            'empty members': gzip.compress(page) + gzip.compress(b'') * (n // 20),
            'empty members before no record': gzip.compress(page) +
                                              gzip.compress(b'') * n + gzip.compress(b'rubbish'),
        }

    def kept(got, _):
        return WORD.encode() in got
    small, large = some(40000), some(160000)
    for name in small:
        check('a WARC of ' + name, "{ winnow-read -j2 --max-header 128M "
              "--max-record 128M '%s' 2> /dev/null || [ $? = 3 ]; }",
              os.path.join(work, 'crawl.warc'), small[name], large[name], kept)


def balance(got, data):
    """As many records, and each paragraph kept or removed."""
    def count(rows):
        return sum(len([p for p in row['text'].split('\n') if p]) +
                   len(row.get('removed', [])) for row in rows)
    before = [json.loads(line) for line in data.splitlines()]
    after = [json.loads(line) for line in got.splitlines()]
    return len(before) == len(after) and count(before) == count(after)


def copies(work):
    small, large = documents(5000), documents(20000)
    for name in small:
        sizes = [raw(''.join(record(i, text) for i, text in enumerate(rows)))
                 for rows in (small[name], large[name])]
        check(name, ALL, os.path.join(work, 'records'), *sizes, balance)


def indexed(work):
    """Every other document first, then all, and then the index anew."""
    line = ("cd '%s' && rm -rf index && winnow-shingle '%%s' >shingled && "
            "sed -n 'p;n' shingled | winnow-match -i index >first && "
            'winnow-match -i index shingled && winnow-match -i index -c' % work)

    def all_there(got, data):
        return got.count(b'\n') == data.count(b'\n')
    def some(n):
        rng = random.Random(n)
        same, drift, chain = paragraph(rng), paragraph(rng).split(), []
        for _ in range(n):
            drift[rng.randrange(len(drift))] = 'w%d' % rng.randrange(20000)
            chain.append(' '.join(drift))
        return {'equal paragraphs': [same + '\n' + same] * n,
                'a drifting paragraph': chain,
                'short lines': ['\n'.join(['menu item'] * 40)] * n}
    small, large = some(10000), some(40000)
    for name in small:
        sizes = [raw(''.join(record(i, text) for i, text in enumerate(rows)))
                 for rows in (small[name], large[name])]
        check('an index of ' + name, line, os.path.join(work, 'records'),
              *sizes, all_there)


def of_one_site(work):
    def pages_of(n):
        text = '\n'.join(paragraph(random.Random(i), 9) for i in range(20))
        rows = {
            'equal pages': [text] * n,
            'equal lines': [text + '\nand page %d' % i for i in range(n)],
            'one line': [WORD] * (10 * n),
        }
        return {name: raw(''.join(record(i, some) for i, some in enumerate(texts)))
                for name, texts in rows.items()}

    def all_there(got, data):
        return got.count(b'\n') == data.count(b'\n')
    small, large = pages_of(1000), pages_of(4000)
    for name in small:
        check('a site of ' + name, "winnow-strip --site -S 1M '%s'",
              os.path.join(work, 'records'), small[name], large[name], all_there)


with folder() as top:
    pages(top)
    of_one_site(top)
    lines(top)
    one_record(top)
    bytes_in_html(top)
    archives(top)
    copies(top)
    indexed(top)
done()
