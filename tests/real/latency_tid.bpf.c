/* Run-queue latency by thread, from wake-up to switch, with a filter on the command. */
#include "real.h"

struct wakeup {
	__u64 common;
	char comm[16];
	__s32 pid, prio, cpu;
};
struct sw {
	__u64 common;
	char prev_comm[16];
	__s32 prev_pid, prev_prio;
	__s64 prev_state;
	char next_comm[16];
	__s32 next_pid, next_prio;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, __u32);
	__type(value, __u64);
} start SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 32);
	__type(key, __u32);
	__type(value, __u64);
} hist SEC(".maps");

const volatile char only[16];

SEC("tracepoint/sched/sched_wakeup")
int latency_wakeup(struct wakeup *ctx)
{
	__u32 pid = ctx->pid;
	__u64 now;

	for (int i = 0; i < 16 && only[i]; i++)
		if (ctx->comm[i] != only[i])
			return 0;
	now = bpf_ktime_get_ns();
	bpf_map_update_elem(&start, &pid, &now, BPF_ANY);
	return 0;
}

SEC("tracepoint/sched/sched_switch")
int latency_switch(struct sw *ctx)
{
	__u32 pid = ctx->next_pid, slot = 0;
	__u64 *from, took, *count;

	from = bpf_map_lookup_elem(&start, &pid);
	if (!from)
		return 0;
	took = (bpf_ktime_get_ns() - *from) / 1000;
	while (took > 1 && slot < 31) {
		took >>= 1;
		slot++;
	}
	count = bpf_map_lookup_elem(&hist, &slot);
	if (count)
		*count += 1;
	bpf_map_delete_elem(&start, &pid);
	return 0;
}

LICENSED;
