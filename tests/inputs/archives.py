"""archives.py - rows 26 to 56: compressed files and archives."""
import gzip
import io
import lzma
import os
import struct
import subprocess
import tarfile
import zipfile
import zlib

import make_warc
from rows import Skip, need, row, within

TEXT = 'Một trang tin ngắn.'
LINES = ''.join('{"text":"câu %d"}\n' % n for n in range(200000))


def zstd(data, *options):
    done = subprocess.run(['zstd', '-q', '-c', *options], input=data, capture_output=True,
                          check=False)
    if done.returncode:
        raise Skip('this zstd cannot ' + ' '.join(options))
    return done.stdout


@row(26, 'a gzip file that is cut, small')
def _(at):
    at.write('x.txt.gz', gzip.compress(TEXT.encode())[:-12])
    at.write('y.txt', TEXT)
    at.reads(3, [TEXT], ['truncated gzip'])


@row(27, 'a gzip file that is cut, in the middle')
def _(at):
    data = gzip.compress(LINES.encode())
    at.write('x.jsonl.gz', data[:len(data) // 2])
    result = at.read()
    need(result.code == 3 and 'truncated gzip' in result.reasons[0], result.said)
    need(50000 < len(result.records) < 150000, len(result.records))
    need(result.contents == ['câu %d' % n for n in range(len(result.records))])


@row(28, 'a gzip file with a wrong checksum')
def _(at):
    # zlib compares it, so that nothing damaged is taken for good
    data = bytearray(gzip.compress(TEXT.encode()))
    data[-6] ^= 1
    at.write('x.txt.gz', data)
    at.reads(3, [], ['damaged gzip'])


@row(29, 'rubbish behind a gzip file')
def _(at):
    at.write('x.txt.gz', gzip.compress(TEXT.encode()) + b'rubbish')
    at.reads(0, [TEXT], [])


@row(29, 'a gzip member with a damaged header')
def _(at):
    members = [gzip.compress(b'{"text":"%d"}\n' % n) for n in range(4)]
    members[2] = b'\x1e' + members[2][1:]
    at.write('x.jsonl.gz', b''.join(members))
    at.reads(3, ['0', '1'], ['no header of a member'])
    at.write('x.jsonl.gz', b'\x1f\x8b' + TEXT.encode())
    at.reads(3, [], ['no header of a member'])


@row(30, 'NUL bytes between gzip members')
def _(at):
    at.write('x.txt.gz', gzip.compress(TEXT.encode()) + bytes(512) + gzip.compress(b' end')
             + bytes(512))
    at.reads(0, [TEXT + ' end'], [])


def tar(*texts):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode='w') as out:
        for number, text in enumerate(texts):
            info = tarfile.TarInfo('%d.txt' % number)
            info.size = len(text.encode())
            out.addfile(info, io.BytesIO(text.encode()))
    return packed.getvalue()


def zipped(*texts):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, 'w') as out:
        for number, text in enumerate(texts):
            out.writestr('%d.txt' % number, text)
    return packed.getvalue()


@row(26, 'an archive in gzip that is cut, behind its members')
def _(at):
    for name, archive in ('x.tgz', tar(TEXT)), ('x.zip.gz', zipped(TEXT)):
        at.write(name, gzip.compress(archive)[:-6])
        at.reads(3, [TEXT], ['truncated gzip'])
        os.unlink(at.path(name))


@row(28, 'an archive in gzip with a wrong checksum')
def _(at):
    for name, archive in ('x.tgz', tar(TEXT)), ('x.zip.gz', zipped(TEXT)):
        data = bytearray(gzip.compress(archive))
        data[-6] ^= 1
        at.write(name, data)
        at.reads(3, [TEXT], ['damaged gzip'])
        os.unlink(at.path(name))


@row(31, 'a zstd file that is cut')
def _(at):
    at.write('x.txt.zst', zstd(os.urandom(3000).hex().encode())[:-100])
    at.reads(3, [], ['truncated zstd'])


@row(31, 'a zstd frame with a damaged header')
def _(at):
    frames = [zstd(b'{"text":"%d"}\n' % n) for n in range(3)]
    skippable = struct.pack('<II', 0x184d2a50, 9) + b'nine byte'
    at.write('x.jsonl.zst', frames[0] + bytes(99) + skippable + frames[1] + bytes(3))
    at.reads(0, ['0', '1'], [])
    for last in b'\x29' + frames[2][1:], b'rubbish':
        at.write('x.jsonl.zst', b''.join(frames[:2]) + last)
        at.reads(3, ['0', '1'], ['no header of a frame'])


@row(31, 'a skippable frame of zstd that is cut')
def _(at):
    for size in 10, 0xfffffff0:
        at.write('x.txt.zst', zstd(TEXT.encode()) + struct.pack('<II', 0x184d2a50, size) + b'x')
        at.reads(3, [], ['truncated zstd'])


@row(32, 'a zstd file with a wrong checksum')
def _(at):
    data = bytearray(zstd(TEXT.encode(), '--check'))
    data[-1] ^= 1
    at.write('x.txt.zst', data)
    at.reads(3, [], ['checksum'])


@row(32, 'a tar in zstd with a wrong checksum, or cut')
def _(at):
    good = zstd(tar(TEXT), '--check')
    at.write('x.tar.zst', good[:-1] + bytes([good[-1] ^ 1]))
    at.reads(3, [], ['checksum'])  # zstd gives nothing of a frame as small
    at.write('x.tar.zst', good[:-3])
    at.reads(3, [TEXT], ['truncated zstd'])
    at.write('x.tar.zst', good)
    at.reads(0, [TEXT], [])


@row(33, 'a zstd file whose dictionary is not there')
def _(at):
    name = at.folder + '/dictionary'
    with open(name, 'wb') as out:
        out.write(b'a dictionary of its own ' * 50)
    # a raw dictionary has no number that would be asked for; a trained one has
    for number in range(300):
        with open('%s.%d' % (name, number), 'w', encoding='utf-8') as out:
            out.write('<html><p>%s</p></html>' % (str(number * 7919) * 20))
    subprocess.run('zstd -q --train %s.* -o %s --maxdict=2048 -f' % (name, name), shell=True,
                   stderr=subprocess.DEVNULL, check=False)
    at.write('x.txt.zst', zstd(TEXT.encode(), '-D', name))
    at.reads(3, [], ['dictionary'])


@row(34, 'a zstd file with a window beyond the limit')
def _(at):
    data = subprocess.run('head -c 1000 /dev/zero | zstd -q -c --ultra --long=28 -',
                          shell=True, capture_output=True, check=True).stdout
    at.write('x.txt.zst', data)
    result = at.read(**within(100))
    need(result.code in (0, 3), result.said)
    need(result.code == 0 or 'window' in result.reasons[0], result.reasons)


def warc_with_dictionary(at, layout):
    pages = make_warc.pages(20, [3000])
    list(make_warc.write(at.path('x.warc.zst').decode(), pages, 'ccnews', layout, '1.0'))
    result = at.read()
    need(result.code == 0 and len(result.records) == 20, result.said, len(result.records))


@row(35, 'a WARC in zstd with its dictionary')
def _(at):
    warc_with_dictionary(at, 'zst-dict')


@row(36, 'a WARC in zstd with its dictionary compressed')
def _(at):
    warc_with_dictionary(at, 'zst-zdict')


@row(37, 'a dictionary that claims 4 GiB')
def _(at):
    at.write('x.warc.zst', struct.pack('<II', 0x184D2A5D, 0xffffffff) + b'x' * 1000)
    at.reads(3, [], ['dictionary of over 8 MiB'], **within(100))


@row(38, 'names that say something else')
def _(at):
    at.write('x.gz', TEXT)
    with zipfile.ZipFile(at.path('y.txt').decode(), 'w') as out:
        out.writestr('z.html', '<p>Trang</p>')
    at.write('z.jsonl', gzip.compress(b'{"text":"c\xc3\xa2u"}'))
    at.reads(0, [TEXT, '<p>Trang</p>', 'câu'], [])


@row(39, 'gzip in gzip, thirty times')
def _(at):
    data = TEXT.encode()
    for _ in range(30):
        data = gzip.compress(data)
    at.write('x.gz', data)
    at.reads(3, [], ['too deep'])


@row(40, 'zip in zip, twenty times')
def _(at):
    data = TEXT.encode()
    for _ in range(20):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, 'w') as out:
            out.writestr('x.zip', data)
        data = packed.getvalue()
    at.write('x.zip', data)
    at.reads(3, [], ['too deep'])


def bomb(at, name, data):
    at.write(name, data)
    at.write('y.txt', TEXT)
    at.reads(3, [TEXT], ['--max-ratio'], **within(250))


@row(40, 'a member for each byte')
def _(at):
    # 4 million members; 16 bytes kept of each would be 64 MiB
    byte = gzip.compress(b'\n', mtime=0) * 1000
    with open(at.path('x.jsonl.gz'), 'wb') as out:
        out.write(gzip.compress(b'{"text":"a"}\n'))
        for _ in range(4000):
            out.write(byte)
        out.write(gzip.compress(b'{"text":"b"}\n'))
    at.reads(0, ['a', 'b'], [], **within(60))


@row(41, 'spaces without end in gzip')
def _(at):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    spaces = b' ' * (1 << 20)
    bomb(at, 'x.gz', b''.join(packer.compress(spaces) for _ in range(300)) + packer.flush())


def overlapping():
    """A zip whose thousand entries are one and the same megabyte."""
    body = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = body.compress(b' ' * (1 << 20)) + body.flush()
    checksum = zlib.crc32(b' ' * (1 << 20))
    sizes = struct.pack('<III', checksum, len(data), 1 << 20)
    local = struct.pack('<IHHHHH', 0x04034b50, 20, 0, 8, 0, 0) + sizes
    local += struct.pack('<HH', 5, 0) + b'x.txt' + data
    entry = struct.pack('<IHHHHHH', 0x02014b50, 20, 20, 0, 8, 0, 0) + sizes
    entry += struct.pack('<HHHHHII', 5, 0, 0, 0, 0, 0, 0) + b'x.txt'
    central = entry * 1000
    return local + central + struct.pack('<IHHHHIIH', 0x06054b50, 0, 0, 1000, 1000, len(central),
                                         len(local), 0)


@row(42, 'a zip whose entries overlap')
def _(at):
    at.write('x.zip', overlapping())
    at.write('y.txt', TEXT)
    result = at.read(**within(100))
    need(result.code in (0, 3) and result.contents == [TEXT], result.said)


@row(43, 'spaces without end in zstd')
def _(at):
    data = subprocess.run("head -c 500000000 /dev/zero | tr '\\0' ' ' | zstd -q -c", shell=True,
                          capture_output=True, check=True).stdout
    bomb(at, 'x.zst', data)


@row(44, 'spaces without end in xz')
def _(at):
    bomb(at, 'x.xz', lzma.compress(b' ' * (100 << 20), preset=0))


def archived(at, add, contents, reasons, kind='zip'):
    """What an archive gives, and that nothing is written beside it."""
    name = at.path('x.' + kind).decode()
    with (zipfile.ZipFile(name, 'w') if kind == 'zip' else tarfile.open(name, 'w')) as out:
        add(out)
    work = at.folder + '/work'
    os.mkdir(work)
    before = sorted(os.listdir(at.folder))
    result = at.reads(3 if reasons else 0, contents, reasons, cwd=work)
    need(sorted(os.listdir(at.folder)) == before and not os.listdir(work), 'something was written')
    return result


@row(45, 'a zip with ../ in a path')
def _(at):
    result = archived(at, lambda out: out.writestr('../../evil.txt', TEXT), [TEXT], [])
    need(result.paths == ['x.zip/../../evil.txt'], result.paths)


@row(46, 'a zip with an absolute path')
def _(at):
    result = archived(at, lambda out: out.writestr('/tmp/evil.txt', TEXT), [TEXT], [])
    need(result.paths == ['x.zip/tmp/evil.txt'], result.paths)


@row(47, 'a link in a zip')
def _(at):
    def add(out):
        info = zipfile.ZipInfo('link')
        info.create_system, info.external_attr = 3, 0o120777 << 16
        out.writestr(info, '/etc/passwd')
        out.writestr('x.txt', TEXT)
    archived(at, add, [TEXT], ['symbolic link'])


def special(at, kind, reason):
    def add(out):
        info = tarfile.TarInfo('special')
        info.type, info.linkname = kind, 'x.txt'
        out.addfile(info)
        info = tarfile.TarInfo('x.txt')
        info.size = len(TEXT.encode())
        out.addfile(info, io.BytesIO(TEXT.encode()))
    archived(at, add, [TEXT], [reason], 'tar')


@row(48, 'a hard link in a tar')
def _(at):
    special(at, tarfile.LNKTYPE, 'hard link')


@row(49, 'a device in a tar')
def _(at):
    special(at, tarfile.CHRTYPE, 'not a file')


@row(50, 'two members of one name')
def _(at):
    def add(out):
        for text in TEXT, TEXT + ' Hai.':
            info = tarfile.TarInfo('x.txt')
            info.size = len(text.encode())
            out.addfile(info, io.BytesIO(text.encode()))
    archived(at, add, [TEXT, TEXT + ' Hai.'], [], 'tar')


@row(51, "a member's name beyond ASCII, in the C locale")
def _(at):
    with zipfile.ZipFile(at.path('x.zip').decode(), 'w') as out:
        out.writestr('tin-tức.html', TEXT)
    result = at.reads(0, [TEXT], [], env={'LC_ALL': 'C', 'PATH': '/usr/bin:/bin'})
    need(result.paths == ['x.zip/tin-tức.html'], result.paths)


@row(52, 'an encrypted member')
def _(at):
    at.write('x.txt', TEXT)
    done = subprocess.run(['zip', '-q', '-P', 'secret', 'x.zip', 'x.txt'], cwd=at.raw, check=False)
    if done.returncode:
        raise Skip('this zip cannot encrypt')
    at.reads(3, [TEXT], ['encrypted'])


@row(53, 'a member with a wrong checksum')
def _(at):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, 'w') as out:
        out.writestr('x.txt', TEXT)
        out.writestr('y.txt', TEXT + ' Hai.')
    at.write('x.zip', packed.getvalue().replace(TEXT.encode(), TEXT.encode()[:-1] + b'!', 1))
    at.reads(3, [TEXT + ' Hai.'], ['CRC'])


@row(54, 'a tar behind a tar')
def _(at):
    at.write('x.tar', tar(TEXT, TEXT + ' Hai.') + tar(TEXT + ' Ba.'))
    at.reads(0, [TEXT, TEXT + ' Ba.', TEXT + ' Hai.'], [])


@row(54, 'what is no tar behind a tar')
def _(at):
    at.write('x.tar', tar(TEXT) + b'rubbish' * 1000)
    at.reads(3, [TEXT], ['Damaged tar'])
    at.write('x.tar', tar(TEXT) + b'rubbish' * 1024 + tar(TEXT + ' Hai.'))
    at.reads(3, [TEXT, TEXT + ' Hai.'], ['Damaged tar'])
    at.write('x.tar', tar(TEXT) + b'rubbish')
    at.reads(3, [TEXT], ['tar archive'])
    for size in 7, 512, 5000:
        at.write('x.tar', tar(TEXT) + bytes(size))
        at.reads(0, [TEXT], [])


@row(54, 'a tar that is cut within NULs')
def _(at):
    at.write('x.tar', tar(TEXT)[:1024 + 7])
    at.reads(0, [TEXT], [])
    at.write('x.tar', tar(TEXT + '\0' * 2000)[:1024 + 7])
    at.reads(3, [], ['runcated', 'runcated'])
    at.reads(3, [], ['runcated'], '--exclude=0.txt')


def claiming(size):
    """A tar whose one member claims a size."""
    info = tarfile.TarInfo('x.txt')
    header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    header[124:136] = size
    header[148:156] = b' ' * 8
    header[148:156] = b'%06o\0 ' % sum(header)
    return bytes(header) + TEXT.encode() + bytes(1000)


@row(54, 'a tar that declares a tebibyte')
def _(at):
    at.write('x.tar', claiming(b'\x80' + (1 << 40).to_bytes(11, 'big')))
    at.write('y.txt', TEXT)
    result = at.read(**within(100))
    need(result.code == 3 and TEXT in result.contents and len(result.contents) == 1 and
         any('runcated' in reason for reason in result.reasons), result.said)


@row(55, 'a sparse tar of 8 EiB')
def _(at):
    def add(out):
        info = tarfile.TarInfo('x.txt')
        info.pax_headers = {'GNU.sparse.major': '1', 'GNU.sparse.minor': '0',
                            'GNU.sparse.name': 'x.txt',
                            'GNU.sparse.realsize': str((1 << 63) - 1)}
        data = b'1\n%d\n5\n' % ((1 << 63) - 1000)
        data = data.ljust(512, b'\0') + b'hello'
        info.size = len(data)
        out.addfile(info, io.BytesIO(data))
    with tarfile.open(at.path('x.tar').decode(), 'w', format=tarfile.PAX_FORMAT) as out:
        add(out)
    at.write('y.txt', TEXT)
    result = at.read(**within(250), timeout=60)
    need(result.code == 3 and result.contents == [TEXT], result.said)


@row(56, 'a tar with a negative size')
def _(at):
    at.write('x.tar', claiming(b'\xff' + (-5 & (1 << 88) - 1).to_bytes(11, 'big')))
    at.write('y.txt', TEXT)
    result = at.read(**within(100))
    need(result.code in (0, 3) and TEXT in result.contents, result.said)
