"""markup.py - rows 96 to 104: HTML that parsers choke on, read and stripped."""
import json
import os
import subprocess
import time

from rows import READ, STRIP, need, row

SENTENCE = 'Hội nghị thảo luận mười hai nhóm vấn đề trong hai ngày làm việc tại thủ đô, theo ban tổ chức. '
BODY = '<p>%s</p><p>%s</p><p>%s</p>' % (SENTENCE * 3, SENTENCE * 2, SENTENCE * 4)
SECONDS = 20  # for a machine that does much else; each takes a fraction of one


def article(at, before, after='', want=SENTENCE[:60]):
    """Both stages end well, in time, and the text is still there."""
    at.write('x.html', '<!doctype html><title>Tin</title><body>%s<article>%s</article>%s'
             % (before, BODY, after))
    began = time.monotonic()
    done = subprocess.run('"%s" "%s" | "%s"' % (READ, os.fsdecode(at.path('')), STRIP), shell=True,
                          executable='/bin/bash', capture_output=True, check=False,
                          env={**os.environ, 'SHELLOPTS': 'pipefail'})
    need(done.returncode == 0, done.returncode, done.stderr[-500:])
    need(time.monotonic() - began < SECONDS, 'too slow')
    text = json.loads(done.stdout)['text']
    need(want in text, text[:300])


@row(96, 'a hundred thousand nested elements')
def _(at):
    article(at, '<div>' * 100000)


@row(97, 'tags that cross, ten thousand times')
def _(at):
    article(at, '<b><i><a>x</b>' * 10000, '</i></a>' * 10000)


@row(98, 'a million attributes')
def _(at):
    article(at, '<div ' + ''.join('a%d ' % n for n in range(1000000)) + '>x</div>')


@row(99, 'a comment, a script, an attribute that do not end')
def _(at):
    for what in '<!-- ', '<script>', '<a href="':
        article(at, '', what + 'x' * 1000000)


@row(100, 'the end of a script in its strings')
def _(at):
    article(at, '<script>var a = "<\\/script>", b = "</scriptx>";</script>')


@row(101, 'a hundred thousand references')
def _(at):
    article(at, '<p>' + '&amp;&#x110000;&#0;&notanentity;' * 100000 + '</p>')


@row(102, 'plaintext')
def _(at):
    article(at, '', '<plaintext>' + '</p>' * 100000)


@row(103, 'a large data: URI')
def _(at):
    article(at, '<img src="data:image/png;base64,' + 'A' * (30 << 20) + '">')


@row(104, 'no body')
def _(at):
    at.write('x.html', '<title>Tin</title>' + BODY)
    article(at, '')
