# The checks and the setup script can fail: each finds what it is for.
. "$(dirname "$0")/lib.sh"

tree() { # a fresh source tree with the scripts and one clean file
	rm -rf "$tmp/tree"
	mkdir -p "$tmp/tree/core" "$tmp/tree/vm" "$tmp/tree/tools" "$tmp/tree/include/skep"
	cp -r scripts "$tmp/tree/"
	printf '#include "core/x.h"\n\nint x(void)\n{\n\treturn 0;\n}\n' >"$tmp/tree/core/x.c"
	echo 'int x(void);' >"$tmp/tree/core/x.h"
}
layers() { "$tmp/tree/scripts/check-layers.sh"; }
style() { BUILD=$tmp/tree/build "$tmp/tree/scripts/check-style.sh"; }

tree
expect 0 "layers: a clean tree" layers
echo '#include "vm/vm.h"' >>"$tmp/tree/core/x.c"
expect 1 "layers: core must not include vm" layers
says "names the place" '^core/x\.c:7: core/ must not include "vm/vm\.h"'
tree
printf '#\tinclude "loader/elf.h"\n' >"$tmp/tree/tools/y.c"
expect 1 "layers: tools must not include a stage" layers
tree
echo '#include "core/x.h"' >"$tmp/tree/vm/y.c"
expect 0 "layers: vm may include core" layers

if ! ctags --version 2>/dev/null | grep -q Universal; then
	skip "style" "there is no Universal Ctags"
else
	tree
	expect 0 "style: a clean tree" style
	printf '/* %0101d */\n' 0 >>"$tmp/tree/core/x.c"
	expect 1 "style: a long line" style
	says "is named" '^line: core/x\.c:7: 107 columns'
	tree
	printf 'int y;  \n' >>"$tmp/tree/core/x.h"
	expect 1 "style: trailing blanks" style
	tree
	printf '        int y;\n' >>"$tmp/tree/core/x.h"
	expect 1 "style: blanks for a tab" style
	tree
	{ echo 'void f(void)'; echo '{'; yes '	x();' | head -n 70; echo '}'; } >>"$tmp/tree/core/x.c"
	expect 1 "style: a long function" style
	says "is named" '^function: core/x\.c: f\(\) has 7[0-9] lines'
	tree
	yes '' | head -n 800 >>"$tmp/tree/core/x.c"
	expect 1 "style: a long file" style
	for text in 'printf("x");' 'exit(1);' 'abort();' 'fprintf(stderr, "x");'; do
		tree
		printf 'void f(void)\n{\n\t%s\n}\n' "$text" >>"$tmp/tree/core/x.c"
		expect 1 "style: the library does not call $text" style
	done
	for text in 'static int n;' 'int n = 3;' 'static __thread int n;'; do
		tree
		printf '%s\nint *g(void);\nint *g(void)\n{\n\treturn &n;\n}\n' "$text" >"$tmp/tree/core/y.c"
		mkdir -p "$tmp/tree/build/core"
		${CC:-cc} -fPIC -c "$tmp/tree/core/y.c" -o "$tmp/tree/build/core/y.o"
		expect 1 "style: mutable state: $text" style
		says "is named" 'core/y\.o: n is mutable'
	done
	tree
	printf 'static const char *const names[] = { "a" };\nconst char *const *g(void);\nconst char *const *g(void)\n{\n\treturn names;\n}\n' >"$tmp/tree/core/y.c"
	mkdir -p "$tmp/tree/build/core"
	${CC:-cc} -fPIC -c "$tmp/tree/core/y.c" -o "$tmp/tree/build/core/y.o"
	expect 0 "style: a table of pointers is no state" style
fi

# setup.sh on a machine that lacks things.
mkdir "$tmp/bin"
for tool in bash sh cat grep id printf env dirname; do
	ln -s "$(command -v $tool)" "$tmp/bin/$tool"
done
printf '#!/bin/sh\nexit 1\n' >"$tmp/bin/fakecc"
chmod +x "$tmp/bin/fakecc"
expect 0 "setup: nothing is missing here" scripts/setup.sh build demo test
same "setup: then it says nothing" "" "$(cat "$tmp/out" "$tmp/err")"
expect 1 "setup --list: what is missing" env PATH="$tmp/bin" CC=fakecc bash scripts/setup.sh --list build
says "with its reason" '^  libelf-dev +libskep reads ELF objects'
expect 1 "setup: no apt-get" env PATH="$tmp/bin" CC=fakecc bash scripts/setup.sh build demo
says "says so" 'no apt-get, so nothing was installed'
says "and what to install by hand" 'by hand.*libelf-dev.*clang-19'
printf '#!/bin/sh\nexit 1\n' >"$tmp/bin/apt-get"
chmod +x "$tmp/bin/apt-get"
expect 1 "setup: apt-get that fails" env PATH="$tmp/bin:" CC=fakecc bash scripts/setup.sh build
says "says so" 'apt-get update failed|needs root'
expect 1 "setup: no compiler" env PATH="$tmp/bin" CC=nothing bash scripts/setup.sh build
says "says so" 'no C compiler'
expect 1 "setup: an unknown group" scripts/setup.sh everything
finish
