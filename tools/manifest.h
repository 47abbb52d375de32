/* What a verified program can reach, as text and as JSON. */
#ifndef SKEP_TOOLS_MANIFEST_H
#define SKEP_TOOLS_MANIFEST_H

#include <jansson.h>

#include "skep/skep.h"

/* The program was verified.  Return: 0 or -ENOMEM. */
int manifest_print(const struct skep_prog *prog);
json_t *manifest_json(const struct skep_prog *prog); /* NULL: no memory */

#endif
