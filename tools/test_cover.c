/*
 * Coverage by C line: the checked engine counts each instruction, an
 * instruction belongs to the line that the compiler says, and a line was run as
 * often as the most executed of its instructions: a sum would count a line
 * whose code the compiler split twice.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/diag.h"
#include "tools/test.h"
#include "vm/vm.h"

struct covered_line {
	const char *file, *text;
	uint32_t line;
	uint64_t count;
};

int coverage_init(struct coverage *coverage, const struct skep_obj *obj)
{
	uint32_t n = obj->object->n_progs;

	*coverage = (struct coverage){ .obj = obj };
	coverage->counts = calloc(n + 1, sizeof(*coverage->counts));
	coverage->counted = calloc(n + 1, sizeof(*coverage->counted));
	for (uint32_t i = 0; coverage->counts && i < n; i++) {
		coverage->counts[i] =
			calloc(obj->object->progs[i]->n_insns + 1, sizeof(**coverage->counts));
		if (!coverage->counts[i])
			return -ENOMEM;
	}
	return coverage->counts && coverage->counted ? 0 : -ENOMEM;
}

void coverage_free(struct coverage *coverage)
{
	for (uint32_t i = 0; coverage->counts && i < coverage->obj->object->n_progs; i++)
		free(coverage->counts[i]);
	free(coverage->counts);
	free(coverage->counted);
}

static int compare_lines(const void *a, const void *b)
{
	const struct covered_line *x = a, *y = b;
	int order = strcmp(x->file, y->file);

	return order ? order : (x->line > y->line) - (x->line < y->line);
}

/* The lines of one program's instructions; Return: how many. */
static size_t program_lines(const struct image *image, const uint64_t *counts,
			    struct covered_line *out)
{
	size_t n = 0;

	for (uint32_t i = 0; i < image->n_insns; i++) {
		const struct line_info *line = image_line(image, i);

		if (line && line->line)
			out[n++] = (struct covered_line){ line->file, line->text, line->line,
							  counts[i] };
	}
	return n;
}

/* All lines of the programs that were counted, sorted, each once; NULL: no memory. */
static struct covered_line *all_lines(const struct coverage *coverage, size_t *n_out)
{
	const struct object *object = coverage->obj->object;
	struct covered_line *lines;
	size_t n = 0, kept = 0;

	for (uint32_t i = 0; i < object->n_progs; i++)
		n += object->progs[i]->n_insns;
	lines = calloc(n + 1, sizeof(*lines));
	if (!lines)
		return NULL;
	n = 0;
	for (uint32_t i = 0; i < object->n_progs; i++)
		if (coverage->counted[i])
			n += program_lines(object->progs[i], coverage->counts[i], lines + n);
	qsort(lines, n, sizeof(*lines), compare_lines);
	for (size_t i = 0; i < n; i++) {
		if (!kept || compare_lines(&lines[kept - 1], &lines[i]))
			lines[kept++] = lines[i];
		else if (lines[kept - 1].count < lines[i].count)
			lines[kept - 1].count = lines[i].count;
	}
	*n_out = kept;
	return lines;
}

static json_t *file_json(const struct covered_line *lines, size_t n)
{
	json_t *array = json_array();
	size_t covered = 0;

	for (size_t i = 0; i < n; i++) {
		covered += lines[i].count != 0;
		json_array_append_new(
			array, json_pack("{s:I, s:I, s:o}", "line", (json_int_t)lines[i].line,
					 "count", (json_int_t)lines[i].count, "text",
					 text_json(lines[i].text + strspn(lines[i].text, " \t"))));
	}
	return json_pack("{s:o, s:I, s:I, s:o}", "file", text_json(lines->file), "covered",
			 (json_int_t)covered, "total", (json_int_t)n, "lines", array);
}

json_t *coverage_json(const struct coverage *coverage)
{
	json_t *files = json_array();
	size_t n, first = 0;
	struct covered_line *lines = all_lines(coverage, &n);

	if (!lines) {
		json_decref(files);
		return NULL;
	}
	for (size_t i = 1; i <= n; i++) {
		if (i < n && !strcmp(lines[i].file, lines[first].file))
			continue;
		json_array_append_new(files, file_json(lines + first, i - first));
		first = i;
	}
	free(lines);
	return files;
}

static json_int_t number(const json_t *object, const char *name)
{
	return json_integer_value(json_object_get(object, name));
}

static const char *text(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

double coverage_percent(json_t *files)
{
	json_int_t covered = 0, total = 0;
	json_t *file;
	size_t i;

	json_array_foreach(files, i, file) {
		covered += number(file, "covered");
		total += number(file, "total");
	}
	return total ? 100.0 * (double)covered / (double)total : 100;
}

void coverage_print(json_t *files)
{
	json_t *file, *line;
	size_t i, j;

	json_array_foreach(files, i, file) {
		printf("%s%s%s: %lld of %lld lines ran\n", colour_on(stdout, BOLD),
		       text(file, "file"), colour_off(stdout), (long long)number(file, "covered"),
		       (long long)number(file, "total"));
		json_array_foreach(json_object_get(file, "lines"), j, line) {
			long long count = (long long)number(line, "count");

			if (count)
				printf("%10lld", count);
			else
				printf("%s%10s%s", colour_on(stdout, RED), "#####",
				       colour_off(stdout));
			printf(" %5lld: %s\n", (long long)number(line, "line"),
			       text(line, "text"));
		}
	}
	printf("coverage: %.1f %% of the lines\n", coverage_percent(files));
}

/* ---- lcov's tracefile (man geninfo, "FILES") ---- */

static void write_functions(const struct coverage *coverage, const char *file, FILE *out)
{
	const struct object *object = coverage->obj->object;
	unsigned n = 0, hit = 0;

	for (uint32_t i = 0; i < object->n_progs; i++) {
		const struct image *image = object->progs[i];

		for (uint32_t f = 0; coverage->counted[i] && f < image->n_subprogs; f++) {
			const struct subprog *subprog = &image->subprogs[f];
			const struct line_info *line = image_line(image, subprog->start);
			uint64_t count = coverage->counts[i][subprog->start];

			if (!line || strcmp(line->file, file))
				continue;
			fprintf(out, "FN:%u,%s\nFNDA:%" PRIu64 ",%s\n", line->line, subprog->name,
				count, subprog->name);
			n++;
			hit += count != 0;
		}
	}
	fprintf(out, "FNF:%u\nFNH:%u\n", n, hit);
}

static void write_file(const struct coverage *coverage, json_t *file, FILE *out)
{
	json_t *line;
	size_t i;

	fprintf(out, "TN:\nSF:%s\n", text(file, "file"));
	write_functions(coverage, text(file, "file"), out);
	json_array_foreach(json_object_get(file, "lines"), i, line)
		fprintf(out, "DA:%lld,%lld\n", (long long)number(line, "line"),
			(long long)number(line, "count"));
	fprintf(out, "LF:%lld\nLH:%lld\nend_of_record\n", (long long)number(file, "total"),
		(long long)number(file, "covered"));
}

int coverage_lcov(const struct coverage *coverage, json_t *files, const char *path,
		  struct skep_error *error)
{
	FILE *out = fopen(path, "we");
	json_t *file;
	bool failed;
	size_t i;

	if (!out)
		return error_set(error, FILE_OPEN, path, strerror(errno));
	errno = 0;
	json_array_foreach(files, i, file)
		write_file(coverage, file, out);
	failed = ferror(out);
	if (fclose(out) || failed)
		return error_set(error, FILE_IO, path, strerror(errno ? errno : EIO));
	return 0;
}
