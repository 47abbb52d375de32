# skep filter: matches counted and written, dumps, bytecode, what is refused.
. "$(dirname "$0")/lib.sh"

traffic=$examples/traffic.pcap

expect 0 "an expression on a capture" skep filter tcp port 80 -r "$traffic" -w "$tmp/web.pcap"
says "says how many match" '^613 of 12615 packets match, written to .*web\.pcap$'
same "no temporary file is left" "web.pcap" "$(ls "$tmp" | grep web)"
expect 0 "what matched matches again" skep filter tcp port 80 -r "$tmp/web.pcap" --json
is_json "as JSON"
same "all of it" "613 613 EN10MB True" \
	"$(json 'j["packets"], j["matched"], j["link_type"], j["bytes"] == j["matched_bytes"]')"
expect 0 "its complement" skep filter 'not (tcp port 80)' -r "$tmp/web.pcap" --count
same "shares no packet with it" "0" "$(cat "$tmp/out")"

# Counted a second time by hand from the bytes.
wanted=$(python3 - "$traffic" <<'PY'
import struct, sys
data = open(sys.argv[1], 'rb').read()
at, n = 24, 0
while at < len(data):
    size = struct.unpack_from('<I', data, at + 8)[0]
    p = data[at + 16:at + 16 + size]
    n += p[12:14] == b'\x08\x00' and p[23:24] == b'\x11'
    at += 16 + size
print(n)
PY
)
for engine in $engines; do
	expect 0 "engine $engine" skep filter ip and udp --engine $engine -r "$traffic" --count
	same "$engine counts what is there" "$wanted" "$(cat "$tmp/out")"
done
expect 0 "statistics" skep filter --stats 'udp port 53' -r "$traffic"
says "matched" '^  matched +[0-9]+ +[0-9.]+ % +[0-9]+$'
says "the program" '^[0-9]+ classic instructions, [0-9]+ eBPF instructions, at most [0-9]+ executed'

printf 'udp # comment or tcp\n and port 53\n' >"$tmp/dns.txt"
skep filter udp port 53 -r "$traffic" --count >"$tmp/words"
expect 0 "an expression from a file" skep filter -f "$tmp/dns.txt" -r "$traffic" --count
same "is the same one" "$(cat "$tmp/words")" "$(cat "$tmp/out")"
expect 0 "from standard input to standard output" sh -c \
	"skep filter udp port 53 -r - -w - <'$traffic' >'$tmp/dns.pcap'"
says "the summary is on standard error" 'packets match, written to standard output'
expect 0 "it is a capture" skep filter '' ip -r "$tmp/dns.pcap" --count
expect 0 "words behind --" skep filter -r "$traffic" --count -- udp port 53
same "are the expression" "$(cat "$tmp/words")" "$(cat "$tmp/out")"

expect 0 "-d" skep filter icmp -d
says "as tcpdump prints it" '^\(000\) ldh      \[12\]$'
expect 0 "-dd" skep filter icmp -dd
says "a C array" '^\{ 0x15, 0, 3, 0x00000800 \},$'
cp "$tmp/out" "$tmp/icmp.c"
expect 0 "-ddd" skep filter icmp -ddd
same "numbers" "6 40 0 0 12 21 0 3 2048 48 0 0 23 21 0 1 1 6 0 0 262144 6 0 0 0" "$(echo $(cat "$tmp/out"))"
tr '\n' ',' <"$tmp/out" >"$tmp/icmp.xt"
cp "$tmp/out" "$tmp/icmp.txt"
for form in c txt xt; do
	expect 0 "bytecode .$form" skep filter --bytecode "$tmp/icmp.$form" -r "$traffic" --count
	same ".$form: 60 packets" 60 "$(cat "$tmp/out")"
done
expect 0 "--ebpf" skep filter 'ip[8] > ip[9]' --ebpf
says "classic instructions" '^; \(000\) ldh \[12\]$'
says "and what they became" '^ +[0-9]+: r0 = \*\(u16 \*\)skb\[0xc\]$'
expect 0 "--ebpf as JSON" skep filter icmp --ebpf --json
same "both programs" "6 True" "$(json 'len(j["classic"]), len(j["insns"]) > 6')"
expect 0 "another link type" skep filter ip -ddd --linktype LINUX_SLL2
says "has other offsets" '^40 0 0 0$'
expect 0 "by number" skep filter ip -ddd --linktype 276
says "the same" '^40 0 0 0$'
expect 0 "without the optimiser" skep filter ip and ip -d -O
[ "$(wc -l <"$tmp/out")" -gt 4 ]
result $? "is longer"

expect 2 "no expression" skep filter -r "$traffic"
expect 2 "two" skep filter ip -f "$tmp/dns.txt" -r "$traffic"
expect 2 "no capture" skep filter ip
expect 2 "a syntax error" skep filter 'ip and' -r "$traffic"
says "is libpcap's" 'syntax error'
expect 2 "as JSON" skep filter 'ip and' -r "$traffic" --json
is_json "it is"
expect 2 "what this link type does not have" skep filter 'type mgt' -r "$traffic"
says "says so" '802\.11'
expect 2 "a netmask that nobody knows" skep filter ip broadcast -r "$traffic"
says "says so" 'netmask not known'
expect 2 "no such link type" skep filter ip -d --linktype TOKENS
expect 2 "no such engine" skep filter ip -r "$traffic" --engine warp
expect 2 "a dump and a run" skep filter ip -d -w "$tmp/x.pcap" -r "$traffic"
expect 2 "an unknown letter" skep filter ip -z
[ "$engines" != "interp checked" ] || expect 1 "an engine that is not there" skep filter ip -r "$traffic" --engine jit
echo 'ip and' >"$tmp/bad.txt"
expect 3 "a syntax error in a file" skep filter -f "$tmp/bad.txt" -r "$traffic"
says "names the file" 'bad\.txt'
expect 4 "a file that is not there" skep filter -f "$tmp/none.txt" -r "$traffic"
printf '2\n40 0 0 12\n' >"$tmp/bad.bc"
expect 3 "bytecode that ends early" skep filter --bytecode "$tmp/bad.bc" -r "$traffic"
says "names file and line" 'bad\.bc.*line 3'
printf '2\n40 0 0 12\n21 0 3 2048\n' >"$tmp/bad.bc"
expect 3 "bytecode that jumps behind its end" skep filter --bytecode "$tmp/bad.bc" -r "$traffic"
says "names the instruction" 'instruction 1: jump out of the program'
printf '2\n32 0 0 4294963228\n22 0 0 0\n' >"$tmp/bad.bc"
expect 1 "ancillary data that is not offered" skep filter --bytecode "$tmp/bad.bc" -r "$traffic"
says "is named" 'hatype is not offered'

head -c 5000 "$traffic" >"$tmp/cut.pcap"
expect 3 "a capture that ends mid-packet" skep filter ip -r "$tmp/cut.pcap" -w "$tmp/never.pcap"
[ ! -e "$tmp/never.pcap" ]
result $? "leaves no output"
expect 4 "a full disk" skep filter ip -r "$traffic" -w /dev/full
says "is named" 'No space left'
expect 4 "standard output is full" sh -c "skep filter ip -r '$traffic' -w - >/dev/full"
expect 4 "a capture that is not there" skep filter ip -r "$tmp/none.pcap"

# A signal while packets are awaited: the output that was under way goes.
mkfifo "$tmp/fifo"
skep filter ip -r "$tmp/fifo" -w "$tmp/signal.pcap" >"$tmp/out" 2>"$tmp/err" &
pid=$!
exec 9>"$tmp/fifo"
cat "$traffic" >&9
for _ in $(seq 100); do
	ls "$tmp"/signal.pcap.* >/dev/null 2>&1 && break
	sleep 0.1
done
kill -TERM $pid
wait $pid
same "a signal ends it with 130" 130 $?
exec 9>&-
says "and says so" 'stopped by signal 15'
same "no output is left" "" "$(ls "$tmp" | grep signal)"
finish
