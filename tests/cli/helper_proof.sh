# tests/kernel/helper_proof.data has a row for each helper with a body, and the test
# programs that it names did call the helper: see tests/lib/helper_trace.h.
. "$(dirname "$0")/lib.sh"

export BUILD LC_ALL=C
table=tests/kernel/helper_proof.data

nothing_in() { # name, lines that must not be
	[ -z "$2" ]
	result $? "$1" || printf '%s\n' "$2" | head -n 20 | sed 's/^/# /'
}

skep helpers --markdown | awk -F'|' '$9 ~ /^ yes/ { gsub(/[` ]/, ""); print $2, $3 }' |
	sort -k 2 >"$tmp/bodies"
grep -vE '^(#|reason )' $table | sort >"$tmp/rows"
sed -n 's/^reason \([a-z-]*\): ..*/\1/p' $table | sort >"$tmp/reasons"

nothing_in "each helper with a body has one row" \
	"$(cut -d' ' -f2 "$tmp/bodies" | diff - <(cut -d' ' -f1 "$tmp/rows") | grep '^[<>]')"
nothing_in "each row is a helper, a test and a test or a reason" \
	"$(grep -vE '^[a-z0-9_]+ test_[a-z_]+ (test_[a-z_]+|- [a-z-]+)$' "$tmp/rows")"
nothing_in "each reason has its text, and a row" \
	"$(sed -n 's/.* - //p' "$tmp/rows" | sort -u | diff - "$tmp/reasons" | grep '^[<>]')"

tests_named=$(grep -oE 'test_[a-z_]+' "$tmp/rows" | sort -u)
export SKEP_HELPER_TRACE=$tmp
for test in $tests_named; do
	if [ ! -e "tests/unit/$test.c" ]; then
		echo "$test"
	elif ! timeout 120 "$BUILD/tests/$test" >"$tmp/out" 2>&1; then
		echo "$test, which fails:"
		tail -n 5 "$tmp/out"
	fi
done >"$tmp/bad"
nothing_in "each test that is named exists, and passes" "$(cat "$tmp/bad")"

# Prints what is missing: "here" or "there", or "unasked" where no kernel was.
awk -v folder="$tmp" '
	function noted(line, test, number) {
		if (!((test, 1) in notes)) {
			getline notes[test, 1] < (folder "/" test)
			getline notes[test, 2] < (folder "/" test)
		}
		return substr(notes[test, line], number + 1, 1) == 1
	}
	NR == FNR { test[$1] = $2; kernel[$1] = $3; next }
	!($2 in test) { next }
	!noted(1, test[$2], $1) { print "here", $2, "is not called by", test[$2] }
	kernel[$2] == "-" || noted(2, kernel[$2], $1) { next }
	!noted(2, kernel[$2], 0) { print "unasked", $2; next }
	{ print "there", $2, "is in no program that", kernel[$2], "runs in the kernel" }
' "$tmp/rows" "$tmp/bodies" >"$tmp/lacks"
nothing_in "the tests call their helpers" "$(sed -n 's/^here //p' "$tmp/lacks")"
nothing_in "the kernel ran programs that call them" "$(sed -n 's/^there //p' "$tmp/lacks")"
unasked=$(grep -c ^unasked "$tmp/lacks")
[ "$unasked" -eq 0 ] || skip "$unasked helpers beside the kernel" "bpf(2) is not permitted"
finish
