/* Checks of attr, of making maps and of their elements. */
#include "bpf2.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define BAD ((void *)8)

/* ---- attr ---- */

/* A command with one byte set at @at, @size bytes of it. */
static long with_byte(int cmd, unsigned at, unsigned size)
{
	union any_attr attr = { 0 };

	attr.bytes[at] = 1;
	return sys_bpf(cmd, &attr, size);
}

static void test_ends(void)
{
	static const struct {
		int cmd;
		unsigned end; /* behind the last field in Linux 6.18 */
		long then;    /* answer where all is zero but the last byte of the last field */
	} rows[] = {
		{ BPF_MAP_LOOKUP_ELEM, 32, -EINVAL }, { BPF_MAP_UPDATE_ELEM, 32, -EINVAL },
		{ BPF_MAP_DELETE_ELEM, 16, -EINVAL }, { BPF_MAP_GET_NEXT_KEY, 24, -EINVAL },
		{ BPF_MAP_FREEZE, 4, -EBADF },        { BPF_OBJ_GET_INFO_BY_FD, 16, -EINVAL },
		{ BPF_PROG_BIND_MAP, 12, -EINVAL },   { BPF_MAP_LOOKUP_BATCH, 56, -EINVAL },
	};
	char name[64];

	for (size_t i = 0; i < N_OF(rows); i++)
		for (unsigned at = rows[i].end; at < rows[i].end + 8; at += 4) {
			snprintf(name, sizeof(name), "command %d, byte %u set", rows[i].cmd, at);
			CHECK(name, with_byte(rows[i].cmd, at, 168), -EINVAL);
		}
}

void test_attr(void)
{
	union any_attr attr = { 0 };
	static uint8_t page[8192];

	command("attr");
	CHECK("unknown command", sys_bpf(1000, &attr, sizeof(attr.a)), -EINVAL);
	CHECK("negative command", sys_bpf(-1, &attr, sizeof(attr.a)), -EINVAL);
	CHECK("size 4097", sys_bpf(BPF_MAP_CREATE, page, 4097), -E2BIG);
	CHECK("size 4096, all zero", sys_bpf(BPF_MAP_CREATE, page, 4096), -EINVAL);
	CHECK("size 0", sys_bpf(BPF_MAP_CREATE, &attr, 0), -EINVAL);
	CHECK("size 0 of an unreadable attr", sys_bpf(BPF_MAP_CREATE, BAD, 0), -EINVAL);
	CHECK("unreadable attr", sys_bpf(BPF_MAP_CREATE, BAD, 64), -EFAULT);
	CHECK("attr at no possible address", sys_bpf(BPF_MAP_CREATE, (void *)(1ul << 63), 64),
	      -EFAULT);
	CHECK("attr in the kernel", sys_bpf(BPF_MAP_CREATE, (void *)-4096ul, 64), -EFAULT);
	CHECK("unreadable attr of an unknown command", sys_bpf(1000, BAD, 64), -EFAULT);
	page[168] = 1;
	CHECK("byte behind Linux 6.18's attr", sys_bpf(BPF_MAP_CREATE, page, 169), -E2BIG);
	CHECK("the same, of an unknown command", sys_bpf(1000, page, 169), -E2BIG);
	CHECK("the same, not given", sys_bpf(1000, page, 168), -EINVAL);
	page[168] = 0;
	page[4095] = 1;
	CHECK("last byte of a page", sys_bpf(BPF_MAP_CREATE, page, 4096), -E2BIG);
	page[4095] = 0;
	CHECK("attr that ends where memory ends", sys_bpf(1000, page + 100, 100), -EINVAL);
	test_ends();
}

/* ---- BPF_MAP_CREATE ---- */

#define T(name) BPF_MAP_TYPE_##name

struct create_row {
	const char *name;
	struct map_spec spec;
	long want; /* 0: a descriptor */
};

static const struct create_row create_rows[] = {
	{ "hash", { T(HASH), 4, 8, 16, 0, 0, 0, NULL }, 0 },
	{ "hash, key 0", { T(HASH), 0, 8, 16, 0, 0, 0, NULL }, -EINVAL },
	{ "hash, value 0", { T(HASH), 4, 0, 16, 0, 0, 0, NULL }, -EINVAL },
	{ "hash, no entries", { T(HASH), 4, 8, 0, 0, 0, 0, NULL }, -EINVAL },
	{ "hash, NO_PREALLOC", { T(HASH), 4, 8, 16, BPF_F_NO_PREALLOC, 0, 0, NULL }, 0 },
	{ "hash, NO_COMMON_LRU", { T(HASH), 4, 8, 16, BPF_F_NO_COMMON_LRU, 0, 0, NULL }, -EINVAL },
	{ "hash, MMAPABLE", { T(HASH), 4, 8, 16, BPF_F_MMAPABLE, 0, 0, NULL }, -EINVAL },
	{ "hash, ZERO_SEED", { T(HASH), 4, 8, 16, BPF_F_ZERO_SEED, 0, 0, NULL }, 0 },
	{ "hash, map_extra", { T(HASH), 4, 8, 16, 0, 1, 0, NULL }, -EINVAL },
	{ "hash, RDONLY", { T(HASH), 4, 8, 16, BPF_F_RDONLY, 0, 0, NULL }, 0 },
	{ "hash, WRONLY", { T(HASH), 4, 8, 16, BPF_F_WRONLY, 0, 0, NULL }, 0 },
	{ "hash, RDONLY and WRONLY",
	  { T(HASH), 4, 8, 16, BPF_F_RDONLY | BPF_F_WRONLY, 0, 0, NULL },
	  -EINVAL },
	{ "hash, RDONLY_PROG", { T(HASH), 4, 8, 16, BPF_F_RDONLY_PROG, 0, 0, NULL }, 0 },
	{ "hash, RDONLY_PROG and WRONLY_PROG",
	  { T(HASH), 4, 8, 16, BPF_F_RDONLY_PROG | BPF_F_WRONLY_PROG, 0, 0, NULL },
	  -EINVAL },
	{ "hash, bit 30", { T(HASH), 4, 8, 16, 1u << 30, 0, 0, NULL }, -EINVAL },
	{ "hash, value too large", { T(HASH), 4, 1u << 30, 1, 0, 0, 0, NULL }, -E2BIG },
	{ "hash, 2^28 entries",
	  { T(HASH), 4, 8, 1u << 28, BPF_F_NO_PREALLOC, 0, 0, NULL },
	  -E2BIG },
	{ "array", { T(ARRAY), 4, 8, 16, 0, 0, 0, NULL }, 0 },
	{ "array, key 3", { T(ARRAY), 3, 8, 16, 0, 0, 0, NULL }, -EINVAL },
	{ "array, key 8", { T(ARRAY), 8, 8, 16, 0, 0, 0, NULL }, -EINVAL },
	{ "array, value 0", { T(ARRAY), 4, 0, 16, 0, 0, 0, NULL }, -EINVAL },
	{ "array, no entries", { T(ARRAY), 4, 8, 0, 0, 0, 0, NULL }, -EINVAL },
	{ "array, NO_PREALLOC", { T(ARRAY), 4, 8, 16, BPF_F_NO_PREALLOC, 0, 0, NULL }, -EINVAL },
	{ "array, MMAPABLE", { T(ARRAY), 4, 8, 16, BPF_F_MMAPABLE, 0, 0, NULL }, 0 },
	{ "array, INNER_MAP", { T(ARRAY), 4, 8, 16, BPF_F_INNER_MAP, 0, 0, NULL }, 0 },
	{ "array, value 2^31", { T(ARRAY), 4, 1u << 31, 1, 0, 0, 0, NULL }, -E2BIG },
	{ "per-CPU array", { T(PERCPU_ARRAY), 4, 8, 16, 0, 0, 0, NULL }, 0 },
	{ "per-CPU array, MMAPABLE",
	  { T(PERCPU_ARRAY), 4, 8, 16, BPF_F_MMAPABLE, 0, 0, NULL },
	  -EINVAL },
	{ "per-CPU array, value 32769", { T(PERCPU_ARRAY), 4, 32769, 1, 0, 0, 0, NULL }, -E2BIG },
	{ "per-CPU hash", { T(PERCPU_HASH), 4, 8, 16, 0, 0, 0, NULL }, 0 },
	{ "LRU hash", { T(LRU_HASH), 4, 8, 16, 0, 0, 0, NULL }, 0 },
	{ "LRU hash, NO_PREALLOC",
	  { T(LRU_HASH), 4, 8, 16, BPF_F_NO_PREALLOC, 0, 0, NULL },
	  -ENOTSUPP_LINUX },
	{ "LRU hash, NO_COMMON_LRU",
	  { T(LRU_HASH), 4, 8, 1024, BPF_F_NO_COMMON_LRU, 0, 0, NULL },
	  0 },
	{ "LRU per-CPU hash", { T(LRU_PERCPU_HASH), 4, 8, 16, 0, 0, 0, NULL }, 0 },
	{ "trie", { T(LPM_TRIE), 8, 8, 16, BPF_F_NO_PREALLOC, 0, 0, NULL }, 0 },
	{ "trie without NO_PREALLOC", { T(LPM_TRIE), 8, 8, 16, 0, 0, 0, NULL }, -EINVAL },
	{ "trie, key 4", { T(LPM_TRIE), 4, 8, 16, BPF_F_NO_PREALLOC, 0, 0, NULL }, -EINVAL },
	{ "trie, key 261", { T(LPM_TRIE), 261, 8, 16, BPF_F_NO_PREALLOC, 0, 0, NULL }, -EINVAL },
	{ "queue", { T(QUEUE), 0, 8, 16, 0, 0, 0, NULL }, 0 },
	{ "queue, key 4", { T(QUEUE), 4, 8, 16, 0, 0, 0, NULL }, -EINVAL },
	{ "stack", { T(STACK), 0, 8, 16, 0, 0, 0, NULL }, 0 },
	{ "bloom filter", { T(BLOOM_FILTER), 0, 8, 16, 0, 0, 0, NULL }, 0 },
	{ "bloom filter, 15 hashes", { T(BLOOM_FILTER), 0, 8, 16, 0, 15, 0, NULL }, 0 },
	{ "bloom filter, 16 hashes", { T(BLOOM_FILTER), 0, 8, 16, 0, 16, 0, NULL }, -EINVAL },
	{ "ring buffer", { T(RINGBUF), 0, 0, 4096, 0, 0, 0, NULL }, 0 },
	{ "ring buffer, 4095 bytes", { T(RINGBUF), 0, 0, 4095, 0, 0, 0, NULL }, -EINVAL },
	{ "ring buffer, 12288 bytes", { T(RINGBUF), 0, 0, 12288, 0, 0, 0, NULL }, -EINVAL },
	{ "ring buffer, key", { T(RINGBUF), 4, 0, 4096, 0, 0, 0, NULL }, -EINVAL },
	{ "program array", { T(PROG_ARRAY), 4, 4, 4, 0, 0, 0, NULL }, 0 },
	{ "program array, value 8", { T(PROG_ARRAY), 4, 8, 4, 0, 0, 0, NULL }, -EINVAL },
	{ "program array, RDONLY_PROG",
	  { T(PROG_ARRAY), 4, 4, 4, BPF_F_RDONLY_PROG, 0, 0, NULL },
	  -EINVAL },
	{ "perf event array", { T(PERF_EVENT_ARRAY), 4, 4, 4, 0, 0, 0, NULL }, 0 },
	{ "stack traces", { T(STACK_TRACE), 4, 8 * 20, 16, 0, 0, 0, NULL }, 0 },
	{ "array of maps without a template",
	  { T(ARRAY_OF_MAPS), 4, 4, 4, 0, 0, 0, NULL },
	  -EINVAL },
	{ "array of maps, template 9999", { T(ARRAY_OF_MAPS), 4, 4, 4, 0, 0, 9999, NULL }, -EBADF },
	{ "hash with a template", { T(HASH), 4, 4, 4, 0, 0, 9999, NULL }, 0 },
	{ "type 0", { 0, 4, 4, 4, 0, 0, 0, NULL }, -EINVAL },
	{ "type 1000", { 1000, 4, 4, 4, 0, 0, 0, NULL }, -EINVAL },
	{ "a name", { T(ARRAY), 4, 4, 4, 0, 0, 0, "name_15.chars" }, 0 },
	{ "a name of 15", { T(ARRAY), 4, 4, 4, 0, 0, 0, "abcdefghijklmno" }, 0 },
	{ "a name of 16", { T(ARRAY), 4, 4, 4, 0, 0, 0, "abcdefghijklmnop" }, -EINVAL },
	{ "a name with a blank", { T(ARRAY), 4, 4, 4, 0, 0, 0, "a b" }, -EINVAL },
	{ "a name with a slash", { T(ARRAY), 4, 4, 4, 0, 0, 0, "a/b" }, -EINVAL },
	{ "a name with a dash", { T(ARRAY), 4, 4, 4, 0, 0, 0, "a-b" }, -EINVAL },
	{ "a wrong name of a wrong map", { T(HASH), 4, 1u << 30, 4, 0, 0, 0, "a-b" }, -E2BIG },
};

static void test_create_types(void)
{
	union any_attr attr = {
		.a = { .map_type = T(ARRAY), .key_size = 4, .value_size = 4, .max_entries = 1 }
	};

	CHECK("types of value, BTF that is something else",
	      (attr.a.btf_value_type_id = 1, call(BPF_MAP_CREATE, &attr)), -EINVAL);
	CHECK("type of key without that of value",
	      (attr.a.btf_value_type_id = 0, attr.a.btf_key_type_id = 1,
	       call(BPF_MAP_CREATE, &attr)),
	      -EINVAL);
	attr.a.btf_key_type_id = 0;
	attr.a.btf_vmlinux_value_type_id = 1;
	CHECK("type of the kernel's BTF", call(BPF_MAP_CREATE, &attr), -EINVAL);
	attr.a.btf_vmlinux_value_type_id = 0;
	attr.a.map_ifindex = 1;
	CHECK("an interface", call(BPF_MAP_CREATE, &attr), -EOPNOTSUPP);
	attr.a.map_ifindex = 0;
	attr.a.map_flags = BPF_F_NUMA_NODE;
	CHECK("NUMA node 0", call(BPF_MAP_CREATE, &attr) >= 0, 1);
	attr.a.numa_node = 1000;
	CHECK("NUMA node 1000", call(BPF_MAP_CREATE, &attr), -EINVAL);
	attr.a.numa_node = 0;
	attr.a.map_flags = 0;
	attr.words[80 / 4] = 8;
	CHECK("a hash of programs that may use it, without its size",
	      call(BPF_MAP_CREATE, &attr) < 0, 1);
}

void test_map_create(void)
{
	command("MAP_CREATE");
	flag("BPF_F_NO_PREALLOC");
	flag("BPF_F_NO_COMMON_LRU");
	flag("BPF_F_NUMA_NODE");
	flag("BPF_F_RDONLY");
	flag("BPF_F_WRONLY");
	flag("BPF_F_ZERO_SEED");
	flag("BPF_F_RDONLY_PROG");
	flag("BPF_F_WRONLY_PROG");
	flag("BPF_F_MMAPABLE");
	flag("BPF_F_INNER_MAP");
	for (size_t i = 0; i < N_OF(create_rows); i++) {
		long fd = map_make(&create_rows[i].spec);

		CHECK(create_rows[i].name, fd < 0 ? fd : 0, create_rows[i].want);
		if (fd >= 0)
			close((int)fd);
	}
	test_create_types();
}

/* ---- elements ---- */

static void test_hash(void)
{
	int fd = make_map(T(HASH), 4, 8, 2, 0);
	uint32_t key = 1, next = 0;
	uint64_t value = 7, got = 0;

	command("MAP_LOOKUP_ELEM");
	flag("BPF_F_LOCK");
	CHECK("hash: no such key", LOOKUP(fd, &key, &got), -ENOENT);
	command("MAP_UPDATE_ELEM");
	flag("BPF_ANY");
	flag("BPF_NOEXIST");
	flag("BPF_EXIST");
	flag("BPF_F_LOCK");
	CHECK("hash: EXIST of a new key", UPDATE(fd, &key, &value, BPF_EXIST), -ENOENT);
	CHECK("hash: NOEXIST of a new key", UPDATE(fd, &key, &value, BPF_NOEXIST), 0);
	CHECK("hash: NOEXIST again", UPDATE(fd, &key, &value, BPF_NOEXIST), -EEXIST);
	CHECK("hash: unknown flag", UPDATE(fd, &key, &value, 8), -EINVAL);
	CHECK("hash: NOEXIST and EXIST", UPDATE(fd, &key, &value, 3), -EINVAL);
	CHECK("hash: F_LOCK without a lock", UPDATE(fd, &key, &value, BPF_F_LOCK), -EINVAL);
	CHECK("hash: unreadable key", UPDATE(fd, BAD, &value, 0), -EFAULT);
	CHECK("hash: unreadable value", UPDATE(fd, &key, BAD, 0), -EFAULT);
	CHECK("hash: EXIST", UPDATE(fd, &key, &(uint64_t){ 9 }, BPF_EXIST), 0);
	command("MAP_LOOKUP_ELEM");
	CHECK("hash: key", LOOKUP(fd, &key, &got), 0);
	CHECK("hash: its value", got, 9);
	CHECK("hash: flag 1", elem(BPF_MAP_LOOKUP_ELEM, fd, &key, &got, 1), -EINVAL);
	CHECK("hash: F_LOCK without a lock", elem(BPF_MAP_LOOKUP_ELEM, fd, &key, &got, BPF_F_LOCK),
	      -EINVAL);
	CHECK("hash: unreadable key", LOOKUP(fd, BAD, &got), -EFAULT);
	CHECK("hash: value to nowhere", LOOKUP(fd, &key, BAD), -EFAULT);
	CHECK("no descriptor", LOOKUP(-1, &key, &got), -EBADF);
	CHECK("a closed descriptor", LOOKUP(999, &key, &got), -EBADF);
	CHECK("of something else", LOOKUP(0, &key, &got), -EINVAL);
	command("MAP_UPDATE_ELEM");
	CHECK("hash: second key", UPDATE(fd, &(uint32_t){ 2 }, &value, 0), 0);
	CHECK("hash: full", UPDATE(fd, &(uint32_t){ 3 }, &value, 0), -E2BIG);
	CHECK("hash: a key that is there, full", UPDATE(fd, &key, &value, 0), 0);
	command("MAP_GET_NEXT_KEY");
	CHECK("hash: the first", NEXT_KEY(fd, NULL, &next), 0);
	CHECK("hash: behind a key that is not there", NEXT_KEY(fd, &(uint32_t){ 77 }, &got), 0);
	CHECK("hash: the second", NEXT_KEY(fd, &next, &next), 0);
	CHECK("hash: the end", NEXT_KEY(fd, &next, &next), -ENOENT);
	CHECK("hash: to nowhere", NEXT_KEY(fd, NULL, BAD), -EFAULT);
	CHECK("hash: unreadable key", NEXT_KEY(fd, BAD, &next), -EFAULT);
	command("MAP_LOOKUP_AND_DELETE_ELEM");
	CHECK("hash: takes", TAKE(fd, &key, &got), 0);
	CHECK("hash: what it took", got, 7);
	CHECK("hash: again", TAKE(fd, &key, &got), -ENOENT);
	CHECK("hash: flag 1", elem(BPF_MAP_LOOKUP_AND_DELETE_ELEM, fd, &key, &got, 1), -EINVAL);
	command("MAP_DELETE_ELEM");
	CHECK("hash: no such key", DELETE(fd, &key), -ENOENT);
	CHECK("hash: a key", DELETE(fd, &(uint32_t){ 2 }), 0);
	CHECK("hash: unreadable key", DELETE(fd, BAD), -EFAULT);
	command("MAP_GET_NEXT_KEY");
	CHECK("hash: empty", NEXT_KEY(fd, NULL, &next), -ENOENT);
	close(fd);
}

static void test_array(void)
{
	int fd = make_map(T(ARRAY), 4, 5, 3, 0);
	uint8_t value[8] = { 1, 2, 3, 4, 5 }, got[8] = { 0 };
	uint32_t key = 1, next = 9;

	command("MAP_LOOKUP_ELEM");
	CHECK("array: fresh", LOOKUP(fd, &key, got), 0);
	CHECK("array: index 3", LOOKUP(fd, &(uint32_t){ 3 }, got), -ENOENT);
	command("MAP_UPDATE_ELEM");
	CHECK("array: ANY", UPDATE(fd, &key, value, BPF_ANY), 0);
	CHECK("array: EXIST", UPDATE(fd, &key, value, BPF_EXIST), 0);
	CHECK("array: NOEXIST", UPDATE(fd, &key, value, BPF_NOEXIST), -EEXIST);
	CHECK("array: index 3", UPDATE(fd, &(uint32_t){ 3 }, value, 0), -E2BIG);
	CHECK("array: unknown flag", UPDATE(fd, &key, value, 8), -EINVAL);
	command("MAP_LOOKUP_ELEM");
	memset(got, 0xee, sizeof(got));
	CHECK("array: value of 5 bytes", LOOKUP(fd, &key, got), 0);
	check_bytes("array: 5 bytes and no more", got, "\1\2\3\4\5\xee\xee\xee", 8);
	command("MAP_DELETE_ELEM");
	CHECK("array", DELETE(fd, &key), -EINVAL);
	command("MAP_GET_NEXT_KEY");
	CHECK("array: first", NEXT_KEY(fd, NULL, &next) ?: (long)next, 0);
	CHECK("array: behind 1", NEXT_KEY(fd, &key, &next) ?: (long)next, 2);
	CHECK("array: behind the last", NEXT_KEY(fd, &(uint32_t){ 2 }, &next), -ENOENT);
	CHECK("array: behind nonsense", NEXT_KEY(fd, &(uint32_t){ 99 }, &next) ?: (long)next, 0);
	command("MAP_LOOKUP_AND_DELETE_ELEM");
	CHECK("array", TAKE(fd, &key, got), -ENOTSUPP_LINUX);
	close(fd);
}

static void test_percpu(void)
{
	unsigned n = cpus();
	uint64_t *values = calloc(n + 1, 8);
	uint32_t key = 0;
	static const uint32_t types[] = { T(PERCPU_ARRAY), T(PERCPU_HASH), T(LRU_PERCPU_HASH) };

	for (size_t i = 0; i < N_OF(types); i++) {
		int fd = make_map(types[i], 4, 5, 4, 0);
		unsigned wrong = 0;

		command("MAP_UPDATE_ELEM");
		for (unsigned c = 0; c < n; c++)
			values[c] = c + 1;
		CHECK("per-CPU: all values", UPDATE(fd, &key, values, 0), 0);
		memset(values, 0xee, (n + 1) * 8);
		command("MAP_LOOKUP_ELEM");
		CHECK("per-CPU: 8 bytes a CPU", LOOKUP(fd, &key, values), 0);
		for (unsigned c = 0; c < n; c++)
			wrong += (values[c] & 0xffffffffff) != c + 1;
		CHECK("per-CPU: each CPU's", wrong, 0);
		CHECK("per-CPU: no more", values[n] == 0xeeeeeeeeeeeeeeee, 1);
		close(fd);
	}
	free(values);
}

static void test_queues(void)
{
	int queue = make_map(T(QUEUE), 0, 4, 2, 0), stack = make_map(T(STACK), 0, 4, 2, 0);
	int bloom = make_map(T(BLOOM_FILTER), 0, 4, 100, 0);
	uint32_t value = 1, got = 0, key = 0;

	command("MAP_UPDATE_ELEM");
	CHECK("queue: push", UPDATE(queue, NULL, &value, 0), 0);
	CHECK("queue: with a key", UPDATE(queue, &key, &value, 0), -EINVAL);
	CHECK("queue: NOEXIST", UPDATE(queue, NULL, &value, BPF_NOEXIST), -EINVAL);
	CHECK("queue: push 2", UPDATE(queue, NULL, &(uint32_t){ 2 }, 0), 0);
	CHECK("queue: full", UPDATE(queue, NULL, &(uint32_t){ 3 }, 0), -E2BIG);
	CHECK("queue: full, EXIST", UPDATE(queue, NULL, &(uint32_t){ 3 }, BPF_EXIST), 0);
	UPDATE(stack, NULL, &value, 0);
	UPDATE(stack, NULL, &(uint32_t){ 2 }, 0);
	command("MAP_LOOKUP_ELEM");
	CHECK("queue: peek", LOOKUP(queue, NULL, &got) ?: (long)got, 2);
	CHECK("stack: peek", LOOKUP(stack, NULL, &got) ?: (long)got, 2);
	CHECK("queue: with a key", LOOKUP(queue, &key, &got), -EINVAL);
	command("MAP_LOOKUP_AND_DELETE_ELEM");
	CHECK("queue: pop", TAKE(queue, NULL, &got) ?: (long)got, 2);
	CHECK("queue: pop 2", TAKE(queue, NULL, &got) ?: (long)got, 3);
	CHECK("queue: empty", TAKE(queue, NULL, &got), -ENOENT);
	CHECK("stack: pop", TAKE(stack, NULL, &got) ?: (long)got, 2);
	CHECK("queue: a flag", elem(BPF_MAP_LOOKUP_AND_DELETE_ELEM, stack, NULL, &got, BPF_F_LOCK),
	      -EINVAL);
	CHECK("stack: pop to nowhere", TAKE(stack, NULL, BAD), -EFAULT);
	CHECK("stack: it is gone", TAKE(stack, NULL, &got), -ENOENT);
	command("MAP_DELETE_ELEM");
	CHECK("queue", DELETE(queue, NULL), -EINVAL);
	command("MAP_GET_NEXT_KEY");
	CHECK("queue", NEXT_KEY(queue, NULL, &got), -EINVAL);
	command("MAP_UPDATE_ELEM");
	CHECK("bloom filter: add", UPDATE(bloom, NULL, &value, 0), 0);
	CHECK("bloom filter: NOEXIST", UPDATE(bloom, NULL, &value, BPF_NOEXIST), -EINVAL);
	command("MAP_LOOKUP_ELEM");
	CHECK("bloom filter: has it", LOOKUP(bloom, NULL, &value), 0);
	CHECK("bloom filter: has not", LOOKUP(bloom, NULL, &(uint32_t){ 123456 }), -ENOENT);
	CHECK("bloom filter: unreadable", LOOKUP(bloom, NULL, BAD), -EFAULT);
	command("MAP_DELETE_ELEM");
	CHECK("bloom filter", DELETE(bloom, NULL), -EOPNOTSUPP);
	command("MAP_GET_NEXT_KEY");
	CHECK("bloom filter", NEXT_KEY(bloom, NULL, &got), -EOPNOTSUPP);
	close(queue);
	close(stack);
	close(bloom);
}

static void test_trie(void)
{
	struct {
		uint32_t bits;
		uint8_t data[4];
	} key = { 24, { 10, 1, 2, 0 } }, next = { 0 }, other = { 32, { 10, 1, 2, 9 } },
	  bad = { 33, { 0 } };
	int fd = make_map(T(LPM_TRIE), 8, 4, 2, BPF_F_NO_PREALLOC);
	uint32_t value = 5, got = 0;

	command("MAP_UPDATE_ELEM");
	CHECK("trie", UPDATE(fd, &key, &value, 0), 0);
	CHECK("trie: NOEXIST again", UPDATE(fd, &key, &value, BPF_NOEXIST), -EEXIST);
	CHECK("trie: EXIST of a new one", UPDATE(fd, &other, &value, BPF_EXIST), -ENOENT);
	CHECK("trie: prefix too long", UPDATE(fd, &bad, &value, 0), -EINVAL);
	command("MAP_LOOKUP_ELEM");
	CHECK("trie: the longest prefix", LOOKUP(fd, &other, &got) ?: (long)got, 5);
	CHECK("trie: none",
	      LOOKUP(fd, &((struct {
			     uint32_t b;
			     uint8_t d[4];
		     }){ 32, { 11 } }),
		     &got),
	      -ENOENT);
	command("MAP_GET_NEXT_KEY");
	CHECK("trie: first", NEXT_KEY(fd, NULL, &next) ?: (long)next.bits, 24);
	CHECK("trie: end", NEXT_KEY(fd, &next, &next), -ENOENT);
	command("MAP_UPDATE_ELEM");
	CHECK("trie: second", UPDATE(fd, &other, &value, 0), 0);
	CHECK("trie: full",
	      UPDATE(fd, &((struct {
			     uint32_t b;
			     uint8_t d[4];
		     }){ 8, { 99 } }),
		     &value, 0),
	      -ENOSPC);
	command("MAP_DELETE_ELEM");
	CHECK("trie", DELETE(fd, &key), 0);
	CHECK("trie: again", DELETE(fd, &key), -ENOENT);
	command("MAP_LOOKUP_AND_DELETE_ELEM");
	CHECK("trie", TAKE(fd, &other, &got), -ENOTSUPP_LINUX);
	close(fd);
}

/* What a descriptor made with fewer rights lets do. */
static void test_rights(void)
{
	int reads = make_map(T(HASH), 4, 4, 4, BPF_F_RDONLY),
	    writes = make_map(T(HASH), 4, 4, 4, BPF_F_WRONLY);
	uint32_t key = 1, value = 2;

	command("MAP_UPDATE_ELEM");
	CHECK("RDONLY", UPDATE(reads, &key, &value, 0), -EPERM);
	CHECK("WRONLY", UPDATE(writes, &key, &value, 0), 0);
	command("MAP_LOOKUP_ELEM");
	CHECK("RDONLY", LOOKUP(reads, &key, &value), -ENOENT);
	CHECK("WRONLY", LOOKUP(writes, &key, &value), -EPERM);
	command("MAP_DELETE_ELEM");
	CHECK("RDONLY", DELETE(reads, &key), -EPERM);
	CHECK("WRONLY", DELETE(writes, &key), 0);
	command("MAP_GET_NEXT_KEY");
	CHECK("RDONLY", NEXT_KEY(reads, NULL, &value), -ENOENT);
	CHECK("WRONLY", NEXT_KEY(writes, NULL, &value), -EPERM);
	command("MAP_LOOKUP_AND_DELETE_ELEM");
	CHECK("RDONLY", TAKE(reads, &key, &value), -EPERM);
	CHECK("WRONLY", TAKE(writes, &key, &value), -EPERM);
	close(reads);
	close(writes);
}

void test_elem(void)
{
	test_hash();
	test_array();
	test_percpu();
	test_queues();
	test_trie();
	test_rights();
}

/* ---- maps whose values are descriptors ---- */

void test_fd_maps(void)
{
	int progs = make_map(T(PROG_ARRAY), 4, 4, 4, 0), ring = make_map(T(RINGBUF), 0, 0, 4096, 0);
	int perf = make_map(T(PERF_EVENT_ARRAY), 4, 4, 4, 0);
	int xdp = make_prog(BPF_PROG_TYPE_XDP, 2),
	    filter = make_prog(BPF_PROG_TYPE_SOCKET_FILTER, 0);
	int inner = make_map(T(HASH), 4, 4, 4, 0), large = make_map(T(HASH), 4, 4, 5, 0),
	    other = make_map(T(HASH), 4, 8, 4, 0);
	struct map_spec spec = { T(ARRAY_OF_MAPS), 4, 4, 4, 0, 0, (uint32_t)inner, NULL };
	int outer = (int)map_make(&spec), hash;
	uint32_t key = 1, got = 0;

	spec.type = T(HASH_OF_MAPS);
	hash = (int)map_make(&spec);
	command("MAP_UPDATE_ELEM");
	CHECK("program array", UPDATE(progs, &key, &xdp, 0), 0);
	CHECK("program array: index 4", UPDATE(progs, &(uint32_t){ 4 }, &xdp, 0), -E2BIG);
	CHECK("program array: NOEXIST", UPDATE(progs, &key, &xdp, BPF_NOEXIST), -EINVAL);
	CHECK("program array: no descriptor", UPDATE(progs, &key, &(int){ -1 }, 0), -EBADF);
	CHECK("program array: a map", UPDATE(progs, &key, &inner, 0), -EINVAL);
	CHECK("program array: another type", UPDATE(progs, &key, &filter, 0), -EINVAL);
	CHECK("array of maps", UPDATE(outer, &key, &inner, 0), 0);
	CHECK("array of maps: another length", UPDATE(outer, &key, &large, 0), 0);
	CHECK("array of maps: another value", UPDATE(outer, &key, &other, 0), -EINVAL);
	CHECK("array of maps: a program", UPDATE(outer, &key, &xdp, 0), -EINVAL);
	CHECK("array of maps: index 4", UPDATE(outer, &(uint32_t){ 4 }, &inner, 0), -E2BIG);
	CHECK("array of maps: no descriptor", UPDATE(outer, &key, &(int){ 999 }, 0), -EBADF);
	CHECK("hash of maps", UPDATE(hash, &key, &inner, 0), 0);
	CHECK("hash of maps: NOEXIST again", UPDATE(hash, &key, &inner, BPF_NOEXIST), -EEXIST);
	CHECK("ring buffer", UPDATE(ring, NULL, &key, 0), -ENOTSUPP_LINUX);
	CHECK("perf event array: no event", UPDATE(perf, &key, &xdp, 0), -EBADF);
	CHECK("perf event array: no descriptor", UPDATE(perf, &key, &(int){ 999 }, 0), -EBADF);
	command("MAP_LOOKUP_ELEM");
	CHECK("program array: its id", LOOKUP(progs, &key, &got) ?: (long)(got == prog_id_of(xdp)),
	      1);
	CHECK("program array: an empty entry", LOOKUP(progs, &(uint32_t){ 0 }, &got), -ENOENT);
	CHECK("program array: index 4", LOOKUP(progs, &(uint32_t){ 4 }, &got), -ENOENT);
	CHECK("array of maps: its id", LOOKUP(outer, &key, &got) ?: (long)(got == map_id_of(large)),
	      1);
	CHECK("array of maps: an empty entry", LOOKUP(outer, &(uint32_t){ 0 }, &got), -ENOENT);
	CHECK("hash of maps: its id", LOOKUP(hash, &key, &got) ?: (long)(got == map_id_of(inner)),
	      1);
	CHECK("ring buffer", LOOKUP(ring, NULL, &got), -ENOTSUPP_LINUX);
	CHECK("perf event array", LOOKUP(perf, &key, &got), -ENOTSUPP_LINUX);
	command("MAP_GET_NEXT_KEY");
	CHECK("program array: behind 1", NEXT_KEY(progs, &key, &got) ?: (long)got, 2);
	CHECK("ring buffer", NEXT_KEY(ring, NULL, &got), -ENOTSUPP_LINUX);
	command("MAP_DELETE_ELEM");
	CHECK("program array", DELETE(progs, &key), 0);
	CHECK("program array: again", DELETE(progs, &key), -ENOENT);
	CHECK("array of maps", DELETE(outer, &key), 0);
	CHECK("array of maps: again", DELETE(outer, &key), -ENOENT);
	CHECK("hash of maps", DELETE(hash, &key), 0);
	CHECK("ring buffer", DELETE(ring, NULL), -ENOTSUPP_LINUX);
	command("MAP_CREATE");
	spec.inner = (uint32_t)outer;
	CHECK("a map of maps of maps", map_make(&spec), -EINVAL);
	spec.inner = (uint32_t)progs;
	CHECK("a map of program arrays", map_make(&spec), -ENOTSUPP_LINUX);
	spec.inner = (uint32_t)xdp;
	CHECK("a map of programs", map_make(&spec), -EINVAL);
	for (int fd = progs; fd <= hash; fd++)
		close(fd);
}

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
