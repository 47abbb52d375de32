/* The checker's rules for x86-64. */
#include <capstone/capstone.h>
#include <stddef.h>
#include <string.h>

#include "core/run.h"
#include "tools/check_code_impl.h"

#define RUN(member) ((int64_t)offsetof(struct run, member))

static const struct expectation expected[] = {
#define EXPECT(name, forms, flow) { name, forms, FLOW_##flow },
#include "tools/expect_x64.def"
};

/* ---- operands ---- */

static void convert_one(const cs_x86_op *from, struct operand *to)
{
	to->width = from->size;
	switch (from->type) {
	case X86_OP_REG: to->kind = 'r', to->reg = (uint16_t)from->reg; break;
	case X86_OP_IMM: to->kind = 'i', to->v = from->imm; break;
	default:
		to->kind = 'm';
		to->reg = (uint16_t)from->mem.base;
		to->index = (uint16_t)from->mem.index;
		to->v = from->mem.disp;
		to->odd = from->mem.segment != X86_REG_INVALID ||
			  from->mem.base == X86_REG_INVALID;
	}
}

static void convert(const void *detail, struct machine_insn *insn)
{
	const cs_x86 *x86 = &((const cs_detail *)detail)->x86;

	insn->n_operands = x86->op_count;
	for (unsigned i = 0; i < x86->op_count && i < MACHINE_OPERANDS; i++)
		convert_one(&x86->operands[i], &insn->operand[i]);
	if (x86->prefix[1] || x86->addr_size != 8) /* segment; addresses of 32 bits */
		insn->operand[0].odd = true;
}

static bool is_reg(const struct machine_insn *insn, unsigned o, unsigned reg)
{
	return insn->operand[o].kind == 'r' && insn->operand[o].reg == reg;
}

/* eax and rax are the same register. */
static unsigned whole(unsigned reg)
{
	static const uint16_t pair[][2] = {
		{ X86_REG_EAX, X86_REG_RAX },   { X86_REG_ECX, X86_REG_RCX },
		{ X86_REG_EDX, X86_REG_RDX },   { X86_REG_EBX, X86_REG_RBX },
		{ X86_REG_EBP, X86_REG_RBP },   { X86_REG_ESI, X86_REG_RSI },
		{ X86_REG_EDI, X86_REG_RDI },   { X86_REG_R8D, X86_REG_R8 },
		{ X86_REG_R10D, X86_REG_R10 },  { X86_REG_R11D, X86_REG_R11 },
		{ X86_REG_R13D, X86_REG_R13 },  { X86_REG_R14D, X86_REG_R14 },
		{ X86_REG_R15D, X86_REG_R15 },
	};

	for (unsigned i = 0; i < sizeof(pair) / sizeof(*pair); i++)
		if (reg == pair[i][0])
			return pair[i][1];
	return reg;
}

static bool same_reg(const struct machine_insn *a, const struct machine_insn *b)
{
	return whole(a->operand[0].reg) == whole(b->operand[0].reg);
}

static bool is_at(const struct machine_insn *insn, unsigned o, unsigned base, int64_t disp)
{
	const struct operand *op = &insn->operand[o];

	return op->kind == 'm' && op->reg == base && op->v == disp && op->width == 8;
}

static int64_t address(const struct check *check, uint32_t i)
{
	const struct machine_insn *insn = &check->insn[i];
	int64_t at;

	if (!check_is(insn, "lea", "rm") || insn->operand[1].reg != X86_REG_RIP)
		return -1;
	at = (int64_t)insn->at + insn->size + insn->operand[1].v;
	if (check_is_data(check, (uintptr_t)check->code->text + (uint64_t)at))
		return -1;
	return at >= 0 ? at : INT64_MAX;
}

/* ---- tables ---- */

/*
 * Entries that index @reg can reach where instruction @i is come to: it is compared in
 * front of that, or masked, and what is between only copies it or makes it smaller.
 */
static uint64_t bound_of(const struct check *check, uint32_t i, unsigned reg, bool strict)
{
	for (uint32_t j = i; j > 1; j--) {
		const struct machine_insn *insn = &check->insn[j - 1];
		bool writes = insn->operand[0].kind == 'r' && whole(insn->operand[0].reg) == reg &&
			      insn->flow == FLOW_PLAIN && strcmp(insn->name, "cmp") &&
			      strcmp(insn->name, "test");

		if (strict && check->insn[j].entered)
			return 0;
		if (check_is(insn, "ja", "i")) {
			insn--;
			return !(strict && insn[1].entered) && check_is(insn, "cmp", "ri") &&
			       is_reg(insn, 0, reg) && check_is_last(insn->operand[1].v) ?
			       (uint64_t)insn->operand[1].v + 1 : 0;
		}
		if (insn->flow != FLOW_PLAIN && strcmp(insn->name, "js"))
			return 0;
		if (!writes)
			continue;
		if (check_is(insn, "and", "ri") && check_is_last(insn->operand[1].v))
			return (uint64_t)insn->operand[1].v + 1;
		if (check_is(insn, "mov", "rr"))
			reg = whole(insn->operand[1].reg);
		else if (!check_is(insn, "and", "rr"))
			return 0;
	}
	return 0;
}

/* lea, and an instruction that uses [base + index * 8]. */
static bool table(const struct check *check, uint32_t i, bool strict, uint64_t *address,
		  uint64_t *n)
{
	const struct machine_insn *insn = &check->insn[i], *use = insn + 1;
	const struct operand *memory = &use->operand[use->operand[0].kind == 'r'];

	*address = (uintptr_t)check->code->text + insn->at + insn->size +
		   (uint64_t)insn->operand[1].v;
	if (!check_is(insn, "lea", "rm") || insn->operand[1].reg != X86_REG_RIP ||
	    !check_is_data(check, *address))
		return false;
	*n = 0;
	if (i + 1 < check->n && !(strict && use->entered) && memory->kind == 'm' &&
	    is_reg(insn, 0, memory->reg) && memory->index && !memory->v && memory->width == 8)
		*n = bound_of(check, i, whole(memory->index), strict);
	return true;
}

/* Right behind the address of a table, of which check_table judges the rest. */
static bool is_switch(const struct check *check, uint32_t i)
{
	uint64_t address, n;

	return i && check_is(&check->insn[i], "jmp", "m") &&
	       table(check, i - 1, true, &address, &n) && n;
}

/* ---- indirect branches ---- */

/* call rax, right behind the move of a function's address. */
static bool is_far_call(const struct check *check, uint32_t i)
{
	const struct machine_insn *insn = &check->insn[i], *move = insn - 1;

	return i && is_reg(insn, 0, X86_REG_RAX) && !insn->entered &&
	       (check_is(move, "movabs", "ri") || check_is(move, "mov", "ri")) &&
	       (is_reg(move, 0, X86_REG_RAX) || is_reg(move, 0, X86_REG_EAX)) &&
	       check_may_call(check, (uint64_t)move->operand[1].v);
}

/* call rax, once in front of the functions: rax is the helper's second argument. */
static bool is_callback(const struct check *check, uint32_t i)
{
	unsigned moves = 0;

	if (!check_in_front(check, i) || !is_reg(&check->insn[i], 0, X86_REG_RAX))
		return false;
	for (uint32_t j = 0; j < i; j++) {
		const struct machine_insn *insn = &check->insn[j];

		if ((j && insn->entered) || insn->flow != FLOW_PLAIN)
			return false;
		if (check_is(insn, "mov", "rr") && is_reg(insn, 0, X86_REG_RAX))
			moves += is_reg(insn, 1, X86_REG_RSI) ? 1 : 2;
		else if (is_reg(insn, 0, X86_REG_RAX) || is_reg(insn, 0, X86_REG_EAX))
			moves += 2;
	}
	return moves == 1;
}

static bool drops_frame(const struct machine_insn *insn)
{
	return !insn->entered && (check_is(insn, "pop", "r") ||
				  (check_is(insn, "add", "ri") && is_reg(insn, 0, X86_REG_RSP)));
}

/* The next program of a tail call: run->next moves to run->binding, whose enter it is. */
static bool is_tail_call(const struct check *check, uint32_t i)
{
	const struct machine_insn *insn = &check->insn[i];

	if (!check_is(insn, "jmp", "m") || insn->entered ||
	    !is_at(insn, 0, X86_REG_RAX, offsetof(struct binding, enter)))
		return false;
	while (i > 4 && drops_frame(&check->insn[i - 1]))
		i--;
	insn = &check->insn[i] - 4;
	return i >= 4 && !insn[1].entered && !insn[2].entered && !insn[3].entered &&
	       check_is(&insn[0], "mov", "rr") && is_reg(&insn[0], 0, X86_REG_RDI) &&
	       is_reg(&insn[0], 1, X86_REG_R12) &&
	       check_is(&insn[1], "mov", "rm") && is_reg(&insn[1], 0, X86_REG_RAX) &&
	       is_at(&insn[1], 1, X86_REG_RDI, RUN(next)) &&
	       check_is(&insn[2], "mov", "mr") && is_reg(&insn[2], 1, X86_REG_RAX) &&
	       is_at(&insn[2], 0, X86_REG_RDI, RUN(binding)) &&
	       check_is(&insn[3], "mov", "mi") && is_at(&insn[3], 0, X86_REG_RDI, RUN(next)) &&
	       !insn[3].operand[1].v;
}

static void indirect(struct check *check, uint32_t i)
{
	const struct machine_insn *insn = &check->insn[i];

	if (insn->flow == FLOW_CALL ? is_far_call(check, i) || is_callback(check, i) :
				      is_tail_call(check, i) || is_switch(check, i))
		return;
	check_complain(check, i, "%s: an indirect branch outside the allowed sequences",
		       insn->name);
}

/* ---- registers that are the library's ---- */

static bool is_stack(unsigned reg)
{
	return reg == X86_REG_RSP || reg == X86_REG_ESP || reg == X86_REG_SP || reg == X86_REG_SPL;
}

static bool is_run(unsigned reg)
{
	return reg == X86_REG_R12 || reg == X86_REG_R12D || reg == X86_REG_R12W ||
	       reg == X86_REG_R12B;
}

static bool only_reads(const struct machine_insn *insn)
{
	return check_is(insn, "cmp", "rr") || check_is(insn, "cmp", "ri") ||
	       check_is(insn, "test", "rr") || check_is(insn, "test", "ri") ||
	       check_is(insn, "push", "r");
}

static bool may_write(const struct machine_insn *insn, unsigned reg)
{
	if (reg == X86_REG_RSP)
		return check_is(insn, "add", "ri") || check_is(insn, "sub", "ri") ||
		       (check_is(insn, "mov", "rm") && is_at(insn, 1, X86_REG_R12, RUN(engine)));
	return reg == X86_REG_R12 && (check_is(insn, "pop", "r") ||
				      (check_is(insn, "mov", "rr") &&
				       is_reg(insn, 1, X86_REG_RDI)));
}

static void check_written(struct check *check, uint32_t i, unsigned o)
{
	const struct machine_insn *insn = &check->insn[i];
	const struct operand *op = &insn->operand[o];

	if (op->kind == 'r' && is_stack(op->reg) && !may_write(insn, op->reg))
		check_complain(check, i, "%s changes the stack pointer", insn->name);
	if (op->kind == 'r' && is_run(op->reg) && !may_write(insn, op->reg))
		check_complain(check, i, "%s changes the run block's register", insn->name);
}

static void registers(struct check *check, uint32_t i)
{
	const struct machine_insn *insn = &check->insn[i];

	for (unsigned o = 0; o < insn->n_operands; o++)
		if (insn->operand[o].kind == 'm' && insn->operand[o].reg == X86_REG_RIP &&
		    !check_is(insn, "lea", "rm"))
			check_complain(check, i, "%s accesses the code", insn->name);
	if (!insn->n_operands || only_reads(insn) || insn->flow != FLOW_PLAIN)
		return;
	check_written(check, i, 0);
	/* These change their second operand as well. */
	if (check_is(insn, "xchg", "rr") || check_is(insn, "xchg", "mr") ||
	    check_is(insn, "lock xadd", "mr"))
		check_written(check, i, 1);
}

/* ---- constants ---- */

static int64_t extended(const struct machine_insn *insn, unsigned o)
{
	unsigned width = insn->operand[0].width;
	int64_t v = insn->operand[o].v;

	return width == 4 ? (int32_t)v : width == 2 ? (int16_t)v : width == 1 ? (int8_t)v : v;
}

static bool follows(const struct check *check, uint32_t i, uint32_t n, const char *name)
{
	const struct machine_insn *insn = &check->insn[i + n];

	return i + n < check->n && !insn->entered && check_is(insn, name, "ri") &&
	       same_reg(insn, &check->insn[i]);
}

/*
 * A constant that is hidden: mov a, key ^ v; xor a, key; of 64 bits also rol a, 32;
 * xor a, key's other half; rol a, 32.  Return: how many instructions it takes, or 0.
 */
static uint32_t hidden(const struct check *check, uint32_t i)
{
	const struct machine_insn *insn = &check->insn[i];

	if (!check_is(insn, "movabs", "ri") && !check_is(insn, "mov", "ri"))
		return 0;
	if (!follows(check, i, 1, "xor") || !insn[1].operand[1].v)
		return 0;
	if (insn->operand[0].width == 4)
		return 2;
	if (follows(check, i, 2, "rol") && insn[2].operand[1].v == 32 &&
	    follows(check, i, 3, "xor") && insn[3].operand[1].v &&
	    follows(check, i, 4, "rol") && insn[4].operand[1].v == 32)
		return 5;
	return 0;
}

static bool is_mask(int64_t v)
{
	uint32_t mask = (uint32_t)v;

	return !(mask & (mask + 1));
}

static bool may_be_seen(const struct check *check, uint32_t i, unsigned o)
{
	const struct machine_insn *insn = &check->insn[i];
	int64_t v = extended(insn, o);
	unsigned reg = insn->operand[0].kind == 'r' ? insn->operand[0].reg : X86_REG_INVALID;
	bool adds = check_is(insn, "add", "ri") || check_is(insn, "sub", "ri");

	if (check_small(v))
		return true;
	if (adds && (reg == X86_REG_RSP || reg == X86_REG_R9)) /* a frame, the budget */
		return true;
	if (check_is(insn, "cmp", "ri") && insn->operand[0].width == 8 && check_is_last(v))
		return true;
	if (check_is(insn, "and", "ri") && insn->operand[0].width == 4 && is_mask(v))
		return true; /* the rest of a division by a power of two */
	if (insn->operand[0].width == 4)
		v = (uint32_t)v;
	if ((check_is(insn, "add", "ri") || check_is(insn, "imul", "rri")) &&
	    check_is_plain(check, (uint64_t)v))
		return true; /* a hash's secret */
	return (check_is(insn, "mov", "ri") || check_is(insn, "movabs", "ri")) &&
	       check_is_own(check, (uint64_t)v);
}

static void constants(struct check *check)
{
	for (uint32_t i = 0; i < check->n; i++) {
		const struct machine_insn *insn = &check->insn[i];
		uint32_t n = hidden(check, i);

		if (n) {
			i += n - 1;
			continue;
		}
		for (unsigned o = 0; o < insn->n_operands && insn->flow == FLOW_PLAIN; o++)
			if (insn->operand[o].kind == 'i' && !may_be_seen(check, i, o))
				check_complain(check, i, "%s: the constant 0x%llx is not hidden",
					       insn->name, (long long)insn->operand[o].v);
	}
}

const struct check_rules check_x64 = {
	.expected = expected,
	.n_expected = sizeof(expected) / sizeof(*expected),
	.convert = convert,
	.address = address,
	.jump_behind = 1,
	.table = table,
	.indirect = indirect,
	.registers = registers,
	.constants = constants,
};
