/*
 * Validation of raw BTF, which comes from files that nobody vouches for.
 *
 * Three passes: (1) index: find where each type starts and that it fits;
 * (2) check each type by itself: fields, names, kinds of what it refers to;
 * (3) resolve: an iterative depth-first walk over containment by value
 * (typedefs and modifiers, array elements, members, variables) that finds
 * cycles, nesting deeper than BTF_MAX_DEPTH, and the size of every type.
 *
 * After it: whatever a query follows exists; sizes fit 32 bits; recursion
 * over containment ends within BTF_MAX_DEPTH; every string ends and has no
 * control characters (they are replaced in our copy: strings reach terminals).
 */
#include <errno.h>
#include <string.h>

#include "core/btf_impl.h"

enum {
	USES_NAME = 1,
	USES_SIZE = 2,
	USES_KFLAG = 4,
	USES_LINKAGE = 8,

	VOID_SIZE = sizeof(struct raw_type),
};

#define IS(kind) (1u << BTF_##kind)
#define MODIFIERS (IS(TYPEDEF) | IS(VOLATILE) | IS(CONST) | IS(RESTRICT) | IS(TYPE_TAG))
#define VALUES                                                                                     \
	(IS(INT) | IS(PTR) | IS(ARRAY) | IS(STRUCT) | IS(UNION) | IS(ENUM) | IS(FLOAT) | IS(ENUM64))
#define TYPES (VALUES | MODIFIERS | IS(VOID) | IS(FWD) | IS(FUNC_PROTO))
#define TAGGABLE (IS(STRUCT) | IS(UNION) | IS(FUNC) | IS(VAR) | IS(TYPEDEF))

static const struct kind_row {
	uint8_t extra, elem, uses;
	uint32_t targets;
} kind_rows[N_BTF_KINDS] = {
#define BTF_KIND(id, extra, elem, uses, targets) [BTF_##id] = { extra, elem, uses, targets },
#include "core/btf_kind.def"
};

struct parse {
	struct btf *btf;
	struct skep_error *error;
};

#define FAIL(p, id, reason) error_set((p)->error, BAD_BTF, id, reason)
#define FAIL_HEADER(error, reason) error_set(error, BAD_BTF_HEADER, reason)

/* ---- the header ---- */

struct raw_header {
	uint16_t magic;
	uint8_t version, flags;
	uint32_t header_size, types_offset, types_size, strings_offset, strings_size;
};

static int check_header(const struct raw_header *h, size_t size, struct skep_error *error)
{
	if (h->magic == 0x9feb)
		return FAIL_HEADER(error, "big-endian, only little-endian is taken");
	if (h->magic != 0xeb9f)
		return FAIL_HEADER(error, "the magic number is wrong");
	if (h->version != 1)
		return FAIL_HEADER(error, "unknown version");
	if (h->flags)
		return FAIL_HEADER(error, "unknown flags");
	if (h->header_size < sizeof(*h) || h->header_size > size)
		return FAIL_HEADER(error, "the header's size is wrong");
	size -= h->header_size;
	if (h->types_offset > size || h->types_size > size - h->types_offset ||
	    h->types_offset % 4 || h->types_size % 4)
		return FAIL_HEADER(error, "the type section lies outside or is misaligned");
	if (h->strings_offset > size || h->strings_size > size - h->strings_offset)
		return FAIL_HEADER(error, "the string section lies outside");
	return 0;
}

/* Strings are shown on terminals: nothing in them may steer one. */
static void make_printable(char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (((unsigned char)s[i] < ' ' && s[i] != '\0' && s[i] != '\t') || s[i] == 0x7f)
			s[i] = '?';
}

static int copy_strings(struct arena *arena, struct btf *btf, const char *data, uint32_t n,
			struct skep_error *error)
{
	const struct btf *base = btf->base;
	char *copy;

	btf->first_string = base ? base->end_string : 0;
	if (__builtin_add_overflow(btf->first_string, n, &btf->end_string))
		return FAIL_HEADER(error, "too many strings");
	if (!base && (n == 0 || data[0] != '\0'))
		return FAIL_HEADER(error, "the first string is not empty");
	if (n && data[n - 1] != '\0')
		return FAIL_HEADER(error, "the last string does not end");
	copy = arena_memdup(arena, data, n);
	if (!copy)
		return error_set(error, NO_MEMORY, "BTF strings");
	make_printable(copy, n);
	btf->strings = copy;
	return 0;
}

/* The type section behind one zero record, which is void. */
static int copy_types(struct arena *arena, struct btf *btf, const uint8_t *data, uint32_t n,
		      struct skep_error *error)
{
	uint8_t *copy;

	if (n > UINT32_MAX - VOID_SIZE)
		return FAIL_HEADER(error, "too many types");
	copy = arena_alloc(arena, 1, (size_t)VOID_SIZE + n);
	if (!copy)
		return error_set(error, NO_MEMORY, "BTF types");
	memcpy(copy + VOID_SIZE, data, n);
	btf->types = copy;
	btf->types_size = VOID_SIZE + n;
	return 0;
}

/* ---- pass 1: where types are ---- */

/* Size of the type at @offset with all that follows its header, or 0 and an error. */
static uint32_t type_extent(struct parse *p, uint32_t id, uint32_t offset)
{
	const struct raw_type *raw = (const struct raw_type *)(p->btf->types + offset);
	uint32_t left = p->btf->types_size - offset;
	const struct kind_row *row;
	uint32_t extent;

	if (left < sizeof(*raw)) {
		FAIL(p, id, "its header is cut off");
		return 0;
	}
	if (raw_kind(raw) == BTF_VOID || raw_kind(raw) >= N_BTF_KINDS) {
		FAIL(p, id, "unknown kind");
		return 0;
	}
	row = &kind_rows[raw_kind(raw)];
	extent = (uint32_t)sizeof(*raw) + row->extra + row->elem * raw_vlen(raw);
	if (extent > left) {
		FAIL(p, id, "its elements are cut off");
		return 0;
	}
	return extent;
}

static int index_types(struct parse *p, struct arena *arena)
{
	struct btf *btf = p->btf;
	uint32_t first = btf->base ? btf->base->n : 1; /* id of the first own type */
	uint32_t n = first, extent;

	for (uint32_t offset = VOID_SIZE; offset < btf->types_size; offset += extent, n++) {
		extent = type_extent(p, n, offset);
		if (!extent)
			return -EINVAL;
		if (n == BTF_MAX_TYPES)
			return FAIL(p, n, "too many types");
	}
	btf->n = n;
	btf->first = btf->base ? first : 0;
	btf->recs = ARENA_ARRAY(arena, struct btf_rec, n - btf->first);
	if (!btf->recs)
		return error_set(p->error, NO_MEMORY, "BTF types");
	if (!btf->base)
		btf->recs[0].depth = 1;
	for (uint32_t id = first, offset = VOID_SIZE; id < n; id++) {
		btf->recs[id - btf->first].offset = offset;
		offset += type_extent(p, id, offset);
	}
	return 0;
}

/* ---- pass 2: each type by itself ---- */

/* Does @type exist and is it of one of @kinds? */
static bool refers(struct parse *p, uint32_t type, uint32_t kinds)
{
	return type < p->btf->n && kinds >> raw_kind(btf_raw(p->btf, type)) & 1;
}

static bool named(struct parse *p, uint32_t name, bool required)
{
	const char *s = btf_string(p->btf, name);

	return s && (*s || !required);
}

static int check_int(struct parse *p, uint32_t id, const struct raw_type *raw)
{
	uint32_t word = *(const uint32_t *)(raw + 1);
	uint32_t bits = word & 0xff, offset = word >> 16 & 0xff, encoding = word >> 24;

	if (!raw->word || raw->word > 16 || (raw->word & (raw->word - 1)))
		return FAIL(p, id, "an integer has 1, 2, 4, 8 or 16 bytes");
	if (!bits || bits + offset > raw->word * 8 || word & 0xff00)
		return FAIL(p, id, "the integer's bits do not fit its bytes");
	if (encoding & (encoding - 1) || encoding > BTF_INT_BOOL)
		return FAIL(p, id, "unknown integer encoding");
	return 0;
}

static int check_array(struct parse *p, uint32_t id, const struct raw_type *raw)
{
	const struct raw_array *array = (const struct raw_array *)(raw + 1);

	if (!refers(p, array->elem, VALUES | MODIFIERS))
		return FAIL(p, id, "the array's element type is missing or has no size");
	if (!refers(p, array->index, IS(INT) | MODIFIERS))
		return FAIL(p, id, "the array's index type is not an integer");
	return 0;
}

static int check_members(struct parse *p, uint32_t id, const struct raw_type *raw)
{
	const struct raw_member *member = (const struct raw_member *)(raw + 1);

	for (uint32_t i = 0; i < raw_vlen(raw); i++) {
		if (!named(p, member[i].name, false))
			return FAIL(p, id, "a member's name lies outside the strings");
		if (!refers(p, member[i].type, VALUES | MODIFIERS))
			return FAIL(p, id, "a member's type is missing or has no size");
	}
	return 0;
}

static int check_enum(struct parse *p, uint32_t id, const struct raw_type *raw)
{
	const uint32_t *word = (const uint32_t *)(raw + 1);
	uint32_t n_words = kind_rows[raw_kind(raw)].elem / 4;

	if (!raw->word || raw->word > 8 || (raw->word & (raw->word - 1)))
		return FAIL(p, id, "an enumeration has 1, 2, 4 or 8 bytes");
	for (uint32_t i = 0; i < raw_vlen(raw); i++)
		if (!named(p, word[i * n_words], true))
			return FAIL(p, id, "a value has no name");
	return 0;
}

static int check_params(struct parse *p, uint32_t id, const struct raw_type *raw)
{
	const struct raw_param *param = (const struct raw_param *)(raw + 1);
	uint32_t n = raw_vlen(raw);

	for (uint32_t i = 0; i < n; i++) {
		if (!named(p, param[i].name, false))
			return FAIL(p, id, "a parameter's name lies outside the strings");
		if (!refers(p, param[i].type, TYPES))
			return FAIL(p, id, "a parameter's type is missing");
		if (!param[i].type && i + 1 < n)
			return FAIL(p, id, "variable arguments are not the last parameter");
	}
	return 0;
}

static int check_var(struct parse *p, uint32_t id, const struct raw_type *raw)
{
	if (*(const uint32_t *)(raw + 1) > BTF_EXTERN)
		return FAIL(p, id, "unknown linkage");
	return 0;
}

static int check_datasec(struct parse *p, uint32_t id, const struct raw_type *raw)
{
	const struct raw_var *var = (const struct raw_var *)(raw + 1);

	for (uint32_t i = 0; i < raw_vlen(raw); i++)
		if (!refers(p, var[i].type, IS(VAR) | IS(FUNC)))
			return FAIL(p, id, "a section holds something that is no variable");
	return 0;
}

static int check_float(struct parse *p, uint32_t id, const struct raw_type *raw)
{
	if (raw->word != 2 && raw->word != 4 && raw->word != 8 && raw->word != 12 &&
	    raw->word != 16)
		return FAIL(p, id, "a floating-point number has 2, 4, 8, 12 or 16 bytes");
	return 0;
}

static int check_decl_tag(struct parse *p, uint32_t id, const struct raw_type *raw)
{
	uint32_t component = *(const uint32_t *)(raw + 1), n = 0;
	const struct raw_type *tagged = btf_raw(p->btf, raw->word);

	if (IS(STRUCT) >> raw_kind(tagged) & 1 || IS(UNION) >> raw_kind(tagged) & 1)
		n = raw_vlen(tagged);
	else if (raw_kind(tagged) == BTF_FUNC && refers(p, tagged->word, IS(FUNC_PROTO)))
		n = raw_vlen(btf_raw(p->btf, tagged->word));
	if (component != UINT32_MAX && component >= n)
		return FAIL(p, id, "the tagged component does not exist");
	return 0;
}

typedef int check_fn(struct parse *p, uint32_t id, const struct raw_type *raw);

static check_fn *const checks[N_BTF_KINDS] = {
	[BTF_INT] = check_int,
	[BTF_ARRAY] = check_array,
	[BTF_STRUCT] = check_members,
	[BTF_UNION] = check_members,
	[BTF_ENUM] = check_enum,
	[BTF_ENUM64] = check_enum,
	[BTF_FUNC_PROTO] = check_params,
	[BTF_VAR] = check_var,
	[BTF_DATASEC] = check_datasec,
	[BTF_FLOAT] = check_float,
	[BTF_DECL_TAG] = check_decl_tag,
};

static int check_type(struct parse *p, uint32_t id)
{
	const struct raw_type *raw = btf_raw(p->btf, id);
	const struct kind_row *row = &kind_rows[raw_kind(raw)];

	if (raw->info & 0x60ff0000)
		return FAIL(p, id, "reserved bits are set");
	if (!named(p, raw->name, row->uses & USES_NAME))
		return FAIL(p, id, "its name is missing or lies outside the strings");
	if (raw_kflag(raw) && !(row->uses & USES_KFLAG))
		return FAIL(p, id, "this kind has no flag");
	if (row->uses & USES_LINKAGE) {
		if (raw_vlen(raw) > BTF_EXTERN)
			return FAIL(p, id, "unknown linkage");
	} else if (raw_vlen(raw) && !row->elem) {
		return FAIL(p, id, "this kind has no elements");
	}
	if (row->targets && !refers(p, raw->word, row->targets))
		return FAIL(p, id, "it refers to a type that is missing or of a wrong kind");
	return checks[raw_kind(raw)] ? checks[raw_kind(raw)](p, id, raw) : 0;
}

/* ---- pass 3: what contains what ---- */

/* Number of types that a value of type @raw contains, and the @i-th of them. */
static uint32_t n_parts(const struct raw_type *raw)
{
	uint32_t kind = 1u << raw_kind(raw);

	if (kind & (MODIFIERS | IS(VAR)))
		return 1;
	if (kind & IS(ARRAY))
		return 2;
	return kind & (IS(STRUCT) | IS(UNION) | IS(DATASEC)) ? raw_vlen(raw) : 0;
}

static uint32_t part(const struct raw_type *raw, uint32_t i)
{
	uint32_t kind = 1u << raw_kind(raw);

	if (kind & IS(ARRAY)) {
		const struct raw_array *array = (const struct raw_array *)(raw + 1);

		return i ? array->index : array->elem;
	}
	if (kind & (IS(STRUCT) | IS(UNION)))
		return ((const struct raw_member *)(raw + 1))[i].type;
	if (kind & IS(DATASEC))
		return ((const struct raw_var *)(raw + 1))[i].type;
	return raw->word;
}

static int size_array(struct parse *p, uint32_t id, struct btf_rec *rec)
{
	struct btf_array array;
	const struct btf_rec *elem;

	btf_array(p->btf, id, &array);
	elem = btf_rec(p->btf, array.elem_type);
	if (!refers(p, elem->resolved, VALUES))
		return FAIL(p, id, "the array's element type has no size");
	if (!refers(p, btf_resolve(p->btf, array.index_type), IS(INT)))
		return FAIL(p, id, "the array's index type is not an integer");
	if (__builtin_mul_overflow(elem->size, array.n, &rec->size))
		return FAIL(p, id, "the array is larger than 4 GiB");
	return 0;
}

/* Bits that a member takes from its bit_offset on; 0: it cannot be one. */
static uint64_t member_bits(struct parse *p, const struct btf_member *member)
{
	uint32_t id = btf_resolve(p->btf, member->type), kind = raw_kind(btf_raw(p->btf, id));
	uint64_t size = btf_size(p->btf, id) * 8;
	struct btf_int info;

	if (kind == BTF_INT) {
		btf_int(p->btf, id, &info);
		if (!member->bit_size && info.bits == size)
			return member->bit_offset % 8 ? 0 : size;
		if (member->bit_size > info.bits)
			return 0;
		return (uint64_t)info.bit_offset +
		       (member->bit_size ? member->bit_size : info.bits);
	}
	if (member->bit_size) {
		bool ok = (kind == BTF_ENUM || kind == BTF_ENUM64) && member->bit_size <= size;

		return ok ? member->bit_size : 0;
	}
	return member->bit_offset % 8 ? 0 : size;
}

static int size_struct(struct parse *p, uint32_t id, struct btf_rec *rec)
{
	const struct raw_type *raw = btf_raw(p->btf, id);
	struct btf_member member;

	for (uint32_t i = 0; i < raw_vlen(raw); i++) {
		uint64_t bits;

		btf_member(p->btf, id, i, &member);
		if (!refers(p, btf_resolve(p->btf, member.type), VALUES))
			return FAIL(p, id, "a member's type has no size");
		bits = member_bits(p, &member);
		if (!bits && (member.bit_size || btf_size(p->btf, member.type)))
			return FAIL(p, id, "a member is no possible bit field");
		if (member.bit_offset + bits > (uint64_t)raw->word * 8)
			return FAIL(p, id, "a member ends behind the type");
	}
	rec->size = raw->word;
	return 0;
}

/* Compilers leave a section's size 0: then it ends with its last variable. */
static int size_datasec(struct parse *p, uint32_t id, struct btf_rec *rec)
{
	const struct raw_type *raw = btf_raw(p->btf, id);
	struct btf_var var;

	rec->size = raw->word;
	for (uint32_t i = 0; i < raw_vlen(raw); i++) {
		uint32_t end;

		btf_var(p->btf, id, i, &var);
		if (var.size < btf_size(p->btf, var.type))
			return FAIL(p, id, "a variable is smaller than its type");
		if (__builtin_add_overflow(var.offset, var.size, &end) ||
		    (raw->word && end > raw->word))
			return FAIL(p, id, "a variable ends behind the section");
		if (end > rec->size)
			rec->size = end;
	}
	return 0;
}

/* All parts are resolved: resolve the type itself. */
static int finish(struct parse *p, uint32_t id)
{
	const struct raw_type *raw = btf_raw(p->btf, id);
	struct btf_rec *rec = btf_rec(p->btf, id);
	uint32_t depth = 0, n = n_parts(raw), kind = raw_kind(raw);

	for (uint32_t i = 0; i < n; i++) {
		uint32_t inner = btf_rec(p->btf, part(raw, i))->depth;

		depth = inner > depth ? inner : depth;
	}
	if (depth >= BTF_MAX_DEPTH)
		return FAIL(p, id, "types are nested too deeply");
	rec->depth = (uint8_t)(depth + 1);
	rec->open = false;
	rec->resolved = id;
	if (1u << kind & (MODIFIERS | IS(VAR))) {
		const struct btf_rec *inner = btf_rec(p->btf, raw->word);

		rec->size = inner->size;
		rec->resolved = kind == BTF_VAR ? id : inner->resolved;
		return 0;
	}
	if (kind == BTF_ARRAY)
		return size_array(p, id, rec);
	if (kind == BTF_STRUCT || kind == BTF_UNION)
		return size_struct(p, id, rec);
	if (kind == BTF_DATASEC)
		return size_datasec(p, id, rec);
	if (kind == BTF_PTR)
		rec->size = 8;
	else if (kind_rows[kind].uses & USES_SIZE)
		rec->size = raw->word;
	return 0;
}

/* Resolve @root and everything it contains, without recursion. */
static int resolve(struct parse *p, uint32_t root)
{
	struct frame {
		uint32_t id, next; /* the part to look at next */
	} stack[BTF_MAX_DEPTH] = { { root, 0 } };
	uint32_t depth = 1;

	while (depth) {
		struct frame *top = &stack[depth - 1];
		const struct raw_type *raw = btf_raw(p->btf, top->id);
		struct btf_rec *inner;
		uint32_t id;

		btf_rec(p->btf, top->id)->open = true;
		if (top->next == n_parts(raw)) {
			int err = finish(p, top->id);

			if (err)
				return err;
			depth--;
			continue;
		}
		id = part(raw, top->next++);
		inner = btf_rec(p->btf, id);
		if (inner->depth)
			continue;
		if (inner->open)
			return FAIL(p, id, "it contains itself");
		if (depth == BTF_MAX_DEPTH)
			return FAIL(p, id, "types are nested too deeply");
		stack[depth++] = (struct frame){ id, 0 };
	}
	return 0;
}

static int check_all(struct parse *p)
{
	struct btf *btf = p->btf;
	uint32_t first = btf->base ? btf->first : 1;
	int err = 0;

	for (uint32_t id = first; !err && id < btf->n; id++)
		err = check_type(p, id);
	for (uint32_t id = first; !err && id < btf->n; id++)
		if (!btf_rec(btf, id)->depth)
			err = resolve(p, id);
	return err;
}

int btf_parse(struct arena *arena, const void *data, size_t size, const struct btf *base,
	      const struct btf **out, struct skep_error *error)
{
	struct btf *btf = ARENA_NEW(arena, struct btf);
	struct parse p = { btf, error };
	struct raw_header h;
	const uint8_t *body;
	int err;

	*out = NULL;
	if (!btf)
		return error_set(error, NO_MEMORY, "BTF");
	if (size < sizeof(h))
		return FAIL_HEADER(error, "the header is cut off");
	memcpy(&h, data, sizeof(h));
	err = check_header(&h, size, error);
	if (err)
		return err;
	btf->base = base;
	body = (const uint8_t *)data + h.header_size;
	err = copy_strings(arena, btf, (const char *)body + h.strings_offset, h.strings_size,
			   error);
	if (!err)
		err = copy_types(arena, btf, body + h.types_offset, h.types_size, error);
	if (!err)
		err = index_types(&p, arena);
	if (!err)
		err = check_all(&p);
	if (!err)
		*out = btf;
	return err;
}
