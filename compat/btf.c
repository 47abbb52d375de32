/* BPF_BTF_LOAD. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>

#include "compat/compat.h"

enum { LOG_TRUE_SIZE = 28, BTF_FLAGS = 32, BTF_TOKEN = 36 };

/* What Linux knows to be BTF, but not to be its own. */
static bool is_other_version(const struct entry *made)
{
	const uint8_t *head = made->btf; /* magic, version, flags */

	return made->btf_size >= 4 && head[0] == 0x9f && head[1] == 0xeb &&
	       (head[2] != 1 || head[3]);
}

static int parse(struct call *call, struct entry *made, struct log *log)
{
	const union bpf_attr *attr = &call->attr.b;
	struct skep_error error;
	void *raw;
	int err = user_copy(&raw, attr->btf, attr->btf_size);

	if (err)
		return err;
	error_clear(&error);
	made->btf_size = attr->btf_size;
	made->btf = arena_memdup(&made->arena, raw, attr->btf_size);
	free(raw);
	if (!made->btf)
		return -ENOMEM;
	if (is_other_version(made)) {
		log_print(log, "Unsupported version\n");
		return -LINUX_ENOTSUPP;
	}
	err = btf_parse(&made->arena, made->btf, made->btf_size, NULL, &made->types, &error);
	if (err)
		log_print(log, "%s\n", error.message);
	return err;
}

long cmd_btf_load(struct call *call)
{
	const union bpf_attr *attr = &call->attr.b;
	struct entry made = { .kind = STORED_BTF };
	uint32_t true_size;
	struct log log;
	int fd, err, end;

	if (call_u32(call, BTF_FLAGS) || call_u32(call, BTF_TOKEN))
		return -EINVAL;
	if (attr->btf_size > MAX_BTF_SIZE)
		return -E2BIG;
	err = log_begin(&log, attr->btf_log_level, attr->btf_log_buf, attr->btf_log_size);
	if (err)
		return err;
	entries_collect(call->vm);
	arena_init(&made.arena, 0);
	err = parse(call, &made, &log);
	end = log_end(&log, &true_size);
	if (end)
		err = end;
	if (call_answer(call, LOG_TRUE_SIZE, &true_size, sizeof(true_size)))
		err = -EFAULT;
	if (!err)
		err = stored_btf_write(call->vm, made.btf, made.btf_size, &fd, &made.id);
	if (!err)
		return entry_give(call->vm, fd, &made, O_RDWR);
	arena_free(&made.arena);
	return err;
}
