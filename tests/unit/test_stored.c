/*
 * Programs and BTF in a root: what is written is read again, runs, and whatever stands in a
 * file is refused or a program that was verified.
 */
#include "tests/unit/test_map.h"

#include "tests/lib/vm_test.h"
#include "vm/stored.h"

/* r0 = *(u64 *)(map value): the value of a map's only entry. */
static const struct wire_insn reads[] = {
	{ .opcode = 0x18, .regs = 2 << 4 | 1 },
	{ 0 },
	{ .opcode = 0x79, .regs = 1 << 4 | 0 },
	{ .opcode = 0x95 },
};

struct scene {
	struct place place;
	struct skep *vm;
	struct skep_map *map;
	uint64_t maps[1];
	struct stored_prog prog;
};

static int setup(void **state)
{
	static struct scene s;
	const struct map_desc desc = {
		.name = "m", .type = MAP_ARRAY, .key_size = 4, .value_size = 8, .max_entries = 1
	};
	const uint64_t value = 42;

	place_make(&s.place);
	s.vm = new_vm(SKEP_OPTS(.root = s.place.root));
	s.map = map_make(s.vm, &desc, NULL);
	assert_non_null(s.map);
	assert_int_equal(skep_map_update(s.map, &(uint32_t){ 0 }, &value, SKEP_ANY), 0);
	s.maps[0] = map_id(s.map->map);
	s.prog = (struct stored_prog){ .prog_type = PROG_SYSCALL,
				       .name = "reads",
				       .license = "GPL",
				       .wire = reads,
				       .n_slots = 4,
				       .maps = s.maps,
				       .n_maps = 1 };
	*state = &s;
	return 0;
}

static int teardown(void **state)
{
	struct scene *s = *state;

	skep_map_close(s->map);
	skep_free(s->vm);
	place_remove(&s->place);
	return 0;
}

static void expect_result(struct skep_obj *obj, uint32_t result)
{
	uint64_t ctx[8] = { 0 };
	uint32_t got;

	assert_non_null(obj);
	assert_int_equal(skep_run(obj->progs, ctx, &got), 0);
	assert_int_equal(got, result);
}

static void test_round_trip(void **state)
{
	struct scene *s = *state;
	struct stored_prog again;
	struct skep_error error;
	struct skep_obj *obj;
	struct arena arena;
	uint64_t id;
	int fd;

	stored_tag(s->prog.wire, s->prog.n_slots, s->prog.tag);
	assert_int_equal(stored_prog_write(s->vm, &s->prog, &fd, &id), 0);
	assert_int_equal(stored_kind(fd), STORED_PROG);
	arena_init(&arena, 0);
	assert_int_equal(stored_prog_read(fd, &arena, &again), 0);
	assert_string_equal(again.name, "reads");
	assert_string_equal(again.license, "GPL");
	assert_memory_equal(again.tag, s->prog.tag, STORED_TAG);
	assert_memory_equal(again.wire, reads, sizeof(reads));
	assert_int_equal(again.maps[0], s->maps[0]);
	obj = obj_from_stored(s->vm, &again, NULL, &error);
	expect_result(obj, 42);
	skep_obj_close(obj);
	arena_free(&arena);
	skep_map_close(s->map); /* the program keeps it */
	s->map = map_of_root(s->vm, s->maps[0], &error);
	assert_non_null(s->map);
	store_put(s->vm->store, id, fd);
	assert_int_equal(place_count_files(&s->place), 0);
}

/* A value's address is taken only where there is one. */
static void test_values(void **state)
{
	struct scene *s = *state;
	struct wire_insn wire[4];
	struct skep_error error;

	memcpy(wire, reads, sizeof(wire));
	wire[0].imm = 1;
	s->prog.wire = wire;
	assert_null(obj_from_stored(s->vm, &s->prog, NULL, &error));
	assert_string_equal(error.id, "reserved-field");
	wire[0].imm = 0;
	wire[1].imm = 8;
	assert_null(obj_from_stored(s->vm, &s->prog, NULL, &error));
	assert_string_equal(error.id, "direct-value");
	assert_int_equal(error.insn, 0);
	s->maps[0] = 999;
	assert_null(obj_from_stored(s->vm, &s->prog, NULL, &error));
	assert_int_equal(error.err, -ENOENT);
}

static void try_file(struct scene *s, int fd)
{
	struct stored_prog prog;
	struct skep_error error;
	struct skep_obj *obj;
	struct arena arena;
	const void *raw;
	uint32_t size;

	arena_init(&arena, 64 << 20);
	if (!stored_prog_read(fd, &arena, &prog)) {
		obj = obj_from_stored(s->vm, &prog, NULL, &error);
		if (!obj)
			assert_true(error.err < 0);
		skep_obj_close(obj);
	}
	stored_btf_read(fd, &arena, &raw, &size);
	arena_free(&arena);
}

/* Every byte of the file set to others, and every length. */
static void test_hostile(void **state)
{
	static const uint8_t others[] = { 0, 1, 0x7f, 0x80, 0xff };
	struct scene *s = *state;
	struct stat st;
	uint8_t byte;
	uint64_t id;
	int fd;

	assert_int_equal(stored_prog_write(s->vm, &s->prog, &fd, &id), 0);
	assert_int_equal(fstat(fd, &st), 0);
	for (off_t at = 0; at < st.st_size; at++) {
		assert_int_equal(pread(fd, &byte, 1, at), 1);
		for (size_t i = 0; i < sizeof(others); i++) {
			assert_int_equal(pwrite(fd, &others[i], 1, at), 1);
			try_file(s, fd);
		}
		assert_int_equal(pwrite(fd, &byte, 1, at), 1);
	}
	for (off_t size = st.st_size - 1; size >= 0; size--) {
		assert_int_equal(ftruncate(fd, size), 0);
		try_file(s, fd);
	}
	store_put(s->vm->store, id, fd);
}

/* FIPS 180-4's examples, and lengths around a block. */
static void test_sha256(void **state)
{
	static const uint8_t abc[] = { 0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea };
	static const uint8_t two_blocks[] = { 0x24, 0x8d, 0x6a, 0x61, 0xd2, 0x06, 0x38, 0xb8 };
	static const uint8_t empty[] = { 0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14 };
	uint8_t out[32];

	(void)state;
	sha256("abc", 3, out);
	assert_memory_equal(out, abc, 8);
	sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56, out);
	assert_memory_equal(out, two_blocks, 8);
	sha256("", 0, out);
	assert_memory_equal(out, empty, 8);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_round_trip),
		TEST(test_values),
		TEST(test_hostile),
		TEST(test_sha256),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
