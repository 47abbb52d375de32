/*
 * iproute2's sections of tail calls: the program of section "ID/KEY" (decimal, octal
 * or hexadecimal, as C writes numbers) is entry KEY of the old program array with that
 * ID.  iproute2 learns the type of programs from its command line; here it is that of
 * the object's first program whose section says it, since tail calls stay in one type.
 */
#include <stdlib.h>

#include "loader/load.h"

static const char *read_number(const char *text, char end, uint32_t *number)
{
	unsigned long value;
	char *rest;

	if (*text < '0' || *text > '9')
		return NULL;
	value = strtoul(text, &rest, 0);
	if (*rest != end || value > UINT32_MAX)
		return NULL;
	*number = (uint32_t)value;
	return rest + 1;
}

bool tail_section(const char *name, uint32_t *id, uint32_t *key)
{
	name = read_number(name, '/', id);
	return name && read_number(name, '\0', key);
}

const struct section_info *prog_section(const struct load *load, const char *name)
{
	const struct section_info *info = section_find(name);
	uint32_t id, key;

	if (info || !tail_section(name, &id, &key))
		return info;
	for (uint32_t i = 0; !info && i < load->object->n_progs; i++)
		info = section_find(load->object->progs[i]->section);
	return info ? info : section_find("tc");
}

/* The next program that begins a section of tail calls of map @id, or NO_FUNC. */
static uint32_t next_call(const struct load *load, uint32_t id, uint32_t at, uint32_t *key)
{
	uint32_t other;

	for (; at < load->n_funcs; at++) {
		const struct func *func = &load->funcs[at];

		if (func->prog != NO_FUNC && (!at || func[-1].section != func->section) &&
		    tail_section(load->sections[func->section].name, &other, key) && other == id)
			return at;
	}
	return NO_FUNC;
}

int load_tail_calls(const struct load *load, uint32_t id, struct map_desc *desc)
{
	uint32_t n = 0, key, at = 0;
	struct map_init *init;

	for (; (at = next_call(load, id, at, &key)) != NO_FUNC; at++)
		n++;
	init = ARENA_ARRAY(load->arena, struct map_init, n);
	if (!init)
		return error_set(load->error, NO_MEMORY, "maps");
	desc->init = init;
	for (at = 0; (at = next_call(load, id, at, &key)) != NO_FUNC; at++)
		init[desc->n_init++] = (struct map_init){ key, load->funcs[at].prog };
	return 0;
}
