/*
 * BTF: what is accepted says what it should, what is refused names the type
 * and the reason.  Types are written here as words; nothing depends on a
 * compiler except the parts that read an object or the kernel's BTF.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/btf.h"
#include "tests/lib/elf_file.h"

#define STRINGS "\0int\0a\0b\0char\0long name\0bool"
enum { S_NONE = 0, S_INT = 1, S_A = 5, S_B = 7, S_CHAR = 9, S_LONG = 14, S_BOOL = 24 };

/* A type's three words; what follows them is written behind. */
#define TYPE(name, kind, n, word) (name), (uint32_t)(kind) << 24 | (n), (word)
#define KFLAG (1u << 31)
#define INT32 TYPE(S_INT, BTF_INT, 0, 4), BTF_INT_SIGNED << 24 | 32 /* always type 1 here */

struct raw_header {
	uint16_t magic;
	uint8_t version, flags;
	uint32_t size, types_offset, types_size, strings_offset, strings_size;
};

static struct blob make_btf(const uint32_t *words, size_t n, const char *strings, size_t n_strings)
{
	struct raw_header header = {
		0xeb9f, 1, 0, sizeof(header),
		0, (uint32_t)n * 4, (uint32_t)n * 4, (uint32_t)n_strings,
	};
	struct blob blob = { 0 };

	blob_add(&blob, &header, sizeof(header));
	blob_add(&blob, words, n * 4);
	blob_add(&blob, strings, n_strings);
	return blob;
}

static int parse(struct arena *arena, const struct blob *blob, const struct btf **btf,
		 struct skep_error *error)
{
	/* an exact copy, so that a sanitizer sees each byte read beyond it */
	uint8_t *copy = malloc(blob->size ? blob->size : 1);
	int err;

	assert_non_null(copy);
	memcpy(copy, blob->data, blob->size);
	error_clear(error);
	arena_init(arena, 256 << 20);
	err = btf_parse(arena, copy, blob->size, NULL, btf, error);
	free(copy);
	return err;
}

/* ---- one refusal and its accepted twin a row ---- */

struct refusal {
	const char *reason; /* part of the message */
	uint32_t type;      /* named in it */
	uint32_t word, bad; /* the twin has another word here */
	uint32_t words[24], n;
};

#define WORDS(...) { __VA_ARGS__ }, sizeof((uint32_t[]){ __VA_ARGS__ }) / 4

static const struct refusal refusals[] = {
	/* INT32 is words 0..3; type 2 has its name in word 4, then info, then size or type */
	{ "unknown kind", 1, 1, 20u << 24, WORDS(INT32) },
	{ "unknown kind", 1, 1, 0, WORDS(INT32) },
	{ "header is cut off", 2, 4, S_A, WORDS(INT32) },
	{ "elements are cut off", 1, 1, BTF_STRUCT << 24 | 9, WORDS(INT32) },
	{ "reserved bits", 1, 1, BTF_INT << 24 | 1 << 16, WORDS(INT32) },
	{ "no elements", 1, 1, BTF_INT << 24 | 1, WORDS(INT32) },
	{ "no flag", 1, 1, BTF_INT << 24 | KFLAG, WORDS(INT32) },
	{ "its name", 1, 0, sizeof(STRINGS), WORDS(INT32) },
	{ "1, 2, 4, 8 or 16", 1, 2, 3, WORDS(INT32) },
	{ "1, 2, 4, 8 or 16", 1, 2, 0, WORDS(INT32) },
	{ "1, 2, 4, 8 or 16", 1, 2, 32, WORDS(INT32) },
	{ "do not fit", 1, 3, 33, WORDS(INT32) },
	{ "do not fit", 1, 3, 0, WORDS(INT32) },
	{ "do not fit", 1, 3, 1 << 16 | 32, WORDS(INT32) },
	{ "encoding", 1, 3, 3 << 24 | 32, WORDS(INT32) },
	{ "encoding", 1, 3, 8u << 24 | 32, WORDS(INT32) },
	{ "wrong kind", 2, 6, 3, WORDS(INT32, TYPE(S_NONE, BTF_PTR, 0, 1)) },
	{ "wrong kind", 2, 6, 3,
	  WORDS(INT32, TYPE(S_NONE, BTF_PTR, 0, 1), TYPE(S_A, BTF_VAR, 0, 1), 0) },
	{ "wrong kind", 2, 6, 4,
	  WORDS(INT32, TYPE(S_NONE, BTF_CONST, 0, 1), TYPE(S_NONE, BTF_FUNC_PROTO, 0, 0),
		TYPE(S_A, BTF_FUNC, 0, 3)) },
	{ "its name", 2, 4, S_NONE, WORDS(INT32, TYPE(S_A, BTF_TYPEDEF, 0, 1)) },
	{ "wrong kind", 2, 6, 1, WORDS(INT32, TYPE(S_A, BTF_FWD, 0, 0)) },
	{ "wrong kind", 2, 6, 1,
	  WORDS(INT32, TYPE(S_A, BTF_FUNC, 1, 3), TYPE(S_NONE, BTF_FUNC_PROTO, 0, 1)) },
	{ "linkage", 2, 5, BTF_FUNC << 24 | 3,
	  WORDS(INT32, TYPE(S_A, BTF_FUNC, 1, 3), TYPE(S_NONE, BTF_FUNC_PROTO, 0, 1)) },
	{ "linkage", 2, 7, 3, WORDS(INT32, TYPE(S_A, BTF_VAR, 0, 1), 2) },
	/* arrays: words 7..9 are element, index, length */
	{ "element type", 2, 7, 0, WORDS(INT32, TYPE(S_NONE, BTF_ARRAY, 0, 0), 1, 1, 4) },
	{ "element type", 2, 7, 3,
	  WORDS(INT32, TYPE(S_NONE, BTF_ARRAY, 0, 0), 1, 1, 4, TYPE(S_NONE, BTF_CONST, 0, 0)) },
	{ "index type", 2, 8, 3,
	  WORDS(INT32, TYPE(S_NONE, BTF_ARRAY, 0, 0), 1, 1, 4, TYPE(S_NONE, BTF_PTR, 0, 0)) },
	{ "index type", 2, 8, 3,
	  WORDS(INT32, TYPE(S_NONE, BTF_ARRAY, 0, 0), 1, 1, 4, TYPE(S_NONE, BTF_CONST, 0, 0)) },
	{ "larger than 4 GiB", 2, 9, 0x40000000,
	  WORDS(INT32, TYPE(S_NONE, BTF_ARRAY, 0, 0), 1, 1, 0x3fffffff) },
	/* structures of one member: words 7..9 are its name, type, offset */
	{ "ends behind", 2, 9, 8, WORDS(INT32, TYPE(S_A, BTF_STRUCT, 1, 4), S_A, 1, 0) },
	{ "ends behind", 2, 6, 3, WORDS(INT32, TYPE(S_A, BTF_UNION, 1, 4), S_A, 1, 0) },
	{ "ends behind", 2, 9, 5 << 24 | 28,
	  WORDS(INT32, TYPE(S_A, BTF_STRUCT, 1 | KFLAG, 4), S_A, 1, 5 << 24 | 27) },
	{ "bit field", 2, 9, 4, WORDS(INT32, TYPE(S_A, BTF_STRUCT, 1, 8), S_A, 1, 8) },
	{ "bit field", 2, 9, 33u << 24,
	  WORDS(INT32, TYPE(S_A, BTF_STRUCT, 1 | KFLAG, 8), S_A, 1, 32u << 24) },
	{ "bit field", 2, 8, 3,
	  WORDS(INT32, TYPE(S_A, BTF_STRUCT, 1 | KFLAG, 8), S_A, 1, 5 << 24,
		TYPE(S_NONE, BTF_PTR, 0, 1)) },
	{ "has no size", 2, 8, 0, WORDS(INT32, TYPE(S_A, BTF_STRUCT, 1, 4), S_A, 1, 0) },
	{ "has no size", 2, 8, 3,
	  WORDS(INT32, TYPE(S_A, BTF_UNION, 1, 4), S_A, 1, 0, TYPE(S_NONE, BTF_CONST, 0, 0)) },
	{ "member's name", 2, 7, 1000, WORDS(INT32, TYPE(S_A, BTF_STRUCT, 1, 4), S_A, 1, 0) },
	{ "1, 2, 4 or 8", 2, 6, 16, WORDS(INT32, TYPE(S_A, BTF_ENUM, 1, 4), S_A, 1) },
	{ "value has no name", 2, 7, S_NONE, WORDS(INT32, TYPE(S_A, BTF_ENUM64, 1, 8), S_A, 1, 1) },
	{ "last parameter", 2, 8, 0,
	  WORDS(INT32, TYPE(S_NONE, BTF_FUNC_PROTO, 2, 0), S_A, 1, S_B, 1) },
	{ "parameter's type", 2, 8, 9,
	  WORDS(INT32, TYPE(S_NONE, BTF_FUNC_PROTO, 2, 0), S_A, 1, S_B, 1) },
	{ "parameter's name", 2, 9, 500,
	  WORDS(INT32, TYPE(S_NONE, BTF_FUNC_PROTO, 2, 0), S_A, 1, S_NONE, 0) },
	/* a variable and a section: words 11..13 are its type, offset, size */
	{ "no variable", 3, 11, 1,
	  WORDS(INT32, TYPE(S_A, BTF_VAR, 0, 1), 1, TYPE(S_B, BTF_DATASEC, 1, 4), 2, 0, 4) },
	{ "smaller than its type", 3, 13, 3,
	  WORDS(INT32, TYPE(S_A, BTF_VAR, 0, 1), 1, TYPE(S_B, BTF_DATASEC, 1, 4), 2, 0, 4) },
	{ "behind the section", 3, 12, 1,
	  WORDS(INT32, TYPE(S_A, BTF_VAR, 0, 1), 1, TYPE(S_B, BTF_DATASEC, 1, 4), 2, 0, 4) },
	{ "behind the section", 3, 12, UINT32_MAX,
	  WORDS(INT32, TYPE(S_A, BTF_VAR, 0, 1), 1, TYPE(S_B, BTF_DATASEC, 1, 0), 2, 0, 4) },
	{ "floating-point", 2, 6, 5, WORDS(INT32, TYPE(S_A, BTF_FLOAT, 0, 8)) },
	{ "tagged component", 3, 13, 1,
	  WORDS(INT32, TYPE(S_A, BTF_STRUCT, 1, 4), S_A, 1, 0, TYPE(S_B, BTF_DECL_TAG, 0, 2), 0) },
	{ "contains itself", 2, 6, 2, WORDS(INT32, TYPE(S_A, BTF_TYPEDEF, 0, 1)) },
	{ "contains itself", 2, 9, 2,
	  WORDS(INT32, TYPE(S_A, BTF_TYPEDEF, 0, 3), TYPE(S_NONE, BTF_CONST, 0, 1)) },
	{ "contains itself", 2, 8, 2, WORDS(INT32, TYPE(S_A, BTF_STRUCT, 1, 4), S_A, 1, 0) },
	{ "contains itself", 2, 7, 2, WORDS(INT32, TYPE(S_NONE, BTF_ARRAY, 0, 0), 1, 1, 1) },
	{ "contains itself", 2, 13, 2,
	  WORDS(INT32, TYPE(S_A, BTF_STRUCT, 1, 8), S_A, 3, 0, TYPE(S_NONE, BTF_ARRAY, 0, 0), 1, 1,
		2) },
};

static void check_refusal(const struct refusal *row, size_t number)
{
	uint32_t words[24];
	struct skep_error error;
	const struct btf *btf;
	struct arena arena;
	char type[32];
	struct blob blob;
	uint32_t n;
	int err;

	blob = make_btf(row->words, row->n, STRINGS, sizeof(STRINGS));
	err = parse(&arena, &blob, &btf, &error);
	if (err)
		fail_msg("row %zu: the twin is refused: %s", number, error.message);
	assert_non_null(btf);
	arena_free(&arena);
	blob_free(&blob);

	memcpy(words, row->words, sizeof(words));
	words[row->word] = row->bad; /* the word behind the last one is one more */
	n = row->word == row->n ? row->n + 1 : row->n;
	blob = make_btf(words, n, STRINGS, sizeof(STRINGS));
	err = parse(&arena, &blob, &btf, &error);
	if (err != -EINVAL)
		fail_msg("row %zu (%s) is accepted", number, row->reason);
	assert_null(btf);
	snprintf(type, sizeof(type), "type %u:", row->type);
	if (!strstr(error.message, row->reason) || !strstr(error.message, type))
		fail_msg("row %zu (%s, %s): %s", number, row->reason, type, error.message);
	assert_string_equal(error.id, "bad-btf");
	arena_free(&arena);
	blob_free(&blob);
}

static void refused_with_reason(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refusals) / sizeof(*refusals); i++)
		check_refusal(&refusals[i], i);
}

/* ---- headers ---- */

static void headers_refused(void **state)
{
	static const struct {
		const char *reason;
		uint32_t offset, width;
		uint32_t bad;
	} rows[] = {
		{ "magic number", 0, 2, 0x1234 },
		{ "big-endian", 0, 2, 0x9feb },
		{ "version", 2, 1, 2 },
		{ "flags", 3, 1, 1 },
		{ "header's size", 4, 4, 23 },
		{ "header's size", 4, 4, 0 },
		{ "header's size", 4, 4, 1000 },
		{ "type section", 8, 4, 2 },
		{ "type section", 8, 4, UINT32_MAX },
		{ "type section", 12, 4, 18 },
		{ "type section", 12, 4, UINT32_MAX - 3 },
		{ "string section", 16, 4, 1000 },
		{ "string section", 16, 4, UINT32_MAX },
		{ "string section", 20, 4, sizeof(STRINGS) + 1 },
		{ "string section", 20, 4, UINT32_MAX },
		{ "last string", 20, 4, sizeof(STRINGS) - 1 },
		{ "first string", 20, 4, 0 },
		{ "first string", 16, 4, 0 },
	};
	const uint32_t words[] = { INT32 };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct blob blob = make_btf(words, 4, STRINGS, sizeof(STRINGS));
		struct skep_error error;
		const struct btf *btf;
		struct arena arena;

		memcpy(blob.data + rows[i].offset, &rows[i].bad, rows[i].width);
		assert_int_equal(parse(&arena, &blob, &btf, &error), -EINVAL);
		assert_string_equal(error.id, "bad-btf-header");
		if (!strstr(error.message, rows[i].reason))
			fail_msg("row %zu (%s): %s", i, rows[i].reason, error.message);
		arena_free(&arena);
		blob_free(&blob);
	}
}

/* ---- limits ---- */

static int parse_chain(uint32_t depth)
{
	struct blob words = { 0 }, blob;
	const uint32_t first[] = { INT32 };
	struct skep_error error;
	const struct btf *btf;
	struct arena arena;
	int err;

	blob_add(&words, first, sizeof(first));
	for (uint32_t i = 1; i < depth; i++) {
		const uint32_t type[] = { TYPE(S_NONE, BTF_CONST, 0, i) };

		blob_add(&words, type, sizeof(type));
	}
	blob = make_btf((uint32_t *)words.data, words.size / 4, STRINGS, sizeof(STRINGS));
	err = parse(&arena, &blob, &btf, &error);
	if (err) {
		assert_non_null(strstr(error.message, "nested too deeply"));
	} else {
		assert_int_equal(btf_n_types(btf), depth + 1);
		assert_int_equal(btf_resolve(btf, depth), 1);
	}
	arena_free(&arena);
	blob_free(&words);
	blob_free(&blob);
	return err;
}

/* The same chain written from the outside in is walked to its whole depth at once. */
static int parse_reverse_chain(uint32_t depth)
{
	struct blob words = { 0 }, blob;
	const uint32_t last[] = { INT32 };
	struct skep_error error;
	const struct btf *btf;
	struct arena arena;
	int err;

	for (uint32_t i = 1; i < depth; i++) {
		const uint32_t type[] = { TYPE(S_A, BTF_STRUCT, 1, 4), S_A, i + 1, 0 };

		blob_add(&words, type, sizeof(type));
	}
	blob_add(&words, last, sizeof(last));
	blob = make_btf((uint32_t *)words.data, words.size / 4, STRINGS, sizeof(STRINGS));
	err = parse(&arena, &blob, &btf, &error);
	if (err)
		assert_non_null(strstr(error.message, "nested too deeply"));
	arena_free(&arena);
	blob_free(&words);
	blob_free(&blob);
	return err;
}

static void depth_is_limited(void **state)
{
	(void)state;
	assert_int_equal(parse_chain(63), 0);
	assert_int_equal(parse_chain(64), 0);
	assert_int_equal(parse_chain(65), -EINVAL);
	assert_int_equal(parse_chain(100000), -EINVAL);
	assert_int_equal(parse_reverse_chain(63), 0);
	assert_int_equal(parse_reverse_chain(64), 0);
	assert_int_equal(parse_reverse_chain(65), -EINVAL);
	assert_int_equal(parse_reverse_chain(50000), -EINVAL);
}

static int parse_many(uint32_t n_types)
{
	uint32_t *words = calloc((size_t)n_types, 12);
	struct skep_error error;
	const struct btf *btf;
	struct arena arena;
	struct blob blob;
	int err;

	assert_non_null(words);
	for (uint32_t i = 0; i < n_types; i++)
		words[3 * i + 1] = BTF_PTR << 24;
	blob = make_btf(words, (size_t)n_types * 3, STRINGS, sizeof(STRINGS));
	err = parse(&arena, &blob, &btf, &error);
	if (err)
		assert_non_null(strstr(error.message, "too many types"));
	else
		assert_int_equal(btf_n_types(btf), n_types + 1);
	arena_free(&arena);
	blob_free(&blob);
	free(words);
	return err;
}

static void types_are_limited(void **state)
{
	(void)state;
	assert_int_equal(parse_many((1 << 20) - 2), 0);
	assert_int_equal(parse_many((1 << 20) - 1), 0);
	assert_int_equal(parse_many(1 << 20), -EINVAL);
}

/* ---- queries ---- */

static const uint32_t kind_words[] = {
	INT32,                                        /* 1 */
	TYPE(S_NONE, BTF_PTR, 0, 1),                  /* 2 */
	TYPE(S_NONE, BTF_ARRAY, 0, 0), 2, 1, 7,       /* 3 */
	TYPE(S_A, BTF_STRUCT, 2 | KFLAG, 64),         /* 4 */
	S_A, 3, 0, S_B, 1, 5 << 24 | 449,
	TYPE(S_B, BTF_UNION, 1, 8), S_LONG, 2, 0,     /* 5 */
	TYPE(S_A, BTF_ENUM, 2 | KFLAG, 4), S_A, -3u, S_B, 9, /* 6 */
	TYPE(S_B, BTF_FWD, 0 | KFLAG, 0),             /* 7 */
	TYPE(S_LONG, BTF_TYPEDEF, 0, 4),              /* 8 */
	TYPE(S_NONE, BTF_VOLATILE, 0, 8),             /* 9 */
	TYPE(S_NONE, BTF_CONST, 0, 9),                /* 10 */
	TYPE(S_NONE, BTF_RESTRICT, 0, 2),             /* 11 */
	TYPE(S_NONE, BTF_FUNC_PROTO, 3, 1), S_A, 10, S_B, 2, 0, 0, /* 12 */
	TYPE(S_B, BTF_FUNC, BTF_EXTERN, 12),          /* 13 */
	TYPE(S_A, BTF_VAR, 0, 10), BTF_GLOBAL,        /* 14 */
	TYPE(S_B, BTF_DATASEC, 1, 0), 14, 16, 64,     /* 15 */
	TYPE(S_A, BTF_FLOAT, 0, 8),                   /* 16 */
	TYPE(S_LONG, BTF_DECL_TAG, 0, 4), 1,          /* 17 */
	TYPE(S_LONG, BTF_TYPE_TAG, 0, 2),             /* 18 */
	TYPE(S_A, BTF_ENUM64, 1, 8), S_B, 0x89abcdef, 0x01234567, /* 19 */
	TYPE(S_A, BTF_ENUM, 1, 4), S_A, -3u,          /* 20: unsigned */
};

static const struct {
	uint32_t size, resolved, type, n, linkage;
	uint8_t kind;
	const char *name;
} kinds_expected[] = {
	{ 0, 0, 0, 0, 0, BTF_VOID, "" },
	{ 4, 1, 0, 0, 0, BTF_INT, "int" },
	{ 8, 2, 1, 0, 0, BTF_PTR, "" },
	{ 56, 3, 0, 0, 0, BTF_ARRAY, "" },
	{ 64, 4, 0, 2, 0, BTF_STRUCT, "a" },
	{ 8, 5, 0, 1, 0, BTF_UNION, "b" },
	{ 4, 6, 0, 2, 0, BTF_ENUM, "a" },
	{ 0, 7, 0, 0, 0, BTF_FWD, "b" },
	{ 64, 4, 4, 0, 0, BTF_TYPEDEF, "long name" },
	{ 64, 4, 8, 0, 0, BTF_VOLATILE, "" },
	{ 64, 4, 9, 0, 0, BTF_CONST, "" },
	{ 8, 2, 2, 0, 0, BTF_RESTRICT, "" },
	{ 0, 12, 1, 3, 0, BTF_FUNC_PROTO, "" },
	{ 0, 13, 12, 0, BTF_EXTERN, BTF_FUNC, "b" },
	{ 64, 14, 10, 0, BTF_GLOBAL, BTF_VAR, "a" },
	{ 80, 15, 0, 1, 0, BTF_DATASEC, "b" },
	{ 8, 16, 0, 0, 0, BTF_FLOAT, "a" },
	{ 0, 17, 4, 0, 1, BTF_DECL_TAG, "long name" },
	{ 8, 2, 2, 0, 0, BTF_TYPE_TAG, "long name" },
	{ 8, 19, 0, 1, 0, BTF_ENUM64, "a" },
	{ 4, 20, 0, 1, 0, BTF_ENUM, "a" },
};

/* What hangs on a type: members, values, parameters. */
static void check_parts(const struct btf *btf)
{
	struct btf_enum_value value;
	struct btf_member member;
	struct btf_param param;
	struct btf_array array;
	struct btf_type type;
	struct btf_var var;
	struct btf_int info;

	btf_type(btf, 7, &type);
	assert_true(type.kflag);
	btf_int(btf, 1, &info);
	assert_int_equal(info.encoding, BTF_INT_SIGNED);
	assert_int_equal(info.bits, 32);
	assert_int_equal(info.bit_offset, 0);
	btf_array(btf, 3, &array);
	assert_int_equal(array.elem_type, 2);
	assert_int_equal(array.index_type, 1);
	assert_int_equal(array.n, 7);
	btf_member(btf, 4, 1, &member);
	assert_string_equal(member.name, "b");
	assert_int_equal(member.type, 1);
	assert_int_equal(member.bit_offset, 449);
	assert_int_equal(member.bit_size, 5);
	btf_member(btf, 5, 0, &member);
	assert_int_equal(member.bit_size, 0);
	btf_enum_value(btf, 6, 0, &value);
	assert_string_equal(value.name, "a");
	assert_true(value.value == -3);
	btf_enum_value(btf, 20, 0, &value);
	assert_true(value.value == 0xfffffffd);
	btf_enum_value(btf, 19, 0, &value);
	assert_true(value.value == 0x0123456789abcdef);
	btf_param(btf, 12, 1, &param);
	assert_string_equal(param.name, "b");
	assert_int_equal(param.type, 2);
	btf_var(btf, 15, 0, &var);
	assert_int_equal(var.type, 14);
	assert_int_equal(var.offset, 16);
	assert_int_equal(var.size, 64);
	assert_int_equal(btf_find(btf, BTF_STRUCT, "a"), 4);
	assert_int_equal(btf_find(btf, BTF_ENUM64, "a"), 19);
	assert_int_equal(btf_find(btf, BTF_STRUCT, "b"), 0);
	assert_string_equal(btf_string(btf, S_LONG + 5), "name");
	assert_null(btf_string(btf, sizeof(STRINGS)));
}

static void every_kind_is_queried(void **state)
{
	struct blob blob = make_btf(kind_words, sizeof(kind_words) / 4, STRINGS, sizeof(STRINGS));
	struct skep_error error;
	const struct btf *btf;
	struct btf_type type;
	struct arena arena;

	(void)state;
	if (parse(&arena, &blob, &btf, &error))
		fail_msg("%s", error.message);
	assert_int_equal(btf_n_types(btf), sizeof(kinds_expected) / sizeof(*kinds_expected));
	for (uint32_t id = 0; id < btf_n_types(btf); id++) {
		btf_type(btf, id, &type);
		assert_int_equal(type.kind, kinds_expected[id].kind);
		assert_string_equal(type.name, kinds_expected[id].name);
		assert_int_equal(btf_size(btf, id), kinds_expected[id].size);
		assert_int_equal(btf_resolve(btf, id), kinds_expected[id].resolved);
		assert_int_equal(type.type, kinds_expected[id].type);
		assert_int_equal(type.n, kinds_expected[id].n);
		assert_int_equal(type.linkage, kinds_expected[id].linkage);
	}
	check_parts(btf);
	arena_free(&arena);
	blob_free(&blob);
}

static void split_btf_extends_its_base(void **state)
{
	static const char more[] = "extra"; /* no empty string in front: offset 0 is the base's */
	const uint32_t base_words[] = { INT32, TYPE(S_A, BTF_TYPEDEF, 0, 1) };
	const uint32_t words[] = { TYPE(sizeof(STRINGS), BTF_STRUCT, 2, 8), S_A, 2, 0,
				   sizeof(STRINGS), 2, 32, TYPE(S_NONE, BTF_PTR, 0, 3) };
	struct blob base_blob = make_btf(base_words, 7, STRINGS, sizeof(STRINGS));
	struct blob blob = make_btf(words, sizeof(words) / 4, more, sizeof(more));
	const struct btf *base, *btf;
	struct skep_error error;
	struct btf_member member;
	struct btf_type type;
	struct arena arena;
	char text[64];

	(void)state;
	assert_int_equal(parse(&arena, &base_blob, &base, &error), 0);
	assert_int_equal(btf_parse(&arena, blob.data, blob.size, base, &btf, &error), 0);
	assert_int_equal(btf_n_types(btf), 5);
	btf_type(btf, 3, &type);
	assert_string_equal(type.name, "extra");
	btf_type(btf, 2, &type);
	assert_string_equal(type.name, "a");
	btf_member(btf, 3, 1, &member);
	assert_string_equal(member.name, "extra");
	assert_int_equal(btf_resolve(btf, member.type), 1);
	assert_int_equal(btf_find(btf, BTF_TYPEDEF, "a"), 2);
	assert_int_equal(btf_find(btf, BTF_STRUCT, "extra"), 3);
	btf_format_json(btf, 3, "\1\0\0\0\xff\xff\xff\xff", text, sizeof(text));
	assert_string_equal(text, "{\"a\":1,\"extra\":-1}");
	((uint32_t *)(blob.data + sizeof(struct raw_header)))[4] = 5; /* the member's type */
	assert_int_equal(btf_parse(&arena, blob.data, blob.size, base, &btf, &error), -EINVAL);
	assert_non_null(strstr(error.message, "type 3:"));
	arena_free(&arena);
	blob_free(&blob);
	blob_free(&base_blob);
}

static void control_characters_are_replaced(void **state)
{
	static const char strings[] = "\0int\0a\033[2Jb\nc\x7f";
	const uint32_t words[] = { INT32, TYPE(5, BTF_TYPEDEF, 0, 1) };
	struct blob blob = make_btf(words, 7, strings, sizeof(strings));
	struct skep_error error;
	const struct btf *btf;
	struct btf_type type;
	struct arena arena;

	(void)state;
	assert_int_equal(parse(&arena, &blob, &btf, &error), 0);
	btf_type(btf, 2, &type);
	assert_string_equal(type.name, "a?[2Jb?c?");
	arena_free(&arena);
	blob_free(&blob);
}

/* ---- JSON ---- */

/* types 2.. are printed as they are; row: id, data, text */
static const uint32_t json_words[] = {
	INT32,                                                      /* 1 */
	TYPE(S_CHAR, BTF_INT, 0, 1), 8,                             /* 2: char by name */
	TYPE(S_BOOL, BTF_INT, 0, 1), BTF_INT_BOOL << 24 | 8,        /* 3 */
	TYPE(S_INT, BTF_INT, 0, 16), 128,                           /* 4 */
	TYPE(S_NONE, BTF_ARRAY, 0, 0), 2, 1, 5,                     /* 5: char[5] */
	TYPE(S_A, BTF_ENUM, 2 | KFLAG, 1), S_A, -1u, S_B, 2,        /* 6 */
	TYPE(S_A, BTF_FLOAT, 0, 4),                                 /* 7 */
	TYPE(S_A, BTF_FLOAT, 0, 8),                                 /* 8 */
	TYPE(S_A, BTF_FLOAT, 0, 2),                                 /* 9 */
	TYPE(S_NONE, BTF_PTR, 0, 0),                                /* 10 */
	TYPE(S_NONE, BTF_ARRAY, 0, 0), 14, 1, 0xffffffff,           /* 11: of nothing */
	TYPE(S_INT, BTF_INT, 0, 2), BTF_INT_SIGNED << 24 | 4 << 16 | 5, /* 12: old bit field */
	TYPE(S_A, BTF_STRUCT, 2, 4), S_A, 12, 3, S_B, 2, 24,        /* 13 */
	TYPE(S_A, BTF_STRUCT, 0, 0),                                /* 14: empty */
	TYPE(S_A, BTF_STRUCT, 2 | KFLAG, 8), S_A, 6, 3 << 24 | 1, S_B, 1, 20 << 24 | 7, /* 15 */
	TYPE(S_NONE, BTF_FUNC_PROTO, 0, 0),                         /* 16 */
	TYPE(S_INT, BTF_INT, 0, 8), 64,                             /* 17 */
	TYPE(S_INT, BTF_INT, 0, 8), BTF_INT_SIGNED << 24 | 64,      /* 18 */
	TYPE(S_INT, BTF_INT, 0, 1), BTF_INT_CHAR << 24 | 8,         /* 19 */
	TYPE(S_NONE, BTF_ARRAY, 0, 0), 19, 1, 2,                    /* 20 */
	TYPE(S_A, BTF_ENUM64, 1, 8), S_B, 5, 1,                     /* 21 */
};
static const struct {
	uint32_t id;
	const char *data, *text;
} json_rows[] = {
	{ 1, "\xfe\xff\xff\xff", "-2" },
	{ 2, "\x41", "65" },
	{ 3, "\0", "false" },
	{ 3, "\2", "true" },
	{ 4, "\1\2\3\4\5\6\7\10\11\12\13\14\15\16\17\20",
	  "\"0x100f0e0d0c0b0a090807060504030201\"" },
	{ 5, "ab\0cd", "\"ab\"" },
	{ 5, "\"\\\n\x80\x7f", "\"\\\"\\\\\\u000a\\u0080\\u007f\"" },
	{ 6, "\xff", "\"a\"" },
	{ 6, "\2", "\"b\"" },
	{ 6, "\xfd", "-3" },
	{ 7, "\0\0\xc0\x3f", "1.5" },
	{ 7, "\0\0\x80\x7f", "\"inf\"" },
	{ 7, "\0\0\x80\xff", "\"-inf\"" },
	{ 7, "\1\0\x80\x7f", "\"nan\"" },
	{ 8, "\0\0\0\0\0\0\xd0\xbf", "-0.25" },
	{ 9, "\0\x3c", "\"0x3c00\"" },
	{ 10, "\xef\xbe\xad\xde\0\0\0\0", "\"0xdeadbeef\"" },
	{ 11, "", "[]" },
	{ 12, "\xf0\1", "-1" },
	{ 13, "\x80\x08\0\x05", "{\"a\":-15,\"b\":5}" },
	{ 14, "", "{}" },
	{ 15, "\x04\0\0\0\0\0\0\0", "{\"a\":\"b\",\"b\":0}" },
	{ 15, "\x8e\xff\xff\x7f\0\0\0\0", "{\"a\":\"a\",\"b\":-1}" },
	{ 16, "", "null" },
	{ 0, "", "null" },
	{ 17, "\xff\xff\xff\xff\xff\xff\xff\xff", "18446744073709551615" },
	{ 18, "\0\0\0\0\0\0\0\x80", "-9223372036854775808" },
	{ 20, "hi", "\"hi\"" },
	{ 21, "\5\0\0\0\1\0\0\0", "\"b\"" },
	{ 21, "\6\0\0\0\1\0\0\0", "4294967302" },
};

static void json_of_values(void **state)
{
	struct blob blob = make_btf(json_words, sizeof(json_words) / 4, STRINGS, sizeof(STRINGS));
	struct skep_error error;
	const struct btf *btf;
	struct arena arena;
	char text[200];

	(void)state;
	if (parse(&arena, &blob, &btf, &error))
		fail_msg("%s", error.message);
	for (size_t i = 0; i < sizeof(json_rows) / sizeof(*json_rows); i++) {
		size_t size = btf_size(btf, json_rows[i].id), n = strlen(json_rows[i].text);
		void *data = malloc(size ? size : 1); /* exact: a sanitizer sees more */

		memcpy(data, json_rows[i].data, size);
		assert_int_equal(btf_format_json(btf, json_rows[i].id, data, text, sizeof(text)),
				 n);
		assert_string_equal(text, json_rows[i].text);
		/* cut like snprintf */
		memset(text, 'x', sizeof(text));
		assert_int_equal(btf_format_json(btf, json_rows[i].id, data, text, n), n);
		assert_int_equal(strlen(text), n - 1);
		assert_memory_equal(text, json_rows[i].text, n - 1);
		assert_int_equal(text[n], 'x');
		assert_int_equal(btf_format_json(btf, json_rows[i].id, data, NULL, 0), n);
		free(data);
	}
	arena_free(&arena);
	blob_free(&blob);
}

/* Each of 60 unions has the one before twice: 2^60 values in four bytes. */
static void endless_json_is_refused(void **state)
{
	struct blob words = { 0 }, blob;
	const uint32_t first[] = { INT32 };
	struct skep_error error;
	const struct btf *btf;
	struct arena arena;

	(void)state;
	blob_add(&words, first, sizeof(first));
	for (uint32_t i = 1; i <= 60; i++) {
		const uint32_t type[] = { TYPE(S_A, BTF_UNION, 2, 4), i % 2 ? S_A : S_NONE, i, 0,
					  i % 2 ? S_B : S_NONE, i, 0 };

		blob_add(&words, type, sizeof(type));
	}
	blob = make_btf((uint32_t *)words.data, words.size / 4, STRINGS, sizeof(STRINGS));
	assert_int_equal(parse(&arena, &blob, &btf, &error), 0);
	assert_int_equal(btf_format_json(btf, 61, "\1\0\0\0", NULL, 0), -E2BIG);
	assert_true(btf_format_json(btf, 8, "\1\0\0\0", NULL, 0) > 0);
	arena_free(&arena);
	blob_free(&words);
	blob_free(&blob);
}

/* ---- damage ---- */

/* Ask everything; returns a number that depends on all answers. */
static uint64_t ask_all(const struct btf *btf)
{
	uint64_t sum = 0;

	for (uint32_t id = 0; id < btf_n_types(btf); id++) {
		struct btf_type type;
		struct btf_member member;
		struct btf_enum_value value;
		struct btf_param param;
		struct btf_var var;

		btf_type(btf, id, &type);
		sum += strlen(type.name) + btf_size(btf, id) + btf_resolve(btf, id);
		for (uint32_t i = 0; i < type.n; i++) {
			switch (type.kind) {
			case BTF_STRUCT:
			case BTF_UNION:
				btf_member(btf, id, i, &member);
				sum += strlen(member.name) + btf_size(btf, member.type);
				break;
			case BTF_ENUM:
			case BTF_ENUM64:
				btf_enum_value(btf, id, i, &value);
				sum += strlen(value.name);
				break;
			case BTF_FUNC_PROTO:
				btf_param(btf, id, i, &param);
				sum += strlen(param.name) + btf_size(btf, param.type);
				break;
			default:
				btf_var(btf, id, i, &var);
				sum += btf_size(btf, var.type);
			}
		}
	}
	return sum;
}

static void survives(const uint8_t *data, size_t size)
{
	static const uint8_t bytes[4096];
	struct blob blob = { (uint8_t *)(uintptr_t)data, size, size };
	struct skep_error error;
	const struct btf *btf;
	struct arena arena;

	if (parse(&arena, &blob, &btf, &error) == 0) {
		ask_all(btf);
		for (uint32_t id = 0; id < btf_n_types(btf); id++)
			if (btf_size(btf, id) <= sizeof(bytes))
				btf_format_json(btf, id, bytes, NULL, 0);
	} else {
		assert_true(error.err < 0);
		assert_true(strlen(error.message) > 0);
	}
	arena_free(&arena);
}

static void damage_is_survived(void **state)
{
	static const uint8_t values[] = { 0, 1, 2, 0x7f, 0x80, 0xff };
	struct blob elf = built_object("types");
	unsigned section = elf_section(&elf, ".BTF");
	uint8_t *data = elf_content(&elf, section);
	size_t size = elf_header(&elf, section)->sh_size;

	(void)state;
	for (size_t n = 0; n < size; n++)
		survives(data, n);
	for (size_t i = 0; i < size; i++) {
		uint8_t old = data[i];

		for (size_t k = 0; k < sizeof(values); k++) {
			data[i] = values[k];
			survives(data, size);
		}
		data[i] = old ^ 1 << i % 8;
		survives(data, size);
		data[i] = old;
	}
	blob_free(&elf);
}

static void kernel_btf_is_taken(void **state)
{
	FILE *file = fopen("/sys/kernel/btf/vmlinux", "rb");
	struct blob blob = { 0 };
	struct skep_error error;
	const struct btf *btf;
	struct arena arena;
	char chunk[65536];
	uint32_t id;
	size_t n;

	(void)state;
	if (!file) {
		print_message("this kernel shows no BTF\n");
		skip();
	}
	while ((n = fread(chunk, 1, sizeof(chunk), file)))
		blob_add(&blob, chunk, n);
	fclose(file);
	if (parse(&arena, &blob, &btf, &error))
		fail_msg("%s", error.message);
	assert_true(btf_n_types(btf) > 1000);
	assert_true(ask_all(btf) > 0);
	id = btf_find(btf, BTF_STRUCT, "list_head");
	assert_int_equal(btf_size(btf, id), 16);
	arena_free(&arena);
	blob_free(&blob);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refused_with_reason),
		cmocka_unit_test(headers_refused),
		cmocka_unit_test(depth_is_limited),
		cmocka_unit_test(types_are_limited),
		cmocka_unit_test(every_kind_is_queried),
		cmocka_unit_test(split_btf_extends_its_base),
		cmocka_unit_test(control_characters_are_replaced),
		cmocka_unit_test(json_of_values),
		cmocka_unit_test(endless_json_is_refused),
		cmocka_unit_test(damage_is_survived),
		cmocka_unit_test(kernel_btf_is_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
