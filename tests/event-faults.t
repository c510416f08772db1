#!/usr/bin/env python3
"""winnow-cluster --index: what is refused, and what can go wrong."""
import fcntl
import os
import re

import happenings
import index_faults
from clustered import (cluster, copied, index, lines_of, parsed, reports, section,
                       write)
from happenings import in_order
from tap import done, folder, ok, run, same

REPAIR = ['restore', 'index everything again']


# what is refused

def refused(work, options, name, *words, code=1, place='kept', prefix='',
            stage='winnow-cluster'):
    """Exit code and message; the index is as it was."""
    before = index(work, place)
    result = run(prefix + stage + ' ' + options, cwd=work)
    says = result.stderr.decode()
    ok(result.returncode == code and all(word in says for word in words), name,
       'exit %d' % result.returncode, says)
    same(index(work, place) == before, True, name + ': the index is as it was')


def layout(work):
    """Made of two batches, and another to come: kept, a, b."""
    told = happenings.happenings(24, 7, 3)
    parts_of = [reports(told)[i::3] for i in range(3)]
    for name, rows in zip(('early', 'a', 'b'), parts_of):
        write(work, name, in_order(rows))
    for name in 'early', 'a':
        cluster(work, '-i kept ' + name)
    copied(work, 'kept', 'plain-kept')
    found = sorted(os.listdir(os.path.join(work, 'kept')))
    ok({'MANIFEST', 'lock'} < set(found) and
       all(re.fullmatch(r'MANIFEST|lock|\d+(\.\w+)?', name) for name in found),
       'an index is MANIFEST, numbered files and lock', found)
    text = lines_of(work, 'kept/MANIFEST')
    ok(text.isascii() and text.endswith(b'\n') and len(text.split(b'\n')) > 2 and
       re.search(rb'[0-9a-f]{8}', text.splitlines()[-1]),
       'MANIFEST is text, with a checksum at its end', text)


def output_first(work):
    refused(work, '-i kept b >/dev/full', 'output that cannot be written',
            'No space left')
    refused(work, '-i kept -e /dev/full b', 'events that cannot be written',
            'No space left')
    refused(work, '-i kept -e no/such/file b', 'events that cannot be opened',
            'no/such/file')
    refused(work, '-i kept none', 'a file that is not there', 'none')
    with open(os.path.join(work, 'broken'), 'wb') as out:
        out.write(lines_of(work, 'b') + b'{"id": "half')
    refused(work, '-i kept broken', 'a record that is none', 'broken')
    refused(work, '-i', 'no folder named', code=2)
    same(cluster(work, '-i %s b' % copied(work, 'kept', 'after')) ==
         cluster(work, '-i %s b' % copied(work, 'plain-kept', 'before')), True,
         'and what failed has left nothing behind')


def poke(path, at, value):
    with open(path, 'r+b') as data:
        data.seek(at)
        data.write(value)


def hurt(work, name, how, change, *words):
    """A copy of an index, a file of it changed by a function of its path."""
    copied(work, 'kept', 'hurt')
    change(os.path.join(work, 'hurt', name))
    refused(work, '-i hurt b', '%s %s' % (name, how), name, *words, place='hurt')


def damage(work):
    size = os.path.getsize
    files = [name for name in index(work, 'kept') if name != 'MANIFEST']
    ok(files, 'there are files to damage')
    for name in ['MANIFEST'] + files:
        for how, change in [
                ('missing', os.unlink),
                ('less a byte', lambda path: os.truncate(path, size(path) - 1)),
                ('cut in half', lambda path: os.truncate(path, size(path) // 2)),
                ('emptied', lambda path: os.truncate(path, 0))]:
            hurt(work, name, how, change, *REPAIR)
        first = index(work, 'kept')[name][0]
        # which may be that of another version, and nothing to restore
        hurt(work, name, 'with another first byte',
             lambda path, byte=first ^ 1: poke(path, 0, bytes([byte])), REPAIR[1])
    hurt(work, 'MANIFEST', 'with another checksum',
         lambda path: poke(path, size(path) - 2, b'~'), *REPAIR)
    if len(files) > 1:
        paths = [os.path.join(work, 'hurt', name) for name in files[:2]]
        copied(work, 'kept', 'hurt')
        os.rename(paths[0], paths[0] + '~')
        os.rename(paths[1], paths[0])
        os.rename(paths[0] + '~', paths[1])
        refused(work, '-i hurt b', 'files that have changed places', *REPAIR,
                place='hurt')
    flipped(work, files)


def flipped(work, files):
    """One bit of a file is another: it is told, or it does not matter."""
    want = cluster(work, '-e want -i %s b' % copied(work, 'kept', 'hurt'))
    wrong, told = [], 0
    for name in files:
        data = index(work, 'kept')[name]
        for at in sorted({len(data) * i // 24 for i in range(24)} | {len(data) - 1}):
            copied(work, 'kept', 'hurt')
            path = os.path.join(work, 'hurt', name)
            poke(path, at, bytes([data[at] ^ 0x40]))
            result = run('winnow-cluster -e got -i hurt b', cwd=work)
            says = result.stderr.decode()
            right = result.returncode == 0 and result.stdout == want and \
                lines_of(work, 'got') == lines_of(work, 'want')
            named = result.returncode == 1 and name in says and \
                all(word in says for word in REPAIR)
            told += named
            if not right and not named:
                wrong.append('%s, byte %d: exit %d: %s' % (
                    name, at, result.returncode, says))
    same(wrong, [], 'a bit that has changed is told, or does not matter')
    ok(told, 'and is told of somewhere')


def other_index(work):
    """One that winnow-match made, and the reverse."""
    rows = [dict(row, roles=['body'] * (row['text'].count('\n') + 1))
            for row in parsed(lines_of(work, 'a'))]
    write(work, 'plain', rows)
    run('winnow-shingle plain >shingled; winnow-match -i of-match shingled >matched',
        cwd=work)
    refused(work, '-i of-match b', 'an index of winnow-match', "of-match",
            'winnow-match', place='of-match')
    refused(work, '-i kept shingled', 'an index of winnow-cluster, to winnow-match',
            'kept', 'winnow-cluster', stage='winnow-match')


def folders(work):
    with open(os.path.join(work, 'file'), 'w') as out:
        out.write('no folder\n')
    refused(work, '-i file a', 'the index is a file', "'file'", 'Not a directory')
    refused(work, '-i no/such a', 'a folder in no folder', "no/such", 'No such file')
    with open(os.path.join(work, 'kept', 'lock'), 'rb') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused(work, '-i kept b', 'two at once', 'another run', 'kept')
    prefix = ''
    if os.geteuid() == 0:
        prefix = 'setpriv --reuid=65534 --regid=65534 --clear-groups '
        if run(prefix + 'winnow-cluster --version', cwd='/').returncode:
            ok(True, 'folders of others # SKIP root cannot be another here')
            return
    os.chmod(work, 0o755)
    copied(work, 'kept', 'closed')
    for name, mode in [('unreadable', 0), ('read-only', 0o555)]:
        os.chmod(os.path.join(work, 'closed'), mode)
        refused(work, '-i closed b', 'a folder that is ' + name, 'closed',
                'Permission denied', prefix=prefix, place='closed')
        os.chmod(os.path.join(work, 'closed'), 0o755)
    refused(work, '-i made b', 'a folder that cannot be made', 'made',
            'Permission denied', prefix=prefix, place='made')


def leftovers(work):
    """What a run that was killed may leave, and what is not of the index."""
    for name in 'clean', 'left':
        copied(work, 'kept', name)
    ending = os.path.splitext(min(index(work, 'kept')))[1]
    for name in 'MANIFEST.tmp', '00000099' + ending, '00000099' + ending + '.tmp':
        with open(os.path.join(work, 'left', name), 'w') as out:
            out.write('half of it')
    write(work, 'left/notes.txt', [{'not': 'ours'}])
    same(cluster(work, '-i left b') == cluster(work, '-i clean b'), True,
         'leftover files change nothing')
    ok(os.path.exists(os.path.join(work, 'left', 'notes.txt')),
       'what is not of the index stays')


with folder() as top:
    if section(layout, top):
        for test in output_first, damage, other_index, folders, leftovers:
            section(test, top)
with folder() as top:
    section(index_faults.some, top, index_faults.Cluster)
done()
