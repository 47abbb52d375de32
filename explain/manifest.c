/* From facts to a manifest; see manifest.h. */
#include "explain/manifest.h"

#include <errno.h>

#include "core/cfg.h"

struct making {
	const struct image *image;
	const struct facts *facts;
	struct manifest *out;
	uint32_t insn;
	const struct fact *fact;
};

static void reach_add(struct reach *reach, int64_t lo, int64_t hi)
{
	bool empty = reach->lo == reach->hi;

	if (lo >= hi)
		return;
	reach->lo = empty || lo < reach->lo ? lo : reach->lo;
	reach->hi = empty || hi > reach->hi ? hi : reach->hi;
}

static void pair_add(struct reach_pair *pair, const struct fact *fact, bool reads, bool writes)
{
	if (reads)
		reach_add(&pair->read, fact->lo, fact->hi);
	if (writes)
		reach_add(&pair->write, fact->lo, fact->hi);
}

static void add_number(struct number_set *set, uint32_t n)
{
	set->word[n / 64] |= UINT64_C(1) << (n % 64);
}

static void note_mixed(struct making *m)
{
	m->out->mixed[m->out->n_mixed++] = m->insn;
}

static void note_field(struct making *m, int row, bool reads, bool writes)
{
	if (row < 0) {
		note_mixed(m); /* of several fields */
		return;
	}
	m->out->field_read[row] |= reads;
	m->out->field_written[row] |= writes;
}

static void note_value(struct making *m, bool reads, bool writes)
{
	struct manifest_map *map = &m->out->map[m->fact->object & ~MAP_INNER];

	map->used = true;
	pair_add(m->fact->object & MAP_INNER ? &map->inner : &map->value, m->fact, reads, writes);
}

/* Its fact names one object of one kind. */
static void note_access(struct making *m, bool reads, bool writes)
{
	const struct fact *fact = m->fact;
	struct manifest *out = m->out;

	switch (fact->region) {
	case VALUE_MAP_VALUE: note_value(m, reads, writes); break;
	case VALUE_CTX: note_field(m, fact->object, reads, writes); break;
	case VALUE_STRUCT:
		note_field(m, ctx_find_field(fact->object, fact->lo,
					     (uint32_t)(fact->hi - fact->lo)), reads, writes);
		break;
	case VALUE_PACKET: pair_add(&out->packet, fact, reads, writes); break;
	case VALUE_PACKET_META: pair_add(&out->meta, fact, reads, writes); break;
	default: break; /* its own stack and memory */
	}
}

/* What the call's memory arguments are for. */
static uint32_t argument_flags(const struct helper_info *helper)
{
	uint32_t flags = 0;

	for (unsigned reg = 1; reg <= 5; reg++)
		flags |= helper_arg_info[helper->arg[reg - 1]].flags;
	return flags & ARGF_MEMORY;
}

static void note_call(struct making *m, const struct helper_info *helper)
{
	uint32_t flags = argument_flags(helper);
	int32_t map = m->fact->map;

	if (insn_of(&m->image->insns[m->insn])->kind == KIND_CALL_KFUNC) {
		m->out->func[m->image->insns[m->insn].imm] = true;
	} else {
		add_number(&m->out->helpers, helper->number);
		if (map >= 0) {
			m->out->map[map & ~MAP_INNER].used = true;
			add_number(&m->out->map[map & ~MAP_INNER].helpers, helper->number);
		} else if (helper_arg_reg(helper, ARG_MAP)) {
			add_number(&m->out->on_some_map, helper->number);
		}
	}
	if (!(m->fact->flags & FACT_ACCESS))
		return;
	if (!(m->fact->flags & FACT_MIXED))
		note_access(m, flags & ARGF_READ, flags & ARGF_WRITE);
	else if (helper->flags & HELPER_PACKET) { /* some argument may lie in the packet */
		m->out->packet.read.any |= (flags & ARGF_READ) != 0;
		m->out->packet.write.any |= (flags & ARGF_WRITE) != 0;
		note_mixed(m);
	} else {
		note_mixed(m);
	}
}

static void note_load(struct making *m, bool reads, bool writes)
{
	if (!(m->fact->flags & FACT_ACCESS))
		return;
	if (m->fact->flags & FACT_MIXED)
		note_mixed(m);
	else
		note_access(m, reads, writes);
}

static void note_packet_load(struct making *m, const struct insn *insn)
{
	const struct insn_info *info = insn_of(insn);

	if (info->op == OP_ABS && insn->imm >= 0)
		reach_add(&m->out->packet.read, insn->imm, insn->imm + info->width / 8);
	else
		m->out->packet.read.any = true;
}

static void note_insn(struct making *m)
{
	const struct insn *insn = &m->image->insns[m->insn];

	switch (insn_of(insn)->kind) {
	case KIND_LOAD: note_load(m, true, false); break;
	case KIND_STORE: case KIND_STORE_IMM: note_load(m, false, true); break;
	case KIND_ATOMIC: case KIND_ATOMIC_FETCH: case KIND_ATOMIC_CMPXCHG:
		note_load(m, true, true);
		break;
	case KIND_LDDW_MAP: m->out->map[insn->imm].used = true; break;
	case KIND_LDDW_MAP_VALUE: m->out->map[(uint32_t)insn->imm].used = true; break;
	case KIND_LD_PACKET: note_packet_load(m, insn); break;
	case KIND_CALL_HELPER: case KIND_CALL_KFUNC:
		note_call(m, insn_callee(m->image, insn));
		break;
	default: break;
	}
}

int manifest_make(const struct image *image, const struct facts *facts, struct arena *arena,
		  struct manifest *out)
{
	struct making m = { .image = image, .facts = facts, .out = out };

	*out = (struct manifest){ 0 };
	out->n_fields = ctx_first_row(N_CTX_IDS);
	out->map = ARENA_ARRAY(arena, struct manifest_map, image->n_maps + 1);
	out->func = ARENA_ARRAY(arena, bool, image->n_kfuncs + 1);
	out->field_read = ARENA_ARRAY(arena, bool, (size_t)out->n_fields);
	out->field_written = ARENA_ARRAY(arena, bool, (size_t)out->n_fields);
	out->mixed = ARENA_ARRAY(arena, uint32_t, image->n_insns);
	if (!out->map || !out->func || !out->field_read || !out->field_written || !out->mixed)
		return -ENOMEM;
	for (m.insn = 0; m.insn < image->n_insns; m.insn++) {
		m.fact = &facts->insn[m.insn];
		if (m.fact->flags & FACT_REACHED)
			note_insn(&m);
	}
	return 0;
}
