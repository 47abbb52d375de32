// SPDX-License-Identifier: BSD-2-Clause
/*
 * A sampling profiler: samples by lane, by the page that they fell on, and by the
 * stack that led there.
 */
#include <linux/ptrace.h>

#include <linux/bpf.h>
#include <linux/bpf_perf_event.h>

#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

enum { DEPTH = 16, PAGE_BITS = 12 };

struct lane {
	__u64 samples, periods, without_stack;
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct lane);
} lanes SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4096);
	__type(key, __u64);
	__type(value, __u64);
} pages SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_STACK_TRACE);
	__uint(max_entries, 1024);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, DEPTH * sizeof(__u64));
} stacks SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u32);
	__type(value, __u64);
} by_stack SEC(".maps");

static __always_inline void add(void *map, const void *key)
{
	__u64 one = 1, *times = bpf_map_lookup_elem(map, key);

	if (times)
		__sync_fetch_and_add(times, 1);
	else
		bpf_map_update_elem(map, key, &one, BPF_ANY);
}

SEC("perf_event")
int profiler(struct bpf_perf_event_data *ctx)
{
	__u64 page = PT_REGS_IP(&ctx->regs) >> PAGE_BITS;
	__u32 zero = 0, id;
	struct lane *lane = bpf_map_lookup_elem(&lanes, &zero);
	long stack;

	if (!lane)
		return 0;
	lane->samples++;
	lane->periods += ctx->sample_period;
	add(&pages, &page);
	stack = bpf_get_stackid(ctx, &stacks, BPF_F_USER_STACK);
	if (stack < 0) {
		lane->without_stack++;
		return 0;
	}
	id = stack;
	add(&by_stack, &id);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
