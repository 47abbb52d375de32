/* Operations: adding, printing, checking them. */
#include "jit/ir.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

const struct ir_info ir_info[N_IR_OPS] = {
#define OP(id, text, form, widths) [IR_##id] = { text, IR_FORM_##form, widths },
#include "jit/ir.def"
};

/* ---- making ---- */

/* Room for one more, twice as much when there is none. */
static bool grow(struct ir *ir, void *array, uint32_t n, uint32_t *size, size_t each)
{
	void *grown = NULL, **at = array;

	if (ir->err)
		return false;
	if (n < *size)
		return true;
	if (n < IR_CHOSEN / 2)
		grown = arena_grow(ir->arena, *at, n, n ? 2 * n : 64, each);
	if (!grown) {
		ir->err = -ENOMEM;
		return false;
	}
	*at = grown;
	*size = n ? 2 * n : 64;
	return true;
}

void ir_init(struct ir *ir, struct arena *arena, uint32_t n_insns, uint32_t n_funcs,
	     uint32_t n_labels)
{
	*ir = (struct ir){ .arena = arena, .n_funcs = n_funcs, .n_labels = n_labels,
			   .labels_size = n_labels, .size = n_insns + n_insns / 2 + 64,
			   .constants_size = n_insns / 2 + 64 };
	ir->insns = ARENA_ARRAY(arena, struct ir_insn, ir->size);
	ir->constants = ARENA_ARRAY(arena, uint64_t, ir->constants_size);
	ir->start = ARENA_ARRAY(arena, uint32_t, (size_t)n_insns + 1);
	ir->label_at = ARENA_ARRAY(arena, uint32_t, n_labels);
	if (!ir->insns || !ir->constants || !ir->start || !ir->label_at) {
		ir->err = -ENOMEM;
		return;
	}
	memset(ir->label_at, 0xff, n_labels * sizeof(*ir->label_at));
}

bool ir_grow(struct ir *ir)
{
	return grow(ir, &ir->insns, ir->n, &ir->size, sizeof(*ir->insns));
}

uint32_t ir_constant(struct ir *ir, uint64_t v)
{
	if (!grow(ir, &ir->constants, ir->n_constants, &ir->constants_size, sizeof(v)))
		return IR_CONSTANT;
	ir->constants[ir->n_constants] = v;
	return ir->n_constants++ | IR_CONSTANT;
}

uint32_t ir_chosen(struct ir *ir, uint64_t v)
{
	return ir_constant(ir, v) | IR_CHOSEN;
}

uint32_t ir_label(struct ir *ir)
{
	if (!grow(ir, &ir->label_at, ir->n_labels, &ir->labels_size, sizeof(*ir->label_at)))
		return 0;
	ir->label_at[ir->n_labels] = IR_NOWHERE;
	return ir->n_labels++;
}

void ir_place(struct ir *ir, uint32_t label)
{
	if (ir->err)
		return;
	ir->label_at[label] = ir->n;
	ir_add(ir, (struct ir_insn){ .op = IR_LABEL, .to = label });
}

uint32_t ir_func_end(const struct ir *ir, uint32_t func)
{
	return func + 1 < ir->n_funcs ? ir->label_at[ir_func_label(func + 1, IR_START)] : ir->n;
}

uint32_t ir_table(struct ir *ir)
{
	if (!grow(ir, &ir->tables, ir->n_tables, &ir->tables_size, sizeof(*ir->tables)))
		return 0;
	ir->tables[ir->n_tables] = (struct ir_table){ .first = ir->n_entries };
	return ir->n_tables++;
}

void ir_entry(struct ir *ir, uint64_t v)
{
	if (!grow(ir, &ir->entries, ir->n_entries, &ir->entries_size, sizeof(v)))
		return;
	ir->entries[ir->n_entries++] = v;
	ir->tables[ir->n_tables - 1].n++;
}

/* ---- printing ---- */

void ir_print_ref(const struct ir *ir, uint32_t ref, FILE *out)
{
	static const char *const others[] = { "run", "t0", "t1" };

	if (ir_is_constant(ref))
		fprintf(out, "%s%" PRId64, ref & IR_CHOSEN ? "$" : "", (int64_t)ir_value(ir, ref));
	else if (ref < IR_RUN)
		fprintf(out, "r%u", ref);
	else if (ref < N_IR_TEMPS)
		fputs(others[ref - IR_RUN], out);
	else
		fprintf(out, "v%u", ref - N_IR_TEMPS);
}

static void print_memory(const struct ir *ir, const struct ir_insn *insn, FILE *out)
{
	fputc('[', out);
	ir_print_ref(ir, insn->a, out);
	fprintf(out, " + %d]", insn->off);
}

static void print_indexed(const struct ir *ir, const struct ir_insn *insn, uint32_t index,
			  FILE *out)
{
	fputc('[', out);
	ir_print_ref(ir, insn->a, out);
	fputs(" + ", out);
	ir_print_ref(ir, index, out);
	fprintf(out, " + %d]", insn->off);
}

static void print_table(const struct ir *ir, const struct ir_insn *insn, FILE *out)
{
	const struct ir_table *table = &ir->tables[insn->b];

	if (ir_form(insn) == IR_FORM_TABLE) {
		ir_print_ref(ir, insn->to, out);
		fputs(", ", out);
	}
	ir_print_ref(ir, insn->a, out);
	fputs(", {", out);
	for (uint32_t i = 0; i < table->n; i++)
		fprintf(out, "%s%" PRId64, i ? " " : "", (int64_t)ir->entries[table->first + i]);
	fputc('}', out);
}

static void print_operands(const struct ir *ir, const struct ir_insn *insn, FILE *out)
{
	switch (ir_form(insn)) {
	case IR_FORM_NONE: break;
	case IR_FORM_MOVE:
	case IR_FORM_BINARY:
		ir_print_ref(ir, insn->to, out);
		fputs(", ", out);
		ir_print_ref(ir, insn->a, out);
		if (ir_form(insn) == IR_FORM_MOVE)
			break;
		fputs(", ", out);
		ir_print_ref(ir, insn->b, out);
		break;
	case IR_FORM_LOAD:
		ir_print_ref(ir, insn->to, out);
		fputs(", ", out);
		print_memory(ir, insn, out);
		break;
	case IR_FORM_LOAD_AT:
		ir_print_ref(ir, insn->to, out);
		fputs(", ", out);
		print_indexed(ir, insn, insn->b, out);
		break;
	case IR_FORM_STORE_AT:
		print_indexed(ir, insn, insn->to, out);
		fputs(", ", out);
		ir_print_ref(ir, insn->b, out);
		break;
	case IR_FORM_FETCH:
	case IR_FORM_EXCHANGE:
		ir_print_ref(ir, insn->to, out);
		fputs(", ", out);
		/* fall through */
	case IR_FORM_STORE:
		print_memory(ir, insn, out);
		fputs(", ", out);
		ir_print_ref(ir, insn->b, out);
		break;
	case IR_FORM_JUMP_IF:
	case IR_FORM_CHARGE_IF:
		ir_print_ref(ir, insn->a, out);
		fputs(", ", out);
		ir_print_ref(ir, insn->b, out);
		if (ir_form(insn) == IR_FORM_JUMP_IF)
			fprintf(out, ", L%u", insn->to);
		break;
	case IR_FORM_JUMP: fprintf(out, "L%u", insn->to); break;
	case IR_FORM_CHARGE:
	case IR_FORM_LOOP:
		ir_print_ref(ir, insn->a, out);
		if (insn->op == IR_LOOP)
			fprintf(out, ", L%u", insn->to);
		break;
	case IR_FORM_CALL:
		ir_print_ref(ir, insn->a, out);
		fprintf(out, ", %d", insn->off);
		break;
	case IR_FORM_ADDRESS:
		ir_print_ref(ir, insn->to, out);
		fprintf(out, ", L%u", insn->a);
		break;
	case IR_FORM_TABLE:
	case IR_FORM_TABLE_AT: print_table(ir, insn, out); break;
	default: fprintf(out, "%u", insn->to);
	}
}

void ir_print_insn(const struct ir *ir, const struct ir_insn *insn, FILE *out)
{
	if (insn->op == IR_LABEL) {
		fprintf(out, "L%u:", insn->to);
		return;
	}
	fprintf(out, "\t%s", ir_info[insn->op].text);
	if (ir_info[insn->op].widths)
		fprintf(out, ".%u", insn->width);
	if (ir_form(insn) != IR_FORM_NONE)
		fputc(' ', out);
	print_operands(ir, insn, out);
}

void ir_print(const struct ir *ir, FILE *out)
{
	for (uint32_t i = 0; i < ir->n; i++) {
		ir_print_insn(ir, &ir->insns[i], out);
		fputc('\n', out);
	}
}

/* ---- checking ---- */

static bool is_temp(uint32_t ref)
{
	return ref < N_IR_TEMPS;
}

static bool is_number(const struct ir *ir, uint32_t ref)
{
	return ir_is_constant(ref) && (ref & ~(IR_CONSTANT | IR_CHOSEN)) < ir->n_constants;
}

static bool is_operand(const struct ir *ir, uint32_t ref)
{
	return is_temp(ref) || is_number(ir, ref);
}

/* What may be written: the frame pointer and the run never are. */
static bool is_result(uint32_t ref)
{
	return is_temp(ref) && ref != REG_FP && ref != IR_RUN;
}

static bool is_label(const struct ir *ir, uint32_t label)
{
	uint32_t at = label < ir->n_labels ? ir->label_at[label] : IR_NOWHERE;

	return at < ir->n && ir->insns[at].op == IR_LABEL && ir->insns[at].to == label;
}

/* An address and an offset: the one addition that may leave its first operand alone. */
static bool is_address(const struct ir *ir, const struct ir_insn *insn)
{
	return insn->op == IR_ADD && insn->width == 64 && is_temp(insn->a) &&
	       is_number(ir, insn->b) &&
	       (int64_t)ir_value(ir, insn->b) == (int32_t)ir_value(ir, insn->b);
}

static const char *check_operands(const struct ir *ir, const struct ir_insn *insn)
{
	bool ok = true;

	switch (ir_form(insn)) {
	case IR_FORM_MOVE:
		ok = is_result(insn->to) &&
		     (is_temp(insn->a) ||
		      (insn->op == IR_MOV && insn->width == 64 && is_number(ir, insn->a)));
		break;
	case IR_FORM_BINARY:
		ok = is_result(insn->to) && is_temp(insn->a) && is_operand(ir, insn->b);
		if (ok && insn->to != insn->a && !is_address(ir, insn))
			return "the result is not in the first operand";
		break;
	case IR_FORM_LOAD: ok = is_result(insn->to) && is_temp(insn->a); break;
	case IR_FORM_STORE: ok = is_temp(insn->a) && is_operand(ir, insn->b); break;
	case IR_FORM_LOAD_AT:
		ok = is_result(insn->to) && is_temp(insn->a) && is_temp(insn->b);
		break;
	case IR_FORM_STORE_AT:
		ok = is_temp(insn->to) && is_temp(insn->a) && is_operand(ir, insn->b);
		break;
	case IR_FORM_FETCH:
		ok = is_result(insn->to) && is_temp(insn->a);
		if (ok && insn->to != insn->b)
			return "the old value is not in the operand";
		break;
	case IR_FORM_EXCHANGE:
		ok = insn->to == 0 && is_temp(insn->a) && is_temp(insn->b);
		break;
	case IR_FORM_JUMP_IF:
		ok = is_temp(insn->a) && is_operand(ir, insn->b) && is_label(ir, insn->to);
		break;
	case IR_FORM_JUMP:
	case IR_FORM_LABEL: ok = is_label(ir, insn->to); break;
	case IR_FORM_CHARGE: ok = is_number(ir, insn->a); break;
	case IR_FORM_LOOP: ok = is_number(ir, insn->a) && is_label(ir, insn->to); break;
	case IR_FORM_CALL:
		ok = is_number(ir, insn->a) && insn->off >> IR_CALL_ARGS <= 5 &&
		     !(insn->off & 0xf & ~(IR_CALL_LEAVES | IR_CALL_TAILS));
		break;
	case IR_FORM_ADDRESS: ok = is_result(insn->to) && is_label(ir, insn->a); break;
	case IR_FORM_FUNC: ok = insn->to < ir->n_funcs; break;
	case IR_FORM_TABLE:
		ok = is_result(insn->to) && is_temp(insn->a) && insn->b < ir->n_tables;
		break;
	case IR_FORM_CHARGE_IF: ok = is_temp(insn->a) && is_number(ir, insn->b); break;
	case IR_FORM_TABLE_AT: ok = is_temp(insn->a) && insn->b < ir->n_tables; break;
	default: break;
	}
	return ok ? NULL : "an operand is not one of its kind";
}

static const char *check_insn(const struct ir *ir, const struct ir_insn *insn)
{
	uint8_t widths;

	if (insn->op >= N_IR_OPS)
		return "there is no such operation";
	widths = ir_info[insn->op].widths;
	if (widths ? !insn->width || insn->width & (insn->width - 1) || !(insn->width & widths) :
		     insn->width)
		return "the width is not one of its own";
	return check_operands(ir, insn);
}

/* Each entry of a switch is one of its cases; cases follow a switch. */
static const char *check_cases(const struct ir *ir, uint32_t i)
{
	const struct ir_insn *insn = &ir->insns[i];
	const struct ir_table *table;
	uint32_t n = 0;

	if (insn->op == IR_CASE && ir->insns[i - 1].op != IR_CASE &&
	    ir->insns[i - 1].op != IR_SWITCH)
		return "a case follows no switch";
	if (insn->op != IR_SWITCH)
		return NULL;
	table = &ir->tables[insn->b];
	while (i + n + 1 < ir->n && ir->insns[i + n + 1].op == IR_CASE)
		n++;
	for (uint32_t k = 0; k < table->n; k++)
		if (ir->entries[table->first + k] >= n)
			return "an entry is not one of the cases";
	return table->n ? NULL : "a switch is empty";
}

static bool ends_path(const struct ir_insn *insn)
{
	switch (insn->op) {
	case IR_JUMP: case IR_LEAVE: case IR_OUT: case IR_TAIL: case IR_UNREACHABLE: case IR_CUT:
	case IR_CASE:
		return true;
	default: return false;
	}
}

/* The function of a label; those of functions' starts are everybody's. */
static const char *check_places(const struct ir *ir, uint32_t *at)
{
	uint32_t start = 0, end = 0;

	for (uint32_t i = 0; i < ir->n; i++) {
		const struct ir_insn *insn = &ir->insns[i];
		uint8_t form = ir_form(insn);
		bool jumps = form == IR_FORM_JUMP_IF || form == IR_FORM_LOOP ||
			     insn->op == IR_JUMP || insn->op == IR_CASE;
		const char *wrong;

		*at = i;
		if (i == end) {
			start = i++;
			while (i < ir->n && !(ir->insns[i].op == IR_LABEL && i + 1 < ir->n &&
					      ir->insns[i + 1].op == IR_FUNC))
				i++;
			end = i;
			i = start;
			if (insn->op != IR_LABEL || ir->insns[i + 1].op != IR_FUNC)
				return "a function does not begin with its start";
			if (!ends_path(&ir->insns[end - 1]))
				return "a function does not end a path";
			continue;
		}
		if (jumps && (ir->label_at[insn->to] <= start + 1 || ir->label_at[insn->to] >= end))
			return "a jump leaves its function";
		wrong = check_cases(ir, i);
		if (wrong)
			return wrong;
	}
	return NULL;
}

const char *ir_check(const struct ir *ir, uint32_t *at)
{
	const char *wrong = ir->n ? NULL : "it is empty";

	*at = 0;
	for (uint32_t i = 0; i < ir->n && !wrong; i++) {
		*at = i;
		wrong = check_insn(ir, &ir->insns[i]);
	}
	return wrong ? wrong : check_places(ir, at);
}
