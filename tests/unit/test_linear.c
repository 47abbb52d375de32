/* The checker of histories, by histories made by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/lib/linear.h"

enum { MAX_OPS = 8, YES = 1, NO = 0 };

#define OP(thread, from, to, kind, value, done)                                                    \
	{ from, to, value, thread, LINEAR_##kind, done }

static const struct row {
	const char *name;
	struct linear_op ops[MAX_OPS];
	int plain, evicting; /* is it one? */
	size_t bad;          /* of the plain one */
} rows[] = {
	{ "nothing", { { 0 } }, YES, YES, 0 },
	{ "a read of nothing", { OP(0, 1, 2, READ, 0, 1) }, YES, YES, 0 },
	{ "out of nothing", { OP(0, 1, 2, READ, 5, 1) }, NO, NO, 0 },
	{ "put, then read", { OP(0, 1, 2, PUT, 5, 1), OP(1, 3, 4, READ, 5, 1) }, YES, YES, 0 },
	{ "lost", { OP(0, 1, 2, PUT, 5, 1), OP(1, 3, 4, READ, 0, 1) }, NO, YES, 1 },
	{ "read while it is put", { OP(0, 1, 6, PUT, 5, 1), OP(1, 2, 3, READ, 0, 1),
				    OP(1, 4, 5, READ, 5, 1) }, YES, YES, 0 },
	{ "new, then old", { OP(0, 1, 6, PUT, 5, 1), OP(1, 2, 3, READ, 5, 1),
			     OP(2, 4, 5, READ, 0, 1) }, NO, YES, 2 },
	{ "new, then the value before", { OP(0, 1, 2, PUT, 4, 1), OP(0, 3, 8, PUT, 5, 1),
					  OP(1, 4, 5, READ, 5, 1), OP(2, 6, 7, READ, 4, 1) },
	  NO, NO, 3 },
	{ "new and old at once", { OP(0, 1, 2, PUT, 4, 1), OP(0, 3, 8, PUT, 5, 1),
				   OP(1, 4, 6, READ, 5, 1), OP(2, 5, 7, READ, 4, 1) },
	  YES, YES, 0 },
	{ "a value that was replaced", { OP(0, 1, 2, PUT, 4, 1), OP(1, 3, 4, PUT, 5, 1),
					 OP(0, 5, 6, READ, 4, 1) }, NO, NO, 2 },
	{ "two puts, either last", { OP(0, 1, 3, PUT, 4, 1), OP(1, 2, 4, PUT, 5, 1),
				     OP(0, 5, 6, READ, 4, 1) }, YES, YES, 0 },
	{ "two puts, both last", { OP(0, 1, 3, PUT, 4, 1), OP(1, 2, 4, PUT, 5, 1),
				   OP(0, 5, 6, READ, 4, 1), OP(0, 7, 8, READ, 5, 1) }, NO, NO, 3 },
	{ "back from the dead", { OP(0, 1, 2, PUT, 4, 1), OP(0, 3, 4, DELETE, 0, 1),
				  OP(1, 5, 6, READ, 4, 1) }, NO, NO, 2 },
	{ "evicted, and there again", { OP(0, 1, 2, PUT, 4, 1), OP(1, 3, 4, READ, 0, 1),
					OP(1, 5, 6, READ, 4, 1) }, NO, NO, 1 },
	{ "two inserts, one done", { OP(0, 1, 3, INSERT, 4, 1), OP(1, 2, 4, INSERT, 5, 0),
				     OP(1, 5, 6, READ, 4, 1) }, YES, YES, 0 },
	{ "two inserts, both done", { OP(0, 1, 3, INSERT, 4, 1), OP(1, 2, 4, INSERT, 5, 1) },
	  NO, YES, 1 },
	{ "two inserts, none done", { OP(0, 1, 3, INSERT, 4, 0), OP(1, 2, 4, INSERT, 5, 0) },
	  NO, NO, 0 },
	{ "what failed is not seen", { OP(0, 1, 2, PUT, 4, 1), OP(0, 3, 4, INSERT, 5, 0),
				       OP(1, 5, 6, READ, 5, 1) }, NO, NO, 2 },
	{ "replaced", { OP(0, 1, 2, PUT, 4, 1), OP(1, 3, 4, REPLACE, 5, 1),
			OP(1, 5, 6, READ, 5, 1) }, YES, YES, 0 },
	{ "nothing to replace", { OP(0, 1, 2, REPLACE, 5, 0), OP(0, 3, 4, READ, 0, 1) },
	  YES, YES, 0 },
	{ "not replaced", { OP(0, 1, 2, PUT, 4, 1), OP(1, 3, 4, REPLACE, 5, 0) }, NO, YES, 1 },
	{ "nothing was replaced", { OP(0, 1, 2, REPLACE, 5, 1) }, NO, NO, 0 },
	{ "deleted twice", { OP(0, 1, 2, PUT, 4, 1), OP(0, 3, 5, DELETE, 0, 1),
			     OP(1, 4, 6, DELETE, 0, 1) }, NO, NO, 2 },
	{ "deleted once", { OP(0, 1, 2, PUT, 4, 1), OP(0, 3, 5, DELETE, 0, 1),
			    OP(1, 4, 6, DELETE, 0, 0) }, YES, YES, 0 },
	{ "taken twice", { OP(0, 1, 2, PUT, 4, 1), OP(0, 3, 5, TAKE, 4, 1),
			   OP(1, 4, 6, TAKE, 4, 1) }, NO, NO, 2 },
	{ "another one was taken", { OP(0, 1, 2, PUT, 4, 1), OP(1, 3, 4, TAKE, 5, 1) }, NO, NO, 1 },
	{ "nothing was taken", { OP(0, 1, 2, PUT, 4, 1), OP(1, 3, 4, TAKE, 0, 1) }, NO, YES, 1 },
	{ "taken, put, read", { OP(0, 1, 2, PUT, 4, 1), OP(1, 3, 6, TAKE, 4, 1),
				OP(0, 4, 5, PUT, 7, 1), OP(0, 7, 8, READ, 7, 1) }, YES, YES, 0 },
	{ "seen", { OP(0, 1, 3, PUT, 4, 1), OP(1, 2, 4, SEEN, 0, 1) }, YES, YES, 0 },
	{ "seen before", { OP(1, 1, 2, SEEN, 0, 1), OP(0, 3, 4, PUT, 4, 1) }, NO, NO, 0 },
	{ "two at once", { OP(0, 1, 3, READ, 0, 1), OP(0, 2, 4, READ, 0, 1) }, -1, -1, 1 },
	{ "too many threads", { OP(LINEAR_THREADS, 1, 2, READ, 0, 1) }, -1, -1, 0 },
};

static size_t n_ops(const struct row *row)
{
	size_t n = 0;

	while (n < MAX_OPS && row->ops[n].returned)
		n++;
	return n;
}

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct row *row = &rows[i];
		size_t bad = 0, any;
		int plain = linear_check(row->ops, n_ops(row), false, &bad);
		int evicting = linear_check(row->ops, n_ops(row), true, &any);

		if (plain != row->plain || evicting != row->evicting)
			fail_msg("%s: %d and %d", row->name, plain, evicting);
		if (plain != YES)
			assert_int_equal(bad, row->bad);
	}
}

/* By the definition: any order that keeps "returned before the other was called". */
static bool has_order(const struct linear_op *ops, size_t n, uint32_t happened, uint64_t value)
{
	if (happened == (1u << n) - 1)
		return true;
	for (size_t i = 0; i < n; i++) {
		bool first = !(happened >> i & 1), ok;
		uint64_t next = value;

		for (size_t j = 0; j < n && first; j++)
			first = happened >> j & 1 || ops[j].returned > ops[i].invoked;
		if (!first)
			continue;
		switch (ops[i].kind) {
		case LINEAR_READ: ok = value == ops[i].value; break;
		case LINEAR_PUT: ok = true, next = ops[i].value; break;
		case LINEAR_INSERT:
			ok = ops[i].done == !value;
			next = ops[i].done ? ops[i].value : value;
			break;
		case LINEAR_DELETE: ok = ops[i].done == (value != 0), next = 0; break;
		default: ok = false;
		}
		if (ok && has_order(ops, n, happened | 1u << i, next))
			return true;
	}
	return false;
}

static uint32_t below(uint64_t *random, uint32_t n)
{
	*random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(*random >> 33) % n;
}

/* Three threads, intervals that overlap at random, results at random. */
static void make_history(uint64_t *random, struct linear_op *ops, size_t n)
{
	static const uint8_t kinds[] = { LINEAR_READ, LINEAR_PUT, LINEAR_INSERT, LINEAR_DELETE };
	struct linear_op *pending[3] = { NULL };
	size_t n_begun = 0, n_ended = 0;
	uint64_t now = 0;

	while (n_ended < n) {
		uint32_t t = below(random, 3);

		if (pending[t]) {
			pending[t]->returned = ++now;
			pending[t] = NULL;
			n_ended++;
		} else if (n_begun < n) {
			uint8_t kind = kinds[below(random, 4)];
			uint64_t value = kind == LINEAR_READ ? below(random, 3) : n_begun + 1;

			bool done = kind < LINEAR_INSERT || below(random, 2);

			pending[t] = &ops[n_begun++];
			*pending[t] = (struct linear_op){ ++now, 0, value, t, kind, done };
		}
	}
}

static void test_by_definition(void **state)
{
	uint32_t n_yes = 0, i;
	uint64_t random = 1;

	(void)state;
	for (i = 0; i < 50000; i++) {
		struct linear_op ops[MAX_OPS];
		size_t n = 1 + below(&random, MAX_OPS - 1), bad;
		bool expected;

		make_history(&random, ops, n);
		expected = has_order(ops, n, 0, 0);
		assert_int_equal(linear_check(ops, n, false, &bad), expected);
		n_yes += expected;
	}
	assert_in_range(n_yes, i / 20, i - i / 20); /* both were there */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_by_definition),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
