// SPDX-License-Identifier: BSD-2-Clause
/* User ring buffers: what the packet says is done with each sample, and what came of it noted. */
#include <linux/bpf.h>
#include <stdbool.h>

#include <bpf/bpf_helpers.h>

enum { NOTES = 256 };

struct note {
	__s64 answer;
	__u64 value;
};

struct notes {
	__u64 n;
	struct note note[NOTES];
};

/* The packet's first bytes. */
struct order {
	__u8 flags, what, stop; /* of the drain; enum what; stop after so many samples, 0: never */
	__u8 pad;
	__u32 offset;
	__u64 word, helper_flags;
};

enum what { READ, DATA, WRITE, AGAIN, SHIFTED, SPIN };

struct {
	__uint(type, BPF_MAP_TYPE_USER_RINGBUF);
	__uint(max_entries, 4096);
} ring SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_USER_RINGBUF);
	__uint(max_entries, 33554432);
} big SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct notes);
} seen SEC(".maps");

struct job {
	struct order order;
	__u64 rounds;
};

static long nothing(struct bpf_dynptr *sample, void *ctx)
{
	return 0;
}

static __u64 spin(void)
{
	__u64 sum = 0;

	for (__u32 i = 0; i < 20000; i++)
		sum += bpf_get_prandom_u32() & i;
	return sum;
}

static __s64 act(struct bpf_dynptr *sample, const struct order *order, __u64 *value)
{
	__u64 words[2] = { 0, 0 }, *at;
	__s64 answer = 0;

	switch (order->what) {
	case READ:
		answer = bpf_dynptr_read(words, 16, sample, order->offset, order->helper_flags);
		*value = answer ? 0 : words[0] ^ words[1];
		return answer;
	case DATA:
		at = bpf_dynptr_data(sample, order->offset, 16);
		if (!at)
			return -1;
		*value = at[0] ^ at[1];
		at[1] = order->word;
		return 0;
	case WRITE:
		words[0] = order->word;
		answer = bpf_dynptr_write(sample, order->offset, words, 8, order->helper_flags);
		at = bpf_dynptr_data(sample, 0, 8);
		*value = at ? *at : 7;
		return answer;
	case AGAIN: return bpf_user_ringbuf_drain(&ring, nothing, NULL, 0);
	case SHIFTED:
		at = bpf_dynptr_data(sample, 3, 9);
		*value = at ? *(__u64 *)((__u8 *)at + 1) : 9;
		return 0;
	case SPIN: *value = spin(); return 0;
	default: return 0;
	}
}

static long each(struct bpf_dynptr *sample, void *ctx)
{
	struct job *job = ctx;
	struct notes *notes;
	__u64 value = 0;
	__u32 zero = 0;
	__s64 answer = act(sample, &job->order, &value);

	job->rounds++;
	notes = bpf_map_lookup_elem(&seen, &zero);
	if (!notes)
		return 1;
	notes->note[notes->n & (NOTES - 1)] = (struct note){ answer, value };
	notes->n++;
	return job->order.stop && job->rounds >= job->order.stop;
}

/* Return: false: the packet is too short. */
static bool take_order(struct xdp_md *ctx, struct order *order)
{
	void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;

	if (data + sizeof(*order) > end)
		return false;
	__builtin_memcpy(order, data, sizeof(*order));
	return true;
}

SEC("xdp")
int drain(struct xdp_md *ctx)
{
	struct job job = {};

	if (!take_order(ctx, &job.order))
		return 9;
	return (int)bpf_user_ringbuf_drain(&ring, each, &job, job.order.flags);
}

SEC("xdp")
int drain_big(struct xdp_md *ctx)
{
	struct job job = {};

	if (!take_order(ctx, &job.order))
		return 9;
	return (int)bpf_user_ringbuf_drain(&big, each, &job, job.order.flags);
}

char _license[] SEC("license") = "GPL";
