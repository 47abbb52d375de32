// SPDX-License-Identifier: BSD-2-Clause
/*
 * System calls by number and by process, from the tracepoint raw_syscalls/sys_enter.
 * Processes are told apart by name; a variable chooses one.
 */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

enum { N_CALLS = 512, COMM_SIZE = 16 };

/* The record as its format file says. */
struct sys_enter {
	__u64 common;
	__s64 id;
	__u64 args[6];
};

struct comm {
	char name[COMM_SIZE];
};

volatile __u32 only_tgid = 0;
__u64 unknown = 0;

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, N_CALLS);
	__type(key, __u32);
	__type(value, __u64);
} by_number SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_HASH);
	__uint(max_entries, 1024);
	__type(key, struct comm);
	__type(value, __u64);
} by_name SEC(".maps");

static __always_inline void count_process(void)
{
	struct comm comm = { 0 };
	__u64 one = 1, *times;

	bpf_get_current_comm(comm.name, sizeof(comm.name));
	times = bpf_map_lookup_elem(&by_name, &comm);
	if (times)
		*times += 1;
	else
		bpf_map_update_elem(&by_name, &comm, &one, BPF_NOEXIST);
}

SEC("tracepoint/raw_syscalls/sys_enter")
int syscalls(struct sys_enter *record)
{
	__u32 number = record->id;
	__u64 *times = bpf_map_lookup_elem(&by_number, &number);

	if (only_tgid && bpf_get_current_pid_tgid() >> 32 != only_tgid)
		return 0;
	if (times)
		*times += 1;
	else
		__sync_fetch_and_add(&unknown, 1);
	count_process();
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
