/* Counts how often each task ran it, in a value that belongs to the task. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_TASK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int); /* a pidfd, for the application */
	__type(value, __u64);
} n_runs SEC(".maps");

SEC("xdp")
int count(struct xdp_md *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf();
	__u64 *n = bpf_task_storage_get(&n_runs, task, 0, BPF_LOCAL_STORAGE_GET_F_CREATE);

	if (!n)
		return XDP_ABORTED;
	++*n;
	return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
