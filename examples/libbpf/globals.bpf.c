/* Counts frames by length; what is short and what is counted stands in variables. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

const volatile __u32 short_frame = 100; /* bytes; set before the program is loaded */
volatile __u64 n_short, n_long;         /* read by the application where they stand */
__u32 last_size = 1;

SEC("xdp")
int measure(struct xdp_md *ctx)
{
	__u32 size = ctx->data_end - ctx->data;

	last_size = size;
	if (size < short_frame)
		__sync_fetch_and_add(&n_short, 1);
	else
		__sync_fetch_and_add(&n_long, 1);
	return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
