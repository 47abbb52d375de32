/* Queries on an image: which function and which C line an instruction belongs to. */
#include "core/image.h"

#include <stdio.h>
#include <string.h>

/* Linux include/linux/license.h */
bool license_is_gpl(const char *license)
{
	static const char *const compatible[] = {
		"GPL",          "GPL v2",       "GPL and additional rights",
		"Dual BSD/GPL", "Dual MIT/GPL", "Dual MPL/GPL",
	};

	for (size_t i = 0; i < sizeof(compatible) / sizeof(*compatible); i++)
		if (!strcmp(license, compatible[i]))
			return true;
	return false;
}

const struct line_info *image_line(const struct image *image, uint32_t insn)
{
	uint32_t lo = 0, hi = image->n_lines;

	while (lo < hi) { /* first line that starts after insn */
		uint32_t mid = lo + (hi - lo) / 2;

		if (image->lines[mid].insn <= insn)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo ? &image->lines[lo - 1] : NULL;
}

uint32_t image_subprog(const struct image *image, uint32_t insn)
{
	uint32_t lo = 0, hi = image->n_subprogs;

	while (hi - lo > 1) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (image->subprogs[mid].start <= insn)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

int image_add_kfunc(struct arena *arena, struct image *image, const struct helper_info *kfunc,
		    struct skep_error *error)
{
	const struct helper_info **grown;

	if (image->n_kfuncs == MAX_KFUNCS)
		return error_set(error, TOO_MANY_KFUNCS, (unsigned)MAX_KFUNCS);
	grown = arena_grow(arena, image->kfuncs, image->n_kfuncs, image->n_kfuncs + 1,
			   sizeof(*grown));
	if (!grown)
		return error_set(error, NO_MEMORY, "host functions");
	image->kfuncs = grown;
	grown[image->n_kfuncs++] = kfunc;
	return 0;
}

const struct helper_info *insn_callee(const struct image *image, const struct insn *insn)
{
	switch (insn_of(insn)->kind) {
	case KIND_CALL_HELPER: return helper_by_number(insn->imm);
	case KIND_CALL_KFUNC:
		return (uint64_t)insn->imm < image->n_kfuncs && !insn->off ?
			       image->kfuncs[insn->imm] :
			       NULL;
	default: return NULL;
	}
}

static const char *skip_blanks(const char *s)
{
	while (*s == ' ' || *s == '\t')
		s++;
	return s;
}

void error_place_insn(struct skep_error *error, const struct image *image, uint32_t insn)
{
	const struct line_info *line;

	if (!error)
		return;
	snprintf(error->prog, sizeof(error->prog), "%s", image->name ? image->name : "");
	snprintf(error->section, sizeof(error->section), "%s",
		 image->section ? image->section : "");
	if (image->object)
		snprintf(error->file, sizeof(error->file), "%s", image->object);
	if (insn >= image->n_insns)
		return;
	error->insn = (int32_t)image->slot[insn];
	line = image_line(image, insn);
	if (!line)
		return;
	snprintf(error->source, sizeof(error->source), "%s", line->file);
	snprintf(error->source_line, sizeof(error->source_line), "%s", skip_blanks(line->text));
	error->line = (int32_t)line->line;
}

/* Linux map_check_btf; a lock is one word for all, so values of a CPU each have none. */
const char *map_lock_refused(const struct map_desc *desc)
{
	if (!desc->lock_end)
		return NULL;
	if (desc->type != MAP_HASH && desc->type != MAP_ARRAY && desc->type != MAP_TASK_STORAGE)
		return "maps of this type have no spin locks";
	if (desc->map_flags & (MAP_F_RDONLY_PROG | MAP_F_WRONLY_PROG))
		return "programs must be able to read and write a value with a spin lock";
	if (desc->lock_end < LOCK_SIZE || desc->lock_end > desc->value_size ||
	    desc->lock_end % LOCK_SIZE)
		return "the spin lock is not aligned to 4 bytes inside the value";
	return NULL;
}
