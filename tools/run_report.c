/* What skep run shows at its end: verdicts, throughput, maps, top entries. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/diag.h"
#include "tools/entries.h"
#include "tools/object.h"
#include "tools/run.h"

static double seconds(const struct tally *tally)
{
	return (double)tally->ns / 1e9;
}

static double per_second(const struct tally *tally)
{
	return tally->ns ? (double)tally->packets / seconds(tally) : 0;
}

/* ---- --top MAP=FIELD[:N] ---- */

struct top {
	char map[64], field[128];
	unsigned n;
};

static int parse_top(const char *text, struct top *top, struct skep_error *error)
{
	const char *equal = strchr(text, '='), *colon = equal ? strrchr(equal, ':') : NULL;
	size_t field = equal ? colon ? (size_t)(colon - equal) - 1 : strlen(equal) - 1 : 0;
	char *end = NULL;

	top->n = colon ? (unsigned)strtoul(colon + 1, &end, 10) : MAX_SHOWN_TOP;
	if (!equal || equal == text || (size_t)(equal - text) >= sizeof(top->map) ||
	    field >= sizeof(top->field) || (colon && (*end || !top->n)))
		return error_set(error, BAD_ENTRY, "--top takes MAP=FIELD or MAP=FIELD:N");
	snprintf(top->map, sizeof(top->map), "%.*s", (int)(equal - text), text);
	snprintf(top->field, sizeof(top->field), "%.*s", (int)field, equal + 1);
	return 0;
}

static int show_top(const struct run_cmd *cmd, const struct skep_obj *obj, const char *text,
		    json_t *json, struct skep_error *error)
{
	struct skep_map *map;
	struct map_view view;
	json_t *entries;
	struct top top;

	if (parse_top(text, &top, error) || object_map(obj, top.map, &map, error))
		return error->err;
	map_view(&view, map, map);
	entries = map_top(&view, top.field, top.n, error);
	if (!entries)
		return error->err;
	if (cmd->cli.json)
		json_object_set(json, top.map, entries);
	else
		map_print_top(&view, entries);
	json_decref(entries);
	return 0;
}

static int show_tops(const struct run_cmd *cmd, const struct skep_obj *obj, json_t *json,
		     struct skep_error *error)
{
	int err = 0;

	for (int i = 0; i < cmd->top.n && !err; i++)
		err = show_top(cmd, obj, cmd->top.items[i], json, error);
	return err;
}

/* ---- --maps ---- */

static int show_map(const struct run_cmd *cmd, struct skep_map *map, json_t *array,
		    struct skep_error *error)
{
	struct map_view view;
	json_t *entries, *json;

	map_view(&view, map, map);
	if (map_is_ring(&view) && cmd->record_type &&
	    map_record_type(&view, map, cmd->record_type, error))
		return error->err;
	entries = map_entries(&view);
	if (cmd->cli.json) {
		json = map_view_json(&view);
		json_object_set(json, "entries", entries);
		json_array_append_new(array, json);
	} else if (entries) {
		map_print(&view, entries);
	}
	json_decref(entries);
	return 0;
}

static int show_maps(const struct run_cmd *cmd, const struct skep_obj *obj, json_t *array,
		     struct skep_error *error)
{
	struct skep_map *map = NULL;
	int err = 0;

	while (!err && cmd->maps && (map = skep_obj_next_map(obj, map)))
		err = show_map(cmd, map, array, error);
	return err;
}

/* ---- the run itself ---- */

static const char *source_name(const struct run_cmd *cmd)
{
	return cmd->pcap ? cmd->pcap : cmd->ctx ? cmd->ctx : cmd->ctx_hex ? "a context" : "data";
}

static void print_verdicts(const struct prog_kind *kind, const struct tally *tally)
{
	printf("  %-16s %12s %8s %14s\n", "verdict", "packets", "share", "bytes");
	for (unsigned i = 0; i <= N_VERDICTS; i++)
		if (tally->verdict_packets[i])
			printf("  %-16s %12" PRIu64 " %6.1f %% %14" PRIu64 "\n",
			       verdict_name(kind, i), tally->verdict_packets[i],
			       100.0 * (double)tally->verdict_packets[i] / (double)tally->packets,
			       tally->verdict_bytes[i]);
	printf("  %-16s %12" PRIu64 " %8s %14" PRIu64 "\n", "total", tally->packets, "",
	       tally->bytes);
}

/* What the program changed, run by run of bytes. */
static void print_changes(const struct context *context)
{
	for (size_t i = 0; i < context->size; i++) {
		size_t end = i;

		while (end < context->size && context->bytes[end] != context->after[end])
			end++;
		if (end == i)
			continue;
		printf("  context at %zu:", i);
		for (; i < end; i++)
			printf(" %02x", context->after[i]);
		printf("\n");
	}
}

static void print_context(const struct tally *tally)
{
	printf("  result %" PRIu32 " (0x%" PRIx32 ")\n", tally->context->result,
	       tally->context->result);
	print_changes(tally->context);
	printf("%" PRIu64 " runs in %.3f ms\n", tally->packets, seconds(tally) * 1e3);
}

static void print_run(const struct run_cmd *cmd, const struct skep_prog *prog,
		      const struct tally *tally)
{
	printf("%s%s%s (%s) on %s\n", colour_on(stdout, BOLD), skep_prog_name(prog),
	       colour_off(stdout), skep_prog_type_name(prog), source_name(cmd));
	if (tally->context) {
		print_context(tally);
		return;
	}
	print_verdicts(prog_kind(prog), tally);
	printf("%" PRIu64 " packets in %.3f ms inside the program: %.2f million packets a second\n",
	       tally->packets, seconds(tally) * 1e3, per_second(tally) / 1e6);
	if (cmd->pcap_out)
		printf("%" PRIu64 " packets written to %s\n", tally->written, cmd->pcap_out);
}

static json_t *verdicts_json(const struct prog_kind *kind, const struct tally *tally)
{
	json_t *json = json_object();

	for (unsigned i = 0; i <= N_VERDICTS; i++)
		if (tally->verdict_packets[i])
			json_object_set_new(json, verdict_name(kind, i),
					    json_pack("{s:I, s:I}", "packets",
						      (json_int_t)tally->verdict_packets[i],
						      "bytes",
						      (json_int_t)tally->verdict_bytes[i]));
	return json;
}

static json_t *context_json(const struct run_cmd *cmd, const struct skep_prog *prog,
			    const struct tally *tally)
{
	static const char digits[] = "0123456789abcdef";
	const struct context *context = tally->context;
	char *hex = malloc(2 * context->size + 1);
	json_t *json;

	for (size_t i = 0; hex && i < context->size; i++) {
		hex[2 * i] = digits[context->after[i] >> 4];
		hex[2 * i + 1] = digits[context->after[i] & 15];
	}
	json = json_pack("{s:b, s:o, s:s, s:o, s:I, s:f, s:I, s:o}", "ok", 1, "program",
			 text_json(skep_prog_name(prog)), "type", skep_prog_type_name(prog),
			 "source", text_json(source_name(cmd)), "runs", (json_int_t)tally->packets,
			 "seconds", seconds(tally), "result", (json_int_t)context->result,
			 "context", hex ? json_stringn(hex, 2 * context->size) : json_null());
	free(hex);
	return json;
}

static json_t *run_json(const struct run_cmd *cmd, const struct skep_prog *prog,
			const struct tally *tally)
{
	json_t *json = json_pack(
		"{s:b, s:o, s:s, s:o, s:I, s:I, s:f, s:f, s:o}", "ok", 1, "program",
		text_json(skep_prog_name(prog)), "type", skep_prog_type_name(prog), "source",
		text_json(source_name(cmd)), "packets", (json_int_t)tally->packets, "bytes",
		(json_int_t)tally->bytes, "seconds", seconds(tally), "packets_per_second",
		per_second(tally), "verdicts", verdicts_json(prog_kind(prog), tally));

	if (cmd->pcap_out)
		json_object_set_new(json, "written", json_integer((json_int_t)tally->written));
	if (cmd->verdicts)
		json_object_set(json, "results", tally->verdicts);
	return json;
}

int run_report(const struct run_cmd *cmd, struct skep_obj *obj, struct skep_prog *prog,
	       const struct tally *tally)
{
	json_t *maps = json_array(), *tops = json_object(), *json;
	struct skep_error error = { 0 };
	int code = TOOL_OK;

	if (!cmd->cli.json)
		print_run(cmd, prog, tally);
	if (show_tops(cmd, obj, tops, &error) || show_maps(cmd, obj, maps, &error)) {
		code = cli_fail(&cmd->cli, &error);
	} else if (cmd->cli.json) {
		json = tally->context ? context_json(cmd, prog, tally) :
					run_json(cmd, prog, tally);
		if (cmd->maps)
			json_object_set(json, "maps", maps);
		if (cmd->top.n)
			json_object_set(json, "top", tops);
		code = json_out(json, TOOL_OK);
	}
	json_decref(maps);
	json_decref(tops);
	return code;
}
