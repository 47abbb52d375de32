/*
 * Programs made to cost the verifier much, at its default limits: families that have each
 * kind of growth at its worst, and a search through random programs for the most time a
 * unit of work.  None may take longer than a second or more than the quota of memory.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/lib/timing.h"
#include "core/image.h"
#include "fuzz/campaign.h"
#include "verifier/verifier.h"

enum { TEXT_BYTES = 64 << 20, MOST_MS = 1000 };

/* Text of a program under way. */
static struct {
	char *start, *at;
	uint32_t n_labels;
} text;

static void put(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	text.at += vsnprintf(text.at, (size_t)(text.start + TEXT_BYTES - text.at), format, args);
	va_end(args);
}

static void begin(const char *first)
{
	text.at = text.start;
	put(".prog socket_filter\n.map m type=array key=4 value=1024 entries=1\n"
	    ".map h type=hash key=4 value=8 entries=16\n"
	    "r6 = *(u32 *)(r1 + 0x0)\nr7 = 0\n%s", first);
}

static void end(void)
{
	put("r0 = 0\nexit\n");
}

/* --- families --- */

static void straight(unsigned n)
{
	begin("");
	for (unsigned i = 0; i < n; i++)
		put("r7 += r6\nr7 ^= %u\n", i);
	end();
}

static void ladder(unsigned n)
{
	begin("r8 = 0\n");
	for (unsigned i = 0; i < n; i++)
		put("r9 = r6\nr9 ^= %u\nif r9 > 500 goto l%u\nr8 ^= 3\nl%u:\n", i, i, i);
	end();
}

/* Each way to the end is another number, which the access at the end depends on. */
static void put_sums(unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		put("r9 = r6\nr9 ^= %u\nif r9 > 500 goto s%u_%u\nr7 += %u\ns%u_%u:\n", i,
		    text.n_labels, i, 1u << i % 30, text.n_labels, i);
	text.n_labels++;
}

static void sums(unsigned n)
{
	begin("");
	put_sums(n);
	put("r1 = map_value m + 0x0 ll\nif r7 > 63 goto out\nr1 += r7\n"
	    "*(u8 *)(r1 + 0x0) = 1\nout:\n");
	end();
}

static void put_slots(void)
{
	for (unsigned slot = 8; slot <= 504; slot += 8)
		put("r9 = *(u32 *)(r1 + 0x%x)\n*(u64 *)(r10 - %u) = r9\n", slot % 16 ? 0 : 4, slot);
}

static void wide_sums(unsigned n)
{
	begin("");
	put_slots();
	put_sums(n);
	put("r1 = map_value m + 0x0 ll\nif r7 > 63 goto out\nr1 += r7\n"
	    "*(u8 *)(r1 + 0x0) = 1\nout:\nr7 = 0\n");
	for (unsigned slot = 8; slot <= 504; slot += 8)
		put("r1 = *(u64 *)(r10 - %u)\nr7 += r1\n", slot);
	end();
}

/* No attempt at a constant step holds, no state comes again. */
static void put_endless(unsigned i)
{
	put("e%u:\nr7 += r6\nr7 ^= 1\nr9 = r7\nr9 &= 7\nif r9 != 5 goto e%u\n", i, i);
}

static void endless(unsigned n)
{
	begin("");
	for (unsigned i = 0; i < n; i++)
		put_endless(i);
	end();
}

/* A counter that is demanded each round, beside a full stack that is read at the end. */
static void wide_rounds(unsigned n)
{
	begin("");
	put_slots();
	put("r8 = map_value m + 0x0 ll\nr9 = 1\nw:\nr7 += 1\nr9 *= 3\nr9 &= 0x3ff\n"
	    "r1 = r8\nr2 = r9\nr2 &= 31\nr1 += r2\n*(u8 *)(r1 + 0x0) = 1\n");
	for (unsigned i = 1; i <= n; i++)
		put("r1 = *(u64 *)(r10 - %u)\nr1 += r9\n*(u64 *)(r10 - %u) = r1\n", 8 * i, 8 * i);
	put("if r7 != 0x1000000 goto w\n");
	for (unsigned slot = 8; slot <= 504; slot += 8)
		put("r1 = *(u64 *)(r10 - %u)\nr7 += r1\n", slot);
	end();
}

static void nest(unsigned n)
{
	begin("");
	for (unsigned d = 0; d < n; d++)
		put("*(u64 *)(r10 - %u) = 0\nn%u:\n", 8 * d + 8, d);
	put("r7 *= 3\n");
	for (unsigned d = n; d-- > 0;)
		put("r1 = *(u64 *)(r10 - %u)\nr1 += 1\n*(u64 *)(r10 - %u) = r1\n"
		    "if r1 != 100 goto n%u\n",
		    8 * d + 8, 8 * d + 8, d);
	end();
}

static void rounds(unsigned n)
{
	begin("");
	for (unsigned i = 0; i < n; i++)
		put("r8 = 0\nq%u:\nr7 += r6\nr8 += 1\nif r8 != 1000 goto q%u\n", i, i);
	end();
}

/* Each function calls the next twice, and what it gets tells ways apart. */
static void fan_out(unsigned n)
{
	begin("");
	put("r1 = r6\ncall f1\nr0 &= 63\nr1 = map_value m + 0x0 ll\nr1 += r0\n"
	    "*(u8 *)(r1 + 0x0) = 1\n");
	end();
	for (unsigned f = 1; f < 7; f++) {
		put(".func f%u\nr6 = r1\nr7 = 0\n", f);
		for (unsigned i = 0; i < n; i++)
			put("r1 = r6\nr1 ^= %u\ncall f%u\nr7 += r0\n", i, f + 1);
		put("r0 = r7\nr0 &= 0xff\nexit\n");
	}
	put(".func f7\nr0 = 0\nif r1 > 7 goto +1\nr0 += 1\nif r1 > 70 goto +1\nr0 += 2\nexit\n");
}

/* Callbacks in callbacks, whose rounds change many numbers. */
static void callbacks(unsigned n)
{
	begin("");
	for (unsigned i = 1; i <= n; i++)
		put("*(u64 *)(r10 - %u) = 0\n", 8 * i);
	put("r1 = map h ll\nr2 = func c1 ll\nr3 = r10\nr3 += -%u\nr4 = 0\n"
	    "call for_each_map_elem\n", 8 * n);
	end();
	for (unsigned f = 1; f < 4; f++) {
		put(".func c%u\nr6 = r4\n", f);
		for (unsigned i = 0; i < n; i++)
			put("r1 = *(u32 *)(r3 + 0x0)\nif r1 > %u goto c%u_%u\n"
			    "r1 = *(u64 *)(r6 + %u)\nr1 += %u\n*(u64 *)(r6 + %u) = r1\nc%u_%u:\n",
			    i, f, i, 8 * i, i + 1, 8 * i, f, i);
		if (f < 3)
			put("r1 = map h ll\nr2 = func c%u ll\nr3 = r6\nr4 = 0\n"
			    "call for_each_map_elem\n", f + 1);
		put("r0 = 0\nexit\n");
	}
}

/* Each round of a loop without an end may end the callback's round too. */
static void leaving(unsigned n)
{
	begin("");
	put("*(u64 *)(r10 - 8) = r6\nr1 = %u\nr2 = func c1 ll\nr3 = r10\nr3 += -8\nr4 = 0\n"
	    "call loop\n", n);
	end();
	put(".func c1\nr7 = 0\nr6 = *(u64 *)(r2 + 0)\nagain:\nr7 += r6\nr7 ^= 1\nr9 = r7\nr9 &= 7\n"
	    "if r9 == 5 goto leave\ngoto again\nleave:\n*(u64 *)(r2 + 0) = r7\nr0 = 0\nexit\n");
}

static const struct family {
	const char *name;
	void (*make)(unsigned n);
	unsigned n[4]; /* 0: no more */
} families[] = {
	{ "straight line", straight, { 10000, 499990 } },
	{ "branch ladder", ladder, { 10000, 200000 } },
	{ "sums that differ", sums, { 12, 16, 30 } },
	{ "the same, with a full stack", wide_sums, { 12, 16, 30 } },
	{ "loops without an end", endless, { 1, 20, 1000 } },
	{ "rounds with a full stack", wide_rounds, { 1, 16, 63 } },
	{ "loops in loops, 100 rounds each", nest, { 2, 3, 4, 8 } },
	{ "loops in a row, 1000 rounds each", rounds, { 30, 300, 10000 } },
	{ "functions that call the next", fan_out, { 2, 4, 8 } },
	{ "callbacks in callbacks", callbacks, { 2, 8, 32 } },
	{ "callbacks that leave a loop", leaving, { 2, 1000 } },
};

/* --- one verification --- */

struct figures {
	double ms;
	uint64_t work; /* 0: it was refused */
	char verdict[40];
};

static int verify_text(const char *program, struct verify_memory *memory, struct figures *out)
{
	const struct verify_opts opts = { .rights = SKEP_TRUSTED, .memory = memory,
					  .no_values = true };
	struct skep_error error = { 0 };
	struct facts *facts = NULL;
	struct image image;
	struct arena arena;
	double start;
	int err;

	*out = (struct figures){ 0 };
	arena_init(&arena, 0);
	err = assemble(&arena, program, "hostile", &image, &error);
	if (!err)
		err = validate(&image, &error);
	if (err) {
		snprintf(out->verdict, sizeof(out->verdict), "%s", error.id);
		arena_free(&arena);
		return err;
	}
	start = cpu_ns();
	err = verify(&image, &opts, &arena, &facts, &error);
	out->ms = (cpu_ns() - start) / 1e6;
	out->work = err ? 0 : facts->work;
	snprintf(out->verdict, sizeof(out->verdict), "%s", err ? error.id : "accepted");
	arena_free(&arena);
	return 0;
}

/* The first pays for memory that the system has not given before. */
static int least_of_three(struct verify_memory *memory, struct figures *figures)
{
	int err = verify_text(text.start, memory, figures);

	for (unsigned k = 0; k < 2 && !err; k++) {
		struct figures again;

		err = verify_text(text.start, memory, &again);
		if (!err && again.ms < figures->ms)
			figures->ms = again.ms;
	}
	return err;
}

static int run_families(struct verify_memory *memory, double *worst)
{
	printf("%-36s %7s %10s %14s %12s %8s\n", "family", "n", "ms", "", "work", "ns each");
	for (unsigned f = 0; f < sizeof(families) / sizeof(*families); f++) {
		for (unsigned s = 0; s < 4 && families[f].n[s]; s++) {
			struct figures figures;

			families[f].make(families[f].n[s]);
			if (least_of_three(memory, &figures)) {
				fprintf(stderr, "hostile: %s: %s\n", families[f].name,
					figures.verdict);
				return 1;
			}
			printf("%-36s %7u %10.1f %14s", families[f].name, families[f].n[s],
			       figures.ms, figures.verdict);
			if (figures.work)
				printf(" %12" PRIu64 " %8.0f", figures.work,
				       figures.ms * 1e6 / (double)figures.work);
			printf("\n");
			*worst = figures.ms > *worst ? figures.ms : *worst;
		}
	}
	return 0;
}

/* --- random programs --- */

/* The most time a unit among accepted ones of some size: the least of three. */
static void search(struct verify_memory *memory, unsigned n, uint64_t seed, double *worst)
{
	static struct prog prog;
	uint64_t worst_seed = 0, slowest_seed = 0;
	double most = 0;
	double slowest = 0;

	for (unsigned i = 0; i < n; i++) {
		struct figures figures;

		if (make_program(seed + i, false, &prog, text.start) ||
		    least_of_three(memory, &figures))
			continue;
		if (figures.ms > slowest) {
			slowest = figures.ms;
			slowest_seed = seed + i;
		}
		if (figures.work >= 1000 && figures.ms * 1e6 / (double)figures.work > most) {
			most = figures.ms * 1e6 / (double)figures.work;
			worst_seed = seed + i;
		}
	}
	printf("%u random programs from %" PRIu64 ": the longest takes %.1f ms (%" PRIu64
	       "), a unit %.0f ns at most (%" PRIu64 ")\n",
	       n, seed, slowest, slowest_seed, most, worst_seed);
	*worst = slowest > *worst ? slowest : *worst;
}

int main(int argc, char **argv)
{
	unsigned n = argc > 2 ? (unsigned)atoi(argv[1]) : 500;
	uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 0) : 1;
	struct verify_memory *memory = verify_memory_new();
	double worst = 0;
	int err;

	text.start = malloc(TEXT_BYTES);
	if (!text.start || !memory) {
		fprintf(stderr, "hostile: no memory\n");
		return 1;
	}
	err = run_families(memory, &worst);
	if (!err) {
		search(memory, n, seed, &worst);
		show_goal("ms that any of them takes", worst, MOST_MS);
	}
	verify_memory_free(memory);
	free(text.start);
	return err;
}
