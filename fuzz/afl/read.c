/* Harnesses of what reads bytes: ELF objects, BTF, instructions. */
#include "fuzz/afl/harness.h"

#include "core/kfunc.h"
#include "fuzz/gen.h"
#include "loader/core.h"
#include "tests/lib/object_use.h"

void fuzz_elf(const uint8_t *data, size_t size)
{
	survive(data, size);
}

/* --- BTF --- */

enum { MAX_PRINTED = 4096, MAX_PAIRS = 24 };

/* Whatever a type refers to exists. */
static void use_parts(const struct btf *btf, uint32_t id, const struct btf_type *type)
{
	uint32_t n = btf_n_types(btf);
	struct btf_enum_value value;
	struct btf_member member;
	struct btf_param param;
	struct btf_array array;
	struct btf_var var;

	for (uint32_t i = 0; i < type->n; i++) {
		switch (type->kind) {
		case BTF_STRUCT:
		case BTF_UNION:
			btf_member(btf, id, i, &member);
			assert(member.type < n && strlen(member.name) < SIZE_MAX);
			break;
		case BTF_ENUM:
		case BTF_ENUM64:
			btf_enum_value(btf, id, i, &value);
			assert(strlen(value.name) > 0);
			break;
		case BTF_FUNC_PROTO:
			btf_param(btf, id, i, &param);
			assert(param.type < n && strlen(param.name) < SIZE_MAX);
			break;
		case BTF_DATASEC:
			btf_var(btf, id, i, &var);
			assert(var.type < n);
			break;
		}
	}
	if (type->kind != BTF_ARRAY)
		return;
	btf_array(btf, id, &array);
	assert(array.elem_type < n && array.index_type < n);
}

/* As a host function's prototype: what its row says is missing or has a size. */
static void use_func(const struct btf *btf, uint32_t id)
{
	struct helper_info row = { 0 };
	char why[200];

	kfunc_describe(btf, id, true, &row);
	assert(row.ret < N_HELPER_RETS && *row.name);
	if (kfunc_missing(btf, id, &row, why, sizeof(why)))
		assert(helper_missing(&row, PROG_XDP) && *why);
	for (unsigned i = 0; i < 5; i++)
		assert(!(helper_arg_info[row.arg[i]].flags & ARGF_OF_TYPE) ||
		       (row.arg_size[i] && row.arg_size[i] <= INT32_MAX));
}

static void use_type(const struct btf *btf, uint32_t id)
{
	static const uint8_t zeros[MAX_PRINTED];
	uint32_t resolved = btf_resolve(btf, id), found;
	uint64_t size = btf_size(btf, id);
	struct btf_type type, under;
	char text[256];

	btf_type(btf, id, &type);
	assert(type.kind < N_BTF_KINDS);
	use_parts(btf, id, &type);
	assert(resolved < btf_n_types(btf));
	btf_type(btf, resolved, &under);
	assert(under.kind != BTF_TYPEDEF && under.kind != BTF_CONST && under.kind != BTF_VOLATILE &&
	       under.kind != BTF_RESTRICT && under.kind != BTF_TYPE_TAG);
	assert(btf_size(btf, resolved) == size);
	if (*type.name) {
		found = btf_find(btf, type.kind, type.name);
		assert(found && found < btf_n_types(btf));
		btf_type(btf, found, &under);
		assert(under.kind == type.kind && !strcmp(under.name, type.name));
	}
	if (type.kind == BTF_FUNC)
		use_func(btf, id);
	if (size && size <= sizeof(zeros))
		btf_format_json(btf, id, zeros, text, sizeof(text));
}

static void use_btf(const struct btf *btf)
{
	for (uint32_t id = 1; id < btf_n_types(btf); id++)
		use_type(btf, id);
}

/* A type is compatible with itself, and with any other the answer comes. */
static void use_pairs(const struct btf *a, const struct btf *b)
{
	for (uint32_t i = 1; i < btf_n_types(a) && i < MAX_PAIRS; i++) {
		for (uint32_t j = 1; j < btf_n_types(b) && j < MAX_PAIRS; j++) {
			const struct core_type local = { a, i }, target = { b, j };

			core_types_compatible(local, target);
			core_types_match(local, target);
			core_fields_compatible(local, target);
		}
	}
}

/* Size of the base (32 bits), the base, then split BTF; a size of 0: one BTF alone. */
void fuzz_btf(const uint8_t *data, size_t size)
{
	struct bytes in = { data, size };
	const struct btf *base = NULL, *btf;
	struct skep_error error;
	struct arena arena;
	uint32_t base_size;

	take_bytes(&in, &base_size, sizeof(base_size));
	base_size = base_size < in.left ? base_size : 0;
	arena_init(&arena, 64 << 20);
	if (base_size && btf_parse(&arena, in.at, base_size, NULL, &base, &error)) {
		assert(error.err < 0 && *error.id && *error.message);
		base = NULL;
	} else if (btf_parse(&arena, in.at + base_size, in.left - base_size, base, &btf, &error)) {
		assert(error.err < 0 && *error.id && *error.message);
	} else {
		use_btf(btf);
		use_pairs(base ? base : btf, btf);
	}
	arena_free(&arena);
}

/* --- instructions --- */

enum { MAX_TEXT = 1 << 17, DECODE_INSNS = 512, MANY_SEEDS = 24 };

/* Text of a program without names. */
static void print_image(const struct image *image, char *text)
{
	size_t used = 0;

	for (uint32_t i = 0; i < image->n_insns; i++) {
		int n = disasm(image, i, text + used, MAX_TEXT - used);

		assert(n > 0 && used + (size_t)n + 2 < MAX_TEXT);
		used += (size_t)n;
		text[used++] = '\n';
		text[used] = '\0';
	}
}

/* Decoded and encoded again it is the same; so it is through text, but for rows of one text. */
void fuzz_decode(const uint8_t *data, size_t size)
{
	static struct wire_insn wire[DECODE_INSNS], again[DECODE_INSNS];
	static char text[MAX_TEXT];
	size_t n = size / sizeof(*wire) < DECODE_INSNS ? size / sizeof(*wire) : DECODE_INSNS;
	struct image image = { .name = "p" }, from_text;
	struct skep_error error;
	struct arena arena;

	memcpy(wire, data, n * sizeof(*wire));
	memset(again, 0, sizeof(again));
	arena_init(&arena, 64 << 20);
	error_clear(&error);
	if (decode(&arena, wire, n, &image, &error)) {
		assert(error.err < 0 && *error.id && *error.message);
		arena_free(&arena);
		return;
	}
	assert(image.n_slots == n && image.n_insns <= n);
	assert(!encode(&image, again) && !memcmp(wire, again, n * sizeof(*wire)));
	print_image(&image, text);
	if (assemble(&arena, text, "text", &from_text, &error)) {
		fprintf(stderr, "%s\n%s\n", error.message, text);
		abort();
	}
	assert(from_text.n_slots == n && from_text.n_insns == image.n_insns);
	for (uint32_t i = 0; i < image.n_insns; i++)
		assert(!strcmp(insn_of(&from_text.insns[i])->text, insn_of(&image.insns[i])->text));
	arena_free(&arena);
}

/* Every row that has a wire form, a few to a program. */
size_t seed_decode(uint32_t i, uint8_t *data)
{
	uint32_t rows = (N_INSN_IDS + MANY_SEEDS - 1) / MANY_SEEDS, used = 0;

	for (uint32_t id = 1 + i * rows; id < N_INSN_IDS && id < 1 + (i + 1) * rows; id++) {
		const struct insn insn = { .id = (uint16_t)id, .dst = 1, .src = 2 };
		struct insn clean = insn;
		const struct form_info *form = form_of(insn_of(&insn));
		struct wire_insn wire[2];
		unsigned n;

		if (insn_of(&insn)->opcode > UINT8_MAX)
			continue;
		clean.dst = form->dst ? 1 : 0;
		clean.src = form->src ? 2 : 0;
		n = encode_insn(&clean, wire);
		memcpy(data + used, wire, n * sizeof(*wire));
		used += n * (uint32_t)sizeof(*wire);
	}
	if (used) {
		const struct wire_insn end = { .opcode = 0x95 };

		memcpy(data + used, &end, sizeof(end));
		used += (uint32_t)sizeof(end);
	}
	return used;
}
