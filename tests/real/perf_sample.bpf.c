/* Samples one packet in sixteen to a perf event array, cut to 128 bytes. */
#include "real.h"

struct meta {
	__u32 ifindex, len;
	__u64 ns;
};

struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(key_size, 4);
	__uint(value_size, 4);
} samples SEC(".maps");

__u64 seen;

SEC("xdp")
int perf_sample(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	struct meta meta = { .ifindex = ctx->ingress_ifindex };
	__u64 n = __sync_fetch_and_add(&seen, 1), size = (__u64)(end - data);

	if (n % 16)
		return XDP_PASS;
	meta.len = (__u32)size;
	meta.ns = bpf_ktime_get_ns();
	if (size > 128)
		size = 128;
	bpf_perf_event_output(ctx, &samples, size << 32 | BPF_F_CURRENT_CPU, &meta, sizeof(meta));
	return XDP_PASS;
}

LICENSED;
