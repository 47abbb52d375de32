/* A line on standard error while long work goes on: terminals only, after a second. */
#ifndef SKEP_TOOLS_PROGRESS_H
#define SKEP_TOOLS_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	bool terminal, shown;
	uint64_t next_ns; /* when to show again */
};

uint64_t clock_ns(void);
void progress_start(struct progress *progress);
void progress_show(struct progress *progress, uint64_t packets, uint64_t rounds, uint64_t repeat);
void progress_end(struct progress *progress); /* takes the line away */

#endif
