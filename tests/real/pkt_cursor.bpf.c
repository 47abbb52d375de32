/* Searches the start of a packet for four bytes by a pointer that walks it. */
#include "real.h"

SEC("xdp")
int pkt_cursor(struct xdp_md *ctx)
{
	__u8 *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end, *p;
	__u32 last = 0, n = 0;

	for (p = data; p + 1 <= end && p < data + 256; p++) {
		last = last << 8 | *p;
		n += last == 0x736b6570; /* "skep" */
	}
	return n ? XDP_DROP : XDP_PASS;
}

LICENSED;
