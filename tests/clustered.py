"""clustered.py - runs of winnow-cluster in a folder, and what they print."""
import json
import os
import random
import shutil

from happenings import held, jsonl
from tap import ok, run


class Broken(Exception):
    """A run that the rest of a section needs has failed."""


def section(test, *arguments):
    try:
        test(*arguments)
        return True
    except (Broken, LookupError, OSError, ValueError) as why:
        return ok(False, test.__name__ + ' runs to its end',
                  '%s: %s' % (type(why).__name__, why))


def cluster(work, options, rows=None, **more):
    """What winnow-cluster prints, run in the folder; it must exit with 0. The
    records, if any are given, are its standard input."""
    if rows is not None:
        more['input'] = jsonl(rows)
    result = run('winnow-cluster ' + options, cwd=work, **more)
    if result.returncode:
        raise Broken('winnow-cluster %s: exit %d: %s' % (
            options, result.returncode, result.stderr.decode()))
    return result.stdout


def parsed(output):
    return [json.loads(line) for line in output.splitlines()]


def events(output):
    """The event of each document."""
    return {row['id']: row['event'] for row in parsed(output)}


def names(output):
    return {ident: event['id'] for ident, event in events(output).items()}


def lines_of(work, name):
    with open(os.path.join(work, name), 'rb') as data:
        return data.read()


def write(work, name, rows):
    with open(os.path.join(work, name), 'wb') as out:
        out.write(jsonl(rows))
    return name


def reports(told):
    return [row for row, _ in told]


def shuffled(rows, seed=1):
    rows = list(rows)
    random.Random(seed).shuffle(rows)
    return rows


def index(work, name):
    return held(os.path.join(work, name))


def copied(work, old, new):
    shutil.rmtree(os.path.join(work, new), ignore_errors=True)
    shutil.copytree(os.path.join(work, old), os.path.join(work, new))
    return new
