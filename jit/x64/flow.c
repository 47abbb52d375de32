/*
 * Control: jumps, calls, functions' beginnings and ends, how a run is cut short.
 *
 * A frame, downwards: return address, saved registers, [run], frame pointer,
 * the program's stack, [where to go when the run is cut short].  The last is
 * the entry's alone; run->engine points to it, so that a function deep inside
 * drops all frames at once.
 */
#include <assert.h>

#include "jit/x64/x64.h"

#define RUN(member) ((int32_t)offsetof(struct run, member))

const uint8_t x64_reg[N_IR_TEMPS] = { RAX, RDI, RSI, RDX, RCX, R8, RBX, R13, R14, R15, RBP,
				      [IR_RUN] = REG_RUN, [IR_T0] = SCRATCH2, [IR_T1] = SCRATCH };

static bool fix(uint8_t *field, unsigned size, int64_t distance)
{
	__builtin_memcpy(field, &distance, size);
	return size == 1 ? fits8(distance) : fits32(distance);
}

static void address(struct jit *jit, const struct ir_insn *insn)
{
	x64_rm(jit, X64_LEA, 64, x64_reg[insn->to], X64_RIP, 0);
	jit_fixup(jit, insn->a, 4);
}

/* ---- the budget ---- */

static int64_t number(const struct jit *jit, const struct ir_insn *insn)
{
	return (int64_t)ir_value(jit->ir, insn->a);
}

static void charge(struct jit *jit, int64_t n)
{
	if (n)
		x64_rm(jit, X64_LEA, 64, REG_BUDGET, REG_BUDGET, (int32_t)n);
}

/* Where the sum is negative the run ends. */
static void loop(struct jit *jit, int64_t n, uint32_t label)
{
	x64_ri(jit, X64_ADD_I, 64, REG_BUDGET, n);
	x64_jump_if(jit, CC_NS, label);
	x64_jump(jit, jit_label(jit, IR_LABEL_OUT));
}

void x64_store_budget(struct jit *jit)
{
	x64_rm(jit, X64_MOV, 64, REG_BUDGET, REG_RUN, RUN(budget));
}

void x64_load_budget(struct jit *jit)
{
	x64_rm(jit, X64_LOAD, 64, REG_BUDGET, REG_RUN, RUN(budget));
}

/* ---- jumps ---- */

static const uint8_t conditions[] = {
	[IR_JEQ] = CC_E,  [IR_JNE] = CC_NE,  [IR_JSET] = CC_NE, [IR_JCLEAR] = CC_E,
	[IR_JGT] = CC_A,  [IR_JGE] = CC_AE,  [IR_JLT] = CC_B,   [IR_JLE] = CC_BE,
	[IR_JSGT] = CC_G, [IR_JSGE] = CC_GE, [IR_JSLT] = CC_L,  [IR_JSLE] = CC_LE,
};

static void compare(struct jit *jit, const struct ir_insn *insn)
{
	bool is_imm = ir_is_constant(insn->b), bits = insn->op == IR_JSET || insn->op == IR_JCLEAR;
	unsigned a = x64_reg[insn->a], b = SCRATCH, width = insn->width;
	int64_t imm = 0;

	if (is_imm) {
		imm = (int64_t)ir_value(jit->ir, insn->b);
		imm = width == 32 ? (int32_t)imm : imm;
		is_imm = !jit_hides(jit, insn->b) && fits32(imm);
		if (!is_imm)
			x64_operand(jit, SCRATCH, width, insn->b);
	} else {
		b = x64_reg[insn->b];
	}
	if (!is_imm)
		x64_rr(jit, bits ? X64_TEST : X64_CMP, width, b, a);
	else if (bits)
		x64_ri(jit, X64_TEST_I, imm >= 0 ? 32 : width, a, imm);
	else if (imm == 0)
		x64_rr(jit, X64_TEST, width, a, a);
	else
		x64_ri(jit, X64_CMP_I, width, a, imm);
}

static void set_if(struct jit *jit, const struct ir_insn *insn)
{
	struct ir_insn jump = *insn;
	unsigned to = x64_reg[insn->to];

	jump.op = (uint8_t)(insn->op - IR_SETEQ + IR_JEQ);
	compare(jit, &jump);
	x64_put(jit, X64_SETCC, &(struct x64_op){ .width = 8, .rm = (uint8_t)to,
						  .second = conditions[jump.op] });
	x64_rr(jit, X64_MOVZX8, 32, to, to);
}

static void charge_if(struct jit *jit, const struct ir_insn *insn)
{
	x64_put(jit, X64_IMUL_I,
		&(struct x64_op){ .width = 64, .reg = SCRATCH, .rm = x64_reg[insn->a],
				  .imm = (int64_t)ir_value(jit->ir, insn->b) });
	x64_rr(jit, X64_ADD, 64, SCRATCH, REG_BUDGET);
}

static void jump_if(struct jit *jit, const struct ir_insn *insn)
{
	compare(jit, insn);
	x64_jump_if(jit, conditions[insn->op], insn->to);
}

/* ---- tables ---- */

/* The entry is loaded, added to the budget, tested with it, gone to. */
static void table(struct jit *jit, const struct ir_insn *insn)
{
	struct x64_op op = { .width = 64, .memory = true, .rm = SCRATCH, .indexed = true,
			     .index = x64_reg[insn->a], .scale = 3 };

	x64_data(jit, SCRATCH, &jit->data[jit->ir->tables[insn->b].first]);
	if (insn->op == IR_TABLE)
		op.reg = x64_reg[insn->to];
	else if (insn->op != IR_SWITCH)
		op.reg = REG_BUDGET;
	x64_put(jit, insn->op == IR_TABLE     ? X64_LOAD :
		     insn->op == IR_CHARGE_AT ? X64_ADD_LOAD :
		     insn->op == IR_CHECK_AT  ? X64_TEST :
						X64_JMP_M, &op);
	if (insn->op == IR_CHECK_AT)
		x64_jump_if(jit, CC_S, jit_label(jit, IR_LABEL_OUT));
}

/* ---- frames ---- */

static bool saves(const struct jit_func *func, unsigned reg)
{
	return func->saved & 1u << reg;
}

static unsigned n_pushes(const struct jit_func *func)
{
	return (unsigned)__builtin_popcount(func->saved) + func->is_entry + func->uses_fp;
}

/* Bytes below the saved registers: calls find the stack aligned to 16. */
static int32_t stack_size(const struct jit_func *func)
{
	uint32_t size = func->uses_fp ? func->frame : 0;

	size += 8 * (func->is_entry && func->cuts);
	return (int32_t)(size + (8 + 8 * n_pushes(func) + size) % 16);
}

/* DWARF's numbers of the first eight differ, of the others not. */
static unsigned dwarf_reg(unsigned reg)
{
	static const uint8_t number[] = { 0, 2, 1, 3, 7, 6, 4, 5 };

	return reg < sizeof(number) ? number[reg] : reg;
}

/* @size bytes lie between rsp and the CFA. */
static void unwind_size(struct jit *jit, int32_t size)
{
	jit_unwind(jit, UNWIND_CFA, dwarf_reg(RSP), size);
}

/* Return: @size and what was pushed. */
static int32_t push(struct jit *jit, unsigned reg, int32_t size)
{
	x64_r(jit, X64_PUSH, 64, reg);
	unwind_size(jit, size + 8);
	jit_unwind(jit, UNWIND_SAVED, dwarf_reg(reg), -size - 8);
	return size + 8;
}

static int32_t pop(struct jit *jit, unsigned reg, int32_t size)
{
	x64_r(jit, X64_POP, 64, reg);
	unwind_size(jit, size - 8);
	jit_unwind(jit, UNWIND_BACK, dwarf_reg(reg), 0);
	return size - 8;
}

static void func_unwind(struct jit *jit)
{
	jit_unwind(jit, UNWIND_FUNC, 0, 0);
	unwind_size(jit, 8);
	jit_unwind(jit, UNWIND_SAVED, 16, -8); /* the return address */
}

/* The one instruction behind it leaves the function: end_frame. */
static void drop_stack(struct jit *jit, const struct jit_func *func)
{
	int32_t size = (int32_t)(8 + 8 * n_pushes(func));

	jit_unwind(jit, UNWIND_REMEMBER, 0, 0);
	if (stack_size(func))
		x64_ri(jit, X64_ADD_I, 64, RSP, stack_size(func));
	unwind_size(jit, size);
	if (func->uses_fp)
		size = pop(jit, RBP, size);
	if (func->is_entry)
		size = pop(jit, REG_RUN, size);
	for (unsigned reg = 9; reg >= 6; reg--)
		if (saves(func, reg))
			size = pop(jit, x64_reg[reg], size);
}

static void end_frame(struct jit *jit)
{
	jit_unwind(jit, UNWIND_RECALL, 0, 0);
}

static void ret(struct jit *jit)
{
	x64_none(jit, X64_RET, 32);
	end_frame(jit);
}

static void func_begin(struct jit *jit)
{
	const struct jit_func *func = jit_func(jit);
	int32_t size = 8;

	func_unwind(jit);
	for (unsigned reg = 6; reg <= 9; reg++)
		if (saves(func, reg))
			size = push(jit, x64_reg[reg], size);
	if (func->is_entry)
		size = push(jit, REG_RUN, size);
	if (func->uses_fp) {
		size = push(jit, RBP, size);
		x64_move(jit, 64, RBP, RSP);
	}
	if (stack_size(func))
		x64_ri(jit, X64_SUB_I, 64, RSP, stack_size(func));
	unwind_size(jit, size + stack_size(func));
	if (!func->is_entry)
		return;
	x64_move(jit, 64, REG_RUN, RDI);
	if (func->cuts) {
		x64_rm(jit, X64_LEA, 64, RAX, X64_RIP, 0);
		jit_fixup(jit, jit_label(jit, IR_LABEL_CUT), 4);
		x64_rm(jit, X64_MOV, 64, RAX, RSP, 0);
		x64_rm(jit, X64_MOV, 64, RSP, REG_RUN, RUN(engine));
		x64_rm(jit, X64_LEA, 64, RAX, X64_RIP, 0);
		jit_fixup(jit, JIT_BEGIN, 4);
		x64_rm(jit, X64_MOV, 64, RAX, REG_RUN, RUN(call));
	}
	x64_load_budget(jit);
	x64_rm(jit, X64_LOAD, 64, RDI, REG_RUN, RUN(ctx));
}

static void leave(struct jit *jit, int64_t n)
{
	const struct jit_func *func = jit_func(jit);

	if (func->is_entry) {
		charge(jit, n);
		x64_store_budget(jit);
	} else {
		x64_ri(jit, X64_ADD_I, 64, REG_BUDGET, n);
		x64_jump_if(jit, CC_S, jit_label(jit, IR_LABEL_OUT));
	}
	drop_stack(jit, func);
	ret(jit);
}

/* ---- calls ---- */

static void call(struct jit *jit, const struct ir_insn *insn)
{
	x64_store_budget(jit);
	x64_move(jit, 64, R9, REG_RUN);
	x64_call_out(jit, (const void *)(uintptr_t)ir_value(jit->ir, insn->a));
	if (insn->off & IR_CALL_LEAVES) {
		x64_mi(jit, X64_CMP_I, 32, REG_RUN, RUN(status), RUN_OK);
		x64_jump_if(jit, CC_NE, jit_label(jit, IR_LABEL_CUT));
	}
	if (insn->off & IR_CALL_TAILS) {
		x64_mi(jit, X64_CMP_I, 64, REG_RUN, RUN(next), 0);
		x64_jump_if(jit, CC_NE, jit_label(jit, IR_LABEL_TAIL));
	}
	x64_load_budget(jit);
}

static void call_func(struct jit *jit, const struct ir_insn *insn)
{
	x64_none(jit, X64_CALL_NEAR, 32);
	x64_put_distance(jit, 0, 4);
	jit_fixup(jit, insn->to, 4);
}

/* ---- how a run is cut short ---- */

/* Go on in run->next; from the entry nothing of this program is left. */
static void tail(struct jit *jit)
{
	const struct jit_func *func = jit_func(jit);

	x64_move(jit, 64, RDI, REG_RUN);
	if (func->is_entry) {
		x64_rm(jit, X64_LOAD, 64, RAX, RDI, RUN(next));
		x64_rm(jit, X64_MOV, 64, RAX, RDI, RUN(binding));
		x64_mi(jit, X64_MOV_I, 64, RDI, RUN(next), 0);
		drop_stack(jit, func);
		x64_rm(jit, X64_JMP_M, 64, 0, RAX, offsetof(struct binding, enter));
		end_frame(jit);
		return;
	}
	x64_call_out(jit, (const void *)(uintptr_t)run_follow);
	x64_load_budget(jit);
	x64_mi(jit, X64_CMP_I, 32, REG_RUN, RUN(status), RUN_OK);
	x64_jump_if(jit, CC_NE, jit_label(jit, IR_LABEL_CUT));
	drop_stack(jit, func);
	ret(jit);
}

static void end_run(struct jit *jit, void (*end)(struct run *))
{
	x64_move(jit, 64, RDI, REG_RUN);
	x64_call_out(jit, (const void *)(uintptr_t)end);
	x64_jump(jit, jit_label(jit, IR_LABEL_CUT));
}

/* The entry is also come to by the others' return to what run->engine points to. */
static void cut(struct jit *jit)
{
	const struct jit_func *func = jit_func(jit);

	x64_constant(jit, RAX, 0);
	if (!func->is_entry || func->cuts)
		x64_rm(jit, X64_LOAD, 64, RSP, REG_RUN, RUN(engine));
	if (!func->is_entry) {
		x64_none(jit, X64_RET, 32);
		return;
	}
	drop_stack(jit, func);
	ret(jit);
}

/*
 * uint64_t call(run, func, args): how a helper calls a function of the program.
 * It saves what the functions may change, and whom a cut goes to meanwhile.
 */
static void begin(struct jit *jit)
{
	static const uint8_t saved[] = { RBX, RBP, R12, R13, R14, R15 };
	int32_t size = 8;
	uint8_t *back;

	func_unwind(jit);
	for (unsigned i = 0; i < sizeof(saved); i++)
		size = push(jit, saved[i], size);
	x64_move(jit, 64, REG_RUN, RDI);
	x64_rm(jit, X64_PUSH_M, 64, 0, REG_RUN, RUN(engine));
	unwind_size(jit, size + 8);
	x64_move(jit, 64, RAX, RSI);
	x64_rm(jit, X64_LEA, 64, RCX, X64_RIP, 0);
	back = jit->at;
	x64_r(jit, X64_PUSH, 64, RCX);
	unwind_size(jit, size + 16);
	x64_rm(jit, X64_MOV, 64, RSP, REG_RUN, RUN(engine));
	x64_ri(jit, X64_SUB_I, 64, RSP, 8);
	unwind_size(jit, size + 24);
	x64_load_budget(jit);
	x64_rm(jit, X64_LOAD, 64, RDI, RDX, 0);
	x64_rm(jit, X64_LOAD, 64, RSI, RDX, 8);
	x64_rm(jit, X64_LOAD, 64, RCX, RDX, 24);
	x64_rm(jit, X64_LOAD, 64, R8, RDX, 32);
	x64_rm(jit, X64_LOAD, 64, RDX, RDX, 16);
	x64_r(jit, X64_CALL_R, 64, RAX);
	x64_store_budget(jit);
	x64_ri(jit, X64_ADD_I, 64, RSP, 16);
	fix(back - 4, 4, jit->at - back);
	unwind_size(jit, size + 8);
	x64_rm(jit, X64_POP_M, 64, 0, REG_RUN, RUN(engine));
	unwind_size(jit, size);
	for (unsigned i = sizeof(saved); i-- > 0;)
		size = pop(jit, saved[i], size);
	x64_none(jit, X64_RET, 32);
}

/* ---- by operation ---- */

static void emit_flow(struct jit *jit, const struct ir_insn *insn)
{
	switch (insn->op) {
	case IR_JUMP: x64_jump(jit, insn->to); break;
	case IR_TABLE: case IR_CHARGE_AT: case IR_CHECK_AT: case IR_SWITCH: table(jit, insn); break;
	case IR_CASE: break;
	case IR_CHARGE_IF: charge_if(jit, insn); break;
	case IR_CHARGE: charge(jit, number(jit, insn)); break;
	case IR_LOOP: loop(jit, number(jit, insn), insn->to); break;
	case IR_CALL: call(jit, insn); break;
	case IR_CALL_FUNC: call_func(jit, insn); break;
	case IR_ADDRESS: address(jit, insn); break;
	case IR_LEAVE: leave(jit, number(jit, insn)); break;
	case IR_FUNC: func_begin(jit); break;
	case IR_OUT: end_run(jit, jit_out_of_budget); break;
	case IR_UNREACHABLE: end_run(jit, jit_unreachable); break;
	case IR_TAIL: tail(jit); break;
	case IR_CUT: cut(jit); break;
	case IR_FENCE: break; /* loads are not reordered with loads */
	default: assert(insn->op == IR_NOP);
	}
}

static void emit(struct jit *jit, const struct ir_insn *insn)
{
	switch (ir_form(insn)) {
	case IR_FORM_MOVE: case IR_FORM_BINARY:
		if (insn->op >= IR_SETEQ && insn->op <= IR_SETCLEAR)
			set_if(jit, insn);
		else
			x64_alu(jit, insn);
		break;
	case IR_FORM_LOAD: case IR_FORM_STORE: case IR_FORM_FETCH: case IR_FORM_EXCHANGE:
	case IR_FORM_LOAD_AT: case IR_FORM_STORE_AT:
		x64_access(jit, insn);
		break;
	case IR_FORM_JUMP_IF: jump_if(jit, insn); break;
	default: emit_flow(jit, insn);
	}
}

/* ---- how much it can be ---- */

static bool has_constant(const struct ir_insn *insn, uint32_t *ref)
{
	*ref = ir_form(insn) == IR_FORM_MOVE ? insn->a : insn->b;
	return ir_is_constant(*ref);
}

/* Most bytes where there is no constant, or one that fits a byte. */
static const uint8_t sizes[N_IR_OPS] = {
	[IR_MOV] = 7, /* a constant that fits a byte, too */
	[IR_NEG] = 6, [IR_NOT] = 6, [IR_MOVSX8] = 4, [IR_MOVSX16] = 4, [IR_MOVSX32] = 3,
	[IR_ZX16] = 8, [IR_SWAP16] = 12, [IR_SWAP32] = 6, [IR_SWAP64] = 6,
	[IR_ADD] = 8, [IR_SUB] = 4, [IR_OR] = 4, [IR_AND] = 4, [IR_XOR] = 4, [IR_MUL] = 4,
	[IR_DIV] = 95, [IR_SDIV] = 100, [IR_MOD] = 95, [IR_SMOD] = 100,
	[IR_LSH] = 12, [IR_RSH] = 12, [IR_ARSH] = 12, [IR_ROL] = 4,
	[IR_ATOMIC_ADD] = 9, [IR_ATOMIC_OR] = 9, [IR_ATOMIC_AND] = 9, [IR_ATOMIC_XOR] = 9,
	[IR_FETCH_ADD] = 10, [IR_FETCH_OR] = 70, [IR_FETCH_AND] = 70, [IR_FETCH_XOR] = 70,
	[IR_XCHG] = 9, [IR_CMPXCHG] = 14,
	[IR_JUMP] = 5, [IR_CHARGE] = 8, [IR_LOOP] = 18, [IR_CALL] = 70, [IR_CALL_FUNC] = 5,
	[IR_ADDRESS] = 7, [IR_LEAVE] = 50, [IR_FUNC] = 90, [IR_OUT] = 24, [IR_TAIL] = 90,
	[IR_UNREACHABLE] = 24, [IR_CUT] = 50,
	[IR_SETEQ ... IR_SETCLEAR] = 16, [IR_CHARGE_IF] = 10,
	[IR_TABLE] = 11, [IR_CHARGE_AT] = 11, [IR_CHECK_AT] = 17, [IR_SWITCH] = 11,
};

static uint32_t most(const struct jit *jit, const struct ir_insn *insn)
{
	uint32_t n = sizes[insn->op], ref;

	switch (ir_form(insn)) {
	case IR_FORM_LOAD: n = fits8(insn->off) ? 6 : 9; break;
	case IR_FORM_LOAD_AT: return fits8(insn->off) ? 7 : 10;
	case IR_FORM_STORE_AT: n = fits8(insn->off) ? 10 : 13; break;
	case IR_FORM_STORE: n += insn->op < IR_ATOMIC_ADD ? (fits8(insn->off) ? 9 : 12) : 0; break;
	case IR_FORM_JUMP_IF: n = 6 + (insn->op == IR_JSET || insn->op == IR_JCLEAR ? 7 : 4); break;
	case IR_FORM_NONE: case IR_FORM_LABEL: return n;
	default: break;
	}
	if (ir_form(insn) < IR_FORM_JUMP && has_constant(insn, &ref) &&
	    !fits8((int64_t)ir_value(jit->ir, ref)))
		n += jit_hides(jit, ref) ? 35 : fits32((int64_t)ir_value(jit->ir, ref)) ? 4 : 13;
	return n;
}

/* Divisions and loops around cmpxchg need the second scratch register. */
static uint16_t loses(const struct ir_insn *insn)
{
	switch (insn->op) {
	case IR_DIV: case IR_SDIV: case IR_MOD: case IR_SMOD:
	case IR_FETCH_OR: case IR_FETCH_AND: case IR_FETCH_XOR: return 1u << IR_T0;
	default: return 0;
	}
}

/* Any access has any scale and offset. */
static bool indexes(const struct ir_insn *access, unsigned scale)
{
	(void)access, (void)scale;
	return true;
}

const struct jit_target x64_target = {
	.machine = JIT_X64,
	.trap = 0xcc, /* int3 */
	.adds_in_memory = true,
	.indexes = indexes,
	.temps = 0x3ff | 1u << IR_T0,
	.loses = loses,
	.begin = begin,
	.begin_size = 192,
	.emit = emit,
	.most = most,
	.fix = fix,
};
