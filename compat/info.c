/* BPF_OBJ_GET_INFO_BY_FD.  Structures are Linux 6.18's, which grow at their ends. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compat/compat.h"

enum { MAP_INFO_SIZE = 104, PROG_INFO_SIZE = 232 };

/** struct answer - what is handed out: at most as much as the caller has room for */
struct answer {
	struct call *call;
	uint64_t to;
	uint32_t size; /* of the caller's structure */
};

/* What the caller gave, cut to @size bytes and zeros behind it. */
static int answer_begin(struct call *call, struct answer *answer, void *info, uint32_t size)
{
	int err;

	*answer = (struct answer){ call, call->attr.b.info.info, call->attr.b.info.info_len };
	if (answer->size > 4096)
		return -E2BIG;
	if (answer->size > size) {
		err = user_is_zero(answer->to + size, answer->size - size);
		if (err)
			return err;
		answer->size = size;
	}
	memset(info, 0, size);
	return user_read(info, answer->to, answer->size);
}

static int answer_end(const struct answer *answer, const void *info)
{
	int err = user_write(answer->to, info, answer->size);

	return err ? err : ANSWER(answer->call, info.info_len, answer->size);
}

/* ---- maps ---- */

static int map_info(struct call *call, const struct entry *entry)
{
	const struct map_desc *desc = map_desc(entry->map->map);
	union {
		struct bpf_map_info info;
		uint8_t bytes[MAP_INFO_SIZE];
	} u;
	struct answer answer;
	int err = answer_begin(call, &answer, &u, sizeof(u));

	if (err)
		return err;
	memset(&u, 0, sizeof(u));
	u.info.type = desc->type;
	u.info.id = (uint32_t)entry->id;
	u.info.key_size = desc->key_size;
	u.info.value_size = desc->value_size;
	u.info.max_entries = desc->max_entries;
	u.info.map_flags = desc->map_flags;
	u.info.map_extra = desc->type == MAP_BLOOM_FILTER ? desc->map_extra : 0;
	u.info.btf_id = (uint32_t)desc->btf_id;
	if (desc->btf_id) {
		u.info.btf_key_type_id = desc->key_type;
		u.info.btf_value_type_id = desc->value_type;
	}
	snprintf(u.info.name, sizeof(u.info.name), "%s", desc->name);
	return answer_end(&answer, &u);
}

/* ---- BTF ---- */

static int btf_info(struct call *call, const struct entry *entry)
{
	struct bpf_btf_info info;
	struct answer answer;
	uint32_t n;
	int err = answer_begin(call, &answer, &info, sizeof(info));

	if (err)
		return err;
	n = info.btf_size < entry->btf_size ? info.btf_size : entry->btf_size;
	err = user_write(info.btf, entry->btf, n);
	if (err)
		return err;
	if (!info.name != !info.name_len)
		return -EINVAL;
	if (info.name && user_write(info.name, "", 1))
		return -EFAULT;
	info.id = (uint32_t)entry->id;
	info.btf_size = entry->btf_size;
	info.name_len = 0;
	info.kernel_btf = 0;
	return answer_end(&answer, &info);
}

/* ---- programs ---- */

/* An array that the caller has room for: @*n elements, which then says how many there are. */
static int give(uint64_t to, uint32_t *n, const void *from, uint32_t have, size_t size)
{
	uint32_t room = *n;

	*n = have;
	return room ? user_write(to, from, (room < have ? room : have) * size) : 0;
}

static int give_maps(struct bpf_prog_info *info, const struct stored_prog *prog)
{
	uint32_t ids[MAX_STORED_MAPS];

	for (uint32_t i = 0; i < prog->n_maps; i++)
		ids[i] = (uint32_t)prog->maps[i];
	return give(info->map_ids, &info->nr_map_ids, ids, prog->n_maps, sizeof(*ids));
}

/* As Linux's bpf_insn_prepare_dump: maps by their ids. */
static int give_xlated(struct bpf_prog_info *info, const struct stored_prog *prog)
{
	struct wire_insn *wire = malloc(prog->n_slots * sizeof(*wire));
	int err;

	if (!wire)
		return -ENOMEM;
	memcpy(wire, prog->wire, prog->n_slots * sizeof(*wire));
	for (uint32_t i = 0; i + 1 < prog->n_slots; i++) {
		unsigned src = wire[i].regs >> 4;

		if (wire[i].opcode != (BPF_LD | BPF_IMM | BPF_DW))
			continue;
		if ((src == BPF_PSEUDO_MAP_FD || src == BPF_PSEUDO_MAP_VALUE) &&
		    (uint32_t)wire[i].imm < prog->n_maps)
			wire[i].imm = (int32_t)prog->maps[wire[i].imm];
		i++;
	}
	err = give(info->xlated_prog_insns, &info->xlated_prog_len, wire,
		   prog->n_slots * (uint32_t)sizeof(*wire), 1);
	free(wire);
	return err;
}

/* Machine code and addresses are this process's: shown to those who may see addresses. */
static int give_jited(struct bpf_prog_info *info, const struct skep_prog *prog)
{
	uint32_t size = prog->jit ? (uint32_t)prog->jit->size : 0;
	uint64_t address = prog->jit ? (uintptr_t)prog->jit->text : 0;
	int err = 0;

	if (compat_is_trusted()) {
		err = give(info->jited_prog_insns, &info->jited_prog_len,
			   prog->jit ? prog->jit->text : NULL, size, 1);
		if (!err)
			err = give(info->jited_ksyms, &info->nr_jited_ksyms, &address, 1,
				   sizeof(address));
	} else {
		info->jited_prog_len = size;
		info->jited_prog_insns = 0;
		info->nr_jited_ksyms = 1;
		info->jited_ksyms = 0;
	}
	if (!err)
		err = give(info->jited_func_lens, &info->nr_jited_func_lens, &size, 1,
			   sizeof(size));
	info->nr_jited_line_info = 0;
	info->jited_line_info = 0;
	return err;
}

static int check_records(const struct bpf_prog_info *info)
{
	if ((info->nr_func_info || info->func_info_rec_size) &&
	    info->func_info_rec_size != sizeof(struct stored_func))
		return -EINVAL;
	if ((info->nr_line_info || info->line_info_rec_size) &&
	    info->line_info_rec_size != sizeof(struct stored_line))
		return -EINVAL;
	if ((info->nr_jited_line_info || info->jited_line_info_rec_size) &&
	    info->jited_line_info_rec_size != sizeof(uint64_t))
		return -EINVAL;
	return 0;
}

static int give_all(struct bpf_prog_info *info, const struct entry *entry)
{
	const struct stored_prog *prog = &entry->prog;
	int err = give_maps(info, prog);

	if (!err)
		err = check_records(info);
	if (err)
		return err;
	info->func_info_rec_size = sizeof(struct stored_func);
	info->line_info_rec_size = sizeof(struct stored_line);
	info->jited_line_info_rec_size = sizeof(uint64_t);
	err = give_xlated(info, prog);
	if (!err)
		err = give_jited(info, entry->obj->progs);
	if (!err)
		err = give(info->func_info, &info->nr_func_info, prog->funcs, prog->n_funcs,
			   sizeof(*prog->funcs));
	if (!err)
		err = give(info->line_info, &info->nr_line_info, prog->lines, prog->n_lines,
			   sizeof(*prog->lines));
	if (!err)
		err = give(info->prog_tags, &info->nr_prog_tags, prog->tag, 1, sizeof(prog->tag));
	return err;
}

static int prog_info(struct call *call, const struct entry *entry)
{
	const struct stored_prog *prog = &entry->prog;
	struct skep_prog_info verified = { 0 };
	struct stored_stats stats;
	union {
		struct bpf_prog_info info;
		uint8_t bytes[PROG_INFO_SIZE];
	} u;
	struct answer answer;
	int err = answer_begin(call, &answer, &u, sizeof(u));

	if (err)
		return err;
	u.info.type = prog->prog_type;
	u.info.id = (uint32_t)entry->id;
	memcpy(u.info.tag, prog->tag, sizeof(u.info.tag));
	u.info.load_time = prog->load_time;
	u.info.created_by_uid = prog->uid;
	memcpy(u.info.name, prog->name, sizeof(u.info.name));
	u.info.ifindex = 0;
	u.info.gpl_compatible = license_is_gpl(prog->license);
	u.info.netns_dev = u.info.netns_ino = 0;
	u.info.btf_id = (uint32_t)prog->btf_id;
	err = give_all(&u.info, entry);
	if (err)
		return err;
	skep_prog_info(entry->obj->progs, &verified);
	u.info.verified_insns = (uint32_t)verified.n_processed;
	stats_read(entry, &stats);
	u.info.run_time_ns = stats.run_ns;
	u.info.run_cnt = stats.runs;
	u.info.recursion_misses = 0;
	u.info.attach_btf_obj_id = u.info.attach_btf_id = 0;
	return answer_end(&answer, &u);
}

long cmd_obj_info(struct call *call)
{
	struct entry *entry;
	int err = entry_get(call->vm, (int)call->attr.b.info.bpf_fd, STORED_NONE, &entry);

	if (err)
		return err == -EBADF ? -EBADFD : err;
	switch (entry->kind) {
	case STORED_MAP:
		err = map_info(call, entry);
		break;
	case STORED_PROG:
		err = prog_info(call, entry);
		break;
	default:
		err = btf_info(call, entry);
		break;
	}
	entry_put(entry);
	return err;
}
