/*
 * YAML nodes: libyaml's document API, with the bounds that it lacks.  An alias
 * may stand for its own ancestor or multiply what it names, so depth and number
 * of nodes visited are bounded.
 */
#include "tools/doc.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/diag.h"

enum { MAX_DEPTH = 64, MAX_NODES = 1 << 20 };

void doc_place(const struct doc *doc, const yaml_node_t *node, char *buf, size_t size)
{
	snprintf(buf, size, "%s:%zu:%zu", doc->path, node->start_mark.line + 1,
		 node->start_mark.column + 1);
}

static int wrong_at(struct doc *doc, yaml_mark_t mark, const char *text)
{
	error_set(doc->error, BAD_CASES, doc->path, mark.line + 1, mark.column + 1, text);
	doc->error->line = (int32_t)(mark.line + 1);
	return -EINVAL;
}

int doc_wrong(struct doc *doc, const yaml_node_t *node, const char *format, ...)
{
	char text[400];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	return wrong_at(doc, node->start_mark, text);
}

static int wrong_syntax(struct doc *doc, const yaml_parser_t *parser)
{
	char text[400];

	if (parser->error == YAML_MEMORY_ERROR)
		return error_set(doc->error, NO_MEMORY, doc->path);
	snprintf(text, sizeof(text), "%s%s%s", parser->problem ? parser->problem : "not YAML",
		 parser->context ? ", " : "", parser->context ? parser->context : "");
	return wrong_at(doc, parser->problem_mark, text);
}

/* More than one document is more than anyone would look at. */
static int check_end(struct doc *doc, yaml_parser_t *parser)
{
	yaml_document_t next;
	yaml_mark_t mark;
	bool more;

	if (!yaml_parser_load(parser, &next))
		return wrong_syntax(doc, parser);
	more = yaml_document_get_root_node(&next) != NULL;
	mark = next.start_mark;
	yaml_document_delete(&next);
	return more ? wrong_at(doc, mark, "a second document: one is read") : 0;
}

static int load(struct doc *doc, FILE *file)
{
	yaml_parser_t parser;
	int err = 0;

	if (!yaml_parser_initialize(&parser))
		return error_set(doc->error, NO_MEMORY, doc->path);
	yaml_parser_set_input_file(&parser, file);
	doc->loaded = yaml_parser_load(&parser, &doc->yaml);
	if (!doc->loaded && ferror(file))
		err = error_set(doc->error, FILE_IO, doc->path, strerror(errno));
	else if (!doc->loaded)
		err = wrong_syntax(doc, &parser);
	else if (!yaml_document_get_root_node(&doc->yaml))
		err = wrong_at(doc, (yaml_mark_t){ 0 }, "the file is empty");
	else
		err = check_end(doc, &parser);
	yaml_parser_delete(&parser);
	return err;
}

int doc_open(struct doc *doc, const char *path, struct skep_error *error)
{
	FILE *file = fopen(path, "re");
	int err;

	*doc = (struct doc){ .path = path, .error = error };
	error_clear(error);
	if (!file)
		return error_set(error, FILE_OPEN, path, strerror(errno));
	errno = 0;
	err = load(doc, file);
	fclose(file);
	return err;
}

void doc_close(struct doc *doc)
{
	if (doc->loaded)
		yaml_document_delete(&doc->yaml);
	doc->loaded = false;
}

yaml_node_t *doc_root(struct doc *doc)
{
	return yaml_document_get_root_node(&doc->yaml);
}

bool doc_is_map(const yaml_node_t *node)
{
	return node->type == YAML_MAPPING_NODE;
}

bool doc_is_list(const yaml_node_t *node)
{
	return node->type == YAML_SEQUENCE_NODE;
}

bool doc_is_scalar(const yaml_node_t *node)
{
	return node->type == YAML_SCALAR_NODE;
}

static const char *text_of(const yaml_node_t *node)
{
	return (const char *)node->data.scalar.value;
}

static bool is_plain(const yaml_node_t *node)
{
	return doc_is_scalar(node) && node->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}

static bool is_one_of(const char *text, const char *const *words)
{
	for (; *words; words++)
		if (!strcmp(text, *words))
			return true;
	return false;
}

bool doc_is_null(const yaml_node_t *node)
{
	static const char *const words[] = { "", "~", "null", "Null", "NULL", NULL };

	return is_plain(node) && is_one_of(text_of(node), words);
}

bool doc_next(struct doc *doc, const yaml_node_t *node, struct doc_item *item)
{
	const yaml_node_pair_t *pair = node->data.mapping.pairs.start + item->i;
	const yaml_node_item_t *element = node->data.sequence.items.start + item->i;

	if (doc_is_map(node) ? pair >= node->data.mapping.pairs.top
			     : !doc_is_list(node) || element >= node->data.sequence.items.top)
		return false;
	item->i++;
	item->key = doc_is_map(node) ? yaml_document_get_node(&doc->yaml, pair->key) : NULL;
	item->value =
		yaml_document_get_node(&doc->yaml, doc_is_map(node) ? pair->value : *element);
	item->name = item->key && doc_is_scalar(item->key) ? text_of(item->key) : "";
	return true;
}

yaml_node_t *doc_find(struct doc *doc, const yaml_node_t *node, const char *name)
{
	struct doc_item item = { 0 };

	while (doc_is_map(node) && doc_next(doc, node, &item))
		if (!strcmp(item.name, name))
			return item.value;
	return NULL;
}

static int unknown_name(struct doc *doc, const struct doc_item *item, const char *const *names,
			const char *what)
{
	char text[300];
	size_t used = (size_t)snprintf(text, sizeof(text), "%s", *names);

	while (*++names && used < sizeof(text))
		used += (size_t)snprintf(text + used, sizeof(text) - used, ", %s", *names);
	return doc_wrong(doc, item->key, "%s has no \"%s\"; there are: %s", what, item->name, text);
}

int doc_check_map(struct doc *doc, const yaml_node_t *node, const char *const *names,
		  const char *what)
{
	struct doc_item item = { 0 };

	if (!doc_is_map(node))
		return doc_wrong(doc, node, "%s: a mapping is expected", what);
	while (doc_next(doc, node, &item)) {
		struct doc_item earlier = { 0 };

		if (!is_one_of(item.name, names))
			return unknown_name(doc, &item, names, what);
		while (doc_next(doc, node, &earlier) && earlier.i < item.i)
			if (!strcmp(earlier.name, item.name))
				return doc_wrong(doc, item.key, "\"%s\" is given twice", item.name);
	}
	return 0;
}

int doc_text(struct doc *doc, const yaml_node_t *node, const char **out)
{
	if (!doc_is_scalar(node))
		return doc_wrong(doc, node, "text is expected");
	*out = text_of(node);
	if (strlen(*out) != node->data.scalar.length)
		return doc_wrong(doc, node, "the text holds a zero byte");
	return 0;
}

/* Decimal, 0x or 0o: [-]digits; Return: false: no such number, or too large. */
static bool parse_integer(const char *text, bool *negative, uint64_t *out)
{
	int base = 10;
	char *end;

	*negative = *text == '-';
	text += *text == '-' || *text == '+';
	if (text[0] == '0' && (text[1] == 'x' || text[1] == 'o')) {
		base = text[1] == 'x' ? 16 : 8;
		text += 2;
	}
	errno = 0;
	*out = strtoull(text, &end, base);
	return strchr("0123456789abcdefABCDEF", *text) && *text && !*end && !errno;
}

int doc_number(struct doc *doc, const yaml_node_t *node, uint64_t least, uint64_t most,
	       uint64_t *out)
{
	bool negative;

	if (!doc_is_scalar(node) || !parse_integer(text_of(node), &negative, out))
		return doc_wrong(doc, node, "a number is expected");
	if (negative || *out < least || *out > most)
		return doc_wrong(doc, node, "%s is not between %llu and %llu", text_of(node),
				 (unsigned long long)least, (unsigned long long)most);
	return 0;
}

static bool is_bool(const yaml_node_t *node, bool *out)
{
	static const char *const yes[] = { "true", "True", "TRUE", NULL };
	static const char *const no[] = { "false", "False", "FALSE", NULL };

	*out = is_plain(node) && is_one_of(text_of(node), yes);
	return *out || (is_plain(node) && is_one_of(text_of(node), no));
}

int doc_bool(struct doc *doc, const yaml_node_t *node, bool *out)
{
	return is_bool(node, out) ? 0 : doc_wrong(doc, node, "true or false is expected");
}

/* ---- to JSON ---- */

static bool parse_float(const char *text, double *out)
{
	char *end;

	*out = strtod(text, &end);
	return *text && !text[strspn(text, "+-.0123456789eE")] && !*end && isfinite(*out);
}

static json_t *scalar_json(const yaml_node_t *node)
{
	const char *text = text_of(node);
	bool negative, yes;
	uint64_t v;
	double real;

	if (doc_is_null(node))
		return json_null();
	if (is_bool(node, &yes))
		return json_boolean(yes);
	if (is_plain(node) && !strchr(text, 'x') && parse_integer(text, &negative, &v) &&
	    v <= INT64_MAX)
		return json_integer(negative ? -(json_int_t)v : (json_int_t)v);
	if (is_plain(node) && !parse_integer(text, &negative, &v) && parse_float(text, &real))
		return json_real(real);
	return json_stringn(text, node->data.scalar.length);
}

static int to_json(struct doc *doc, const yaml_node_t *node, unsigned depth, json_t **out)
{
	struct doc_item item = { 0 };
	json_t *inner;
	int err = 0;

	*out = NULL;
	if (depth == MAX_DEPTH || doc->nodes++ >= MAX_NODES)
		return doc_wrong(doc, node, "more than %u levels, or %u values", MAX_DEPTH,
				 MAX_NODES);
	*out = doc_is_map(node)	   ? json_object() :
	       doc_is_list(node) ? json_array() :
				     scalar_json(node);
	if (!*out)
		return doc_wrong(doc, node, "this is not UTF-8 text");
	while (!err && doc_next(doc, node, &item)) {
		err = to_json(doc, item.value, depth + 1, &inner);
		if (!err && item.key && !*item.name)
			err = doc_wrong(doc, item.key, "a name is expected");
		else if (!err && item.key && json_object_get(*out, item.name))
			err = doc_wrong(doc, item.key, "\"%s\" is given twice", item.name);
		else if (!err && item.key)
			json_object_set(*out, item.name, inner);
		else if (!err)
			json_array_append(*out, inner);
		json_decref(inner);
	}
	if (err) {
		json_decref(*out);
		*out = NULL;
	}
	return err;
}

int doc_json(struct doc *doc, const yaml_node_t *node, json_t **out)
{
	return to_json(doc, node, 0, out);
}
