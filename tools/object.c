/* Choosing from an object; who names what is not there is told what is. */
#include "tools/object.h"

#include <stdio.h>
#include <string.h>

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
