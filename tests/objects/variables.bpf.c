// SPDX-License-Identifier: BSD-2-Clause
/* Variables that a loader sets before the programs are verified. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

enum mode { MODE_OFF, MODE_DROP, MODE_PASS };

struct limits {
	__u16 low, high;
	enum mode mode;
};

const volatile int n_rounds = 1;        /* .rodata */
const volatile enum mode mode = MODE_OFF;
const volatile unsigned char is_on = 0;
struct limits limits = { 1, 2, MODE_OFF }; /* .data */
int counter;                            /* .bss */
char greeting[8] = "hello";
static volatile long hidden = 3;
extern int CONFIG_HZ __kconfig __weak;

SEC("xdp")
int reads(struct xdp_md *ctx)
{
	return limits.low + (limits.high << 4) + (limits.mode << 8) + (counter << 12);
}

SEC("xdp")
int reads_others(struct xdp_md *ctx)
{
	return hidden + *(volatile char *)&greeting[1] + CONFIG_HZ;
}

/* Proved only as long as the constant is small. */
SEC("xdp")
int bounded(struct xdp_md *ctx)
{
	int numbers[4] = { 0 }, sum = 0;

	for (int i = 0; i < n_rounds; i++)
		sum += ((volatile int *)numbers)[i] + 1;
	return sum;
}

/* Where it is off, what would be refused is dead. */
SEC("xdp")
int only_when_on(struct xdp_md *ctx)
{
	if (is_on)
		return *(volatile int *)(long)ctx->ingress_ifindex;
	return mode == MODE_PASS ? XDP_PASS : XDP_DROP;
}

char _license[] SEC("license") = "GPL";
