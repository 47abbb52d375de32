/*
 * skep - eBPF programs in user space: load, verify, run, share maps.
 *
 * Threads: an environment, its objects, programs and maps may be used by any
 * number of threads at once, except that opening, loading and freeing one and
 * the same object must not overlap with its use.  Functions return 0 or a
 * positive count, or a negative errno; those that take a struct skep_error
 * fill it when they fail (it may be NULL).  The library never prints, exits
 * or aborts on input.
 *
 * SPDX-License-Identifier: BSD-2-Clause
 */
#ifndef SKEP_SKEP_H
#define SKEP_SKEP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <skep/packet.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SKEP_API __attribute__((visibility("default")))

struct skep;      /* an environment: rights, root directory, quotas */
struct skep_obj;  /* an object file: programs and maps */
struct skep_prog; /* one program */
struct skep_map;  /* a handle on one map */

/** skep_version - "major.minor.patch" of the library that is loaded */
SKEP_API const char *skep_version(void);

/* ------------------------------------------------------------------ errors */

enum skep_class {
	SKEP_CLASS_NONE,
	SKEP_CLASS_UNSAFE,      /* the program is, or cannot be shown not to be */
	SKEP_CLASS_BUDGET,      /* a limit of size, work or cost */
	SKEP_CLASS_PRIVILEGE,   /* allowed with a right that was not granted */
	SKEP_CLASS_UNSUPPORTED, /* known, but not offered by this version */
	SKEP_CLASS_MALFORMED,   /* a damaged file or a wrong call */
	SKEP_CLASS_SYSTEM,      /* memory, disk, permissions */
};

/**
 * struct skep_error - what went wrong, where, and what to do
 *
 * Plain memory without ownership: put it on the stack, copy it, forget it.
 * Strings are NUL-terminated, "" where unknown.
 */
struct skep_error {
	int err;               /* negative errno */
	enum skep_class error_class;
	char id[40];           /* stable name of the diagnostic: "packet-bounds" */
	const char *hint;      /* what to do; static */
	char message[320];
	char file[160];        /* object, map or capture file */
	char section[64];
	char prog[64];
	int64_t offset;        /* byte in @file or @section, -1 unknown */
	int32_t insn;          /* wire slot, -1 unknown */
	char source[160];      /* C file */
	int32_t line;          /* C line, 0 unknown */
	char source_line[160]; /* the C line's text */
	char detail[2048];     /* more lines: the registers' history, candidates */
};

/** skep_error_print - write @error to @out for a person, ending in a newline */
SKEP_API void skep_error_print(const struct skep_error *error, FILE *out);

/* ------------------------------------------------------------ environments */

/* Rights.  The empty set is "untrusted", the default. */
enum skep_right {
	SKEP_READ_PROCESS_MEMORY = 1 << 0,
	SKEP_LEAK_POINTERS = 1 << 1,
	SKEP_OVERRIDE_RETURN = 1 << 2,
	SKEP_NO_HARDENING = 1 << 3,
	SKEP_TRUSTED = SKEP_READ_PROCESS_MEMORY | SKEP_LEAK_POINTERS | SKEP_OVERRIDE_RETURN |
		       SKEP_NO_HARDENING,
};

/** skep_right_by_name - "leak-pointers" etc. or "trusted"; 0 if there is none */
SKEP_API uint32_t skep_right_by_name(const char *name);

struct skep_opts {
	size_t size;          /* sizeof(struct skep_opts) of the caller */
	uint32_t rights;      /* enum skep_right */
	const char *root;     /* directory of objects shared by processes; NULL: private */
	uint32_t lanes;       /* lanes of a root made now; 0: max(64, 4 x CPUs) */
	uint64_t max_cost;    /* most instructions a run may execute; 0: 2^32 */
	uint64_t max_work;    /* verification work units; 0: default */
	size_t max_memory;    /* bytes a verification may use; 0: default */
	bool enforce_gpl;     /* refuse GPL-only helpers to other licenses */
	uint32_t perf_size;   /* bytes of a lane's ring in perf event arrays made here: a power
				 of two, from a page to 1 GiB; 0: 64 KiB, or a page */
	uint32_t task_entries; /* tasks that a task storage made here has room for; 0: 1024 */
};
#define SKEP_OPTS(...) (&(struct skep_opts){ .size = sizeof(struct skep_opts), __VA_ARGS__ })

/**
 * skep_new - make an environment
 * @opts: NULL for an untrusted, private one
 * Return: the environment, or NULL and @error.  Where SKEP_VISIBLE is in the process's
 * environment, profilers and debuggers see machine code: docs/jit.md.
 */
SKEP_API struct skep *skep_new(const struct skep_opts *opts, struct skep_error *error);

/** skep_free - close everything opened in @vm that is still open; NULL is fine */
SKEP_API void skep_free(struct skep *vm);

/**
 * skep_set_trace - who gets what programs print (bpf_trace_printk)
 * @line: called in the thread that runs the program with @len characters
 *        and a NUL; no newline is added.  It may use maps and run programs,
 *        which share the thread's lane.  NULL, the default, discards.
 *
 * The checked engine says here why a run ended with -EFAULT.  Set it before
 * programs run.
 */
typedef void skep_trace_fn(void *arg, const struct skep_prog *prog, const char *line, size_t len);
SKEP_API void skep_set_trace(struct skep *vm, skep_trace_fn *line, void *arg);

/** skep_trace_count - lines that programs of @vm printed, discarded ones too */
SKEP_API uint64_t skep_trace_count(const struct skep *vm);

struct bpf_fib_lookup; /* <linux/bpf.h> */

struct skep_interface {
	uint32_t mtu;         /* bytes behind the link-layer header */
	uint32_t header_size; /* of that header: 14 for Ethernet */
};

/*
 * What the host says and does where programs ask for its network, in the thread and
 * during the run that asks.  NULL, as without skep_set_network: it knows no interface.
 */
struct skep_network {
	size_t size; /* sizeof(struct skep_network) */
	void *arg;   /* what they get first */
	/* bpf_check_mtu, bpf_fib_lookup.  Return: 0 and *out, or -ENODEV */
	int (*interface)(void *arg, uint32_t ifindex, struct skep_interface *out);
	/* bpf_clone_redirect: send a copy of the frame as it is now, out of the interface or
	   with SKEP_REDIRECT_INGRESS into it.  Return: what the program gets; -EINVAL: no such */
	int (*clone)(void *arg, const struct skep_skb *skb, uint32_t ifindex, uint32_t flags);
	/* bpf_fib_lookup in AF_INET, AF_INET6 with flags that are known.
	   Return: BPF_FIB_LKUP_RET_* and what that one fills in, or a negative errno */
	int (*fib_lookup)(void *arg, struct bpf_fib_lookup *params, uint32_t flags);
};

/**
 * skep_set_network - whom programs of @vm ask for interfaces and routes
 * @network: copied; NULL: nobody, the default.  Set it before programs run.
 *
 * Return: 0, or -EINVAL: its size is none that is known.
 */
SKEP_API int skep_set_network(struct skep *vm, const struct skep_network *network);

/** skep_lanes - lanes of the environment: values that a per-CPU lookup yields */
SKEP_API uint32_t skep_lanes(const struct skep *vm);

/**
 * skep_thread_leave - give back this thread's lanes; also done when it ends
 *
 * Not from inside a run, that is from a trace callback.
 */
SKEP_API void skep_thread_leave(void);

/* ----------------------------------------------------------------- objects */

/* Processors whose registers the contexts of tracing programs hold. */
enum skep_arch {
	SKEP_ARCH_HOST, /* this machine's */
	SKEP_ARCH_X86_64,
	SKEP_ARCH_ARM64,
};

/** skep_arch_by_name - "x86_64", "arm64" or "aarch64"; SKEP_ARCH_HOST if there is none */
SKEP_API enum skep_arch skep_arch_by_name(const char *name);

struct skep_obj_opts {
	size_t size;
	const char *name;    /* shown in messages; NULL: the file's name */
	enum skep_arch arch; /* layout of struct pt_regs */
	/*
	 * File with the types of the program's target, for CO-RE relocations:
	 * BTF, an ELF file with a section .BTF, or a folder as /sys/kernel/btf (the
	 * types of vmlinux, then those of modules).  NULL: the running kernel's, where
	 * it shows them.  Read once an environment.
	 */
	const char *btf;
	/*
	 * File with a kernel's configuration ("CONFIG_HZ=250" lines, may be gzip),
	 * for variables marked __kconfig.  NULL: /proc/config.gz or
	 * /boot/config-RELEASE, if readable.
	 */
	const char *kconfig;
};

#define SKEP_OBJ_OPTS(...)                                                                         \
	(&(struct skep_obj_opts){ .size = sizeof(struct skep_obj_opts), __VA_ARGS__ })

/**
 * skep_obj_open - read an ELF object: programs, map definitions, BTF
 * Return: the object, or NULL and @error.  Nothing is verified yet.
 */
SKEP_API struct skep_obj *skep_obj_open(struct skep *vm, const char *path,
					const struct skep_obj_opts *opts, struct skep_error *error);
/** skep_obj_open_mem - the same from @size bytes at @data, which are copied */
SKEP_API struct skep_obj *skep_obj_open_mem(struct skep *vm, const void *data, size_t size,
					    const struct skep_obj_opts *opts,
					    struct skep_error *error);

/* ------------------------------------------------------------- classic BPF */

struct sock_filter; /* of <linux/filter.h>; struct bpf_insn of libpcap is the same */
struct sock_fprog;

struct skep_cbpf_opts {
	size_t size;
	const char *name; /* of object and program; NULL: "filter" */
	bool pcap;        /* read it as libpcap's own interpreter, not as Linux */
};
#define SKEP_CBPF_OPTS(...)                                                                        \
	(&(struct skep_cbpf_opts){ .size = sizeof(struct skep_cbpf_opts), __VA_ARGS__ })

/**
 * skep_obj_from_cbpf - translate a classic BPF program
 * @insns: @n instructions, 1 to 4096; copied
 * @opts:  NULL for Linux's reading
 *
 * The object has one program, of type socket_filter: load it and run it on
 * struct skep_skb.  Its result is the number of bytes to keep, 0 drops the
 * packet; a load behind the packet's end and a division by 0 return 0.
 *
 * Linux reads offsets from -0x1000 on as ancillary data (protocol, pkttype,
 * ifindex, mark, queue, rxhash, cpu, alu_xor_x, vlan_tag, vlan_tag_present,
 * vlan_tpid, random, nlattr and nlattr_nest are offered; hatype and pay_offset are not),
 * from -0x100000 and -0x200000 on as those of the network and the link-layer
 * header; sums of index and offset wrap, shifts are modulo 32.  With @pcap all
 * of these lie behind the packet's end, shifting by 32 or more gives 0, a cell
 * of M[] that was not written is 0 (Linux refuses to read it), and jumps back
 * (of `protochain`) are taken, at most 200 of them: more return 0.
 *
 * Return: the object, or NULL and @error: class malformed with the number of
 * the instruction, or unsupported.
 */
SKEP_API struct skep_obj *skep_obj_from_cbpf(struct skep *vm, const struct sock_filter *insns,
					     size_t n, const struct skep_cbpf_opts *opts,
					     struct skep_error *error);
/** skep_obj_from_fprog - the same from what SO_ATTACH_FILTER takes */
SKEP_API struct skep_obj *skep_obj_from_fprog(struct skep *vm, const struct sock_fprog *fprog,
					      const struct skep_cbpf_opts *opts,
					      struct skep_error *error);
/**
 * skep_cbpf_parse - classic BPF from text
 * @text:  @size characters: what `tcpdump -ddd` (a number of instructions, then
 *         "code jt jf k" each) or `tcpdump -dd` ("{ code, jt, jf, k }," each)
 *         prints, or the bytecode of xt_bpf ("4,48 0 0 9,...")
 * @insns: room for @max
 * Return: instructions stored, or a negative errno and @error.
 */
SKEP_API int skep_cbpf_parse(const char *text, size_t size, struct sock_filter *insns, size_t max,
			     struct skep_error *error);

/* ------------------------------------------------------------ loading them */

/**
 * skep_obj_set_global - what a global variable holds when the object is loaded
 * @name: of a variable in a data section, static ones and __kconfig ones too
 * @data: @size bytes, which must be the variable's size; copied
 *
 * Constants (.rodata) then are known to the verifier.  Before any program of
 * the object is verified or loaded.
 *
 * Return: 0, -ENOENT, -ENOTUNIQ (several static ones of this name), -EINVAL
 * (another size), -EBUSY (too late) or -ENOMEM.
 */
SKEP_API int skep_obj_set_global(struct skep_obj *obj, const char *name, const void *data,
				 size_t size);

/**
 * skep_obj_load - create the maps, verify every program, make them runnable
 *
 * Programs that were excluded by skep_prog_set_autoload are left out.  On
 * failure nothing is left made: @error describes the first failure.
 */
SKEP_API int skep_obj_load(struct skep_obj *obj, struct skep_error *error);

/** skep_obj_close - free the object, its programs and its map handles */
SKEP_API void skep_obj_close(struct skep_obj *obj);

/** skep_obj_prog - the program of this name; NULL: the only one; else NULL */
SKEP_API struct skep_prog *skep_obj_prog(const struct skep_obj *obj, const char *name);
/** skep_obj_next_prog - iterate; start with NULL, ends with NULL */
SKEP_API struct skep_prog *skep_obj_next_prog(const struct skep_obj *obj,
					      const struct skep_prog *prev);
/** skep_obj_map - the map of this name, or NULL; owned by the object */
SKEP_API struct skep_map *skep_obj_map(const struct skep_obj *obj, const char *name);
SKEP_API struct skep_map *skep_obj_next_map(const struct skep_obj *obj,
					    const struct skep_map *prev);

/* ---------------------------------------------------------------- programs */

SKEP_API const char *skep_prog_name(const struct skep_prog *prog);
SKEP_API const char *skep_prog_section(const struct skep_prog *prog);
SKEP_API const char *skep_prog_type_name(const struct skep_prog *prog);

/** skep_prog_set_autoload - false: skep_obj_load leaves this program out */
SKEP_API void skep_prog_set_autoload(struct skep_prog *prog, bool load);

/** skep_prog_verify - verify one program of an opened object; makes no map */
SKEP_API int skep_prog_verify(struct skep_prog *prog, struct skep_error *error);

enum skep_engine {
	/*
	 * Machine code; the threaded interpreter where there is no JIT for the machine
	 * or the system refuses executable memory.
	 */
	SKEP_ENGINE_DEFAULT,
	SKEP_ENGINE_INTERP,  /* threaded interpreter */
	SKEP_ENGINE_CHECKED, /* every access and every proved fact checked again */
	SKEP_ENGINE_JIT,     /* refused where there is none */
};

/**
 * skep_prog_set_engine - choose the engine, before skep_obj_load
 * Return: 0, -EOPNOTSUPP (this version has no such engine), -EBUSY (loaded).
 */
SKEP_API int skep_prog_set_engine(struct skep_prog *prog, enum skep_engine engine);

/**
 * skep_prog_ctx_size - bytes of the context that a run may touch
 *
 * Programs whose type has no structure in packet.h get what Linux's uapi shows, as
 * it is: struct pt_regs (kprobe, uprobe; the layout of skep_obj_opts.arch),
 * bpf_perf_event_data, the record of a tracepoint with its 8 common bytes, the
 * array of u64 arguments of a raw tracepoint, the argument of a syscall
 * program, struct bpf_sk_lookup, sk_msg_md, bpf_sock_ops, bpf_sock_addr and so
 * on.  Their pointers are 8 bytes in the uapi too: the host puts its own
 * there.  @ctx must be aligned to 8 and hold at least this many bytes; the
 * host checks that where the size of what it has is not fixed.  Of a program
 * that makes tail calls this is the largest that its type has.
 *
 * A structure that a field points to (bpf_sock, bpf_flow_keys) is the uapi's,
 * whole and aligned to 8; sk of sk_lookup, sock_ops and skb contexts and
 * migrating_sk may be NULL, other pointers may not.  data and data_end bound a
 * buffer of the host and are both set.
 *
 * Return: bytes; 0 before the program was verified.
 */
SKEP_API size_t skep_prog_ctx_size(const struct skep_prog *prog);

/**
 * skep_prog_buffer_size - bytes that a raw_tracepoint_writable program may
 * touch behind its first argument, which points to a buffer of the host
 */
SKEP_API size_t skep_prog_buffer_size(const struct skep_prog *prog);

/**
 * skep_run - run a loaded program once
 * @ctx:    the host context of its type: struct skep_xdp * for XDP, struct
 *          skep_skb * for what works on packets of the stack, for others
 *          skep_prog_ctx_size(prog) bytes as described there
 * @result: r0 at exit, truncated to 32 bits
 *
 * Return: 0; -EAGAIN: every lane is leased, apply your default verdict;
 * -ETIMEDOUT: the instruction budget ran out; -EFAULT: the checked engine
 * found a fault; -ECANCELED: a helper ended the run; -EINVAL: not loaded.
 * When a thread enters for the first time, also what preparing its lane
 * answers (-ENOSPC, -EIO).  *@result is 0 where it fails.  Reentrant;
 * allocates nothing.
 */
SKEP_API int skep_run(struct skep_prog *prog, void *ctx, uint32_t *result);

enum { SKEP_MAX_FUNC_ARGS = 12 }; /* as Linux */

/* What is known of the place from which a program runs. */
struct skep_attach {
	size_t size;         /* sizeof(struct skep_attach) */
	uint64_t cookie;     /* bpf_get_attach_cookie: the host's number of the place */
	uint64_t func_ip;    /* bpf_get_func_ip: start of the function; 0: none */
	uint32_t n_args;     /* bpf_get_func_arg: u64 that the context of a traced function has */
	uint32_t has_result; /* bpf_get_func_ret: one more behind them, which it returned */
	int *retval;         /* bpf_get_retval, bpf_set_retval: of the hook; NULL: 0 at first */
};

/**
 * skep_run_attached - as skep_run, for programs that ask where they are attached
 * @attach: read until it returns, *retval written where that is 0.  Where skep_run is called
 *          instead, the helpers answer as for a place without cookie, function and arguments
 *
 * Return: as skep_run; -EINVAL for a wrong size or number of arguments too.
 */
SKEP_API int skep_run_attached(struct skep_prog *prog, void *ctx, const struct skep_attach *attach,
			       uint32_t *result);

/**
 * skep_run_batch - run a program on @n contexts with one enter and leave
 * @ctxs:    first context; the next one is @stride bytes further
 * @results: @n results
 *
 * Stops at the first run that fails as skep_run does.
 * Return: contexts done, or the failure when none was.
 */
SKEP_API int skep_run_batch(struct skep_prog *prog, void *ctxs, size_t stride, int n,
			    uint32_t *results);

/** skep_prog_set_budget - instructions a run may execute; 0: no limit */
SKEP_API void skep_prog_set_budget(struct skep_prog *prog, uint64_t insns);

struct skep_prog_stats {
	uint64_t runs;   /* completed; those of a batch count when it returns */
	uint64_t errors; /* ended by a budget or a fault */
};
SKEP_API void skep_prog_stats(const struct skep_prog *prog, struct skep_prog_stats *stats);

/** What verification found out; valid after skep_prog_verify or load. */
struct skep_prog_info {
	uint32_t n_insns;     /* wire slots */
	uint32_t stack_size;  /* bytes, deepest call chain */
	/* Worst-case instructions executed, of packets up to 1 MiB; UINT64_MAX: not bounded. */
	uint64_t max_cost;
	uint64_t work;        /* work units that verification took */
	uint64_t n_processed; /* instructions transferred */
	uint64_t verify_ns;
};
SKEP_API int skep_prog_info(const struct skep_prog *prog, struct skep_prog_info *info);

/* -------------------------------------------------------------------- maps */

enum skep_update { /* numbers of Linux's BPF_ANY ... */
	SKEP_ANY = 0,
	SKEP_NOEXIST = 1,
	SKEP_EXIST = 2,
	SKEP_F_LOCK = 4, /* under the value's struct bpf_spin_lock; with one of the others */
};

/* Shape of a map; `type` is Linux's enum bpf_map_type number. */
struct skep_map_info {
	uint32_t type;
	uint32_t key_size, value_size, max_entries, map_flags;
	uint64_t id;         /* in its root; 0 in a private environment */
	size_t lookup_size;  /* bytes that skep_map_lookup writes */
	char name[64];
	uint64_t map_extra;  /* of a bloom filter: the number of hashes, 0 for 5 */
};

/**
 * skep_map_create - a map outside any object
 * @info: type, sizes, flags and name; the rest is ignored
 */
SKEP_API struct skep_map *skep_map_create(struct skep *vm, const struct skep_map_info *info,
					  struct skep_error *error);
/**
 * skep_map_create_of - a map of maps
 * @inner: a map like those that it will hold; its entries do not matter
 */
SKEP_API struct skep_map *skep_map_create_of(struct skep *vm, const struct skep_map_info *info,
					     const struct skep_map *inner,
					     struct skep_error *error);
/**
 * skep_map_close - close a handle from skep_map_create or skep_map_open
 *
 * A map of an object stays: skep_obj_close closes it.  NULL is fine.
 */
SKEP_API void skep_map_close(struct skep_map *map);

SKEP_API void skep_map_info(const struct skep_map *map, struct skep_map_info *info);
SKEP_API const char *skep_map_name(const struct skep_map *map);

/**
 * skep_map_format - a key or value as JSON
 * @key:  true: @data is a key, false: one value (of a per-CPU map: one lane's)
 * @buf:  @size bytes, NUL-terminated unless @size is 0
 *
 * By the BTF of the object that the map belongs to.  Where none is known (a
 * map that was created or opened by name) 1, 2, 4 and 8 bytes are an unsigned
 * number and other sizes a string of hex digits, "0x00ff".
 * Return: length of the whole text, as snprintf.
 */
SKEP_API int skep_map_format(const struct skep_map *map, bool key, const void *data, char *buf,
			     size_t size);

/*
 * The operations answer -EINVAL for a map of an object that is not loaded and
 * -EIO when the map's file was damaged or truncated by others.
 */

/**
 * skep_map_lookup - copy the value under @key out
 * @key:   key_size bytes; NULL for a queue or stack, which shows what is popped next,
 *         and for a bloom filter, which is asked for @value: 0 if it may be in
 * @value: info.lookup_size bytes: value_size, or for per-CPU types
 *         round_up(value_size, 8) bytes a lane
 * Return: 0, -ENOENT.
 */
SKEP_API int skep_map_lookup(struct skep_map *map, const void *key, void *value);
/**
 * skep_map_lookup_flags - the same, whole
 * @flags: SKEP_F_LOCK: copy under the value's spin lock; or 0
 *
 * The lock itself shows as 0, always.
 * Return: 0, -ENOENT; -EINVAL: no lock in the value, unknown flags; -EBUSY: the
 * lock was held for too long; -EAGAIN: no lane.
 */
SKEP_API int skep_map_lookup_flags(struct skep_map *map, const void *key, void *value,
				   uint64_t flags);
/**
 * skep_map_update - store a value under a key
 * @key:   key_size bytes, copied; NULL: push into a queue, stack (SKEP_EXIST: the oldest
 *         one goes when it is full) or bloom filter
 * @value: info.lookup_size bytes, copied
 * @flags: SKEP_ANY, SKEP_NOEXIST or SKEP_EXIST, perhaps with SKEP_F_LOCK: an
 *         entry that is there is changed in place, under its value's spin lock
 *
 * A spin lock in the value stays what it is.
 * Return: 0, or -EEXIST, -ENOENT, -E2BIG (max_entries reached; a trie: -ENOSPC), -EAGAIN (no
 * lane), -EPERM (frozen), -EINVAL (flags).
 */
SKEP_API int skep_map_update(struct skep_map *map, const void *key, const void *value,
			     uint64_t flags);
SKEP_API int skep_map_delete(struct skep_map *map, const void *key);
/**
 * skep_map_next_key - iterate over keys
 * @key:  NULL, or the key before; if it is gone iteration starts over
 * @next: key_size bytes; Return: 0, or -ENOENT at the end.
 */
SKEP_API int skep_map_next_key(struct skep_map *map, const void *key, void *next);
/**
 * skep_map_lookup_and_delete - pop from a queue or a stack, take an entry out of a hash
 * @key:   NULL of a queue or stack
 * @value: as skep_map_lookup
 * Return: 0, -ENOENT, -EBUSY, -EAGAIN (no lane), -EPERM; -524 for types that cannot.
 */
SKEP_API int skep_map_lookup_and_delete(struct skep_map *map, const void *key, void *value);
/**
 * skep_map_peek - copy what a queue or stack holds, which stays
 * @n: so many are popped before it
 * Return: 0; -ENOENT: there are not so many; -EBUSY; -EINVAL: the type cannot.
 */
SKEP_API int skep_map_peek(struct skep_map *map, uint32_t n, void *value);
/** struct skep_repair - what skep_map_repair found */
struct skep_repair {
	uint32_t entries;    /* there now */
	uint32_t unfinished; /* writers that had died in an operation: it was finished or undone */
	uint32_t misplaced;  /* slots, links and locks that were wrong: the map was made anew */
};
/**
 * skep_map_repair - put the structure of a pinned hash right
 * @found: written where this succeeds
 *
 * Not needed after a death alone: whoever meets what a dead writer left finishes
 * it.  It is for a file that was damaged otherwise.
 * Return: 0; -EBUSY: somebody else has the map open; -EOPNOTSUPP: the type has
 * nothing to repair; -EAGAIN (no lane), -ENOMEM.
 */
SKEP_API int skep_map_repair(struct skep_map *map, struct skep_repair *found);
/**
 * skep_map_sync - what the map holds now is there after a power cut
 *
 * For a root on a disk: the map's file and the names in the root are written
 * there.  Entries that change afterwards may then be as they were, as they
 * became, or gone; docs/maps.md, "After another boot".
 * Return: 0, also of a private map, which nothing keeps; -EIO, -ENOSPC, -EDQUOT.
 */
SKEP_API int skep_map_sync(struct skep_map *map);
/** skep_map_freeze - no update from the API any more; -EBUSY if mapped writable */
SKEP_API int skep_map_freeze(struct skep_map *map);

/**
 * skep_map_pin - give the map a name in the root, which keeps it
 * @name: relative path without ".." inside the root's pins
 */
SKEP_API int skep_map_pin(struct skep *vm, struct skep_map *map, const char *name,
			  struct skep_error *error);
SKEP_API int skep_map_unpin(struct skep *vm, const char *name, struct skep_error *error);
/** skep_map_open - open a pinned map; close with skep_map_close */
SKEP_API struct skep_map *skep_map_open(struct skep *vm, const char *name,
					struct skep_error *error);
/** skep_map_next_pin - iterate over pin names; -ENOENT at the end */
SKEP_API int skep_map_next_pin(struct skep *vm, const char *prev, char *name, size_t size);

/* ------------------------------------------------------------ maps of maps */

/**
 * skep_inner_map_set - put a map into a map of maps
 * @inner: of the same environment, and like the template that @map was made with:
 *         type, sizes and flags, and max_entries too if that is an array without
 *         BPF_F_INNER_MAP
 * @flags: as of skep_map_update; SKEP_ANY alone for an array
 *
 * The environment keeps a handle of its own on @inner until it ends, so yours may
 * be closed.  The map's file holds an id; other processes resolve it when they
 * open @map, and by skep_inner_map_resolve.  In a root @map keeps what it holds.
 * skep_map_delete takes an entry out, skep_map_lookup gives its id.
 * Return: 0, -EINVAL (no map of maps, another shape), -E2BIG, -EEXIST, -ENOENT,
 * -EPERM (frozen), -EAGAIN (no lane), -ENOMEM.
 */
SKEP_API int skep_inner_map_set(struct skep_map *map, const void *key, struct skep_map *inner,
				uint64_t flags);
/** skep_inner_map_get - a handle on an entry's map; close with skep_map_close */
SKEP_API struct skep_map *skep_inner_map_get(struct skep_map *map, const void *key,
					     struct skep_error *error);
/**
 * skep_inner_map_resolve - open maps that other processes put into @map meanwhile
 *
 * Programs find the entry of an id that is not resolved empty.
 * Return: 0, -EINVAL (no map of maps), -ENOMEM, -EBUSY (its keys came and went all the time).
 */
SKEP_API int skep_inner_map_resolve(struct skep_map *map);
/** skep_inner_map_unresolved - lookups from here of ids that name no fitting map */
SKEP_API uint64_t skep_inner_map_unresolved(const struct skep_map *map);

/* ---------------------------------------------------------- program arrays */

/**
 * skep_prog_array_set - the program that a tail call to @index goes to
 * @prog: a loaded program of the same environment
 *
 * All programs of an array and all that use it are of one type and attach
 * type; the first one decides.  The map's file holds the program's id: another
 * process that shares the map finds the entry empty, unless it loaded a
 * program under that id itself.  The entry is empty too once the program's
 * object is closed, which must not happen while others may still call it.
 * Return: 0, -E2BIG (index), -EINVAL (not loaded, of another kind, no program
 * array), -EPERM (frozen), -ENOMEM, -ENOSPC.
 */
SKEP_API int skep_prog_array_set(struct skep_map *map, uint32_t index, struct skep_prog *prog);
/** skep_prog_array_clear - Return: 0, -ENOENT (empty), -E2BIG, -EPERM, -EINVAL */
SKEP_API int skep_prog_array_clear(struct skep_map *map, uint32_t index);
/** skep_prog_array_unresolved - tail calls from here to ids that name no fitting program */
SKEP_API uint64_t skep_prog_array_unresolved(const struct skep_map *map);

/* ------------------------------------------------------------------- rings */

/**
 * skep_ringbuf_fn - gets one record
 * @data: @size bytes, 8-aligned, until it returns
 * Return: negative to stop; skep_ringbuf_consume then returns it.
 */
typedef int skep_ringbuf_fn(void *arg, const void *data, size_t size);

/**
 * skep_ringbuf_consume - hand out the complete records of a ring buffer, in order
 *
 * Ends with the records that were there when it began, or at one that is
 * reserved but not submitted yet; what a killed process had reserved is skipped.  The record whose
 * callback answers negative is consumed too.  @data stands in the shared file: who may write there
 * could change it meanwhile, so copy what you check and use. Return: records seen, or what the
 * callback answered; -EBUSY: somebody else consumes, also one's own callback; -EAGAIN: no lane;
 * -EIO: positions or lengths in the file were spoiled (what was pending is dropped) or the file
 * truncated; -EPERM: frozen; -EINVAL: not a ring buffer, or not loaded.
 */
SKEP_API int skep_ringbuf_consume(struct skep_map *map, skep_ringbuf_fn *record, void *arg);
/** skep_ringbuf_peek - the same records, as copies; they stay.  -ENOMEM too.  User rings as well */
SKEP_API int skep_ringbuf_peek(struct skep_map *map, skep_ringbuf_fn *record, void *arg);
/**
 * skep_ringbuf_wait - sleep until there is a complete record
 * @timeout_ms: negative: no limit
 *
 * As in Linux, records submitted with BPF_RB_NO_WAKEUP wake nobody.
 * Return: 1; 0 after @timeout_ms; -EINTR, -EIO, -EPERM, -EINVAL.
 */
SKEP_API int skep_ringbuf_wait(struct skep_map *map, int timeout_ms);

/*
 * User ring buffers (BPF_MAP_TYPE_USER_RINGBUF): here the application writes, and programs read
 * by bpf_user_ringbuf_drain.  Any number of threads and processes may produce through these
 * functions at once; a producer that maps the file itself, as libbpf's user_ring_buffer does, must
 * be the only one.
 */

/**
 * skep_user_ringbuf_reserve - room for a sample at the ring's end
 * @sample: @size bytes, 8-aligned, in the shared file: whatever stood there, to be written
 *
 * It is the calling thread's until it submits or discards it, which it must: samples behind one
 * that is reserved wait.  What a thread that ended or a process that was killed had reserved is
 * discarded.  Return: 0; -ENOSPC: no room now, or the thread has 16 reserved; -E2BIG: more than
 * 2^24 - 1 bytes, or than the ring has; -EBUSY, -EAGAIN (no lane), -EPERM (frozen), -EIO
 * (positions were spoiled, or the file truncated), -EINVAL (no user ring buffer, not loaded).
 */
SKEP_API int skep_user_ringbuf_reserve(struct skep_map *map, uint32_t size, void **sample);
/** skep_user_ringbuf_submit - programs may read it.  Return: 0, -EINVAL (not reserved here) */
SKEP_API int skep_user_ringbuf_submit(struct skep_map *map, void *sample);
/** skep_user_ringbuf_discard - programs will skip it.  Return: as skep_user_ringbuf_submit */
SKEP_API int skep_user_ringbuf_discard(struct skep_map *map, void *sample);
/**
 * skep_user_ringbuf_wait - sleep until there is room for a sample of @size bytes
 * @timeout_ms: negative: no limit
 *
 * Others may take that room first.  A drain with BPF_RB_NO_WAKEUP wakes nobody: who sleeps then
 * looks again after a quarter of a second.
 * Return: 1; 0 after @timeout_ms; -EINTR, -E2BIG, -EIO, -EPERM, -EINVAL.
 */
SKEP_API int skep_user_ringbuf_wait(struct skep_map *map, uint32_t size, int timeout_ms);

/*
 * Perf event arrays: every lane has a ring of its own, the one that
 * BPF_F_CURRENT_CPU or the lane's own index names; nothing has to be opened.
 * Programs that need an entry at all get one: entries below max_entries exist
 * from the beginning, and max_entries 0 in an object means one a lane.
 */

/**
 * skep_perf_fn - gets one sample
 * @data: @size bytes, 8-aligned, a copy, until it returns; as in Linux up to 7
 *        zeros follow what the program gave, so that size + 4 is a multiple of 8
 * Return: negative to stop; skep_perf_consume then returns it.
 */
typedef int skep_perf_fn(void *arg, uint32_t lane, const void *data, size_t size);
/** skep_perf_lost_fn - @n records of a lane found no room, in front of what follows */
typedef void skep_perf_lost_fn(void *arg, uint32_t lane, uint64_t n);

/**
 * skep_perf_consume - hand out the records of all lanes, lane after lane
 * @lost: may be NULL
 *
 * Return: samples seen, or as skep_ringbuf_consume; -ENOMEM.
 */
SKEP_API int skep_perf_consume(struct skep_map *map, skep_perf_fn *sample, skep_perf_lost_fn *lost,
			       void *arg);
/** skep_perf_peek - the same records, which stay */
SKEP_API int skep_perf_peek(struct skep_map *map, skep_perf_fn *sample, void *arg);
/** skep_perf_wait - as skep_ringbuf_wait, for any lane's record */
SKEP_API int skep_perf_wait(struct skep_map *map, int timeout_ms);
/** skep_perf_lost - records that found no room since the map was made; 0 for other types */
SKEP_API uint64_t skep_perf_lost(const struct skep_map *map);

#ifdef __cplusplus
}
#endif
#endif
