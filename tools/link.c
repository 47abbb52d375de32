/*
 * skep link: several objects to one, by libbpf's own linker, so that what comes
 * out is what `bpftool gen object` makes.  The linker trusts its input and
 * reports by printing: each input is opened by the loader first, the linker runs
 * in a process of its own and writes to memory, and the result is opened again
 * before anything is written to disk.
 */
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/diag.h"
#include "tools/cli.h"
#include "tools/file.h"
#include "vm/vm.h"

#include <sys/mman.h> /* behind core/table.h: its MAP_TYPE is another one */

enum { MAX_INPUTS = 1024, MAX_SAID = 320, MAX_PATH = 40 };

static const struct usage usage = {
	.name = "link",
	.args = "OUT IN...",
	.text = "Links BPF objects by libbpf's linker: functions, variables and maps that are\n"
		"extern in one and defined in another become one; types, lines and CO-RE\n"
		"relocations stay right.  OUT appears complete or not at all.",
	.examples = "  skep link firewall.bpf.o parse.bpf.o policy.bpf.o\n"
		    "  skep link all.bpf.o *.part.o && skep verify all.bpf.o\n",
	.options = (const struct option[]){ { 0 } },
	.min_args = 2,
	.max_args = MAX_INPUTS,
};

/** struct linking - what both processes see; shared memory */
struct linking {
	int input; /* that is being added; n: the end */
};

/* ---- the child ---- */

static int say(enum libbpf_print_level level, const char *format, va_list args)
{
	return level == LIBBPF_WARN ? vfprintf(stderr, format, args) : 0;
}

static int link_here(struct linking *linking, int out, const struct list *inputs)
{
	struct bpf_linker *linker;
	char path[MAX_PATH];
	int err;

	libbpf_set_strict_mode(LIBBPF_STRICT_ALL); /* errors are returned */
	libbpf_set_print(say);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", out);
	linker = bpf_linker__new(path, NULL);
	if (!linker)
		return errno;
	for (err = 0; !err && linking->input < inputs->n; linking->input++)
		err = bpf_linker__add_file(linker, inputs->items[linking->input], NULL);
	linking->input -= err != 0;
	if (!err)
		err = bpf_linker__finalize(linker);
	bpf_linker__free(linker);
	return -err;
}

/* ---- the parent ---- */

/* What the child printed: its first line that says something, without libbpf's name. */
static void read_said(int fd, char said[MAX_SAID])
{
	FILE *file = fdopen(fd, "r");
	char line[MAX_SAID];
	const char *text;

	said[0] = '\0';
	while (file && fgets(line, sizeof(line), file)) {
		text = strncmp(line, "libbpf: ", 8) ? line : line + 8;
		if (!said[0])
			snprintf(said, MAX_SAID, "%.*s", (int)strcspn(text, "\n"), text);
	}
	if (file)
		fclose(file);
	else
		close(fd);
}

static int link_error(const struct list *inputs, const char *out, int input, const char *why,
		      struct skep_error *error)
{
	error_clear(error);
	snprintf(error->file, sizeof(error->file), "%s",
		 input < inputs->n ? (const char *)inputs->items[input] : out);
	return error_set(error, LINK_FAILED, why);
}

static int check_status(int status, const struct linking *linking, const struct list *inputs,
			const char *out, char *said, struct skep_error *error)
{
	if (WIFEXITED(status) && !WEXITSTATUS(status))
		return 0;
	if (WIFSIGNALED(status))
		snprintf(said, MAX_SAID, "libbpf's linker is killed by signal %d",
			 WTERMSIG(status));
	else if (!said[0])
		snprintf(said, MAX_SAID, "%s", strerror(WEXITSTATUS(status)));
	return link_error(inputs, out, linking->input, said, error);
}

/* Run the linker on @inputs; the result is in @fd. */
static int link_apart(struct linking *linking, int fd, const struct list *inputs, const char *out,
		      struct skep_error *error)
{
	char said[MAX_SAID];
	int pipes[2], status;
	pid_t pid;

	if (pipe(pipes))
		return error_set(error, FILE_IO, "pipe", strerror(errno));
	pid = fork();
	if (!pid) {
		dup2(pipes[1], STDERR_FILENO);
		_exit(link_here(linking, fd, inputs));
	}
	close(pipes[1]);
	read_said(pipes[0], said);
	if (pid < 0)
		return error_set(error, NO_MEMORY, "process");
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return check_status(status, linking, inputs, out, said, error);
}

static int check_inputs(struct skep *vm, const struct list *inputs, struct skep_error *error)
{
	for (int i = 0; i < inputs->n; i++) {
		struct skep_obj *obj = skep_obj_open(vm, inputs->items[i], NULL, error);

		if (!obj)
			return error->err;
		skep_obj_close(obj);
	}
	return 0;
}

/* What was linked, mapped; Return: NULL with @error. */
static void *map_result(int fd, size_t *size, const char *out, struct skep_error *error)
{
	struct stat st;
	void *data;

	if (fstat(fd, &st) || !st.st_size) {
		error_set(error, FILE_IO, out, "nothing was linked");
		return NULL;
	}
	*size = (size_t)st.st_size;
	data = mmap(NULL, *size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (data != MAP_FAILED)
		return data;
	error_set(error, NO_MEMORY, out);
	return NULL;
}

static int show(const struct cli *cli, const char *out, const struct skep_obj *obj)
{
	const struct object *object = obj->object;

	if (cli->json)
		return json_out(json_pack("{s:b, s:o, s:i, s:i, s:i}", "ok", 1, "file",
					  text_json(out), "objects", cli->args.n - 1, "programs",
					  (int)object->n_progs, "maps", (int)object->n_maps),
				TOOL_OK);
	printf("%s: %u programs, %u maps from %d objects\n", out, object->n_progs, object->n_maps,
	       cli->args.n - 1);
	return TOOL_OK;
}

/* The loader must read what was linked before it is kept. */
static int keep(struct skep *vm, const struct cli *cli, int fd, const char *out, int *code,
		struct skep_error *error)
{
	size_t size = 0;
	void *data = map_result(fd, &size, out, error);
	struct skep_obj *obj = NULL;
	int err = data ? 0 : error->err;

	if (data)
		obj = skep_obj_open_mem(vm, data, size, SKEP_OBJ_OPTS(.name = out), error);
	if (data && !obj)
		err = error->err;
	if (!err)
		err = file_write(out, data, size, error);
	if (!err)
		*code = show(cli, out, obj);
	skep_obj_close(obj);
	if (data)
		munmap(data, size);
	return err;
}

static int link_files(const struct cli *cli, int *code, struct skep_error *error)
{
	const struct list inputs = { cli->args.items + 1, cli->args.n - 1 };
	const char *out = cli->args.items[0];
	struct linking *linking = mmap(NULL, sizeof(*linking), PROT_READ | PROT_WRITE,
				       MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int fd = memfd_create("linked", 0), err;
	struct skep *vm = skep_new(NULL, error);

	err = vm ? 0 : error->err;
	if (!err && (linking == MAP_FAILED || fd < 0))
		err = error_set(error, NO_MEMORY, "linker");
	if (!err)
		err = check_inputs(vm, &inputs, error);
	if (!err)
		err = link_apart(linking, fd, &inputs, out, error);
	if (!err)
		err = keep(vm, cli, fd, out, code, error);
	skep_free(vm);
	if (fd >= 0)
		close(fd);
	if (linking != MAP_FAILED)
		munmap(linking, sizeof(*linking));
	return err;
}

int cmd_link(int argc, char **argv)
{
	struct cli cli = { 0 };
	struct skep_error error = { 0 };
	int code = cli_parse(&cli, &usage, argc, argv);

	if (code < 0 && link_files(&cli, &code, &error))
		code = cli_fail(&cli, &error);
	cli_free(&cli);
	return code;
}
