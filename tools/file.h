/* Whole files. */
#ifndef SKEP_TOOLS_FILE_H
#define SKEP_TOOLS_FILE_H

#include "skep/skep.h"

/* Return: the bytes, freed by the caller, or NULL with @error. */
uint8_t *file_read(const char *path, size_t *size, struct skep_error *error);
/*
 * A new file beside @path of the mode that fopen would give it, under a name
 * that nobody has: *@name, to be freed.  Return: its descriptor, or -1 with errno.
 */
int file_temporary(const char *path, char **name);
/*
 * Write a file whole: under another name, renamed when it is complete and on the
 * disk.  What exists and is no regular file is written in place.
 */
int file_write(const char *path, const void *data, size_t size, struct skep_error *error);

#endif
