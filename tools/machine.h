/* Machine code of a program that is loaded for the JIT, as text. */
#ifndef SKEP_TOOLS_MACHINE_H
#define SKEP_TOOLS_MACHINE_H

#include <jansson.h>

#include "vm/vm.h"

/* A capstone handle for the code's machine; Return: its error. */
int machine_open(const struct jit_code *code, uintptr_t *handle);

enum { MACHINE_START = -1 }; /* what is in front of the first instruction */

/* The machine instructions of decoded instruction @insn, or MACHINE_START. */
void machine_print(const struct jit_code *code, int64_t insn);
json_t *machine_json(const struct jit_code *code, int64_t insn);

#endif
