#!/usr/bin/env python3
"""Two events of one series, told in the same words, each by two documents:
the day or the ordinal alone keeps them apart; what is not said joins."""
import json

from series import TEXTS, report
from tap import done, ok, run


def events(lang, ordinals, day, created):
    """The event of each of four documents, two a year."""
    rows = [report(lang, number, copy, ordinals[number], day, created)
            for number in (0, 1) for copy in (0, 1)]
    lines = ''.join(json.dumps(row) + '\n' for row in rows)
    found = run('winnow-cluster', input=lines.encode()).stdout.splitlines()
    return [json.loads(line)['event']['id'] for line in found]


def apart(found):
    return len(found) == 4 and found[0] == found[1] != found[2] == found[3]


for lang, (_, _, ordinals, day, full, there) in TEXTS.items():
    same = (ordinals[0], ordinals[0])
    ok(apart(events(lang, same, day, True)), lang + ': by the day and publication')
    ok(apart(events(lang, same, full, False)), lang + ': by the full day')
    ok(apart(events(lang, ordinals, there, False)), lang + ': by the ordinal')
    ok(len(set(events(lang, same, day, False))) == 1,
       lang + ': a day without a year keeps nothing apart')
done()
