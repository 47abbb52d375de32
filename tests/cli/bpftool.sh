# Debian's bpftool, unmodified, on skep; and what it says on the kernel, where that is permitted.
. "$(dirname "$0")/lib.sh"

if [ "${FLAVOUR:-}" = asan ]; then
	skip "bpftool" "the sanitizer's runtime would have to come first in LD_PRELOAD"
	finish
	exit 0
fi
bpftool=$(PATH=$PATH:/usr/sbin command -v bpftool)
if [ -z "$bpftool" ]; then
	skip "bpftool" "there is none"
	finish
	exit 0
fi
export SKEP_ROOT=$tmp/root F=/sys/fs/bpf OBJECTS=$PWD/$BUILD bpftool PACKET=$tmp/packet
head -c 64 /dev/zero >"$PACKET"
tool() { skep exec -- "$bpftool" "$@"; }

# ---- on skep ----

expect 0 "map create" tool map create $F/h type hash key 4 value 8 entries 4 name h
expect 0 "map update" tool map update pinned $F/h key 1 0 0 0 value 7 0 0 0 0 0 0 0
expect 0 "another process looks it up" tool --json map lookup pinned $F/h key 1 0 0 0
is_json "as JSON"
same "what was stored" "['0x07', '0x00', '0x00', '0x00', '0x00', '0x00', '0x00', '0x00']" "$(json 'j["value"]')"
expect 0 "map dump" tool map dump pinned $F/h
says "has the entry" '^key: 01 00 00 00  value: 07 00 00 00 00 00 00 00$'
expect 0 "map delete" tool map delete pinned $F/h key 1 0 0 0
expect 0 "map show" tool --json map show pinned $F/h
same "its shape" "hash h 4 8 4 0" "$(json 'j["type"], j["name"], j["bytes_key"], j["bytes_value"], j["max_entries"], j["frozen"]')"
expect 0 "map freeze" tool map freeze pinned $F/h
expect 255 "an update of a frozen map" tool map update pinned $F/h key 1 0 0 0 value 7 0 0 0 0 0 0 0
says "is not permitted" 'Operation not permitted'
expect 0 "map pin" tool map pin pinned $F/h $F/again
expect 0 "skep sees the pin" skep map list
says "as its own" '^again +hash +key 4'

expect 0 "prog load" tool prog load "$OBJECTS/examples/firewall.bpf.o" $F/fw type xdp
expect 0 "prog show" tool --json prog show pinned $F/fw
same "what it is" "xdp firewall True 3" "$(json 'j["type"], j["name"], j["gpl_compatible"], len(j["map_ids"])')"
expect 0 "its maps are there" tool --json map show
same "by name" "blocklist counters flows h" "$(json 'tuple(sorted(m["name"] for m in j))')"
expect 0 "prog show -f" tool -f prog show pinned $F/fw
says "finds the pin" "^	pinned $F/fw\$"
expect 0 "prog run" tool --json prog run pinned $F/fw data_in "$PACKET" repeat 5
same "its result" 2 "$(json 'j["retval"]')"
expect 0 "prog dump xlated" tool prog dump xlated pinned $F/fw
says "with the C lines" '^; struct cursor cursor = '
says "and names of helpers" 'call bpf_map_lookup_elem#1$'
says "and numbers of maps" 'r1 = map\[id:[0-9]+\]$'
expect 0 "map update by name" tool map update name blocklist key 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 value 5 0 0 0 0 0 0 0
expect 0 "map dump with types" tool map dump name blocklist
says "names the members" '"packets": 5'
expect 0 "btf dump" tool btf dump map name flows format c
says "is C" '^struct flow_key \{$'
expect 0 "prog loadall" tool prog loadall "$OBJECTS/examples/firewall.bpf.o" $F/all pinmaps $F/maps
expect 0 "pins both" skep map list
says "the maps" '^maps/flows '
expect 255 "a program that is refused" tool prog load "$OBJECTS/examples/broken.bpf.o" $F/broken
says "with its log" 'packet access of [0-9]+ bytes at offset'
says "and the line of Linux" 'processed [0-9]+ insns \(limit 1000000\)'
expect 0 "feature probe unprivileged" tool feature probe unprivileged
says "finds XDP" '^eBPF program_type xdp is available$'
says "and hashes" '^eBPF map_type hash is available$'
says "and no sockmap" '^eBPF map_type sockmap is NOT available$'
expect 0 "rm removes a pin" skep exec -- rm $F/fw $F/all/firewall
expect 0 "the program goes" tool --json prog show
same "with its last pin" "[]" "$(cat "$tmp/out")"

# ---- an ordinary user ----

user=$tmp/user
install -d -o 65534 -g 65534 "$user"
nobody() { setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=-all --bounding-set=-all "$@"; }
if [ "$(id -u)" = 0 ] && chmod 711 "$tmp" && nobody test -r "$OBJECTS/examples/firewall.bpf.o" -a -x "$(command -v skep)"; then
	SKEP_ROOT=$user/root
	expect 0 "nobody makes a map" nobody skep exec -- "$bpftool" map create $F/h type hash key 4 value 8 entries 4 name h
	expect 0 "stores into it" nobody skep exec -- "$bpftool" map update pinned $F/h key 1 0 0 0 value 7 0 0 0 0 0 0 0
	expect 0 "reads it" nobody skep exec -- "$bpftool" --json map dump pinned $F/h
	same "what was stored" "1" "$(json 'len(j)')"
	expect 0 "loads a program" nobody skep exec -- "$bpftool" prog load "$OBJECTS/examples/firewall.bpf.o" $F/fw type xdp
	expect 0 "runs it" nobody skep exec -- "$bpftool" --json prog run pinned $F/fw data_in "$PACKET" repeat 5
	same "its result" 2 "$(json 'j["retval"]')"
	expect 0 "dumps it" nobody skep exec -- "$bpftool" prog dump xlated pinned $F/fw
	expect 0 "and probes" nobody skep exec -- "$bpftool" feature probe unprivileged
	says "what there is" '^eBPF program_type xdp is available$'
	expect 0 "all is that user's" test -z "$(find "$user" ! -uid 65534)"
else
	skip "an ordinary user" "this is none, and cannot become one that reads the build"
fi

# ---- the kernel's words ----

export SKEP_ROOT=$tmp/compared
cat >"$tmp/script" <<'SCRIPT'
say() { echo "\$ $*"; "$bpftool" "$@" 2>&1; echo "= $?"; }
say map create $F/h type hash key 4 value 8 entries 4 name h
say map create $F/a type array key 4 value 4 entries 3 name a flags 0
say map create $F/q type queue value 4 entries 3 name q
say map create $F/s type stack value 4 entries 3 name s
say map create $F/l type lru_hash key 4 value 4 entries 4 name l
say map create $F/t type lpm_trie key 8 value 4 entries 4 name t flags 1
say map create $F/bad type hash key 4 value 8 entries 0 name h
say map create $F/h type hash key 4 value 8 entries 4 name h
say map create $F/o type array_of_maps key 4 value 4 entries 2 name o inner_map pinned $F/h
say map update pinned $F/h key 1 0 0 0 value 1 0 0 0 0 0 0 0
say map update pinned $F/h key 1 0 0 0 value 2 0 0 0 0 0 0 0 noexist
say map update pinned $F/h key 3 0 0 0 value 2 0 0 0 0 0 0 0 exist
say map lookup pinned $F/h key 1 0 0 0
say map lookup pinned $F/h key 9 0 0 0
say -j map lookup pinned $F/h key 1 0 0 0
say map delete pinned $F/h key 2 0 0 0
say map dump pinned $F/h
say -p map dump pinned $F/h
say map getnext pinned $F/h
say map dump pinned $F/a
say map update pinned $F/o key 0 0 0 0 value pinned $F/h
say map push pinned $F/s value 1 2 3 4
say map peek pinned $F/s
say map pop pinned $F/s
say map pop pinned $F/s
say map enqueue pinned $F/q value 9 0 0 0
say map dequeue pinned $F/q
say map show pinned $F/h
say -j map show pinned $F/h
say map freeze pinned $F/h
say map update pinned $F/h key 1 0 0 0 value 1 0 0 0 0 0 0 0
say map show pinned $F/h
say prog load $OBJECTS/examples/firewall.bpf.o $F/fw type xdp
say prog show pinned $F/fw
say prog load $OBJECTS/examples/firewall.bpf.o $F/fw
say prog load /nonexistent.o $F/x
say prog loadall $OBJECTS/tests/objects/several.bpf.o $F/several
say prog loadall $OBJECTS/examples/firewall.bpf.o $F/all pinmaps $F/maps
say map show pinned $F/maps/flows
say map dump pinned $F/maps/blocklist
say prog dump xlated pinned $F/nothing
say prog run pinned $F/fw data_in $PACKET
say btf dump map pinned $F/maps/flows
say btf dump prog pinned $F/fw format c
say prog pin pinned $F/fw $F/fw2
ls $F | grep -v debug
rm $F/fw $F/fw2
say prog show pinned $F/fw
SCRIPT
# What differs between any two runs: numbers, times, sizes of code and memory.
normalise() {
	sed -E 's/memlock [0-9]+B/memlock N/; s/"bytes_memlock":[0-9]+/M/; s/^[0-9]+: /N: /; s/"id":[0-9]+/"id":N/
		s/map_ids [0-9,]+/map_ids N/; s/btf_id [0-9]+/btf_id N/; s/loaded_at .*/loaded/; s/duration: [0-9]+/duration: N/
		s/xlated [0-9]+B  jited [0-9]+B/sizes/' "$1"
}
skep exec -- bash "$tmp/script" >"$tmp/skep" 2>&1
cat >"$tmp/native" <<'NATIVE'
mount --make-rprivate / && mount -t bpf bpf /sys/fs/bpf || exit 77
. "$1"
NATIVE
unshare -m bash "$tmp/native" "$tmp/script" >"$tmp/kernel" 2>&1
if grep -q '^\$ map show' "$tmp/kernel" && ! grep -q 'Operation not permitted' <(head -n 3 "$tmp/kernel"); then
	normalise "$tmp/kernel" >"$tmp/kernel.n"
	normalise "$tmp/skep" >"$tmp/skep.n"
	commands=$(grep -c '^\$' "$tmp/skep")
	diff "$tmp/kernel.n" "$tmp/skep.n" >"$tmp/diff"
	result $? "$commands commands say what they say on the kernel" || head -n 30 "$tmp/diff" | sed 's/^/# /'
else
	skip "the same on the kernel" "bpf(2) or a mount of its own is not permitted"
fi
finish
