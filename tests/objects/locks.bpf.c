/* Values under spin locks: for tests/unit/test_vm_locks.c. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

enum { N_COUNTERS = 4 };

struct inner {
	__u32 tag;
	struct bpf_spin_lock lock;
};

/* Both counters go up together, under the lock. */
struct pair {
	__u64 first;
	struct inner inner;
	__u64 second;
	__u64 holds; /* rounds that hold_lock spends under the lock */
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, N_COUNTERS);
	__type(key, __u32);
	__type(value, struct pair);
	__uint(pinning, LIBBPF_PIN_BY_NAME);
} pairs SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, N_COUNTERS);
	__type(key, __u32);
	__type(value, struct pair);
	__uint(pinning, LIBBPF_PIN_BY_NAME);
} flows SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} events SEC(".maps");

static volatile __u64 before SEC(".data.lock");
static struct bpf_spin_lock global_lock SEC(".data.lock");
static __u64 guarded SEC(".data.lock");

static __always_inline int bump(struct pair *pair)
{
	int same;

	bpf_spin_lock(&pair->inner.lock);
	same = pair->first == pair->second;
	pair->first++;
	pair->second++;
	bpf_spin_unlock(&pair->inner.lock);
	return same;
}

/* XDP_PASS: the counters were equal. */
SEC("xdp")
int bump_array(struct xdp_md *ctx)
{
	__u32 key = 1;
	struct pair *pair = bpf_map_lookup_elem(&pairs, &key);

	return pair && bump(pair) ? XDP_PASS : XDP_DROP;
}

SEC("xdp")
int bump_hash(struct xdp_md *ctx)
{
	__u32 key = 1;
	struct pair *pair = bpf_map_lookup_elem(&flows, &key);

	return pair && bump(pair) ? XDP_PASS : XDP_DROP;
}

SEC("xdp")
int bump_global(struct xdp_md *ctx)
{
	bpf_spin_lock(&global_lock);
	guarded += 2 + before;
	bpf_spin_unlock(&global_lock);
	return guarded & 1 ? XDP_DROP : XDP_PASS;
}

/* Hold the lock for as many rounds as the value says, with a record reserved. */
SEC("xdp")
int hold_lock(struct xdp_md *ctx)
{
	__u32 key = 1;
	struct pair *pair = bpf_map_lookup_elem(&pairs, &key);
	__u64 *record = bpf_ringbuf_reserve(&events, 8, 0);
	__u64 n, i;

	if (!record)
		return XDP_ABORTED;
	if (pair) {
		bpf_spin_lock(&pair->inner.lock);
		n = pair->holds & 0x3ff;
		pair->first++;
		for (i = 0; i < n; i++)
			asm volatile("" ::: "memory");
		pair->second++;
		bpf_spin_unlock(&pair->inner.lock);
	}
	bpf_ringbuf_discard(record, 0);
	return XDP_PASS;
}

/* Put a value, its lock bytes not 0, as the flags in the frame say; its first byte: result. */
SEC("xdp")
int put(struct xdp_md *ctx)
{
	__u8 *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	struct pair value = { 7, { 8, { 9 } }, 7, 0 };
	__u32 key = 2;
	__u64 flags;

	if (data + 1 > end)
		return XDP_ABORTED;
	flags = data[0];
	return bpf_map_update_elem(&pairs, &key, &value, flags) ||
			       bpf_map_update_elem(&flows, &key, &value, flags) ?
		       XDP_DROP :
		       XDP_PASS;
}

char _license[] SEC("license") = "GPL";
