/* Long tests say how far they are, every ten seconds: on PROGRESS_FD, or stderr. */
#ifndef SKEP_TESTS_PROGRESS_H
#define SKEP_TESTS_PROGRESS_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { PROGRESS_PERIOD = 10 /* s */ };

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

static inline void progress_say(const struct progress *progress, time_t seconds)
{
	const char *fd = getenv("PROGRESS_FD");
	char of[32] = "";

	if (progress->total)
		snprintf(of, sizeof(of), " of %llu", (unsigned long long)progress->total);
	dprintf(fd ? atoi(fd) : 2, "# %s: %llu%s, %lld s\n", progress->what,
		(unsigned long long)progress->done, of, (long long)seconds);
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
	progress_say(progress, now - progress->begun);
}

#endif
