/* Checks of attr and of making maps. */
#include "bpf2.h"

#include <stdio.h>
#include <unistd.h>

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
	{ "user ring buffer", { T(USER_RINGBUF), 0, 0, 4096, 0, 0, 0, NULL }, 0 },
	{ "user ring buffer, 12288 bytes",
	  { T(USER_RINGBUF), 0, 0, 12288, 0, 0, 0, NULL },
	  -EINVAL },
	{ "user ring buffer, value", { T(USER_RINGBUF), 0, 4, 4096, 0, 0, 0, NULL }, -EINVAL },
	{ "user ring buffer, to read",
	  { T(USER_RINGBUF), 0, 0, 4096, BPF_F_RDONLY, 0, 0, NULL },
	  -EINVAL },
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
