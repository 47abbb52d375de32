// SPDX-License-Identifier: BSD-2-Clause
/*
 * A verdict by destination port, from a table that an operator fills: ports that
 * are not in it get the default.  TCP and UDP over IPv4 and IPv6 without
 * extension headers; everything else passes.
 */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>

#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define DEFAULT_VERDICT XDP_DROP

struct port_key {
	__u8 protocol;
	__u8 pad;
	__be16 port;
};

struct policy {
	__u32 verdict; /* enum xdp_action */
	__u32 packets;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, struct port_key);
	__type(value, struct policy);
} policies SEC(".maps");

/* Packets that no policy named, by protocol. */
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 256);
	__type(key, __u32);
	__type(value, __u64);
} unknown SEC(".maps");

static __noinline int decide(__u32 protocol, __u32 port)
{
	struct port_key key = { .protocol = protocol, .port = port };
	struct policy *policy = bpf_map_lookup_elem(&policies, &key);
	__u64 *count;

	if (policy) {
		__sync_fetch_and_add(&policy->packets, 1);
		return policy->verdict;
	}
	protocol &= 0xff;
	count = bpf_map_lookup_elem(&unknown, &protocol);
	if (count)
		*count += 1;
	return DEFAULT_VERDICT;
}

static __always_inline int by_transport(__u8 protocol, void *transport, void *data_end)
{
	__be16 *ports = transport;

	if (protocol != IPPROTO_TCP && protocol != IPPROTO_UDP)
		return XDP_PASS;
	if ((void *)(ports + 2) > data_end)
		return XDP_DROP;
	return decide(protocol, ports[1]);
}

SEC("xdp")
int portpolicy(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data;
	void *data_end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = data;
	struct ipv6hdr *ip6 = (void *)(eth + 1);
	struct iphdr *ip = (void *)(eth + 1);

	if ((void *)(ip + 1) > data_end)
		return XDP_PASS;
	if (eth->h_proto == bpf_htons(ETH_P_IP))
		return by_transport(ip->protocol, (void *)ip + ip->ihl * 4, data_end);
	if (eth->h_proto == bpf_htons(ETH_P_IPV6) && (void *)(ip6 + 1) <= data_end)
		return by_transport(ip6->nexthdr, ip6 + 1, data_end);
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
