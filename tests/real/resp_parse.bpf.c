/* Parses commands of RESP, which a key-value server speaks, and counts reads by key. */
#include "real.h"

enum { MOST_ITEMS = 4, MOST_DIGITS = 4, KEY = 32 };

struct name {
	char text[KEY];
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, struct name);
	__type(value, __u64);
} reads SEC(".maps");

/* The number of "*N\r\n" or "$N\r\n" at the cursor; -1: there is none. */
static __always_inline int take_number(struct cursor *c, __u8 mark)
{
	__u8 *byte = TAKE(c, __u8);
	int n = 0;

	if (!byte || *byte != mark)
		return -1;
	for (int i = 0; i <= MOST_DIGITS; i++) {
		byte = TAKE(c, __u8);
		if (!byte)
			return -1;
		if (*byte == '\r') {
			byte = TAKE(c, __u8);
			return i && byte && *byte == '\n' ? n : -1;
		}
		if (*byte < '0' || *byte > '9')
			return -1;
		n = n * 10 + (*byte - '0');
	}
	return -1;
}

static __always_inline int take_text(struct cursor *c, int size, struct name *name)
{
	__u8 *crlf;

	for (int i = 0; i < KEY; i++) {
		__u8 *byte;

		if (i == size)
			break;
		byte = TAKE(c, __u8);
		if (!byte)
			return -1;
		name->text[i] = *byte;
	}
	crlf = c->at;
	if ((void *)(crlf + 2) > c->end || crlf[0] != '\r' || crlf[1] != '\n')
		return -1;
	c->at = crlf + 2;
	return 0;
}

SEC("xdp")
int resp_parse(struct xdp_md *ctx)
{
	struct cursor c = { (void *)(long)ctx->data, (void *)(long)ctx->data_end };
	struct ethhdr *eth = TAKE(&c, struct ethhdr);
	struct name name;
	struct tcphdr *tcp;
	struct iphdr *ip;
	bool get = false;
	int items;

	if (!eth || eth->h_proto != bpf_htons(ETH_P_IP))
		return XDP_PASS;
	ip = TAKE(&c, struct iphdr);
	if (!ip || ip->protocol != IPPROTO_TCP || ip->ihl != 5)
		return XDP_PASS;
	tcp = TAKE(&c, struct tcphdr);
	if (!tcp || tcp->dest != bpf_htons(6379) || tcp->doff != 5)
		return XDP_PASS;
	items = take_number(&c, '*');
	if (items < 1 || items > MOST_ITEMS)
		return XDP_DROP;
	for (int i = 0; i < items; i++) {
		int size = take_number(&c, '$');

		if (size < 0 || size > KEY)
			return XDP_DROP;
		__builtin_memset(&name, 0, sizeof(name));
		if (take_text(&c, size, &name))
			return XDP_DROP;
		if (i == 0)
			get = size == 3 && (name.text[0] | 32) == 'g' &&
			      (name.text[1] | 32) == 'e' && (name.text[2] | 32) == 't';
		if (i == 1 && get) {
			__u64 one = 1, *count = bpf_map_lookup_elem(&reads, &name);

			if (count)
				__sync_fetch_and_add(count, 1);
			else
				bpf_map_update_elem(&reads, &name, &one, BPF_ANY);
		}
	}
	return c.at == c.end ? XDP_PASS : XDP_TX;
}

LICENSED;
