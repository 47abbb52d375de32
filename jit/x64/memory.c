/*
 * Loads, stores, atomics: exactly one access of the instruction's width.  The
 * machine keeps loads and stores in order as acquire and release ask for.
 */
#include <assert.h>

#include "jit/x64/x64.h"

static void emit_load(struct jit *jit, const struct insn_info *info, unsigned dst, unsigned base,
		      int32_t off)
{
	bool is_signed = info->op == OP_SIGNED;
	enum x64_id id = info->width == 8  ? (is_signed ? X64_MOVSX8 : X64_MOVZX8) :
			 info->width == 16 ? (is_signed ? X64_MOVSX16 : X64_MOVZX16) :
			 is_signed	   ? X64_MOVSXD :
					     X64_LOAD;
	unsigned width = is_signed || info->width == 64 ? 64 : 32;

	x64_rm(jit, id, width, dst, base, off);
}

static void emit_store(struct jit *jit, unsigned width, unsigned base, int32_t off, unsigned src)
{
	x64_rm(jit, width == 8 ? X64_MOV8 : X64_MOV, width, src, base, off);
}

static void emit_store_imm(struct jit *jit, unsigned width, unsigned base, int32_t off,
			   int64_t imm)
{
	if (x64_hides(jit, imm)) {
		x64_blinded(jit, SCRATCH, (uint64_t)imm);
		emit_store(jit, width, base, off, SCRATCH);
		return;
	}
	x64_mi(jit, width == 8 ? X64_MOV8_I : X64_MOV_I, width, base, off, imm);
}

static const struct {
	uint8_t locked, plain;
} atomics[] = {
	[OP_ADD] = { X64_LOCK_ADD, X64_ADD }, [OP_OR] = { X64_LOCK_OR, X64_OR },
	[OP_AND] = { X64_LOCK_AND, X64_AND }, [OP_XOR] = { X64_LOCK_XOR, X64_XOR },
};

/* An atomic whose old value takes a loop. */
static bool takes_loop(const struct insn_info *info)
{
	return info->kind == KIND_ATOMIC_FETCH && info->op != OP_XCHG && info->op != OP_ADD;
}

/*
 * The old value of and, or, xor: compare and exchange until nobody came between.
 * rax, which that needs, waits in SCRATCH2, where whoever means it finds it.
 */
static void fetch_loop(struct jit *jit, const struct insn_info *info, unsigned base, int32_t off,
		       unsigned src)
{
	unsigned at = base == RAX ? SCRATCH2 : base, operand = src == RAX ? SCRATCH2 : src;
	uint8_t *again;

	x64_move(jit, 64, SCRATCH2, RAX);
	x64_rm(jit, X64_LOAD, info->width, RAX, at, off);
	again = jit->at;
	x64_move(jit, 64, SCRATCH, RAX);
	x64_rr(jit, atomics[info->op].plain, info->width, operand, SCRATCH);
	x64_rm(jit, X64_LOCK_CMPXCHG, info->width, SCRATCH, at, off);
	x64_back_if(jit, CC_NE, again);
	x64_move(jit, info->width, src, RAX);
	if (src != RAX)
		x64_move(jit, 64, RAX, SCRATCH2);
}

static void emit_fetch(struct jit *jit, const struct insn_info *info, unsigned base, int32_t off,
		       unsigned src)
{
	if (info->op == OP_XCHG)
		x64_rm(jit, X64_XCHG, info->width, src, base, off);
	else if (info->op == OP_ADD)
		x64_rm(jit, X64_LOCK_XADD, info->width, src, base, off);
	else
		fetch_loop(jit, info, base, off, src);
}

/* r0 is the old value whether it was exchanged or not; of 32 bits it is extended. */
static void emit_cmpxchg(struct jit *jit, unsigned width, unsigned base, int32_t off, unsigned src)
{
	x64_rm(jit, X64_LOCK_CMPXCHG, width, src, base, off);
	if (width == 32)
		x64_move(jit, 32, RAX, RAX);
}

static void emit_access(struct jit *jit, const struct insn_info *info, unsigned base, int32_t off,
			const struct host_access *access)
{
	unsigned src = x64_reg[access->src];

	switch (info->kind) {
	case KIND_LOAD: emit_load(jit, info, x64_reg[access->dst], base, off); break;
	case KIND_STORE: emit_store(jit, info->width, base, off, src); break;
	case KIND_STORE_IMM: emit_store_imm(jit, info->width, base, off, access->imm); break;
	case KIND_ATOMIC:
		x64_rm(jit, atomics[info->op].locked, info->width, src, base, off);
		break;
	case KIND_ATOMIC_FETCH: emit_fetch(jit, info, base, off, src); break;
	default:
		assert(info->kind == KIND_ATOMIC_CMPXCHG);
		emit_cmpxchg(jit, info->width, base, off, src);
	}
}

/*
 * The address as a register that is inside the map's values whatever was foretold:
 * its offset is masked with ones where 0 <= offset <= limit, else with zeros, by
 * arithmetic alone.
 */
static void emit_mask(struct jit *jit, unsigned at, unsigned base, int32_t off,
		      const struct bound_map *map, unsigned width)
{
	x64_rm(jit, X64_LEA, 64, at, base, off);
	x64_constant(jit, SCRATCH, (uintptr_t)map->values);
	x64_rr(jit, X64_SUB, 64, SCRATCH, at);
	x64_constant(jit, SCRATCH, jit_mask_limit(map, width));
	x64_rr(jit, X64_SUB, 64, at, SCRATCH);
	x64_rr(jit, X64_OR, 64, at, SCRATCH);
	x64_ri(jit, X64_SAR_I, 64, SCRATCH, 63);
	x64_r(jit, X64_NOT, 64, SCRATCH);
	x64_rr(jit, X64_AND, 64, SCRATCH, at);
	x64_constant(jit, SCRATCH, (uintptr_t)map->values);
	x64_rr(jit, X64_ADD, 64, SCRATCH, at);
}

void x64_access(struct jit *jit, const struct host_access *access)
{
	const struct insn_info *info = &insn_info[access->id];
	unsigned base = x64_reg[info->kind == KIND_LOAD ? access->src : access->dst];
	bool loops = takes_loop(info);
	/* The loop needs both scratch registers: the budget waits in its run. */
	unsigned at = loops ? REG_BUDGET : SCRATCH2;

	if (!access->mask) {
		emit_access(jit, info, base, access->off, access);
		return;
	}
	if (loops)
		x64_store_budget(jit);
	emit_mask(jit, at, base, access->off, access->mask, info->width);
	emit_access(jit, info, at, 0, access);
	if (loops)
		x64_load_budget(jit);
}

void x64_lane_base(struct jit *jit, unsigned dst, const struct bound_map *map)
{
	x64_rm(jit, X64_LOAD, 32, dst, REG_RUN, offsetof(struct run, lane));
	x64_constant(jit, SCRATCH, map->lane_stride);
	x64_rr(jit, X64_IMUL, 64, dst, SCRATCH);
	x64_constant(jit, SCRATCH, (uintptr_t)map->values);
	x64_rr(jit, X64_ADD, 64, SCRATCH, dst);
}
