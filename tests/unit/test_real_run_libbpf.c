/*
 * The cases of real_cases.h in the kernel, by BPF_PROG_TEST_RUN, where that is permitted
 * and there is one for the program's type: what they say is what Linux does.
 */
#include <errno.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "tests/lib/kernel.h"
#include "tests/lib/real_run.h"

#define VERDICTS "tests/real/verdicts.data"

static int quiet(enum libbpf_print_level level, const char *format, va_list args)
{
	(void)level, (void)format, (void)args;
	return 0;
}

struct opened {
	struct bpf_object *object;
	struct perf_buffer *perf; /* opened before anything is sent there */
	real_record_fn *record;
	void *arg;
};

static void perf_record(void *arg, int cpu, void *data, uint32_t size)
{
	struct opened *o = arg;

	(void)cpu;
	o->record(o->arg, data, size);
}

static void close_kernel(void *object)
{
	struct opened *o = object;

	perf_buffer__free(o->perf);
	bpf_object__close(o->object);
}

static void *open_kernel(const struct real_side *side, const struct real_case *c, const char *path)
{
	static struct opened o;
	struct bpf_map *map;

	(void)side;
	o = (struct opened){ .object = bpf_object__open_file(path, NULL) };
	assert_non_null(o.object);
	if (c->without)
		bpf_program__set_autoload(
			bpf_object__find_program_by_name(o.object, c->without), false);
	if (bpf_object__load(o.object)) {
		close_kernel(&o);
		return NULL;
	}
	bpf_object__for_each_map(map, o.object)
		if (bpf_map__type(map) == BPF_MAP_TYPE_PERF_EVENT_ARRAY)
			o.perf = perf_buffer__new(bpf_map__fd(map), 8, perf_record, NULL, &o, NULL);
	return &o;
}

/* The kernel takes an Ethernet header in front of every packet, and hides it from most. */
static uint32_t wrap(const struct real_io *io, uint8_t *frame)
{
	static const uint8_t ip[] = { 8, 0 };

	memset(frame, 0, REAL_ETHERNET);
	memcpy(frame + REAL_ETHERNET - 2,
	       io->kind == ON_CGROUP ? ip : io->data + REAL_ETHERNET - 2, 2);
	memcpy(frame + REAL_ETHERNET, io->data, io->size);
	return io->size + REAL_ETHERNET;
}

static int run_packet(int fd, struct real_io *io)
{
	uint32_t more = io->kind == ON_SOCKET || io->kind == ON_CGROUP ? REAL_ETHERNET : 0;
	uint8_t in[REAL_BYTES + REAL_ETHERNET], out[REAL_BYTES + REAL_ETHERNET] = { 0 };
	struct __sk_buff skb = { .mark = io->mark }, skb_out = { 0 };
	LIBBPF_OPTS(bpf_test_run_opts, opts, .data_in = more ? in : io->data,
		    .data_size_in = more ? wrap(io, in) : io->size, .data_out = out,
		    .data_size_out = sizeof(out));
	int err;

	if (io->kind != ON_XDP) {
		opts.ctx_in = &skb;
		opts.ctx_out = &skb_out;
		opts.ctx_size_in = opts.ctx_size_out = sizeof(skb);
	}
	err = bpf_prog_test_run_opts(fd, &opts);
	if (err)
		return err;
	io->result = opts.retval;
	io->mark = skb_out.mark;
	io->priority = skb_out.priority;
	io->size = opts.data_size_out - more;
	memcpy(io->data, out + more, io->size);
	return 0;
}

static int run_kernel(void *object, const char *name, struct real_io *io)
{
	LIBBPF_OPTS(bpf_test_run_opts, opts, .ctx_in = io->data, .ctx_size_in = io->size);
	struct bpf_program *prog =
		bpf_object__find_program_by_name(((struct opened *)object)->object, name);
	int fd = bpf_program__fd(prog), err;

	if (io->kind != ON_RAW_TP)
		return run_packet(fd, io);
	err = bpf_prog_test_run_opts(fd, &opts);
	io->result = opts.retval;
	return err;
}

/* libbpf puts a part of the object's name before a data section's. */
static struct bpf_map *map_of(void *object, const char *name)
{
	size_t n = strlen(name);
	struct bpf_map *map;

	bpf_object__for_each_map(map, ((struct opened *)object)->object) {
		const char *full = bpf_map__name(map);
		size_t m = strlen(full);

		if (*name == '.' ? m >= n && !strcmp(full + m - n, name) : !strcmp(full, name))
			return map;
	}
	fail_msg("no map %s", name);
	return NULL;
}

static int shape_kernel(void *object, const char *name, struct real_shape *out)
{
	struct bpf_map *map = map_of(object, name);

	*out = (struct real_shape){ bpf_map__type(map), bpf_map__key_size(map),
				    bpf_map__value_size(map), 1 };
	if (out->type == BPF_MAP_TYPE_PERCPU_ARRAY || out->type == BPF_MAP_TYPE_PERCPU_HASH)
		out->lanes = (uint32_t)libbpf_num_possible_cpus();
	return 0;
}

static int update_kernel(void *object, const char *map, const void *key, const void *value)
{
	return bpf_map_update_elem(bpf_map__fd(map_of(object, map)), key, value, BPF_ANY);
}

static int lookup_kernel(void *object, const char *map, const void *key, void *value)
{
	return bpf_map_lookup_elem(bpf_map__fd(map_of(object, map)), key, value);
}

static int pop_kernel(void *object, const char *map, void *value)
{
	return bpf_map_lookup_and_delete_elem(bpf_map__fd(map_of(object, map)), NULL, value);
}

static int next_key_kernel(void *object, const char *map, const void *key, void *next)
{
	return bpf_map_get_next_key(bpf_map__fd(map_of(object, map)), key, next);
}

/* Of a perf event array: what else there is belongs to programs that do not run here. */
static int records_kernel(void *object, const char *map, real_record_fn *record, void *arg)
{
	struct opened *o = object;

	(void)map;
	o->record = record;
	o->arg = arg;
	return perf_buffer__consume(o->perf);
}

static void stay_on_this_cpu(void)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET((size_t)sched_getcpu(), &set);
	sched_setaffinity(0, sizeof(set), &set);
}

static void test_kernel(void **state)
{
	const struct real_side side = { "kernel", 0, open_kernel, close_kernel, run_kernel,
					shape_kernel, update_kernel, lookup_kernel, pop_kernel,
					next_key_kernel, records_kernel };
	const char *missing = kernel_available(), *message;
	const struct real_object *objects;
	unsigned n = real_objects(&objects), n_ran = 0, n_wrong = 0;

	(void)state;
	if (missing) {
		print_message("skipped: %s\n", missing);
		skip();
	}
	libbpf_set_print(quiet);
	stay_on_this_cpu();
	for (unsigned i = 0; i < n; i++) {
		for (unsigned k = 0; k < n_real_cases; k++) {
			char verdict[REAL_WORD];
			bool ran;

			real_word(VERDICTS, &objects[i], 0, verdict);
			if (strcmp(real_cases[k].name, objects[i].name) ||
			    real_cases[k].kind == ON_CONTEXT || strcmp(verdict, "accepted"))
				continue;
			message = real_check(&real_cases[k], &objects[i], &side, &ran);
			if (message || !ran)
				printf("# %s %s, case %u: %s\n", objects[i].variant,
				       objects[i].name, k, ran ? message : "refused");
			n_wrong += message || !ran;
			n_ran++;
		}
	}
	print_message("%u cases\n", n_ran);
	assert_int_equal(n_wrong, 0);
	assert_true(n_ran > 150);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kernel),
	};

	return cmocka_run_group_tests_name("real programs in the kernel", tests, NULL, NULL);
}
