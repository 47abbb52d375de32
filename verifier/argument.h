/* Arguments of helpers, judged by the helper's row. */
#ifndef SKEP_VERIFIER_ARGUMENT_H
#define SKEP_VERIFIER_ARGUMENT_H

#include "verifier/env.h"

enum { MAX_ERRNO = 4095 }; /* helpers' errors are -MAX_ERRNO .. -1 */

/* What is found out about a call while its arguments are checked. */
struct call {
	const struct helper_info *helper; /* or host function */
	const struct map_desc *map;
	uint16_t map_index;
	bool key_known; /* a constant array index in range */
	uint32_t alloc_size;
	uint16_t dynptr_frame; /* of the dynamic pointer that is given */
	bool slice_aligned; /* memory of it starts at a multiple of 8 */
	uint32_t released; /* id of the reference that is released, 0 none */
	struct held_lock lock; /* taken or given back */
};

static inline const struct helper_arg_info *helper_arg_info_of(const struct helper_info *helper,
							       unsigned reg)
{
	return &helper_arg_info[helper->arg[reg - 1]];
}

/* The same in this call, where the map's type has a say. */
static inline const struct helper_arg_info *call_arg_info(const struct call *call, unsigned reg)
{
	return helper_arg_info_for(call->helper, reg, call->map ? call->map->type : 0);
}

/* May this program call the helper at all? */
int check_helper_allowed(struct env *env, int64_t number, const struct helper_info *helper);
int check_argument(struct env *env, struct call *call, unsigned reg);
/* --- lock.c --- */
int check_lock_argument(struct env *env, struct call *call, unsigned reg);
/* May the helper be called while a lock is held, if one is? */
int check_lock_call(struct env *env, const struct helper_info *helper);
void finish_lock(struct env *env, const struct call *call);
/* Most bytes of the memory that the argument points to. */
uint64_t argument_size(struct env *env, const struct call *call, unsigned reg);

#endif
