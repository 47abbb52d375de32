/*
 * Packet helpers, called by a program that a script drives: the same calls on
 * both engines and, where bpf(2) is permitted, on the kernel.  What each call
 * answered and what became of the frame was recorded on Linux 6.18 (x86-64);
 * RECORD=1 prints it anew.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/kernel.h"
#include "tests/lib/packet_script.h"
#include "tests/lib/vm_test.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "packet_cases.h"

struct expected {
	int64_t result[MAX_STEPS];
	uint64_t digest; /* of the records and the frame */
};

static const struct expected expected[] = {
#include "packet_expected.h"
};

enum { MAX_FRAME = 20000, ROOM_BEFORE = 16400, ROOM_BEHIND = 16400 };

struct outcome {
	struct packet_report report;
	uint8_t frame[MAX_FRAME];
	uint32_t size;
};

/* ---- frames ---- */

static const uint8_t ip4[] = { 0x08, 0x00, 0x45, 0, 0, 60, 0x12, 0x34, 0x40, 0, 64, 6, 0xab, 0xcd,
			       10, 0, 0, 1, 192, 168, 3, 4, 0x30, 0x39, 0, 80, 1, 2, 3, 4 };
static const uint8_t ip6[] = { 0x86, 0xdd, 0x60, 0, 0, 0, 0, 20, 17, 64, 0x20, 1, 0xd, 0xb8 };
static const uint8_t tagged[] = { 0x81, 0x00, 0x60, 7, 0x08, 0x00, 0x45, 0, 0, 60 };
static const uint8_t tagged_twice[] = { 0x88, 0xa8, 0, 9, 0x81, 0, 0x20, 7, 0x86, 0xdd, 0x60 };
static const uint8_t tagged_length[] = { 0x81, 0x00, 0, 7, 0, 46, 0xff, 0xff, 3 };
static const uint8_t raw[] = { 0x08, 0x06, 0, 1 };

static const struct {
	const uint8_t *start; /* behind the addresses */
	uint32_t n, size;
} frames[] = {
	[IP4] = { ip4, sizeof(ip4), 74 },
	[IP6] = { ip6, sizeof(ip6), 74 },
	[TAGGED] = { tagged, sizeof(tagged), 78 },
	[TAGGED_TWICE] = { tagged_twice, sizeof(tagged_twice), 90 },
	[TAGGED_LENGTH] = { tagged_length, sizeof(tagged_length), 64 },
	[RAW] = { raw, sizeof(raw), 60 },
	[SHORT] = { raw, 2, 14 },
};

static uint32_t frame_of(enum frame_kind kind, uint8_t *frame)
{
	for (uint32_t i = 0; i < frames[kind].size; i++)
		frame[i] = (uint8_t)(i * 29 + 5);
	memset(frame, 0, 6); /* to the loopback device: PACKET_HOST */
	memcpy(frame + 12, frames[kind].start, frames[kind].n);
	if (kind == IP6)
		memset(frame + 60, 0, 2); /* no UDP checksum */
	return frames[kind].size;
}

static void script_of(const struct packet_case *test, struct packet_script *script)
{
	memset(script, 0, sizeof(*script));
	script->n = (uint32_t)test->n;
	memcpy(script->step, test->step, sizeof(script->step));
}

/* ---- skep ---- */

static void skb_over(struct skep_skb *skb, uint8_t *buffer, uint32_t size)
{
	skep_skb_init(skb, buffer + ROOM_BEFORE, size);
	skb->head = buffer;
	skb->tail = skb->data_end + ROOM_BEHIND;
	memcpy(&skb->protocol, skb->data + 12, 2);
}

static void xdp_over(struct skep_xdp *xdp, uint8_t *buffer, uint32_t size)
{
	skep_xdp_init(xdp, buffer + ROOM_BEFORE, size);
	xdp->head = buffer;
	xdp->tail = xdp->data_end + ROOM_BEHIND;
}

static void run_here(struct skep_obj *obj, const struct packet_case *test, struct outcome *out)
{
	static uint8_t buffer[ROOM_BEFORE + 100 + ROOM_BEHIND];
	uint32_t zero = 0, result, size = frame_of(test->frame, buffer + ROOM_BEFORE);
	struct packet_script script;
	struct skep_skb skb;
	struct skep_xdp xdp;
	int err;

	script_of(test, &script);
	memset(out, 0, sizeof(*out));
	skep_map_update(skep_obj_map(obj, "script"), &zero, &script, 0);
	skep_map_update(skep_obj_map(obj, "report"), &zero, &out->report, 0);
	skb_over(&skb, buffer, size);
	xdp_over(&xdp, buffer, size);
	err = test->xdp ? skep_run(skep_obj_prog(obj, "xdp_script"), &xdp, &result) :
			  skep_run(skep_obj_prog(obj, "skb_script"), &skb, &result);
	assert_int_equal(err, 0);
	assert_int_equal(skep_map_lookup(skep_obj_map(obj, "report"), &zero, &out->report), 0);
	out->size = (uint32_t)(test->xdp ? xdp.data_end - xdp.data : skb.data_end - skb.data);
	memcpy(out->frame, test->xdp ? xdp.data : skb.data, out->size);
	if (!test->xdp)
		assert_int_equal(skb.len, out->size);
}

/* ---- the kernel ---- */

struct kernel {
	struct skep *vm;
	struct skep_obj *obj;
	struct kernel_prog skb, xdp;
};

static void kernel_load_all(struct kernel *kernel)
{
	kernel->vm = new_vm(NULL);
	kernel->obj = open_obj(kernel->vm, "packet_script");
	if (kernel_load(skep_obj_prog(kernel->obj, "skb_script")->image, true, &kernel->skb))
		fail_msg("%s", kernel->skb.log);
	if (kernel_load(skep_obj_prog(kernel->obj, "xdp_script")->image, true, &kernel->xdp))
		fail_msg("%s", kernel->xdp.log);
}

static int fd_of(const struct kernel *kernel, const struct kernel_prog *prog, const char *name)
{
	const struct image *image = skep_obj_prog(kernel->obj, "skb_script")->image;

	for (uint32_t i = 0; i < image->n_maps; i++)
		if (!strcmp(image->maps[i]->name, name))
			return prog->map_fds[i];
	fail();
	return -1;
}

static void run_kernel(const struct kernel *kernel, const struct packet_case *test,
		       struct outcome *out)
{
	const struct kernel_prog *prog = test->xdp ? &kernel->xdp : &kernel->skb;
	uint32_t zero = 0, result, size;
	struct packet_script script;
	uint8_t frame[128];

	size = frame_of(test->frame, frame);
	script_of(test, &script);
	memset(out, 0, sizeof(*out));
	out->size = sizeof(out->frame);
	kernel_map_update(fd_of(kernel, prog, "script"), &zero, &script, 0);
	kernel_map_update(fd_of(kernel, prog, "report"), &zero, &out->report, 0);
	assert_int_equal(kernel_run(prog, frame, size, out->frame, &out->size, &result), 0);
	kernel_map_lookup(fd_of(kernel, prog, "report"), &zero, &out->report);
}

/* ---- comparing ---- */

static uint64_t digest(uint64_t sum, const void *data, size_t size)
{
	const uint8_t *bytes = data;

	for (size_t i = 0; i < size; i++)
		sum = (sum ^ bytes[i]) * UINT64_C(0x100000001b3); /* FNV-1a */
	return sum;
}

static uint64_t digest_of(const struct packet_case *test, struct outcome *out)
{
	for (int i = 0; i < test->n; i++)
		if (test->step[i].unused)
			out->report.record[i].result = out->report.record[i].result != 0;
	return digest(digest(UINT64_C(0xcbf29ce484222325), &out->report, sizeof(out->report)),
		      out->frame, out->size);
}

static void print_records(const struct packet_case *test, const struct outcome *out)
{
	for (int i = 0; i < test->n; i++) {
		const struct packet_record *r = &out->report.record[i];

		print_message("  %d: %lld size %u direct %u protocol %x type %u vlan %x:", i,
			      (long long)r->result, r->size, r->direct, r->protocol, r->pkt_type,
			      r->vlan);
		for (int b = 0; b < STEP_BYTES; b++)
			print_message(" %02x", r->bytes[b]);
		print_message("\n");
	}
}

static void compare(int n, const char *who, struct outcome *out)
{
	uint64_t sum = digest_of(&cases[n], out);

	for (int i = 0; i < cases[n].n; i++) {
		if (out->report.record[i].result == expected[n].result[i])
			continue;
		print_records(&cases[n], out);
		fail_msg("case %d, step %d on %s: %lld, not %lld", n, i, who,
			 (long long)out->report.record[i].result,
			 (long long)expected[n].result[i]);
	}
	if (sum != expected[n].digest) {
		print_records(&cases[n], out);
		fail_msg("case %d on %s: frame or records are others", n, who);
	}
}

static void record(const struct kernel *kernel)
{
	static struct outcome out;

	for (int n = 0; n < N_CASES; n++) {
		uint64_t sum;

		run_kernel(kernel, &cases[n], &out);
		sum = digest_of(&cases[n], &out);
		printf("\t{ {");
		for (int i = 0; i < cases[n].n; i++)
			printf(" %lld,", (long long)out.report.record[i].result);
		printf(" },\n\t  UINT64_C(0x%016llx) },\n", (unsigned long long)sum);
		if (getenv("VERBOSE"))
			print_records(&cases[n], &out);
	}
}

static void test_kernel(void **state)
{
	static struct outcome out;
	struct kernel kernel;

	(void)state;
	if (kernel_available()) {
		print_message("# skip: %s\n", kernel_available());
		skip();
	}
	kernel_load_all(&kernel);
	if (getenv("RECORD")) {
		record(&kernel);
	} else {
		assert_int_equal(sizeof(expected) / sizeof(*expected), N_CASES);
		for (int n = 0; n < N_CASES; n++) {
			run_kernel(&kernel, &cases[n], &out);
			compare(n, "the kernel", &out);
		}
	}
	kernel_unload(&kernel.skb);
	kernel_unload(&kernel.xdp);
	skep_free(kernel.vm);
}

static void on_engine(enum skep_engine engine, const char *name)
{
	static struct outcome out;
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj = open_obj(vm, "packet_script");

	assert_int_equal(sizeof(expected) / sizeof(*expected), N_CASES);
	skep_prog_set_engine(skep_obj_prog(obj, "skb_script"), engine);
	skep_prog_set_engine(skep_obj_prog(obj, "xdp_script"), engine);
	must_load(obj);
	for (int n = 0; n < N_CASES; n++) {
		run_here(obj, &cases[n], &out);
		compare(n, name, &out);
	}
	skep_free(vm);
}

TESTS_ON_ENGINES(on_engine)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kernel),
		cmocka_unit_test(test_interp),
		cmocka_unit_test(test_checked),
		cmocka_unit_test(test_machine_code),
	};

	return cmocka_run_group_tests_name("vm packet", tests, NULL, NULL);
}
