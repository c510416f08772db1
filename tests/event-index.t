#!/usr/bin/env python3
"""winnow-cluster --index: batches that come later, ties, key terms, and cost."""
import collections
import resource

import happenings
import series
from clustered import (cluster, copied, events, index, lines_of, names, parsed,
                       reports, section, shuffled, write)
from tap import done, folder, ok, run, same


def groups(names_of):
    """Which documents are together, whatever the events are called."""
    found = collections.defaultdict(set)
    for ident, name in names_of.items():
        found[name].add(ident)
    return sorted(map(sorted, found.values()))


def b_cubed(found, right):
    """F1, averaged over documents, of two names for each."""
    both, one, other = collections.Counter(), collections.Counter(), \
        collections.Counter()
    for ident in right:
        both[found[ident], right[ident]] += 1
        one[found[ident]] += 1
        other[right[ident]] += 1
    share = [sum(n * n / whole[pair[at]] for pair, n in both.items()) / len(right)
             for at, whole in ((0, one), (1, other))]
    return 2 * share[0] * share[1] / sum(share)


def parted(told, some=2):
    """Of four events one is all of the first batch and one all of the second; of
    the others the first two reports come first."""
    first, second, seen = [], [], collections.Counter()
    for row, number in told:
        seen[number] += 1
        early = number % 4 == 0 or number % 4 > 1 and seen[number] <= some
        (first if early else second).append(row)
    return first, second


def two_batches(work):
    told = happenings.happenings(48, 2, 4, 6)
    first, second = parted(told)
    whole = events(cluster(work, '-e whole', reports(told)))
    same(groups({ident: event['id'] for ident, event in whole.items()}),
         groups({row['id']: number for row, number in told}),
         'in one batch all events are found')
    alone = cluster(work, '-e alone', first)
    one = cluster(work, '-i two -e first', first)
    same(one == alone, True, 'an index that is new changes no record')
    same(lines_of(work, 'first') == lines_of(work, 'alone'), True, 'and no event')
    got = events(cluster(work, '--index=two -e second', second))
    same([row['id'] for row in parsed(cluster(work, '-i two', shuffled(second)))],
         [row['id'] for row in second], 'only what came is written, in its order')
    same({ident: event['id'] for ident, event in got.items()},
         {row['id']: whole[row['id']]['id'] for row in second},
         'the second batch joins the events of the first')
    ok(sum(event['id'][1:] not in got for event in got.values()) > 50,
       'and many of its events began there')
    same({ident: (event['size'], event['date']) for ident, event in got.items()},
         {row['id']: (whole[row['id']]['size'], whole[row['id']]['date'])
          for row in second}, 'their sizes count both, and the day is that of one batch')
    same([event['links'] for event in got.values()], [[]] * len(second),
         'nothing is linked')
    joined_lines(work, got)


def joined_lines(work, got):
    """The --events file of the second batch, by that of all in one."""
    whole = {line['id']: line for line in parsed(lines_of(work, 'whole'))}
    lines = parsed(lines_of(work, 'second'))
    same(sorted(line['id'] for line in lines),
         sorted({event['id'] for event in got.values()}),
         'a line for each event of the second batch, and for no other')
    for key in 'title', 'size', 'outlets', 'paragraphs', 'shared', 'links':
        same([(line['id'], line.get(key)) for line in lines],
             [(line['id'], whole[line['id']].get(key)) for line in lines],
             'events: %s is as if all had come in one batch' % key)
    ok(any(share['of'] not in got for line in lines for share in line['shared']),
       'paragraphs of the first batch are counted')


def any_parts(work):
    """Batches that part every event somewhere; a first report may come later."""
    told = happenings.happenings(90, 6)
    right = {row['id']: number for row, number in told}
    for name, count, least, mixed in [
            ('two batches at random', 2, .95, True),
            ('three batches in the order of time', 3, .95, False),
            ('nine batches at random', 9, .9, True)]:
        rows = shuffled(reports(told)) if mixed else reports(told)
        found, new, place = {}, 0, 'parts-%d' % count
        for i in range(count):
            part = rows[i * len(rows) // count:(i + 1) * len(rows) // count]
            given = set(found.values())
            got = names(cluster(work, '-i %s' % place, part))
            new += sum(event not in given and event[1:] not in got
                       for event in got.values())
            found.update(got)
        score = b_cubed(found, right)
        ok(score >= least, '%s: as in one, B-cubed F1 %.3f (at least %.2f)' % (
            name, score, least))
        same(new, 0, name + ': an event is named by its first document, or as before')


def orders_and_sizes(work):
    """The same bytes with an index, too, and from then on."""
    told = happenings.happenings(900, 12)
    half = len(told) // 2
    first, second = reports(told[:half]), reports(told[half:])
    for row in first[::3]:
        row['title'] = 'The third %s' % row['title']
    want = None
    for name, options in [('as', ''), ('bs', '-S 4M -j4'), ('cs', '-j1')]:
        mixed = (lambda rows: rows) if name == 'as' else shuffled
        got = [cluster(work, '-i %s %s -e lines-%d' % (name, options, i), mixed(rows))
               for i, rows in enumerate([first, second, first])]
        got += [lines_of(work, 'lines-%d' % i) for i in range(3)]
        if want is None:
            want = got
        else:
            same([a == b for a, b in zip(got, want)], [True] * 6,
                 'shuffled, %s: the same, with an index' % options)
            same(index(work, name) == index(work, 'as'), True,
                 'shuffled, %s: and the index too, byte for byte' % options)


# what was given out stays

def again(work):
    told = happenings.happenings(40, 5, 3)
    rows = reports(told)
    third = len(rows) // 3
    a, b, c = rows[:third], rows[third:2 * third], rows[2 * third:]
    first = cluster(work, '-i plain', a)
    copied(work, 'plain', 'repeated')
    same(cluster(work, '-i repeated', a) == first, True,
         'the same batch again: the same output')
    second = cluster(work, '-i plain -e lines', b)
    cluster(work, '-i repeated', shuffled(a))
    same(cluster(work, '-i repeated -e again', b) == second, True,
         'a batch that came thrice changes nothing for the next')
    same(lines_of(work, 'again') == lines_of(work, 'lines'), True, 'nor for its events')
    cluster(work, '-i repeated', [])
    same(cluster(work, '-i repeated', []), b'', 'of no records there is no output')
    known = cluster(work, '-i repeated', a)
    same(names(known), names(first), 'documents that are known keep their events')
    sizes = collections.Counter({**names(first), **names(second)}.values())
    same({i: event['size'] for i, event in events(known).items()},
         {i: sizes[event['id']] for i, event in events(known).items()},
         'which have grown')
    cluster(work, '-i repeated', b)
    mixed = shuffled(a[::2] + c + b[::3])
    got = names(cluster(work, '-i repeated', mixed))
    want = names(cluster(work, '-i plain', c))
    same({row['id']: got[row['id']] for row in c}, want,
         'documents old and new in one batch: the new join as without the old')
    before = {**names(first), **names(second)}
    same({i: name for i, name in got.items() if i in before},
         {i: name for i, name in before.items() if i in got},
         'and the old stay where they are')
    earlier = dict(a[0], id='earlier', created=a[0]['created'][:11] + '00:00:00Z')
    got = names(cluster(work, '-i repeated', [earlier] + a))
    same(got, {**names(first), 'earlier': before[a[0]['id']]},
         'an older document changes no name')
    bare = {'id': 'bare', 'lang': '', 'created': '', 'title': '', 'text': '',
            'source': '', 'copies': [], 'template': []}
    for time in 'first', 'second':
        got = events(cluster(work, '-i repeated', [bare]))['bare']
        same((got['id'], got['size']), ('ebare', 1),
             'a document without words is an event, the %s time' % time)


# ties

def ties(work):
    """In Vietnamese both events are of one batch, else each has its own."""
    three = {rows[0][0]['lang']: rows for rows in
             (happenings.tied(number) for number in range(3))}
    fill = reports(happenings.happenings(20, 9))
    early = [row for lang, (a, b, _) in three.items()
             for row in a[:2] + (b[:2] if lang == 'vi' else [])]
    later = [row for lang, (_, b, _) in three.items() if lang != 'vi'
             for row in b[:2]]
    both = [row for rows in three.values() for row in rows[2]]
    one = names(cluster(work, '', fill + early + later + both))
    found = names(cluster(work, '-i ties', fill + early))
    found.update(names(cluster(work, '-i ties', later)))
    told = {}
    for lang, (a, b, _) in three.items():
        told[lang] = 'e' + a[0]['id'], 'e' + b[0]['id']
        same([found[row['id']] for row in a[:2] + b[:2]],
             [told[lang][0]] * 2 + [told[lang][1]] * 2, lang + ': two events')
        same(len({one[row['id']] for row in a[:2] + b[:2] + three[lang][2]}), 1,
             lang + ': which would be one if all had come at once')
    copied(work, 'ties', 'untied')
    first = cluster(work, '-i ties -e lines', both)
    tied_together(work, three, told, events(first))
    same(cluster(work, '-i ties -e again', both) == first, True,
         'that batch again: the same output')
    same(lines_of(work, 'again') == lines_of(work, 'lines'), True, 'and events')
    afterwards(work, three, told)


def tied_together(work, three, told, got):
    lines = {line['id']: line for line in parsed(lines_of(work, 'lines'))}
    for lang, (_, _, both) in three.items():
        older, newer = told[lang]
        same({got[row['id']]['id'] for row in both}, {older},
             lang + ': what ties two events together is of the older one')
        same({tuple(got[row['id']]['links']) for row in both}, {(newer,)},
             lang + ': and names the other')
        same(lines.get(older, {}).get('links'), [newer],
             lang + ': and so does the line of the event')
        ok(lines.get(older, {}).get('size', 0) >= 2 + len(both),
           lang + ': which counts them', lines.get(older))


def afterwards(work, three, told):
    late = [row for a, b, _ in three.values() for row in (a[2], b[2])]
    got = events(cluster(work, '-i ties -e lines', late))
    apart = events(cluster(work, '-i untied', late))
    lines = {line['id']: line for line in parsed(lines_of(work, 'lines'))}
    early = events(cluster(work, '-i ties', [
        row for a, b, _ in three.values() for row in a[:2] + b[:2]]))
    for lang, (a, b, _) in three.items():
        older, newer = told[lang]
        same([(apart[row['id']]['id'], apart[row['id']]['links']) for row in
              (a[2], b[2])], [(older, []), (newer, [])],
             lang + ': without the tie, later reports join the two')
        same([(got[row['id']]['id'], got[row['id']]['links']) for row in
              (a[2], b[2])], [(older, [newer])] * 2,
             lang + ': with it both join the older, with the link')
        same(lines.get(older, {}).get('links'), [newer],
             lang + ': and the event has it still')
        same([early[row['id']]['id'] for row in a[:2] + b[:2]],
             [older] * 2 + [newer] * 2, lang + ': nothing was merged')
        same(early[a[0]['id']]['links'], [newer],
             lang + ': documents of the older event get the link')
        ok(newer not in early[b[0]['id']]['links'],
           lang + ': and no event is linked with itself')


def still_tied(work):
    """Linked events are one, also for a run that would not find them alike."""
    a, b, both = happenings.tied(0)
    fill = reports(happenings.happenings(20, 9))
    for batch in fill + a[:2], b[:2], both:
        cluster(work, '-i still', batch)
    got = events(cluster(work, '-i still -t .99 -e lines', [a[0], b[0]]))
    older, newer = 'e' + a[0]['id'], 'e' + b[0]['id']
    size = 4 + len(both)
    same([(got[row['id']]['id'], got[row['id']]['size']) for row in (a[0], b[0])],
         [(older, size), (newer, size)], 'both have all documents of both')
    same([(line['id'], line['links'], line['size'])
          for line in parsed(lines_of(work, 'lines'))], [(older, [newer], size)],
         'and one line')


# sisters

def sisters(work):
    """Next year's conference comes in the next batch, with a late report."""
    for name, ordinal, day, created, apart in [
            ('by the day and publication', False, 3, True, True),
            ('by the full day', False, 4, False, True),
            ('by the ordinal', True, 5, False, True),
            ('a day without a year', False, 3, False, False)]:
        batches = [], []
        for lang, said in series.TEXTS.items():
            for number, copy, batch in [(0, 0, 0), (0, 1, 0), (0, 2, 1), (1, 0, 1),
                                        (1, 1, 1)]:
                row = series.report(lang, number, copy, said[2][ordinal and number],
                                    said[day], created)
                batches[batch].append(dict(row, id='%s-%s' % (lang, row['id'])))
        place = 'sisters-%d-%d' % (day, created)
        found = {}
        for rows in batches:
            for ident, event in events(cluster(work, '-i ' + place, rows)).items():
                found[ident] = event['id'], event['links']
        for lang in series.TEXTS:
            first, second = ('e%s-%d-0' % (lang, number if apart else 0)
                             for number in (0, 1))
            same([found['%s-%s' % (lang, i)] for i in
                  ('0-0', '0-1', '0-2', '1-0', '1-1')],
                 [(first, [])] * 3 + [(second, [])] * 2,
                 '%s: %s: %s' % (lang, name, 'apart' if apart else 'one'))


# key terms

def parts(term):
    """All runs of words in it but itself."""
    words = term.casefold().split()
    return {' '.join(words[i:j]) for i in range(len(words))
            for j in range(i + 1, len(words) + 1)} - {' '.join(words)}


def wrong_terms(terms, texts):
    """What is wrong with the terms of an event that has these texts."""
    wrong = []
    if not 1 <= len(terms) <= 12:
        wrong.append('%d terms' % len(terms))
    wrong += ['%r is not in the texts' % term for term in terms
              if not any(term in text for text in texts)]
    wrong += ['%r has more than two words' % term for term in terms
              if not 1 <= len(term.split()) <= 2]
    folded = [term.casefold() for term in terms]
    if len(set(folded)) < len(folded):
        wrong.append('a term twice: %r' % terms)
    inside = set().union(*map(parts, terms)) if terms else set()
    wrong += ['%r is part of another' % term for term in terms
              if term.casefold() in inside]
    return wrong


def terms(work):
    """The words of its own stand before those that all texts have."""
    told = happenings.happenings(45, 8, 3)
    half, found = len(told) // 2, {}
    for batch in told[:half], told[half:]:
        found.update(names(cluster(work, '-i terms -e lines', reports(batch))))
    texts, langs = collections.defaultdict(list), {}
    for row, _ in told:
        event = found[row['id']]
        texts[event].append(row['title'] + '\n' + row['text'])
        langs[event] = row['lang']
    wrong, led, small = [], 0, []
    lines = parsed(lines_of(work, 'lines'))
    for line in lines:
        event = line['id']
        wrong += wrong_terms(line['terms'], texts[event])
        small += set(happenings.SMALL[langs[event]]) & set(line['terms'])
        led += sum(line['terms'][0] in text for text in texts[event]) >= 2
    same(wrong, [], 'terms are as they should be')
    same(small, [], 'and none is a small word of its language')
    same(led, len(lines), 'the heaviest stands in two reports or more')
    names_of = collections.Counter()
    for line in lines:
        title = texts[line['id']][0].split('\n')[0].split()
        names_of[any(word in title for term in line['terms'][:4]
                     for word in term.split())] += 1
    ok(names_of[True] > .9 * len(lines),
       'what the title says is among the first terms', names_of)


# why

def told_by_explain(output):
    found = collections.defaultdict(list)
    for line in output.decode().splitlines():
        name, *values = line.split('\t')
        found[name].append(values)
    return found


def explain(work):
    told = happenings.happenings(20, 14, 4)
    first, second = parted(told)
    write(work, 'explain-a', first)
    write(work, 'explain-b', second)
    cluster(work, '-i explained explain-a')
    before = index(work, 'explained')
    right = {row['id']: (number, row) for row, number in told}
    known = {right[row['id']][0]: row for row in first}
    new = {}
    for row in second:
        new.setdefault(right[row['id']][0], []).append(row)
    pair = next(rows for number, rows in sorted(new.items()) if number % 4 == 1)
    tied = next(number for number in sorted(new) if number in known)
    for name, a, b, event in [
            ('two of the batch', pair[0], pair[1], 'one'),
            ('one of the batch, one of the index', new[tied][0], known[tied], 'one'),
            ('two events', pair[0], new[tied][0], 'two'),
            ('two events, one of the index', pair[0], known[tied], 'two'),
            ('two of the index', known[0], known[0], 'one')]:
        got = told_by_explain(cluster(
            work, '-x -i explained %s %s explain-b' % (a['id'], b['id'])))
        same((got['event'], got['title']), ([[event]], [['a', a['title']],
                                                        ['b', b['title']]]),
             '--explain with an index: ' + name)
    got = run('winnow-cluster -x -i explained %s nobody explain-b' % pair[0]['id'],
              cwd=work)
    ok(got.returncode == 1 and b"'nobody'" in got.stderr, 'an id that is not there',
       got.stderr.decode())
    same(index(work, 'explained') == before, True, 'and the index is as it was')


# an event that everybody tells of, again and again

def giant(work):
    """Of its earlier documents the first and the last 1,024 take part; all count."""
    told = reports(happenings.happenings(3, 15))
    rows = [dict(told[0], id='%05d' % i, source='outlet%d' % i, copies=[],
                 created='%s%02d:%02d:00Z' % (told[0]['created'][:11], i // 60, i % 60))
            for i in range(1200)]
    first = names(cluster(work, '-i giant', rows[:-2]))
    same({first[row['id']] for row in rows[:-2]}, {'e00000'}, 'one event of 1,198')
    got = events(cluster(work, '-i giant -e lines', rows[-2:]))
    same([(event['id'], event['size']) for event in got.values()], [('e00000', 1200)] * 2,
         'two more join it')
    line = parsed(lines_of(work, 'lines'))[0]
    outlets = [outlet['source'] for outlet in line['outlets']]
    same((line['size'], len(outlets), outlets[0], outlets[-1]),
         (1200, 1027, 'outlet0', 'outlet1199'),
         'its line has the first outlet, and the last')
    again = events(cluster(work, '-i giant', rows[-2:] + rows[:2]))
    same({(event['id'], event['size']) for event in again.values()}, {('e00000', 1200)},
         'of those that are known, too')


# what it costs

def seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def timed(*arguments):
    start = seconds()
    cluster(*arguments)
    return seconds() - start


def new_bytes(before, after):
    """Of all files that were not there before."""
    return sum(len(data) for name, data in after.items()
               if name != 'MANIFEST' and before.get(name) != data)


def cost(work):
    """Nine small batches, to a small index and to one twelve times as large."""
    told = happenings.happenings(2400, 10)
    rows = reports(told)
    few, last = rows[:len(rows) // 12], rows[-90:]
    write(work, 'many', rows[:-90])
    start = seconds()
    cluster(work, '-i large many')
    build = seconds() - start
    cluster(work, '-i small', few)
    took, grew = {'small': [], 'large': []}, []
    for i in range(9):
        batch = write(work, 'some', last[i * 10:(i + 1) * 10])
        for name in took:
            before = index(work, name)
            took[name].append(timed(work, '-i %s %s' % (name, batch)))
            if name == 'large':
                grew.append(new_bytes(before, index(work, name)))
    small, large = (sorted(took[name])[4] for name in ('small', 'large'))
    size = sum(map(len, index(work, 'large').values()))
    why = 'all: %.3f s, %d bytes; ten more: %.3f s, %d bytes; of few: %.3f s' % (
        build, size, large, sorted(grew)[4], small)
    print('# ' + why)
    ok(large < build / 5, 'ten documents more cost little of what all did', why)
    ok(large < 3 * small + .02, 'and hardly more than in a small index', why)
    ok(sorted(grew)[4] < size / 10, 'and few bytes are written', why)


with folder() as top:
    for test in (two_batches, any_parts, orders_and_sizes, again, ties, still_tied, giant,
                 sisters, terms, explain, cost):
        section(test, top)
done()
