/*
 * One instruction as text: the table's template with its letters filled in
 * (insn.def lists them).  core/asm.c reads the same templates, so what is
 * printed here can be assembled again; tests/unit/test_roundtrip.c holds both
 * to it.
 */
#include "core/image.h"

#include <stdio.h>

struct text {
	char *buf;
	size_t size, used; /* used counts as snprintf does */
};

static __attribute__((format(printf, 2, 3))) void put(struct text *t, const char *format, ...)
{
	size_t room = t->used < t->size ? t->size - t->used : 0;
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(room ? t->buf + t->used : NULL, room, format, args);
	va_end(args);
	if (n > 0)
		t->used += (size_t)n;
}

static void put_hex(struct text *t, const char *minus, const char *plus, int64_t v)
{
	uint64_t magnitude = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

	put(t, "%s0x%llx", v < 0 ? minus : plus, (unsigned long long)magnitude);
}

/* Names are known only in a linked image; else numbers, as the wire has them. */

static void put_helper(struct text *t, const struct image *image, int64_t number)
{
	const char *name = image->n_subprogs ? helper_name(number) : NULL;

	if (name)
		put(t, "%s", name);
	else
		put_hex(t, "-", "", number);
}

static void put_kfunc(struct text *t, const struct image *image, const struct insn *insn)
{
	const struct helper_info *kfunc = insn_callee(image, insn);

	if (kfunc) {
		put(t, "%s", kfunc->name);
		return;
	}
	put_hex(t, "-", "", insn->imm);
	put_hex(t, ", -", ", ", insn->off);
}

static void put_map(struct text *t, const struct image *image, uint32_t map)
{
	if (map < image->n_maps)
		put(t, "%s", image->maps[map]->name);
	else
		put(t, "#0x%x", map);
}

static void put_function(struct text *t, const struct image *image, uint32_t i)
{
	uint32_t to = insn_func_target(image->insns, i);
	const struct subprog *subprog =
		image->n_subprogs ? &image->subprogs[image_subprog(image, to)] : NULL;

	if (subprog && subprog->start == to && subprog->name)
		put(t, "%s", subprog->name);
	else
		put_hex(t, "pc-", "pc+", wire_target(image, i));
}

static void put_letter(struct text *t, char letter, const struct image *image, uint32_t i)
{
	const struct insn *insn = &image->insns[i];

	switch (letter) {
	case 'd': put(t, "r%u", insn->dst); break;
	case 's': put(t, "r%u", insn->src); break;
	case 'x':
	case 'D': put(t, "w%u", insn->dst); break;
	case 'X':
	case 'S': put(t, "w%u", insn->src); break;
	case 'l':
	case 'i': put_hex(t, "-", "", insn->imm); break;
	case 'k': put_kfunc(t, image, insn); break;
	case 'o': put_hex(t, " - ", " + ", insn->off); break;
	case 'p':
		if (insn->imm)
			put_hex(t, " - ", " + ", insn->imm);
		break;
	case 'j': put_hex(t, "-", "+", wire_target(image, i)); break;
	case 'h': put_helper(t, image, insn->imm); break;
	case 'c': put_function(t, image, i); break;
	case 'm': put_map(t, image, (uint32_t)insn->imm); break;
	case 'v': put_hex(t, "-", "", (int64_t)((uint64_t)insn->imm >> 32)); break;
	default: put(t, "%%%c", letter); break; /* a plain percent sign, as in "%=" */
	}
}

int disasm(const struct image *image, uint32_t i, char *buf, size_t size)
{
	struct text t = { buf, size, 0 };

	if (size)
		buf[0] = '\0';
	for (const char *p = insn_of(&image->insns[i])->text; *p; p++) {
		if (*p == '%')
			put_letter(&t, *++p, image, i);
		else
			put(&t, "%c", *p);
	}
	return (int)t.used;
}
