#!/usr/bin/env bash
# Finds what this machine lacks for a purpose and installs it with apt-get.
#
#   scripts/setup.sh [--list] GROUP...      groups: build demo test bench deb arm64 valgrind fuzz coverage check prove
#
# A thing is there when its probe finds it (a program on PATH, a header that the
# compiler can include, a library, a file), wherever it came from; packages are asked for
# only where a probe fails.  Nothing is touched when all is there.  --list says
# what is missing and installs nothing.  Exit: 0 all is there, 1 it is not.
set -eu

# group | probe | package | why
requirements() {
	cat <<-'TABLE'
	build|header stdio.h|libc6-dev|C library headers
	build|header libelf.h|libelf-dev|libskep reads ELF objects with libelf
	build|header bpf/libbpf.h|libbpf-dev|skep link links objects by libbpf
	build|header pcap/pcap.h|libpcap-dev|skep run reads and writes captures
	build|header jansson.h|libjansson-dev|skep reads and prints JSON
	build|header csv.h|libcsv-dev|skep reads CSV
	build|header yaml.h|libyaml-dev|skep test reads YAML
	build|header capstone/capstone.h|libcapstone-dev|skep prog dump shows machine code
	demo|command clang-19|clang-19|compiles the BPF programs of examples/ and tests/
	demo|header bpf/bpf_helpers.h|libbpf-dev|headers that BPF programs include
	demo|command python3|python3|makes the capture of the demo; checks JSON in tests
	test|command clang-14|clang-14|compiles the loader's test objects as an older compiler does
	test|header-cmocka cmocka.h|libcmocka-dev|the unit tests' framework
	test|command llvm-objdump-19|llvm-19|the disassembler is compared with LLVM's
	test|command pkgconf|pkgconf|the README example is built as its users would
	test|command g++|g++|C++ programs take the header and the skeletons
	test|command readelf|binutils|the tests look into objects and the library
	test|file /usr/sbin/bpftool|bpftool|runs unmodified on skep exec
	test|command dpkg-shlibdeps|dpkg-dev|the tests build the packages
	bench|command pkg-config|pkgconf|finds DPDK
	bench|library libdpdk|libdpdk-dev|runs programs by DPDK's BPF, beside ours
	bench|library liburcu-cds|liburcu-dev|has the hash table that maps are compared with
	bench|library ck|libck-dev|has another one
	deb|command dpkg-deb|dpkg|builds the packages
	deb|command dpkg-shlibdeps|dpkg-dev|finds what the packages depend on
	arm64|command aarch64-linux-gnu-gcc|gcc-aarch64-linux-gnu|compiles the tests for ARM64
	arm64|file /usr/aarch64-linux-gnu/include/stdio.h|libc6-dev-arm64-cross|C library headers for ARM64
	arm64|command qemu-aarch64|qemu-user|runs ARM64 tests on this machine
	arm64|file /usr/lib/aarch64-linux-gnu/libelf.so|libelf-dev:arm64|libelf for the ARM64 tests
	arm64|file /usr/lib/aarch64-linux-gnu/libcmocka.so|libcmocka-dev:arm64|cmocka for the ARM64 tests
	valgrind|command valgrind|valgrind|runs the tests under memcheck
	fuzz|command afl-clang-fast|afl++|fuzzes the harnesses of fuzz/afl
	fuzz|command llvm-strip-19|llvm-19|makes seeds of the objects
	coverage|command gcovr|gcovr|adds up what the tests reached
	prove|command clang-19|clang-19|compiles the domain to LLVM IR
	prove|command opt-19|llvm-19|brings the IR into registers
	prove|command z3|z3|proves
	prove|command python3|python3|translates the IR for z3
	check|universal-ctags ctags|universal-ctags|measures functions for the style check
	check|command objdump|binutils|finds mutable variables in the objects
	check|command spin|spin|looks through the states of the models
	TABLE
}

includes() { # header, first line
	printf '%s\n#include <%s>\n' "${2:-}" "$1" | ${CC:-cc} -E -x c - >/dev/null 2>&1
}

is_there() { # probe, argument
	case $1 in
	command) command -v "$2" >/dev/null 2>&1 ;;
	header) includes "$2" ;;
	header-cmocka) # needs these before it
		includes "$2" '#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>' ;;
	universal-ctags) "$2" --version 2>/dev/null | grep -q 'Universal Ctags' ;;
	library) pkg-config --exists "$2" 2>/dev/null ;;
	file) [ -e "$2" ] ;;
	*) echo "setup.sh: unknown probe $1" >&2; exit 1 ;;
	esac
}

fail() {
	printf 'setup.sh: %s\n' "$1" >&2
	[ -z "${packages:-}" ] || printf 'Install these by hand, then try again:%s\n' "$packages" >&2
	exit 1
}

as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	elif [ -t 0 ]; then
		sudo "$@"
	else
		sudo -n "$@"
	fi
}

list_only=
[ "${1:-}" = --list ] && { list_only=1; shift; }
[ $# -gt 0 ] || fail "name the groups: build demo test bench deb arm64 valgrind fuzz coverage check prove"
for group in "$@"; do
	requirements | grep -q "^$group|" || fail "there is no group $group"
done
command -v "${CC:-cc}" >/dev/null 2>&1 || fail "no C compiler ${CC:-cc}: install gcc or clang"

packages=
reasons=
while IFS='|' read -r group probe package why; do
	case " $* " in *" $group "*) ;; *) continue ;; esac
	# shellcheck disable=SC2086 # the probe is two words
	is_there $probe && continue
	case "$packages " in *" $package "*) continue ;; esac
	packages="$packages $package"
	reasons="$reasons$(printf '  %-24s %s' "$package" "$why")
"
done <<TABLE
$(requirements)
TABLE

[ -n "$packages" ] || exit 0
printf 'Missing on this machine:\n%s' "$reasons"
[ -z "$list_only" ] || exit 1
command -v apt-get >/dev/null 2>&1 || fail "this machine has no apt-get, so nothing was installed"
[ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null 2>&1 ||
	fail "installing needs root and there is no sudo, so nothing was installed"

echo "Installing by apt-get:$packages"
export DEBIAN_FRONTEND=noninteractive
case "$packages" in *:arm64*) as_root dpkg --add-architecture arm64 || fail "dpkg refused arm64" ;; esac
apt_options="-o DPkg::Lock::Timeout=300 -qq"
# shellcheck disable=SC2086 # lists of words
{
	as_root apt-get $apt_options update || fail "apt-get update failed"
	as_root env DEBIAN_FRONTEND=noninteractive apt-get $apt_options install -y --no-install-recommends \
		$packages >/dev/null || fail "apt-get install failed"
}
echo "Installed."
