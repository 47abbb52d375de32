// SPDX-License-Identifier: BSD-2-Clause
/*
 * Programs that check what somebody else changes meanwhile, and then use it: each
 * load is one access, so what was checked is what is used.
 */
#include <linux/bpf.h>
#include <stdbool.h>

#include <bpf/bpf_helpers.h>

#define ONCE(x) (*(volatile typeof(x) *)&(x))

enum { SLOTS = 8 };

struct shared {
	__u64 wide;
	__u32 index;
	__u16 half;
	__u8 byte;
	__s32 sign;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct shared);
} shared SEC(".maps");

/* Entry 0 is what the programs mean: slot i holds i + 1; in the others are zeros. */
struct area {
	__u64 slot[SLOTS];
};
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 4096);
	__type(key, __u32);
	__type(value, struct area);
} areas SEC(".maps");

static __always_inline struct shared *get_shared(void)
{
	__u32 zero = 0;

	return bpf_map_lookup_elem(&shared, &zero);
}

static __always_inline __u64 *slot_at(__u64 i)
{
	__u32 zero = 0;
	struct area *area = bpf_map_lookup_elem(&areas, &zero);

	return area ? &area->slot[i] : 0;
}

#define READS(name, type, field, checks)                                                           \
	SEC("xdp") int name(struct xdp_md *ctx)                                                    \
	{                                                                                          \
		struct shared *s = get_shared();                                                   \
		__u64 *slot;                                                                       \
		type i;                                                                            \
											   \
		if (!s)                                                                            \
			return 0;                                                                  \
		i = ONCE(s->field);                                                                \
		if (!(checks))                                                                     \
			return 0;                                                                  \
		slot = slot_at(i);                                                                 \
		return slot ? (int)*slot : 0;                                                      \
	}

/* 0, or a number from 1 to 8. */
READS(read_64, __u64, wide, i < SLOTS)
READS(read_32, __u32, index, i < SLOTS)
READS(read_16, __u16, half, i < SLOTS)
READS(read_8, __u8, byte, i < SLOTS)
READS(read_signed, __s32, sign, i >= 0 && i < SLOTS)

/*
 * Keys that change while they are looked up: all that may be seen is in the hashes, in
 * halves too, so one that is not found was read twice.  Small ones answer 1 to 8.
 */
#define LOOKS_UP(name, field)                                                                      \
	struct {                                                                                   \
		__uint(type, BPF_MAP_TYPE_HASH);                                                   \
		__uint(max_entries, 32);                                                           \
		__type(key, typeof(((struct shared *)0)->field));                                  \
		__type(value, __u32);                                                              \
	} name##_keys SEC(".maps");                                                                \
												   \
	SEC("xdp") int name(struct xdp_md *ctx)                                                    \
	{                                                                                          \
		struct shared *s = get_shared();                                                   \
		__u32 *number;                                                                     \
												   \
		if (!s)                                                                            \
			return 0;                                                                  \
		number = bpf_map_lookup_elem(&name##_keys, &s->field);                             \
		return number ? *number : 99;                                                      \
	}

LOOKS_UP(look_up_32, index)
LOOKS_UP(look_up_64, wide)

SEC("xdp") int write_32(struct xdp_md *ctx)
{
	struct shared *s = get_shared();
	__u64 *slot;
	__u32 i;

	if (!s)
		return 0;
	i = ONCE(s->index);
	if (i >= SLOTS)
		return 0;
	slot = slot_at(i);
	if (slot)
		*slot = i + 1;
	return 1;
}

SEC("xdp") int count_64(struct xdp_md *ctx)
{
	struct shared *s = get_shared();
	__u64 *slot, i;

	if (!s)
		return 0;
	i = ONCE(s->wide);
	if (i >= SLOTS)
		return 0;
	slot = slot_at(i);
	if (slot)
		__sync_fetch_and_add(slot, 0);
	return 1;
}

/* A sum of as many words as were checked. */
SEC("xdp") int sum(struct xdp_md *ctx)
{
	struct shared *s = get_shared();
	__be32 *from = (__be32 *)slot_at(0);
	__u32 n;

	if (!s || !from)
		return 0;
	n = ONCE(s->index);
	if (n > sizeof(struct area) / 4)
		return 0;
	return 1 + (bpf_csum_diff(from, n * 4, 0, 0, 0) < 0);
}

/* The header's length is in the packet, which the host's other threads may write. */
SEC("xdp") int packet(struct xdp_md *ctx)
{
	unsigned char *p = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	__u32 length;

	if (p + 1 > end)
		return 0;
	length = ONCE(p[0]) & 63;
	if (p + length + 1 > end)
		return 1;
	return 2 + p[length];
}

/* Two loads are two: 1 where somebody came between. */
SEC("xdp") int twice(struct xdp_md *ctx)
{
	struct shared *s = get_shared();

	if (!s)
		return 0;
	return ONCE(s->wide) != ONCE(s->wide);
}

char _license[] SEC("license") = "Dual BSD/GPL";
