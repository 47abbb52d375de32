# skep test: the examples' cases pass, cases that are wrong fail and say how.
. "$(dirname "$0")/lib.sh"

# ---- the cases of every example, on every engine ----

machine=$(uname -m)
for cases in examples/*.test.yaml; do
	name=$(basename "$cases" .test.yaml)
	case $name in # registers are those of a machine
	*.x86_64 | *.aarch64)
		[ "${name##*.}" = "$machine" ] || continue
		name=${name%.*}
		;;
	esac
	for engine in $engines; do
		expect 0 "$name: its cases pass ($engine)" \
			skep test "$examples/$name.bpf.o" "$cases" --engine $engine
		says "$name: none fails ($engine)" '^[0-9]+ passed, 0 failed$'
	done
done
for source in examples/*.bpf.c; do
	found=1
	for cases in "${source%.bpf.c}".test.yaml "${source%.bpf.c}".*.test.yaml; do
		[ ! -e "$cases" ] || found=0
	done
	result $found "${source#examples/} has cases"
done

# ---- programs that do more than the examples ----

bpf() { # source object
	"${BPF_CLANG:-clang-19}" -target bpf -g -O2 -mcpu=v3 -fno-unroll-loops \
		-I/usr/include/"$(uname -m)"-linux-gnu -c "$1" -o "$2"
}
expect 0 "a program of several kinds" bpf tests/cases/cases.bpf.c "$tmp/prog.o"
cp tests/cases/cases.test.yaml "$tmp/good.yaml"
for engine in $engines; do
	expect 0 "what can be expected ($engine)" skep test "$tmp/prog.o" "$tmp/good.yaml" --engine $engine
done
expect 0 "--filter" skep test "$tmp/prog.o" "$tmp/good.yaml" --filter '*budget*'
says "leaves the others out" '^2 passed, 0 failed, 11 left out'
expect 3 "--filter that matches nothing" skep test "$tmp/prog.o" "$tmp/good.yaml" --filter nothing
expect 0 "--json" skep test "$tmp/prog.o" "$tmp/good.yaml" --json
is_json "is JSON"
same "its fields" "True 13 0 13 True" \
	"$(json 'j["ok"], j["passed"], j["failed"], len(j["cases"]), all(c["passed"] for c in j["cases"])')"
expect 0 "--tap" skep test "$tmp/prog.o" "$tmp/good.yaml" --tap
same "a line for each case, and the plan" "13 1..13" "$(grep -c '^ok [0-9]* - ' "$tmp/out") $(tail -n 1 "$tmp/out")"
[ "$engines" != "interp checked" ] ||
	expect 1 "an engine that is not there fails the cases" skep test "$tmp/prog.o" "$tmp/good.yaml" --engine jit

# ---- cases that must fail: every expectation can ----

fails() { # name, pattern, YAML of program, input and expect
	printf 'cases:\n  - name: it fails\n%s\n' "$3" >"$tmp/fails.yaml"
	expect 1 "fails: $1" skep test "$tmp/prog.o" "$tmp/fails.yaml"
	says "fails: $1: says how" "$2"
	says "fails: $1: is counted" '^0 passed, 1 failed$'
}
meta='    program: meta
    packet: "0102"
    meta: "05000000"
    context: {rx_queue_index: 2}'
fails "a verdict" 'fails\.yaml:[0-9]+:13: verdict: expected XDP_DROP, got XDP_PASS' "$meta
    expect: {verdict: XDP_DROP}"
fails "counts of verdicts" 'verdicts: expected XDP_PASS: 2, got XDP_PASS: 3' "$meta
    repeat: 3
    expect: {verdicts: {XDP_PASS: 2}}"
fails "a verdict that never came" 'verdicts: expected XDP_DROP: some, got XDP_PASS: 1' "$meta
    expect: {verdicts: {XDP_DROP: some}}"
fails "a packet" '^ +0x0000 expected 01 03' "$meta
    expect: {packet: '0103'}"
says "marks the byte" ' \^\^$'
fails "a packet's size" '3 bytes expected, got 2' "$meta
    expect: {packet: '010203'}"
fails "metadata" 'meta: expected 4 bytes, got 4 bytes' "$meta
    expect: {meta: '01020305'}"
fails "the context" 'context\.rx_queue_index: expected 3, got 2' "$meta
    expect: {context: {rx_queue_index: 3}}"
fails "a context's bytes" '^ +0x0000 expected 07 00 00 00 09' '    program: args
    context: 07000000
    expect: {context: 0700000009}'
fails "trace" 'expected: queue 2$' "$meta
    expect: {trace: [queue 2]}"
fails "trace that is too much" 'trace: expected 0 lines, got 1 lines' "$meta
    expect: {trace: []}"
fails "part of the trace" 'trace: expected 1 lines among those printed' "$meta
    expect: {trace: {contains: [queue 3]}}"
fails "a value" 'got: +\{"key":1,"value":4\}' "$meta
    expect: {maps: {seen: [{key: 1, value: 5}]}}"
fails "a member of a lane's total" 'expected: \{"key":1,"value":\{"b":1\}\}' "$meta
    expect: {maps: {lanes: [{key: 1, value: {b: 1}}]}}"
fails "a lane's value" 'expected: \{"key":1,"values"' "$meta
    expect: {maps: {lanes: [{key: 1, values: [{lane: 0, value: {a: 4}}]}]}}"
fails "a lane that is zero" 'expected: \{"key":1,"values"' "$meta
    expect: {maps: {lanes: [{key: 1, values: [{lane: 2, value: {a: 4}}]}]}}"
fails "an entry that is missing" 'missing: \{"key":2' "$meta
    expect: {maps: {seen: [{key: 2}]}}"
fails "an entry too much" 'too much: \{"key":1' "$meta
    expect: {maps: {seen: {exactly: []}}}"
fails "a key that must not be there" 'too much: \{"key":1' "$meta
    expect: {maps: {seen: {lacks: [1]}}}"
fails "the number of entries" '2 entries expected, got 1' "$meta
    expect: {maps: {seen: {entries: 2}}}"
fails "a variable" 'maps\.\.data: expected these entries' "$meta
    expect: {maps: {.data: [{key: 0, value: {runs: 3}}]}}"
fails "a failure that does not come" 'run: expected budget, got no failure' "$meta
    expect: {fails: budget}"
fails "a failure that comes" 'run: expected no failure, got budget' '    program: loop
    packet: "00"
    budget: 3
    expect: {verdict: 0}'
fails "a refusal that does not come" 'rejected: expected packet-bounds, got accepted' '    program: meta
    expect: {rejected: packet-bounds}'
fails "another refusal" 'rejected: expected packet-bounds, got pointer-leak' '    program: leak
    expect: {rejected: packet-bounds}'
fails "a refusal of another line" 'rejected: expected line 3, got line [0-9]+' '    program: leak
    expect: {rejected: {id: pointer-leak, line: 3}}'
fails "a refusal that nobody expected" 'load: expected accepted, got pointer-leak' '    program: leak
    packet: "00"
    expect: {verdict: 2}'
says "shows the C line" 'bpf_map_update_elem\(&seen, &one, &address'
fails "an entry that cannot be stored" 'maps: expected the entry is stored, got fails\.yaml|fails.yaml:[0-9]+:[0-9]+: maps: expected the entry is stored' "$meta
    maps: {seen: [{key: 1, value: 1}, {key: 2, value: 1}, {key: 3, value: 1}]}
    expect: {verdict: XDP_PASS}"
expect 1 "fails, as JSON" skep test "$tmp/prog.o" "$tmp/fails.yaml" --json
same "its failure" "False 1 maps True" \
	"$(json 'j["ok"], j["failed"], j["cases"][0]["failures"][0]["check"], "fails.yaml:" in j["cases"][0]["failures"][0]["place"]')"
fails "the second of two steps" 'step 2: verdict: expected XDP_PASS, got XDP_DROP' '    program: meta
    steps:
      - {packet: "00", meta: "00000000", context: {rx_queue_index: 2}, expect: {verdict: XDP_PASS}}
      - {packet: "00", expect: {verdict: XDP_PASS}}'

printf 'cases:\n- name: layers\n  packet: [{eth: }, {vlan: {id: 7}}, {ipv4: {ttl: 3}}, {udp: {dport: 5}}]\n  expect: {packet: [{eth: }, {ipv4: {ttl: 4}}, {udp: {dport: 5}}]}\n' >"$tmp/fails.yaml"
expect 1 "fails: a header's field" skep test "$examples/popvlan.bpf.o" "$tmp/fails.yaml"
says "is named" '^ +ipv4\.ttl: expected 4, got 3$'
says "as is the checksum" '^ +ipv4\.checksum: expected [0-9]+, got [0-9]+$'
expect 1 "fails, as TAP" skep test "$examples/popvlan.bpf.o" "$tmp/fails.yaml" --tap
says "is not ok" '^not ok 1 - layers$'
says "with its reason as a comment" '^# .*packet: expected as given, 42 bytes'

# ---- packets are what they say: compared with bytes from elsewhere ----

cat >"$tmp/layers.py" <<'P'
import struct, subprocess, sys, json
def csum(b):
    b += b"\0" * (len(b) % 2)
    s = sum(struct.unpack("!%dH" % (len(b) // 2), b))
    while s >> 16:
        s = (s & 0xffff) + (s >> 16)
    return ~s & 0xffff
eth = bytes.fromhex("020000000001020000000002")
def ip4(payload, proto, opts=b""):
    h = lambda c: struct.pack("!BBHHHBBH4s4s", 0x40 | (20 + len(opts)) // 4, 0, 20 + len(opts) + len(payload), 0, 0, 64, proto, c,
                              bytes([192, 0, 2, 2]), bytes([192, 0, 2, 1])) + opts
    return h(csum(h(0))) + payload
pseudo4 = lambda n, proto: bytes([192, 0, 2, 2, 192, 0, 2, 1, 0, proto]) + struct.pack("!H", n)
a6 = bytes.fromhex("20010db8000000000000000000000002"), bytes.fromhex("20010db8000000000000000000000001")
pseudo6 = lambda n, proto: a6[0] + a6[1] + struct.pack("!II", n, proto)
def udp(s, d, data, pseudo):
    h = lambda c: struct.pack("!HHHH", s, d, 8 + len(data), c) + data
    return h(csum(pseudo(8 + len(data), 17) + h(0)) or 0xffff)
def tcp(data, pseudo, opts=b""):
    h = lambda c: struct.pack("!HHIIBBHHH", 1, 2, 3, 4, (20 + len(opts)) // 4 << 4, 0x12, 65535, c, 0) + opts + data
    return h(csum(pseudo(20 + len(opts) + len(data), 6) + h(0)))
def icmp(t, data, pseudo=None):
    h = lambda c: struct.pack("!BBHHH", t, 0, c, 9, 8) + data
    return h(csum((pseudo(8 + len(data), 58) if pseudo else b"") + h(0)))
ip6 = lambda payload, nh: struct.pack("!IHBB", 6 << 28, len(payload), nh, 64) + a6[0] + a6[1] + payload
frames = [
    ("[{eth: }, {ipv4: }, {udp: {sport: 1, dport: 2}}, {payload: hello}]", eth + b"\x08\0" + ip4(udp(1, 2, b"hello", pseudo4), 17)),
    ("[{eth: }, {vlan: {pcp: 5, id: 300}}, {ipv4: {options: '0101'}}, {tcp: {sport: 1, dport: 2, seq: 3, ack: 4, flags: syn ack, options: 020405b4}}, {hex: 'aabb'}]",
     eth + b"\x81\0" + struct.pack("!HH", 5 << 13 | 300, 0x800) + ip4(tcp(b"\xaa\xbb", pseudo4, bytes.fromhex("020405b4")), 6, b"\1\1\0\0")),
    ("[{eth: }, {ipv6: }, {udp: {sport: 7, dport: 8}}, {fill: {size: 3, byte: 0x5a}}]", eth + b"\x86\xdd" + ip6(udp(7, 8, b"ZZZ", pseudo6), 17)),
    ("[{eth: }, {ipv6: }, {icmpv6: {id: 9, seq: 8}}, {payload: x}]", eth + b"\x86\xdd" + ip6(icmp(128, b"x", pseudo6), 58)),
    ("[{eth: }, {ipv4: }, {icmp: {id: 9, seq: 8}}, {payload: abc}]", eth + b"\x08\0" + ip4(icmp(8, b"abc"), 1)),
    ("[{eth: }, {ipv6: }, {dstopts: }, {udp: }]", eth + b"\x86\xdd" + ip6(b"\x11\0\1\4\0\0\0\0" + udp(0, 0, b"", pseudo6), 60)),
    ("[{eth: }, {ipv4: }, {udp: {dport: 4789}}, {vxlan: {vni: 66051}}, {eth: }, {ipv4: }, {icmp: {id: 9, seq: 8}}]",
     eth + b"\x08\0" + ip4(udp(0, 4789, b"\x08\0\0\0\1\2\3\0" + eth + b"\x08\0" + ip4(icmp(8, b""), 1), pseudo4), 17)),
    ("[{eth: }, {ipv4: }, {gre: }, {ipv6: }, {hex: ''}]", eth + b"\x08\0" + ip4(b"\0\0\x86\xdd" + ip6(b"", 59), 47)),
    ("[{eth: }, {ipv4: }, {ipv4: }, {udp: }, {size: 50}]", (eth + b"\x08\0" + ip4(ip4(udp(0, 0, b"", pseudo4), 17), 4))[:50]),
    ("[{eth: }, {arp: {op: 2}}, {size: 60}]", (eth + bytes.fromhex("08060001080006040002020000000002c0000202000000000000c0000201")).ljust(60, b"\0")),
]
with open(sys.argv[2], "w") as out:
    print("cases:", file=out)
    for i, (layers, wanted) in enumerate(frames):
        print(f"- {{name: frame {i}, packet: {layers}, expect: {{packet: '{wanted.hex()}'}}}}", file=out)
P
python3 "$tmp/layers.py" - "$tmp/layers.yaml"
expect 0 "packets from layers are those of the standards" skep test "$examples/counter.bpf.o" "$tmp/layers.yaml"
says "all ten" '^10 passed, 0 failed$'

# ---- the document's example ----

sed -n '/^```yaml$/,/^```$/p' docs/testing-programs.md | sed '1d;$d' >"$tmp/cases.yaml"
sed -n '/^\$ skep test/,/^```$/p' docs/testing-programs.md | sed '1d;$d' >"$tmp/shown"
object=$PWD/$examples/firewall.bpf.o
case $examples in /*) object=$examples/firewall.bpf.o ;; esac
(cd "$tmp" && skep test "$object" cases.yaml >"$tmp/got" 2>&1)
same "docs/testing-programs.md: its example fails as shown" "1" "$?"
diff "$tmp/shown" "$tmp/got" >"$tmp/diff"
result $? "docs/testing-programs.md shows what it prints" || sed 's/^/# /' "$tmp/diff"

# ---- coverage ----

expect 0 "--coverage" skep test "$examples/firewall.bpf.o" examples/firewall.test.yaml --coverage
says "counts a line" '^ +31 +262: struct cursor cursor'
says "sums up" '^coverage: 100\.0 % of the lines$'
expect 0 "--coverage of a tail call" skep test "$tmp/prog.o" "$tmp/good.yaml" --filter 'a tail call' --coverage
says "counts where it lands" '^ +1 +[0-9]+: SEC\("xdp"\) int landed'
says "not where it never returns" '^ +##### +[0-9]+: return XDP_ABORTED;'
expect 0 "--coverage of one case" skep test "$examples/firewall.bpf.o" examples/firewall.test.yaml --coverage \
	--filter 'a blocked source*'
says "what ran" '^ +3 +262: struct cursor'
says "what ran in a run each" '^ +3 +212: __sync_fetch_and_add\(&block->packets, 1\)'
says "what did not" '^ +##### +170: cursor->pos'
expect 1 "--min-coverage that is not reached" skep test "$examples/firewall.bpf.o" examples/firewall.test.yaml \
	--filter 'a blocked source*' --min-coverage 99.5
says "says so" '^coverage is [0-9.]+ %, 99\.5 % are asked for$'
expect 0 "--min-coverage that is reached" skep test "$examples/firewall.bpf.o" examples/firewall.test.yaml --min-coverage 100
expect 0 "--lcov" skep test "$examples/firewall.bpf.o" examples/firewall.test.yaml --lcov "$tmp/cover.info" --json
same "as JSON too" "100.0 31" \
	"$(json 'j["coverage_percent"], [l["count"] for l in j["coverage"][0]["lines"] if l["line"] == 262][0]')"
python3 - "$tmp/cover.info" <<'P'
import sys
record, records = {}, []
for line in open(sys.argv[1]):
    line = line.strip()
    if line == "end_of_record":
        records.append(record)
        record = {}
        continue
    kind, value = line.split(":", 1)
    record.setdefault(kind, []).append(value)
[r] = records
lines = [tuple(map(int, v.split(","))) for v in r["DA"]]
assert r["SF"][0].endswith("examples/firewall.bpf.c"), r["SF"]
assert lines == sorted(lines) and len(set(n for n, _ in lines)) == len(lines) == int(r["LF"][0])
assert int(r["LH"][0]) == sum(c > 0 for _, c in lines)
assert (262, 31) in lines
assert r["FN"] == ["262,firewall"] and r["FNDA"] == ["31,firewall"], (r["FN"], r["FNDA"])
P
result $? "lcov's file has lines, functions and their sums"
expect 4 "--lcov into a folder that is not there" skep test "$examples/firewall.bpf.o" examples/firewall.test.yaml --lcov "$tmp/no/x"
expect 4 "--lcov on a full disk" skep test "$examples/firewall.bpf.o" examples/firewall.test.yaml --lcov /dev/full
expect 2 "coverage by the threaded engine" skep test a b --coverage --engine interp
expect 2 "--min-coverage that is none" skep test a b --min-coverage 101
expect 2 "--tap with --json" skep test a b --tap --json

# Maps without keys.
types=$BUILD/tests/objects/map_types.bpf.o
cat >"$tmp/types.yaml" <<'END'
cases:
  - name: a queue in its order, a stack in its own, a bloom filter by its values
    packet: "01000000 00000000 00000000 00000000 0000000000000000 0500000000000000 0000000000000000"
    maps:
      waiting: [{value: 3}, {value: 4}]
      undo: [{value: 3}, {value: 4}]
      seen: [{value: 9}]
      routes: [{key: {length: 8, bits: 10}, value: 1}]
    expect:
      verdict: XDP_PASS
      maps:
        waiting: {exactly: [{value: 3}, {value: 4}, {value: 5}], lacks: [6], entries: 3}
        undo: [{value: 4}, {value: 3}]
        seen: {contains: [{value: 9}], lacks: [10]}
        routes: [{key: {length: 8, bits: 10}, value: 1}]
END
expect 0 "maps without keys" skep test "$types" "$tmp/types.yaml"
wrong_type() { # name pattern sed-expression
	sed "$3" "$tmp/types.yaml" >"$tmp/wrong.yaml"
	skep test "$types" "$tmp/wrong.yaml" >"$tmp/out" 2>"$tmp/err"
	[ $? -ne 0 ]
	result $? "$1"
	says "$1: says how" "$2"
}
wrong_type "a queue's order" 'expected: .*"value": ?4' 's/exactly: .{value: 3}, {value: 4}/exactly: [{value: 4}, {value: 3}/'
wrong_type "what is too much in a queue" 'too much: .*5' 's/, {value: 5}.,/],/'
wrong_type "what a queue lacks" 'too much: .*4' 's/lacks: .6./lacks: [4]/'
wrong_type "a value that a bloom filter has not" 'missing: .*11' 's/contains: .{value: 9}/contains: [{value: 11}/'
wrong_type "a value that a bloom filter has" 'too much: .*9' 's/lacks: .10./lacks: [9]/'
wrong_type "a list of a bloom filter" 'cannot be listed' 's/contains: .{value: 9}/exactly: [{value: 9}/'
wrong_type "a key where there is none" 'have no keys' 's/seen: .{value: 9}.$/seen: [{key: 1, value: 9}]/'
finish
