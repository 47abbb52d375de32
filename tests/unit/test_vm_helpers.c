/*
 * Helper bodies alone.  What is expected of checksums, frame edges and formats
 * was recorded on Linux 6.18 (x86-64) by programs that called its helpers.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/vm_test.h"
#include "vm/helpers.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static uint64_t call(uint32_t number, uint64_t r1, uint64_t r2, uint64_t r3, uint64_t r4,
		     uint64_t r5)
{
	struct run run = { 0 };

	return helper_bodies[number](r1, r2, r3, r4, r5, &run);
}

static void test_table(void **state)
{
	(void)state;
	for (uint32_t i = 0; i <= MAX_HELPER_ID; i++) {
		const struct helper_info *info = helper_by_number(i);

		assert_int_equal(helper_bodies[i] != NULL, info && info->flags & HELPER_BODY);
	}
}

/* ---- checksums ---- */

static void test_csum_diff(void **state)
{
	static const struct {
		uint32_t from_size, to_size, seed;
		uint64_t result;
	} cases[] = {
		{ 0, 0, 0x0, 0x0 },
		{ 0, 0, 0x12345678, 0x68ac },
		{ 0, 4, 0x0, 0x858b },
		{ 4, 0, 0x0, 0x559f },
		{ 4, 4, 0x0, 0xdb2a },
		{ 8, 4, 0x7, 0x7a9 },
		{ 0, 3, 0x0, 0xc68a },
		{ 3, 0, 0x0, 0xcf9f },
		{ 5, 6, 0x0, 0x9448 },
		{ 0, 64, 0xffffffff, 0xd6d },
		{ 64, 0, 0xffffffff, 0x902f },
		{ 64, 64, 0xdeadbeef, 0x3b3a },
		{ 20, 20, 0xffff, 0xc453 },
		{ 2, 0, 0x0, 0xcff4 },
		{ 0, 1, 0x1, 0xc9 },
	};
	uint8_t from[64], to[64];

	(void)state;
	for (int i = 0; i < 64; i++) {
		from[i] = (uint8_t)(i * 37 + 11);
		to[i] = (uint8_t)(200 - i * 3);
	}
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(call(HELPER_ID_csum_diff, (uintptr_t)from, cases[i].from_size,
				      (uintptr_t)to, cases[i].to_size, cases[i].seed),
				 cases[i].result);
	assert_int_equal(call(HELPER_ID_csum_diff, 0, 0, (uintptr_t)to, 4, 0), 0x858b);
}

/* ---- the edges of a frame ---- */

enum { HEADROOM = 216, FRAME = 64, TAILROOM = 3000 };

enum { HEAD = HELPER_ID_xdp_adjust_head, META = HELPER_ID_xdp_adjust_meta,
       TAIL = HELPER_ID_xdp_adjust_tail };

/* A step, its result, and where the edges are then, from where the data was. */
struct step {
	uint32_t helper;
	int32_t offset;
	int64_t result;
	int meta, data, end;
};

static const struct step walks[][8] = {
	{ { HEAD, 14, 0, 14, 14, 64 },
	  { HEAD, 36, 0, 50, 50, 64 },
	  { HEAD, 37, -EINVAL, 50, 50, 64 },
	  { HEAD, -14, 0, 36, 36, 64 },
	  { HEAD, -36, 0, 0, 0, 64 },
	  { HEAD, -1, 0, -1, -1, 64 },
	  { HEAD, 50, 0, 49, 49, 64 },
	  { HEAD, 51, -EINVAL, 49, 49, 64 } },
	{ { META, -4, 0, -4, 0, 64 },
	  { META, -3, -EACCES, -4, 0, 64 },
	  { META, -28, 0, -32, 0, 64 },
	  { META, -4, 0, -36, 0, 64 },
	  { META, 36, 0, 0, 0, 64 },
	  { META, 40, -EINVAL, 0, 0, 64 },
	  { META, -256, -EINVAL, 0, 0, 64 },
	  { META, -252, -EINVAL, 0, 0, 64 } },
	{ { META, -8, 0, -8, 0, 64 },
	  { HEAD, 4, 0, -4, 4, 64 },
	  { HEAD, -10, 0, -14, -6, 64 },
	  { TAIL, -10, 0, -14, -6, 54 },
	  { TAIL, -45, 0, -14, -6, 9 },
	  { TAIL, 5, 0, -14, -6, 14 },
	  { TAIL, -100, -EINVAL, -14, -6, 14 },
	  { TAIL, 10000, -EINVAL, -14, -6, 14 } },
	{ { META, -255, -EINVAL, 0, 0, 64 },
	  { META, 1, -EINVAL, 0, 0, 64 },
	  { META, -32, 0, -32, 0, 64 },
	  { HEAD, -192, -EINVAL, -32, 0, 64 },
	  { HEAD, -224, -EINVAL, -32, 0, 64 },
	  { HEAD, -225, -EINVAL, -32, 0, 64 },
	  { META, 4, 0, -28, 0, 64 },
	  { META, -1, -EACCES, -28, 0, 64 } },
	{ { META, -2, -EACCES, 0, 0, 64 },
	  { META, -260, -EINVAL, 0, 0, 64 },
	  { HEAD, -256, -EINVAL, 0, 0, 64 },
	  { HEAD, 0, 0, 0, 0, 64 },
	  { HEAD, 1, 0, 1, 1, 64 },
	  { HEAD, -1, 0, 0, 0, 64 },
	  { TAIL, 0, 0, 0, 0, 64 },
	  { TAIL, 192, 0, 0, 0, 256 } },
	{ { HEAD, INT32_MIN, -EINVAL, 0, 0, 64 },
	  { HEAD, INT32_MAX, -EINVAL, 0, 0, 64 },
	  { META, INT32_MIN, -EINVAL, 0, 0, 64 },
	  { META, INT32_MAX, -EINVAL, 0, 0, 64 },
	  { TAIL, INT32_MIN, -EINVAL, 0, 0, 64 },
	  { TAIL, INT32_MAX, -EINVAL, 0, 0, 64 },
	  { TAIL, TAILROOM, 0, 0, 0, 64 + TAILROOM },
	  { TAIL, 1, -EINVAL, 0, 0, 64 + TAILROOM } },
};

static void walk(const struct step *steps)
{
	static uint8_t buffer[HEADROOM + FRAME + TAILROOM];
	uint8_t *data = buffer + HEADROOM;
	struct skep_xdp xdp;

	memset(buffer, 0xee, sizeof(buffer));
	skep_xdp_init(&xdp, data, FRAME);
	xdp.head = buffer;
	xdp.tail = buffer + sizeof(buffer);
	for (int i = 0; i < 8; i++) {
		const struct step *step = &steps[i];
		uint64_t r2 = (uint32_t)step->offset | UINT64_C(0xabcd) << 32; /* an int is taken */

		assert_int_equal((int64_t)call(step->helper, (uintptr_t)&xdp, r2, 0, 0, 0),
				 step->result);
		assert_int_equal(xdp.data_meta - data, step->meta);
		assert_int_equal(xdp.data - data, step->data);
		assert_int_equal(xdp.data_end - data, step->end);
	}
}

static void test_xdp_adjust(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(walks) / sizeof(*walks); i++)
		walk(walks[i]);
}

/* Metadata moves with the data; what the frame grows by is zero. */
static void test_xdp_contents(void **state)
{
	uint8_t buffer[128];
	struct skep_xdp xdp;

	(void)state;
	for (int i = 0; i < 128; i++)
		buffer[i] = (uint8_t)i;
	skep_xdp_init(&xdp, buffer + 32, 32);
	xdp.head = buffer;
	xdp.tail = buffer + 128;
	assert_int_equal(call(HEAD, (uintptr_t)&xdp, 4, 0, 0, 0), 0);
	assert_int_equal(call(META, (uintptr_t)&xdp, (uint64_t)-8, 0, 0, 0), 0);
	assert_int_equal(call(HEAD, (uintptr_t)&xdp, (uint64_t)-4, 0, 0, 0), 0);
	assert_ptr_equal(xdp.data_meta, buffer + 24);
	for (int i = 0; i < 8; i++)
		assert_int_equal(xdp.data_meta[i], 28 + i);
	assert_int_equal(call(TAIL, (uintptr_t)&xdp, 3, 0, 0, 0), 0);
	for (int i = 0; i < 3; i++)
		assert_int_equal(buffer[64 + i], 0);
	assert_int_equal(buffer[67], 67);
	assert_int_equal(call(HEAD, (uintptr_t)&xdp, (uint64_t)-24, 0, 0, 0), 0);
	assert_ptr_equal(xdp.data_meta, buffer);
	assert_int_equal((int64_t)call(HEAD, (uintptr_t)&xdp, (uint64_t)-1, 0, 0, 0), -EINVAL);
}

/* No metadata is longer than 252 bytes. */
static void test_xdp_meta_limit(void **state)
{
	static uint8_t buffer[600];
	struct skep_xdp xdp;

	(void)state;
	skep_xdp_init(&xdp, buffer + 400, 64);
	xdp.head = buffer;
	assert_int_equal((int64_t)call(META, (uintptr_t)&xdp, (uint64_t)-256, 0, 0, 0), -EACCES);
	assert_int_equal((int64_t)call(META, (uintptr_t)&xdp, (uint64_t)-252, 0, 0, 0), 0);
}

/* ---- trace_printk ---- */

static int format(const char *text, size_t size, char *out, uint32_t rights, uint64_t first)
{
	const uint64_t values[] = { first, UINT64_C(0x4142434445464748), 77 };
	const struct format_args args = { values, 3, rights };

	return trace_format(out, TRACE_LINE, text, size, &args);
}

static void test_trace_format(void **state)
{
	static const struct {
		const char *format;
		int result;
		const char *text;
	} cases[] = { /* arguments: -5, 0x4142434445464748, 77 */
		{ "a %d\n", 5, "a -5\n" },
		{ "%%", 1, "%" },
		{ "%", -EINVAL, NULL },
		{ "%5", -EINVAL, NULL },
		{ "%05d", 5, "-0005" },
		{ "%-5x|", 9, "fffffffb|" },
		{ "%+d", 2, "-5" },
		{ "% d", 2, "-5" },
		{ "%lld %llu %llx", 25, "-5 4702394921427289928 4d" },
		{ "%lu %ld %lx", 43, "18446744073709551611 4702394921427289928 4d" },
		{ "%hd", -EINVAL, NULL },
		{ "%i %X", 11, "-5 45464748" },
		{ "%c%c", 2, "\xfbH" },
		{ "%d %d %d", 16, "-5 1162233672 77" },
		{ "%d %d %d %d", -EINVAL, NULL },
		{ "%lc", -EINVAL, NULL },
		{ "%#x", -EINVAL, NULL },
		{ "%.3d", -EINVAL, NULL },
		{ "\x01", -EINVAL, NULL },
		{ "\xc3\xa9", 2, "\xc3\xa9" },
		{ "tab\t%lli", 6, "tab\t-5" },
		{ "%zu", -EINVAL, NULL },
		{ "", 0, "" },
		{ "%l", -EINVAL, NULL },
		{ "%ll", -EINVAL, NULL },
		{ "%5%", -EINVAL, NULL },
		{ "%p", 16, "fffffffffffffffb" },
		{ "%pK", 16, "fffffffffffffffb" },
		{ "%px", 16, "fffffffffffffffb" },
		{ "%o", -EINVAL, NULL },
		{ "%llX", 16, "FFFFFFFFFFFFFFFB" },
		{ "%-05d|", 6, "-5   |" },
		{ "%10c|", 11, "         \xfb|" },
		{ "abc%", -EINVAL, NULL },
		{ "%s", 0, "" }, /* an address that cannot be read */
		{ "%p5", -EINVAL, NULL },
	};
	char out[TRACE_LINE];

	(void)state;
	faults_enable();
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_int_equal(format(cases[i].format, strlen(cases[i].format) + 1, out,
					SKEP_TRUSTED, (uint64_t)-5), cases[i].result);
		if (cases[i].text)
			assert_string_equal(out, cases[i].text);
	}
	assert_int_equal(format("abcd", 3, out, 0, 0), -EINVAL); /* no NUL within the size */
	assert_int_equal(format("ab\0\x01%%%", 7, out, 0, 0),
			 2); /* what is behind does not count */
	assert_int_equal(format("%+d % d", 8, out, 0, 3), 14);
	assert_string_equal(out, "+3  1162233672");
}

static void test_trace_rights(void **state)
{
	static const char *const needs[] = { "%p", "%px", "%pK", "%s", "%pks", "%pus", "x%8s" };
	char out[TRACE_LINE];

	(void)state;
	faults_enable();
	for (size_t i = 0; i < sizeof(needs) / sizeof(*needs); i++) {
		uint32_t right = needs[i][strlen(needs[i]) - 1] == 's' ? SKEP_READ_PROCESS_MEMORY :
									  SKEP_LEAK_POINTERS;

		assert_int_equal(format(needs[i], strlen(needs[i]) + 1, out, 0, 0), -EPERM);
		assert_int_equal(
			format(needs[i], strlen(needs[i]) + 1, out, SKEP_TRUSTED & ~right, 0),
			-EPERM);
		assert_true(format(needs[i], strlen(needs[i]) + 1, out, right, 0) >= 0);
	}
}

/* Strings end at NUL or at 511 bytes; one that cannot be read so far is empty. */
static void test_trace_strings(void **state)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	char *memory =
		mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	char out[TRACE_LINE];

	(void)state;
	faults_enable();
	assert_true(memory != MAP_FAILED);
	memset(memory, 'x', 2 * page);
	assert_int_equal(format("%s", 3, out, SKEP_TRUSTED, (uintptr_t)memory), 511);
	assert_int_equal(format("%s", 3, out, SKEP_TRUSTED, (uintptr_t)memory + page - 5), 511);
	memory[page + 2] = '\0';
	assert_int_equal(format("%s", 3, out, SKEP_TRUSTED, (uintptr_t)memory + page - 5), 7);
	assert_int_equal(format("[%-9s]", 7, out, SKEP_TRUSTED, (uintptr_t)memory + page - 5), 11);
	assert_string_equal(out, "[xxxxxxx  ]");
	munmap(memory + page, page);
	assert_int_equal(format("%s", 3, out, SKEP_TRUSTED, (uintptr_t)memory + page - 5), 0);
	munmap(memory, page);
}

/* A line is cut, its length is told; absurd widths cost nothing. */
static void test_trace_long(void **state)
{
	char out[TRACE_LINE + 1];

	(void)state;
	out[TRACE_LINE] = 'q';
	assert_int_equal(format("%1022dab", 9, out, 0, 1), 1024);
	assert_int_equal(strlen(out), TRACE_LINE - 1);
	assert_int_equal(out[TRACE_LINE - 2], 'a');
	assert_int_equal(out[TRACE_LINE], 'q');
	assert_int_equal(format("%99999999999999999999d", 23, out, 0, 1), (1 << 23) - 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_csum_diff),
		cmocka_unit_test(test_xdp_adjust),
		cmocka_unit_test(test_xdp_contents),
		cmocka_unit_test(test_xdp_meta_limit),
		cmocka_unit_test(test_trace_format),
		cmocka_unit_test(test_trace_rights),
		cmocka_unit_test(test_trace_strings),
		cmocka_unit_test(test_trace_long),
	};

	faults_prepare();
	return cmocka_run_group_tests_name("vm helpers", tests, NULL, NULL);
}
