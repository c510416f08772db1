#!/usr/bin/env python3
"""winnow-match --index: batches that come later, and what can go wrong."""
import fcntl
import json
import os
import random
import shutil
import struct

import index_faults
from batches import documents, segments, shingled
from tap import done, folder, ok, run, same

COUNT = 400
HALF = COUNT // 2


def match(work, options, **more):
    """What winnow-match prints, run in the folder; it must exit with 0."""
    result = run('winnow-match ' + options, cwd=work, **more)
    if result.returncode:
        raise SystemExit('Bail out! %s: %s' % (options, result.stderr.decode()))
    return result.stdout


def rows(output):
    return {row['id']: row for row in map(json.loads, output.splitlines())}


def write(work, name, lines):
    with open(os.path.join(work, name), 'wb') as out:
        out.writelines(lines)
    return name


def manifest(work, index):
    with open(os.path.join(work, index, 'MANIFEST'), 'rb') as data:
        return data.read()


def make_batches(work):
    """all = a + b; made of c and d is b in other parts. The lines of all."""
    path = shingled(os.path.join(work, 'all'), documents(COUNT))
    with open(path, 'rb') as data:
        lines = data.readlines()
    write(work, 'a', lines[:HALF])
    write(work, 'b', lines[HALF:])
    return lines


def stands_there(source, copy, row):
    """Whole copies, word for word."""
    lines = source['text'].split('\n')
    return copy['paragraph'] < len(lines) and (
        copy['resemblance'] < 1 or
        lines[copy['paragraph']] == row['text'].split('\n')[copy['at']])


def two_batches(work, whole):
    first, second = match(work, '-i two a'), match(work, '-i two b')
    earlier, got, want = rows(first), rows(second), rows(whole)
    named = [c['of'] for row in got.values() for c in row['copies']]
    ok(sum(of in earlier for of in named) > 50,
       'the second batch names documents of the first')
    ok(any(row['reprint_of'] in earlier for row in got.values()),
       'and that one is their reprint')
    wrong = [(row['id'], copy) for row in got.values() for copy in row['copies']
             if not stands_there(want[copy['of']], copy, row)]
    same(wrong, [], 'equal paragraphs stand where it says')
    same({i: row['copies'] for i, row in got.items()},
         {i: want[i]['copies'] for i in got},
         'copies are those of one batch, if all dates are later')
    same(match(work, 'b') == second, False,
         'without the index they are others')
    return second


def again(work, second):
    before = segments(os.path.join(work, 'two'))
    same(match(work, '-i two b') == second, True,
         'the same batch again: the same output')
    match(work, '-i two all')
    same(segments(os.path.join(work, 'two')) == before, True,
         'and nothing is added')
    write(work, 'empty', [])
    match(work, '-i two empty')
    same(segments(os.path.join(work, 'two')) == before, True,
         'nor of no records')


def partly_known(work, lines):
    """Documents old and new in one batch."""
    match(work, '-i mixed a')
    write(work, 'some', lines[HALF // 2:HALF + 100])
    match(work, '-i mixed some')
    match(work, '-i mixed all')
    match(work, '-i mixed -c')
    same(segments(os.path.join(work, 'mixed')) ==
         segments(os.path.join(work, 'one')), True,
         'batches that overlap are the same index in the end')


def twice_in_a_batch(work, lines):
    """A page that was fetched again and had not changed."""
    write(work, 'doubled', [line for line in lines for _ in range(2)])
    doubled = match(work, '-i doubles doubled')
    same(doubled == match(work, 'doubled'), True,
         'documents twice in a batch: the output is as without an index')
    same(segments(os.path.join(work, 'doubles')) ==
         segments(os.path.join(work, 'one')), True, 'they are added once')
    same(match(work, '-i doubles doubled') == doubled, True,
         'the same batch again: the same output')
    match(work, '-i later-doubles a')
    match(work, '-i later-doubles doubled')
    match(work, '-i later-doubles -c')
    same(segments(os.path.join(work, 'later-doubles')) ==
         segments(os.path.join(work, 'one')), True,
         'some known, some new: added once, too')


def compacted(work, lines, whole):
    match(work, '-i one -c')
    one = segments(os.path.join(work, 'one'))
    match(work, '-i two -c')
    same(len(one), 1, 'a compact index is one file')
    same(segments(os.path.join(work, 'two')) == one, True,
         'two batches, compacted, are one')
    match(work, '-i two -c')
    same(segments(os.path.join(work, 'two')) == one, True,
         'compacted twice it is as once')
    rng = random.Random(2)
    mixed = lines[:]
    rng.shuffle(mixed)
    for i in range(30):
        write(work, 'part', mixed[i * COUNT // 30:(i + 1) * COUNT // 30])
        match(work, '-i many part')
    parts = segments(os.path.join(work, 'many'))
    ok(1 < len(parts) < 9, 'of thirty batches few files are left', len(parts))
    match(work, '-i many -c')
    same(segments(os.path.join(work, 'many')) == one, True,
         'thirty batches in any order, compacted, are one')
    write(work, 'mixed-up', mixed)
    same(match(work, '-i shuffled mixed-up') == whole, True,
         'shuffled input gives the same output')
    same(segments(os.path.join(work, 'shuffled')) == one, True,
         'and the same index')


def little_memory(work, whole):
    """Several times the input, so that 1 MiB does not hold it."""
    more = list(documents(2500, 3))
    shingled(os.path.join(work, 'large'), more)
    large = match(work, '-i large-default large')
    same(match(work, '-S 1M -i large-small large') == large, True,
         'little memory gives the same output')
    same(segments(os.path.join(work, 'large-small')) ==
         segments(os.path.join(work, 'large-default')), True,
         'and the same index')
    for threads in 1, 5:
        same(match(work, '-j%d -i large-j%d large' % (threads, threads)) == large,
             True, '-j%d gives the same output' % threads)
        same(segments(os.path.join(work, 'large-j%d' % threads)) ==
             segments(os.path.join(work, 'large-default')), True,
             '-j%d gives the same index' % threads)
    match(work, '-S 1M -i large-small -c')
    same(segments(os.path.join(work, 'large-small')) ==
         segments(os.path.join(work, 'large-default')), True,
         'and so does compacting')
    same(match(work, '-S 1M all') == whole, True, 'without an index, too')


def forgotten(work, lines):
    """As if they had never come."""
    idents = [json.loads(line)['id'] for line in lines]
    match(work, '-i less all')
    match(work, "-i less --forget %s --forget '%s' --forget none" % (
        idents[0], idents[7]))
    write(work, 'rest', [line for i, line in enumerate(lines) if i not in (0, 7)])
    match(work, '-i fewer rest')
    same(segments(os.path.join(work, 'less')) ==
         segments(os.path.join(work, 'fewer')), True,
         '--forget: the index of all others')
    named = {c['of'] for row in rows(match(work, '-i less b')).values()
             for c in row['copies']}
    same({idents[0], idents[7]} & named, set(), 'and nobody names them')
    match(work, '-i less --forget-before 2024-01-01T01:40')
    write(work, 'rest', lines[100:])
    match(work, '-i later rest')
    same(segments(os.path.join(work, 'less')) ==
         segments(os.path.join(work, 'later')), True,
         '--forget-before: the index of what came later')
    match(work, '-i less --forget-before 2030')
    match(work, '-i less a')
    match(work, '-i all-new a')
    match(work, '-i less -c')
    same(segments(os.path.join(work, 'less')) ==
         segments(os.path.join(work, 'all-new')), True,
         'what was forgotten whole is filled again')


def nothing_to_index(work):
    """Neither an index without a file nor a page without a line is lost."""
    match(work, '-i new -c')
    same(sorted(os.listdir(os.path.join(work, 'new'))), ['MANIFEST', 'lock'],
         'a new index, compacted, stays new')
    match(work, '-i new a')
    bare = dict(next(documents(1)), text='', roles=[])
    shingled(os.path.join(work, 'bare'), [bare])
    match(work, '-i pages bare')
    before = segments(os.path.join(work, 'pages'))
    match(work, '-i pages bare')
    same(segments(os.path.join(work, 'pages')) == before, True,
         'a document without paragraphs is added once')


def refused(work, options, name, *words, code=1, index='kept', prefix=''):
    """Exit code and message; the manifest is as it was."""
    before = os.path.exists(os.path.join(work, index, 'MANIFEST')) and \
        manifest(work, index)
    result = run(prefix + 'winnow-match ' + options, cwd=work)
    says = result.stderr.decode()
    ok(result.returncode == code and all(word in says for word in words), name,
       'exit %d' % result.returncode, says)
    after = os.path.exists(os.path.join(work, index, 'MANIFEST')) and \
        manifest(work, index)
    same(after == before, True, name + ': the index is as it was')


def other_settings(work):
    match(work, '-i kept a')
    same(manifest(work, 'kept').count(b'segment'), 1, 'one segment')
    for options in '-w 6', '--unit char':
        shingled(os.path.join(work, 'other'), documents(3), options)
        refused(work, '-i kept other', 'shingled with ' + options,
                'another unit or width', 'run winnow-shingle with the same',
                'use another index')
    refused(work, '-c', '--compact without an index', '--index DIR', code=2)
    refused(work, '-i kept -c -k oldest', 'no such order', 'oldest', code=2)
    refused(work, '-i kept --forget-before soon', 'no date', 'soon', code=2)
    refused(work, '-i kept b >/dev/full', 'output that cannot be written',
            'No space left')


def damaged(work, name, change, *words):
    """A copy of an index, changed by a function of its folder."""
    shutil.rmtree(os.path.join(work, 'hurt'), ignore_errors=True)
    shutil.copytree(os.path.join(work, 'kept'), os.path.join(work, 'hurt'))
    change(os.path.join(work, 'hurt'))
    if os.path.isdir(os.path.join(work, 'hurt')):
        before = sorted(os.listdir(os.path.join(work, 'hurt')))
    for options in '-i hurt b', '-i hurt -c':
        refused(work, options, name, *words, index='hurt')
    if os.path.isdir(os.path.join(work, 'hurt')):
        same(sorted(os.listdir(os.path.join(work, 'hurt'))), before,
             name + ': no file is new')


def poke(path, at, value):
    with open(path, 'r+b') as data:
        data.seek(at)
        data.write(value)


def of_other_version(path):
    """A segment that is right but for its version, which no check names."""
    poke(path, 16, struct.pack('<I', 9))


def damage(work):
    segment, repair = '00000001.seg', 'index everything again'
    size = os.path.getsize(os.path.join(work, 'kept', segment))
    with open(os.path.join(work, 'kept', segment), 'rb') as data:
        middle = data.read()[size // 2]

    def at(name, change):
        return lambda index: change(os.path.join(index, name))

    for name, change, words in [
            ('a damaged MANIFEST', at('MANIFEST', lambda p: poke(p, 30, b'#')),
             ['MANIFEST', 'damaged', repair]),
            ('a MANIFEST cut short', at('MANIFEST', lambda p: os.truncate(p, 40)),
             ['MANIFEST', 'damaged', repair]),
            ('no MANIFEST', at('MANIFEST', os.unlink),
             ['MANIFEST', 'missing', repair]),
            ('an empty MANIFEST', at('MANIFEST', lambda p: os.truncate(p, 0)),
             ['MANIFEST', 'damaged', repair]),
            ('a MANIFEST of another version',
             at('MANIFEST', lambda p: poke(p, 19, b'2')),
             ['MANIFEST', 'another version', repair]),
            ('a missing segment', at(segment, os.unlink),
             [segment, 'missing', repair]),
            ('a segment cut short', at(segment, lambda p: os.truncate(p, size - 1)),
             [segment, 'damaged', repair]),
            ('an empty segment', at(segment, lambda p: os.truncate(p, 0)),
             [segment, 'damaged', repair]),
            ('a segment with a byte changed', at(
                segment, lambda p: poke(p, 300, b'\xa5\x5a')),
             [segment, 'damaged', repair]),
            ('another segment in its place', at(
                segment, lambda p: poke(p, 8, b'12345678')),
             [segment, 'not the file', repair]),
            ('a segment of another version', at(segment, of_other_version),
             [segment, 'of another version', repair])]:
        damaged(work, name, change, *words)
    # a text is looked at when it is needed: what comes of it is exit 1 or all
    poke_text = at(segment, lambda p: poke(p, size // 2, bytes([middle ^ 1])))
    damaged(work, 'a byte changed in the middle', poke_text, segment, repair)


def folders(work):
    write(work, 'file', [b'no folder\n'])
    refused(work, '-i file a', 'the index is a file', "'file'",
            'Not a directory')
    refused(work, '-i no/such a', 'a folder in no folder', "'no/such'",
            'No such file')
    held = open(os.path.join(work, 'kept', 'lock'), 'rb')
    fcntl.flock(held, fcntl.LOCK_EX)
    refused(work, '-i kept b', 'two at once', 'another run uses the index',
            "'kept'")
    held.close()
    prefix = ''
    if os.geteuid() == 0:
        prefix = 'setpriv --reuid=65534 --regid=65534 --clear-groups '
        if run(prefix + 'winnow-match --version', cwd='/').returncode:
            ok(True, 'folders of others # SKIP root cannot be another here')
            return
    os.chmod(work, 0o755)
    for name, mode, words in [('unreadable', 0, ['cannot open', 'kept']),
                              ('read-only', 0o555, ['cannot open', 'lock'])]:
        os.unlink(os.path.join(work, 'kept', 'lock'))
        os.chmod(os.path.join(work, 'kept'), mode)
        refused(work, '-i kept b', 'a folder that is ' + name, *words,
                'Permission denied', prefix=prefix)
        os.chmod(os.path.join(work, 'kept'), 0o755)
        write(work, 'kept/lock', [])


def leftovers(work, second):
    """What a run that was killed leaves behind."""
    match(work, '-i left a')
    for name in '00000002.seg', '00000002.seg.tmp', '00000007.seg', \
            'MANIFEST.tmp':
        write(work, 'left/' + name, [b'half of it'])
    write(work, 'left/notes.txt', [b'not ours'])
    same(match(work, '-i left b') == second, True,
         'leftover files change nothing')
    same([s for s in segments(os.path.join(work, 'left'))
          if isinstance(s, str)], ['notes.txt'],
         'and are removed; what is not ours stays')


with folder() as top:
    all_lines = make_batches(top)
    printed = match(top, '-i one all')
    same(printed == match(top, 'all'), True,
         'an index that is new changes no output')
    last = two_batches(top, printed)
    again(top, last)
    compacted(top, all_lines, printed)
    partly_known(top, all_lines)
    twice_in_a_batch(top, all_lines)
    little_memory(top, printed)
    forgotten(top, all_lines)
    nothing_to_index(top)
    other_settings(top)
    damage(top)
    folders(top)
    leftovers(top, last)
with folder() as top:
    index_faults.some(top, index_faults.Match)
done()
