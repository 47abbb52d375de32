#!/usr/bin/env python3
"""Verifies every program of folders of BPF objects and prints Markdown.

    report-objects.py [--skep FILE] [--btf FILE] FOLDER...

A folder holds *.bpf.o, and perhaps `places` (name, a tab, where it was) and
`version`, as distro-objects.sh leaves them.  Verifies with every right.
"""
import argparse
import collections
import json
import os
import re
import subprocess
import sys

TIMEOUT = 120  # seconds an object
EXAMPLES = 4   # of messages of one diagnostic
PLACE = re.compile(r"^relocation at offset \S+ of section \S+: |; looked at .*$")


def verify(options, path):
    """What skep said of one object: its JSON; None where it said nothing of use."""
    command = [options.skep, "verify", "--trusted", "--json", path]
    if options.btf:
        command += ["--btf", options.btf]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=False)
        return json.loads(done.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return None


def read(path):
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8") as file:
        return file.read()


class Report:
    def __init__(self):
        self.rows = []
        self.packages = []
        self.causes = collections.defaultdict(list)  # diagnostic: (class, message, where)
        self.totals = collections.Counter()

    def refused(self, error, where, counts):
        self.causes[error["id"]].append((error["class"], error["message"], where))
        counts[error["id"]] += 1

    def add_object(self, options, package, name, folder):
        said = verify(options, os.path.join(folder, name))
        short = name.removesuffix(".bpf.o")
        counts = collections.Counter()
        self.totals["objects"] += 1
        if said is None:
            said = {"error": {"id": "no-answer", "class": "system", "message": "no answer in time"}}
        programs = said.get("programs", [])
        if "error" in said:
            self.refused(said["error"], short, counts)
            self.totals["not loaded"] += 1
        for program in programs:
            if program.get("accepted"):
                self.totals["verified"] += 1
            else:
                self.refused(program["error"], f"{short}: {program['name']}", counts)
        self.totals["programs"] += len(programs)
        verified = sum(bool(program.get("accepted")) for program in programs)
        because = ", ".join(f"{id} {n}" for id, n in sorted(counts.items()))
        loaded = "no" if "error" in said else "yes"
        self.rows.append((package, short, loaded, len(programs), verified, because))

    def add_folder(self, options, folder):
        package = os.path.basename(os.path.normpath(folder))
        names = sorted(n for n in os.listdir(folder) if n.endswith(".bpf.o"))
        self.packages.append((package, read(os.path.join(folder, "version")).strip(), len(names)))
        for name in names:
            self.add_object(options, package, name, folder)

    def write(self, out):
        total = self.totals
        print(f"{total['objects']} objects, {total['not loaded']} of them not loaded; "
              f"{total['programs']} programs, {total['verified']} of them verified.\n", file=out)
        table(out, ("package", "version", "objects"), self.packages)
        rows = []
        for id, causes in sorted(self.causes.items(), key=lambda item: (-len(item[1]), item[0])):
            seen = collections.Counter(PLACE.sub("", message) for _, message, _ in causes)
            said = "; ".join(f"{message} ({n})" for message, n in seen.most_common(EXAMPLES))
            more = len(seen) - EXAMPLES
            rows.append((id, causes[0][0], len(causes), said + (f"; {more} others" if more > 0 else "")))
        table(out, ("refused by", "class", "times", "because"), rows)
        table(out, ("package", "object", "loaded", "programs", "verified", "refused by"), self.rows)


def table(out, head, rows):
    if not rows:
        return
    print("| " + " | ".join(head) + " |\n|" + "---|" * len(head), file=out)
    for row in rows:
        print("| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |", file=out)
    print(file=out)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--skep", default="build/skep")
    parser.add_argument("--btf")
    parser.add_argument("folders", nargs="+")
    options = parser.parse_args()
    report = Report()
    for folder in options.folders:
        report.add_folder(options, folder)
    report.write(sys.stdout)


if __name__ == "__main__":
    main()
