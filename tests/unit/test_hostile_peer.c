/*
 * Two processes use a map, one of them with two threads, while a third one spoils
 * its file: bits anywhere, the trailer's too, small numbers where links are, stamps
 * of owners who live in all words that are locks, other sizes of the file.  Nobody
 * dies, nothing takes long; afterwards the file is refused, or is a map again.
 *
 *   HOSTILE_SECONDS=n   so long      SOAK=1  a minute, under ASan ten
 *
 * The users run in children that are forked before cmocka has handlers of its own.
 */
#include "tests/unit/test_map.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "maps/ring_impl.h"
#include "tests/lib/flavour.h"
#include "tests/lib/progress.h"
#include "tests/lib/must.h"
#include "tests/lib/vm_test.h"

enum {
	LANES = 8,
	THREADS = 2,
	ROUND_MS = 150,
	MAX_CPU_MS = 2000, /* of an operation */
	MAX_VALUE = 64 * 8 * LANES,
	MAX_RECORD = 2048,
	MAX_LATE = 60,     /* s, of everything */
	PEER_PAUSE = 200, /* us at most, between two acts */
};

static const struct row {
	uint32_t type, key_size, value_size, max_entries, flags;
} rows[] = {
	{ MAP_ARRAY, 4, 12, 10, 0 },
	{ MAP_PERCPU_ARRAY, 4, 12, 10, 0 },
	{ MAP_HASH, 4, 12, 10, 0 },
	{ MAP_HASH, 24, 64, 100, MAP_F_NO_PREALLOC },
	{ MAP_PERCPU_HASH, 8, 12, 10, 0 },
	{ MAP_LRU_HASH, 4, 12, 8, 0 },
	{ MAP_LRU_PERCPU_HASH, 16, 12, 8, 0 },
	{ MAP_LPM_TRIE, 8, 12, 12, MAP_F_NO_PREALLOC },
	{ MAP_QUEUE, 0, 12, 10, 0 },
	{ MAP_LIFO, 0, 12, 10, 0 },
	{ MAP_BLOOM_FILTER, 0, 12, 10, 0 },
	{ MAP_DEVMAP, 4, 4, 10, 0 },
	{ MAP_DEVMAP_HASH, 4, 4, 10, 0 },
	{ MAP_CPUMAP, 4, 4, 10, 0 },
	{ MAP_XSKMAP, 4, 4, 10, 0 },
	{ MAP_RINGBUF, 0, 0, 4096, 0 },
	{ MAP_USER_RINGBUF, 0, 0, 4096, 0 },
	{ MAP_PERF_EVENT_ARRAY, 4, 4, LANES, 0 },
	{ MAP_PROG_ARRAY, 4, 4, 10, 0 },
	{ MAP_STACK_TRACE, 4, 64, 10, 0 },
	{ MAP_ARRAY_OF_MAPS, 4, 4, 10, 0 },
	{ MAP_HASH_OF_MAPS, 8, 4, 10, 0 },
	{ MAP_TASK_STORAGE, 4, 12, 0, MAP_F_NO_PREALLOC },
};
enum { N_ROWS = sizeof(rows) / sizeof(*rows), N_KEYS = 14 };

/* What the processes of a round share. */
struct stage {
	uint64_t id;   /* of the map; 0: not made yet */
	uint32_t stop;
	uint64_t n_acts, n_cuts, n_ops, n_opened, n_refused, n_dead;
	uint64_t max_cpu_ns;
};

static struct stage *stage_new(void)
{
	struct stage *stage = mmap(NULL, sizeof(*stage), PROT_READ | PROT_WRITE,
				   MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (stage == MAP_FAILED)
		abort();
	return stage;
}

static void count(uint64_t *n)
{
	__atomic_fetch_add(n, 1, __ATOMIC_RELAXED);
}

static bool is_over(const struct stage *stage)
{
	return __atomic_load_n(&stage->stop, __ATOMIC_ACQUIRE);
}

/* ---- the peer ---- */

struct peer {
	struct stage *stage;
	struct map_geometry geometry; /* as it was at first */
	uint64_t size; /* of what it spoils: all, or all but the trailer, that others can open it */
	int fd;
	struct rng rng;
	bool cuts;
	uint64_t cut_at; /* ms, at the latest */
};

static uint64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static void put(const struct peer *peer, uint64_t at, uint64_t value, size_t size)
{
	/* Beyond the end the file grows: that is something, too. */
	MUST(pwrite(peer->fd, &value, size, (off_t)at) == (ssize_t)size);
}

static void flip_bit(struct peer *peer)
{
	uint64_t at = rng_next(&peer->rng) % peer->size;
	uint8_t byte = 0;

	if (pread(peer->fd, &byte, 1, (off_t)at) == 1)
		put(peer, at, byte ^ (1u << rng_below(&peer->rng, 8)), 1);
}

static void put_number(struct peer *peer)
{
	const struct map_geometry *g = &peer->geometry;
	uint64_t start = rng_below(&peer->rng, 4) ? g->control_offset : 0;
	uint64_t at = start + rng_next(&peer->rng) % (peer->size - start - 8) / 4 * 4;
	uint32_t edges[] = { 0, 1, UINT32_MAX, 1u << 31, g->n_slots, g->n_slots + 1, 4096 };
	bool small = rng_below(&peer->rng, 2);

	put(peer, at,
	    small ? rng_below(&peer->rng, g->n_slots + 3) : edges[rng_below(&peer->rng, 7)], 4);
}

/* Where a lock may be: more of the offsets than the type has are 0. */
static uint64_t some_lock(struct peer *peer)
{
	const struct map_geometry *g = &peer->geometry;
	uint64_t lane = g->lanes_offset +
			sizeof(struct map_lane) * rng_below(&peer->rng, g->lanes);
	uint64_t bucket = g->n_buckets ? rng_below(&peer->rng, g->n_buckets) : 0;
	const uint64_t at[] = {
		g->control_offset + offsetof(struct map_control, repair_lock),
		lane + offsetof(struct map_lane, intent.stamp),
		lane + offsetof(struct map_lane, queue.lock),
		g->buckets_offset + sizeof(struct map_bucket) * bucket,
		g->buckets_offset + sizeof(struct map_bucket) * bucket,
		g->state_offset,
		g->rings_offset + offsetof(struct map_rings, producer_lock),
		g->rings_offset + offsetof(struct map_rings, consumer_lock),
	};

	return at[rng_below(&peer->rng, sizeof(at) / sizeof(*at))];
}

/* Of somebody who lives, most often: the first leases of the first lanes; or nobody. */
static void put_stamp(struct peer *peer)
{
	struct map_writer owner = { .lane = rng_below(&peer->rng, LANES + 1),
				    .generation = 1 + rng_below(&peer->rng, 3) };
	uint64_t at = some_lock(peer), seen = 0;

	if (!at)
		return;
	if (!rng_below(&peer->rng, 4) && pread(peer->fd, &seen, 8, (off_t)some_lock(peer)) == 8)
		put(peer, at, seen, 8);
	else
		put(peer, at, rng_below(&peer->rng, 2) ? 0 : lock_stamp(owner), 8);
}

static void cut(struct peer *peer)
{
	uint64_t size = rng_next(&peer->rng) % (peer->geometry.file_size + 1);

	MUST(!ftruncate(peer->fd, (off_t)size));
	count(&peer->stage->n_cuts);
}

static void act(struct peer *peer)
{
	switch (rng_below(&peer->rng, 8)) {
	case 0: case 1: case 2: flip_bit(peer); break;
	case 3: case 4: put_number(peer); break;
	default: put_stamp(peer);
	}
	if (peer->cuts && (!rng_below(&peer->rng, 400) || now_ms() > peer->cut_at)) {
		cut(peer);
		peer->cut_at = UINT64_MAX;
	}
	count(&peer->stage->n_acts);
}

static void peer_open(struct peer *peer, const char *root)
{
	struct map_trailer trailer;
	char path[128];
	off_t end;

	snprintf(path, sizeof(path), "%s/ids/%llu", root, (unsigned long long)peer->stage->id);
	peer->fd = open(path, O_RDWR | O_CLOEXEC);
	MUST(peer->fd >= 0);
	end = lseek(peer->fd, 0, SEEK_END);
	MUST(pread(peer->fd, &trailer, sizeof(trailer), end - (off_t)sizeof(trailer)) ==
	     sizeof(trailer));
	peer->geometry = trailer.geometry;
	MUST(peer->geometry.file_size == (uint64_t)end);
	peer->size = (uint64_t)end - (rng_below(&peer->rng, 2) ? sizeof(trailer) : 0);
}

static void wait_for_map(const struct stage *stage)
{
	while (!__atomic_load_n(&stage->id, __ATOMIC_ACQUIRE) && !is_over(stage))
		usleep(100);
}

static void peer_main(struct stage *stage, const char *root, uint64_t seed)
{
	struct peer peer = { .stage = stage, .rng = { seed | 1 } };
	uint32_t pause;

	peer.cuts = !rng_below(&peer.rng, 3);
	pause = rng_below(&peer.rng, PEER_PAUSE);
	wait_for_map(stage);
	if (stage->id)
		peer_open(&peer, root);
	peer.cut_at = now_ms() + ROUND_MS / 2;
	while (!is_over(stage)) {
		act(&peer);
		if (pause)
			usleep(rng_below(&peer.rng, pause));
	}
	_exit(0);
}

/* ---- users ---- */

struct user {
	pthread_t thread;
	struct stage *stage;
	struct skep *vm;
	struct skep_map *handle, *inner;
	struct rng rng;
	uint32_t flags; /* MAPF_ */
	uint8_t key[32], value[MAX_VALUE];
};

static void make_key(struct user *u)
{
	uint32_t n = rng_below(&u->rng, N_KEYS), length = n * 5 % 33;

	memset(u->key, 0, sizeof(u->key));
	memcpy(u->key, &n, sizeof(n));
	if (u->handle->desc->type != MAP_LPM_TRIE)
		return;
	memcpy(u->key, &length, sizeof(length)); /* prefixes that meet */
	u->key[4] = n % 3 ? 0 : 0x80;
}

/* As a program that may write does. */
static void touch(struct user *u, uint8_t *value, size_t size)
{
	volatile uint8_t sink = 0;

	for (size_t i = 0; i < size; i++) {
		sink ^= load8_relaxed(value + i);
		if (!(u->flags & (MAPF_RDONLY | MAPF_MAPS)))
			store8_relaxed(value + i, (uint8_t)i);
	}
	(void)sink;
}

static void look_up(struct user *u, struct map_writer writer)
{
	struct map *map = u->handle->map;
	uint8_t *p = map_lookup(map, u->key, writer.lane);

	if (p && u->flags & MAPF_MAPS) {
		map = (struct map *)p;
		p = map_lookup(map, &(uint32_t){ 0 }, writer.lane);
	}
	if (p)
		touch(u, p, map_desc(map)->value_size);
	if (u->flags & MAPF_PERCPU_LOOKUP)
		map_lookup_lane(u->handle->map, u->key, rng_below(&u->rng, LANES + 1));
}

static void walk(struct user *u, struct map_writer writer)
{
	const struct map_desc *desc = map_desc(u->handle->map);
	struct map_walk walk = { 0 };
	uint32_t n = 0;

	while (map_walk(u->handle->map, &walk, writer.lane)) {
		MUST(++n <= desc->max_entries);
		touch(u, walk.value, desc->value_size);
	}
}

static int look_at(void *arg, const void *data, size_t size)
{
	volatile uint8_t sink = 0;

	(void)arg;
	for (size_t i = 0; i < size; i++)
		sink ^= load8_relaxed((const uint8_t *)data + i);
	(void)sink;
	return 0;
}

static int look_at_sample(void *arg, uint32_t lane, const void *data, size_t size)
{
	MUST(lane < LANES);
	return look_at(arg, data, size);
}

static void use_ring(struct user *u, struct map_writer writer)
{
	struct map *map = u->handle->map;
	uint32_t size = rng_below(&u->rng, MAX_RECORD), slot;
	uint8_t *record;

	switch (rng_below(&u->rng, 6)) {
	case 0: case 1:
		record = ring_reserve(map, size, writer, &slot);
		if (!record)
			break;
		touch(u, record, size);
		ring_commit(map, record, slot, size % 5 == 0, size % 3, writer);
		break;
	case 2: ring_output(map, u->value, size, 0, writer); break;
	case 3: ring_query(map, size % 6); break;
	case 4: skep_ringbuf_peek(u->handle, look_at, NULL); break;
	default: skep_ringbuf_consume(u->handle, look_at, NULL);
	}
	ring_ready(map);
}

/* As bpf_user_ringbuf_drain does; what it hands out lies in the ring. */
static void drain_user_ring(struct user *u, struct map_writer writer)
{
	struct map *map = u->handle->map;
	const uint8_t *data = map->base + 2 * ring_page_size(map);
	uint64_t size = map->geometry.ring_size;
	struct ring_sample sample;
	uint32_t n;
	int found = 1;

	if (user_ring_enter(map, writer))
		return;
	for (n = 0; n < 1000 && (found > 0 || found == -EAGAIN); n++) {
		found = user_ring_next(map, &sample);
		if (found <= 0)
			continue;
		MUST(sample.data >= data && sample.data < data + size && sample.size <= size);
		touch(u, sample.data, sample.size);
		user_ring_release(map, &sample);
	}
	user_ring_leave(map, n, rng_below(&u->rng, 4));
}

static void use_user_ring(struct user *u, struct map_writer writer)
{
	uint32_t size = rng_below(&u->rng, MAX_RECORD);
	void *sample;

	switch (rng_below(&u->rng, 5)) {
	case 0: case 1:
		if (skep_user_ringbuf_reserve(u->handle, size, &sample))
			break;
		touch(u, sample, size);
		if (size % 5)
			skep_user_ringbuf_submit(u->handle, sample);
		else
			skep_user_ringbuf_discard(u->handle, sample);
		break;
	case 2: skep_ringbuf_peek(u->handle, look_at, NULL); break;
	case 3: skep_user_ringbuf_wait(u->handle, size, 1); break;
	default: drain_user_ring(u, writer);
	}
	skep_user_ringbuf_wait(u->handle, 0, 0);
}

static void use_perf(struct user *u, struct map_writer writer)
{
	const struct perf_bytes bytes[2] = { { u->value, rng_below(&u->rng, MAX_RECORD) },
					     { u->value, rng_below(&u->rng, 100) } };

	switch (rng_below(&u->rng, 4)) {
	case 0: skep_perf_peek(u->handle, look_at_sample, NULL); break;
	case 1: skep_perf_consume(u->handle, look_at_sample, NULL, NULL); break;
	default:
		perf_output(u->handle->map,
			    rng_below(&u->rng, 2) ? PERF_CURRENT : rng_below(&u->rng, LANES), bytes,
			    writer);
	}
	skep_perf_lost(u->handle);
}

static void use_values(struct user *u, struct map_writer writer)
{
	struct map *map = u->handle->map;

	switch (rng_below(&u->rng, 5)) {
	case 0: case 1: map_push(map, u->value, rng_below(&u->rng, 3), writer); break;
	case 2: map_peek(map, u->value); break;
	case 3:
		if (u->flags & MAPF_POP)
			map_pop(map, u->value, writer);
		break;
	default: skep_map_peek(u->handle, rng_below(&u->rng, 12), u->value);
	}
}

static void use_ids(struct user *u)
{
	if (u->flags & MAPF_PROGS) {
		map_set_prog_id(u->handle->map, rng_below(&u->rng, N_KEYS), rng_next(&u->rng) % 9);
		map_prog_id(u->handle->map, rng_below(&u->rng, N_KEYS));
		return;
	}
	if (u->inner)
		skep_inner_map_set(u->handle, u->key, u->inner, 0);
	skep_map_close(skep_inner_map_get(u->handle, u->key, NULL));
	skep_inner_map_resolve(u->handle);
}

/* Tasks that never were, of this pid namespace and of another one. */
static void use_task(struct user *u, struct map_writer writer)
{
	struct task_id task = { .unique = u->key[0], .tid = 1 + u->key[0],
				.ns = rng_below(&u->rng, 2) ? task_namespace() : 1 };
	struct map *map = u->handle->map;
	uint8_t *p;

	switch (rng_below(&u->rng, 4)) {
	case 0: map_task_delete(map, &task, writer); break;
	case 1: map_task_create(map, &task, NULL, writer); break;
	case 2: map_task_create(map, &task, u->value, writer); break;
	default:
		p = map_task_value(map, &task, writer.lane);
		if (p)
			touch(u, p, map_desc(map)->value_size);
	}
}

static void use_as_program(struct user *u, struct map_writer writer)
{
	struct map *map = u->handle->map;

	if (u->flags & MAPF_TASK_STORAGE)
		use_task(u, writer);
	else if (u->flags & MAPF_RINGBUF)
		use_ring(u, writer);
	else if (u->flags & MAPF_USER_RINGBUF)
		use_user_ring(u, writer);
	else if (u->flags & MAPF_PERF)
		use_perf(u, writer);
	else if (u->flags & MAPF_PUSH)
		use_values(u, writer);
	else if (u->flags & (MAPF_PROGS | MAPF_MAPS) && !rng_below(&u->rng, 3))
		use_ids(u);
	else if (u->flags & MAPF_FOREACH && !rng_below(&u->rng, 8))
		walk(u, writer);
	else if (u->flags & MAPF_UPDATE && !rng_below(&u->rng, 2))
		map_update(map, u->key, u->value, rng_below(&u->rng, 3), writer);
	else if (u->flags & MAPF_DELETE && !rng_below(&u->rng, 3))
		map_delete(map, u->key, writer);
	else if (u->flags & MAPF_LOOKUP)
		look_up(u, writer);
}

static void use_from_outside(struct user *u)
{
	const void *key = u->handle->desc->key_size ? u->key : NULL;

	switch (rng_below(&u->rng, 6)) {
	case 0: skep_map_lookup(u->handle, key, u->value); break;
	case 1: skep_map_update(u->handle, key, u->value, rng_below(&u->rng, 3)); break;
	case 2: skep_map_delete(u->handle, key); break;
	case 3: skep_map_lookup_and_delete(u->handle, key, u->value); break;
	case 4: skep_map_next_key(u->handle, key, u->key); break;
	default: skep_map_next_key(u->handle, NULL, u->key);
	}
}

static uint64_t cpu_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static void note_time(struct stage *stage, uint64_t ns)
{
	uint64_t seen = load64_relaxed(&stage->max_cpu_ns);

	while (ns > seen && !cas64(&stage->max_cpu_ns, &seen, ns))
		;
}

static void use_once(struct user *u)
{
	uint64_t before = cpu_ns();
	const struct lease *lease;

	make_key(u);
	u->value[0]++;
	if (rng_below(&u->rng, 3) && !lanes_enter(u->vm->lanes, &lease))
		use_as_program(u, lease->writer);
	else
		use_from_outside(u);
	note_time(u->stage, cpu_ns() - before);
	count(&u->stage->n_ops);
}

static void *use_until_over(void *arg)
{
	struct user *u = arg;

	while (!is_over(u->stage))
		use_once(u);
	skep_thread_leave();
	return NULL;
}

static void user_init(struct user *u, struct stage *stage, struct skep *vm, struct skep_map *map,
		      uint64_t seed)
{
	memset(u, 0, sizeof(*u));
	u->stage = stage;
	u->vm = vm;
	u->handle = map;
	u->rng.state = seed | 1;
	u->flags = map_type_by_number(map->desc->type)->flags;
	MUST(map_api_value_size(map->map) <= MAX_VALUE);
}

/* The other process: opens the map while it is being spoiled, again and again. */
static void other_main(struct stage *stage, const char *root, uint64_t seed)
{
	struct skep *vm = new_vm(SKEP_OPTS(.root = root, .lanes = LANES));
	struct user user;

	wait_for_map(stage);
	for (uint32_t n = 0; !is_over(stage); n++) {
		struct skep_map *map = skep_map_open(vm, "m", NULL);

		count(map ? &stage->n_opened : &stage->n_refused);
		if (!map) {
			usleep(1000);
			continue;
		}
		user_init(&user, stage, vm, map, seed + n);
		for (uint32_t i = 0; i < 2000 && !is_over(stage); i++)
			use_once(&user);
		skep_map_close(map);
	}
	skep_free(vm);
	_exit(0);
}

/* ---- a round ---- */

static struct skep_map *make_map(struct skep *vm, const struct row *row, struct skep_map **inner)
{
	struct skep_map_info info = { .type = row->type, .key_size = row->key_size,
				      .value_size = row->value_size, .map_flags = row->flags,
				      .max_entries = row->max_entries, .name = "m" };
	struct skep_map_info in = { .type = MAP_ARRAY, .key_size = 4, .value_size = 8,
				    .max_entries = 2, .name = "inner" };
	struct skep_error error = { 0 };
	struct skep_map *map;

	*inner = NULL;
	if (row->type == MAP_ARRAY_OF_MAPS || row->type == MAP_HASH_OF_MAPS)
		*inner = skep_map_create(vm, &in, NULL);
	map = *inner ? skep_map_create_of(vm, &info, *inner, &error) :
		       skep_map_create(vm, &info, &error);
	if (!map)
		fprintf(stderr, "type %u: %s\n", row->type, error.message);
	MUST(map && !skep_map_pin(vm, map, "m", NULL));
	return map;
}

static pid_t start(void (*body)(struct stage *stage, const char *root, uint64_t seed),
		   struct stage *stage, const char *root, struct rng *rng)
{
	uint64_t seed = rng_next(rng);
	pid_t pid;

	fflush(NULL);
	pid = fork();
	MUST(pid >= 0);
	if (pid)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	body(stage, root, seed);
	_exit(1);
}

static void must_end(pid_t pid)
{
	int status;

	MUST(waitpid(pid, &status, 0) == pid);
	if (status)
		fprintf(stderr, "a process ended with %#x\n", (unsigned)status);
	MUST(!status);
}

static void use_by_threads(struct stage *stage, struct skep *vm, struct skep_map *map,
			   struct skep_map *inner, struct rng *rng)
{
	static struct user users[THREADS];
	int i;

	for (i = 0; i < THREADS; i++) {
		user_init(&users[i], stage, vm, map, rng_next(rng));
		users[i].inner = inner;
		MUST(!pthread_create(&users[i].thread, NULL, use_until_over, &users[i]));
	}
	usleep(ROUND_MS * 1000);
	__atomic_store_n(&stage->stop, 1, __ATOMIC_RELEASE);
	for (i = 0; i < THREADS; i++)
		pthread_join(users[i].thread, NULL);
	stage->n_dead += map_is_dead(map->map);
}

/* Nobody else has it any more. */
static void open_again(struct stage *stage, const char *root, struct rng *rng)
{
	struct skep *vm = new_vm(SKEP_OPTS(.root = root, .lanes = LANES));
	struct skep_map *map = skep_map_open(vm, "m", NULL);
	struct skep_repair found;
	const struct lease *lease;
	static struct user user;

	if (map) {
		user_init(&user, stage, vm, map, rng_next(rng));
		MUST(!lanes_enter(vm->lanes, &lease));
		map_repair(map->map, lease->writer, &found);
		for (int i = 0; i < 100; i++)
			use_once(&user);
		skep_map_close(map);
	}
	MUST(!skep_map_unpin(vm, "m", NULL));
	skep_free(vm);
}

static void run_round(const struct row *row, const char *root, struct stage *total,
		      struct rng *rng)
{
	struct stage *stage = stage_new();
	pid_t peer = start(peer_main, stage, root, rng);
	pid_t other = start(other_main, stage, root, rng);
	struct skep *vm = new_vm(SKEP_OPTS(.root = root, .lanes = LANES));
	struct skep_map *inner, *map = make_map(vm, row, &inner);

	__atomic_store_n(&stage->id, map_id(map->map), __ATOMIC_RELEASE);
	use_by_threads(stage, vm, map, inner, rng);
	must_end(peer);
	must_end(other);
	skep_map_close(map);
	skep_map_close(inner);
	skep_free(vm);
	open_again(stage, root, rng);
	MUST(stage->max_cpu_ns < MAX_CPU_MS * 1000000ull || flavour_is("valgrind"));
	total->n_acts += stage->n_acts;
	total->n_cuts += stage->n_cuts;
	total->n_ops += stage->n_ops;
	total->n_opened += stage->n_opened;
	total->n_refused += stage->n_refused;
	total->n_dead += stage->n_dead;
	note_time(total, stage->max_cpu_ns);
	munmap(stage, sizeof(*stage));
}

static time_t seconds(void)
{
	const char *given = getenv("HOSTILE_SECONDS");

	if (given)
		return atoi(given);
	if (getenv("SOAK"))
		return flavour_is("asan") ? 600 : 60;
	return 8;
}

static void scenario(struct stage *total)
{
	struct progress progress = { .what = "hostile peers, rounds" };
	time_t end = progress_clock() + seconds();
	struct place place;
	struct rng rng;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	alarm((unsigned)seconds() + (flavour_is_slow() ? 10 : 1) * MAX_LATE);
	place_make(&place);
	rng_init(&rng);
	for (uint64_t i = 0; i < N_ROWS || progress_clock() < end; i++) {
		run_round(&rows[i % N_ROWS], place.root, total, &rng);
		progress_step(&progress, 1);
	}
	place_remove(&place);
	fflush(NULL);
	_exit(0);
}

static struct stage *total;
static int ended;

static void test_peer(void **state)
{
	(void)state;
	assert_int_equal(ended, 0);
	assert_true(total->n_acts && total->n_cuts && total->n_ops);
	assert_true(total->n_opened + total->n_refused);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_peer) };
	pid_t pid;

	total = stage_new();
	fflush(NULL);
	pid = fork();
	if (!pid)
		scenario(total);
	if (waitpid(pid, &ended, 0) != pid)
		abort();
	printf("# %llu operations beside %llu acts, %llu of them cuts; opened %llu times, refused "
	       "%llu; dead at the end %llu; the longest took %llu us of processor time\n",
	       (unsigned long long)total->n_ops, (unsigned long long)total->n_acts,
	       (unsigned long long)total->n_cuts, (unsigned long long)total->n_opened,
	       (unsigned long long)total->n_refused, (unsigned long long)total->n_dead,
	       (unsigned long long)total->max_cpu_ns / 1000);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
