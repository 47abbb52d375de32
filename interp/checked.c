/*
 * The checked interpreter's loop: one function a kind of instruction, values
 * computed by the table's expressions, provenance carried beside them.
 *
 * A pointer is base + offset: adding or subtracting a number moves it, and the
 * difference of two into one object is a number.  Any other operation would leave a
 * number with an address's bits: a fault, unless the program may leak them (then
 * nothing may be read or written through it).  So no address decides what a program
 * does.
 *
 * What must stay true: whatever the program is, the host sees no undefined
 * behaviour; the budget runs out at the same instruction as in every other
 * engine (docs/engines.md).
 */
#include "interp/machine.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/cfg.h"
#include "core/skb.h"

bool machine_fault(struct machine *m, enum fault_kind kind, const char *format, ...)
{
	va_list args;

	m->fault->kind = kind;
	m->fault->insn = m->pc;
	va_start(args, format);
	vsnprintf(m->fault->text, sizeof(m->fault->text), format, args);
	va_end(args);
	return false;
}

bool machine_reveal(struct machine *m, const struct concrete *c, const char *how)
{
	return m->leak_pointers || machine_fault(m, FAULT_LEAK, "a %s is seen: %s",
						 value_kind_info[c->kind].text, how);
}

/* --- arithmetic --- */

static bool is_packet_kind(uint8_t kind)
{
	return kind == VALUE_PACKET || kind == VALUE_PACKET_META || kind == VALUE_PACKET_END;
}

static bool same_object(const struct concrete *a, const struct concrete *b)
{
	if (is_packet_kind(a->kind) && is_packet_kind(b->kind))
		return true;
	return a->kind == b->kind && a->object == b->object &&
	       a->bits - (uint64_t)a->offset == b->bits - (uint64_t)b->offset;
}

static void move_pointer(const struct machine *m, const struct concrete *ptr, uint64_t distance,
			 struct concrete *out)
{
	*out = *ptr;
	if (ptr->kind == VALUE_CTX && m->leak_pointers) { /* as the verifier has it */
		*out = concrete_scalar(ptr->bits + distance);
		return;
	}
	out->bits = ptr->bits + distance;
	out->offset = (int64_t)((uint64_t)ptr->offset + distance);
}

/* What a pointer survives. */
static void keep_pointer(struct machine *m, enum insn_op op, const struct concrete *d,
			 const struct concrete *s, struct concrete *out)
{
	bool d_is_pointer = concrete_is_pointer(d), s_is_pointer = concrete_is_pointer(s);

	if (op == OP_MOV)
		*out = *s;
	else if (op == OP_ADD && d_is_pointer && !s_is_pointer)
		move_pointer(m, d, s->bits, out);
	else if (op == OP_ADD && s_is_pointer && !d_is_pointer)
		move_pointer(m, s, d->bits, out);
	else if (op == OP_SUB && d_is_pointer && !s_is_pointer)
		move_pointer(m, d, 0 - s->bits, out);
}

/* A number may not be made of an address, but of the distance of two. */
static bool check_number(struct machine *m, const struct insn *insn, const struct concrete *d,
			 const struct concrete *s)
{
	bool distance = insn_of(insn)->op == OP_SUB && concrete_is_pointer(d) &&
			concrete_is_pointer(s) && same_object(d, s);

	if (distance)
		return true;
	if (concrete_is_pointer(s) && !machine_reveal(m, s, insn_of(insn)->name))
		return false;
	return !(insn_reads(m->image, insn) >> insn->dst & 1) || !concrete_is_pointer(d) ||
	       machine_reveal(m, d, insn_of(insn)->name);
}

static struct concrete operand(struct machine *m, const struct insn *insn)
{
	return insn_of(insn)->src_is_reg ? *machine_reg(m, insn->src) :
					   concrete_scalar((uint64_t)insn->imm);
}

static bool do_alu(struct machine *m, const struct insn *insn)
{
	const struct insn_info *info = insn_of(insn);
	struct concrete *d = machine_reg(m, insn->dst), s = operand(m, insn);
	struct concrete out =
		concrete_scalar(insn_eval_alu((enum insn_id)insn->id, d->bits, s.bits));

	if (info->width == 64)
		keep_pointer(m, (enum insn_op)info->op, d, &s, &out);
	if (!concrete_is_pointer(&out) && !check_number(m, insn, d, &s))
		return false;
	*d = out;
	return true;
}

/* --- constants --- */

static bool do_lddw(struct machine *m, const struct insn *insn)
{
	*machine_reg(m, insn->dst) = concrete_scalar((uint64_t)insn->imm);
	return true;
}

static const struct bound_map *bound_map(struct machine *m, uint64_t index)
{
	const struct binding *binding = m->run->binding;

	if (binding && index < binding->n_maps && index < m->image->n_maps)
		return &binding->maps[index];
	machine_fault(m, FAULT_CONTROL, "the program has no map %llu", (unsigned long long)index);
	return NULL;
}

static bool do_lddw_map(struct machine *m, const struct insn *insn)
{
	const struct bound_map *map = bound_map(m, (uint64_t)insn->imm);

	if (!map)
		return false;
	*machine_reg(m, insn->dst) = (struct concrete){ .bits = (uintptr_t)map->map,
							.kind = VALUE_MAP,
							.object = (uint16_t)insn->imm };
	return true;
}

static bool do_lddw_map_value(struct machine *m, const struct insn *insn)
{
	uint32_t index = (uint32_t)insn->imm, off = (uint32_t)((uint64_t)insn->imm >> 32);
	const struct bound_map *map = bound_map(m, index);
	const struct map_type_info *type;

	if (!map)
		return false;
	type = map_type_by_number(m->image->maps[index]->type);
	if (!map->values || !type || !(type->flags & MAPF_DIRECT))
		return machine_fault(m, FAULT_CONTROL, "map %s has no value with a fixed address",
				     m->image->maps[index]->name);
	*machine_reg(m, insn->dst) = (struct concrete){ .bits = (uintptr_t)map->values + off,
							.kind = VALUE_MAP_VALUE,
							.object = (uint16_t)index,
							.offset = off };
	return true;
}

static bool do_lddw_func(struct machine *m, const struct insn *insn)
{
	if ((uint64_t)insn->imm >= m->image->n_insns)
		return machine_fault(m, FAULT_CONTROL, "no function starts at %lld",
				     (long long)insn->imm);
	*machine_reg(m, insn->dst) = (struct concrete){
		.bits = (uintptr_t)&m->image->insns[insn->imm],
		.kind = VALUE_FUNC,
		.object = (uint16_t)image_subprog(m->image, (uint32_t)insn->imm),
	};
	return true;
}

/* --- control --- */

/* Move the budget by a jump; false when it ran out, which is no fault. */
static bool charge(struct machine *m, int64_t distance, bool check)
{
	m->budget += distance;
	if (!check || m->budget >= 0)
		return true;
	m->budget = 0;
	m->run->status = RUN_BUDGET;
	return false;
}

static bool go(struct machine *m, const struct insn *insn)
{
	m->next = insn_target(m->image->insns, m->pc);
	return charge(m, insn->off, insn->off < 0);
}

/* Pointers are compared with NULL, and in 64 bits with others into their object. */
static bool check_comparison(struct machine *m, const struct insn *insn, const struct concrete *d,
			     const struct concrete *s)
{
	const struct insn_info *info = insn_of(insn);
	bool equality = info->op == OP_JEQ || info->op == OP_JNE;
	bool null = equality && s->kind == VALUE_SCALAR && !s->bits;
	bool d_is_pointer = concrete_is_pointer(d);

	if (!d_is_pointer && !concrete_is_pointer(s))
		return true;
	if (info->width == 64 && (null || (info->op != OP_JSET && same_object(d, s))))
		return true;
	return machine_reveal(m, d_is_pointer ? d : s, info->name);
}

static bool do_jump(struct machine *m, const struct insn *insn)
{
	const struct concrete *d = machine_reg(m, insn->dst), s = operand(m, insn);
	bool taken = insn_eval_jump((enum insn_id)insn->id, d->bits, s.bits);

	return check_comparison(m, insn, d, &s) && facts_branch(m, taken) &&
	       (!taken || go(m, insn));
}

static void set_frame(struct machine *m, uint32_t start, uint32_t return_to)
{
	struct checked_frame *frame = machine_frame(m);

	memset(frame, 0, sizeof(*frame));
	frame->start = start;
	frame->return_to = return_to;
	frame->root = m->depth ? m->frame[m->depth - 1].root : 0;
	frame->reg[REG_FP] = (struct concrete){ .bits = (uintptr_t)(frame->bytes + STACK_SIZE),
						.kind = VALUE_STACK,
						.object = (uint16_t)m->depth };
}

bool machine_enter(struct machine *m, uint32_t start, uint32_t return_to)
{
	if (m->depth + 1 == MAX_FRAMES)
		return machine_fault(m, FAULT_CONTROL, "more than %u frames", (unsigned)MAX_FRAMES);
	m->depth++;
	set_frame(m, start, return_to);
	return true;
}

static bool do_call_local(struct machine *m, const struct insn *insn)
{
	const struct concrete *args = machine_reg(m, 1);

	(void)insn;
	if (!machine_enter(m, insn_target(m->image->insns, m->pc), m->pc + 1))
		return false;
	memcpy(machine_reg(m, 1), args, 5 * sizeof(*args));
	if (!facts_entered(m))
		return false;
	m->next = machine_frame(m)->start;
	return true;
}

bool machine_leave(struct machine *m, struct concrete r0)
{
	const struct checked_frame *callee = machine_frame(m);

	m->depth--;
	if (callee->is_callback) {
		m->returned = r0;
	} else {
		for (unsigned reg = 1; reg <= 5; reg++)
			*machine_reg(m, reg) = (struct concrete){ .kind = VALUE_UNINIT };
		*machine_reg(m, 0) = r0;
		m->next = callee->return_to;
	}
	memory_forget_frame(m, (uint16_t)(m->depth + 1));
	return callee->is_callback || facts_written(m, callee->return_to - 1);
}

bool machine_result(struct machine *m, const struct concrete *r0, int64_t min, int64_t max)
{
	int32_t v = (int32_t)r0->bits;

	if (r0->kind == VALUE_UNINIT)
		return machine_fault(m, FAULT_UNINIT, "the result r0 was never written");
	if (concrete_is_pointer(r0) && !machine_reveal(m, r0, "it is the result"))
		return false;
	return (v >= min && v <= max) ||
	       machine_fault(m, FAULT_RESULT, "the result is %d, allowed is [%lld, %lld]", v,
			     (long long)min, (long long)max);
}

static bool do_exit(struct machine *m, const struct insn *insn)
{
	int64_t min = INT32_MIN, max = INT32_MAX;

	(void)insn;
	if (m->depth)
		return charge(m, -(int64_t)(m->pc + 1 - machine_frame(m)->start), true) &&
		       machine_leave(m, *machine_reg(m, 0));
	if (m->prog_type)
		prog_type_results(m->prog_type, m->image->attach_type, &min, &max);
	if (!machine_result(m, machine_reg(m, 0), min, max))
		return false;
	if (m->n_acquired)
		return machine_fault(m, FAULT_HELPER, "a reserved record was not given back");
	if (m->lock)
		return machine_fault(m, FAULT_HELPER, "a spin lock was not given back");
	m->done = true;
	return facts_end(m);
}

/* --- packet loads --- */

static bool packet_offset(struct machine *m, const struct insn *insn, int32_t *out)
{
	struct concrete index = concrete_scalar(0);

	if (insn_of(insn)->op == OP_IND)
		index = *machine_reg(m, insn->src);
	*out = (int32_t)((uint32_t)index.bits + (uint32_t)insn->imm);
	return !concrete_is_pointer(&index) ||
	       machine_reveal(m, &index, "it is the index of a packet load");
}

static bool do_ld_packet(struct machine *m, const struct insn *insn)
{
	const struct concrete *ctx = machine_reg(m, 6);
	uint64_t v = 0;
	int32_t off;
	bool found;

	if (!m->prog_type || !(m->prog_type->flags & PROGF_LD_PACKET) || !m->run->ctx)
		return machine_fault(m, FAULT_CONTROL, "there is no packet to load from");
	if (ctx->kind != VALUE_CTX || ctx->offset)
		return machine_fault(m, FAULT_NOT_POINTER, "r6 is a %s, not the context",
				     value_kind_info[ctx->kind].text);
	if (!packet_offset(m, insn, &off))
		return false;
	found = skb_load(m->run->ctx, off, insn_of(insn)->width / 8, &v);
	for (unsigned reg = 1; reg <= 5; reg++)
		*machine_reg(m, reg) = (struct concrete){ .kind = VALUE_UNINIT };
	*machine_reg(m, 0) = concrete_scalar(v);
	return found || do_exit(m, insn);
}

/* --- the loop --- */

static bool (*const do_kind[])(struct machine *m, const struct insn *insn) = {
	[KIND_ALU] = do_alu,
	[KIND_JUMP] = do_jump,
	[KIND_GOTO] = go,
	[KIND_CALL_HELPER] = call_helper,
	[KIND_CALL_KFUNC] = call_helper,
	[KIND_CALL_LOCAL] = do_call_local,
	[KIND_EXIT] = do_exit,
	[KIND_LD_PACKET] = do_ld_packet,
	[KIND_LOAD] = memory_load,
	[KIND_STORE] = memory_store,
	[KIND_STORE_IMM] = memory_store,
	[KIND_ATOMIC] = memory_atomic,
	[KIND_ATOMIC_FETCH] = memory_atomic,
	[KIND_ATOMIC_CMPXCHG] = memory_atomic,
	[KIND_LDDW] = do_lddw,
	[KIND_LDDW_MAP] = do_lddw_map,
	[KIND_LDDW_MAP_VALUE] = do_lddw_map_value,
	[KIND_LDDW_FUNC] = do_lddw_func,
};

/* Registers that must hold something; calls and exits look for themselves. */
static uint16_t registers_needed(const struct machine *m, const struct insn *insn)
{
	switch (insn_of(insn)->kind) {
	case KIND_CALL_HELPER:
	case KIND_CALL_KFUNC:
	case KIND_CALL_LOCAL:
	case KIND_EXIT: return 0;
	default: return insn_reads(m->image, insn);
	}
}

static bool check_registers(struct machine *m, const struct insn *insn)
{
	uint16_t needed = registers_needed(m, insn);

	for (unsigned reg = 0; reg < N_REGS; reg++)
		if (needed >> reg & 1 && machine_reg(m, reg)->kind == VALUE_UNINIT)
			return machine_fault(m, FAULT_UNINIT, "r%u was never written", reg);
	if (insn_writes(insn) >> REG_FP & 1)
		return machine_fault(m, FAULT_READ_ONLY, "the frame pointer r10 is written");
	return true;
}

/* Threads may run one program at once, so that the counts are added to atomically. */
static void count(struct machine *m)
{
	const struct binding *binding = m->run->binding;

	m->fault->steps++;
	if (binding && binding->counts)
		__atomic_fetch_add(&binding->counts[m->pc], 1, __ATOMIC_RELAXED);
}

static bool step(struct machine *m)
{
	uint32_t depth = m->depth;
	const struct insn *insn;
	uint8_t kind;

	if (m->pc >= m->image->n_insns)
		return machine_fault(m, FAULT_CONTROL, "control leaves the program");
	insn = &m->image->insns[m->pc];
	kind = insn_of(insn)->kind;
	if (insn->id == INSN_INVALID || kind >= sizeof(do_kind) / sizeof(*do_kind) ||
	    !do_kind[kind])
		return machine_fault(m, FAULT_CONTROL, "instruction %s is not supported",
				     insn_of(insn)->name);
	count(m);
	m->next = m->pc + 1;
	if (!facts_before(m) || !check_registers(m, insn) || !do_kind[kind](m, insn))
		return false;
	return m->depth != depth || facts_written(m, m->pc); /* else r0 is another frame's */
}

bool machine_run(struct machine *m, uint32_t depth)
{
	while (!m->done && m->depth >= depth) {
		if (m->max_steps && m->fault->steps == m->max_steps)
			return machine_fault(m, FAULT_STEPS, "%llu instructions executed",
					     (unsigned long long)m->max_steps);
		if (!step(m))
			return false;
		m->pc = m->next;
	}
	return true;
}

static void start(struct machine *m, const struct image *image, const struct facts *facts,
		  struct run *run, struct fault *fault)
{
	m->image = image;
	m->facts = facts;
	m->run = run;
	m->fault = fault;
	m->prog_type = prog_type_by_number(image->prog_type);
	m->ctx = m->prog_type ? prog_type_ctx(m->prog_type, image->arch) : CTX_ID_NONE;
	m->leak_pointers = facts && facts->rights & SKEP_LEAK_POINTERS;
	m->done = false;
	m->pc = m->depth = m->n_acquired = 0;
	m->lock = 0;
	m->budget = run->budget;
	m->calling = NULL;
	run->engine = m;
	run->call = call_back;
	run->next = NULL;
	memory_find_packet(m);
	set_frame(m, 0, 0);
	*machine_reg(m, 1) = (struct concrete){ .bits = (uintptr_t)run->ctx, .kind = VALUE_CTX };
	*fault = (struct fault){ .kind = FAULT_NONE };
}

uint64_t checked_run(const struct image *image, const struct facts *facts, struct run *run,
		     uint64_t max_steps, struct fault *fault)
{
	struct machine m;
	bool whole;

	start(&m, image, facts, run, fault);
	m.max_steps = max_steps;
	whole = machine_run(&m, 0);
	if (run->budget != BUDGET_NONE)
		run->budget = m.budget;
	if (fault->kind != FAULT_NONE)
		run->status = RUN_FAULT;
	if (!whole) {
		run_release(run);
		return 0;
	}
	return machine_reg(&m, 0)->bits;
}
