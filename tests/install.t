#!/usr/bin/env python3
"""make install puts a working winnow somewhere else; uninstall clears it."""
import glob
import os

from tap import ROOT, done, folder, ok, run, same


def makefile_targets():
    with open(os.path.join(ROOT, 'Makefile')) as lines:
        return next(l for l in lines if l.startswith('.PHONY:')).split()[1:]


with folder() as work:
    where = "DESTDIR='%s' PREFIX=/usr" % work
    same(run('make -s install ' + where).returncode, 0, 'make install')
    result = run("'%s/usr/bin/winnow' '%s/corpus/raw' '%s/clean'"
                 % (work, ROOT, work), cwd='/')
    same((result.returncode, result.stderr), (0, b''), 'the installed winnow works')
    ok(os.path.exists(work + '/clean/MANIFEST.json'), 'and writes a corpus')
    pages = {os.path.basename(p) for p in glob.glob(work + '/usr/share/man/*/*')}
    same(pages, {os.path.basename(p) for p in
                 glob.glob(os.path.join(ROOT, 'stages/*/*.[157]'))},
         'all man pages are installed')
    tables = glob.glob(work + '/usr/share/winnow/phrases/*.tsv')
    same({os.path.basename(t) for t in tables},
         {os.path.basename(t) for t in
          glob.glob(os.path.join(ROOT, 'stages/common/phrases/*.tsv'))},
         'all tables of phrases are installed')
    result = run('winnow-strip %s </dev/null' % ' '.join('--phrases=' + t for t in tables))
    same((result.returncode, result.stderr), (0, b''), 'and can be read')
    same(run('make -s uninstall ' + where).returncode, 0, 'make uninstall')
    left = [f for _, _, files in os.walk(work + '/usr') for f in files]
    same(left, [], 'nothing is left')
    result = run('make -s --no-print-directory help')
    same([line.split(':')[0] for line in result.stdout.decode().split('\n') if line],
         makefile_targets(), 'make help lists every target')
result = run("PATH=/nonexistent /bin/sh tests/deps.sh")
ok(result.returncode == 1 and b'libarchive-dev' in result.stderr,
   'without apt-get, deps names what is needed and fails')
done()
