// SPDX-License-Identifier: BSD-2-Clause
/* Maps out of maps: the frame's first byte is the outer key, the second the inner one. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct inner {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u64);
} red SEC(".maps"), blue SEC(".maps");

struct flows {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 8);
	__type(key, __u32);
	__type(value, __u64);
} flows SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, 4);
	__type(key, __u32);
	__array(values, struct inner);
} by_index SEC(".maps") = {
	.values = { [1] = &red, [3] = &blue },
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH_OF_MAPS);
	__uint(max_entries, 4);
	__type(key, __u32);
	__array(values, struct flows);
} by_name SEC(".maps") = {
	.values = { [2] = &flows },
};

static int frame_bytes(struct xdp_md *ctx, __u32 *outer, __u32 *inner)
{
	__u8 *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;

	if (data + 2 > end)
		return -1;
	*outer = data[0];
	*inner = data[1];
	return 0;
}

/* 100: no inner map, 200: no entry, else the value, which is raised. */
SEC("xdp")
int count(struct xdp_md *ctx)
{
	__u32 outer, key;
	__u64 *value;
	void *map;

	if (frame_bytes(ctx, &outer, &key))
		return 0;
	map = bpf_map_lookup_elem(&by_index, &outer);
	if (!map)
		return 100;
	value = bpf_map_lookup_elem(map, &key);
	if (!value)
		return 200;
	return (int)++*value;
}

static long add_up(void *map, __u32 *key, __u64 *value, void *sum)
{
	*(__u64 *)sum += *value;
	return 0;
}

SEC("xdp")
int flow(struct xdp_md *ctx)
{
	__u32 outer, key;
	__u64 one = 1, *value;
	void *map;

	if (frame_bytes(ctx, &outer, &key))
		return 0;
	map = bpf_map_lookup_elem(&by_name, &outer);
	if (!map)
		return 100;
	value = bpf_map_lookup_elem(map, &key);
	if (value)
		return (int)++*value;
	return bpf_map_update_elem(map, &key, &one, BPF_NOEXIST) ? 200 : 150;
}

SEC("xdp")
int total(struct xdp_md *ctx)
{
	__u32 outer, key;
	__u64 sum = 0;
	void *map;

	if (frame_bytes(ctx, &outer, &key))
		return 0;
	map = bpf_map_lookup_elem(&by_name, &outer);
	if (!map)
		return 100;
	bpf_for_each_map_elem(map, add_up, &sum, 0);
	return (int)sum;
}

char _license[] SEC("license") = "GPL";
