#include "jit/bytes.h"

#include <stdlib.h>
#include <string.h>

static bool reserve(struct bytes *bytes, size_t size)
{
	size_t room = bytes->room ? bytes->room : 1024;
	uint8_t *data;

	while (room - bytes->size < size)
		room *= 2;
	if (room == bytes->room)
		return !bytes->failed;
	data = realloc(bytes->data, room);
	if (!data) {
		bytes->failed = true;
		return false;
	}
	bytes->data = data;
	bytes->room = room;
	return !bytes->failed;
}

void bytes_put(struct bytes *bytes, const void *data, size_t size)
{
	if (!reserve(bytes, size) || !size)
		return;
	memcpy(bytes->data + bytes->size, data, size);
	bytes->size += size;
}

void bytes_number(struct bytes *bytes, uint64_t v, unsigned size)
{
	uint8_t data[8];

	for (unsigned i = 0; i < size; i++)
		data[i] = (uint8_t)(v >> 8 * i);
	bytes_put(bytes, data, size);
}

void bytes_uleb(struct bytes *bytes, uint64_t v)
{
	for (; v >= 0x80; v >>= 7)
		bytes_number(bytes, (v & 0x7f) | 0x80, 1);
	bytes_number(bytes, v, 1);
}

void bytes_sleb(struct bytes *bytes, int64_t v)
{
	for (; v < -0x40 || v >= 0x40; v >>= 7)
		bytes_number(bytes, ((uint64_t)v & 0x7f) | 0x80, 1);
	bytes_number(bytes, (uint64_t)v & 0x7f, 1);
}

void bytes_text(struct bytes *bytes, const char *text)
{
	bytes_put(bytes, text, strlen(text) + 1);
}

void bytes_align(struct bytes *bytes, size_t size)
{
	while (bytes->size % size && !bytes->failed)
		bytes_number(bytes, 0, 1);
}

void bytes_set(struct bytes *bytes, size_t at, uint64_t v, unsigned size)
{
	for (unsigned i = 0; i < size && !bytes->failed; i++)
		bytes->data[at + i] = (uint8_t)(v >> 8 * i);
}

void bytes_free(struct bytes *bytes)
{
	free(bytes->data);
	*bytes = (struct bytes){ 0 };
}
