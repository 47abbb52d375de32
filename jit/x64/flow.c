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

const uint8_t x64_reg[N_REGS] = { RAX, RDI, RSI, RDX, RCX, R8, RBX, R13, R14, R15, RBP };

static bool fix(uint8_t *field, unsigned size, int64_t distance)
{
	__builtin_memcpy(field, &distance, size);
	return size == 1 ? fits8(distance) : fits32(distance);
}

static void func_address(struct jit *jit, unsigned dst, uint32_t label)
{
	x64_rm(jit, X64_LEA, 64, x64_reg[dst], X64_RIP, 0);
	jit_fixup(jit, label, 4);
}

/* ---- the budget ---- */

static void charge(struct jit *jit, int64_t n)
{
	if (n)
		x64_rm(jit, X64_LEA, 64, REG_BUDGET, REG_BUDGET, (int32_t)n);
}

/* Add what is negative; where the sum is negative the run ends. */
static void charge_and_check(struct jit *jit, int64_t n, uint32_t label)
{
	x64_ri(jit, X64_ADD_I, 64, REG_BUDGET, n);
	x64_jump_if(jit, CC_NS, label);
	x64_jump(jit, jit_stub(jit, STUB_OUT));
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
	[OP_JEQ] = CC_E,  [OP_JNE] = CC_NE,  [OP_JSET] = CC_NE, [OP_JGT] = CC_A,
	[OP_JGE] = CC_AE, [OP_JLT] = CC_B,   [OP_JLE] = CC_BE,  [OP_JSGT] = CC_G,
	[OP_JSGE] = CC_GE, [OP_JSLT] = CC_L, [OP_JSLE] = CC_LE,
};

static void compare(struct jit *jit, const struct insn *insn)
{
	const struct insn_info *info = insn_of(insn);
	unsigned dst = x64_reg[insn->dst], src = x64_reg[insn->src], width = info->width;
	bool is_imm = info->form == FORM_DST_IMM_JUMP, bits = info->op == OP_JSET;
	int64_t imm = (int32_t)insn->imm;

	if (is_imm && x64_hides(jit, imm)) {
		x64_blinded(jit, SCRATCH, width == 32 ? (uint32_t)imm : (uint64_t)imm);
		is_imm = false;
		src = SCRATCH;
	}
	if (!is_imm)
		x64_rr(jit, bits ? X64_TEST : X64_CMP, width, src, dst);
	else if (bits)
		x64_ri(jit, X64_TEST_I, imm >= 0 ? 32 : width, dst, imm);
	else if (imm == 0)
		x64_rr(jit, X64_TEST, width, dst, dst);
	else
		x64_ri(jit, X64_CMP_I, width, dst, imm);
}

static void jump(struct jit *jit, const struct jump *jump)
{
	if (jump->back) {
		charge_and_check(jit, jump->charge, jump->label);
		return;
	}
	charge(jit, jump->charge);
	x64_jump(jit, jump->label);
}

static void jump_if(struct jit *jit, const struct insn *insn, const struct jump *to)
{
	enum x64_cond cond = conditions[insn_of(insn)->op];
	uint8_t *skip;

	compare(jit, insn);
	if (!to->back) {
		charge(jit, to->charge);
		x64_jump_if(jit, cond, to->label);
		return;
	}
	skip = x64_skip_if(jit, cond ^ 1);
	jump(jit, to);
	x64_here(jit, skip);
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
		jit_fixup(jit, jit_stub(jit, STUB_CUT), 4);
		x64_rm(jit, X64_MOV, 64, RAX, RSP, 0);
		x64_rm(jit, X64_MOV, 64, RSP, REG_RUN, RUN(engine));
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
		x64_jump_if(jit, CC_S, jit_stub(jit, STUB_OUT));
	}
	drop_stack(jit, func);
	ret(jit);
}

/* ---- calls ---- */

static void call_helper(struct jit *jit, helper_fn *body, bool leaves, bool tail_calls)
{
	x64_store_budget(jit);
	x64_move(jit, 64, R9, REG_RUN);
	x64_call_out(jit, (const void *)(uintptr_t)body);
	if (leaves) {
		x64_mi(jit, X64_CMP_I, 32, REG_RUN, RUN(status), RUN_OK);
		x64_jump_if(jit, CC_NE, jit_stub(jit, STUB_CUT));
	}
	if (tail_calls) {
		x64_mi(jit, X64_CMP_I, 64, REG_RUN, RUN(next), 0);
		x64_jump_if(jit, CC_NE, jit_stub(jit, STUB_TAIL));
	}
	x64_load_budget(jit);
}

static void call_func(struct jit *jit, uint32_t label)
{
	x64_none(jit, X64_CALL_NEAR, 32);
	x64_put_distance(jit, 0, 4);
	jit_fixup(jit, label, 4);
}

static void ld_packet(struct jit *jit, const struct insn *insn, int64_t n)
{
	const struct insn_info *info = insn_of(insn);
	uint8_t *found;

	if (info->op == OP_IND) {
		if (x64_hides(jit, insn->imm)) {
			x64_blinded(jit, SCRATCH, (uint32_t)insn->imm);
			x64_rr(jit, X64_ADD, 32, x64_reg[insn->src], SCRATCH);
			x64_move(jit, 32, RSI, SCRATCH);
		} else {
			x64_rm(jit, X64_LEA, 32, RSI, x64_reg[insn->src], (int32_t)insn->imm);
		}
	} else {
		x64_blinded(jit, RSI, (uint32_t)insn->imm);
	}
	x64_move(jit, 64, RDI, x64_reg[6]);
	x64_constant(jit, RDX, info->width / 8);
	x64_store_budget(jit);
	x64_call_out(jit, (const void *)(uintptr_t)jit_ld_packet);
	x64_load_budget(jit);
	x64_rr(jit, X64_TEST, 64, RAX, RAX);
	found = x64_skip_if(jit, CC_NS);
	x64_constant(jit, RAX, 0);
	leave(jit, n);
	x64_here(jit, found);
}

/* ---- stubs ---- */

/* Go on in run->next; from the entry nothing of this program is left. */
static void stub_tail(struct jit *jit)
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
	x64_jump_if(jit, CC_NE, jit_stub(jit, STUB_CUT));
	drop_stack(jit, func);
	ret(jit);
}

static void stub_call(struct jit *jit, void (*end)(struct run *))
{
	x64_move(jit, 64, RDI, REG_RUN);
	x64_call_out(jit, (const void *)(uintptr_t)end);
	x64_jump(jit, jit_stub(jit, STUB_CUT));
}

/* The entry is also come to by the others' return to what run->engine points to. */
static void stub_cut(struct jit *jit)
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

static void stub(struct jit *jit, enum jit_stub stub)
{
	switch (stub) {
	case STUB_OUT: stub_call(jit, jit_out_of_budget); break;
	case STUB_UNREACHABLE: stub_call(jit, jit_unreachable); break;
	case STUB_TAIL: stub_tail(jit); break;
	default: stub_cut(jit);
	}
}

/*
 * uint64_t call(run, func, args): how a helper calls a function of the program.
 * It saves what the functions may change, and whom a cut goes to meanwhile.
 */
static void begin(struct jit *jit)
{
	static const uint8_t saved[] = { RBX, RBP, R12, R13, R14, R15 };
	int32_t size = 8;
	uint8_t *cut;

	func_unwind(jit);
	for (unsigned i = 0; i < sizeof(saved); i++)
		size = push(jit, saved[i], size);
	x64_move(jit, 64, REG_RUN, RDI);
	x64_rm(jit, X64_PUSH_M, 64, 0, REG_RUN, RUN(engine));
	unwind_size(jit, size + 8);
	x64_move(jit, 64, RAX, RSI);
	x64_rm(jit, X64_LEA, 64, RCX, X64_RIP, 0);
	cut = jit->at;
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
	fix(cut - 4, 4, jit->at - cut);
	unwind_size(jit, size + 8);
	x64_rm(jit, X64_POP_M, 64, 0, REG_RUN, RUN(engine));
	unwind_size(jit, size);
	for (unsigned i = sizeof(saved); i-- > 0;)
		size = pop(jit, saved[i], size);
	x64_none(jit, X64_RET, 32);
}

static void constant(struct jit *jit, unsigned dst, uint64_t v)
{
	x64_constant(jit, x64_reg[dst], v);
}

static void blinded(struct jit *jit, unsigned dst, uint64_t v)
{
	x64_blinded(jit, x64_reg[dst], v);
}

static void lane_base(struct jit *jit, unsigned dst, const struct bound_map *map)
{
	x64_lane_base(jit, x64_reg[dst], map);
}

/* Loads are not reordered with loads. */
static void fence(struct jit *jit)
{
	(void)jit;
}

const struct jit_target x64_target = {
	.machine = JIT_X64,
	.trap = 0xcc, /* int3 */
	.insn_size = 192,
	.func_size = 640,
	.begin = begin,
	.func_begin = func_begin,
	.stub = stub,
	.alu = x64_alu,
	.constant = constant,
	.blinded = blinded,
	.func_address = func_address,
	.lane_base = lane_base,
	.access = x64_access,
	.fence = fence,
	.jump_if = jump_if,
	.jump = jump,
	.charge = charge,
	.call_helper = call_helper,
	.call_func = call_func,
	.leave = leave,
	.ld_packet = ld_packet,
	.fix = fix,
};
