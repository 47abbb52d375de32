// SPDX-License-Identifier: BSD-2-Clause
/* Ring buffer and perf event array: each program does what the packet's first bytes say. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct event {
	__u32 number;
	__u32 size;
	__u8 bytes[56];
};

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} events SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 65536);
} big SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(key_size, 4);
	__uint(value_size, 4);
} samples SEC(".maps");

__u32 number;
const struct event *shown; /* keeps the type in the BTF */

#define PACKET(ctx) ((__u8 *)(long)(ctx)->data)
#define IS_SHORT(ctx, p) ((p) + 8 > (__u8 *)(long)(ctx)->data_end)

/* First byte: flags of the submission; second: 'd' discards.  Returns 1 where there is no room. */
SEC("xdp")
int reserve(struct xdp_md *ctx)
{
	__u8 *p = PACKET(ctx);
	struct event *event;

	if (IS_SHORT(ctx, p))
		return 9;
	event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	if (!event)
		return 1;
	event->number = number++;
	event->size = sizeof(*event);
	for (int i = 0; i < sizeof(event->bytes); i++)
		event->bytes[i] = (__u8)event->number;
	if (p[1] == 'd')
		bpf_ringbuf_discard(event, p[0]);
	else
		bpf_ringbuf_submit(event, p[0]);
	return 0;
}

/* First byte: size; second: flags.  Returns what the helper answers. */
SEC("xdp")
int output(struct xdp_md *ctx)
{
	struct event event = {};
	__u8 *p = PACKET(ctx);

	if (IS_SHORT(ctx, p))
		return 9;
	event.number = number++;
	event.size = p[0] & 63;
	return (int)bpf_ringbuf_output(&events, &event, event.size, p[1]);
}

SEC("xdp")
int query(struct xdp_md *ctx)
{
	__u8 *p = PACKET(ctx);

	return IS_SHORT(ctx, p) ? 9 : (int)bpf_ringbuf_query(&events, p[0]);
}

/* Reserves two records, then runs for long: a budget ends it before they are submitted. */
SEC("xdp")
int hold(struct xdp_md *ctx)
{
	__u64 *a = bpf_ringbuf_reserve(&events, 16, 0), *b;
	__u64 sum = 0;

	if (!a)
		return 1;
	b = bpf_ringbuf_reserve(&events, 24, 0);
	if (!b) {
		bpf_ringbuf_discard(a, 0);
		return 1;
	}
	for (__u32 i = 0; i < 400; i++)
		sum += bpf_get_prandom_u32() & i;
	a[0] = b[0] = sum;
	bpf_ringbuf_submit(a, 0);
	bpf_ringbuf_submit(b, 0);
	return 0;
}

/*
 * First byte: size of the data; second: bytes of the packet behind it, ff: more
 * than there are.  Third byte: 0 the current lane, 1 lane 1, 2 no such entry.
 */
SEC("xdp")
int sample(struct xdp_md *ctx)
{
	struct event event = {};
	__u8 *p = PACKET(ctx);
	__u64 flags;

	if (IS_SHORT(ctx, p))
		return 9;
	event.number = number++;
	event.size = p[0] & 63;
	flags = p[2] == 0 ? BPF_F_CURRENT_CPU : p[2] == 1 ? 1 : 1 << 20;
	flags |= (__u64)(p[1] == 0xff ? 5000 : p[1]) << 32;
	return (int)bpf_perf_event_output(ctx, &samples, flags, &event, event.size);
}

SEC("kprobe/f")
int sample_without_packet(void *ctx)
{
	__u64 flags = BPF_F_CURRENT_CPU | 1ULL << 32;

	return (int)bpf_perf_event_output(ctx, &samples, flags, &number, 4);
}

char _license[] SEC("license") = "GPL";
