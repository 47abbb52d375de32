// SPDX-License-Identifier: BSD-2-Clause
/* What the tests of skep test run: see cases.test.yaml. */
#include <linux/bpf.h>
#include <linux/pkt_cls.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_endian.h>
struct pair { __u32 a, b; };
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, struct pair);
} lanes SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u64);
} seen SEC(".maps");
__u64 runs = 3;
SEC("xdp") int meta(struct xdp_md *ctx)
{
	void *meta = (void *)(long)ctx->data_meta, *data = (void *)(long)ctx->data;
	struct pair *pair;
	__u32 one = 1;

	runs++;
	bpf_printk("queue %d on %d%c", ctx->rx_queue_index, ctx->ingress_ifindex, '!');
	if (meta + 4 > data)
		return XDP_DROP;
	pair = bpf_map_lookup_elem(&lanes, &one);
	if (pair)
		pair->a += *(__u32 *)meta;
	*(__u32 *)meta = bpf_htonl(0x01020304);
	bpf_map_update_elem(&seen, &one, &runs, BPF_ANY);
	return ctx->rx_queue_index;
}
SEC("tc") int mark(struct __sk_buff *skb)
{
	bpf_printk("mark %d %d %d", skb->mark, skb->cb[1], skb->len);
	skb->mark = skb->mark * 2;
	skb->cb[2] = skb->cb[1] + 1;
	skb->priority = skb->protocol;
	return skb->mark > 100 ? TC_ACT_SHOT : TC_ACT_UNSPEC;
}
SEC("tc") int loop(struct __sk_buff *skb)
{
	__u32 sum = 0;

	for (__u32 i = 0; i < 50; i++)
		sum += bpf_get_prandom_u32() & 1;
	return sum > 50;
}
SEC("kprobe/do_nothing") int probe(void *ctx) { return 7; }
SEC("xdp") int landed(struct xdp_md *ctx) { return XDP_TX; }
struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__array(values, int(struct xdp_md *));
} jumps SEC(".maps") = { .values = { [1] = &landed } };
SEC("xdp") int jump(struct xdp_md *ctx)
{
	bpf_tail_call(ctx, &jumps, 1);
	return XDP_ABORTED;
}
SEC("syscall") int args(struct pair *pair) { return pair->b = pair->a + 1; }
SEC("sk_lookup") int pick(struct bpf_sk_lookup *ctx)
{
	return ctx->local_port == 80 && ctx->family == 2;
}
SEC("xdp") int leak(struct xdp_md *ctx)
{
	__u64 address = (__u64)ctx;
	__u32 one = 1;

	bpf_map_update_elem(&seen, &one, &address, BPF_ANY);
	return XDP_PASS;
}
char LICENSE[] SEC("license") = "GPL";
