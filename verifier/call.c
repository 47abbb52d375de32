/*
 * Calls: helpers by their row, local functions by a new frame, callbacks, tail
 * calls, the program's end.
 */
#include "verifier/env.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { MAX_VAR_SIZE = 1 << 29 }; /* a size argument must be below */

/* --- references --- */

int add_ref(struct env *env, uint32_t id)
{
	struct state *state = env->cur;

	if (state->n_refs == MAX_REFS)
		return REJECT(env, 0, TOO_MANY_REFERENCES, (unsigned)MAX_REFS);
	state->ref[state->n_refs++] = (struct ref){ id, env->insn };
	return 0;
}

bool drop_ref(struct env *env, uint32_t id)
{
	struct state *state = env->cur;

	for (uint32_t i = 0; i < state->n_refs; i++) {
		if (state->ref[i].id == id) {
			memmove(&state->ref[i], &state->ref[i + 1],
				(--state->n_refs - i) * sizeof(state->ref[0]));
			return true;
		}
	}
	return false;
}

int check_no_refs(struct env *env)
{
	if (env->cur->n_refs == 0)
		return 0;
	return REJECT(env, 0, LEAKED_REFERENCE, env->image->slot[env->cur->ref[0].insn]);
}

/* --- helpers --- */

/* What is found out about a call while its arguments are checked. */
struct call {
	const struct helper_info *helper;
	const struct map_desc *map;
	uint16_t map_index;
	bool key_known; /* a constant array index in range */
	uint32_t alloc_size;
	uint32_t released; /* id of the reference that is released, 0 none */
};

static const char *const arg_text[N_HELPER_ARGS] = {
	[ARG_NONE] = "nothing",
	[ARG_SCALAR] = "a number",
	[ARG_ANY] = "any value",
	[ARG_CTX] = "the context",
	[ARG_MAP] = "a map",
	[ARG_KEY] = "a pointer to a key",
	[ARG_VALUE] = "a pointer to a value",
	[ARG_MEM] = "a pointer to memory",
	[ARG_MEM_NULL] = "a pointer to memory or NULL",
	[ARG_OUT] = "a pointer to writable memory",
	[ARG_SIZE] = "a size",
	[ARG_SIZE0] = "a size",
	[ARG_PACKET] = "a packet pointer",
	[ARG_ALLOC_SIZE] = "a constant size",
	[ARG_RECORD] = "a ring buffer's record",
	[ARG_FUNC] = "a function",
	[ARG_FUNC_CTX] = "a stack pointer or NULL",
};

static int bad_argument(struct env *env, const struct call *call, unsigned reg)
{
	const struct value *v = &env_top(env)->reg[reg];

	return REJECT(env, 1u << reg, HELPER_ARGUMENT, reg, reg, call->helper->name,
		      kind_text_of(v), arg_text[call->helper->arg[reg - 1]]);
}

static int check_map_argument(struct env *env, struct call *call, unsigned reg)
{
	const struct value *v = &env_top(env)->reg[reg];
	const struct map_type_info *type;
	uint32_t need = call->helper->map_ops;

	if (v->kind != VALUE_MAP)
		return bad_argument(env, call, reg);
	call->map_index = v->object;
	call->map = env->image->maps[v->object];
	type = map_type_by_number(call->map->type);
	if (!type || (type->flags & need) != need)
		return REJECT(env, 1u << reg, MAP_HELPER, call->helper->name,
			      type ? type->name : "unknown");
	return 0;
}

static int check_memory(struct env *env, const struct call *call, unsigned reg, int64_t size,
			bool write, bool may_uninit)
{
	const struct value *v = &env_top(env)->reg[reg];
	struct access access = {
		.reg = reg, .size = size, .write = write, .read = !write || !may_uninit,
		.may_uninit = may_uninit, .arg = (int)reg, .helper = call->helper->name,
	};

	if (v->flags & VALUE_NULLABLE)
		return REJECT(env, 1u << reg, HELPER_ARGUMENT_NULL, reg, reg, call->helper->name);
	if (!value_kind_info[v->kind].deref || v->kind == VALUE_CTX)
		return bad_argument(env, call, reg);
	return check_access(env, &access);
}

/* A constant key inside an array: the lookup cannot fail. */
static int look_at_key(struct env *env, struct call *call, unsigned reg)
{
	const struct map_type_info *type = map_type_by_number(call->map->type);
	struct log need;
	uint32_t key;

	if (call->helper->ret != RET_MAP_VALUE_OR_NULL || !(type->flags & MAPF_ARRAY) ||
	    call->map->key_size != 4 || !known_u32_at(env, reg, &key, &need) ||
	    key >= call->map->max_entries)
		return 0;
	call->key_known = true;
	return log_add(env, need);
}

static int bad_size(struct env *env, const struct call *call, unsigned reg, const char *why)
{
	char text[96];

	scalar_print(&env_top(env)->reg[reg].num, text, sizeof(text));
	return REJECT(env, 1u << reg, HELPER_SIZE, reg, reg, call->helper->name, text, why);
}

/* A size, and the memory in the register before it. */
static int check_size_argument(struct env *env, const struct call *call, unsigned reg)
{
	const struct value *size = &env_top(env)->reg[reg], *mem = &env_top(env)->reg[reg - 1];
	uint8_t mem_arg = call->helper->arg[reg - 2];
	bool write = mem_arg == ARG_OUT;
	int err;

	if (size->kind != VALUE_SCALAR)
		return bad_argument(env, call, reg);
	err = log_need(env, (uint16_t)(1u << reg));
	if (err)
		return err;
	if (scalar_smin(&size->num) < 0)
		return bad_size(env, call, reg, "possibly negative");
	if (scalar_umax(&size->num) >= MAX_VAR_SIZE)
		return bad_size(env, call, reg, "not bounded");
	if (scalar_umin(&size->num) == 0 && call->helper->arg[reg - 1] == ARG_SIZE)
		return bad_size(env, call, reg, "possibly zero");
	if (mem->kind == VALUE_SCALAR && scalar_is_const(&mem->num) && mem->num.bits.value == 0 &&
	    mem_arg == ARG_MEM_NULL && scalar_umax(&size->num) == 0)
		return log_need(env, (uint16_t)(1u << (reg - 1)));
	if (scalar_umax(&size->num) == 0)
		return value_is_pointer(mem) ? 0 : bad_argument(env, call, reg - 1);
	return check_memory(env, call, reg - 1, (int64_t)scalar_umax(&size->num), write,
			    write && scalar_is_const(&size->num));
}

static int check_alloc_size(struct env *env, struct call *call, unsigned reg)
{
	const struct value *v = &env_top(env)->reg[reg];

	if (v->kind != VALUE_SCALAR)
		return bad_argument(env, call, reg);
	if (!scalar_is_const(&v->num))
		return bad_size(env, call, reg, "not a constant");
	if (v->num.bits.value == 0 || v->num.bits.value >= MAX_VAR_SIZE)
		return bad_size(env, call, reg, "zero or too large");
	call->alloc_size = (uint32_t)v->num.bits.value;
	return log_need(env, (uint16_t)(1u << reg));
}

static int check_record(struct env *env, struct call *call, unsigned reg)
{
	const struct value *v = &env_top(env)->reg[reg];

	if (v->flags & VALUE_NULLABLE)
		return REJECT(env, 1u << reg, HELPER_ARGUMENT_NULL, reg, reg, call->helper->name);
	if (v->kind != VALUE_MEM)
		return bad_argument(env, call, reg);
	if (!(v->flags & VALUE_REF) || !scalar_is_const(&v->num) || v->num.bits.value != 0)
		return REJECT(env, 1u << reg, RELEASE_ARGUMENT, reg, reg, call->helper->name);
	call->released = v->id;
	return 0;
}

static int check_argument(struct env *env, struct call *call, unsigned reg)
{
	const struct value *v;
	int err = read_reg(env, reg, &v);

	if (err)
		return err;
	switch (call->helper->arg[reg - 1]) {
	case ARG_MAP: return check_map_argument(env, call, reg);
	case ARG_KEY:
		err = check_memory(env, call, reg, call->map->key_size, false, false);
		return err ? err : look_at_key(env, call, reg);
	case ARG_VALUE: return check_memory(env, call, reg, call->map->value_size, false, false);
	case ARG_SIZE:
	case ARG_SIZE0: return check_size_argument(env, call, reg);
	case ARG_CTX: return v->kind == VALUE_CTX ? 0 : bad_argument(env, call, reg);
	case ARG_PACKET: return v->kind == VALUE_PACKET ? 0 : bad_argument(env, call, reg);
	case ARG_ALLOC_SIZE: return check_alloc_size(env, call, reg);
	case ARG_RECORD: return check_record(env, call, reg);
	case ARG_FUNC: return v->kind == VALUE_FUNC ? 0 : bad_argument(env, call, reg);
	case ARG_FUNC_CTX:
		if (v->kind == VALUE_STACK)
			return 0;
		if (v->kind != VALUE_SCALAR || !scalar_is_const(&v->num) || v->num.bits.value != 0)
			return bad_argument(env, call, reg);
		return log_need(env, (uint16_t)(1u << reg));
	case ARG_SCALAR:
	case ARG_ANY:
		return is_secret(env, v) ? REJECT(env, 1u << reg, POINTER_LEAK, kind_text_of(v),
						  call->helper->name) :
					   0;
	default: return 0; /* memory: checked with its size */
	}
}

static const char *right_name(uint32_t right)
{
	return right == SKEP_READ_PROCESS_MEMORY ? "read-process-memory" :
	       right == SKEP_LEAK_POINTERS	  ? "leak-pointers" :
						    "override-return";
}

static int check_allowed(struct env *env, int64_t number, const struct helper_info *helper)
{
	if (!helper && helper_name(number))
		return REJECT(env, 0, HELPER_UNSUPPORTED, helper_name(number));
	if (!helper)
		return REJECT(env, 0, UNKNOWN_HELPER, (long long)number);
	if (!(helper->sets & env->prog_type->sets))
		return REJECT(env, 0, HELPER_FORBIDDEN, helper->name, env->prog_type->name);
	if (helper->right && !env_may(env, (enum skep_right)helper->right))
		return REJECT(env, 0, HELPER_RIGHT, helper->name, right_name(helper->right));
	if (helper->flags & HELPER_GPL && env->opts->enforce_gpl && !env->image->gpl_compatible)
		return REJECT(env, 0, HELPER_GPL, helper->name,
			      env->image->license ? env->image->license : "");
	return 0;
}

/* Memory that the helper filled: initialised now, content unknown. */
static void fill_outputs(struct env *env, const struct call *call)
{
	for (unsigned reg = 1; reg <= 5; reg++) {
		const struct value *v = &env_top(env)->reg[reg];
		const struct value *size = &env_top(env)->reg[reg + 1];
		struct frame *frame;
		int64_t lo, len;

		if (call->helper->arg[reg - 1] != ARG_OUT || v->kind != VALUE_STACK)
			continue;
		frame = &env->cur->frame[v->object];
		lo = scalar_smin(&v->num);
		len = scalar_smax(&v->num) - lo + (int64_t)scalar_umax(&size->num);
		if (scalar_is_const(&v->num) && scalar_is_const(&size->num))
			stack_set_init(frame, lo, len, false);
		else
			stack_forget(frame, lo, len);
	}
}

/* The packet may have moved: what pointed into it points nowhere. */
static void drop_packet_pointers(struct env *env)
{
	bool trusted = env_may(env, SKEP_LEAK_POINTERS);

	for (uint32_t f = 0; f < env->cur->n_frames; f++) {
		struct frame *frame = &env->cur->frame[f];

		for (uint32_t k = 0; k < N_REGS + frame->n_cells; k++) {
			struct value *v = k < N_REGS ? &frame->reg[k] : &frame->cell[k - N_REGS].v;

			if (v->kind == VALUE_PACKET || v->kind == VALUE_PACKET_META ||
			    v->kind == VALUE_PACKET_END)
				*v = trusted ? scalar_value(scalar_unknown()) : (struct value){ 0 };
		}
	}
}

static void collect_call(struct env *env, const struct call *call)
{
	struct fact *fact;
	int32_t map = call->map ? call->map_index : -1;

	if (!env->facts)
		return;
	fact = &env->facts->insn[env->insn];
	if (fact->map == INT32_MIN) {
		fact->map = map;
		fact->flags |= call->key_known ? FACT_NOT_NULL : 0;
		return;
	}
	if (fact->map != map)
		fact->map = -1;
	if (!call->key_known)
		fact->flags &= (uint16_t)~FACT_NOT_NULL;
}

/* Whoever bears the released reference is dead. */
static void release_ref(struct env *env, uint32_t id)
{
	drop_ref(env, id);
	for (uint32_t f = 0; f < env->cur->n_frames; f++) {
		struct frame *frame = &env->cur->frame[f];

		for (uint32_t k = 0; k < N_REGS + frame->n_cells; k++) {
			struct value *v = k < N_REGS ? &frame->reg[k] : &frame->cell[k - N_REGS].v;

			if (v->flags & VALUE_REF && v->id == id)
				*v = (struct value){ 0 };
		}
	}
}

static struct value helper_result(struct env *env, const struct call *call)
{
	struct value v = scalar_value(scalar_unknown());

	if (call->helper->ret == RET_VOID)
		return (struct value){ .kind = VALUE_UNINIT };
	if (call->helper->ret == RET_RINGBUF_MEM_OR_NULL)
		return (struct value){ .kind = VALUE_MEM,
				       .flags = VALUE_NULLABLE | VALUE_REF,
				       .id = env_new_id(env),
				       .extent = call->alloc_size,
				       .num = scalar_const(0) };

	if (call->helper->ret == RET_MAP_VALUE_OR_NULL)
		v = (struct value){ .kind = VALUE_MAP_VALUE,
				    .object = call->map_index,
				    .flags = call->key_known ? 0 : VALUE_NULLABLE,
				    .id = call->key_known ? 0 : env_new_id(env),
				    .num = scalar_const(0) };
	return v;
}

static int check_call(struct env *env, int64_t number, struct call *call)
{
	int err = check_allowed(env, number, call->helper);

	for (unsigned reg = 1; !err && reg <= 5 && call->helper->arg[reg - 1] != ARG_NONE; reg++)
		err = check_argument(env, call, reg);
	if (!err)
		collect_call(env, call);
	return err;
}

static int finish_call(struct env *env, const struct call *call)
{
	struct value result;

	fill_outputs(env, call);
	if (call->released)
		release_ref(env, call->released);
	if (call->helper->flags & HELPER_MOVES_PACKET)
		drop_packet_pointers(env);
	result = helper_result(env, call);
	memset(env_top(env)->reg, 0, 6 * sizeof(struct value)); /* r0-r5 */
	env_top(env)->reg[0] = result;
	return result.flags & VALUE_REF ? add_ref(env, result.id) : 0;
}

int transfer_helper(struct env *env, const struct insn *insn)
{
	struct call call = { .helper = helper_by_number(insn->imm) };
	int err = check_call(env, insn->imm, &call);

	return err ? err : finish_call(env, &call);
}

/* --- local functions --- */

int enter_subprog(struct env *env, uint32_t i)
{
	uint32_t target = insn_target(env->image->insns, i);
	uint32_t subprog = image_subprog(env->image, target);
	struct frame *caller = env_top(env), *callee;
	uint16_t live = i + 1 < env->image->n_insns ? env->cfg.live[i + 1] : 0;

	env->insn = i;
	if (env->cur->n_frames == MAX_FRAMES)
		return REJECT(env, 0, CALL_DEPTH, (unsigned)MAX_FRAMES);
	callee = &env->cur->frame[env->cur->n_frames];
	frame_init(callee, subprog, i, env->cur->n_frames);
	for (int r = 1; r <= 5; r++)
		callee->reg[r] = caller->reg[r];
	for (int r = 0; r < N_REGS; r++)
		if (r <= 5 || !(live >> r & 1))
			memset(&caller->reg[r], 0, sizeof(caller->reg[r]));
	env->cur->n_frames++;
	return 0;
}

/* r0 must be a number whose low half lies in [lo, hi]. */
static int check_range(struct env *env, const char *whose, int64_t lo, int64_t hi)
{
	const struct value *v;
	char text[96], allowed[64];
	int err = read_reg(env, 0, &v);

	if (err)
		return err;
	if (v->kind == VALUE_SCALAR && range_smin(v->num.r32, 32) >= lo &&
	    range_smax(v->num.r32, 32) <= hi)
		return log_need(env, 1);
	if (v->kind == VALUE_SCALAR)
		scalar_print(&v->num, text, sizeof(text));
	snprintf(allowed, sizeof(allowed), "[%lld, %lld]", (long long)lo, (long long)hi);
	return REJECT(env, 1, BAD_RETURN, whose, v->kind == VALUE_SCALAR ? text : kind_text_of(v),
		      allowed);
}

static int check_result(struct env *env)
{
	const struct prog_type_info *type = env->prog_type;
	const struct value *v;
	int err = read_reg(env, 0, &v);

	if (err)
		return err;
	err = check_no_refs(env);
	if (err)
		return err;
	if (is_secret(env, v))
		return REJECT(env, 1, POINTER_RETURN, kind_text_of(v));
	if (type->ret_min == INT32_MIN && type->ret_max == INT32_MAX)
		return 0;
	return check_range(env, "the program", type->ret_min, type->ret_max);
}

/* Where a function returns to with the r0 that it has. */
static int return_from(struct env *env, uint32_t *block)
{
	const struct frame *callee = env_top(env);
	uint32_t call = callee->call_insn;

	if (callee->reg[0].kind == VALUE_STACK && callee->reg[0].object == env->cur->n_frames - 1)
		return REJECT(env, 1, STACK_POINTER_RETURN,
			      env->image->subprogs[callee->subprog].name);
	if (insn_calls_back(&env->image->insns[call])) { /* once more, or the call ends */
		*block = env->cfg.block_of[call];
		return check_range(env, "the callback", 0, 1);
	}
	*block = env->cfg.block_of[call + 1];
	return 0;
}

int check_exit(struct env *env, uint32_t *block)
{
	*block = NO_BLOCK;
	return env->cur->n_frames == 1 ? check_result(env) : return_from(env, block);
}

void leave_subprog(struct env *env)
{
	struct frame *callee = env_top(env);

	env->cur->n_frames--;
	if (!insn_calls_back(&env->image->insns[callee->call_insn]))
		env_top(env)->reg[0] = callee->reg[0];
}

/* --- tail calls --- */

/*
 * A target takes the function's place: in the entry that ends the run, with a
 * result that the target's own proof vouches for; elsewhere the function's
 * caller goes on with what the target returned and a packet that may have moved.
 */
int check_tail_call(struct env *env, uint32_t i, uint32_t *block)
{
	const struct frame *top = env_top(env);
	struct call call = { .helper = helper_by_number(env->image->insns[i].imm) };
	int err = check_call(env, env->image->insns[i].imm, &call);

	*block = NO_BLOCK;
	if (!err)
		err = check_no_refs(env);
	if (err || env->cur->n_frames == 1)
		return err;
	if (insn_calls_back(&env->image->insns[top->call_insn]))
		return REJECT(env, 0, TAIL_CALL_IN_CALLBACK);
	*block = env->cfg.block_of[top->call_insn + 1];
	return 0;
}

int leave_by_tail_call(struct env *env)
{
	env_top(env)->reg[0] = scalar_value(scalar_unknown());
	leave_subprog(env);
	drop_packet_pointers(env);
	return 0;
}

/* --- helpers that call back --- */

enum { MAX_LOOPS = 1 << 23 }; /* Linux's BPF_MAX_LOOPS, of bpf_loop */

uint32_t callback_subprog(struct env *env, uint32_t i)
{
	const struct helper_info *helper = helper_by_number(env->image->insns[i].imm);

	return env_top(env)->reg[helper_arg_reg(helper, ARG_FUNC)].object;
}

uint64_t callback_rounds(struct env *env, uint32_t i)
{
	const struct helper_info *helper = helper_by_number(env->image->insns[i].imm);
	const struct value *first = &env_top(env)->reg[1];

	if (helper->arg[0] == ARG_MAP)
		return env->image->maps[first->object]->max_entries;
	return scalar_umax(&first->num) < MAX_LOOPS ? scalar_umax(&first->num) : MAX_LOOPS;
}

int check_callback_helper(struct env *env, uint32_t i)
{
	struct call call = { .helper = helper_by_number(env->image->insns[i].imm) };
	int err = check_call(env, env->image->insns[i].imm, &call);

	/* How often it calls is part of what is proved. */
	return err || call.map ? err : log_need(env, 1u << 1);
}

/* What was found out about the arguments of such a helper does not matter any more. */
int finish_helper(struct env *env, uint32_t i)
{
	struct call call = { .helper = helper_by_number(env->image->insns[i].imm) };

	return finish_call(env, &call);
}

static struct value callback_argument(struct env *env, uint32_t i, enum callback_arg kind)
{
	const struct helper_info *helper = helper_by_number(env->image->insns[i].imm);
	const struct value *reg = env_top(env)->reg;
	uint16_t map = reg[1].object;

	switch (kind) {
	case CB_INDEX: return scalar_value(scalar_urange(0, callback_rounds(env, i) - 1));
	case CB_MAP: return reg[1];
	case CB_KEY:
		return (struct value){ .kind = VALUE_MEM,
				       .flags = VALUE_RDONLY,
				       .num = scalar_const(0),
				       .extent = env->image->maps[map]->key_size };
	case CB_VALUE:
		return (struct value){ .kind = VALUE_MAP_VALUE,
				       .object = map,
				       .num = scalar_const(0) };
	case CB_CTX: return reg[helper_arg_reg(helper, ARG_FUNC_CTX)];
	default: return (struct value){ .kind = VALUE_UNINIT };
	}
}

int enter_callback(struct env *env, uint32_t i)
{
	const uint8_t *args = helper_callback(helper_by_number(env->image->insns[i].imm));
	struct frame *callee;

	if (env->cur->n_frames == MAX_FRAMES)
		return REJECT(env, 0, CALL_DEPTH, (unsigned)MAX_FRAMES);
	callee = &env->cur->frame[env->cur->n_frames];
	frame_init(callee, callback_subprog(env, i), i, env->cur->n_frames);
	for (unsigned r = 1; r <= 5; r++)
		callee->reg[r] = callback_argument(env, i, (enum callback_arg)args[r - 1]);
	env->cur->n_frames++;
	return 0;
}
