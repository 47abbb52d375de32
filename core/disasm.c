/* One instruction as text: the table's template with its letters filled in. */
#include "core/image.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static void put_signed(struct text *t, int64_t v)
{
	if (v < 0)
		put(t, "-0x%llx", (unsigned long long)(0 - (uint64_t)v));
	else
		put(t, "0x%llx", (unsigned long long)v);
}

static void put_offset(struct text *t, int32_t off)
{
	put(t, off < 0 ? " - 0x%x" : " + 0x%x", (unsigned)abs(off));
}

static void put_map(struct text *t, const struct image *image, uint32_t map)
{
	if (map < image->n_maps)
		put(t, "%s", image->maps[map]->name);
	else
		put(t, "#%u", map);
}

/* Slots from the next instruction to the target. */
static int32_t slots_to(const struct image *image, uint32_t from, uint32_t to)
{
	return (int32_t)((int64_t)image->slot[to] - image->slot[from] - 1);
}

static void put_function(struct text *t, const struct image *image, uint32_t from, uint32_t to)
{
	const struct subprog *subprog = image->n_subprogs ? &image->subprogs[image_subprog(image, to)] : NULL;

	if (subprog && subprog->start == to && subprog->name)
		put(t, "%s", subprog->name);
	else
		put(t, "pc%+d", slots_to(image, from, to));
}

static void put_letter(struct text *t, char letter, const struct image *image, uint32_t i)
{
	const struct insn *insn = &image->insns[i];
	bool func = insn_of(insn)->kind == KIND_LDDW_FUNC;

	switch (letter) {
	case 'd': put(t, "r%u", insn->dst); break;
	case 's': put(t, "r%u", insn->src); break;
	case 'D': put(t, "w%u", insn->dst); break;
	case 'S': put(t, "w%u", insn->src); break;
	case 'i': put_signed(t, insn->imm); break;
	case 'o': put_offset(t, insn->off); break;
	case 'j':
		put(t, "%c", slots_to(image, i, insn_target(image->insns, i)) < 0 ? '-' : '+');
		put(t, "0x%x", (unsigned)abs(slots_to(image, i, insn_target(image->insns, i))));
		break;
	case 'l': put(t, "0x%llx", (unsigned long long)insn->imm); break;
	case 'm': put_map(t, image, (uint32_t)insn->imm); break;
	case 'v': put(t, "0x%x", (unsigned)((uint64_t)insn->imm >> 32)); break;
	case 'c':
		put_function(t, image, i, func ? (uint32_t)insn->imm : insn_target(image->insns, i));
		break;
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
