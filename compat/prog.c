/*
 * BPF_PROG_LOAD: the caller's instructions, with descriptors in them, to a program of the
 * root, with numbers; verified and made ready here before anybody sees it.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "compat/compat.h"

enum { /* fields and flags that headers may not have */
       FD_ARRAY = 120,
       LOG_TRUE_SIZE = 140,
       TOKEN_FD = 144,
       FD_ARRAY_CNT = 148,
       SIGNATURE = 152,
       SIGNATURE_SIZE = 160,
       KEYRING = 164,
       KNOWN_FLAGS = 0xff,
       LEAST_FUNC = sizeof(struct stored_func),
       LEAST_LINE = sizeof(struct stored_line),
       LEAST_CORE = sizeof(struct stored_core),
       MOST_RECORD = 252,
};

/** struct load - a program on its way */
struct load {
	struct call *call;
	const union bpf_attr *attr;
	struct entry made;
	struct log log;
	struct wire_insn *wire;
	uint64_t maps[MAX_STORED_MAPS];
	char license[MAX_LICENSE];
	struct skep_error error;
	struct verify_trace trace;
};

/* ---- what is asked for ---- */

static uint64_t attach_bits(uint32_t type)
{
#define A(id) (UINT64_C(1) << ATTACH_##id)
	switch (type) {
	case PROG_CGROUP_SOCK:
		return A(CGROUP_INET_SOCK_CREATE) | A(CGROUP_INET_SOCK_RELEASE) |
		       A(CGROUP_INET4_POST_BIND) | A(CGROUP_INET6_POST_BIND);
	case PROG_CGROUP_SOCK_ADDR:
		return A(CGROUP_INET4_BIND) | A(CGROUP_INET6_BIND) | A(CGROUP_INET4_CONNECT) |
		       A(CGROUP_INET6_CONNECT) | A(CGROUP_UNIX_CONNECT) |
		       A(CGROUP_INET4_GETPEERNAME) | A(CGROUP_INET6_GETPEERNAME) |
		       A(CGROUP_UNIX_GETPEERNAME) | A(CGROUP_INET4_GETSOCKNAME) |
		       A(CGROUP_INET6_GETSOCKNAME) | A(CGROUP_UNIX_GETSOCKNAME) |
		       A(CGROUP_UDP4_SENDMSG) | A(CGROUP_UDP6_SENDMSG) | A(CGROUP_UNIX_SENDMSG) |
		       A(CGROUP_UDP4_RECVMSG) | A(CGROUP_UDP6_RECVMSG) | A(CGROUP_UNIX_RECVMSG);
	case PROG_CGROUP_SKB:
		return A(CGROUP_INET_INGRESS) | A(CGROUP_INET_EGRESS);
	case PROG_CGROUP_SOCKOPT:
		return A(CGROUP_SETSOCKOPT) | A(CGROUP_GETSOCKOPT);
	case PROG_SK_LOOKUP:
		return A(SK_LOOKUP);
	case PROG_SK_REUSEPORT:
		return A(SK_REUSEPORT_SELECT) | A(SK_REUSEPORT_SELECT_OR_MIGRATE);
	case PROG_NETFILTER:
		return A(NETFILTER);
	case PROG_SYSCALL:
	case PROG_EXT:
		return UINT64_C(1);
	default:
		return UINT64_MAX;
	}
#undef A
}

/* Some types had programs before they had attach types. */
static uint32_t attach_type_of(const union bpf_attr *attr)
{
	if (attr->prog_type == PROG_CGROUP_SOCK && !attr->expected_attach_type)
		return ATTACH_CGROUP_INET_SOCK_CREATE;
	if (attr->prog_type == PROG_SK_REUSEPORT && !attr->expected_attach_type)
		return ATTACH_SK_REUSEPORT_SELECT;
	return attr->expected_attach_type;
}

static bool may_sleep(uint32_t type)
{
	return type == PROG_SYSCALL || type == PROG_KPROBE || type == PROG_TRACING ||
	       type == PROG_LSM || type == PROG_STRUCT_OPS;
}

static int check_attach(const struct load *load)
{
	const union bpf_attr *attr = load->attr;
	uint32_t attach = load->made.prog.attach_type;
	uint64_t bits = attach_bits(attr->prog_type);

	if (attr->attach_prog_fd || attr->attach_btf_id)
		return -EINVAL; /* of a kernel or of another program: there are none here */
	if (bits != UINT64_MAX && (attach > 63 || !(bits >> attach & 1)))
		return -EINVAL;
	return 0;
}

static int check_rest(const struct load *load)
{
	const union bpf_attr *attr = load->attr;

	if (attr->prog_ifindex || call_u32(load->call, TOKEN_FD) ||
	    call_u64(load->call, SIGNATURE) || call_u32(load->call, SIGNATURE_SIZE) ||
	    call_u32(load->call, KEYRING))
		return -EINVAL;
	if (!prog_type_by_number(attr->prog_type))
		return -EINVAL;
	return 0;
}

/* In Linux's order; reads instructions and license. */
static int read_program(struct load *load)
{
	const union bpf_attr *attr = load->attr;
	struct stored_prog *prog = &load->made.prog;
	void *wire;
	int err;

	if (attr->prog_flags & ~(uint32_t)KNOWN_FLAGS)
		return -EINVAL;
	prog->prog_type = attr->prog_type;
	prog->attach_type = attach_type_of(attr);
	prog->flags = attr->prog_flags;
	if (!attr->insn_cnt || attr->insn_cnt > MAX_INSNS)
		return -E2BIG;
	err = check_attach(load);
	if (!err)
		err = user_copy(&wire, attr->insns, (size_t)attr->insn_cnt * 8);
	if (err)
		return err;
	load->wire = arena_memdup(&load->made.arena, wire, (size_t)attr->insn_cnt * 8);
	free(wire);
	if (!load->wire)
		return -ENOMEM;
	prog->n_slots = attr->insn_cnt;
	if (user_read_string(load->license, attr->license, sizeof(load->license)) < 0)
		return -EFAULT;
	err = check_rest(load);
	return err ? err : copy_name(prog->name, attr->prog_name);
}

/* ---- what the verifier says ---- */

static void log_text(void *arg, const char *text)
{
	log_print(arg, "%s", text);
}

static void log_text_back(void *arg, uint64_t n)
{
	log_take_back(arg, n);
}

static void trace_to_log(struct load *load)
{
	load->trace = (struct verify_trace){
		.print = load->log.level & LOG_PATHS ? log_text : NULL,
		.take_back = log_text_back,
		.arg = &load->log,
		.all_paths = load->log.level & LOG_ALL_PATHS,
		.last = -1,
	};
}

/* ---- functions and lines ---- */

/* Records that may be longer than they are here, then with zeros at their ends. */
static int read_records(struct load *load, uint64_t from, uint32_t n, uint32_t size, uint32_t least,
			void *to)
{
	int err = 0;

	if (size < least || size > MOST_RECORD || size % 4)
		return -EINVAL;
	for (uint32_t i = 0; i < n && !err; i++) {
		uint64_t at = from + (uint64_t)i * size;

		err = user_is_zero(at + least, size - least);
		if (err == -E2BIG)
			log_print(&load->log, "nonzero tailing record in info");
		if (!err)
			err = user_read((uint8_t *)to + (size_t)i * least, at, least);
	}
	return err;
}

/* As in Linux only a program with functions or lines has types to relocate by. */
static int relocate(struct load *load)
{
	uint32_t n = load->attr->core_relo_cnt;
	struct stored_core *cores;
	int err;

	if (!n)
		return 0;
	if (n > MAX_INSNS)
		return -EINVAL;
	cores = ARENA_ARRAY(&load->made.arena, struct stored_core, n);
	if (!cores)
		return -ENOMEM;
	err = read_records(load, load->attr->core_relos, n, load->attr->core_relo_rec_size,
			   LEAST_CORE, cores);
	if (err)
		return err;
	err = stored_relocate(load->call->vm, &load->made.prog, load->wire, cores, n, &load->trace,
			      &load->error);
	if (err)
		log_print(&load->log, "%s\n", load->error.message);
	return err;
}

static int read_info(struct load *load)
{
	const union bpf_attr *attr = load->attr;
	struct stored_prog *prog = &load->made.prog;
	struct arena *arena = &load->made.arena;
	struct stored_func *funcs;
	struct stored_line *lines;
	struct entry *btf;
	int err = 0;

	if (!attr->func_info_cnt && !attr->line_info_cnt)
		return 0;
	err = entry_get(load->call->vm, (int)attr->prog_btf_fd, STORED_BTF, &btf);
	if (err)
		return err;
	prog->btf_id = btf->id;
	entry_put(btf);
	if (attr->func_info_cnt > MAX_INSNS || attr->line_info_cnt > MAX_INSNS)
		return -EINVAL;
	funcs = ARENA_ARRAY(arena, struct stored_func, attr->func_info_cnt + 1);
	lines = ARENA_ARRAY(arena, struct stored_line, attr->line_info_cnt + 1);
	if (!funcs || !lines)
		return -ENOMEM;
	if (attr->func_info_cnt)
		err = read_records(load, attr->func_info, attr->func_info_cnt,
				   attr->func_info_rec_size, LEAST_FUNC, funcs);
	if (!err && attr->line_info_cnt)
		err = read_records(load, attr->line_info, attr->line_info_cnt,
				   attr->line_info_rec_size, LEAST_LINE, lines);
	prog->funcs = funcs;
	prog->n_funcs = attr->func_info_cnt;
	prog->lines = lines;
	prog->n_lines = attr->line_info_cnt;
	return err ? err : relocate(load);
}

/* ---- maps ---- */

static int add_map(struct load *load, int fd, uint32_t *index)
{
	struct stored_prog *prog = &load->made.prog;
	struct entry *map;
	uint32_t i;
	int err = entry_get(load->call->vm, fd, STORED_MAP, &map);

	if (err) {
		log_print(&load->log, "fd %d is not pointing to valid bpf_map\n", fd);
		return err;
	}
	for (i = 0; i < prog->n_maps && load->maps[i] != map->id;)
		i++;
	if (i == MAX_STORED_MAPS) {
		log_print(&load->log,
			  "The total number of maps per program has reached the limit "
			  "of %d\n",
			  MAX_STORED_MAPS);
		err = -E2BIG;
	} else if (i == prog->n_maps) {
		load->maps[prog->n_maps++] = map->id;
	}
	entry_put(map);
	*index = i;
	return err;
}

static int fd_of(struct load *load, const struct wire_insn *insn, int *fd)
{
	uint64_t array = call_u64(load->call, FD_ARRAY);
	unsigned src = insn->regs >> 4;

	*fd = insn->imm;
	if (src != BPF_PSEUDO_MAP_IDX && src != BPF_PSEUDO_MAP_IDX_VALUE)
		return 0;
	if (!array) {
		log_print(&load->log, "fd_idx without fd_array is invalid\n");
		return -EPROTO;
	}
	return user_read(fd, array + (uint64_t)(uint32_t)insn->imm * sizeof(*fd), sizeof(*fd));
}

/* One instruction that loads an address: the descriptor becomes an index in maps. */
static int resolve(struct load *load, struct wire_insn *insn)
{
	unsigned src = insn->regs >> 4;
	bool value = src == BPF_PSEUDO_MAP_VALUE || src == BPF_PSEUDO_MAP_IDX_VALUE;
	uint32_t index;
	int fd, err;

	if (src != BPF_PSEUDO_MAP_FD && src != BPF_PSEUDO_MAP_IDX && !value)
		return 0;
	if (!value && insn[1].imm) {
		log_print(&load->log, "unrecognized bpf_ld_imm64 insn\n");
		return -EINVAL;
	}
	err = fd_of(load, insn, &fd);
	if (!err)
		err = add_map(load, fd, &index);
	if (err)
		return err;
	insn->imm = (int32_t)index;
	insn->regs = (uint8_t)((insn->regs & 15) |
			       (value ? BPF_PSEUDO_MAP_VALUE : BPF_PSEUDO_MAP_FD) << 4);
	return 0;
}

static int bind_fd_array(struct load *load)
{
	uint64_t array = call_u64(load->call, FD_ARRAY);
	uint32_t n = call_u32(load->call, FD_ARRAY_CNT), index;
	int err = 0;

	for (uint32_t i = 0; i < n && !err; i++) {
		struct entry *entry;
		int fd;

		err = user_read(&fd, array + (uint64_t)i * sizeof(fd), sizeof(fd));
		if (!err)
			err = entry_get(load->call->vm, fd, STORED_NONE, &entry);
		if (err)
			return err;
		if (entry->kind == STORED_MAP)
			err = add_map(load, fd, &index);
		else if (entry->kind != STORED_BTF)
			err = -EINVAL;
		entry_put(entry);
	}
	return err;
}

static int resolve_all(struct load *load)
{
	int err = bind_fd_array(load);

	for (uint32_t i = 0; i < load->made.prog.n_slots && !err; i++) {
		if (load->wire[i].opcode != (BPF_LD | BPF_IMM | BPF_DW))
			continue;
		if (i + 1 == load->made.prog.n_slots) {
			log_print(&load->log, "invalid bpf_ld_imm64 insn\n");
			return -EINVAL;
		}
		err = resolve(load, &load->wire[i++]);
	}
	return err;
}

/* ---- the verdict ---- */

/* The instruction where it went wrong, before the reason. */
static void log_place(struct load *load)
{
	const struct skep_error *error = &load->error;
	char insn[128];

	if (error->line)
		log_print(&load->log, "; %s @ %s:%d\n", error->source_line, error->source,
			  error->line);
	if (error->insn >= 0 && (uint32_t)error->insn < load->made.prog.n_slots) {
		stored_disasm(load->wire, load->made.prog.n_slots, (uint32_t)error->insn, insn,
			      sizeof(insn));
		log_print(&load->log, "%d: (%02x) %s\n", error->insn,
			  load->wire[error->insn].opcode, insn);
	}
}

/* With the level LOG_STATS alone only the reason, as in Linux. */
static void log_error(struct load *load)
{
	const struct skep_error *error = &load->error;
	bool paths = load->log.level & LOG_PATHS;

	if (paths && error->insn != load->trace.last)
		log_place(load);
	log_print(&load->log, "%s\n", error->message);
	if (!paths)
		return;
	if (error->detail[0])
		log_print(&load->log, "%s%s", error->detail,
			  error->detail[strlen(error->detail) - 1] == '\n' ? "" : "\n");
	if (error->hint && error->hint[0])
		log_print(&load->log, "hint: %s\n", error->hint);
}

static int make_ready(struct load *load)
{
	struct stored_prog *prog = &load->made.prog;
	struct skep_prog_info info = { 0 };

	prog->wire = load->wire;
	prog->maps = load->maps;
	prog->license = load->license;
	load->made.obj = obj_from_stored(load->call->vm, prog, &load->trace, &load->error);
	if (!load->made.obj)
		log_error(load);
	else
		skep_prog_info(load->made.obj->progs, &info);
	if (load->made.obj && load->log.level & LOG_STATS)
		log_print(&load->log, "verification time %llu usec\nstack depth %u\n",
			  (unsigned long long)info.verify_ns / 1000, (unsigned)info.stack_size);
	log_print(&load->log,
		  "processed %u insns (limit 1000000) max_states_per_insn 0 total_states 0 "
		  "peak_states 0 mark_read 0\n",
		  (unsigned)load->trace.n_processed);
	return load->made.obj ? 0 : load->error.err;
}

static int verify_program(struct load *load)
{
	int err;

	trace_to_log(load);
	err = read_info(load);

	if (!err && (load->attr->prog_flags & BPF_F_SLEEPABLE) &&
	    !may_sleep(load->attr->prog_type)) {
		log_print(&load->log, "Program is not sleepable\n");
		err = -EINVAL;
	}
	if (!err && load->attr->prog_type == PROG_SYSCALL &&
	    !(load->attr->prog_flags & BPF_F_SLEEPABLE)) {
		log_print(&load->log, "Syscall programs can only be sleepable\n");
		err = -EINVAL;
	}
	if (!err)
		stored_tag(load->wire, load->made.prog.n_slots, load->made.prog.tag);
	if (!err)
		err = resolve_all(load);
	return err ? err : make_ready(load);
}

static int end_log(struct load *load, int result)
{
	uint32_t true_size;
	int err = log_end(&load->log, &true_size);

	if (err)
		result = err;
	if (call_answer(load->call, LOG_TRUE_SIZE, &true_size, sizeof(true_size)))
		result = -EFAULT;
	return result;
}

/* ---- the object ---- */

static int store(struct load *load, int *fd)
{
	struct stored_prog *prog = &load->made.prog;
	struct arena *arena = &load->made.arena;
	struct timespec now;

	clock_gettime(CLOCK_BOOTTIME, &now);
	prog->load_time = (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
	prog->uid = getuid();
	prog->maps = arena_memdup(arena, load->maps, sizeof(load->maps));
	prog->license = arena_strdup(arena, load->license);
	if (!prog->maps || !prog->license)
		return -ENOMEM;
	return stored_prog_write(load->call->vm, prog, fd, &load->made.id);
}

long cmd_prog_load(struct call *call)
{
	struct load load = { .call = call, .attr = &call->attr.b, .made.kind = STORED_PROG };
	const union bpf_attr *attr = &call->attr.b;
	int fd, err;

	arena_init(&load.made.arena, 0);
	entries_collect(call->vm);
	err = read_program(&load);
	if (!err)
		err = log_begin(&load.log, attr->log_level, attr->log_buf, attr->log_size);
	if (!err)
		err = end_log(&load, verify_program(&load));
	if (!err)
		err = store(&load, &fd);
	if (!err)
		return entry_give(call->vm, fd, &load.made, O_RDWR);
	skep_obj_close(load.made.obj);
	arena_free(&load.made.arena);
	return err;
}
