/*
 * skep helpers: prototypes, who may call them, what they need; drawn from
 * core/helper.def, helper_arg.def and helper_set.def.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "core/table.h"
#include "tools/cli.h"

struct helpers_cmd {
	struct cli cli;
	bool markdown;
	const char *prog_type;
};

static const struct option options[] = {
	{ "prog-type", "TYPE", "only those that programs of this type may call", OPTION_STRING,
	  offsetof(struct helpers_cmd, prog_type) },
	{ "markdown", NULL, "as docs/helpers.md", OPTION_FLAG,
	  offsetof(struct helpers_cmd, markdown) },
	{ 0 },
};

static const struct usage usage = {
	.name = "helpers",
	.args = "",
	.text = "Lists the helpers of Linux 6.18: what they take and give, which programs may\n"
		"call them, the right and license they need, whether they have a body here.\n"
		"\"verify only\": programs that call it are verified, but not run; \"missing\":\n"
		"refused, as this version lacks what is named.",
	.examples = "  skep helpers --prog-type xdp\n"
		    "  skep helpers --json | python3 -m json.tool\n",
	.options = options,
};

static const char *lower(const char *name, char buf[64])
{
	size_t n = 0;

	for (; name[n] && n < 63; n++)
		buf[n] = (char)tolower((unsigned char)name[n]);
	buf[n] = '\0';
	return buf;
}

/* "ctx, scalar, mem, size" */
static const char *arguments(const struct helper_info *helper, char *buf, size_t size)
{
	size_t used = 0;
	char word[64];

	buf[0] = '\0';
	for (int i = 0; i < 5 && helper->arg[i] != ARG_NONE; i++)
		used += (size_t)snprintf(buf + used, size - used, "%s%s", i ? ", " : "",
					 lower(helper_arg_info[helper->arg[i]].name, word));
	return buf;
}

static const char *set_of(const struct helper_info *helper, char buf[64])
{
	for (size_t i = 0; i < n_helper_sets; i++)
		if (helper_set_info[i].types == helper->types)
			return lower(helper_set_info[i].name, buf);
	return "";
}

/* "yes", "verify only", "missing timers": for programs of one type, or in general. */
static const char *status(const struct helper_info *helper, uint32_t prog_type, char buf[64])
{
	const char *missing = helper_missing(helper, prog_type);
	bool runs = helper->flags & (HELPER_BODY | HELPER_TAIL_CALL);

	if (missing)
		snprintf(buf, 64, "missing: %s", missing);
	else
		snprintf(buf, 64, "%s", runs ? "yes" : "verify only");
	return buf;
}

/* All rights that it needs, separated by blanks. */
static const char *rights_of(const struct helper_info *helper, char buf[64])
{
	size_t used = 0;

	buf[0] = '\0';
	for (uint32_t bit = 1; bit && bit <= helper->rights; bit <<= 1)
		if (helper->rights & bit)
			used += (size_t)snprintf(buf + used, 64 - used, "%s%s", used ? " " : "",
						 right_name(bit));
	return buf;
}

static json_t *types_json(uint64_t types)
{
	json_t *array = json_array();

	for (uint32_t type = 1; type < 64; type++)
		if (types >> type & 1 && prog_type_by_number(type))
			json_array_append_new(array,
					      json_string(prog_type_by_number(type)->name));
	return array;
}

static json_t *row_json(const struct helper_info *helper, uint32_t prog_type)
{
	json_t *args = json_array();
	char text[64];

	for (int i = 0; i < 5 && helper->arg[i] != ARG_NONE; i++)
		json_array_append_new(args,
				      json_string(lower(helper_arg_info[helper->arg[i]].name,
							text)));
	return json_pack("{s:i, s:s, s:o, s:s, s:o, s:s, s:b, s:b, s:b, s:s*}", "number",
			 helper->number, "name", helper->name, "arguments", args, "result",
			 helper_ret_info[helper->ret].text, "prog_types", types_json(helper->types),
			 "rights", rights_of(helper, text), "gpl",
			 (helper->flags & HELPER_GPL) != 0, "moves_packet",
			 (helper->flags & HELPER_MOVES_PACKET) != 0, "body",
			 (helper->flags & (HELPER_BODY | HELPER_TAIL_CALL)) != 0, "missing",
			 helper_missing(helper, prog_type));
}

static void print_row(const struct helper_info *helper, uint32_t prog_type)
{
	char args[128], set[64], text[64], rights[64];

	printf("%3u  %-30s (%s) -> %s; %s; %s%s%s%s\n", helper->number, helper->name,
	       arguments(helper, args, sizeof(args)), helper_ret_info[helper->ret].text,
	       set_of(helper, set), status(helper, prog_type, text), helper->rights ? "; " : "",
	       rights_of(helper, rights), helper->flags & HELPER_GPL ? "; GPL" : "");
}

static void print_markdown_row(const struct helper_info *helper)
{
	char args[128], set[64], text[64], rights[64];

	printf("| %u | `%s` | %s | %s | %s | %s | %s | %s |\n", helper->number, helper->name,
	       arguments(helper, args, sizeof(args)), helper_ret_info[helper->ret].text,
	       set_of(helper, set), rights_of(helper, rights),
	       helper->flags & HELPER_GPL ? "yes" : "", status(helper, 0, text));
}

static void print_kinds(void)
{
	char name[64];

	puts("\n## Arguments\n\n| kind | what is passed | needs |\n|---|---|---|");
	for (int i = ARG_NONE + 1; i < N_HELPER_ARGS; i++)
		printf("| %s | %s | %s |\n", lower(helper_arg_info[i].name, name),
		       helper_arg_info[i].text,
		       helper_arg_info[i].missing ? helper_arg_info[i].missing : "");
}

/* The types of a set; those that it has not, where these are fewer. */
static void print_types(uint64_t types)
{
	unsigned in = 0, out = 0;
	const char *comma = "";

	for (uint32_t t = 1; t < 64; t++)
		if (prog_type_by_number(t))
			*(types >> t & 1 ? &in : &out) += 1;
	if (out < in)
		fputs(out ? "all but " : "all", stdout);
	for (uint32_t t = 1; t < 64; t++) {
		if (!prog_type_by_number(t) || (types >> t & 1) == (out < in))
			continue;
		printf("%s%s", comma, prog_type_by_number(t)->name);
		comma = ", ";
	}
}

static void print_sets(void)
{
	char name[64];

	puts("\n## Programs\n\nAttach types narrow some of these: see core/helper_set.def.\n\n"
	     "| programs | types |\n|---|---|");
	for (size_t i = 0; i < n_helper_sets; i++) {
		printf("| %s | ", lower(helper_set_info[i].name, name));
		print_types(helper_set_info[i].types);
		puts(" |");
	}
}

static bool is_wanted(const struct helper_info *helper, uint32_t prog_type)
{
	return helper && (!prog_type || helper->types >> prog_type & 1);
}

static json_t *all_json(uint32_t prog_type)
{
	json_t *array = json_array();

	for (int64_t i = 1; i <= MAX_HELPER_ID; i++)
		if (is_wanted(helper_by_number(i), prog_type))
			json_array_append_new(array, row_json(helper_by_number(i), prog_type));
	return array;
}

static void print_markdown(uint32_t prog_type)
{
	puts("# Helpers\n\nGenerated by `skep helpers --markdown` from core/helper.def. Arguments "
	     "and programs are explained below.\nVerify only: programs that call it are verified, "
	     "but not run. Missing: refused by this name.\n\n"
	     "| number | name | arguments | result | programs | right | GPL | body |\n"
	     "|---|---|---|---|---|---|---|---|");
	for (int64_t i = 1; i <= MAX_HELPER_ID; i++)
		if (is_wanted(helper_by_number(i), prog_type))
			print_markdown_row(helper_by_number(i));
	print_kinds();
	print_sets();
}

static void print_text(uint32_t prog_type)
{
	for (int64_t i = 1; i <= MAX_HELPER_ID; i++)
		if (is_wanted(helper_by_number(i), prog_type))
			print_row(helper_by_number(i), prog_type);
}

static int list(const struct helpers_cmd *cmd)
{
	const struct prog_type_info *type = NULL;

	if (cmd->prog_type) {
		type = prog_type_by_name(cmd->prog_type);
		if (!type)
			return cli_usage_error(&cmd->cli, "there is no program type %s",
					       cmd->prog_type);
	}
	if (cmd->cli.json)
		return json_out(all_json(type ? type->number : 0), TOOL_OK);
	if (cmd->markdown)
		print_markdown(type ? type->number : 0);
	else
		print_text(type ? type->number : 0);
	return TOOL_OK;
}

int cmd_helpers(int argc, char **argv)
{
	struct helpers_cmd cmd = { 0 };
	int code = cli_parse(&cmd.cli, &usage, argc, argv);

	if (code < 0)
		code = list(&cmd);
	cli_free(&cmd.cli);
	return code;
}
