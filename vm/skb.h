/* What the helper bodies about struct skep_skb share. */
#ifndef SKEP_VM_SKB_H
#define SKEP_VM_SKB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "skep/skep.h"

enum { ENOTSUPP = 524 }; /* Linux's own, shown to programs, not to processes */

static inline uint32_t skb_size(const struct skep_skb *skb)
{
	return (uint32_t)(skb->data_end - skb->data);
}

/* The @size bytes at @offset, or NULL if the frame does not have them. */
static inline uint8_t *skb_at(const struct skep_skb *skb, uint32_t offset, uint32_t size)
{
	return (uint64_t)offset + size <= skb_size(skb) ? skb->data + offset : NULL;
}

/* The frame's verified checksum no longer counts. */
void skb_distrust_csum(struct skep_skb *skb);

/**
 * skb_flow_hash - a number of the frame's flow, the same in both directions
 * @key: secret, so that nobody can choose frames that collide
 *
 * Return: not 0.
 */
uint32_t skb_flow_hash(const struct skep_skb *skb, const uint64_t key[2]);

#endif
