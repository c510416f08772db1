#!/usr/bin/env python3
"""Record scanner against jq and RFC 8259, on valid and on broken lines.

unit/record FILE judges each line and writes those it takes anew. A line that
it takes must be JSON for jq too, and mean the same as what it wrote. A line
that it refuses must break the RFC: there Python's parser decides, made
strict, because jq takes more (NaN, 01, lone surrogates, raw control
characters) and keeps the last of two equal keys.
"""
import json
import os
import random
import re
import subprocess
import sys
import tempfile

LINES = 4000
TEXTS = ["", "a", "tin tức", 'x"y\\z/', "\n\t\x00\x1f\x7f", "\U0001f600 e\u0301",
         "0123456789abcdef" * 3]
NUMBERS = ["0", "-0", "1.5", "-2e3", "1E-2", "12345678901", "0.10"]
SPACES = ["", "", "", " ", "\t", " \r "]
SPLICES = list('{}[]:,"\\0-+.eEtfnu 1') + ["\\u", "\\ud800", "\\udc00", "NaN", "\t",
                                       "\x01", "null", "\u00e9", "//"]
count = failed = 0


def check(passed, what):
    global count, failed
    count += 1
    failed += not passed
    print(f"{'' if passed else 'not '}ok {count} - {what}")


def make_string(rng):
    text = "".join(rng.choice(TEXTS) for _ in range(rng.randrange(3)))
    coded = json.dumps(text, ensure_ascii=rng.random() < 0.5)
    return coded.replace("/", "\\/") if rng.random() < 0.3 else coded


def make_value(rng, depth):
    kind = rng.randrange(7 if depth else 4)
    space = rng.choice(SPACES)
    if kind == 0:
        return rng.choice(NUMBERS)
    if kind == 1:
        return rng.choice(["true", "false", "null"])
    if kind < 4:
        return make_string(rng)
    items = range(rng.randrange(4))
    if kind == 4:
        return make_object(rng, depth - 1)
    return "[" + space + f"{space},".join(make_value(rng, depth - 1) for _ in items) + space + "]"


def make_object(rng, depth):
    members = []
    for i in range(rng.randrange(5)):
        key = json.dumps(rng.choice(TEXTS[:4]) + str(i if rng.random() < 0.95 else 0))
        space = rng.choice(SPACES)
        members.append(f"{key}{space}:{space}{make_value(rng, depth)}{space}")
    return rng.choice(SPACES) + "{" + ",".join(members) + "}" + rng.choice(SPACES)


def break_line(rng, line):
    at = rng.randrange(len(line) + 1)
    return line[:at] + rng.choice(["", rng.choice(SPLICES)]) + line[at + rng.randrange(3):]


def refuse(*_):
    raise ValueError


def is_record(line):
    """RFC 8259, an object, no key twice at the top, no lone surrogates."""
    pairs = []

    def members(found):
        pairs.append(found)  # the outermost object ends last
        return dict(found)

    try:
        value = json.loads(line, object_pairs_hook=members, parse_constant=refuse)
        line.encode()
        json.dumps(value, ensure_ascii=False).encode()
        for found in pairs:
            for name, _ in found:
                name.encode()
            json.dumps(found, ensure_ascii=False).encode()
    except ValueError:
        return False
    return isinstance(value, dict) and len(value) == len(pairs[-1])


def scan(path):
    program = os.path.join(os.environ["BUILD"], "unit", "record")
    done = subprocess.run([program, path], capture_output=True, check=True)
    return [line.split(b"\t", 1) for line in done.stdout.split(b"\n")[:-1]]


def jq(lines):
    """What jq makes of each line; None where it finds no JSON."""
    text = b"".join(line + b"\n" for line in lines)
    program = 'try (fromjson | "=" + tojson) catch "!"'
    done = subprocess.run(["jq", "-rR", program], input=text, capture_output=True, check=True)
    found = done.stdout.split(b"\n")[:-1]
    return [line if line.startswith(b"=") else None for line in found]


rng = random.Random(8259)
lines = []
while len(lines) < LINES:
    line = make_object(rng, 4)
    for _ in range(rng.randrange(3)):
        line = break_line(rng, line)
    if line.strip() and not re.search("[\n\ud800-\udfff]", line):
        lines.append(line)

with tempfile.NamedTemporaryFile() as file:
    file.write("".join(line + "\n" for line in lines).encode())
    file.flush()
    verdicts = scan(file.name)
check(len(verdicts) == len(lines), "one verdict a line")

taken = [i for i, verdict in enumerate(verdicts) if verdict[0] == b"ok"]
want = [i for i, line in enumerate(lines) if is_record(line)]
for i in set(taken) ^ set(want):
    print(f"# {'taken' if i in taken else 'refused'}: {lines[i]!r} {verdicts[i][1]}")
check(taken == want, "takes exactly what RFC 8259 says is an object")
check(LINES / 5 < len(taken) < LINES * 4 / 5, "both kinds are well represented")

before = jq([lines[i].encode() for i in taken])
after = jq([verdicts[i][1] for i in taken])
for i, a, b in zip(taken, before, after):
    if a is None or a != b:
        print(f"# {lines[i]!r}\n# {a}\n# {b}")
check(None not in before, "jq takes all that the scanner takes")
check(before == after, "what is written anew means the same to jq")
print(f"1..{count}")
sys.exit(failed != 0)
