/* The instruction table as data and as functions, drawn from insn.def. */
#include "core/insn.h"

#define ANY FIELD_ANY
#define INSN(id, opcode, src, off, imm, form, group, kind, op, width, text, expr)                  \
	[INSN_##id] = { #id, opcode, src, off, imm, FORM_##form, GROUP_##group, KIND_##kind,       \
			OP_##op, width, src == ANY, text },
const struct insn_info insn_info[N_INSN_IDS] = {
	[INSN_INVALID] = { .name = "INVALID", .text = "invalid" },
#include "core/insn.def"
};
#undef ANY

const struct form_info form_info[N_FORMS] = {
#define FORM(id, dst, src, off, imm, high)                                                         \
	[FORM_##id] = { USE_##dst, USE_##src, USE_##off, USE_##imm, USE_##high },
#include "core/form.def"
};

const char *const group_name[N_GROUPS] = {
	[GROUP_base32] = "base32",
	[GROUP_base64] = "base64",
	[GROUP_divmul32] = "divmul32",
	[GROUP_divmul64] = "divmul64",
	[GROUP_atomic32] = "atomic32",
	[GROUP_atomic64] = "atomic64",
	[GROUP_packet] = "packet",
	[GROUP_callx] = "callx",
	[GROUP_may_goto] = "may_goto",
	[GROUP_load_acq_store_rel] = "load_acq_store_rel",
	[GROUP_arena] = "arena",
	[GROUP_gotox] = "gotox",
	[GROUP_internal] = "internal",
};

/*
 * The table's expressions, evaluated.  Each case has its own types U and S of
 * the row's width; what is not used of them is not a mistake.
 */
#define UNUSED __attribute__((unused))
#define EVAL(id, width, expr)                                                                      \
	case INSN_##id: {                                                                          \
		typedef uint##width##_t U UNUSED;                                                  \
		typedef int##width##_t S UNUSED;                                                   \
		enum { W UNUSED = width };                                                         \
		U d UNUSED = (U)d64, s UNUSED = (U)s64;                                            \
		                                                                                   \
		return (uint##width##_t)(expr);                                                    \
	}
#define INSN(id, opcode, src, off, imm, form, group, kind, op, width, text, expr)                  \
	EVAL(id, width, expr)

static uint64_t eval(enum insn_id id, uint64_t d64, uint64_t s64)
{
	switch (id) {
#include "core/insn.def"
	default: return 0;
	}
}

uint64_t insn_eval_alu(enum insn_id id, uint64_t d, uint64_t s)
{
	return eval(id, d, s);
}

bool insn_eval_jump(enum insn_id id, uint64_t d, uint64_t s)
{
	return eval(id, d, s) != 0;
}

uint64_t insn_eval_atomic(enum insn_id id, uint64_t old, uint64_t s)
{
	return eval(id, old, s);
}
