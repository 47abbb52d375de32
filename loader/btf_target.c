/*
 * The target's types: BTF from a file, raw (as /sys/kernel/btf/vmlinux) or in
 * an ELF object's .BTF, with an index of its names, flavours aside, so that a
 * relocation's candidates are found without a walk over all types.
 *
 * A folder is one as /sys/kernel/btf: its file vmlinux, and split BTF of modules that
 * extend it.  As with libbpf, modules are looked at only for what vmlinux does not have.
 */
#include <dirent.h>
#include <errno.h>
#include <gelf.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "loader/core.h"
#include "loader/load.h"

struct name_ref {
	uint64_t hash;
	uint32_t id;
};

/* The types of one file, those of its base aside. */
struct part {
	const struct btf *btf;
	struct name_ref *names; /* sorted by hash, then id */
	uint32_t n_names;
};

/* What the other files of the folder extend the types by; read when first needed. */
struct modules {
	pthread_mutex_t lock;
	struct arena arena;
	char *folder;
	struct part *parts;
	uint32_t n;
	bool is_read;
};

struct btf_target {
	struct arena arena;
	struct part types;
	struct modules *modules; /* or NULL: it was one file */
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

static int index_names(struct arena *arena, struct part *part, uint32_t first,
		       struct skep_error *error)
{
	uint32_t n = btf_n_types(part->btf);
	struct btf_type type;

	part->names = ARENA_ARRAY(arena, struct name_ref, n - first);
	if (!part->names)
		return error_set(error, NO_MEMORY, "BTF");
	for (uint32_t id = first; id < n; id++) {
		btf_type(part->btf, id, &type);
		if (type.name && *type.name)
			part->names[part->n_names++] =
				(struct name_ref){ hash_name(type.name), id };
	}
	qsort(part->names, part->n_names, sizeof(*part->names), compare_names);
	return 0;
}

/* The first name of this hash, or where it would be. */
static uint32_t first_name(const struct part *part, uint64_t hash)
{
	uint32_t lo = 0, hi = part->n_names;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (part->names[mid].hash < hash)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static uint32_t find_in(const struct part *part, const char *name, uint8_t kind,
			struct core_type *found, uint32_t max)
{
	uint64_t hash = hash_name(name);
	struct btf_type type;
	uint32_t n = 0;

	for (uint32_t i = first_name(part, hash);
	     n < max && i < part->n_names && part->names[i].hash == hash; i++) {
		btf_type(part->btf, part->names[i].id, &type);
		if (core_same_kind(kind, type.kind) && core_same_name(type.name, name))
			found[n++] = (struct core_type){ part->btf, part->names[i].id };
	}
	return n;
}

const struct btf *btf_target_types(const struct btf_target *target)
{
	return target->types.btf;
}

/* The same name with a flavour is another function. */
int btf_target_func(const struct btf_target *target, const char *name, const struct btf **btf,
		    uint32_t *func)
{
	const struct part *part = &target->types;
	uint64_t hash = hash_name(name);
	struct btf_type type;

	*func = 0;
	*btf = part->btf;
	for (uint32_t i = first_name(part, hash); i < part->n_names && part->names[i].hash == hash;
	     i++) {
		btf_type(part->btf, part->names[i].id, &type);
		if (type.kind != BTF_FUNC || strcmp(type.name, name))
			continue;
		if (*func)
			return -ENOTUNIQ;
		*func = part->names[i].id;
	}
	return *func ? 0 : -ENOENT;
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

static int open_part(struct arena *arena, const void *data, size_t size, const struct btf *base,
		     struct part *part, struct skep_error *error)
{
	size_t offset = 0;
	int err;

	if (!is_raw(data, size) && !find_btf(data, size, &offset, &size))
		return error_set(error, BAD_BTF_HEADER,
				 "the file is no BTF and has no section .BTF");
	err = btf_parse(arena, (const uint8_t *)data + offset, size, base, &part->btf, error);
	return err ? err : index_names(arena, part, base ? btf_n_types(base) : 1, error);
}

int btf_target_open_mem(const void *data, size_t size, const char *name, struct btf_target **out,
			struct skep_error *error)
{
	struct btf_target *target = calloc(1, sizeof(*target));
	int err;

	*out = NULL;
	error_clear(error);
	if (!target)
		return error_set(error, NO_MEMORY, "BTF");
	arena_init(&target->arena, MAX_OBJECT_MEMORY);
	err = open_part(&target->arena, data, size, NULL, &target->types, error);
	if (err) {
		btf_target_close(target);
		if (error)
			snprintf(error->file, sizeof(error->file), "%s", name);
		return err;
	}
	*out = target;
	return 0;
}

static int open_file(const char *path, struct btf_target **out, struct skep_error *error)
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

/* --- from a folder --- */

static const char main_file[] = "vmlinux";

static bool is_kind(const char *path, mode_t kind)
{
	struct stat status;

	return !stat(path, &status) && (status.st_mode & S_IFMT) == kind;
}

static void free_modules(struct modules *modules)
{
	if (!modules)
		return;
	arena_free(&modules->arena);
	pthread_mutex_destroy(&modules->lock);
	free(modules->folder);
	free(modules);
}

static int open_folder(const char *folder, struct btf_target **out, struct skep_error *error)
{
	struct modules *modules = calloc(1, sizeof(*modules));
	char path[PATH_MAX];
	int err;

	*out = NULL;
	if (!modules)
		return error_set(error, NO_MEMORY, "BTF");
	pthread_mutex_init(&modules->lock, NULL);
	arena_init(&modules->arena, MAX_OBJECT_MEMORY);
	modules->folder = strdup(folder);
	snprintf(path, sizeof(path), "%s/%s", folder, main_file);
	err = modules->folder ? open_file(path, out, error) : error_set(error, NO_MEMORY, "BTF");
	if (err)
		free_modules(modules);
	else
		(*out)->modules = modules;
	return err;
}

/* Modules come and go, and a folder may hold other things: what cannot be read is left out. */
static void read_module(struct modules *modules, const struct btf *base, const char *name)
{
	struct part part = { 0 }, *grown;
	char path[PATH_MAX];
	uint8_t *data;
	size_t size;

	snprintf(path, sizeof(path), "%s/%s", modules->folder, name);
	if (!is_kind(path, S_IFREG))
		return;
	if (!read_file(path, path, &data, &size, NULL) &&
	    !open_part(&modules->arena, data, size, base, &part, NULL)) {
		grown = arena_grow(&modules->arena, modules->parts, modules->n, modules->n + 1,
				   sizeof(*grown));
		if (grown) {
			modules->parts = grown;
			grown[modules->n++] = part;
		}
	}
	free(data);
}

static void read_modules(struct modules *modules, const struct btf *base)
{
	DIR *dir = opendir(modules->folder);
	const struct dirent *entry;

	while (dir && (entry = readdir(dir)))
		if (*entry->d_name != '.' && strcmp(entry->d_name, main_file))
			read_module(modules, base, entry->d_name);
	if (dir)
		closedir(dir);
}

uint32_t btf_target_find(const struct btf_target *target, const char *name, uint8_t kind,
			 struct core_type *found, uint32_t max)
{
	struct modules *modules = target->modules;
	uint32_t n = find_in(&target->types, name, kind, found, max);

	if (n || !modules)
		return n;
	pthread_mutex_lock(&modules->lock);
	if (!modules->is_read)
		read_modules(modules, target->types.btf);
	modules->is_read = true;
	pthread_mutex_unlock(&modules->lock);
	for (uint32_t i = 0; i < modules->n; i++)
		n += find_in(&modules->parts[i], name, kind, found + n, max - n);
	return n;
}

/* --- both --- */

int btf_target_open(const char *path, struct btf_target **out, struct skep_error *error)
{
	return is_kind(path, S_IFDIR) ? open_folder(path, out, error) : open_file(path, out, error);
}

void btf_target_close(struct btf_target *target)
{
	if (!target)
		return;
	free_modules(target->modules);
	arena_free(&target->arena);
	free(target);
}
