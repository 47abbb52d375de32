// SPDX-License-Identifier: BSD-2-Clause
/* The old form of map definitions. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__u32 type, key_size, value_size, max_entries, map_flags;
} old SEC("maps") = { BPF_MAP_TYPE_ARRAY, 4, 4, 1, 0 };

SEC("xdp")
int prog(struct xdp_md *ctx)
{
	__u32 key = 0;

	return bpf_map_lookup_elem(&old, &key) ? XDP_DROP : XDP_PASS;
}

char _license[] SEC("license") = "GPL";
