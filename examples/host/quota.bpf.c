// SPDX-License-Identifier: BSD-2-Clause
/*
 * Packets a sender may send: the accounts are the host's, in whatever it keeps them.
 * Who has none is dropped, as is who sends more; the host is told if it wants to know.
 */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/ip.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>
#include "quota.h"

extern const struct account *find_account(__u32 address) __ksym;
extern int charge(__u32 address, __u32 packets) __ksym;
extern void audit(const struct excess *excess, const char *text, __u32 text__sz) __ksym __weak;

static const char too_many[] = "too many packets";

SEC("xdp")
int quota(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = data;
	struct iphdr *ip = (void *)(eth + 1);
	const struct account *account;

	if ((void *)(ip + 1) > end || eth->h_proto != bpf_htons(ETH_P_IP))
		return XDP_PASS;
	account = find_account(ip->saddr);
	if (!account)
		return XDP_DROP;
	if (account->used < account->limit)
		return charge(ip->saddr, 1) ? XDP_ABORTED : XDP_PASS;
	if (&audit) { /* or bpf_ksym_exists(audit) */
		struct excess excess = { ip->saddr, account->used };

		audit(&excess, too_many, sizeof(too_many) - 1);
	}
	return XDP_DROP;
}

char _license[] SEC("license") = "GPL";
