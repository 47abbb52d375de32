# skep btf dump: C that compiles and lays types out as the BTF says, JSON, text.
. "$(dirname "$0")/lib.sh"

clang=${BPF_CLANG:-clang-19}
include=/usr/include/$(uname -m)-linux-gnu

cat >"$tmp/types.c" <<'C'
#include <linux/bpf.h>
#include <linux/in6.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>
#define USE(type, name) type name = {}
typedef unsigned long long uint64_t;
typedef unsigned char uint8_t;
enum colour { RED, GREEN = 7, BLUE = -2 };
enum level { LOW, HIGH = 0xf0000000 };
enum big { SMALL = 1, HUGE_ = 0x123456789abcdefULL };
enum negative { FAR = -0x123456789abcdefLL, LEAST = (-9223372036854775807LL - 1) };
enum __attribute__((packed)) tiny { ONE = 1, TWO = 2 };
enum { NAMELESS_A = 5, NAMELESS_B };
struct node;
typedef struct node node_t;
typedef int (*compare_fn)(const node_t *, const struct node *, ...);
typedef void plain_fn(int);
struct list { struct list *next, *prev; };
struct node {
	node_t *left, *right;
	struct list list;
	compare_fn compare;
	plain_fn *plain;
	int (*(*table)[4])(char, struct node *);
	const char *const *volatile names[3];
	char *restrict_me;
	struct unknown *unknown;
	union either *either;
};
union either { struct node node; uint64_t bits[2]; struct { char c; short s; }; };
struct bits {
	unsigned a : 3, b : 9;
	unsigned : 4;
	unsigned c : 20;
	unsigned char d : 2;
	unsigned long long e : 40;
	signed int f : 5;
	_Bool g : 1;
	enum tiny tiny : 4;
	unsigned : 0;
	unsigned h : 1;
	unsigned long long i : 63;
	short j;
	unsigned k : 7;
};
struct packed {
	char a;
	int b;
	unsigned c : 3;
	unsigned d : 30;
	long long e;
} __attribute__((packed));
struct packed_inside { char x; struct packed p; int y; };
struct aligned { char a; int b __attribute__((aligned(64))); char c; };
struct over { int a; } __attribute__((aligned(32)));
struct over_inside { char a; struct over over; char b; };
struct holes { char a; long long b; char c; short d; char e; __int128 wide; char f; };
struct hidden { int a; char gap[100]; };
struct flexible { int n; struct list items[]; };
struct zero { int n; int none[0]; int after; };
struct empty {};
struct with_empty { struct empty e; int a; };
struct anonymous {
	struct { int x; union { int y; float z; struct { char p : 4, q : 4; }; }; };
	struct { struct { struct anonymous *back; } inner[2]; } named;
	enum { INSIDE_A = 40, INSIDE_B } kind;
	double d;
	int matrix[2][3][4];
};
typedef struct { int nameless; enum colour colour; } nameless_t;
typedef nameless_t again_t[3];
typedef again_t *pointer_to_array;
struct uses { again_t again; pointer_to_array pointer; const volatile nameless_t cv; struct in6_addr address; };
struct wide_fields { uint64_t a : 1; uint64_t b : 33; uint8_t c; uint64_t d : 30; };
USE(struct node, v0); USE(union either, v1); USE(struct bits, v2); USE(struct packed, v3);
USE(struct packed_inside, v4); USE(struct aligned, v5); USE(struct over_inside, v6); USE(struct holes, v7);
USE(struct hidden, v8); USE(struct flexible, v9); USE(struct zero, v10); USE(struct with_empty, v11);
USE(struct anonymous, v12); USE(struct uses, v13); USE(struct wide_fields, v14);
enum colour e0 = BLUE; enum level e1 = HIGH; enum big e2 = HUGE_; enum negative e3 = LEAST; enum tiny e4 = TWO;
SEC("xdp") int types(struct xdp_md *ctx) { return v14.b + NAMELESS_B; }
char LICENSE[] SEC("license") = "BSD";
C
expect 0 "an object of many types" $clang -target bpf -g -O2 -mcpu=v3 -Wno-everything -I"$include" -c "$tmp/types.c" -o "$tmp/types.o"

# What is compared: every struct and union by name, with the bit offset and width
# of every member that has a name, through nameless ones; enums by their values.
cat >"$tmp/layout.py" <<'P'
import json, subprocess, sys
def load(path):
    return {t["id"]: t for t in json.loads(subprocess.run(["skep", "btf", "dump", path, "--json"], capture_output=True, text=True).stdout)["types"]}
def resolve(types, i):
    while i and types[i]["kind"] in ("TYPEDEF", "CONST", "VOLATILE", "RESTRICT", "TYPE_TAG"):
        i = types[i]["type_id"]
    return types.get(i, {"kind": "VOID", "name": ""})
def members(types, t, base=0):
    for m in t["members"]:
        inner = resolve(types, m["type_id"])
        if not m["name"] and inner["kind"] in ("STRUCT", "UNION"):
            yield from members(types, inner, base + m["bits_offset"])
        elif m["name"] and not m["name"].startswith("__pad"):
            yield m["name"], (base + m["bits_offset"], m.get("bitfield_size", 0), inner["kind"], inner["name"])
def layout(path):
    types, out = load(path), {}
    for t in types.values():
        if t["kind"] in ("STRUCT", "UNION") and t["name"]:
            out.setdefault((t["kind"], t["name"]), (t["size"], sorted(members(types, t))))
        if t["kind"] in ("ENUM", "ENUM64") and t["name"] and t["values"]:
            out.setdefault(("ENUM", t["name"]), (t["size"], [(v["name"], v["val"]) for v in t["values"]]))
    return out
P
cat >"$tmp/compare.py" <<'P'
import sys
sys.path.insert(0, sys.argv[1])
from layout import layout
a, b = layout(sys.argv[2]), layout(sys.argv[3])
wrong = [(k, v, b.get(k)) for k, v in a.items() if k in b and v != b[k]]
missing = [k for k in a if k not in b]
for k, v, w in wrong[:5]:
    print("#", k, *(p for p in zip(v[1], w[1]) if p[0] != p[1]), v[0], w[0], sep="\n#   ")
print("# missing:", missing[:20]) if missing else None
print(len(a) - len(wrong) - len(missing), len(wrong), len(missing))
P

expect 0 "btf dump" skep btf dump "$tmp/types.o"
cp "$tmp/out" "$tmp/types.h"
says "a typedef of a function pointer" '^typedef int \(\*compare_fn\)\(const node_t \*, const struct node \*, \.\.\.\);$'
says "a pointer to an array of function pointers" '^	int \(\*\(\*table\)\[4\]\)\(char, struct node \*\);$'
says "qualifiers of pointers" '^	const char \*const \*volatile names\[3\];$'
says "bit fields" '^	unsigned int b: 9;$'
says "packed structures" '^\} __attribute__\(\(packed\)\);$'
says "enums of another size" '^\} __attribute__\(\(mode\(QI\)\)\);$'
same "a name is defined once" 1 "$(grep -c '^struct node {' "$tmp/types.h")"

for how in "${CC:-cc} -std=gnu11" "$clang -std=gnu11" "$clang -std=gnu11 -target bpf"; do
	expect 0 "it compiles: $how" $how -Wall -Wextra -Werror -fsyntax-only -x c "$tmp/types.h"
done
{
	cat "$tmp/types.h"
	grep '^USE(' "$tmp/types.c" | sed 's/USE(\([^,]*\), \([a-z0-9]*\))/\1 \2 = {}/g'
	grep '^enum colour e0' "$tmp/types.c"
	echo '__attribute__((section("xdp"))) int types(void *ctx) { return 0; }'
} >"$tmp/again.c"
expect 0 "compiled again for BPF" $clang -target bpf -g -O2 -mcpu=v3 -Wno-everything -c "$tmp/again.c" -o "$tmp/again.o"
python3 "$tmp/compare.py" "$tmp" "$tmp/types.o" "$tmp/again.o" >"$tmp/got"
same "sizes, offsets, widths, enums: equal, different, missing" "24 0 1" "$(tail -n 1 "$tmp/got")" || cat "$tmp/got"
# And on this machine's ABI.
python3 - "$tmp" "$tmp/types.o" >"$tmp/asserts.c" <<'P'
import sys
sys.path.insert(0, sys.argv[1])
from layout import layout
print('#include "types.h"\n#define AT __builtin_offsetof')
for (kind, name), (size, items) in layout(sys.argv[2]).items():
    word = kind.lower() + " " + name
    print(f'_Static_assert(sizeof({word}) == {size}, "size of {word}");')
    for item in items if kind != "ENUM" else []:
        if not item[1][1]:
            print(f'_Static_assert(AT({word}, {item[0]}) == {item[1][0] // 8}, "{word}.{item[0]}");')
    for item in items if kind == "ENUM" else []:
        value = int(item[1])
        text = f"{value}ULL" if value > 2**63 - 1 else f"{value}LL" if value > -2**63 else "(-9223372036854775807LL - 1)"
        print(f'_Static_assert({item[0]} == {text}, "{item[0]}");')
P
for how in "${CC:-cc}" "$clang"; do
	expect 0 "sizes, offsets and values on this machine: $how" $how -std=gnu11 -I"$tmp" -fsyntax-only -x c "$tmp/asserts.c"
done
sed 's/== 4, "size of enum colour"/== 5, "size of enum colour"/' "$tmp/asserts.c" >"$tmp/wrong.c"
expect 1 "and these asserts can fail" ${CC:-cc} -std=gnu11 -I"$tmp" -fsyntax-only -x c "$tmp/wrong.c"

for name in "$examples"/*.bpf.o; do
	skep btf dump "$name" >"$tmp/one.h" && ${CC:-cc} -std=gnu11 -Wall -Werror -fsyntax-only -x c "$tmp/one.h" 2>"$tmp/err"
	result $? "$(basename "$name"): its types compile" || cat "$tmp/err"
done

# ---- text and JSON ----

expect 0 "--format raw" skep btf dump "$tmp/types.o" --format raw
says "an integer" "^\[[0-9]+\] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED$"
says "a structure" "^\[[0-9]+\] STRUCT 'bits' size=[0-9]+ vlen=[0-9]+$"
says "a bit field" "^	'b' type_id=[0-9]+ bits_offset=3 bitfield_size=9$"
says "a section" "^\[[0-9]+\] DATASEC '\.bss' size=[0-9]+ vlen=[0-9]+$"
says "a function" "^\[[0-9]+\] FUNC 'types' type_id=[0-9]+ linkage=global$"
expect 0 "--format json" skep btf dump "$tmp/types.o" --format json
is_json "is JSON"
same "large values of enums" "[-81985529216486895, -9223372036854775808]" \
	"$(json '[v["val"] for t in j["types"] if t["name"] == "negative" for v in t["values"]]')"
if command -v bpftool >/dev/null && bpftool version >/dev/null 2>&1; then
	# clang leaves sizes and offsets in sections to the loader: bpftool shows 0
	bpftool btf dump file "$tmp/types.o" format raw 2>/dev/null |
		grep -vE "DATASEC|\(VAR '" >"$tmp/bpftool"
	skep btf dump "$tmp/types.o" --format raw | grep -vE "DATASEC|\(VAR '" >"$tmp/skep"
	same "the same as bpftool's" "" "$(diff "$tmp/bpftool" "$tmp/skep" | head -n 5)"
else
	skip "the same as bpftool's" "there is no bpftool"
fi

# ---- raw BTF: the kernel's ----

vmlinux=/sys/kernel/btf/vmlinux
if [ -r $vmlinux ]; then
	if command -v bpftool >/dev/null && bpftool version >/dev/null 2>&1; then
		bpftool btf dump file $vmlinux format raw >"$tmp/bpftool" 2>/dev/null
		skep btf dump $vmlinux --format raw >"$tmp/skep"
		same "the kernel's types, the same as bpftool's" "" \
			"$(diff "$tmp/bpftool" "$tmp/skep" | head -n 5)"
	fi
	expect 0 "the kernel's types" skep btf dump $vmlinux
	cp "$tmp/out" "$tmp/vmlinux.h"
	expect 0 "they compile" ${CC:-cc} -std=gnu11 -Wall -Werror -fsyntax-only -x c "$tmp/vmlinux.h"
	expect 0 "for BPF too" $clang -target bpf -Wall -Werror -fsyntax-only -x c "$tmp/vmlinux.h"
	python3 - "$tmp" $vmlinux >"$tmp/all.c" <<'P'
import sys
sys.path.insert(0, sys.argv[1])
from layout import layout
print('#include "vmlinux.h"\n#define AT __builtin_offsetof')
seen = set()  # the second type of a name has another one in C
for (kind, name), (size, items) in layout(sys.argv[2]).items():
    if name in seen:
        continue
    seen.add(name)
    word = kind.lower() + " " + name
    print(f'_Static_assert(sizeof({word}) == {size}, "size of {word}");')
    for item in items if kind != "ENUM" else []:
        if not item[1][1]:
            print(f'_Static_assert(AT({word}, {item[0]}) == {item[1][0] // 8}, "{word}.{item[0]}");')
P
	[ "$(wc -l <"$tmp/all.c")" -gt 20000 ]
	result $? "tens of thousands of sizes and offsets"
	expect 0 "are those of the kernel" ${CC:-cc} -std=gnu11 -I"$tmp" -fsyntax-only -x c "$tmp/all.c"
else
	skip "the kernel's types" "this kernel shows none"
fi

# ---- what cannot be dumped ----

expect 4 "no such file" skep btf dump "$tmp/none"
expect 3 "text" skep btf dump "$tmp/types.c"
head -c 1000 "$tmp/types.o" >"$tmp/half.o"
expect 3 "half an object" skep btf dump "$tmp/half.o"
printf '\237\353\1\0' >"$tmp/short"
expect 3 "raw BTF that ends" skep btf dump "$tmp/short"
$clang -target bpf -O2 -mcpu=v3 -I"$include" -Wno-everything -c "$tmp/types.c" -o "$tmp/plain.o"
expect 3 "an object without types" skep btf dump "$tmp/plain.o" --json
is_json "as JSON"
same "has its name" no-btf "$(json 'j["error"]["id"]')"
expect 2 "no such format" skep btf dump "$tmp/types.o" --format xml
expect 2 "two formats" skep btf dump "$tmp/types.o" --format c --json
expect 4 "a full disk" sh -c "skep btf dump '$tmp/types.o' >/dev/full"
# Whatever byte of the types is wrong: C, or one of the exit codes.
cat >"$tmp/mutate.py" <<'P'
import random, subprocess, sys
data, rng, bad = open(sys.argv[1], "rb").read(), random.Random(3), 0
start = data.index(b"\x9f\xeb\x01\x00")
for i in range(60):
    broken = bytearray(data)
    for _ in range(rng.choice((1, 2, 8))):
        broken[start + rng.randrange(24, min(6000, len(data) - start))] = rng.choice((0, 1, 2, 255, rng.randrange(256)))
    open(sys.argv[1] + ".mutant", "wb").write(broken)
    for command in (["btf", "dump"], ["btf", "dump", "--format", "raw"], ["gen", "skeleton"]):
        r = subprocess.run(["skep", *command, sys.argv[1] + ".mutant"], capture_output=True)
        if r.returncode not in (0, 3):
            bad += 1
            print("# mutant", i, command, r.returncode, r.stderr.decode(errors="replace")[-300:])
print(bad)
P
same "types with wrong bytes" 0 "$(python3 "$tmp/mutate.py" "$tmp/types.o" | tail -n 1)"
# Types that nest without end: pointers to pointers to ...
python3 - "$tmp" <<'P'
import struct, sys
def btf(types, strings):
    body = b"".join(types)
    return struct.pack("<HBBIIIII", 0xeb9f, 1, 0, 24, 0, len(body), len(body), len(strings)) + body + strings
n = 5000
pointers = [struct.pack("<III", 0, 2 << 24, i) for i in range(n)] + [struct.pack("<III", 1, 8 << 24, n)]
open(sys.argv[1] + "/deep", "wb").write(btf(pointers, b"\0deep\0"))
pairs = [struct.pack("<IIIBBH", 0, 1 << 24, 1, 0, 0, 8)]
size = 1
for i in range(1, 31):
    pairs.append(struct.pack("<III", 0, 5 << 24 | 2, size) + struct.pack("<III", 0, i, 0) * 2)
pairs.append(struct.pack("<III", 1, 4 << 24 | 1, size) + struct.pack("<III", 1, 31, 0))
open(sys.argv[1] + "/wide", "wb").write(btf(pairs, b"\0wide\0"))
P
expect 3 "pointers without end" skep btf dump "$tmp/deep"
expect 3 "nameless types that multiply" timeout 60 skep btf dump "$tmp/wide"
finish
