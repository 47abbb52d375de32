/*
 * The same values cheaper: constants, copies, extensions of what is extended already,
 * offsets of addresses in accesses, rotations, tests of bits.
 *
 * First how many low bits each value can have set, by rounds up from nothing until
 * loops agree; then one walk forward, in which an operation sees its operands in
 * their last form.  A value that follows from what the program chose is chosen.
 */
#include <assert.h>
#include <errno.h>

#include "jit/ssa.h"

enum { MAX_ROUNDS = 12 };

struct fold {
	struct ssa *ssa;
	uint8_t *bits; /* by value: all above are 0 */
};

/* ---- what is known ---- */

static unsigned bits_of_constant(uint64_t v)
{
	return v ? 64 - (unsigned)__builtin_clzll(v) : 0;
}

static unsigned bits_of(const struct fold *f, uint32_t ref)
{
	if (ir_is_constant(ref))
		return bits_of_constant(ir_value(f->ssa->ir, ref));
	return ssa_is_value(ref) ? f->bits[ssa_number(f->ssa, ref)] : 64;
}

static unsigned smaller(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

static unsigned larger(unsigned a, unsigned b)
{
	return a > b ? a : b;
}

/* Shifted by a constant. */
static unsigned bits_of_shift(const struct fold *f, const struct ir_insn *insn, unsigned from)
{
	unsigned count;

	if (!ir_is_constant(insn->b))
		return insn->op == IR_RSH ? from : insn->width;
	count = (unsigned)ir_value(f->ssa->ir, insn->b) & (insn->width - 1u);
	if (insn->op == IR_LSH)
		return smaller(from + count, insn->width);
	if (insn->op == IR_ARSH && from == insn->width)
		return from;
	return from > count ? from - count : 0;
}

static unsigned bits_of_table(const struct fold *f, const struct ir_table *table)
{
	uint64_t any = 0;

	for (uint32_t i = 0; i < table->n; i++)
		any |= f->ssa->ir->entries[table->first + i];
	return bits_of_constant(any);
}

static unsigned bits_of_insn(const struct fold *f, const struct ir_insn *insn)
{
	unsigned a = smaller(bits_of(f, insn->a), insn->width ? insn->width : 64u), b;

	switch (insn->op) {
	case IR_MOV: return a;
	case IR_ZX16: case IR_SWAP16: return 16;
	case IR_SWAP32: return 32;
	case IR_LOAD: case IR_LOAD_ACQUIRE: return insn->width;
	case IR_LSH: case IR_RSH: case IR_ARSH: return bits_of_shift(f, insn, a);
	case IR_TABLE: return bits_of_table(f, &f->ssa->ir->tables[insn->b]);
	case IR_DIV: return a;
	case IR_MOD: return a;
	default: break;
	}
	if (ir_form(insn) != IR_FORM_BINARY)
		return ir_form(insn) == IR_FORM_MOVE ? insn->width : 64;
	b = smaller(bits_of(f, insn->b), insn->width);
	switch (insn->op) {
	case IR_AND: return smaller(a, b);
	case IR_OR: case IR_XOR: return larger(a, b);
	case IR_ADD: return smaller(larger(a, b) + 1, insn->width);
	case IR_MUL: return smaller(a + b, insn->width);
	default: return insn->width;
	}
}

static unsigned bits_of_phi(const struct fold *f, const struct extra *phi)
{
	unsigned bits = 0;

	for (uint32_t p = 0; p < f->ssa->blocks[phi->block].n_preds; p++)
		bits = larger(bits, bits_of(f, f->ssa->phi_args[phi->args + p]));
	/* Few steps, so that loops agree soon. */
	return bits <= 8 ? 8 : bits <= 16 ? 16 : bits <= 32 ? 32 : 64;
}

static bool grow_bits(struct fold *f, uint32_t v, unsigned bits)
{
	if (bits <= f->bits[v])
		return false;
	f->bits[v] = (uint8_t)bits;
	return true;
}

static void find_bits(struct fold *f)
{
	struct ssa *ssa = f->ssa;
	bool more = true;

	for (unsigned round = 0; round < MAX_ROUNDS && more; round++) {
		more = false;
		for (uint32_t i = 0; i < ssa->n_extra; i++)
			more |= grow_bits(f, ssa_n_ops(ssa) + i,
					  ssa->extra[i].is_param ? 64 :
								   bits_of_phi(f, &ssa->extra[i]));
		for (uint32_t i = 0; i < ssa_n_ops(ssa); i++)
			if (ssa_defines(&ssa->ir->insns[ssa->first + i]))
				more |= grow_bits(f, i,
						  bits_of_insn(f, &ssa->ir->insns[ssa->first + i]));
	}
	if (more)
		memset(f->bits, 64, ssa->n_values);
}

/* ---- constants ---- */

static uint32_t constant(struct fold *f, uint64_t v, uint32_t like)
{
	return ir_constant(f->ssa->ir, v) | (like & IR_CHOSEN);
}

/* The constant that a value is, or the value. */
static uint32_t known(struct fold *f, uint32_t ref)
{
	const struct ir_insn *def = ssa_def(f->ssa, ref);

	return def && def->op == IR_MOV && ir_is_constant(def->a) ? def->a : ref;
}

static bool has_value(struct fold *f, uint32_t ref, uint64_t v)
{
	return ir_is_constant(ref) && ir_value(f->ssa->ir, ref) == v;
}

/* May it stand in an instruction as it is? */
static bool is_short(const struct fold *f, uint32_t ref, unsigned width)
{
	uint64_t v = ir_value(f->ssa->ir, ref);
	int64_t s = width == 32 ? (int32_t)v : (int64_t)v;

	if (s != (int32_t)s)
		return false;
	return !(ref & IR_CHOSEN && f->ssa->flags & JIT_BLIND) || s == (int8_t)s;
}

static bool commutes(const struct ir_insn *insn)
{
	switch (insn->op) {
	case IR_ADD: case IR_MUL: case IR_AND: case IR_OR: case IR_XOR: return true;
	default: return false;
	}
}

/* Two constants' value; false: not one that is made here. */
static bool evaluate(const struct ir_insn *insn, uint64_t a, uint64_t b, uint64_t *v)
{
	unsigned count = (unsigned)b & (insn->width - 1u);
	bool word = insn->width == 32;

	switch (insn->op) {
	case IR_MOV: *v = a; break;
	case IR_ADD: *v = a + b; break;
	case IR_SUB: *v = a - b; break;
	case IR_MUL: *v = a * b; break;
	case IR_AND: *v = a & b; break;
	case IR_OR: *v = a | b; break;
	case IR_XOR: *v = a ^ b; break;
	case IR_LSH: *v = a << count; break;
	case IR_RSH: *v = (word ? (uint32_t)a : a) >> count; break;
	case IR_ARSH: *v = word ? (uint64_t)((int32_t)a >> count) : (uint64_t)((int64_t)a >> count);
		break;
	case IR_NEG: *v = -a; break;
	case IR_NOT: *v = ~a; break;
	case IR_ZX16: *v = (uint16_t)a; break;
	case IR_SWAP16: *v = __builtin_bswap16((uint16_t)a); break;
	case IR_SWAP32: *v = __builtin_bswap32((uint32_t)a); break;
	case IR_SWAP64: *v = __builtin_bswap64(a); break;
	default: return false;
	}
	if (word)
		*v = (uint32_t)*v;
	return true;
}

/* ---- one operation ---- */

static void become(struct fold *f, uint32_t i, uint32_t ref)
{
	struct ssa *ssa = f->ssa;

	if (ir_is_constant(ref) || !ssa_is_value(ref)) {
		ssa->ir->insns[i] = (struct ir_insn){ .op = IR_MOV, .width = 64, .a = ref,
						      .to = ssa->ir->insns[i].to };
		if (!ir_is_constant(ref))
			ssa->replaced[i - ssa->first] = ref;
		return;
	}
	ssa->replaced[i - ssa->first] = ref;
	ssa->ir->insns[i] = (struct ir_insn){ .op = IR_NOP };
}

static void turn(struct ir_insn *insn, enum ir_op op, unsigned width, uint32_t a, uint32_t b)
{
	insn->op = (uint8_t)op;
	insn->width = (uint8_t)width;
	insn->a = a;
	insn->b = b;
}

/* What an operation of so many bits makes of @ref, which is what it is without the others. */
static uint32_t low_bits(const struct fold *f, uint32_t ref, unsigned width)
{
	const struct ir_insn *def = ssa_def(f->ssa, ref);

	if (def && def->op == IR_MOV && def->width == 32 && width <= 32 &&
	    !ir_is_constant(def->a))
		return def->a;
	if (def && def->op == IR_ZX16 && width <= 16)
		return def->a;
	if (def && def->op == IR_AND && width <= 32 && ir_is_constant(def->b) &&
	    width <= (unsigned)__builtin_ctzll(~ir_value(f->ssa->ir, def->b) |
					       UINT64_C(1) << 63))
		return def->a;
	return ref;
}

/* Is an operation of this width without effect on its operand when on its low bits? */
static bool keeps(const struct fold *f, const struct ir_insn *insn)
{
	return insn->width == 64 || bits_of(f, insn->a) <= 32;
}

static void fold_and(struct fold *f, uint32_t i, struct ir_insn *insn)
{
	uint64_t mask = ir_value(f->ssa->ir, insn->b);
	unsigned bits = smaller(bits_of(f, insn->a), insn->width);

	if (insn->width == 32)
		mask = (uint32_t)mask;
	if (keeps(f, insn) && bits < 64 && !(~mask & ((UINT64_C(1) << bits) - 1))) {
		become(f, i, insn->a);
		return;
	}
	if (mask == UINT32_MAX)
		turn(insn, IR_MOV, 32, insn->a, 0);
	else if (mask == UINT16_MAX)
		turn(insn, IR_ZX16, 64, insn->a, 0);
}

/* Left, and right again: an extension. */
static void fold_shifts(struct fold *f, struct ir_insn *insn)
{
	uint32_t mask;

	const struct ir_insn *left = ssa_def(f->ssa, insn->a);
	unsigned count = (unsigned)ir_value(f->ssa->ir, insn->b) & 63;

	if (insn->width != 64 || insn->op == IR_LSH || !left || left->op != IR_LSH ||
	    left->width != 64 || !ir_is_constant(left->b) ||
	    (ir_value(f->ssa->ir, left->b) & 63) != count)
		return;
	if (insn->op == IR_RSH) {
		if (count == 32)
			turn(insn, IR_MOV, 32, left->a, 0);
		else if (count == 48)
			turn(insn, IR_ZX16, 64, left->a, 0);
		if (count <= 32 || count == 48)
			return;
		mask = constant(f, (UINT64_C(1) << (64 - count)) - 1, insn->b);
		if (is_short(f, mask, 64))
			turn(insn, IR_AND, 64, left->a, mask);
	} else if (count == 32) {
		turn(insn, IR_MOVSX32, 64, left->a, 0);
	} else if (count == 48) {
		turn(insn, IR_MOVSX16, 64, left->a, 0);
	} else if (count == 56) {
		turn(insn, IR_MOVSX8, 64, left->a, 0);
	}
}

/* Two constants in a row. */
static void fold_add(struct fold *f, struct ir_insn *insn)
{
	const struct ir_insn *first = ssa_def(f->ssa, insn->a);
	uint32_t sum;

	if (!first || first->op != IR_ADD || first->width != insn->width ||
	    !ir_is_constant(first->b))
		return;
	sum = constant(f, ir_value(f->ssa->ir, insn->b) + ir_value(f->ssa->ir, first->b),
		       insn->b | first->b);
	if (!is_short(f, sum, insn->width))
		return;
	insn->a = first->a;
	insn->b = sum;
}

static void fold_with_constant(struct fold *f, uint32_t i, struct ir_insn *insn)
{
	uint64_t v = ir_value(f->ssa->ir, insn->b);

	switch (insn->op) {
	case IR_SUB:
		turn(insn, IR_ADD, insn->width, insn->a, constant(f, -v, insn->b));
		/* fall through */
	case IR_ADD:
		fold_add(f, insn);
		if (has_value(f, insn->b, 0) && keeps(f, insn))
			become(f, i, insn->a);
		break;
	case IR_OR: case IR_XOR:
		if (!v && keeps(f, insn))
			become(f, i, insn->a);
		break;
	case IR_AND: fold_and(f, i, insn); break;
	case IR_MUL:
		if (v == 1 && keeps(f, insn))
			become(f, i, insn->a);
		else if (v && !(v & (v - 1)) && v <= UINT64_C(1) << 31)
			turn(insn, IR_LSH, insn->width, insn->a,
			     constant(f, (uint64_t)__builtin_ctzll(v), insn->b));
		break;
	case IR_LSH: case IR_RSH: case IR_ARSH:
		fold_shifts(f, insn);
		if (insn->op >= IR_LSH && insn->op <= IR_ARSH && keeps(f, insn) &&
		    !(ir_value(f->ssa->ir, insn->b) & (insn->width - 1u)))
			become(f, i, insn->a);
		break;
	default: break;
	}
}

/* Is it @from shifted by a constant, in this width?  The count; or 0. */
static unsigned shifted(struct fold *f, const struct ir_insn *def, enum ir_op op, unsigned width,
			uint32_t *from)
{
	if (!def || def->op != op || !ir_is_constant(def->b))
		return 0;
	if (def->width != width &&
	    !(width == 32 && op == IR_RSH && bits_of(f, def->a) <= 32))
		return 0;
	*from = low_bits(f, def->a, width);
	return (unsigned)ir_value(f->ssa->ir, def->b) & (def->width - 1u);
}

static void fold_rotation(struct fold *f, struct ir_insn *insn)
{
	const struct ir_insn *a = ssa_def(f->ssa, insn->a), *b = ssa_def(f->ssa, insn->b);
	const struct ir_insn *left = a && a->op == IR_LSH ? a : b, *right = left == a ? b : a;
	uint32_t from, other;
	unsigned width, l, r;

	if (!left || !right)
		return;
	width = left->width;
	if (width > insn->width)
		return;
	l = shifted(f, left, IR_LSH, width, &from);
	r = shifted(f, right, IR_RSH, width, &other);
	if (l && r && l + r == width && from == other)
		turn(insn, IR_ROL, width, from, constant(f, l, 0));
}

static void fold_binary(struct fold *f, uint32_t i, struct ir_insn *insn)
{
	uint32_t a = known(f, insn->a), b = known(f, insn->b);
	uint64_t v;

	if (insn->width == 32) {
		insn->a = low_bits(f, insn->a, 32);
		if (!ir_is_constant(insn->b))
			insn->b = low_bits(f, insn->b, 32);
	}
	if (ir_is_constant(a) && ir_is_constant(b) &&
	    evaluate(insn, ir_value(f->ssa->ir, a), ir_value(f->ssa->ir, b), &v)) {
		become(f, i, constant(f, v, a | b));
		return;
	}
	if (ir_is_constant(a) && commutes(insn) && !ir_is_constant(insn->b) &&
	    is_short(f, a, insn->width)) {
		insn->a = insn->b;
		insn->b = b = a;
	}
	if (!ir_is_constant(insn->b) && ir_is_constant(b) && is_short(f, b, insn->width))
		insn->b = b;
	/* A sum of a loop stays in its place. */
	if (commutes(insn) && !ir_is_constant(insn->b) && ssa_is_extra(f->ssa, insn->b) &&
	    ssa_is_value(insn->a) && !ssa_is_extra(f->ssa, insn->a)) {
		a = insn->a;
		insn->a = insn->b;
		insn->b = a;
	}
	if (ir_is_constant(insn->b))
		fold_with_constant(f, i, insn);
	else if (insn->op == IR_OR || insn->op == IR_XOR || insn->op == IR_ADD)
		fold_rotation(f, insn);
}

static void fold_move(struct fold *f, uint32_t i, struct ir_insn *insn)
{
	uint32_t a = known(f, insn->a);
	uint64_t v;

	if (insn->op == IR_MOV && ir_is_constant(insn->a))
		return;
	if (ir_is_constant(a) && evaluate(insn, ir_value(f->ssa->ir, a), 0, &v)) {
		become(f, i, constant(f, v, a));
		return;
	}
	if (insn->op == IR_MOV || insn->op == IR_ZX16)
		insn->a = low_bits(f, insn->a, insn->op == IR_ZX16 ? 16 : insn->width);
	if (insn->op == IR_MOV && (insn->width == 64 || bits_of(f, insn->a) <= 32))
		become(f, i, insn->a);
	else if (insn->op == IR_ZX16 && bits_of(f, insn->a) <= 16)
		become(f, i, insn->a);
}

/* A constant that was added to the address moves into the access. */
static void fold_address(struct fold *f, struct ir_insn *insn)
{
	const struct ir_insn *base = ssa_def(f->ssa, insn->a);
	int64_t off;

	if (!base || base->op != IR_ADD || base->width != 64 || !ir_is_constant(base->b))
		return;
	off = insn->off + (int64_t)ir_value(f->ssa->ir, base->b);
	if (off != (int16_t)off)
		return;
	insn->off = (int16_t)off;
	insn->a = base->a;
}

static void fold_store(struct fold *f, struct ir_insn *insn)
{
	uint32_t b = known(f, insn->b);

	if (ir_is_constant(insn->b))
		return;
	if (ir_is_constant(b) && insn->op == IR_STORE && is_short(f, b, insn->width))
		insn->b = b;
	else
		insn->b = low_bits(f, insn->b, insn->width);
}

/* Comparisons in which only some bits of the first can be set. */
static void fold_jump(struct fold *f, struct ir_insn *insn)
{
	uint32_t b = known(f, insn->b);
	const struct ir_insn *def;

	if (insn->width == 32) {
		insn->a = low_bits(f, insn->a, 32);
		if (!ir_is_constant(insn->b))
			insn->b = low_bits(f, insn->b, 32);
	}
	if (!ir_is_constant(insn->b) && ir_is_constant(b) && is_short(f, b, insn->width))
		insn->b = b;
	def = ssa_def(f->ssa, insn->a);
	if ((insn->op == IR_JEQ || insn->op == IR_JNE) && has_value(f, insn->b, 0) && def &&
	    def->op == IR_AND && def->width == insn->width && ir_is_constant(def->b)) {
		insn->op = insn->op == IR_JEQ ? IR_JCLEAR : IR_JSET;
		insn->b = def->b;
		insn->a = def->a;
	}
}

static void fold_insn(struct fold *f, uint32_t i)
{
	struct ir_insn *insn = &f->ssa->ir->insns[i];
	uint32_t *operands[MAX_OPERANDS];
	unsigned n = ssa_operands(f->ssa, insn, operands);

	for (unsigned k = 0; k < n; k++)
		*operands[k] = ssa_find(f->ssa, *operands[k]);
	switch (ir_form(insn)) {
	case IR_FORM_MOVE: fold_move(f, i, insn); break;
	case IR_FORM_BINARY:
		fold_binary(f, i, insn);
		if (ir_form(insn) == IR_FORM_MOVE)
			fold_move(f, i, insn);
		break;
	case IR_FORM_STORE:
		fold_store(f, insn);
		/* fall through */
	case IR_FORM_LOAD: case IR_FORM_FETCH: case IR_FORM_EXCHANGE: fold_address(f, insn); break;
	case IR_FORM_JUMP_IF: fold_jump(f, insn); break;
	case IR_FORM_TABLE: case IR_FORM_TABLE_AT: case IR_FORM_CHARGE_IF: break;
	default:
		for (unsigned k = 0; k < n; k++)
			*operands[k] = known(f, *operands[k]);
	}
}

int ssa_fold(struct ssa *ssa)
{
	struct fold f = { .ssa = ssa };

	f.bits = ARENA_ARRAY(ssa->arena, uint8_t, (size_t)ssa->n_values + 1);
	if (!f.bits)
		return -ENOMEM;
	find_bits(&f);
	for (uint32_t i = ssa->first; i < ssa->end; i++)
		fold_insn(&f, i);
	ssa_rewrite(ssa);
	for (uint32_t i = 0; i < ssa->n_extra; i++) {
		const struct extra *phi = &ssa->extra[i];

		for (uint32_t p = 0; !phi->is_param && p < ssa->blocks[phi->block].n_preds; p++)
			ssa->phi_args[phi->args + p] = known(&f, ssa->phi_args[phi->args + p]);
	}
	return ssa->ir->err;
}
