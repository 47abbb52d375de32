// SPDX-License-Identifier: BSD-2-Clause
/* Helpers about the process and its memory, called as a map says. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

#include "../lib/process_io.h"

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct process_io);
} io SEC(".maps");

SEC("raw_tp")
int identity(void *ctx)
{
	__u32 zero = 0;
	struct process_io *to = bpf_map_lookup_elem(&io, &zero);
	struct bpf_pidns_info ids = { 3, 4 };
	__u64 size;

	if (!to)
		return 1;
	size = to->size;
	barrier_var(size);
	if (size > COMM_SIZE)
		return 2;
	barrier_var(size);
	if (size < 1)
		return 3;
	to->comm_result = bpf_get_current_comm(to->comm, size);
	to->ns_result = bpf_get_ns_current_pid_tgid(to->ns_dev, to->ns_ino, &ids, sizeof(ids));
	to->ns_ids[0] = ids.pid;
	to->ns_ids[1] = ids.tgid;
	to->ns_short_result = bpf_get_ns_current_pid_tgid(to->ns_dev, to->ns_ino, &ids, 4);
	to->pid_tgid = bpf_get_current_pid_tgid();
	to->uid_gid = bpf_get_current_uid_gid();
	to->task_id = bpf_get_current_task();
	to->cgroup_id = bpf_get_current_cgroup_id();
	to->numa_node = bpf_get_numa_node_id();
	to->lane = bpf_get_smp_processor_id();
	return 0;
}

SEC("raw_tp")
int probe(void *ctx)
{
	__u32 zero = 0;
	struct process_io *to = bpf_map_lookup_elem(&io, &zero);
	const void *address;
	__u64 size;

	if (!to)
		return 1;
	size = to->size;
	address = (const void *)to->address;
	if (size > PROBE_SIZE)
		return 2;
	if (to->task == PROBE_USER)
		to->result = bpf_probe_read_user(to->bytes, size, address);
	else if (to->task == PROBE_KERNEL)
		to->result = bpf_probe_read_kernel(to->bytes, size, address);
	else if (to->task == PROBE_ANY)
		to->result = bpf_probe_read(to->bytes, size, address);
	else if (to->task == PROBE_USER_STR)
		to->result = bpf_probe_read_user_str(to->bytes, size, address);
	else if (to->task == PROBE_KERNEL_STR)
		to->result = bpf_probe_read_kernel_str(to->bytes, size, address);
	else
		to->result = bpf_probe_read_str(to->bytes, size, address);
	return 0;
}

/* Linux copies in programs that may sleep. */
SEC("syscall")
int copy(void *ctx)
{
	__u32 zero = 0;
	struct process_io *to = bpf_map_lookup_elem(&io, &zero);
	__u64 size;

	if (!to)
		return 1;
	size = to->size;
	if (size > PROBE_SIZE)
		return 2;
	to->result = bpf_copy_from_user(to->bytes, size, (const void *)to->address);
	return 0;
}

SEC("xdp")
int clocks(struct xdp_md *ctx)
{
	__u32 zero = 0;
	struct process_io *to = bpf_map_lookup_elem(&io, &zero);

	if (!to)
		return 1;
	to->ns = bpf_ktime_get_ns();
	to->boot_ns = bpf_ktime_get_boot_ns();
	to->tai_ns = bpf_ktime_get_tai_ns();
	to->coarse_ns = bpf_ktime_get_coarse_ns();
	return 0;
}

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} lanes SEC(".maps");

/* The sum over the lanes; the last step is behind the last lane. */
SEC("xdp")
int sum_lanes(struct xdp_md *ctx)
{
	__u32 zero = 0;
	__u64 sum = 0, *value = bpf_map_lookup_elem(&lanes, &zero);

	if (value)
		*value += 1;
	for (int i = 0; i < 8; i++) {
		value = bpf_map_lookup_percpu_elem(&lanes, &zero, i == 7 ? -1 : i);
		if (value)
			sum += *value;
		else if (i == 7)
			sum += 1000;
	}
	return sum;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
