/*
 * Contexts and the structures that they point to, as data: which accesses are
 * allowed, what they yield, where the host keeps the field.
 */
#include <string.h>

#include "core/table.h"
#include "core/value.h"
#include "skep/skep.h"

/*
 * The rows of all contexts stand in one array, those of a context together:
 * FIRST_x is the number of its first row.
 */
#define PASTE(a, b) a##b
#define UNIQUE(name, n) PASTE(name, n)
enum {
#define CTX(id, name, size, host_size, flags) FIRST_##id, BEFORE_##id = FIRST_##id - 1,
#define FIELD_AT(...) UNIQUE(ROW_, __COUNTER__),
#include "core/ctx_field.def"
	N_ROWS
};

#define FIELD_AT(ctx, name, offset, size, kind, access, host_offset, host_size, read_at, write_at) \
	{ #name,       offset,    size,	   CTX_##kind, ACCESS_##access(size),                      \
	  host_offset, host_size, read_at, write_at },
static const struct ctx_field fields[N_ROWS] = {
#include "core/ctx_field.def"
};

static const struct ctx_info ctx_rows[N_CTX_IDS] = {
	[CTX_ID_NONE] = { "context", 0, 0, 0 },
#define CTX(id, name, size, host_size, flags) [CTX_ID_##id] = { name, size, host_size, flags },
#include "core/ctx_field.def"
};

static const uint16_t first_row[N_CTX_IDS + 1] = {
#define CTX(id, name, size, host_size, flags) [CTX_ID_##id] = FIRST_##id,
#include "core/ctx_field.def"
	[N_CTX_IDS] = N_ROWS,
};

const struct ctx_kind_info ctx_kind_info[N_CTX_KINDS] = {
#define CTX_KIND(id, value, target, flags) [CTX_##id] = { VALUE_##value, flags, CTX_ID_##target },
#include "core/ctx_kind.def"
};

const struct ctx_info *ctx_info(enum ctx_id ctx)
{
	return &ctx_rows[ctx];
}

const char *ctx_name(enum ctx_id ctx)
{
	return ctx_rows[ctx].name;
}

const struct ctx_field *ctx_field(int row)
{
	return &fields[row];
}

int ctx_first_row(enum ctx_id ctx)
{
	return first_row[ctx];
}

int ctx_find_field(enum ctx_id ctx, int64_t offset, uint32_t size)
{
	for (int row = first_row[ctx]; row < first_row[ctx + 1]; row++)
		if (offset >= fields[row].offset &&
		    offset + size <= (int64_t)fields[row].offset + fields[row].size)
			return row;
	return -1;
}

int ctx_find_kind(enum ctx_id ctx, enum ctx_kind kind)
{
	for (int row = first_row[ctx]; row < first_row[ctx + 1]; row++)
		if (fields[row].kind == kind)
			return row;
	return -1;
}

bool ctx_field_open(const struct ctx_field *field, uint32_t attach_type, bool write)
{
	uint64_t at = write ? field->write_at : field->read_at;

	return (write ? field->write : field->read) && attach_type < 64 && at >> attach_type & 1;
}

bool ctx_size_allowed(const struct ctx_field *field, int64_t offset, uint32_t size, bool write)
{
	if (!((write ? field->write : field->read) & size) || offset % size != 0)
		return false;
	return !(field->flags & CTX_AT_START) || offset == field->offset;
}

enum ctx_id prog_type_ctx(const struct prog_type_info *type, uint32_t arch)
{
	static const uint8_t on_arm64[N_CTX_IDS] = {
#define CTX_ARM64(id, arm64) [CTX_ID_##id] = CTX_ID_##arm64,
#include "core/ctx_field.def"
	};

	return arch == SKEP_ARCH_ARM64 && on_arm64[type->ctx] ? on_arm64[type->ctx] : type->ctx;
}

void prog_type_results(const struct prog_type_info *type, uint32_t attach_type, int64_t *min,
		       int64_t *max)
{
	static const struct {
		uint32_t prog_type;
		uint64_t at;
		int64_t min, max;
	} rows[] = {
#define RESULT(type, at, min, max) { PROG_##type, at, min, max },
#include "core/result.def"
	};

	*min = type->ret_min;
	*max = type->ret_max;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (rows[i].prog_type != type->number || attach_type >= 64 ||
		    !(rows[i].at >> attach_type & 1))
			continue;
		*min = rows[i].min;
		*max = rows[i].max;
		return;
	}
}

static const char *const attach_types[] = {
#define ATTACH_TYPE(id, number, name) [number] = name,
#include "core/attach_type.def"
};
enum { N_ATTACH_TYPES = sizeof(attach_types) / sizeof(*attach_types) };

const char *attach_type_name(uint32_t number)
{
	return number < N_ATTACH_TYPES ? attach_types[number] : NULL;
}

int attach_type_by_name(const char *name)
{
	for (int i = 0; i < N_ATTACH_TYPES; i++)
		if (!strcmp(attach_types[i], name))
			return i;
	return -1;
}
