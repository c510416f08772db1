#!/usr/bin/env python3
"""copies_peers.py RECORDS.jsonl [NAME] - near-duplicate paragraphs beside other tools.

RECORDS.jsonl is what winnow-strip wrote. Each tool gets the paragraphs of twenty
words or more, each as a document of its own, since paragraphs are what winnow-match
compares: datasketch as MinHash LSH (128 permutations, threshold .8), datatrove as
its MinHash pipeline of four steps as it comes, both of five words a shingle. MB/s
are of RECORDS.jsonl; what starting a tool costs is measured on the first record
alone and taken off. CPU seconds, median of RUNS (3), in turns.
"""
import json
import os
import shutil
import sys
import tempfile

from peers import by_name, in_turns

HERE = os.path.abspath(__file__)


def paragraphs(path):
    with open(path, encoding='utf-8') as lines:
        for line in lines:
            record = json.loads(line)
            for at, text in enumerate(record['text'].split('\n')):
                if len(text.split()) >= 20:
                    yield '%s:%d' % (record['id'], at), text


def datasketch(path):
    from datasketch import MinHash, MinHashLSH
    lsh = MinHashLSH(threshold=.8, num_perm=128)
    for name, text in paragraphs(path):
        words = text.lower().split()
        shingles = {' '.join(words[i:i + 5]).encode() for i in range(len(words) - 4)}
        sketch = MinHash(num_perm=128)
        sketch.update_batch(list(shingles))
        if not lsh.query(sketch):
            lsh.insert(name, sketch, check_duplication=False)


def datatrove(path):
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.dedup import MinhashDedupSignature
    from datatrove.pipeline.dedup.minhash import (
        MinhashConfig, MinhashDedupBuckets, MinhashDedupCluster, MinhashDedupFilter)
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter
    config = MinhashConfig()
    with tempfile.TemporaryDirectory() as work:
        at = lambda name: os.path.join(work, name)  # noqa: E731
        os.mkdir(at('in'))
        with open(at('in/all.jsonl'), 'w', encoding='utf-8') as out:
            for name, text in paragraphs(path):
                out.write(json.dumps({'id': name, 'text': text}) + '\n')
        reader = JsonlReader(at('in'))
        for tasks, steps in [
                (1, [reader, MinhashDedupSignature(at('signatures'), config)]),
                (config.num_buckets, [MinhashDedupBuckets(
                    at('signatures'), at('buckets'), config=config)]),
                (1, [MinhashDedupCluster(at('buckets'), at('remove'), config=config)]),
                (1, [reader, MinhashDedupFilter(at('remove')),
                     JsonlWriter(at('out'))])]:
            LocalPipelineExecutor(steps, tasks=tasks, workers=1,
                                  logging_dir=at('log-%d' % id(steps))).run()


def onion(path):
    with tempfile.NamedTemporaryFile('w', encoding='utf-8', suffix='.vert') as out:
        for name, text in paragraphs(path):
            out.write('<doc id="%s">\n<p>\n%s\n</p>\n</doc>\n' % (
                name.replace('"', ''), '\n'.join(text.split())))
        out.flush()
        os.system("exec onion -s -n 5 -t .8 '%s' >/dev/null 2>&1" % out.name)


PEERS = datasketch, datatrove, onion


def work(path, name):
    import logging
    logging.disable(logging.CRITICAL)
    if name == 'datatrove':  # each step tells at length what it does
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    globals()[name](path)


def main(path):
    size = os.path.getsize(path)
    first = path + '.first'
    with open(path, encoding='utf-8') as lines, open(first, 'w', encoding='utf-8') as out:
        out.write(lines.readline())
    commands = {'shingle | match': lambda p: [
        'sh', '-c', 'winnow-shingle "$0" | winnow-match', p]}
    command_of = by_name(HERE)
    for peer in PEERS:
        if peer is onion and not shutil.which('onion'):
            print('onion is not installed: left out')
            continue
        commands[peer.__name__] = command_of(peer.__name__)
    took = in_turns(commands, first, lambda _: (1, path))
    own = took['shingle | match']
    print('%d paragraphs, %.1f MB of records' % (
        sum(1 for _ in paragraphs(path)), size / 1e6))
    for name, median in took.items():
        print('%-16s %8.2f CPU s %8.2f MB/s   shingle | match is %.0f times as fast'
              % (name, median, size / median / 1e6, median / own))


if __name__ == '__main__':
    if len(sys.argv) == 3:
        work(*sys.argv[1:])
    elif len(sys.argv) == 2:
        main(sys.argv[1])
    else:
        sys.exit(__doc__)
