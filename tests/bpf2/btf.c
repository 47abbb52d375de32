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

void test_btf(void)
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
