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

enum { MAX_TEXT = 4096, CONSTANT_WORK = 5000 };

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

static struct proof prove_with(const char *text, struct verify_opts opts, bool runs)
{
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

static struct proof prove(const char *text, uint64_t max_work, bool runs)
{
	struct verify_opts opts = { .max_cost = plenty, .max_work = max_work };

	return prove_with(text, opts, runs);
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

/* slack: how much more than a run executes the count may say, in percent; 0: a few rounds. */
static const struct form {
	const char *name;
	unsigned slack;
	const char *text;
} forms[] = {
	{ "tested at the top", 0,
	  "r1 = 0\nagain:\nif r1 >= N goto out\nr1 += 1\ngoto again\nout:\nr0 = 0\nexit\n" },
	{ "an array on the stack", 0,
	  "*(u64 *)(r10 - 8) = 0\nr1 = 0\nr0 = 0\nagain:\nif r1 >= N goto out\n"
	  "r2 = r1\nr2 &= 7\nr3 = r10\nr3 += -8\nr3 += r2\nr4 = *(u8 *)(r3 + 0)\nr0 += r4\n"
	  "r1 += 1\ngoto again\nout:\nr0 &= 1\nexit\n" },
	{ "tested at the bottom, not equal", 0,
	  "r1 = 0\nagain:\nr1 += 1\nif r1 != N goto again\nr0 = 0\nexit\n" },
	{ "less", 0, "r1 = 0\nagain:\nr1 += 1\nif r1 < N goto again\nr0 = 0\nexit\n" },
	{ "less or equal", 0, "r1 = 0\nagain:\nr1 += 1\nif r1 <= N goto again\nr0 = 0\nexit\n" },
	{ "signed", 0, "r1 = -N\nagain:\nr1 += 1\nif r1 s< N goto again\nr0 = 0\nexit\n" },
	{ "32 bits", 0, "w1 = 0\nagain:\nw1 += 1\nif w1 != N goto again\nw0 = 0\nexit\n" },
	{ "32 bits, signed", 0,
	  "w1 = 0\nagain:\nif w1 s>= N goto out\nw1 += 1\ngoto again\nout:\nw0 = 0\nexit\n" },
	{ "down to zero", 0, "r1 = N\nagain:\nr1 += -1\nif r1 != 0 goto again\nr0 = 0\nexit\n" },
	{ "down, 32 bits", 0, "w1 = N\nagain:\nw1 -= 1\nif w1 != 0 goto again\nw0 = 0\nexit\n" },
	{ "down, signed", 0,
	  "r1 = N\nagain:\nif r1 s<= -5 goto out\nr1 += -1\ngoto again\nout:\nr0 = 0\nexit\n" },
	{ "step of 4", 0, "r1 = 0\nagain:\nr1 += 4\nif r1 < N goto again\nr0 = 0\nexit\n" },
	{ "step of 4, not equal", 0,
	  "r1 = 0\nagain:\nr1 += 4\nif r1 != N goto again\nr0 = 0\nexit\n" },
	{ "step of 3", 0,
	  "r1 = 0\nagain:\nif r1 > N goto out\nr1 += 3\ngoto again\nout:\nr0 = 0\nexit\n" },
	{ "two steps", 101,
	  "r6 = *(u32 *)(r1 + 16)\nr1 = 0\nagain:\nif r1 >= N goto out\nr1 += 1\n"
	  "if r6 < 5 goto again\nr1 += 1\ngoto again\nout:\nr0 = 0\nexit\n" },
	{ "a bound known by its range", 0,
	  "r6 = *(u32 *)(r1 + 16)\nif r6 <= N goto less\nr6 = N\nless:\nr1 = 0\nagain:\n"
	  "if r1 >= r6 goto out\nr1 += 1\ngoto again\nout:\nr0 = 0\nexit\n" },
	{ "a bound in a slot", 0,
	  "r6 = *(u32 *)(r1 + 16)\nif r6 <= N goto less\nr6 = N\nless:\n*(u64 *)(r10 - 8) = r6\n"
	  "r1 = 0\nagain:\nr2 = *(u64 *)(r10 - 8)\nif r1 >= r2 goto out\nr1 += 1\ngoto again\n"
	  "out:\nr0 = 0\nexit\n" },
	{ "a counter in a slot", 0,
	  "*(u64 *)(r10 - 8) = 0\nagain:\nr1 = *(u64 *)(r10 - 8)\nif r1 >= N goto out\nr1 += 1\n"
	  "*(u64 *)(r10 - 8) = r1\ngoto again\nout:\nr0 = 0\nexit\n" },
	{ "left early", 0,
	  "r6 = *(u32 *)(r1 + 16)\nr1 = 0\nagain:\nr1 += 1\nif r6 == 77 goto out\n"
	  "if r1 != N goto again\nr0 = 0\nexit\nout:\nr0 = 1\nexit\n" },
	{ "a function in the body", 0,
	  "r6 = 0\nagain:\nr1 = r6\ncall one\nr6 += 1\nif r6 != N goto again\nr0 = 0\nexit\n"
	  ".func one\nr0 = r1\nr0 &= 3\nexit\n" },
	{ "in a function", 0,
	  "call count\nr0 = 0\nexit\n.func count\nr1 = 0\nagain:\nr1 += 1\n"
	  "if r1 != N goto again\nr0 = r1\nexit\n" },
	{ "a copy is compared", 0,
	  "r1 = 0\nagain:\nr1 += 1\nr2 = r1\nif r2 != N goto again\nr0 = 0\nexit\n" },
	{ "two loops", 0,
	  "r1 = 0\nagain:\nr1 += 1\nif r1 != N goto again\nr1 = 5\nonce:\nr1 += 1\n"
	  "if r1 <= N goto once\nr0 = 0\nexit\n" },
	{ "nested", 0,
	  "r1 = 0\nouter:\nr2 = 0\ninner:\nr2 += 1\nif r2 != 1000 goto inner\nr1 += 1\n"
	  "if r1 != N goto outer\nr0 = 0\nexit\n" },
	{ "nested, after its inner loop the outer one goes on", 1,
	  "r1 = 0\nouter:\nif r1 >= N goto out\nr2 = 0\ninner:\nif r2 >= 50 goto done\nr2 += 1\n"
	  "goto inner\ndone:\nr1 += 1\ngoto outer\nout:\nr0 = 0\nexit\n" },
	{ "down to 0, below it out", 0,
	  "r1 = N\nagain:\nr1 += -1\nif r1 s> -1 goto again\nr0 = 0\nexit\n" },
	{ "down to 0, below it out, 32 bits", 0,
	  "w1 = N\nagain:\nw1 += -1\nif w1 s> -1 goto again\nw0 = 0\nexit\n" },
	{ "down to 0, below it out, extended by shifts", 0,
	  "r1 = N\nagain:\nr1 += -1\nr2 = r1\nr2 <<= 32\nr2 s>>= 32\nif r2 s> -1 goto again\n"
	  "r0 = 0\nexit\n" },
	{ "down to 0, below it out, extended by a move", 0,
	  "w1 = N\nagain:\nw1 += -1\nr2 = (s32)r1\nif r2 s> -1 goto again\nr0 = 0\nexit\n" },
	{ "extended by shifts", 0,
	  "r1 = 0\nagain:\nr1 += 1\nr2 = r1\nr2 <<= 32\nr2 >>= 32\nif r2 < N goto again\n"
	  "r0 = 0\nexit\n" },
	{ "the low half of the counter", 0,
	  "r1 = 0\nagain:\nr1 += 1\nif w1 < N goto again\nr0 = 0\nexit\n" },
	{ "tested before it is counted down", 0,
	  "r1 = N\nagain:\nif r1 == 0 goto out\nr1 += -1\ngoto again\nout:\nr0 = 0\nexit\n" },
	{ "tested before it is counted down, 32 bits", 0,
	  "w1 = N\nagain:\nif w1 == 0 goto out\nw1 += -1\ngoto again\nout:\nr0 = 0\nexit\n" },
	{ "the old value is tested", 0,
	  "w1 = N\nagain:\nw2 = w1\nw1 += -1\nif w2 != 0 goto again\nr0 = 0\nexit\n" },
	{ "triangle", 101,
	  "r1 = 0\nouter:\nr2 = 0\ninner:\nr2 += 1\nif r2 <= r1 goto inner\nr1 += 1\n"
	  "if r1 != N goto outer\nr0 = 0\nexit\n" },
};

enum { FEW_ROUNDS = 24 }; /* instructions */

static void check_count(const struct form *form, const struct proof *proof, bool ran)
{
	if (proof->err)
		fail_msg("%s: %s", form->name, proof->id);
	if (!ran)
		return;
	assert_true(proof->steps <= proof->max_cost);
	assert_in_range(proof->max_cost - proof->steps, 0,
			proof->steps * form->slack / 100 + FEW_ROUNDS);
}

/* From 40 rounds on the work is the same; nests follow rounds of both loops at first. */
static void check_form(const struct form *form)
{
	bool soak = getenv("SOAK") != NULL, is_nest = strstr(form->text, "inner") != NULL;
	uint64_t many = is_nest ? 1000 : 1000000, most = is_nest ? 1000000 : 1000000000;
	struct proof proof[] = { prove(with_rounds(form->text, 40), 0, true),
				 prove(with_rounds(form->text, many), 0, true),
				 prove(with_rounds(form->text, most), 0, soak) };
	uint64_t work[] = { proof[0].work, proof[1].work, proof[2].work };

	print_message("%-52s %5llu %5llu %5llu units; %llu of %llu\n", form->name,
		      (unsigned long long)work[0], (unsigned long long)work[1],
		      (unsigned long long)work[2], (unsigned long long)proof[1].steps,
		      (unsigned long long)proof[1].max_cost);
	check_count(form, &proof[0], true);
	check_count(form, &proof[1], true);
	check_count(form, &proof[2], soak);
	for (int i = 0; i < 3; i++) {
		assert_true(work[i] <= CONSTANT_WORK);
		assert_true(work[i] <= (is_nest ? 4 : 2) * work[0]);
	}
}

static void test_forms(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		check_form(&forms[i]);
}

/*
 * Loops that have no end, or whose rounds no constant step bounds: id is how they are
 * refused; "" where they are followed to their end, which a run shows.
 */
static const struct twin {
	const char *name, *id, *text;
} twins[] = {
	{ "a step that jumps over the bound", "complexity",
	  "r1 = 0\nagain:\nr1 += 3\nif r1 != 1000 goto again\nr0 = 0\nexit\n" },
	{ "a step that meets the bound, followed", "",
	  "r1 = 0\nagain:\nr1 += 3\nif r1 != 999 goto again\nr0 = 0\nexit\n" },
	{ "a start behind the bound", "complexity",
	  "r1 = 7\nagain:\nr1 += 2\nif r1 != 5 goto again\nr0 = 0\nexit\n" },
	{ "32 bits wrap", "complexity",
	  "w1 = 0\nagain:\nw1 += 2\nif w1 != 1001 goto again\nw0 = 0\nexit\n" },
	{ "32 bits wrap below the bound", "complexity",
	  "w1 = 0\nagain:\nw1 += 16\nif w1 <= 0xfffffff0 goto again\nw0 = 0\nexit\n" },
	{ "64 bits wrap below the bound", "complexity",
	  "r1 = 0\nagain:\nr1 += 16\nif r1 <= -16 goto again\nr0 = 0\nexit\n" },
	{ "signed, the other side", "complexity",
	  "r1 = 6\nagain:\nr1 += 1\nif r1 > 5 goto again\nr0 = 0\nexit\n" },
	{ "half of the counter is compared", "complexity",
	  "r1 = 0\nr2 = 1\nr2 <<= 32\nagain:\nr1 += r2\nif w1 < 10 goto again\nr0 = 0\nexit\n" },
	{ "down past zero", "complexity",
	  "r1 = 1000\nagain:\nr1 -= 1\nif r1 >= 0 goto again\nr0 = 0\nexit\n" },
	{ "down past zero by 2", "complexity",
	  "r1 = 1001\nagain:\nr1 -= 2\nif r1 != 0 goto again\nr0 = 0\nexit\n" },
	{ "the bound runs away", "complexity",
	  "r1 = 0\nr2 = 10\nagain:\nr2 += 1\nr1 += 1\nif r1 < r2 goto again\nr0 = 0\nexit\n" },
	{ "the bound is unknown each time", "complexity",
	  "r6 = r1\nr7 = 0\nagain:\nr2 = *(u32 *)(r6 + 16)\nr7 += 1\nif r2 != 5 goto again\n"
	  "r0 = 0\nexit\n" },
	{ "the counter moves on one path only", "complexity",
	  "r6 = *(u32 *)(r1 + 16)\nr7 = 0\nagain:\nif r7 >= 1000 goto out\nr6 &= 0xff\n"
	  "if r6 > 5 goto skip\nr7 += 1\nskip:\nr6 += 1\ngoto again\nout:\nr0 = 0\nexit\n" },
	{ "the counter begins again", "infinite-loop",
	  "r6 = *(u32 *)(r1 + 16)\nr7 = 0\nagain:\nif r7 >= 1000 goto out\nr7 += 1\nr6 &= 0xff\n"
	  "r6 += 1\nif r6 > 5 goto again\nr7 = 0\ngoto again\nout:\nr0 = 0\nexit\n" },
	{ "up and down", "complexity",
	  "r6 = *(u32 *)(r1 + 16)\nr7 = 500\nagain:\nif r7 >= 1000 goto out\nif r7 == 0 goto out\n"
	  "r6 &= 0xff\nr6 += 3\nif r6 > 99 goto down\nr7 += 1\ngoto again\ndown:\nr7 -= 1\n"
	  "goto again\nout:\nr0 = 0\nexit\n" },
	{ "a step that may be none", "complexity",
	  "r6 = *(u32 *)(r1 + 16)\nr7 = 0\nagain:\nif r7 >= 1000 goto out\nr6 += 1\nr2 = r6\n"
	  "r2 &= 1\nr7 += r2\ngoto again\nout:\nr0 = 0\nexit\n" },
	{ "an old copy is compared", "complexity",
	  "r1 = 0\nr2 = r1\nagain:\nr1 += 1\nif r2 < 1000 goto again\nr0 = 0\nexit\n" },
	{ "the slot is overwritten", "infinite-loop",
	  "r6 = *(u32 *)(r1 + 16)\n*(u64 *)(r10 - 8) = 0\nagain:\nr1 = *(u64 *)(r10 - 8)\n"
	  "if r1 >= 1000 goto out\nr1 += 1\n*(u64 *)(r10 - 8) = r1\nr6 += 1\nr6 &= 7\n"
	  "*(u8 *)(r10 - 7) = r6\n*(u8 *)(r10 - 8) = r6\ngoto again\nout:\nr0 = 0\nexit\n" },
	{ "the slot is overwritten through a pointer", "complexity",
	  "r6 = *(u32 *)(r1 + 16)\n*(u64 *)(r10 - 8) = 0\n*(u64 *)(r10 - 16) = 0\nagain:\n"
	  "r1 = *(u64 *)(r10 - 8)\nif r1 >= 1000 goto out\nr1 += 1\n*(u64 *)(r10 - 8) = r1\n"
	  "r6 += 1\nr2 = r6\nr2 &= 8\nr3 = r10\nr3 += -16\nr3 += r2\n*(u64 *)(r3 + 0) = 0\n"
	  "goto again\nout:\nr0 = 0\nexit\n" },
	{ "the inner loop resets the outer counter", "infinite-loop",
	  "r6 = *(u32 *)(r1 + 16)\nr1 = 0\nouter:\nr2 = 0\ninner:\nr2 += 1\nr6 &= 0xff\nr6 += 1\n"
	  "if r6 != 9 goto on\nr1 = 0\non:\nif r2 < 100 goto inner\nr1 += 1\n"
	  "if r1 < 1000 goto outer\nr0 = 0\nexit\n" },
	{ "each counter is reset by the other's loop", "infinite-loop",
	  "r6 = *(u32 *)(r1 + 16)\nr1 = 0\nr2 = 0\nagain:\nr6 &= 0xff\nr6 += 1\nif r6 > 77 goto "
	  "second\n"
	  "r1 += 1\nr2 = 0\nif r1 < 1000 goto again\ngoto out\nsecond:\nr2 += 1\nr1 = 0\n"
	  "if r2 < 1000 goto again\nout:\nr0 = 0\nexit\n" },
	{ "an unsafe access after the loop", "uninit-stack",
	  "r1 = 0\nagain:\nr1 += 1\nif r1 != 1000 goto again\nr0 = *(u64 *)(r10 - 8)\nexit\n" },
	{ "an unsafe access in its last round", "stack-bounds",
	  "r1 = 0\nagain:\nr2 = r10\nr2 += -16\nr2 += r1\n*(u8 *)(r2 + 0) = 1\nr1 += 1\n"
	  "if r1 < 17 goto again\nr0 = 0\nexit\n" },
};

static void test_twins(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(twins) / sizeof(*twins); i++) {
		struct proof proof = prove(twins[i].text, 1 << 18, true);

		print_message("%-52s %s %llu of %llu\n", twins[i].name, proof.id,
			      (unsigned long long)proof.steps, (unsigned long long)proof.max_cost);
		if (strcmp(proof.id, twins[i].id))
			fail_msg("%s: %s", twins[i].name, proof.err ? proof.id : "accepted");
		assert_true(proof.steps <= proof.max_cost);
	}
}

/*
 * Cursors in a packet of 64 bytes: id is how they are refused, else the loop is proved in
 * constant time, for packets of MAX_COUNTED_PACKET bytes; rounds: of those in one of 64.
 */
#define ENDS "r2 = *(u32 *)(r1 + 0)\nr3 = *(u32 *)(r1 + 4)\nr6 = r1\nr0 = 0\n"
#define OUT "out:\nr0 = 0\nexit\n"

static const struct cursor {
	const char *name, *id;
	uint64_t round, most; /* instructions; bytes of the packet that it goes over at most */
	unsigned step;
	const char *text;
} cursors[] = {
	{ "to the end", "", 5, MAX_COUNTED_PACKET, 1,
	  ENDS "again:\nif r2 >= r3 goto out\nr5 = *(u8 *)(r2 + 0)\nr0 += r5\nr2 += 1\n"
	       "goto again\n" OUT },
	{ "the end of an access", "", 7, MAX_COUNTED_PACKET, 1,
	  ENDS "again:\nr4 = r2\nr4 += 1\nif r4 > r3 goto out\nr5 = *(u8 *)(r2 + 0)\nr0 += r5\n"
	       "r2 = r4\ngoto again\n" OUT },
	{ "two bytes a round", "", 7, MAX_COUNTED_PACKET, 2,
	  ENDS "again:\nr4 = r2\nr4 += 2\nif r4 > r3 goto out\nr5 = *(u16 *)(r2 + 0)\nr0 += r5\n"
	       "r2 = r4\ngoto again\n" OUT },
	{ "tested at the bottom", "", 5, MAX_COUNTED_PACKET, 1,
	  ENDS "r4 = r2\nr4 += 1\nif r4 > r3 goto out\nagain:\nr5 = *(u8 *)(r2 + 0)\nr0 += r5\n"
	       "r2 += 1\nr4 += 1\nif r4 <= r3 goto again\n" OUT },
	{ "from behind a header", "", 5, MAX_COUNTED_PACKET, 1,
	  ENDS "r2 += 14\nagain:\nif r3 <= r2 goto out\nr5 = *(u8 *)(r2 + 0)\nr0 += r5\nr2 += 1\n"
	       "goto again\n" OUT },
	{ "from a place that varies", "", 5, MAX_COUNTED_PACKET, 1,
	  ENDS "r4 = *(u32 *)(r1 + 16)\nr4 &= 15\nr2 += r4\nagain:\nif r2 >= r3 goto out\n"
	       "r5 = *(u8 *)(r2 + 0)\nr0 += r5\nr2 += 1\ngoto again\n" OUT },
	{ "to another place", "", 6, 32, 1,
	  ENDS "r7 = r2\nr7 += 32\nagain:\nif r2 >= r3 goto out\nif r2 >= r7 goto out\n"
	       "r5 = *(u8 *)(r2 + 0)\nr0 += r5\nr2 += 1\ngoto again\n" OUT },
	{ "in a slot", "", 6, MAX_COUNTED_PACKET, 1,
	  ENDS "*(u64 *)(r10 - 8) = r2\nagain:\nr2 = *(u64 *)(r10 - 8)\nif r2 >= r3 goto out\n"
	       "r5 = *(u8 *)(r2 + 0)\nr2 += 1\n*(u64 *)(r10 - 8) = r2\ngoto again\n" OUT },
	{ "more a round than is tested", "", 5, MAX_COUNTED_PACKET, 3,
	  ENDS "again:\nif r2 >= r3 goto out\nr5 = *(u8 *)(r2 + 0)\nr0 += r5\nr2 += 3\n"
	       "goto again\n" OUT },
	{ "with another before it", "", 7, MAX_COUNTED_PACKET, 2,
	  ENDS "r7 = r2\nr7 += 1\nagain:\nr4 = r2\nr4 += 2\nif r4 > r3 goto out\n"
	       "r5 = *(u8 *)(r7 + 0)\nr2 += 2\nr7 += 2\ngoto again\n" OUT },
	{ "a byte too far", "packet-bounds", 0, 0, 0,
	  ENDS "again:\nif r2 >= r3 goto out\nr5 = *(u8 *)(r2 + 1)\nr2 += 1\ngoto again\n" OUT },
	{ "the end itself", "packet-bounds", 0, 0, 0,
	  ENDS "again:\nif r2 > r3 goto out\nr5 = *(u8 *)(r2 + 0)\nr2 += 1\ngoto again\n" OUT },
	{ "before the packet", "packet-bounds", 0, 0, 0,
	  ENDS "again:\nif r2 >= r3 goto out\nr5 = *(u8 *)(r2 + 0)\nr2 += -1\ngoto again\n" OUT },
	{ "nobody asks for the end", "complexity", 0, 0, 0,
	  ENDS "r7 = *(u32 *)(r1 + 16)\nagain:\nif r7 == 5 goto out\nr7 += r0\nr0 += 1\nr2 += 1\n"
	       "goto again\n" OUT },
	{ "an old copy is compared", "complexity", 0, 0, 0,
	  ENDS "r4 = r2\nagain:\nif r4 >= r3 goto out\nr2 += 1\ngoto again\n" OUT },
	{ "the packet moves meanwhile", "uninit-register", 0, 0, 0,
	  ENDS "r7 = r2\nr8 = r3\nagain:\nif r7 >= r8 goto out\nr1 = r6\nr2 = 1\n"
	       "call 44\nr7 += 1\ngoto again\n" OUT },
};

static void test_cursors(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cursors) / sizeof(*cursors); i++) {
		const struct cursor *c = &cursors[i];
		struct proof proof = prove(c->text, 1 << 18, true);
		uint64_t rounds = c->step ? c->most / c->step : 0;

		print_message("%-52s %s %llu units; %llu of %llu\n", c->name, proof.id,
			      (unsigned long long)proof.work, (unsigned long long)proof.steps,
			      (unsigned long long)proof.max_cost);
		if (strcmp(proof.id, c->id))
			fail_msg("%s: %s", c->name, proof.err ? proof.id : "accepted");
		if (proof.err)
			continue;
		assert_true(proof.steps > c->round * 16 && proof.steps <= proof.max_cost);
		assert_in_range(proof.max_cost, c->round * rounds,
				c->round * (rounds + 4) + FEW_ROUNDS);
		assert_true(proof.work <= CONSTANT_WORK);
	}
}

/*
 * The first counter's bound is far away, and the loop ends because of the second: what is
 * counted at first is too much, and then it is followed.
 */
static void test_followed_where_the_count_is_too_large(void **state)
{
	static const char text[] =
		"r6 = *(u32 *)(r1 + 16)\nr1 = 0\nr2 = 0\nagain:\nif r1 >= r6 goto out\nr1 += 1\n"
		"r2 += 1\nif r2 < N goto again\nout:\nr0 = 0\nexit\n";
	const struct verify_opts opts = { 0 };
	struct proof few = prove_with(with_rounds(text, 50), opts, true);
	struct proof many = prove_with(with_rounds(text, 1 << 30), opts, false);

	(void)state;
	assert_int_equal(few.err, 0);
	assert_in_range(few.max_cost, few.steps, few.steps + FEW_ROUNDS);
	assert_string_equal(many.id, "max-cost");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_twins),
		cmocka_unit_test(test_cursors),
		cmocka_unit_test(test_followed_where_the_count_is_too_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
