// SPDX-License-Identifier: BSD-2-Clause
/*
 * Ageing of a flow table by a program that user space calls: every flow older than
 * the context says is deleted, what the others hold is added up.
 */
#include <linux/bpf.h>
#include <linux/in.h>

#include <bpf/bpf_helpers.h>

struct flow {
	struct in_addr from, to;
	__be16 sport, dport;
	__u32 protocol;
};

struct state {
	__u64 last_ns, packets, bytes;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4096);
	__type(key, struct flow);
	__type(value, struct state);
} flows SEC(".maps");

struct sweep {
	__u64 older_than_ns;               /* in */
	__u64 deleted, kept, packets, bytes; /* out */
};

struct bpf_map;

static long visit(struct bpf_map *map, const struct flow *flow, struct state *state, void *arg)
{
	struct sweep *sweep = arg;

	if (state->last_ns < sweep->older_than_ns) {
		struct flow key = *flow;

		bpf_map_delete_elem(&flows, &key);
		sweep->deleted++;
		return 0;
	}
	sweep->kept++;
	sweep->packets += state->packets;
	sweep->bytes += state->bytes;
	return 0;
}

SEC("syscall")
int sweep(struct sweep *ctx)
{
	struct sweep result = { .older_than_ns = ctx->older_than_ns };

	bpf_for_each_map_elem(&flows, visit, &result, 0);
	ctx->deleted = result.deleted;
	ctx->kept = result.kept;
	ctx->packets = result.packets;
	ctx->bytes = result.bytes;
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
