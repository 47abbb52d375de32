/*
 * skep exec: a program that calls bpf(2), with a library in front of libc that answers.
 * What would not meet that library is refused before it starts.
 */
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/diag.h"
#include "tools/cli.h"
#include "vm/program.h"

#define LIBRARY "libskep-bpf.so"

struct exec_cmd {
	struct cli cli;
	uint64_t lanes;
};

static const struct option options[] = {
	OPTION_ROOT,
	{ "trusted", NULL, "give programs every right, as Linux with CAP_PERFMON", OPTION_FLAG,
	  offsetof(struct cli, trusted) },
	{ "lanes", "N", "lanes of a root that is made now: its CPUs", OPTION_NUMBER,
	  offsetof(struct exec_cmd, lanes) },
	{ 0 },
};

static const struct usage usage = {
	.name = "exec",
	.args = "-- CMD [ARGUMENT...]",
	.text = "Runs CMD, whose bpf(2) calls are answered by skep instead of the kernel: maps,\n"
		"programs and types are objects of a root directory, which other processes see.\n"
		"No privilege is needed.  Options end at CMD.  Programs that do not call through\n"
		"libc (static, set-user-ID, Go) are refused; where CMD starts one, stderr tells.\n"
		"Exits as CMD does.",
	.examples = "  skep exec -- bpftool prog load xdp.bpf.o /sys/fs/bpf/xdp\n"
		    "  skep exec --root /tmp/r --trusted -- ./libbpf-app --flag\n",
	.options = options,
	.ends_options = true,
	.min_args = 1,
	.max_args = INT_MAX,
};

/* ---- the library ---- */

static bool find_library(char path[PATH_MAX])
{
	static const char *const places[] = { "", "/../lib/skep", "/../lib/" SKEP_MULTIARCH "/skep",
					      "/../lib64/skep" };
	char self[PATH_MAX / 2];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);

	if (n <= 0)
		return false;
	self[n] = '\0';
	*strrchr(self, '/') = '\0';
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		snprintf(path, PATH_MAX, "%s%s/" LIBRARY, self, places[i]);
		if (!access(path, R_OK))
			return true;
	}
	return false;
}

/* LD_PRELOAD takes neither blanks nor colons. */
static int set_preload(const char *library, struct skep_error *error)
{
	const char *old = getenv("LD_PRELOAD");
	char *value;
	int err;

	if (strpbrk(library, " :"))
		return error_set(error, EXEC_REFUSED, library, "its path has a blank or a colon");
	if (asprintf(&value, "%s%s%s", library, old && *old ? ":" : "", old ? old : "") < 0)
		return error_set(error, NO_MEMORY, "environment");
	err = setenv("LD_PRELOAD", value, 1);
	free(value);
	return err ? error_set(error, NO_MEMORY, "environment") : 0;
}

/* Made now, so that its lanes are CPUs from the beginning; by its real path, as /proc has it. */
static int set_root(const struct exec_cmd *cmd, struct skep_error *error)
{
	char given[4096], real[PATH_MAX];
	const char *root = cli_root(&cmd->cli, given, sizeof(given));
	struct skep *vm = skep_new(SKEP_OPTS(.root = root, .lanes = (uint32_t)cmd->lanes), error);

	if (!vm)
		return error->err;
	skep_free(vm);
	if (!realpath(root, real))
		return error_set(error, FILE_OPEN, root, strerror(errno));
	if (setenv("SKEP_ROOT", real, 1) ||
	    (cmd->cli.trusted ? setenv("SKEP_TRUSTED", "1", 1) : unsetenv("SKEP_TRUSTED")))
		return error_set(error, NO_MEMORY, "environment");
	return 0;
}

static int prepare(const struct exec_cmd *cmd, const char *path, struct skep_error *error)
{
	char library[PATH_MAX], program[PATH_MAX];
	const char *reason;
	int err;

	strcpy(program, path);
	reason = program_misses(program);
	if (reason)
		return error_set(error, EXEC_REFUSED, program, reason);
	if (cmd->lanes > UINT32_MAX)
		return error_set(error, INVALID_ARGUMENT, "the number of lanes is out of range");
	if (!find_library(library))
		return error_set(error, FILE_OPEN, LIBRARY, "not found beside the command");
	err = set_root(cmd, error);
	return err ? err : set_preload(library, error);
}

int cmd_exec(int argc, char **argv)
{
	struct exec_cmd cmd = { 0 };
	struct skep_error error;
	char path[PATH_MAX];
	int code = cli_parse(&cmd.cli, &usage, argc, argv), first;

	error_clear(&error);
	if (code >= 0) {
		cli_free(&cmd.cli);
		return code;
	}
	first = argc - cmd.cli.args.n;
	if (!program_find(argv[first], path))
		error_set(&error, FILE_OPEN, argv[first], "there is no such command");
	else if (!prepare(&cmd, path, &error)) {
		cli_free(&cmd.cli);
		signal(SIGPIPE, SIG_DFL); /* main() ignores it */
		execv(path, argv + first);
		error_set(&error, FILE_OPEN, argv[first], strerror(errno));
	}
	code = cli_fail(&cmd.cli, &error);
	cli_free(&cmd.cli);
	return code;
}
