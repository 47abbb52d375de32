// SPDX-License-Identifier: BSD-2-Clause
/*
 * May a connection reach a local socket?  By local port: who may come, from where.
 * The context holds addresses in network order, the local port in host order.
 */
#include <linux/bpf.h>
#include <linux/in.h>

#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

enum { AF_INET = 2 };

struct service {
	struct in_addr network, mask; /* of those who may come */
	__u32 protocol;
	__u32 accepted, refused;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u32);
	__type(value, struct service);
} services SEC(".maps");

static int may_come(const struct service *service, const struct bpf_sk_lookup *ctx)
{
	return ctx->family == AF_INET && ctx->protocol == service->protocol &&
	       (ctx->remote_ip4 & service->mask.s_addr) == service->network.s_addr;
}

SEC("sk_lookup")
int socketpolicy(struct bpf_sk_lookup *ctx)
{
	__u32 port = ctx->local_port;
	struct service *service = bpf_map_lookup_elem(&services, &port);

	if (!service)
		return SK_DROP;
	if (!may_come(service, ctx)) {
		__sync_fetch_and_add(&service->refused, 1);
		return SK_DROP;
	}
	__sync_fetch_and_add(&service->accepted, 1);
	return SK_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
