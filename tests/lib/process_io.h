/* Calls of helpers about the process; for tests/objects/process_script.bpf.c too. */
#ifndef TESTS_LIB_PROCESS_IO_H
#define TESTS_LIB_PROCESS_IO_H

#include <linux/types.h>

enum { COMM_SIZE = 24, PROBE_SIZE = 64 };

enum probe_task { PROBE_USER, PROBE_KERNEL, PROBE_ANY, PROBE_COPY, PROBE_USER_STR,
		  PROBE_KERNEL_STR, PROBE_ANY_STR };

struct process_io {
	/* in */
	__u32 task, size; /* of the probe and of the name */
	__u64 address, ns_dev, ns_ino;
	/* out */
	__s64 result;
	__u8 bytes[PROBE_SIZE];
	__u8 comm[COMM_SIZE];
	__s64 comm_result, ns_result, ns_short_result;
	__u32 ns_ids[2];
	__u64 pid_tgid, uid_gid, task_id, cgroup_id;
	__u64 ns, boot_ns, tai_ns, coarse_ns;
	__u32 numa_node, lane;
};

#endif
