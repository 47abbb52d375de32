/*
 * Classic BPF to eBPF: an image of a socket filter.
 *
 * A is r0, where packet loads put what they load; X is r7; r6 holds the context
 * for them.  The packet is read by LD_ABS and LD_IND: one instruction a load in
 * every engine, and what lies behind the packet ends the program with 0, which
 * is classic BPF's own rule.  The cells of M[] that are named most live in r8
 * and r9, the others on the stack.  All arithmetic is of 32 bits, so the upper
 * halves of A and X are 0 throughout.
 *
 * What no path reaches is not translated (the verifier refuses dead code), and
 * what cbpf_check knows of X saves the tests that it makes needless.
 */
#include "loader/cbpf.h"

#include <assert.h>
#include <errno.h>
#include <linux/bpf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	REG_A = 0, REG_ANY = 1, REG_CTX = 6, REG_X = 7, REG_CELL = 8, REG_JUMPS = 9,
	MAX_PROLOGUE = 4 + N_CELLS,
	MAX_PER_INSN = 8,  /* the longest translation, of a jump back */
	MAX_EPILOGUE = 2,
	MAX_FUNCTIONS = 80, /* of the search for netlink attributes */
	NO_TARGET = -1,
	CBPF_MEMORY = 16 << 20,
};

_Static_assert(MAX_CBPF * 6 + MAX_CBPF_LOOPS * MAX_PER_INSN + 16 < INT16_MAX,
	       "jumps fit their field: only jumps back take more than 6");

struct translator {
	const struct cbpf *cbpf;
	struct insn *out;
	int32_t *target;   /* parallel: the classic instruction that a jump goes to */
	uint32_t n_out;
	uint32_t *start;   /* by classic instruction; [n]: the shared "return 0", [n + 1]: nlattr */
	bool returns_0;
	bool calls_nlattr;
	uint8_t cell_reg[N_CELLS]; /* 0: on the stack */
	uint8_t save_reg;  /* where A waits while X is loaded, 0: it never has to */
};

/* --- instructions --- */

static struct insn *emit(struct translator *t, enum insn_id id, uint8_t dst, uint8_t src,
			 int64_t imm)
{
	struct insn *insn = &t->out[t->n_out];

	*insn = (struct insn){ .id = (uint16_t)id, .dst = dst, .src = src, .imm = imm };
	t->target[t->n_out++] = NO_TARGET;
	return insn;
}

static void emit_set(struct translator *t, uint8_t dst, uint32_t v)
{
	emit(t, INSN_MOV32_K, dst, 0, (int32_t)v);
}

static void emit_move(struct translator *t, uint8_t dst, uint8_t src)
{
	emit(t, INSN_MOV32_X, dst, src, 0);
}

static void emit_jump(struct translator *t, enum insn_id id, uint8_t dst, uint8_t src, uint32_t k,
		      uint32_t target)
{
	emit(t, id, dst, src, (int32_t)k);
	t->target[t->n_out - 1] = (int32_t)target;
}

/* Jump to the shared "return 0", under a condition. */
static void emit_fail_if(struct translator *t, enum insn_id id, uint8_t reg, uint32_t k)
{
	t->returns_0 = true;
	emit_jump(t, id, reg, 0, k, t->cbpf->n);
}

static void emit_return(struct translator *t)
{
	emit(t, INSN_EXIT, 0, 0, 0);
}

static void emit_field(struct translator *t, uint8_t dst, uint32_t offset)
{
	emit(t, INSN_LDXW, dst, REG_CTX, 0)->off = (int32_t)offset;
}

/* --- loads --- */

/* The functions stand behind the program: see append_functions. */
static void translate_nlattr(struct translator *t, uint32_t nested)
{
	emit(t, INSN_MOV64_X, 1, REG_CTX, 0);
	emit_move(t, 2, REG_A);
	emit_move(t, 3, REG_X);
	emit_set(t, 4, nested);
	emit_jump(t, INSN_CALL_LOCAL, 0, 0, 0, t->cbpf->n + 1);
	t->calls_nlattr = true;
}

static void translate_ancillary(struct translator *t, const struct ancillary *row)
{
	switch (row->kind) {
	case ANCILLARY_FIELD: emit_field(t, REG_A, row->arg); break;
	case ANCILLARY_FIELD_BE16:
		emit_field(t, REG_A, row->arg);
		emit(t, INSN_BE16, REG_A, 0, 0);
		break;
	case ANCILLARY_FIELD_NOT_0:
		emit_field(t, REG_A, row->arg);
		emit_fail_if(t, INSN_JEQ32_K, REG_A, 0);
		break;
	case ANCILLARY_HELPER: emit(t, INSN_CALL_HELPER, 0, 0, row->arg); break;
	case ANCILLARY_NLATTR: translate_nlattr(t, row->arg); break;
	default: emit(t, INSN_XOR32_X, REG_A, REG_X, 0); break;
	}
}

/* libpcap adds without wrapping and takes no offset for negative; skb_load does. */
static void translate_indexed(struct translator *t, uint32_t i, enum insn_id id)
{
	uint32_t k = t->cbpf->insns[i].k;

	if (t->cbpf->pcap && t->cbpf->flow[i].max_x > INT32_MAX - k)
		emit_fail_if(t, INSN_JGT32_K, REG_X, INT32_MAX - k);
	emit(t, id, 0, REG_X, (int32_t)k);
}

static void translate_msh(struct translator *t, uint32_t i)
{
	bool keep = t->cbpf->flow[i].live & CBPF_A;

	if (keep)
		emit_move(t, t->save_reg, REG_A);
	emit(t, INSN_LD_ABSB, 0, 0, (int32_t)t->cbpf->insns[i].k);
	emit(t, INSN_AND32_K, REG_A, 0, 0xf);
	emit(t, INSN_LSH32_K, REG_A, 0, 2);
	emit_move(t, REG_X, REG_A);
	if (keep)
		emit_move(t, REG_A, t->save_reg);
}

/* fp-64 and up: M[0] is the lowest. */
static int32_t cell_offset(uint32_t cell)
{
	return -4 * (int32_t)(N_CELLS - cell);
}

static void translate_cell(struct translator *t, uint8_t reg, uint32_t cell, bool load)
{
	uint8_t home = t->cell_reg[cell];

	if (home)
		emit_move(t, load ? reg : home, load ? home : reg);
	else if (load)
		emit(t, INSN_LDXW, reg, REG_FP, 0)->off = cell_offset(cell);
	else
		emit(t, INSN_STXW, REG_FP, reg, 0)->off = cell_offset(cell);
}

/* --- the rest --- */

/* libpcap shifts everything out where the kernel takes the number modulo 32. */
static void translate_shift(struct translator *t, uint32_t i, enum insn_id id)
{
	if (t->cbpf->pcap && t->cbpf->flow[i].max_x >= 32) {
		emit(t, INSN_JLT32_K, REG_X, 0, 32)->off = 1;
		emit_set(t, REG_A, 0);
	}
	emit(t, id, REG_A, REG_X, 0);
}

static void translate_jump(struct translator *t, uint32_t i, const struct cbpf_info *info)
{
	const struct sock_filter *insn = &t->cbpf->insns[i];
	uint32_t yes = i + 1 + insn->jt, no = i + 1 + insn->jf;
	uint8_t src = info->kind == CBPF_JUMP_X ? REG_X : 0;
	uint32_t k = src ? 0 : insn->k;

	if (yes != no && yes == i + 1 && info->inverse != INSN_INVALID) {
		emit_jump(t, info->inverse, REG_A, src, k, no);
		return;
	}
	if (yes != no)
		emit_jump(t, info->insn, REG_A, src, k, yes);
	if (no != i + 1)
		emit_jump(t, INSN_JA, 0, 0, 0, no);
}

/*
 * Jumps back are counted, so that the program ends: libpcap's would not always.
 * A and X are xored twice with a number that no proof knows: they stay what they
 * are, and the rounds do not differ in bounds that the verifier would follow
 * through each combination of paths.
 */
static void translate_jump_back(struct translator *t, uint32_t i)
{
	uint8_t live = t->cbpf->flow[i].live;

	emit_field(t, REG_ANY, offsetof(struct __sk_buff, mark));
	for (int k = 0; k < 4; k++)
		if (live & (k < 2 ? CBPF_A : CBPF_X))
			emit(t, INSN_XOR32_X, k < 2 ? REG_A : REG_X, REG_ANY, 0);
	emit(t, INSN_ADD32_K, REG_JUMPS, 0, 1);
	emit_fail_if(t, INSN_JGT32_K, REG_JUMPS, MAX_CBPF_JUMPS_BACK);
}

static void translate_goto(struct translator *t, uint32_t i)
{
	uint32_t k = t->cbpf->insns[i].k;

	if (cbpf_goes_back(t->cbpf, i))
		translate_jump_back(t, i);
	if (k)
		emit_jump(t, INSN_JA, 0, 0, 0, i + 1 + k);
}

static void translate_absolute(struct translator *t, uint32_t i, enum insn_id id)
{
	const struct ancillary *row;

	if (cbpf_is_ancillary(t->cbpf, i, &row))
		translate_ancillary(t, row);
	else
		emit(t, id, 0, 0, (int32_t)t->cbpf->insns[i].k);
}

static void translate_insn(struct translator *t, uint32_t i)
{
	const struct sock_filter *insn = &t->cbpf->insns[i];
	const struct cbpf_info *info = cbpf_info(insn->code);
	uint8_t written = info->writes & CBPF_X ? REG_X : REG_A;
	uint8_t read = info->reads & CBPF_X ? REG_X : REG_A;

	if (cbpf_fails(t->cbpf, i)) {
		t->returns_0 = true;
		emit_jump(t, INSN_JA, 0, 0, 0, t->cbpf->n);
		return;
	}
	switch ((enum cbpf_kind)info->kind) {
	case CBPF_SET_A:
	case CBPF_SET_X: emit_set(t, written, insn->k); break;
	case CBPF_LOAD_ABS: translate_absolute(t, i, info->insn); break;
	case CBPF_LOAD_IND: translate_indexed(t, i, info->insn); break;
	case CBPF_LOAD_LEN: emit_field(t, written, offsetof(struct __sk_buff, len)); break;
	case CBPF_LOAD_MSH: translate_msh(t, i); break;
	case CBPF_LOAD_MEM: translate_cell(t, written, insn->k, true); break;
	case CBPF_STORE_MEM: translate_cell(t, read, insn->k, false); break;
	case CBPF_DIVIDE_X: emit_fail_if(t, INSN_JEQ32_K, REG_X, 0); /* fallthrough */
	case CBPF_ALU_X: emit(t, info->insn, REG_A, REG_X, 0); break;
	case CBPF_SHIFT_X: translate_shift(t, i, info->insn); break;
	case CBPF_ALU_K:
	case CBPF_DIVIDE_K:
	case CBPF_SHIFT_K: emit(t, info->insn, REG_A, 0, (int32_t)insn->k); break;
	case CBPF_NEGATE: emit(t, info->insn, REG_A, 0, 0); break;
	case CBPF_JUMP_K:
	case CBPF_JUMP_X: translate_jump(t, i, info); break;
	case CBPF_GOTO: translate_goto(t, i); break;
	case CBPF_RETURN_K: emit_set(t, REG_A, insn->k); /* fallthrough */
	case CBPF_RETURN_A: emit_return(t); break;
	case CBPF_MOVE: emit_move(t, written, read); break;
	}
}

/* --- the whole program --- */

/* r8 and r9 go to what saves most: A across loads of X, then the cells named most. */
static void choose_registers(struct translator *t)
{
	uint32_t uses[N_CELLS] = { 0 };
	uint8_t reg = REG_CELL;

	for (uint32_t i = 0; i < t->cbpf->n; i++) {
		const struct cbpf_info *info = cbpf_info(t->cbpf->insns[i].code);

		if (info->kind == CBPF_LOAD_MEM || info->kind == CBPF_STORE_MEM)
			uses[t->cbpf->insns[i].k]++;
		if (info->kind == CBPF_LOAD_MSH && t->cbpf->flow[i].live & CBPF_A)
			t->save_reg = REG_CELL;
	}
	for (reg += t->save_reg != 0; reg < (t->cbpf->loops ? REG_JUMPS : REG_FP); reg++) {
		uint32_t most = 0;

		for (uint32_t cell = 1; cell < N_CELLS; cell++)
			most = uses[cell] > uses[most] ? cell : most;
		if (!uses[most])
			break;
		t->cell_reg[most] = reg;
		uses[most] = 0;
	}
}

static void clear_cells(struct translator *t)
{
	for (uint32_t cell = 0; cell < N_CELLS; cell++) {
		if (!(t->cbpf->unwritten >> cell & 1))
			continue;
		if (t->cell_reg[cell])
			emit_set(t, t->cell_reg[cell], 0);
		else
			emit(t, INSN_STW, REG_FP, 0, 0)->off = cell_offset(cell);
	}
}

static void translate(struct translator *t)
{
	const struct cbpf *cbpf = t->cbpf;

	choose_registers(t);
	emit(t, INSN_MOV64_X, REG_CTX, 1, 0);
	if (cbpf->live_at_start & CBPF_A)
		emit_set(t, REG_A, 0);
	if (cbpf->live_at_start & CBPF_X)
		emit_set(t, REG_X, 0);
	if (cbpf->loops)
		emit_set(t, REG_JUMPS, 0);
	clear_cells(t);
	for (uint32_t i = 0; i < cbpf->n; i++) {
		uint32_t before = t->n_out;

		t->start[i] = before;
		if (cbpf->flow[i].reached)
			translate_insn(t, i);
		assert(t->n_out - before <= MAX_PER_INSN);
	}
	t->start[cbpf->n] = t->n_out;
	if (t->returns_0) {
		emit_set(t, REG_A, 0);
		emit_return(t);
	}
	t->start[cbpf->n + 1] = t->n_out;
	for (uint32_t i = 0; i < t->n_out; i++)
		if (t->target[i] != NO_TARGET)
			t->out[i].off = (int32_t)(t->start[t->target[i]] - i - 1);
}

/* The classic instructions are the source lines, numbered from 0 as tcpdump does. */
static int describe(const struct translator *t, struct arena *arena, struct image *image)
{
	char text[64];

	image->lines = ARENA_ARRAY(arena, struct line_info, t->cbpf->n);
	if (!image->lines)
		return -ENOMEM;
	for (uint32_t i = 0; i < t->cbpf->n; i++) {
		struct line_info *line = &image->lines[image->n_lines];

		if (!t->cbpf->flow[i].reached || t->start[i] == t->start[i + 1])
			continue;
		cbpf_print(t->cbpf, i, text, sizeof(text));
		*line = (struct line_info){ .insn = t->start[i], .file = image->object,
					    .text = arena_strdup(arena, text), .line = i };
		if (!line->text)
			return -ENOMEM;
		image->n_lines++;
	}
	return 0;
}

/* An image's functions behind those that there are; a call counts from itself. */
static void append_image(struct image *image, const struct image *more)
{
	uint32_t first = image->n_insns, first_slot = image->n_slots;

	for (uint32_t i = 0; i < more->n_insns; i++) {
		struct insn *insn = &image->insns[first + i];

		*insn = more->insns[i];
		if (insn->id == INSN_LDDW_FUNC)
			insn->imm += first;
		image->slot[first + i] = first_slot + more->slot[i];
	}
	for (uint32_t i = 0; i < more->n_subprogs; i++) {
		struct subprog *subprog = &image->subprogs[image->n_subprogs++];

		*subprog = more->subprogs[i];
		subprog->start += first;
		subprog->end += first;
	}
	image->n_insns += more->n_insns;
	image->n_slots += more->n_slots;
}

static int append_functions(struct arena *arena, struct image *image)
{
	struct image more = { .name = "nlattr", .prog_type = PROG_SOCKET_FILTER };
	int err = cbpf_nlattr_functions(arena, &more);

	assert(err == -ENOMEM || (!err && more.n_insns <= MAX_FUNCTIONS && more.n_subprogs == 2));
	if (!err)
		append_image(image, &more);
	return err;
}

static int make_image(const struct cbpf *cbpf, struct arena *arena, struct image *image)
{
	size_t max = MAX_PROLOGUE + (size_t)cbpf->n * MAX_PER_INSN + MAX_EPILOGUE +
		     MAX_FUNCTIONS;
	struct translator t = { .cbpf = cbpf };
	int err;

	t.out = ARENA_ARRAY(arena, struct insn, max);
	t.target = ARENA_ARRAY(arena, int32_t, max);
	t.start = ARENA_ARRAY(arena, uint32_t, (size_t)cbpf->n + 2);
	image->slot = ARENA_ARRAY(arena, uint32_t, max);
	image->subprogs = ARENA_ARRAY(arena, struct subprog, 3);
	if (!t.out || !t.target || !t.start || !image->slot || !image->subprogs)
		return -ENOMEM;
	translate(&t);
	image->insns = t.out;
	image->n_insns = image->n_slots = t.n_out;
	for (uint32_t i = 0; i < t.n_out; i++)
		image->slot[i] = i;
	image->subprogs[0] = (struct subprog){ .name = image->name, .end = t.n_out };
	image->n_subprogs = 1;
	err = describe(&t, arena, image);
	return err || !t.calls_nlattr ? err : append_functions(arena, image);
}

static int check(struct cbpf *cbpf, struct arena *arena)
{
	char text[80];

	if (cbpf->n > MAX_CBPF) {
		snprintf(text, sizeof(text), "it has %u instructions, at most %u are taken",
			 cbpf->n, (unsigned)MAX_CBPF);
		return error_set(cbpf->error, BAD_CBPF_PROGRAM, text);
	}
	cbpf->flow = ARENA_ARRAY(arena, struct cbpf_flow, (size_t)cbpf->n + 1);
	return cbpf->flow ? cbpf_check(cbpf) : error_set(cbpf->error, NO_MEMORY, "filter");
}

static int fill_object(struct object *object, const struct cbpf *cbpf, const char *name)
{
	struct arena *arena = &object->arena;
	struct image *image = ARENA_NEW(arena, struct image);

	object->name = arena_strdup(arena, name);
	object->license = "";
	object->progs = ARENA_ARRAY(arena, struct image *, 1);
	object->prog_errors = ARENA_ARRAY(arena, struct skep_error, 1);
	if (!image || !object->name || !object->progs || !object->prog_errors)
		return -ENOMEM;
	error_clear(object->prog_errors);
	image->name = image->object = object->name;
	image->section = "socket";
	image->license = object->license;
	image->prog_type = PROG_SOCKET_FILTER;
	object->progs[object->n_progs++] = image;
	return make_image(cbpf, arena, image);
}

int object_from_cbpf(const struct sock_filter *insns, size_t n, const char *name, bool pcap,
		     struct object **out, struct skep_error *error)
{
	struct cbpf cbpf = { .insns = insns, .n = n > UINT32_MAX ? UINT32_MAX : (uint32_t)n,
			     .pcap = pcap, .error = error };
	struct object *object = calloc(1, sizeof(*object));
	struct arena scratch;
	int err;

	*out = NULL;
	error_clear(error);
	if (!object)
		return error_set(error, NO_MEMORY, "filter");
	arena_init(&object->arena, CBPF_MEMORY);
	arena_init(&scratch, CBPF_MEMORY);
	name = name ? name : "filter";
	err = check(&cbpf, &scratch);
	if (!err && fill_object(object, &cbpf, name))
		err = error_set(error, NO_MEMORY, "filter");
	arena_free(&scratch);
	if (!err) {
		*out = object;
		return 0;
	}
	if (error)
		snprintf(error->file, sizeof(error->file), "%s", name);
	object_close(object);
	return err;
}
