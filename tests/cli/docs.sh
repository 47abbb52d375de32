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
finish
