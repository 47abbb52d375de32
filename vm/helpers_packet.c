/*
 * Helper bodies about packets: checksums, and moving the edges of an XDP frame.
 * Linux's rules (net/core/filter.c): what moves must stay inside the host's
 * buffer [head, tail], leave an Ethernet header, and keep metadata in front of
 * the data, at most 252 bytes and a multiple of 4.
 */
#include "vm/helpers.h"

#include <errno.h>
#include <string.h>

enum { ETH_HEADER = 14, META_ALIGN = 4, META_MAX = 255 };

/* ---- checksums ---- */

static uint64_t add_carry64(uint64_t a, uint64_t b)
{
	uint64_t sum = a + b;

	return sum + (sum < b);
}

static uint32_t add_carry32(uint32_t a, uint32_t b)
{
	uint32_t sum = a + b;

	return sum + (sum < b);
}

/*
 * The Internet checksum as Linux sums it on x86-64: little-endian words of 8
 * bytes, the last one filled with zeros.  Another width would give another
 * representative of zero for some inputs.
 */
static uint32_t csum_partial(const uint8_t *data, uint32_t size, uint32_t sum)
{
	uint64_t wide = sum;

	for (; size; data += 8) {
		uint64_t word = 0;
		uint32_t n = size < 8 ? size : 8;

		memcpy(&word, data, n);
		wide = add_carry64(wide, word);
		size -= n;
	}
	return add_carry32((uint32_t)wide, (uint32_t)(wide >> 32));
}

static uint16_t fold(uint32_t sum)
{
	sum += sum >> 16 | sum << 16;
	return (uint16_t)(sum >> 16);
}

HELPER_BODY_OF(csum_diff)
{
	const uint8_t *from = (const uint8_t *)r1, *to = (const uint8_t *)r3;
	uint32_t from_size = (uint32_t)r2, to_size = (uint32_t)r4, sum = (uint32_t)r5;

	if (from_size && to_size)
		sum = add_carry32(csum_partial(to, to_size, sum),
				  ~csum_partial(from, from_size, 0));
	else if (to_size)
		sum = csum_partial(to, to_size, sum);
	else if (from_size)
		sum = ~csum_partial(from, from_size, ~sum);
	return fold(sum);
}

/* ---- the edges of a frame; offsets from head, so that nothing overflows ---- */

HELPER_BODY_OF(xdp_adjust_head)
{
	struct skep_xdp *xdp = (struct skep_xdp *)r1;
	int64_t offset = (int32_t)r2, meta_size = xdp->data - xdp->data_meta;
	int64_t data = xdp->data - xdp->head + offset;

	if (data < meta_size || data > xdp->data_end - xdp->head - ETH_HEADER)
		return result(-EINVAL);
	if (meta_size)
		memmove(xdp->data_meta + offset, xdp->data_meta, (size_t)meta_size);
	xdp->data_meta += offset;
	xdp->data += offset;
	return 0;
}

HELPER_BODY_OF(xdp_adjust_meta)
{
	struct skep_xdp *xdp = (struct skep_xdp *)r1;
	int64_t meta = xdp->data_meta - xdp->head + (int32_t)r2;
	int64_t meta_size = xdp->data - xdp->head - meta;

	if (meta < 0 || meta_size < 0)
		return result(-EINVAL);
	if (meta_size % META_ALIGN || meta_size > META_MAX)
		return result(-EACCES);
	xdp->data_meta = xdp->head + meta;
	return 0;
}

HELPER_BODY_OF(xdp_adjust_tail)
{
	struct skep_xdp *xdp = (struct skep_xdp *)r1;
	int64_t offset = (int32_t)r2, end = xdp->data_end - xdp->head + offset;

	if (end > xdp->tail - xdp->head || end < xdp->data - xdp->head + ETH_HEADER)
		return result(-EINVAL);
	if (offset > 0)
		memset(xdp->data_end, 0, (size_t)offset);
	xdp->data_end += offset;
	return 0;
}
