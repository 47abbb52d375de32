/*
 * skep prog dump: the C lines of a program over its BPF instructions, these over
 * their machine code; or its maps.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/image.h"
#include "core/table.h"
#include "tools/cli.h"
#include "tools/functions.h"
#include "tools/machine.h"
#include "tools/object.h"
#include "vm/vm.h"

struct dump_cmd {
	struct cli cli;
	const char *prog;
	bool maps, jit;
	uint64_t level;
	const char *pass;
};

static const struct option options[] = {
	{ "prog", "NAME", "this program only; else all", OPTION_STRING,
	  offsetof(struct dump_cmd, prog) },
	OPTION_TARGET,
	OPTION_FUNCTIONS,
	{ "maps", NULL, "the maps that each program uses instead, and where", OPTION_FLAG,
	  offsetof(struct dump_cmd, maps) },
	{ "jit", NULL, "verify and compile: the machine code of each instruction too",
	  OPTION_FLAG, offsetof(struct dump_cmd, jit) },
	{ "jit-level", "N", "with --jit: 0 or 1 (default)", OPTION_NUMBER,
	  offsetof(struct dump_cmd, level) },
	{ "pass", "NAME", "with --jit: operations of level 1 after this pass too",
	  OPTION_STRING, offsetof(struct dump_cmd, pass) },
	OPTIONS_RIGHTS,
	{ 0 },
};

static const struct usage usage = {
	.name = "prog dump",
	.args = "OBJ",
	.text = "Shows the instructions of the programs of OBJ as they run, with the functions "
		"linked in,\n"
		"under the C lines that they were made from.  Numbers are wire slots: an "
		"instruction with\n"
		"a 64-bit constant takes two.",
	.examples = "  skep prog dump firewall.bpf.o\n"
		    "  skep prog dump firewall.bpf.o --prog firewall --json\n"
		    "  skep prog dump firewall.bpf.o --maps\n"
		    "  skep prog dump firewall.bpf.o --jit --allow no-hardening\n"
		    "  skep prog dump firewall.bpf.o --jit --pass fold\n",
	.options = options,
	.min_args = 1,
	.max_args = 1,
};

static bool same_line(const struct line_info *a, const struct line_info *b)
{
	return a == b || (a && b && a->line == b->line && !strcmp(a->file, b->file));
}

/* As text; of one that must not be reached also why. */
static void text_of(const struct image *image, uint32_t i, char *text, size_t size)
{
	const struct insn *insn = &image->insns[i];
	int n = disasm(image, i, text, size);

	if (insn->id == INSN_POISON && (uint64_t)insn->imm < image->n_poisons && (size_t)n < size)
		snprintf(text + n, size - (size_t)n, "  ; %s %s: %s",
			 image->poisons[insn->imm].how, image->poisons[insn->imm].what,
			 image->poisons[insn->imm].why);
}

/* @passed: operations of each instruction after a pass, or NULL. */
static void print_program(const struct skep_prog *prog, const char *const *passed)
{
	const struct image *image = prog->image;
	const struct line_info *shown = NULL;
	char text[256];
	uint32_t f = 0;

	printf("%s%s%s, section %s:\n", colour_on(stdout, BOLD), image->name, colour_off(stdout),
	       image->section);
	if (prog->jit)
		machine_print(prog->jit, MACHINE_START);
	for (uint32_t i = 0; i < image->n_insns; i++) {
		const struct line_info *line = image_line(image, i);

		if (f < image->n_subprogs && image->subprogs[f].start == i)
			printf("%s:\n", image->subprogs[f++].name);
		if (line && !same_line(line, shown) && *line->text)
			printf("%s; %" PRIu32 " | %s%s\n", colour_on(stdout, GREEN), line->line,
			       line->text + strspn(line->text, " \t"), colour_off(stdout));
		shown = line;
		text_of(image, i, text, sizeof(text));
		printf("%6" PRIu32 ": %s\n", image->slot[i], text);
		if (passed && passed[i])
			fputs(passed[i], stdout);
		if (prog->jit)
			machine_print(prog->jit, i);
	}
}

static json_t *insn_json(const struct image *image, uint32_t i)
{
	const struct line_info *line = image_line(image, i);
	char text[256];
	json_t *json;

	text_of(image, i, text, sizeof(text));
	json = json_pack("{s:i, s:o}", "slot", (int)image->slot[i], "text", text_json(text));
	if (line) {
		json_object_set_new(json, "file", text_json(line->file));
		json_object_set_new(json, "line", json_integer(line->line));
		json_object_set_new(json, "source", text_json(line->text));
	}
	return json;
}

static json_t *program_json(const struct skep_prog *prog, const char *const *passed)
{
	json_t *functions = json_array(), *insns = json_array(), *json;
	const struct image *image = prog->image;

	for (uint32_t f = 0; f < image->n_subprogs; f++)
		json_array_append_new(functions,
				      json_pack("{s:o, s:i}", "name",
						text_json(image->subprogs[f].name), "slot",
						(int)image->slot[image->subprogs[f].start]));
	for (uint32_t i = 0; i < image->n_insns; i++) {
		json = insn_json(image, i);
		if (prog->jit)
			json_object_set_new(json, "machine", machine_json(prog->jit, i));
		if (passed)
			json_object_set_new(json, "operations",
					    text_json(passed[i] ? passed[i] : ""));
		json_array_append_new(insns, json);
	}
	json = json_pack("{s:o, s:o, s:o, s:o}", "name", text_json(image->name), "section",
			 text_json(image->section), "functions", functions, "instructions", insns);
	if (prog->jit)
		json_object_set_new(json, "machine", machine_json(prog->jit, MACHINE_START));
	return json;
}

/* ---- --maps ---- */

/* The map that an instruction refers to, or -1. */
static int64_t insn_map(const struct image *image, uint32_t i)
{
	uint8_t kind = insn_info[image->insns[i].id].kind;
	uint32_t map = (uint32_t)image->insns[i].imm;

	return (kind == KIND_LDDW_MAP || kind == KIND_LDDW_MAP_VALUE) && map < image->n_maps
		       ? (int64_t)map
		       : -1;
}

static bool uses_map(const struct image *image, uint32_t map)
{
	for (uint32_t i = 0; i < image->n_insns; i++)
		if (insn_map(image, i) == map)
			return true;
	return false;
}

static const char *map_type_text(const struct map_desc *map)
{
	const struct map_type_info *type = map_type_by_number(map->type);

	return type ? type->name : "unknown";
}

static void print_map_use(const struct image *image, uint32_t map)
{
	const struct map_desc *desc = image->maps[map];
	char text[256];

	printf("  %-20s %-14s key %u bytes, value %u bytes, %u entries, flags 0x%x\n", desc->name,
	       map_type_text(desc), desc->key_size, desc->value_size, desc->max_entries,
	       desc->map_flags);
	for (uint32_t i = 0; i < image->n_insns; i++) {
		const struct line_info *line = image_line(image, i);

		if (insn_map(image, i) != map)
			continue;
		disasm(image, i, text, sizeof(text));
		printf("%8" PRIu32 ": %s", image->slot[i], text);
		if (line && *line->text)
			printf("  %s; %" PRIu32 " | %s%s", colour_on(stdout, GREEN), line->line,
			       line->text + strspn(line->text, " \t"), colour_off(stdout));
		putchar('\n');
	}
}

static void print_maps(const struct image *image)
{
	unsigned n = 0;

	for (uint32_t map = 0; map < image->n_maps; map++)
		n += uses_map(image, map);
	printf("%s%s%s, section %s: %u map%s\n", colour_on(stdout, BOLD), image->name,
	       colour_off(stdout), image->section, n, n == 1 ? "" : "s");
	for (uint32_t map = 0; map < image->n_maps; map++)
		if (uses_map(image, map))
			print_map_use(image, map);
}

static json_t *map_use_json(const struct image *image, uint32_t map)
{
	const struct map_desc *desc = image->maps[map];
	json_t *insns = json_array();

	for (uint32_t i = 0; i < image->n_insns; i++)
		if (insn_map(image, i) == map)
			json_array_append_new(insns, insn_json(image, i));
	return json_pack("{s:o, s:s, s:I, s:I, s:I, s:I, s:o}", "name", text_json(desc->name),
			 "type", map_type_text(desc), "key_size", (json_int_t)desc->key_size,
			 "value_size", (json_int_t)desc->value_size, "max_entries",
			 (json_int_t)desc->max_entries, "flags", (json_int_t)desc->map_flags,
			 "instructions", insns);
}

static json_t *maps_json(const struct image *image)
{
	json_t *maps = json_array();

	for (uint32_t map = 0; map < image->n_maps; map++)
		if (uses_map(image, map))
			json_array_append_new(maps, map_use_json(image, map));
	return json_pack("{s:o, s:o, s:o}", "name", text_json(image->name), "section",
			 text_json(image->section), "maps", maps);
}

/* Operations after the pass that is asked for; none: *@passed is NULL. */
static int find_passed(const struct dump_cmd *cmd, const struct skep_prog *prog,
		       struct arena *arena, const char ***passed, struct skep_error *error)
{
	int err;

	*passed = NULL;
	if (!cmd->pass)
		return 0;
	err = jit_show(prog->image, prog->facts, &prog->binding, prog->jit->flags, cmd->pass, arena,
		       passed, error);
	if (err == -EOPNOTSUPP)
		return error_set(error, INVALID_ARGUMENT, "level 1 leaves this program to level 0");
	return err == -ENOMEM ? error_set(error, NO_MEMORY, "operations") : err;
}

static int dump_program(const struct dump_cmd *cmd, const struct skep_prog *prog, json_t *array)
{
	struct skep_error error = { 0 };
	const char **passed;
	struct arena arena;
	int err;

	arena_init(&arena, 0);
	err = find_passed(cmd, prog, &arena, &passed, &error);
	if (!err && cmd->cli.json)
		json_array_append_new(array, program_json(prog, passed));
	else if (!err)
		print_program(prog, passed);
	arena_free(&arena);
	return err ? cli_fail(&cmd->cli, &error) : TOOL_OK;
}

/* Return: the exit code for this program. */
static int dump_one(const void *arg, struct skep_prog *prog, json_t *array)
{
	const struct dump_cmd *cmd = arg;

	if (prog->broken && cmd->cli.json) {
		json_array_append_new(array, json_pack("{s:o, s:o}", "name",
						       text_json(skep_prog_name(prog)), "error",
						       error_json(prog->broken)));
		return exit_of(prog->broken);
	}
	if (prog->broken)
		return cli_fail(&cmd->cli, prog->broken);
	if (!cmd->maps)
		return dump_program(cmd, prog, array);
	if (cmd->cli.json)
		json_array_append_new(array, maps_json(prog->image));
	else
		print_maps(prog->image);
	return TOOL_OK;
}

/* Verify and compile what shall be shown. */
static int load_for_jit(struct skep_obj *obj, const struct skep_prog *only, uint64_t level,
			struct skep_error *error)
{
	struct skep_prog *prog = NULL;
	int err = 0;

	while ((prog = skep_obj_next_prog(obj, prog)) && !err) {
		skep_prog_set_autoload(prog, !only || prog == only);
		prog->jit_level = level != 0;
		err = skep_prog_set_engine(prog, SKEP_ENGINE_JIT);
	}
	if (err) {
		error_set(error, INVALID_ARGUMENT, "this machine has no JIT");
		error->error_class = SKEP_CLASS_UNSUPPORTED;
		return err;
	}
	return skep_obj_load(obj, error);
}

static int dump_object(const struct dump_cmd *cmd, struct skep_obj *obj)
{
	struct skep_prog *only = NULL;
	struct skep_error error = { 0 };

	if ((cmd->prog && object_prog(obj, cmd->prog, &only, &error)) ||
	    object_has_progs(obj, &error) ||
	    (cmd->jit && load_for_jit(obj, only, cmd->level, &error)))
		return cli_fail(&cmd->cli, &error);
	return object_each_prog(&cmd->cli, obj, only, dump_one, cmd);
}

/* What options cannot say alone; Return: -1 to go on. */
static int check_dump(const struct dump_cmd *cmd)
{
	char names[256] = "";
	bool found = false;
	size_t n = 0;

	if (!cmd->pass)
		return -1;
	if (!cmd->jit)
		return cli_usage_error(&cmd->cli, "--pass needs --jit");
	for (unsigned i = 0; jit_pass_name(i) && n < sizeof(names); i++) {
		found |= !strcmp(cmd->pass, jit_pass_name(i));
		n += (size_t)snprintf(names + n, sizeof(names) - n, "%s%s", i ? ", " : "",
				      jit_pass_name(i));
	}
	return found ? -1 : cli_usage_error(&cmd->cli, "there is no pass %s: %s", cmd->pass, names);
}

static int cmd_dump(int argc, char **argv)
{
	struct dump_cmd cmd = { .level = 1 };
	struct skep_error error = { 0 };
	struct skep_obj *obj;
	struct skep *vm = NULL;
	int code = cli_parse(&cmd.cli, &usage, argc, argv);

	if (code < 0)
		code = check_dump(&cmd);
	if (code < 0) {
		vm = skep_new(SKEP_OPTS(.rights = cmd.cli.rights), &error);
		obj = vm && !functions_add(&cmd.cli, vm, &error) ?
			      cli_open(&cmd.cli, vm, &error) :
			      NULL;
		code = obj ? dump_object(&cmd, obj) : cli_fail(&cmd.cli, &error);
	}
	skep_free(vm);
	cli_free(&cmd.cli);
	return code;
}

int cmd_prog(int argc, char **argv)
{
	static const struct command commands[] = {
		{ "dump", cmd_dump, "instructions under their C lines" },
		{ "check-jit", cmd_check_jit, "judge machine code by its disassembly" },
		{ NULL, NULL, NULL },
	};

	return cli_dispatch(commands, "prog", argc - 1, argv + 1);
}
