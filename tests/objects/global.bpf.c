// SPDX-License-Identifier: BSD-2-Clause
/*
 * Global functions: each program's call is right or wrong by the prototype alone.
 * Programs named good_ are accepted, bad_ refused, by Linux too; see test_global.c.
 * Weak, so that the compiler draws no conclusions from a body.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define GLOBAL __weak __noinline
#define __nonnull __attribute__((btf_decl_tag("arg:nonnull")))
#define __ctx_arg __attribute__((btf_decl_tag("arg:ctx")))

struct pair {
	long a, b;
};

enum colour { RED, GREEN };

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__type(key, __u32);
	__type(value, struct pair);
	__uint(max_entries, 4);
} pairs SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} ring SEC(".maps");

int table[16];

/* ---- functions that are right by themselves ---- */

GLOBAL int twice(int x)
{
	return 2 * x;
}

GLOBAL int sum(struct pair *p)
{
	return p ? p->a + p->b : -1;
}

GLOBAL int sum_nonnull(const struct pair *p __nonnull)
{
	return p->a + p->b;
}

GLOBAL int swap(struct pair *p)
{
	long a;

	if (!p)
		return 0;
	a = p->a;
	p->a = p->b;
	p->b = a;
	return 1;
}

GLOBAL int length(struct xdp_md *ctx)
{
	return ctx->data_end - ctx->data;
}

GLOBAL int length_tagged(void *ctx __ctx_arg)
{
	struct xdp_md *md = ctx;

	return md->data_end - md->data;
}

GLOBAL int grow(struct xdp_md *ctx)
{
	return bpf_xdp_adjust_head(ctx, 0);
}

GLOBAL int is_green(enum colour colour)
{
	return colour == GREEN;
}

GLOBAL int nested(struct pair *p, int n)
{
	struct pair own = { n, 1 };

	return sum(p) + sum(&own) + twice(n);
}

GLOBAL int leak_free(int n)
{
	long *record = bpf_ringbuf_reserve(&ring, 8, 0);

	if (!record)
		return 0;
	*record = n;
	bpf_ringbuf_submit(record, 0);
	return 1;
}

static int add_one(__u32 i, struct pair *p)
{
	p->a++;
	return 0;
}

GLOBAL int loops(int n)
{
	struct pair p = { 0, n };

	bpf_loop(3, add_one, &p, 0);
	return p.a + p.b;
}

/* Part of the proofs of all who call it, global functions or not. */
static __noinline int shared(volatile long *p)
{
	return *p + 1;
}

GLOBAL int shares(int n)
{
	volatile long own = n;

	return shared(&own);
}

GLOBAL int grow_with(struct xdp_md *ctx, struct pair *p)
{
	if (bpf_xdp_adjust_head(ctx, 0) || !p)
		return 0;
	return p->a;
}

GLOBAL int counts(struct pair *p)
{
	if (p)
		__sync_fetch_and_add(&p->a, 1);
	return 0;
}

/* ---- functions that are wrong by themselves ---- */

GLOBAL int index_unchecked(unsigned int i)
{
	return ((volatile int *)table)[i];
}

GLOBAL int sum_unchecked(struct pair *p)
{
	return p->a;
}

GLOBAL int too_far(int *p __nonnull)
{
	return ((volatile int *)p)[1];
}

GLOBAL int leaks(int n)
{
	long *record = bpf_ringbuf_reserve(&ring, 8, 0);

	return record != 0;
}

/* ---- programs ---- */

SEC("xdp")
int good_number(struct xdp_md *ctx)
{
	return twice(ctx->ingress_ifindex) & 1 ? XDP_ABORTED : XDP_PASS;
}

SEC("xdp")
int good_stack(struct xdp_md *ctx)
{
	struct pair p = { 3, 4 };

	swap(&p);
	return sum(&p) + sum(0) + p.a; /* 7 - 1 + 4 */
}

SEC("xdp")
int good_map_value(struct xdp_md *ctx)
{
	__u32 key = 1;
	struct pair *p = bpf_map_lookup_elem(&pairs, &key);

	return sum(p) + 1; /* nobody looked whether it is NULL */
}

SEC("xdp")
int good_nonnull(struct xdp_md *ctx)
{
	__u32 key = ctx->ingress_ifindex;
	struct pair *p = bpf_map_lookup_elem(&pairs, &key);

	return p ? sum_nonnull(p) : XDP_PASS;
}

SEC("xdp")
int good_context(struct xdp_md *ctx)
{
	return length(ctx) + length_tagged(ctx) == 128 ? XDP_PASS : XDP_DROP;
}

SEC("xdp")
int good_packet(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;

	if (data + sizeof(struct pair) > end)
		return XDP_DROP;
	swap(data);
	return sum(data) & 0xff;
}

SEC("xdp")
int good_enum(struct xdp_md *ctx)
{
	return is_green(ctx->ingress_ifindex);
}

SEC("xdp")
int good_nested(struct xdp_md *ctx)
{
	struct pair p = { 1, 2 };

	return nested(&p, 5); /* 3 + 6 + 10 */
}

SEC("xdp")
int good_references(struct xdp_md *ctx)
{
	return leak_free(1) + leak_free(2);
}

SEC("xdp")
int good_new_packet_pointers(struct xdp_md *ctx)
{
	unsigned char *data;

	grow(ctx);
	data = (void *)(long)ctx->data;
	if (data + 1 > (unsigned char *)(long)ctx->data_end)
		return XDP_DROP;
	return *data;
}

SEC("xdp")
int good_unreached(struct xdp_md *ctx)
{
	int zero = 0;

	asm volatile("%0 = 0" : "=r"(zero));
	return zero ? index_unchecked(1000) : XDP_PASS;
}

SEC("xdp")
int good_callback(struct xdp_md *ctx)
{
	return loops(4) + loops(5); /* 3 + 4 + 3 + 5 */
}

SEC("xdp")
int good_shared(struct xdp_md *ctx)
{
	volatile long mine = 6;

	return shared(&mine) + shares(7); /* 7 + 8 */
}

SEC("xdp")
int good_stack_and_moves(struct xdp_md *ctx)
{
	struct pair p = { 8, 0 };

	return grow_with(ctx, &p);
}

/* skep alone refuses these two, see docs/kernel-differences.md. */
SEC("xdp")
int unlike_packet_moves(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data;

	if (data + sizeof(struct pair) > (void *)(long)ctx->data_end)
		return XDP_DROP;
	return grow_with(ctx, data);
}

SEC("xdp")
int unlike_atomic(struct xdp_md *ctx)
{
	struct pair p = { 1, 2 };

	return counts(&p);
}

SEC("xdp")
int bad_pointer_for_number(struct xdp_md *ctx)
{
	return twice((long)ctx);
}

SEC("xdp")
int bad_number_for_memory(struct xdp_md *ctx)
{
	long eight;

	asm volatile("%0 = 8" : "=r"(eight));
	return sum((void *)eight);
}

SEC("xdp")
int bad_context(struct xdp_md *ctx)
{
	struct pair p = { 0 };

	return length((void *)&p);
}

SEC("xdp")
int bad_null(struct xdp_md *ctx)
{
	__u32 key = ctx->ingress_ifindex;

	return sum_nonnull(bpf_map_lookup_elem(&pairs, &key));
}

SEC("xdp")
int bad_size(struct xdp_md *ctx)
{
	long one = 1;

	return sum((void *)&one);
}

SEC("xdp")
int bad_result_unknown(struct xdp_md *ctx)
{
	return table[twice(1) & 0xffff]; /* what it returns is not known to be 2 */
}

SEC("xdp")
int bad_stack_forgotten(struct xdp_md *ctx)
{
	struct pair p = { 1, 2 };

	swap(&p);
	return ((volatile int *)table)[p.a];
}

SEC("xdp")
int bad_old_packet_pointer(struct xdp_md *ctx)
{
	unsigned char *data = (void *)(long)ctx->data;

	if (data + 1 > (unsigned char *)(long)ctx->data_end)
		return XDP_DROP;
	grow(ctx);
	return *data;
}

SEC("xdp")
int bad_index_inside(struct xdp_md *ctx)
{
	return index_unchecked(1);
}

SEC("xdp")
int bad_null_inside(struct xdp_md *ctx)
{
	struct pair p = { 0 };

	return sum_unchecked(&p);
}

SEC("xdp")
int bad_bound_inside(struct xdp_md *ctx)
{
	int numbers[4] = { 0 };

	return too_far(numbers);
}

SEC("xdp")
int bad_reference_inside(struct xdp_md *ctx)
{
	return leaks(1);
}

char _license[] SEC("license") = "GPL";
