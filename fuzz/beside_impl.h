/* What the rules of both sides share: beside_rules.c, beside_skep.c. */
#ifndef SKEP_FUZZ_BESIDE_IMPL_H
#define SKEP_FUZZ_BESIDE_IMPL_H

#include "fuzz/beside_rules.h"

/* Does the program call a helper of which @is says so? */
bool image_calls(const struct image *image, bool (*is)(const struct helper_info *helper));
/* Has it functions that nobody calls or takes the address of? */
bool has_uncalled_functions(const struct difference *d);
/* The rule by which skep refuses what the kernel accepts; NULL: there is none. */
const char *skep_refuses(const struct difference *d);

#endif
