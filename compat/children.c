/*
 * Programs that the program starts: one that the library does not reach runs as it is, and
 * its bpf(2) calls are the kernel's.  Most such programs make none, so they are not
 * refused; but standard error tells of each.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compat/children.h"
#include "vm/program.h"

static const char *value_of(char *const *env, const char *name)
{
	size_t n = strlen(name);

	for (; env && *env; env++)
		if (!strncmp(*env, name, n) && (*env)[n] == '=')
			return *env + n + 1;
	return NULL;
}

static bool has_library(char *const *env)
{
	const char *preload = value_of(env, "LD_PRELOAD");

	return preload && strstr(preload, "libskep-bpf.so") && value_of(env, "SKEP_ROOT");
}

static void warn(const char *path, const char *reason)
{
	char text[PATH_MAX + 256];
	int n = snprintf(text, sizeof(text),
			 "skep: %s runs without skep, its bpf(2) calls are the kernel's: %s\n",
			 path, reason);

	if (n > 0 && write(STDERR_FILENO, text, (size_t)n) < 0)
		return; /* there is nobody to be told */
}

/* @path, which is there, with these variables. */
static void examine(char path[PATH_MAX], char *const *env)
{
	const char *reason = program_misses(path);

	if (!reason && !has_library(env))
		reason = "LD_PRELOAD and SKEP_ROOT are not in its environment";
	if (reason)
		warn(path, reason);
}

static bool is_wanted; /* this program runs on skep, whatever becomes of its environment */

void children_begin(void)
{
	is_wanted = secure_getenv("SKEP_ROOT") != NULL;
}

void child_path(const char *name, char *const *env)
{
	int saved = errno;
	char path[PATH_MAX];

	if (is_wanted && name && program_is_there(name)) {
		snprintf(path, sizeof(path), "%s", name);
		examine(path, env);
	}
	errno = saved;
}

void child_command(const char *name, char *const *env)
{
	int saved = errno;
	char path[PATH_MAX];

	if (is_wanted && name && program_find(name, path) && program_is_there(path))
		examine(path, env);
	errno = saved;
}

void child_at(int dir, const char *name, int flags, char *const *env)
{
	char path[PATH_MAX], target[PATH_MAX];
	int saved = errno;
	ssize_t n;

	if (name && (*name == '/' || (dir == AT_FDCWD && *name))) {
		child_path(name, env);
		return;
	}
	snprintf(path, sizeof(path), "/proc/self/fd/%d%s%s", dir, name && *name ? "/" : "",
		 name ? name : "");
	if (flags & AT_EMPTY_PATH && name && !*name) {
		n = readlink(path, target, sizeof(target) - 1);
		target[n > 0 ? n : 0] = '\0';
		if (n > 0 && *target == '/' && !access(target, F_OK))
			strcpy(path, target);
	}
	child_path(path, env);
	errno = saved;
}
