#!/usr/bin/env bash
# The main job on bundled input: a firewall on a capture, then a program that is
# refused.  Called by `make demo`, after everything is built.
set -u
cd "$(dirname "$0")/.." || exit 1
BUILD=${BUILD:-build}
skep=$BUILD/skep
examples=$BUILD/examples

say() {
	printf '\n'
	printf '%s\n' "$@" | sed 's/^/# /'
}
try() { # show a command as a user would type it, then run it
	printf '$ %s\n' "$(printf '%s ' "$@" | sed "s|$BUILD/skep|skep|; s/ \$//")"
	"$@"
}

say "An XDP firewall with a block list and per-flow counters, verified, then run on" \
	"two minutes of traffic of an office (made by examples/gen-capture.py)."
try "$skep" verify "$examples/firewall.bpf.o" || exit 1
try "$skep" run "$examples/firewall.bpf.o" --pcap "$examples/traffic.pcap" \
	--map blocklist=examples/blocklist.json --pcap-out "$BUILD/passed.pcap" \
	--top counters=packets --top flows=packets:8 --top blocklist=packets:5 || exit 1

say "A program with a bug is not run: the verifier shows the C line, how the registers" \
	"came to be what they are, and what to do."
try "$skep" verify "$examples/broken.bpf.o" 2>&1
status=$?
[ $status -eq 1 ] || { echo "demo: exit status $status, expected 1: refused" >&2; exit 1; }
printf '\n# Exit status %d: refused.\n' $status
