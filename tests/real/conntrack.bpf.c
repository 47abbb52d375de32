/* Follows TCP connections in an LRU table, both directions under one key. */
#include "real.h"

enum state { NEW, ESTABLISHED, CLOSING };

struct key {
	__be32 addr[2];
	__be16 port[2];
	__u32 proto;
};
struct conn {
	__u64 packets[2], bytes[2], seen;
	__u8 state, fins;
};

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 8192);
	__type(key, struct key);
	__type(value, struct conn);
} conns SEC(".maps");

static __always_inline bool make_key(struct key *key, const struct iphdr *ip, const __be16 *port)
{
	bool swap = ip->saddr > ip->daddr || (ip->saddr == ip->daddr && port[0] > port[1]);

	key->addr[0] = swap ? ip->daddr : ip->saddr;
	key->addr[1] = swap ? ip->saddr : ip->daddr;
	key->port[0] = swap ? port[1] : port[0];
	key->port[1] = swap ? port[0] : port[1];
	key->proto = ip->protocol;
	return swap;
}

SEC("xdp")
int conntrack(struct xdp_md *ctx)
{
	struct cursor c = { (void *)(long)ctx->data, (void *)(long)ctx->data_end };
	struct ethhdr *eth = TAKE(&c, struct ethhdr);
	struct tcphdr *tcp;
	struct conn *conn;
	struct key key = {};
	struct iphdr *ip;
	__be16 ports[2];
	bool dir;

	if (!eth || eth->h_proto != bpf_htons(ETH_P_IP))
		return XDP_PASS;
	ip = TAKE(&c, struct iphdr);
	if (!ip || ip->protocol != IPPROTO_TCP || ip->ihl != 5)
		return XDP_PASS;
	tcp = TAKE(&c, struct tcphdr);
	if (!tcp)
		return XDP_DROP;
	ports[0] = tcp->source;
	ports[1] = tcp->dest;
	dir = make_key(&key, ip, ports);
	conn = bpf_map_lookup_elem(&conns, &key);
	if (!conn) {
		struct conn fresh = { .seen = 1 };

		if (!tcp->syn || tcp->ack)
			return XDP_DROP;
		bpf_map_update_elem(&conns, &key, &fresh, BPF_ANY);
		return XDP_PASS;
	}
	if (tcp->rst) {
		bpf_map_delete_elem(&conns, &key);
		return XDP_PASS;
	}
	if (dir) {
		conn->packets[1]++;
		conn->bytes[1] += bpf_ntohs(ip->tot_len);
	} else {
		conn->packets[0]++;
		conn->bytes[0] += bpf_ntohs(ip->tot_len);
	}
	conn->fins |= tcp->fin << dir;
	conn->state = conn->fins ? CLOSING : tcp->ack ? ESTABLISHED : conn->state;
	return conn->state == NEW && !tcp->syn ? XDP_DROP : XDP_PASS;
}

LICENSED;
