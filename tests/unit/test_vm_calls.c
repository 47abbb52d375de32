/*
 * Helpers whose answers are the same wherever the program runs: on each engine and,
 * where bpf(2) is permitted, under the kernel's TEST_RUN.  What they answer was
 * recorded on Linux 6.18 (x86-64); RECORD=1 prints it anew.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/kernel.h"
#include "tests/lib/vm_test.h"

#include <errno.h>
#include <linux/bpf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_RESULTS = 32 };

struct report { /* tests/objects/calls.bpf.c */
	int64_t result[MAX_RESULTS];
};

/* Whose TEST_RUN has this room around a frame: 256 bytes, less those of a struct xdp_frame. */
enum { FRAME = 74, ROOM_BEFORE = 256 - 40, DATA_MAX = 4096 - 256 - 320 };

static const struct call_case {
	const char *prog;
	uint32_t n;
	int64_t result[MAX_RESULTS];
} cases[] = {
#define CASE(prog, ...)                                                                            \
	{ prog, sizeof((int64_t[]){ __VA_ARGS__ }) / sizeof(int64_t), { __VA_ARGS__ } },
	CASE("map_calls", 0, -17, -2, 0, -7, -22, 0, -2, 0, 14, -1000, 0, -17, -7, -22, 41, -1000)
	CASE("lane_calls", 0, -7, 61, 61, 0, -1000, -1000)
	CASE("loop_calls", 10, 10, 45, 0, 3, -22, -7, 13)
	CASE("walk_calls", 0, 3, 3, 183, 1, 270, 2, 6, -22)
	CASE("sum_calls", 65535, 64505, 33283, 36912, 65028, 65028, 25773, 32252, 1, 39648, 64761,
	     64505)
	CASE("head_calls", 0, 88, 0, 68, 0, 74, 0, 290, -22, 290, 0, 74, -22, 74, 0, 14)
	CASE("meta_calls", 0, 524362, -13, 524362, -22, 524362, 0, 262218, 0, 262426, -22, 262426,
	     0, 262218, -22, 262218, 0, 74)
	CASE("tail_end_calls", 0, 64, 0, 94, -22, 94, -22, 94, 0, 14, 0, 74)
	CASE("hop", 34, 34, 34, 1)
	CASE("lock_calls", 15)
	CASE("ring_calls", 4096, 24, 24, 48, 0, 1, 0, 0, 0, 0, -11, -22, 4072)
	CASE("chance_calls", 1, 0, 1, 1)
	CASE("socket_calls", 1, 1)
	CASE("place_calls", 0)
	CASE("xdp_mtu_calls", 65536, 65536, -81604378617, 65536, 4295032832, 65536, 65536,
	     4295032832, 65536, -94489280512, -94489280507, -94489280512, -94489280512)
	CASE("skb_mtu_calls", 65536, 65536, -81604378617, 65536, 4295032832, 65536, 65536,
	     4295032832, 65536, 65536, -94489280507, -94489280512, -94489280512)
	CASE("xdp_route_calls", -22, -22, -97, -97, -19)
	CASE("skb_route_calls", -22, -22, -97, -97, -19)
	CASE("clone_calls", 0, 0, -22, -22, -22, 74)
	CASE("tunnel_calls", -22, 0, -22, -22, -22, 0, 0, -7207770032798266881, 0,
	     4211722940016666980, -71, 0, -22, 0, -22, -1883830750257231506, 0,
	     -6176855471968210763, 0, 8467848814943265942, -22, -22, 0, 0, -441634819561107378)
	CASE("tunnel6_calls", 0, -71, 0, 0, -7378192152179303203, 0, 4041300820635630658, -22,
	     4699681349658683264, 0, 2210405245993758941, 0, 9206498557359731456)
	CASE("options_calls", -2, 0, 0, -2, 0, -22, -12, 0, 8, -3408819652908569852, -12,
	     6248791418055828096, 8, -3408826419170140284, 0, -6013348153744502358)
	CASE("stamp_calls", 0, 1234567, 0, 0, 0, 0, 1234568, 1, -22, 1234568, 0, 1234569, 2, -22,
	     1234569, -22, 1234569, 2, -22, 1234569)
	CASE("congestion_calls", 0, 1756463418999864702, 1, 1758922303860807103, 1,
	     1758922303860807102, 1, 1758922303860807102, 0, 2444951180063729383, 1,
	     2484293337838807831, 1, 2484293337838807831, 1, 2484293337838807831)
	CASE("tagged_calls", 1, 129, -95)
#undef CASE
};
enum { N_CASES = sizeof(cases) / sizeof(*cases) };

static void compare(const struct call_case *test, const char *who, const struct report *report)
{
	for (uint32_t i = 0; i < MAX_RESULTS; i++)
		if (report->result[i] != test->result[i])
			fail_msg("%s on %s, result %u: %lld, not %lld", test->prog, who, i,
				 (long long)report->result[i], (long long)test->result[i]);
}

/* An IPv4 packet, as far as the programs look. */
static void make_frame(uint8_t frame[FRAME])
{
	memset(frame, 0, FRAME);
	frame[12] = 0x08;
	frame[14] = 0x45;
	frame[24] = 0xff; /* checksum: what is added overflows */
	frame[25] = 0xfe;
}

/* ---- skep ---- */

enum { LOOPBACK = 1 };

static int interface(void *arg, uint32_t ifindex, struct skep_interface *out)
{
	(void)arg;
	if (ifindex != LOOPBACK)
		return -ENODEV;
	*out = (struct skep_interface){ .mtu = 65536, .header_size = 14 };
	return 0;
}

static int send_clone(void *arg, const struct skep_skb *skb, uint32_t ifindex, uint32_t flags)
{
	(void)arg, (void)skb, (void)flags;
	return ifindex == LOOPBACK ? 0 : -EINVAL;
}

static int no_route(void *arg, struct bpf_fib_lookup *params, uint32_t flags)
{
	(void)arg, (void)flags;
	return params->ifindex == LOOPBACK ? BPF_FIB_LKUP_RET_FWD_DISABLED : -ENODEV;
}

static const struct skep_network network = {
	.size = sizeof(network), .interface = interface, .clone = send_clone,
	.fib_lookup = no_route,
};

static uint32_t run_on_frame(struct skep_prog *prog)
{
	static uint8_t buffer[ROOM_BEFORE + DATA_MAX];
	uint8_t *data = buffer + ROOM_BEFORE;
	struct skep_xdp xdp;
	uint32_t result;

	memset(buffer, 0, sizeof(buffer));
	make_frame(data);
	skep_xdp_init(&xdp, data, FRAME);
	xdp.ingress_ifindex = LOOPBACK;
	xdp.head = buffer;
	xdp.tail = data + DATA_MAX;
	assert_int_equal(skep_run(prog, &xdp, &result), 0);
	return result;
}

static uint32_t run_on_skb(struct skep_prog *prog)
{
	uint8_t buffer[64 + FRAME], *data = buffer + 64;
	struct skep_tunnel tunnel = { 0 };
	struct skep_skb skb;
	uint32_t result;

	make_frame(data);
	skep_skb_init(&skb, data, FRAME);
	skb.head = buffer;
	memcpy(&skb.protocol, data + 12, 2);
	skb.ifindex = LOOPBACK;
	skb.tunnel = &tunnel;
	skb.socket_cookie = 77;
	skb.socket_uid = 0; /* as TEST_RUN's socket */
	assert_int_equal(skep_run(prog, &skb, &result), 0);
	return result;
}

static void run_here(struct skep_obj *obj, const struct call_case *test, const char *who)
{
	struct skep_prog *prog = skep_obj_prog(obj, test->prog);
	const char *type = skep_prog_type_name(prog);
	struct report report = { 0 };
	uint64_t args[16] = { 0 };
	uint32_t zero = 0, result;

	skep_map_update(skep_obj_map(obj, "report"), &zero, &report, 0);
	if (!strcmp(type, "xdp"))
		assert_int_equal(run_on_frame(prog), 2);
	else if (!strcmp(type, "sched_cls"))
		assert_int_equal(run_on_skb(prog), 0);
	else
		assert_int_equal(skep_run(prog, args, &result), 0);
	assert_int_equal(skep_map_lookup(skep_obj_map(obj, "report"), &zero, &report), 0);
	compare(test, who, &report);
}

/* Each program in an object of its own: maps are as they were made. */
static void on_engine(enum skep_engine engine, const char *name)
{
	for (int i = 0; i < N_CASES; i++) {
		struct skep *vm = new_vm(SKEP_OPTS(.rights = SKEP_TRUSTED));
		struct skep_obj *obj = open_obj(vm, "calls");
		struct skep_prog *prog = NULL;

		assert_int_equal(skep_set_network(vm, &network), 0);
		while ((prog = skep_obj_next_prog(obj, prog)))
			skep_prog_set_engine(prog, engine);
		must_load(obj);
		run_here(obj, &cases[i], name);
		skep_free(vm);
	}
}

TESTS_ON_ENGINES(on_engine)

/* ---- the kernel ---- */

static int map_of(const struct image *image, const struct kernel_prog *prog, const char *name)
{
	for (uint32_t i = 0; i < image->n_maps; i++)
		if (!strcmp(image->maps[i]->name, name))
			return prog->map_fds[i];
	return -1;
}

static void run_kernel(const struct image *image, struct report *report)
{
	uint8_t frame[FRAME], out[256];
	uint32_t zero = 0, size = sizeof(out), result;
	struct kernel_prog prog;
	int err, hops;

	memset(report, 0, sizeof(*report));
	make_frame(frame);
	if (kernel_load(image, true, &prog))
		fail_msg("%s: %.300s", image->name, prog.log);
	hops = map_of(image, &prog, "hops");
	if (hops >= 0)
		assert_int_equal(kernel_map_update(hops, &zero, &prog.fd, 0), 0);
	err = image->prog_type == PROG_RAW_TRACEPOINT ?
		      kernel_run_tracing(&prog, &result) :
		      kernel_run(&prog, frame, sizeof(frame), out, &size, &result);
	assert_int_equal(err, 0);
	assert_int_equal(result, image->prog_type == PROG_XDP ? 2 : 0);
	kernel_map_lookup(map_of(image, &prog, "report"), &zero, report);
	kernel_unload(&prog);
}

static void print_case(const struct call_case *test, const struct report *report)
{
	uint32_t n = MAX_RESULTS;

	while (n > 1 && !report->result[n - 1])
		n--;
	printf("\tCASE(\"%s\"", test->prog);
	for (uint32_t i = 0; i < n; i++)
		printf(", %lld", (long long)report->result[i]);
	printf(")\n");
}

static void test_kernel(void **state)
{
	struct skep_obj *obj;
	struct skep *vm;

	(void)state;
	if (kernel_available()) {
		print_message("# skip: %s\n", kernel_available());
		skip();
	}
	vm = new_vm(NULL);
	obj = open_obj(vm, "calls");
	for (int i = 0; i < N_CASES; i++) {
		struct report report;

		run_kernel(skep_obj_prog(obj, cases[i].prog)->image, &report);
		if (getenv("RECORD"))
			print_case(&cases[i], &report);
		else
			compare(&cases[i], "the kernel", &report);
	}
	skep_free(vm);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kernel),
		cmocka_unit_test(test_interp),
		cmocka_unit_test(test_checked),
		cmocka_unit_test(test_machine_code),
	};

	return cmocka_run_group_tests_name("vm calls", tests, NULL, NULL);
}
