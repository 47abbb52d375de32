/*
 * What is left of the program after a pass: the operations of each instruction as
 * text, for people.  Nothing is compiled on the way.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jit/ssa.h"

/* Those on the whole program, in front of the ones of level1_passes and behind them. */
static const char *const first_passes[] = { "build", "switch" };
static const char last_pass[] = "lower";
enum { N_FIRST = sizeof(first_passes) / sizeof(*first_passes) };

/** struct jit_show - who looks on */
struct jit_show {
	const char *pass;
	struct arena *arena;
	const char **text; /* by instruction */
	uint32_t n_insns;
	int err;
};

const char *jit_pass_name(unsigned i)
{
	unsigned n = 0;

	while (level1_passes[n].name)
		n++;
	if (i < N_FIRST)
		return first_passes[i];
	i -= N_FIRST;
	return i < n ? level1_passes[i].name : i == n ? last_pass : NULL;
}

/* ---- text ---- */

static void print_refs(const struct ssa *ssa, const char *before, uint32_t *const *refs,
		       unsigned n, FILE *out)
{
	for (unsigned k = 0; k < n; k++) {
		fputs(k ? ", " : before, out);
		ir_print_ref(ssa->ir, *refs[k], out);
	}
}

static void print_phi(struct ssa *ssa, const struct extra *phi, uint32_t value, FILE *out)
{
	fputs("\tphi ", out);
	ir_print_ref(ssa->ir, value, out);
	for (uint32_t p = 0; p < ssa->blocks[phi->block].n_preds; p++)
		print_refs(ssa, ", ", &(uint32_t *){ &ssa->phi_args[phi->args + p] }, 1, out);
	fputc('\n', out);
}

/* Those of a block that somebody asks for. */
static void print_phis(struct ssa *ssa, const struct ssa_block *block, FILE *out)
{
	for (uint32_t i = block->phis; i < block->phis + block->n_phis; i++) {
		uint32_t value = ssa_extra_value(ssa, i);

		if (!ssa->extra[i].is_param && ssa_find(ssa, value) == value &&
		    ssa->uses[ssa_number(ssa, value)])
			print_phi(ssa, &ssa->extra[i], value, out);
	}
}

/* Calls name what they are given, and they and exchanges what they make, behind the rest. */
static void print_named(struct ssa *ssa, uint32_t i, FILE *out)
{
	struct ir_insn insn = ssa->ir->insns[i];
	bool has_place = ssa_defines(&insn) && ir_form(&insn) != IR_FORM_EXCHANGE &&
			 insn.op != IR_CALL && insn.op != IR_CALL_FUNC;
	uint32_t *operands[MAX_OPERANDS], value = ssa_value_of(ssa, i);

	if (insn.op == IR_NOP)
		return;
	if (has_place)
		insn.to = value;
	ir_print_insn(ssa->ir, &insn, out);
	if (insn.op == IR_CALL || insn.op == IR_CALL_FUNC || insn.op == IR_LEAVE)
		print_refs(ssa, "; of ", operands, ssa_operands(ssa, &insn, operands), out);
	if (ssa_defines(&insn) && !has_place)
		print_refs(ssa, "; makes ", &(uint32_t *){ &value }, 1, out);
	fputc('\n', out);
}

/* ---- by instruction ---- */

/* Print an operation, with what stands in front of it. */
typedef void print_op(const struct ir *ir, struct ssa *ssa, uint32_t op, uint32_t *block,
		      FILE *out);

static void print_plain(const struct ir *ir, struct ssa *ssa, uint32_t op, uint32_t *block,
			FILE *out)
{
	(void)ssa, (void)block;
	ir_print_insn(ir, &ir->insns[op], out);
	fputc('\n', out);
}

/* A block's phis stand behind its label, if it begins with one. */
static void print_ssa(const struct ir *ir, struct ssa *ssa, uint32_t op, uint32_t *block,
		      FILE *out)
{
	bool is_first = *block < ssa->n_blocks && op == ssa->blocks[*block].first;

	if (is_first && ir->insns[op].op != IR_LABEL)
		print_phis(ssa, &ssa->blocks[*block], out);
	print_named(ssa, op, out);
	if (is_first && ir->insns[op].op == IR_LABEL)
		print_phis(ssa, &ssa->blocks[*block], out);
	*block += is_first;
}

/* Append to what there is of an instruction. */
static int add_text(struct jit_show *show, uint32_t insn, const char *text)
{
	const char *before = show->text[insn] ? show->text[insn] : "";
	size_t n = strlen(before), more = strlen(text) + 1;
	char *whole = arena_alloc(show->arena, n + more, 1);

	if (!whole)
		return -ENOMEM;
	memcpy(whole, before, n);
	memcpy(whole + n, text, more);
	show->text[insn] = whole;
	return 0;
}

/* Operations [first, end); what lies in front of the first instruction's is its own. */
static int show_range(struct jit_show *show, const struct ir *ir, struct ssa *ssa, uint32_t first,
		      uint32_t end, print_op *print)
{
	uint32_t insn = 0, block = 0;
	int err = 0;

	while (insn < show->n_insns && ir->start[insn] < first)
		insn++;
	for (uint32_t op = first; op < end && !err; insn++) {
		uint32_t to = insn < show->n_insns ? ir->start[insn + 1] : end;
		size_t size;
		char *text;
		FILE *out = open_memstream(&text, &size);

		if (!out)
			return -ENOMEM;
		for (; op < end && op < to; op++)
			print(ir, ssa, op, &block, out);
		err = fclose(out) ? -ENOMEM : size ? add_text(show, insn, text) : 0;
		free(text);
	}
	return err;
}

void show_ssa(struct ssa *ssa, const char *pass)
{
	struct jit_show *show = ssa->ir->show;

	if (!show || strcmp(show->pass, pass) || show->err)
		return;
	ssa_drop_dead(ssa);
	show->err = show_range(show, ssa->ir, ssa, ssa->first, ssa->end, print_ssa);
}

void show_ir(const struct ir *ir, const char *pass)
{
	struct jit_show *show = ir->show;

	if (show && !strcmp(show->pass, pass))
		show->err = show_range(show, ir, NULL, 0, ir->n, print_plain);
}

void show_again(const struct ir *ir)
{
	if (ir->show)
		memset(ir->show->text, 0, ir->show->n_insns * sizeof(*ir->show->text));
}

/* ---- the whole ---- */

static bool has_pass(const char *name)
{
	unsigned i = 0;

	while (jit_pass_name(i) && strcmp(jit_pass_name(i), name))
		i++;
	return jit_pass_name(i) != NULL;
}

static int build_and_show(struct jit_show *show, const struct image *image,
			  const struct facts *facts, const struct binding *binding, uint32_t flags,
			  struct arena *scratch, struct skep_error *error)
{
	struct jit_func *funcs = ARENA_ARRAY(scratch, struct jit_func, image->n_subprogs);
	struct ir ir, better;
	int err;

	ir_init(&ir, scratch, image->n_insns, image->n_subprogs,
		image->n_subprogs * N_IR_FUNC_LABELS + image->n_insns);
	err = funcs ? ir_build(&ir, funcs, image, facts, binding, flags, error) : -ENOMEM;
	if (err)
		return err;
	ir.show = show;
	show_ir(&ir, first_passes[0]);
	err = level1(&ir, funcs, image->n_insns, jit_target(), flags, &better);
	better.show = show;
	if (!err)
		show_ir(&better, last_pass);
	return err ? err : show->err;
}

int jit_show(const struct image *image, const struct facts *facts, const struct binding *binding,
	     uint32_t flags, const char *pass, struct arena *arena, const char ***text,
	     struct skep_error *error)
{
	struct jit_show show = { .pass = pass, .arena = arena, .n_insns = image->n_insns };
	struct arena scratch;
	int err;

	if (!has_pass(pass))
		return -EINVAL;
	if (!jit_target())
		return -EOPNOTSUPP;
	*text = show.text = ARENA_ARRAY(arena, const char *, (size_t)image->n_insns + 1);
	if (!show.text)
		return -ENOMEM;
	arena_init(&scratch, 0);
	err = build_and_show(&show, image, facts, binding, flags, &scratch, error);
	arena_free(&scratch);
	return err;
}
