// SPDX-License-Identifier: BSD-2-Clause
/*
 * An XDP firewall with per-flow counters.
 *
 * Packets from or to an address of the block list are dropped, broken headers
 * too; everything else passes and is counted by flow and by protocol.  Ethernet,
 * up to two VLAN tags, IPv4 with options and fragments, IPv6 with extension
 * headers, TCP, UDP, ICMP.
 */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/tcp.h>
#include <linux/udp.h>
#include <stdbool.h>

#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#include "firewall.h"

#define MAX_VLAN_TAGS 2
#define MAX_EXTENSIONS 4
#define VLAN_ID_MASK 0x0fff
#define FRAGMENT_OFFSET_MASK 0x1fff
#define ICMP_HEADER_SIZE 8

struct vlan_hdr {
	__be16 tci;
	__be16 proto;
};

struct ipv6_ext {
	__u8 next_header;
	__u8 length; /* in 8 bytes, without the first 8 */
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, struct in6_addr);
	__type(value, struct block);
} blocklist SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 65536);
	__type(key, struct flow_key);
	__type(value, struct flow);
} flows SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, N_REASONS);
	__type(key, enum reason);
	__type(value, struct counter);
} counters SEC(".maps");

/* Where parsing stands. */
struct cursor {
	void *pos, *end;
};

/* 0, or the reason why the packet is dropped. */
static __always_inline int parse_ports(struct cursor *cursor, struct flow_key *key)
{
	__be16 *ports = cursor->pos;

	if ((void *)(ports + 2) > cursor->end)
		return DROPPED_TRUNCATED;
	key->sport = ports[0];
	key->dport = ports[1];
	return 0;
}

static __always_inline int parse_tcp(struct cursor *cursor, struct flow_key *key)
{
	struct tcphdr *tcp = cursor->pos;

	if ((void *)(tcp + 1) > cursor->end)
		return DROPPED_TRUNCATED;
	if (tcp->doff < 5 || (tcp->syn && tcp->fin))
		return DROPPED_MALFORMED;
	return parse_ports(cursor, key);
}

static __always_inline int parse_udp(struct cursor *cursor, struct flow_key *key)
{
	struct udphdr *udp = cursor->pos;

	if ((void *)(udp + 1) > cursor->end)
		return DROPPED_TRUNCATED;
	if (bpf_ntohs(udp->len) < sizeof(*udp))
		return DROPPED_MALFORMED;
	return parse_ports(cursor, key);
}

static __always_inline int parse_transport(struct cursor *cursor, struct flow_key *key)
{
	switch (key->protocol) {
	case IPPROTO_TCP:
		return parse_tcp(cursor, key);
	case IPPROTO_UDP:
		return parse_udp(cursor, key);
	case IPPROTO_ICMP:
	case IPPROTO_ICMPV6:
		if (cursor->pos + ICMP_HEADER_SIZE > cursor->end)
			return DROPPED_TRUNCATED;
		return 0;
	default:
		return 0;
	}
}

static __always_inline void map_ipv4(struct in6_addr *out, __be32 address)
{
	out->s6_addr32[0] = 0;
	out->s6_addr32[1] = 0;
	out->s6_addr32[2] = bpf_htonl(0xffff);
	out->s6_addr32[3] = address;
}

static __always_inline int parse_ipv4(struct cursor *cursor, struct flow_key *key)
{
	struct iphdr *ip = cursor->pos;
	__u32 header_size;

	if ((void *)(ip + 1) > cursor->end)
		return DROPPED_TRUNCATED;
	header_size = ip->ihl * 4;
	if (ip->version != 4 || header_size < sizeof(*ip) || bpf_ntohs(ip->tot_len) < header_size)
		return DROPPED_MALFORMED;
	if (cursor->pos + header_size > cursor->end)
		return DROPPED_TRUNCATED;
	map_ipv4(&key->saddr, ip->saddr);
	map_ipv4(&key->daddr, ip->daddr);
	key->protocol = ip->protocol;
	key->family = 4;
	if (ip->frag_off & bpf_htons(FRAGMENT_OFFSET_MASK))
		return 0; /* ports are in the first fragment */
	cursor->pos += header_size;
	return parse_transport(cursor, key);
}

/* Steps over the extension headers that may stand before the transport header. */
static __always_inline int parse_ipv6(struct cursor *cursor, struct flow_key *key)
{
	struct ipv6hdr *ip = cursor->pos;
	struct ipv6_ext *ext;
	__u8 next;

	if ((void *)(ip + 1) > cursor->end)
		return DROPPED_TRUNCATED;
	if (ip->version != 6)
		return DROPPED_MALFORMED;
	key->saddr = ip->saddr;
	key->daddr = ip->daddr;
	key->family = 6;
	next = ip->nexthdr;
	cursor->pos = ip + 1;
	for (int i = 0; i < MAX_EXTENSIONS; i++) {
		if (next != IPPROTO_HOPOPTS && next != IPPROTO_DSTOPTS && next != IPPROTO_ROUTING)
			break;
		ext = cursor->pos;
		if ((void *)(ext + 1) > cursor->end)
			return DROPPED_TRUNCATED;
		next = ext->next_header;
		cursor->pos += (ext->length + 1) * 8;
	}
	key->protocol = next;
	return parse_transport(cursor, key);
}

static __always_inline bool is_vlan(__be16 proto)
{
	return proto == bpf_htons(ETH_P_8021Q) || proto == bpf_htons(ETH_P_8021AD);
}

static __always_inline int parse(struct cursor *cursor, struct flow_key *key)
{
	struct ethhdr *eth = cursor->pos;
	struct vlan_hdr *vlan;
	__be16 proto;

	if ((void *)(eth + 1) > cursor->end)
		return DROPPED_TRUNCATED;
	proto = eth->h_proto;
	cursor->pos = eth + 1;
	for (int i = 0; i < MAX_VLAN_TAGS && is_vlan(proto); i++) {
		vlan = cursor->pos;
		if ((void *)(vlan + 1) > cursor->end)
			return DROPPED_TRUNCATED;
		key->vlan = vlan->tci & bpf_htons(VLAN_ID_MASK);
		proto = vlan->proto;
		cursor->pos = vlan + 1;
	}
	if (proto == bpf_htons(ETH_P_IP))
		return parse_ipv4(cursor, key);
	if (proto == bpf_htons(ETH_P_IPV6))
		return parse_ipv6(cursor, key);
	return 0;
}

static __always_inline bool is_blocked(const struct in6_addr *address)
{
	struct block *block = bpf_map_lookup_elem(&blocklist, address);

	if (!block)
		return false;
	__sync_fetch_and_add(&block->packets, 1);
	return true;
}

static __always_inline void count_flow(const struct flow_key *key, __u64 bytes)
{
	struct flow *flow = bpf_map_lookup_elem(&flows, key);
	struct flow fresh = { 1, bytes };

	if (flow) {
		__sync_fetch_and_add(&flow->packets, 1);
		__sync_fetch_and_add(&flow->bytes, bytes);
	} else {
		bpf_map_update_elem(&flows, key, &fresh, BPF_ANY);
	}
}

static __always_inline int passed(const struct flow_key *key)
{
	switch (key->protocol) {
	case IPPROTO_TCP:
		return PASSED_TCP;
	case IPPROTO_UDP:
		return PASSED_UDP;
	case IPPROTO_ICMP:
	case IPPROTO_ICMPV6:
		return PASSED_ICMP;
	default:
		return key->family ? PASSED_OTHER_IP : PASSED_NOT_IP;
	}
}

static __always_inline int judge(struct cursor *cursor, __u64 bytes)
{
	struct flow_key key = {};
	int reason = parse(cursor, &key);

	if (reason)
		return reason;
	if (!key.family)
		return PASSED_NOT_IP;
	if (is_blocked(&key.saddr) || is_blocked(&key.daddr))
		return DROPPED_BLOCKED;
	count_flow(&key, bytes);
	return passed(&key);
}

SEC("xdp")
int firewall(struct xdp_md *ctx)
{
	struct cursor cursor = { (void *)(long)ctx->data, (void *)(long)ctx->data_end };
	__u64 bytes = cursor.end - cursor.pos;
	enum reason reason = judge(&cursor, bytes);
	struct counter *counter = bpf_map_lookup_elem(&counters, &reason);

	if (counter) {
		counter->packets++;
		counter->bytes += bytes;
	}
	return reason >= DROPPED_BLOCKED ? XDP_DROP : XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
