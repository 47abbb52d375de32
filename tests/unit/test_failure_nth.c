/*
 * Every call that can fail fails once: memory, files, mapped.  A scenario
 * that opens an object, loads it, runs it, pins and shares a map is run with its
 * first such call failing, then its second, until none is left.  Each time there
 * is an error with a name, nothing is lost, nothing stays behind in the root, and
 * the same scenario then succeeds there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <errno.h>
#include <linux/filter.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/lib/child.h"
#include "tests/lib/elf_file.h"
#include "tests/lib/flavour.h"
#include "tests/lib/host_funcs.h"
#include "tests/lib/vm_test.h"
#include "tests/unit/fallible.h"

/** struct scene - what the scenario has open; @error: of the step that failed */
struct scene {
	const char *root;
	struct skep *vm, *other;
	struct skep_obj *obj, *filter;
	struct skep_map *made, *shared;
	struct skep_error error;
	int err;      /* of a step without skep_error; 0: it has one */
	uint32_t sum; /* of what ran */
	uint32_t calls_of_new;
};

static int from_error(struct scene *s, bool ok)
{
	return ok ? 0 : s->error.err ? s->error.err : -1;
}

static int from_errno(struct scene *s, int err)
{
	return s->err = err;
}

static int step_new(struct scene *s)
{
	s->vm = skep_new(SKEP_OPTS(.root = s->root, .lanes = MIN_LANES), &s->error);
	s->calls_of_new = failing.calls;
	return from_error(s, s->vm);
}

static struct blob prototypes; /* read before any call fails */

static int step_add_func(struct scene *s)
{
	const struct skep_func func = host_func("host_result");

	return from_error(s, !skep_func_add(s->vm, &func, 1, prototypes.data, prototypes.size,
					    &s->error));
}

static int step_open(struct scene *s)
{
	char path[256], types[256];

	test_object_path("failures", path);
	test_object_path("core_target", types);
	s->obj = skep_obj_open(s->vm, path, SKEP_OBJ_OPTS(.btf = types), &s->error);
	return from_error(s, s->obj);
}

static int step_set_global(struct scene *s)
{
	const uint32_t step = 2;

	return from_errno(s, skep_obj_set_global(s->obj, "step", &step, sizeof(step)));
}

static int step_load(struct scene *s)
{
	skep_prog_set_engine(skep_obj_prog(s->obj, "work"), machine_engine());
	return from_error(s, !skep_obj_load(s->obj, &s->error));
}

static int step_run(struct scene *s)
{
	struct frame frame;
	uint32_t result;
	int err;

	frame_make(&frame, 7, 0);
	err = skep_run(skep_obj_prog(s->obj, "work"), &frame.xdp, &result);
	s->sum += result;
	return from_errno(s, err);
}

static int step_make_map(struct scene *s)
{
	const struct skep_map_info info = {
		.type = MAP_ARRAY, .key_size = 4, .value_size = 8, .max_entries = 2, .name = "made"
	};

	s->made = skep_map_create(s->vm, &info, &s->error);
	return from_error(s, s->made);
}

static int step_pin(struct scene *s)
{
	return from_error(s, !skep_map_pin(s->vm, s->made, "folder/made", &s->error));
}

/* As another process would. */
static int step_other(struct scene *s)
{
	s->other = skep_new(SKEP_OPTS(.root = s->root), &s->error);
	return from_error(s, s->other);
}

static int step_share(struct scene *s)
{
	s->shared = skep_map_open(s->other, "shared", &s->error);
	return from_error(s, s->shared);
}

static int step_lookup(struct scene *s)
{
	uint32_t key = 7;
	uint64_t value = 0;
	int err = skep_map_lookup(s->shared, &key, &value);

	s->sum += (uint32_t)value;
	return from_errno(s, err);
}

static int step_update(struct scene *s)
{
	uint32_t key = 1;
	uint64_t value = 9;

	return from_errno(s, skep_map_update(s->shared, &key, &value, SKEP_ANY));
}

static int count_record(void *arg, const void *data, size_t size)
{
	(void)data;
	*(uint32_t *)arg += (uint32_t)size;
	return 0;
}

static int step_consume(struct scene *s)
{
	int n = skep_ringbuf_consume(skep_obj_map(s->obj, "events"), count_record, &s->sum);

	return from_errno(s, n < 0 ? n : 0);
}

static int step_filter(struct scene *s)
{
	const struct sock_filter insns[] = { BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 0),
					     BPF_STMT(BPF_RET | BPF_A, 0) };

	s->filter = skep_obj_from_cbpf(s->vm, insns, 2, NULL, &s->error);
	return from_error(s, s->filter && !skep_obj_load(s->filter, &s->error));
}

static int step_run_filter(struct scene *s)
{
	uint8_t bytes[64] = { 100 };
	struct skep_skb skb;
	uint32_t result;
	int err;

	skep_skb_init(&skb, bytes, sizeof(bytes));
	err = skep_run(skep_obj_prog(s->filter, NULL), &skb, &result);
	s->sum += result;
	return from_errno(s, err);
}

/* The hash gets 2 at key 7: ten times it, the field stands at 12; the value 2, 8 of record, 100. */
enum { RIGHT_SUM = 20 + 12 + 2 + 8 + 100 };

static const struct step {
	const char *name;
	int (*run)(struct scene *s);
} steps[] = {
	{ "new", step_new },
	{ "add a function", step_add_func },
	{ "open", step_open },
	{ "set global", step_set_global },
	{ "load", step_load },
	{ "run", step_run },
	{ "make a map", step_make_map },
	{ "pin", step_pin },
	{ "another environment", step_other },
	{ "share", step_share },
	{ "lookup", step_lookup },
	{ "update", step_update },
	{ "consume", step_consume },
	{ "filter", step_filter },
	{ "run the filter", step_run_filter },
};
enum { N_STEPS = sizeof(steps) / sizeof(*steps) };

/* Unpinning is a step too, but what it could not do is done again. */
static void close_scene(struct scene *s)
{
	static const char *const pins[] = { "shared", "folder/made" };

	skep_obj_close(s->filter);
	skep_map_close(s->shared);
	skep_map_close(s->made);
	skep_free(s->other);
	for (size_t i = 0; s->vm && i < 2; i++)
		if (skep_map_unpin(s->vm, pins[i], NULL) && skep_map_unpin(s->vm, pins[i], NULL))
			continue;
	skep_obj_close(s->obj);
	skep_free(s->vm);
}

/* Return: the step that failed, N_STEPS if none did. */
static uint32_t play(struct scene *s, const char *root, uint32_t nth)
{
	uint32_t i = 0;

	memset(s, 0, sizeof(*s));
	s->root = root;
	failing_start(nth);
	while (i < N_STEPS && !steps[i].run(s))
		i++;
	failing.closing = !nth || failing.calls < nth;
	close_scene(s);
	return i;
}

/* ---- what must hold ---- */

static uint32_t count_fds(void)
{
	DIR *dir = opendir("/proc/self/fd");
	uint32_t n = 0;

	assert_non_null(dir);
	while (readdir(dir))
		n++;
	closedir(dir);
	return n;
}

/* An error that says what it is; else one is made of the step and the call. */
static bool is_named(const struct scene *s, uint32_t step)
{
	bool named = s->err ? s->err < 0
			    : s->error.err < 0 && *s->error.id && *s->error.message &&
				      strcmp(s->error.id, "internal");

	if (!named)
		print_message("call %u (%s): %s fails without a name: %d [%s] %s\n", failing.nth,
			      fallible_name[failing.failed], steps[step].name, s->err, s->error.id,
			      s->error.message);
	return named;
}

static bool is_right(const struct scene *s, uint32_t step)
{
	if (step == N_STEPS && s->sum == RIGHT_SUM)
		return true;
	print_message("call %u (%s): %s: %s, sum %u\n", failing.nth, fallible_name[failing.failed],
		      step < N_STEPS ? steps[step].name : "all ran",
		      s->err ? strerror(-s->err) : s->error.message, s->sum);
	return false;
}

static uint32_t files_in(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	uint32_t n = 0;
	char path[512];

	while (dir && (entry = readdir(dir))) {
		if (entry->d_name[0] == '.' && (!entry->d_name[1] || entry->d_name[1] == '.'))
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		n += entry->d_type == DT_DIR ? files_in(path) : 1;
	}
	if (dir)
		closedir(dir);
	return n;
}

/* Objects, temporary files, pins; an empty folder of pins is nothing. */
static uint32_t files_left(const char *root)
{
	char ids[128], pins[128];

	snprintf(ids, sizeof(ids), "%s/ids", root);
	snprintf(pins, sizeof(pins), "%s/pins", root);
	return files_in(ids) + files_in(pins);
}

struct balance {
	long memory, mapped;
	uint32_t fds;
};

static struct balance take_balance(void)
{
	return (struct balance){ failing.memory, failing.mapped, count_fds() };
}

static void check_balance(const struct balance *before, uint32_t nth)
{
	struct balance after = take_balance();

	/*
	 * A descriptor of the lanes' file of which nothing is known is kept: closing it
	 * could drop record locks that this process has on the same file.
	 */
	if (failing.failed == CALL_fstat && after.fds == before->fds + 1)
		after.fds--;
	if (after.memory != before->memory || after.mapped != before->mapped ||
	    after.fds != before->fds)
		fail_msg("call %u (%s): %ld blocks, %ld pages, %d descriptors are lost", nth,
			 fallible_name[failing.failed], after.memory - before->memory,
			 after.mapped - before->mapped, (int)(after.fds - before->fds));
}

/* ---- a root that others use ---- */

enum { KEPT_VALUE = 77 };

/* A map with a pin in a folder, and nothing else. */
static void keep_map(const char *root)
{
	const struct skep_map_info info = {
		.type = MAP_ARRAY, .key_size = 4, .value_size = 8, .max_entries = 1, .name = "kept"
	};
	struct skep *vm = new_vm(SKEP_OPTS(.root = root, .lanes = MIN_LANES));
	struct skep_map *map = skep_map_create(vm, &info, NULL);
	const uint64_t value = KEPT_VALUE;

	assert_non_null(map);
	assert_int_equal(skep_map_update(map, &(uint32_t){ 0 }, &value, SKEP_ANY), 0);
	assert_int_equal(skep_map_pin(vm, map, "others/deep/kept", NULL), 0);
	skep_free(vm);
}

static void check_kept(const char *root, uint32_t nth)
{
	struct skep *vm = new_vm(SKEP_OPTS(.root = root)); /* sweeps, too */
	struct skep_map *map = skep_map_open(vm, "others/deep/kept", NULL);
	uint64_t value = 0;

	if (!map || skep_map_lookup(map, &(uint32_t){ 0 }, &value) || value != KEPT_VALUE)
		fail_msg("call %u (%s): another's pinned map is gone", nth,
			 fallible_name[failing.failed]);
	skep_free(vm);
}

/* ---- all calls, one by one ---- */

/* A folder for roots, in memory where there is one: each call takes a root through its life. */
static void folder_make(char folder[64])
{
	snprintf(folder, 64, "%s/skep-test-XXXXXX", access("/dev/shm", W_OK) ? "/tmp" : "/dev/shm");
	assert_non_null(mkdtemp(folder));
}

static void folder_remove(const char *folder)
{
	char command[80];

	snprintf(command, sizeof(command), "rm -rf %s", folder);
	assert_int_equal(system(command), 0);
}

/* @kept: entries that belong to others.  Return: was there a call number @nth? */
static bool fail_call(const char *root, uint32_t nth, uint32_t kept)
{
	struct balance before = take_balance();
	struct scene scene;
	uint32_t step = play(&scene, root, nth);
	bool failed = failing_stop();

	assert_true(step < N_STEPS ? is_named(&scene, step) : is_right(&scene, step));
	check_balance(&before, nth);
	/* What could not be taken away is taken away by who opens the root next. */
	if (files_left(root) != kept && !failing.closing &&
	    !(fallible_flags[failing.failed] & CLEANS_UP))
		fail_msg("call %u (%s): files are left", nth, fallible_name[failing.failed]);
	return failed;
}

/* ---- what is made once a process ---- */

enum { CHILD_OK, CHILD_WRONG, CHILD_NO_CALL };

static int fail_in_child(void *arg)
{
	const char *root = arg;
	struct scene scene;
	uint32_t step = play(&scene, root, failing.nth);

	if (!failing_stop())
		return CHILD_NO_CALL;
	if (!(step < N_STEPS ? is_named(&scene, step) : is_right(&scene, step)))
		return CHILD_WRONG;
	/* What failed once may be refused for ever, but by name. */
	step = play(&scene, root, 0);
	return (step < N_STEPS ? is_named(&scene, step) : is_right(&scene, step)) ? CHILD_OK
										  : CHILD_WRONG;
}

/* Before any other test: this process has made nothing yet. */
static void test_fresh_process(void **state)
{
	static const enum fallible calls[] = { CALL_pthread_key_create,
					       CALL_pthread_atfork,
					       CALL_pthread_setspecific,
					       CALL_sigaction,
					       CALL_mmap,
					       CALL_madvise,
					       CALL_mprotect };
	char folder[64], root[80];

	(void)state;
	folder_make(folder);
	snprintf(root, sizeof(root), "%s/root", folder);
	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
		int result = CHILD_OK;

		failing.only = (int)calls[i];
		for (failing.nth = 1; result == CHILD_OK; failing.nth++)
			result = in_child(fail_in_child, root);
		if (result != CHILD_NO_CALL || failing.nth < 3)
			fail_msg("%s: call %u: %d", fallible_name[calls[i]], failing.nth - 1,
				 result);
	}
	failing.only = N_FALLIBLE;
	folder_remove(folder);
}

/* A root that is made by the scenario: all calls of its first step. */
static void test_fresh_root(void **state)
{
	char folder[64], root[80];
	uint32_t nth = 1, last;
	struct scene scene;

	(void)state;
	folder_make(folder);
	snprintf(root, sizeof(root), "%s/root", folder);
	assert_true(is_right(&scene, play(&scene, root, 0))); /* what is made once a process */
	last = scene.calls_of_new;
	assert_true(last > 10);
	for (; nth <= last; nth++) {
		snprintf(root, sizeof(root), "%s/root-%u", folder, nth);
		assert_true(fail_call(root, nth, 0));
		assert_true(is_right(&scene, play(&scene, root, 0)));
		failing_stop();
		assert_int_equal(files_left(root), 0);
	}
	folder_remove(folder);
}

/* A root that others use: all calls.  What is theirs stays, and nothing else. */
static void test_shared_root(void **state)
{
	uint32_t nth = 1, kept;
	struct scene scene;
	char folder[64], root[80];

	(void)state;
	folder_make(folder);
	snprintf(root, sizeof(root), "%s/root", folder);
	keep_map(root);
	kept = files_left(root);
	for (; fail_call(root, nth, kept); nth += flavour_is_slow() ? 7 : 1) {
		check_kept(root, nth);
		if (files_left(root) != kept)
			fail_msg("call %u (%s): files stay", nth, fallible_name[failing.failed]);
	}
	assert_true(is_right(&scene, play(&scene, root, 0)));
	failing_stop();
	print_message("%u calls\n", nth - 1);
	assert_true(nth > 300); /* else they are not wrapped */
	folder_remove(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fresh_process),
		cmocka_unit_test(test_fresh_root),
		cmocka_unit_test(test_shared_root),
	};
	int failed;

	prototypes = built_object("host_funcs");
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	blob_free(&prototypes);
	return failed;
}
