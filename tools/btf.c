/*
 * skep btf dump: the types of an object, or of raw BTF, as C that compiles, as
 * JSON, or one by one.
 */
#include "tools/btf.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/diag.h"
#include "tools/btf_c.h"
#include "tools/cli.h"
#include "tools/file.h"
#include "vm/vm.h"

enum { BTF_MAGIC = 0xeb9f };

struct btf_cmd {
	struct cli cli;
	const char *format, *base;
};

static const struct option options[] = {
	{ "format", "F", "c (default), raw, json", OPTION_STRING,
	  offsetof(struct btf_cmd, format) },
	{ "base", "FILE", "raw BTF that a split one (of a kernel module) extends", OPTION_STRING,
	  offsetof(struct btf_cmd, base) },
	{ 0 },
};

static const struct usage usage = {
	.name = "btf dump",
	.args = "FILE",
	.text = "Shows the types that FILE, an object or raw BTF, has: as C that compiles, laid\n"
		"out as the BTF says; one by one in bpftool's words; or as JSON.",
	.examples = "  skep btf dump firewall.bpf.o > firewall_types.h\n"
		    "  skep btf dump firewall.bpf.o --format raw\n"
		    "  skep btf dump /sys/kernel/btf/vmlinux > vmlinux.h\n"
		    "  skep btf dump /sys/kernel/btf/dummy --base /sys/kernel/btf/vmlinux\n",
	.options = options,
	.min_args = 1,
	.max_args = 1,
};

/* ---- files ---- */

static bool is_raw(const uint8_t *data, size_t size)
{
	return size >= 2 && (data[0] | data[1] << 8) == BTF_MAGIC;
}

static int open_object(struct btf_file *file, const uint8_t *data, size_t size, const char *path,
		       struct skep_error *error)
{
	struct skep_obj_opts opts = { .size = sizeof(opts), .name = path };
	struct skep_obj *obj;

	file->vm = skep_new(NULL, error);
	obj = file->vm ? skep_obj_open_mem(file->vm, data, size, &opts, error) : NULL;
	if (!obj)
		return error->err;
	file->btf = obj->object->btf;
	return file->btf ? 0 : error_set(error, NO_BTF, path);
}

static int open_one(struct btf_file *file, const char *path, const struct btf *base,
		    struct skep_error *error)
{
	size_t size;
	uint8_t *data = file_read(path, &size, error);
	int err;

	if (!data)
		return error->err;
	if (is_raw(data, size))
		err = btf_parse(&file->arena, data, size, base, &file->btf, error);
	else if (base)
		err = error_set(error, BAD_ENTRY, "with --base both files are raw BTF");
	else
		err = open_object(file, data, size, path, error);
	if (err && !*error->file)
		snprintf(error->file, sizeof(error->file), "%s", path);
	free(data);
	return err;
}

int btf_file_open(struct btf_file *file, const char *path, const char *base_path,
		  struct skep_error *error)
{
	int err = 0;

	*file = (struct btf_file){ 0 };
	arena_init(&file->arena, 0);
	error_clear(error);
	if (base_path) {
		err = open_one(file, base_path, NULL, error);
		file->base = file->btf;
		file->btf = NULL;
	}
	return err ? err : open_one(file, path, file->base, error);
}

void btf_file_close(struct btf_file *file)
{
	skep_free(file->vm);
	arena_free(&file->arena);
}

/* ---- C ---- */

/* Nameless enums that nothing refers to: constants. */
static void write_constants(struct btf_c *c, uint32_t first)
{
	bool *used = calloc(c->n, sizeof(*used));
	struct btf_member member;
	struct btf_array array;
	struct btf_type type;

	for (uint32_t id = 1; used && id < c->n; id++) {
		btf_type(c->btf, id, &type);
		used[type.type < c->n ? type.type : 0] = true;
		for (uint32_t i = 0; i < type.n &&
				     (type.kind == BTF_STRUCT || type.kind == BTF_UNION); i++) {
			btf_member(c->btf, id, i, &member);
			used[member.type] = true;
		}
		if (type.kind == BTF_ARRAY) {
			btf_array(c->btf, id, &array);
			used[array.elem_type] = true;
		}
	}
	for (uint32_t id = first; used && id < c->n && !c->err; id++) {
		btf_type(c->btf, id, &type);
		if ((type.kind != BTF_ENUM && type.kind != BTF_ENUM64) || *type.name || used[id])
			continue;
		btf_c_body(c, id, false);
		fputs(";\n\n", c->out);
	}
	if (!used)
		c->err = -ENOMEM;
	free(used);
}

/* Every named type; nameless ones come where they are used. */
static void write_types(struct btf_c *c, uint32_t first)
{
	struct btf_type type;

	for (uint32_t id = first; id < c->n && !c->err; id++) {
		btf_type(c->btf, id, &type);
		if (*type.name && type.kind != BTF_FWD && type.kind != BTF_FUNC &&
		    type.kind != BTF_VAR)
			btf_c_need(c, id, true);
	}
	write_constants(c, first);
}

/* In memory first: what cannot be written leaves half a header nowhere. */
static int dump_c(const struct btf *btf, uint32_t first, struct skep_error *error)
{
	char *text = NULL;
	size_t size;
	FILE *memory = open_memstream(&text, &size);
	struct btf_c c;
	int err;

	if (!memory)
		return error_set(error, NO_MEMORY, "types");
	err = btf_c_init(&c, btf, memory);
	if (!err)
		write_types(&c, first);
	err = err ? err : c.err;
	btf_c_free(&c);
	fclose(memory);
	if (!err)
		printf("/* Types by skep btf dump. */\n#ifndef SKEP_BTF_DUMP_H\n"
		       "#define SKEP_BTF_DUMP_H\n\n"
		       "#if defined(__clang__) && defined(__bpf__)\n"
		       "#pragma clang attribute push(__attribute__((preserve_access_index)), "
		       "apply_to = record)\n#endif\n\n%s"
		       "#if defined(__clang__) && defined(__bpf__)\n"
		       "#pragma clang attribute pop\n#endif\n\n#endif\n", text);
	free(text);
	if (err == -E2BIG)
		return error_set(error, BAD_BTF_HEADER, "types nest deeper than C is written");
	return err ? error_set(error, NO_MEMORY, "types") : 0;
}

static int dump(const struct btf_cmd *cmd, const char *format)
{
	struct skep_error error = { 0 };
	struct btf_file file;
	int err = btf_file_open(&file, cmd->cli.args.items[0], cmd->base, &error), code = TOOL_OK;
	uint32_t first = file.base ? btf_n_types(file.base) : 1;

	if (!err && !strcmp(format, "json"))
		code = json_out(json_pack("{s:b, s:o}", "ok", 1, "types",
					  btf_types_json(file.btf, first)), TOOL_OK);
	else if (!err && !strcmp(format, "raw"))
		btf_print_raw(file.btf, first);
	else if (!err)
		err = dump_c(file.btf, first, &error);
	if (err)
		code = cli_fail(&cmd->cli, &error);
	btf_file_close(&file);
	return code;
}

static int cmd_dump(int argc, char **argv)
{
	struct btf_cmd cmd = { 0 };
	int code = cli_parse(&cmd.cli, &usage, argc, argv);
	const char *format = cmd.format ? cmd.format : "c";

	if (code < 0 && strcmp(format, "c") && strcmp(format, "raw") && strcmp(format, "json"))
		code = cli_usage_error(&cmd.cli, "there is no format %s: c, raw, json", format);
	if (code < 0 && cmd.cli.json && cmd.format && strcmp(format, "json"))
		code = cli_usage_error(&cmd.cli, "--json or --format %s, not both", format);
	if (code < 0)
		code = dump(&cmd, cmd.cli.json ? "json" : format);
	cli_free(&cmd.cli);
	return code;
}

int cmd_btf(int argc, char **argv)
{
	static const struct command commands[] = {
		{ "dump", cmd_dump, "types as C, JSON or text" },
		{ NULL, NULL, NULL },
	};

	return cli_dispatch(commands, "btf", argc - 1, argv + 1);
}
