/* What machine code calls: how a run ends early, packet loads. */
#include "core/skb.h"
#include "jit/jit_impl.h"

static void cut_short(struct run *run, enum run_status status)
{
	run->status = status;
	run_release(run);
}

void jit_out_of_budget(struct run *run)
{
	run->budget = 0;
	cut_short(run, RUN_BUDGET);
}

void jit_unreachable(struct run *run)
{
	cut_short(run, RUN_FAULT);
}

int64_t jit_ld_packet(const struct skep_skb *skb, uint32_t off, uint32_t size)
{
	uint64_t v;

	return skb_load(skb, (int32_t)off, size, &v) ? (int64_t)v : -1;
}

bool jit_is_support(const void *function)
{
	const uintptr_t support[] = { (uintptr_t)jit_out_of_budget, (uintptr_t)jit_unreachable,
				      (uintptr_t)jit_ld_packet, (uintptr_t)run_follow };

	for (size_t i = 0; i < sizeof(support) / sizeof(*support); i++)
		if (support[i] == (uintptr_t)function)
			return true;
	return false;
}
