// SPDX-License-Identifier: BSD-2-Clause
/*
 * A program that user space calls with arguments: the sum, the extremes and a share of
 * the numbers in a map, by callbacks of bpf_loop, written into its context.
 */
#include <linux/bpf.h>
#include <linux/errno.h>

#include <bpf/bpf_helpers.h>

enum { MAX_VALUES = 1024 };

struct summary {
	__u32 count, above;        /* in: how many values; out: how many exceed the limit */
	__u64 limit;               /* in */
	__u64 sum, least, greatest; /* out */
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, MAX_VALUES);
	__type(key, __u32);
	__type(value, __u64);
} values SEC(".maps");

static long take_value(__u32 index, void *arg)
{
	struct summary *to = arg;
	__u64 *value = bpf_map_lookup_elem(&values, &index);

	if (!value)
		return 1;
	to->sum += *value;
	if (*value < to->least)
		to->least = *value;
	if (*value > to->greatest)
		to->greatest = *value;
	if (*value > to->limit)
		to->above++;
	return 0;
}

SEC("syscall")
int summary(struct summary *ctx)
{
	struct summary result = { .count = ctx->count, .limit = ctx->limit, .least = ~0ULL };

	if (!result.count || result.count > MAX_VALUES)
		return -EINVAL;
	bpf_loop(result.count, take_value, &result, 0);
	ctx->above = result.above;
	ctx->sum = result.sum;
	ctx->least = result.least;
	ctx->greatest = result.greatest;
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
