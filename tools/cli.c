/*
 * Options and dispatch.  Options are rows with an offset into the command's
 * structure; help is printed from the same rows.  Long options only, as
 * --name VALUE or --name=VALUE; "--" ends them.
 */
#include "tools/cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct option common[] = {
	{ "json", NULL, "print one JSON value, errors too", OPTION_FLAG,
	  offsetof(struct cli, json) },
	{ "help", NULL, "show this", OPTION_FLAG, offsetof(struct cli, help) },
	{ 0 },
};

/* Asked for before anything is parsed: also a wrong call is answered in JSON then. */
static bool wants_json(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--"); i++)
		if (!strcmp(argv[i], "--json"))
			return true;
	return false;
}

json_t *cli_commands_json(const struct command *table)
{
	json_t *array = json_array();

	for (const struct command *c = table; c->name; c++)
		json_array_append_new(array, json_pack("{s:s, s:s}", "name", c->name, "summary",
						       c->summary));
	return json_pack("{s:b, s:o}", "ok", 1, "commands", array);
}

static int show_group(const struct command *table, const char *group, bool as_json)
{
	if (as_json)
		return json_out(cli_commands_json(table), TOOL_OK);
	printf("Usage: skep %s COMMAND [ARGUMENT...]\n\nCommands:\n", group);
	for (const struct command *c = table; c->name; c++)
		printf("  %-8s %s\n", c->name, c->summary);
	printf("\nExample:\n  skep %s %s --help\n", group, table->name);
	return TOOL_OK;
}

int cli_dispatch(const struct command *table, const char *group, int argc, char **argv)
{
	const char *name = argc > 0 ? argv[0] : NULL, *dash = group ? " " : "";
	struct cli cli = { .json = wants_json(argc, argv) };

	group = group ? group : "";
	for (const struct command *c = table; name && c->name; c++)
		if (!strcmp(name, c->name))
			return c->run(argc, argv);
	if (name && *group && (!strcmp(name, "--help") || !strcmp(name, "-h")))
		return show_group(table, group, cli.json);
	if (name && *name != '-')
		return cli_usage_error(&cli, "there is no command `%s%s%s`; see skep %s%s--help",
				       group, dash, name, group, dash);
	return cli_usage_error(&cli, "no command; see skep %s%s--help", group, dash);
}

static const struct option *find_option(const struct option *rows, const char *name, size_t len)
{
	for (; rows->name; rows++)
		if (strlen(rows->name) == len && !strncmp(rows->name, name, len))
			return rows;
	return NULL;
}

static int list_add(struct list *list, const char *item)
{
	const char **items = realloc(list->items, sizeof(*items) * ((size_t)list->n + 1));

	if (!items)
		return -ENOMEM;
	items[list->n++] = item;
	list->items = items;
	return 0;
}

static int set_number(const char *value, uint64_t *out)
{
	char *end;

	errno = 0;
	*out = strtoull(value, &end, 0);
	return *value < '0' || *value > '9' || *end || errno ? -EINVAL : 0;
}

static int set_option(struct cli *cli, const struct option *option, const char *value)
{
	void *target = (char *)cli + option->offset;

	switch (option->kind) {
	case OPTION_FLAG:
		*(bool *)target = true;
		return 0;
	case OPTION_STRING:
		*(const char **)target = value;
		return 0;
	case OPTION_NUMBER:
		return set_number(value, target);
	case OPTION_LIST:
		return list_add(target, value);
	}
	return -EINVAL;
}

/* One option at argv[*i]; Return: -1 to go on, else an exit code. */
static int parse_option(struct cli *cli, int argc, char **argv, int *i)
{
	const char *name = argv[*i] + 2, *equal = strchr(name, '='), *value = NULL;
	size_t len = equal ? (size_t)(equal - name) : strlen(name);
	const struct option *option = find_option(cli->usage->options, name, len);

	if (!option)
		option = find_option(common, name, len);
	if (!option)
		return cli_usage_error(cli, "there is no option --%.*s; see skep %s --help",
				       (int)len, name, cli->usage->name);
	if (option->kind == OPTION_FLAG && equal)
		return cli_usage_error(cli, "option --%s takes no value", option->name);
	if (option->kind != OPTION_FLAG) {
		value = equal ? equal + 1 : *i + 1 < argc ? argv[++*i] : NULL;
		if (!value)
			return cli_usage_error(cli, "option --%s needs %s", option->name,
					       option->arg);
	}
	if (set_option(cli, option, value))
		return cli_usage_error(cli, "option --%s: `%s` is not a number", option->name,
				       value);
	return -1;
}

static void print_option(const struct option *option)
{
	char left[48];

	snprintf(left, sizeof(left), "--%s%s%s", option->name, option->arg ? " " : "",
		 option->arg ? option->arg : "");
	printf("  %-24s %s\n", left, option->help);
}

static void print_usage(const struct usage *usage)
{
	printf("Usage: skep %s%s%s [OPTION...]\n\n%s\n\nOptions:\n", usage->name,
	       *usage->args ? " " : "", usage->args, usage->text);
	for (const struct option *o = usage->options; o->name; o++)
		print_option(o);
	for (const struct option *o = common; o->name; o++)
		print_option(o);
	printf("\nExamples:\n%s\nExit codes:\n", usage->examples);
#define EXIT(id, code, text) printf("  %-4d %s\n", code, text);
#include "tools/exit.def"
}

static json_t *options_json(const struct usage *usage)
{
	const struct option *const tables[] = { usage->options, common };
	json_t *array = json_array();

	for (size_t i = 0; i < 2; i++)
		for (const struct option *o = tables[i]; o->name; o++)
			json_array_append_new(array,
					      json_pack("{s:s, s:s?, s:s}", "name", o->name,
							"argument", o->arg, "help", o->help));
	return array;
}

static int show_usage(const struct cli *cli)
{
	const struct usage *usage = cli->usage;

	if (cli->json)
		return json_out(json_pack("{s:b, s:s, s:s, s:s, s:o, s:s}", "ok", 1, "command",
					  usage->name, "arguments", usage->args, "text",
					  usage->text, "options", options_json(usage), "examples",
					  usage->examples),
				TOOL_OK);
	print_usage(usage);
	return TOOL_OK;
}

static int parse_rights(struct cli *cli)
{
	cli->rights = cli->trusted ? SKEP_TRUSTED : 0;
	for (int i = 0; i < cli->allow.n; i++) {
		uint32_t right = skep_right_by_name(cli->allow.items[i]);

		if (!right && !cli->functions) /* else it may be a function's: functions.c */
			return cli_usage_error(cli, "there is no right %s: read-process-memory, "
					       "leak-pointers, override-return, no-hardening",
					       cli->allow.items[i]);
		cli->rights |= right;
	}
	return -1;
}

static int check_args(const struct cli *cli)
{
	const struct usage *usage = cli->usage;

	if (cli->args.n >= usage->min_args && cli->args.n <= usage->max_args)
		return -1;
	return cli_usage_error(cli, "%s: %s; usage: skep %s %s",
			       cli->args.n < usage->min_args ? "too few arguments" :
							       "too many arguments",
			       cli->args.n ? cli->args.items[cli->args.n - 1] : "none given",
			       usage->name, usage->args);
}

int cli_parse(struct cli *cli, const struct usage *usage, int argc, char **argv)
{
	bool options = true;
	int code;

	cli->usage = usage;
	cli->json = wants_json(argc, argv);
	for (int i = 1; i < argc; i++) {
		if (options && !strcmp(argv[i], "--")) {
			options = false;
		} else if (options && !strcmp(argv[i], "-h")) {
			cli->help = true;
		} else if (options && !strncmp(argv[i], "--", 2)) {
			code = parse_option(cli, argc, argv, &i);
			if (code >= 0)
				return code;
		} else if (options && argv[i][0] == '-' && argv[i][1]) {
			return cli_usage_error(cli, "there is no option %s; see skep %s --help",
					       argv[i], usage->name);
		} else if (list_add(&cli->args, argv[i])) {
			return TOOL_SYSTEM;
		} else if (usage->ends_options) {
			options = false;
		}
	}
	if (cli->help)
		return show_usage(cli);
	code = check_args(cli);
	return code < 0 ? parse_rights(cli) : code;
}

void cli_free(struct cli *cli)
{
	free(cli->args.items);
	free(cli->allow.items);
	free(cli->set.items);
	cli->args = cli->allow = (struct list){ 0 };
}

const char *cli_root(const struct cli *cli, char *buf, size_t size)
{
	const char *env = getenv("SKEP_ROOT"), *runtime = getenv("XDG_RUNTIME_DIR");

	if (cli->root)
		snprintf(buf, size, "%s", cli->root);
	else if (env && *env)
		snprintf(buf, size, "%s", env);
	else if (runtime && *runtime)
		snprintf(buf, size, "%s/skep", runtime);
	else if (geteuid() == 0)
		snprintf(buf, size, "/run/skep");
	else
		snprintf(buf, size, "/tmp/skep-%u", (unsigned)geteuid());
	return buf;
}

struct skep_obj *cli_open(const struct cli *cli, struct skep *vm, struct skep_error *error)
{
	return skep_obj_open(vm, cli->args.items[0],
			     SKEP_OBJ_OPTS(.btf = cli->target, .kconfig = cli->kconfig), error);
}
