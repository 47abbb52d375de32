/*
 * skep exec: a program that calls bpf(2), with a library in front of libc that answers.
 * What would not meet that library is refused before it starts.
 */
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "core/diag.h"
#include "tools/cli.h"

#define LIBRARY "libskep-bpf.so"

enum { MAX_SCRIPTS = 4, MAX_PHDRS = 256, MAX_SHDRS = 4096 };

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
		"libc (static, set-user-ID, Go) are refused.  Exits as CMD does.",
	.examples = "  skep exec -- bpftool prog load xdp.bpf.o /sys/fs/bpf/xdp\n"
		    "  skep exec --root /tmp/r --trusted -- ./libbpf-app --flag\n",
	.options = options,
	.ends_options = true,
	.min_args = 1,
	.max_args = INT_MAX,
};

/* ---- the command ---- */

static bool is_program(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISREG(st.st_mode) && !access(path, X_OK);
}

/* As execvp: 0 and @path, or false. */
static bool find_command(const char *name, char path[PATH_MAX])
{
	const char *folders = getenv("PATH");

	if (strchr(name, '/')) {
		snprintf(path, PATH_MAX, "%s", name);
		return !access(path, F_OK);
	}
	for (folders = folders ? folders : "/bin:/usr/bin"; *folders;) {
		size_t n = strcspn(folders, ":");

		snprintf(path, PATH_MAX, "%.*s%s%s", (int)n, folders, n ? "/" : "", name);
		if (is_program(path))
			return true;
		folders += n + (folders[n] == ':');
	}
	return false;
}

static const char *check_segments(int fd, const Elf64_Ehdr *head)
{
	for (unsigned i = 0; i < head->e_phnum && i < MAX_PHDRS; i++) {
		Elf64_Phdr segment;

		if (pread(fd, &segment, sizeof(segment),
			  (off_t)(head->e_phoff + i * sizeof(segment))) != sizeof(segment))
			break;
		if (segment.p_type == PT_INTERP)
			return NULL;
	}
	return "it is statically linked, so no library can stand in front of its calls";
}

/* Go programs make system calls of their own, even those that are linked with libc. */
static bool is_go(int fd, const Elf64_Ehdr *head)
{
	Elf64_Shdr names, section;
	char name[16];

	if (!head->e_shnum || head->e_shstrndx >= head->e_shnum ||
	    pread(fd, &names, sizeof(names),
		  (off_t)(head->e_shoff + head->e_shstrndx * sizeof(names))) != sizeof(names))
		return false;
	for (unsigned i = 0; i < head->e_shnum && i < MAX_SHDRS; i++) {
		ssize_t n;

		if (pread(fd, &section, sizeof(section),
			  (off_t)(head->e_shoff + i * sizeof(section))) != sizeof(section))
			return false;
		n = pread(fd, name, sizeof(name) - 1, (off_t)(names.sh_offset + section.sh_name));
		name[n > 0 ? n : 0] = '\0';
		if (!strncmp(name, ".go.buildinfo", strlen(".go.buildinfo")))
			return true;
	}
	return false;
}

static const char *check_elf(int fd, const Elf64_Ehdr *head)
{
	const char *reason;

	if (head->e_ident[EI_CLASS] != ELFCLASS64 || head->e_phentsize != sizeof(Elf64_Phdr))
		return "it is no program for this machine";
	reason = check_segments(fd, head);
	if (!reason && is_go(fd, head))
		reason = "it is written in Go, which makes system calls without libc";
	return reason;
}

static const char *check_privilege(int fd)
{
	struct stat st;

	if (fstat(fd, &st))
		return "it cannot be examined";
	if (st.st_mode & S_ISUID || (st.st_mode & S_ISGID && st.st_mode & S_IXGRP))
		return "it is set-user-ID or set-group-ID, so the system ignores the library";
	if (fgetxattr(fd, "security.capability", NULL, 0) > 0)
		return "it has file capabilities, so the system ignores the library";
	return NULL;
}

/* The program that a script names. */
static bool interpreter_of(const char *line, char path[PATH_MAX])
{
	size_t n;

	if (strncmp(line, "#!", 2))
		return false;
	line += 2 + strspn(line + 2, " \t");
	n = strcspn(line, " \t\n");
	snprintf(path, PATH_MAX, "%.*s", (int)n, line);
	return n > 0;
}

/* Why it cannot be run so, or NULL; @path is changed to that of an interpreter. */
static const char *check_program(char path[PATH_MAX])
{
	union {
		Elf64_Ehdr head;
		char text[256];
	} start;
	const char *reason = NULL;

	for (int i = 0; i < MAX_SCRIPTS; i++) {
		int fd = open(path, O_RDONLY | O_CLOEXEC);

		if (fd < 0)
			return errno == EACCES ? NULL : strerror(errno);
		memset(&start, 0, sizeof(start));
		if (pread(fd, &start, sizeof(start) - 1, 0) < 0)
			start.text[0] = '\0';
		reason = check_privilege(fd);
		if (!reason && !memcmp(start.text, ELFMAG, SELFMAG))
			reason = check_elf(fd, &start.head);
		close(fd);
		if (reason || !interpreter_of(start.text, path))
			break;
	}
	return reason;
}

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
	reason = check_program(program);
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
	if (!find_command(argv[first], path))
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
