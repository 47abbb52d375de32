/* A value with two spin locks, one of them in a structure inside. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct inner {
	__u32 tag;
	struct bpf_spin_lock lock;
};

struct two {
	struct bpf_spin_lock first;
	struct inner second;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct two);
} twice SEC(".maps");

char _license[] SEC("license") = "GPL";
