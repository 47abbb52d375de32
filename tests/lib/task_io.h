/* Calls of the helpers of tasks; for tests/objects/task_script.bpf.c too. */
#ifndef TESTS_LIB_TASK_IO_H
#define TESTS_LIB_TASK_IO_H

#include <linux/types.h>

struct task_value {
	__u64 runs, sum; /* of the task's programs */
};

enum task_op { TASK_GET, TASK_DELETE, TASK_KEEP, TASK_POINTER };

struct task_io {
	/* in */
	__u64 flags;
	struct task_value first;
	__u32 op, has_first, has_task;
	__u32 same, is_null, unused; /* out */
	/* out */
	__s64 result;
	struct task_value found; /* as it was found, if result is 1 */
	__u64 task, number; /* the pointer and bpf_get_current_task */
};

#endif
