// SPDX-License-Identifier: BSD-2-Clause
/*
 * What loaders of their own understood: iproute2's sections of tail calls (ID/KEY),
 * ir-keytable's maps, and its parameters, whose addresses stand for their values.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct bpf_elf_map {
	__u32 type, size_key, size_value, max_elem, flags, id, pinning, inner_id, inner_idx;
};

struct bpf_map_def5 {
	__u32 type, key_size, value_size, max_entries, map_flags;
};

struct bpf_elf_map SEC("maps") jumps = { BPF_MAP_TYPE_PROG_ARRAY, 4, 4, 3, 0, 0xabc };
struct bpf_elf_map SEC("maps") others = { BPF_MAP_TYPE_PROG_ARRAY, 4, 4, 1, 0, 5 };
struct bpf_map_def5 SEC("lirc_mode2/maps") state = { BPF_MAP_TYPE_ARRAY, 4, 8, 1 };

int margin = 200;
int toggle;
long not_int = 9;

SEC("classifier")
int params(struct __sk_buff *skb)
{
	return (long)&margin + (long)&toggle;
}

SEC("classifier")
int no_param(struct __sk_buff *skb)
{
	return not_int;
}

SEC("0xabc/2")
int last(struct __sk_buff *skb)
{
	return 22;
}

static __noinline SEC("elsewhere") int adds(int x)
{
	return x + 1;
}

SEC("0xabc/0")
int first(struct __sk_buff *skb)
{
	bpf_tail_call(skb, &jumps, 2);
	return adds(skb->mark);
}

/* Nobody has this id. */
SEC("99/0")
int nobodys(struct __sk_buff *skb)
{
	return 1;
}

SEC("2748")
int no_key(struct __sk_buff *skb)
{
	return 2;
}

SEC("classifier")
int entry(struct __sk_buff *skb)
{
	__u32 key = 0;

	if (!bpf_map_lookup_elem(&state, &key))
		return 7;
	bpf_tail_call(skb, &jumps, 0);
	return 8;
}

char _license[] SEC("license") = "GPL";
