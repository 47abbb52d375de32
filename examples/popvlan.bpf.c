// SPDX-License-Identifier: BSD-2-Clause
/* Takes the VLAN tag off tagged frames: moves the addresses, then the start of the packet. */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/types.h>

#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

struct vlan_eth {
	__u8 addresses[2 * ETH_ALEN];
	__be16 tpid, tci, proto;
};

SEC("xdp")
int popvlan(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data;
	void *data_end = (void *)(long)ctx->data_end;
	struct vlan_eth *old = data;
	__u8 addresses[2 * ETH_ALEN];

	if ((void *)(old + 1) > data_end || old->tpid != bpf_htons(ETH_P_8021Q))
		return XDP_PASS;
	__builtin_memcpy(addresses, old->addresses, sizeof(addresses));
	if (bpf_xdp_adjust_head(ctx, 4))
		return XDP_ABORTED;
	data = (void *)(long)ctx->data;
	data_end = (void *)(long)ctx->data_end;
	if (data + sizeof(addresses) > data_end)
		return XDP_ABORTED;
	__builtin_memcpy(data, addresses, sizeof(addresses));
	return XDP_TX;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
