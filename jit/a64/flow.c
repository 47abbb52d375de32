/*
 * Control: jumps, calls, functions' beginnings and ends, how a run is cut short.
 *
 * A frame, downwards: frame pointer and return address, saved registers in
 * pairs, the program's stack, [where to go when the run is cut short].  The
 * last is the entry's alone; run->engine points to it, so that a function deep
 * inside drops all frames at once.
 */
#include <assert.h>

#include "jit/a64/a64.h"

#define RUN(member) ((int64_t)offsetof(struct run, member))

enum { SIZE4 = 2, SIZE8 = 3 };

const uint8_t a64_reg[N_IR_TEMPS] = { REG_R0, X0, X1, X2, X3, X4, X19, X20, X21, X22, REG_R10,
				      [IR_RUN] = REG_RUN, [IR_T0] = REG_T0, [IR_T1] = REG_T1 };

static void load(struct jit *jit, unsigned rt, unsigned base, int64_t off)
{
	a64_memory(jit, A64_LOAD, SIZE8, rt, base, off);
}

static void store(struct jit *jit, unsigned rt, unsigned base, int64_t off)
{
	a64_memory(jit, A64_STORE, SIZE8, rt, base, off);
}

static void jump_to(struct jit *jit, enum a64_id id, unsigned rn)
{
	a64_put(jit, id, &(struct a64_op){ .rn = (uint8_t)rn });
}

static bool fix(uint8_t *field, unsigned size, int64_t distance)
{
	uint32_t word;
	bool ok;

	__builtin_memcpy(&word, field, sizeof(word));
	ok = a64_set_distance(&word, distance + size, (uintptr_t)field);
	__builtin_memcpy(field, &word, sizeof(word));
	return ok;
}

/* ---- the budget ---- */

static int64_t number(const struct jit *jit, const struct ir_insn *insn)
{
	return (int64_t)ir_value(jit->ir, insn->a);
}

static void charge(struct jit *jit, int64_t n)
{
	if (n)
		a64_add(jit, REG_BUDGET, REG_BUDGET, n);
}

/* Add, and compare the sum with 0. */
static void charge_and_test(struct jit *jit, int64_t n)
{
	if (a64_is_imm12(-n)) {
		a64_imm(jit, A64_SUBS_I, 64, REG_BUDGET, REG_BUDGET, -n);
		return;
	}
	a64_constant(jit, KEY, (uint64_t)n);
	a64_rrr(jit, A64_ADDS, 64, REG_BUDGET, REG_BUDGET, KEY);
}

static void store_budget(struct jit *jit)
{
	store(jit, REG_BUDGET, REG_RUN, RUN(budget));
}

static void load_budget(struct jit *jit)
{
	load(jit, REG_BUDGET, REG_RUN, RUN(budget));
}

/* ---- jumps ---- */

static const uint8_t conditions[] = {
	[IR_JEQ] = A64_EQ,  [IR_JNE] = A64_NE,  [IR_JSET] = A64_NE, [IR_JCLEAR] = A64_EQ,
	[IR_JGT] = A64_HI,  [IR_JGE] = A64_HS,  [IR_JLT] = A64_LO,  [IR_JLE] = A64_LS,
	[IR_JSGT] = A64_GT, [IR_JSGE] = A64_GE, [IR_JSLT] = A64_LT, [IR_JSLE] = A64_LE,
};

static bool test_bits(struct jit *jit, unsigned width, unsigned a, uint32_t mask)
{
	struct a64_op op = { .width = (uint8_t)width, .rd = XZR, .rn = (uint8_t)a };

	if (jit_hides(jit, mask) || !a64_set_logical(&op, ir_value(jit->ir, mask)))
		return false;
	a64_put(jit, A64_ANDS_I, &op);
	return true;
}

static void compare(struct jit *jit, const struct ir_insn *insn)
{
	bool bits = insn->op == IR_JSET || insn->op == IR_JCLEAR;
	unsigned a = a64_reg[insn->a], b = SCRATCH, width = insn->width;
	int64_t imm, magnitude;

	if (ir_is_constant(insn->b)) {
		imm = (int64_t)ir_value(jit->ir, insn->b);
		imm = width == 32 ? (int32_t)imm : imm;
		magnitude = imm < 0 ? -imm : imm;
		if (!bits && a64_is_imm12(magnitude) && !jit_hides(jit, insn->b)) {
			a64_imm(jit, imm < 0 ? A64_ADDS_I : A64_SUBS_I, width, XZR, a, magnitude);
			return;
		}
		if (bits && test_bits(jit, width, a, insn->b))
			return;
		a64_operand(jit, SCRATCH, 64, insn->b);
	} else {
		b = a64_reg[insn->b];
	}
	a64_rrr(jit, bits ? A64_ANDS : A64_SUBS, width, XZR, a, b);
}

/* By whether a register is 0, which takes no comparison. */
static bool jump_by_zero(struct jit *jit, const struct ir_insn *insn)
{
	bool is_zero = ir_is_constant(insn->b) && !ir_value(jit->ir, insn->b);

	if (!is_zero || (insn->op != IR_JEQ && insn->op != IR_JNE) ||
	    !a64_is_near(jit, insn->to))
		return false;
	a64_put(jit, insn->op == IR_JEQ ? A64_CBZ : A64_CBNZ,
		&(struct a64_op){ .width = insn->width, .rd = a64_reg[insn->a] });
	jit_fixup(jit, insn->to, 4);
	return true;
}

static void set_if(struct jit *jit, const struct ir_insn *insn)
{
	struct ir_insn jump = *insn;

	jump.op = (uint8_t)(insn->op - IR_SETEQ + IR_JEQ);
	compare(jit, &jump);
	a64_put(jit, A64_CSET, &(struct a64_op){ .width = 64, .rd = a64_reg[insn->to],
						 .ra = conditions[jump.op] ^ 1 });
}

static void charge_if(struct jit *jit, const struct ir_insn *insn)
{
	a64_constant(jit, KEY, ir_value(jit->ir, insn->b));
	a64_put(jit, A64_MADD, &(struct a64_op){ .width = 64, .rd = REG_BUDGET, .rm = KEY,
						 .rn = a64_reg[insn->a], .ra = REG_BUDGET });
}

static void jump_if(struct jit *jit, const struct ir_insn *insn)
{
	if (jump_by_zero(jit, insn))
		return;
	compare(jit, insn);
	a64_jump_if(jit, conditions[insn->op], insn->to);
}

/* Where the sum is negative the run ends. */
static void loop(struct jit *jit, int64_t n, uint32_t label)
{
	charge_and_test(jit, n);
	a64_jump_if(jit, A64_PL, label);
	a64_jump(jit, jit_label(jit, IR_LABEL_OUT));
}

/* ---- tables ---- */

/* The entry is loaded, added to the budget, tested with it, gone to. */
static void table(struct jit *jit, const struct ir_insn *insn)
{
	unsigned to = insn->op == IR_TABLE ? a64_reg[insn->to] : SCRATCH;

	a64_data(jit, SCRATCH, &jit->data[jit->ir->tables[insn->b].first]);
	a64_put(jit, A64_UBFM, &(struct a64_op){ .width = 64, .rd = ADDRESS, .ra = 60, .rm = 61,
						 .rn = a64_reg[insn->a] }); /* lsl 3 */
	a64_put(jit, A64_LDR_X, &(struct a64_op){ .rd = (uint8_t)to, .rn = SCRATCH,
						  .rm = ADDRESS, .ra = SIZE8 });
	if (insn->op == IR_CHARGE_AT)
		a64_rrr(jit, A64_ADD, 64, REG_BUDGET, REG_BUDGET, SCRATCH);
	if (insn->op == IR_CHECK_AT) {
		a64_rrr(jit, A64_ANDS, 64, XZR, REG_BUDGET, SCRATCH);
		a64_jump_if(jit, A64_MI, jit_label(jit, IR_LABEL_OUT));
	}
	if (insn->op == IR_SWITCH)
		jump_to(jit, A64_BR, SCRATCH);
}

/* ---- frames ---- */

/* Registers that the function saves, in pairs; Return: how many pairs. */
static unsigned saved_pairs(const struct jit_func *func, uint8_t reg[8])
{
	unsigned n = 0;

	for (unsigned r = 6; r <= 9; r++)
		if (func->saved & 1u << r)
			reg[n++] = a64_reg[r];
	if (func->uses_fp)
		reg[n++] = REG_R10;
	if (func->is_entry) {
		reg[n++] = REG_RUN;
		reg[n++] = REG_BUDGET;
	}
	if (n % 2)
		reg[n++] = XZR;
	return n / 2;
}

static void push(struct jit *jit, unsigned first, unsigned second)
{
	a64_put(jit, A64_STP_PRE, &(struct a64_op){ .rd = (uint8_t)first, .rm = (uint8_t)second,
						    .rn = SP, .imm = -16 });
}

static void pop(struct jit *jit, unsigned first, unsigned second)
{
	a64_put(jit, A64_LDP_POST, &(struct a64_op){ .rd = (uint8_t)first, .rm = (uint8_t)second,
						     .rn = SP, .imm = 16 });
}

static void move_sp(struct jit *jit, unsigned rd, unsigned rn)
{
	a64_imm(jit, A64_ADD_I, 64, rd, rn, 0);
}

static int64_t stack_size(const struct jit_func *func)
{
	uint32_t size = func->uses_fp ? func->frame : 0;

	size += 16 * (func->is_entry && func->cuts);
	return (size + 15) & ~15u;
}

/* DWARF's numbers are the machine's; its stack pointer is 31. */
static void unwind_pair(struct jit *jit, enum unwind_kind kind, const uint8_t reg[2], int32_t v)
{
	for (int i = 0; i < 2; i++)
		if (reg[i] != XZR)
			jit_unwind(jit, kind, reg[i], v + 8 * i);
}

/* The one instruction behind it leaves the function: end_frame. */
static void drop_stack(struct jit *jit, const struct jit_func *func)
{
	static const uint8_t frame[] = { FP, LR };
	uint8_t reg[8];
	unsigned n = saved_pairs(func, reg);

	jit_unwind(jit, UNWIND_REMEMBER, 0, 0);
	if (stack_size(func))
		a64_imm(jit, A64_ADD_I, 64, SP, SP, stack_size(func));
	while (n-- > 0) {
		pop(jit, reg[2 * n], reg[2 * n + 1]);
		unwind_pair(jit, UNWIND_BACK, &reg[2 * n], 0);
	}
	pop(jit, FP, LR);
	jit_unwind(jit, UNWIND_CFA, SP, 0);
	unwind_pair(jit, UNWIND_BACK, frame, 0);
}

static void end_frame(struct jit *jit)
{
	jit_unwind(jit, UNWIND_RECALL, 0, 0);
}

static void ret(struct jit *jit)
{
	jump_to(jit, A64_RET, LR);
	end_frame(jit);
}

static void save_registers(struct jit *jit, const struct jit_func *func)
{
	static const uint8_t frame[] = { FP, LR };
	uint8_t reg[8];
	unsigned n = saved_pairs(func, reg);

	jit_unwind(jit, UNWIND_FUNC, 0, 0);
	jit_unwind(jit, UNWIND_CFA, SP, 0);
	push(jit, FP, LR);
	jit_unwind(jit, UNWIND_CFA, SP, 16);
	unwind_pair(jit, UNWIND_SAVED, frame, -16);
	move_sp(jit, FP, SP);
	jit_unwind(jit, UNWIND_CFA, FP, 16);
	for (unsigned i = 0; i < n; i++) {
		push(jit, reg[2 * i], reg[2 * i + 1]);
		unwind_pair(jit, UNWIND_SAVED, &reg[2 * i], -32 - 16 * (int32_t)i);
	}
}

static void func_begin(struct jit *jit)
{
	const struct jit_func *func = jit_func(jit);

	save_registers(jit, func);
	if (func->uses_fp)
		move_sp(jit, REG_R10, SP);
	if (stack_size(func))
		a64_imm(jit, A64_SUB_I, 64, SP, SP, stack_size(func));
	if (!func->is_entry)
		return;
	a64_move(jit, 64, REG_RUN, X0);
	if (func->cuts) {
		a64_address(jit, SCRATCH, jit_label(jit, IR_LABEL_CUT));
		store(jit, SCRATCH, SP, 0);
		move_sp(jit, SCRATCH, SP);
		store(jit, SCRATCH, REG_RUN, RUN(engine));
		a64_address(jit, SCRATCH, JIT_BEGIN);
		store(jit, SCRATCH, REG_RUN, RUN(call));
	}
	load_budget(jit);
	load(jit, X0, REG_RUN, RUN(ctx));
}

static void leave(struct jit *jit, int64_t n)
{
	const struct jit_func *func = jit_func(jit);

	if (func->is_entry) {
		charge(jit, n);
		store_budget(jit);
		a64_move(jit, 64, X0, REG_R0);
	} else {
		charge_and_test(jit, n);
		a64_jump_if(jit, A64_MI, jit_label(jit, IR_LABEL_OUT));
	}
	drop_stack(jit, func);
	ret(jit);
}

/* ---- calls ---- */

static void jump_unless_zero(struct jit *jit, unsigned width, int64_t off,
			     enum ir_func_label label)
{
	a64_memory(jit, A64_LOAD, width == 32 ? SIZE4 : SIZE8, SCRATCH, REG_RUN, off);
	a64_imm(jit, A64_SUBS_I, width, XZR, SCRATCH, 0);
	a64_jump_if(jit, A64_NE, jit_label(jit, label));
}

static void call(struct jit *jit, const struct ir_insn *insn)
{
	bool leaves = insn->off & IR_CALL_LEAVES;

	if (leaves)
		store_budget(jit);
	a64_move(jit, 64, X5, REG_RUN);
	a64_call_out(jit, (const void *)(uintptr_t)ir_value(jit->ir, insn->a));
	a64_move(jit, 64, REG_R0, X0);
	if (!leaves)
		return;
	jump_unless_zero(jit, 32, RUN(status), IR_LABEL_CUT);
	if (insn->off & IR_CALL_TAILS)
		jump_unless_zero(jit, 64, RUN(next), IR_LABEL_TAIL);
	load_budget(jit);
}

static void call_func(struct jit *jit, const struct ir_insn *insn)
{
	a64_put(jit, A64_BL, &(struct a64_op){ 0 });
	jit_fixup(jit, insn->to, 4);
}

/* ---- how a run is cut short ---- */

/* Go on in run->next; from the entry nothing of this program is left. */
static void tail(struct jit *jit)
{
	const struct jit_func *func = jit_func(jit);

	a64_move(jit, 64, X0, REG_RUN);
	if (func->is_entry) {
		load(jit, SCRATCH, X0, RUN(next));
		store(jit, SCRATCH, X0, RUN(binding));
		store(jit, XZR, X0, RUN(next));
		drop_stack(jit, func);
		load(jit, REG_FAR, SCRATCH, offsetof(struct binding, enter));
		jump_to(jit, A64_BR, REG_FAR);
		end_frame(jit);
		return;
	}
	a64_call_out(jit, (const void *)(uintptr_t)run_follow);
	a64_move(jit, 64, REG_R0, X0);
	load_budget(jit);
	jump_unless_zero(jit, 32, RUN(status), IR_LABEL_CUT);
	drop_stack(jit, func);
	ret(jit);
}

static void end_run(struct jit *jit, void (*end)(struct run *))
{
	a64_move(jit, 64, X0, REG_RUN);
	a64_call_out(jit, (const void *)(uintptr_t)end);
	a64_jump(jit, jit_label(jit, IR_LABEL_CUT));
}

/* The entry is also come to by the others, through what run->engine points to. */
static void cut(struct jit *jit)
{
	const struct jit_func *func = jit_func(jit);

	if (!func->is_entry || func->cuts) {
		load(jit, SCRATCH, REG_RUN, RUN(engine));
		move_sp(jit, SP, SCRATCH);
	}
	if (!func->is_entry) {
		load(jit, SCRATCH, SP, 0);
		jump_to(jit, A64_BR, SCRATCH);
		return;
	}
	a64_constant(jit, X0, 0);
	drop_stack(jit, func);
	ret(jit);
}

static const struct jit_func callback_frame = {
	.saved = 1 << 6 | 1 << 7 | 1 << 8 | 1 << 9, .uses_fp = true, .is_entry = true,
};

/*
 * uint64_t call(run, func, args): how a helper calls a function of the program.
 * It saves what the functions may change, and whom a cut goes to meanwhile.
 */
static void begin(struct jit *jit)
{
	uint8_t *back, *end;

	save_registers(jit, &callback_frame);
	a64_move(jit, 64, REG_RUN, X0);
	load(jit, SCRATCH, REG_RUN, RUN(engine));
	push(jit, SCRATCH, XZR);
	back = a64_address_here(jit, SCRATCH);
	push(jit, SCRATCH, XZR);
	move_sp(jit, SCRATCH, SP);
	store(jit, SCRATCH, REG_RUN, RUN(engine));
	load_budget(jit);
	a64_move(jit, 64, SCRATCH, X1);
	a64_move(jit, 64, SCRATCH2, X2);
	for (unsigned i = 0; i < 5; i++)
		load(jit, a64_reg[1 + i], SCRATCH2, 8 * i);
	jump_to(jit, A64_BLR, SCRATCH);
	store_budget(jit);
	a64_move(jit, 64, X0, REG_R0);
	end = jit->at;
	a64_imm(jit, A64_ADD_I, 64, SP, SP, 16);
	pop(jit, SCRATCH, XZR);
	store(jit, SCRATCH, REG_RUN, RUN(engine));
	drop_stack(jit, &callback_frame);
	ret(jit);
	a64_address_set(jit, back);
	a64_constant(jit, X0, 0);
	a64_put(jit, A64_B, &(struct a64_op){ .imm = end - jit->at });
}

/* ---- by operation ---- */

static void emit_flow(struct jit *jit, const struct ir_insn *insn)
{
	switch (insn->op) {
	case IR_NOP: break;
	case IR_FENCE: a64_put(jit, A64_DMB_ISHLD, &(struct a64_op){ 0 }); break;
	case IR_JUMP: a64_jump(jit, insn->to); break;
	case IR_TABLE: case IR_CHARGE_AT: case IR_CHECK_AT: case IR_SWITCH: table(jit, insn); break;
	case IR_CASE: break;
	case IR_CHARGE_IF: charge_if(jit, insn); break;
	case IR_CHARGE: charge(jit, number(jit, insn)); break;
	case IR_LOOP: loop(jit, number(jit, insn), insn->to); break;
	case IR_CALL: call(jit, insn); break;
	case IR_CALL_FUNC: call_func(jit, insn); break;
	case IR_ADDRESS: a64_address(jit, a64_reg[insn->to], insn->a); break;
	case IR_LEAVE: leave(jit, number(jit, insn)); break;
	case IR_FUNC: func_begin(jit); break;
	case IR_OUT: end_run(jit, jit_out_of_budget); break;
	case IR_UNREACHABLE: end_run(jit, jit_unreachable); break;
	case IR_TAIL: tail(jit); break;
	default: assert(insn->op == IR_CUT); cut(jit);
	}
}

static void emit(struct jit *jit, const struct ir_insn *insn)
{
	switch (ir_form(insn)) {
	case IR_FORM_MOVE: case IR_FORM_BINARY:
		if (insn->op >= IR_SETEQ && insn->op <= IR_SETCLEAR)
			set_if(jit, insn);
		else
			a64_alu(jit, insn);
		break;
	case IR_FORM_LOAD: case IR_FORM_STORE: case IR_FORM_FETCH: case IR_FORM_EXCHANGE:
		a64_access(jit, insn);
		break;
	case IR_FORM_LOAD_AT: case IR_FORM_STORE_AT: a64_indexed(jit, insn); break;
	case IR_FORM_JUMP_IF: jump_if(jit, insn); break;
	default: emit_flow(jit, insn);
	}
}

/* ---- how much it can be ---- */

/* Most instructions, without those of a constant, an offset, a number. */
static const uint8_t sizes[N_IR_OPS] = {
	[IR_MOV] = 1, [IR_NEG] = 1, [IR_NOT] = 1, [IR_MOVSX8] = 1, [IR_MOVSX16] = 1,
	[IR_MOVSX32] = 1, [IR_ZX16] = 1, [IR_SWAP16] = 2, [IR_SWAP32] = 1, [IR_SWAP64] = 1,
	[IR_ADD] = 1, [IR_SUB] = 1, [IR_OR] = 1, [IR_AND] = 1, [IR_XOR] = 1, [IR_MUL] = 1,
	[IR_DIV] = 8, [IR_SDIV] = 1, [IR_MOD] = 13, [IR_SMOD] = 2,
	[IR_LSH] = 1, [IR_RSH] = 1, [IR_ARSH] = 1, [IR_ROL] = 1,
	[IR_LOAD_X1] = 1, [IR_LOAD_X2] = 1, [IR_LOAD_X4] = 1, [IR_LOAD_X8] = 1,
	[IR_STORE_X1] = 1, [IR_STORE_X2] = 1, [IR_STORE_X4] = 1, [IR_STORE_X8] = 1,
	[IR_LOAD] = 1, [IR_LOAD_SX] = 1, [IR_LOAD_ACQUIRE] = 1, [IR_STORE] = 1,
	[IR_STORE_RELEASE] = 1,
	[IR_ATOMIC_ADD] = 5, [IR_ATOMIC_OR] = 5, [IR_ATOMIC_AND] = 5, [IR_ATOMIC_XOR] = 5,
	[IR_FETCH_ADD] = 6, [IR_FETCH_OR] = 6, [IR_FETCH_AND] = 6, [IR_FETCH_XOR] = 6,
	[IR_XCHG] = 6, [IR_CMPXCHG] = 7, [IR_FENCE] = 1,
	[IR_JUMP] = 1, [IR_CHARGE] = 1, [IR_LOOP] = 4, [IR_CALL] = 22, [IR_CALL_FUNC] = 1,
	[IR_ADDRESS] = 2, [IR_LEAVE] = 16, [IR_FUNC] = 22, [IR_OUT] = 8, [IR_TAIL] = 30,
	[IR_UNREACHABLE] = 8, [IR_CUT] = 16,
	[IR_SETEQ ... IR_SETCLEAR] = 2, [IR_CHARGE_IF] = 5,
	[IR_TABLE] = 4, [IR_CHARGE_AT] = 5, [IR_CHECK_AT] = 7, [IR_SWITCH] = 5,
};

enum { PLAIN = 4, HIDDEN = 9 }; /* instructions of a constant */

static uint32_t most(const struct jit *jit, const struct ir_insn *insn)
{
	uint32_t n = sizes[insn->op], ref = 0;

	switch (ir_form(insn)) {
	case IR_FORM_MOVE: case IR_FORM_CHARGE: case IR_FORM_LOOP: ref = insn->a; break;
	case IR_FORM_BINARY: case IR_FORM_STORE_AT: ref = insn->b; break;
	case IR_FORM_JUMP_IF:
		ref = insn->b;
		n = 3;
		break;
	case IR_FORM_STORE: ref = insn->b;
		/* fall through */
	case IR_FORM_LOAD: case IR_FORM_FETCH: case IR_FORM_EXCHANGE:
		n += insn->off ? PLAIN + 1 : 0;
		break;
	default: break;
	}
	if (ir_is_constant(ref))
		n += jit_hides(jit, ref) ? HIDDEN : PLAIN;
	return n * A64_INSN;
}

/* What operations need besides operands is nobody's. */
static uint16_t loses(const struct ir_insn *insn)
{
	(void)insn;
	return 0;
}

const struct jit_target a64_target = {
	.machine = JIT_A64,
	.trap = 0, /* udf #0 */
	.indexes = a64_indexes,
	.temps = 0x3ff | 1u << IR_T0,
	.loses = loses,
	.begin = begin,
	.begin_size = 256,
	.emit = emit,
	.most = most,
	.fix = fix,
};
