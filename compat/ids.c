/*
 * Objects by number.  Numbers are the root's: one row for programs, maps and BTF, so that
 * none of them has the number of another.  Who owns a root may open all that is in it,
 * for which Linux asks for CAP_SYS_ADMIN.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

#include "compat/compat.h"

/* The kind of an object that is still used; what nobody holds goes now. */
static enum stored_kind kind_of(struct skep *vm, uint64_t id)
{
	enum stored_kind kind;
	int fd;

	store_reap(vm->store, id);
	if (store_get_as(vm->store, id, O_RDONLY, &fd, NULL))
		return STORED_NONE;
	kind = stored_kind(fd);
	close(fd);
	return kind;
}

static long next_id(struct call *call, enum stored_kind kind)
{
	uint64_t id = call->attr.b.start_id;
	int err;

	if (id >= INT_MAX)
		return -EINVAL;
	do {
		err = store_next_id(call->vm->store, id, &id);
	} while (!err && (kind == STORED_NONE || kind_of(call->vm, id) != kind));
	if (err || id >= INT_MAX)
		return -ENOENT;
	return ANSWER(call, next_id, (uint32_t)id);
}

long cmd_prog_next_id(struct call *call)
{
	return next_id(call, STORED_PROG);
}

long cmd_map_next_id(struct call *call)
{
	return next_id(call, STORED_MAP);
}

long cmd_btf_next_id(struct call *call)
{
	return next_id(call, STORED_BTF);
}

/* There are no links here. */
long cmd_link_next_id(struct call *call)
{
	return call->attr.b.start_id >= INT_MAX ? -EINVAL : -ENOENT;
}

static long by_id(struct call *call, enum stored_kind kind, uint32_t flags)
{
	store_reap(call->vm->store, call->attr.b.map_id);
	return obj_open(call->vm, call->attr.b.map_id, kind, flags);
}

long cmd_prog_by_id(struct call *call)
{
	return by_id(call, STORED_PROG, 0);
}

long cmd_map_by_id(struct call *call)
{
	uint32_t flags = call->attr.b.open_flags;

	if (flags & ~(uint32_t)(BPF_F_RDONLY | BPF_F_WRONLY))
		return -EINVAL;
	return by_id(call, STORED_MAP, flags);
}

long cmd_btf_by_id(struct call *call)
{
	return call->attr.b.open_flags ? -EINVAL : by_id(call, STORED_BTF, 0);
}
