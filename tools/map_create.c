/*
 * skep map: maps as wholes.  A map that is made gets its pin last, so that others
 * see it filled or not at all.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "core/diag.h"
#include "core/table.h"
#include "tools/map.h"
#include "tools/object.h"
#include "vm/vm.h"

/* ---- create ---- */

/* The last part of a pin. */
static const char *leaf_of(const char *pin)
{
	const char *slash = strrchr(pin, '/');

	return slash ? slash + 1 : pin;
}

static bool fits(uint64_t number)
{
	return number <= UINT32_MAX;
}

/* What the options say: 0, or the exit code of a wrong call. */
static int check_call(const struct map_cmd *cmd)
{
	bool sizes = cmd->key_size || cmd->value_size || cmd->flags || cmd->extra || cmd->inner;

	if (!cmd->btf == !cmd->type)
		return cli_usage_error(&cmd->cli, "map create takes --type or --btf");
	if (cmd->btf && sizes)
		return cli_usage_error(&cmd->cli,
				       "with --btf the object decides all but --entries");
	if (cmd->type && !map_type_by_name(cmd->type))
		return cli_usage_error(&cmd->cli, "there is no map type %s", cmd->type);
	if (!fits(cmd->key_size) || !fits(cmd->value_size) || !fits(cmd->max_entries) ||
	    !fits(cmd->flags))
		return cli_usage_error(&cmd->cli, "a size of the map has more than 32 bits");
	return TOOL_OK;
}

/* As the object declares the map of this name. */
static int describe_typed(struct map_cmd *cmd, struct skep_map **typed, struct map_desc *desc)
{
	struct skep_obj *obj = skep_obj_open(cmd->vm, cmd->btf, NULL, &cmd->error);

	if (!obj || object_map(obj, desc->name, typed, &cmd->error))
		return cmd->error.err;
	*desc = *(*typed)->desc;
	if (cmd->max_entries)
		desc->max_entries = (uint32_t)cmd->max_entries;
	return 0;
}

static int describe_plain(struct map_cmd *cmd, struct map_desc *desc)
{
	struct skep_map *inner = NULL;

	desc->type = map_type_by_name(cmd->type)->number;
	desc->key_size = (uint32_t)cmd->key_size;
	desc->value_size = (uint32_t)cmd->value_size;
	desc->max_entries = (uint32_t)cmd->max_entries;
	desc->map_flags = (uint32_t)cmd->flags;
	desc->map_extra = cmd->extra;
	if (cmd->inner) {
		inner = skep_map_open(cmd->vm, cmd->inner, &cmd->error);
		if (!inner)
			return cmd->error.err;
		desc->inner = inner->desc;
	}
	return 0;
}

/* Where the object has no number: one for each lane, as when it is loaded. */
static void one_a_lane(const struct map_cmd *cmd, struct map_desc *desc)
{
	if (desc->type == MAP_PERF_EVENT_ARRAY && !desc->max_entries)
		desc->max_entries = skep_lanes(cmd->vm);
}

static int make(struct map_cmd *cmd)
{
	struct map_desc desc = { .name = cmd->name ? cmd->name : leaf_of(cmd->cli.args.items[0]) };
	struct skep_map *map, *typed = NULL;
	int err;

	err = cmd->btf ? describe_typed(cmd, &typed, &desc) : describe_plain(cmd, &desc);
	if (err)
		return err;
	one_a_lane(cmd, &desc);
	map = map_make(cmd->vm, &desc, &cmd->error);
	if (!map)
		return cmd->error.err;
	map_view(&cmd->view, map, typed ? typed : map);
	if (cmd->file && map_fill(&cmd->view, cmd->file, &cmd->error))
		return cmd->error.err;
	return skep_map_pin(cmd->vm, map, cmd->cli.args.items[0], &cmd->error);
}

static int create(struct map_cmd *cmd)
{
	json_t *json;
	int code = check_call(cmd);

	if (code != TOOL_OK)
		return code;
	if (make(cmd))
		return cli_fail(&cmd->cli, &cmd->error);
	if (!cmd->cli.json)
		return TOOL_OK;
	json = map_view_json(&cmd->view);
	json_object_set_new(json, "pin", text_json(cmd->cli.args.items[0]));
	return json_out(json_pack("{s:b, s:o}", "ok", 1, "map", json), TOOL_OK);
}

/* ---- pin, unpin, freeze, repair, sync ---- */

static int pin(struct map_cmd *cmd)
{
	if (skep_map_pin(cmd->vm, cmd->view.map, cmd->cli.args.items[1], &cmd->error))
		return cli_fail(&cmd->cli, &cmd->error);
	return map_done(cmd);
}

static int freeze(struct map_cmd *cmd)
{
	int err = skep_map_freeze(cmd->view.map);

	if (!err)
		return map_done(cmd);
	map_error(&cmd->view, "cannot freeze", err, &cmd->error);
	return cli_fail(&cmd->cli, &cmd->error);
}

static int unpin(struct map_cmd *cmd)
{
	if (skep_map_unpin(cmd->vm, cmd->cli.args.items[0], &cmd->error))
		return cli_fail(&cmd->cli, &cmd->error);
	return map_done(cmd);
}

static int fail_repair(struct map_cmd *cmd, int err)
{
	map_error(&cmd->view, "cannot repair", err, &cmd->error);
	if (err == -EBUSY)
		cmd->error.error_class = SKEP_CLASS_SYSTEM;
	return cli_fail(&cmd->cli, &cmd->error);
}

static int repair(struct map_cmd *cmd)
{
	struct skep_repair found = { 0 };
	int err = skep_map_repair(cmd->view.map, &found);

	if (err)
		return fail_repair(cmd, err);
	if (cmd->cli.json)
		return json_out(json_pack("{s:b, s:I, s:I, s:I}", "ok", 1, "entries",
					  (json_int_t)found.entries, "unfinished",
					  (json_int_t)found.unfinished, "misplaced",
					  (json_int_t)found.misplaced),
				TOOL_OK);
	printf("%s: %u entries; %u writers had died in an operation, %u places were wrong%s\n",
	       cmd->cli.args.items[0], found.entries, found.unfinished, found.misplaced,
	       found.unfinished || found.misplaced ? ": put right" : "");
	return TOOL_OK;
}

static int sync_map(struct map_cmd *cmd)
{
	int err = skep_map_sync(cmd->view.map);

	if (!err)
		return map_done(cmd);
	map_error(&cmd->view, "cannot write to the disk", err, &cmd->error);
	cmd->error.error_class = SKEP_CLASS_SYSTEM;
	return cli_fail(&cmd->cli, &cmd->error);
}

int cmd_map_unpin(int argc, char **argv)
{
	static const struct usage usage = {
		.name = "map unpin",
		.args = "PIN",
		.text = "Removes a pin; the map goes when nobody uses it any more.",
		.examples = "  skep map unpin fw/flows\n",
		.options = map_root_options,
		.min_args = 1,
		.max_args = 1,
	};

	return map_command(&usage, argc, argv, map_open_root, unpin);
}

int cmd_map_repair(int argc, char **argv)
{
	static const struct usage usage = {
		.name = "map repair",
		.args = "PIN",
		.text = "Looks through the file of a hash that nobody has open, finishes what "
			"dead writers\nleft, and makes chains and free slots anew where they "
			"are damaged.  Entries whose\nslots are sound stay.  What writers leave "
			"that are killed needs no repair: whoever\nmeets it puts it right.",
		.examples = "  skep map repair fw/flows\n",
		.options = map_root_options,
		.min_args = 1,
		.max_args = 1,
	};

	return map_command(&usage, argc, argv, map_open_pinned, repair);
}

int cmd_map_sync(int argc, char **argv)
{
	static const struct usage usage = {
		.name = "map sync",
		.args = "PIN",
		.text = "Writes a map of a root on a disk there: what it holds now is there after "
			"a power cut.\nNot needed where the system goes down in order.",
		.examples = "  skep map sync fw/blocklist\n",
		.options = map_root_options,
		.min_args = 1,
		.max_args = 1,
	};

	return map_command(&usage, argc, argv, map_open_pinned, sync_map);
}

int cmd_map_pin(int argc, char **argv)
{
	static const struct usage usage = {
		.name = "map pin",
		.args = "PIN NAME",
		.text = "Gives a pinned map another name beside the one that it has.",
		.examples = "  skep map pin fw/flows backup/flows\n",
		.options = map_root_options,
		.min_args = 2,
		.max_args = 2,
	};

	return map_command(&usage, argc, argv, map_open_pinned, pin);
}

int cmd_map_freeze(int argc, char **argv)
{
	static const struct usage usage = {
		.name = "map freeze",
		.args = "PIN",
		.text = "Lets nobody change the map from outside any more; programs still may, "
			"unless it is\nread-only for them (flag 0x80).  There is no way back.",
		.examples = "  skep map freeze fw/limits\n",
		.options = map_root_options,
		.min_args = 1,
		.max_args = 1,
	};

	return map_command(&usage, argc, argv, map_open_pinned, freeze);
}

static const struct option create_options[] = {
	{ "type", "TYPE", "hash, lru_hash, array, lpm_trie, queue, ...: docs/maps.md has them all",
	  OPTION_STRING, offsetof(struct map_cmd, type) },
	{ "key", "BYTES", "size of a key; 0: the type has none", OPTION_NUMBER,
	  offsetof(struct map_cmd, key_size) },
	{ "value", "BYTES", "size of a value", OPTION_NUMBER,
	  offsetof(struct map_cmd, value_size) },
	{ "entries", "N", "how many there may be; of a ring buffer its bytes", OPTION_NUMBER,
	  offsetof(struct map_cmd, max_entries) },
	{ "flags", "N", "Linux's BPF_F_ flags: 0x80 read-only for programs, 1 for a trie",
	  OPTION_NUMBER, offsetof(struct map_cmd, flags) },
	{ "extra", "N", "of a bloom filter: its number of hashes", OPTION_NUMBER,
	  offsetof(struct map_cmd, extra) },
	{ "inner", "PIN", "of a map of maps: one like those that it will hold", OPTION_STRING,
	  offsetof(struct map_cmd, inner) },
	{ "btf", "OBJ", "instead of type and sizes: as OBJ declares the map, by its types",
	  OPTION_STRING, offsetof(struct map_cmd, btf) },
	{ "name", "NAME", "the map's name, and in OBJ (else the last part of PIN)", OPTION_STRING,
	  offsetof(struct map_cmd, name) },
	{ "file", "FILE", "store all entries of a JSON or .csv file, as map update",
	  OPTION_STRING, offsetof(struct map_cmd, file) },
	OPTION_ROOT,
	{ 0 },
};

int cmd_map_create(int argc, char **argv)
{
	static const struct usage usage = {
		.name = "map create",
		.args = "PIN",
		.text = "Makes a map and pins it: of type and sizes, or as an object declares it, "
			"with entries\nfrom a file.  The pin comes last: others find it filled.",
		.examples = "  skep map create fw/limits --type hash --key 4 --value 8 "
			    "--entries 1024\n"
			    "  skep map create fw/blocklist --btf firewall.bpf.o --file "
			    "blocklist.csv\n"
			    "  skep map create routes --type lpm_trie --key 8 --value 4 --entries "
			    "100 --flags 1\n",
		.options = create_options,
		.min_args = 1,
		.max_args = 1,
	};

	return map_command(&usage, argc, argv, map_open_root, create);
}
