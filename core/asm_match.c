/*
 * One line of assembler against one row's template: the reader of the letters
 * that core/disasm.c prints (insn.def lists them).
 *
 * A blank in a template stands for any number of blanks, but two words stay
 * apart.  What does not match is remembered as the furthest place that any
 * template reached and what it wanted there; that is the error message.
 */
#include "core/asm.h"

#include <string.h>

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool starts_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || c == '$';
}

static bool in_name(char c)
{
	return starts_name(c) || is_digit(c);
}

const char *asm_skip_blanks(const char *p)
{
	while (is_blank(*p))
		p++;
	return p;
}

size_t asm_name_length(const char *p)
{
	size_t n = 0;

	if (starts_name(*p))
		while (in_name(p[n]))
			n++;
	return n;
}

static int digit_value(char c, unsigned base)
{
	int v = is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 :
					c >= 'A' && c <= 'F' ? c - 'A' + 10 : 99;

	return v < (int)base ? v : -1;
}

bool asm_number(const char **p, int64_t min, uint64_t max, int64_t *out)
{
	const char *s = *p;
	bool negative = *s == '-';
	unsigned base = 10;
	uint64_t v = 0;

	s += *s == '-' || *s == '+';
	if (s[0] == '0' && (s[1] == 'x' || s[1] == 'X')) {
		base = 16;
		s += 2;
	}
	if (digit_value(*s, base) < 0)
		return false;
	for (; digit_value(*s, base) >= 0; s++)
		if (__builtin_mul_overflow(v, base, &v) ||
		    __builtin_add_overflow(v, (unsigned)digit_value(*s, base), &v))
			return false;
	if (in_name(*s) || (negative ? v > 0 - (uint64_t)min : v > max))
		return false;
	*out = (int64_t)(negative ? 0 - v : v);
	*p = s;
	return true;
}

/* --- letters: each returns NULL and moves on, or what it wanted --- */

static const char *take_reg(struct asm_line *line, const char *prefixes, uint8_t *field,
			    bool *known)
{
	static const char wanted[] = "expected a register r0 to r10 or w0 to w10";
	const char *s = line->at;
	int64_t reg;

	if (!*s || !strchr(prefixes, *s) || !is_digit(*++s) || !asm_number(&s, 0, N_REGS - 1, &reg))
		return wanted;
	if (*known && *field != reg)
		return "expected the same register as before";
	*field = (uint8_t)reg;
	*known = true;
	line->at = s;
	return NULL;
}

/* A 64-bit operation sign-extends its immediate: there 0x80000000 would become another number. */
static const char *take_imm(struct asm_line *line, const struct insn_info *info)
{
	uint64_t max = info->width == 64 ? INT32_MAX : UINT32_MAX;
	int64_t v;

	if (!asm_number(&line->at, INT32_MIN, max, &v))
		return info->width == 64 ? "expected a number of 32 bits, which are sign-extended" :
					   "expected a number of 32 bits";
	line->insn.imm = (int32_t)v;
	return NULL;
}

static const char *take_off(struct asm_line *line)
{
	int64_t v;

	if (!asm_number(&line->at, INT16_MIN, INT16_MAX, &v))
		return "expected a number of 16 bits";
	line->insn.off = (int32_t)v;
	return NULL;
}

/* " + 4" or " - 4", or nothing at all for 0. */
static const char *take_signed(struct asm_line *line, int64_t min, uint64_t max, int64_t *out)
{
	const char *s = asm_skip_blanks(line->at);
	bool negative = *s == '-';
	int64_t v;

	*out = 0;
	if (*s != '+' && *s != '-')
		return NULL;
	s = asm_skip_blanks(s + 1);
	if (!is_digit(*s) || !asm_number(&s, 0, negative ? 0 - (uint64_t)min : max, &v))
		return max > INT16_MAX ? "expected an offset of 32 bits"
				       : "expected an offset of 16 bits";
	*out = negative ? -v : v;
	line->at = s;
	return NULL;
}

static const char *take_name(struct asm_line *line, const char *wanted)
{
	size_t n = asm_name_length(line->at);

	if (!n)
		return wanted;
	line->name = line->at;
	line->name_length = n;
	line->at += n;
	return NULL;
}

/* Slots to the target, into the field that the form has them in. */
static const char *take_target(struct asm_line *line, const struct insn_info *info,
			       const char *wanted)
{
	bool wide = form_of(info)->imm == USE_TARGET;
	int64_t v;

	if (!asm_number(&line->at, wide ? INT32_MIN : INT16_MIN, wide ? INT32_MAX : INT16_MAX, &v))
		return take_name(line, wanted);
	if (wide)
		line->insn.imm = v;
	else
		line->insn.off = (int32_t)v;
	return NULL;
}

static const char *take_function(struct asm_line *line, const struct insn_info *info)
{
	static const char wanted[] = "expected a function's name, or pc+N";

	if (!strncmp(line->at, "pc", 2) && (line->at[2] == '+' || line->at[2] == '-')) {
		line->at += 2;
		return take_target(line, info, wanted);
	}
	return take_name(line, wanted);
}

static const char *take_helper(struct asm_line *line, const struct insn_info *info)
{
	size_t n = asm_name_length(line->at);
	int number = n ? asm_helper_number(line->at, n) : 0;

	if (!n)
		return take_imm(line, info);
	if (!number)
		return "expected a helper or function";
	line->insn.imm = number;
	line->at += n;
	return NULL;
}

/* A map's name, or its number after '#'; the low half of a value's address. */
static const char *take_map(struct asm_line *line)
{
	size_t n = asm_name_length(line->at);
	const char *s = line->at + 1;
	int64_t v;

	for (uint32_t i = 0; n && i < line->image->n_maps; i++) {
		if (asm_name_is(line->at, n, line->image->maps[i]->name)) {
			line->insn.imm = i;
			line->at += n;
			return NULL;
		}
	}
	if (*line->at != '#' || !asm_number(&s, 0, UINT32_MAX, &v))
		return "expected a map's name, or #N";
	line->insn.imm = v;
	line->at = s;
	return NULL;
}

static const char *take_map_offset(struct asm_line *line)
{
	int64_t v;

	if (!asm_number(&line->at, 0, UINT32_MAX, &v))
		return "expected an offset of 32 bits";
	line->insn.imm |= (int64_t)((uint64_t)v << 32);
	return NULL;
}

/* A host function's name, or its number and that of a module. */
static const char *take_kfunc(struct asm_line *line, const struct insn_info *info)
{
	static const char wanted[] = "expected a host function's name (.kfunc)";
	size_t n = asm_name_length(line->at);

	for (uint32_t i = 0; n && i < line->image->n_kfuncs; i++) {
		if (asm_name_is(line->at, n, line->image->kfuncs[i]->name)) {
			line->insn.imm = i;
			line->at += n;
			return NULL;
		}
	}
	if (n || take_imm(line, info) || *line->at != ',')
		return wanted;
	line->at = asm_skip_blanks(line->at + 1);
	return take_off(line);
}

static const char *take_letter(struct asm_line *line, char letter, const struct insn_info *info)
{
	struct insn *insn = &line->insn;
	const char *wanted;
	int64_t v;

	switch (letter) {
	case 'd': return take_reg(line, "r", &insn->dst, &line->has_dst);
	case 's': return take_reg(line, "r", &insn->src, &line->has_src);
	case 'D': return take_reg(line, "w", &insn->dst, &line->has_dst);
	case 'S': return take_reg(line, "w", &insn->src, &line->has_src);
	case 'x': return take_reg(line, "wr", &insn->dst, &line->has_dst);
	case 'X': return take_reg(line, "wr", &insn->src, &line->has_src);
	case 'i': return take_imm(line, info);
	case 'k': return take_kfunc(line, info);
	case 'o':
		wanted = take_signed(line, INT16_MIN, INT16_MAX, &v);
		insn->off = (int32_t)v;
		return wanted;
	case 'p': return take_signed(line, INT32_MIN, UINT32_MAX, &insn->imm);
	case 'l':
		return asm_number(&line->at, INT64_MIN, UINT64_MAX, &insn->imm)
			       ? NULL
			       : "expected a number of 64 bits";
	case 'j': return take_target(line, info, "expected a label, or +N or -N");
	case 'h': return take_helper(line, info);
	case 'c': return take_function(line, info);
	case 'm': return take_map(line);
	case 'v': return take_map_offset(line);
	default: return line->at[0] == '%' && line->at[1] == letter ? (line->at += 2, NULL) : "";
	}
}

static const char *take_blanks(struct asm_line *line)
{
	bool word_before = in_name(line->at[-1]);
	const char *s = asm_skip_blanks(line->at);

	if (s == line->at && word_before && in_name(*s))
		return "";
	line->at = s;
	return NULL;
}

/* The whole template; returns as the letters do, "" where only the text differs. */
static const char *take_template(struct asm_line *line, const struct insn_info *info)
{
	for (const char *t = info->text; *t; t++) {
		const char *wanted = NULL;

		if (*t == '%')
			wanted = take_letter(line, *++t, info);
		else if (*t == ' ')
			wanted = take_blanks(line);
		else if (*line->at == *t)
			line->at++;
		else
			wanted = "";
		if (wanted)
			return wanted;
	}
	line->at = asm_skip_blanks(line->at);
	return *line->at ? "" : NULL;
}

bool asm_match(struct asm_line *line, const struct insn_info *info)
{
	const char *wanted;

	line->insn = (struct insn){ .id = (uint16_t)(info - insn_info) };
	line->at = line->text;
	line->name = NULL;
	line->has_dst = line->has_src = false;
	wanted = take_template(line, info);
	if (!wanted)
		return true;
	if (line->at > line->furthest || (line->at == line->furthest && !line->wanted[0])) {
		line->furthest = line->at;
		line->wanted = wanted;
	}
	return false;
}
