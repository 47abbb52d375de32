/*
 * Helper bodies about rings.  A record that a program reserved stands in the
 * run's table of held resources until it submits or discards it; a run that is
 * cut short discards it.
 */
#include "vm/helpers.h"

#include <errno.h>

#include "maps/ring.h"

enum { PERF_PACKET_MASK = 0xfffff }; /* BPF_F_CTXLEN_MASK >> 32 */

static void discard_held(const struct held *held, struct run *run)
{
	ring_commit(held->of, held->what, held->slot, true, 0, run_lease(run)->writer);
}

HELPER_BODY_OF(ringbuf_reserve)
{
	struct held held = { .release = discard_held, .of = (void *)r1 };

	if (r3 || run->n_held == MAX_HELD)
		return 0;
	held.what = ring_reserve(held.of, r2, run_lease(run)->writer, &held.slot);
	if (held.what)
		run_hold(run, held);
	return (uintptr_t)held.what;
}

static void give_back(struct run *run, uint64_t record, bool discard, uint64_t flags)
{
	struct held held;

	if (run_let_go(run, (void *)record, &held))
		ring_commit(held.of, held.what, held.slot, discard, flags, run_lease(run)->writer);
}

HELPER_BODY_OF(ringbuf_submit)
{
	give_back(run, r1, false, r2);
	return 0;
}

HELPER_BODY_OF(ringbuf_discard)
{
	give_back(run, r1, true, r2);
	return 0;
}

HELPER_BODY_OF(ringbuf_output)
{
	return result(ring_output((struct map *)r1, (const void *)r2, r3, r4,
				  run_lease(run)->writer));
}

HELPER_BODY_OF(ringbuf_query)
{
	return ring_query((struct map *)r1, r2);
}

/* ---- perf event arrays ---- */

/* The packet of a host context; false: it has none. */
static bool find_packet(const struct run *run, const void *ctx, const uint8_t **data,
			const uint8_t **end)
{
	const struct skep_xdp *xdp = ctx;
	const struct skep_skb *skb = ctx;

	switch (prog_type_by_number(run_prog(run)->image->prog_type)->ctx) {
	case CTX_ID_XDP:
		*data = xdp->data;
		*end = xdp->data_end;
		return true;
	case CTX_ID_SKB_FILTER:
	case CTX_ID_SKB_TC:
	case CTX_ID_SKB_CGROUP:
		*data = skb->data;
		*end = skb->data_end;
		return true;
	default: return false;
	}
}

/* Its first bytes, as many as the upper half of the flags says. */
static int packet_bytes(const struct run *run, const void *ctx, uint64_t size,
			struct perf_bytes *out)
{
	const uint8_t *data, *end;

	*out = (struct perf_bytes){ 0 };
	if (!size)
		return 0;
	if (size > PERF_PACKET_MASK || !find_packet(run, ctx, &data, &end))
		return -EINVAL;
	if (size > (uint64_t)(end - data))
		return -EFAULT;
	*out = (struct perf_bytes){ data, size };
	return 0;
}

HELPER_BODY_OF(perf_event_output)
{
	struct perf_bytes bytes[2] = { { (const void *)r4, r5 }, { 0 } };
	int err = packet_bytes(run, (const void *)r1, r3 >> 32, &bytes[1]);

	if (!err)
		err = perf_output((struct map *)r2, (uint32_t)r3, bytes, run_lease(run)->writer);
	return result(err);
}
