/*
 * Map descriptions of the time before BTF: the variables of section `maps`,
 * structures of 4 to 9 words, `maps/anything` (gobpf) or `lirc_mode2/maps`
 * (ir-keytable), found by their symbols.
 *
 * The first five words are the same everywhere: type, key size, value size,
 * entries, flags (Linux's samples, libbpf until 0.8, iproute2).  What follows
 * is told by the size: 9 or 8 words are iproute2's `struct bpf_elf_map` (id,
 * pinning, inner_id, inner_idx); 6 or 7 are the samples' (number of the inner
 * map, NUMA node) for a map of maps, else iproute2's first form (id, pinning);
 * 280 bytes are gobpf's (pinning, namespace), whose namespace must be empty.
 * Other bytes behind the ninth word must be zero, as libbpf wanted it.
 */
#include <elf.h>
#include <stdlib.h>
#include <string.h>

#include "loader/load.h"

enum legacy_word {
	WORD_TYPE, WORD_KEY, WORD_VALUE, WORD_ENTRIES, WORD_FLAGS,
	WORD_ID, WORD_PINNING, WORD_INNER_ID, WORD_INNER_IDX, N_WORDS,
	WORD_SAMPLE_INNER = WORD_ID, /* of the shorter form */
	MIN_WORDS = WORD_ENTRIES + 1,
	MAX_SAMPLE_WORDS = WORD_PINNING + 1,
	GOBPF_SIZE = 280,
	MAX_PINNING = 2, /* iproute2's PIN_GLOBAL_NS; 1 is PIN_OBJECT_NS, and libbpf's by name */
	NOT_IN_OUTER = UINT32_MAX, /* inner_idx */
};

struct words { /* a definition; what it does not have is zero */
	uint32_t word[N_WORDS];
	uint32_t n;
	bool is_gobpf;
};

/* The definitions of one section, in its order. */
struct legacy {
	struct load *load;
	const struct section *section;
	uint32_t first, n; /* maps of the object */
	struct words *def;
};

static int bad_map(const struct legacy *legacy, const struct map_place *place, const char *reason)
{
	return at_section(legacy->load, legacy->section, place->offset,
			  error_set(legacy->load->error, BAD_MAP,
				    legacy->load->object->maps[place->map].name, reason));
}

static bool is_legacy_map(const struct load *load, const struct symbol *symbol)
{
	return symbol->section && symbol->section < load->n_sections &&
	       load->sections[symbol->section].role == ROLE_LEGACY_MAPS &&
	       (symbol->type == STT_OBJECT || symbol->type == STT_NOTYPE) && *symbol->name &&
	       (symbol->type == STT_OBJECT || symbol->bind != STB_LOCAL);
}

uint32_t count_legacy_maps(const struct load *load)
{
	uint32_t n = 0;

	for (uint32_t i = 1; i < load->n_symbols; i++)
		n += is_legacy_map(load, &load->symbols[i]);
	return n;
}

/* ---- words ---- */

static bool holds_maps(const uint32_t *word)
{
	return word[WORD_TYPE] == MAP_ARRAY_OF_MAPS || word[WORD_TYPE] == MAP_HASH_OF_MAPS;
}

/* Does the definition have iproute2's words behind the flags? */
static bool has_ids(const struct legacy *legacy, uint32_t i)
{
	return legacy->def[i].n > MAX_SAMPLE_WORDS || !holds_maps(legacy->def[i].word);
}

static int read_words(struct legacy *legacy, const struct map_place *place, uint32_t i)
{
	const struct section *section = legacy->section;
	uint64_t size = place->size, known = sizeof(legacy->def[i].word);

	if (place->offset > section->size || size > section->size - place->offset)
		return bad_map(legacy, place, "it lies outside of the section");
	if (size % 4 || size < MIN_WORDS * 4)
		return bad_map(legacy, place, "its size is none that such a definition has");
	for (uint64_t k = known; k < size; k++)
		if (section->data[place->offset + k])
			return bad_map(legacy, place, "it has more words than are known");
	if (size < known)
		known = size;
	memcpy(legacy->def[i].word, section->data + place->offset, known);
	legacy->def[i].n = (uint32_t)(known / 4);
	legacy->def[i].is_gobpf = place->size == GOBPF_SIZE;
	if (legacy->def[i].is_gobpf) {
		legacy->def[i].word[WORD_PINNING] = legacy->def[i].word[WORD_ID];
		legacy->def[i].word[WORD_ID] = 0;
	}
	return 0;
}

/* BPF_ANNOTATE_KV_PAIR: a structure of this name has the members key and value. */
static void read_types(const struct btf *btf, struct map_desc *desc)
{
	static const char prefix[] = "____btf_map_";
	struct btf_member key, value;
	struct btf_type type;
	char name[256];
	uint32_t id;

	if (!btf || strlen(desc->name) >= sizeof(name) - sizeof(prefix))
		return;
	strcpy(name, prefix);
	strcat(name, desc->name);
	id = btf_find(btf, BTF_STRUCT, name);
	if (!id)
		return;
	btf_type(btf, id, &type);
	if (type.n != 2)
		return;
	btf_member(btf, id, 0, &key);
	btf_member(btf, id, 1, &value);
	if (btf_size(btf, key.type) != desc->key_size ||
	    btf_size(btf, value.type) != desc->value_size)
		return;
	desc->key_type = key.type;
	desc->value_type = value.type;
}

static int describe(struct legacy *legacy, const struct map_place *place, uint32_t i)
{
	struct map_desc *desc = &legacy->load->object->maps[place->map];
	const uint32_t *word = legacy->def[i].word;

	desc->type = word[WORD_TYPE];
	desc->key_size = word[WORD_KEY];
	desc->value_size = word[WORD_VALUE];
	desc->max_entries = word[WORD_ENTRIES];
	desc->map_flags = word[WORD_FLAGS] & ~(uint32_t)MAP_F_NUMA_NODE; /* a wish */
	read_types(legacy->load->object->btf, desc);
	if (!map_type_by_number(desc->type))
		return at_section(legacy->load, legacy->section, place->offset,
				  error_set(legacy->load->error, UNSUPPORTED_MAP, desc->name,
					    "its type has a number that no map type has"));
	if (!has_ids(legacy, i) || word[WORD_FLAGS] & MAP_F_NUMA_NODE)
		return 0;
	if (word[WORD_PINNING] > MAX_PINNING)
		return bad_map(legacy, place, "pinning: it is neither none nor by name");
	desc->pin_by_name = word[WORD_PINNING] != 0;
	return 0;
}

/* ---- maps of maps ---- */

/* Does the definition say what is inside?  If not, the application does. */
static bool names_inner(const struct legacy *legacy, uint32_t i)
{
	return has_ids(legacy, i) ? legacy->def[i].word[WORD_INNER_ID] != 0 :
				    legacy->def[i].n > WORD_SAMPLE_INNER;
}

/* The number of the template of map of maps @i, or of the map with the id that it names. */
static uint32_t find_inner(const struct legacy *legacy, uint32_t i)
{
	const uint32_t *word = legacy->def[i].word;

	if (!has_ids(legacy, i))
		return word[WORD_SAMPLE_INNER];
	for (uint32_t k = 0; k < legacy->n; k++)
		if (k != i && has_ids(legacy, k) && legacy->def[k].word[WORD_ID] &&
		    legacy->def[k].word[WORD_ID] == word[WORD_INNER_ID])
			return k;
	return NO_MAP;
}

/* iproute2: the maps of that id are entries of the map of maps at their inner_idx. */
static bool is_entry(const struct legacy *legacy, uint32_t outer, uint32_t k)
{
	const uint32_t *word = legacy->def[k].word;

	return has_ids(legacy, k) && legacy->def[k].n == N_WORDS && word[WORD_ID] &&
	       word[WORD_ID] == legacy->def[outer].word[WORD_INNER_ID] && !word[WORD_INNER_ID] &&
	       word[WORD_INNER_IDX] != NOT_IN_OUTER && !holds_maps(word);
}

static int read_entries(struct legacy *legacy, const struct map_place *places, uint32_t outer)
{
	struct map_desc *desc = &legacy->load->object->maps[places[outer].map];
	struct map_init *init;
	uint32_t n = 0;

	for (uint32_t k = 0; k < legacy->n; k++)
		n += is_entry(legacy, outer, k);
	if (!n || legacy->def[outer].n != N_WORDS)
		return 0;
	init = ARENA_ARRAY(legacy->load->arena, struct map_init, n);
	if (!init)
		return error_set(legacy->load->error, NO_MEMORY, "maps");
	desc->init = init;
	for (uint32_t k = 0; k < legacy->n; k++) {
		if (!is_entry(legacy, outer, k))
			continue;
		init[desc->n_init] = (struct map_init){ legacy->def[k].word[WORD_INNER_IDX],
							places[k].map };
		if (init[desc->n_init++].index >= desc->max_entries)
			return bad_map(legacy, &places[k], "inner_idx: the map has no such entry");
	}
	return 0;
}

static int read_outer(struct legacy *legacy, const struct map_place *places, uint32_t i)
{
	struct object *object = legacy->load->object;
	struct map_desc *desc = &object->maps[places[i].map];
	uint32_t inner;

	if (!holds_maps(legacy->def[i].word))
		return 0;
	if (desc->value_size && desc->value_size != 4)
		return bad_map(legacy, &places[i], "the handle of a map has 4 bytes");
	desc->value_size = 4;
	if (!names_inner(legacy, i))
		return 0;
	inner = find_inner(legacy, i);
	if (inner >= legacy->n)
		return bad_map(legacy, &places[i], "the map inside of it is not defined");
	if (holds_maps(legacy->def[inner].word))
		return bad_map(legacy, &places[i], "maps of maps of maps are not possible");
	desc->inner = &object->maps[places[inner].map];
	return read_entries(legacy, places, i);
}

/* ---- program arrays ---- */

static int read_programs(struct legacy *legacy, const struct map_place *place, uint32_t i)
{
	struct map_desc *desc = &legacy->load->object->maps[place->map];
	const uint32_t id = legacy->def[i].word[WORD_ID];
	int err;

	if (desc->type != MAP_PROG_ARRAY || !id)
		return 0;
	err = load_tail_calls(legacy->load, id, desc);
	for (uint32_t k = 0; !err && k < desc->n_init; k++)
		if (desc->init[k].index >= desc->max_entries)
			err = bad_map(legacy, place, "a program's section names an entry that "
						     "it does not have");
	return err;
}

/* ---- places ---- */

static int compare_places(const void *a, const void *b)
{
	const struct map_place *x = a, *y = b;

	if (x->section != y->section)
		return x->section < y->section ? -1 : 1;
	return x->offset < y->offset ? -1 : x->offset > y->offset;
}

/* Old compilers gave symbols no size: then a map reaches to the next, or to the end. */
static void fill_sizes(const struct load *load, struct map_place *places, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		uint64_t end = load->sections[places[i].section].size;

		if (i + 1 < n && places[i + 1].section == places[i].section)
			end = places[i + 1].offset;
		if (!places[i].size && end > places[i].offset)
			places[i].size = (uint32_t)(end - places[i].offset);
	}
}

static int find_places(struct load *load, struct map_place *places, uint32_t n)
{
	uint32_t at = 0;

	for (uint32_t i = 1; i < load->n_symbols; i++) {
		const struct symbol *symbol = &load->symbols[i];

		if (!is_legacy_map(load, symbol))
			continue;
		if (symbol->value > UINT32_MAX || symbol->size > UINT32_MAX)
			return at_section(load, &load->sections[symbol->section], -1,
					  error_set(load->error, BAD_MAP, symbol->name,
						    "it lies outside of the section"));
		places[at++] = (struct map_place){
			.section = symbol->section,
			.map = i, /* its symbol, until the order is known */
			.offset = (uint32_t)symbol->value,
			.size = (uint32_t)symbol->size,
			.values_offset = NO_VALUES,
		};
	}
	qsort(places, n, sizeof(*places), compare_places);
	fill_sizes(load, places, n);
	return 0;
}

static int read_section_maps(struct legacy *legacy, const struct map_place *places)
{
	int err = 0;

	for (uint32_t i = 0; !err && i < legacy->n; i++) {
		err = read_words(legacy, &places[i], i);
		if (!err)
			err = describe(legacy, &places[i], i);
	}
	for (uint32_t i = 0; !err && i < legacy->n; i++) {
		err = read_outer(legacy, places, i);
		if (!err)
			err = read_programs(legacy, &places[i], i);
	}
	return err;
}

int load_legacy_maps(struct load *load, uint32_t first, uint32_t n)
{
	struct map_place *places = load->map_places + first;
	struct legacy legacy = { .load = load };
	int err = find_places(load, places, n);

	legacy.def = ARENA_ARRAY(&load->scratch, struct words, n);
	if (!legacy.def)
		return error_set(load->error, NO_MEMORY, "maps");
	for (uint32_t i = 0; !err && i < n; i++) {
		uint32_t symbol = places[i].map;

		places[i].map = first + i;
		load->object->maps[first + i].name = load->symbols[symbol].name;
	}
	for (uint32_t i = 0; !err && i < n; i += legacy.n) {
		memset(legacy.def, 0, n * sizeof(*legacy.def));
		legacy.section = &load->sections[places[i].section];
		legacy.n = 1;
		while (i + legacy.n < n && places[i + legacy.n].section == places[i].section)
			legacy.n++;
		err = read_section_maps(&legacy, places + i);
	}
	return err;
}
