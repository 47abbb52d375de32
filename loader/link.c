/*
 * A program and the functions that it reaches, to one image.
 *
 * (1) reach: starting with the program's function, scan instructions in wire
 * form, resolve what they refer to, and append each new function and what it
 * reaches; (2) copy the
 * functions one behind the other and write the resolved references into the
 * wire form; (3) decode, which turns slots into instructions; (4) describe
 * functions and C lines in decoded numbers; (5) poison instructions that refer to
 * what nobody defines; (6) resolve CO-RE relocations on the decoded instructions.
 *
 * A function is copied once a program, however often it is called.
 */
#include <stdio.h>
#include <string.h>

#include "loader/load.h"

struct fixup {
	uint32_t slot; /* in the linked program */
	struct target target;
};

struct linker {
	struct load *load;
	struct image *image;
	struct arena arena; /* of what only linking needs */
	uint32_t *numbers;  /* of each function of the object in order[], or NO_FUNC */
	uint32_t order[MAX_SUBPROGS]; /* functions by place */
	uint32_t place[MAX_SUBPROGS]; /* their first slots */
	uint32_t n_funcs, n_slots;
	struct fixup *fixups;
	uint32_t n_fixups, max_fixups;
	struct wire_insn *wire;
};

static const struct section *section_of(const struct linker *linker, const struct func *func)
{
	return &linker->load->sections[func->section];
}

static struct wire_insn read_slot(const struct section *section, uint32_t slot)
{
	struct wire_insn wire;

	memcpy(&wire, section->data + (size_t)slot * sizeof(wire), sizeof(wire));
	return wire;
}

/* ---- 1: what is reached ---- */

/* A function whose references are being resolved: the next slot and relocation. */
struct cursor {
	uint32_t number, slot, reloc;
};

/* Append function @f unless it is there.  Return: 1 if it is new, 0, or a negative errno. */
static int reach(struct linker *linker, uint32_t f)
{
	const struct func *func = &linker->load->funcs[f];
	uint32_t i = linker->n_funcs;

	if (linker->numbers[f] != NO_FUNC)
		return 0;
	if (i == MAX_SUBPROGS)
		return error_set(linker->load->error, TOO_MANY_SUBPROGS, (unsigned)MAX_SUBPROGS);
	if (func->n > MAX_INSNS - linker->n_slots)
		return error_set(linker->load->error, TOO_MANY_INSNS,
				 (size_t)linker->n_slots + func->n, (unsigned)MAX_INSNS);
	linker->numbers[f] = i;
	linker->order[i] = f;
	linker->place[i] = linker->n_slots;
	linker->n_slots += func->n;
	linker->n_funcs++;
	return 1;
}

static int add_fixup(struct linker *linker, uint32_t slot, struct target target)
{
	struct fixup *grown;
	uint32_t max;

	if (linker->n_fixups == linker->max_fixups) {
		max = linker->max_fixups ? linker->max_fixups * 2 : 64;
		grown = arena_grow(&linker->arena, linker->fixups, linker->n_fixups, max,
				   sizeof(*grown));
		if (!grown)
			return error_set(linker->load->error, NO_MEMORY, "relocations");
		linker->fixups = grown;
		linker->max_fixups = max;
	}
	linker->fixups[linker->n_fixups++] = (struct fixup){ slot, target };
	return 0;
}

/* Index of the first relocation at or behind @offset. */
static uint32_t first_reloc(const struct section *section, uint64_t offset)
{
	uint32_t lo = 0, hi = section->n_relocs;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (section->relocs[mid].offset < offset)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static int stray_reloc(struct linker *linker, const struct section *section,
		       const struct reloc *reloc)
{
	int err = error_set(linker->load->error, BAD_RELOCATION, reloc->number, section->name,
			    (unsigned long long)reloc->offset,
			    "it is not alone at the beginning of an instruction");

	return at_section(linker->load, section, (int64_t)reloc->offset, err);
}

/* The relocation at the cursor's slot, an instruction of @n slots; NULL: none. */
static int take_reloc(struct linker *linker, const struct section *section, struct cursor *cursor,
		      uint32_t n, const struct reloc **reloc)
{
	const struct reloc *relocs = section->relocs;

	*reloc = NULL;
	if (cursor->reloc < section->n_relocs &&
	    relocs[cursor->reloc].offset == (uint64_t)cursor->slot * 8)
		*reloc = &relocs[cursor->reloc++];
	if (cursor->reloc < section->n_relocs &&
	    relocs[cursor->reloc].offset < ((uint64_t)cursor->slot + n) * 8)
		return stray_reloc(linker, section, &relocs[cursor->reloc]);
	return 0;
}

/* Its index in the image, which takes a copy of the row. */
static int number_kfunc(struct linker *linker, struct target *target)
{
	struct arena *arena = linker->load->arena;
	struct image *image = linker->image;
	struct helper_info *copy;

	for (target->index = 0; target->index < image->n_kfuncs; target->index++)
		if (!strcmp(image->kfuncs[target->index]->name, target->kfunc->name))
			return 0;
	copy = arena_memdup(arena, target->kfunc, sizeof(*copy));
	if (copy)
		copy->name = arena_strdup(arena, copy->name);
	if (!copy || !copy->name)
		return error_set(linker->load->error, NO_MEMORY, "host functions");
	return image_add_kfunc(arena, image, copy, linker->load->error);
}

/* Resolve what the instruction at the cursor refers to; 1: that is a new function. */
static int resolve_at(struct linker *linker, const struct section *section, struct cursor *cursor)
{
	const struct func *func = &linker->load->funcs[linker->order[cursor->number]];
	uint32_t at = cursor->slot, linked = linker->place[cursor->number] + (at - func->start);
	struct wire_insn wire = read_slot(section, at);
	uint32_t n = wire.opcode == insn_info[INSN_LDDW].opcode ? 2 : 1;
	const struct reloc *reloc;
	struct target target;
	int err = take_reloc(linker, section, cursor, n, &reloc), is_new = 0;

	cursor->slot += n;
	if (err)
		return err;
	err = resolve_insn(linker->load, section, at, &wire, reloc, &target);
	if (err <= 0)
		return err;
	if (cursor->slot > func->start + func->n) /* half of an LDDW */
		return stray_reloc(linker, section, reloc);
	if (target.kind == TARGET_FUNC) {
		is_new = reach(linker, target.index);
		if (is_new < 0)
			return at_slot(linker->load, section, at, is_new);
		target.index = linker->numbers[target.index];
	}
	if (target.kind == TARGET_KFUNC && (err = number_kfunc(linker, &target)))
		return at_slot(linker->load, section, at, err);
	err = add_fixup(linker, linked, target);
	return err ? err : is_new;
}

/* Resolve references from the cursor on; 1: until a new function was appended, 0: to the end. */
static int scan(struct linker *linker, struct cursor *cursor)
{
	const struct func *func = &linker->load->funcs[linker->order[cursor->number]];
	const struct section *section = section_of(linker, func);
	int result = 0;

	while (!result && cursor->slot < func->start + func->n)
		result = resolve_at(linker, section, cursor);
	return result;
}

/* Begin with the last function that was appended. */
static int begin(struct linker *linker, struct cursor *cursor)
{
	const struct func *func = &linker->load->funcs[linker->order[linker->n_funcs - 1]];
	const struct section *section = section_of(linker, func);
	uint32_t last = section->n_relocs - 1;

	if (section->n_relocs && section->relocs[last].offset >= section->size) /* whose is it? */
		return stray_reloc(linker, section, &section->relocs[last]);
	*cursor = (struct cursor){ linker->n_funcs - 1, func->start,
				   first_reloc(section, (uint64_t)func->start * 8) };
	return 0;
}

/* Depth first, as libbpf does, so that instruction numbers are the same. */
static int reach_all(struct linker *linker, uint32_t entry)
{
	struct cursor stack[MAX_SUBPROGS];
	uint32_t depth = 0;
	int result = reach(linker, entry);

	for (;;) {
		if (result > 0)
			result = begin(linker, &stack[depth++]);
		else if (!result && --depth == 0)
			return 0;
		if (result < 0)
			return result;
		result = scan(linker, &stack[depth - 1]);
	}
}

/* ---- 2: the linked wire form ---- */

static void set_src(struct wire_insn *wire, enum insn_id id)
{
	wire->regs = (uint8_t)((wire->regs & 0xf) | insn_info[id].pin_src << 4);
}

static void write_fixup(struct linker *linker, const struct fixup *fixup)
{
	struct wire_insn *wire = &linker->wire[fixup->slot];
	const struct target *target = &fixup->target;
	uint32_t distance;

	switch (target->kind) {
	case TARGET_MAP:
		set_src(wire, INSN_LDDW_MAP_FD);
		wire->imm = (int32_t)target->index;
		wire[1].imm = 0;
		break;
	case TARGET_VALUE:
		set_src(wire, INSN_LDDW_MAP_VALUE);
		wire->imm = (int32_t)target->index;
		wire[1].imm = (int32_t)target->offset;
		break;
	case TARGET_KFUNC:
		set_src(wire, INSN_CALL_KFUNC);
		wire->off = 0;
		wire->imm = (int32_t)target->index;
		break;
	case TARGET_NUMBER:
		wire->imm = (int32_t)target->offset;
		wire[1].imm = 0;
		break;
	case TARGET_PARAM: /* once it is decoded */
		wire->imm = 0;
		wire[1].imm = 0;
		break;
	case TARGET_POISON: /* anything that can be decoded */
		wire->regs &= 0xf;
		wire->imm = 1;
		if (wire->opcode == insn_info[INSN_CALL_LOCAL].opcode)
			wire->regs = 0;
		break;
	case TARGET_FUNC:
		distance = linker->place[target->index] - (fixup->slot + 1);
		if (wire->opcode == insn_info[INSN_LDDW].opcode) {
			set_src(wire, INSN_LDDW_FUNC);
			wire[1].imm = 0;
		}
		wire->imm = (int32_t)distance;
		break;
	}
}

static int copy_funcs(struct linker *linker)
{
	linker->wire = ARENA_ARRAY(&linker->arena, struct wire_insn, linker->n_slots);
	if (!linker->wire)
		return error_set(linker->load->error, NO_MEMORY, "instructions");
	for (uint32_t i = 0; i < linker->n_funcs; i++) {
		const struct func *func = &linker->load->funcs[linker->order[i]];

		memcpy(linker->wire + linker->place[i],
		       section_of(linker, func)->data + (size_t)func->start * 8,
		       (size_t)func->n * 8);
	}
	for (uint32_t i = 0; i < linker->n_fixups; i++)
		write_fixup(linker, &linker->fixups[i]);
	return 0;
}

/* ---- 4: functions and lines in decoded instructions ---- */

/* The decoded instruction that slot @slot belongs to. */
static uint32_t insn_at(const struct image *image, uint32_t slot)
{
	uint32_t lo = 0, hi = image->n_insns;

	while (hi - lo > 1) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (image->slot[mid] <= slot)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

static int describe_funcs(struct linker *linker)
{
	struct image *image = linker->image;

	image->n_subprogs = linker->n_funcs;
	image->subprogs = ARENA_ARRAY(linker->load->arena, struct subprog, linker->n_funcs);
	if (!image->subprogs)
		return error_set(linker->load->error, NO_MEMORY, "functions");
	for (uint32_t i = 0; i < linker->n_funcs; i++) {
		const struct func *func = &linker->load->funcs[linker->order[i]];
		uint32_t start = insn_at(image, linker->place[i]);

		if (image->slot[start] != linker->place[i])
			return at_slot(linker->load, section_of(linker, func), func->start,
				       error_set(linker->load->error, BAD_LDDW));
		image->subprogs[i] = (struct subprog){ func->name, start, image->n_insns,
						       func->btf_func, func->is_global };
		if (i)
			image->subprogs[i - 1].end = start;
	}
	return 0;
}

static uint32_t lines_of(const struct linker *linker, const struct func *func, uint32_t *first)
{
	const struct ext_table *lines = &linker->load->ext[EXT_LINES];

	*first = ext_find(lines, func->section, func->start);
	return ext_find(lines, func->section, func->start + func->n) - *first;
}

static int describe_lines(struct linker *linker)
{
	const struct load *load = linker->load;
	struct image *image = linker->image;
	uint32_t n = 0, first;

	for (uint32_t i = 0; i < linker->n_funcs; i++)
		n += lines_of(linker, &load->funcs[linker->order[i]], &first);
	image->lines = ARENA_ARRAY(load->arena, struct line_info, n);
	if (!image->lines)
		return error_set(load->error, NO_MEMORY, "line information");
	for (uint32_t i = 0; i < linker->n_funcs; i++) {
		const struct func *func = &load->funcs[linker->order[i]];

		n = lines_of(linker, func, &first);
		for (uint32_t k = first; k < first + n; k++) {
			const struct ext_rec *rec = &load->ext[EXT_LINES].recs[k];
			uint32_t slot = linker->place[i] + (rec->slot - func->start);

			image->lines[image->n_lines++] = (struct line_info){
				insn_at(image, slot), rec->file, rec->text, rec->line, rec->column
			};
		}
	}
	return 0;
}

/* ---- 5: what nobody defines, or what is a number ---- */

int poison_insn(struct load *load, struct image *image, uint32_t insn,
		const struct poison *poison)
{
	struct poison *grown = arena_grow(load->arena, image->poisons, image->n_poisons,
					  image->n_poisons + 1, sizeof(*grown));

	if (!grown)
		return error_set(load->error, NO_MEMORY, "relocations");
	image->poisons = grown;
	grown[image->n_poisons] = *poison;
	image->insns[insn] = (struct insn){ .id = INSN_POISON, .imm = image->n_poisons++ };
	return 0;
}

static int replace_insns(struct linker *linker)
{
	int err = 0;

	for (uint32_t i = 0; !err && i < linker->n_fixups; i++) {
		const struct target *target = &linker->fixups[i].target;
		uint32_t insn = insn_at(linker->image, linker->fixups[i].slot);

		if (target->kind == TARGET_POISON)
			err = poison_insn(linker->load, linker->image, insn, &target->poison);
		else if (target->kind == TARGET_PARAM)
			err = add_param(linker->load, target, linker->image, insn);
	}
	return err;
}

/* ---- 6: what depends on the target's types ---- */

static int relocate_func(struct linker *linker, uint32_t number)
{
	const struct load *load = linker->load;
	const struct func *func = &load->funcs[linker->order[number]];
	const struct ext_table *cores = &load->ext[EXT_CORES];
	uint32_t i = ext_find(cores, func->section, func->start), insn, slot;
	int err = 0;

	for (; !err && i < cores->n && cores->recs[i].section == func->section &&
	       cores->recs[i].slot < func->start + func->n; i++) {
		slot = linker->place[number] + (cores->recs[i].slot - func->start);
		insn = insn_at(linker->image, slot);
		err = linker->image->slot[insn] == slot ?
			      core_relocate(linker->load, &cores->recs[i], linker->image, insn) :
			      error_set(load->error, BAD_BTF_EXT,
					"a CO-RE relocation is at no instruction");
		if (err)
			return at_slot(load, section_of(linker, func), cores->recs[i].slot, err);
	}
	return err;
}

static int relocate_core(struct linker *linker)
{
	int err = 0;

	for (uint32_t i = 0; !err && i < linker->n_funcs; i++)
		err = relocate_func(linker, i);
	return err;
}

/* ---- the whole ---- */

/* Say where in the object the linked program's slot @slot came from. */
static int at_linked(const struct linker *linker, int32_t slot, int err)
{
	uint32_t i = linker->n_funcs - 1;
	const struct func *func;

	if (slot < 0)
		return err;
	while (linker->place[i] > (uint32_t)slot)
		i--;
	func = &linker->load->funcs[linker->order[i]];
	return at_slot(linker->load, section_of(linker, func),
		       func->start + ((uint32_t)slot - linker->place[i]), err);
}

static int link_all(struct linker *linker, uint32_t entry)
{
	struct skep_error *error = linker->load->error; /* the program's, never NULL */
	int err = reach_all(linker, entry);

	if (!err)
		err = copy_funcs(linker);
	if (err)
		return err;
	err = decode(linker->load->arena, linker->wire, linker->n_slots, linker->image, error);
	if (err)
		return at_linked(linker, error->insn, err);
	err = describe_funcs(linker);
	if (!err)
		err = describe_lines(linker);
	if (!err)
		err = replace_insns(linker);
	return err ? err : relocate_core(linker);
}

int link_prog(struct load *load, uint32_t entry, uint32_t *numbers, struct image *image)
{
	struct linker linker = { .load = load, .image = image, .numbers = numbers };
	const struct func *func = &load->funcs[entry];
	const struct section *section = &load->sections[func->section];
	const struct section_info *info = prog_section(load, section->name);
	char text[160];
	int err;

	if (!info)
		return at_section(load, section, -1,
				  error_set(load->error, UNKNOWN_SECTION, section->name));
	image->prog_type = info->prog_type;
	image->attach_type = info->attach_type;
	if (func->fault) {
		snprintf(text, sizeof(text), "function %s: %s", func->name, func->fault);
		return at_section(load, section, -1,
				  error_set(load->error, BAD_SECTION, section->name, text));
	}
	arena_init(&linker.arena, MAX_OBJECT_MEMORY);
	err = link_all(&linker, entry);
	arena_free(&linker.arena);
	for (uint32_t i = 0; i < linker.n_funcs; i++)
		numbers[linker.order[i]] = NO_FUNC;
	return err;
}
