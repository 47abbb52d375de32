// SPDX-License-Identifier: BSD-2-Clause
/*
 * A socket filter that keeps DNS queries only, and counts the names that are asked
 * for.  It is attached to a packet socket, so frames begin with Ethernet.
 */
#include <stddef.h>

#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/udp.h>

#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

enum { NAME_SIZE = 64, DNS_HEADER = 12, QR = 0x8000, KEEP_ALL = 0x7fffffff, DROP = 0 };

struct name {
	char text[NAME_SIZE];
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4096);
	__type(key, struct name);
	__type(value, __u64);
} asked SEC(".maps");

/*
 * Labels with their length in front become text with dots.  Return: the text's
 * length; 0: no name, one that is compressed or too long.
 */
static __always_inline int read_name(struct __sk_buff *skb, __u32 at, struct name *name)
{
	__u8 left = 0, byte;

	for (int i = 0; i < NAME_SIZE; i++) {
		if (bpf_skb_load_bytes(skb, at + i, &byte, 1))
			return 0;
		if (left) {
			name->text[i - 1] = byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte;
			left--;
			continue;
		}
		if (!byte || byte > 63)
			return byte ? 0 : i;
		if (i)
			name->text[i - 1] = '.';
		left = byte;
	}
	return 0;
}

static __always_inline void count(const struct name *name)
{
	__u64 one = 1, *times = bpf_map_lookup_elem(&asked, name);

	if (times)
		__sync_fetch_and_add(times, 1);
	else
		bpf_map_update_elem(&asked, name, &one, BPF_ANY);
}

SEC("socket")
int dnswatch(struct __sk_buff *skb)
{
	struct name name = { 0 };
	struct iphdr ip;
	__be16 port, flags;
	__u32 at;

	if (skb->protocol != bpf_htons(ETH_P_IP) ||
	    bpf_skb_load_bytes(skb, ETH_HLEN, &ip, sizeof(ip)) || ip.protocol != IPPROTO_UDP ||
	    ip.frag_off & bpf_htons(0x1fff))
		return DROP;
	at = ETH_HLEN + ip.ihl * 4;
	if (bpf_skb_load_bytes(skb, at + offsetof(struct udphdr, dest), &port, sizeof(port)) ||
	    port != bpf_htons(53))
		return DROP;
	at += sizeof(struct udphdr);
	if (bpf_skb_load_bytes(skb, at + 2, &flags, sizeof(flags)) || flags & bpf_htons(QR))
		return DROP;
	if (!read_name(skb, at + DNS_HEADER, &name))
		return DROP;
	count(&name);
	return KEEP_ALL;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
