/* BTF types one by one: as text, in bpftool's words, and as JSON. */
#include <inttypes.h>
#include <stdio.h>

#include "tools/btf.h"
#include "tools/cli.h"

static const char *const kind_names[] = {
	[BTF_VOID] = "VOID",
#define BTF_KIND(id, extra, elem, uses, targets) [BTF_##id] = #id,
#include "core/btf_kind.def"
};

static const char *linkage_name(uint32_t linkage)
{
	return linkage == BTF_STATIC ? "static" : linkage == BTF_GLOBAL ? "global" : "extern";
}

static const char *encoding_name(const struct btf_int *info)
{
	return info->encoding & BTF_INT_SIGNED ? "SIGNED" :
	       info->encoding & BTF_INT_CHAR   ? "CHAR" :
	       info->encoding & BTF_INT_BOOL   ? "BOOL" : "(none)";
}

static const char *name_of(const char *name)
{
	return *name ? name : "(anon)";
}

/* ---- text ---- */

static void print_members(const struct btf *btf, uint32_t id, const struct btf_type *type)
{
	struct btf_member member;

	printf(" size=%u vlen=%u", type->size, type->n);
	for (uint32_t i = 0; i < type->n; i++) {
		btf_member(btf, id, i, &member);
		printf("\n\t'%s' type_id=%u bits_offset=%u", name_of(member.name), member.type,
		       member.bit_offset);
		if (member.bit_size)
			printf(" bitfield_size=%u", member.bit_size);
	}
}

static void print_values(const struct btf *btf, uint32_t id, const struct btf_type *type)
{
	struct btf_enum_value value;

	printf(" encoding=%s size=%u vlen=%u", type->kflag ? "SIGNED" : "UNSIGNED", type->size,
	       type->n);
	for (uint32_t i = 0; i < type->n; i++) {
		btf_enum_value(btf, id, i, &value);
		printf("\n\t'%s' val=", value.name);
		printf(type->kflag ? "%" PRId64 : "%" PRIu64, value.value);
		if (type->kind == BTF_ENUM64)
			fputs(type->kflag ? "LL" : "ULL", stdout);
	}
}

static void print_parameters(const struct btf *btf, uint32_t id, const struct btf_type *type)
{
	struct btf_param param;

	printf(" ret_type_id=%u vlen=%u", type->type, type->n);
	for (uint32_t i = 0; i < type->n; i++) {
		btf_param(btf, id, i, &param);
		printf("\n\t'%s' type_id=%u", name_of(param.name), param.type);
	}
}

static void print_variables(const struct btf *btf, uint32_t id, const struct btf_type *type)
{
	struct btf_type var_type;
	struct btf_var var;

	printf(" size=%u vlen=%u", type->size, type->n);
	for (uint32_t i = 0; i < type->n; i++) {
		btf_var(btf, id, i, &var);
		btf_type(btf, var.type, &var_type);
		printf("\n\ttype_id=%u offset=%u size=%u (%s '%s')", var.type, var.offset,
		       var.size, kind_names[var_type.kind], name_of(var_type.name));
	}
}

static void print_type(const struct btf *btf, uint32_t id, const struct btf_type *type)
{
	struct btf_array array;
	struct btf_int info;

	switch (type->kind) {
	case BTF_INT:
		btf_int(btf, id, &info);
		printf(" size=%u bits_offset=%u nr_bits=%u encoding=%s", type->size,
		       info.bit_offset, info.bits, encoding_name(&info));
		break;
	case BTF_ARRAY:
		btf_array(btf, id, &array);
		printf(" type_id=%u index_type_id=%u nr_elems=%u", array.elem_type,
		       array.index_type, array.n);
		break;
	case BTF_STRUCT:
	case BTF_UNION:
		print_members(btf, id, type);
		break;
	case BTF_ENUM:
	case BTF_ENUM64:
		print_values(btf, id, type);
		break;
	case BTF_FWD:
		printf(" fwd_kind=%s", type->kflag ? "union" : "struct");
		break;
	case BTF_FUNC_PROTO:
		print_parameters(btf, id, type);
		break;
	case BTF_DATASEC:
		print_variables(btf, id, type);
		break;
	case BTF_FLOAT:
		printf(" size=%u", type->size);
		break;
	case BTF_FUNC:
	case BTF_VAR:
		printf(" type_id=%u%s linkage=%s", type->type, type->kind == BTF_VAR ? "," : "",
		       linkage_name(type->linkage));
		break;
	case BTF_DECL_TAG:
		printf(" type_id=%u component_idx=%d", type->type, (int32_t)type->linkage);
		break;
	default:
		printf(" type_id=%u", type->type);
	}
}

void btf_print_raw(const struct btf *btf, uint32_t first)
{
	struct btf_type type;

	for (uint32_t id = first; id < btf_n_types(btf); id++) {
		btf_type(btf, id, &type);
		printf("[%u] %s '%s'", id, kind_names[type.kind], name_of(type.name));
		print_type(btf, id, &type);
		putchar('\n');
	}
}

/* ---- JSON ---- */

static json_t *members_json(const struct btf *btf, uint32_t id, uint32_t n)
{
	json_t *array = json_array(), *json;
	struct btf_member member;

	for (uint32_t i = 0; i < n; i++) {
		btf_member(btf, id, i, &member);
		json = json_pack("{s:o, s:I, s:I}", "name", text_json(member.name), "type_id",
				 (json_int_t)member.type, "bits_offset",
				 (json_int_t)member.bit_offset);
		if (member.bit_size)
			json_object_set_new(json, "bitfield_size", json_integer(member.bit_size));
		json_array_append_new(array, json);
	}
	return array;
}

static json_t *values_json(const struct btf *btf, uint32_t id, const struct btf_type *type)
{
	json_t *array = json_array(), *number;
	struct btf_enum_value value;
	char text[24];

	for (uint32_t i = 0; i < type->n; i++) {
		btf_enum_value(btf, id, i, &value);
		snprintf(text, sizeof(text), "%" PRIu64, (uint64_t)value.value);
		number = type->kflag || value.value >= 0 ? json_integer(value.value) :
							   json_string(text);
		json_array_append_new(array, json_pack("{s:o, s:o}", "name", text_json(value.name),
						       "val", number));
	}
	return array;
}

static json_t *parameters_json(const struct btf *btf, uint32_t id, uint32_t n)
{
	json_t *array = json_array();
	struct btf_param param;

	for (uint32_t i = 0; i < n; i++) {
		btf_param(btf, id, i, &param);
		json_array_append_new(array, json_pack("{s:o, s:I}", "name", text_json(param.name),
						       "type_id", (json_int_t)param.type));
	}
	return array;
}

static json_t *variables_json(const struct btf *btf, uint32_t id, uint32_t n)
{
	json_t *array = json_array();
	struct btf_var var;

	for (uint32_t i = 0; i < n; i++) {
		btf_var(btf, id, i, &var);
		json_array_append_new(array, json_pack("{s:I, s:I, s:I}", "type_id",
						       (json_int_t)var.type, "offset",
						       (json_int_t)var.offset, "size",
						       (json_int_t)var.size));
	}
	return array;
}

static void set_number(json_t *json, const char *name, uint32_t v)
{
	json_object_set_new(json, name, json_integer(v));
}

static void add_int(json_t *json, const struct btf *btf, uint32_t id)
{
	struct btf_int info;

	btf_int(btf, id, &info);
	set_number(json, "bits_offset", info.bit_offset);
	set_number(json, "nr_bits", info.bits);
	json_object_set_new(json, "encoding", json_string(encoding_name(&info)));
}

static void add_array(json_t *json, const struct btf *btf, uint32_t id)
{
	struct btf_array array;

	btf_array(btf, id, &array);
	set_number(json, "type_id", array.elem_type);
	set_number(json, "index_type_id", array.index_type);
	set_number(json, "nr_elems", array.n);
}

static void add_details(json_t *json, const struct btf *btf, uint32_t id,
			const struct btf_type *type)
{
	switch (type->kind) {
	case BTF_INT:
		add_int(json, btf, id);
		break;
	case BTF_ARRAY:
		add_array(json, btf, id);
		break;
	case BTF_STRUCT:
	case BTF_UNION:
		json_object_set_new(json, "members", members_json(btf, id, type->n));
		break;
	case BTF_ENUM:
	case BTF_ENUM64:
		json_object_set_new(json, "signed", json_boolean(type->kflag));
		json_object_set_new(json, "values", values_json(btf, id, type));
		break;
	case BTF_FWD:
		json_object_set_new(json, "fwd_kind",
				    json_string(type->kflag ? "union" : "struct"));
		break;
	case BTF_FUNC_PROTO:
		set_number(json, "ret_type_id", type->type);
		json_object_set_new(json, "params", parameters_json(btf, id, type->n));
		break;
	case BTF_DATASEC:
		json_object_set_new(json, "vars", variables_json(btf, id, type->n));
		break;
	case BTF_FLOAT:
		break;
	default:
		set_number(json, "type_id", type->type);
	}
	if (type->kind == BTF_FUNC || type->kind == BTF_VAR)
		json_object_set_new(json, "linkage", json_string(linkage_name(type->linkage)));
	if (type->kind == BTF_DECL_TAG)
		json_object_set_new(json, "component_idx", json_integer((int32_t)type->linkage));
}

json_t *btf_types_json(const struct btf *btf, uint32_t first)
{
	json_t *array = json_array(), *json;
	struct btf_type type;

	for (uint32_t id = first; id < btf_n_types(btf); id++) {
		btf_type(btf, id, &type);
		json = json_pack("{s:I, s:s, s:o}", "id", (json_int_t)id, "kind",
				 kind_names[type.kind], "name", text_json(type.name));
		if (type.kind == BTF_INT || type.kind == BTF_STRUCT || type.kind == BTF_UNION ||
		    type.kind == BTF_ENUM || type.kind == BTF_ENUM64 || type.kind == BTF_FLOAT ||
		    type.kind == BTF_DATASEC)
			set_number(json, "size", type.size);
		add_details(json, btf, id, &type);
		json_array_append_new(array, json);
	}
	return array;
}
