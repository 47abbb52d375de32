/*
 * A YAML file as nodes with their places, by libyaml.  Who finds something
 * wrong says so at a node: "cases.yaml:12:7: ...".
 *
 * Plain scalars are read by YAML 1.2's core schema: numbers, true, false, null,
 * else text; what is quoted is text.  No tags, no merge keys; one document.
 */
#ifndef SKEP_TOOLS_DOC_H
#define SKEP_TOOLS_DOC_H

#include <jansson.h>
#include <yaml.h>

#include "skep/skep.h"

/** struct doc - an open file; nodes and their texts live until doc_close */
struct doc {
	const char *path;
	yaml_document_t yaml;
	bool loaded;
	unsigned nodes; /* read so far, aliases as often as they are used */
	struct skep_error *error;
};

int doc_open(struct doc *doc, const char *path, struct skep_error *error);
void doc_close(struct doc *doc);
yaml_node_t *doc_root(struct doc *doc);

/* Fill doc->error with the place of @node; Return: -EINVAL. */
int doc_wrong(struct doc *doc, const yaml_node_t *node, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* "file:line:column" */
void doc_place(const struct doc *doc, const yaml_node_t *node, char *buf, size_t size);

bool doc_is_map(const yaml_node_t *node);
bool doc_is_list(const yaml_node_t *node);
bool doc_is_scalar(const yaml_node_t *node);
/* Is it a scalar without content, or null? */
bool doc_is_null(const yaml_node_t *node);

/**
 * struct doc_item - an element of a list (key is NULL) or a pair of a mapping
 * @i: start with a zeroed structure
 */
struct doc_item {
	size_t i;
	yaml_node_t *key, *value;
	const char *name; /* the key's text; "" where it is no text */
};
bool doc_next(struct doc *doc, const yaml_node_t *node, struct doc_item *item);
/* The value of this name in a mapping, or NULL. */
yaml_node_t *doc_find(struct doc *doc, const yaml_node_t *node, const char *name);

/*
 * A mapping whose names are all among @names (which ends with NULL), none
 * twice; @what is for the message.
 */
int doc_check_map(struct doc *doc, const yaml_node_t *node, const char *const *names,
		  const char *what);

/* A scalar's text as it stands there. */
int doc_text(struct doc *doc, const yaml_node_t *node, const char **out);
int doc_number(struct doc *doc, const yaml_node_t *node, uint64_t least, uint64_t most,
	       uint64_t *out);
int doc_bool(struct doc *doc, const yaml_node_t *node, bool *out);
/* Any node as JSON; numbers in hex stay text, which value_from_json reads either way. */
int doc_json(struct doc *doc, const yaml_node_t *node, json_t **out);

#endif
