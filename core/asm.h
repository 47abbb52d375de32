/* Between the assembler (asm.c) and its reader of templates (asm_match.c). */
#ifndef SKEP_CORE_ASM_H
#define SKEP_CORE_ASM_H

#include "core/image.h"

/** struct asm_line - an instruction's text, and what it was found to be */
struct asm_line {
	const char *text;
	const struct image *image; /* its maps have names */

	struct insn insn;  /* targets count slots, in the wire's field */
	const char *name;  /* of the target, or NULL */
	size_t name_length;

	const char *furthest; /* place that any template reached */
	const char *wanted;   /* what it wanted there, "" if nothing to name */

	const char *at;
	bool has_dst, has_src; /* a second mention must agree */
};

/* Is @line's text an instruction of this row?  Start with furthest = text, wanted = "". */
bool asm_match(struct asm_line *line, const struct insn_info *info);

const char *asm_skip_blanks(const char *p);
/* Length of the name that starts at @p; 0 if none does. */
size_t asm_name_length(const char *p);
/* Are the @n bytes at @p all of @name? */
bool asm_name_is(const char *p, size_t n, const char *name);
/* Number of the helper of this name, 0 if there is none. */
int asm_helper_number(const char *p, size_t n);
/* A decimal or 0x number from @min to @max, signed; moves @p past it. */
bool asm_number(const char **p, int64_t min, uint64_t max, int64_t *out);

/* ---- asm_proto.c: prototypes of global functions ---- */

enum asm_arg_kind { ASM_ARG_INT, ASM_ARG_CTX, ASM_ARG_MEM, ASM_ARG_NONNULL };

struct asm_arg {
	enum asm_arg_kind kind;
	uint32_t size; /* of memory */
};

struct asm_proto {
	bool is_global, is_void;
	uint32_t n_args;
	struct asm_arg arg[5];
};

/* The next word behind the function's name; false: it does not belong there. */
bool asm_take_proto_word(struct asm_proto *proto, const char *word);
/* Give the image BTF with these prototypes, one a subprogram. */
int asm_make_btf(struct arena *arena, struct image *image, const struct asm_proto *protos,
		 struct skep_error *error);

/* ---- asm_kfunc.c: host functions ---- */

/* The next word behind ".kfunc", number *@n, into a row of zeros; what is wrong, or NULL. */
const char *asm_take_kfunc_word(struct helper_info *kfunc, unsigned *n, const char *word);

#endif
