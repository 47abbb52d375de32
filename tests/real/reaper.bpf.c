/* Takes out flows that were idle and adds up the rest, over all entries. */
#include "real.h"

struct flow {
	__be32 saddr, daddr;
	__be16 sport, dport;
};
struct state {
	__u64 last, packets, bytes;
};
struct sums {
	__u64 now, idle;
	__u64 kept, removed, bytes;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, struct flow);
	__type(value, struct state);
} flows SEC(".maps");

struct bpf_map;

static long each(struct bpf_map *map, const struct flow *key, struct state *state, void *arg)
{
	struct sums *sums = arg;

	if (sums->now - state->last > sums->idle) {
		struct flow copy = *key;

		bpf_map_delete_elem(&flows, &copy);
		sums->removed++;
		return 0;
	}
	sums->kept++;
	sums->bytes += state->bytes;
	return 0;
}

SEC("tc")
int reaper(struct __sk_buff *skb)
{
	struct sums sums = { .now = skb->mark, .idle = 1000 };
	struct state fresh = { skb->mark, 1, skb->len };
	struct flow flow = { bpf_htonl(skb->len), 2, 3, 4 };

	bpf_map_update_elem(&flows, &flow, &fresh, BPF_ANY);
	bpf_for_each_map_elem(&flows, each, &sums, 0);
	skb->mark = (__u32)sums.bytes;
	return sums.kept > sums.removed ? TC_ACT_OK : TC_ACT_SHOT;
}

LICENSED;
