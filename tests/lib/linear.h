/*
 * Histories of one key, recorded by threads that each do one operation at a
 * time: is there an order of the operations, each at a moment between its call
 * and its return, that explains every result?
 */
#ifndef SKEP_TESTS_LINEAR_H
#define SKEP_TESTS_LINEAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum linear_kind {
	LINEAR_READ,    /* @value: what was seen; 0: no key */
	LINEAR_SEEN,    /* there is the key */
	LINEAR_PUT,     /* @value is stored, always */
	LINEAR_INSERT,  /* @value is stored, if there was no key */
	LINEAR_REPLACE, /* @value is stored, if there was a key */
	LINEAR_DELETE,
	LINEAR_TAKE,    /* read and delete */
};

enum { LINEAR_THREADS = 8 };

struct linear_op {
	uint64_t invoked, returned; /* all times of a history are different */
	uint64_t value;             /* not 0 of what stores */
	uint32_t thread;            /* below LINEAR_THREADS */
	uint8_t kind;
	bool done;                  /* of what may fail: it did not */
};

/**
 * linear_check - whether a history of one key, absent at first, is linearizable
 * @evicts: the key may go at any moment, by itself
 * @bad: the first operation, by its return, that no order explains
 *
 * Return: 1 or 0, or -1: a thread did two operations at once, or there was no memory.
 */
int linear_check(const struct linear_op *ops, size_t n, bool evicts, size_t *bad);

#endif
