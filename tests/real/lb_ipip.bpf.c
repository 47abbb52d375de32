/* Spreads flows over backends by a ring of hashes and sends them on inside IPIP. */
#include "real.h"

enum { RING = 1024, BACKENDS = 16 };

struct vip {
	__be32 addr;
	__be16 port;
	__u8 proto, pad;
};
struct backend {
	__be32 addr;
	__u8 mac[ETH_ALEN];
	__u16 weight;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 64);
	__type(key, struct vip);
	__type(value, __u32);
} vips SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, RING);
	__type(key, __u32);
	__type(value, __u32);
} ring SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, BACKENDS);
	__type(key, __u32);
	__type(value, struct backend);
} backends SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, BACKENDS);
	__type(key, __u32);
	__type(value, __u64[2]);
} traffic SEC(".maps");

static __always_inline __u32 mix(__u32 a, __u32 b, __u32 c)
{
	a -= c, a ^= (c << 4) | (c >> 28), c += b;
	b -= a, b ^= (a << 6) | (a >> 26), a += c;
	c -= b, c ^= (b << 8) | (b >> 24), b += a;
	a -= c, a ^= (c << 16) | (c >> 16), c += b;
	b -= a, b ^= (a << 19) | (a >> 13), a += c;
	c -= b, c ^= (b << 4) | (b >> 28), b += a;
	return c;
}

static __always_inline void fill(struct iphdr *outer, const struct backend *to, __be32 from,
				 __u16 payload)
{
	__u16 *word = (__u16 *)outer;
	__u32 sum = 0;

	outer->version = 4;
	outer->ihl = 5;
	outer->tos = 0;
	outer->tot_len = bpf_htons(payload + sizeof(*outer));
	outer->id = 0;
	outer->frag_off = 0;
	outer->ttl = 64;
	outer->protocol = IPPROTO_IPIP;
	outer->check = 0;
	outer->saddr = from;
	outer->daddr = to->addr;
#pragma clang loop unroll(full)
	for (int i = 0; i < (int)sizeof(*outer) / 2; i++)
		sum += word[i];
	sum = (sum & 0xffff) + (sum >> 16);
	outer->check = ~(sum + (sum >> 16));
}

SEC("xdp")
int lb_ipip(struct xdp_md *ctx)
{
	struct cursor c = { (void *)(long)ctx->data, (void *)(long)ctx->data_end };
	struct ethhdr *eth = TAKE(&c, struct ethhdr), copy;
	__u32 *pool, *number, index;
	struct backend *to;
	struct vip vip = {};
	struct iphdr *ip;
	__be16 *ports;
	__u64 *count;
	__u16 payload;

	if (!eth || eth->h_proto != bpf_htons(ETH_P_IP))
		return XDP_PASS;
	ip = TAKE(&c, struct iphdr);
	if (!ip || ip->ihl != 5 || ip->frag_off & bpf_htons(0x3fff))
		return XDP_DROP;
	if (ip->protocol != IPPROTO_TCP && ip->protocol != IPPROTO_UDP)
		return XDP_PASS;
	ports = c.at;
	if ((void *)(ports + 2) > c.end)
		return XDP_DROP;
	vip.addr = ip->daddr;
	vip.port = ports[1];
	vip.proto = ip->protocol;
	pool = bpf_map_lookup_elem(&vips, &vip);
	if (!pool)
		return XDP_PASS;
	index = mix(ip->saddr, ports[0], *pool) % RING;
	number = bpf_map_lookup_elem(&ring, &index);
	if (!number)
		return XDP_DROP;
	index = *number;
	to = bpf_map_lookup_elem(&backends, &index);
	if (!to || !to->addr)
		return XDP_DROP;
	payload = bpf_ntohs(ip->tot_len);
	copy = *eth;
	if (bpf_xdp_adjust_head(ctx, -(int)sizeof(struct iphdr)))
		return XDP_ABORTED;
	c.at = (void *)(long)ctx->data;
	c.end = (void *)(long)ctx->data_end;
	eth = TAKE(&c, struct ethhdr);
	if (!eth)
		return XDP_DROP;
	ip = TAKE(&c, struct iphdr);
	if (!ip)
		return XDP_DROP;
	__builtin_memcpy(eth->h_source, copy.h_dest, ETH_ALEN);
	__builtin_memcpy(eth->h_dest, to->mac, ETH_ALEN);
	eth->h_proto = bpf_htons(ETH_P_IP);
	fill(ip, to, vip.addr, payload);
	count = bpf_map_lookup_elem(&traffic, &index);
	if (count) {
		count[0]++;
		count[1] += payload;
	}
	return XDP_TX;
}

LICENSED;
