/*
 * Why verdicts differ: which rule of docs/kernel-differences.md explains it.
 *
 * A rule is known by what the kernel says and by what is proved at the instruction
 * that it says it of.  Where the kernel refuses, it is asked again with CAP_PERFMON:
 * what it accepts then is a matter of secrets and speculation, the rest of memory
 * safety, and each has rules of its own.
 */
#ifndef SKEP_FUZZ_BESIDE_RULES_H
#define SKEP_FUZZ_BESIDE_RULES_H

#include "core/facts.h"
#include "tests/lib/kernel.h"

/** struct refusal - by the kernel; @err: 0: none after all, @log: level 1, the whole */
struct refusal {
	int err;
	const char *log;
};

/**
 * struct difference - one program, two verdicts
 * @facts: skep's proof; NULL: skep refuses with @error
 * @kernel: the kernel's refusal, where skep accepts
 * @with_rights: the same of a trusted load
 */
struct difference {
	const struct image *image;
	bool trusted;
	const struct facts *facts;
	const struct skep_error *error;
	struct refusal kernel, with_rights;
};

/* The rule's name; NULL: there is none. */
const char *difference_rule(const struct difference *difference);

#endif
