#!/usr/bin/env bash
# Runs every benchmark of bench/ and prints its figures.  Called by `make bench`.
set -eu
cd "$(dirname "$0")/.."
BUILD=${BUILD:-build}
found=
for source in bench/*.c; do
	[ -e "$source" ] || continue
	found=1
	name=$(basename "$source" .c)
	echo "== $name"
	"$BUILD/bench/$name" "$BUILD/examples"
done
[ -n "$found" ] || { echo "bench: there is no benchmark in bench/" >&2; exit 1; }
