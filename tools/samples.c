/*
 * Samples put into a user ring buffer, as records of it are shown: bytes ("data" or "value" is
 * "0x..."), or a value of a type of the object's BTF ("record" or "value").
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/diag.h"
#include "tools/cli.h"
#include "tools/entries.h"

static int bad_sample(const char *where, const char *why, struct skep_error *error)
{
	char text[600];

	snprintf(text, sizeof(text), "%s%ssample: %s", where, *where ? ": " : "", why);
	return error_set(error, BAD_ENTRY, text);
}

static int digit(char c)
{
	const char *digits = "0123456789abcdef", *at;

	if (c >= 'A' && c <= 'F')
		c = (char)(c - 'A' + 'a');
	at = c ? strchr(digits, c) : NULL;
	return at ? (int)(at - digits) : -1;
}

/* "0x" and two digits a byte. */
static bool parse_bytes(const char *text, uint8_t *data, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		int high = digit(text[2 + 2 * i]), low = digit(text[3 + 2 * i]);

		if (high < 0 || low < 0)
			return false;
		data[i] = (uint8_t)(high << 4 | low);
	}
	return true;
}

static int send(const struct map_view *view, const void *data, size_t size,
		struct skep_error *error)
{
	void *sample;
	int err = skep_user_ringbuf_reserve(view->map, (uint32_t)size, &sample);

	if (err)
		return map_error(view, "cannot store into", err, error);
	memcpy(sample, data, size);
	return skep_user_ringbuf_submit(view->map, sample);
}

static int send_bytes(const struct map_view *view, const char *text, const char *where,
		      struct skep_error *error)
{
	size_t len = text ? strlen(text) : 0, size = len < 2 ? 0 : (len - 2) / 2;
	uint8_t *data;
	int err;

	if (len < 2 || len % 2 || strncmp(text, "0x", 2) || size > UINT32_MAX)
		return bad_sample(where, "expected bytes, \"0x...\", or a type (--type)", error);
	data = malloc(size + 1);
	if (!data)
		return error_set(error, NO_MEMORY, "sample");
	err = parse_bytes(text, data, size) ? send(view, data, size, error)
					    : bad_sample(where, "not a hexadecimal digit", error);
	free(data);
	return err;
}

static int send_typed(const struct map_view *view, const json_t *json, const char *where,
		      struct skep_error *error)
{
	uint8_t *data = calloc(1, view->record.size + 1);
	char why[400];
	int err;

	if (!data)
		return error_set(error, NO_MEMORY, "sample");
	err = value_from_json(&view->record, json, data, why, sizeof(why))
		      ? bad_sample(where, why, error)
		      : send(view, data, view->record.size, error);
	free(data);
	return err;
}

int map_send(const struct map_view *view, const json_t *entry, const char *where,
	     struct skep_error *error)
{
	const json_t *value = json_object_get(entry, "value");
	const json_t *record = json_object_get(entry, "record");
	const json_t *data = json_object_get(entry, "data");

	if (view->record.size && !data)
		return record || value ? send_typed(view, record ? record : value, where, error)
				       : bad_sample(where, "is missing", error);
	return send_bytes(view, json_string_value(data ? data : value), where, error);
}
