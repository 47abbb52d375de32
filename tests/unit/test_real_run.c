/*
 * What programs of tests/real do with maps that are filled: results, frames and contents
 * of real_cases.h, on every engine, however they are compiled.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/table.h"
#include "tests/lib/flavour.h"
#include "tests/lib/real_run.h"
#include "tests/lib/vm_test.h"

#define REFUSED "tests/real/refused.data"

static const struct {
	enum skep_engine engine;
	uint32_t rights;
} ways[] = {
	{ SKEP_ENGINE_CHECKED, SKEP_TRUSTED },
	{ SKEP_ENGINE_INTERP, SKEP_TRUSTED },
	{ SKEP_ENGINE_JIT, SKEP_TRUSTED },
	{ SKEP_ENGINE_JIT, SKEP_TRUSTED & ~SKEP_NO_HARDENING },
};

struct opened {
	struct skep *vm;
	struct skep_obj *obj;
};

static void close_skep(void *object)
{
	skep_free(((struct opened *)object)->vm);
}

static void *open_skep(const struct real_side *side, const struct real_case *c, const char *path)
{
	static struct opened opened;
	struct skep_error error = { 0 };
	struct skep_prog *prog = NULL;

	opened.vm = skep_new(SKEP_OPTS(.rights = ways[side->way].rights), &error);
	opened.obj = opened.vm ? skep_obj_open(opened.vm, path, NULL, &error) : NULL;
	assert_non_null(opened.obj);
	while ((prog = skep_obj_next_prog(opened.obj, prog)))
		assert_int_equal(skep_prog_set_engine(prog, ways[side->way].engine), 0);
	if (c->without)
		skep_prog_set_autoload(skep_obj_prog(opened.obj, c->without), false);
	if (!skep_obj_load(opened.obj, &error))
		return &opened;
	printf("# %s: %s\n", path, error.message);
	close_skep(&opened);
	return NULL;
}

static int run_xdp(struct skep_prog *prog, uint8_t *room, struct real_io *io)
{
	struct skep_xdp x;
	int err;

	skep_xdp_init(&x, room + REAL_HEADROOM, io->size);
	x.head = room;
	x.ingress_ifindex = 1;
	err = skep_run(prog, &x, &io->result);
	io->size = (uint32_t)(x.data_end - x.data);
	memcpy(io->data, x.data, io->size);
	return err;
}

static int run_skb(struct skep_prog *prog, uint8_t *room, struct real_io *io)
{
	struct skep_skb s;
	int err;

	skep_skb_init(&s, room + REAL_HEADROOM, io->size);
	s.head = room;
	s.mark = io->mark;
	if (io->kind == ON_CGROUP) {
		s.mac_offset = -REAL_ETHERNET;
		s.network_offset = 0;
	} else {
		memcpy(&s.protocol, io->data + REAL_ETHERNET - 2, 2);
	}
	err = skep_run(prog, &s, &io->result);
	io->mark = s.mark;
	io->priority = s.priority;
	io->size = (uint32_t)(s.data_end - s.data);
	memcpy(io->data, s.data, io->size);
	return err;
}

static int run_skep(void *object, const char *name, struct real_io *io)
{
	struct skep_prog *prog = skep_obj_prog(((struct opened *)object)->obj, name);
	static uint8_t room[REAL_HEADROOM + REAL_BYTES];
	static uint64_t ctx[REAL_CTX / 8];
	int err;

	assert_non_null(prog);
	memset(room, 0, sizeof(room));
	memcpy(room + REAL_HEADROOM, io->data, io->size);
	if (io->kind == ON_XDP)
		return run_xdp(prog, room, io);
	if (io->kind < ON_RAW_TP)
		return run_skb(prog, room, io);
	assert_true(skep_prog_ctx_size(prog) <= sizeof(ctx));
	memset(ctx, 0, sizeof(ctx));
	memcpy(ctx, io->data, io->size);
	err = skep_run(prog, ctx, &io->result);
	memcpy(io->data, ctx, io->size);
	return err;
}

static struct skep_map *map_of(void *object, const char *name)
{
	struct skep_map *map = skep_obj_map(((struct opened *)object)->obj, name);

	if (!map)
		fail_msg("no map %s", name);
	return map;
}

static int shape_skep(void *object, const char *map, struct real_shape *out)
{
	struct skep_map_info info;

	skep_map_info(map_of(object, map), &info);
	*out = (struct real_shape){ info.type, info.key_size, info.value_size, 1 };
	if (info.lookup_size > info.value_size)
		out->lanes = (uint32_t)(info.lookup_size / ((info.value_size + 7) / 8 * 8));
	return 0;
}

static int update_skep(void *object, const char *map, const void *key, const void *value)
{
	return skep_map_update(map_of(object, map), key, value, SKEP_ANY);
}

static int lookup_skep(void *object, const char *map, const void *key, void *value)
{
	return skep_map_lookup(map_of(object, map), key, value);
}

static int pop_skep(void *object, const char *map, void *value)
{
	return skep_map_lookup_and_delete(map_of(object, map), NULL, value);
}

static int next_key_skep(void *object, const char *map, const void *key, void *next)
{
	return skep_map_next_key(map_of(object, map), key, next);
}

struct to {
	real_record_fn *record;
	void *arg;
};

static int ring_record(void *arg, const void *data, size_t size)
{
	((struct to *)arg)->record(((struct to *)arg)->arg, data, (uint32_t)size);
	return 0;
}

static int perf_record(void *arg, uint32_t lane, const void *data, size_t size)
{
	(void)lane;
	return ring_record(arg, data, size);
}

static int records_skep(void *object, const char *name, real_record_fn *record, void *arg)
{
	struct skep_map *map = map_of(object, name);
	struct to to = { record, arg };
	struct real_shape shape;
	int n;

	shape_skep(object, name, &shape);
	n = shape.type == MAP_RINGBUF ? skep_ringbuf_consume(map, ring_record, &to) :
					skep_perf_consume(map, perf_record, NULL, &to);
	return n < 0 ? n : 0;
}

static void run_all(unsigned way, const char *name)
{
	const struct real_side side = { name, way, open_skep, close_skep, run_skep, shape_skep,
					update_skep, lookup_skep, pop_skep, next_key_skep,
					records_skep };
	const struct real_object *objects;
	unsigned n = real_objects(&objects), n_ran = 0, n_wrong = 0;

	assert_true(n > 0);
	for (unsigned i = 0; i < n; i += flavour_is_slow() ? 5 : 1) {
		for (unsigned k = 0; k < n_real_cases; k++) {
			char id[REAL_WORD];
			const char *message;
			bool ran;

			if (strcmp(real_cases[k].name, objects[i].name))
				continue;
			real_word(REFUSED, &objects[i], 0, id);
			if (id[0]) /* test_real_libbpf knows */
				continue;
			message = real_check(&real_cases[k], &objects[i], &side, &ran);
			if (message || !ran)
				printf("# %s, %s %s, case %u: %s\n", name, objects[i].variant,
				       objects[i].name, k, ran ? message : "refused");
			n_wrong += message || !ran;
			n_ran++;
		}
	}
	print_message("%s: %u cases of %u objects\n", name, n_ran, n);
	assert_int_equal(n_wrong, 0);
	assert_true(n_ran > (flavour_is_slow() ? 30 : 200));
}

static void test_checked(void **state)
{
	(void)state;
	run_all(0, "the checked interpreter");
}

static void test_interp(void **state)
{
	(void)state;
	run_all(1, "the interpreter");
}

static void test_machine_code(void **state)
{
	(void)state;
	if (!jit_available())
		skip();
	run_all(2, "machine code");
}

static void test_hardened(void **state)
{
	(void)state;
	if (!jit_available())
		skip();
	run_all(3, "hardened machine code");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_checked),
		cmocka_unit_test(test_interp),
		cmocka_unit_test(test_machine_code),
		cmocka_unit_test(test_hardened),
	};

	return cmocka_run_group_tests_name("real programs", tests, NULL, NULL);
}
