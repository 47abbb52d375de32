/*
 * The verifier beside the kernel's: every program of the folders' objects that both
 * accept, and families of generated ones at several sizes, in interleaved rounds.
 *
 * Both figures are wall time, from a decoded program to its verdict.  Maps, files,
 * relocation and the JIT are outside.  Verifications follow one another in one memory, as
 * those of an environment do; the first one in a process also pays for that.
 */
#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "bench/lib/timing.h"
#include "bench/lib/verify_kernel.h"
#include "include/skep/skep.h"
#include "loader/loader.h"
#include "verifier/verifier.h"

enum { ROUNDS = 7, MAX_SUBJECTS = 512, MIN_KERNEL_US = 50 };

/** struct subject - a program that is verified */
struct subject {
	char name[72];
	char path[512];     /* of its object; "": it was generated */
	const char *family; /* of generated ones */
	struct image *image;
	struct rounds skep, kernel, phase[N_VERIFY_PHASES];
	uint64_t processed, kernel_processed;
	bool in_kernel;
};

static struct subject subjects[MAX_SUBJECTS];
static struct verify_memory *memory;
static unsigned n_subjects;

/* --- one verification --- */

struct clock {
	double since, ns[N_VERIFY_PHASES];
	int phase; /* -1: none yet */
};

static void stop(struct clock *clock, int next)
{
	double now = wall_ns();

	if (clock->phase >= 0)
		clock->ns[clock->phase] += now - clock->since;
	clock->since = now;
	clock->phase = next;
}

static void on_phase(void *arg, enum verify_phase phase)
{
	stop(arg, (int)phase);
}

static int verify_once(struct subject *subject, bool measure, struct skep_error *error)
{
	struct clock clock = { .phase = -1 };
	const struct verify_opts opts = { .rights = SKEP_TRUSTED, .memory = memory,
					  .no_values = true, .on_phase = on_phase,
					  .phase_arg = &clock };
	struct facts *facts;
	struct arena arena;
	double start;
	int err;

	arena_init(&arena, 0);
	arena_reserve(&arena, 1); /* the object's; malloc may tidy up what libbpf left */
	start = wall_ns();
	err = verify(subject->image, &opts, &arena, &facts, error);
	stop(&clock, -1);
	if (measure) {
		rounds_add(&subject->skep, (clock.since - start) / 1e3);
		for (int p = 0; p < N_VERIFY_PHASES; p++)
			rounds_add(&subject->phase[p], clock.ns[p] / 1e3);
	}
	if (!err)
		subject->processed = facts->n_processed;
	arena_free(&arena);
	return err;
}

static int kernel_once(struct subject *subject, bool measure)
{
	struct kernel_figures figures;
	int err = subject->path[0] ? kernel_verify_object(subject->path, subject->image->name,
							  &figures) :
				     kernel_verify_image(subject->image, &figures);

	if (err)
		return err;
	if (measure)
		rounds_add(&subject->kernel, figures.us);
	subject->kernel_processed = figures.processed;
	return 0;
}

/* Add it if skep accepts it. */
static void add_subject(const struct subject *subject, struct skep_error *error)
{
	struct subject *to = &subjects[n_subjects];

	if (n_subjects == MAX_SUBJECTS || validate(subject->image, error))
		return;
	*to = *subject;
	if (verify_once(to, false, error))
		return;
	to->in_kernel = kernel_once(to, false) == 0;
	n_subjects++;
}

/* --- objects; they stay open --- */

static void add_object(const char *folder, const char *file)
{
	struct skep_error error;
	struct object *object;
	struct subject subject = { 0 };

	snprintf(subject.path, sizeof(subject.path), "%s/%s", folder, file);
	if (object_open(subject.path, file, NULL, &object, &error))
		return;
	for (uint32_t p = 0; p < object->n_progs; p++) {
		if (object->prog_errors[p].err)
			continue;
		subject.image = object->progs[p];
		snprintf(subject.name, sizeof(subject.name), "%.*s %s",
			 (int)(strlen(file) - strlen(".bpf.o")), file, subject.image->name);
		add_subject(&subject, &error);
	}
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_object(const struct dirent *entry)
{
	const char *end = strstr(entry->d_name, ".bpf.o");

	return end && !end[strlen(".bpf.o")];
}

static int add_folder(const char *folder)
{
	struct dirent **entry;
	int n = scandir(folder, &entry, is_object, by_name);

	for (int i = 0; i < n; i++) {
		add_object(folder, entry[i]->d_name);
		free(entry[i]);
	}
	if (n < 0)
		fprintf(stderr, "%s: no such folder\n", folder);
	else
		free(entry);
	return n < 0;
}

/* --- generated families --- */

struct text {
	char *at, *end;
};

static void put(struct text *text, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	text->at += vsnprintf(text->at, (size_t)(text->end - text->at), format, args);
	va_end(args);
}

static void put_straight(struct text *text, unsigned i)
{
	put(text, "r%u += %u\nr%u ^= r%u\n", 6 + i % 3, i, 6 + i % 3, 6 + (i + 1) % 3);
}

/* Both sides of a jump meet again, and no jump decides another. */
static void put_ladder(struct text *text, unsigned i)
{
	put(text, "r9 = r6\nr9 ^= %u\nif r9 > 500 goto l%u\nr7 += r6\nr8 ^= 3\nl%u:\n", i, i, i);
}

static void put_loop(struct text *text, unsigned i)
{
	put(text, "r9 = 0\nl%u:\nr7 += r6\nr9 += 1\nif r9 != 10 goto l%u\n", i, i);
}

static void put_call(struct text *text, unsigned i)
{
	put(text, "r1 = r6\nr2 = %u\ncall twice\nr7 += r0\n", i);
}

static void put_spill(struct text *text, unsigned i)
{
	unsigned slot = 8 + 8 * (i % 32);

	put(text, "*(u64 *)(r10 - %u) = r6\nr7 = *(u64 *)(r10 - %u)\nr6 += %u\n", slot, slot, i);
}

static const struct family {
	const char *name;
	void (*put)(struct text *text, unsigned i);
	const char *functions; /* behind the main one */
	unsigned n[3];         /* parts */
} families[] = {
	{ "straight line", put_straight, "", { 500, 2000, 8000 } },
	{ "branch ladder", put_ladder, "", { 250, 1000, 4000 } },
	{ "loops", put_loop, "", { 25, 100, 400 } },
	{ "calls", put_call,
	  ".func twice\nr0 = r1\nr0 += r1\nif r2 > 7 goto +1\nr0 += 1\nexit\n",
	  { 50, 200, 800 } },
	{ "spills", put_spill, "", { 300, 1200, 4800 } },
};

static char text_buf[1 << 20];

static int add_family(const struct family *family, unsigned n, struct arena *arena)
{
	struct text text = { text_buf, text_buf + sizeof(text_buf) };
	struct subject subject = { .family = family->name };
	struct skep_error error;
	unsigned before = n_subjects;

	subject.image = ARENA_NEW(arena, struct image);
	put(&text, ".prog socket_filter\nr6 = *(u32 *)(r1 + 0x0)\nr7 = 1\nr8 = 2\n");
	for (unsigned i = 0; i < n; i++)
		family->put(&text, i);
	put(&text, "r0 = r7\nr0 &= 1\nexit\n%s", family->functions);
	if (!subject.image || assemble(arena, text_buf, family->name, subject.image, &error)) {
		fprintf(stderr, "%s: %s\n", family->name, error.message);
		return 1;
	}
	snprintf(subject.name, sizeof(subject.name), "%s", family->name);
	add_subject(&subject, &error);
	if (n_subjects == before)
		fprintf(stderr, "%s: %s\n", family->name, error.message);
	return n_subjects == before;
}

static int add_families(struct arena *arena)
{
	int err = 0;

	for (unsigned f = 0; f < sizeof(families) / sizeof(*families); f++)
		for (unsigned s = 0; s < 3; s++)
			err |= add_family(&families[f], families[f].n[s], arena);
	return err;
}

/* --- figures --- */

static void show(struct subject *s)
{
	double us = rounds_median(&s->skep);

	printf("%-40.40s %6u %7llu %7llu %9.1f %4.0f%%", s->name, s->image->n_insns,
	       (unsigned long long)s->processed, (unsigned long long)s->kernel_processed, us,
	       100 * rounds_spread(&s->skep));
	for (int p = 0; p < N_VERIFY_PHASES; p++)
		printf(" %8.1f", rounds_median(&s->phase[p]));
	if (s->in_kernel)
		printf(" %9.0f %4.0f%% %6.2f", rounds_median(&s->kernel),
		       100 * rounds_spread(&s->kernel), rounds_median(&s->kernel) / us);
	printf("\n");
}

static void show_means(void)
{
	struct geomean mean = { 0 };
	double worst = 0;

	for (unsigned i = 0; i < n_subjects; i++) {
		struct subject *s = &subjects[i];
		double us;

		if (s->family || !s->in_kernel || rounds_median(&s->kernel) < MIN_KERNEL_US)
			continue;
		us = rounds_median(&s->skep);
		geomean_add(&mean, us / rounds_median(&s->kernel));
		if (us / rounds_median(&s->kernel) > worst)
			worst = us / rounds_median(&s->kernel);
	}
	if (!mean.n)
		return;
	printf("%u programs for which the kernel needs %d us or more:\n", mean.n, MIN_KERNEL_US);
	show_goal("skep's time by the kernel's, geometric mean", geomean(&mean), 1.0 / 3);
	show_goal("the same, the worst of them", worst, 1);
}

/* Of neighbouring sizes of a family: how the time of an instruction grows. */
static void show_growth(void)
{
	for (unsigned i = 1; i < n_subjects; i++) {
		struct subject *s = &subjects[i], *before = s - 1;
		double each = rounds_median(&s->skep) / s->image->n_insns;
		char what[96];

		if (!s->family || s->family != before->family)
			continue;
		snprintf(what, sizeof(what), "%s: an instruction's time, %u by %u", s->family,
			 s->image->n_insns, before->image->n_insns);
		show_goal(what, each / (rounds_median(&before->skep) / before->image->n_insns), 2);
	}
}

int main(int argc, char **argv)
{
	struct arena arena;
	int err = 0;

	arena_init(&arena, 0);
	memory = verify_memory_new();
	for (int i = 1; i < argc; i++)
		err |= add_folder(argv[i]);
	err |= add_families(&arena);
	for (unsigned round = 0; round < ROUNDS && !err; round++)
		for (unsigned i = 0; i < n_subjects; i++) {
			err |= verify_once(&subjects[i], true, NULL);
			if (subjects[i].in_kernel)
				err |= kernel_once(&subjects[i], true);
		}
	printf("%-40s %6s %7s %7s %9s %5s %8s %8s %8s %8s %9s %5s %6s\n", "microseconds", "insns",
	       "looked", "kernel", "skep", "", "graph", "explore", "cost", "facts", "kernel", "",
	       "times");
	for (unsigned i = 0; i < n_subjects && !err; i++)
		show(&subjects[i]);
	if (!err) {
		show_means();
		show_growth();
	}
	verify_memory_free(memory);
	arena_free(&arena);
	return err;
}
