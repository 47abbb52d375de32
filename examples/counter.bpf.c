// SPDX-License-Identifier: BSD-2-Clause
/* Counts packets and bytes and lets everything pass: the smallest useful program. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct count {
	__u64 packets, bytes;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct count);
} total SEC(".maps");

SEC("xdp")
int counter(struct xdp_md *ctx)
{
	__u32 zero = 0;
	struct count *count = bpf_map_lookup_elem(&total, &zero);

	if (count) {
		__sync_fetch_and_add(&count->packets, 1);
		__sync_fetch_and_add(&count->bytes, ctx->data_end - ctx->data);
	}
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
