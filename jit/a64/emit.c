/* Branches with their distances, addresses, calls out of the code, constants. */
#include <errno.h>
#if defined(__aarch64__)
#include <sys/auxv.h>
#endif

#include "jit/a64/a64.h"

enum { NEAR_COND = 1 << 19, NEAR_CALL = 127 << 20, HWCAP_LSE = 1 << 8 };

/* ---- distances ---- */

void a64_jump(struct jit *jit, uint32_t label)
{
	a64_put(jit, A64_B, &(struct a64_op){ 0 });
	jit_fixup(jit, label, 4);
}

bool a64_is_near(const struct jit *jit, uint32_t label)
{
	return jit_reach(jit, label) < NEAR_COND;
}

/* Further than a conditional branch reaches: around a jump. */
void a64_jump_if(struct jit *jit, enum a64_cond cond, uint32_t label)
{
	if (a64_is_near(jit, label)) {
		a64_put(jit, A64_BCC, &(struct a64_op){ .rd = (uint8_t)cond });
		jit_fixup(jit, label, 4);
		return;
	}
	a64_put(jit, A64_BCC, &(struct a64_op){ .rd = (uint8_t)(cond ^ 1), .imm = 8 });
	a64_jump(jit, label);
}

uint8_t *a64_skip_if(struct jit *jit, enum a64_cond cond)
{
	a64_put(jit, A64_BCC, &(struct a64_op){ .rd = (uint8_t)cond });
	return jit->at;
}

/* The instruction at @at leads to @to. */
static void set_distance(struct jit *jit, uint8_t *at, const void *to)
{
	uint32_t word;

	__builtin_memcpy(&word, at, sizeof(word));
	if (!a64_set_distance(&word, (const uint8_t *)to - at, (uintptr_t)at))
		jit->err = -ERANGE;
	__builtin_memcpy(at, &word, sizeof(word));
}

void a64_here(struct jit *jit, uint8_t *skip)
{
	set_distance(jit, skip - 4, jit->at);
}

void a64_repeat(struct jit *jit, const uint8_t *to)
{
	a64_put(jit, A64_CBNZ,
		&(struct a64_op){ .width = 32, .rd = SCRATCH3, .imm = to - jit->at });
}

void a64_address(struct jit *jit, unsigned reg, uint32_t label)
{
	a64_put(jit, A64_ADRP, &(struct a64_op){ .rd = (uint8_t)reg });
	jit_fixup(jit, label, 4);
	a64_imm(jit, A64_ADD_I, 64, reg, reg, 0);
	jit_fixup(jit, label, 4);
}

uint8_t *a64_address_here(struct jit *jit, unsigned reg)
{
	a64_put(jit, A64_ADRP, &(struct a64_op){ .rd = (uint8_t)reg });
	a64_imm(jit, A64_ADD_I, 64, reg, reg, 0);
	return jit->at;
}

void a64_address_set(struct jit *jit, uint8_t *at)
{
	set_distance(jit, at - 8, jit->at);
	set_distance(jit, at - 4, jit->at);
}

void a64_data(struct jit *jit, unsigned reg, const void *data)
{
	uint8_t *at;

	a64_put(jit, A64_ADRP, &(struct a64_op){ .rd = (uint8_t)reg });
	a64_imm(jit, A64_ADD_I, 64, reg, reg, 0);
	at = jit->at;
	set_distance(jit, at - 8, data);
	set_distance(jit, at - 4, data);
}

void a64_call_out(struct jit *jit, const void *body)
{
	int64_t distance = (const uint8_t *)body - jit->at;

	/* Code that is only looked at is beside another machine's functions, at any address. */
	if (distance > -NEAR_CALL && distance < NEAR_CALL && distance % A64_INSN == 0) {
		a64_put(jit, A64_BL, &(struct a64_op){ .imm = distance });
		return;
	}
	a64_constant(jit, REG_FAR, (uintptr_t)body);
	a64_put(jit, A64_BLR, &(struct a64_op){ .rn = REG_FAR });
}

bool a64_has_lse(const struct jit *jit)
{
#if defined(__aarch64__)
	return !(jit->flags & JIT_BASELINE) && getauxval(AT_HWCAP) & HWCAP_LSE;
#else
	return !(jit->flags & JIT_BASELINE);
#endif
}

/* ---- constants ---- */

static unsigned count_halves(uint64_t v, uint64_t half)
{
	unsigned n = 0;

	for (unsigned i = 0; i < 4; i++)
		n += (v >> 16 * i & 0xffff) == half;
	return n;
}

/* Halves that are all zeros, or all ones, come with the first move; or one instruction. */
void a64_constant(struct jit *jit, unsigned reg, uint64_t v)
{
	bool inverted = count_halves(v, 0xffff) > count_halves(v, 0);
	uint64_t filler = inverted ? 0xffff : 0;
	bool first = true;
	struct a64_op op = { .width = 64, .rd = (uint8_t)reg, .rn = XZR };

	if (count_halves(v, filler) < 3 && a64_set_logical(&op, v)) {
		a64_put(jit, A64_ORR_I, &op);
		return;
	}
	for (unsigned i = 0; i < 4; i++) {
		uint64_t half = v >> 16 * i & 0xffff;

		if (half == filler && !(first && i == 3))
			continue;
		a64_put(jit, !first ? A64_MOVK : inverted ? A64_MOVN : A64_MOVZ,
			&(struct a64_op){ .width = 64, .rd = (uint8_t)reg, .ra = (uint8_t)i,
					  .imm = (int64_t)(first && inverted ? ~half : half) });
		first = false;
	}
}

static void blinded(struct jit *jit, unsigned reg, uint64_t v)
{
	uint64_t key = (uint64_t)jit_key(jit) << 32 | jit_key(jit);

	a64_constant(jit, reg, v ^ key);
	a64_constant(jit, KEY, key);
	a64_rrr(jit, A64_EOR, 64, reg, reg, KEY);
}

void a64_operand(struct jit *jit, unsigned reg, unsigned width, uint32_t ref)
{
	uint64_t v = ir_value(jit->ir, ref);

	if (width == 32)
		v = (uint32_t)v;
	if (jit_hides(jit, ref))
		blinded(jit, reg, v);
	else
		a64_constant(jit, reg, v);
}

void a64_add(struct jit *jit, unsigned rd, unsigned rn, int64_t v)
{
	if (v >= 0 && a64_is_imm12(v)) {
		a64_imm(jit, A64_ADD_I, 64, rd, rn, v);
	} else if (v < 0 && a64_is_imm12(-v)) {
		a64_imm(jit, A64_SUB_I, 64, rd, rn, -v);
	} else {
		a64_constant(jit, KEY, (uint64_t)v);
		a64_rrr(jit, A64_ADD, 64, rd, rn, KEY);
	}
}
