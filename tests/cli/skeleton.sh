# skep gen skeleton: the header compiles as C and C++, and what it gives works.
. "$(dirname "$0")/lib.sh"

clang=${BPF_CLANG:-clang-19}
include=/usr/include/$(uname -m)-linux-gnu
flags=
case ${FLAVOUR:-} in
asan) flags="-fsanitize=address,undefined" ;;
coverage) flags=--coverage ;;
esac

cat >"$tmp/things.bpf.c" <<'C'
#include <linux/bpf.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>
enum mode { OFF, ON = 3 };
struct pair { __u32 a; __u16 b; };
typedef struct { __u64 nameless[2]; } value_t;
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 8);
	__type(key, struct pair);
	__type(value, value_t);
} table SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, struct pair);
} lanes SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 8);
	__uint(key_size, 6);
	__uint(value_size, 1);
} plain SEC(".maps");
__u64 runs = 40;
enum mode mode = ON;
bool seen;
static __u32 hidden;
char text[5] = "abcd";
struct { __u8 x; struct pair pair; } inside = { 7, { 8, 9 } };
const volatile __u32 step = 2;
__u64 zeros[3];
__u32 apart SEC(".data.apart") = 5;
SEC("xdp") int count(struct xdp_md *ctx)
{
	struct pair key = { 1, 2 };
	value_t value = { { 3, 4 } };
	__u32 one = 1;
	struct pair *lane = bpf_map_lookup_elem(&lanes, &one);
	__u64 plain_key = 5;

	runs += step;
	zeros[2] = ++hidden;
	seen = mode == ON;
	apart++;
	if (lane)
		lane->a += 11;
	bpf_map_update_elem(&table, &key, &value, BPF_ANY);
	return bpf_map_lookup_elem(&plain, &plain_key) ? XDP_DROP : inside.pair.b + text[0];
}
SEC("tc") int other(struct __sk_buff *skb) { return 0; }
char LICENSE[] SEC("license") = "BSD";
C
expect 0 "an object" $clang -target bpf -g -O2 -mcpu=v3 -I"$include" -c "$tmp/things.bpf.c" -o "$tmp/things.bpf.o"
expect 0 "its skeleton" skep gen skeleton "$tmp/things.bpf.o"
cp "$tmp/out" "$tmp/things.skel.h"

cat >"$tmp/user.c" <<'C'
#include "things.skel.h"

#include <stdio.h>

#define CHECK(x) do { if (!(x)) { printf("line %d: %s\n", __LINE__, #x); return 1; } } while (0)

int main(void)
{
	struct skep_error error;
	struct skep *vm = skep_new(NULL, &error);
	struct things *s = things__open(vm, &error), *second;
	unsigned char frame[64] = { 0 };
	struct things__data data;
	struct things__bss bss;
	struct things__rodata rodata;
	struct things__data_apart apart;
	things__table_key key, next;
	things__table_value value;
	things__plain_key plain;
	things__plain_value plain_value = { 1 };
	struct pair *lanes;
	struct skep_xdp xdp;
	uint32_t verdict, one = 1;

	CHECK(s && s->progs.count && s->progs.other && s->maps.table && s->maps.data_apart);
	CHECK(s->progs.count == skep_obj_prog(s->obj, "count"));
	CHECK(things__get_data(s, &data) == -EINVAL); /* not loaded */
	CHECK(!things__load(s, &error));
	CHECK(!things__get_data(s, &data) && data.runs == 40 && data.mode == ON);
	CHECK(data.inside.x == 7 && data.inside.pair.b == 9 && !strcmp(data.text, "abcd"));
	CHECK(!things__get_rodata(s, &rodata) && rodata.step == 2);
	CHECK(!things__get_data_apart(s, &apart) && apart.apart == 5);
	skep_xdp_init(&xdp, frame, sizeof(frame));
	CHECK(!skep_run(s->progs.count, &xdp, &verdict) && verdict == 9 + 'a');
	CHECK(!things__get_data(s, &data) && data.runs == 42);
	CHECK(!things__get_bss(s, &bss) && bss.seen && bss.zeros[0] == 0 && bss.zeros[2] == 1);
	CHECK(!things__get_data_apart(s, &apart) && apart.apart == 6);
	data.runs = 100;
	data.mode = OFF;
	CHECK(!things__set_data(s, &data));
	CHECK(!skep_run(s->progs.count, &xdp, &verdict));
	CHECK(!things__get_data(s, &data) && data.runs == 102);
	CHECK(!things__get_bss(s, &bss) && !bss.seen && bss.zeros[2] == 2);

	memset(&key, 0, sizeof(key));
	CHECK(!things__next_table(s, NULL, &key) && key.a == 1 && key.b == 2);
	CHECK(things__next_table(s, &key, &next) == -ENOENT);
	CHECK(!things__lookup_table(s, &key, &value) && value.nameless[1] == 4);
	value.nameless[0] = 77;
	CHECK(things__update_table(s, &key, &value, SKEP_NOEXIST) == -EEXIST);
	CHECK(!things__update_table(s, &key, &value, SKEP_EXIST));
	CHECK(!things__lookup_table(s, &key, &value) && value.nameless[0] == 77);
	CHECK(!things__delete_table(s, &key) && things__lookup_table(s, &key, &value) == -ENOENT);

	lanes = (struct pair *)calloc(skep_lanes(vm), sizeof(*lanes));
	CHECK(lanes && sizeof(*lanes) == 8 && !things__lookup_lanes(s, &one, lanes));
	CHECK(lanes[0].a == 22);
	free(lanes);
	memset(plain, 0, sizeof(plain));
	plain[0] = 5;
	CHECK(!things__update_plain(s, &plain, &plain_value, SKEP_ANY));
	CHECK(!skep_run(s->progs.count, &xdp, &verdict) && verdict == 1);

	second = things__open_and_load(vm, &error);
	CHECK(second && !things__get_data(second, &data) && data.runs == 40);
	things__destroy(second);
	things__destroy(s);
	things__destroy(NULL);
	skep_free(vm);
	puts("all of it");
	return 0;
}
C
libs="$BUILD/libskep.a -lelf -pthread $flags"
# shellcheck disable=SC2086 # lists of words
for how in "${CC:-cc} -std=c11" "${CC:-cc} -std=gnu17 -O2" "$clang -std=c11" "g++ -x c++ -std=c++17" "g++ -x c++ -std=c++11"; do
	case $how in "$clang"*) [ -z "$flags" ] || continue ;; esac
	expect 0 "compiles: $how" $how -Wall -Wextra -Werror -Iinclude -I"$tmp" -c "$tmp/user.c" -o "$tmp/user.o" $flags
	expect 0 "links: $how" ${how%% *} "$tmp/user.o" $libs -o "$tmp/user"
	expect 0 "runs: $how" "$tmp/user"
	says "to its end: $how" '^all of it$'
done

for object in "$examples"/*.bpf.o; do
	name=$(basename "$object" .bpf.o)
	skep gen skeleton "$object" >"$tmp/$name.skel.h" &&
		printf '#include "%s.skel.h"\n' "$name" >"$tmp/one.c" &&
		${CC:-cc} -std=c11 -Wall -Wextra -Werror -Iinclude -I"$tmp" -fsyntax-only "$tmp/one.c" 2>"$tmp/err"
	result $? "$name: its skeleton compiles" || cat "$tmp/err"
done
expect 0 "--name" skep gen skeleton "$tmp/things.bpf.o" --name fw
says "names the functions" '^static inline struct fw \*fw__open\('
says "and the guard" '^#ifndef FW_SKEL_H$'
cat >"$tmp/types.c" <<'C'
#include <linux/types.h>
struct pair { __u32 a; __u16 b; };
typedef struct { __u64 nameless[2]; } value_t;
enum mode { OFF, ON = 3 };
#define things_NO_TYPES
#include "things.skel.h"
C
expect 0 "types from elsewhere" ${CC:-cc} -std=c11 -Wall -Werror -Iinclude -I"$tmp" -fsyntax-only "$tmp/types.c"
sed '/define things_NO/d' "$tmp/types.c" >"$tmp/twice.c"
expect 1 "which else are there twice" ${CC:-cc} -std=c11 -Iinclude -I"$tmp" -fsyntax-only "$tmp/twice.c"
sed 's/__u16 b; };/__u64 b; };/' "$tmp/types.c" >"$tmp/wrong.c"
expect 1 "types of another size are noticed" ${CC:-cc} -std=c11 -Iinclude -I"$tmp" -fsyntax-only "$tmp/wrong.c"
says "and said" 'size of things__table_key'

# Names that are no C: an object may call its maps what it likes.
sed 's/^} plain SEC/} plain __attribute__((visibility("default"))) SEC/' "$tmp/things.bpf.c" >"$tmp/odd.c"
$clang -target bpf -g -O2 -mcpu=v3 -I"$include" -c "$tmp/odd.c" -o "$tmp/odd.o"
python3 - "$tmp/odd.o" "$tmp/odd2.o" <<'P'
import sys
data = open(sys.argv[1], "rb").read()
open(sys.argv[2], "wb").write(data.replace(b"\0plain\0", b'\0p*/"n\0'))
P
if skep gen skeleton "$tmp/odd2.o" >"$tmp/odd.h" 2>"$tmp/err"; then
	printf '#include "odd.h"\n' >"$tmp/one.c"
	expect 0 "a name with quotes and comments is harmless" ${CC:-cc} -std=c11 -Iinclude -I"$tmp" -fsyntax-only "$tmp/one.c"
else
	grep -q '^error' "$tmp/err"
	result $? "a name with quotes and comments is refused"
fi

expect 2 "a name that is none" skep gen skeleton "$tmp/things.bpf.o" --name 'a b'
expect 2 "as JSON" skep gen skeleton "$tmp/things.bpf.o" --json
expect 4 "no such object" skep gen skeleton "$tmp/none.o"
expect 3 "no object" skep gen skeleton "$tmp/user.c"
expect 4 "a full disk" sh -c "skep gen skeleton '$tmp/things.bpf.o' >/dev/full"
finish
