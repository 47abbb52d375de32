/* Sweeps of contexts; see ctx_sweep.h. */
#include "tests/lib/ctx_sweep.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/kernel.h"
#include "verifier/verifier.h"

enum { SLEEPABLE = 1 << 4 };

/* The attach types are numbers of Linux's enum bpf_attach_type. */
#define SKB(type, n, ...) { type, 0, -1, -8, 200, n, { __VA_ARGS__ } }
#define CTX(type, size, n, ...) { type, 0, -1, -8, (size) + 16, n, { __VA_ARGS__ } }
#define VIA(type, offset, size, n, ...) { type, 0, offset, -8, (size) + 16, n, { __VA_ARGS__ } }
const struct subject subjects[] = {
	SKB(PROG_SOCKET_FILTER, 1, 0),
	SKB(PROG_SCHED_CLS, 3, 0, 46, 47),
	SKB(PROG_SCHED_ACT, 1, 0),
	SKB(PROG_CGROUP_SKB, 2, 0, 1),
	SKB(PROG_LWT_IN, 1, 0),
	SKB(PROG_LWT_OUT, 1, 0),
	SKB(PROG_LWT_XMIT, 1, 0),
	SKB(PROG_LWT_SEG6LOCAL, 1, 0),
	SKB(PROG_SK_SKB, 4, 0, 4, 5, 38),
	SKB(PROG_FLOW_DISSECTOR, 1, 17),
	CTX(PROG_XDP, 24, 4, 0, 33, 35, 37),
	CTX(PROG_SK_MSG, 80, 1, 7),
	CTX(PROG_SOCK_OPS, 224, 1, 3),
	CTX(PROG_CGROUP_SOCK, 80, 4, 2, 34, 12, 13),
	CTX(PROG_CGROUP_SOCK_ADDR, 72, 15, 8, 9, 10, 11, 49, 14, 15, 50, 19, 20, 51, 29, 30, 31,
	    32),
	CTX(PROG_CGROUP_SOCK_ADDR, 72, 2, 52, 53),
	CTX(PROG_CGROUP_SYSCTL, 8, 1, 18),
	CTX(PROG_CGROUP_SOCKOPT, 40, 2, 21, 22),
	CTX(PROG_CGROUP_DEVICE, 12, 1, 6),
	CTX(PROG_SK_REUSEPORT, 56, 2, 39, 40),
	CTX(PROG_SK_LOOKUP, 72, 1, 36),
	CTX(PROG_NETFILTER, 16, 1, 45),
	CTX(PROG_KPROBE, 168, 5, 0, 42, 48, 56, 57),
	CTX(PROG_PERF_EVENT, 184, 1, 0),
	CTX(PROG_RAW_TRACEPOINT, 96, 1, 0),
	CTX(PROG_RAW_TRACEPOINT_WRITABLE, 96, 1, 0),
	CTX(PROG_TRACEPOINT, 64, 1, 0),
	{ PROG_TRACEPOINT, 0, -1, 8160, 8224, 1, { 0 } },
	{ PROG_SYSCALL, SLEEPABLE, -1, -8, 64, 1, { 0 } },
	{ PROG_SYSCALL, SLEEPABLE, -1, 32736, 32768, 1, { 0 } },
	VIA(PROG_SOCKET_FILTER, 168, 80, 1, 0),
	VIA(PROG_SCHED_CLS, 168, 80, 1, 0),
	VIA(PROG_CGROUP_SKB, 168, 80, 2, 0, 1),
	VIA(PROG_SK_MSG, 72, 80, 1, 7),
	VIA(PROG_SOCK_OPS, 184, 80, 1, 3),
	VIA(PROG_CGROUP_SOCK_ADDR, 64, 80, 2, 8, 10),
	VIA(PROG_CGROUP_SOCKOPT, 0, 80, 2, 21, 22),
	VIA(PROG_SK_REUSEPORT, 40, 80, 1, 39),
	VIA(PROG_SK_REUSEPORT, 48, 80, 1, 40),
	VIA(PROG_SK_LOOKUP, 0, 80, 1, 36),
	VIA(PROG_FLOW_DISSECTOR, 144, 56, 1, 17),
	VIA(PROG_RAW_TRACEPOINT_WRITABLE, 0, 16, 1, 0),
};
const uint32_t n_subjects = sizeof(subjects) / sizeof(*subjects);

const int64_t results[N_RESULTS] = {
	INT64_MIN, INT32_MIN, -4096, -4095, -2,	       -1,	    0,	       1,
	2,	   3,	      4,     128,   129,       INT32_MAX, UINT32_MAX, INT64_C(1) << 32,
	INT64_MAX, 0,
};

/* --- probes --- */

enum { /* opcodes of the probes */
	OP_MOV_REG = 0xbf, OP_MOV_IMM = 0xb7, OP_MUL_IMM = 0x27, OP_JEQ_IMM = 0x15, OP_CALL = 0x85,
	OP_LDX_W = 0x61, OP_LDX_DW = 0x79, OP_LD_DW = 0x18, OP_END = 0x95,
};
static const uint8_t op_load[4] = { 0x71, 0x69, 0x61, 0x79 };
static const uint8_t op_store[4] = { 0x73, 0x6b, 0x63, 0x7b };

struct probe {
	struct wire_insn insn[16];
	uint32_t n;
};

static void add(struct probe *probe, uint8_t opcode, unsigned dst, unsigned src, int32_t off,
		int32_t imm)
{
	probe->insn[probe->n++] =
		(struct wire_insn){ opcode, (uint8_t)(src << 4 | dst), (int16_t)off, imm };
}

/* r6 = what is accessed */
static void add_start(struct probe *probe, const struct subject *subject)
{
	probe->n = 0;
	add(probe, OP_MOV_REG, 6, 1, 0, 0);
	if (subject->via < 0)
		return;
	add(probe, OP_LDX_DW, 6, 1, subject->via, 0);
	add(probe, OP_JEQ_IMM, 6, 0, 1, 0);
	add(probe, 0x05, 0, 0, 2, 0); /* over the end for NULL */
	add(probe, OP_MOV_IMM, 0, 0, 0, 1);
	add(probe, OP_END, 0, 0, 0, 0);
}

static bool ends_well(judge_fn *judge, const struct subject *subject, uint32_t attach,
		      struct probe probe)
{
	add(&probe, OP_MOV_IMM, 0, 0, 0, 1);
	add(&probe, OP_END, 0, 0, 0, 0);
	return judge(subject, attach, probe.insn, probe.n);
}

/* What the load at the probe's end put into r7. */
static char classify(judge_fn *judge, const struct subject *subject, uint32_t attach,
		     struct probe probe)
{
	struct probe next = probe;

	add(&next, OP_MUL_IMM, 7, 0, 0, 3);
	if (ends_well(judge, subject, attach, next))
		return V_NUMBER;
	next = probe;
	add(&next, OP_LDX_W, 8, 7, 4, 0);
	if (ends_well(judge, subject, attach, next))
		return V_STRUCT;
	next = probe;
	add(&next, OP_JEQ_IMM, 7, 0, 1, 0);
	add(&next, OP_LDX_W, 8, 7, 4, 0);
	return ends_well(judge, subject, attach, next) ? V_STRUCT_OR_NULL : V_OPAQUE;
}

char sweep_access(judge_fn *judge, const struct subject *subject, uint32_t attach, unsigned grid,
		  int32_t offset)
{
	bool store = grid & 1;
	struct probe probe;

	add_start(&probe, subject);
	if (store) {
		add(&probe, OP_MOV_IMM, 2, 0, 0, 0);
		add(&probe, op_store[grid / 2], 6, 2, offset, 0);
	} else {
		add(&probe, op_load[grid / 2], 7, 6, offset, 0);
	}
	if (!ends_well(judge, subject, attach, probe))
		return V_NO;
	return store ? V_NUMBER : classify(judge, subject, attach, probe);
}

bool sweep_result(judge_fn *judge, const struct subject *subject, uint32_t attach, unsigned result)
{
	struct probe probe = { .n = 0 };

	if (result == N_RESULTS - 1) {
		add(&probe, OP_CALL, 0, 0, 0, 7); /* get_prandom_u32 */
	} else {
		add(&probe, OP_LD_DW, 0, 0, 0, (int32_t)results[result]);
		add(&probe, 0, 0, 0, 0, (int32_t)(results[result] >> 32));
	}
	add(&probe, OP_END, 0, 0, 0, 0);
	return judge(subject, attach, probe.insn, probe.n);
}

void sweep_all(judge_fn *judge, const struct subject *subject, uint32_t attach, struct sweep *out)
{
	memset(out, 0, sizeof(*out));
	for (unsigned grid = 0; grid < N_GRIDS; grid++)
		for (int32_t off = subject->from; off < subject->to; off++)
			out->grid[grid][off - subject->from] =
				sweep_access(judge, subject, attach, grid, off);
	for (unsigned i = 0; i < N_RESULTS && subject->via < 0; i++)
		out->result[i] = sweep_result(judge, subject, attach, i);
}

/* --- judges --- */

bool judge_kernel(const struct subject *subject, uint32_t attach, const struct wire_insn *wire,
		  uint32_t n)
{
	return kernel_verdict(subject->prog_type, attach, subject->flags, wire, n);
}

bool judge_skep(const struct subject *subject, uint32_t attach, const struct wire_insn *wire,
		uint32_t n)
{
	struct verify_opts opts = { .rights = SKEP_TRUSTED };
	struct subprog entry = { .name = "probe" };
	struct image image = { .name = "probe",
			       .prog_type = subject->prog_type,
			       .attach_type = attach,
			       .license = "GPL",
			       .gpl_compatible = true,
			       .subprogs = &entry,
			       .n_subprogs = 1 };
	struct arena arena;
	struct facts *facts;
	int err;

	arena_init(&arena, 0);
	err = decode(&arena, wire, n, &image, NULL);
	entry.end = image.n_insns;
	if (!err)
		err = validate(&image, NULL);
	if (!err)
		err = verify(&image, &opts, &arena, &facts, NULL);
	arena_free(&arena);
	return !err;
}

/* --- text --- */

static const char *const grid_name[N_GRIDS] = { "load 1",  "store 1", "load 2",	 "store 2",
						"load 4",  "store 4", "load 8",	 "store 8" };
static const char verdicts[] = { V_NUMBER, V_STRUCT, V_STRUCT_OR_NULL, V_OPAQUE };

/* Offsets with this verdict as "start-end/step", ends included. */
static uint32_t print_offsets(const struct subject *subject, const char *grid, char verdict,
			      char *buf, uint32_t size)
{
	int32_t n = subject->to - subject->from;
	uint32_t used = 0;

	for (int32_t i = 0; i < n; i++) {
		int32_t step = 0, last = i;

		if (grid[i] != verdict)
			continue;
		for (int32_t k = i + 1; k < n && k <= i + 8 && !step; k++)
			step = grid[k] == verdict ? k - i : 0;
		while (step && last + step < n && grid[last + step] == verdict &&
		       !memchr(grid + last + 1, verdict, (size_t)step - 1))
			last += step;
		used += (uint32_t)snprintf(buf + used, size - used, " %d", i + subject->from);
		if (last > i)
			used += (uint32_t)snprintf(buf + used, size - used, "-%d/%d",
						   last + subject->from, step);
		i = last;
	}
	return used;
}

void sweep_print(const struct subject *subject, const struct sweep *sweep, char *buf, uint32_t size)
{
	uint32_t used = 0;

	buf[0] = 0;
	for (unsigned grid = 0; grid < N_GRIDS; grid++) {
		for (unsigned v = 0; v < sizeof(verdicts); v++) {
			if (!memchr(sweep->grid[grid], verdicts[v], MAX_SPAN))
				continue;
			used += (uint32_t)snprintf(buf + used, size - used, "\t%s %c",
						   grid_name[grid], verdicts[v]);
			used += print_offsets(subject, sweep->grid[grid], verdicts[v], buf + used,
					      size - used);
			used += (uint32_t)snprintf(buf + used, size - used, "\n");
		}
	}
	if (subject->via >= 0)
		return;
	used += (uint32_t)snprintf(buf + used, size - used, "\tresult ");
	for (unsigned i = 0; i < N_RESULTS; i++)
		buf[used++] = sweep->result[i] ? 'y' : 'n';
	snprintf(buf + used, size - used, "\n");
}

/* "name via from attach attach ..." */
static bool header_matches(char *line, const struct subject *subject, uint32_t attach)
{
	char *word = strtok(line, " \n");
	const struct prog_type_info *type = word ? prog_type_by_name(word) : NULL;

	if (!type || type->number != subject->prog_type ||
	    !(word = strtok(NULL, " \n")) || atoi(word) != subject->via ||
	    !(word = strtok(NULL, " \n")) || atoi(word) != subject->from)
		return false;
	while ((word = strtok(NULL, " \n")))
		if ((uint32_t)atoi(word) == attach)
			return true;
	return false;
}

static void read_offsets(char *line, const struct subject *subject, struct sweep *out)
{
	char *word, verdict = line[strcspn(line, "0123456789") + 2];
	unsigned grid = 0;

	while (grid < N_GRIDS && strncmp(line, grid_name[grid], strlen(grid_name[grid])))
		grid++;
	if (grid == N_GRIDS)
		return;
	strtok(line + strlen(grid_name[grid]) + 1, " \n");
	while ((word = strtok(NULL, " \n")) && strcmp(word, "rule")) {
		int from, to, step;
		int n = sscanf(word, "%d-%d/%d", &from, &to, &step);

		for (int i = from; i <= (n == 3 ? to : from); i += n == 3 ? step : 1)
			out->grid[grid][i - subject->from] = verdict;
	}
}

bool sweep_read(const char *file, const struct subject *subject, uint32_t attach, struct sweep *out)
{
	FILE *in = fopen(file, "r");
	bool found = false, ours = false;
	char line[8192];

	while (in && fgets(line, sizeof(line), in)) {
		if (line[0] == '#' || line[0] == '\n')
			continue;
		if (line[0] != '\t') {
			ours = header_matches(line, subject, attach);
			found |= ours;
		} else if (ours && !strncmp(line, "\tresult ", 8)) {
			for (unsigned i = 0; i < N_RESULTS; i++)
				out->result[i] = line[8 + i] == 'y';
		} else if (ours) {
			read_offsets(line + 1, subject, out);
		}
	}
	if (in)
		fclose(in);
	return found;
}
