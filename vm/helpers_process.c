/*
 * Helper bodies about the process that runs the program: the host itself, seen
 * through its thread.
 */
#include "vm/helpers.h"

#include "vm/cgroup.h"

#include <errno.h>
#include <sched.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

HELPER_BODY_OF(get_current_pid_tgid)
{
	return thread_pid_tgid(run_lease(run)->thread);
}

HELPER_BODY_OF(get_current_uid_gid)
{
	return (uint64_t)getgid() << 32 | getuid();
}

HELPER_BODY_OF(get_current_task)
{
	return task_word(run);
}

HELPER_BODY_OF(get_current_comm)
{
	char name[16] = ""; /* TASK_COMM_LEN */
	uint32_t size = (uint32_t)r2;
	char *out = (char *)r1;

	prctl(PR_GET_NAME, name);
	for (uint32_t i = 0; i < size; i++)
		out[i] = i < sizeof(name) && i + 1 < size ? name[i] : '\0';
	return 0;
}

HELPER_BODY_OF(get_ns_current_pid_tgid)
{
	struct { /* struct bpf_pidns_info */
		uint32_t pid, tgid;
	} *out = (void *)r3;
	uint64_t pid_tgid = thread_pid_tgid(run_lease(run)->thread);
	uint32_t size = (uint32_t)r4;
	struct stat st;

	if (size != sizeof(*out) || stat("/proc/self/ns/pid", &st) || st.st_dev != r1 ||
	    st.st_ino != r2) {
		memset(out, 0, size);
		return result(-EINVAL);
	}
	out->pid = (uint32_t)pid_tgid;
	out->tgid = (uint32_t)(pid_tgid >> 32);
	return 0;
}

HELPER_BODY_OF(get_current_cgroup_id)
{
	return cgroup_id_of_thread();
}

HELPER_BODY_OF(get_numa_node_id)
{
	unsigned cpu, node = 0;

	getcpu(&cpu, &node);
	return node;
}
