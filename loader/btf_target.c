/*
 * The target's types: BTF from a file, raw (as /sys/kernel/btf/vmlinux) or in
 * an ELF object's .BTF, with an index of its names, flavours aside, so that a
 * relocation's candidates are found without a walk over all types.
 */
#include <gelf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "loader/core.h"
#include "loader/load.h"

struct name_ref {
	uint64_t hash;
	uint32_t id;
};

struct btf_target {
	struct arena arena;
	const struct btf *btf;
	struct name_ref *names; /* sorted by hash, then id */
	uint32_t n_names;
};

/* FNV-1a of the name without its flavour. */
static uint64_t hash_name(const char *name)
{
	size_t n = core_essential_length(name);
	uint64_t hash = 0xcbf29ce484222325;

	for (size_t i = 0; i < n; i++)
		hash = (hash ^ (uint8_t)name[i]) * 0x100000001b3;
	return hash;
}

static int compare_names(const void *a, const void *b)
{
	const struct name_ref *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

static int index_names(struct btf_target *target, struct skep_error *error)
{
	uint32_t n = btf_n_types(target->btf);
	struct btf_type type;

	target->names = ARENA_ARRAY(&target->arena, struct name_ref, n);
	if (!target->names)
		return error_set(error, NO_MEMORY, "BTF");
	for (uint32_t id = 1; id < n; id++) {
		btf_type(target->btf, id, &type);
		if (type.name && *type.name)
			target->names[target->n_names++] =
				(struct name_ref){ hash_name(type.name), id };
	}
	qsort(target->names, target->n_names, sizeof(*target->names), compare_names);
	return 0;
}

const struct btf *btf_target_types(const struct btf_target *target)
{
	return target->btf;
}

uint32_t btf_target_next(const struct btf_target *target, const char *name, uint32_t *at)
{
	uint64_t hash = hash_name(name);
	struct btf_type type;

	if (*at == 0) { /* the first of this hash, counted from 1 */
		uint32_t lo = 0, hi = target->n_names;

		while (lo < hi) {
			uint32_t mid = lo + (hi - lo) / 2;

			if (target->names[mid].hash < hash)
				lo = mid + 1;
			else
				hi = mid;
		}
		*at = lo + 1;
	}
	while (*at <= target->n_names && target->names[*at - 1].hash == hash) {
		uint32_t id = target->names[(*at)++ - 1].id;

		btf_type(target->btf, id, &type);
		if (core_same_name(type.name, name))
			return id;
	}
	return 0;
}

/* --- from a file --- */

static bool is_raw(const uint8_t *data, size_t size)
{
	return size >= 2 && data[0] == 0x9f && data[1] == 0xeb;
}

/* Where .BTF of an ELF file of any machine lies; false: it has none. */
static bool find_btf(const uint8_t *data, size_t size, size_t *offset, size_t *length)
{
	Elf *elf = elf_version(EV_CURRENT) == EV_NONE ?
			   NULL :
			   elf_memory((char *)(uintptr_t)data, size);
	Elf_Scn *scn = NULL;
	bool found = false;
	GElf_Shdr header;
	size_t names;

	while (elf && !found && !elf_getshdrstrndx(elf, &names) &&
	       (scn = elf_nextscn(elf, scn)) != NULL) {
		const char *name = gelf_getshdr(scn, &header) ?
					   elf_strptr(elf, names, header.sh_name) :
					   NULL;

		found = name && !strcmp(name, ".BTF") && header.sh_type == SHT_PROGBITS &&
			header.sh_offset <= size && header.sh_size <= size - header.sh_offset;
	}
	elf_end(elf);
	if (found) {
		*offset = header.sh_offset;
		*length = header.sh_size;
	}
	return found;
}

int btf_target_open_mem(const void *data, size_t size, const char *name, struct btf_target **out,
			struct skep_error *error)
{
	struct btf_target *target = calloc(1, sizeof(*target));
	size_t offset = 0;
	int err;

	*out = NULL;
	error_clear(error);
	if (!target)
		return error_set(error, NO_MEMORY, "BTF");
	arena_init(&target->arena, MAX_OBJECT_MEMORY);
	if (!is_raw(data, size) && !find_btf(data, size, &offset, &size))
		err = error_set(error, BAD_BTF_HEADER,
				"the file is no BTF and has no section .BTF");
	else
		err = btf_parse(&target->arena, (const uint8_t *)data + offset, size, NULL,
				&target->btf, error);
	if (!err)
		err = index_names(target, error);
	if (err) {
		btf_target_close(target);
		if (error)
			snprintf(error->file, sizeof(error->file), "%s", name);
		return err;
	}
	*out = target;
	return 0;
}

int btf_target_open(const char *path, struct btf_target **out, struct skep_error *error)
{
	uint8_t *data;
	size_t size;
	int err;

	*out = NULL;
	error_clear(error);
	err = read_file(path, path, &data, &size, error);
	if (!err)
		err = btf_target_open_mem(data, size, path, out, error);
	free(data);
	return err;
}

void btf_target_close(struct btf_target *target)
{
	if (!target)
		return;
	arena_free(&target->arena);
	free(target);
}
