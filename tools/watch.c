/*
 * skep map watch: what changes in a map, round by round.  Each round copies the
 * entries as bytes, in the order of their keys, and is compared with the one
 * before; only what differs is shown, its numbers by how much a second.  On a
 * terminal a round takes the place of the one before.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/diag.h"
#include "tools/map.h"
#include "tools/progress.h"
#include "tools/signals.h"

enum { DEFAULT_INTERVAL_MS = 1000, DEFAULT_TOP = 20, MAX_TOP = 10000,
       MAX_INTERVAL_MS = 86400000 };

/* The entries at one moment: @n times key and value, by key. */
struct round {
	uint64_t ns;
	uint8_t *data;
	size_t n, room;
};

struct watch {
	struct map_cmd *cmd;
	size_t key_size, size; /* bytes of a key, of key and value */
	struct round before, now;
	uint8_t *last;  /* the key that was read last */
	double seconds; /* between the rounds */
	size_t added, removed;
	bool terminal;
};

/* An entry that is new or not as it was. */
struct change {
	json_t *entry;
	json_t *rates; /* of its numbers, by their place in the value */
	double rate;   /* the largest of them */
};

/* ---- a round ---- */

static uint8_t *entry_at(const struct watch *watch, const struct round *round, size_t i)
{
	return round->data + i * watch->size;
}

static bool grow(struct watch *watch, struct round *round)
{
	size_t room = round->room ? 2 * round->room : 64;
	uint8_t *more = realloc(round->data, room * watch->size);

	if (!more)
		return false;
	round->data = more;
	round->room = room;
	return true;
}

static bool is_zero(const uint8_t *data, size_t size)
{
	while (size && !data[size - 1])
		size--;
	return !size;
}

static int compare_keys(const void *a, const void *b, void *size)
{
	return memcmp(a, b, *(size_t *)size);
}

/* In order, and each key once: where others delete, a walk may have started over. */
static void sort(struct watch *watch, struct round *round)
{
	size_t kept = 0;

	if (round->n)
		qsort_r(round->data, round->n, watch->size, compare_keys, &watch->key_size);
	for (size_t i = 0; i < round->n; i++) {
		uint8_t *at = entry_at(watch, round, i);

		if (kept && !memcmp(entry_at(watch, round, kept - 1), at, watch->key_size))
			continue;
		memmove(entry_at(watch, round, kept++), at, watch->size);
	}
	round->n = kept;
}

/* As map_entries: of arrays those that are not zero. */
static bool take_keys(struct watch *watch, struct round *round)
{
	const struct map_view *view = &watch->cmd->view;

	for (uint32_t steps = 0; steps < view->info.max_entries; steps++) {
		uint8_t *at, *value;

		if (round->n == round->room && !grow(watch, round))
			return false;
		at = entry_at(watch, round, round->n);
		value = at + watch->key_size;
		if (skep_map_next_key(view->map, steps ? watch->last : NULL, at))
			break;
		memcpy(watch->last, at, watch->key_size);
		if (!skep_map_lookup(view->map, at, value) &&
		    !(view->array && is_zero(value, view->info.lookup_size)))
			round->n++;
	}
	sort(watch, round);
	return true;
}

/* A queue or stack: how many there are. */
static bool take_values(struct watch *watch, struct round *round)
{
	const struct map_view *view = &watch->cmd->view;

	if (!round->room && !grow(watch, round))
		return false;
	while (round->n < view->info.max_entries &&
	       !skep_map_peek(view->map, (uint32_t)round->n, round->data))
		round->n++;
	return true;
}

static bool take(struct watch *watch, struct round *round)
{
	round->n = 0;
	round->ns = clock_ns();
	return watch->cmd->view.keyless ? take_values(watch, round) : take_keys(watch, round);
}

/* ---- what differs ---- */

/* Numbers beyond 63 bits are strings of digits. */
static bool is_number(const json_t *json, long double *number)
{
	const char *text = json_string_value(json);

	*number = 0;
	if (json_is_integer(json))
		*number = (long double)json_integer_value(json);
	else if (text && *text && !text[strspn(text, "0123456789")])
		*number = strtold(text, NULL);
	else
		return !json;
	return true;
}

static void add_rate(const struct watch *watch, struct change *change, const char *path,
		     const json_t *now, const json_t *before)
{
	long double a, b;
	double rate;

	if (!is_number(before, &a) || !is_number(now, &b) || a == b)
		return;
	rate = (double)(b - a) / watch->seconds;
	json_object_set_new(change->rates, *path ? path : "value", json_real(rate));
	if ((rate < 0 ? -rate : rate) > change->rate)
		change->rate = rate < 0 ? -rate : rate;
}

/* Of all numbers in a value, by their path; @before: NULL where there was nothing. */
static void add_rates(const struct watch *watch, struct change *change, const char *path,
		      json_t *now, json_t *before)
{
	const char *name;
	char below[512];
	json_t *member;
	size_t i;

	json_object_foreach(now, name, member) {
		snprintf(below, sizeof(below), "%s%s%s", path, *path ? "." : "", name);
		add_rates(watch, change, below, member, json_object_get(before, name));
	}
	json_array_foreach(now, i, member) {
		snprintf(below, sizeof(below), "%s[%zu]", path, i);
		add_rates(watch, change, below, member, json_array_get(before, i));
	}
	if (!json_is_object(now) && !json_is_array(now))
		add_rate(watch, change, path, now, before);
}

static json_t *value_of(json_t *entry)
{
	json_t *total = json_object_get(entry, "total");

	return total ? total : json_object_get(entry, "value");
}

static void change_free(struct change *change)
{
	json_decref(change->entry);
	json_decref(change->rates);
}

static struct change compare(struct watch *watch, const uint8_t *now, const uint8_t *before)
{
	const struct map_view *view = &watch->cmd->view;
	struct change change = { .entry = map_entry(view, now, now + watch->key_size),
				 .rates = json_object() };
	json_t *old = before ? map_entry(view, before, before + watch->key_size) : NULL;

	add_rates(watch, &change, "", value_of(change.entry), value_of(old));
	json_decref(old);
	return change;
}

/* Among the largest, of which there are @n; those with the same rate by their keys. */
static size_t insert(struct change *changes, size_t n, size_t max, struct change new)
{
	size_t at = n;

	while (at && changes[at - 1].rate < new.rate)
		at--;
	if (at == max) {
		change_free(&new);
		return n;
	}
	if (n == max)
		change_free(&changes[--n]);
	memmove(&changes[at + 1], &changes[at], (n - at) * sizeof(*changes));
	changes[at] = new;
	return n + 1;
}

/* Both rounds are in the order of their keys. */
static size_t find_changes(struct watch *watch, struct change *changes, size_t max)
{
	size_t a = 0, b = 0, n = 0;

	watch->added = watch->removed = 0;
	while (a < watch->before.n || b < watch->now.n) {
		uint8_t *old = entry_at(watch, &watch->before, a);
		uint8_t *new = entry_at(watch, &watch->now, b);
		int order = a == watch->before.n ? 1 :
			    b == watch->now.n ? -1 : memcmp(old, new, watch->key_size);

		a += order <= 0;
		b += order >= 0;
		watch->removed += order < 0;
		watch->added += order > 0;
		if (order > 0 || (!order && memcmp(old, new, watch->size)))
			n = insert(changes, n, max, compare(watch, new, order ? NULL : old));
	}
	return n;
}

static void count_values(struct watch *watch)
{
	size_t a = watch->before.n, b = watch->now.n;

	watch->added = b > a ? b - a : 0;
	watch->removed = a > b ? a - b : 0;
}

/* ---- showing ---- */

static void print_change(const struct change *change)
{
	const char *path;
	json_t *rate;

	fputs("  ", stdout);
	json_dumpf(change->entry, stdout, JSON_COMPACT | JSON_ENSURE_ASCII);
	json_object_foreach(change->rates, path, rate) {
		double n = json_real_value(rate);

		printf("  %s %+.*f/s", path, n > -10 && n < 10 ? 1 : 0, n);
	}
	putchar('\n');
}

static void print_round(const struct watch *watch, const struct change *changes, size_t n)
{
	time_t now = time(NULL);
	char clock[16];
	struct tm tm;

	localtime_r(&now, &tm);
	strftime(clock, sizeof(clock), "%H:%M:%S", &tm);
	if (watch->terminal)
		fputs("\033[H\033[2J", stdout);
	printf("%s %s%s%s: %zu entries, %zu new, %zu gone\n", clock, colour_on(stdout, BOLD),
	       watch->cmd->cli.args.items[0], colour_off(stdout), watch->now.n, watch->added,
	       watch->removed);
	for (size_t i = 0; i < n; i++)
		print_change(&changes[i]);
}

/* One object a line. */
static bool dump_round(const struct watch *watch, const struct change *changes, size_t n)
{
	json_t *array = json_array(), *round, *entry;
	bool done;

	for (size_t i = 0; i < n; i++) {
		entry = json_copy(changes[i].entry);
		json_object_set(entry, "rates", changes[i].rates);
		json_array_append_new(array, entry);
	}
	round = json_pack("{s:b, s:f, s:I, s:I, s:I, s:o}", "ok", 1, "seconds", watch->seconds,
			  "entries", (json_int_t)watch->now.n, "added", (json_int_t)watch->added,
			  "removed", (json_int_t)watch->removed, "changed", array);
	done = round && !json_dumpf(round, stdout, JSON_COMPACT | JSON_ENSURE_ASCII) &&
	       putchar('\n') != EOF;
	json_decref(round);
	return done;
}

static int show(struct watch *watch, struct change *changes, size_t max)
{
	size_t n = 0, i;
	bool done = true;

	watch->seconds = (double)(watch->now.ns - watch->before.ns) / 1e9;
	if (watch->cmd->view.keyless)
		count_values(watch);
	else
		n = find_changes(watch, changes, max);
	if (watch->cmd->cli.json)
		done = dump_round(watch, changes, n);
	else
		print_round(watch, changes, n);
	for (i = 0; i < n; i++)
		change_free(&changes[i]);
	return done && !fflush(stdout) ? 0 : error_set(&watch->cmd->error, FILE_IO,
						       "standard output", strerror(errno));
}

/* ---- rounds ---- */

/* Until a moment, or a signal. */
static void sleep_until(uint64_t ns)
{
	uint64_t now = clock_ns();
	struct timespec left = { 0 };

	if (now >= ns)
		return;
	left.tv_sec = (time_t)((ns - now) / 1000000000);
	left.tv_nsec = (long)((ns - now) % 1000000000);
	nanosleep(&left, NULL);
}

static int run_rounds(struct watch *watch, struct change *changes)
{
	struct map_cmd *cmd = watch->cmd;
	uint64_t interval = cmd->interval * 1000000, left = cmd->count, next;
	int err = take(watch, &watch->before) ? 0 : -ENOMEM;

	next = watch->before.ns + interval;
	while (!err && (!cmd->count || left--)) {
		struct round spare = watch->before;

		sleep_until(next);
		if (signals_caught())
			break;
		if (!take(watch, &watch->now))
			return -ENOMEM;
		err = show(watch, changes, cmd->top);
		watch->before = watch->now;
		watch->now = spare;
		next = next + interval > watch->before.ns ? next + interval :
							    watch->before.ns + interval;
	}
	return err;
}

static int watch_map(struct map_cmd *cmd)
{
	struct watch watch = { .cmd = cmd, .key_size = cmd->view.info.key_size };
	struct change *changes = calloc(cmd->top, sizeof(*changes));
	int err = -ENOMEM;

	watch.size = watch.key_size + cmd->view.info.lookup_size;
	watch.terminal = !cmd->cli.json && isatty(STDOUT_FILENO);
	watch.last = malloc(watch.key_size + 1);
	if (watch.last && changes) {
		signals_catch();
		err = run_rounds(&watch, changes);
	}
	if (err == -ENOMEM)
		error_set(&cmd->error, NO_MEMORY, "entries");
	free(watch.before.data);
	free(watch.now.data);
	free(watch.last);
	free(changes);
	return err ? cli_fail(&cmd->cli, &cmd->error) : TOOL_OK;
}

static int check_and_watch(struct map_cmd *cmd)
{
	if (!cmd->interval)
		cmd->interval = DEFAULT_INTERVAL_MS;
	if (!cmd->top)
		cmd->top = DEFAULT_TOP;
	if (cmd->interval > MAX_INTERVAL_MS || cmd->top > MAX_TOP)
		return cli_usage_error(&cmd->cli, "--interval is at most a day, --top %d", MAX_TOP);
	if (!map_is_ring(&cmd->view) && !cmd->view.asks && !cmd->view.tasks)
		return watch_map(cmd);
	error_set(&cmd->error, BAD_ENTRY,
		  cmd->view.asks ? "a bloom filter has no entries that can be listed" :
		  cmd->view.tasks ? "values of tasks are not watched: use skep map dump" :
				    "a ring has records and no entries: use skep map tail");
	return cli_fail(&cmd->cli, &cmd->error);
}

static const struct option watch_options[] = {
	{ "interval", "MS", "milliseconds from one round to the next (else 1000)", OPTION_NUMBER,
	  offsetof(struct map_cmd, interval) },
	{ "count", "N", "end after N rounds", OPTION_NUMBER, offsetof(struct map_cmd, count) },
	{ "top", "N", "show the N entries that change fastest (else 20)", OPTION_NUMBER,
	  offsetof(struct map_cmd, top) },
	OPTION_BTF,
	OPTION_ROOT,
	{ 0 },
};

int cmd_map_watch(int argc, char **argv)
{
	static const struct usage usage = {
		.name = "map watch",
		.args = "PIN",
		.text = "Shows again and again how many entries a pinned map has, which ones are "
			"new or\nchanged, and by how much a second their numbers grow; per-CPU "
			"values as sums.\nUntil a signal.  --json: an object a line, one a round.",
		.examples = "  skep map watch fw/flows --btf firewall.bpf.o\n"
			    "  skep map watch fw/counters --interval 200 --count 5 --json\n",
		.options = watch_options,
		.min_args = 1,
		.max_args = 1,
	};

	return map_command(&usage, argc, argv, map_open_pinned, check_and_watch);
}
