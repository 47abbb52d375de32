/* Choosing from an object; who names what is not there is told what is. */
#include "tools/object.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/value.h"
#include "vm/vm.h"

/* The place of what went wrong: the object. */
static int in_object(const struct skep_obj *obj, int err, struct skep_error *error)
{
	snprintf(error->file, sizeof(error->file), "%s", obj->object->name);
	return err;
}

static void list_progs(const struct skep_obj *obj, char *text, size_t size)
{
	struct skep_prog *prog = NULL;
	size_t used = strlen(text);

	while ((prog = skep_obj_next_prog(obj, prog)) && used < size)
		used += (size_t)snprintf(text + used, size - used, " %s", skep_prog_name(prog));
}

int object_each_prog(const struct cli *cli, struct skep_obj *obj, const struct skep_prog *only,
		     object_prog_fn *one, const void *cmd)
{
	json_t *array = json_array();
	struct skep_prog *prog = NULL;
	int code = TOOL_OK;

	while ((prog = skep_obj_next_prog(obj, prog))) {
		int result = only && prog != only ? TOOL_OK : one(cmd, prog, array);

		code = code == TOOL_OK ? result : code;
	}
	if (cli->json)
		return json_out(json_pack("{s:b, s:o, s:o}", "ok", code == TOOL_OK, "object",
					  text_json(cli->args.items[0]), "programs", array),
				code);
	json_decref(array);
	return code;
}

int object_has_progs(const struct skep_obj *obj, struct skep_error *error)
{
	if (skep_obj_next_prog(obj, NULL))
		return 0;
	return in_object(obj, error_set(error, NO_PROGRAM, "the object has no program"), error);
}

int object_prog(const struct skep_obj *obj, const char *name, struct skep_prog **out,
		struct skep_error *error)
{
	char text[300];

	error_clear(error);
	*out = NULL;
	if (object_has_progs(obj, error))
		return error->err;
	*out = skep_obj_prog(obj, name);
	if (*out)
		return 0;
	if (name)
		snprintf(text, sizeof(text), "there is no program %.100s; there are:", name);
	else
		snprintf(text, sizeof(text), "several programs, name one:");
	list_progs(obj, text, sizeof(text));
	return in_object(obj, error_set(error, NO_PROGRAM, text), error);
}

int object_map(const struct skep_obj *obj, const char *name, struct skep_map **out,
	       struct skep_error *error)
{
	struct skep_map *map = NULL;
	char text[200] = "";
	size_t used = 0;

	error_clear(error);
	*out = skep_obj_map(obj, name);
	if (*out)
		return 0;
	while ((map = skep_obj_next_map(obj, map)) && used < sizeof(text))
		used += (size_t)snprintf(text + used, sizeof(text) - used, " %s",
					 skep_map_name(map));
	return in_object(obj, error_set(error, NO_MAP, name, *text ? text : " none"), error);
}

/* Does the object put @prog into a program array of programs like @user? */
bool object_is_target(const struct skep_obj *obj, const struct skep_prog *user,
		      const struct skep_prog *prog)
{
	if (prog->image->prog_type != user->image->prog_type)
		return false;
	for (uint32_t m = 0; m < obj->object->n_maps; m++) {
		const struct map_desc *desc = &obj->object->maps[m];

		for (uint32_t i = 0; i < desc->n_init && desc->type == MAP_PROG_ARRAY; i++)
			if (&obj->progs[desc->init[i].target] == prog)
				return true;
	}
	return false;
}

/* ---- --set ---- */

static int bad_global(const struct skep_obj *obj, const char *name, const char *why,
		      struct skep_error *error)
{
	return in_object(obj, error_set(error, NO_GLOBAL, name, why), error);
}

/* JSON, a number in C's notation, or else a string: names of enumerators, text. */
static json_t *read_value(const char *text)
{
	json_t *json = json_loads(text, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL);
	long long number;
	char *end;

	if (json)
		return json;
	errno = 0;
	number = strtoll(text, &end, 0);
	return *text && !*end && !errno ? json_integer(number) : json_string(text);
}

static int set_global(struct skep_obj *obj, const char *name, const char *text,
		      struct skep_error *error)
{
	struct value_type type = { .btf = obj->object->btf };
	const struct global_var *var;
	char why[300];
	json_t *json;
	void *data;
	int err;

	err = object_find_var(obj->object, name, &var);
	if (err)
		return bad_global(obj, name,
				  err == -ENOENT ? "there is none of this name" :
						   "there are several of this name",
				  error);
	type.id = var->type;
	type.size = var->size;
	json = read_value(text);
	data = calloc(1, var->size + 1);
	if (!json || !data)
		err = error_set(error, NO_MEMORY, "variable");
	else if (!var->size || value_from_json(&type, json, data, why, sizeof(why)))
		err = bad_global(obj, name, var->size ? why : "its type has no values", error);
	else if ((err = skep_obj_set_global(obj, name, data, var->size)))
		err = bad_global(obj, name, strerror(-err), error);
	free(data);
	json_decref(json);
	return err;
}

int object_set_globals(struct skep_obj *obj, const struct list *set, struct skep_error *error)
{
	error_clear(error);
	for (int i = 0; i < set->n; i++) {
		const char *text = set->items[i], *equal = strchr(text, '=');
		char name[256];
		int err;

		if (!equal)
			return bad_global(obj, text, "--set takes NAME=VALUE", error);
		snprintf(name, sizeof(name), "%.*s", (int)(equal - text), text);
		err = set_global(obj, name, equal + 1, error);
		if (err)
			return err;
	}
	return 0;
}
