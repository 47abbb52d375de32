/* Checks of BTF, and of maps that have it. */
#include "bpf2.h"

#include <linux/btf.h>
#include <stdlib.h>
#include <unistd.h>

/* ---- BTF ---- */

/* int; struct s { int a; int b; }; */
struct types {
	struct btf_header head;
	uint32_t types[13];
	char strings[16];
};

static const struct types blob = {
	.head = { .magic = 0xeB9F,
		  .version = 1,
		  .hdr_len = sizeof(struct btf_header),
		  .type_len = 13 * 4,
		  .str_off = 13 * 4,
		  .str_len = 16 },
	.types = { 1, 1u << 24, 4, BTF_INT_SIGNED << 24 | 32, 5, 4u << 24 | 2, 8, 7, 1, 0, 9, 1,
		   32 },
	.strings = "\0int\0s\0a\0b\0\0\0\0",
};

static long btf_load(const void *data, uint32_t size)
{
	union any_attr attr = { 0 };

	attr.a.btf = (uintptr_t)data;
	attr.a.btf_size = size;
	return call(BPF_BTF_LOAD, &attr);
}

/* ---- CO-RE relocations of BPF_PROG_LOAD ---- */

/*
 * int; struct list_head { struct list_head *prev, *next; }, unlike Linux's, whose prev is
 * the second; struct no_such_type { struct list_head *prev; }; a function without arguments.
 */
static const struct {
	struct btf_header head;
	uint32_t types[28];
	char strings[52];
} core_blob = {
	.head = { .magic = 0xeB9F,
		  .version = 1,
		  .hdr_len = sizeof(struct btf_header),
		  .type_len = 28 * 4,
		  .str_off = 28 * 4,
		  .str_len = 52 },
	.types = { 1, 1u << 24, 4, BTF_INT_SIGNED << 24 | 32,                /* 1: int */
		   5, 4u << 24 | 2, 16, 15, 3, 0, 20, 3, 64,                  /* 2: list_head */
		   0, 2u << 24, 2,                                            /* 3: a pointer */
		   25, 4u << 24 | 1, 8, 15, 3, 0,                             /* 4: no_such_type */
		   0, 13u << 24, 1,                                           /* 5: a prototype */
		   38, 12u << 24, 5, },                                       /* 6: main */
	.strings = "\0int\0list_head\0prev\0next\0no_such_type\0main\0000:0\0000\0",
};
enum { LIST_HEAD = 2, NO_SUCH_TYPE = 4, MAIN = 6, FIELD = 43, ROOT = 47 };

/* As linux/bpf.h. */
enum { BYTE_OFFSET = 0, BYTE_SIZE = 1, FIELD_EXISTS = 2, LOCAL_ID = 6, TYPE_EXISTS = 8, TYPE_SIZE };

struct core_relo {
	uint32_t insn_off, type, access, kind;
	uint32_t tail; /* of longer records */
};

/* A program whose types and relocations are these; without @btf: neither. */
static char core_log[16384];

static long load_core(int btf, const struct bpf_insn *insns, uint32_t n,
		      const struct core_relo *relo, uint32_t record)
{
	static const uint32_t func[2] = { 0, MAIN };
	union any_attr attr = { 0 };

	attr.a.prog_type = FILTER;
	attr.a.insns = (uintptr_t)insns;
	attr.a.insn_cnt = n;
	attr.a.license = (uintptr_t) "GPL";
	if (btf >= 0) {
		attr.a.prog_btf_fd = (uint32_t)btf;
		attr.a.func_info = (uintptr_t)func;
		attr.a.func_info_cnt = 1;
		attr.a.func_info_rec_size = sizeof(func);
	}
	attr.a.log_level = 2;
	attr.a.log_buf = (uintptr_t)core_log;
	attr.a.log_size = sizeof(core_log);
	attr.a.core_relos = (uintptr_t)relo;
	attr.a.core_relo_cnt = 1;
	attr.a.core_relo_rec_size = record;
	return sys_bpf(BPF_PROG_LOAD, &attr, 144);
}

static long run_core(long fd)
{
	uint8_t data[64] = { 0 };
	union any_attr attr;
	long result;

	if (fd < 0)
		return fd;
	packet(&attr, data, sizeof(data), NULL, 0);
	result = run(&attr, (int)fd) ?: (long)attr.a.test.retval;
	close((int)fd);
	return result;
}

/* r0 = @was, relocated: the program's result. */
static const struct {
	const char *name;
	uint32_t kind, type, access;
	int32_t was;
	long want;
} core_rows[] = {
	{ "relocation: offset of a field", BYTE_OFFSET, LIST_HEAD, FIELD, 0, 8 },
	{ "relocation: its size", BYTE_SIZE, LIST_HEAD, FIELD, 8, 8 },
	{ "relocation: is it there", FIELD_EXISTS, LIST_HEAD, FIELD, 1, 1 },
	{ "relocation: is a type there", TYPE_EXISTS, LIST_HEAD, ROOT, 1, 1 },
	{ "relocation: is a type there that is not", TYPE_EXISTS, NO_SUCH_TYPE, ROOT, 1, 0 },
	{ "relocation: size of a type", TYPE_SIZE, LIST_HEAD, ROOT, 16, 16 },
	{ "relocation: number of its own type", LOCAL_ID, LIST_HEAD, ROOT, 2, 2 },
	{ "relocation: offset of no field", BYTE_OFFSET, NO_SUCH_TYPE, FIELD, 0, -EINVAL },
	{ "relocation: not what the instruction has", BYTE_OFFSET, LIST_HEAD, FIELD, 5, -EINVAL },
	{ "relocation: an unknown kind", 99, LIST_HEAD, FIELD, 0, -EINVAL },
	{ "relocation: no path", BYTE_OFFSET, LIST_HEAD, 1, 0, -EINVAL },
	{ "relocation: a type that is not there", TYPE_SIZE, 100, ROOT, 0, -EINVAL },
};

static void test_core_records(int btf)
{
	const struct bpf_insn insns[] = { MOV_IMM(0, 0), EXIT() };
	struct core_relo relo = { 0, LIST_HEAD, FIELD, BYTE_OFFSET, 0 };

	CHECK("relocation: a record of 12 bytes", run_core(load_core(btf, insns, 2, &relo, 12)),
	      -EINVAL);
	CHECK("relocation: of 20", run_core(load_core(btf, insns, 2, &relo, 20)), 8);
	relo.tail = 1;
	CHECK("relocation: with something behind", run_core(load_core(btf, insns, 2, &relo, 20)),
	      -E2BIG);
	CHECK("relocation: unreadable", run_core(load_core(btf, insns, 2, BAD, 16)), -EFAULT);
	relo.insn_off = 4;
	CHECK("relocation: amid an instruction", run_core(load_core(btf, insns, 2, &relo, 16)),
	      -EINVAL);
	relo.insn_off = 16;
	CHECK("relocation: behind the last", run_core(load_core(btf, insns, 2, &relo, 16)),
	      -EINVAL);
	relo.insn_off = 8;
	CHECK("relocation: of an exit", run_core(load_core(btf, insns, 2, &relo, 16)), -EINVAL);
	CHECK("relocation: without functions or lines it counts for nothing",
	      run_core(load_core(-1, insns, 2, &relo, 16)), 0);
}

static void test_core(void)
{
	int btf = (int)btf_load(&core_blob, sizeof(core_blob));
	/* What cannot be relocated may stand where the program does not come. */
	const struct bpf_insn asks[] = { MOV_IMM(0, 7),
					 INSN(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 1, 7),
					 MOV_IMM(0, 0), EXIT() };
	const struct core_relo behind = { 16, NO_SUCH_TYPE, FIELD, BYTE_OFFSET, 0 };
	/* The second of two numbers, as list_head.prev. */
	const struct bpf_insn loads[] = { STORE_IMM(BPF_DW, 10, -16, 1),
					  STORE_IMM(BPF_DW, 10, -8, 2), MOV_REG(2, 10),
					  ADD_IMM(2, -16), LOAD(BPF_DW, 0, 2, 0), EXIT() };
	const struct core_relo load = { 32, LIST_HEAD, FIELD, BYTE_OFFSET, 0 };

	command("PROG_LOAD");
	if (access("/sys/kernel/btf/vmlinux", R_OK)) {
		skip("relocations", "the kernel does not show its types");
		close(btf);
		return;
	}
	CHECK("types to relocate by", btf >= 0, 1);
	for (size_t i = 0; i < N_OF(core_rows); i++) {
		const struct bpf_insn insns[] = { MOV_IMM(0, core_rows[i].was), EXIT() };
		const struct core_relo relo = { 0, core_rows[i].type, core_rows[i].access,
						core_rows[i].kind, 0 };

		CHECK(core_rows[i].name, run_core(load_core(btf, insns, 2, &relo, 16)),
		      core_rows[i].want);
	}
	CHECK("relocation: what cannot be, unreached",
	      run_core(load_core(btf, asks, N_OF(asks), &behind, 16)), 7);
	CHECK("relocation: the log names it", strstr(core_log, "no_such_type") != NULL, 1);
	CHECK("relocation: of a load", run_core(load_core(btf, loads, N_OF(loads), &load, 16)), 2);
	test_core_records(btf);
	close(btf);
}

static uint32_t btf_id_of(int fd, void *raw, uint32_t room, uint32_t *size)
{
	struct bpf_btf_info info = { .btf = (uintptr_t)raw, .btf_size = room };
	uint32_t n = sizeof(info);

	if (info_of(fd, &info, &n))
		return 0;
	*size = info.btf_size;
	return info.id;
}

/* Which types take which BTF. */
static void test_btf_types(int btf)
{
	static const struct {
		const char *name;
		uint32_t type, key_size, value_size, flags, key, value;
		long want;
	} rows[] = {
		{ "hash, BTF of both", BPF_MAP_TYPE_HASH, 4, 8, 0, 1, 2, 0 },
		{ "hash, structure as key", BPF_MAP_TYPE_HASH, 8, 8, 0, 2, 2, 0 },
		{ "hash, BTF of the value alone", BPF_MAP_TYPE_HASH, 4, 8, 0, 0, 2, -EINVAL },
		{ "array, BTF of the value alone", BPF_MAP_TYPE_ARRAY, 4, 8, 0, 0, 2, -EINVAL },
		{ "per-CPU array, BTF of both", BPF_MAP_TYPE_PERCPU_ARRAY, 4, 8, 0, 1, 2, 0 },
		{ "trie, structure as key", BPF_MAP_TYPE_LPM_TRIE, 8, 8, BPF_F_NO_PREALLOC, 2, 2,
		  0 },
		{ "queue, BTF of the value", BPF_MAP_TYPE_QUEUE, 0, 8, 0, 0, 2, -EINVAL },
		{ "bloom filter, BTF of the value", BPF_MAP_TYPE_BLOOM_FILTER, 0, 8, 0, 0, 2, 0 },
		{ "stack traces, BTF of both", BPF_MAP_TYPE_STACK_TRACE, 4, 8, 0, 1, 2,
		  -ENOTSUPP_LINUX },
		{ "LRU hash, BTF of both", BPF_MAP_TYPE_LRU_HASH, 4, 8, 0, 1, 2, 0 },
	};

	for (size_t i = 0; i < N_OF(rows); i++) {
		union any_attr attr = { .a = { .map_type = rows[i].type,
					       .key_size = rows[i].key_size,
					       .value_size = rows[i].value_size,
					       .max_entries = 4,
					       .map_flags = rows[i].flags,
					       .btf_fd = (uint32_t)btf,
					       .btf_key_type_id = rows[i].key,
					       .btf_value_type_id = rows[i].value } };
		long fd = call(BPF_MAP_CREATE, &attr);

		CHECK(rows[i].name, fd < 0 ? fd : 0, rows[i].want);
		if (fd >= 0)
			close((int)fd);
	}
}

static void test_btf_map(int btf)
{
	union any_attr attr = { .a = { .map_type = BPF_MAP_TYPE_ARRAY,
				       .key_size = 4,
				       .value_size = 8,
				       .max_entries = 1,
				       .btf_fd = (uint32_t)btf,
				       .btf_key_type_id = 1,
				       .btf_value_type_id = 2 } };
	struct bpf_map_info info = { 0 };
	uint32_t size = sizeof(info), raw_size = 0;
	int fd = (int)call(BPF_MAP_CREATE, &attr);

	command("MAP_CREATE");
	CHECK("with BTF", fd >= 0, 1);
	info_of(fd, &info, &size);
	CHECK("with BTF: its number", info.btf_id, btf_id_of(btf, NULL, 0, &raw_size));
	CHECK("with BTF: key", info.btf_key_type_id, 1);
	CHECK("with BTF: value", info.btf_value_type_id, 2);
	close(fd);
	attr.a.value_size = 4;
	CHECK("a type of another size", call(BPF_MAP_CREATE, &attr), -EINVAL);
	attr.a.value_size = 8;
	attr.a.btf_value_type_id = 99;
	CHECK("no such type", call(BPF_MAP_CREATE, &attr), -EINVAL);
	attr.a.btf_value_type_id = 2;
	attr.a.btf_fd = 999;
	CHECK("no such BTF", call(BPF_MAP_CREATE, &attr), -EBADF);
	attr.a.btf_fd = 0;
	CHECK("BTF that is something else", call(BPF_MAP_CREATE, &attr), -EINVAL);
}

/* u32; struct bpf_spin_lock { u32 val; }; struct v { struct bpf_spin_lock l; u32 a; }; */
static const struct {
	struct btf_header head;
	uint32_t types[19];
	char strings[28];
} lock_blob = {
	.head = { .magic = 0xeB9F,
		  .version = 1,
		  .hdr_len = sizeof(struct btf_header),
		  .type_len = 19 * 4,
		  .str_off = 19 * 4,
		  .str_len = 28 },
	.types = { 1, 1u << 24, 4, 32, 5, 4u << 24 | 1, 4, 19, 1, 0, 23, 4u << 24 | 2, 8, 25, 2, 0,
		   19, 1, 32 },
	.strings = "\0u32\0bpf_spin_lock\0val\0v\0l",
};

static void test_lock(void)
{
	int btf = (int)btf_load(&lock_blob, sizeof(lock_blob)), map, prog;
	union any_attr attr = { .a = { .map_type = BPF_MAP_TYPE_HASH,
				       .key_size = 4,
				       .value_size = 8,
				       .max_entries = 4,
				       .btf_fd = (uint32_t)btf,
				       .btf_key_type_id = 1,
				       .btf_value_type_id = 3 } };
	uint32_t key = 1, value[2] = { 99, 5 }, got[2] = { 7, 7 };

	command("MAP_CREATE");
	map = (int)call(BPF_MAP_CREATE, &attr);
	CHECK("with a spin lock", map >= 0, 1);
	attr.a.map_type = BPF_MAP_TYPE_PERCPU_HASH;
	CHECK("per-CPU hash with a spin lock", call(BPF_MAP_CREATE, &attr), -EOPNOTSUPP);
	attr.a.map_type = BPF_MAP_TYPE_HASH;
	attr.a.map_flags = BPF_F_RDONLY_PROG;
	CHECK("with a spin lock, RDONLY_PROG", call(BPF_MAP_CREATE, &attr), -EACCES);
	command("MAP_UPDATE_ELEM");
	CHECK("F_LOCK of a new key", UPDATE(map, &key, value, BPF_F_LOCK), 0);
	CHECK("F_LOCK", UPDATE(map, &key, value, BPF_F_LOCK | BPF_EXIST), 0);
	CHECK("F_LOCK and NOEXIST", UPDATE(map, &key, value, BPF_F_LOCK | BPF_NOEXIST), -EEXIST);
	command("MAP_LOOKUP_ELEM");
	CHECK("F_LOCK", elem(BPF_MAP_LOOKUP_ELEM, map, &key, got, BPF_F_LOCK), 0);
	CHECK("F_LOCK: the value", got[1], 5);
	CHECK("F_LOCK: the lock is shown as 0", got[0], 0);
	CHECK("without F_LOCK", LOOKUP(map, &key, got), 0);
	CHECK("the lock is shown as 0", got[0], 0);
	command("MAP_FREEZE");
	CHECK("with a spin lock", freeze_map(map), -ENOTSUPP_LINUX);
	command("MAP_LOOKUP_AND_DELETE_ELEM");
	CHECK("F_LOCK",
	      elem(BPF_MAP_LOOKUP_AND_DELETE_ELEM, map, &key, got, BPF_F_LOCK) ?: (long)got[1], 5);
	CHECK("F_LOCK: again", elem(BPF_MAP_LOOKUP_AND_DELETE_ELEM, map, &key, got, BPF_F_LOCK),
	      -ENOENT);
	command("PROG_LOAD");
	{
		const struct bpf_insn loads[] = {
			STORE_IMM(BPF_W, 10, -4, 1),
			MOV_REG(2, 10),
			ADD_IMM(2, -4),
			LD_MAP(1, map),
			CALL(1),
			INSN(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 1, 0),
			LOAD(BPF_W, 0, 0, 0),
			MOV_IMM(0, 0),
			EXIT(),
		};

		prog = (int)prog_of(BPF_PROG_TYPE_XDP, loads, N_OF(loads));
		CHECK("a spin lock is read", prog, -EACCES);
	}
	close(map);
	close(btf);
}

static void test_btf_load(void)
{
	struct types wrong = blob;
	union any_attr attr = { 0 };
	uint8_t raw[256] = { 0 };
	char log[256] = "";
	uint32_t size = 0, next, id;
	int fd = (int)btf_load(&blob, sizeof(blob)), again;

	command("BTF_LOAD");
	CHECK("types", fd >= 0, 1);
	CHECK("no bytes", btf_load(&blob, 0), -EINVAL);
	CHECK("too many bytes", btf_load(&blob, (16 << 20) + 1), -E2BIG);
	CHECK("unreadable", btf_load(BAD, sizeof(blob)), -EFAULT);
	CHECK("cut", btf_load(&blob, sizeof(blob) - 1), -EINVAL);
	wrong.head.magic = 1;
	CHECK("another magic", btf_load(&wrong, sizeof(wrong)), -EINVAL);
	wrong = blob;
	wrong.head.version = 2;
	CHECK("another version", btf_load(&wrong, sizeof(wrong)), -ENOTSUPP_LINUX);
	wrong = blob;
	wrong.types[8] = 77;
	CHECK("a type that is not there", btf_load(&wrong, sizeof(wrong)), -EINVAL);
	attr.a.btf = (uintptr_t)&wrong;
	attr.a.btf_size = sizeof(wrong);
	attr.a.btf_log_buf = (uintptr_t)log;
	CHECK("a log without its size", call(BPF_BTF_LOAD, &attr), -EINVAL);
	attr.a.btf_log_size = sizeof(log);
	CHECK("a log without a level", call(BPF_BTF_LOAD, &attr), -EINVAL);
	attr.a.btf_log_level = 16;
	CHECK("a log of an unknown level", call(BPF_BTF_LOAD, &attr), -EINVAL);
	command("OBJ_GET_INFO_BY_FD");
	id = btf_id_of(fd, raw, sizeof(raw), &size);
	CHECK("BTF: its size", size, sizeof(blob));
	check_bytes("BTF: its bytes", raw, &blob, sizeof(blob));
	command("BTF_GET_NEXT_ID");
	CHECK("the one before finds it", next_id(BPF_BTF_GET_NEXT_ID, id - 1, &next) ?: (long)next,
	      id);
	command("BTF_GET_FD_BY_ID");
	again = (int)by_id(BPF_BTF_GET_FD_BY_ID, id, 0);
	CHECK("types", btf_id_of(again, NULL, 0, &size), id);
	close(again);
	command("OBJ_PIN");
	CHECK("BTF", pin_as(fd, PINS "/btf"), -EINVAL);
	test_btf_map(fd);
	test_btf_types(fd);
	test_lock();
	close(fd);
}

void test_btf(void)
{
	test_btf_load();
	test_core();
}
