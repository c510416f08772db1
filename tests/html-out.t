#!/usr/bin/env python3
"""winnow-strip --html-out as a browser reads it."""
import html.parser
import json
import os
import shutil
import subprocess

from tap import done, folder, ok, run, same, skip_all

if not shutil.which('chromium'):
    skip_all('no chromium')

TEXT = 'A <script>alert("x")</script> & \'quotes\' said the harbour office on Monday, and on it went. '
PAGE = json.dumps({'id': 'x', 'path': 'a"><b>.txt', 'media': 'text/plain',
                   'text': 'A title for <all>\n\n' + '\n'.join(TEXT * 3 + str(n) for n in range(4))})


class Lines(html.parser.HTMLParser):
    """The titles and texts of the lines, and all elements' names."""
    def __init__(self):
        super().__init__()
        self.titles, self.texts, self.tags = [], [], set()

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.add(tag)
        if attrs.get('class', '').startswith('line '):
            self.titles.append(attrs['title'])
            self.texts.append('')

    def handle_data(self, data):
        if self.texts:
            self.texts[-1] += data


with folder() as work:
    page = os.path.join(work, 'page.html')
    explained = run('winnow-strip --explain', input=PAGE.encode()).stdout.decode().splitlines()[1:]
    with open(page, 'wb') as out:
        out.write(run('winnow-strip --html-out', input=PAGE.encode()).stdout)
    dump = subprocess.run(['chromium', '--headless', '--no-sandbox', '--disable-gpu',
                           '--user-data-dir=' + work, '--dump-dom', 'file://' + page],
                          capture_output=True, timeout=120).stdout.decode()
    got = Lines()
    got.feed(dump)
    rows = [row.split('\t') for row in explained]
    ok(len(rows) == 5, 'every line is explained', rows)
    same(got.titles, ['rule %s, role %s, score %s' % tuple(row[1:4]) for row in rows],
         'rule, role and score stand in the titles')
    same([text.strip() for text in got.texts], [row[4] for row in rows], 'the texts are whole')
    ok(not got.tags & {'script', 'b><', 'link', 'img'}, 'no script, nothing from elsewhere', got.tags)
done()
