/* Checks of loading programs. */
#include "bpf2.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* ---- BPF_PROG_LOAD ---- */

static long load_attr(void (*change)(union any_attr *attr))
{
	static const struct bpf_insn insns[] = { MOV_IMM(0, 2), EXIT() };
	union any_attr attr = { 0 };
	long fd;

	attr.a.prog_type = XDP;
	attr.a.insns = (uintptr_t)insns;
	attr.a.insn_cnt = 2;
	attr.a.license = (uintptr_t) "GPL";
	change(&attr);
	fd = sys_bpf(BPF_PROG_LOAD, &attr, 168);
	if (fd >= 0)
		close((int)fd);
	return fd < 0 ? fd : 0;
}

#define LOAD_ROW(name, what, want)                                                                 \
	static void change_##name(union any_attr *attr)                                            \
	{                                                                                          \
		what;                                                                              \
	}
#include "load.def"

static const struct {
	const char *name;
	void (*change)(union any_attr *attr);
	long want;
} load_rows[] = {
#define LOAD_ROW(name, what, want) { #name, change_##name, want },
#include "load.def"
};

struct verdict_row {
	const char *name;
	uint32_t type;
	struct bpf_insn insns[8];
	uint32_t n;
	long want;
};

static const struct verdict_row verdict_rows[] = {
	{ "r0 is not set", FILTER, { EXIT() }, 1, -EACCES },
	{ "no exit", FILTER, { MOV_IMM(0, 0) }, 1, -EINVAL },
	{ "unknown opcode", FILTER, { INSN(0xff, 0, 0, 0, 0), EXIT() }, 2, -EINVAL },
	{ "register 11", FILTER, { MOV_IMM(11, 0), EXIT() }, 2, -EINVAL },
	{ "frame pointer written", FILTER, { MOV_IMM(10, 0), MOV_IMM(0, 0), EXIT() }, 3, -EACCES },
	{ "half an LDDW",
	  FILTER,
	  { MOV_IMM(0, 0), INSN(BPF_LD | BPF_IMM | BPF_DW, 1, 0, 0, 0) },
	  2,
	  -EINVAL },
	{ "a jump out",
	  FILTER,
	  { MOV_IMM(0, 0), INSN(BPF_JMP | BPF_JA, 0, 0, 5, 0), EXIT() },
	  3,
	  -EINVAL },
	{ "division by 0",
	  FILTER,
	  { MOV_IMM(0, 1), INSN(BPF_ALU64 | BPF_DIV | BPF_K, 0, 0, 0, 0), EXIT() },
	  3,
	  -EINVAL },
	{ "shift by 64",
	  FILTER,
	  { MOV_IMM(0, 1), INSN(BPF_ALU64 | BPF_LSH | BPF_K, 0, 0, 0, 64), EXIT() },
	  3,
	  -EINVAL },
	{ "unknown helper", FILTER, { CALL(100000), EXIT() }, 2, -EINVAL },
	{ "a number as an address",
	  FILTER,
	  { MOV_IMM(1, 0), LOAD(BPF_W, 0, 1, 0), EXIT() },
	  3,
	  -EACCES },
	{ "stack beyond 512",
	  FILTER,
	  { STORE_IMM(BPF_DW, 10, -520, 0), MOV_IMM(0, 0), EXIT() },
	  3,
	  -EACCES },
	{ "stack above",
	  FILTER,
	  { STORE_IMM(BPF_DW, 10, 0, 0), MOV_IMM(0, 0), EXIT() },
	  3,
	  -EACCES },
	{ "code that is not reached",
	  FILTER,
	  { MOV_IMM(0, 0), EXIT(), MOV_IMM(0, 1), EXIT() },
	  4,
	  -EINVAL },
	{ "an endless loop",
	  FILTER,
	  { MOV_IMM(0, 0), INSN(BPF_JMP | BPF_JA, 0, 0, -1, 0), EXIT() },
	  3,
	  -EINVAL },
	{ "a program", FILTER, { MOV_IMM(0, 0), EXIT() }, 2, 0 },
	{ "cgroup_skb that returns 2",
	  BPF_PROG_TYPE_CGROUP_SKB,
	  { MOV_IMM(0, 5), EXIT() },
	  2,
	  -EINVAL },
	{ "cgroup_skb that returns 1", BPF_PROG_TYPE_CGROUP_SKB, { MOV_IMM(0, 1), EXIT() }, 2, 0 },
	{ "tc", BPF_PROG_TYPE_SCHED_CLS, { MOV_IMM(0, 0), EXIT() }, 2, 0 },
	{ "raw tracepoint", BPF_PROG_TYPE_RAW_TRACEPOINT, { MOV_IMM(0, 0), EXIT() }, 2, 0 },
	{ "kprobe", BPF_PROG_TYPE_KPROBE, { MOV_IMM(0, 0), EXIT() }, 2, 0 },
	{ "tracepoint", BPF_PROG_TYPE_TRACEPOINT, { MOV_IMM(0, 0), EXIT() }, 2, 0 },
	{ "perf event", BPF_PROG_TYPE_PERF_EVENT, { MOV_IMM(0, 0), EXIT() }, 2, 0 },
	{ "a map that is none", FILTER, { LD_MAP(1, 999), MOV_IMM(0, 0), EXIT() }, 4, -EBADF },
	{ "a map that is something else",
	  FILTER,
	  { LD_MAP(1, 0), MOV_IMM(0, 0), EXIT() },
	  4,
	  -EINVAL },
};

static void test_verdicts(void)
{
	for (size_t i = 0; i < N_OF(verdict_rows); i++) {
		const struct verdict_row *row = &verdict_rows[i];
		long fd = prog_of(row->type, row->insns, row->n);

		CHECK(row->name, fd < 0 ? fd : 0, row->want);
		if (fd >= 0)
			close((int)fd);
	}
}

/* Addresses of values. */
static void test_values(void)
{
	int one = make_map(BPF_MAP_TYPE_ARRAY, 4, 8, 1, 0),
	    two = make_map(BPF_MAP_TYPE_ARRAY, 4, 8, 2, 0);
	int hash = make_map(BPF_MAP_TYPE_HASH, 4, 8, 1, 0);
	const struct {
		const char *name;
		int fd, offset;
		long want;
	} rows[] = {
		{ "value of an array of one", one, 0, 0 },
		{ "its last byte", one, 7, 0 },
		{ "behind it", one, 8, -EINVAL },
		{ "2^29", one, 1 << 29, -EINVAL },
		{ "value of an array of two", two, 0, -ENOTSUPP_LINUX },
		{ "value of a hash", hash, 0, -EINVAL },
		{ "value of no map", 999, 0, -EBADF },
	};

	for (size_t i = 0; i < N_OF(rows); i++) {
		const struct bpf_insn insns[] = { LD_VALUE(1, rows[i].fd, rows[i].offset),
						  MOV_IMM(0, 0), EXIT() };
		long fd = prog_of(FILTER, insns, N_OF(insns));

		CHECK(rows[i].name, fd < 0 ? fd : 0, rows[i].want);
		if (fd >= 0)
			close((int)fd);
	}
	close(one);
	close(two);
	close(hash);
}

static void test_log(void)
{
	static const struct bpf_insn bad[] = { EXIT() }, good[] = { MOV_IMM(0, 0), EXIT() };
	static char log[65536];
	struct prog_spec spec = { .type = FILTER,
				  .insns = bad,
				  .n = 1,
				  .log = log,
				  .level = 1,
				  .log_size = sizeof(log) };
	union any_attr attr = { 0 };

	flag("log_level 1, 2, 4, 8");
	log[0] = '\0';
	CHECK("log: refused", prog_make(&spec), -EACCES);
	CHECK_RULE("log: says why in Linux's words", strstr(log, "!read_ok") != NULL, 1, "log-text",
		   0);
	CHECK("log: where", strstr(log, "0: (95) exit") != NULL, 1);
	CHECK("log: and how much", strstr(log, "processed ") != NULL, 1);
	spec.log_size = 16;
	CHECK("log: 16 bytes", prog_make(&spec), -ENOSPC);
	CHECK("log: they end with its end", strlen(log), 15);
	spec.level = 9;
	CHECK("log: 16 bytes from its start", prog_make(&spec), -ENOSPC);
	CHECK("log: they are there", strlen(log), 15);
	spec.level = 16;
	CHECK("log: an unknown level", prog_make(&spec), -EINVAL);
	spec.level = 0;
	CHECK("log: without a level", prog_make(&spec), -EINVAL);
	spec.level = 1;
	spec.log = NULL;
	CHECK("log: without a buffer", prog_make(&spec), -EINVAL);
	spec.log_size = 0;
	CHECK("log: neither", prog_make(&spec), -EACCES);
	spec.log = BAD;
	spec.log_size = 4096;
	CHECK("log: to nowhere", prog_make(&spec), -EFAULT);
	spec = (struct prog_spec){ .type = FILTER,
				   .insns = good,
				   .n = 2,
				   .log = log,
				   .level = 1,
				   .log_size = sizeof(log) };
	log[0] = '\0';
	CHECK("log: accepted", prog_make(&spec) >= 0, 1);
	CHECK("log: how much", strstr(log, "processed 2 insns") != NULL, 1);
	CHECK("log: no statistics", strstr(log, "verification time") != NULL, 0);
	spec.level = 4;
	CHECK("log: statistics", prog_make(&spec) >= 0, 1);
	CHECK("log: the time", strstr(log, "verification time ") != NULL, 1);
	CHECK("log: the stack", strstr(log, "stack depth 0") != NULL, 1);
	spec.insns = bad;
	spec.n = 1;
	CHECK("log: statistics of a refused one", prog_make(&spec), -EACCES);
	CHECK("log: without its instructions", strstr(log, "0: (") != NULL, 0);
	attr.a.prog_type = FILTER;
	attr.a.insns = (uintptr_t)bad;
	attr.a.insn_cnt = 1;
	attr.a.license = (uintptr_t) "GPL";
	attr.a.log_level = 1;
	sys_bpf(BPF_PROG_LOAD, &attr, 144);
	CHECK("log: the size that it needs", attr.words[140 / 4] > 16, 1);
}

/* ---- what the log tells of states ---- */

static const struct told_row {
	int insn; /* on the line that begins with it; -1: anywhere */
	const char *text;
} told_of_values[] = {
	{ -1, "0: R1=ctx() R10=fp0\n" },
	{ 0, "; R10=fp0 fp-8=mmmm????\n" },
	{ 1, "; R10=fp0 fp-16=0\n" },
	{ 2, "; R1=ctx() R10=fp0 fp-24=ctx()\n" },
	{ 3, "; R2=fp0 R10=fp0\n" },
	{ 4, "; R2=fp-4\n" },
	{ 5, "; R1=map_ptr(ks=4,vs=8)\n" },
	{ 7, "; R0=map_value_or_null(id=1,ks=4,vs=8)\n" },
	{ 8, "; R0=map_value(ks=4,vs=8)\n" },
	{ 9, "R0=map_value(ks=4,vs=8) R3=scalar(smin=smin32=0,smax=umax=smax32=umax32=255," },
	{ 9, "var_off=(0x0; 0xff))\n" },
	{ 10, "R3=scalar(smin=smin32=0,smax=umax=smax32=umax32=1020,var_off=(0x0; 0x3fc))\n" },
	{ 11, "; R0=0xfffffffffffe7960\n" },
	{ 12, "; R0=1\n" },
	{ 13, "exit\n" },
	{ -1, "\nfrom 8 to 11: safe\n" },
}, told_of_packets[] = {
	{ 0, "; R1=ctx() R2=pkt(r=0)\n" },
	{ 1, "; R1=ctx() R3=pkt_end()\n" },
	{ 2, "; R2=pkt(r=0) R4=pkt(r=0)\n" },
	{ 3, "; R4=pkt(off=14,r=0)\n" },
	{ 4, "; R3=pkt_end() R4=pkt(off=14,r=14)\n" },
	{ 5, "; R2=pkt(r=14) R5=scalar(" },
	{ 6, "; R2=pkt(id=1,r=0,smin=smin32=0,smax=umax=smax32=umax32=255," },
	{ 7, "(69) " },
	{ -1, "\nprocessed 8 insns" },
}, told_of_frames[] = {
	{ 0, "; R1=ctx() R2=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff))\n" },
	{ 1, "(85) " },
	{ -1, "\n5: frame1: R1=ctx() " },
	{ 5, "; frame1: R0=scalar(smin=0,smax=umax=0xffffffff," },
	{ 5, " R1=ctx()\n" },
	{ 6, " fp-8=mmmm????\n" },
	{ 7, "; frame1: R0=scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff))\n" },
	{ -1, "\nfrom 8 to 2: R0=scalar(smin=0,smax=umax=0xffffffff," },
	{ 2, "; R0=scalar(smin=smin32=0,smax=umax=smax32=umax32=7,var_off=(0x0; 0x7))\n" },
	{ -1, "\nfrom 2 to 4: safe\n" },
};

/* The text stands on the line of the instruction, whose newline is part of it. */
static bool is_told(const char *log, const struct told_row *row)
{
	char start[16];
	const char *line, *end, *found;

	if (row->insn < 0)
		return strstr(log, row->text);
	snprintf(start, sizeof(start), "%d: (", row->insn);
	for (line = log; line; line = end ? end + 1 : NULL) {
		end = strchr(line, '\n');
		found = strstr(line, row->text);
		if (!strncmp(line, start, strlen(start)))
			return found && end && found <= end;
	}
	return false;
}

static void check_told(const char *log, const struct told_row *rows, size_t n)
{
	char name[160];

	for (size_t i = 0; i < n; i++) {
		snprintf(name, sizeof(name), "log: %d: %.*s", rows[i].insn,
			 (int)strcspn(rows[i].text + (*rows[i].text == '\n'), "\n"),
			 rows[i].text + (*rows[i].text == '\n'));
		CHECK(name, is_told(log, &rows[i]), 1);
	}
}

/* With a log of the level; its text, to be read before the next one. */
static const char *load_told(uint32_t type, const struct bpf_insn *insns, uint32_t n,
			     uint32_t level, uint32_t size, long *result)
{
	static char log[65536];
	struct prog_spec spec = {
		.type = type, .insns = insns, .n = n, .log = log, .level = level, .log_size = size
	};

	log[0] = '\0';
	*result = prog_make(&spec);
	if (*result >= 0)
		close((int)*result);
	return log;
}

static void test_log_values(void)
{
	int map = make_map(T(HASH), 4, 8, 4, 0);
	const struct bpf_insn insns[] = {
		STORE_IMM(BPF_W, 10, -4, 1),
		STORE_IMM(BPF_DW, 10, -16, 0),
		STORE(BPF_DW, 10, 1, -24),
		MOV_REG(2, 10),
		ADD_IMM(2, -4),
		LD_MAP(1, map),
		CALL(1),
		INSN(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 2, 0),
		LOAD(BPF_B, 3, 0, 1),
		INSN(BPF_ALU64 | BPF_LSH | BPF_K, 3, 0, 0, 2),
		MOV_IMM(0, -100000),
		MOV_IMM(0, 1),
		EXIT(),
	};
	const char *log;
	long result;

	log = load_told(FILTER, insns, N_OF(insns), 2, 65536, &result);
	CHECK("log: states of an accepted program", result >= 0, 1);
	check_told(log, told_of_values, N_OF(told_of_values));
	log = load_told(FILTER, insns, N_OF(insns), 1, 65536, &result);
	CHECK("log: at level 1 they are taken back", result >= 0 && !strncmp(log, "processed ", 10),
	      1);
	log = load_told(FILTER, insns, N_OF(insns), 1, 400, &result);
	CHECK("log: but need their room", result, -ENOSPC);
	log = load_told(FILTER, insns, N_OF(insns), 2, 400, &result);
	CHECK("log: 400 bytes of states", result, -ENOSPC);
	CHECK("log: its end", strlen(log) == 399 && strstr(log, "mark_read 0\n") != NULL, 1);
	log = load_told(FILTER, insns, N_OF(insns), 2 | 8, 400, &result);
	CHECK("log: its start", strlen(log) == 399 && !strstr(log, "processed"), 1);
	close(map);
}

static void test_log_paths(void)
{
	static const struct bpf_insn packet[] = {
		LOAD(BPF_W, 2, 1, 0),
		LOAD(BPF_W, 3, 1, 4),
		MOV_REG(4, 2),
		ADD_IMM(4, 14),
		INSN(BPF_JMP | BPF_JGT | BPF_X, 4, 3, 3, 0),
		LOAD(BPF_B, 5, 2, 0),
		INSN(BPF_ALU64 | BPF_ADD | BPF_X, 2, 5, 0, 0),
		LOAD(BPF_H, 5, 2, 0),
		MOV_IMM(0, 2),
		EXIT(),
	};
	static const struct bpf_insn calls[] = {
		LOAD(BPF_W, 2, 1, 0),
		INSN(BPF_JMP | BPF_CALL, 0, BPF_PSEUDO_CALL, 0, 3),
		INSN(BPF_JMP | BPF_JSGT | BPF_K, 0, 0, 1, 7),
		MOV_IMM(0, 7),
		EXIT(),
		LOAD(BPF_W, 0, 1, 8),
		STORE(BPF_W, 10, 0, -4),
		INSN(BPF_ALU | BPF_ADD | BPF_K, 0, 0, 0, -5),
		EXIT(),
	};
	/* The first path is safe, the other one is not: level 1 tells of that alone. */
	static const struct bpf_insn second[] = {
		LOAD(BPF_W, 2, 1, 0), INSN(BPF_JMP | BPF_JEQ | BPF_K, 2, 0, 2, 0),
		MOV_IMM(0, 0),	      EXIT(),
		MOV_IMM(3, 9),	      LOAD(BPF_W, 0, 3, 0),
		EXIT(),
	};
	const char *log;
	long result;

	log = load_told(XDP, packet, N_OF(packet), 1, 65536, &result);
	CHECK("log: states of a refused program", result, -EACCES);
	check_told(log, told_of_packets, N_OF(told_of_packets));
	log = load_told(FILTER, calls, N_OF(calls), 2, 65536, &result);
	CHECK("log: states of a function", result >= 0, 1);
	check_told(log, told_of_frames, N_OF(told_of_frames));
	log = load_told(FILTER, second, N_OF(second), 1, 65536, &result);
	CHECK("log: the second path fails", result, -EACCES);
	CHECK("log: level 1 tells of it", strstr(log, "4: (b7) ") && strstr(log, "; R3=9\n"), 1);
	CHECK("log: and not of the first", strstr(log, "2: (b7) ") != NULL, 0);
	log = load_told(FILTER, second, N_OF(second), 2, 65536, &result);
	CHECK("log: level 2 tells of both", strstr(log, "2: (b7) ") && strstr(log, "4: (b7) "), 1);
	CHECK("log: and where the second begins", strstr(log, "\nfrom 1 to 4: ") != NULL, 1);
	CHECK("log: how much until then", strstr(log, "\nprocessed 6 insns") != NULL, 1);
}

enum { LONG = 3000, LONG_LOG = 1 << 20 };

/* Load it with a log of so many bytes; *@needed: what the call says that it takes. */
static long load_long(const struct bpf_insn *insns, uint32_t level, char *log, uint32_t size,
		      uint32_t *needed)
{
	union any_attr attr = { 0 };
	long fd;

	attr.a.prog_type = FILTER;
	attr.a.insns = (uintptr_t)insns;
	attr.a.insn_cnt = LONG;
	attr.a.license = (uintptr_t) "GPL";
	attr.a.log_level = level;
	attr.a.log_buf = (uintptr_t)log;
	attr.a.log_size = size;
	fd = sys_bpf(BPF_PROG_LOAD, &attr, 144);
	*needed = attr.words[140 / 4];
	if (fd >= 0)
		close((int)fd);
	return fd < 0 ? fd : 0;
}

/* Much is said, and little room is there for it. */
static void test_log_long(void)
{
	struct bpf_insn *insns = calloc(LONG, sizeof(*insns));
	char *log = calloc(1, LONG_LOG);
	uint32_t needed, again;

	for (int i = 0; i < LONG - 1; i++)
		insns[i] = MOV_IMM(0, i);
	insns[LONG - 1] = EXIT();
	CHECK("log: long, in 4096 bytes", load_long(insns, 2, log, 4096, &needed), -ENOSPC);
	CHECK("log: long, its end", strlen(log) == 4095 && strstr(log, "mark_read 0\n"), 1);
	CHECK("log: long, from the last instructions on", strstr(log, "2998: (b7) ") != NULL, 1);
	CHECK("log: long, how much it is", needed > 100000, 1);
	CHECK("log: long, with so much room", load_long(insns, 2, log, needed, &again), 0);
	CHECK("log: long, as much again", again, needed);
	CHECK("log: long, all of it", strlen(log), needed - 1);
	CHECK("log: long, a byte less", load_long(insns, 2, log, needed - 1, &again), -ENOSPC);
	CHECK("log: long, its start", load_long(insns, 2 | 8, log, 4096, &again), -ENOSPC);
	CHECK("log: long, first instructions", strlen(log) == 4095 && !strstr(log, "2998: "), 1);
	CHECK("log: long, as much with its start", again, needed);
	CHECK("log: long, taken back", load_long(insns, 1, log, 4096, &again), -ENOSPC);
	CHECK("log: long, what is left", !strncmp(log, "processed 3000 insns", 20), 1);
	CHECK("log: long, all of it taken back", load_long(insns, 1, log, LONG_LOG, &again), 0);
	CHECK("log: long, that is left", !strncmp(log, "processed 3000 insns", 20), 1);
	free(insns);
	free(log);
}

/* A license that is not the GPL's, and helpers that ask for it. */
static void test_license(void)
{
	static const struct bpf_insn insns[] = { MOV_REG(1, 10),
						 ADD_IMM(1, -16),
						 MOV_IMM(2, 16),
						 STORE_IMM(BPF_DW, 10, -16, 0),
						 STORE_IMM(BPF_DW, 10, -8, 0),
						 CALL(6),
						 MOV_IMM(0, 0),
						 EXIT() };
	struct prog_spec spec = {
		.type = XDP, .insns = insns, .n = N_OF(insns), .license = "Proprietary"
	};

	CHECK("a GPL helper under another license", prog_make(&spec), -EINVAL);
	spec.license = "Dual BSD/GPL";
	CHECK("under both", prog_make(&spec) >= 0, 1);
}

/* Functions and lines. */
static void test_functions(void)
{
	static const struct bpf_insn calls[] = { INSN(BPF_JMP | BPF_CALL, 0, BPF_PSEUDO_CALL, 0, 1),
						 EXIT(), MOV_IMM(0, 7), EXIT() };
	static const struct bpf_insn itself[] = {
		INSN(BPF_JMP | BPF_CALL, 0, BPF_PSEUDO_CALL, 0, -1), MOV_IMM(0, 0), EXIT()
	};
	uint8_t data[64] = { 0 };
	union any_attr attr = { 0 };
	int fd = (int)prog_of(FILTER, calls, N_OF(calls));

	CHECK("a function of its own", fd >= 0, 1);
	attr.a.test.prog_fd = (uint32_t)fd;
	attr.a.test.data_in = (uintptr_t)data;
	attr.a.test.data_size_in = 64;
	CHECK("what it returns", call(BPF_PROG_TEST_RUN, &attr) ?: (long)attr.a.test.retval, 7);
	CHECK_RULE("it calls itself", prog_of(FILTER, itself, N_OF(itself)), -E2BIG, "recursion",
		   -EINVAL);
	close(fd);
}

/* 4 bytes at @off of a packet or a map's value. */
static long load_4_bytes(int map, int16_t off, uint32_t flags)
{
	const struct bpf_insn insns[] = {
		LOAD(BPF_W, 2, 1, 0),
		LOAD(BPF_W, 3, 1, 4),
		MOV_REG(4, 2),
		ADD_IMM(4, 40),
		INSN(BPF_JMP | BPF_JGT | BPF_X, 4, 3, 3, 0),
		LD_VALUE(5, map, 0),
		LOAD(BPF_W, 0, map ? 5 : 2, off),
		MOV_IMM(0, 2),
		EXIT(),
	};
	const struct bpf_insn packet[] = { insns[0], insns[1], insns[2], insns[3],
					   INSN(BPF_JMP | BPF_JGT | BPF_X, 4, 3, 1, 0),
					   insns[7], insns[8], insns[9] };
	struct prog_spec spec = { .type = XDP,
				  .insns = map ? insns : packet,
				  .n = map ? N_OF(insns) : N_OF(packet),
				  .flags = flags,
				  .license = "GPL" };
	long fd = prog_make(&spec);

	if (fd >= 0)
		close((int)fd);
	return fd < 0 ? fd : 0;
}

static void test_alignment(void)
{
	int map = make_map(T(ARRAY), 4, 16, 1, 0);

	CHECK("packet: unaligned", load_4_bytes(0, 12, 0), 0);
	CHECK("packet: unaligned, strict", load_4_bytes(0, 12, BPF_F_STRICT_ALIGNMENT), -EACCES);
	CHECK("packet: aligned behind Ethernet", load_4_bytes(0, 14, BPF_F_STRICT_ALIGNMENT), 0);
	CHECK("packet: unaligned, any", load_4_bytes(0, 12, BPF_F_ANY_ALIGNMENT), 0);
	CHECK("value: unaligned", load_4_bytes(map, 2, 0), 0);
	CHECK("value: unaligned, strict", load_4_bytes(map, 2, BPF_F_STRICT_ALIGNMENT), -EACCES);
	CHECK("value: aligned, strict", load_4_bytes(map, 4, BPF_F_STRICT_ALIGNMENT), 0);
	CHECK("tests of the kernel's own",
	      load_4_bytes(map, 4, BPF_F_TEST_RND_HI32 | BPF_F_TEST_STATE_FREQ), 0);
	close(map);
}

void test_prog_load(void)
{
	command("PROG_LOAD");
	flag("BPF_F_STRICT_ALIGNMENT");
	flag("BPF_F_ANY_ALIGNMENT");
	flag("BPF_F_TEST_RND_HI32");
	flag("BPF_F_TEST_STATE_FREQ");
	flag("BPF_F_SLEEPABLE");
	flag("BPF_F_XDP_HAS_FRAGS");
	for (size_t i = 0; i < N_OF(load_rows); i++)
		CHECK(load_rows[i].name, load_attr(load_rows[i].change), load_rows[i].want);
	test_verdicts();
	test_values();
	test_log();
	test_log_values();
	test_log_paths();
	test_log_long();
	test_license();
	test_functions();
	test_alignment();
}
