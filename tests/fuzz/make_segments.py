#!/usr/bin/env python3
"""make_segments.py - write the seeds of tests/fuzz/segment.c anew.

Segments of invented documents as winnow-match leaves them, and the same with one
field changed; the target opens those too, since it also asks for no checksums.
"""
import os
import struct
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
from batches import documents, segments, shingled  # noqa: E402
from tap import folder, run  # noqa: E402

SEEDS = os.path.join(HERE, 'seeds', 'segment')
HEAD, SECTIONS = 56, 'documents strings ids paragraphs exact prints texts blocks'.split()


def made(work, count, text=None):
    """The segment of so many documents; text: of each, in place of its own."""
    rows = list(documents(count, 9))
    for row in rows:
        if text is not None:
            row.update(text=text, roles=['body'] * (text.count('\n') + 1))
    shingled(os.path.join(work, 'rows'), rows)
    run('rm -rf index && winnow-match -i index rows', cwd=work)
    return segments(os.path.join(work, 'index'))[0]


def section(segment, name):
    """Where it begins, and its bytes; and where the head says so."""
    at = HEAD + 24 * SECTIONS.index(name)
    return struct.unpack_from('<QQ', segment, at) + (at,)


def put(segment, at, value, kind='<Q'):
    changed = bytearray(segment)
    struct.pack_into(kind, changed, at, value)
    return bytes(changed)


def changed(segment):
    """Name and bytes of each change."""
    start, length, at = section(segment, 'texts')
    yield 'version', put(segment, 16, 2, '<I')
    yield 'documents', put(segment, 32, 2**63)
    yield 'no-texts', put(segment, 48, 0)
    yield 'texts-length', put(segment, at + 8, 2**64 - 1)
    yield 'texts-frame', put(segment, start + 5, 0xff, 'B')
    yield 'texts-cut', segment[:start + length // 2]
    start, length, _ = section(segment, 'blocks')
    yield 'blocks-swapped', put(segment, start, 9)
    yield 'many-texts', put(put(segment, start + length - 16, 2**60), 48, 2**60)
    start, length, _ = section(segment, 'prints')
    yield 'prints-count', put(segment, start + length - 8, 2**64 - 1)
    yield 'prints-more', put(segment, start + length - 8, 255)
    yield 'prints-number', put(segment, start, 0xff, 'B')
    start, length, _ = section(segment, 'exact')
    yield 'exact-directory', put(segment, start + length - 16, 2**62)
    start, length, _ = section(segment, 'documents')
    yield 'documents-order', put(segment, start + 16, 1)
    yield 'strings-outside', put(segment, start + 32, 2**32 - 1, '<I')
    start, length, _ = section(segment, 'paragraphs')
    yield 'paragraph-kind', put(segment, start + 7, 3, 'B')
    yield 'paragraph-number', put(segment, start, 2**40)


os.makedirs(SEEDS, exist_ok=True)
with folder() as top:
    several = made(top, 4)
    seeds = {'several': several, 'one': made(top, 1),
             'no-paragraphs': made(top, 2, ''),
             'lists-of-blocks': made(top, 1, '\n'.join(
                 ' '.join(str(k * i) for k in range(40)) for i in range(60))),
             'two-frames': made(top, 1, 'a ' * 9000 + '\nb')}
    seeds.update(changed(several))
    for name, data in seeds.items():
        with open(os.path.join(SEEDS, name + '.seg'), 'wb') as out:
            out.write(data)
