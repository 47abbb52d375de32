/*
 * User ring buffers beside Linux's: one object under TEST_RUN there and run here, the same bytes
 * put into both rings, by libbpf's producer and by hand, well formed and not.  What the drain
 * answers, what its function saw, and where the positions are must be equal.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/kernel.h"
#include "tests/unit/test_map.h"
#include "tests/lib/vm_test.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "maps/ring_impl.h"

enum { RING = 4096, BIG = 33554432, NOTES = 256, LANES = 8 };

struct order {
	uint8_t flags, what, stop, pad;
	uint32_t offset;
	uint64_t word, helper_flags;
};
enum what { READ, DATA, WRITE, AGAIN, SHIFTED, N_WHATS, NOTHING = 100 };

struct notes {
	uint64_t n;
	struct {
		int64_t answer;
		uint64_t value;
	} note[NOTES];
};

/* One of the two sides: the ring as memory, and what runs the program. */
struct side {
	const char *name;
	uint64_t *consumer, *producer;
	uint8_t *data;
	struct bpf_object *there;
	struct skep_obj *here;
	struct notes notes;
	int answer;
};

struct pair {
	struct side side[2]; /* the kernel's, ours */
	struct skep *vm;
	const char *prog, *map;
	uint32_t size;
};

static void map_kernel(struct side *side, const char *map, size_t size)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	int fd = bpf_object__find_map_fd_by_name(side->there, map);

	side->consumer = mmap(NULL, page, PROT_READ, MAP_SHARED, fd, 0);
	side->producer = mmap(NULL, page + 2 * size, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
			      (off_t)page);
	assert_ptr_not_equal(side->consumer, MAP_FAILED);
	assert_ptr_not_equal(side->producer, MAP_FAILED);
	side->data = (uint8_t *)side->producer + page;
}

static void pair_open(struct pair *pair, const char *prog, const char *map, uint32_t size,
		      enum skep_engine engine)
{
	struct side *there = &pair->side[0], *here = &pair->side[1];
	char path[256];
	struct map *ring;

	*pair = (struct pair){ .prog = prog, .map = map, .size = size };
	test_object_path("user_ring", path);
	there->name = "the kernel";
	there->there = bpf_object__open(path);
	assert_non_null(there->there);
	assert_int_equal(bpf_object__load(there->there), 0);
	map_kernel(there, map, size);
	here->name = "skep";
	pair->vm = new_vm(SKEP_OPTS(.lanes = LANES, .max_cost = 1ull << 60));
	here->here = open_obj(pair->vm, "user_ring");
	assert_int_equal(skep_prog_set_engine(skep_obj_prog(here->here, prog), engine), 0);
	must_load(here->here);
	ring = skep_obj_map(here->here, map)->map;
	here->consumer = &ring_consumer(ring)->position;
	here->producer = &ring_producer(ring)->position;
	here->data = (uint8_t *)ring_header_at(ring, 0);
}

static void pair_close(struct pair *pair)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	munmap(pair->side[0].consumer, page);
	munmap(pair->side[0].producer, page + 2 * (size_t)pair->size);
	bpf_object__close(pair->side[0].there);
	skep_free(pair->vm);
}

static void run_there(struct side *side, const char *prog, void *packet, size_t size)
{
	LIBBPF_OPTS(bpf_test_run_opts, opts, .data_in = packet, .data_size_in = (uint32_t)size);
	int fd = bpf_program__fd(bpf_object__find_program_by_name(side->there, prog));
	uint32_t zero = 0;

	assert_int_equal(bpf_prog_test_run_opts(fd, &opts), 0);
	side->answer = (int)opts.retval;
	fd = bpf_object__find_map_fd_by_name(side->there, "seen");
	assert_int_equal(bpf_map_lookup_elem(fd, &zero, &side->notes), 0);
}

static void run_here(struct side *side, const char *prog, void *packet, size_t size)
{
	struct skep_xdp xdp;
	uint32_t result, zero = 0;

	skep_xdp_init(&xdp, packet, size);
	assert_int_equal(skep_run(skep_obj_prog(side->here, prog), &xdp, &result), 0);
	side->answer = (int)result;
	assert_int_equal(skep_map_lookup(skep_obj_map(side->here, "seen"), &zero, &side->notes),
			 0);
}

/* Run on both, and compare. */
static int drain(struct pair *pair, const struct order *order)
{
	const struct side *there = &pair->side[0], *here = &pair->side[1];
	uint8_t packet[64] = { 0 };

	memcpy(packet, order, sizeof(*order));
	run_there(&pair->side[0], pair->prog, packet, sizeof(packet));
	run_here(&pair->side[1], pair->prog, packet, sizeof(packet));
	assert_int_equal(here->answer, there->answer);
	assert_int_equal(here->notes.n, there->notes.n);
	assert_memory_equal(&here->notes, &there->notes, sizeof(here->notes));
	assert_int_equal(*here->consumer, *there->consumer);
	assert_int_equal(*here->producer, *there->producer);
	return here->answer;
}

/* ---- producing by hand ---- */

/* Record at the producer's position: header word @len, bytes that follow from @seed. */
static void put(struct pair *pair, uint32_t len, uint64_t move, uint64_t seed)
{
	uint32_t size = len & ~(RING_BUSY | RING_DISCARD);

	for (int s = 0; s < 2; s++) {
		struct side *side = &pair->side[s];
		uint64_t mask = pair->size - 1, at = *side->producer;
		uint8_t *data = side->data + ((at + 8) & mask & ~7ull);
		uint32_t *header = (uint32_t *)(side->data + (at & mask & ~7ull));
		struct rng rng = { .state = seed };

		for (uint32_t i = 0; i < size && size <= pair->size; i++)
			data[i] = (uint8_t)rng_next(&rng);
		__atomic_store_n(header, len, __ATOMIC_RELEASE);
		__atomic_store_n(side->producer, at + move, __ATOMIC_RELEASE);
	}
}

/*
 * Behind a record: what stood there differs, as bytes beyond the end of the data are a second
 * part here and the first ones there.  So nobody reads on.
 */
static void put_end(struct pair *pair, uint64_t at)
{
	for (int s = 0; s < 2; s++) {
		uint64_t offset = at & (pair->size - 1) & ~7ull;

		*(uint32_t *)(pair->side[s].data + offset) = 8 | RING_BUSY;
	}
}

static void set_producer(struct pair *pair, uint64_t position)
{
	for (int s = 0; s < 2; s++)
		__atomic_store_n(pair->side[s].producer, position, __ATOMIC_RELEASE);
}

static uint64_t consumed(const struct pair *pair)
{
	return *pair->side[1].consumer;
}

static uint64_t record_size(uint32_t len)
{
	return (len + 15ull) & ~7ull;
}

static struct order random_order(struct rng *rng)
{
	struct order order = { .what = (uint8_t)rng_below(rng, N_WHATS), .word = rng_next(rng) };

	order.flags = (uint8_t)(rng_below(rng, 20) ? rng_below(rng, 4) : rng_below(rng, 256));
	order.stop = rng_below(rng, 3) ? 0 : (uint8_t)rng_below(rng, 4);
	order.offset = rng_below(rng, 3) ? 0 : (uint32_t)(rng_below(rng, 80) - 8);
	order.helper_flags = rng_below(rng, 8) ? 0 : 1 + rng_below(rng, 3);
	return order;
}

static void put_random(struct pair *pair, struct rng *rng)
{
	uint32_t len = rng_below(rng, 4) ? rng_below(rng, 100) : rng_below(rng, RING - 8);
	uint32_t word = len | (rng_below(rng, 5) ? 0 : RING_DISCARD);

	if (record_size(len) <= pair->size - (*pair->side[1].producer - consumed(pair)))
		put(pair, word, record_size(len), rng_next(rng));
}

/* What no honest producer does; the ring is emptied first, and usable afterwards. */
static void put_nonsense(struct pair *pair, struct rng *rng)
{
	uint32_t len = rng_below(rng, 200), word = len;
	uint64_t at, move = record_size(len);
	const struct order order = random_order(rng), all = { 0 };

	drain(pair, &all);
	at = consumed(pair);
	set_producer(pair, at);
	switch (rng_below(rng, 6)) {
	case 0: move = 1 + rng_below(rng, 300); break;
	case 1: word = (uint32_t)rng_next(rng); break;
	case 2: word = len | RING_BUSY; break;
	case 3: word = len | RING_BUSY | RING_DISCARD; break;
	case 4: move = (uint64_t)0 - 8 * rng_below(rng, 8); break;
	default: move = 8 * (uint64_t)rng_next(rng) / 16; break;
	}
	put(pair, word, move, rng_next(rng));
	if (record_size(word & ~(RING_BUSY | RING_DISCARD)) < pair->size)
		put_end(pair, at + record_size(word & ~(RING_BUSY | RING_DISCARD)));
	if (move < pair->size || rng_below(rng, 4) == 0)
		drain(pair, &order);
	set_producer(pair, consumed(pair));
}

static void compare_random(enum skep_engine engine, unsigned rounds)
{
	struct rng rng;
	struct pair pair;
	unsigned n = 0;

	rng_init(&rng);
	pair_open(&pair, "drain", "ring", RING, engine);
	for (unsigned i = 0; i < rounds; i++) {
		const struct order order = random_order(&rng);

		for (uint32_t k = rng_below(&rng, 5); k; k--)
			put_random(&pair, &rng);
		n += drain(&pair, &order) > 0;
		if (!rng_below(&rng, 6))
			put_nonsense(&pair, &rng);
	}
	assert_true(n > rounds / 10);
	pair_close(&pair);
}

static void need_kernel(void)
{
	const char *why_not = kernel_available();

	if (!why_not)
		return;
	print_message("skipped: %s\n", why_not);
	skip();
}

static void test_random(void **state)
{
	const enum skep_engine engines[] = { SKEP_ENGINE_INTERP, SKEP_ENGINE_CHECKED,
					     machine_engine() };

	(void)state;
	need_kernel();
	for (size_t i = 0; i < 3; i++)
		compare_random(engines[i], 3000);
}

/* ---- cases ---- */

static void test_answers(void **state)
{
	const struct order order = { 0 }, bad = { .flags = 4 }, again = { .what = AGAIN };
	struct pair pair;

	(void)state;
	need_kernel();
	pair_open(&pair, "drain", "ring", RING, machine_engine());
	assert_int_equal(drain(&pair, &order), 0);
	assert_int_equal(drain(&pair, &bad), -EINVAL);
	set_producer(&pair, 4);
	assert_int_equal(drain(&pair, &order), -EINVAL);
	set_producer(&pair, 0);
	put(&pair, 24, 16, 1); /* larger than what the position says */
	assert_int_equal(drain(&pair, &order), -EINVAL);
	set_producer(&pair, 0);
	put(&pair, RING, RING + 8, 2); /* larger than the ring */
	assert_int_equal(drain(&pair, &order), -E2BIG);
	set_producer(&pair, 0);
	put(&pair, 8 | RING_BUSY, 16, 3);
	assert_int_equal(drain(&pair, &order), 0);
	set_producer(&pair, 0);
	put(&pair, 8, 16, 3);
	assert_int_equal(drain(&pair, &again), 1);
	assert_int_equal((int)pair.side[1].notes.note[0].answer, -EBUSY);
	pair_close(&pair);
}

/* A ring that is full to the last byte, and samples that pass the end at each place. */
static void test_wraps(void **state)
{
	const struct order read = { .what = READ }, data = { .what = DATA, .word = 5 };
	struct pair pair;

	(void)state;
	need_kernel();
	pair_open(&pair, "drain", "ring", RING, machine_engine());
	for (uint32_t i = 0; i < RING / 8; i++) {
		put(&pair, RING - 8, RING, i);
		assert_int_equal(drain(&pair, i % 2 ? &read : &data), 1);
		put(&pair, 1, 16, i);
		put(&pair, 100, 112, i);
		assert_int_equal(drain(&pair, i % 2 ? &data : &read), 2);
		put(&pair, RING_DISCARD, 8, i); /* so that each place comes */
		assert_int_equal(drain(&pair, &read), 0);
	}
	pair_close(&pair);
}

/* So many at a time, and no more; one byte more than a dynamic pointer can name. */
static void test_limits(void **state)
{
	const struct order order = { .what = NOTHING };
	struct pair pair;

	(void)state;
	need_kernel();
	pair_open(&pair, "drain_big", "big", BIG, machine_engine());
	for (uint32_t i = 0; i < 131072 + 10; i++)
		put(&pair, i % 100 ? 8 : 8 | RING_DISCARD, 16, i);
	assert_int_equal(drain(&pair, &order), 131072 - 1311);
	assert_int_equal(drain(&pair, &order), 9 + (131072 % 100 > 90 ? 0 : 1));
	put(&pair, (1 << 24) - 1, record_size((1 << 24) - 1), 7);
	assert_int_equal(drain(&pair, &order), 1);
	put(&pair, 1 << 24, record_size(1 << 24), 7);
	assert_int_equal(drain(&pair, &order), -E2BIG);
	pair_close(&pair);
}

/* libbpf's own producer, on the kernel's ring: what it writes is what put() writes. */
static void test_libbpf_producer(void **state)
{
	struct user_ring_buffer *producer;
	const uint8_t *data = NULL; /* in libbpf's mapping */
	struct pair pair;
	struct rng rng;

	(void)state;
	need_kernel();
	rng_init(&rng);
	pair_open(&pair, "drain", "ring", RING, machine_engine());
	producer = user_ring_buffer__new(
		bpf_object__find_map_fd_by_name(pair.side[0].there, "ring"), NULL);
	assert_non_null(producer);
	for (unsigned i = 0; i < 3000; i++) {
		const struct order order = random_order(&rng);
		uint32_t size = rng_below(&rng, 200);
		bool discard = !rng_below(&rng, 4);
		void *there = user_ring_buffer__reserve(producer, size), *here = NULL;
		int err = skep_user_ringbuf_reserve(skep_obj_map(pair.side[1].here, "ring"), size,
						    &here);

		assert_int_equal(err, there ? 0 : -errno);
		if (there) {
			memset(there, (int)i, size);
			memset(here, (int)i, size);
			if (!data)
				data = (uint8_t *)there - sizeof(struct ring_header);
			assert_int_equal((uint8_t *)there - data,
					 (uint8_t *)here - pair.side[1].data);
		}
		if (there && discard) {
			user_ring_buffer__discard(producer, there);
			err = skep_user_ringbuf_discard(skep_obj_map(pair.side[1].here, "ring"),
							here);
		} else if (there) {
			user_ring_buffer__submit(producer, there);
			err = skep_user_ringbuf_submit(skep_obj_map(pair.side[1].here, "ring"),
						       here);
		}
		assert_int_equal(err, there ? 0 : -ENOSPC);
		if (!rng_below(&rng, 10))
			drain(&pair, &order);
	}
	user_ring_buffer__free(producer);
	pair_close(&pair);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_answers),
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_wraps),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_libbpf_producer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
