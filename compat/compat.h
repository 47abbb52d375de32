/*
 * bpf(2) in user space: what the preload library answers instead of the kernel.
 *
 * A descriptor that a program gets is one of the object's own file in the root, with the
 * shared lock that says that somebody uses it: dup, fork, exec, SCM_RIGHTS, close and
 * mmap are the kernel's.  A number is never trusted: each call looks at the file behind
 * it.  See docs/compat.md.
 */
#ifndef SKEP_COMPAT_COMPAT_H
#define SKEP_COMPAT_COMPAT_H

#include <linux/bpf.h>
#include <pthread.h>
#include <sys/types.h>

#include "vm/stored.h"

enum { ATTR_SIZE = 168 }; /* of union bpf_attr in Linux 6.18 */

/** union attr - Linux 6.18's union bpf_attr; that of the headers may be shorter */
union attr {
	union bpf_attr b;
	uint8_t bytes[ATTR_SIZE];
};

/** struct call - one bpf(2) call */
struct call {
	struct skep *vm;
	union attr attr;    /* private copy, zeros behind what was given */
	uint64_t user_attr; /* where it came from */
	uint32_t size;      /* of it there */
};

/** struct entry - an object of the root that this process has looked at */
struct entry {
	dev_t dev;
	ino_t inode; /* nobody else's while @page is mapped */
	void *page;
	uint64_t id;
	enum stored_kind kind;
	unsigned users;          /* calls that use it now */
	struct skep_map *map;    /* MAP */
	struct skep_obj *obj;    /* PROG */
	struct arena arena;      /* of what follows */
	struct stored_prog prog; /* PROG */
	const void *btf;         /* BTF: @btf_size bytes as they were given */
	const struct btf *types; /* BTF: parsed */
	uint32_t btf_size;
	struct entry *next;
};

/* ---- state.c ---- */

/* The environment, opened at first need; 0 or a negative errno. */
int compat_open(struct skep **vm);
/* Is it open?  NULL: no call needed it yet. */
struct skep *compat_vm(void);
bool compat_is_trusted(void);
/**
 * entry_get - what a descriptor is, looked at
 * @kind: that is wanted; STORED_NONE: any
 * Return: 0 and *@out, to be given back; -EBADF, -EINVAL (of something else).
 */
int entry_get(struct skep *vm, int fd, enum stored_kind kind, struct entry **out);
void entry_put(struct entry *entry);
void entry_hold(struct entry *entry); /* once more */
/* By its number, of an object that something keeps; -ENOENT. */
int entry_get_id(struct skep *vm, uint64_t id, enum stored_kind kind, struct entry **out);
/* Does @fd lie in the root at all?  Its entry, and with it an environment, only then. */
int object_of(int fd, struct entry **out);
/* Close what no descriptor, pin or reference keeps any more. */
void entries_collect(struct skep *vm);
/**
 * entry_give - a descriptor for the caller, of what a call has made
 * @fd:   that holds it until now, or -1
 * @made: taken over, whatever is returned
 */
long entry_give(struct skep *vm, int fd, const struct entry *made, int access);
/* Before programs run: those that their arrays of programs name are loaded too. */
int entry_resolve(struct skep *vm, struct skep_obj *obj);

/* ---- user.c: memory that may not be there ---- */
int user_read(void *to, uint64_t from, size_t size); /* 0 or -EFAULT */
int user_write(uint64_t to, const void *from, size_t size);
/* Length, at most @max - 1 with a NUL behind it; -EFAULT. */
int user_read_string(char *to, uint64_t from, size_t max);
/* A copy, to be freed; -EFAULT, -ENOMEM, -E2BIG beyond 2^31 - 1. */
int user_copy(void **to, uint64_t from, size_t size);
/* Are @size bytes from there all zero?  0, -E2BIG: they are not, -EFAULT. */
int user_is_zero(uint64_t from, size_t size);

/* ---- bpf.c ---- */
/* What the system call answers: a result or a negative errno. */
long compat_bpf(int cmd, uint64_t attr, uint32_t size);
/* Write a field of the caller's attr, if it gave one so long. */
int call_answer(const struct call *call, size_t offset, const void *value, size_t size);
#define ANSWER(call, field, value)                                                                 \
	call_answer(call, offsetof(union bpf_attr, field),                                         \
		    &(typeof(((union bpf_attr *)0)->field)){ value },                              \
		    sizeof(((union bpf_attr *)0)->field))
/* A field of Linux 6.18 that the headers may not have. */
uint32_t call_u32(const struct call *call, size_t offset);
uint64_t call_u64(const struct call *call, size_t offset);
/* Copy a name of BPF_OBJ_NAME_LEN bytes; 0, or -EINVAL for what no name may have. */
int copy_name(char name[BPF_OBJ_NAME_LEN], const char *from);

/* ---- commands ---- */
long cmd_map_create(struct call *call);
long cmd_map_lookup(struct call *call);
long cmd_map_update(struct call *call);
long cmd_map_delete(struct call *call);
long cmd_map_next_key(struct call *call);
long cmd_map_take(struct call *call);
long cmd_map_freeze(struct call *call);
long cmd_map_lookup_batch(struct call *call);
long cmd_map_take_batch(struct call *call);
long cmd_map_update_batch(struct call *call);
long cmd_map_delete_batch(struct call *call);
long cmd_prog_load(struct call *call);
long cmd_prog_test_run(struct call *call);
long cmd_prog_bind_map(struct call *call);
long cmd_btf_load(struct call *call);
long cmd_obj_pin(struct call *call);
long cmd_obj_get(struct call *call);
long cmd_prog_next_id(struct call *call);
long cmd_map_next_id(struct call *call);
long cmd_btf_next_id(struct call *call);
long cmd_link_next_id(struct call *call);
long cmd_prog_by_id(struct call *call);
long cmd_map_by_id(struct call *call);
long cmd_btf_by_id(struct call *call);
long cmd_obj_info(struct call *call);
long cmd_enable_stats(struct call *call);

/* ---- elem.c ---- */
enum map_access { MAP_READ = 1, MAP_WRITE = 2 };
/* What this descriptor lets its holder do with the map. */
int map_access_of(int fd);
/* Bytes of a value as element commands pass it. */
size_t elem_size(const struct skep_map *map);
int elem_delete(struct entry *map, const void *key);
int elem_update(struct call *call, struct entry *map, const void *key, void *value, uint64_t flags);

#define BPFFS "/sys/fs/bpf" /* where pins are to programs */

/* ---- pin.c: names in the root's folder of pins ---- */

/**
 * pin_name - the pin that a path means
 * @dir: descriptor that a relative path starts at, or AT_FDCWD
 *
 * Paths below /sys/fs/bpf and below the root's pins are pins.  Return: 0 and @name
 * (PATH_MAX bytes, "" for the folder itself), or -ENOENT: it is none.
 */
int pin_name(int dir, const char *path, char *name);
/* A descriptor of object @id for the caller; -ENOENT where it is of another kind. */
long obj_open(struct skep *vm, uint64_t id, enum stored_kind kind, uint32_t flags);

/* ---- stats.c: runs of programs, counted while somebody asks for it ---- */
long stats_enable(struct skep *vm); /* a descriptor, or a negative errno */
bool stats_wanted(struct skep *vm);
void stats_count(struct entry *prog, uint32_t runs, uint64_t ns);
void stats_read(const struct entry *prog, struct stored_stats *out);

/* ---- log.c ---- */

/* linux/bpf_verifier.h */
enum log_level { LOG_PATHS = 1 | 2, LOG_ALL_PATHS = 2, LOG_STATS = 4, LOG_FIXED = 8 };

/** struct log - what a load says: BPF_PROG_LOAD's and BPF_BTF_LOAD's log_buf */
struct log {
	uint64_t to; /* the caller's buffer, or 0 */
	uint32_t size, level;
	char *text;
	size_t len, room;
	/* Bytes said before the text that are not kept, and behind it; most that there were. */
	uint64_t gone, cut, most;
	bool lost; /* no memory */
};
/* 0, or -EINVAL as Linux's bpf_verifier_log_attr_valid. */
int log_begin(struct log *log, uint32_t level, uint64_t to, uint32_t size);
void log_print(struct log *log, const char *format, ...) __attribute__((format(printf, 2, 3)));
void log_take_back(struct log *log, uint64_t n); /* the last bytes */
/* Hand it over.  Return: 0, -ENOSPC (it was cut), -EFAULT; *@true_size: bytes that it needs. */
int log_end(struct log *log, uint32_t *true_size);

/* ---- mine.c: descriptors that the library itself has open ---- */
/* Move one out of the way of the program's; what cannot be moved stays. */
int mine_add(int fd);
void mine_remove(int fd);
bool mine_has(int fd);
int mine_next(unsigned from); /* the least at or above; -1: none */
/* A copy for the program at the lowest free number, close-on-exec; @fd is closed.  Or -errno. */
int mine_give(int fd);

#endif
