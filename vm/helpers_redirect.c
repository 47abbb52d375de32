/*
 * Helper bodies that say where a frame goes.  They send nothing: the target
 * stands in the host's context structure, the verdict is the result, and the
 * host does it.  Which structure that is follows from the program's type.
 */
#include "vm/helpers.h"

#include <string.h>

enum { XDP_ABORTED = 0, XDP_REDIRECT = 4, VERDICT_MASK = 3 };
enum { TC_SHOT = 2, TC_REDIRECT = 7 };

static bool is_xdp(const struct run *run)
{
	return run_prog_type(run) == PROG_XDP;
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
	xdp->redirect_flags = 0;
	xdp->redirect_map = NULL;
	return XDP_REDIRECT;
}

/* The handle that the host knows a map by. */
static struct skep_map *handle_of(const struct run *run, const struct map *map)
{
	const struct skep_obj *obj = run_prog(run)->obj;

	for (uint32_t i = 0; i < obj->object->n_maps; i++)
		if (obj->maps[i].map == map)
			return &obj->maps[i];
	return NULL;
}

static uint64_t known_flags(const struct map *map)
{
	uint64_t device = SKEP_REDIRECT_BROADCAST | SKEP_REDIRECT_EXCLUDE_INGRESS;

	uint32_t type = map_desc(map)->type;

	return type == MAP_DEVMAP || type == MAP_DEVMAP_HASH ? device | VERDICT_MASK : VERDICT_MASK;
}

/* No such entry: the verdict is the one in the flags. */
HELPER_BODY_OF(redirect_map)
{
	struct map *map = (struct map *)r1;
	struct skep_xdp *xdp = run->ctx;
	uint32_t key = (uint32_t)r2;
	const void *entry;

	if (r3 & ~known_flags(map))
		return XDP_ABORTED;
	entry = map_lookup(map, &key, run->lane);
	if (!entry && !(r3 & SKEP_REDIRECT_BROADCAST))
		return r3 & VERDICT_MASK;
	xdp->redirect_ifindex = entry ? (uint32_t)load_once(entry, sizeof(uint32_t)) : 0;
	xdp->redirect_flags = (uint32_t)r3 & ~(uint32_t)VERDICT_MASK;
	xdp->redirect_map = handle_of(run, map);
	xdp->redirect_key = key;
	return XDP_REDIRECT;
}

HELPER_BODY_OF(redirect_peer)
{
	return r2 ? TC_SHOT : redirect_skb(run, r1, SKEP_REDIRECT_PEER);
}

HELPER_BODY_OF(redirect_neigh)
{
	struct skep_skb *skb = run->ctx;
	uint32_t size = r2 ? (uint32_t)r3 : 0, flags = SKEP_REDIRECT_NEIGH;

	if ((size && size < sizeof(skb->redirect_nexthop)) || r4)
		return TC_SHOT;
	if (size) {
		memcpy(skb->redirect_nexthop, (const void *)r2, sizeof(skb->redirect_nexthop));
		flags |= SKEP_REDIRECT_NEXTHOP;
	}
	return redirect_skb(run, r1, flags);
}
