#!/usr/bin/env python3
"""Title and day of publication of the articles in wcxb-dev-article, against
what its pages were labelled with. Skipped where the pages are not at hand.
`tests/metadata.t title created author` prints what is wrong with these keys,
too.

Each figure comes twice: over all pages, and without what the labels have of
their own: a day that the page itself declares to be that of a change, beside
another one of publication; straight quotes where the page has typographic
ones, three dots for an ellipsis."""
import json
import os
import re
import subprocess
import sys

from tap import BIN, SHARED, done, folder, ok, plain, skip_all, table

SET = os.path.join(SHARED, 'data', 'extraction', 'wcxb-dev-article.tar.zst')


def strip(rows, pages):
    """What winnow-strip makes of each page, in the order of rows."""
    lines = []
    for row in rows:
        with open(os.path.join(pages, 'html', row['id'] + '.html'),
                  encoding='utf-8', errors='replace') as page:
            lines.append(json.dumps({'id': row['id'], 'url': row['url'],
                                     'html': page.read()}))
    run = subprocess.run([os.path.join(BIN, 'winnow-strip')],
                         input='\n'.join(lines) + '\n', encoding='utf-8',
                         stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in run.stdout.split('\n') if line]


def author_is_sane(name):
    """A person's or an outlet's name: no address, no label, no date."""
    low = name.lower()
    return not ('://' in low or 'www.' in low or '@' in low or
                low.startswith(('by ', 'by:', 'posted', 'written by')) or
                sum(c.isdigit() for c in low) >= 4)


def declared(html, names):
    """The days that JSON-LD and <meta> give for one of the names."""
    days = re.findall(r'"(?:%s)"\s*:\s*"(\d{4}-\d\d-\d\d)' % names, html)
    for tag in re.findall(r'<meta\s[^>]*>', html):
        if re.search(names, tag, re.I):
            days += re.findall(r'content=["\']?(\d{4}-\d\d-\d\d)', tag)
    return set(days)


def labelled_by_change(row, pages):
    """Is the label the day of a change, though a publication is declared?"""
    with open(os.path.join(pages, 'html', row['id'] + '.html'),
              encoding='utf-8', errors='replace') as page:
        html = page.read()
    published = declared(html, 'datePublished|published_time|published_date')
    changed = declared(html, 'dateModified|modified_time|updated_time|updated')
    return (published and row['date'][:10] not in published and
            row['date'][:10] in changed)


def typed(text):
    """As it would be typed on a keyboard."""
    for sign, keys in (('\u2018', "'"), ('\u2019', "'"), ('\u201c', '"'),
                       ('\u201d', '"'), ('\u2026', '...')):
        text = text.replace(sign, keys)
    return plain(text)


def score(rows, found, pages):
    """Figures by name as [good, of how many], and what is wrong by key."""
    wrong = {'created': [], 'title': [], 'author': []}
    figures = {name: [0, 0] for name in LEAST}

    def count(name, good):
        figures[name][0] += bool(good)
        figures[name][1] += 1

    for row, got in zip(rows, found):
        day = got['created'][:10] if len(got['created']) >= 10 else ''
        about = (row['id'], row['url'])
        if len(row['date']) >= 10:
            good = day == row['date'][:10]
            count('created recall', good)
            if day:
                count('created precision, all', good)
                if not labelled_by_change(row, pages):
                    count('created precision', good)
            if not good:
                wrong['created'].append((row['date'], got['created'],
                                         got['created_from']) + about)
        good = plain(got['title']) == plain(row['title'])
        count('title, all', good)
        count('title', typed(got['title']) == typed(row['title']))
        if not good:
            wrong['title'].append((row['title'], got['title']) + about)
        if got['author']:
            count('author', author_is_sane(got['author']))
            if not author_is_sane(got['author']):
                wrong['author'].append((row['author'], got['author']) + about)
    return figures, wrong


LEAST = {'created precision': .95, 'created precision, all': .91,
         'created recall': .75, 'title': .88, 'title, all': .84, 'author': 1}

if not os.path.exists(SET):
    skip_all('no wcxb-dev-article in ' + SHARED)
with folder() as work:
    subprocess.run(['tar', '-I', 'zstd --long=27', '-xf', SET, '-C', work,
                    '--strip-components=1'], check=True)
    gold = table(os.path.join(work, 'meta.tsv'))
    figures, wrong = score(gold, strip(gold, work), work)
for key in sys.argv[1:]:
    for row in wrong[key]:
        print(key, *row, sep='\t')
for name, (good, all_) in figures.items():
    ok(good >= LEAST[name] * all_, '%s: %d/%d = %.3f, least %.2f' %
       (name, good, all_, good / max(all_, 1), LEAST[name]))
done()
