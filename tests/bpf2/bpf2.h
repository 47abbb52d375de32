/*
 * One test program for bpf(2), on the kernel and on skep: plain system calls, each check
 * one line.  It is no user of skep: the same binary runs natively and under `skep exec`.
 *
 * A check says what Linux 6.18 answers.  Where skep answers something else on purpose the
 * check names the rule of docs/kernel-differences.md (CHECK_RULE).
 */
#ifndef SKEP_TESTS_BPF2_H
#define SKEP_TESTS_BPF2_H

#include <errno.h>
#include <linux/bpf.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { ENOTSUPP_LINUX = 524, ATTR_ROOM = 512 };

/** union any_attr - union bpf_attr with room behind it, and fields that headers may lack */
union any_attr {
	union bpf_attr a;
	uint8_t bytes[ATTR_ROOM];
	uint32_t words[ATTR_ROOM / 4];
};

/* ---- checks ---- */

/* Those that follow are of this command, by its name in enum bpf_cmd without BPF_. */
void command(const char *name);
void flag(const char *name); /* of that command, is tried below */
void check(const char *name, long got, long want, const char *rule, long want_skep);
void check_bytes(const char *name, const void *got, const void *want, size_t size);
void skip(const char *name, const char *why);
bool on_skep(void);
bool pins_work(void);  /* is there a file system of pins at PINS? */
bool kernel_may(void); /* may this program call bpf(2)? */
#define PINS "/sys/fs/bpf"

#define CHECK(name, expression, want) check(name, (long)(expression), (long)(want), NULL, 0)
#define CHECK_RULE(name, expression, want, rule, skep)                                             \
	check(name, (long)(expression), (long)(want), rule, (long)(skep))

#define BAD ((void *)8) /* nothing is there */
#define T(name) BPF_MAP_TYPE_##name
#define XDP BPF_PROG_TYPE_XDP
#define FILTER BPF_PROG_TYPE_SOCKET_FILTER

/* ---- calls: a result, or a negative errno ---- */

long sys_bpf(int cmd, const void *attr, unsigned size);
long call(int cmd, union any_attr *attr); /* sizeof(union bpf_attr) bytes of it */

struct map_spec {
	uint32_t type, key, value, max, flags;
	uint64_t extra;
	uint32_t inner;
	const char *name;
};
long map_make(const struct map_spec *spec);
/* The usual ones; they are there or the program ends. */
int make_map(uint32_t type, uint32_t key, uint32_t value, uint32_t max, uint32_t flags);
long elem(int cmd, int fd, const void *key, const void *value, uint64_t flags);
#define LOOKUP(fd, key, value) elem(BPF_MAP_LOOKUP_ELEM, fd, key, value, 0)
#define UPDATE(fd, key, value, flags) elem(BPF_MAP_UPDATE_ELEM, fd, key, value, flags)
#define DELETE(fd, key) elem(BPF_MAP_DELETE_ELEM, fd, key, NULL, 0)
#define NEXT_KEY(fd, key, next) elem(BPF_MAP_GET_NEXT_KEY, fd, key, next, 0)
#define TAKE(fd, key, value) elem(BPF_MAP_LOOKUP_AND_DELETE_ELEM, fd, key, value, 0)
long freeze_map(int fd);
long pin_as(int fd, const char *path);
long get_pin(const char *path, uint32_t flags);
long next_id(int cmd, uint32_t start, uint32_t *next);
long by_id(int cmd, uint32_t id, uint32_t flags);
long info_of(int fd, void *info, uint32_t *size);
uint32_t map_id_of(int fd);
uint32_t prog_id_of(int fd);

/* ---- programs ---- */

struct prog_spec {
	uint32_t type, attach, flags, level, log_size;
	const struct bpf_insn *insns;
	uint32_t n;
	const char *license, *name;
	char *log;
};
long prog_make(const struct prog_spec *spec);
long prog_of(uint32_t type, const struct bpf_insn *insns, uint32_t n);
/* Returns @value. */
int make_prog(uint32_t type, int value);
unsigned cpus(void); /* possible ones */

#define INSN(op, d, s, o, i)                                                                       \
	((struct bpf_insn){ .code = (op), .dst_reg = (d), .src_reg = (s), .off = (o), .imm = (i) })
#define MOV_IMM(d, i) INSN(BPF_ALU64 | BPF_MOV | BPF_K, d, 0, 0, i)
#define MOV_REG(d, s) INSN(BPF_ALU64 | BPF_MOV | BPF_X, d, s, 0, 0)
#define ADD_IMM(d, i) INSN(BPF_ALU64 | BPF_ADD | BPF_K, d, 0, 0, i)
#define LD_MAP(d, fd)                                                                              \
	INSN(BPF_LD | BPF_IMM | BPF_DW, d, BPF_PSEUDO_MAP_FD, 0, fd), INSN(0, 0, 0, 0, 0)
#define LD_VALUE(d, fd, off)                                                                       \
	INSN(BPF_LD | BPF_IMM | BPF_DW, d, BPF_PSEUDO_MAP_VALUE, 0, fd), INSN(0, 0, 0, 0, off)
#define CALL(id) INSN(BPF_JMP | BPF_CALL, 0, 0, 0, id)
#define EXIT() INSN(BPF_JMP | BPF_EXIT, 0, 0, 0, 0)
#define LOAD(size, d, s, off) INSN(BPF_LDX | BPF_MEM | (size), d, s, off, 0)
#define STORE(size, d, s, off) INSN(BPF_STX | BPF_MEM | (size), d, s, off, 0)
#define STORE_IMM(size, d, off, i) INSN(BPF_ST | BPF_MEM | (size), d, 0, off, i)
#define N_OF(array) (sizeof(array) / sizeof((array)[0]))

/* ---- shared by groups ---- */
long gone(int cmd, uint32_t id);
long run(union any_attr *attr, int fd);
void packet(union any_attr *attr, void *data, uint32_t size, void *out, uint32_t room);

/* ---- groups of checks ---- */
void test_attr(void);
void test_map_create(void);
void test_elem(void);
void test_fd_maps(void);
void test_tasks(void);
void test_batch(void);
void test_freeze(void);
void test_pin(void);
void test_ids(void);
void test_info(void);
void test_btf(void);
void test_prog_load(void);
void test_run(void);
void test_descriptors(void);
void test_polling(void);
void test_storm(void);

#endif
