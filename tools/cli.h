/*
 * What every subcommand shares: the table of commands, options as rows, errors
 * as text or JSON, exit codes, the root directory.
 */
#ifndef SKEP_TOOLS_CLI_H
#define SKEP_TOOLS_CLI_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "skep/skep.h"

enum exit_code {
#define EXIT(id, code, text) TOOL_##id = code,
#include "tools/exit.def"
};

/* A row of a table of commands; main.c has the first, `prog` and `map` their own. */
struct command {
	const char *name;
	int (*run)(int argc, char **argv); /* argv[0] is the name; Return: exit code */
	const char *summary;
};

/* A table as {"ok", "commands": [{"name", "summary"}]}. */
json_t *cli_commands_json(const struct command *table);

/* main.c: the first table. */
const struct command *cli_commands(void);

/* Find argv[0] in a table that ends with a row of NULLs and run it. */
int cli_dispatch(const struct command *table, const char *group, int argc, char **argv);

/* ---- options ---- */

enum option_kind {
	OPTION_FLAG,   /* bool */
	OPTION_STRING, /* const char * */
	OPTION_NUMBER, /* uint64_t, decimal or 0x */
	OPTION_LIST,   /* struct list: may be given again and again */
};

struct option {
	const char *name, *arg, *help; /* arg NULL for flags */
	enum option_kind kind;
	size_t offset; /* of the target in the command's own structure */
};

struct list {
	const char **items;
	int n;
};

/** struct cli - first member of each command's structure of options */
struct cli {
	const struct usage *usage;
	bool help, json, trusted;
	struct list allow, set;
	const char *root, *target, *kconfig, *functions;
	struct list args; /* what is not an option */
	uint32_t rights;  /* of --trusted and --allow */
};

/* Groups of rows that several commands have. */
#define OPTION_ROOT                                                                                \
	{ "root", "DIR", "root directory of pinned maps (else $SKEP_ROOT, else the user's own)",  \
	  OPTION_STRING, offsetof(struct cli, root) }
#define OPTION_TARGET                                                                              \
	{ "btf", "FILE",                                                                           \
	  "types for CO-RE relocations: BTF or ELF (else the running kernel's)", OPTION_STRING,    \
	  offsetof(struct cli, target) },                                                          \
	{ "kconfig", "FILE", "values of __kconfig variables (else the running kernel's)",          \
	  OPTION_STRING, offsetof(struct cli, kconfig) }
#define OPTION_FUNCTIONS                                                                           \
	{ "functions", "FILE",                                                                     \
	  "prototypes of host functions that programs call: BTF or ELF; see --allow",              \
	  OPTION_STRING, offsetof(struct cli, functions) }
#define OPTION_SET                                                                                 \
	{ "set", "NAME=VALUE", "value of a global variable, JSON by its type", OPTION_LIST,        \
	  offsetof(struct cli, set) }
#define OPTIONS_RIGHTS                                                                             \
	{ "trusted", NULL, "verify with every right, as Linux with CAP_PERFMON", OPTION_FLAG,      \
	  offsetof(struct cli, trusted) },                                                         \
	{ "allow", "RIGHT", "grant one right: read-process-memory, leak-pointers, ...",            \
	  OPTION_LIST, offsetof(struct cli, allow) }

struct usage {
	const char *name; /* "map dump" */
	const char *args; /* "NAME" */
	const char *text; /* what it does */
	const char *examples;
	const struct option *options; /* ends with a row of NULLs */
	int min_args, max_args;
	bool ends_options; /* the first argument does, which is a command with its own */
};

/**
 * cli_parse - options of a command
 * @cli: first member of a zeroed structure that the options' offsets are of
 *
 * Return: -1: go on; else an exit code: help was asked for and shown, or the
 * usage was wrong and that was said.  Call cli_free in any case.
 */
int cli_parse(struct cli *cli, const struct usage *usage, int argc, char **argv);
void cli_free(struct cli *cli);

/* ---- what is shown ---- */

/* Say what is wrong with the call; Return: TOOL_USAGE. */
int cli_usage_error(const struct cli *cli, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Show @error on stderr, or as JSON on stdout; Return: the exit code of its class. */
int cli_fail(const struct cli *cli, const struct skep_error *error);
enum exit_code exit_of(const struct skep_error *error);

json_t *error_json(const struct skep_error *error);
/* A string of any bytes: what is not UTF-8 is shown as '?'. */
json_t *text_json(const char *text);
/* "unsafe" etc. */
const char *class_name(enum skep_class class);
/* Print and free @json; Return: @code, or TOOL_SYSTEM when memory ran out. */
int json_out(json_t *json, int code);

enum colour { RED, GREEN, BOLD, N_COLOURS };
/* Escape sequences, "" where @file is not a terminal or NO_COLOR is set. */
const char *colour_on(FILE *file, enum colour colour);
const char *colour_off(FILE *file);

/* Open the command's first argument as an object. */
struct skep_obj *cli_open(const struct cli *cli, struct skep *vm, struct skep_error *error);

/**
 * cli_root - the root directory by the rule: --root, $SKEP_ROOT,
 * $XDG_RUNTIME_DIR/skep, /run/skep as root, /tmp/skep-UID otherwise
 * Return: @buf.
 */
const char *cli_root(const struct cli *cli, char *buf, size_t size);

/* ---- subcommands ---- */
int cmd_verify(int argc, char **argv);
int cmd_run(int argc, char **argv);
int cmd_filter(int argc, char **argv);
int cmd_test(int argc, char **argv);
int cmd_btf(int argc, char **argv);
int cmd_gen(int argc, char **argv);
int cmd_link(int argc, char **argv);
int cmd_completion(int argc, char **argv);
int cmd_prog(int argc, char **argv);
int cmd_check_jit(int argc, char **argv);
int cmd_map(int argc, char **argv);
int cmd_exec(int argc, char **argv);
int cmd_isa(int argc, char **argv);
int cmd_helpers(int argc, char **argv);
int cmd_diagnostics(int argc, char **argv);
int cmd_version(int argc, char **argv);

#endif
