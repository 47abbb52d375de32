/*
 * What the command shows: errors for people and as JSON, colours.  An error's
 * class alone decides the exit code.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/diag.h"
#include "tools/cli.h"

enum exit_code exit_of(const struct skep_error *error)
{
	switch (error->error_class) {
	case SKEP_CLASS_NONE:
		return TOOL_OK;
	case SKEP_CLASS_UNSAFE:
	case SKEP_CLASS_BUDGET:
	case SKEP_CLASS_PRIVILEGE:
	case SKEP_CLASS_UNSUPPORTED:
		return TOOL_REFUSED;
	case SKEP_CLASS_MALFORMED:
		return TOOL_INPUT;
	case SKEP_CLASS_SYSTEM:
		break;
	}
	return error->err == -EINTR ? TOOL_INTERRUPTED : TOOL_SYSTEM;
}

const char *class_name(enum skep_class class)
{
	static const char *const names[] = { "none",	    "unsafe",	 "budget", "privilege",
					     "unsupported", "malformed", "system" };

	return class < sizeof(names) / sizeof(*names) ? names[class] : "unknown";
}

/* The right that would turn a `privilege` refusal round, where its text names one. */
static const char *missing_right(const struct skep_error *error)
{
	static const char of_function[] = "needs the right ";
	const char *function;
	static const char *const rights[] = {
#define RIGHT(id, name) name,
#include "core/right.def"
	};

	if (error->error_class != SKEP_CLASS_PRIVILEGE)
		return NULL;
	for (size_t i = 0; i < sizeof(rights) / sizeof(*rights); i++)
		if ((error->hint && strstr(error->hint, rights[i])) ||
		    strstr(error->message, rights[i]))
			return rights[i];
	function = strstr(error->message, of_function); /* whose right has its name */
	return function ? function + strlen(of_function) : NULL;
}

json_t *text_json(const char *text)
{
	json_t *json = json_string(text);
	char *copy;

	if (json)
		return json;
	copy = strdup(text);
	if (!copy)
		return NULL;
	for (char *c = copy; *c; c++)
		if (*c & 0x80)
			*c = '?';
	json = json_string(copy);
	free(copy);
	return json;
}

static void set_text(json_t *object, const char *name, const char *text)
{
	if (text && *text)
		json_object_set_new(object, name, text_json(text));
}

static json_t *detail_json(const char *detail)
{
	json_t *array = json_array();

	while (*detail) {
		size_t len = strcspn(detail, "\n");
		char *line = strndup(detail, len);

		if (line)
			json_array_append_new(array, text_json(line));
		free(line);
		detail += len + (detail[len] == '\n');
	}
	return array;
}

json_t *error_json(const struct skep_error *error)
{
	const char *right = missing_right(error);
	json_t *json = json_object();
	char allow[64];

	set_text(json, "id", error->id);
	set_text(json, "class", class_name(error->error_class));
	json_object_set_new(json, "errno", json_integer(-error->err));
	set_text(json, "message", error->message);
	set_text(json, "file", error->file);
	set_text(json, "section", error->section);
	set_text(json, "program", error->prog);
	if (error->offset >= 0)
		json_object_set_new(json, "offset", json_integer(error->offset));
	if (error->insn >= 0)
		json_object_set_new(json, "insn", json_integer(error->insn));
	set_text(json, "source", error->source);
	if (error->line > 0)
		json_object_set_new(json, "line", json_integer(error->line));
	set_text(json, "source_line", error->source_line);
	if (*error->detail)
		json_object_set_new(json, "detail", detail_json(error->detail));
	set_text(json, "hint", error->hint);
	if (right) {
		snprintf(allow, sizeof(allow), "--allow %s", right);
		set_text(json, "switch", allow);
	}
	return json;
}

int json_out(json_t *json, int code)
{
	if (!json) {
		fputs("{\"ok\": false, \"error\": {\"class\": \"system\", \"errno\": 12, "
		      "\"message\": \"out of memory\"}}\n", stdout);
		return TOOL_SYSTEM;
	}
	json_dumpf(json, stdout, JSON_INDENT(2) | JSON_ENSURE_ASCII | JSON_ENCODE_ANY);
	putchar('\n');
	json_decref(json);
	return code;
}

/* The library's text with its first word in red on a terminal, and the switch to use. */
static void print_error(const struct skep_error *error)
{
	const char *right = missing_right(error), *rest;
	char *text = NULL;
	size_t size;
	FILE *memory = open_memstream(&text, &size);

	if (!memory) {
		skep_error_print(error, stderr);
		return;
	}
	skep_error_print(error, memory);
	fclose(memory);
	rest = text + strcspn(text, ":");
	fprintf(stderr, "%s%.*s%s%s", colour_on(stderr, RED), (int)(rest - text), text,
		colour_off(stderr), rest);
	free(text);
	if (right)
		fprintf(stderr, "switch: --allow %s (or --trusted)\n", right);
}

int cli_fail(const struct cli *cli, const struct skep_error *error)
{
	if (cli && cli->json)
		return json_out(json_pack("{s:b, s:o}", "ok", 0, "error", error_json(error)),
				exit_of(error));
	fflush(stdout);
	print_error(error);
	return exit_of(error);
}

int cli_usage_error(const struct cli *cli, const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (cli && cli->json)
		return json_out(json_pack("{s:b, s:{s:s, s:s, s:o}}", "ok", 0, "error", "id",
					  "usage", "class", "usage", "message", text_json(text)),
				TOOL_USAGE);
	fprintf(stderr, "%serror%s: %s\n", colour_on(stderr, RED), colour_off(stderr), text);
	return TOOL_USAGE;
}

static bool has_colour(FILE *file)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	return isatty(fileno(file)) && !(no && *no) && term && strcmp(term, "dumb");
}

const char *colour_on(FILE *file, enum colour colour)
{
	static const char *const codes[N_COLOURS] = { "\033[1;31m", "\033[32m", "\033[1m" };

	return has_colour(file) ? codes[colour] : "";
}

const char *colour_off(FILE *file)
{
	return has_colour(file) ? "\033[0m" : "";
}
