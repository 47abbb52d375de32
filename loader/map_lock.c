/*
 * Where a map's value has its struct bpf_spin_lock: a member of that type, also
 * of structures inside; or a variable of a data section.  Typedefs and arrays
 * hide one (Linux btf_find_field), and more than one is an error.
 */
#include "loader/load.h"

#include <string.h>

enum { MAX_LOCK_DEPTH = 32 }; /* of structures in structures; as Linux */

struct lock_search {
	const struct btf *btf;
	uint32_t n;   /* found so far */
	uint64_t end; /* behind the last one */
};

static void find_in(struct lock_search *search, uint32_t id, uint64_t at, unsigned depth);

/* A member or variable of type @id at byte @at. */
static void look_at(struct lock_search *search, uint32_t id, uint64_t at, unsigned depth)
{
	struct btf_type type;

	btf_type(search->btf, id, &type);
	if (type.kind != BTF_STRUCT)
		return;
	if (type.size != LOCK_SIZE || strcmp(type.name, "bpf_spin_lock")) {
		find_in(search, id, at, depth + 1);
		return;
	}
	search->n++;
	search->end = at + LOCK_SIZE;
}

static void find_in(struct lock_search *search, uint32_t id, uint64_t at, unsigned depth)
{
	struct btf_type type, var;
	struct btf_member member;
	struct btf_var place;

	btf_type(search->btf, id, &type);
	for (uint32_t i = 0; i < type.n && depth < MAX_LOCK_DEPTH && search->n < 2; i++) {
		if (type.kind == BTF_STRUCT) {
			btf_member(search->btf, id, i, &member);
			look_at(search, member.type, at + member.bit_offset / 8, depth);
		} else {
			btf_var(search->btf, id, i, &place);
			btf_type(search->btf, place.type, &var);
			look_at(search, var.type, at + place.offset, depth);
		}
	}
}

const char *map_find_lock(const struct btf *btf, struct map_desc *desc)
{
	struct lock_search search = { .btf = btf };
	uint32_t id = btf && desc->value_type ? btf_resolve(btf, desc->value_type) : 0;
	struct btf_type type;

	if (!id)
		return NULL;
	btf_type(btf, id, &type);
	if (type.kind != BTF_STRUCT && type.kind != BTF_DATASEC)
		return NULL;
	find_in(&search, id, 0, 0);
	if (search.n > 1)
		return "its value has more than one spin lock";
	if (search.n && search.end > desc->value_size)
		return "its spin lock lies outside of the value";
	desc->lock_end = (uint32_t)search.end;
	return map_lock_refused(desc);
}
