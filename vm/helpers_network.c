/*
 * Helper bodies that ask the host for its network (struct skep_network).  Rules
 * and errors are those of Linux's net/core/filter.c; a host that says nothing has no
 * interfaces.
 */
#include "vm/helpers.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/bpf.h>
#include <string.h>

#include "vm/skb.h"

static const struct skep_network *network_of(const struct run *run)
{
	return &run_prog(run)->obj->vm->network;
}

static bool is_xdp(const struct run *run)
{
	return run_prog_type(run) == PROG_XDP;
}

static int interface_of(const struct run *run, uint32_t ifindex, struct skep_interface *out)
{
	const struct skep_network *network = network_of(run);

	memset(out, 0, sizeof(*out));
	return network->interface ? network->interface(network->arg, ifindex, out) : -ENODEV;
}

HELPER_BODY_OF(clone_redirect)
{
	const struct skep_network *network = network_of(run);

	if (r3 & ~(uint64_t)SKEP_REDIRECT_INGRESS || !network->clone)
		return result(-EINVAL);
	return result(network->clone(network->arg, (const struct skep_skb *)r1, (uint32_t)r2,
				     (uint32_t)r3));
}

/* ---- sizes ---- */

enum { TCP_HEADER = 20, TCP_OFFSET_AT = 12 };

/* Do the frame's segments, headers from the network's on, fit?  Any is taken for TCP. */
static bool segments_fit(const struct skep_skb *skb, uint32_t mtu)
{
	int32_t headers = skb->transport_offset - skb->network_offset;
	const uint8_t *tcp = NULL;

	if (skb->transport_offset > 0)
		tcp = skb_at(skb, (uint32_t)skb->transport_offset, TCP_HEADER);
	if (!tcp || headers < 0)
		return false;
	return (uint64_t)headers + (tcp[TCP_OFFSET_AT] >> 4) * 4u + skb->gso_size <= mtu;
}

/* A frame of @size bytes, of which @mtu_len may say another size without the header. */
static bool fits(const struct skep_interface *interface, uint32_t size, uint32_t mtu_len,
		 int32_t difference)
{
	uint32_t header = interface->header_size;

	size = mtu_len ? mtu_len + header : size;
	return (int32_t)(size + (uint32_t)difference) <= (int32_t)(interface->mtu + header);
}

static int64_t check_skb(const struct skep_skb *skb, const struct skep_interface *interface,
			 uint32_t mtu_len, int32_t difference, uint64_t flags)
{
	if (fits(interface, skb_size(skb), mtu_len, difference))
		return BPF_MTU_CHK_RET_SUCCESS;
	if (!skb->gso_size)
		return BPF_MTU_CHK_RET_FRAG_NEEDED;
	return flags & BPF_MTU_CHK_SEGS && !segments_fit(skb, interface->mtu) ?
		       BPF_MTU_CHK_RET_SEGS_TOOBIG :
		       BPF_MTU_CHK_RET_SUCCESS;
}

static int64_t check_xdp(const struct skep_xdp *xdp, const struct skep_interface *interface,
			 uint32_t mtu_len, int32_t difference)
{
	uint32_t size = (uint32_t)(xdp->data_end - xdp->data);

	return fits(interface, size, mtu_len, difference) ? BPF_MTU_CHK_RET_SUCCESS :
							    BPF_MTU_CHK_RET_FRAG_NEEDED;
}

HELPER_BODY_OF(check_mtu)
{
	const struct skep_xdp *xdp = (const struct skep_xdp *)r1;
	const struct skep_skb *skb = (const struct skep_skb *)r1;
	uint32_t ifindex = (uint32_t)r2, *mtu_len = (uint32_t *)r3, given = *mtu_len;
	uint64_t known = is_xdp(run) ? 0 : BPF_MTU_CHK_SEGS;
	int32_t difference = (int32_t)r4;
	struct skep_interface interface;
	int err;

	if (r5 & ~known || (r5 && (difference || given)))
		return result(-EINVAL);
	if (!ifindex)
		ifindex = is_xdp(run) ? xdp->ingress_ifindex : skb->ifindex;
	err = interface_of(run, ifindex, &interface);
	if (err)
		return result(err);
	*mtu_len = interface.mtu;
	return (uint64_t)(is_xdp(run) ? check_xdp(xdp, &interface, given, difference) :
					check_skb(skb, &interface, given, difference, r5));
}

/* ---- routes ---- */

enum {
	FIB_FLAGS = BPF_FIB_LOOKUP_DIRECT | BPF_FIB_LOOKUP_OUTPUT | 1 << 2 /* SKIP_NEIGH */ |
		    1 << 3 /* TBID */ | 1 << 4 /* SRC */ | 1 << 5 /* MARK */,
	VLAN_TAG = 4,
};

/* Linux does not check the frame itself where the program gave no size. */
static int check_route(const struct run *run, const struct skep_skb *skb,
		       struct bpf_fib_lookup *params)
{
	struct skep_interface interface;

	if (interface_of(run, params->ifindex, &interface))
		return BPF_FIB_LKUP_RET_SUCCESS;
	params->tot_len = (uint16_t)interface.mtu; /* mtu_result */
	return skb->gso_size || skb_size(skb) <= interface.mtu + interface.header_size + VLAN_TAG ?
		       BPF_FIB_LKUP_RET_SUCCESS :
		       BPF_FIB_LKUP_RET_FRAG_NEEDED;
}

HELPER_BODY_OF(fib_lookup)
{
	const struct skep_network *network = network_of(run);
	struct bpf_fib_lookup params;
	bool sized;
	int err;

	if ((uint32_t)r3 < sizeof(params) || (uint32_t)r4 & ~(uint32_t)FIB_FLAGS)
		return result(-EINVAL);
	memcpy(&params, (const void *)r2, sizeof(params));
	if (params.family != AF_INET && params.family != AF_INET6)
		return result(-EAFNOSUPPORT);
	if (!network->fib_lookup)
		return result(-ENODEV);
	sized = is_xdp(run) || params.tot_len;
	err = network->fib_lookup(network->arg, &params, (uint32_t)r4);
	if (err == BPF_FIB_LKUP_RET_SUCCESS && !sized)
		err = check_route(run, (const struct skep_skb *)r1, &params);
	memcpy((void *)r2, &params, sizeof(params));
	return result(err);
}
