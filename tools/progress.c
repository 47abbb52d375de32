/* Progress: nothing in the first second, then five times a second. */
#include "tools/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define SECOND_NS UINT64_C(1000000000)

uint64_t clock_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * SECOND_NS + (uint64_t)now.tv_nsec;
}

void progress_start(struct progress *progress)
{
	*progress = (struct progress){ .terminal = isatty(STDERR_FILENO),
				       .next_ns = clock_ns() + SECOND_NS };
}

void progress_show(struct progress *progress, uint64_t packets, uint64_t rounds, uint64_t repeat)
{
	uint64_t now;

	if (!progress->terminal)
		return;
	now = clock_ns();
	if (now < progress->next_ns)
		return;
	progress->next_ns = now + SECOND_NS / 5;
	progress->shown = true;
	fprintf(stderr, "\r\033[K%" PRIu64 " packets", packets);
	if (repeat > 1)
		fprintf(stderr, ", round %" PRIu64 " of %" PRIu64, rounds + 1, repeat);
	fflush(stderr);
}

void progress_end(struct progress *progress)
{
	if (progress->shown)
		fputs("\r\033[K", stderr);
	progress->shown = false;
}
