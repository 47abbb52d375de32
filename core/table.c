/* The tables of map types, program types, sections and helpers as data. */
#include "core/table.h"

#include <string.h>

#include "skep/skep.h"

static const struct map_type_info map_types[] = {
#define MAP_TYPE(id, number, name, flags, lacks) [number] = { number, name, flags, lacks },
#include "core/map_type.def"
};

const struct map_type_info *map_type_by_number(uint32_t number)
{
	if (number >= sizeof(map_types) / sizeof(*map_types) || !map_types[number].name)
		return NULL;
	return &map_types[number];
}

const struct map_type_info *map_type_by_name(const char *name)
{
	for (size_t i = 0; i < sizeof(map_types) / sizeof(*map_types); i++)
		if (map_types[i].name && !strcmp(map_types[i].name, name))
			return &map_types[i];
	return NULL;
}

static const struct prog_type_info prog_types[] = {
#define PROG_TYPE(id, number, name, ctx, flags, min, max)                                          \
	[number] = { number, name, CTX_ID_##ctx, flags, min, max },
#include "core/prog_type.def"
};

const struct prog_type_info *prog_type_by_number(uint32_t number)
{
	if (number >= sizeof(prog_types) / sizeof(*prog_types) || !prog_types[number].name)
		return NULL;
	return &prog_types[number];
}

const struct prog_type_info *prog_type_by_name(const char *name)
{
	for (size_t i = 0; i < sizeof(prog_types) / sizeof(*prog_types); i++)
		if (prog_types[i].name && !strcmp(prog_types[i].name, name))
			return &prog_types[i];
	return NULL;
}

const char *kernel_func_needs(const char *name)
{
	static const struct {
		const char *name, *needs;
	} rows[] = {
#define KERNEL_FUNC(name, needs) { name, needs },
#include "core/kernel_func.def"
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (!strcmp(rows[i].name, name))
			return rows[i].needs;
	return NULL;
}

static const struct section_info sections[] = {
#define SECTION(name, prog_type, attach_type, exact) { name, prog_type, attach_type, exact },
#include "core/section.def"
};

static bool section_matches(const struct section_info *info, const char *section)
{
	size_t n = strlen(info->prefix);

	if (strncmp(section, info->prefix, n))
		return false;
	if (section[n] == '\0')
		return true;
	return !info->exact &&
	       (section[n] == '/' || section[n] == '.' || info->prefix[n - 1] == '/');
}

const struct section_info *section_find(const char *section)
{
	const struct section_info *best = NULL;

	if (*section == '?') /* libbpf: not loaded unless asked for */
		section++;
	for (size_t i = 0; i < sizeof(sections) / sizeof(*sections); i++)
		if (section_matches(&sections[i], section) &&
		    (!best || strlen(sections[i].prefix) > strlen(best->prefix)))
			best = &sections[i];
	return best;
}

const char *right_name(uint32_t rights)
{
#define RIGHT(id, name)                                                                            \
	if (rights & SKEP_##id)                                                                    \
		return name;
#include "core/right.def"
	return NULL;
}

const struct helper_set_info helper_set_info[] = {
#define HELPER_SET(id, types) { #id, (uint64_t)(types) },
#include "core/helper_set.def"
};
const size_t n_helper_sets = sizeof(helper_set_info) / sizeof(*helper_set_info);

const struct helper_arg_info helper_arg_info[N_HELPER_ARGS] = {
#define HELPER_ARG(id, text, flags, size, missing) [ARG_##id] = { #id, text, flags, size, missing },
#include "core/helper_arg.def"
};

const struct helper_ret_info helper_ret_info[N_HELPER_RETS] = {
#define HELPER_RET(id, text, missing) [RET_##id] = { #id, text, missing },
#include "core/helper_arg.def"
};

static const struct helper_info helpers[MAX_HELPER_ID + 1] = {
#define HELPER(id, text, result, a1, a2, a3, a4, a5, ops, has, set, needs)                         \
	[id] = {                                                                                   \
		.number = id,                                                                      \
		.name = #text,                                                                     \
		.ret = RET_##result,                                                               \
		.arg = { ARG_##a1, ARG_##a2, ARG_##a3, ARG_##a4, ARG_##a5 },                       \
		.map_ops = ops,                                                                    \
		.flags = has,                                                                      \
		.types = (uint64_t)set,                                                            \
		.rights = needs,                                                                   \
	},
#include "core/helper.def"
};

const struct helper_info *helper_by_number(int64_t number)
{
	if (number < 0 || number > MAX_HELPER_ID || !helpers[number].name)
		return NULL;
	return &helpers[number];
}

const struct helper_arg_info *helper_arg_info_for(const struct helper_info *helper, unsigned reg,
						  uint32_t map_type)
{
	const struct map_type_info *type = map_type_by_number(map_type);
	enum helper_arg arg = helper->arg[reg - 1];

	if (arg == ARG_VALUE_OUT && type && type->flags & MAPF_ASKS)
		arg = ARG_VALUE;
	return &helper_arg_info[arg];
}

unsigned helper_arg_reg(const struct helper_info *helper, enum helper_arg kind)
{
	for (unsigned reg = 1; reg <= 5; reg++)
		if (helper->arg[reg - 1] == kind)
			return reg;
	return 0;
}

const uint8_t *helper_callback(const struct helper_info *helper)
{
	static const uint8_t args[MAX_HELPER_ID + 1][5] = {
#define CALLBACK(name, a1, a2, a3, a4, a5)                                                         \
	[HELPER_ID_##name] = { CB_##a1, CB_##a2, CB_##a3, CB_##a4, CB_##a5 },
#include "core/callback.def"
	};

	return args[helper->number][0] != CB_NONE ? args[helper->number] : NULL;
}

bool helper_calls_back(const struct helper_info *helper)
{
	return helper && helper_callback(helper);
}

bool helper_tail_calls(const struct helper_info *helper)
{
	return helper && helper->flags & HELPER_TAIL_CALL;
}

bool helper_leaves(const struct helper_info *helper)
{
	return helper_calls_back(helper) || helper_tail_calls(helper) ||
	       (helper && helper->flags & HELPER_ENDS_RUN);
}

const struct helper_info *helper_by_name(const char *name)
{
	for (size_t i = 0; i <= MAX_HELPER_ID; i++)
		if (helpers[i].name && !strcmp(helpers[i].name, name))
			return &helpers[i];
	return NULL;
}

/* Exceptions to the sets: by attach type, and where the argument is another. */
static const struct {
	uint8_t helper, prog_type, attach_type;
} helper_attach[] = {
#define HELPER_ATTACH(helper, type, attach) { HELPER_ID_##helper, PROG_##type, attach },
#include "core/helper_set.def"
};

static const struct {
	uint32_t helper;
	uint64_t types;
	const char *missing;
} helper_object[] = {
#define HELPER_OBJECT(helper, types, kind) { HELPER_ID_##helper, types, kind },
#include "core/helper_set.def"
};

bool helper_allowed(const struct helper_info *helper, uint32_t prog_type, uint32_t attach_type)
{
	bool allowed = helper->types >> prog_type & 1;

	for (size_t i = 0; i < sizeof(helper_attach) / sizeof(*helper_attach); i++) {
		if (helper_attach[i].helper != helper->number ||
		    helper_attach[i].prog_type != prog_type)
			continue;
		if (helper_attach[i].attach_type == attach_type)
			return true;
		allowed = false;
	}
	return allowed;
}

const char *helper_missing(const struct helper_info *helper, uint32_t prog_type)
{
	for (size_t i = 0; i < sizeof(helper_object) / sizeof(*helper_object); i++)
		if (helper_object[i].helper == helper->number &&
		    helper_object[i].types >> prog_type & 1)
			return helper_object[i].missing;
	for (int i = 0; i < 5; i++)
		if (helper_arg_info[helper->arg[i]].missing)
			return helper_arg_info[helper->arg[i]].missing;
	return helper_ret_info[helper->ret].missing;
}

const char *helper_name(int64_t number)
{
	const struct helper_info *helper = helper_by_number(number);

	return helper ? helper->name : NULL;
}
