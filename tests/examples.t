#!/usr/bin/env python3
"""Every command in the README and in the man pages' EXAMPLES runs."""
import glob
import os
import re
import shutil

from tap import BUILD, ROOT, done, folder, ok, run

# Not for a test: installs packages, runs the tests, or is a crontab's line.
LEFT_OUT = re.compile(r'make deps|make && make install|^\d+ \d+ \* \* \*|^curl ')


def readme_commands():
    with open(os.path.join(ROOT, 'README.md'), encoding='utf-8') as text:
        for block in re.findall(r'```sh\n(.*?)```', text.read(), re.S):
            yield from block.strip().split('\n')


def page_commands(page):
    """The .Dl lines of a page, with mdoc's escapes undone."""
    with open(page, encoding='utf-8') as text:
        for line in text:
            if line.startswith('.Dl '):
                yield line[4:].strip().replace('\\en', '\\n').replace('\\-', '-')


with folder() as work:
    os.symlink(BUILD, os.path.join(work, 'build'))
    shutil.copytree(os.path.join(ROOT, 'corpus'), os.path.join(work, 'corpus'))
    run("'%s/pipeline.sh' corpus/raw clean" % ROOT, cwd=work)
    for name, commands in [('README.md', readme_commands())] + [
            (os.path.basename(page), page_commands(page))
            for page in sorted(glob.glob(os.path.join(ROOT, 'stages/*/*.[157]')))]:
        for command in commands:
            if LEFT_OUT.search(command):
                continue
            line = command.replace('./pipeline.sh', "'%s/pipeline.sh'" % ROOT)
            result = run('set -o pipefail; ' + line, cwd=work)
            ok(result.returncode == 0 and not result.stderr,
               '%s: %s' % (name, command), result.stderr.decode())
done()
