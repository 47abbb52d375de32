# skep run: verdicts, captures in and out, maps before and after, engines.
. "$(dirname "$0")/lib.sh"

firewall=$examples/firewall.bpf.o traffic=$examples/traffic.pcap

expect 0 "the firewall runs" skep run "$firewall" --pcap "$traffic" \
	--map blocklist=examples/blocklist.json --pcap-out "$tmp/passed.pcap" --json --maps --top flows=packets:3
is_json "its report is JSON"
same "verdicts" "12615 4348 8267" \
	"$(json 'j["packets"], j["verdicts"]["XDP_DROP"]["packets"], j["verdicts"]["XDP_PASS"]["packets"]')"
same "written is what passed" "8267" "$(json 'j["written"]')"
same "counters of all reasons add up" "12615" \
	"$(json 'sum(e["total"]["packets"] for m in j["maps"] if m["name"] == "counters" for e in m["entries"])')"
same "reasons have their names" "PASSED_TCP 5869" \
	"$(json '[(e["key"], e["total"]["packets"]) for m in j["maps"] if m["name"] == "counters" for e in m["entries"]][0]')"
same "blocked packets are counted by address" "4180" \
	"$(json 'sum(e["value"]["packets"] for m in j["maps"] if m["name"] == "blocklist" for e in m["entries"])')"
same "flows add up to what passed as IP" "8067" \
	"$(json 'sum(e["value"]["packets"] for m in j["maps"] if m["name"] == "flows" for e in m["entries"])')"
same "the top flow" "198.51.100.22 10.1.10.14 22 563" \
	"$(json '(lambda e: (e["key"]["saddr"], e["key"]["daddr"], e["key"]["sport"], e["value"]["packets"]))(j["top"]["flows"][0])')"
same "three were asked for" "3" "$(json 'len(j["top"]["flows"])')"

expect 0 "what passed passes again" skep run "$firewall" --pcap "$tmp/passed.pcap" \
	--map blocklist=examples/blocklist.json --json
same "all of it" "8267 ['XDP_PASS']" "$(json 'j["packets"], list(j["verdicts"])')"
same "no temporary file is left" "passed.pcap" "$(ls "$tmp" | grep passed)"

expect 0 "without a block list nothing is blocked" skep run "$firewall" --pcap "$traffic" --json
same "only broken headers are dropped" "168" "$(json 'j["verdicts"]["XDP_DROP"]["packets"]')"

for engine in $engines; do
	expect 0 "engine $engine" skep run "$firewall" --pcap "$traffic" --engine $engine \
		--map blocklist=examples/blocklist.json --json --verdicts
	json 'j["results"]' >"$tmp/$engine"
done
for engine in $engines; do
	cmp -s "$tmp/interp" "$tmp/$engine"
	result $? "$engine gives each packet the interpreter's verdict"
done

expect 0 "verdicts as text" skep run "$firewall" --pcap "$traffic" --verdicts
says "the first packet" '^1 XDP_PASS$'
same "a line for each packet" 12615 "$(grep -cE '^[0-9]+ XDP_' "$tmp/out")"
says "a table of verdicts" '^  XDP_PASS +12447 +98\.7 % +[0-9]+$'
says "packets a second" 'million packets a second'

expect 0 "--repeat" skep run "$firewall" --pcap "$traffic" --repeat 3 --json
same "three times the packets" "37845" "$(json 'j["packets"]')"
expect 0 "--data-hex" skep run "$examples/counter.bpf.o" --json --maps --repeat 5 \
	--data-hex 'ff:ff:ff:ff:ff:ff 020000000001 0806'
same "five packets of 14 bytes" "5 5 70" \
	"$(json 'j["packets"], j["maps"][0]["entries"][0]["value"]["packets"], j["maps"][0]["entries"][0]["value"]["bytes"]')"
expect 0 "an empty packet" skep run "$firewall" --data-hex '' --json
same "is dropped" "1" "$(json 'j["verdicts"]["XDP_DROP"]["packets"]')"
expect 0 "a capture on standard input" sh -c "skep run '$firewall' --pcap - --json <'$traffic'"
same "all of it is read" "12615" "$(json 'j["packets"]')"
expect 2 "which cannot be read twice" skep run "$firewall" --pcap - --repeat 2

expect 0 "a program that moves the start of the packet" skep run "$examples/popvlan.bpf.o" \
	--pcap "$traffic" --pcap-out "$tmp/untagged.pcap" --json
tagged=$(json 'j["verdicts"]["XDP_TX"]["packets"]')
expect 0 "its output has no tag of its kind left" skep run "$examples/popvlan.bpf.o" \
	--pcap "$tmp/untagged.pcap" --json
same "and lost 4 bytes for each" "$((2149188 - 4 * tagged)) ['XDP_PASS']" \
	"$(json 'j["bytes"], list(j["verdicts"])')"
[ "$tagged" -gt 1000 ]
result $? "there were many"

echo '[{"key": {"protocol": 6, "port": 443}, "value": {"verdict": 2}},
       {"key": {"protocol": 17, "port": 53}, "value": {"verdict": 2}}]' >"$tmp/policy.json"
expect 0 "a policy by port" skep run "$examples/portpolicy.bpf.o" --pcap "$traffic" --json --maps \
	--map "policies=$tmp/policy.json"
same "packets of policies are counted" "True" \
	"$(json 'all(e["value"]["packets"] > 100 for m in j["maps"] if m["name"] == "policies" for e in m["entries"])')"
expect 0 "a rate limit" skep run "$examples/ratelimit.bpf.o" --pcap "$traffic" --json --top buckets=dropped
same "lets bursts pass and drops" "['XDP_DROP', 'XDP_PASS']" "$(json 'sorted(j["verdicts"])')"

expect 1 "a program with a bug is not run" skep run "$examples/broken.bpf.o" --pcap "$traffic" \
	--pcap-out "$tmp/never.pcap"
says "and says why" '\[packet-bounds\]'
[ ! -e "$tmp/never.pcap" ]
result $? "and writes nothing"
if [ "$engines" = "interp checked" ]; then
	expect 1 "an engine that is not there" skep run "$firewall" --pcap "$traffic" --engine jit --json
	is_json "and says so as JSON"
fi

cat >"$tmp/loop.c" <<'C'
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
SEC("xdp") int loop(struct xdp_md *ctx)
{
	__u32 sum = 0;

	for (__u32 i = 0; i < 50; i++)
		sum += bpf_get_prandom_u32() & 1;
	return sum > 50 ? XDP_DROP : XDP_PASS;
}
char LICENSE[] SEC("license") = "BSD";
C
${BPF_CLANG:-clang-19} -target bpf -g -O2 -mcpu=v3 -fno-unroll-loops -I/usr/include/"$(uname -m)"-linux-gnu \
	-c "$tmp/loop.c" -o "$tmp/loop.o"
expect 0 "a loop runs" skep run "$tmp/loop.o" --data-hex 00
for engine in $engines; do
	expect 1 "$engine: a budget that is too small" skep run "$tmp/loop.o" --data-hex 00 --budget 20 --engine $engine
	says "$engine: names the packet" 'packet 1: the instruction budget ran out'
	expect 0 "$engine: a budget that is enough" skep run "$tmp/loop.o" --data-hex 00 --budget 2000 --engine $engine
done

echo '[{"key": "203.0.113.x", "value": {}}]' >"$tmp/bad.json"
expect 3 "an address that is none" skep run "$firewall" --pcap "$traffic" --map "blocklist=$tmp/bad.json"
says "names the file, the entry and the text" 'bad\.json: entry 0: key: "203\.0\.113\.x"'
echo '[{"key": "1.2.3.4", "value": {"hits": 1}}]' >"$tmp/bad.json"
expect 3 "a member that is none" skep run "$firewall" --pcap "$traffic" --map "blocklist=$tmp/bad.json"
says "names it" 'struct block has no member "hits"'
echo '[{"key": "1.2.3.4", "value": {"packets": -1}}]' >"$tmp/bad.json"
expect 3 "a number that does not fit" skep run "$firewall" --pcap "$traffic" --map "blocklist=$tmp/bad.json"
says "names its place" 'value: packets: -1 is negative'
echo '[{"key": "1.2.3.4", ' >"$tmp/bad.json"
expect 3 "JSON that ends early" skep run "$firewall" --pcap "$traffic" --map "blocklist=$tmp/bad.json"
says "names line and column" 'bad\.json: line [0-9]+, column [0-9]+'
expect 3 "a map that is not there" skep run "$firewall" --pcap "$traffic" --map "nothing=$tmp/bad.json"
says "names those that are" 'there are: .*blocklist'
expect 4 "a JSON file that is not there" skep run "$firewall" --pcap "$traffic" --map "blocklist=$tmp/none"
expect 3 "--top of a map that is not there" skep run "$firewall" --pcap "$traffic" --top x=y
expect 3 "--top of a field that is not there" skep run "$firewall" --pcap "$traffic" --top flows=colour --json
is_json "as JSON"
# Contexts as bytes.
objects=$BUILD/tests/objects/contexts.bpf.o
numbers="2800000000000000 0200000000000000 0000000000000000"
for engine in $engines; do
	expect 0 "$engine: arguments of a syscall program" \
		skep run "$objects" --prog call --ctx-hex "$numbers" --engine $engine --repeat 3
	says "$engine: what it wrote" 'context at 16: 2a'
	says "$engine: how often it ran" '^3 runs'
done
expect 0 "as JSON" skep run "$objects" --prog call --ctx-hex "$numbers" --json
is_json "a context's report is JSON"
same "its fields" "1 0 280000000000000002000000000000002a00000000000000" \
	"$(json 'j["runs"], j["result"], j["context"]')"
head -c 30 /dev/zero >"$tmp/record"
printf '\005' >>"$tmp/record"
expect 0 "a record in a file" skep run "$objects" --prog record --ctx "$tmp/record"
says "its result" 'result 5 '
expect 0 "registers" skep run "$objects" --prog registers --trusted --ctx-hex "$(printf '00%.0s' {1..136})"
says "they are equal" 'result 1 '
head -c 30 /dev/zero >"$tmp/record"
expect 3 "a record that is too short" skep run "$objects" --prog record --ctx "$tmp/record"
says "by how much" '30 bytes, the program may touch 31'
expect 3 "a context with pointers" skep run "$objects" --prog message --ctx-hex 00
says "which one" 'field data of struct sk_msg_md is a pointer'
zeros=$(printf '00%.0s' {1..59})
expect 0 "a pointer that may be NULL, and is" skep run "$objects" --prog lookup --ctx-hex "00${zeros}50000000"
says "the port decides" 'result 1 '
expect 3 "and is not" skep run "$objects" --prog lookup --ctx-hex "01${zeros}50000000"
says "it must be" 'must be 0'
expect 3 "a type with packets" skep run "$objects" --prog dissect --ctx-hex 00
says "takes packets" "take packets"
expect 3 "not hex" skep run "$objects" --prog call --ctx-hex 0
expect 4 "no such file" skep run "$objects" --prog call --ctx "$tmp/nothing"
expect 2 "packets and a context" skep run "$objects" --prog call --ctx-hex 00 --data-hex 00
# What a debugger sees of machine code; docs/jit.md, "Visible code".
if [ "$engines" = "interp checked" ] || ! command -v gdb >/dev/null; then
	skip "GDB stops in a program" "there is no JIT or no gdb"
else
	gdb -q -batch -iex 'set debuginfod enabled off' -ex 'set breakpoint pending on' -ex 'break firewall' \
		-ex 'set environment SKEP_VISIBLE gdb' -ex run -ex bt --args "$BUILD/skep" run "$firewall" --pcap "$traffic" \
		--engine jit >"$tmp/out" 2>&1
	says "GDB stops in a program, at its C line" '^#0  firewall \(\) at .*firewall\.bpf\.c:[0-9]+'
	says "and finds the way back to the command" '^#[0-9]+ .* in main \('
fi
SKEP_VISIBLE=nonsense expect 3 "a word of SKEP_VISIBLE that is not known" skep run "$firewall" --pcap "$traffic"
finish
