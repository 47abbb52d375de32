// SPDX-License-Identifier: BSD-2-Clause
/* What programs learn of the place that they are attached to. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct seen {
	__u64 cookie, func_ip;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct seen);
} seen SEC(".maps");

SEC("uprobe")
int place(void *ctx)
{
	__u32 zero = 0;
	struct seen *to = bpf_map_lookup_elem(&seen, &zero);

	if (!to)
		return 1;
	to->cookie = bpf_get_attach_cookie(ctx);
	to->func_ip = bpf_get_func_ip(ctx);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
