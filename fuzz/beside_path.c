/* Paths as programs; see beside_path.h. */
#include "fuzz/beside_path.h"

#include <errno.h>

#include "core/cfg.h"

enum { MOST_OF_STEP = 5 }; /* a jump, one around the other side, the other side */

struct writer {
	struct insn *insn;
	uint32_t n;
};

static void put(struct writer *w, struct insn insn)
{
	w->insn[w->n++] = insn;
}

static void put_end(struct writer *w)
{
	put(w, (struct insn){ .id = INSN_MOV64_K });
	put(w, (struct insn){ .id = INSN_EXIT });
}

/* The jump, and what its other side leads to. */
static void put_jump(struct writer *w, struct insn insn, bool taken)
{
	insn.off = taken ? 2 : 1;
	put(w, insn);
	if (!taken)
		put(w, (struct insn){ .id = INSN_JA, .off = 2 });
	put_end(w);
}

static bool put_step(struct writer *w, const struct image *image, uint32_t from, uint32_t to)
{
	const struct insn *insn = &image->insns[from];
	bool falls = to == from + 1;

	switch (insn_of(insn)->kind) {
	case KIND_JUMP:
		if (!falls && to != insn_target(image->insns, from))
			return false;
		put_jump(w, *insn, !falls);
		return true;
	case KIND_GOTO:
		return to == insn_target(image->insns, from);
	case KIND_EXIT:
		return false;
	default:
		put(w, *insn);
		return falls;
	}
}

/* What the path ends with need not go on; it must only be there to be judged. */
static void put_last(struct writer *w, struct insn insn)
{
	if (insn_is_jump(&insn))
		insn.off = 0;
	put(w, insn);
	put_end(w);
}

/* The other functions stay as they are, behind the path; @shift: how far they moved. */
static void put_functions(struct writer *w, const struct image *image, int64_t shift)
{
	for (uint32_t i = image->subprogs[0].end; i < image->n_insns; i++) {
		struct insn insn = image->insns[i];

		if (insn_of(&insn)->kind == KIND_LDDW_FUNC)
			insn.imm += shift;
		put(w, insn);
	}
}

/* Who is called from the path: functions are named by where they were. */
static void point_calls(struct writer *w, uint32_t end, const uint32_t *was, int64_t shift)
{
	for (uint32_t i = 0; i < end; i++) {
		struct insn *insn = &w->insn[i];

		if (insn_of(insn)->kind == KIND_CALL_LOCAL)
			insn->off += (int32_t)(was[i] + shift - i);
		else if (insn_of(insn)->kind == KIND_LDDW_FUNC)
			insn->imm += shift;
	}
}

static int finish(struct image *out, const struct image *image, struct writer *w, int64_t shift,
		  struct arena *arena)
{
	out->subprogs = ARENA_ARRAY(arena, struct subprog, image->n_subprogs);
	out->slot = ARENA_ARRAY(arena, uint32_t, w->n);
	if (!out->subprogs || !out->slot)
		return -ENOMEM;
	for (uint32_t f = 0; f < image->n_subprogs; f++) {
		out->subprogs[f] = image->subprogs[f];
		if (f)
			out->subprogs[f].start = (uint32_t)(image->subprogs[f].start + shift);
		out->subprogs[f].end = (uint32_t)(image->subprogs[f].end + shift);
	}
	out->n_slots = 0;
	for (uint32_t i = 0; i < w->n; i++) {
		out->slot[i] = out->n_slots;
		out->n_slots += form_of(insn_of(&w->insn[i]))->high == USE_NO ? 1 : 2;
	}
	out->insns = w->insn;
	out->n_insns = w->n;
	out->lines = NULL;
	out->n_lines = 0;
	return 0;
}

int path_image(const struct image *image, const uint32_t *path, uint32_t n, struct arena *arena,
	       struct image *out)
{
	uint64_t most = (uint64_t)n * MOST_OF_STEP + 3;
	struct writer w = { .insn = ARENA_ARRAY(arena, struct insn, most + image->n_insns) };
	uint32_t *was = ARENA_ARRAY(arena, uint32_t, most), end;
	bool is_one = n && path[0] == 0;
	int64_t shift;

	if (!w.insn || !was)
		return -ENOMEM;
	*out = *image;
	for (uint32_t k = 0; k + 1 < n && is_one; k++) {
		was[w.n] = path[k];
		is_one = put_step(&w, image, path[k], path[k + 1]);
	}
	if (!is_one)
		return -EOPNOTSUPP;
	was[w.n] = path[n - 1];
	put_last(&w, image->insns[path[n - 1]]);
	end = w.n;
	shift = (int64_t)end - image->subprogs[0].end;
	put_functions(&w, image, shift);
	point_calls(&w, end, was, shift);
	return finish(out, image, &w, shift, arena);
}
