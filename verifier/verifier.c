/* The verifier's order of work: graph, exploration, stack, cost, facts. */
#include "verifier/env.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	FOLLOWED_WORK = 1 << 22, /* units of work for a second proof */
	KEPT_MEMORY = 8 << 20,   /* bytes that stay for the next verification */
};

struct verify_memory {
	struct arena arena;
	struct kept_states kept;
	struct state state;
};

struct verify_memory *verify_memory_new(void)
{
	struct verify_memory *memory = malloc(sizeof(*memory));

	if (memory) {
		arena_init(&memory->arena, 0);
		memory->kept = (struct kept_states){ 0 };
	}
	return memory;
}

void verify_memory_free(struct verify_memory *memory)
{
	if (memory) {
		arena_free(&memory->arena);
		free(memory->kept.data);
	}
	free(memory);
}

static int check_reachable(struct env *env)
{
	for (uint32_t b = 0; b < env->cfg.n_blocks; b++) {
		env->insn = env->cfg.blocks[b].start;
		if (!env->cfg.blocks[b].reached)
			return REJECT(env, 0, UNREACHABLE_CODE, env->image->slot[env->insn]);
	}
	return 0;
}

static int check_cost(struct env *env, struct facts *facts)
{
	uint64_t max_cost = env->opts->max_cost ? env->opts->max_cost : DEFAULT_MAX_COST;
	char text[32];
	int err = worst_case_cost(env, &facts->max_cost);

	if (err)
		return err;
	if (facts->max_cost <= max_cost && facts->max_cost != UINT64_MAX)
		return 0;
	snprintf(text, sizeof(text), "%llu", (unsigned long long)facts->max_cost);
	env->insn = 0;
	env->costs_too_much = true;
	return REJECT(env, 0, MAX_COST, text, (unsigned long long)max_cost);
}

static int prepare(struct env *env, struct arena *arena, struct facts *facts)
{
	const struct image *image = env->image;
	int err;

	env->prog_type = prog_type_by_number(image->prog_type);
	if (!env->prog_type)
		return REJECT(env, 0, PROG_TYPE_UNSUPPORTED, "unknown");
	env->ctx = prog_type_ctx(env->prog_type, image->arch);
	env->region = ARENA_ARRAY(env->arena, uint8_t, image->n_insns);
	env->frame_low = ARENA_ARRAY(env->arena, int16_t, image->n_subprogs);
	env->root = ARENA_ARRAY(env->arena, const struct node *, image->n_subprogs);
	if (!env->region || !env->frame_low || !env->root ||
	    cfg_build(env->arena, image, &env->cfg, &env->work))
		return error_set(env->error, MEMORY_QUOTA, env->arena->quota);
	err = check_reachable(env);
	if (!err)
		err = describe_globals(env, arena, facts);
	return err ? err : check_call_graph(env);
}

static void begin(const struct env *env, enum verify_phase phase)
{
	if (env->opts->on_phase)
		env->opts->on_phase(env->opts->phase_arg, phase);
}

static int prove(struct env *env, struct arena *arena, struct facts *facts)
{
	int err;

	begin(env, VERIFY_GRAPH);
	err = prepare(env, arena, facts);
	begin(env, VERIFY_EXPLORE);
	if (!err)
		err = explore(env);
	if (err) {
		error_place_insn(env->error, env->image, env->insn);
		report_history(env);
		return err;
	}
	begin(env, VERIFY_COST);
	err = check_stack_depth(env, &facts->stack_size);
	if (!err)
		err = check_cost(env, facts);
	begin(env, VERIFY_FACTS);
	if (!err)
		err = facts_pass(env, arena, facts);
	if (err)
		error_place_insn(env->error, env->image, env->insn);
	return err;
}

static void empty_memory(struct verify_memory *memory, size_t quota)
{
	size_t keep = KEPT_MEMORY;

	if (memory->kept.size > keep / 2) {
		free(memory->kept.data);
		memory->kept = (struct kept_states){ 0 };
	}
	memory->kept.used = 0;
	arena_reset(&memory->arena, quota, keep - memory->kept.size);
}

/* One proof, in empty memory; the work is added to env->work. */
static int prove_once(struct env *env, struct verify_memory *memory, struct arena *arena,
		      struct facts *facts)
{
	size_t quota = env->opts->max_memory ? env->opts->max_memory : DEFAULT_MAX_MEMORY;
	int err;

	empty_memory(memory, quota);
	env->arena = &memory->arena;
	env->kept = &memory->kept;
	env->cur = &memory->state;
	err = prove(env, arena, facts);
	empty_memory(memory, quota);
	return err;
}

/* Once more, as @again says; the first verdict stands if that does not help. */
static int prove_again(struct env *first, struct verify_memory *memory, struct arena *arena,
		       struct facts *facts, int verdict, struct env again)
{
	int err;

	again.image = first->image;
	again.opts = first->opts;
	again.work = first->work;
	if (!again.max_work || again.max_work > first->max_work)
		again.max_work = first->max_work;
	err = prove_once(&again, memory, arena, facts);
	first->work = again.work;
	first->n_processed += again.n_processed;
	if (!err)
		error_clear(first->error);
	return err ? verdict : 0;
}

/*
 * What the first proof left out to be quick may be what it needed: the counters of loops
 * that were widened may stop at less than their ranks say, and a constant key may tell that
 * the program's test of a lookup has one outcome.
 */
static int prove_slowly(struct env *first, struct verify_memory *memory, struct arena *arena,
			struct facts *facts, int verdict)
{
	if (first->costs_too_much && first->n_widened)
		verdict = prove_again(first, memory, arena, facts, verdict, (struct env){
			.max_work = first->work + FOLLOWED_WORK, .follows_loops = true });
	if (verdict && verdict != -E2BIG && verdict != -ENOMEM && first->ignored_key)
		verdict = prove_again(first, memory, arena, facts, verdict,
				      (struct env){ .knows_keys = true });
	return verdict;
}

int verify(const struct image *image, const struct verify_opts *opts, struct arena *arena,
	   struct facts **out, struct skep_error *error)
{
	struct facts *facts = ARENA_NEW(arena, struct facts);
	struct verify_memory *memory = opts->memory ? opts->memory : verify_memory_new();
	struct env env = {
		.image = image, .opts = opts, .error = error,
		.max_work = opts->max_work ? opts->max_work : DEFAULT_MAX_WORK,
		.trace = opts->trace && opts->trace->print ? opts->trace : NULL,
	};
	int err;

	*out = NULL;
	if (!facts || !memory) {
		err = error_set(error, NO_MEMORY, "verification");
	} else {
		err = prove_once(&env, memory, arena, facts);
		if (err)
			err = prove_slowly(&env, memory, arena, facts, err);
	}
	trace_end(&env, !err);
	if (opts->trace)
		opts->trace->n_processed = env.n_processed;
	if (!err) {
		facts->rights = opts->rights;
		facts->work = env.work;
		facts->n_processed = env.n_processed;
		*out = facts;
	}
	if (!opts->memory)
		verify_memory_free(memory);
	return err;
}
