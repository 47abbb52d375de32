// SPDX-License-Identifier: BSD-2-Clause
/*
 * Symbols of the kernel, of its configuration and of nowhere: what cannot be resolved
 * fails the program that gets there, never the others.
 */
#include <stdbool.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

extern int kernel_function(int x) __ksym;
extern const int kernel_variable __ksym;
extern int weak_function(int x) __ksym __weak;
extern const int weak_variable __ksym __weak;
extern int nowhere;
int missing_function(int x);

extern int LINUX_KERNEL_VERSION __kconfig;
extern bool LINUX_HAS_SYSCALL_WRAPPER __kconfig;
extern int CONFIG_HZ __kconfig;
extern unsigned long CONFIG_LARGE __kconfig;
extern short CONFIG_NEGATIVE __kconfig;
extern bool CONFIG_YES __kconfig;
extern bool CONFIG_MODULE_AS_BOOL __kconfig;
extern enum libbpf_tristate CONFIG_MODULE __kconfig;
extern char CONFIG_LETTER __kconfig;
extern char CONFIG_TEXT[8] __kconfig;
extern char CONFIG_LONG_TEXT[4] __kconfig;
extern unsigned char CONFIG_TOO_LARGE __kconfig;
extern int CONFIG_NOT_THERE __kconfig;
extern int CONFIG_WEAK_NOT_THERE __kconfig __weak;

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
int asks_first(struct xdp_md *ctx)
{
	if (&weak_variable)
		return weak_variable;
	if (weak_function)
		return weak_function(2);
	return XDP_PASS;
}

SEC("xdp")
int calls_weak(struct xdp_md *ctx)
{
	return weak_function(2);
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
int version(struct xdp_md *ctx)
{
	return LINUX_KERNEL_VERSION;
}

SEC("xdp")
int wrapper(struct xdp_md *ctx)
{
	return LINUX_HAS_SYSCALL_WRAPPER;
}

SEC("xdp")
int hz(struct xdp_md *ctx)
{
	return CONFIG_HZ;
}

SEC("xdp")
int large(struct xdp_md *ctx)
{
	return CONFIG_LARGE >> 32;
}

SEC("xdp")
int negative(struct xdp_md *ctx)
{
	return CONFIG_NEGATIVE;
}

SEC("xdp")
int yes(struct xdp_md *ctx)
{
	return CONFIG_YES;
}

SEC("xdp")
int module(struct xdp_md *ctx)
{
	return CONFIG_MODULE;
}

SEC("xdp")
int letter(struct xdp_md *ctx)
{
	return CONFIG_LETTER;
}

SEC("xdp")
int text(struct xdp_md *ctx)
{
	return CONFIG_TEXT[0] << 16 | CONFIG_TEXT[1] << 8 | CONFIG_TEXT[2];
}

SEC("xdp")
int long_text(struct xdp_md *ctx)
{
	return CONFIG_LONG_TEXT[2] << 8 | CONFIG_LONG_TEXT[3];
}

SEC("xdp")
int weak_not_there(struct xdp_md *ctx)
{
	return CONFIG_WEAK_NOT_THERE;
}

/* The configuration says that the other side is never reached. */
SEC("xdp")
int decided(struct xdp_md *ctx)
{
	return CONFIG_YES ? XDP_TX : kernel_function(3);
}

SEC("xdp")
int too_large(struct xdp_md *ctx)
{
	return CONFIG_TOO_LARGE;
}

SEC("xdp")
int module_as_bool(struct xdp_md *ctx)
{
	return CONFIG_MODULE_AS_BOOL;
}

SEC("xdp")
int not_there(struct xdp_md *ctx)
{
	return CONFIG_NOT_THERE;
}

SEC("?xdp")
int only_if_asked(struct xdp_md *ctx)
{
	return *(volatile int *)0;
}

char _license[] SEC("license") = "Proprietary";
