/*
 * Blocks by leaders; reachability by a work list; liveness by the classical
 * backward equations over blocks with a work list: a block is visited again
 * only when the set of a successor grew, so the cost is linear.
 */
#include "core/cfg.h"

#include <errno.h>

static unsigned n_arguments(const struct helper_info *callee)
{
	unsigned n = 0;

	if (!callee)
		return 5;
	while (n < 5 && callee->arg[n] != ARG_NONE)
		n++;
	return n;
}

#define REG_BIT(r) ((uint16_t)(1u << (r)))
#define CALL_CLOBBERS 0x3f /* r0-r5 */
#define ARG_REGS 0x3e      /* r1-r5 */

uint16_t insn_reads(const struct image *image, const struct insn *insn)
{
	const struct insn_info *info = insn_of(insn);
	uint16_t dst = REG_BIT(insn->dst), src = info->src_is_reg ? REG_BIT(insn->src) : 0;

	switch (info->kind) {
	case KIND_ALU:
		return info->op == OP_MOV || (info->op >= OP_MOVSX8 && info->op <= OP_MOVSX32)
			       ? src
			       : dst | src;
	case KIND_JUMP:
	case KIND_STORE:
	case KIND_ATOMIC:
	case KIND_ATOMIC_FETCH:
		return dst | src;
	case KIND_ATOMIC_CMPXCHG:
		return dst | src | REG_BIT(0);
	case KIND_STORE_IMM:
	case KIND_GOTOX:
	case KIND_CALLX:
		return dst;
	case KIND_CAST:
	case KIND_LOAD:
		return src;
	case KIND_LD_PACKET:
		return src | REG_BIT(6);
	case KIND_CALL_HELPER:
	case KIND_CALL_KFUNC:
		return (uint16_t)(((1u << n_arguments(insn_callee(image, insn))) - 1) << 1);
	case KIND_CALL_LOCAL:
		return ARG_REGS;
	case KIND_EXIT:
		return REG_BIT(0);
	default:
		return 0;
	}
}

int insn_written_reg(const struct insn *insn)
{
	switch (insn_of(insn)->kind) {
	case KIND_ALU:
	case KIND_CAST:
	case KIND_LOAD:
	case KIND_LDDW:
	case KIND_LDDW_MAP:
	case KIND_LDDW_MAP_VALUE:
	case KIND_LDDW_BTF_VAR:
	case KIND_LDDW_FUNC:
	case KIND_MAP_BASE:
	case KIND_LANE_BASE:
	case KIND_LANE:
	case KIND_MAP_PART:
		return insn->dst;
	case KIND_ATOMIC_FETCH:
		return insn->src;
	case KIND_ATOMIC_CMPXCHG:
	case KIND_CALL_HELPER:
	case KIND_CALL_LOCAL:
	case KIND_CALL_KFUNC:
	case KIND_CALL_RECIPE:
	case KIND_CALLX:
	case KIND_LD_PACKET:
		return 0;
	default:
		return -1;
	}
}

uint16_t insn_writes(const struct insn *insn)
{
	int reg = insn_written_reg(insn);

	switch (insn_of(insn)->kind) {
	case KIND_CALL_HELPER:
	case KIND_CALL_LOCAL:
	case KIND_CALL_KFUNC:
	case KIND_CALLX:
	case KIND_LD_PACKET:
		return CALL_CLOBBERS;
	default:
		return reg < 0 ? 0 : REG_BIT(reg);
	}
}

bool insn_calls_back(const struct insn *insn)
{
	return insn_of(insn)->kind == KIND_CALL_HELPER &&
	       helper_calls_back(helper_by_number(insn->imm));
}

bool insn_tail_calls(const struct insn *insn)
{
	return insn_of(insn)->kind == KIND_CALL_HELPER &&
	       helper_tail_calls(helper_by_number(insn->imm));
}

bool insn_may_return(const struct image *image, uint32_t i)
{
	return insn_of(&image->insns[i])->kind == KIND_LD_PACKET && image_subprog(image, i) != 0;
}

bool insn_leaves(const struct insn *insn)
{
	return insn_of(insn)->kind == KIND_CALL_HELPER &&
	       helper_leaves(helper_by_number(insn->imm));
}

static bool ends_block(const struct image *image, uint32_t i)
{
	const struct insn *insn = &image->insns[i];
	uint8_t kind = insn_of(insn)->kind;

	return insn_is_jump(insn) || kind == KIND_EXIT || kind == KIND_CALL_LOCAL ||
	       kind == KIND_GOTOX || insn_calls_back(insn) || insn_tail_calls(insn) ||
	       insn_may_return(image, i);
}

static void mark_leaders(const struct image *image, uint32_t *leader)
{
	for (uint32_t i = 0; i < image->n_subprogs; i++)
		leader[image->subprogs[i].start] = 1;
	for (uint32_t i = 0; i < image->n_insns; i++) {
		if (insn_is_jump(&image->insns[i]))
			leader[insn_target(image->insns, i)] = 1;
		if (insn_calls_back(&image->insns[i]))
			leader[i] = 1;
		if (ends_block(image, i) && i + 1 < image->n_insns)
			leader[i + 1] = 1;
	}
}

static void link_block(const struct image *image, const struct cfg *cfg, struct block *block)
{
	uint32_t last = block->end - 1;
	const struct insn *insn = &image->insns[last];
	uint32_t target;

	block->succ[0] = block->succ[1] = NO_BLOCK;
	if (!insn_ends_path(insn) && block->end < image->n_insns)
		block->succ[0] = cfg->block_of[block->end];
	if (!insn_is_jump(insn))
		return;
	target = cfg->block_of[insn_target(image->insns, last)];
	block->succ[insn_of(insn)->kind == KIND_GOTO ? 0 : 1] = target;
	if (cfg->blocks[target].start <= last)
		cfg->blocks[target].back_target = true;
}

static int find_blocks(struct arena *arena, const struct image *image, struct cfg *cfg)
{
	uint32_t n = 0, subprog = 0;

	cfg->block_of = ARENA_ARRAY(arena, uint32_t, image->n_insns);
	if (!cfg->block_of)
		return -ENOMEM;
	mark_leaders(image, cfg->block_of);
	for (uint32_t i = 0; i < image->n_insns; i++)
		n += cfg->block_of[i];
	cfg->blocks = ARENA_ARRAY(arena, struct block, n);
	if (!cfg->blocks)
		return -ENOMEM;
	for (uint32_t i = 0; i < image->n_insns; i++) {
		if (subprog + 1 < image->n_subprogs && image->subprogs[subprog + 1].start == i)
			subprog++;
		if (cfg->block_of[i])
			cfg->blocks[cfg->n_blocks++] =
				(struct block){ .start = i, .subprog = subprog };
		cfg->block_of[i] = cfg->n_blocks - 1;
		cfg->blocks[cfg->n_blocks - 1].end = i + 1;
	}
	for (uint32_t b = 0; b < n; b++)
		link_block(image, cfg, &cfg->blocks[b]);
	return 0;
}

static int find_reached(struct arena *arena, const struct image *image, struct cfg *cfg,
			uint64_t *steps)
{
	uint32_t *work = ARENA_ARRAY(arena, uint32_t, cfg->n_blocks);
	uint32_t n = 0;

	if (!work)
		return -ENOMEM;
	for (uint32_t i = 0; i < image->n_subprogs; i++) {
		uint32_t b = cfg->block_of[image->subprogs[i].start];

		cfg->blocks[b].reached = true;
		work[n++] = b;
	}
	while (n) {
		const struct block *block = &cfg->blocks[work[--n]];

		++*steps;
		for (int k = 0; k < 2; k++) {
			uint32_t s = block->succ[k];

			if (s != NO_BLOCK && !cfg->blocks[s].reached) {
				cfg->blocks[s].reached = true;
				work[n++] = s;
			}
		}
	}
	return 0;
}

/* Live registers through one block, from those live at its end; fills live[]. */
static uint16_t live_through(const struct image *image, struct cfg *cfg, const struct block *block,
			     uint16_t live)
{
	for (uint32_t i = block->end; i-- > block->start;) {
		live = (uint16_t)((live & ~cfg->writes[i]) | insn_reads(image, &image->insns[i]));
		cfg->live[i] = live | REG_BIT(REG_FP);
	}
	return live;
}

/* Blocks in the order of whom they lead to: counted, then placed. */
static int find_preds(struct arena *arena, struct cfg *cfg)
{
	cfg->first_pred = ARENA_ARRAY(arena, uint32_t, (size_t)cfg->n_blocks + 2);
	cfg->pred = ARENA_ARRAY(arena, uint32_t, 2 * (size_t)cfg->n_blocks);
	if (!cfg->first_pred || !cfg->pred)
		return -ENOMEM;
	for (uint32_t b = 0; b < cfg->n_blocks; b++)
		for (int k = 0; k < 2; k++)
			if (cfg->blocks[b].succ[k] != NO_BLOCK)
				cfg->first_pred[cfg->blocks[b].succ[k] + 2]++;
	for (uint32_t b = 2; b < cfg->n_blocks + 2; b++)
		cfg->first_pred[b] += cfg->first_pred[b - 1];
	for (uint32_t b = 0; b < cfg->n_blocks; b++)
		for (int k = 0; k < 2; k++)
			if (cfg->blocks[b].succ[k] != NO_BLOCK)
				cfg->pred[cfg->first_pred[cfg->blocks[b].succ[k] + 1]++] = b;
	return 0;
}

static uint16_t live_at_end(const struct cfg *cfg, const struct block *block)
{
	uint16_t live = 0;

	for (int k = 0; k < 2; k++)
		if (block->succ[k] != NO_BLOCK)
			live |= cfg->live[cfg->blocks[block->succ[k]].start];
	return live;
}

/* A work list: a block is looked at again only when a successor's set grew, at most 11 times. */
static int find_live(struct arena *arena, const struct image *image, struct cfg *cfg,
		     uint64_t *steps)
{
	uint32_t *work = ARENA_ARRAY(arena, uint32_t, cfg->n_blocks);
	uint8_t *queued = ARENA_ARRAY(arena, uint8_t, cfg->n_blocks);
	uint32_t n = 0;

	cfg->live = ARENA_ARRAY(arena, uint16_t, image->n_insns);
	cfg->writes = ARENA_ARRAY(arena, uint16_t, image->n_insns);
	if (!work || !queued || !cfg->live || !cfg->writes || find_preds(arena, cfg))
		return -ENOMEM;
	for (uint32_t i = 0; i < image->n_insns; i++)
		cfg->writes[i] = insn_writes(&image->insns[i]);
	for (uint32_t b = 0; b < cfg->n_blocks; b++) {
		work[n++] = b;
		queued[b] = 1;
	}
	while (n) {
		uint32_t b = work[--n];
		const struct block *block = &cfg->blocks[b];
		uint16_t before = cfg->live[block->start];

		queued[b] = 0;
		live_through(image, cfg, block, live_at_end(cfg, block));
		*steps += block->end - block->start;
		if (cfg->live[block->start] == before)
			continue;
		for (uint32_t p = cfg->first_pred[b]; p < cfg->first_pred[b + 1]; p++) {
			if (!queued[cfg->pred[p]]) {
				queued[cfg->pred[p]] = 1;
				work[n++] = cfg->pred[p];
			}
		}
	}
	return 0;
}

int cfg_build(struct arena *arena, const struct image *image, struct cfg *cfg, uint64_t *steps)
{
	*cfg = (struct cfg){ 0 };
	if (find_blocks(arena, image, cfg) || find_reached(arena, image, cfg, steps) ||
	    find_live(arena, image, cfg, steps))
		return -ENOMEM;
	return 0;
}
