/*
 * What a verified program can reach: the maps, helpers, context fields and packet bytes
 * that some run may read or write.  Read off the facts of its proof, so nothing that a run
 * does is missing; what no run does may be there, as facts join all paths.
 */
#ifndef SKEP_EXPLAIN_MANIFEST_H
#define SKEP_EXPLAIN_MANIFEST_H

#include "core/facts.h"
#include "core/table.h"

/** struct reach - bytes [lo, hi) of an object, from its start; @any: some are not known */
struct reach {
	int64_t lo, hi; /* equal: none */
	bool any;
};

struct reach_pair {
	struct reach read, write;
};

struct number_set {
	uint64_t word[(MAX_HELPER_ID + 64) / 64];
};

/** struct manifest */
struct manifest {
	struct manifest_map {
		bool used;
		struct reach_pair value; /* through pointers; a helper's work is in @helpers */
		struct reach_pair inner; /* the same of maps that it holds */
		struct number_set helpers;
	} *map; /* image->n_maps */
	struct number_set helpers, on_some_map; /* of one of several maps */
	bool *func;                              /* image->n_kfuncs: called */
	bool *field_read, *field_written;        /* by row: the context's, structures' */
	int n_fields;
	struct reach_pair packet, meta;
	uint32_t *mixed; /* instructions that access one of several objects */
	uint32_t n_mixed;
};

/* 0 or -ENOMEM; all of it in @arena. */
int manifest_make(const struct image *image, const struct facts *facts, struct arena *arena,
		  struct manifest *out);

static inline bool number_in(const struct number_set *set, uint32_t n)
{
	return set->word[n / 64] >> (n % 64) & 1;
}

#endif
