/*
 * Who reads what:
 *   perf map     a line a function in /tmp/perf-PID.map; perf report reads it
 *   jitdump      code, names and lines in a file that perf record notes by its
 *                mapping, and perf inject --jit makes objects of
 *   GDB          an ELF file in memory, in a list that GDB finds by name and
 *                whose changes it is told of by a call (GDB manual, "JIT
 *                Compilation Interface")
 *   unwinders    .eh_frame, registered with the C runtime
 *
 * Files are only ever appended to: what is closed stays in them.  The last two
 * are taken back before the code goes.
 */
#include "vm/visible.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "core/diag.h"
#include "jit/debug.h"
#include "vm/vm.h"

/* ---- which ---- */

static const struct {
	const char *name;
	uint32_t flag;
} words[] = {
	{ "perf-map", VISIBLE_PERF_MAP },
	{ "jitdump", VISIBLE_JITDUMP },
	{ "gdb", VISIBLE_GDB },
	{ "unwind", VISIBLE_UNWIND },
	{ "all", VISIBLE_PERF_MAP | VISIBLE_JITDUMP | VISIBLE_GDB | VISIBLE_UNWIND },
};

static uint32_t word_flags(const char *word, size_t length)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strlen(words[i].name) == length && !memcmp(words[i].name, word, length))
			return words[i].flag;
	return 0;
}

static int parse(const char *what, uint32_t *flags, struct skep_error *error)
{
	char text[160];

	while (what && *what) {
		size_t length = strcspn(what, ",");
		uint32_t flag = word_flags(what, length);

		if (!flag) {
			snprintf(text, sizeof(text), "SKEP_VISIBLE: \"%.*s\" is not perf-map, "
				 "jitdump, gdb, unwind, all", (int)(length > 60 ? 60 : length),
				 what);
			return error_set(error, INVALID_ARGUMENT, text);
		}
		*flags |= flag;
		what += length + (what[length] == ',');
	}
	return 0;
}

/* ---- perf map ---- */

/* In a folder that everybody writes to: ours, and no link. */
static int open_own(const char *path, int *out)
{
	int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	struct stat stat;

	if (fd < 0)
		return -errno;
	if (fstat(fd, &stat) || !S_ISREG(stat.st_mode) || stat.st_uid != geteuid() ||
	    stat.st_nlink != 1) {
		close(fd);
		return -EPERM;
	}
	*out = fd;
	return 0;
}

static int write_all(int fd, const void *data, size_t size)
{
	const uint8_t *at = data;

	while (size) {
		ssize_t n = write(fd, at, size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -errno;
		at += n;
		size -= (size_t)n;
	}
	return 0;
}

/* As profilers show it: "bpf:program:function"; the program's own is "bpf:program". */
static void full_name(const struct image *image, const struct code_part *part, char *name,
		      size_t size)
{
	if (strcmp(part->name, image->name))
		snprintf(name, size, "bpf:%s:%s", image->name, part->name);
	else
		snprintf(name, size, "bpf:%s", image->name);
}

static int add_to_perf_map(const struct image *image, const struct jit_code *code)
{
	char path[64], line[512], name[400];
	struct code_part part;
	int fd = -1, err;

	snprintf(path, sizeof(path), "/tmp/perf-%d.map", (int)getpid());
	err = open_own(path, &fd);
	for (uint32_t i = 0; !err && debug_part(image, code, i, &part); i++) {
		full_name(image, &part, name, sizeof(name));
		snprintf(line, sizeof(line), "%" PRIxPTR " %" PRIx32 " %s\n",
			 (uintptr_t)code->text + part.start, part.end - part.start, name);
		err = write_all(fd, line, strlen(line));
	}
	if (fd >= 0)
		close(fd);
	return err;
}

/* ---- jitdump: Linux, tools/perf/Documentation/jitdump-specification.txt ---- */

enum { DUMP_MAGIC = 0x4a695444, DUMP_LOAD = 0, DUMP_LINES = 2 };

static uint64_t dump_time(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

static int write_dump_header(const struct visible *visible)
{
	struct bytes header = { 0 };
	int err;

	bytes_number(&header, DUMP_MAGIC, 4);
	bytes_number(&header, 1, 4);  /* version */
	bytes_number(&header, 40, 4); /* bytes of the header */
	bytes_number(&header, debug_elf_machine(jit_host()), 4);
	bytes_number(&header, 0, 4);
	bytes_number(&header, (uint64_t)visible->process, 4);
	bytes_number(&header, dump_time(), 8);
	bytes_number(&header, 0, 8);
	err = header.failed ? -ENOMEM : write_all(visible->dump, header.data, header.size);
	bytes_free(&header);
	return err;
}

/* perf looks for jit-PID.dump; a folder of its own keeps that of others apart. */
static int open_dump(struct visible *visible)
{
	const char *folder = secure_getenv("JITDUMPDIR");
	char path[512];
	int err;

	snprintf(path, sizeof(path) - 32, "%s/skep-XXXXXX", folder ? folder : "/tmp");
	if (!mkdtemp(path))
		return -errno;
	visible->process = getpid();
	snprintf(path + strlen(path), 32, "/jit-%d.dump", (int)visible->process);
	visible->dump = open(path, O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600);
	if (visible->dump < 0)
		return -errno;
	err = write_dump_header(visible);
	if (err)
		return err;
	visible->marker = mmap(NULL, (size_t)sysconf(_SC_PAGESIZE), PROT_READ | PROT_EXEC,
			       MAP_PRIVATE, visible->dump, 0);
	if (visible->marker == MAP_FAILED) {
		visible->marker = NULL;
		return -errno;
	}
	return 0;
}

static size_t begin_record(struct bytes *out, uint32_t kind)
{
	size_t start = out->size;

	bytes_number(out, kind, 4);
	bytes_number(out, 0, 4);
	bytes_number(out, dump_time(), 8);
	return start;
}

static void end_record(struct bytes *out, size_t start)
{
	bytes_set(out, start + 4, out->size - start, 4);
}

static void dump_lines(const struct image *image, const struct jit_code *code,
		       const struct code_part *part, struct bytes *out)
{
	size_t start = begin_record(out, DUMP_LINES), count;
	uint64_t n = 0;

	bytes_number(out, (uintptr_t)code->text + part->start, 8);
	count = out->size;
	bytes_number(out, 0, 8);
	for (uint32_t i = 0; i < image->n_lines; i++) {
		uint32_t at = debug_line_start(image, code, i);

		if (at < part->start || at >= part->end)
			continue;
		bytes_number(out, (uintptr_t)code->text + at, 8);
		bytes_number(out, image->lines[i].line, 4);
		bytes_number(out, 0, 4);
		bytes_text(out, image->lines[i].file);
		n++;
	}
	bytes_set(out, count, n, 8);
	end_record(out, start);
	if (!n)
		out->size = start;
}

static void dump_part(const struct image *image, const struct jit_code *code,
		      const struct code_part *part, uint64_t number, struct bytes *out)
{
	const uint8_t *text = code->text;
	char name[400];
	size_t start;

	dump_lines(image, code, part, out);
	start = begin_record(out, DUMP_LOAD);
	full_name(image, part, name, sizeof(name));
	bytes_number(out, (uint64_t)getpid(), 4);
	bytes_number(out, (uint64_t)syscall(SYS_gettid), 4);
	bytes_number(out, (uintptr_t)text + part->start, 8);
	bytes_number(out, (uintptr_t)text + part->start, 8);
	bytes_number(out, part->end - part->start, 8);
	bytes_number(out, number, 8);
	bytes_text(out, name);
	bytes_put(out, text + part->start, part->end - part->start);
	end_record(out, start);
}

/* A child's code is not its parent's: perf would take it for that. */
static int add_to_dump(struct visible *visible, const struct image *image,
		       const struct jit_code *code)
{
	struct bytes out = { 0 };
	struct code_part part;
	int err;

	if (visible->process != getpid())
		return 0;
	for (uint32_t i = 0; debug_part(image, code, i, &part); i++)
		dump_part(image, code, &part, visible->n_dumped++, &out);
	err = out.failed ? -ENOMEM : write_all(visible->dump, out.data, out.size);
	bytes_free(&out);
	return err;
}

/* ---- GDB ---- */

struct jit_code_entry {
	struct jit_code_entry *next, *prev;
	const void *file;
	uint64_t size;
};
struct jit_descriptor {
	uint32_t version, action;
	struct jit_code_entry *relevant, *first;
};
enum { ACTION_NONE, ACTION_REGISTER, ACTION_UNREGISTER };

/* The names are GDB's; a host may have another JIT that defines the same ones. */
#define GDB_NAME __attribute__((weak, visibility("protected")))
extern struct jit_descriptor __jit_debug_descriptor;
void __jit_debug_register_code(void);

GDB_NAME struct jit_descriptor __jit_debug_descriptor = { .version = 1 };

GDB_NAME __attribute__((noinline)) void __jit_debug_register_code(void)
{
	__asm__ volatile("" ::: "memory");
}

static void tell_gdb(struct jit_code_entry *entry, uint32_t action)
{
	__jit_debug_descriptor.relevant = entry;
	__jit_debug_descriptor.action = action;
	__jit_debug_register_code();
	__jit_debug_descriptor.action = ACTION_NONE;
	__jit_debug_descriptor.relevant = NULL;
}

static void register_entry(struct jit_code_entry *entry)
{
	process_lock();
	entry->next = __jit_debug_descriptor.first;
	if (entry->next)
		entry->next->prev = entry;
	__jit_debug_descriptor.first = entry;
	tell_gdb(entry, ACTION_REGISTER);
	process_unlock();
}

static void unregister_entry(struct jit_code_entry *entry)
{
	process_lock();
	if (entry->prev)
		entry->prev->next = entry->next;
	else
		__jit_debug_descriptor.first = entry->next;
	if (entry->next)
		entry->next->prev = entry->prev;
	tell_gdb(entry, ACTION_UNREGISTER);
	process_unlock();
}

/* ---- of one program ---- */

struct visible_code {
	struct jit_code_entry entry;
	struct bytes elf, frames;
	bool in_gdb;
	frames_fn *deregister; /* of frames that are registered */
};

static int add_to_gdb(struct visible_code *made, const struct image *image,
		      const struct jit_code *code)
{
	debug_elf(image, code, &made->elf);
	if (made->elf.failed)
		return -ENOMEM;
	made->entry.file = made->elf.data;
	made->entry.size = made->elf.size;
	register_entry(&made->entry);
	made->in_gdb = true;
	return 0;
}

static int add_to_runtime(const struct visible *visible, struct visible_code *made,
			  const struct jit_code *code)
{
	debug_frames(code, &made->frames);
	if (made->frames.failed)
		return -ENOMEM;
	visible->register_frames(made->frames.data);
	made->deregister = visible->deregister_frames;
	return 0;
}

int visible_add(struct visible *visible, const struct image *image, const struct jit_code *code,
		struct visible_code **out, struct skep_error *error)
{
	struct visible_code *made;
	int err = 0;

	if (!visible->flags)
		return 0;
	made = calloc(1, sizeof(*made));
	if (!made)
		return error_set(error, NO_MEMORY, "debug information");
	if (visible->flags & VISIBLE_UNWIND)
		err = add_to_runtime(visible, made, code);
	if (!err && visible->flags & VISIBLE_GDB)
		err = add_to_gdb(made, image, code);
	if (!err && visible->flags & VISIBLE_PERF_MAP)
		err = add_to_perf_map(image, code);
	if (!err && visible->flags & VISIBLE_JITDUMP)
		err = add_to_dump(visible, image, code);
	if (err) {
		visible_remove(made);
		return error_system(error, "SKEP_VISIBLE", err);
	}
	*out = made;
	return 0;
}

void visible_remove(struct visible_code *made)
{
	if (!made)
		return;
	if (made->in_gdb)
		unregister_entry(&made->entry);
	if (made->deregister)
		made->deregister(made->frames.data);
	bytes_free(&made->elf);
	bytes_free(&made->frames);
	free(made);
}

/*
 * The unwinder of this process: libgcc's, which backtrace() loads too when it is
 * called, or what the host is linked with.  It is not needed otherwise.
 */
static void *unwinder_function(const char *name)
{
	void *library = dlopen("libgcc_s.so.1", RTLD_LAZY), *found = dlsym(RTLD_DEFAULT, name);

	return found || !library ? found : dlsym(library, name); /* it stays */
}

static int find_unwinder(struct visible *visible)
{
	void *enter = unwinder_function("__register_frame");
	void *leave = unwinder_function("__deregister_frame");

	if (!enter || !leave)
		return -ENOENT;
	visible->register_frames = (frames_fn *)(uintptr_t)enter;
	visible->deregister_frames = (frames_fn *)(uintptr_t)leave;
	return 0;
}

int visible_open(struct visible *visible, const char *what, struct skep_error *error)
{
	int err = parse(what, &visible->flags, error);

	visible->dump = -1;
	if (err)
		return err;
	if (visible->flags & VISIBLE_UNWIND) {
		err = find_unwinder(visible);
		if (err)
			return error_system(error, "SKEP_VISIBLE=unwind: libgcc_s.so.1", err);
	}
	if (visible->flags & VISIBLE_JITDUMP) {
		err = open_dump(visible);
		if (err)
			return error_system(error, "SKEP_VISIBLE=jitdump", err);
	}
	return 0;
}

void visible_close(struct visible *visible)
{
	if (visible->marker)
		munmap(visible->marker, (size_t)sysconf(_SC_PAGESIZE));
	if (visible->flags & VISIBLE_JITDUMP && visible->dump >= 0)
		close(visible->dump);
}
