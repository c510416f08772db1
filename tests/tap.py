"""tap.py - tests in Python that speak TAP, and the files of a corpus."""
import glob
import hashlib
import json
import os
import subprocess
import tempfile
import unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILD = os.environ.get('BUILD', os.path.join(ROOT, 'build'))
BIN = os.path.join(BUILD, 'bin')
SHARED = os.environ.get('WINNOW_SHARED', os.path.join(os.path.dirname(ROOT), 'shared'))

_count = 0


def ok(passed, name, *why):
    """One test line; `why` is printed when it failed."""
    global _count
    _count += 1
    print('%sok %d - %s' % ('' if passed else 'not ', _count, name), flush=True)
    if not passed:
        for line in why:
            print('#   ' + str(line).replace('\n', '\n#   '))
    return passed


def same(got, want, name):
    return ok(got == want, name, 'got:  %r' % (got,), 'want: %r' % (want,))


def skip_all(reason):
    print('1..0 # SKIP ' + reason)
    raise SystemExit(0)


def done():
    print('1..%d' % _count)


def folder():
    """A temporary folder; use as `with folder() as work:`."""
    return tempfile.TemporaryDirectory(prefix='winnow-test-')


def run(command, **more):
    """Run a line of bash with the stages on its PATH; fail on nothing."""
    env = dict(more.pop('env', os.environ))
    env['PATH'] = BIN + ':' + env.get('PATH', '/usr/bin:/bin')
    return subprocess.run(['bash', '-c', command], cwd=more.pop('cwd', ROOT),
                          env=env, capture_output=True, **more)


def records(command, **more):
    """The records that a line of bash prints; it must exit with 0."""
    result = run('set -o pipefail; ' + command, **more)
    if result.returncode:
        raise SystemExit('Bail out! %s: %s' % (command, result.stderr.decode()))
    return [json.loads(line) for line in result.stdout.splitlines()]


def shards(clean, kind):
    """All lines of clean/KIND/*.jsonl.zst."""
    rows = []
    for path in sorted(glob.glob(os.path.join(clean, kind, '*.jsonl.zst'))):
        raw = subprocess.run(['zstd', '-dcq', path], capture_output=True,
                             check=True).stdout
        rows += [json.loads(line) for line in raw.splitlines()]
    return rows


def digest(clean):
    """One hash over names and bytes of a corpus; '' if there is none."""
    total = hashlib.sha256()
    for where, folders, files in os.walk(clean):
        folders.sort()
        for name in sorted(files):
            path = os.path.join(where, name)
            total.update(os.path.relpath(path, clean).encode() + b'\0')
            with open(path, 'rb') as data:
                total.update(data.read())
    return total.hexdigest() if os.path.isdir(clean) else ''


def plain(text):
    """NFC, white space collapsed: what a line of a page is compared by."""
    return ' '.join(unicodedata.normalize('NFC', text).split())


def table(path):
    """Rows of a tab-separated file as dictionaries, '#' lines left out."""
    with open(path, encoding='utf-8') as lines:
        rows = [l.rstrip('\n').split('\t') for l in lines
                if l.strip() and not l.startswith('#')]
    return [dict(zip(rows[0], row + [''] * len(rows[0]))) for row in rows[1:]]
