#!/usr/bin/env bash
# Runs every test program of $BUILD/tests and every tests/cli/*.sh; each prints
# TAP (cmocka's own, or lines "ok N - name" / "not ok N - name").  Counts the
# lines, counts a crash or a silent program as a failure, and ends with one
# plain line.  ONLY=glob runs a part; TEST_RUNNER=cmd (qemu, valgrind) wraps the
# binaries.
set -u
cd "$(dirname "$0")/.."
export BUILD=${BUILD:-build} CMOCKA_MESSAGE_OUTPUT=TAP
export PATH="$PWD/$BUILD:$PATH"
passed=0 failed=0 skipped=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

run() { # name command...
	local name=$1 ok bad skip status
	shift
	"$@" >"$log" 2>&1 </dev/null
	status=$?
	ok=$(grep -c '^ok [0-9]' "$log")
	bad=$(grep -c '^not ok [0-9]' "$log")
	skip=$(grep -ci '^ok [0-9].*# *skip' "$log")
	if [ $((ok + bad)) -eq 0 ] || { [ $status -ne 0 ] && [ "$bad" -eq 0 ]; }; then
		echo "not ok: $name: exit status $status after $ok tests"
		bad=$((bad + 1))
	fi
	passed=$((passed + ok - skip)) failed=$((failed + bad)) skipped=$((skipped + skip))
	grep -i '^ok [0-9].*# *skip' "$log" | sed "s/^/$name: /"
	if [ "$bad" -ne 0 ]; then
		echo "--- $name: $bad failed"
		tail -n 60 "$log"
	else
		echo "$name: $ok ok"
	fi
}

for bin in "$BUILD"/tests/test_*; do
	[ -x "$bin" ] && [ "${bin%.d}" = "$bin" ] || continue
	# shellcheck disable=SC2254
	case ${bin##*/} in ${ONLY:-*}) run "${bin##*/}" ${TEST_RUNNER:-} "$bin" ;; esac
done
if [ -z "${NO_CLI:-}" ]; then
	for script in tests/cli/*.sh; do
		[ -e "$script" ] || continue
		# shellcheck disable=SC2254
		case ${script##*/} in ${ONLY:-*}) run "${script##*/}" bash "$script" ;; esac
	done
fi
[ "$skipped" -eq 0 ] || echo "$skipped skipped, with the reasons above"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
