/*
 * Spin locks: bpf_spin_lock and bpf_spin_unlock on the struct bpf_spin_lock of a
 * map's value.  A program holds one at a time, calls nothing but functions of its
 * own meanwhile, and gives it back before it ends (Linux process_spin_lock).
 *
 * Which value it is of, the pointer's id says: in maps with locks pointers keep
 * their id after the test against NULL (VALUE_IDENTITY), and each lookup has a
 * new one.  An address in the program (LDDW) has none: such a map has one value.
 */
#include "verifier/argument.h"

#include <errno.h>
#include <stdio.h>

int check_lock_use(struct env *env, uint32_t map)
{
	const struct map_desc *desc = image_map(env->image, map);

	if (!desc->lock_end || !(env->prog_type->flags & PROGF_NO_LOCKS))
		return 0;
	return REJECT(env, 0, LOCK_PROGRAM, desc->name, env->prog_type->name);
}

uint8_t map_value_flags(const struct env *env, uint32_t map)
{
	return image_map(env->image, map)->lock_end ? VALUE_IDENTITY : 0;
}

int check_no_lock(struct env *env, const char *where)
{
	const struct held_lock *held = &env->cur->lock;

	if (!held->map)
		return 0;
	return REJECT(env, 0, LOCK_HELD, env->image->slot[held->insn], where);
}

int check_lock_call(struct env *env, const struct helper_info *helper)
{
	return helper->number == HELPER_ID_spin_unlock ? 0 : check_no_lock(env, helper->name);
}

/* Does the pointer lead to the lock of its map's value, and nowhere else? */
static int check_place(struct env *env, const struct call *call, unsigned reg)
{
	const struct value *v = &env_top(env)->reg[reg];
	const struct map_desc *desc = image_map(env->image, v->object);
	char text[64], why[160];

	if (!desc->lock_end) {
		snprintf(why, sizeof(why), "values of map %.64s have no lock", desc->name);
		return REJECT(env, 1u << reg, LOCK_ARGUMENT, reg, reg, call->helper->name, why);
	}
	if (scalar_is_const(&v->num) && v->num.bits.value == map_lock_offset(desc))
		return 0;
	snprintf(why, sizeof(why), "it is at offset %s of the value, the lock is at +%u",
		 offset_text(v, 0, text, sizeof(text)), map_lock_offset(desc));
	return REJECT(env, 1u << reg, LOCK_ARGUMENT, reg, reg, call->helper->name, why);
}

int check_lock_argument(struct env *env, struct call *call, unsigned reg)
{
	const struct value *v = &env_top(env)->reg[reg];
	const struct held_lock *held = &env->cur->lock;
	int err;

	if (v->flags & VALUE_NULLABLE)
		return REJECT(env, 1u << reg, HELPER_ARGUMENT_NULL, reg, reg, call->helper->name);
	if (v->kind != VALUE_MAP_VALUE)
		return REJECT(env, 1u << reg, HELPER_ARGUMENT, reg, reg, call->helper->name,
			      kind_text_of(v), helper_arg_info_of(call->helper, reg)->text);
	err = check_place(env, call, reg);
	if (err)
		return err;
	call->map_index = v->object;
	call->map = image_map(env->image, v->object);
	call->lock = (struct held_lock){ v->object + 1u, v->id, env->insn };
	if (call->helper->number == HELPER_ID_spin_lock)
		return 0;
	if (!held->map)
		return REJECT(env, 1u << reg, LOCK_NOT_HELD, call->helper->name,
			      "no lock is held");
	if (held->map != call->lock.map || held->id != call->lock.id)
		return REJECT(env, 1u << reg, LOCK_NOT_HELD, call->helper->name,
			      "another value's lock is held");
	return 0;
}

void finish_lock(struct env *env, const struct call *call)
{
	if (call->helper->number == HELPER_ID_spin_lock)
		env->cur->lock = call->lock;
	else if (call->helper->number == HELPER_ID_spin_unlock)
		env->cur->lock = (struct held_lock){ 0 };
}
