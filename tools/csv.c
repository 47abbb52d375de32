/*
 * CSV: a row of names, then a row an entry.  One row is in memory at a time, so a
 * file may have millions.
 */
#include "tools/csv.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "tools/cli.h"

enum { MAX_CSV_COLUMNS = 256, MAX_CSV_FIELD = 1 << 20 };

bool csv_is_name(const char *path)
{
	size_t size = strlen(path);

	return size > 4 && !strcmp(path + size - 4, ".csv");
}

json_t *json_or_text(const char *text)
{
	json_t *json = json_loads(text, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL);

	return json ? json : text_json(text);
}

static int wrong(struct csv *csv, const char *why)
{
	snprintf(csv->why, sizeof(csv->why), "%s", why);
	return -EINVAL;
}

static void row_free(struct csv_row *row)
{
	for (size_t i = 0; i < row->n; i++)
		free(row->fields[i]);
	free(row->fields);
	*row = (struct csv_row){ 0 };
}

/* --- rows, by libcsv --- */

static int not_a_space(unsigned char c)
{
	(void)c;
	return 0; /* what stands beside commas is part of a field */
}

static void take_field(void *data, size_t size, void *arg)
{
	struct csv *csv = arg;
	struct csv_row *row = &csv->row;
	char **more;

	csv->size = 0;
	if (csv->err)
		return;
	if (row->n == MAX_CSV_COLUMNS)
		csv->err = wrong(csv, "there are more than 256 columns");
	else if (size && memchr(data, 0, size))
		csv->err = wrong(csv, "there is a zero byte");
	if (csv->err)
		return;
	more = realloc(row->fields, (row->n + 1) * sizeof(*more));
	if (more)
		row->fields = more;
	if (!more || !(more[row->n] = strndup(size ? data : "", size)))
		csv->err = -ENOMEM;
	else
		row->n++;
}

static void end_row(int c, void *arg)
{
	struct csv *csv = arg;

	(void)c;
	csv->ended = true;
}

static int give(struct csv *csv, unsigned char c)
{
	if (!csv->begun && c != '\r' && c != '\n') {
		csv->begun = true;
		csv->line = csv->next_line;
	}
	csv->next_line += c == '\n';
	if (++csv->size > MAX_CSV_FIELD)
		return wrong(csv, "a field is longer than 1 MiB");
	if (csv_parse(&csv->parser, &c, 1, take_field, end_row, csv) == 1)
		return csv->err;
	return csv_error(&csv->parser) == CSV_EPARSE ?
		       wrong(csv, "a quote stands inside a field, or something behind one "
				  "that closes") :
		       -ENOMEM;
}

/* 0 fields: the end.  Empty lines are none. */
static int read_row(struct csv *csv, struct csv_row *out)
{
	int c = 0, err = 0;

	csv->ended = csv->begun = false;
	csv->size = 0;
	while (!err && !csv->ended && (c = getc(csv->file)) != EOF)
		err = give(csv, (unsigned char)c);
	if (ferror(csv->file))
		err = -EIO;
	if (!err && c == EOF && csv_fini(&csv->parser, take_field, end_row, csv))
		err = wrong(csv, "a quote is not closed");
	if (!err)
		err = csv->err;
	*out = csv->row;
	csv->row = (struct csv_row){ 0 };
	if (err)
		row_free(out);
	return err;
}

/* --- entries --- */

static bool is_column(const char *name)
{
	size_t size = strcspn(name, ".");

	if (strncmp(name, "key", size) && strncmp(name, "value", size))
		return false;
	return size == (*name == 'k' ? 3 : 5) && (!name[size] || name[size + 1]);
}

static void skip_mark(FILE *file)
{
	static const unsigned char mark[] = { 0xef, 0xbb, 0xbf };
	unsigned char first[sizeof(mark)];

	if (fread(first, 1, sizeof(first), file) != sizeof(first) ||
	    memcmp(first, mark, sizeof(mark)))
		rewind(file);
}

int csv_open(struct csv *csv, FILE *file)
{
	struct csv_row row = { 0 };
	int err;

	*csv = (struct csv){ .file = file, .line = 1, .next_line = 1 };
	if (csv_init(&csv->parser, CSV_STRICT | CSV_STRICT_FINI))
		return -ENOMEM;
	csv_set_space_func(&csv->parser, not_a_space);
	skip_mark(file);
	err = read_row(csv, &row);
	if (!err && !row.n)
		err = wrong(csv, "there is no line of names");
	csv->names = row.fields;
	csv->n = row.n;
	for (size_t i = 0; !err && i < row.n; i++)
		if (!is_column(row.fields[i]))
			err = wrong(csv, "a name of the first line is none of key, value, "
					 "key.MEMBER, value.MEMBER");
	return err;
}

void csv_close(struct csv *csv)
{
	row_free(&(struct csv_row){ csv->names, csv->n });
	csv->names = NULL;
	csv->n = 0;
	csv_free(&csv->parser);
}

/* Put @value, which is taken, where the name's parts lead; NULL: nothing is there. */
static int put(struct csv *csv, json_t *entry, const char *name, json_t *value)
{
	char part[256];
	json_t *next;

	for (; strchr(name, '.'); name += strcspn(name, ".") + 1) {
		snprintf(part, sizeof(part), "%.*s", (int)strcspn(name, "."), name);
		next = json_object_get(entry, part);
		if (!next) {
			next = json_object();
			json_object_set_new(entry, part, next);
		}
		entry = next;
	}
	if (!value)
		return 0;
	if (json_is_object(entry) && !json_object_get(entry, name))
		return json_object_set_new(entry, name, value) ? -ENOMEM : 0;
	json_decref(value);
	return wrong(csv, "two columns say the same");
}

int csv_next(struct csv *csv, json_t **out)
{
	struct csv_row row = { 0 };
	int err = read_row(csv, &row);

	*out = NULL;
	if (err || !row.n)
		return err;
	if (row.n != csv->n)
		err = wrong(csv, "there are more or less fields than names");
	else
		*out = json_object();
	for (size_t i = 0; !err && i < row.n; i++)
		err = put(csv, *out, csv->names[i],
			  *row.fields[i] ? json_or_text(row.fields[i]) : NULL);
	row_free(&row);
	if (err) {
		json_decref(*out);
		*out = NULL;
	}
	return err;
}
