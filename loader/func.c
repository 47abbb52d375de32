/*
 * Functions of the object, from its symbols, sorted by section and place, and
 * which of them are programs: the global ones outside of .text.  A function
 * whose symbol makes no sense stays in the list with its fault, so that a
 * program is refused by name and the others can be used.
 */
#include <elf.h>
#include <stdlib.h>
#include <string.h>

#include "loader/load.h"

static const char *fault_of(const struct section *section, uint64_t value, uint64_t size)
{
	if (value % 8 || size % 8)
		return "its symbol's place or size is not a multiple of an instruction's";
	if (size == 0)
		return "its symbol has no size";
	if (value > section->size || size > section->size - value)
		return "its symbol reaches out of the section";
	return NULL;
}

static bool is_in_code(const struct load *load, const struct symbol *symbol)
{
	return symbol->section < load->n_sections &&
	       load->sections[symbol->section].role == ROLE_CODE;
}

/* A name that LLVM gives to a place inside of a function. */
static bool is_label(const struct symbol *symbol)
{
	return symbol->bind == STB_LOCAL &&
	       (!*symbol->name || !strncmp(symbol->name, "LBB", 3) ||
		!strncmp(symbol->name, "Ltmp", 4) || !strncmp(symbol->name, ".L", 2));
}

/* Compilers until LLVM 7 say neither that a symbol is a function nor its size. */
static bool is_function(const struct load *load, const struct symbol *symbol)
{
	if (!is_in_code(load, symbol))
		return false;
	if (symbol->type == STT_NOTYPE)
		return !is_label(symbol) && !load->sections[symbol->section].has_functions;
	return symbol->type == STT_FUNC;
}

static void mark_sections(struct load *load)
{
	for (uint32_t i = 0; i < load->n_symbols; i++)
		if (load->symbols[i].type == STT_FUNC && is_in_code(load, &load->symbols[i]))
			load->sections[load->symbols[i].section].has_functions = true;
}

static uint32_t btf_func_at(const struct load *load, uint32_t section, uint32_t slot)
{
	const struct ext_table *funcs = &load->ext[EXT_FUNCS];
	uint32_t i = ext_find(funcs, section, slot);

	if (i == funcs->n || funcs->recs[i].section != section || funcs->recs[i].slot != slot)
		return 0;
	return funcs->recs[i].type;
}

static void take_function(const struct load *load, const struct symbol *symbol, struct func *func)
{
	const struct section *section = &load->sections[symbol->section];
	bool is_old = symbol->type == STT_NOTYPE && !symbol->size;

	*func = (struct func){
		.name = symbol->name,
		.section = symbol->section,
		.fault = fault_of(section, symbol->value, is_old ? 8 : symbol->size),
		.prog = NO_FUNC,
		.is_local = symbol->bind == STB_LOCAL,
		.is_global = symbol->bind != STB_LOCAL && symbol->visibility != STV_HIDDEN &&
			     symbol->visibility != STV_INTERNAL,
	};
	if (func->fault)
		return;
	func->start = (uint32_t)(symbol->value / 8);
	func->n = (uint32_t)(symbol->size / 8);
	func->btf_func = btf_func_at(load, func->section, func->start);
}

/* A function without a size ends where the next one begins, or the section ends. */
static void fill_sizes(struct load *load)
{
	uint32_t section = 0, next = 0;

	for (uint32_t i = load->n_funcs; i-- > 0;) {
		struct func *func = &load->funcs[i];

		if (func->fault)
			continue;
		if (i + 1 == load->n_funcs || func->section != section) {
			section = func->section;
			next = (uint32_t)(load->sections[section].size / 8);
		}
		if (!func->n)
			func->n = next - func->start;
		if (!i || load->funcs[i - 1].start != func->start)
			next = func->start;
	}
}

static int compare_places(const struct func *x, uint32_t section, uint64_t start)
{
	if (x->section != section)
		return x->section < section ? -1 : 1;
	return x->start < start ? -1 : x->start > start;
}

static int compare_funcs(const void *a, const void *b)
{
	const struct func *x = a, *y = b;
	int order = compare_places(x, y->section, y->start);

	return order ? order : strcmp(x->name, y->name);
}

uint32_t find_func(const struct load *load, uint32_t section, uint64_t slot)
{
	uint32_t lo = 0, hi = load->n_funcs;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (compare_places(&load->funcs[mid], section, slot) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < load->n_funcs && !compare_places(&load->funcs[lo], section, slot); lo++)
		if (!load->funcs[lo].fault)
			return lo;
	return NO_FUNC;
}

static int collect(struct load *load)
{
	uint32_t n = 0;

	mark_sections(load);
	for (uint32_t i = 0; i < load->n_symbols; i++)
		n += is_function(load, &load->symbols[i]);
	load->funcs = ARENA_ARRAY(&load->scratch, struct func, n);
	if (!load->funcs)
		return error_set(load->error, NO_MEMORY, "functions");
	for (uint32_t i = 0; i < load->n_symbols; i++)
		if (is_function(load, &load->symbols[i]))
			take_function(load, &load->symbols[i], &load->funcs[load->n_funcs++]);
	qsort(load->funcs, n, sizeof(*load->funcs), compare_funcs);
	fill_sizes(load);
	return 0;
}

/* Programs in the order of the file, with what is known of them before linking. */
static int make_images(struct load *load)
{
	struct object *object = load->object;

	object->progs = ARENA_ARRAY(load->arena, struct image *, object->n_progs);
	object->prog_errors = ARENA_ARRAY(load->arena, struct skep_error, object->n_progs);
	if (!object->progs || !object->prog_errors)
		return error_set(load->error, NO_MEMORY, "programs");
	for (uint32_t i = 0; i < load->n_funcs; i++) {
		const struct func *func = &load->funcs[i];
		struct image *image;

		if (func->prog == NO_FUNC)
			continue;
		image = ARENA_NEW(load->arena, struct image);
		if (!image)
			return error_set(load->error, NO_MEMORY, "programs");
		image->name = func->name;
		image->section = load->sections[func->section].name;
		image->object = object->name;
		object->progs[func->prog] = image;
		error_clear(&object->prog_errors[func->prog]);
	}
	return 0;
}

int load_funcs(struct load *load)
{
	uint32_t n = 0;
	int err = collect(load);

	if (err)
		return err;
	for (uint32_t i = 0; i < load->n_funcs; i++) {
		struct func *func = &load->funcs[i];

		if (!func->is_local && strcmp(load->sections[func->section].name, ".text"))
			func->prog = n++;
	}
	if (n > MAX_PROGS)
		return at_section(load, NULL, -1,
				  error_set(load->error, OBJECT_TOO_LARGE, "too many programs"));
	load->object->n_progs = n;
	return make_images(load);
}
