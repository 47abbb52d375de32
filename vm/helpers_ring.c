/*
 * Helper bodies about rings.  A record that a program reserved stands in the
 * run's table of held resources until it submits or discards it; a run that is
 * cut short discards it.
 */
#include "vm/helpers.h"

#include <errno.h>

#include "maps/ring.h"
#include "vm/dynptr.h"

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

/* ---- user ring buffers ---- */

enum { MAX_DRAINED = 128 << 10 }; /* BPF_MAX_USER_RINGBUF_SAMPLES; discarded ones count */

/* The function gets the sample; its room is free afterwards, whatever became of the run. */
static uint64_t hand_out(struct run *run, struct map *map, const struct ring_sample *sample,
			 uint64_t func, uint64_t ctx)
{
	struct dynptr dynptr = { sample->data, sample->size };
	const uint64_t args[5] = { (uintptr_t)&dynptr, ctx };
	uint64_t stop = run_call_back(run, func, args);

	user_ring_release(map, sample);
	return run->status == RUN_OK ? stop : 1;
}

/* Return: samples handed out, or what was wrong. */
static int64_t drain(struct run *run, struct map *map, uint64_t func, uint64_t ctx, uint64_t *seen)
{
	struct ring_sample sample;
	int64_t n = 0;
	uint64_t stop = 0;

	for (*seen = 0; *seen < MAX_DRAINED && !stop; (*seen)++) {
		int found = user_ring_next(map, &sample);

		if (!found)
			break;
		if (found == -EAGAIN)
			continue;
		if (found < 0)
			return found;
		stop = hand_out(run, map, &sample, func, ctx);
		n++;
	}
	return n;
}

HELPER_BODY_OF(user_ringbuf_drain)
{
	struct map *map = (struct map *)r1;
	uint64_t seen;
	int64_t n;
	int err;

	if (r4 & ~(uint64_t)(RING_NO_WAKEUP | RING_FORCE_WAKEUP))
		return result(-EINVAL);
	err = user_ring_enter(map, run_lease(run)->writer);
	if (err)
		return result(err);
	n = drain(run, map, r2, r3, &seen);
	user_ring_leave(map, seen, r4);
	return (uint64_t)n;
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
