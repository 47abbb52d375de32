/* skep filter: what its parts share. */
#ifndef SKEP_TOOLS_FILTER_H
#define SKEP_TOOLS_FILTER_H

#include <linux/filter.h>

#include "tools/capture.h"
#include "tools/cli.h"

struct filter_cmd {
	struct cli cli;
	const char *read, *write, *file, *bytecode, *linktype, *engine;
	bool count, stats, no_optimize;
	bool dump, dump_c, dump_decimal, ebpf;
};

/** struct filter - an expression on its way to a program */
struct filter {
	char *expression;        /* NULL: --bytecode */
	int dlt;                 /* it is compiled for */
	struct sock_filter *insns; /* n classic instructions */
	size_t n;
	struct skep_obj *obj;
	struct skep_prog *prog;
};

/** struct matches - what a run counted */
struct matches {
	uint64_t packets, bytes, matched, matched_bytes, written;
	uint64_t ns; /* inside the program */
};

static inline bool filter_dumps(const struct filter_cmd *cmd)
{
	return cmd->dump || cmd->dump_c || cmd->dump_decimal || cmd->ebpf;
}

/*
 * filter_compile.c: expression and link type to a program that is open, not
 * loaded.  @capture: NULL where none is given.  Return: -1, else an exit code.
 */
int filter_compile(const struct filter_cmd *cmd, struct skep *vm, struct capture *capture,
		   struct filter *filter);
void filter_free(struct filter *filter);

/* filter_show.c: the dumps, and what is shown after a run; Return: exit code. */
int filter_dump(const struct filter_cmd *cmd, const struct filter *filter);
int filter_report(const struct filter_cmd *cmd, const struct filter *filter,
		  const struct matches *matches);

#endif
