// SPDX-License-Identifier: BSD-2-Clause
/* Redirecting through maps, as the first bytes of the frame say. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_DEVMAP);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u32);
} devices SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_CPUMAP);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u32);
} cpus SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_XSKMAP);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u32);
} sockets SEC(".maps");

struct order {
	__u64 key, flags;
	__u8 cpu, lookup;
};

SEC("xdp")
int redirect(struct xdp_md *xdp)
{
	struct order *order = (void *)(long)xdp->data;
	__u32 key, *entry;

	if ((void *)(order + 1) > (void *)(long)xdp->data_end)
		return 99;
	key = order->key;
	if (order->lookup) {
		entry = bpf_map_lookup_elem(&devices, &key);
		return entry ? *entry + 10 : 0;
	}
	if (order->cpu)
		return bpf_redirect_map(&cpus, order->key, order->flags);
	return bpf_redirect_map(&devices, order->key, order->flags);
}

/* As AF_XDP's own program does: only where a socket is; 50 + its queue to see it. */
SEC("xdp")
int to_socket(struct xdp_md *xdp)
{
	struct order *order = (void *)(long)xdp->data;
	struct bpf_xdp_sock *socket;
	__u32 key;

	if ((void *)(order + 1) > (void *)(long)xdp->data_end)
		return 99;
	key = order->key;
	socket = bpf_map_lookup_elem(&sockets, &key);
	if (!socket)
		return XDP_PASS;
	return order->lookup ? 50 + socket->queue_id : bpf_redirect_map(&sockets, key, 0);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
