/*
 * From level 0's temporaries to values, a function at a time.
 *
 * A block where a temporary is live has a phi of it unless its only predecessor was
 * named before; phis of one value are replaced until there is none, a bounded number
 * of rounds: what is left is right, if not minimal.  Moves leave nothing.
 */
#include <assert.h>
#include <errno.h>

#include "jit/ssa.h"

enum { LOST_BY_CALLS = 0x3f, MAX_ROUNDS = 8 };

/* ---- what operations are ---- */

bool ssa_defines(const struct ir_insn *insn)
{
	switch (ir_form(insn)) {
	case IR_FORM_MOVE: case IR_FORM_BINARY: case IR_FORM_LOAD: case IR_FORM_LOAD_AT:
	case IR_FORM_FETCH: case IR_FORM_EXCHANGE: case IR_FORM_CALL: case IR_FORM_ADDRESS:
	case IR_FORM_TABLE:
		return true;
	default: return insn->op == IR_CALL_FUNC;
	}
}

static unsigned n_call_args(const struct ir_insn *insn)
{
	return insn->op == IR_CALL_FUNC ? N_CALL_ARGS : (unsigned)insn->off >> IR_CALL_ARGS;
}

unsigned ssa_operands(struct ssa *ssa, struct ir_insn *insn, uint32_t *out[MAX_OPERANDS])
{
	unsigned n = 0;

	switch (ir_form(insn)) {
	case IR_FORM_MOVE: case IR_FORM_LOAD: case IR_FORM_TABLE: case IR_FORM_TABLE_AT:
	case IR_FORM_CHARGE_IF:
		out[n++] = &insn->a;
		break;
	case IR_FORM_EXCHANGE: out[n++] = &insn->to; /* fall through */
	case IR_FORM_BINARY: case IR_FORM_STORE: case IR_FORM_FETCH: case IR_FORM_JUMP_IF:
	case IR_FORM_LOAD_AT:
		out[n++] = &insn->a;
		out[n++] = &insn->b;
		break;
	case IR_FORM_STORE_AT:
		out[n++] = &insn->a;
		out[n++] = &insn->b;
		out[n++] = &insn->to;
		break;
	default:
		if (insn->op == IR_LEAVE)
			out[n++] = &insn->b;
		if (insn->op == IR_CALL || insn->op == IR_CALL_FUNC)
			for (; n < n_call_args(insn); n++)
				out[n] = &ssa->args[insn->b + n];
	}
	return n;
}

/* The variable that a load or store is of; 0: of memory. */
static unsigned slot_var(const struct ssa *ssa, const struct ir_insn *insn)
{
	unsigned slot = (unsigned)-(insn->off & ~7) / 8;

	if ((insn->op != IR_LOAD && insn->op != IR_STORE) || insn->a != REG_FP || insn->off >= 0 ||
	    slot > N_SLOTS)
		return 0;
	return ssa->slot_var[slot - 1];
}

/* Variables that an operation of level 0 reads. */
uint64_t ssa_reads(const struct ssa *ssa, const struct ir_insn *insn)
{
	unsigned slot = slot_var(ssa, insn);
	uint64_t mask = slot && insn->op == IR_LOAD ? UINT64_C(1) << slot : 0;

	switch (ir_form(insn)) {
	case IR_FORM_EXCHANGE: mask |= 1u << insn->to; /* fall through */
	case IR_FORM_BINARY: case IR_FORM_STORE: case IR_FORM_FETCH: case IR_FORM_JUMP_IF:
		if (!ir_is_constant(insn->b))
			mask |= 1u << insn->b;
		/* fall through */
	case IR_FORM_MOVE: case IR_FORM_LOAD: case IR_FORM_TABLE: case IR_FORM_TABLE_AT:
		if (!ir_is_constant(insn->a))
			mask |= 1u << insn->a;
		break;
	default:
		if (insn->op == IR_LEAVE)
			mask = 1;
		if (insn->op == IR_CALL || insn->op == IR_CALL_FUNC)
			mask = ((1u << n_call_args(insn)) - 1) << 1;
	}
	return mask;
}

uint64_t ssa_writes(const struct ssa *ssa, const struct ir_insn *insn)
{
	unsigned slot = insn->op == IR_STORE ? slot_var(ssa, insn) : 0;

	if (slot)
		return UINT64_C(1) << slot;
	if (!ssa_defines(insn))
		return 0;
	if (insn->op == IR_CALL || insn->op == IR_CALL_FUNC)
		return LOST_BY_CALLS;
	return UINT64_C(1) << insn->to;
}

/* ---- slots of the frame that are variables ---- */

/* Where the accesses of a slot are: all at the same place, or MIXED. */
struct slot_use {
	int16_t off;
	uint8_t width;
};
enum { MIXED = 1 };

/* false: the frame pointer is used for something else. */
static bool note_slot(const struct ir_insn *insn, struct slot_use uses[N_SLOTS])
{
	unsigned size = insn->width / 8u;

	if ((insn->op != IR_LOAD && insn->op != IR_STORE) || insn->a != REG_FP ||
	    (insn->op == IR_STORE && insn->b == REG_FP) || insn->off >= 0)
		return false;
	/* Each slot that a byte of it is in. */
	for (int at = insn->off & ~7; at < insn->off + (int)size && at < 0; at += 8) {
		unsigned slot = (unsigned)-at / 8 - 1;
		struct slot_use *use = &uses[slot];

		if (slot >= N_SLOTS)
			continue;
		if (insn->width < 32 || (insn->off & 7) + size > 8 ||
		    (use->width && (use->width != insn->width || use->off != insn->off)))
			use->width = MIXED;
		else
			*use = (struct slot_use){ insn->off, insn->width };
	}
	return true;
}

static bool uses_fp(const struct ir_insn *insn)
{
	uint8_t form = ir_form(insn);

	return form >= IR_FORM_MOVE && form <= IR_FORM_JUMP_IF &&
	       (insn->a == REG_FP || insn->b == REG_FP);
}

/*
 * Nobody else knows of a slot where the frame pointer is only used for accesses to its
 * own slots.  Each that is always accessed alike is a variable.
 */
static void find_slots(struct ssa *ssa)
{
	struct slot_use uses[N_SLOTS] = { 0 };

	for (uint32_t i = ssa->first; i < ssa->end; i++)
		if (uses_fp(&ssa->ir->insns[i]) && !note_slot(&ssa->ir->insns[i], uses))
			return;
	for (unsigned slot = 0; slot < N_SLOTS; slot++)
		if (uses[slot].width > MIXED)
			ssa->slot_var[slot] = (uint8_t)ssa->n_vars++;
}

bool ssa_ends_block(const struct ir_insn *insn)
{
	switch (insn->op) {
	case IR_JUMP: case IR_LOOP: case IR_LEAVE: case IR_OUT: case IR_TAIL:
	case IR_UNREACHABLE: case IR_CUT: case IR_CASE: return true;
	default: return ir_form(insn) == IR_FORM_JUMP_IF;
	}
}

/* ---- blocks ---- */

static int find_blocks(struct ssa *ssa)
{
	const struct ir_insn *insns = ssa->ir->insns;
	uint32_t n = 0;

	for (uint32_t i = ssa->first; i < ssa->end; i++)
		n += i == ssa->first || insns[i].op == IR_LABEL || ssa_ends_block(&insns[i - 1]);
	ssa->blocks = ARENA_ARRAY(ssa->arena, struct ssa_block, (size_t)n + 1);
	ssa->block_of = arena_take(ssa->arena, (size_t)ssa_n_ops(ssa) + 1, sizeof(uint32_t));
	if (!ssa->blocks || !ssa->block_of)
		return -ENOMEM;
	for (uint32_t i = ssa->first; i < ssa->end; i++) {
		if (i == ssa->first || insns[i].op == IR_LABEL || ssa_ends_block(&insns[i - 1]))
			ssa->blocks[ssa->n_blocks++].first = i;
		ssa->blocks[ssa->n_blocks - 1].end = i + 1;
		ssa->block_of[i - ssa->first] = ssa->n_blocks - 1;
	}
	return 0;
}

static uint32_t block_at_label(const struct ssa *ssa, uint32_t label)
{
	return ssa->block_of[ssa->ir->label_at[label] - ssa->first];
}

static void find_succs(struct ssa *ssa)
{
	for (uint32_t b = 0; b < ssa->n_blocks; b++) {
		struct ssa_block *block = &ssa->blocks[b];
		const struct ir_insn *last = &ssa->ir->insns[block->end - 1];
		bool jumps = ir_form(last) == IR_FORM_JUMP_IF || last->op == IR_JUMP ||
			     last->op == IR_LOOP || last->op == IR_CASE;
		/* From one case as if to the next one. */
		bool falls = !ssa_ends_block(last) || ir_form(last) == IR_FORM_JUMP_IF ||
			     (last->op == IR_CASE && block->end < ssa->end &&
			      ssa->ir->insns[block->end].op == IR_CASE);

		block->succ[0] = falls && b + 1 < ssa->n_blocks ? b + 1 : NOTHING;
		block->succ[1] = jumps ? block_at_label(ssa, last->to) : NOTHING;
		if (block->succ[0] == block->succ[1])
			block->succ[1] = NOTHING;
		for (unsigned s = 0; s < 2; s++)
			if (block->succ[s] != NOTHING)
				ssa->blocks[block->succ[s]].n_preds++;
	}
}

static int find_preds(struct ssa *ssa)
{
	uint32_t n = 0;

	for (uint32_t b = 0; b < ssa->n_blocks; b++) {
		ssa->blocks[b].preds = n;
		n += ssa->blocks[b].n_preds;
		ssa->blocks[b].n_preds = 0;
	}
	ssa->preds = arena_take(ssa->arena, (size_t)n + 1, sizeof(uint32_t));
	if (!ssa->preds)
		return -ENOMEM;
	for (uint32_t b = 0; b < ssa->n_blocks; b++) {
		for (unsigned s = 0; s < 2; s++) {
			struct ssa_block *to;

			if (ssa->blocks[b].succ[s] == NOTHING)
				continue;
			to = &ssa->blocks[ssa->blocks[b].succ[s]];
			ssa->preds[to->preds + to->n_preds++] = b;
		}
	}
	return 0;
}

/* ---- which temporaries are live where blocks begin ---- */

static void scan_block(const struct ssa *ssa, struct ssa_block *block)
{
	for (uint32_t i = block->first; i < block->end; i++) {
		block->reads |= ssa_reads(ssa, &ssa->ir->insns[i]) & ~block->writes;
		block->writes |= ssa_writes(ssa, &ssa->ir->insns[i]);
	}
	block->live = block->reads;
}

static bool extend(struct ssa *ssa, struct ssa_block *block)
{
	uint64_t live = block->live;

	for (unsigned s = 0; s < 2; s++)
		if (block->succ[s] != NOTHING)
			live |= ssa->blocks[block->succ[s]].live & ~block->writes;
	if (live == block->live)
		return false;
	block->live = live;
	return true;
}

static void find_live(struct ssa *ssa)
{
	bool more = true;

	for (uint32_t b = 0; b < ssa->n_blocks; b++)
		scan_block(ssa, &ssa->blocks[b]);
	while (more) {
		more = false;
		for (uint32_t b = ssa->n_blocks; b-- > 0;)
			more |= extend(ssa, &ssa->blocks[b]);
	}
	for (uint32_t b = 0; b < ssa->n_blocks; b++)
		ssa->blocks[b].live &= ~(UINT64_C(1) << REG_FP | UINT64_C(1) << IR_RUN);
}

/* ---- names ---- */

static uint32_t add_extra(struct ssa *ssa, struct extra extra)
{
	if (ssa->n_extra == ssa->extra_size) {
		uint32_t grown = ssa->extra_size ? 2 * ssa->extra_size : 32;
		struct extra *more = arena_grow(ssa->arena, ssa->extra, ssa->n_extra, grown,
						sizeof(*more));

		if (!more) {
			ssa->err = -ENOMEM;
			return IR_UNDEFINED;
		}
		ssa->extra = more;
		ssa->extra_size = grown;
	}
	ssa->extra[ssa->n_extra] = extra;
	return ssa_extra_value(ssa, ssa->n_extra++);
}

/* What each temporary is where a block begins. */
static void begin_names(struct ssa *ssa, uint32_t b, uint32_t *out)
{
	struct ssa_block *block = &ssa->blocks[b];
	uint32_t *var = &out[(size_t)b * ssa->n_vars];
	uint32_t only = block->n_preds == 1 ? ssa->preds[block->preds] : NOTHING;
	unsigned n_params = ssa->func->is_entry ? 1 : N_CALL_ARGS;

	block->phis = ssa->n_extra;
	for (unsigned v = 0; v < ssa->n_vars; v++) {
		var[v] = v == REG_FP || v == IR_RUN ? v : IR_UNDEFINED;
		if (!(block->live >> v & 1))
			continue;
		if (only < b)
			var[v] = out[(size_t)only * ssa->n_vars + v];
		else if (b == 0 && v >= 1 && v <= n_params)
			var[v] = add_extra(ssa, (struct extra){ .temp = (uint8_t)v,
								.is_param = true });
		else if (block->n_preds)
			var[v] = add_extra(ssa, (struct extra){ .block = b, .temp = (uint8_t)v });
	}
	block->n_phis = ssa->n_extra - block->phis;
}

static void name_call(struct ssa *ssa, struct ir_insn *insn, uint32_t *var)
{
	insn->b = ssa->n_args;
	for (unsigned k = 0; k < n_call_args(insn); k++)
		ssa->args[ssa->n_args++] = var[1 + k];
	for (unsigned v = 1; v <= N_CALL_ARGS; v++)
		var[v] = IR_UNDEFINED;
}

/* What is in a slot was moved there and is moved from there, in its width. */
static bool name_slot(struct ssa *ssa, struct ir_insn *insn, uint32_t *var)
{
	unsigned slot = slot_var(ssa, insn);
	uint32_t from = insn->op == IR_LOAD ? var[slot] : insn->b;

	if (!slot)
		return false;
	if (insn->op == IR_LOAD) /* with the right to do so even what nobody wrote */
		from = from == IR_UNDEFINED ? ir_constant(ssa->ir, 0) : slot;
	else
		insn->to = slot;
	if (ir_is_constant(from) && insn->width == 32)
		from = ir_constant(ssa->ir, (uint32_t)ir_value(ssa->ir, from)) | (from & IR_CHOSEN);
	insn->width = ir_is_constant(from) ? 64 : insn->width;
	insn->op = IR_MOV;
	insn->a = from;
	insn->b = 0;
	insn->off = 0;
	return true;
}

static void name_insn(struct ssa *ssa, uint32_t i, uint32_t *var)
{
	struct ir_insn *insn = &ssa->ir->insns[i];
	uint32_t *operands[MAX_OPERANDS], to = insn->to;
	bool calls = insn->op == IR_CALL || insn->op == IR_CALL_FUNC;
	unsigned n;

	if (insn->op == IR_LEAVE)
		insn->b = 0;
	if (name_slot(ssa, insn, var))
		to = insn->to;
	if (calls) {
		name_call(ssa, insn, var);
		to = 0;
	} else {
		n = ssa_operands(ssa, insn, operands);
		for (unsigned k = 0; k < n; k++)
			if (!ir_is_constant(*operands[k]))
				*operands[k] = var[*operands[k]];
	}
	if (insn->op == IR_MOV && insn->width == 64 && !ir_is_constant(insn->a)) {
		var[to] = insn->a;
		*insn = (struct ir_insn){ .op = IR_NOP };
	} else if (ssa_defines(insn)) {
		var[to] = ssa_value_of(ssa, i);
	}
	if (insn->op == IR_MOV && insn->to >= N_IR_TEMPS)
		insn->to = 0; /* a temporary that it would like */
}

static int name_phis(struct ssa *ssa, const uint32_t *out)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < ssa->n_extra; i++)
		n += ssa->extra[i].is_param ? 0 : ssa->blocks[ssa->extra[i].block].n_preds;
	ssa->phi_args = arena_take(ssa->arena, (size_t)n + 1, sizeof(uint32_t));
	if (!ssa->phi_args)
		return -ENOMEM;
	n = 0;
	for (uint32_t i = 0; i < ssa->n_extra; i++) {
		struct extra *extra = &ssa->extra[i];
		const struct ssa_block *block = &ssa->blocks[extra->block];
		const uint32_t *preds = &ssa->preds[block->preds];

		if (extra->is_param)
			continue;
		extra->args = n;
		for (uint32_t p = 0; p < block->n_preds; p++)
			ssa->phi_args[n++] = out[(size_t)preds[p] * ssa->n_vars + extra->temp];
	}
	return 0;
}

static int name(struct ssa *ssa)
{
	uint32_t *out = arena_take(ssa->arena, (size_t)ssa->n_blocks * ssa->n_vars, sizeof(*out));
	uint32_t n_args = 0;

	for (uint32_t i = ssa->first; i < ssa->end; i++) {
		const struct ir_insn *insn = &ssa->ir->insns[i];

		if (insn->op == IR_CALL || insn->op == IR_CALL_FUNC)
			n_args += n_call_args(insn);
	}
	ssa->args = arena_take(ssa->arena, (size_t)n_args + 1, sizeof(uint32_t));
	if (!out || !ssa->args)
		return -ENOMEM;
	for (uint32_t b = 0; b < ssa->n_blocks && !ssa->err; b++) {
		begin_names(ssa, b, out);
		for (uint32_t i = ssa->blocks[b].first; i < ssa->blocks[b].end; i++)
			name_insn(ssa, i, &out[(size_t)b * ssa->n_vars]);
	}
	return ssa->err ? ssa->err : name_phis(ssa, out);
}

/* ---- what stands for what ---- */

uint32_t ssa_find(struct ssa *ssa, uint32_t ref)
{
	uint32_t to = ref, next;

	if (!ssa_is_value(ref))
		return ref;
	while (ssa_is_value(to) && ssa->replaced[ssa_number(ssa, to)] != to)
		to = ssa->replaced[ssa_number(ssa, to)];
	while (ref != to && ssa_is_value(ref)) {
		next = ssa->replaced[ssa_number(ssa, ref)];
		ssa->replaced[ssa_number(ssa, ref)] = to;
		ref = next;
	}
	return to;
}

/* The one value that a phi is, besides itself; or itself. */
static uint32_t only_value(struct ssa *ssa, uint32_t phi)
{
	const struct extra *extra = ssa_extra(ssa, phi);
	uint32_t only = phi, n = ssa->blocks[extra->block].n_preds;

	for (uint32_t p = 0; p < n; p++) {
		uint32_t arg = ssa_find(ssa, ssa->phi_args[extra->args + p]);

		if (arg == phi || arg == only)
			continue;
		if (only != phi)
			return phi;
		only = arg;
	}
	return only;
}

static int replace_phis(struct ssa *ssa)
{
	bool more = true;

	ssa->n_values = ssa_n_ops(ssa) + ssa->n_extra;
	ssa->replaced = arena_take(ssa->arena, (size_t)ssa->n_values + 1, sizeof(uint32_t));
	ssa->uses = ARENA_ARRAY(ssa->arena, uint32_t, (size_t)ssa->n_values + 1);
	if (!ssa->replaced || !ssa->uses)
		return -ENOMEM;
	for (uint32_t v = 0; v < ssa->n_values; v++)
		ssa->replaced[v] = IR_FIRST_VALUE + v;
	for (unsigned round = 0; round < MAX_ROUNDS && more; round++) {
		more = false;
		for (uint32_t i = 0; i < ssa->n_extra; i++) {
			uint32_t phi = ssa_extra_value(ssa, i), only;

			if (ssa->extra[i].is_param || ssa_find(ssa, phi) != phi)
				continue;
			only = only_value(ssa, phi);
			ssa->replaced[ssa_number(ssa, phi)] = only;
			more |= only != phi;
		}
	}
	return 0;
}

/* Operands and the arguments of phis name what stands for them. */
void ssa_rewrite(struct ssa *ssa)
{
	uint32_t *operands[MAX_OPERANDS];

	for (uint32_t i = ssa->first; i < ssa->end; i++) {
		unsigned n = ssa_operands(ssa, &ssa->ir->insns[i], operands);

		for (unsigned k = 0; k < n; k++)
			*operands[k] = ssa_find(ssa, *operands[k]);
	}
	for (uint32_t i = 0; i < ssa->n_extra; i++) {
		const struct extra *extra = &ssa->extra[i];

		for (uint32_t p = 0; !extra->is_param && p < ssa->blocks[extra->block].n_preds; p++)
			ssa->phi_args[extra->args + p] =
				ssa_find(ssa, ssa->phi_args[extra->args + p]);
	}
}

int ssa_build(struct ssa *ssa)
{
	int err = find_blocks(ssa);

	if (err)
		return err;
	ssa->n_vars = N_IR_TEMPS;
	if (!(ssa->flags & JIT_NO_SLOTS))
		find_slots(ssa);
	find_succs(ssa);
	err = find_preds(ssa);
	if (err)
		return err;
	find_live(ssa);
	err = name(ssa);
	if (!err)
		err = replace_phis(ssa);
	if (!err)
		ssa_rewrite(ssa);
	return err;
}

/* ---- what is needed ---- */

static bool has_effect(const struct ir_insn *insn)
{
	switch (ir_form(insn)) {
	case IR_FORM_MOVE: case IR_FORM_BINARY: case IR_FORM_ADDRESS: return false;
	case IR_FORM_LOAD_AT: case IR_FORM_TABLE: return false;
	case IR_FORM_LOAD: return insn->op == IR_LOAD_ACQUIRE;
	default: return insn->op != IR_NOP;
	}
}

static void need(struct ssa *ssa, uint32_t ref, uint32_t *todo, uint32_t *n)
{
	if (ssa_is_value(ref) && !ssa->uses[ssa_number(ssa, ref)]++)
		todo[(*n)++] = ref;
}

/* What is asked for by what has an effect, by who is asked for, and so on. */
void ssa_drop_dead(struct ssa *ssa)
{
	uint32_t *todo = arena_take(ssa->arena, (size_t)ssa->n_values + 1, sizeof(uint32_t)), n = 0;
	uint32_t *operands[MAX_OPERANDS];

	if (!todo) {
		ssa->err = -ENOMEM;
		return;
	}
	memset(ssa->uses, 0, ssa->n_values * sizeof(*ssa->uses));
	for (uint32_t i = ssa->first; i < ssa->end; i++) {
		struct ir_insn *insn = &ssa->ir->insns[i];
		unsigned k = has_effect(insn) ? ssa_operands(ssa, insn, operands) : 0;

		while (k-- > 0)
			need(ssa, *operands[k], todo, &n);
	}
	while (n) {
		uint32_t ref = todo[--n];
		struct ir_insn *insn = ssa_def(ssa, ref);
		unsigned k = insn && !has_effect(insn) ? ssa_operands(ssa, insn, operands) : 0;

		while (k-- > 0)
			need(ssa, *operands[k], todo, &n);
		if (!insn && !ssa_extra(ssa, ref)->is_param) {
			const struct extra *phi = ssa_extra(ssa, ref);

			for (uint32_t p = 0; p < ssa->blocks[phi->block].n_preds; p++)
				need(ssa, ssa->phi_args[phi->args + p], todo, &n);
		}
	}
	for (uint32_t i = ssa->first; i < ssa->end; i++)
		if (!has_effect(&ssa->ir->insns[i]) &&
		    !ssa->uses[ssa_number(ssa, ssa_value_of(ssa, i))])
			ssa->ir->insns[i] = (struct ir_insn){ .op = IR_NOP };
}
