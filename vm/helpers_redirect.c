/*
 * Helper bodies that say where a frame goes.  They send nothing: the target
 * stands in the host's context structure, the verdict is the result, and the
 * host does it.  Which structure that is follows from the program's type.
 */
#include "vm/helpers.h"

#include <string.h>

enum { XDP_ABORTED = 0, XDP_REDIRECT = 4 };
enum { TC_SHOT = 2, TC_REDIRECT = 7 };

static bool is_xdp(const struct run *run)
{
	return run_prog(run)->image->prog_type == PROG_XDP;
}

static uint64_t redirect_skb(struct run *run, uint64_t ifindex, uint32_t flags)
{
	struct skep_skb *skb = run->ctx;

	skb->redirect_ifindex = (uint32_t)ifindex;
	skb->redirect_flags = flags;
	return TC_REDIRECT;
}

HELPER_BODY_OF(redirect)
{
	struct skep_xdp *xdp = run->ctx;

	if (!is_xdp(run))
		return r2 & ~(uint64_t)SKEP_REDIRECT_INGRESS ? TC_SHOT :
							       redirect_skb(run, r1, (uint32_t)r2);
	if (r2)
		return XDP_ABORTED;
	xdp->redirect_ifindex = (uint32_t)r1;
	return XDP_REDIRECT;
}

HELPER_BODY_OF(redirect_peer)
{
	return r2 ? TC_SHOT : redirect_skb(run, r1, SKEP_REDIRECT_PEER);
}

HELPER_BODY_OF(redirect_neigh)
{
	struct skep_skb *skb = run->ctx;
	uint32_t size = (uint32_t)r3, flags = SKEP_REDIRECT_NEIGH;

	if ((size && size < sizeof(skb->redirect_nexthop)) || r4)
		return TC_SHOT;
	if (size) {
		memcpy(skb->redirect_nexthop, (const void *)r2, sizeof(skb->redirect_nexthop));
		flags |= SKEP_REDIRECT_NEXTHOP;
	}
	return redirect_skb(run, r1, flags);
}
