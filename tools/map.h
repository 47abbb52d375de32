/* What the commands of `skep map` share, which are in several files. */
#ifndef SKEP_TOOLS_MAP_H
#define SKEP_TOOLS_MAP_H

#include "tools/cli.h"
#include "tools/entries.h"

/* Options of every map command, and what they have in common while they run. */
struct map_cmd {
	struct cli cli;
	const char *btf, *file, *record_type;
	uint64_t count, interval, top;
	bool noexist, exist;
	/* of create */
	const char *type, *name, *inner;
	uint64_t key_size, value_size, max_entries, flags, extra;
	struct skep *vm;
	struct map_view view;
	struct skep_error error;
};

#define OPTION_BTF                                                                                 \
	{ "btf", "OBJ", "read and show keys and values by the types that OBJ declares",           \
	  OPTION_STRING, offsetof(struct map_cmd, btf) }
extern const struct option map_root_options[];

int map_open_root(struct map_cmd *cmd);
/* The map pinned as the first argument, with its types where --btf tells them. */
int map_open_pinned(struct map_cmd *cmd);
/* Parse, open, do, show; Return: exit code. */
int map_command(const struct usage *usage, int argc, char **argv,
		int (*open)(struct map_cmd *), int (*work)(struct map_cmd *));
/* It is done: {"ok": true}, or nothing. */
int map_done(const struct map_cmd *cmd);

/* ---- map_create.c: maps made, named, frozen, repaired, kept ---- */
int cmd_map_create(int argc, char **argv);
int cmd_map_pin(int argc, char **argv);
int cmd_map_unpin(int argc, char **argv);
int cmd_map_freeze(int argc, char **argv);
int cmd_map_repair(int argc, char **argv);
int cmd_map_sync(int argc, char **argv);

/* ---- watch.c ---- */
int cmd_map_watch(int argc, char **argv);

#endif
