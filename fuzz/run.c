/* The oracle's runner; see run.h. */
#include "fuzz/run.h"

#include <errno.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/diag.h"
#include "interp/checked.h"
#include "interp/interp.h"
#include "jit/jit.h"
#include "maps/map.h"
#include "verifier/verifier.h"
#include "vm/vm.h"

enum engine { THREADED, CHECKED, JIT, N_ENGINES };

enum {
	RUN_MAPS = 8,
	POOL = 192, /* maps that an engine keeps for programs to come */
	MAX_COST = 1 << 18,
	MAX_WORK = 1 << 20,
	MAX_MEMORY = 32 << 20,
	HUNT_STEPS = 20000,
	RANDOM_TAIL = 128,
};

static const char *const engine_name[N_ENGINES] = { "threaded", "checked", "jit" };

const char *const failure_name[N_FAILURES] = {
	[FAILURE_NONE] = "none",         [FAILURE_FACT] = "fact",       [FAILURE_FAULT] = "fault",
	[FAILURE_INTERNAL] = "internal", [FAILURE_PREPARE] = "prepare", [FAILURE_STATUS] = "status",
	[FAILURE_RESULT] = "result",     [FAILURE_BUDGET] = "budget",   [FAILURE_PACKET] = "packet",
	[FAILURE_CONTEXT] = "context",   [FAILURE_MAP] = "map",         [FAILURE_COST] = "cost",
	[FAILURE_TEXT] = "text",
};

/*
 * A map that programs take turns with: brought back to its first content by a
 * copy.  Making one takes as long as judging a program.
 */
struct pool_map {
	struct map *map;
	struct map_desc desc;
	uint8_t data[64];
	void *base, *first;
	size_t size;
	bool taken; /* by the program at hand */
};

/* The host's context, whichever it is. */
union host_ctx {
	struct skep_xdp xdp;
	struct skep_skb skb;
};

struct side {
	struct pool_map pool[POOL];
	uint32_t evict;                   /* the next one that makes room */
	struct pool_map *map[RUN_MAPS]; /* of the program at hand; NULL: not run */
	struct bound_map bound[RUN_MAPS];
	struct binding binding;
	union host_ctx ctx;
	struct run run;
	struct fault fault;
	uint64_t r0;
	uint8_t frame[FRAME_SIZE] __attribute__((aligned(16)));
};

struct runner {
	struct side side[N_ENGINES];
	helper_fn *bodies[MAX_HELPER_ID + 1];
	struct lease lease;
	const struct jit_code *code; /* of the program at hand, or NULL */
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

/* As in an empty program array. */
static uint64_t body_no_target(uint64_t r1, uint64_t r2, uint64_t r3, uint64_t r4, uint64_t r5,
			       struct run *run)
{
	(void)r1, (void)r2, (void)r3, (void)r4, (void)r5, (void)run;
	return (uint64_t)-ENOENT;
}

/* The helpers that runs may call; NULL: as they are. */
static const struct {
	enum helper_id number;
	helper_fn *body;
} own_bodies[] = {
	{ HELPER_ID_map_lookup_elem, NULL },
	{ HELPER_ID_map_update_elem, NULL },
	{ HELPER_ID_map_delete_elem, NULL },
	{ HELPER_ID_csum_diff, NULL },
	{ HELPER_ID_xdp_adjust_head, NULL },
	{ HELPER_ID_xdp_adjust_tail, NULL },
	{ HELPER_ID_xdp_adjust_meta, NULL },
	{ HELPER_ID_loop, NULL },
	{ HELPER_ID_for_each_map_elem, NULL },
	{ HELPER_ID_get_smp_processor_id, NULL },
	{ HELPER_ID_get_prandom_u32, body_chance32 },
	{ HELPER_ID_ktime_get_ns, body_chance },
	{ HELPER_ID_ktime_get_boot_ns, body_chance },
	{ HELPER_ID_jiffies64, body_chance },
	{ HELPER_ID_get_current_pid_tgid, body_chance },
	{ HELPER_ID_tail_call, body_no_target },
};

/* Mutations make calls of others, which want a whole environment. */
static bool can_run(const struct runner *runner, const struct image *image)
{
	for (uint32_t i = 0; i < image->n_insns; i++) {
		const struct insn *insn = &image->insns[i];

		if (insn_of(insn)->kind == KIND_CALL_HELPER &&
		    ((uint64_t)insn->imm > MAX_HELPER_ID || !runner->bodies[insn->imm]))
			return false;
	}
	return true;
}

struct runner *runner_new(void)
{
	struct runner *runner = calloc(1, sizeof(*runner));

	if (!runner)
		return NULL;
	/* What a program's arena gives back is the next one's: no system calls between them. */
	mallopt(M_MMAP_THRESHOLD, MAX_MEMORY);
	mallopt(M_TRIM_THRESHOLD, MAX_MEMORY);
	mallopt(M_TOP_PAD, MAX_MEMORY / 4);
	for (size_t i = 0; i < sizeof(own_bodies) / sizeof(*own_bodies); i++)
		runner->bodies[own_bodies[i].number] =
			own_bodies[i].body ? own_bodies[i].body
					   : helper_bodies[own_bodies[i].number];
	runner->lease.writer = (struct map_writer){ .lane = 0, .generation = 1 };
	return runner;
}

static void drop_map(struct pool_map *pool)
{
	if (pool->map)
		map_close(pool->map);
	free(pool->first);
	memset(pool, 0, sizeof(*pool));
}

void runner_free(struct runner *runner)
{
	for (int e = 0; runner && e < N_ENGINES; e++)
		for (int m = 0; m < POOL; m++)
			drop_map(&runner->side[e].pool[m]);
	free(runner);
}

/* --- maps --- */

static bool same_desc(const struct pool_map *pool, const struct map_desc *desc)
{
	return pool->map && pool->desc.type == desc->type &&
	       pool->desc.key_size == desc->key_size && pool->desc.value_size == desc->value_size &&
	       pool->desc.max_entries == desc->max_entries &&
	       pool->desc.map_flags == desc->map_flags && pool->desc.frozen == desc->frozen &&
	       !pool->desc.data == !desc->data &&
	       (!desc->data || !memcmp(pool->data, desc->data, desc->value_size));
}

static int make_map(struct pool_map *pool, const struct map_desc *desc)
{
	int err;

	drop_map(pool);
	if (desc->data && desc->value_size > sizeof(pool->data))
		return -E2BIG;
	err = map_create(desc, NULL, 1, &pool->map, NULL);
	if (!err)
		err = map_lane_prepare(pool->map, 0);
	if (err)
		return err;
	pool->desc = *desc;
	if (desc->data)
		memcpy(pool->data, desc->data, desc->value_size);
	map_range(pool->map, &pool->base, &pool->size);
	pool->first = malloc(pool->size);
	if (!pool->first)
		return -ENOMEM;
	memcpy(pool->first, pool->base, pool->size);
	return 0;
}

/* Maps of anything else have no part in a run here: their helpers find nothing. */
static bool holds_data(const struct map_desc *desc)
{
	uint32_t needed = MAPF_SUPPORTED | MAPF_LOOKUP | MAPF_UPDATE;
	const struct map_type_info *type = map_type_by_number(desc->type);

	return type && (type->flags & needed) == needed;
}

/* One of this description that the program has not taken yet, made where there is none. */
static int take_map(struct side *side, const struct map_desc *desc, struct pool_map **out)
{
	struct pool_map *pool = NULL;
	int err = 0;

	for (uint32_t i = 0; i < POOL && !pool; i++)
		if (!side->pool[i].taken && same_desc(&side->pool[i], desc))
			pool = &side->pool[i];
	while (!pool) {
		struct pool_map *next = &side->pool[side->evict++ % POOL];

		if (next->taken)
			continue;
		err = make_map(next, desc);
		if (err) {
			drop_map(next);
			return err;
		}
		pool = next;
	}
	pool->taken = true;
	*out = pool;
	return 0;
}

static int bind_maps(struct side *side, const struct image *image)
{
	if (image->n_maps > RUN_MAPS)
		return -E2BIG;
	for (uint32_t i = 0; i < POOL; i++)
		side->pool[i].taken = false;
	for (uint32_t m = 0; m < image->n_maps; m++) {
		const struct map_desc *desc = image->maps[m];
		int err;

		memset(&side->bound[m], 0, sizeof(side->bound[m]));
		side->map[m] = NULL;
		if (!holds_data(desc))
			continue;
		err = take_map(side, desc, &side->map[m]);
		if (err)
			return err;
		map_bind(side->map[m]->map, &side->bound[m]);
	}
	return 0;
}

void map_content(const struct image *image, uint32_t m, uint64_t seed,
		 void (*set)(void *arg, const void *key, const void *value), void *arg)
{
	const struct map_desc *desc = image->maps[m];
	struct rng rng = { seed ^ (m + 1) * UINT64_C(0x9e3779b97f4a7c15) };
	uint32_t entries = desc->max_entries < 16 ? desc->max_entries : 16;
	uint8_t value[256] = { 0 };

	if (desc->frozen || desc->value_size > sizeof(value) || desc->key_size > 8 ||
	    desc->map_flags & MAP_F_RDONLY)
		return;
	for (uint32_t i = 0; i < entries; i++) {
		uint64_t key = i;

		if (desc->type == MAP_HASH && rng_percent(&rng, 40))
			continue;
		fill_bytes(&rng, image, value, desc->value_size);
		if (set)
			set(arg, &key, value);
	}
}

static void set_entry(void *arg, const void *key, const void *value)
{
	map_api_update(arg, key, value, 0, (struct map_writer){ .lane = 0, .generation = 1 });
}

static void reset_maps(struct side *side, const struct image *image, uint64_t seed)
{
	for (uint32_t m = 0; m < image->n_maps; m++) {
		struct pool_map *pool = side->map[m];

		if (!pool)
			continue;
		memcpy(pool->base, pool->first, pool->size);
		map_content(image, m, seed, set_entry, pool->map);
	}
}

struct map *runner_map(const struct runner *runner, uint32_t m)
{
	const struct pool_map *pool = runner->side[0].map[m];

	return pool ? pool->map : NULL;
}

static uint32_t count_entries(struct map *map)
{
	uint64_t key = 0, next;
	uint32_t n = 0;
	bool first = true;

	while (n < 1000 && !map_api_next_key(map, first ? NULL : &key, &next)) {
		key = next;
		first = false;
		n++;
	}
	return n;
}

/* Same keys with the same values?  Keys are of 4 or 8 bytes. */
static bool same_entries(struct map *a, struct map *b, char *what, size_t size)
{
	size_t value_size = map_api_value_size(a);
	uint8_t of_a[512], of_b[512];
	uint64_t key = 0, next = 0;
	bool first = true;

	if (value_size > sizeof(of_a) || map_desc(a)->key_size > sizeof(key))
		return true;
	if (count_entries(a) != count_entries(b)) {
		snprintf(what, size, "map %s: %u and %u entries", map_desc(a)->name,
			 count_entries(a), count_entries(b));
		return false;
	}
	while (!map_api_next_key(a, first ? NULL : &key, &next)) {
		first = false;
		key = next;
		if (map_api_lookup(a, &key, of_a) || map_api_lookup(b, &key, of_b) ||
		    memcmp(of_a, of_b, value_size)) {
			snprintf(what, size, "map %s: the values of key %llu differ",
				 map_desc(a)->name, (unsigned long long)key);
			return false;
		}
	}
	return true;
}

/* --- inputs --- */

void fill_bytes(struct rng *rng, const struct image *image, uint8_t *data, size_t size)
{
	size_t at = 0;

	for (; size - at > RANDOM_TAIL; at += 8) { /* what lies far behind decides little */
		uint64_t v = rng_next(rng);

		memcpy(data + size - at - 8, &v, 8);
	}
	size -= at;
	at = 0;
	while (at < size) {
		size_t n = (size_t)1 << rng_below(rng, 4);
		uint32_t dice = rng_below(rng, 8),
			 i = image->n_insns ? rng_below(rng, image->n_insns) : 0;
		uint64_t v = dice < 2 ? rng_next(rng) : rng_edge(rng);

		if (dice > 4 && image->n_insns && image->insns[i].imm)
			v = (uint64_t)image->insns[i].imm + rng_below(rng, 3) - 1;
		if (dice == 7)
			v = __builtin_bswap64(v) >> (64 - 8 * n);
		n = n < size - at ? n : size - at;
		memcpy(data + at, &v, n);
		at += n;
	}
}

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
	reset_maps(side, image, input->seed);
	chance = rng;
	side->run = (struct run){ .binding = &side->binding,
				  .ctx = &side->ctx,
				  .budget = input->budget,
				  .thread = &runner->lease };
	side->fault = (struct fault){ .kind = FAULT_NONE };
}

static void run_checked(struct runner *runner, const struct image *image, const struct facts *facts,
			const struct input *input)
{
	struct side *side = &runner->side[CHECKED];

	start_run(runner, CHECKED, image, input);
	side->r0 = checked_run(image, facts, &side->run, facts ? 0 : HUNT_STEPS, &side->fault);
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
	failure = compare_packets(a, b, image, out);
	for (uint32_t m = 0; m < image->n_maps && !failure; m++)
		if (a->map[m] &&
		    !same_entries(a->map[m]->map, b->map[m]->map, out->what, sizeof(out->what)))
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
	int err = bind_maps(side, image);

	side->binding = (struct binding){ .maps = side->bound,
					  .n_maps = image->n_maps,
					  .helpers = runner->bodies,
					  .prog = runner };
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

static int prepare_jit(struct runner *runner, const struct image *image, const struct facts *facts,
		       uint32_t flags, struct arena *arena)
{
	struct side *side = &runner->side[JIT];
	int err = bind(runner, JIT, image);

	if (!err)
		err = jit_prepare(image, facts, &side->binding, flags, arena, &runner->code, NULL);
	if (err)
		return err;
	side->binding.code = runner->code;
	side->binding.enter = jit_enter;
	return 0;
}

static void drop_jit(struct runner *runner)
{
	jit_free(runner->code);
	runner->code = NULL;
}

static enum failure check_input(struct runner *runner, const struct image *image,
				const struct facts *facts, const struct input *input,
				struct outcome *out)
{
	struct side *side = &runner->side[CHECKED];
	enum failure failure;

	run_checked(runner, image, facts, input);
	out->runs++;
	if (side->fault.kind != FAULT_NONE)
		return fail(out, side->fault.kind == FAULT_FACT ? FAILURE_FACT : FAILURE_FAULT,
			    "packet of %u bytes, slot %u: %s", input->size,
			    side->fault.insn < image->n_insns ? image->slot[side->fault.insn] : 0,
			    side->fault.text);
	if (side->run.status == RUN_OK && side->fault.steps > facts->max_cost)
		return fail(out, FAILURE_COST, "%llu instructions, proved %llu",
			    (unsigned long long)side->fault.steps,
			    (unsigned long long)facts->max_cost);
	run_bound(runner, THREADED, image, input);
	if (runner->code)
		run_bound(runner, JIT, image, input);
	/* What may leak addresses and reads unwritten stack differs by design. */
	if (facts->rights & SKEP_LEAK_POINTERS)
		return FAILURE_NONE;
	failure = compare(runner, THREADED, image, out);
	return failure || !runner->code ? failure : compare(runner, JIT, image, out);
}

static enum failure check_accepted(struct runner *runner, const struct image *image,
				   const struct facts *facts, struct arena *arena,
				   const struct run_opts *opts, struct outcome *out)
{
	enum failure failure = FAILURE_NONE;
	int err = bind(runner, CHECKED, image);

	if (!err)
		err = prepare(runner, image, facts, arena);
	if (!err && jit_available())
		err = prepare_jit(runner, image, facts, opts->seed & (N_JIT_FLAGS - 1), arena);
	if (err)
		return fail(out, FAILURE_PREPARE, "preparing: %s", strerror(-err));
	for (uint32_t i = 0; i < opts->inputs && !failure; i++) {
		struct input input = make_input(opts->seed, i);

		failure = check_input(runner, image, facts, &input, out);
	}
	drop_jit(runner);
	return failure;
}

/* Does any of some runs fault? */
static void hunt(struct runner *runner, const struct image *image, const struct run_opts *opts,
		 struct outcome *out)
{
	struct side *side = &runner->side[CHECKED];

	if (bind(runner, CHECKED, image))
		return;
	for (uint32_t i = 0; i < opts->hunt && !out->witness; i++) {
		struct input input = make_input(opts->seed, i);

		input.budget = BUDGET_NONE;
		run_checked(runner, image, NULL, &input);
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

static enum failure judge(struct runner *runner, const struct image *image, uint32_t rights,
			  struct arena *arena, const struct run_opts *opts, struct outcome *out)
{
	const struct verify_opts vopts = limits_with(rights);
	struct skep_error error;
	struct facts *facts;

	error_clear(&error);
	if (validate(image, &error)) {
		note_error(out, &error);
		return FAILURE_NONE;
	}
	if (verify(image, &vopts, arena, &facts, &error)) {
		out->verdict = VERDICT_REFUSED;
		note_error(out, &error);
		if (!strcmp(error.id, "internal"))
			return fail(out, FAILURE_INTERNAL, "%.300s", error.message);
		if (error.error_class == SKEP_CLASS_UNSAFE && can_run(runner, image))
			hunt(runner, image, opts, out);
		return FAILURE_NONE;
	}
	out->verdict = VERDICT_ACCEPTED;
	out->work = facts->work;
	return can_run(runner, image) ? check_accepted(runner, image, facts, arena, opts, out)
				      : FAILURE_NONE;
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
		out->slots = image.n_slots;
		judge(runner, &image, strstr(text, "; rights trusted") ? SKEP_TRUSTED : 0, &arena,
		      opts, out);
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
	reset_maps(side, image, seed);
	side->run = (struct run){ .binding = &side->binding,
				  .ctx = &side->ctx,
				  .budget = MAX_COST * 4,
				  .thread = &runner->lease };
	result->r0 = (uint32_t)interp_enter(&side->run);
	result->status = side->run.status;
	result->packet_size = (uint32_t)(side->ctx.xdp.data_end - side->ctx.xdp.data_meta);
	memcpy(result->packet, side->ctx.xdp.data_meta, result->packet_size);
	return 0;
}
