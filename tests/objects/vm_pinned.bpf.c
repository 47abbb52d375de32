// SPDX-License-Identifier: BSD-2-Clause
/* A map that is shared by its name, and one that this version cannot make. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

#ifndef VALUE
#define VALUE __u64
#endif

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__uint(pinning, LIBBPF_PIN_BY_NAME);
	__type(key, __u32);
	__type(value, VALUE);
} shared SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_CGROUP_ARRAY);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u32);
} unsupported SEC(".maps");

#ifdef HUGE
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, HUGE);
	__uint(key_size, 4);
	__uint(value_size, HUGE);
} huge SEC(".maps");
#endif

SEC("xdp")
int count(struct xdp_md *ctx)
{
	__u32 key = 0;
	VALUE *value = bpf_map_lookup_elem(&shared, &key);

	return value ? __sync_fetch_and_add(value, 1) : 0;
}

SEC("xdp")
int needs_unsupported(struct xdp_md *ctx)
{
	__u64 key = 8;

	bpf_map_push_elem(&unsupported, &key, 0);
	return 0;
}

char LICENSE[] SEC("license") = "Proprietary";
