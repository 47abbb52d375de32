/*
 * Running a case: an environment and a load of its own, then its steps, whose
 * maps live from one to the next.  What goes wrong in a case is a failure of
 * that case; nothing here ends the others.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/diag.h"
#include "tools/entries.h"
#include "tools/object.h"
#include "tools/signals.h"
#include "tools/test.h"
#include "vm/vm.h"

enum { ROOM = 256 }; /* zeroed bytes before and after a packet, as XDP drivers leave */

void test_failed(struct test_run *run, const char *check, const char *expected, const char *got,
		 json_t *details)
{
	const yaml_node_t *node = run->step ? run->step->expect.node : run->test->node;
	char place[300];
	json_t *failure;

	doc_place(&run->suite->doc, node, place, sizeof(place));
	failure = json_pack("{s:o, s:o, s:o, s:s}", "check", text_json(check), "expected",
			    text_json(expected), "got", text_json(got), "place", place);
	if (run->test->n_steps > 1 && failure)
		json_object_set_new(failure, "step", json_integer(run->step_index + 1));
	if (details && json_array_size(details))
		json_object_set(failure, "details", details);
	json_decref(details);
	json_array_append_new(run->failures, failure);
}

static json_t *error_lines(const struct skep_error *error)
{
	json_t *lines = json_array();
	char *text = NULL, *next;
	size_t size;
	FILE *memory = open_memstream(&text, &size);

	if (!memory)
		return lines;
	skep_error_print(error, memory);
	fclose(memory);
	for (char *line = strtok_r(text, "\n", &next); line; line = strtok_r(NULL, "\n", &next))
		json_array_append_new(lines, text_json(line));
	free(text);
	return lines;
}

static void take_trace(void *arg, const struct skep_prog *prog, const char *line, size_t len)
{
	struct test_run *run = arg;
	char *copy;

	(void)prog;
	while (len && line[len - 1] == '\n')
		len--;
	copy = strndup(line, len);
	if (copy)
		json_array_append_new(run->trace, text_json(copy));
	free(copy);
}

/* ---- loading ---- */

static int count_into(struct test_run *run, struct skep_prog *prog)
{
	size_t index = (size_t)(prog - run->obj->progs);

	run->coverage->counted[index] = true;
	return prog_count(prog, run->coverage->counts[index]);
}

static int prepare_prog(struct test_run *run, struct skep_prog *prog, struct skep_error *error)
{
	int err = skep_prog_set_engine(prog, run->engine);

	if (err) {
		error_set(error, INVALID_ARGUMENT, "this version has no such engine");
		error->error_class = SKEP_CLASS_UNSUPPORTED;
		return err;
	}
	if (run->coverage && !run->test->steps[0].expect.rejected && count_into(run, prog))
		return error_set(error, INVALID_ARGUMENT, "this engine does not count");
	return 0;
}

/* The program, and those that it may go on in. */
static int load(struct test_run *run, struct skep_error *error)
{
	struct skep_prog *prog = NULL;
	int err = 0;

	run->vm = skep_new(SKEP_OPTS(.rights = run->rights), error);
	run->obj = run->vm ? cli_open(run->cli, run->vm, error) : NULL;
	if (!run->obj)
		return error->err;
	skep_set_trace(run->vm, take_trace, run);
	run->prog = skep_obj_prog(run->obj, run->test->program);
	if (!run->prog) /* the file changed since it was read */
		return error_set(error, NO_PROGRAM, run->test->program);
	while (!err && (prog = skep_obj_next_prog(run->obj, prog))) {
		bool wanted = prog == run->prog || object_is_target(run->obj, run->prog, prog);

		skep_prog_set_autoload(prog, wanted);
		err = wanted ? prepare_prog(run, prog, error) : 0;
	}
	return err ? err : skep_obj_load(run->obj, error);
}

/* Loaded, or refused as expected, or not; Return: go on to the steps. */
static bool load_as_expected(struct test_run *run)
{
	const struct test_expect *expect = &run->test->steps[0].expect;
	struct skep_error error = { 0 };
	char wanted[100], got[100];
	int err = load(run, &error);

	run->step = &run->test->steps[0];
	if (!expect->rejected) {
		if (err)
			test_failed(run, "load", "accepted", *error.id ? error.id : "refused",
				    error_lines(&error));
		return !err;
	}
	if (!err) {
		test_failed(run, "rejected", expect->rejected, "accepted", NULL);
		return false;
	}
	if (strcmp(error.id, expect->rejected)) {
		test_failed(run, "rejected", expect->rejected, error.id, error_lines(&error));
	} else if (expect->rejected_line && (int64_t)expect->rejected_line != error.line) {
		snprintf(wanted, sizeof(wanted), "line %d", (int)expect->rejected_line);
		snprintf(got, sizeof(got), "line %d", error.line);
		test_failed(run, "rejected", wanted, got, error_lines(&error));
	}
	return false;
}

/* ---- a step ---- */

static bool fill_map(struct test_run *run, const struct test_map *given)
{
	struct doc_item item = { 0 };
	struct skep_error error = { 0 };
	struct skep_map *map;
	struct map_view view;
	struct doc doc = run->suite->doc; /* nothing is noted in the suite's own */
	char place[300];

	if (object_map(run->obj, given->name, &map, &error)) {
		test_failed(run, "maps", given->name, "no such map", error_lines(&error));
		return false;
	}
	map_view(&view, map, map);
	while (doc_next(&doc, given->list, &item)) {
		doc_place(&doc, item.value, place, sizeof(place));
		if (!map_store(&view, json_array_get(given->entries, item.i - 1), place, SKEP_ANY,
			       &error))
			continue;
		test_failed(run, "maps", "the entry is stored", error.message, NULL);
		return false;
	}
	return true;
}

static void set_fields(uint8_t *ctx, const struct test_step *step)
{
	for (unsigned i = 0; i < step->n_fields; i++)
		memcpy(ctx + step->fields[i].host_offset, step->fields[i].value,
		       step->fields[i].size);
}

static size_t buffer_size(const struct test_step *step)
{
	return ROOM + step->meta_size + step->packet.size + ROOM;
}

/* The packet afresh in its room, the context around it. */
static void prepare(struct test_run *run)
{
	const struct test_step *step = run->step;
	size_t size = buffer_size(step);
	uint8_t *data = run->buffer + ROOM + step->meta_size;
	struct skep_xdp *xdp = (struct skep_xdp *)run->ctx;
	struct skep_skb *skb = (struct skep_skb *)run->ctx;

	memset(run->buffer, 0, size);
	if (step->meta_size)
		memcpy(run->buffer + ROOM, step->meta, step->meta_size);
	if (step->packet.size)
		memcpy(data, step->packet.data, step->packet.size);
	memset(run->ctx, 0, run->ctx_size);
	switch (test_host(run->prog)) {
	case HOST_XDP:
		skep_xdp_init(xdp, data, step->packet.size);
		xdp->data_meta = data - step->meta_size;
		xdp->head = run->buffer;
		xdp->tail = run->buffer + size;
		break;
	case HOST_SKB:
		skep_skb_init(skb, data, step->packet.size);
		skb->data_meta = data - step->meta_size;
		if (step->packet.size >= 14)
			memcpy(&skb->protocol, data + 12, 2); /* network order */
		test_start_flow(run->prog, run->ctx);
		break;
	case HOST_BYTES:
		if (step->ctx)
			memcpy(run->ctx, step->ctx, step->ctx_size);
		break;
	}
	set_fields(run->ctx, step);
}

static void find_packet(struct test_run *run)
{
	const struct skep_xdp *xdp = (struct skep_xdp *)run->ctx;
	const struct skep_skb *skb = (struct skep_skb *)run->ctx;

	switch (test_host(run->prog)) {
	case HOST_XDP:
		run->packet = xdp->data;
		run->meta = xdp->data_meta;
		run->packet_size = (size_t)(xdp->data_end - xdp->data);
		run->meta_size = (size_t)(xdp->data - xdp->data_meta);
		break;
	case HOST_SKB:
		run->packet = skb->data;
		run->meta = skb->data_meta;
		run->packet_size = (size_t)(skb->data_end - skb->data);
		run->meta_size = (size_t)(skb->data - skb->data_meta);
		break;
	case HOST_BYTES:
		break;
	}
}

static int count_verdict(struct test_run *run, uint32_t verdict)
{
	struct test_count *grown;

	for (unsigned i = 0; i < run->n_verdicts; i++) {
		if (run->verdicts[i].verdict == verdict) {
			run->verdicts[i].runs++;
			return 0;
		}
	}
	grown = realloc(run->verdicts, (run->n_verdicts + 1) * sizeof(*grown));
	if (!grown)
		return -ENOMEM;
	grown[run->n_verdicts++] = (struct test_count){ verdict, 1 };
	run->verdicts = grown;
	return 0;
}

static void run_step(struct test_run *run)
{
	uint32_t verdict;

	run->err = 0;
	run->n_verdicts = 0;
	json_array_clear(run->trace);
	skep_prog_set_budget(run->prog, run->step->budget);
	for (uint64_t i = 0; i < run->step->repeat && !run->err && !signals_caught(); i++) {
		prepare(run);
		run->err = skep_run(run->prog, run->ctx, &verdict);
		if (!run->err)
			run->err = count_verdict(run, verdict);
	}
	find_packet(run);
	test_check_step(run);
}

static bool start_step(struct test_run *run)
{
	run->ctx_size = test_host_size(run->prog);
	run->buffer = malloc(buffer_size(run->step));
	run->ctx = aligned_alloc(64, (run->ctx_size + 64) & ~(size_t)63);
	if (!run->buffer || !run->ctx) {
		test_failed(run, "run", "a run", "out of memory", NULL);
		return false;
	}
	for (unsigned i = 0; i < run->step->n_maps; i++)
		if (!fill_map(run, &run->step->maps[i]))
			return false;
	return true;
}

static void run_steps(struct test_run *run)
{
	bool going = true;

	for (unsigned i = 0; i < run->test->n_steps && going; i++) {
		run->step = &run->test->steps[i];
		run->step_index = i;
		going = start_step(run);
		if (going)
			run_step(run);
		free(run->buffer);
		free(run->ctx);
		run->buffer = run->ctx = NULL;
	}
}

json_t *test_case_run(const struct suite *suite, const struct test_case *test,
		      const struct test_cmd *cmd, enum skep_engine engine,
		      struct coverage *coverage)
{
	struct test_run run = {
		.suite = suite,
		.test = test,
		.engine = engine,
		.rights = cmd->cli.rights | test->rights,
		.coverage = coverage,
		.cli = &cmd->cli,
		.failures = json_array(),
		.trace = json_array(),
	};

	if (run.failures && run.trace && load_as_expected(&run))
		run_steps(&run);
	skep_free(run.vm);
	free(run.verdicts);
	json_decref(run.trace);
	return run.failures;
}
