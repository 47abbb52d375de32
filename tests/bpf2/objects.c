/* Checks of pins, numbers and descriptions. */
#include "bpf2.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- pins ---- */

static void test_pinning(int map, int prog)
{
	command("OBJ_PIN");
	CHECK("a map", pin_as(map, PINS "/m"), 0);
	CHECK("the name is taken", pin_as(map, PINS "/m"), -EEXIST);
	CHECK("a second name", pin_as(map, PINS "/m2"), 0);
	CHECK("a program", pin_as(prog, PINS "/p"), 0);
	CHECK("no folder", pin_as(map, PINS "/none/m"), -ENOENT);
	CHECK("a dot in the name", pin_as(map, PINS "/a.b"), -EPERM);
	CHECK("elsewhere", pin_as(map, "/tmp/bpf2-pin"), -EPERM);
	CHECK("the folder itself", pin_as(map, PINS), -EEXIST);
	CHECK("an empty path", pin_as(map, ""), -ENOENT);
	CHECK("an unreadable path", pin_as(map, BAD), -EFAULT);
	CHECK("no descriptor", pin_as(-1, PINS "/x"), -EINVAL);
	CHECK("of something else", pin_as(0, PINS "/x"), -EINVAL);
	CHECK("mkdir", mkdir(PINS "/d", 0700), 0);
	CHECK("in a folder", pin_as(map, PINS "/d/m"), 0);
	CHECK("below a pin", pin_as(map, PINS "/m/m"), -ENOTDIR);
}

static void test_getting(int prog, uint32_t id)
{
	uint32_t key = 1, value = 2;
	union any_attr attr = { 0 };
	int got;

	command("OBJ_GET");
	flag("BPF_F_PATH_FD");
	flag("BPF_F_RDONLY");
	flag("BPF_F_WRONLY");
	got = (int)get_pin(PINS "/m", 0);
	CHECK("a map", got >= 0, 1);
	CHECK("the same one", map_id_of(got), id);
	CHECK("it can be written", UPDATE(got, &key, &value, 0), 0);
	close(got);
	got = (int)get_pin(PINS "/m", BPF_F_RDONLY);
	CHECK("RDONLY", got >= 0, 1);
	CHECK("RDONLY: an update", UPDATE(got, &key, &value, 0), -EPERM);
	CHECK("RDONLY: a lookup", LOOKUP(got, &key, &value), 0);
	close(got);
	got = (int)get_pin(PINS "/m", BPF_F_WRONLY);
	CHECK("WRONLY: a lookup", LOOKUP(got, &key, &value), -EPERM);
	close(got);
	CHECK("RDONLY and WRONLY", get_pin(PINS "/m", BPF_F_RDONLY | BPF_F_WRONLY), -EINVAL);
	CHECK("an unknown flag", get_pin(PINS "/m", 1), -EINVAL);
	attr.a.file_flags = 1 << 14;
	attr.a.pathname = (uintptr_t) "m";
	attr.words[4] = (uint32_t)open(PINS, O_DIRECTORY | O_CLOEXEC);
	got = (int)sys_bpf(BPF_OBJ_GET, &attr, 20);
	CHECK("of a folder's descriptor", map_id_of(got), id);
	close(got);
	attr.a.file_flags = 0;
	CHECK("the same without its flag", sys_bpf(BPF_OBJ_GET, &attr, 20), -EINVAL);
	close((int)attr.words[4]);
	got = (int)get_pin(PINS "/p", 0);
	CHECK("a program", got >= 0, 1);
	CHECK("the same one", prog_id_of(got), prog_id_of(prog));
	close(got);
	CHECK("a program, RDONLY", close((int)get_pin(PINS "/p", BPF_F_RDONLY)), 0);
	CHECK("no such name", get_pin(PINS "/none", 0), -ENOENT);
	CHECK("a folder", get_pin(PINS "/d", 0), -EACCES);
	CHECK("a file elsewhere", get_pin("/proc/self/exe", 0), -EACCES);
	CHECK("an unreadable path", get_pin(BAD, 0), -EFAULT);
}

static void test_pins_as_files(void)
{
	struct stat st;

	command("pins as files");
	CHECK("stat", stat(PINS "/m", &st), 0);
	CHECK("a file", S_ISREG(st.st_mode), 1);
	CHECK("stat of a folder", stat(PINS "/d", &st) ?: S_ISDIR(st.st_mode), 1);
	CHECK("access", access(PINS "/m", F_OK), 0);
	CHECK("rmdir of a folder that is used", rmdir(PINS "/d") ? -errno : 0, -ENOTEMPTY);
	CHECK("open", open(PINS "/m", O_RDONLY) < 0 ? -errno : 0, -EIO);
	CHECK("unlink", unlink(PINS "/m"), 0);
	CHECK("again", unlink(PINS "/m") ? -errno : 0, -ENOENT);
	CHECK("it is gone", get_pin(PINS "/m", 0), -ENOENT);
	CHECK("the other name is not", close((int)get_pin(PINS "/m2", 0)), 0);
}

static void test_pins(void)
{
	int map = make_map(BPF_MAP_TYPE_HASH, 4, 4, 4, 0);
	int prog = make_prog(BPF_PROG_TYPE_XDP, 2);

	test_pinning(map, prog);
	test_getting(prog, map_id_of(map));
	test_pins_as_files();
	unlink(PINS "/m2");
	unlink(PINS "/p");
	unlink(PINS "/d/m");
	CHECK("rmdir", rmdir(PINS "/d"), 0);
	close(prog);
	close(map);
}

/* What opening by number answers in the end: the kernel frees later. */
long gone(int cmd, uint32_t id)
{
	long fd = 0;

	for (int i = 0; i < 100 && (fd = by_id(cmd, id, 0)) >= 0; i++) {
		close((int)fd);
		usleep(10000);
	}
	return fd;
}

/* What keeps an object when its descriptors are closed. */
static void test_pin_keeps(void)
{
	int map = make_map(BPF_MAP_TYPE_HASH, 4, 4, 4, 0);
	uint32_t id = map_id_of(map), key = 1, value = 2;
	const struct bpf_insn uses[] = { LD_MAP(1, map), MOV_IMM(0, 1), EXIT() };
	int prog = (int)prog_of(BPF_PROG_TYPE_SOCKET_FILTER, uses, N_OF(uses));

	command("life of objects");
	UPDATE(map, &key, &value, 0);
	close(map);
	map = (int)by_id(BPF_MAP_GET_FD_BY_ID, id, 0);
	CHECK("a program keeps its map", map >= 0, 1);
	CHECK("with its entries", LOOKUP(map, &key, &value), 0);
	close(map);
	CHECK("the program is pinned", pin_as(prog, PINS "/keeps"), 0);
	close(prog);
	map = (int)by_id(BPF_MAP_GET_FD_BY_ID, id, 0);
	CHECK("a pinned program keeps its map", map >= 0, 1);
	close(map);
	unlink(PINS "/keeps");
	CHECK("without both it goes", gone(BPF_MAP_GET_FD_BY_ID, id), -ENOENT);
}

/* Maps of maps and arrays of programs keep what they hold. */
static void test_holders(void)
{
	int inner = make_map(BPF_MAP_TYPE_HASH, 4, 4, 4, 0), array, fd, prog;
	struct map_spec spec = { BPF_MAP_TYPE_ARRAY_OF_MAPS, 4, 4, 4, 0, 0, (uint32_t)inner, NULL };
	int outer = (int)map_make(&spec);
	uint32_t id = map_id_of(inner), key = 1, other = 2, prog_id;

	command("life of objects");
	UPDATE(outer, &key, &inner, 0);
	UPDATE(outer, &other, &inner, 0);
	close(inner);
	fd = (int)by_id(BPF_MAP_GET_FD_BY_ID, id, 0);
	CHECK("a map of maps keeps its maps", fd >= 0, 1);
	close(fd);
	DELETE(outer, &key);
	fd = (int)by_id(BPF_MAP_GET_FD_BY_ID, id, 0);
	CHECK("by another entry too", fd >= 0, 1);
	close(fd);
	DELETE(outer, &other);
	CHECK("and no longer", gone(BPF_MAP_GET_FD_BY_ID, id), -ENOENT);
	close(outer);
	array = make_map(BPF_MAP_TYPE_PROG_ARRAY, 4, 4, 4, 0);
	{
		const struct bpf_insn calls[] = { LD_MAP(2, array), MOV_IMM(3, 0), CALL(12),
						  MOV_IMM(0, 1), EXIT() };

		prog = (int)prog_of(BPF_PROG_TYPE_XDP, calls, N_OF(calls));
	}
	prog_id = prog_id_of(prog);
	UPDATE(array, &key, &prog, 0);
	close(prog);
	fd = (int)by_id(BPF_PROG_GET_FD_BY_ID, prog_id, 0);
	CHECK("an array keeps its programs", fd >= 0, 1);
	close(fd);
	close(array);
	CHECK("but not one that uses it, without users", gone(BPF_PROG_GET_FD_BY_ID, prog_id),
	      -ENOENT);
}

void test_pin(void)
{
	command("OBJ_PIN");
	if (!pins_work()) {
		skip("pins", "there is no file system of pins");
		return;
	}
	test_pins();
	test_pin_keeps();
	test_holders();
}

/* ---- numbers ---- */

void test_ids(void)
{
	int map = make_map(BPF_MAP_TYPE_ARRAY, 4, 4, 1, 0), prog = make_prog(BPF_PROG_TYPE_XDP, 2),
	    fd;
	uint32_t map_id = map_id_of(map), prog_id = prog_id_of(prog), next = 0, key = 0, value = 3;

	command("MAP_GET_NEXT_ID");
	CHECK("the one before finds it",
	      next_id(BPF_MAP_GET_NEXT_ID, map_id - 1, &next) ?: (long)next, map_id);
	CHECK("a large number", next_id(BPF_MAP_GET_NEXT_ID, INT_MAX, &next), -EINVAL);
	CHECK("behind all", next_id(BPF_MAP_GET_NEXT_ID, INT_MAX - 1, &next), -ENOENT);
	command("PROG_GET_NEXT_ID");
	CHECK("the one before finds it",
	      next_id(BPF_PROG_GET_NEXT_ID, prog_id - 1, &next) ?: (long)next, prog_id);
	CHECK("a large number", next_id(BPF_PROG_GET_NEXT_ID, UINT_MAX, &next), -EINVAL);
	command("BTF_GET_NEXT_ID");
	CHECK("behind all", next_id(BPF_BTF_GET_NEXT_ID, INT_MAX - 1, &next), -ENOENT);
	command("LINK_GET_NEXT_ID");
	CHECK("behind all", next_id(BPF_LINK_GET_NEXT_ID, INT_MAX - 1, &next), -ENOENT);
	command("MAP_GET_FD_BY_ID");
	flag("BPF_F_RDONLY");
	flag("BPF_F_WRONLY");
	fd = (int)by_id(BPF_MAP_GET_FD_BY_ID, map_id, 0);
	CHECK("a map", fd >= 0, 1);
	CHECK("it can be written", UPDATE(fd, &key, &value, 0), 0);
	close(fd);
	fd = (int)by_id(BPF_MAP_GET_FD_BY_ID, map_id, BPF_F_RDONLY);
	CHECK("RDONLY: an update", UPDATE(fd, &key, &value, 0), -EPERM);
	close(fd);
	fd = (int)by_id(BPF_MAP_GET_FD_BY_ID, map_id, BPF_F_WRONLY);
	CHECK("WRONLY: a lookup", LOOKUP(fd, &key, &value), -EPERM);
	close(fd);
	CHECK("both", by_id(BPF_MAP_GET_FD_BY_ID, map_id, BPF_F_RDONLY | BPF_F_WRONLY), -EINVAL);
	CHECK("an unknown flag", by_id(BPF_MAP_GET_FD_BY_ID, map_id, 1), -EINVAL);
	CHECK("number 0", by_id(BPF_MAP_GET_FD_BY_ID, 0, 0), -ENOENT);
	CHECK("no such number", by_id(BPF_MAP_GET_FD_BY_ID, INT_MAX, 0), -ENOENT);
	command("PROG_GET_FD_BY_ID");
	fd = (int)by_id(BPF_PROG_GET_FD_BY_ID, prog_id, 0);
	CHECK("a program", prog_id_of(fd), prog_id);
	close(fd);
	CHECK("no such number", by_id(BPF_PROG_GET_FD_BY_ID, INT_MAX, 0), -ENOENT);
	command("BTF_GET_FD_BY_ID");
	CHECK("no such number", by_id(BPF_BTF_GET_FD_BY_ID, INT_MAX, 0), -ENOENT);
	command("life of objects");
	close(map);
	CHECK("a map without a descriptor goes", gone(BPF_MAP_GET_FD_BY_ID, map_id), -ENOENT);
	fd = make_map(BPF_MAP_TYPE_ARRAY, 4, 4, 1, 0);
	CHECK("its number is not given again", map_id_of(fd) != map_id, 1);
	close(fd);
	close(prog);
}

/* ---- descriptions ---- */

static void test_map_info(void)
{
	struct map_spec spec = {
		BPF_MAP_TYPE_HASH, 4, 8, 16, BPF_F_NO_PREALLOC | BPF_F_RDONLY, 0, 0, "a_name"
	};
	int fd = (int)map_make(&spec);
	struct {
		struct bpf_map_info info;
		uint8_t behind[4096];
	} u = { 0 };
	uint32_t size = sizeof(u.info);

	command("OBJ_GET_INFO_BY_FD");
	CHECK("map", info_of(fd, &u, &size), 0);
	CHECK("map: type", u.info.type, BPF_MAP_TYPE_HASH);
	CHECK("map: key", u.info.key_size, 4);
	CHECK("map: value", u.info.value_size, 8);
	CHECK("map: entries", u.info.max_entries, 16);
	CHECK("map: flags without the descriptor's", u.info.map_flags, BPF_F_NO_PREALLOC);
	CHECK("map: name", strcmp(u.info.name, "a_name"), 0);
	CHECK("map: no BTF", u.info.btf_id | u.info.btf_key_type_id | u.info.btf_value_type_id, 0);
	memset(&u, 0xee, sizeof(u));
	size = 8;
	CHECK("map: 8 bytes", info_of(fd, &u, &size) ?: (long)size, 8);
	CHECK("map: no more of them", u.info.key_size, 0xeeeeeeee);
	memset(&u, 0, sizeof(u));
	size = 4096;
	CHECK("map: 4096 bytes", info_of(fd, &u, &size), 0);
	CHECK("map: so many there are, and less", size >= 88 && size < 4096, 1);
	size = 4097;
	CHECK("map: 4097 bytes", info_of(fd, &u, &size), -E2BIG);
	u.behind[3000] = 1;
	size = 4096;
	CHECK("map: something behind", info_of(fd, &u, &size), -E2BIG);
	size = 88;
	CHECK("map: to nowhere", info_of(fd, BAD, &size), -EFAULT);
	size = 88;
	CHECK("no descriptor", info_of(-1, &u, &size), -EBADFD);
	CHECK("of something else", info_of(0, &u, &size), -EINVAL);
	close(fd);
}

static void test_prog_info(void)
{
	int map = make_map(BPF_MAP_TYPE_ARRAY, 4, 4, 1, 0), fd;
	const struct bpf_insn insns[] = { LD_MAP(1, map), MOV_IMM(0, 2), EXIT() };
	struct bpf_insn back[4] = { 0 };
	struct bpf_prog_info info = { 0 };
	uint32_t size = sizeof(info), ids[2] = { 0 };

	fd = (int)prog_make(&(struct prog_spec){
		.type = BPF_PROG_TYPE_XDP, .insns = insns, .n = N_OF(insns), .name = "p_name" });
	CHECK("program", info_of(fd, &info, &size), 0);
	CHECK("program: type", info.type, BPF_PROG_TYPE_XDP);
	CHECK("program: name", strcmp(info.name, "p_name"), 0);
	CHECK("program: GPL", info.gpl_compatible, 1);
	CHECK("program: maps", info.nr_map_ids, 1);
	CHECK("program: who loaded it", info.created_by_uid, getuid());
	CHECK("program: when", info.load_time > 0, 1);
	CHECK("program: instructions", info.xlated_prog_len, sizeof(insns));
	CHECK("program: verified", info.verified_insns > 0, 1);
	CHECK("program: record of a function", info.func_info_rec_size, 8);
	CHECK("program: record of a line", info.line_info_rec_size, 16);
	memset(&info, 0, sizeof(info));
	info.nr_map_ids = 2;
	info.map_ids = (uintptr_t)ids;
	info.xlated_prog_len = sizeof(back);
	info.xlated_prog_insns = (uintptr_t)back;
	size = sizeof(info);
	CHECK("program: with room", info_of(fd, &info, &size), 0);
	CHECK("program: its map", ids[0] == map_id_of(map) && info.nr_map_ids == 1, 1);
	CHECK("program: the map's number in its instructions",
	      back[0].imm == (int)ids[0] && back[0].src_reg == BPF_PSEUDO_MAP_FD, 1);
	check_bytes("program: the others as they were", &back[2], &insns[2], 2 * sizeof(*back));
	info.func_info_rec_size = 4;
	CHECK("program: a wrong record", (size = sizeof(info), info_of(fd, &info, &size)), -EINVAL);
	memset(&info, 0, sizeof(info));
	info.nr_map_ids = 1;
	info.map_ids = 8;
	CHECK("program: maps to nowhere", (size = sizeof(info), info_of(fd, &info, &size)),
	      -EFAULT);
	close(fd);
	close(map);
}

/* The tag is of the instructions, whatever maps they use. */
static void test_tag(void)
{
	int a = make_map(BPF_MAP_TYPE_ARRAY, 4, 4, 1, 0),
	    b = make_map(BPF_MAP_TYPE_ARRAY, 4, 4, 1, 0);
	struct bpf_prog_info info[3] = { 0 };
	int maps[3] = { a, b, a };

	for (int i = 0; i < 3; i++) {
		const struct bpf_insn insns[] = { LD_MAP(1, maps[i]), MOV_IMM(0, i == 2), EXIT() };
		int fd = (int)prog_of(BPF_PROG_TYPE_XDP, insns, N_OF(insns));
		uint32_t size = sizeof(*info);

		info_of(fd, &info[i], &size);
		close(fd);
	}
	check_bytes("tag: the same with another map", info[0].tag, info[1].tag, 8);
	CHECK("tag: another of other instructions", memcmp(info[0].tag, info[2].tag, 8) != 0, 1);
	check_bytes("tag: of map, r0 = 0, exit", info[0].tag,
		    (const uint8_t[8]){ 0x0b, 0xd0, 0x16, 0x86, 0x76, 0xc7, 0xc7, 0x79 }, 8);
	close(a);
	close(b);
}

void test_info(void)
{
	test_map_info();
	test_prog_info();
	test_tag();
}
