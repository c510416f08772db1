#!/usr/bin/env python3
"""Every system call of a run with --index fails once, or is its last.

make faults runs all of it; tests/index.t and tests/event-faults.t some. After
each: a message and exit 1, or output and index as they should be. The index is
as it was, or has all that the run would have added, and then the output was
complete; and the same run, undisturbed, prints and leaves what it would have
then. An argument, match or cluster, is for that stage alone.
"""
import collections
import os
import resource
import shutil
import signal
import sys

from batches import documents, segments, shingled
from happenings import happenings, held, jsonl, tied
from tap import done, folder, ok, run, same, skip_all

RENAMES = ['renameat', 'renameat2', 'rename']
# What fails how: the errors that the call has, and being killed there.
FAULTS = [('openat', 'EMFILE'), ('openat', 'EACCES'), ('write', 'ENOSPC'),
          ('write', 'EIO'), ('read', 'EIO'), ('pread64', 'EIO'), ('pwrite64', 'ENOSPC'),
          ('ftruncate', 'ENOSPC'), ('fdatasync', 'EIO'), ('fsync', 'EIO'),
          ('fsync', 'ENOSPC'), ('renameat', 'EIO'), ('renameat', 'ENOSPC'),
          ('renameat2', 'EIO'), ('rename', 'EIO'), ('lseek', 'EIO'), ('mmap', 'ENOMEM'),
          ('close', 'EIO'), ('flock', 'EAGAIN'), ('mkdir', 'ENOSPC'),
          ('unlinkat', 'EIO'), ('newfstatat', 'EIO'), ('fstat', 'EIO'),
          ('getdents64', 'EIO')]
KILLED = ['openat', 'write', 'pread64', 'pwrite64', 'ftruncate', 'fsync', 'renameat',
          'renameat2', 'rename', 'lseek', 'mmap', 'munmap', 'close', 'flock', 'mkdir',
          'unlinkat', 'getdents64']
# a traced process cannot be searched for leaks, if it was built to be
TRACE = 'ASAN_OPTIONS=detect_leaks=0 strace -f -o calls '


class Case:
    """A run over a copy of an index, and what comes of it undisturbed. A stage
    says how it is run (COMMAND) and what can be seen of an index (look())."""
    COMMAND = None

    def __init__(self, work, name, base, options):
        self.work, self.name, self.base, self.options = work, name, base, options
        self.start()
        self.before = self.state()
        self.output, self.last = self.clean()
        self.sizes = [len(data) for data in held(self.path('index')).values()]
        self.repeated, same_last = self.clean()
        if same_last != self.last:
            raise SystemExit('Bail out! %s: twice is not as once' % name)

    def path(self, name):
        return os.path.join(self.work, name)

    def start(self):
        """The index as it was before the run."""
        self.copy(self.base, 'index')

    def copy(self, old, new):
        shutil.rmtree(self.path(new), ignore_errors=True)
        if old and os.path.isdir(self.path(old)):
            shutil.copytree(self.path(old), self.path(new))

    def run(self, prefix='', **more):
        """What it printed is told by printed()."""
        if os.path.exists(self.path('events')):
            os.unlink(self.path('events'))
        return run('%swinnow-%s -i index %s' % (prefix, self.COMMAND, self.options),
                   cwd=self.work, **more)

    def printed(self, result):
        """With the events, if there are any."""
        if not os.path.exists(self.path('events')):
            return result.stdout
        with open(self.path('events'), 'rb') as data:
            return result.stdout, data.read()

    def state(self):
        """What can be seen of the index, which stays as it is."""
        self.copy('index', 'looked-at')
        return self.look('looked-at')

    def manifest(self):
        """The segments that it names; a new one names none."""
        try:
            with open(self.path('index/MANIFEST'), 'rb') as data:
                return [line for line in data if line.startswith(b'segment ')]
        except FileNotFoundError:
            return []

    def clean(self):
        result = self.run()
        if result.returncode:
            raise SystemExit('Bail out! ' + result.stderr.decode())
        return self.printed(result), self.state()

    def calls(self):
        """Which moments each call has in an undisturbed run: strace counts those
        of a name, from 1. The loader's, up to its munmap(), are left out."""
        self.start()
        self.run(TRACE)
        count, moments = collections.Counter(), collections.defaultdict(list)
        with open(os.path.join(self.work, 'calls'), encoding='utf-8',
                  errors='replace') as log:
            for line in log:
                name = line.split(None, 1)[1].split('(', 1)[0]
                count[name] += 1
                if count['munmap']:
                    moments[name].append(count[name])
        return moments

    def survives(self, what, prefix, killed=False, **more):
        """One disturbed run, and one that is not. What is wrong, if any."""
        self.start()
        manifest, wrong = self.manifest(), []
        result = self.run(prefix, **more)
        code, says = result.returncode, result.stderr
        printed, state = self.printed(result), self.state()
        if code == 0:
            good = printed == self.output and state == self.last
        elif killed:
            good = code in (-signal.SIGKILL, 128 + signal.SIGKILL)
        else:
            good = code == 1 and says.startswith(b'winnow-%s: ' %
                                                 self.COMMAND.encode())
        if not good:
            wrong.append('%s: exit %d: %s' % (what, code, says.decode()))
        if state not in (self.before, self.last):
            wrong.append(what + ': an index neither old nor new')
        if self.manifest() != manifest and printed != self.output:
            wrong.append(what + ': the index is new, the output not complete')
        again = self.run()
        if again.returncode or self.printed(again) not in self.next_outputs(state):
            wrong.append('%s: the next run: exit %d: %s' % (
                what, again.returncode, again.stderr.decode()))
        if self.state() != self.last:
            wrong.append(what + ': another index')
        return wrong

    def next_outputs(self, state):
        """What may be printed now: as the first time, or as of what is known."""
        return [output for output, there in [(self.output, self.before),
                                             (self.repeated, self.last)]
                if there == state]


class Match(Case):
    """Of an index its files are seen, when it is compact."""
    COMMAND = 'match'

    def look(self, index):
        result = run('winnow-match -i %s -c' % index, cwd=self.work)
        if result.returncode:
            return result.stderr
        with open(self.path(index + '/MANIFEST'), 'rb') as data:
            made = any(line.startswith(b'segment ') for line in data)
        return segments(self.path(index)) if made else []

    @classmethod
    def cases(cls, work, count):
        """The first batch, one that is merged with it, one that stays by itself,
        and a compaction."""
        rows = list(documents(count + count // 2 + 3, 5))
        shingled(os.path.join(work, 'a'), rows[:count // 2])
        shingled(os.path.join(work, 'b'), rows[count // 2:-3])
        shingled(os.path.join(work, 'c'), rows[-3:])
        for index, batches in ('one', 'a'), ('two', 'ac'):
            for batch in batches:
                run('winnow-match -i %s %s' % (index, batch), cwd=work)
        return [cls(work, 'first', None, 'a'), cls(work, 'merge', 'one', 'b'),
                cls(work, 'add', 'one', 'c'),
                cls(work, 'forget', 'two', '--forget-before 2024-01-01T00:02')]

    @classmethod
    def spilled(cls, work):
        shingled(os.path.join(work, 'large'), documents(2500, 3))
        return cls(work, 'spilled', None, '-S 1M large')


class Cluster(Case):
    """Of an index is seen what becomes of a batch that touches all of it."""
    COMMAND = 'cluster'

    def look(self, index):
        result = run('winnow-cluster -i %s -e looked-at.events probe && '
                     'cat looked-at.events' % index, cwd=self.work)
        return result.stderr if result.returncode else result.stdout

    @classmethod
    def cases(cls, work, count):
        """The first batch, one like it, one that is small, that again, and one
        that ties two events together."""
        rows = [row for row, _ in happenings(count // 2, 5)]
        one, other, both = tied(0)
        half = len(rows) // 2
        for name, part in [('a', rows[:half] + one[:2] + other[:2]),
                           ('b', rows[half:-6]), ('c', rows[-6:-3]), ('d', both),
                           ('probe', rows + one + other)]:
            with open(os.path.join(work, name), 'wb') as out:
                out.write(jsonl(part))
        for index, batches in ('one', 'a'), ('two', 'ac'):
            for batch in batches:
                run('winnow-cluster -i %s %s' % (index, batch), cwd=work)
        return [cls(work, 'first', None, '-e events a'), cls(work, 'merge', 'one', 'b'),
                cls(work, 'add', 'one', '-e events c'), cls(work, 'again', 'two', 'c'),
                cls(work, 'tie', 'two', '-e events d')]

    @classmethod
    def spilled(cls, work):
        with open(os.path.join(work, 'large'), 'wb') as out:
            out.write(jsonl(row for row, _ in happenings(1300, 3)))
        return cls(work, 'spilled', None, '-S 4M large')


def can_trace(work):
    return run(TRACE + 'true', cwd=work).returncode == 0


def inject(case, call, fault, moments):
    """The fault at each of these moments. How many there were."""
    wrong = []
    for when in moments:
        wrong += case.survives(
            '%s %d %s' % (call, when, fault),
            TRACE + '-e inject=%s:%s:when=%d ' % (call, fault, when),
            killed=fault == 'signal=KILL')
    if moments:
        same(wrong, [], '%s, %s: %s, %s at %d moments' % (
            case.COMMAND, case.name, call, fault.split('=')[1], len(moments)))
    return len(moments)


def full_disk(case, sizes):
    """No file grows beyond a size: some writes are short, the next fails."""
    wrong = []

    def limit(size):
        def set_limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        return set_limit
    for size in sizes:
        wrong += case.survives('%d bytes' % size, 'exec ',
                               preexec_fn=limit(size))
    same(wrong, [], '%s, %s: a disk full at %d sizes' % (
        case.COMMAND, case.name, len(sizes)))
    return len(sizes)


def some(work, stage):
    """A few moments of each call that changes something."""
    merge = stage.cases(work, 24)[1]
    full_disk(merge, [0, 100, max(merge.sizes) // 2, max(merge.sizes) - 1])
    if not can_trace(work):
        ok(True, 'faults # SKIP no strace, or not allowed')
        return
    calls = merge.calls()
    rename = next((call for call in RENAMES if calls[call]), RENAMES[0])
    for call, fault in [('write', 'error=ENOSPC'), ('fsync', 'error=EIO'),
                        (rename, 'error=EIO'), (rename, 'signal=KILL')]:
        ok(calls[call], '%s, %s: there is %s' % (stage.COMMAND, merge.name, call))
        inject(merge, call, fault, sorted({calls[call][i] for i in (
            0, len(calls[call]) // 2, -1)}) if calls[call] else [])


def spilled(work, stage):
    """More than memory holds: temporary files fail as well, at some moments."""
    case = stage.spilled(work)
    calls, points = case.calls(), 0
    for call in 'openat', 'write', 'pread64', 'mmap':
        step = 1 + len(calls[call]) // 8
        for error in [e for c, e in FAULTS if c == call]:
            points += inject(case, call, 'error=' + error, calls[call][::step])
        points += inject(case, call, 'signal=KILL', calls[call][::step])
    return points


def sweep(work, stage):
    points = 0
    for case in stage.cases(work, 40):
        size = max(case.sizes)
        points += full_disk(case, range(0, size, size // 40))
        calls = case.calls()
        for call, error in FAULTS:
            points += inject(case, call, 'error=' + error, calls[call])
        for call in KILLED:
            points += inject(case, call, 'signal=KILL', calls[call])
    print('# %s: %d faults' % (stage.COMMAND, points + spilled(work, stage)))


if __name__ == '__main__':
    with folder() as top:
        if not can_trace(top):
            skip_all('strace is not there, or not allowed')
    for each in Match, Cluster:
        if sys.argv[1:] in ([], [each.COMMAND]):
            with folder() as top:
                sweep(top, each)
    done()
