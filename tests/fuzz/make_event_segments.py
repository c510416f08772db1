#!/usr/bin/env python3
"""make_event_segments.py - write the seeds of tests/fuzz/event_segment.c anew.

Segments of invented reports as winnow-cluster leaves them, and the same with one
field changed; the target makes their checksums right, so that it opens those too.
"""
import os
import struct
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
from batches import segments  # noqa: E402
from clustered import cluster, reports, write  # noqa: E402
from happenings import copy, happenings, tied  # noqa: E402
from tap import folder  # noqa: E402

SEEDS = os.path.join(HERE, 'seeds', 'event_segment')
HEAD, SECTIONS = 40, 'places bodies ids probes events members links'.split()
PLACE = 32  # start, event, bytes, check, day
BODY = 'seconds tokens id row copies terms'.split()
FACTS = 8 * len(BODY) + 4  # behind the day: day, sure, from, span, month, its day


def made(work, *batches):
    """The segments of batches of records. Of the first each is an event of its
    own, and what comes later ties them together."""
    os.makedirs(work)
    for number, rows in enumerate(batches):
        cluster(work, '-t %g -i index %s' % (.05 if number else .99,
                                             write(work, 'rows', rows)))
    return [data for data in segments(os.path.join(work, 'index'))
            if data[:6] == b'WNWEVT']


def section(segment, name):
    """Where it begins, and its bytes; and where the head says so."""
    at = HEAD + 24 * SECTIONS.index(name)
    return struct.unpack_from('<QQ', segment, at) + (at,)


def put(segment, at, value, kind='<Q'):
    changed = bytearray(segment)
    struct.pack_into(kind, changed, at, value)
    return bytes(changed)


def changed_head(segment):
    """Name and bytes of each change."""
    yield 'version', put(segment, 6, ord('2'), 'B')
    yield 'documents', put(segment, 16, 2**63)
    yield 'first-overflow', put(segment, 32, 2**64 - 1)
    yield 'cut', segment[:len(segment) // 2]


def cut_lists(segment):
    """One event, no members and no links, so that zeros are all that follows."""
    start, _, at = section(segment, 'members')
    return put(put(segment[:start], at + 8, 8), at + 24, start + 8) + bytes(8)


def changed_body(segment):
    start = section(segment, 'bodies')[0]
    for name in BODY:
        yield 'body-' + name, put(segment, start + 8 * BODY.index(name), 2**60)
    for name, at, value in [('day', 0, 2**31 - 1), ('sure', 4, 255), ('from', 5, 9),
                            ('month', 7, 99), ('ordinal', 12, 255)]:
        yield 'facts-' + name, put(segment, start + FACTS + at, value,
                                   'B' if value < 256 else '<I')
    # what its terms were are copies that are not all there
    size = struct.unpack_from('<I', segment, section(segment, 'places')[0] + 16)[0]
    short = put(segment, start + 8 * BODY.index('terms'), 0)
    yield 'body-copies-short', put(short, start + 8 * BODY.index('copies'), size // 8)


def changed_lists(segment):
    start = section(segment, 'places')[0]
    yield 'place-start', put(segment, start, 2**40)
    yield 'place-event', put(segment, start + 8, 2**40)
    yield 'place-bytes', put(segment, start + PLACE + 16, 0, '<I')
    yield 'place-day', put(segment, start + 24, 2**31 - 1, '<I')
    start, length, _ = section(segment, 'probes')
    yield 'probes-count', put(segment, start + length - 8, 2**64 - 1)
    yield 'probes-more', put(segment, start + length - 8, 255)
    yield 'probes-document', put(segment, start, 0x7f, 'B')
    yield 'probes-directory', put(segment, start + length - 16, 2**62)
    start, length, _ = section(segment, 'members')
    yield 'members-document', put(segment, start + 1, 0x7f, 'B')
    start = section(segment, 'events')[0]
    yield 'event-document', put(segment, start, 2**32)


os.makedirs(SEEDS, exist_ok=True)
with folder() as top:
    rows = reports(happenings(6, 3))
    few = [dict(row, text=row['text'][:200], copies=[]) for row in rows[:4]]
    copied = [dict(row) for row in few]
    copy(copied[1], copied[0])
    first, second, _ = tied(0)
    several = made(os.path.join(top, 'several'), few)[0]
    seeds = {'several': several,
             'one': made(os.path.join(top, 'one'), few[:1])[0],
             'no-text': made(os.path.join(top, 'empty'), [
                 dict(few[0], title='', text='', created='')])[0],
             'copies': made(os.path.join(top, 'copies'), copied)[0],
             'linked': made(os.path.join(top, 'linked'), first, second[:1])[-1],
             'blocks': made(os.path.join(top, 'blocks'), rows[:6])[0]}
    for changes in changed_head, changed_body, changed_lists:
        seeds.update(changes(several))
    start = section(seeds['linked'], 'links')[0]
    seeds['link-order'] = put(seeds['linked'], start, 2**32)
    seeds['events-overflow'] = put(cut_lists(seeds['one']), 24, 2**61 + 1)
    for name, data in seeds.items():
        with open(os.path.join(SEEDS, name + '.seg'), 'wb') as out:
            out.write(data)
