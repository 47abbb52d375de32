/*
 * CO-RE: what each record of .BTF.ext wants, in the types of the target, and
 * the instruction changed to it.
 *
 * A root type's candidates are the target's types of its kind and name, flavours
 * aside; each that has the path must give one and the same value.  What cannot
 * be resolved poisons its instruction: the program is refused only if the
 * instruction can be reached, so a program that asks first runs everywhere.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "loader/core.h"
#include "loader/load.h"

enum { MAX_CANDIDATES = 64, WHY_SIZE = 400 };

/* What is found out about one relocation. */
struct core_relo {
	struct load *load;
	enum core_kind kind;
	struct core_spec local;
	struct core_value was, is; /* in the object's types, in the target's */
	bool check;     /* the instruction must hold was.value */
	bool sizes_differ, may_resize;
	char why[WHY_SIZE]; /* not empty: it cannot be resolved */
};

/* --- the value --- */

static void give_up(struct core_relo *relo, const char *why)
{
	snprintf(relo->why, sizeof(relo->why), "%s", why);
}

/* Name the candidates that did not do: "struct task_struct [114]". */
static void list_candidates(struct core_relo *relo, const struct core_type *types, uint32_t n)
{
	size_t used = strlen(relo->why);

	for (uint32_t i = 0; i < n && used < sizeof(relo->why); i++) {
		const struct core_spec spec = { .root = types[i] };
		char name[128];

		core_spec_print(&spec, name, sizeof(name));
		used += (size_t)snprintf(relo->why + used, sizeof(relo->why) - used, "%s%s [%u]",
					 i ? ", " : "; looked at ", name, types[i].id);
	}
}

static bool same_value(const struct core_value *a, const struct core_value *b)
{
	return a->value == b->value && a->size == b->size;
}

/* May a load of a field be made wider or narrower? */
static bool may_resize(const struct core_relo *relo, const struct core_spec *target)
{
	struct btf_type local, type;
	struct btf_int a = { 0 }, b = { 0 };

	btf_type(relo->local.root.btf, relo->was.type, &local);
	btf_type(target->root.btf, relo->is.type, &type);
	if (local.kind == BTF_PTR && type.kind == BTF_PTR)
		return true;
	if (local.kind != BTF_INT || type.kind != BTF_INT)
		return false;
	btf_int(relo->local.root.btf, relo->was.type, &a);
	btf_int(target->root.btf, relo->is.type, &b);
	return !((a.encoding | b.encoding) & BTF_INT_SIGNED);
}

static void resolve_in_target(struct core_relo *relo)
{
	struct core_type types[MAX_CANDIDATES];
	uint32_t n, n_found = 0;
	const char *why = NULL;
	struct btf_type local;

	btf_type(relo->local.root.btf, relo->local.root.id, &local);
	n = btf_target_find(relo->load->target, local.name, local.kind, types, MAX_CANDIDATES);
	for (uint32_t i = 0; i < n && !why; i++) {
		struct core_spec spec;
		struct core_value value;

		if (!core_spec_find(&relo->local, types[i], &spec))
			continue;
		why = core_spec_value(&spec, relo->kind, &value);
		if (why)
			break;
		if (!n_found++) {
			relo->is = value;
			relo->sizes_differ = value.size != relo->was.size && value.size &&
					     relo->was.size;
			relo->may_resize = relo->sizes_differ && may_resize(relo, &spec);
		} else if (!same_value(&relo->is, &value)) {
			why = "the target's types give different answers";
		}
	}
	if (!why && !n_found)
		why = core_spec_value(NULL, relo->kind, &relo->is);
	if (!why)
		return;
	give_up(relo, !n ? "the target has no such type" : why);
	list_candidates(relo, types, n);
}

static int resolve(struct core_relo *relo, const struct ext_rec *rec)
{
	const struct core_type root = { relo->load->object->btf, rec->type };
	const char *why;
	struct btf_type type;

	if (rec->kind >= N_CORE_KINDS)
		return error_set(relo->load->error, BAD_BTF_EXT,
				 "a CO-RE relocation's kind is unknown");
	relo->kind = (enum core_kind)rec->kind;
	why = core_spec_parse(root, relo->kind, rec->text, &relo->local);
	if (!why)
		why = core_spec_value(&relo->local, relo->kind, &relo->was);
	if (why)
		return error_set(relo->load->error, BAD_CORE, rec->text, why);
	relo->check = !relo->was.is_bitfield;
	if (relo->kind == CORE_TYPE_ID_LOCAL) {
		relo->is = relo->was;
		relo->check = false;
		return 0;
	}
	btf_type(root.btf, root.id, &type);
	if (!*type.name)
		give_up(relo, "its type has no name");
	else if (!relo->load->target)
		give_up(relo, "the target's types are not known");
	else
		resolve_in_target(relo);
	return 0;
}

/* --- the instruction --- */

/* The row that accesses memory like @id with another width, or INSN_INVALID. */
static enum insn_id with_width(enum insn_id id, uint32_t width)
{
	const struct insn_info *info = &insn_info[id];

	for (int k = 1; k < N_INSN_IDS; k++)
		if (insn_info[k].kind == info->kind && insn_info[k].op == info->op &&
		    insn_info[k].form == info->form && insn_info[k].group < GROUP_internal &&
		    insn_info[k].width == width)
			return (enum insn_id)k;
	return INSN_INVALID;
}

static int bad_insn(struct core_relo *relo, const char *why)
{
	return error_set(relo->load->error, BAD_CORE, core_kind_info[relo->kind].text, why);
}

static int patch_memory(struct core_relo *relo, struct insn *insn)
{
	enum insn_id id = (enum insn_id)insn->id;

	if (relo->check && (uint64_t)insn->off != relo->was.value)
		return bad_insn(relo, "its instruction has another offset");
	if (relo->is.value > INT16_MAX) {
		give_up(relo, "the offset in the target does not fit into 16 bits");
		return 0;
	}
	if (relo->sizes_differ) {
		if (insn_of(insn)->width != 8 * relo->was.size)
			return bad_insn(relo, "its instruction has another size");
		id = relo->may_resize ? with_width(id, 8 * relo->is.size) : INSN_INVALID;
		if (id == INSN_INVALID) {
			give_up(relo, "the field has another size in the target, and a sign or a "
				      "form that this instruction cannot read");
			return 0;
		}
	}
	insn->id = (uint16_t)id;
	insn->off = (int32_t)relo->is.value;
	return 0;
}

static int patch_imm(struct core_relo *relo, struct insn *insn)
{
	if (relo->check && (uint32_t)insn->imm != (uint32_t)relo->was.value)
		return bad_insn(relo, "its instruction has another immediate");
	if (relo->is.value != (uint64_t)(int64_t)(int32_t)relo->is.value &&
	    relo->is.value != (uint32_t)relo->is.value)
		give_up(relo, "the value in the target does not fit into 32 bits");
	else
		insn->imm = (int32_t)relo->is.value;
	return 0;
}

/*
 * Enumerations of 32 bits have had a sign in BTF only since clang 15.  All count as
 * signed, as with libbpf, unless the instruction holds an unsigned value.
 */
static int patch_lddw(struct core_relo *relo, struct insn *insn)
{
	uint64_t imm = (uint64_t)insn->imm;
	bool is_unsigned = relo->was.is_enum32 && imm >> 31 == 1;

	if (relo->check && imm != (is_unsigned ? (uint32_t)relo->was.value : relo->was.value))
		return bad_insn(relo, "its instruction has another immediate");
	insn->imm = (int64_t)(is_unsigned && relo->is.is_enum32 ? (uint32_t)relo->is.value :
								  relo->is.value);
	return 0;
}

static int patch(struct core_relo *relo, struct insn *insn)
{
	const struct insn_info *info = insn_of(insn);

	switch (info->kind) {
	case KIND_LOAD:
	case KIND_STORE:
	case KIND_STORE_IMM: return patch_memory(relo, insn);
	case KIND_ALU:
		return info->src_is_reg ? bad_insn(relo, "its instruction has no immediate") :
					  patch_imm(relo, insn);
	case KIND_LDDW:
		return patch_lddw(relo, insn);
	default: return bad_insn(relo, "its instruction is none that can be relocated");
	}
}

/* The instruction must not be reached; the image says why. */
static int poison(struct core_relo *relo, struct image *image, uint32_t insn)
{
	struct arena *arena = relo->load->arena;
	struct poison poison = { .how = core_kind_info[relo->kind].text };
	char path[256];

	core_spec_print(&relo->local, path, sizeof(path));
	poison.what = arena_strdup(arena, path);
	poison.why = arena_strdup(arena, relo->why);
	if (!poison.what || !poison.why)
		return error_set(relo->load->error, NO_MEMORY, "relocations");
	return poison_insn(relo->load, image, insn, &poison);
}

int core_relocate(struct load *load, const struct ext_rec *rec, struct image *image, uint32_t insn)
{
	struct core_relo relo = { .load = load };
	int err = resolve(&relo, rec);

	if (!err && !*relo.why)
		err = patch(&relo, &image->insns[insn]);
	if (!err && *relo.why)
		err = poison(&relo, image, insn);
	return err;
}

int relocate_insn(struct arena *arena, const struct btf *btf, const struct btf_target *target,
		  const struct core_record *record, struct image *image, uint32_t insn,
		  struct skep_error *error)
{
	const struct ext_rec rec = {
		.type = record->type, .kind = record->kind, .text = record->path
	};
	struct object object = { .btf = btf };
	struct load load = { .object = &object, .target = target, .arena = arena, .error = error };

	return core_relocate(&load, &rec, image, insn);
}
