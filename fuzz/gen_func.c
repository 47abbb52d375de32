/* The generator's calls of host functions, and what is done with memory that they return. */
#include "fuzz/func.h"
#include "fuzz/gen_impl.h"

/* Memory to read, or to write too; who tests it against NULL learns that of all copies. */
static void returned(struct gen *g, const struct helper_info *row, uint32_t extent)
{
	struct gval v = { .kind = G_MEM,
			  .null = true,
			  .ro = row->flags & HELPER_RDONLY,
			  .id = g->next_id++,
			  .extent = extent };
	int dst;

	gen_set(g, 0, v);
	dst = rng_percent(g->rng, 70) ? gen_free_saved(g) : -1;
	if (dst > 0) {
		gen_emit(g, INSN_MOV64_X, (unsigned)dst, 0, 0, 0);
		gen_set(g, (unsigned)dst, v);
	}
	if (rng_percent(g->rng, 70))
		gen_null_check(g);
}

void gen_func(struct gen *g)
{
	uint32_t f = rng_below(g->rng, N_FUNCS), extent;
	const struct helper_info *row = &fuzz_funcs[f];

	if (!gen_may_call(g) || g->pure || g->opts->plain)
		return;
	extent = f == FUNC_ROOM ? 1 + rng_below(g->rng, ROOM_SIZE + 4) : row->ret_size;
	for (unsigned reg = 1; reg <= 5 && row->arg[reg - 1] != ARG_NONE; reg++) {
		if (row->arg[reg - 1] == ARG_ALLOC_SIZE)
			gen_const(g, reg, extent);
		else if (!gen_pass_argument(g, row, reg, -1, 0))
			return;
	}
	g->prog->calls_host = true;
	gen_emit(g, INSN_CALL_KFUNC, 0, 0, 0, f);
	gen_clobber(g);
	if (row->ret == RET_MEM_OR_NULL)
		returned(g, row, extent);
	else if (row->ret == RET_VOID)
		g->s.reg[0].kind = G_NONE;
	else
		gen_set(g, 0, gen_number(UINT64_MAX));
}

/* Memory of @size bytes in @dst, which is not NULL. */
static void memory_in(struct gen *g, unsigned dst, uint32_t f, int32_t size)
{
	gen_const(g, 1, size & 1);
	gen_const(g, 2, size);
	gen_emit(g, INSN_CALL_KFUNC, 0, 0, 0, f);
	gen_clobber(g);
	gen_emit(g, INSN_MOV64_X, dst, 0, 0, 0);
	g->s.reg[0].kind = g->s.reg[dst].kind = G_NONE;
	gen_guard(g, OP_JEQ, false, dst, -1, 0);
}

void gen_func_trap(struct gen *g)
{
	int32_t size = 1 + (int32_t)rng_below(g->rng, 30);
	int a = gen_free_saved(g), b;
	uint16_t keep = g->keep;

	if (!gen_may_call(g) || g->pure || g->opts->plain || a < 6)
		return;
	g->prog->calls_host = true;
	g->keep |= (uint16_t)(1u << a);
	b = gen_free_saved(g);
	switch (rng_below(g->rng, 3)) {
	case 0: /* behind its end */
		memory_in(g, (unsigned)a, FUNC_ROOM, size);
		gen_emit(g, INSN_LDXB, 0, (unsigned)a, size, 0);
		break;
	case 1: /* what is only to be read */
		memory_in(g, (unsigned)a, FUNC_FIND, size);
		gen_emit(g, INSN_STB, (unsigned)a, 0, 0, 1);
		break;
	default: /* how far apart two are */
		if (b < 6)
			break;
		memory_in(g, (unsigned)a, FUNC_FIND, 0);
		memory_in(g, (unsigned)b, FUNC_FIND, 1);
		gen_emit(g, INSN_SUB64_X, (unsigned)a, (unsigned)b, 0, 0);
	}
	g->keep = keep;
	g->trap = TRAP_NONE;
}
