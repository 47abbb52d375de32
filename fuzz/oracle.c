/*
 * oracle N SEED [options]: N random programs from SEED through verifier and
 * engines.  Exit status 1 if anything is wrong with skep, 2 after a crash.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/beside.h"
#include "fuzz/campaign.h"
#include "fuzz/minimise.h"
#include "tests/lib/kernel.h"

static const char usage[] =
	"oracle N SEED [--inputs N] [--hunt N] [--seconds N] [--stop N] [--folder DIR] [--plain]\n"
	"              [--show DIAGNOSTIC] [--quiet] [--kernel]\n"
	"oracle --print SEED [--plain]\n"
	"oracle --file PROGRAM.s [--inputs N] [--seed N] [--kernel]\n"
	"oracle --minimise PROGRAM.s [--inputs N] [--seed N] [--kernel]\n";

struct command {
	struct campaign campaign;
	const char *file, *minimise;
	uint64_t print;
	bool prints, quiet, kernel;
};

static bool number_option(struct command *command, const char *name, const char *value)
{
	struct campaign *campaign = &command->campaign;
	uint64_t n = strtoull(value, NULL, 0);

	if (!strcmp(name, "--inputs"))
		campaign->inputs = (uint32_t)n;
	else if (!strcmp(name, "--hunt"))
		campaign->hunt = (uint32_t)n;
	else if (!strcmp(name, "--seconds"))
		campaign->seconds = (uint32_t)n;
	else if (!strcmp(name, "--stop"))
		campaign->stop = (uint32_t)n;
	else if (!strcmp(name, "--seed"))
		campaign->seed = n;
	else if (!strcmp(name, "--print"))
		command->print = n, command->prints = true;
	else if (!strcmp(name, "--folder"))
		campaign->folder = value;
	else if (!strcmp(name, "--show"))
		campaign->show = value;
	else if (!strcmp(name, "--file"))
		command->file = value;
	else if (!strcmp(name, "--minimise"))
		command->minimise = value;
	else
		return false;
	return true;
}

static bool parse(struct command *command, int argc, char **argv)
{
	int positional = 0;

	for (int i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "--plain")) {
			command->campaign.plain = true;
		} else if (!strcmp(argv[i], "--kernel")) {
			command->kernel = true;
		} else if (!strcmp(argv[i], "--quiet")) {
			command->campaign.progress = false;
			command->quiet = true;
		} else if (argv[i][0] == '-') {
			if (i + 1 == argc || !number_option(command, argv[i], argv[i + 1]))
				return false;
			i++;
		} else if (positional++ == 0) {
			command->campaign.n = strtoull(argv[i], NULL, 0);
		} else {
			command->campaign.seed = strtoull(argv[i], NULL, 0);
		}
	}
	return command->file || command->minimise || command->prints || positional == 2;
}

static char *read_file(const char *path)
{
	char *text = calloc(1, PROG_TEXT);
	FILE *in = fopen(path, "r");

	if (!in || !text || !fread(text, 1, PROG_TEXT - 1, in)) {
		free(text);
		text = NULL;
	}
	if (in)
		fclose(in);
	return text;
}

static int run_file(const struct command *command)
{
	const struct run_opts opts = { .inputs = command->campaign.inputs,
				       .hunt = command->campaign.hunt,
				       .seed = command->campaign.seed };
	struct runner *runner = runner_new();
	char *text = read_file(command->file);
	struct outcome out = { 0 };

	if (!runner || !text) {
		fprintf(stderr, "oracle: %s cannot be read\n", command->file);
		return 2;
	}
	run_text(runner, text, &opts, &out);
	printf("%s %s%s%s\n", out.verdict == VERDICT_ACCEPTED ? "accepted" : "refused", out.id,
	       out.id[0] ? ": " : "", out.message);
	if (out.failure)
		printf("%s: %s\n", failure_name[out.failure], out.what);
	if (command->kernel)
		printf("the kernel %s it\n", beside_kernel_accepts(text) == 1 ? "accepts"
									     : "refuses");
	free(text);
	runner_free(runner);
	return out.failure != FAILURE_NONE;
}

/* The property that is kept: the same failure, or the same refusal without a witness. */
struct property {
	struct runner *runner;
	struct run_opts opts;
	enum failure failure;
	int kernel; /* its verdict, -1: nobody asks */
	bool has_rule;
	char id[40];
};

static bool has_property(void *arg, const char *text)
{
	struct property *property = arg;
	struct outcome out;

	run_text(property->runner, text, &property->opts, &out);
	return out.failure == property->failure && !strcmp(out.id, property->id) &&
	       (out.failure || !out.witness) &&
	       (property->kernel < 0 || (beside_kernel_accepts(text) == property->kernel &&
					 beside_has_rule(text) == property->has_rule));
}

static int minimise_file(const struct command *command)
{
	struct property property = { .runner = runner_new(),
				     .opts = { .inputs = command->campaign.inputs,
					       .hunt = command->campaign.hunt,
					       .seed = command->campaign.seed } };
	char *text = read_file(command->minimise);
	struct outcome out = { 0 };
	int n;

	if (!property.runner || !text) {
		fprintf(stderr, "oracle: %s cannot be read\n", command->minimise);
		return 2;
	}
	run_text(property.runner, text, &property.opts, &out);
	property.failure = out.failure;
	property.kernel = command->kernel ? beside_kernel_accepts(text) : -1;
	property.has_rule = !command->kernel || beside_has_rule(text);
	strcpy(property.id, out.id);
	n = minimise(text, has_property, &property);
	if (n >= 0) {
		run_text(property.runner, text, &property.opts, &out);
		printf("; %s: %s%s\n%s", failure_name[out.failure], out.what, out.message, text);
	}
	runner_free(property.runner);
	free(text);
	return n < 0;
}

static int print_program(const struct command *command)
{
	static struct prog prog;
	static char text[PROG_TEXT];

	make_program(command->print, command->campaign.plain, &prog, text);
	fputs(text, stdout);
	return 0;
}

static int run_beside_kernel(const struct command *command)
{
	static struct beside_stats stats;
	const char *why_not = kernel_available();
	int64_t differences;

	if (why_not) {
		fprintf(stderr, "oracle: %s\n", why_not);
		return 2;
	}
	differences = beside_run(&command->campaign, &stats);
	beside_print(&stats, stdout);
	return differences != 0;
}

int main(int argc, char **argv)
{
	struct command command = {
		.campaign = { .inputs = 6, .hunt = 12, .stop = 20, .folder = ".", .progress = true }
	};
	static struct stats stats;
	int64_t failed;

	if (!parse(&command, argc, argv)) {
		fputs(usage, stderr);
		return 2;
	}
	if (command.file)
		return run_file(&command);
	if (command.minimise)
		return minimise_file(&command);
	if (command.prints)
		return print_program(&command);
	if (command.kernel)
		return run_beside_kernel(&command);
	failed = campaign_run(&command.campaign, &stats);
	if (failed < 0)
		fprintf(stderr, "oracle: %s\n", strerror((int)-failed));
	if (failed || !command.quiet)
		stats_print(&stats, stdout);
	return failed != 0;
}
