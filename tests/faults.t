#!/usr/bin/env python3
"""The machine fails: what was published stays, and the failure has a name."""
import os
import shutil

from tap import BIN, ROOT, digest, done, folder, ok, run, same

LINE = ('winnow-read corpus/raw | winnow-strip | winnow-shingle | winnow-match | '
        'winnow-cluster | winnow-dedup')
# What winnow-pack asks of the kernel, and at which calls it is refused.
REFUSED = [('write', 'ENOSPC', (1, 3)), ('fsync', 'EIO', (1, 4, 9)),
           ('mkdir', 'EACCES', (1, 3)), ('renameat2', 'EIO', (1,))]


def beside(work):
    return [name for name in os.listdir(work) if '.tmp-' in name]


def fails(command, name, *words):
    """Exit 1, and all of the words on standard error."""
    result = run(command)
    says = result.stderr.decode()
    return ok(result.returncode == 1 and all(word in says for word in words),
              name, 'exit %d' % result.returncode, says)


def no_temporary_files(work, records):
    """More records than fit in 1 MiB of memory."""
    nowhere = os.path.join(work, 'nowhere')
    for stage in 'match', 'cluster', 'pack':
        more = "'%s/never'" % work if stage == 'pack' else ''
        for line, why in [
                ("TMPDIR='%s' winnow-%s -S 1M %s <'%s'" % (
                    nowhere, stage, more, records[stage]), 'no TMPDIR'),
                ("trap '' XFSZ; ulimit -f 100; winnow-%s -S 1M %s <'%s' | cat" % (
                    stage, more, records[stage]), 'a full TMPDIR')]:
            fails('set -o pipefail; ' + line, 'winnow-%s: %s' % (stage, why),
                  'winnow-' + stage,
                  nowhere if why == 'no TMPDIR' else 'File too large')
        same(beside(work), [], 'winnow-%s: nothing is left' % stage)
    ok(not os.path.exists(os.path.join(work, 'never')), 'nothing is published')


def closed_pipes(records):
    for stage in 'read', 'strip', 'shingle', 'match', 'cluster', 'dedup':
        source = 'corpus/raw' if stage == 'read' else "'%s'" % records[stage]
        result = run('for i in 1 2 3; do winnow-%s %s | head -c 1; done' % (
            stage, source), timeout=20)
        same(result.stderr, b'', 'winnow-%s: a closed pipe is no news' % stage)


def refused_calls(work, packed):
    """winnow-pack over an old corpus, a system call of it failing."""
    clean = os.path.join(work, 'clean')
    old = digest(clean)
    log = os.path.join(work, 'calls')
    # a traced process cannot be searched for leaks, if it was built to be
    trace = "ASAN_OPTIONS=detect_leaks=0 strace -f -o '%s' " % log
    pack = "winnow-pack '%s' <'%s'" % (clean, packed)
    if run(trace + 'true').returncode:
        ok(True, 'refused system calls # SKIP no strace, or not allowed')
        return
    for call, error, moments in REFUSED:
        for when in moments:
            fails(trace + '-e inject=%s:error=%s:when=%d ' % (call, error, when) +
                  pack, '%s %d gives %s' % (call, when, error), 'winnow-pack')
            same((digest(clean), beside(work)), (old, []),
                 '%s %d: all is as it was' % (call, when))
    for error in 'EINVAL', 'ENOSYS':
        again = run(trace + '-e inject=renameat2:error=%s ' % error + pack)
        same((again.returncode, digest(clean) != '', beside(work)),
             (0, True, []), 'folders that cannot be exchanged: ' + error)
        old = digest(clean)
    fails(trace + '-e inject=renameat2:error=EINVAL '
          '-e inject=rename:error=EIO:when=1 ' + pack, 'nor moved aside')
    same((digest(clean), beside(work)), (old, []), 'nothing is lost')
    fails(trace + '-e inject=renameat2:error=EINVAL '
          '-e inject=rename:error=EIO:when=2 ' + pack, 'nor put in place')
    same((digest(clean), beside(work)), (old, []), 'and is moved back')


def full_disk(work, packed):
    clean = os.path.join(work, 'clean')
    old = digest(clean)
    limit = "trap '' XFSZ; ulimit -f 4; "
    fails(limit + "winnow-pack '%s' <'%s'" % (clean, packed),
          'winnow-pack: a full disk', 'File too large')
    fails(limit + "./pipeline.sh corpus/raw '%s'" % clean,
          'pipeline.sh: a full disk')
    same((digest(clean), beside(work)), (old, []), 'all is as it was')


def killed_stage(work):
    """One stage of the line dies, the others see an end of their input."""
    clean = os.path.join(work, 'clean')
    old = digest(clean)
    bins = os.path.join(work, 'bin')
    shutil.copytree(BIN, bins)
    shutil.copy(os.path.join(ROOT, 'pipeline.sh'), bins)
    for stage in 'strip', 'match', 'dedup':
        path = os.path.join(bins, 'winnow-' + stage)
        os.rename(path, path + '.real')
        with open(path, 'w') as script:
            script.write('#!/bin/sh\n"%s.real" "$@" | head -n 5\nkill -9 $$\n' %
                         path)
        os.chmod(path, 0o755)
        result = run("'%s/pipeline.sh' corpus/raw '%s'" % (bins, clean))
        ok(result.returncode == 1 and b'as it was' in result.stderr,
           'winnow-%s is killed: exit 1' % stage, result.stderr.decode())
        same((digest(clean), beside(work)), (old, []),
             'winnow-%s is killed: all is as it was' % stage)
        os.rename(path + '.real', path)


with folder() as top:
    held = {stage: os.path.join(top, stage) for stage in
            ('strip', 'shingle', 'match', 'cluster', 'dedup', 'pack')}
    lines = LINE.split(' | ')
    for n, name in enumerate(held):
        # the sample over and over, under other ids, is more than 1 MiB
        run(' | '.join(lines[:n + 1]) + " >'%s'" % held[name])
    for name in 'match', 'cluster', 'pack':
        run("for i in {100..140}; do sed 's/\"id\":\".../\"id\":\"'$i/ '%s'; done "
            ">'%s.all'" % (held[name], held[name]))
    run("winnow-pack '%s/clean' <'%s'" % (top, held['pack']))
    no_temporary_files(top, {n: held[n] + '.all' for n in
                             ('match', 'cluster', 'pack')})
    closed_pipes(held)
    full_disk(top, held['pack'])
    refused_calls(top, held['pack'])
    killed_stage(top)
done()
