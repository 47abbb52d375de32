/* Takes the name of a DNS question, lower case, and looks it up in a list. */
#include "real.h"

enum { NAME = 64 };

struct dns {
	__be16 id, flags, questions, answers, authority, additional;
};
struct name {
	__u8 text[NAME];
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, struct name);
	__type(value, __u64);
} listed SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, struct name);
	__type(value, __u64);
} asked SEC(".maps");

static __always_inline int take_name(struct cursor *c, struct name *name)
{
	__u32 left = 0;

	for (int i = 0; i < NAME; i++) {
		__u8 *byte = TAKE(c, __u8);

		if (!byte)
			return -1;
		if (left == 0) {
			if (*byte == 0)
				return i;
			if (*byte > 63)
				return -1;
			left = *byte;
			name->text[i] = '.';
		} else {
			__u8 ch = *byte;

			left--;
			name->text[i] = ch >= 'A' && ch <= 'Z' ? ch + 32 : ch;
		}
	}
	return -1;
}

SEC("xdp")
int dns_name(struct xdp_md *ctx)
{
	struct cursor c = { (void *)(long)ctx->data, (void *)(long)ctx->data_end };
	struct ethhdr *eth = TAKE(&c, struct ethhdr);
	struct name name = {};
	__u64 one = 1, *count;
	struct udphdr *udp;
	struct iphdr *ip;
	struct dns *dns;
	__be16 *type;

	if (!eth || eth->h_proto != bpf_htons(ETH_P_IP))
		return XDP_PASS;
	ip = TAKE(&c, struct iphdr);
	if (!ip || ip->protocol != IPPROTO_UDP || ip->ihl != 5)
		return XDP_PASS;
	udp = TAKE(&c, struct udphdr);
	if (!udp || udp->dest != bpf_htons(53))
		return XDP_PASS;
	dns = TAKE(&c, struct dns);
	if (!dns || dns->flags & bpf_htons(0x8000) || dns->questions != bpf_htons(1))
		return XDP_DROP;
	if (take_name(&c, &name) < 0)
		return XDP_DROP;
	type = TAKE(&c, __be16);
	if (!type)
		return XDP_DROP;
	count = bpf_map_lookup_elem(&asked, &name);
	if (count)
		__sync_fetch_and_add(count, 1);
	else
		bpf_map_update_elem(&asked, &name, &one, BPF_ANY);
	return bpf_map_lookup_elem(&listed, &name) ? XDP_DROP : XDP_PASS;
}

LICENSED;
