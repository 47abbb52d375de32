// SPDX-License-Identifier: BSD-2-Clause
/* Operations of the map types that no other object uses, as the frame says. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

#include "../lib/map_order.h"

struct prefix {
	__u32 length;
	__u32 bits;
};

struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(max_entries, 32);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, struct prefix);
	__type(value, __u64);
} routes SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_QUEUE);
	__uint(max_entries, 8);
	__type(value, __u64);
} waiting SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_STACK);
	__uint(max_entries, 8);
	__type(value, __u64);
} undo SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_BLOOM_FILTER);
	__uint(max_entries, 1000);
	__uint(map_extra, 7);
	__type(value, __u64);
} seen SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_DEVMAP_HASH);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u32);
} devices SEC(".maps");

/* Each answers in the frame: the result, and the value that was found. */

static long use_routes(struct map_order *order)
{
	struct prefix key = { .length = order->length, .bits = order->bits };
	__u64 value = order->value, *found;

	switch (order->op) {
	case MAP_ORDER_UPDATE: return bpf_map_update_elem(&routes, &key, &value, order->flags);
	case MAP_ORDER_DELETE: return bpf_map_delete_elem(&routes, &key);
	default:
		found = bpf_map_lookup_elem(&routes, &key);
		order->value = found ? *found : 0;
		return found ? 1 : 0;
	}
}

static __always_inline long use_values(void *map, struct map_order *order)
{
	__u64 value = order->value;
	long result;

	switch (order->op) {
	case MAP_ORDER_UPDATE: return bpf_map_push_elem(map, &value, order->flags);
	case MAP_ORDER_DELETE: result = bpf_map_pop_elem(map, &value); break;
	default: result = bpf_map_peek_elem(map, &value);
	}
	order->value = value;
	return result;
}

static long use_seen(struct map_order *order)
{
	__u64 value = order->value;

	if (order->op == MAP_ORDER_UPDATE)
		return bpf_map_push_elem(&seen, &value, order->flags);
	return bpf_map_peek_elem(&seen, &value);
}

SEC("xdp")
int use(struct xdp_md *xdp)
{
	struct map_order *order = (void *)(long)xdp->data;
	__u32 key, *entry;

	if ((void *)(order + 1) > (void *)(long)xdp->data_end)
		return XDP_ABORTED;
	key = order->bits;
	switch (order->map) {
	case MAP_ORDER_ROUTES: order->result = use_routes(order); break;
	case MAP_ORDER_WAITING: order->result = use_values(&waiting, order); break;
	case MAP_ORDER_UNDO: order->result = use_values(&undo, order); break;
	case MAP_ORDER_SEEN: order->result = use_seen(order); break;
	case MAP_ORDER_DEVICES:
		entry = bpf_map_lookup_elem(&devices, &key);
		order->value = entry ? *entry : 0;
		order->result = 0;
		return bpf_redirect_map(&devices, key, order->flags);
	}
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
