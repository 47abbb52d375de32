/*
 * skep - the command.  One row a subcommand, one file each; what they share is
 * in cli.c.  The last thing that happens is a check that standard output took
 * everything, so that a full disk is never a success.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "tools/cli.h"

static int cmd_help(int argc, char **argv);

static const struct command commands[] = {
	{ "verify", cmd_verify, "prove the programs of an object safe, or say why not" },
	{ "run", cmd_run, "run a program on a capture or on bytes" },
	{ "filter", cmd_filter, "the packets of a capture that a libpcap expression matches" },
	{ "test", cmd_test, "table tests of programs from a YAML file" },
	{ "prog", cmd_prog, "look at programs: dump, check-jit" },
	{ "btf", cmd_btf, "types of objects: dump" },
	{ "gen", cmd_gen, "code from objects: skeleton" },
	{ "link", cmd_link, "several objects to one, by libbpf's linker" },
	{ "map", cmd_map, "pinned maps: list, show, dump, update, delete, repair, unpin" },
	{ "exec", cmd_exec, "a program that calls bpf(2), unmodified, on skep" },
	{ "isa", cmd_isa, "the instruction set" },
	{ "helpers", cmd_helpers, "the helpers, and which programs may call them" },
	{ "diagnostics", cmd_diagnostics, "every reason for a refusal, and what to do" },
	{ "completion", cmd_completion, "completion for bash, zsh, fish" },
	{ "version", cmd_version, "the version of the command and the library" },
	{ "help", cmd_help, "this text, or that of a command" },
	{ NULL, NULL, NULL },
};

const struct command *cli_commands(void)
{
	return commands;
}

static void print_exit_codes(void)
{
	puts("\nExit codes:");
#define EXIT(id, code, text) printf("  %-4d %s\n", code, text);
#include "tools/exit.def"
}

static int print_help(void)
{
	puts("skep - eBPF programs in user space: verify, run, share maps\n\n"
	     "Usage: skep COMMAND [ARGUMENT...]\n\nCommands:");
	for (const struct command *c = commands; c->name; c++)
		printf("  %-12s %s\n", c->name, c->summary);
	puts("\n`skep COMMAND --help` shows options and examples.  --json works everywhere:\n"
	     "one JSON value on standard output, errors too.");
	print_exit_codes();
	return TOOL_OK;
}

static const struct usage help_usage = {
	.name = "help",
	.args = "[COMMAND [SUBCOMMAND]]",
	.text = "Shows what there is, or the help of one command.",
	.examples = "  skep help\n  skep help map dump\n",
	.options = (const struct option[]){ { 0 } },
	.max_args = 2,
};

static int cmd_help(int argc, char **argv)
{
	char *asked[4] = { NULL };
	struct cli cli = { 0 };
	int code = cli_parse(&cli, &help_usage, argc, argv), n = cli.args.n;

	if (code >= 0 || (!n && !cli.json)) {
		cli_free(&cli);
		return code >= 0 ? code : print_help();
	}
	for (int i = 0; i < n; i++)
		asked[i] = (char *)cli.args.items[i];
	cli_free(&cli);
	if (!n)
		return json_out(cli_commands_json(commands), TOOL_OK);
	asked[n] = "--help";
	return cli_dispatch(commands, NULL, n + 1, asked);
}

static const struct usage version_usage = {
	.name = "version",
	.args = "",
	.text = "Shows the version.",
	.examples = "  skep version\n  skep version --json\n",
	.options = (const struct option[]){ { 0 } },
};

int cmd_version(int argc, char **argv)
{
	struct cli cli = { 0 };
	int code = cli_parse(&cli, &version_usage, argc, argv);

	if (code < 0 && cli.json)
		code = json_out(json_pack("{s:b, s:s}", "ok", 1, "version", skep_version()),
				TOOL_OK);
	else if (code < 0)
		code = printf("skep %s\n", skep_version()) < 0 ? TOOL_SYSTEM : TOOL_OK;
	cli_free(&cli);
	return code;
}

int main(int argc, char **argv)
{
	int code;

	signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error of the write, below */
	if (argc < 2)
		code = cli_usage_error(NULL, "no command; see skep help");
	else if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))
		code = print_help();
	else if (!strcmp(argv[1], "--version"))
		code = cmd_version(1, (char *[]){ "version", NULL });
	else
		code = cli_dispatch(commands, NULL, argc - 1, argv + 1);
	errno = 0;
	if (fflush(stdout) || ferror(stdout)) {
		fprintf(stderr, "error: cannot write standard output: %s\n",
			errno ? strerror(errno) : "an earlier write failed");
		return code == TOOL_OK ? TOOL_SYSTEM : code;
	}
	return code;
}
