/*
 * What profilers, debuggers and unwinders get to see of machine code
 * (vm/visible.h): at each instruction of a program the way back is found.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "jit/debug.h"
#include "tests/lib/flavour.h"
#include "tests/lib/vm_test.h"

#include <errno.h>
#include <execinfo.h>
#include <gelf.h>
#include <glob.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <ucontext.h>
#include <unistd.h>

/* ---- a program whose helper looks back ---- */

/* The helper is called from the entry, from a function, from one that a helper calls. */
static const char deep[] = ".prog xdp\n"
			   "r6 = 1\n"
			   "r7 = 2\n"
			   "*(u64 *)(r10 - 8) = r6\n"
			   "call ktime_get_ns\n"
			   "call inner\n"
			   "r1 = 3\n"
			   "r2 = func back ll\n"
			   "r3 = 0\n"
			   "r4 = 0\n"
			   "call loop\n"
			   "r0 = *(u64 *)(r10 - 8)\n"
			   "r0 += r7\n"
			   "exit\n"
			   ".func inner\n"
			   "r8 = 3\n"
			   "*(u64 *)(r10 - 16) = r8\n"
			   "call ktime_get_ns\n"
			   "r0 = r8\n"
			   "exit\n"
			   ".func back\n"
			   "r9 = 4\n"
			   "call ktime_get_ns\n"
			   "r0 = 0\n"
			   "exit\n";

struct program {
	struct image image;
	struct arena arena;
	struct facts *facts;
	struct binding binding;
	const struct jit_code *code;
	struct visible visible;
	struct visible_code *made;
};

static helper_fn *bodies[MAX_HELPER_ID + 1];
static const struct program *running;
static void *caller; /* where the run was started: every way back comes by there */
static unsigned n_looks, n_lost, seen; /* seen: parts of the code, a bit each */

static void look_back(void)
{
	uintptr_t text = (uintptr_t)running->code->text;
	bool arrived = false;
	struct code_part part;
	void *frames[64];
	int n = backtrace(frames, 64);

	for (int i = 0; i < n; i++) {
		arrived |= frames[i] == caller;
		for (uint32_t p = 0; debug_part(&running->image, running->code, p, &part); p++)
			if ((uintptr_t)frames[i] - text >= part.start &&
			    (uintptr_t)frames[i] - text < part.end)
				seen |= 1u << p;
	}
	n_looks++;
	n_lost += !arrived;
}

static uint64_t body_looks_back(uint64_t r1, uint64_t r2, uint64_t r3, uint64_t r4, uint64_t r5,
				struct run *run)
{
	(void)r1, (void)r2, (void)r3, (void)r4, (void)r5, (void)run;
	look_back();
	return 0;
}

static void make(struct program *p, const char *visible)
{
	const struct verify_opts opts = { .rights = 0 };
	struct skep_error error;

	memset(p, 0, sizeof(*p));
	error_clear(&error);
	arena_init(&p->arena, 0);
	if (assemble(&p->arena, deep, "test", &p->image, &error) ||
	    validate(&p->image, &error) ||
	    verify(&p->image, &opts, &p->arena, &p->facts, &error))
		fail_msg("%s: %s", error.id, error.message);
	memcpy(bodies, helper_bodies, sizeof(bodies));
	bodies[HELPER_ID_ktime_get_ns] = body_looks_back;
	p->binding = (struct binding){ .helpers = bodies };
	assert_int_equal(jit_prepare(&p->image, p->facts, &p->binding, 0, &p->arena, &p->code,
				     &error), 0);
	p->binding.enter = p->code->enter;
	assert_int_equal(visible_open(&p->visible, visible, &error), 0);
	assert_int_equal(visible_add(&p->visible, &p->image, p->code, &p->made, &error), 0);
	running = p;
	n_looks = n_lost = seen = 0;
}

static void drop(struct program *p)
{
	visible_remove(p->made);
	visible_close(&p->visible);
	jit_free(p->code);
	arena_free(&p->arena);
}

static __attribute__((noinline)) uint64_t run(const struct program *p, void (*before)(void),
					      void (*after)(void))
{
	uint8_t bytes[64] = { 0 };
	struct run block = { .binding = &p->binding, .budget = BUDGET_NONE };
	struct skep_xdp xdp;
	uint64_t r0;

	skep_xdp_init(&xdp, bytes, sizeof(bytes));
	block.ctx = &xdp;
	caller = __builtin_return_address(0);
	if (before)
		before();
	r0 = p->binding.enter(&block);
	if (after)
		after();
	assert_int_equal(block.status, RUN_OK);
	return r0;
}

static void test_back_from_helpers(void **state)
{
	struct program p;

	(void)state;
	make(&p, "unwind");
	assert_int_equal(run(&p, NULL, NULL), 3);
	assert_int_equal(n_looks, 5);
	assert_int_equal(n_lost, 0);
	assert_int_equal(seen, 15); /* callbacks' way in, main, inner, back */
	drop(&p);
}

/* Without it there is no way back; nor once it is taken back. */
static void test_closing(void **state)
{
	struct program p;

	(void)state;
	for (int i = 0; i < 50; i++) {
		make(&p, "unwind");
		run(&p, NULL, NULL);
		assert_int_equal(n_lost, 0);
		visible_remove(p.made);
		p.made = NULL;
		n_looks = n_lost = 0;
		run(&p, NULL, NULL);
		assert_int_equal(n_lost, n_looks);
		drop(&p);
	}
	make(&p, NULL);
	assert_null(p.made);
	run(&p, NULL, NULL);
	assert_int_equal(n_lost, 5);
	drop(&p);
}

/* ---- at each instruction ---- */

#if defined(__x86_64__)
static uint8_t stepped[1 << 16]; /* offsets of the code */

static void on_step(int signo, siginfo_t *info, void *context)
{
	const ucontext_t *uc = context;
	uint64_t at = (uint64_t)uc->uc_mcontext.gregs[REG_RIP] - (uintptr_t)running->code->text;

	(void)signo, (void)info;
	if (at >= running->code->size)
		return;
	stepped[at] = 1;
	look_back();
}

static void step_on(void)
{
	__asm__ volatile("pushfq; orq $0x100, (%%rsp); popfq" ::: "memory", "cc");
}

static void step_off(void)
{
	__asm__ volatile("pushfq; andq $~0x100, (%%rsp); popfq" ::: "memory", "cc");
}

static void test_back_from_each_instruction(void **state)
{
	struct sigaction action = { .sa_sigaction = on_step, .sa_flags = SA_SIGINFO }, before;
	unsigned n = 0;
	struct program p;

	(void)state;
	if (flavour_is_slow())
		skip(); /* emulators and sanitizers step themselves */
	make(&p, "unwind");
	assert_true(p.code->size <= sizeof(stepped));
	sigaction(SIGTRAP, &action, &before);
	assert_int_equal(run(&p, step_on, step_off), 3);
	sigaction(SIGTRAP, &before, NULL);
	for (size_t i = 0; i < sizeof(stepped); i++)
		n += stepped[i];
	print_message("%u instructions, %u looks, %u lost\n", n, n_looks, n_lost);
	assert_true(n > 60);
	assert_int_equal(n_lost, 0);
	drop(&p);
}
#else
static void test_back_from_each_instruction(void **state)
{
	(void)state;
	skip();
}
#endif

/* ---- through the API ---- */

static struct skep *visible_vm(const char *what)
{
	struct skep *vm;

	setenv("SKEP_VISIBLE", what, 1);
	vm = new_vm(NULL);
	unsetenv("SKEP_VISIBLE");
	return vm;
}

static const struct skep_prog *load(struct skep *vm, struct skep_obj **obj)
{
	struct skep_prog *prog;

	*obj = open_obj(vm, "callback");
	prog = skep_obj_next_prog(*obj, NULL);
	assert_int_equal(skep_prog_set_engine(prog, SKEP_ENGINE_JIT), 0);
	must_load(*obj);
	return prog;
}

static void test_words(void **state)
{
	static const char *const wrong[] = { "gdbx", "gdb,,unwind", "GDB",
					     " gdb", "perf",	    "gdb;unwind" };
	struct skep_error error;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		setenv("SKEP_VISIBLE", wrong[i], 1);
		assert_null(skep_new(NULL, &error));
		assert_non_null(strstr(error.message, "SKEP_VISIBLE"));
	}
	skep_free(visible_vm(""));
	skep_free(visible_vm("gdb,unwind"));
}

static void test_perf_map(void **state)
{
	struct skep *vm = visible_vm("perf-map");
	const struct skep_prog *prog;
	unsigned long start, size;
	char path[64], name[128];
	struct code_part part;
	struct skep_obj *obj;
	struct stat stat_of;
	uint32_t i;
	FILE *in;

	(void)state;
	snprintf(path, sizeof(path), "/tmp/perf-%d.map", (int)getpid());
	unlink(path);
	prog = load(vm, &obj);
	in = fopen(path, "r");
	assert_non_null(in);
	assert_int_equal(fstat(fileno(in), &stat_of), 0);
	assert_int_equal(stat_of.st_mode & 0777, 0600);
	for (i = 0; fscanf(in, "%lx %lx %127[^\n]\n", &start, &size, name) == 3; i++) {
		assert_true(debug_part(prog->image, prog->jit, i, &part));
		assert_int_equal(start, (uintptr_t)prog->jit->text + part.start);
		assert_int_equal(size, part.end - part.start);
		assert_non_null(strstr(name, i == 0 ? "bpf:loops:[callbacks of loops]" :
					     i == 1 ? "bpf:loops" : part.name));
	}
	assert_true(i >= 4);
	assert_false(debug_part(prog->image, prog->jit, i, &part));
	fclose(in);
	skep_free(vm);
	/* A link that somebody else left there is not followed. */
	unlink(path);
	assert_int_equal(symlink("/dev/null", path), 0);
	vm = visible_vm("perf-map");
	obj = open_obj(vm, "callback");
	skep_prog_set_engine(skep_obj_next_prog(obj, NULL), SKEP_ENGINE_JIT);
	assert_true(skep_obj_load(obj, NULL) < 0);
	skep_free(vm);
	unlink(path);
}

/* ---- jitdump ---- */

static uint64_t number(const uint8_t *at, unsigned size)
{
	uint64_t v = 0;

	memcpy(&v, at, size);
	return v;
}

static size_t read_file(const char *path, uint8_t *data, size_t room)
{
	FILE *in = fopen(path, "r");
	size_t n;

	assert_non_null(in);
	n = fread(data, 1, room, in);
	fclose(in);
	return n;
}

/* Each function with its code and its lines in front. */
static void check_dump(const uint8_t *data, size_t size, const struct skep_prog *prog)
{
	size_t at = 40, lines = 0;
	struct code_part part;
	uint32_t i = 0;

	assert_true(size > at);
	assert_int_equal(number(data, 4), 0x4a695444);
	assert_int_equal(number(data + 8, 4), 40);
	assert_int_equal(number(data + 20, 4), getpid());
	for (size_t length; at < size; at += length) {
		length = number(data + at + 4, 4);
		assert_true(length > 16 && length <= size - at);
		if (number(data + at, 4) == 2) {
			lines += number(data + at + 24, 8);
			continue;
		}
		assert_int_equal(number(data + at, 4), 0);
		assert_true(debug_part(prog->image, prog->jit, i, &part));
		assert_int_equal(number(data + at + 32, 8),
				 (uintptr_t)prog->jit->text + part.start);
		assert_int_equal(number(data + at + 40, 8), part.end - part.start);
		assert_int_equal(number(data + at + 48, 8), i++);
		assert_memory_equal(data + at + length - (part.end - part.start),
				    (const uint8_t *)prog->jit->text + part.start,
				    part.end - part.start);
	}
	assert_int_equal(at, size);
	assert_int_equal(i, prog->image->n_subprogs + 1);
	assert_int_equal(lines, prog->image->n_lines);
}

static void test_jitdump(void **state)
{
	static uint8_t data[1 << 16];
	const struct skep_prog *prog;
	struct skep_obj *obj;
	struct place place;
	char pattern[128];
	struct skep *vm;
	glob_t found;

	(void)state;
	place_make(&place);
	setenv("JITDUMPDIR", place.dir, 1);
	vm = visible_vm("jitdump");
	prog = load(vm, &obj);
	snprintf(pattern, sizeof(pattern), "%s/*/jit-%d.dump", place.dir, (int)getpid());
	assert_int_equal(glob(pattern, 0, NULL, &found), 0);
	assert_int_equal(found.gl_pathc, 1);
	check_dump(data, read_file(found.gl_pathv[0], data, sizeof(data)), prog);
	globfree(&found);
	skep_free(vm);
	setenv("JITDUMPDIR", "/nowhere", 1);
	setenv("SKEP_VISIBLE", "jitdump", 1);
	assert_null(skep_new(NULL, NULL));
	unsetenv("SKEP_VISIBLE");
	unsetenv("JITDUMPDIR");
	place_remove(&place);
}

/* ---- GDB ---- */

struct entry {
	struct entry *next, *prev;
	const char *file;
	uint64_t size;
};
extern struct {
	uint32_t version, action;
	struct entry *relevant, *first;
} __jit_debug_descriptor;

static unsigned count_entries(void)
{
	unsigned n = 0;

	for (const struct entry *e = __jit_debug_descriptor.first; e; e = e->next) {
		assert_true(!e->next || e->next->prev == e);
		n++;
	}
	return n;
}

/* What binutils make of the file: rows of lines, and no complaint. */
static unsigned count_rows(const char *path, const char *what, const char *wanted)
{
	char command[256], line[512];
	unsigned n = 0;
	FILE *in;

	snprintf(command, sizeof(command), "readelf --debug-dump=%s %s 2>&1", what, path);
	in = popen(command, "r");
	assert_non_null(in);
	while (fgets(line, sizeof(line), in)) {
		if (strstr(line, "arning") || strstr(line, "rror"))
			fail_msg("%s", line);
		n += strstr(line, wanted) != NULL;
	}
	assert_int_equal(pclose(in), 0);
	return n;
}

static void check_symbols(const struct entry *entry, const struct skep_prog *prog)
{
	Elf *elf = elf_memory((char *)entry->file, entry->size);
	struct code_part part;
	Elf_Scn *scn = NULL;
	unsigned n = 0;
	GElf_Shdr shdr;
	GElf_Sym symbol;

	assert_non_null(elf);
	while ((scn = elf_nextscn(elf, scn))) {
		assert_non_null(gelf_getshdr(scn, &shdr));
		if (shdr.sh_type == SHT_NOBITS)
			assert_int_equal(shdr.sh_addr, (uintptr_t)prog->jit->text);
		if (shdr.sh_type != SHT_SYMTAB)
			continue;
		for (; debug_part(prog->image, prog->jit, n, &part); n++) {
			assert_non_null(gelf_getsym(elf_getdata(scn, NULL), (int)n + 1, &symbol));
			assert_int_equal(symbol.st_value, part.start);
			assert_int_equal(symbol.st_size, part.end - part.start);
			assert_string_equal(elf_strptr(elf, shdr.sh_link, symbol.st_name),
					    part.name);
		}
	}
	assert_int_equal(n, prog->image->n_subprogs + 1);
	elf_end(elf);
}

static void test_gdb_list(void **state)
{
	struct skep *vm = visible_vm("gdb"), *other = visible_vm("gdb");
	struct skep_obj *obj, *second, *third;
	const struct skep_prog *prog;
	const struct entry *entry;
	struct place place;
	char path[128];
	FILE *out;

	(void)state;
	elf_version(EV_CURRENT);
	assert_int_equal(count_entries(), 0);
	prog = load(vm, &obj);
	entry = __jit_debug_descriptor.first;
	assert_int_equal(count_entries(), 1);
	check_symbols(entry, prog);
	place_make(&place);
	snprintf(path, sizeof(path), "%s/code.o", place.dir);
	out = fopen(path, "w");
	assert_int_equal(fwrite(entry->file, 1, entry->size, out), entry->size);
	fclose(out);
	assert_true(count_rows(path, "decodedline", "callback.bpf.c") >= prog->image->n_lines);
	assert_int_equal(count_rows(path, "frames", " FDE "), prog->image->n_subprogs + 1);
	assert_int_equal(count_rows(path, "info", "DW_TAG_subprogram"),
			 prog->image->n_subprogs + 1);
	place_remove(&place);
	load(other, &second);
	load(vm, &third);
	assert_int_equal(count_entries(), 3);
	skep_obj_close(second);
	assert_int_equal(count_entries(), 2);
	skep_free(vm);
	assert_int_equal(count_entries(), 0);
	skep_free(other);
}

/* The other machine's frames, too. */
static void test_frames_for_both(void **state)
{
	static const char *const registers[] = { [JIT_X64] = "rsp+8", [JIT_A64] = "sp+16" };
	struct place place;
	struct program p;

	(void)state;
	make(&p, NULL);
	place_make(&place);
	for (unsigned machine = 0; machine < N_JIT_MACHINES; machine++) {
		const struct jit_code *code;
		struct bytes elf = { 0 };
		char path[128];
		FILE *out;

		assert_int_equal(jit_prepare_for(machine, &p.image, p.facts, &p.binding, 0,
						 &p.arena, &code, NULL), 0);
		debug_elf(&p.image, code, &elf);
		assert_false(elf.failed);
		snprintf(path, sizeof(path), "%s/%u.o", place.dir, machine);
		out = fopen(path, "w");
		assert_int_equal(fwrite(elf.data, 1, elf.size, out), elf.size);
		fclose(out);
		assert_int_equal(count_rows(path, "frames", " FDE "), 4);
		assert_true(count_rows(path, "frames-interp", registers[machine]) >= 4);
		bytes_free(&elf);
		jit_free(code);
	}
	place_remove(&place);
	drop(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_back_from_helpers),
		cmocka_unit_test(test_closing),
		cmocka_unit_test(test_back_from_each_instruction),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_perf_map),
		cmocka_unit_test(test_jitdump),
		cmocka_unit_test(test_gdb_list),
		cmocka_unit_test(test_frames_for_both),
	};

	if (!jit_available()) {
		printf("1..1\nok 1 # skip: there is no JIT for this machine\n");
		return 0;
	}
	return cmocka_run_group_tests_name("visible", tests, NULL, NULL);
}
