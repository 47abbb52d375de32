/*
 * Contexts under both interpreters: every field that rows allow is read and
 * written where the host keeps it; pointers lead where the host says.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "interp/checked.h"
#include "interp/interp.h"
#include "maps/map.h"
#include "tests/lib/vm_test.h"
#include "verifier/verifier.h"
#include "vm/vm.h"

enum { CTX_BYTES = 8192 + 64 };

/* A verified program, bound to a map of one 8-byte value, and the context that it runs on. */
struct setup {
	struct arena arena;
	struct image image;
	struct facts *facts;
	struct bound_map bound;
	struct binding binding;
	const struct interp_code *code;
	struct skep_error error;
};

static int setup_verify(struct setup *s, const char *text, uint32_t prog_type,
			uint32_t attach_type, uint32_t arch)
{
	const struct verify_opts opts = { .rights = SKEP_TRUSTED };
	int err;

	memset(s, 0, sizeof(*s));
	error_clear(&s->error);
	arena_init(&s->arena, 0);
	err = assemble(&s->arena, text, "test", &s->image, &s->error);
	s->image.prog_type = prog_type;
	s->image.attach_type = attach_type;
	s->image.arch = arch;
	err = err ? err : validate(&s->image, &s->error);
	return err ? err : verify(&s->image, &opts, &s->arena, &s->facts, &s->error);
}

static int setup_make(struct setup *s, const char *text, uint32_t prog_type, uint32_t attach_type,
		      uint32_t arch)
{
	int err = setup_verify(s, text, prog_type, attach_type, arch);
	struct map *map;

	if (err)
		return err;
	if (s->image.n_maps) {
		assert_int_equal(map_create(s->image.maps[0], NULL, 1, &map, NULL), 0);
		map_bind(map, &s->bound);
	}
	s->binding = (struct binding){ .maps = &s->bound, .n_maps = s->image.n_maps,
				       .helpers = helper_bodies };
	err = interp_prepare(&s->image, s->facts, &s->binding, &s->arena, &s->code, &s->error);
	s->binding.code = s->code;
	return err;
}

static void setup_free(struct setup *s)
{
	if (s->bound.map)
		map_close(s->bound.map);
	arena_free(&s->arena);
}

/* Run on one engine; Return: r0.  The checked one must find no fault. */
static uint64_t setup_run(struct setup *s, void *ctx, bool checked)
{
	struct run run = { .binding = &s->binding, .budget = BUDGET_NONE, .ctx = ctx };
	struct fault fault = { 0 };
	uint64_t r0;

	if (!checked)
		return interp_enter(&run);
	r0 = checked_run(&s->image, s->facts, &run, 1000, &fault);
	if (fault.kind != FAULT_NONE)
		print_message("# fault: %s\n", fault.text);
	assert_int_equal(fault.kind, FAULT_NONE);
	return r0;
}

/* --- every field --- */

struct target { /* one access of one field */
	const struct prog_type_info *type;
	uint32_t attach, arch;
	const struct ctx_field *field;
	uint32_t offset, size;
};

static unsigned n_accesses;
static uint8_t pattern[CTX_BYTES] __attribute__((aligned(8)));
static uint8_t bytes[CTX_BYTES] __attribute__((aligned(8)));

static void *in_host(const struct target *t, uint8_t *ctx)
{
	return ctx + t->field->host_offset + (t->offset - t->field->offset);
}

/* Fields of the packet hold a frame, so that the checked interpreter finds one. */
static void fill(const struct target *t)
{
	static uint8_t frame[64];

	for (unsigned i = 0; i < CTX_BYTES; i++)
		pattern[i] = (uint8_t)(i * 37 + 0x81);
	for (int kind = CTX_PACKET; kind <= CTX_PACKET_META; kind++) {
		int row = ctx_find_kind(prog_type_ctx(t->type, t->arch), (enum ctx_kind)kind);
		const uint8_t *p = kind == CTX_PACKET_END ? frame + 64 : frame;

		if (row >= 0)
			memcpy(pattern + ctx_field(row)->host_offset, &p, sizeof(p));
	}
	memcpy(bytes, pattern, sizeof(bytes));
}

static void explain(const struct target *t, const struct skep_error *error)
{
	print_message("# %s, attach type %u: %u bytes of %s at %u: %s\n", t->type->name, t->attach,
		      t->size, t->field->name, t->offset, error->message);
}

static void load_field(const struct target *t)
{
	uint64_t expected = 0, got;
	struct setup s;
	char text[256];
	int err;

	snprintf(text, sizeof(text),
		 ".map out type=array key=4 value=8 entries=1\n"
		 "%s = *(u%u *)(r1 + %u)\nr2 = map_value out + 0 ll\n*(u64 *)(r2 + 0) = r6\n"
		 "r0 = %d\nexit\n",
		 t->size == 8 ? "r6" : "w6", t->size * 8, t->offset, t->type->ret_max == 0 ? 0 : 1);
	err = setup_make(&s, text, t->type->number, t->attach, t->arch);
	if (err)
		explain(t, &s.error);
	assert_int_equal(err, 0);
	for (int checked = 0; checked < 2; checked++) {
		fill(t);
		memset(s.bound.values, 0, 8);
		setup_run(&s, bytes, checked);
		memcpy(&expected, in_host(t, pattern), t->size);
		memcpy(&got, s.bound.values, 8);
		assert_int_equal(got, expected);
		assert_memory_equal(bytes, pattern, sizeof(bytes));
	}
	setup_free(&s);
}

static void store_field(const struct target *t)
{
	const uint64_t v = UINT64_C(0x1122334455667788);
	struct setup s;
	char text[256];
	int err;

	snprintf(text, sizeof(text),
		 "r6 = 0x1122334455667788 ll\n*(u%u *)(r1 + %u) = %s\nr0 = 1\nexit\n", t->size * 8,
		 t->offset, t->size == 8 ? "r6" : "w6");
	err = setup_make(&s, text, t->type->number, t->attach, t->arch);
	if (err)
		explain(t, &s.error);
	assert_int_equal(err, 0);
	for (int checked = 0; checked < 2; checked++) {
		fill(t);
		memcpy(in_host(t, pattern), &v, t->size);
		setup_run(&s, bytes, checked);
		assert_memory_equal(bytes, pattern, sizeof(bytes));
	}
	setup_free(&s);
}

/* At the field's start, at its end and at every step of a small one. */
static void each_access(struct target *t, bool write)
{
	const struct ctx_field *field = t->field;
	uint32_t end = field->offset + field->size;

	for (t->offset = field->offset; t->offset + t->size <= end; t->offset++) {
		if (t->offset > field->offset + 24 && t->offset + t->size < end)
			continue;
		if (!ctx_size_allowed(field, t->offset, t->size, write) || t->offset > INT16_MAX ||
		    field->host_offset + t->offset - field->offset + t->size > CTX_BYTES)
			continue;
		n_accesses++;
		if (write)
			store_field(t);
		else
			load_field(t);
	}
}

/* An attach type that has the field, or -1. */
static int find_attach(const struct ctx_field *field, bool write)
{
	for (uint32_t attach = 0; attach < 64; attach++)
		if (ctx_field_open(field, attach, write))
			return (int)attach;
	return -1;
}

static void each_field(const struct prog_type_info *type, uint32_t arch)
{
	enum ctx_id ctx = prog_type_ctx(type, arch);
	uint32_t end = ctx_info(ctx)->size;
	int last = -1;

	for (uint32_t at = 0; at < end; at++) {
		int row = ctx_find_field(ctx, at, 1);
		const struct ctx_field *field = row < 0 ? NULL : ctx_field(row);

		if (!field || row == last || field->kind != CTX_SCALAR)
			continue;
		last = row;
		for (int write = 0; write < 2; write++) {
			int attach = find_attach(field, write);
			struct target t = { type, (uint32_t)attach, arch, field, 0, 0 };

			for (t.size = 1; attach >= 0 && t.size <= 8; t.size *= 2)
				each_access(&t, write);
		}
	}
}

static void test_every_field_is_where_the_host_has_it(void **state)
{
	(void)state;
	n_accesses = 0;
	for (uint32_t number = 1; number <= 32; number++)
		for (uint32_t arch = SKEP_ARCH_X86_64; arch <= SKEP_ARCH_ARM64; arch++)
			each_field(prog_type_by_number(number), arch);
	print_message("%u accesses\n", n_accesses);
	assert_true(n_accesses > 2000);
}

/* --- pointers --- */

/* As much of Linux's struct bpf_sock as is needed here. */
struct sock {
	uint32_t bound_dev_if, family, type, protocol, mark, priority, src_ip4, src_ip6[4],
		src_port, dst_port, dst_ip4, dst_ip6[4], state, rx_queue_mapping;
};

static uint64_t run_both(const char *text, uint32_t type, uint32_t attach, void *ctx)
{
	struct setup s;
	int err = setup_make(&s, text, type, attach, SKEP_ARCH_X86_64);
	uint64_t threaded, checked;

	if (err)
		print_message("# %s\n", s.error.message);
	assert_int_equal(err, 0);
	threaded = setup_run(&s, ctx, false);
	checked = setup_run(&s, ctx, true);
	assert_int_equal(threaded, checked);
	setup_free(&s);
	return threaded;
}

static void test_socket_of_a_packet(void **state)
{
	static const char text[] = "r2 = *(u64 *)(r1 + 168)\nr0 = 99\nif r2 == 0 goto out\n"
				   "w0 = *(u16 *)(r2 + 48)\nw3 = *(u32 *)(r2 + 4)\nr0 += r3\n"
				   "out: exit\n";
	struct sock sock = { .family = 10, .dst_port = 0x1234 };
	uint8_t frame[64] = { 0 };
	struct skep_skb skb;

	(void)state;
	skep_skb_init(&skb, frame, sizeof(frame));
	assert_int_equal(run_both(text, PROG_SCHED_CLS, 0, &skb), 99);
	skb.sk = (struct bpf_sock *)&sock;
	assert_int_equal(run_both(text, PROG_SCHED_CLS, 0, &skb), 0x1234 + 10);
}

static void test_flow_keys_are_written(void **state)
{
	uint8_t frame[64] = { 0 }, keys[56] __attribute__((aligned(8))) = { 0 };
	struct skep_skb skb;

	(void)state;
	skep_skb_init(&skb, frame, sizeof(frame));
	skb.flow_keys = (struct bpf_flow_keys *)keys;
	frame[3] = 7;
	assert_int_equal(run_both("r2 = *(u64 *)(r1 + 144)\nw3 = *(u32 *)(r1 + 76)\n"
				  "w4 = *(u32 *)(r1 + 80)\nr5 = r3\nr5 += 4\nr0 = 2\n"
				  "if r5 > r4 goto out\nw3 = *(u8 *)(r3 + 3)\n"
				  "r2 += 8\n*(u8 *)(r2 + 1) = w3\nr0 = 0\nout: exit\n",
				  PROG_FLOW_DISSECTOR, ATTACH_FLOW_DISSECTOR, &skb),
			 0);
	assert_int_equal(keys[9], 7);
}

static void test_lookup_without_and_with_a_socket(void **state)
{
	static const char text[] = "r2 = *(u64 *)(r1 + 0)\nr0 = 0\nif r2 == 0 goto out\n"
				   "w3 = *(u32 *)(r2 + 72)\nif w3 != 5 goto out\nr0 = 1\n"
				   "out: exit\n";
	struct sock sock = { .state = 5 };
	uint64_t ctx[9] = { 0 };

	(void)state;
	assert_int_equal(run_both(text, PROG_SK_LOOKUP, ATTACH_SK_LOOKUP, ctx), 0);
	ctx[0] = (uintptr_t)&sock;
	assert_int_equal(run_both(text, PROG_SK_LOOKUP, ATTACH_SK_LOOKUP, ctx), 1);
}

static void test_message_bytes(void **state)
{
	static const char text[] = "r2 = *(u64 *)(r1 + 0)\nr3 = *(u64 *)(r1 + 8)\nr0 = 0\nr4 = r2\n"
				   "r4 += 4\nif r4 > r3 goto out\nw0 = *(u8 *)(r2 + 3)\n"
				   "*(u8 *)(r2 + 0) = 9\nout: exit\n";
	uint8_t message[4] = { 0, 0, 0, 42 };
	uint64_t ctx[10] = { (uintptr_t)message, (uintptr_t)message + 4 };

	(void)state;
	assert_int_equal(run_both(text, PROG_SK_MSG, ATTACH_SK_MSG_VERDICT, ctx), 42);
	assert_int_equal(message[0], 9);
	ctx[1]--; /* one byte less: the program looks and stays away */
	assert_int_equal(run_both(text, PROG_SK_MSG, ATTACH_SK_MSG_VERDICT, ctx), 0);
}

static void test_tracepoint_buffer(void **state)
{
	uint8_t buffer[16] __attribute__((aligned(8))) = { 1, 2, 3 };
	uint64_t ctx[12] = { (uintptr_t)buffer, 5 };

	(void)state;
	assert_int_equal(run_both("r2 = *(u64 *)(r1 + 0)\nw0 = *(u8 *)(r2 + 2)\n"
				  "r3 = *(u64 *)(r1 + 8)\n*(u8 *)(r2 + 9) = w3\nexit\n",
				  PROG_RAW_TRACEPOINT_WRITABLE, 0, ctx),
			 3);
	assert_int_equal(buffer[9], 5);
}

/* The host broke its promise: the checked interpreter says so. */
static void test_missing_pointer_is_a_fault(void **state)
{
	struct fault fault = { 0 };
	uint64_t ctx[10] = { 0 };
	struct run run = { .budget = BUDGET_NONE, .ctx = ctx };
	struct setup s;

	(void)state;
	assert_int_equal(setup_make(&s, "r2 = *(u64 *)(r1 + 72)\nw0 = *(u32 *)(r2 + 4)\nexit\n",
				    PROG_SK_MSG, ATTACH_SK_MSG_VERDICT, SKEP_ARCH_X86_64),
			 0);
	run.binding = &s.binding;
	checked_run(&s.image, s.facts, &run, 10, &fault);
	assert_int_equal(fault.kind, FAULT_NOT_POINTER);
	setup_free(&s);
}

/* Unverified programs meet the rows in the checked interpreter. */
static void test_checked_refuses_what_rows_refuse(void **state)
{
	static const struct {
		const char *text;
		uint32_t type, attach;
		enum fault_kind fault;
	} rows[] = {
		{ "r0 = *(u64 *)(r1 + 168)\nexit\n", PROG_KPROBE, 0, FAULT_BOUNDS },
		{ "r0 = *(u64 *)(r1 + 0)\nexit\n", PROG_TRACEPOINT, 0, FAULT_BOUNDS },
		{ "w0 = *(u32 *)(r1 + 4)\nexit\n", PROG_CGROUP_SOCK_ADDR, 9, FAULT_READ_ONLY },
		{ "w0 = *(u32 *)(r1 + 4)\nexit\n", PROG_CGROUP_SOCK_ADDR, 8, FAULT_NONE },
		{ "r0 = 0\n*(u32 *)(r1 + 0) = w0\nexit\n", PROG_CGROUP_SYSCTL, 18,
		  FAULT_READ_ONLY },
		{ "r2 = *(u64 *)(r1 + 144)\nr0 = *(u64 *)(r2 + 49)\nexit\n", PROG_FLOW_DISSECTOR,
		  17, FAULT_BOUNDS },
		{ "r2 = *(u64 *)(r1 + 144)\nr0 = *(u64 *)(r2 + 48)\nexit\n", PROG_FLOW_DISSECTOR,
		  17, FAULT_NONE },
		{ "r0 = *(u64 *)(r1 + 0)\nexit\n", PROG_TRACING, ATTACH_TRACE_FENTRY,
		  FAULT_BOUNDS },
	};
	uint8_t ctx[512] __attribute__((aligned(8))) = { 0 }, keys[56] = { 0 };
	struct skep_skb *skb = (struct skep_skb *)ctx;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct binding binding = { .helpers = helper_bodies };
		struct run run = { .binding = &binding, .budget = BUDGET_NONE, .ctx = ctx };
		struct fault fault = { 0 };
		struct arena arena;
		struct image image;

		memset(ctx, 0, sizeof(ctx));
		if (rows[i].type == PROG_FLOW_DISSECTOR)
			skb->flow_keys = (struct bpf_flow_keys *)keys;
		arena_init(&arena, 0);
		assert_int_equal(assemble(&arena, rows[i].text, "test", &image, NULL), 0);
		image.prog_type = rows[i].type;
		image.attach_type = rows[i].attach;
		checked_run(&image, NULL, &run, 10, &fault);
		assert_int_equal(fault.kind, rows[i].fault);
		arena_free(&arena);
	}
}

/* --- what the host must provide --- */

#define TAIL_CALL                                                                                  \
	".map targets type=prog_array key=4 value=4 entries=4\n"                                   \
	"r2 = map targets ll\nr3 = 0\ncall tail_call\nr0 = 0\nexit\n"

static void test_sizes_that_a_run_may_touch(void **state)
{
	static const struct {
		const char *text;
		uint32_t type, ctx_size, buffer_size;
	} rows[] = {
		{ "r0 = 0\nexit\n", PROG_TRACEPOINT, 0, 0 },
		{ "w0 = *(u16 *)(r1 + 30)\nexit\n", PROG_TRACEPOINT, 32, 0 },
		{ "r0 = *(u64 *)(r1 + 8)\nr0 = *(u64 *)(r1 + 40)\nw0 = *(u8 *)(r1 + 9)\nexit\n",
		  PROG_RAW_TRACEPOINT, 48, 0 },
		{ "r2 = *(u64 *)(r1 + 0)\n*(u32 *)(r2 + 100) = 0\nr0 = 0\nexit\n",
		  PROG_RAW_TRACEPOINT_WRITABLE, 8, 104 },
		{ "*(u32 *)(r1 + 4000) = 1\nr0 = 0\nexit\n", PROG_SYSCALL, 4004, 0 },
		{ TAIL_CALL, PROG_TRACEPOINT, 8192, 0 },
		{ TAIL_CALL, PROG_RAW_TRACEPOINT_WRITABLE, 96, 32768 + 8 },
		{ TAIL_CALL, PROG_KPROBE, 284, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct setup s;

		assert_int_equal(setup_verify(&s, rows[i].text, rows[i].type, 0, SKEP_ARCH_X86_64),
				 0);
		assert_int_equal(s.facts->ctx_size, rows[i].ctx_size);
		assert_int_equal(s.facts->buffer_size, rows[i].buffer_size);
		setup_free(&s);
	}
}

/* --- the public functions --- */

static struct skep_obj *open_contexts(struct skep *vm, enum skep_arch arch)
{
	const struct skep_obj_opts opts = { .size = sizeof(opts), .arch = arch };
	char path[256];
	struct skep_obj *obj;

	test_object_path("contexts", path);
	obj = skep_obj_open(vm, path, &opts, NULL);
	assert_non_null(obj);
	return obj;
}

static void test_arch_is_an_option(void **state)
{
	static const struct {
		enum skep_arch arch;
		int err;
	} rows[] = { { SKEP_ARCH_X86_64, -EACCES }, { SKEP_ARCH_ARM64, 0 } };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct skep *vm = new_vm(SKEP_OPTS(.rights = SKEP_TRUSTED));
		struct skep_prog *prog = skep_obj_prog(open_contexts(vm, rows[i].arch), "orig_x0");

		assert_int_equal(skep_prog_verify(prog, NULL), rows[i].err);
		assert_int_equal(skep_prog_ctx_size(prog), rows[i].err ? 0 : 280);
		skep_free(vm);
	}
	assert_int_equal(skep_arch_by_name("x86_64"), SKEP_ARCH_X86_64);
	assert_int_equal(skep_arch_by_name("aarch64"), SKEP_ARCH_ARM64);
	assert_int_equal(skep_arch_by_name("mips"), SKEP_ARCH_HOST);
	assert_int_equal(skep_arch_by_name(NULL), SKEP_ARCH_HOST);
}

static void test_contexts_run_by_the_host(void **state)
{
	struct skep *vm = new_vm(SKEP_OPTS(.rights = SKEP_TRUSTED));
	struct skep_obj *obj = open_contexts(vm, SKEP_ARCH_HOST);
	uint64_t regs[36] = { [4] = 7, [16] = 7 }, arguments[3] = { 40, 2 };
	uint8_t record[32] = { [8] = 3, [30] = 4 };
	uint32_t result;

	(void)state;
	leave_out(obj, "entry");
	leave_out(obj, "orig_x0");
	must_load(obj);
	assert_int_equal(skep_prog_ctx_size(skep_obj_prog(obj, "call")), 24);
	assert_int_equal(skep_run(skep_obj_prog(obj, "call"), arguments, &result), 0);
	assert_int_equal(arguments[2], 42);
	assert_int_equal(skep_prog_ctx_size(skep_obj_prog(obj, "registers")), 136);
	assert_int_equal(skep_run(skep_obj_prog(obj, "registers"), regs, &result), 0);
	assert_int_equal(result, 1);
	assert_int_equal(skep_run(skep_obj_prog(obj, "record"), record, &result), 0);
	assert_int_equal(result, 7);
	assert_int_equal(skep_prog_ctx_size(skep_obj_prog(obj, "dissect")),
			 sizeof(struct skep_skb));
	skep_free(vm);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_field_is_where_the_host_has_it),
		cmocka_unit_test(test_socket_of_a_packet),
		cmocka_unit_test(test_flow_keys_are_written),
		cmocka_unit_test(test_lookup_without_and_with_a_socket),
		cmocka_unit_test(test_message_bytes),
		cmocka_unit_test(test_tracepoint_buffer),
		cmocka_unit_test(test_missing_pointer_is_a_fault),
		cmocka_unit_test(test_checked_refuses_what_rows_refuse),
		cmocka_unit_test(test_sizes_that_a_run_may_touch),
		cmocka_unit_test(test_arch_is_an_option),
		cmocka_unit_test(test_contexts_run_by_the_host),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
