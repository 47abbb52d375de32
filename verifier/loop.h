/* Between the attempts at loop heads (loop.c) and the widening of their states (widen.c). */
#ifndef SKEP_VERIFIER_LOOP_H
#define SKEP_VERIFIER_LOOP_H

#include "verifier/env.h"

enum {
	MAX_TRIED = 32,   /* heads that are tried at the same time */
	MAX_COUNTERS = 4, /* that are tried at a head */
};

/* The blocks of the natural loop of a head. */
struct body {
	uint32_t first, n_blocks;
	uint64_t blocks[];
};

struct loops {
	struct body **body;    /* n_blocks: of heads, when first asked for */
	uint64_t lost;         /* work of attempts that failed */
	uint32_t *seen, *list; /* n_blocks: while a body is found */
	uint32_t stamp;
	struct node *tried[MAX_TRIED];
	uint32_t n_tried;
	struct node *stopped;      /* the attempt that ends */
	bool wider;                /* because its state must be wider */
	struct widening *widening; /* made when first needed */
};

struct counters {
	uint32_t n;
	struct rank of[MAX_COUNTERS];
};

int body_of(struct env *env, uint32_t head, const struct body **out);
bool in_body(const struct body *body, uint32_t block);

/* What moved since @before, the head on the path that the working state comes from. */
int loop_counters(struct env *env, uint32_t block, const struct node *before,
		  struct counters *counters);
/*
 * @before is of the same head, after loop_counters: the working state becomes wider than
 * both; for the @n-th time, at first (0) only wider than itself where it moved.
 */
int loop_widen(struct env *env, const struct snapshot *before, uint32_t block, uint32_t n);

#endif
