#!/usr/bin/env python3
"""peers.py PAGES.jsonl [NAME] - article extraction beside other tools.

PAGES.jsonl is what winnow-read wrote of HTML pages. Each tool extracts the
main text of every page in a process of its own, on one core; what starting
it and reading the records cost is measured on the first page alone and taken
off. CPU seconds, median of RUNS (3), in turns.
"""
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys

RUNS = int(os.environ.get('RUNS', '3'))
PIN = ['taskset', '-c', '0'] if shutil.which('taskset') else []


def trafilatura():
    from trafilatura import extract
    return extract


def readability():
    from readability import Document
    return lambda page: Document(page).summary()


def resiliparse():
    from resiliparse.extract.html2text import extract_plain_text
    return lambda page: extract_plain_text(page, main_content=True)


PEERS = trafilatura, readability, resiliparse


def work(path, name):
    """What a peer does, in its own process."""
    import logging
    logging.disable(logging.CRITICAL)
    extract = globals()[name]()
    with open(path, encoding='utf-8') as lines:
        pages = [json.loads(line)['html'] for line in lines]
    for page in pages:
        try:
            extract(page)
        except Exception:  # what a tool cannot do takes it no time
            pass


def seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(PIN + command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


def by_name(script):
    """The commands that run each peer in a process of its own."""
    return lambda name: lambda path: [sys.executable, script, path, name]


def in_turns(commands, first, whole):
    """Median CPU seconds of each, of whole(name): (times, path), less those of first."""
    took = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            times, path = whole(name)
            took[name].append((seconds(command(path)) - seconds(command(first))) / times)
    return {name: statistics.median(values) for name, values in took.items()}


def main(path):
    with open(path, encoding='utf-8') as lines:
        rows = lines.readlines()
    size = sum(len(json.loads(row)['html'].encode()) for row in rows)
    first, many = path + '.first', path + '.many'
    with open(first, 'w', encoding='utf-8') as out:
        out.write(rows[0])
    with open(many, 'w', encoding='utf-8') as out:
        out.writelines(rows * 10)  # else winnow-strip is done too soon
    commands = {'winnow-strip': lambda p: ['winnow-strip', p]}
    command_of = by_name(__file__)
    for peer in PEERS:
        commands[peer.__name__] = command_of(peer.__name__)
    took = in_turns(commands, first,
                    lambda name: (10, many) if name == 'winnow-strip' else (1, path))
    own = took['winnow-strip']
    print('%d pages, %.1f MB of HTML' % (len(rows), size / 1e6))
    for name, median in took.items():
        print('%-14s %8.2f CPU s %8.1f MB/s %8.1f pages/s   winnow-strip is %.1f times as fast'
              % (name, median, size / median / 1e6, len(rows) / median, median / own))


if __name__ == '__main__':
    if len(sys.argv) == 3:
        work(*sys.argv[1:])
    elif len(sys.argv) == 2:
        main(sys.argv[1])
    else:
        sys.exit(__doc__)
