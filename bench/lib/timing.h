/* Clocks and figures that the benchmarks share. */
#ifndef BENCH_TIMING_H
#define BENCH_TIMING_H

#include <malloc.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static inline double clock_ns(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* What somebody waits for. */
static inline double wall_ns(void)
{
	return clock_ns(CLOCK_MONOTONIC);
}

/* What this thread, and the kernel for it, computed: others on the machine do not count. */
static inline double cpu_ns(void)
{
	return clock_ns(CLOCK_THREAD_CPUTIME_ID);
}

/* From now on the process keeps what it frees, so that no page comes from the system twice. */
static inline void keep_memory(void)
{
	mallopt(M_TRIM_THRESHOLD, 1 << 30);
	mallopt(M_MMAP_THRESHOLD, 32 << 20); /* the most that glibc takes */
}

static inline double least(double so_far, double t)
{
	return so_far == 0 || t < so_far ? t : so_far;
}

static inline int compare_doubles(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Rounds of one thing, sorted by the first look at them. */
struct rounds {
	double ns[16];
	unsigned n;
	bool sorted;
};

static inline void rounds_add(struct rounds *rounds, double ns)
{
	if (rounds->n < sizeof(rounds->ns) / sizeof(*rounds->ns))
		rounds->ns[rounds->n++] = ns;
}

static inline double rounds_at(struct rounds *rounds, unsigned i)
{
	if (!rounds->sorted)
		qsort(rounds->ns, rounds->n, sizeof(*rounds->ns), compare_doubles);
	rounds->sorted = true;
	return rounds->ns[i];
}

static inline double rounds_median(struct rounds *rounds)
{
	return rounds_at(rounds, rounds->n / 2);
}

/* Between the quartiles, as a part of the median. */
static inline double rounds_spread(struct rounds *rounds)
{
	return (rounds_at(rounds, rounds->n * 3 / 4) - rounds_at(rounds, rounds->n / 4)) /
	       rounds_median(rounds);
}

static inline void show_goal(const char *what, double value, double most)
{
	printf("goal: %-60s %6.2f, at most %5.2f: %s\n", what, value, most,
	       value <= most ? "reached" : "missed");
}

/* A geometric mean of ratios. */
struct geomean {
	double sum;
	unsigned n;
};

static inline void geomean_add(struct geomean *mean, double ratio)
{
	mean->sum += log(ratio);
	mean->n++;
}

static inline double geomean(const struct geomean *mean)
{
	return exp(mean->sum / mean->n);
}

#endif
