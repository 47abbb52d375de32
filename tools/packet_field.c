/* The table of layers as data, and the bits of its fields. */
#include "tools/packet_impl.h"

#include <string.h>

const struct layer_info layer_info[N_LAYER_IDS] = {
#define LAYER(id, name, size, ethertype, protocol, options)                                        \
	[LAYER_##id] = { name, size, ethertype, protocol, options },
#define LAYER_FIELD(layer, name, bit, bits, kind, auto, value)
#include "tools/layer.def"
};

const struct layer_field layer_fields[N_LAYER_FIELDS] = {
#define LAYER(id, name, size, ethertype, protocol, options)
#define LAYER_FIELD(layer, name, bit, bits, kind, auto, value)                                     \
	{ LAYER_##layer, name, bit, bits, FIELD_##kind, AUTO_##auto, value },
#include "tools/layer.def"
};

void field_get(const struct layer_field *field, const uint8_t *header, uint8_t *out, size_t size)
{
	memset(out, 0, size);
	for (uint32_t i = 0; i < field->bits && i < 8 * size; i++) {
		uint32_t from = field->bit + field->bits - 1 - i;
		unsigned bit = header[from / 8] >> (7 - from % 8) & 1;

		out[size - 1 - i / 8] |= (uint8_t)(bit << i % 8);
	}
}

void field_put(const struct layer_field *field, uint8_t *header, const uint8_t *value, size_t size)
{
	for (uint32_t i = 0; i < field->bits && i < 8 * size; i++) {
		uint32_t to = field->bit + field->bits - 1 - i;
		unsigned bit = value[size - 1 - i / 8] >> i % 8 & 1, mask = 1u << (7 - to % 8);

		header[to / 8] = (uint8_t)((header[to / 8] & ~mask) | (bit ? mask : 0));
	}
}

uint64_t field_number(const struct layer_field *field, const uint8_t *header)
{
	uint8_t bytes[8];
	uint64_t v = 0;

	field_get(field, header, bytes, sizeof(bytes));
	for (unsigned i = 0; i < 8; i++)
		v = v << 8 | bytes[i];
	return v;
}
