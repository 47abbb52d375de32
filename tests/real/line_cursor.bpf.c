/* Reads the header of an HTTP request line by line, to the empty one. */
#include "real.h"

enum { MOST_LINES = 16, MOST_BYTES = 128 };

struct seen {
	__u32 lines, longest, bytes, complete;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct seen);
} last SEC(".maps");

/* Bytes of the line at the cursor, which goes on behind its CR and LF; -1: it has no end. */
static __always_inline int take_line(struct cursor *c)
{
	__u8 *p = c->at, *end = c->end;
	int n = 0;

	while (p + 2 <= end && n < MOST_BYTES) {
		if (p[0] == '\r' && p[1] == '\n') {
			c->at = p + 2;
			return n;
		}
		p++;
		n++;
	}
	return -1;
}

SEC("xdp")
int line_cursor(struct xdp_md *ctx)
{
	struct cursor c = { (void *)(long)ctx->data, (void *)(long)ctx->data_end };
	struct ethhdr *eth = TAKE(&c, struct ethhdr);
	struct seen seen = {}, *to;
	struct tcphdr *tcp;
	struct iphdr *ip;
	__u32 zero = 0;

	if (!eth || eth->h_proto != bpf_htons(ETH_P_IP))
		return XDP_PASS;
	ip = TAKE(&c, struct iphdr);
	if (!ip || ip->protocol != IPPROTO_TCP || ip->ihl != 5)
		return XDP_PASS;
	tcp = TAKE(&c, struct tcphdr);
	if (!tcp || tcp->dest != bpf_htons(80) || tcp->doff != 5)
		return XDP_PASS;
	for (int i = 0; i < MOST_LINES; i++) {
		int n = take_line(&c);

		if (n < 0)
			break;
		if (n == 0) {
			seen.complete = 1;
			break;
		}
		seen.lines++;
		seen.bytes += n;
		if (seen.longest < n)
			seen.longest = n;
	}
	to = bpf_map_lookup_elem(&last, &zero);
	if (to)
		*to = seen;
	return seen.complete ? XDP_PASS : XDP_DROP;
}

LICENSED;
