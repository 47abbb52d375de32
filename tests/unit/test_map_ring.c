/*
 * Ring buffers below the API: layout, limits, the kernel as the model, many
 * producers, hostile peers.
 */
#include "tests/unit/test_map.h"

#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "maps/ring_impl.h"
#include "tests/lib/kernel.h"

enum { LANES = 4 };

static uint64_t page_size(void)
{
	return (uint64_t)sysconf(_SC_PAGESIZE);
}

static struct map *ring_new(struct store *store)
{
	return map_new(DESC(MAP_RINGBUF, 0, 0, (uint32_t)page_size(), 0), store, LANES);
}

/* ---- what others map ---- */

static int ignore(void *arg, const void *data, size_t size)
{
	(void)arg, (void)data, (void)size;
	return 0;
}

/* A consumer that knows Linux's layout only, as libbpf maps it; sums what it reads. */
struct outsider {
	uint64_t *consumed, *produced;
	uint8_t *data;
	uint64_t size;
};

static struct outsider outsider_map(struct map *map)
{
	uint64_t page = page_size(), size = map->desc.max_entries;
	uint8_t *consumer = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, map->fd, 0);
	uint8_t *producer = mmap(NULL, page + 2 * size, PROT_READ, MAP_SHARED, map->fd,
				 (off_t)page);

	assert_true(consumer != MAP_FAILED && producer != MAP_FAILED);
	return (struct outsider){ (uint64_t *)consumer, (uint64_t *)producer, producer + page,
				  size };
}

static void outsider_unmap(struct outsider *o)
{
	munmap(o->consumed, page_size());
	munmap(o->produced, page_size() + 2 * o->size);
}

/* Records of every size at every place: whole, linear, also where they pass the end. */
static void test_linear(void **state)
{
	struct map *map = ring_new(NULL);
	struct outsider o = outsider_map(map);
	uint8_t data[1024];
	uint32_t wrapped = 0;

	(void)state;
	for (uint32_t i = 0; i < 5000; i++) {
		uint32_t size = i * 37 % 1000, *header, at;

		memset(data, (int)i, sizeof(data));
		assert_int_equal(ring_output(map, data, size, 0, WRITER(i % LANES)), 0);
		at = (uint32_t)(*o.consumed & (o.size - 1));
		header = (uint32_t *)(o.data + at);
		assert_int_equal(header[0], size);
		assert_int_equal(header[1], at / page_size() + 3);
		assert_memory_equal(header + 2, data, size);
		*o.consumed += (size + 8 + 7) / 8 * 8;
		assert_int_equal(*o.produced, *o.consumed);
		wrapped += at + 8 + size > o.size;
	}
	assert_true(wrapped > 100);
	outsider_unmap(&o);
	map_close(map);
}

static void test_sizes(void **state)
{
	struct map *map = ring_new(NULL);
	uint8_t *data = calloc(1, page_size());
	uint32_t room = (uint32_t)page_size(), slot;

	(void)state;
	/* a record may not fill the ring to its last byte */
	assert_int_equal(ring_output(map, data, room - 8, 0, WRITER(0)), -EAGAIN);
	assert_int_equal(ring_output(map, data, room - 16 - 7, 0, WRITER(0)), 0);
	assert_int_equal(ring_output(map, data, 0, 0, WRITER(0)), -EAGAIN);
	assert_int_equal(ring_consume(map, ignore, NULL), 1);
	assert_int_equal(ring_output(map, data, room - 16 + 1, 0, WRITER(0)), -EAGAIN);
	assert_int_equal(ring_output(map, data, room - 16, 0, WRITER(0)), 0);
	assert_int_equal(ring_consume(map, ignore, NULL), 1);
	assert_int_equal(ring_output(map, data, (uint64_t)MAX_RECORD_SIZE, 0, WRITER(0)), -EAGAIN);
	assert_int_equal(ring_output(map, data, (uint64_t)MAX_RECORD_SIZE + 1, 0, WRITER(0)),
			 -EAGAIN);
	assert_int_equal(ring_output(map, data, UINT64_MAX, 0, WRITER(0)), -EAGAIN);
	assert_int_equal(ring_output(map, data, 0, 4, WRITER(0)), -EINVAL);
	assert_null(ring_reserve(map, 8, WRITER(LANES), &slot));
	free(data);
	map_close(map);
}

/* What a lane may have unfinished at once. */
static void test_held(void **state)
{
	struct map *map = ring_new(NULL);
	void *records[RING_HELD + 1];
	uint32_t slots[RING_HELD + 1], i;

	(void)state;
	for (i = 0; i < RING_HELD; i++) {
		records[i] = ring_reserve(map, 8, WRITER(1), &slots[i]);
		assert_non_null(records[i]);
		assert_int_equal(map_ring_lane(map, 1)->held[slots[i]], 16 * i + 1);
	}
	assert_null(ring_reserve(map, 8, WRITER(1), &slots[i]));
	records[i] = ring_reserve(map, 8, WRITER(2), &slots[i]);
	assert_non_null(records[i]);
	/* the first one is busy: nothing can be read, whatever follows is complete */
	for (i = 1; i < RING_HELD; i++)
		ring_commit(map, records[i], slots[i], i % 2, 0, WRITER(1));
	ring_commit(map, records[i], slots[i], false, 0, WRITER(2));
	assert_int_equal(ring_consume(map, ignore, NULL), 0);
	assert_false(ring_ready(map));
	ring_commit(map, records[0], slots[0], false, 0, WRITER(1));
	assert_true(ring_ready(map));
	/* 0, 2, ... 14, and the other lane's */
	assert_int_equal(ring_consume(map, ignore, NULL), 9);
	for (i = 0; i < RING_HELD; i++)
		assert_int_equal(map_ring_lane(map, 1)->held[i], 0);
	map_close(map);
}

/* Room that a busy record keeps is not given away, although the consumer is far. */
static void test_busy_room(void **state)
{
	struct map *map = ring_new(NULL);
	static const uint8_t data[8];
	uint64_t n = page_size() / 16;
	uint32_t slot, i;
	void *record;

	(void)state;
	record = ring_reserve(map, 8, WRITER(0), &slot);
	assert_non_null(record);
	for (i = 0; i < n - 2; i++)
		assert_int_equal(ring_output(map, data, 8, 0, WRITER(1)), 0);
	assert_int_equal(ring_output(map, data, 8, 0, WRITER(1)), -EAGAIN);
	ring_consumer(map)->position = ring_producer(map)->position; /* a consumer gone mad */
	assert_int_equal(ring_output(map, data, 8, 0, WRITER(1)), -EAGAIN);
	ring_commit(map, record, slot, false, 0, WRITER(0));
	assert_int_equal(ring_output(map, data, 8, 0, WRITER(1)), 0);
	map_close(map);
}

/* ---- the kernel ---- */

static const char output_text[] =
	".prog xdp\n"
	".map ring type=ringbuf entries=4096\n"
	".map source type=array key=4 value=8192 entries=1\n"
	"	r6 = *(u32 *)(r1 + 0)\n"
	"	r7 = *(u32 *)(r1 + 4)\n"
	"	r0 = 1\n"
	"	r1 = r6\n"
	"	r1 += 16\n"
	"	if r1 > r7 goto out\n"
	"	r8 = *(u32 *)(r6 + 0)\n"
	"	r8 &= 0x1fff\n"
	"	r9 = *(u64 *)(r6 + 8)\n"
	"	r1 = *(u32 *)(r6 + 4)\n"
	"	if r1 != 0 goto query\n"
	"	*(u32 *)(r10 - 4) = 0\n"
	"	r2 = r10\n"
	"	r2 += -4\n"
	"	r1 = map source ll\n"
	"	call map_lookup_elem\n"
	"	if r0 == 0 goto out\n"
	"	r1 = map ring ll\n"
	"	r2 = r0\n"
	"	r3 = r8\n"
	"	r4 = r9\n"
	"	call ringbuf_output\n"
	"	exit\n"
	"query:\n"
	"	r1 = map ring ll\n"
	"	r2 = r9\n"
	"	call ringbuf_query\n"
	"out:\n"
	"	exit\n";

struct model {
	struct kernel_prog prog;
	uint64_t *consumed, *produced;
	uint8_t *data;
};

static uint32_t model_run(struct model *model, uint32_t size, bool query, uint64_t flags)
{
	struct {
		uint32_t size, query;
		uint64_t flags;
		uint8_t rest[48];
	} packet = { size, query, flags, { 0 } };
	uint32_t out_size = sizeof(packet), result = 0;

	assert_int_equal(kernel_run(&model->prog, &packet, sizeof(packet), &packet, &out_size,
				    &result), 0);
	return result;
}

static bool model_open(struct model *model, struct arena *arena)
{
	struct skep_error error = { 0 };
	struct image image;
	uint8_t *p;

	if (kernel_available()) {
		printf("# %s\n", kernel_available());
		return false;
	}
	if (assemble(arena, output_text, "ring", &image, &error))
		fail_msg("%s", error.message);
	if (kernel_load(&image, true, &model->prog))
		fail_msg("%s", model->prog.log);
	model->consumed = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED,
			       model->prog.map_fds[0], 0);
	p = mmap(NULL, 3 * 4096, PROT_READ, MAP_SHARED, model->prog.map_fds[0], 4096);
	assert_true((void *)model->consumed != MAP_FAILED && p != MAP_FAILED);
	model->produced = (uint64_t *)p;
	model->data = p + 4096;
	return true;
}

/* Consume some records on both sides alike. */
static void consume_both(struct model *model, struct map *map, struct rng *rng)
{
	uint64_t at = *model->consumed;

	while (at < *model->produced && rng_below(rng, 4)) {
		uint32_t *theirs = (uint32_t *)(model->data + (at & 4095));
		struct ring_header *ours = ring_header_at(map, at);

		assert_int_equal(theirs[0], ours->len);
		assert_int_equal(theirs[1], ours->pgoff);
		at += ring_record_size(ours->len);
	}
	*model->consumed = at;
	ring_consumer(map)->position = at;
}

static void test_model(void **state)
{
	static const uint8_t source[8192];
	struct model model = { 0 };
	struct arena arena;
	struct map *map;
	struct rng rng;

	(void)state;
	arena_init(&arena, 0);
	if (page_size() != 4096 || !model_open(&model, &arena)) {
		arena_free(&arena);
		skip();
	}
	map = ring_new(NULL);
	rng_init(&rng);
	for (uint32_t i = 0; i < 20000; i++) {
		uint32_t size = rng_below(&rng, rng_below(&rng, 8) ? 400 : 8192);
		uint64_t flags = rng_below(&rng, 20) ? rng_below(&rng, 4) : rng_next(&rng);

		if (rng_below(&rng, 3))
			assert_int_equal(ring_output(map, source, size, flags,
						     WRITER(rng_below(&rng, LANES))),
					 (int)model_run(&model, size, false, flags));
		else if (rng_below(&rng, 2))
			assert_int_equal((uint32_t)ring_query(map, flags % 6),
					 model_run(&model, 0, true, flags % 6));
		else
			consume_both(&model, map, &rng);
		assert_int_equal(ring_producer(map)->position, *model.produced);
	}
	munmap(model.consumed, 4096);
	munmap(model.produced, 3 * 4096);
	kernel_unload(&model.prog);
	arena_free(&arena);
	map_close(map);
}

/* ---- many producers ---- */

enum { N_RECORDS = 30000 };

struct item {
	uint32_t lane, number, copies[6];
};

static int produce(struct map *map, uint32_t lane)
{
	uint32_t number, slot;

	for (number = 0; number < N_RECORDS;) {
		size_t size = sizeof(struct item) - number % 3 * 8;
		struct item *item = ring_reserve(map, size, WRITER(lane), &slot);

		if (!item) {
			sched_yield();
			continue;
		}
		item->lane = lane;
		item->number = number;
		for (size_t i = 0; i < (size - 8) / 4; i++)
			item->copies[i] = number;
		ring_commit(map, item, slot, number % 7 == 0, 0, WRITER(lane));
		number++;
	}
	return 0;
}

struct producer {
	pthread_t thread;
	struct map *map;
	uint32_t lane;
};

static void *producing(void *arg)
{
	struct producer *producer = arg;

	produce(producer->map, producer->lane);
	return NULL;
}

/* Every lane's records arrive, whole, in that lane's order. */
struct arrival {
	uint32_t next[LANES], n, wrong;
};

static int arrive(void *arg, const void *data, size_t size)
{
	struct arrival *arrival = arg;
	const struct item *item = data;
	uint32_t expected = arrival->next[item->lane % LANES];

	expected += expected % 7 == 0; /* discarded */
	arrival->wrong += item->number != expected;
	arrival->wrong += size != sizeof(*item) - item->number % 3 * 8;
	for (size_t i = 0; i < (size - 8) / 4; i++)
		arrival->wrong += item->copies[i] != item->number;
	arrival->next[item->lane % LANES] = expected + 1;
	arrival->n++;
	return 0;
}

static const uint32_t n_arriving = N_RECORDS - (N_RECORDS + 6) / 7;

static void test_threads(void **state)
{
	struct map *map = map_new(DESC(MAP_RINGBUF, 0, 0, 4 * (uint32_t)page_size(), 0), NULL,
				  LANES);
	struct producer producers[LANES];
	struct arrival arrival = { 0 };

	(void)state;
	for (uint32_t i = 0; i < LANES; i++) {
		producers[i] = (struct producer){ .map = map, .lane = i };
		pthread_create(&producers[i].thread, NULL, producing, &producers[i]);
	}
	while (arrival.n < n_arriving * LANES) {
		assert_int_equal(ring_wait(map, 5000), 1);
		assert_true(ring_consume(map, arrive, &arrival) >= 0);
	}
	for (uint32_t i = 0; i < LANES; i++)
		pthread_join(producers[i].thread, NULL);
	assert_int_equal(arrival.wrong, 0);
	map_close(map);
}

static void test_processes(void **state)
{
	char *dir = scratch_dir();
	struct store *store = root_new(dir, LANES);
	struct map *map = ring_new(store);
	struct arrival arrival = { 0 };
	int status;

	(void)state;
	fflush(stdout);
	for (uint32_t i = 0; i < LANES; i++) {
		if (fork())
			continue;
		char path[PATH_MAX];
		struct store *theirs;
		struct map *again;

		snprintf(path, sizeof(path), "%s/root", dir);
		if (store_open(path, LANES, &theirs, NULL) ||
		    map_open(theirs, map_id(map), &again, NULL))
			_exit(1);
		_exit(produce(again, i));
	}
	while (arrival.n < n_arriving * LANES) {
		assert_int_equal(ring_wait(map, 5000), 1);
		assert_true(ring_consume(map, arrive, &arrival) >= 0);
	}
	for (uint32_t i = 0; i < LANES; i++) {
		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	assert_int_equal(arrival.wrong, 0);
	map_close(map);
	store_close(store);
	remove_tree(dir);
	free(dir);
}

/* ---- hostile peers ---- */

/* What a callback gets lies inside the data, whatever the file says. */
static int inside(void *arg, const void *data, size_t size)
{
	struct map *map = arg;
	const uint8_t *start = map->base + 2 * page_size(), *p = data;
	volatile uint8_t sink;

	assert_true(p >= start && p + size <= start + 2 * map->geometry.ring_size);
	for (size_t i = 0; i < size; i += 64)
		sink = p[i];
	(void)sink;
	return 0;
}

static int count_sizes(void *arg, const void *data, size_t size)
{
	(void)data;
	*(size_t *)arg += size;
	return 0;
}

static void use_ring(struct map *map)
{
	size_t total = 0;
	uint32_t slot;
	void *record;

	for (uint32_t i = 0; i < 20; i++) {
		record = ring_reserve(map, i * 16, WRITER(i % LANES), &slot);
		if (record) {
			assert_int_equal(inside(map, record, i * 16), 0);
			memset(record, 1, i * 16);
			ring_commit(map, record, slot, i % 5 == 0, i % 3, WRITER(i % LANES));
		}
		ring_output(map, "12345678", 8, 0, WRITER(0));
		ring_query(map, i % 6);
	}
	ring_peek(map, count_sizes, &total);
	ring_consume(map, inside, map);
	ring_wait(map, 0);
}

/* Afterwards the ring works again once its locks are free. */
static void check_recovers(struct map *map)
{
	uint64_t held[RING_HELD] = { 0 };
	uint32_t n = 0;

	map_rings(map)->producer_lock = 0;
	for (uint32_t lane = 0; lane < LANES; lane++)
		memcpy(map_ring_lane(map, lane)->held, held, sizeof(held));
	for (uint32_t i = 0; i < 3 && !n; i++) {
		ring_consumer(map)->position = ring_producer(map)->position;
		/* a busy header that a peer wrote keeps its room: it may be anybody's record */
		ring_producer(map)->pending = ring_producer(map)->position;
		n = ring_output(map, "12345678", 8, 0, WRITER(0)) == 0;
	}
	assert_int_equal(n, 1);
	assert_int_equal(ring_consume(map, inside, map), 1);
}

/* Every byte of the positions and of the control region, one after the other. */
static void test_flipped(void **state)
{
	struct map *map = ring_new(NULL);
	struct rng rng;

	(void)state;
	rng_init(&rng);
	for (uint32_t part = 0; part < 3; part++) {
		uint64_t start = part < 2 ? part * page_size() : map->geometry.control_offset;
		uint64_t size = part < 2 ? 16 : map->geometry.file_size - 512 - start;

		if (size > 2048)
			size = 2048; /* all that this file has; the rest fills its last page */
		for (uint64_t i = 0; i < size; i++) {
			map->base[start + i] ^= (uint8_t)(1 + rng_below(&rng, 255));
			use_ring(map);
			if (part == 2)
				map_rings(map)->producer_lock = 0; /* no 10 ms each */
		}
		check_recovers(map);
	}
	map_close(map);
}

static void test_nonsense(void **state)
{
	struct map *map = ring_new(NULL);
	struct rng rng;

	(void)state;
	rng_init(&rng);
	for (uint32_t i = 0; i < 3000; i++) {
		uint32_t *word = (uint32_t *)(map->base + 2 * page_size());
		uint64_t base = rng_next(&rng);

		for (uint32_t k = 0; k < 2 * page_size() / 4; k += 1 + rng_below(&rng, 4))
			word[k] = rng_below(&rng, 2) ? rng_below(&rng, 5000) :
						       (uint32_t)rng_next(&rng);
		ring_consumer(map)->position = base;
		ring_producer(map)->position =
			base + (i % 2 ? rng_below(&rng, 5000) : rng_next(&rng));
		ring_producer(map)->pending =
			base + (i % 3 ? rng_below(&rng, 5000) : rng_next(&rng));
		use_ring(map);
	}
	check_recovers(map);
	map_close(map);
}

struct scribbler {
	struct map *map;
	struct rng rng;
	uint32_t stop;
};

static void *scribbling(void *arg)
{
	struct scribbler *s = arg;
	uint64_t size = 2 * page_size() + 2 * s->map->geometry.ring_size;

	while (!__atomic_load_n(&s->stop, __ATOMIC_ACQUIRE)) {
		uint64_t at = rng_below(&s->rng, 3) ? rng_below(&s->rng, (uint32_t)size / 8) * 8 :
			      rng_below(&s->rng, 2) * page_size();

		__atomic_store_n((uint32_t *)(s->map->base + at),
				 rng_below(&s->rng, 2) ? rng_below(&s->rng, 6000) :
							 (uint32_t)rng_next(&s->rng),
				 __ATOMIC_RELAXED);
	}
	return NULL;
}

static void test_scribbler(void **state)
{
	struct scribbler s = { .map = ring_new(NULL) };
	pthread_t thread;

	(void)state;
	rng_init(&s.rng);
	pthread_create(&thread, NULL, scribbling, &s);
	for (uint32_t i = 0; i < 2000; i++)
		use_ring(s.map);
	__atomic_store_n(&s.stop, 1, __ATOMIC_RELEASE);
	pthread_join(thread, NULL);
	check_recovers(s.map);
	map_close(s.map);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_linear),    cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_held),      cmocka_unit_test(test_busy_room),
		cmocka_unit_test(test_model),     cmocka_unit_test(test_threads),
		cmocka_unit_test(test_processes), cmocka_unit_test(test_flipped),
		cmocka_unit_test(test_nonsense),  cmocka_unit_test(test_scribbler),
	};

	alarm(100);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
