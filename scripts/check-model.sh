#!/usr/bin/env bash
# Models (maps/model/*.pml) by spin: every state, some ten seconds; no assertion fails and
# nobody waits for ever.  Each FAULT that a model names must be found.
set -eu
CC=${CC:-cc}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

search() { # model, fault, optimization: the verdict of all states
	local model=$PWD/$1
	(cd "$work" && spin -a -DFAULT="$2" "$model" >/dev/null &&
		"$CC" "$3" -DSAFETY -DCOLLAPSE -o pan pan.c && timeout 120 ./pan -m100000) >"$work/out" 2>&1 || true
	if grep -q 'max search depth too small' "$work/out"; then
		echo cut
	else
		sed -n 's/.*errors: \([0-9]*\)$/\1/p' "$work/out"
	fi
}

for model in maps/model/*.pml; do
	verdict=$(search "$model" 0 -O1)
	states=$(sed -n 's/^ *\([0-9]*\) states, stored.*/\1/p' "$work/out")
	if [ "$verdict" != 0 ] || [ -z "$states" ]; then
		echo "model: $model fails:"
		tail -n 20 "$work/out"
		status=1
		continue
	fi
	faults=$(sed -n 's/^#if FAULT == \([0-9]*\)$/\1/p; s/.*FAULT != \([0-9]*\) .*/\1/p' "$model" | sort -u)
	for fault in $faults; do
		if [ "$(search "$model" "$fault" -O0)" != 1 ]; then
			echo "model: $model: fault $fault is not found"
			status=1
		fi
	done
	echo "model: $model: $states states, faults $(echo $faults) found"
done
exit $status
