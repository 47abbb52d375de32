/*
 * The user's stack from frame pointers, and the map of stacks.  The frames are
 * made by hand: a chain that ends at an address that cannot be read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "maps/stack_trace.h"
#include "tests/lib/flavour.h"
#include "tests/lib/kernel.h"
#include "tests/lib/vm_test.h"

#include <errno.h>
#include <pthread.h>
#include <string.h>

enum { MAX_BYTES = 1024, MAX_CHAIN = 200, CTX_SIZE = 512 };
enum { USER = 1 << 8, COMPARE_HASH = 1 << 9, REPLACE = 1 << 10, BUILD_ID = 1 << 11 };

struct io { /* tests/objects/stack.bpf.c */
	uint64_t flags;
	uint32_t size, use_id;
	int64_t result;
	uint8_t bytes[MAX_BYTES];
};

static struct {
	struct skep *vm;
	struct skep_obj *obj;
	const struct regs_layout *regs;
	uint64_t chain[MAX_CHAIN][2]; /* the caller's frame, the return address */
	uint8_t ctx[CTX_SIZE] __attribute__((aligned(8)));
} on;

/* Registers in address 1000, called from 1001, and so on: @depth addresses. */
static void make_stack(uint32_t depth, uint64_t first)
{
	uint64_t frame = (uintptr_t)on.chain[0];

	for (uint32_t i = 0; i < MAX_CHAIN; i++) {
		on.chain[i][0] = i + 2 < depth ? (uintptr_t)on.chain[i + 1] : 8;
		on.chain[i][1] = first + 1 + i;
	}
	if (depth == 1)
		frame = 8; /* nothing can be read there */
	memset(on.ctx, 0, sizeof(on.ctx));
	memcpy(on.ctx + on.regs->ip, &first, sizeof(first));
	memcpy(on.ctx + on.regs->frame, &frame, sizeof(frame));
}

static void load_on(enum skep_engine engine)
{
	on.vm = new_vm(SKEP_OPTS(.rights = SKEP_TRUSTED));
	on.obj = open_obj(on.vm, "stack");
	skep_prog_set_engine(skep_obj_prog(on.obj, "stack"), engine);
	must_load(on.obj);
	on.regs = regs_layout(skep_obj_prog(on.obj, "stack")->image->arch);
	assert_non_null(on.regs);
	assert_in_range(skep_prog_ctx_size(skep_obj_prog(on.obj, "stack")), on.regs->ip + 8,
			CTX_SIZE);
}

static struct io run(uint32_t size, uint64_t flags, bool use_id)
{
	struct io io = { .flags = flags, .size = size, .use_id = use_id };
	uint32_t zero = 0, result;

	memset(io.bytes, 0xee, sizeof(io.bytes));
	faults_enable();
	skep_map_update(skep_obj_map(on.obj, "io"), &zero, &io, 0);
	assert_int_equal(skep_run(skep_obj_prog(on.obj, "stack"), on.ctx, &result), 0);
	assert_int_equal(result, 0);
	skep_map_lookup(skep_obj_map(on.obj, "io"), &zero, &io);
	return io;
}

static void check_bytes(const struct io *io, uint32_t size, uint64_t first, uint32_t n)
{
	for (uint32_t i = 0; i < size / 8; i++) {
		uint64_t ip;

		memcpy(&ip, io->bytes + i * 8, 8);
		assert_int_equal(ip, i < n ? first + i : 0);
	}
	for (uint32_t i = size; i < MAX_BYTES; i++)
		assert_int_equal(io->bytes[i], 0xee);
}

static void check_stack(uint32_t depth, uint32_t size, uint32_t skip)
{
	uint32_t want = depth < skip ? 0 : depth - skip;
	struct io io;

	make_stack(depth, 1000);
	io = run(size, USER | skip, false);
	if (want > size / 8)
		want = size / 8;
	if (want + skip > MAX_STACK_DEPTH)
		want = MAX_STACK_DEPTH - skip;
	assert_int_equal(io.result, depth < skip ? -EFAULT : (int64_t)want * 8);
	check_bytes(&io, size, 1000 + skip, want);
}

static void check_errors(void)
{
	static const struct {
		uint32_t size;
		uint64_t flags;
		int64_t result;
	} cases[] = {
		{ 64, USER | 1 << 9, -EINVAL },
		{ 64, USER | UINT64_C(1) << 32, -EINVAL },
		{ 64, BUILD_ID, -EINVAL },
		{ 12, USER, -EINVAL },
		{ 40, USER | BUILD_ID, -EINVAL },
		{ 64, 0, -EFAULT }, /* a kernel's stack */
		{ 64, USER | 4, -EFAULT },
		{ 64, USER | 3, 0 },
		{ 0, USER, 0 },
	};

	make_stack(3, 1000);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct io io = run(cases[i].size, cases[i].flags, false);

		assert_int_equal(io.result, cases[i].result);
		check_bytes(&io, cases[i].size, 0, 0); /* zeros */
	}
}

static void check_build_ids(void)
{
	struct io io;

	make_stack(3, 1000);
	io = run(96, USER | BUILD_ID | 1, false);
	assert_int_equal(io.result, 64);
	for (uint32_t i = 0; i < 2; i++) {
		uint64_t ip;

		assert_int_equal(io.bytes[i * 32], 2); /* no build id, the address */
		memcpy(&ip, io.bytes + i * 32 + 24, 8);
		assert_int_equal(ip, 1001 + i);
	}
	assert_int_equal(io.bytes[64], 0);
}

static void test_get_stack(void **state)
{
	static const uint32_t sizes[] = { 0, 8, 16, 64, 1016, 1024 };
	static const uint32_t skips[] = { 0, 1, 2, 5, 126, 127, 128, 255 };

	(void)state;
	for (int engine = SKEP_ENGINE_INTERP; engine <= last_engine(); engine++) {
		load_on((enum skep_engine)engine);
		for (uint32_t s = 0; s < sizeof(sizes) / sizeof(*sizes); s++)
			for (uint32_t k = 0; k < 5; k++)
				for (uint32_t depth = 1; depth <= 6; depth++)
					check_stack(depth, sizes[s], skips[k]);
		check_stack(MAX_CHAIN, 1016, 0);
		check_stack(MAX_CHAIN, 1024, 0);
		check_stack(MAX_CHAIN, 64, 126);
		check_errors();
		check_build_ids();
		skep_free(on.vm);
	}
}

/* A chain that leads back to itself ends with the buffer. */
static void test_circle(void **state)
{
	struct io io;

	(void)state;
	load_on(SKEP_ENGINE_INTERP);
	make_stack(3, 1000);
	on.chain[1][0] = (uintptr_t)on.chain[0];
	io = run(1024, USER, false);
	assert_int_equal(io.result, MAX_STACK_DEPTH * 8);
	skep_free(on.vm);
}

/* ---- the map ---- */

static int64_t stack_id(uint32_t depth, uint64_t first, uint64_t flags)
{
	make_stack(depth, first);
	return run(0, flags, true).result;
}

static void check_entry(uint32_t id, uint64_t first, uint32_t n)
{
	uint64_t value[8];

	assert_int_equal(skep_map_lookup(skep_obj_map(on.obj, "stacks"), &id, value), 0);
	for (uint32_t i = 0; i < 8; i++)
		assert_int_equal(value[i], i < n ? first + i : 0);
}

static void test_stackid(void **state)
{
	int64_t id, other;

	(void)state;
	for (int engine = SKEP_ENGINE_INTERP; engine <= last_engine(); engine++) {
		load_on((enum skep_engine)engine);
		id = stack_id(5, 1000, USER);
		assert_in_range(id, 0, 63);
		check_entry((uint32_t)id, 1000, 5);
		assert_int_equal(stack_id(5, 1000, USER), id);
		assert_int_equal(stack_id(5, 1000, USER | COMPARE_HASH | REPLACE), id);
		other = stack_id(20, 1002, USER | 3); /* its first 8 */
		assert_in_range(other, 0, 63);
		check_entry((uint32_t)other, 1005, 8);
		assert_int_equal(stack_id(2, 1000, USER | 2), -EFAULT);
		assert_int_equal(stack_id(2, 1000, 0), -EFAULT);
		assert_int_equal(stack_id(2, 1000, USER | BUILD_ID), -EINVAL);
		skep_free(on.vm);
	}
}

/* Two stacks in one place: refused, or replaced where that is asked for. */
static void test_collision(void **state)
{
	int64_t id, other = -1;
	uint64_t first = 1000;

	(void)state;
	load_on(SKEP_ENGINE_INTERP);
	id = stack_id(4, first, USER);
	while (other != -EEXIST)
		other = stack_id(4, ++first, USER);
	assert_true(first < 1000 + 2 * 64);
	other = stack_id(4, first, USER | REPLACE);
	assert_in_range(other, 0, 63);
	check_entry((uint32_t)other, first, 4);
	assert_true(id >= 0);
	skep_free(on.vm);
}

static void test_map_api(void **state)
{
	struct skep_map *map;
	uint32_t key, next, n = 0;
	uint64_t value[8] = { 1 };
	int64_t id;

	(void)state;
	load_on(SKEP_ENGINE_INTERP);
	map = skep_obj_map(on.obj, "stacks");
	assert_int_equal(skep_map_next_key(map, NULL, &next), -ENOENT);
	id = stack_id(4, 1000, USER);
	stack_id(5, 1000, USER | REPLACE);
	stack_id(6, 1000, USER | REPLACE);
	for (int err = skep_map_next_key(map, NULL, &next); !err;
	     err = skep_map_next_key(map, &key, &next)) {
		assert_int_equal(skep_map_lookup(map, &next, value), 0);
		key = next;
		n++;
	}
	assert_in_range(n, 1, 3);
	key = (uint32_t)id;
	assert_int_equal(skep_map_update(map, &key, value, 0), -EINVAL);
	assert_int_equal(skep_map_delete(map, &key), 0);
	assert_int_equal(skep_map_delete(map, &key), -ENOENT);
	assert_int_equal(skep_map_lookup(map, &key, value), -ENOENT);
	key = 64;
	assert_int_equal(skep_map_delete(map, &key), -E2BIG);
	assert_int_equal(skep_map_lookup(map, &key, value), -ENOENT);
	skep_free(on.vm);
}

static void test_shapes(void **state)
{
	static const struct {
		struct skep_map_info info;
		int err;
	} shapes[] = {
		{ { .type = 7, .key_size = 4, .value_size = 8, .max_entries = 1 }, 0 },
		{ { .type = 7, .key_size = 4, .value_size = 1016, .max_entries = 3 }, 0 },
		{ { .type = 7, .key_size = 4, .value_size = 1024, .max_entries = 3 }, -EINVAL },
		{ { .type = 7, .key_size = 4, .value_size = 12, .max_entries = 3 }, -EINVAL },
		{ { .type = 7, .key_size = 8, .value_size = 8, .max_entries = 3 }, -EINVAL },
		{ { .type = 7, .key_size = 4, .value_size = 0, .max_entries = 3 }, -EINVAL },
		{ { .type = 7, .key_size = 4, .value_size = 8, .max_entries = 0 }, -EINVAL },
		{ { .type = 7, .key_size = 4, .value_size = 8, .max_entries = 1, .map_flags = 1 },
		  -EINVAL },
	};
	struct skep *vm = new_vm(NULL);

	(void)state;
	for (size_t i = 0; i < sizeof(shapes) / sizeof(*shapes); i++) {
		struct skep_error error = { 0 };

		skep_map_create(vm, &shapes[i].info, &error);
		assert_int_equal(error.err, shapes[i].err);
	}
	skep_free(vm);
}

/* ---- the kernel, on the same frames ---- */

struct beside {
	struct kernel_prog prog;
	int io, stacks; /* files of the maps */
	uint64_t below[2]; /* the frame that the kernel saw in front of the chain */
};

static void open_beside(struct beside *beside)
{
	const struct image *image = skep_obj_prog(on.obj, "stack_of_caller")->image;

	if (kernel_load(image, true, &beside->prog))
		fail_msg("%s", beside->prog.log);
	for (uint32_t i = 0; i < image->n_maps; i++)
		*(strcmp(image->maps[i]->name, "io") ? &beside->stacks : &beside->io) =
			beside->prog.map_fds[i];
}

static struct io run_beside(struct beside *beside, uint32_t size, uint64_t flags, bool use_id)
{
	struct io io = { .flags = flags, .size = size, .use_id = use_id };
	uint32_t zero = 0, result;

	memset(io.bytes, 0xee, sizeof(io.bytes));
	kernel_map_update(beside->io, &zero, &io, 0);
	assert_int_equal(kernel_run_on_stack(&beside->prog, on.chain[0], beside->below, &result),
			 0);
	assert_int_equal(result, 0);
	kernel_map_lookup(beside->io, &zero, &io);
	return io;
}

/* The registers of this process' context, as the kernel found its own. */
static void stand_beside(struct beside *beside)
{
	struct io io = run_beside(beside, 8, USER, false);
	uint64_t frame = (uintptr_t)beside->below;

	assert_int_equal(io.result, 8);
	memcpy(on.ctx + on.regs->ip, io.bytes, 8);
	memcpy(on.ctx + on.regs->frame, &frame, sizeof(frame));
}

static void compare_stacks(struct beside *beside, uint32_t size, uint64_t flags)
{
	struct io there = run_beside(beside, size, flags, false), here = run(size, flags, false);

	if (there.result != here.result || memcmp(there.bytes, here.bytes, sizeof(here.bytes)))
		fail_msg("size %u, flags %#llx: %lld, in the kernel %lld", size,
			 (unsigned long long)flags, (long long)here.result,
			 (long long)there.result);
}

static void compare_ids(struct beside *beside, uint64_t flags)
{
	struct io there = run_beside(beside, 0, flags, true), here = run(0, flags, true);
	uint64_t value_there[8], value_here[8];
	uint32_t id = (uint32_t)there.result;

	assert_int_equal(there.result < 0 ? there.result : 0, here.result < 0 ? here.result : 0);
	if (here.result < 0)
		return;
	assert_int_equal(kernel_map_lookup(beside->stacks, &id, value_there), 0);
	id = (uint32_t)here.result;
	assert_int_equal(skep_map_lookup(skep_obj_map(on.obj, "stacks"), &id, value_here), 0);
	assert_memory_equal(value_here, value_there, sizeof(value_here));
}

static void test_kernel(void **state)
{
	static const uint32_t sizes[] = { 0, 8, 12, 16, 64, 1016, 1024 };
	static const uint32_t flags[] = { USER, USER | 1, USER | 2, USER | 5, USER | 126,
					  USER | 127, USER | 128, USER | 255, USER | 1 << 9,
					  BUILD_ID };
	struct beside beside;

	(void)state;
	if (kernel_available()) {
		print_message("# skip: %s\n", kernel_available());
		skip();
	}
	if (flavour_is("valgrind")) {
		print_message("# skip: the kernel finds valgrind's frames, not the program's\n");
		skip();
	}
	load_on(SKEP_ENGINE_INTERP);
	open_beside(&beside);
	for (uint32_t depth = 2; depth <= MAX_CHAIN; depth += depth < 8 ? 1 : 64) {
		make_stack(depth, 1000);
		stand_beside(&beside);
		for (size_t s = 0; s < sizeof(sizes) / sizeof(*sizes); s++)
			for (size_t f = 0; f < sizeof(flags) / sizeof(*flags); f++)
				compare_stacks(&beside, sizes[s], flags[f]);
		for (size_t f = 0; f < sizeof(flags) / sizeof(*flags); f++)
			compare_ids(&beside, flags[f] | REPLACE);
	}
	kernel_unload(&beside.prog);
	skep_free(on.vm);
}

/* ---- threads: entries that are replaced are seen whole ---- */

enum { WRITERS = 2, ENOUGH = 20000, MAX_TRIES = 20000000 };

struct race {
	struct map *map;
	uint32_t lane;
	_Atomic bool *stop;
};

static void *put_on(void *arg)
{
	struct race *race = arg;
	struct map_writer writer = { race->lane, 1 };
	uint64_t ip[8];

	for (uint64_t round = 0; !*race->stop; round++) {
		for (int i = 0; i < 8; i++)
			ip[i] = (round << 8 | race->lane) + (uint64_t)i * 1000;
		stack_map_put(race->map, ip, 8, STACK_REPLACE, writer);
	}
	return NULL;
}

static void test_threads(void **state)
{
	struct map_desc desc = { .name = "m", .type = MAP_STACK_TRACE, .key_size = 4,
				 .value_size = 64, .max_entries = 1 };
	_Atomic bool stop = false;
	struct race race[WRITERS];
	pthread_t thread[WRITERS];
	uint64_t value[8];
	uint32_t key = 0, n = 0;
	struct map *map;

	(void)state;
	assert_int_equal(map_create(&desc, NULL, 4, &map, NULL), 0);
	for (uint32_t i = 0; i < WRITERS; i++) {
		race[i] = (struct race){ map, i, &stop };
		pthread_create(&thread[i], NULL, put_on, &race[i]);
	}
	for (int tries = 0; n < ENOUGH && tries < MAX_TRIES; tries++) {
		if (map_api_lookup(map, &key, value))
			continue;
		n++;
		for (uint64_t i = 1; i < 8; i++)
			assert_int_equal(value[i], value[0] + i * 1000);
	}
	stop = true;
	for (int i = 0; i < WRITERS; i++)
		pthread_join(thread[i], NULL);
	assert_true(n > 0);
	map_close(map);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_get_stack), cmocka_unit_test(test_circle),
		cmocka_unit_test(test_stackid),   cmocka_unit_test(test_collision),
		cmocka_unit_test(test_map_api),   cmocka_unit_test(test_shapes),
		cmocka_unit_test(test_threads),   cmocka_unit_test(test_kernel),
	};

	faults_prepare();
	return cmocka_run_group_tests_name("vm stack", tests, NULL, NULL);
}
