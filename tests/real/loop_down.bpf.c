/* Weighs the cells of a table from the last one down, by a counter that ends below 0. */
#include "real.h"

enum { CELLS = 64 };

struct table {
	__u32 n, cell[CELLS];
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct table);
} tables SEC(".maps");

__u64 result;

SEC("tc")
int loop_down(struct __sk_buff *skb)
{
	struct table *t;
	__u32 zero = 0;
	__u64 sum = 0;

	t = bpf_map_lookup_elem(&tables, &zero);
	if (!t || t->n > CELLS)
		return TC_ACT_SHOT;
	for (int i = (int)t->n - 1; i >= 0; i--)
		sum = sum * 5 + t->cell[i];
	result = sum;
	return TC_ACT_OK;
}

LICENSED;
