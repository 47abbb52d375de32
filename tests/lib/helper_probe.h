/*
 * What the kernel says of helpers: may programs of a type call one, does it take
 * these arguments.  The answers to the first are recorded in
 * tests/kernel/helpers.data.
 */
#ifndef SKEP_TESTS_LIB_HELPER_PROBE_H
#define SKEP_TESTS_LIB_HELPER_PROBE_H

#include <stdio.h>

#include "core/table.h"

enum helper_answer {
	ANSWER_NO,     /* programs of this type cannot use it */
	ANSWER_YES,
	ANSWER_GPL,    /* not under this license */
	ANSWER_SLEEPS, /* only sleepable programs */
	ANSWER_NONE,   /* the kernel cannot be asked */
};

/** struct probe_target - a kind of program that helpers are asked for */
struct probe_target {
	uint32_t prog_type, attach_type;
	bool sleepable;
};
extern const struct probe_target probe_targets[];
extern const size_t n_probe_targets;

enum helper_answer probe_helper(const struct probe_target *target, uint32_t helper, bool trusted,
				const char *license);
/** struct helper_record - tests/kernel/helpers.data, a bit a helper */
struct helper_set_bits {
	uint64_t word[4];
};
struct helper_record {
	struct helper_set_bits allow[64]; /* parallel to probe_targets */
	bool asked[64];
	struct helper_set_bits perfmon, gpl, sleeps;
};
static inline bool bits_get(const struct helper_set_bits *bits, uint32_t n)
{
	return bits->word[n / 64] >> (n % 64) & 1;
}
static inline void bits_set(struct helper_set_bits *bits, uint32_t n)
{
	bits->word[n / 64] |= UINT64_C(1) << (n % 64);
}

/* Ask the kernel for all pairs. */
void probe_all(struct helper_record *record);
void record_write(const struct helper_record *record, FILE *out);
/* 0, or -EINVAL for a line that is not understood. */
int record_read(struct helper_record *record, FILE *in);

#endif
