"""files.py - rows 1 to 25: files and folders, and what happens to them."""
import os
import socket
import stat
import subprocess
import time

from rows import READ, Case, Skip, Wrong, need, row, within

TEXT = 'Một trang.'


@row(1, 'an empty file')
def _(at):
    at.write('x.txt', b'')
    need('1 empty' in at.reads(0, [], [], '-v').said)


@row(2, 'white space alone')
def _(at):
    at.write('x.txt', b' \r\n\t\n \0\0')
    need('1 empty' in at.reads(0, [], [], '-v').said)


@row(3, 'a byte order mark alone')
def _(at):
    at.write('x.txt', b'\xef\xbb\xbf')
    at.write('y.txt', b'\xff\xfe')
    need('2 empty' in at.reads(0, [], [], '-v').said)


@row(4, 'a folder with nothing in it')
def _(at):
    at.reads(0, [], [])


@row(5, 'a path that does not exist')
def _(at):
    result = at.read(target=at.raw + '/none')
    need(result.code == 2 and '/none' in result.said and not result.records, result.said)


def read_as_nobody(at, *args):
    """As one who may not read everything; root may."""
    if os.geteuid():
        return at.reads(*args)
    os.chmod(at.folder, 0o777)
    try:
        subprocess.run([READ, '--version'], user=65534, group=65534, extra_groups=[], check=True,
                       stdout=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Skip('another user cannot run winnow-read here') from error
    return at.reads(*args, user=65534, group=65534, extra_groups=[])


@row(6, 'a file without permission to read')
def _(at):
    at.write('x.txt', TEXT)
    at.write('y.txt', TEXT)
    os.chmod(at.path('y.txt'), 0)
    read_as_nobody(at, 3, [TEXT], ['Permission denied'])


@row(7, 'a folder without permission to read')
def _(at):
    at.write('x.txt', TEXT)
    at.write('y/z.txt', TEXT)
    os.chmod(at.path('y'), 0)
    read_as_nobody(at, 3, [TEXT], ['Permission denied'])
    os.chmod(at.path('y'), 0o755)


def links(at, target):
    at.write('x.txt', TEXT)
    os.symlink(target, at.path('link'))
    at.reads(3, [TEXT], ['symbolic link'])


@row(8, 'a link to nothing')
def _(at):
    links(at, 'nowhere')


@row(9, 'a link to itself')
def _(at):
    links(at, '.')


@row(10, 'a link to what is elsewhere')
def _(at):
    with open(at.folder + '/secret', 'w', encoding='utf-8') as out:
        out.write('secret')
    links(at, '../secret')


@row(11, 'a FIFO')
def _(at):
    at.write('x.txt', TEXT)
    os.mkfifo(at.path('fifo'))
    at.reads(3, [TEXT], ['FIFO'])


@row(12, 'a socket')
def _(at):
    at.write('x.txt', TEXT)
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(at.path('socket'))
        at.reads(3, [TEXT], ['socket'])


@row(13, 'a device')
def _(at):
    at.write('x.txt', TEXT)
    try:
        os.mknod(at.path('null'), stat.S_IFCHR | 0o666, os.makedev(1, 3))
    except OSError as error:
        raise Skip('no device can be made here') from error
    at.reads(3, [TEXT], ['device'])


def named(at, name, path):
    at.write(name, TEXT)
    os.symlink('nowhere', at.path(b'link-' + name))
    result = at.reads(3, [TEXT], ['symbolic link'])
    need(result.paths == [path], result.paths)
    need(all(c == '\n' or c >= ' ' for c in result.said), 'raw control characters', result.said)


@row(14, 'a newline in a name')
def _(at):
    named(at, b'a\nb.txt', 'a\nb.txt')


@row(15, 'a name that is not UTF-8')
def _(at):
    named(at, b'a\xff.txt', 'a\ufffd.txt')


@row(16, 'a name in decomposed characters')
def _(at):
    named(at, 'tiế'.encode() + b'o\xcc\x82.txt', 'tiếo\u0302.txt')


@row(17, 'a name of 255 bytes')
def _(at):
    at.write('n' * 251 + '.txt', TEXT)
    need(at.reads(0, [TEXT], []).paths == ['n' * 251 + '.txt'])


@row(18, 'a name that begins as an option does')
def _(at):
    named(at, b'-q', '-q')


@row(19, 'control characters in a name')
def _(at):
    named(at, b'\x1b[31m\x07.txt', '\x1b[31m\x07.txt')


@row(20, 'very many files')
def _(at):
    os.mkdir(at.path('many'))
    for number in range(20000):
        with open(at.path('many/%d' % number), 'wb') as out:
            out.write(b'x')
    result = at.read(**within(64))
    need(result.code == 0 and len(result.records) == 20000, len(result.records), result.said)


@row(21, 'folders 4000 deep')
def _(at):
    home = os.getcwd()
    os.chdir(at.raw)
    for _ in range(4000):
        os.mkdir('d')
        os.chdir('d')
    with open('x.txt', 'w', encoding='utf-8') as out:
        out.write(TEXT)
    os.chdir(home)
    result = at.read(**within(64))
    need(result.code == 0 and result.paths == ['d/' * 4000 + 'x.txt'], result.said)


class Held:
    """winnow-read, stopped in the middle of its work by a pipe that is full."""

    def __init__(self, at: Case):
        self.process = subprocess.Popen([READ, at.raw], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE)
        before = -1
        for _ in range(200):
            time.sleep(.05)
            with open('/proc/%d/io' % self.process.pid, encoding='ascii') as counts:
                now = int(counts.readline().split()[1])
            if now == before and now:
                return
            before = now
        raise Wrong('it did not stop')

    def end(self):
        out, said = self.process.communicate(timeout=60)
        return self.process.returncode, out.count(b'\n'), said.decode()


@row(22, 'files that vanish before they are opened')
def _(at):
    for number in range(300):
        at.write('%03d.txt' % number, 'một câu\n' * 8000)
    held = Held(at)
    for number in range(280, 300):
        os.unlink(at.path('%03d.txt' % number))
    code, lines, said = held.end()
    need(code == 3 and lines == 280 and said.count('vanished') == 20, code, lines, said[:500])


def changing(at, change):
    """16 MB of lines, changed when a third was read."""
    at.write('x.jsonl', b'{"text":"%s"}\n' % (b'c' * 985) * 16000)
    at.write('y.txt', TEXT)
    held = Held(at)
    change(at.path('x.jsonl'))
    return held.end()


@row(23, 'a file that grows')
def _(at):
    def grow(path):
        with open(path, 'ab') as out:
            out.write(b'{"text":"more"}\n')
    code, lines, said = changing(at, grow)
    need(code == 3 and 'changed while it was read' in said and lines >= 16001, code, lines, said)


@row(24, 'a file that is cut')
def _(at):
    code, lines, said = changing(at, lambda path: os.truncate(path, 15000000))
    need(code == 3 and 'changed while it was read' in said and lines < 16001, code, lines, said)


@row(25, 'a file in whose place another is put')
def _(at):
    # what was opened is still there, as it was: it is read whole
    def replace(path):
        with open(path + b'.new', 'wb') as out:
            out.write(b'{"text":"another"}\n')
        os.rename(path + b'.new', path)
    code, lines, said = changing(at, replace)
    need(code == 0 and lines == 16001, code, lines, said)
