/*
 * The loader on damaged files: any damage ends in an error with a message or
 * in images whose every part can be used.  Run it under ASan too.
 *
 * Random damage is seeded (SEED=n repeats a run); SOAK=1 tries every
 * truncation, every byte of every header, and a million random changes.
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

#include "tests/lib/elf_file.h"
#include "tests/lib/object_use.h"

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

static const char *const victims[] = { "subprogs", "maps", "map_in_map", "data", "core_relo",
				      "legacy_maps", "externs", "variables", "sections" };
enum { N_VICTIMS = sizeof(victims) / sizeof(*victims) };

static void truncated(void **state)
{
	uint64_t random = first_seed();

	(void)state;
	for (size_t v = 0; v < N_VICTIMS; v++) {
		struct blob elf = built_object(victims[v]);

		for (size_t n = 0; n < elf.size; n++) {
			bool edge = n < 80 || n + 80 > elf.size;

			if (edge || is_soak() || next_random(&random) % 100 == 0)
				survive(elf.data, n);
		}
		blob_free(&elf);
	}
}

static void shrunk_and_grown_sections(void **state)
{
	static const int64_t changes[] = { -8, -1, 1, 8 };

	(void)state;
	for (size_t v = 0; v < N_VICTIMS; v++) {
		struct blob elf = built_object(victims[v]);
		unsigned n = ((Elf64_Ehdr *)elf.data)->e_shnum;

		for (unsigned i = 0; i < n; i++) {
			for (size_t c = 0; c < 4; c++) {
				Elf64_Shdr *header = elf_header(&elf, i), old = *header;

				header->sh_size += (uint64_t)changes[c];
				survive(elf.data, elf.size);
				*header = old;
				header->sh_offset += (uint64_t)changes[c];
				survive(elf.data, elf.size);
				*header = old;
				survive(elf.data, header->sh_offset + header->sh_size +
							  (uint64_t)changes[c] < elf.size ?
						  header->sh_offset + header->sh_size +
							  (uint64_t)changes[c] :
						  elf.size);
			}
		}
		blob_free(&elf);
	}
}

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

			if (i + width > elf->size || (!is_soak() && next_random(random) % one_in))
				continue;
			memcpy(old, elf->data + i, width);
			memcpy(elf->data + i, &edges[e], width);
			survive(elf->data, elf->size);
			memcpy(elf->data + i, old, width);
		}
	}
}

static void damaged_tables(void **state)
{
	uint64_t random = first_seed();

	(void)state;
	for (size_t v = 0; v < N_VICTIMS; v++) {
		struct blob elf = built_object(victims[v]);
		const Elf64_Ehdr header = *(Elf64_Ehdr *)elf.data;

		damage_words(&elf, 0, sizeof(header), 1, &random);
		damage_words(&elf, header.e_shoff, header.e_shnum * sizeof(Elf64_Shdr), 4, &random);
		for (unsigned i = 1; i < header.e_shnum; i++) {
			const Elf64_Shdr *section = elf_header(&elf, i);
			bool table = section->sh_type == SHT_SYMTAB || section->sh_type == SHT_REL;

			if (table || section->sh_type == SHT_PROGBITS)
				damage_words(&elf, section->sh_offset, section->sh_size,
					     table ? 10 : 25, &random);
		}
		blob_free(&elf);
	}
}

/* Flip bits of every byte of the headers, then of any bytes, a few at once. */
static void flipped_bits(void **state)
{
	uint64_t random = first_seed();
	size_t rounds = is_soak() ? 200000 : 400;

	(void)state;
	for (size_t v = 0; v < N_VICTIMS; v++) {
		struct blob elf = built_object(victims[v]), copy = { 0 };
		size_t headers = ((Elf64_Ehdr *)elf.data)->e_shoff;

		for (size_t i = 0; i < elf.size; i++) {
			if (i == sizeof(Elf64_Ehdr))
				i = headers;
			if (i >= headers && !is_soak() && next_random(&random) % 4)
				continue;
			elf.data[i] ^= (uint8_t)(1u << i % 8);
			survive(elf.data, elf.size);
			elf.data[i] ^= (uint8_t)(1u << i % 8);
		}
		blob_add(&copy, elf.data, elf.size);
		for (size_t r = 0; r < rounds; r++) {
			unsigned n = 1 + (unsigned)(next_random(&random) % 6);

			for (unsigned k = 0; k < n; k++) {
				size_t at = next_random(&random) % elf.size;

				copy.data[at] = (uint8_t)next_random(&random);
			}
			survive(copy.data, copy.size);
			memcpy(copy.data, elf.data, elf.size);
		}
		blob_free(&copy);
		blob_free(&elf);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(truncated),
		cmocka_unit_test(shrunk_and_grown_sections),
		cmocka_unit_test(damaged_tables),
		cmocka_unit_test(flipped_bits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
