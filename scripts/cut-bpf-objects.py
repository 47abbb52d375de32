#!/usr/bin/env python3
"""Finds BPF objects in files, also inside of executables, and writes them out.

    cut-bpf-objects.py IN-FOLDER OUT-FOLDER

Skeletons embed an ELF object as it is, so each place where a little-endian ELF64
header with the machine BPF begins is an object.  It ends where the last of its
sections or its section header table does.  Gzip'd files (kernel modules, man
pages) hold none that loaders would find; they are not opened.  Of equal objects
of one package the first is written.  Prints: output file, a tab, where it was.
"""
import hashlib
import os
import struct
import sys

HEADER = struct.Struct("<16sHHIQQQIHHHHHH")
SECTION = struct.Struct("<IIQQQQIIQQ")
MAGIC, RELOCATABLE, BPF, NOBITS = b"\x7fELF\x02\x01\x01", 1, 247, 8


def object_size(data, start):
    """Size of the object that starts there; 0: there is none."""
    if len(data) - start < HEADER.size:
        return 0
    (_, kind, machine, _, _, _, table, _, size, _, _, entry, count, names) = HEADER.unpack_from(data, start)
    end = table + count * SECTION.size
    if kind != RELOCATABLE or machine != BPF or size != HEADER.size or entry != SECTION.size:
        return 0
    if not count or names >= count or start + end > len(data):
        return 0
    for i in range(count):
        section = SECTION.unpack_from(data, start + table + i * SECTION.size)
        if section[1] != NOBITS:
            end = max(end, section[4] + section[5])
    return end if start + end <= len(data) else 0


def objects_in(data):
    at = data.find(MAGIC)
    while at >= 0:
        size = object_size(data, at)
        if size:
            yield at, data[at:at + size]
        at = data.find(MAGIC, at + max(size, 1))


def files_below(folder):
    for path, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            full = os.path.join(path, name)
            if os.path.isfile(full) and not os.path.islink(full):
                yield full


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: cut-bpf-objects.py IN-FOLDER OUT-FOLDER")
    source, target = sys.argv[1:]
    os.makedirs(target, exist_ok=True)
    seen, taken = set(), set()
    for path in files_below(source):
        with open(path, "rb") as file:
            data = file.read()
        for at, found in objects_in(data):
            digest = hashlib.sha256(found).digest()
            if digest in seen:
                continue
            seen.add(digest)
            name = os.path.basename(path).removesuffix(".o").removesuffix(".bpf")
            number = 1
            unique = name
            while unique in taken:
                number += 1
                unique = f"{name}-{number}"
            taken.add(unique)
            with open(os.path.join(target, unique + ".bpf.o"), "wb") as out:
                out.write(found)
            place = os.path.relpath(path, source)
            print(f"{unique}.bpf.o\t{place}" + (f" + {at:#x}" if at else ""))


if __name__ == "__main__":
    main()
