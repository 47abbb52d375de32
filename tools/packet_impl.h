/* Shared by packet.c (building) and packet_diff.c: the table of layers. */
#ifndef SKEP_TOOLS_PACKET_IMPL_H
#define SKEP_TOOLS_PACKET_IMPL_H

#include "tools/packet.h"

enum layer_id {
#define LAYER(id, name, size, ethertype, protocol, options) LAYER_##id,
#define LAYER_FIELD(layer, name, bit, bits, kind, auto, value)
#include "tools/layer.def"
	N_LAYER_IDS
};

struct layer_info {
	const char *name;
	uint32_t size;
	uint16_t ethertype;
	int16_t protocol;
	uint8_t options;
};

enum field_kind {
	FIELD_NUMBER,
	FIELD_MAC,
	FIELD_IPV4,
	FIELD_IPV6,
	FIELD_ETHERTYPE,
	FIELD_PROTOCOL,
	FIELD_TCP_FLAGS,
};
enum field_auto { AUTO_NONE, AUTO_NEXT, AUTO_HEADER, AUTO_LENGTH, AUTO_CHECKSUM };

struct layer_field {
	uint8_t layer;
	const char *name;
	uint16_t bit, bits;
	uint8_t kind, fill; /* enum field_auto */
	const char *value;
};

enum {
#define LAYER(id, name, size, ethertype, protocol, options)
#define LAYER_FIELD(layer, name, bit, bits, kind, auto, value) +1
	N_LAYER_FIELDS = 0
#include "tools/layer.def"
};

extern const struct layer_info layer_info[N_LAYER_IDS];
extern const struct layer_field layer_fields[N_LAYER_FIELDS];

/* A field's bits as bytes, most significant first, right-aligned in @size bytes. */
void field_get(const struct layer_field *field, const uint8_t *header, uint8_t *out, size_t size);
void field_put(const struct layer_field *field, uint8_t *header, const uint8_t *value,
	       size_t size);
/* 8 bytes of it; what is wider is cut. */
uint64_t field_number(const struct layer_field *field, const uint8_t *header);

#endif
