/*
 * What LD_ABS and LD_IND load: the one definition that all engines share.
 *
 * The offset is a signed 32-bit number.  From 0 on it counts from the packet's
 * start; the two negative windows of Linux's uapi/linux/filter.h count from the
 * network and the link-layer header, which may lie in front of it.  All bytes
 * must lie before data_end, else the load fails and the function that made it
 * returns 0.
 */
#ifndef SKEP_CORE_SKB_H
#define SKEP_CORE_SKB_H

#include "core/run.h"

enum { /* SKF_NET_OFF, SKF_LL_OFF; below lies nothing */
	SKB_NET_OFF = -0x100000,
	SKB_LL_OFF = -0x200000,
};

/* Where a negative offset is, counted from data; *@at is it before and after. */
static inline bool skb_window(const struct skep_skb *skb, int64_t *at)
{
	if (*at >= SKB_NET_OFF)
		*at += skb->network_offset - SKB_NET_OFF;
	else if (*at >= SKB_LL_OFF)
		*at += skb->mac_offset - SKB_LL_OFF;
	else
		return false;
	return *at >= skb->head - skb->data;
}

/**
 * skb_load - load @size (1, 2, 4) bytes at @off in network order
 * Return: false where they do not all lie in the packet; *@out is then as it was.
 */
static inline bool skb_load(const struct skep_skb *skb, int32_t off, unsigned size, uint64_t *out)
{
	int64_t at = off;
	uint64_t v;

	if (__builtin_expect(off < 0, 0) && !skb_window(skb, &at))
		return false;
	if (at + size > skb->data_end - skb->data)
		return false;
	v = load_once(skb->data + at, size);
	*out = size == 4 ? __builtin_bswap32((uint32_t)v) :
	       size == 2 ? __builtin_bswap16((uint16_t)v) :
			   v;
	return true;
}

#endif
