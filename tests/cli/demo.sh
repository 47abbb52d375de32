# The demo does what it says, and README shows what it prints (but for times).
. "$(dirname "$0")/lib.sh"

expect 0 "the demo runs" scripts/demo.sh
says "the firewall is verified" 'firewall \(xdp\): accepted'
says "its verdicts" '^  XDP_DROP +4348 +34\.5 %'
says "packets a second" 'million packets a second'
says "counters by reason" '^  DROPPED_BLOCKED +4180 '
says "top flows" '^  198\.51\.100\.22 +10\.1\.10\.14 .* 563 +225497$'
says "a refused program" '\[packet-bounds\]'
says "its C line" '^  30 \| if \(tcp->dest == bpf_htons\(23\)\)'
says "the history of its registers" 'r2 \+= r1 '
says "a hint" '^hint: '

# The capture is the same bytes whenever it is made.
python3 examples/gen-capture.py "$tmp/again.pcap" && cmp -s "$tmp/again.pcap" "$examples/traffic.pcap"
result $? "the capture is the same every time"

# Numbers that depend on the machine become N; build folders look alike.
comparable() {
	sed -E "s|$BUILD/|build/|g; s/[0-9.]+ (ms|million)/N \\1/g; s|\\([^ ]*examples/|(examples/|"
}
sed -n '/^\$ make demo$/,/^```$/p' README.md | sed '1d;$d' | comparable >"$tmp/readme"
comparable <"$tmp/out" | sed '/./,$!d' >"$tmp/demo"
diff "$tmp/readme" "$tmp/demo" >"$tmp/diff"
result $? "README shows the demo's output" || sed 's/^/# /' "$tmp/diff" | head -n 20
finish
