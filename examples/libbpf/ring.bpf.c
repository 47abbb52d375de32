/* Tells of each frame through a ring buffer. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

#include "report.h"

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 64 * 1024);
} reports SEC(".maps");

SEC("xdp")
int tell(struct xdp_md *ctx)
{
	struct report *report = bpf_ringbuf_reserve(&reports, sizeof(*report), 0);
	void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;

	if (!report)
		return XDP_DROP;
	report->size = end - data;
	report->first = data + 1 <= end ? *(__u8 *)data : 0;
	bpf_ringbuf_submit(report, 0);
	return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
