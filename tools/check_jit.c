/* skep prog check-jit: programs are compiled for each machine, and the code is judged. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/diag.h"
#include "tools/check_code.h"
#include "tools/cli.h"
#include "tools/object.h"
#include "vm/vm.h"

struct check_cmd {
	struct cli cli;
	const char *prog, *machine;
	uint64_t level;
};

static const struct option options[] = {
	{ "prog", "NAME", "this program only; else all", OPTION_STRING,
	  offsetof(struct check_cmd, prog) },
	{ "machine", "MACHINE", "code for x86_64 or arm64 only; else for both", OPTION_STRING,
	  offsetof(struct check_cmd, machine) },
	{ "jit-level", "N", "of the code: 0 or 1 (default)", OPTION_NUMBER,
	  offsetof(struct check_cmd, level) },
	OPTION_TARGET,
	OPTIONS_RIGHTS,
	{ 0 },
};

static const struct usage usage = {
	.name = "prog check-jit",
	.args = "OBJ",
	.text = "Compiles the programs of OBJ and judges the machine code by its disassembly: "
		"only expected\n"
		"instructions, branch targets at instructions of the code, no indirect branch "
		"outside the\n"
		"allowed sequences, no constant that the program chose.  Nothing is run.",
	.examples = "  skep prog check-jit firewall.bpf.o\n"
		    "  skep prog check-jit firewall.bpf.o --machine arm64 --json\n"
		    "  skep prog check-jit firewall.bpf.o --allow no-hardening\n",
	.options = options,
	.min_args = 1,
	.max_args = 1,
};

static const char *const machine_name[N_JIT_MACHINES] = { [JIT_X64] = "x86_64",
							  [JIT_A64] = "arm64" };

static bool is_asked_for(const struct check_cmd *cmd, unsigned machine)
{
	return !cmd->machine || !strcmp(cmd->machine, machine_name[machine]);
}

/* ---- what is shown ---- */

static void print_findings(const struct skep_prog *prog, const struct jit_code *code,
			   const struct findings *found)
{
	printf("%s: %s%s, level %u: %zu bytes, %" PRIu32 " machine instructions: ",
	       skep_prog_name(prog), machine_name[code->machine],
	       code->flags & JIT_BLIND ? ", hardened" : "",
	       code->level, code->size, found->n_insns);
	if (!found->n)
		printf("%sas expected%s\n", colour_on(stdout, GREEN), colour_off(stdout));
	else
		printf("%s%" PRIu32 " findings%s\n", colour_on(stdout, RED), found->n,
		       colour_off(stdout));
	for (uint32_t i = 0; i < found->n && i < MOST_FINDINGS; i++)
		printf("  0x%" PRIx32 ", instruction %" PRId32 ": %s\n", found->row[i].at,
		       found->row[i].slot, found->row[i].text);
}

static json_t *findings_json(const struct skep_prog *prog, const struct jit_code *code,
			     const struct findings *found)
{
	json_t *rows = json_array();

	for (uint32_t i = 0; i < found->n && i < MOST_FINDINGS; i++)
		json_array_append_new(rows, json_pack("{s:i, s:i, s:s}", "offset",
						      (int)found->row[i].at, "slot",
						      (int)found->row[i].slot, "text",
						      found->row[i].text));
	return json_pack("{s:o, s:s, s:b, s:i, s:I, s:I, s:I, s:o}", "name",
			 text_json(skep_prog_name(prog)), "machine", machine_name[code->machine],
			 "hardened", (int)(code->flags & JIT_BLIND), "level", (int)code->level,
			 "bytes",
			 (json_int_t)code->size, "instructions", (json_int_t)found->n_insns,
			 "found", (json_int_t)found->n, "findings", rows);
}

/* ---- checking ---- */

/* Return: the exit code. */
static int check_for(const struct check_cmd *cmd, const struct skep_prog *prog,
		     enum jit_machine machine, json_t *array)
{
	uint32_t flags = cmd->cli.rights & SKEP_NO_HARDENING ? 0 : JIT_HARDENED;
	const struct jit_code *code = NULL;
	struct skep_error error = { 0 };
	struct findings found;
	struct arena arena;
	int err;

	if (cmd->level)
		flags |= JIT_LEVEL_1;
	arena_init(&arena, 0);
	err = jit_prepare_for(machine, prog->image, prog->facts, &prog->binding, flags, &arena,
			      &code, &error);
	if (!err)
		err = check_code(prog->image, &prog->binding, code, &found);
	if (err && !error.id[0])
		error_set(&error, NO_MEMORY, "disassembly");
	if (!err && cmd->cli.json)
		json_array_append_new(array, findings_json(prog, code, &found));
	else if (!err)
		print_findings(prog, code, &found);
	jit_free(code);
	arena_free(&arena);
	if (err)
		return cli_fail(&cmd->cli, &error);
	return found.n ? TOOL_REFUSED : TOOL_OK;
}

static int check_prog(const void *arg, struct skep_prog *prog, json_t *array)
{
	const struct check_cmd *cmd = arg;
	int code = TOOL_OK, one;

	for (unsigned machine = 0; prog->loaded && machine < N_JIT_MACHINES; machine++) {
		one = is_asked_for(cmd, machine) ? check_for(cmd, prog, machine, array) : TOOL_OK;
		code = code == TOOL_OK ? one : code;
	}
	return code;
}

static int check_object(const struct check_cmd *cmd, struct skep_obj *obj)
{
	struct skep_prog *prog = NULL, *only = NULL;
	struct skep_error error = { 0 };

	if ((cmd->prog && object_prog(obj, cmd->prog, &only, &error)) ||
	    object_has_progs(obj, &error))
		return cli_fail(&cmd->cli, &error);
	while (only && (prog = skep_obj_next_prog(obj, prog)))
		skep_prog_set_autoload(prog, prog == only);
	if (skep_obj_load(obj, &error))
		return cli_fail(&cmd->cli, &error);
	return object_each_prog(&cmd->cli, obj, only, check_prog, cmd);
}

int cmd_check_jit(int argc, char **argv)
{
	struct check_cmd cmd = { .level = 1 };
	struct skep_error error = { 0 };
	struct skep_obj *obj;
	struct skep *vm = NULL;
	int code = cli_parse(&cmd.cli, &usage, argc, argv);

	if (code < 0 && cmd.machine && !is_asked_for(&cmd, JIT_X64) && !is_asked_for(&cmd, JIT_A64))
		code = cli_usage_error(&cmd.cli, "--machine is x86_64 or arm64, not \"%s\"",
				       cmd.machine);
	if (code < 0) {
		vm = skep_new(SKEP_OPTS(.rights = cmd.cli.rights), &error);
		obj = vm ? cli_open(&cmd.cli, vm, &error) : NULL;
		code = obj ? check_object(&cmd, obj) : cli_fail(&cmd.cli, &error);
	}
	skep_free(vm);
	cli_free(&cmd.cli);
	return code;
}
