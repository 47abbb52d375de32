/*
 * Loads, stores, atomics: exactly one access of the instruction's width.  With
 * LSE an atomic is one instruction, else a loop of exclusive accesses; those
 * that return the old value acquire and release.
 */
#include <assert.h>

#include "jit/a64/a64.h"

static unsigned log2_size(unsigned width)
{
	return width == 8 ? 0 : width == 16 ? 1 : width == 32 ? 2 : 3;
}

void a64_memory(struct jit *jit, enum a64_access access, unsigned size, unsigned rt, unsigned base,
		int64_t off)
{
	static const uint8_t ids[][3] = {
		[A64_STORE] = { A64_STR, A64_STUR, A64_STR_X },
		[A64_LOAD] = { A64_LDR, A64_LDUR, A64_LDR_X },
		[A64_LOAD_SIGNED] = { A64_LDRS, A64_LDURS, A64_LDRS_X },
	};
	struct a64_op op = { .rd = (uint8_t)rt, .rn = (uint8_t)base, .ra = (uint8_t)size,
			     .imm = off };
	unsigned form = 2;

	if (off >= 0 && !(off & ((1 << size) - 1)) && off >> size < 4096)
		form = 0;
	else if (off >= -256 && off < 256)
		form = 1;
	else
		a64_constant(jit, op.rm = ADDRESS, (uint64_t)off);
	a64_put(jit, ids[access][form], &op);
}

/* The address as a register, for instructions that have no offset. */
static unsigned address(struct jit *jit, unsigned base, int32_t off)
{
	if (!off)
		return base;
	a64_add(jit, ADDRESS, base, off);
	return ADDRESS;
}

static void emit_load(struct jit *jit, const struct insn_info *info, unsigned dst, unsigned base,
		      int32_t off)
{
	unsigned size = log2_size(info->width);

	if (info->op == OP_ACQUIRE)
		a64_atomic(jit, A64_LDAR, size, dst, address(jit, base, off), XZR);
	else
		a64_memory(jit, info->op == OP_SIGNED ? A64_LOAD_SIGNED : A64_LOAD, size, dst, base,
			   off);
}

static void emit_store(struct jit *jit, const struct insn_info *info, unsigned base, int32_t off,
		       unsigned src)
{
	unsigned size = log2_size(info->width);

	if (info->op == OP_RELEASE)
		a64_atomic(jit, A64_STLR, size, src, address(jit, base, off), XZR);
	else
		a64_memory(jit, A64_STORE, size, src, base, off);
}

static const struct {
	uint8_t relaxed, ordered, plain;
} atomics[] = {
	[OP_ADD] = { A64_LDADD, A64_LDADDAL, A64_ADD },
	[OP_OR] = { A64_LDSET, A64_LDSETAL, A64_ORR },
	[OP_AND] = { A64_LDCLR, A64_LDCLRAL, A64_AND }, /* clears the operand's bits */
	[OP_XOR] = { A64_LDEOR, A64_LDEORAL, A64_EOR },
	[OP_XCHG] = { A64_SWPAL, A64_SWPAL, A64_ORR },
};

static void with_lse(struct jit *jit, const struct insn_info *info, unsigned at, unsigned src,
		     bool fetch)
{
	unsigned operand = src;

	if (info->op == OP_AND) {
		operand = SCRATCH;
		a64_rrr(jit, A64_ORN, 64, operand, XZR, src);
	}
	a64_atomic(jit, fetch ? atomics[info->op].ordered : atomics[info->op].relaxed,
		   log2_size(info->width), fetch ? src : XZR, at, operand);
}

/* SCRATCH: the old value; SCRATCH2: the new one; SCRATCH3: did somebody come between? */
static void with_exclusive(struct jit *jit, const struct insn_info *info, unsigned at, unsigned src,
			   bool fetch)
{
	unsigned size = log2_size(info->width);
	const uint8_t *again = jit->at;

	a64_atomic(jit, fetch ? A64_LDAXR : A64_LDXR, size, SCRATCH, at, XZR);
	a64_rrr(jit, atomics[info->op].plain, info->width, SCRATCH2,
		info->op == OP_XCHG ? XZR : SCRATCH, src);
	a64_atomic(jit, fetch ? A64_STLXR : A64_STXR, size, SCRATCH2, at, SCRATCH3);
	a64_repeat(jit, again);
	if (fetch)
		a64_move(jit, info->width, src, SCRATCH);
}

static void emit_atomic(struct jit *jit, const struct insn_info *info, unsigned at, unsigned src)
{
	bool fetch = info->kind == KIND_ATOMIC_FETCH;

	if (a64_has_lse(jit))
		with_lse(jit, info, at, src, fetch);
	else
		with_exclusive(jit, info, at, src, fetch);
}

static void emit_cmpxchg(struct jit *jit, unsigned width, unsigned at, unsigned src)
{
	unsigned size = log2_size(width);
	const uint8_t *again = jit->at;
	uint8_t *differs;

	if (a64_has_lse(jit)) {
		a64_atomic(jit, A64_CASAL, size, src, at, REG_R0);
		return;
	}
	a64_atomic(jit, A64_LDAXR, size, SCRATCH, at, XZR);
	a64_rrr(jit, A64_SUBS, width, XZR, SCRATCH, REG_R0);
	differs = a64_skip_if(jit, A64_NE);
	a64_atomic(jit, A64_STLXR, size, src, at, SCRATCH3);
	a64_repeat(jit, again);
	a64_here(jit, differs);
	a64_move(jit, width, REG_R0, SCRATCH);
}

static void emit_access(struct jit *jit, const struct insn_info *info, unsigned base, int32_t off,
			const struct host_access *access)
{
	unsigned src = a64_reg[access->src];

	switch (info->kind) {
	case KIND_LOAD: emit_load(jit, info, a64_reg[access->dst], base, off); break;
	case KIND_STORE: emit_store(jit, info, base, off, src); break;
	case KIND_STORE_IMM:
		a64_blinded(jit, SCRATCH, (uint64_t)access->imm);
		emit_store(jit, info, base, off, SCRATCH);
		break;
	case KIND_ATOMIC:
	case KIND_ATOMIC_FETCH: emit_atomic(jit, info, address(jit, base, off), src); break;
	default:
		assert(info->kind == KIND_ATOMIC_CMPXCHG);
		emit_cmpxchg(jit, info->width, address(jit, base, off), src);
	}
}

/*
 * ADDRESS, inside the map's values whatever was foretold: its offset is masked with
 * ones where 0 <= offset <= limit, else with zeros, by arithmetic alone.
 */
static void emit_mask(struct jit *jit, unsigned base, int32_t off, const struct bound_map *map,
		      unsigned width)
{
	a64_add(jit, ADDRESS, base, off);
	a64_constant(jit, KEY, (uintptr_t)map->values);
	a64_rrr(jit, A64_SUB, 64, ADDRESS, ADDRESS, KEY);
	a64_constant(jit, KEY, jit_mask_limit(map, width));
	a64_rrr(jit, A64_SUB, 64, KEY, KEY, ADDRESS);
	a64_rrr(jit, A64_ORR, 64, KEY, KEY, ADDRESS);
	a64_put(jit, A64_SBFM, &(struct a64_op){ .width = 64, .rd = KEY, .rn = KEY, .rm = 63,
						 .ra = 63 });
	a64_rrr(jit, A64_ORN, 64, KEY, XZR, KEY);
	a64_rrr(jit, A64_AND, 64, ADDRESS, ADDRESS, KEY);
	a64_constant(jit, KEY, (uintptr_t)map->values);
	a64_rrr(jit, A64_ADD, 64, ADDRESS, ADDRESS, KEY);
}

void a64_access(struct jit *jit, const struct host_access *access)
{
	const struct insn_info *info = &insn_info[access->id];
	unsigned base = a64_reg[info->kind == KIND_LOAD ? access->src : access->dst];

	if (!access->mask) {
		emit_access(jit, info, base, access->off, access);
		return;
	}
	emit_mask(jit, base, access->off, access->mask, info->width);
	emit_access(jit, info, ADDRESS, 0, access);
}
