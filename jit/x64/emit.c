/* Branches with their distances, calls out of the code, constants. */
#include <assert.h>

#include "jit/x64/x64.h"

/* ---- distances ---- */

void x64_put_distance(struct jit *jit, int64_t v, unsigned size)
{
	__builtin_memcpy(jit->at, &v, size);
	jit->at += size;
}

static void branch(struct jit *jit, enum x64_id brief, enum x64_id near, enum x64_cond cond,
		   uint32_t label)
{
	bool is_brief = jit_reach(jit, label) <= 120;

	x64_put(jit, is_brief ? brief : near, &(struct x64_op){ .second = cond });
	x64_put_distance(jit, 0, is_brief ? 1 : 4);
	jit_fixup(jit, label, is_brief ? 1 : 4);
}

void x64_jump(struct jit *jit, uint32_t label)
{
	branch(jit, X64_JMP_SHORT, X64_JMP_NEAR, 0, label);
}

void x64_jump_if(struct jit *jit, enum x64_cond cond, uint32_t label)
{
	branch(jit, X64_JCC_SHORT, X64_JCC_NEAR, cond, label);
}

uint8_t *x64_skip_if(struct jit *jit, enum x64_cond cond)
{
	x64_put(jit, X64_JCC_SHORT, &(struct x64_op){ .second = cond });
	x64_put_distance(jit, 0, 1);
	return jit->at;
}

uint8_t *x64_skip(struct jit *jit)
{
	x64_none(jit, X64_JMP_SHORT, 32);
	x64_put_distance(jit, 0, 1);
	return jit->at;
}

void x64_here(struct jit *jit, uint8_t *skip)
{
	assert(fits8(jit->at - skip));
	skip[-1] = (uint8_t)(jit->at - skip);
}

void x64_back_if(struct jit *jit, enum x64_cond cond, const uint8_t *to)
{
	x64_put(jit, X64_JCC_SHORT, &(struct x64_op){ .second = cond });
	assert(fits8(to - jit->at - 1));
	x64_put_distance(jit, to - jit->at - 1, 1);
}

void x64_data(struct jit *jit, unsigned reg, const void *data)
{
	x64_rm(jit, X64_LEA, 64, reg, X64_RIP, 0);
	jit->at -= 4;
	x64_put_distance(jit, (const uint8_t *)data - jit->at - 4, 4);
}

bool x64_has_bmi2(void)
{
#if defined(__x86_64__)
	return __builtin_cpu_supports("bmi2");
#else
	return false;
#endif
}

/* ---- constants ---- */

void x64_constant(struct jit *jit, unsigned reg, uint64_t v)
{
	if (v == 0)
		x64_rr(jit, X64_XOR, 32, reg, reg);
	else if (v == (uint32_t)v)
		x64_ri(jit, X64_MOV_RI, 32, reg, (int64_t)v);
	else if (fits32((int64_t)v))
		x64_ri(jit, X64_MOV_I, 64, reg, (int64_t)v);
	else
		x64_ri(jit, X64_MOV_RI, 64, reg, (int64_t)v);
}

/* Two keys, 32 bits each; a 64-bit constant is rotated in between. */
static void blinded(struct jit *jit, unsigned reg, uint64_t v)
{
	uint32_t key = jit_key(jit) & 0x7fffffff, high = jit_key(jit) & 0x7fffffff;

	if (v == (uint32_t)v) {
		x64_ri(jit, X64_MOV_RI, 32, reg, (int64_t)((uint32_t)v ^ key));
		x64_ri(jit, X64_XOR_I, 32, reg, (int64_t)key);
		return;
	}
	x64_ri(jit, X64_MOV_RI, 64, reg, (int64_t)(v ^ ((uint64_t)high << 32 | key)));
	x64_ri(jit, X64_XOR_I, 64, reg, (int64_t)key);
	x64_ri(jit, X64_ROL_I, 64, reg, 32);
	x64_ri(jit, X64_XOR_I, 64, reg, (int64_t)high);
	x64_ri(jit, X64_ROL_I, 64, reg, 32);
}

void x64_derived(struct jit *jit, unsigned reg, uint64_t v, uint32_t from)
{
	if (jit->flags & JIT_BLIND && from & IR_CHOSEN)
		blinded(jit, reg, v);
	else
		x64_constant(jit, reg, v);
}

void x64_operand(struct jit *jit, unsigned reg, unsigned width, uint32_t ref)
{
	uint64_t v = ir_value(jit->ir, ref);

	if (width == 32)
		v = (uint32_t)v;
	if (jit_hides(jit, ref))
		blinded(jit, reg, v);
	else
		x64_constant(jit, reg, v);
}

void x64_call_out(struct jit *jit, const void *body)
{
	int64_t distance = (const uint8_t *)body - (jit->at + 5);

	if (fits32(distance)) {
		x64_none(jit, X64_CALL_NEAR, 32);
		x64_put_distance(jit, distance, 4);
		return;
	}
	x64_constant(jit, RAX, (uintptr_t)body);
	x64_r(jit, X64_CALL_R, 64, RAX);
}
