/*
 * Classic BPF: what is refused and how, the text forms, the two readings,
 * ancillary data; random programs beside the kernel's SO_ATTACH_FILTER.
 */
#include <errno.h>
#include <linux/filter.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/lib/random_cbpf.h"
#include "tests/lib/vm_test.h"

enum { KERNEL_PROGRAMS = 400, MESSAGE_SIZE = 64 };

#define COUNT(array) (sizeof(array) / sizeof(*(array)))
#define STMT(code, k) { (uint16_t)(code), 0, 0, (uint32_t)(k) }
#define JUMP(code, k, jt, jf) { (uint16_t)(code), jt, jf, (uint32_t)(k) }
#define AD(what) (SKF_AD_OFF + SKF_AD_##what)

static struct skep *vm;

static int make_vm(void **state)
{
	(void)state;
	vm = new_vm(NULL);
	return 0;
}

static int free_vm(void **state)
{
	(void)state;
	skep_free(vm);
	return 0;
}

static struct skep_obj *open_cbpf(const struct sock_filter *insns, size_t n, bool pcap,
				  enum skep_engine engine, struct skep_error *error)
{
	struct skep_cbpf_opts opts = { .size = sizeof(opts), .name = "test", .pcap = pcap };
	struct skep_obj *obj = skep_obj_from_cbpf(vm, insns, n, &opts, error);

	if (!obj)
		return NULL;
	skep_prog_set_engine(skep_obj_prog(obj, NULL), engine);
	if (!skep_obj_load(obj, error))
		return obj;
	skep_obj_close(obj);
	return NULL;
}

/* The result on all engines, which must be the same. */
static uint32_t run_skb(const struct sock_filter *insns, size_t n, bool pcap,
			const struct skep_skb *skb)
{
	const enum skep_engine engines[] = { SKEP_ENGINE_INTERP, SKEP_ENGINE_CHECKED,
					     jit_available() ? SKEP_ENGINE_JIT :
							       SKEP_ENGINE_INTERP };
	uint32_t result[3];

	for (int e = 0; e < 3; e++) {
		struct skep_skb copy = *skb;
		struct skep_error error;
		struct skep_obj *obj = open_cbpf(insns, n, pcap, engines[e], &error);

		if (!obj)
			fail_msg("[%s] %s", error.id, error.message);
		assert_int_equal(skep_run(skep_obj_prog(obj, NULL), &copy, &result[e]), 0);
		skep_obj_close(obj);
	}
	assert_int_equal(result[0], result[1]);
	assert_int_equal(result[0], result[2]);
	return result[0];
}

static uint32_t run_bytes(const struct sock_filter *insns, size_t n, bool pcap, const void *data,
			  size_t size)
{
	struct skep_skb skb;

	skep_skb_init(&skb, (void *)data, size);
	return run_skb(insns, n, pcap, &skb);
}

/* --- what is refused --- */

struct refusal {
	const char *id, *text;
	int insn;
	bool pcap;
	unsigned n;
	struct sock_filter insns[4];
};

#define RET STMT(BPF_RET | BPF_K, 1)
static const struct refusal refusals[] = {
	{ "bad-cbpf-program", "no instructions", -1, false, 0, { { 0 } } },
	{ "bad-cbpf", "unknown opcode 0xff", 1, false, 2, { RET, STMT(0xff, 0) } },
	{ "bad-cbpf", "unknown opcode", 0, false, 2, { STMT(0x38, 0), RET } },
	{ "bad-cbpf", "unknown opcode", 0, false, 1, { STMT(BPF_RET | BPF_X, 0) } },
	{ "bad-cbpf", "must be a ret", 1, false, 2, { RET, STMT(BPF_LD | BPF_IMM, 0) } },
	{ "bad-cbpf", "out of the program", 0, false, 2, { JUMP(BPF_JMP | BPF_JA, 1, 0, 0), RET } },
	{ "bad-cbpf", "out of the program", 0, false, 2,
	  { JUMP(BPF_JMP | BPF_JEQ | BPF_K, 1, 1, 0), RET } },
	{ "bad-cbpf", "out of the program", 0, false, 2,
	  { JUMP(BPF_JMP | BPF_JEQ | BPF_K, 1, 0, 1), RET } },
	{ "bad-cbpf", "jump back", 1, false, 3,
	  { STMT(BPF_LD | BPF_IMM, 0), JUMP(BPF_JMP | BPF_JA, -2, 0, 0), RET } },
	{ "bad-cbpf", "out of the program", 1, true, 3,
	  { STMT(BPF_LD | BPF_IMM, 0), JUMP(BPF_JMP | BPF_JA, -3, 0, 0), RET } },
	{ "bad-cbpf", "16 cells", 0, false, 2, { STMT(BPF_ST, 16), RET } },
	{ "bad-cbpf", "16 cells", 0, false, 2, { STMT(BPF_LDX | BPF_MEM, 16), RET } },
	{ "bad-cbpf", "before it is written", 1, false, 3,
	  { STMT(BPF_ST, 3), STMT(BPF_LD | BPF_MEM, 4), RET } },
	{ "bad-cbpf", "before it is written", 2, false, 4,
	  { JUMP(BPF_JMP | BPF_JEQ | BPF_K, 1, 0, 1), STMT(BPF_ST, 4), STMT(BPF_LD | BPF_MEM, 4),
	    RET } },
	{ "bad-cbpf", "division", 0, false, 2, { STMT(BPF_ALU | BPF_DIV | BPF_K, 0), RET } },
	{ "bad-cbpf", "division", 0, true, 2, { STMT(BPF_ALU | BPF_MOD | BPF_K, 0), RET } },
	{ "bad-cbpf", "shift", 0, false, 2, { STMT(BPF_ALU | BPF_LSH | BPF_K, 32), RET } },
	{ "bad-cbpf", "shift", 0, true, 2, { STMT(BPF_ALU | BPF_RSH | BPF_K, 32), RET } },
	{ "bad-cbpf", "no ancillary data", 0, false, 2,
	  { STMT(BPF_LD | BPF_W | BPF_ABS, SKF_AD_OFF + 1), RET } },
	{ "bad-cbpf", "no ancillary data", 0, false, 2,
	  { STMT(BPF_LD | BPF_B | BPF_ABS, SKF_AD_OFF + SKF_AD_MAX), RET } },
	{ "cbpf-unsupported", "hatype", 1, false, 3,
	  { RET, STMT(BPF_LD | BPF_W | BPF_ABS, AD(HATYPE)), RET } },
	{ "cbpf-unsupported", "pay_offset", 0, false, 2,
	  { STMT(BPF_LD | BPF_W | BPF_ABS, AD(PAY_OFFSET)), RET } },
};

static int attach(int fd, const struct sock_filter *insns, size_t n)
{
	struct sock_fprog fprog = { (unsigned short)n, (struct sock_filter *)insns };

	return setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &fprog, sizeof(fprog)) ? -errno : 0;
}

/* What Linux would refuse is refused; what only skep refuses, Linux takes. */
static void test_refused(void **state)
{
	int fds[2];

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_DGRAM, 0, fds), 0);
	for (size_t i = 0; i < COUNT(refusals); i++) {
		const struct refusal *r = &refusals[i];
		bool lacking = !strcmp(r->id, "cbpf-unsupported");
		struct skep_error error;

		assert_null(skep_obj_from_cbpf(
			vm, r->insns, r->n,
			&(struct skep_cbpf_opts){ .size = sizeof(struct skep_cbpf_opts),
						  .name = "bad", .pcap = r->pcap },
			&error));
		assert_string_equal(error.id, r->id);
		assert_non_null(strstr(error.message, r->text));
		assert_int_equal(error.insn, r->insn);
		assert_int_equal(error.error_class,
				 lacking ? SKEP_CLASS_UNSUPPORTED : SKEP_CLASS_MALFORMED);
		assert_string_equal(error.file, "bad");
		if (!r->pcap)
			assert_int_equal(attach(fds[0], r->insns, r->n) == 0, lacking);
	}
	close(fds[0]);
	close(fds[1]);
}

/* 4096 instructions are taken, whatever they are; one more is not. */
static void test_longest(void **state)
{
	static const struct sock_filter fillers[] = {
		STMT(BPF_ALU | BPF_ADD | BPF_K, 3),
		STMT(BPF_LDX | BPF_B | BPF_MSH, 0),
		STMT(BPF_LD | BPF_B | BPF_IND, 1),
		JUMP(BPF_JMP | BPF_JSET | BPF_K, 1, 0, 1),
		STMT(BPF_ALU | BPF_LSH | BPF_X, 0),
		STMT(BPF_MISC | BPF_TAX, 0),
	};
	struct sock_filter *insns = calloc(BPF_MAXINSNS + 1, sizeof(*insns));
	const uint8_t data[64] = { 0x45, 1, 2 };
	struct skep_error error;

	(void)state;
	for (size_t f = 0; f < COUNT(fillers); f++) {
		for (size_t i = 0; i < BPF_MAXINSNS; i++)
			insns[i] = fillers[f];
		/* Jumps over all that lies between need all of their field. */
		insns[0] = (struct sock_filter)JUMP(BPF_JMP | BPF_JA, 1, 0, 0);
		insns[1] = (struct sock_filter)JUMP(BPF_JMP | BPF_JA, BPF_MAXINSNS - 4, 0, 0);
		insns[2] = (struct sock_filter)JUMP(BPF_JMP | BPF_JEQ | BPF_K, 1, 0, 0);
		insns[BPF_MAXINSNS - 3] = (struct sock_filter)STMT(BPF_ALU | BPF_NEG, 0);
		insns[BPF_MAXINSNS - 2] = (struct sock_filter)STMT(BPF_LD | BPF_IMM, 77);
		insns[BPF_MAXINSNS - 1] = (struct sock_filter)STMT(BPF_RET | BPF_A, 0);
		insns[BPF_MAXINSNS] = insns[BPF_MAXINSNS - 1];
		assert_int_equal(run_bytes(insns, BPF_MAXINSNS, false, data, sizeof(data)), 77);
		assert_null(open_cbpf(insns, BPF_MAXINSNS + 1, false, 0, &error));
		assert_string_equal(error.id, "bad-cbpf-program");
		assert_non_null(strstr(error.message, "4097"));
	}
	free(insns);
}

/* --- the two readings --- */

static void test_readings(void **state)
{
	static const struct sock_filter shift[] = {
		STMT(BPF_LD | BPF_IMM, 5), STMT(BPF_LDX | BPF_IMM, 33),
		STMT(BPF_ALU | BPF_LSH | BPF_X, 0), STMT(BPF_RET | BPF_A, 0),
	};
	static const struct sock_filter wrap[] = {
		STMT(BPF_LDX | BPF_IMM, 0xfffffffe), STMT(BPF_LD | BPF_B | BPF_IND, 4),
		STMT(BPF_RET | BPF_A, 0),
	};
	static const struct sock_filter negative[] = {
		STMT(BPF_LD | BPF_B | BPF_ABS, SKF_LL_OFF + 1), STMT(BPF_RET | BPF_A, 0),
	};
	static const struct sock_filter loop[] = {
		STMT(BPF_ALU | BPF_ADD | BPF_K, 2), JUMP(BPF_JMP | BPF_JGT | BPF_K, 20, 1, 0),
		JUMP(BPF_JMP | BPF_JA, -3, 0, 0), STMT(BPF_RET | BPF_A, 0),
	};
	static const struct sock_filter forever[] = { JUMP(BPF_JMP | BPF_JA, -1, 0, 0), RET };
	const uint8_t data[] = { 10, 11, 12, 13 };

	(void)state;
	assert_int_equal(run_bytes(shift, COUNT(shift), false, data, 4), 10);
	assert_int_equal(run_bytes(shift, COUNT(shift), true, data, 4), 0);
	assert_int_equal(run_bytes(wrap, COUNT(wrap), false, data, 4), 12);
	assert_int_equal(run_bytes(wrap, COUNT(wrap), true, data, 4), 0);
	assert_int_equal(run_bytes(negative, COUNT(negative), false, data, 4), 11);
	assert_int_equal(run_bytes(negative, COUNT(negative), true, data, 4), 0);
	assert_int_equal(run_bytes(loop, COUNT(loop), true, data, 4), 22);
	assert_int_equal(run_bytes(forever, COUNT(forever), true, data, 4), 0);
}

/* Libpcap's reading of cells that were not written: 0, in registers and on the stack. */
static void test_unwritten_cells(void **state)
{
	struct sock_filter insns[20];
	unsigned n = 0;

	(void)state;
	for (uint32_t cell = 0; cell < 5; cell++) {
		insns[n++] = (struct sock_filter)STMT(BPF_LDX | BPF_MEM, cell);
		insns[n++] = (struct sock_filter)STMT(BPF_ALU | BPF_ADD | BPF_X, 0);
	}
	insns[n++] = (struct sock_filter)STMT(BPF_ALU | BPF_ADD | BPF_K, 6);
	insns[n++] = (struct sock_filter)STMT(BPF_RET | BPF_A, 0);
	assert_int_equal(run_bytes(insns, n, true, "", 0), 6);
}

/* --- ancillary data --- */

static void test_ancillary(void **state)
{
	static const struct {
		uint32_t k, wanted;
	} cases[] = {
		{ (uint32_t)AD(PROTOCOL), 0x0800 },  { (uint32_t)AD(PKTTYPE), 3 },
		{ (uint32_t)AD(IFINDEX), 7 },	     { (uint32_t)AD(MARK), 0xdeadbeef },
		{ (uint32_t)AD(QUEUE), 5 },	     { (uint32_t)AD(RXHASH), 0x12345678 },
		{ (uint32_t)AD(VLAN_TAG), 0x2064 },  { (uint32_t)AD(VLAN_TAG_PRESENT), 1 },
		{ (uint32_t)AD(VLAN_TPID), 0x88a8 },
	};
	struct skep_skb skb;
	uint8_t data[4] = { 0 };

	(void)state;
	skep_skb_init(&skb, data, sizeof(data));
	skb.protocol = __builtin_bswap16(0x0800);
	skb.pkt_type = 3;
	skb.ifindex = 7;
	skb.mark = 0xdeadbeef;
	skb.queue_mapping = 5;
	skb.hash = 0x12345678;
	skb.vlan_tci = 0x2064;
	skb.vlan_present = 1;
	skb.vlan_proto = __builtin_bswap16(0x88a8);
	for (size_t i = 0; i < COUNT(cases); i++) {
		for (uint16_t size = BPF_W; size <= BPF_B; size = (uint16_t)(size + BPF_H)) {
			const struct sock_filter insns[] = {
				STMT(BPF_LD | BPF_ABS | size, cases[i].k),
				STMT(BPF_RET | BPF_A, 0),
			};

			assert_int_equal(run_skb(insns, 2, false, &skb), cases[i].wanted);
			assert_int_equal(run_skb(insns, 2, true, &skb), 0);
		}
	}
	skb.ifindex = 0; /* no device: 0 at once */
	const struct sock_filter ifindex[] = { STMT(BPF_LD | BPF_W | BPF_ABS, AD(IFINDEX)), RET };

	assert_int_equal(run_skb(ifindex, 2, false, &skb), 0);
}

static void test_ancillary_calls(void **state)
{
	static const struct sock_filter xor_x[] = {
		STMT(BPF_LD | BPF_IMM, 0xf0f0), STMT(BPF_LDX | BPF_IMM, 0xff00),
		STMT(BPF_LD | BPF_W | BPF_ABS, AD(ALU_XOR_X)), STMT(BPF_RET | BPF_A, 0),
	};
	/* X and a cell of M[] outlive the calls. */
	static const struct sock_filter calls[] = {
		STMT(BPF_LD | BPF_IMM, 9),
		STMT(BPF_ST, 2),
		STMT(BPF_LDX | BPF_IMM, 8),
		STMT(BPF_LD | BPF_W | BPF_ABS, AD(RANDOM)),
		STMT(BPF_LD | BPF_W | BPF_ABS, AD(CPU)),
		JUMP(BPF_JMP | BPF_JGE | BPF_K, 65536, 2, 0),
		STMT(BPF_LD | BPF_MEM, 2),
		STMT(BPF_ALU | BPF_ADD | BPF_X, 0),
		STMT(BPF_RET | BPF_A, 0),
	};

	(void)state;
	assert_int_equal(run_bytes(xor_x, COUNT(xor_x), false, "", 0), 0x0ff0);
	assert_int_equal(run_bytes(calls, COUNT(calls), false, "", 0), 17);
}

/* --- text --- */

static void parse_ok(const char *text, const struct sock_filter *wanted, int n)
{
	struct sock_filter insns[16];
	struct skep_error error;

	assert_int_equal(skep_cbpf_parse(text, strlen(text), insns, 16, &error), n);
	assert_memory_equal(insns, wanted, (size_t)n * sizeof(*wanted));
}

static void test_text(void **state)
{
	static const struct sock_filter wanted[] = {
		JUMP(48, 9, 0, 0), JUMP(21, 6, 0, 1), JUMP(6, 262144, 0, 0), JUMP(6, 0, 0, 0),
	};
	struct sock_fprog fprog = { 4, (struct sock_filter *)wanted };
	struct skep_error error;
	struct skep_obj *obj = skep_obj_from_fprog(vm, &fprog, NULL, &error);

	(void)state;
	assert_non_null(obj);
	assert_string_equal(skep_prog_name(skep_obj_prog(obj, NULL)), "filter");
	assert_string_equal(skep_prog_type_name(skep_obj_prog(obj, NULL)), "socket_filter");
	skep_obj_close(obj);
	parse_ok("4\n48 0 0 9\n21 0 1 6\n6 0 0 262144\n6 0 0 0\n", wanted, 4);
	parse_ok("4,48 0 0 9,21 0 1 6,6 0 0 262144,6 0 0 0", wanted, 4);
	parse_ok("4,48 0 0 9,21 0 1 6,6 0 0 262144,6 0 0 0,\n", wanted, 4);
	parse_ok("{ 0x30, 0, 0, 0x00000009 },\n{ 0x15, 0, 1, 0x00000006 },\n"
		 "{ 0x6, 0, 0, 0x00040000 },\n{ 0x6, 0, 0, 0x00000000 },\n", wanted, 4);
	parse_ok("{48,0,0,9},{21,0,1,6}", wanted, 2);
	parse_ok("0", wanted, 0);
}

static void test_bad_text(void **state)
{
	static const struct {
		const char *text, *says;
		int line;
	} cases[] = {
		{ "", "ends where the number of instructions", 1 },
		{ "x", "'x' where", 1 },
		{ "2\n6 0 0 1\n", "ends where an opcode", 3 },
		{ "1\n6 0 0 1\n6 0 0 1\n", "more follows", 3 },
		{ "1\n6 0 0\n", "ends where a k", 3 },
		{ "1\n6 0 0 1x", "more follows", 2 },
		{ "1\n65536 0 0 1\n", "an opcode is larger than 65535", 2 },
		{ "1\n6 256 0 1\n", "a jt is larger than 255", 2 },
		{ "1\n6 0 256 1\n", "a jf is larger than 255", 2 },
		{ "1\n6 0 0 4294967296\n", "a k is larger than 4294967295", 2 },
		{ "4097\n", "larger than 4096", 1 },
		{ "5\n6 0 0 1\n", "too many", 1 },
		{ "1 6 0 0 -1", "'-' where a k", 1 },
		{ "1,6 0 0 0x", "more follows", 1 },
		{ "{ 6, 0, 0 }", "'}' where a comma", 1 },
		{ "{ 6, 0, 0, 1", "ends where }", 1 },
		{ "{ 6, 0, 0, 1 } { 6, 0, 0, 1 }", "'{' where a comma", 1 },
		{ "{ 6, 0, 0, 1 },\n\n;", "';' where {", 3 },
		{ "6 {", "ends where", 1 },
		{ "1\n6 0 0 \x01", "byte 0x01 where a k", 2 },
	};
	struct sock_filter insns[4];
	struct skep_error error;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(skep_cbpf_parse(cases[i].text, strlen(cases[i].text), insns, 4,
						 &error), -EINVAL);
		assert_string_equal(error.id, "cbpf-text");
		if (!strstr(error.message, cases[i].says) || error.line != cases[i].line)
			if (strcmp(cases[i].text, "6 {"))
				fail_msg("\"%s\": %s", cases[i].text, error.message);
	}
}

/* --- beside the kernel --- */

/* Bytes of the message that the filter lets through: the result, cut to the message. */
static uint32_t kernel_result(int fds[2], const struct sock_filter *insns, unsigned n,
			      const uint8_t *message)
{
	uint8_t got[MESSAGE_SIZE];
	ssize_t len;

	assert_int_equal(attach(fds[1], insns, n), 0);
	assert_int_equal(send(fds[0], message, MESSAGE_SIZE, 0), MESSAGE_SIZE);
	len = recv(fds[1], got, sizeof(got), MSG_DONTWAIT);
	return len < 0 ? 0 : (uint32_t)len;
}

/* Results are told apart by 64 values only: the program ends with a fold of A. */
static unsigned folded(uint64_t seed, struct sock_filter *insns)
{
	unsigned n = random_cbpf(seed, RANDOM_CBPF_ANCILLARY, insns);

	insns[n - 1] = (struct sock_filter)STMT(BPF_ALU | BPF_MUL | BPF_K, 0x9e3779b1);
	insns[n++] = (struct sock_filter)STMT(BPF_ALU | BPF_RSH | BPF_K, 26);
	insns[n++] = (struct sock_filter)STMT(BPF_RET | BPF_A, 0);
	return n;
}

static void test_kernel(void **state)
{
	struct sock_filter insns[RANDOM_CBPF_MAX + 2];
	unsigned histogram[MESSAGE_SIZE + 1] = { 0 }, seen = 0;
	uint8_t message[MESSAGE_SIZE];
	int fds[2];

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_DGRAM, 0, fds), 0);
	for (uint64_t seed = 1; seed <= KERNEL_PROGRAMS; seed++) {
		unsigned n = folded(seed, insns);
		uint32_t wanted, got;

		for (unsigned i = 0; i < MESSAGE_SIZE; i++)
			message[i] = (uint8_t)(i * (seed | 1) + seed / 7);
		wanted = kernel_result(fds, insns, n, message);
		got = run_bytes(insns, n, false, message, MESSAGE_SIZE);
		if ((got < MESSAGE_SIZE ? got : MESSAGE_SIZE) != wanted)
			fail_msg("seed %llu: kernel %u, skep %u", (unsigned long long)seed, wanted,
				 got);
		histogram[wanted]++;
	}
	for (unsigned i = 0; i <= MESSAGE_SIZE; i++)
		seen += histogram[i] != 0;
	assert_true(seen > MESSAGE_SIZE / 2);
	close(fds[0]);
	close(fds[1]);
}

/* --- netlink attributes --- */

enum { ATTRIBUTE_ROUNDS = 400 };

static void put_header(uint8_t *at, uint32_t length, uint32_t type)
{
	const uint16_t header[2] = { (uint16_t)length, (uint16_t)type };

	memcpy(at, header, sizeof(header));
}

/* Attributes one behind the other, some in others, some with lengths that are wrong. */
static void put_attributes(uint8_t *message, uint64_t seed)
{
	static const uint16_t lengths[] = { 4, 5, 8, 9, 12, 20, 24, 40, 3, 0, 64, 0xffff };
	uint32_t at = 0;

	memset(message, 0, MESSAGE_SIZE);
	seed *= UINT64_C(0x9e3779b97f4a7c15); /* neighbours differ in all bits */
	while (at + 4 <= MESSAGE_SIZE) {
		uint32_t length;

		seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
		length = lengths[seed >> 60 ? seed >> 40 & 7 : 8 + (seed >> 40 & 3)];
		put_header(message + at, length, (seed >> 50 & 3) | (seed >> 52 & 1) << 15);
		/* longer ones hold what follows */
		at += length > 4 && length < 12 ? 8 + (length == 9) * 4 : 4;
	}
}

static void test_attributes(void **state)
{
	static const uint32_t offsets[] = { 0, 0, 0, 0, 0, 0, 4, 8, 1, 60, 61, 0xffffffff };
	static const uint32_t types[] = { 0, 1, 2, 3, 1, 2, 3, 0x8001 };
	uint8_t message[MESSAGE_SIZE];
	unsigned found[2] = { 0 }; /* in others, at once */
	int fds[2];

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_DGRAM, 0, fds), 0);
	for (uint64_t seed = 1; seed <= ATTRIBUTE_ROUNDS; seed++) {
		const struct sock_filter insns[] = {
			STMT(BPF_LD | BPF_IMM, offsets[seed % 12]),
			STMT(BPF_LDX | BPF_IMM, types[seed / 24 % 8]),
			STMT(BPF_LD | BPF_W | BPF_ABS,
			     seed / 12 & 1 ? AD(NLATTR) : AD(NLATTR_NEST)),
			STMT(BPF_RET | BPF_A, 0),
		};
		uint32_t wanted, got;

		put_attributes(message, seed);
		wanted = kernel_result(fds, insns, COUNT(insns), message);
		got = run_bytes(insns, COUNT(insns), false, message, MESSAGE_SIZE);
		if (got != wanted)
			fail_msg("seed %llu: kernel %u, skep %u", (unsigned long long)seed, wanted,
				 got);
		found[seed / 12 & 1] += wanted != 0;
	}
	assert_true(found[0] > 9 && found[1] > 9);
	close(fds[0]);
	close(fds[1]);
}

/* A search leaves X and M[] as they were; several share the functions. */
static void test_attribute_registers(void **state)
{
	static const struct sock_filter insns[] = {
		STMT(BPF_LD | BPF_IMM, 100), STMT(BPF_ST, 3),
		STMT(BPF_LD | BPF_IMM, 0), STMT(BPF_LDX | BPF_IMM, 7),
		STMT(BPF_LD | BPF_W | BPF_ABS, AD(NLATTR)), /* 8 */
		STMT(BPF_LDX | BPF_IMM, 9),
		STMT(BPF_LD | BPF_W | BPF_ABS, AD(NLATTR_NEST)), /* 16 */
		STMT(BPF_ALU | BPF_ADD | BPF_X, 0),
		STMT(BPF_LDX | BPF_MEM, 3),
		STMT(BPF_ALU | BPF_ADD | BPF_X, 0), STMT(BPF_RET | BPF_A, 0),
	};
	uint8_t message[24] = { 0 };

	(void)state;
	put_header(message, 5, 1);
	put_header(message + 8, 16, 7);
	put_header(message + 12, 4, 8);
	put_header(message + 16, 8, 9);
	assert_int_equal(run_bytes(insns, COUNT(insns), false, message, sizeof(message)),
			 16 + 9 + 100);
	assert_int_equal(run_bytes(insns, COUNT(insns), false, message, 3), 0 + 9 + 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_refused),	  cmocka_unit_test(test_longest),
		cmocka_unit_test(test_readings),  cmocka_unit_test(test_unwritten_cells),
		cmocka_unit_test(test_ancillary), cmocka_unit_test(test_ancillary_calls),
		cmocka_unit_test(test_text),	  cmocka_unit_test(test_bad_text),
		cmocka_unit_test(test_kernel),    cmocka_unit_test(test_attributes),
		cmocka_unit_test(test_attribute_registers),
	};

	return cmocka_run_group_tests(tests, make_vm, free_vm);
}
