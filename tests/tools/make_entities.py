#!/usr/bin/env python3
"""Write stages/strip/html/entity_table.h: HTML's named character references.

Python's html.entities.html5 holds the list of the HTML standard, which is
closed: no name will be added. Usage: make_entities.py >entity_table.h
"""
from html.entities import html5

SLOTS = 4096  # a power of two, about twice the number of names


def name_hash(name):
    """As name_hash() in entities.c: FNV-1a, high bits folded in."""
    h = 2166136261
    for byte in name.encode():
        h = (h ^ byte) * 16777619 & 0xFFFFFFFF
    return (h ^ h >> 15) & (SLOTS - 1)


def rows(cells, width=80):
    """Lay cells out in lines of at most width columns after a tab."""
    line = ""
    for cell in cells:
        if line and 8 + len(line) + len(cell) > width:
            yield "\t" + line.rstrip()
            line = ""
        line += cell + " "
    yield "\t" + line.rstrip()


names = sorted(name[:-1] for name in html5 if name.endswith(";"))
slots = [0] * SLOTS
for number, name in enumerate(names, 1):
    at = name_hash(name)
    while slots[at]:
        at = (at + 1) % SLOTS
    slots[at] = number

print("/* Made by tests/tools/make_entities.py: do not edit. */")
print("/* clang-format off */")
print("#ifndef ENTITY_TABLE_H\n#define ENTITY_TABLE_H\n")
print("#include <stdint.h>\n")
print(f"enum {{ ENTITY_NAMES = {len(names)}, ENTITY_SLOTS = {SLOTS} }};\n")
print("/* Sorted by name; legacy: may stand without its semicolon. */")
print("static const struct entity {")
print("\tchar name[32];\n\tuint32_t code;")
print("\tuint16_t second; /* 0 if there is none */\n\tuint16_t legacy;")
print("} entities[ENTITY_NAMES] = {")
cells = []
for name in names:
    code = [ord(c) for c in html5[name + ";"]] + [0]
    cells.append(f'{{"{name}",{code[0]:#x},{code[1]:#x},{int(name in html5)}}},')
print("\n".join(rows(cells)))
print("};\n")
print("/* Open addressing: number in entities[] plus one, 0 is free. */")
print("static const uint16_t entity_slots[ENTITY_SLOTS] = {")
print("\n".join(rows([f"{slot}," for slot in slots])))
print("};\n\n#endif")
