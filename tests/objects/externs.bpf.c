// SPDX-License-Identifier: BSD-2-Clause
/* References that cannot be resolved: each fails its own program, never the others. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

extern int kernel_function(int x) __ksym;
extern const int kernel_variable __ksym;
extern int CONFIG_HZ __kconfig;
extern int nowhere;
int missing_function(int x);

SEC("xdp")
int calls_kfunc(struct xdp_md *ctx)
{
	return kernel_function(1);
}

SEC("xdp")
int good(struct xdp_md *ctx)
{
	return XDP_PASS;
}

SEC("xdp")
int reads_ksym(struct xdp_md *ctx)
{
	return (long)&kernel_variable;
}

SEC("xdp")
int reads_kconfig(struct xdp_md *ctx)
{
	return CONFIG_HZ;
}

SEC("xdp")
int reads_nowhere(struct xdp_md *ctx)
{
	return nowhere;
}

SEC("xdp")
int calls_missing(struct xdp_md *ctx)
{
	return missing_function(2);
}

SEC("xdp")
int also_good(struct xdp_md *ctx)
{
	return XDP_DROP;
}

char _license[] SEC("license") = "Proprietary";
