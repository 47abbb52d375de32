#!/usr/bin/env bash
# Debian packages from what `make install` installs: skep (the command, man pages,
# completion), libskep0 (the shared library), libskep-dev (header, libraries,
# pkg-config).  Needs dpkg-deb; the dependencies come from dpkg-shlibdeps.
#
#   VERSION=0.1.0 SOVERSION=0 BUILD=build scripts/make-deb.sh       writes $BUILD/deb/*.deb
set -eu
cd "$(dirname "$0")/.."
: "${VERSION:?}" "${SOVERSION:?}"
BUILD=${BUILD:-build}
out=$PWD/$BUILD/deb
arch=$(dpkg --print-architecture)
triplet=$(dpkg-architecture -qDEB_HOST_MULTIARCH)
libdir=usr/lib/$triplet
maintainer=${DEBFULLNAME:-skep} email=${DEBEMAIL:-skep@localhost}
# The same input makes the same package.
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
umask 022

make --no-print-directory install DESTDIR="$work/all" PREFIX=/usr LIBDIR="/$libdir" BUILD="$BUILD" >/dev/null

move() { # package, paths below usr
	local package=$1 path
	shift
	for path in "$@"; do
		mkdir -p "$work/$package/$(dirname "$path")"
		mv "$work/all/$path" "$work/$package/$path"
	done
}
cd "$work/all"
move skep usr/bin/skep "$libdir/skep" usr/share/man/man1 usr/share/bash-completion usr/share/zsh usr/share/fish
move "libskep$SOVERSION" "$libdir/libskep.so.$VERSION" "$libdir/libskep.so.$SOVERSION"
move libskep-dev usr/include/skep "$libdir/libskep.so" "$libdir/libskep.a" "$libdir/pkgconfig" usr/share/man/man3
cd "$OLDPWD"
left=$(find "$work/all" ! -type d)
[ -z "$left" ] || { echo "make-deb.sh: belongs to no package: $left" >&2; exit 1; }
mv "$work/skep/usr/share/zsh/site-functions" "$work/skep/usr/share/zsh/vendor-completions"
strip --strip-unneeded "$work/skep/usr/bin/skep" "$work/skep/$libdir/skep/libskep-bpf.so" "$work/libskep$SOVERSION/$libdir/libskep.so.$VERSION"
strip --strip-debug "$work/libskep-dev/$libdir/libskep.a"
find "$work" -path '*/man/*' -type f -exec gzip -9n {} +

shlibdeps() { # binary
	mkdir -p "$work/deps/debian"
	printf 'Source: skep\n\nPackage: skep\nArchitecture: any\n' >"$work/deps/debian/control"
	(cd "$work/deps" && dpkg-shlibdeps -O "$1" 2>/dev/null) | sed -n 's/^shlibs:Depends=//p'
}

# What every package has; the control file's other fields come from standard input.
build() { # package
	local package=$1 root=$work/$1 doc=$work/$1/usr/share/doc/$1
	mkdir -p "$doc" "$root/DEBIAN"
	{
		printf 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n'
		printf 'Upstream-Name: skep\n\nFiles: *\nCopyright: %s\nLicense: BSD-2-Clause\n' \
			"$(sed -n 's/^Copyright (c) //p' LICENSE | head -n 1)"
		sed -e '1,/^Copyright/d' -e 's/^$/./' -e 's/^/ /' LICENSE | sed '1{/^ \.$/d}'
	} >"$doc/copyright"
	printf 'skep (%s) unstable; urgency=medium\n\n  * Release %s.\n\n -- %s <%s>  %s\n' "$VERSION" "$VERSION" \
		"$maintainer" "$email" "$(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")" | gzip -9n >"$doc/changelog.gz"
	{
		printf 'Package: %s\nSource: skep\nVersion: %s\nArchitecture: %s\nMaintainer: %s <%s>\n' "$package" "$VERSION" \
			"$arch" "$maintainer" "$email"
		printf 'Installed-Size: %s\nPriority: optional\n' "$(du -sk --apparent-size "$root" | cut -f 1)"
		cat
	} >"$root/DEBIAN/control"
	(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
	find "$root" -newermt "@$SOURCE_DATE_EPOCH" -print0 | xargs -0r touch -hd "@$SOURCE_DATE_EPOCH"
	mkdir -p "$out"
	dpkg-deb --root-owner-group --build "$root" "$out/${package}_${VERSION}_$arch.deb" >/dev/null
	echo "$BUILD/deb/${package}_${VERSION}_$arch.deb"
}

library=$work/libskep$SOVERSION
mkdir -p "$library/DEBIAN"
printf 'libskep %s libskep%s (>= %s)\n' "$SOVERSION" "$SOVERSION" "$VERSION" >"$library/DEBIAN/shlibs"
printf 'activate-noawait ldconfig\n' >"$library/DEBIAN/triggers"
rm -f "$out"/*.deb
build "libskep$SOVERSION" <<CONTROL
Section: libs
Multi-Arch: same
Depends: $(shlibdeps "$library/$libdir/libskep.so.$VERSION")
Description: eBPF programs in user space: the library
 Loads the objects that clang makes for BPF, proves that their programs are
 safe and end, and runs them on maps that threads and processes share.
CONTROL
build libskep-dev <<CONTROL
Section: libdevel
Multi-Arch: same
Depends: libskep$SOVERSION (= $VERSION), libelf-dev, libc6-dev
Description: eBPF programs in user space: for developers
 The header, the static library and the pkg-config file of libskep.
CONTROL
build skep <<CONTROL
Section: net
Depends: $(shlibdeps "$work/skep/usr/bin/skep")
Description: eBPF programs in user space: the command
 Verifies eBPF programs, runs them on captures, tests them by tables of cases,
 and looks at their maps; needs neither root nor support of the kernel.
CONTROL
