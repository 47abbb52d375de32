/*
 * Dependence: which numbers at a block's head the checks below it relied on.
 *
 * Demands run backward.  An instruction turns a demand on what it wrote into
 * demands on what it read; the log says which stack slots it touched and which
 * values a jump narrowed together.  Each node is walked once, when everything
 * below it is done, so the whole pass is linear in the nodes explored.
 */
#include "verifier/env.h"

#include <errno.h>
#include <string.h>

int log_add(struct env *env, struct log entry)
{
	if (!env->logging)
		return 0;
	if (env->n_log == env->max_log) {
		uint32_t max = env->max_log ? 2 * env->max_log : 1024;
		struct log *log = arena_grow(env->arena, env->log, env->n_log, max, sizeof(*log));

		if (!log)
			return error_set(env->error, MEMORY_QUOTA, env->arena->quota);
		env->log = log;
		env->max_log = max;
	}
	env->log[env->n_log++] = entry;
	return 0;
}

int log_need(struct env *env, uint16_t regs)
{
	return log_add(env, (struct log){ .insn = env->insn,
					  .kind = LOG_NEED,
					  .frame = (uint8_t)(env->cur->n_frames - 1),
					  .regs = regs });
}

void deps_add(struct deps *to, const struct node *from)
{
	for (uint32_t f = 0; f < node_deps(from); f++) {
		to->frame[f].regs |= from->deps[f].regs;
		to->frame[f].slots |= from->deps[f].slots;
		to->frame[f].used |= from->deps[f].used;
		to->frame[f].cut |= from->deps[f].cut;
	}
}

struct walk {
	const struct env *env;
	struct deps *deps;
	uint32_t top;  /* index of the frame that executes */
	bool callback; /* that frame was entered by a helper */
};

static bool demanded(const struct walk *w, const struct log *entry)
{
	const struct deps_frame *f = &w->deps->frame[entry->frame];

	return (f->regs & entry->regs) || (f->slots & entry->slots);
}

static void demand(struct walk *w, const struct log *entry)
{
	w->deps->frame[entry->frame].regs |= entry->regs;
	w->deps->frame[entry->frame].slots |= entry->slots;
	w->deps->frame[entry->frame].used |= entry->slots;
}

/* Registers: what an instruction wrote is no longer demanded, what it read may be. */
static void step_regs(struct walk *w, uint32_t i)
{
	const struct insn *insn = &w->env->image->insns[i];
	struct deps_frame *f = &w->deps->frame[w->top];
	uint16_t writes = w->env->cfg.writes[i];
	uint8_t kind = insn_of(insn)->kind;
	bool wanted = (f->regs & writes) != 0;

	/* The callee's arguments are ours. */
	if (kind == KIND_CALL_LOCAL && !called_global(w->env, i)) {
		struct deps_frame *callee = &w->deps->frame[w->top + 1];

		f->regs = (uint16_t)((f->regs & ~0x3fu) | (callee->regs & 0x3eu));
		memset(callee, 0, sizeof(*callee));
		return;
	}
	if (insn_calls_back(insn)) { /* what the function demands of its arguments, the call does */
		struct deps_frame *callee = &w->deps->frame[w->top + 1];

		f->regs = (uint16_t)((f->regs & ~1u) | (callee->regs & 0x3eu ? 0x3eu : 0));
		memset(callee, 0, sizeof(*callee));
		return;
	}
	if (kind == KIND_EXIT) {
		if (w->callback) { /* the call goes on with the arguments it had */
			memset(f, 0, sizeof(*f));
		} else if (w->top > 0) { /* the caller's r0 is ours */
			struct deps_frame *caller = &w->deps->frame[w->top - 1];

			f->regs = caller->regs & 1;
			f->slots = f->used = 0;
			caller->regs &= (uint16_t)~0x3fu;
		}
		return;
	}
	f->regs &= (uint16_t)~writes;
	if (wanted && kind == KIND_ALU)
		f->regs |= insn_reads(w->env->image, insn);
}

/* Memory: loads demand their slots, stores pass the demand to what was stored. */
static void step_log(struct walk *w, const struct insn *insn, const struct log *entry,
		     bool dst_wanted)
{
	struct deps_frame *f = &w->deps->frame[entry->frame];
	uint8_t kind = insn_of(insn)->kind;

	switch (entry->kind) {
	case LOG_READ:
		f->used |= entry->slots;
		if (dst_wanted && (kind == KIND_LOAD || kind == KIND_ATOMIC_FETCH ||
				   kind == KIND_ATOMIC_CMPXCHG))
			f->slots |= entry->slots;
		break;
	case LOG_WRITE:
		if (f->slots & entry->slots && kind == KIND_STORE)
			w->deps->frame[w->top].regs |= (uint16_t)(1u << insn->src);
		f->slots &= ~entry->kill;
		f->used &= ~entry->kill;
		break;
	case LOG_NEED: demand(w, entry); break;
	case LOG_CUT: w->deps->frame[0].cut = 1; break;
	case LOG_LINK: break;
	}
}

/* If one of the values that a jump narrowed together is demanded, all are. */
static void step_links(struct walk *w, const struct log *log, uint32_t start, uint32_t end)
{
	bool any = false;

	for (uint32_t k = start; k < end && !any; k++)
		any = log[k].kind == LOG_LINK && demanded(w, &log[k]);
	for (uint32_t k = start; k < end && any; k++)
		if (log[k].kind == LOG_LINK)
			demand(w, &log[k]);
}

void depend_through_block(struct env *env, const struct node *node, struct deps *deps)
{
	const struct block *block = &env->cfg.blocks[node->block];
	struct walk w = { .env = env, .deps = deps, .top = node->n_frames - 1 };
	uint32_t end = node->log_end;

	w.callback = w.top > 0 && insn_calls_back(&env->image->insns[node->call_insn]);
	for (uint32_t i = block->end; i-- > block->start;) {
		const struct insn *insn = &env->image->insns[i];
		bool dst_wanted = (deps->frame[w.top].regs & env->cfg.writes[i]) != 0;
		uint32_t start = end;

		while (start > node->log_start && env->log[start - 1].insn == i)
			start--;
		step_links(&w, env->log, start, end);
		step_regs(&w, i);
		/* Writes before reads: an instruction that does both (atomics) wrote last. */
		for (uint32_t k = end; k-- > start;)
			if (env->log[k].kind == LOG_WRITE)
				step_log(&w, insn, &env->log[k], dst_wanted);
		for (uint32_t k = end; k-- > start;)
			if (env->log[k].kind != LOG_WRITE)
				step_log(&w, insn, &env->log[k], dst_wanted);
		end = start;
	}
}
