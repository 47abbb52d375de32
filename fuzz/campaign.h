/* Many programs: made, judged, counted.  Program i of seed S is program 0 of seed S + i. */
#ifndef SKEP_FUZZ_CAMPAIGN_H
#define SKEP_FUZZ_CAMPAIGN_H

#include <stdio.h>

#include "fuzz/prog.h"
#include "fuzz/run.h"

enum { MAX_DIAG_ROWS = 80 };

/* Refusals of one diagnostic; witnessed: a run that faults was found. */
struct diag_row {
	char id[40];
	enum skep_class class;
	uint64_t n, witnessed;
	uint64_t seed; /* of a program without witness */
};

/* Of the generator's own programs, and of those that were changed afterwards. */
struct verdicts {
	uint64_t n, accepted, refused, malformed;
	uint64_t unsafe, witnessed; /* refused as unsafe; a faulting run was found */
};

struct stats {
	uint64_t n, accepted, refused, malformed, failed;
	struct verdicts generated, mutated;
	uint64_t runs, slots, work, max_work;
	struct diag_row row[MAX_DIAG_ROWS];
	uint32_t n_rows;
	struct cover cover;
};

/**
 * struct campaign - what to do
 * @n, @seed: programs
 * @inputs, @hunt: as in struct run_opts
 * @seconds: stop after so many, 0: never
 * @stop: stop after so many failures, 0: never
 * @folder: where failing programs are written, NULL: nowhere
 * @plain: programs whose results the kernel's TEST_RUN gives too
 * @show: diagnostic whose refused programs without witness are printed, or NULL
 * @progress: a line a second on stderr
 */
struct campaign {
	uint64_t n, seed;
	uint32_t inputs, hunt, seconds, stop;
	const char *folder, *show;
	bool plain, progress;
};

/* The program of a seed, as text of PROG_TEXT bytes; also as struct prog. */
int make_program(uint64_t seed, bool plain, struct prog *prog, char *text);
/* Is it one that was changed? */
bool seed_mutates(uint64_t seed);

/*
 * Run it; failures are reported on stderr with their seed and written to
 * @folder.  Return: the number of failures, or a negative errno.
 */
int64_t campaign_run(const struct campaign *campaign, struct stats *stats);
void stats_print(const struct stats *stats, FILE *out);

/* "fuzz-SEED.s" in @folder: the text under a header that says what is wrong. */
int keep_program(const char *folder, uint64_t seed, const char *text, const char *what);

#endif
