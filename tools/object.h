/* Choosing a program or a map of an object by name, with a list where that fails. */
#ifndef SKEP_TOOLS_OBJECT_H
#define SKEP_TOOLS_OBJECT_H

#include "skep/skep.h"
#include "tools/cli.h"

/* Global variables as --set says. */
int object_set_globals(struct skep_obj *obj, const struct list *set, struct skep_error *error);

/* The program of this name; NULL: the only one. */
int object_prog(const struct skep_obj *obj, const char *name, struct skep_prog **out,
		struct skep_error *error);
/*
 * @one for each program, or for @only where that is not NULL; with --json the values that
 * it appends are printed.  Return: the first code of @one that is not TOOL_OK.
 */
typedef int object_prog_fn(const void *cmd, struct skep_prog *prog, json_t *array);
int object_each_prog(const struct cli *cli, struct skep_obj *obj, const struct skep_prog *only,
		     object_prog_fn *one, const void *cmd);
int object_has_progs(const struct skep_obj *obj, struct skep_error *error);
int object_map(const struct skep_obj *obj, const char *name, struct skep_map **out,
	       struct skep_error *error);
/* Is @prog in a program array of the object, so that @user may go on in it by a tail call? */
bool object_is_target(const struct skep_obj *obj, const struct skep_prog *user,
		      const struct skep_prog *prog);

#endif
