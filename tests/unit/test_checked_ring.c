/*
 * The checked engine's view of reserved records: memory of their size from the
 * reservation to the release, whatever an unverified program does with them.
 */
#include "tests/unit/test_map.h"

#include "interp/checked.h"
#include "maps/ring_impl.h"
#include "vm/vm.h"

enum { LANES = 4 };

#define RESERVE \
	".prog xdp\n.map ring type=ringbuf entries=65536\n" \
	"	r1 = map ring ll\n" \
	"	r2 = 16\n" \
	"	r3 = 0\n" \
	"	call ringbuf_reserve\n" \
	"	r6 = r0\n"
#define SUBMIT \
	"	r1 = r6\n" \
	"	r2 = 0\n" \
	"	call ringbuf_submit\n"
#define END "	r0 = 0\n	exit\n"

static const struct {
	const char *what, *text;
	enum fault_kind fault;
	int records; /* complete afterwards */
} cases[] = {
	{ "used and submitted",
	  RESERVE "	*(u64 *)(r6 + 0) = 1\n	*(u64 *)(r6 + 8) = 2\n"
	  "	r1 = *(u8 *)(r6 + 15)\n" SUBMIT END, FAULT_NONE, 1 },
	{ "discarded",
	  RESERVE "	r1 = r6\n	r2 = 0\n	call ringbuf_discard\n" END,
	  FAULT_NONE, 0 },
	{ "one byte behind", RESERVE "	*(u8 *)(r6 + 16) = 1\n" SUBMIT END, FAULT_BOUNDS, 0 },
	{ "across the end", RESERVE "	*(u64 *)(r6 + 9) = 1\n" SUBMIT END, FAULT_BOUNDS, 0 },
	{ "the header", RESERVE "	r1 = *(u32 *)(r6 - 8)\n" SUBMIT END, FAULT_BOUNDS, 0 },
	{ "after submission", RESERVE SUBMIT "	*(u8 *)(r6 + 0) = 1\n" END, FAULT_UNINIT, 1 },
	{ "twice", RESERVE SUBMIT SUBMIT END, FAULT_UNINIT, 1 },
	{ "a spilled copy after submission",
	  RESERVE "	*(u64 *)(r10 - 8) = r6\n" SUBMIT "	r6 = *(u64 *)(r10 - 8)\n" END,
	  FAULT_UNINIT, 1 },
	{ "not its start",
	  RESERVE "	r6 += 8\n" SUBMIT END, FAULT_HELPER, 0 },
	{ "a number", RESERVE "	r6 = 5\n" SUBMIT END, FAULT_HELPER, 0 },
	{ "never given back", RESERVE END, FAULT_HELPER, 0 },
	{ "no room, not tested",
	  ".prog xdp\n.map ring type=ringbuf entries=65536\n	r1 = map ring ll\n"
	  "	r2 = 65536\n	r3 = 0\n	call ringbuf_reserve\n	*(u8 *)(r0 + 0) = 1\n" END,
	  FAULT_NOT_POINTER, 0 },
	{ "flags",
	  ".prog xdp\n.map ring type=ringbuf entries=65536\n	r1 = map ring ll\n"
	  "	r2 = 8\n	r3 = 1\n	call ringbuf_reserve\n	*(u8 *)(r0 + 0) = 1\n" END,
	  FAULT_NOT_POINTER, 0 },
};

static int ignore(void *arg, const void *data, size_t size)
{
	(void)arg, (void)data;
	assert_int_equal(size, 16);
	return 0;
}

static void test_cases(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct map *map = map_new(DESC(MAP_RINGBUF, 0, 0, 65536, 0), NULL, LANES);
		struct bound_map bound = { .map = map };
		struct binding binding = { .maps = &bound, .n_maps = 1, .helpers = helper_bodies };
		struct lease lease = { .writer = { .lane = 1, .generation = 1 } };
		struct run run = { .binding = &binding, .lane = 1, .budget = BUDGET_NONE,
				   .thread = &lease };
		struct skep_error error = { 0 };
		struct image image = { 0 };
		struct fault fault;
		struct arena arena;

		arena_init(&arena, 0);
		if (assemble(&arena, cases[i].text, "case", &image, &error))
			fail_msg("%s: %s", cases[i].what, error.message);
		checked_run(&image, NULL, &run, 100, &fault);
		if (fault.kind != cases[i].fault)
			fail_msg("%s: fault %d: %s", cases[i].what, fault.kind, fault.text);
		assert_int_equal(run.n_held, 0);
		assert_int_equal(ring_consume(map, ignore, NULL), cases[i].records);
		/* nothing is left busy */
		assert_int_equal(ring_consumer(map)->position, ring_producer(map)->position);
		arena_free(&arena);
		map_close(map);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
