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

const uint8_t a64_reg[N_REGS] = { REG_R0, X0, X1, X2, X3, X4, X19, X20, X21, X22, REG_R10 };

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

static void charge(struct jit *jit, int64_t n)
{
	if (n)
		a64_add(jit, REG_BUDGET, REG_BUDGET, n);
}

/* Add what is not positive and compare the sum with 0. */
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
	[OP_JEQ] = A64_EQ,  [OP_JNE] = A64_NE,  [OP_JSET] = A64_NE, [OP_JGT] = A64_HI,
	[OP_JGE] = A64_HS,  [OP_JLT] = A64_LO,  [OP_JLE] = A64_LS,  [OP_JSGT] = A64_GT,
	[OP_JSGE] = A64_GE, [OP_JSLT] = A64_LT, [OP_JSLE] = A64_LE,
};

static void compare(struct jit *jit, const struct insn *insn)
{
	const struct insn_info *info = insn_of(insn);
	unsigned dst = a64_reg[insn->dst], src = a64_reg[insn->src], width = info->width;
	bool is_imm = info->form == FORM_DST_IMM_JUMP, bits = info->op == OP_JSET;
	int64_t imm = (int32_t)insn->imm, magnitude = imm < 0 ? -imm : imm;

	if (is_imm && !bits && a64_is_imm12(magnitude) && !a64_hides(jit, imm)) {
		a64_imm(jit, imm < 0 ? A64_ADDS_I : A64_SUBS_I, width, XZR, dst, magnitude);
		return;
	}
	if (is_imm)
		a64_blinded(jit, src = SCRATCH, (uint64_t)imm);
	a64_rrr(jit, bits ? A64_ANDS : A64_SUBS, width, XZR, dst, src);
}

static void jump(struct jit *jit, const struct jump *jump)
{
	if (!jump->back) {
		charge(jit, jump->charge);
		a64_jump(jit, jump->label);
		return;
	}
	charge_and_test(jit, jump->charge);
	a64_jump_if(jit, A64_PL, jump->label);
	a64_jump(jit, jit_stub(jit, STUB_OUT));
}

static void jump_if(struct jit *jit, const struct insn *insn, const struct jump *to)
{
	enum a64_cond cond = conditions[insn_of(insn)->op];
	uint8_t *skip;

	compare(jit, insn);
	if (!to->back) {
		charge(jit, to->charge);
		a64_jump_if(jit, cond, to->label);
		return;
	}
	skip = a64_skip_if(jit, cond ^ 1);
	jump(jit, to);
	a64_here(jit, skip);
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
		a64_address(jit, SCRATCH, jit_stub(jit, STUB_CUT));
		store(jit, SCRATCH, SP, 0);
		move_sp(jit, SCRATCH, SP);
		store(jit, SCRATCH, REG_RUN, RUN(engine));
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
		a64_jump_if(jit, A64_MI, jit_stub(jit, STUB_OUT));
	}
	drop_stack(jit, func);
	ret(jit);
}

/* ---- calls ---- */

static void jump_unless_zero(struct jit *jit, unsigned width, int64_t off, enum jit_stub stub)
{
	a64_memory(jit, A64_LOAD, width == 32 ? SIZE4 : SIZE8, SCRATCH, REG_RUN, off);
	a64_imm(jit, A64_SUBS_I, width, XZR, SCRATCH, 0);
	a64_jump_if(jit, A64_NE, jit_stub(jit, stub));
}

static void call_helper(struct jit *jit, helper_fn *body, bool leaves, bool tail_calls)
{
	if (leaves)
		store_budget(jit);
	a64_move(jit, 64, X5, REG_RUN);
	a64_call_out(jit, (const void *)(uintptr_t)body);
	a64_move(jit, 64, REG_R0, X0);
	if (!leaves)
		return;
	jump_unless_zero(jit, 32, RUN(status), STUB_CUT);
	if (tail_calls)
		jump_unless_zero(jit, 64, RUN(next), STUB_TAIL);
	load_budget(jit);
}

static void call_func(struct jit *jit, uint32_t label)
{
	a64_put(jit, A64_BL, &(struct a64_op){ 0 });
	jit_fixup(jit, label, 4);
}

static void ld_packet(struct jit *jit, const struct insn *insn, int64_t n)
{
	const struct insn_info *info = insn_of(insn);
	uint8_t *found;

	a64_blinded(jit, SCRATCH, (uint32_t)insn->imm);
	a64_rrr(jit, A64_ADD, 32, X1, info->op == OP_IND ? a64_reg[insn->src] : XZR, SCRATCH);
	a64_move(jit, 64, X0, a64_reg[6]);
	a64_constant(jit, X2, info->width / 8);
	a64_call_out(jit, (const void *)(uintptr_t)jit_ld_packet);
	a64_move(jit, 64, REG_R0, X0);
	a64_imm(jit, A64_SUBS_I, 64, XZR, X0, 0);
	found = a64_skip_if(jit, A64_PL);
	a64_constant(jit, REG_R0, 0);
	leave(jit, n);
	a64_here(jit, found);
}

/* ---- stubs ---- */

/* Go on in run->next; from the entry nothing of this program is left. */
static void stub_tail(struct jit *jit)
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
	jump_unless_zero(jit, 32, RUN(status), STUB_CUT);
	drop_stack(jit, func);
	ret(jit);
}

static void stub_call(struct jit *jit, void (*end)(struct run *))
{
	a64_move(jit, 64, X0, REG_RUN);
	a64_call_out(jit, (const void *)(uintptr_t)end);
	a64_jump(jit, jit_stub(jit, STUB_CUT));
}

/* The entry is also come to by the others, through what run->engine points to. */
static void stub_cut(struct jit *jit)
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

static void stub(struct jit *jit, enum jit_stub stub)
{
	switch (stub) {
	case STUB_OUT: stub_call(jit, jit_out_of_budget); break;
	case STUB_UNREACHABLE: stub_call(jit, jit_unreachable); break;
	case STUB_TAIL: stub_tail(jit); break;
	default: stub_cut(jit);
	}
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
	uint8_t *cut, *end;

	save_registers(jit, &callback_frame);
	a64_move(jit, 64, REG_RUN, X0);
	load(jit, SCRATCH, REG_RUN, RUN(engine));
	push(jit, SCRATCH, XZR);
	cut = a64_address_here(jit, SCRATCH);
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
	a64_address_set(jit, cut);
	a64_constant(jit, X0, 0);
	a64_put(jit, A64_B, &(struct a64_op){ .imm = end - jit->at });
}

static void func_address(struct jit *jit, unsigned dst, uint32_t label)
{
	a64_address(jit, a64_reg[dst], label);
}

static void constant(struct jit *jit, unsigned dst, uint64_t v)
{
	a64_constant(jit, a64_reg[dst], v);
}

static void blinded(struct jit *jit, unsigned dst, uint64_t v)
{
	a64_blinded(jit, a64_reg[dst], v);
}

static void lane_base(struct jit *jit, unsigned dst, const struct bound_map *map)
{
	a64_memory(jit, A64_LOAD, SIZE4, SCRATCH, REG_RUN, RUN(lane));
	a64_constant(jit, SCRATCH2, map->lane_stride);
	a64_constant(jit, SCRATCH3, (uintptr_t)map->values);
	a64_put(jit, A64_MADD, &(struct a64_op){ .width = 64, .rd = a64_reg[dst], .rn = SCRATCH,
						 .rm = SCRATCH2, .ra = SCRATCH3 });
}

static void fence(struct jit *jit)
{
	a64_put(jit, A64_DMB_ISHLD, &(struct a64_op){ 0 });
}

const struct jit_target a64_target = {
	.machine = JIT_A64,
	.trap = 0, /* udf #0 */
	.insn_size = 256,
	.func_size = 1024,
	.begin = begin,
	.func_begin = func_begin,
	.stub = stub,
	.alu = a64_alu,
	.constant = constant,
	.blinded = blinded,
	.func_address = func_address,
	.lane_base = lane_base,
	.access = a64_access,
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
