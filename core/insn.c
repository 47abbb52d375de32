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
#define FORM(id, dst, src, off, imm) [FORM_##id] = { dst, src, off, imm },
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
