/*
 * Addresses that are sums become part of accesses: [base + index * scale + offset]; a
 * load, an addition and a store at one address become one operation.
 *
 * A sum is taken apart where only a few accesses ask for it.  The load of an addition
 * moves down to its store: nothing that touches memory may be in between.
 */
#include <assert.h>
#include <errno.h>

#include "jit/ssa.h"

enum { MAX_ACCESSES = 4, MAX_DISTANCE = 32 };

static bool is_plain(const struct ir_insn *insn)
{
	return insn->op == IR_LOAD || insn->op == IR_STORE || insn->op == IR_PLUS;
}

/* Accesses by value that is their base. */
static uint32_t *count_accesses(struct ssa *ssa)
{
	uint32_t *n = ARENA_ARRAY(ssa->arena, uint32_t, (size_t)ssa->n_values + 1);

	for (uint32_t i = ssa->first; n && i < ssa->end; i++) {
		const struct ir_insn *insn = &ssa->ir->insns[i];

		if (is_plain(insn) && ssa_is_value(insn->a))
			n[ssa_number(ssa, insn->a)]++;
	}
	return n;
}

/* An index of @access and how it is scaled. */
static uint32_t index_of(const struct ssa *ssa, const struct ir_insn *access, uint32_t ref,
			 unsigned *scale)
{
	const struct ir_insn *def = ssa_def(ssa, ref);
	uint64_t count = def && def->op == IR_LSH && def->width == 64 && ir_is_constant(def->b) ?
				 ir_value(ssa->ir, def->b) & 63 : 0;

	*scale = count <= 3 && ssa->target->indexes(access, (unsigned)count) ? (unsigned)count : 0;
	return *scale ? def->a : ref;
}

static void take_apart(struct ssa *ssa, struct ir_insn *insn, const uint32_t *accesses)
{
	const struct ir_insn *sum = ssa_def(ssa, insn->a);
	uint32_t base, index;
	unsigned scale;

	if (!sum || sum->op != IR_ADD || sum->width != 64 || ir_is_constant(sum->b))
		return;
	if (accesses[ssa_number(ssa, insn->a)] > MAX_ACCESSES ||
	    ssa->uses[ssa_number(ssa, insn->a)] != accesses[ssa_number(ssa, insn->a)])
		return;
	base = sum->a;
	index = index_of(ssa, insn, sum->b, &scale);
	if (!scale) {
		index = index_of(ssa, insn, sum->a, &scale);
		base = sum->b;
	}
	if (!ssa->target->indexes(insn, scale))
		return;
	insn->a = base;
	if (insn->op == IR_LOAD) {
		insn->op = (uint8_t)(IR_LOAD_X1 + scale);
		insn->b = index;
	} else {
		insn->op = (uint8_t)((insn->op == IR_STORE ? IR_STORE_X1 : IR_PLUS_X1) + scale);
		insn->to = index;
	}
}

static bool touches_memory(const struct ir_insn *insn)
{
	uint8_t form = ir_form(insn);

	return (form >= IR_FORM_LOAD && form <= IR_FORM_EXCHANGE) || form == IR_FORM_CALL ||
	       insn->op == IR_FENCE || insn->op == IR_CALL_FUNC || form == IR_FORM_LABEL ||
	       form == IR_FORM_JUMP_IF;
}

/* A value that only @user asks for, of this operation; or NULL. */
static struct ir_insn *alone(struct ssa *ssa, uint32_t ref, enum ir_op op)
{
	struct ir_insn *def = ssa_def(ssa, ref);

	return def && def->op == op && ssa->uses[ssa_number(ssa, ref)] == 1 ? def : NULL;
}

static void add_in_place(struct ssa *ssa, uint32_t i)
{
	struct ir_insn *store = &ssa->ir->insns[i], *sum = alone(ssa, store->b, IR_ADD), *load;
	uint32_t other;

	if (!sum || store->width < 32 || sum->width < store->width)
		return;
	load = alone(ssa, sum->a, IR_LOAD);
	other = sum->b;
	if (!load || load->a != store->a || load->off != store->off) {
		load = ir_is_constant(sum->b) ? NULL : alone(ssa, sum->b, IR_LOAD);
		other = sum->a;
	}
	if (!load || load->a != store->a || load->off != store->off ||
	    load->width != store->width || store - load > MAX_DISTANCE)
		return;
	for (const struct ir_insn *at = load + 1; at < store; at++)
		if (touches_memory(at))
			return;
	*load = *sum = (struct ir_insn){ .op = IR_NOP };
	store->op = IR_PLUS;
	store->b = other;
}

int ssa_index(struct ssa *ssa)
{
	uint32_t *accesses;

	if (!ssa->target->indexes)
		return 0;
	for (uint32_t i = ssa->first; ssa->target->adds_in_memory && i < ssa->end; i++)
		if (ssa->ir->insns[i].op == IR_STORE)
			add_in_place(ssa, i);
	ssa_drop_dead(ssa);
	accesses = count_accesses(ssa);
	if (!accesses)
		return -ENOMEM;
	for (uint32_t i = ssa->first; i < ssa->end; i++)
		if (is_plain(&ssa->ir->insns[i]))
			take_apart(ssa, &ssa->ir->insns[i], accesses);
	return ssa->err;
}
