/* Checks of running programs. */
#include "bpf2.h"

#include <stdlib.h>
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
