/*
 * Helper bodies about the tunnel of a frame: struct skep_tunnel, which the host
 * gives and reads.  Rules and errors are those of Linux's net/core/filter.c.  A
 * program's structure names the other end: the source of what came, the destination
 * of what goes.
 */
#include "vm/helpers.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/bpf.h>
#include <stddef.h>
#include <string.h>

enum { /* BPF_F_*, by helper */
	IS_IP6 = 1 << 0,
	ZERO_CSUM = 1 << 1,
	DONT_FRAGMENT = 1 << 2,
	SEQ_NUMBER = 1 << 3,
	NO_KEY = 1 << 4,
	WANT_FLAGS = 1 << 4,
};
enum {
	OPTIONS = SKEP_TUNNEL_GENEVE | SKEP_TUNNEL_VXLAN | SKEP_TUNNEL_ERSPAN | SKEP_TUNNEL_GTP,
	MAX_OPTIONS = sizeof(((struct skep_tunnel *)0)->options),
	FLOW_LABEL = 0xfffff,
};

/* The tunnel, if the frame has one. */
static struct skep_tunnel *tunnel_of(uint64_t r1)
{
	struct skep_tunnel *tunnel = ((struct skep_skb *)r1)->tunnel;

	return tunnel && tunnel->origin != SKEP_TUNNEL_NONE ? tunnel : NULL;
}

/* Sizes that the structure had before it grew; the first ends in the middle of an address. */
static bool is_older_size(uint32_t size)
{
	return size == offsetof(struct bpf_tunnel_key, remote_ipv6[1]) ||
	       size == offsetof(struct bpf_tunnel_key, local_ipv6[0]) ||
	       size == offsetof(struct bpf_tunnel_key, tunnel_label) ||
	       size == offsetof(struct bpf_tunnel_key, tunnel_ext);
}

static int check_get(const struct skep_tunnel *tunnel, uint32_t size, uint64_t flags)
{
	if (!tunnel || flags & ~(uint64_t)(IS_IP6 | WANT_FLAGS))
		return -EINVAL;
	if (!tunnel->is_ip6 != !(flags & IS_IP6))
		return -EPROTO;
	if (size == sizeof(struct bpf_tunnel_key))
		return 0;
	if (!is_older_size(size))
		return -EINVAL;
	return size == offsetof(struct bpf_tunnel_key, remote_ipv6[1]) && tunnel->is_ip6 ? -EINVAL :
											  0;
}

/* An IPv4 address is a number there, an IPv6 address is bytes. */
static void put_address(uint32_t to[4], const uint8_t *address, bool is_ip6)
{
	memcpy(to, address, is_ip6 ? 16 : 4);
	if (!is_ip6)
		to[0] = ntohl(to[0]);
}

static void get_address(uint8_t *address, const uint32_t from[4], bool is_ip6)
{
	uint32_t first = htonl(from[0]);

	memset(address, 0, 16);
	memcpy(address, is_ip6 ? from : &first, is_ip6 ? 16 : 4);
}

HELPER_BODY_OF(skb_get_tunnel_key)
{
	const struct skep_tunnel *tunnel = tunnel_of(r1);
	struct bpf_tunnel_key key = { 0 };
	uint32_t size = (uint32_t)r3;
	int err = check_get(tunnel, size, r4);

	if (!err) {
		key.tunnel_id = (uint32_t)tunnel->id;
		key.tunnel_tos = tunnel->tos;
		key.tunnel_ttl = tunnel->ttl;
		if (r4 & WANT_FLAGS)
			key.tunnel_ext = htons(tunnel->flags); /* tunnel_flags */
		put_address(key.remote_ipv6, tunnel->source, tunnel->is_ip6);
		put_address(key.local_ipv6, tunnel->destination, tunnel->is_ip6);
		key.tunnel_label = tunnel->is_ip6 ? tunnel->label : 0;
	}
	if (err)
		memset((void *)r2, 0, size);
	else
		memcpy((void *)r2, &key, size);
	return result(err);
}

static uint16_t flags_of(uint64_t flags)
{
	return (uint16_t)(SKEP_TUNNEL_NOCACHE | (flags & ZERO_CSUM ? 0 : SKEP_TUNNEL_CSUM) |
			  (flags & DONT_FRAGMENT ? SKEP_TUNNEL_DONT_FRAGMENT : 0) |
			  (flags & SEQ_NUMBER ? SKEP_TUNNEL_SEQ : 0) |
			  (flags & NO_KEY ? 0 : SKEP_TUNNEL_KEY));
}

HELPER_BODY_OF(skb_set_tunnel_key)
{
	const uint64_t known = IS_IP6 | ZERO_CSUM | DONT_FRAGMENT | SEQ_NUMBER | NO_KEY;
	struct skep_tunnel *tunnel = ((struct skep_skb *)r1)->tunnel;
	struct bpf_tunnel_key key = { 0 };
	uint32_t size = (uint32_t)r3;

	if (r4 & ~known || (size != sizeof(key) && !is_older_size(size)))
		return result(-EINVAL);
	memcpy(&key, (const void *)r2, size);
	if ((!(r4 & IS_IP6) && key.tunnel_label) || key.tunnel_ext)
		return result(-EINVAL);
	if (!tunnel)
		return result(-ENOMEM);
	memset(tunnel, 0, sizeof(*tunnel));
	tunnel->origin = SKEP_TUNNEL_PROGRAM;
	tunnel->is_ip6 = r4 & IS_IP6;
	tunnel->flags = flags_of(r4);
	tunnel->id = key.tunnel_id;
	tunnel->tos = key.tunnel_tos;
	tunnel->ttl = key.tunnel_ttl;
	tunnel->label = key.tunnel_label & FLOW_LABEL;
	get_address(tunnel->destination, key.remote_ipv6, tunnel->is_ip6);
	get_address(tunnel->source, key.local_ipv6, tunnel->is_ip6);
	return 0;
}

HELPER_BODY_OF(skb_get_tunnel_opt)
{
	const struct skep_tunnel *tunnel = tunnel_of(r1);
	uint32_t size = (uint32_t)r3;
	int err = 0;

	if (!tunnel || !(tunnel->flags & OPTIONS))
		err = -ENOENT;
	else if (size < tunnel->options_size)
		err = -ENOMEM;
	memset((void *)r2, 0, size);
	if (err)
		return result(err);
	memcpy((void *)r2, tunnel->options, tunnel->options_size);
	return tunnel->options_size;
}

/* Options belong to a tunnel that the program chose, and count in words. */
HELPER_BODY_OF(skb_set_tunnel_opt)
{
	struct skep_tunnel *tunnel = tunnel_of(r1);
	uint32_t size = (uint32_t)r3;

	if (!tunnel || tunnel->origin != SKEP_TUNNEL_PROGRAM || size % sizeof(uint32_t))
		return result(-EINVAL);
	if (size > MAX_OPTIONS)
		return result(-ENOMEM);
	memcpy(tunnel->options, (const void *)r2, size);
	tunnel->options_size = (uint8_t)size;
	tunnel->flags |= OPTIONS;
	return 0;
}
