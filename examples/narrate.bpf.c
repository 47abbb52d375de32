// SPDX-License-Identifier: BSD-2-Clause
/*
 * Tells of ICMP packets in words, for debugging: a line in the trace for each one, and
 * the last line in a map.
 */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/pkt_cls.h>

#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

/* linux/icmp.h needs headers of the C library. */
struct icmp {
	__u8 type, code;
	__be16 checksum;
	__u32 rest;
};

struct line {
	char text[64];
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct line);
} last SEC(".maps");

static __always_inline void tell(const struct iphdr *ip, const struct icmp *icmp, __u32 size)
{
	static const char format[] = "type %u code %u from %u.%u.%u.%u, %u bytes";
	const __u8 *from = (const __u8 *)&ip->saddr;
	__u64 args[] = { icmp->type, icmp->code, from[0], from[1], from[2], from[3], size };
	__u32 zero = 0;
	struct line *line = bpf_map_lookup_elem(&last, &zero);

	bpf_trace_vprintk(format, sizeof(format), args, sizeof(args));
	if (!line)
		return;
	__builtin_memset(line, 0, sizeof(*line));
	bpf_snprintf(line->text, sizeof(line->text), format, args, sizeof(args));
	if (ip->ttl == 1)
		bpf_printk("it ends here, %x %08x", ip->ttl, bpf_ntohl(ip->daddr));
}

SEC("tc")
int narrate(struct __sk_buff *skb)
{
	void *data = (void *)(long)skb->data;
	void *data_end = (void *)(long)skb->data_end;
	struct ethhdr *eth = data;
	struct iphdr *ip = (void *)(eth + 1);
	struct icmp *icmp = (void *)(ip + 1);

	if ((void *)(icmp + 1) <= data_end && eth->h_proto == bpf_htons(ETH_P_IP) &&
	    ip->protocol == IPPROTO_ICMP && ip->ihl == 5)
		tell(ip, icmp, skb->len);
	return TC_ACT_OK;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
