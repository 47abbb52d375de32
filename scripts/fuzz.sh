#!/usr/bin/env bash
# AFL++ on the harnesses of fuzz/afl, MINUTES (5) each, two at a time, from the
# seeds of fuzz/corpus and what earlier runs found.  Every crash and hang is
# kept in fuzz/findings and named with the command that repeats it; the exit
# status is then 1.  Each run adds a line to fuzz/HOURS.md.
#
#   HARNESS="name ..."   only these         AT_ONCE=n   so many at a time
#   AFL_BUILD=folder     what was built with AFL++'s compiler
set -u
cd "$(dirname "$0")/.." || exit 1
AFL_BUILD=${AFL_BUILD:-build-afl}
program=$AFL_BUILD/fuzz/afl/afl
minutes=${MINUTES:-5}
at_once=${AT_ONCE:-2}
findings=fuzz/findings
log=fuzz/HOURS.md
hang_ms=10000
export AFL_NO_UI=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1
export AFL_HANG_TMOUT=$hang_ms
fuzz_asan=abort_on_error=1:symbolize=0:detect_leaks=0:allocator_may_return_null=1
replay_asan=abort_on_error=1:detect_leaks=1:allocator_may_return_null=1
names=${HARNESS:-$("$program" --list)}
n_findings=0

fail() {
	echo "fuzz: $1" >&2
	exit 2
}

case $minutes in '' | *[!0-9]* | 0) fail "MINUTES is a number of minutes" ;; esac
for name in $names; do
	[ -d "fuzz/corpus/$name" ] || fail "there is no harness $name, see $program --list"
done

folder() { echo "$AFL_BUILD/work/$1"; }

stat_of() { # harness, field of fuzzer_stats
	sed -n "s/^$2 *: *//p" "$(folder "$1")/out/default/fuzzer_stats" 2>/dev/null
}

fuzz_one() { # harness
	local name=$1 work
	work=$(folder "$name")
	rm -rf "$work/in" "$work/out"
	mkdir -p "$work/in" "$work/kept"
	cp "fuzz/corpus/$name"/* "$work/in/"
	find "$work/kept" -type f -exec cp -t "$work/in" {} +
	ASAN_OPTIONS=$fuzz_asan afl-fuzz -i "$work/in" -o "$work/out" -m none -t 3000+ \
		-V $((minutes * 60)) -- "$program" "$name" >"$work/log" 2>&1
}

progress() { # harnesses
	local name
	while sleep 60; do
		for name in "$@"; do
			echo "$name: $(stat_of "$name" run_time) s, $(stat_of "$name" execs_done) inputs," \
				"$(stat_of "$name" bitmap_cvg) of the edges, $(stat_of "$name" saved_crashes) crashes," \
				"$(stat_of "$name" saved_hangs) hangs"
		done
	done
}

keep() { # harness, kind, file
	local kept
	kept=$findings/$1-$2-$(sha1sum <"$3" | cut -c1-10)
	mkdir -p "$findings"
	cp "$3" "$kept"
	n_findings=$((n_findings + 1))
	echo "fuzz: $2: ASAN_OPTIONS=$replay_asan $program $1 $kept" >&2
}

# What AFL++ saved; then its whole queue again, in one process that looks for leaks.
collect() { # harness
	local name=$1 out file before=$n_findings
	out=$(folder "$name")/out/default
	[ -e "$out/fuzzer_stats" ] || {
		tail -n 20 "$(folder "$name")/log" >&2
		fail "$name: afl-fuzz did not run"
	}
	for file in "$out"/crashes/id:*; do [ ! -e "$file" ] || keep "$name" crash "$file"; done
	for file in "$out"/hangs/id:*; do
		[ -e "$file" ] || continue
		# Slow because others were busy is not slow.
		ASAN_OPTIONS=$replay_asan timeout $((hang_ms / 1000)) "$program" "$name" "$file" >/dev/null 2>&1
		[ $? -ne 124 ] || keep "$name" hang "$file"
	done
	if ! ASAN_OPTIONS=$replay_asan timeout 600 "$program" "$name" "$out/queue" >"$out/replay" 2>&1; then
		tail -n 30 "$out/replay" >&2
		file=$(grep "^$out/queue/id:" "$out/replay" | tail -n 1)
		keep "$name" replay "$file"
	fi
	for file in "$out"/queue/id:*; do
		case $file in *,orig:*) ;; *) cp "$file" "$(folder "$name")/kept/$(sha1sum <"$file" | cut -c1-16)" ;; esac
	done
	record "$name" $((n_findings - before))
}

record() { # harness, findings
	local commit
	commit=$(git rev-parse --short HEAD 2>/dev/null || echo unknown)
	[ -z "$(git status --porcelain -- '*.c' '*.h' '*.def' 2>/dev/null)" ] || commit="$commit, changed"
	[ -e "$log" ] || printf '# Hours of fuzzing\n\n%s\n\n| %s |\n|---|---|---|---|---|---|---|---|\n' \
		'`make fuzz` adds a line for each run; edges: those reached of those that the build has.' \
		'day | commit | harness | minutes | inputs | edges | queue | findings' >"$log"
	echo "| $(date -u +%F) | $commit | $1 | $(($(stat_of "$1" run_time) / 60)) |" \
		"$(stat_of "$1" execs_done) | $(stat_of "$1" edges_found) of $(stat_of "$1" total_edges)," \
		"$(stat_of "$1" bitmap_cvg) | $(stat_of "$1" corpus_count) | $2 |" >>"$log"
}

run_group() { # harnesses
	local pids=() name watcher
	echo "fuzz: $minutes minutes: $*"
	for name in "$@"; do
		fuzz_one "$name" &
		pids+=($!)
	done
	progress "$@" &
	watcher=$!
	wait "${pids[@]}"
	kill "$watcher" 2>/dev/null
	wait "$watcher" 2>/dev/null
	for name in "$@"; do collect "$name"; done
}

group=()
for name in $names; do
	group+=("$name")
	[ ${#group[@]} -lt "$at_once" ] && continue
	run_group "${group[@]}"
	group=()
done
[ ${#group[@]} -eq 0 ] || run_group "${group[@]}"
if [ "$n_findings" -gt 0 ]; then
	echo "fuzz: $n_findings findings, kept in $findings" >&2
	exit 1
fi
echo "fuzz: nothing was found; $log has a line for each harness"
