#!/usr/bin/env bash
# What style can be checked by machine; each rule prints where it is broken.
#   lines     at most 100 columns (tables, *.def, may be wider), no trailing blanks,
#             indentation by tabs
#   files     at most 800 lines
#   functions at most 70 lines, but for those of long_functions
#   state     no mutable file-scope variable in the library outside vm/process.c
#   library   never prints, exits or aborts
set -u
cd "$(dirname "$0")/.." || exit 1
BUILD=${BUILD:-build}
library=
for folder in core loader verifier interp jit maps vm explain hooks; do
	[ ! -d $folder ] || library="$library $folder"
done
folders="$library include compat tools examples tests bench fuzz"
broken=0

# file:function  why it may be long
long_functions() {
	cat <<-'LIST'
	interp/interp.c:interp_run the dispatch loop: one label an instruction, drawn from the table
	LIST
}
# object:variable  why it may change
mutable_variables() {
	cat <<-'LIST'
	vm/visible.o:__jit_debug_descriptor GDB finds it by this name
	tools/signals.o:caught the number of the signal, written by the handler
	LIST
}

complain() { # rule, findings
	[ -n "$2" ] || return 0
	printf '%s\n' "$2" | sed "s/^/$1: /"
	broken=$((broken + $(printf '%s\n' "$2" | wc -l)))
}

sources() { # name patterns
	local folder pattern
	for folder in $folders; do
		[ -d "$folder" ] || continue
		for pattern in "$@"; do
			find "$folder" -name "$pattern" -type f
		done
	done | sort
}

check_lines() {
	local file
	for file in $(sources '*.c' '*.h'); do
		expand "$file" | awk -v f="$file" 'length($0) > 100 { print f ":" NR ": " length($0) " columns" }'
	done
	grep -nE '[[:space:]]+$' $(sources '*.c' '*.h' '*.def' '*.sh') /dev/null | sed 's/:[^:]*$/: trailing blanks/'
	grep -nE '^ {8}' $(sources '*.c' '*.h') /dev/null | sed 's/\(:[0-9]*:\).*/\1 indented by blanks/'
}

check_files() {
	local file lines
	for file in $(sources '*.c' '*.h' '*.sh'); do
		lines=$(wc -l <"$file")
		[ "$lines" -le 800 ] || echo "$file: $lines lines"
	done
}

functions() { # file, name, lines
	ctags -x --kinds-C=f --fields=+ne --_xformat='%F %N %n %e' $(sources '*.c') |
		awk '{ print $1, $2, $4 - $3 + 1 }'
}

check_functions() {
	functions | awk '$3 > 70' | while read -r file name lines; do
		long_functions | grep -q "^$file:$name " || echo "$file: $name() has $lines lines"
	done
}

# Variables in sections that can be written at run time; tables of pointers to
# constants (.data.rel.ro) are read-only once relocated.
variables() { # object
	objdump -t "$1" | awk -F '\t' 'NF == 2 {
		n = split($1, left, " "); m = split($2, right, " ")
		if (left[n] ~ /^\.(data|bss|tdata|tbss)(\.|$)/ && left[n] !~ /^\.data\.rel\.ro/ && right[1] !~ /^0+$/)
			print right[m], left[n] }'
}

check_state() {
	local source object symbol section
	for source in $(find $library tools -name '*.c'); do
		object=${source%.c}.o
		[ -e "$BUILD/$object" ] && [ "$object" != vm/process.o ] || continue
		variables "$BUILD/$object" | while read -r symbol section; do
			mutable_variables | grep -q "^$object:${symbol%%.*} " ||
				echo "$object: $symbol is mutable ($section)"
		done
	done
}

check_library() {
	grep -nE '(^|[^a-zA-Z0-9_])(printf|vprintf|puts|putchar|perror|exit|_exit|abort)[[:space:]]*\(|fprintf[[:space:]]*\([[:space:]]*(stderr|stdout)' \
		$(find $library -name '*.[ch]') /dev/null |
		grep -vE '^[^:]*:[0-9]*:[[:space:]]*(\*|/\*|//)'
}

complain line "$(check_lines)"
complain file "$(check_files)"
complain function "$(check_functions)"
complain state "$(check_state)"
complain library "$(check_library)"

functions | awk '{ print $3 }' | sort -n | awk '{ n[NR] = $1 } END {
	if (NR) printf "functions: %d, median %d lines, p90 %d, longest %d\n", NR, n[int((NR + 1) / 2)], n[int(NR * 0.9 + 0.5)], n[NR] }'
if [ "$broken" -ne 0 ]; then
	echo "style: $broken findings"
	exit 1
fi
echo "style: clean"
