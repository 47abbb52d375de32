/* Queries on facts: which register of an instruction `out` describes. */
#include "core/facts.h"

int insn_written_reg(const struct insn *insn)
{
	switch (insn_of(insn)->kind) {
	case KIND_ALU:
	case KIND_CAST:
	case KIND_LOAD:
	case KIND_LDDW:
	case KIND_LDDW_MAP:
	case KIND_LDDW_MAP_VALUE:
	case KIND_LDDW_BTF_VAR:
	case KIND_LDDW_FUNC:
	case KIND_MAP_BASE:
	case KIND_LANE_BASE:
		return insn->dst;
	case KIND_ATOMIC_FETCH:
		return insn->src;
	case KIND_ATOMIC_CMPXCHG:
	case KIND_CALL_HELPER:
	case KIND_CALL_LOCAL:
	case KIND_CALL_KFUNC:
	case KIND_CALLX:
	case KIND_LD_PACKET:
		return 0;
	default:
		return -1;
	}
}
