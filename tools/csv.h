/* Entries of maps from CSV. */
#ifndef SKEP_TOOLS_CSV_H
#define SKEP_TOOLS_CSV_H

#include <csv.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

struct csv_row {
	char **fields;
	size_t n;
};

/**
 * struct csv - a file being read, RFC 4180: commas, quotes doubled, LF or CRLF
 * @line: of the row that was read last
 * @why: what is wrong, ""
 */
struct csv {
	FILE *file;
	char **names; /* of the first row */
	size_t n;
	unsigned line, next_line;
	char why[200];
	/* libcsv's, and what it gave of the row under way */
	struct csv_parser parser;
	struct csv_row row;
	bool begun, ended;
	size_t size; /* bytes since the last field */
	int err;
};

/* Read the row of names.  Return: 0, or -EINVAL with @why, -ENOMEM, -EIO. */
int csv_open(struct csv *csv, FILE *file);
void csv_close(struct csv *csv);
/**
 * csv_next - an entry of the next row
 * @out: what the columns say: "key", "value", "key.MEMBER", "value.MEMBER.MEMBER"; a
 *       field is JSON or else text; an empty one says nothing.  NULL at the end
 *
 * Return: as csv_open.
 */
int csv_next(struct csv *csv, json_t **out);
/* Is the file's name that of one? */
bool csv_is_name(const char *path);

/* An argument or a field is JSON, or else a string: 192.0.2.1 needs no quotes. */
json_t *json_or_text(const char *text);

#endif
