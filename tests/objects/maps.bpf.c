// SPDX-License-Identifier: BSD-2-Clause
/* Map definitions with every attribute. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct key {
	__u32 addr;
	__u16 port, proto;
};

struct value {
	__u64 packets, bytes;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, struct key);
	__type(value, struct value);
	__uint(map_flags, BPF_F_NO_PREALLOC);
} flows SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 4);
	__uint(key_size, 4);
	__uint(value_size, 24);
} stats SEC(".maps");

static struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
	__uint(key_size, sizeof(__u32));
} hidden SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 8);
	__type(key, int);
	__type(value, char);
	__uint(pinning, LIBBPF_PIN_BY_NAME);
	__uint(numa_node, 0);
} pinned SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} events SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_BLOOM_FILTER);
	__uint(max_entries, 100);
	__type(value, __u32);
	__uint(map_extra, 5);
} bloom SEC(".maps");

SEC("xdp")
int uses(struct xdp_md *ctx)
{
	struct key key = {};
	__u32 index = 0;

	if (bpf_map_lookup_elem(&flows, &key))
		return XDP_DROP;
	if (bpf_map_lookup_elem(&stats, &index))
		return XDP_PASS;
	if (bpf_map_lookup_elem(&hidden, &index))
		return XDP_TX;
	return XDP_ABORTED;
}

char _license[] SEC("license") = "GPL";
