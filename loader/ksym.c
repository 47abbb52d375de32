/*
 * Symbols of .ksyms: functions that the host gives by name (struct known_func), if
 * the prototype that the object declares fits as libbpf has it; flavours of a name
 * (find___old) are the same function.  Variables of the kernel there are none.
 *
 * What is not there or does not fit: the address of a weak symbol is NULL, so that
 * bpf_ksym_exists() tells; everything else poisons its instruction.
 */
#include <elf.h>
#include <stdio.h>
#include <string.h>

#include "loader/core.h"
#include "loader/load.h"

/* The variable or function that .ksyms declares by this name, 0 if none. */
static uint32_t declared(const struct btf *btf, const char *name)
{
	uint32_t id = btf ? btf_find(btf, BTF_DATASEC, ".ksyms") : 0;
	struct btf_type type, var_type;
	struct btf_var var;

	if (!id)
		return 0;
	btf_type(btf, id, &type);
	for (uint32_t i = 0; i < type.n; i++) {
		btf_var(btf, id, i, &var);
		btf_type(btf, var.type, &var_type);
		if (!strcmp(var_type.name, name))
			return var.type;
	}
	return 0;
}

static struct core_type proto_of(const struct btf *btf, uint32_t func, struct btf_type *proto)
{
	struct btf_type type;

	btf_type(btf, func, &type);
	btf_type(btf, type.type, proto);
	return (struct core_type){ btf, type.type };
}

static bool same_param(struct core_type local, struct core_type host, uint32_t i)
{
	struct btf_param a, b;

	btf_param(local.btf, local.id, i, &a);
	btf_param(host.btf, host.id, i, &b);
	return core_types_compatible((struct core_type){ local.btf, a.type },
				     (struct core_type){ host.btf, b.type });
}

/* How the prototypes differ, in @text; false: they do not. */
static bool differs(const struct load *load, uint32_t func, const struct known_func *known,
		    char *text, size_t size)
{
	struct btf_type l, t;
	struct core_type local = proto_of(load->object->btf, func, &l);
	struct core_type host = proto_of(known->btf, known->func, &t);

	if (core_types_compatible(local, host))
		return false;
	snprintf(text, size, "the host's has %u parameters, not %u", t.n, l.n);
	for (uint32_t i = 0; l.n == t.n && i < l.n; i++)
		if (!same_param(local, host, i)) {
			snprintf(text, size, "parameter %u is another type than the host's", i + 1);
			return true;
		}
	if (l.n == t.n)
		snprintf(text, size, "its result is another type than the host's");
	return true;
}

/* The function's name without the flavour behind it; false: it is too long to be one. */
static bool essential_name(const char *name, char *out, size_t size)
{
	size_t n = core_essential_length(name);

	if (n >= size)
		return false;
	memcpy(out, name, n);
	out[n] = '\0';
	return true;
}

/* A function that can be had; else why not, in @poison, which lives as the object does. */
static const struct helper_info *host_func(struct load *load, uint32_t func, const char *name,
					   struct poison *poison)
{
	const struct target_source *source = load->source;
	char essential[512], text[96];
	struct known_func known;

	*poison = (struct poison){ "function", name, "the host does not give it", NULL };
	if (!essential_name(name, essential, sizeof(essential)))
		return NULL;
	if (!source || !source->func || !source->func(source->arg, essential, &known)) {
		poison->needs = kernel_func_needs(essential);
		return NULL;
	}
	if (!differs(load, func, &known, text, sizeof(text)))
		return known.row;
	poison->why = arena_strdup(load->arena, text);
	return NULL;
}

static int to_func(struct load *load, const struct symbol *symbol, bool is_call, uint32_t id,
		   struct target *target)
{
	bool weak = symbol->bind == STB_WEAK;
	struct poison poison;
	const struct helper_info *row = host_func(load, id, symbol->name, &poison);

	if (!poison.why)
		return error_set(load->error, NO_MEMORY, "host functions");
	if (is_call && row)
		*target = (struct target){ .kind = TARGET_KFUNC, .kfunc = row };
	else if (weak && (!row || row->flags & HELPER_WITHHELD))
		*target = (struct target){ .kind = TARGET_NUMBER, .offset = 0 };
	else if (row)
		*target = (struct target){ .kind = TARGET_NUMBER, .offset = 1 };
	if (row || (weak && !is_call))
		return 1;
	*target = (struct target){ .kind = TARGET_POISON, .poison = poison };
	return 1;
}

int resolve_ksym(struct load *load, const struct symbol *symbol, bool is_call,
		 struct target *target)
{
	uint32_t id = declared(load->object->btf, symbol->name);
	struct btf_type type;

	if (!id)
		return 0;
	btf_type(load->object->btf, id, &type);
	if (type.kind == BTF_FUNC)
		return to_func(load, symbol, is_call, id, target);
	if (symbol->bind == STB_WEAK && !is_call)
		*target = (struct target){ .kind = TARGET_NUMBER, .offset = 0 };
	else
		*target = (struct target){ .kind = TARGET_POISON,
					   .poison = { "the kernel's symbol", symbol->name,
						       "programs run outside of the kernel",
						       NULL } };
	return 1;
}
