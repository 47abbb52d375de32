/*
 * The call itself: its attr is copied and checked as Linux does, then the command's row
 * says how far it may be filled in, and who answers.
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "compat/compat.h"

enum { MAX_ATTR = 4096 };

/* @end: behind the last field that the command has in Linux 6.18. */
struct command {
	long (*run)(struct call *call);
	uint32_t end;
};

static const struct command commands[] = {
#define COMMAND(number, name, run, end) [number] = { run, end },
#include "compat/command.def"
};

static int read_attr(struct call *call)
{
	int err = 0;

	if (call->size > MAX_ATTR)
		return -E2BIG;
	if (call->size > ATTR_SIZE)
		err = user_is_zero(call->user_attr + ATTR_SIZE, call->size - ATTR_SIZE);
	if (err)
		return err;
	memset(&call->attr, 0, sizeof(call->attr));
	return user_read(&call->attr, call->user_attr,
			 call->size < ATTR_SIZE ? call->size : ATTR_SIZE);
}

static bool is_zero_from(const struct call *call, uint32_t at)
{
	for (; at < ATTR_SIZE; at++)
		if (call->attr.bytes[at])
			return false;
	return true;
}

static long answer(int cmd, uint64_t attr, uint32_t size)
{
	struct call call = { .user_attr = attr, .size = size };
	const struct command *command;
	long result = compat_open(&call.vm);

	if (!result)
		result = read_attr(&call);
	if (result)
		return result;
	if (cmd < 0 || (size_t)cmd >= sizeof(commands) / sizeof(*commands))
		return -EINVAL;
	command = &commands[cmd];
	if (!command->end || !is_zero_from(&call, command->end))
		return -EINVAL;
	if (!command->run)
		return -EPERM; /* what needs a privilege that nobody has here */
	return command->run(&call);
}

/* A bad address is an error in a thread that blocks the signals of it, too. */
long compat_bpf(int cmd, uint64_t attr, uint32_t size)
{
	sigset_t faults, before;
	long result;

	sigemptyset(&faults);
	sigaddset(&faults, SIGSEGV);
	sigaddset(&faults, SIGBUS);
	pthread_sigmask(SIG_UNBLOCK, &faults, &before);
	result = answer(cmd, attr, size);
	if (sigismember(&before, SIGSEGV) || sigismember(&before, SIGBUS))
		pthread_sigmask(SIG_SETMASK, &before, NULL);
	return result;
}

int call_answer(const struct call *call, size_t offset, const void *value, size_t size)
{
	return offset + size <= call->size ? user_write(call->user_attr + offset, value, size) : 0;
}

uint32_t call_u32(const struct call *call, size_t offset)
{
	uint32_t value;

	memcpy(&value, call->attr.bytes + offset, sizeof(value));
	return value;
}

uint64_t call_u64(const struct call *call, size_t offset)
{
	uint64_t value;

	memcpy(&value, call->attr.bytes + offset, sizeof(value));
	return value;
}

/* As bpf_obj_name_cpy. */
int copy_name(char name[BPF_OBJ_NAME_LEN], const char *from)
{
	int i;

	memset(name, 0, BPF_OBJ_NAME_LEN);
	for (i = 0; i < (int)BPF_OBJ_NAME_LEN && from[i]; i++) {
		char c = from[i];

		if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
		      c == '_' || c == '.'))
			return -EINVAL;
		name[i] = c;
	}
	return i == (int)BPF_OBJ_NAME_LEN ? -EINVAL : 0;
}
