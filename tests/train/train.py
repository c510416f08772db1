#!/usr/bin/env python3
"""train.py TOOL DATA WORK TABLE - learn which blocks belong to an article.

TOOL is tests/tools/features.c, built; DATA is a folder with SET.tar.zst for
each of SETS (html/, gold/, meta.tsv); WORK is for what is unpacked and may be
kept; TABLE is the C file to write. With --check no table is written: the
figures of a cross-validation by site are printed instead, so that each page
is judged by trees that saw no page of its site.

A block belongs to the article if more than half of its shingles of four words
stand in the reference text; a shorter one if all of it stands there, and a
block beside it belongs too. Pages count alike, and in a page long blocks
more. Everything has a fixed seed and one thread: it reruns to the same table.
"""
import glob
import html
import os
import random
import re
import subprocess
import sys

import numpy as np
from catboost import CatBoostClassifier

SETS = 'scrapinghub', 'wcxb-dev-article', 'daniel-dev'
PAD, DEPTH, ONE, WORDS = 3, 6, 1024, 4
REACH = 4  # of content.c
SIMPLE = .25  # weight of pages made simpler
ROWS = -3, -2, -1, 1, 2, 3  # beside a block
# columns that are looked at beside a block too
BESIDE = '''WIDTH PROSE_WIDTH LINK LINKS ENDED PROSE DATED DECLARED BAD BULLET GAP
    DIGITS LEVEL PATH_AGAIN BOX_AGAIN PATH_GOOD BOX_GOOD UP'''.split()
BESIDE_KINDS = 10
TREES, RATE = 100, .15
WORD = re.compile(r'[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|'
                  r'[^\W\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+')
HERE = os.path.dirname(os.path.abspath(__file__))


def columns():
    """Numbers of the columns by name, from features.h."""
    with open(os.path.join(HERE, '../../stages/strip/features.h')) as header:
        text = re.sub(r'/\*.*?\*/', '', header.read(), flags=re.S)
    known, number = {}, -1
    for body in re.findall(r'\benum(?: feature)? \{(.*?)\}', text, re.S):
        number = -1
        for item in filter(None, map(str.strip, body.split(','))):
            name, _, value = (part.strip() for part in item.partition('='))
            number = eval(value, {}, known) if value else number + 1
            known[name] = number
    return {name[8:]: number for name, number in known.items()
            if name.startswith('FEATURE_')}


def unpack(data, work):
    for name in SETS:
        if not os.path.isdir(os.path.join(work, name)):
            subprocess.run('zstd -dcq --long=27 "%s/%s.tar.zst" | tar -xf - -C "%s"'
                           % (data, name, work), shell=True, check=True)


def shingles(words):
    return {tuple(words[i:i + WORDS]) for i in range(len(words) - WORDS + 1)}


def label(texts, gold):
    """Does each block belong to the article; and how many words it has."""
    words = [WORD.findall(text) for text in texts]
    wanted = shingles(WORD.findall(gold))
    lines = {tuple(WORD.findall(line)) for line in gold.split('\n')}
    whole = ' %s ' % ' '.join(WORD.findall(gold))
    share = []
    for mine in words:
        found = [s in wanted for s in
                 (tuple(mine[i:i + WORDS]) for i in range(len(mine) - WORDS + 1))]
        if found:
            share.append(sum(found) / len(found))
        elif mine and tuple(mine) in lines:
            share.append(-1)
        elif mine and ' %s ' % ' '.join(mine) in whole:
            share.append(-2)
        else:
            share.append(0)
    belongs = [s > .5 for s in share]
    for i, s in enumerate(share):
        if s < 0:
            near = sorted(n for n in share[max(0, i - 2):i + 3] if n >= 0)
            belongs[i] = bool(near) and near[-1] > .5 and (
                s == -1 or near[len(near) // 2] > .5)
    return np.array(belongs), np.array([len(w) for w in words])


def read_pages(tool, mode, pages):
    """Add what the tool says of each page: its table, its lines, labels."""
    raw = subprocess.run([tool] + mode + [page['path'] for page in pages], check=True,
                         stdout=subprocess.PIPE).stdout
    at = 0
    for page in pages:
        count, width = np.frombuffer(raw, '<i4', 2, at)
        at += 8
        texts, widths = [], []
        for _ in range(count):
            wide, size = np.frombuffer(raw, '<i4', 2, at)
            at += 8
            texts.append(raw[at:at + size].decode())
            widths.append(wide)
            at += size
        size = width * (count + 2 * PAD)
        page['table'] = np.frombuffer(raw, '<i2', size, at).reshape(width, -1)
        at += 2 * size
        page['texts'], page['widths'] = texts, np.array(widths)
        page['belongs'], page['words'] = label(texts, page['gold'])
    return [page for page in pages if page['texts']]


def pages_of(folder):
    with open(folder + '/meta.tsv', encoding='utf-8') as meta:
        rows = [line.rstrip('\n').split('\t') for line in meta]
    url = {row[0]: row[rows[0].index('url')] for row in rows[1:]}
    for path in sorted(glob.glob(folder + '/html/*.html')):
        name = os.path.basename(path)[:-5]
        with open('%s/gold/%s.txt' % (folder, name), encoding='utf-8') as gold:
            gold = gold.read()
        yield {'set': os.path.basename(folder), 'name': name, 'gold': gold, 'path': path,
               'site': re.sub(r'^\w+://(www\.)?', '', url[name]).split('/')[0]}


def plain_html(rng, lines):
    """Few lines, and few elements around them."""
    out = ['<!DOCTYPE html><html><head><meta charset=utf-8><title>x</title></head><body>\n']
    box = rng.choice(['', 'div', 'article', 'main', 'section'])
    out.append(box and '<%s>\n' % box)
    for text, belongs, tag, link in lines:
        text = html.escape(text)
        if link:
            text = '<a href="/">%s</a>' % text
        out.append('<%s>%s</%s>\n' % (tag, text, tag))
    out.append(box and '</%s>\n' % box)
    return ''.join(out) + '</body></html>\n'


def plain_text(rng, lines):
    """As people save it: a line or an empty line between paragraphs."""
    return rng.choice(['\n', '\n\n']).join(line[0] for line in lines) + '\n'


def simpler(page, known, work, make, ending):
    """A page with the beginning of the same article and less beside it, for
    such pages are met too, and no set has them."""
    rng = random.Random(page['set'] + page['name'] + ending)
    table = page['table'][:, PAD:-PAD]
    rows = []
    for i, text in enumerate(page['texts']):
        tag = 'p'
        if table[known['LEVEL'], i] > 0:
            tag = 'h%d' % table[known['LEVEL'], i]
        elif table[known['TAG'] + 3, i]:
            tag = 'li'
        rows.append((text, bool(page['belongs'][i]), tag, table[known['LINK'], i] > 50))
    inside = [i for i, row in enumerate(rows) if row[1]]
    if not inside:
        return None
    end = inside[min(len(inside), rng.choice([1, 2, 3, 5, 8, 13, 99])) - 1] + 1
    near, part = rng.choice([(0, 0), (0, 0), (1, 0), (3, 0), (9, .5), (30, .5), (30, 1)])
    lines = [row for i, row in enumerate(rows)
             if (row[1] and i < end) or not row[1] and (
                 inside[0] - near <= i < inside[0] or
                 inside[-1] < i <= inside[-1] + near or
                 (inside[0] < i < end and rng.random() < part))]
    path = os.path.join(work, page['set'] + '-' + page['name'] + ending)
    with open(path, 'w', encoding='utf-8') as out:
        out.write(make(rng, lines))
    return {'set': 'simple', 'name': page['name'], 'site': page['site'], 'path': path,
            'gold': '\n'.join(row[0] for row in lines if row[1])}


def load(tool, known, work, text):
    pages = read_pages(tool, ['-t'] * text, [
        page for name in SETS for page in pages_of(os.path.join(work, name))])
    os.makedirs(os.path.join(work, 'simple'), exist_ok=True)
    plain = [simpler(page, known, os.path.join(work, 'simple'),
                     *((plain_text, '.txt') if text else (plain_html, '.html')))
             for page in pages]
    return pages + read_pages(tool, ['-s'] * text, list(filter(None, plain)))


def questions(known):
    """(column, row) of each number that a tree may ask for."""
    beside = [known[name] for name in BESIDE]
    beside += [known['KIND'] + i for i in range(BESIDE_KINDS)]
    return ([(column, 0) for column in range(known['COUNT'])] +
            [(column, row) for row in ROWS for column in beside])


def matrix(page, asked):
    count = page['table'].shape[1] - 2 * PAD
    return np.stack([page['table'][column, PAD + row:PAD + row + count]
                     for column, row in asked], axis=1).astype(np.float32)


def learn(pages, asked):
    weight = [np.sqrt(p['words'] + 1.) / np.sqrt(len(p['gold']) + 200.) *
              (SIMPLE if p['set'] == 'simple' else 1) for p in pages]
    model = CatBoostClassifier(
        iterations=TREES, learning_rate=RATE, depth=DEPTH, rsm=.25, l2_leaf_reg=8,
        border_count=64, random_seed=1, boosting_type='Plain',
        bootstrap_type='Bernoulli', subsample=.7, verbose=0,
        thread_count=int(os.environ.get('THREADS', '1')), allow_writing_files=False)
    model.fit(np.vstack([matrix(p, asked) for p in pages]),
              np.concatenate([p['belongs'] for p in pages]).astype(int),
              sample_weight=np.concatenate(weight))
    return model


def stretch(score, width, prose, amid, text):
    """As in stages/strip/content.c."""
    score = score + prose * (1 if text else .5)
    gain = np.clip(score, -2, 4) * np.sqrt(width)
    best = total = begin = 0
    found = 0, 0
    for i, more in enumerate(gain):
        if total <= 0:
            total, begin = 0, i
        total += more
        if total > best:
            best, found = total, (begin, i + 1)
    begin, end = found
    keep = score > (0 if end else 1)
    last = end
    for i in range(end, len(score)):
        keep[i] = score[i] > min(1, (i - last) / REACH)
        last = i + 1 if keep[i] else last
    last = begin
    for i in reversed(range(begin)):
        keep[i] = score[i] > min(1, (last - i - 1) / REACH)
        last = i if keep[i] else last
    inside = np.flatnonzero(keep)
    if len(inside):
        part = slice(inside[0], inside[-1] + 1)
        keep[part] |= amid[part] & ((score[part] > -1) | (not text))
    return keep


def check(pages, asked, known, text, score):
    """Cross-validation: five parts of the sites."""
    import zlib
    part = [zlib.crc32(p['site'].encode()) % 5 for p in pages]
    counts = {}
    for k in range(5):
        model = learn([p for p, at in zip(pages, part) if at != k], asked)
        for page in (p for p, at in zip(pages, part) if at == k):
            got = model.predict(matrix(page, asked), prediction_type='RawFormulaVal')
            table = page['table'][:, PAD:-PAD]
            prose = table[known['KIND'] + 1] > 0
            amid = prose if text else (table[known['TAG'] + 4] | table[known['TAG'] + 5]) > 0
            amid &= (table[known['BAD']] == 0) & (table[known['LINK']] == 0)
            keep = stretch(got, page['widths'], prose, amid, text)
            text = '\n'.join(t for t, k in zip(page['texts'], keep) if k)
            counts.setdefault(page['set'], []).append(score.sh_counts(page['gold'], text))
    for name in SETS + ('simple',):
        print('%-20s shP %.4f shR %.4f shF1 %.4f' % (name, *score.sh_agg(counts[name])),
              flush=True)


def trees_of(model, asked, work):
    import json
    path = os.path.join(work, 'model.json')
    model.save_model(path, format='json')
    with open(path) as file:
        saved = json.load(file)
    scale, bias = saved['scale_and_bias']
    trees = []
    for tree in saved['oblivious_trees']:
        splits = [(*asked[s['float_feature_index']], int(np.floor(s['border'])))
                  for s in tree['splits']]
        leaves = [round(value * scale * ONE) for value in tree['leaf_values']]
        while len(splits) < DEPTH:  # a question that is always answered no
            splits.append((0, 0, 32767))
            leaves += [0] * len(leaves)
        assert max(map(abs, leaves)) < 32768
        trees.append((splits, leaves))
    return trees, round(bias[0] * ONE)


def put_forest(out, name, trees, bias):
    out.write('\nstatic const struct forest_tree %s_trees[] = {\n' % name)
    for splits, leaves in trees:
        out.write('\t{{%s},\n\t {' % ', '.join('{%d, %d, %d}' % s for s in splits))
        out.write(',\n\t  '.join(', '.join(map(str, leaves[i:i + 8]))
                                 for i in range(0, len(leaves), 8)))
        out.write('}},\n')
    out.write('};\n\nconst struct forest forest_%s = {%s_trees, %d, %d};\n'
              % (name, name, len(trees), bias))


def main(tool, data, work, table):
    os.makedirs(work, exist_ok=True)
    unpack(data, work)
    known = columns()
    asked = questions(known)
    forests = []
    for name, text in ('html', False), ('text', True):
        pages = load(tool, known, work, text)
        if table == '--check':
            sys.path.insert(0, os.path.join(data, '../../score'))
            import score_text
            print(name)
            check(pages, asked, known, text, score_text)
        else:
            forests.append((name, *trees_of(learn(pages, asked), asked, work)))
    if table == '--check':
        return
    with open(table, 'w') as out:
        out.write('/*\n * forest_table.c - written by tests/train/train.py; not by hand.\n *\n'
                  ' * Learned from %s:\n * the reference texts of '
                  'article-extraction-benchmark, WCXB and DAnIEL.\n */\n'
                  '/* clang-format off */\n#include "forest.h"\n'
                  % ', '.join(SETS))
        for forest in forests:
            put_forest(out, *forest)


if __name__ == '__main__':
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
