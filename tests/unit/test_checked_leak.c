/*
 * The checked engine's view of addresses: what would make a number of one is a
 * fault, and so is what is left of one that leads nowhere any more.  With the right
 * leak-pointers, which the proof says, the same program runs.
 */
#include "tests/unit/test_map.h"

#include "interp/checked.h"
#include "skep/packet.h"
#include "verifier/verifier.h"
#include "vm/vm.h"

enum { LANES = 4, FRAME = 512, PACKET = 64 };

#define PACKET_POINTERS "	r2 = *(u32 *)(r6 + 0)\n	r3 = *(u32 *)(r6 + 4)\n"
#define VALUE "	r7 = map_value m + 0 ll\n"
#define SPILL "	*(u64 *)(r10 - 8) = r6\n"
#define MOVE "	r1 = r6\n	r2 = 4\n	call xdp_adjust_head\n"

/* @right: the verifier takes it with the right. */
static const struct {
	const char *what, *text;
	enum fault_kind fault;
	bool right;
} cases[] = {
	{ "a product", "	r6 *= 2\n", FAULT_LEAK, false },
	{ "low bits", "	r6 &= 7\n", FAULT_LEAK, false },
	{ "the low half", "	w0 = w6\n", FAULT_LEAK, true },
	{ "a sign extension", "	r0 = (s8)r6\n", FAULT_LEAK, true },
	{ "the sign changed", "	r6 = -r6\n", FAULT_LEAK, true },
	{ "a sum of two", "	r6 += r10\n", FAULT_LEAK, false },
	{ "a difference of two objects", "	r6 -= r10\n", FAULT_LEAK, true },
	{ "... in 32 bits", "	w6 -= w10\n", FAULT_LEAK, true },
	{ "a distance", "	r2 = r10\n	r2 += -8\n	r2 -= r10\n", FAULT_NONE, true },
	{ "... in 32 bits", PACKET_POINTERS "	w3 -= w2\n", FAULT_NONE, true },
	{ "the order of two objects", "	if r6 > r10 goto +0\n", FAULT_LEAK, true },
	{ "the order in one", PACKET_POINTERS "	if r2 > r3 goto +0\n", FAULT_NONE, true },
	{ "... of the low halves", "	r2 = r10\n	if w2 > w10 goto +0\n", FAULT_LEAK, true },
	{ "common bits", "	r2 = r10\n	if r2 & r10 goto +0\n", FAULT_LEAK, true },
	{ "a comparison with NULL", "	if r6 == 0 goto +0\n", FAULT_NONE, true },
	{ "... with a number", "	if r6 == 1 goto +0\n", FAULT_LEAK, true },
	{ "the order of it and 0", "	if r6 > 0 goto +0\n", FAULT_LEAK, true },
	{ "stored to a map", VALUE "	*(u64 *)(r7 + 0) = r6\n", FAULT_LEAK, true },
	{ "... by an atomic operation",
	  VALUE "	lock *(u64 *)(r7 + 0) += r6\n", FAULT_LEAK, true },
	{ "stored to the packet",
	  PACKET_POINTERS "	r4 = r2\n	r4 += 8\n	if r4 > r3 goto +1\n"
			  "	*(u64 *)(r2 + 0) = r6\n",
	  FAULT_LEAK, true },
	{ "half of it stored", "	*(u32 *)(r10 - 8) = r6\n", FAULT_LEAK, false },
	{ "read back whole", SPILL "	r2 = *(u64 *)(r10 - 8)\n", FAULT_NONE, true },
	{ "a part read", SPILL "	w2 = *(u32 *)(r10 - 4)\n", FAULT_LEAK, false },
	{ "a byte anywhere", SPILL "	r2 = r10\n	r2 += -8\n	w2 = *(u8 *)(r2 + 3)\n",
	  FAULT_LEAK, false },
	{ "the rest of one that was overwritten in part",
	  SPILL "	*(u32 *)(r10 - 8) = 0\n	w2 = *(u32 *)(r10 - 4)\n", FAULT_UNINIT, true },
	{ "read by a helper",
	  SPILL "	r1 = r10\n	r1 += -8\n	r2 = 8\n	r3 = 0\n"
		"	r4 = 0\n	r5 = 0\n	call csum_diff\n",
	  FAULT_LEAK, true },
	{ "given to a helper as a number",
	  "	r1 = 0\n	r2 = 0\n	r3 = 0\n	r4 = 0\n"
	  "	r5 = r6\n	call csum_diff\n",
	  FAULT_HELPER, true },
	{ "the packet, which moved",
	  PACKET_POINTERS "	r8 = r2\n" MOVE "	r8 ^= 1\n", FAULT_UNINIT, true },
	{ "... in a slot",
	  PACKET_POINTERS "	*(u64 *)(r10 - 8) = r2\n" MOVE "	r8 = *(u64 *)(r10 - 8)\n",
	  FAULT_UNINIT, true },
	{ "... half of it",
	  PACKET_POINTERS "	*(u64 *)(r10 - 8) = r2\n" MOVE "	w8 = *(u32 *)(r10 - 4)\n",
	  FAULT_UNINIT, true },
	{ "the result", "	r0 = r6\n	if r10 != 0 goto +1\n", FAULT_LEAK, true },
};

struct run_of {
	struct map *map;
	struct bound_map bound;
	struct binding binding;
	struct lease lease;
	struct skep_xdp xdp;
	struct run run;
	uint8_t frame[FRAME];
};

/* @fill: what the packet's bytes are. */
static enum fault_kind run_case(const struct image *image, const struct facts *facts, int fill,
				struct fault *fault)
{
	struct run_of of = { .lease.writer = { .lane = 1, .generation = 1 } };

	of.map = map_new(DESC(MAP_ARRAY, 4, 16, 1, 0), NULL, LANES);
	map_bind(of.map, &of.bound);
	of.binding = (struct binding){ .maps = &of.bound, .n_maps = 1, .helpers = helper_bodies };
	memset(of.frame, fill, FRAME);
	skep_xdp_init(&of.xdp, of.frame + FRAME / 2, PACKET);
	of.xdp.head = of.frame;
	of.xdp.tail = of.frame + FRAME;
	of.run = (struct run){ .binding = &of.binding, .ctx = &of.xdp, .lane = 1,
			       .budget = BUDGET_NONE, .thread = &of.lease };
	checked_run(image, facts, &of.run, 100, fault);
	map_close(of.map);
	return fault->kind;
}

static void test_addresses(void **state)
{
	const struct verify_opts may = { .rights = SKEP_TRUSTED };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct skep_error error = { 0 };
		struct image image = { 0 };
		struct fault fault;
		struct arena arena;
		struct facts *facts;
		char text[2048];
		int err;

		snprintf(text, sizeof(text),
			 ".prog xdp\n.map m type=array key=4 value=16 entries=1\n"
			 "	r6 = r1\n%s	r0 = 0\n	exit\n", cases[i].text);
		arena_init(&arena, 0);
		if (assemble(&arena, text, "case", &image, &error))
			fail_msg("%s: %s", cases[i].what, error.message);
		if (run_case(&image, NULL, 0, &fault) != cases[i].fault)
			fail_msg("%s: fault %d: %s", cases[i].what, fault.kind, fault.text);
		/* The verifier says the same, without the right and with it. */
		err = verify(&image, &(struct verify_opts){ 0 }, &arena, &facts, &error);
		if (!err != (cases[i].fault == FAULT_NONE))
			fail_msg("%s: the verifier: %d: %s", cases[i].what, err, error.message);
		error_clear(&error);
		err = verify(&image, &may, &arena, &facts, &error);
		if (!err != cases[i].right)
			fail_msg("%s: with the right: %d: %s", cases[i].what, err, error.message);
		if (!err)
			assert_int_equal(run_case(&image, facts, 0, &fault), FAULT_NONE);
		arena_free(&arena);
	}
}

/* The legal results of a program type, and of a function that a helper calls. */
static void test_results(void **state)
{
	static const struct {
		const char *text;
		enum fault_kind fault;
	} results[] = {
		{ ".prog cgroup_skb\n	r0 = 0\n	exit\n", FAULT_NONE },
		{ ".prog cgroup_skb\n	r0 = 1\n	exit\n", FAULT_NONE },
		{ ".prog cgroup_skb\n	r0 = 2\n	exit\n", FAULT_RESULT },
		{ ".prog cgroup_skb\n	r0 = -1\n	exit\n", FAULT_RESULT },
		{ ".prog cgroup_skb\n	r0 = 0x100000001 ll\n	exit\n", FAULT_NONE },
		{ ".prog xdp\n	r0 = -1\n	exit\n", FAULT_NONE },
#define LOOP(result) \
	".prog xdp\n	r1 = 1\n	r2 = func f ll\n	r3 = 0\n	r4 = 0\n" \
	"	call loop\n	r0 = 0\n	exit\n.func f\n	r0 = " result "\n	exit\n"
		{ LOOP("0"), FAULT_NONE },
		{ LOOP("1"), FAULT_NONE },
		{ LOOP("2"), FAULT_RESULT },
		{ LOOP("-1"), FAULT_RESULT },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(results) / sizeof(*results); i++) {
		struct skep_error error = { 0 };
		struct image image = { 0 };
		struct fault fault;
		struct arena arena;

		arena_init(&arena, 0);
		if (assemble(&arena, results[i].text, "case", &image, &error))
			fail_msg("%s: %s", results[i].text, error.message);
		if (run_case(&image, NULL, 0, &fault) != results[i].fault)
			fail_msg("%s: fault %d: %s", results[i].text, fault.kind, fault.text);
		arena_free(&arena);
	}
}

/* A helper's output that holds the mark of bytes that were not written: of few bytes no fault. */
static void test_marks(void **state)
{
	static const struct {
		int size, fill;
		enum fault_kind fault;
	} outputs[] = {
		{ 1, 0xa7, FAULT_NONE }, { 3, 0xa7, FAULT_NONE }, { 4, 0xa7, FAULT_FACT },
		{ 8, 0xa7, FAULT_FACT }, { 8, 0xa6, FAULT_NONE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(outputs) / sizeof(*outputs); i++) {
		struct skep_error error = { 0 };
		struct image image = { 0 };
		struct facts *facts;
		struct fault fault;
		struct arena arena;
		char text[256];

		snprintf(text, sizeof(text),
			 ".prog xdp\n	r2 = 0\n	r3 = r10\n	r3 += -8\n	r4 = %d\n"
			 "	call xdp_load_bytes\n	r0 = 0\n	exit\n", outputs[i].size);
		arena_init(&arena, 0);
		if (assemble(&arena, text, "case", &image, &error) ||
		    verify(&image, &(struct verify_opts){ 0 }, &arena, &facts, &error))
			fail_msg("%d bytes: %s", outputs[i].size, error.message);
		if (run_case(&image, facts, outputs[i].fill, &fault) != outputs[i].fault)
			fail_msg("%d bytes: fault %d: %s", outputs[i].size, fault.kind, fault.text);
		arena_free(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_addresses),
		cmocka_unit_test(test_results),
		cmocka_unit_test(test_marks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
