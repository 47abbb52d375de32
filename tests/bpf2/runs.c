/* Checks of running programs. */
#include "bpf2.h"

#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

/* ---- BPF_PROG_TEST_RUN ---- */

long run(union any_attr *attr, int fd)
{
	attr->a.test.prog_fd = (uint32_t)fd;
	return call(BPF_PROG_TEST_RUN, attr);
}

void packet(union any_attr *attr, void *data, uint32_t size, void *out, uint32_t room)
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

static long loads_without_target(uint32_t attach)
{
	static const struct bpf_insn insns[] = { MOV_IMM(0, 0), EXIT() };
	struct prog_spec spec = { .type = BPF_PROG_TYPE_TRACING,
				  .attach = attach,
				  .insns = insns,
				  .n = 2,
				  .license = "GPL" };
	long fd = prog_make(&spec);

	if (fd >= 0)
		close((int)fd);
	return fd < 0 ? fd : 0;
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
	CHECK_RULE("raw tracepoint with types: without a target",
		   loads_without_target(BPF_TRACE_RAW_TP), -EINVAL, "target-functions", 0);
	close(raw);
	close(probe);
}

/* In and out of the context. */
static void with_ctx(union any_attr *attr, const void *in, uint32_t size, void *out, uint32_t room)
{
	attr->a.test.ctx_in = (uintptr_t)in;
	attr->a.test.ctx_size_in = size;
	attr->a.test.ctx_out = (uintptr_t)out;
	attr->a.test.ctx_size_out = room;
}

/* ip_proto = the packet's first byte, is_frag += 1, thoff = 1, nhoff = @nhoff */
static int make_dissector(int nhoff)
{
	const struct bpf_insn insns[] = {
		LOAD(BPF_DW, 6, 1, 144),
		LOAD(BPF_W, 2, 1, 76),
		LOAD(BPF_W, 3, 1, 80),
		MOV_REG(4, 2),
		ADD_IMM(4, 1),
		INSN(BPF_JMP | BPF_JGT | BPF_X, 4, 3, 2, 0),
		LOAD(BPF_B, 5, 2, 0),
		STORE(BPF_B, 6, 5, 9),
		LOAD(BPF_B, 5, 6, 6),
		ADD_IMM(5, 1),
		STORE(BPF_B, 6, 5, 6),
		STORE_IMM(BPF_H, 6, 2, 1),
		STORE_IMM(BPF_H, 6, 0, nhoff),
		MOV_IMM(0, 0),
		EXIT(),
	};
	struct prog_spec spec = { .type = BPF_PROG_TYPE_FLOW_DISSECTOR,
				  .attach = BPF_FLOW_DISSECTOR,
				  .insns = insns,
				  .n = N_OF(insns),
				  .license = "GPL" };

	return (int)prog_make(&spec);
}

static void test_run_dissector(void)
{
	uint8_t data[5000] = { 0x77 }, out[100];
	int fd = make_dissector(20), far = make_dissector(2000);
	struct bpf_flow_keys keys, given = { 0 }, given_out;
	union any_attr attr;

	data[12] = 8;
	packet(&attr, data, 64, &keys, sizeof(keys));
	CHECK("flow dissector", run(&attr, fd), 0);
	CHECK("flow dissector: the keys' size", attr.a.test.data_size_out, 56);
	CHECK("flow dissector: where the network's header is", keys.nhoff, 20);
	CHECK("flow dissector: the transport's not before it", keys.thoff, 20);
	CHECK("flow dissector: the frame's type", keys.n_proto, 8);
	CHECK("flow dissector: it sees the frame from its start", keys.ip_proto, 0x77);
	CHECK("flow dissector: far out", run(&attr, far) ?: keys.nhoff, 64);
	packet(&attr, data, 64, &keys, sizeof(keys));
	attr.a.test.repeat = 5;
	CHECK("flow dissector: 5 times", run(&attr, fd), 0);
	CHECK("flow dissector: each with fresh keys", keys.is_frag, 1);
	packet(&attr, data, 13, out, sizeof(out));
	CHECK("flow dissector: 13 bytes", run(&attr, fd), -EINVAL);
	packet(&attr, data, 4096, out, sizeof(out));
	CHECK("flow dissector: 4096 bytes", run(&attr, fd), 0);
	packet(&attr, data, 4097, out, sizeof(out));
	CHECK("flow dissector: 4097 bytes", run(&attr, fd), -EINVAL);
	packet(&attr, data, 64, out, 10);
	CHECK("flow dissector: too little room", run(&attr, fd), -ENOSPC);
	packet(&attr, data, 64, out, sizeof(out));
	attr.a.test.flags = 1;
	CHECK("flow dissector: a flag", run(&attr, fd), -EINVAL);
	packet(&attr, data, 64, &keys, sizeof(keys));
	given.flags = 7;
	with_ctx(&attr, &given, sizeof(given), &given_out, sizeof(given_out));
	CHECK("flow dissector: flags of the keys", run(&attr, fd) ?: (long)keys.flags, 7);
	CHECK("flow dissector: the context back", given_out.flags == 7 && !given_out.nhoff, 1);
	given.nhoff = 1;
	CHECK("flow dissector: more of the keys", run(&attr, fd), -EINVAL);
	close(fd);
	close(far);
}

/* r0 = the 4 bytes of the context at @off are @value */
static int make_looker(int16_t off, uint32_t value)
{
	const struct bpf_insn insns[] = {
		LOAD(BPF_W, 2, 1, off),
		MOV_IMM(0, 1),
		INSN(BPF_JMP32 | BPF_JEQ | BPF_K, 2, 0, 1, (int32_t)value),
		MOV_IMM(0, 0),
		EXIT(),
	};
	struct prog_spec spec = { .type = BPF_PROG_TYPE_SK_LOOKUP,
				  .attach = BPF_SK_LOOKUP,
				  .insns = insns,
				  .n = N_OF(insns),
				  .license = "GPL" };

	return (int)prog_make(&spec);
}

union lookup { /* struct bpf_sk_lookup, whatever headers have of it */
	uint8_t bytes[200];
	uint32_t words[50];
};

static long look(const union lookup *in, uint32_t size, int16_t off, uint32_t value)
{
	union any_attr attr = { 0 };
	int fd = make_looker(off, value);
	long result;

	with_ctx(&attr, in, size, NULL, 0);
	result = run(&attr, fd) ?: (long)attr.a.test.retval;
	close(fd);
	return result;
}

enum { FAMILY = 8, PROTOCOL = 12, REMOTE_IP4 = 16, REMOTE_IP6 = 20, LOCAL_PORT = 60 };

static void test_run_lookup(void)
{
	union lookup in = { 0 }, out, changed;
	int fd = make_looker(FAMILY, AF_INET);
	union any_attr attr = { 0 };
	uint8_t data[64];

	in.words[FAMILY / 4] = AF_INET;
	in.words[PROTOCOL / 4] = 0x10006;
	in.words[REMOTE_IP4 / 4] = 0x12345678;
	in.words[REMOTE_IP6 / 4] = 1;
	in.words[LOCAL_PORT / 4] = 8080;
	CHECK("sk_lookup: family", look(&in, 72, FAMILY, AF_INET), 1);
	CHECK("sk_lookup: protocol, 16 bits", look(&in, 72, PROTOCOL, 6), 1);
	CHECK("sk_lookup: address", look(&in, 72, REMOTE_IP4, 0x12345678), 1);
	CHECK("sk_lookup: not of the other family", look(&in, 72, REMOTE_IP6, 0), 1);
	CHECK("sk_lookup: port", look(&in, 72, LOCAL_PORT, 8080), 1);
	CHECK("sk_lookup: a short context", look(&in, 12, LOCAL_PORT, 0), 1);
	CHECK("sk_lookup: without a family", look(&in, 8, FAMILY, 0), -EAFNOSUPPORT);
	CHECK("sk_lookup: a long context", look(&in, 200, FAMILY, AF_INET), 1);
	changed = in;
	changed.bytes[199] = 1;
	CHECK("sk_lookup: with something at its end", look(&changed, 200, FAMILY, 0), -E2BIG);
	changed = in;
	changed.words[FAMILY / 4] = AF_INET6;
	CHECK("sk_lookup: IPv6", look(&changed, 72, REMOTE_IP6, 1), 1);
	CHECK("sk_lookup: IPv6 has no other address", look(&changed, 72, REMOTE_IP4, 0), 1);
	changed.words[LOCAL_PORT / 4] = 65536;
	CHECK("sk_lookup: port 65536", look(&changed, 72, FAMILY, 0), -ERANGE);
	changed = in;
	changed.bytes[64] = 1;
	CHECK("sk_lookup: an interface", look(&changed, 72, FAMILY, 0), -EINVAL);
	changed = in;
	changed.bytes[0] = 1;
	CHECK("sk_lookup: a socket", look(&changed, 72, FAMILY, 0), -EINVAL);
	CHECK("sk_lookup: no context", run(&attr, fd), -EINVAL);
	with_ctx(&attr, &in, 72, &out, 72);
	attr.a.test.repeat = 3;
	CHECK("sk_lookup: repeated", run(&attr, fd), 0);
	CHECK("sk_lookup: the context back", memcmp(&in, &out, 72), 0);
	attr.a.test.ctx_size_out = 10;
	CHECK("sk_lookup: too little room", run(&attr, fd), -ENOSPC);
	attr.a.test.data_in = (uintptr_t)data;
	attr.a.test.data_size_in = 64;
	CHECK("sk_lookup: a packet", run(&attr, fd), -EINVAL);
	close(fd);
}

/* A hook (0..4), a family (2, 10), the frame's type and size. */
static const struct {
	const char *name;
	uint8_t state[48];
	uint16_t type, size;
	long want;
} netfilter_rows[] = {
	{ "netfilter: received", { 0, 2 }, 0x0800, 64, 0 },
	{ "netfilter: of another family", { 0, 10 }, 0x0800, 64, -EINVAL },
	{ "netfilter: IPv6", { 1, 10 }, 0x86dd, 64, 0 },
	{ "netfilter: IPv6, 53 bytes", { 1, 10 }, 0x86dd, 53, -EINVAL },
	{ "netfilter: IPv6, 54 bytes", { 1, 10 }, 0x86dd, 54, 0 },
	{ "netfilter: another type of frame", { 2, 2 }, 0x0806, 64, -EPROTO },
	{ "netfilter: 33 bytes", { 4, 2 }, 0x0800, 33, -EINVAL },
	{ "netfilter: 34 bytes", { 4, 2 }, 0x0800, 34, 0 },
	{ "netfilter: sent from here", { 3, 2 }, 0, 20, 0 },
	{ "netfilter: 19 bytes", { 3, 2 }, 0, 19, -EINVAL },
	{ "netfilter: no family", { 3, 0 }, 0x0800, 64, -EINVAL },
	{ "netfilter: an interface", { 3, 2, [8] = 1 }, 0x0800, 64, -EINVAL },
	{ "netfilter: padding", { 3, 2, [3] = 1 }, 0x0800, 64, 0 },
};

static void test_run_netfilter(void)
{
	static const struct bpf_insn insns[] = { MOV_IMM(0, 1), EXIT() };
	struct prog_spec spec = {
		.type = 32, .attach = 45, .insns = insns, .n = 2, .license = "GPL"
	};
	int fd = (int)prog_make(&spec);
	union any_attr attr;
	uint8_t data[64] = { 0 }, out[64];

	for (size_t i = 0; i < N_OF(netfilter_rows); i++) {
		data[12] = (uint8_t)(netfilter_rows[i].type >> 8);
		data[13] = (uint8_t)netfilter_rows[i].type;
		packet(&attr, data, netfilter_rows[i].size, NULL, 0);
		with_ctx(&attr, netfilter_rows[i].state, 48, NULL, 0);
		CHECK(netfilter_rows[i].name, run(&attr, fd), netfilter_rows[i].want);
	}
	packet(&attr, data, 64, out, sizeof(out));
	CHECK("netfilter: without a state", run(&attr, fd) ?: (long)attr.a.test.retval, 1);
	CHECK("netfilter: no packet back", attr.a.test.data_size_out, 0);
	with_ctx(&attr, NULL, 0, out, sizeof(out));
	CHECK("netfilter: a context to write", run(&attr, fd), -EINVAL);
	close(fd);
}

/* Types of programs that no test runs. */
static const struct {
	const char *name;
	uint32_t type, attach;
} untested_rows[] = {
	{ "tracepoint", BPF_PROG_TYPE_TRACEPOINT, 0 },
	{ "perf event", BPF_PROG_TYPE_PERF_EVENT, 0 },
	{ "writable raw tracepoint", BPF_PROG_TYPE_RAW_TRACEPOINT_WRITABLE, 0 },
	{ "cgroup_sock", BPF_PROG_TYPE_CGROUP_SOCK, BPF_CGROUP_INET_SOCK_CREATE },
	{ "cgroup_sock_addr", BPF_PROG_TYPE_CGROUP_SOCK_ADDR, BPF_CGROUP_INET4_BIND },
	{ "cgroup_sockopt", BPF_PROG_TYPE_CGROUP_SOCKOPT, BPF_CGROUP_SETSOCKOPT },
	{ "cgroup_sysctl", BPF_PROG_TYPE_CGROUP_SYSCTL, BPF_CGROUP_SYSCTL },
	{ "cgroup_device", BPF_PROG_TYPE_CGROUP_DEVICE, BPF_CGROUP_DEVICE },
	{ "sock_ops", BPF_PROG_TYPE_SOCK_OPS, BPF_CGROUP_SOCK_OPS },
	{ "sk_msg", BPF_PROG_TYPE_SK_MSG, BPF_SK_MSG_VERDICT },
	{ "sk_skb", BPF_PROG_TYPE_SK_SKB, BPF_SK_SKB_STREAM_VERDICT },
	{ "sk_reuseport", BPF_PROG_TYPE_SK_REUSEPORT, BPF_SK_REUSEPORT_SELECT },
};

static void test_run_untested(void)
{
	static const struct bpf_insn insns[] = { MOV_IMM(0, 1), EXIT() };
	union any_attr attr;
	uint8_t data[64] = { 0 };

	for (size_t i = 0; i < N_OF(untested_rows); i++) {
		struct prog_spec spec = { .type = untested_rows[i].type,
					  .attach = untested_rows[i].attach,
					  .insns = insns,
					  .n = 2,
					  .license = "GPL" };
		int fd = (int)prog_make(&spec);

		packet(&attr, data, sizeof(data), NULL, 0);
		CHECK(untested_rows[i].name, run(&attr, fd), -ENOTSUPP_LINUX);
		close(fd);
	}
}

/* ctx[8] = ctx[0] + 1 */
static void test_run_syscall(void)
{
	static const struct bpf_insn insns[] = {
		LOAD(BPF_DW, 2, 1, 0), ADD_IMM(2, 1), STORE(BPF_DW, 1, 2, 8), MOV_IMM(0, 5), EXIT(),
	};
	struct prog_spec spec = { .type = BPF_PROG_TYPE_SYSCALL,
				  .flags = BPF_F_SLEEPABLE,
				  .insns = insns,
				  .n = N_OF(insns),
				  .license = "GPL" };
	int fd = (int)prog_make(&spec);
	uint64_t ctx[2] = { 41, 0 };
	union any_attr attr = { 0 };

	with_ctx(&attr, ctx, sizeof(ctx), NULL, 0);
	CHECK("syscall", run(&attr, fd) ?: (long)attr.a.test.retval, 5);
	CHECK("syscall: what it stored", ctx[1], 42);
	attr.a.test.ctx_size_in = 8;
	CHECK("syscall: less than it touches", run(&attr, fd), -EINVAL);
	attr.a.test.ctx_size_in = sizeof(ctx);
	attr.a.test.repeat = 1;
	CHECK("syscall: repeated", run(&attr, fd), -EINVAL);
	attr.a.test.repeat = 0;
	attr.a.test.flags = 1;
	CHECK("syscall: on a CPU", run(&attr, fd), -EINVAL);
	close(fd);
}

static void test_run_live(void)
{
	int fd = make_prog(XDP, 1); /* dropped at once */
	uint8_t data[64] = { 0 };
	union any_attr attr;

	packet(&attr, data, 64, NULL, 0);
	attr.a.test.flags = 2;
	CHECK_RULE("XDP: live frames", run(&attr, fd), 0, "live-frames", -EOPNOTSUPP);
	attr.a.test.batch_size = 257;
	CHECK("XDP: 257 live frames in a batch", run(&attr, fd), -E2BIG);
	packet(&attr, data, 13, NULL, 0);
	attr.a.test.flags = 2;
	CHECK("XDP: live frames of 13 bytes", run(&attr, fd), -EINVAL);
	close(fd);
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
	test_run_live();
	test_run_dissector();
	test_run_lookup();
	test_run_netfilter();
	test_run_tracing();
	test_run_syscall();
	test_run_untested();
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
