/* A global function, which is proved by itself, is called under a lock; a static one may be. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct value {
	struct bpf_spin_lock lock;
	__u32 n;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct value);
} values SEC(".maps");

__attribute__((noinline)) int everywhere(int n)
{
	asm volatile("" : "+r"(n));
	return n + 1;
}

static __attribute__((noinline)) int here(int n)
{
	asm volatile("" : "+r"(n));
	return n + 1;
}

SEC("xdp")
int calls_global(struct xdp_md *ctx)
{
	__u32 key = 0;
	struct value *value = bpf_map_lookup_elem(&values, &key);

	if (!value)
		return XDP_DROP;
	bpf_spin_lock(&value->lock);
	value->n = everywhere(value->n);
	bpf_spin_unlock(&value->lock);
	return XDP_PASS;
}

SEC("xdp")
int calls_static(struct xdp_md *ctx)
{
	__u32 key = 0;
	struct value *value = bpf_map_lookup_elem(&values, &key);

	if (!value)
		return XDP_DROP;
	bpf_spin_lock(&value->lock);
	value->n = here(value->n);
	bpf_spin_unlock(&value->lock);
	return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
