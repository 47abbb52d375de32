/*
 * skep verify: each program of an object is proved safe, or the reason why not
 * is shown.  Makes no map and runs nothing; needs no right.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/diag.h"
#include "tools/cli.h"
#include "tools/functions.h"
#include "tools/manifest.h"
#include "tools/object.h"

struct verify_cmd {
	struct cli cli;
	const char *prog, *arch;
	bool manifest;
};

static const struct option options[] = {
	{ "prog", "NAME", "this program only; else all", OPTION_STRING,
	  offsetof(struct verify_cmd, prog) },
	OPTION_TARGET,
	OPTION_FUNCTIONS,
	OPTION_SET,
	{ "arch", "ARCH", "registers of tracing contexts: x86_64, arm64; else this machine's",
	  OPTION_STRING, offsetof(struct verify_cmd, arch) },
	{ "manifest", NULL, "show what a program can reach: maps, helpers, context, packet",
	  OPTION_FLAG, offsetof(struct verify_cmd, manifest) },
	OPTIONS_RIGHTS,
	{ 0 },
};

static const struct usage usage = {
	.name = "verify",
	.args = "OBJ",
	.text = "Proves memory safety and termination of the programs of OBJ, or shows why a "
		"program is\n"
		"refused: diagnostic, C line, instruction, history of the registers, hint.  "
		"Programs have\n"
		"no rights unless they are granted.",
	.examples = "  skep verify firewall.bpf.o\n"
		    "  skep verify firewall.bpf.o --prog firewall --json\n"
		    "  skep verify firewall.bpf.o --manifest\n"
		    "  skep verify probe.bpf.o --allow leak-pointers --arch arm64\n"
		    "  skep verify policy.bpf.o --functions host.bpf.o --allow find_user\n",
	.options = options,
	.min_args = 1,
	.max_args = 1,
};

static void print_accepted(const struct verify_cmd *cmd, const struct skep_prog *prog,
			   const struct skep_prog_info *info)
{
	printf("%s: %s (%s): %saccepted%s\n", cmd->cli.args.items[0], skep_prog_name(prog),
	       skep_prog_type_name(prog), colour_on(stdout, GREEN), colour_off(stdout));
	printf("  %u instructions, %u bytes of stack, ", info->n_insns, info->stack_size);
	if (info->max_cost == UINT64_MAX)
		printf("no bound on the instructions of a run\n");
	else
		printf("a run executes at most %" PRIu64 "\n", info->max_cost);
	printf("  verified in %.2f ms: %" PRIu64 " instructions looked at, %" PRIu64
	       " units of work\n",
	       (double)info->verify_ns / 1e6, info->n_processed, info->work);
	if (cmd->manifest)
		manifest_print(prog);
}

static json_t *number_json(uint64_t v)
{
	return v > INT64_MAX ? json_null() : json_integer((json_int_t)v);
}

static json_t *prog_json(const struct verify_cmd *cmd, const struct skep_prog *prog, int err,
			 const struct skep_error *error, const struct skep_prog_info *info)
{
	json_t *json = json_pack("{s:o, s:o, s:s, s:b}", "name", text_json(skep_prog_name(prog)),
				 "section", text_json(skep_prog_section(prog)), "type",
				 skep_prog_type_name(prog), "accepted", !err);

	if (err) {
		json_object_set_new(json, "error", error_json(error));
		return json;
	}
	json_object_set_new(json, "instructions", json_integer(info->n_insns));
	json_object_set_new(json, "stack_size", json_integer(info->stack_size));
	json_object_set_new(json, "context_size",
			    json_integer((json_int_t)skep_prog_ctx_size(prog)));
	json_object_set_new(json, "max_cost", number_json(info->max_cost));
	json_object_set_new(json, "processed", number_json(info->n_processed));
	json_object_set_new(json, "work", number_json(info->work));
	json_object_set_new(json, "verify_ns", number_json(info->verify_ns));
	if (cmd->manifest)
		json_object_set_new(json, "manifest", manifest_json(prog));
	return json;
}

/* Return: the exit code for this program. */
static int verify_one(const void *arg, struct skep_prog *prog, json_t *array)
{
	const struct verify_cmd *cmd = arg;
	struct skep_prog_info info = { 0 };
	struct skep_error error = { 0 };
	int err = skep_prog_verify(prog, &error);

	if (!err)
		skep_prog_info(prog, &info);
	if (cmd->cli.json)
		json_array_append_new(array, prog_json(cmd, prog, err, &error, &info));
	else if (err)
		cli_fail(&cmd->cli, &error);
	else
		print_accepted(cmd, prog, &info);
	return err ? (int)exit_of(&error) : TOOL_OK;
}

static int verify_object(const struct verify_cmd *cmd, struct skep_obj *obj)
{
	struct skep_prog *only = NULL;
	struct skep_error error = { 0 };

	if (object_set_globals(obj, &cmd->cli.set, &error) ||
	    (cmd->prog && object_prog(obj, cmd->prog, &only, &error)) ||
	    object_has_progs(obj, &error))
		return cli_fail(&cmd->cli, &error);
	return object_each_prog(&cmd->cli, obj, only, verify_one, cmd);
}

/* Return: -1 to go on. */
static int parse_arch(const struct verify_cmd *cmd, enum skep_arch *out)
{
	*out = skep_arch_by_name(cmd->arch);
	if (!cmd->arch || *out != SKEP_ARCH_HOST)
		return -1;
	return cli_usage_error(&cmd->cli, "--arch: x86_64 or arm64, not %s", cmd->arch);
}

int cmd_verify(int argc, char **argv)
{
	struct verify_cmd cmd = { 0 };
	struct skep_obj_opts opts = { .size = sizeof(opts) };
	struct skep_error error = { 0 };
	struct skep_obj *obj;
	struct skep *vm = NULL;
	int code = cli_parse(&cmd.cli, &usage, argc, argv);

	code = code < 0 ? parse_arch(&cmd, &opts.arch) : code;
	if (code < 0) {
		vm = skep_new(SKEP_OPTS(.rights = cmd.cli.rights), &error);
		opts.btf = cmd.cli.target;
		opts.kconfig = cmd.cli.kconfig;
		obj = vm && !functions_add(&cmd.cli, vm, &error) ?
			      skep_obj_open(vm, cmd.cli.args.items[0], &opts, &error) :
			      NULL;
		code = obj ? verify_object(&cmd, obj) : cli_fail(&cmd.cli, &error);
	}
	skep_free(vm);
	cli_free(&cmd.cli);
	return code;
}
