/*
 * Helper calls of the checked interpreter: each argument is checked as its
 * helper's row says, so that a body never sees memory that is not there.
 */
#include "interp/machine.h"

#include <string.h>

#include "core/cfg.h"

/* A call under way. */
struct call {
	const struct helper_info *helper;
	int32_t map;         /* index of the map argument, -1 none */
	struct place out[5]; /* memory that the helper fills */
	unsigned n_out;
	struct concrete arg[6]; /* r0..r5 at the call */
	uint64_t *released;  /* entry of the memory that it takes back, or NULL */
};

static bool bad_argument(struct machine *m, const struct call *call, unsigned reg,
			 const char *expected)
{
	return machine_fault(m, FAULT_HELPER, "argument %u of %s is a %s, expected %s", reg,
			     call->helper->name, value_kind_info[machine_reg(m, reg)->kind].text,
			     expected);
}

static bool check_map(struct machine *m, struct call *call, unsigned reg)
{
	const struct concrete *v = machine_reg(m, reg);
	const struct map_type_info *type;

	if (v->kind != VALUE_MAP || v->offset)
		return bad_argument(m, call, reg, "a map");
	call->map = v->object;
	type = map_type_by_number(image_map(m->image, v->object)->type);
	if (!type || (type->flags & call->helper->map_ops) != call->helper->map_ops)
		return machine_fault(m, FAULT_HELPER, "helper %s does not work on maps of type %s",
				     call->helper->name, type ? type->name : "unknown");
	return true;
}

static const struct helper_arg_info *arg_info(const struct call *call, unsigned reg)
{
	return &helper_arg_info[call->helper->arg[reg - 1]];
}

/*
 * What a helper fills is initialised afterwards, so each byte must be written
 * whatever its result is, or the program reads what the engine's own stack held
 * there.  Bytes that the program never wrote are marked before the call.  With the
 * right to read the process's memory there is nothing to protect.
 */
enum { UNWRITTEN = 0xa7, UNWRITTEN_LEAST = 4, UNWRITTEN_RUN = 8 };

static bool watches_outputs(const struct machine *m)
{
	return m->facts &&
	       !(m->facts->rights & (SKEP_LEAK_POINTERS | SKEP_READ_PROCESS_MEMORY));
}

static void mark_output(const struct place *place)
{
	for (uint32_t i = 0; place->frame && i < place->size; i++)
		if (!place->frame->init[place->at + i])
			place->frame->bytes[place->at + i] = UNWRITTEN;
}

/* So many marked bytes side by side, or all of less, are no accident; of very few they may be. */
static bool check_output(struct machine *m, const struct call *call, const struct place *place)
{
	uint32_t wanted = place->size < UNWRITTEN_RUN ? place->size : UNWRITTEN_RUN, run = 0;

	if (place->size < UNWRITTEN_LEAST)
		return true;
	for (uint32_t i = 0; place->frame && i < place->size; i++) {
		bool left = !place->frame->init[place->at + i] &&
			    place->frame->bytes[place->at + i] == UNWRITTEN;

		run = left ? run + 1 : 0;
		if (run == wanted)
			return machine_fault(m, FAULT_FACT, "%s left bytes of its output unwritten",
					     call->helper->name);
	}
	return true;
}

/* Memory that the helper reads, fills, or both; NULL where the row allows it. */
static bool check_memory(struct machine *m, struct call *call, unsigned reg, uint64_t size)
{
	const struct concrete *v = machine_reg(m, reg);
	uint32_t type = call->map < 0 ? 0 : image_map(m->image, (uint32_t)call->map)->type;
	uint32_t flags = helper_arg_info_for(call->helper, reg, type)->flags;
	struct place place;

	if (v->kind == VALUE_SCALAR && !v->bits && flags & ARGF_NULL)
		return true; /* bodies take NULL of any size */
	if (!value_kind_info[v->kind].deref || v->kind == VALUE_CTX || v->kind == VALUE_STRUCT)
		return bad_argument(m, call, reg, arg_info(call, reg)->text);
	if (flags & ARGF_ALIGNED && v->bits % size)
		return machine_fault(m, FAULT_HELPER, "argument %u of %s is not aligned", reg,
				     call->helper->name);
	if (!size)
		return true;
	if (flags & ARGF_READ && !memory_find(m, reg, 0, size, ACCESS_READ | ACCESS_BYTES, &place))
		return false;
	if (!(flags & ARGF_WRITE))
		return true;
	if (!memory_find(m, reg, 0, size, ACCESS_WRITE, &place))
		return false;
	if (watches_outputs(m))
		mark_output(&place);
	call->out[call->n_out++] = place;
	return true;
}

/* Memory whose size is the map's or the row's. */
static bool check_plain_memory(struct machine *m, struct call *call, unsigned reg)
{
	const struct helper_arg_info *info = arg_info(call, reg);
	const struct map_desc *desc;

	if (info->flags & ARGF_OF_TYPE)
		return check_memory(m, call, reg, call->helper->arg_size[reg - 1]);
	if (!(info->flags & (ARGF_OF_KEY | ARGF_OF_VALUE)))
		return check_memory(m, call, reg, info->size);
	if (call->map < 0)
		return bad_argument(m, call, reg, "memory of a map that is not given");
	desc = image_map(m->image, (uint32_t)call->map);
	return check_memory(m, call, reg,
			    info->flags & ARGF_OF_KEY ? desc->key_size : desc->value_size);
}

/* A size, and the memory in the register before it. */
static bool check_size(struct machine *m, struct call *call, unsigned reg)
{
	const struct concrete *size = machine_reg(m, reg);

	if (size->kind != VALUE_SCALAR)
		return bad_argument(m, call, reg, "a size");
	if (!size->bits && !(arg_info(call, reg)->flags & ARGF_NULL))
		return machine_fault(m, FAULT_HELPER, "argument %u of %s is the size 0", reg,
				     call->helper->name);
	return check_memory(m, call, reg - 1, size->bits);
}

static bool check_number(struct machine *m, const struct call *call, unsigned reg)
{
	return !concrete_is_pointer(machine_reg(m, reg)) || m->leak_pointers ||
	       bad_argument(m, call, reg, arg_info(call, reg)->text);
}

static bool check_record(struct machine *m, struct call *call, unsigned reg)
{
	const struct concrete *v = machine_reg(m, reg);

	if (v->kind == VALUE_MEM && !v->offset)
		call->released = memory_acquired(m, v->bits);
	return call->released || bad_argument(m, call, reg, arg_info(call, reg)->text);
}

/* The lock of a map's value, free to be taken or the one that is held. */
static bool check_lock(struct machine *m, struct call *call, unsigned reg)
{
	const struct concrete *v = machine_reg(m, reg);
	const struct map_desc *desc;

	if (v->kind != VALUE_MAP_VALUE)
		return bad_argument(m, call, reg, arg_info(call, reg)->text);
	desc = image_map(m->image, v->object);
	if (!desc->lock_end || v->offset != (int64_t)map_lock_offset(desc))
		return machine_fault(m, FAULT_HELPER, "argument %u of %s is no spin lock", reg,
				     call->helper->name);
	call->map = v->object;
	if (call->helper->number == HELPER_ID_spin_unlock && m->lock != v->bits)
		return machine_fault(m, FAULT_HELPER, "the spin lock is not held");
	return true;
}

static bool check_no_lock(struct machine *m, const struct call *call)
{
	if (!m->lock || call->helper->number == HELPER_ID_spin_unlock)
		return true;
	return machine_fault(m, FAULT_HELPER, "%s is called with a spin lock held",
			     call->helper->name);
}

static void note_lock(struct machine *m, const struct call *call)
{
	if (call->helper->number == HELPER_ID_spin_lock)
		m->lock = call->arg[1].bits;
	else if (call->helper->number == HELPER_ID_spin_unlock)
		m->lock = 0;
}

static bool check_context(struct machine *m, const struct call *call, unsigned reg)
{
	const struct concrete *v = machine_reg(m, reg);

	if (v->kind == VALUE_SCALAR && !v->bits && arg_info(call, reg)->flags & ARGF_NULL)
		return true;
	return (v->kind == VALUE_CTX && !v->offset) ||
	       bad_argument(m, call, reg, arg_info(call, reg)->text);
}

/* A constant string was read to its end by the verifier: that it is in a map's value says all. */
static bool check_argument(struct machine *m, struct call *call, unsigned reg)
{
	const struct concrete *v = machine_reg(m, reg);
	uint32_t flags = arg_info(call, reg)->flags;

	if (call->helper->arg[reg - 1] == ARG_IGNORED)
		return true;
	if (v->kind == VALUE_UNINIT && call->helper->arg[reg - 1] != ARG_OPT)
		return machine_fault(m, FAULT_UNINIT, "r%u, argument of %s, was never written", reg,
				     call->helper->name);
	if (flags & ARGF_SIZED)
		return true; /* checked with the size that follows */
	if (flags & ARGF_IS_SIZE)
		return check_size(m, call, reg);
	if (flags & ARGF_MEMORY)
		return check_plain_memory(m, call, reg);
	switch ((enum helper_arg)call->helper->arg[reg - 1]) {
	case ARG_SCALAR:
	case ARG_NUMBER:
	case ARG_OPT: return check_number(m, call, reg);
	case ARG_CTX:
	case ARG_CTX_NULL: return check_context(m, call, reg);
	case ARG_MAP: return check_map(m, call, reg);
	case ARG_STRING:
		return v->kind == VALUE_MAP_VALUE || bad_argument(m, call, reg, "a string");
	case ARG_FUNC:
		return v->kind == VALUE_FUNC || bad_argument(m, call, reg, "a function");
	case ARG_FUNC_CTX:
		return v->kind == VALUE_STACK || (v->kind == VALUE_SCALAR && !v->bits) ||
		       bad_argument(m, call, reg, "a stack pointer or NULL");
	case ARG_CONSTANT:
	case ARG_ALLOC_SIZE:
		return v->kind == VALUE_SCALAR ||
		       bad_argument(m, call, reg, arg_info(call, reg)->text);
	case ARG_DYNPTR:
		return v->kind == VALUE_DYNPTR ||
		       bad_argument(m, call, reg, arg_info(call, reg)->text);
	case ARG_RECORD: return check_record(m, call, reg);
	case ARG_TASK_NULL:
		return (v->kind == VALUE_STRUCT && v->object == CTX_ID_TASK && !v->offset) ||
		       (v->kind == VALUE_SCALAR && !v->bits) ||
		       bad_argument(m, call, reg, arg_info(call, reg)->text);
	case ARG_LOCK: return check_lock(m, call, reg);
	default: return true;
	}
}

/* May it be called, and has it a body? */
static bool check_callee(struct machine *m, const struct insn *insn,
			 const struct helper_info *callee)
{
	const struct binding *binding = m->run->binding;
	bool has_body;

	if (!callee || !m->prog_type ||
	    !helper_allowed(callee, m->image->prog_type, m->image->attach_type))
		return machine_fault(m, FAULT_HELPER,
				     "helper %s (%lld) is not available to this program",
				     callee ? callee->name : "unknown", (long long)insn->imm);
	if (insn_of(insn)->kind == KIND_CALL_KFUNC)
		has_body = binding && binding->kfuncs && binding->kfuncs[insn->imm].fn;
	else
		has_body = binding && binding->helpers && binding->helpers[callee->number];
	return has_body ||
	       machine_fault(m, FAULT_HELPER, "helper %s has no body here", callee->name);
}

static uint64_t call_body(struct machine *m, const struct insn *insn, const struct concrete *r)
{
	const struct binding *binding = m->run->binding;

	if (insn_of(insn)->kind != KIND_CALL_KFUNC)
		return binding->helpers[insn->imm](r[1].bits, r[2].bits, r[3].bits, r[4].bits,
						   r[5].bits, m->run);
	m->run->func = &binding->kfuncs[insn->imm];
	return m->run->func->fn(r[1].bits, r[2].bits, r[3].bits, r[4].bits, r[5].bits,
				run_as_call(m->run));
}

static struct concrete result_of(struct machine *m, const struct call *call, uint64_t bits)
{
	struct concrete result = concrete_scalar(bits);
	unsigned size;

	if ((call->helper->ret == RET_MEM || call->helper->ret == RET_MEM_OR_NULL) && bits) {
		size = helper_arg_reg(call->helper, ARG_ALLOC_SIZE);
		result.kind = VALUE_MEM;
		result.object = MEM_ARGUMENT;
		result.extent = size ? (uint32_t)call->arg[size].bits : call->helper->ret_size;
		result.read_only = call->helper->flags & HELPER_RDONLY;
	}
	if (call->helper->ret == RET_DYNPTR_MEM_OR_NULL && bits) {
		result.kind = VALUE_MEM;
		result.object = slice_object(call->arg[1].object, bits % 8 == 0);
		result.extent = (uint32_t)call->arg[3].bits;
	}
	if (call->helper->ret == RET_TASK) {
		result.kind = VALUE_STRUCT;
		result.object = CTX_ID_TASK;
	}
	if (call->helper->ret == RET_VOID)
		result.kind = VALUE_UNINIT;
	if (call->helper->ret == RET_RINGBUF_MEM_OR_NULL && bits) {
		result.kind = VALUE_MEM;
		result.extent =
			(uint32_t)call->arg[helper_arg_reg(call->helper, ARG_ALLOC_SIZE)].bits;
		memory_acquire(m, bits);
	}
	if ((call->helper->ret == RET_MAP_VALUE_OR_NULL || call->helper->ret == RET_MAP_VALUE) &&
	    bits) {
		uint32_t type = image_map(m->image, (uint32_t)call->map)->type;
		uint32_t flags = map_type_by_number(type)->flags;

		result.kind = VALUE_MAP_VALUE;
		result.object = (uint16_t)call->map;
		if (flags & MAPF_OBJECTS) {
			result.kind = VALUE_STRUCT;
			result.object = CTX_ID_XDP_SOCK;
		} else if (flags & MAPF_MAPS) {
			result.kind = VALUE_MAP;
			result.object |= MAP_INNER;
		}
	}
	return result;
}

/* --- functions that helpers call --- */

static struct concrete callback_argument(const struct machine *m, enum callback_arg kind,
					 uint64_t bits)
{
	const struct call *call = m->calling;
	struct concrete v = concrete_scalar(bits);

	switch (kind) {
	case CB_NONE: v.kind = VALUE_UNINIT; break;
	case CB_MAP: v = call->arg[1]; break;
	case CB_CTX: v = call->arg[helper_arg_reg(call->helper, ARG_FUNC_CTX)]; break;
	case CB_KEY:
		v.kind = VALUE_MEM;
		v.extent = image_map(m->image, (uint32_t)call->map)->key_size;
		v.read_only = true;
		break;
	case CB_VALUE:
		v.kind = VALUE_MAP_VALUE;
		v.object = (uint16_t)call->map;
		break;
	case CB_DYNPTR:
		v.kind = VALUE_DYNPTR;
		v.object = (uint16_t)m->depth;
		break;
	case CB_INDEX: break;
	}
	return v;
}

/* Enter the function, run it to its end, go on in the helper. */
uint64_t call_back(struct run *run, uint64_t func, const uint64_t args[5])
{
	struct machine *m = run->engine;
	const struct call *calling = m->calling;
	const uint8_t *kinds = helper_callback(calling->helper);
	uint32_t pc = m->pc, next = m->next;
	bool whole = machine_enter(
		m, (uint32_t)((const struct insn *)(uintptr_t)func - m->image->insns), 0);

	if (whole) {
		machine_frame(m)->is_callback = true;
		for (unsigned i = 0; i < 5; i++)
			*machine_reg(m, i + 1) =
				callback_argument(m, (enum callback_arg)kinds[i], args[i]);
		m->pc = machine_frame(m)->start;
		whole = machine_run(m, m->depth);
	}
	m->pc = pc;
	m->next = next;
	whole = whole && machine_result(m, &m->returned, 0, 1);
	m->calling = calling;
	if (!whole && m->fault->kind != FAULT_NONE)
		run->status = RUN_FAULT;
	return whole ? m->returned.bits : 0;
}

/* --- tail calls --- */

/* In the entry the run ends with the target's result, else the function returns it. */
static bool follow_tail_call(struct machine *m)
{
	struct run *run = m->run;
	bool limited = run->budget != BUDGET_NONE;
	uint64_t r0;

	if (m->n_acquired && !m->depth)
		return machine_fault(m, FAULT_HELPER, "a tail call would leave a reserved record");
	if (limited)
		run->budget = m->budget;
	r0 = run_follow(run);
	if (limited)
		m->budget = run->budget;
	if (run->status != RUN_OK)
		return false;
	if (m->depth) {
		memory_forget_packet(m);
		memory_find_packet(m);
		return machine_leave(m, concrete_scalar(r0));
	}
	*machine_reg(m, 0) = concrete_scalar(r0);
	m->done = true;
	return true;
}

bool call_helper(struct machine *m, const struct insn *insn)
{
	struct call call = { .helper = insn_callee(m->image, insn), .map = -1 };
	uint64_t bits;

	if (!check_callee(m, insn, call.helper) || !check_no_lock(m, &call))
		return false;
	memcpy(call.arg, machine_frame(m)->reg, sizeof(call.arg));
	for (unsigned reg = 1; reg <= 5 && call.helper->arg[reg - 1] != ARG_NONE; reg++)
		if (!check_argument(m, &call, reg))
			return false;
	m->calling = &call;
	bits = call_body(m, insn, call.arg);
	if (m->run->status != RUN_OK)
		return false;
	note_lock(m, &call);
	for (unsigned i = 0; i < call.n_out; i++) {
		if (watches_outputs(m) && !check_output(m, &call, &call.out[i]))
			return false;
		memory_filled(m, &call.out[i]);
	}
	if (call.helper->flags & HELPER_MOVES_PACKET) {
		memory_forget_packet(m);
		memory_find_packet(m);
	}
	for (unsigned reg = 1; reg <= 5; reg++)
		*machine_reg(m, reg) = (struct concrete){ .kind = VALUE_UNINIT };
	if (call.released)
		memory_release(m, call.released);
	*machine_reg(m, 0) = result_of(m, &call, bits);
	if (!facts_helper(m, call.map & MAP_INNER ? -1 : call.map, bits))
		return false;
	return !m->run->next || follow_tail_call(m);
}
