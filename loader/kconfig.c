/*
 * Variables `extern ... __kconfig`: one read-only map of their values, frozen,
 * so that the verifier reads them as constants.  Types, values and layout are
 * libbpf's: bool, enum libbpf_tristate, char (y, m or n), integers, strings.
 *
 * CONFIG_* come from the text of a kernel's configuration; LINUX_* are made up:
 * LINUX_KERNEL_VERSION, and that the kernel has cookies and syscall wrappers.
 * What has no value is 0 if the declaration is weak; else the instructions that
 * refer to it are poisoned with the reason.
 */
#include <elf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "loader/load.h"

enum kconfig_kind { KCONFIG_UNKNOWN, KCONFIG_BOOL, KCONFIG_TRISTATE, KCONFIG_CHAR, KCONFIG_INT,
		    KCONFIG_STRING };

struct kconfig_var {
	const char *name;
	const char *fault; /* why it has no value, or NULL */
	const char *value; /* text of value_size characters, or NULL */
	size_t value_size;
	enum kconfig_kind kind;
	uint32_t type, size, align, offset;
	bool is_signed, is_weak, is_virtual;
};

/* ---- types ---- */

static enum kconfig_kind kind_of_int(const struct btf *btf, uint32_t id, uint32_t size,
				     bool *is_signed)
{
	struct btf_int info;

	btf_int(btf, id, &info);
	*is_signed = info.encoding & BTF_INT_SIGNED;
	if (info.encoding & BTF_INT_BOOL)
		return size == 1 ? KCONFIG_BOOL : KCONFIG_UNKNOWN;
	if (size == 1)
		return KCONFIG_CHAR;
	return size == 2 || size == 4 || size == 8 ? KCONFIG_INT : KCONFIG_UNKNOWN;
}

static enum kconfig_kind kind_of(const struct btf *btf, uint32_t id, uint32_t *align,
				 bool *is_signed)
{
	struct btf_type type, elem;
	struct btf_array array;

	id = btf_resolve(btf, id);
	btf_type(btf, id, &type);
	*align = type.size;
	switch (type.kind) {
	case BTF_INT: return kind_of_int(btf, id, type.size, is_signed);
	case BTF_ENUM:
	case BTF_ENUM64:
		return type.size == 4 && !strcmp(type.name, "libbpf_tristate") ? KCONFIG_TRISTATE :
										KCONFIG_UNKNOWN;
	case BTF_ARRAY:
		btf_array(btf, id, &array);
		*align = 1;
		btf_type(btf, btf_resolve(btf, array.elem_type), &elem);
		if (!array.n || elem.kind != BTF_INT || elem.size != 1)
			return KCONFIG_UNKNOWN;
		return kind_of_int(btf, btf_resolve(btf, array.elem_type), 1, is_signed) ==
				       KCONFIG_CHAR ?
			       KCONFIG_STRING :
			       KCONFIG_UNKNOWN;
	default: return KCONFIG_UNKNOWN;
	}
}

static int compare_names(const void *a, const void *b)
{
	const struct kconfig_var *x = a, *y = b;

	return strcmp(x->name, y->name);
}

/* As libbpf: large alignment first, then small size. */
static int compare_layout(const void *a, const void *b)
{
	const struct kconfig_var *x = a, *y = b;

	if (x->align != y->align)
		return x->align > y->align ? -1 : 1;
	if (x->size != y->size)
		return x->size < y->size ? -1 : 1;
	return strcmp(x->name, y->name);
}

static struct kconfig_var *find_name(const struct load *load, const char *name, size_t size)
{
	uint32_t lo = 0, hi = load->n_kconfig;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		struct kconfig_var *var = &load->kconfig[mid];
		int order = strncmp(var->name, name, size);

		if (!order && !var->name[size])
			return var;
		if (order < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

static int collect(struct load *load, uint32_t datasec)
{
	const struct btf *btf = load->object->btf;
	struct btf_type type, var_type;
	struct kconfig_var *var;
	struct btf_var place;

	btf_type(btf, datasec, &type);
	load->n_kconfig = type.n;
	load->kconfig = ARENA_ARRAY(load->arena, struct kconfig_var, type.n);
	if (!load->kconfig)
		return error_set(load->error, NO_MEMORY, "maps");
	for (uint32_t i = 0; i < type.n; i++) {
		btf_var(btf, datasec, i, &place);
		btf_type(btf, place.type, &var_type);
		var = &load->kconfig[i];
		var->name = var_type.name;
		var->type = place.type;
		var->size = (uint32_t)btf_size(btf, var_type.type);
		var->kind = kind_of(btf, var_type.type, &var->align, &var->is_signed);
		if (var->kind == KCONFIG_UNKNOWN) { /* it takes no place */
			var->fault = "a configuration value cannot be of its type";
			var->size = 0;
			var->align = 1;
		}
	}
	qsort(load->kconfig, type.n, sizeof(*load->kconfig), compare_names);
	for (uint32_t i = 0; i < load->n_symbols; i++) {
		const struct symbol *symbol = &load->symbols[i];

		if (symbol->section != SHN_UNDEF || symbol->bind != STB_WEAK)
			continue;
		var = find_name(load, symbol->name, strlen(symbol->name));
		if (var)
			var->is_weak = true;
	}
	return 0;
}

/* ---- values ---- */

static bool put_number(struct kconfig_var *var, uint8_t *data, uint64_t number)
{
	unsigned bits = var->size * 8;
	int64_t s = (int64_t)number;

	if (bits < 64 && var->is_signed && (s >= INT64_C(1) << (bits - 1) ||
					    s < -(INT64_C(1) << (bits - 1))))
		return false;
	if (bits < 64 && !var->is_signed && number >> bits)
		return false;
	memcpy(data, &number, var->size); /* little-endian */
	return true;
}

static const char *put_letter(struct kconfig_var *var, uint8_t *data, char letter)
{
	enum { TRI_NO, TRI_YES, TRI_MODULE }; /* enum libbpf_tristate */

	switch (var->kind) {
	case KCONFIG_BOOL:
		if (letter == 'm')
			return "it is a module, not yes or no";
		*data = letter == 'y';
		return NULL;
	case KCONFIG_TRISTATE:
		*data = letter == 'y' ? TRI_YES : letter == 'm' ? TRI_MODULE : TRI_NO;
		return NULL;
	case KCONFIG_CHAR: *data = (uint8_t)letter; return NULL;
	default: return "its value is yes, no or module";
	}
}

static const char *put_string(struct kconfig_var *var, uint8_t *data)
{
	size_t n = var->value_size - 2; /* what does not fit is cut off, as libbpf does */

	if (var->kind != KCONFIG_STRING)
		return "its value is a string";
	if (n >= var->size)
		n = var->size - 1;
	memcpy(data, var->value + 1, n);
	return NULL;
}

/* Return: why the value cannot be taken, or NULL. */
static const char *put_value(struct kconfig_var *var, uint8_t *data)
{
	const char *value = var->value;
	char text[32], *end;
	uint64_t number;

	if (var->value_size == 1 && strchr("ymn", *value))
		return put_letter(var, data, *value);
	if (var->value_size >= 2 && *value == '"' && value[var->value_size - 1] == '"')
		return put_string(var, data);
	if (!var->value_size || var->value_size >= sizeof(text))
		return "its value makes no sense";
	memcpy(text, value, var->value_size);
	text[var->value_size] = '\0';
	errno = 0;
	number = *text == '-' ? (uint64_t)strtoll(text, &end, 0) : strtoull(text, &end, 0);
	if (errno || *end)
		return "its value makes no sense";
	if (var->kind == KCONFIG_TRISTATE || var->kind == KCONFIG_STRING)
		return "its value is a number";
	if (var->kind == KCONFIG_BOOL && number > 1)
		return "its value is not yes or no";
	return put_number(var, data, number) ? NULL : "its value does not fit the type";
}

/* ---- where values come from ---- */

/* One line, "CONFIG_NAME=value". */
static void take_line(struct load *load, const char *line, size_t size)
{
	const char *equal = memchr(line, '=', size);
	struct kconfig_var *var;

	if (!equal || size < 7 || memcmp(line, "CONFIG_", 7))
		return;
	var = find_name(load, line, (size_t)(equal - line));
	if (!var)
		return;
	var->value = equal + 1;
	var->value_size = size - (size_t)(equal + 1 - line);
	while (var->value_size && strchr(" \t\r", var->value[var->value_size - 1]))
		var->value_size--;
}

static void take_text(struct load *load, const char *text, size_t size)
{
	while (size) {
		const char *end = memchr(text, '\n', size);
		size_t n = end ? (size_t)(end - text) : size;

		take_line(load, text, n);
		n += end != NULL;
		text += n;
		size -= n;
	}
}

/* The values that libbpf finds out instead of reading them. */
static void take_virtual(const struct load *load, struct kconfig_var *var, char text[16])
{
	uint32_t version = load->source ? load->source->kernel_version : 0;

	if (!strcmp(var->name, "LINUX_KERNEL_VERSION"))
		snprintf(text, 16, "%u", version);
	else if (!strcmp(var->name, "LINUX_HAS_BPF_COOKIE") ||
		 !strcmp(var->name, "LINUX_HAS_SYSCALL_WRAPPER"))
		strcpy(text, "1");
	else
		return;
	var->value = text;
	var->value_size = strlen(text);
}

static int read_values(struct load *load, bool *have_text)
{
	const char *text = NULL;
	bool wanted = false;
	size_t size = 0;
	int err = 0;

	for (uint32_t i = 0; i < load->n_kconfig; i++)
		wanted = wanted || !strncmp(load->kconfig[i].name, "CONFIG_", 7);
	if (wanted && load->source && load->source->kconfig)
		err = load->source->kconfig(load->source->arg, &text, &size, load->error);
	*have_text = !err && text;
	if (*have_text)
		take_text(load, text, size);
	return err;
}

static const char *missing(const struct kconfig_var *var, bool have_text)
{
	if (var->is_weak)
		return NULL;
	if (strncmp(var->name, "CONFIG_", 7))
		return "nothing of this name is known";
	return have_text ? "the configuration does not have it" :
			   "there is no configuration to read (--kconfig)";
}

static void fill(struct load *load, uint8_t *data, bool have_text)
{
	for (uint32_t i = 0; i < load->n_kconfig; i++) {
		struct kconfig_var *var = &load->kconfig[i];
		char text[16] = "";

		if (var->fault)
			continue;
		take_virtual(load, var, text);
		if (var->value)
			var->fault = put_value(var, data + var->offset);
		else
			var->fault = missing(var, have_text);
		var->value = NULL; /* the text is not ours */
	}
}

/* ---- the map ---- */

static int lay_out(struct load *load, uint32_t *size)
{
	uint64_t offset = 0;

	qsort(load->kconfig, load->n_kconfig, sizeof(*load->kconfig), compare_layout);
	for (uint32_t i = 0; i < load->n_kconfig; i++) {
		struct kconfig_var *var = &load->kconfig[i];

		offset = (offset + var->align - 1) / var->align * var->align;
		var->offset = (uint32_t)offset;
		offset += var->size;
		if (offset > MAX_KCONFIG_SIZE)
			return at_section(load, NULL, -1,
					  error_set(load->error, OBJECT_TOO_LARGE,
						    "its configuration values are too large"));
	}
	*size = offset ? (uint32_t)offset : 1;
	return 0;
}

/* ---- the file ---- */

int kconfig_read(const char *path, char **text, size_t *size, struct skep_error *error)
{
	uint8_t *data, *plain;
	int err = read_file(path, path, &data, size, error);

	*text = (char *)data;
	if (err || *size < 2 || data[0] != 0x1f || data[1] != 0x8b) {
		if (err)
			free(data);
		return err;
	}
	err = gunzip(data, *size, MAX_KCONFIG_TEXT, &plain, size);
	free(data);
	*text = (char *)plain;
	return err ? error_set(error, FILE_IO, path, "it is no gzip file, or damaged") : 0;
}

uint32_t kconfig_datasec(const struct load *load)
{
	const struct btf *btf = load->object->btf;
	struct btf_type type;
	uint32_t id = btf ? btf_find(btf, BTF_DATASEC, ".kconfig") : 0;

	if (!id)
		return 0;
	btf_type(btf, id, &type);
	return type.n ? id : 0;
}

int load_kconfig(struct load *load, uint32_t map)
{
	struct map_desc *desc = &load->object->maps[map];
	int err = collect(load, kconfig_datasec(load));
	bool have_text = false;
	uint32_t size = 0;
	uint8_t *data;

	if (!err)
		err = read_values(load, &have_text);
	if (!err)
		err = lay_out(load, &size);
	if (err)
		return err;
	data = arena_alloc(load->arena, size, 1);
	if (!data)
		return error_set(load->error, NO_MEMORY, "maps");
	fill(load, data, have_text);
	load->kconfig_map = map;
	*desc = (struct map_desc){
		.name = ".kconfig",
		.type = MAP_ARRAY,
		.key_size = 4,
		.value_size = size,
		.max_entries = 1,
		.map_flags = MAP_F_MMAPABLE | MAP_F_RDONLY_PROG,
		.data = data,
		.frozen = true,
	};
	return 0;
}

void kconfig_var(const struct load *load, uint32_t i, struct global_var *var)
{
	const struct kconfig_var *from = &load->kconfig[i];
	struct btf_type type;

	btf_type(load->object->btf, from->type, &type);
	*var = (struct global_var){ from->name, load->kconfig_map, from->offset, from->size,
				    from->size ? type.type : 0 };
}

bool find_kconfig(const struct load *load, const char *name, uint32_t *offset, const char **fault)
{
	for (uint32_t i = 0; i < load->n_kconfig; i++) {
		const struct kconfig_var *var = &load->kconfig[i];

		if (strcmp(var->name, name))
			continue;
		*offset = var->offset;
		*fault = var->fault;
		return true;
	}
	return false;
}
