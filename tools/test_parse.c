/*
 * Case files: the suite, its cases and their steps.  Every name is looked up and
 * every value converted once here, so that what is wrong in a file is said
 * before a program runs.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "core/diag.h"
#include "tools/entries.h"
#include "tools/object.h"
#include "tools/test.h"

/* Names that a case, its defaults and a step share. */
#define STEP_NAMES "packet", "meta", "context", "maps", "repeat", "budget", "expect"

void *test_alloc(struct test_parser *p, size_t n, size_t size)
{
	void *memory = arena_alloc(&p->suite->arena, n + !n, size);

	if (!memory)
		error_set(p->doc->error, NO_MEMORY, "cases");
	return memory;
}

int test_json(struct test_parser *p, const yaml_node_t *node, json_t **out)
{
	int err = doc_json(p->doc, node, out);

	if (!err)
		json_array_append_new(p->suite->kept, *out);
	return err;
}

static unsigned count_items(struct doc *doc, const yaml_node_t *node)
{
	struct doc_item item = { 0 };

	while (doc_next(doc, node, &item))
		;
	return (unsigned)item.i;
}

/* ---- fields of the context ---- */

static int parse_words(struct test_parser *p, const yaml_node_t *node, struct test_field *field)
{
	struct doc_item item = { 0 };
	uint64_t v;

	if (count_items(p->doc, node) != field->size / 4 || field->size % 4)
		return doc_wrong(p->doc, node, "%s has %u bytes: a list of %u numbers is expected",
				 field->name, field->size, field->size / 4);
	while (doc_next(p->doc, node, &item)) {
		uint32_t word;

		if (doc_number(p->doc, item.value, 0, UINT32_MAX, &v))
			return -EINVAL;
		word = (uint32_t)v;
		memcpy(field->value + 4 * (item.i - 1), &word, 4);
	}
	return 0;
}

/* Addresses and protocols, as the context has them: in network order. */
static bool parse_special(struct test_parser *p, const yaml_node_t *node, struct test_field *field)
{
	const char *text = (const char *)node->data.scalar.value;
	uint16_t type;

	if ((field->size == 4 && inet_pton(AF_INET, text, field->value) == 1) ||
	    (field->size == 16 && inet_pton(AF_INET6, text, field->value) == 1)) {
		field->is_address = true;
		return true;
	}
	if (test_host(p->prog) != HOST_SKB ||
	    (strcmp(field->name, "protocol") && strcmp(field->name, "vlan_proto")) ||
	    (*text >= '0' && *text <= '9') || packet_ethertype(p->doc, node, &type))
		return false;
	type = htons(type);
	memcpy(field->value, &type, sizeof(type));
	return true;
}

static int parse_field(struct test_parser *p, const yaml_node_t *node, struct test_field *field)
{
	uint8_t *bytes;
	uint64_t v;
	size_t size;

	if (doc_is_list(node))
		return parse_words(p, node, field);
	if (doc_is_scalar(node) && parse_special(p, node, field))
		return 0;
	if (field->size <= 8) {
		if (doc_number(p->doc, node, 0,
			       field->size == 8 ? UINT64_MAX :
						  (UINT64_C(1) << 8 * field->size) - 1,
			       &v))
			return -EINVAL;
		for (uint32_t i = 0; i < field->size; i++)
			field->value[field->is_network ? field->size - 1 - i : i] =
				(uint8_t)(v >> 8 * i);
		return 0;
	}
	if (packet_parse_hex(p->doc, node, &p->suite->arena, &bytes, &size))
		return -EINVAL;
	if (size != field->size)
		return doc_wrong(p->doc, node, "%s has %u bytes, %zu are given", field->name,
				 field->size, size);
	memcpy(field->value, bytes, size);
	return 0;
}

int test_parse_fields(struct test_parser *p, const yaml_node_t *node, struct test_field **out,
		      unsigned *n)
{
	struct doc_item item = { 0 };
	char names[400];

	if (!doc_is_map(node))
		return doc_wrong(p->doc, node, "fields of the context are expected");
	*out = test_alloc(p, count_items(p->doc, node), sizeof(**out));
	if (!*out)
		return -ENOMEM;
	for (*n = 0; doc_next(p->doc, node, &item); ++*n) {
		struct test_field *field = &(*out)[*n];

		if (!test_find_field(p->prog, item.name, field)) {
			test_list_fields(p->prog, names, sizeof(names));
			return doc_wrong(p->doc, item.key,
					 "the context of %s programs has no field \"%s\"; there "
					 "are: %s", skep_prog_type_name(p->prog), item.name,
					 *names ? names : "none");
		}
		for (unsigned i = 0; i < *n; i++)
			if (!strcmp((*out)[i].name, item.name))
				return doc_wrong(p->doc, item.key, "\"%s\" is given twice",
						 item.name);
		if (parse_field(p, item.value, field))
			return -EINVAL;
	}
	return 0;
}

int test_parse_bytes(struct test_parser *p, const yaml_node_t *node, uint8_t **out, size_t *size)
{
	if (test_host(p->prog) != HOST_BYTES)
		return doc_wrong(p->doc, node, "fields are expected: packets of %s programs are "
				 "given as packet", skep_prog_type_name(p->prog));
	if (packet_parse_hex(p->doc, node, &p->suite->arena, out, size))
		return -EINVAL;
	if (*size > test_host_size(p->prog))
		return doc_wrong(p->doc, node, "a context has at most %zu bytes",
				 test_host_size(p->prog));
	return 0;
}

static int parse_context(struct test_parser *p, const yaml_node_t *node, struct test_step *step)
{
	return doc_is_scalar(node) ? test_parse_bytes(p, node, &step->ctx, &step->ctx_size) :
				     test_parse_fields(p, node, &step->fields, &step->n_fields);
}

/* ---- steps ---- */

static int parse_packet(struct test_parser *p, const yaml_node_t *node, struct test_step *step)
{
	if (test_host(p->prog) == HOST_BYTES)
		return doc_wrong(p->doc, node, "%s programs get no packet, but a context",
				 skep_prog_type_name(p->prog));
	step->has_packet = true;
	return packet_parse(p->doc, node, &p->suite->arena, &step->packet);
}

static int parse_meta(struct test_parser *p, const yaml_node_t *node, struct test_step *step)
{
	if (test_host(p->prog) == HOST_BYTES)
		return doc_wrong(p->doc, node, "%s programs get no packet",
				 skep_prog_type_name(p->prog));
	if (packet_parse_hex(p->doc, node, &p->suite->arena, &step->meta, &step->meta_size))
		return -EINVAL;
	if (step->meta_size % 4 || step->meta_size > 252)
		return doc_wrong(p->doc, node, "metadata are at most 252 bytes, a multiple of 4");
	return 0;
}

/* Maps of the defaults or the case come first, those of the step after them. */
static int parse_maps(struct test_parser *p, const yaml_node_t *node, struct test_step *step)
{
	struct test_map *maps, *all;
	unsigned n;
	int err = test_parse_maps(p, node, false, &maps, &n);

	if (err)
		return err;
	all = test_alloc(p, n + step->n_maps, sizeof(*all));
	if (!all)
		return -ENOMEM;
	if (step->n_maps)
		memcpy(all, step->maps, step->n_maps * sizeof(*all));
	if (n)
		memcpy(all + step->n_maps, maps, n * sizeof(*all));
	step->maps = all;
	step->n_maps += n;
	return 0;
}

static int parse_step_item(struct test_parser *p, const struct doc_item *item,
			   struct test_step *step)
{
	if (!strcmp(item->name, "packet"))
		return parse_packet(p, item->value, step);
	if (!strcmp(item->name, "meta"))
		return parse_meta(p, item->value, step);
	if (!strcmp(item->name, "context"))
		return parse_context(p, item->value, step);
	if (!strcmp(item->name, "maps"))
		return parse_maps(p, item->value, step);
	if (!strcmp(item->name, "repeat"))
		return doc_number(p->doc, item->value, 1, MAX_RUNS, &step->repeat);
	if (!strcmp(item->name, "budget"))
		return doc_number(p->doc, item->value, 1, INT64_MAX / 4, &step->budget);
	if (!strcmp(item->name, "expect"))
		return test_parse_expect(p, item->value, &step->expect);
	return 0;
}

/* What a step's mapping holds, over what is in @step already. */
static int parse_step(struct test_parser *p, const yaml_node_t *node, struct test_step *step)
{
	struct doc_item item = { 0 };
	int err = 0;

	step->node = node;
	while (!err && doc_next(p->doc, node, &item))
		err = parse_step_item(p, &item, step);
	return err;
}

static int check_step(struct test_parser *p, const struct test_step *step)
{
	if (!step->expect.node)
		return doc_wrong(p->doc, step->node, "nothing is expected: add expect");
	if (step->expect.rejected)
		return 0;
	if (!test_can_run(p->prog))
		return doc_wrong(p->doc, step->node,
				 "%s programs are not run here: their context holds pointers",
				 skep_prog_type_name(p->prog));
	if (!step->has_packet && test_host(p->prog) != HOST_BYTES)
		return doc_wrong(p->doc, step->node, "no packet: %s programs need one",
				 skep_prog_type_name(p->prog));
	return 0;
}

/* ---- cases ---- */

static int parse_steps(struct test_parser *p, const yaml_node_t *node,
		       const struct test_step *shared, struct test_case *out)
{
	static const char *const names[] = { STEP_NAMES, NULL };
	struct doc_item item = { 0 };
	int err;

	if (!doc_is_list(node) || !count_items(p->doc, node))
		return doc_wrong(p->doc, node, "steps: a list is expected");
	if (shared->expect.node)
		return doc_wrong(p->doc, shared->expect.node,
				 "a case with steps has its expect in them");
	out->steps = test_alloc(p, count_items(p->doc, node), sizeof(*out->steps));
	if (!out->steps)
		return -ENOMEM;
	while (doc_next(p->doc, node, &item)) {
		struct test_step *step = &out->steps[out->n_steps++];

		*step = *shared;
		if (out->n_steps > 1) /* stored once, before the first step */
			step->n_maps = 0;
		err = doc_check_map(p->doc, item.value, names, "a step");
		err = err ? err : parse_step(p, item.value, step);
		err = err ? err : check_step(p, step);
		if (!err && step->expect.rejected)
			err = doc_wrong(p->doc, step->expect.node, "a step is never rejected: a "
					"case is");
		if (err)
			return err;
	}
	return 0;
}

static int parse_rights(struct test_parser *p, const yaml_node_t *node, uint32_t *rights)
{
	struct doc_item item = { 0 };
	const char *text;

	if (!doc_is_list(node))
		return doc_wrong(p->doc, node, "allow: a list of rights is expected");
	while (doc_next(p->doc, node, &item)) {
		uint32_t right;

		if (doc_text(p->doc, item.value, &text))
			return -EINVAL;
		right = skep_right_by_name(text);
		if (!right)
			return doc_wrong(p->doc, item.value,
					 "there is no right %s: read-process-memory, "
					 "leak-pointers, override-return, no-hardening, trusted",
					 text);
		*rights |= right;
	}
	return 0;
}

/* The program of a case: its own, else that of the defaults, else the only one. */
static int find_program(struct test_parser *p, const yaml_node_t *node, const yaml_node_t *defaults,
			const struct test_case *test)
{
	const yaml_node_t *given = doc_find(p->doc, node, "program");
	struct skep_error error = { 0 };
	struct skep_prog *prog;
	const char *name = NULL;

	if (!given && defaults)
		given = doc_find(p->doc, defaults, "program");
	if (given && doc_text(p->doc, given, &name))
		return -EINVAL;
	if (object_prog(p->suite->obj, name, &prog, &error))
		return doc_wrong(p->doc, given ? given : test->node, "%s", error.message);
	p->prog = prog;
	return 0;
}

static int find_name(struct test_parser *p, struct test_case *test)
{
	const yaml_node_t *node = doc_find(p->doc, test->node, "name");

	if (!node)
		return doc_wrong(p->doc, test->node, "the case has no name");
	if (doc_text(p->doc, node, &test->name))
		return -EINVAL;
	for (struct test_case *c = p->suite->cases; c < test; c++)
		if (!strcmp(c->name, test->name))
			return doc_wrong(p->doc, node, "a case of this name is there already");
	return *test->name ? 0 : doc_wrong(p->doc, node, "the name is empty");
}

static int parse_case_steps(struct test_parser *p, const yaml_node_t *defaults,
			    struct test_case *test)
{
	const yaml_node_t *steps = doc_find(p->doc, test->node, "steps");
	struct test_step shared = { .repeat = 1 };
	int err = defaults ? parse_step(p, defaults, &shared) : 0;

	err = err ? err : parse_step(p, test->node, &shared);
	if (err)
		return err;
	if (steps)
		return parse_steps(p, steps, &shared, test);
	err = check_step(p, &shared);
	test->steps = err ? NULL : test_alloc(p, 1, sizeof(*test->steps));
	if (!test->steps)
		return err ? err : -ENOMEM;
	test->n_steps = 1;
	test->steps[0] = shared;
	return 0;
}

static int parse_case(struct test_parser *p, const yaml_node_t *node, const yaml_node_t *defaults,
		      struct test_case *test)
{
	static const char *const names[] = {
		"name", "program", "allow", "steps", STEP_NAMES, NULL,
	};
	const yaml_node_t *allow = NULL;
	int err = doc_check_map(p->doc, node, names, "a case");

	test->node = node;
	err = err ? err : find_name(p, test);
	err = err ? err : find_program(p, node, defaults, test);
	if (err)
		return err;
	test->program = skep_prog_name(p->prog);
	allow = doc_find(p->doc, node, "allow");
	if (!allow && defaults)
		allow = doc_find(p->doc, defaults, "allow");
	err = allow ? parse_rights(p, allow, &test->rights) : 0;
	return err ? err : parse_case_steps(p, defaults, test);
}

static int parse_suite(struct test_parser *p)
{
	static const char *const names[] = { "defaults", "cases", NULL };
	static const char *const default_names[] = { "program", "allow", "packet", "meta",
						     "context", "maps", "repeat", "budget", NULL };
	const yaml_node_t *root = doc_root(p->doc), *defaults, *cases;
	struct doc_item item = { 0 };

	if (doc_check_map(p->doc, root, names, "the file"))
		return -EINVAL;
	defaults = doc_find(p->doc, root, "defaults");
	cases = doc_find(p->doc, root, "cases");
	if (defaults && doc_check_map(p->doc, defaults, default_names, "defaults"))
		return -EINVAL;
	if (!cases || !doc_is_list(cases) || !count_items(p->doc, cases))
		return doc_wrong(p->doc, cases ? cases : root, "cases: a list is expected");
	p->suite->cases = test_alloc(p, count_items(p->doc, cases), sizeof(*p->suite->cases));
	if (!p->suite->cases)
		return -ENOMEM;
	while (doc_next(p->doc, cases, &item)) {
		int err = parse_case(p, item.value, defaults,
				     &p->suite->cases[p->suite->n_cases]);

		if (err)
			return err;
		p->suite->n_cases++;
	}
	return 0;
}

int suite_open(struct suite *suite, const char *path, struct skep_obj *obj,
	       struct skep_error *error)
{
	struct test_parser p = { .suite = suite, .doc = &suite->doc };
	int err;

	*suite = (struct suite){ .obj = obj, .kept = json_array() };
	arena_init(&suite->arena, 0);
	err = doc_open(&suite->doc, path, error);
	return err ? err : parse_suite(&p);
}

void suite_close(struct suite *suite)
{
	doc_close(&suite->doc);
	arena_free(&suite->arena);
	json_decref(suite->kept);
}
