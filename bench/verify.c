/*
 * Verification beside the kernel's on the same programs in one run.  The kernel's figure
 * is its own, "verification time N usec" of the statistics that it logs; skep's is the
 * time of verify() alone.  Medians of interleaved rounds, the programs that both accept.
 * Then families of programs of three sizes, skep alone: what an instruction costs.
 *
 *   build/bench/verify FOLDER|FILE.bpf.o ...   objects besides those of bench/programs
 */
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "bench/lib/timing.h"
#include "core/asm.h"
#include "loader/loader.h"
#include "skep/skep.h"
#include "verifier/verifier.h"

enum { ROUNDS = 9, LOG = 1 << 16, SLOW = 50 /* microseconds, of the kernel */ };

struct row {
	struct rounds ours, theirs; /* nanoseconds */
	uint64_t processed, of_kernel;
};

struct totals {
	struct geomean all, slow;
	double worst;
	char worst_name[64];
};

static int silent(enum libbpf_print_level level, const char *format, va_list args)
{
	(void)level, (void)format, (void)args;
	return 0;
}

/* --- skep --- */

static int time_ours(const struct image *image, struct row *row)
{
	const struct verify_opts opts = { .rights = SKEP_TRUSTED };
	struct skep_error error = { 0 };
	struct facts *facts;
	struct arena arena;
	double start;
	int err;

	arena_init(&arena, 0);
	start = cpu_ns();
	err = verify(image, &opts, &arena, &facts, &error);
	rounds_add(&row->ours, cpu_ns() - start);
	if (!err)
		row->processed = facts->n_processed;
	arena_free(&arena);
	return err;
}

/* --- the kernel --- */

/* Of a log of statistics: the time in nanoseconds, 0 if it is not there. */
static double logged_time(const char *log, uint64_t *processed)
{
	const char *time = strstr(log, "verification time "), *n = strstr(log, "processed ");

	if (n)
		*processed = strtoull(n + strlen("processed "), NULL, 10);
	return time ? 1e3 * strtod(time + strlen("verification time "), NULL) : 0;
}

/* Verify the program called @name alone; 0: the kernel does not take it. */
static double kernel_time(const char *path, const char *name, uint64_t *processed)
{
	static char log[LOG];
	struct bpf_object *object = bpf_object__open_file(path, NULL);
	struct bpf_program *prog;
	double ns = 0;

	if (!object)
		return 0;
	bpf_object__for_each_program(prog, object) {
		bool it = !strcmp(bpf_program__name(prog), name);

		bpf_program__set_autoload(prog, it);
		if (!it)
			continue;
		log[0] = '\0';
		bpf_program__set_log_level(prog, 4);
		bpf_program__set_log_buf(prog, log, sizeof(log));
	}
	if (!bpf_object__load(object))
		ns = logged_time(log, processed);
	bpf_object__close(object);
	return ns;
}

/* --- programs of objects --- */

static void show(const char *name, struct row *row, struct totals *totals)
{
	double ours = rounds_median(&row->ours) / 1e3, theirs = rounds_median(&row->theirs) / 1e3;
	double ratio = ours / theirs;

	printf("  %-24s %8llu %8llu %9.1f (%3.0f %%) %9.1f (%3.0f %%) %8.2f\n", name,
	       (unsigned long long)row->processed, (unsigned long long)row->of_kernel, ours,
	       100 * rounds_spread(&row->ours), theirs, 100 * rounds_spread(&row->theirs), ratio);
	geomean_add(&totals->all, ratio);
	if (theirs < SLOW)
		return;
	geomean_add(&totals->slow, ratio);
	if (ratio > totals->worst) {
		totals->worst = ratio;
		snprintf(totals->worst_name, sizeof(totals->worst_name), "%s", name);
	}
}

static void measure(const char *path, const char *name, const struct image *image,
		    struct totals *totals)
{
	struct row row = { 0 };

	for (int r = 0; r < ROUNDS; r++) {
		double theirs = kernel_time(path, name, &row.of_kernel);

		if (theirs == 0 || time_ours(image, &row))
			return;
		rounds_add(&row.theirs, theirs);
	}
	show(name, &row, totals);
}

static void measure_object(const char *path, struct totals *totals)
{
	struct skep_error error;
	struct object *object;

	if (object_open(path, path, NULL, &object, &error))
		return;
	for (uint32_t i = 0; i < object->n_progs; i++)
		if (!object->prog_errors[i].err)
			measure(path, object->progs[i]->name, object->progs[i], totals);
	object_close(object);
}

static int is_object(const struct dirent *entry)
{
	const char *dot = strstr(entry->d_name, ".bpf.o");

	return dot && dot[strlen(".bpf.o")] == '\0';
}

static void measure_folder(const char *folder, struct totals *totals)
{
	struct dirent **list;
	int n = scandir(folder, &list, is_object, alphasort);

	for (int i = 0; i < n; i++) {
		char path[512];

		snprintf(path, sizeof(path), "%s/%s", folder, list[i]->d_name);
		measure_object(path, totals);
		free(list[i]);
	}
	if (n >= 0)
		free(list);
	else
		measure_object(folder, totals);
}

/* --- families --- */

static void put(char **p, const char *text)
{
	*p = stpcpy(*p, text);
}

static void straight(char **p, int i)
{
	*p += sprintf(*p, "	r6 += %d\n	r6 &= 0xffff\n	r6 ^= %d\n	r6 <<= 1\n", i + 1, i);
}

static void branches(char **p, int i)
{
	*p += sprintf(*p, "	if r6 & 0x%x goto +1\n	r7 += 1\n	r7 ^= r6\n	r8 = r7\n",
		      1 << i % 16);
}

static void stores(char **p, int i)
{
	int at = i % 32 * 8 + 8;

	*p += sprintf(*p, "	*(u64 *)(r10 - %d) = r6\n	r7 = *(u64 *)(r10 - %d)\n	r7 += r6\n"
			  "	*(u32 *)(r10 - %d) = r7\n", at, at, at);
}

static void calls(char **p, int i)
{
	*p += sprintf(*p, "	call get_prandom_u32\n	r0 &= %d\n	r7 += r0\n	r6 ^= r7\n", i);
}

static void loops(char **p, int i)
{
	*p += sprintf(*p, "	r8 = 0\nl%d:\n	r7 += 3\n	r8 += 1\n	if r8 < 100 goto l%d\n",
		      i, i);
}

static const struct {
	const char *name;
	void (*put)(char **p, int i); /* four or five instructions */
} families[] = {
	{ "straight line", straight }, { "branches", branches }, { "stores and loads", stores },
	{ "calls", calls },	       { "loops in a row", loops },
};

/* Nanoseconds an instruction; 0: refused. */
static double time_family(size_t family, int n)
{
	struct skep_error error = { 0 };
	struct image image = { 0 };
	char *text = malloc(256 + 160 * (size_t)n), *p = text;
	struct row row = { 0 };
	struct arena arena;
	double ns = 0;

	put(&p, ".prog xdp\n	call get_prandom_u32\n	r6 = r0\n	r7 = 0\n");
	for (int i = 0; i < n; i++)
		families[family].put(&p, i);
	put(&p, "	r0 = r7\n	exit\n");
	arena_init(&arena, 0);
	if (!assemble(&arena, text, families[family].name, &image, &error)) {
		for (int r = 0; r < ROUNDS && !time_ours(&image, &row); r++)
			;
		if (row.ours.n == ROUNDS)
			ns = rounds_median(&row.ours) / image.n_insns;
	}
	if (ns == 0)
		fprintf(stderr, "%s: %s\n", families[family].name, error.message);
	arena_free(&arena);
	free(text);
	return ns;
}

static void show_families(void)
{
	static const int sizes[] = { 50, 500, 5000 };

	printf("ns an instruction of the program     200     2,000    20,000 instructions\n");
	for (size_t f = 0; f < sizeof(families) / sizeof(*families); f++) {
		printf("  %-28s", families[f].name);
		for (size_t s = 0; s < sizeof(sizes) / sizeof(*sizes); s++)
			printf(" %9.0f", time_family(f, sizes[s]));
		printf("\n");
	}
}

int main(int argc, char **argv)
{
	struct totals totals = { 0 };

	libbpf_set_print(silent);
	keep_memory();
	printf("verification, us             looked at  kernel      skep            kernel"
	       "          ratio\n");
	for (int i = 1; i < argc; i++)
		measure_folder(argv[i], &totals);
	if (totals.all.n) {
		printf("  %u programs: geomean %.2f; %u of which the kernel needs %d us: %.2f, "
		       "at most %.2f (%s)\n", totals.all.n, geomean(&totals.all), totals.slow.n,
		       SLOW, geomean(&totals.slow), totals.worst, totals.worst_name);
		show_goal("skep's time by the kernel's, where it needs 50 us",
			  geomean(&totals.slow), 1.0 / 3);
		show_goal("... at most", totals.worst, 1);
	} else {
		printf("  the kernel takes no program here: not compared\n");
	}
	show_families();
	return 0;
}
