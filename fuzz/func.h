/* Host functions of random programs: the same for all, answers follow from arguments. */
#ifndef SKEP_FUZZ_FUNC_H
#define SKEP_FUZZ_FUNC_H

#include "core/run.h"

enum { FUNC_SUM, FUNC_MIX, FUNC_FIND, FUNC_ROOM, FUNC_KIND, N_FUNCS };
enum { ROOM_SIZE = 64 }; /* most bytes that FUNC_ROOM gives */

extern const struct helper_info fuzz_funcs[N_FUNCS];

/* The row as a line of assembler. */
void fuzz_func_print(const struct helper_info *row, char *line, size_t size);
/* Are the image's functions these, in this order? */
bool fuzz_funcs_all(const struct image *image);
/* Bodies for them; FUNC_ROOM gives from @room, of ROOM_SIZE bytes. */
void fuzz_funcs_bind(struct bound_func bound[N_FUNCS], void *room);

#endif
