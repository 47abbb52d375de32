// SPDX-License-Identifier: BSD-2-Clause
/* Programs that call functions of the host; host_funcs.bpf.c has their prototypes. */
#include <stdbool.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include "host_funcs.h"

#ifndef bpf_ksym_exists
#define bpf_ksym_exists(sym) (!!(sym))
#endif

extern __u64 host_add(__u64 a, int b, __u8 c, bool d, enum host_kind e) __ksym;
extern int host_sum(const void *data, __u32 data__sz) __ksym;
extern int host_fill(void *data, __u32 data__sz, __u8 byte) __ksym;
extern int host_norm(const struct host_point *point) __ksym;
extern int host_mirror(struct host_point *point) __ksym;
extern int host_maybe(struct host_point *point__nullable) __ksym;
extern int host_optional(void *data__opt, __u32 data__szk) __ksym;
extern int host_constant(__u32 kind__k) __ksym;
extern int host_ignores(__u64 a__ign, int b) __ksym;
extern int host_length(const char *text__str) __ksym;
extern int host_frame(struct xdp_md *ctx) __ksym;
extern int host_grow(struct xdp_md *ctx, int n) __ksym;
extern int host_skb(struct __sk_buff *skb) __ksym;
extern const struct host_point *host_find(__u32 id) __ksym;
extern const struct host_point *host_always(void) __ksym;
extern __u8 *host_bytes(__u32 id, const int rdonly_buf_size) __ksym;
extern __u8 *host_buffer(__u32 id, const int rdwr_buf_size) __ksym;
extern __u64 host_arg(void) __ksym;
extern int host_nested(int v) __ksym;
extern void host_note(__u64 v) __ksym;

extern int host_unsized(int a, void *p) __ksym;
extern struct host_list *host_list(void) __ksym;

extern int host_result___v2(int v) __ksym;               /* a flavour */
extern int host_other(long a, int b) __ksym;             /* another prototype */
extern int host_other___weak(long a, int b) __ksym __weak;
extern int host_few___weak(void) __ksym __weak;          /* there is none */
extern int host_weak_add___v1(void) __ksym __weak;
extern __u64 host_arg___weak(void) __ksym __weak;
extern int host_missing(void) __ksym;

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, struct host_point);
} points SEC(".maps");

const char text[] = "twelve bytes";
int counter;
const volatile int never = 0;

/* All widths; the sum of what the host sees. */
SEC("xdp")
int adds(struct xdp_md *ctx)
{
	return host_add(1ULL << 40, -3, 200, true, HOST_SECOND) >> 8;
}

SEC("xdp")
int sums(struct xdp_md *ctx)
{
	__u8 data[5] = { 1, 2, 3, 4, 5 };

	return host_sum(data, sizeof(data)) + 100 * host_sum(text, 2);
}

SEC("xdp")
int sums_packet(struct xdp_md *ctx)
{
	__u8 *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;

	return data + 8 <= end ? host_sum(data, 8) : -1;
}

SEC("xdp")
int fills(struct xdp_md *ctx)
{
	__u8 data[16] = { 0 };
	int err = host_fill(data + 4, 8, 3);

	return err ?: data[3] + data[4] + data[11] + data[12];
}

SEC("xdp")
int fails(struct xdp_md *ctx)
{
	__u8 data[16] = { 0 };

	return host_fill(data, 3, 0);
}

SEC("xdp")
int points_at(struct xdp_md *ctx)
{
	struct host_point point = { 3, 4, { { 0 }, HOST_SECOND } };
	int norm = host_norm(&point);

	host_mirror(&point);
	return norm * 100 + (point.x == -3) + (point.y == -4) + host_norm(&point);
}

SEC("xdp")
int maybe(struct xdp_md *ctx)
{
	struct host_point point = { 5 };
	__u32 key = 1;

	return host_maybe(&point) * 100 + host_maybe(0) * 10 +
	       host_maybe(bpf_map_lookup_elem(&points, &key));
}

SEC("xdp")
int optional(struct xdp_md *ctx)
{
	__u64 data = 0x0101010101010101;

	return host_optional(&data, sizeof(data)) * 100 + host_optional(0, 5);
}

SEC("xdp")
int constant(struct xdp_md *ctx)
{
	return host_constant(7) + host_ignores(0, 5) + host_length(text);
}

SEC("xdp")
int frame(struct xdp_md *ctx)
{
	return host_frame(ctx);
}

SEC("xdp")
int grows(struct xdp_md *ctx)
{
	__u8 *data, *end;

	if (host_grow(ctx, 4))
		return -1;
	data = (void *)(long)ctx->data;
	end = (void *)(long)ctx->data_end;
	return data + 4 <= end ? (int)(end - data) * 1000 + data[3] : -2;
}

/* Refused: it goes on with pointers from before. */
SEC("xdp")
int grows_and_reads(struct xdp_md *ctx)
{
	__u8 *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;

	host_grow(ctx, 4);
	return data + 4 <= end ? data[3] : 0;
}

SEC("xdp")
int other_context(struct xdp_md *ctx)
{
	return host_skb((struct __sk_buff *)ctx);
}

SEC("tc")
int own_context(struct __sk_buff *skb)
{
	return host_skb(skb);
}

SEC("xdp")
int finds(struct xdp_md *ctx)
{
	const struct host_point *one = host_find(1), *none = host_find(2);

	return (one ? one->x : -1) * 100 + (none ? none->x : 7) + host_always()->y;
}

/* Refused: it may be NULL. */
SEC("xdp")
int finds_unchecked(struct xdp_md *ctx)
{
	return host_find(1)->x;
}

/* Refused: it is to be read. */
SEC("xdp")
int writes_result(struct xdp_md *ctx)
{
	((struct host_point *)host_always())->x = 1;
	return 0;
}

SEC("xdp")
int buffers(struct xdp_md *ctx)
{
	__u8 *bytes = host_bytes(1, 6), *buffer = host_buffer(1, 9);

	buffer[8] = bytes[5];
	return host_buffer(1, 9)[8];
}

SEC("xdp")
int beyond(struct xdp_md *ctx)
{
	return host_bytes(1, 6)[6];
}

SEC("xdp")
int arguments(struct xdp_md *ctx)
{
	return host_arg();
}

SEC("xdp")
int nests(struct xdp_md *ctx)
{
	int before = counter, result = host_nested(1);

	return result * 100 + (counter - before);
}

SEC("xdp")
int counts(struct xdp_md *ctx)
{
	counter++;
	return 3;
}

static __noinline int below(int v)
{
	host_note(v);
	return v + 1;
}

static int in_loop(__u32 i, void *sum)
{
	host_note(i);
	*(int *)sum += host_sum(&i, sizeof(i));
	return 0;
}

/* From a function and from one that is called back. */
SEC("xdp")
int deeper(struct xdp_md *ctx)
{
	int sum = below(4);

	bpf_loop(3, in_loop, &sum, 0);
	return sum;
}

SEC("xdp")
int flavour(struct xdp_md *ctx)
{
	return host_result___v2(4);
}

SEC("xdp")
int weak_there(struct xdp_md *ctx)
{
	return bpf_ksym_exists(host_arg___weak) ? (int)host_arg___weak() : -1;
}

SEC("xdp")
int weak_missing(struct xdp_md *ctx)
{
	return bpf_ksym_exists(host_few___weak) ? host_few___weak() : 21;
}

SEC("xdp")
int weak_differs(struct xdp_md *ctx)
{
	return bpf_ksym_exists(host_other___weak) ? host_other___weak(1, 2) : 22;
}

SEC("xdp")
int weak_called(struct xdp_md *ctx)
{
	return host_weak_add___v1();
}

SEC("xdp")
int strong_missing(struct xdp_md *ctx)
{
	return host_missing();
}

/* What is not there may stand where it is not reached. */
SEC("xdp")
int strong_unreached(struct xdp_md *ctx)
{
	return never ? host_missing() : 23;
}

SEC("xdp")
int strong_differs(struct xdp_md *ctx)
{
	return host_other(1, 2);
}

SEC("xdp")
int unsized(struct xdp_md *ctx)
{
	return host_unsized(1, &counter);
}

SEC("xdp")
int lists(struct xdp_md *ctx)
{
	return host_list() != 0;
}

char _license[] SEC("license") = "Proprietary";
