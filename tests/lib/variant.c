/* Which way of compiling tests/objects is in use, see variant.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "loader/loader.h"
#include "tests/lib/elf_file.h"
#include "tests/lib/flavour.h"
#include "tests/lib/variant.h"

static const char names[] = VARIANTS; /* the usual one first, blanks between them */

static struct variant now;

static void use(const char *name)
{
	now.is_usual = !strncmp(names, name, strlen(name));
	snprintf(now.name, sizeof(now.name), "%s", name);
	now.clang = ~0u; /* of no number: the newest */
	sscanf(name, "clang-%u", &now.clang);
	sscanf(strstr(name, "-v"), "-v%u-O%c", &now.cpu, &now.opt);
}

static const char *next_name(const char **rest, char name[32])
{
	int used = 0;

	if (sscanf(*rest, "%31s%n", name, &used) != 1)
		return NULL;
	*rest += used;
	return name;
}

const struct variant *variant(void)
{
	const char *rest = names;
	char name[32];

	if (!*now.name)
		use(next_name(&rest, name));
	return &now;
}

static const char *build_folder(void)
{
	const char *build = getenv("BUILD");

	return build ? build : "build";
}

void variant_path(const char *name, char *path, size_t size)
{
	if (variant()->is_usual)
		snprintf(path, size, "%s/tests/objects/%s.bpf.o", build_folder(), name);
	else
		snprintf(path, size, "%s/tests/variants/%s/%s.bpf.o", build_folder(), now.name,
			 name);
}

static bool is_installed(const char *name)
{
	char command[80];

	snprintf(command, sizeof(command), "command -v %.*s >/dev/null",
		 (int)(strstr(name, "-v") - name), name);
	return !system(command);
}

struct object *variant_open(const char *name)
{
	struct skep_error error;
	struct object *object;

	if (object_open(built_path(name), name, NULL, &object, &error))
		fail_msg("%s: %s", name, error.message);
	return object;
}

int run_variants(int (*run)(const char *group))
{
	const char *rest = names;
	char name[32];
	int failed = 0;

	while (next_name(&rest, name)) {
		use(name);
		if (!now.is_usual && flavour_is_slow())
			break;
		if (now.is_usual || is_installed(name))
			failed += run(name);
		else
			printf("ok 1 - %s # skip its compiler is not installed\n", name);
	}
	return failed;
}
