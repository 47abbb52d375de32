/* Making maps: limits, sizes that overflow, space, and that failures leave nothing. */
#include "tests/unit/test_map.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>

enum { LANES = 2 };

static int try_create(struct map_desc desc, struct store *store, uint32_t lanes, char id[40])
{
	struct skep_error error = { 0 };
	struct map *map = NULL;
	int err = map_create(&desc, store, lanes, &map, &error);

	if (err) {
		assert_int_equal(error.err, err);
		assert_true(error.message[0]);
		assert_null(map);
	} else {
		map_close(map);
	}
	if (id)
		memcpy(id, error.id, sizeof(error.id));
	return err;
}

/* Values of Linux 6.18; limits at n - 1, n and n + 1. */
enum { ANY_PROG = MAP_F_RDONLY_PROG | MAP_F_WRONLY_PROG };

/* What Linux answers to BPF_MAP_CREATE. */
static const struct {
	uint32_t type, key, value, n, flags;
	int err;
} rows[] = {
	{ MAP_ARRAY, 4, 1, 1, 0, 0 },
	{ MAP_ARRAY, 3, 1, 1, 0, -EINVAL },
	{ MAP_ARRAY, 5, 1, 1, 0, -EINVAL },
	{ MAP_ARRAY, 0, 1, 1, 0, -EINVAL },
	{ MAP_ARRAY, 4, 0, 1, 0, -EINVAL },
	{ MAP_ARRAY, 4, 1, 0, 0, -EINVAL },
	{ MAP_ARRAY, 4, 0x80000000u, 1, 0, -E2BIG },
	{ MAP_ARRAY, 4, UINT32_MAX, 1, 0, -E2BIG },
	{ MAP_ARRAY, 4, INT32_MAX, UINT32_MAX, 0, -ENOMEM },
	{ MAP_ARRAY, 4, 1 << 20, UINT32_MAX, 0, -ENOMEM },
	{ MAP_ARRAY, 4, 4, 1, MAP_F_NO_PREALLOC, -EINVAL },
	{ MAP_ARRAY, 4, 4, 1, MAP_F_NUMA_NODE, 0 },
	{ MAP_ARRAY, 4, 4, 1, MAP_F_ZERO_SEED, -EINVAL },
	{ MAP_ARRAY, 4, 4, 1, MAP_F_MMAPABLE, 0 },
	{ MAP_ARRAY, 4, 4, 1, MAP_F_INNER_MAP, 0 },
	{ MAP_ARRAY, 4, 4, 1, MAP_F_RDONLY | MAP_F_WRONLY, -EINVAL },
	{ MAP_ARRAY, 4, 4, 1, ANY_PROG, -EINVAL },
	{ MAP_ARRAY, 4, 4, 1, MAP_F_RDONLY_PROG, 0 },
	{ MAP_ARRAY, 4, 4, 1, MAP_F_WRONLY_PROG, 0 },
	{ MAP_ARRAY, 4, 4, 1, 1u << 31, -EINVAL },
	{ MAP_PERCPU_ARRAY, 4, 32767, 1, 0, 0 },
	{ MAP_PERCPU_ARRAY, 4, 32768, 1, 0, 0 },
	{ MAP_PERCPU_ARRAY, 4, 32769, 1, 0, -E2BIG },
	{ MAP_PERCPU_ARRAY, 4, 32768, UINT32_MAX, 0, -ENOMEM },
	{ MAP_PERCPU_ARRAY, 4, 4, 1, MAP_F_MMAPABLE, -EINVAL },
	{ MAP_PERCPU_ARRAY, 4, 4, 1, MAP_F_NUMA_NODE, -EINVAL },
	{ MAP_PERCPU_ARRAY, 8, 4, 1, 0, -EINVAL },
	{ MAP_PERCPU_ARRAY, 4, 40000, 1, MAP_F_MMAPABLE, -EINVAL },
	{ MAP_HASH, 1, 1, 1, 0, 0 },
	{ MAP_HASH, 0, 1, 1, 0, -EINVAL },
	{ MAP_HASH, 1, 0, 1, 0, -EINVAL },
	{ MAP_HASH, 1, 1, 0, 0, -EINVAL },
	{ MAP_HASH, 8, (4 << 20) - 48 - 10, 1, 0, 0 },
	{ MAP_HASH, 8, (4 << 20) - 48 - 9, 1, 0, 0 },
	{ MAP_HASH, 8, (4 << 20) - 48 - 8, 1, 0, -E2BIG },
	{ MAP_HASH, UINT32_MAX, UINT32_MAX, 1, 0, -E2BIG },
	{ MAP_HASH, UINT32_MAX, 1, UINT32_MAX, 0, -E2BIG },
	{ MAP_HASH, 8, 8, (1u << 27) + 1, 0, -E2BIG },
	{ MAP_HASH, 8, 8, 1u << 31, 0, -E2BIG },
	{ MAP_HASH, 8, 8, UINT32_MAX, 0, -E2BIG },
	{ MAP_HASH, 8, 4 << 19, 1u << 27, 0, -ENOMEM },
	{ MAP_HASH, 4, 4, 1, MAP_F_NO_PREALLOC, 0 },
	{ MAP_HASH, 4, 4, 1, MAP_F_NO_COMMON_LRU, -EINVAL },
	{ MAP_HASH, 4, 4, 1, MAP_F_ZERO_SEED, 0 },
	{ MAP_HASH, 4, 4, 1, MAP_F_MMAPABLE, -EINVAL },
	{ MAP_HASH, 4, 4, 1, ANY_PROG, -EINVAL },
	{ MAP_PERCPU_HASH, 1, 1, 1, 0, 0 },
	{ MAP_PERCPU_HASH, 0, 1, 1, 0, -EINVAL },
	{ MAP_PERCPU_HASH, 1, 0, 1, 0, -EINVAL },
	{ MAP_PERCPU_HASH, 1, 1, 0, 0, -EINVAL },
	{ MAP_PERCPU_HASH, 8, 32767, 1, 0, 0 },
	{ MAP_PERCPU_HASH, 8, 32768, 1, 0, 0 },
	{ MAP_PERCPU_HASH, 8, 32769, 1, 0, -E2BIG },
	{ MAP_PERCPU_HASH, (4 << 20) - 48 - 10, 8, 1, 0, 0 },
	{ MAP_PERCPU_HASH, (4 << 20) - 48 - 9, 8, 1, 0, 0 },
	{ MAP_PERCPU_HASH, (4 << 20) - 48 - 8, 8, 1, 0, -E2BIG },
	{ MAP_PERCPU_HASH, 8, 8, (1u << 27) + 1, 0, -E2BIG },
	{ MAP_PERCPU_HASH, 8, 8, 1u << 31, 0, -E2BIG },
	{ MAP_PERCPU_HASH, 4, 4, 1, MAP_F_NO_PREALLOC, 0 },
	{ MAP_PERCPU_HASH, 4, 4, 1, MAP_F_NO_COMMON_LRU, -EINVAL },
	{ MAP_PERCPU_HASH, 4, 4, 1, MAP_F_NUMA_NODE, -EINVAL },
	{ MAP_PERCPU_HASH, 4, 4, 1, MAP_F_ZERO_SEED, 0 },
	{ MAP_PERCPU_HASH, 4, 4, 1, MAP_F_MMAPABLE, -EINVAL },
	{ MAP_PERCPU_HASH, 4, 4, 1, MAP_F_INNER_MAP, -EINVAL },
	{ MAP_PERCPU_HASH, 4, 4, 1, MAP_F_RDONLY_PROG, 0 },
	{ MAP_PERCPU_HASH, 4, 4, 1, ANY_PROG, -EINVAL },
	{ MAP_LRU_HASH, 1, 1, 1, 0, 0 },
	{ MAP_LRU_HASH, 0, 1, 1, 0, -EINVAL },
	{ MAP_LRU_HASH, 1, 0, 1, 0, -EINVAL },
	{ MAP_LRU_HASH, 1, 1, 0, 0, -EINVAL },
	{ MAP_LRU_HASH, 1, 1, 0, MAP_F_NO_PREALLOC, -LINUX_ENOTSUPP },
	{ MAP_LRU_HASH, 4, 4, 1, MAP_F_NO_PREALLOC, -LINUX_ENOTSUPP },
	{ MAP_LRU_HASH, 4, 4, 1, MAP_F_NO_PREALLOC | MAP_F_MMAPABLE, -EINVAL },
	{ MAP_LRU_HASH, 4, 4, 1, MAP_F_NO_COMMON_LRU, 0 },
	{ MAP_LRU_HASH, 4, 4, 1, MAP_F_NUMA_NODE, 0 },
	{ MAP_LRU_HASH, 4, 4, 1, MAP_F_NO_COMMON_LRU | MAP_F_NUMA_NODE, -EINVAL },
	{ MAP_LRU_HASH, 4, 4, 1, MAP_F_ZERO_SEED, 0 },
	{ MAP_LRU_HASH, 4, 4, 1, MAP_F_MMAPABLE, -EINVAL },
	{ MAP_LRU_HASH, 4, 4, 1, ANY_PROG, -EINVAL },
	{ MAP_LRU_HASH, 8, (4 << 20) - 48 - 9, 1, 0, 0 },
	{ MAP_LRU_HASH, 8, (4 << 20) - 48 - 8, 1, 0, -E2BIG },
	{ MAP_LRU_PERCPU_HASH, 4, 4, 1, 0, 0 },
	{ MAP_LRU_PERCPU_HASH, 4, 4, 1, MAP_F_NO_COMMON_LRU, 0 },
	{ MAP_LRU_PERCPU_HASH, 4, 4, 1, MAP_F_NO_PREALLOC, -LINUX_ENOTSUPP },
	{ MAP_LRU_PERCPU_HASH, 4, 4, 1, MAP_F_NUMA_NODE, -EINVAL },
	{ MAP_LRU_PERCPU_HASH, 8, 32768, 1, 0, 0 },
	{ MAP_LRU_PERCPU_HASH, 8, 32769, 1, 0, -E2BIG },
	{ MAP_LPM_TRIE, 8, 4, 1, MAP_F_NO_PREALLOC, 0 },
	{ MAP_LPM_TRIE, 8, 4, 1, 0, -EINVAL },
	{ MAP_LPM_TRIE, 4, 4, 1, MAP_F_NO_PREALLOC, -EINVAL },
	{ MAP_LPM_TRIE, 5, 4, 1, MAP_F_NO_PREALLOC, 0 },
	{ MAP_LPM_TRIE, 260, 4, 1, MAP_F_NO_PREALLOC, 0 },
	{ MAP_LPM_TRIE, 261, 4, 1, MAP_F_NO_PREALLOC, -EINVAL },
	{ MAP_LPM_TRIE, 8, 0, 1, MAP_F_NO_PREALLOC, -EINVAL },
	{ MAP_LPM_TRIE, 8, 4, 0, MAP_F_NO_PREALLOC, -EINVAL },
	{ MAP_LPM_TRIE, 8, (4 << 20) - 281, 1, MAP_F_NO_PREALLOC, 0 },
	{ MAP_LPM_TRIE, 8, (4 << 20) - 280, 1, MAP_F_NO_PREALLOC, 0 },
	{ MAP_LPM_TRIE, 8, (4 << 20) - 279, 1, MAP_F_NO_PREALLOC, -EINVAL },
	{ MAP_LPM_TRIE, 8, 4, 1, MAP_F_NO_PREALLOC | MAP_F_NUMA_NODE, 0 },
	{ MAP_LPM_TRIE, 8, 4, 1, MAP_F_NO_PREALLOC | MAP_F_RDONLY, 0 },
	{ MAP_LPM_TRIE, 8, 4, 1, MAP_F_NO_PREALLOC | MAP_F_RDONLY_PROG, 0 },
	{ MAP_LPM_TRIE, 8, 4, 1, MAP_F_NO_PREALLOC | ANY_PROG, -EINVAL },
	{ MAP_LPM_TRIE, 8, 4, 1, MAP_F_NO_PREALLOC | MAP_F_ZERO_SEED, -EINVAL },
	{ MAP_LPM_TRIE, 8, 4, 1, MAP_F_NO_PREALLOC | MAP_F_MMAPABLE, -EINVAL },
	{ MAP_LPM_TRIE, 8, 4 << 19, 1u << 27, MAP_F_NO_PREALLOC, -ENOMEM },
	{ MAP_LPM_TRIE, 8, 4, (1u << 27) + 1, MAP_F_NO_PREALLOC, -E2BIG }, /* not in Linux */
	{ MAP_QUEUE, 0, 4, 1, 0, 0 },
	{ MAP_QUEUE, 4, 4, 1, 0, -EINVAL },
	{ MAP_QUEUE, 0, 0, 1, 0, -EINVAL },
	{ MAP_QUEUE, 0, 4, 0, 0, -EINVAL },
	{ MAP_QUEUE, 0, (4 << 20) - 1, 1, 0, 0 },
	{ MAP_QUEUE, 0, 4 << 20, 1, 0, 0 },
	{ MAP_QUEUE, 0, (4 << 20) + 1, 1, 0, -E2BIG },
	{ MAP_QUEUE, 0, UINT32_MAX, UINT32_MAX, 0, -E2BIG },
	{ MAP_QUEUE, 0, 4 << 20, UINT32_MAX, 0, -ENOMEM },
	{ MAP_QUEUE, 0, 4, 1, MAP_F_NO_PREALLOC, -EINVAL },
	{ MAP_QUEUE, 0, 4, 1, MAP_F_ZERO_SEED, -EINVAL },
	{ MAP_QUEUE, 0, 4, 1, MAP_F_MMAPABLE, -EINVAL },
	{ MAP_QUEUE, 0, 4, 1, MAP_F_NUMA_NODE, 0 },
	{ MAP_QUEUE, 0, 4, 1, MAP_F_RDONLY, 0 },
	{ MAP_QUEUE, 0, 4, 1, MAP_F_RDONLY_PROG, 0 },
	{ MAP_QUEUE, 0, 4, 1, ANY_PROG, -EINVAL },
	{ MAP_LIFO, 0, 4, 1, 0, 0 },
	{ MAP_LIFO, 4, 4, 1, 0, -EINVAL },
	{ MAP_LIFO, 0, (4 << 20) + 1, 1, 0, -E2BIG },
	{ MAP_LIFO, 0, 4, 1, MAP_F_NO_PREALLOC, -EINVAL },
	{ MAP_BLOOM_FILTER, 0, 4, 1, 0, 0 },
	{ MAP_BLOOM_FILTER, 4, 4, 1, 0, -EINVAL },
	{ MAP_BLOOM_FILTER, 0, 0, 1, 0, -EINVAL },
	{ MAP_BLOOM_FILTER, 0, 4, 0, 0, -EINVAL },
	{ MAP_BLOOM_FILTER, 0, (4 << 20) - 1, 1, 0, 0 },
	{ MAP_BLOOM_FILTER, 0, 4 << 20, 1, 0, 0 },
	{ MAP_BLOOM_FILTER, 0, (4 << 20) + 1, 1, 0, -E2BIG },
	{ MAP_BLOOM_FILTER, 0, 4, 1, MAP_F_NO_PREALLOC, -EINVAL },
	{ MAP_BLOOM_FILTER, 0, 4, 1, MAP_F_ZERO_SEED, 0 },
	{ MAP_BLOOM_FILTER, 0, 4, 1, MAP_F_NUMA_NODE, 0 },
	{ MAP_BLOOM_FILTER, 0, 4, 1, MAP_F_MMAPABLE, -EINVAL },
	{ MAP_BLOOM_FILTER, 0, 4, 1, ANY_PROG, -EINVAL },
	{ MAP_DEVMAP_HASH, 4, 4, 1, 0, 0 },
	{ MAP_DEVMAP_HASH, 4, 8, 1, 0, 0 },
	{ MAP_DEVMAP_HASH, 4, 7, 1, 0, -EINVAL },
	{ MAP_DEVMAP_HASH, 4, 12, 1, 0, -EINVAL },
	{ MAP_DEVMAP_HASH, 3, 4, 1, 0, -EINVAL },
	{ MAP_DEVMAP_HASH, 8, 4, 1, 0, -EINVAL },
	{ MAP_DEVMAP_HASH, 4, 4, 0, 0, -EINVAL },
	{ MAP_DEVMAP_HASH, 4, 4, 1, MAP_F_NUMA_NODE, 0 },
	{ MAP_DEVMAP_HASH, 4, 4, 1, MAP_F_NO_PREALLOC, -EINVAL },
	{ MAP_DEVMAP_HASH, 4, 4, 1, MAP_F_RDONLY_PROG, -EINVAL },
	{ MAP_DEVMAP_HASH, 4, 4, (1u << 27) + 1, 0, -E2BIG }, /* not in Linux */
	{ MAP_PERF_EVENT_ARRAY, 4, 4, 1, 0, 0 },
	{ MAP_PERF_EVENT_ARRAY, 4, 4, 0, 0, -EINVAL },
	{ MAP_PERF_EVENT_ARRAY, 4, 3, 1, 0, -EINVAL },
	{ MAP_PERF_EVENT_ARRAY, 4, 5, 1, 0, -EINVAL },
	{ MAP_PERF_EVENT_ARRAY, 4, 8, 1, 0, -EINVAL },
	{ MAP_PERF_EVENT_ARRAY, 3, 4, 1, 0, -EINVAL },
	{ MAP_PERF_EVENT_ARRAY, 5, 4, 1, 0, -EINVAL },
	{ MAP_PERF_EVENT_ARRAY, 4, 4, 1, MAP_F_NUMA_NODE, 0 },
	{ MAP_PERF_EVENT_ARRAY, 4, 4, 1, MAP_F_RDONLY, 0 },
	{ MAP_PERF_EVENT_ARRAY, 4, 4, 1, MAP_F_RDONLY_PROG, -EINVAL },
	{ MAP_PERF_EVENT_ARRAY, 4, 4, 1, MAP_F_MMAPABLE, -EINVAL },
	{ MAP_PERF_EVENT_ARRAY, 4, 4, 1, MAP_F_NO_PREALLOC, -EINVAL },
	{ MAP_PERF_EVENT_ARRAY, 4, 4, 1, MAP_F_INNER_MAP, -EINVAL },
	{ MAP_PROG_ARRAY, 4, 4, 1, 0, 0 },
	{ MAP_PROG_ARRAY, 4, 4, 0, 0, -EINVAL },
	{ MAP_PROG_ARRAY, 4, 3, 1, 0, -EINVAL },
	{ MAP_PROG_ARRAY, 4, 5, 1, 0, -EINVAL },
	{ MAP_PROG_ARRAY, 3, 4, 1, 0, -EINVAL },
	{ MAP_PROG_ARRAY, 5, 4, 1, 0, -EINVAL },
	{ MAP_PROG_ARRAY, 4, 4, 1, MAP_F_NUMA_NODE, 0 },
	{ MAP_PROG_ARRAY, 4, 4, 1, MAP_F_RDONLY, 0 },
	{ MAP_PROG_ARRAY, 4, 4, 1, MAP_F_RDONLY_PROG, -EINVAL },
	{ MAP_PROG_ARRAY, 4, 4, 1, MAP_F_MMAPABLE, -EINVAL },
	{ MAP_PROG_ARRAY, 4, 4, 1, MAP_F_NO_PREALLOC, -EINVAL },
	{ MAP_PROG_ARRAY, 4, 4, 1, MAP_F_INNER_MAP, -EINVAL },
	{ MAP_PROG_ARRAY, 4, 4, UINT32_MAX, 0, -ENOMEM },
	{ MAP_RINGBUF, 0, 0, 65535, 0, -EINVAL },
	{ MAP_RINGBUF, 0, 0, 65536, 0, 0 },
	{ MAP_RINGBUF, 0, 0, 65537, 0, -EINVAL },
	{ MAP_RINGBUF, 0, 0, 3 * 65536, 0, -EINVAL },
	{ MAP_RINGBUF, 0, 0, 2048, 0, -EINVAL },
	{ MAP_RINGBUF, 0, 0, 0, 0, -EINVAL },
	{ MAP_RINGBUF, 4, 0, 65536, 0, -EINVAL },
	{ MAP_RINGBUF, 0, 4, 65536, 0, -EINVAL },
	{ MAP_RINGBUF, 0, 0, 65536, MAP_F_NUMA_NODE, 0 },
	{ MAP_RINGBUF, 0, 0, 65536, MAP_F_MMAPABLE, -EINVAL },
	{ MAP_RINGBUF, 0, 0, 65536, MAP_F_RDONLY_PROG, -EINVAL },
	{ MAP_RINGBUF, 0, 0, 65536, MAP_F_INNER_MAP, -EINVAL },
	{ MAP_RINGBUF, 0, 0, 65536, MAP_F_RDONLY, -EINVAL },
	{ MAP_USER_RINGBUF, 0, 0, 65535, 0, -EINVAL },
	{ MAP_USER_RINGBUF, 0, 0, 65536, 0, 0 },
	{ MAP_USER_RINGBUF, 0, 0, 65537, 0, -EINVAL },
	{ MAP_USER_RINGBUF, 0, 0, 3 * 65536, 0, -EINVAL },
	{ MAP_USER_RINGBUF, 0, 0, 2048, 0, -EINVAL },
	{ MAP_USER_RINGBUF, 0, 0, 0, 0, -EINVAL },
	{ MAP_USER_RINGBUF, 4, 0, 65536, 0, -EINVAL },
	{ MAP_USER_RINGBUF, 0, 4, 65536, 0, -EINVAL },
	{ MAP_USER_RINGBUF, 0, 0, 65536, MAP_F_NUMA_NODE, 0 },
	{ MAP_USER_RINGBUF, 0, 0, 65536, MAP_F_MMAPABLE, -EINVAL },
	{ MAP_USER_RINGBUF, 0, 0, 65536, MAP_F_RDONLY_PROG, -EINVAL },
	{ MAP_USER_RINGBUF, 0, 0, 65536, MAP_F_INNER_MAP, -EINVAL },
	{ MAP_USER_RINGBUF, 0, 0, 65536, MAP_F_RDONLY, -EINVAL },
	{ MAP_TASK_STORAGE, 4, 1, 0, MAP_F_NO_PREALLOC, 0 },
	{ MAP_TASK_STORAGE, 4, 8, 0, MAP_F_NO_PREALLOC, 0 },
	{ MAP_TASK_STORAGE, 4, 8, 0, MAP_F_NO_PREALLOC | MAP_F_CLONE, 0 },
	{ MAP_TASK_STORAGE, 4, 8, 0, 0, -EINVAL },
	{ MAP_TASK_STORAGE, 4, 8, 0, MAP_F_CLONE, -EINVAL },
	{ MAP_TASK_STORAGE, 4, 8, 1, MAP_F_NO_PREALLOC, -EINVAL },
	{ MAP_TASK_STORAGE, 4, 0, 0, MAP_F_NO_PREALLOC, -EINVAL },
	{ MAP_TASK_STORAGE, 0, 8, 0, MAP_F_NO_PREALLOC, -EINVAL },
	{ MAP_TASK_STORAGE, 3, 8, 0, MAP_F_NO_PREALLOC, -EINVAL },
	{ MAP_TASK_STORAGE, 5, 8, 0, MAP_F_NO_PREALLOC, -EINVAL },
	{ MAP_TASK_STORAGE, 8, 8, 0, MAP_F_NO_PREALLOC, -EINVAL },
	{ MAP_TASK_STORAGE, 16, 8, 0, MAP_F_NO_PREALLOC, -EINVAL },
	{ MAP_TASK_STORAGE, 4, 65406, 0, MAP_F_NO_PREALLOC, 0 },
	{ MAP_TASK_STORAGE, 4, 65407, 0, MAP_F_NO_PREALLOC, 0 },
	{ MAP_TASK_STORAGE, 4, 65408, 0, MAP_F_NO_PREALLOC, -E2BIG },
	{ MAP_TASK_STORAGE, 4, UINT32_MAX, 0, MAP_F_NO_PREALLOC, -E2BIG },
	{ MAP_TASK_STORAGE, 4, UINT32_MAX, 1, MAP_F_NO_PREALLOC, -EINVAL },
	{ MAP_TASK_STORAGE, 4, 8, 0, MAP_F_NO_PREALLOC | MAP_F_NO_COMMON_LRU, -EINVAL },
	{ MAP_TASK_STORAGE, 4, 8, 0, MAP_F_NO_PREALLOC | MAP_F_NUMA_NODE, -EINVAL },
	{ MAP_TASK_STORAGE, 4, 8, 0, MAP_F_NO_PREALLOC | MAP_F_RDONLY, -EINVAL },
	{ MAP_TASK_STORAGE, 4, 8, 0, MAP_F_NO_PREALLOC | MAP_F_WRONLY, -EINVAL },
	{ MAP_TASK_STORAGE, 4, 8, 0, MAP_F_NO_PREALLOC | MAP_F_ZERO_SEED, -EINVAL },
	{ MAP_TASK_STORAGE, 4, 8, 0, MAP_F_NO_PREALLOC | MAP_F_RDONLY_PROG, -EINVAL },
	{ MAP_TASK_STORAGE, 4, 8, 0, MAP_F_NO_PREALLOC | MAP_F_WRONLY_PROG, -EINVAL },
	{ MAP_TASK_STORAGE, 4, 8, 0, MAP_F_NO_PREALLOC | MAP_F_MMAPABLE, -EINVAL },
	{ MAP_TASK_STORAGE, 4, 8, 0, MAP_F_NO_PREALLOC | MAP_F_INNER_MAP, -EINVAL },
};

static void test_errors(void **state)
{
	char dir[] = "/tmp/skep-test-XXXXXX";
	struct store *store;
	size_t i;

	(void)state;
	assert_non_null(mkdtemp(dir));
	store = root_new(dir, LANES);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct map_desc desc = DESC(rows[i].type, rows[i].key, rows[i].value, rows[i].n,
					    rows[i].flags);
		int err = try_create(desc, NULL, LANES, NULL);

		if (err != rows[i].err)
			fail_msg("row %zu: %d instead of %d", i, err, rows[i].err);
		if (err != -ENOMEM)
			assert_int_equal(try_create(desc, store, LANES, NULL), err);
	}
	assert_int_equal(count_objects(store), 0);
	store_close(store);
	remove_tree(dir);
}

/* What there is not is refused by its name, with the reason. */
static void test_types(void **state)
{
	uint32_t n_refused = 0;

	(void)state;
	for (uint32_t number = 1; map_type_by_number(number); number++) {
		const struct map_type_info *type = map_type_by_number(number);
		struct skep_error error = { 0 };
		struct map *map;

		assert_int_equal(!type->lacks, !!(type->flags & MAPF_SUPPORTED));
		assert_int_equal(!type->lacks, map_ops_of(number) != NULL);
		if (!type->lacks)
			continue;
		assert_int_equal(map_create(&DESC(number, 4, 4, 4096, 0), NULL, LANES, &map,
					    &error), -EINVAL);
		assert_string_equal(error.id, "unsupported-map");
		assert_non_null(strstr(error.message, type->name));
		assert_non_null(strstr(error.message, " is not supported: "));
		n_refused++;
	}
	assert_int_equal(n_refused, 12);
}

static void test_refused(void **state)
{
	struct map_desc desc = DESC(MAP_SK_STORAGE, 4, 8, 0, MAP_F_NO_PREALLOC);
	char id[40];

	(void)state;
	assert_int_equal(try_create(desc, NULL, LANES, id), -EINVAL);
	assert_string_equal(id, "unsupported-map");
	desc.type = 9999;
	assert_int_equal(try_create(desc, NULL, LANES, id), -EINVAL);
	assert_string_equal(id, "map-create");
	desc = DESC(MAP_ARRAY, 4, 4, 1, 0);
	desc.map_extra = 1;
	assert_int_equal(try_create(desc, NULL, LANES, id), -EINVAL);
	desc = DESC(MAP_BLOOM_FILTER, 0, 4, 1, 0);
	desc.map_extra = 15;
	assert_int_equal(try_create(desc, NULL, LANES, id), 0);
	desc.map_extra = 16;
	assert_int_equal(try_create(desc, NULL, LANES, id), -EINVAL);
	desc = DESC(MAP_ARRAY, 4, 4, 2, 0);
	desc.data = "four";
	assert_int_equal(try_create(desc, NULL, LANES, id), -EINVAL);
	desc = DESC(MAP_HASH, 4, 4, 1, 0);
	assert_int_equal(try_create(desc, NULL, 0, id), -EINVAL);
	assert_int_equal(try_create(desc, NULL, MAX_LANES + 1, id), -EINVAL);
	assert_int_equal(try_create(desc, NULL, MAX_LANES, id), 0);
	assert_int_equal(try_create(desc, NULL, MAX_LANES - 1, id), 0);
}

/*
 * Every combination of sizes around powers of two: the geometry either is
 * refused, or holds all of its parts, in order, without overlap: recomputed in
 * arithmetic that is wide enough.
 */
static void check_geometry(const struct map_geometry *g)
{
	unsigned __int128 values, at;
	uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);

	values = (unsigned __int128)(g->n_slots ? g->n_slots : g->max_entries) * g->value_stride;
	assert_true(!g->lane_stride == !!g->n_slots || g->value_stride >= g->value_size);
	if (g->lane_stride) {
		assert_true(g->lane_stride >= values && g->lane_stride % page == 0);
		values = (unsigned __int128)g->lane_stride * g->lanes;
	}
	assert_true(g->values_size >= values && g->values_size % page == 0);
	assert_int_equal(g->control_offset, g->values_size);
	at = (unsigned __int128)g->control_offset + sizeof(struct map_control);
	assert_true(g->lanes_offset >= at && g->lanes_offset % 64 == 0);
	at = (unsigned __int128)g->lanes_offset +
	     (unsigned __int128)g->lanes * sizeof(struct map_lane);
	if (g->n_slots) {
		assert_true(g->n_buckets >= g->max_entries && !(g->n_buckets & (g->n_buckets - 1)));
		assert_true(g->n_slots == (uint64_t)g->max_entries + g->lanes);
		assert_true(g->slot_stride >= 16 + (uint64_t)g->key_size);
		if (!g->lane_stride) {
			assert_true(g->value_offset >= 16 + (uint64_t)g->key_size);
			assert_true(g->slot_stride >= (uint64_t)g->value_offset + g->value_size);
		}
		assert_true(g->buckets_offset >= at && g->buckets_offset % 16 == 0);
		at = (unsigned __int128)g->buckets_offset + (unsigned __int128)g->n_buckets * 16;
		assert_true(g->slots_offset >= at && g->slots_offset % 16 == 0);
		at = (unsigned __int128)g->slots_offset +
		     (unsigned __int128)g->n_slots * g->slot_stride;
	}
	if (g->refs_offset) {
		assert_true(g->refs_offset >= at && g->refs_offset % 64 == 0);
		at = (unsigned __int128)g->refs_offset + g->n_slots;
	}
	assert_true(g->file_size >= at + sizeof(struct map_trailer) && g->file_size % page == 0);
	assert_true(g->file_size <= INT64_MAX);
}

static void test_grid(void **state)
{
	static const uint32_t sizes[] = {
		1, 4, 7, 8, 9, 4095, 4096, 4097, 32760, 32761, 65536, (1 << 22) - 57, 1 << 27,
		(1 << 27) + 1, 0x3fffffff, 0x7ffffff7, 0x7ffffff8, 0x7ffffff9, 0x7fffffff,
		0x80000000u, 0x80000001u, 0xfffffff8u, 0xffffffffu,
	};
	static const uint32_t types[] = { MAP_ARRAY, MAP_PERCPU_ARRAY, MAP_HASH, MAP_PERCPU_HASH,
					  MAP_LRU_HASH, MAP_LRU_PERCPU_HASH };
	static const uint32_t lane_counts[] = { 1, 64, MAX_LANES };
	enum { N = sizeof(sizes) / sizeof(sizes[0]) };
	uint32_t t, l, k, v, n, made = 0, refused = 0;
	struct map_geometry g;
	const char *reason;

	(void)state;
	for (t = 0; t < 6; t++)
	for (l = 0; l < 3; l++)
	for (k = 0; k < (t >= 2 ? N : 1); k++)
	for (v = 0; v < N; v++)
	for (n = 0; n < N; n++) {
		struct map_desc desc = DESC(types[t], t >= 2 ? sizes[k] : 4, sizes[v], sizes[n], 0);
		int err = geometry_make(&desc, lane_counts[l], 0, &g, &reason);

		if (err) {
			assert_true(err == -E2BIG || err == -ENOMEM);
			assert_non_null(reason);
			refused++;
		} else {
			check_geometry(&g);
			made++;
		}
	}
	assert_true(made > 1000 && refused > 1000);
}

/* What exceeds the machine's memory is refused at once, not tried. */
static void test_private_too_large(void **state)
{
	uint64_t pages = (uint64_t)sysconf(_SC_PHYS_PAGES);
	uint32_t n = (uint32_t)(pages * (uint64_t)sysconf(_SC_PAGESIZE) >> 20);

	(void)state;
	assert_int_equal(try_create(DESC(MAP_ARRAY, 4, 1 << 20, n + 2, 0), NULL, LANES, NULL),
			 -ENOMEM);
	assert_int_equal(try_create(DESC(MAP_HASH, 4, 1 << 20, n + 2, 0), NULL, LANES, NULL),
			 -ENOMEM);
}

static void test_sealed(void **state)
{
	struct map *map = map_new(DESC(MAP_HASH, 4, 4, 1, 0), NULL, LANES);
	struct stat st;

	(void)state;
	fstat(map->fd, &st);
	assert_int_equal(st.st_size, map->geometry.file_size);
	assert_int_equal(st.st_blocks * 512, st.st_size); /* allocated */
	assert_int_equal(ftruncate(map->fd, 0), -1);
	assert_int_equal(errno, EPERM);
	assert_int_equal(ftruncate(map->fd, st.st_size * 2), -1);
	assert_int_equal(fcntl(map->fd, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
	map_close(map);
}

/* ulimit -f answers with a signal that would kill the host: it is not reached. */
static void test_file_limit(void **state)
{
	pid_t child = fork();
	int status;

	(void)state;
	if (!child) {
		struct rlimit limit = { 65536, 65536 };
		struct map_desc small = DESC(MAP_ARRAY, 4, 4, 1, 0),
				large = DESC(MAP_ARRAY, 4, 4, 65536, 0);
		struct map *map;

		setrlimit(RLIMIT_FSIZE, &limit);
		_exit(map_create(&small, NULL, LANES, &map, NULL) ||
		      map_create(&large, NULL, LANES, &map, NULL) != -EFBIG);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

static bool small_disk(const char *dir)
{
	if (!mount("tmpfs", dir, "tmpfs", 0, "size=512k,mode=700"))
		return true;
	printf("# no small file system to fill: mount: %s\n", strerror(errno));
	return false;
}

/* Until the disk is full: an error, nothing left, and what is there works to its last byte. */
static void fill_disk(const char *dir)
{
	struct store *store = root_new(dir, LANES);
	struct map *maps[64], *percpu;
	struct map_desc desc = DESC(MAP_HASH, 4, 64, 200, 0);
	uint8_t value[16384] = { 1 };
	uint32_t n = 0, i, k;
	char id[40];

	percpu = map_new(DESC(MAP_PERCPU_ARRAY, 4, 16384, 1, 0), store, LANES);
	assert_int_equal(map_lane_prepare(percpu, 0), 0);
	while (n < 64 && !map_create(&desc, store, LANES, &maps[n], NULL))
		n++;
	assert_in_range(n, 2, 63);
	assert_int_equal(count_objects(store), n + 1);
	assert_int_equal(try_create(desc, store, LANES, id), -ENOSPC);
	assert_string_equal(id, "map-space");
	assert_int_equal(count_objects(store), n + 1);
	for (i = 0; i < n; i++)
		for (k = 0; k < 200; k++)
			assert_int_equal(map_update(maps[i], &k, value, 0, WRITER(k % LANES)), 0);
	while (!try_create(DESC(MAP_ARRAY, 4, 1, 1, 0), store, LANES, NULL))
		if (map_create(&DESC(MAP_ARRAY, 4, 1, 1, 0), store, LANES, &maps[n], NULL) ||
		    ++n == 64)
			break;
	/* No space for the second lane: it stays zeros and can be read. */
	assert_int_equal(map_lane_prepare(percpu, 1), -ENOSPC);
	memset(map_lookup(percpu, &(uint32_t){ 0 }, 0), 7, 16384);
	{
		static uint8_t out[LANES * 16384];

		assert_int_equal(map_api_lookup(percpu, &(uint32_t){ 0 }, out), 0);
		assert_int_equal(out[16383], 7);
		assert_int_equal(out[16384], 0);
		out[16384] = 1;
		assert_int_equal(map_api_update(percpu, &(uint32_t){ 0 }, out, 0, WRITER(0)),
				 -ENOSPC);
	}
	for (i = 0; i < n; i++)
		map_close(maps[i]);
	map_close(percpu);
	assert_int_equal(count_objects(store), 0);
	store_close(store);
}

static void test_full_disk(void **state)
{
	char *dir = scratch_dir();

	(void)state;
	if (!small_disk(dir)) {
		remove_tree(dir);
		free(dir);
		skip();
		return;
	}
	fill_disk(dir);
	umount2(dir, MNT_DETACH);
	remove_tree(dir);
	free(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_types),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_grid),
		cmocka_unit_test(test_private_too_large),
		cmocka_unit_test(test_sealed),
		cmocka_unit_test(test_file_limit),
		cmocka_unit_test(test_full_disk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
