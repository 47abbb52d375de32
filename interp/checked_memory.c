/*
 * Memory of the checked interpreter: which region a pointer points into, what
 * may be touched there, and what the program finds in it.
 *
 * Regions are checked from provenance (kind, object, offset), never from the
 * address, and the address is then computed from the region's own base.  The
 * stack has a shadow: which bytes were written, which slots hold a pointer
 * whole.  With the right leak-pointers, pointers may be written and read anywhere,
 * and come back as plain numbers; without it that is a fault, and a pointer that
 * does not live any more leaves what was never written.
 *
 * What must stay true: like the other engines, program memory that others may
 * write is read and written by one access of the program's width.
 */
#include "interp/machine.h"

#include <assert.h>
#include <string.h>

/* --- regions --- */

/**
 * struct region - what a pointer points into
 * @base: address of offset 0
 * @lo, @hi: offsets that exist, [lo, hi)
 * @how: ACCESS_READ | ACCESS_WRITE allowed
 */
struct region {
	uint64_t base;
	int64_t lo, hi;
	unsigned how;
};

static bool stack_region(struct machine *m, const struct concrete *ptr, struct region *out)
{
	uint8_t *end = m->frame[ptr->object].bytes + STACK_SIZE;

	*out = (struct region){ (uintptr_t)end, -STACK_SIZE, 0, ACCESS_READ | ACCESS_WRITE };
	return true;
}

static bool map_value_region(struct machine *m, const struct concrete *ptr, struct region *out)
{
	const struct map_desc *desc = image_map(m->image, ptr->object);

	*out = (struct region){ ptr->bits - (uint64_t)ptr->offset, 0, desc->value_size, 0 };
	if (!(desc->map_flags & MAP_F_WRONLY_PROG))
		out->how |= ACCESS_READ;
	if (!map_is_read_only(desc))
		out->how |= ACCESS_WRITE;
	return true;
}

static unsigned packet_rights(const struct machine *m)
{
	return m->prog_type && m->prog_type->flags & PROGF_PACKET_WRITE ? ACCESS_READ | ACCESS_WRITE
									: ACCESS_READ;
}

static bool packet_region(struct machine *m, const struct concrete *ptr, struct region *out)
{
	const struct packet *packet = &m->packet;

	(void)ptr;
	*out = (struct region){ packet->data, 0, (int64_t)(packet->end - packet->data),
				packet_rights(m) };
	return true;
}

static bool packet_meta_region(struct machine *m, const struct concrete *ptr, struct region *out)
{
	const struct packet *packet = &m->packet;

	(void)ptr;
	*out = (struct region){ packet->meta, 0, (int64_t)(packet->data - packet->meta),
				packet_rights(m) };
	return true;
}

static bool mem_region(struct machine *m, const struct concrete *ptr, struct region *out)
{
	(void)m;
	*out = (struct region){ ptr->bits - (uint64_t)ptr->offset, 0, ptr->extent,
				ptr->read_only ? ACCESS_READ : ACCESS_READ | ACCESS_WRITE };
	return true;
}

/* Structures of plain bytes; others are accessed by their fields. */
static bool struct_region(struct machine *m, const struct concrete *ptr, struct region *out)
{
	const struct ctx_info *info = ctx_info((enum ctx_id)ptr->object);

	(void)m;
	if (!(info->flags & CTXF_BYTES))
		return false;
	*out = (struct region){ ptr->bits - (uint64_t)ptr->offset, 0, info->size,
				ACCESS_READ | ACCESS_WRITE };
	return true;
}

static bool (*const region_of[N_VALUE_KINDS])(struct machine *m, const struct concrete *ptr,
					      struct region *out) = {
	[VALUE_STACK] = stack_region,
	[VALUE_MAP_VALUE] = map_value_region,
	[VALUE_PACKET] = packet_region,
	[VALUE_PACKET_META] = packet_meta_region,
	[VALUE_MEM] = mem_region,
	[VALUE_STRUCT] = struct_region,
};

/* Is [at, at + size) inside [lo, hi)?  lo <= hi, both small. */
static bool inside(const struct region *region, int64_t at, uint64_t size)
{
	return at >= region->lo && at <= region->hi && size <= (uint64_t)(region->hi - at);
}

static bool not_memory(struct machine *m, unsigned reg, const struct concrete *ptr)
{
	return machine_fault(m, FAULT_NOT_POINTER, "r%u is a %s%s, not memory", reg,
			     value_kind_info[ptr->kind].text,
			     ptr->kind == VALUE_SCALAR && !ptr->bits ? " (NULL)" : "");
}

static bool check_written(struct machine *m, const struct place *place)
{
	if (m->leak_pointers)
		return true;
	for (uint32_t i = 0; i < place->size; i++)
		if (!place->frame->init[place->at + i])
			return machine_fault(m, FAULT_UNINIT, "stack byte fp%+d was never written",
					     (int)(place->at + i) - STACK_SIZE);
	return true;
}

static bool check_no_pointer(struct machine *m, const struct place *place)
{
	for (uint32_t at = place->at; at < place->at + place->size; at = (at | 7) + 1)
		if (concrete_is_pointer(&place->frame->spill[at / 8]) &&
		    !machine_reveal(m, &place->frame->spill[at / 8], "bytes of it are read"))
			return false;
	return true;
}

static bool touches_lock(const struct machine *m, uint16_t map, int64_t at, uint64_t size)
{
	const struct map_desc *desc = image_map(m->image, map);

	return desc->lock_end && size && at < desc->lock_end &&
	       at + (int64_t)size > map_lock_offset(desc);
}

bool memory_find(struct machine *m, unsigned reg, int64_t off, uint64_t size, unsigned how,
		 struct place *out)
{
	const struct concrete *ptr = machine_reg(m, reg);
	int64_t at = (int64_t)((uint64_t)ptr->offset + (uint64_t)off);
	struct region region;

	if (!region_of[ptr->kind] || !region_of[ptr->kind](m, ptr, &region))
		return not_memory(m, reg, ptr);
	if (!inside(&region, at, size))
		return machine_fault(m, FAULT_BOUNDS,
				     "%llu bytes at offset %lld of a %s, which has [%lld, %lld)",
				     (unsigned long long)size, (long long)at,
				     value_kind_info[ptr->kind].text, (long long)region.lo,
				     (long long)region.hi);
	if (how & ~(region.how | ACCESS_BYTES))
		return machine_fault(m, FAULT_READ_ONLY, "what this %s points to may not be %s",
				     value_kind_info[ptr->kind].text,
				     how & ~region.how & ACCESS_WRITE ? "written" : "read");
	if (ptr->kind == VALUE_MAP_VALUE && touches_lock(m, ptr->object, at, size))
		return machine_fault(m, FAULT_BOUNDS,
				     "%llu bytes at offset %lld of a map value touch its lock",
				     (unsigned long long)size, (long long)at);
	*out = (struct place){ .address = (void *)(uintptr_t)(region.base + (uint64_t)at),
			       .size = (uint32_t)size };
	if (ptr->kind == VALUE_STACK) {
		out->frame = &m->frame[ptr->object];
		out->at = (uint32_t)(at + STACK_SIZE);
		if (how & ACCESS_READ && !check_written(m, out))
			return false;
		if (how & ACCESS_BYTES && !check_no_pointer(m, out))
			return false;
	}
	return facts_access(m, reg, ptr->object, at, size);
}

/* --- what the stack holds --- */

static bool is_secret(const struct machine *m, const struct concrete *c)
{
	return concrete_is_pointer(c) && !m->leak_pointers;
}

/* Of a pointer whose slot is overwritten in part the rest is nothing that may be read. */
static void forget_spill(struct machine *m, struct checked_frame *frame, uint32_t slot)
{
	if (is_secret(m, &frame->spill[slot]))
		memset(frame->init + 8 * slot, false, 8);
	frame->spill[slot].kind = VALUE_UNINIT;
}

void memory_filled(struct machine *m, const struct place *place)
{
	if (!place->frame || !place->size)
		return;
	for (uint32_t at = place->at; at < place->at + place->size; at = (at | 7) + 1)
		forget_spill(m, place->frame, at / 8);
	memset(place->frame->init + place->at, true, place->size);
}

static bool is_whole_slot(const struct place *place)
{
	return place->frame && place->size == 8 && place->at % 8 == 0;
}

/* Values that do not live any more: numbers where addresses may be seen, else nothing. */
static void end_values(struct machine *m, bool (*ends)(const struct concrete *c, uint64_t whose),
		       uint64_t whose)
{
	for (uint32_t f = 0; f <= m->depth; f++) {
		struct checked_frame *frame = &m->frame[f];

		for (unsigned reg = 0; reg < N_REGS; reg++)
			if (ends(&frame->reg[reg], whose))
				frame->reg[reg].kind = m->leak_pointers ? VALUE_SCALAR :
									  VALUE_UNINIT;
		for (uint32_t slot = 0; slot < N_SLOTS; slot++)
			if (ends(&frame->spill[slot], whose))
				forget_spill(m, frame, slot);
	}
}

static bool into_packet(const struct concrete *c, uint64_t whose)
{
	(void)whose;
	return c->kind == VALUE_PACKET || c->kind == VALUE_PACKET_META ||
	       c->kind == VALUE_PACKET_END;
}

static bool into_frame(const struct concrete *c, uint64_t frame)
{
	return (c->kind == VALUE_STACK && c->object == frame) ||
	       ends_with_frame(c->kind, c->object, (uint32_t)frame);
}

static bool into_acquired(const struct concrete *c, uint64_t base)
{
	return c->kind == VALUE_MEM && c->bits - (uint64_t)c->offset == base;
}

void memory_forget_packet(struct machine *m)
{
	end_values(m, into_packet, 0);
}

void memory_forget_frame(struct machine *m, uint16_t object)
{
	end_values(m, into_frame, object);
}

/* --- acquired memory --- */

void memory_acquire(struct machine *m, uint64_t base)
{
	assert(m->n_acquired < MAX_HELD);
	m->acquired[m->n_acquired++] = base;
}

uint64_t *memory_acquired(struct machine *m, uint64_t base)
{
	for (uint32_t i = 0; i < m->n_acquired; i++)
		if (m->acquired[i] == base)
			return &m->acquired[i];
	return NULL;
}

void memory_release(struct machine *m, uint64_t *acquired)
{
	uint64_t base = *acquired;

	*acquired = m->acquired[--m->n_acquired];
	end_values(m, into_acquired, base);
}

/* --- loads and stores --- */

static bool has_fields(const struct machine *m, unsigned reg)
{
	const struct concrete *ptr = &m->frame[m->depth].reg[reg];

	return ptr->kind == VALUE_CTX ||
	       (ptr->kind == VALUE_STRUCT &&
		!(ctx_info((enum ctx_id)ptr->object)->flags & CTXF_BYTES));
}

static bool check_aligned(struct machine *m, const struct place *place)
{
	if ((uintptr_t)place->address % place->size == 0)
		return true;
	return machine_fault(m, FAULT_BOUNDS, "atomic access of %u bytes is not aligned",
			     place->size);
}

bool memory_load(struct machine *m, const struct insn *insn)
{
	const struct insn_info *info = insn_of(insn);
	struct concrete *out = machine_reg(m, insn->dst);
	struct place place;
	uint64_t v;

	if (has_fields(m, insn->src) && info->op != OP_ACQUIRE)
		return fields_load(m, insn);
	if (!memory_find(m, insn->src, insn->off, info->width / 8, ACCESS_READ, &place) ||
	    (info->op == OP_ACQUIRE && !check_aligned(m, &place)))
		return false;
	if (is_whole_slot(&place) && place.frame->spill[place.at / 8].kind != VALUE_UNINIT) {
		*out = place.frame->spill[place.at / 8];
		return true;
	}
	if (place.frame && !check_no_pointer(m, &place))
		return false;
	v = load_once(place.address, place.size);
	if (info->op == OP_ACQUIRE)
		__atomic_thread_fence(__ATOMIC_ACQUIRE);
	*out = concrete_scalar(info->op == OP_SIGNED ? sign_extended(v, info->width) : v);
	return true;
}

bool memory_store(struct machine *m, const struct insn *insn)
{
	const struct insn_info *info = insn_of(insn);
	struct concrete v = info->src_is_reg ? *machine_reg(m, insn->src) :
					       concrete_scalar((uint64_t)insn->imm);
	struct place place;

	if (has_fields(m, insn->dst) && info->op != OP_RELEASE)
		return fields_store(m, insn, &v);
	if (!memory_find(m, insn->dst, insn->off, info->width / 8, ACCESS_WRITE, &place) ||
	    (info->op == OP_RELEASE && !check_aligned(m, &place)))
		return false;
	if (is_secret(m, &v) && !is_whole_slot(&place))
		return machine_reveal(m, &v, "it is written to memory");
	if (info->op == OP_RELEASE)
		__atomic_thread_fence(__ATOMIC_RELEASE);
	store_once(place.address, place.size, v.bits);
	memory_filled(m, &place);
	if (is_whole_slot(&place) && concrete_is_pointer(&v))
		place.frame->spill[place.at / 8] = v;
	return true;
}

/* --- atomics --- */

/* Compare-exchange of 4 or 8 bytes; *old becomes what was there. */
static bool compare_exchange(const struct place *place, uint64_t *old, uint64_t v)
{
	uint32_t old32 = (uint32_t)*old;
	bool done;

	if (place->size == 8)
		return __atomic_compare_exchange_n((uint64_t *)place->address, old, v, false,
						   __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
	done = __atomic_compare_exchange_n((uint32_t *)place->address, &old32, (uint32_t)v, false,
					   __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
	*old = old32;
	return done;
}

bool memory_atomic(struct machine *m, const struct insn *insn)
{
	const struct insn_info *info = insn_of(insn);
	const struct concrete *src = machine_reg(m, insn->src), *r0 = machine_reg(m, 0);
	uint64_t v = src->bits, old;
	struct place place;

	if (!memory_find(m, insn->dst, insn->off, info->width / 8,
			 ACCESS_READ | ACCESS_WRITE | ACCESS_BYTES, &place) ||
	    !check_aligned(m, &place))
		return false;
	if (is_secret(m, src))
		return machine_reveal(m, src, "it is an atomic operation's operand");
	if (info->kind == KIND_ATOMIC_CMPXCHG && is_secret(m, r0))
		return machine_reveal(m, r0, "it is compared with memory");
	if (info->kind == KIND_ATOMIC_CMPXCHG) {
		old = r0->bits;
		compare_exchange(&place, &old, v);
	} else {
		old = load_once(place.address, place.size);
		while (!compare_exchange(&place, &old,
					 insn_eval_atomic((enum insn_id)insn->id, old, v)))
			;
	}
	memory_filled(m, &place);
	if (info->kind != KIND_ATOMIC)
		*machine_reg(m, info->kind == KIND_ATOMIC_FETCH ? insn->src : 0) =
			concrete_scalar(old);
	return true;
}
