# Applications of libbpf, from plain sources, on skep; and on the kernel, where that is permitted.
. "$(dirname "$0")/lib.sh"

if [ "${FLAVOUR:-}" = asan ]; then
	skip "applications" "the sanitizer's runtime would have to come first in LD_PRELOAD"
	finish
	exit 0
fi
apps=$BUILD/examples/libbpf
cat >"$tmp/expected" <<'EXPECTED'
globals|3 short, 7 long, the last had 500 bytes
ring|100 reports, 11350 bytes, first bytes add up to 4950; then 0
perf|100 samples, 11350 bytes, first bytes add up to 4950, 0 lost
tail|0 1 2 0 0
user|too large: Argument list too long 3000 sent, 3000 seen, sum 378876, 0 out of order
tasks|10 20 30 runs
pinned|found 3 frames, now 8
EXPECTED
cat >"$tmp/native" <<'NATIVE'
mount --make-rprivate / && mount -t bpf bpf /sys/fs/bpf || exit 77
exec "$@"
NATIVE
same "each application has its line" "$(cd examples/libbpf && ls ./*.c | grep -v bpf | sed 's|^\./||; s/\.c$//' | sort)" \
	"$(cut -d '|' -f 1 "$tmp/expected" | sort)"
while IFS='|' read -r app text; do
	rights=()
	[ "$app" != tasks ] || rights=(--trusted) # a pointer to a structure of the kernel
	SKEP_ROOT=$tmp/root expect 0 "$app on skep" timeout 60 skep exec "${rights[@]}" -- "$apps/$app"
	same "$app: what it says" "$text" "$(tr '\n' ' ' <"$tmp/out" | sed 's/ $//')"
	if unshare -m bash "$tmp/native" "$apps/$app" >"$tmp/out" 2>"$tmp/err" </dev/null; then
		same "$app: on the kernel too" "$text" "$(tr '\n' ' ' <"$tmp/out" | sed 's/ $//')"
	else
		skip "$app: on the kernel too" "bpf(2) or a mount of its own is not permitted"
	fi
done <"$tmp/expected"
export SKEP_ROOT=$tmp/root
expect 0 "nothing is pinned any more" skep map list
same "no map" "" "$(cat "$tmp/out")"
same "no object is left" "" "$(ls "$SKEP_ROOT/ids")"

# ---- Python, by libc's syscall() ----

cat >"$tmp/load.py" <<'PYTHON'
import ctypes, os, struct, sys
libc = ctypes.CDLL(None, use_errno=True)

def bpf(cmd, attr):
    attr = attr.ljust(144, b"\0")
    room = ctypes.create_string_buffer(attr, len(attr))
    result = libc.syscall(321 if os.uname().machine == "x86_64" else 280, cmd, room, len(attr))
    if result < 0:
        raise OSError(ctypes.get_errno(), "bpf %d" % cmd)
    return result, room.raw

def address(data):
    keep.append(ctypes.create_string_buffer(data, len(data)))
    return ctypes.addressof(keep[-1])

keep = []
program = struct.pack("<BBhi", 0xb7, 0, 0, 42) + struct.pack("<BBhi", 0x95, 0, 0, 0)
fd, _ = bpf(5, struct.pack("<IIQQ", 6, 2, address(program), address(b"GPL\0")))
_, attr = bpf(10, struct.pack("<IIIIQQ", fd, 0, 64, 0, address(bytes(64)), 0))
print("retval", struct.unpack_from("<I", attr, 4)[0])
back = address(bytes(16))
info = struct.pack("<II8sIIQQ", 0, 0, b"", 0, 16, 0, back).ljust(232, b"\0")
at = address(info)
bpf(15, struct.pack("<IIQ", fd, len(info), at))
print("same", ctypes.string_at(back, 16) == program)
PYTHON
expect 0 "ctypes" skep exec -- "$python" "$tmp/load.py"
same "loads, runs and dumps" "retval 42 same True" "$(tr '\n' ' ' <"$tmp/out" | sed 's/ $//')"
# A program that returns an address.
sed -e '/^program/,$d' "$tmp/load.py" >"$tmp/leak.py"
cat >>"$tmp/leak.py" <<'PYTHON'
program = struct.pack("<BBhi", 0xbf, 10 << 4, 0, 0) + struct.pack("<BBhi", 0x95, 0, 0, 0)
try:
    bpf(5, struct.pack("<IIQQ", 1, 2, address(program), address(b"GPL\0")))
    print("accepted")
except OSError as error:
    print("refused", error.errno)
PYTHON
expect 0 "an address is returned, untrusted" skep exec -- "$python" "$tmp/leak.py"
same "which is refused" "refused 13" "$(cat "$tmp/out")"
expect 0 "the same, trusted" skep exec --trusted -- "$python" "$tmp/leak.py"
same "which is accepted" "accepted" "$(cat "$tmp/out")"
finish
