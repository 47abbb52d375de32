/* Checks of loading and running programs, and of their descriptors in other processes. */
#include "bpf2.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define BAD ((void *)8)
#define XDP BPF_PROG_TYPE_XDP
#define FILTER BPF_PROG_TYPE_SOCKET_FILTER

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
	attr.a.prog_type = FILTER;
	attr.a.insns = (uintptr_t)bad;
	attr.a.insn_cnt = 1;
	attr.a.license = (uintptr_t) "GPL";
	attr.a.log_level = 1;
	sys_bpf(BPF_PROG_LOAD, &attr, 144);
	CHECK("log: the size that it needs", attr.words[140 / 4] > 16, 1);
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
	test_license();
	test_functions();
}

/* ---- BPF_PROG_TEST_RUN ---- */

static long run(union any_attr *attr, int fd)
{
	attr->a.test.prog_fd = (uint32_t)fd;
	return call(BPF_PROG_TEST_RUN, attr);
}

static void packet(union any_attr *attr, void *data, uint32_t size, void *out, uint32_t room)
{
	memset(attr, 0, sizeof(*attr));
	attr->a.test.data_in = (uintptr_t)data;
	attr->a.test.data_size_in = size;
	attr->a.test.data_out = (uintptr_t)out;
	attr->a.test.data_size_out = room;
}

/* XDP_TX, and the first byte becomes 0x42. */
static int make_writer(void)
{
	static const struct bpf_insn insns[] = {
		LOAD(BPF_W, 2, 1, 0),
		LOAD(BPF_W, 3, 1, 4),
		MOV_REG(4, 2),
		ADD_IMM(4, 14),
		INSN(BPF_JMP | BPF_JGT | BPF_X, 4, 3, 1, 0),
		STORE_IMM(BPF_B, 2, 0, 0x42),
		MOV_IMM(0, 3),
		EXIT(),
	};

	return (int)prog_of(XDP, insns, N_OF(insns));
}

static void test_run_xdp(void)
{
	uint8_t data[5000] = { 1, 2, 3 }, out[5000];
	int fd = make_writer();
	struct xdp_md md = { 0 }, md_out;
	union any_attr attr;

	packet(&attr, data, 64, out, sizeof(out));
	CHECK("XDP", run(&attr, fd), 0);
	CHECK("XDP: result", attr.a.test.retval, 3);
	CHECK("XDP: bytes back", attr.a.test.data_size_out, 64);
	CHECK("XDP: what it stored", out[0] == 0x42 && out[1] == 2, 1);
	CHECK("XDP: the caller's packet stays", data[0], 1);
	packet(&attr, data, 64, out, 10);
	CHECK("XDP: too little room", run(&attr, fd), -ENOSPC);
	CHECK("XDP: so much was needed", attr.a.test.data_size_out, 64);
	packet(&attr, data, 64, NULL, 0);
	attr.a.test.repeat = 100;
	CHECK("XDP: 100 times", run(&attr, fd), 0);
	packet(&attr, data, 13, out, sizeof(out));
	CHECK("XDP: 13 bytes", run(&attr, fd), -EINVAL);
	packet(&attr, data, 14, out, sizeof(out));
	CHECK("XDP: 14 bytes", run(&attr, fd), 0);
	packet(&attr, data, 5000, out, sizeof(out));
	CHECK("XDP: 5000 bytes", run(&attr, fd), 0);
	CHECK("XDP: 5000 bytes back", attr.a.test.data_size_out, 5000);
	packet(&attr, BAD, 64, out, sizeof(out));
	CHECK("XDP: unreadable packet", run(&attr, fd), -EFAULT);
	packet(&attr, data, 64, BAD, sizeof(out));
	CHECK("XDP: packet to nowhere", run(&attr, fd), -EFAULT);
	packet(&attr, data, 64, out, sizeof(out));
	attr.a.test.flags = 1;
	CHECK("XDP: flag 1", run(&attr, fd), -EINVAL);
	packet(&attr, data, 64, out, sizeof(out));
	attr.a.test.batch_size = 4;
	CHECK("XDP: a batch", run(&attr, fd), -EINVAL);
	md.data_end = 64;
	packet(&attr, data, 64, out, sizeof(out));
	attr.a.test.ctx_in = (uintptr_t)&md;
	attr.a.test.ctx_size_in = sizeof(md);
	attr.a.test.ctx_out = (uintptr_t)&md_out;
	attr.a.test.ctx_size_out = sizeof(md_out);
	CHECK("XDP: a context", run(&attr, fd), 0);
	CHECK("XDP: the context back", md_out.data_end - md_out.data, 64);
	CHECK("XDP: its size", attr.a.test.ctx_size_out, sizeof(md_out));
	md.data_end = 63;
	CHECK("XDP: an end before the packet's", run(&attr, fd), 0);
	md.data_end = 65;
	CHECK("XDP: an end behind the packet's", run(&attr, fd), -EINVAL);
	md.data_end = 64;
	md.data = 4;
	attr.a.test.ctx_size_out = sizeof(md_out);
	attr.a.test.data_size_out = sizeof(out);
	CHECK("XDP: 4 bytes of metadata", run(&attr, fd), 0);
	CHECK("XDP: stored behind them", out[4], 0x42);
	md.data = 3;
	CHECK("XDP: 3 bytes of metadata", run(&attr, fd), -EINVAL);
	md.data = 0;
	md.rx_queue_index = 1;
	CHECK("XDP: a queue without interface", run(&attr, fd), -EINVAL);
	md.rx_queue_index = 0;
	attr.a.test.ctx_size_in = 0;
	CHECK("a context without its size", run(&attr, fd), -EINVAL);
	CHECK("no descriptor", (packet(&attr, data, 64, out, 64), run(&attr, -1)), -EBADF);
	CHECK("of something else", (packet(&attr, data, 64, out, 64), run(&attr, 0)), -EINVAL);
	close(fd);
}

static void test_run_skb(void)
{
	/* r0 = skb->mark + skb->len; skb->cb[0] = 5 */
	static const struct bpf_insn insns[] = {
		LOAD(BPF_W, 0, 1, 8),
		LOAD(BPF_W, 2, 1, 0),
		INSN(BPF_ALU64 | BPF_ADD | BPF_X, 0, 2, 0, 0),
		MOV_IMM(3, 5),
		STORE(BPF_W, 1, 3, 48),
		EXIT(),
	};
	uint8_t data[64] = { 0 }, out[64];
	int fd = (int)prog_of(BPF_PROG_TYPE_SCHED_CLS, insns, N_OF(insns));
	int filter =
		(int)prog_of(FILTER, (const struct bpf_insn[]){ LOAD(BPF_W, 0, 1, 0), EXIT() }, 2);
	struct __sk_buff md = { .mark = 100 }, md_out;
	union any_attr attr;

	packet(&attr, data, 64, out, sizeof(out));
	CHECK("tc: length with the link-layer header", run(&attr, fd) ?: (long)attr.a.test.retval,
	      64);
	packet(&attr, data, 64, out, sizeof(out));
	CHECK("socket filter: length without it", run(&attr, filter) ?: (long)attr.a.test.retval,
	      50);
	CHECK("socket filter: the whole packet back", attr.a.test.data_size_out, 64);
	packet(&attr, data, 64, NULL, 0);
	attr.a.test.ctx_in = (uintptr_t)&md;
	attr.a.test.ctx_size_in = sizeof(md);
	attr.a.test.ctx_out = (uintptr_t)&md_out;
	attr.a.test.ctx_size_out = sizeof(md_out);
	CHECK("tc: a mark", run(&attr, fd) ?: (long)attr.a.test.retval, 164);
	CHECK("tc: what it stored in cb", md_out.cb[0], 5);
	CHECK("tc: mark back", md_out.mark, 100);
	md.len = 1;
	CHECK("tc: a length", run(&attr, fd), -EINVAL);
	md.len = 0;
	md.hash = 1;
	CHECK("tc: a hash", run(&attr, fd), -EINVAL);
	packet(&attr, data, 13, NULL, 0);
	CHECK("tc: 13 bytes", run(&attr, fd), -EINVAL);
	packet(&attr, data, 64, NULL, 0);
	attr.a.test.cpu = 1;
	CHECK("tc: a CPU", run(&attr, fd), -EINVAL);
	close(fd);
	close(filter);
}

static void test_run_tracing(void)
{
	int raw = make_prog(BPF_PROG_TYPE_RAW_TRACEPOINT, 9),
	    probe = make_prog(BPF_PROG_TYPE_KPROBE, 0);
	uint64_t args[13] = { 0 };
	union any_attr attr = { 0 };

	CHECK("raw tracepoint", run(&attr, raw) ?: (long)attr.a.test.retval, 9);
	attr.a.test.ctx_in = (uintptr_t)args;
	attr.a.test.ctx_size_in = 96;
	CHECK("raw tracepoint: 12 arguments", run(&attr, raw), 0);
	attr.a.test.ctx_size_in = 104;
	CHECK("raw tracepoint: 13", run(&attr, raw), -EINVAL);
	attr.a.test.ctx_size_in = 8;
	attr.a.test.repeat = 2;
	CHECK("raw tracepoint: repeated", run(&attr, raw), -EINVAL);
	attr.a.test.repeat = 0;
	attr.a.test.cpu = 1;
	CHECK("raw tracepoint: a CPU without its flag", run(&attr, raw), -EINVAL);
	attr.a.test.cpu = 0;
	attr.a.test.flags = 1;
	CHECK("raw tracepoint: on CPU 0", run(&attr, raw), 0);
	attr.a.test.flags = 2;
	CHECK("raw tracepoint: flag 2", run(&attr, raw), 0);
	memset(&attr, 0, sizeof(attr));
	CHECK("kprobe", run(&attr, probe), -ENOTSUPP_LINUX);
	close(raw);
	close(probe);
}

static void test_tail_calls(void)
{
	int array = make_map(BPF_MAP_TYPE_PROG_ARRAY, 4, 4, 2, 0), target = make_prog(XDP, 4);
	const struct bpf_insn insns[] = { LD_MAP(2, array), MOV_IMM(3, 1), CALL(12), MOV_IMM(0, 1),
					  EXIT() };
	int fd = (int)prog_of(XDP, insns, N_OF(insns));
	uint8_t data[64] = { 0 };
	union any_attr attr;
	uint32_t key = 1;

	packet(&attr, data, 64, NULL, 0);
	CHECK("tail call: an empty entry", run(&attr, fd) ?: (long)attr.a.test.retval, 1);
	UPDATE(array, &key, &target, 0);
	close(target);
	packet(&attr, data, 64, NULL, 0);
	CHECK("tail call: a program", run(&attr, fd) ?: (long)attr.a.test.retval, 4);
	DELETE(array, &key);
	packet(&attr, data, 64, NULL, 0);
	CHECK("tail call: taken out", run(&attr, fd) ?: (long)attr.a.test.retval, 1);
	close(fd);
	close(array);
}

/* ---- BPF_ENABLE_STATS ---- */

static uint64_t runs_of(int prog)
{
	struct bpf_prog_info info = { 0 };
	uint32_t size = sizeof(info);

	return info_of(prog, &info, &size) ? UINT64_MAX : info.run_cnt;
}

static void test_stats(void)
{
	int prog = make_prog(XDP, 2), stats;
	uint8_t data[64] = { 0 };
	union any_attr attr = { 0 };

	command("ENABLE_STATS");
	flag("BPF_STATS_RUN_TIME");
	attr.a.enable_stats.type = 1;
	CHECK("another type", call(BPF_ENABLE_STATS, &attr), -EINVAL);
	packet(&attr, data, 64, NULL, 0);
	run(&attr, prog);
	CHECK("nothing is counted without it", runs_of(prog), 0);
	memset(&attr, 0, sizeof(attr));
	stats = (int)call(BPF_ENABLE_STATS, &attr);
	CHECK("run time", stats >= 0, 1);
	packet(&attr, data, 64, NULL, 0);
	attr.a.test.repeat = 10;
	run(&attr, prog);
	CHECK("runs", runs_of(prog), 10);
	close(stats);
	packet(&attr, data, 64, NULL, 0);
	run(&attr, prog);
	CHECK("no more of them once it is closed", runs_of(prog), 10);
	close(prog);
}

void test_run(void)
{
	command("PROG_TEST_RUN");
	test_run_xdp();
	test_run_skb();
	test_run_tracing();
	test_tail_calls();
	test_stats();
	command("PROG_BIND_MAP");
	{
		int map = make_map(BPF_MAP_TYPE_HASH, 4, 4, 4, 0), prog = make_prog(XDP, 0);
		union any_attr attr = { .a.prog_bind_map = { (uint32_t)prog, (uint32_t)map, 0 } };

		CHECK("a map", call(BPF_PROG_BIND_MAP, &attr), 0);
		CHECK("again", call(BPF_PROG_BIND_MAP, &attr), 0);
		attr.a.prog_bind_map.flags = 1;
		CHECK("a flag", call(BPF_PROG_BIND_MAP, &attr), -EINVAL);
		attr.a.prog_bind_map.flags = 0;
		attr.a.prog_bind_map.map_fd = 999;
		CHECK("no map", call(BPF_PROG_BIND_MAP, &attr), -EBADF);
		attr.a.prog_bind_map.map_fd = (uint32_t)prog;
		CHECK("a program as map", call(BPF_PROG_BIND_MAP, &attr), -EINVAL);
		close(map);
		close(prog);
	}
}

/* ---- descriptors: the same object by other numbers and in other processes ---- */

static long in_child(int fd, uint32_t key)
{
	uint32_t value = 0;
	int status;
	pid_t pid = fork();

	if (!pid) {
		LOOKUP(fd, &key, &value);
		UPDATE(fd, &(uint32_t){ key + 1 }, &(uint32_t){ value + 1 }, 0);
		_exit((int)value);
	}
	waitpid(pid, &status, 0);
	return WEXITSTATUS(status);
}

static int send_fd(int to, int fd)
{
	char room[CMSG_SPACE(sizeof(int))] = { 0 }, byte = 0;
	struct iovec io = { &byte, 1 };
	struct msghdr msg = {
		.msg_iov = &io, .msg_iovlen = 1, .msg_control = room, .msg_controllen = sizeof(room)
	};
	struct cmsghdr *cmsg = CMSG_FIRSTHDR(&msg);

	cmsg->cmsg_level = SOL_SOCKET;
	cmsg->cmsg_type = SCM_RIGHTS;
	cmsg->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(cmsg), &fd, sizeof(fd));
	return sendmsg(to, &msg, 0) == 1 ? 0 : -errno;
}

static int take_fd(int from)
{
	char room[CMSG_SPACE(sizeof(int))] = { 0 }, byte;
	struct iovec io = { &byte, 1 };
	struct msghdr msg = {
		.msg_iov = &io, .msg_iovlen = 1, .msg_control = room, .msg_controllen = sizeof(room)
	};
	int fd = -1;

	if (recvmsg(from, &msg, 0) == 1 && CMSG_FIRSTHDR(&msg))
		memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&msg)), sizeof(fd));
	return fd;
}

static void test_passing(void)
{
	int pair[2], map, status, fd;
	uint32_t key = 5, value = 0;
	pid_t pid;

	socketpair(AF_UNIX, SOCK_DGRAM, 0, pair);
	pid = fork();
	if (!pid) { /* made there, used here */
		map = make_map(BPF_MAP_TYPE_HASH, 4, 4, 4, 0);
		UPDATE(map, &key, &(uint32_t){ 55 }, 0);
		_exit(send_fd(pair[1], map));
	}
	waitpid(pid, &status, 0);
	fd = take_fd(pair[0]);
	CHECK("SCM_RIGHTS: it came", fd >= 0, 1);
	CHECK("SCM_RIGHTS: of a process that is gone", LOOKUP(fd, &key, &value) ?: (long)value, 55);
	close(fd);
	close(pair[0]);
	close(pair[1]);
}

void test_descriptors(void)
{
	int map = make_map(BPF_MAP_TYPE_HASH, 4, 4, 8, 0), copy = dup(map),
	    prog = make_prog(XDP, 2), high;
	uint32_t key = 1, value = 41;
	char link[64], path[64] = "";

	command("descriptors");
	CHECK("close-on-exec", fcntl(map, F_GETFD), FD_CLOEXEC);
	CHECK("dup: an update", UPDATE(copy, &key, &value, 0), 0);
	CHECK("fork: the child's lookup", in_child(map, 1), 41);
	CHECK("fork: the child's update", LOOKUP(map, &(uint32_t){ 2 }, &value) ?: (long)value, 42);
	CHECK("fork: again", in_child(map, 2), 42);
	close(map);
	CHECK("the copy lives on", LOOKUP(copy, &key, &value), 0);
	CHECK("the number does not", LOOKUP(map, &key, &value), -EBADF);
	high = fcntl(copy, F_DUPFD, 200);
	CHECK("F_DUPFD", LOOKUP(high, &key, &value), 0);
	CHECK("dup2 over another object", dup2(prog, high), high);
	CHECK("it is that one now", LOOKUP(high, &key, &value), -EINVAL);
	snprintf(link, sizeof(link), "/proc/self/fd/%d", copy);
	CHECK("readlink: a map", readlink(link, path, sizeof(path) - 1) > 0, 1);
	CHECK("readlink: says so", strcmp(path, "anon_inode:bpf-map"), 0);
	memset(path, 0, sizeof(path));
	snprintf(link, sizeof(link), "/proc/self/fd/%d", prog);
	CHECK("readlink: a program", readlink(link, path, sizeof(path) - 1) > 0, 1);
	CHECK("readlink: says so", strcmp(path, "anon_inode:bpf-prog"), 0);
	test_passing();
	close(high);
	close(copy);
	close(prog);
}
