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

/* A row's fields. */
struct row {
	char **fields;
	size_t n;
};

struct text {
	char *data;
	size_t size, room;
};

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

static void row_free(struct row *row)
{
	for (size_t i = 0; i < row->n; i++)
		free(row->fields[i]);
	free(row->fields);
	*row = (struct row){ 0 };
}

static int add_char(struct csv *csv, struct text *text, int c)
{
	char *more;

	if (text->size + 1 >= text->room) {
		text->room = text->room ? 2 * text->room : 64;
		more = realloc(text->data, text->room);
		if (!more)
			return -ENOMEM;
		text->data = more;
	}
	if (text->size == MAX_CSV_FIELD)
		return wrong(csv, "a field is longer than 1 MiB");
	if (!c)
		return wrong(csv, "there is a zero byte");
	text->data[text->size++] = (char)c;
	text->data[text->size] = '\0';
	return 0;
}

/* Takes the text's memory. */
static int add_field(struct csv *csv, struct row *row, struct text *text)
{
	char **more = NULL, *field = text->data ? text->data : strdup("");

	*text = (struct text){ 0 };
	if (row->n == MAX_CSV_COLUMNS) {
		free(field);
		return wrong(csv, "there are more than 256 columns");
	}
	if (field)
		more = realloc(row->fields, (row->n + 1) * sizeof(*more));
	if (!more) {
		free(field);
		return -ENOMEM;
	}
	row->fields = more;
	row->fields[row->n++] = field;
	return 0;
}

/* What follows an opening quote, up to the one that closes; @c: what comes after that. */
static int read_quoted(struct csv *csv, struct text *text, int *c)
{
	int err = 0;

	while (!err) {
		*c = getc(csv->file);
		if (*c == EOF)
			return wrong(csv, "a quote is not closed");
		if (*c == '"') {
			*c = getc(csv->file);
			if (*c != '"')
				return 0;
		}
		csv->next_line += *c == '\n';
		err = add_char(csv, text, *c);
	}
	return err;
}

/* One field; @c: the comma, the line's end or EOF behind it. */
static int read_field(struct csv *csv, struct text *text, int *c)
{
	int err = 0;

	*c = getc(csv->file);
	if (*c == '"') {
		err = read_quoted(csv, text, c);
		if (!err && *c == '\r')
			*c = getc(csv->file);
		if (!err && *c != ',' && *c != '\n' && *c != EOF)
			err = wrong(csv, "there is something behind a closing quote");
		return err;
	}
	while (!err && *c != ',' && *c != '\n' && *c != EOF) {
		err = *c == '"' ? wrong(csv, "a quote inside a field needs quotes around it") :
				  add_char(csv, text, *c);
		*c = getc(csv->file);
	}
	if (*c != ',' && text->size && text->data[text->size - 1] == '\r')
		text->data[--text->size] = '\0';
	return err;
}

/* 0 fields: the end.  Empty lines are none. */
static int read_row(struct csv *csv, struct row *row)
{
	struct text text = { 0 };
	int c = ',', err = 0;

	while (!err && c == ',') {
		csv->line = row->n ? csv->line : csv->next_line;
		err = read_field(csv, &text, &c);
		if (!err && !row->n && c != ',' && !text.size) {
			csv->next_line++;
			if (c == EOF)
				break;
			c = ','; /* an empty line */
			continue;
		}
		if (!err)
			err = add_field(csv, row, &text);
	}
	csv->next_line += c == '\n' && row->n;
	free(text.data);
	if (!err && ferror(csv->file))
		err = -EIO;
	if (err)
		row_free(row);
	return err;
}

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
	struct row row = { 0 };
	int err;

	*csv = (struct csv){ .file = file, .next_line = 1 };
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
	row_free(&(struct row){ csv->names, csv->n });
	csv->names = NULL;
	csv->n = 0;
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
	struct row row = { 0 };
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
