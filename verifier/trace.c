/*
 * What is looked at, told in Linux's notation: each instruction, what it left in the
 * registers it names and in the slots it wrote, and where other paths begin.
 */
#include "verifier/env.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

enum { CHANGES_COLUMN = 38, ALL_REGS = (1 << N_REGS) - 1 };

__attribute__((format(printf, 2, 3))) static void say(struct env *env, const char *format, ...)
{
	struct verify_trace *trace = env->trace;
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	for (const char *c = text; *c; c++)
		trace->column = *c == '\n' ? 0 : trace->column + 1;
	trace->said += strlen(text);
	trace->print(trace->arg, text);
}

static void begin_line(struct env *env)
{
	if (env->trace->column)
		say(env, "\n");
}

/* ---- values ---- */

static void say_unsigned(struct env *env, uint64_t v)
{
	say(env, v <= UINT16_MAX ? "%" PRIu64 : "%#" PRIx64, v);
}

static void say_signed(struct env *env, int64_t v)
{
	if (v >= INT16_MIN && v <= INT16_MAX)
		say(env, "%" PRId64, v);
	else
		say(env, "%#" PRIx64, (uint64_t)v);
}

struct bound {
	const char *name;
	uint64_t v;
	bool implied, is_unsigned;
};

/* Bounds that are equal share one number. */
static void say_bounds(struct env *env, struct bound *bounds, unsigned n, const char **separator)
{
	for (unsigned i = 0; i < n; i++) {
		if (bounds[i].implied)
			continue;
		say(env, "%s%s=", *separator, bounds[i].name);
		*separator = ",";
		for (unsigned k = i + 1; k < n; k++) {
			if (bounds[k].implied || bounds[k].v != bounds[i].v)
				continue;
			bounds[k].implied = true;
			say(env, "%s=", bounds[k].name);
		}
		if (bounds[i].is_unsigned)
			say_unsigned(env, bounds[i].v);
		else
			say_signed(env, (int64_t)bounds[i].v);
	}
}

static void say_ranges(struct env *env, const struct scalar *s, const char **separator)
{
	int64_t smin = scalar_smin(s), smax = scalar_smax(s);
	int64_t smin32 = range_smin(s->r32, 32), smax32 = range_smax(s->r32, 32);
	uint64_t umin = scalar_umin(s), umax = scalar_umax(s);
	uint64_t umin32 = range_umin(s->r32, 32), umax32 = range_umax(s->r32, 32);
	struct bound bounds[] = {
		{ "smin", (uint64_t)smin, smin == INT64_MIN, false },
		{ "smax", (uint64_t)smax, smax == INT64_MAX, false },
		{ "umin", umin, umin == 0, true },
		{ "umax", umax, umax == UINT64_MAX, true },
		{ "smin32", (uint64_t)smin32, smin32 == INT32_MIN, false },
		{ "smax32", (uint64_t)smax32, smax32 == INT32_MAX, false },
		{ "umin32", umin32, umin32 == 0, true },
		{ "umax32", umax32, umax32 == UINT32_MAX, true },
	};

	say_bounds(env, bounds, sizeof(bounds) / sizeof(*bounds), separator);
	if (s->bits.mask != UINT64_MAX)
		say(env, "%svar_off=(0x%" PRIx64 "; 0x%" PRIx64 ")", *separator, s->bits.value,
		    s->bits.mask);
}

static void say_scalar(struct env *env, const struct value *v)
{
	const char *separator = "";

	if (scalar_is_const(&v->num)) {
		say_signed(env, (int64_t)v->num.bits.value);
		return;
	}
	say(env, "scalar(");
	if (v->id && v->link == LINK_ALL) {
		say(env, "id=%" PRIu32, v->id);
		if (v->delta)
			say(env, "%+" PRId32, v->delta);
		separator = ",";
	}
	say_ranges(env, &v->num, &separator);
	say(env, ")");
}

static const char *struct_text(enum ctx_id id)
{
	switch (id) {
	case CTX_ID_SOCK: return "sock";
	case CTX_ID_SOCK_COMMON: return "sock_common";
	case CTX_ID_TCP_SOCK: return "tcp_sock";
	case CTX_ID_XDP_SOCK: return "xdp_sock";
	case CTX_ID_TASK: return "trusted_ptr_task_struct";
	case CTX_ID_FLOW_KEYS: return "flow_keys";
	case CTX_ID_TP_BUFFER: return "tp_buffer";
	default: return "ptr_";
	}
}

static const char *kind_text(const struct value *v)
{
	switch (v->kind) {
	case VALUE_CTX: return "ctx";
	case VALUE_MAP: return "map_ptr";
	case VALUE_MAP_VALUE: return "map_value";
	case VALUE_PACKET: return "pkt";
	case VALUE_PACKET_META: return "pkt_meta";
	case VALUE_PACKET_END: return "pkt_end";
	case VALUE_MEM: return v->flags & VALUE_RDONLY ? "rdonly_mem" : "mem";
	case VALUE_FUNC: return "func";
	case VALUE_DYNPTR: return "dynptr_ptr";
	case VALUE_STRUCT: return struct_text((enum ctx_id)v->object);
	default: return value_kind_info[v->kind].text;
	}
}

static void say_map(struct env *env, const struct value *v, const char **separator)
{
	const struct map_desc *map = env->image->maps[v->object & (MAP_INNER - 1)];

	if (v->object & MAP_INNER && map->inner)
		map = map->inner;
	if (map->name && *map->name)
		say(env, "%smap=%s", *separator, map->name);
	else
		say(env, "%s", *separator);
	say(env, "%sks=%" PRIu32 ",vs=%" PRIu32, map->name && *map->name ? "," : "", map->key_size,
	    map->value_size);
	*separator = ",";
}

static bool is_packet(const struct value *v)
{
	return v->kind == VALUE_PACKET || v->kind == VALUE_PACKET_META;
}

/* How far from the object's start, or from where a packet is known to go on: the constant part. */
static int64_t offset_of(const struct value *v)
{
	if (scalar_is_const(&v->num))
		return (int64_t)v->num.bits.value;
	return is_packet(v) && v->extent ? v->delta : 0;
}

static void say_offset(struct env *env, const struct value *v, const char **separator)
{
	bool is_const = scalar_is_const(&v->num);
	int64_t off = offset_of(v);
	struct scalar rest = scalar_add_const(&v->num, -off);

	if (off) {
		say(env, "%soff=%" PRId64, *separator, off);
		*separator = ",";
	}
	if (is_packet(v)) {
		say(env, "%sr=%" PRIu32, *separator, v->extent);
		*separator = ",";
	} else if (v->kind == VALUE_MEM) {
		say(env, "%ssz=%" PRIu32, *separator, v->extent);
		*separator = ",";
	}
	if (!is_const)
		say_ranges(env, &rest, separator);
}

static void say_pointer(struct env *env, const struct value *v)
{
	const char *separator = "";

	say(env, "%s%s(", kind_text(v), v->flags & VALUE_NULLABLE ? "_or_null" : "");
	if (v->id && !(v->flags & VALUE_IDENTITY)) {
		say(env, "%s=%" PRIu32, v->flags & VALUE_REF ? "ref_obj_id" : "id", v->id);
		separator = ",";
	}
	if (v->kind == VALUE_MAP || v->kind == VALUE_MAP_VALUE)
		say_map(env, v, &separator);
	if (value_kind_info[v->kind].deref)
		say_offset(env, v, &separator);
	say(env, ")");
}

static void say_stack_pointer(struct env *env, const struct value *v)
{
	const char *separator = "";

	say(env, "fp");
	if (v->object != env->cur->n_frames - 1)
		say(env, "[%u]", (unsigned)v->object);
	if (scalar_is_const(&v->num)) {
		say(env, "%" PRId64, (int64_t)v->num.bits.value);
		return;
	}
	say(env, "(");
	say_ranges(env, &v->num, &separator);
	say(env, ")");
}

static void say_value(struct env *env, const struct value *v)
{
	if (v->kind == VALUE_SCALAR)
		say_scalar(env, v);
	else if (v->kind == VALUE_STACK)
		say_stack_pointer(env, v);
	else
		say_pointer(env, v);
}

/* ---- states ---- */

static bool has_bit(const uint64_t *bits, int off)
{
	unsigned at = (unsigned)(off + STACK_SIZE);

	return bits[at / 64] >> at % 64 & 1;
}

/* Its bytes, the highest first: 0, some number, never written; from @least on. */
static void say_bytes(struct env *env, const struct frame *frame, int off, int least)
{
	for (int i = 7; i >= least; i--) {
		char c = has_bit(frame->zero, off + i) ? '0' : 'm';

		say(env, "%c", has_bit(frame->init, off + i) ? c : '?');
	}
}

/* A value at the slot's start is told as one, others as bytes. */
static void say_slot(struct env *env, struct frame *frame, int off)
{
	const struct cell *cell = stack_cell(frame, off, 8);

	say(env, " fp%d=", off);
	if (cell && cell->off == off) {
		say_bytes(env, frame, off, cell->size);
		say_value(env, &cell->v);
	} else if (stack_all_zero(frame, off, 8)) {
		say(env, "0");
	} else {
		say_bytes(env, frame, off, 0);
	}
}

/* Registers and slots of the function under way that hold something. */
static void say_state(struct env *env, uint16_t regs, uint64_t slots)
{
	struct frame *frame = env_top(env);
	int64_t bad;

	if (env->cur->n_frames > 1)
		say(env, " frame%" PRIu32 ":", env->cur->n_frames - 1);
	for (unsigned r = 0; r < N_REGS; r++) {
		if (!(regs >> r & 1) || frame->reg[r].kind == VALUE_UNINIT)
			continue;
		say(env, " R%u=", r);
		say_value(env, &frame->reg[r]);
	}
	for (int s = 63; s >= 0; s--) {
		int off = s * 8 - STACK_SIZE;
		bool written = false;

		for (int i = 0; i < 8; i++)
			written |= stack_all_init(frame, off + i, 1, &bad);
		if (slots >> s & 1 && written)
			say_slot(env, frame, off);
	}
}

static unsigned slot_of_block(const struct env *env, uint32_t block)
{
	return env->image->slot[env->cfg.blocks[block].start];
}

void trace_say_start(struct env *env, uint32_t block)
{
	begin_line(env);
	if (env->trace->from >= 0)
		say(env, "\nfrom %" PRId64 " to ", env->trace->from);
	env->trace->from = TRACE_HERE;
	say(env, "%u:", slot_of_block(env, block));
	say_state(env, ALL_REGS, UINT64_MAX);
	say(env, "\n");
}

void trace_say_safe(struct env *env, uint32_t block)
{
	begin_line(env);
	if (env->trace->from >= 0)
		say(env, "\nfrom %" PRId64 " to ", env->trace->from);
	env->trace->from = TRACE_HERE;
	say(env, "%u: safe\n", slot_of_block(env, block));
}

/* ---- instructions ---- */

static void say_line(struct env *env, uint32_t i)
{
	const struct line_info *line = image_line(env->image, i);

	if (line && line->insn == i)
		say(env, "; %s @ %s:%" PRIu32 "\n", line->text, line->file, line->line);
}

void trace_say_insn(struct env *env, uint32_t i)
{
	char text[256];

	begin_line(env);
	say_line(env, i);
	disasm(env->image, i, text, sizeof(text));
	say(env, "%u: (%02x) %s", env->image->slot[i],
	    (unsigned)insn_of(&env->image->insns[i])->opcode, text);
	env->trace->last = env->image->slot[i];
	env->trace->n_log = env->n_log;
}

void trace_say_changes(struct env *env, uint32_t i)
{
	const struct insn *insn = &env->image->insns[i];
	uint16_t regs = insn_reads(env->image, insn) | insn_writes(insn);
	uint32_t top = env->cur->n_frames - 1;
	struct frame *frame = env_top(env);
	uint64_t slots = 0;

	for (uint32_t k = env->trace->n_log; k < env->n_log; k++)
		if (env->log[k].kind == LOG_WRITE && env->log[k].frame == top)
			slots |= env->log[k].slots;
	for (unsigned r = 0; r < N_REGS; r++)
		if (frame->reg[r].kind == VALUE_UNINIT)
			regs &= (uint16_t)~(1u << r);
	if (regs || slots) {
		say(env, "%*s;", (int)(env->trace->column < CHANGES_COLUMN
					       ? CHANGES_COLUMN - env->trace->column
					       : 1), "");
		say_state(env, regs, slots);
	}
	say(env, "\n");
}

/* ---- paths ---- */

void trace_rewind(struct env *env, uint64_t to)
{
	struct verify_trace *trace = env->trace;

	if (!trace || trace->said <= to)
		return;
	begin_line(env);
	trace->take_back(trace->arg, trace->said - to);
	trace->said = to;
	trace->last = -1;
}

void trace_end(struct env *env, bool proved)
{
	if (!env->trace)
		return;
	begin_line(env);
	if (proved && !env->trace->all_paths)
		trace_rewind(env, 0);
}
