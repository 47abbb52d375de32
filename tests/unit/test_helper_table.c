/*
 * The helper table against what Linux 6.18 says: which program types may call
 * which helper, with which capability and license.  The answers are recorded
 * in tests/kernel/helpers.data; where bpf(2) is permitted, the kernel is asked
 * again.  "--record" writes the file.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/utsname.h>

#include <cmocka.h>

#include "skep/skep.h"
#include "tests/lib/helper_probe.h"
#include "tests/lib/kernel.h"

static struct helper_record recorded;
static int failures;

static void complain(uint32_t helper, const char *what)
{
	printf("# %s: %s\n", helper_name(helper), what);
	failures++;
}

static int read_record(void **state)
{
	FILE *in = fopen("tests/kernel/helpers.data", "r");
	int err = in ? record_read(&recorded, in) : -1;

	(void)state;
	if (in)
		fclose(in);
	return err;
}

/* Linux has no such helper where it was built without it, or locks it down: here it is offered. */
static bool config_dependent(uint32_t helper)
{
	return helper == HELPER_ID_override_return || helper == HELPER_ID_probe_write_user;
}

static void test_every_helper_has_a_row(void **state)
{
	(void)state;
	for (uint32_t i = 1; i <= 211; i++) {
		const struct helper_info *helper = helper_by_number(i);

		assert_non_null(helper);
		assert_ptr_equal(helper_by_name(helper->name), helper);
		assert_int_not_equal(helper->types, 0);
	}
	assert_null(helper_by_number(0));
	assert_null(helper_by_number(212));
	assert_null(helper_by_number(MAX_HELPER_ID + 1));
	assert_null(helper_by_number(-1));
}

static void test_program_types(void **state)
{
	unsigned pairs = 0;

	(void)state;
	failures = 0;
	for (size_t i = 0; i < n_probe_targets; i++) {
		const struct probe_target *t = &probe_targets[i];

		assert_true(recorded.asked[i]);
		for (uint32_t helper = 1; helper <= 211; helper++, pairs++) {
			const struct helper_info *info = helper_by_number(helper);
			bool ours = helper_allowed(info, t->prog_type, t->attach_type);

			if (ours == bits_get(&recorded.allow[i], helper) ||
			    config_dependent(helper))
				continue;
			complain(helper, ours ? "Linux forbids it" : "Linux allows it");
			printf("#   %s %u\n", prog_type_by_number(t->prog_type)->name,
			       t->attach_type);
		}
	}
	print_message("%u pairs\n", pairs);
	assert_int_equal(failures, 0);
}

static bool is_asked(uint32_t helper)
{
	for (size_t i = 0; i < n_probe_targets; i++)
		if (bits_get(&recorded.allow[i], helper))
			return true;
	return false;
}

static void test_licenses(void **state)
{
	(void)state;
	failures = 0;
	for (uint32_t helper = 1; helper <= 211; helper++) {
		const struct helper_info *info = helper_by_number(helper);
		bool linux_gpl = bits_get(&recorded.gpl, helper);

		if (is_asked(helper) && !(info->flags & HELPER_GPL) != !linux_gpl)
			complain(helper, linux_gpl ? "Linux has it GPL-only" : "not GPL-only");
	}
	assert_int_equal(failures, 0);
}

/*
 * What Linux gives to CAP_PERFMON alone needs a right here, but for helpers
 * whose output goes to the host or says nothing of others (rule helper-rights).
 */
static void test_rights(void **state)
{
	static const uint32_t free_here[] = {
		HELPER_ID_trace_printk, HELPER_ID_trace_vprintk, HELPER_ID_get_current_comm,
		HELPER_ID_perf_event_read, HELPER_ID_perf_event_read_value, HELPER_ID_snprintf,
	};
	const uint32_t all = SKEP_TRUSTED;

	(void)state;
	failures = 0;
	for (uint32_t helper = 1; helper <= 211; helper++) {
		const struct helper_info *info = helper_by_number(helper);
		bool expected = bits_get(&recorded.perfmon, helper);

		assert_int_equal(info->rights & ~all, 0);
		for (size_t i = 0; i < sizeof(free_here) / sizeof(*free_here); i++)
			if (free_here[i] == helper)
				expected = false;
		if (expected && !info->rights)
			complain(helper, "Linux wants CAP_PERFMON, here no right is needed");
	}
	assert_int_equal(failures, 0);
}

/* --- the kernel itself --- */

static bool is_recorded_version(void)
{
	struct utsname name;

	return uname(&name) == 0 && !strncmp(name.release, "6.18.", 5);
}

static void compare_bits(const struct helper_set_bits *now, const struct helper_set_bits *then,
			 const char *what)
{
	for (uint32_t helper = 1; helper <= 211; helper++)
		if (bits_get(now, helper) != bits_get(then, helper))
			complain(helper, what);
}

static void test_record_is_current(void **state)
{
	static struct helper_record now;
	const char *why_not = kernel_available();

	(void)state;
	if (why_not || !is_recorded_version()) {
		print_message("skipped: %s\n", why_not ? why_not : "the kernel is not Linux 6.18");
		skip();
	}
	probe_all(&now);
	failures = 0;
	for (size_t i = 0; i < n_probe_targets; i++)
		if (now.asked[i])
			compare_bits(&now.allow[i], &recorded.allow[i], "allowed otherwise");
	compare_bits(&now.gpl, &recorded.gpl, "GPL-only otherwise");
	compare_bits(&now.perfmon, &recorded.perfmon, "needs CAP_PERFMON otherwise");
	compare_bits(&now.sleeps, &recorded.sleeps, "sleeps otherwise");
	assert_int_equal(failures, 0);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_helper_has_a_row),
		cmocka_unit_test(test_program_types),
		cmocka_unit_test(test_licenses),
		cmocka_unit_test(test_rights),
		cmocka_unit_test(test_record_is_current),
	};

	if (argc == 2 && !strcmp(argv[1], "--record")) {
		probe_all(&recorded);
		record_write(&recorded, stdout);
		return 0;
	}
	return cmocka_run_group_tests(tests, read_record, NULL);
}
