/* bpf(2) for tests; see kernel.h. */
#include "tests/lib/kernel.h"

#include "tests/lib/kernel_btf.h"

#include <errno.h>
#include <linux/bpf.h>
#include <linux/capability.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { SLEEPABLE = 1 << 4 }; /* BPF_F_SLEEPABLE */

static int bpf(int cmd, union bpf_attr *attr)
{
	int fd = (int)syscall(__NR_bpf, cmd, attr, sizeof(*attr));

	return fd < 0 ? -errno : fd;
}

static int load_value_btf(const struct map_desc *desc)
{
	static uint8_t blob[BTF_MAX];
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.btf = (uintptr_t)blob;
	attr.btf_size = kernel_btf_of_value(desc, blob);
	return bpf(BPF_BTF_LOAD, &attr);
}

static int create_map(const struct map_desc *desc)
{
	int inner = desc->inner ? create_map(desc->inner) : -1;
	union bpf_attr attr;
	int fd;

	if (desc->inner && inner < 0)
		return inner;
	memset(&attr, 0, sizeof(attr));
	if (desc->inner)
		attr.inner_map_fd = (uint32_t)inner;
	attr.map_type = desc->type;
	attr.key_size = desc->key_size;
	attr.value_size = desc->value_size;
	attr.max_entries = desc->max_entries;
	attr.map_flags = desc->map_flags;
	if (desc->lock_end || desc->type == MAP_TASK_STORAGE) {
		fd = load_value_btf(desc);
		if (fd < 0)
			return fd;
		attr.btf_fd = (uint32_t)fd;
		attr.btf_key_type_id = KERNEL_KEY_TYPE;
		attr.btf_value_type_id = KERNEL_VALUE_TYPE;
	}
	fd = bpf(BPF_MAP_CREATE, &attr);
	if (inner >= 0)
		close(inner);
	if (attr.btf_fd)
		close((int)attr.btf_fd);
	if (fd < 0 || !desc->data)
		return fd;
	kernel_map_update(fd, &(uint32_t){ 0 }, desc->data, 0);
	if (desc->frozen) {
		memset(&attr, 0, sizeof(attr));
		attr.map_fd = (uint32_t)fd;
		bpf(BPF_MAP_FREEZE, &attr);
	}
	return fd;
}

const char *kernel_available(void)
{
	struct map_desc desc = { .type = 2, .key_size = 4, .value_size = 4, .max_entries = 1 };
	static char reason[64];
	int fd = create_map(&desc);

	if (fd >= 0) {
		close(fd);
		return NULL;
	}
	snprintf(reason, sizeof(reason), "bpf(2) is not permitted: %s", strerror(-fd));
	return reason;
}

/* Effective capabilities of this thread, PERFMON (38) and SYS_ADMIN (21) on or off. */
static void set_trusted(bool trusted)
{
	struct __user_cap_header_struct head = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct data[2];

	if (syscall(__NR_capget, &head, data))
		return;
	if (trusted) {
		data[0].effective |= data[0].permitted & 1u << 21;
		data[1].effective |= data[1].permitted & 1u << (38 - 32);
	} else {
		data[0].effective &= ~(1u << 21);
		data[1].effective &= ~(1u << (38 - 32));
	}
	syscall(__NR_capset, &head, data);
}

static void patch_maps(const struct image *image, const struct kernel_prog *prog,
		       struct wire_insn *wire)
{
	for (uint32_t i = 0; i < image->n_insns; i++) {
		const struct insn *insn = &image->insns[i];
		struct wire_insn *w = &wire[image->slot[i]];
		uint8_t kind = insn_of(insn)->kind;

		if (kind == KIND_LDDW_MAP) {
			w->imm = prog->map_fds[insn->imm];
		} else if (kind == KIND_LDDW_MAP_VALUE) {
			w[0].imm = prog->map_fds[(uint32_t)insn->imm];
			w[1].imm = (int32_t)((uint64_t)insn->imm >> 32);
		}
	}
}

/* Descriptor of the BTF of the program's functions, or a negative errno. */
static int load_btf(const struct image *image, struct kernel_func_info *info)
{
	static uint8_t blob[BTF_MAX];
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.btf = (uintptr_t)blob;
	attr.btf_size = kernel_btf_make(image, blob, info);
	return attr.btf_size ? bpf(BPF_BTF_LOAD, &attr) : -E2BIG;
}

static char kernel_log[1 << 24]; /* of the load that was last; its end where it is longer */

const char *kernel_last_log(void)
{
	return kernel_log;
}

/* @level: of the log, 1: the path to the error, 2: all paths, 0: none. */
static int load(const struct image *image, struct kernel_prog *prog, struct wire_insn *wire,
		bool trusted, uint32_t flags, uint32_t level)
{
	union bpf_attr attr;
	struct kernel_func_info info[BTF_MAX_FUNCS];
	size_t len, keep = sizeof(prog->log) - 1;
	int btf = image_needs_btf(image) ? load_btf(image, info) : -1;

	memset(&attr, 0, sizeof(attr));
	if (btf >= 0) {
		attr.prog_btf_fd = (uint32_t)btf;
		attr.func_info = (uintptr_t)info;
		attr.func_info_rec_size = sizeof(info[0]);
		attr.func_info_cnt = image->n_subprogs;
	}
	attr.prog_type = image->prog_type;
	attr.insns = (uintptr_t)wire;
	attr.insn_cnt = image->n_slots;
	attr.license = (uintptr_t)(image->license ? image->license : "GPL");
	attr.log_buf = level ? (uintptr_t)kernel_log : 0;
	attr.log_size = level ? sizeof(kernel_log) : 0;
	attr.log_level = level;
	attr.expected_attach_type = image->attach_type;
	attr.prog_flags = flags;
	if (level)
		kernel_log[0] = '\0';
	set_trusted(trusted);
	prog->fd = bpf(BPF_PROG_LOAD, &attr);
	set_trusted(true);
	if (btf >= 0)
		close(btf);
	len = strlen(kernel_log);
	memcpy(prog->log, kernel_log + (len > keep ? len - keep : 0), len > keep ? keep : len);
	return prog->fd;
}

bool kernel_verdict(uint32_t prog_type, uint32_t attach_type, uint32_t flags,
		    const struct wire_insn *wire, uint32_t n_slots)
{
	union bpf_attr attr;
	int fd;

	memset(&attr, 0, sizeof(attr));
	attr.prog_type = prog_type;
	attr.expected_attach_type = attach_type;
	attr.prog_flags = flags;
	attr.insns = (uintptr_t)wire;
	attr.insn_cnt = n_slots;
	attr.license = (uintptr_t) "GPL";
	fd = bpf(BPF_PROG_LOAD, &attr);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

/* A log that is too long is an error of its own. */
static int load_at_level(const struct image *image, struct kernel_prog *prog,
			 struct wire_insn *wire, bool trusted, uint32_t flags, uint32_t level)
{
	int err = load(image, prog, wire, trusted, flags, level);

	return err == -ENOSPC ? load(image, prog, wire, trusted, flags, 0) : err;
}

int kernel_load(const struct image *image, bool trusted, struct kernel_prog *prog)
{
	uint32_t flags = image->prog_type == PROG_SYSCALL ? SLEEPABLE : 0; /* the only kind */

	return kernel_load_flags(image, trusted, flags, prog);
}

static int load_image(const struct image *image, bool trusted, uint32_t flags, uint32_t level,
		      struct kernel_prog *prog)
{
	struct wire_insn *wire = calloc(image->n_slots, sizeof(*wire));

	memset(prog, 0, sizeof(*prog));
	helper_calls_of(image, &prog->calls);
	prog->fd = prog->err = -ENOMEM;
	if (!wire || image->n_maps > 64)
		goto out;
	for (uint32_t m = 0; m < image->n_maps; m++) {
		prog->map_fds[m] = create_map(image->maps[m]);
		if (prog->map_fds[m] < 0) {
			prog->err = prog->map_fds[m];
			goto out;
		}
		prog->n_maps++;
	}
	prog->err = encode(image, wire);
	if (!prog->err) {
		patch_maps(image, prog, wire);
		prog->err = load_at_level(image, prog, wire, trusted, flags, level);
		prog->err = prog->err > 0 ? 0 : prog->err;
	}
out:
	free(wire);
	if (prog->err)
		prog->fd = -1;
	return prog->err;
}

int kernel_load_flags(const struct image *image, bool trusted, uint32_t flags,
		      struct kernel_prog *prog)
{
	return load_image(image, trusted, flags, 1, prog);
}

/*
 * The whole log, path by path: "from 3 to 7: ..." or "from 3 to 7 (speculative
 * execution): ...", then its instructions.  Is @slot among those of the others?
 * *speculative: is the last path such a one?
 */
static bool read_paths(const struct image *image, bool trusted, uint32_t slot, bool *speculative)
{
	struct kernel_prog prog;
	char line[32];
	size_t n = (size_t)snprintf(line, sizeof(line), "%u: (", slot);
	bool found = false;

	load_image(image, trusted, 0, 2, &prog);
	kernel_unload(&prog);
	*speculative = false;
	for (const char *p = kernel_log; p; p = strchr(p, '\n')) {
		p += *p == '\n';
		if (!strncmp(p, "from ", 5))
			*speculative = !strncmp(p + strcspn(p, "(:"), "(spec", 5);
		found |= !*speculative && !strncmp(p, line, n);
	}
	return found;
}

bool kernel_visits(const struct image *image, bool trusted, uint32_t slot)
{
	bool speculative;

	return read_paths(image, trusted, slot, &speculative);
}

bool kernel_speculates(const struct image *image, bool trusted)
{
	bool speculative;

	read_paths(image, trusted, 0, &speculative);
	return speculative;
}

void kernel_unload(struct kernel_prog *prog)
{
	for (uint32_t m = 0; m < prog->n_maps; m++)
		close(prog->map_fds[m]);
	if (prog->fd >= 0)
		close(prog->fd);
	prog->fd = -1;
	prog->n_maps = 0;
}

int kernel_run(const struct kernel_prog *prog, const void *data, uint32_t size, void *out,
	       uint32_t *out_size, uint32_t *result)
{
	union bpf_attr attr;
	int err;

	memset(&attr, 0, sizeof(attr));
	attr.test.prog_fd = (uint32_t)prog->fd;
	attr.test.data_in = (uintptr_t)data;
	attr.test.data_size_in = size;
	attr.test.data_out = (uintptr_t)out;
	attr.test.data_size_out = *out_size;
	attr.test.repeat = 1;
	err = bpf(BPF_PROG_TEST_RUN, &attr);
	if (err >= 0)
		helper_trace_kernel(&prog->calls);
	*result = attr.test.retval;
	*out_size = attr.test.data_size_out;
	return err < 0 ? err : 0;
}

int kernel_run_tracing(const struct kernel_prog *prog, uint32_t *result)
{
	union bpf_attr attr;
	int err;

	memset(&attr, 0, sizeof(attr));
	attr.test.prog_fd = (uint32_t)prog->fd;
	err = bpf(BPF_PROG_TEST_RUN, &attr);
	if (err >= 0)
		helper_trace_kernel(&prog->calls);
	*result = attr.test.retval;
	return err < 0 ? err : 0;
}

/*
 * The frame pointer of a function that asks for its frame is in its register, which
 * syscall() leaves alone.  What the function before had there is put back.
 */
int __attribute__((noinline)) kernel_run_on_stack(const struct kernel_prog *prog,
						  const void *chain, uint64_t frame[2],
						  uint32_t *result)
{
	volatile uint64_t *own = __builtin_frame_address(0);
	uint64_t before = own[0];
	union bpf_attr attr;
	int err;

	memset(&attr, 0, sizeof(attr));
	attr.test.prog_fd = (uint32_t)prog->fd;
	own[0] = (uintptr_t)chain;
	err = (int)syscall(__NR_bpf, BPF_PROG_TEST_RUN, &attr, sizeof(attr));
	own[0] = before;
	frame[0] = (uintptr_t)chain;
	frame[1] = own[1];
	if (!err)
		helper_trace_kernel(&prog->calls);
	*result = attr.test.retval;
	return err ? -errno : 0;
}

int kernel_map_update(int fd, const void *key, const void *value, uint64_t flags)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.map_fd = (uint32_t)fd;
	attr.key = (uintptr_t)key;
	attr.value = (uintptr_t)value;
	attr.flags = flags;
	return bpf(BPF_MAP_UPDATE_ELEM, &attr);
}

int kernel_map_lookup(int fd, const void *key, void *value)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.map_fd = (uint32_t)fd;
	attr.key = (uintptr_t)key;
	attr.value = (uintptr_t)value;
	return bpf(BPF_MAP_LOOKUP_ELEM, &attr);
}

int kernel_map_delete(int fd, const void *key)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.map_fd = (uint32_t)fd;
	attr.key = (uintptr_t)key;
	return bpf(BPF_MAP_DELETE_ELEM, &attr);
}

int kernel_map_clear(int fd)
{
	uint8_t key[256];
	int err;

	for (;;) {
		union bpf_attr attr;

		memset(&attr, 0, sizeof(attr));
		attr.map_fd = (uint32_t)fd;
		attr.next_key = (uintptr_t)key;
		err = bpf(BPF_MAP_GET_NEXT_KEY, &attr);
		if (err)
			return err == -ENOENT ? 0 : err;
		err = kernel_map_delete(fd, key);
		if (err)
			return err;
	}
}
