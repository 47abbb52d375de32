#!/usr/bin/env bash
# Hostile input with fresh seeds for MINUTES (10): runs the unit tests that damage
# objects, BTF, maps and programs (TESTS) again and again with SOAK=1 and a new
# SEED each round.  A failure stops it and leaves the output; the seed is printed.
set -u
cd "$(dirname "$0")/.." || exit 1
BUILD=${BUILD:-build}
export BUILD SOAK=1 CMOCKA_MESSAGE_OUTPUT=TAP
minutes=${MINUTES:-10}
tests=()
for pattern in ${TESTS:-'*hostile*' '*fuzz*' '*random*' '*truncat*'}; do
	for source in tests/unit/test_$pattern.c; do
		[ -e "$source" ] && tests+=("$(basename "$source" .c)")
	done
done
[ ${#tests[@]} -gt 0 ] || { echo "soak: no test matches" >&2; exit 1; }
echo "Running for $minutes minutes with SOAK=1 and fresh seeds: ${tests[*]}"
end=$((SECONDS + minutes * 60))
rounds=0
while [ $SECONDS -lt $end ]; do
	SEED=$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')
	export SEED
	for test in "${tests[@]}"; do
		[ $SECONDS -lt $end ] || break
		if ! timeout 3600 "$BUILD/tests/$test" >"$BUILD/soak.log" 2>&1; then
			tail -n 40 "$BUILD/soak.log"
			echo "soak: $test failed, SEED=$SEED; its output is in $BUILD/soak.log" >&2
			exit 1
		fi
	done
	rounds=$((rounds + 1))
done
echo "soak: $rounds rounds, nothing failed"
