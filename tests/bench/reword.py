#!/usr/bin/env python3
"""reword.py STRIPPED.jsonl MEGABYTES - the records, over and over, in other words.

The first time as they are. Each time after that every paragraph but three in ten
(drawn by a hash of time and text) has its Latin letters exchanged, each time by
others: other words, as long and as frequent as those that there were. Ids and
outlets are new each time. The same input gives the same output.
"""
import json
import random
import string
import sys
import zlib


def tables():
    rng = random.Random(5)
    while True:
        small = rng.sample(string.ascii_lowercase, 26)
        yield str.maketrans(string.ascii_letters,
                            ''.join(small) + ''.join(small).upper())


def reword(text, turn, table):
    return '\n'.join(
        line if zlib.crc32(line.encode(), turn) % 10 < 3 else line.translate(table)
        for line in text.split('\n'))


def main(path, size):
    written = 0
    for turn, table in enumerate(tables()):
        with open(path, encoding='utf-8') as lines:
            for line in lines:
                if turn:
                    record = json.loads(line)
                    record['id'] = '%s-%d' % (record['id'], turn)
                    record['source'] = '%s-%d' % (record['source'], turn)
                    record['text'] = reword(record['text'], turn, table)
                    line = json.dumps(record, ensure_ascii=False,
                                      separators=(',', ':')) + '\n'
                written += len(line.encode())
                if written > size:
                    return
                sys.stdout.write(line)


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]) * 1000000)
