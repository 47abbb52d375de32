/*
 * What must hold of a classic program before it is translated (the rules of
 * Linux's bpf_check_classic), and the two passes over its paths.
 */
#include "loader/cbpf.h"

#include <errno.h>
#include <linux/bpf.h>
#include <stdio.h>
#include <string.h>

static const struct cbpf_info rows[N_CBPF_IDS] = {
#define CBPF(id, code, kind, insn, inverse, reads, writes, text)                                   \
	[CBPF_##id] = { code,   CBPF_##kind, INSN_##insn, INSN_##inverse, reads, writes, text },
#include "loader/cbpf.def"
};

static const struct ancillary ancillaries[] = {
#define ANCILLARY(name, offset, kind, arg)                                                         \
	{ #name, (uint32_t)SKF_AD_OFF + (offset), ANCILLARY_##kind, arg },
#include "loader/cbpf.def"
};

const struct cbpf_info *cbpf_info(uint16_t code)
{
	for (int id = 0; id < N_CBPF_IDS; id++)
		if (rows[id].code == code)
			return &rows[id];
	return NULL;
}

bool cbpf_is_ancillary(const struct cbpf *cbpf, uint32_t i, const struct ancillary **row)
{
	uint32_t k = cbpf->insns[i].k;

	*row = NULL;
	if (cbpf->pcap || cbpf_info(cbpf->insns[i].code)->kind != CBPF_LOAD_ABS ||
	    k < (uint32_t)SKF_AD_OFF)
		return false;
	for (size_t a = 0; a < sizeof(ancillaries) / sizeof(*ancillaries); a++)
		if (ancillaries[a].k == k)
			*row = &ancillaries[a];
	return true;
}

bool cbpf_fails(const struct cbpf *cbpf, uint32_t i)
{
	const struct ancillary *row;
	uint32_t k = cbpf->insns[i].k;

	switch (cbpf_info(cbpf->insns[i].code)->kind) {
	case CBPF_LOAD_ABS:
	case CBPF_LOAD_MSH:
		if (cbpf_is_ancillary(cbpf, i, &row))
			return false;
		return k > INT32_MAX && (cbpf->pcap || k < (uint32_t)SKF_LL_OFF);
	case CBPF_LOAD_IND: return cbpf->pcap && k > INT32_MAX;
	default: return false;
	}
}

bool cbpf_goes_back(const struct cbpf *cbpf, uint32_t i)
{
	return cbpf_info(cbpf->insns[i].code)->kind == CBPF_GOTO &&
	       (int32_t)cbpf->insns[i].k < 0;
}

unsigned cbpf_successors(const struct cbpf *cbpf, uint32_t i, uint32_t out[2])
{
	const struct sock_filter *insn = &cbpf->insns[i];

	switch (cbpf_info(insn->code)->kind) {
	case CBPF_RETURN_K:
	case CBPF_RETURN_A: return 0;
	case CBPF_GOTO: out[0] = i + 1 + insn->k; return 1;
	case CBPF_JUMP_K:
	case CBPF_JUMP_X:
		out[0] = i + 1 + insn->jt;
		out[1] = i + 1 + insn->jf;
		return out[0] == out[1] ? 1 : 2;
	default: out[0] = i + 1; return cbpf_fails(cbpf, i) ? 0 : 1;
	}
}

/* --- structure --- */

static int malformed(struct cbpf *cbpf, uint32_t i, const char *what)
{
	int err = error_set(cbpf->error, BAD_CBPF, i, what);

	if (cbpf->error)
		cbpf->error->insn = (int32_t)i;
	return err;
}

static int check_ancillary(struct cbpf *cbpf, uint32_t i)
{
	const struct ancillary *row;
	int err;

	if (!cbpf_is_ancillary(cbpf, i, &row))
		return 0;
	if (!row)
		return malformed(cbpf, i, "there is no ancillary data at this offset");
	if (row->kind != ANCILLARY_NONE)
		return 0;
	err = error_set(cbpf->error, CBPF_UNSUPPORTED, i, row->name);
	if (cbpf->error)
		cbpf->error->insn = (int32_t)i;
	return err;
}

static int check_goto(struct cbpf *cbpf, uint32_t i)
{
	bool back = cbpf_goes_back(cbpf, i);

	if (i + 1 + cbpf->insns[i].k >= cbpf->n)
		return malformed(cbpf, i, "jump out of the program");
	if (back && !cbpf->pcap)
		return malformed(cbpf, i, "jump back: only libpcap's interpreter takes loops");
	cbpf->loops += back;
	return cbpf->loops > MAX_CBPF_LOOPS ? malformed(cbpf, i, "more than 64 jumps back") : 0;
}

static int check_operand(struct cbpf *cbpf, uint32_t i, const struct cbpf_info *info)
{
	const struct sock_filter *insn = &cbpf->insns[i];

	switch (info->kind) {
	case CBPF_LOAD_MEM:
	case CBPF_STORE_MEM:
		return insn->k < N_CELLS ? 0 : malformed(cbpf, i, "M[] has 16 cells, 0 to 15");
	case CBPF_DIVIDE_K: return insn->k ? 0 : malformed(cbpf, i, "division by the constant 0");
	case CBPF_SHIFT_K: return insn->k < 32 ? 0 : malformed(cbpf, i, "shift by 32 or more");
	case CBPF_GOTO: return check_goto(cbpf, i);
	case CBPF_JUMP_K:
	case CBPF_JUMP_X:
		return insn->jt < cbpf->n - i - 1 && insn->jf < cbpf->n - i - 1 ?
			       0 :
			       malformed(cbpf, i, "jump out of the program");
	case CBPF_LOAD_ABS: return check_ancillary(cbpf, i);
	default: return 0;
	}
}

static int check_structure(struct cbpf *cbpf)
{
	const struct cbpf_info *info = NULL;
	char text[64];
	int err = 0;

	if (!cbpf->n)
		return error_set(cbpf->error, BAD_CBPF_PROGRAM, "it has no instructions");
	for (uint32_t i = 0; i < cbpf->n && !err; i++) {
		info = cbpf_info(cbpf->insns[i].code);
		snprintf(text, sizeof(text), "unknown opcode 0x%02x", cbpf->insns[i].code);
		err = info ? check_operand(cbpf, i, info) : malformed(cbpf, i, text);
	}
	if (!err && info->kind != CBPF_RETURN_K && info->kind != CBPF_RETURN_A)
		err = malformed(cbpf, cbpf->n - 1, "the last instruction must be a ret");
	return err;
}

/* --- paths --- */

/* Join what holds on one more path to an instruction; Return: is that new? */
static bool reach(struct cbpf_flow *to, const struct cbpf_flow *from)
{
	uint16_t cells = to->cells & from->cells;

	if (!to->reached) {
		*to = (struct cbpf_flow){ true, from->cells, from->max_x, 0 };
		return true;
	}
	if (cells == to->cells && from->max_x <= to->max_x)
		return false;
	to->cells = cells;
	if (from->max_x > to->max_x)
		to->max_x = from->max_x;
	return true;
}

/* What holds after an instruction. */
static struct cbpf_flow flow_through(const struct cbpf *cbpf, uint32_t i)
{
	const struct sock_filter *insn = &cbpf->insns[i];
	const struct cbpf_info *info = cbpf_info(insn->code);
	struct cbpf_flow flow = cbpf->flow[i];

	if (info->kind == CBPF_STORE_MEM)
		flow.cells |= (uint16_t)(1u << insn->k);
	if (info->writes & CBPF_X)
		flow.max_x = info->kind == CBPF_LOAD_MSH ? 60 :
			     info->kind == CBPF_SET_X	 ? insn->k :
							   UINT32_MAX;
	return flow;
}

/* One pass in order; Return: did it find anything new? */
static bool pass_forward(struct cbpf *cbpf)
{
	bool changed = false;

	for (uint32_t i = 0; i < cbpf->n; i++) {
		struct cbpf_flow after;
		uint32_t next[2];
		unsigned n;

		if (!cbpf->flow[i].reached)
			continue;
		after = flow_through(cbpf, i);
		if (cbpf_goes_back(cbpf, i))
			after.max_x = UINT32_MAX; /* so that the passes are few */
		n = cbpf_successors(cbpf, i, next);
		for (unsigned s = 0; s < n; s++)
			changed |= reach(&cbpf->flow[next[s]], &after);
	}
	return changed;
}

/* What libpcap's interpreter finds in a cell that was not written is nothing to copy: 0. */
static int check_cells(struct cbpf *cbpf)
{
	for (uint32_t i = 0; i < cbpf->n; i++) {
		uint32_t cell = cbpf->insns[i].k;

		if (!cbpf->flow[i].reached ||
		    cbpf_info(cbpf->insns[i].code)->kind != CBPF_LOAD_MEM ||
		    cbpf->flow[i].cells >> cell & 1)
			continue;
		if (!cbpf->pcap)
			return malformed(cbpf, i, "the cell of M[] is read before it is written");
		cbpf->unwritten |= (uint16_t)(1u << cell);
	}
	return 0;
}

static int flow_forward(struct cbpf *cbpf)
{
	cbpf->flow[0].reached = true; /* A and X are 0 */
	while (pass_forward(cbpf) && cbpf->loops)
		;
	return check_cells(cbpf);
}

/* Registers live before an instruction. */
static uint8_t live_before(const struct cbpf *cbpf, uint32_t i)
{
	const struct cbpf_info *info = cbpf_info(cbpf->insns[i].code);
	const struct ancillary *row;
	uint8_t reads = info->reads;

	if (cbpf_fails(cbpf, i))
		return 0;
	if (cbpf_is_ancillary(cbpf, i, &row) &&
	    (row->kind == ANCILLARY_XOR || row->kind == ANCILLARY_NLATTR))
		reads |= CBPF_A | CBPF_X;
	return (uint8_t)((cbpf->flow[i].live & ~info->writes) | reads);
}

static bool pass_backward(struct cbpf *cbpf)
{
	bool changed = false;
	uint32_t next[2];

	for (uint32_t i = cbpf->n; i-- > 0;) {
		unsigned n = cbpf_successors(cbpf, i, next);
		uint8_t before = cbpf->flow[i].live;

		for (unsigned s = 0; s < n; s++)
			cbpf->flow[i].live |= live_before(cbpf, next[s]);
		changed |= cbpf->flow[i].live != before;
	}
	return changed;
}

static void flow_backward(struct cbpf *cbpf)
{
	while (pass_backward(cbpf) && cbpf->loops)
		;
	cbpf->live_at_start = live_before(cbpf, 0);
}

int cbpf_check(struct cbpf *cbpf)
{
	int err = check_structure(cbpf);

	if (!err)
		err = flow_forward(cbpf);
	if (!err)
		flow_backward(cbpf);
	return err;
}

/* --- text --- */

int cbpf_print(const struct cbpf *cbpf, uint32_t i, char *buf, size_t size)
{
	const struct sock_filter *insn = &cbpf->insns[i];
	const struct cbpf_info *info = cbpf_info(insn->code);
	const char *letter = strchr(info->text, '%');
	const struct ancillary *row;
	uint32_t next[2] = { 0, 0 };
	int at;

	cbpf_successors(cbpf, i, next);
	if (cbpf_is_ancillary(cbpf, i, &row) && row)
		return snprintf(buf, size, "%.*s#%s", (int)strcspn(info->text, "["), info->text,
				row->name);
	if (info->kind == CBPF_GOTO)
		return snprintf(buf, size, "ja %u", next[0]);
	if (!letter)
		at = snprintf(buf, size, "%s", info->text);
	else
		at = snprintf(buf, size, letter[1] == 'x' ? "%.*s%x%s" : "%.*s%u%s",
			      (int)(letter - info->text), info->text, insn->k, letter + 2);
	if (info->kind != CBPF_JUMP_K && info->kind != CBPF_JUMP_X)
		return at;
	return at + snprintf(buf + ((size_t)at < size ? (size_t)at : size),
			     (size_t)at < size ? size - (size_t)at : 0, " jt %u jf %u",
			     i + 1 + insn->jt, i + 1 + insn->jf);
}
