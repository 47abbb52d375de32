// SPDX-License-Identifier: BSD-2-Clause
/* A little of everything that opening, loading and running asks of memory and files. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct moved { /* in core_target.bpf.c it stands at 12 */
	int first;
} __attribute__((preserve_access_index));

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 8);
	__uint(pinning, LIBBPF_PIN_BY_NAME);
	__type(key, __u32);
	__type(value, __u64);
} shared SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} per_lane SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} events SEC(".maps");

struct inner {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} one SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, 1);
	__type(key, __u32);
	__array(values, struct inner);
} outer SEC(".maps") = { .values = { &one } };

SEC("xdp")
int pass(struct xdp_md *ctx)
{
	return XDP_PASS;
}

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 1);
	__uint(key_size, 4);
	__array(values, int(void *));
} jumps SEC(".maps") = { .values = { (void *)&pass } };

extern int host_result(int v) __ksym; /* ten times its argument */

const volatile __u32 step = 1;
__u64 runs;

static __noinline __u64 count(__u32 key)
{
	__u64 zero = 0, *value;

	bpf_map_update_elem(&shared, &key, &zero, BPF_NOEXIST);
	value = bpf_map_lookup_elem(&shared, &key);
	if (value)
		__sync_fetch_and_add(value, step);
	return value ? *value : 0;
}

/* Ten times this packet's count, which goes into the ring, and the target's offset. */
SEC("xdp")
int work(struct xdp_md *ctx)
{
	__u8 *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	__u64 n, *lane, *held;
	__u32 zero = 0;
	void *map;

	if (data + 1 > end)
		return -1;
	n = count(*data);
	runs++;
	lane = bpf_map_lookup_elem(&per_lane, &zero);
	if (lane)
		*lane += n;
	map = bpf_map_lookup_elem(&outer, &zero);
	held = map ? bpf_map_lookup_elem(map, &zero) : NULL;
	if (held)
		*held = n;
	bpf_ringbuf_output(&events, &n, sizeof(n), 0);
	if (n == 1000)
		bpf_tail_call(ctx, &jumps, 0);
	return host_result(n) + __builtin_preserve_field_info(((struct moved *)0)->first, 0);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
