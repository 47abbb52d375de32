/*
 * What the JIT promises besides results: distances around the boundaries of
 * their encodings, memory that is never writable and executable, a start that
 * is not known before, constants that cannot be found in the code.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "interp/interp.h"
#include "jit/divide.h"
#include "jit/jit_impl.h"
#include "tests/lib/flavour.h"
#include "tests/lib/trivial_facts.h"

#define K(ID, DST, IMM) ((struct insn){ .id = INSN_##ID, .dst = DST, .imm = IMM })
#define JUMP(ID, DST, IMM, OFF)                                                                    \
	((struct insn){ .id = INSN_##ID, .dst = DST, .off = OFF, .imm = IMM })
#define EXIT() ((struct insn){ .id = INSN_EXIT })

struct program {
	struct image image;
	struct subprog subprog;
	struct arena arena;
	struct facts *facts;
	struct binding interp, jit;
	const struct jit_code *code;
};

static void compile(struct program *p, const struct insn *insns, uint32_t n, uint32_t flags)
{
	const struct interp_code *threaded;
	struct skep_error error;

	memset(p, 0, sizeof(*p));
	arena_init(&p->arena, 0);
	p->subprog = (struct subprog){ .name = "main", .end = n };
	p->image = (struct image){ .insns = (struct insn *)insns, .n_insns = n,
				   .subprogs = &p->subprog, .n_subprogs = 1 };
	p->facts = trivial_facts(&p->arena, &p->image);
	assert_non_null(p->facts);
	assert_int_equal(interp_prepare(&p->image, p->facts, &p->interp, &p->arena, &threaded,
					&error), 0);
	assert_int_equal(jit_prepare(&p->image, p->facts, &p->jit, flags, &p->arena, &p->code,
				     &error), 0);
	p->interp.code = threaded;
	p->interp.enter = interp_enter;
	p->jit.enter = p->code->enter;
}

static void drop(struct program *p)
{
	jit_free(p->code);
	arena_free(&p->arena);
}

static uint64_t run(const struct binding *binding, int64_t *budget)
{
	struct run block = { .binding = binding, .budget = *budget };
	uint64_t r0 = binding->enter(&block);

	assert_int_equal(block.status, RUN_OK);
	*budget = block.budget;
	return r0;
}

/* What is long is left to level 0. */
static void same_on_both(const struct insn *insns, uint32_t n, uint32_t flags, uint64_t wanted)
{
	int64_t left[2] = { 1 << 30, 1 << 30 };
	struct program p;

	compile(&p, insns, n, flags);
	assert_int_equal(p.code->level, flags & JIT_LEVEL_1 && n < 16000);
	assert_int_equal(run(&p.interp, &left[0]), wanted);
	assert_int_equal(run(&p.jit, &left[1]), wanted);
	assert_int_equal(left[0], left[1]);
	drop(&p);
}

/* ---- distances ---- */

/* Over @n instructions forward, taken or not, where r1 == 1 says which. */
static void forward(uint32_t n, int64_t r1, uint32_t flags)
{
	struct insn *insns = calloc(n + 8, sizeof(*insns));
	uint32_t at = 0;

	insns[at++] = K(MOV64_K, 0, 7);
	insns[at++] = K(MOV64_K, 1, r1);
	if (n <= INT16_MAX) {
		insns[at++] = JUMP(JEQ_K, 1, 1, (int32_t)n);
	} else {
		insns[at++] = JUMP(JNE_K, 1, 1, 1);
		insns[at++] = JUMP(JA32, 0, 0, (int32_t)n);
	}
	for (uint32_t i = 0; i < n; i++)
		insns[at++] = K(ADD64_K, 0, 1);
	insns[at++] = EXIT();
	same_on_both(insns, at, flags, r1 == 1 ? 7 : 7 + n);
	free(insns);
}

/* Three rounds of @n instructions; the jump back is conditional or not. */
static void backward(uint32_t n, bool conditional, uint32_t flags)
{
	struct insn *insns = calloc(n + 8, sizeof(*insns));
	uint32_t at = 0;

	insns[at++] = K(MOV64_K, 0, 7);
	insns[at++] = K(MOV64_K, 1, 3);
	for (uint32_t i = 0; i < n; i++)
		insns[at++] = K(ADD64_K, 0, 1);
	insns[at++] = K(SUB64_K, 1, 1);
	if (conditional) {
		insns[at++] = JUMP(JNE_K, 1, 0, -(int32_t)n - 2);
	} else {
		insns[at++] = JUMP(JEQ_K, 1, 0, 1);
		insns[at++] = JUMP(JA32, 0, 0, -(int32_t)n - 3);
	}
	insns[at++] = EXIT();
	same_on_both(insns, at, flags, 7 + 3 * (uint64_t)n);
	free(insns);
}

static void test_distances(void **state)
{
	static const uint32_t far[] = { 8190, 8191, 8192, 8193, 32767, 32768, 262144, 900000 };

	(void)state;
	for (uint32_t flags = 0; flags < N_JIT_FLAGS; flags++) {
		for (uint32_t n = 1; n < 80; n++) {
			forward(n, 0, flags);
			forward(n, 1, flags);
			backward(n, false, flags);
			backward(n, true, flags);
		}
	}
	for (size_t i = 0; i < sizeof(far) / sizeof(*far); i++) {
		for (uint32_t flags = 0; flags <= JIT_LEVEL_1; flags += JIT_LEVEL_1) {
			forward(far[i], 0, flags);
			forward(far[i], 1, flags);
			backward(far[i], far[i] < INT16_MAX - 2, flags);
		}
	}
}

/* ---- memory ---- */

static const struct insn two[] = { { .id = INSN_MOV64_K, .imm = 2 }, { .id = INSN_EXIT } };

/* The protection of the mapping that @p lies in; no mapping may be writable and executable. */
static void protection(const void *p, char out[5])
{
	FILE *maps = fopen("/proc/self/maps", "r");
	unsigned long from, to;
	char line[512], mode[5];

	assert_non_null(maps);
	strcpy(out, "");
	while (fgets(line, sizeof(line), maps)) {
		assert_int_equal(sscanf(line, "%lx-%lx %4s", &from, &to, mode), 3);
		assert_false(mode[1] == 'w' && mode[2] == 'x');
		if ((uintptr_t)p >= from && (uintptr_t)p < to)
			strcpy(out, mode);
	}
	fclose(maps);
}

static void test_pages(void **state)
{
	const uint8_t *pages, *text;
	struct program p;
	char mode[5];

	(void)state;
	if (flavour_is("valgrind")) {
		print_message("skipped: valgrind has pages that are writable and executable\n");
		skip();
	}
	compile(&p, two, 2, 0);
	pages = p.code->pages;
	text = p.code->text;
	protection(pages, mode);
	assert_string_equal(mode, "r-xp");
	assert_true(text >= pages && text + p.code->size <= pages + p.code->pages_size);
	/* What is no code traps. */
	for (const uint8_t *at = pages; at < pages + p.code->pages_size; at++)
		if (at < text || at >= text + p.code->size)
			assert_int_equal(*at, jit_target()->trap);
	drop(&p);
	protection(pages, mode);
	assert_string_not_equal(mode, "r-xp");
}

static void test_start_is_random(void **state)
{
	uint32_t seen = 0;

	(void)state;
	for (int i = 0; i < 64; i++) {
		struct program p;
		size_t offset;

		compile(&p, two, 2, 0);
		offset = (size_t)((const uint8_t *)p.code->text - (const uint8_t *)p.code->pages);
		assert_true(offset < 256 && offset % 16 == 0);
		seen |= 1u << offset / 16;
		drop(&p);
	}
	assert_true(__builtin_popcount(seen) > 4);
}

/* Programs lie at places that differ, near the library unless an emulator decides. */
static void test_place_is_random(void **state)
{
	enum { N = 16 };
	struct program p[N];
	unsigned n_alike = 0;

	(void)state;
	for (int i = 0; i < N; i++) {
		int64_t distance;

		compile(&p[i], two, 2, 0);
		distance = (intptr_t)p[i].code->text - (intptr_t)jit_out_of_budget;
		if (!flavour_is("arm64"))
			assert_in_range(distance + (96 << 20), 0, 192 << 20);
		for (int j = 0; j < i; j++)
			n_alike += (const uint8_t *)p[i].code->pages -
					   (const uint8_t *)p[j].code->pages ==
				   (i - j) * (intptr_t)p[i].code->pages_size;
	}
	assert_true(n_alike < N / 2);
	for (int i = 0; i < N; i++)
		drop(&p[i]);
}

static void test_unused_pages(void **state)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), most = CODE_MOST_UNUSED / page * page;

	(void)state;
	assert_int_equal(code_kept(most, 1), most);
	assert_int_equal(code_kept(page + most, page), page + most);
	assert_int_equal(code_kept(page + most, page - 1), page + most);
	assert_int_equal(code_kept(page + most + page, page), page);
	assert_int_equal(code_kept(page + most + page, page + 1), page + most + page);
}

static int without_memory(void)
{
	struct subprog subprog = { .name = "main", .end = 2 };
	struct image image = { .insns = (struct insn *)two, .n_insns = 2, .subprogs = &subprog,
			       .n_subprogs = 1 };
	struct binding binding = { 0 };
	const struct jit_code *code = NULL;
	struct skep_error error;
	struct arena arena;
	struct facts *facts;
	struct rlimit none = { 0, 0 };

	arena_init(&arena, 0);
	facts = trivial_facts(&arena, &image);
	setrlimit(RLIMIT_AS, &none);
	if (malloc(64 << 20))
		return 0; /* an emulator that knows no limit */
	if (jit_prepare(&image, facts, &binding, 0, &arena, &code, &error) != -ENOMEM)
		return 1;
	return code || strcmp(error.id, "no-memory");
}

static void test_no_memory(void **state)
{
	int status;
	pid_t pid;

	(void)state;
	if (flavour_is("asan") || flavour_is("valgrind")) {
		print_message("skipped: their allocators end the process\n");
		skip();
	}
	pid = fork();
	if (!pid)
		_exit(without_memory());
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

/* ---- blinding ---- */

enum { CHOSEN = 0x3c909031 };

/* ARM64 moves 16 bits an instruction, at bit 5, and may invert the first ones. */
static bool found_halves(const struct program *p, uint32_t v)
{
	const uint32_t *text = p->code->text;

	for (size_t i = 0; i + 1 < p->code->size / 4; i++) {
		uint32_t first = text[i] >> 5 & 0xffff, second = text[i + 1] >> 5 & 0xffff;

		if ((first == (v & 0xffff) || first == (~v & 0xffff)) && second == v >> 16)
			return true;
	}
	return false;
}

/* Are @size bytes of the constant, from @from on, in the code? */
static bool found(const struct program *p, int32_t v, unsigned from, size_t size)
{
	if (jit_target() == &a64_target)
		return found_halves(p, (uint32_t)v);
	return memmem(p->code->text, p->code->size, (uint8_t *)&v + from, size) != NULL;
}

static void test_constants_are_blinded(void **state)
{
	static const struct insn rows[] = {
		K(MOV64_K, 0, CHOSEN),	  K(MOV32_K, 0, CHOSEN),     K(ADD64_K, 0, CHOSEN),
		K(SUB32_K, 0, CHOSEN),	  K(AND64_K, 0, CHOSEN),     K(OR32_K, 0, CHOSEN),
		K(XOR64_K, 0, CHOSEN),	  K(MUL64_K, 0, CHOSEN),     K(DIV64_K, 0, CHOSEN),
		K(MOD32_K, 0, CHOSEN),	  K(SDIV64_K, 0, CHOSEN),    K(LDDW, 0, CHOSEN),
		K(MOV64_K, 0, -CHOSEN),	  K(LDDW, 0, ((int64_t)CHOSEN << 32) + CHOSEN),
		JUMP(JEQ_K, 0, CHOSEN, 0), JUMP(JSGT32_K, 0, CHOSEN, 0),
		JUMP(JSET_K, 0, CHOSEN, 0), JUMP(STW, 10, CHOSEN, -8), JUMP(STDW, 10, CHOSEN, -8),
	};

	uint64_t factor = jit_inverse(CHOSEN, 64).factor; /* what a quotient may take instead */

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct insn insns[] = { K(MOV64_K, 0, 5), rows[i], EXIT() };
		int32_t chosen = (int32_t)(rows[i].imm == -CHOSEN ? -CHOSEN : CHOSEN);
		int64_t left[2] = { 1000, 1000 };
		struct program open, blind;

		compile(&open, insns, 3, 0);
		compile(&blind, insns, 3, JIT_BLIND);
		assert_true(found(&open, chosen, 0, 4) ||
			    (rows[i].id == INSN_DIV64_K && found(&open, (int32_t)factor, 0, 4)));
		assert_false(found(&blind, (int32_t)factor, 0, 4));
		assert_false(found(&blind, chosen, 0, 3) || found(&blind, chosen, 1, 3));
		assert_int_equal(run(&open.jit, &left[0]), run(&blind.jit, &left[1]));
		drop(&open);
		drop(&blind);
	}
}

/* ---- masking ---- */

enum { AREA = 4096, VALUES = 64, MARK = 0x5a };

/* Each kind of access at r1 + r2 of a map whose values lie inside @area. */
static const struct insn masked_rows[] = {
	{ .id = INSN_LDXB, .dst = 0, .src = 1, .off = 3 },
	{ .id = INSN_LDXH, .dst = 0, .src = 1, .off = -2 },
	{ .id = INSN_LDXW, .dst = 0, .src = 1 },
	{ .id = INSN_LDXDW, .dst = 1, .src = 1, .off = 8 },
	{ .id = INSN_LDXSB, .dst = 0, .src = 1, .off = 1 },
	{ .id = INSN_LDXSW, .dst = 0, .src = 1 },
	{ .id = INSN_STXB, .dst = 1, .src = 2, .off = 5 },
	{ .id = INSN_STXDW, .dst = 1, .src = 1 },
	{ .id = INSN_STH, .dst = 1, .off = 2, .imm = 0x1234 },
	{ .id = INSN_STDW, .dst = 1, .imm = 0x12345678 },
	{ .id = INSN_ATOMIC_ADD64, .dst = 1, .src = 2 },
	{ .id = INSN_ATOMIC_AND32, .dst = 1, .src = 2, .off = 4 },
	{ .id = INSN_ATOMIC_FETCH_ADD64, .dst = 1, .src = 2 },
	{ .id = INSN_ATOMIC_FETCH_OR64, .dst = 1, .src = 2 },
	{ .id = INSN_ATOMIC_FETCH_AND32, .dst = 1, .src = 0, .off = 4 },
	{ .id = INSN_ATOMIC_FETCH_XOR64, .dst = 1, .src = 1 },
	{ .id = INSN_ATOMIC_XCHG32, .dst = 1, .src = 2 },
	{ .id = INSN_ATOMIC_CMPXCHG64, .dst = 1, .src = 2 },
};

struct area {
	uint8_t before[AREA], values[VALUES], after[AREA];
};

static void fill(struct area *area)
{
	memset(area, MARK, sizeof(*area));
	for (unsigned i = 0; i < VALUES; i++)
		area->values[i] = (uint8_t)(i + 1);
}

/* Of an access at @offset: r0 afterwards, and what became of the memory. */
static uint64_t access_at(const struct insn *row, int64_t offset, uint32_t flags,
			  struct area *area)
{
	const struct insn insns[] = {
		K(LDDW, 1, (intptr_t)area->values), K(MOV64_K, 0, 0x77), K(LDDW, 2, offset),
		{ .id = INSN_ADD64_X, .dst = 1, .src = 2 }, *row,
		{ .id = INSN_ADD64_X, .dst = 0, .src = 2 }, EXIT(),
	};
	struct bound_map map = { .values = area->values, .size = VALUES, .stays = true };
	struct program p;
	int64_t left = 1000;
	struct fact *fact;
	uint64_t r0;

	fill(area);
	memset(&p, 0, sizeof(p));
	arena_init(&p.arena, 0);
	p.subprog = (struct subprog){ .name = "main", .end = 7 };
	p.image = (struct image){ .insns = (struct insn *)insns, .n_insns = 7,
				  .subprogs = &p.subprog, .n_subprogs = 1 };
	p.facts = trivial_facts(&p.arena, &p.image);
	fact = &p.facts->insn[4];
	fact->flags |= FACT_ACCESS;
	fact->region = VALUE_MAP_VALUE;
	fact->hi = VALUES;
	p.jit = (struct binding){ .maps = &map, .n_maps = 1 };
	assert_int_equal(jit_prepare(&p.image, p.facts, &p.jit, flags, &p.arena, &p.code, NULL),
			 0);
	p.jit.enter = p.code->enter;
	r0 = run(&p.jit, &left);
	assert_int_equal(left, 1000);
	drop(&p);
	return r0;
}

static bool outside_is_whole(const struct area *area)
{
	for (unsigned i = 0; i < AREA; i++)
		if (area->before[i] != MARK || area->after[i] != MARK)
			return false;
	return true;
}

static bool stores(const struct insn *row)
{
	return insn_of(row)->kind != KIND_LOAD;
}

/* Inside, nothing differs. */
static void test_mask_inside(void **state)
{
	const uint32_t way_step = JIT_BLIND | JIT_BASELINE; /* none, or both */
	const int step = flavour_is_slow() ? 13 : 1;
	static struct area area, as_is;

	(void)state;
	for (size_t i = 0; i < sizeof(masked_rows) / sizeof(*masked_rows); i++) {
		const struct insn *row = &masked_rows[i];
		int64_t width = insn_of(row)->width / 8;

		for (int64_t at = 0; at <= VALUES - width; at += step) {
			uint64_t with, without;

			if (stores(row) && at % width)
				continue;
			for (uint32_t flags = 0; flags <= way_step; flags += way_step) {
				with = access_at(row, at - row->off, flags | JIT_MASK, &area);
				without = access_at(row, at - row->off, flags & ~JIT_MASK,
						    &as_is);
				if (row->src != 1) /* else it has an address in it */
					assert_int_equal(with, without);
				if (row->src != 1 || !stores(row))
					assert_memory_equal(&area, &as_is, sizeof(area));
				assert_true(outside_is_whole(&area));
			}
		}
	}
}

/*
 * What a processor would do that takes a bounds check for passed: the code runs
 * without one, with offsets that no check lets through.
 */
static void test_mask_outside(void **state)
{
	static const int64_t offsets[] = {
		-1, -8, -AREA / 2, VALUES, VALUES + 1, VALUES + AREA / 2, INT32_MAX, INT32_MIN,
		INT64_MAX - VALUES, INT64_MIN, INT64_MIN + 64, (int64_t)1 << 47,
	};
	static struct area area;

	(void)state;
	for (size_t i = 0; i < sizeof(masked_rows) / sizeof(*masked_rows); i++) {
		const struct insn *row = &masked_rows[i];

		for (size_t o = 0; o < sizeof(offsets) / sizeof(*offsets); o++) {
			uint64_t at = (uint64_t)offsets[o] - (uint64_t)(int64_t)row->off;
			uint64_t r0 = access_at(row, (int64_t)at, JIT_HARDENED, &area);

			assert_true(outside_is_whole(&area));
			if (row->id == INSN_LDXW) /* the first value */
				assert_int_equal(r0, 0x04030201 + at);
		}
		/* Without the mask this is seen. */
		access_at(row, VALUES - row->off, 0, &area);
		assert_true(row->id != INSN_STXB || !outside_is_whole(&area));
	}
	assert_int_equal(access_at(&masked_rows[2], VALUES, 0, &area), 0x5a5a5a5a + VALUES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_distances),
		cmocka_unit_test(test_pages),
		cmocka_unit_test(test_start_is_random),
		cmocka_unit_test(test_place_is_random),
		cmocka_unit_test(test_unused_pages),
		cmocka_unit_test(test_no_memory),
		cmocka_unit_test(test_constants_are_blinded),
		cmocka_unit_test(test_mask_inside),
		cmocka_unit_test(test_mask_outside),
	};

	if (!jit_available()) {
		printf("1..1\nok 1 # skip: there is no JIT for this machine\n");
		return 0;
	}
	return cmocka_run_group_tests_name("jit", tests, NULL, NULL);
}
