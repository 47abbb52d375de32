/* Counts the frames that it sees, in a map that outlives who loaded it. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} seen SEC(".maps");

SEC("tc")
int count(struct __sk_buff *skb)
{
	__u32 key = 0;
	__u64 *n = bpf_map_lookup_elem(&seen, &key);

	if (!n)
		return -1;
	__sync_fetch_and_add(n, 1);
	return skb->mark;
}

char _license[] SEC("license") = "GPL";
