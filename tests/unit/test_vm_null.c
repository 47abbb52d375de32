/* Helpers that take NULL for memory get it for a map value that is not there, with any size. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/vm_test.h"

#include <errno.h>
#include <string.h>

enum { REDIRECT = 7 }; /* TC_ACT_REDIRECT */

static void check(enum skep_engine engine, const char *prog, uint32_t expected)
{
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj = open_obj(vm, "nullable");
	struct skep_prog *found = skep_obj_prog(obj, prog);
	uint8_t bytes[64] = { 0 };
	struct skep_skb skb;
	uint32_t result;

	skep_prog_set_engine(found, engine);
	must_load(obj);
	skep_skb_init(&skb, bytes, sizeof(bytes));
	assert_int_equal(skep_run(found, &skb, &result), 0);
	assert_int_equal(result, expected);
	skep_free(vm);
}

static void test_null(void **state)
{
	static const struct { const char *prog; uint32_t result; } cases[] = {
		{ "null_csum", 1 }, { "null_text", sizeof("12 is it") },
		{ "null_data", (uint32_t)-EINVAL }, { "null_neigh", REDIRECT },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		check(SKEP_ENGINE_INTERP, cases[i].prog, cases[i].result);
		check(SKEP_ENGINE_CHECKED, cases[i].prog, cases[i].result);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_null),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
