/*
 * skep completion: scripts for bash, zsh and fish, drawn from the commands' own
 * tables: each command is asked for its help as JSON, so that a new command or
 * option needs nothing here.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/cli.h"

enum { MAX_WORDS = 4 };

static const struct option no_options[] = { { 0 } };
static const struct usage usage = {
	.name = "completion",
	.args = "SHELL",
	.text = "Writes a completion script for bash, zsh or fish; make install puts it in place.",
	.examples = "  source <(skep completion bash)\n"
		    "  skep completion zsh > ~/.zfunc/_skep\n"
		    "  skep completion fish > ~/.config/fish/completions/skep.fish\n",
	.options = no_options,
	.min_args = 1,
	.max_args = 1,
};

/*
 * What a command, or @inner of a group, says of itself.  Its standard output is
 * caught: glibc lets stdout be assigned.  Return: JSON, or NULL: no memory.
 */
static json_t *describe(const struct command *command, const char *inner)
{
	char *argv[MAX_WORDS + 1] = { (char *)command->name };
	FILE *saved = stdout;
	char *text = NULL;
	json_t *json;
	size_t size;
	int n = 1;

	if (inner)
		argv[n++] = (char *)inner;
	argv[n++] = "--help";
	argv[n++] = "--json";
	stdout = open_memstream(&text, &size);
	if (!stdout) {
		stdout = saved;
		return NULL;
	}
	command->run(n, argv);
	fclose(stdout);
	stdout = saved;
	json = json_loads(text, 0, NULL);
	free(text);
	return json;
}

static const char *text_of(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text ? text : "";
}

/* Each command as {"words": "map dump", "summary", "options": [...], "commands": [...]}. */
static void add_command(json_t *all, const char *words, const char *summary, json_t *described)
{
	json_t *json = json_pack("{s:s, s:s}", "words", words, "summary", summary);
	json_t *options = json_object_get(described, "options");
	json_t *commands = json_object_get(described, "commands");

	json_object_set_new(json, "options", options ? json_incref(options) : json_array());
	json_object_set_new(json, "commands", commands ? json_incref(commands) : json_array());
	json_array_append_new(all, json);
}

static json_t *describe_all(void)
{
	json_t *all = json_array(), *described, *inner, *item;
	char words[100];
	size_t i;

	for (const struct command *c = cli_commands(); c->name; c++) {
		described = describe(c, NULL);
		add_command(all, c->name, c->summary, described);
		json_array_foreach(json_object_get(described, "commands"), i, item)
		{
			inner = describe(c, text_of(item, "name"));
			snprintf(words, sizeof(words), "%s %s", c->name, text_of(item, "name"));
			add_command(all, words, text_of(item, "summary"), inner);
			json_decref(inner);
		}
		json_decref(described);
	}
	return all;
}

/* ' in text ends the quotes that it stands in, for each of the shells. */
static void put_quoted(const char *text, char also)
{
	for (; *text; text++) {
		if (*text == '\'')
			fputs("'\\''", stdout);
		else if (*text == also || (also && strchr("[]:", *text)))
			printf("\\%c", *text);
		else
			putchar(*text == '\n' ? ' ' : *text);
	}
}

static bool is_inner(const json_t *command)
{
	return strchr(text_of(command, "words"), ' ') != NULL;
}

/* ---- bash ---- */

static void bash_case(const json_t *command)
{
	json_t *item;
	size_t i;

	printf("\t'%s')\n\t\twords='", text_of(command, "words"));
	json_array_foreach(json_object_get(command, "commands"), i, item)
		printf("%s ", text_of(item, "name"));
	json_array_foreach(json_object_get(command, "options"), i, item)
		printf("--%s ", text_of(item, "name"));
	fputs("'\n\t\tvalued=' ", stdout);
	json_array_foreach(json_object_get(command, "options"), i,
			   item) if (*text_of(item, "argument"))
		printf("--%s ", text_of(item, "name"));
	fputs("' ;;\n", stdout);
}

static void print_bash(const json_t *all)
{
	json_t *command;
	size_t i;

	fputs("# bash completion for skep, by skep completion bash\n_skep()\n{\n"
	      "\tlocal words='' valued='' path=\"${COMP_WORDS[1]:-}\" "
	      "cur=\"${COMP_WORDS[COMP_CWORD]}\"\n"
	      "\tlocal prev=\"${COMP_WORDS[COMP_CWORD-1]}\" files=()\n\tCOMPREPLY=()\n"
	      "\tif [ \"$COMP_CWORD\" -le 1 ]; then\n\t\tmapfile -t COMPREPLY < <(compgen -W '",
	      stdout);
	json_array_foreach(all, i, command) if (!is_inner(command))
		printf("%s ", text_of(command, "words"));
	fputs("' -- \"$cur\")\n\t\treturn\n\tfi\n"
	      "\tcase \"$path ${COMP_WORDS[2]:-}\" in\n",
	      stdout);
	json_array_foreach(all, i, command) if (is_inner(command))
		printf("\t'%s') [ \"$COMP_CWORD\" -gt 2 ] && path=\"$path ${COMP_WORDS[2]}\" ;;\n",
		       text_of(command, "words"));
	fputs("\tesac\n\tcase \"$path\" in\n", stdout);
	json_array_foreach(all, i, command) bash_case(command);
	fputs("\tesac\n\tcase \"$valued\" in\n\t*\" $prev \"*) words='' ;;\n\tesac\n"
	      "\t[ -z \"$words\" ] || mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
	      "\tcase \"$cur\" in\n\t-*) ;;\n"
	      "\t*) mapfile -t files < <(compgen -f -- \"$cur\")\n"
	      "\t\tCOMPREPLY+=(\"${files[@]}\") ;;\n\tesac\n}\n"
	      "complete -o filenames -F _skep skep\n",
	      stdout);
}

/* ---- zsh ---- */

static void zsh_options(const json_t *command)
{
	json_t *item;
	size_t i;

	fputs("_arguments", stdout);
	json_array_foreach(json_object_get(command, "options"), i, item)
	{
		printf(" '%s--%s%s[", *text_of(item, "argument") ? "*" : "", text_of(item, "name"),
		       *text_of(item, "argument") ? "=" : "");
		put_quoted(text_of(item, "help"), '\\');
		putchar(']');
		if (*text_of(item, "argument")) {
			putchar(':');
			put_quoted(text_of(item, "argument"), '\\');
			fputs(":_files", stdout);
		}
		putchar('\'');
	}
	fputs(" '*:file:_files'", stdout);
}

static void zsh_describe(json_t *commands, const char *key)
{
	json_t *item;
	size_t i;

	fputs("\t\tcommands=(", stdout);
	json_array_foreach(commands, i, item)
	{
		if (strchr(text_of(item, key), ' '))
			continue;
		printf("'%s:", text_of(item, key));
		put_quoted(text_of(item, "summary"), '\\');
		fputs("' ", stdout);
	}
	fputs(")\n\t\t_describe command commands\n", stdout);
}

static void print_zsh(json_t *all)
{
	json_t *command;
	size_t i;

	fputs("#compdef skep\n# zsh completion for skep, by skep completion zsh\n_skep()\n{\n"
	      "\tlocal -a commands\n\tif (( CURRENT == 2 )); then\n",
	      stdout);
	zsh_describe(all, "words");
	fputs("\t\treturn\n\tfi\n", stdout);
	json_array_foreach(all, i, command)
	{
		json_t *inner = json_object_get(command, "commands");

		if (is_inner(command) || !json_array_size(inner) ||
		    !strcmp(text_of(command, "words"), "help"))
			continue;
		printf("\tif [[ $words[2] == %s ]] && (( CURRENT == 3 )); then\n",
		       text_of(command, "words"));
		zsh_describe(inner, "name");
		fputs("\t\treturn\n\tfi\n", stdout);
	}
	fputs("\tcase \"$words[2] ${words[3]:-}\" in\n", stdout);
	for (int with_inner = 1; with_inner >= 0; with_inner--) {
		json_array_foreach(all, i, command)
		{
			if (is_inner(command) != with_inner)
				continue;
			printf("\t'%s'%s) ", text_of(command, "words"), with_inner ? "" : "\\ *");
			zsh_options(command);
			fputs(" ;;\n", stdout);
		}
	}
	fputs("\tesac\n}\n_skep \"$@\"\n", stdout);
}

/* ---- fish ---- */

static void fish_command(const json_t *command)
{
	const char *words = text_of(command, "words"), *space = strchr(words, ' ');
	json_t *item;
	char seen[200];
	size_t i;

	if (space)
		snprintf(seen, sizeof(seen),
			 "__fish_seen_subcommand_from %.*s; and __fish_seen_subcommand_from %s",
			 (int)(space - words), words, space + 1);
	else
		snprintf(seen, sizeof(seen), "__fish_seen_subcommand_from %s", words);
	if (!space) {
		printf("complete -c skep -n __fish_use_subcommand -f -a %s -d '", words);
		put_quoted(text_of(command, "summary"), 0);
		fputs("'\n", stdout);
	}
	json_array_foreach(json_object_get(command, "commands"), i, item)
	{
		printf("complete -c skep -n '%s' -f -a %s -d '", seen, text_of(item, "name"));
		put_quoted(text_of(item, "summary"), 0);
		fputs("'\n", stdout);
	}
	json_array_foreach(json_object_get(command, "options"), i, item)
	{
		printf("complete -c skep -n '%s' -l %s%s -d '", seen, text_of(item, "name"),
		       *text_of(item, "argument") ? " -r" : "");
		put_quoted(text_of(item, "help"), 0);
		fputs("'\n", stdout);
	}
}

static void print_fish(const json_t *all)
{
	json_t *command;
	size_t i;

	fputs("# fish completion for skep, by skep completion fish\n", stdout);
	json_array_foreach(all, i, command) fish_command(command);
}

static int print_script(const struct cli *cli, const char *shell)
{
	json_t *all;

	if (strcmp(shell, "bash") && strcmp(shell, "zsh") && strcmp(shell, "fish"))
		return cli_usage_error(cli, "there is no completion for %s: bash, zsh, fish",
				       shell);
	if (cli->json)
		return cli_usage_error(cli, "a completion script is no JSON");
	all = describe_all();
	if (!strcmp(shell, "bash"))
		print_bash(all);
	else if (!strcmp(shell, "zsh"))
		print_zsh(all);
	else
		print_fish(all);
	json_decref(all);
	return TOOL_OK;
}

int cmd_completion(int argc, char **argv)
{
	struct cli cli = { 0 };
	int code = cli_parse(&cli, &usage, argc, argv);

	if (code < 0)
		code = print_script(&cli, cli.args.items[0]);
	cli_free(&cli);
	return code;
}
