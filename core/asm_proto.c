/*
 * Prototypes in assembler text: ".func NAME global ..." becomes the BTF that a
 * compiler writes for such a function, so that its calls are checked against the
 * prototype and the function is proved by itself.
 *
 * Types: an int, the program type's context and a pointer to it; for each memory
 * argument a structure of its size without members and a pointer to it; for each
 * function its prototype, its name and the tags of its arguments.
 */
#include "core/asm.h"

#include <errno.h>
#include <string.h>

enum { TYPE_INT = 1, TYPE_CTX, TYPE_CTX_PTR, FIRST_FREE };
enum { PARAMS = 5, WORDS_OF_FUNC = 70, MAX_SIZE = 1 << 20 };

/* Raw BTF under construction: words of types, bytes of strings. */
struct blob {
	uint32_t *word;
	char *string;
	uint32_t n_words, n_bytes, n_types;
};

struct btf_head { /* as in Linux's uapi/linux/btf.h */
	uint16_t magic;
	uint8_t version, flags;
	uint32_t size, type_off, type_len, str_off, str_len;
};

static bool take_size(const char *text, uint32_t *size)
{
	int64_t n;

	if (!asm_number(&text, 1, MAX_SIZE, &n) || *text)
		return false;
	*size = (uint32_t)n;
	return true;
}

static bool take_argument(const char *word, struct asm_arg *arg)
{
	static const struct {
		const char *name;
		enum asm_arg_kind kind;
	} kinds[] = { { "int", ASM_ARG_INT },
		      { "ctx", ASM_ARG_CTX },
		      { "mem=", ASM_ARG_MEM },
		      { "nonnull=", ASM_ARG_NONNULL } };

	for (size_t k = 0; k < sizeof(kinds) / sizeof(*kinds); k++) {
		size_t n = strlen(kinds[k].name);

		arg->kind = kinds[k].kind;
		if (kinds[k].name[n - 1] == '=') {
			if (!strncmp(word, kinds[k].name, n))
				return take_size(word + n, &arg->size);
		} else if (!strcmp(word, kinds[k].name)) {
			return true;
		}
	}
	return false;
}

bool asm_take_proto_word(struct asm_proto *proto, const char *word)
{
	if (!proto->is_global) {
		proto->is_global = !strcmp(word, "global");
		return proto->is_global;
	}
	if (!strcmp(word, "void") && !proto->n_args && !proto->is_void) {
		proto->is_void = true;
		return true;
	}
	return proto->n_args < PARAMS && take_argument(word, &proto->arg[proto->n_args++]);
}

/* --- BTF --- */

static uint32_t put_string(struct blob *blob, const char *text)
{
	uint32_t at = blob->n_bytes;
	size_t n = strlen(text) + 1;

	memcpy(blob->string + at, text, n);
	blob->n_bytes += (uint32_t)n;
	return at;
}

static void put_word(struct blob *blob, uint32_t word)
{
	blob->word[blob->n_words++] = word;
}

/* Return: its id. */
static uint32_t put_type(struct blob *blob, uint32_t name, enum btf_kind kind, uint32_t n,
			 uint32_t size_or_type)
{
	put_word(blob, name);
	put_word(blob, (uint32_t)kind << 24 | n);
	put_word(blob, size_or_type);
	return ++blob->n_types;
}

static void put_common(struct blob *blob, enum ctx_id ctx)
{
	const char *name = ctx_name(ctx);

	put_string(blob, "");
	put_type(blob, put_string(blob, "int"), BTF_INT, 0, sizeof(int32_t));
	put_word(blob, BTF_INT_SIGNED << 24 | 32);
	if (name && !strncmp(name, "struct ", 7))
		name += 7;
	put_type(blob, put_string(blob, name ? name : "context"), BTF_STRUCT, 0, 8);
	put_type(blob, 0, BTF_PTR, 0, TYPE_CTX);
}

static uint32_t argument_type(struct blob *blob, const struct asm_arg *arg)
{
	switch (arg->kind) {
	case ASM_ARG_INT: return TYPE_INT;
	case ASM_ARG_CTX: return TYPE_CTX_PTR;
	default: return put_type(blob, 0, BTF_PTR, 0,
				 put_type(blob, 0, BTF_STRUCT, 0, arg->size));
	}
}

/* Return: the function's id. */
static uint32_t put_func(struct blob *blob, const char *name, const struct asm_proto *proto,
			 uint32_t arg_name, uint32_t tag_name)
{
	uint32_t type[PARAMS], func;

	for (uint32_t a = 0; a < proto->n_args; a++)
		type[a] = argument_type(blob, &proto->arg[a]);
	put_type(blob, 0, BTF_FUNC_PROTO, proto->n_args, proto->is_void ? 0 : TYPE_INT);
	for (uint32_t a = 0; a < proto->n_args; a++) {
		put_word(blob, arg_name);
		put_word(blob, type[a]);
	}
	func = put_type(blob, put_string(blob, name), BTF_FUNC,
			proto->is_global ? BTF_GLOBAL : BTF_STATIC, blob->n_types);
	for (uint32_t a = 0; a < proto->n_args; a++) {
		if (proto->arg[a].kind != ASM_ARG_NONNULL)
			continue;
		put_type(blob, tag_name, BTF_DECL_TAG, 0, func);
		put_word(blob, a);
	}
	return func;
}

static int parse(struct arena *arena, const struct blob *blob, struct image *image,
		 struct skep_error *error)
{
	struct btf_head head = { .magic = 0xeb9f, .version = 1, .size = sizeof(head) };
	uint32_t size = (uint32_t)sizeof(head) + blob->n_words * 4 + blob->n_bytes;
	uint8_t *raw = ARENA_ARRAY(arena, uint8_t, size);

	if (!raw)
		return error_set(error, NO_MEMORY, "assembler");
	head.type_len = head.str_off = blob->n_words * 4;
	head.str_len = blob->n_bytes;
	memcpy(raw, &head, sizeof(head));
	memcpy(raw + sizeof(head), blob->word, head.type_len);
	memcpy(raw + sizeof(head) + head.type_len, blob->string, blob->n_bytes);
	return btf_parse(arena, raw, size, NULL, &image->btf, error);
}

static size_t names_size(const struct image *image)
{
	size_t size = 128; /* the common ones */

	for (uint32_t f = 0; f < image->n_subprogs; f++)
		size += strlen(image->subprogs[f].name) + 1;
	return size;
}

int asm_make_btf(struct arena *arena, struct image *image, const struct asm_proto *protos,
		 struct skep_error *error)
{
	const struct prog_type_info *type = prog_type_by_number(image->prog_type);
	struct blob blob = { 0 };
	uint32_t arg_name, tag_name;

	blob.word = ARENA_ARRAY(arena, uint32_t, (image->n_subprogs + 1u) * WORDS_OF_FUNC);
	blob.string = ARENA_ARRAY(arena, char, names_size(image));
	if (!blob.word || !blob.string)
		return error_set(error, NO_MEMORY, "assembler");
	put_common(&blob, prog_type_ctx(type, image->arch));
	arg_name = put_string(&blob, "a");
	tag_name = put_string(&blob, "arg:nonnull");
	for (uint32_t f = 0; f < image->n_subprogs; f++) {
		image->subprogs[f].is_global = protos[f].is_global;
		image->subprogs[f].btf_func = put_func(&blob, image->subprogs[f].name, &protos[f],
						       arg_name, tag_name);
	}
	return parse(arena, &blob, image, error);
}
