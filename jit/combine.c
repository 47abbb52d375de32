/*
 * Loads of neighbouring bytes that are shifted and ored together become one load,
 * and one swap of bytes where the first is the highest.
 *
 * Each byte is still read once: all loads are used here alone and go away, all lie in
 * one block, and nothing that orders memory is between them (ARCHITECTURE, `once`).
 * Roots come first, from the last operation up, so that whole words are found before
 * their halves.
 */
#include <assert.h>
#include <errno.h>

#include "jit/ssa.h"

enum { MAX_PARTS = 8, MAX_DEPTH = 12, MAX_DISTANCE = 256 };

/* A load that is shifted left by so many bits. */
struct part {
	uint32_t op;
	uint8_t shift, bytes;
	bool swapped; /* its bytes are */
};

struct combine {
	struct ssa *ssa;
	struct part parts[MAX_PARTS];
	unsigned n;
};

static bool is_alone(const struct ssa *ssa, uint32_t ref)
{
	return ssa_is_value(ref) && ssa->uses[ssa_number(ssa, ref)] == 1;
}

static bool add_part(struct combine *c, uint32_t ref, unsigned shift, bool swapped)
{
	const struct ir_insn *load = ssa_def(c->ssa, ref);

	if (!load || load->op != IR_LOAD || c->n == MAX_PARTS || shift % 8 ||
	    shift + load->width > 64 || !is_alone(c->ssa, ref))
		return false;
	c->parts[c->n++] = (struct part){ (uint32_t)(load - c->ssa->ir->insns), (uint8_t)shift,
					  load->width / 8, swapped };
	return true;
}

static unsigned swap_width(unsigned op)
{
	return op == IR_SWAP16 ? 16 : op == IR_SWAP32 ? 32 : op == IR_SWAP64 ? 64 : 0;
}

static unsigned smaller(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/*
 * The parts of a value that is shifted left by @shift, of which the bits below @limit
 * count.  Nothing may be shifted out.
 */
static bool find_parts(struct combine *c, uint32_t ref, unsigned shift, unsigned limit, bool root,
		       unsigned depth)
{
	const struct ssa *ssa = c->ssa;
	const struct ir_insn *def = ssa_def(ssa, ref), *load;

	if (!def || depth == MAX_DEPTH || (!root && !is_alone(ssa, ref)))
		return false;
	switch (def->op) {
	case IR_OR:
		limit = smaller(limit, shift + def->width);
		return !ir_is_constant(def->b) &&
		       find_parts(c, def->a, shift, limit, false, depth + 1) &&
		       find_parts(c, def->b, shift, limit, false, depth + 1);
	case IR_LSH:
		if (!ir_is_constant(def->b))
			return false;
		limit = smaller(limit, shift + def->width);
		shift += (unsigned)ir_value(ssa->ir, def->b) & (def->width - 1u);
		return shift < limit && find_parts(c, def->a, shift, limit, false, depth + 1);
	case IR_MOV:
		return def->width == 32 && !ir_is_constant(def->a) &&
		       find_parts(c, def->a, shift, smaller(limit, shift + 32), false, depth + 1);
	case IR_SWAP16: case IR_SWAP32:
		load = ssa_def(ssa, def->a);
		return load && load->op == IR_LOAD && load->width == swap_width(def->op) &&
		       shift + load->width <= limit && add_part(c, def->a, shift, true);
	case IR_LOAD: return shift + def->width <= limit && add_part(c, ref, shift, false);
	default: return false;
	}
}

/* Does an operation keep loads in front of it from being made behind it, or the other way? */
static bool orders(const struct ir_insn *insn)
{
	switch (ir_form(insn)) {
	case IR_FORM_STORE: case IR_FORM_STORE_AT: case IR_FORM_FETCH: case IR_FORM_EXCHANGE:
	case IR_FORM_CALL: return true;
	default:
		return insn->op == IR_LOAD_ACQUIRE || insn->op == IR_FENCE ||
		       insn->op == IR_CALL_FUNC;
	}
}

/* The last of the loads, where nothing is between them; else NOTHING. */
static uint32_t last_load(const struct combine *c)
{
	const struct ssa *ssa = c->ssa;
	uint32_t first = c->parts[0].op, last = first;

	for (unsigned i = 1; i < c->n; i++) {
		if (c->parts[i].op < first)
			first = c->parts[i].op;
		if (c->parts[i].op > last)
			last = c->parts[i].op;
	}
	if (last - first > MAX_DISTANCE ||
	    ssa->block_of[first - ssa->first] != ssa->block_of[last - ssa->first])
		return NOTHING;
	for (uint32_t i = first; i < last; i++)
		if (orders(&ssa->ir->insns[i]))
			return NOTHING;
	return last;
}

static void sort_by_offset(struct combine *c)
{
	const struct ir_insn *insns = c->ssa->ir->insns;

	for (unsigned i = 1; i < c->n; i++) {
		struct part part = c->parts[i];
		unsigned k = i;

		for (; k && insns[c->parts[k - 1].op].off > insns[part.op].off; k--)
			c->parts[k] = c->parts[k - 1];
		c->parts[k] = part;
	}
}

/* Are the parts one word?  Its bytes, 0: no.  @swapped: the first is the highest. */
static unsigned is_word(const struct combine *c, bool swapped)
{
	const struct ir_insn *insns = c->ssa->ir->insns, *first = &insns[c->parts[0].op];
	unsigned bytes = 0, total = 0;

	for (unsigned i = 0; i < c->n; i++)
		total += c->parts[i].bytes;
	if (total != 2 && total != 4 && total != 8)
		return 0;
	for (unsigned i = 0; i < c->n; i++) {
		const struct part *part = &c->parts[i];
		const struct ir_insn *load = &insns[part->op];
		unsigned shift = 8 * (swapped ? total - bytes - part->bytes : bytes);

		if (load->a != first->a || load->off != first->off + (int)bytes ||
		    part->shift != shift || (part->bytes > 1 && part->swapped != swapped))
			return 0;
		bytes += part->bytes;
	}
	return total;
}

static void combine(struct combine *c, uint32_t root)
{
	struct ssa *ssa = c->ssa;
	struct ir_insn *insn = &ssa->ir->insns[root];
	uint32_t last, value = ssa_value_of(ssa, root);
	int16_t off;
	unsigned bytes;
	bool swapped;

	c->n = 0;
	if (!find_parts(c, value, 0, 64, true, 0) || c->n < 2)
		return;
	last = last_load(c);
	if (last == NOTHING)
		return;
	sort_by_offset(c);
	bytes = is_word(c, false);
	swapped = !bytes;
	if (swapped)
		bytes = is_word(c, true);
	if (!bytes)
		return;
	off = ssa->ir->insns[c->parts[0].op].off;
	for (unsigned i = 0; i < c->n; i++) {
		ssa->uses[c->parts[i].op - ssa->first] = 0;
		if (c->parts[i].op != last)
			ssa->ir->insns[c->parts[i].op] = (struct ir_insn){ .op = IR_NOP };
	}
	ssa->ir->insns[last].off = off;
	ssa->ir->insns[last].width = (uint8_t)(8 * bytes);
	ssa->uses[last - ssa->first] = 1;
	*insn = (struct ir_insn){ .op = IR_MOV, .width = 64, .to = insn->to,
				  .a = ssa_value_of(ssa, last) };
	if (swapped)
		insn->op = bytes == 2 ? IR_SWAP16 : bytes == 4 ? IR_SWAP32 : IR_SWAP64;
	else
		ssa->replaced[root - ssa->first] = insn->a;
}

int ssa_combine(struct ssa *ssa)
{
	struct combine c = { .ssa = ssa };

	for (uint32_t i = ssa->end; i-- > ssa->first;)
		if (ssa->ir->insns[i].op == IR_OR && ssa->uses[i - ssa->first])
			combine(&c, i);
	ssa_rewrite(ssa);
	return 0;
}
