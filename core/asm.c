/*
 * The assembler: the disassembler's inverse, by the same templates.
 *
 * A line is matched against the text of every row of the table until one fits;
 * what the letters match becomes the fields.  Lines become wire instructions,
 * names of labels and functions are filled in at the end, and decode() does the
 * rest, so there is one decoder.  Grammar: docs/asm.md.
 */
#include "core/asm.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct name { /* a label or a function */
	const char *text;
	uint32_t slot, line;
	bool is_func;
	struct asm_proto proto; /* of a function */
};

struct fixup { /* a field that waits for a name's slot */
	const char *text;
	uint32_t slot, line;
	uint16_t id;
};

struct assembler {
	struct arena *arena;
	struct image *image;
	struct skep_error *error;
	const char *file, *text; /* the line being read */
	uint32_t line;
	bool has_line_directives; /* else each line is its own source line */
	bool has_globals;
	struct wire_insn *wire;
	struct name *names;
	struct fixup *fixups;
	struct line_info *lines; /* insn holds a slot until decoded */
	uint32_t n_wire, max_wire, n_names, max_names, n_fixups, max_fixups, n_lines, max_lines;
	uint32_t max_maps;
};

static void place_line(struct assembler *as, uint32_t line, const char *text)
{
	struct skep_error *error = as->error;

	if (!error)
		return;
	snprintf(error->file, sizeof(error->file), "%s", as->file);
	snprintf(error->source, sizeof(error->source), "%s", as->file);
	snprintf(error->source_line, sizeof(error->source_line), "%s", text);
	error->line = (int32_t)line;
}

static int fail(struct assembler *as, const char *what, const char *near)
{
	place_line(as, as->line, as->text);
	return error_set(as->error, ASM_SYNTAX, as->file, as->line, what, near);
}

static int no_memory(struct assembler *as)
{
	return error_set(as->error, NO_MEMORY, "assembler");
}

/* Room for one more element of an array of the assembler. */
#define GROW(as, array, n, max)                                                                    \
	((n) < (max) ? 0 : grow(as, (void **)&(array), n, &(max), sizeof(*(array))))

static int grow(struct assembler *as, void **array, uint32_t n, uint32_t *max, size_t size)
{
	uint32_t more = *max ? 2 * *max : 64;
	void *p = arena_grow(as->arena, *array, n, more, size);

	if (!p)
		return no_memory(as);
	*array = p;
	*max = more;
	return 0;
}

bool asm_name_is(const char *p, size_t n, const char *name)
{
	return !strncmp(p, name, n) && name[n] == '\0';
}

int asm_helper_number(const char *p, size_t n)
{
	for (int number = 1; number <= MAX_HELPER_ID; number++) {
		const char *name = helper_name(number);

		if (name && asm_name_is(p, n, name))
			return number;
	}
	return 0;
}

/* --- instructions --- */

static int add_line_info(struct assembler *as, uint32_t line, const char *text)
{
	int err = GROW(as, as->lines, as->n_lines, as->max_lines);

	if (!err)
		as->lines[as->n_lines++] = (struct line_info){
			.insn = as->n_wire, .file = as->file, .text = text, .line = line
		};
	return err;
}

static int add_fixup(struct assembler *as, const struct asm_line *line)
{
	const char *text = arena_strndup(as->arena, line->name, line->name_length);
	int err = GROW(as, as->fixups, as->n_fixups, as->max_fixups);

	if (err || !text)
		return no_memory(as);
	as->fixups[as->n_fixups++] = (struct fixup){ text, as->n_wire, as->line, line->insn.id };
	return 0;
}

static int add_insn(struct assembler *as, const struct asm_line *line)
{
	struct wire_insn wire[2];
	unsigned n = encode_insn(&line->insn, wire);
	int err = line->name ? add_fixup(as, line) : 0;

	if (!err && !as->has_line_directives)
		err = add_line_info(as, as->line, as->text);
	for (unsigned k = 0; k < n && !err; k++) {
		err = GROW(as, as->wire, as->n_wire, as->max_wire);
		if (!err)
			as->wire[as->n_wire++] = wire[k];
	}
	return err;
}

/* A look at the register and the sign behind it, which most rows differ in. */
static bool may_match(const char *text, const char *template)
{
	if (*template != '%')
		return *text == *template;
	if (*text != 'r' && *text != 'w')
		return false;
	text++;
	while (*text >= '0' && *text <= '9')
		text++;
	text = asm_skip_blanks(text);
	template = asm_skip_blanks(template + 2);
	return *template == '%' || *text == *template;
}

/* Rows that @text does not begin like are left out, but where it must be said what is wrong. */
static bool match_any(struct asm_line *line, const char *text, bool all)
{
	for (int id = 1; id < N_INSN_IDS; id++)
		if (insn_info[id].opcode <= UINT8_MAX &&
		    (all || may_match(text, insn_info[id].text)) &&
		    asm_match(line, &insn_info[id]))
			return true;
	return false;
}

static int take_insn(struct assembler *as, const char *text)
{
	struct asm_line line = { .text = text, .image = as->image, .furthest = text, .wanted = "" };

	if (match_any(&line, text, false) || match_any(&line, text, true))
		return add_insn(as, &line);
	return fail(as, line.wanted[0] ? line.wanted : "no instruction is written like this",
		    line.furthest);
}

/* --- directives --- */

static char *next_word(char **rest)
{
	char *word = (char *)asm_skip_blanks(*rest), *end = word + strcspn(word, " \t");

	*rest = *end ? end + 1 : end;
	*end = '\0';
	return *word ? word : NULL;
}

static int add_name(struct assembler *as, const char *text, bool is_func)
{
	int err = GROW(as, as->names, as->n_names, as->max_names);

	if (err)
		return err;
	if (!*text || asm_name_length(text) != strlen(text))
		return fail(as, "not a name", text);
	if (is_func && asm_helper_number(text, strlen(text)))
		return fail(as, "a helper has this name", text);
	as->names[as->n_names++] = (struct name){
		.text = text, .slot = as->n_wire, .line = as->line, .is_func = is_func
	};
	return 0;
}

static int set_data(struct assembler *as, struct map_desc *desc, const char *hex)
{
	uint8_t *data = ARENA_ARRAY(as->arena, uint8_t, desc->value_size);

	if (!data)
		return no_memory(as);
	if (strlen(hex) / 2 > desc->value_size)
		return fail(as, "more content than the value's size", hex);
	for (uint32_t n = 0; hex[2 * n]; n++) {
		char digits[5] = { '0', 'x', hex[2 * n], hex[2 * n + 1] };
		const char *p = digits;
		int64_t byte;

		if (!digits[3] || !asm_number(&p, 0, UINT8_MAX, &byte))
			return fail(as, "expected pairs of hexadecimal digits", hex + 2 * n);
		data[n] = (uint8_t)byte;
	}
	desc->data = data;
	return 0;
}

static int set_map_type(struct assembler *as, struct map_desc *desc, const char *value)
{
	const struct map_type_info *type = map_type_by_name(value);

	if (!type)
		return fail(as, "no such map type", value);
	desc->type = type->number;
	return 0;
}

/* One attribute=value of a map; content is only noted, as it needs the value's size. */
/* An earlier map is the template. */
static int set_inner(struct assembler *as, struct map_desc *desc, const char *name)
{
	for (uint32_t i = 0; i < as->image->n_maps; i++) {
		if (!strcmp(as->image->maps[i]->name, name)) {
			desc->inner = as->image->maps[i];
			return 0;
		}
	}
	return fail(as, "no such map", name);
}

static int map_attribute(struct assembler *as, struct map_desc *desc, char *word, const char **hex)
{
	const struct {
		const char *name;
		uint32_t *field, plus;
	} numbers[] = { { "key", &desc->key_size, 0 },
			{ "value", &desc->value_size, 0 },
			{ "entries", &desc->max_entries, 0 },
			{ "flags", &desc->map_flags, 0 },
			{ "lock", &desc->lock_end, LOCK_SIZE } };
	const char *value = strchr(word, '=');
	size_t n = value ? (size_t)(value - word) : 0;
	int64_t v;

	if (!value)
		return fail(as, "expected attribute=value", word);
	value++;
	if (asm_name_is(word, n, "type"))
		return set_map_type(as, desc, value);
	if (asm_name_is(word, n, "inner"))
		return set_inner(as, desc, value);
	if (asm_name_is(word, n, "data") || asm_name_is(word, n, "frozen")) {
		desc->frozen = *word == 'f';
		*hex = value;
		return 0;
	}
	for (size_t k = 0; k < sizeof(numbers) / sizeof(*numbers); k++) {
		if (!asm_name_is(word, n, numbers[k].name))
			continue;
		if (!asm_number(&value, 0, UINT32_MAX - numbers[k].plus, &v) || *value)
			return fail(as, "expected a number of 32 bits", value);
		*numbers[k].field = (uint32_t)v + numbers[k].plus;
		return 0;
	}
	return fail(as, "no such map attribute", word);
}

static int take_map(struct assembler *as, char *rest)
{
	struct map_desc *desc = ARENA_NEW(as->arena, struct map_desc);
	const char *name = next_word(&rest), *hex = NULL;
	char *word;
	int err = GROW(as, as->image->maps, as->image->n_maps, as->max_maps);

	if (err || !desc)
		return no_memory(as);
	if (!name || asm_name_length(name) != strlen(name))
		return fail(as, ".map needs a name", name ? name : "");
	for (uint32_t i = 0; i < as->image->n_maps; i++)
		if (!strcmp(as->image->maps[i]->name, name))
			return fail(as, "this map is defined twice", name);
	desc->name = name;
	while (!err && (word = next_word(&rest)) != NULL)
		err = map_attribute(as, desc, word, &hex);
	if (!err && !desc->type)
		err = fail(as, ".map needs a type", name);
	if (!err && hex)
		err = set_data(as, desc, hex);
	if (!err && map_lock_refused(desc))
		err = fail(as, map_lock_refused(desc), name);
	if (!err)
		as->image->maps[as->image->n_maps++] = desc;
	return err;
}

/* .kfunc name result [argument...] */
static int take_kfunc(struct assembler *as, char *rest)
{
	struct helper_info *kfunc = ARENA_NEW(as->arena, struct helper_info);
	const char *word, *wrong;
	unsigned n = 0;

	if (!kfunc)
		return no_memory(as);
	while ((word = next_word(&rest)) != NULL) {
		wrong = asm_take_kfunc_word(kfunc, &n, word);
		if (wrong)
			return fail(as, wrong, word);
	}
	if (n < 2)
		return fail(as, ".kfunc needs a name and a result", as->text);
	return image_add_kfunc(as->arena, as->image, kfunc, as->error);
}

/* From the first .line on, source lines are what these directives say. */
static int take_line_directive(struct assembler *as, char *rest)
{
	const char *number = next_word(&rest);
	int64_t line;

	if (!number || !asm_number(&number, 0, INT32_MAX, &line) || *number)
		return fail(as, ".line needs a number and the line's text", number ? number : "");
	as->has_line_directives = true;
	return add_line_info(as, (uint32_t)line, rest);
}

static int take_license(struct assembler *as, char *rest)
{
	as->image->license = asm_skip_blanks(rest);
	as->image->gpl_compatible = license_is_gpl(as->image->license);
	return 0;
}

static int take_attach(struct assembler *as, const char *name)
{
	int attach = attach_type_by_name(name);

	if (attach < 0)
		return fail(as, "no such attach type", name);
	as->image->attach_type = (uint32_t)attach;
	return 0;
}

/* .prog type [attach type] */
static int take_prog(struct assembler *as, char *rest)
{
	const char *name = next_word(&rest);
	const struct prog_type_info *type = name ? prog_type_by_name(name) : NULL;

	if (!type)
		return fail(as, "no such program type", name ? name : "");
	as->image->prog_type = type->number;
	return (name = next_word(&rest)) ? take_attach(as, name) : 0;
}

/* .func name [global [void] argument...] */
static int take_func(struct assembler *as, char *rest)
{
	const char *name = next_word(&rest), *word;
	int err = add_name(as, name ? name : "", true);

	while (!err && (word = next_word(&rest)) != NULL) {
		as->has_globals = true;
		if (!asm_take_proto_word(&as->names[as->n_names - 1].proto, word))
			err = fail(as, "not a part of a prototype", word);
	}
	return err;
}

static int take_directive(struct assembler *as, char *text)
{
	static const struct {
		const char *name;
		int (*take)(struct assembler *as, char *rest);
	} directives[] = { { ".prog", take_prog },
			   { ".license", take_license },
			   { ".map", take_map },
			   { ".func", take_func },
			   { ".kfunc", take_kfunc },
			   { ".line", take_line_directive } };
	const char *word = next_word(&text);

	for (size_t i = 0; i < sizeof(directives) / sizeof(*directives); i++)
		if (!strcmp(word, directives[i].name))
			return directives[i].take(as, text);
	return fail(as, "no such directive", word);
}

/* --- lines --- */

/* Cut the comment (a .line's text has none), the line's end and trailing blanks. */
static void trim(char *text)
{
	size_t n = strcspn(text, strncmp(text, ".line ", 6) ? ";\r\n" : "\r\n");

	while (n && (text[n - 1] == ' ' || text[n - 1] == '\t'))
		n--;
	text[n] = '\0';
}

static int take_line(struct assembler *as, char *text)
{
	size_t n;
	int err;

	text = (char *)asm_skip_blanks(text);
	trim(text);
	as->text = text;
	for (;;) { /* labels, then at most one directive or instruction */
		n = asm_name_length(text);
		if (!n || text[n] != ':')
			break;
		as->text = arena_strdup(as->arena, text);
		if (!as->text)
			return no_memory(as);
		text[n] = '\0';
		err = add_name(as, text, false);
		if (err)
			return err;
		text = (char *)asm_skip_blanks(text + n + 1);
	}
	if (!*text)
		return 0;
	if (*text != '.')
		return take_insn(as, text);
	as->text = arena_strdup(as->arena, text); /* words are cut out of it in place */
	return as->text ? take_directive(as, text) : no_memory(as);
}

/* --- putting it together --- */

static int compare_names(const void *a, const void *b)
{
	const struct name *x = a, *y = b;
	int order = strcmp(x->text, y->text);

	return order ? order : (x->line > y->line) - (x->line < y->line);
}

/* The names in the order of their text; refuse one that is defined twice. */
static int sort_names(struct assembler *as, struct name **sorted)
{
	*sorted = arena_memdup(as->arena, as->names, as->n_names * sizeof(**sorted));
	if (!*sorted)
		return no_memory(as);
	qsort(*sorted, as->n_names, sizeof(**sorted), compare_names);
	for (uint32_t i = 1; i < as->n_names; i++) {
		if (strcmp((*sorted)[i - 1].text, (*sorted)[i].text))
			continue;
		as->line = (*sorted)[i].line;
		as->text = (*sorted)[i].text;
		return fail(as, "this name is defined twice", as->text);
	}
	return 0;
}

static int fix(struct assembler *as, const struct fixup *fixup, const struct name *name)
{
	const struct insn_info *info = &insn_info[fixup->id];
	int64_t rel;

	as->line = fixup->line;
	as->text = fixup->text;
	if (!name)
		return fail(as, "no such label or function", fixup->text);
	if ((info->kind == KIND_CALL_LOCAL || info->kind == KIND_LDDW_FUNC) && !name->is_func)
		return fail(as, "this is a label, not a function", fixup->text);
	rel = (int64_t)name->slot - fixup->slot - 1;
	if (form_of(info)->imm == USE_TARGET)
		as->wire[fixup->slot].imm = (int32_t)rel;
	else if (rel == (int16_t)rel)
		as->wire[fixup->slot].off = (int16_t)rel;
	else
		return fail(as, "the jump is too long for 16 bits", fixup->text);
	return 0;
}

static int fix_all(struct assembler *as)
{
	struct name *sorted;
	int err = sort_names(as, &sorted);

	for (uint32_t i = 0; i < as->n_fixups && !err; i++) {
		struct name key = { .text = as->fixups[i].text };
		struct name *name = NULL;
		uint32_t lo = 0, hi = as->n_names;

		while (lo < hi && !name) {
			uint32_t mid = lo + (hi - lo) / 2;
			int order = strcmp(key.text, sorted[mid].text);

			name = order ? NULL : &sorted[mid];
			lo = order > 0 ? mid + 1 : lo;
			hi = order < 0 ? mid : hi;
		}
		err = fix(as, &as->fixups[i], name);
	}
	return err;
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
	struct asm_proto *proto = ARENA_ARRAY(as->arena, struct asm_proto, (size_t)as->n_names + 1);

	if (!subprog || !proto)
		return no_memory(as);
	image->subprogs = subprog;
	image->n_subprogs = 0;
	for (uint32_t i = 0; i < as->n_names; i++) {
		if (!as->names[i].is_func)
			continue;
		if (as->names[i].slot && !image->n_subprogs) /* the entry has no .func */
			subprog[image->n_subprogs++] = (struct subprog){ .name = image->name };
		proto[image->n_subprogs] = as->names[i].proto;
		subprog[image->n_subprogs++] = (struct subprog){
			.name = as->names[i].text, .start = at_slot(image, as->names[i].slot)
		};
	}
	if (!image->n_subprogs)
		subprog[image->n_subprogs++] = (struct subprog){ .name = image->name };
	for (uint32_t s = 0; s < image->n_subprogs; s++)
		subprog[s].end = s + 1 < image->n_subprogs ? subprog[s + 1].start : image->n_insns;
	image->name = subprog[0].name;
	return as->has_globals ? asm_make_btf(as->arena, image, proto, as->error) : 0;
}

static int finish(struct assembler *as)
{
	struct image *image = as->image;
	int err;

	if (as->error)
		as->error->insn = -1;
	err = decode(as->arena, as->wire, as->n_wire, image, as->error);
	for (uint32_t i = 0; err && as->error && i < as->n_lines; i++)
		if ((int64_t)as->lines[i].insn <= as->error->insn)
			place_line(as, as->lines[i].line, as->lines[i].text);
	if (err)
		return err;
	for (uint32_t i = 0; i < as->n_lines; i++)
		as->lines[i].insn = at_slot(image, as->lines[i].insn);
	image->lines = as->lines;
	image->n_lines = as->n_lines;
	return make_subprogs(as);
}

int assemble(struct arena *arena, const char *text, const char *file, struct image *image,
	     struct skep_error *error)
{
	struct assembler as = { .arena = arena, .image = image, .error = error };
	char *copy = arena_strdup(arena, text), *next;
	int err = 0;

	as.file = arena_strdup(arena, file);
	if (!copy || !as.file)
		return no_memory(&as);
	*image = (struct image){ .name = "main", .section = "", .object = as.file, .license = "GPL",
				 .gpl_compatible = true, .prog_type = PROG_XDP };
	for (char *line = copy; line && !err; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		as.line++;
		err = take_line(&as, line);
	}
	if (!err)
		err = fix_all(&as);
	return err ? err : finish(&as);
}
