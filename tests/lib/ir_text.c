/* A line is cut into words; what each must be is the form's. */
#include "tests/lib/ir_text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 2048, WORDS = 4 };

struct line {
	char text[LINE];
	char *name, *word[WORDS], *entries; /* what is between braces, or NULL */
	unsigned n;
};

/* [a + off] becomes two words. */
static bool cut(struct line *line, const char *text, size_t length)
{
	char *rest, *word;

	if (length >= LINE)
		return false;
	memcpy(line->text, text, length);
	line->text[length] = '\0';
	line->entries = strchr(line->text, '{');
	if (line->entries)
		*line->entries++ = '\0';
	line->n = 0;
	line->name = strtok_r(line->text, " \t", &rest);
	while (line->name && line->n < WORDS && (word = strtok_r(NULL, " ,[]+", &rest)))
		line->word[line->n++] = word;
	return line->name;
}

static bool number(const char *word, long long *v)
{
	char *end;

	*v = strtoll(word, &end, 10);
	return end != word && !*end;
}

static bool label(struct ir *ir, const char *word, uint32_t *out)
{
	long long v;

	if (word[0] != 'L' || !number(word + 1, &v) || v < 0 || v > 1000000)
		return false;
	while (ir->n_labels <= v)
		ir_label(ir);
	*out = (uint32_t)v;
	return true;
}

static bool temp(const char *word, uint32_t *out)
{
	static const char *const others[] = { "run", "t0", "t1" };
	long long v;

	for (uint32_t i = 0; i < 3; i++) {
		if (!strcmp(word, others[i])) {
			*out = IR_RUN + i;
			return true;
		}
	}
	if (word[0] != 'r' || !number(word + 1, &v) || v < 0 || v >= IR_RUN)
		return false;
	*out = (uint32_t)v;
	return true;
}

static bool operand(struct ir *ir, const char *word, uint32_t *out)
{
	bool chosen = word[0] == '$';
	long long v;

	if (temp(word, out))
		return true;
	if (!number(word + chosen, &v))
		return false;
	*out = chosen ? ir_chosen(ir, (uint64_t)v) : ir_constant(ir, (uint64_t)v);
	return true;
}

static bool offset(const char *word, int16_t *out)
{
	long long v;

	if (!number(word, &v) || v != (int16_t)v)
		return false;
	*out = (int16_t)v;
	return true;
}

static bool table(struct ir *ir, char *entries, uint32_t *out)
{
	long long v;
	char *word, *rest;

	if (!entries)
		return false;
	*out = ir_table(ir);
	for (; (word = strtok_r(entries, " }", &rest)); entries = NULL) {
		if (!number(word, &v))
			return false;
		ir_entry(ir, (uint64_t)v);
	}
	return true;
}

static bool operands(struct ir *ir, const struct line *line, struct ir_insn *insn)
{
	static const uint8_t n_words[] = {
		[IR_FORM_NONE] = 0,     [IR_FORM_MOVE] = 2,  [IR_FORM_BINARY] = 3,
		[IR_FORM_LOAD] = 3,     [IR_FORM_STORE] = 3, [IR_FORM_FETCH] = 4,
		[IR_FORM_LOAD_AT] = 4,  [IR_FORM_STORE_AT] = 4,
		[IR_FORM_EXCHANGE] = 4, [IR_FORM_JUMP_IF] = 3, [IR_FORM_JUMP] = 1,
		[IR_FORM_CHARGE] = 1,   [IR_FORM_LOOP] = 2,  [IR_FORM_CALL] = 2,
		[IR_FORM_ADDRESS] = 2,  [IR_FORM_FUNC] = 1,
		[IR_FORM_TABLE] = 2,    [IR_FORM_TABLE_AT] = 1,
		[IR_FORM_CHARGE_IF] = 2,
	};
	char *const *word = line->word;
	long long v;

	if (line->n != n_words[ir_form(insn)])
		return false;
	switch (ir_form(insn)) {
	case IR_FORM_NONE: return true;
	case IR_FORM_MOVE: return temp(word[0], &insn->to) && operand(ir, word[1], &insn->a);
	case IR_FORM_BINARY:
		return temp(word[0], &insn->to) && operand(ir, word[1], &insn->a) &&
		       operand(ir, word[2], &insn->b);
	case IR_FORM_LOAD:
		return temp(word[0], &insn->to) && temp(word[1], &insn->a) &&
		       offset(word[2], &insn->off);
	case IR_FORM_STORE:
		return temp(word[0], &insn->a) && offset(word[1], &insn->off) &&
		       operand(ir, word[2], &insn->b);
	case IR_FORM_LOAD_AT:
		return temp(word[0], &insn->to) && temp(word[1], &insn->a) &&
		       temp(word[2], &insn->b) && offset(word[3], &insn->off);
	case IR_FORM_STORE_AT:
		return temp(word[0], &insn->a) && temp(word[1], &insn->to) &&
		       offset(word[2], &insn->off) && operand(ir, word[3], &insn->b);
	case IR_FORM_FETCH:
	case IR_FORM_EXCHANGE:
		return temp(word[0], &insn->to) && temp(word[1], &insn->a) &&
		       offset(word[2], &insn->off) && operand(ir, word[3], &insn->b);
	case IR_FORM_JUMP_IF:
		return operand(ir, word[0], &insn->a) && operand(ir, word[1], &insn->b) &&
		       label(ir, word[2], &insn->to);
	case IR_FORM_JUMP: return label(ir, word[0], &insn->to);
	case IR_FORM_CHARGE: return operand(ir, word[0], &insn->a);
	case IR_FORM_LOOP:
		return operand(ir, word[0], &insn->a) && label(ir, word[1], &insn->to);
	case IR_FORM_CALL: return operand(ir, word[0], &insn->a) && offset(word[1], &insn->off);
	case IR_FORM_ADDRESS: return temp(word[0], &insn->to) && label(ir, word[1], &insn->a);
	case IR_FORM_TABLE:
		return temp(word[0], &insn->to) && temp(word[1], &insn->a) &&
		       table(ir, line->entries, &insn->b);
	case IR_FORM_CHARGE_IF:
		return temp(word[0], &insn->a) && operand(ir, word[1], &insn->b);
	case IR_FORM_TABLE_AT:
		return temp(word[0], &insn->a) && table(ir, line->entries, &insn->b);
	default:
		if (!number(word[0], &v) || v < 0 || v > UINT32_MAX)
			return false;
		insn->to = (uint32_t)v;
		return true;
	}
}

/* "add.64": the operation and its width. */
static bool operation(char *name, struct ir_insn *insn)
{
	char *dot = strchr(name, '.');
	long long width = 0;

	if (dot) {
		*dot = '\0';
		if (!number(dot + 1, &width) || width < 1 || width > 64)
			return false;
	}
	insn->width = (uint8_t)width;
	for (unsigned op = 0; op < N_IR_OPS; op++) {
		if (!strcmp(name, ir_info[op].text)) {
			insn->op = (uint8_t)op;
			return op != IR_LABEL;
		}
	}
	return false;
}

static bool parse_line(struct ir *ir, struct line *line)
{
	struct ir_insn insn = { 0 };
	size_t length = strlen(line->name);
	uint32_t place;

	if (line->name[length - 1] == ':') {
		line->name[length - 1] = '\0';
		if (line->n || !label(ir, line->name, &place))
			return false;
		ir_place(ir, place);
		return true;
	}
	if (!operation(line->name, &insn) || !operands(ir, line, &insn))
		return false;
	if (insn.op == IR_FUNC && insn.to >= ir->n_funcs)
		ir->n_funcs = insn.to + 1;
	ir_add(ir, insn);
	return true;
}

int ir_parse(struct ir *ir, struct arena *arena, const char *text)
{
	int n = 0;

	ir_init(ir, arena, 0, 0, 0);
	while (*text) {
		size_t length = strcspn(text, "\n");
		struct line line;

		n++;
		if (length && (!cut(&line, text, length) || !parse_line(ir, &line)))
			return n;
		text += length + (text[length] == '\n');
	}
	return ir->err ? n : 0;
}

char *ir_text(const struct ir *ir)
{
	size_t size;
	char *text = NULL;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		return NULL;
	ir_print(ir, out);
	return fclose(out) ? NULL : text;
}
