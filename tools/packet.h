/* Packets of test cases: from hex or from layers, and their differences. */
#ifndef SKEP_TOOLS_PACKET_H
#define SKEP_TOOLS_PACKET_H

#include "core/arena.h"
#include "tools/doc.h"

enum { MAX_TEST_PACKET = 64 << 10, MAX_LAYERS = 32 };

/** struct span - where a header stands in a packet that was built from layers */
struct span {
	uint8_t layer; /* enum layer_id */
	uint32_t start, size;
};

struct packet_bytes {
	uint8_t *data;
	size_t size;
	struct span spans[MAX_LAYERS];
	unsigned n_spans;
};

/* A scalar of hex digits (blanks and colons between bytes allowed) or a list of layers. */
int packet_parse(struct doc *doc, const yaml_node_t *node, struct arena *arena,
		 struct packet_bytes *out);
/* Hex digits alone; @out is in @arena. */
int packet_parse_hex(struct doc *doc, const yaml_node_t *node, struct arena *arena,
		     uint8_t **out, size_t *size);
/* "ipv4", "0x0800": a number that the layer below announces a layer by. */
int packet_ethertype(struct doc *doc, const yaml_node_t *node, uint16_t *out);

/**
 * packet_differences - lines that say where @got is not what was expected
 * @names: the packet whose layers name the fields; may be @expected
 * Return: an array of strings, empty where both are equal.
 */
json_t *packet_differences(const struct packet_bytes *expected, const uint8_t *got, size_t size,
			   const struct packet_bytes *names);

#endif
