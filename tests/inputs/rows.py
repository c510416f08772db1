"""rows.py - a numbered catalogue of bad inputs: one function a row.

    @row(41, 'a gzip file that expands a thousandfold')
    def _(at):
        at.write('bomb.gz', ...)
        at.reads(3, [], ['expands'])

A row gets a Case: a folder to put things into, and winnow-read to run on it.
What was found later stands under the number that it is most like.
"""
import json
import os
import resource
import subprocess
import tempfile

import tap

READ = os.path.join(tap.BIN, 'winnow-read')
STRIP = os.path.join(tap.BIN, 'winnow-strip')
ROWS = {}


class Wrong(Exception):
    """What a row found not to be as it should."""


class Skip(Exception):
    """Why a row cannot be tried here."""


def row(number, title):
    def keep(function):
        ROWS.setdefault(number, []).append((title, function))
        return function
    return keep


def need(condition, *what):
    if not condition:
        raise Wrong(*what)


class Result:
    def __init__(self, code, out, said, log):
        self.code, self.said = code, said
        self.records = [json.loads(line) for line in out.splitlines()]
        self.skips = [json.loads(line) for line in log.splitlines()]
        self.paths = [r['path'] for r in self.records]
        self.contents = [r.get('html') or r.get('text') for r in self.records]
        self.reasons = [skip['reason'] for skip in self.skips]


class Case:
    def __init__(self, folder):
        self.folder = folder
        self.raw = os.path.join(folder, 'raw')
        os.mkdir(self.raw)

    def path(self, name):
        return os.path.join(os.fsencode(self.raw), os.fsencode(name))

    def write(self, name, data):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as out:
            out.write(data.encode() if isinstance(data, str) else data)

    def read(self, *args, target=None, **more):
        """Run winnow-read on the folder."""
        log = os.path.join(self.folder, 'log')
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as said:
            done = subprocess.run([READ, '--log', log, *args, target or self.raw], stdout=out,
                                  stderr=said, stdin=subprocess.DEVNULL, check=False, **more)
            out.seek(0)
            said.seek(0)
            text = said.read().decode(errors='replace')
            lines = b''
            if os.path.exists(log):
                with open(log, 'rb') as data:
                    lines = data.read()
                os.unlink(log)
            return Result(done.returncode, out.read(), text, lines)

    def reads(self, code, contents, reasons, *args, **more):
        """Exit status, what was read (sorted, white space around it off), and
        a piece of each reason why something was not."""
        result = self.read(*args, **more)
        need(result.code == code, 'exit status %d' % result.code, result.said[-1000:])
        got = sorted(content.strip() for content in result.contents)
        need(got == sorted(contents), 'read', got[:5], 'said', result.said[-1000:])
        need(len(result.reasons) == len(reasons), 'skipped', result.reasons[:5])
        for piece in reasons:
            need(any(piece in reason for reason in result.reasons), piece, result.reasons[:5])
        need(result.said.count('winnow-read: ') >= len(reasons), result.said[-1000:])
        return result


def within(mebibytes):
    """For a command that must do with so much memory, libraries included."""
    with open(READ, 'rb') as program:
        if b'__asan_init' in program.read():
            return {}  # its shadow takes terabytes of address space
    limit = mebibytes << 20
    return {'preexec_fn': lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit))}


def run_all():
    for number, title, function in ((n, *row) for n in sorted(ROWS) for row in ROWS[n]):
        name = '%d %s' % (number, title)
        with tempfile.TemporaryDirectory(prefix='winnow-test-') as folder:
            try:
                function(Case(folder))
            except Skip as why:
                tap.ok(True, '%s # skip %s' % (name, why))
            except Wrong as wrong:
                tap.ok(False, name, *wrong.args)
            else:
                tap.ok(True, name)
            # folders may be deep, and without permission
            subprocess.run('chmod -R u+rwx %s/raw; rm -rf %s/raw' % (folder, folder), shell=True,
                           stderr=subprocess.DEVNULL, check=False)
