#!/usr/bin/env python3
"""Which files winnow-read takes: globs, age, and lists of paths."""
import json
import os
import tarfile

from tap import done, folder, ok, run, same

FILES = ['a/x.html', 'a/x.txt', 'a/deep/y.html', 'b/tmp/z.html', 'b/z.html.bak',
         'top.html']


def make_tree(work):
    """raw with FILES, from 2022, and raw.tar of the same."""
    for name in FILES:
        path = os.path.join(work, 'raw', name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8') as out:
            out.write('<p>' + name)
        os.utime(path, (1665385200, 1665385200))
    with tarfile.open(os.path.join(work, 'raw.tar'), 'w') as tar:
        for name in FILES:
            tar.add(os.path.join(work, 'raw', name), name)


def read(options, work, status=0, **more):
    """The paths that were read, and what was said."""
    result = run('winnow-read ' + options, cwd=work, **more)
    ok(result.returncode == status, 'exit status of ' + options,
       result.returncode, result.stderr.decode())
    return ([json.loads(line)['path'] for line in result.stdout.splitlines()],
            result.stderr.decode())


def globs(work):
    for options, want in [
            ("--include='*.html'", [0, 2, 3, 5]),
            ("--include='*.html' --include='*.txt'", [0, 1, 2, 3, 5]),
            ("--include=/*.html", [5]),
            ("--include='a/*'", [0, 1]),
            ("--include='a/**'", [0, 1, 2]),
            ("--include='**/[yz].*'", [2, 3, 4]),
            ("--include=a", []),
            ("--exclude='*.html'", [1, 4]),
            ("--exclude=tmp", [0, 1, 2, 4, 5]),
            ("--exclude=tmp/ --exclude=x.html/", [0, 1, 2, 4, 5]),
            ("--exclude=a/deep", [0, 1, 3, 4, 5]),
            ("--exclude=deep/y.html", [0, 1, 2, 3, 4, 5]),
            ("--exclude='*' --include='*'", []),
            ("--include='*.html' --exclude=/a", [3, 5])]:
        want = sorted(FILES[i] for i in want)
        same(read(options + ' raw', work), (want, ''), options)
        got = read(options + ' raw.tar', work)
        same((sorted(got[0]), got[1]), (['raw.tar/' + name for name in want], ''),
             options + ', in an archive')
    same(read("--include='*.html' .", work)[0],
         ['raw/' + name for name in sorted(FILES) if name.endswith('.html')],
         'an archive that is not selected is left out')
    same(read("--exclude='*' raw/top.html", work)[0], ['top.html'],
         'what is named itself is read')
    said = read("-v --exclude=a --exclude='*.bak' raw", work)[1]
    ok('0 skipped, 2 left out, ' in said, '-v says how many', said)
    said = read("-v --exclude='a/**' raw", work)[1]
    ok('3 left out, ' in said, '-v: a/** is what is in a folder, not that', said)
    said = read('-v --exclude="*.bak" raw.tar', work)[1]
    ok('1 left out, ' in said, '... of members, too', said)


def unreadable(work):
    """What is left out is not looked at."""
    os.symlink('nowhere', os.path.join(work, 'raw', 'link'))
    same(read('--exclude=link raw', work)[0], sorted(FILES), 'a link is no skip then')
    read('raw', work, 3)
    os.remove(os.path.join(work, 'raw', 'link'))


def age(work):
    new = os.path.join(work, 'raw', 'top.html')
    os.utime(new, ns=(0, 1700000000_500000000))
    for since, want in [('2022-10-10', sorted(FILES)),
                        ('2022-10-10T07:00:00Z', sorted(FILES)),
                        ('2022-10-10T07:00:00', sorted(FILES)),
                        ('2022-10-10T14:00:01+07:00', ['top.html']),
                        ('@1665385201', ['top.html']),
                        ('@1700000000', ['top.html']),
                        ('2023-11-14 22:13:20.500000000Z', ['top.html']),
                        ('2023-11-14T22:13:20.500000001Z', [])]:
        same(read("--since='%s' raw" % since, work), (want, ''), '--since=' + since)
    same(read('--since=2023-01-01 raw/top.html raw/a/x.txt', work)[0], ['top.html'],
         'files that are named, too')
    same(read('--since=2099-01-01 <raw/top.html', work)[0], ['-'],
         'standard input has no age')
    same(len(read('--since=2099-01-01 <(cat raw/top.html)', work)[0]), 1,
         'nor has a pipe')
    os.utime(os.path.join(work, 'raw.tar'))
    same(len(read('--since=2023-01-01 raw.tar', work)[0]), len(FILES),
         'members of an archive are as old as it is')
    said = read('-v --since=2023-01-01 raw', work)[1]
    ok('0 skipped, 5 older, ' in said, '-v says how many', said)


def lists(work):
    def listed(options, data, status=0):
        return read(options, work, status, input=data)
    same(listed('--files-from=-', b'raw/top.html\n\nraw/a')[0],
         ['top.html', 'deep/y.html', 'x.html', 'x.txt'], 'files and folders, one a line')
    same(listed('--files-from - raw/a/x.txt', b'raw/top.html\n')[0],
         ['x.txt', 'top.html'], 'after those on the command line')
    same(listed('--files-from=/dev/null', b'prose')[0], [],
         'an empty list is not standard input')
    same(listed("--files-from=<(echo raw/top.html) -", b'prose')[0], ['-', 'top.html'],
         'a list beside data on standard input')
    got, said = listed('--files-from=-', b'raw/none\nraw/top.html\n', 3)
    same((got, said), (['top.html'],
                       "winnow-read: skipped 'raw/none': No such file or directory\n"),
         'what is gone is skipped')
    odd = b'odd\nname \xff'
    with open(os.path.join(os.fsencode(work), odd), 'wb') as out:
        out.write(b'tin')
    data = b'\0raw/top.html\0' + odd + b'\0'
    same([len(listed(options, data)[0]) for options in
          ('-0 --files-from=-', '--null --files-from=-')], [2, 2], 'NUL for newline')
    got, said = listed('--files-from=-', b'raw/a/x.txt\0raw/a/x.html\0\nraw/top.html', 3)
    same((got, 'zero byte' in said), (['top.html'], True), 'NUL, but --null forgotten')
    got, said = listed('--files-from=-', b'a' * 4096 + b'\nraw/top.html\n' + b'/' * 4086 +
                       b'raw/a/x.txt', 3)
    same((got, said.count('\n')), (['top.html'], 2), 'paths that are too long')
    with open(os.path.join(work, '-'), 'w', encoding='utf-8') as out:
        out.write('tin')
    same(listed('--files-from=-', b'-\n')[0], ['-'], "'-' in a list is a file")
    os.remove(os.path.join(work, '-'))


def usage(work):
    for options, words in [
            ('--since=yesterday', '2022-10-10T07:00:00Z'),
            ('--since=', '@1665385200'),
            ('--since=2022-02-30', "not '2022-02-30'"),
            ("--include='[a'", "--include cannot take '[a': unclosed '['"),
            ("--exclude=''", 'there is nothing in it'),
            ('--files-from=nowhere', "cannot open 'nowhere': No such file"),
            ('--files-from=raw', 'Is a directory'),
            ('--files-from=- -', 'standard input cannot be a list and data'),
            ('--null', '--files-from'),
            ('nowhere --files-from=-', "cannot open 'nowhere'")]:
        got, said = read(options + ' raw', work, 2, input=b'')
        ok(not got and words in said, options + ': nothing is done', said)


with folder() as top:
    make_tree(top)
    globs(top)
    unreadable(top)
    age(top)
    lists(top)
    usage(top)
done()
