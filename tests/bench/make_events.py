#!/usr/bin/env python3
"""make_events.py NUMBER EVENTS [undated] - documents as winnow-match writes
them, always the same, in events of 1 to 10.

EVENTS is the folder of the labelled sets, whose sentences are recombined: 9
of 14 that an event has and 4 of all others, with words changed and the
event's own names put in. Undated documents come in any order. `gold` is the
event.
"""
import datetime
import json
import os
import random
import sys

SIZES = 1, 1, 1, 1, 2, 2, 3, 4, 6, 10
DAYS = 365


def sentences(folder):
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding='utf-8') as lines:
            for line in lines:
                for part in json.loads(line)['text'].split('. '):
                    if len(part) > 30:
                        yield part + '.'


def words(rng, event, pool, vocabulary):
    chosen = rng.sample(event['base'], 9) + rng.sample(pool, 4)
    rng.shuffle(chosen)
    for word in ' '.join(chosen).split():
        if rng.random() < .04:
            yield rng.choice(event['names'])
        else:
            yield rng.choice(vocabulary) if rng.random() < .15 else word


def documents(rng, number, pool, dated):
    vocabulary = ' '.join(pool).split()
    first = datetime.date(2015, 1, 1)
    made = gold = 0
    while made < number:
        names = [rng.choice(vocabulary).title() +
                 '%x' % rng.randrange(99999) for _ in range(6)]
        event = {'base': rng.sample(pool, 14), 'names': names}
        day = first + datetime.timedelta(made * DAYS // number)
        for _ in range(min(number - made, rng.choice(SIZES))):
            text = list(words(rng, event, pool, vocabulary))
            created = str(day + datetime.timedelta(rng.randrange(2)))
            yield {'id': '%016x' % made,
                   'title': ' '.join(text[:9] + names[:2]),
                   'created': created if dated else '', 'lang': '',
                   'text': '\n'.join(' '.join(text[i:i + 60])
                                     for i in range(0, len(text), 60)),
                   'copies': [], 'template': [], 'gold': gold}
            made += 1
        gold += 1


def main(number, folder, dated=True):
    rng = random.Random(7)
    lines = [json.dumps(d, ensure_ascii=False) for d in
             documents(rng, number, list(sentences(folder)), dated)]
    if not dated:
        rng.shuffle(lines)
    for line in lines:
        print(line)


if __name__ == '__main__':
    main(int(sys.argv[1]), sys.argv[2], 'undated' not in sys.argv[3:])
