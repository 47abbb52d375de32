/*
 * skep map tail: the records of a ring as they come, one JSON value a line,
 * until a signal or a number of them.  What is shown is consumed: a ring has
 * one reader at a time.
 */
#include "tools/tail.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "core/diag.h"
#include "core/table.h"
#include "tools/entries.h"
#include "tools/signals.h"

enum { LOOK_MS = 200 }; /* for signals that came just before the wait */

struct tail {
	const struct map_view *view;
	uint64_t left;
	bool unlimited, failed;
};

/* Return: negative to stop. */
static int show(struct tail *tail, json_t *json)
{
	if (!json || json_dumpf(json, stdout, JSON_COMPACT | JSON_ENSURE_ASCII) ||
	    putchar('\n') < 0 || fflush(stdout))
		tail->failed = true;
	json_decref(json);
	return tail->failed || (!tail->unlimited && !--tail->left) ? -ECANCELED : 0;
}

static int show_record(void *arg, const void *data, size_t size)
{
	struct tail *tail = arg;

	return show(tail, map_record(tail->view, data, size));
}

static int show_sample(void *arg, uint32_t lane, const void *data, size_t size)
{
	struct tail *tail = arg;

	return show(tail, map_sample(tail->view, lane, data, size));
}

static void show_lost(void *arg, uint32_t lane, uint64_t n)
{
	(void)arg;
	fprintf(stderr, "lane %u: %llu records were lost\n", lane, (unsigned long long)n);
}

static int step(struct tail *tail)
{
	struct skep_map *map = tail->view->map;
	bool is_ringbuf = tail->view->info.type == MAP_RINGBUF;
	int err = is_ringbuf ? skep_ringbuf_wait(map, LOOK_MS) : skep_perf_wait(map, LOOK_MS);

	if (err <= 0)
		return err == -EINTR ? 0 : err;
	err = is_ringbuf ? skep_ringbuf_consume(map, show_record, tail) :
			   skep_perf_consume(map, show_sample, show_lost, tail);
	return err < 0 ? err : 0;
}

int map_tail(const struct map_view *view, uint64_t count, struct skep_error *error)
{
	struct tail tail = { view, count, !count, false };
	int err = 0;

	if (!map_is_ring(view) || view->sends) {
		error_set(error, BAD_ENTRY, "only ring buffers and perf event arrays have a tail");
		return error->err;
	}
	signals_catch();
	while (!err && !signals_caught())
		err = step(&tail);
	if (tail.failed)
		return error_set(error, FILE_IO, "standard output", strerror(errno));
	return !err || err == -ECANCELED ? 0 : map_error(view, "cannot read", err, error);
}
