/*
 * Operations: what programs become, their text and back, what ir_check refuses.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/asm.h"
#include "jit/jit_impl.h"
#include "maps/map.h"
#include "tests/lib/ir_text.h"
#include "tests/lib/isa_data.h"
#include "tests/lib/trivial_facts.h"
#include "vm/helpers.h"

/* ---- programs ---- */

struct program {
	struct arena arena;
	struct image image;
	struct facts *facts;
	struct bound_map bound[4];
	struct binding binding;
	struct ir ir;
};

static void open_program(struct program *p, const char *text)
{
	memset(p, 0, sizeof(*p));
	arena_init(&p->arena, 0);
	assert_int_equal(assemble(&p->arena, text, "test", &p->image, NULL), 0);
	p->facts = trivial_facts(&p->arena, &p->image);
	assert_non_null(p->facts);
	p->binding = (struct binding){ .maps = p->bound, .n_maps = p->image.n_maps,
				       .helpers = helper_bodies };
}

static void build(struct program *p, uint32_t flags)
{
	struct jit_func *funcs = ARENA_ARRAY(&p->arena, struct jit_func, p->image.n_subprogs);
	const char *wrong;
	uint32_t at;

	ir_init(&p->ir, &p->arena, p->image.n_insns, p->image.n_subprogs,
		p->image.n_subprogs * N_IR_FUNC_LABELS + p->image.n_insns);
	assert_int_equal(ir_build(&p->ir, funcs, &p->image, p->facts, &p->binding, flags, NULL), 0);
	wrong = ir_check(&p->ir, &at);
	if (wrong)
		fail_msg("operation %u: %s", at, wrong);
}

static void close_program(struct program *p)
{
	arena_free(&p->arena);
}

/* What @text becomes, without the function's beginning. */
static void becomes(struct program *p, uint32_t flags, const char *wanted)
{
	const char *start = "L0:\n\tfunc 0\n";
	char *text;

	build(p, flags);
	text = ir_text(&p->ir);
	assert_memory_equal(text, start, strlen(start));
	assert_string_equal(text + strlen(start), wanted);
	free(text);
}

static void test_arithmetic(void **state)
{
	struct program p;

	(void)state;
	open_program(&p, "r0 = 5\n"
			 "w1 = -1\n"
			 "r0 += r1\n"
			 "w0 s>>= 3\n"
			 "r2 = 0x1122334455667788 ll\n"
			 "r2 = be16 r2\n"
			 "r2 = le32 r2\n"
			 "r2 = le64 r2\n"
			 "r3 = (s8)r2\n"
			 "r3 = -r3\n"
			 "exit\n");
	becomes(&p, 0, "\tmov.64 r0, $5\n"
		       "\tmov.64 r1, $4294967295\n"
		       "\tadd.64 r0, r0, r1\n"
		       "\tsar.32 r0, r0, $3\n"
		       "\tmov.64 r2, $1234605616436508552\n"
		       "\tswap16.64 r2, r2\n"
		       "\tmov.32 r2, r2\n"
		       "\tsx8.64 r3, r2\n"
		       "\tneg.64 r3, r3\n"
		       "\tleave 0\n");
	close_program(&p);
}

/* Who jumps forward owes the distance, which who falls there makes up for. */
static void test_jumps(void **state)
{
	struct program p;

	(void)state;
	open_program(&p, "r0 = 3\n"
			 "back:\n"
			 "if r0 & 1 goto odd\n"
			 "r1 = r0\n"
			 "odd:\n"
			 "r0 += -1\n"
			 "if w0 s> 0 goto back\n"
			 "exit\n");
	becomes(&p, 0, "\tmov.64 r0, $3\n"
		       "L6:\n"
		       "\tjset.64 r0, $1, L8\n"
		       "\tmov.64 r1, r0\n"
		       "\tcharge -1\n"
		       "L8:\n"
		       "\tadd.64 r0, r0, $-1\n"
		       "\tjsle.32 r0, $0, L11\n"
		       "\tloop -3, L6\n"
		       "L11:\n"
		       "\tleave 1\n"
		       "L1:\n"
		       "\tout\n"
		       "L4:\n"
		       "\tcut\n");
	close_program(&p);
}

/*
 * What is owed at a label is what the first jump in the innermost loop brings; others
 * add the difference.  Nothing is owed at a loop's head.
 */
static void test_owed(void **state)
{
	struct program p;

	(void)state;
	open_program(&p, "r2 = *(u32 *)(r1 + 12)\n"
			 "r0 = 0\n"
			 "if r2 == 7 goto out\n"
			 "if r2 == 6 goto head\n"
			 "r0 = 1\n"
			 "head:\n"
			 "r0 += 1\n"
			 "if r2 == 5 goto out\n"
			 "if r2 == 4 goto out\n"
			 "if r0 < 9 goto head\n"
			 "r0 = 2\n"
			 "out:\n"
			 "exit\n");
	becomes(&p, 0, "\tload.32 r2, [r1 + 12]\n"
		       "\tmov.64 r0, $0\n"
		       "\tcharge 4\n"
		       "\tjeq.64 r2, $7, L15\n"
		       "\tcharge -3\n"
		       "\tjeq.64 r2, $6, L10\n"
		       "\tmov.64 r0, $1\n"
		       "\tcharge -1\n"
		       "L10:\n"
		       "\tadd.64 r0, r0, $1\n"
		       "\tjeq.64 r2, $5, L15\n"
		       "\tcharge -1\n"
		       "\tjeq.64 r2, $4, L15\n"
		       "\tjge.64 r0, $9, L16\n"
		       "\tloop -3, L10\n"
		       "L16:\n"
		       "\tmov.64 r0, $2\n"
		       "\tcharge -2\n"
		       "L15:\n"
		       "\tleave 3\n"
		       "L1:\n"
		       "\tout\n"
		       "L4:\n"
		       "\tcut\n");
	close_program(&p);
}

static void test_memory(void **state)
{
	struct program p;

	(void)state;
	open_program(&p, "*(u64 *)(r10 - 8) = 7\n"
			 "r1 = *(s16 *)(r10 - 6)\n"
			 "lock *(u64 *)(r10 - 8) += r1\n"
			 "r1 = atomic_fetch_xor((u64 *)(r10 - 8), r1)\n"
			 "r0 = cmpxchg_64(r10 - 8, r0, r1)\n"
			 "w0 = load_acquire((u32 *)(r10 - 8))\n"
			 "exit\n");
	becomes(&p, 0, "\tstore.64 [r10 + -8], $7\n"
		       "\tloadsx.16 r1, [r10 + -6]\n"
		       "\taadd.64 [r10 + -8], r1\n"
		       "\tfxor.64 r1, [r10 + -8], r1\n"
		       "\tcmpxchg.64 r0, [r10 + -8], r1\n"
		       "\tloadacq.32 r0, [r10 + -8]\n"
		       "\tleave 0\n");
	close_program(&p);
}

/* ---- what the proof and the binding say ---- */

static const char *const looks_up = ".map m type=array key=4 value=8 entries=3\n"
				    "r2 = r10\n"
				    "r2 += -4\n"
				    "r1 = map m ll\n"
				    "call map_lookup_elem\n"
				    "exit\n";

static void with_map(struct program *p, struct map **map)
{
	open_program(p, looks_up);
	assert_int_equal(map_create(p->image.maps[0], NULL, 1, map, NULL), 0);
	map_bind(*map, &p->bound[0]);
	p->facts->insn[3].map = 0;
}

static const char mask[] = "\tmov.64 r4, r0\n"
			   "\tsub.64 r4, r4, $3\n"
			   "\tsar.64 r4, r4, $63\n"
			   "\tand.64 r0, r0, r4\n";

/* The index is compared, and masked where masks are; the budget does not count it. */
static void test_recipe(void **state)
{
	char wanted[1024];
	struct program p;
	struct map *map;

	(void)state;
	with_map(&p, &map);
	for (int masks = 0; masks < 2; masks++) {
		snprintf(wanted, sizeof(wanted),
			 "\tmov.64 r2, r10\n"
			 "\tadd.64 r2, r2, $-4\n"
			 "\tmov.64 r1, %" PRIdPTR "\n"
			 "\tload.32 r0, [r2 + 0]\n"
			 "\tjge.64 r0, $3, L10\n"
			 "%s"
			 "\tshl.64 r0, r0, $3\n"
			 "\tmov.64 r3, %" PRIdPTR "\n"
			 "\tadd.64 r0, r0, r3\n"
			 "L11:\n"
			 "\tleave 0\n"
			 "L10:\n"
			 "\tmov.64 r0, $0\n"
			 "\tjmp L11\n",
			 (intptr_t)map, masks ? mask : "", (intptr_t)p.bound[0].values);
		becomes(&p, masks ? JIT_MASK : 0, wanted);
	}
	map_close(map);
	close_program(&p);
}

/* A word that was stored in pieces is loaded in them; one that was not, whole. */
static void test_key_in_pieces(void **state)
{
	static const struct {
		const char *stores, *wanted;
	} rows[] = {
		{ "*(u16 *)(r10 - 4) = r3\n*(u16 *)(r10 - 2) = 7\n",
		  "\tload.16 r3, [r2 + 0]\n"
		  "\tload.16 t0, [r2 + 2]\n"
		  "\tshl.32 t0, t0, 16\n"
		  "\tor.32 r3, r3, t0\n"
		  "\tmov.32 r0, r3\n" },
		{ "*(u32 *)(r10 - 4) = 1\n", "\tload.32 r3, [r2 + 0]\n\tmov.32 r0, r3\n" },
		{ "*(u64 *)(r10 - 8) = 1\n", "\tload.32 r3, [r2 + 0]\n\tmov.32 r0, r3\n" },
		{ "*(u16 *)(r10 - 4) = r3\n", "\tload.32 r3, [r2 + 0]\n\tmov.32 r0, r3\n" },
		/* The second store is in the first one. */
		{ "*(u32 *)(r10 - 4) = 1\n*(u16 *)(r10 - 4) = r3\n",
		  "\tload.32 r3, [r2 + 0]\n\tmov.32 r0, r3\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char source[512], *text;
		struct program p;
		struct map *map;
		uint32_t call = 0;

		snprintf(source, sizeof(source),
			 ".map m type=hash key=4 value=8 entries=3\n"
			 "%sr2 = r10\n"
			 "r2 += -4\n"
			 "r1 = map m ll\n"
			 "call map_lookup_elem\n"
			 "exit\n", rows[i].stores);
		open_program(&p, source);
		assert_int_equal(map_create(p.image.maps[0], NULL, 1, &map, NULL), 0);
		map_bind(map, &p.bound[0]);
		while (insn_of(&p.image.insns[call])->kind != KIND_CALL_HELPER)
			call++;
		p.facts->insn[call].map = 0;
		build(&p, 0);
		text = ir_text(&p.ir);
		if (!strstr(text, rows[i].wanted))
			fail_msg("%s", text);
		free(text);
		map_close(map);
		close_program(&p);
	}
}

/* A test for NULL right behind it is made by who does not know, out of the way. */
static void test_recipe_tested(void **state)
{
	static const struct {
		const char *op, *first, *second;
	} rows[] = {
		{ "==", "L16:\n\tload.8 r0, [r0 + 0]\n", "\tjeq.64 r0, 0, L11\n\tjmp L16\n" },
		{ "!=", "\tjmp L11\nL16:\n\tload.8 r0, [r0 + 0]\n",
		  "\tjeq.64 r0, 0, L16\n\tjmp L11\n" },
	};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		char source[256], *text, *at;
		struct program p;
		struct map *map;

		snprintf(source, sizeof(source),
			 ".map m type=hash key=4 value=8 entries=3\n"
			 "r2 = r10\n"
			 "r2 += -4\n"
			 "r1 = map m ll\n"
			 "call map_lookup_elem\n"
			 "if r0 %s 0 goto +1\n"
			 "r0 = *(u8 *)(r0 + 0)\n"
			 "exit\n", rows[i].op);
		open_program(&p, source);
		assert_int_equal(map_create(p.image.maps[0], NULL, 1, &map, NULL), 0);
		map_bind(map, &p.bound[0]);
		p.facts->insn[3].map = 0;
		build(&p, 0);
		text = ir_text(&p.ir);
		at = strstr(text, rows[i].first);
		if (!at || !strstr(at, rows[i].second))
			fail_msg("%s", text);
		free(text);
		map_close(map);
		close_program(&p);
	}
}

/* Of several maps, or of one without a recipe, it is a call. */
static void test_no_recipe(void **state)
{
	struct program p;
	struct map *map;
	char *text;

	(void)state;
	for (int why = 0; why < 2; why++) {
		with_map(&p, &map);
		if (why)
			p.facts->insn[3].map = -1;
		else
			p.bound[0].lookup = NULL;
		build(&p, 0);
		text = ir_text(&p.ir);
		assert_non_null(strstr(text, "\tcall "));
		free(text);
		map_close(map);
		close_program(&p);
	}
}

static void test_mask(void **state)
{
	static uint8_t values[64];
	const char *text = ".map m type=array key=4 value=64 entries=1\n"
			   "r0 = *(u16 *)(r1 + 6)\n"
			   "exit\n";
	intptr_t at = (intptr_t)values;
	char wanted[1024];
	struct program p;

	(void)state;
	open_program(&p, text);
	p.bound[0] = (struct bound_map){ .values = values, .size = sizeof(values), .stays = true };
	p.facts->insn[0].flags |= FACT_ACCESS;
	p.facts->insn[0].region = VALUE_MAP_VALUE;
	p.facts->insn[0].lo = 0;
	p.facts->insn[0].hi = 10;
	becomes(&p, 0, "\tload.16 r0, [r1 + 6]\n\tleave 0\n");
	snprintf(wanted, sizeof(wanted),
		 "\tadd.64 t0, r1, 6\n"
		 "\tmov.64 t1, %" PRIdPTR "\n"
		 "\tsub.64 t0, t0, t1\n"
		 "\tmov.64 t1, $62\n"
		 "\tsub.64 t1, t1, t0\n"
		 "\tor.64 t1, t1, t0\n"
		 "\tsar.64 t1, t1, 63\n"
		 "\tnot.64 t1, t1\n"
		 "\tand.64 t0, t0, t1\n"
		 "\tmov.64 t1, %" PRIdPTR "\n"
		 "\tadd.64 t0, t0, t1\n"
		 "\tload.16 r0, [t0 + 0]\n"
		 "\tleave 0\n",
		 at, at);
	becomes(&p, JIT_MASK, wanted);
	close_program(&p);
}

/* What is not reached leaves nothing; a branch that goes one way is none. */
static void test_proof(void **state)
{
	struct program p;

	(void)state;
	open_program(&p, "if r1 == 0 goto +1\n"
			 "r0 = 1\n"
			 "r0 = 2\n"
			 "exit\n");
	p.facts->insn[0].flags &= (uint16_t)~FACT_FALLS;
	p.facts->insn[1].flags &= (uint16_t)~FACT_REACHED;
	becomes(&p, 0, "L7:\n"
		       "\tmov.64 r0, $2\n"
		       "\tleave 1\n");
	p.facts->insn[0].flags = FACT_REACHED | FACT_FALLS;
	becomes(&p, 0, "\tjmp L3\n"
		       "\tmov.64 r0, $2\n"
		       "\tleave 0\n"
		       "L3:\n"
		       "\tunreachable\n"
		       "L4:\n"
		       "\tcut\n");
	close_program(&p);
}

/* ---- text and back ---- */

static uint32_t n_round_trips, seen[N_IR_OPS];

static void round_trip(const struct ir *ir)
{
	char *text = ir_text(ir), *again;
	struct arena arena;
	struct ir parsed;
	uint32_t at;

	arena_init(&arena, 0);
	assert_int_equal(ir_parse(&parsed, &arena, text), 0);
	assert_null(ir_check(&parsed, &at));
	again = ir_text(&parsed);
	assert_string_equal(text, again);
	for (uint32_t i = 0; i < ir->n; i++)
		seen[ir->insns[i].op]++;
	free(text);
	free(again);
	arena_free(&arena);
	n_round_trips++;
}

static void round_trip_row(const struct isa_row *row, void *arg)
{
	struct program p;
	struct map *map[4];

	(void)arg;
	if (row->first[0] == '!')
		return;
	open_program(&p, row->program);
	for (uint32_t m = 0; m < p.image.n_maps; m++) {
		assert_int_equal(map_create(p.image.maps[m], NULL, 1, &map[m], NULL), 0);
		map_bind(map[m], &p.bound[m]);
	}
	build(&p, row->line & 1 ? JIT_HARDENED : 0);
	round_trip(&p.ir);
	for (uint32_t m = 0; m < p.image.n_maps; m++)
		map_close(map[m]);
	close_program(&p);
}

/* A helper in the place of its call: whether its result is 0 is not known. */
static void test_lane(void **state)
{
	char wanted[256];
	struct program p;

	(void)state;
	open_program(&p, "call get_smp_processor_id\n"
			 "if r0 == 0 goto none\n"
			 "r0 += 1\n"
			 "none:\n"
			 "exit\n");
	p.binding.recipes = helper_recipes;
	snprintf(wanted, sizeof(wanted),
		 "\tload.32 r0, [run + %zu]\n"
		 "L9:\n"
		 "\tjeq.64 r0, $0, L8\n"
		 "\tadd.64 r0, r0, $1\n"
		 "\tcharge -1\n"
		 "L8:\n"
		 "\tleave 1\n", offsetof(struct run, lane));
	becomes(&p, 0, wanted);
	close_program(&p);
}

/* All rows of the ISA's data, which have all operations but these. */
static void test_round_trip(void **state)
{
	static const char *const files[] = { "alu.data",    "jump.data",     "memory.data",
					     "atomic.data", "constant.data", "packet.data" };
	static const char *const rare = "L0:\n\tfunc 0\n\tfence\n\tnot.64 r1, r1\n"
					"\taddr.64 r1, L0\n\tcallf L0\nL1:\n\tcharge 5\n"
					"\tjclear.32 r1, $-7, L1\n\tloop -3, L1\n\tcall 4096, 3\n"
					"\tout\nL2:\n\ttail\nL3:\n\tunreachable\nL4:\n\tcut\n";
	static const char *const level_1 =
		"L0:\n\tfunc 0\n\trol.64 r1, r1, 3\n\tnop\n"
		"\tseteq.64 r1, r1, r2\n\tsetne.32 r1, r1, 5\n\tsetgt.64 r1, r1, r2\n"
		"\tsetge.64 r1, r1, r2\n\tsetlt.64 r1, r1, r2\n\tsetle.64 r1, r1, r2\n"
		"\tsetsgt.64 r1, r1, r2\n\tsetsge.64 r1, r1, r2\n\tsetslt.64 r1, r1, r2\n"
		"\tsetsle.64 r1, r1, r2\n\tsetset.64 r1, r1, r2\n\tsetclear.64 r1, r1, $9\n"
		"\tchargeif.64 r1, -3\n"
		"\tloadx1.8 r0, [r1 + r2 + 1]\n\tloadx2.16 r0, [r1 + r2 + -1]\n"
		"\tloadx4.32 r0, [r1 + r2 + 0]\n\tloadx8.64 r0, [r1 + r2 + 8]\n"
		"\tstorex1.8 [r1 + r2 + 1], $3\n\tstorex2.16 [r1 + r2 + 1], r3\n"
		"\tstorex4.32 [r1 + r2 + 1], r3\n\tstorex8.64 [r1 + r2 + 1], r3\n"
		"\tplus.32 [r1 + 8], 1\n\tplusx1.32 [r1 + r2 + 1], r3\n"
		"\tplusx2.32 [r1 + r2 + 1], r3\n\tplusx4.64 [r1 + r2 + 1], 4\n"
		"\tplusx8.64 [r1 + r2 + 1], r3\n"
		"\ttable.64 r0, r1, {5 -7 4294967296}\n\tchargeat.64 r1, {-1 0}\n"
		"\tcheckat.64 r1, {-1 0}\n\tswitch.64 t0, {1 0 1}\n\tcase L1\n\tcase L2\n"
		"L1:\n\tnop\nL2:\n\tcut\n";
	struct arena arena;
	struct ir ir;

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		assert_true(isa_read(files[i], round_trip_row, NULL) > 0);
	assert_true(n_round_trips > 1000);
	arena_init(&arena, 0);
	assert_int_equal(ir_parse(&ir, &arena, rare), 0);
	round_trip(&ir);
	assert_int_equal(ir_parse(&ir, &arena, level_1), 0);
	round_trip(&ir);
	arena_free(&arena);
	for (unsigned op = 0; op < N_IR_OPS; op++)
		if (!seen[op])
			fail_msg("%s was never seen", ir_info[op].text);
}

/* ---- what is refused ---- */

static void test_parser_refuses(void **state)
{
	static const char *const lines[] = {
		"\tadd r1, r1",      "\tadd.64 r1, r1", "\tadd.64 r11, r1, 1", "\tadd.x r1, r1, 1",
		"\tadd.64 r1, r1, L2", "\tnone",        "\tload.8 r1, [5 + 1]", "L:",
		"\tload.8 r1, [r2 + 40000]", "\tjmp 7",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		struct arena arena;
		struct ir ir;

		arena_init(&arena, 0);
		assert_int_not_equal(ir_parse(&ir, &arena, lines[i]), 0);
		arena_free(&arena);
	}
}

static void test_check_refuses(void **state)
{
	static const char operand[] = "an operand is not one of its kind";
	static const char width[] = "the width is not one of its own";
	static const struct {
		const char *text, *wrong;
		uint32_t at;
	} cases[] = {
		{ "", "it is empty", 0 },
		{ "\tleave 0\n", "a function does not begin with its start", 0 },
		{ "L0:\n\tfunc 0\n\tmov.64 r0, 1\n", "a function does not end a path", 0 },
		{ "L0:\n\tfunc 0\n\tadd.64 r1, r2, r3\n\tleave 0\n",
		  "the result is not in the first operand", 2 },
		{ "L0:\n\tfunc 0\n\tadd.64 r1, r2, 4294967296\n\tleave 0\n",
		  "the result is not in the first operand", 2 },
		{ "L0:\n\tfunc 0\n\tfadd.64 r1, [r2 + 0], r3\n\tleave 0\n",
		  "the old value is not in the operand", 2 },
		{ "L0:\n\tfunc 0\n\tcmpxchg.64 r1, [r2 + 0], r3\n\tleave 0\n", operand, 2 },
		{ "L0:\n\tfunc 0\n\tmov.64 r10, r1\n\tleave 0\n", operand, 2 },
		{ "L0:\n\tfunc 0\n\tmov.64 run, r1\n\tleave 0\n", operand, 2 },
		{ "L0:\n\tfunc 0\n\tneg.64 r1, 5\n\tleave 0\n", operand, 2 },
		{ "L0:\n\tfunc 0\n\tmov.32 r1, 5\n\tleave 0\n", operand, 2 },
		{ "L0:\n\tfunc 0\n\tadd.64 r1, 5, r1\n\tleave 0\n", operand, 2 },
		{ "L0:\n\tfunc 0\n\tadd.8 r1, r1, r1\n\tleave 0\n", width, 2 },
		{ "L0:\n\tfunc 0\n\tload.24 r1, [r1 + 0]\n\tleave 0\n", width, 2 },
		{ "L0:\n\tfunc 0\n\tsx32.32 r1, r1\n\tleave 0\n", width, 2 },
		{ "L0:\n\tfunc 0\n\tjmp.64 L0\n", width, 2 },
		{ "L0:\n\tfunc 0\n\tjmp L1\n", operand, 2 },
		{ "L0:\n\tfunc 0\n\tjmp L0\n", "a jump leaves its function", 2 },
		{ "L0:\n\tfunc 0\n\tjmp L1\nL2:\n\tfunc 1\nL1:\n\tleave 0\n",
		  "a jump leaves its function", 2 },
		{ "L0:\n\tfunc 0\n\tjeq.64 5, r1, L0\n\tleave 0\n", operand, 2 },
		{ "L0:\n\tfunc 0\n\tcall 5, 4\n\tleave 0\n", operand, 2 },
		{ "L0:\n\tfunc 0\n\tcall r1, 0\n\tleave 0\n", operand, 2 },
		{ "L0:\n\tfunc 0\n\tcharge r1\n\tleave 0\n", operand, 2 },
		{ "L0:\n\tfunc 0\n\ttable.32 r0, r1, {1}\n\tleave 0\n", width, 2 },
		{ "L0:\n\tfunc 0\n\ttable.64 r10, r1, {1}\n\tleave 0\n", operand, 2 },
		{ "L0:\n\tfunc 0\nL1:\n\tcase L1\n", "a case follows no switch", 3 },
		{ "L0:\n\tfunc 0\nL1:\n\tswitch.64 r1, {0 1}\n\tcase L1\n",
		  "an entry is not one of the cases", 3 },
		{ "L0:\n\tfunc 0\nL1:\n\tswitch.64 r1, {}\n\tcase L1\n", "a switch is empty",
		  3 },
		{ "L0:\n\tfunc 0\nL1:\n\tswitch.64 r1, {0}\n\tcase L0\n",
		  "a jump leaves its function", 4 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct arena arena;
		const char *wrong;
		struct ir ir;
		uint32_t at;

		arena_init(&arena, 0);
		assert_int_equal(ir_parse(&ir, &arena, cases[i].text), 0);
		wrong = ir_check(&ir, &at);
		if (!wrong)
			fail_msg("nothing is wrong with %s", cases[i].text);
		assert_string_equal(wrong, cases[i].wrong);
		assert_int_equal(at, cases[i].at);
		arena_free(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_arithmetic), cmocka_unit_test(test_jumps),
		cmocka_unit_test(test_owed),
		cmocka_unit_test(test_memory),     cmocka_unit_test(test_recipe),
		cmocka_unit_test(test_lane),
		cmocka_unit_test(test_no_recipe),
		cmocka_unit_test(test_recipe_tested),
		cmocka_unit_test(test_key_in_pieces),  cmocka_unit_test(test_mask),
		cmocka_unit_test(test_proof),      cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_parser_refuses), cmocka_unit_test(test_check_refuses),
	};

	return cmocka_run_group_tests_name("ir", tests, NULL, NULL);
}
