/*
 * LD_ABS and LD_IND: loads from the packet that need no bounds check, because
 * one that fails returns 0 from the function that made it.
 *
 * So that this hidden return is as good as a written one: nothing may be held
 * across it, and a function that is called must be one whose result is a
 * number (Linux check_ld_abs, check_abnormal_return).
 */
#include "verifier/env.h"

#include <errno.h>
#include <string.h>

/* BTF says that the function returns an integer or an enum that fits a register. */
static bool returns_number(const struct image *image, const struct subprog *subprog)
{
	struct btf_type func, proto, result;

	if (!image->btf || !subprog->btf_func)
		return false;
	btf_type(image->btf, subprog->btf_func, &func);
	if (func.kind != BTF_FUNC)
		return false;
	btf_type(image->btf, func.type, &proto);
	btf_type(image->btf, btf_resolve(image->btf, proto.type), &result);
	return (result.kind == BTF_INT || result.kind == BTF_ENUM || result.kind == BTF_ENUM64) &&
	       result.size <= 8;
}

static int check_place(struct env *env, uint32_t i)
{
	const char *name = insn_of(&env->image->insns[i])->name;
	uint32_t subprog = image_subprog(env->image, i);

	if (!(env->prog_type->flags & PROGF_LD_PACKET))
		return REJECT(env, 0, LD_PACKET_TYPE, name, env->prog_type->name);
	if (subprog && !returns_number(env->image, &env->image->subprogs[subprog]))
		return REJECT(env, 0, LD_PACKET_SUBPROG, name,
			      env->image->subprogs[subprog].name);
	return check_nothing_held(env, name);
}

int check_ld_packet(struct env *env, uint32_t i)
{
	const struct insn *insn = &env->image->insns[i];
	const struct value *v;
	int err;

	env->insn = i;
	err = check_place(env, i);
	if (!err)
		err = read_reg(env, 6, &v);
	if (err)
		return err;
	if (v->kind != VALUE_CTX)
		return REJECT(env, 1u << 6, LD_PACKET_CTX, insn_of(insn)->name, kind_text_of(v));
	if (insn_of(insn)->op != OP_IND)
		return 0;
	err = read_reg(env, insn->src, &v);
	if (!err && is_secret(env, v))
		err = REJECT(env, 1u << insn->src, POINTER_ARITHMETIC_RIGHT,
			     "a packet load at the value", kind_text_of(v));
	return err;
}

void finish_ld_packet(struct env *env, uint32_t i)
{
	unsigned width = insn_of(&env->image->insns[i])->width;

	memset(env_top(env)->reg, 0, 6 * sizeof(struct value)); /* r0-r5 */
	env_top(env)->reg[0] = scalar_value(scalar_load_unknown(width, false));
}
