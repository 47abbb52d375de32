/*
 * Memory: may this access be made, what does it read, what does it change.
 *
 * Each kind of object has a rule for bounds; the rules differ in where the
 * bound comes from (frame, map definition, proved packet extent, context
 * table), not in how an access is described.
 */
#include "verifier/env.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { PACKET_ALIGN = 2 }; /* NET_IP_ALIGN */

static struct region_span span_of(const struct value *ptr, int64_t off, int64_t size)
{
	return (struct region_span){ scalar_smin(&ptr->num) + off,
				     scalar_smax(&ptr->num) + off + size,
				     scalar_is_const(&ptr->num) };
}

/* Objects start at multiples of 8. */
static bool misaligned(const struct value *ptr, int64_t off, int64_t size)
{
	return (ptr->num.bits.mask | (ptr->num.bits.value + (uint64_t)off)) & (uint64_t)(size - 1);
}

bool pointer_misaligned(const struct value *ptr, int64_t size)
{
	return misaligned(ptr, 0, size);
}

const char *offset_text(const struct value *ptr, int64_t off, char *buf, size_t size)
{
	int64_t lo = scalar_smin(&ptr->num) + off, hi = scalar_smax(&ptr->num) + off;

	if (lo == hi)
		snprintf(buf, size, "%+lld", (long long)lo);
	else
		snprintf(buf, size, "[%lld, %lld]", (long long)lo, (long long)hi);
	return buf;
}

/* Facts pass: the hull of what this instruction touches, over all states. */
static void collect_access(struct env *env, const struct value *ptr, uint16_t object,
			   struct region_span span)
{
	struct fact *fact;

	if (!env->facts)
		return;
	fact = &env->facts->insn[env->insn];
	if (!(fact->flags & FACT_ACCESS)) {
		fact->flags |= FACT_ACCESS;
		fact->region = ptr->kind;
		fact->object = object;
		fact->lo = span.lo;
		fact->hi = span.hi;
		return;
	}
	if (fact->region != ptr->kind || fact->object != object)
		fact->flags |= FACT_MIXED;
	if (span.lo < fact->lo)
		fact->lo = span.lo;
	if (span.hi > fact->hi)
		fact->hi = span.hi;
}

/* --- the stack --- */

static int check_stack_content(struct env *env, const struct access *access, struct frame *frame,
			       struct region_span span)
{
	bool exact_fill = span.exact && !access->arg;
	const struct cell *cell = stack_cell(frame, span.lo, span.hi - span.lo);
	int64_t bad = 0;

	if (access->read && !access->may_uninit && !env_may(env, SKEP_LEAK_POINTERS) &&
	    !stack_all_init(frame, span.lo, span.hi - span.lo, &bad)) {
		if (access->arg)
			return REJECT(env, 1u << access->reg, UNINIT_MEMORY_ARGUMENT, access->arg,
				      access->reg, access->helper, (long long)bad,
				      (unsigned)access->size);
		return REJECT(env, 1u << access->reg, UNINIT_STACK, (long long)bad,
			      (unsigned)access->size);
	}
	if (exact_fill && cell && cell->off == span.lo && cell->size == access->size)
		return 0; /* the whole of one tracked value */
	cell = stack_pointer_cell(frame, span.lo, span.hi - span.lo);
	if (!cell && !exact_fill) { /* helpers and variable offsets see raw bytes */
		for (uint32_t i = 0; i < frame->n_cells && !cell; i++) {
			const struct cell *c = &frame->cell[i];

			if (value_is_pointer(&c->v) && c->off < span.hi &&
			    span.lo < c->off + c->size)
				cell = c;
		}
	}
	if (!cell)
		return 0;
	if (access->read && !access->arg && span.exact) /* as Linux, in every mode */
		return REJECT(env, 1u << access->reg, PARTIAL_POINTER, (long long)cell->off,
			      "read");
	if (env_may(env, SKEP_LEAK_POINTERS))
		return 0;
	if (access->read && access->arg)
		return REJECT(env, 1u << access->reg, POINTER_LEAK, kind_text_of(&cell->v),
			      access->helper);
	return REJECT(env, 1u << access->reg, PARTIAL_POINTER, (long long)cell->off,
		      access->write ? "overwritten" : "read");
}

static int check_stack(struct env *env, const struct access *access, const struct value *ptr,
		       struct region_span span)
{
	struct frame *frame = &env->cur->frame[ptr->object];
	uint64_t slots = slot_mask(span.lo, span.hi - span.lo);
	struct log entry = { .insn = env->insn, .frame = (uint8_t)ptr->object, .slots = slots };
	char text[64];
	int err;

	if (span.lo < -STACK_SIZE || span.hi > 0)
		return REJECT(env, 1u << access->reg, STACK_BOUNDS, (unsigned)access->size,
			      offset_text(ptr, access->off, text, sizeof(text)),
			      (unsigned)STACK_SIZE);
	if (!access->arg && misaligned(ptr, access->off, access->size))
		return REJECT(env, 1u << access->reg, MISALIGNED, "stack", (unsigned)access->size,
			      offset_text(ptr, access->off, text, sizeof(text)));
	if (span.lo < env->frame_low[frame->subprog])
		env->frame_low[frame->subprog] = (int16_t)span.lo;
	err = check_stack_content(env, access, frame, span);
	if (err)
		return err;
	if (access->read) {
		entry.kind = LOG_READ;
		err = log_add(env, entry);
	}
	if (!err && access->write) {
		entry.kind = LOG_WRITE;
		if (span.exact) /* slots written from end to end */
			entry.kill = slots & ~(span.lo % 8 ? slot_mask(span.lo, 1) : 0) &
				     ~(span.hi % 8 ? slot_mask(span.hi - 1, 1) : 0);
		err = log_add(env, entry);
	}
	return err;
}

/* --- other objects --- */

static int check_map_value(struct env *env, const struct access *access, const struct value *ptr,
			   struct region_span span)
{
	const struct map_desc *desc = image_map(env->image, ptr->object);
	char text[64];

	if (span.lo < 0 || span.hi > (int64_t)desc->value_size)
		return REJECT(env, 1u << access->reg, MAP_BOUNDS, (unsigned)access->size,
			      offset_text(ptr, access->off, text, sizeof(text)), desc->name,
			      desc->value_size);
	if (desc->lock_end && span.lo < desc->lock_end && span.hi > map_lock_offset(desc))
		return REJECT(env, 1u << access->reg, LOCK_ACCESS, (unsigned)access->size,
			      offset_text(ptr, access->off, text, sizeof(text)), desc->name,
			      map_lock_offset(desc));
	if (access->write && map_is_read_only(desc))
		return REJECT(env, 1u << access->reg, READ_ONLY, desc->name);
	if (access->read && desc->map_flags & MAP_F_WRONLY_PROG)
		return REJECT(env, 1u << access->reg, WRITE_ONLY, desc->name);
	return 0;
}

static int check_packet(struct env *env, const struct access *access, const struct value *ptr,
			struct region_span span)
{
	int64_t end = ptr->delta + access->off + access->size; /* from the id's base */
	int64_t room = (int64_t)ptr->extent - ptr->delta - access->off;
	char text[64];

	if (access->write && !(env->prog_type->flags & PROGF_PACKET_WRITE))
		return REJECT(env, 1u << access->reg, READ_ONLY, "the packet");
	/* Where nothing is proved the base itself may lie behind the end, and what is before it. */
	if (span.lo < 0 || end > (int64_t)ptr->extent || !ptr->extent)
		return REJECT(env, 1u << access->reg, PACKET_BOUNDS, (unsigned)access->size,
			      offset_text(ptr, access->off, text, sizeof(text)),
			      (unsigned)(room > 0 && ptr->extent ? room : 0));
	return 0;
}

static int check_mem(struct env *env, const struct access *access, const struct value *ptr,
		     struct region_span span)
{
	char text[64];

	if (span.lo < 0 || span.hi > (int64_t)ptr->extent)
		return REJECT(env, 1u << access->reg, MEMORY_BOUNDS, (unsigned)access->size,
			      offset_text(ptr, access->off, text, sizeof(text)), ptr->extent);
	if (access->write && ptr->flags & VALUE_RDONLY)
		return REJECT(env, 1u << access->reg, READ_ONLY, "this memory");
	return 0;
}

/* Context accesses are rewritten for the host, so an instruction makes only these or never. */
static int check_mixed(struct env *env, unsigned reg, uint8_t kind)
{
	uint8_t *seen = &env->region[env->insn];

	if (*seen && *seen != kind && (*seen == VALUE_CTX || kind == VALUE_CTX))
		return REJECT(env, 1u << reg, MIXED_POINTERS, value_kind_info[*seen].text,
			      value_kind_info[kind].text);
	*seen = kind;
	return 0;
}

/*
 * What a program asks for with BPF_F_STRICT_ALIGNMENT (Linux check_ptr_alignment): a packet
 * lies NET_IP_ALIGN behind a multiple of 8.
 */
static int check_alignment(struct env *env, const struct access *access, const struct value *ptr)
{
	bool packet = ptr->kind == VALUE_PACKET || ptr->kind == VALUE_PACKET_META;
	char text[64];

	if (!env->image->strict_alignment || access->arg ||
	    !misaligned(ptr, access->off + (packet ? PACKET_ALIGN : 0), access->size))
		return 0;
	return REJECT(env, 1u << access->reg, MISALIGNED, value_kind_info[ptr->kind].text,
		      (unsigned)access->size,
		      offset_text(ptr, access->off, text, sizeof(text)));
}

int check_access(struct env *env, const struct access *access)
{
	const struct value *ptr;
	struct region_span span;
	int err, row = 0;

	err = read_reg(env, access->reg, &ptr);
	if (err)
		return err;
	if (!value_kind_info[ptr->kind].deref)
		return REJECT(env, 1u << access->reg, NOT_A_POINTER, access->reg,
			      kind_text_of(ptr));
	if (ptr->flags & VALUE_NULLABLE && !access->nullable)
		return REJECT(env, 1u << access->reg, NULL_DEREFERENCE, access->reg,
			      kind_text_of(ptr));
	if (!access->arg && (err = check_mixed(env, access->reg, ptr->kind)))
		return err;
	err = check_alignment(env, access, ptr);
	if (err)
		return err;
	span = span_of(ptr, access->off, access->size);
	switch (ptr->kind) {
	case VALUE_STACK: err = check_stack(env, access, ptr, span); break;
	case VALUE_MAP_VALUE: err = check_map_value(env, access, ptr, span); break;
	case VALUE_PACKET:
	case VALUE_PACKET_META: err = check_packet(env, access, ptr, span); break;
	case VALUE_CTX:
	case VALUE_STRUCT: err = check_fields(env, access, ptr, span, &row); break;
	default: err = check_mem(env, access, ptr, span); break;
	}
	if (!err && !access->arg)
		collect_access(env, ptr, ptr->kind == VALUE_CTX ? (uint16_t)row : ptr->object,
			       span);
	return err;
}

/* --- loads --- */

static struct value load_stack(struct env *env, const struct value *ptr, int64_t off, unsigned size,
			       bool sign)
{
	struct frame *frame = &env->cur->frame[ptr->object];
	struct region_span span = span_of(ptr, off, size);
	struct cell *cell;
	struct scalar num;

	if (!span.exact)
		return scalar_value(scalar_load_unknown(size * 8, sign));
	if (stack_all_zero(frame, span.lo, size))
		return scalar_value(scalar_const(0));
	cell = stack_cell(frame, span.lo, size);
	if (!cell || cell->off > span.lo || cell->off + cell->size < span.hi)
		return scalar_value(scalar_load_unknown(size * 8, sign));
	if (cell->off == span.lo && cell->size == size && !(sign && size < 8)) {
		make_root(env, &cell->v);
		return cell->v;
	}
	if (cell->v.kind != VALUE_SCALAR) /* bytes of a pointer; its num is an offset */
		return scalar_value(scalar_load_unknown(size * 8, sign));
	num = scalar_extract(&cell->v.num, (unsigned)(span.lo - cell->off), size);
	return scalar_value(sign ? scalar_truncate(&num, size * 8, true) : num);
}

static struct value load_map_value(const struct env *env, const struct value *ptr, int64_t off,
				   unsigned size, bool sign)
{
	const struct map_desc *desc = image_map(env->image, ptr->object);
	struct scalar num;
	uint64_t v = 0;

	if (!map_desc_is_constant(desc) || !scalar_is_const(&ptr->num))
		return scalar_value(scalar_load_unknown(size * 8, sign));
	memcpy(&v, (const uint8_t *)desc->data + ptr->num.bits.value + off, size);
	num = scalar_const(v);
	return scalar_value(sign ? scalar_truncate(&num, size * 8, true) : num);
}

int transfer_load(struct env *env, const struct insn *insn)
{
	const struct insn_info *info = insn_of(insn);
	unsigned size = info->width / 8;
	bool sign = info->op == OP_SIGNED;
	struct access access = { .reg = insn->src, .off = insn->off, .size = size, .read = true };
	const struct value *ptr;
	struct value v;
	int err = check_access(env, &access);

	if (err)
		return err;
	ptr = &env_top(env)->reg[insn->src];
	if (info->op == OP_ACQUIRE && (err = check_atomic(env, insn->src, insn->off, size)))
		return err;
	switch (ptr->kind) {
	case VALUE_STACK: v = load_stack(env, ptr, insn->off, size, sign); break;
	case VALUE_MAP_VALUE: v = load_map_value(env, ptr, insn->off, size, sign); break;
	case VALUE_CTX:
	case VALUE_STRUCT:
		err = load_field(env, insn, ptr, &v);
		if (err)
			return err;
		break;
	default: v = scalar_value(scalar_load_unknown(size * 8, sign)); break;
	}
	env_top(env)->reg[insn->dst] = v;
	return 0;
}

/* --- stores --- */

static int store_pointer_to_stack(struct env *env, const struct insn *insn, const struct value *v,
				  const struct value *ptr, int64_t off, unsigned size)
{
	bool whole = size == 8 && scalar_is_const(&ptr->num) &&
		     (int64_t)(ptr->num.bits.value + (uint64_t)off) % 8 == 0;

	if (v->kind == VALUE_STACK && v->object > ptr->object)
		return REJECT(env, 1u << insn->src, STACK_POINTER_RETURN,
			      env->image->subprogs[env_top(env)->subprog].name);
	if (size != 8 || (!whole && is_secret(env, v))) /* a part: as Linux, in every mode */
		return REJECT(env, 1u << insn->src, PARTIAL_POINTER,
			      (long long)(scalar_smin(&ptr->num) + off), "written");
	return 0;
}

static void store_stack(struct env *env, const struct value *v, const struct value *ptr,
			int64_t off, unsigned size)
{
	struct frame *frame = &env->cur->frame[ptr->object];
	struct region_span span = span_of(ptr, off, size);
	struct value cell = *v;

	if (!span.exact) { /* some of these bytes change, none becomes initialised for sure */
		stack_forget(frame, span.lo, span.hi - span.lo);
		return;
	}
	if (value_is_pointer(v) && size == 8) {
		stack_set_init(frame, span.lo, size, false);
		stack_put_cell(frame, span.lo, size, v);
		return;
	}
	if (value_is_pointer(v))
		cell = scalar_value(scalar_unknown());
	if (size < 8 && scalar_umax(&cell.num) > width_mask(size * 8))
		cell = scalar_value(scalar_truncate(&cell.num, size * 8, false));
	stack_set_init(frame, span.lo, size,
		       scalar_is_const(&cell.num) && cell.num.bits.value == 0);
	if (span.lo % CELL_ALIGN == 0 && !stack_all_zero(frame, span.lo, size) &&
	    (cell.id || !scalar_is_unknown(&cell.num)))
		stack_put_cell(frame, span.lo, size, &cell);
}

int transfer_store(struct env *env, const struct insn *insn)
{
	const struct insn_info *info = insn_of(insn);
	unsigned size = info->width / 8;
	struct access access = { .reg = insn->dst, .off = insn->off, .size = size, .write = true };
	struct value imm =
		scalar_value(scalar_const((uint64_t)insn->imm & width_mask(info->width)));
	struct value *v = &imm;
	const struct value *ptr, *src;
	int err;

	if (info->kind == KIND_STORE) {
		err = read_reg(env, insn->src, &src);
		if (err)
			return err;
		v = &env_top(env)->reg[insn->src];
	}
	err = check_access(env, &access);
	if (err)
		return err;
	ptr = &env_top(env)->reg[insn->dst];
	if (info->op == OP_RELEASE && (err = check_atomic(env, insn->dst, insn->off, size)))
		return err;
	if (ptr->kind == VALUE_STACK) {
		if (value_is_pointer(v) &&
		    (err = store_pointer_to_stack(env, insn, v, ptr, insn->off, size)))
			return err;
		make_root(env, v);
		store_stack(env, v, ptr, insn->off, size);
		return 0;
	}
	if (is_secret(env, v) || (value_is_pointer(v) && ptr->kind == VALUE_CTX))
		return REJECT(env, 1u << insn->src, POINTER_LEAK, kind_text_of(v),
			      kind_text_of(ptr));
	return 0;
}

/* --- atomics --- */

int check_atomic(struct env *env, unsigned reg, int64_t off, unsigned size)
{
	const struct value *ptr = &env_top(env)->reg[reg];
	char text[64];

	if (ptr->kind != VALUE_STACK && ptr->kind != VALUE_MAP_VALUE && ptr->kind != VALUE_MEM)
		return REJECT(env, 1u << reg, ATOMIC_REGION, kind_text_of(ptr));
	if (misaligned(ptr, off, size) || (ptr->kind == VALUE_MEM && ptr->object & MEM_ARGUMENT))
		return REJECT(env, 1u << reg, MISALIGNED, "atomic", size,
			      offset_text(ptr, off, text, sizeof(text)));
	return 0;
}

static int check_atomic_operand(struct env *env, unsigned reg)
{
	const struct value *v;
	int err = read_reg(env, reg, &v);

	if (err)
		return err;
	if (is_secret(env, v))
		return REJECT(env, 1u << reg, POINTER_LEAK, kind_text_of(v),
			      "memory by an atomic operation");
	return 0;
}

int transfer_atomic(struct env *env, const struct insn *insn)
{
	const struct insn_info *info = insn_of(insn);
	unsigned size = info->width / 8;
	struct access access = {
		.reg = insn->dst, .off = insn->off, .size = size, .read = true, .write = true
	};
	struct value old = scalar_value(scalar_load_unknown(info->width, false));
	const struct value *ptr;
	int err;

	err = check_atomic_operand(env, insn->src);
	if (!err && info->kind == KIND_ATOMIC_CMPXCHG)
		err = check_atomic_operand(env, 0);
	if (!err)
		err = read_reg(env, insn->dst, &ptr);
	if (!err && value_is_pointer(ptr))
		err = check_atomic(env, insn->dst, insn->off, size);
	if (!err)
		err = check_access(env, &access);
	if (err)
		return err;
	if (ptr->kind == VALUE_STACK) {
		struct region_span span = span_of(ptr, insn->off, size);
		struct cell *cell =
			stack_cell(&env->cur->frame[ptr->object], span.lo, span.hi - span.lo);

		if (cell && value_is_pointer(&cell->v) && !env_may(env, SKEP_LEAK_POINTERS))
			return REJECT(env, 1u << insn->dst, PARTIAL_POINTER, (long long)cell->off,
				      "changed");
		if (!cell || !value_is_pointer(&cell->v))
			old = load_stack(env, ptr, insn->off, size, false);
		stack_forget(&env->cur->frame[ptr->object], span.lo, span.hi - span.lo);
	}
	if (info->kind == KIND_ATOMIC_FETCH)
		env_top(env)->reg[insn->src] = old;
	else if (info->kind == KIND_ATOMIC_CMPXCHG)
		env_top(env)->reg[0] = old;
	return 0;
}

/* --- for helpers --- */

bool known_u32_at(struct env *env, unsigned reg, uint32_t *out, struct log *need)
{
	const struct value *ptr = &env_top(env)->reg[reg];
	struct value v;

	if (ptr->kind != VALUE_STACK || !scalar_is_const(&ptr->num))
		return false;
	v = load_stack(env, ptr, 0, 4, false);
	if (v.kind != VALUE_SCALAR || !scalar_is_const(&v.num))
		return false;
	*out = (uint32_t)v.num.bits.value;
	*need = (struct log){ .insn = env->insn, .kind = LOG_NEED, .frame = (uint8_t)ptr->object,
			      .slots = slot_mask((int64_t)ptr->num.bits.value, 4) };
	return true;
}

static bool known_map_bytes(const struct env *env, const struct value *ptr, void *out,
			    uint32_t size)
{
	const struct map_desc *map = image_map(env->image, ptr->object);
	uint64_t at = ptr->num.bits.value;

	if (!map_desc_is_constant(map) || at > map->value_size || size > map->value_size - at)
		return false;
	memcpy(out, (const char *)map->data + at, size);
	return true;
}

bool known_bytes_at(struct env *env, unsigned reg, void *out, uint32_t size)
{
	const struct value *ptr = &env_top(env)->reg[reg];
	uint8_t *byte = out;

	if (!scalar_is_const(&ptr->num) || ptr->flags & VALUE_NULLABLE)
		return false;
	if (ptr->kind == VALUE_MAP_VALUE)
		return known_map_bytes(env, ptr, out, size);
	if (ptr->kind != VALUE_STACK)
		return false;
	for (uint32_t i = 0; i < size; i++) {
		struct value v = load_stack(env, ptr, i, 1, false);

		if (v.kind != VALUE_SCALAR || !scalar_is_const(&v.num))
			return false;
		byte[i] = (uint8_t)v.num.bits.value;
	}
	return log_add(env, (struct log){
				    .insn = env->insn, .kind = LOG_NEED,
				    .frame = (uint8_t)ptr->object,
				    .slots = slot_mask((int64_t)ptr->num.bits.value, size) }) == 0;
}
