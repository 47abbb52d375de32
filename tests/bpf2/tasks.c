/* Checks of task storages: values of tasks, whose keys are pidfds. */
#include "bpf2.h"

#include <fcntl.h>
#include <linux/btf.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* int; struct s { int a; int b; } of 8 bytes; struct t { int a; } of 65408; char; long */
static const struct {
	struct btf_header head;
	uint32_t types[26];
	char strings[24];
} blob = {
	.head = { .magic = 0xeB9F,
		  .version = 1,
		  .hdr_len = sizeof(struct btf_header),
		  .type_len = 26 * 4,
		  .str_off = 26 * 4,
		  .str_len = 24 },
	.types = { 1, 1u << 24, 4, BTF_INT_SIGNED << 24 | 32,   /* 1: int */
		   5, 4u << 24 | 2, 8, 7, 1, 0, 9, 1, 32,        /* 2: s */
		   5, 4u << 24 | 1, 65408, 7, 1, 0,              /* 3: t, too large */
		   11, 1u << 24, 1, BTF_INT_SIGNED << 24 | 8,    /* 4: char */
		   5, 4u << 24 | 0, 65407, },                    /* 5: t, as large as may be */
	.strings = "\0int\0s\0a\0b\0char\0\0\0\0\0\0\0\0",
};
enum { INT = 1, PAIR, TOO_LARGE, CHAR, LARGE };

static int load_types(void)
{
	union any_attr attr = { 0 };

	attr.a.btf = (uintptr_t)&blob;
	attr.a.btf_size = sizeof(blob);
	return (int)call(BPF_BTF_LOAD, &attr);
}

static long make_typed(int btf, struct map_spec spec, uint32_t key, uint32_t value)
{
	union any_attr attr = { 0 };

	attr.a.map_type = T(TASK_STORAGE);
	attr.a.key_size = spec.key;
	attr.a.value_size = spec.value;
	attr.a.max_entries = spec.max;
	attr.a.map_flags = spec.flags;
	attr.a.map_extra = spec.extra;
	attr.a.btf_fd = (uint32_t)btf;
	attr.a.btf_key_type_id = key;
	attr.a.btf_value_type_id = value;
	return call(BPF_MAP_CREATE, &attr);
}

static long made(long fd)
{
	if (fd < 0)
		return fd;
	close((int)fd);
	return 0;
}

static void test_making(int btf)
{
	static const struct {
		const char *name;
		struct map_spec spec;
		uint32_t key, value;
		long want;
	} rows[] = {
		{ "storage", { .key = 4, .value = 8, .flags = 1 }, INT, PAIR, 0 },
		{ "storage: without NO_PREALLOC", { .key = 4, .value = 8 }, INT, PAIR, -EINVAL },
		{ "storage: with CLONE", { .key = 4, .value = 8, .flags = 1 | BPF_F_CLONE }, INT,
		  PAIR, 0 },
		{ "storage: with max_entries", { .key = 4, .value = 8, .max = 1, .flags = 1 }, INT,
		  PAIR, -EINVAL },
		{ "storage: with map_extra", { .key = 4, .value = 8, .flags = 1, .extra = 1 }, INT,
		  PAIR, -EINVAL },
		{ "storage: with NUMA_NODE", { .key = 4, .value = 8, .flags = 5 }, INT, PAIR,
		  -EINVAL },
		{ "storage: read only", { .key = 4, .value = 8, .flags = 9 }, INT, PAIR, -EINVAL },
		{ "storage: key of 8 bytes", { .key = 8, .value = 8, .flags = 1 }, PAIR, PAIR,
		  -EINVAL },
		{ "storage: no value", { .key = 4, .flags = 1 }, INT, PAIR, -EINVAL },
		{ "storage: no types", { .key = 4, .value = 8, .flags = 1 }, 0, 0, -EINVAL },
		{ "storage: no type of the key", { .key = 4, .value = 8, .flags = 1 }, 0, PAIR,
		  -EINVAL },
		{ "storage: the key is no int", { .key = 4, .value = 8, .flags = 1 }, PAIR, PAIR,
		  -EINVAL },
		{ "storage: the key is a char", { .key = 4, .value = 8, .flags = 1 }, CHAR, PAIR,
		  -EINVAL },
		{ "storage: another value", { .key = 4, .value = 8, .flags = 1 }, INT, INT,
		  -EINVAL },
		{ "storage: the largest value", { .key = 4, .value = 65407, .flags = 1 }, INT,
		  LARGE, 0 },
		{ "storage: a larger value", { .key = 4, .value = 65408, .flags = 1 }, INT,
		  TOO_LARGE, -E2BIG },
	};

	command("MAP_CREATE");
	flag("BPF_F_CLONE");
	for (size_t i = 0; i < N_OF(rows); i++)
		CHECK(rows[i].name, made(make_typed(btf, rows[i].spec, rows[i].key, rows[i].value)),
		      rows[i].want);
}

static void test_values(int fd, int self)
{
	uint64_t value = 7, got = 0;

	command("MAP_UPDATE_ELEM");
	CHECK("storage: EXIST of nothing", UPDATE(fd, &self, &value, BPF_EXIST), -ENOENT);
	CHECK("storage: NOEXIST", UPDATE(fd, &self, &value, BPF_NOEXIST), 0);
	CHECK("storage: NOEXIST again", UPDATE(fd, &self, &value, BPF_NOEXIST), -EEXIST);
	CHECK("storage: both", UPDATE(fd, &self, &value, 3), -EINVAL);
	CHECK("storage: F_LOCK without a lock", UPDATE(fd, &self, &value, BPF_F_LOCK), -EINVAL);
	CHECK("storage: another value", UPDATE(fd, &self, &(uint64_t){ 9 }, 0), 0);
	CHECK("storage: unreadable key", UPDATE(fd, BAD, &value, 0), -EFAULT);
	command("MAP_LOOKUP_ELEM");
	CHECK("storage: the task's", LOOKUP(fd, &self, &got), 0);
	CHECK("storage: its value", got, 9);
	CHECK("storage: no descriptor", LOOKUP(fd, &(int){ -1 }, &got), -EBADF);
	CHECK("storage: a descriptor of no task", LOOKUP(fd, &fd, &got), -EBADF);
	command("MAP_GET_NEXT_KEY");
	CHECK("storage: the first", NEXT_KEY(fd, NULL, &got), -ENOTSUPP_LINUX);
	CHECK("storage: the next", NEXT_KEY(fd, &self, &got), -ENOTSUPP_LINUX);
	command("MAP_LOOKUP_AND_DELETE_ELEM");
	CHECK("storage: take", TAKE(fd, &self, &got), -ENOTSUPP_LINUX);
	command("MAP_DELETE_ELEM");
	CHECK("storage: delete", DELETE(fd, &self), 0);
	CHECK("storage: again", DELETE(fd, &self), -ENOENT);
	CHECK("storage: of no task", DELETE(fd, &(int){ -1 }), -EBADF);
}

/* A child's value, while it runs, is a zombie and is gone. */
static void test_death(int fd)
{
	uint64_t value = 5, got;
	pid_t child = fork();
	int key;

	if (!child) {
		pause();
		_exit(0);
	}
	key = (int)syscall(SYS_pidfd_open, child, 0);
	command("MAP_UPDATE_ELEM");
	CHECK("storage: of another task", UPDATE(fd, &key, &value, 0), 0);
	kill(child, SIGKILL);
	waitid(P_PID, (id_t)child, NULL, WEXITED | WNOWAIT);
	CHECK("storage: of a zombie", LOOKUP(fd, &key, &got), 0);
	CHECK("storage: a zombie gets one", UPDATE(fd, &key, &value, BPF_EXIST), 0);
	waitpid(child, NULL, 0);
	CHECK("storage: of who is gone", LOOKUP(fd, &key, &got), -ENOENT);
	CHECK("storage: who is gone gets none", UPDATE(fd, &key, &value, 0), -ENOENT);
	CHECK("storage: nor with wrong flags", UPDATE(fd, &key, &value, 99), -ENOENT);
	CHECK("storage: who is gone loses none", DELETE(fd, &key), -ENOENT);
	close(key);
}

/* A program counts in the value of the task that runs it. */
static void test_program(int fd, int self)
{
	const struct bpf_insn insns[] = {
		CALL(158), /* get_current_task_btf */
		MOV_REG(2, 0), LD_MAP(1, fd), MOV_IMM(3, 0), MOV_IMM(4, 1),
		CALL(156), /* task_storage_get */
		INSN(BPF_JMP | BPF_JNE | BPF_K, 0, 0, 1, 0), EXIT(),
		LOAD(BPF_DW, 1, 0, 0), ADD_IMM(1, 1), STORE(BPF_DW, 0, 1, 0), MOV_REG(0, 1), EXIT(),
	};
	long prog = prog_of(FILTER, insns, N_OF(insns));
	uint8_t data[64] = { 0 };
	union any_attr attr;
	uint64_t got = 0;

	command("PROG_TEST_RUN");
	CHECK_RULE("storage: a program", prog >= 0, 1, "helper-rights", 0);
	if (prog < 0)
		return;
	for (uint32_t i = 1; i <= 2; i++) {
		packet(&attr, data, sizeof(data), NULL, 0);
		CHECK("storage: a run", run(&attr, (int)prog), 0);
		CHECK("storage: its result", attr.a.test.retval, i);
	}
	CHECK("storage: what it counted", LOOKUP(fd, &self, &got), 0);
	CHECK("storage: both runs", got, 2);
	close((int)prog);
}

void test_tasks(void)
{
	int btf = load_types(), self = (int)syscall(SYS_pidfd_open, getpid(), 0), fd;
	struct bpf_map_info info = { 0 };
	uint32_t size = sizeof(info);

	test_making(btf);
	fd = (int)make_typed(btf, (struct map_spec){ .key = 4, .value = 8, .flags = 1 }, INT, PAIR);
	command("OBJ_GET_INFO_BY_FD");
	CHECK("storage: info", info_of(fd, &info, &size), 0);
	CHECK("storage: its key", info.key_size, 4);
	CHECK("storage: its entries", info.max_entries, 0);
	CHECK("storage: its extra", info.map_extra, 0);
	test_values(fd, self);
	test_death(fd);
	test_program(fd, self);
	close(fd);
	close(self);
	close(btf);
}
