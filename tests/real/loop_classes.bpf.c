/* Sums over a table by loops of each form: up, down, by steps, in 32 and in 64 bits. */
#include "real.h"

enum { CELLS = 64 };

struct table {
	__u32 n, cell[CELLS];
};
struct sums {
	__u64 at_least_once, not_equal, down, up64, by_two, by_three;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct table);
} tables SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct sums);
} results SEC(".maps");

static __always_inline __u32 cells_of(const struct table *t)
{
	return t->n < CELLS ? t->n : CELLS;
}

/* The cells up to the first that is 0, that one too. */
static __noinline __u64 at_least_once(const struct table *t)
{
	__u64 sum = 0;
	__u32 i = 0;

	do {
		sum += t->cell[i] + 1ull;
	} while (t->cell[i++] && i < CELLS);
	return sum;
}

static __noinline __u64 not_equal(const struct table *t)
{
	__u32 n = cells_of(t);
	__u64 sum = 0;

	for (__u32 i = 0; i != n; i++)
		sum += (__u64)t->cell[i] * (i + 1);
	return sum;
}

static __noinline __u64 down(const struct table *t)
{
	__u64 sum = 0;

	for (__u32 i = cells_of(t); i > 0; i--)
		sum = sum * 3 + t->cell[i - 1];
	return sum;
}

static __noinline __u64 up64(const struct table *t)
{
	__u64 n = cells_of(t), sum = 0;

	for (__u64 i = 0; i < n; i++)
		sum ^= (__u64)t->cell[i] << (i & 31);
	return sum;
}

static __noinline __u64 by_two(const struct table *t)
{
	__u32 n = cells_of(t);
	__u64 sum = 0;

	for (__u32 i = 0; i < n; i += 2)
		sum += t->cell[i];
	return sum;
}

static __noinline __u64 by_three(const struct table *t)
{
	__u64 n = cells_of(t), sum = 0;

	for (__u64 i = 1; i < n; i += 3)
		sum += t->cell[i];
	return sum;
}

SEC("tc")
int loop_classes(struct __sk_buff *skb)
{
	struct table *t;
	struct sums *to;
	__u32 zero = 0;

	t = bpf_map_lookup_elem(&tables, &zero);
	to = bpf_map_lookup_elem(&results, &zero);
	if (!t || !to)
		return TC_ACT_SHOT;
	to->at_least_once = at_least_once(t);
	to->not_equal = not_equal(t);
	to->down = down(t);
	to->up64 = up64(t);
	to->by_two = by_two(t);
	to->by_three = by_three(t);
	return TC_ACT_OK;
}

LICENSED;
