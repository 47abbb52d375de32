/*
 * Tries, queues, stacks, bloom filters and device hashes used by a program: the
 * same random operations on each engine, and on the kernel where bpf(2) is
 * permitted; and the same maps through the API and another process.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fuzz/rng.h"
#include "tests/lib/kernel.h"
#include "tests/lib/map_order.h"
#include "tests/lib/vm_test.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { N_ORDERS = 10000, LOOPBACK = 1, LANES = 4, FIRST = SKEP_ENGINE_INTERP };
enum { XDP_PASS = 2, XDP_REDIRECT = 4 };

static struct map_order random_order(struct rng *rng)
{
	static const uint32_t lengths[] = { 0, 8, 9, 16, 17, 24, 32, 33 };

	return (struct map_order){
		.map = rng_below(rng, MAP_ORDER_MAPS),
		.op = rng_below(rng, MAP_ORDER_OPS),
		.length = lengths[rng_below(rng, 8)],
		.bits = rng_below(rng, 4) | rng_below(rng, 4) << 14 | rng_below(rng, 2) << 31,
		.flags = rng_below(rng, 4) ? 0 : rng_below(rng, 4),
		.value = rng_below(rng, 64),
	};
}

static uint32_t run_here(struct skep_obj *obj, struct map_order *order)
{
	struct frame frame;
	uint32_t verdict;

	frame_make(&frame, 0, 0);
	memcpy(frame.bytes, order, sizeof(*order));
	assert_int_equal(skep_run(skep_obj_prog(obj, "use"), &frame.xdp, &verdict), 0);
	memcpy(order, frame.bytes, sizeof(*order));
	return verdict;
}

static struct skep_obj *load_on(struct skep *vm, enum skep_engine engine)
{
	struct skep_obj *obj = open_obj(vm, "map_types");
	const uint32_t device = LOOPBACK;

	assert_int_equal(skep_prog_set_engine(skep_obj_prog(obj, "use"), engine), 0);
	must_load(obj);
	for (uint32_t key = 0; key < 3; key += 2)
		assert_int_equal(skep_map_update(skep_obj_map(obj, "devices"), &key, &device, 0),
				 0);
	return obj;
}

/* A bloom filter may take an absent value for one that was pushed: seeds differ. */
static bool may_differ(const struct map_order *order)
{
	return order->map == MAP_ORDER_SEEN && order->op != MAP_ORDER_UPDATE;
}

static void check_same(const struct map_order *asked, const struct map_order *a, uint32_t a_verdict,
		       const struct map_order *b, uint32_t b_verdict)
{
	if (a_verdict != b_verdict || (a->result != b->result && !may_differ(asked)) ||
	    a->value != b->value)
		fail_msg("map %u op %u length %u bits %#x flags %llu value %llu: %lld %llu %u, "
			 "%lld %llu %u",
			 asked->map, asked->op, asked->length, asked->bits, asked->flags,
			 asked->value, a->result, a->value, a_verdict, b->result, b->value,
			 b_verdict);
}

static void test_engines(void **state)
{
	struct skep *vm[SKEP_ENGINE_JIT + 1];
	struct skep_obj *obj[SKEP_ENGINE_JIT + 1];
	struct rng rng = { 7 };
	bool pushed[64] = { 0 };

	(void)state;
	for (int e = FIRST; e <= last_engine(); e++) {
		vm[e] = new_vm(NULL);
		obj[e] = load_on(vm[e], (enum skep_engine)e);
	}
	for (int i = 0; i < N_ORDERS; i++) {
		struct map_order asked = random_order(&rng), first = asked;
		uint32_t verdict = run_here(obj[FIRST], &first);

		if (asked.map == MAP_ORDER_SEEN && asked.op == MAP_ORDER_UPDATE && !first.result)
			pushed[asked.value] = true;
		else if (asked.map == MAP_ORDER_SEEN && pushed[asked.value])
			assert_int_equal(first.result, asked.op == MAP_ORDER_UPDATE ? -EINVAL : 0);
		for (int e = FIRST + 1; e <= last_engine(); e++) {
			struct map_order order = asked;
			uint32_t other = run_here(obj[e], &order);

			check_same(&asked, &first, verdict, &order, other);
		}
	}
	for (int e = FIRST; e <= last_engine(); e++)
		skep_free(vm[e]);
}

static void test_kernel(void **state)
{
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj = load_on(vm, machine_engine());
	const struct image *image = skep_obj_prog(obj, "use")->image;
	const uint32_t device = LOOPBACK;
	struct kernel_prog prog;
	struct rng rng = { 11 };

	(void)state;
	if (kernel_available()) {
		print_message("# skip: %s\n", kernel_available());
		skep_free(vm);
		skip();
	}
	if (kernel_load(image, true, &prog))
		fail_msg("%s", prog.log);
	for (uint32_t i = 0; i < image->n_maps; i++)
		for (uint32_t key = 0; key < 3 && image->maps[i]->type == MAP_DEVMAP_HASH; key += 2)
			assert_int_equal(kernel_map_update(prog.map_fds[i], &key, &device, 0), 0);
	for (int i = 0; i < N_ORDERS; i++) {
		struct map_order asked = random_order(&rng), ours = asked;
		uint32_t verdict = run_here(obj, &ours), theirs;
		uint8_t frame[64] = { 0 }, out[64];
		uint32_t size = sizeof(out);

		memcpy(frame, &asked, sizeof(asked));
		assert_int_equal(kernel_run(&prog, frame, sizeof(frame), out, &size, &theirs), 0);
		check_same(&asked, &ours, verdict, (struct map_order *)out, theirs);
	}
	kernel_unload(&prog);
	skep_free(vm);
}

/* What a program pushes the API pops, what another process stores a program finds. */
static void test_shared(void **state)
{
	struct map_order push = { .map = MAP_ORDER_WAITING, .op = MAP_ORDER_UPDATE, .value = 5 };
	struct map_order ask = { .map = MAP_ORDER_ROUTES, .op = MAP_ORDER_LOOKUP, .length = 32,
				 .bits = 0x0302010a };
	const uint32_t route[2] = { 16, 0x0000010a }, more[2] = { 24, 0x0002010a };
	struct skep_error error;
	struct place place;
	struct skep_obj *obj;
	struct skep *vm;
	uint64_t value;
	int status;
	pid_t pid;

	(void)state;
	place_make(&place);
	vm = new_vm(SKEP_OPTS(.root = place.root, .lanes = LANES));
	obj = load_on(vm, SKEP_ENGINE_INTERP);
	assert_int_equal(run_here(obj, &push), XDP_PASS);
	push.value = 6;
	assert_int_equal(run_here(obj, &push), XDP_PASS);
	assert_int_equal(skep_map_pin(vm, skep_obj_map(obj, "waiting"), "waiting", &error), 0);
	assert_int_equal(skep_map_pin(vm, skep_obj_map(obj, "routes"), "routes", &error), 0);
	fflush(NULL);
	pid = fork();
	if (!pid) {
		struct skep *their_vm = new_vm(SKEP_OPTS(.root = place.root));
		struct skep_map *waiting = skep_map_open(their_vm, "waiting", &error);
		struct skep_map *routes = skep_map_open(their_vm, "routes", &error);

		_exit(!waiting || !routes || skep_map_lookup(waiting, NULL, &value) || value != 5 ||
		      skep_map_lookup_and_delete(waiting, NULL, &value) || value != 5 ||
		      skep_map_update(routes, route, &(uint64_t){ 70 }, 0) ||
		      skep_map_update(routes, more, &(uint64_t){ 71 }, 0));
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	run_here(obj, &ask);
	assert_int_equal(ask.value, 71);
	assert_int_equal(skep_map_delete(skep_obj_map(obj, "routes"), more), 0);
	run_here(obj, &ask);
	assert_int_equal(ask.value, 70);
	assert_int_equal(skep_map_lookup_and_delete(skep_obj_map(obj, "waiting"), NULL, &value), 0);
	assert_int_equal(value, 6);
	assert_int_equal(skep_map_lookup_and_delete(skep_obj_map(obj, "waiting"), NULL, &value),
			 -ENOENT);
	assert_int_equal(skep_map_lookup_and_delete(skep_obj_map(obj, "routes"), route, &value),
			 -524);
	assert_int_equal(skep_map_unpin(vm, "waiting", &error), 0);
	assert_int_equal(skep_map_unpin(vm, "routes", &error), 0);
	skep_free(vm);
	place_remove(&place);
}

/* Broadcast and no entry, the verdict of the flags, and what the host is told. */
static void test_redirect(void **state)
{
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj = load_on(vm, machine_engine());
	struct map_order order = { .map = MAP_ORDER_DEVICES, .bits = 2, .flags = 1 };
	struct frame frame;
	uint32_t verdict;

	(void)state;
	frame_make(&frame, 0, 0);
	memcpy(frame.bytes, &order, sizeof(order));
	assert_int_equal(skep_run(skep_obj_prog(obj, "use"), &frame.xdp, &verdict), 0);
	assert_int_equal(verdict, XDP_REDIRECT);
	assert_int_equal(frame.xdp.redirect_ifindex, LOOPBACK);
	assert_int_equal(frame.xdp.redirect_key, 2);
	assert_ptr_equal(frame.xdp.redirect_map, skep_obj_map(obj, "devices"));
	order.bits = 1;
	assert_int_equal(run_here(obj, &order), 1);
	order.flags = SKEP_REDIRECT_BROADCAST;
	assert_int_equal(run_here(obj, &order), XDP_REDIRECT);
	skep_free(vm);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_engines),
		cmocka_unit_test(test_kernel),
		cmocka_unit_test(test_shared),
		cmocka_unit_test(test_redirect),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
