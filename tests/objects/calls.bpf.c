// SPDX-License-Identifier: BSD-2-Clause
/*
 * Programs that call helpers and report what they answered: the same on every
 * engine and in the kernel.
 */
#include <linux/bpf.h>
#include <linux/pkt_cls.h>

#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

enum { MAX_RESULTS = 32 };

struct report {
	__s64 result[MAX_RESULTS];
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct report);
} report SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u64);
} hash SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 3);
	__type(key, __u32);
	__type(value, __u64);
} array SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u64);
} lanes SEC(".maps");

struct guarded {
	struct bpf_spin_lock lock;
	__u32 n;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct guarded);
} guarded SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} ring SEC(".maps");

int hop(struct xdp_md *ctx);

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 2);
	__uint(key_size, 4);
	__array(values, int(void *));
} hops SEC(".maps") = {
	.values = { [0] = (void *)&hop },
};

static __always_inline struct report *open_report(void)
{
	__u32 zero = 0;

	return bpf_map_lookup_elem(&report, &zero);
}

/* A report's results, one after the other. */
#define REPORT(value) to->result[n++] = (__s64)(value)
#define BEGIN                                                                                      \
	struct report *to = open_report();                                                         \
	int n = 0;                                                                                 \
											   \
	if (!to)                                                                                   \
		return 1

static __always_inline __s64 value_of(void *map, __u32 key)
{
	__u64 *value = bpf_map_lookup_elem(map, &key);

	return value ? (__s64)*value : -1000;
}

static __always_inline long put(void *map, __u32 key, __u64 value, __u64 flags)
{
	return bpf_map_update_elem(map, &key, &value, flags);
}

static __always_inline long drop(void *map, __u32 key)
{
	return bpf_map_delete_elem(map, &key);
}

SEC("xdp")
int map_calls(struct xdp_md *ctx)
{
	BEGIN;
	REPORT(put(&hash, 1, 11, BPF_NOEXIST));
	REPORT(put(&hash, 1, 12, BPF_NOEXIST));
	REPORT(put(&hash, 2, 22, BPF_EXIST));
	REPORT(put(&hash, 2, 23, BPF_ANY));
	REPORT(put(&hash, 3, 33, BPF_ANY)); /* full */
	REPORT(put(&hash, 1, 13, 3));
	REPORT(put(&hash, 1, 14, BPF_EXIST));
	REPORT(drop(&hash, 3));
	REPORT(drop(&hash, 2));
	REPORT(value_of(&hash, 1));
	REPORT(value_of(&hash, 2));
	REPORT(put(&array, 1, 41, BPF_ANY));
	REPORT(put(&array, 1, 42, BPF_NOEXIST));
	REPORT(put(&array, 3, 43, BPF_ANY));
	REPORT(drop(&array, 1));
	REPORT(value_of(&array, 1));
	REPORT(value_of(&array, 3));
	return XDP_PASS;
}

static __always_inline __s64 value_on(__u32 key, __u32 lane)
{
	__u64 *value = bpf_map_lookup_percpu_elem(&lanes, &key, lane);

	return value ? (__s64)*value : -1000;
}

SEC("xdp")
int lane_calls(struct xdp_md *ctx)
{
	BEGIN;
	REPORT(put(&lanes, 1, 61, BPF_ANY));
	REPORT(put(&lanes, 2, 62, BPF_ANY));
	REPORT(value_of(&lanes, 1));
	REPORT(value_on(1, bpf_get_smp_processor_id()));
	REPORT(value_on(0, bpf_get_smp_processor_id()));
	REPORT(value_on(2, bpf_get_smp_processor_id()));
	REPORT(value_on(1, 1 << 30));
	return XDP_PASS;
}

struct walk {
	__u64 calls, sum, stop;
};

static long step(__u32 index, void *arg)
{
	struct walk *walk = arg;

	walk->calls++;
	walk->sum += index;
	return index == walk->stop;
}

static long visit(void *map, void *key, void *value, void *arg)
{
	struct walk *walk = arg;

	walk->calls++;
	walk->sum += *(__u64 *)value * 10 + *(__u32 *)key;
	return *(__u32 *)key == walk->stop;
}

SEC("xdp")
int loop_calls(struct xdp_md *ctx)
{
	struct walk walk = { 0, 0, 100 };

	BEGIN;
	REPORT(bpf_loop(10, step, &walk, 0));
	REPORT(walk.calls);
	REPORT(walk.sum);
	REPORT(bpf_loop(0, step, &walk, 0));
	walk.stop = 2;
	REPORT(bpf_loop(5, step, &walk, 0));
	REPORT(bpf_loop(5, step, &walk, 1));
	REPORT((int)bpf_loop((1 << 23) + 1, step, &walk, 0)); /* rule loop-too-many */
	REPORT(walk.calls);
	return XDP_PASS;
}

SEC("xdp")
int walk_calls(struct xdp_md *ctx)
{
	struct walk walk = { 0, 0, 100 };

	BEGIN;
	REPORT(bpf_for_each_map_elem(&hash, visit, &walk, 0));
	put(&array, 0, 5, BPF_ANY);
	put(&array, 1, 6, BPF_ANY);
	put(&array, 2, 7, BPF_ANY);
	REPORT(bpf_for_each_map_elem(&array, visit, &walk, 0));
	REPORT(walk.calls);
	REPORT(walk.sum);
	put(&hash, 7, 8, BPF_ANY);
	REPORT(bpf_for_each_map_elem(&hash, visit, &walk, 0));
	REPORT(walk.sum);
	walk.stop = 1;
	REPORT(bpf_for_each_map_elem(&array, visit, &walk, 0));
	REPORT(walk.calls);
	REPORT(bpf_for_each_map_elem(&array, visit, &walk, 1));
	return XDP_PASS;
}

SEC("xdp")
int sum_calls(struct xdp_md *ctx)
{
	__u32 old[3] = { 0x01020304, 0xfffefdfc, 0x80000001 }, new[3] = { 0xffffffff, 7, 0 };

	BEGIN;
	REPORT(bpf_csum_diff(NULL, 0, new, 4, 0));
	REPORT(bpf_csum_diff(old, 4, NULL, 0, 0));
	REPORT(bpf_csum_diff(NULL, 0, old, 12, 0));
	REPORT(bpf_csum_diff(old, 12, NULL, 0, 0x1234));
	REPORT(bpf_csum_diff(old, 8, new, 8, 0));
	REPORT(bpf_csum_diff(old, 8, new, 8, 0xffff));
	REPORT(bpf_csum_diff(old, 4, new, 12, 0x12345678));
	REPORT(bpf_csum_diff(old, 12, new, 4, 0xffffffff));
	REPORT(bpf_csum_diff(old, 4, old, 4, 0x1ffff));
	REPORT(bpf_csum_diff(NULL, 0, NULL, 0, 0xabcdef12));
	REPORT(bpf_csum_diff(old, 3, new, 4, 0));
	REPORT(bpf_csum_diff(old, 4, new, 2, 0));
	return XDP_PASS;
}

/* The answer, and the sizes of data and metadata afterwards. */
#define EDGE(call)                                                                                 \
	REPORT(call);                                                                              \
	REPORT((long)ctx->data_end - (long)ctx->data +                                             \
	       (((long)ctx->data - (long)ctx->data_meta) << 16))

SEC("xdp")
int head_calls(struct xdp_md *ctx)
{
	BEGIN;
	EDGE(bpf_xdp_adjust_head(ctx, -14));
	EDGE(bpf_xdp_adjust_head(ctx, 20));
	EDGE(bpf_xdp_adjust_head(ctx, -6));
	EDGE(bpf_xdp_adjust_head(ctx, -216));
	EDGE(bpf_xdp_adjust_head(ctx, -1)); /* no room in front of it */
	EDGE(bpf_xdp_adjust_head(ctx, 216));
	EDGE(bpf_xdp_adjust_head(ctx, 61)); /* less than an Ethernet header */
	EDGE(bpf_xdp_adjust_head(ctx, 60));
	return XDP_PASS;
}

SEC("xdp")
int meta_calls(struct xdp_md *ctx)
{
	BEGIN;
	EDGE(bpf_xdp_adjust_meta(ctx, -8));
	EDGE(bpf_xdp_adjust_meta(ctx, -3));
	EDGE(bpf_xdp_adjust_meta(ctx, 12)); /* behind the data's start */
	EDGE(bpf_xdp_adjust_meta(ctx, 4));
	EDGE(bpf_xdp_adjust_head(ctx, -208)); /* the metadata moves along */
	EDGE(bpf_xdp_adjust_head(ctx, -8));
	EDGE(bpf_xdp_adjust_head(ctx, 208));
	EDGE(bpf_xdp_adjust_meta(ctx, -240));
	EDGE(bpf_xdp_adjust_meta(ctx, 4));
	return XDP_PASS;
}

SEC("xdp")
int tail_end_calls(struct xdp_md *ctx)
{
	BEGIN;
	EDGE(bpf_xdp_adjust_tail(ctx, -10));
	EDGE(bpf_xdp_adjust_tail(ctx, 30));
	EDGE(bpf_xdp_adjust_tail(ctx, 100000));
	EDGE(bpf_xdp_adjust_tail(ctx, -81)); /* less than an Ethernet header */
	EDGE(bpf_xdp_adjust_tail(ctx, -80));
	EDGE(bpf_xdp_adjust_tail(ctx, 60));
	return XDP_PASS;
}

/* The entry that there is leads here again, 33 times. */
SEC("xdp")
int hop(struct xdp_md *ctx)
{
	struct report *to = open_report();

	if (!to)
		return 1;
	to->result[0]++;
	bpf_tail_call(ctx, &hops, 1); /* empty */
	to->result[1]++;
	bpf_tail_call(ctx, &hops, 2); /* behind the last */
	to->result[2]++;
	bpf_tail_call(ctx, &hops, 0);
	to->result[3]++;
	return XDP_PASS;
}

SEC("xdp")
int lock_calls(struct xdp_md *ctx)
{
	__u32 zero = 0;
	struct guarded *value = bpf_map_lookup_elem(&guarded, &zero);

	BEGIN;
	if (!value)
		return 2;
	for (int i = 0; i < 3; i++) { /* taken again each time */
		bpf_spin_lock(&value->lock);
		value->n += 5;
		bpf_spin_unlock(&value->lock);
	}
	REPORT(value->n);
	return XDP_PASS;
}

SEC("xdp")
int ring_calls(struct xdp_md *ctx)
{
	__u64 *record, *other;

	BEGIN;
	REPORT(bpf_ringbuf_query(&ring, BPF_RB_RING_SIZE));
	record = bpf_ringbuf_reserve(&ring, 16, 0);
	if (!record)
		return 2;
	record[0] = record[1] = 3;
	REPORT(bpf_ringbuf_query(&ring, BPF_RB_PROD_POS));
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	REPORT(bpf_ringbuf_query(&ring, BPF_RB_AVAIL_DATA));
	record = bpf_ringbuf_reserve(&ring, 9, 0);
	if (!record)
		return 3;
	bpf_ringbuf_discard(record, BPF_RB_NO_WAKEUP);
	REPORT(bpf_ringbuf_query(&ring, BPF_RB_PROD_POS));
	REPORT(bpf_ringbuf_query(&ring, BPF_RB_CONS_POS));
	record = bpf_ringbuf_reserve(&ring, 4000, 0);
	other = bpf_ringbuf_reserve(&ring, 64, 0); /* more than is left */
	REPORT(record != NULL);
	REPORT(other != NULL);
	if (other)
		bpf_ringbuf_discard(other, 0);
	if (record)
		bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	other = bpf_ringbuf_reserve(&ring, 8, 1); /* no such flag */
	REPORT(other != NULL);
	if (other)
		bpf_ringbuf_discard(other, 0);
	REPORT(bpf_ringbuf_query(&ring, 9));
	REPORT(bpf_ringbuf_output(&ring, to, 8, BPF_RB_NO_WAKEUP));
	REPORT(bpf_ringbuf_output(&ring, to, 100, 0));
	REPORT(bpf_ringbuf_output(&ring, to, 8, 4));
	REPORT(bpf_ringbuf_query(&ring, BPF_RB_AVAIL_DATA));
	return XDP_PASS;
}

/* What differs each time, by what always holds. */
SEC("xdp")
int chance_calls(struct xdp_md *ctx)
{
	__u64 a = bpf_get_prandom_u32(), b = bpf_get_prandom_u32(), c = bpf_get_prandom_u32();
	__u64 jiffies = bpf_jiffies64(), ns = bpf_ktime_get_ns();

	BEGIN;
	REPORT(a != b || b != c);
	REPORT((a | b | c) >> 32);
	REPORT(jiffies != 0 && bpf_jiffies64() - jiffies < 100);
	REPORT(bpf_ktime_get_ns() - ns < 1000000000);
	return XDP_PASS;
}

SEC("tc")
int socket_calls(struct __sk_buff *skb)
{
	__u64 cookie = bpf_get_socket_cookie(skb);

	BEGIN;
	REPORT(cookie != 0);
	REPORT(bpf_get_socket_cookie(skb) == cookie);
	REPORT(bpf_get_socket_uid(skb));
	return TC_ACT_OK;
}

/* Where nothing is attached. */
SEC("raw_tp")
int place_calls(void *ctx)
{
	BEGIN;
	REPORT(bpf_get_attach_cookie(ctx));
	return 0;
}

/* ---- the network: the loopback device is there, others are not ---- */

enum { LOOPBACK = 1, NOWHERE = 99999 };

static __always_inline __u64 mtu_of(void *ctx, __u32 ifindex, __u32 given, __s32 more, __u64 flags)
{
	__u32 mtu = given;
	long answer = bpf_check_mtu(ctx, ifindex, &mtu, more, flags);

	return (__u64)answer << 32 | mtu;
}

#define MTU_CALLS(ctx, size)                                                                       \
	REPORT(mtu_of(ctx, LOOPBACK, 0, 0, 0));                                                    \
	REPORT(mtu_of(ctx, 0, 0, 0, 0)); /* where it came from */                                  \
	REPORT(mtu_of(ctx, NOWHERE, 7, 0, 0));                                                     \
	REPORT(mtu_of(ctx, LOOPBACK, 0, 65536 + 14 - (size), 0));                                  \
	REPORT(mtu_of(ctx, LOOPBACK, 0, 65536 + 15 - (size), 0));                                  \
	REPORT(mtu_of(ctx, LOOPBACK, 0, -1000, 0));                                                \
	REPORT(mtu_of(ctx, LOOPBACK, 65536, 0, 0));                                                \
	REPORT(mtu_of(ctx, LOOPBACK, 65537, 0, 0));                                                \
	REPORT(mtu_of(ctx, LOOPBACK, 65537, -1, 0));                                               \
	REPORT(mtu_of(ctx, LOOPBACK, 0, 0, 1));                                                    \
	REPORT(mtu_of(ctx, LOOPBACK, 5, 0, 1));                                                    \
	REPORT(mtu_of(ctx, LOOPBACK, 0, 5, 1));                                                    \
	REPORT(mtu_of(ctx, LOOPBACK, 0, 0, 2))

SEC("xdp")
int xdp_mtu_calls(struct xdp_md *ctx)
{
	BEGIN;
	MTU_CALLS(ctx, 74);
	return XDP_PASS;
}

SEC("tc")
int skb_mtu_calls(struct __sk_buff *skb)
{
	BEGIN;
	MTU_CALLS(skb, 74);
	return TC_ACT_OK;
}

static __always_inline long route(void *ctx, __u8 family, __u32 ifindex, __u32 flags, __u32 less)
{
	struct bpf_fib_lookup params = { .family = family, .ifindex = ifindex };

	return bpf_fib_lookup(ctx, &params, sizeof(params) - less, flags);
}

#define ROUTE_CALLS(ctx)                                                                           \
	REPORT(route(ctx, 2, LOOPBACK, 0, 1));                                                     \
	REPORT(route(ctx, 2, LOOPBACK, 1 << 6, 0));                                                \
	REPORT(route(ctx, 0, LOOPBACK, 0, 0));                                                     \
	REPORT(route(ctx, 7, LOOPBACK, 0x3f, 0));                                                  \
	REPORT(route(ctx, 2, NOWHERE, 0, 0))

SEC("xdp")
int xdp_route_calls(struct xdp_md *ctx)
{
	BEGIN;
	ROUTE_CALLS(ctx);
	return XDP_PASS;
}

SEC("tc")
int skb_route_calls(struct __sk_buff *skb)
{
	BEGIN;
	ROUTE_CALLS(skb);
	REPORT(bpf_get_route_realm(skb));
	return TC_ACT_OK;
}

SEC("tc")
int clone_calls(struct __sk_buff *skb)
{
	BEGIN;
	REPORT(bpf_clone_redirect(skb, LOOPBACK, 0));
	REPORT(bpf_clone_redirect(skb, LOOPBACK, BPF_F_INGRESS));
	REPORT(bpf_clone_redirect(skb, LOOPBACK, 2));
	REPORT(bpf_clone_redirect(skb, LOOPBACK, 1ULL << 32));
	REPORT(bpf_clone_redirect(skb, NOWHERE, 0));
	REPORT(skb->len);
	return TC_ACT_OK;
}

/* ---- tunnels ---- */

/* What a call left in a structure, as few numbers. */
static __always_inline __u64 sum_of(const void *of, int size)
{
	const __u8 *bytes = of;
	__u64 sum = 0;

	for (int i = 0; i < size; i++)
		sum = sum * 31 + bytes[i];
	return sum;
}

#define GET_KEY(size, flags)                                                                       \
	__builtin_memset(&got, 0xee, sizeof(got));                                                 \
	REPORT(bpf_skb_get_tunnel_key(skb, &got, size, flags));                                    \
	REPORT(sum_of(&got, sizeof(got)))

SEC("tc")
int tunnel_calls(struct __sk_buff *skb)
{
	struct bpf_tunnel_key key, got;

	__builtin_memset(&key, 0, sizeof(key));
	key.tunnel_id = 0x11223344;
	key.tunnel_tos = 5;
	key.tunnel_ttl = 6;
	key.remote_ipv4 = 0x0a000001;
	key.local_ipv4 = 0xc0a80304;

	BEGIN;
	GET_KEY(sizeof(got), 0);
	REPORT(bpf_skb_set_tunnel_opt(skb, &key, 8));
	REPORT(bpf_skb_set_tunnel_key(skb, &key, sizeof(key), 1 << 5));
	REPORT(bpf_skb_set_tunnel_key(skb, &key, sizeof(key) - 1, 0));
	REPORT(bpf_skb_set_tunnel_key(skb, &key, sizeof(key), 0));
	GET_KEY(sizeof(got), 0);
	GET_KEY(sizeof(got), 1 << 4);
	GET_KEY(sizeof(got), 1);
	GET_KEY(sizeof(got), 2);
	GET_KEY(7, 0);
	GET_KEY(8, 0); /* sizes that it had before it grew */
	GET_KEY(__builtin_offsetof(struct bpf_tunnel_key, tunnel_label), 0);
	key.tunnel_label = 1;
	REPORT(bpf_skb_set_tunnel_key(skb, &key, sizeof(key), 0));
	key.tunnel_label = 0;
	key.tunnel_ext = 1;
	REPORT(bpf_skb_set_tunnel_key(skb, &key, sizeof(key), 0));
	key.tunnel_ext = 0;
	REPORT(bpf_skb_set_tunnel_key(skb, &key, 8, 0x1e));
	GET_KEY(sizeof(got), 1 << 4);
	return TC_ACT_OK;
}

SEC("tc")
int tunnel6_calls(struct __sk_buff *skb)
{
	struct bpf_tunnel_key key, got;

	__builtin_memset(&key, 0x5a, sizeof(key));
	key.tunnel_ext = 0;
	key.tunnel_label = 0xfff12345;

	BEGIN;
	REPORT(bpf_skb_set_tunnel_key(skb, &key, sizeof(key), 1));
	GET_KEY(sizeof(got), 0);
	GET_KEY(sizeof(got), 1);
	GET_KEY(sizeof(got), 0x11);
	GET_KEY(8, 1);
	GET_KEY(__builtin_offsetof(struct bpf_tunnel_key, local_ipv6), 1);
	GET_KEY(__builtin_offsetof(struct bpf_tunnel_key, tunnel_ext), 1);
	return TC_ACT_OK;
}

#define GET_OPTIONS(size)                                                                          \
	__builtin_memset(options, 0xee, sizeof(options));                                          \
	REPORT(bpf_skb_get_tunnel_opt(skb, options, size));                                        \
	REPORT(sum_of(options, 16))

SEC("tc")
int options_calls(struct __sk_buff *skb)
{
	__u8 options[260];
	struct bpf_tunnel_key got = { .tunnel_id = 3 };

	BEGIN;
	GET_OPTIONS(16);
	REPORT(bpf_skb_set_tunnel_key(skb, &got, sizeof(got), 0));
	GET_OPTIONS(16);
	for (int i = 0; i < 16; i++)
		options[i] = i;
	REPORT(bpf_skb_set_tunnel_opt(skb, options, 6));
	REPORT(bpf_skb_set_tunnel_opt(skb, options, 260));
	REPORT(bpf_skb_set_tunnel_opt(skb, options, 8));
	GET_OPTIONS(8);
	GET_OPTIONS(4);
	GET_OPTIONS(12);
	GET_KEY(sizeof(got), 1 << 4);
	return TC_ACT_OK;
}

/* ---- fields of the frame ---- */

SEC("tc")
int stamp_calls(struct __sk_buff *skb)
{
	BEGIN;
	for (__u32 clock = 0; clock < 4; clock++) {
		REPORT(bpf_skb_set_tstamp(skb, 1234567 + clock, clock));
		REPORT(skb->tstamp);
		REPORT(skb->tstamp_type);
		REPORT(bpf_skb_set_tstamp(skb, 0, clock));
		REPORT(skb->tstamp);
	}
	return TC_ACT_OK;
}

/* Each type of service, then the IPv6 header's. */
SEC("tc")
int congestion_calls(struct __sk_buff *skb)
{
	__u8 header[12];

	BEGIN;
	for (int i = 4; i < 8; i++) {
		__u8 tos = i;

		bpf_skb_store_bytes(skb, 15, &tos, 1, 0);
		REPORT(bpf_skb_ecn_set_ce(skb));
		bpf_skb_load_bytes(skb, 14, header, sizeof(header));
		REPORT(sum_of(header, sizeof(header)));
	}
	if (bpf_skb_change_proto(skb, bpf_htons(0x86dd), 0))
		return 2;
	for (int i = 0; i < 4; i++) {
		__u8 start[2] = { 0x60, i << 4 | 7 };

		bpf_skb_store_bytes(skb, 14, start, 2, 0);
		REPORT(bpf_skb_ecn_set_ce(skb));
		bpf_skb_load_bytes(skb, 14, header, sizeof(header));
		REPORT(sum_of(header, sizeof(header)));
	}
	return TC_ACT_OK;
}

/* The tag goes into the frame when a second one is put on. */
SEC("tc")
int tagged_calls(struct __sk_buff *skb)
{
	__u8 tos = 1;

	BEGIN;
	bpf_skb_store_bytes(skb, 15, &tos, 1, 0);
	bpf_skb_vlan_push(skb, bpf_htons(0x8100), 5);
	bpf_skb_vlan_push(skb, bpf_htons(0x88a8), 6);
	REPORT(bpf_skb_ecn_set_ce(skb));
	REPORT(skb->protocol);
	REPORT(bpf_skb_set_tstamp(skb, 1, 0));
	return TC_ACT_OK;
}

/* A hook's errno. */
SEC("cgroup/dev")
int retval_calls(struct bpf_cgroup_dev_ctx *ctx)
{
	BEGIN;
	REPORT(bpf_get_retval());
	REPORT(bpf_set_retval(-13));
	REPORT(bpf_get_retval());
	REPORT(bpf_set_retval(7));
	REPORT(bpf_get_retval());
	return 1;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
