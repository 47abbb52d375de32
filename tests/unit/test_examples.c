/*
 * The example objects beside the kernel: what skep accepts with every right, Linux
 * accepts as root, and packet programs give the same verdicts and frames on the
 * bundled capture.  Programs that work in pairs are run here, as a case runs one.
 */
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/table.h"
#include "tests/lib/kernel.h"
#include "tests/lib/vm_test.h"
#include "vm/vm.h"

enum { N_FRAMES = 400, MAX_FRAME = 2048, ROOM = 256, ETHERNET = 14, PCAP_HEAD = 24 };

struct frames {
	uint32_t n, size[N_FRAMES];
	uint8_t bytes[N_FRAMES][MAX_FRAME];
};

/* Programs whose runs are not compared, and why. */
static const struct {
	const char *object, *why;
} not_compared[] = {
	{ "ratelimit", "what it drops depends on the time that passes" },
	{ "dispatch", "its program array is filled by the loader" },
};

static const char *examples(void)
{
	static char path[200];
	const char *build = getenv("BUILD");

	snprintf(path, sizeof(path), "%s/examples", build ? build : "build");
	return path;
}

typedef void visit_fn(struct skep_obj *obj, const char *name, void *arg);

/* Every object of the folder but the one that is refused on purpose.  Return: how many. */
static int each_object(visit_fn *visit, void *arg)
{
	DIR *dir = opendir(examples());
	struct dirent *entry;
	int n = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		size_t len = strlen(entry->d_name);
		struct skep *vm;
		struct skep_obj *obj;
		struct skep_error error;
		char path[512];

		if (len < 7 || strcmp(entry->d_name + len - 6, ".bpf.o") ||
		    !strcmp(entry->d_name, "broken.bpf.o"))
			continue;
		snprintf(path, sizeof(path), "%s/%s", examples(), entry->d_name);
		entry->d_name[len - 6] = 0;
		vm = new_vm(SKEP_OPTS(.rights = SKEP_TRUSTED));
		obj = skep_obj_open(vm, path, NULL, &error);
		if (!obj)
			fail_msg("%s: %s", path, error.message);
		visit(obj, entry->d_name, arg);
		skep_free(vm);
		n++;
	}
	closedir(dir);
	return n;
}

/* ---- verdicts of the verifiers ---- */

static void compare_verdicts(struct skep_obj *obj, const char *name, void *arg)
{
	struct skep_prog *prog = NULL;
	struct kernel_prog kernel;
	struct skep_error error;
	bool *has_kernel = arg;

	while ((prog = skep_obj_next_prog(obj, prog))) {
		if (prog_verify(prog, &error))
			fail_msg("%s: %s: %s", name, error.id, error.message);
		if (!*has_kernel)
			continue;
		if (kernel_load(prog->image, true, &kernel))
			fail_msg("%s: the kernel refuses %s: %d\n%s", name, prog->image->name,
				 kernel.err, kernel.log);
		kernel_unload(&kernel);
	}
}

static void test_accepted_by_both(void **state)
{
	const char *why_not = kernel_available();
	bool has_kernel = !why_not;

	(void)state;
	if (why_not)
		print_message("without the kernel: %s\n", why_not);
	assert_true(each_object(compare_verdicts, &has_kernel) >= 18);
}

/* Each type that can be run here has an example. */
static void mark_types(struct skep_obj *obj, const char *name, void *arg)
{
	struct skep_prog *prog = NULL;
	uint64_t *seen = arg;

	(void)name;
	while ((prog = skep_obj_next_prog(obj, prog)))
		*seen |= UINT64_C(1) << prog->image->prog_type;
}

static void test_every_type_has_an_example(void **state)
{
	static const enum prog_type wanted[] = {
		PROG_XDP, PROG_SCHED_CLS, PROG_SCHED_ACT, PROG_SOCKET_FILTER, PROG_CGROUP_SKB,
		PROG_KPROBE, PROG_TRACEPOINT, PROG_RAW_TRACEPOINT, PROG_PERF_EVENT, PROG_SYSCALL,
		PROG_FLOW_DISSECTOR, PROG_SK_LOOKUP,
	};
	uint64_t seen = 0;

	(void)state;
	each_object(mark_types, &seen);
	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++)
		if (!(seen >> wanted[i] & 1))
			fail_msg("no example is a %s program",
				 prog_type_by_number(wanted[i])->name);
}

/* ---- runs ---- */

/* Frames of the bundled capture, spread over it. */
static void read_frames(struct frames *frames)
{
	static uint8_t capture[16 << 20];
	uint32_t head[4], n = 0;
	char path[300];
	size_t size;
	FILE *file;

	snprintf(path, sizeof(path), "%s/traffic.pcap", examples());
	file = fopen(path, "rb");
	assert_non_null(file);
	size = fread(capture, 1, sizeof(capture), file);
	fclose(file);
	assert_in_range(size, PCAP_HEAD + 1, sizeof(capture) - 1);
	frames->n = 0;
	for (size_t at = PCAP_HEAD; at + sizeof(head) <= size && frames->n < N_FRAMES;
	     at += sizeof(head) + head[2]) {
		memcpy(head, capture + at, sizeof(head));
		if (n++ % 37 || head[2] < ETHERNET || head[2] > MAX_FRAME)
			continue;
		memcpy(frames->bytes[frames->n], capture + at + sizeof(head), head[2]);
		frames->size[frames->n++] = head[2];
	}
	assert_true(frames->n > 200);
}

/*
 * As TEST_RUN gives them: the packets of classifiers and actions begin with
 * Ethernet, those of other programs on packet buffers behind it.
 */
static uint32_t run_here(struct skep_prog *prog, const uint8_t *frame, uint32_t size,
			 uint8_t *out, uint32_t *out_size)
{
	static uint8_t buffer[ROOM + MAX_FRAME + ROOM];
	uint32_t type = prog->image->prog_type, verdict;
	uint32_t skip = type == PROG_SOCKET_FILTER || type == PROG_CGROUP_SKB ? ETHERNET : 0;
	struct skep_skb skb;
	struct skep_xdp xdp;

	memset(buffer, 0, sizeof(buffer));
	memcpy(buffer + ROOM, frame, size);
	skep_xdp_init(&xdp, buffer + ROOM, size);
	skep_skb_init(&skb, buffer + ROOM + skip, size - skip);
	xdp.head = skb.head = buffer;
	xdp.tail = skb.tail = buffer + sizeof(buffer);
	memcpy(&skb.protocol, frame + 12, 2);
	if (skip)
		skb.network_offset = 0;
	assert_int_equal(skep_run(prog, type == PROG_XDP ? (void *)&xdp : &skb, &verdict), 0);
	if (skip) /* the kernel gives zeros in front of what the program saw */
		skb.data = memset(skb.data - skip, 0, skip);
	*out_size = (uint32_t)(type == PROG_XDP ? xdp.data_end - xdp.data :
						  skb.data_end - skb.data);
	memcpy(out, type == PROG_XDP ? xdp.data : skb.data, *out_size);
	return verdict;
}

static bool is_compared(const struct skep_prog *prog, const char *name)
{
	uint32_t type = prog->image->prog_type;

	for (size_t i = 0; i < sizeof(not_compared) / sizeof(*not_compared); i++)
		if (!strcmp(not_compared[i].object, name))
			return false;
	return type == PROG_XDP || type == PROG_SCHED_CLS || type == PROG_SCHED_ACT ||
	       type == PROG_SOCKET_FILTER || type == PROG_CGROUP_SKB;
}

/* Return: the kernel takes this frame; of packet buffers not those that end in a header. */
static bool compare_frame(struct skep_prog *prog, const struct kernel_prog *kernel,
			  const char *name, const uint8_t *frame, uint32_t size)
{
	uint8_t here[ROOM + MAX_FRAME + ROOM], there[ROOM + MAX_FRAME + ROOM];
	uint32_t here_size, there_size = sizeof(there), verdict, wanted;
	int err = kernel_run(kernel, frame, size, there, &there_size, &wanted);

	if (err == -EINVAL)
		return false;
	assert_int_equal(err, 0);
	verdict = run_here(prog, frame, size, here, &here_size);
	if (verdict != wanted)
		fail_msg("%s: %u, the kernel says %u", name, verdict, wanted);
	if (here_size != there_size || memcmp(here, there, here_size))
		fail_msg("%s: another frame than the kernel's, %u and %u bytes", name, here_size,
			 there_size);
	return true;
}

struct comparison {
	struct frames frames;
	int programs;
	uint64_t runs, not_taken;
};

static void compare_runs(struct skep_obj *obj, const char *name, void *arg)
{
	struct comparison *to = arg;
	struct skep_prog *prog = NULL;
	struct kernel_prog kernel;

	must_load(obj);
	while ((prog = skep_obj_next_prog(obj, prog))) {
		if (!is_compared(prog, name))
			continue;
		assert_int_equal(kernel_load(prog->image, true, &kernel), 0);
		for (uint32_t i = 0; i < to->frames.n; i++) {
			bool taken = compare_frame(prog, &kernel, name, to->frames.bytes[i],
						   to->frames.size[i]);

			to->runs += taken;
			to->not_taken += !taken;
		}
		kernel_unload(&kernel);
		to->programs++;
	}
}

static void test_runs_beside_the_kernel(void **state)
{
	const char *why_not = kernel_available();
	static struct comparison to;

	(void)state;
	if (why_not) {
		print_message("skipped: %s\n", why_not);
		skip();
	}
	read_frames(&to.frames);
	each_object(compare_runs, &to);
	print_message("%d programs, %" PRIu64 " runs alike, %" PRIu64 " frames not taken\n",
		      to.programs, to.runs, to.not_taken);
	assert_true(to.programs >= 9);
	assert_true(to.not_taken * 20 < to.runs);
}

/* ---- two programs that meet in a map ---- */

static struct skep_obj *load_example(struct skep *vm, const char *name)
{
	struct skep_error error;
	struct skep_obj *obj;
	char path[300];

	snprintf(path, sizeof(path), "%s/%s.bpf.o", examples(), name);
	obj = skep_obj_open(vm, path, NULL, &error);
	assert_non_null(obj);
	must_load(obj);
	return obj;
}

static void run_prog(struct skep_obj *obj, const char *name, uint64_t *ctx)
{
	uint32_t result;

	assert_int_equal(skep_run(skep_obj_prog(obj, name), ctx, &result), 0);
	assert_int_equal(result, 0);
}

static uint64_t entries(struct skep_map *map)
{
	uint8_t key[64], next[64];
	uint64_t n = 0;

	for (int err = skep_map_next_key(map, NULL, next); !err; n++) {
		memcpy(key, next, sizeof(key));
		err = skep_map_next_key(map, key, next);
	}
	return n;
}

static void test_a_call_that_fails_is_timed(void **state)
{
	struct skep *vm = new_vm(SKEP_OPTS(.rights = SKEP_TRUSTED));
	struct skep_obj *obj = load_example(vm, "latency");
	struct skep_map *started = skep_obj_map(obj, "started");
	uint64_t args[8] = { 0, (uint64_t)-ENOENT }, count = 0;
	uint32_t error = ENOENT;

	(void)state;
	for (int i = 0; i < 3; i++) {
		run_prog(obj, "enter", args);
		assert_int_equal(entries(started), 1);
		run_prog(obj, "leave", args);
		assert_int_equal(entries(started), 0);
	}
	run_prog(obj, "leave", args); /* without a beginning */
	assert_int_equal(skep_map_lookup(skep_obj_map(obj, "failed"), &error, &count), 0);
	assert_int_equal(count, 3);
	skep_free(vm);
}

/* Where a register is in the context of kprobes, in words. */
static uint32_t register_place(const struct skep_prog *prog, const char *x64, uint32_t arm64)
{
	enum ctx_id ctx = prog_type_ctx(prog_type_by_number(prog->image->prog_type),
					prog->image->arch);

	for (uint32_t at = 0; at < ctx_info(ctx)->size; at += 8) {
		int row = ctx_find_field(ctx, at, 8);

		if (row >= 0 && !strcmp(ctx_field(row)->name, x64))
			return at / 8;
	}
	return arm64;
}

static void test_an_allocation_that_fails_is_counted(void **state)
{
	struct skep *vm = new_vm(SKEP_OPTS(.rights = SKEP_TRUSTED));
	struct skep_obj *obj = load_example(vm, "mallocs");
	struct skep_prog *enter = skep_obj_prog(obj, "malloc_enter");
	uint32_t size = register_place(enter, "di", 0), result = register_place(enter, "ax", 0);
	uint64_t regs[64] = { 0 }, failure[2] = { 0 };

	(void)state;
	for (uint64_t i = 1; i <= 3; i++) { /* the second one succeeds */
		regs[size] = 1000 * i;
		run_prog(obj, "malloc_enter", regs);
		regs[result] = i == 2 ? 0x1000 : 0;
		run_prog(obj, "malloc_leave", regs);
		assert_int_equal(entries(skep_obj_map(obj, "calls")), 0);
	}
	assert_int_equal(skep_map_lookup(skep_obj_map(obj, "failures"), &(uint32_t){ 0 }, failure),
			 0);
	assert_int_equal(failure[0], 2);
	assert_int_equal(failure[1], 3000);
	skep_free(vm);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_accepted_by_both),
		cmocka_unit_test(test_every_type_has_an_example),
		cmocka_unit_test(test_runs_beside_the_kernel),
		cmocka_unit_test(test_a_call_that_fails_is_timed),
		cmocka_unit_test(test_an_allocation_that_fails_is_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
