// SPDX-License-Identifier: BSD-2-Clause
/* Variables of every data section, static and global, with addends into arrays. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct point {
	int x, y;
};

int counter = 11;
static volatile int table[4] = { 1, 2, 3, 4 };
const volatile unsigned long long limit = 0x1122334455667788ULL;
static const volatile struct point origin = { -5, 6 };
int zeroed;
static volatile int zeroes[8];
const char greeting[] = "hello";
int custom SEC(".data.custom") = 77;
const int secret SEC(".rodata.secret") = 88;
int scratch[16] SEC(".bss.scratch");

SEC("xdp")
int reads(struct xdp_md *ctx)
{
	return counter + table[2] + (int)limit + origin.y;
}

SEC("xdp")
int writes(struct xdp_md *ctx)
{
	zeroed = 1;
	zeroes[3] = 2;
	custom = secret;
	scratch[5] = 9;
	bpf_printk("%s", "a string");
	return 0;
}

char _license[] SEC("license") = "GPL";
