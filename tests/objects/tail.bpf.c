// SPDX-License-Identifier: BSD-2-Clause
/* Program arrays: filled by the object, changed by the host. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

int first(struct xdp_md *ctx);
int second(struct xdp_md *ctx);

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 5);
	__uint(key_size, 4);
	__array(values, int(void *));
} jumps SEC(".maps") = {
	.values = {
		[1] = (void *)&first,
		[3] = (void *)&second,
	},
};

/* The packet's first byte is the entry to go to; 100 + it where there is none. */
SEC("xdp")
int dispatch(struct xdp_md *ctx)
{
	__u8 *p = (void *)(long)ctx->data;

	if (p + 1 > (__u8 *)(long)ctx->data_end)
		return 99;
	bpf_tail_call(ctx, &jumps, p[0]);
	return 100 + p[0];
}

SEC("xdp")
int first(struct xdp_md *ctx)
{
	return 11;
}

SEC("xdp")
int second(struct xdp_md *ctx)
{
	return 22;
}

/* Goes on in itself until the limit. */
SEC("xdp")
int again(struct xdp_md *ctx)
{
	bpf_tail_call(ctx, &jumps, 4);
	return 44;
}

SEC("tc")
int other_type(struct __sk_buff *skb)
{
	return 0;
}

SEC("tc")
int other_user(struct __sk_buff *skb)
{
	bpf_tail_call(skb, &jumps, 0);
	return 0;
}

char _license[] SEC("license") = "GPL";
