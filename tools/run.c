/*
 * skep run: verify and load a program, fill its maps, feed it packets, show
 * what became of them.  Private unless --pin or --root asks for a root: then
 * other processes see the maps live.
 */
#include "tools/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/diag.h"
#include "tools/entries.h"
#include "tools/object.h"
#include "tools/pins.h"
#include "vm/vm.h"

#define AT(member) offsetof(struct run_cmd, member)
static const struct option options[] = {
	{ "prog", "NAME", "the program; needed where OBJ has several", OPTION_STRING, AT(prog) },
	OPTION_TARGET,
	OPTION_SET,
	{ "pcap", "IN", "packets from a capture; - is standard input", OPTION_STRING, AT(pcap) },
	{ "pcap-out", "OUT", "write the packets that pass to a capture", OPTION_STRING,
	  AT(pcap_out) },
	{ "data-hex", "BYTES", "one packet instead of a capture", OPTION_STRING, AT(data_hex) },
	{ "ctx", "FILE", "the context of a type without packets: its bytes", OPTION_STRING,
	  AT(ctx) },
	{ "ctx-hex", "BYTES", "the same as hex digits", OPTION_STRING, AT(ctx_hex) },
	{ "repeat", "N", "all of it N times", OPTION_NUMBER, AT(repeat) },
	{ "verdicts", NULL, "the verdict of each packet too", OPTION_FLAG, AT(verdicts) },
	{ "map", "NAME=FILE", "entries of a map before the run, JSON or .csv", OPTION_LIST,
	  AT(fill) },
	{ "maps", NULL, "show all maps after the run", OPTION_FLAG, AT(maps) },
	{ "type", "NAME", "show the records of ring buffers by this type of OBJ", OPTION_STRING,
	  AT(record_type) },
	{ "top", "MAP=FIELD[:N]", "the N entries (10) with the largest FIELD of their value",
	  OPTION_LIST, AT(top) },
	{ "engine", "E", "jit (default), interp, checked", OPTION_STRING, AT(engine) },
	{ "jit-level", "N", "of the jit's code: 0 or 1 (default)", OPTION_NUMBER, AT(level) },
	{ "budget", "N", "end a run after N instructions", OPTION_NUMBER, AT(budget) },
	{ "pin", "DIR", "pin the maps as DIR/NAME, which keeps them", OPTION_STRING, AT(pin) },
	OPTION_ROOT,
	OPTIONS_RIGHTS,
	{ 0 },
};

static const struct usage usage = {
	.name = "run",
	.args = "OBJ",
	.text = "Verifies a program of OBJ and runs it on the packets of a capture, or on bytes.  "
		"Needs no\n"
		"root.  Programs: xdp, tc, socket filters, cgroup_skb; with --ctx kprobe, "
		"tracepoint, syscall and\n"
		"others whose context is bytes.  Maps are private to this run, unless --pin or "
		"--root is given.",
	.examples = "  skep run firewall.bpf.o --pcap in.pcap --pcap-out passed.pcap\n"
		    "  skep run firewall.bpf.o --pcap in.pcap --map blocklist=blocklist.json --top "
		    "flows=packets:5\n"
		    "  skep run counter.bpf.o --data-hex 'ffffffffffff 020000000001 0806' --maps\n"
		    "  skep run firewall.bpf.o --pcap in.pcap --repeat 1000 --pin fw &\n"
		    "  skep map dump fw/flows --btf firewall.bpf.o\n",
	.options = options,
	.min_args = 1,
	.max_args = 1,
};

int engine_by_name(const char *name, enum skep_engine *out)
{
	static const struct { const char *name; enum skep_engine engine; } engines[] = {
		{ "interp", SKEP_ENGINE_INTERP },
		{ "checked", SKEP_ENGINE_CHECKED },
		{ "jit", SKEP_ENGINE_JIT },
	};

	*out = SKEP_ENGINE_DEFAULT;
	if (!name)
		return 0;
	for (size_t i = 0; i < sizeof(engines) / sizeof(*engines); i++) {
		if (strcmp(name, engines[i].name))
			continue;
		*out = engines[i].engine;
		return 0;
	}
	return -1;
}

int engine_set(struct skep_prog *prog, const char *name, struct skep_error *error)
{
	enum skep_engine engine;
	int err;

	engine_by_name(name, &engine);
	err = skep_prog_set_engine(prog, engine);
	if (!err)
		return 0;
	error_set(error, INVALID_ARGUMENT, "this version has no such engine");
	error->err = err;
	error->error_class = SKEP_CLASS_UNSUPPORTED;
	return err;
}

/* What options cannot say alone; Return: -1 to go on. */
static int check_options(const struct run_cmd *cmd)
{
	enum skep_engine engine;

	if (!!cmd->pcap + !!cmd->data_hex + !!cmd->ctx + !!cmd->ctx_hex != 1)
		return cli_usage_error(&cmd->cli,
				       "give one of --pcap, --data-hex, --ctx, --ctx-hex");
	if (cmd->pcap_out && !cmd->pcap)
		return cli_usage_error(&cmd->cli, "--pcap-out needs --pcap");
	if (cmd->repeat > 1 && cmd->pcap && !strcmp(cmd->pcap, "-"))
		return cli_usage_error(&cmd->cli, "--repeat cannot read standard input again");
	if (!cmd->repeat)
		return cli_usage_error(&cmd->cli, "--repeat: at least 1");
	if (engine_by_name(cmd->engine, &engine))
		return cli_usage_error(&cmd->cli, "there is no engine %s: interp, checked, jit",
				       cmd->engine);
	for (int i = 0; i < cmd->fill.n; i++)
		if (!strchr(cmd->fill.items[i], '='))
			return cli_usage_error(&cmd->cli, "--map takes NAME=FILE");
	return -1;
}

static bool takes_packets(const struct run_cmd *cmd)
{
	return cmd->pcap || cmd->data_hex;
}

static int choose(const struct run_cmd *cmd, struct skep_obj *obj, struct skep_prog **out,
		  struct skep_error *error)
{
	struct skep_prog *prog = NULL;
	int err = object_prog(obj, cmd->prog, out, error);

	if (err)
		return err;
	if (takes_packets(cmd) && !prog_kind(*out)) {
		err = error_set(error, PROG_TYPE_UNSUPPORTED, skep_prog_type_name(*out));
		snprintf(error->prog, sizeof(error->prog), "%s", skep_prog_name(*out));
		return err;
	}
	while ((prog = skep_obj_next_prog(obj, prog)))
		skep_prog_set_autoload(prog, prog == *out || object_is_target(obj, *out, prog));
	(*out)->jit_level = cmd->level != 0;
	return engine_set(*out, cmd->engine, error);
}

static int fill_maps(const struct run_cmd *cmd, const struct skep_obj *obj,
		     struct skep_error *error)
{
	for (int i = 0; i < cmd->fill.n; i++) {
		const char *text = cmd->fill.items[i], *equal = strchr(text, '=');
		struct map_view view;
		struct skep_map *map;
		char name[64];

		snprintf(name, sizeof(name), "%.*s", (int)(equal - text), text);
		if (object_map(obj, name, &map, error))
			return error->err;
		map_view(&view, map, map);
		if (map_fill(&view, equal + 1, error))
			return error->err;
	}
	return 0;
}

/* What programs print goes to standard error. */
static void show_trace(void *arg, const struct skep_prog *prog, const char *line, size_t len)
{
	(void)arg;
	fprintf(stderr, "%s: %s%s", skep_prog_name(prog), line,
		len && line[len - 1] == '\n' ? "" : "\n");
}

static int run_loaded(const struct run_cmd *cmd, struct skep_obj *obj, struct skep_prog *prog)
{
	struct tally tally = { .verdicts = json_array() };
	struct skep_error error = { 0 };
	int code, err;

	error_clear(&error);
	if (cmd->budget)
		skep_prog_set_budget(prog, cmd->budget);
	tally.context = takes_packets(cmd) ? NULL : calloc(1, sizeof(*tally.context));
	if (takes_packets(cmd))
		err = run_packets(cmd, prog, &tally, &error);
	else
		err = tally.context ? run_context(cmd, prog, &tally, &error) :
				      error_set(&error, NO_MEMORY, "context");
	code = err ? cli_fail(&cmd->cli, &error) : run_report(cmd, obj, prog, &tally);
	json_decref(tally.verdicts);
	free(tally.context);
	return code;
}

static int run_object(const struct run_cmd *cmd, struct skep *vm, struct skep_obj *obj)
{
	struct skep_error error = { 0 };
	struct skep_prog *prog;

	if (choose(cmd, obj, &prog, &error) ||
	    object_set_globals(obj, &cmd->cli.set, &error) || skep_obj_load(obj, &error) ||
	    fill_maps(cmd, obj, &error) || (cmd->pin && pin_maps(vm, obj, cmd->pin, &error)))
		return cli_fail(&cmd->cli, &error);
	return run_loaded(cmd, obj, prog);
}

int cmd_run(int argc, char **argv)
{
	struct run_cmd cmd = { .repeat = 1, .level = 1 };
	struct skep_error error = { 0 };
	struct skep_obj *obj;
	struct skep *vm = NULL;
	char root[4096];
	int code = cli_parse(&cmd.cli, &usage, argc, argv);

	code = code < 0 ? check_options(&cmd) : code;
	if (code < 0) {
		bool shared = cmd.pin || cmd.cli.root;

		vm = skep_new(SKEP_OPTS(.rights = cmd.cli.rights,
					.root = shared ? cli_root(&cmd.cli, root, sizeof(root)) :
							 NULL),
			      &error);
		if (vm)
			skep_set_trace(vm, show_trace, NULL);
		obj = vm ? cli_open(&cmd.cli, vm, &error) : NULL;
		code = obj ? run_object(&cmd, vm, obj) : cli_fail(&cmd.cli, &error);
	}
	skep_free(vm);
	free(cmd.fill.items);
	free(cmd.top.items);
	cli_free(&cmd.cli);
	return code;
}
