/*
 * Just-in-time linearization (Lowe, "Testing for linearizability", 2017): the
 * history is gone through by time, with the set of all configurations that can
 * be: the value, and which of the pending operations have happened.  At a
 * return only those go on in which the operation has happened.  Few threads
 * have few configurations, however long the history is.
 */
#include "tests/lib/linear.h"

#include <stdlib.h>

enum { MAX_CONFIGS = 1 << 12 };

struct config {
	uint64_t value; /* 0: no key */
	uint32_t happened; /* bit a thread */
};

struct search {
	const struct linear_op *pending[LINEAR_THREADS];
	struct config configs[MAX_CONFIGS];
	uint32_t n;
	bool evicts, overflow;
};

static bool may_be_absent(const struct search *search, uint64_t value)
{
	return !value || search->evicts;
}

/* Can it happen here, with the result that it had? */
static bool apply(const struct search *search, const struct linear_op *op, uint64_t *value)
{
	bool present = *value, may_be = may_be_absent(search, *value);
	uint64_t seen = *value;

	switch (op->kind) {
	case LINEAR_READ:
		*value = op->value;
		return op->value ? seen == op->value : may_be;
	case LINEAR_SEEN:
		return present;
	case LINEAR_PUT:
		*value = op->value;
		return true;
	case LINEAR_INSERT:
		*value = op->done ? op->value : seen;
		return op->done ? may_be : present;
	case LINEAR_REPLACE:
		*value = op->done ? op->value : 0;
		return op->done ? present : may_be;
	case LINEAR_DELETE:
		*value = 0;
		return op->done ? present : may_be;
	case LINEAR_TAKE:
		*value = 0;
		return op->value ? seen == op->value : may_be;
	default:
		return false;
	}
}

static void add(struct search *search, struct config config)
{
	uint32_t i;

	for (i = 0; i < search->n; i++)
		if (search->configs[i].value == config.value &&
		    search->configs[i].happened == config.happened)
			return;
	search->overflow |= search->n == MAX_CONFIGS;
	if (!search->overflow)
		search->configs[search->n++] = config;
}

/* What else may have happened before the operation of @thread did. */
static void expand(struct search *search, uint32_t thread)
{
	for (uint32_t i = 0; i < search->n; i++) {
		if (search->configs[i].happened >> thread & 1)
			continue;
		for (uint32_t t = 0; t < LINEAR_THREADS; t++) {
			struct config next = search->configs[i];

			if (!search->pending[t] || next.happened >> t & 1 ||
			    !apply(search, search->pending[t], &next.value))
				continue;
			next.happened |= 1u << t;
			add(search, next);
		}
	}
}

/* false: nothing is left. */
static bool at_return(struct search *search, uint32_t thread)
{
	uint32_t i, n = 0;

	expand(search, thread);
	for (i = 0; i < search->n; i++)
		if (search->configs[i].happened >> thread & 1) {
			search->configs[n] = search->configs[i];
			search->configs[n++].happened &= ~(1u << thread);
		}
	search->n = n;
	search->pending[thread] = NULL;
	return n;
}

struct event {
	uint64_t time;
	size_t op;
	bool is_return;
};

static int by_time(const void *a, const void *b)
{
	const struct event *x = a, *y = b;

	return (x->time > y->time) - (x->time < y->time);
}

static struct event *sorted_events(const struct linear_op *ops, size_t n)
{
	struct event *events = malloc((2 * n + 1) * sizeof(*events));
	size_t i;

	for (i = 0; i < n && events; i++) {
		events[2 * i] = (struct event){ ops[i].invoked, i, false };
		events[2 * i + 1] = (struct event){ ops[i].returned, i, true };
	}
	if (events)
		qsort(events, 2 * n, sizeof(*events), by_time);
	return events;
}

static int follow(struct search *search, const struct linear_op *ops, const struct event *events,
		  size_t n, size_t *bad)
{
	for (size_t i = 0; i < n; i++) {
		const struct linear_op *op = &ops[events[i].op];

		*bad = events[i].op;
		if (op->thread >= LINEAR_THREADS ||
		    search->pending[op->thread] != (events[i].is_return ? op : NULL))
			return -1;
		if (!events[i].is_return)
			search->pending[op->thread] = op;
		else if (!at_return(search, op->thread))
			return 0;
		if (search->overflow)
			return -1;
	}
	return 1;
}

int linear_check(const struct linear_op *ops, size_t n, bool evicts, size_t *bad)
{
	struct event *events = sorted_events(ops, n);
	struct search *search = calloc(1, sizeof(*search));
	int verdict = -1;

	if (events && search) {
		search->evicts = evicts;
		search->n = 1; /* no key, nothing pending */
		verdict = follow(search, ops, events, 2 * n, bad);
	}
	free(search);
	free(events);
	return verdict;
}
