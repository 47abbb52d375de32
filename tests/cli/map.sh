# Pinned maps, and two processes on one block list: one runs packets, the other
# looks into it and edits it live.
. "$(dirname "$0")/lib.sh"

firewall=$examples/firewall.bpf.o traffic=$examples/traffic.pcap
export SKEP_ROOT=$tmp/root

expect 0 "no maps yet" skep map list
same "an empty list" "" "$(cat "$tmp/out")"
same "the root is ours alone" 700 "$(stat -c %a "$tmp/root")"
expect 0 "run --pin keeps the maps" skep run "$firewall" --pcap "$traffic" --pin fw \
	--map blocklist=examples/blocklist.json
expect 0 "map list" skep map list
says "lists the flows" '^fw/flows +hash +key 40 +value 16 +entries 65536'
expect 0 "map list --json" skep map list --json
is_json "is JSON"
same "has all pins" "fw/blocklist fw/counters fw/flows" "$(json 'tuple(sorted(m["pin"] for m in j["maps"]))')"
expect 0 "map show" skep map show fw/counters --json
is_json "map show is JSON"
same "its type" "percpu_array 8" "$(json 'j["map"]["type"], j["map"]["max_entries"]')"
expect 0 "map dump by BTF" skep map dump fw/blocklist --btf "$firewall"
says "has addresses" '\{"key":"203\.0\.113\.66","value":\{"packets":1080\}\}'
expect 0 "map dump without BTF" skep map dump fw/blocklist --json
is_json "map dump is JSON"
same "has bytes" "True 9" \
	"$(json 'any(e["key"] == "0x00000000000000000000ffffcb007142" and e["value"] == 1080 for e in j["map"]["entries"]), len(j["map"]["entries"])')"

expect 0 "update" skep map update fw/blocklist 10.1.0.106 '{"packets": 7}' --btf "$firewall"
expect 0 "lookup" skep map lookup fw/blocklist 10.1.0.106 --btf "$firewall"
same "what was stored" '{"key":"10.1.0.106","value":{"packets":7}}' "$(cat "$tmp/out")"
expect 3 "update --noexist of a key that exists" skep map update fw/blocklist 10.1.0.106 '{}' --noexist --btf "$firewall"
expect 0 "update by bytes" skep map update fw/blocklist 0x00000000000000000000ffff0a01006a 8 --exist
expect 0 "lookup by bytes" skep map lookup fw/blocklist 0x00000000000000000000ffff0a01006a --json
same "what was stored by bytes" 8 "$(json 'j["entry"]["value"]')"
expect 3 "update --exist of a key that does not" skep map update fw/blocklist 10.9.9.9 '{}' --exist --btf "$firewall"
expect 0 "delete" skep map delete fw/blocklist 10.1.0.106 --btf "$firewall"
expect 3 "delete again" skep map delete fw/blocklist 10.1.0.106 --btf "$firewall" --json
is_json "a key that is not there, as JSON"
same "its diagnostic" no-entry "$(json 'j["error"]["id"]')"
expect 0 "update --file" skep map update fw/blocklist --file examples/blocklist.json --btf "$firewall"
expect 0 "update of a per-CPU value" skep map update fw/counters PASSED_UDP '{"packets": 5}' --btf "$firewall"
expect 0 "lookup of a per-CPU value" skep map lookup fw/counters 1 --btf "$firewall" --json
same "total and lanes" "5 PASSED_UDP [0]" \
	"$(json 'j["entry"]["total"]["packets"], j["entry"]["key"], [v["lane"] for v in j["entry"]["values"]]')"
expect 2 "update with half of an entry" skep map update fw/blocklist 10.1.0.106
expect 3 "update with a wrong key" skep map update fw/blocklist nonsense 1
expect 3 "an index that is too large" skep map update fw/counters 8 '{}' --btf "$firewall"
expect 3 "a pin that is not there" skep map dump fw/nothing
says "is named" 'no pin fw/nothing'
expect 3 "a pin outside the root" skep map dump ../../etc/passwd
expect 3 "a pin that exists" skep run "$firewall" --pcap "$traffic" --pin fw
expect 0 "another one" skep run "$firewall" --pcap "$traffic" --pin other
expect 0 "repair of a sound hash" skep map repair fw/flows --json
is_json "as JSON"
same "nothing was wrong" "0 0" "$(json 'j["unfinished"], j["misplaced"]')"
expect 0 "what it holds" skep map dump fw/blocklist --json
held=$(json 'len(j["map"]["entries"])')
expect 0 "its number" skep map show fw/blocklist --json
cat >"$tmp/empty.py" <<'EMPTY'
import struct, sys
with open(sys.argv[1], "r+b") as f:
    f.seek(-512, 2)
    geometry = f.read(512)
    buckets, = struct.unpack_from("<Q", geometry, 88)
    n, = struct.unpack_from("<I", geometry, 112)
    f.seek(buckets)
    f.write(bytes(16 * n))
EMPTY
expect 0 "all its buckets are emptied" python3 "$tmp/empty.py" "$SKEP_ROOT/ids/$(json 'j["map"]["id"]')"
expect 0 "so nothing is found" skep map dump fw/blocklist --json
same "no entries" 0 "$(json 'len(j["map"]["entries"])')"
expect 0 "repair of it" skep map repair fw/blocklist
says "tells what was wrong" "^fw/blocklist: $held entries; 0 writers had died in an operation, $held places were wrong: put right"
expect 0 "afterwards" skep map dump fw/blocklist --json
same "all is there" "$held" "$(json 'len(j["map"]["entries"])')"
expect 3 "repair of an array" skep map repair fw/counters
says "has nothing to repair" 'cannot repair map counters'
cat >"$tmp/reboot.py" <<'REBOOT'
import struct, sys
with open(sys.argv[1], "r+b") as f:
    f.seek(-512, 2)
    geometry = f.read(512)
    control, = struct.unpack_from("<Q", geometry, 72)
    buckets, = struct.unpack_from("<Q", geometry, 88)
    n, = struct.unpack_from("<I", geometry, 112)
    f.seek(control + 8)
    f.write(b"another boot id.")
    f.seek(buckets)
    f.write(struct.pack("<QII", 1 << 32 | 1, 0, 99) * n)
REBOOT
expect 0 "its number" skep map show fw/blocklist --json
expect 0 "another boot, with every bucket locked and each chain lost" python3 "$tmp/reboot.py" \
	"$SKEP_ROOT/ids/$(json 'j["map"]["id"]')"
expect 0 "a key that is stored then" skep map update fw/blocklist 203.0.113.77 '{"packets": 1}' --btf "$firewall"
expect 0 "and a dump" skep map dump fw/blocklist --json
same "all is there" "$((held + 1))" "$(json 'len(j["map"]["entries"])')"
expect 0 "sync" skep map sync fw/blocklist --json
is_json "as JSON"
expect 3 "sync of nothing" skep map sync fw/nothing
cat >"$tmp/version.py" <<'VERSION'
import sys
with open(sys.argv[1], "r+b") as f:
    f.seek(-12, 2)
    f.write((99).to_bytes(4, "little"))
VERSION
expect 0 "the number of another one" skep map show fw/flows --json
expect 0 "is made one of another version" python3 "$tmp/version.py" "$SKEP_ROOT/ids/$(json 'j["map"]["id"]')"
expect 3 "which is refused" skep map dump fw/flows
says "by its version" 'is of version 99 of the map format; this skep has version [0-9]+ \[map-version\]'
expect 3 "the others are listed" skep map list
says "all of them" '^fw/counters'
expect 0 "unpin" skep map unpin fw/flows
expect 3 "unpin again" skep map unpin fw/flows --json
is_json "as JSON"
expect 0 "the map is gone with its last pin" skep map list
says "the others stay" '^fw/counters'
same "fw/flows does not" 0 "$(grep -c '^fw/flows' "$tmp/out")"

# Maps of other types: tries, queues, stacks, bloom filters.  The frame pushes 5 into the queue.
types=$BUILD/tests/objects/map_types.bpf.o
frame="01000000 00000000 00000000 00000000 0000000000000000 0500000000000000 0000000000000000"
expect 0 "a queue is filled by a program" skep run "$types" --data-hex "$frame" --pin types
expect 0 "and by hand" skep map update types/waiting 6
expect 0 "dump of a queue" skep map dump types/waiting
says "its oldest first" '^  \{"value":5\}$'
expect 0 "lookup shows what comes next" skep map lookup types/waiting
same "the oldest" '{"value":5}' "$(cat "$tmp/out")"
expect 0 "delete pops it" skep map delete types/waiting --json
is_json "which is shown"
same "the same" 5 "$(json 'j["entry"]["value"]')"
expect 0 "and the next" skep map delete types/waiting
same "in order" '{"value":6}' "$(cat "$tmp/out")"
expect 3 "an empty queue" skep map delete types/waiting
expect 2 "a queue has no keys" skep map update types/waiting 1 2
for value in 1 2 3 4 5 6 7 8; do skep map update types/undo $value; done
expect 3 "a full stack" skep map update types/undo 9
expect 0 "gives up the oldest for --exist" skep map update types/undo 9 --exist
expect 0 "dump of a stack" skep map dump types/undo --json
same "its newest first" "[9, 8, 7, 6, 5, 4, 3, 2]" "$(json '[e["value"] for e in j["map"]["entries"]]')"
expect 0 "a bloom filter" skep map update types/seen 77
expect 0 "has what was pushed" skep map lookup types/seen 77
expect 3 "and not what was not" skep map lookup types/seen 78
expect 3 "keeps everything" skep map delete types/seen
expect 0 "says that it cannot be listed" skep map dump types/seen
says "its values" 'cannot be listed'
expect 2 "needs a value to look up" skep map lookup types/seen
expect 0 "a trie" skep map update types/routes '{"length": 8, "bits": 10}' 1 --btf "$types"
expect 0 "of prefixes" skep map update types/routes '{"length": 16, "bits": 266}' 2 --btf "$types"
expect 0 "finds the longest" skep map lookup types/routes '{"length": 32, "bits": 131338}' --btf "$types" --json
same "of an address" 2 "$(json 'j["entry"]["value"]')"
expect 0 "deletes exactly" skep map delete types/routes '{"length": 16, "bits": 266}' --btf "$types"
expect 3 "and no other" skep map delete types/routes '{"length": 9, "bits": 10}' --btf "$types"
expect 0 "so a shorter one is found" skep map lookup types/routes '{"length": 32, "bits": 131338}' --btf "$types" --json
same "then" 1 "$(json 'j["entry"]["value"]')"

# Where the root is.
expect 0 "--root wins over SKEP_ROOT" skep map list --root "$tmp/else" --json
same "another root is empty" "[]" "$(json 'j["maps"]')"
expect 0 "XDG_RUNTIME_DIR" env -u SKEP_ROOT XDG_RUNTIME_DIR="$tmp" skep map list
[ -d "$tmp/skep" ]
result $? "has a root named skep"
mkdir -m 777 "$tmp/open"
chmod 777 "$tmp/open"
expect 4 "a root that others can write" skep map list --root "$tmp/open"
says "is refused by name" "$tmp/open"
ln -s /nonexistent/nowhere "$tmp/link"
expect 4 "a root that cannot be made" skep map list --root "$tmp/link/root"

# Two processes.  The run is stopped when the test is done with it.
rm -rf "$tmp/root"
skep run "$firewall" --pcap "$traffic" --repeat 100000000 --pin live >"$tmp/run.out" 2>"$tmp/run.err" &
pid=$!
count() { # packets from or to an address that were blocked
	skep map lookup live/blocklist "$1" --btf "$firewall" --json 2>/dev/null |
		python3 -c 'import json, sys; print(json.load(sys.stdin)["entry"]["value"]["packets"])' 2>/dev/null
}
wait_until() { # command: up to 20 s
	for _ in $(seq 200); do
		"$@" && return 0
		sleep 0.1
	done
	return 1
}
is_counting() { [ "$(count "$1" || echo 0)" -gt 0 ] 2>/dev/null; }
has_flows() { skep map dump live/flows --btf "$firewall" 2>/dev/null | grep -q '"saddr":"198.51.100.22"'; }
wait_until has_flows
result $? "while one process runs packets another sees its flows"
expect 0 "and blocks an address" skep map update live/blocklist 198.51.100.22 '{"packets": 0}' --btf "$firewall"
wait_until is_counting 198.51.100.22
result $? "which the running program obeys"
expect 0 "and another" skep map update live/blocklist 2001:db8:bad::1 '{"packets": 0}' --btf "$firewall"
wait_until is_counting 2001:db8:bad::1
result $? "too"
expect 0 "dump while it runs" skep map dump live/blocklist --btf "$firewall" --json
is_json "is JSON"
same "two are blocked" "198.51.100.22 2001:db8:bad::1" "$(json 'tuple(sorted(e["key"] for e in j["map"]["entries"]))')"
expect 0 "and deletes it again" skep map delete live/blocklist 198.51.100.22 --btf "$firewall"
expect 3 "so that it is gone" skep map lookup live/blocklist 198.51.100.22 --btf "$firewall"
kill -0 $pid
result $? "the run goes on"
kill -TERM $pid
wait $pid
same "until it is stopped" 130 $?
expect 0 "pinned maps outlive it" skep map lookup live/blocklist 2001:db8:bad::1 --btf "$firewall"
finish
