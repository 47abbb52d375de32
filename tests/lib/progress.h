/* Long tests say on stderr how far they are, every ten seconds. */
#ifndef SKEP_TESTS_PROGRESS_H
#define SKEP_TESTS_PROGRESS_H

#include <stdint.h>
#include <stdio.h>
#include <time.h>

enum { PROGRESS_PERIOD = 10 }; /* s */

struct progress {
	const char *what;
	uint64_t total; /* 0: not known */
	uint64_t done;
	time_t begun, said; /* 0 before the first step */
};

static inline time_t progress_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

static inline void progress_step(struct progress *progress, uint64_t n)
{
	time_t now = progress_clock();

	progress->done += n;
	if (!progress->begun)
		progress->begun = progress->said = now;
	if (now - progress->said < PROGRESS_PERIOD)
		return;
	progress->said = now;
	fprintf(stderr, "# %s: %llu", progress->what, (unsigned long long)progress->done);
	if (progress->total)
		fprintf(stderr, " of %llu", (unsigned long long)progress->total);
	fprintf(stderr, ", %lld s\n", (long long)(now - progress->begun));
}

#endif
