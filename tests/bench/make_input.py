#!/usr/bin/env python3
"""make_input.py KIND MEGABYTES DIR - pages of invented outlets, always the same.

KIND is html or text. DIR/outletNN/PPPPPP.(html|txt) are written until they
hold MEGABYTES (10^6 bytes). Words follow Zipf's law over 30,000 of one or two
syllables of a Vietnamese shape, one in 35 is a number, as in real news; four
paragraphs in ten are copied from a page before, one in four of these with words
changed; every outlet has its own chrome.
"""
import itertools
import os
import random
import sys

ONSETS = 'b c ch d đ g gh h k kh l m n ng nh ph qu r s t th tr v x'.split()
RIMES = ('a á à ả ã ạ ăn ắn ằng âm ấp ầu anh ánh ao áo ay ây ấy e é ẹ em én eo ê '
         'ế ề ên ết ệt i í ị in ính ít o ó ọ oa oà oán oe ong óng ô ố ộ ôn ống ôi '
         'ơ ớ ờ ơi ới ơn u ú ụ ua uân uất ui ung ứng ư ừ ưa ưng ước ương ượng uy '
         'uyên yên').split()
POOL = 4000  # paragraphs of earlier pages that may be copied


def words(rng):
    """An endless stream of words, with Zipf's weights."""
    base = [a + b for a in ONSETS for b in RIMES]
    rng.shuffle(base)
    vocabulary = base + [base[i % 997] + base[i % 991]
                         for i in range(30000 - len(base))]
    cumulative = list(itertools.accumulate(1 / (i + 3) for i in range(30000)))
    while True:
        yield from rng.choices(vocabulary, cum_weights=cumulative, k=100000)


def sentence(rng, stream):
    some = list(itertools.islice(stream, rng.randint(8, 30)))
    some[0] = some[0].capitalize()
    if rng.random() < .55:
        some[rng.randrange(len(some))] = str(rng.randint(2, 99999))
    return ' '.join(some) + '.'


def paragraph(rng, stream, pool):
    if pool and rng.random() < .4:
        old = pool[rng.randrange(len(pool))]
        if rng.random() < .75:
            return old
        some = old.split(' ')
        for _ in range(max(1, len(some) // 25)):
            some[rng.randrange(len(some))] = next(stream)
        return ' '.join(some)
    new = ' '.join(sentence(rng, stream) for _ in range(rng.randint(2, 5)))
    if len(pool) < POOL:
        pool.append(new)
    else:
        pool[rng.randrange(POOL)] = new
    return new


def page_html(title, stamp, body, chrome, rng):
    nav = ''.join('<li class="menu-item"><a href="/%d" title="%s">%s</a></li>\n'
                  % (i, c, c) for i, c in enumerate(chrome))
    related = ''.join('<div class="story"><a href="/x%d"><img src="/i/%d.jpg" '
                      'data-src="/i/%d-large.jpg" alt="">%s</a></div>\n'
                      % (i, i, i, c) for i, c in enumerate(chrome[8:20]))
    script = 'window.config={%s};' % ','.join(
        '"k%d":"%d"' % (i, rng.randrange(10**9)) for i in range(60))
    text = '\n'.join('<p style="text-align: justify;">%s</p>' % p for p in body)
    return ('<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8">'
            '<title>%s</title><meta property="og:title" content="%s">'
            '<meta property="article:published_time" content="%s">'
            '<script>%s</script><style>.a{color:#333}.b>li{margin:0 1em}</style>'
            '</head><body><nav><ul>%s</ul></nav><article><h1>%s</h1>'
            '<div class="article-body">%s</div></article>'
            '<div class="related">%s</div><footer>%s</footer></body></html>\n'
            % (title, title, stamp, script, nav, title, text, related,
               ' | '.join(chrome[:8])))


def page_text(title, stamp, body, chrome, _rng):
    return '\n'.join(chrome[:8] + ['', title, '', stamp, ''] + body +
                     [''] + chrome[8:20]) + '\n'


def main(kind, megabytes, folder):
    rng = random.Random(20221010)
    stream = words(rng)
    chromes = [[' '.join(itertools.islice(stream, rng.randint(2, 6))).capitalize()
                for _ in range(30)] for _ in range(40)]
    make = {'html': page_html, 'text': page_text}[kind]
    ending = {'html': 'html', 'text': 'txt'}[kind]
    pool, left, number = [], megabytes * 10**6, 0
    while left > 0:
        outlet = rng.randrange(len(chromes))
        title = ' '.join(itertools.islice(stream, rng.randint(8, 14))).capitalize()
        stamp = '20%02d-%02d-%02dT%02d:%02d:00+07:00' % (
            rng.randint(18, 25), rng.randint(1, 12), rng.randint(1, 28),
            rng.randint(0, 23), rng.randint(0, 59))
        body = [paragraph(rng, stream, pool) for _ in range(rng.randint(4, 12))]
        data = make(title, stamp, body, chromes[outlet], rng).encode()
        where = os.path.join(folder, 'outlet%02d' % outlet)
        os.makedirs(where, exist_ok=True)
        with open(os.path.join(where, '%06d.%s' % (number, ending)), 'wb') as out:
            out.write(data)
        left -= len(data)
        number += 1


if __name__ == '__main__':
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
