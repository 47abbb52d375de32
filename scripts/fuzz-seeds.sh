#!/usr/bin/env bash
# Makes the seeds of the harnesses of fuzz/afl and writes those that reach
# something of their own to fuzz/corpus/HARNESS, beside what stands there.
#
#   BUILD=build AFL_BUILD=build-afl scripts/fuzz-seeds.sh
set -eu
cd "$(dirname "$0")/.."
BUILD=${BUILD:-build} AFL_BUILD=${AFL_BUILD:-build-afl}
harness=$AFL_BUILD/fuzz/afl/afl
largest=9000 # bytes of an object; larger ones show AFL++ little more
all=$AFL_BUILD/seeds
rm -rf "$all"

objects() { # without debugging sections, which nothing reads
	local object small=$all/small.o
	for object in "$BUILD"/tests/objects/*.o; do
		llvm-strip-19 -g -o "$small" "$object"
		[ "$(stat -c %s "$small")" -gt "$largest" ] || cp "$small" "$all/elf/$(basename "$object" .bpf.o)"
		llvm-objcopy-19 -O binary --only-section=.BTF --set-section-flags=.BTF=alloc "$object" "$small"
		[ "$(stat -c %s "$small")" -gt "$largest" ] ||
			{ printf '\0\0\0\0'; cat "$small"; } >"$all/btf/$(basename "$object" .bpf.o)"
	done
	rm -f "$small"
}

# A base of one type, "int", and split BTF with a constant one.
split_btf() {
	printf '\x2d\0\0\0'
	printf '\x9f\xeb\1\0\x18\0\0\0' && printf '\0\0\0\0\x10\0\0\0\x10\0\0\0\5\0\0\0'
	printf '\1\0\0\0\0\0\0\1\4\0\0\0\x20\0\0\1' && printf '\0int\0'
	printf '\x9f\xeb\1\0\x18\0\0\0' && printf '\0\0\0\0\xc\0\0\0\xc\0\0\0\1\0\0\0'
	printf '\0\0\0\0\0\0\0\xa\1\0\0\0' && printf '\0'
}

export AFL_NO_AFFINITY=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1
export ASAN_OPTIONS=abort_on_error=1:symbolize=0:detect_leaks=0
for name in $("$harness" --list); do
	mkdir -p "$all/$name" "fuzz/corpus/$name"
	"$harness" --seeds "$name" "$all/$name"
done
objects
split_btf >"$all/btf/split"
for name in $("$harness" --list); do
	[ -z "$(ls "fuzz/corpus/$name")" ] || cp "fuzz/corpus/$name"/* "$all/$name/"
	rm -rf "$all/kept"
	afl-cmin -i "$all/$name" -o "$all/kept" -t 5000 -m none -- "$harness" "$name" >"$all/log" 2>&1 ||
		{ cat "$all/log"; exit 1; }
	for seed in "$all/kept"/*; do
		[ -e "fuzz/corpus/$name/${seed##*/}" ] || cp "$seed" "fuzz/corpus/$name/"
	done
	echo "$name: $(ls "$all/$name" | wc -l) seeds, $(ls "fuzz/corpus/$name" | wc -l) kept"
done
