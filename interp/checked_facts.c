/*
 * The assertions of the checked interpreter: what happens lies within what the
 * verifier proved.  Each failure is a bug of the verifier (or of an engine) and
 * says both sides.
 */
#include "core/cfg.h"
#include "interp/machine.h"

#include <stdio.h>

enum { TEXT_SIZE = 80 };

static const char *concrete_text(const struct concrete *c, char buf[TEXT_SIZE])
{
	if (c->kind == VALUE_UNINIT)
		snprintf(buf, TEXT_SIZE, "uninitialised");
	else if (c->kind == VALUE_SCALAR)
		snprintf(buf, TEXT_SIZE, "0x%llx", (unsigned long long)c->bits);
	else
		snprintf(buf, TEXT_SIZE, "%s %u at %+lld", value_kind_info[c->kind].text, c->object,
			 (long long)c->offset);
	return buf;
}

/* Facts count frames from that of the function which is proved by itself. */
static uint16_t proved_object(struct machine *m, uint8_t kind, uint16_t object)
{
	uint16_t root = machine_frame(m)->root;

	if (kind == VALUE_STACK || kind == VALUE_DYNPTR)
		return (uint16_t)(object - root);
	return kind == VALUE_MEM && object & MEM_SLICE ? (uint16_t)(object - root * MEM_FRAME) :
							 object;
}

static bool check_register(struct machine *m, const struct value *proved, unsigned reg,
			   const char *when)
{
	const struct concrete *c = machine_reg(m, reg), bits = concrete_scalar(c->bits);
	struct concrete relative = *c;
	char is[TEXT_SIZE], was[TEXT_SIZE];

	relative.object = proved_object(m, c->kind, c->object);
	if (value_contains(proved, &relative))
		return true;
	/* Where addresses may leak, what is proved a number may be an address. */
	if (m->leak_pointers && concrete_is_pointer(c) && proved->kind == VALUE_SCALAR &&
	    value_contains(proved, &bits))
		return true;
	value_print(proved, was, sizeof(was));
	return machine_fault(m, FAULT_FACT, "r%u %s is %s, proved: %s", reg, when,
			     concrete_text(c, is), was);
}

bool facts_before(struct machine *m)
{
	const struct fact *fact;

	if (!m->facts)
		return true;
	fact = &m->facts->insn[m->pc];
	if (!(fact->flags & FACT_REACHED))
		return machine_fault(m, FAULT_FACT,
				     "the instruction is executed, proved: never reached");
	if (!(fact->flags & FACT_HEAD))
		return true; /* or nobody asked for values */
	for (unsigned reg = 0; reg < N_REGS; reg++) {
		const struct value *v = fact_head(m->facts, fact, reg);

		if (v && !check_register(m, v, reg, "before the block"))
			return false;
	}
	return true;
}

bool facts_written(struct machine *m, uint32_t insn)
{
	int reg = m->facts ? insn_written_reg(&m->image->insns[insn]) : -1;

	return reg < 0 || check_register(m, &m->facts->out[insn], (unsigned)reg, "after it");
}

bool facts_branch(struct machine *m, bool taken)
{
	if (!m->facts || m->facts->insn[m->pc].flags & (taken ? FACT_TAKEN : FACT_FALLS))
		return true;
	return machine_fault(m, FAULT_FACT, "the branch %s, proved: never",
			     taken ? "is taken" : "falls through");
}

/* The stack below a frame is another frame's in the threaded interpreter. */
static bool inside_frame(struct machine *m, uint16_t object, int64_t lo)
{
	uint32_t subprog = image_subprog(m->image, m->frame[object].start);

	return lo >= -(int64_t)m->facts->frame_size[subprog];
}

bool facts_access(struct machine *m, unsigned reg, uint16_t object, int64_t lo, uint64_t size)
{
	uint8_t kind = machine_reg(m, reg)->kind;
	const struct fact *fact;

	if (!m->facts)
		return true;
	if (kind == VALUE_STACK && !inside_frame(m, object, lo))
		return machine_fault(
			m, FAULT_FACT, "stack access at %+lld, proved: %u bytes are used",
			(long long)lo,
			m->facts->frame_size[image_subprog(m->image, m->frame[object].start)]);
	if (insn_callee(m->image, &m->image->insns[m->pc]))
		return true; /* facts name no memory of helpers */
	fact = &m->facts->insn[m->pc];
	if (!(fact->flags & FACT_ACCESS))
		return machine_fault(m, FAULT_FACT, "memory is accessed, proved: none is");
	if (fact->flags & FACT_MIXED)
		return true;
	object = proved_object(m, kind, object);
	if (fact->region == kind && object_is(kind, object, fact->object) && lo >= fact->lo &&
	    lo + (int64_t)size <= fact->hi)
		return true;
	return machine_fault(m, FAULT_FACT,
			     "access of [%lld, %lld) of %s %u, proved: [%lld, %lld) of %s %u",
			     (long long)lo, (long long)(lo + (int64_t)size),
			     value_kind_info[kind].text, object, (long long)fact->lo,
			     (long long)fact->hi, value_kind_info[fact->region].text, fact->object);
}

bool facts_helper(struct machine *m, int32_t map, uint64_t result)
{
	const struct fact *fact;

	if (!m->facts)
		return true;
	fact = &m->facts->insn[m->pc];
	if (fact->map >= 0 && fact->map != map)
		return machine_fault(m, FAULT_FACT, "the call is of map %d, proved: map %d", map,
				     fact->map);
	if (fact->flags & FACT_NOT_NULL && !result)
		return machine_fault(m, FAULT_FACT, "the lookup yields NULL, proved: a value");
	return true;
}

/* Memory that a global function is given is, to its proof, memory of that size. */
static bool enter_memory(struct machine *m, unsigned reg, uint32_t size)
{
	struct concrete *c = machine_reg(m, reg);
	struct place place = { .size = size };

	if (c->kind == VALUE_STACK) {
		if (c->offset < -STACK_SIZE || c->offset > -(int64_t)size)
			return machine_fault(m, FAULT_FACT, "r%u points out of a frame", reg);
		place.frame = &m->frame[c->object];
		place.at = (uint32_t)(c->offset + STACK_SIZE);
		memory_filled(m, &place);
	}
	*c = (struct concrete){ .bits = c->bits, .kind = VALUE_MEM, .object = MEM_ARGUMENT,
				.extent = size };
	return true;
}

bool facts_entered(struct machine *m)
{
	const struct global_func *func;

	if (!m->facts || !m->facts->global)
		return true;
	func = &m->facts->global[image_subprog(m->image, machine_frame(m)->start)];
	if (!func->by_itself)
		return true;
	machine_frame(m)->root = (uint16_t)m->depth;
	for (unsigned reg = 1; reg <= 5; reg++) {
		const struct global_arg *arg = &func->arg[reg - 1];
		struct concrete *c = machine_reg(m, reg);
		bool null = arg->nullable && c->kind == VALUE_SCALAR && !c->bits;

		if (reg > func->n_args)
			*c = (struct concrete){ .kind = VALUE_UNINIT };
		else if (arg->kind == VALUE_MEM && !null && !concrete_is_pointer(c))
			return machine_fault(m, FAULT_FACT, "r%u is no memory for the function",
					     reg);
		else if (arg->kind == VALUE_MEM && !null && !enter_memory(m, reg, arg->size))
			return false;
	}
	return true;
}

bool facts_end(struct machine *m)
{
	if (!m->facts || m->fault->steps <= m->facts->max_cost)
		return true;
	return machine_fault(m, FAULT_FACT, "%llu instructions executed, proved: at most %llu",
			     (unsigned long long)m->fault->steps,
			     (unsigned long long)m->facts->max_cost);
}
