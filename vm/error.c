/*
 * How an error is shown to a person: the message with its place on the first
 * line, then the C line, what is known of the path, and what to do.
 */
#include "vm/vm.h"

#include <stdio.h>
#include <string.h>

int error_system(struct skep_error *error, const char *what, int err)
{
	error_set(error, FILE_IO, what, strerror(-err));
	if (error)
		error->err = err;
	return err;
}

void error_place(struct skep_error *error, const char *file, const char *prog)
{
	if (!error)
		return;
	if (file && !error->file[0])
		snprintf(error->file, sizeof(error->file), "%s", file);
	if (prog && !error->prog[0])
		snprintf(error->prog, sizeof(error->prog), "%s", prog);
}

static void print_place(const struct skep_error *error, FILE *out)
{
	if (error->file[0])
		fprintf(out, "%s: ", error->file);
	if (error->prog[0])
		fprintf(out, "program %s: ", error->prog);
	else if (error->section[0])
		fprintf(out, "section %s: ", error->section);
	if (error->offset >= 0)
		fprintf(out, "offset 0x%llx: ", (unsigned long long)error->offset);
	if (error->insn >= 0)
		fprintf(out, "insn %d", error->insn);
	if (error->insn >= 0 && error->source[0])
		fprintf(out, " (%s:%d)", error->source, error->line);
	if (error->insn >= 0)
		fputs(": ", out);
}

static void print_indented(const char *text, FILE *out)
{
	while (*text) {
		size_t len = strcspn(text, "\n");

		fprintf(out, "  %.*s\n", (int)len, text);
		text += len + (text[len] == '\n');
	}
}

void skep_error_print(const struct skep_error *error, FILE *out)
{
	if (!error || !error->err) {
		fputs("no error\n", out);
		return;
	}
	fputs("error: ", out);
	print_place(error, out);
	fprintf(out, "%s", error->message);
	if (error->id[0])
		fprintf(out, " [%s]", error->id);
	fputc('\n', out);
	if (error->source_line[0])
		fprintf(out, "  %d | %s\n", error->line, error->source_line);
	print_indented(error->detail, out);
	if (error->hint && error->hint[0])
		fprintf(out, "hint: %s\n", error->hint);
}
