#!/usr/bin/env bash
# What the tests reached in a build with --coverage: a row a folder, and a report
# by file and line in $BUILD/report.
#
#   BUILD=build-coverage scripts/coverage.sh
set -eu
cd "$(dirname "$0")/.."
BUILD=${BUILD:-build-coverage}
mkdir -p "$BUILD/report"
gcovr --root . --object-directory "$BUILD" --exclude-throw-branches --gcov-ignore-parse-errors \
	--filter '(core|loader|verifier|interp|jit|maps|vm|tools|fuzz)/' \
	--html-details "$BUILD/report/index.html" --json-summary "$BUILD/report/summary.json" "$BUILD" >/dev/null
python3 - "$BUILD/report/summary.json" <<'PYTHON'
import collections, json, sys

rows = collections.defaultdict(lambda: [0] * 5)
for file in json.load(open(sys.argv[1]))["files"]:
    for name in (file["filename"].split("/")[0], "total"):
        for i, field in enumerate(("line_total", "line_covered", "branch_total", "branch_covered")):
            rows[name][i] += file[field]
        rows[name][4] += 1
assert rows["total"][1], "no test left any coverage"
print("| folder | files | lines | reached | branches | reached |\n|---|---|---|---|---|---|")
for name in sorted(rows, key=lambda name: (name == "total", name)):
    lines, hit, branches, taken, files = rows[name]
    print(f"| {name} | {files} | {lines} | {100 * hit / max(lines, 1):.1f} % | {branches} "
          f"| {100 * taken / max(branches, 1):.1f} % |")
PYTHON
echo "by file and line: $BUILD/report/index.html"
