/* Raw BTF for the kernel; see kernel_btf.h. */
#include "tests/lib/kernel_btf.h"

#include <stdio.h>
#include <string.h>

enum { TYPE_INT = 1, TYPE_INT_PROTO, TYPE_VOID_PROTO, FIRST_FUNC };
enum { KIND_OF_INT = 1, KIND_OF_STRUCT = 4, KIND_OF_FUNC = 12, KIND_OF_PROTO = 13, INT_SIGNED = 1 };

/* As in Linux's uapi/linux/btf.h. */
struct header {
	uint16_t magic;
	uint8_t version, flags;
	uint32_t hdr_len, type_off, type_len, str_off, str_len;
};

/*
 * Does it come with prototypes that a call is checked against?  Types of compiled
 * objects stay away otherwise: Linux takes them only as libbpf completes them.
 */
static bool has_types(const struct image *image)
{
	bool is_global = false;

	for (uint32_t f = 0; f < image->n_subprogs; f++) {
		if (!image->subprogs[f].btf_func)
			return false;
		is_global = is_global || (f && image->subprogs[f].is_global);
	}
	return is_global && image->btf;
}

bool image_needs_btf(const struct image *image)
{
	if (has_types(image))
		return true;
	for (uint32_t i = 0; i < image->n_insns && image->n_subprogs > 1; i++) {
		const struct insn *insn = &image->insns[i];

		if (insn_of(insn)->kind == KIND_LDDW_FUNC ||
		    (insn_of(insn)->kind == KIND_CALL_HELPER && insn->imm == HELPER_ID_tail_call))
			return true;
	}
	return false;
}

/*
 * A function with loads by LD_ABS must return an int there, which is unknown of
 * one that has no type: it gets none.
 */
static bool returns_int(const struct image *image, const struct subprog *f)
{
	for (uint32_t i = f->start; i < f->end; i++)
		if (insn_of(&image->insns[i])->kind == KIND_LD_PACKET)
			return f->start == 0 || f->btf_func;
	return true;
}

static void put(uint8_t **to, const void *what, size_t size)
{
	memcpy(*to, what, size);
	*to += size;
}

static void put_type(uint8_t **to, uint32_t name, uint32_t kind, uint32_t size_or_type)
{
	uint32_t n = kind == KIND_OF_STRUCT; /* members */

	put(to, (uint32_t[]){ name, kind << 24 | n, size_or_type }, 12);
}

static uint32_t finish(uint8_t *blob, uint8_t *at, struct header *head)
{
	head->str_len = (uint32_t)(at - blob) - (uint32_t)sizeof(*head) - head->str_off;
	memcpy(blob, head, sizeof(*head));
	return (uint32_t)(at - blob);
}

static void put_int(uint8_t **to, uint32_t name, uint32_t size)
{
	put_type(to, name, KIND_OF_INT, size);
	put(to, &(uint32_t){ INT_SIGNED << 24 | size * 8 }, 4);
}

uint32_t kernel_btf_of_value(const struct map_desc *desc, uint8_t blob[BTF_MAX])
{
	static const char names[] = "\0int\0bpf_spin_lock\0val\0value\0key";
	enum { INT = 1, LOCK = 5, VAL = 19, VALUE = 23, KEY = 29 };
	struct header head = { .magic = 0xeb9f, .version = 1, .hdr_len = sizeof(head) };
	uint8_t *at = blob + sizeof(head);

	put_int(&at, INT, 4);
	put_type(&at, LOCK, KIND_OF_STRUCT, LOCK_SIZE);
	put(&at, (uint32_t[]){ VAL, TYPE_INT, 0 }, 12);
	put_type(&at, VALUE, KIND_OF_STRUCT, desc->value_size);
	if (desc->lock_end)
		put(&at, (uint32_t[]){ LOCK, 2, map_lock_offset(desc) * 8 }, 12);
	else
		put(&at, (uint32_t[]){ VAL, TYPE_INT, 0 }, 12);
	put_int(&at, KEY, desc->key_size);
	head.type_len = head.str_off = (uint32_t)(at - blob - (long)sizeof(head));
	put(&at, names, sizeof(names));
	return finish(blob, at, &head);
}

/* Its own. */
static uint32_t btf_of_image(const struct image *image, uint8_t blob[BTF_MAX],
			     struct kernel_func_info *info)
{
	for (uint32_t f = 0; f < image->n_subprogs; f++)
		info[f] = (struct kernel_func_info){ image->slot[image->subprogs[f].start],
						     image->subprogs[f].btf_func };
	return (uint32_t)btf_encode(image->btf, blob, BTF_MAX);
}

uint32_t kernel_btf_make(const struct image *image, uint8_t blob[BTF_MAX],
			 struct kernel_func_info *info)
{
	static const char first[] = "\0int";
	struct header head = { .magic = 0xeb9f, .version = 1, .hdr_len = sizeof(head) };
	uint32_t name = sizeof(first);
	uint8_t *at = blob + sizeof(head);

	if (image->n_subprogs > BTF_MAX_FUNCS)
		return 0;
	if (has_types(image))
		return btf_of_image(image, blob, info);
	put_int(&at, 1, 4);
	put_type(&at, 0, KIND_OF_PROTO, TYPE_INT);
	put_type(&at, 0, KIND_OF_PROTO, 0);
	for (uint32_t f = 0; f < image->n_subprogs; f++) {
		bool has_int = returns_int(image, &image->subprogs[f]);

		put_type(&at, name, KIND_OF_FUNC, has_int ? TYPE_INT_PROTO : TYPE_VOID_PROTO);
		name += 4;
		info[f].insn_off = image->slot[image->subprogs[f].start];
		info[f].type_id = FIRST_FUNC + f;
	}
	head.type_len = head.str_off = (uint32_t)(at - blob - (long)sizeof(head));
	put(&at, first, sizeof(first));
	for (uint32_t f = 0; f < image->n_subprogs; f++) {
		char text[16];

		snprintf(text, sizeof(text), "f%02u", f);
		put(&at, text, 4);
	}
	return finish(blob, at, &head);
}
