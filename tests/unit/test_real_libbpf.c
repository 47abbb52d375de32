/*
 * Programs as people write them for the kernel (tests/real), by two compilers and for three
 * instruction sets: what the kernel accepts skep accepts, and those that run on frames give
 * the same on every engine.
 *
 * tests/real/verdicts.data holds the kernel's verdicts and reasons; SKEP_RECORD=1 asks it
 * again.  tests/real/refused.data says what skep refuses and as what; differ.data where
 * that differs and by which rule of docs/kernel-differences.md.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <bpf/libbpf.h>
#include <linux/bpf.h>

#include "skep/packet.h"
#include "skep/skep.h"
#include "tests/lib/kernel.h"
#include "tests/lib/real_objects.h"

#define VERDICTS "tests/real/verdicts.data"
#define DIFFER "tests/real/differ.data"
#define REFUSED "tests/real/refused.data"

enum { FRAME = 256, LITTLE_WORK = 1 << 20 };

static const struct real_object *objects;
static unsigned n_objects;

static int find_objects(void **state)
{
	(void)state;
	n_objects = real_objects(&objects);
	return n_objects < 6 * 26;
}

/* --- verdicts --- */

static int quiet(enum libbpf_print_level level, const char *format, va_list args)
{
	(void)level, (void)format, (void)args;
	return 0;
}

/*
 * Why the kernel refuses a program, in a word; by what its log says last.  The first that
 * fits counts.
 */
static const struct {
	const char *says, *reason;
} reasons[] = {
	{ "BPF program is too large", "too-long" }, /* of more instructions than are looked at */
	{ "The sequence of", "too-many-jumps" },
	{ "infinite loop detected", "infinite-loop" },
	{ "invalid access to packet", "packet-access" },
	{ "invalid access to map value", "map-access" },
	{ "invalid access to memory", "memory-access" },
	{ "invalid read from stack", "stack-read" },
	{ "invalid write to stack", "stack-write" },
	{ "invalid mem access", "kind-of-memory" },
	{ "min value is negative", "negative" },
	{ "unbounded memory access", "unbounded" },
	{ "max value is outside", "out-of-range" },
	{ "pointer arithmetic", "pointer-arithmetic" },
	{ "!read_ok", "unwritten-register" },
};

static const char *reason_of(const char *log)
{
	for (size_t i = 0; i < sizeof(reasons) / sizeof(*reasons); i++)
		if (strstr(log, reasons[i].says))
			return reasons[i].reason;
	return "other";
}

/* "" or why not.  libbpf asks again, for the log, where the kernel refuses. */
static const char *kernel_refuses(const struct real_object *o)
{
	static char log[1 << 16];
	LIBBPF_OPTS(bpf_object_open_opts, opts, .kernel_log_buf = log,
		    .kernel_log_size = sizeof(log));
	struct bpf_object *object;
	bool takes;

	libbpf_set_print(quiet);
	*log = '\0';
	object = bpf_object__open_file(o->path, &opts);
	assert_non_null(object);
	takes = !bpf_object__load(object);
	bpf_object__close(object);
	if (!takes && getenv("VERBOSE"))
		print_message("%s %s: %s\n", o->variant, o->name,
			      log + (strlen(log) > 600 ? strlen(log) - 600 : 0));
	return takes ? "" : reason_of(log);
}

static bool skep_takes(const struct real_object *o, uint64_t max_work, struct skep_error *error)
{
	struct skep *vm = skep_new(SKEP_OPTS(.rights = SKEP_TRUSTED, .max_work = max_work), error);
	struct skep_obj *obj = vm ? skep_obj_open(vm, o->path, NULL, error) : NULL;
	struct skep_prog *prog = NULL;
	bool takes = obj != NULL;

	while (takes && (prog = skep_obj_next_prog(obj, prog)))
		takes = !skep_prog_verify(prog, error);
	skep_free(vm);
	return takes;
}

static int record_all(void)
{
	FILE *out;

	if (find_objects(NULL) || !(out = fopen(VERDICTS, "w")))
		return 1;
	fputs("# Verdicts of Linux 6.18, written by SKEP_RECORD=1 build/tests/test_real_libbpf.\n",
	      out);
	for (unsigned i = 0; i < n_objects; i++) {
		const char *reason = kernel_refuses(&objects[i]);

		fprintf(out, "%s %s %s%s%s\n", objects[i].variant, objects[i].name,
			*reason ? "refused" : "accepted", *reason ? " " : "", reason);
	}
	return fclose(out) != 0;
}

/* What needs too much work is waited for to the end in one of the ways to compile it. */
static bool is_last(const struct real_object *o)
{
	return !strcmp(o->variant, objects[n_objects - 1].variant);
}

/* Does skep decide as it should, and refuse for the reason that it had? */
static bool decides_well(const struct real_object *o, bool *theirs, bool *ours)
{
	struct skep_error error = { 0 };
	char verdict[REAL_WORD], rule[REAL_WORD], id[REAL_WORD];

	real_word(VERDICTS, o, 0, verdict);
	real_word(DIFFER, o, 0, rule);
	real_word(REFUSED, o, 0, id);
	assert_true(verdict[0]);
	*ours = skep_takes(o, strcmp(id, "complexity") || is_last(o) ? 0 : LITTLE_WORK, &error);
	*theirs = !strcmp(verdict, "accepted");
	if (*ours == (*theirs != (rule[0] != '\0')) && !strcmp(id, error.id))
		return true;
	printf("# %s %s: skep %s, the kernel: %s: %s (%s, was %s)\n", o->variant, o->name,
	       *ours ? "accepts" : "refuses", verdict, error.message, error.id, id);
	return false;
}

static void test_verdicts(void **state)
{
	unsigned failures = 0, n_theirs = 0, n_ours = 0;

	(void)state;
	for (unsigned i = 0; i < n_objects; i++) {
		bool theirs, ours;

		failures += !decides_well(&objects[i], &theirs, &ours);
		n_theirs += theirs;
		n_ours += ours;
	}
	print_message("%u objects: %u accepted by the kernel, %u by skep\n", n_objects, n_theirs,
		      n_ours);
	assert_int_equal(failures, 0);
}

/* A difference names a rule: a heading of docs/kernel-differences.md. */
static void test_differences_have_rules(void **state)
{
	FILE *doc = fopen("docs/kernel-differences.md", "r");
	static char text[1 << 16];
	char want[80], rule[REAL_WORD];

	(void)state;
	assert_non_null(doc);
	assert_true(fread(text, 1, sizeof(text) - 1, doc) > 0);
	fclose(doc);
	for (unsigned i = 0; i < n_objects; i++) {
		real_word(DIFFER, &objects[i], 0, rule);
		snprintf(want, sizeof(want), "\n## %s\n", rule);
		assert_true(!rule[0] || strstr(text, want));
	}
}

static void test_kernel_still_answers_so(void **state)
{
	const char *why_not = kernel_available();

	(void)state;
	if (why_not) {
		print_message("skipped: %s\n", why_not);
		skip();
	}
	for (unsigned i = 0; i < n_objects; i += 3) {
		char reason[REAL_WORD];
		const char *now;

		real_word(VERDICTS, &objects[i], 1, reason);
		if (!strncmp(reason, "too-", 4)) /* seconds each */
			continue;
		now = kernel_refuses(&objects[i]);
		if (strcmp(now, reason))
			fail_msg("%s %s: %s, was %s", objects[i].variant, objects[i].name, now,
				 reason);
	}
}

/* --- frames --- */

static const struct {
	const char *name, *hex;
} frames[] = {
	{ "short", "ffffffffffff02000000000108" },
	{ "syn", "ffffffffffff020000000001080045000030000100004006f97cc0a80001c0a80002"
		 "30390050000000010000000070022000000000000204021801030303" },
	{ "dns", "ffffffffffff02000000000108004500003c000100004011f965c0a80001c0a80002"
		 "3039003500280000123401000001000000000000"
		 "0357575707657861 6d706c6503636f6d0000010001" },
	{ "echo", "ffffffffffff02000000000108004500001c000100004001f995c0a80001c0a80002"
		  "0800f7fd00010001" },
	{ "qinq", "ffffffffffff02000000000188a80064810000c80800"
		  "45000014000100004000f99ec0a80001c0a80002" },
	{ "ip6", "ffffffffffff02000000000186dd6000000000200040"
		 "20010db800000000000000000000000120010db8000000000000000000000002"
		 "0600010400000000303900500000000100000000500220000000 0000" },
	{ "tls", "ffffffffffff0200000000010800450000680001000040060000c0a80001c0a80002"
		 "303901bb00000001000000005018200000000000160301003b0100003703030000000000"
		 "00000000000000000000000000000000000000000000000000000000000002130101000012"
		 "0000000e000c0000096c6f63616c686f7374" },
	{ "mqtt", "ffffffffffff020000000001080045000030000100004006f97cc0a80001c0a80002"
		  "3039075b0000000100000000501820000000000010a1020000" },
};

static size_t from_hex(const char *hex, uint8_t *out)
{
	size_t n = 0;
	unsigned byte;

	for (; *hex; hex += 2) {
		hex += *hex == ' ';
		assert_int_equal(sscanf(hex, "%2x", &byte), 1);
		out[n++] = (uint8_t)byte;
	}
	return n;
}

struct outcome {
	int err;
	uint32_t result;
	size_t size;
	uint8_t data[FRAME];
};

/* With room for 64 bytes in front, as a driver gives it. */
static void run(struct skep_prog *prog, bool xdp, const uint8_t *frame, size_t size,
		struct outcome *out)
{
	uint8_t room[64 + FRAME] = { 0 };
	struct skep_xdp x;
	struct skep_skb s;

	memset(out, 0, sizeof(*out));
	memcpy(room + 64, frame, size);
	if (xdp) {
		skep_xdp_init(&x, room + 64, size);
		x.head = room;
		out->err = skep_run(prog, &x, &out->result);
		out->size = (size_t)((uint8_t *)x.data_end - (uint8_t *)x.data);
		memcpy(out->data, x.data, out->size);
	} else {
		skep_skb_init(&s, room + 64, size);
		s.head = room;
		out->err = skep_run(prog, &s, &out->result);
		out->size = size;
		memcpy(out->data, room + 64, size);
	}
}

static struct skep_prog *open_with(const struct real_object *o, enum skep_engine engine,
				   uint32_t rights, struct skep **vm)
{
	struct skep_error error = { 0 };
	struct skep_prog *prog = NULL;
	struct skep_obj *obj;

	*vm = skep_new(SKEP_OPTS(.rights = rights), &error);
	obj = *vm ? skep_obj_open(*vm, o->path, NULL, &error) : NULL;
	if (!obj)
		return NULL;
	while ((prog = skep_obj_next_prog(obj, prog)))
		skep_prog_set_engine(prog, engine);
	return skep_obj_load(obj, &error) ? NULL : skep_obj_prog(obj, o->name);
}

/* Of programs whose result is of the frames alone. */
static bool runs_on_frames(const struct real_object *o, bool *xdp)
{
	static const char *const names[] = { "vlan_parser", "ip6_ext", "tcp_opts", "geneve",
					     "icmp_echo", "lb_ipip", "syncookie", "conntrack",
					     "lpm_block", "dns_name", "tls_sni", "quic_cid",
					     "mqtt_varint", "dispatch_tail", "global_funcs",
					     "csum_var", "pkt_cursor" };
	static const char *const skb[] = { "http_match", "sock_filter", "bitmap_alloc",
					   "scan_loop" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!strcmp(o->name, names[i]))
			return *xdp = true;
	*xdp = false;
	for (size_t i = 0; i < sizeof(skb) / sizeof(*skb); i++)
		if (!strcmp(o->name, skb[i]))
			return true;
	return false;
}

static unsigned n_runs, n_results[8];

static void compare_engines(const struct real_object *o, bool xdp)
{
	static const struct {
		enum skep_engine engine;
		uint32_t rights;
	} ways[] = { { SKEP_ENGINE_CHECKED, SKEP_TRUSTED },
		     { SKEP_ENGINE_INTERP, SKEP_TRUSTED },
		     { SKEP_ENGINE_JIT, SKEP_TRUSTED },
		     { SKEP_ENGINE_JIT, SKEP_TRUSTED & ~SKEP_NO_HARDENING } };
	enum { N = sizeof(ways) / sizeof(*ways) };
	struct outcome first, other;
	struct skep_prog *prog[N];
	struct skep *vm[N];

	for (unsigned w = 0; w < N; w++)
		prog[w] = open_with(o, ways[w].engine, ways[w].rights, &vm[w]);
	for (size_t f = 0; f < sizeof(frames) / sizeof(*frames) && prog[0]; f++) {
		uint8_t frame[FRAME];
		size_t size = from_hex(frames[f].hex, frame);

		run(prog[0], xdp, frame, size, &first);
		assert_int_equal(first.err, 0);
		n_results[first.result & 7]++;
		for (unsigned w = 1; w < N; w++, n_runs++) {
			assert_non_null(prog[w]);
			run(prog[w], xdp, frame, size, &other);
			if (memcmp(&first, &other, sizeof(first)))
				fail_msg("%s %s on %s: %u, engine %u: %u", o->variant, o->name,
					 frames[f].name, first.result, w, other.result);
		}
	}
	for (unsigned w = 0; w < N; w++)
		skep_free(vm[w]);
}

static void test_engines(void **state)
{
	bool xdp;

	(void)state;
	n_runs = 0;
	for (unsigned i = 0; i < n_objects; i++)
		if (runs_on_frames(&objects[i], &xdp))
			compare_engines(&objects[i], xdp);
	print_message("%u runs compared; results 0..4: %u %u %u %u %u\n", n_runs, n_results[0],
		      n_results[1], n_results[2], n_results[3], n_results[4]);
	assert_true(n_runs > 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_verdicts),
		cmocka_unit_test(test_differences_have_rules),
		cmocka_unit_test(test_kernel_still_answers_so),
		cmocka_unit_test(test_engines),
	};

	if (getenv("SKEP_RECORD"))
		return record_all();
	return cmocka_run_group_tests_name("real", tests, find_objects, NULL);
}
