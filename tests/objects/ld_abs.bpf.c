// SPDX-License-Identifier: BSD-2-Clause
/* Packet loads of C: LD_ABS and LD_IND, also in functions that are called. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

unsigned long long load_byte(void *skb, unsigned long long off) asm("llvm.bpf.load.byte");
unsigned long long load_half(void *skb, unsigned long long off) asm("llvm.bpf.load.half");

static __attribute__((noinline)) int deeper(struct __sk_buff *skb, int off)
{
	return (int)load_byte(skb, (unsigned)off) + 1;
}

static __attribute__((noinline)) int port_after(struct __sk_buff *skb, int off)
{
	int first = deeper(skb, off);

	return first + (int)load_half(skb, (unsigned)off + 1) * 1000;
}

static __attribute__((noinline)) void nothing(struct __sk_buff *skb)
{
	volatile int sink = (int)load_byte(skb, 3);

	(void)sink;
}

/* Returns 7 + what the functions return; a load that fails there makes that 0. */
SEC("socket") int through_calls(struct __sk_buff *skb)
{
	return port_after(skb, (int)skb->mark) + 7;
}

SEC("socket") int in_entry(struct __sk_buff *skb)
{
	return (int)load_half(skb, 12) + 7;
}

SEC("socket") int no_result(struct __sk_buff *skb)
{
	nothing(skb);
	return 1;
}

struct walk {
	struct __sk_buff *skb;
	unsigned sum, failed;
};

/* A load that fails returns 0, and the loop goes on. */
static long each(unsigned i, struct walk *walk)
{
	walk->failed++;
	walk->sum += (unsigned)load_byte(walk->skb, i);
	walk->failed--;
	return 0;
}

/* The sum of 70 bytes, and 1000 for each that is not there. */
SEC("socket") int in_callback(struct __sk_buff *skb)
{
	struct walk walk = { .skb = skb };

	bpf_loop(70, each, &walk, 0);
	return (int)(walk.sum + walk.failed * 1000);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
