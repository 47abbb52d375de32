# Damaged and hostile input: one clear message, the documented exit code, nothing
# half-made left behind.
. "$(dirname "$0")/lib.sh"

firewall=$examples/firewall.bpf.o traffic=$examples/traffic.pcap

# What every refusal looks like: one error, one JSON value, no crash.
refused() { # code name pattern command...
	local code=$1 name=$2 pattern=$3
	shift 3
	expect "$code" "$name" "$@"
	says "$name: says so" "$pattern"
	same "$name: one message" 1 "$(grep -c '^error' "$tmp/err")"
	same "$name: nothing on standard output" 0 "$(wc -c <"$tmp/out")"
	expect "$code" "$name, as JSON" "$@" --json
	is_json "$name: is JSON"
}

size=$(wc -c <"$firewall")
head -c $((size / 2)) "$firewall" >"$tmp/half.o"
head -c 40 "$firewall" >"$tmp/header.o"
: >"$tmp/empty.o"
echo "int main(void) { return 0; }" >"$tmp/text.o"
refused 3 "half an object" 'half\.o' skep verify "$tmp/half.o"
refused 3 "half an ELF header" 'header\.o' skep verify "$tmp/header.o"
refused 3 "an empty file" 'empty\.o' skep verify "$tmp/empty.o"
refused 3 "a text file" 'text\.o' skep verify "$tmp/text.o"
refused 4 "a missing file" 'missing\.o' skep verify "$tmp/missing.o"
refused 4 "a folder" "$tmp" skep verify "$tmp"

clang=${BPF_CLANG:-clang-19}
echo 'int f(void *ctx) { return 0; }' >"$tmp/f.c"
$clang -target bpfeb -O2 -c "$tmp/f.c" -o "$tmp/big.o"
refused 3 "a big-endian object" '[Bb]ig-endian' skep verify "$tmp/big.o"
$clang -target i386 -O2 -c "$tmp/f.c" -o "$tmp/i386.o"
refused 3 "a 32-bit object" '32' skep verify "$tmp/i386.o"
refused 3 "an object of this machine" 'BPF|machine' skep verify "$BUILD/core/arena.o"
refused 3 "prog dump of half an object" 'half\.o' skep prog dump "$tmp/half.o"
refused 3 "run of half an object" 'half\.o' skep run "$tmp/half.o" --pcap "$traffic"

# No crash whatever byte is wrong: a bit of the object flipped here and there.
crashed=0
for place in $(seq 0 997 $((size - 1))); do
	cp "$firewall" "$tmp/flipped.o"
	byte=$(od -An -tu1 -j "$place" -N 1 "$firewall" | tr -d ' ')
	printf "\\$(printf %o $((byte ^ 16)))" |
		dd of="$tmp/flipped.o" bs=1 seek="$place" conv=notrunc 2>/dev/null
	skep verify "$tmp/flipped.o" --json >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
	if [ $status -gt 4 ] || ! python3 -m json.tool <"$tmp/out" >/dev/null 2>&1; then
		echo "# byte $place: exit code $status"
		crashed=$((crashed + 1))
	fi
done
same "flipped bits: exit codes 0 to 4 and JSON" 0 "$crashed"

# Captures.
head -c 5000 "$traffic" >"$tmp/cut.pcap"
head -c 10 "$traffic" >"$tmp/short.pcap"
: >"$tmp/empty.pcap"
refused 3 "a capture that ends mid-packet" 'cut\.pcap: offset 0x1388: packet [0-9]+ cannot be read: truncated' \
	skep run "$firewall" --pcap "$tmp/cut.pcap" --pcap-out "$tmp/out.pcap"
refused 3 "half a capture header" 'short\.pcap' skep run "$firewall" --pcap "$tmp/short.pcap"
refused 3 "an empty capture" 'empty\.pcap' skep run "$firewall" --pcap "$tmp/empty.pcap"
refused 3 "an object as a capture" 'firewall\.bpf\.o: .*not a capture' skep run "$firewall" --pcap "$firewall"
refused 4 "a missing capture" 'missing\.pcap' skep run "$firewall" --pcap "$tmp/missing.pcap"
refused 4 "a folder as a capture" 'directory' skep run "$firewall" --pcap "$tmp"
refused 3 "odd digits" 'pairs of hex digits' skep run "$firewall" --data-hex 012
refused 3 "digits that are none" 'pairs of hex digits' skep run "$firewall" --data-hex 0g

# Output that cannot be written.
refused 4 "a full disk" 'No space left' skep run "$firewall" --pcap "$traffic" --pcap-out /dev/full
refused 4 "a folder that is not there" 'No such file' skep run "$firewall" --pcap "$traffic" --pcap-out "$tmp/no/out.pcap"
refused 4 "a folder as output" 'directory' skep run "$firewall" --pcap "$traffic" --pcap-out "$tmp"
expect 4 "standard output is full" sh -c "skep run '$firewall' --pcap '$traffic' --verdicts >/dev/full"
says "and says so" 'standard output: No space left'
same "/dev/full is still a device" "character special file" "$(stat -c %F /dev/full)"
echo old >"$tmp/kept.pcap"
expect 3 "a run that fails keeps the old output" skep run "$firewall" --pcap "$tmp/cut.pcap" --pcap-out "$tmp/kept.pcap"
same "as it was" old "$(cat "$tmp/kept.pcap")"

if [ "$(id -u)" -eq 0 ] && mkdir "$tmp/small" && mount -t tmpfs -o size=256k none "$tmp/small" 2>/dev/null; then
	expect 4 "a small disk that fills up" skep run "$firewall" --pcap "$traffic" --pcap-out "$tmp/small/out.pcap"
	says "names the file" 'small/out\.pcap: No space left'
	same "nothing is left on it" "" "$(ls -A "$tmp/small")"
	expect 4 "a root on a small disk" skep run "$firewall" --pcap "$traffic" --root "$tmp/small/root" --pin fw
	says "says what there is no space for" 'No space left'
	same "no map is left in it" "" "$(find "$tmp/small/root" -path '*/ids/*' -type f)"
	umount "$tmp/small"
else
	skip "a small disk that fills up" "needs root to mount a tmpfs"
fi

# A signal: the output that was under way goes, nothing else does.
skep run "$firewall" --pcap "$traffic" --repeat 100000000 --pcap-out "$tmp/signal.pcap" >"$tmp/out" 2>"$tmp/err" &
pid=$!
for _ in $(seq 100); do
	ls "$tmp"/signal.pcap.* >/dev/null 2>&1 && break
	sleep 0.1
done
ls "$tmp"/signal.pcap.* >/dev/null 2>&1
result $? "output under way has another name"
# Background jobs of a script ignore SIGINT, so SIGTERM stands for both.
kill -TERM $pid
wait $pid
same "a signal ends a run with 130" 130 $?
says "and says so" 'stopped by signal 15'
same "no output is left" "" "$(ls "$tmp" | grep signal)"
finish
