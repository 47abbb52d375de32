// SPDX-License-Identifier: BSD-2-Clause
/*
 * The old form of map definitions: five words (libbpf), seven (Linux's samples), nine
 * (iproute2), and a section of its own (gobpf, with words nobody reads).
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct bpf_map_def5 {
	__u32 type, key_size, value_size, max_entries, map_flags;
};

struct sample_map {
	__u32 type, key_size, value_size, max_entries, map_flags, inner_map_idx, numa_node;
};

struct bpf_elf_map {
	__u32 type, size_key, size_value, max_elem, flags, id, pinning, inner_id, inner_idx;
};

struct bpf_map_def5 SEC("maps") old = { BPF_MAP_TYPE_ARRAY, 4, 4, 1, 0 };

struct ____btf_map_old {
	int key;
	int value;
};
struct ____btf_map_old __attribute__((section(".maps.old"), used)) ____btf_map_old;

static struct sample_map SEC("maps") sample_inner = { BPF_MAP_TYPE_HASH, 8, 16, 32, 1 };
struct sample_map SEC("maps") sample_outer = { BPF_MAP_TYPE_ARRAY_OF_MAPS, 4, 4, 3, 4, 1, 9 };

struct bpf_elf_map SEC("maps/tc") tc_outer = {
	BPF_MAP_TYPE_HASH_OF_MAPS, 4, 4, 8, 0, 1, 2, 7, 0
};
struct bpf_elf_map SEC("maps/tc") tc_second = { BPF_MAP_TYPE_ARRAY, 4, 8, 2, 0, 7, 0, 0, 5 };
struct bpf_elf_map SEC("maps/tc") tc_template = { BPF_MAP_TYPE_ARRAY, 4, 8, 2, 0, 7, 0, 0, -1 };

struct gobpf_map {
	__u32 type, key_size, value_size, max_entries, map_flags, pinning;
	char namespace[256];
};

struct gobpf_map SEC("maps/gobpf") gobpf = { BPF_MAP_TYPE_LRU_HASH, 4, 4, 64, 0, 1 };

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__type(key, __u32);
	__type(value, __u64);
	__uint(max_entries, 5);
} new SEC(".maps");

static int zero;

SEC("xdp")
int prog(struct xdp_md *ctx)
{
	__u32 key = 0;

	return bpf_map_lookup_elem(&old, &key) ? XDP_DROP : XDP_PASS;
}

SEC("xdp")
int uses_others(struct xdp_md *ctx)
{
	__u64 key = 0;

	bpf_map_lookup_elem(&sample_inner, &key);
	bpf_map_lookup_elem(&gobpf, &key);
	bpf_map_lookup_elem(&tc_template, &key);
	bpf_map_lookup_elem(&new, &key);
	zero++;
	return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
