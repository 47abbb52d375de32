// SPDX-License-Identifier: BSD-2-Clause
/* What the tests of the public API run. */
#include <linux/bpf.h>
#include <stdbool.h>

#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u64);
} per_lane SEC(".maps");

struct pair {
	__u32 a;
	__u32 b;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, struct pair);
} pairs SEC(".maps");

/* Not made: no program uses it, and this version has no such map. */
struct {
	__uint(type, BPF_MAP_TYPE_CGROUP_ARRAY);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u32);
} unused SEC(".maps");

__u64 seen;
const volatile __u32 step = 3;

/* Counts on its lane, and returns the lane. */
SEC("xdp")
int lane(struct xdp_md *ctx)
{
	__u32 key = 1;
	__u64 *count = bpf_map_lookup_elem(&per_lane, &key);

	if (count)
		(*count)++;
	return bpf_get_smp_processor_id();
}

SEC("xdp")
int globals(struct xdp_md *ctx)
{
	seen += step;
	return seen;
}

/* The first byte is a key, the second what to do with it. */
SEC("xdp")
int edit(struct xdp_md *ctx)
{
	__u8 *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	struct pair value = { 1, 2 };
	__u32 key;

	if (data + 2 > end)
		return -1;
	key = data[0];
	if (data[1] == 'd')
		return bpf_map_delete_elem(&pairs, &key);
	if (data[1] == 'u')
		return bpf_map_update_elem(&pairs, &key, &value, BPF_NOEXIST);
	return bpf_map_lookup_elem(&pairs, &key) ? 1 : 0;
}

/* As many iterations as the packet has bytes. */
SEC("xdp")
int loop(struct xdp_md *ctx)
{
	__u8 *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	__u32 sum = 0;

	for (int i = 0; i < 256 && data + i + 1 <= end; i++)
		sum += data[i];
	return sum;
}

SEC("xdp")
int print(struct xdp_md *ctx)
{
	static const char format[] = "%d on %u%c";

	return bpf_trace_printk(format, sizeof(format), -7, bpf_get_smp_processor_id(), '!');
}

SEC("xdp")
int clocks(struct xdp_md *ctx)
{
	__u64 ns = bpf_ktime_get_ns(), boot = bpf_ktime_get_boot_ns(), jiffies = bpf_jiffies64();

	if (!ns || boot < ns)
		return 1;
	return jiffies ? 0 : 2;
}

SEC("xdp")
int identity(struct xdp_md *ctx)
{
	__u32 key = 0;
	__u64 *out = bpf_map_lookup_elem(&per_lane, &key);

	if (out)
		*out = bpf_get_current_pid_tgid() ^ bpf_get_current_uid_gid();
	return bpf_get_prandom_u32() == bpf_get_prandom_u32();
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
