/*
 * The programs of bench/programs on every side (bench/lib/sides.h): running time,
 * compile time, code size, the time from a file to the first packet.
 *
 *   table DIR    the folder of the examples; the objects lie in ../bench/programs
 *
 * First each gives the same results and frames everywhere, else this ends with 1;
 * then rounds of all of them take turns.  docs/bench.md says how to read it.
 */
#include <malloc.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>

#include "bench/lib/sides.h"
#include "bench/lib/timing.h"
#include "bench/programs/tables.h"

enum { ROUNDS = 9, CHECKS = 64, ROUND_NS = 4000000, LOADS = 7, COMPILES = 15 };
enum { RING_RUNS = 2048 }; /* as many records fit into a ring */

#define PROGRAM_ROW(id, group, text) native_fn native_##id, inlined_##id;
#include "bench/programs/programs.def"

static const struct program programs[] = {
#define PROGRAM_ROW(id, group, text) { #id, group, native_##id, inlined_##id },
#include "bench/programs/programs.def"
};
enum { N_PROGRAMS = sizeof(programs) / sizeof(*programs) };

static const struct side *const sides[N_SIDES] = {
	[NATIVE] = &side_native,     [INLINED] = &side_inlined,
	[LEVEL_0] = &side_level_0,   [LEVEL_1] = &side_level_1,
	[HARDENED] = &side_hardened,
	[INTERP] = &side_interp,     [KERNEL] = &side_kernel,
	[DPDK_JIT] = &side_dpdk_jit, [DPDK_INTERP] = &side_dpdk_interp,
	[UNROLLED_INTERP] = &side_unrolled_interp,
};

/* What was seen of a program. */
struct row {
	struct instance instance[N_SIDES];
	uint32_t runs[N_SIDES]; /* of a round */
	struct rounds ns[N_SIDES];
	struct rounds cold, warm, hardened, level_1; /* compiling */
	struct rounds first[N_SIDES];       /* from the file to the first packet */
};
static struct row rows[N_PROGRAMS];

static bool has(const struct row *row, enum side_id side)
{
	return row->instance[side].side != NULL;
}

/* ---- loading ---- */

/* Return: 0, or -1; where the side does not have the program in->side stays NULL. */
static int load(struct instance *in, const struct program *program, const struct side *side,
		const char *folder)
{
	int status;

	*in = (struct instance){ .program = program, .side = side };
	status = side->load(in, folder);
	if (status == SIDE_ABSENT)
		in->side = NULL;
	if (status < 0)
		fprintf(stderr, "%s: %s does not load it\n", program->name, side->name);
	return status < 0 ? -1 : 0;
}

static int load_row(struct row *row, const struct program *program, const char *folder)
{
	for (enum side_id side = 0; side < N_SIDES; side++) {
		struct instance *in = &row->instance[side];

		if (side == UNROLLED_INTERP && !has(row, DPDK_INTERP))
			continue;
		if (load(in, program, sides[side], folder))
			return -1;
		if (!in->side || !tables_fill(program->name, in->side->put, in))
			continue;
		fprintf(stderr, "%s: %s: its table cannot be filled\n", program->name,
			sides[side]->name);
		return -1;
	}
	return 0;
}

/* ---- running ---- */

/* Return: the last answer; *@ns: of a run. */
static uint32_t run_side(struct row *row, enum side_id side, uint8_t *frame, uint32_t n, double *ns)
{
	struct instance *in = &row->instance[side];
	uint32_t most = row->instance[LEVEL_0].ring ? RING_RUNS : n, r0 = 0;
	double spent = 0, start;

	for (uint32_t done = 0, some; done < n; done += some) {
		some = n - done < most ? n - done : most;
		start = cpu_ns();
		r0 = in->side->run(in, frame, some);
		start = cpu_ns() - start;
		spent += in->own_ns ? in->own_ns * some : start;
		in->side->drain(in);
	}
	*ns = spent / n;
	return r0;
}

/* The same answers and frames from run to run, on all that there are. */
static int check(struct row *row)
{
	uint8_t frame[N_SIDES][FRAME];
	uint32_t r0[N_SIDES];
	double ns;

	for (uint32_t i = 0; i < CHECKS; i++) {
		for (enum side_id side = 0; side < N_SIDES; side++) {
			if (!has(row, side))
				continue;
			frame_of_seed(frame[side], i / 3 + 1);
			r0[side] = run_side(row, side, frame[side], 1, &ns);
			if (r0[side] == r0[NATIVE] && !memcmp(frame[side], frame[NATIVE], FRAME))
				continue;
			fprintf(stderr, "%s: frame %u: %s answers 0x%x, native 0x%x\n",
				row->instance[side].program->name, i, sides[side]->name, r0[side],
				r0[NATIVE]);
			return -1;
		}
	}
	return 0;
}

/* On one processor, whose values of per-CPU maps the kernel counts in. */
static int check_all(void)
{
	cpu_set_t all, one;
	int err = 0;

	CPU_ZERO(&one);
	CPU_SET(sched_getcpu(), &one);
	if (sched_getaffinity(0, sizeof(all), &all) || sched_setaffinity(0, sizeof(one), &one))
		return -1;
	for (unsigned i = 0; i < N_PROGRAMS && !err; i++)
		err = check(&rows[i]);
	return sched_setaffinity(0, sizeof(all), &all) ? -1 : err;
}

static void make_frame(uint8_t *frame)
{
	frame_fill(frame, 1);
	frame_head(frame);
	frame[FRAME_SOURCE] = 1;
}

static void choose_runs(struct row *row)
{
	uint8_t frame[FRAME];
	double ns;

	for (enum side_id side = 0; side < N_SIDES; side++) {
		if (!has(row, side))
			continue;
		make_frame(frame);
		run_side(row, side, frame, 2000, &ns);
		row->runs[side] = (uint32_t)(ROUND_NS / (ns < 1 ? 1 : ns)) + 100;
	}
}

static void run_round(struct row *row)
{
	uint8_t frame[FRAME];
	double ns;

	for (enum side_id side = 0; side < N_SIDES; side++) {
		if (!has(row, side))
			continue;
		make_frame(frame);
		run_side(row, side, frame, row->runs[side], &ns);
		rounds_add(&row->ns[side], ns);
	}
}

/* ---- loading, timed ---- */

/* What somebody waits for: from the file to the answer to one packet. */
static int time_first(struct row *row, const struct program *program, enum side_id side,
		      const char *folder)
{
	uint8_t frame[FRAME];
	struct instance in;
	double start;

	if (!has(row, side))
		return 0;
	make_frame(frame);
	start = wall_ns();
	if (load(&in, program, sides[side], folder))
		return -1;
	in.side->run(&in, frame, 1);
	rounds_add(&row->first[side], wall_ns() - start);
	in.side->unload(&in);
	return 0;
}

static int time_first_all(const char *folder)
{
	for (unsigned round = 0; round < LOADS; round++)
		for (unsigned i = 0; i < N_PROGRAMS; i++)
			if (time_first(&rows[i], &programs[i], LEVEL_0, folder) ||
			    time_first(&rows[i], &programs[i], KERNEL, folder))
				return -1;
	return 0;
}

static int time_compiling(const struct skep_prog *prog, uint32_t flags, struct rounds *out)
{
	const struct jit_code *code;
	struct arena arena;
	double start = cpu_ns();
	int err;

	arena_init(&arena, 0);
	err = jit_prepare(prog->image, prog->facts, &prog->binding, flags, &arena, &code, NULL);
	rounds_add(out, cpu_ns() - start);
	if (!err)
		jit_free(code);
	arena_free(&arena);
	return err;
}

/* Cold: the process has no memory to spare, its pages come from the kernel one by one. */
static int time_compiling_all(void)
{
	int err = 0;

	for (unsigned round = 0; round < COMPILES; round++) {
		for (unsigned i = 0; i < N_PROGRAMS; i++) {
			malloc_trim(0);
			err |= time_compiling(rows[i].instance[LEVEL_0].prog, 0, &rows[i].cold);
		}
	}
	keep_memory();
	for (unsigned round = 0; round < COMPILES; round++) {
		for (unsigned i = 0; i < N_PROGRAMS; i++) {
			const struct skep_prog *prog = rows[i].instance[LEVEL_0].prog;

			err |= time_compiling(prog, 0, &rows[i].warm);
			err |= time_compiling(prog, JIT_HARDENED, &rows[i].hardened);
			err |= time_compiling(prog, JIT_LEVEL_1, &rows[i].level_1);
		}
	}
	return err;
}

/* ---- what is shown ---- */

static void show_cell(struct rounds *rounds)
{
	rounds->n ? printf(" %9.1f", rounds_median(rounds)) : printf(" %9s", "-");
}

static void show_times(void)
{
	printf("ns a run  ");
	for (enum side_id side = 0; side < N_SIDES; side++)
		printf(" %9s", sides[side]->name);
	printf("  spread of level 0, kernel\n");
	for (unsigned i = 0; i < N_PROGRAMS; i++) {
		printf("%-10s", programs[i].name);
		for (enum side_id side = 0; side < N_SIDES; side++)
			show_cell(&rows[i].ns[side]);
		printf("  %4.0f %%", 100 * rounds_spread(&rows[i].ns[LEVEL_0]));
		if (has(&rows[i], KERNEL))
			printf(" %4.0f %%", 100 * rounds_spread(&rows[i].ns[KERNEL]));
		printf("\n");
	}
	if (dpdk_missing())
		printf("no columns of DPDK: %s\n", dpdk_missing());
	else
		printf("interp*: the interpreter on what DPDK gets, loops unrolled\n");
}

static void show_loading(void)
{
	printf("\nloading      insns  bytes an insn: level 0, hardened  "
	       "us to compile: cold, warm, hardened  us to first packet: skep, kernel\n");
	for (unsigned i = 0; i < N_PROGRAMS; i++) {
		const struct skep_prog *prog = rows[i].instance[LEVEL_0].prog;
		const struct skep_prog *hardened = rows[i].instance[HARDENED].prog;
		double n = prog->image->n_insns;

		printf("%-10s %7.0f %22.2f %9.2f %21.1f %6.1f %9.1f %22.1f", programs[i].name, n,
		       (double)prog->jit->size / n, (double)hardened->jit->size / n,
		       rounds_median(&rows[i].cold) / 1e3, rounds_median(&rows[i].warm) / 1e3,
		       rounds_median(&rows[i].hardened) / 1e3,
		       rounds_median(&rows[i].first[LEVEL_0]) / 1e3);
		if (has(&rows[i], KERNEL))
			printf(" %7.1f", rounds_median(&rows[i].first[KERNEL]) / 1e3);
		printf("\n");
	}
}

/* Time of @side's run of a program; less @less. */
static bool time_of(struct row *row, enum side_id side, double less, double *ns)
{
	if (!has(row, side))
		return false;
	*ns = rounds_median(&row->ns[side]) - less;
	return *ns > 0;
}

/* The geometric mean of @a's times by @b's; @b's are less by @less.  Return: of how many. */
static unsigned mean_ratio(enum group group, enum side_id a, enum side_id b, double less,
			   double *ratio)
{
	struct geomean mean = { 0 };
	double x, y;

	for (unsigned i = 0; i < N_PROGRAMS; i++)
		if (programs[i].group == group && time_of(&rows[i], a, 0, &x) &&
		    time_of(&rows[i], b, less, &y))
			geomean_add(&mean, x / y);
	*ratio = geomean(&mean);
	return mean.n;
}

static void show_ratios(enum side_id of)
{
	static const char *const name[] = {
		[SCALAR] = "scalar", [MAPS] = "maps",
		[UNSEEN] = "unseen", [UNSEEN_MAPS] = "unseen maps",
	};
	double ratio;
	unsigned n;

	printf("\n%s's time by that of (geometric means)\n", sides[of]->name);
	for (enum group group = SCALAR; group < N_PROGRAM_GROUPS; group++) {
		printf("%-12s", name[group]);
		for (enum side_id side = 0; side < N_SIDES; side++) {
			n = side == of ? 0 : mean_ratio(group, of, side, 0, &ratio);
			n ? printf("  %s %.2f (%u)", sides[side]->name, ratio, n) : 0;
		}
		printf("\n");
	}
}

/* Compiling, as fixed microseconds and ns an instruction: least squares over the programs. */
static void show_fit(const char *what, struct rounds *(*time)(struct row *row))
{
	double n = N_PROGRAMS, x = 0, y = 0, xx = 0, xy = 0, each;

	for (unsigned i = 0; i < N_PROGRAMS; i++) {
		double insns = rows[i].instance[LEVEL_0].prog->image->n_insns;
		double ns = rounds_at(time(&rows[i]), 0);

		x += insns, y += ns, xx += insns * insns, xy += insns * ns;
	}
	each = (n * xy - x * y) / (n * xx - x * x);
	printf("compiling, %s: %.1f us and %.1f ns an instruction (least of the rounds)\n", what,
	       (y - each * x) / n / 1e3, each);
}

static struct rounds *cold_of(struct row *row)
{
	return &row->cold;
}

static struct rounds *warm_of(struct row *row)
{
	return &row->warm;
}

static struct rounds *level_1_of(struct row *row)
{
	return &row->level_1;
}

/* What the loop of TEST_RUN costs more than ours, by the program that does nothing. */
static double kernel_loop(void)
{
	for (unsigned i = 0; i < N_PROGRAMS; i++)
		if (programs[i].group == EMPTY && has(&rows[i], KERNEL))
			return rounds_median(&rows[i].ns[KERNEL]) -
			       rounds_median(&rows[i].ns[LEVEL_0]);
	return 0;
}

static void show_mean_goal(const char *what, enum group group, enum side_id a, enum side_id b,
			   double less, double goal)
{
	double ratio;

	if (mean_ratio(group, a, b, less, &ratio))
		show_goal(what, ratio, goal);
}

static void show_goals(void)
{
	printf("a run of TEST_RUN takes %.1f ns more than one of ours when both do nothing\n",
	       kernel_loop());
	show_mean_goal("level 0's time by the kernel's, scalar", SCALAR, LEVEL_0, KERNEL, 0, 1);
	show_mean_goal("level 0's time by the kernel's, maps", MAPS, LEVEL_0, KERNEL, 0, 1);
	show_mean_goal("the same, scalar, the kernel's less what it takes more", SCALAR, LEVEL_0,
		       KERNEL, kernel_loop(), 1);
	show_mean_goal("the same, maps", MAPS, LEVEL_0, KERNEL, kernel_loop(), 1);
	show_mean_goal("the interpreter's time by DPDK's, same instructions", SCALAR,
		       UNROLLED_INTERP, DPDK_INTERP, 0, 0.5);
}

/* ---- the whole ---- */

static void run_all(void)
{
	for (unsigned i = 0; i < N_PROGRAMS; i++)
		choose_runs(&rows[i]);
	for (unsigned round = 0; round < ROUNDS; round++)
		for (unsigned i = 0; i < N_PROGRAMS; i++)
			run_round(&rows[i]);
}

int main(int argc, char **argv)
{
	char folder[400];

	snprintf(folder, sizeof(folder), "%s/../bench/programs",
		 argc > 1 ? argv[1] : "build/examples");
	for (unsigned i = 0; i < N_PROGRAMS; i++)
		if (load_row(&rows[i], &programs[i], folder))
			return 1;
	if (check_all())
		return 1;
	run_all();
	if (time_first_all(folder) || time_compiling_all())
		return 1;
	show_times();
	show_loading();
	show_ratios(LEVEL_0);
	show_ratios(LEVEL_1);
	printf("\n");
	show_fit("cold", cold_of);
	show_fit("warm", warm_of);
	show_fit("level 1, warm", level_1_of);
	show_goals();
	for (unsigned i = 0; i < N_PROGRAMS; i++)
		for (enum side_id side = 0; side < N_SIDES; side++)
			if (has(&rows[i], side))
				sides[side]->unload(&rows[i].instance[side]);
	return 0;
}
