#!/usr/bin/env bash
# Verifies the BPF objects that Debian's packages ship, and prints what became of
# them as Markdown; docs/distro-objects.md holds such a table.  Downloads into
# $BUILD/distro, installs nothing, needs the network the first time.
#
#   scripts/distro-objects.sh [PACKAGE...]    the packages below, unless named
#
#   BTF=FILE   types for CO-RE relocations, else the running kernel's
#   SKEP=FILE  the command, else $BUILD/skep
#
# Exit: 0 the table was printed, whatever was refused; 1 nothing could be looked at.
set -eu
cd "$(dirname "$0")/.."
BUILD=${BUILD:-build}
folder=$BUILD/distro
# What ships objects, as files or inside of executables; and what one would expect to.
packages="libxdp1 xdp-tools xdp-tests libbpf-tools pcp ir-keytable libknot13 qemu-system-x86
	golang-github-cilium-ebpf-dev systemd bpftool linux-perf suricata"
[ $# -eq 0 ] || packages=$*

fail() {
	printf 'distro-objects.sh: %s\n' "$1" >&2
	exit 1
}

# The package's file, downloaded before or now; nothing where there is none.
fetch() {
	local found
	found=$(find "$folder/deb" -name "$1_*.deb" | head -n 1)
	if [ -z "$found" ]; then
		(cd "$folder/deb" && apt-get -qq -o APT::Sandbox::User=root download "$1" >/dev/null 2>&1) || return 0
		found=$(find "$folder/deb" -name "$1_*.deb" | head -n 1)
	fi
	printf '%s' "$found"
}

unpack() { # package, file
	local root=$folder/root
	rm -rf "$root" "$folder/objects/$1"
	mkdir -p "$root" "$folder/objects/$1"
	dpkg -x "$2" "$root"
	python3 scripts/cut-bpf-objects.py "$root" "$folder/objects/$1" >"$folder/objects/$1/places"
	rm -rf "$root"
	dpkg-deb -f "$2" Version >"$folder/objects/$1/version"
}

for tool in apt-get dpkg dpkg-deb python3; do
	command -v $tool >/dev/null 2>&1 || fail "this needs $tool"
done
SKEP=${SKEP:-$BUILD/skep}
[ -x "$SKEP" ] || fail "there is no $SKEP: run make first"
mkdir -p "$folder/deb" "$folder/objects"
looked=
for package in $packages; do
	file=$(fetch "$package")
	if [ -z "$file" ]; then
		echo "distro-objects.sh: no package $package can be downloaded; left out" >&2
		continue
	fi
	unpack "$package" "$file"
	looked="$looked $folder/objects/$package"
done
[ -n "$looked" ] || fail "no package could be downloaded: is there a network, has apt-get update run?"
# shellcheck disable=SC2086 # a list of folders
exec python3 scripts/report-objects.py --skep "$SKEP" ${BTF:+--btf "$BTF"} $looked
