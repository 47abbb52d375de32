/*
 * skep gen skeleton: an object as a C header.  The header embeds the object's
 * bytes and gives its maps, programs and global variables by name and type; it
 * needs skep.h and libskep only, and is C and C++.
 */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/diag.h"
#include "tools/btf_c.h"
#include "tools/cli.h"
#include "tools/file.h"
#include "vm/vm.h"

enum { MAX_IDENT = 128 };

struct gen_cmd {
	struct cli cli;
	const char *name;
};

static const struct option options[] = {
	{ "name", "N", "what the header's names begin with; else from the file's name",
	  OPTION_STRING, offsetof(struct gen_cmd, name) },
	{ 0 },
};

static const struct usage usage = {
	.name = "gen skeleton",
	.args = "OBJ",
	.text = "Writes a C header that embeds OBJ: open, load and destroy functions, and its "
		"maps,\n"
		"programs and global variables by name with their types.  C and C++; the "
		"program that\n"
		"includes it links with libskep.  With N_NO_TYPES defined the header leaves the "
		"types\n"
		"of OBJ to other headers.",
	.examples = "  skep gen skeleton firewall.bpf.o > firewall.skel.h\n"
		    "  skep gen skeleton firewall.bpf.o --name fw > fw.skel.h\n",
	.options = options,
	.min_args = 1,
	.max_args = 1,
};

/** struct gen - a header being written */
struct gen {
	const char *name;
	const struct skep_obj *obj;
	const uint8_t *bytes;
	size_t size;
	struct btf_c c; /* c.btf is NULL where the object has no BTF */
	FILE *out;
};

/* ---- names ---- */

/* ".data.x" is data_x; what C has no letters for is '_'. */
static void identifier(const char *name, char *buf)
{
	while (*name == '.')
		name++;
	snprintf(buf, MAX_IDENT, "%s%s", isdigit((unsigned char)*name) ? "_" : "", name);
	for (char *c = buf; *c; c++)
		if (!isalnum((unsigned char)*c))
			*c = '_';
}

/* Maps are also told apart where two names become one. */
static void map_ident(const struct gen *g, uint32_t map, char *buf)
{
	const struct object *object = g->obj->object;
	char other[MAX_IDENT];
	size_t len;

	identifier(object->maps[map].name, buf);
	for (uint32_t i = 0; i < map; i++) {
		identifier(object->maps[i].name, other);
		len = strlen(buf);
		if (!strcmp(buf, other))
			snprintf(buf + len, MAX_IDENT - len, "_%u", (unsigned)map);
	}
}

static void name_of_file(const char *path, char *buf)
{
	const char *slash = strrchr(path, '/');
	char *dot;

	identifier(slash ? slash + 1 : path, buf);
	for (dot = buf + strlen(buf); dot > buf && *dot != '_';)
		dot--;
	if (dot > buf && !strcmp(dot, "_o"))
		*dot = 0;
	dot = buf + strlen(buf);
	if (dot - buf > 4 && !strcmp(dot - 4, "_bpf"))
		dot[-4] = 0;
}

/* Data sections hold variables; other maps have keys, and names that C could give. */
static bool is_data(const struct map_desc *map)
{
	return map->data || *map->name == '.';
}

static bool has_type(const struct gen *g, uint32_t id, uint32_t size)
{
	return g->c.btf && id && btf_size(g->c.btf, id) == size;
}

/* A name of the object, which may hold anything, as a C string. */
static void write_string(FILE *out, const char *text)
{
	fputc('"', out);
	for (; *text; text++)
		if (isalnum((unsigned char)*text) || strchr("_.-/ ", *text))
			fputc(*text, out);
		else
			fprintf(out, "\\%03o", (unsigned char)*text);
	fputc('"', out);
}

/* ---- types ---- */

/* Qualifiers of a variable itself, which would forbid to copy it. */
static uint32_t unqualified(const struct btf *btf, uint32_t id)
{
	struct btf_type type;

	for (;;) {
		btf_type(btf, id, &type);
		if (type.kind != BTF_CONST && type.kind != BTF_VOLATILE)
			return id;
		id = type.type;
	}
}

/* A global variable of a section; false: static ones, which have no name outside. */
static bool global_variable(const struct btf *btf, uint32_t section, uint32_t i,
			    struct btf_var *var, struct btf_type *type)
{
	btf_var(btf, section, i, var);
	btf_type(btf, var->type, type);
	return type->kind == BTF_VAR && type->linkage == BTF_GLOBAL;
}

static void need_map_types(struct gen *g, const struct map_desc *map)
{
	struct btf_type section, type;
	struct btf_var var;

	if (is_data(map)) {
		if (!has_type(g, map->value_type, map->value_size))
			return;
		btf_type(g->c.btf, map->value_type, &section);
		for (uint32_t i = 0; section.kind == BTF_DATASEC && i < section.n; i++)
			if (global_variable(g->c.btf, map->value_type, i, &var, &type))
				btf_c_need(&g->c, type.type, true);
		return;
	}
	if (has_type(g, map->key_type, map->key_size))
		btf_c_need(&g->c, map->key_type, true);
	if (has_type(g, map->value_type, map->value_size))
		btf_c_need(&g->c, map->value_type, true);
}

static void write_types(struct gen *g)
{
	const struct object *object = g->obj->object;

	fprintf(g->out,
		"/* Types of the object.  Define %s_NO_TYPES to include them from "
		"elsewhere. */\n#ifndef %s_NO_TYPES\n",
		g->name, g->name);
	for (uint32_t i = 0; i < object->n_maps; i++)
		need_map_types(g, &object->maps[i]);
	fputs("#endif\n\n", g->out);
}

static void write_pad(struct gen *g, uint32_t from, uint32_t to)
{
	if (to > from)
		fprintf(g->out, "\tunsigned char __pad_%u[%u];\n", (unsigned)from,
			(unsigned)(to - from));
}

static void write_section(struct gen *g, const struct map_desc *map, const char *ident)
{
	struct btf_type section = { 0 }, type;
	struct btf_var var;
	uint32_t at = 0;

	fprintf(g->out, "/* Variables of section %s. */\nstruct %s__%s {\n", ident, g->name, ident);
	if (has_type(g, map->value_type, map->value_size))
		btf_type(g->c.btf, map->value_type, &section);
	for (uint32_t i = 0; section.kind == BTF_DATASEC && i < section.n; i++) {
		if (!global_variable(g->c.btf, map->value_type, i, &var, &type) || var.offset < at)
			continue;
		write_pad(g, at, var.offset);
		fputc('\t', g->out);
		g->c.indent = 1;
		btf_c_declare(&g->c, unqualified(g->c.btf, type.type), type.name);
		g->c.indent = 0;
		fputs(";\n", g->out);
		at = var.offset + var.size;
	}
	write_pad(g, at, map->value_size);
	fputs("};\n", g->out);
	fprintf(g->out, "%s__assert(sizeof(struct %s__%s) >= %u, \"size of %s\");\n\n", g->name,
		g->name, ident, (unsigned)map->value_size, ident);
}

static void write_typedef(struct gen *g, const char *ident, const char *what, uint32_t id,
			  uint32_t size)
{
	char name[2 * MAX_IDENT + 20];

	snprintf(name, sizeof(name), "%s__%s_%s", g->name, ident, what);
	fputs("typedef ", g->out);
	if (has_type(g, id, size))
		btf_c_declare(&g->c, unqualified(g->c.btf, id), name);
	else
		fprintf(g->out, "unsigned char %s[%u]", name, (unsigned)size);
	fprintf(g->out, ";\n%s__assert(sizeof(%s) == %u, \"size of %s\");\n", g->name, name,
		(unsigned)size, name);
}

static void write_map_types(struct gen *g)
{
	const struct object *object = g->obj->object;
	char ident[MAX_IDENT];

	for (uint32_t i = 0; i < object->n_maps; i++) {
		const struct map_desc *map = &object->maps[i];

		map_ident(g, i, ident);
		if (is_data(map)) {
			write_section(g, map, ident);
			continue;
		}
		if (map->key_size)
			write_typedef(g, ident, "key", map->key_type, map->key_size);
		if (map->value_size)
			write_typedef(g, ident, "value", map->value_type, map->value_size);
		fputc('\n', g->out);
	}
}

/* ---- the structure and its life ---- */

static void write_struct(struct gen *g)
{
	const struct object *object = g->obj->object;
	char ident[MAX_IDENT];

	fprintf(g->out,
		"/* The object; maps and programs are NULL where it has none. */\n"
		"struct %s {\n\tstruct skep_obj *obj;\n\tstruct {\n",
		g->name);
	for (uint32_t i = 0; i < object->n_maps; i++) {
		map_ident(g, i, ident);
		fprintf(g->out, "\t\tstruct skep_map *%s;\n", ident);
	}
	fprintf(g->out, "%s\t} maps;\n\tstruct {\n", object->n_maps ? "" : "\t\tchar none;\n");
	for (uint32_t i = 0; i < object->n_progs; i++) {
		identifier(object->progs[i]->name, ident);
		fprintf(g->out, "\t\tstruct skep_prog *%s;\n", ident);
	}
	fprintf(g->out, "%s\t} progs;\n};\n\n", object->n_progs ? "" : "\t\tchar none;\n");
}

static void write_bytes(struct gen *g)
{
	fprintf(g->out, "static const unsigned char %s__bytes[%zu] = {", g->name, g->size);
	for (size_t i = 0; i < g->size; i++)
		fprintf(g->out, "%s%u,", i % 24 ? "" : "\n", g->bytes[i]);
	fputs("\n};\n\n", g->out);
}

static void write_open(struct gen *g)
{
	const struct object *object = g->obj->object;
	char ident[MAX_IDENT];
	const char *n = g->name;

	fprintf(g->out,
		"/* Open the object in @vm.  Return: NULL with @error (which may be NULL). "
		"*/\nstatic inline struct %s *%s__open(struct skep *vm, struct skep_error "
		"*error)\n{\n\tstruct skep_obj_opts opts;\n\tstruct %s *s = (struct %s "
		"*)calloc(1, sizeof(*s));\n\n\tmemset(&opts, 0, sizeof(opts));\n"
		"\topts.size = sizeof(opts);\n\topts.name = \"%s\";\n",
		n, n, n, n, n);
	fprintf(g->out,
		"\tif (s)\n\t\ts->obj = skep_obj_open_mem(vm, %s__bytes, "
		"sizeof(%s__bytes), &opts, error);\n\telse if (error)\n\t\terror->err = "
		"-ENOMEM;\n\tif (!s || !s->obj) {\n\t\tfree(s);\n\t\treturn NULL;\n\t}\n",
		n, n);
	for (uint32_t i = 0; i < object->n_maps; i++) {
		map_ident(g, i, ident);
		fprintf(g->out, "\ts->maps.%s = skep_obj_map(s->obj, ", ident);
		write_string(g->out, object->maps[i].name);
		fputs(");\n", g->out);
	}
	for (uint32_t i = 0; i < object->n_progs; i++) {
		identifier(object->progs[i]->name, ident);
		fprintf(g->out, "\ts->progs.%s = skep_obj_prog(s->obj, ", ident);
		write_string(g->out, object->progs[i]->name);
		fputs(");\n", g->out);
	}
	fputs("\treturn s;\n}\n\n", g->out);
}

static void write_life(struct gen *g)
{
	const char *n = g->name;

	fprintf(g->out,
		"/* Make the maps, verify the programs, make them runnable. */\n"
		"static inline int %s__load(struct %s *s, struct skep_error *error)\n{\n"
		"\treturn skep_obj_load(s->obj, error);\n}\n\n",
		n, n);
	fprintf(g->out,
		"/* Close the object and free @s; NULL is fine. */\n"
		"static inline void %s__destroy(struct %s *s)\n{\n\tif (s)\n"
		"\t\tskep_obj_close(s->obj);\n\tfree(s);\n}\n\n",
		n, n);
	fprintf(g->out,
		"static inline struct %s *%s__open_and_load(struct skep *vm, struct "
		"skep_error *error)\n{\n\tstruct %s *s = %s__open(vm, error);\n\n\tif (s "
		"&& %s__load(s, error)) {\n\t\t%s__destroy(s);\n\t\treturn NULL;\n\t}\n"
		"\treturn s;\n}\n\n",
		n, n, n, n, n, n);
}

/* ---- maps ---- */

/* Copies of all variables of a section out and in. */
static void write_section_access(struct gen *g, const struct map_desc *map, const char *ident)
{
	const char *n = g->name;

	fprintf(g->out,
		"/* Copy the variables of section %s out of the loaded object. */\n"
		"static inline int %s__get_%s(const struct %s *s, struct %s__%s *out)\n{\n"
		"\tuint32_t key = 0;\n\n\treturn skep_map_lookup(s->maps.%s, &key, "
		"out);\n}\n\n",
		ident, n, ident, n, n, ident, ident);
	if (map->frozen || map->map_flags & MAP_F_RDONLY_PROG)
		return;
	fprintf(g->out,
		"/* Set all variables of section %s. */\n"
		"static inline int %s__set_%s(struct %s *s, const struct %s__%s *in)\n{\n"
		"\tuint32_t key = 0;\n\n\treturn skep_map_update(s->maps.%s, &key, in, "
		"SKEP_ANY);\n}\n\n",
		ident, n, ident, n, n, ident, ident);
}

static void write_map_access(struct gen *g, const struct map_desc *map, const char *ident)
{
	const struct map_type_info *type = map_type_by_number(map->type);
	bool lanes = type && type->flags & MAPF_PERCPU;
	char value[2 * MAX_IDENT + 20];
	const char *n = g->name;

	if (!map->key_size || !map->value_size)
		return;
	snprintf(value, sizeof(value), "%s__%s_value", n, ident);
	if (lanes)
		fprintf(g->out, "/* %s: values of skep_lanes() lanes, %u bytes each. */\n", ident,
			(unsigned)(map->value_size + 7) & ~7u);
	fprintf(g->out,
		"static inline int %s__lookup_%s(const struct %s *s, const %s__%s_key *key, "
		"%s *value)\n{\n\treturn skep_map_lookup(s->maps.%s, key, value);\n}\n\n",
		n, ident, n, n, ident, lanes ? "void" : value, ident);
	fprintf(g->out,
		"static inline int %s__update_%s(struct %s *s, const %s__%s_key *key, const "
		"%s *value,\n\t\tuint64_t flags)\n{\n\treturn skep_map_update(s->maps.%s, "
		"key, value, flags);\n}\n\n",
		n, ident, n, n, ident, lanes ? "void" : value, ident);
	fprintf(g->out,
		"static inline int %s__delete_%s(struct %s *s, const %s__%s_key *key)\n{\n"
		"\treturn skep_map_delete(s->maps.%s, key);\n}\n\n",
		n, ident, n, n, ident, ident);
	fprintf(g->out,
		"static inline int %s__next_%s(const struct %s *s, const %s__%s_key *key, "
		"%s__%s_key *next)\n{\n\treturn skep_map_next_key(s->maps.%s, key, "
		"next);\n}\n\n",
		n, ident, n, n, ident, n, ident, ident);
}

static void write_access(struct gen *g)
{
	const struct object *object = g->obj->object;
	char ident[MAX_IDENT];

	for (uint32_t i = 0; i < object->n_maps; i++) {
		map_ident(g, i, ident);
		if (is_data(&object->maps[i]))
			write_section_access(g, &object->maps[i], ident);
		else
			write_map_access(g, &object->maps[i], ident);
	}
}

/* ---- the whole ---- */

static void write_head(struct gen *g)
{
	char guard[MAX_IDENT];

	snprintf(guard, sizeof(guard), "%s", g->name);
	for (char *c = guard; *c; c++)
		*c = (char)toupper((unsigned char)*c);
	fprintf(g->out,
		"/* Skeleton of the object %s, by skep gen skeleton. */\n#ifndef %s_SKEL_H\n"
		"#define %s_SKEL_H\n\n#include <errno.h>\n#include <stdlib.h>\n"
		"#include <string.h>\n\n#include <skep/skep.h>\n\n",
		g->name, guard, guard);
	fprintf(g->out,
		"#ifdef __cplusplus\n#define %s__assert static_assert\n#else\n"
		"#define %s__assert _Static_assert\n#endif\n\n",
		g->name, g->name);
}

static int write_header(struct gen *g)
{
	/* Typedefs of the headers that the skeleton includes. */
	static const char *const provided[] = {
		"bool",     "int8_t",   "int16_t", "int32_t", "int64_t",  "uint8_t",   "uint16_t",
		"uint32_t", "uint64_t", "size_t",  "ssize_t", "intptr_t", "uintptr_t", NULL,
	};
	const struct btf *btf = g->obj->object->btf;
	int err = 0;

	if (btf)
		err = btf_c_init(&g->c, btf, g->out);
	if (err)
		return err;
	g->c.provided = provided;
	write_head(g);
	if (btf)
		write_types(g);
	write_map_types(g);
	write_struct(g);
	write_bytes(g);
	write_open(g);
	write_life(g);
	write_access(g);
	fputs("#endif\n", g->out);
	err = g->c.err;
	btf_c_free(&g->c);
	return err;
}

/* In memory first, so that a failure leaves no half header. */
static int generate(struct gen *g, struct skep_error *error)
{
	char *text = NULL;
	size_t size;
	int err;

	g->out = open_memstream(&text, &size);
	if (!g->out)
		return error_set(error, NO_MEMORY, "skeleton");
	err = write_header(g);
	fclose(g->out);
	if (!err)
		fputs(text, stdout);
	free(text);
	if (err == -E2BIG)
		return error_set(error, BAD_BTF_HEADER, "types nest deeper than C is written");
	return err ? error_set(error, NO_MEMORY, "skeleton") : 0;
}

static int open_and_generate(const char *path, const char *name, struct skep_error *error)
{
	struct skep_obj_opts opts = { .size = sizeof(opts), .name = path };
	char ident[MAX_IDENT];
	struct gen g = { .name = ident };
	struct skep *vm = skep_new(NULL, error);
	uint8_t *bytes = vm ? file_read(path, &g.size, error) : NULL;
	int err = bytes ? 0 : error->err;

	if (name)
		snprintf(ident, sizeof(ident), "%s", name);
	else
		name_of_file(path, ident);
	g.bytes = bytes;
	g.obj = bytes ? skep_obj_open_mem(vm, bytes, g.size, &opts, error) : NULL;
	err = g.obj ? generate(&g, error) : error->err;
	skep_free(vm);
	free(bytes);
	return err;
}

static bool is_identifier(const char *name)
{
	char same[MAX_IDENT];

	if (strlen(name) >= MAX_IDENT / 2)
		return false;
	identifier(name, same);
	return *name && !strcmp(name, same);
}

static int cmd_skeleton(int argc, char **argv)
{
	struct gen_cmd cmd = { 0 };
	struct skep_error error = { 0 };
	int code = cli_parse(&cmd.cli, &usage, argc, argv);

	if (code < 0 && cmd.name && !is_identifier(cmd.name))
		code = cli_usage_error(&cmd.cli, "--name: `%s` is no C identifier", cmd.name);
	if (code < 0 && cmd.cli.json)
		code = cli_usage_error(&cmd.cli, "a skeleton is C, not JSON");
	if (code < 0)
		code = open_and_generate(cmd.cli.args.items[0], cmd.name, &error)
			       ? cli_fail(&cmd.cli, &error)
			       : TOOL_OK;
	cli_free(&cmd.cli);
	return code;
}

int cmd_gen(int argc, char **argv)
{
	static const struct command commands[] = {
		{ "skeleton", cmd_skeleton, "an object as a C header" },
		{ NULL, NULL, NULL },
	};

	return cli_dispatch(commands, "gen", argc - 1, argv + 1);
}
