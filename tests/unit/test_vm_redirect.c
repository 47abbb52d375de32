/*
 * Maps of targets and bpf_redirect_map: operations, verdicts and what the host
 * is told; verdicts and errors on the kernel too, where bpf(2) is permitted.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/kernel.h"
#include "tests/lib/vm_test.h"

#include <errno.h>
#include <string.h>

enum { LOOPBACK = 1 };

struct order { /* tests/objects/redirect.bpf.c */
	uint64_t key, flags;
	uint8_t cpu, lookup;
};

static const struct {
	struct order order;
	uint32_t verdict;
} orders[] = {
	{ { 1, 0, 0, 0 }, 4 },
	{ { 0, 0, 0, 0 }, 0 },
	{ { 0, 1, 0, 0 }, 1 },
	{ { 0, 2, 0, 0 }, 2 },
	{ { 0, 3, 0, 0 }, 3 },
	{ { 1, 2, 0, 0 }, 4 },
	{ { 3, 2, 0, 0 }, 2 },
	{ { 4, 2, 0, 0 }, 2 },
	{ { UINT32_MAX, 3, 0, 0 }, 3 },
	{ { UINT64_C(0x100000001), 3, 0, 0 }, 4 }, /* a key has 32 bits */
	{ { 1, 4, 0, 0 }, 0 },
	{ { 1, UINT64_C(0x100000000), 0, 0 }, 0 },
	{ { 0, 8, 0, 0 }, 4 },  /* broadcast: whatever the key */
	{ { 9, 0x18, 0, 0 }, 4 },
	{ { 0, 0x10, 0, 0 }, 0 },
	{ { 1, 0x10, 0, 0 }, 4 },
	{ { 1, 0x12, 0, 0 }, 4 },
	{ { 1, 0x20, 0, 0 }, 0 },
	{ { 0, 2, 1, 0 }, 4 },
	{ { 1, 2, 1, 0 }, 2 },
	{ { 0, 8, 1, 0 }, 0 }, /* no broadcast there */
	{ { 1, 0, 0, 1 }, LOOPBACK + 10 },
	{ { 0, 0, 0, 1 }, 0 },
	{ { 7, 0, 0, 1 }, 0 },
};
enum { N_ORDERS = sizeof(orders) / sizeof(*orders) };

/* Update, lookup and delete at an index. */
static const struct {
	uint32_t key, value;
	uint64_t flags;
	int update, lookup, delete;
} uses[] = {
	{ 0, LOOPBACK, 0, 0, 0, 0 },
	{ 0, LOOPBACK, 2, 0, 0, 0 },
	{ 0, LOOPBACK, 1, -EEXIST, -ENOENT, 0 },
	{ 0, LOOPBACK, 3, -EINVAL, -ENOENT, 0 },
	{ 4, LOOPBACK, 0, -E2BIG, -ENOENT, -EINVAL },
	{ 4, LOOPBACK, 1, -E2BIG, -ENOENT, -EINVAL },
	{ 3, 0, 0, 0, -ENOENT, 0 },
};

static uint32_t run_here(struct skep_obj *obj, const struct order *order, struct frame *frame)
{
	uint32_t result;

	frame_make(frame, 0, 0);
	memcpy(frame->bytes, order, sizeof(*order));
	assert_int_equal(skep_run(skep_obj_prog(obj, "redirect"), &frame->xdp, &result), 0);
	return result;
}

static struct skep *with_targets(enum skep_engine engine, struct skep_obj **obj)
{
	struct skep *vm = new_vm(NULL);
	uint32_t device = LOOPBACK, queue = 8;

	*obj = open_obj(vm, "redirect");
	skep_prog_set_engine(skep_obj_prog(*obj, "redirect"), engine);
	must_load(*obj);
	assert_int_equal(skep_map_update(skep_obj_map(*obj, "devices"), &(uint32_t){ 1 }, &device,
					 0), 0);
	assert_int_equal(skep_map_update(skep_obj_map(*obj, "cpus"), &(uint32_t){ 0 }, &queue, 0),
			 0);
	return vm;
}

static void on_engine(enum skep_engine engine)
{
	struct skep_obj *obj;
	struct skep *vm = with_targets(engine, &obj);
	struct frame frame;

	for (int i = 0; i < N_ORDERS; i++)
		assert_int_equal(run_here(obj, &orders[i].order, &frame), orders[i].verdict);
	skep_free(vm);
}

static void test_verdicts(void **state)
{
	(void)state;
	on_engine(SKEP_ENGINE_INTERP);
	on_engine(SKEP_ENGINE_CHECKED);
	on_engine(machine_engine());
}

/* ---- sockets ---- */

static uint32_t to_socket(struct skep_obj *obj, const struct order *order, struct frame *frame)
{
	uint32_t result;

	frame_make(frame, 0, 0);
	memcpy(frame->bytes, order, sizeof(*order));
	assert_int_equal(skep_run(skep_obj_prog(obj, "to_socket"), &frame->xdp, &result), 0);
	return result;
}

static void sockets_on(enum skep_engine engine)
{
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj = open_obj(vm, "redirect");
	uint32_t queue = 7;
	struct frame frame;

	assert_int_equal(skep_prog_set_engine(skep_obj_prog(obj, "to_socket"), engine), 0);
	must_load(obj);
	assert_int_equal(to_socket(obj, &(struct order){ 1, 0, 0, 1 }, &frame), 2);
	assert_int_equal(skep_map_update(skep_obj_map(obj, "sockets"), &(uint32_t){ 1 }, &queue, 0),
			 0);
	assert_int_equal(to_socket(obj, &(struct order){ 1, 0, 0, 1 }, &frame), 50 + queue);
	assert_int_equal(to_socket(obj, &(struct order){ 0, 0, 0, 0 }, &frame), 2);
	assert_int_equal(to_socket(obj, &(struct order){ 4, 0, 0, 0 }, &frame), 2);
	assert_int_equal(to_socket(obj, &(struct order){ 1, 0, 0, 0 }, &frame), 4);
	assert_ptr_equal(frame.xdp.redirect_map, skep_obj_map(obj, "sockets"));
	assert_int_equal(frame.xdp.redirect_key, 1);
	skep_free(vm);
}

static void test_sockets(void **state)
{
	(void)state;
	sockets_on(SKEP_ENGINE_INTERP);
	sockets_on(SKEP_ENGINE_CHECKED);
	sockets_on(machine_engine());
}

static void test_what_the_host_is_told(void **state)
{
	struct skep_obj *obj;
	struct skep *vm = with_targets(SKEP_ENGINE_INTERP, &obj);
	struct frame frame;

	(void)state;
	assert_int_equal(run_here(obj, &(struct order){ 1, 0x12, 0, 0 }, &frame), 4);
	assert_int_equal(frame.xdp.redirect_ifindex, LOOPBACK);
	assert_ptr_equal(frame.xdp.redirect_map, skep_obj_map(obj, "devices"));
	assert_int_equal(frame.xdp.redirect_key, 1);
	assert_int_equal(frame.xdp.redirect_flags, SKEP_REDIRECT_EXCLUDE_INGRESS);
	assert_int_equal(run_here(obj, &(struct order){ 0, 0, 1, 0 }, &frame), 4);
	assert_int_equal(frame.xdp.redirect_ifindex, 8);
	assert_ptr_equal(frame.xdp.redirect_map, skep_obj_map(obj, "cpus"));
	assert_int_equal(run_here(obj, &(struct order){ 2, 8, 0, 0 }, &frame), 4);
	assert_int_equal(frame.xdp.redirect_ifindex, 0);
	assert_int_equal(frame.xdp.redirect_flags, SKEP_REDIRECT_BROADCAST);
	assert_int_equal(run_here(obj, &(struct order){ 2, 0, 0, 0 }, &frame), 0);
	assert_null(frame.xdp.redirect_map);
	skep_free(vm);
}

static void test_operations(void **state)
{
	struct skep_obj *obj;
	struct skep *vm = with_targets(SKEP_ENGINE_INTERP, &obj);
	struct skep_map *map = skep_obj_map(obj, "devices");
	uint32_t value, key = 2;

	(void)state;
	for (size_t i = 0; i < sizeof(uses) / sizeof(*uses); i++) {
		assert_int_equal(skep_map_update(map, &uses[i].key, &uses[i].value, uses[i].flags),
				 uses[i].update);
		assert_int_equal(skep_map_lookup(map, &uses[i].key, &value), uses[i].lookup);
		if (!uses[i].lookup)
			assert_int_equal(value, uses[i].value);
		assert_int_equal(skep_map_delete(map, &uses[i].key), uses[i].delete);
		assert_int_equal(skep_map_lookup(map, &uses[i].key, &value), -ENOENT);
	}
	assert_int_equal(skep_map_next_key(map, &key, &value), 0);
	assert_int_equal(value, 3);
	value = 16385;
	assert_int_equal(skep_map_update(skep_obj_map(obj, "cpus"), &key, &value, 0), -EOVERFLOW);
	value = 16384;
	assert_int_equal(skep_map_update(skep_obj_map(obj, "cpus"), &key, &value, 0), 0);
	skep_free(vm);
}

/* Entries with a program on the other side: shown as none, refused with one. */
static void test_programs(void **state)
{
	struct skep_map_info info = { .type = MAP_DEVMAP, .key_size = 4, .value_size = 8,
				      .max_entries = 2 };
	struct skep *vm = new_vm(NULL);
	struct skep_map *map = skep_map_create(vm, &info, NULL);
	int32_t value[2] = { 3, -1 };
	uint32_t key = 0;

	(void)state;
	assert_non_null(map);
	assert_int_equal(skep_map_update(map, &key, value, 0), 0);
	value[1] = 5;
	assert_int_equal(skep_map_update(map, &key, value, 0), -EOPNOTSUPP);
	value[0] = 0;
	assert_int_equal(skep_map_update(map, &key, value, 0), -EINVAL);
	skep_free(vm);
}

static void test_shapes(void **state)
{
	static const struct {
		struct skep_map_info info;
		bool good;
	} shapes[] = {
		{ { .type = 14, .key_size = 4, .value_size = 4, .max_entries = 1 }, true },
		{ { .type = 14, .key_size = 4, .value_size = 8, .max_entries = 1 }, true },
		{ { .type = 16, .key_size = 4, .value_size = 8, .max_entries = 1 }, true },
		{ { .type = 17, .key_size = 4, .value_size = 4, .max_entries = 1 }, true },
		{ { .type = 17, .key_size = 4, .value_size = 8, .max_entries = 1 }, false },
		{ { .type = 14, .key_size = 8, .value_size = 4, .max_entries = 1 }, false },
		{ { .type = 14, .key_size = 4, .value_size = 6, .max_entries = 1 }, false },
		{ { .type = 14, .key_size = 4, .value_size = 4, .max_entries = 0 }, false },
		{ { .type = 14, .key_size = 4, .value_size = 4, .max_entries = 1,
		    .map_flags = 1 << 10 }, false },
	};
	struct skep *vm = new_vm(NULL);

	(void)state;
	for (size_t i = 0; i < sizeof(shapes) / sizeof(*shapes); i++) {
		struct skep_error error;
		struct skep_map *map = skep_map_create(vm, &shapes[i].info, &error);

		assert_int_equal(map != NULL, shapes[i].good);
		if (!map)
			assert_int_equal(error.err, -EINVAL);
	}
	skep_free(vm);
}

static void check_kernel_map(int fd)
{
	for (size_t i = 0; i < sizeof(uses) / sizeof(*uses); i++) {
		uint32_t none = 0, value;

		kernel_map_update(fd, &uses[i].key, &none, 0);
		assert_int_equal(kernel_map_update(fd, &uses[i].key, &uses[i].value, uses[i].flags),
				 uses[i].update);
		assert_int_equal(kernel_map_lookup(fd, &uses[i].key, &value), uses[i].lookup);
	}
	for (uint32_t key = 0; key < 4; key++)
		kernel_map_update(fd, &key, &(uint32_t){ key == 1 ? LOOPBACK : 0 }, 0);
}

/* Entries are AF_XDP sockets there, which this does not open: none is found. */
static void test_sockets_of_the_kernel(void **state)
{
	const struct order order = { 1, 0, 0, 1 };
	uint8_t frame[64] = { 0 };
	uint32_t result, size = sizeof(frame);
	struct kernel_prog prog;
	struct skep *vm;

	(void)state;
	if (kernel_available()) {
		print_message("# skip: %s\n", kernel_available());
		skip();
	}
	vm = new_vm(NULL);
	if (kernel_load(skep_obj_prog(open_obj(vm, "redirect"), "to_socket")->image, true, &prog))
		fail_msg("%s", prog.log);
	memcpy(frame, &order, sizeof(order));
	assert_int_equal(kernel_run(&prog, frame, sizeof(frame), frame, &size, &result), 0);
	assert_int_equal(result, 2);
	kernel_unload(&prog);
	skep_free(vm);
}

static void test_kernel(void **state)
{
	struct kernel_prog prog;
	struct skep *vm;
	const struct image *image;
	uint32_t result, size, queue = 8, zero = 0;

	(void)state;
	if (kernel_available()) {
		print_message("# skip: %s\n", kernel_available());
		skip();
	}
	vm = new_vm(NULL);
	image = skep_obj_prog(open_obj(vm, "redirect"), "redirect")->image;
	if (kernel_load(image, true, &prog))
		fail_msg("%s", prog.log);
	for (uint32_t i = 0; i < image->n_maps; i++) {
		if (image->maps[i]->type == MAP_DEVMAP)
			check_kernel_map(prog.map_fds[i]);
		else if (image->maps[i]->type == MAP_CPUMAP)
			assert_int_equal(kernel_map_update(prog.map_fds[i], &zero, &queue, 0), 0);
	}
	for (int i = 0; i < N_ORDERS; i++) {
		uint8_t frame[64] = { 0 };

		size = sizeof(frame);
		memcpy(frame, &orders[i].order, sizeof(orders[i].order));
		assert_int_equal(kernel_run(&prog, frame, sizeof(frame), frame, &size, &result), 0);
		assert_int_equal(result, orders[i].verdict);
	}
	kernel_unload(&prog);
	skep_free(vm);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_verdicts),   cmocka_unit_test(test_what_the_host_is_told),
		cmocka_unit_test(test_operations), cmocka_unit_test(test_programs),
		cmocka_unit_test(test_shapes),     cmocka_unit_test(test_kernel),
		cmocka_unit_test(test_sockets),    cmocka_unit_test(test_sockets_of_the_kernel),
	};

	return cmocka_run_group_tests_name("vm redirect", tests, NULL, NULL);
}
