/* A socket filter that keeps HTTP requests for one path. */
#include "real.h"

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u64);
} methods SEC(".maps");

static const char path[] = "/api/v1/";

SEC("socket")
int http_match(struct __sk_buff *skb)
{
	__u32 off = ETH_HLEN, method, len;
	__u8 ihl, doff, proto;
	__u64 *count;
	char head[4], byte;

	if (skb->protocol != bpf_htons(ETH_P_IP))
		return 0;
	if (bpf_skb_load_bytes(skb, off, &ihl, 1) || bpf_skb_load_bytes(skb, off + 9, &proto, 1))
		return 0;
	if (proto != IPPROTO_TCP)
		return 0;
	off += (ihl & 15) * 4;
	if (bpf_skb_load_bytes(skb, off + 12, &doff, 1))
		return 0;
	off += (doff >> 4) * 4;
	if (bpf_skb_load_bytes(skb, off, head, sizeof(head)))
		return 0;
	if (!__builtin_memcmp(head, "GET ", 4))
		method = 0, len = 4;
	else if (!__builtin_memcmp(head, "POST", 4))
		method = 1, len = 5;
	else if (!__builtin_memcmp(head, "HEAD", 4))
		method = 2, len = 5;
	else
		return 0;
	for (__u32 i = 0; i < sizeof(path) - 1; i++) {
		if (bpf_skb_load_bytes(skb, off + len + i, &byte, 1) || byte != path[i])
			return 0;
	}
	count = bpf_map_lookup_elem(&methods, &method);
	if (count)
		__sync_fetch_and_add(count, 1);
	return skb->len;
}

LICENSED;
