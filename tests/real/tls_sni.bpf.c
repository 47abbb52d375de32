/* Finds the server's name in a TLS ClientHello and compares it with a policy. */
#include "real.h"

enum { SNI = 64 };

struct sni {
	__u8 text[SNI];
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 256);
	__type(key, struct sni);
	__type(value, __u32);
} policy SEC(".maps");

struct record {
	__u8 type;
	__be16 version, len;
} __attribute__((packed));
struct hello {
	__u8 type, len[3];
	__be16 version;
	__u8 random[32];
} __attribute__((packed));
struct extension {
	__be16 type, len;
} __attribute__((packed));
struct server_name {
	__be16 list_len;
	__u8 type;
	__be16 len;
} __attribute__((packed));

static __always_inline int judge_name(struct cursor *c)
{
	struct server_name *server = TAKE(c, struct server_name);
	struct sni name = {};
	__u32 len, *verdict;

	if (!server || server->type)
		return XDP_DROP;
	len = bpf_ntohs(server->len);
	for (int k = 0; k < SNI; k++) {
		__u8 *byte;

		if (k >= len)
			break;
		byte = TAKE(c, __u8);
		if (!byte)
			return XDP_DROP;
		name.text[k] = *byte;
	}
	verdict = bpf_map_lookup_elem(&policy, &name);
	return verdict ? *verdict & 3 : XDP_PASS;
}

SEC("xdp")
int tls_sni(struct xdp_md *ctx)
{
	struct cursor c = { (void *)(long)ctx->data, (void *)(long)ctx->data_end };
	struct ethhdr *eth = TAKE(&c, struct ethhdr);
	struct record *record;
	struct hello *hello;
	struct tcphdr *tcp;
	struct iphdr *ip;
	__be16 *ciphers, *all;
	__u8 *byte;

	if (!eth || eth->h_proto != bpf_htons(ETH_P_IP))
		return XDP_PASS;
	ip = TAKE(&c, struct iphdr);
	if (!ip || ip->protocol != IPPROTO_TCP || ip->ihl != 5)
		return XDP_PASS;
	tcp = TAKE(&c, struct tcphdr);
	if (!tcp || tcp->dest != bpf_htons(443) || tcp->doff < 5)
		return XDP_PASS;
	c.at = (void *)tcp + tcp->doff * 4;
	record = TAKE(&c, struct record);
	if (!record || record->type != 22)
		return XDP_PASS;
	hello = TAKE(&c, struct hello);
	if (!hello || hello->type != 1)
		return XDP_PASS;
	byte = TAKE(&c, __u8);
	if (!byte || *byte > 32)
		return XDP_DROP;
	c.at += *byte;
	ciphers = TAKE(&c, __be16);
	if (!ciphers)
		return XDP_DROP;
	c.at += bpf_ntohs(*ciphers) & 0x1ff;
	byte = TAKE(&c, __u8);
	if (!byte)
		return XDP_DROP;
	c.at += *byte;
	all = TAKE(&c, __be16);
	if (!all)
		return XDP_DROP;
	for (int i = 0; i < 24; i++) {
		struct extension *ext = TAKE(&c, struct extension);

		if (!ext)
			return XDP_PASS;
		if (!ext->type)
			return judge_name(&c);
		c.at += bpf_ntohs(ext->len) & 0x3ff;
	}
	return XDP_PASS;
}

LICENSED;
