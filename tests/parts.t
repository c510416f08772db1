#!/usr/bin/env python3
"""Large WARC files are read in parts: the same records, messages and log as
when they are read in one piece, from a pipe, whatever stands in them."""
import gzip
import os
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tap  # noqa: E402

READ = os.path.join(tap.BIN, 'winnow-read')
SOURCE = random.Random(3)


def noise(size):
    """Text that hardly compresses."""
    return SOURCE.randbytes(size // 2).hex().encode()


def record(body, kind=b'resource', claim=None):
    return (b'WARC/1.0\r\nWARC-Type: ' + kind + b'\r\nWARC-Target-URI: http://tin.example/'
            + noise(8) + b'\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n'
            % (len(body) if claim is None else claim) + body + b'\r\n\r\n')


def nested():
    """A page about WARC files, as long as a part, and one inside another."""
    inner = b''.join(record(noise(400)) for _ in range(9000))
    return [record(b'About:\n\n' + inner)] + [record(noise(3000)) for _ in range(1000)]


def plain():
    return [record(noise(SOURCE.choice([0, 10, 3000, 200000]))) for _ in range(150)]


def large():
    return plain() + [record(noise(6 << 20))] + plain()


def rubbish():
    items = []
    for one in plain():
        items.append(one)
        if SOURCE.random() < .2:
            items.append(noise(100000) + b'\nWARC/x\n')
    return items


def wrong():
    items = [record(noise(3000), claim=SOURCE.choice([3000, 3000, 1, 2000000, 10**12]))
             for _ in range(3000)]
    return items + [record(noise(3000), claim=4000)]


def damaged(data):
    data = bytearray(data)
    for _ in range(20):
        data[SOURCE.randrange(len(data))] ^= 1 << SOURCE.randrange(8)
    return bytes(data)


def several(items, count):
    return [b''.join(items[at:at + count]) for at in range(0, len(items), count)]


def zipped(items):
    return b''.join(gzip.compress(item, 1, mtime=0) for item in items)


def run(args, stdin=None):
    with tempfile.TemporaryDirectory() as folder:
        log = os.path.join(folder, 'log')
        done = subprocess.run([READ, '-v', '--log', log, *args], stdin=stdin, capture_output=True)
        with open(log, 'rb') as lines:
            said = lines.read()
    return done.returncode, done.stdout, done.stderr, said


def fake_headers():
    """What looks like members, and is none, for longer than a part."""
    return (zipped([record(noise(300000))]) + b'\x1f\x8b\x08\0\0\0\0\0\0\3rubbish' * 100000
            + zipped(plain()))


CASES = {
    'plain': b''.join(plain()),
    'a record inside a record, plain': b''.join(nested()),
    'a record over several parts, plain': b''.join(large()),
    'rubbish between records, plain': b''.join(rubbish()),
    'wrong lengths, plain': b''.join(wrong()),
    'cut off, plain': b''.join(plain())[:-1000],
    'a member for each record': zipped(plain()),
    'a record inside a record': zipped(nested()),
    'a record over several parts': zipped(large()),
    'several records in a member': zipped(several(plain(), 7)),
    'all in one member': zipped([b''.join(plain())]),
    'members that split records': zipped([b''.join(plain())[at:at + 50000]
                                          for at in range(0, 8000000, 50000)]),
    'rubbish between records': zipped(rubbish()),
    'rubbish between members': noise(10).join(zipped([item]) for item in plain()),
    'damaged members': damaged(zipped(plain())),
    'wrong lengths': zipped(wrong()),
    'cut off': zipped(plain())[:-1000],
    'headers of no members': fake_headers(),
}

with tempfile.TemporaryDirectory() as work:
    os.chdir(work)
    # a file named '-' has the path that standard input has
    name = './-'
    for title, data in CASES.items():
        with open(name, 'wb') as out:
            out.write(data)
        with open(name, 'rb') as stdin:
            whole = run([], stdin)
        parts = [run(['-j', threads, name]) for threads in '13']
        parts = [(code, text, said.replace(b"'./-", b"'-"), log) for code, text, said, log in parts]
        tap.ok(all(part[1] == whole[1] for part in parts), '%s: the same records' % title,
               len(data), len(whole[1]), [len(part[1]) for part in parts])
        tap.ok(all(part == whole for part in parts), '... messages and log',
               whole[0], [part[0] for part in parts], whole[2][-600:], parts[0][2][-600:])
    with open('after', 'w') as out:
        out.write('Một trang sau đó.')
    parts = run(['-j', '3', name, 'after', name])
    tap.ok(parts[1].count(b'"path":"after"') == 1 and parts[1].count(b'\n') ==
           whole[1].count(b'\n') * 2 + 1, 'a small file between two large ones')
tap.done()
