/*
 * Every encoding with edge operands, on all engines: tests/isa/ *.data
 * says what each program returns, or which diagnostic refuses it.
 */
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
#include "jit/jit.h"
#include "maps/map.h"
#include "tests/lib/isa_data.h"
#include "verifier/verifier.h"
#include "vm/vm.h"

static bool covered[N_INSN_IDS];
static int failures;

static __attribute__((format(printf, 2, 3))) void complain(const struct isa_row *row,
							   const char *format, ...)
{
	va_list args;

	printf("# %s:%d: %s: ", row->file, row->line, row->first);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	failures++;
}

/* Rows of the table that this case is there for. */
static void mark_covered(const struct image *image, const char *names)
{
	for (uint32_t i = 0; i < image->n_insns; i++) {
		const char *name = insn_of(&image->insns[i])->name;
		size_t n = strlen(name);

		for (const char *p = strstr(names, name); p; p = strstr(p + 1, name))
			if ((p == names || p[-1] == ' ' || p[-1] == '!') &&
			    (p[n] == '\0' || p[n] == ' '))
				covered[image->insns[i].id] = true;
	}
}

/* What programs run on: tests/isa/gen.py knows these bytes too. */
struct packet_ctx {
	uint8_t frame[64];
	union {
		struct skep_xdp xdp;
		struct skep_skb skb;
	};
};

static void make_packet(struct packet_ctx *packet, const struct image *image)
{
	for (size_t i = 0; i < sizeof(packet->frame); i++)
		packet->frame[i] = (uint8_t)(37 * i + 11);
	if (image->prog_type == PROG_XDP) {
		skep_xdp_init(&packet->xdp, packet->frame, sizeof(packet->frame));
	} else {
		skep_skb_init(&packet->skb, packet->frame, sizeof(packet->frame));
		packet->skb.network_offset = 14;
	}
}

struct live { /* an image bound to maps of its own */
	struct bound_map bound[4];
	struct binding binding;
	struct run run;
};

static void bind_maps(struct live *live, const struct image *image)
{
	memset(live, 0, sizeof(*live));
	assert_true(image->n_maps <= 4);
	for (uint32_t m = 0; m < image->n_maps; m++) {
		struct map *map;

		assert_int_equal(map_create(image->maps[m], NULL, 1, &map, NULL), 0);
		map_bind(map, &live->bound[m]);
	}
	live->binding = (struct binding){ .maps = live->bound, .n_maps = image->n_maps,
					  .helpers = helper_bodies };
	live->run = (struct run){ .binding = &live->binding, .budget = BUDGET_NONE };
}

static void unbind_maps(struct live *live)
{
	for (uint32_t m = 0; m < live->binding.n_maps; m++)
		map_close(live->bound[m].map);
}

static void run_checked(const struct isa_row *row, const struct image *image,
			const struct facts *facts, uint64_t expected)
{
	struct packet_ctx packet;
	struct fault fault;
	struct live live;
	uint64_t r0;

	make_packet(&packet, image);
	bind_maps(&live, image);
	live.run.ctx = &packet.xdp;
	r0 = checked_run(image, facts, &live.run, 1000, &fault);
	if (fault.kind != FAULT_NONE)
		complain(row, "checked%s: fault: %s", facts ? "" : ", unverified", fault.text);
	else if (r0 != expected)
		complain(row, "checked: 0x%llx", (unsigned long long)r0);
	unbind_maps(&live);
}

static void run_threaded(const struct isa_row *row, const struct image *image,
			 const struct facts *facts, struct arena *arena, uint64_t expected)
{
	const struct interp_code *code;
	struct skep_error error;
	struct packet_ctx packet;
	struct live live;
	uint64_t r0;

	error_clear(&error);
	make_packet(&packet, image);
	bind_maps(&live, image);
	live.run.ctx = &packet.xdp;
	if (interp_prepare(image, facts, &live.binding, arena, &code, &error)) {
		complain(row, "threaded: %s", error.message);
	} else {
		live.binding.enter = interp_enter;
		live.binding.code = code;
		r0 = interp_enter(&live.run);
		if (r0 != expected || live.run.status != RUN_OK)
			complain(row, "threaded: 0x%llx, status %u", (unsigned long long)r0,
				 live.run.status);
	}
	unbind_maps(&live);
}

static void run_jit(const struct isa_row *row, const struct image *image,
		    const struct facts *facts, uint32_t flags, struct arena *arena,
		    uint64_t expected)
{
	const struct jit_code *code;
	struct skep_error error;
	struct packet_ctx packet;
	struct live live;
	uint64_t r0;

	error_clear(&error);
	make_packet(&packet, image);
	bind_maps(&live, image);
	live.run.ctx = &packet.xdp;
	if (jit_prepare(image, facts, &live.binding, flags | JIT_CHECK, arena, &code, &error)) {
		complain(row, "jit: %s", error.message);
	} else {
		if (flags & JIT_LEVEL_1 && code->level != 1)
			complain(row, "jit, flags %u: not of level 1", flags);
		r0 = code->enter(&live.run);
		if (r0 != expected || live.run.status != RUN_OK)
			complain(row, "jit, flags %u: 0x%llx, status %u", flags,
				 (unsigned long long)r0, live.run.status);
		jit_free(code);
	}
	unbind_maps(&live);
}

/* Of these programs the proof knows which way each branch goes: the code shall compare. */
static void leave_undecided(struct facts *facts, const struct image *image)
{
	for (uint32_t i = 0; i < image->n_insns; i++)
		facts->insn[i].flags |= FACT_REACHED | FACT_TAKEN | FACT_FALLS;
}

static void run_row(const struct isa_row *row, void *arg)
{
	const struct verify_opts opts = { .rights = SKEP_TRUSTED };
	uint64_t expected = strtoull(row->last, NULL, 0);
	struct facts *facts = NULL;
	struct skep_error error;
	struct arena arena;
	struct image image;

	(void)arg;
	error_clear(&error);
	arena_init(&arena, 0);
	if (assemble(&arena, row->program, row->file, &image, &error)) {
		complain(row, "assembler: %s", error.message);
		goto out;
	}
	mark_covered(&image, row->first);
	run_checked(row, &image, NULL, expected);
	if (row->first[0] == '!') {
		if (!validate(&image, &error) && !verify(&image, &opts, &arena, &facts, &error))
			complain(row, "not refused");
		goto out;
	}
	if (validate(&image, &error) || verify(&image, &opts, &arena, &facts, &error)) {
		complain(row, "refused: %s", error.message);
		goto out;
	}
	run_checked(row, &image, facts, expected);
	run_threaded(row, &image, facts, &arena, expected);
	if (!jit_available())
		goto out;
	run_jit(row, &image, facts, 0, &arena, expected);
	run_jit(row, &image, facts, JIT_LEVEL_1, &arena, expected);
	leave_undecided(facts, &image);
	run_jit(row, &image, facts, 0, &arena, expected);
	run_jit(row, &image, facts, JIT_LEVEL_1, &arena, expected);
	run_jit(row, &image, facts, N_JIT_FLAGS - 1 - JIT_LEVEL_1, &arena, expected);
	for (uint32_t without = JIT_NO_FOLD; without < END_JIT_PASSES; without *= 2)
		run_jit(row, &image, facts, JIT_LEVEL_1 | without, &arena, expected);
	run_jit(row, &image, facts, N_JIT_FLAGS - 1, &arena, expected);
out:
	arena_free(&arena);
}

static void run_file(const char *file)
{
	int n;

	failures = 0;
	n = isa_read(file, run_row, NULL);
	assert_true(n > 0);
	print_message("%s: %d programs\n", file, n);
	assert_int_equal(failures, 0);
}

static void test_alu(void **state) { (void)state; run_file("alu.data"); }
static void test_jump(void **state) { (void)state; run_file("jump.data"); }
static void test_memory(void **state) { (void)state; run_file("memory.data"); }
static void test_atomic(void **state) { (void)state; run_file("atomic.data"); }
static void test_constant(void **state) { (void)state; run_file("constant.data"); }
static void test_packet(void **state) { (void)state; run_file("packet.data"); }

static void refuse_row(const struct isa_row *row, void *arg)
{
	const struct verify_opts opts = { 0 };
	struct facts *facts;
	struct skep_error error;
	struct arena arena;
	struct image image;

	(void)arg;
	error_clear(&error);
	arena_init(&arena, 0);
	if (assemble(&arena, row->program, row->file, &image, &error))
		complain(row, "assembler: %s", error.message);
	mark_covered(&image, row->first);
	if (!validate(&image, &error) && !verify(&image, &opts, &arena, &facts, &error))
		complain(row, "accepted");
	else if (strcmp(error.id, row->last))
		complain(row, "refused by %s", error.id);
	arena_free(&arena);
}

static size_t from_hex(const char *hex, uint8_t *out, size_t size)
{
	size_t n = 0;
	unsigned byte;

	for (; hex[0] && hex[1] && n < size; hex += 2) {
		assert_int_equal(sscanf(hex, "%2x", &byte), 1);
		out[n++] = (uint8_t)byte;
	}
	return n;
}

static void refuse_wire(const struct isa_row *row, void *arg)
{
	struct wire_insn wire[8] = { 0 };
	size_t n = from_hex(row->program, (uint8_t *)wire, sizeof(wire)) / sizeof(*wire);
	struct subprog entry = { .name = "raw" };
	struct image image = { .name = "raw", .prog_type = PROG_XDP };
	struct skep_error error;
	struct arena arena;
	int err;

	(void)arg;
	error_clear(&error);
	arena_init(&arena, 0);
	err = decode(&arena, wire, n, &image, &error);
	if (!err) {
		mark_covered(&image, row->first);
		entry.end = image.n_insns;
		image.subprogs = &entry;
		image.n_subprogs = 1;
		err = validate(&image, &error);
	}
	if (!err)
		complain(row, "accepted");
	else if (strcmp(error.id, row->last))
		complain(row, "refused by %s: %s", error.id, error.message);
	arena_free(&arena);
}

static void test_refused(void **state)
{
	(void)state;
	failures = 0;
	assert_true(isa_read("refused.data", refuse_row, NULL) > 0);
	assert_true(isa_read("wire.data", refuse_wire, NULL) > 0);
	assert_int_equal(failures, 0);
}

static void test_every_row_is_covered(void **state)
{
	int missing = 0;

	(void)state;
	for (int id = 1; id < N_INSN_IDS; id++) {
		if (insn_info[id].opcode < 256 && !covered[id]) {
			printf("# no case for %s\n", insn_info[id].name);
			missing++;
		}
	}
	assert_int_equal(missing, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_alu),	 cmocka_unit_test(test_jump),
		cmocka_unit_test(test_memory),	 cmocka_unit_test(test_atomic),
		cmocka_unit_test(test_constant), cmocka_unit_test(test_packet),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_every_row_is_covered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
