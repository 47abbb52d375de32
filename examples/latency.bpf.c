// SPDX-License-Identifier: BSD-2-Clause
/*
 * How long system calls take, by powers of two of a microsecond: raw tracepoints at
 * their beginning and end, matched by thread.  What they fail with is counted.
 */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

enum { N_SLOTS = 32, NS_PER_US = 1000, N_ERRNOS = 134 };

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4096);
	__type(key, __u64);
	__type(value, __u64);
} started SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, N_SLOTS);
	__type(key, __u32);
	__type(value, __u64);
} histogram SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, N_ERRNOS);
	__type(key, __u32);
	__type(value, __u64);
} failed SEC(".maps");

SEC("raw_tp/sys_enter")
int enter(void *ctx)
{
	__u64 thread = bpf_get_current_pid_tgid(), now = bpf_ktime_get_ns();

	bpf_map_update_elem(&started, &thread, &now, BPF_ANY);
	return 0;
}

/* Arguments: registers, and the call's result. */
SEC("raw_tp/sys_exit")
int leave(struct bpf_raw_tracepoint_args *ctx)
{
	__u64 thread = bpf_get_current_pid_tgid(), us;
	__u64 *since = bpf_map_lookup_elem(&started, &thread), *count;
	__s64 result = ctx->args[1];
	__u32 slot = 0, error = -result;

	if (!since)
		return 0;
	us = (bpf_ktime_get_ns() - *since) / NS_PER_US;
	for (; slot < N_SLOTS - 1 && us; slot++)
		us >>= 1;
	count = bpf_map_lookup_elem(&histogram, &slot);
	if (count)
		*count += 1;
	if (result < 0 && result > -N_ERRNOS) {
		count = bpf_map_lookup_elem(&failed, &error);
		if (count)
			__sync_fetch_and_add(count, 1);
	}
	bpf_map_delete_elem(&started, &thread);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
