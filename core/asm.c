/*
 * The assembler: the disassembler's inverse, by the same templates.
 *
 * A line is matched against the text of every row of the table until one fits;
 * what the letters match becomes the fields.  Lines become wire instructions,
 * names of labels and functions are filled in at the end, and decode() does the
 * rest, so there is one decoder.  Grammar: docs/asm.md.
 */
#include "core/image.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct name {
	const char *text;
	uint32_t slot;
	bool is_func;
};

struct fixup { /* a field that waits for a name's slot */
	const char *text;
	uint32_t slot;
	uint32_t line;
	bool in_imm;
};

struct assembler {
	struct arena *arena;
	struct image *image;
	struct skep_error *error;
	const char *file;
	uint32_t line;
	struct wire_insn *wire;
	struct name *names;
	struct fixup *fixups;
	struct line_info *lines; /* insn holds a slot until decoded */
	uint32_t n_wire, max_wire, n_names, max_names, n_fixups, max_fixups, n_lines, max_lines;
	uint32_t max_maps;
};

static int fail(struct assembler *as, const char *what, const char *near)
{
	if (as->error) {
		snprintf(as->error->file, sizeof(as->error->file), "%s", as->file);
		as->error->line = (int32_t)as->line;
	}
	return error_set(as->error, ASM_SYNTAX, as->file, as->line, what, near);
}

/* Room for one more element of an array of the assembler. */
#define GROW(as, array, n, max)                                                                    \
	((n) < (max) ? 0 : grow(as, (void **)&(array), n, &(max), sizeof(*(array))))

static int grow(struct assembler *as, void **array, uint32_t n, uint32_t *max, size_t size)
{
	uint32_t more = *max ? 2 * *max : 64;
	void *p = arena_grow(as->arena, *array, n, more, size);

	if (!p)
		return error_set(as->error, NO_MEMORY, "assembler");
	*array = p;
	*max = more;
	return 0;
}

/* --- matching a template --- */

struct match {
	struct wire_insn w[2];
	const char *name; /* label or function, to be fixed up */
	size_t name_len;
	bool name_in_imm;
	bool has_reg[2];  /* dst, src already set: a second mention must agree */
};

static bool is_name(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '.' || c == '$';
}

static void skip_blanks(const char **p)
{
	while (**p == ' ' || **p == '\t')
		++*p;
}

static bool take_number(const char **p, int64_t *out)
{
	const char *s = *p;
	bool negative = *s == '-';
	char *end;

	s += *s == '-' || *s == '+';
	if (!isdigit((unsigned char)*s))
		return false;
	errno = 0;
	*out = (int64_t)strtoull(s, &end, 0);
	if (errno || is_name(*end))
		return false;
	if (negative)
		*out = (int64_t)(0 - (uint64_t)*out);
	*p = end;
	return true;
}

static bool take_reg(const char **p, char prefix, unsigned shift, struct match *m)
{
	unsigned reg;
	char *end;

	if (**p != prefix || !isdigit((unsigned char)(*p)[1]))
		return false;
	reg = (unsigned)strtoul(*p + 1, &end, 10);
	if (reg >= N_REGS || is_name(*end))
		return false;
	if (m->has_reg[shift != 0] && (m->w[0].regs >> shift & 15u) != reg)
		return false;
	m->has_reg[shift != 0] = true;
	m->w[0].regs |= (uint8_t)(reg << shift);
	*p = end;
	return true;
}

static bool take_name(const char **p, struct match *m, bool in_imm)
{
	const char *s = *p;

	if (!isalpha((unsigned char)*s) && *s != '_' && *s != '.')
		return false;
	while (is_name(*s))
		s++;
	m->name = *p;
	m->name_len = (size_t)(s - *p);
	m->name_in_imm = in_imm;
	*p = s;
	return true;
}

static bool take_imm(const char **p, struct match *m)
{
	int64_t v;

	if (!take_number(p, &v) || v < INT32_MIN || v > UINT32_MAX)
		return false;
	m->w[0].imm = (int32_t)v;
	return true;
}

static bool take_offset(const char **p, struct match *m)
{
	bool negative;
	int64_t v;

	skip_blanks(p);
	if (**p != '+' && **p != '-')
		return true; /* no offset is 0 */
	negative = *(*p)++ == '-';
	skip_blanks(p);
	if (**p == '-' || !take_number(p, &v) || v > 32768)
		return false;
	v = negative ? -v : v;
	m->w[0].off = (int16_t)v;
	return v == (int16_t)v;
}

static bool take_target(const char **p, struct match *m, const struct insn_info *info)
{
	bool in_imm = info->form == FORM_JUMP_IMM || info->form == FORM_CALL_IMM || info->kind == KIND_LDDW_FUNC;
	int64_t v;

	if (!strncmp(*p, "pc", 2) && ((*p)[2] == '+' || (*p)[2] == '-'))
		*p += 2;
	if (!take_number(p, &v))
		return take_name(p, m, in_imm);
	if (in_imm)
		m->w[0].imm = (int32_t)v;
	else
		m->w[0].off = (int16_t)v;
	return in_imm ? v == (int32_t)v : v == (int16_t)v;
}

static bool take_map(const char **p, struct match *m, const struct image *image)
{
	const char *s = *p;
	int64_t v;

	if (*s == '#') {
		s++;
		if (!take_number(&s, &v) || v < 0 || v > INT32_MAX)
			return false;
		m->w[0].imm = (int32_t)v;
		*p = s;
		return true;
	}
	while (is_name(*s))
		s++;
	for (uint32_t i = 0; i < image->n_maps; i++) {
		if (strlen(image->maps[i]->name) == (size_t)(s - *p) &&
		    !strncmp(image->maps[i]->name, *p, (size_t)(s - *p))) {
			m->w[0].imm = (int32_t)i;
			*p = s;
			return true;
		}
	}
	return false;
}

/* Helpers may be called by name. */
static bool take_helper(const char **p, struct match *m)
{
	const char *s = *p;

	while (is_name(*s))
		s++;
	for (int number = 1; number <= MAX_HELPER_ID; number++) {
		const char *name = helper_name(number);

		if (name && strlen(name) == (size_t)(s - *p) && !strncmp(name, *p, (size_t)(s - *p))) {
			m->w[0].imm = number;
			*p = s;
			return true;
		}
	}
	return false;
}

static bool take_letter(char letter, const char **p, struct match *m, const struct insn_info *info,
			const struct image *image)
{
	int64_t v;

	if (letter != 'o')
		skip_blanks(p);
	switch (letter) {
	case 'd': return take_reg(p, 'r', 0, m);
	case 's': return take_reg(p, 'r', 4, m);
	case 'D': return take_reg(p, 'w', 0, m);
	case 'S': return take_reg(p, 'w', 4, m);
	case 'i': return take_imm(p, m) || (info->kind == KIND_CALL_HELPER && take_helper(p, m));
	case 'o': return take_offset(p, m);
	case 'j':
	case 'c': return take_target(p, m, info);
	case 'm': return take_map(p, m, image);
	case 'l':
		if (!take_number(p, &v))
			return false;
		m->w[0].imm = (int32_t)v;
		m->w[1].imm = (int32_t)((uint64_t)v >> 32);
		return true;
	case 'v':
		if (!take_number(p, &v) || v < 0 || v > UINT32_MAX)
			return false;
		m->w[1].imm = (int32_t)v;
		return true;
	default: return *(*p)++ == '%' && *(*p)++ == letter;
	}
}

static bool match_row(const struct insn_info *info, const char *line, struct match *m,
		      const struct image *image)
{
	memset(m, 0, sizeof(*m));
	for (const char *t = info->text; *t; t++) {
		if (*t == ' ') {
			skip_blanks(&line);
		} else if (*t == '%') {
			if (!take_letter(*++t, &line, m, info, image))
				return false;
		} else if (*line++ != *t) {
			return false;
		}
	}
	skip_blanks(&line);
	return *line == '\0';
}

static bool fits_immediate(const struct insn_info *info, const char *line, const struct match *m)
{
	const char *p = strrchr(line, ' ');
	int64_t v;

	/* A 64-bit operation sign-extends: 0x80000000 would become another number. */
	if (info->form != FORM_DST_IMM || info->width != 64 || !p)
		return true;
	p++;
	return !take_number(&p, &v) || v == m->w[0].imm;
}

static int add_insn(struct assembler *as, const struct insn_info *info, struct match *m)
{
	bool two = info->form == FORM_DST_IMM64 || info->form == FORM_DST_IMM64_LOW;
	int err;

	m->w[0].opcode = (uint8_t)info->opcode;
	if (info->pin_src != FIELD_ANY)
		m->w[0].regs = (uint8_t)((m->w[0].regs & 15) | info->pin_src << 4);
	if (info->pin_off != FIELD_ANY)
		m->w[0].off = (int16_t)info->pin_off;
	if (info->pin_imm != FIELD_ANY)
		m->w[0].imm = info->pin_imm;
	if (m->name) {
		char *name = arena_strndup(as->arena, m->name, m->name_len);

		err = GROW(as, as->fixups, as->n_fixups, as->max_fixups);
		if (err || !name)
			return err ? err : error_set(as->error, NO_MEMORY, "assembler");
		as->fixups[as->n_fixups++] = (struct fixup){ name, as->n_wire, as->line, m->name_in_imm };
	}
	for (int k = 0; k < 1 + two; k++) {
		err = GROW(as, as->wire, as->n_wire, as->max_wire);
		if (err)
			return err;
		as->wire[as->n_wire++] = m->w[k];
	}
	return 0;
}

static int take_insn(struct assembler *as, const char *line)
{
	for (int id = 1; id < N_INSN_IDS; id++) {
		const struct insn_info *info = &insn_info[id];
		struct match m;

		if (info->opcode > 255 || !match_row(info, line, &m, as->image))
			continue;
		if (!fits_immediate(info, line, &m))
			return fail(as, "the immediate does not fit into 32 signed bits", line);
		return add_insn(as, info, &m);
	}
	return fail(as, "no instruction is written like this", line);
}

/* --- directives --- */

static char *next_word(char **line)
{
	char *word;

	while (**line == ' ' || **line == '\t')
		++*line;
	if (!**line)
		return NULL;
	word = *line;
	while (**line && **line != ' ' && **line != '\t')
		++*line;
	if (**line)
		*(*line)++ = '\0';
	return word;
}

static int add_name(struct assembler *as, const char *text, bool is_func)
{
	int err = GROW(as, as->names, as->n_names, as->max_names);

	if (err)
		return err;
	for (uint32_t i = 0; i < as->n_names; i++)
		if (!strcmp(as->names[i].text, text))
			return fail(as, "this name is defined twice", text);
	as->names[as->n_names++] =
		(struct name){ arena_strdup(as->arena, text), as->n_wire, is_func };
	return 0;
}

static int set_hex(struct assembler *as, struct map_desc *desc, const char *hex)
{
	uint8_t *data = ARENA_ARRAY(as->arena, uint8_t, desc->value_size);
	uint32_t n = 0;
	unsigned byte;

	if (!data)
		return error_set(as->error, NO_MEMORY, "assembler");
	for (; hex[0] && hex[1] && n < desc->value_size; hex += 2) {
		if (sscanf(hex, "%2x", &byte) != 1)
			return fail(as, "not hexadecimal", hex);
		data[n++] = (uint8_t)byte;
	}
	if (*hex)
		return fail(as, "more content than value_size", hex);
	desc->data = data;
	return 0;
}

static int map_attribute(struct assembler *as, struct map_desc *desc, const char *word)
{
	const char *value = strchr(word, '=');
	size_t n = value ? (size_t)(value - word) : 0;

	if (!value)
		return fail(as, "expected attribute=value", word);
	value++;
#define IS(text) (n == strlen(text) && !strncmp(word, text, n))
	if (IS("type")) {
		const struct map_type_info *type = map_type_by_name(value);

		if (!type)
			return fail(as, "no such map type", value);
		desc->type = type->number;
	} else if (IS("key")) {
		desc->key_size = (uint32_t)strtoul(value, NULL, 0);
	} else if (IS("value")) {
		desc->value_size = (uint32_t)strtoul(value, NULL, 0);
	} else if (IS("entries")) {
		desc->max_entries = (uint32_t)strtoul(value, NULL, 0);
	} else if (IS("flags")) {
		desc->map_flags = (uint32_t)strtoul(value, NULL, 0);
	} else if (IS("data") || IS("frozen")) {
		desc->frozen = IS("frozen");
		return set_hex(as, desc, value);
	} else {
		return fail(as, "no such map attribute", word);
	}
#undef IS
	return 0;
}

static int take_map_directive(struct assembler *as, char *rest)
{
	struct map_desc *desc = ARENA_NEW(as->arena, struct map_desc);
	char *word = next_word(&rest);
	int err = GROW(as, as->image->maps, as->image->n_maps, as->max_maps);

	if (err || !desc)
		return err ? err : error_set(as->error, NO_MEMORY, "assembler");
	if (!word)
		return fail(as, ".map needs a name", "");
	desc->name = arena_strdup(as->arena, word);
	while ((word = next_word(&rest)) != NULL) {
		err = map_attribute(as, desc, word);
		if (err)
			return err;
	}
	as->image->maps[as->image->n_maps++] = desc;
	return 0;
}

static int take_line_directive(struct assembler *as, char *rest)
{
	char *number = next_word(&rest);
	int err = GROW(as, as->lines, as->n_lines, as->max_lines);

	if (err)
		return err;
	if (!number)
		return fail(as, ".line needs a number and the line's text", "");
	as->lines[as->n_lines++] = (struct line_info){
		.insn = as->n_wire, .file = arena_strdup(as->arena, as->file),
		.text = arena_strdup(as->arena, rest), .line = (uint32_t)strtoul(number, NULL, 0)
	};
	return 0;
}

static int take_directive(struct assembler *as, char *line)
{
	char *word = next_word(&line);

	if (!strcmp(word, ".map"))
		return take_map_directive(as, line);
	if (!strcmp(word, ".line"))
		return take_line_directive(as, line);
	if (!strcmp(word, ".license")) {
		while (*line == ' ')
			line++;
		as->image->license = arena_strdup(as->arena, line);
		as->image->gpl_compatible = license_is_gpl(line);
		return 0;
	}
	if (!strcmp(word, ".prog")) {
		const char *name = next_word(&line);
		const struct prog_type_info *type = name ? prog_type_by_name(name) : NULL;

		if (!type)
			return fail(as, "no such program type", name ? name : "");
		as->image->prog_type = type->number;
		return 0;
	}
	if (!strcmp(word, ".func")) {
		const char *name = next_word(&line);

		return name ? add_name(as, name, true) : fail(as, ".func needs a name", "");
	}
	return fail(as, "no such directive", word);
}

static int take_line(struct assembler *as, char *line)
{
	size_t n;

	while (*line == ' ' || *line == '\t')
		line++;
	line[strcspn(line, strncmp(line, ".line ", 6) ? ";\r\n" : "\r\n")] = '\0';
	n = strlen(line);
	while (n && (line[n - 1] == ' ' || line[n - 1] == '\t'))
		line[--n] = '\0';
	if (n == 0)
		return 0;
	if (line[n - 1] == ':') {
		line[n - 1] = '\0';
		return add_name(as, line, false);
	}
	return line[0] == '.' ? take_directive(as, line) : take_insn(as, line);
}

/* --- putting it together --- */

static int fix_names(struct assembler *as)
{
	for (uint32_t i = 0; i < as->n_fixups; i++) {
		const struct fixup *fixup = &as->fixups[i];
		const struct name *name = NULL;
		int64_t rel;

		for (uint32_t k = 0; k < as->n_names && !name; k++)
			if (!strcmp(as->names[k].text, fixup->text))
				name = &as->names[k];
		as->line = fixup->line;
		if (!name)
			return fail(as, "no such label or function", fixup->text);
		rel = (int64_t)name->slot - fixup->slot - 1;
		if (fixup->in_imm)
			as->wire[fixup->slot].imm = (int32_t)rel;
		else if (rel == (int16_t)rel)
			as->wire[fixup->slot].off = (int16_t)rel;
		else
			return fail(as, "the jump is too long: use gotol", fixup->text);
	}
	return 0;
}

/* Decoded index of the first instruction at or after a slot. */
static uint32_t at_slot(const struct image *image, uint32_t slot)
{
	uint32_t lo = 0, hi = image->n_insns;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (image->slot[mid] < slot)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static int make_subprogs(struct assembler *as)
{
	struct image *image = as->image;
	struct subprog *subprog = ARENA_ARRAY(as->arena, struct subprog, (size_t)as->n_names + 1);

	if (!subprog)
		return error_set(as->error, NO_MEMORY, "assembler");
	image->subprogs = subprog;
	subprog[0] = (struct subprog){ .name = image->name, .start = 0 };
	image->n_subprogs = 1;
	for (uint32_t i = 0; i < as->n_names; i++) {
		if (!as->names[i].is_func)
			continue;
		if (as->names[i].slot == 0)
			subprog[0].name = as->names[i].text;
		else
			subprog[image->n_subprogs++] = (struct subprog){
				.name = as->names[i].text, .start = at_slot(image, as->names[i].slot)
			};
	}
	for (uint32_t s = 0; s < image->n_subprogs; s++)
		subprog[s].end = s + 1 < image->n_subprogs ? subprog[s + 1].start : image->n_insns;
	for (uint32_t i = 0; i < as->n_lines; i++)
		as->lines[i].insn = at_slot(image, as->lines[i].insn);
	image->lines = as->lines;
	image->n_lines = as->n_lines;
	return 0;
}

int assemble(struct arena *arena, const char *text, const char *file, struct image *image,
	     struct skep_error *error)
{
	struct assembler as = { .arena = arena, .image = image, .error = error, .file = file };
	char *copy = arena_strdup(arena, text), *next;
	int err = 0;

	if (!copy)
		return error_set(error, NO_MEMORY, "assembler");
	*image = (struct image){ .name = "main", .section = "", .object = file, .license = "GPL",
				 .gpl_compatible = true, .prog_type = PROG_XDP };
	for (char *line = copy; line && !err; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		as.line++;
		err = take_line(&as, line);
	}
	if (!err)
		err = fix_names(&as);
	if (!err)
		err = decode(arena, as.wire, as.n_wire, image, error);
	return err ? err : make_subprogs(&as);
}
