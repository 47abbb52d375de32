/* What a container may do: packets, connections, sysctl reads. */
#include "real.h"

struct rule {
	__be32 addr;
	__u32 port;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 256);
	__type(key, struct rule);
	__type(value, __u32);
} rules SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u64);
} bytes SEC(".maps");

SEC("cgroup_skb/egress")
int cgroup_egress(struct __sk_buff *skb)
{
	__u32 key = 0;
	__u64 *sum = bpf_map_lookup_elem(&bytes, &key);
	__u8 first;

	if (sum)
		__sync_fetch_and_add(sum, skb->len);
	if (bpf_skb_load_bytes_relative(skb, 0, &first, 1, BPF_HDR_START_NET))
		return 1;
	return first >> 4 == 4 || first >> 4 == 6;
}

SEC("cgroup/connect4")
int cgroup_connect(struct bpf_sock_addr *ctx)
{
	struct rule rule = { .addr = ctx->user_ip4, .port = bpf_ntohs((__u16)ctx->user_port) };
	__u32 *to = bpf_map_lookup_elem(&rules, &rule);

	if (!to) {
		rule.port = 0;
		to = bpf_map_lookup_elem(&rules, &rule);
	}
	if (!to)
		return 1;
	if (!*to)
		return 0;
	ctx->user_port = bpf_htons((__u16)*to);
	return 1;
}

SEC("cgroup/sysctl")
int cgroup_sysctl(struct bpf_sysctl *ctx)
{
	char name[64];
	int n;

	if (!ctx->write)
		return 1;
	n = bpf_sysctl_get_name(ctx, name, sizeof(name), 0);
	if (n < 4)
		return 0;
	return name[0] == 'n' && name[1] == 'e' && name[2] == 't' && name[3] == '/';
}

LICENSED;
