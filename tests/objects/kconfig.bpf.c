// SPDX-License-Identifier: BSD-2-Clause
/* Configuration values of all sizes, as libbpf lays them out too. */
#include <stdbool.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

extern char CONFIG_DEFAULT_HOSTNAME[16] __kconfig __weak;
extern bool CONFIG_BPF __kconfig __weak;
extern int LINUX_KERNEL_VERSION __kconfig;
extern short CONFIG_NOBODY __kconfig __weak;
extern unsigned long CONFIG_HZ __kconfig __weak;
extern enum libbpf_tristate CONFIG_NET __kconfig __weak;
extern const int absent __ksym __weak;

SEC("xdp")
int reads_all(struct xdp_md *ctx)
{
	return CONFIG_DEFAULT_HOSTNAME[3] + CONFIG_BPF + LINUX_KERNEL_VERSION + CONFIG_NOBODY +
	       CONFIG_HZ + CONFIG_NET + (&absent != 0);
}

char _license[] SEC("license") = "GPL";
