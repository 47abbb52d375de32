/* Tells of each frame through a perf event array, with the frame's first bytes. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

#include "report.h"

struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(key_size, sizeof(int));
	__uint(value_size, sizeof(int));
} reports SEC(".maps");

SEC("xdp")
int tell(struct xdp_md *ctx)
{
	struct report report = { .size = ctx->data_end - ctx->data };

	bpf_perf_event_output(ctx, &reports, BPF_F_CURRENT_CPU | 14ull << 32, &report,
			      sizeof(report));
	return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
