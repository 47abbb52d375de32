/*
 * The programs of the benchmark give the same results, the same frames and the same
 * contents of maps on each engine, hardened or not, and in the kernel: from run to
 * run, as they keep numbers in global variables and maps.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bench/programs/frame.h"
#include "bench/programs/tables.h"
#include "tests/lib/kernel.h"
#include "tests/lib/vm_test.h"

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FRAMES = 60 };

static const char *const programs[] = {
#define PROGRAM_ROW(id, group, text) #id,
#include "bench/programs/programs.def"
};
enum { N_PROGRAMS = sizeof(programs) / sizeof(*programs) };

/* A way to run one: engine and rights. */
struct way {
	enum skep_engine engine;
	uint32_t rights;
	uint8_t level;
};
static const struct way ways[] = {
	{ SKEP_ENGINE_CHECKED, 0, 0 },
	{ SKEP_ENGINE_INTERP, 0, 0 },
	{ SKEP_ENGINE_JIT, 0, 0 },
	{ SKEP_ENGINE_JIT, SKEP_NO_HARDENING, 0 },
	{ SKEP_ENGINE_JIT, 0, 1 },
	{ SKEP_ENGINE_JIT, SKEP_NO_HARDENING, 1 },
};
enum { N_WAYS = sizeof(ways) / sizeof(*ways) };

static struct skep_obj *load_way(struct skep *vm, const char *name, const struct way *way)
{
	const char *build = getenv("BUILD");
	struct skep_obj *obj;
	char path[256];

	snprintf(path, sizeof(path), "%s/bench/programs/%s.bpf.o", build ? build : "build", name);
	obj = skep_obj_open(vm, path, NULL, NULL);
	assert_non_null(obj);
	assert_int_equal(skep_prog_set_engine(skep_obj_next_prog(obj, NULL), way->engine), 0);
	skep_obj_next_prog(obj, NULL)->jit_level = way->level;
	must_load(obj);
	return obj;
}

static long put(void *obj, const char *map, const void *key, const void *value)
{
	return skep_map_update(skep_obj_map(obj, map), key, value, SKEP_ANY);
}

/* What runs left: their results, the frames, what is in the maps. */
struct answers {
	uint32_t result[FRAMES];
	uint8_t frames[FRAMES][FRAME];
	uint64_t maps;
};

static uint64_t hash(uint64_t h, const uint8_t *bytes, size_t size)
{
	while (size--)
		h = (h ^ *bytes++) * 0x100000001b3;
	return h;
}

enum { MOST = 64 * 1024 }; /* bytes of a key; of a value with those of all lanes */

/* Each entry of a map, in no order; none of a ring. */
static void each_entry(struct skep_map *map, void (*entry)(void *arg, const uint8_t *key,
							   const uint8_t *value), void *arg)
{
	static uint8_t key[MOST], value[MOST];
	struct skep_map_info info;
	bool first = true;

	skep_map_info(map, &info);
	assert_true(info.key_size <= MOST && info.lookup_size <= MOST);
	while (!skep_map_next_key(map, first ? NULL : key, key)) {
		assert_int_equal(skep_map_lookup(map, key, value), 0);
		entry(arg, key, value);
		first = false;
	}
}

struct digest {
	struct skep_map_info info;
	uint64_t sum;
};

static void digest_entry(void *arg, const uint8_t *key, const uint8_t *value)
{
	struct digest *digest = arg;
	uint64_t h = hash(digest->info.type, key, digest->info.key_size);

	digest->sum += hash(h, value, digest->info.lookup_size);
}

static uint64_t digest_maps(struct skep_obj *obj)
{
	struct digest digest = { .sum = 0 };
	struct skep_map *map = NULL;

	while ((map = skep_obj_next_map(obj, map))) {
		skep_map_info(map, &digest.info);
		each_entry(map, digest_entry, &digest);
	}
	return digest.sum;
}

static void run_frames(struct skep_obj *obj, const char *name, struct answers *answers)
{
	struct skep_prog *prog = skep_obj_next_prog(obj, NULL);

	assert_int_equal(tables_fill(name, put, obj), 0);
	for (uint32_t i = 0; i < FRAMES; i++) {
		uint32_t size = frame_of_seed(answers->frames[i], i / 3 + 1);
		struct skep_xdp xdp;

		skep_xdp_init(&xdp, answers->frames[i], size);
		assert_int_equal(skep_run(prog, &xdp, &answers->result[i]), 0);
	}
	answers->maps = digest_maps(obj);
}

static void run_way(const char *name, const struct way *way, struct answers *answers)
{
	struct skep *vm = new_vm(SKEP_OPTS(.rights = way->rights));

	run_frames(load_way(vm, name, way), name, answers);
	skep_free(vm);
}

static void test_all_ways(void **state)
{
	static struct answers wanted, answers;

	(void)state;
	for (size_t p = 0; p < N_PROGRAMS; p++) {
		unsigned n_different = 0;

		run_way(programs[p], &ways[0], &wanted);
		for (unsigned i = 1; i < FRAMES; i++)
			n_different += wanted.result[i] != wanted.result[0];
		if (!n_different) /* it does not look at its frames */
			fail_msg("%s: %u always", programs[p], wanted.result[0]);
		for (unsigned w = 1; w < N_WAYS; w++) {
			if (ways[w].engine == SKEP_ENGINE_JIT && !jit_available())
				continue;
			run_way(programs[p], &ways[w], &answers);
			assert_memory_equal(answers.result, wanted.result, sizeof(wanted.result));
			assert_memory_equal(answers.frames, wanted.frames, sizeof(wanted.frames));
			assert_int_equal(answers.maps, wanted.maps);
		}
	}
}

/* ---- beside the kernel ---- */

struct beside {
	struct kernel_prog kernel;
	const struct image *image;
	const struct map_desc *map; /* at hand */
	uint32_t n_entries;
};

static int kernel_fd(const struct beside *beside, const char *map)
{
	for (uint32_t m = 0; m < beside->image->n_maps; m++)
		if (!strcmp(beside->image->maps[m]->name, map))
			return beside->kernel.map_fds[m];
	fail_msg("there is no map %s", map);
	return -1;
}

static long kernel_put(void *arg, const char *map, const void *key, const void *value)
{
	return kernel_map_update(kernel_fd(arg, map), key, value, 0);
}

static void compare_entry(void *arg, const uint8_t *key, const uint8_t *value)
{
	static uint8_t kernels[MOST];
	struct beside *beside = arg;
	const char *name = beside->map->name;

	assert_int_equal(kernel_map_lookup(kernel_fd(beside, name), key, kernels), 0);
	if (memcmp(kernels, value, beside->map->value_size))
		fail_msg("%s: another value in the kernel's %s", beside->image->name, name);
	beside->n_entries++;
}

/* Values of lanes and of processors are not compared: results depend on them. */
static void compare_maps(struct beside *beside, struct skep_obj *obj)
{
	for (uint32_t m = 0; m < beside->image->n_maps; m++) {
		beside->map = beside->image->maps[m];
		if (!(map_type_by_number(beside->map->type)->flags & MAPF_PERCPU))
			each_entry(skep_obj_map(obj, beside->map->name), compare_entry, beside);
	}
}

static void compare_program(const char *name, struct beside *beside)
{
	static struct answers wanted;
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj = load_way(vm, name, &ways[1]);
	uint8_t in[FRAME], out[FRAME];

	run_frames(obj, name, &wanted);
	beside->image = skep_obj_next_prog(obj, NULL)->image;
	if (kernel_load(beside->image, true, &beside->kernel))
		fail_msg("the kernel refuses %s: %s", name, beside->kernel.log);
	assert_int_equal(tables_fill(name, kernel_put, beside), 0);
	for (uint32_t i = 0; i < FRAMES; i++) {
		uint32_t size = frame_of_seed(in, i / 3 + 1), out_size = sizeof(out), result;

		assert_int_equal(kernel_run(&beside->kernel, in, size, out, &out_size, &result), 0);
		if (result != wanted.result[i] || out_size != size ||
		    memcmp(out, wanted.frames[i], size))
			fail_msg("%s, frame %u: the kernel answers %u, not %u", name, i, result,
				 wanted.result[i]);
	}
	compare_maps(beside, obj);
	kernel_unload(&beside->kernel);
	skep_free(vm);
}

static void test_beside_the_kernel(void **state)
{
	const char *why_not = kernel_available();
	static struct beside beside;
	cpu_set_t all, one; /* whose values of per-CPU maps are counted in */

	(void)state;
	if (why_not) {
		print_message("skipped: %s\n", why_not);
		skip();
	}
	CPU_ZERO(&one);
	CPU_SET(sched_getcpu(), &one);
	assert_int_equal(sched_getaffinity(0, sizeof(all), &all), 0);
	assert_int_equal(sched_setaffinity(0, sizeof(one), &one), 0);
	for (size_t p = 0; p < N_PROGRAMS; p++)
		compare_program(programs[p], &beside);
	assert_int_equal(sched_setaffinity(0, sizeof(all), &all), 0);
	print_message("%u entries of maps alike\n", beside.n_entries);
	assert_true(beside.n_entries > ROUTES / 2 + BACKENDS + RULES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_ways),
		cmocka_unit_test(test_beside_the_kernel),
	};

	return cmocka_run_group_tests_name("programs", tests, NULL, NULL);
}
