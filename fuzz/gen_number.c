/* The generator's arithmetic: operations, what is compared and moved, bounds. */
#include "fuzz/gen_impl.h"

/* --- arithmetic --- */

static bool is_shift(const struct insn_info *info)
{
	return info->op == OP_LSH || info->op == OP_RSH || info->op == OP_ARSH;
}

static int32_t alu_imm(struct gen *g, const struct insn_info *info)
{
	int32_t imm = rng_imm(g->rng);

	if (is_shift(info) && !gen_oops(g))
		imm &= info->width - 1;
	if ((info->op == OP_DIV || info->op == OP_MOD || info->op == OP_SDIV ||
	     info->op == OP_SMOD) &&
	    !imm)
		imm = 3;
	return imm;
}

/* An upper bound of the result where a simple one is at hand. */
static uint64_t bound_after(const struct insn_info *info, uint64_t max, int64_t imm)
{
	uint64_t limit = info->width == 32 ? UINT32_MAX : UINT64_MAX;
	uint64_t k = info->width == 32 ? (uint32_t)imm : (uint64_t)imm;

	max = max < limit ? max : limit;
	if (info->src_is_reg)
		return limit;
	switch (info->op) {
	case OP_AND:
		return k < max ? k : max;
	case OP_RSH:
		return max >> (k & (info->width - 1u));
	case OP_MOD:
		return k && k - 1 < max ? k - 1 : max;
	case OP_DIV:
		return k ? max / k : 0;
	case OP_MOV:
		return k;
	case OP_ADD:
		return max + k >= max && max + k <= limit ? max + k : limit;
	default:
		return limit;
	}
}

static uint64_t bound_of_row(const struct insn_info *info, uint64_t max, int64_t imm)
{
	switch (info->op) {
	case OP_LE16:
	case OP_SWAP16:
		return 0xffff;
	case OP_LE32:
	case OP_SWAP32:
		return UINT32_MAX;
	default:
		return bound_after(info, max, imm);
	}
}

static void emit_alu(struct gen *g, int id, int dst)
{
	const struct insn_info *info = &insn_info[id];
	uint64_t max = g->s.reg[dst].max;
	int src = info->src_is_reg ? gen_pick_number(g) : 0;
	int32_t imm = info->form == FORM_DST_IMM ? alu_imm(g, info) : 0;

	if (src < 0)
		return;
	gen_emit(g, (enum insn_id)id, (unsigned)dst, (unsigned)src, 0,
		 info->form == FORM_DST_IMM ? imm : 0);
	if (info->op == OP_MOV && info->src_is_reg)
		max = info->width == 32 && g->s.reg[src].max > UINT32_MAX ? UINT32_MAX
									  : g->s.reg[src].max;
	else
		max = bound_of_row(info, max, imm);
	gen_set(g, (unsigned)dst, gen_number(max));
}

static bool writes_only(const struct insn_info *info)
{
	return info->op == OP_MOV || (info->op >= OP_MOVSX8 && info->op <= OP_MOVSX32);
}

void gen_alu(struct gen *g)
{
	int id = gen_row(g, KIND_ALU), dst;

	if (writes_only(&insn_info[id]) || gen_oops(g)) {
		dst = gen_free(g);
	} else {
		dst = gen_pick_number(g);
		if (dst >= 0 && g->keep >> dst & 1)
			dst = -1;
	}
	if (dst >= 0)
		emit_alu(g, id, dst);
}

/* --- numbers that are compared, moved and compared again --- */

static void copy_number(struct gen *g, int dst, int src)
{
	gen_emit(g, rng_percent(g->rng, 25) ? INSN_MOV32_X : INSN_MOV64_X, (unsigned)dst,
		 (unsigned)src, 0, 0);
	gen_set(g, (unsigned)dst,
		gen_number(g->prog->insn[g->prog->n - 1].id == INSN_MOV32_X &&
					   g->s.reg[src].max > UINT32_MAX
				   ? UINT32_MAX
				   : g->s.reg[src].max));
}

/* A few operations of which each says something about the bits. */
static void shape(struct gen *g, int reg)
{
	static const uint16_t ids[] = { INSN_AND64_K,  INSN_AND32_K,  INSN_OR64_K,  INSN_RSH64_K,
					INSN_LSH64_K,  INSN_ARSH64_K, INSN_RSH32_K, INSN_LSH32_K,
					INSN_ARSH32_K, INSN_ADD64_K,  INSN_SUB64_K, INSN_ADD32_K,
					INSN_XOR64_K,  INSN_MUL64_K,  INSN_MOD64_K, INSN_DIV32_K,
					INSN_NEG64,    INSN_NEG32,    INSN_BE16,    INSN_BSWAP32,
					INSN_LE32 };
	uint32_t n = 1 + rng_below(g->rng, 3);

	while (n--)
		emit_alu(g, ids[rng_below(g->rng, sizeof(ids) / sizeof(*ids))], reg);
}

static void sign_extend(struct gen *g, int reg)
{
	static const uint16_t ids[] = { INSN_MOVSX64_8, INSN_MOVSX64_16, INSN_MOVSX64_32,
					INSN_MOVSX32_8, INSN_MOVSX32_16 };

	if (rng_percent(g->rng, 50)) {
		gen_emit(g, ids[rng_below(g->rng, 5)], (unsigned)reg, (unsigned)reg, 0, 0);
	} else {
		int k = (int)rng_below(g->rng, 64);

		gen_emit(g, INSN_LSH64_K, (unsigned)reg, 0, 0, k);
		gen_emit(g, rng_percent(g->rng, 50) ? INSN_ARSH64_K : INSN_RSH64_K, (unsigned)reg,
			 0, 0, k);
	}
	gen_set(g, (unsigned)reg, gen_number(UINT64_MAX));
}

/* A number above a small one: of use to who forgets the upper half. */
static void glue(struct gen *g, int reg)
{
	int low = gen_free(g);

	if (low < 0 || low == reg)
		return;
	gen_unknown(g, (unsigned)low);
	gen_emit(g, INSN_LSH64_K, (unsigned)reg, 0, 0, 32);
	gen_emit(g, INSN_AND64_K, (unsigned)low, 0, 0,
		 rng_percent(g->rng, 70) ? 0xff >> rng_below(g->rng, 8) : INT32_MAX);
	gen_set(g, (unsigned)low, gen_number(INT32_MAX));
	gen_emit(g, INSN_OR64_X, (unsigned)reg, (unsigned)low, 0, 0);
	gen_set(g, (unsigned)reg, gen_number(UINT64_MAX));
}

/* What the upper half is, 32-bit operations do not keep. */
static void widen(struct gen *g, int reg)
{
	if (rng_percent(g->rng, 50)) {
		glue(g, reg);
		return;
	}
	gen_emit(g, INSN_LSH64_K, (unsigned)reg, 0, 0, 1 + (int)rng_below(g->rng, 40));
	gen_emit(g, INSN_OR64_K, (unsigned)reg, 0, 0, rng_imm(g->rng));
	gen_set(g, (unsigned)reg, gen_number(UINT64_MAX));
}

/* Division by what is 0 half of the time, or by a power of two. */
static void divide(struct gen *g, int reg)
{
	static const uint8_t ops[] = { OP_DIV, OP_MOD, OP_SDIV, OP_SMOD };
	enum insn_op op = (enum insn_op)ops[rng_below(g->rng, 4)];
	unsigned width = rng_percent(g->rng, 50) ? 32 : 64;
	bool by_reg = rng_percent(g->rng, 50);
	int by = by_reg ? gen_free(g) : 0, from = gen_pick_number(g);
	int32_t power = 1 << rng_below(g->rng, 31);

	if (by < 0 || from < 0 || (by_reg && by == reg))
		return;
	if (by_reg) {
		gen_emit(g, INSN_MOV64_X, (unsigned)by, (unsigned)from, 0, 0);
		gen_emit(g, INSN_AND64_K, (unsigned)by, 0, 0, 1);
		gen_set(g, (unsigned)by, gen_number(1));
	}
	gen_emit(g, insn_find(KIND_ALU, op, width, by_reg), (unsigned)reg, (unsigned)by, 0,
		 by_reg                    ? 0
		 : rng_percent(g->rng, 30) ? -power
					   : power);
	gen_set(g, (unsigned)reg, gen_number(UINT64_MAX));
	if (width == 32 && rng_percent(g->rng, 40)) /* which must be 0 */
		gen_emit(g, INSN_RSH64_K, (unsigned)reg, 0, 0, 32);
}

void gen_divide(struct gen *g)
{
	int reg = gen_pick_number(g);

	if (reg < 0 || g->keep >> reg & 1)
		return;
	if (rng_percent(g->rng, 50))
		widen(g, reg);
	divide(g, reg);
}

/* A copy at a distance: what a comparison says of one it says of the other. */
static void link_copy(struct gen *g, int reg)
{
	bool narrow = rng_percent(g->rng, 40);
	int copy = gen_free(g);

	if (copy < 0 || copy == reg)
		return;
	if (narrow) {
		if (rng_percent(g->rng, 50))
			glue(g, reg);
		else if (rng_percent(g->rng, 60)) /* a sum may wrap */
			gen_emit(g, INSN_MOV32_X, (unsigned)reg, (unsigned)reg, 0, 0);
		gen_emit(g, INSN_MOV64_X, (unsigned)copy, (unsigned)reg, 0, 0);
		gen_set(g, (unsigned)copy, g->s.reg[reg]);
	} else {
		copy_number(g, copy, reg);
	}
	if (rng_percent(g->rng, 85)) {
		gen_emit(g,
			 narrow                    ? INSN_ADD32_K
			 : rng_percent(g->rng, 30) ? INSN_ADD64_K
						   : INSN_SUB64_K,
			 (unsigned)copy, 0, 0,
			 rng_percent(g->rng, 70) ? (int)rng_below(g->rng, 17) - 6
						 : rng_imm(g->rng));
		gen_set(g, (unsigned)copy, gen_number(UINT64_MAX));
	}
	if (rng_percent(g->rng, 65)) {
		gen_guard(g, rng_percent(g->rng, 50) ? OP_JLT : OP_JSGE, rng_percent(g->rng, 60),
			  (unsigned)copy, -1, (int32_t)rng_below(g->rng, 40) - 4);
		gen_emit(g, INSN_ADD64_K, (unsigned)reg, 0, 0, (int)rng_below(g->rng, 3));
		gen_set(g, (unsigned)reg, gen_number(UINT64_MAX));
	}
	if (rng_percent(g->rng, 20))
		shape(g, rng_percent(g->rng, 50) ? copy : reg);
}

/* An end of a range is taken out of it: the one before is there still. */
static void trim(struct gen *g, int reg)
{
	int32_t max = rng_percent(g->rng, 70) ? (1 << (1 + rng_below(g->rng, 3))) - 1
					      : 1 + (int32_t)rng_below(g->rng, 40);
	int32_t out = rng_percent(g->rng, 70) ? max : 0;

	if (!gen_bound(g, (unsigned)reg, (uint64_t)max))
		return;
	if (rng_percent(g->rng, 50))
		gen_guard(g, OP_JEQ, false, (unsigned)reg, -1, out);
	else
		gen_guard(g, OP_JNE, true, (unsigned)reg, -1, out);
	gen_emit(g, INSN_ADD64_K, (unsigned)reg, 0, 0, 1);
	gen_set(g, (unsigned)reg, gen_number((uint64_t)max + 1));
}

void gen_refined(struct gen *g)
{
	int reg = gen_pick_number(g);

	if (reg < 0 || g->keep >> reg & 1)
		return;
	if (rng_percent(g->rng, 25))
		gen_unknown(g, (unsigned)reg);
	if (rng_percent(g->rng, 25))
		widen(g, reg);
	switch (rng_below(g->rng, 5)) {
	case 3:
		trim(g, reg);
		break;
	case 0:
		shape(g, reg);
		break;
	case 1:
		sign_extend(g, reg);
		break;
	case 2:
		link_copy(g, reg);
		break;
	default:
		shape(g, reg);
		link_copy(g, reg);
		break;
	}
}

/* A test of the upper half by an immediate, whose sign is extended. */
void gen_upper_half(struct gen *g)
{
	int num = gen_pick_number(g), dst = gen_free(g);
	uint32_t jump;

	if (num < 0 || dst < 0 || dst == num)
		return;
	gen_emit(g, INSN_MOV64_X, (unsigned)dst, (unsigned)num, 0, 0);
	gen_emit(g, INSN_LSH64_K, (unsigned)dst, 0, 0, 32);
	jump = gen_emit(g, INSN_JSET_K, (unsigned)dst, 0, 0, INT32_MIN);
	gen_emit(g, INSN_ADD64_K, (unsigned)dst, 0, 0, 1);
	gen_land(g, jump);
	gen_set(g, (unsigned)dst, gen_number(UINT64_MAX));
}

/* The largest number of ones only up to @m. */
static int32_t mask_below(int32_t m)
{
	int32_t k = 2;

	while (k - 1 <= m)
		k *= 2;
	return k / 2 - 1;
}

bool gen_bound(struct gen *g, unsigned reg, uint64_t max)
{
	int32_t m = (int32_t)max;

	if (g->s.reg[reg].max <= max && rng_percent(g->rng, 90))
		return true;
	if (g->keep >> reg & 1)
		return false;
	if (gen_oops(g))
		m += 1 + (int32_t)rng_below(g->rng, 2);
	switch (rng_below(g->rng, 7)) {
	case 0:
		gen_emit(g, rng_percent(g->rng, 50) ? INSN_AND64_K : INSN_AND32_K, reg, 0, 0,
			 mask_below(m));
		break;
	case 1:
		gen_emit(g, rng_percent(g->rng, 50) ? INSN_MOD64_K : INSN_MOD32_K, reg, 0, 0,
			 (int64_t)m + 1);
		break;
	case 2:
		gen_guard(g, OP_JGT, false, reg, -1, m);
		break;
	case 3:
		gen_guard(g, OP_JLE, true, reg, -1, m);
		break;
	case 4:
		gen_guard(g, OP_JLT, true, reg, -1, m + 1);
		break;
	case 5: /* signed: both sides */
		gen_guard(g, OP_JSLT, false, reg, -1, 0);
		gen_guard(g, OP_JSGT, false, reg, -1, m);
		break;
	default:
		gen_guard(g, OP_JGE, false, reg, -1, m + 1);
		break;
	}
	gen_set(g, reg, gen_number(max));
	return true;
}
