/*
 * The interpreters.  Threaded: verified programs only, no check that the proof
 * made needless.  Checked: the oracle; see interp/checked.h.
 */
#ifndef SKEP_INTERP_INTERP_H
#define SKEP_INTERP_INTERP_H

#include "core/facts.h"
#include "core/run.h"

struct interp_code; /* opaque, immutable: shared by any number of runs */

/**
 * interp_prepare - translate a verified image to threaded code
 * @binding: must outlive the code
 * Return: 0 and *@out, in @arena; or -ENOMEM, or -EOPNOTSUPP with @error for
 * an instruction that the interpreter does not run.
 */
int interp_prepare(const struct image *image, const struct facts *facts,
		   const struct binding *binding, struct arena *arena,
		   const struct interp_code **out, struct skep_error *error);

/**
 * interp_enter - run to exit: the binding's enter for code of interp_prepare
 *
 * run->binding->code is the code.  Return: r0; run->status says how it ended.
 */
uint64_t interp_enter(struct run *run);

#endif
