/*
 * Helper bodies about checksums: sums of bytes, and checksum fields of a frame
 * that are brought up to date when a field under them changes.  Rules: Linux's
 * net/core/filter.c, net/core/utils.c.
 */
#include "vm/helpers.h"

#include "vm/csum.h"
#include "vm/skb.h"

#include <errno.h>

HELPER_BODY_OF(csum_diff)
{
	const uint8_t *from = (const uint8_t *)r1, *to = (const uint8_t *)r3;
	uint32_t from_size = from ? (uint32_t)r2 : 0, to_size = to ? (uint32_t)r4 : 0;
	uint32_t sum = (uint32_t)r5;

	if (from_size && to_size)
		sum = csum_add(csum_partial(to, to_size, sum),
			       ~csum_partial(from, from_size, 0));
	else if (to_size)
		sum = csum_partial(to, to_size, sum);
	else if (from_size)
		sum = ~csum_partial(from, from_size, ~sum);
	return csum_sum16(sum);
}

HELPER_BODY_OF(csum_update)
{
	struct skep_skb *skb = (struct skep_skb *)r1;

	if (skb->ip_summed != SKEP_CHECKSUM_COMPLETE)
		return result(-ENOTSUPP);
	skb->csum = csum_add(skb->csum, (uint32_t)r2);
	return skb->csum;
}

/* ---- how many checksums were verified ---- */

enum { MAX_CSUM_LEVEL = 3 };
enum { LEVEL_QUERY, LEVEL_INC, LEVEL_DEC, LEVEL_RESET }; /* BPF_CSUM_LEVEL_* */

void skb_distrust_csum(struct skep_skb *skb)
{
	if (skb->ip_summed != SKEP_CHECKSUM_UNNECESSARY)
		return;
	skb->ip_summed = SKEP_CHECKSUM_NONE;
	skb->csum_level = 0;
}

static void level_inc(struct skep_skb *skb)
{
	if (skb->ip_summed == SKEP_CHECKSUM_UNNECESSARY) {
		skb->csum_level += skb->csum_level < MAX_CSUM_LEVEL;
	} else if (skb->ip_summed == SKEP_CHECKSUM_NONE) {
		skb->ip_summed = SKEP_CHECKSUM_UNNECESSARY;
		skb->csum_level = 0;
	}
}

static void level_dec(struct skep_skb *skb)
{
	if (skb->ip_summed != SKEP_CHECKSUM_UNNECESSARY)
		return;
	if (skb->csum_level)
		skb->csum_level--;
	else
		skb->ip_summed = SKEP_CHECKSUM_NONE;
}

HELPER_BODY_OF(csum_level)
{
	struct skep_skb *skb = (struct skep_skb *)r1;

	switch (r2) {
	case LEVEL_INC: level_inc(skb); return 0;
	case LEVEL_DEC: level_dec(skb); return 0;
	case LEVEL_RESET: skb_distrust_csum(skb); return 0;
	case LEVEL_QUERY:
		return skb->ip_summed == SKEP_CHECKSUM_UNNECESSARY ? skb->csum_level :
								     result(-EACCES);
	default: return result(-EINVAL);
	}
}

/* ---- checksum fields ---- */

enum csum_flags { /* BPF_F_* */
	FIELD_SIZE = 0xf,
	PSEUDO_HEADER = 1 << 4,  /* the field covers a pseudo header, the change is in there */
	MARK_MANGLED_0 = 1 << 5, /* UDP: a field of 0 means none, a sum of 0 is sent as 0xffff */
	MARK_ENFORCE = 1 << 6,
	IPV6 = 1 << 7,
};

/* From field to field: @from, @to are what stands there in @size bytes; 0: @to is a sum. */
struct change {
	uint32_t size, from, to;
};

static int change_of(struct change *change, uint64_t from, uint64_t to, uint64_t flags)
{
	*change = (struct change){ flags & FIELD_SIZE, (uint32_t)from, (uint32_t)to };
	if (change->size == 0)
		return from ? -EINVAL : 0;
	if (change->size == 2) {
		change->from = (uint16_t)from;
		change->to = (uint16_t)to;
	}
	return change->size == 2 || change->size == 4 ? 0 : -EINVAL;
}

/* The place of the field, or NULL. */
static uint8_t *field_at(const struct skep_skb *skb, uint32_t offset)
{
	if (offset > 0xffff || offset & 1)
		return NULL;
	return skb_at(skb, offset, sizeof(uint16_t));
}

static uint16_t field_get(const uint8_t *at)
{
	uint16_t field;

	memcpy(&field, at, sizeof(field));
	return field;
}

static void field_put(uint8_t *at, uint16_t field)
{
	memcpy(at, &field, sizeof(field));
}

/* The field after the change; a 2-byte change is summed in 16 bits where @narrow. */
static uint16_t field_after(uint16_t field, const struct change *change, bool narrow)
{
	uint32_t sum = (uint16_t)~field;

	if (change->size == 0)
		return csum_fold(csum_add(change->to, (uint32_t)~csum_unfold(field)));
	if (change->size == 2 && narrow)
		return (uint16_t)~csum_add16(csum_add16((uint16_t)sum, (uint16_t)~change->from),
					     (uint16_t)change->to);
	return csum_fold(csum_add(csum_sub((uint32_t)~csum_unfold(field), change->from),
				  change->to));
}

HELPER_BODY_OF(l3_csum_replace)
{
	uint8_t *at = field_at((struct skep_skb *)r1, (uint32_t)r2);
	struct change change;
	int err;

	if (r5 & ~(uint64_t)FIELD_SIZE)
		return result(-EINVAL);
	if (!at)
		return result(-EFAULT);
	err = change_of(&change, r3, r4, r5);
	if (err)
		return result(err);
	field_put(at, field_after(field_get(at), &change, true));
	return 0;
}

/*
 * A frame whose whole sum is known (COMPLETE) keeps it where field and change
 * cancel out; only a change in the pseudo header, which is not in the sum,
 * shows.  In a PARTIAL one the field holds the pseudo header's sum alone.
 */
static void l4_change(struct skep_skb *skb, uint8_t *at, const struct change *change,
		      uint64_t flags)
{
	bool pseudo = flags & PSEUDO_HEADER, is_sum = change->size == 0;
	uint16_t field = field_get(at);

	if (skb->ip_summed == SKEP_CHECKSUM_PARTIAL) {
		uint32_t sum = csum_unfold(field);

		sum = csum_add(is_sum ? sum : csum_sub(sum, change->from), change->to);
		if (pseudo)
			field_put(at, csum_sum16(sum));
		return;
	}
	field_put(at, field_after(field, change, false));
	if (skb->ip_summed != SKEP_CHECKSUM_COMPLETE || !pseudo)
		return;
	if (!is_sum)
		skb->csum = ~csum_add(csum_sub(~skb->csum, change->from), change->to);
	else if (!(flags & IPV6)) /* there the address is in the frame's sum as well */
		skb->csum = ~csum_sub(change->to, skb->csum);
}

HELPER_BODY_OF(l4_csum_replace)
{
	const uint64_t known = FIELD_SIZE | PSEUDO_HEADER | MARK_MANGLED_0 | MARK_ENFORCE | IPV6;
	struct skep_skb *skb = (struct skep_skb *)r1;
	uint8_t *at = field_at(skb, (uint32_t)r2);
	struct change change;
	int err;

	if (r5 & ~known)
		return result(-EINVAL);
	if (!at)
		return result(-EFAULT);
	if (r5 & MARK_MANGLED_0 && !(r5 & MARK_ENFORCE) && !field_get(at))
		return 0;
	err = change_of(&change, r3, r4, r5);
	if (err)
		return result(err);
	l4_change(skb, at, &change, r5);
	if (r5 & MARK_MANGLED_0 && !field_get(at))
		field_put(at, 0xffff);
	return 0;
}
