/* Hands out ports from a bitmap: finds the first free bit, and counts those taken. */
#include "real.h"

enum { WORDS = 64 };

struct bitmap {
	__u64 word[WORDS];
	__u32 hint;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct bitmap);
} ports SEC(".maps");

static __always_inline int first_zero(__u64 v)
{
	int n = 0;

	v = ~v;
	if (!(v & 0xffffffff))
		n += 32, v >>= 32;
	if (!(v & 0xffff))
		n += 16, v >>= 16;
	if (!(v & 0xff))
		n += 8, v >>= 8;
	if (!(v & 0xf))
		n += 4, v >>= 4;
	if (!(v & 3))
		n += 2, v >>= 2;
	return n + !(v & 1);
}

SEC("tc")
int bitmap_alloc(struct __sk_buff *skb)
{
	__u32 zero = 0, at, taken = 0;
	struct bitmap *map;

	map = bpf_map_lookup_elem(&ports, &zero);
	if (!map)
		return TC_ACT_SHOT;
	for (int i = 0; i < WORDS; i++) {
		__u64 v = map->word[i];

		v -= (v >> 1) & 0x5555555555555555;
		v = (v & 0x3333333333333333) + ((v >> 2) & 0x3333333333333333);
		v = (v + (v >> 4)) & 0x0f0f0f0f0f0f0f0f;
		taken += (v * 0x0101010101010101) >> 56;
	}
	skb->mark = taken;
	at = map->hint;
	for (int i = 0; i < WORDS; i++, at++) {
		__u32 index = at & (WORDS - 1);
		int bit;

		if (map->word[index] == ~0ull)
			continue;
		bit = first_zero(map->word[index]);
		map->word[index] |= 1ull << (bit & 63);
		map->hint = index;
		skb->priority = index * 64 + bit;
		return TC_ACT_OK;
	}
	return TC_ACT_SHOT;
}

LICENSED;
