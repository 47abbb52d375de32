/* Map values that were not tested, given to helpers that take NULL: they are NULL here. */
#include <linux/bpf.h>
#include <linux/pkt_cls.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct bpf_redir_neigh);
} none SEC(".maps");

static __always_inline void *nothing(void)
{
	__u32 key = 1;

	return bpf_map_lookup_elem(&none, &key);
}

SEC("tc")
int null_csum(struct __sk_buff *skb)
{
	__be32 to[2] = { 1, 2 };
	__s64 both = bpf_csum_diff(nothing(), 8, to, 8, 5);
	__s64 from = bpf_csum_diff(to, 8, nothing(), 8, 5);

	return both == bpf_csum_diff(0, 0, to, 8, 5) && from == bpf_csum_diff(to, 8, 0, 0, 5);
}

SEC("tc")
int null_text(struct __sk_buff *skb)
{
	static const char format[] = "%d is it";
	__u64 value = 12;

	return bpf_snprintf(nothing(), 8, format, &value, 8);
}

/* Data that is not there. */
SEC("tc")
int null_data(struct __sk_buff *skb)
{
	static const char format[] = "nothing";
	char text[16] = ""; /* all of it */

	return bpf_snprintf(text, sizeof(text), format, nothing(), 8);
}

SEC("tc")
int null_neigh(struct __sk_buff *skb)
{
	return bpf_redirect_neigh(1, nothing(), sizeof(struct bpf_redir_neigh), 0);
}

char _license[] SEC("license") = "GPL";
