/*
 * ARCHITECTURE's "once": a thread changes a map's value, or a packet, between a
 * program's check and the use of what it checked.  No engine reads it again, so
 * no access leaves what was checked.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "maps/map_impl.h"
#include "tests/lib/flavour.h"
#include "tests/lib/vm_test.h"
#include "vm/vm.h"
#include <sys/mman.h> /* its MAP_TYPE is another */

enum { SLOTS = 8, ENTRIES = 4096, RUNS = 20000, PATIENCE = 100 /* seconds */ };

struct shared { /* tests/objects/once.bpf.c */
	uint64_t wide;
	uint32_t index;
	uint16_t half;
	uint8_t byte;
	int32_t sign;
};

struct area {
	uint64_t slot[SLOTS];
};

struct flipper {
	volatile struct shared *shared;
	volatile uint8_t *packet;
	atomic_bool stop;
	pthread_t thread;
};

/* In range and far out of it, by turns: far enough for another entry, for no page. */
static void *flip(void *arg)
{
	struct flipper *f = arg;

	for (uint64_t i = 0; !f->stop; i++) {
		bool far = i & 1;

		f->shared->wide = far ? (i & 2 ? 8 * ENTRIES - 3 : UINT64_C(1) << 40) : i & 7;
		f->shared->index = far ? (i & 2 ? 8 * ENTRIES - 3 : UINT32_MAX) : i & 7;
		f->shared->half = far ? 0xfff0 : i & 7;
		f->shared->byte = far ? 0xf0 : i & 7;
		f->shared->sign = far ? (i & 2 ? INT32_MIN : 8 * ENTRIES - 3) : (int32_t)(i & 7);
		if (f->packet)
			*f->packet = far ? 63 : i & 7;
	}
	return NULL;
}

struct engine {
	const char *name;
	enum skep_engine engine;
	uint32_t rights;
	uint8_t level; /* of machine code */
};

static const struct engine engines[] = {
	{ "interpreter", SKEP_ENGINE_INTERP, 0, 0 },
	{ "checked", SKEP_ENGINE_CHECKED, 0, 0 },
	{ "machine code", SKEP_ENGINE_JIT, SKEP_NO_HARDENING, 0 },
	{ "hardened machine code", SKEP_ENGINE_JIT, 0, 0 },
	{ "machine code, level 1", SKEP_ENGINE_JIT, SKEP_NO_HARDENING, 1 },
	{ "hardened machine code, level 1", SKEP_ENGINE_JIT, 0, 1 },
};

struct subject {
	struct skep *vm;
	struct skep_obj *obj;
	struct flipper flipper;
	uint8_t *pages; /* a page, and one behind it that nobody may touch */
	size_t page_size;
	struct skep_xdp xdp;
};

static struct map *map_of(struct subject *s, const char *name)
{
	return skep_obj_map(s->obj, name)->map;
}

/* All keys that may be seen, and their halves. */
static void fill_keys(struct subject *s)
{
	static const uint32_t low[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8 * ENTRIES - 3, UINT32_MAX };

	for (uint32_t i = 0; i < 10; i++) {
		uint32_t number = i < 8 ? i + 1 : 0;

		assert_int_equal(skep_map_update(skep_obj_map(s->obj, "look_up_32_keys"), &low[i],
						 &number, 0), 0);
		for (uint64_t high = 0; high <= 256; high += 256) {
			uint64_t key = low[i] | high << 32;

			if (high)
				number = 0;
			assert_int_equal(skep_map_update(skep_obj_map(s->obj, "look_up_64_keys"),
							 &key, &number, 0), 0);
		}
	}
}

static void begin(struct subject *s, const struct engine *engine)
{
	static const uint32_t zero;
	struct area area;

	memset(s, 0, sizeof(*s));
	s->vm = new_vm(SKEP_OPTS(.rights = engine->rights));
	s->obj = open_obj(s->vm, "once");
	for (struct skep_prog *prog = NULL; (prog = skep_obj_next_prog(s->obj, prog));) {
		assert_int_equal(skep_prog_set_engine(prog, engine->engine), 0);
		prog->jit_level = engine->level;
	}
	must_load(s->obj);
	for (uint32_t i = 0; i < SLOTS; i++)
		area.slot[i] = i + 1;
	assert_int_equal(skep_map_update(skep_obj_map(s->obj, "areas"), &zero, &area, 0), 0);
	fill_keys(s);
	s->page_size = (size_t)sysconf(_SC_PAGESIZE);
	s->pages = mmap(NULL, 2 * s->page_size, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	assert_ptr_not_equal(s->pages, MAP_FAILED);
	assert_int_equal(mprotect(s->pages + s->page_size, s->page_size, PROT_NONE), 0);
	skep_xdp_init(&s->xdp, s->pages + s->page_size - 16, 16); /* 16 bytes, up to its end */
	s->flipper.shared = map_lookup(map_of(s, "shared"), &zero, 0);
	s->flipper.packet = s->pages + s->page_size - 16;
	assert_int_equal(pthread_create(&s->flipper.thread, NULL, flip, &s->flipper), 0);
}

/* Nothing was written outside entry 0, whose slots are as they were. */
static void check_areas(struct subject *s, const char *engine)
{
	struct area area;

	for (uint32_t i = 0; i < ENTRIES; i++) {
		assert_int_equal(skep_map_lookup(skep_obj_map(s->obj, "areas"), &i, &area), 0);
		for (uint32_t k = 0; k < SLOTS; k++)
			if (area.slot[k] != (i ? 0 : k + 1))
				fail_msg("%s: entry %u, slot %u is %llu", engine, i, k,
					 (unsigned long long)area.slot[k]);
	}
}

static void end(struct subject *s)
{
	s->flipper.stop = true;
	pthread_join(s->flipper.thread, NULL);
	munmap(s->pages, 2 * s->page_size);
	skep_free(s->vm);
}

static uint32_t run(struct subject *s, const char *name, const char *engine)
{
	uint32_t result;
	int err = skep_run(skep_obj_prog(s->obj, name), &s->xdp, &result);

	if (err)
		fail_msg("%s: %s: %s", engine, name, strerror(-err));
	return result;
}

/* Both outcomes of each check must be seen, else nobody came between. */
static void check_program(struct subject *s, const char *name, uint32_t most, const char *engine)
{
	unsigned runs = flavour_is_slow() ? RUNS / 10 : RUNS;
	time_t until = time(NULL) + PATIENCE;
	bool in = false, out = false;

	for (unsigned i = 0; i < runs || (!(in && out) && time(NULL) < until); i++) {
		uint32_t result = run(s, name, engine);

		if (result > most)
			fail_msg("%s: %s answers %u", engine, name, result);
		in |= result > 0;
		out |= result == 0;
	}
	assert_true(in && out);
}

static void check_engine(const struct engine *engine)
{
	static const struct { const char *name; uint32_t most; } programs[] = {
		{ "read_64", SLOTS }, { "read_32", SLOTS }, { "read_16", SLOTS },
		{ "read_8", SLOTS },  { "read_signed", SLOTS }, { "write_32", 1 },
		{ "count_64", 1 },    { "sum", 1 },
		{ "look_up_32", SLOTS }, { "look_up_64", SLOTS },
	};
	struct subject s;

	begin(&s, engine);
	for (size_t i = 0; i < sizeof(programs) / sizeof(*programs); i++)
		check_program(&s, programs[i].name, programs[i].most, engine->name);
	for (unsigned i = 0; i < RUNS; i++)
		assert_in_range(run(&s, "packet", engine->name), 1, 2 + 63);
	if (!flavour_is("valgrind")) /* whose threads take turns of many instructions */
		check_program(&s, "twice", 1, engine->name);
	check_areas(&s, engine->name);
	end(&s);
}

static void test_no_access_outside(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(engines) / sizeof(*engines); i++)
		if (engines[i].engine != SKEP_ENGINE_JIT || jit_available())
			check_engine(&engines[i]);
}

/* ---- lookups in a hash that somebody fills with nonsense ---- */

struct scribbler {
	struct map *map;
	atomic_bool stop;
	pthread_t thread;
};

/* Locks, links, sequences: numbers around the bounds, or anything. */
static void *scribble(void *arg)
{
	struct scribbler *s = arg;
	const struct map_geometry *g = &s->map->geometry;
	uint64_t x = 88172645463325252u, size = g->refs_offset ? g->refs_offset : g->file_size;
	uint32_t edges[] = { 0, 1, g->n_slots, g->n_slots + 1, UINT32_MAX, INT32_MAX };

	while (!s->stop) {
		uint32_t v;
		uint64_t at;

		x ^= x << 13, x ^= x >> 7, x ^= x << 17;
		v = x & 3 ? (uint32_t)(x >> 40) % (x & 4 ? 8 : g->n_slots + 1) :
			    edges[(x >> 40) % 6];
		at = g->buckets_offset + (x >> 8) % ((size - g->buckets_offset - 512) / 4) * 4;
		if (at >= g->slots_offset && (at - g->slots_offset) % g->slot_stride >= 8)
			continue; /* keys and values are anything by themselves */
		__atomic_store_n((uint32_t *)(s->map->base + at), v, __ATOMIC_RELAXED);
	}
	return NULL;
}

static void check_beside_nonsense(const struct engine *engine, const char *name)
{
	unsigned runs = flavour_is_slow() ? RUNS / 10 : RUNS;
	time_t until = time(NULL) + PATIENCE;
	struct scribbler scribbler = { 0 };
	unsigned found = 0, missed = 0;
	struct subject s;
	char keys[32];

	begin(&s, engine);
	snprintf(keys, sizeof(keys), "%s_keys", name);
	scribbler.map = map_of(&s, keys);
	assert_int_equal(pthread_create(&scribbler.thread, NULL, scribble, &scribbler), 0);
	for (unsigned i = 0; i < runs || (!(found && missed) && time(NULL) < until); i++)
		if (run(&s, name, engine->name) != 99) /* whatever it holds now */
			found++;
		else
			missed++;
	scribbler.stop = true;
	pthread_join(scribbler.thread, NULL);
	if (!found || !missed)
		fail_msg("%s: %s: %u found, %u missed", engine->name, name, found, missed);
	check_areas(&s, engine->name);
	end(&s);
}

static void test_lookups_beside_nonsense(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(engines) / sizeof(*engines); i++) {
		if (engines[i].engine == SKEP_ENGINE_JIT && !jit_available())
			continue;
		check_beside_nonsense(&engines[i], "look_up_32");
		check_beside_nonsense(&engines[i], "look_up_64");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_access_outside),
		cmocka_unit_test(test_lookups_beside_nonsense),
	};

	return cmocka_run_group_tests_name("once", tests, NULL, NULL);
}
