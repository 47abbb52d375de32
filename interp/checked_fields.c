/*
 * The context of the checked interpreter, and structures described the same
 * way: fields are found by their rows, and what a pointer field holds becomes
 * a pointer with provenance.
 */
#include <string.h>

#include "interp/machine.h"

/* --- the packet that the context describes --- */

static uint64_t host_pointer(const struct machine *m, enum ctx_kind kind)
{
	int row = ctx_find_kind(m->ctx, kind);

	return row < 0 ? 0 : load_once((uint8_t *)m->run->ctx + ctx_field(row)->host_offset, 8);
}

void memory_find_packet(struct machine *m)
{
	struct packet *packet = &m->packet;

	memset(packet, 0, sizeof(*packet));
	if (!m->run->ctx)
		return;
	packet->data = host_pointer(m, CTX_PACKET);
	packet->end = host_pointer(m, CTX_PACKET_END);
	packet->meta = host_pointer(m, CTX_PACKET_META);
	if (packet->end < packet->data)
		packet->end = packet->data;
	if (packet->meta > packet->data)
		packet->meta = packet->data;
}

/* --- fields --- */

static enum ctx_id struct_of(const struct machine *m, const struct concrete *ptr)
{
	return ptr->kind == VALUE_CTX ? m->ctx : (enum ctx_id)ptr->object;
}

static bool no_field(struct machine *m, enum ctx_id ctx, uint32_t size, int64_t at)
{
	return machine_fault(m, FAULT_BOUNDS, "%s has no field of %u bytes at offset %lld",
			     ctx_name(ctx), size, (long long)at);
}

/* The field that an access is of, or NULL after a fault. */
static const struct ctx_field *find_field(struct machine *m, unsigned reg, int64_t off,
					  uint32_t size, bool write, bool sign)
{
	const struct concrete *ptr = machine_reg(m, reg);
	enum ctx_id ctx = struct_of(m, ptr);
	int64_t at = (int64_t)((uint64_t)ptr->offset + (uint64_t)off);
	int row = at == (uint16_t)at ? ctx_find_field(ctx, at, size) : -1;
	const struct ctx_field *field = row < 0 ? NULL : ctx_field(row);
	bool is_ctx = ptr->kind == VALUE_CTX;

	if (!ptr->bits || !field || field->kind == CTX_BTF ||
	    (sign && field->kind != CTX_SCALAR)) {
		no_field(m, ctx, size, at);
		return NULL;
	}
	if (!ctx_field_open(field, m->image->attach_type, write)) {
		machine_fault(m, FAULT_READ_ONLY, "field %s of %s may not be %s", field->name,
			      ctx_name(ctx), write ? "written" : "read");
		return NULL;
	}
	if (!ctx_size_allowed(field, at, size, write)) {
		no_field(m, ctx, size, at);
		return NULL;
	}
	return facts_access(m, reg, is_ctx ? (uint16_t)row : ptr->object, at, size) ? field : NULL;
}

static void *host_address(struct machine *m, unsigned reg, int64_t off,
			  const struct ctx_field *field)
{
	const struct concrete *ptr = machine_reg(m, reg);
	int64_t at = ptr->offset + off - field->offset;

	return (uint8_t *)(uintptr_t)(ptr->bits - (uint64_t)ptr->offset) + field->host_offset + at;
}

/* What a field of a pointer kind holds; the packet's were read when it last moved. */
static bool load_pointer(struct machine *m, const struct insn *insn, const struct ctx_field *field,
			 struct concrete *out)
{
	const struct ctx_kind_info *kind = &ctx_kind_info[field->kind];

	*out = (struct concrete){ .kind = kind->value, .object = kind->target };
	switch (kind->value) {
	case VALUE_PACKET: out->bits = m->packet.data; return true;
	case VALUE_PACKET_END: out->bits = m->packet.end; return true;
	case VALUE_PACKET_META: out->bits = m->packet.meta; return true;
	default: break;
	}
	out->bits = load_once((uint8_t *)host_address(m, insn->src, insn->off, field), 8);
	if (out->bits)
		return true;
	*out = concrete_scalar(0);
	return kind->flags & VALUE_NULLABLE ||
	       machine_fault(m, FAULT_NOT_POINTER, "the host left field %s NULL", field->name);
}

bool fields_load(struct machine *m, const struct insn *insn)
{
	const struct insn_info *info = insn_of(insn);
	unsigned size = info->width / 8;
	bool sign = info->op == OP_SIGNED;
	const struct ctx_field *field = find_field(m, insn->src, insn->off, size, false, sign);
	struct concrete out = { .kind = VALUE_SCALAR };

	if (!field)
		return false;
	if (field->kind != CTX_SCALAR) {
		if (!load_pointer(m, insn, field, &out))
			return false;
	} else {
		out.bits = load_once(host_address(m, insn->src, insn->off, field), size);
		out.bits = sign ? sign_extended(out.bits, info->width) : out.bits;
	}
	*machine_reg(m, insn->dst) = out;
	return true;
}

bool fields_store(struct machine *m, const struct insn *insn, const struct concrete *v)
{
	unsigned size = insn_of(insn)->width / 8;
	const struct ctx_field *field = find_field(m, insn->dst, insn->off, size, true, false);

	if (!field || (concrete_is_pointer(v) && !machine_reveal(m, v, "it is written to a field")))
		return false;
	store_once(host_address(m, insn->dst, insn->off, field), size, v->bits);
	return true;
}
