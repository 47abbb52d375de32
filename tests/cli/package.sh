# What is installed and packaged: man pages, completion, Debian packages that
# unpack to a command that runs and a library that programs link with.
. "$(dirname "$0")/lib.sh"

if [ -n "${FLAVOUR:-}" ]; then
	skip "packages" "the $FLAVOUR flavour is not packaged"
	finish
	exit 0
fi
# ---- man pages ----

expect 0 "make man" run_make man
pages=$BUILD/man
set -- $(skep help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p')
for command; do
	inner=$(skep $command --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p')
	[ "$command" = help ] && inner=
	for page in ${inner:-.}; do
		[ "$page" = . ] && page=skep-$command || page=skep-$command-$page
		grep -q '^\.SH EXAMPLE' "$pages/$page.1"
		result $? "$page(1) has examples"
	done
done
same "no page without a command" "$(ls "$pages" | wc -l)" \
	"$(($(grep -h '^\.TH SKEP' "$pages"/*.1 | sort -u | wc -l) + 1))"
for option in $(skep run --help | sed -n 's/^  --\([a-z-]*\).*/\1/p' | sed 's/-/\\\\-/g'); do
	grep -q "^\.B \\\\-\\\\-$option" "$pages/skep-run.1"
	result $? "skep-run(1) has --$option"
done
missing=
for name in $(sed -n 's/^SKEP_API[^(]*[ *]\(skep_[a-z_]*\)(.*/\1/p' include/skep/*.h); do
	grep -q "$name(" "$pages/libskep.3" || missing="$missing $name"
done
same "libskep(3) has every function" "" "$missing"
if command -v man >/dev/null && man --version >/dev/null 2>&1; then
	warnings=0
	for page in "$pages"/*; do
		man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>"$tmp/warnings" >/dev/null
		[ ! -s "$tmp/warnings" ] || { warnings=$((warnings + 1)); head -n 3 "$tmp/warnings" | sed "s|^|# $page: |"; }
	done
	same "no page has a warning" 0 $warnings
	MANWIDTH=80 man -l "$pages/skep-run.1" 2>/dev/null | col -b >"$tmp/out"
	says "a page reads well" '^ +--pcap-out OUT$'
	says "its examples too" '^ +skep run firewall\.bpf\.o --pcap in\.pcap --pcap-out passed\.pcap$'
else
	skip "the pages are formatted" "there is no man"
fi

# ---- make deb ----

if ! command -v dpkg-deb >/dev/null || ! command -v dpkg-shlibdeps >/dev/null; then
	skip "make deb" "there is no dpkg-dev"
	finish
	exit 0
fi
expect 0 "make deb" run_make deb
same "three packages" 3 "$(ls "$BUILD"/deb/*.deb | wc -l)"
(cd "$BUILD/deb" && sha256sum ./*.deb) >"$tmp/first"
expect 0 "again" run_make deb
(cd "$BUILD/deb" && sha256sum ./*.deb) >"$tmp/second"
same "makes the same packages" "$(cat "$tmp/first")" "$(cat "$tmp/second")"
for deb in "$BUILD"/deb/*.deb; do
	expect 0 "$(basename "$deb") unpacks" dpkg-deb -x "$deb" "$tmp/root"
	dpkg-deb -e "$deb" "$tmp/control"
	(cd "$tmp/root" && md5sum --quiet -c "$tmp/control/md5sums") >"$tmp/err" 2>&1
	result $? "$(basename "$deb"): its checksums are right" || cat "$tmp/err"
	same "$(basename "$deb"): is root's, and nobody else can write" "" \
		"$(dpkg-deb -c "$deb" | awk '$2 != "root/root" || $1 ~ /^[^l].......w/')"
	[ -s "$tmp/root/usr/share/doc/$(dpkg-deb -f "$deb" Package)/copyright" ]
	result $? "$(basename "$deb"): says its licence"
done
triplet=$(dpkg-architecture -qDEB_HOST_MULTIARCH)
lib=$tmp/root/usr/lib/$triplet
expect 0 "the command runs" "$tmp/root/usr/bin/skep" version
export SKEP_ROOT=$tmp/packaged
expect 0 "it finds its library" "$tmp/root/usr/bin/skep" exec -- sh -c 'case $LD_PRELOAD in */skep/libskep-bpf.so) ;; *) false ;; esac'
expect 0 "and verifies" "$tmp/root/usr/bin/skep" verify "$examples/firewall.bpf.o"
same "it has its version" "$(dpkg-deb -f "$BUILD"/deb/skep_*.deb Version)" "$("$tmp/root/usr/bin/skep" version | sed 's/skep //')"
for word in libelf1 libpcap0.8 libjansson4 libyaml-0-2 libc6; do
	dpkg-deb -f "$BUILD"/deb/skep_*.deb Depends | grep -q "\b$word\b"
	result $? "the command depends on $word"
done
same "the library needs libelf and libc only" "libc6 libelf1" \
	"$(dpkg-deb -f "$BUILD"/deb/libskep0_*.deb Depends | tr ',' '\n' | sed 's/^ *//; s/ .*//' | sort | tr '\n' ' ' | sed 's/ $//')"
zcat "$tmp/root/usr/share/man/man1/skep-test.1.gz" | grep -q 'SKEP\\-TEST\|SKEP-TEST'
result $? "man pages are in it"
bash -n "$tmp/root/usr/share/bash-completion/completions/skep"
result $? "completion too"
if command -v pkg-config >/dev/null; then
	export PKG_CONFIG_SYSROOT_DIR=$tmp/root PKG_CONFIG_PATH=$lib/pkgconfig
	# shellcheck disable=SC2046 # flags are words
	expect 0 "a program is built with the development package" ${CC:-cc} -std=c11 -Wall -Werror examples/embed.c \
		-o "$tmp/embed" $(pkg-config --cflags --libs skep)
	expect 0 "and runs with the library's" env LD_LIBRARY_PATH="$lib" "$tmp/embed" "$examples/firewall.bpf.o" "$examples/broken.bpf.o"
	says "to its end" '^refused: '
else
	skip "a program is built with the development package" "there is no pkg-config"
fi
finish
