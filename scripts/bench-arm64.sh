#!/usr/bin/env bash
# Instructions that ARM64 executes for the scalar programs of bench/programs: the JIT's
# code by clang's.  Called by `make bench-arm64`; qemu-aarch64 tells each instruction of
# the native section and of what is mapped behind the program's file.
set -euo pipefail
cd "$(dirname "$0")/.."
BUILD=${BUILD:-build-arm64}
bin=$BUILD/bench/arm64/count
nm=aarch64-linux-gnu-nm

symbol() {
	$nm "$bin" | awk -v name="$1" '$3 == name { print "0x" $1 }'
}
first=$(symbol __start_native_text)
last=$(symbol __stop_native_text)
end=$(symbol _end)
programs=$(awk -F'[(,]' '/^PROGRAM_ROW/ && ($3 ~ /SCALAR|UNSEEN$/) { print $2 }' \
	bench/programs/programs.def)

# LEVEL [hardened]: a line "native jit" for each program; jit 0 if it could not be counted.
count() {
	local log
	log=$(mktemp -u)
	mkfifo "$log"
	awk -v first="x${first#0x}" -v last="x${last#0x}" '
		/^Trace/ {
			split($4, at, "/")
			at[2] = "x" at[2] # hexadecimal: never to be compared as numbers
			if (at[2] >= first && at[2] < last) native++; else jit++
		}
		END { print native + 0, jit + 0 }' "$log" &
	qemu-aarch64 -singlestep -d exec,nochain -D "$log" \
		-dfilter "$first..$last,$end..0x20000000" "$bin" "$BUILD/bench/programs" "$@" ||
		echo "count: $*: failed" >&2
	wait
	rm -f "$log"
}

printf '%-12s %10s %10s %7s %10s %7s %10s %7s\n' "instructions" native "level 0" "" "level 1" "" \
	hardened ""
for name in $programs; do
	read -r native zero < <(count "$name" 0)
	read -r _ one < <(count "$name" 1)
	read -r _ hard < <(count "$name" 1 hardened)
	echo "$name $native $zero $one $hard"
done | awk '
	{
		if (!$2 || !$3 || !$4 || !$5) { print $1 ": not counted"; bad = 1; next }
		printf "%-12s %10d %10d %6.2fx %10d %6.2fx %10d %6.2fx\n", $1, $2, $3, $3 / $2,
			$4, $4 / $2, $5, $5 / $2
		fflush()
		n++
		zero += log($3 / $2); one += log($4 / $2); hard += log($5 / $2)
	}
	END {
		if (n)
			printf "geometric means: level 0 %.2f, level 1 %.2f (goal 1.15), hardened %.2f\n",
				exp(zero / n), exp(one / n), exp(hard / n)
		exit bad || !n
	}'
