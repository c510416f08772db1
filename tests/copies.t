#!/usr/bin/env python3
"""Copies among edited paragraphs: found, proved, and nothing else goes.

make_edits.py makes the pages, and allpairs compares all of their paragraphs.
"""
import json
import os
import random
import re
import sys
import unicodedata

from batches import documents
from tap import BUILD, ROOT, done, folder, ok, run, same

PAGES = 1500
TOOLS = os.path.join(ROOT, 'tests', 'tools')
sys.path.insert(0, TOOLS)
import make_edits  # noqa: E402


def must(work, command):
    result = run('set -o pipefail; ' + command, cwd=work)
    if result.returncode:
        raise SystemExit('Bail out! %s: %s' % (command, result.stderr.decode()))
    return result.stdout


def load(work, name):
    with open(os.path.join(work, name), encoding='utf-8') as lines:
        return {row['id']: row for row in map(json.loads, lines)}


def make_pages(work):
    """Invented paragraphs, and those of the sample pages, edited."""
    with open(os.path.join(work, 'invented'), 'w', encoding='utf-8') as out:
        for row in documents(2500, 4):
            out.write(json.dumps(row) + '\n')
    must(work, "winnow-read '%s/corpus/raw' | winnow-strip >>invented" % ROOT)
    must(work, "python3 '%s/make_edits.py' invented %d | winnow-shingle >pages" % (
        TOOLS, PAGES))
    must(work, 'winnow-match pages >matched')
    must(work, 'winnow-match -t .5 pages >half')
    must(work, "'%s/tools/allpairs' matched >gold.tsv" % BUILD)


def recall(work, matched, threshold, *more):
    """Share found by tenth of containment, and in all."""
    said = must(work, "python3 '%s/score_match.py' gold.tsv %s %s" % (
        TOOLS, matched, ' '.join((threshold,) + more))).decode()
    levels = {level: (float(share), int(count)) for level, share, count in
              re.findall(r'containment (\.\d): ([\d.]+) of (\d+)', said)}
    total = re.match(r'recall ([\d.]+) of (\d+)', said)
    return levels, float(total[1]), int(total[2]), said


def found(work):
    _, share, count, said = recall(work, 'matched', '.8')
    ok(count > 500 and share >= .995, 'copies of four fifths or more', said)
    levels, _, _, said = recall(work, 'half', '.5')
    some = [(share, count) for level, (share, count) in levels.items()
            if level < '.8']
    count = sum(n for _, n in some)
    ok(count > 50 and sum(share * n for share, n in some) / count >= .97,
       'copies of half to four fifths, with -t .5', said)


def no_others(work):
    """Those that no earlier paragraph has half of."""
    _, _, _, said = recall(work, 'matched', '.8')
    apart = re.search(r'no partner by gold: (\d+) of (\d+)', said)
    ok(int(apart[2]) > 500 and int(apart[1]) == 0,
       'no paragraph without a partner is a near copy', said)


def tokens(text):
    """Near to token.h: what make_edits.py types anew is the same again."""
    text = unicodedata.normalize('NFC', text).lower()
    for old, new in make_edits.TONES:
        text = re.sub(old + r'\b', new, text)
    return re.findall(r'\d+(?:[.,]\d+)*|\w+', text)


def shingles(text):
    words = tokens(text)
    return {tuple(words[i:i + 5]) for i in range(len(words) - 4)}


def facts(text):
    return {t for t in tokens(text) if t[0].isdigit() or t in ('not', 'no', 'không')}


def is_proved(item, stays):
    """Do the paragraphs that it names, which stay, have what it says?"""
    places = [(item['of'], item['paragraph'])] + [
        (other['of'], other['paragraph']) for other in item['also']]
    if any(place not in stays for place in places):
        return False
    texts = [stays[place] for place in places]
    if len(tokens(item['text'])) < 20:
        return tokens(item['text']) == tokens(texts[0])
    own = shingles(item['text'])
    held = set().union(*map(shingles, texts))
    return (len(own & held) >= .8 * len(own) and
            facts(item['text']) <= set().union(*map(facts, texts)))


def proved(work):
    """What goes is said by what stays; and all of it comes back."""
    kept = [json.loads(line) for line in must(
        work, 'winnow-cluster matched | winnow-dedup').splitlines()]
    before, stays, removed, lost = load(work, 'matched'), {}, [], []
    for row in kept:
        lines = before[row['id']]['text'].split('\n')
        gone = {item['at']: item['text'] for item in row['removed']}
        left = [(row['id'], at) for at in range(len(lines)) if at not in gone]
        text = row['text'].split('\n') if left else []
        if len(text) != len(left) or lines != [
                gone.get(at, lines[at]) for at in range(len(lines))] or \
                text != [lines[at] for _, at in left]:
            lost.append(row['id'])
        if row['fate'] == 'kept':
            stays.update(zip(left, text))
        removed += row['removed']
    ok(len(removed) > 500, 'hundreds of paragraphs are removed', len(removed))
    unproved = [item for item in removed if not is_proved(item, stays)]
    same(unproved, [], 'what others that stay say as well')
    same(lost, [], 'every paragraph is there, or among the removed')
    same(sorted(row['id'] for row in kept), sorted(before), 'and every page')


def any_order(work):
    with open(os.path.join(work, 'pages'), encoding='utf-8') as data:
        lines = data.readlines()
    with open(os.path.join(work, 'matched'), 'rb') as data:
        want = data.read()
    for seed in 1, 2:
        random.Random(seed).shuffle(lines)
        with open(os.path.join(work, 'mixed'), 'w', encoding='utf-8') as out:
            out.writelines(lines)
        same(must(work, 'winnow-match mixed') == want, True,
             'shuffled, the same bytes')
    same(must(work, 'winnow-match -S 1M mixed') == want, True,
         'in little memory, the same bytes')


with folder() as top:
    make_pages(top)
    found(top)
    no_others(top)
    proved(top)
    any_order(top)
done()
