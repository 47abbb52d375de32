# The documents that are drawn from tables are what the command draws now.
. "$(dirname "$0")/lib.sh"

for table in isa helpers diagnostics; do
	skep $table --markdown >"$tmp/$table.md"
	diff "docs/$table.md" "$tmp/$table.md" >"$tmp/diff"
	result $? "docs/$table.md is current" || head -n 10 "$tmp/diff" | sed 's/^/# /'
	expect 0 "skep $table --json" skep $table --json
	is_json "skep $table --json is JSON"
	says "skep $table --json is an array" '^\['
done
for document in $(grep -ho 'docs/[a-z-]*\.md' README.md core/*.[ch] core/*.def loader/*.[ch] verifier/*.[ch] \
	interp/*.[ch] maps/*.[ch] vm/*.[ch] tools/*.[ch] fuzz/*.[ch] include/skep/*.h docs/*.md | sort -u); do
	[ -e "$document" ]
	result $? "$document, which is referred to, exists"
done
finish
