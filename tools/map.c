/*
 * skep map: pinned maps of a root directory.  Any number of processes may use
 * them meanwhile.  With --btf OBJ keys and values are shown and read by the
 * types that OBJ declares for the map of the same name.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/diag.h"
#include "core/table.h"
#include "tools/csv.h"
#include "tools/map.h"
#include "tools/object.h"
#include "tools/tail.h"

int map_open_root(struct map_cmd *cmd)
{
	char root[4096];

	cmd->vm = skep_new(SKEP_OPTS(.root = cli_root(&cmd->cli, root, sizeof(root))), &cmd->error);
	return cmd->vm ? 0 : cmd->error.err;
}

int map_open_pinned(struct map_cmd *cmd)
{
	struct skep_map *map, *typed = NULL;
	struct skep_obj *obj;

	if (map_open_root(cmd))
		return cmd->error.err;
	map = skep_map_open(cmd->vm, cmd->cli.args.items[0], &cmd->error);
	if (!map)
		return cmd->error.err;
	map_view(&cmd->view, map, map);
	if (!cmd->btf && cmd->record_type)
		return error_set(&cmd->error, BAD_ENTRY, "--type needs --btf");
	if (!cmd->btf)
		return 0;
	obj = skep_obj_open(cmd->vm, cmd->btf, NULL, &cmd->error);
	if (!obj || object_map(obj, cmd->view.info.name, &typed, &cmd->error))
		return cmd->error.err;
	map_view(&cmd->view, map, typed);
	return cmd->record_type ? map_record_type(&cmd->view, typed, cmd->record_type, &cmd->error)
				: 0;
}

int map_command(const struct usage *usage, int argc, char **argv,
		int (*open)(struct map_cmd *), int (*work)(struct map_cmd *))
{
	struct map_cmd cmd = { 0 };
	int code = cli_parse(&cmd.cli, usage, argc, argv);

	if (code < 0)
		code = open(&cmd) ? cli_fail(&cmd.cli, &cmd.error) : work(&cmd);
	skep_free(cmd.vm);
	cli_free(&cmd.cli);
	return code;
}

int map_done(const struct map_cmd *cmd)
{
	return cmd->cli.json ? json_out(json_pack("{s:b}", "ok", 1), TOOL_OK) : TOOL_OK;
}

/* ---- list, show ---- */

static void print_line(const char *pin, const struct map_view *view)
{
	const struct map_type_info *type = map_type_by_number(view->info.type);

	printf("%-28s %-14s key %-4u value %-6u entries %-8u id %llu\n", pin,
	       type ? type->name : "unknown", view->info.key_size, view->info.value_size,
	       view->info.max_entries, (unsigned long long)view->info.id);
}

/* One pin; a damaged one does not hide the others.  Return: exit code. */
static int list_one(struct map_cmd *cmd, const char *pin, json_t *array)
{
	struct skep_map *map = skep_map_open(cmd->vm, pin, &cmd->error);
	struct map_view view;
	json_t *json;

	if (!map && cmd->cli.json)
		json_array_append_new(array, json_pack("{s:o, s:o}", "pin", text_json(pin), "error",
						       error_json(&cmd->error)));
	if (!map)
		return cmd->cli.json ? (int)exit_of(&cmd->error) : cli_fail(&cmd->cli, &cmd->error);
	map_view(&view, map, map);
	if (cmd->cli.json) {
		json = map_view_json(&view);
		json_object_set_new(json, "pin", text_json(pin));
		json_array_append_new(array, json);
	} else {
		print_line(pin, &view);
	}
	skep_map_close(map);
	return TOOL_OK;
}

static int list(struct map_cmd *cmd)
{
	char pin[512], prev[512] = "";
	json_t *array = json_array();
	int code = TOOL_OK, one;

	while (!skep_map_next_pin(cmd->vm, *prev ? prev : NULL, pin, sizeof(pin))) {
		one = list_one(cmd, pin, array);
		code = code == TOOL_OK ? one : code;
		strcpy(prev, pin);
	}
	if (cmd->cli.json)
		return json_out(json_pack("{s:b, s:o}", "ok", code == TOOL_OK, "maps", array),
				code);
	json_decref(array);
	return code;
}

static int show(struct map_cmd *cmd)
{
	json_t *json;

	if (!cmd->cli.json) {
		print_line(cmd->cli.args.items[0], &cmd->view);
		return TOOL_OK;
	}
	json = map_view_json(&cmd->view);
	json_object_set_new(json, "pin", text_json(cmd->cli.args.items[0]));
	return json_out(json_pack("{s:b, s:o}", "ok", 1, "map", json), TOOL_OK);
}

static int dump(struct map_cmd *cmd)
{
	json_t *entries = map_entries(&cmd->view), *json;

	if (!entries) {
		error_set(&cmd->error, NO_MEMORY, "entries");
		return cli_fail(&cmd->cli, &cmd->error);
	}
	if (cmd->cli.json) {
		json = map_view_json(&cmd->view);
		json_object_set_new(json, "entries", entries);
		return json_out(json_pack("{s:b, s:o}", "ok", 1, "map", json), TOOL_OK);
	}
	map_print(&cmd->view, entries);
	json_decref(entries);
	return TOOL_OK;
}

static int tail(struct map_cmd *cmd)
{
	return map_tail(&cmd->view, cmd->count, &cmd->error) ? cli_fail(&cmd->cli, &cmd->error) :
							       TOOL_OK;
}

/* ---- lookup, update, delete, unpin ---- */

/* What a command that takes an entry out or looks at it does; @key is NULL where there is none. */
typedef int entry_fn(struct skep_map *map, const void *key, void *value);

/* The entry of the second argument; of a queue or stack, which has none, the next one. */
static json_t *find(struct map_cmd *cmd, entry_fn *get, void *key, void *value)
{
	struct map_view *view = &cmd->view;
	json_t *given = cmd->cli.args.n > 1 ? json_or_text(cmd->cli.args.items[1]) : NULL;
	json_t *entry = NULL;
	int err = 0;

	if (view->asks)
		err = map_parse_value(view, given, value, &cmd->error);
	else if (!view->keyless)
		err = map_parse_key(view, given, key, &cmd->error);
	json_decref(given);
	if (!err) {
		err = get(view->map, view->keyless ? NULL : key, value);
		if (err)
			map_error(view, "cannot look up in", err, &cmd->error);
	}
	if (!err) {
		entry = map_entry(view, key, value);
		if (!entry)
			error_set(&cmd->error, NO_MEMORY, "entry");
	}
	return entry;
}

static int show_entry(struct map_cmd *cmd, entry_fn *get)
{
	void *key = malloc(cmd->view.info.key_size + 1),
	     *value = malloc(cmd->view.info.lookup_size + 1);
	json_t *entry = NULL;
	int code = TOOL_OK;

	if (key && value)
		entry = find(cmd, get, key, value);
	else
		error_set(&cmd->error, NO_MEMORY, "entry");
	if (!entry)
		code = cli_fail(&cmd->cli, &cmd->error);
	else if (cmd->cli.json)
		code = json_out(json_pack("{s:b, s:O}", "ok", 1, "entry", entry), TOOL_OK);
	else if (json_dumpf(entry, stdout, JSON_COMPACT | JSON_ENSURE_ASCII) || putchar('\n') < 0)
		code = TOOL_SYSTEM;
	json_decref(entry);
	free(key);
	free(value);
	return code;
}

static int lookup(struct map_cmd *cmd)
{
	bool takes = !cmd->view.keyless || cmd->view.asks;

	if (cmd->cli.args.n != (takes ? 2 : 1))
		return cli_usage_error(&cmd->cli,
				       "map lookup takes KEY, of a bloom filter VALUE, and "
				       "nothing of a queue or stack");
	return show_entry(cmd, skep_map_lookup);
}

static int update(struct map_cmd *cmd)
{
	uint64_t flags = cmd->noexist ? SKEP_NOEXIST : cmd->exist ? SKEP_EXIST : SKEP_ANY;
	int n_args = cmd->view.keyless ? 2 : 3;
	json_t *entry;
	int err;

	if (cmd->cli.args.n != (cmd->file ? 1 : n_args) || (cmd->noexist && cmd->exist))
		return cli_usage_error(&cmd->cli,
				       "map update takes KEY and VALUE, VALUE where there are no "
				       "keys, or --file alone; --noexist or --exist");
	if (cmd->file) {
		err = map_fill(&cmd->view, cmd->file, &cmd->error);
	} else {
		entry = json_pack("{s:o}", "value", json_or_text(cmd->cli.args.items[n_args - 1]));
		if (!cmd->view.keyless)
			json_object_set_new(entry, "key", json_or_text(cmd->cli.args.items[1]));
		err = map_store(&cmd->view, entry, "", flags, &cmd->error);
		json_decref(entry);
	}
	return err ? cli_fail(&cmd->cli, &cmd->error) : map_done(cmd);
}

static int delete_key(struct map_cmd *cmd)
{
	json_t *given = json_or_text(cmd->cli.args.items[1]);
	void *key = malloc(cmd->view.info.key_size + 1);
	int err;

	err = key ? map_parse_key(&cmd->view, given, key, &cmd->error) :
		    error_set(&cmd->error, NO_MEMORY, "key");
	if (!err) {
		err = skep_map_delete(cmd->view.map, key);
		if (err)
			map_error(&cmd->view, "cannot delete from", err, &cmd->error);
	}
	json_decref(given);
	free(key);
	return err ? cli_fail(&cmd->cli, &cmd->error) : map_done(cmd);
}

static int delete_entry(struct map_cmd *cmd)
{
	if (cmd->cli.args.n != (cmd->view.keyless ? 1 : 2))
		return cli_usage_error(&cmd->cli,
				       "map delete takes KEY, and nothing where there are no keys");
	if (cmd->view.asks) {
		map_error(&cmd->view, "cannot delete from", -EOPNOTSUPP, &cmd->error);
		return cli_fail(&cmd->cli, &cmd->error);
	}
	return cmd->view.keyless ? show_entry(cmd, skep_map_lookup_and_delete) : delete_key(cmd);
}

/* ---- the rows ---- */

const struct option map_root_options[] = { OPTION_ROOT, { 0 } };
static const struct option btf_options[] = { OPTION_BTF, OPTION_ROOT, { 0 } };
#define OPTION_TYPE                                                                                \
	{ "type", "NAME", "show the records of rings by this type of --btf", OPTION_STRING,        \
	  offsetof(struct map_cmd, record_type) }
static const struct option dump_options[] = { OPTION_BTF, OPTION_TYPE, OPTION_ROOT, { 0 } };
static const struct option tail_options[] = {
	{ "count", "N", "end after N records", OPTION_NUMBER, offsetof(struct map_cmd, count) },
	OPTION_BTF,
	OPTION_TYPE,
	OPTION_ROOT,
	{ 0 },
};
static const struct option update_options[] = {
	{ "file", "FILE", "store all entries of a JSON or .csv file, as skep run --map",
	  OPTION_STRING, offsetof(struct map_cmd, file) },
	{ "noexist", NULL, "only if the key is not there", OPTION_FLAG,
	  offsetof(struct map_cmd, noexist) },
	{ "exist", NULL, "only if the key is there", OPTION_FLAG, offsetof(struct map_cmd, exist) },
	OPTION_BTF,
	OPTION_TYPE,
	OPTION_ROOT,
	{ 0 },
};

#define KEY_TEXT                                                                                   \
	"KEY and VALUE are JSON by the types of --btf; without it 1, 2, 4 and 8 bytes are a\n"     \
	"number, other sizes \"0x...\" or an array of bytes.  Of a task storage KEY is the\n" \
	"number of a process or thread."
#define FILE_TEXT                                                                                  \
	"\nA file whose name ends in .csv has a line of names, key, value, key.MEMBER or\n"        \
	"value.MEMBER, and then a line an entry."

static int cmd_list(int argc, char **argv)
{
	static const struct usage usage = {
		.name = "map list",
		.args = "",
		.text = "Lists the pinned maps.",
		.examples = "  skep map list\n  skep map list --root /run/fw --json\n",
		.options = map_root_options,
	};

	return map_command(&usage, argc, argv, map_open_root, list);
}

static int cmd_show(int argc, char **argv)
{
	static const struct usage usage = {
		.name = "map show",
		.args = "PIN",
		.text = "Shows type and sizes of a pinned map.",
		.examples = "  skep map show fw/flows\n",
		.options = map_root_options,
		.min_args = 1,
		.max_args = 1,
	};

	return map_command(&usage, argc, argv, map_open_pinned, show);
}

static int cmd_dump(int argc, char **argv)
{
	static const struct usage usage = {
		.name = "map dump",
		.args = "PIN",
		.text = "Shows the entries of a pinned map; of arrays those that are not zero, of "
			"ring buffers\nand perf event arrays the records that nobody read yet.",
		.examples = "  skep map dump fw/flows --btf firewall.bpf.o\n"
			    "  skep map dump fw/flows --json\n"
			    "  skep map dump fw/events --btf firewall.bpf.o --type event\n",
		.options = dump_options,
		.min_args = 1,
		.max_args = 1,
	};

	return map_command(&usage, argc, argv, map_open_pinned, dump);
}

static int cmd_tail(int argc, char **argv)
{
	static const struct usage usage = {
		.name = "map tail",
		.args = "PIN",
		.text = "Shows the records of a pinned ring buffer or perf event array as they "
			"come, one JSON\nvalue a line, and consumes them.",
		.examples = "  skep map tail fw/events --btf firewall.bpf.o --type event\n"
			    "  skep map tail fw/events --count 10\n",
		.options = tail_options,
		.min_args = 1,
		.max_args = 1,
	};

	return map_command(&usage, argc, argv, map_open_pinned, tail);
}

static int cmd_lookup(int argc, char **argv)
{
	static const struct usage usage = {
		.name = "map lookup",
		.args = "PIN [KEY]",
		.text = "Shows the entry of a key; of a queue or stack what is popped next.  A "
			"bloom filter is\nasked for a value in place of the key.\n" KEY_TEXT,
		.examples = "  skep map lookup fw/blocklist 203.0.113.66 --btf firewall.bpf.o\n"
			    "  skep map lookup fw/jobs\n",
		.options = btf_options,
		.min_args = 1,
		.max_args = 2,
	};

	return map_command(&usage, argc, argv, map_open_pinned, lookup);
}

static int cmd_update(int argc, char **argv)
{
	static const struct usage usage = {
		.name = "map update",
		.args = "PIN [[KEY] VALUE]",
		.text = "Stores a value under a key, or all entries of --file; pushes VALUE alone "
			"into a queue,\nstack or bloom filter; appends it to a user ring buffer, "
			"\"0x...\" or by --type.\n" KEY_TEXT FILE_TEXT,
		.examples = "  skep map update fw/blocklist 203.0.113.66 '{\"packets\": 0}' --btf "
			    "firewall.bpf.o\n"
			    "  skep map update fw/blocklist --file blocklist.json --btf "
			    "firewall.bpf.o\n"
			    "  skep map update fw/limits 3 100 --exist\n"
			    "  skep map update fw/jobs 17\n"
			    "  skep map update fw/commands 0x0100000002000000\n",
		.options = update_options,
		.min_args = 1,
		.max_args = 3,
	};

	return map_command(&usage, argc, argv, map_open_pinned, update);
}

static int cmd_delete(int argc, char **argv)
{
	static const struct usage usage = {
		.name = "map delete",
		.args = "PIN [KEY]",
		.text = "Deletes the entry of a key, or pops from a queue or stack and shows what "
			"that was.\n" KEY_TEXT,
		.examples = "  skep map delete fw/blocklist 203.0.113.66 --btf firewall.bpf.o\n"
			    "  skep map delete fw/jobs\n",
		.options = btf_options,
		.min_args = 1,
		.max_args = 2,
	};

	return map_command(&usage, argc, argv, map_open_pinned, delete_entry);
}

int cmd_map(int argc, char **argv)
{
	static const struct command commands[] = {
		{ "list", cmd_list, "the pinned maps" },
		{ "show", cmd_show, "type and sizes of one" },
		{ "dump", cmd_dump, "its entries" },
		{ "tail", cmd_tail, "the records of a ring as they come" },
		{ "lookup", cmd_lookup, "the entry of a key" },
		{ "update", cmd_update, "store a value under a key" },
		{ "delete", cmd_delete, "delete the entry of a key" },
		{ "watch", cmd_map_watch, "what changes in it, per second" },
		{ "create", cmd_map_create, "make one and pin it" },
		{ "pin", cmd_map_pin, "give one another name" },
		{ "unpin", cmd_map_unpin, "remove a pin" },
		{ "freeze", cmd_map_freeze, "no change from outside any more" },
		{ "repair", cmd_map_repair, "put a damaged hash right" },
		{ "sync", cmd_map_sync, "write one to the disk" },
		{ NULL, NULL, NULL },
	};

	return cli_dispatch(commands, "map", argc - 1, argv + 1);
}
