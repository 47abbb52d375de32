/*
 * Minimising by greedy descent: delete ever smaller blocks, then simplify what is
 * left, until a whole round changes nothing.
 */
#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include "core/diag.h"
#include "fuzz/minimise.h"
#include "fuzz/prog.h"

struct search {
	bool (*still)(void *arg, const char *text);
	void *arg;
	struct prog best, next;
	char text[PROG_TEXT];
};

/* Is @next as good?  Then it is the best one. */
static bool accept(struct search *s)
{
	if (!s->next.n || prog_print(&s->next, s->text, sizeof(s->text)) ||
	    !s->still(s->arg, s->text))
		return false;
	prog_copy(&s->best, &s->next);
	return true;
}

static bool delete_blocks(struct search *s)
{
	bool changed = false;

	for (uint32_t size = s->best.n / 2; size; size /= 2) {
		for (uint32_t at = 0; at + size <= s->best.n;) {
			prog_copy(&s->next, &s->best);
			prog_delete(&s->next, at, size);
			if (accept(s))
				changed = true;
			else
				at += size > 3 ? size / 2 : 1;
		}
	}
	return changed;
}

static bool try_insn(struct search *s, uint32_t i, struct insn insn)
{
	if (!memcmp(&insn, &s->best.insn[i], sizeof(insn)))
		return false;
	prog_copy(&s->next, &s->best);
	s->next.insn[i] = insn;
	return accept(s);
}

/* A constant for whatever the instruction computes. */
static bool try_constant(struct search *s, uint32_t i)
{
	struct insn insn = s->best.insn[i];
	uint8_t kind = insn_of(&insn)->kind;
	struct insn simple = { .id = INSN_MOV64_K, .dst = insn.dst };

	if (kind != KIND_ALU && kind != KIND_LOAD && kind != KIND_LDDW)
		return false;
	return insn.id != INSN_MOV64_K && try_insn(s, i, simple);
}

static bool simplify_number(struct search *s, uint32_t i)
{
	struct insn insn = s->best.insn[i];
	const struct form_info *form = form_of(insn_of(&insn));
	int64_t old = insn.imm;

	if (form->imm != USE_VALUE || !old || insn_of(&insn)->kind == KIND_CALL_HELPER)
		return false;
	insn.imm = 0;
	if (try_insn(s, i, insn))
		return true;
	insn.imm = 1;
	if (old != 1 && try_insn(s, i, insn))
		return true;
	insn.imm = old / 2;
	return old != 1 && try_insn(s, i, insn);
}

static bool simplify_jump(struct search *s, uint32_t i)
{
	struct insn insn = s->best.insn[i];

	if (insn_of(&insn)->kind != KIND_JUMP)
		return false;
	insn.id = INSN_JA;
	insn.dst = insn.src = 0;
	insn.imm = 0;
	return try_insn(s, i, insn);
}

static bool simplify(struct search *s)
{
	bool changed = false;

	for (uint32_t i = 0; i < s->best.n; i++) {
		changed |= try_constant(s, i);
		changed |= simplify_jump(s, i);
		while (simplify_number(s, i))
			changed = true;
	}
	return changed;
}

static bool drop_last_map(struct search *s)
{
	prog_copy(&s->next, &s->best);
	if (!s->next.n_maps)
		return false;
	s->next.n_maps--;
	for (uint32_t i = 0; i < s->next.n; i++) {
		uint8_t kind = insn_of(&s->next.insn[i])->kind;

		if ((kind == KIND_LDDW_MAP || kind == KIND_LDDW_MAP_VALUE) &&
		    (uint32_t)s->next.insn[i].imm >= s->next.n_maps)
			return false;
	}
	return accept(s);
}

int minimise(char *text, bool (*still)(void *arg, const char *text), void *arg)
{
	static struct search search; /* large */
	struct search *s = &search;
	struct skep_error error;
	bool changed = true;
	int err = prog_read(&s->best, text, &error);

	s->still = still;
	s->arg = arg;
	if (err || !still(arg, text))
		return err ? err : -EINVAL;
	while (changed) {
		changed = delete_blocks(s);
		changed |= simplify(s);
		changed |= drop_last_map(s);
	}
	prog_print(&s->best, text, PROG_TEXT);
	return (int)s->best.n;
}
