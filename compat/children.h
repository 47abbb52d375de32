/* See children.c: what is about to be started, with which environment.  errno stays. */
#ifndef SKEP_COMPAT_CHILDREN_H
#define SKEP_COMPAT_CHILDREN_H

void children_begin(void); /* before the program */
void child_path(const char *path, char *const *env);
void child_command(const char *name, char *const *env); /* looked for in PATH */
void child_at(int dir, const char *path, int flags, char *const *env);

#endif
