/*
 * Harness of operations on a map beside a model: what each returns, what a
 * lookup finds, what an iteration shows.  Keyed types have a list as model,
 * ring buffers a queue of records.
 *
 * Input: 6 bytes that choose the map, then 4 bytes an operation.
 */
#include "fuzz/afl/harness.h"

#include <errno.h>

#include "maps/map.h"
#include "maps/ring.h"

enum { LANES = 2, MAX_KEYS = 40, MAX_KEY = 16, MAX_VALUE = 48, KEPT = 24, MAX_OPS = 400 };

/* What there is to know of a type. */
static const struct kind {
	uint32_t type;
	bool indexed, percpu, evicts;
} kinds[] = {
	{ MAP_ARRAY, true, false, false },    { MAP_PERCPU_ARRAY, true, true, false },
	{ MAP_HASH, false, false, false },    { MAP_PERCPU_HASH, false, true, false },
	{ MAP_LRU_HASH, false, false, true }, { MAP_LRU_PERCPU_HASH, false, true, true },
	{ MAP_RINGBUF, false, false, false },
};
enum { N_MAP_KINDS = sizeof(kinds) / sizeof(*kinds) };

struct entry {
	bool there;
	uint8_t value[LANES][MAX_VALUE];
};

/* Keys are numbers below MAX_KEYS; how one looks in the map is in make_key. */
struct model {
	const struct kind *kind;
	struct map *map;
	struct map_desc desc;
	uint32_t stride; /* of a lane's value in the API's buffer */
	uint32_t lanes;  /* values that an entry has */
	bool frozen;
	struct entry entry[MAX_KEYS];
};

struct op {
	uint8_t what, key, flags, fill;
};

enum op_kind {
	OP_API_UPDATE,
	OP_UPDATE,
	OP_API_DELETE,
	OP_DELETE,
	OP_API_LOOKUP,
	OP_LOOKUP,
	OP_WALK,
	OP_FREEZE,
	N_OPS
};

static struct map_writer writer_of(const struct op *op)
{
	return (struct map_writer){ .lane = op->what / N_OPS % LANES, .generation = 1 };
}

static void make_key(const struct model *model, uint32_t n, uint8_t key[MAX_KEY])
{
	memset(key, (int)(n + 1), MAX_KEY);
	if (model->kind->indexed)
		memcpy(key, &n, sizeof(n));
}

static uint32_t read_key(const struct model *model, const uint8_t *key)
{
	uint32_t n = 0;

	if (model->kind->indexed)
		memcpy(&n, key, sizeof(n));
	else
		n = key[0] - 1u;
	return n;
}

static uint32_t count_model(const struct model *model)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < MAX_KEYS; i++)
		n += model->entry[i].there;
	return n;
}

/* An LRU map drops entries when it likes: what a lookup does not find is gone. */
static void notice_eviction(struct model *model, uint32_t n)
{
	uint8_t key[MAX_KEY], value[LANES * MAX_VALUE];

	make_key(model, n, key);
	if (model->kind->evicts && map_api_lookup(model->map, key, value) == -ENOENT)
		model->entry[n].there = false;
}

/* The answer that an update must give; may_fail: of the map's own choice, too. */
static int expect_update(const struct model *model, uint32_t n, uint64_t flags, bool api)
{
	bool there = n < MAX_KEYS && model->entry[n].there;

	if (api && model->frozen)
		return -EPERM;
	if (flags > SKEP_EXIST)
		return -EINVAL;
	if (model->kind->indexed && n >= model->desc.max_entries)
		return -E2BIG;
	if (there && flags == SKEP_NOEXIST)
		return -EEXIST;
	if (!there && flags == SKEP_EXIST)
		return -ENOENT;
	if (!there && !model->kind->evicts && count_model(model) == model->desc.max_entries)
		return -E2BIG;
	return 0;
}

static void do_update(struct model *model, const struct op *op, uint32_t n, bool api)
{
	struct map_writer writer = writer_of(op);
	struct entry *entry = &model->entry[n];
	uint8_t key[MAX_KEY], value[LANES * MAX_VALUE];
	uint64_t flags = op->flags % 4;
	int expected, got;

	flags = flags == 3 ? 1ull << (8 + op->flags % 32) : flags;
	notice_eviction(model, n);
	make_key(model, n, key);
	for (size_t i = 0; i < sizeof(value); i++)
		value[i] = (uint8_t)(op->fill + i * 7);
	expected = expect_update(model, n, flags, api);
	got = api ? map_api_update(model->map, key, value, flags, writer)
		  : map_update(model->map, key, value, flags, writer);
	assert(got == expected);
	if (got)
		return;
	if (!entry->there)
		memset(entry, 0, sizeof(*entry));
	entry->there = true;
	for (uint32_t lane = 0; lane < model->lanes; lane++) {
		if (api)
			memcpy(entry->value[lane], value + lane * model->stride, MAX_VALUE);
		else if (!model->kind->percpu || lane == writer.lane)
			memcpy(entry->value[lane], value, MAX_VALUE);
	}
}

static void do_delete(struct model *model, const struct op *op, uint32_t n, bool api)
{
	uint8_t key[MAX_KEY];
	int expected, got;

	notice_eviction(model, n);
	make_key(model, n, key);
	expected = api && model->frozen    ? -EPERM
		   : model->kind->indexed  ? -EINVAL
		   : model->entry[n].there ? 0
					   : -ENOENT;
	got = api ? map_api_delete(model->map, key, writer_of(op))
		  : map_delete(model->map, key, writer_of(op));
	assert(got == expected);
	if (!got)
		model->entry[n].there = false;
}

static void check_api_lookup(struct model *model, uint32_t n)
{
	uint8_t key[MAX_KEY], value[LANES * MAX_VALUE];

	notice_eviction(model, n);
	make_key(model, n, key);
	if (!model->entry[n].there) {
		assert(map_api_lookup(model->map, key, value) == -ENOENT);
		return;
	}
	assert(!map_api_lookup(model->map, key, value));
	for (uint32_t lane = 0; lane < model->lanes; lane++)
		assert(!memcmp(value + lane * model->stride, model->entry[n].value[lane],
			       model->desc.value_size));
}

static void check_lookup(struct model *model, uint32_t n, uint32_t lane)
{
	uint8_t key[MAX_KEY];
	const uint8_t *value;

	notice_eviction(model, n);
	make_key(model, n, key);
	value = map_lookup(model->map, key, lane);
	assert(!value == !model->entry[n].there);
	if (value)
		assert(!memcmp(value, model->entry[n].value[model->kind->percpu ? lane : 0],
			       model->desc.value_size));
}

/* Both iterations show every entry, once. */
static void check_all(struct model *model)
{
	bool seen[MAX_KEYS] = { false };
	uint8_t key[MAX_KEY] = { 0 };
	struct map_walk walk = { 0 };
	uint32_t n = 0, walked = 0;
	int err;

	for (uint32_t i = 0; i < MAX_KEYS; i++)
		check_api_lookup(model, i);
	err = map_api_next_key(model->map, NULL, key);
	for (; !err; n++) {
		uint32_t k = read_key(model, key);

		assert(k < MAX_KEYS && model->entry[k].there && !seen[k]);
		seen[k] = true;
		err = map_api_next_key(model->map, key, key);
	}
	assert(err == -ENOENT && n == count_model(model) && n <= model->desc.max_entries);
	while (map_walk(model->map, &walk, 0)) {
		uint32_t k = read_key(model, walk.key);

		assert(k < MAX_KEYS && seen[k]);
		assert(!memcmp(walk.value, model->entry[k].value[0], model->desc.value_size));
		walked++;
	}
	assert(walked == n);
}

static void do_freeze(struct model *model)
{
	assert(map_freeze(model->map) == (model->frozen ? -EPERM : 0));
	model->frozen = true;
}

static void do_op(struct model *model, const struct op *op)
{
	uint32_t n = op->key % MAX_KEYS;

	switch ((enum op_kind)(op->what % N_OPS)) {
	case OP_API_UPDATE:
		do_update(model, op, n, true);
		break;
	case OP_UPDATE:
		do_update(model, op, n, false);
		break;
	case OP_API_DELETE:
		do_delete(model, op, n, true);
		break;
	case OP_DELETE:
		do_delete(model, op, n, false);
		break;
	case OP_API_LOOKUP:
		check_api_lookup(model, n);
		break;
	case OP_LOOKUP:
		check_lookup(model, n, writer_of(op).lane);
		break;
	case OP_WALK:
		check_all(model);
		break;
	case OP_FREEZE:
		if (op->key == 0xf5) /* rarely: most of what follows is then refused */
			do_freeze(model);
		break;
	case N_OPS:
		break;
	}
}

static void run_keyed(struct model *model, struct bytes *in)
{
	model->stride = (model->desc.value_size + 7) / 8 * 8;
	model->lanes = model->kind->percpu ? LANES : 1;
	for (uint32_t i = 0; model->kind->indexed && i < model->desc.max_entries; i++)
		model->entry[i].there = true;
	for (uint32_t i = 0; i < MAX_OPS && in->left; i++) {
		struct op op;

		take_bytes(in, &op, sizeof(op));
		do_op(model, &op);
	}
	check_all(model);
}

/* --- ring buffers --- */

enum { RING_BYTES = 4096, MAX_RECORDS = 600, LANE_RECORDS = 16 };

enum record_state { RECORD_BUSY, RECORD_COMPLETE, RECORD_DISCARDED };
struct record {
	enum record_state state;
	uint8_t *data;
	uint32_t size, slot, lane;
	uint8_t fill;
};

/* Records [first, last) are in the ring. */
struct ring {
	struct map *map;
	uint32_t first, last, room;
	struct record record[MAX_RECORDS];
};

static uint32_t ring_bytes(uint32_t size)
{
	return (size + 8 + 7) / 8 * 8;
}

static void do_reserve(struct ring *ring, const struct op *op)
{
	struct record *record = &ring->record[ring->last];
	struct map_writer writer = writer_of(op);
	uint32_t held = 0;

	*record = (struct record){ .size = op->key * 8u + op->flags % 8,
				   .lane = writer.lane,
				   .fill = op->fill };
	for (uint32_t i = ring->first; i < ring->last; i++)
		held += ring->record[i].state == RECORD_BUSY && ring->record[i].lane == writer.lane;
	record->data = ring_reserve(ring->map, record->size, writer, &record->slot);
	/* One byte of the ring stays free, as in Linux. */
	assert(!record->data ==
	       (held == LANE_RECORDS || ring_bytes(record->size) > ring->room - 1));
	if (!record->data)
		return;
	memset(record->data, op->fill, record->size);
	ring->room -= ring_bytes(record->size);
	ring->last++;
}

static void do_commit(struct ring *ring, const struct op *op)
{
	uint32_t n = ring->last - ring->first;
	struct record *record = &ring->record[ring->first + (n ? op->key % n : 0)];
	bool discard = op->flags & 1;

	if (!n || record->state != RECORD_BUSY)
		return;
	ring_commit(ring->map, record->data, record->slot, discard, 0,
		    (struct map_writer){ .lane = record->lane, .generation = 1 });
	record->state = discard ? RECORD_DISCARDED : RECORD_COMPLETE;
}

static int check_record(void *arg, const void *data, size_t size)
{
	struct ring *ring = arg;
	const uint8_t *bytes = data;

	for (; ring->record[ring->first].state == RECORD_DISCARDED; ring->first++)
		ring->room += ring_bytes(ring->record[ring->first].size);
	assert(ring->first < ring->last);
	assert(ring->record[ring->first].state == RECORD_COMPLETE);
	assert(size == ring->record[ring->first].size);
	for (size_t i = 0; i < size; i++)
		assert(bytes[i] == ring->record[ring->first].fill);
	ring->room += ring_bytes((uint32_t)size);
	ring->first++;
	return 0;
}

static void do_consume(struct ring *ring)
{
	const struct map_writer writer = { .lane = 0, .generation = 1 };
	struct map_writer owner;
	uint32_t complete = 0;

	for (uint32_t i = ring->first; i < ring->last && ring->record[i].state != RECORD_BUSY; i++)
		complete += ring->record[i].state == RECORD_COMPLETE;
	assert(!ring_consumer_enter(ring->map, writer, &owner));
	assert(ring_consume(ring->map, check_record, ring) == (int)complete);
	ring_consumer_leave(ring->map);
	for (; ring->first < ring->last && ring->record[ring->first].state == RECORD_DISCARDED;
	     ring->first++)
		ring->room += ring_bytes(ring->record[ring->first].size);
	assert(ring_query(ring->map, RING_AVAIL_DATA) == RING_BYTES - ring->room);
}

static void run_ring(struct map *map, struct bytes *in)
{
	static struct ring ring;

	ring = (struct ring){ .map = map, .room = RING_BYTES };
	while (ring.last < MAX_RECORDS && in->left) {
		struct op op;

		take_bytes(in, &op, sizeof(op));
		if (op.what % 4 < 2)
			do_reserve(&ring, &op);
		else if (op.what % 4 == 2)
			do_commit(&ring, &op);
		else
			do_consume(&ring);
	}
	do_consume(&ring);
}

void fuzz_map_ops(const uint8_t *data, size_t size)
{
	struct bytes in = { data, size };
	static struct model model;
	struct skep_error error;
	uint8_t choice[6];

	memset(&model, 0, sizeof(model));
	take_bytes(&in, choice, sizeof(choice));
	model.kind = &kinds[choice[0] % N_MAP_KINDS];
	model.desc = (struct map_desc){ .name = "m", .type = model.kind->type };
	if (model.kind->type == MAP_RINGBUF) {
		model.desc.max_entries = RING_BYTES;
	} else {
		model.desc.key_size = model.kind->indexed ? 4 : 1 + choice[1] % MAX_KEY;
		model.desc.value_size = 1 + choice[2] % MAX_VALUE;
		model.desc.max_entries = 1 + choice[3] % KEPT;
		model.desc.map_flags = model.kind->indexed ? 0 : MAP_F_ZERO_SEED;
		if (choice[4] & 1 && !model.kind->indexed && !model.kind->evicts)
			model.desc.map_flags |= MAP_F_NO_PREALLOC;
	}
	assert(!map_create(&model.desc, NULL, LANES, &model.map, &error));
	for (uint32_t lane = 0; lane < LANES; lane++)
		assert(!map_lane_prepare(model.map, lane));
	if (model.kind->type == MAP_RINGBUF)
		run_ring(model.map, &in);
	else
		run_keyed(&model, &in);
	map_close(model.map);
}

/* A sequence for each type, of every operation. */
size_t seed_map_ops(uint32_t i, uint8_t *data)
{
	enum { SEED_OPS = 24 };

	if (i >= 2 * N_MAP_KINDS)
		return 0;
	memset(data, 0, 6);
	data[0] = (uint8_t)(i % N_MAP_KINDS);
	data[1] = data[2] = (uint8_t)(i * 7);
	data[3] = i < N_MAP_KINDS ? 2 : 15;
	for (uint32_t n = 0; n < SEED_OPS; n++) {
		const struct op op = { .what = (uint8_t)(n * (i + 3)),
				       .key = (uint8_t)(n % 5),
				       .flags = (uint8_t)(n % 4),
				       .fill = (uint8_t)n };

		memcpy(data + 6 + n * sizeof(op), &op, sizeof(op));
	}
	return 6 + SEED_OPS * sizeof(struct op);
}
