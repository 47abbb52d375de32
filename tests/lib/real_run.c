/* Running the cases of real_cases.h; see real_run.h. */
#include "tests/lib/real_run.h"

#undef NDEBUG
#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <linux/bpf.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "tests/lib/real_cases.h"

enum { MAX_LANES = 512, MAX_RECORDS = 8, NS = 1000000000 };

/* --- bytes as text --- */

struct bytes {
	uint8_t byte[REAL_BYTES], care[REAL_BYTES]; /* care 0: any */
	uint32_t size;
};

static void put(struct bytes *to, const void *from, uint32_t n)
{
	assert(to->size + n <= REAL_BYTES);
	memcpy(to->byte + to->size, from, n);
	memset(to->care + to->size, 1, n);
	to->size += n;
}

static uint8_t hex_pair(const char *text)
{
	char pair[3] = { text[0], text[1], 0 };

	assert(isxdigit(text[0]) && isxdigit(text[1]));
	return (uint8_t)strtoul(pair, NULL, 16);
}

static void put_number(struct bytes *to, const char *at, const void *memory)
{
	uint32_t tid = (uint32_t)syscall(SYS_gettid), pid = (uint32_t)getpid();
	struct timespec now;
	uint64_t ago;

	clock_gettime(CLOCK_MONOTONIC, &now);
	ago = (uint64_t)(now.tv_sec - 100) * NS + (uint64_t)now.tv_nsec;
	switch (*at) {
	case 'T': put(to, &tid, 4); break;
	case 'P': put(to, &pid, 4); break;
	case 'A': put(to, &ago, 8); break;
	default: {
		uint64_t address = (uintptr_t)memory + hex_pair(at + 1);

		put(to, &address, 8);
	}
	}
}

/* The last byte until there are @n. */
static void repeat(struct bytes *to, long n)
{
	uint8_t byte, care;

	assert(to->size);
	byte = to->byte[to->size - 1];
	care = to->care[to->size - 1];
	for (; n > 1; n--) {
		put(to, &byte, 1);
		to->care[to->size - 1] = care;
	}
}

/* A token of the text; Return: what is behind it. */
static const char *put_token(struct bytes *to, const char *at, const void *memory)
{
	const char *end;

	switch (*at) {
	case ' ': return at + 1;
	case '\'':
		end = strchr(at + 1, '\'');
		assert(end);
		put(to, at + 1, (uint32_t)(end - at - 1));
		return end + 1;
	case '(': repeat(to, strtol(at + 1, (char **)&end, 10)); return end + 1;
	case '.':
		put(to, "", 1);
		to->care[to->size - 1] = 0;
		return at + 2;
	case 'T':
	case 'P':
	case 'A': put_number(to, at, memory); return at + 1;
	case 'M': put_number(to, at, memory); return at + 3;
	default: {
		uint8_t byte = hex_pair(at);

		put(to, &byte, 1);
		return at + 2;
	}
	}
}

static void parse(const char *text, const void *memory, struct bytes *out)
{
	memset(out, 0, sizeof(*out));
	while (*text)
		text = put_token(out, text, memory);
}

/* Behind what is wanted there must be zeros. */
static bool fits(const struct bytes *want, const uint8_t *got, uint32_t size)
{
	if (want->size > size)
		return false;
	for (uint32_t i = 0; i < size; i++) {
		if (i >= want->size ? got[i] : want->care[i] && got[i] != want->byte[i])
			return false;
	}
	return true;
}

/* --- a case on a side --- */

struct record {
	uint32_t size;
	uint8_t data[REAL_BYTES];
};

struct trial {
	const struct real_case *c;
	const struct real_side *side;
	void *object;
	struct record record[MAX_RECORDS];
	uint32_t n_records;
	bool has_records;
	char *message;
};

enum { MESSAGE = 1600 };

static bool wrong(struct trial *t, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(t->message, MESSAGE, format, args);
	va_end(args);
	return false;
}

static bool wrong_bytes(struct trial *t, const char *what, uint32_t n, const uint8_t *got,
			uint32_t size)
{
	int at = snprintf(t->message, MESSAGE, "%s %u: ", what, n);

	for (uint32_t i = 0; i < size && at < MESSAGE - 3; i++)
		at += snprintf(t->message + at, MESSAGE - (size_t)at, "%02x", got[i]);
	return false;
}

static bool fill(struct trial *t, const struct real_entry *entry)
{
	static struct bytes key, value;
	struct real_shape shape;
	int err;

	if (t->side->shape(t->object, entry->map, &shape))
		return wrong(t, "no map %s", entry->map);
	parse(entry->key ? entry->key : "", NULL, &key);
	parse(entry->value, NULL, &value);
	if (key.size > shape.key_size || value.size > shape.value_size || shape.lanes > 1)
		return wrong(t, "%s: an entry of another shape", entry->map);
	err = t->side->update(t->object, entry->map, entry->key ? key.byte : NULL, value.byte);
	return err ? wrong(t, "%s: update: %d", entry->map, err) : true;
}

static bool run_step(struct trial *t, uint32_t n)
{
	const struct real_step *step = &t->c->step[n];
	static struct bytes in, out, memory;
	struct real_io io;
	int err = 0;

	parse(step->memory ? step->memory : "", memory.byte, &memory);
	parse(step->in, memory.byte, &in);
	parse(step->out ? step->out : step->in, memory.byte, &out);
	for (uint32_t i = 0; i < (step->times ? step->times : 1) && !err; i++) {
		io = (struct real_io){ .kind = t->c->kind, .size = in.size, .mark = step->mark };
		memcpy(io.data, in.byte, in.size);
		err = t->side->run(t->object, step->prog ? step->prog : t->c->name, &io);
	}
	if (err)
		return wrong(t, "step %u: %d", n, err);
	if (io.result != step->result)
		return wrong(t, "step %u: result %u", n, io.result);
	if (io.mark != (step->mark_out ? step->mark_out : step->mark))
		return wrong(t, "step %u: mark %u", n, io.mark);
	if (io.priority != step->priority_out)
		return wrong(t, "step %u: priority %u", n, io.priority);
	if (t->c->kind < ON_RAW_TP && io.size != out.size)
		return wrong_bytes(t, "step, size", n, io.data, io.size);
	return fits(&out, io.data, io.size) || wrong_bytes(t, "step, frame", n, io.data, io.size);
}

/* --- what the maps hold --- */

static void keep_record(void *arg, const void *data, uint32_t size)
{
	struct trial *t = arg;
	struct record *r = &t->record[t->n_records < MAX_RECORDS ? t->n_records : 0];

	assert(size <= REAL_BYTES);
	r->size = size;
	memcpy(r->data, data, size);
	t->n_records++;
}

static uint32_t count(struct trial *t, const char *map, const struct real_shape *shape)
{
	uint8_t key[REAL_BYTES] = { 0 }, next[REAL_BYTES] = { 0 };
	uint32_t n = 0;
	int err;

	if (t->has_records)
		return t->n_records;
	if (shape->type == BPF_MAP_TYPE_QUEUE) {
		while (!t->side->pop(t->object, map, key))
			n++;
		return n;
	}
	err = t->side->next_key(t->object, map, NULL, next);
	for (; !err; n++) {
		memcpy(key, next, sizeof(key));
		err = t->side->next_key(t->object, map, key, next);
	}
	return n;
}

/* The value of the only CPU that has one that is not zeros; NULL: several have. */
static const uint8_t *only_value(const uint8_t *values, const struct real_shape *shape)
{
	uint32_t size = (shape->value_size + 7) / 8 * 8, n = 0;
	const uint8_t *only = values;

	for (uint32_t lane = 0; lane < shape->lanes; lane++) {
		const uint8_t *value = values + (size_t)lane * size;

		if (value[0] || memcmp(value, value + 1, shape->value_size - 1)) {
			only = value;
			n++;
		}
	}
	return n > 1 ? NULL : only;
}

static bool check_value(struct trial *t, uint32_t n, const struct real_shape *shape)
{
	const struct real_entry *entry = &t->c->after[n];
	static uint8_t values[MAX_LANES * REAL_BYTES];
	static struct bytes key, want;
	const uint8_t *value = values;
	int err;

	assert(shape->lanes <= MAX_LANES && shape->value_size <= REAL_BYTES);
	parse(entry->value ? entry->value : "", NULL, &want);
	parse(entry->key && strcmp(entry->key, "first") ? entry->key : "", NULL, &key);
	if (entry->key && !strcmp(entry->key, "first"))
		t->side->next_key(t->object, entry->map, NULL, key.byte);
	if (shape->type == BPF_MAP_TYPE_QUEUE) {
		err = t->side->pop(t->object, entry->map, values);
	} else if (shape->type == BPF_MAP_TYPE_BLOOM_FILTER) {
		memcpy(values, want.byte, want.size);
		err = t->side->lookup(t->object, entry->map, NULL, values);
	} else {
		err = t->side->lookup(t->object, entry->map, key.byte, values);
	}
	if (!entry->value)
		return err == -ENOENT || wrong(t, "%s (%u) is there: %d", entry->map, n, err);
	if (err)
		return wrong(t, "%s (%u): %d", entry->map, n, err);
	if (shape->lanes > 1)
		value = only_value(values, shape);
	if (!value)
		return wrong(t, "%s (%u): of several CPUs", entry->map, n);
	return fits(&want, value, shape->value_size) ||
	       wrong_bytes(t, entry->map, n, value, shape->value_size);
}

static bool check_record(struct trial *t, uint32_t n)
{
	const struct real_entry *entry = &t->c->after[n];
	const struct record *r = &t->record[entry->n];
	static struct bytes want;

	parse(entry->value, NULL, &want);
	if (entry->n >= t->n_records || entry->n >= MAX_RECORDS)
		return wrong(t, "%s: %u records", entry->map, t->n_records);
	return fits(&want, r->data, r->size) || wrong_bytes(t, entry->map, n, r->data, r->size);
}

static bool check_entry(struct trial *t, uint32_t n)
{
	const struct real_entry *entry = &t->c->after[n];
	struct real_shape shape;
	uint32_t found;
	bool is_ring;
	int err = 0;

	if (t->side->shape(t->object, entry->map, &shape))
		return wrong(t, "no map %s", entry->map);
	is_ring = shape.type == BPF_MAP_TYPE_RINGBUF ||
		  shape.type == BPF_MAP_TYPE_PERF_EVENT_ARRAY;
	if (is_ring && !t->has_records)
		err = t->side->records(t->object, entry->map, keep_record, t);
	t->has_records = is_ring;
	if (err)
		return wrong(t, "%s: %d", entry->map, err);
	if (entry->key || entry->value)
		return is_ring ? check_record(t, n) : check_value(t, n, &shape);
	found = count(t, entry->map, &shape);
	return found == entry->n || wrong(t, "%s: %u entries", entry->map, found);
}

const char *real_check(const struct real_case *c, const struct real_object *object,
		       const struct real_side *side, bool *ran)
{
	static char message[MESSAGE];
	static struct trial t;
	bool is_right = true;

	t = (struct trial){ .c = c, .side = side, .message = message };
	t.object = side->open(side, c, object->path);
	*ran = t.object != NULL;
	if (!t.object)
		return NULL;
	for (uint32_t i = 0; i < REAL_ENTRIES && c->before[i].map && is_right; i++)
		is_right = fill(&t, &c->before[i]);
	for (uint32_t i = 0; i < REAL_STEPS && c->step[i].in && is_right; i++)
		is_right = run_step(&t, i);
	for (uint32_t i = 0; i < REAL_ENTRIES && c->after[i].map && is_right; i++)
		is_right = check_entry(&t, i);
	side->close(t.object);
	return is_right ? NULL : message;
}
