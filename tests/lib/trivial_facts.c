/* Facts that claim nothing useful; see trivial_facts.h. */
#include "tests/lib/trivial_facts.h"

struct facts *trivial_facts(struct arena *arena, const struct image *image)
{
	struct facts *facts = ARENA_NEW(arena, struct facts);

	if (!facts)
		return NULL;
	facts->insn = ARENA_ARRAY(arena, struct fact, image->n_insns);
	facts->out = ARENA_ARRAY(arena, struct value, image->n_insns);
	facts->frame_size = ARENA_ARRAY(arena, uint32_t, image->n_subprogs);
	if (!facts->insn || !facts->out || !facts->frame_size)
		return NULL;
	for (uint32_t i = 0; i < image->n_insns; i++)
		facts->insn[i] = (struct fact){
			.flags = FACT_REACHED | FACT_TAKEN | FACT_FALLS, .live = 0x7ff, .map = -1
		};
	for (uint32_t s = 0; s < image->n_subprogs; s++)
		facts->frame_size[s] = STACK_SIZE;
	facts->stack_size = image->n_subprogs < MAX_FRAMES ? image->n_subprogs * STACK_SIZE :
							     MAX_FRAMES * STACK_SIZE;
	facts->max_cost = UINT64_MAX;
	return facts;
}
