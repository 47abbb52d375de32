/*
 * Building packets.  First every header is laid down with its defaults and what
 * the case gives; then, from the last layer to the first, what was not given is
 * filled in, so that a checksum covers what is final.
 */
#include "tools/packet_impl.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/diag.h"

/* A packet under construction. */
struct builder {
	struct doc *doc;
	struct packet_bytes *out;
	bool given[MAX_LAYERS][N_LAYER_FIELDS];
	bool sized; /* "size" was the last layer */
};

/* ---- hex ---- */

static int nibble(char c)
{
	const char *digits = "0123456789abcdef", *at = c ? strchr(digits, c | 0x20) : NULL;

	return at && c != ' ' ? (int)(at - digits) : -1;
}

static int hex_into(struct doc *doc, const yaml_node_t *node, uint8_t *data, size_t *size)
{
	const char *text;

	if (doc_text(doc, node, &text))
		return -EINVAL;
	if (!strncmp(text, "0x", 2))
		text += 2;
	for (; *text; text++) {
		if (strchr(" :\n\t", *text))
			continue;
		if (nibble(text[0]) < 0 || nibble(text[1]) < 0)
			return doc_wrong(doc, node, "pairs of hex digits are expected at \"%.10s\"",
					 text);
		if (*size == MAX_TEST_PACKET)
			return doc_wrong(doc, node, "more than %d bytes", MAX_TEST_PACKET);
		data[(*size)++] = (uint8_t)(nibble(text[0]) << 4 | nibble(text[1]));
		text++;
	}
	return 0;
}

int packet_parse_hex(struct doc *doc, const yaml_node_t *node, struct arena *arena, uint8_t **out,
		     size_t *size)
{
	const char *text;

	*size = 0;
	if (doc_text(doc, node, &text))
		return -EINVAL;
	*out = arena_alloc(arena, strlen(text) / 2 + 1, 1);
	if (!*out)
		return error_set(doc->error, NO_MEMORY, "bytes");
	return hex_into(doc, node, *out, size);
}

/* ---- values of fields ---- */

static const struct layer_info *layer_by_name(const char *name)
{
	for (unsigned i = 0; i < N_LAYER_IDS; i++)
		if (!strcmp(layer_info[i].name, name))
			return &layer_info[i];
	return NULL;
}

static bool parse_mac(const char *text, uint8_t *mac)
{
	for (int i = 0; i < 6; i++, text += 3) {
		if (nibble(text[0]) < 0 || nibble(text[1]) < 0 || text[2] != (i < 5 ? ':' : 0))
			return false;
		mac[i] = (uint8_t)(nibble(text[0]) << 4 | nibble(text[1]));
	}
	return true;
}

/* "syn ack", "syn,ack"; false where a word is no flag. */
static bool parse_flags(const char *text, uint64_t *flags)
{
	static const char *const names[] = { "fin", "syn", "rst", "psh",
					     "ack", "urg", "ece", "cwr" };
	unsigned i;

	for (*flags = 0; *text; text += strspn(text, " ,")) {
		size_t len = strcspn(text, " ,");

		for (i = 0; i < 8 && (strlen(names[i]) != len || strncmp(text, names[i], len));)
			i++;
		if (i == 8)
			return false;
		*flags |= 1u << i;
		text += len;
	}
	return true;
}

static bool parse_plain(const struct layer_field *field, const char *text, uint64_t *v)
{
	uint64_t most = field->bits >= 64 ? UINT64_MAX : (UINT64_C(1) << field->bits) - 1;
	char *end;

	errno = 0;
	*v = strtoull(text, &end, !strncmp(text, "0x", 2) ? 16 : 10);
	return *text >= '0' && *text <= '9' && !*end && !errno && *v <= most;
}

/* A number, or the name of the layer or flags that it stands for. */
static bool parse_named(const struct layer_field *field, const char *text, uint64_t *v)
{
	const struct layer_info *layer = layer_by_name(text);

	if (field->kind == FIELD_ETHERTYPE && layer && layer->ethertype) {
		*v = layer->ethertype;
		return true;
	}
	if (field->kind == FIELD_PROTOCOL && layer && layer->protocol >= 0) {
		*v = (uint64_t)layer->protocol;
		return true;
	}
	if (field->kind == FIELD_TCP_FLAGS && parse_flags(text, v))
		return true;
	return parse_plain(field, text, v);
}

static void put_number(const struct layer_field *field, uint8_t *header, uint64_t v)
{
	uint8_t bytes[8];

	for (unsigned i = 0; i < 8; i++)
		bytes[7 - i] = (uint8_t)(v >> 8 * i);
	field_put(field, header, bytes, sizeof(bytes));
}

/* Return: NULL, or what was expected. */
static const char *put_text(const struct layer_field *field, uint8_t *header, const char *text)
{
	uint8_t bytes[16];
	uint64_t v;

	switch (field->kind) {
	case FIELD_MAC:
		if (!parse_mac(text, bytes))
			return "an address like 02:00:00:00:00:01";
		field_put(field, header, bytes, 6);
		return NULL;
	case FIELD_IPV4:
		if (inet_pton(AF_INET, text, bytes) != 1)
			return "an IPv4 address";
		field_put(field, header, bytes, 4);
		return NULL;
	case FIELD_IPV6:
		if (inet_pton(AF_INET6, text, bytes) != 1)
			return "an IPv6 address";
		field_put(field, header, bytes, 16);
		return NULL;
	default:
		if (!parse_named(field, text, &v))
			return field->kind == FIELD_TCP_FLAGS ? "flags like \"syn ack\"" :
			       field->kind == FIELD_NUMBER    ? "a number that fits" :
								"a number or the name of a layer";
		put_number(field, header, v);
		return NULL;
	}
}

int packet_ethertype(struct doc *doc, const yaml_node_t *node, uint16_t *out)
{
	static const struct layer_field field = { .bits = 16, .kind = FIELD_ETHERTYPE };
	const char *text;
	uint64_t v;

	if (doc_text(doc, node, &text))
		return -EINVAL;
	if (!parse_named(&field, text, &v))
		return doc_wrong(doc, node, "a number or the name of a layer is expected");
	*out = (uint16_t)v;
	return 0;
}

/* ---- laying layers ---- */

/* Room for @size zeroed bytes at the end, or NULL. */
static uint8_t *extend(struct builder *b, const yaml_node_t *node, size_t size)
{
	uint8_t *at = b->out->data + b->out->size;

	if (size > MAX_TEST_PACKET - b->out->size) {
		doc_wrong(b->doc, node, "the packet grows beyond %d bytes", MAX_TEST_PACKET);
		return NULL;
	}
	b->out->size += size;
	return at;
}

static int find_layer_field(enum layer_id layer, const char *name)
{
	for (int i = 0; i < N_LAYER_FIELDS; i++)
		if (layer_fields[i].layer == layer && !strcmp(layer_fields[i].name, name))
			return i;
	return -1;
}

static int no_field(struct builder *b, const struct doc_item *item, enum layer_id layer)
{
	char text[300] = "";
	size_t used = 0;

	for (int i = 0; i < N_LAYER_FIELDS && used < sizeof(text); i++)
		if (layer_fields[i].layer == layer)
			used += (size_t)snprintf(text + used, sizeof(text) - used, "%s%s",
						 used ? ", " : "", layer_fields[i].name);
	return doc_wrong(b->doc, item->key, "%s has no field \"%s\"; there are: %s%s",
			 layer_info[layer].name, item->name, text,
			 layer_info[layer].options ? ", options" : "");
}

static int add_options(struct builder *b, const yaml_node_t *node, struct span *span)
{
	const struct layer_info *info = &layer_info[span->layer];
	size_t before = b->out->size, rounded;

	if (hex_into(b->doc, node, b->out->data, &b->out->size))
		return -EINVAL;
	rounded = (b->out->size - before + info->options - 1) / info->options * info->options;
	if (!extend(b, node, rounded - (b->out->size - before)))
		return -EINVAL;
	if (info->options == 4 && info->size + rounded > 60)
		return doc_wrong(b->doc, node, "a header of %s has at most 60 bytes", info->name);
	span->size += (uint32_t)rounded;
	return 0;
}

static int set_fields(struct builder *b, const yaml_node_t *node, unsigned layer_index)
{
	struct span *span = &b->out->spans[layer_index];
	struct doc_item item = { 0 };
	const char *text, *expected;
	int row;

	while (doc_next(b->doc, node, &item)) {
		if (!strcmp(item.name, "options") && layer_info[span->layer].options) {
			if (add_options(b, item.value, span))
				return -EINVAL;
			continue;
		}
		row = find_layer_field(span->layer, item.name);
		if (row < 0)
			return no_field(b, &item, span->layer);
		if (b->given[layer_index][row])
			return doc_wrong(b->doc, item.key, "\"%s\" is given twice", item.name);
		if (doc_text(b->doc, item.value, &text))
			return -EINVAL;
		expected = put_text(&layer_fields[row], b->out->data + span->start, text);
		if (expected)
			return doc_wrong(b->doc, item.value, "%s.%s: \"%s\" is not %s",
					 layer_info[span->layer].name, item.name, text, expected);
		b->given[layer_index][row] = true;
	}
	return 0;
}

static int add_header(struct builder *b, const struct doc_item *item, enum layer_id layer)
{
	unsigned index = b->out->n_spans;
	struct span *span = &b->out->spans[index];
	uint8_t *header;

	if (index == MAX_LAYERS)
		return doc_wrong(b->doc, item->key, "more than %d layers", MAX_LAYERS);
	if (!doc_is_map(item->value) && !doc_is_null(item->value))
		return doc_wrong(b->doc, item->value, "the fields of %s are expected", item->name);
	*span = (struct span){ (uint8_t)layer, (uint32_t)b->out->size, layer_info[layer].size };
	header = extend(b, item->key, span->size);
	if (!header)
		return -EINVAL;
	b->out->n_spans++;
	for (int i = 0; i < N_LAYER_FIELDS; i++)
		if (layer_fields[i].layer == layer)
			put_text(&layer_fields[i], header, layer_fields[i].value);
	return doc_is_map(item->value) ? set_fields(b, item->value, index) : 0;
}

static int add_text(struct builder *b, const yaml_node_t *node)
{
	const char *text;
	uint8_t *at;

	if (doc_text(b->doc, node, &text))
		return -EINVAL;
	at = extend(b, node, strlen(text));
	if (!at)
		return -EINVAL;
	memcpy(at, text, strlen(text));
	return 0;
}

static int add_fill(struct builder *b, const yaml_node_t *node)
{
	static const char *const names[] = { "size", "byte", NULL };
	const yaml_node_t *size_node, *byte_node;
	uint64_t size, byte = 0;
	uint8_t *at;

	if (doc_check_map(b->doc, node, names, "fill"))
		return -EINVAL;
	size_node = doc_find(b->doc, node, "size");
	byte_node = doc_find(b->doc, node, "byte");
	if (!size_node)
		return doc_wrong(b->doc, node, "fill needs a size");
	if (doc_number(b->doc, size_node, 0, MAX_TEST_PACKET, &size) ||
	    (byte_node && doc_number(b->doc, byte_node, 0, 255, &byte)))
		return -EINVAL;
	at = extend(b, node, size);
	if (!at)
		return -EINVAL;
	memset(at, (int)byte, size);
	return 0;
}

static int add_layer(struct builder *b, const struct doc_item *item)
{
	const struct layer_info *info = layer_by_name(item->name);

	if (b->sized)
		return doc_wrong(b->doc, item->key, "nothing may follow size");
	if (info)
		return add_header(b, item, (enum layer_id)(info - layer_info));
	if (!strcmp(item->name, "payload"))
		return add_text(b, item->value);
	if (!strcmp(item->name, "hex"))
		return hex_into(b->doc, item->value, b->out->data, &b->out->size);
	if (!strcmp(item->name, "fill"))
		return add_fill(b, item->value);
	return doc_wrong(b->doc, item->key,
			 "there is no layer \"%s\": eth, vlan, arp, ipv4, ipv6, hopopts, dstopts, "
			 "fragment, tcp, udp, icmp, icmpv6, gre, vxlan, payload, hex, fill, size",
			 item->name);
}

/* ---- filling in ---- */

static uint16_t checksum(const uint8_t *data, size_t size, uint32_t sum)
{
	for (size_t i = 0; i < size; i++)
		sum += i % 2 ? data[i] : (uint32_t)data[i] << 8;
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return (uint16_t)~sum;
}

/* Sum of the pseudo-header of the IP header around layer @index (RFC 768, RFC 8200 §8.1). */
static uint32_t pseudo_header(const struct builder *b, unsigned index, uint32_t size)
{
	uint32_t sum = size + (uint32_t)layer_info[b->out->spans[index].layer].protocol;

	while (index--) {
		const struct span *span = &b->out->spans[index];
		const uint8_t *ip = b->out->data + span->start;

		if (span->layer == LAYER_IPV4)
			return sum + (uint16_t)~checksum(ip + 12, 8, 0);
		if (span->layer == LAYER_IPV6)
			return sum + (uint16_t)~checksum(ip + 8, 32, 0);
	}
	return 0;
}

static uint16_t layer_checksum(const struct builder *b, unsigned index)
{
	const struct span *span = &b->out->spans[index];
	const uint8_t *header = b->out->data + span->start;
	uint32_t size = (uint32_t)b->out->size - span->start;
	uint16_t sum;

	if (span->layer == LAYER_IPV4)
		return checksum(header, span->size, 0);
	if (span->layer == LAYER_ICMP)
		return checksum(header, size, 0);
	sum = checksum(header, size, pseudo_header(b, index, size));
	return span->layer == LAYER_UDP && !sum ? 0xffff : sum;
}

/* How this layer announces the next one, or the field's default. */
static uint64_t next_number(const struct builder *b, unsigned index,
			    const struct layer_field *field, uint64_t otherwise)
{
	const struct layer_info *next;

	if (index + 1 == b->out->n_spans)
		return otherwise;
	next = &layer_info[b->out->spans[index + 1].layer];
	if (field->kind == FIELD_PROTOCOL)
		return next->protocol >= 0 ? (uint64_t)next->protocol : otherwise;
	/* Ethernet in GRE, RFC 7637 */
	if (b->out->spans[index + 1].layer == LAYER_ETH && field->layer == LAYER_GRE)
		return 0x6558;
	return next->ethertype ? next->ethertype : otherwise;
}

static uint64_t auto_value(const struct builder *b, unsigned index, const struct layer_field *field)
{
	const struct span *span = &b->out->spans[index];
	size_t left = b->out->size - span->start;

	switch (field->fill) {
	case AUTO_NEXT:
		return next_number(b, index, field,
				   field_number(field, b->out->data + span->start));
	case AUTO_HEADER:
		return layer_info[span->layer].options == 8 ? span->size / 8 - 1 : span->size / 4;
	case AUTO_LENGTH:
		return span->layer == LAYER_IPV6 ? left - span->size : left;
	default:
		return layer_checksum(b, index);
	}
}

/* Checksums last: they cover the others. */
static void fill_layer(struct builder *b, unsigned index)
{
	uint8_t *header = b->out->data + b->out->spans[index].start;

	for (int pass = 0; pass < 2; pass++) {
		for (int i = 0; i < N_LAYER_FIELDS; i++) {
			const struct layer_field *field = &layer_fields[i];

			if (field->layer == b->out->spans[index].layer && field->fill &&
			    !b->given[index][i] && (field->fill == AUTO_CHECKSUM) == pass)
				put_number(field, header, auto_value(b, index, field));
		}
	}
}

/* Cut, or padded with zeros, after everything was filled in. */
static int set_size(struct builder *b, const yaml_node_t *node)
{
	uint64_t size;

	if (doc_number(b->doc, node, 0, MAX_TEST_PACKET, &size))
		return -EINVAL;
	memset(b->out->data + size, 0, MAX_TEST_PACKET - size);
	b->out->size = size;
	return 0;
}

static int build(struct builder *b, const yaml_node_t *node)
{
	const yaml_node_t *size_node = NULL;
	struct doc_item item = { 0 }, layer;

	while (doc_next(b->doc, node, &item)) {
		layer = (struct doc_item){ 0 };
		if (!doc_is_map(item.value) || !doc_next(b->doc, item.value, &layer) ||
		    item.value->data.mapping.pairs.top - item.value->data.mapping.pairs.start != 1)
			return doc_wrong(b->doc, item.value,
					 "one layer an element: \"- ipv4: {}\", \"- tcp:\"");
		if (!strcmp(layer.name, "size") && !b->sized) {
			b->sized = true;
			size_node = layer.value;
		} else if (add_layer(b, &layer)) {
			return -EINVAL;
		}
	}
	for (unsigned i = b->out->n_spans; i--;)
		fill_layer(b, i);
	return size_node ? set_size(b, size_node) : 0;
}

int packet_parse(struct doc *doc, const yaml_node_t *node, struct arena *arena,
		 struct packet_bytes *out)
{
	struct builder *b = calloc(1, sizeof(*b));
	uint8_t *scratch = calloc(1, MAX_TEST_PACKET);
	int err;

	*out = (struct packet_bytes){ .data = scratch };
	if (!b || !scratch) {
		err = error_set(doc->error, NO_MEMORY, "packet");
	} else {
		*b = (struct builder){ .doc = doc, .out = out };
		err = doc_is_list(node) ? build(b, node) : hex_into(doc, node, scratch, &out->size);
	}
	if (!err) {
		out->data = arena_memdup(arena, scratch, out->size + !out->size);
		if (!out->data)
			err = error_set(doc->error, NO_MEMORY, "packet");
	}
	free(scratch);
	free(b);
	return err;
}
