// SPDX-License-Identifier: BSD-2-Clause
/* One program needs a CO-RE relocation, by itself or in a function; another does not. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct task_like {
	int pid;
	int tgid;
} __attribute__((preserve_access_index));

static __noinline int tgid_of(struct task_like *task)
{
	return task->tgid;
}

SEC("xdp")
int plain(struct xdp_md *ctx)
{
	return XDP_PASS;
}

SEC("raw_tp/sched_switch")
int relocated(struct task_like **args)
{
	return args[0]->tgid;
}

SEC("raw_tp/sched_switch")
int relocated_inside(struct task_like **args)
{
	return tgid_of(args[0]);
}

char _license[] SEC("license") = "GPL";
