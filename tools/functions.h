/* Host functions that a file describes, for commands that verify. */
#ifndef SKEP_TOOLS_FUNCTIONS_H
#define SKEP_TOOLS_FUNCTIONS_H

#include "tools/cli.h"

/* Add those of --functions, if it is given; granted by --allow NAME and --trusted. */
int functions_add(const struct cli *cli, struct skep *vm, struct skep_error *error);

#endif
