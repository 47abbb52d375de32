/*
 * --functions FILE: the host functions that programs may call, by the prototypes that
 * the host compiles or pahole writes.  There are no bodies: what calls them is
 * verified, not run.  Each is a right, as the host's are.
 */
#include "tools/functions.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/diag.h"
#include "skep/func.h"
#include "tools/file.h"
#include "vm/vm.h"

struct functions {
	const struct cli *cli;
	struct skep_func *rows;
	size_t n;
};

static int compare(const void *a, const void *b)
{
	const struct skep_func *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static bool is_allowed(const struct cli *cli, const char *name)
{
	for (int i = 0; i < cli->allow.n; i++)
		if (!strcmp(cli->allow.items[i], name))
			return true;
	return cli->trusted;
}

/* Nobody knows what a pointer that is returned may be: it may be NULL. */
static uint32_t flags_of(const struct cli *cli, const struct btf *btf, const struct btf_type *func)
{
	struct btf_type proto, result;
	uint32_t flags = is_allowed(cli, func->name) ? 0 : SKEP_FUNC_WITHHELD;

	btf_type(btf, func->type, &proto);
	btf_type(btf, btf_resolve(btf, proto.type), &result);
	return result.kind == BTF_PTR ? flags | SKEP_FUNC_RET_NULL : flags;
}

/* Of several functions of one name (static ones) none can be told. */
static void drop_doubles(struct functions *functions)
{
	struct skep_func *rows = functions->rows;
	size_t n = functions->n, kept = 0;

	qsort(rows, n, sizeof(*rows), compare);
	for (size_t i = 0; i < n; i++)
		if ((!i || compare(&rows[i - 1], &rows[i])) &&
		    (i + 1 == n || compare(&rows[i], &rows[i + 1])))
			rows[kept++] = rows[i];
	functions->n = kept;
}

static int collect(struct functions *functions, const struct btf *btf, struct skep_error *error)
{
	uint32_t n = btf_n_types(btf);
	struct btf_type type;

	functions->rows = calloc(n, sizeof(*functions->rows));
	if (!functions->rows)
		return error_set(error, NO_MEMORY, "host functions");
	for (uint32_t id = 1; id < n; id++) {
		btf_type(btf, id, &type);
		if (type.kind == BTF_FUNC)
			functions->rows[functions->n++] = (struct skep_func){
				.size = sizeof(struct skep_func),
				.name = type.name,
				.flags = flags_of(functions->cli, btf, &type),
			};
	}
	drop_doubles(functions);
	return 0;
}

/* What is to be allowed exists, as a right or as a function. */
static int check_allowed(const struct functions *functions, struct skep_error *error)
{
	const struct cli *cli = functions->cli;
	char text[160];

	for (int i = 0; i < cli->allow.n; i++) {
		const struct skep_func key = { .name = cli->allow.items[i] };

		if (skep_right_by_name(key.name) ||
		    bsearch(&key, functions->rows, functions->n, sizeof(key), compare))
			continue;
		snprintf(text, sizeof(text), "--allow %.60s: no right, and no function of %.60s",
			 key.name, cli->functions);
		return error_set(error, INVALID_ARGUMENT, text);
	}
	return 0;
}

int functions_add(const struct cli *cli, struct skep *vm, struct skep_error *error)
{
	struct functions functions = { .cli = cli };
	struct btf_target *target = NULL;
	uint8_t *data;
	size_t size;
	int err;

	if (!cli->functions)
		return 0;
	data = file_read(cli->functions, &size, error);
	if (!data)
		return error->err;
	err = btf_target_open_mem(data, size, cli->functions, &target, error);
	if (!err)
		err = collect(&functions, btf_target_types(target), error);
	if (!err)
		err = check_allowed(&functions, error);
	if (!err)
		err = skep_func_add(vm, functions.rows, functions.n, data, size, error);
	free(functions.rows);
	btf_target_close(target);
	free(data);
	return err;
}
