/*
 * Helper bodies about XDP frames: their edges, their bytes.
 * Linux's rules (net/core/filter.c): what moves must stay inside the host's
 * buffer [head, tail], leave an Ethernet header, and keep metadata in front of
 * the data, at most 252 bytes and a multiple of 4.
 */
#include "vm/helpers.h"

#include <errno.h>
#include <string.h>

enum { ETH_HEADER = 14, META_ALIGN = 4, META_MAX = 255 };

/* ---- the bytes of a frame ---- */

enum { MAX_OFFSET = 0xffff };

/* The @size bytes at @offset: 0 and *@at, or an error. */
static int bytes_at(const struct skep_xdp *xdp, uint32_t offset, uint32_t size, uint8_t **at)
{
	if (offset > MAX_OFFSET || size > MAX_OFFSET)
		return -EFAULT;
	if (offset + size > xdp->data_end - xdp->data)
		return -EINVAL;
	*at = xdp->data + offset;
	return 0;
}

HELPER_BODY_OF(xdp_get_buff_len)
{
	const struct skep_xdp *xdp = (const struct skep_xdp *)r1;

	return (uint64_t)(xdp->data_end - xdp->data);
}

HELPER_BODY_OF(xdp_load_bytes)
{
	uint8_t *at;
	int err = bytes_at((const struct skep_xdp *)r1, (uint32_t)r2, (uint32_t)r4, &at);

	if (err)
		memset((void *)r3, 0, (uint32_t)r4);
	else
		memmove((void *)r3, at, (uint32_t)r4);
	return result(err);
}

HELPER_BODY_OF(xdp_store_bytes)
{
	uint8_t *at;
	int err = bytes_at((const struct skep_xdp *)r1, (uint32_t)r2, (uint32_t)r4, &at);

	if (!err)
		memmove(at, (const void *)r3, (uint32_t)r4);
	return result(err);
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
