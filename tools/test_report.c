/* What skep test shows: a line a case, or TAP, or JSON; failures in full. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "tools/test.h"

static const char *text(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

static void print_failure(const json_t *failure, const char *indent)
{
	const json_t *step = json_object_get(failure, "step");
	json_t *line;
	size_t i;

	printf("%s%s: ", indent, text(failure, "place"));
	if (step)
		printf("step %lld: ", (long long)json_integer_value(step));
	printf("%s: expected %s, got %s\n", text(failure, "check"), text(failure, "expected"),
	       text(failure, "got"));
	json_array_foreach(json_object_get(failure, "details"), i, line)
		printf("%s    %s\n", indent, json_string_value(line));
}

static void print_failures(json_t *failures, const char *indent)
{
	json_t *failure;
	size_t i;

	json_array_foreach(failures, i, failure)
		print_failure(failure, indent);
}

/* TAP ends a description at '#'. */
static void print_tap_name(const char *name)
{
	for (; *name; name++)
		if (*name == '#' || *name == '\\')
			printf("\\%c", *name);
		else
			putchar(*name == '\n' ? ' ' : *name);
}

static void print_case(const struct test_report *report, const struct test_case *test,
		       json_t *failures)
{
	bool passed = !json_array_size(failures);

	if (report->cmd->tap) {
		printf("%s %u - ", passed ? "ok" : "not ok", report->number);
		print_tap_name(test->name);
		putchar('\n');
		print_failures(failures, "# ");
		return;
	}
	printf("%s%s%s  %s\n", colour_on(stdout, passed ? GREEN : RED), passed ? "ok  " : "FAIL",
	       colour_off(stdout), test->name);
	print_failures(failures, "      ");
}

void report_case(struct test_report *report, const struct test_case *test, json_t *failures,
		 double seconds)
{
	bool passed = !json_array_size(failures);

	report->number++;
	report->passed += passed;
	report->failed += !passed;
	if (report->cmd->cli.json)
		json_array_append_new(report->cases,
				      json_pack("{s:o, s:o, s:b, s:f, s:O}", "name",
						text_json(test->name), "program",
						text_json(test->program), "passed", passed,
						"seconds", seconds, "failures", failures));
	else
		print_case(report, test, failures);
	fflush(stdout);
}

void report_end(const struct test_report *report)
{
	if (report->cmd->tap)
		printf("1..%u\n", report->number);
	else
		printf("%u passed, %u failed%s", report->passed, report->failed,
		       report->skipped ? "" : "\n");
	if (!report->cmd->tap && report->skipped)
		printf(", %u left out by --filter\n", report->skipped);
}
