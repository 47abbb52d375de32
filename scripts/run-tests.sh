#!/usr/bin/env bash
# Runs every test program of $BUILD/tests and every tests/cli/*.sh; each prints
# TAP (cmocka's own, or lines "ok N - name" / "not ok N - name").  Counts the
# lines, counts a crash, a hang or a silent program as a failure, and ends with
# one plain line.  As many at a time as there are processors.
#
#   ONLY="glob ..."   run these only        SKIP="glob ..."  leave these out
#   TEST_RUNNER=cmd   wraps the unit tests (qemu, valgrind)
#   TEST_TIMEOUT=N    seconds a program may take
#   JOBS=N            programs at a time
#   NO_CLI=1          no tests/cli
#   FLAVOUR=name      asan, tsan, valgrind, arm64: tests may do less of the same there
#   TALLY=file        gets a line "passed failed skipped"
set -u
cd "$(dirname "$0")/.." || exit 1
export BUILD=${BUILD:-build} CMOCKA_MESSAGE_OUTPUT=TAP FLAVOUR=${FLAVOUR:-}
export PATH="$PWD/$BUILD:$PATH"
# A sanitizer's complaint is never taken for one of the command's exit codes.
export ASAN_OPTIONS=${ASAN_OPTIONS:-exitcode=99} UBSAN_OPTIONS=${UBSAN_OPTIONS:-exitcode=99:print_stacktrace=1}
export TSAN_OPTIONS=${TSAN_OPTIONS:-exitcode=99:history_size=7:suppressions=$PWD/tests/tsan.supp}
# Long tests say how far they are.
[ -z "${SOAK:-}" ] || { exec 9>&2 && export PROGRESS_FD=9; }
JOBS=${JOBS:-$(nproc)}
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

matches() { # name, globs
	local glob
	set -f
	for glob in $2; do
		# shellcheck disable=SC2254 # a glob it is
		case $1 in $glob) set +f; return 0 ;; esac
	done
	set +f
	return 1
}

wanted() {
	matches "$1" "${ONLY:-*}" && ! matches "$1" "${SKIP:-}"
}

run() { # name command...
	local name=$1 log=$results/$1.log ok bad skip status
	shift
	timeout -k 10 "${TEST_TIMEOUT:-300}" "$@" >"$log" 2>&1 </dev/null
	status=$?
	ok=$(grep '^ok [0-9]' "$log" | grep -cvi '# *skip')
	# Some versions of cmocka print "not ok" for a test that is skipped.
	skip=$(grep -ciE '^(not )?ok [0-9].*# *skip' "$log")
	bad=$(grep '^not ok [0-9]' "$log" | grep -cvi '# *skip')
	{
		if [ $((ok + bad + skip)) -eq 0 ] || { [ $status -ne 0 ] && [ "$bad" -eq 0 ]; }; then
			echo "not ok: $name: exit status $status after $ok tests"
			bad=$((bad + 1))
		fi
		grep -iE '^skipped:|^(not )?ok [0-9].*# *skip' "$log" | sed "s/^/$name: /"
		if [ "$bad" -ne 0 ]; then
			echo "--- $name: $bad failed"
			tail -n 60 "$log"
		else
			echo "$name: $ok ok"
		fi
	} >"$results/$name.report"
	echo "$ok $bad $skip" >"$results/$name.count"
	cat "$results/$name.report"
}

begin() { # name command...
	while [ "$(jobs -rp | wc -l)" -ge "$JOBS" ]; do
		wait -n
	done
	started=$((started + 1))
	run "$@" &
}

started=0
# Programs of the sources that exist: a stale binary of a removed test is not run.
for source in tests/unit/test_*.c; do
	[ -e "$source" ] || continue
	name=$(basename "$source" .c)
	# shellcheck disable=SC2086 # the runner is words
	wanted "$name" && begin "$name" ${TEST_RUNNER:-} "$BUILD/tests/$name"
done
if [ -z "${NO_CLI:-}" ]; then
	for script in tests/cli/*.sh; do
		[ -e "$script" ] || continue
		name=${script##*/}
		case $name in lib.sh) continue ;; esac
		wanted "$name" && begin "$name" bash "$script"
	done
fi
wait
read -r passed failed skipped reported < <(
	cat "$results"/*.count 2>/dev/null |
		awk '{ p += $1; f += $2; s += $3 } END { print p + 0, f + 0, s + 0, NR }'
)
failed=$((failed + started - reported)) # a program without a report is no success
[ -z "${TALLY:-}" ] || echo "$passed $failed $skipped" >>"$TALLY"
[ "$skipped" -eq 0 ] || echo "$skipped skipped, with the reasons above"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
