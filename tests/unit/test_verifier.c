/*
 * Verdicts as data: tests/verifier/ *.vt.  A case names a diagnostic (or
 * "accept") and holds a program in assembler.  Lines marked "-" stand only in
 * the refused program, lines marked "+" only in its twin, which must be
 * accepted.
 *
 *	case packet-bounds: one byte too far
 *	mode trusted            ; optional: rights
 *	insn 4                  ; optional: wire slot that is refused
 *	kernel bad: rule        ; optional: Linux accepts the refused program by this rule
 *	kernel good: rule       ; optional: Linux refuses the accepted one by this rule
 *	kernel none: why        ; optional: it cannot be asked
 *		r0 = 0
 *	-	r1 = *(u8 *)(r2 + 14)
 *	+	r1 = *(u8 *)(r2 + 13)
 *		exit
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/kernel.h"
#include "verifier/verifier.h"

struct test_case {
	char file[64], diag[48], title[128];
	uint32_t rights;
	int line, insn;
	bool has_twin, kernel_bad, kernel_good; /* the kernel differs */
	bool kernel_none; /* this form cannot be given to the kernel */
	char bad[16384], good[16384];
};

static struct test_case *cases;
static size_t n_cases;

static void append(char *to, const char *line)
{
	size_t used = strlen(to);

	assert_true(used + strlen(line) + 2 < sizeof(cases->bad));
	strcpy(to + used, line);
}

static void parse_head(struct test_case *c, const char *line)
{
	const char *colon = strchr(line, ':');

	assert_non_null(colon);
	snprintf(c->diag, sizeof(c->diag), "%.*s", (int)(colon - line - 5), line + 5);
	snprintf(c->title, sizeof(c->title), "%s", colon + 2);
	c->title[strcspn(c->title, "\n")] = 0;
	c->insn = -1;
}

/* A difference names a rule: a heading of docs/kernel-differences.md. */
static void check_rule(const char *name)
{
	char line[256], want[128];
	FILE *doc = fopen("docs/kernel-differences.md", "r");
	bool found = false;

	snprintf(want, sizeof(want), "## %s", name);
	assert_non_null(doc);
	while (!found && fgets(line, sizeof(line), doc))
		found = !strcmp(line, want);
	fclose(doc);
	if (!found)
		printf("# docs/kernel-differences.md has no rule %s", name);
	assert_true(found);
}

static void read_file(const char *dir, const char *name)
{
	char path[512], line[512];
	struct test_case *c = NULL;
	int number = 0;
	FILE *in;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	in = fopen(path, "r");
	assert_non_null(in);
	while (fgets(line, sizeof(line), in)) {
		number++;
		if (!strncmp(line, "case ", 5)) {
			cases = realloc(cases, (n_cases + 1) * sizeof(*cases));
			assert_non_null(cases);
			c = memset(&cases[n_cases++], 0, sizeof(*c));
			snprintf(c->file, sizeof(c->file), "%s", name);
			c->line = number;
			parse_head(c, line);
		} else if (!c || line[0] == '#' || line[0] == '\n') {
			continue;
		} else if (!strncmp(line, "mode ", 5)) {
			line[strcspn(line, "\n")] = 0;
			c->rights = skep_right_by_name(line + 5);
			assert_int_not_equal(c->rights, 0);
		} else if (!strncmp(line, "kernel none: ", 13)) {
			c->kernel_none = true;
		} else if (!strncmp(line, "kernel bad: ", 12)) {
			c->kernel_bad = true;
			check_rule(line + 12);
		} else if (!strncmp(line, "kernel good: ", 13)) {
			c->kernel_good = true;
			check_rule(line + 13);
		} else if (!strncmp(line, "insn ", 5)) {
			c->insn = atoi(line + 5);
		} else if (line[0] == '-' || line[0] == '+') {
			append(line[0] == '-' ? c->bad : c->good, line + 1);
			c->has_twin |= line[0] == '+' || line[0] == '-';
		} else {
			append(c->bad, line);
			append(c->good, line);
		}
	}
	fclose(in);
}

static int run(const struct test_case *c, const char *text, struct skep_error *error)
{
	struct verify_opts opts = { .rights = c->rights, .enforce_gpl = true };
	struct arena arena;
	struct image image = { 0 };
	struct facts *facts;
	int err;

	error_clear(error);
	arena_init(&arena, 0);
	err = assemble(&arena, text, c->file, &image, error);
	if (!err)
		err = validate(&image, error);
	if (!err)
		err = verify(&image, &opts, &arena, &facts, error);
	arena_free(&arena);
	return err;
}

static int failures;

static void complain(const struct test_case *c, const char *what, const struct skep_error *error)
{
	printf("# %s:%d: %s: %s: [%s] insn %d: %s\n%s", c->file, c->line, c->title, what, error->id,
	       error->insn, error->message, error->detail);
	failures++;
}

static void run_case(const struct test_case *c)
{
	struct skep_error error;

	if (strcmp(c->diag, "accept")) {
		if (!run(c, c->bad, &error) || strcmp(error.id, c->diag))
			complain(c, "not refused as expected", &error);
		else if (c->insn >= 0 && error.insn != c->insn)
			complain(c, "refused at another instruction", &error);
		if (!c->has_twin)
			return;
	}
	if (run(c, c->good, &error))
		complain(c, "refused", &error);
}

static void test_verdicts(void **state)
{
	(void)state;
	failures = 0;
	for (size_t i = 0; i < n_cases; i++)
		run_case(&cases[i]);
	print_message("%zu cases\n", n_cases);
	assert_int_equal(failures, 0);
	assert_true(n_cases > 0);
}

/* --- the kernel beside us --- */

/* Does the kernel accept the program?  1, 0, or -1 if it cannot be asked. */
static int kernel_accepts(const struct test_case *c, const char *text, char *log, size_t log_size)
{
	struct kernel_prog prog;
	struct arena arena;
	struct image image = { 0 };
	struct skep_error error;
	int result = -1;

	arena_init(&arena, 0);
	if (!assemble(&arena, text, c->file, &image, &error)) {
		result = kernel_load(&image, c->rights & SKEP_LEAK_POINTERS, &prog) == 0;
		snprintf(log, log_size, "%s", prog.log);
		kernel_unload(&prog);
	}
	arena_free(&arena);
	return result;
}

static void compare(const struct test_case *c, const char *text, bool expected, bool differs)
{
	static char log[8192];
	int accepts = kernel_accepts(c, text, log, sizeof(log));

	if (accepts == (differs ? !expected : expected))
		return;
	printf("# %s:%d: %s: the kernel %s%s\n%s\n", c->file, c->line, c->title,
	       accepts ? "accepts" : "refuses", differs ? ", though the case says it differs" : "",
	       log);
	failures++;
}

static void test_kernel_agrees(void **state)
{
	const char *why_not = kernel_available();

	(void)state;
	if (why_not) {
		print_message("skipped: %s\n", why_not);
		skip();
	}
	failures = 0;
	for (size_t i = 0; i < n_cases; i++) {
		if (cases[i].kernel_none)
			continue;
		if (strcmp(cases[i].diag, "accept"))
			compare(&cases[i], cases[i].bad, false, cases[i].kernel_bad);
		if (!strcmp(cases[i].diag, "accept") || cases[i].has_twin)
			compare(&cases[i], cases[i].good, true, cases[i].kernel_good);
	}
	assert_int_equal(failures, 0);
}

/* Each diagnostic of the verifier and validator is reached by two cases with twins. */
static void test_every_diagnostic_is_reached(void **state)
{
	static const char *const not_here[] = {
#include "tests/verifier/not_here.inc"
	};
	int missing = 0;

	(void)state;
	for (int id = 1; id < N_DIAGS; id++) {
		char name[40];
		int twins = 0;
		const char *category = diag_info[id].category;
		bool elsewhere = !strcmp(category, "object") || !strcmp(category, "map") ||
				 !strcmp(category, "system") || !strcmp(category, "command");

		diag_id_name((enum diag_id)id, name);
		for (size_t k = 0; k < sizeof(not_here) / sizeof(*not_here); k++)
			elsewhere |= !strcmp(not_here[k], name);
		for (size_t i = 0; i < n_cases; i++)
			twins += !strcmp(cases[i].diag, name) && cases[i].has_twin;
		if (twins < 2 && !elsewhere) {
			printf("# %s: %d cases with twins\n", name, twins);
			missing++;
		}
		if (twins >= 2 && elsewhere) {
			printf("# %s is covered: take it off the list\n", name);
			missing++;
		}
	}
	assert_int_equal(missing, 0);
}

static int read_all(void **state)
{
	struct dirent **names;
	int n = scandir("tests/verifier", &names, NULL, alphasort);

	(void)state;
	for (int i = 0; i < n; i++) {
		size_t len = strlen(names[i]->d_name);

		if (len > 3 && !strcmp(names[i]->d_name + len - 3, ".vt"))
			read_file("tests/verifier", names[i]->d_name);
		free(names[i]);
	}
	free(names);
	return n < 0;
}

static int free_all(void **state)
{
	(void)state;
	free(cases);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_verdicts),
		cmocka_unit_test(test_kernel_agrees),
		cmocka_unit_test(test_every_diagnostic_is_reached),
	};

	return cmocka_run_group_tests(tests, read_all, free_all);
}
