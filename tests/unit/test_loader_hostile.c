/*
 * The loader on damaged files: any damage ends in an error with a message or
 * in images whose every part can be used.  Run it under ASan too.
 *
 * Every boundary of every section is tried, and of the rest a part drawn by SEED=n
 * (the time): 1 % of the truncations, of the bits of headers.  SOAK=1 tries them all
 * on every object, and a million random changes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>
#include <dirent.h>

#include "tests/lib/elf_file.h"
#include "tests/lib/object_use.h"
#include "tests/lib/progress.h"

static bool is_soak(void)
{
	return getenv("SOAK") != NULL;
}

static uint64_t first_seed(void)
{
	const char *seed = getenv("SEED");
	uint64_t value = seed ? strtoull(seed, NULL, 0) : (uint64_t)time(NULL);

	print_message("SEED=%llu\n", (unsigned long long)value);
	return value;
}

static struct progress progress = { .what = "damaged objects" };

static void attempt(const uint8_t *data, size_t size)
{
	survive(data, size);
	progress_step(&progress, 1);
}

/* ---- which objects ---- */

typedef void damage_fn(struct blob *elf, uint64_t *random);

static void damage_all(damage_fn *damage)
{
	const char *build = getenv("BUILD") ? getenv("BUILD") : "build";
	uint64_t random = first_seed();
	const struct dirent *entry;
	char folder[256];
	DIR *dir;

	snprintf(folder, sizeof(folder), "%s/tests/objects", build);
	dir = opendir(folder);
	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		const char *end = strstr(entry->d_name, ".bpf.o");
		struct blob elf;
		char name[128];

		if (!end || end[6])
			continue;
		snprintf(name, sizeof(name), "%.*s", (int)(end - entry->d_name), entry->d_name);
		elf = built_object(name);
		damage(&elf, &random);
		blob_free(&elf);
	}
	closedir(dir);
}

static void damage_some(damage_fn *damage)
{
	static const char *const names[] = { "subprogs", "maps", "map_in_map", "data",
					     "core_relo", "legacy_maps", "externs", "variables",
					     "sections", "old_loaders" };
	uint64_t random = first_seed();

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct blob elf = built_object(names[i]);

		damage(&elf, &random);
		blob_free(&elf);
	}
}

/* The seeded part of what soak does to every object, to some of them. */
static void damage_objects(damage_fn *damage)
{
	if (is_soak())
		damage_all(damage);
	else
		damage_some(damage);
}

static bool is_drawn(uint64_t *random, unsigned one_in)
{
	return is_soak() || next_random(random) % one_in == 0;
}

/* ---- truncations ---- */

static void truncate_anywhere(struct blob *elf, uint64_t *random)
{
	for (size_t n = 0; n < elf->size; n++)
		if (is_drawn(random, 100))
			attempt(elf->data, n);
}

static void truncated(void **state)
{
	(void)state;
	damage_objects(truncate_anywhere);
}

static void truncate_around(const struct blob *elf, uint64_t at)
{
	for (uint64_t n = at ? at - 1 : 0; n <= at + 1 && n <= elf->size; n++)
		attempt(elf->data, n);
}

static void truncate_at_sections(struct blob *elf, uint64_t *random)
{
	const Elf64_Ehdr *header = (const Elf64_Ehdr *)elf->data;
	uint64_t table = header->e_shoff;

	(void)random;
	truncate_around(elf, sizeof(*header));
	truncate_around(elf, table);
	for (unsigned i = 0; i < header->e_shnum; i++) {
		const Elf64_Shdr *section = elf_header(elf, i);

		truncate_around(elf, section->sh_offset);
		truncate_around(elf, section->sh_offset + section->sh_size);
		truncate_around(elf, table + (i + 1) * sizeof(*section));
	}
}

static void move_boundaries(struct blob *elf, uint64_t *random)
{
	static const int64_t changes[] = { -8, -1, 1, 8 };

	(void)random;
	for (unsigned i = 0; i < ((Elf64_Ehdr *)elf->data)->e_shnum; i++) {
		for (size_t c = 0; c < sizeof(changes) / sizeof(*changes); c++) {
			Elf64_Shdr *header = elf_header(elf, i), old = *header;

			header->sh_size += (uint64_t)changes[c];
			attempt(elf->data, elf->size);
			*header = old;
			header->sh_offset += (uint64_t)changes[c];
			attempt(elf->data, elf->size);
			header->sh_size -= (uint64_t)changes[c];
			attempt(elf->data, elf->size);
			*header = old;
		}
	}
}

static void section_boundaries(void **state)
{
	(void)state;
	damage_all(truncate_at_sections);
	damage_objects(move_boundaries);
}

/* ---- words ---- */

/* Put edge values into the 4- and 8-byte words of [start, start + size). */
static void damage_words(struct blob *elf, size_t start, size_t size, unsigned one_in,
			 uint64_t *random)
{
	static const uint64_t edges[] = { 0, 1, 0x7fffffff, 0x80000000, 0xffffffff,
					  UINT64_C(1) << 32, UINT64_C(1) << 63, UINT64_MAX,
					  UINT64_MAX - 7 };

	for (size_t i = start; i < start + size; i += 4) {
		for (size_t e = 0; e < sizeof(edges) / sizeof(*edges); e++) {
			size_t width = edges[e] > UINT32_MAX ? 8 : 4;
			uint8_t old[8];

			if (i + width > elf->size || !is_drawn(random, one_in))
				continue;
			memcpy(old, elf->data + i, width);
			memcpy(elf->data + i, &edges[e], width);
			attempt(elf->data, elf->size);
			memcpy(elf->data + i, old, width);
		}
	}
}

static void damage_tables(struct blob *elf, uint64_t *random)
{
	const Elf64_Ehdr header = *(Elf64_Ehdr *)elf->data;

	damage_words(elf, 0, sizeof(header), 1, random);
	damage_words(elf, header.e_shoff, header.e_shnum * sizeof(Elf64_Shdr), 4, random);
	for (unsigned i = 1; i < header.e_shnum; i++) {
		const Elf64_Shdr *section = elf_header(elf, i);
		bool table = section->sh_type == SHT_SYMTAB || section->sh_type == SHT_REL;

		if (table || section->sh_type == SHT_PROGBITS)
			damage_words(elf, section->sh_offset, section->sh_size, table ? 10 : 25,
				     random);
	}
}

static void damaged_tables(void **state)
{
	(void)state;
	damage_some(damage_tables);
}

/* ---- bits ---- */

static void flip_bits(struct blob *elf, uint64_t start, uint64_t size, unsigned one_in,
		      uint64_t *random)
{
	for (uint64_t bit = 8 * start; bit < 8 * (start + size); bit++) {
		if (!is_drawn(random, one_in))
			continue;
		elf->data[bit / 8] ^= (uint8_t)(1u << bit % 8);
		attempt(elf->data, elf->size);
		elf->data[bit / 8] ^= (uint8_t)(1u << bit % 8);
	}
}

static bool has_header(const struct blob *elf, unsigned section, uint64_t *size)
{
	const Elf64_Ehdr *header = (const Elf64_Ehdr *)elf->data;
	const char *name = (const char *)elf_content(elf, header->e_shstrndx) +
			   elf_header(elf, section)->sh_name;

	*size = !strcmp(name, ".BTF") ? 24 : 32;
	return !strcmp(name, ".BTF") || !strcmp(name, ".BTF.ext");
}

/* Of the file, its sections, its symbols, its relocations and its BTF. */
static void flip_headers(struct blob *elf, uint64_t *random)
{
	const Elf64_Ehdr header = *(Elf64_Ehdr *)elf->data;

	flip_bits(elf, 0, sizeof(header), 8, random);
	flip_bits(elf, header.e_shoff, header.e_shnum * sizeof(Elf64_Shdr), 100, random);
	for (unsigned i = 1; i < header.e_shnum; i++) {
		const Elf64_Shdr *section = elf_header(elf, i);
		uint64_t size;

		if (has_header(elf, i, &size))
			flip_bits(elf, section->sh_offset, size, 8, random);
		else if (section->sh_type == SHT_SYMTAB || section->sh_type == SHT_REL)
			flip_bits(elf, section->sh_offset, section->sh_size, 100, random);
	}
}

static void flipped_headers(void **state)
{
	(void)state;
	damage_objects(flip_headers);
}

/* A few bytes at once, anywhere. */
static void scribble(struct blob *elf, uint64_t *random)
{
	size_t rounds = is_soak() ? 100000 : 400;
	struct blob copy = { 0 };

	blob_add(&copy, elf->data, elf->size);
	for (size_t r = 0; r < rounds; r++) {
		unsigned n = 1 + (unsigned)(next_random(random) % 6);

		while (n--)
			copy.data[next_random(random) % elf->size] = (uint8_t)next_random(random);
		attempt(copy.data, copy.size);
		memcpy(copy.data, elf->data, elf->size);
	}
	blob_free(&copy);
}

static void scribbled_bytes(void **state)
{
	(void)state;
	damage_some(scribble);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(truncated),	   cmocka_unit_test(section_boundaries),
		cmocka_unit_test(damaged_tables),  cmocka_unit_test(flipped_headers),
		cmocka_unit_test(scribbled_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
