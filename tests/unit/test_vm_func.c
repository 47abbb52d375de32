/* Host functions: what the loader makes of them, who may call them, what calls do. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/kfunc.h"
#include "tests/lib/host_funcs.h"
#include "tests/lib/variant.h"
#include "tests/lib/vm_test.h"

static struct host_notes notes;

/* An object of which only these programs are loaded, separated by blanks. */
static void leave_only(struct skep_obj *obj, const char *progs, enum skep_engine engine)
{
	struct skep_prog *prog = NULL;
	char word[64];

	while ((prog = skep_obj_next_prog(obj, prog)))
		skep_prog_set_autoload(prog, false);
	for (int used; sscanf(progs, "%63s%n", word, &used) == 1; progs += used) {
		prog = skep_obj_prog(obj, word);
		assert_non_null(prog);
		skep_prog_set_autoload(prog, true);
		assert_int_equal(skep_prog_set_engine(prog, engine), 0);
	}
}

static const struct image *image_of(const struct skep_obj *obj, const char *prog)
{
	assert_non_null(skep_obj_prog(obj, prog));
	return skep_obj_prog(obj, prog)->image;
}

/* ---- what the loader makes ---- */

static uint32_t find_call(const struct image *image)
{
	uint32_t i = 0;

	while (i < image->n_insns && image->insns[i].id != INSN_CALL_KFUNC)
		i++;
	return i;
}

/* The program's only host function. */
static const struct helper_info *only_func(const struct skep_obj *obj, const char *prog)
{
	const struct image *image = image_of(obj, prog);
	uint32_t i = find_call(image);

	assert_true(i < image->n_insns);
	assert_int_equal(image->n_kfuncs, 1);
	assert_int_equal(image->insns[i].imm, 0);
	assert_int_equal(image->insns[i].off, 0);
	return image->kfuncs[0];
}

static void calls_in_images(void **state)
{
	struct skep *vm = new_vm(NULL);
	const struct image *image;
	struct skep_obj *obj;
	char text[64];

	(void)state;
	add_host_funcs(vm, &notes);
	obj = open_obj(vm, "kfuncs");
	assert_string_equal(only_func(obj, "adds")->name, "host_add");
	image = image_of(obj, "adds");
	disasm(image, find_call(image), text, sizeof(text));
	assert_string_equal(text, "call kfunc(host_add)");
	/* The flavour is not part of the name; two functions are two rows, of each one. */
	assert_string_equal(only_func(obj, "flavour")->name, "host_result");
	image = image_of(obj, "points_at");
	assert_int_equal(image->n_kfuncs, 2);
	assert_string_equal(image->kfuncs[0]->name, "host_norm");
	assert_string_equal(image->kfuncs[1]->name, "host_mirror");
	skep_free(vm);
}

static void rows_of_prototypes(void **state)
{
	static const struct {
		const char *prog;
		uint8_t ret, arg[5];
		uint32_t size, ret_size, flags;
	} rows[] = {
		{ "adds",
		  RET_SCALAR,
		  { ARG_NUMBER, ARG_NUMBER, ARG_NUMBER, ARG_NUMBER, ARG_NUMBER },
		  0,
		  0,
		  0 },
		{ "sums_packet", RET_SCALAR, { ARG_MEM, ARG_SIZE0 }, 0, 0, 0 },
		{ "fills", RET_SCALAR, { ARG_INOUT, ARG_SIZE0, ARG_NUMBER }, 0, 0, 0 },
		{ "maybe", RET_SCALAR, { ARG_TYPED_INOUT_NULL }, 16, 0, 0 },
		{ "optional", RET_SCALAR, { ARG_INOUT_OPT, ARG_SIZE_CONST }, 0, 0, 0 },
		{ "frame", RET_SCALAR, { ARG_CTX }, 0, 0, 0 },
		{ "grows", RET_SCALAR, { ARG_CTX, ARG_NUMBER }, 0, 0, HELPER_MOVES_PACKET },
		{ "finds_unchecked", RET_MEM_OR_NULL, { ARG_NUMBER }, 0, 16, HELPER_RDONLY },
		{ "writes_result", RET_MEM, { ARG_NONE }, 0, 16, HELPER_RDONLY },
		{ "beyond", RET_MEM, { ARG_NUMBER, ARG_ALLOC_SIZE }, 0, 0, HELPER_RDONLY },
	};
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj;

	(void)state;
	add_host_funcs(vm, &notes);
	obj = open_obj(vm, "kfuncs");
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct helper_info *row = only_func(obj, rows[i].prog);

		if (row->ret != rows[i].ret || memcmp(row->arg, rows[i].arg, sizeof(row->arg)) ||
		    row->arg_size[0] != rows[i].size || row->ret_size != rows[i].ret_size ||
		    (row->flags & ~(uint32_t)HELPER_PACKET) != rows[i].flags)
			fail_msg("%s: another row", rows[i].prog);
	}
	assert_int_equal(image_of(obj, "points_at")->kfuncs[0]->arg[0], ARG_TYPED);
	assert_int_equal(image_of(obj, "points_at")->kfuncs[1]->arg[0], ARG_TYPED_INOUT);
	assert_int_equal(image_of(obj, "buffers")->kfuncs[1]->flags & HELPER_RDONLY, 0);
	assert_int_equal(image_of(obj, "constant")->kfuncs[0]->arg[0], ARG_CONSTANT);
	assert_int_equal(image_of(obj, "constant")->kfuncs[1]->arg[0], ARG_IGNORED);
	assert_int_equal(image_of(obj, "constant")->kfuncs[2]->arg[0], ARG_STRING);
	skep_free(vm);
}

/* What an LDDW of the weak function's address became; there may be another of -1. */
static void check_address(const struct skep_obj *obj, const char *prog, int64_t v)
{
	const struct image *image = image_of(obj, prog);
	uint32_t n = 0;

	for (uint32_t i = 0; i < image->n_insns; i++) {
		if (image->insns[i].id != INSN_LDDW || (int32_t)image->insns[i].imm == -1)
			continue;
		assert_int_equal(image->insns[i].imm, v);
		n++;
	}
	assert_int_equal(n, 1);
}

static void weak_ones(void **state)
{
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj;

	(void)state;
	add_host_funcs(vm, &notes);
	obj = open_obj(vm, "kfuncs");
	check_address(obj, "weak_there", 1);
	check_address(obj, "weak_missing", 0);
	check_address(obj, "weak_differs", 0);
	assert_int_equal(image_of(obj, "weak_there")->n_poisons, 0);
	assert_int_equal(image_of(obj, "weak_missing")->n_poisons, 1);
	assert_int_equal(image_of(obj, "weak_missing")->n_kfuncs, 0);
	leave_only(obj, "weak_there weak_missing weak_differs strong_unreached",
		   SKEP_ENGINE_DEFAULT);
	must_load(obj);
	assert_int_equal(run_frame(obj, "weak_there", 0, 0), 1);
	assert_int_equal(run_frame(obj, "weak_missing", 0, 0), 21);
	assert_int_equal(run_frame(obj, "weak_differs", 0, 0), 22);
	assert_int_equal(run_frame(obj, "strong_unreached", 0, 0), 23);
	skep_free(vm);
}

struct verdict {
	const char *prog, *id, *message;
	enum skep_class class;
};

static void check_verdicts(const struct skep_obj *obj, const struct verdict *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct skep_error error;
		int err = skep_prog_verify(skep_obj_prog(obj, rows[i].prog), &error);

		if (!rows[i].id != !err)
			fail_msg("%s: [%s] %s", rows[i].prog, error.id, error.message);
		if (!err)
			continue;
		if (strcmp(error.id, rows[i].id) || !strstr(error.message, rows[i].message) ||
		    error.error_class != rows[i].class || !error.line)
			fail_msg("%s: [%s] %s", rows[i].prog, error.id, error.message);
	}
}
#define CHECK_VERDICTS(obj, rows) check_verdicts(obj, rows, sizeof(rows) / sizeof(*(rows)))

static void refused_programs(void **state)
{
	static const struct verdict rows[] = {
		{ "adds", NULL, NULL, SKEP_CLASS_NONE },
		{ "strong_missing", "unresolved",
		  "function host_missing is not known: the host does not give it",
		  SKEP_CLASS_UNSUPPORTED },
		{ "weak_called", "unresolved", "function host_weak_add___v1 is not known",
		  SKEP_CLASS_UNSUPPORTED },
		{ "strong_differs", "unresolved",
		  "function host_other is not known: parameter 2 is another type than the host's",
		  SKEP_CLASS_UNSUPPORTED },
		{ "other_context", "helper-forbidden",
		  "host_skb is not available to programs of type xdp", SKEP_CLASS_UNSAFE },
		{ "own_context", NULL, NULL, SKEP_CLASS_NONE },
		{ "finds_unchecked", "null-dereference", "may be NULL", SKEP_CLASS_UNSAFE },
		{ "writes_result", "read-only", "read-only", SKEP_CLASS_UNSAFE },
		{ "beyond", "memory-bounds", "memory of 6 bytes", SKEP_CLASS_UNSAFE },
		{ "grows_and_reads", "uninit-register", "read before", SKEP_CLASS_UNSAFE },
		{ "unsized", "unresolved", "the host does not give it", SKEP_CLASS_UNSUPPORTED },
	};
	struct skep *vm = new_vm(NULL);

	(void)state;
	add_host_funcs(vm, &notes);
	CHECK_VERDICTS(open_obj(vm, "kfuncs"), rows);
	skep_free(vm);
}

/* An object sees what its environment had when it was opened. */
static void environments(void **state)
{
	static const struct verdict none[] = {
		{ "adds", "unresolved", "function host_add is not known", SKEP_CLASS_UNSUPPORTED },
		{ "flavour", "unresolved", "function host_result___v2 is not known",
		  SKEP_CLASS_UNSUPPORTED },
	}, one[] = {
		{ "adds", NULL, NULL, SKEP_CLASS_NONE },
		{ "flavour", "unresolved", "function host_result___v2 is not known",
		  SKEP_CLASS_UNSUPPORTED },
	};
	struct skep_func add = host_func("host_add"), arg = host_func("host_arg");
	struct skep *vm = new_vm(NULL), *other = new_vm(NULL);
	struct skep_obj *before, *obj;
	struct skep_error error;

	(void)state;
	before = open_obj(vm, "kfuncs");
	assert_int_equal(add_funcs(vm, &add, 1, &error), 0);
	CHECK_VERDICTS(before, none);
	CHECK_VERDICTS(open_obj(vm, "kfuncs"), one);
	CHECK_VERDICTS(open_obj(other, "kfuncs"), none);
	/* Each environment's function has its own argument. */
	for (uintptr_t i = 5; i < 7; i++) {
		arg.arg = (void *)i;
		assert_int_equal(add_funcs(i == 5 ? vm : other, &arg, 1, &error), 0);
	}
	for (uint32_t i = 5; i < 7; i++) {
		obj = open_obj(i == 5 ? vm : other, "kfuncs");
		leave_only(obj, "arguments", SKEP_ENGINE_DEFAULT);
		must_load(obj);
		assert_int_equal(run_frame(obj, "arguments", 0, 0), i);
	}
	skep_free(vm);
	skep_free(other);
}

/* ---- rights ---- */

static void rights(void **state)
{
	static const struct verdict rows[] = {
		{ "adds", "helper-right", "host_add needs the right host_add",
		  SKEP_CLASS_PRIVILEGE },
		{ "flavour", "helper-right", "host_result needs the right leak-pointers",
		  SKEP_CLASS_PRIVILEGE },
		{ "fills", "helper-forbidden", "host_fill is not available to programs of type xdp",
		  SKEP_CLASS_UNSAFE },
		{ "weak_there", NULL, NULL, SKEP_CLASS_NONE },
		{ "arguments", "helper-right", "host_arg needs the right host_arg",
		  SKEP_CLASS_PRIVILEGE },
	};
	struct skep_func funcs[] = {
		host_func("host_add"),
		host_func("host_result"),
		host_func("host_fill"),
		host_func("host_arg"),
	};
	struct skep *vm = new_vm(NULL), *trusted = new_vm(SKEP_OPTS(.rights = SKEP_TRUSTED));
	struct skep_obj *obj;
	struct skep_error error;

	(void)state;
	funcs[0].flags = funcs[3].flags = SKEP_FUNC_WITHHELD;
	funcs[1].rights = SKEP_LEAK_POINTERS;
	funcs[2].prog_types = UINT64_C(1) << PROG_SCHED_CLS;
	assert_int_equal(add_funcs(vm, funcs, 4, &error), 0);
	assert_int_equal(add_funcs(trusted, funcs, 4, &error), 0);
	obj = open_obj(vm, "kfuncs");
	CHECK_VERDICTS(obj, rows);
	skep_prog_verify(skep_obj_prog(obj, "adds"), &error);
	assert_non_null(strstr(error.hint, "SKEP_FUNC_WITHHELD"));
	/* Who asks first is told that it is not there. */
	check_address(obj, "weak_there", 0);
	obj = open_obj(trusted, "kfuncs");
	assert_int_equal(skep_prog_verify(skep_obj_prog(obj, "flavour"), NULL), 0);
	assert_true(skep_prog_verify(skep_obj_prog(obj, "adds"), NULL) < 0);
	skep_free(vm);
	skep_free(trusted);
}

/* ---- runs ---- */

static const struct {
	const char *prog;
	uint32_t result;
} runs[] = {
	{ "adds", (uint32_t)(((1ull << 40) - 3 + 200 + 1 + 7) >> 8) },
	{ "sums", 15 + 100 * ('t' + 'w') },
	{ "sums_packet", 4 + 5 },
	{ "fills", 6 },
	{ "fails", (uint32_t)-22 },
	{ "points_at", 14 * 100 + 2 + 14 },
	{ "maybe", 5 * 100 + 10 + 1 },
	{ "optional", 8 * 100 + 5 },
	{ "constant", 14 + 5 + 12 },
	{ "frame", 64 },
	{ "grows", (uint32_t)-1 }, /* there is no room in front of the frame */
	{ "finds", 41 * 100 + 7 + 42 },
	{ "buffers", 6 },
	{ "arguments", 1 },
	{ "deeper", 5 + 0 + 1 + 2 },
	{ "flavour", 40 },
	{ "weak_there", 1 },
};

static void check_runs(enum skep_engine engine, const char *name)
{
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj;

	notes = (struct host_notes){ 0 };
	add_host_funcs(vm, &notes);
	obj = open_obj(vm, "kfuncs");
	leave_only(obj, "", engine);
	for (size_t i = 0; i < sizeof(runs) / sizeof(*runs); i++) {
		skep_prog_set_autoload(skep_obj_prog(obj, runs[i].prog), true);
		skep_prog_set_engine(skep_obj_prog(obj, runs[i].prog), engine);
	}
	must_load(obj);
	for (int round = 0; round < 2; round++)
		for (size_t i = 0; i < sizeof(runs) / sizeof(*runs); i++) {
			uint32_t result = run_frame(obj, runs[i].prog, 4, 5);

			if (result != runs[i].result)
				fail_msg("%s on %s: %d, not %d", runs[i].prog, name, (int)result,
					 (int)runs[i].result);
		}
	assert_int_equal(notes.n, 2 * 4);
	assert_int_equal(notes.sum, 2 * (4 + 0 + 1 + 2));
	assert_ptr_equal(notes.prog, skep_obj_prog(obj, "deeper"));
	assert_true(notes.lane < skep_lanes(vm));
	skep_free(vm);
}
TESTS_ON_ENGINES(check_runs)

/* The frame grows in front; the program reads what the host wrote there. */
static void check_moved(enum skep_engine engine)
{
	struct skep *vm = new_vm(NULL);
	uint8_t room[80] = { 0 };
	struct skep_xdp xdp;
	struct skep_obj *obj;
	uint32_t result;

	add_host_funcs(vm, &notes);
	obj = open_obj(vm, "kfuncs");
	leave_only(obj, "grows", engine);
	must_load(obj);
	skep_xdp_init(&xdp, room + 16, 64);
	xdp.head = room;
	assert_int_equal(skep_run(skep_obj_prog(obj, "grows"), &xdp, &result), 0);
	assert_int_equal(result, 68 * 1000 + 9);
	assert_ptr_equal(xdp.data, room + 12);
	skep_free(vm);
}

/* A function that runs another program of the object, which changes a variable of it. */
static void check_nested(enum skep_engine engine)
{
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj;

	notes = (struct host_notes){ 0 };
	add_host_funcs(vm, &notes);
	obj = open_obj(vm, "kfuncs");
	leave_only(obj, "nests counts", engine);
	must_load(obj);
	notes.nested = skep_obj_prog(obj, "counts");
	assert_int_equal(run_frame(obj, "nests", 0, 0), 3 * 100 + 1);
	skep_free(vm);
}

/* Through skep_skb, whose structure the host sees. */
static void check_skb(enum skep_engine engine)
{
	struct skep *vm = new_vm(NULL);
	uint8_t frame[60] = { 0 };
	struct skep_skb skb;
	struct skep_obj *obj;
	uint32_t result;

	add_host_funcs(vm, &notes);
	obj = open_obj(vm, "kfuncs");
	leave_only(obj, "own_context", engine);
	must_load(obj);
	skep_skb_init(&skb, frame, sizeof(frame));
	assert_int_equal(skep_run(skep_obj_prog(obj, "own_context"), &skb, &result), 0);
	assert_int_equal(result, sizeof(frame));
	skep_free(vm);
}

static void on_each_engine(void **state)
{
	(void)state;
	for (int engine = SKEP_ENGINE_INTERP; engine <= last_engine(); engine++) {
		check_moved((enum skep_engine)engine);
		check_nested((enum skep_engine)engine);
		check_skb((enum skep_engine)engine);
	}
}

/* ---- functions without a body, prototypes that are not supported ---- */

static void verified_only(void **state)
{
	struct skep_func add = host_func("host_add");
	struct skep *vm = new_vm(NULL);
	struct skep_error error;
	struct skep_obj *obj;

	(void)state;
	add.fn = NULL;
	assert_int_equal(add_funcs(vm, &add, 1, &error), 0);
	for (int engine = SKEP_ENGINE_INTERP; engine <= last_engine(); engine++) {
		struct frame frame;
		uint32_t result;

		obj = open_obj(vm, "kfuncs");
		leave_only(obj, "adds", (enum skep_engine)engine);
		assert_int_equal(skep_prog_verify(skep_obj_prog(obj, "adds"), &error), 0);
		if (engine != SKEP_ENGINE_CHECKED) {
			assert_true(skep_obj_load(obj, &error) < 0);
			assert_string_equal(error.id, "helper-no-body");
			assert_non_null(strstr(error.message, "host_add"));
			continue;
		}
		must_load(obj);
		frame_make(&frame, 0, 0);
		assert_int_equal(skep_run(skep_obj_prog(obj, "adds"), &frame.xdp, &result),
				 -EFAULT);
	}
	skep_free(vm);
}

static void unsupported_prototypes(void **state)
{
	static const struct {
		const char *name, *why;
	} rows[] = {
		{ "host_unsized", "parameter 2 (p): pointers without a size are not supported" },
		{ "host_pointers", "parameter 1 (list): pointers to memory that holds pointers" },
		{ "host_twice", "parameter 1 (text): pointers to memory that holds pointers" },
		{ "host_code", "parameter 1 (fn): functions as arguments" },
		{ "host_value", "parameter 1 (v): values other than integers" },
		{ "host_map", "parameter 1 (m__map): parameter suffixes such as __map" },
		{ "host_list", "results other than integers and pointers to memory" },
	};
	static const struct verdict verdicts[] = {
		{ "unsized", "helper-unsupported",
		  "host_unsized needs pointers without a size, which are not supported",
		  SKEP_CLASS_UNSUPPORTED },
		{ "lists", "helper-unsupported", "host_list needs results other than integers",
		  SKEP_CLASS_UNSUPPORTED },
	};
	struct skep *vm = new_vm(NULL);
	struct skep_error error;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct skep_func func = host_func("host_result");

		func.name = rows[i].name;
		assert_int_equal(add_funcs(vm, &func, 1, &error), -EINVAL);
		assert_string_equal(error.id, "func-unsupported");
		assert_non_null(strstr(error.message, rows[i].name));
		if (!strstr(error.message, rows[i].why))
			fail_msg("%s", error.message);
		func.fn = NULL; /* then the calls of it are refused */
		assert_int_equal(add_funcs(vm, &func, 1, &error), 0);
	}
	CHECK_VERDICTS(open_obj(vm, "kfuncs"), verdicts);
	skep_free(vm);
}

/* ---- errors of skep_func_add ---- */

static void wrong_calls(void **state)
{
	struct skep_func two[] = { host_func("host_add"), host_func("host_sum") }, func;
	struct skep *vm = new_vm(NULL);
	struct skep_error error;
	struct {
		const char *why;
		struct skep_func func;
	} rows[] = {
		{ "the BTF has none of this name", SKEP_FUNC(.name = "no_such", .fn = two[0].fn) },
		{ "the BTF has none of this name",
		  SKEP_FUNC(.name = "host_point", .fn = two[0].fn) }, /* a struct */
		{ "it has no name", SKEP_FUNC(.name = NULL, .fn = two[0].fn) },
		{ "unknown flags", SKEP_FUNC(.name = "host_add", .fn = two[0].fn, .flags = 1 << 3) },
		{ "it returns no pointer",
		  SKEP_FUNC(.name = "host_add", .fn = two[0].fn, .flags = SKEP_FUNC_RET_NULL) },
		{ "rights: unknown bits",
		  SKEP_FUNC(.name = "host_add", .fn = two[0].fn, .rights = SKEP_TRUSTED + 1) },
		{ "no program type can pass its context",
		  SKEP_FUNC(.name = "host_skb", .fn = two[0].fn, .prog_types = 1 << PROG_XDP) },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(add_funcs(vm, &rows[i].func, 1, &error), -EINVAL);
		assert_string_equal(error.id, "func-add");
		if (!strstr(error.message, rows[i].why))
			fail_msg("%s", error.message);
	}
	/* All or none. */
	two[1].name = "no_such";
	assert_int_equal(add_funcs(vm, two, 2, &error), -EINVAL);
	two[1].name = "host_add";
	assert_int_equal(add_funcs(vm, two, 2, &error), -EINVAL);
	assert_non_null(strstr(error.message, "given twice"));
	assert_int_equal(add_funcs(vm, two, 1, &error), 0);
	assert_int_equal(add_funcs(vm, two, 1, &error), -EINVAL);
	assert_non_null(strstr(error.message, "has it already"));
	assert_int_equal(add_funcs(vm, two, 0, &error), 0);
	/* Damaged BTF, and what is none; a structure of another size. */
	func = host_func("host_sum");
	assert_int_equal(skep_func_add(vm, &func, 1, "xx", 2, &error), -EINVAL);
	assert_string_equal(error.id, "bad-btf-header");
	func.size = sizeof(size_t) - 1;
	assert_int_equal(add_funcs(vm, &func, 1, &error), -EINVAL);
	assert_string_equal(error.id, "invalid-argument");
	skep_free(vm);
}

/* ---- prototypes that no compiler for BPF writes ---- */

enum { NAME_F = 1, NAME_INT = 3 };
static const char names[] = "\0f\0int";

struct words {
	uint32_t *word;
	size_t n;
};

static void put(struct words *words, uint32_t a, uint32_t b, uint32_t c)
{
	words->word = realloc(words->word, (words->n + 3) * sizeof(uint32_t));
	assert_non_null(words->word);
	words->word[words->n++] = a;
	words->word[words->n++] = b;
	words->word[words->n++] = c;
}

/* Add "f", the last function of these types, to a new environment; the words are freed. */
static int add_raw(struct words *words, struct skep_error *error)
{
	const uint32_t types = (uint32_t)words->n * 4;
	const uint32_t header[] = { 1u << 16 | 0xeb9f, 24, 0, types, types, sizeof(names) };
	const struct skep_func func = SKEP_FUNC(.name = "f", .fn = host_func("host_add").fn);
	size_t size = sizeof(header) + types + sizeof(names);
	struct skep *vm = new_vm(NULL);
	uint8_t *btf = malloc(size);
	int err;

	assert_non_null(btf);
	memcpy(btf, header, sizeof(header));
	memcpy(btf + sizeof(header), words->word, types);
	memcpy(btf + sizeof(header) + types, names, sizeof(names));
	err = skep_func_add(vm, &func, 1, btf, size, error);
	free(btf);
	free(words->word);
	skep_free(vm);
	return err;
}

static void many_parameters(void **state)
{
	(void)state;
	for (uint32_t n = 4; n <= 6; n++) {
		struct words words = { 0 };
		struct skep_error error;
		int err;

		put(&words, NAME_INT, BTF_INT << 24, 4); /* type 1 */
		words.word = realloc(words.word, 64 * sizeof(uint32_t));
		words.word[words.n++] = 32;
		words.word[words.n++] = 0;
		words.word[words.n++] = BTF_FUNC_PROTO << 24 | n; /* type 2 */
		words.word[words.n++] = 1;
		for (uint32_t i = 0; i < 2 * n; i++)
			words.word[words.n++] = i % 2 ? 1 : 0;
		put(&words, NAME_F, BTF_FUNC << 24, 2);
		err = add_raw(&words, &error);
		assert_int_equal(err, n > 5 ? -EINVAL : 0);
		if (err)
			assert_non_null(strstr(error.message, "more than five arguments"));
	}
}

/* f(struct { struct { int member[N]...; } *) */
static void large_structures(void **state)
{
	(void)state;
	for (uint32_t n = KFUNC_MAX_MEMBERS - 3; n <= KFUNC_MAX_MEMBERS - 1; n++) {
		struct words words = { 0 };
		struct skep_error error;
		int err;

		put(&words, NAME_INT, BTF_INT << 24, 1); /* type 1 */
		words.word[words.n++] = 8;
		put(&words, 0, BTF_STRUCT << 24 | n, 1); /* type 2, all at its start */
		for (uint32_t i = 0; i < n; i++)
			put(&words, 0, 1, 0);
		put(&words, 0, BTF_STRUCT << 24 | 1, 1); /* type 3 */
		put(&words, 0, 2, 0);
		put(&words, 0, BTF_PTR << 24, 3);	     /* type 4 */
		put(&words, 0, BTF_FUNC_PROTO << 24 | 1, 1); /* type 5 */
		words.word = realloc(words.word, (words.n + 8) * sizeof(uint32_t));
		words.word[words.n++] = 0;
		words.word[words.n++] = 4;
		put(&words, NAME_F, BTF_FUNC << 24, 5);
		err = add_raw(&words, &error);
		if ((n + 2 > KFUNC_MAX_MEMBERS) != (err != 0))
			fail_msg("%u members: %s", n, error.message);
	}
}

/* A structure from before its last members were added. */
static void older_structure(void **state)
{
	struct {
		size_t size;
		const char *name;
		skep_func_fn *fn;
	} old[2] = { { sizeof(old[0]), "host_add", host_func("host_add").fn },
		     { sizeof(old[0]), "host_sum", host_func("host_sum").fn } };
	struct skep *vm = new_vm(NULL);
	struct skep_error error;
	struct skep_obj *obj;

	(void)state;
	assert_int_equal(add_funcs(vm, (const struct skep_func *)old, 2, &error), 0);
	obj = open_obj(vm, "kfuncs");
	leave_only(obj, "sums", SKEP_ENGINE_DEFAULT);
	must_load(obj);
	assert_int_equal(run_frame(obj, "sums", 0, 0), 15 + 100 * ('t' + 'w'));
	skep_free(vm);
}

static int run_variant(const char *group)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(calls_in_images),   cmocka_unit_test(rows_of_prototypes),
		cmocka_unit_test(weak_ones),         cmocka_unit_test(refused_programs),
		cmocka_unit_test(environments),      cmocka_unit_test(rights),
		cmocka_unit_test(test_interp),       cmocka_unit_test(test_checked),
		cmocka_unit_test(test_machine_code), cmocka_unit_test(on_each_engine),
		cmocka_unit_test(verified_only),     cmocka_unit_test(unsupported_prototypes),
	};

	return cmocka_run_group_tests_name(group, tests, NULL, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wrong_calls),
		cmocka_unit_test(older_structure),
		cmocka_unit_test(many_parameters),
		cmocka_unit_test(large_structures),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	return failed + run_variants(run_variant);
}
