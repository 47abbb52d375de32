/*
 * Loads of the frame of what was just stored there or loaded, all of it, its lowest or
 * highest bytes, become the value: keys that are built on the stack come to lookups in registers.
 *
 * Only along straight code: from block to block where the next one is come to from
 * nowhere else.  The frame is the function's own memory, but whoever got its address
 * may write to it: calls, and stores whose address is not known, end what is known.
 */
#include "jit/ssa.h"

enum { MAX_KNOWN = 24, MAX_STEPS = 8 };

struct known {
	int32_t off;   /* from the frame pointer */
	uint32_t size; /* bytes; 0: nothing */
	uint32_t value;
};

struct forward {
	struct ssa *ssa;
	struct known known[MAX_KNOWN];
	unsigned next; /* is overwritten */
};

static void forget_all(struct forward *f)
{
	memset(f->known, 0, sizeof(f->known));
}

static void forget(struct forward *f, int32_t off, uint32_t size)
{
	for (unsigned i = 0; i < MAX_KNOWN; i++) {
		struct known *k = &f->known[i];

		if (k->off < off + (int32_t)size && off < k->off + (int32_t)k->size)
			k->size = 0;
	}
}

/* Is the access one of the frame?  @off: from the frame pointer. */
static bool is_frame(const struct ssa *ssa, const struct ir_insn *insn, int32_t *off)
{
	uint32_t ref = insn->a;
	int64_t sum = insn->off;

	for (unsigned step = 0; step < MAX_STEPS && ref != REG_FP; step++) {
		const struct ir_insn *def = ssa_def(ssa, ref);

		if (!def || def->op != IR_ADD || def->width != 64 || !ir_is_constant(def->b))
			return false;
		sum += (int64_t)ir_value(ssa->ir, def->b);
		ref = def->a;
	}
	*off = (int32_t)sum;
	return ref == REG_FP && sum == *off;
}

/* A constant address is one of a map's values, never of a frame. */
static bool is_elsewhere(const struct ssa *ssa, const struct ir_insn *insn)
{
	const struct ir_insn *def = ssa_def(ssa, insn->a);

	return insn->a == IR_RUN || (def && def->op == IR_MOV && ir_is_constant(def->a));
}

static void note(struct forward *f, struct known known)
{
	f->known[f->next] = known;
	f->next = (f->next + 1) % MAX_KNOWN;
}

static void note_store(struct forward *f, const struct ir_insn *insn)
{
	int32_t off;

	if (!is_frame(f->ssa, insn, &off)) {
		if (!is_elsewhere(f->ssa, insn))
			forget_all(f);
		return;
	}
	forget(f, off, insn->width / 8u);
	if (insn->op != IR_STORE || !(ssa_is_value(insn->b) || ir_is_constant(insn->b)))
		return;
	note(f, (struct known){ off, insn->width / 8u, insn->b });
}

/* The load becomes what extends the value as it would: its lowest bits. */
static void replace(struct ssa *ssa, struct ir_insn *insn, uint32_t value)
{
	unsigned width = insn->width;
	uint32_t to = insn->to;

	if (ir_is_constant(value) && width < 64) {
		uint64_t v = ir_value(ssa->ir, value) & ((UINT64_C(1) << width) - 1);

		value = ir_constant(ssa->ir, v) | (value & IR_CHOSEN);
		width = 64;
	}
	*insn = (struct ir_insn){ .op = IR_MOV, .width = (uint8_t)width, .to = to, .a = value };
	if (width == 16) {
		insn->op = IR_ZX16;
		insn->width = 64;
	} else if (width == 8) {
		insn->op = IR_AND;
		insn->width = 32;
		insn->b = ir_chosen(ssa->ir, 255); /* no machine takes it in a byte */
	}
}

/* The same of its highest bits, where it has 32 or 64. */
static void replace_high(struct ssa *ssa, struct ir_insn *insn, const struct known *k)
{
	unsigned count = 8 * k->size - insn->width;
	uint64_t v;

	if (ir_is_constant(k->value)) {
		v = ir_value(ssa->ir, k->value);
		v = (k->size == 4 ? (uint32_t)v : v) >> count;
		replace(ssa, insn, ir_constant(ssa->ir, v) | (k->value & IR_CHOSEN));
		return;
	}
	*insn = (struct ir_insn){ .op = IR_RSH, .width = (uint8_t)(8 * k->size), .to = insn->to,
				  .a = k->value, .b = ir_constant(ssa->ir, count) };
}

static void forward_load(struct forward *f, struct ir_insn *insn)
{
	uint32_t size = insn->width / 8u;
	int32_t off;

	if (insn->op != IR_LOAD || !is_frame(f->ssa, insn, &off))
		return;
	for (unsigned i = 0; i < MAX_KNOWN; i++) {
		const struct known *k = &f->known[i];

		if (k->size >= size && k->off == off) {
			replace(f->ssa, insn, k->value);
			return;
		}
		if (k->size >= 4 && k->size > size && k->off + k->size == off + size) {
			replace_high(f->ssa, insn, k);
			return;
		}
	}
	note(f, (struct known){ off, size,
				ssa_value_of(f->ssa, (uint32_t)(insn - f->ssa->ir->insns)) });
}

static void forward_insn(struct forward *f, struct ir_insn *insn)
{
	switch (ir_form(insn)) {
	case IR_FORM_LOAD: forward_load(f, insn); break;
	case IR_FORM_STORE: case IR_FORM_FETCH: case IR_FORM_EXCHANGE: note_store(f, insn); break;
	case IR_FORM_CALL: forget_all(f); break;
	default:
		if (insn->op == IR_CALL_FUNC)
			forget_all(f);
	}
}

int ssa_forward(struct ssa *ssa)
{
	struct forward f = { .ssa = ssa };

	for (uint32_t b = 0; b < ssa->n_blocks; b++) {
		const struct ssa_block *block = &ssa->blocks[b];

		if (block->n_preds != 1 || !b || ssa->preds[block->preds] != b - 1)
			forget_all(&f);
		for (uint32_t i = block->first; i < block->end; i++)
			forward_insn(&f, &ssa->ir->insns[i]);
	}
	return 0;
}
