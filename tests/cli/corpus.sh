# Every input of fuzz/corpus through its harness, built by an ordinary compiler:
# seeds, and what AFL++ once found.  docs/fuzzing.md.
. "$(dirname "$0")/lib.sh"

harness=$BUILD/fuzz/afl/afl
names=$("$harness" --list)
for name in $names; do
	wanted=$(find "fuzz/corpus/$name" -type f | wc -l)
	expect 0 "$name: nothing of the corpus fails" "$harness" "$name" "fuzz/corpus/$name"
	says "all $wanted inputs ran" "^ok 1 - $name: $wanted inputs$"
	[ "$wanted" -gt 4 ]
	result $? "$name: there are seeds"
done
same "every folder of the corpus has a harness" "$(echo $names | tr ' ' '\n' | sort)" \
	"$(ls fuzz/corpus | sort)"
mkdir "$tmp/empty"
expect 1 "an empty folder is no success" "$harness" decode "$tmp/empty"
says "and says so" '^not ok 1 - decode: 0 inputs$'
expect 1 "nor is a file that is not there" "$harness" decode "$tmp/none"
expect 2 "an unknown harness" "$harness" none
mkdir -p "$tmp/seeds/1" "$tmp/seeds/2"
"$harness" --seeds map-ops "$tmp/seeds/1" && "$harness" --seeds map-ops "$tmp/seeds/2"
same "seeds are the same each time" "" "$(diff -r "$tmp/seeds/1" "$tmp/seeds/2")"
finish
