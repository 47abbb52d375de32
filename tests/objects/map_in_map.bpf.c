// SPDX-License-Identifier: BSD-2-Clause
/* Maps of maps with a template and initial entries, a program array with initial programs. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct inner {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u64);
} red SEC(".maps"), blue SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, 4);
	__type(key, __u32);
	__array(values, struct inner);
} outer SEC(".maps") = {
	.values = { [1] = &red, [3] = &blue },
};

int target_a(struct xdp_md *ctx);
int target_b(struct xdp_md *ctx);

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 8);
	__uint(key_size, 4);
	__uint(value_size, 4);
	__array(values, int(void *));
} jumps SEC(".maps") = {
	.values = { [5] = (void *)&target_b, [0] = (void *)&target_a },
};

SEC("xdp")
int target_a(struct xdp_md *ctx)
{
	return XDP_PASS;
}

SEC("xdp")
int target_b(struct xdp_md *ctx)
{
	__u32 key = 1;

	return bpf_map_lookup_elem(&outer, &key) ? XDP_DROP : XDP_PASS;
}

SEC("xdp")
int jumper(struct xdp_md *ctx)
{
	bpf_tail_call(ctx, &jumps, 5);
	return XDP_ABORTED;
}

char _license[] SEC("license") = "GPL";
