/* A spin lock in the values of a map that has one for each CPU. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct value {
	__u64 n;
	struct bpf_spin_lock lock;
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct value);
} each SEC(".maps");

char _license[] SEC("license") = "GPL";
