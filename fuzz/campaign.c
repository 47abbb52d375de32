/* Many programs; see campaign.h. */
#include "fuzz/campaign.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "fuzz/gen.h"

/* Of the processor's time for a program; on a busy machine many more pass. */
enum { HANG_SECONDS = 60, ASLEEP_SECONDS = 1200 };

/* The program under way, for the handler of crashes. */
static struct {
	uint64_t seed;
	const char *folder;
	char text[PROG_TEXT];
} current;

int keep_program(const char *folder, uint64_t seed, const char *text, const char *what)
{
	char path[512];
	FILE *out;

	snprintf(path, sizeof(path), "%s/fuzz-%" PRIu64 ".s", folder, seed);
	out = fopen(path, "w");
	if (!out)
		return -errno;
	fprintf(out, "; %s\n; seed %" PRIu64 "\n%s", what, seed, text);
	fclose(out);
	fprintf(stderr, "oracle: program written to %s\n", path);
	return 0;
}

/* Not a function for handlers, but nothing is left to spoil. */
static void on_crash(int number)
{
	fprintf(stderr, "oracle: signal %d (%s) at SEED=%" PRIu64 "\n", number, strsignal(number),
		current.seed);
	if (current.folder)
		keep_program(current.folder, current.seed, current.text, "crash or hang");
	_exit(2);
}

static void catch_crashes(void)
{
	static const int numbers[] = { SIGSEGV, SIGBUS, SIGABRT, SIGILL, SIGFPE, SIGALRM,
					SIGPROF };

	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		struct sigaction is;

		/* A runner's handler stays: probes of memory that is not there end in it. */
		if (!sigaction(numbers[i], NULL, &is) && is.sa_handler == SIG_DFL)
			signal(numbers[i], on_crash);
	}
}

/* Signals after so many seconds of the processor's time, and of the clock's; 0: none. */
static void limit_time(time_t processor, unsigned clock)
{
	const struct itimerval limit = { .it_value.tv_sec = processor };

	setitimer(ITIMER_PROF, &limit, NULL);
	alarm(clock);
}

bool seed_mutates(uint64_t seed)
{
	return rng_percent(&(struct rng){ ~seed }, 50);
}

int make_program(uint64_t seed, bool plain, struct prog *prog, char *text)
{
	struct rng rng = { seed };
	struct gen_opts opts = { .errors = 36, .plain = plain, .callbacks = true };

	opts.steps = rng_percent(&rng, 85) ? 35 : 90;
	gen_program(prog, &rng, &opts);
	if (seed_mutates(seed))
		for (uint32_t n = 1 + rng_below(&rng, 3); n; n--)
			mutate(prog, &rng);
	return prog_print(prog, text, PROG_TEXT);
}

/* --- counting --- */

static struct diag_row *row_of(struct stats *stats, const struct outcome *out)
{
	for (uint32_t i = 0; i < stats->n_rows; i++)
		if (!strcmp(stats->row[i].id, out->id))
			return &stats->row[i];
	if (stats->n_rows == MAX_DIAG_ROWS)
		return NULL;
	stats->row[stats->n_rows].class = out->class;
	strcpy(stats->row[stats->n_rows].id, out->id);
	return &stats->row[stats->n_rows++];
}

static void count_verdict(struct verdicts *verdicts, const struct outcome *out)
{
	bool unsafe = out->verdict == VERDICT_REFUSED && out->class == SKEP_CLASS_UNSAFE;

	verdicts->n++;
	verdicts->accepted += out->verdict == VERDICT_ACCEPTED;
	verdicts->refused += out->verdict == VERDICT_REFUSED;
	verdicts->malformed += out->verdict == VERDICT_MALFORMED;
	verdicts->unsafe += unsafe;
	verdicts->witnessed += unsafe && out->witness;
}

static void count(struct stats *stats, const struct outcome *out, uint64_t seed)
{
	struct diag_row *row = out->id[0] ? row_of(stats, out) : NULL;

	count_verdict(seed_mutates(seed) ? &stats->mutated : &stats->generated, out);
	stats->n++;
	stats->accepted += out->verdict == VERDICT_ACCEPTED;
	stats->refused += out->verdict == VERDICT_REFUSED;
	stats->malformed += out->verdict == VERDICT_MALFORMED;
	stats->failed += out->failure != FAILURE_NONE;
	stats->runs += out->runs;
	stats->slots += out->slots;
	stats->work += out->work;
	stats->max_work = out->work > stats->max_work ? out->work : stats->max_work;
	if (!row)
		return;
	row->n++;
	row->witnessed += out->witness;
	if (!out->witness && !row->seed)
		row->seed = seed;
}

static int by_count(const void *a, const void *b)
{
	const struct diag_row *x = a, *y = b;

	return x->n < y->n ? 1 : x->n > y->n ? -1 : strcmp(x->id, y->id);
}

static double percent(uint64_t part, uint64_t whole)
{
	return whole ? 100.0 * (double)part / (double)whole : 0;
}

static void print_verdicts(FILE *out, const char *what, const struct verdicts *v)
{
	fprintf(out,
		"%s: %" PRIu64 ", accepted %" PRIu64 " (%.1f%%), refused %" PRIu64
		", malformed %" PRIu64 "; of %" PRIu64
		" refused as unsafe a faulting run was found for %.1f%%\n",
		what, v->n, v->accepted, percent(v->accepted, v->n), v->refused, v->malformed,
		v->unsafe, percent(v->witnessed, v->unsafe));
}

void stats_print(const struct stats *stats, FILE *out)
{
	static const char *const class[] = { "",          "unsafe",      "budget",
					     "privilege", "unsupported", "malformed",
					     "system" };
	struct stats sorted = *stats;

	qsort(sorted.row, sorted.n_rows, sizeof(sorted.row[0]), by_count);
	fprintf(out,
		"%" PRIu64 " programs, %.1f slots on average: %" PRIu64 " accepted, %" PRIu64
		" refused, %" PRIu64 " malformed; %" PRIu64 " runs; %" PRIu64 " failures\n",
		stats->n, stats->n ? (double)stats->slots / (double)stats->n : 0, stats->accepted,
		stats->refused, stats->malformed, stats->runs, stats->failed);
	print_verdicts(out, "generated", &stats->generated);
	print_verdicts(out, "mutated", &stats->mutated);
	fprintf(out, "work of accepted programs: %" PRIu64 " on average, %" PRIu64 " at most\n",
		stats->accepted ? stats->work / stats->accepted : 0, stats->max_work);
	fprintf(out, "%-26s %-11s %8s %8s  %s\n", "diagnostic", "class", "refused", "witness",
		"seed without witness");
	for (uint32_t i = 0; i < sorted.n_rows; i++) {
		const struct diag_row *row = &sorted.row[i];

		fprintf(out, "%-26s %-11s %8" PRIu64 " ", row->id, class[row->class], row -> n);
		if (row->class == SKEP_CLASS_UNSAFE || row->class == SKEP_CLASS_PRIVILEGE)
			fprintf(out, "%7.0f%%  ", percent(row->witnessed, row->n));
		else
			fprintf(out, "%8s  ", "");
		fprintf(out, "%" PRIu64 "\n", row->seed);
	}
	cover_print(&stats->cover, out);
}

/* --- the loop --- */

static void report(const struct campaign *campaign, uint64_t seed, const char *text,
		   const struct outcome *out)
{
	char what[500];

	snprintf(what, sizeof(what), "%s: %s", failure_name[out->failure], out->what);
	fprintf(stderr, "oracle: SEED=%" PRIu64 ": %s\n", seed, what);
	if (campaign->folder)
		keep_program(campaign->folder, seed, text, what);
}

static void progress(const struct campaign *campaign, const struct stats *stats, time_t *last)
{
	time_t now = time(NULL);

	if (!campaign->progress || now == *last)
		return;
	*last = now;
	fprintf(stderr, "\r%" PRIu64 " of %" PRIu64 " programs, %" PRIu64 " failures ", stats->n,
		campaign->n, stats->failed);
}

static void one_program(const struct campaign *campaign, struct runner *runner, uint64_t seed,
			struct stats *stats)
{
	const struct run_opts opts = { .inputs = campaign->inputs,
				       .hunt = campaign->hunt,
				       .seed = seed,
				       .printed = true };
	static struct prog prog;
	struct outcome out = { 0 };

	current.seed = seed;
	limit_time(HANG_SECONDS, ASLEEP_SECONDS);
	if (make_program(seed, campaign->plain, &prog, current.text))
		return; /* larger than the text's buffer */
	run_text(runner, current.text, &opts, &out);
	count(stats, &out, seed);
	if (out.failure)
		report(campaign, seed, current.text, &out);
	if (campaign->show && !strcmp(out.id, campaign->show) && !out.witness)
		printf("; seed %" PRIu64 ": %s\n%s\n", seed, out.message, current.text);
}

int64_t campaign_run(const struct campaign *campaign, struct stats *stats)
{
	time_t start = time(NULL), last = start;
	struct runner *runner;

	memset(stats, 0, sizeof(*stats));
	current.folder = campaign->folder;
	catch_crashes(); /* before the runner's handler, which comes before it */
	runner = runner_new();
	if (!runner)
		return -ENOMEM;
	runner_cover(runner, &stats->cover);
	for (uint64_t i = 0; i < campaign->n && (!campaign->stop || stats->failed < campaign->stop);
	     i++) {
		one_program(campaign, runner, campaign->seed + i, stats);
		progress(campaign, stats, &last);
		if (campaign->seconds && time(NULL) - start >= (time_t)campaign->seconds)
			break;
	}
	limit_time(0, 0);
	if (campaign->progress)
		fputc('\n', stderr);
	runner_free(runner);
	return (int64_t)stats->failed;
}
