/*
 * String helpers, called by a program that a map drives: on both engines and,
 * where bpf(2) is permitted, on the kernel.  What they answered and printed
 * was recorded on Linux 6.18 (x86-64); RECORD=1 prints it anew.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/kernel.h"
#include "tests/lib/text_cases.h"
#include "tests/lib/vm_test.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct text_case {
	uint32_t task, which;
	const char *text;
	uint32_t size, room;
	uint64_t flags;
};

enum { BEFORE = __COUNTER__ };

static const struct text_case cases[] = {
#define FORMAT(first, n, format)                                                                   \
	{ TASK_FORMAT, __COUNTER__ - BEFORE - 1, format, 0, OUT_SIZE, 0 },
	FORMATS
#define VERBATIM(format) { TASK_VERBATIM, 0, format, sizeof(format), 0, 0 },
	VERBATIMS
	{ TASK_VERBATIM, 0, "%d", 2, 0, 0 }, /* no NUL within the size */
	{ TASK_VERBATIM, 0, "a\0%", 3, 0, 0 },
#define NUMBER(text, flags) { TASK_STRTOL, 0, text, sizeof(text) - 1, 0, (uint64_t)(flags) },
	NUMBERS
#undef NUMBER
#define NUMBER(text, flags) { TASK_STRTOUL, 0, text, sizeof(text) - 1, 0, (uint64_t)(flags) },
	NUMBERS
#define STRING(text, size) { TASK_STRNCMP, 0, text, size, 0, 0 },
	STRINGS
	/* room for a part, or for nothing */
	{ TASK_FORMAT, 2, "", 0, 0, 0 },
	{ TASK_FORMAT, 2, "", 0, 1, 0 },
	{ TASK_FORMAT, 2, "", 0, 5, 0 },
	{ TASK_FORMAT, 2, "", 0, 16, 0 },
	{ TASK_FORMAT, 2, "", 0, 17, 0 },
	{ TASK_FORMAT, 9, "", 0, 100, 0 },
};
enum { N_CASES = sizeof(cases) / sizeof(*cases) };

static const struct {
	int64_t result;
	uint64_t number, digest;
	const char *out; /* what it printed, if that is short */
} expected[] = {
#include "text_expected.h"
};

static void io_of(const struct text_case *test, struct text_io *io)
{
	static const uint8_t ip[16] = { 192, 168, 0, 7, 0xfe, 0x80, 1, 2, 0, 0, 0xab };

	memset(io, 0, sizeof(*io));
	io->task = test->task;
	io->which = test->which;
	io->size = test->size;
	io->room = test->room;
	io->flags = test->flags;
	io->value[MINUS_5] = (uint64_t)-5;
	io->value[WORD] = UINT64_C(0x4142434445464748);
	io->value[SMALL] = 77;
	io->value[NOWHERE] = 1;
	memset(io->out, 0xee, sizeof(io->out));
	if (test->task != TASK_FORMAT) {
		memcpy(io->text, test->text, test->size);
		io->value[NAME] = (uint64_t)-5;
		return;
	}
	strcpy((char *)io->text, "skep");
	memcpy(io->text + IP_AT, ip, sizeof(ip));
	memset(io->text + LONG_AT, 'x', LONG_SIZE);
}

static uint64_t digest(const void *data, size_t size)
{
	const uint8_t *bytes = data;
	uint64_t sum = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < size; i++)
		sum = (sum ^ bytes[i]) * UINT64_C(0x100000001b3); /* FNV-1a */
	return sum;
}

static void compare(int n, const char *who, const struct text_io *io)
{
	const struct text_case *test = &cases[n];

	if (io->result == expected[n].result && io->number == expected[n].number &&
	    digest(io->out, sizeof(io->out)) == expected[n].digest)
		return;
	fail_msg("case %d (task %u, \"%s\") on %s: %lld \"%.60s\" %#llx, not %lld \"%s\" %#llx", n,
		 test->task, test->text, who, (long long)io->result, io->out,
		 (unsigned long long)io->number, (long long)expected[n].result, expected[n].out,
		 (unsigned long long)expected[n].number);
}

static void print_row(const struct text_io *io)
{
	char text[64] = "";

	if (io->out[0] != 0xee && io->room)
		memcpy(text, io->out, strnlen((const char *)io->out, sizeof(text) - 1));
	if (strlen(text) == sizeof(text) - 1)
		text[0] = '\0';
	printf("\t{ %lld, UINT64_C(0x%llx),\n\t  UINT64_C(0x%llx), \"", (long long)io->result,
	       (unsigned long long)io->number,
	       (unsigned long long)digest(io->out, sizeof(io->out)));
	for (const char *at = text; *at; at++)
		printf(*at < ' ' || *at > '~' || *at == '"' ? "\\%03o" : "%c",
		       (unsigned char)*at);
	printf("\" },\n");
}

static int io_map(const struct image *image)
{
	for (uint32_t i = 0; i < image->n_maps; i++)
		if (!strcmp(image->maps[i]->name, "io"))
			return (int)i;
	fail();
	return -1;
}

static void test_kernel(void **state)
{
	static struct text_io io;
	struct kernel_prog prog;
	uint8_t frame[64] = { 0 };
	uint32_t zero = 0, result, size;
	struct skep *vm;
	const struct image *image;
	int fd;

	(void)state;
	if (kernel_available()) {
		print_message("# skip: %s\n", kernel_available());
		skip();
	}
	vm = new_vm(NULL);
	image = skep_obj_prog(open_obj(vm, "text_script"), NULL)->image;
	if (kernel_load(image, true, &prog))
		fail_msg("%s", prog.log);
	fd = prog.map_fds[io_map(image)];
	for (int n = 0; n < N_CASES; n++) {
		size = sizeof(frame);
		io_of(&cases[n], &io);
		kernel_map_update(fd, &zero, &io, 0);
		assert_int_equal(kernel_run(&prog, frame, size, frame, &size, &result), 0);
		kernel_map_lookup(fd, &zero, &io);
		if (getenv("RECORD"))
			print_row(&io);
		else
			compare(n, "the kernel", &io);
	}
	kernel_unload(&prog);
	skep_free(vm);
}

static void on_engine(enum skep_engine engine, const char *name)
{
	static struct text_io io;
	struct skep *vm = new_vm(SKEP_OPTS(.rights = SKEP_TRUSTED));
	struct skep_obj *obj = open_obj(vm, "text_script");
	struct frame frame;
	uint32_t zero = 0, result;

	assert_int_equal(sizeof(expected) / sizeof(*expected), N_CASES);
	skep_prog_set_engine(skep_obj_prog(obj, NULL), engine);
	must_load(obj);
	faults_enable();
	for (int n = 0; n < N_CASES; n++) {
		io_of(&cases[n], &io);
		frame_make(&frame, 0, 0);
		skep_map_update(skep_obj_map(obj, "io"), &zero, &io, 0);
		assert_int_equal(skep_run(skep_obj_prog(obj, NULL), &frame.xdp, &result), 0);
		skep_map_lookup(skep_obj_map(obj, "io"), &zero, &io);
		compare(n, name, &io);
	}
	skep_free(vm);
}

TESTS_ON_ENGINES(on_engine)

/* What reveals addresses or memory needs its right when it happens. */
static void test_rights(void **state)
{
	static const struct {
		const char *format;
		uint32_t right;
	} needs[] = {
		{ "%s", SKEP_READ_PROCESS_MEMORY },   { "%pks", SKEP_READ_PROCESS_MEMORY },
		{ "%pus", SKEP_READ_PROCESS_MEMORY }, { "%pI4", SKEP_READ_PROCESS_MEMORY },
		{ "%pi6", SKEP_READ_PROCESS_MEMORY }, { "%p", SKEP_LEAK_POINTERS },
		{ "%px", SKEP_LEAK_POINTERS },        { "%pK", SKEP_LEAK_POINTERS },
		{ "%pS", SKEP_LEAK_POINTERS },        { "%pB", SKEP_LEAK_POINTERS },
		{ "%ps", SKEP_LEAK_POINTERS },        { "%lx", 0 },
	};
	const uint64_t value = (uintptr_t)"text";
	char out[64];

	(void)state;
	for (size_t i = 0; i < sizeof(needs) / sizeof(*needs); i++) {
		uint32_t right = needs[i].right;
		struct format_args args = { &value, 1, right };

		assert_true(format_text(out, sizeof(out), needs[i].format, &args) > 0);
		args.rights = SKEP_TRUSTED & ~right;
		assert_int_equal(format_text(out, sizeof(out), needs[i].format, &args) == -EPERM,
				 right != 0);
	}
}

/* Whatever the buffer's size, what fails in the middle leaves it as it was. */
static void test_failure_prints_nothing(void **state)
{
	const uint64_t value[] = { 7 };
	const struct format_args args = { .value = value, .n = 1 };
	char buf[600], before[600];

	(void)state;
	memset(before, 'x', sizeof(before));
	for (size_t size = 0; size <= sizeof(buf); size += 20) {
		memcpy(buf, before, sizeof(buf));
		assert_int_equal(format_text(buf, size, "one %d, two %d", &args), -EINVAL);
		assert_memory_equal(buf, before, sizeof(buf));
		assert_int_equal(format_text(buf, size, "one %d", &args), 5);
		assert_true(!size || !strcmp(buf, "one 7"));
		assert_memory_equal(buf + size, before + size, sizeof(buf) - size);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_failure_prints_nothing),
		cmocka_unit_test(test_kernel),
		cmocka_unit_test(test_interp),
		cmocka_unit_test(test_checked),
		cmocka_unit_test(test_machine_code),
		cmocka_unit_test(test_rights),
	};

	faults_prepare();
	return cmocka_run_group_tests_name("vm text", tests, NULL, NULL);
}
