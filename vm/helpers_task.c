/*
 * Helper bodies about tasks.  A task is the thread that runs the program, and what
 * a program has of one is a word that says nothing: bodies take only the word of
 * the task at hand, and go on with what vm/process.c knows of it.
 */
#include "vm/helpers.h"

#include <errno.h>

enum { GET_CREATE = 1 }; /* BPF_LOCAL_STORAGE_GET_F_CREATE */

/*
 * A number of the thread, where Linux has the address of its task_struct.  It
 * lies where no process has memory, so a probe of what it "points to" fails.
 */
uint64_t task_word(const struct run *run)
{
	return UINT64_C(0xffff888000000000) |
	       (thread_pid_tgid(run_lease(run)->thread) & UINT32_MAX) << 6;
}

/* As in Linux the pointer and the number of get_current_task are equal. */
HELPER_BODY_OF(get_current_task_btf)
{
	return task_word(run);
}

/* The task that a word stands for. */
static int find_task(const struct run *run, uint64_t word, const struct task_id **task)
{
	return word == task_word(run) ? thread_task(run_lease(run)->thread, task) : -EINVAL;
}

/* Where somebody else made it meanwhile, it is that one. */
static void *create_value(struct map *map, const struct task_id *task, const void *value,
			  const struct run *run)
{
	int err = map_task_create(map, task, value, run_lease(run)->writer);

	return err && err != -EEXIST ? NULL : map_task_value(map, task, run->lane);
}

HELPER_BODY_OF(task_storage_get)
{
	struct map *map = (struct map *)r1;
	const struct task_id *task;
	void *found;

	if (r4 & ~(uint64_t)GET_CREATE || find_task(run, r2, &task))
		return 0;
	found = map_task_value(map, task, run->lane);
	if (!found && r4)
		found = create_value(map, task, (const void *)r3, run);
	return (uintptr_t)found;
}

HELPER_BODY_OF(task_storage_delete)
{
	const struct task_id *task;
	int err = find_task(run, r2, &task);

	return result(err ? err : map_task_delete((struct map *)r1, task, run_lease(run)->writer));
}
