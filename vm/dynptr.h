/*
 * Dynamic pointers: what a register that holds one points to.  The descriptor is the
 * process's own, on the stack of the helper that made it, never in a map: programs can
 * neither read nor write it, and what a peer writes changes neither address nor size.
 */
#ifndef SKEP_VM_DYNPTR_H
#define SKEP_VM_DYNPTR_H

#include <stdint.h>

struct dynptr {
	uint8_t *data; /* 8-aligned */
	uint32_t size;
};

#endif
