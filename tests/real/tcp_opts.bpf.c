/* Finds MSS, window scale and timestamps among the options of a SYN. */
#include "real.h"

struct seen {
	__u32 mss, wscale, tsval, n;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct seen);
} last SEC(".maps");

static __always_inline int parse(struct cursor *c, void *stop, struct seen *seen)
{
	for (int i = 0; i < 6; i++) {
		__u8 *kind = c->at, *len;

		if (c->at >= stop)
			return 0;
		if ((void *)(kind + 1) > c->end)
			return -1;
		if (*kind == 0)
			return 0;
		if (*kind == 1) {
			c->at++;
			continue;
		}
		len = kind + 1;
		if ((void *)(len + 1) > c->end || *len < 2)
			return -1;
		seen->n++;
		if (*kind == 2 && *len == 4) {
			__be16 *mss = c->at + 2;

			if ((void *)(mss + 1) > c->end)
				return -1;
			seen->mss = bpf_ntohs(*mss);
		} else if (*kind == 3 && *len == 3) {
			__u8 *shift = c->at + 2;

			if ((void *)(shift + 1) > c->end)
				return -1;
			seen->wscale = *shift;
		} else if (*kind == 8 && *len == 10) {
			__be32 *ts = c->at + 2;

			if ((void *)(ts + 1) > c->end)
				return -1;
			seen->tsval = bpf_ntohl(*ts);
		}
		c->at += *len;
	}
	return -1;
}

SEC("xdp")
int tcp_opts(struct xdp_md *ctx)
{
	struct cursor c = { (void *)(long)ctx->data, (void *)(long)ctx->data_end };
	struct ethhdr *eth = TAKE(&c, struct ethhdr);
	struct seen seen = {}, *to;
	struct tcphdr *tcp;
	struct iphdr *ip;
	__u32 zero = 0;
	void *stop;

	if (!eth || eth->h_proto != bpf_htons(ETH_P_IP))
		return XDP_PASS;
	ip = TAKE(&c, struct iphdr);
	if (!ip || ip->protocol != IPPROTO_TCP || ip->ihl != 5)
		return XDP_PASS;
	tcp = TAKE(&c, struct tcphdr);
	if (!tcp || !tcp->syn || tcp->doff < 5)
		return XDP_PASS;
	stop = (void *)tcp + tcp->doff * 4;
	if (parse(&c, stop, &seen))
		return XDP_DROP;
	to = bpf_map_lookup_elem(&last, &zero);
	if (to)
		*to = seen;
	return seen.mss && seen.mss < 536 ? XDP_DROP : XDP_PASS;
}

LICENSED;
