/* Checks of batches, of frozen and of mapped maps. */
#include "bpf2.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

/* ---- batches ---- */

static long batch(int cmd, int fd, const void *in, void *out, void *keys, void *values,
		  uint32_t *count, uint64_t flags)
{
	union any_attr attr = { 0 };
	long result;

	attr.a.batch.map_fd = (uint32_t)fd;
	attr.a.batch.in_batch = (uintptr_t)in;
	attr.a.batch.out_batch = (uintptr_t)out;
	attr.a.batch.keys = (uintptr_t)keys;
	attr.a.batch.values = (uintptr_t)values;
	attr.a.batch.count = *count;
	attr.a.batch.elem_flags = flags;
	result = call(cmd, &attr);
	*count = attr.a.batch.count;
	return result;
}

static void update_batches(int array, int hash, int queue)
{
	uint32_t keys[64], values[64], count = 8;

	for (uint32_t i = 0; i < 64; i++)
		keys[i] = i, values[i] = i * 10;
	command("MAP_UPDATE_BATCH");
	CHECK("array", batch(BPF_MAP_UPDATE_BATCH, array, NULL, NULL, keys, values, &count, 0), 0);
	CHECK("array: all of them", count, 8);
	count = 10;
	CHECK("array: too many",
	      batch(BPF_MAP_UPDATE_BATCH, array, NULL, NULL, keys, values, &count, 0), -E2BIG);
	CHECK("array: those before", count, 8);
	count = 20;
	CHECK("hash", batch(BPF_MAP_UPDATE_BATCH, hash, NULL, NULL, keys, values, &count, 0), 0);
	count = 20;
	CHECK("hash: NOEXIST",
	      batch(BPF_MAP_UPDATE_BATCH, hash, NULL, NULL, keys, values, &count, BPF_NOEXIST),
	      -EINVAL);
	count = 1;
	CHECK("hash: unreadable keys",
	      batch(BPF_MAP_UPDATE_BATCH, hash, NULL, NULL, BAD, values, &count, 0), -EFAULT);
	count = 0;
	CHECK("hash: none", batch(BPF_MAP_UPDATE_BATCH, hash, NULL, NULL, keys, values, &count, 0),
	      0);
	count = 1;
	CHECK("queue", batch(BPF_MAP_UPDATE_BATCH, queue, NULL, NULL, keys, values, &count, 0),
	      -ENOTSUPP_LINUX);
}

static void lookup_batches(int array, int hash, int queue)
{
	uint32_t keys[64], values[64], count, where = 0, sum = 0;

	command("MAP_LOOKUP_BATCH");
	memset(values, 0, sizeof(values));
	count = 5;
	CHECK("array: a part",
	      batch(BPF_MAP_LOOKUP_BATCH, array, NULL, &where, keys, values, &count, 0), 0);
	CHECK("array: so many", count, 5);
	CHECK("array: the last of it", values[4], 40);
	count = 5;
	CHECK("array: the rest",
	      batch(BPF_MAP_LOOKUP_BATCH, array, &where, &where, keys, values, &count, 0), -ENOENT);
	CHECK("array: so many are left", count, 3);
	CHECK("array: which", keys[2] == 7 && values[2] == 70, 1);
	count = 64;
	CHECK("hash: all", batch(BPF_MAP_LOOKUP_BATCH, hash, NULL, &where, keys, values, &count, 0),
	      -ENOENT);
	CHECK("hash: so many", count, 20);
	for (uint32_t i = 0; i < 20; i++)
		sum += values[i];
	CHECK("hash: each once", sum, 1900);
	count = 4;
	CHECK("hash: flag 1",
	      batch(BPF_MAP_LOOKUP_BATCH, hash, NULL, &where, keys, values, &count, 1), -EINVAL);
	count = 0;
	CHECK("hash: none",
	      batch(BPF_MAP_LOOKUP_BATCH, hash, NULL, &where, keys, values, &count, 0), 0);
	count = 4;
	CHECK("queue", batch(BPF_MAP_LOOKUP_BATCH, queue, NULL, &where, keys, values, &count, 0),
	      -ENOTSUPP_LINUX);
}

/* A hash with long keys: 4 bytes are enough to go on from, and each key comes once. */
static void long_keys(void)
{
	int map = make_map(T(HASH), 32, 4, 200, 0);
	uint32_t where[2] = { 0, 0x5eed5eed }, values[16], count, sum = 0, n = 0;
	uint8_t key[32] = { 0 }, keys[16][32];
	long result = 0;

	for (uint32_t i = 0; i < 100; i++) {
		key[5] = (uint8_t)i;
		UPDATE(map, key, &i, 0);
	}
	for (int round = 0; !result && round < 100; round++) {
		count = 16;
		result = batch(BPF_MAP_LOOKUP_BATCH, map, round ? where : NULL, where, keys, values,
			       &count, 0);
		if (result == -ENOSPC) /* a bucket with more than 16: not here */
			break;
		for (uint32_t i = 0; i < count; i++)
			sum += values[i];
		n += count;
	}
	CHECK("hash with long keys: to its end", result, -ENOENT);
	CHECK("hash with long keys: all", n, 100);
	CHECK("hash with long keys: each once", sum, 4950);
	CHECK("hash with long keys: 4 bytes tell where", where[1], 0x5eed5eed);
	close(map);
}

/* Which types have which batches. */
static void batches_of_types(void)
{
	enum { L = 1, U = 2, D = 4, A = 8 };
	static const struct {
		const char *name;
		struct map_spec spec;
		unsigned has;
	} rows[] = {
		{ "hash", { T(HASH), 8, 8, 4, 0, 0, 0, NULL }, L | U | D | A },
		{ "per-CPU hash", { T(PERCPU_HASH), 8, 8, 4, 0, 0, 0, NULL }, L | U | D | A },
		{ "LRU hash", { T(LRU_HASH), 8, 8, 4, 0, 0, 0, NULL }, L | U | D | A },
		{ "LRU per-CPU hash",
		  { T(LRU_PERCPU_HASH), 8, 8, 4, 0, 0, 0, NULL },
		  L | U | D | A },
		{ "array", { T(ARRAY), 4, 8, 4, 0, 0, 0, NULL }, L | U },
		{ "per-CPU array", { T(PERCPU_ARRAY), 4, 8, 4, 0, 0, 0, NULL }, L | U },
		{ "trie", { T(LPM_TRIE), 8, 8, 4, BPF_F_NO_PREALLOC, 0, 0, NULL }, L | U | D },
		{ "queue", { T(QUEUE), 0, 8, 4, 0, 0, 0, NULL }, 0 },
		{ "ring buffer", { T(RINGBUF), 0, 0, 4096, 0, 0, 0, NULL }, 0 },
		{ "user ring buffer", { T(USER_RINGBUF), 0, 0, 4096, 0, 0, 0, NULL }, 0 },
		{ "program array", { T(PROG_ARRAY), 4, 4, 4, 0, 0, 0, NULL }, 0 },
		{ "stack traces", { T(STACK_TRACE), 4, 8, 4, 0, 0, 0, NULL }, 0 },
	};
	static const int commands[] = { BPF_MAP_LOOKUP_BATCH, BPF_MAP_UPDATE_BATCH,
					BPF_MAP_DELETE_BATCH, BPF_MAP_LOOKUP_AND_DELETE_BATCH };
	static const char *const names[] = { "MAP_LOOKUP_BATCH", "MAP_UPDATE_BATCH",
					     "MAP_DELETE_BATCH", "MAP_LOOKUP_AND_DELETE_BATCH" };
	static uint8_t keys[64], values[64 * 1024], where[64];

	for (size_t i = 0; i < N_OF(rows); i++) {
		int fd = (int)map_make(&rows[i].spec);

		for (size_t k = 0; k < N_OF(commands); k++) {
			uint32_t count = 1;
			long result = batch(commands[k], fd, NULL, where, keys, values, &count, 0);

			command(names[k]);
			CHECK(rows[i].name, result != -ENOTSUPP_LINUX, rows[i].has >> k & 1);
		}
		close(fd);
	}
}

static void delete_batches(int array, int hash)
{
	uint32_t keys[64], values[64], count, where = 0;

	command("MAP_DELETE_BATCH");
	for (uint32_t i = 0; i < 64; i++)
		keys[i] = i;
	count = 5;
	CHECK("hash", batch(BPF_MAP_DELETE_BATCH, hash, NULL, NULL, keys, NULL, &count, 0), 0);
	count = 6;
	CHECK("hash: gone already",
	      batch(BPF_MAP_DELETE_BATCH, hash, NULL, NULL, keys, NULL, &count, 0), -ENOENT);
	CHECK("hash: none of them", count, 0);
	CHECK("array",
	      (count = 1, batch(BPF_MAP_DELETE_BATCH, array, NULL, NULL, keys, NULL, &count, 0)),
	      -ENOTSUPP_LINUX);
	command("MAP_LOOKUP_AND_DELETE_BATCH");
	count = 64;
	CHECK("hash",
	      batch(BPF_MAP_LOOKUP_AND_DELETE_BATCH, hash, NULL, &where, keys, values, &count, 0),
	      -ENOENT);
	CHECK("hash: so many", count, 15);
	CHECK("hash: they are gone", NEXT_KEY(hash, NULL, keys), -ENOENT);
	CHECK("array",
	      (count = 1, batch(BPF_MAP_LOOKUP_AND_DELETE_BATCH, array, NULL, &where, keys, values,
				&count, 0)),
	      -ENOTSUPP_LINUX);
}

void test_batch(void)
{
	int array = make_map(T(ARRAY), 4, 4, 8, 0), hash = make_map(T(HASH), 4, 4, 64, 0);
	int queue = make_map(T(QUEUE), 0, 4, 4, 0);

	update_batches(array, hash, queue);
	lookup_batches(array, hash, queue);
	long_keys();
	batches_of_types();
	delete_batches(array, hash);
	close(array);
	close(hash);
	close(queue);
}

/* ---- freezing and mapping ---- */

long freeze_map(int fd)
{
	union any_attr attr = { .a = { .map_fd = (uint32_t)fd } };

	return call(BPF_MAP_FREEZE, &attr);
}

static long map_at(int fd, size_t size, int prot, int flags, long offset, void **out)
{
	void *at = mmap(NULL, size, prot, flags, fd, offset);

	if (at == MAP_FAILED)
		return -errno;
	if (out)
		*out = at;
	else
		munmap(at, size);
	return 0;
}

static void map_user_ring(void)
{
	long page = sysconf(_SC_PAGESIZE);
	int ring = make_map(T(USER_RINGBUF), 0, 0, (uint32_t)page, 0);
	const int both = PROT_READ | PROT_WRITE;

	CHECK("user ring: consumer page, writable",
	      map_at(ring, (size_t)page, both, MAP_SHARED, 0, NULL), -EPERM);
	CHECK("user ring: consumer page, readable",
	      map_at(ring, (size_t)page, PROT_READ, MAP_SHARED, 0, NULL), 0);
	CHECK("user ring: the rest, writable",
	      map_at(ring, 3 * (size_t)page, both, MAP_SHARED, page, NULL), 0);
	CHECK("user ring: data, writable",
	      map_at(ring, (size_t)page, both, MAP_SHARED, 2 * page, NULL), 0);
	CHECK("user ring: all, writable", map_at(ring, 4 * (size_t)page, both, MAP_SHARED, 0, NULL),
	      -EPERM);
	CHECK("user ring: all, readable",
	      map_at(ring, 4 * (size_t)page, PROT_READ, MAP_SHARED, 0, NULL), 0);
	CHECK("user ring: private", map_at(ring, (size_t)page, PROT_READ, MAP_PRIVATE, 0, NULL),
	      -EINVAL);
	CHECK("user ring: beyond", map_at(ring, 4 * (size_t)page, both, MAP_SHARED, page, NULL),
	      -EINVAL);
	close(ring);
}

static void test_mmap(void)
{
	long page = sysconf(_SC_PAGESIZE);
	int fd = make_map(T(ARRAY), 4, 8, 1024, BPF_F_MMAPABLE),
	    plain = make_map(T(ARRAY), 4, 8, 1024, 0);
	int ring = make_map(T(RINGBUF), 0, 0, (uint32_t)page, 0),
	    hash = make_map(T(HASH), 4, 4, 4, 0);
	int constant = make_map(T(ARRAY), 4, 8, 1, BPF_F_MMAPABLE | BPF_F_RDONLY_PROG),
	    prog = make_prog(BPF_PROG_TYPE_XDP, 2);
	uint64_t *values = NULL, got = 0;
	size_t all = 8192;

	command("mmap");
	CHECK("array: all values",
	      map_at(fd, all, PROT_READ | PROT_WRITE, MAP_SHARED, 0, (void **)&values), 0);
	UPDATE(fd, &(uint32_t){ 5 }, &(uint64_t){ 55 }, 0);
	CHECK("array: an update is seen", values[5], 55);
	values[6] = 66;
	LOOKUP(fd, &(uint32_t){ 6 }, &got);
	CHECK("array: a store is seen", got, 66);
	CHECK("array: private", map_at(fd, all, PROT_READ, MAP_PRIVATE, 0, NULL), -EINVAL);
	CHECK("array: beyond the values", map_at(fd, all + 1, PROT_READ, MAP_SHARED, 0, NULL),
	      -EINVAL);
	CHECK("array: behind the values",
	      map_at(fd, (size_t)page, PROT_READ, MAP_SHARED, 8192, NULL), -EINVAL);
	CHECK("array: the second page", map_at(fd, (size_t)page, PROT_READ, MAP_SHARED, page, NULL),
	      0);
	CHECK("array without MMAPABLE", map_at(plain, (size_t)page, PROT_READ, MAP_SHARED, 0, NULL),
	      -EINVAL);
	CHECK("hash", map_at(hash, (size_t)page, PROT_READ, MAP_SHARED, 0, NULL), -ENOTSUPP_LINUX);
	CHECK("program", map_at(prog, (size_t)page, PROT_READ, MAP_SHARED, 0, NULL), -ENODEV);
	CHECK("array for programs to read, writable",
	      map_at(constant, (size_t)page, PROT_READ | PROT_WRITE, MAP_SHARED, 0, NULL), -EACCES);
	CHECK("array for programs to read, readable",
	      map_at(constant, (size_t)page, PROT_READ, MAP_SHARED, 0, NULL), 0);
	CHECK("ring: consumer page",
	      map_at(ring, (size_t)page, PROT_READ | PROT_WRITE, MAP_SHARED, 0, NULL), 0);
	CHECK("ring: the rest, readable",
	      map_at(ring, 3 * (size_t)page, PROT_READ, MAP_SHARED, page, NULL), 0);
	CHECK("ring: the rest, writable",
	      map_at(ring, 3 * (size_t)page, PROT_READ | PROT_WRITE, MAP_SHARED, page, NULL),
	      -EPERM);
	CHECK("ring: two pages, writable",
	      map_at(ring, 2 * (size_t)page, PROT_READ | PROT_WRITE, MAP_SHARED, 0, NULL), -EPERM);
	CHECK("ring: beyond", map_at(ring, 4 * (size_t)page, PROT_READ, MAP_SHARED, page, NULL),
	      -EINVAL);
	map_user_ring();
	command("MAP_FREEZE");
	CHECK("mapped writable", freeze_map(fd), -EBUSY);
	munmap(values, all);
	CHECK("not mapped any more", freeze_map(fd), 0);
	CHECK("again", freeze_map(fd), -EPERM);
	command("mmap");
	CHECK("frozen, writable", map_at(fd, all, PROT_READ | PROT_WRITE, MAP_SHARED, 0, NULL),
	      -EPERM);
	CHECK("frozen, readable", map_at(fd, all, PROT_READ, MAP_SHARED, 0, NULL), 0);
	for (int i = fd; i <= prog; i++)
		close(i);
}

void test_freeze(void)
{
	int fd = make_map(T(HASH), 4, 4, 4, 0), reads = make_map(T(HASH), 4, 4, 4, BPF_F_RDONLY);
	uint32_t key = 1, value = 2;

	test_mmap();
	command("MAP_FREEZE");
	UPDATE(fd, &key, &value, 0);
	CHECK("a descriptor to read", freeze_map(reads), -EPERM);
	CHECK("hash", freeze_map(fd), 0);
	CHECK("a program", freeze_map(make_prog(BPF_PROG_TYPE_XDP, 0)), -EINVAL);
	CHECK("no descriptor", freeze_map(-1), -EBADF);
	command("MAP_UPDATE_ELEM");
	CHECK("frozen", UPDATE(fd, &key, &value, 0), -EPERM);
	command("MAP_DELETE_ELEM");
	CHECK("frozen", DELETE(fd, &key), -EPERM);
	command("MAP_LOOKUP_ELEM");
	CHECK("frozen", LOOKUP(fd, &key, &value), 0);
	close(fd);
	close(reads);
}
