/*
 * Loops in constant time: what a loop is proved to cost at most, and the work of proving it,
 * for each form of loop and its hostile twins.
 *   SOAK=1  runs of 10^9 rounds too
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "interp/checked.h"
#include "skep/packet.h"
#include "verifier/verifier.h"

enum { MAX_TEXT = 4096, CONSTANT_WORK = 20000 };

static const uint64_t plenty = UINT64_C(1) << 50;

struct proof {
	int err;
	char id[40];
	uint64_t max_cost, work;
	uint64_t steps; /* of the run */
};

/* What a run executes, checked against the facts. */
static uint64_t run(const struct image *image, const struct facts *facts)
{
	static uint8_t packet[64];
	const struct binding binding = { 0 };
	struct skep_xdp xdp;
	struct run run = { .binding = &binding, .ctx = &xdp, .budget = BUDGET_NONE };
	struct fault fault = { 0 };

	skep_xdp_init(&xdp, packet, sizeof(packet));
	xdp.rx_queue_index = UINT32_MAX;
	checked_run(image, facts, &run, 0, &fault);
	if (fault.kind != FAULT_NONE)
		fail_msg("%s", fault.text);
	return fault.steps;
}

static struct proof prove(const char *text, uint64_t max_work, bool runs)
{
	struct verify_opts opts = { .max_cost = plenty, .max_work = max_work };
	struct proof proof = { 0 };
	struct skep_error error;
	struct image image;
	struct facts *facts;
	struct arena arena;

	error_clear(&error);
	arena_init(&arena, 0);
	if (assemble(&arena, text, "loop", &image, &error) || validate(&image, &error))
		fail_msg("%s\n%s", error.message, text);
	proof.err = verify(&image, &opts, &arena, &facts, &error);
	snprintf(proof.id, sizeof(proof.id), "%s", error.id);
	if (!proof.err) {
		proof.max_cost = facts->max_cost;
		proof.work = facts->work;
		proof.steps = runs ? run(&image, facts) : 0;
	}
	arena_free(&arena);
	return proof;
}

/* @text with each N replaced by @n. */
static const char *with_rounds(const char *text, uint64_t n)
{
	static char out[MAX_TEXT];
	size_t used = 0;

	for (; *text; text++) {
		if (*text == 'N')
			used += (size_t)snprintf(out + used, sizeof(out) - used, "%llu",
						 (unsigned long long)n);
		else
			out[used++] = *text;
		assert_true(used < sizeof(out) - 32);
	}
	out[used] = '\0';
	return out;
}

/* slack: how much more than a run executes the count may say, in percent. */
static const struct form {
	const char *name;
	unsigned slack;
	unsigned even; /* N is a multiple of this */
	const char *text;
} forms[] = {
	{ "tested at the top", 0, 1,
	  "r1 = 0\nagain:\nif r1 >= N goto out\nr1 += 1\ngoto again\nout:\nr0 = 0\nexit\n" },
	{ "an array on the stack", 0, 1,
	  "*(u64 *)(r10 - 8) = 0\nr1 = 0\nr0 = 0\nagain:\nif r1 >= N goto out\n"
	  "r2 = r1\nr2 &= 7\nr3 = r10\nr3 += -8\nr3 += r2\nr4 = *(u8 *)(r3 + 0)\nr0 += r4\n"
	  "r1 += 1\ngoto again\nout:\nr0 &= 1\nexit\n" },
	{ "tested at the bottom, not equal", 0, 1,
	  "r1 = 0\nagain:\nr1 += 1\nif r1 != N goto again\nr0 = 0\nexit\n" },
	{ "less", 0, 1, "r1 = 0\nagain:\nr1 += 1\nif r1 < N goto again\nr0 = 0\nexit\n" },
	{ "less or equal", 0, 1, "r1 = 0\nagain:\nr1 += 1\nif r1 <= N goto again\nr0 = 0\nexit\n" },
	{ "signed", 0, 1, "r1 = -N\nagain:\nr1 += 1\nif r1 s< N goto again\nr0 = 0\nexit\n" },
	{ "32 bits", 0, 1, "w1 = 0\nagain:\nw1 += 1\nif w1 != N goto again\nw0 = 0\nexit\n" },
	{ "32 bits, signed", 0, 1,
	  "w1 = 0\nagain:\nif w1 s>= N goto out\nw1 += 1\ngoto again\nout:\nw0 = 0\nexit\n" },
	{ "down to zero", 0, 1, "r1 = N\nagain:\nr1 += -1\nif r1 != 0 goto again\nr0 = 0\nexit\n" },
	{ "down, 32 bits", 0, 1, "w1 = N\nagain:\nw1 -= 1\nif w1 != 0 goto again\nw0 = 0\nexit\n" },
	{ "down, signed", 0, 1,
	  "r1 = N\nagain:\nif r1 s<= -5 goto out\nr1 += -1\ngoto again\nout:\nr0 = 0\nexit\n" },
	{ "step of 4", 0, 4, "r1 = 0\nagain:\nr1 += 4\nif r1 < N goto again\nr0 = 0\nexit\n" },
	{ "step of 4, not equal", 0, 4,
	  "r1 = 0\nagain:\nr1 += 4\nif r1 != N goto again\nr0 = 0\nexit\n" },
	{ "step of 3", 0, 1,
	  "r1 = 0\nagain:\nif r1 > N goto out\nr1 += 3\ngoto again\nout:\nr0 = 0\nexit\n" },
	{ "two steps", 101, 1,
	  "r6 = *(u32 *)(r1 + 16)\nr1 = 0\nagain:\nif r1 >= N goto out\nr1 += 1\n"
	  "if r6 < 5 goto again\nr1 += 1\ngoto again\nout:\nr0 = 0\nexit\n" },
	{ "a bound known by its range", 0, 1,
	  "r6 = *(u32 *)(r1 + 16)\nif r6 <= N goto less\nr6 = N\nless:\nr1 = 0\nagain:\n"
	  "if r1 >= r6 goto out\nr1 += 1\ngoto again\nout:\nr0 = 0\nexit\n" },
	{ "a bound in a slot", 0, 1,
	  "r6 = *(u32 *)(r1 + 16)\nif r6 <= N goto less\nr6 = N\nless:\n*(u64 *)(r10 - 8) = r6\n"
	  "r1 = 0\nagain:\nr2 = *(u64 *)(r10 - 8)\nif r1 >= r2 goto out\nr1 += 1\ngoto again\n"
	  "out:\nr0 = 0\nexit\n" },
	{ "a counter in a slot", 0, 1,
	  "*(u64 *)(r10 - 8) = 0\nagain:\nr1 = *(u64 *)(r10 - 8)\nif r1 >= N goto out\nr1 += 1\n"
	  "*(u64 *)(r10 - 8) = r1\ngoto again\nout:\nr0 = 0\nexit\n" },
	{ "left early", 0, 1,
	  "r6 = *(u32 *)(r1 + 16)\nr1 = 0\nagain:\nr1 += 1\nif r6 == 77 goto out\n"
	  "if r1 != N goto again\nr0 = 0\nexit\nout:\nr0 = 1\nexit\n" },
	{ "a function in the body", 0, 1,
	  "r6 = 0\nagain:\nr1 = r6\ncall one\nr6 += 1\nif r6 != N goto again\nr0 = 0\nexit\n"
	  ".func one\nr0 = r1\nr0 &= 3\nexit\n" },
	{ "in a function", 0, 1,
	  "call count\nr0 = 0\nexit\n.func count\nr1 = 0\nagain:\nr1 += 1\n"
	  "if r1 != N goto again\nr0 = r1\nexit\n" },
	{ "a copy is compared", 0, 1,
	  "r1 = 0\nagain:\nr1 += 1\nr2 = r1\nif r2 != N goto again\nr0 = 0\nexit\n" },
	{ "two loops", 0, 1,
	  "r1 = 0\nagain:\nr1 += 1\nif r1 != N goto again\nr1 = 5\nonce:\nr1 += 1\n"
	  "if r1 <= N goto once\nr0 = 0\nexit\n" },
	{ "nested", 0, 1,
	  "r1 = 0\nouter:\nr2 = 0\ninner:\nr2 += 1\nif r2 != 1000 goto inner\nr1 += 1\n"
	  "if r1 != N goto outer\nr0 = 0\nexit\n" },
	{ "nested, after its inner loop the outer one goes on", 1, 1,
	  "r1 = 0\nouter:\nif r1 >= N goto out\nr2 = 0\ninner:\nif r2 >= 50 goto done\nr2 += 1\n"
	  "goto inner\ndone:\nr1 += 1\ngoto outer\nout:\nr0 = 0\nexit\n" },
	{ "triangle", 101, 1,
	  "r1 = 0\nouter:\nr2 = 0\ninner:\nr2 += 1\nif r2 <= r1 goto inner\nr1 += 1\n"
	  "if r1 != N goto outer\nr0 = 0\nexit\n" },
};

static void check_form(const struct form *form)
{
	bool is_nest = strstr(form->text, "inner") != NULL;
	uint64_t few = 40, many = is_nest ? 1000 : 1000000, most = is_nest ? 1000000 : 1000000000;
	struct proof a = prove(with_rounds(form->text, few), 0, true);
	struct proof b = prove(with_rounds(form->text, many), 0, true);
	struct proof c = prove(with_rounds(form->text, most), 0, getenv("SOAK") != NULL);

	print_message("%-52s %6llu %6llu %6llu units; %llu of %llu, %llu of %llu %s %s %s\n",
		      form->name, (unsigned long long)a.work, (unsigned long long)b.work,
		      (unsigned long long)c.work, (unsigned long long)a.steps,
		      (unsigned long long)a.max_cost, (unsigned long long)b.steps,
		      (unsigned long long)b.max_cost, a.id, b.id, c.id);
}

static void test_forms(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		check_form(&forms[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
