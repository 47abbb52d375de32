/* The part of the checker that no machine is in; check_x64.c, check_a64.c have the rest. */
#include "tools/check_code_impl.h"

#include <capstone/capstone.h>
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/machine.h"

/* ---- findings ---- */

static int32_t slot_at(const struct check *check, uint32_t at)
{
	const struct image *image = check->image;
	uint32_t low = 0, high = image->n_insns;

	while (low < high) { /* the last instruction that starts at or in front of @at */
		uint32_t middle = low + (high - low) / 2;

		if (check->code->start[middle] <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? (int32_t)image->slot[low - 1] : -1;
}

static void complain_at(struct check *check, uint32_t at, const char *format, va_list args)
{
	struct findings *out = check->out;
	struct finding *row = &out->row[out->n];

	if (out->n++ >= MOST_FINDINGS)
		return;
	row->at = at;
	row->slot = check->image->slot ? slot_at(check, at) : -1;
	vsnprintf(row->text, sizeof(row->text), format, args);
}

__attribute__((format(printf, 3, 4))) static void
complain_offset(struct check *check, uint32_t at, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	complain_at(check, at, format, args);
	va_end(args);
}

void check_complain(struct check *check, uint32_t i, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	complain_at(check, check->insn[i].at, format, args);
	va_end(args);
}

/* ---- what rules ask ---- */

bool check_is(const struct machine_insn *insn, const char *name, const char *form)
{
	if (strcmp(insn->name, name) || strlen(form) != insn->n_operands)
		return false;
	for (unsigned i = 0; i < insn->n_operands; i++)
		if (insn->operand[i].kind != form[i])
			return false;
	return true;
}

bool check_in_front(const struct check *check, uint32_t i)
{
	return check->insn[i].at < check->code->func[0];
}

static void note_helpers(struct check *check)
{
	for (uint32_t i = 0; i < check->image->n_insns; i++) {
		const struct insn *insn = &check->image->insns[i];

		if (insn->id != INSN_INVALID && insn_of(insn)->kind == KIND_CALL_HELPER &&
		    insn->imm >= 0 && insn->imm <= MAX_HELPER_ID)
			check->calls[insn->imm] = true;
	}
}

static bool calls_helper(const struct check *check, uint64_t address)
{
	for (unsigned number = 0; number <= MAX_HELPER_ID; number++)
		if (check->calls[number] &&
		    (uintptr_t)check->binding->helpers[number] == address)
			return true;
	return false;
}

static bool calls_host(const struct check *check, uint64_t address)
{
	for (uint32_t i = 0; i < check->image->n_kfuncs; i++)
		if ((uintptr_t)check->binding->kfuncs[i].fn == address)
			return true;
	return false;
}

/* What lookups in maps of this program fall back on. */
static bool calls_recipe(const struct check *check, uint64_t address)
{
	for (uint32_t i = 0; i < check->binding->n_maps; i++) {
		const struct recipe *recipe = check->binding->maps[i].lookup;

		if (recipe && (uintptr_t)recipe->call == address)
			return true;
	}
	return false;
}

bool check_may_call(const struct check *check, uint64_t address)
{
	return jit_is_support((const void *)(uintptr_t)address) || calls_helper(check, address) ||
	       calls_host(check, address) || calls_recipe(check, address);
}

bool check_is_plain(const struct check *check, uint64_t v)
{
	for (uint32_t m = 0; m < check->binding->n_maps; m++) {
		const struct recipe *recipe = check->binding->maps[m].lookup;

		for (uint32_t i = 0; recipe && i < recipe->n; i++) {
			uint64_t imm = (uint64_t)recipe->insns[i].imm;

			if (recipe->flags[i] & RECIPE_PLAIN && (v == imm || v == (uint32_t)imm))
				return true;
		}
	}
	return false;
}

bool check_is_own(const struct check *check, uint64_t v)
{
	for (uint32_t i = 0; i < check->binding->n_maps; i++) {
		const struct bound_map *map = &check->binding->maps[i];
		uintptr_t values = (uintptr_t)map->values;

		if (v == (uintptr_t)map->map || v == map->lane_stride)
			return true;
		if (values && v >= values && v - values <= map->size)
			return true;
		if (map->base && v >= (uintptr_t)map->base && v - (uintptr_t)map->base < map->whole)
			return true;
		if (v < map->size && map->size - v <= 8) /* where an access may start last */
			return true;
	}
	for (uint32_t i = 0; i < check->image->n_kfuncs; i++)
		if (v == (uintptr_t)&check->binding->kfuncs[i])
			return true;
	return check_may_call(check, v) || check_is_plain(check, v);
}

/* ---- disassembly ---- */

static bool decode_one(struct check *check, csh handle, cs_insn *scratch, uint32_t at)
{
	const uint8_t *bytes = (const uint8_t *)check->code->text + at;
	uint64_t address = (uintptr_t)bytes;
	size_t left = check->code->size - at;
	struct machine_insn *insn = &check->insn[check->n];

	*insn = (struct machine_insn){ .at = at };
	if (check->rules->decode && check->rules->decode(bytes, left, insn))
		return true;
	if (!cs_disasm_iter(handle, &bytes, &left, &address, scratch))
		return false;
	insn->size = (uint8_t)scratch->size;
	snprintf(insn->name, sizeof(insn->name), "%s", scratch->mnemonic);
	check->rules->convert(scratch->detail, insn);
	return insn->n_operands <= MACHINE_OPERANDS; /* no row has more */
}

/* Bytes that are no instruction of ours end it: what follows could be anything. */
static void decode_all(struct check *check, csh handle, cs_insn *scratch)
{
	uint32_t at = 0;

	while (at < check->code->size) {
		if (!decode_one(check, handle, scratch, at)) {
			complain_offset(check, at, "no instruction");
			return;
		}
		check->by_offset[at] = ++check->n;
		at += check->insn[check->n - 1].size;
	}
}

static int disassemble(struct check *check)
{
	cs_insn *scratch;
	csh handle;

	if (machine_open(check->code, &handle) != CS_ERR_OK)
		return -ENOMEM;
	cs_option(handle, CS_OPT_DETAIL, CS_OPT_ON);
	scratch = cs_malloc(handle);
	if (scratch) {
		decode_all(check, handle, scratch);
		cs_free(scratch, 1);
	}
	cs_close(&handle);
	return scratch ? 0 : -ENOMEM;
}

/* ---- what is expected ---- */

static const struct expectation *expectation_of(const struct check *check, const char *name)
{
	for (uint32_t i = 0; i < check->rules->n_expected; i++)
		if (!strcmp(check->rules->expected[i].name, name))
			return &check->rules->expected[i];
	return NULL;
}

static void operands_of(const struct machine_insn *insn, char form[MACHINE_OPERANDS + 1])
{
	for (unsigned i = 0; i < insn->n_operands; i++)
		form[i] = insn->operand[i].kind;
	form[insn->n_operands] = '\0';
}

/* Is the form one of the row's words?  "-": no operands. */
static bool has_form(const char *forms, const char *form)
{
	size_t length = strlen(form);

	if (!length)
		return !strcmp(forms, "-");
	for (const char *at = forms; (at = strstr(at, form)); at++)
		if ((at == forms || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
			return true;
	return false;
}

static void check_expected(struct check *check, uint32_t i)
{
	struct machine_insn *insn = &check->insn[i];
	const struct expectation *row = expectation_of(check, insn->name);
	char form[MACHINE_OPERANDS + 1];

	operands_of(insn, form);
	if (!row)
		check_complain(check, i, "%s is not expected", insn->name);
	else if (!has_form(row->forms, form))
		check_complain(check, i, "%s with operands \"%s\" is not expected", insn->name,
			       form);
	else
		insn->flow = row->flow;
	for (unsigned o = 0; o < insn->n_operands; o++)
		if (insn->operand[o].odd)
			check_complain(check, i, "operand %u of %s is not expected", o + 1,
				       insn->name);
}

/* ---- control ---- */

/* Is the jump in the next few instructions that by the table whose address this one takes? */
static bool check_goes_by_table(const struct check *check, uint32_t i)
{
	uint32_t n = check->rules->jump_behind;

	return i + n < check->n && check->insn[i + n].flow == FLOW_JUMP &&
	       check->insn[i + n].operand[0].kind != 'i';
}

static bool is_direct(const struct machine_insn *insn)
{
	return insn->n_operands && insn->operand[insn->n_operands - 1].kind == 'i';
}

static bool is_function(const struct check *check, uint64_t at)
{
	for (uint32_t s = 0; s < check->image->n_subprogs; s++)
		if (check->code->func[s] == at)
			return true;
	return false;
}

static void enter(struct check *check, uint32_t i, uint64_t at, const char *what)
{
	if (at >= check->code->size)
		check_complain(check, i, "%s: the target is not in the code", what);
	else if (!check->by_offset[at])
		check_complain(check, i, "%s: the target is inside an instruction", what);
	else
		check->insn[check->by_offset[at] - 1].entered = true;
}

static void check_direct(struct check *check, uint32_t i)
{
	const struct machine_insn *insn = &check->insn[i];
	uint64_t target = (uint64_t)insn->operand[insn->n_operands - 1].v;
	uint64_t at = target - (uintptr_t)check->code->text;

	if (insn->flow != FLOW_CALL)
		enter(check, i, at, insn->name);
	else if (at < check->code->size && !is_function(check, at))
		check_complain(check, i, "%s: the target is not the start of a function",
			       insn->name);
	else if (at < check->code->size)
		enter(check, i, at, insn->name);
	else if (!check_may_call(check, target))
		check_complain(check, i, "%s: the program does not call 0x%" PRIx64, insn->name,
			       target);
}

bool check_is_data(const struct check *check, uint64_t address)
{
	uint64_t at = address - (uintptr_t)check->code->data;

	return check->code->n_data && at < check->code->n_data * sizeof(uint64_t);
}

/* A table of where to go leads to starts of instructions; others are numbers. */
static void check_table(struct check *check, uint32_t i, bool strict)
{
	uint64_t address, n, first;

	if (!check->rules->table(check, i, strict, &address, &n))
		return;
	first = (address - (uintptr_t)check->code->data) / sizeof(uint64_t);
	if (strict && !n)
		check_complain(check, i, "table: the index is not bounded");
	else if (strict && (address % sizeof(uint64_t) || n > check->code->n_data - first))
		check_complain(check, i, "table: the index is beyond the entries");
	for (uint64_t k = first; !strict && k < first + n && k < check->code->n_data; k++)
		if (check_goes_by_table(check, i))
			enter(check, i, check->code->data[k] - (uintptr_t)check->code->text,
			      "table");
}

static void check_targets(struct check *check, uint32_t i)
{
	const struct machine_insn *insn = &check->insn[i];
	int64_t at = check->rules->address(check, i);

	check_table(check, i, false);
	if (at >= 0)
		enter(check, i, (uint64_t)at, "address");
	if (insn->flow != FLOW_PLAIN && insn->flow != FLOW_RETURN && is_direct(insn))
		check_direct(check, i);
}

static void check_indirect(struct check *check, uint32_t i)
{
	const struct machine_insn *insn = &check->insn[i];

	if (insn->flow != FLOW_PLAIN && insn->flow != FLOW_RETURN && !is_direct(insn))
		check->rules->indirect(check, i);
}

static void check_start(struct check *check, uint32_t at, const char *what, uint32_t number)
{
	if (at != check->code->size && (at > check->code->size || !check->by_offset[at]))
		complain_offset(check, at, "%s %" PRIu32 " does not start at an instruction", what,
				number);
}

static void check_starts(struct check *check)
{
	const struct image *image = check->image;

	for (uint32_t i = 0; i < image->n_insns; i++)
		check_start(check, check->code->start[i], "instruction", i);
	for (uint32_t s = 0; s < image->n_subprogs; s++)
		check_start(check, check->code->func[s], "function", s);
	for (uint32_t s = 0; s < image->n_subprogs; s++)
		if (check->by_offset[check->code->func[s]])
			check->insn[check->by_offset[check->code->func[s]] - 1].entered = true;
}

/* Control does not run from one function into the next, nor out of the code. */
static void check_ends(struct check *check)
{
	for (uint32_t i = 0; i < check->n; i++) {
		bool last = i + 1 == check->n || is_function(check, check->insn[i + 1].at);

		if (last && check->insn[i].flow != FLOW_RETURN && check->insn[i].flow != FLOW_JUMP)
			check_complain(check, i, "control leaves the function behind %s",
				       check->insn[i].name);
	}
}

static void check_all(struct check *check)
{
	for (uint32_t i = 0; i < check->n; i++)
		check_expected(check, i);
	check_starts(check);
	for (uint32_t i = 0; i < check->n; i++)
		check_targets(check, i);
	for (uint32_t i = 0; i < check->n; i++) {
		check_indirect(check, i);
		check_table(check, i, true);
		check->rules->registers(check, i);
	}
	check_ends(check);
	if (check->code->flags & JIT_BLIND)
		check->rules->constants(check);
}

int check_code(const struct image *image, const struct binding *binding,
	       const struct jit_code *code, struct findings *out)
{
	struct check check = {
		.image = image, .binding = binding, .code = code, .out = out,
		.rules = code->machine == JIT_A64 ? &check_a64 : &check_x64,
	};
	int err = -ENOMEM;

	memset(out, 0, sizeof(*out));
	check.insn = calloc(code->size + 1, sizeof(*check.insn));
	check.by_offset = calloc(code->size + 1, sizeof(*check.by_offset));
	note_helpers(&check);
	if (check.insn && check.by_offset)
		err = disassemble(&check);
	if (!err && !out->n)
		check_all(&check);
	out->n_insns = check.n;
	free(check.insn);
	free(check.by_offset);
	return err;
}
