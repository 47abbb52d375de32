// SPDX-License-Identifier: BSD-2-Clause
/*
 * What compilers write differently by -mcpu, one program each, and every kind of BTF
 * type; tests/unit/test_variants.c says from which version on.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define tag(x) __attribute__((btf_type_tag(x)))

enum large { LARGE = 0x123456789a };

union choice {
	int number;
	float real;
};

struct declared;
typedef int function_type(int x);

struct tagged {
	int tag("user") *pointer;
	struct declared *declared;
	function_type *function;
	const volatile char *const text;
	union choice choice;
	enum { SMALL } kind;
	enum large large;
	int array[2];
	double twice;
} __attribute__((btf_decl_tag("seen")));

struct tagged tagged = { .choice.number = 3, .large = LARGE };
long number = 5;
int *restrict restricted;

SEC("socket")
int adds32(struct __sk_buff *skb)
{
	return skb->len + skb->mark;
}

SEC("socket")
int compares32(struct __sk_buff *skb)
{
	return (int)skb->len == (int)skb->mark ? 7 : bpf_get_prandom_u32();
}

SEC("socket")
int less(struct __sk_buff *skb)
{
	long a = 0, rounds = 0;

#pragma clang loop unroll(disable)
	do
		a += 3;
	while (++rounds != 4 && a < *(volatile long *)&number);
	return a;
}

SEC("socket")
int extends(struct __sk_buff *skb)
{
	number = (long)(int)(number + 5);
	return skb->len;
}

SEC("socket")
int loads_signed(struct __sk_buff *skb)
{
	number = *(volatile int *)&tagged.choice.number;
	return skb->len;
}

SEC("socket")
int swaps(struct __sk_buff *skb)
{
	number = __builtin_bswap64(number);
	return skb->len;
}

SEC("socket")
int stores(struct __sk_buff *skb)
{
	number = 77;
	return skb->len;
}

SEC("socket")
int counts(struct __sk_buff *skb)
{
	__sync_fetch_and_add(&number, 0x55);
	return skb->len;
}

/* Far enough for a jump of 16 bits; a wider one is of -mcpu=v4. */
SEC("socket")
int jumps(struct __sk_buff *skb)
{
	if (skb->len)
		return bpf_get_prandom_u32();
	return restricted != 0;
}

char _license[] SEC("license") = "GPL";
