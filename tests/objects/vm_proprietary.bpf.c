// SPDX-License-Identifier: BSD-2-Clause
/* Calls a GPL-only helper without being GPL-compatible. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

SEC("xdp")
int print(struct xdp_md *ctx)
{
	static const char format[] = "%d %d %d";

	return bpf_trace_printk(format, sizeof(format), 1, 2, 3);
}

char LICENSE[] SEC("license") = "Proprietary";
