/* Checks of one element of a map. */
#include "bpf2.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

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
	int perf = make_map(T(PERF_EVENT_ARRAY), 4, 4, 4, 0),
	    user = make_map(T(USER_RINGBUF), 0, 0, 4096, 0);
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
	CHECK("user ring buffer", UPDATE(user, NULL, &key, 0), -ENOTSUPP_LINUX);
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
	CHECK("user ring buffer", LOOKUP(user, NULL, &got), -ENOTSUPP_LINUX);
	CHECK("perf event array", LOOKUP(perf, &key, &got), -ENOTSUPP_LINUX);
	command("MAP_GET_NEXT_KEY");
	CHECK("program array: behind 1", NEXT_KEY(progs, &key, &got) ?: (long)got, 2);
	CHECK("ring buffer", NEXT_KEY(ring, NULL, &got), -ENOTSUPP_LINUX);
	CHECK("user ring buffer", NEXT_KEY(user, NULL, &got), -ENOTSUPP_LINUX);
	command("MAP_DELETE_ELEM");
	CHECK("program array", DELETE(progs, &key), 0);
	CHECK("program array: again", DELETE(progs, &key), -ENOENT);
	CHECK("array of maps", DELETE(outer, &key), 0);
	CHECK("array of maps: again", DELETE(outer, &key), -ENOENT);
	CHECK("hash of maps", DELETE(hash, &key), 0);
	CHECK("ring buffer", DELETE(ring, NULL), -ENOTSUPP_LINUX);
	CHECK("user ring buffer", DELETE(user, NULL), -ENOTSUPP_LINUX);
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
