// SPDX-License-Identifier: BSD-2-Clause
/*
 * Reports each TCP connection that is opened over IPv4: one record in a ring buffer,
 * which `skep map tail` or `skep run --maps --type event` shows.
 */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/tcp.h>

#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

struct event {
	struct in_addr from, to;
	__be16 sport, dport;
	__u32 size;
};

/* Types that only records have are in the object's BTF because something mentions them. */
const struct event *unused_event __attribute__((unused));

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 64 * 1024);
} events SEC(".maps");

__u64 reported = 0, lost = 0;

static __always_inline void report(const struct iphdr *ip, const struct tcphdr *tcp, __u32 size)
{
	struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);

	if (!event) {
		__sync_fetch_and_add(&lost, 1);
		return;
	}
	event->from.s_addr = ip->saddr;
	event->to.s_addr = ip->daddr;
	event->sport = tcp->source;
	event->dport = tcp->dest;
	event->size = size;
	bpf_ringbuf_submit(event, 0);
	__sync_fetch_and_add(&reported, 1);
}

SEC("xdp")
int synevents(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data;
	void *data_end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = data;
	struct iphdr *ip = (void *)(eth + 1);
	struct tcphdr *tcp;

	if ((void *)(ip + 1) > data_end || eth->h_proto != bpf_htons(ETH_P_IP) ||
	    ip->protocol != IPPROTO_TCP || ip->frag_off & bpf_htons(0x1fff))
		return XDP_PASS;
	tcp = (void *)ip + ip->ihl * 4;
	if ((void *)(tcp + 1) <= data_end && tcp->syn && !tcp->ack)
		report(ip, tcp, data_end - data);
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
