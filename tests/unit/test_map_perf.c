/* Perf event arrays below the API: the kernel as the model, hostile peers, processes. */
#include "tests/unit/test_map.h"

#include <linux/perf_event.h>
#include <pthread.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "maps/ring_impl.h"
#include "tests/lib/kernel.h"

enum { LANES = 4, RING = 1 << 16 };

static struct map *perf_new(struct store *store, uint32_t n, uint64_t size)
{
	struct map_desc desc = DESC(MAP_PERF_EVENT_ARRAY, 4, 4, n, 0);
	struct map *map;

	desc.map_extra = size;
	map = map_new(desc, store, LANES);
	for (uint32_t lane = 0; lane < 2; lane++)
		assert_int_equal(map_lane_prepare(map, lane), 0);
	return map;
}

static int put(struct map *map, uint32_t index, const void *data, uint64_t size, uint32_t lane)
{
	struct perf_bytes bytes[2] = { { data, size }, { 0 } };

	return perf_output(map, index, bytes, WRITER(lane));
}

static int sum_sizes(void *arg, uint32_t lane, const void *data, size_t size)
{
	(void)lane;
	*(size_t *)arg += size;
	return size ? ((const uint8_t *)data)[size - 1] & 0 : 0;
}

static const uint8_t zeros[1 << 17];

static void test_limits(void **state)
{
	struct map *map = perf_new(NULL, 2, 1 << 18);
	size_t total = 0;
	struct perf_reader reader = { .sample = sum_sizes, .arg = &total };

	(void)state;
	assert_int_equal(put(map, PERF_CURRENT, zeros, MAX_PERF_RECORD - 13, 0), 0);
	assert_int_equal(put(map, PERF_CURRENT, zeros, MAX_PERF_RECORD - 12, 0), 0);
	assert_int_equal(put(map, PERF_CURRENT, zeros, MAX_PERF_RECORD - 11, 0), -E2BIG);
	assert_int_equal(put(map, PERF_CURRENT, zeros, UINT64_MAX, 0), -E2BIG);
	assert_int_equal(perf_consume(map, &reader), 2);
	assert_int_equal(total, 2 * (MAX_PERF_RECORD - 12));
	assert_int_equal(put(map, 0, zeros, 8, 0), 0);
	assert_int_equal(put(map, 1, zeros, 8, 1), 0);
	assert_int_equal(put(map, 1, zeros, 8, 0), -EOPNOTSUPP);
	assert_int_equal(put(map, 2, zeros, 8, 0), -E2BIG);
	assert_int_equal(map_lane_prepare(map, 2), 0);
	assert_int_equal(put(map, PERF_CURRENT, zeros, 8, 2), -E2BIG);
	assert_int_equal(perf_consume(map, &reader), 2);
	map_close(map);
	map = perf_new(NULL, LANES + 1, 0);
	assert_int_equal(put(map, LANES - 1, zeros, 8, 0), -EOPNOTSUPP);
	assert_int_equal(put(map, LANES, zeros, 8, 0), -ENOENT);
	assert_int_equal(put(map, LANES + 1, zeros, 8, 0), -E2BIG);
	map_close(map);
}

/* What Linux answers to bpf(2) about elements; nothing can be stored here. */
static void test_elements(void **state)
{
	struct map *map = perf_new(NULL, 3, 0);
	uint32_t value = UINT32_MAX, key, next;

	(void)state;
	for (key = 0; key < 5; key++) {
		assert_int_equal(map_api_lookup(map, &key, &value), -524);
		assert_int_equal(map_api_update(map, &key, &value, 0, WRITER(0)),
				 key < 3 ? -EBADF : -E2BIG);
		assert_int_equal(map_api_update(map, &key, &value, 1, WRITER(0)), -EINVAL);
		assert_int_equal(map_api_delete(map, &key, WRITER(0)), key < 3 ? -ENOENT : -E2BIG);
		assert_int_equal(map_api_next_key(map, &key, &next), key == 2 ? -ENOENT : 0);
	}
	map_close(map);
}

/* ---- the kernel ---- */

static const char output_text[] =
	".prog xdp\n"
	".map events type=perf_event_array key=4 value=4 entries=1024\n"
	".map source type=array key=4 value=8192 entries=1\n"
	"	r9 = r1\n"
	"	r6 = *(u32 *)(r1 + 0)\n"
	"	r7 = *(u32 *)(r1 + 4)\n"
	"	r0 = 1\n"
	"	r1 = r6\n"
	"	r1 += 16\n"
	"	if r1 > r7 goto out\n"
	"	r8 = *(u32 *)(r6 + 0)\n"
	"	r8 &= 0x1fff\n"
	"	r6 = *(u64 *)(r6 + 8)\n"
	"	*(u32 *)(r10 - 4) = 0\n"
	"	r2 = r10\n"
	"	r2 += -4\n"
	"	r1 = map source ll\n"
	"	call map_lookup_elem\n"
	"	if r0 == 0 goto out\n"
	"	r1 = r9\n"
	"	r2 = map events ll\n"
	"	r3 = r6\n"
	"	r4 = r0\n"
	"	r5 = r8\n"
	"	call perf_event_output\n"
	"out:\n"
	"	exit\n";

struct model {
	struct kernel_prog prog;
	struct perf_event_mmap_page *page;
	uint8_t *data;
	uint32_t cpu;
	int event;
};

/* One event on this CPU, in its entry of the map. */
static bool model_open(struct model *model, struct arena *arena)
{
	struct perf_event_attr attr = { .type = PERF_TYPE_SOFTWARE, .size = sizeof(attr),
					.config = PERF_COUNT_SW_BPF_OUTPUT, .sample_period = 1,
					.sample_type = PERF_SAMPLE_RAW, .wakeup_events = 1 };
	struct skep_error error = { 0 };
	struct image image;
	cpu_set_t set;

	model->cpu = (uint32_t)sched_getcpu();
	CPU_ZERO(&set);
	CPU_SET(model->cpu, &set);
	model->event = (int)syscall(SYS_perf_event_open, &attr, -1, model->cpu, -1, 0);
	if (kernel_available() || model->event < 0 || sched_setaffinity(0, sizeof(set), &set)) {
		printf("# %s\n", kernel_available() ? kernel_available() : strerror(errno));
		return false;
	}
	if (assemble(arena, output_text, "perf", &image, &error))
		fail_msg("%s", error.message);
	if (kernel_load(&image, true, &model->prog))
		fail_msg("%s", model->prog.log);
	model->page = mmap(NULL, 4096 + RING, PROT_READ | PROT_WRITE, MAP_SHARED, model->event, 0);
	assert_true((void *)model->page != MAP_FAILED);
	model->data = (uint8_t *)model->page + 4096;
	assert_int_equal(kernel_map_update(model->prog.map_fds[0], &model->cpu, &model->event, 0),
			 0);
	return true;
}

static int model_put(struct model *model, uint32_t size, uint64_t flags)
{
	struct {
		uint32_t size, zero;
		uint64_t flags;
		uint8_t rest[48];
	} packet = { size, 0, flags, { 0 } };
	uint32_t out_size = sizeof(packet), result = 0;

	assert_int_equal(kernel_run(&model->prog, &packet, sizeof(packet), &packet, &out_size,
				    &result), 0);
	return (int)result;
}

/* Our record of the same bytes, those of the packet included. */
static int our_put(struct map *map, uint32_t size, uint64_t flags, uint32_t n_packet)
{
	struct {
		uint32_t size, zero;
		uint64_t flags;
		uint8_t rest[48];
	} packet = { size, 0, flags, { 0 } };
	struct perf_bytes bytes[2] = { { zeros, size }, { &packet, n_packet } };

	return perf_output(map, (uint32_t)flags, bytes, WRITER(0));
}

/*
 * The records from @at on are the same, byte for byte, but for misc, the event's
 * id (0 here), and what fills the last 8 bytes: zeros here, old bytes in Linux.
 */
static void check_records(struct model *model, struct map *map, uint64_t at, uint32_t n)
{
	uint8_t *ours = (uint8_t *)perf_page(map, 0) + 4096;

	while (at < perf_page(map, 0)->head) {
		struct perf_record header;
		uint32_t end;

		memcpy(&header, ours + (at & (RING - 1)), sizeof(header));
		end = header.type == PERF_SAMPLE ? 12 + n : header.size;
		for (uint32_t i = 0; i < end; i++) {
			uint64_t place = (at + i) & (RING - 1);
			bool skipped = i == 4 || i == 5 ||
				       (header.type == PERF_LOST && i >= 8 && i < 16);

			if (!skipped && ours[place] != model->data[place])
				fail_msg("type %u, byte %u: %x, the kernel has %x", header.type, i,
					 ours[place], model->data[place]);
		}
		at += header.size;
	}
}

static void test_model(void **state)
{
	struct model model = { 0 };
	struct arena arena;
	struct map *map;
	struct rng rng;

	(void)state;
	arena_init(&arena, 0);
	if (sysconf(_SC_PAGESIZE) != 4096 || !model_open(&model, &arena)) {
		arena_free(&arena);
		skip();
	}
	map = perf_new(NULL, 1024, RING);
	rng_init(&rng);
	for (uint32_t i = 0; i < 20000; i++) {
		uint32_t size = rng_below(&rng, rng_below(&rng, 8) ? 300 : 8192);
		uint32_t n_packet = rng_below(&rng, 4) ? 0 : rng_below(&rng, 65);
		uint64_t flags = (uint64_t)n_packet << 32 | PERF_CURRENT, at;

		if (rng_below(&rng, 3)) {
			at = perf_page(map, 0)->head;
			assert_int_equal(our_put(map, size, flags, n_packet),
					 model_put(&model, size, flags));
			assert_int_equal(perf_page(map, 0)->head, model.page->data_head);
			check_records(&model, map, at, size + n_packet);
		} else if (rng_below(&rng, 20) == 0) {
			at = perf_page(map, 0)->head;
			perf_page(map, 0)->tail = model.page->data_tail = at;
		}
	}
	assert_true(perf_lost(map) > 100);
	munmap(model.page, 4096 + RING);
	close(model.event);
	kernel_unload(&model.prog);
	arena_free(&arena);
	map_close(map);
}

/* ---- processes ---- */

enum { N_SAMPLES = 20000 };

struct arrival {
	uint32_t next, n, wrong;
	uint64_t lost;
};

static int arrive(void *arg, uint32_t lane, const void *data, size_t size)
{
	struct arrival *arrival = arg;
	const uint32_t *words = data;

	arrival->wrong += lane != 2 || size != 20 + words[0] % 4 * 8 || words[0] < arrival->next;
	for (size_t i = 0; i < size / 4; i++)
		arrival->wrong += words[i] != words[0];
	arrival->next = words[0] + 1;
	arrival->n++;
	return 0;
}

static void arrive_lost(void *arg, uint32_t lane, uint64_t n)
{
	struct arrival *arrival = arg;

	(void)lane;
	arrival->lost += n;
}

/* Every number arrives, whole and in order, or is counted as lost; the last one arrives. */
static void test_processes(void **state)
{
	char *dir = scratch_dir();
	struct store *store = root_new(dir, LANES);
	struct map *map = perf_new(store, LANES, 4096 > sysconf(_SC_PAGESIZE) ? 4096 : 0);
	struct arrival arrival = { 0 };
	struct perf_reader reader = { arrive, arrive_lost, &arrival };
	pid_t child;
	int status;

	(void)state;
	fflush(stdout);
	child = fork();
	if (!child) {
		char path[PATH_MAX];
		struct store *theirs;
		uint32_t words[16];
		struct map *again;

		snprintf(path, sizeof(path), "%s/root", dir);
		if (store_open(path, LANES, &theirs, NULL) ||
		    map_open(theirs, map_id(map), &again, NULL) || map_lane_prepare(again, 2))
			_exit(1);
		for (uint32_t i = 0; i < N_SAMPLES; i++) {
			for (size_t k = 0; k < 16; k++)
				words[k] = i;
			while (put(again, PERF_CURRENT, words, 20 + i % 4 * 8, 2) &&
			       i + 1 == N_SAMPLES)
				sched_yield();
		}
		_exit(0);
	}
	while (arrival.next < N_SAMPLES) {
		assert_int_equal(ring_wait(map, 5000), 1);
		assert_true(perf_consume(map, &reader) >= 0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(arrival.wrong, 0);
	assert_true(arrival.n + arrival.lost >= N_SAMPLES);
	assert_int_equal(arrival.lost, perf_lost(map));
	map_close(map);
	store_close(store);
	remove_tree(dir);
	free(dir);
}

/* ---- hostile peers ---- */

static void use_perf(struct map *map)
{
	size_t total = 0;
	struct perf_reader reader = { sum_sizes, arrive_lost, &(struct arrival){ 0 } };

	for (uint32_t i = 0; i < 6; i++)
		put(map, PERF_CURRENT, zeros, i * 300, i % 2);
	reader.arg = &total;
	reader.lost = NULL;
	perf_peek(map, &reader);
	perf_consume(map, &reader);
	perf_lost(map);
	ring_wait(map, 0);
}

static void check_recovers(struct map *map)
{
	size_t total = 0;
	struct perf_reader reader = { .sample = sum_sizes, .arg = &total };

	for (int i = 0; i < 3; i++)
		perf_consume(map, &reader);
	assert_int_equal(put(map, PERF_CURRENT, zeros, 12, 0), 0);
	assert_int_equal(perf_consume(map, &reader), 1);
}

static void test_flipped(void **state)
{
	struct map *map = perf_new(NULL, LANES, 0);
	uint64_t control = map->geometry.control_offset;
	struct rng rng;

	(void)state;
	rng_init(&rng);
	for (uint32_t i = 0; i < 2048 + 32; i++) {
		uint8_t *byte = i < 32 ? (uint8_t *)&perf_page(map, 0)->head + i :
					 map->base + control + i - 32;

		*byte ^= (uint8_t)(1 + rng_below(&rng, 255));
		use_perf(map);
	}
	check_recovers(map);
	map_close(map);
}

static void test_nonsense(void **state)
{
	struct map *map = perf_new(NULL, LANES, 0);
	struct rng rng;

	(void)state;
	rng_init(&rng);
	for (uint32_t i = 0; i < 400; i++) {
		for (uint32_t lane = 0; lane < 2; lane++) {
			struct perf_page *page = perf_page(map, lane);
			uint32_t *word = (uint32_t *)((uint8_t *)page + sysconf(_SC_PAGESIZE));
			uint64_t base = rng_next(&rng);

			for (uint32_t k = 0; k < map->geometry.ring_size / 4;
			     k += 1 + rng_below(&rng, 6))
				word[k] = rng_below(&rng, 3) ? 9 | rng_below(&rng, 400) << 16 :
							       (uint32_t)rng_next(&rng);
			page->tail = base;
			page->head = base + (i % 2 ? rng_below(&rng, 70000) : rng_next(&rng));
		}
		use_perf(map);
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
	uint64_t size = s->map->geometry.lane_stride;

	while (!__atomic_load_n(&s->stop, __ATOMIC_ACQUIRE)) {
		uint64_t at = rng_below(&s->rng, 3) ? rng_below(&s->rng, (uint32_t)size / 4) * 4 :
						      1024 + rng_below(&s->rng, 4) * 4;

		__atomic_store_n((uint32_t *)(s->map->base + at),
				 rng_below(&s->rng, 2) ? 9 | rng_below(&s->rng, 400) << 16 :
							 (uint32_t)rng_next(&s->rng),
				 __ATOMIC_RELAXED);
	}
	return NULL;
}

static void test_scribbler(void **state)
{
	struct scribbler s = { .map = perf_new(NULL, LANES, 0) };
	pthread_t thread;

	(void)state;
	rng_init(&s.rng);
	pthread_create(&thread, NULL, scribbling, &s);
	for (uint32_t i = 0; i < 2000; i++)
		use_perf(s.map);
	__atomic_store_n(&s.stop, 1, __ATOMIC_RELEASE);
	pthread_join(thread, NULL);
	check_recovers(s.map);
	map_close(s.map);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_limits),    cmocka_unit_test(test_elements),
		cmocka_unit_test(test_model),     cmocka_unit_test(test_processes),
		cmocka_unit_test(test_flipped),   cmocka_unit_test(test_nonsense),
		cmocka_unit_test(test_scribbler),
	};

	alarm(100);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
