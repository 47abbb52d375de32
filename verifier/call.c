/*
 * Calls: helpers by their row, local functions by a new frame, callbacks, tail
 * calls, the program's end.
 */
#include "verifier/argument.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "core/run.h"

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

int check_nothing_held(struct env *env, const char *where)
{
	if (env->cur->n_refs == 0)
		return check_no_lock(env, where);
	return REJECT(env, 0, LEAKED_REFERENCE, env->image->slot[env->cur->ref[0].insn]);
}

/* --- helpers --- */

/* Memory that the helper filled: initialised now, content unknown. */
static void fill_outputs(struct env *env, const struct call *call)
{
	for (unsigned reg = 1; reg <= 5; reg++) {
		const struct value *v = &env_top(env)->reg[reg];
		const struct helper_arg_info *info = call_arg_info(call, reg);
		const struct value *size = &env_top(env)->reg[reg + 1];
		struct frame *frame;
		bool exact = scalar_is_const(&v->num);
		int64_t lo, len;

		if (!(info->flags & ARGF_WRITE) || v->kind != VALUE_STACK ||
		    !argument_size(env, call, reg)) /* no memory: the pointer was not looked at */
			continue;
		frame = &env->cur->frame[v->object];
		lo = scalar_smin(&v->num);
		len = scalar_smax(&v->num) - lo + (int64_t)argument_size(env, call, reg);
		if (info->flags & ARGF_SIZED)
			exact &= scalar_is_const(&size->num);
		if (len > 0 && exact)
			stack_set_init(frame, lo, len, false);
		else if (len > 0)
			stack_forget(frame, lo, len);
	}
}

static bool into_packet(const struct value *v, uint32_t id)
{
	(void)id;
	return v->kind == VALUE_PACKET || v->kind == VALUE_PACKET_META ||
	       v->kind == VALUE_PACKET_END;
}

/* The packet may have moved: what pointed into it points nowhere. */
void drop_packet_pointers(struct env *env)
{
	state_end_values(env->cur, into_packet, 0, !env_may(env, SKEP_LEAK_POINTERS));
	env->cur->cut = (struct short_packet){ 0 };
}

static void collect_call(struct env *env, const struct call *call)
{
	struct fact *fact;
	int32_t map = call->map && !(call->map_index & MAP_INNER) ? call->map_index : -1;

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

static bool lives_by(const struct value *v, uint32_t id)
{
	return (v->flags & VALUE_REF && v->id == id) ||
	       (v->flags & VALUE_BORROWED && v->extent == id);
}

/* Whoever bears the released reference or lives by it is dead. */
static void release_ref(struct env *env, uint32_t id)
{
	drop_ref(env, id);
	state_end_values(env->cur, lives_by, id, !env_may(env, SKEP_LEAK_POINTERS));
}

/* -MAX_ERRNO .. the most that the size argument allows. */
static struct value length_result(struct env *env, const struct call *call)
{
	struct scalar num = scalar_unknown();
	uint64_t most = 0;

	for (unsigned reg = 1; reg <= 5; reg++)
		if (helper_arg_info_of(call->helper, reg)->flags & ARGF_IS_SIZE)
			most = scalar_umax(&env_top(env)->reg[reg].num);
	num.r64 = range_between((uint64_t)-MAX_ERRNO, most, 64);
	scalar_reduce(&num);
	return scalar_value(num);
}

static struct value lane_result(void)
{
	struct scalar num = scalar_unknown();

	num.r64 = range_between(0, MAX_LANES - 1, 64);
	scalar_reduce(&num);
	return scalar_value(num);
}

/* A socket or NULL; what a helper casts lives as long as what it was made of. */
static struct value socket_result(struct env *env, const struct call *call)
{
	const struct value *from = &env_top(env)->reg[1];
	struct value v = { .kind = VALUE_STRUCT, .flags = VALUE_NULLABLE, .id = env_new_id(env),
			   .num = scalar_const(0) };

	switch ((enum helper_ret)call->helper->ret) {
	case RET_SOCK_COMMON_REF: v.object = CTX_ID_SOCK_COMMON; break;
	case RET_TCP_SOCK_CAST: v.object = CTX_ID_TCP_SOCK; break;
	default: v.object = CTX_ID_SOCK; break;
	}
	if (call->helper->ret == RET_SOCK_REF || call->helper->ret == RET_SOCK_COMMON_REF) {
		v.flags |= VALUE_REF;
	} else if (call->helper->ret != RET_SOCK && from->flags & (VALUE_REF | VALUE_BORROWED)) {
		v.flags |= VALUE_BORROWED;
		v.extent = from->flags & VALUE_REF ? from->id : from->extent;
	}
	return v;
}

/* A map that the map holds, or NULL. */
static struct value inner_map(struct env *env, const struct call *call)
{
	return (struct value){ .kind = VALUE_MAP,
			       .object = call->map_index | MAP_INNER,
			       .flags = VALUE_NULLABLE,
			       .id = env_new_id(env),
			       .num = scalar_const(0) };
}

/* The start of a value of the map. */
static struct value value_of_map(struct env *env, uint16_t map, bool nullable)
{
	uint8_t flags = map_value_flags(env, map) | (nullable ? VALUE_NULLABLE : 0);

	return (struct value){ .kind = VALUE_MAP_VALUE,
			       .object = map,
			       .flags = flags,
			       .id = flags ? env_new_id(env) : 0,
			       .num = scalar_const(0) };
}

/* Memory of a host function, wherever it begins, until the run ends. */
static struct value memory_result(struct env *env, const struct call *call)
{
	const struct helper_info *helper = call->helper;
	struct value v = { .kind = VALUE_MEM, .object = MEM_ARGUMENT, .num = scalar_const(0),
			   .extent = helper->ret_size };

	if (helper_arg_reg(helper, ARG_ALLOC_SIZE))
		v.extent = call->alloc_size;
	if (helper->flags & HELPER_RDONLY)
		v.flags |= VALUE_RDONLY;
	if (helper->ret == RET_MEM_OR_NULL) {
		v.flags |= VALUE_NULLABLE;
		v.id = env_new_id(env);
	}
	return v;
}

/* Memory of a dynamic pointer, or NULL. */
static struct value slice_result(struct env *env, const struct call *call)
{
	return (struct value){ .kind = VALUE_MEM,
			       .flags = VALUE_NULLABLE,
			       .object = slice_object(call->dynptr_frame, call->slice_aligned),
			       .id = env_new_id(env),
			       .extent = call->alloc_size,
			       .num = scalar_const(0) };
}

static struct value helper_result(struct env *env, const struct call *call)
{
	switch ((enum helper_ret)call->helper->ret) {
	case RET_VOID: return (struct value){ 0 };
	case RET_LENGTH: return length_result(env, call);
	case RET_LANE: return lane_result();
	case RET_RINGBUF_MEM_OR_NULL:
		return (struct value){ .kind = VALUE_MEM,
				       .flags = VALUE_NULLABLE | VALUE_REF,
				       .id = env_new_id(env),
				       .extent = call->alloc_size,
				       .num = scalar_const(0) };
	case RET_MAP_VALUE:
	case RET_MAP_VALUE_OR_NULL:
		if (map_type_by_number(call->map->type)->flags & MAPF_OBJECTS)
			return (struct value){ .kind = VALUE_STRUCT,
					       .object = CTX_ID_XDP_SOCK,
					       .flags = VALUE_NULLABLE,
					       .id = env_new_id(env),
					       .num = scalar_const(0) };
		if (map_type_by_number(call->map->type)->flags & MAPF_MAPS)
			return inner_map(env, call);
		return value_of_map(env, call->map_index,
				    !call->key_known && call->helper->ret != RET_MAP_VALUE);
	case RET_SOCK:
	case RET_SOCK_REF:
	case RET_SOCK_COMMON_REF:
	case RET_SOCK_CAST:
	case RET_TCP_SOCK_CAST: return socket_result(env, call);
	case RET_TASK:
		return (struct value){ .kind = VALUE_STRUCT, .object = CTX_ID_TASK,
				       .num = scalar_const(0) };
	case RET_MEM:
	case RET_MEM_OR_NULL: return memory_result(env, call);
	case RET_DYNPTR_MEM_OR_NULL: return slice_result(env, call);
	default: return scalar_value(scalar_unknown());
	}
}

static int check_call(struct env *env, int64_t number, struct call *call)
{
	int err = check_helper_allowed(env, number, call->helper);

	if (!err)
		err = check_lock_call(env, call->helper);
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
	finish_lock(env, call);
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
	struct call call = { .helper = insn_callee(env->image, insn) };
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
	int err;

	env->insn = i;
	if (env->cur->n_frames == MAX_FRAMES)
		return REJECT(env, 0, CALL_DEPTH, (unsigned)MAX_FRAMES);
	if (env->image->subprogs[subprog].is_global &&
	    (err = check_no_lock(env, "a call of a global function")))
		return err;
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
	const struct value *v;
	int64_t min, max;
	int err = read_reg(env, 0, &v);

	if (err)
		return err;
	err = check_nothing_held(env, "the program's end");
	if (err)
		return err;
	if (is_secret(env, v))
		return REJECT(env, 1, POINTER_RETURN, kind_text_of(v));
	prog_type_results(env->prog_type, env->image->attach_type, &min, &max);
	if (min == INT32_MIN && max == INT32_MAX)
		return 0;
	return check_range(env, "the program", min, max);
}

uint32_t return_block(const struct env *env)
{
	uint32_t call = env->cur->frame[env->cur->n_frames - 1].call_insn;

	if (env->cur->n_frames == 1)
		return NO_BLOCK;
	if (insn_calls_back(&env->image->insns[call])) /* once more, or the call ends */
		return env->cfg.block_of[call];
	return env->cfg.block_of[call + 1];
}

/* A function returns with the r0 that it has. */
static int check_return(struct env *env)
{
	const struct frame *callee = env_top(env);
	uint32_t call = callee->call_insn;

	if (callee->reg[0].kind == VALUE_STACK && callee->reg[0].object == env->cur->n_frames - 1)
		return REJECT(env, 1, STACK_POINTER_RETURN,
			      env->image->subprogs[callee->subprog].name);
	return insn_calls_back(&env->image->insns[call]) ? check_range(env, "the callback", 0, 1) :
							   0;
}

int check_exit(struct env *env, uint32_t *block)
{
	uint32_t root = env->cur->frame[0].subprog;

	*block = return_block(env);
	if (*block != NO_BLOCK)
		return check_return(env);
	return root ? check_global_result(env, root) : check_result(env);
}

static bool of_frame(const struct value *v, uint32_t frame)
{
	return ends_with_frame(v->kind, v->object, frame);
}

void leave_subprog(struct env *env)
{
	struct frame *callee = env_top(env);
	const struct insn *call = &env->image->insns[callee->call_insn];

	env->cur->n_frames--;
	if (!insn_calls_back(call))
		env_top(env)->reg[0] = callee->reg[0];
	else if (helper_callback(helper_by_number(call->imm))[0] == CB_DYNPTR)
		state_end_values(env->cur, of_frame, env->cur->n_frames,
				 !env_may(env, SKEP_LEAK_POINTERS));
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
	if (!err) /* elsewhere the caller goes on with what it holds */
		err = env->cur->n_frames == 1 ? check_nothing_held(env, call.helper->name)
					      : check_no_lock(env, call.helper->name);
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

enum {
	MAX_LOOPS = 1 << 23,     /* Linux's BPF_MAX_LOOPS, of bpf_loop */
	MAX_DRAINED = 128 << 10, /* BPF_MAX_USER_RINGBUF_SAMPLES, of bpf_user_ringbuf_drain */
};

uint32_t callback_subprog(struct env *env, uint32_t i)
{
	const struct helper_info *helper = helper_by_number(env->image->insns[i].imm);

	return env_top(env)->reg[helper_arg_reg(helper, ARG_FUNC)].object;
}

/* A held map may have more entries than its template, but for most arrays. */
static uint64_t map_rounds(const struct image *image, uint32_t object)
{
	const struct map_desc *map = image_map(image, object);

	if (!(object & MAP_INNER) || map_size_is_fixed(map))
		return map->max_entries;
	return map_type_by_number(map->type)->flags & MAPF_ARRAY ? UINT32_MAX : MAX_HASH_ENTRIES;
}

uint64_t callback_rounds(struct env *env, uint32_t i)
{
	const struct helper_info *helper = helper_by_number(env->image->insns[i].imm);
	const struct value *first = &env_top(env)->reg[1];

	if (helper->number == HELPER_ID_user_ringbuf_drain)
		return MAX_DRAINED;
	if (helper->arg[0] == ARG_MAP)
		return map_rounds(env->image, first->object);
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
				       .extent = image_map(env->image, map)->key_size };
	case CB_VALUE: return value_of_map(env, map, false);
	case CB_DYNPTR:
		return (struct value){ .kind = VALUE_DYNPTR,
				       .object = (uint16_t)env->cur->n_frames };
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
