/*
 * .BTF, whose variable offsets are relocated first, and .BTF.ext: functions'
 * types, C lines and CO-RE relocations, as arrays sorted by place.
 *
 * .BTF.ext is a list of records a section; its record sizes may be larger than
 * the part that is known here.  Its own relocations change nothing: offsets of
 * instructions are already relative to their section.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "loader/load.h"

#define BAD_EXT(load, reason)                                                                      \
	at_section(load, find_section(load, ROLE_BTF_EXT), -1,                                     \
		   error_set((load)->error, BAD_BTF_EXT, reason))

/* ---- .BTF ---- */

static int bad_reloc(struct load *load, const struct section *section, const struct reloc *reloc,
		     const char *reason)
{
	return at_section(load, section, (int64_t)reloc->offset,
			  error_set(load->error, BAD_RELOCATION, reloc->number, section->name,
				    (unsigned long long)reloc->offset, reason));
}

/*
 * Offsets of variables in their sections: 32-bit words to which a symbol's value is
 * added.  LLVM 8 and 9 give these relocations the type none.
 */
static int relocate_btf(struct load *load, const struct section *section, uint8_t *data)
{
	for (uint32_t i = 0; i < section->n_relocs; i++) {
		const struct reloc *reloc = &section->relocs[i];
		uint32_t word;

		if (reloc->type != RELOC_ABS32 && reloc->type != RELOC_NODYLD32 &&
		    reloc->type != RELOC_64_32 && reloc->type != RELOC_NONE)
			return bad_reloc(load, section, reloc, "unknown type");
		if (section->size < sizeof(word) || reloc->offset > section->size - sizeof(word))
			return bad_reloc(load, section, reloc, "it lies outside of the section");
		if (reloc->symbol >= load->n_symbols)
			return bad_reloc(load, section, reloc, "its symbol does not exist");
		memcpy(&word, data + reloc->offset, sizeof(word));
		word += (uint32_t)load->symbols[reloc->symbol].value;
		memcpy(data + reloc->offset, &word, sizeof(word));
	}
	return 0;
}

static int parse_btf(struct load *load, const struct section *section)
{
	uint8_t *data = arena_memdup(&load->scratch, section->data, section->size);
	int err;

	if (!data)
		return error_set(load->error, NO_MEMORY, "BTF");
	err = relocate_btf(load, section, data);
	if (err)
		return err;
	err = btf_parse(load->arena, data, section->size, NULL, &load->object->btf, load->error);
	return err ? at_section(load, section, -1, err) : 0;
}

/* ---- .BTF.ext: its format, little-endian ---- */

struct ext_header {
	uint16_t magic;
	uint8_t version, flags;
	uint32_t size;
	struct {
		uint32_t offset, size;
	} tables[N_EXT]; /* the last one is absent in the oldest form */
};

struct raw_func {
	uint32_t insn_offset, type;
};
struct raw_line {
	uint32_t insn_offset, file, text, position; /* line << 10 | column */
};
struct raw_core {
	uint32_t insn_offset, type, access, kind;
};

/* Translate the record at @data into @rec, whose place is filled. */
typedef int take_fn(struct load *load, const uint8_t *data, struct ext_rec *rec);

static int take_func(struct load *load, const uint8_t *data, struct ext_rec *rec)
{
	struct raw_func raw;
	struct btf_type type;

	memcpy(&raw, data, sizeof(raw));
	if (raw.type >= btf_n_types(load->object->btf))
		return BAD_EXT(load, "a function's type does not exist");
	btf_type(load->object->btf, raw.type, &type);
	if (type.kind != BTF_FUNC)
		return BAD_EXT(load, "a function's type is not a function");
	rec->type = raw.type;
	return 0;
}

static int take_line(struct load *load, const uint8_t *data, struct ext_rec *rec)
{
	struct raw_line raw;

	memcpy(&raw, data, sizeof(raw));
	rec->file = btf_string(load->object->btf, raw.file);
	rec->text = btf_string(load->object->btf, raw.text);
	if (!rec->file || !rec->text)
		return BAD_EXT(load, "a line's text lies outside of the strings");
	rec->line = raw.position >> 10;
	rec->column = raw.position & 0x3ff;
	return 0;
}

static int take_core(struct load *load, const uint8_t *data, struct ext_rec *rec)
{
	struct raw_core raw;

	memcpy(&raw, data, sizeof(raw));
	rec->type = raw.type;
	rec->kind = raw.kind;
	rec->text = btf_string(load->object->btf, raw.access);
	if (raw.type >= btf_n_types(load->object->btf) || !rec->text)
		return BAD_EXT(load, "a CO-RE relocation's type or access does not exist");
	return 0;
}

static const struct ext_row {
	uint32_t known; /* bytes of a record that are understood */
	take_fn *take;
} ext_rows[N_EXT] = {
	[EXT_FUNCS] = { sizeof(struct raw_func), take_func },
	[EXT_LINES] = { sizeof(struct raw_line), take_line },
	[EXT_CORES] = { sizeof(struct raw_core), take_core },
};

/* A table of .BTF.ext: the record size, then for each section a head and records. */
struct raw_table {
	const uint8_t *data;
	uint32_t size, rec_size, pos;
	const struct ext_row *row;
};

struct raw_head {
	uint32_t name, n;
};

/* The next section's head and the code section it is about (NULL: not here). */
static int next_head(struct load *load, struct raw_table *table, struct raw_head *head,
		     const struct section **section)
{
	const char *name;

	if (table->size - table->pos < sizeof(*head))
		return BAD_EXT(load, "a table is cut off");
	memcpy(head, table->data + table->pos, sizeof(*head));
	table->pos += (uint32_t)sizeof(*head);
	if (head->n > (table->size - table->pos) / table->rec_size)
		return BAD_EXT(load, "the records of a section are cut off");
	name = btf_string(load->object->btf, head->name);
	if (!name)
		return BAD_EXT(load, "a section's name lies outside of the strings");
	*section = find_section_name(load, name);
	if (*section && (*section)->role != ROLE_CODE)
		*section = NULL;
	return 0;
}

/* Count the records of code sections; where @out->recs is there, take them. */
static int walk(struct load *load, struct raw_table *table, struct ext_table *out)
{
	uint32_t n_heads = 0;

	out->n = 0;
	table->pos = sizeof(table->rec_size);
	while (table->pos < table->size) {
		const struct section *section = NULL;
		struct raw_head head = { 0 };
		int err = next_head(load, table, &head, &section);

		if (err)
			return err;
		if (n_heads++ == load->n_sections)
			return BAD_EXT(load, "a table has more parts than there are sections");
		if (!section || !out->recs) {
			table->pos += head.n * table->rec_size;
			out->n += section ? head.n : 0;
			continue;
		}
		for (; head.n; head.n--, table->pos += table->rec_size, out->n++) {
			const uint8_t *data = table->data + table->pos;
			uint32_t offset;

			memcpy(&offset, data, sizeof(offset));
			if (offset % 8 || offset >= section->size)
				return BAD_EXT(load, "a record is at no instruction");
			out->recs[out->n].section = (uint32_t)(section - load->sections);
			out->recs[out->n].slot = offset / 8;
			err = table->row->take(load, data, &out->recs[out->n]);
			if (err)
				return err;
		}
	}
	return 0;
}

static int compare_places(const void *a, const void *b)
{
	const struct ext_rec *x = a, *y = b;

	if (x->section != y->section)
		return x->section < y->section ? -1 : 1;
	return x->slot < y->slot ? -1 : x->slot > y->slot;
}

uint32_t ext_find(const struct ext_table *table, uint32_t section, uint32_t slot)
{
	const struct ext_rec place = { .section = section, .slot = slot };
	uint32_t lo = 0, hi = table->n;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (compare_places(&table->recs[mid], &place) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static int read_table(struct load *load, struct raw_table *table, struct ext_table *out)
{
	int err;

	if (table->size == 0)
		return 0;
	if (table->size < sizeof(table->rec_size))
		return BAD_EXT(load, "a table is cut off");
	memcpy(&table->rec_size, table->data, sizeof(table->rec_size));
	if (table->rec_size < table->row->known || table->rec_size % 4)
		return BAD_EXT(load, "the records have a wrong size");
	err = walk(load, table, out);
	if (err)
		return err;
	out->recs = ARENA_ARRAY(&load->scratch, struct ext_rec, out->n);
	if (!out->recs)
		return error_set(load->error, NO_MEMORY, "line information");
	err = walk(load, table, out);
	for (uint32_t i = 1; !err && i < out->n; i++)
		if (compare_places(&out->recs[i - 1], &out->recs[i]) > 0) {
			qsort(out->recs, out->n, sizeof(*out->recs), compare_places);
			break;
		}
	return err;
}

static int check_ext_header(struct load *load, const struct section *section,
			    struct ext_header *h)
{
	const size_t oldest = offsetof(struct ext_header, tables[EXT_CORES]);
	size_t body;

	if (section->size < oldest)
		return BAD_EXT(load, "the header is cut off");
	*h = (struct ext_header){ 0 };
	memcpy(h, section->data, oldest);
	if (h->magic != 0xeb9f || h->version != 1 || h->flags)
		return BAD_EXT(load, "unknown magic number, version or flags");
	if (h->size < oldest || h->size > section->size)
		return BAD_EXT(load, "the header's size is wrong");
	if (h->size >= sizeof(*h))
		memcpy(h, section->data, sizeof(*h));
	body = section->size - h->size;
	for (int i = 0; i < N_EXT; i++)
		if (h->tables[i].offset > body || h->tables[i].size > body - h->tables[i].offset)
			return BAD_EXT(load, "a table lies outside of the section");
	return 0;
}

static int parse_ext(struct load *load, const struct section *section)
{
	struct ext_header h;
	int err = check_ext_header(load, section, &h);

	for (int i = 0; !err && i < N_EXT; i++) {
		struct raw_table table = {
			.data = section->data + h.size + h.tables[i].offset,
			.size = h.tables[i].size,
			.row = &ext_rows[i],
		};

		err = read_table(load, &table, &load->ext[i]);
	}
	return err;
}

int load_btf(struct load *load)
{
	const struct section *btf = find_section(load, ROLE_BTF);
	const struct section *ext = find_section(load, ROLE_BTF_EXT);
	int err = btf ? parse_btf(load, btf) : 0;

	if (err || !ext)
		return err;
	return btf ? parse_ext(load, ext) : BAD_EXT(load, "there is no .BTF");
}
