# Keys and values by BTF: what JSON stores, JSON shows again; what does not fit is
# refused with its place.
. "$(dirname "$0")/lib.sh"

cat >"$tmp/types.c" <<'C'
#include <linux/bpf.h>
#include <linux/in.h>
#include <linux/in6.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>
enum colour { RED, GREEN = 7, BLUE = -2 };
enum level { LOW, HIGH = 0xf0000000 };
struct key {
	__u16 id;
	char name[6];
};
struct everything {
	__u8 u8;
	__s8 s8;
	__u16 u16;
	__s16 s16;
	__u32 u32;
	__s32 s32;
	__u64 u64;
	__s64 s64;
	bool yes;
	enum colour colour;
	enum level level;
	float single;
	double twice;
	char text[8];
	unsigned char bytes[3];
	__u16 table[2][2];
	struct {
		__u32 inner;
		union {
			__u32 either;
			__u32 other;
		};
	};
	struct in_addr v4;
	struct in6_addr v6, mapped;
	__be16 port;
	__be32 word;
	__u32 low : 3, mid : 9, high : 20;
	__s32 signed_bits : 5;
	void *pointer;
	const volatile __u32 qualified;
};
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 8);
	__type(key, struct key);
	__type(value, struct everything);
} things SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u32);
} lanes SEC(".maps");
__u64 global = 5;
struct { int x, y; } pair = { 1, -1 };
SEC("xdp") int types(struct xdp_md *ctx)
{
	struct key key = {};
	__u32 zero = 0;

	global++;
	bpf_map_lookup_elem(&lanes, &zero);
	return bpf_map_lookup_elem(&things, &key) ? pair.x : XDP_PASS;
}
char LICENSE[] SEC("license") = "BSD";
C
expect 0 "an object of many types" "${BPF_CLANG:-clang-19}" -target bpf -g -O2 -mcpu=v3 \
	-I/usr/include/"$(uname -m)"-linux-gnu -c "$tmp/types.c" -o "$tmp/types.o"

cat >"$tmp/one.json" <<'J'
[{"key": {"id": 65535, "name": "abc"},
  "value": {"u8": 255, "s8": -128, "u16": 65535, "s16": -32768, "u32": 4294967295, "s32": -2147483648,
	"u64": "18446744073709551615", "s64": -9223372036854775808, "yes": true, "colour": "BLUE", "level": "HIGH",
	"single": 0.5, "twice": -1e300, "text": "hello", "bytes": [1, 2, 255], "table": [[1, 2], [3, 4]],
	"inner": 9, "either": 77, "other": 77, "v4": "192.0.2.1", "v6": "2001:db8::1", "mapped": "10.0.0.1",
	"port": 443, "word": 305419896, "low": 5, "mid": 300, "high": 1048575, "signed_bits": -16,
	"pointer": 4096, "qualified": 3}}]
J
run="skep run $tmp/types.o --data-hex 00 --maps --json"
expect 0 "a value of all types is stored" $run --map "things=$tmp/one.json"
json '[m["entries"] for m in j["maps"] if m["name"] == "things"][0]' >"$tmp/got"
python3 -c 'import json, sys; print(json.load(open(sys.argv[1])))' "$tmp/one.json" >"$tmp/wanted"
python3 - "$tmp/wanted" "$tmp/got" <<'P'
import sys
wanted, got = (eval(open(f).read()) for f in sys.argv[1:])
bad = [(n, wanted[0]["value"][n], got[0]["value"].get(n)) for n in wanted[0]["value"]
       if wanted[0]["value"][n] != got[0]["value"].get(n)]
print("#", bad, file=sys.stderr) if bad else None
sys.exit(len(wanted) != len(got) or wanted[0]["key"] != got[0]["key"] or bool(bad) or
         set(wanted[0]["value"]) != set(got[0]["value"]))
P
result $? "and shown again as it was"
same "variables are those of the section" "6 1 -1" \
	"$(json '(lambda v: (v["global"], v["pair"]["x"], v["pair"]["y"]))([m["entries"][0]["value"] for m in j["maps"] if "data" in m["name"] and m["key_size"] == 4 and m["type"] == "array" and "global" in str(m)][0])')"

echo '[{"key": "0x0100616200000000", "value": {"port": "0x10", "colour": 7, "bytes": "0x0a0b0c", "text": "12345678"}}]' >"$tmp/two.json"
expect 0 "bytes, numbers as text, enums as numbers" $run --map "things=$tmp/two.json"
same "mean the same" "1 ab 16 GREEN [10, 11, 12] 12345678 0" \
	"$(json '(lambda e: (e["key"]["id"], e["key"]["name"], e["value"]["port"], e["value"]["colour"], e["value"]["bytes"], e["value"]["text"], e["value"]["u64"]))([m["entries"][0] for m in j["maps"] if m["name"] == "things"][0])')"

echo '[{"key": 1, "values": [{"lane": 2, "value": 5}, {"lane": 0, "value": 6}]}, {"key": 3, "value": 9}]' >"$tmp/lanes.json"
expect 0 "values by lane" $run --map "lanes=$tmp/lanes.json"
same "and their total" "1 11 [0, 2] 3 9" \
	"$(json '(lambda e: (e[0]["key"], e[0]["total"], [v["lane"] for v in e[0]["values"]], e[1]["key"], e[1]["total"]))([m["entries"] for m in j["maps"] if m["name"] == "lanes"][0])')"

while IFS='|' read -r value message; do
	printf '[{"key": {"id": 1}, "value": %s}]' "$value" >"$tmp/bad.json"
	expect 3 "refused: $value" $run --map "things=$tmp/bad.json"
	is_json "as JSON: $value"
	case $(json 'j["error"]["message"]') in
	*"$message"*) result 0 "says: $message" ;;
	*) result 1 "says: $message"; echo "# $(json 'j["error"]["message"]')" ;;
	esac
done <<'CASES'
{"u8": 256}|value: u8: 256 does not fit in 8 bits
{"u8": -1}|value: u8: -1 is negative
{"s8": 128}|value: s8: 128 does not fit in 8 bits
{"s8": -129}|value: s8: -129 does not fit in 8 bits
{"u64": "18446744073709551616"}|is not a number
{"u64": "12x"}|"12x" is not a number
{"u64": 1.5}|value: u64: a number is expected
{"yes": 2}|value: yes: 2 does not fit in 1 bits
{"colour": "PINK"}|enum colour has no value PINK
{"text": "123456789"}|9 characters do not fit in 8
{"bytes": [1, 2]}|2 elements are given, the array has 3
{"bytes": [1, 2, 256]}|value: bytes[2]: 256 does not fit
{"bytes": "0x0102"}|value: bytes: an array of 3 is expected
{"table": [[1, 2], [3, "x"]]}|value: table[1][1]: "x" is not a number
{"nothing": 1}|struct everything has no member "nothing"
{"v4": "1.2.3"}|value: v4: "1.2.3" is not an IPv4 address
{"v6": "1::2::3"}|value: v6: "1::2::3" is not an IP address
{"port": 65536}|value: port: 65536 does not fit in 16 bits
{"low": 8}|value: low: 8 does not fit in 3 bits
{"signed_bits": 16}|value: signed_bits: 16 does not fit in 5 bits
{"signed_bits": -17}|value: signed_bits: -17 does not fit in 5 bits
{"twice": "x"}|value: twice: a number is expected
[1]|an object is expected
null|an object is expected
CASES

for lanes in '[{"lane": -1, "value": 1}]' '[{"lane": 1000000, "value": 1}]' '[{"value": 1}]' '[{"lane": 0}]' '[7]'; do
	printf '[{"key": 0, "values": %s}]' "$lanes" >"$tmp/bad.json"
	expect 3 "refused: lanes $lanes" $run --map "lanes=$tmp/bad.json"
	is_json "as JSON: lanes $lanes"
done
finish
