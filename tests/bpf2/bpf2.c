/*
 * bpf2 - checks of bpf(2); see bpf2.h.
 *
 *   bpf2               TAP lines; BPF2_ON=skep says where it runs
 *   bpf2 --table       the commands with their numbers of checks and flags, as Markdown
 */
#include "bpf2.h"

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

enum { MAX_COMMANDS = 64, MAX_FLAGS = 32 };

struct row {
	const char *name, *flags[MAX_FLAGS];
	unsigned n_checks, n_rules, n_flags;
};

static struct {
	struct row rows[MAX_COMMANDS];
	unsigned n_rows, n_checks, n_failed, n_skipped;
	struct row *now;
	bool table;
} tests;

/* ---- checks ---- */

void command(const char *name)
{
	unsigned i;

	for (i = 0; i < tests.n_rows && strcmp(tests.rows[i].name, name);)
		i++;
	if (i == tests.n_rows)
		tests.rows[tests.n_rows++].name = name;
	tests.now = &tests.rows[i];
}

void flag(const char *name)
{
	for (unsigned i = 0; i < tests.now->n_flags; i++)
		if (!strcmp(tests.now->flags[i], name))
			return;
	tests.now->flags[tests.now->n_flags++] = name;
}

bool on_skep(void)
{
	const char *on = getenv("BPF2_ON");

	return on && !strcmp(on, "skep");
}

static void result(bool good, const char *name)
{
	tests.n_checks++;
	tests.n_failed += !good;
	tests.now->n_checks++;
	if (!tests.table)
		printf("%s %u - %s: %s\n", good ? "ok" : "not ok", tests.n_checks, tests.now->name,
		       name);
}

static const char *shown(long value)
{
	static char text[2][64];
	static int which;

	which = !which;
	snprintf(text[which], sizeof(text[which]), "%ld%s%s", value,
		 value < 0 && value > -4096 ? " " : "",
		 value < 0 && value > -4096 ? strerror((int)-value) : "");
	return text[which];
}

void check(const char *name, long got, long want, const char *rule, long want_skep)
{
	long wanted = rule && on_skep() ? want_skep : want;

	tests.now->n_rules += rule != NULL;
	result(got == wanted, name);
	if (!tests.table && got != wanted)
		printf("# got %s, wanted %s\n", shown(got), shown(wanted));
	if (!tests.table && rule)
		printf("# rule %s\n", rule);
}

void check_bytes(const char *name, const void *got, const void *want, size_t size)
{
	const uint8_t *g = got, *w = want;
	size_t i = 0;

	while (i < size && g[i] == w[i])
		i++;
	result(i == size, name);
	if (!tests.table && i < size)
		printf("# byte %zu is %02x, wanted %02x\n", i, g[i], w[i]);
}

void skip(const char *name, const char *why)
{
	tests.n_checks++;
	tests.n_skipped++;
	if (!tests.table)
		printf("ok %u - %s: %s # skip %s\n", tests.n_checks, tests.now->name, name, why);
}

/* ---- calls ---- */

long sys_bpf(int cmd, const void *attr, unsigned size)
{
	long result = syscall(__NR_bpf, cmd, attr, size);

	return result < 0 ? -errno : result;
}

long call(int cmd, union any_attr *attr)
{
	return sys_bpf(cmd, attr, sizeof(union bpf_attr));
}

long map_make(const struct map_spec *spec)
{
	union any_attr attr = { 0 };

	attr.a.map_type = spec->type;
	attr.a.key_size = spec->key;
	attr.a.value_size = spec->value;
	attr.a.max_entries = spec->max;
	attr.a.map_flags = spec->flags;
	attr.a.map_extra = spec->extra;
	attr.a.inner_map_fd = spec->inner;
	if (spec->name)
		memcpy(attr.a.map_name, spec->name, strnlen(spec->name, sizeof(attr.a.map_name)));
	return call(BPF_MAP_CREATE, &attr);
}

static int there(const char *what, long fd)
{
	if (fd >= 0)
		return (int)fd;
	printf("Bail out! %s: %s\n", what, shown(fd));
	exit(1);
}

int make_map(uint32_t type, uint32_t key, uint32_t value, uint32_t max, uint32_t flags)
{
	return there("map",
		     map_make(&(struct map_spec){ type, key, value, max, flags, 0, 0, NULL }));
}

long elem(int cmd, int fd, const void *key, const void *value, uint64_t flags)
{
	union any_attr attr = { 0 };

	attr.a.map_fd = (uint32_t)fd;
	attr.a.key = (uintptr_t)key;
	attr.a.value = (uintptr_t)value;
	attr.a.flags = flags;
	return call(cmd, &attr);
}

long pin_as(int fd, const char *path)
{
	union any_attr attr = { 0 };

	attr.a.pathname = (uintptr_t)path;
	attr.a.bpf_fd = (uint32_t)fd;
	return call(BPF_OBJ_PIN, &attr);
}

long get_pin(const char *path, uint32_t flags)
{
	union any_attr attr = { 0 };

	attr.a.pathname = (uintptr_t)path;
	attr.a.file_flags = flags;
	return call(BPF_OBJ_GET, &attr);
}

long next_id(int cmd, uint32_t start, uint32_t *next)
{
	union any_attr attr = { 0 };
	long result;

	attr.a.start_id = start;
	result = call(cmd, &attr);
	*next = attr.a.next_id;
	return result;
}

long by_id(int cmd, uint32_t id, uint32_t flags)
{
	union any_attr attr = { 0 };

	attr.a.map_id = id;
	attr.a.open_flags = flags;
	return call(cmd, &attr);
}

long info_of(int fd, void *info, uint32_t *size)
{
	union any_attr attr = { 0 };
	long result;

	attr.a.info.bpf_fd = (uint32_t)fd;
	attr.a.info.info_len = *size;
	attr.a.info.info = (uintptr_t)info;
	result = call(BPF_OBJ_GET_INFO_BY_FD, &attr);
	*size = attr.a.info.info_len;
	return result;
}

uint32_t map_id_of(int fd)
{
	struct bpf_map_info info = { 0 };
	uint32_t size = sizeof(info);

	return info_of(fd, &info, &size) ? 0 : info.id;
}

uint32_t prog_id_of(int fd)
{
	struct bpf_prog_info info = { 0 };
	uint32_t size = sizeof(info);

	return info_of(fd, &info, &size) ? 0 : info.id;
}

/* ---- programs ---- */

long prog_make(const struct prog_spec *spec)
{
	union any_attr attr = { 0 };

	attr.a.prog_type = spec->type;
	attr.a.expected_attach_type = spec->attach;
	attr.a.prog_flags = spec->flags;
	attr.a.insns = (uintptr_t)spec->insns;
	attr.a.insn_cnt = spec->n;
	attr.a.license = (uintptr_t)(spec->license ? spec->license : "GPL");
	attr.a.log_level = spec->level;
	attr.a.log_size = spec->log_size;
	attr.a.log_buf = (uintptr_t)spec->log;
	if (spec->name)
		memcpy(attr.a.prog_name, spec->name, strnlen(spec->name, sizeof(attr.a.prog_name)));
	return call(BPF_PROG_LOAD, &attr);
}

long prog_of(uint32_t type, const struct bpf_insn *insns, uint32_t n)
{
	return prog_make(&(struct prog_spec){ .type = type, .insns = insns, .n = n });
}

int make_prog(uint32_t type, int value)
{
	const struct bpf_insn insns[] = { MOV_IMM(0, value), EXIT() };

	return there("program", prog_of(type, insns, N_OF(insns)));
}

unsigned cpus(void)
{
	unsigned last = 0;
	char text[256] = "";
	FILE *file = fopen("/sys/devices/system/cpu/possible", "r");

	if (file && fgets(text, sizeof(text), file))
		last = (unsigned)strtoul(strpbrk(text, "-,") ? strrchr(text, '-') + 1 : text, NULL,
					 10);
	if (file)
		fclose(file);
	return last + 1;
}

/* ---- the whole ---- */

bool pins_work(void)
{
	struct statfs fs;

	return !statfs(PINS, &fs) && (uint32_t)fs.f_type == 0xcafe4a11;
}

/* A file system of pins that nobody else sees. */
static void mount_pins(void)
{
	if (on_skep() || unshare(CLONE_NEWNS))
		return;
	mount("", "/", "none", MS_REC | MS_PRIVATE, NULL);
	mount("bpf", PINS, "bpf", 0, "mode=0700");
}

bool kernel_may(void)
{
	long fd = map_make(&(struct map_spec){ BPF_MAP_TYPE_ARRAY, 4, 4, 1, 0, 0, 0, NULL });

	if (fd >= 0)
		close((int)fd);
	return fd >= 0;
}

static void print_table(void)
{
	puts("| command | checks | by a rule | flags |\n|---|---|---|---|");
	for (unsigned i = 0; i < tests.n_rows; i++) {
		const struct row *row = &tests.rows[i];

		printf("| `%s` | %u | %u |", row->name, row->n_checks, row->n_rules);
		for (unsigned k = 0; k < row->n_flags; k++)
			printf("%s `%s`", k ? "," : "", row->flags[k]);
		puts(" |");
	}
}

int main(int argc, char **argv)
{
	tests.table = argc > 1 && !strcmp(argv[1], "--table");
	setvbuf(stdout, NULL, _IOLBF, 0);
	mount_pins();
	if (!kernel_may()) {
		puts("ok 1 - bpf(2) # skip it is not permitted here\n1..1");
		return 0;
	}
	test_attr();
	test_map_create();
	test_elem();
	test_fd_maps();
	test_tasks();
	test_batch();
	test_freeze();
	test_pin();
	test_ids();
	test_info();
	test_btf();
	test_prog_load();
	test_run();
	test_descriptors();
	test_polling();
	test_storm();
	if (tests.table)
		print_table();
	else
		printf("1..%u\n", tests.n_checks);
	return tests.n_failed != 0;
}
