/*
 * Tasks: the threads that run programs, or that a pidfd stands for.
 */
#ifndef SKEP_MAPS_TASK_ID_H
#define SKEP_MAPS_TASK_ID_H

#include <stdbool.h>
#include <stdint.h>

/**
 * struct task_id - one task among all that ever were since the system started
 * @unique: what no other task with this @tid has
 * @tid:    its number in its pid namespace
 * @ns:     which one that is
 *
 * The key of a task storage, in the file.
 */
struct task_id {
	uint64_t unique;
	uint32_t tid, ns;
};

/* The calling thread.  -EMFILE, -ENFILE, -ENOMEM; -ENOSYS: nothing tells. */
int task_id_self(struct task_id *task);
/*
 * What @pidfd stands for.  -EBADF: it is no pidfd; -ENOENT: the task is gone, a zombie is
 * not; -EOPNOTSUPP: it is in another pid namespace; errors as above.
 */
int task_id_of_pidfd(int pidfd, struct task_id *task);
/* The pid namespace of this process; 0: it is not told. */
uint32_t task_namespace(void);
/* Is it certain that there is no such task of @ns any more?  Never of another namespace's. */
bool task_is_gone(const struct task_id *task, uint32_t ns);
/* Where there is no better number: the clock tick in which it started.  -ENOENT: no such task */
int task_start(uint32_t tid, uint64_t *start);

#endif
