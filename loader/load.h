/*
 * Inside of the loader: the state of opening one object, in the order in which
 * its stages fill it.  Only loader/ includes this.
 *
 *   elf.c      headers, sections, symbols, relocations: checked copies
 *   btf_ext.c  .BTF (with its relocations) and .BTF.ext
 *   func.c     functions and which of them are programs
 *   map_lock.c where values have a spin lock
 *   map_def.c  .maps and data sections to map descriptions
 *   global_var.c  variables of data sections by name
 *   kconfig.c  values of the kernel's configuration, a map
 *   map_legacy.c  the old section maps
 *   reloc.c    what a relocated instruction refers to
 *   ksym.c     functions of the host, symbols of the kernel
 *   core_relo.c  instructions that depend on the target's types (core.h)
 *   link.c     a program and the functions it reaches to an image
 *
 * Nothing is read through an offset, index or size that was not compared with
 * what it points into, and libelf is asked for headers only.
 */
#ifndef SKEP_LOADER_LOAD_H
#define SKEP_LOADER_LOAD_H

#include "loader/loader.h"

enum { /* limits of an object file, see docs/loader.md */
	MAX_OBJECT_SIZE = 64 << 20, /* bytes */
	MAX_OBJECT_MEMORY = 512 << 20,
	MAX_SECTIONS = 4096,
	MAX_PROGS = 1024,
	MAX_DATA_SIZE = INT32_MAX, /* bytes of a data section */
	MAX_KCONFIG_TEXT = 8 << 20, /* bytes of a configuration */
	MAX_KCONFIG_SIZE = 1 << 20, /* bytes of all configuration values */
};

#define IR_KEYTABLE_MAPS "lirc_mode2/maps" /* only objects for ir-keytable's loader have it */

enum reloc_type { /* of machine EM_BPF: R_BPF_64_64 and so on */
	RELOC_NONE = 0,
	RELOC_64_64 = 1, /* LDDW */
	RELOC_ABS64 = 2,
	RELOC_ABS32 = 3,
	RELOC_NODYLD32 = 4,
	RELOC_64_32 = 10, /* call */
};

enum section_role {
	ROLE_NONE, /* not looked at */
	ROLE_CODE,
	ROLE_DATA, /* becomes an array map */
	ROLE_MAPS,
	ROLE_LEGACY_MAPS,
	ROLE_LICENSE,
	ROLE_BTF,
	ROLE_BTF_EXT,
};

struct reloc {
	uint64_t offset;
	uint32_t type, symbol;
	uint32_t number; /* in its section, for messages */
};

struct section {
	const char *name;
	const uint8_t *data; /* size bytes, NULL where the file holds none */
	uint64_t size, flags, entry_size, file_offset;
	uint32_t type, link, info;
	enum section_role role;
	bool is_adopted;      /* ROLE_DATA: by use, whatever its name */
	bool has_functions;   /* ROLE_CODE: symbols say which functions it has */
	uint32_t map;         /* ROLE_DATA: its map, or NO_MAP if it is empty */
	struct reloc *relocs; /* sorted by offset */
	uint32_t n_relocs;
};

#define NO_MAP UINT32_MAX
#define NO_FUNC UINT32_MAX
#define NO_VALUES UINT32_MAX

struct symbol {
	const char *name;
	uint64_t value, size;
	uint32_t section; /* 0 undefined, or an index, or SHN_ABS, SHN_COMMON */
	uint8_t type, bind, visibility;
};

struct func {
	const char *name;
	const char *fault; /* why it cannot be used, or NULL */
	uint32_t section, start, n; /* slots of its section */
	uint32_t prog;     /* index of its program, or NO_FUNC */
	uint32_t btf_func;
	bool is_local;  /* a static function of C */
	bool is_global; /* verified by itself */
};

/** struct ext_rec - what .BTF.ext says about one instruction */
struct ext_rec {
	uint32_t section, slot;
	uint32_t type;          /* functions, CO-RE: BTF id */
	uint32_t kind;          /* CO-RE: enum core_kind, not checked yet */
	uint32_t line, column;  /* lines */
	const char *file;
	const char *text;       /* lines: the C line; CO-RE: the path in the type */
};

enum ext_id { EXT_FUNCS, EXT_LINES, EXT_CORES, N_EXT };

struct ext_table {
	struct ext_rec *recs; /* sorted by section and slot */
	uint32_t n;
};

struct map_place { /* where in the file a map is defined */
	uint32_t section, map, offset, size;
	uint32_t values_offset; /* of its member `values` in it, or NO_VALUES */
};

struct load {
	struct object *object;
	const struct target_source *source; /* or NULL */
	const struct btf_target *target;    /* from it, or NULL */
	struct arena *arena;        /* the object's */
	struct arena scratch;       /* what only opening needs */
	struct skep_error *error;   /* of the object, or of the program in work */
	const uint8_t *data;        /* private copy of the file */
	size_t size;

	struct section *sections;
	uint32_t n_sections;
	struct symbol *symbols;
	uint32_t n_symbols, symtab; /* symtab: section, 0 none */

	struct ext_table ext[N_EXT];

	struct func *funcs; /* sorted by section and start */
	uint32_t n_funcs;

	struct map_place *map_places; /* sorted by section and offset */
	struct skep_error **map_faults; /* by map: what fails the programs that use it, or NULL */
	struct kconfig_var *kconfig;
	uint32_t n_kconfig, kconfig_map;
	bool has_params; /* ir-keytable's: variables' addresses stand for their values */
	uint32_t n_map_places; /* the first ones of object->maps; data sections follow */
};

/* elf.c */
int load_elf(struct load *load);
/* Does it hold maps of operations of the kernel, which are not offered? */
bool is_struct_ops(const struct section *section);
struct section *find_section(const struct load *load, enum section_role role);
struct section *find_section_name(const struct load *load, const char *name);
/* Fill the place of an error: file, section, offset in it (-1 unknown).  Returns @err. */
int at_section(const struct load *load, const struct section *section, int64_t offset, int err);
/* The same, and the C line of that instruction. */
int at_slot(const struct load *load, const struct section *section, uint32_t slot, int err);

/* btf_ext.c */
int load_btf(struct load *load);
/* Index of the first record at or behind @slot of @section. */
uint32_t ext_find(const struct ext_table *table, uint32_t section, uint32_t slot);

/* func.c */
int load_funcs(struct load *load);
/* The usable function that starts there, or NO_FUNC. */
uint32_t find_func(const struct load *load, uint32_t section, uint64_t slot);

/* map_def.c */
int load_maps(struct load *load);
/* The map defined at this offset of the section, or NO_MAP. */
uint32_t find_map(const struct load *load, uint32_t section, uint64_t offset);

/* map_legacy.c */
uint32_t count_legacy_maps(const struct load *load);
/* Maps and places @first to @first + @n, which is what count_legacy_maps says. */
int load_legacy_maps(struct load *load, uint32_t first, uint32_t n);

/* tail_section.c */
/* Is it "ID/KEY"? */
bool tail_section(const char *name, uint32_t *id, uint32_t *key);
/* What the name of a program's section says, or NULL. */
const struct section_info *prog_section(const struct load *load, const char *name);
/* Give program array @desc, whose id is @id, the programs of its sections. */
int load_tail_calls(const struct load *load, uint32_t id, struct map_desc *desc);

/* kconfig.c */
/* The section that declares configuration values, 0 none. */
uint32_t kconfig_datasec(const struct load *load);
/* Their map, number @map. */
int load_kconfig(struct load *load, uint32_t map);
/* Is there such a value?  @fault: why nothing is known of it, or NULL. */
bool find_kconfig(const struct load *load, const char *name, uint32_t *offset, const char **fault);

/* Value @i of n_kconfig as a variable. */
void kconfig_var(const struct load *load, uint32_t i, struct global_var *var);

/* global_var.c */
int load_global_vars(struct load *load);
/* The variable that this byte of a data section's map belongs to, or NULL. */
const struct global_var *var_around(const struct object *object, uint32_t map, uint32_t offset);

/* reloc.c */
enum target_kind {
	TARGET_MAP,
	TARGET_VALUE,
	TARGET_PARAM,  /* the 32 bits there, which may be set as long as nothing is verified */
	TARGET_FUNC,
	TARGET_KFUNC,  /* a function of the host */
	TARGET_NUMBER, /* the address of what is elsewhere: 1, or 0 where it is not */
	TARGET_POISON, /* nothing: it must not be reached */
};
struct target {
	enum target_kind kind;
	uint32_t index;  /* of the map or function */
	uint32_t offset; /* TARGET_VALUE, TARGET_PARAM: byte of the value; TARGET_NUMBER: it */
	const struct helper_info *kfunc; /* TARGET_KFUNC */
	struct poison poison; /* TARGET_POISON */
};
/**
 * resolve_insn - what the instruction at @slot refers to by address
 * @wire:  the instruction
 * @reloc: the relocation at it, or NULL
 *
 * Return: 1 and @target, 0 if it refers to nothing, or a negative errno.
 */
int resolve_insn(struct load *load, const struct section *section, uint32_t slot,
		 const struct wire_insn *wire, const struct reloc *reloc, struct target *target);

/* ksym.c */
/**
 * resolve_ksym - a symbol that nobody defines and that .ksyms declares
 * @is_call: else its address is wanted
 *
 * Return: 1 and @target, 0 if .ksyms does not declare it, or -ENOMEM.
 */
int resolve_ksym(struct load *load, const struct symbol *symbol, bool is_call,
		 struct target *target);

/* global_var.c */
/* Instruction @insn holds the variable's value, of now and as it is set. */
int add_param(struct load *load, const struct target *target, struct image *image, uint32_t insn);

/* link.c */
/* Instruction @insn must not be reached; the image says why, by strings that live as long. */
int poison_insn(struct load *load, struct image *image, uint32_t insn,
		const struct poison *poison);

/* core_relo.c */
/* Resolve @rec for instruction @insn of @image, which is decoded, or poison it. */
int core_relocate(struct load *load, const struct ext_rec *rec, struct image *image, uint32_t insn);

/* object.c */
/* All bytes of a file, to be freed, whatever is returned. */
int read_file(const char *path, const char *name, uint8_t **data, size_t *size,
	      struct skep_error *error);

/* link.c */
/**
 * link_prog - make the image of the program that begins with function @entry
 * @numbers: n_funcs words, all NO_FUNC before and after
 */
int link_prog(struct load *load, uint32_t entry, uint32_t *numbers, struct image *image);

#endif
