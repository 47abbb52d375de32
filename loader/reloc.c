/*
 * What an instruction refers to by address: a map, a byte of a data section,
 * a function.  One switch of symbol kinds for LDDW, one for calls; where a
 * reference cannot be followed, the message names the symbol.
 *
 * Conventions (clang): R_BPF_64_64 stands at an LDDW whose imm is the addend
 * in bytes; R_BPF_64_32 at a call whose imm is the addend in instructions,
 * minus one; calls inside one section have no relocation and are relative.
 */
#include <elf.h>
#include <stdio.h>
#include <string.h>

#include "loader/load.h"

/* An instruction with all that a message about it needs. */
struct ref {
	struct load *load;
	const struct section *section;
	uint32_t slot;
	const struct wire_insn *wire;
	const struct reloc *reloc; /* or NULL */
};

static int bad(const struct ref *ref, const char *reason)
{
	int err = error_set(ref->load->error, BAD_RELOCATION, ref->reloc->number,
			    ref->section->name, (unsigned long long)ref->reloc->offset, reason);

	return at_slot(ref->load, ref->section, ref->slot, err);
}

static int unsupported(const struct ref *ref, const char *what, const char *name)
{
	char text[200];
	int err;

	snprintf(text, sizeof(text), "%s%s%s", what, *name ? " " : "", name);
	err = error_set(ref->load->error, UNSUPPORTED_RELOCATION, (unsigned long long)ref->slot * 8,
			ref->section->name, text);
	return at_slot(ref->load, ref->section, ref->slot, err);
}

/*
 * A symbol that this object does not define.  Weak ones are NULL, but cannot be called;
 * others must not be reached.
 */
static int undefined(const struct ref *ref, const struct symbol *symbol, bool is_call,
		     struct target *target)
{
	struct poison poison = { "symbol", symbol->name, "it is not defined in this object", NULL };
	uint32_t offset;
	int known;

	if (!*symbol->name)
		return at_slot(ref->load, ref->section, ref->slot,
			       error_set(ref->load->error, UNRESOLVED_SYMBOL, ""));
	known = resolve_ksym(ref->load, symbol, is_call, target);
	if (known)
		return known;
	if (!is_call && find_kconfig(ref->load, symbol->name, &offset, &poison.why)) {
		if (!poison.why && !ref->wire->imm) {
			*target = (struct target){ .kind = TARGET_VALUE,
						   .index = ref->load->kconfig_map,
						   .offset = offset };
			return 1;
		}
		poison.how = "the configuration value";
		if (!poison.why)
			return bad(ref, "it points into a configuration value");
	} else if (symbol->bind == STB_WEAK && !is_call) {
		*target = (struct target){ .kind = TARGET_NUMBER, .offset = 0 };
		return 1;
	}
	*target = (struct target){ .kind = TARGET_POISON, .poison = poison };
	return 1;
}

static int to_function(const struct ref *ref, uint32_t section, uint64_t slot,
		       struct target *target)
{
	target->kind = TARGET_FUNC;
	target->index = find_func(ref->load, section, slot);
	if (target->index != NO_FUNC)
		return 1;
	if (ref->reloc)
		return bad(ref, "no function begins where it points to");
	return at_slot(ref->load, ref->section, ref->slot,
		       error_set(ref->load->error, BAD_SECTION, ref->section->name,
				 "a call goes to where no function begins"));
}

static int to_map(const struct ref *ref, uint32_t section, uint64_t offset, struct target *target)
{
	uint32_t map = find_map(ref->load, section, offset);
	const struct skep_error *fault;
	struct skep_error *error = ref->load->error; /* the program's, never NULL */
	char prog[sizeof(error->prog)];

	if (map == NO_MAP)
		return bad(ref, "it points to where no map is");
	*target = (struct target){ .kind = TARGET_MAP, .index = map };
	fault = ref->load->map_faults[map];
	if (!fault)
		return 1;
	snprintf(prog, sizeof(prog), "%s", error->prog);
	*error = *fault;
	snprintf(error->prog, sizeof(error->prog), "%s", prog);
	return at_slot(ref->load, ref->section, ref->slot, fault->err);
}

/* Is one of the section's relocations in [start, end)? */
static bool has_reloc(const struct section *section, uint64_t start, uint64_t end)
{
	uint32_t lo = 0, hi = section->n_relocs;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (section->relocs[mid].offset < start)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < section->n_relocs && section->relocs[lo].offset < end;
}

/* Addresses in data would have to be those of memory that a program may use. */
static int refuse_addresses(const struct ref *ref, const struct section *data, uint32_t offset)
{
	const struct global_var *var = var_around(ref->load->object, data->map, offset);

	if (!var)
		return unsupported(ref, "data that itself holds addresses, section", data->name);
	if (!has_reloc(data, var->offset, (uint64_t)var->offset + var->size))
		return 0;
	return unsupported(ref, "a variable that itself holds addresses,", var->name);
}

/* ir-keytable's decoders write &margin for a number that its loader puts there. */
static bool is_param(const struct ref *ref, const struct section *data, uint32_t offset)
{
	const struct global_var *var = NULL;

	if (ref->load->has_params)
		var = var_around(ref->load->object, data->map, offset);
	return var && var->offset == offset && var->size == sizeof(uint32_t);
}

/* A data section is one value; a pointer behind its end is refused as Linux does. */
static int to_data(const struct ref *ref, const struct section *data, uint64_t offset,
		   struct target *target)
{
	int err = 0;

	if (offset >= data->size)
		return bad(ref, "it points out of the data section");
	if (data->n_relocs)
		err = refuse_addresses(ref, data, (uint32_t)offset);
	if (err)
		return err;
	*target = (struct target){ .kind = TARGET_VALUE, .index = data->map,
				   .offset = (uint32_t)offset };
	if (is_param(ref, data, (uint32_t)offset))
		target->kind = TARGET_PARAM;
	return 1;
}

/* The symbol that a relocation names, in a section of the object or undefined. */
static int reloc_symbol(const struct ref *ref, const struct symbol **symbol)
{
	const struct load *load = ref->load;

	if (ref->reloc->symbol >= load->n_symbols)
		return bad(ref, "its symbol does not exist");
	*symbol = &load->symbols[ref->reloc->symbol];
	if ((*symbol)->section == SHN_UNDEF)
		return 0;
	if ((*symbol)->section >= load->n_sections)
		return unsupported(ref, "a symbol outside of all sections,", (*symbol)->name);
	return 0;
}

static int resolve_lddw(const struct ref *ref, struct target *target)
{
	const struct section *section;
	const struct symbol *symbol;
	uint64_t offset;
	int err;

	if (ref->reloc->type != RELOC_64_64)
		return bad(ref, "its type does not fit the instruction");
	err = reloc_symbol(ref, &symbol);
	if (err)
		return err;
	if (symbol->section == SHN_UNDEF)
		return undefined(ref, symbol, false, target);
	section = &ref->load->sections[symbol->section];
	offset = symbol->value + (uint64_t)(int64_t)ref->wire->imm;
	switch (section->role) {
	case ROLE_MAPS:
	case ROLE_LEGACY_MAPS:
		return to_map(ref, symbol->section, offset, target);
	case ROLE_DATA:
		return to_data(ref, section, offset, target);
	case ROLE_CODE:
		if (offset % 8)
			return bad(ref, "it points to no instruction");
		return to_function(ref, symbol->section, offset / 8, target);
	default:
		if (is_struct_ops(section))
			return unsupported(ref, "a map of operations of the kernel (struct_ops),",
					   symbol->name);
		return unsupported(ref, "a reference to section", section->name);
	}
}

static int resolve_call(const struct ref *ref, struct target *target)
{
	const struct symbol *symbol;
	int err;

	if (ref->reloc->type != RELOC_64_32)
		return bad(ref, "its type does not fit the instruction");
	err = reloc_symbol(ref, &symbol);
	if (err)
		return err;
	if (symbol->section == SHN_UNDEF)
		return undefined(ref, symbol, true, target);
	if (ref->load->sections[symbol->section].role != ROLE_CODE)
		return unsupported(ref, "a call of", symbol->name);
	if (symbol->value % 8)
		return bad(ref, "it points to no instruction");
	return to_function(ref, symbol->section,
			   symbol->value / 8 + (uint64_t)(int64_t)ref->wire->imm + 1, target);
}

static bool is_row(const struct wire_insn *wire, enum insn_id id)
{
	return wire->opcode == insn_info[id].opcode && wire->regs >> 4 == insn_info[id].pin_src;
}

int resolve_insn(struct load *load, const struct section *section, uint32_t slot,
		 const struct wire_insn *wire, const struct reloc *reloc, struct target *target)
{
	const struct ref ref = { load, section, slot, wire, reloc };
	bool is_call = is_row(wire, INSN_CALL_LOCAL), is_kfunc = is_row(wire, INSN_CALL_KFUNC);
	bool is_lddw = wire->opcode == insn_info[INSN_LDDW].opcode;

	if (reloc) {
		if (is_lddw)
			return resolve_lddw(&ref, target);
		if (is_call)
			return resolve_call(&ref, target);
		return bad(&ref, "the instruction there holds no address");
	}
	if (is_call)
		return to_function(&ref, (uint32_t)(section - load->sections),
				   (uint64_t)((int64_t)slot + 1 + wire->imm), target);
	if (is_kfunc)
		return at_slot(load, section, slot,
			       error_set(load->error, KFUNC_UNSUPPORTED, (long long)wire->imm));
	if (is_lddw && wire->regs >> 4 != insn_info[INSN_LDDW].pin_src)
		return unsupported(&ref, "a map, variable or function given by number", "");
	return 0;
}
