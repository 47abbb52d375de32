/*
 * Each helper with each kind of argument, judged by skep and by the kernel.  A
 * program sets things up, gives the helper what its row asks for, and replaces
 * one argument by something from a palette; both must say the same of it.
 *
 * Only verdicts are compared, so that a row is checked against what Linux does,
 * not against a second copy of the row.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "skep/skep.h"
#include "tests/lib/helper_probe.h"
#include "tests/lib/kernel.h"
#include "verifier/verifier.h"

enum { TEXT = 8192 };

/* What stands in a register; %u is its number. */
struct item {
	const char *name, *text;
	enum { NEEDS_NOTHING, NEEDS_PACKET, NEEDS_SOCKET, NEEDS_TASK } needs;
};
static const struct item palette[] = {
	{ "ctx", "r%u = r6\n", 0 },
	{ "zero", "r%u = 0\n", 0 },
	{ "one", "r%u = 1\n", 0 },
	{ "eight", "r%u = 8\n", 0 },
	{ "sixty-four", "r%u = 64\n", 0 },
	{ "sixty-five", "r%u = 65\n", 0 },
	{ "minus one", "r%u = -1\n", 0 },
	{ "unknown", "r%u = r9\n", 0 },
	{ "0..63", "r%u = r9\nr%u &= 63\n", 0 },
	{ "1..64", "r%u = r9\nr%u &= 63\nr%u += 1\n", 0 },
	{ "stack", "r%u = r10\nr%u += -64\n", 0 },
	{ "stack's last", "r%u = r10\nr%u += -4\n", 0 },
	{ "odd stack", "r%u = r10\nr%u += -63\n", 0 },
	{ "new stack", "r%u = r10\nr%u += -192\n", 0 },
	{ "frame pointer", "r%u = r10\n", 0 },
	{ "map", "r%u = map m ll\n", 0 },
	{ "another map", "r%u = map v ll\n", 0 },
	{ "value", "r%u = map_value v + 0 ll\n", 0 },
	{ "value's last", "r%u = map_value v + 60 ll\n", 0 },
	{ "constant value", "r%u = map_value ro + 0 ll\n", 0 },
	{ "value or NULL", "r%u = r8\n", 0 },
	{ "packet", "r%u = r7\n", NEEDS_PACKET },
	{ "socket", "r%u = *(u64 *)(r10 - 72)\n", NEEDS_SOCKET },
	{ "socket or NULL", "r%u = *(u64 *)(r6 + 168)\n", NEEDS_SOCKET },
	{ "task", "r%u = *(u64 *)(r10 - 80)\n", NEEDS_TASK },
	{ "nothing", "", 0 },
};
enum { N_ITEMS = sizeof(palette) / sizeof(*palette) };

static struct helper_record recorded;
static int failures;
static unsigned compared, accepted;
static bool trusted, keeps_packet;
static char map_text[128]; /* the map instead of the usual one */

static void add(char *text, const char *more)
{
	size_t used = strlen(text), n = strlen(more);

	assert_true(used + n < TEXT);
	memcpy(text + used, more, n + 1);
}

static void add_item(char *text, const char *item, unsigned reg)
{
	for (; *item; item++) {
		char piece[16] = { *item };

		if (*item == '%') {
			snprintf(piece, sizeof(piece), "%u", reg);
			item++;
		}
		add(text, piece);
	}
}

/* What an argument of this kind gets where it is not the one that is varied. */
static const char *usual(enum helper_arg arg)
{
	switch (arg) {
	case ARG_CTX:
	case ARG_CTX_NULL: return "r%u = r6\n";
	case ARG_MAP: return "r%u = map m ll\n";
	case ARG_SIZE:
	case ARG_SIZE0:
	case ARG_SIZE_WORDS:
	case ARG_ALLOC_SIZE: return "r%u = 8\n";
	case ARG_STRING: return "r%u = map_value ro + 0 ll\n";
	case ARG_FUNC: return "r%u = func each ll\n";
	case ARG_SOCK: return "r%u = *(u64 *)(r10 - 72)\n";
	case ARG_DYNPTR: return "r%u = r6\n"; /* a callback has it in the context's place */
	case ARG_TASK_NULL: return trusted ? "r%u = *(u64 *)(r10 - 80)\n" : "r%u = 0\n";
	case ARG_SCALAR:
	case ARG_FUNC_CTX:
	case ARG_ZERO:
	case ARG_OPT: return "r%u = 0\n";
	default: return "r%u = r10\nr%u += -64\n";
	}
}

/* A map of the kind that the helper wants. */
static const char *map_line(const struct helper_info *helper)
{
	static const struct {
		uint32_t ops;
		const char *line;
	} maps[] = {
		{ MAPF_PUSH, "type=queue value=8 entries=4" },
		{ MAPF_POP, "type=queue value=8 entries=4" },
		{ MAPF_PEEK, "type=queue value=8 entries=4" },
		{ MAPF_RINGBUF, "type=ringbuf entries=4096" },
		{ MAPF_PERF, "type=perf_event_array key=4 value=4 entries=4" },
		{ MAPF_STACKS, "type=stack_trace key=4 value=80 entries=4" },
		{ MAPF_CGROUPS, "type=cgroup_array key=4 value=4 entries=4" },
		{ MAPF_PROGS, "type=prog_array key=4 value=4 entries=4" },
		{ MAPF_REDIRECT, "type=devmap key=4 value=4 entries=4" },
		{ MAPF_SOCKMAP, "type=sockmap key=4 value=4 entries=4" },
		{ MAPF_SOCKHASH, "type=sockhash key=4 value=4 entries=4" },
		{ MAPF_REUSEPORT, "type=reuseport_sockarray key=4 value=4 entries=4" },
		{ MAPF_CGROUP_STORAGE, "type=cgroup_storage key=8 value=8" },
		{ MAPF_USER_RINGBUF, "type=user_ringbuf entries=4096" },
		{ MAPF_TASK_STORAGE, "type=task_storage key=4 value=8 flags=1" },
		{ MAPF_PERCPU_LOOKUP, "type=percpu_hash key=4 value=8 entries=4" },
	};

	for (size_t i = 0; i < sizeof(maps) / sizeof(*maps); i++)
		if (helper->map_ops == maps[i].ops)
			return maps[i].line;
	return "type=hash key=4 value=8 entries=4";
}

static bool has_packet(const struct probe_target *t)
{
	return t->prog_type == PROG_XDP || t->prog_type == PROG_SCHED_CLS;
}

static bool has_socket(const struct probe_target *t)
{
	return (T(SCHED_CLS) | T(SCHED_ACT) | T(CGROUP_SKB)) >> t->prog_type & 1;
}

/* Only a callback has a dynamic pointer to give to the helper; it has no context. */
static bool in_callback(const struct helper_info *helper)
{
	return helper_arg_reg(helper, ARG_DYNPTR);
}

static bool has_what_it_needs(const struct helper_info *helper, const struct item *item,
			      const struct probe_target *t)
{
	if (in_callback(helper))
		return item->needs != NEEDS_PACKET && item->needs != NEEDS_SOCKET &&
		       item->needs != NEEDS_TASK;
	return item->needs == NEEDS_TASK   ? trusted :
	       item->needs == NEEDS_PACKET ? has_packet(t) :
	       item->needs == NEEDS_SOCKET ? has_socket(t) :
					     true;
}

/* Packet pointers of contexts that not all are described here. */
static bool has_data(const struct probe_target *t)
{
	const uint64_t skb = T(SCHED_CLS) | T(SCHED_ACT) | T(LWT_IN) | T(LWT_OUT) | T(LWT_XMIT) |
			     T(LWT_SEG6LOCAL) | T(SK_SKB);

	return (skb | T(XDP) | T(SK_MSG)) >> t->prog_type & 1;
}

static void set_up_packet(char *text, const struct probe_target *t)
{
	if (t->prog_type == PROG_XDP)
		add(text, "w7 = *(u32 *)(r1 + 0)\nw2 = *(u32 *)(r1 + 4)\n");
	else if (t->prog_type == PROG_SK_MSG)
		add(text, "r7 = *(u64 *)(r1 + 0)\nr2 = *(u64 *)(r1 + 8)\n");
	else
		add(text, "w7 = *(u32 *)(r1 + 76)\nw2 = *(u32 *)(r1 + 80)\n");
	add(text, "r3 = r7\nr3 += 64\nif r3 > r2 goto out\n");
}

static void set_up(char *text, const struct helper_info *helper, const struct probe_target *t)
{
	snprintf(text, TEXT, ".prog %s\n.map m %s\n",
		 prog_type_by_number(t->prog_type)->name,
		 *map_text ? map_text : map_line(helper));
	add(text, ".map v type=array key=4 value=64 entries=1 data=00\n"
		  ".map ro type=array key=4 value=64 entries=1 frozen=616200 flags=128\n"
		  ".map h type=hash key=4 value=64 entries=4\n");
	if (in_callback(helper))
		add(text, ".map u type=user_ringbuf entries=4096\n"
			  "r1 = map u ll\nr2 = func tested ll\nr3 = 0\nr4 = 0\n"
			  "call user_ringbuf_drain\nr0 = 0\nexit\n.func tested\n");
	add(text, "r6 = r1\n");
	if (!in_callback(helper) && (has_packet(t) || (keeps_packet && has_data(t))))
		set_up_packet(text, t);
	if (!in_callback(helper) && has_socket(t))
		add(text, "r1 = *(u64 *)(r6 + 168)\nif r1 == 0 goto out\n"
			  "*(u64 *)(r10 - 72) = r1\n");
	for (int off = 8; off <= 64; off += 8) {
		char line[40];

		snprintf(line, sizeof(line), "*(u64 *)(r10 - %d) = 0\n", off);
		add(text, line);
	}
	if (trusted)
		add(text, "call get_current_task_btf\n*(u64 *)(r10 - 80) = r0\n");
	add(text, "r1 = map h ll\nr2 = r10\nr2 += -8\ncall map_lookup_elem\nr8 = r0\n"
		  "call get_prandom_u32\nr9 = r0\n");
}

static void finish(char *text, const struct helper_info *helper)
{
	if (helper->ret == RET_RINGBUF_MEM_OR_NULL)
		add(text, "if r0 == 0 goto out\nr1 = r0\nr2 = 0\ncall ringbuf_discard\n");
	if (helper->ret == RET_SOCK_REF || helper->ret == RET_SOCK_COMMON_REF)
		add(text, "if r0 == 0 goto out\nr1 = r0\ncall sk_release\n");
	add(text, "out:\nr0 = 1\nexit\n");
	if (helper_calls_back(helper))
		add(text, ".func each\nr0 = 0\nexit\n");
}

/* 1 accepted, 0 refused, -1 the question makes no sense. */
static int ours(const char *text, uint32_t attach_type, struct image *image, struct arena *arena,
		struct skep_error *error)
{
	struct verify_opts opts = { .rights = trusted ? SKEP_TRUSTED : 0 };
	struct facts *facts;

	error_clear(error);
	if (assemble(arena, text, "case", image, error))
		return -1;
	image->attach_type = attach_type;
	return !validate(image, error) && !verify(image, &opts, arena, &facts, error);
}

static void compare(const struct helper_info *helper, const struct probe_target *t,
		    const char *text, unsigned reg, const char *item)
{
	struct image image = { 0 };
	struct kernel_prog prog;
	struct skep_error error;
	struct arena arena;
	int here, there;

	arena_init(&arena, 0);
	here = ours(text, t->attach_type, &image, &arena, &error);
	if (here < 0)
		printf("# %s: %s\n%s", helper->name, error.message, text);
	assert_true(here >= 0);
	there = kernel_load_flags(&image, trusted, t->sleepable ? KERNEL_SLEEPABLE : 0, &prog) == 0;
	compared++;
	accepted += there;
	/* A task as memory, docs/kernel-differences.md, task-fields. */
	if (here != there && !(there && !strcmp(error.id, "task-fields"))) {
		size_t n = strlen(prog.log);

		printf("# %s, %s: r%u is %s: here %s (%s), the kernel %s\n%s\n", helper->name,
		       prog_type_by_number(t->prog_type)->name, reg, item,
		       here ? "accepted" : "refused", error.message,
		       there ? "accepts" : "refuses", prog.log + (n > 300 ? n - 300 : 0));
		failures++;
	}
	kernel_unload(&prog);
	arena_free(&arena);
}

static char *program(const struct helper_info *helper, const struct probe_target *t,
		     unsigned reg, const struct item *item)
{
	char *text = malloc(TEXT);

	assert_non_null(text);
	set_up(text, helper, t);
	for (unsigned r = 1; r <= 5 && helper->arg[r - 1] != ARG_NONE; r++)
		add_item(text, r == reg ? item->text : usual(helper->arg[r - 1]), r);
	add(text, "call ");
	add(text, helper->name);
	add(text, keeps_packet ? "\nr1 = *(u8 *)(r7 + 0)\n" : "\n");
	finish(text, helper);
	return text;
}

static void try_item(const struct helper_info *helper, const struct probe_target *t, unsigned reg,
		     const struct item *item)
{
	char *text = program(helper, t, reg, item);

	compare(helper, t, text, reg, item->name);
	free(text);
}

/*
 * Others are asked elsewhere or cannot be: their arguments are references,
 * functions or maps that the kernel takes with BTF only, or sockets where the
 * context has none; this version refuses them by name; this kernel has not got
 * them.
 */
static bool is_asked(const struct helper_info *helper, size_t target)
{
	return bits_get(&recorded.allow[target], helper->number) &&
	       !helper_missing(helper, probe_targets[target].prog_type) &&
	       helper->arg[0] != ARG_RECORD && helper->arg[0] != ARG_SOCK_RELEASE &&
	       helper->arg[0] != ARG_LOCK &&
	       (!helper_arg_reg(helper, ARG_SOCK) || has_socket(&probe_targets[target])) &&
	       helper->map_ops != MAPF_SK_STORAGE && !helper_calls_back(helper);
}

/* The kind of program that a helper is asked in: one with packets, if any. */
static const struct probe_target *target_of(const struct helper_info *helper)
{
	bool sleeps = bits_get(&recorded.sleeps, helper->number);
	const struct probe_target *best = NULL;

	for (size_t i = 0; i < n_probe_targets; i++) {
		const struct probe_target *t = &probe_targets[i];

		if (is_asked(helper, i) &&
		    (!best || (has_packet(t) && !has_packet(best)) || (sleeps && t->sleepable)))
			best = t;
	}
	return best;
}

static void try_each_argument(void)
{
	for (uint32_t number = 1; number <= 211; number++) {
		const struct helper_info *helper = helper_by_number(number);
		const struct probe_target *t = target_of(helper);

		if (!trusted && t && (helper->rights || bits_get(&recorded.perfmon, number) ||
				      (uint64_t)SET_ATTACH_COOKIE >> t->prog_type & 1))
			continue; /* Linux gives those to CAP_PERFMON alone */
		for (unsigned reg = 1; t && reg <= 5 && helper->arg[reg - 1] != ARG_NONE; reg++)
			for (size_t i = 0; i < N_ITEMS; i++)
				if (has_what_it_needs(helper, &palette[i], t))
					try_item(helper, t, reg, &palette[i]);
	}
}

static void start(bool rights)
{
	const char *why_not = kernel_available();

	if (why_not) {
		print_message("skipped: %s\n", why_not);
		skip();
	}
	failures = 0;
	compared = accepted = 0;
	trusted = rights;
}

static void finish_test(void)
{
	print_message("%u programs, %u accepted\n", compared, accepted);
	assert_int_equal(failures, 0);
}

static void test_each_argument(void **state)
{
	(void)state;
	start(true);
	try_each_argument();
	finish_test();
}

static void test_each_argument_untrusted(void **state)
{
	(void)state;
	start(false);
	try_each_argument();
	finish_test();
}

/* The same helper may have another prototype in programs of another type. */
static void test_each_program_type(void **state)
{
	static const struct item usually = { "as usual", NULL, 0 };

	(void)state;
	start(true);
	for (size_t i = 0; i < n_probe_targets; i++) {
		for (uint32_t number = 1; number <= 211; number++) {
			const struct helper_info *helper = helper_by_number(number);

			/* Sleepable programs of Linux may use some map types only. */
			if (is_asked(helper, i) &&
			    probe_targets[i].sleepable == bits_get(&recorded.sleeps, number))
				try_item(helper, &probe_targets[i], 0, &usually);
		}
	}
	finish_test();
}

/* A map of each type that the kernel makes without another map. */
static const char *const map_of_type[] = {
	[MAP_HASH] = "key=4 value=8 entries=4",
	[MAP_ARRAY] = "key=4 value=8 entries=4",
	[MAP_PROG_ARRAY] = "key=4 value=4 entries=4",
	[MAP_PERF_EVENT_ARRAY] = "key=4 value=4 entries=4",
	[MAP_PERCPU_HASH] = "key=4 value=8 entries=4",
	[MAP_PERCPU_ARRAY] = "key=4 value=8 entries=4",
	[MAP_STACK_TRACE] = "key=4 value=48 entries=4",
	[MAP_CGROUP_ARRAY] = "key=4 value=4 entries=4",
	[MAP_LRU_HASH] = "key=4 value=8 entries=4",
	[MAP_LRU_PERCPU_HASH] = "key=4 value=8 entries=4",
	[MAP_LPM_TRIE] = "key=8 value=8 entries=4 flags=1",
	[MAP_DEVMAP] = "key=4 value=4 entries=4",
	[MAP_SOCKMAP] = "key=4 value=4 entries=4",
	[MAP_CPUMAP] = "key=4 value=4 entries=4",
	[MAP_XSKMAP] = "key=4 value=4 entries=4",
	[MAP_SOCKHASH] = "key=4 value=4 entries=4",
	[MAP_CGROUP_STORAGE] = "key=8 value=8",
	[MAP_REUSEPORT_SOCKARRAY] = "key=4 value=4 entries=4",
	[MAP_PERCPU_CGROUP_STORAGE] = "key=8 value=8",
	[MAP_QUEUE] = "value=8 entries=4",
	[MAP_LIFO] = "value=8 entries=4",
	[MAP_DEVMAP_HASH] = "key=4 value=4 entries=4",
	[MAP_RINGBUF] = "entries=4096",
	[MAP_BLOOM_FILTER] = "value=8 entries=4",
	[MAP_TASK_STORAGE] = "key=4 value=8 flags=1",
	[MAP_USER_RINGBUF] = "entries=4096",
};

static void try_map_type(const struct helper_info *helper, const struct probe_target *t,
			 uint32_t type)
{
	const char *name = map_type_by_number(type)->name;
	char *text;

	snprintf(map_text, sizeof(map_text), "type=%s %s", name, map_of_type[type]);
	text = program(helper, t, 0, palette);
	compare(helper, t, text, 0, name);
	free(text);
	map_text[0] = '\0';
}

/* Which helper works on which type of map?  A lookup that gives a socket is not offered. */
static void test_each_map_type(void **state)
{
	(void)state;
	start(true);
	for (uint32_t number = 1; number <= 211; number++) {
		const struct helper_info *helper = helper_by_number(number);
		const struct probe_target *t = target_of(helper);

		for (uint32_t type = 0; t && helper->map_ops &&
					type < sizeof(map_of_type) / sizeof(*map_of_type); type++)
			if (map_of_type[type] &&
			    !(type == MAP_XSKMAP && number == HELPER_ID_map_lookup_elem))
				try_map_type(helper, t, type);
	}
	finish_test();
}

static void check_packet_kept(const struct helper_info *helper, const struct probe_target *t)
{
	char *text = program(helper, t, 0, palette);
	struct image image = { 0 };
	struct kernel_prog prog;
	struct skep_error error;
	struct arena arena;
	bool kept;

	arena_init(&arena, 0);
	assert_int_equal(assemble(&arena, text, "case", &image, &error), 0);
	image.attach_type = t->attach_type;
	kept = kernel_load(&image, true, &prog) == 0;
	if (!kept && !strstr(prog.log, "invalid mem access 'scalar'"))
		fail_msg("%s: %s", helper->name, prog.log);
	compared++;
	accepted += kept;
	if (kept != !(helper->flags & HELPER_MOVES_PACKET)) {
		printf("# %s: the packet is %s\n", helper->name, kept ? "kept" : "moved");
		failures++;
	}
	kernel_unload(&prog);
	arena_free(&arena);
	free(text);
}

/* Is a packet pointer of before the call good after it? */
static void test_packet_moves(void **state)
{
	(void)state;
	start(true);
	keeps_packet = true;
	for (size_t i = 0; i < n_probe_targets; i++)
		for (uint32_t number = 1; number <= 211 && has_data(&probe_targets[i]); number++)
			if (is_asked(helper_by_number(number), i) &&
			    !in_callback(helper_by_number(number)) &&
			    !bits_get(&recorded.sleeps, number))
				check_packet_kept(helper_by_number(number), &probe_targets[i]);
	keeps_packet = false;
	finish_test();
}

static int read_record(void **state)
{
	FILE *in = fopen("tests/kernel/helpers.data", "r");
	int err = in ? record_read(&recorded, in) : -1;

	(void)state;
	if (in)
		fclose(in);
	return err;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_argument),
		cmocka_unit_test(test_each_argument_untrusted),
		cmocka_unit_test(test_each_program_type),
		cmocka_unit_test(test_each_map_type),
		cmocka_unit_test(test_packet_moves),
	};

	return cmocka_run_group_tests(tests, read_record, NULL);
}
