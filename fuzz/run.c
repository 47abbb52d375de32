/* The oracle's runner; see run.h. */
#include "fuzz/run.h"

#include <assert.h>
#include <errno.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/diag.h"
#include "fuzz/func.h"
#include "fuzz/pool.h"
#include "fuzz/prog.h"
#include "interp/checked.h"
#include "interp/interp.h"
#include "jit/jit.h"
#include "verifier/verifier.h"
#include "vm/vm.h"

/* JIT_OTHER: with each switch of the JIT the other way. */
enum engine { THREADED, CHECKED, JIT, JIT_OTHER, N_ENGINES };

enum {
	MAX_COST = 1 << 24,
	MAX_WORK = 1 << 20,
	MAX_MEMORY = 32 << 20,
	HUNT_STEPS = 20000,
	TAIL_CALLS = 2, /* that find a target in a run: the program itself */
};

static const char *const engine_name[N_ENGINES] = { "threaded", "checked", "jit",
							 "jit with other switches" };

const char *const failure_name[N_FAILURES] = {
	[FAILURE_NONE] = "none",         [FAILURE_FACT] = "fact",       [FAILURE_FAULT] = "fault",
	[FAILURE_INTERNAL] = "internal", [FAILURE_PREPARE] = "prepare", [FAILURE_STATUS] = "status",
	[FAILURE_RESULT] = "result",     [FAILURE_BUDGET] = "budget",   [FAILURE_PACKET] = "packet",
	[FAILURE_CONTEXT] = "context",   [FAILURE_MAP] = "map",         [FAILURE_COST] = "cost",
	[FAILURE_TEXT] = "text",
};

/* The host's context, whichever it is. */
union host_ctx {
	struct skep_xdp xdp;
	struct skep_skb skb;
};

struct side {
	struct pool *pool;
	struct bound_map bound[RUN_MAPS];
	struct binding binding;
	union host_ctx ctx;
	struct run run;
	struct fault fault;
	uint64_t r0;
	uint64_t steps; /* of the checked engine, all tail calls together */
	uint8_t frame[FRAME_SIZE] __attribute__((aligned(16)));
	struct bound_func funcs[N_FUNCS];
	uint8_t room[ROOM_SIZE]; /* that a host function gives out */
};

/**
 * struct runner - what programs run in
 * @vm, @object, @obj, @prog: as much of an environment as helper bodies look at
 * @code: of the program at hand, by engine, or NULL
 * @facts: of the program at hand, or NULL
 */
struct runner {
	struct side side[N_ENGINES];
	helper_fn *bodies[MAX_HELPER_ID + 1];
	struct lanes *lanes;
	struct lease lease; /* ours, with the pool's lane */
	struct skep vm;
	struct object object;
	struct skep_obj obj;
	struct skep_prog prog;
	const struct jit_code *code[N_ENGINES];
	const struct facts *facts;
	bool no_targets; /* program arrays are empty */
	struct cover *cover; /* or NULL */
	watch_fn *watch;     /* or NULL */
	void *watch_arg;
};

/* One input: everything follows from the seed. */
struct input {
	uint64_t seed;
	uint32_t size;
	int64_t budget;
};

/* --- helpers whose results follow from the input --- */

static struct rng chance; /* of the run under way */

static uint64_t body_chance(uint64_t r1, uint64_t r2, uint64_t r3, uint64_t r4, uint64_t r5,
			    struct run *run)
{
	(void)r1, (void)r2, (void)r3, (void)r4, (void)r5, (void)run;
	return rng_edge(&chance);
}

static uint64_t body_chance32(uint64_t r1, uint64_t r2, uint64_t r3, uint64_t r4, uint64_t r5,
			      struct run *run)
{
	return (uint32_t)body_chance(r1, r2, r3, r4, r5, run);
}

static struct runner *runner_of(const struct run *run)
{
	return (struct runner *)((char *)(uintptr_t)run->binding->prog -
				 offsetof(struct runner, prog));
}

/* Entry 0 of every program array is the program itself, a few times; the others are empty. */
static uint64_t body_tail_call(uint64_t r1, uint64_t r2, uint64_t r3, uint64_t r4, uint64_t r5,
			       struct run *run)
{
	(void)r1, (void)r2, (void)r4, (void)r5;
	if (runner_of(run)->no_targets || (uint32_t)r3 || run->tail_calls == TAIL_CALLS)
		return (uint64_t)-ENOENT;
	run->tail_calls++;
	run->next = run->binding;
	return 0;
}

/* The line is a part of what is compared: it stirs the numbers to come. */
static void take_trace(void *arg, const struct skep_prog *prog, const char *line, size_t len)
{
	(void)arg, (void)prog;
	for (size_t i = 0; i < len; i++)
		chance.state = (chance.state ^ (uint8_t)line[i]) * UINT64_C(0x100000001b3);
}

/* Whose own bodies answer otherwise from run to run. */
static const struct {
	enum helper_id number;
	helper_fn *body; /* NULL: has no part in a run */
} own_bodies[] = {
	{ HELPER_ID_get_prandom_u32, body_chance32 },
	{ HELPER_ID_ktime_get_ns, body_chance },
	{ HELPER_ID_ktime_get_boot_ns, body_chance },
	{ HELPER_ID_ktime_get_coarse_ns, body_chance },
	{ HELPER_ID_ktime_get_tai_ns, body_chance },
	{ HELPER_ID_jiffies64, body_chance },
	{ HELPER_ID_get_current_pid_tgid, body_chance },
	{ HELPER_ID_get_numa_node_id, body_chance32 },
	{ HELPER_ID_get_current_cgroup_id, body_chance },
	{ HELPER_ID_tail_call, body_tail_call },
	/* Their faults need a handler, which whoever runs the oracle has already. */
	{ HELPER_ID_probe_read, NULL },
	{ HELPER_ID_probe_read_str, NULL },
	{ HELPER_ID_probe_read_user, NULL },
	{ HELPER_ID_probe_read_kernel, NULL },
	{ HELPER_ID_probe_read_user_str, NULL },
	{ HELPER_ID_probe_read_kernel_str, NULL },
	{ HELPER_ID_copy_from_user, NULL },
};

/* Mutations make calls of others, which want a whole environment. */
static bool can_run(const struct runner *runner, const struct image *image)
{
	if (image->n_kfuncs && !fuzz_funcs_all(image))
		return false;
	for (uint32_t i = 0; i < image->n_insns; i++) {
		const struct insn *insn = &image->insns[i];

		if (insn_of(insn)->kind == KIND_CALL_HELPER &&
		    ((uint64_t)insn->imm > MAX_HELPER_ID || !runner->bodies[insn->imm]))
			return false;
	}
	return true;
}

void runner_free(struct runner *runner)
{
	for (int e = 0; runner && e < N_ENGINES; e++)
		pool_free(runner->side[e].pool);
	if (runner && runner->lanes)
		lanes_close(runner->lanes);
	free(runner);
}

struct runner *runner_new(void)
{
	struct runner *runner = calloc(1, sizeof(*runner));
	const struct lease *lease;

	if (!runner)
		return NULL;
	if (lanes_open(NULL, MIN_LANES, &runner->lanes, NULL) ||
	    lanes_enter(runner->lanes, &lease)) {
		runner_free(runner);
		return NULL;
	}
	runner->lease = *lease;
	runner->lease.writer.lane = RUN_LANE;
	/* What a program's arena gives back is the next one's: no system calls between them. */
	mallopt(M_MMAP_THRESHOLD, MAX_MEMORY);
	mallopt(M_TRIM_THRESHOLD, MAX_MEMORY);
	mallopt(M_TOP_PAD, MAX_MEMORY / 4);
	memcpy(runner->bodies, helper_bodies, sizeof(runner->bodies));
	for (size_t i = 0; i < sizeof(own_bodies) / sizeof(*own_bodies); i++)
		runner->bodies[own_bodies[i].number] = own_bodies[i].body;
	for (int e = 0; e < N_ENGINES; e++)
		runner->side[e].pool = pool_new();
	runner->vm.trace = take_trace;
	runner->obj = (struct skep_obj){ .vm = &runner->vm, .object = &runner->object };
	runner->prog.obj = &runner->obj;
	return runner;
}

void runner_cover(struct runner *runner, struct cover *cover)
{
	runner->cover = cover;
}

void runner_watch(struct runner *runner, watch_fn *watch, void *arg)
{
	runner->watch = watch;
	runner->watch_arg = arg;
}

struct map *runner_map(const struct runner *runner, uint32_t m)
{
	return pool_find(runner->side[0].pool, m);
}

/* --- inputs --- */

static struct input make_input(uint64_t seed, uint32_t i)
{
	static const uint16_t sizes[] = { 64, 14, 1500, 60, 1, 0, 128, 34 };
	struct rng rng = { seed + i * UINT64_C(0x632be59bd9b4e019) };
	struct input input = { .seed = rng_next(&rng) };

	input.size = i < 3 || rng_percent(&rng, 60) ? sizes[i % 8] : rng_below(&rng, MAX_PACKET);
	input.budget = rng_percent(&rng, 20) ? rng_below(&rng, 200) : MAX_COST * 4;
	return input;
}

static bool is_skb(const struct image *image)
{
	return image->prog_type != PROG_XDP;
}

static void set_ctx(struct side *side, const struct image *image, uint32_t size, struct rng *rng)
{
	uint8_t *data = side->frame + FRAME_HEADROOM;

	memset(&side->ctx, 0, sizeof(side->ctx));
	if (is_skb(image)) {
		skep_skb_init(&side->ctx.skb, data, size);
		if (rng) {
			uint8_t *from = (uint8_t *)&side->ctx.skb.pkt_type;

			fill_bytes(rng, image, from,
				   (size_t)((uint8_t *)&side->ctx.skb.redirect_ifindex - from));
		}
		return;
	}
	skep_xdp_init(&side->ctx.xdp, data, size);
	side->ctx.xdp.head = side->frame;
	side->ctx.xdp.tail = side->frame + FRAME_SIZE - FRAME_TAIL;
	side->ctx.xdp.ingress_ifindex = 1;
	if (rng)
		side->ctx.xdp.data_meta = data - 4 * rng_below(rng, 9);
	if (rng)
		side->ctx.xdp.rx_queue_index = (uint32_t)rng_edge(rng);
}

static void start_run(struct runner *runner, int engine, const struct image *image,
		      const struct input *input)
{
	struct side *side = &runner->side[engine];
	struct rng rng = { input->seed };

	memset(side->frame, (int)(rng_next(&rng) & 0xff), sizeof(side->frame));
	fill_bytes(&rng, image, side->frame + FRAME_HEADROOM, input->size);
	set_ctx(side, image, input->size, &rng);
	pool_reset(side->pool, image, input->seed);
	pool_put_samples(side->pool, image, input->seed);
	memset(side->room, (int)(input->seed & 0xff), sizeof(side->room));
	chance = rng;
	side->run = (struct run){ .binding = &side->binding,
				  .ctx = &side->ctx,
				  .budget = input->budget,
				  .lane = RUN_LANE,
				  .thread = &runner->lease };
	side->fault = (struct fault){ .kind = FAULT_NONE };
	side->steps = 0;
}

/* A binding's enter; tail calls come back here.  The first fault stays. */
static uint64_t enter_checked(struct run *run)
{
	struct runner *runner = runner_of(run);
	struct side *side = &runner->side[CHECKED];
	struct fault fault;
	uint64_t r0 = checked_run(runner->prog.image, runner->facts, run,
				  runner->facts ? 0 : HUNT_STEPS, &fault);

	if (side->fault.kind == FAULT_NONE)
		side->fault = fault;
	side->steps += fault.steps;
	return r0;
}

static void run_bound(struct runner *runner, enum engine engine, const struct image *image,
		      const struct input *input)
{
	struct side *side = &runner->side[engine];

	start_run(runner, engine, image, input);
	side->r0 = side->binding.enter(&side->run);
}

/* --- comparing --- */

static enum failure fail(struct outcome *out, enum failure failure, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static enum failure fail(struct outcome *out, enum failure failure, const char *format, ...)
{
	va_list args;

	out->failure = failure;
	va_start(args, format);
	vsnprintf(out->what, sizeof(out->what), format, args);
	va_end(args);
	return failure;
}

static long long distance(const struct side *side, const uint8_t *p)
{
	return p - side->frame;
}

static enum failure compare_packets(const struct side *a, const struct side *b,
				    const struct image *image, struct outcome *out)
{
	const struct skep_skb *x = &a->ctx.skb, *y = &b->ctx.skb;

	/* Both contexts start with data, data_end, data_meta. */
	if (distance(a, x->data) != distance(b, y->data) ||
	    distance(a, x->data_end) != distance(b, y->data_end) ||
	    distance(a, x->data_meta) != distance(b, y->data_meta))
		return fail(out, FAILURE_PACKET, "the packet is at [%lld, %lld) and [%lld, %lld)",
			    distance(a, x->data), distance(a, x->data_end), distance(b, y->data),
			    distance(b, y->data_end));
	for (size_t i = 0; i < FRAME_SIZE; i++)
		if (a->frame[i] != b->frame[i])
			return fail(out, FAILURE_PACKET, "byte %zd of the packet is %02x and %02x",
				    (ssize_t)i - FRAME_HEADROOM, a->frame[i], b->frame[i]);
	if (is_skb(image) && memcmp(&x->len, &y->len, sizeof(*x) - offsetof(struct skep_skb, len)))
		return fail(out, FAILURE_CONTEXT, "fields of the context differ");
	return FAILURE_NONE;
}

/* An engine with the checked one. */
static enum failure compare(struct runner *runner, enum engine engine, const struct image *image,
			    struct outcome *out)
{
	struct side *a = &runner->side[engine], *b = &runner->side[CHECKED];
	enum failure failure;

	if (a->run.status != b->run.status)
		return fail(out, FAILURE_STATUS, "%s: status %u and %u", engine_name[engine],
			    a->run.status, b->run.status);
	if (a->run.status == RUN_OK && a->r0 != b->r0)
		return fail(out, FAILURE_RESULT, "%s: result 0x%llx and 0x%llx",
			    engine_name[engine], (unsigned long long)a->r0,
			    (unsigned long long)b->r0);
	if (a->run.budget != b->run.budget)
		return fail(out, FAILURE_BUDGET, "%s: budget left: %lld and %lld",
			    engine_name[engine], (long long)a->run.budget,
			    (long long)b->run.budget);
	if (memcmp(a->room, b->room, sizeof(a->room)))
		return fail(out, FAILURE_MAP, "%s: memory of a host function differs",
			    engine_name[engine]);
	failure = compare_packets(a, b, image, out);
	for (uint32_t m = 0; m < image->n_maps && !failure; m++)
		if (!pool_same(a->pool, b->pool, m, out->what, sizeof(out->what)))
			failure = out->failure = FAILURE_MAP;
	return failure;
}

/* --- judging --- */

struct verify_opts limits_with(uint32_t rights)
{
	return (struct verify_opts){ .rights = rights,
				     .max_cost = MAX_COST,
				     .max_work = MAX_WORK,
				     .max_memory = MAX_MEMORY };
}

static int bind(struct runner *runner, int engine, const struct image *image)
{
	struct side *side = &runner->side[engine];
	int err = pool_bind(side->pool, image, side->bound);

	runner->prog.image = image;
	fuzz_funcs_bind(side->funcs, side->room);
	side->binding = (struct binding){ .maps = side->bound,
					  .n_maps = image->n_maps,
					  .helpers = runner->bodies,
					  .recipes = helper_recipes,
					  .kfuncs = side->funcs,
					  .prog = &runner->prog,
					  .enter = enter_checked };
	return err;
}

static int prepare(struct runner *runner, const struct image *image, const struct facts *facts,
		   struct arena *arena)
{
	struct side *side = &runner->side[THREADED];
	const struct interp_code *code;
	int err = bind(runner, THREADED, image);

	if (!err)
		err = interp_prepare(image, facts, &side->binding, arena, &code, NULL);
	if (err)
		return err;
	side->binding.code = code;
	side->binding.enter = interp_enter;
	return 0;
}

static int prepare_jit(struct runner *runner, enum engine engine, const struct image *image,
		       const struct facts *facts, uint32_t flags, struct arena *arena)
{
	struct side *side = &runner->side[engine];
	int err = bind(runner, engine, image);

	if (!err)
		err = jit_prepare(image, facts, &side->binding, flags | JIT_CHECK, arena,
				  &runner->code[engine], NULL);
	if (err)
		return err;
	side->binding.enter = runner->code[engine]->enter;
	return 0;
}

static int prepare_all(struct runner *runner, const struct image *image,
		       const struct facts *facts, uint64_t seed, struct arena *arena)
{
	uint32_t flags = seed & (N_JIT_FLAGS - 1), without = JIT_NO_FOLD << seed / N_JIT_FLAGS % 16;
	int err = prepare(runner, image, facts, arena);

	if (err || !jit_available())
		return err;
	if (without < END_JIT_PASSES) /* a few of them lack a pass */
		flags |= without;
	err = prepare_jit(runner, JIT, image, facts, flags, arena);
	return err ? err
		   : prepare_jit(runner, JIT_OTHER, image, facts, flags ^ (N_JIT_FLAGS - 1), arena);
}

static void drop_jit(struct runner *runner)
{
	for (int e = JIT; e < N_ENGINES; e++) {
		jit_free(runner->code[e]);
		runner->code[e] = NULL;
	}
}

/* What may leak addresses and reads unwritten stack differs by design. */
static bool is_compared(const struct facts *facts)
{
	return !(facts->rights & SKEP_LEAK_POINTERS);
}

/* The other engines beside the checked one. */
static enum failure check_engines(struct runner *runner, const struct image *image,
				  const struct facts *facts, const struct input *input,
				  struct outcome *out)
{
	enum failure failure = FAILURE_NONE;

	for (int e = 0; e < N_ENGINES && !failure; e++) {
		if (e == CHECKED || (e != THREADED && !runner->code[e]))
			continue;
		run_bound(runner, (enum engine)e, image, input);
		if (is_compared(facts))
			failure = compare(runner, (enum engine)e, image, out);
	}
	return failure;
}

static enum failure check_input(struct runner *runner, const struct image *image,
				const struct facts *facts, const struct input *input,
				bool only_checked, struct outcome *out)
{
	struct side *side = &runner->side[CHECKED];
	uint64_t cost;

	run_bound(runner, CHECKED, image, input);
	out->runs++;
	if (side->fault.kind != FAULT_NONE)
		return fail(out, side->fault.kind == FAULT_FACT ? FAILURE_FACT : FAILURE_FAULT,
			    "packet of %u bytes, slot %u: %s", input->size,
			    side->fault.insn < image->n_insns ? image->slot[side->fault.insn] : 0,
			    side->fault.text);
	cost = facts->max_cost * (side->run.tail_calls + 1);
	if (side->steps > cost)
		return fail(out, FAILURE_COST, "%llu instructions, proved %llu",
			    (unsigned long long)side->steps, (unsigned long long)cost);
	return only_checked ? FAILURE_NONE : check_engines(runner, image, facts, input, out);
}

static enum failure check_accepted(struct runner *runner, const struct image *image,
				   const struct facts *facts, struct arena *arena,
				   const struct run_opts *opts, struct outcome *out)
{
	enum failure failure = FAILURE_NONE;
	int err = bind(runner, CHECKED, image);

	runner->facts = facts;
	runner->vm.rights = facts->rights;
	if (!err && !opts->only_checked)
		err = prepare_all(runner, image, facts, opts->seed, arena);
	if (err) {
		drop_jit(runner);
		return fail(out, FAILURE_PREPARE, "preparing: %s", strerror(-err));
	}
	if (runner->watch)
		failure = runner->watch(runner->watch_arg, image, facts,
					&runner->side[JIT].binding, out);
	for (uint32_t i = 0; i < opts->inputs && !failure; i++) {
		struct input input = make_input(opts->seed, i);

		failure = check_input(runner, image, facts, &input, opts->only_checked, out);
	}
	drop_jit(runner);
	return failure;
}

enum failure runner_check(struct runner *runner, const struct image *image,
			  const struct facts *facts, struct arena *arena,
			  const struct run_opts *opts, struct outcome *out)
{
	return can_run(runner, image) ? check_accepted(runner, image, facts, arena, opts, out)
				      : FAILURE_NONE;
}

/* Does any of some runs fault? */
static void hunt(struct runner *runner, const struct image *image, const struct run_opts *opts,
		 struct outcome *out)
{
	struct side *side = &runner->side[CHECKED];

	runner->facts = NULL;
	if (bind(runner, CHECKED, image))
		return;
	for (uint32_t i = 0; i < opts->hunt && !out->witness; i++) {
		struct input input = make_input(opts->seed, i);

		input.budget = BUDGET_NONE;
		run_bound(runner, CHECKED, image, &input);
		out->runs++;
		out->witness = side->fault.kind != FAULT_NONE;
	}
}

static void note_error(struct outcome *out, const struct skep_error *error)
{
	out->class = error->error_class;
	snprintf(out->id, sizeof(out->id), "%s", error->id);
	snprintf(out->message, sizeof(out->message), "slot %d: %.290s", error->insn,
		 error->message);
}

/* Without facts the checked engine knows no rights: what would leak an address faults. */
static bool can_fault(const struct skep_error *error, uint32_t rights)
{
	return error->error_class == SKEP_CLASS_UNSAFE ||
	       (error->error_class == SKEP_CLASS_PRIVILEGE && !rights);
}

enum failure run_image(struct runner *runner, const struct image *image, uint32_t rights,
		       struct arena *arena, const struct run_opts *opts, struct outcome *out)
{
	const struct verify_opts vopts = limits_with(rights);
	struct skep_error error;
	struct facts *facts;

	memset(out, 0, sizeof(*out));
	out->slots = image->n_slots;
	error_clear(&error);
	if (validate(image, &error)) {
		note_error(out, &error);
		return FAILURE_NONE;
	}
	if (verify(image, &vopts, arena, &facts, &error))
		facts = NULL;
	if (runner->cover)
		cover_add(runner->cover, image, facts);
	if (!facts) {
		out->verdict = VERDICT_REFUSED;
		note_error(out, &error);
		if (!strcmp(error.id, "internal"))
			return fail(out, FAILURE_INTERNAL, "%.300s", error.message);
		if (can_fault(&error, rights) && can_run(runner, image))
			hunt(runner, image, opts, out);
		return FAILURE_NONE;
	}
	out->verdict = VERDICT_ACCEPTED;
	out->work = facts->work;
	return runner_check(runner, image, facts, arena, opts, out);
}

/* What was printed must be what was meant. */
static enum failure print_again(const char *text, const struct image *image, struct outcome *out)
{
	static struct prog prog; /* large */
	static char again[PROG_TEXT];

	if (!prog_take(&prog, text, image) && !prog_print(&prog, again, sizeof(again)) &&
	    !strcmp(text, again))
		return FAILURE_NONE;
	return fail(out, FAILURE_TEXT, "the text read back prints differently");
}

enum failure run_text(struct runner *runner, const char *text, const struct run_opts *opts,
		      struct outcome *out)
{
	struct skep_error error;
	struct arena arena;
	struct image image;

	memset(out, 0, sizeof(*out));
	error_clear(&error);
	arena_init(&arena, 0);
	if (assemble(&arena, text, "program", &image, &error)) {
		note_error(out, &error);
		if (!strcmp(error.id, "asm-syntax"))
			fail(out, FAILURE_TEXT, "%.300s", error.message);
	} else {
		if (!opts->printed || !print_again(text, &image, out))
			run_image(runner, &image, text_rights(text), &arena, opts, out);
	}
	arena_free(&arena);
	return out->failure;
}

int runner_run(struct runner *runner, const struct image *image, const struct facts *facts,
	       struct arena *arena, const uint8_t *packet, uint32_t size, uint64_t seed,
	       struct run_result *result)
{
	struct side *side = &runner->side[0];
	int err = can_run(runner, image) ? prepare(runner, image, facts, arena) : -EOPNOTSUPP;

	if (err)
		return err;
	memset(side->frame, 0, sizeof(side->frame));
	memcpy(side->frame + FRAME_HEADROOM, packet, size);
	set_ctx(side, image, size, NULL);
	pool_reset(side->pool, image, seed);
	side->run = (struct run){ .binding = &side->binding,
				  .ctx = &side->ctx,
				  .budget = MAX_COST * 4,
				  .lane = RUN_LANE,
				  .thread = &runner->lease };
	runner->no_targets = true;
	result->r0 = (uint32_t)interp_enter(&side->run);
	runner->no_targets = false;
	result->status = side->run.status;
	result->packet_size = (uint32_t)(side->ctx.xdp.data_end - side->ctx.xdp.data_meta);
	memcpy(result->packet, side->ctx.xdp.data_meta, result->packet_size);
	return 0;
}
