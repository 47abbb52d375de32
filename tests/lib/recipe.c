/* Running recipes; see recipe.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/lib/recipe.h"

#include "core/cfg.h"

struct machine {
	const struct recipe *recipe;
	struct recipe_run *run;
	uint64_t r[N_REGS];
	uint32_t i;
};

static uint64_t call(struct machine *m, const struct insn *insn)
{
	struct run run = { .lane = m->run->lane };
	uint64_t *r = m->r, result;

	assert_non_null(m->recipe->call);
	assert_in_range(insn->imm, 1, 5);
	m->run->calls++;
	result = m->recipe->call(r[1], r[2], r[3], r[4], r[5], &run);
	for (unsigned n = 1; n < 6; n++)
		r[n] = 0xdead; /* lost */
	return result;
}

static void load(struct machine *m, const struct insn *insn)
{
	const uint8_t *at = (const uint8_t *)(uintptr_t)m->r[insn->src] + insn->off;
	const struct bound_map *bound = m->run->bound;
	uint32_t width = insn_of(insn)->width / 8;

	if (at < bound->base || at >= bound->base + bound->whole)
		m->run->loads += width;
	else
		assert_true(at + width <= bound->base + bound->whole);
	m->r[insn->dst] = load_once(at, width);
}

static void store(struct machine *m, const struct insn *insn)
{
	uint8_t *at = (uint8_t *)(uintptr_t)m->r[insn->dst] + insn->off;
	const struct bound_map *bound = m->run->bound;

	assert_true(at >= bound->base && at < bound->base + bound->whole);
	store_once(at, insn_of(insn)->width / 8, m->r[insn->src]);
}

static void step(struct machine *m)
{
	const struct insn *insn = &m->recipe->insns[m->i];
	const struct insn_info *info = insn_of(insn);
	const struct bound_map *bound = m->run->bound;
	uint64_t s = info->src_is_reg ? m->r[insn->src] : (uint64_t)insn->imm;
	uint64_t *dst = &m->r[insn->dst];

	switch (info->kind) {
	case KIND_ALU: *dst = insn_eval_alu(insn->id, *dst, s); break;
	case KIND_LDDW: *dst = (uint64_t)insn->imm; break;
	case KIND_LDDW_MAP: *dst = (uintptr_t)bound->map; break;
	case KIND_LOAD: load(m, insn); break;
	case KIND_STORE: store(m, insn); break;
	case KIND_MAP_BASE:
		assert_int_equal(insn->imm, 0);
		*dst = (uintptr_t)bound->values;
		break;
	case KIND_MAP_PART: *dst = (uintptr_t)bound->base + (uint64_t)insn->imm; break;
	case KIND_LANE: *dst = m->run->lane; break;
	case KIND_LANE_BASE:
		*dst = (uintptr_t)bound->values + m->run->lane * bound->lane_stride;
		break;
	case KIND_CALL_RECIPE: m->r[0] = call(m, insn); break;
	case KIND_JUMP:
		if (insn_eval_jump(insn->id, *dst, s))
			m->i = insn_target(m->recipe->insns, m->i) - 1;
		break;
	case KIND_GOTO:
		if (m->recipe->flags[m->i] & (RECIPE_FOUND | RECIPE_NULL)) {
			assert_int_equal(insn_target(m->recipe->insns, m->i), m->recipe->n);
			assert_int_equal(!m->r[0], !(m->recipe->flags[m->i] & RECIPE_FOUND));
		}
		m->i = insn_target(m->recipe->insns, m->i) - 1;
		break;
	default: fail_msg("recipe uses %s", info->name);
	}
	m->i++;
}

uint64_t recipe_run(const struct recipe *recipe, struct recipe_run *run)
{
	struct machine m = { .recipe = recipe, .run = run };

	run->calls = run->steps = run->loads = 0;
	m.r[2] = (uintptr_t)run->key;
	assert_in_range(recipe->n, 1, MAX_RECIPE - 1);
	assert_in_range(recipe->cold, 1, recipe->n);
	while (m.i < recipe->n) {
		uint32_t at = m.i;

		assert_in_range(++run->steps, 1, 2 * MAX_RECIPE);
		assert_true(recipe->insns[at].dst < 6 && recipe->insns[at].src < 6);
		if (run->before)
			run->before(run->arg, at);
		if (recipe_is_guard(recipe, at) && !run->guarded)
			m.i++;
		else
			step(&m);
		if (at + 1 == recipe->cold && m.i == recipe->cold) {
			assert_true(m.r[0] || !run->bound->base);
			break; /* it falls off the first part */
		}
	}
	assert_true(m.i == recipe->cold || m.i == recipe->n);
	return m.r[0];
}

uint64_t recipe_result(const struct bound_map *bound, const void *key, uint32_t lane)
{
	struct recipe_run run = { .bound = bound, .key = key, .lane = lane };
	uint64_t r0 = recipe_run(bound->lookup, &run);

	run.guarded = true;
	assert_int_equal(recipe_run(bound->lookup, &run), r0);
	return r0;
}
