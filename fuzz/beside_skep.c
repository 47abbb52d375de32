/* Rules for what skep refuses and the kernel does not; see beside_rules.h. */
#include "fuzz/beside_impl.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz/beside_log.h"
#include "verifier/env.h"

static const struct insn *refused_insn(const struct difference *d)
{
	static const struct insn none = { 0 };
	int i = log_insn(d->image, d->error->insn);

	return i == -1 ? &none : &d->image->insns[i];
}

/* A part of the slot was stored, the rest of which is read. */
static bool narrow_spill(const struct difference *d)
{
	const char *at = strstr(d->error->message, "fp");
	long off = at ? strtol(at + 2, NULL, 10) : 0;

	for (uint32_t i = 0; i < d->image->n_insns; i++) {
		const struct insn *insn = &d->image->insns[i];
		uint8_t kind = insn_of(insn)->kind;

		if ((kind == KIND_STORE || kind == KIND_STORE_IMM) && insn_of(insn)->width < 64 &&
		    (insn->dst != REG_FP || (insn->off & ~7) == (off & ~7)))
			return !d->trusted;
	}
	return false;
}

static bool moves_context(const struct difference *d)
{
	const struct insn_info *info = insn_of(refused_insn(d));

	return (info->op == OP_ADD || info->op == OP_SUB) && info->width == 64;
}

static bool untrusted(const struct difference *d)
{
	return !d->trusted;
}

static bool trusted(const struct difference *d)
{
	return d->trusted;
}

/* Was the register given a constant last, in the order of the text, whose lower half is 0? */
static bool half_is_zero(const struct difference *d, const struct insn *before, unsigned reg)
{
	while (--before >= d->image->insns)
		if (before->dst == reg && (before->id == INSN_MOV64_K || before->id == INSN_LDDW))
			return !(uint32_t)before->imm;
	return false;
}

static bool half_null_test(const struct difference *d)
{
	const struct insn *insn = refused_insn(d);

	if (d->trusted || insn_of(insn)->width != 32)
		return false;
	return insn_of(insn)->src_is_reg ? half_is_zero(d, insn, insn->src) ||
						   half_is_zero(d, insn, insn->dst) :
					   !insn->imm;
}

static bool calls_back(const struct helper_info *helper)
{
	return helper_calls_back(helper);
}

static bool has_callback(const struct difference *d)
{
	return image_calls(d->image, calls_back);
}

static bool drains(const struct helper_info *helper)
{
	return helper->number == HELPER_ID_user_ringbuf_drain;
}

static bool has_drain(const struct difference *d)
{
	return image_calls(d->image, drains);
}

static bool gives_slice(const struct helper_info *helper)
{
	return helper->ret == RET_DYNPTR_MEM_OR_NULL;
}

static bool has_slice(const struct difference *d)
{
	return image_calls(d->image, gives_slice);
}

static bool kernel_skips(const struct difference *d)
{
	return d->error->insn >= 0 &&
	       !kernel_visits(d->image, d->trusted, (uint32_t)d->error->insn);
}

/* That the lower half is not 0 because the whole is not NULL. */
static bool asks_for_lane(const struct helper_info *helper)
{
	return helper->ret == RET_LANE;
}

static bool cpus_decide(const struct difference *d)
{
	const struct insn *insn = refused_insn(d);

	/* Dead by that number, memory of that size, or one of two pointers. */
	return image_calls(d->image, asks_for_lane) &&
	       (kernel_skips(d) || insn_of(insn)->kind == KIND_CALL_HELPER ||
		!strcmp(d->error->id, "misaligned"));
}

static bool half_decides(const struct difference *d)
{
	for (uint32_t i = 0; i < d->image->n_insns; i++) {
		const struct insn *insn = &d->image->insns[i];
		const struct insn_info *info = insn_of(insn);

		if (info->kind == KIND_JUMP && info->width == 32 &&
		    (info->src_is_reg ? half_is_zero(d, insn, insn->src) ||
						half_is_zero(d, insn, insn->dst) :
					!insn->imm) && (info->op == OP_JEQ || info->op == OP_JNE))
			return kernel_skips(d);
	}
	return false;
}

static bool into_itself(const struct difference *d)
{
	const struct insn *insn = refused_insn(d);

	return insn_of(insn)->op == OP_ACQUIRE && insn->dst == insn->src;
}

static bool outside_tc(const struct difference *d)
{
	return d->image->prog_type != PROG_SCHED_CLS &&
	       refused_insn(d)->imm == HELPER_ID_get_cgroup_classid;
}

static bool in_global(const struct difference *d)
{
	int i = log_insn(d->image, d->error->insn);

	return i != -1 && d->image->subprogs[image_subprog(d->image, (uint32_t)i)].is_global;
}

static bool to_global(const struct difference *d)
{
	int i = log_insn(d->image, d->error->insn);

	if (i == -1 || insn_of(&d->image->insns[i])->kind != KIND_CALL_LOCAL)
		return false;
	return d->image
		->subprogs[image_subprog(d->image, insn_target(d->image->insns, (uint32_t)i))]
		.is_global;
}

/* Two comparisons of registers at least. */
static bool repeated_test(const struct difference *d)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < d->image->n_insns; i++) {
		const struct insn_info *info = insn_of(&d->image->insns[i]);

		n += info->kind == KIND_JUMP && info->src_is_reg && info->width == 64;
	}
	return n > 1 && kernel_skips(d);
}

static bool adds_32_bits(const struct difference *d)
{
	for (uint32_t i = 0; i < d->image->n_insns; i++)
		if (d->image->insns[i].id == INSN_ADD32_K)
			return kernel_skips(d);
	return false;
}

/* Comparisons with constants: an unsigned one may take a piece out of a range that wraps. */
static bool holed_range(const struct difference *d)
{
	uint32_t n = 0, n_unsigned = 0;

	for (uint32_t i = 0; i < d->image->n_insns; i++) {
		const struct insn_info *info = insn_of(&d->image->insns[i]);

		if (info->kind != KIND_JUMP || info->src_is_reg || info->width != 64)
			continue;
		n++;
		n_unsigned += info->op == OP_JGT || info->op == OP_JGE || info->op == OP_JLT ||
			      info->op == OP_JLE;
	}
	return n > 1 && n_unsigned && kernel_skips(d);
}

/* @id: skep's diagnostic, NULL: any; @text: in its message. */
static const struct {
	const char *name, *id, *text;
	bool (*holds)(const struct difference *d);
} of_skep[] = {
	{ "narrow-spill-initialises", "uninit-memory-argument", "", narrow_spill },
	{ "narrow-spill-initialises", "uninit-stack", "", narrow_spill },
	{ "context-arithmetic", "pointer-arithmetic", "context pointer", moves_context },
	{ "pruned-checks", "partial-pointer", "overwritten in part", untrusted },
	{ "packet-load-index", "pointer-arithmetic-right", "a packet load", untrusted },
	{ "far-pointers", "pointer-offset", "", NULL },
	{ "half-of-pointer", "pointer-compare", "with a scalar", half_null_test },
	{ "uncalled-function", "falls-off", "", has_uncalled_functions },
	{ "uncalled-function", "bad-jump", "outside the function", has_uncalled_functions },
	{ "half-of-pointer", NULL, "", half_decides },
	{ "acquire-into-itself", "atomic-region", "", into_itself },
	{ "map-structure", "not-a-pointer", "is a map", trusted },
	{ "part-of-pointer", "partial-pointer", " in part", trusted },
	{ "loop-around-callback", "infinite-loop", "", has_callback },
	{ "classid-context", NULL, "get_cgroup_classid", outside_tc },
	{ "global-functions", "misaligned", "atomic access", in_global },
	{ "global-functions", "helper-argument-null", "may be NULL", to_global },
	{ "imprecise-null", "helper-argument", "scalar, expected a pointer to memory", to_global },
	{ "dynamic-pointers", "misaligned", "atomic access", has_slice },
	{ "dynamic-pointers", "max-cost", "", has_drain },
	{ "dynamic-pointers", "pointer-arithmetic", "dynamic pointer", NULL },
	{ "dead-code", "shift-too-far", "", kernel_skips },
	{ "dead-code", "div-zero-imm", "", kernel_skips },
	{ "dead-code", "fp-write", "", kernel_skips },
	{ "number-of-lanes", NULL, "", cpus_decide },
	{ "repeated-packet-test", NULL, "", repeated_test },
	{ "one-range", NULL, "", holed_range },
	{ "wrapping-link", NULL, "", adds_32_bits },
};

const char *skep_refuses(const struct difference *d)
{
	if (d->error->error_class == SKEP_CLASS_UNSUPPORTED)
		return "not-offered";
	for (size_t i = 0; i < sizeof(of_skep) / sizeof(*of_skep); i++)
		if ((!of_skep[i].id || !strcmp(of_skep[i].id, d->error->id)) &&
		    strstr(d->error->message, of_skep[i].text) &&
		    (!of_skep[i].holds || of_skep[i].holds(d)))
			return of_skep[i].name;
	return NULL;
}
