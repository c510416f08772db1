#!/usr/bin/env python3
"""pipeline.sh as a whole: same bytes, exit codes, locks, kills, odd places."""
import os
import shutil
import signal
import subprocess
import time

from tap import ROOT, digest, done, folder, ok, records, run, same, shards

EPOCH = {'SOURCE_DATE_EPOCH': '1700000000'}
TAIL = ('winnow-strip %s | winnow-shingle %s | winnow-match | winnow-cluster | '
        'winnow-dedup | winnow-pack %s')


def env(**more):
    return dict(os.environ, **EPOCH, **more)


def same_bytes(work):
    want = os.path.join(work, 'one')
    result = run("./pipeline.sh corpus/raw '%s'" % want, env=env())
    same((result.returncode, result.stdout, result.stderr), (0, b'', b''),
         'the line succeeds in silence')
    runs = {
        'a second run': "./pipeline.sh corpus/raw '%s'",
        '-j 4': "./pipeline.sh -j 4 corpus/raw '%s'",
        'C.UTF-8': "LC_ALL=C.UTF-8 ./pipeline.sh corpus/raw '%s'",
        'env -i': 'env -i SOURCE_DATE_EPOCH=1700000000 ' + ROOT +
                  "/pipeline.sh corpus/raw '%s'",
        'another folder': "cd / && '" + ROOT + "/pipeline.sh' '" + ROOT +
                          "/corpus/raw/' '%s/'",
        'shuffled records': 'winnow-read corpus/raw | sort -t: -k3 -r | ' +
                            TAIL % ('', '', "'%s'"),
        'other threads': 'LC_ALL=C.UTF-8 winnow-read corpus/raw | ' +
                         TAIL % ('-j 4', '-j 3', "'%s'"),
        'little memory': 'winnow-read corpus/raw | winnow-strip | '
                         'winnow-shingle | winnow-match -S 1M | '
                         'winnow-cluster -S 1M | winnow-dedup | '
                         "winnow-pack -S 1M '%s'",
    }
    for n, (name, line) in enumerate(runs.items()):
        clean = os.path.join(work, 'run %d' % n)
        result = run('set -o pipefail; ' + line % clean, env=env())
        ok(result.returncode == 0 and 'skipped' not in result.stderr.decode(),
           name + ': succeeds', result.stderr.decode())
        same(digest(clean), digest(want), name + ': same bytes')
    later = run("./pipeline.sh corpus/raw '%s'" % want,
                env=dict(env(), SOURCE_DATE_EPOCH='1800000000'))
    same(later.returncode, 0, 'a run over an old corpus succeeds')
    first = os.path.join(work, 'run 0')
    differ = [name for name in sorted(os.listdir(want))
              if os.path.isfile(os.path.join(want, name)) and
              open(os.path.join(want, name), 'rb').read() !=
              open(os.path.join(first, name), 'rb').read()]
    same(differ, ['MANIFEST.json', 'stats.json'],
         'the time of a run stands in two files alone')


def exit_codes(work):
    raw = os.path.join(work, 'raw with spaces')
    clean = os.path.join(work, 'clean with spaces')
    shutil.copytree(os.path.join(ROOT, 'corpus/raw/nuixanh'), raw + '/nuixanh')
    same(run("./pipeline.sh '%s' '%s'" % (raw, clean)).returncode, 0,
         'spaces in paths')
    before = digest(clean)
    for line, code, why in [
            ('', 2, 'no operands'),
            ("'%s'" % raw, 2, 'one operand'),
            ("'%s/nothing' '%s'" % (raw, clean), 2, 'no such folder'),
            ("'%s' '%s/clean'" % (raw, raw), 2, 'CLEAN inside RAW'),
            ("'%s' '%s'" % (raw, raw), 2, 'CLEAN is RAW'),
            ("'%s' '%s'" % (clean + '/documents', clean), 2, 'RAW inside CLEAN'),
            ("-j x '%s' '%s'" % (raw, clean), 2, 'a bad number'),
            ("--nonsense '%s' '%s'" % (raw, clean), 2, 'a bad option'),
            ("-l nonsense '%s' '%s'" % (raw, clean), 2, 'a stage refuses'),
            ("corpus '%s'" % raw, 1, 'CLEAN is something else')]:
        result = run('./pipeline.sh ' + line)
        same(result.returncode, code, why + ': exit %d' % code)
        ok(result.stderr, why + ': says so')
    same(digest(clean), before, 'a failed run leaves CLEAN as it was')
    aside = clean + '.tmp-abcdef/clean.old'
    os.mkdir(os.path.dirname(aside))
    os.rename(clean, aside)
    run("./pipeline.sh -l nonsense '%s' '%s'" % (raw, clean))
    same(digest(clean), before, 'a CLEAN that stepped aside comes back')
    open(os.path.join(clean, 'notes.txt'), 'w').close()
    result = run("./pipeline.sh '%s' '%s'" % (raw, clean))
    same(result.returncode, 1, 'a foreign file in CLEAN is not deleted: exit 1')
    ok(os.path.exists(os.path.join(clean, 'notes.txt')), 'and it is still there')
    os.unlink(os.path.join(clean, 'notes.txt'))
    with open(os.path.join(raw, 'broken.gz'), 'wb') as out:
        out.write(b'\x1f\x8b\x08\0broken')
    result = run("./pipeline.sh '%s' '%s'" % (raw, clean))
    same(result.returncode, 3, 'an unreadable input: exit 3')
    ok(b'broken.gz' in result.stderr, 'and it is named')
    same([d for d in os.listdir(work) if '.tmp-' in d], [], 'nothing is left over')
    empty = os.path.join(work, 'empty')
    os.mkdir(empty)
    result = run("./pipeline.sh '%s' '%s'" % (empty, clean + '2'))
    same((result.returncode, result.stderr), (0, b''), 'an empty RAW is fine')
    same(shards(clean + '2', 'documents'), [], 'and gives an empty corpus')
    lock = subprocess.Popen(['flock', clean + '.lock', 'sleep', '30'])
    while run("flock -n '%s.lock' true" % clean).returncode == 0:
        time.sleep(.05)
    same(run("./pipeline.sh '%s' '%s'" % (raw, clean)).returncode, 75,
         'another run holds the lock: exit 75')
    lock.terminate()
    lock.wait()


def kill_session(leader):
    """SIGKILL to all of a session, until none of it runs: killing takes time,
    and what was forked meanwhile is not in the first list."""
    session = str(leader.pid)
    while True:
        subprocess.run(['pkill', '-KILL', '-s', session], check=False)
        leader.poll()
        states = run('ps -s %s -o stat=' % session).stdout.decode().split()
        if all(state.startswith('Z') for state in states):
            break
        time.sleep(.01)
    leader.wait()


def killed(work):
    raw = os.path.join(ROOT, 'corpus/raw')
    clean = os.path.join(work, 'clean')
    run("./pipeline.sh -l mark corpus/raw '%s'" % clean, env=env())
    old = digest(clean)
    began = time.monotonic()
    run("./pipeline.sh corpus/raw '%s/want'" % work, env=env())
    took = time.monotonic() - began
    new = digest(os.path.join(work, 'want'))
    broken = []
    for n in range(10):
        victim = subprocess.Popen(['./pipeline.sh', raw, clean], cwd=ROOT,
                                  env=env(), start_new_session=True,
                                  stderr=subprocess.DEVNULL)
        time.sleep(took * (n + .5) / 10)
        kill_session(victim)
        if digest(clean) not in (old, new):
            broken.append((n, sorted(os.listdir(work))))
    same(broken, [], 'killed at ten moments: CLEAN is the old or the new one')
    result = run("./pipeline.sh corpus/raw '%s'" % clean, env=env())
    same((result.returncode, digest(clean)), (0, new), 'the next run is right')
    same([d for d in os.listdir(work) if '.tmp-' in d], [],
         'and clears what was left')
    victim = subprocess.Popen(['./pipeline.sh', raw, clean], cwd=ROOT, env=env(),
                              stderr=subprocess.DEVNULL)
    time.sleep(took / 3)
    victim.send_signal(signal.SIGTERM)
    ok(victim.wait(10) in (143, 0), 'SIGTERM: exit 143')
    same([d for d in os.listdir(work) if '.tmp-' in d], [], 'SIGTERM: nothing left')


def loads(clean):
    for line, why in [('zstd -tq */*.zst', 'zstd -t'),
                      ('sha256sum --quiet -c SHA256SUMS', 'sha256sum -c'),
                      ('zstdcat documents/*.zst | jq -e .id', 'jq')]:
        result = run(line, cwd=clean)
        ok(result.returncode == 0, 'it loads: ' + why, result.stderr.decode())
    documents = shards(clean, 'documents')
    ok(documents, 'it loads: Python')
    same({tuple(d) for d in documents},
         {('id', 'text', 'source', 'added', 'created', 'metadata')},
         'documents have the same keys in the same order')
    same(len({tuple(d['metadata']) for d in documents}), 1, 'metadata too')


def restores(clean):
    want = {r['id']: r['text'] for r in
            records('winnow-read corpus/raw | winnow-strip')}
    got = {r['id']: r['text'] for r in records("winnow-restore '%s'" % clean)}
    same(got, want, 'winnow-restore gives what read | strip gave')
    line = 'winnow-read corpus/raw | winnow-strip | winnow-shingle | ' \
           'winnow-match | winnow-cluster | winnow-dedup'
    for level in 'paragraph', 'document', 'mark':
        once = run('%s -l %s' % (line, level)).stdout
        twice = run('%s -l %s | winnow-dedup -l %s' % (line, level, level)).stdout
        ok(once and once == twice, 'dedup | dedup = dedup (%s)' % level)
    some = sorted(want)[0]
    result = run("winnow-explain '%s' %s" % (clean, some))
    ok(result.returncode == 0 and some.encode() in result.stdout,
       'winnow-explain tells of a document')
    same(run("winnow-explain '%s' zz" % clean).returncode, 1,
         'and fails for one that is not there')


with folder() as top:
    same_bytes(top)
    loads(os.path.join(top, 'one'))
    restores(os.path.join(top, 'one'))
with folder() as top:
    exit_codes(top)
with folder() as top:
    killed(top)
done()
