/*
 * Queries on validated BTF.  Every offset, reference and name was checked by
 * btf_parse, so that these only assert: an id or index out of range is our own
 * bug, except in btf_string, whose offsets come from elsewhere (.BTF.ext).
 * Each is one table access, apart from btf_find, which looks at every type.
 */
#include <assert.h>
#include <string.h>

#include "core/btf_impl.h"

size_t btf_encode(const struct btf *btf, void *raw, size_t size)
{
	uint32_t types = btf->types_size - (uint32_t)sizeof(struct raw_type); /* void is implied */
	uint32_t strings = btf->end_string - btf->first_string;
	const uint32_t head[6] = { 0x0001eb9f, sizeof(head), 0, types, types, strings };

	assert(!btf->base);
	if (size < sizeof(head) + types + strings)
		return 0;
	raw = (uint8_t *)memcpy(raw, head, sizeof(head)) + sizeof(head);
	raw = (uint8_t *)memcpy(raw, btf->types + sizeof(struct raw_type), types) + types;
	memcpy(raw, btf->strings, strings);
	return sizeof(head) + types + strings;
}

uint32_t btf_n_types(const struct btf *btf)
{
	return btf->n;
}

const char *btf_string(const struct btf *btf, uint32_t offset)
{
	while (offset < btf->first_string)
		btf = btf->base;
	return offset < btf->end_string ? btf->strings + (offset - btf->first_string) : NULL;
}

/* What stands behind the header of type @id, which must be of one of @kinds. */
static const void *behind(const struct btf *btf, uint32_t id, uint32_t kinds)
{
	const struct raw_type *raw = btf_raw(btf, id);

	assert(kinds >> raw_kind(raw) & 1);
	(void)kinds;
	return raw + 1;
}

/* Element @i of type @id, of @size bytes. */
static const void *element(const struct btf *btf, uint32_t id, uint32_t kinds, uint32_t i,
			   size_t size)
{
	const uint8_t *first = behind(btf, id, kinds);

	assert(i < raw_vlen(btf_raw(btf, id)));
	return first + i * size;
}

void btf_type(const struct btf *btf, uint32_t id, struct btf_type *out)
{
	const struct raw_type *raw = btf_raw(btf, id);
	const uint32_t *extra = (const uint32_t *)(raw + 1);
	uint32_t kind = raw_kind(raw);

	*out = (struct btf_type){
		.kind = (uint8_t)kind,
		.kflag = raw_kflag(raw),
		.name = btf_string(btf, raw->name),
	};
	switch (kind) {
	case BTF_VOID:
	case BTF_ARRAY:
		break;
	case BTF_INT:
	case BTF_FLOAT:
		out->size = raw->word;
		break;
	case BTF_STRUCT:
	case BTF_UNION:
	case BTF_ENUM:
	case BTF_ENUM64:
	case BTF_DATASEC:
		out->n = (uint16_t)raw_vlen(raw);
		out->size = btf_rec(btf, id)->size;
		break;
	case BTF_FUNC_PROTO:
		out->n = (uint16_t)raw_vlen(raw);
		out->type = raw->word;
		break;
	case BTF_FUNC:
		out->linkage = raw_vlen(raw);
		out->type = raw->word;
		break;
	case BTF_VAR:
	case BTF_DECL_TAG:
		out->linkage = *extra;
		out->type = raw->word;
		break;
	default:
		out->type = raw->word;
	}
}

void btf_member(const struct btf *btf, uint32_t id, uint32_t i, struct btf_member *out)
{
	const struct raw_member *raw =
		element(btf, id, 1 << BTF_STRUCT | 1 << BTF_UNION, i, sizeof(*raw));
	bool kflag = raw_kflag(btf_raw(btf, id));

	out->name = btf_string(btf, raw->name);
	out->type = raw->type;
	out->bit_offset = kflag ? raw->offset & 0xffffff : raw->offset;
	out->bit_size = kflag ? raw->offset >> 24 : 0;
}

static int64_t extend32(uint32_t value, bool is_signed)
{
	return is_signed ? (int64_t)(int32_t)value : (int64_t)value;
}

void btf_enum_value(const struct btf *btf, uint32_t id, uint32_t i, struct btf_enum_value *out)
{
	const struct raw_type *type = btf_raw(btf, id);

	if (raw_kind(type) == BTF_ENUM) {
		const struct raw_enum *raw = element(btf, id, 1 << BTF_ENUM, i, sizeof(*raw));

		out->name = btf_string(btf, raw->name);
		out->value = extend32(raw->value, raw_kflag(type));
	} else {
		const struct raw_enum64 *raw = element(btf, id, 1 << BTF_ENUM64, i, sizeof(*raw));

		out->name = btf_string(btf, raw->name);
		out->value = (int64_t)((uint64_t)raw->high << 32 | raw->low);
	}
}

void btf_param(const struct btf *btf, uint32_t id, uint32_t i, struct btf_param *out)
{
	const struct raw_param *raw = element(btf, id, 1 << BTF_FUNC_PROTO, i, sizeof(*raw));

	out->name = btf_string(btf, raw->name);
	out->type = raw->type;
}

void btf_var(const struct btf *btf, uint32_t id, uint32_t i, struct btf_var *out)
{
	const struct raw_var *raw = element(btf, id, 1 << BTF_DATASEC, i, sizeof(*raw));

	*out = (struct btf_var){ raw->type, raw->offset, raw->size };
}

void btf_array(const struct btf *btf, uint32_t id, struct btf_array *out)
{
	const struct raw_array *raw = behind(btf, id, 1 << BTF_ARRAY);

	*out = (struct btf_array){ raw->elem, raw->index, raw->n };
}

void btf_int(const struct btf *btf, uint32_t id, struct btf_int *out)
{
	const uint32_t *raw = behind(btf, id, 1 << BTF_INT);

	out->encoding = (uint8_t)(*raw >> 24);
	out->bit_offset = (uint8_t)(*raw >> 16);
	out->bits = (uint8_t)*raw;
}

uint32_t btf_resolve(const struct btf *btf, uint32_t id)
{
	return btf_rec(btf, id)->resolved;
}

uint64_t btf_size(const struct btf *btf, uint32_t id)
{
	return btf_rec(btf, id)->size;
}

uint32_t btf_find(const struct btf *btf, enum btf_kind kind, const char *name)
{
	for (uint32_t id = 1; id < btf->n; id++) {
		const struct raw_type *raw = btf_raw(btf, id);

		if (raw_kind(raw) == kind && !strcmp(btf_string(btf, raw->name), name))
			return id;
	}
	return 0;
}
