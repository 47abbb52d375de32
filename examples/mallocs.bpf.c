// SPDX-License-Identifier: BSD-2-Clause
/*
 * A histogram of what a process asks malloc for, by powers of two, and how often it
 * got nothing.  The size is the first argument, in the registers' copy.
 */
#include <linux/ptrace.h>

#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 65);
	__type(key, __u32);
	__type(value, __u64);
} sizes SEC(".maps");

struct call {
	__u64 size;
};

/* What each thread is asking for. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u64);
	__type(value, struct call);
} calls SEC(".maps");

struct failure {
	__u64 calls, largest;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct failure);
} failures SEC(".maps");

/* The place of the highest bit that is set, 1 for the lowest; 0: none. */
static __always_inline __u32 bits(__u64 value)
{
	__u32 n = 0;

	for (int step = 32; step; step /= 2) {
		if (value >> step) {
			n += step;
			value >>= step;
		}
	}
	return n + (__u32)value;
}

SEC("uprobe//lib/libc.so.6:malloc")
int malloc_enter(struct pt_regs *ctx)
{
	struct call call = { .size = PT_REGS_PARM1(ctx) };
	__u64 thread = bpf_get_current_pid_tgid();
	__u32 slot = bits(call.size);
	__u64 *count = bpf_map_lookup_elem(&sizes, &slot);

	if (count)
		*count += 1;
	bpf_map_update_elem(&calls, &thread, &call, BPF_ANY);
	return 0;
}

SEC("uretprobe//lib/libc.so.6:malloc")
int malloc_leave(struct pt_regs *ctx)
{
	__u64 thread = bpf_get_current_pid_tgid();
	struct call *call = bpf_map_lookup_elem(&calls, &thread);
	struct failure *failure;
	__u32 zero = 0;

	if (!call)
		return 0;
	failure = bpf_map_lookup_elem(&failures, &zero);
	if (failure && !PT_REGS_RC(ctx) && call->size) {
		__sync_fetch_and_add(&failure->calls, 1);
		if (call->size > failure->largest)
			failure->largest = call->size;
	}
	bpf_map_delete_elem(&calls, &thread);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
