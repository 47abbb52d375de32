// SPDX-License-Identifier: BSD-2-Clause
/* Stacks of the user, as a map says. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

enum { MAX_BYTES = 1024 };

struct io {
	__u64 flags;
	__u32 size, use_id;
	__s64 result;
	__u8 bytes[MAX_BYTES];
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct io);
} io SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_STACK_TRACE);
	__uint(max_entries, 64);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, 8 * sizeof(__u64));
} stacks SEC(".maps");

static __always_inline int take(void *ctx)
{
	__u32 zero = 0;
	struct io *to = bpf_map_lookup_elem(&io, &zero);
	__u64 size;

	if (!to)
		return 1;
	if (to->use_id) {
		to->result = bpf_get_stackid(ctx, &stacks, to->flags);
		return 0;
	}
	size = to->size;
	if (size > MAX_BYTES)
		return 2;
	to->result = bpf_get_stack(ctx, to->bytes, size, to->flags);
	return 0;
}

SEC("uprobe")
int stack(void *ctx)
{
	return take(ctx);
}

/* The same where the kernel runs it on demand: in the thread that asks. */
SEC("raw_tp")
int stack_of_caller(void *ctx)
{
	return take(ctx);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
