// SPDX-License-Identifier: BSD-2-Clause
/*
 * Operations of the kernel: maps of .struct_ops are not offered.  What needs one is
 * refused by name, the rest of the object is not concerned.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct test_ops {
	int (*first)(void);
	int (*second)(int v);
	int flags;
};

SEC("struct_ops/first")
int first(void *ctx)
{
	return 0;
}

SEC("struct_ops.s/second")
int second(unsigned long long *ctx)
{
	return ctx[0];
}

SEC(".struct_ops")
struct test_ops plain = { .first = (void *)first, .flags = 1 };

SEC(".struct_ops.link")
struct test_ops linked = { .first = (void *)first, .second = (void *)second };

SEC("xdp")
int reads_plain(struct xdp_md *ctx)
{
	return *(volatile int *)&plain.flags;
}

SEC("xdp")
int reads_linked(struct xdp_md *ctx)
{
	return *(volatile int *)&linked.flags;
}

SEC("?.struct_ops.link")
struct test_ops optional = { .first = (void *)first };

SEC("xdp")
int reads_optional(struct xdp_md *ctx)
{
	return *(volatile int *)&optional.flags;
}

SEC("xdp")
int good(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
