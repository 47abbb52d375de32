/*
 * The history of a rejection: along the failing path, backward from the
 * refused instruction, the instructions that made the registers it is about.
 *
 * The path is the chain of open nodes.  A slice of it is taken by the same
 * rule as dependence: what a wanted register was computed from becomes wanted.
 * Values are shown by running the blocks of the path once more.
 */
#include "verifier/env.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_STEPS = 10, MAX_PATH = 64 };

struct step {
	const struct node *node;
	uint32_t insn;
	int reg;
	char value[96];
};

struct slice {
	struct step step[MAX_STEPS]; /* latest first */
	uint32_t n;
	uint16_t wanted;
	uint64_t wanted_slots;
};

static void add_step(struct slice *slice, const struct node *node, uint32_t insn, int reg)
{
	if (slice->n < MAX_STEPS)
		slice->step[slice->n++] = (struct step){ .node = node, .insn = insn, .reg = reg };
}

/* Stack slots of the node's own frame that an instruction touched. */
static uint64_t touched(const struct env *env, const struct node *node, uint32_t insn,
			enum log_kind kind)
{
	uint64_t slots = 0;

	for (uint32_t k = node->log_start; k < node->log_end; k++)
		if (env->log[k].insn == insn && env->log[k].kind == kind &&
		    env->log[k].frame == node->n_frames - 1)
			slots |= env->log[k].slots;
	return slots;
}

static void slice_insn(const struct env *env, struct slice *slice, const struct node *node,
		       uint32_t i)
{
	const struct insn *insn = &env->image->insns[i];
	uint16_t writes = insn_writes(insn) & slice->wanted, reads = insn_reads(env->image, insn);
	uint64_t stored = touched(env, node, i, LOG_WRITE) & slice->wanted_slots;
	uint8_t kind = insn_of(insn)->kind;

	if (writes) {
		add_step(slice, node, i, __builtin_ctz(writes));
		slice->wanted &= (uint16_t)~insn_writes(insn);
		if (kind == KIND_ALU)
			slice->wanted |= reads;
		else if (kind == KIND_LOAD)
			slice->wanted_slots |= touched(env, node, i, LOG_READ);
	} else if (stored) {
		add_step(slice, node, i, kind == KIND_STORE ? insn->src : -1);
		slice->wanted_slots &= ~stored;
		if (kind == KIND_STORE)
			slice->wanted |= (uint16_t)(1u << insn->src);
	} else if (kind == KIND_JUMP && reads & slice->wanted) {
		add_step(slice, node, i, __builtin_ctz(reads & slice->wanted));
	}
}

/* Back through blocks of one function; stops where the path came from another. */
static void slice_path(const struct env *env, struct slice *slice, uint32_t failing)
{
	const struct node *node = env->node;
	uint32_t from = failing;

	for (int k = 0; node && k < MAX_PATH && slice->n < MAX_STEPS; k++) {
		const struct block *block = &env->cfg.blocks[node->block];

		for (uint32_t i = from; i-- > block->start;)
			slice_insn(env, slice, node, i);
		if (!node->parent || node->parent->n_frames != node->n_frames)
			return;
		node = node->parent;
		from = env->cfg.blocks[node->block].end;
	}
}

/* The values of a block's steps, by transferring it again from its node. */
static void fill_values(struct env *env, struct slice *slice, const struct node *node)
{
	const struct block *block = &env->cfg.blocks[node->block];
	struct skep_error *error = env->error;
	int err;

	env->error = NULL; /* what is refused again is not news */
	err = node_restore(env, node);
	for (uint32_t i = block->start; i < block->end && !err; i++) {
		uint8_t kind = insn_of(&env->image->insns[i])->kind;

		if (kind == KIND_EXIT || kind == KIND_CALL_LOCAL || kind == KIND_GOTO)
			break;
		if (kind != KIND_JUMP && transfer(env, i))
			break;
		for (uint32_t s = 0; s < slice->n; s++)
			if (slice->step[s].node == node && slice->step[s].insn == i &&
			    slice->step[s].reg >= 0)
				value_print(&env_top(env)->reg[slice->step[s].reg],
					    slice->step[s].value, sizeof(slice->step[s].value));
	}
	env->error = error;
}

static size_t print_step(const struct env *env, const struct step *step, char *buf, size_t size)
{
	const struct line_info *line = image_line(env->image, step->insn);
	char text[96], where[24] = "", value[112] = "";

	disasm(env->image, step->insn, text, sizeof(text));
	if (line)
		snprintf(where, sizeof(where), " line %u", line->line);
	if (step->reg >= 0 && step->value[0])
		snprintf(value, sizeof(value), "r%d = %s", step->reg, step->value);
	return (size_t)snprintf(buf, size, "%6u:%-10s %-40s ; %s\n", env->image->slot[step->insn],
				where, text, value);
}

void report_history(struct env *env)
{
	uint32_t failing = env->insn;
	struct slice slice = { .wanted = env->blame };
	struct skep_error *error = env->error;
	size_t used = 0;

	if (!error || !env->blame || !env->node)
		return;
	if (env->cfg.block_of[failing] != env->node->block)
		return;
	slice_path(env, &slice, failing);
	for (uint32_t s = 0; s < slice.n; s++)
		if (s == 0 || slice.step[s].node != slice.step[s - 1].node)
			fill_values(env, &slice, slice.step[s].node);
	for (uint32_t s = slice.n; s-- > 0 && used + 1 < sizeof(error->detail);) {
		used += print_step(env, &slice.step[s], error->detail + used,
				   sizeof(error->detail) - used);
		if (used >= sizeof(error->detail))
			used = sizeof(error->detail) - 1;
	}
	env->insn = failing;
}
