/*
 * The loader: an ELF object, from a file or memory, to images.
 */
#ifndef SKEP_LOADER_LOADER_H
#define SKEP_LOADER_LOADER_H

#include "core/image.h"

/** struct global_var - a variable of a data section */
struct global_var {
	const char *name;
	uint32_t map, offset, size;
	uint32_t type; /* BTF id, 0 unknown */
};

/** struct param - an instruction that holds the value of a variable instead of its address */
struct param {
	struct image *image;
	uint32_t insn;
	uint32_t map, offset; /* of the variable */
};

/** struct object - everything a file holds; owned by its arena */
struct object {
	struct arena arena;
	const char *name;
	const char *license;
	const struct btf *btf; /* or NULL */
	struct map_desc *maps; /* all maps of the object, data sections included */
	uint32_t n_maps;
	struct image **progs;  /* every program, in file order */
	struct skep_error *prog_errors; /* parallel: err != 0 says why it cannot be used */
	uint32_t n_progs;
	struct global_var *vars;
	uint32_t n_vars;
	struct param *params;
	uint32_t n_params;
	uint8_t **written;     /* by map: content that object_set_var may write, or NULL */
};

/*
 * The types of the program's target, which CO-RE relocations are resolved in:
 * those of a kernel or of the host application.  Immutable; may be shared by
 * threads.  An object does not need it any more once it is open.
 */
struct btf_target;

/**
 * btf_target_open - read BTF, raw or in an ELF file's section .BTF
 * @path: file, or a folder as /sys/kernel/btf: its vmlinux, and modules where that
 *        has no type of a name
 * Return: 0 and *@out; -ENOENT, -EIO, -ENOMEM, -EINVAL with @error.
 */
int btf_target_open(const char *path, struct btf_target **out, struct skep_error *error);
int btf_target_open_mem(const void *data, size_t size, const char *name, struct btf_target **out,
			struct skep_error *error);
void btf_target_close(struct btf_target *target);
/* The types of the file; of a folder, those of its vmlinux. */
const struct btf *btf_target_types(const struct btf_target *target);
/*
 * The function of this name: 0, *@btf and *@func; -ENOENT, or -ENOTUNIQ: there are several.
 */
int btf_target_func(const struct btf_target *target, const char *name, const struct btf **btf,
		    uint32_t *func);

/** struct core_record - what a CO-RE relocation wants */
struct core_record {
	uint32_t type, kind; /* enum bpf_core_relo_kind, not checked yet */
	const char *path;    /* "0:1" */
};

/*
 * Change instruction @insn to what the record wants of the target's types (NULL: nobody
 * knows them), or where that cannot be found to one that must not be reached (POISON).
 * @record->type is one of @btf's.
 */
int relocate_insn(struct arena *arena, const struct btf *btf, const struct btf_target *target,
		  const struct core_record *record, struct image *image, uint32_t insn,
		  struct skep_error *error);

/** struct known_func - a function of the host: how programs see it, and its prototype */
struct known_func {
	const struct helper_info *row;
	const struct btf *btf;
	uint32_t func; /* a FUNC of @btf */
};

/**
 * struct target_source - where an object that needs them gets the target's types,
 * configuration and functions
 * @get: called at most once, and only if there is a CO-RE relocation to resolve;
 *       Return: 0 and *@out, which lives until the object is open, or NULL where
 *       nobody knows them; or a negative errno with @error
 */
struct target_source {
	int (*get)(void *arg, const struct btf_target **out, struct skep_error *error);
	void *arg;
	/*
	 * The text of a kernel's configuration, which lives until the object is open; asked
	 * for at most once, and only if a value of it is wanted.  May be NULL.
	 */
	int (*kconfig)(void *arg, const char **text, size_t *size, struct skep_error *error);
	uint32_t kernel_version; /* as LINUX_KERNEL_VERSION */
	/*
	 * The host function of this name, which lives until the object is open; false: there
	 * is none.  May be NULL.
	 */
	bool (*func)(void *arg, const char *name, struct known_func *out);
};

/**
 * kconfig_read - the text of a kernel's configuration from a file, plain or gzip
 * Return: 0 and *@text (@size bytes, to be freed), or a negative errno with @error.
 */
int kconfig_read(const char *path, char **text, size_t *size, struct skep_error *error);
/* gzip, one member, at most @max bytes; 0 and *@out (to be freed), -EINVAL or -ENOMEM. */
int gunzip(const uint8_t *in, size_t size, size_t max, uint8_t **out, size_t *out_size);

/**
 * object_open_mem - parse an object
 * @data: @size bytes, copied as far as needed
 * @name: shown in messages
 * @source: of the types for CO-RE relocations, or NULL: those that need any
 *          poison their instructions
 *
 * A fault of one program (bad relocation, unknown section) is recorded in
 * prog_errors[] and fails that program only; a fault of the file fails all.
 * image->maps of every program points into object->maps, indices equal to the
 * object's.  Return: 0, or a negative errno with @error; *@out is then NULL.
 */
int object_open_mem(const void *data, size_t size, const char *name,
		    const struct target_source *source, struct object **out,
		    struct skep_error *error);
int object_open(const char *path, const char *name, const struct target_source *source,
		struct object **out, struct skep_error *error);

/**
 * object_from_cbpf - translate classic BPF to an object with one socket filter
 * @name: of object and program; NULL: "filter"
 * @pcap: as libpcap's interpreter reads it, see skep_cbpf_opts
 *
 * The classic instructions are the image's source lines.
 */
struct sock_filter;
int object_from_cbpf(const struct sock_filter *insns, size_t n, const char *name, bool pcap,
		     struct object **out, struct skep_error *error);

/**
 * cbpf_parse - classic BPF from text, see skep_cbpf_parse
 * Return: instructions stored, or a negative errno with @error.
 */
int cbpf_parse(const char *text, size_t size, struct sock_filter *insns, size_t max,
	       struct skep_error *error);
void object_close(struct object *object);

/* Fill lock_end from the type of the value; Return: why it cannot have its lock, or NULL. */
const char *map_find_lock(const struct btf *btf, struct map_desc *desc);

/* The variable of this name; -ENOENT, -ENOTUNIQ: several, of different files or functions. */
int object_find_var(const struct object *object, const char *name, const struct global_var **out);
/* Its value from now on, before any program is verified: var->size bytes; 0 or -ENOMEM. */
int object_set_var(struct object *object, const struct global_var *var, const void *data);

#endif
