/* Pinning the maps of an object. */
#ifndef SKEP_TOOLS_PINS_H
#define SKEP_TOOLS_PINS_H

#include "skep/skep.h"

/* All maps of a loaded object but its data sections, as DIR/NAME: all or none. */
int pin_maps(struct skep *vm, struct skep_obj *obj, const char *dir, struct skep_error *error);

#endif
