# skep link: what is linked verifies and runs, and what tells of it is right.
. "$(dirname "$0")/lib.sh"

clang=${BPF_CLANG:-clang-19}

cat >"$tmp/shared.h" <<'C'
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>
struct packet { __u32 size, kind; };
C

# The entry: calls and uses what the others have.
cat >"$tmp/main.bpf.c" <<'C'
#include "shared.h"
extern int kind_of(struct packet *packet);
extern int weak_answer(void);
extern struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 16); __type(key, __u32); __type(value, __u64); } counts SEC(".maps");
extern __u64 total;
extern const volatile __u32 limit;
__u32 result;
static __noinline int helper(int a) { return a * 2; } /* other.bpf.c has another one */
SEC("xdp") int entry(struct xdp_md *ctx)
{
	struct packet packet = { ctx->data_end - ctx->data, 3 };
	__u32 key = packet.size;
	__u64 one = 1;
	bpf_map_update_elem(&counts, &key, &one, BPF_ANY);
	total += packet.size;
	result = helper(kind_of(&packet)) + weak_answer() + limit;
	return XDP_PASS;
}
char LICENSE[] SEC("license") = "GPL";
C
cat >"$tmp/other.bpf.c" <<'C'
#include "shared.h"
struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 16); __type(key, __u32); __type(value, __u64); } counts SEC(".maps");
__u64 total = 100;
const volatile __u32 limit = 5;
static __noinline int helper(int a) { return a + 1; }
__hidden __noinline int inner(struct packet *packet) { return packet->kind; }
__noinline int kind_of(struct packet *packet)
{
	if (!packet)
		return 0;
	return helper(inner(packet)); /* 4 */
}
__weak __noinline int weak_answer(void) { return 1000; } /* strong.bpf.c has the one that counts */
SEC("xdp") int second(struct xdp_md *ctx)
{
	__u32 key = 7;
	__u64 *count = bpf_map_lookup_elem(&counts, &key);
	return count ? (int)*count : -1;
}
char LICENSE[] SEC("license") = "GPL";
C
cat >"$tmp/strong.bpf.c" <<'C'
#include "shared.h"
struct moved { int first; } __attribute__((preserve_access_index));
__noinline int weak_answer(void)
{
	return __builtin_preserve_field_info(((struct moved *)0)->first, 0) + 20; /* 12 in the target */
}
char LICENSE[] SEC("license") = "GPL";
C
for name in main other strong; do
	(cd "$tmp" && "$clang" -target bpf -g -O2 -mcpu=v3 -I"/usr/include/$(uname -m)-linux-gnu" -c $name.bpf.c -o $name.bpf.o) ||
		result 1 "$name.bpf.c compiles"
done
target=$BUILD/tests/objects/core_target.bpf.o

compile_error() { # what is wrong, source
	printf '%s\n' '#include "shared.h"' "$2" >"$tmp/$1.bpf.c"
	(cd "$tmp" && "$clang" -target bpf -g -O2 -I"/usr/include/$(uname -m)-linux-gnu" -c $1.bpf.c -o $1.bpf.o)
}

expect 0 "three objects are linked" skep link "$tmp/all.bpf.o" "$tmp/main.bpf.o" "$tmp/strong.bpf.o" "$tmp/other.bpf.o"
says "and counted" '^.*all\.bpf\.o: 2 programs, 4 maps from 3 objects$'
expect 0 "the result verifies" skep verify "$tmp/all.bpf.o" --btf "$target"
same "nothing else was written" "all.bpf.o main.bpf.o other.bpf.o strong.bpf.o" \
	"$(cd "$tmp" && ls -d *.o* | tr '\n' ' ' | sed 's/ $//')"

# 2 * (3 + 1) + (12 + 20) + 5: static functions of one name, hidden ones, strong before weak, CO-RE, a constant.
value() { # map, expression of its entries
	json "[m['entries'] for m in j['maps'] if m['name'] == '$1'][0]$2"
}
for engine in $engines; do
	expect 0 "$engine: it runs" skep run "$tmp/all.bpf.o" --prog entry --btf "$target" --engine "$engine" \
		--data-hex 00112233445566778899 --maps --json
	same "$engine: the result is made of all three" 45 "$(value .bss "[0]['value']['result']")"
	same "$engine: the extern map is the defined one" "10 1" "$(value counts "[0]['key']") $(value counts "[0]['value']")"
	same "$engine: so is the variable, with its value" 110 "$(value .data "[0]['value']['total']")"
done
expect 0 "a set constant" skep run "$tmp/all.bpf.o" --prog entry --btf "$target" --set limit=1000 --data-hex 00 --maps --json
same "is where both objects look" 1040 "$(value .bss "[0]['value']['result']")"

# Functions, lines and CO-RE relocations.
expect 0 "dump" skep prog dump "$tmp/all.bpf.o" --prog entry --btf "$target"
for row in "kind_of:|11 . return helper.inner.packet.." "inner:|packet->kind;" "weak_answer:|5 . return __builtin_preserve" \
	"entry:|17 . return XDP_PASS;"; do
	text=$(sed -n "/^${row%%|*}/,/exit/p" "$tmp/out")
	printf '%s\n' "$text" | grep -q -- "${row#*|}"
	result $? "the lines of ${row%%|*} are its own" || printf '%s\n' "$text" | sed 's/^/# /'
done
says "the field's offset stands in the instruction" ' r0 = 0xc$'
same "both static functions are there" 2 "$(grep -c '^helper:' "$tmp/out")"
expect 1 "without the target" skep verify "$tmp/all.bpf.o" --btf "$tmp/other.bpf.o"
says "the relocation names its file and line" 'strong\.bpf\.c:[34]\): offset of struct moved\.first'
"$BUILD/skep" prog dump "$tmp/other.bpf.o" --prog second | sed 1d >"$tmp/second"
same "a program is the same as before" "$(cat "$tmp/second")" "$(skep prog dump "$tmp/all.bpf.o" --prog second | sed 1d)"

expect 0 "JSON" skep link "$tmp/all.bpf.o" "$tmp/main.bpf.o" "$tmp/strong.bpf.o" "$tmp/other.bpf.o" --json
same "has counts" "True 3 2 4" "$(json 'j["ok"], j["objects"], j["programs"], j["maps"]')"
expect 0 "an object that calls functions of the host" \
	skep link "$tmp/host.o" "$examples/host/quota.bpf.o" "$tmp/other.bpf.o"
expect 0 "calls them still" \
	skep verify "$tmp/host.o" --prog quota --functions "$examples/host/functions.bpf.o" --trusted
rm "$tmp/host.o"
expect 0 "one object alone" skep link "$tmp/one.o" "$tmp/other.bpf.o"
expect 0 "verifies" skep verify "$tmp/one.o"

# What fails names its file and leaves what was there.
echo before >"$tmp/kept.o"
compile_error twice '__u64 total = 1;' && compile_error other_type 'extern __u32 total; SEC("xdp") int f(void *c) { return total; }'
printf '\177ELF but not really' >"$tmp/damaged.o"
refused() { # name, pattern, exit code, inputs
	local name=$1 pattern=$2 code=$3
	shift 3
	expect "$code" "$name" skep link "$tmp/kept.o" "$@"
	says "... and says where and why" "$pattern"
	same "... and leaves the file" before "$(cat "$tmp/kept.o")"
}
refused "a symbol twice" 'twice\.bpf\.o: cannot be linked: .*total' 3 "$tmp/other.bpf.o" "$tmp/twice.bpf.o"
refused "an extern of another type" 'other_type\.bpf\.o: cannot be linked: .*total' 3 "$tmp/other.bpf.o" "$tmp/other_type.bpf.o"
refused "a damaged object" 'damaged\.o' 3 "$tmp/other.bpf.o" "$tmp/damaged.o"
refused "a file that is not there" 'none\.o' 4 "$tmp/other.bpf.o" "$tmp/none.o"
expect 4 "a folder that is not there" skep link "$tmp/none/all.o" "$tmp/other.bpf.o"
says "is named" 'none/all\.o: No such file'
expect 2 "no input" skep link "$tmp/all.o"
expect 3 "an error as JSON" skep link "$tmp/kept.o" "$tmp/other.bpf.o" "$tmp/twice.bpf.o" --json
same "has the file" "link-failed twice.bpf.o" "$(json 'j["error"]["id"], j["error"]["file"].split("/")[-1]')"
same "nothing half-made is left" "" "$(ls "$tmp" | grep -E '\.o\.')"
mkfifo "$tmp/pipe"
cat "$tmp/pipe" >"$tmp/read.o" &
expect 0 "a pipe is written, not replaced" skep link "$tmp/pipe" "$tmp/other.bpf.o"
wait
[ -p "$tmp/pipe" ]
result $? "it is still there"
cmp "$tmp/read.o" "$tmp/one.o" >/dev/null
result $? "and the object went through it"
finish
