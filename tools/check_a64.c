/* The checker's rules for ARM64. */
#include <capstone/capstone.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "core/run.h"
#include "tools/check_code_impl.h"

#define RUN(member) ((int64_t)offsetof(struct run, member))

/* What the code keeps where; the checker's own words for it. */
enum {
	REG_RUN = ARM64_REG_X24, REG_BUDGET = ARM64_REG_X25,
	REG_SCRATCH = ARM64_REG_X9, REG_ADDRESS = ARM64_REG_X12, REG_KEY = ARM64_REG_X13,
	REG_FAR = ARM64_REG_X16,
};

static const struct expectation expected[] = {
#define EXPECT(name, forms, flow) { name, forms, FLOW_##flow },
#include "tools/expect_a64.def"
};

static const struct {
	const char *name;
	uint32_t mask, word;
} words[] = {
#define WORD(name, mask, word) { name, mask, word },
#include "tools/expect_a64.def"
};

/* ---- operands ---- */

/* w0 and x0 are the same register; so are wsp and sp. */
static uint16_t whole(unsigned reg)
{
	if (reg >= ARM64_REG_W0 && reg <= ARM64_REG_W28)
		return (uint16_t)(reg - ARM64_REG_W0 + ARM64_REG_X0);
	switch (reg) {
	case ARM64_REG_W29: return ARM64_REG_X29;
	case ARM64_REG_W30: return ARM64_REG_X30;
	case ARM64_REG_WZR: return ARM64_REG_XZR;
	case ARM64_REG_WSP: return ARM64_REG_SP;
	default: return (uint16_t)reg;
	}
}

static void convert_one(const cs_arm64_op *from, struct operand *to)
{
	switch (from->type) {
	case ARM64_OP_REG:
		to->kind = 'r', to->reg = whole(from->reg);
		to->odd = from->shift.type != ARM64_SFT_INVALID || from->ext;
		break;
	case ARM64_OP_IMM:
		to->kind = 'i', to->v = from->imm, to->shift = (uint8_t)from->shift.value;
		break;
	case ARM64_OP_MEM:
		to->kind = 'm';
		to->reg = whole(from->mem.base);
		to->index = whole(from->mem.index);
		to->v = from->mem.disp;
		to->odd = (from->mem.index && from->mem.disp) || from->ext ||
			  (from->shift.type != ARM64_SFT_INVALID &&
			   (from->shift.type != ARM64_SFT_LSL ||
			    to->index == REG_ADDRESS));
		break;
	default: to->kind = '?';
	}
}

static void convert(const void *detail, struct machine_insn *insn)
{
	const cs_arm64 *arm64 = &((const cs_detail *)detail)->arm64;

	insn->writes_back = arm64->writeback;
	if (!strcmp(insn->name, "dmb") && arm64->operands[0].type == ARM64_OP_BARRIER &&
	    arm64->operands[0].barrier == ARM64_BARRIER_ISHLD)
		return; /* as if it were a part of the name */
	for (unsigned i = 0; i < arm64->op_count && i < MACHINE_OPERANDS; i++)
		convert_one(&arm64->operands[i], &insn->operand[i]);
	insn->n_operands = arm64->op_count;
}

static uint16_t field_reg(uint32_t word, unsigned at, bool base)
{
	unsigned n = word >> at & 31;

	if (n < 29)
		return (uint16_t)(ARM64_REG_X0 + n);
	return n == 29 ? ARM64_REG_X29 : n == 30 ? ARM64_REG_X30 :
	       base    ? ARM64_REG_SP :
			 ARM64_REG_XZR;
}

static bool decode_v81(const uint8_t *at, size_t left, struct machine_insn *insn)
{
	uint32_t word;

	if (left < sizeof(word))
		return false;
	memcpy(&word, at, sizeof(word));
	for (unsigned i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if ((word & words[i].mask) != words[i].word)
			continue;
		snprintf(insn->name, sizeof(insn->name), "%s", words[i].name);
		insn->size = sizeof(word);
		insn->n_operands = 3;
		insn->operand[0] = (struct operand){ .kind = 'r', .reg = field_reg(word, 16, 0) };
		insn->operand[1] = (struct operand){ .kind = 'r', .reg = field_reg(word, 0, 0) };
		insn->operand[2] = (struct operand){ .kind = 'm', .reg = field_reg(word, 5, 1) };
		return true;
	}
	return false;
}

static bool is_reg(const struct machine_insn *insn, unsigned o, unsigned reg)
{
	return insn->operand[o].kind == 'r' && insn->operand[o].reg == reg;
}

static bool is_at(const struct machine_insn *insn, unsigned o, unsigned base, int64_t disp)
{
	const struct operand *op = &insn->operand[o];

	return op->kind == 'm' && op->reg == base && !op->index && op->v == disp;
}

/* adrp and the add behind it. */
static int64_t address(const struct check *check, uint32_t i)
{
	const struct machine_insn *insn = &check->insn[i], *add = insn + 1;
	uint64_t at;

	if (!check_is(insn, "adrp", "ri"))
		return -1;
	if (i + 1 == check->n || add->entered || !check_is(add, "add", "rri") ||
	    !is_reg(add, 0, insn->operand[0].reg) || !is_reg(add, 1, insn->operand[0].reg))
		return INT64_MAX;
	at = (uint64_t)insn->operand[1].v + (uint64_t)add->operand[2].v -
	     (uintptr_t)check->code->text;
	if (check_is_data(check, at + (uintptr_t)check->code->text))
		return -1;
	return at < check->code->size ? (int64_t)at : INT64_MAX;
}

/* ---- what is written ---- */

static bool stores(const struct machine_insn *insn)
{
	return !strncmp(insn->name, "st", 2) && strncmp(insn->name, "stxr", 4) &&
	       strncmp(insn->name, "stlxr", 5);
}

/* Those that are written: the first ones; cas and swap write where they store from, too. */
static unsigned n_written(const struct machine_insn *insn)
{
	bool reads = insn->flow != FLOW_PLAIN || stores(insn) || !strncmp(insn->name, "cm", 2) ||
		     !strcmp(insn->name, "tst");

	if (reads || !insn->n_operands)
		return 0;
	return check_is(insn, "ldp", "rrmi") || (insn->n_operands == 3 &&
						 insn->operand[2].kind == 'm') ? 2 : 1;
}

/* ---- tables ---- */

/* As in check_x64.c: cmp, b.hi, then copies and what makes it smaller. */
static uint64_t bound_of(const struct check *check, uint32_t i, unsigned reg, bool strict)
{
	for (uint32_t j = i; j > 1; j--) {
		const struct machine_insn *insn = &check->insn[j - 1];

		if (strict && check->insn[j].entered)
			return 0;
		if (check_is(insn, "b.hi", "i")) {
			insn--;
			return !(strict && insn[1].entered) && check_is(insn, "cmp", "ri") &&
			       is_reg(insn, 0, reg) && check_is_last(insn->operand[1].v) ?
			       (uint64_t)insn->operand[1].v + 1 : 0;
		}
		if (insn->flow != FLOW_PLAIN && strcmp(insn->name, "b.mi"))
			return 0;
		if (n_written(insn) && is_reg(insn, 0, reg)) {
			if (!check_is(insn, "mov", "rr") && !check_is(insn, "and", "rrr") &&
			    !check_is(insn, "and", "rri"))
				return 0;
			reg = insn->operand[1].reg;
		}
	}
	return 0;
}

/* adrp, add, lsl of the index, and a load of [base + that]. */
static bool table(const struct check *check, uint32_t i, bool strict, uint64_t *address,
		  uint64_t *n)
{
	const struct machine_insn *insn = &check->insn[i];

	if (!check_is(insn, "adrp", "ri") || i + 3 >= check->n || !check_is(&insn[1], "add", "rri"))
		return false;
	*address = (uint64_t)insn->operand[1].v + (uint64_t)insn[1].operand[2].v;
	if (!check_is_data(check, *address))
		return false;
	*n = 0;
	for (unsigned k = 1; k <= 3; k++)
		if (strict && insn[k].entered)
			return true;
	if (is_reg(insn, 0, REG_SCRATCH) && is_reg(&insn[1], 0, REG_SCRATCH) &&
	    is_reg(&insn[1], 1, REG_SCRATCH) && check_is(&insn[2], "lsl", "rri") &&
	    is_reg(&insn[2], 0, REG_ADDRESS) && insn[2].operand[2].v == 3 &&
	    check_is(&insn[3], "ldr", "rm") && insn[3].operand[1].reg == REG_SCRATCH &&
	    insn[3].operand[1].index == REG_ADDRESS)
		*n = bound_of(check, i, insn[2].operand[1].reg, strict);
	return true;
}

/* br to what was loaded from a table, of which check_table judges the rest. */
static bool is_switch(const struct check *check, uint32_t i)
{
	uint64_t address, n;

	return i >= 4 && is_reg(&check->insn[i], 0, REG_SCRATCH) && !check->insn[i].entered &&
	       is_reg(&check->insn[i - 1], 0, REG_SCRATCH) &&
	       table(check, i - 4, true, &address, &n) && n;
}

/* ---- constants ---- */

static uint64_t shifted(const struct operand *op)
{
	return (uint64_t)op->v << op->shift;
}

/*
 * A constant in a register: movz or movn, then movk; or a run of ones.  Return: how many
 * instructions it takes, or 0; *@v.
 */
static uint32_t constant(const struct check *check, uint32_t i, uint64_t *v)
{
	const struct machine_insn *insn = &check->insn[i];
	uint32_t n = 1;

	if (check_is(insn, "movz", "ri"))
		*v = shifted(&insn->operand[1]);
	else if (check_is(insn, "movn", "ri"))
		*v = ~shifted(&insn->operand[1]);
	else if (check_is(insn, "mov", "ri")) /* orr of nothing and a run of ones */
		*v = (uint64_t)insn->operand[1].v;
	else
		return 0;
	for (; i + n < check->n && !insn[n].entered && check_is(&insn[n], "movk", "ri") &&
	       is_reg(&insn[n], 0, insn->operand[0].reg); n++) {
		const struct operand *half = &insn[n].operand[1];

		*v = (*v & ~(UINT64_C(0xffff) << half->shift)) | shifted(half);
	}
	return n;
}

/* Behind a constant in @reg: a key, and eor reg, reg, key.  Return: as above. */
static uint32_t hidden(const struct check *check, uint32_t i, unsigned reg)
{
	const struct machine_insn *eor;
	uint64_t key;
	uint32_t n;

	if (i >= check->n || check->insn[i].entered)
		return 0;
	n = constant(check, i, &key);
	if (!n || !key || !is_reg(&check->insn[i], 0, REG_KEY) || i + n >= check->n)
		return 0;
	eor = &check->insn[i + n];
	return !eor->entered && check_is(eor, "eor", "rrr") && is_reg(eor, 0, reg) &&
			       is_reg(eor, 1, reg) && is_reg(eor, 2, REG_KEY)
		       ? n + 1
		       : 0;
}

/* Offsets of accesses, and the budget, are not hidden. */
static bool is_offset(const struct check *check, uint32_t i, unsigned reg)
{
	const struct machine_insn *insn = &check->insn[i];

	if (i >= check->n || insn->entered)
		return false;
	if (reg == REG_ADDRESS)
		return insn->n_operands == 2 && insn->operand[1].kind == 'm' &&
		       insn->operand[1].index == REG_ADDRESS;
	return reg == REG_KEY && is_reg(insn, 2, REG_KEY) &&
	       ((check_is(insn, "add", "rrr") &&
		 (is_reg(insn, 0, REG_ADDRESS) || is_reg(insn, 0, REG_BUDGET))) ||
		(check_is(insn, "adds", "rrr") && is_reg(insn, 0, REG_BUDGET)));
}

static bool takes_imm(const struct machine_insn *insn)
{
	return check_is(insn, "add", "rri") || check_is(insn, "sub", "rri") ||
	       check_is(insn, "subs", "rri") || check_is(insn, "cmp", "ri") ||
	       check_is(insn, "cmn", "ri") || check_is(insn, "tst", "ri") ||
	       check_is(insn, "and", "rri") || check_is(insn, "orr", "rri") ||
	       check_is(insn, "eor", "rri");
}

/* A frame, the budget, an access's address, the low part of an address of code. */
static bool may_be_seen(const struct check *check, uint32_t i)
{
	const struct machine_insn *insn = &check->insn[i];
	int64_t v = (int64_t)shifted(&insn->operand[insn->n_operands - 1]);

	if (v == (uint32_t)v) /* of 32 bits, which small negative ones are shown as */
		v = check_small((int32_t)v) ? (int32_t)v : v;
	return check_small(v) || v == 128 ||
	       (check_is(insn, "cmp", "ri") && check_is_last(v)) || is_reg(insn, 0, ARM64_REG_SP) ||
	       is_reg(insn, 0, REG_BUDGET) || is_reg(insn, 0, REG_ADDRESS) ||
	       (i && check_is(insn - 1, "adrp", "ri"));
}

static void constants(struct check *check)
{
	uint32_t i = 0;

	while (i < check->n) {
		uint64_t v;
		uint32_t n = constant(check, i, &v);
		unsigned reg = check->insn[i].operand[0].reg;
		uint32_t covered = n ? hidden(check, i + n, reg) : 0;

		if (!n && takes_imm(&check->insn[i]) && !may_be_seen(check, i))
			check_complain(check, i, "%s: the constant is not hidden",
				       check->insn[i].name);
		if (n && !covered && !check_small((int64_t)v) && !is_offset(check, i + n, reg) &&
		    !check_is_own(check, v))
			check_complain(check, i, "%s: the constant 0x%llx is not hidden",
				       check->insn[i].name, (unsigned long long)v);
		i += n ? n + covered : 1;
	}
}

/* ---- indirect branches ---- */

/* blr x16, right behind the constant that is a function's address. */
static bool is_far_call(const struct check *check, uint32_t i)
{
	uint32_t first = i;
	uint64_t v;

	if (!is_reg(&check->insn[i], 0, REG_FAR) || check->insn[i].entered)
		return false;
	while (first && !check->insn[first].entered &&
	       check_is(&check->insn[first - 1], "movk", "ri"))
		first--;
	return first && constant(check, first - 1, &v) == i - first + 1 &&
	       is_reg(&check->insn[first - 1], 0, REG_FAR) && check_may_call(check, v);
}

/* blr x9, in front of the functions: x9 is the helper's second argument. */
static bool is_callback(const struct check *check, uint32_t i)
{
	uint32_t j = i;

	if (!check_in_front(check, i) || !is_reg(&check->insn[i], 0, REG_SCRATCH))
		return false;
	while (j-- > 0) {
		const struct machine_insn *insn = &check->insn[j];

		if (insn[1].entered || insn->flow != FLOW_PLAIN)
			return false;
		if (is_reg(insn, 0, REG_SCRATCH) && check_is(insn, "mov", "rr"))
			return is_reg(insn, 1, ARM64_REG_X1);
		if (is_reg(insn, 0, REG_SCRATCH) && !check_is(insn, "str", "rm"))
			return false;
	}
	return false;
}

static bool drops_frame(const struct machine_insn *insn)
{
	return check_is(insn, "ldp", "rrmi") ||
	       (check_is(insn, "add", "rri") && is_reg(insn, 0, ARM64_REG_SP));
}

/* The next program of a tail call: run->next moves to run->binding, whose enter it is. */
static bool is_tail_call(const struct check *check, uint32_t i)
{
	const struct machine_insn *insn = &check->insn[i];
	uint32_t j = i;

	if (i < 5 || !is_reg(insn, 0, REG_FAR) || !check_is(insn - 1, "ldr", "rm") ||
	    !is_reg(insn - 1, 0, REG_FAR) ||
	    !is_at(insn - 1, 1, REG_SCRATCH, offsetof(struct binding, enter)))
		return false;
	for (j--; j > 4 && drops_frame(&check->insn[j - 1]);)
		j--;
	for (uint32_t k = j - 3; k <= i; k++)
		if (check->insn[k].entered)
			return false;
	insn = &check->insn[j] - 4;
	return check_is(&insn[0], "mov", "rr") && is_reg(&insn[0], 0, ARM64_REG_X0) &&
	       is_reg(&insn[0], 1, REG_RUN) &&
	       check_is(&insn[1], "ldr", "rm") && is_reg(&insn[1], 0, REG_SCRATCH) &&
	       is_at(&insn[1], 1, ARM64_REG_X0, RUN(next)) &&
	       check_is(&insn[2], "str", "rm") && is_reg(&insn[2], 0, REG_SCRATCH) &&
	       is_at(&insn[2], 1, ARM64_REG_X0, RUN(binding)) &&
	       check_is(&insn[3], "str", "rm") && is_reg(&insn[3], 0, ARM64_REG_XZR) &&
	       is_at(&insn[3], 1, ARM64_REG_X0, RUN(next));
}

static bool loads_engine(const struct machine_insn *insn)
{
	return check_is(insn, "ldr", "rm") && is_reg(insn, 0, REG_SCRATCH) &&
	       is_at(insn, 1, REG_RUN, RUN(engine));
}

/* A run that is cut short: to what run->engine points to, which the entry wrote. */
static bool is_cut(const struct check *check, uint32_t i)
{
	const struct machine_insn *insn = &check->insn[i];

	return i >= 3 && is_reg(insn, 0, REG_SCRATCH) && !insn->entered && !insn[-1].entered &&
	       !insn[-2].entered && check_is(&insn[-1], "ldr", "rm") &&
	       is_reg(&insn[-1], 0, REG_SCRATCH) && is_at(&insn[-1], 1, ARM64_REG_SP, 0) &&
	       check_is(&insn[-2], "mov", "rr") && is_reg(&insn[-2], 0, ARM64_REG_SP) &&
	       is_reg(&insn[-2], 1, REG_SCRATCH) && loads_engine(&insn[-3]);
}

static void indirect(struct check *check, uint32_t i)
{
	const struct machine_insn *insn = &check->insn[i];

	if (insn->flow == FLOW_CALL ? is_far_call(check, i) || is_callback(check, i) :
				      is_tail_call(check, i) || is_cut(check, i) ||
				      is_switch(check, i))
		return;
	check_complain(check, i, "%s: an indirect branch outside the allowed sequences",
		       insn->name);
}

/* ---- registers that are the library's ---- */

static void check_sp(struct check *check, uint32_t i)
{
	const struct machine_insn *insn = &check->insn[i];

	if ((check_is(insn, "add", "rri") || check_is(insn, "sub", "rri")) &&
	    is_reg(insn, 1, ARM64_REG_SP))
		return;
	if (i && check_is(insn, "mov", "rr") && is_reg(insn, 1, REG_SCRATCH) && !insn->entered &&
	    loads_engine(insn - 1))
		return;
	check_complain(check, i, "%s changes the stack pointer", insn->name);
}

static void check_run(struct check *check, uint32_t i)
{
	const struct machine_insn *insn = &check->insn[i];

	if (check_is(insn, "ldp", "rrmi") ||
	    (check_is(insn, "mov", "rr") && is_reg(insn, 1, ARM64_REG_X0)))
		return;
	check_complain(check, i, "%s changes the run block's register", insn->name);
}

static void registers(struct check *check, uint32_t i)
{
	const struct machine_insn *insn = &check->insn[i];

	for (unsigned o = 0; o < n_written(insn); o++) {
		if (is_reg(insn, o, ARM64_REG_SP))
			check_sp(check, i);
		if (is_reg(insn, o, REG_RUN))
			check_run(check, i);
	}
	if (insn->writes_back && !is_reg(insn, 2, ARM64_REG_SP) &&
	    !(insn->n_operands > 2 && insn->operand[2].reg == ARM64_REG_SP))
		check_complain(check, i, "%s changes its base", insn->name);
}

const struct check_rules check_a64 = {
	.expected = expected,
	.n_expected = sizeof(expected) / sizeof(*expected),
	.convert = convert,
	.decode = decode_v81,
	.address = address,
	.jump_behind = 4,
	.table = table,
	.indirect = indirect,
	.registers = registers,
	.constants = constants,
};
