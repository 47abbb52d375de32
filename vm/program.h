/* See program.c. */
#ifndef SKEP_VM_PROGRAM_H
#define SKEP_VM_PROGRAM_H

#include <limits.h>
#include <stdbool.h>

/* May the file be executed? */
bool program_is_there(const char *path);
/* Where execvp would find it: @path, or false. */
bool program_find(const char *name, char path[PATH_MAX]);
/*
 * Why its calls would not meet the library, or NULL; @path is changed to that of a
 * script's interpreter.
 */
const char *program_misses(char path[PATH_MAX]);

#endif
