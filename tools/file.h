/* Whole files. */
#ifndef SKEP_TOOLS_FILE_H
#define SKEP_TOOLS_FILE_H

#include "skep/skep.h"

/* Return: the bytes, freed by the caller, or NULL with @error. */
uint8_t *file_read(const char *path, size_t *size, struct skep_error *error);

#endif
