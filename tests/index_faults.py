#!/usr/bin/env python3
"""Every system call of winnow-match --index fails once, or is its last.

make faults runs all of it; tests/index.t some. After each: a message and exit
1, or output and index as they should be; and then the same run, undisturbed,
prints the same, and leaves the same segment when compacted.
"""
import collections
import os
import resource
import shutil
import signal

from batches import documents, segments, shingled
from tap import done, folder, ok, run, same, skip_all

# What fails how: the errors that the call has, and being killed there.
FAULTS = [('openat', 'EMFILE'), ('openat', 'EACCES'), ('write', 'ENOSPC'),
          ('write', 'EIO'), ('read', 'EIO'), ('pread64', 'EIO'), ('fsync', 'EIO'),
          ('fsync', 'ENOSPC'), ('renameat', 'EIO'), ('renameat', 'ENOSPC'),
          ('renameat2', 'EIO'), ('lseek', 'EIO'), ('mmap', 'ENOMEM'),
          ('close', 'EIO'), ('flock', 'EAGAIN'), ('mkdir', 'ENOSPC'),
          ('unlinkat', 'EIO'), ('newfstatat', 'EIO'), ('fstat', 'EIO'),
          ('getdents64', 'EIO')]
KILLED = ['openat', 'write', 'pread64', 'fsync', 'renameat', 'renameat2', 'lseek',
          'mmap', 'munmap', 'close', 'flock', 'mkdir', 'unlinkat', 'getdents64']
# a traced process cannot be searched for leaks, if it was built to be
TRACE = 'ASAN_OPTIONS=detect_leaks=0 strace -f -o calls '


class Case:
    """A run over a copy of an index, and what comes of it undisturbed."""

    def __init__(self, work, name, base, options):
        self.work, self.name, self.base, self.options = work, name, base, options
        self.output, self.first = self.clean()
        self.last = self.compact()

    def start(self):
        """The index as it was before the run."""
        index = os.path.join(self.work, 'index')
        shutil.rmtree(index, ignore_errors=True)
        if self.base:
            shutil.copytree(os.path.join(self.work, self.base), index)

    def run(self, prefix='', **more):
        return run(prefix + 'winnow-match -i index ' + self.options,
                   cwd=self.work, **more)

    def segments(self):
        return segments(os.path.join(self.work, 'index'))

    def compact(self):
        result = run('winnow-match -i index -c', cwd=self.work)
        return self.segments() if not result.returncode else result.stderr

    def clean(self):
        self.start()
        result = self.run()
        if result.returncode:
            raise SystemExit('Bail out! ' + result.stderr.decode())
        return result.stdout, self.segments()

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
        result = self.run(prefix, **more)
        code, says = result.returncode, result.stderr
        if code == 0:
            good = result.stdout == self.output and self.compact() == self.last
        elif killed:
            good = code in (-signal.SIGKILL, 128 + signal.SIGKILL)
        else:
            good = code == 1 and says.startswith(b'winnow-match: ')
        again = self.run()
        wrong = []
        if not good:
            wrong.append('%s: exit %d: %s' % (what, code, says.decode()))
        if again.returncode or again.stdout != self.output:
            wrong.append('%s: the next run: exit %d: %s' % (
                what, again.returncode, again.stderr.decode()))
        if self.compact() != self.last:
            wrong.append(what + ': another index')
        return wrong


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
        same(wrong, [], '%s: %s, %s at %d moments' % (
            case.name, call, fault.split('=')[1], len(moments)))
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
    same(wrong, [], '%s: a disk full at %d sizes' % (case.name, len(sizes)))
    return len(sizes)


def cases(work, count):
    """The first batch, one that is merged with it, one that stays by itself, and
    a compaction."""
    rows = list(documents(count + count // 2 + 3, 5))
    shingled(os.path.join(work, 'a'), rows[:count // 2])
    shingled(os.path.join(work, 'b'), rows[count // 2:-3])
    shingled(os.path.join(work, 'c'), rows[-3:])
    for index, batches in ('one', 'a'), ('two', 'ac'):
        for batch in batches:
            run('winnow-match -i %s %s' % (index, batch), cwd=work)
    return [Case(work, 'first', None, 'a'), Case(work, 'merge', 'one', 'b'),
            Case(work, 'add', 'one', 'c'),
            Case(work, 'forget', 'two', '--forget-before 2024-01-01T00:02')]


def some(work):
    """A few moments of each call that changes something."""
    merge = cases(work, 24)[1]
    full_disk(merge, [0, 100, 3000])
    if not can_trace(work):
        ok(True, 'faults # SKIP no strace, or not allowed')
        return
    calls = merge.calls()
    for call, fault in [('write', 'error=ENOSPC'), ('fsync', 'error=EIO'),
                        ('renameat', 'error=EIO'), ('renameat', 'signal=KILL')]:
        inject(merge, call, fault, sorted({calls[call][i] for i in (
            0, len(calls[call]) // 2, -1)}))


def spilled(work):
    """More than memory holds: temporary files fail as well, at some moments."""
    shingled(os.path.join(work, 'large'), documents(2500, 3))
    case = Case(work, 'spilled', None, '-S 1M large')
    calls, points = case.calls(), 0
    for call in 'openat', 'write', 'pread64', 'mmap':
        step = 1 + len(calls[call]) // 8
        for error in [e for c, e in FAULTS if c == call]:
            points += inject(case, call, 'error=' + error, calls[call][::step])
        points += inject(case, call, 'signal=KILL', calls[call][::step])
    return points


def sweep(work):
    points = 0
    for case in cases(work, 40):
        size = max(len(s) for s in case.first + case.last)
        points += full_disk(case, range(0, size, size // 40))
        calls = case.calls()
        for call, error in FAULTS:
            points += inject(case, call, 'error=' + error, calls[call])
        for call in KILLED:
            points += inject(case, call, 'signal=KILL', calls[call])
    print('# %d faults' % (points + spilled(work)))


if __name__ == '__main__':
    with folder() as top:
        if not can_trace(top):
            skip_all('strace is not there, or not allowed')
        sweep(top)
    done()
