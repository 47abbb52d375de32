/*
 * The checker of machine code (tools/check_code.h) over what the tests compile:
 * the objects, the rows of the ISA files, random programs, for both machines.
 * Wrong code that is planted must be found.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glob.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/campaign.h"
#include "tests/lib/flavour.h"
#include "tests/lib/host_funcs.h"
#include "tests/lib/isa_data.h"
#include "tests/lib/trivial_facts.h"
#include "tests/lib/vm_test.h"
#include "tools/check_code.h"

#include <sys/mman.h> /* MAP_STACK is a map type above */

static uint64_t n_checked, n_insns, n_wrong, n_masked;

/* What all tests of right code do: no findings.  Return: machine instructions. */
static uint32_t check_one(enum jit_machine machine, const struct image *image,
			  const struct facts *facts, const struct binding *binding, uint32_t flags,
			  const char *what)
{
	const struct jit_code *code;
	struct findings found;
	struct arena arena;

	arena_init(&arena, 0);
	assert_int_equal(jit_prepare_for(machine, image, facts, binding, flags, &arena, &code,
					 NULL), 0);
	assert_int_equal(check_code(image, binding, code, &found), 0);
	for (uint32_t i = 0; i < found.n && i < 3; i++)
		print_message("machine %d, flags %u: 0x%x, slot %d: %s: %s\n", machine, flags,
			      found.row[i].at, found.row[i].slot, found.row[i].text, what);
	n_checked++;
	n_insns += found.n_insns;
	n_wrong += found.n;
	jit_free(code);
	arena_free(&arena);
	return found.n_insns;
}

static void check_ways(const struct image *image, const struct facts *facts,
		       const struct binding *binding, const char *what)
{
	for (unsigned machine = 0; machine < N_JIT_MACHINES; machine++) {
		uint32_t size[N_JIT_FLAGS];

		for (uint32_t flags = 0; flags < N_JIT_FLAGS; flags++)
			size[flags] = check_one(machine, image, facts, binding, flags, what);
		n_masked += size[JIT_MASK] > size[0];
	}
}

static void start_count(void)
{
	n_checked = n_insns = n_wrong = n_masked = 0;
}

static void end_count(uint64_t least)
{
	print_message("%" PRIu64 " pieces of code, %" PRIu64 " machine instructions\n", n_checked,
		      n_insns);
	assert_int_equal(n_wrong, 0);
	assert_true(n_checked >= least);
}

/* ---- objects ---- */

/* Programs load by themselves, since some are refused. */
static bool check_object_prog(struct skep *vm, const char *path, unsigned index)
{
	struct skep_obj *obj = skep_obj_open(vm, path, NULL, NULL);
	struct skep_prog *prog = NULL;
	bool found = false;

	for (unsigned i = 0; obj && (prog = skep_obj_next_prog(obj, prog)); i++) {
		skep_prog_set_autoload(prog, i == index);
		found |= i == index;
	}
	if (obj && !skep_obj_load(obj, NULL))
		while ((prog = skep_obj_next_prog(obj, prog)))
			if (prog->loaded)
				check_ways(prog->image, prog->facts, &prog->binding, path);
	skep_obj_close(obj);
	return found;
}

static void check_objects(const char *folder)
{
	static struct host_notes notes;
	struct skep *vm = skep_new(SKEP_OPTS(.rights = SKEP_TRUSTED), NULL);
	const char *build = getenv("BUILD");
	char pattern[512];
	glob_t found;

	assert_non_null(vm);
	add_host_funcs(vm, &notes);
	snprintf(pattern, sizeof(pattern), "%s/%s/*.bpf.o", build ? build : "build", folder);
	assert_int_equal(glob(pattern, 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc; i++)
		for (unsigned n = 0; check_object_prog(vm, found.gl_pathv[i], n); n++)
			;
	globfree(&found);
	skep_free(vm);
}

static void test_objects(void **state)
{
	(void)state;
	start_count();
	check_objects("examples");
	check_objects("tests/objects");
	check_objects("bench/programs");
	print_message("%" PRIu64 " pieces with masked accesses\n", n_masked);
	assert_true(n_masked >= 10);
	end_count(400);
}

/* ---- the ISA's rows ---- */

static void check_row(const struct isa_row *row, void *arg)
{
	const struct verify_opts opts = { .rights = SKEP_TRUSTED };
	struct bound_map bound[4] = { 0 };
	struct binding binding = { .maps = bound, .helpers = helper_bodies };
	struct facts *facts;
	uint32_t flags = (uint32_t)row->line & 1 ? 0 : N_JIT_FLAGS - 1;
	struct arena arena;
	struct image image;

	(void)arg;
	if (row->first[0] == '!')
		return;
	arena_init(&arena, 0);
	assert_int_equal(assemble(&arena, row->program, row->file, &image, NULL), 0);
	assert_int_equal(validate(&image, NULL), 0);
	assert_int_equal(verify(&image, &opts, &arena, &facts, NULL), 0);
	assert_true(image.n_maps <= 4);
	binding.n_maps = image.n_maps;
	for (uint32_t m = 0; m < image.n_maps; m++) {
		struct map *map;

		assert_int_equal(map_create(image.maps[m], NULL, 1, &map, NULL), 0);
		map_bind(map, &bound[m]);
	}
	for (uint32_t i = 0; i < image.n_insns; i++) /* branches both ways */
		facts->insn[i].flags |= FACT_REACHED | FACT_TAKEN | FACT_FALLS;
	check_one((uint32_t)row->line & 2 ? JIT_X64 : JIT_A64, &image, facts, &binding, flags,
		  row->program);
	for (uint32_t m = 0; m < image.n_maps; m++)
		map_close(bound[m].map);
	arena_free(&arena);
}

static void test_isa_rows(void **state)
{
	static const char *const files[] = { "alu.data",    "jump.data",     "memory.data",
					     "atomic.data", "constant.data", "packet.data" };

	(void)state;
	start_count();
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		assert_true(isa_read(files[i], check_row, NULL) > 0);
	end_count(1000);
}

/* ---- random programs ---- */

static enum failure check_accepted(void *arg, const struct image *image, const struct facts *facts,
				   const struct binding *binding, struct outcome *out)
{
	(void)out;
	check_ways(image, facts, binding, arg);
	return FAILURE_NONE;
}

static void test_random_programs(void **state)
{
	uint64_t n = flavour_is_slow() ? 40 : 400;
	struct runner *runner = runner_new();
	static char text[PROG_TEXT];
	static struct prog prog;
	struct outcome out;

	(void)state;
	assert_non_null(runner);
	runner_watch(runner, check_accepted, text);
	start_count();
	for (uint64_t seed = 1; seed <= n; seed++) {
		struct run_opts opts = { .seed = seed };

		assert_int_equal(make_program(seed, false, &prog, text), 0);
		assert_int_equal(run_text(runner, text, &opts, &out), FAILURE_NONE);
	}
	runner_free(runner);
	end_count(n * 4);
}

/* ---- planted wrong code ---- */

#define K(ID, DST, IMM) ((struct insn){ .id = INSN_##ID, .dst = DST, .imm = IMM })

enum { PLANTED = 2 }; /* the instruction whose code is overwritten: there is much of it */
static const int64_t chosen = 0x3c909031a1b2c3d4;

/* A helper is called, a function too; r0 is a constant that is hidden. */
static struct insn victim_insns[] = {
	{ .id = INSN_CALL_HELPER, .imm = HELPER_ID_ktime_get_ns },
	{ .id = INSN_CALL_LOCAL, .src = 1, .imm = 2 },
	{ .id = INSN_LDDW, .imm = chosen },
	{ .id = INSN_EXIT },
	{ .id = INSN_MOV64_K, .imm = 1 },
	{ .id = INSN_EXIT },
};
enum { N_VICTIM = sizeof(victim_insns) / sizeof(*victim_insns) };

struct victim {
	struct arena arena;
	struct image image;
	struct subprog subprogs[2];
	struct binding binding;
	const struct jit_code *code;
	uint8_t *at;   /* of the instruction that is overwritten */
	size_t size;
};

static void make_victim(struct victim *v, enum jit_machine machine)
{
	memset(v, 0, sizeof(*v));
	arena_init(&v->arena, 0);
	v->subprogs[0] = (struct subprog){ .name = "main", .start = 0, .end = 4 };
	v->subprogs[1] = (struct subprog){ .name = "one", .start = 4, .end = N_VICTIM };
	v->image = (struct image){ .insns = victim_insns, .n_insns = N_VICTIM,
				   .subprogs = v->subprogs, .n_subprogs = 2 };
	v->binding = (struct binding){ .helpers = helper_bodies };
	assert_int_equal(jit_prepare_for(machine, &v->image, trivial_facts(&v->arena, &v->image),
					 &v->binding, JIT_BLIND, &v->arena, &v->code, NULL), 0);
	v->at = (uint8_t *)v->code->text + v->code->start[PLANTED];
	v->size = v->code->start[PLANTED + 1] - v->code->start[PLANTED];
	assert_int_equal(mprotect(v->code->pages, v->code->pages_size, PROT_READ | PROT_WRITE), 0);
}

static void drop_victim(struct victim *v)
{
	jit_free(v->code);
	arena_free(&v->arena);
}

static bool says(const struct findings *found, const char *wanted)
{
	for (uint32_t i = 0; i < found->n && i < MOST_FINDINGS; i++)
		if (strstr(found->row[i].text, wanted))
			return true;
	return false;
}

/* NULL: nothing is to be found. */
static void expect(const struct victim *v, const char *wanted, const char *what)
{
	struct findings found;

	assert_int_equal(check_code(&v->image, &v->binding, v->code, &found), 0);
	if (wanted ? !says(&found, wanted) : found.n)
		fail_msg("%s: %u findings, first \"%s\", wanted \"%s\"", what, found.n,
			 found.n ? found.row[0].text : "", wanted ? wanted : "none");
}

/* In hex, over the code of the instruction; the rest becomes @filler, over and over. */
static void plant(struct victim *v, const char *hex, const uint8_t *filler, size_t filler_size)
{
	size_t n = 0;

	for (const char *at = hex; *at; at += 2) {
		unsigned byte;

		while (*at == ' ')
			at++;
		assert_int_equal(sscanf(at, "%2x", &byte), 1);
		assert_true(n < v->size);
		v->at[n++] = (uint8_t)byte;
	}
	for (size_t i = 0; n < v->size; i++)
		v->at[n++] = filler[i % filler_size];
}

struct planted {
	const char *what, *hex, *wanted;
};

static void plant_all(enum jit_machine machine, const struct planted *rows, size_t n,
		      const uint8_t *filler, size_t filler_size)
{
	for (size_t i = 0; i < n; i++) {
		struct victim v;

		make_victim(&v, machine);
		expect(&v, NULL, "as it was made");
		plant(&v, rows[i].hex, filler, filler_size);
		expect(&v, rows[i].wanted, rows[i].what);
		drop_victim(&v);
	}
}

static void test_planted_x64(void **state)
{
	static const uint8_t push_rax[] = { 0x50 };
	static const struct planted rows[] = {
		{ "nothing", "", NULL },
		{ "a small constant", "b8 05000000", NULL },
		{ "a hidden constant", "b8 31909090 81f0 11223344", NULL },
		{ "system call", "0f05", "syscall is not expected" },
		{ "privileged", "f4", "hlt is not expected" },
		{ "interrupt", "cd80", "int is not expected" },
		{ "trap", "cc", "int3 is not expected" },
		{ "time", "0f31", "rdtsc is not expected" },
		{ "string copy", "f3 48a5", "not expected" },
		{ "not an instruction", "06", "no instruction" },
		{ "into an instruction", "eb01 4831c0", "inside an instruction" },
		{ "jump out of the code", "e9 ffffff7f", "not in the code" },
		{ "branch out of the code", "0f84 ffffff7f", "not in the code" },
		{ "jump through a register", "ffe0", "jmp with operands \"r\"" },
		{ "jump through memory", "ff20", "indirect branch outside" },
		{ "jump to the enter of what was not looked up", "ff6020", "indirect branch" },
		{ "call through a register", "ffd0", "indirect branch outside" },
		{ "call through memory", "ff10", "call with operands \"m\"" },
		{ "call of what is no function", "e8 00000000", "not the start of a function" },
		{ "call of what is not called", "e8 00001000", "does not call" },
		{ "far call of what is not called", "48b8 0000000012340000 ffd0",
		  "indirect branch outside" },
		{ "chosen 32 bits", "b8 3190903c", "0x3c909031 is not hidden" },
		{ "chosen 64 bits", "48b8 d4c3b2a13190903c", "is not hidden" },
		{ "chosen, sign-extended", "48c7c0 3190903c", "is not hidden" },
		{ "chosen operand", "05 3190903c", "is not hidden" },
		{ "chosen comparison", "3d 3190903c", "is not hidden" },
		{ "chosen stored", "c745f8 3190903c", "is not hidden" },
		{ "key that is zero", "b8 3190903c 35 00000000", "is not hidden" },
		{ "half of a hidden 64-bit constant", "48b8 d4c3b2a13190903c 4835 01000000",
		  "is not hidden" },
		{ "hidden, entered in the middle", "eb05 b8 3190903c 35 11223344",
		  "is not hidden" },
		{ "key of another register", "b8 3190903c 81f1 11223344", "is not hidden" },
		{ "stack pointer", "4889c4", "changes the stack pointer" },
		{ "stack pointer popped", "5c", "changes the stack pointer" },
		{ "stack pointer loaded", "488b20", "changes the stack pointer" },
		{ "stack pointer exchanged", "4887e0", "changes the stack pointer" },
		{ "run block", "4989c4", "changes the run block's register" },
		{ "low half of the run block", "4189c4", "changes the run block's register" },
		{ "segment", "64488b00", "operand 1 of mov" },
		{ "index", "488b0408", NULL },
		{ "index without a base", "488b040d 00000000", "operand 2 of mov" },
		{ "absolute address", "488b0425 00000000", "operand 2 of mov" },
		{ "address of 32 bits", "67488b00", "operand 1 of mov" },
		{ "data in the code", "488b05 00000000", "accesses the code" },
		{ "address out of the code", "488d05 00ffff00", "not in the code" },
		{ "address inside an instruction", "488d05 01000000 4831c0",
		  "inside an instruction" },
	};

	(void)state;
	plant_all(JIT_X64, rows, sizeof(rows) / sizeof(*rows), push_rax, sizeof(push_rax));
}

static void test_planted_a64(void **state)
{
	static const uint8_t mov_x0_x0[] = { 0xe0, 0x03, 0x00, 0xaa };
	static const struct planted rows[] = { /* words, low byte first */
		{ "nothing", "", NULL },
		{ "a small constant", "a70080d2", NULL },
		{ "system call", "010000d4", "svc is not expected" },
		{ "trap", "000020d4", "brk is not expected" },
		{ "return from an exception", "e0039fd6", "eret is not expected" },
		{ "system register", "00103bd5", "mrs is not expected" },
		{ "not an instruction", "00000000", "no instruction" },
		{ "more operands than any of ours", "20540bd5", "no instruction" },
		{ "jump out of the code", "ffffff15", "not in the code" },
		{ "branch out of the code", "e0ff7f54", "not in the code" },
		{ "jump through a register", "00001fd6", "indirect branch outside" },
		{ "jump through the far register", "00021fd6", "indirect branch outside" },
		{ "jump to where a run is cut short", "20011fd6", "indirect branch outside" },
		{ "call through a register", "00003fd6", "indirect branch outside" },
		{ "call of what is not called", "102282d2 00023fd6", "indirect branch outside" },
		{ "return elsewhere", "00005fd6", "ret with operands \"r\"" },
		{ "call of what is no function", "01000094", "not the start of a function" },
		{ "call out of the code", "00000095", "does not call" },
		{ "data in the code", "00000058", "ldr with operands \"ri\"" },
		{ "chosen 16 bits", "272286d2", "is not hidden" },
		{ "chosen 32 bits", "271286d2 07a2a7f2", "is not hidden" },
		{ "chosen operand", "e78c0491", "is not hidden" },
		{ "chosen comparison", "ff8c04f1", "is not hidden" },
		{ "key that is zero", "272286d2 0d0080d2 e7000dca", "is not hidden" },
		{ "key of another register", "272286d2 2d2286d2 00000dca", "is not hidden" },
		{ "stack pointer", "1f000091", "changes the stack pointer" },
		{ "stack pointer from a scratch register", "3f010091",
		  "changes the stack pointer" },
		{ "run block", "f80301aa", "changes the run block's register" },
		{ "run block loaded", "180040f9", "changes the run block's register" },
		{ "index", "416863f8", NULL },
		{ "scaled index", "417863f8", NULL },
		{ "half of a register as index", "414863f8", "operand 2 of ldr" },
		{ "shifted operand", "200c028b", "operand 3 of add" },
		{ "base that moves", "018440f8", "is not expected" },
		{ "base that moves in front", "018c40f8", "changes its base" },
		{ "another barrier", "bf3b03d5", "dmb with operands" },
		{ "prefetch", "000080f9", "prfm is not expected" },
	};

	(void)state;
	plant_all(JIT_A64, rows, sizeof(rows) / sizeof(*rows), mov_x0_x0, sizeof(mov_x0_x0));
}

/* A sequence that is allowed is not, once a branch leads into it. */
static void test_sequences_are_whole(void **state)
{
	static const uint8_t push_rax[] = { 0x50 };
	uint64_t helper = (uintptr_t)helper_bodies[HELPER_ID_ktime_get_ns];
	char hex[64], far_call[40] = "48b8";
	struct victim v;

	(void)state;
	for (unsigned i = 0; i < 8; i++)
		snprintf(far_call + 4 + 2 * i, 3, "%02x", (unsigned)(helper >> 8 * i & 0xff));
	strcat(far_call, "ffd0");
	make_victim(&v, JIT_X64);
	plant(&v, far_call, push_rax, 1);
	expect(&v, NULL, "a far call");
	snprintf(hex, sizeof(hex), "eb0a%s", far_call);
	plant(&v, hex, push_rax, 1);
	expect(&v, "indirect branch outside", "a jump over the address");
	drop_victim(&v);
}

static void test_ends(void **state)
{
	struct victim v;
	uint8_t *text;

	(void)state;
	make_victim(&v, JIT_X64);
	text = (uint8_t *)v.code->text;
	text[v.code->size - 1] = 0x50;
	expect(&v, "control leaves the function", "the last return");
	drop_victim(&v);
	make_victim(&v, JIT_X64);
	((uint32_t *)v.code->start)[4]++;
	expect(&v, "does not start at an instruction", "where an instruction starts");
	drop_victim(&v);
}

/* Whatever the bytes are, judging them ends; most of what is damaged is noticed. */
static void test_damage(void **state)
{
	unsigned n_found = 0, n = 0;

	(void)state;
	for (unsigned machine = 0; machine < N_JIT_MACHINES; machine++) {
		struct victim v;

		make_victim(&v, machine);
		for (size_t bit = 0; bit < 8 * v.code->size; bit++) {
			uint8_t *at = (uint8_t *)v.code->text + bit / 8;
			struct findings found;

			*at ^= (uint8_t)(1 << bit % 8);
			assert_int_equal(check_code(&v.image, &v.binding, v.code, &found), 0);
			*at ^= (uint8_t)(1 << bit % 8);
			n_found += found.n > 0;
			n++;
		}
		drop_victim(&v);
	}
	print_message("%u of %u single bits are noticed\n", n_found, n);
	assert_true(n_found > n / 3);
}

/* ---- tables ---- */

/* Eleven ways. */
static const char switch_text[] =
	"r0 = *(u32 *)(r1 + 0)\n"
	"if r0 == 0 goto a0\nif r0 == 1 goto a1\nif r0 == 2 goto a2\nif r0 == 3 goto a3\n"
	"if r0 == 4 goto a4\nif r0 == 5 goto a5\nif r0 == 6 goto a6\nif r0 == 7 goto a7\n"
	"if r0 == 8 goto a8\nif r0 == 9 goto a9\nr0 ^= 5\nexit\n"
	"a0: r0 += 9\na1: r0 *= 3\na2: r0 <<= 5\na3: r0 = -r0\na4: r0 |= 7\n"
	"a5: r0 += 1\na6: r0 *= 5\na7: r0 <<= 3\na8: r0 ^= 9\na9: r0 |= 3\nexit\n";

static void make_switch(struct victim *v, enum jit_machine machine)
{
	memset(v, 0, sizeof(*v));
	arena_init(&v->arena, 0);
	assert_int_equal(assemble(&v->arena, switch_text, "test", &v->image, NULL), 0);
	v->binding = (struct binding){ .helpers = helper_bodies };
	assert_int_equal(jit_prepare_for(machine, &v->image, trivial_facts(&v->arena, &v->image),
					 &v->binding, JIT_LEVEL_1, &v->arena, &v->code, NULL), 0);
	assert_int_equal(mprotect(v->code->pages, v->code->pages_size, PROT_READ | PROT_WRITE), 0);
}

/* Entries that lead elsewhere, or are none; an index that is not bounded. */
static void test_tables(void **state)
{
	(void)state;
	for (unsigned machine = 0; machine < N_JIT_MACHINES; machine++) {
		bool unbounded = false;
		struct victim v;
		uint64_t *data, was;

		make_switch(&v, machine);
		data = (uint64_t *)v.code->data;
		assert_int_equal(v.code->n_data, 16);
		assert_ptr_equal(data, v.code->pages); /* not in a page of code */
		expect(&v, NULL, "as it was made");
		was = data[3];
		data[3]++;
		expect(&v, "table: the target is inside an instruction", "an entry");
		data[3] = 0;
		expect(&v, "table: the target is not in the code", "an entry");
		data[3] = was;
		((struct jit_code *)v.code)->n_data--;
		expect(&v, "the index is beyond the entries", "a table");
		((struct jit_code *)v.code)->n_data++;
		for (size_t bit = 0; bit < 8 * v.code->size && !unbounded; bit++) {
			uint8_t *at = (uint8_t *)v.code->text + bit / 8;
			struct findings found;

			*at ^= (uint8_t)(1 << bit % 8);
			assert_int_equal(check_code(&v.image, &v.binding, v.code, &found), 0);
			*at ^= (uint8_t)(1 << bit % 8);
			unbounded |= found.n == 2 && says(&found, "the index is not bounded");
		}
		assert_true(unbounded);
		drop_victim(&v);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_objects),
		cmocka_unit_test(test_isa_rows),
		cmocka_unit_test(test_random_programs),
		cmocka_unit_test(test_planted_x64),
		cmocka_unit_test(test_planted_a64),
		cmocka_unit_test(test_sequences_are_whole),
		cmocka_unit_test(test_ends),
		cmocka_unit_test(test_damage),
		cmocka_unit_test(test_tables),
	};

	if (!jit_available()) {
		printf("1..1\nok 1 # skip: there is no JIT for this machine\n");
		return 0;
	}
	return cmocka_run_group_tests_name("jit_check", tests, NULL, NULL);
}
