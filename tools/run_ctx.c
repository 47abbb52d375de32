/*
 * skep run --ctx: a program on a context that is given as bytes, in the layout
 * of Linux's uapi.  Contexts with pointers are refused: bytes name no memory.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/diag.h"
#include "core/table.h"
#include "core/value.h"
#include "tools/run.h"
#include "tools/signals.h"

static int refuse(struct skep_error *error, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static int refuse(struct skep_error *error, const char *format, ...)
{
	char text[256];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	return error_set(error, BAD_CONTEXT, text);
}

/* A pointer field that may be NULL, and is, is no pointer. */
static int check_pointers(const struct skep_prog *prog, const struct context *context,
			  struct skep_error *error)
{
	const struct prog_type_info *type = prog_type_by_name(skep_prog_type_name(prog));
	enum ctx_id ctx = type ? type->ctx : CTX_ID_NONE;
	uint64_t v;

	if (ctx_info(ctx)->host_size)
		return refuse(error, "programs of type %s take packets: --pcap, --data-hex",
			      skep_prog_type_name(prog));
	for (int kind = CTX_SCALAR + 1; kind < N_CTX_KINDS; kind++) {
		int row = ctx_find_kind(ctx, (enum ctx_kind)kind);
		const struct ctx_field *field = row < 0 ? NULL : ctx_field(row);

		if (!field)
			continue;
		if (!(ctx_kind_info[kind].flags & VALUE_NULLABLE))
			return refuse(error, "field %s of %s is a pointer, which bytes cannot give",
				      field->name, ctx_name(ctx));
		memcpy(&v, context->bytes + field->offset, sizeof(v));
		if (v)
			return refuse(error, "field %s of %s is a pointer: it must be 0",
				      field->name, ctx_name(ctx));
	}
	return 0;
}

static int read_bytes(const struct run_cmd *cmd, struct context *context, struct skep_error *error)
{
	FILE *in;

	if (cmd->ctx_hex)
		return parse_hex(cmd->ctx_hex, context->bytes, MAX_CONTEXT, &context->size) ?
			       refuse(error, "--ctx-hex: pairs of hex digits are expected, %d at "
					     "most", MAX_CONTEXT) :
			       0;
	in = fopen(cmd->ctx, "rb");
	if (!in)
		return error_set(error, FILE_OPEN, cmd->ctx, strerror(errno));
	context->size = fread(context->bytes, 1, MAX_CONTEXT, in);
	if (ferror(in))
		error_set(error, FILE_IO, cmd->ctx, strerror(errno));
	else if (fgetc(in) != EOF)
		refuse(error, "%s holds more than %d bytes", cmd->ctx, MAX_CONTEXT);
	else
		error->err = 0;
	fclose(in);
	return error->err;
}

static int check_size(const struct skep_prog *prog, const struct context *context,
		      struct skep_error *error)
{
	size_t touched = skep_prog_ctx_size(prog);

	if (touched <= context->size)
		return 0;
	return refuse(error, "the context has %zu bytes, the program may touch %zu",
		      context->size, touched);
}

static uint64_t clock_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

int run_context(const struct run_cmd *cmd, struct skep_prog *prog, struct tally *tally,
		struct skep_error *error)
{
	struct context *context = tally->context;
	int err = read_bytes(cmd, context, error);

	err = err ? err : check_pointers(prog, context, error);
	err = err ? err : check_size(prog, context, error);
	signals_catch();
	for (uint64_t round = 0; round < cmd->repeat && !err; round++) {
		uint64_t start;

		memcpy(context->after, context->bytes, context->size);
		start = clock_ns();
		err = skep_run(prog, context->after, &context->result);
		tally->ns += clock_ns() - start;
		if (err)
			return run_failed(prog, round + 1, err, error);
		tally->packets++;
		if (signals_caught())
			return error_set(error, INTERRUPTED, signals_caught());
	}
	return err;
}
