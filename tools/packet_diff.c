/* Where two packets differ: sizes, bytes with their offsets, header fields by name. */
#include "tools/packet_impl.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROW = 16, MAX_ROWS = 8, MAX_FIELDS = 12 };

static void append(json_t *lines, const char *text)
{
	json_array_append_new(lines, json_string(text));
}

static void format_field(const struct layer_field *field, const uint8_t *header, char *buf,
			 size_t size)
{
	uint8_t bytes[16];

	if (field->kind == FIELD_MAC) {
		field_get(field, header, bytes, 6);
		snprintf(buf, size, "%02x:%02x:%02x:%02x:%02x:%02x", bytes[0], bytes[1], bytes[2],
			 bytes[3], bytes[4], bytes[5]);
	} else if (field->kind == FIELD_IPV4) {
		field_get(field, header, bytes, 4);
		inet_ntop(AF_INET, bytes, buf, (socklen_t)size);
	} else if (field->kind == FIELD_IPV6) {
		field_get(field, header, bytes, 16);
		inet_ntop(AF_INET6, bytes, buf, (socklen_t)size);
	} else {
		snprintf(buf, size, field->kind == FIELD_NUMBER ? "%llu" : "0x%llx",
			 (unsigned long long)field_number(field, header));
	}
}

/* Fields whose bits differ where both packets reach. */
static void add_fields(json_t *lines, const struct packet_bytes *expected, const uint8_t *got,
		       size_t size, const struct packet_bytes *names)
{
	unsigned n = 0;

	for (unsigned s = 0; s < names->n_spans; s++) {
		const struct span *span = &names->spans[s];

		if (span->start + span->size > size || span->start + span->size > expected->size)
			return;
		for (int i = 0; i < N_LAYER_FIELDS && n < MAX_FIELDS; i++) {
			const struct layer_field *field = &layer_fields[i];
			char a[INET6_ADDRSTRLEN], b[INET6_ADDRSTRLEN], text[200];

			if (field->layer != span->layer)
				continue;
			format_field(field, expected->data + span->start, a, sizeof(a));
			format_field(field, got + span->start, b, sizeof(b));
			if (!strcmp(a, b))
				continue;
			snprintf(text, sizeof(text), "%s.%s: expected %s, got %s",
				 layer_info[span->layer].name, field->name, a, b);
			append(lines, text);
			n++;
		}
	}
}

static void format_row(char *text, size_t size, const char *title, const uint8_t *data,
		       size_t start, size_t end)
{
	size_t used = (size_t)snprintf(text, size, "%s", title);

	for (size_t i = start; i < start + ROW && i < end; i++)
		used += (size_t)snprintf(text + used, size - used, " %02x", data[i]);
}

/* One row of bytes of both, and a line that marks what differs. */
static void add_row(json_t *lines, const struct packet_bytes *expected, const uint8_t *got,
		    size_t size, size_t start)
{
	char text[120], title[40];
	size_t used;

	snprintf(title, sizeof(title), "0x%04zx expected", start);
	format_row(text, sizeof(text), title, expected->data, start, expected->size);
	append(lines, text);
	format_row(text, sizeof(text), "            got", got, start, size);
	append(lines, text);
	used = (size_t)snprintf(text, sizeof(text), "%15s", "");
	for (size_t i = start; i < start + ROW && (i < size || i < expected->size); i++) {
		bool same = i < size && i < expected->size && got[i] == expected->data[i];

		used += (size_t)snprintf(text + used, sizeof(text) - used, same ? "   " : " ^^");
	}
	while (used && text[used - 1] == ' ')
		text[--used] = 0;
	append(lines, text);
}

static bool row_differs(const struct packet_bytes *expected, const uint8_t *got, size_t size,
			size_t start)
{
	for (size_t i = start; i < start + ROW && (i < size || i < expected->size); i++)
		if (i >= size || i >= expected->size || got[i] != expected->data[i])
			return true;
	return false;
}

json_t *packet_differences(const struct packet_bytes *expected, const uint8_t *got, size_t size,
			   const struct packet_bytes *names)
{
	size_t longer = size > expected->size ? size : expected->size, rows = 0;
	json_t *lines = json_array();
	char text[100];

	if (size == expected->size && !memcmp(expected->data, got, size))
		return lines;
	if (size != expected->size) {
		snprintf(text, sizeof(text), "%zu bytes expected, got %zu", expected->size, size);
		append(lines, text);
	}
	add_fields(lines, expected, got, size, names);
	for (size_t start = 0; start < longer; start += ROW) {
		if (!row_differs(expected, got, size, start))
			continue;
		if (rows++ == MAX_ROWS) {
			append(lines, "...");
			break;
		}
		add_row(lines, expected, got, size, start);
	}
	return lines;
}
