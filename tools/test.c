/*
 * skep test: table tests of programs.  A case file names a program, what it is
 * given and what must come of it; no root, no kernel, no network device.
 */
#include "tools/test.h"

#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/diag.h"
#include "tools/progress.h"
#include "tools/run.h"
#include "tools/signals.h"

#define AT(member) offsetof(struct test_cmd, member)
static const struct option options[] = {
	{ "filter", "GLOB", "cases whose name matches only", OPTION_STRING, AT(filter) },
	{ "engine", "E", "jit (default), interp, checked", OPTION_STRING, AT(engine) },
	{ "tap", NULL, "print the Test Anything Protocol", OPTION_FLAG, AT(tap) },
	{ "coverage", NULL, "show how often each C line ran (checked engine)", OPTION_FLAG,
	  AT(coverage) },
	{ "lcov", "FILE", "write coverage for genhtml", OPTION_STRING, AT(lcov) },
	{ "min-coverage", "PCT", "fail if fewer percent of the lines ran", OPTION_STRING,
	  AT(min_coverage) },
	OPTION_TARGET,
	OPTIONS_RIGHTS,
	{ 0 },
};

static const struct usage usage = {
	.name = "test",
	.args = "OBJ CASES",
	.text = "Runs the cases of a YAML file on programs of OBJ: packets or contexts and maps "
		"before,\n"
		"verdict, packet, maps, context and output after; or the diagnostic that a program "
		"is\n"
		"refused with.  Needs no root.  Each case has an environment of its own.  The "
		"format is\n"
		"in docs/testing-programs.md.",
	.examples = "  skep test firewall.bpf.o firewall.test.yaml\n"
		    "  skep test firewall.bpf.o firewall.test.yaml --filter '*vlan*' --engine "
		    "checked\n"
		    "  skep test firewall.bpf.o firewall.test.yaml --coverage --min-coverage 90\n"
		    "  skep test firewall.bpf.o firewall.test.yaml --lcov fw.info && genhtml "
		    "fw.info -o html\n",
	.options = options,
	.min_args = 2,
	.max_args = 2,
};

static bool counts(const struct test_cmd *cmd)
{
	return cmd->coverage || cmd->lcov || cmd->min_coverage;
}

/* Options that need a second look; Return: -1 to go on. */
static int check_options(const struct test_cmd *cmd, enum skep_engine *engine, double *least)
{
	char *end = NULL;

	if (engine_by_name(cmd->engine, engine))
		return cli_usage_error(&cmd->cli, "there is no engine %s: interp, checked, jit",
				       cmd->engine);
	if (counts(cmd) && *engine != SKEP_ENGINE_DEFAULT && *engine != SKEP_ENGINE_CHECKED)
		return cli_usage_error(&cmd->cli, "coverage is counted by the checked engine");
	if (cmd->tap && cmd->cli.json)
		return cli_usage_error(&cmd->cli, "--tap or --json, not both");
	*engine = counts(cmd) ? SKEP_ENGINE_CHECKED : *engine;
	*least = cmd->min_coverage ? strtod(cmd->min_coverage, &end) : 0;
	if (cmd->min_coverage && (!*cmd->min_coverage || *end || !(*least >= 0 && *least <= 100)))
		return cli_usage_error(&cmd->cli, "--min-coverage takes 0 to 100");
	return -1;
}

/* The cases, one after the other; stops at a signal. */
static int run_cases(struct test_report *report, enum skep_engine engine, struct coverage *coverage,
		     struct skep_error *error)
{
	const struct suite *suite = report->suite;

	signals_catch();
	for (unsigned i = 0; i < suite->n_cases; i++) {
		const struct test_case *test = &suite->cases[i];
		uint64_t start = clock_ns();
		json_t *failures;

		if (signals_caught()) {
			error_set(error, INTERRUPTED, signals_caught());
			return error->err;
		}
		if (report->cmd->filter && fnmatch(report->cmd->filter, test->name, 0)) {
			report->skipped++;
			continue;
		}
		failures = test_case_run(suite, test, report->cmd, engine, coverage);
		if (!failures)
			return error_set(error, NO_MEMORY, "cases");
		report_case(report, test, failures, (double)(clock_ns() - start) / 1e9);
		json_decref(failures);
	}
	if (!report->number)
		return error_set(error, BAD_ENTRY, "no case has a name that matches --filter");
	return 0;
}

static json_t *report_json(const struct test_report *report, json_t *files, bool ok)
{
	json_t *json = json_pack("{s:b, s:i, s:i, s:i, s:O}", "ok", ok, "passed", report->passed,
				 "failed", report->failed, "skipped", report->skipped, "cases",
				 report->cases);

	if (files) {
		json_object_set(json, "coverage", files);
		json_object_set_new(json, "coverage_percent",
				    json_real(coverage_percent(files)));
	}
	return json;
}

/* Coverage, the summary; Return: exit code. */
static int finish(const struct test_report *report, const struct coverage *coverage, double least)
{
	const struct test_cmd *cmd = report->cmd;
	json_t *files = counts(cmd) ? coverage_json(coverage) : NULL;
	struct skep_error error = { 0 };
	bool enough = !files || coverage_percent(files) >= least;
	int code = report->failed || !enough ? TOOL_REFUSED : TOOL_OK;

	if (cmd->lcov && coverage_lcov(coverage, files, cmd->lcov, &error)) {
		code = cli_fail(&cmd->cli, &error);
	} else if (cmd->cli.json) {
		code = json_out(report_json(report, files, code == TOOL_OK), code);
	} else {
		report_end(report);
		if (cmd->coverage && !cmd->tap)
			coverage_print(files);
		if (!enough)
			fprintf(stderr, "coverage is %.1f %%, %g %% are asked for\n",
				coverage_percent(files), least);
	}
	json_decref(files);
	return code;
}

static int run_suite(const struct test_cmd *cmd, struct skep_obj *obj, enum skep_engine engine,
		     double least)
{
	struct coverage coverage = { 0 };
	struct skep_error error = { 0 };
	struct suite suite;
	struct test_report report = { .cmd = cmd, .suite = &suite, .cases = json_array() };
	int err = suite_open(&suite, cmd->cli.args.items[1], obj, &error), code;

	if (!err && counts(cmd) && coverage_init(&coverage, obj))
		err = error_set(&error, NO_MEMORY, "coverage");
	err = err ? err : run_cases(&report, engine, counts(cmd) ? &coverage : NULL, &error);
	code = err ? cli_fail(&cmd->cli, &error) : finish(&report, &coverage, least);
	json_decref(report.cases);
	if (coverage.obj)
		coverage_free(&coverage);
	suite_close(&suite);
	return code;
}

int cmd_test(int argc, char **argv)
{
	struct test_cmd cmd = { 0 };
	struct skep_error error = { 0 };
	enum skep_engine engine;
	struct skep_obj *obj;
	struct skep *vm = NULL;
	double least = 0;
	int code = cli_parse(&cmd.cli, &usage, argc, argv);

	code = code < 0 ? check_options(&cmd, &engine, &least) : code;
	if (code < 0) {
		vm = skep_new(SKEP_OPTS(.rights = cmd.cli.rights), &error);
		obj = vm ? cli_open(&cmd.cli, vm, &error) : NULL;
		code = obj ? run_suite(&cmd, obj, engine, least) : cli_fail(&cmd.cli, &error);
	}
	skep_free(vm);
	cli_free(&cmd.cli);
	return code;
}
