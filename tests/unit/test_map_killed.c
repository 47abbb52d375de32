/*
 * A writer that is killed at any instruction: it is stepped through an
 * operation, and whenever the map's file has changed, a copy of it is what a
 * kill would have left.  The next writer finds the map as it was, or as it
 * should become, and nothing of it is lost.
 */
#include "tests/unit/test_map.h"

#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

#include "maps/lpm.h"
#include "tests/lib/flavour.h"
enum {
	LANES = 3,
	DEAD_LANE = 1, /* of its holders two die: the second one over what the first one left */
	MAX_STEPS = 400000,
	MAX_DUMP = 4096,
	MAX_SNAPSHOTS = 400,
};

/* What the map holds, in its order. */
struct dump {
	size_t size;
	uint8_t bytes[MAX_DUMP];
};

static void dump_add(struct dump *dump, const void *data, size_t size)
{
	assert_true(dump->size + size <= MAX_DUMP);
	memcpy(dump->bytes + dump->size, data, size);
	dump->size += size;
}

static void dump_entries(struct map *map, struct dump *dump)
{
	uint8_t key[64], value[64];
	int err = map_api_next_key(map, NULL, key);

	for (; !err; err = map_api_next_key(map, key, key)) {
		dump_add(dump, key, map->geometry.key_size);
		assert_int_equal(map_api_lookup(map, key, value), 0);
		dump_add(dump, value, map_api_value_size(map));
	}
	assert_int_equal(err, -ENOENT);
}

static bool is_equal(const struct dump *a, const struct dump *b)
{
	return a->size == b->size && !memcmp(a->bytes, b->bytes, a->size);
}

/* ---- tries ---- */

struct prefix {
	uint32_t length;
	uint8_t bytes[4];
};

static int lpm_put(struct map *map, struct prefix prefix, uint64_t value, struct map_writer writer)
{
	return map_update(map, &prefix, &value, 0, writer);
}

/* 10/8 with 10.1/16 and 10.129/16 below it, 10.1.2/24, and 172.16/12. */
static const struct prefix prefixes[] = { { 8, { 10 } }, { 16, { 10, 1 } }, { 16, { 10, 129 } },
					  { 24, { 10, 1, 2 } }, { 12, { 172, 16 } } };

static void lpm_fill(struct map *map)
{
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++)
		assert_int_equal(lpm_put(map, prefixes[i], i, WRITER(0)), 0);
}

static int lpm_replace(struct map *map, struct map_writer writer)
{
	return lpm_put(map, prefixes[1], 99, writer);
}

static int lpm_insert_leaf(struct map *map, struct map_writer writer)
{
	return lpm_put(map, (struct prefix){ 32, { 10, 1, 2, 3 } }, 99, writer);
}

static int lpm_insert_fork(struct map *map, struct map_writer writer)
{
	return lpm_put(map, (struct prefix){ 24, { 10, 1, 3 } }, 99, writer);
}

static int lpm_insert_above(struct map *map, struct map_writer writer)
{
	return lpm_put(map, (struct prefix){ 10, { 10, 0 } }, 99, writer);
}

/* Where two parted that have nothing in common there is a node already. */
static int lpm_insert_at_fork(struct map *map, struct map_writer writer)
{
	return lpm_put(map, (struct prefix){ 0, { 0 } }, 99, writer);
}

static int lpm_delete_one_child(struct map *map, struct map_writer writer)
{
	return map_delete(map, &prefixes[1], writer);
}

static int lpm_delete_both_children(struct map *map, struct map_writer writer)
{
	return map_delete(map, &prefixes[0], writer);
}

static int lpm_delete_leaf(struct map *map, struct map_writer writer)
{
	return map_delete(map, &prefixes[3], writer);
}

static int lpm_delete_with_fork(struct map *map, struct map_writer writer)
{
	return map_delete(map, &prefixes[4], writer);
}

/* The lock is taken, and what was left is put right. */
static void lpm_next_writer(struct map *map)
{
	struct prefix none = { 31, { 1, 2, 3, 4 } };

	assert_int_equal(map_delete(map, &none, WRITER(2)), -ENOENT);
}

static uint32_t count_nodes(struct map *map, uint32_t link)
{
	if (!link)
		return 0;
	assert_int_equal(lpm_node(map, link)->sequence % 2, 0);
	return 1 + count_nodes(map, lpm_node(map, link)->child[0]) +
	       count_nodes(map, lpm_node(map, link)->child[1]);
}

static void lpm_check_whole(struct map *map)
{
	uint32_t n_nodes = 0, n_slots = 0, link;

	for (link = lpm_trie(map)->nodes.head; link; link = lpm_node(map, link)->free_next)
		assert_in_range(++n_nodes, 1, map->geometry.n_nodes);
	for (link = lpm_trie(map)->slots.head; link; link = hash_slot(map, link)->free_next)
		assert_in_range(++n_slots, 1, map->geometry.n_slots);
	assert_int_equal(n_nodes + count_nodes(map, lpm_trie(map)->root), map->geometry.n_nodes);
	assert_int_equal(n_slots + map_control(map)->n_entries, map->geometry.n_slots);
	assert_int_equal(lpm_trie(map)->lock, 0);
}

/* ---- queues and stacks ---- */

enum { QUEUE_FULL = 4 };

static int queue_put(struct map *map, uint64_t value, uint64_t flags, struct map_writer writer)
{
	return map_push(map, &value, flags, writer);
}

/* So that the places go round. */
static void queue_fill(struct map *map)
{
	uint64_t value;

	for (uint64_t i = 0; i < QUEUE_FULL; i++) {
		assert_int_equal(queue_put(map, i, 0, WRITER(0)), 0);
		if (i < 2)
			assert_int_equal(map_pop(map, &value, WRITER(0)), 0);
	}
}

static void queue_fill_all(struct map *map)
{
	queue_fill(map);
	while (!queue_put(map, 50, 0, WRITER(0)))
		;
}

static int queue_push_one(struct map *map, struct map_writer writer)
{
	return queue_put(map, 99, 0, writer);
}

static int queue_push_over(struct map *map, struct map_writer writer)
{
	return queue_put(map, 99, SKEP_EXIST, writer);
}

static int queue_pop_one(struct map *map, struct map_writer writer)
{
	uint64_t value;

	return map_pop(map, &value, writer);
}

static void queue_next_writer(struct map *map)
{
	uint64_t value;

	if (queue_put(map, 100, 0, WRITER(2)))
		return; /* it was full */
	if (map->geometry.type == MAP_LIFO) {
		assert_int_equal(map_pop(map, &value, WRITER(2)), 0);
		assert_int_equal(value, 100);
		return;
	}
	for (uint32_t i = 0; !map_api_peek(map, 1, &value); i++) { /* round, until it is next */
		assert_int_equal(map_pop(map, &value, WRITER(2)), 0);
		if (value == 100)
			return;
		assert_int_equal(queue_put(map, value, 0, WRITER(2)), 0);
		assert_true(i < QUEUE_FULL);
	}
	assert_int_equal(map_pop(map, &value, WRITER(2)), 0);
	assert_int_equal(value, 100);
}

static void queue_dump(struct map *map, struct dump *dump)
{
	uint64_t value;
	uint32_t n = 0;

	for (; !map_api_peek(map, n, &value); n++)
		dump_add(dump, &value, sizeof(value));
}

static void queue_check_whole(struct map *map)
{
	uint64_t value = 0;
	uint32_t n = 0;

	assert_int_equal(*(uint64_t *)(map->base + map->geometry.state_offset), 0);
	while (!map_pop(map, &value, WRITER(2)))
		n++;
	assert_in_range(n, 0, QUEUE_FULL);
	for (n = 0; !queue_put(map, n, 0, WRITER(2)); n++)
		;
	assert_int_equal(n, QUEUE_FULL);
}

/* ---- hashes ---- */

enum { HASH_FULL = 8, HASH_NEW = 99 };

static const struct map_desc inner = { .name = "i", .type = MAP_ARRAY, .key_size = 4,
				       .value_size = 4, .max_entries = 1 };

static int hash_put(struct map *map, uint32_t key, uint64_t value, struct map_writer writer)
{
	return map->ops->holds_maps ? map_set_inner_id(map, &key, value, 0, writer) :
				      map_update(map, &key, &value, 0, writer);
}

/* By the lane that dies: it uses up its own queue first. */
static void hash_fill(struct map *map, uint32_t n)
{
	uint32_t key;

	for (key = 0; key < LANES; key++)
		assert_int_equal(map_lane_prepare(map, key), 0);
	for (key = 0; key < n; key++)
		assert_int_equal(hash_put(map, key, key + 1, WRITER(DEAD_LANE)), 0);
}

static void hash_fill_one(struct map *map)
{
	hash_fill(map, 1);
}

static void hash_fill_most(struct map *map)
{
	hash_fill(map, HASH_FULL - 1);
}

static void hash_fill_all(struct map *map)
{
	hash_fill(map, HASH_FULL);
}

static int hash_insert(struct map *map, struct map_writer writer)
{
	return hash_put(map, HASH_NEW, 77, writer);
}

static int hash_replace_one(struct map *map, struct map_writer writer)
{
	return hash_put(map, 0, 77, writer);
}

static int hash_delete_one(struct map *map, struct map_writer writer)
{
	return map_delete(map, &(uint32_t){ 0 }, writer);
}

static int hash_take_one(struct map *map, struct map_writer writer)
{
	uint64_t value[LANES];

	return map_api_take(map, &(uint32_t){ 0 }, value, writer);
}

/* Deletes a key that is not there: all that it does is to take the bucket's lock. */
static int touch_bucket(struct map *map, const struct map_bucket *bucket, struct map_writer writer)
{
	uint32_t key = 1000;

	while (hash_bucket(map, hash_key(map, &key)) != bucket)
		key++;
	return map_delete(map, &key, writer) == -ENOENT ? 0 : -1;
}

static int hash_touch(struct map *map, struct map_writer writer)
{
	int err = 0;

	for (uint32_t i = 0; i < map->geometry.n_buckets && !err; i++)
		err = touch_bucket(map, hash_bucket(map, i), writer);
	return err;
}

static int hash_inherit(struct map *map, struct map_writer writer)
{
	return touch_bucket(map, hash_bucket(map, 0), writer);
}

static void hash_next_writer(struct map *map)
{
	assert_int_equal(hash_touch(map, WRITER(2)), 0);
}

static uint32_t count_keys(struct map *map)
{
	uint32_t key, n = 0;
	int err = map_api_next_key(map, NULL, &key);

	for (; !err; n++)
		err = map_api_next_key(map, &key, &key);
	assert_int_equal(err, -ENOENT);
	return n;
}

/* No slot is missing: to an insert, nor after the dead one's lane has another holder. */
static void hash_check_whole(struct map *map)
{
	uint32_t n = count_keys(map), i;

	for (i = n; i < HASH_FULL; i++)
		assert_int_equal(hash_put(map, 2000 + i, i, WRITER(2)), 0);
	for (; hash_evicts(map) && i < 4 * HASH_FULL; i++) /* a round of the clock */
		assert_int_equal(hash_put(map, 2000 + i, i, WRITER(2)), 0);
	if (!hash_evicts(map))
		assert_int_equal(hash_put(map, HASH_NEW + 1, 1, WRITER(2)), -E2BIG);
	assert_int_equal(count_keys(map), HASH_FULL);
	for (i = 0; i < LANES; i++)
		assert_int_equal(hash_touch(map, (struct map_writer){ i, 3 }), 0);
	check_slots(map, HASH_FULL);
}

/* ---- the rows ---- */

#define LPM DESC(MAP_LPM_TRIE, 8, 8, 8, MAP_F_NO_PREALLOC)

static const struct row {
	const char *name;
	struct map_desc desc;
	void (*fill)(struct map *map);
	int (*act)(struct map *map, struct map_writer writer);
	void (*next_writer)(struct map *map);
	void (*dump)(struct map *map, struct dump *dump);
	void (*check_whole)(struct map *map);
	/* What the dead one's heir does, who finishes its work first; NULL: not tried. */
	int (*heir)(struct map *map, struct map_writer writer);
	bool evicts; /* a state in between: what makes room is gone, the new key not there */
} rows[] = {
#define LPM_ROW(act)                                                                               \
	{ #act, LPM, lpm_fill, act, lpm_next_writer, dump_entries, lpm_check_whole,  \
	  NULL, false }
	LPM_ROW(lpm_replace),
	LPM_ROW(lpm_insert_leaf),
	LPM_ROW(lpm_insert_fork),
	LPM_ROW(lpm_insert_above),
	LPM_ROW(lpm_insert_at_fork),
	LPM_ROW(lpm_delete_one_child),
	LPM_ROW(lpm_delete_both_children),
	LPM_ROW(lpm_delete_leaf),
	LPM_ROW(lpm_delete_with_fork),
#define QUEUE_ROWS(type, fill, act)                                                                \
	{ #act, DESC(type, 0, 8, QUEUE_FULL, 0), fill, act, queue_next_writer, queue_dump,         \
	  queue_check_whole, NULL, false }
	QUEUE_ROWS(MAP_QUEUE, queue_fill, queue_push_one),
	QUEUE_ROWS(MAP_QUEUE, queue_fill, queue_pop_one),
	QUEUE_ROWS(MAP_QUEUE, queue_fill_all, queue_push_over),
	QUEUE_ROWS(MAP_LIFO, queue_fill, queue_push_one),
	QUEUE_ROWS(MAP_LIFO, queue_fill, queue_pop_one),
	QUEUE_ROWS(MAP_LIFO, queue_fill_all, queue_push_over),
#define HASH_DESC(type, value_size)                                                                \
	DESC(type, 4, value_size, HASH_FULL, MAP_F_ZERO_SEED)
#define HASH_ROW(desc, fill, act, heir)                                                            \
	{ #desc " " #fill " " #act, desc, fill, act, hash_next_writer, dump_entries,               \
	  hash_check_whole, heir, false }
#define HASH_ROWS(type, heir)                                                                      \
	HASH_ROW(HASH_DESC(type, 8), hash_fill_one, hash_insert, heir),                            \
	HASH_ROW(HASH_DESC(type, 8), hash_fill_most, hash_insert, heir),                           \
	HASH_ROW(HASH_DESC(type, 8), hash_fill_one, hash_replace_one, heir),                       \
	HASH_ROW(HASH_DESC(type, 8), hash_fill_all, hash_replace_one, heir),                       \
	HASH_ROW(HASH_DESC(type, 8), hash_fill_one, hash_delete_one, heir),                        \
	HASH_ROW(HASH_DESC(type, 8), hash_fill_all, hash_delete_one, heir),                        \
	HASH_ROW(HASH_DESC(type, 8), hash_fill_one, hash_take_one, NULL),                          \
	HASH_ROW(HASH_DESC(type, 8), hash_fill_all, hash_take_one, NULL)
#define EVICT_ROW(type, heir)                                                                      \
	{ #type " evicts", HASH_DESC(type, 8), hash_fill_all, hash_insert, hash_next_writer,       \
	  dump_entries, hash_check_whole, heir, true }
	HASH_ROWS(MAP_HASH, hash_inherit),
	HASH_ROWS(MAP_PERCPU_HASH, NULL),
	HASH_ROWS(MAP_LRU_HASH, NULL),
	HASH_ROWS(MAP_LRU_PERCPU_HASH, NULL),
	EVICT_ROW(MAP_LRU_HASH, hash_inherit),
	EVICT_ROW(MAP_LRU_PERCPU_HASH, NULL),
#define INNER_ROW(fill, act)                                                                       \
	HASH_ROW(HASH_DESC(MAP_HASH_OF_MAPS, 4), fill, act, NULL)
	INNER_ROW(hash_fill_one, hash_insert),
	INNER_ROW(hash_fill_one, hash_replace_one),
	INNER_ROW(hash_fill_one, hash_delete_one),
};

static bool lives(void *arg, struct map_writer owner, unsigned generation_bits)
{
	(void)arg, (void)generation_bits;
	return owner.lane != DEAD_LANE || owner.generation > 2;
}

static struct map *filled(const struct row *row)
{
	struct map_desc desc = row->desc;
	struct map *map;

	if (desc.type == MAP_HASH_OF_MAPS)
		desc.inner = &inner;
	map = map_new(desc, NULL, LANES);
	map_set_liveness(map, (struct map_liveness){ lives, NULL });
	row->fill(map);
	return map;
}

/*
 * @map, @copy: the dead one's; what is left when it dies now
 * @between: of a row that evicts
 */
struct scene {
	const struct row *row;
	struct map *map, *copy;
	struct dump before, between, after;
	uint8_t *last; /* the file at the last look */
	uint8_t *snapshots[MAX_SNAPSHOTS];
	uint32_t n_snapshots, n_states, n_after, n_locked;
};

/* The entries of @a that @b has too, in @a's order; all have the size of one. */
static void intersect(const struct map *map, const struct dump *a, const struct dump *b,
		      struct dump *both)
{
	size_t size = map->geometry.key_size + map_api_value_size(map);

	for (size_t i = 0; i < a->size; i += size)
		for (size_t j = 0; j < b->size; j += size)
			if (!memcmp(a->bytes + i, b->bytes + j, size))
				dump_add(both, a->bytes + i, size);
}

/* 0 old, 1 in between, 2 new. */
static int state_of(const struct scene *scene, const struct dump *dump)
{
	if (is_equal(dump, &scene->after))
		return 2;
	if (scene->row->evicts && is_equal(dump, &scene->between))
		return 1;
	if (!is_equal(dump, &scene->before))
		fail_msg("%s: state %u is neither old nor new", scene->row->name, scene->n_states);
	return 0;
}

static bool is_locked(const struct map *map)
{
	const struct map_geometry *g = &map->geometry;
	uint32_t i;

	if (g->state_offset)
		return *(uint64_t *)(map->base + g->state_offset);
	for (i = 0; i < g->n_buckets; i++)
		if (hash_bucket(map, i)->lock)
			return true;
	return false;
}

static uint64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static void check_state(struct scene *scene)
{
	size_t size = scene->map->geometry.file_size;
	struct dump dump = { 0 };
	uint64_t before;
	int state;

	memcpy(scene->copy->base, scene->last, size);
	scene->copy->all_taken = 0; /* what the handle knew was of another content */
	scene->row->dump(scene->copy, &dump); /* readers do not wait for anybody */
	state = state_of(scene, &dump);
	assert_false(!state && !scene->map->geometry.state_offset && has_loose_slot(scene->copy));
	scene->n_locked += is_locked(scene->copy);
	before = now_ms();
	scene->row->next_writer(scene->copy);
	assert_true(now_ms() - before < 1000);
	assert_false(is_locked(scene->copy));
	dump.size = 0;
	scene->row->dump(scene->copy, &dump);
	scene->n_states++;
	assert_int_equal(state_of(scene, &dump), state); /* what a death has left stays so */
	if (state == 2)
		scene->n_after++;
	else if (scene->n_after)
		fail_msg("%s: state %u is old again", scene->row->name, scene->n_states);
	scene->row->check_whole(scene->copy);
}

static void keep_snapshot(struct scene *scene)
{
	size_t size = scene->map->geometry.file_size;
	uint8_t *snapshot = malloc(size);

	assert_non_null(snapshot);
	assert_true(scene->n_snapshots < MAX_SNAPSHOTS);
	memcpy(snapshot, scene->last, size);
	scene->snapshots[scene->n_snapshots++] = snapshot;
}

static void look(struct scene *scene, bool keep)
{
	size_t size = scene->map->geometry.file_size;

	if (!memcmp(scene->last, scene->map->base, size))
		return;
	memcpy(scene->last, scene->map->base, size);
	if (keep)
		keep_snapshot(scene);
	check_state(scene);
}

/* false: the tests may not trace. */
static bool step_through(struct scene *scene,
			 int (*act)(struct map *map, struct map_writer writer), uint32_t generation)
{
	pid_t pid = fork();
	int status, n = 0;

	if (!pid) {
		if (ptrace(PTRACE_TRACEME, 0, NULL, NULL))
			_exit(2);
		raise(SIGSTOP);
		_exit(act(scene->map, (struct map_writer){ DEAD_LANE, generation }) != 0);
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (!WIFSTOPPED(status))
		return false;
	while (WIFSTOPPED(status) && n++ < MAX_STEPS) {
		assert_int_equal(ptrace(PTRACE_SINGLESTEP, pid, NULL, NULL), 0);
		assert_int_equal(waitpid(pid, &status, 0), pid);
		look(scene, scene->row->heir && generation == 1);
	}
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	return true;
}

/* Who finishes a dead one's work may die at any instruction too. */
static void kill_heirs(struct scene *scene)
{
	size_t size = scene->map->geometry.file_size;

	for (uint32_t i = 0; i < scene->n_snapshots; i++) {
		memcpy(scene->map->base, scene->snapshots[i], size);
		memcpy(scene->last, scene->snapshots[i], size);
		scene->n_after = 0;
		assert_true(step_through(scene, scene->row->heir, 2));
		free(scene->snapshots[i]);
	}
}

static void run_row(const struct row *row)
{
	struct scene scene = { .row = row, .map = filled(row), .copy = filled(row) };
	size_t size = scene.map->geometry.file_size;

	assert_true(scene.map->geometry.file_size == scene.copy->geometry.file_size);
	row->dump(scene.copy, &scene.before);
	assert_int_equal(row->act(scene.copy, WRITER(DEAD_LANE)), 0);
	row->dump(scene.copy, &scene.after);
	assert_false(is_equal(&scene.before, &scene.after));
	if (row->evicts)
		intersect(scene.map, &scene.before, &scene.after, &scene.between);
	scene.last = malloc(size);
	assert_non_null(scene.last);
	memcpy(scene.last, scene.map->base, size);
	fflush(NULL);
	if (!step_through(&scene, row->act, 1)) {
		printf("# ptrace is not permitted\n");
		skip();
	}
	assert_in_range(scene.n_after, 1, scene.n_states - 1); /* both kinds were seen */
	assert_in_range(scene.n_locked, 1, scene.n_states - 1);
	kill_heirs(&scene);
	free(scene.last);
	map_close(scene.map);
	map_close(scene.copy);
}

static void test_every_instruction(void **state)
{
	(void)state;
	if (flavour_is("valgrind")) {
		print_message("skipped: valgrind's instructions are not the program's\n");
		skip();
	}
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		run_row(&rows[i]);
}

/* The one lock, or of a hash that of the bucket which the rows write in. */
static uint64_t *lock_of(const struct map *map)
{
	return map->geometry.state_offset ?
		       (uint64_t *)(map->base + map->geometry.state_offset) :
		       &hash_bucket(map, hash_key(map, &(uint32_t){ HASH_NEW }))->lock;
}

/* A live owner is waited for, not for ever, and its lock is not taken. */
static void test_live_owner(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct map *map = filled(&rows[i]);
		uint64_t *lock = lock_of(map);

		if (i && rows[i].desc.type == rows[i - 1].desc.type) {
			map_close(map);
			continue;
		}
		*lock = lock_stamp(WRITER(0));
		assert_int_equal(rows[i].act(map, WRITER(2)), -EBUSY);
		assert_int_equal(rows[i].act(map, WRITER(0)), -EBUSY); /* a nested one */
		assert_int_equal(*lock, lock_stamp(WRITER(0)));
		lock_drop(lock);
		assert_int_equal(rows[i].act(map, WRITER(2)), 0);
		map_close(map);
	}
}

/* ---- made anew from the slots alone ---- */

static void damage_chains(struct map *map)
{
	for (uint32_t i = 0; i < map->geometry.n_buckets; i++)
		hash_bucket(map, i)->head = 1 + i % 2;
}

static void damage_slots(struct map *map)
{
	for (uint32_t i = 1; i <= map->geometry.n_slots; i++)
		*hash_slot(map, i) = (struct map_slot){ hash_slot(map, i)->sequence, i, ~i, i };
}

static void damage_lanes(struct map *map)
{
	for (uint32_t i = 0; i < LANES; i++)
		memset(map_lane(map, i), 0x41 + (int)i, offsetof(struct map_lane, prepared));
}

static void damage_all(struct map *map)
{
	memset(hash_bucket(map, 0), 0x55, sizeof(struct map_bucket) * map->geometry.n_buckets);
	damage_slots(map);
	damage_lanes(map);
	map_control(map)->repair_lock = 0x4200000042;
}

static void damage_nothing(struct map *map)
{
	(void)map;
}

static void check_repair(uint32_t type, uint32_t n, void (*damage)(struct map *map))
{
	struct map *map = map_new(HASH_DESC(type, 8), NULL, LANES);
	struct dump before = { 0 }, after = { 0 };
	struct skep_repair found;

	map_set_liveness(map, (struct map_liveness){ lives, NULL });
	hash_fill(map, n);
	dump_entries(map, &before);
	damage(map);
	assert_int_equal(map_repair(map, WRITER(2), &found), 0);
	dump_entries(map, &after);
	assert_true(is_equal(&before, &after));
	assert_int_equal(found.entries, n);
	assert_int_equal(found.misplaced != 0, damage != damage_nothing);
	check_slots(map, n);
	hash_check_whole(map);
	assert_int_equal(map_repair(map, WRITER(2), &found), 0);
	assert_int_equal(found.misplaced + found.unfinished, 0);
	map_close(map);
}

static void test_repair(void **state)
{
	static void (*const damages[])(struct map *map) = { damage_nothing, damage_chains,
							    damage_slots, damage_lanes,
							    damage_all };
	static const uint32_t types[] = { MAP_HASH, MAP_PERCPU_HASH, MAP_LRU_HASH,
					  MAP_LRU_PERCPU_HASH };

	(void)state;
	for (size_t t = 0; t < sizeof(types) / sizeof(*types); t++)
		for (size_t i = 0; i < sizeof(damages) / sizeof(*damages); i++)
			for (uint32_t n = 0; n <= HASH_FULL; n += HASH_FULL / 2)
				check_repair(types[t], n, damages[i]);
}

/* A key that stands in two slots is there once afterwards. */
static void test_repair_twice(void **state)
{
	struct map *map = map_new(HASH_DESC(MAP_HASH, 8), NULL, LANES);
	struct skep_repair found;
	uint32_t key = 0, copy;

	(void)state;
	hash_fill(map, 3);
	copy = hash_intent(map, 0)->spare;
	memcpy(hash_slot(map, copy), hash_slot(map, hash_bucket(map, hash_key(map, &key))->head),
	       map->geometry.slot_stride);
	assert_int_equal(map_repair(map, WRITER(2), &found), 0);
	assert_int_equal(found.entries, 3);
	assert_true(found.misplaced);
	check_slots(map, 3);
	map_close(map);
	map = map_new(DESC(MAP_ARRAY, 4, 4, 1, 0), NULL, LANES);
	assert_int_equal(map_repair(map, WRITER(2), &found), -EOPNOTSUPP);
	map_close(map);
}

/* Another handle, here or elsewhere: nothing is touched. */
static void test_repair_in_use(void **state)
{
	char *dir = scratch_dir();
	struct store *store = root_new(dir, LANES);
	struct map *map = map_new(HASH_DESC(MAP_HASH, 8), store, LANES), *other;
	struct skep_repair found;

	(void)state;
	assert_int_equal(store_pin(store, "m", map_id(map), NULL), 0);
	assert_int_equal(map_reopen(map, &other), 0);
	assert_int_equal(map_repair(map, WRITER(2), &found), -EBUSY);
	map_close(other);
	assert_int_equal(map_repair(map, WRITER(2), &found), 0);
	assert_int_equal(map_reopen(map, &other), 0);
	assert_int_equal(map_repair(other, WRITER(2), &found), -EBUSY);
	map_close(other);
	map_close(map);
	store_close(store);
	remove_tree(dir);
	free(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_instruction),
		cmocka_unit_test(test_live_owner),
		cmocka_unit_test(test_repair),
		cmocka_unit_test(test_repair_twice),
		cmocka_unit_test(test_repair_in_use),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
