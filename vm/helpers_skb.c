/*
 * Helper bodies about struct skep_skb: its bytes, its edges, its headers.
 *
 * Rules and errors are those of Linux's net/core/filter.c and skbuff.c.  Linux
 * makes room when a frame has none; here it must lie in the host's buffer
 * [head, tail], and -ENOMEM says that it does not.  A frame is one piece.
 *
 * What must stay true: head <= data <= data_end <= tail; metadata in front of
 * the data is given up when the data's start moves; offsets of headers count
 * from data, so what moves data corrects those that do not move with it.
 */
#include "vm/helpers.h"

#include "vm/csum.h"
#include "vm/skb.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>

enum {
	ETH_HEADER = 14,
	ETH_TYPE_AT = 12, /* offset of the type in an Ethernet header */
	IP4_HEADER = 20,
	IP6_HEADER = 40,
	MAX_FRAME = 16384 - 320, /* Linux's SKB_MAX_ALLOC on x86-64 */
	MAX_LOADABLE = 0xffff,
	MAX_PACKET_TYPE = 3, /* PACKET_OTHERHOST */
};

enum ethertype { TYPE_IP4 = 0x0800, TYPE_IP6 = 0x86dd, TYPE_8021Q = 0x8100, TYPE_8021AD = 0x88a8 };

static struct skep_skb *skb_of(uint64_t r1)
{
	return (struct skep_skb *)r1;
}

/* ---- bytes ---- */

static int load(const uint8_t *from, uint64_t to, uint32_t size)
{
	if (from)
		memcpy((void *)to, from, size);
	else
		memset((void *)to, 0, size);
	return from ? 0 : -EFAULT;
}

/* Also of sk_reuseport programs, whose context begins with data and data_end as well. */
HELPER_BODY_OF(skb_load_bytes)
{
	uint32_t offset = (uint32_t)r2, size = (uint32_t)r4;

	return result(load(offset > INT32_MAX ? NULL : skb_at(skb_of(r1), offset, size), r3, size));
}

enum { START_MAC, START_NET }; /* BPF_HDR_START_* */

/* The @size bytes at @offset from where a header starts, or NULL. */
static const uint8_t *relative_at(const struct skep_skb *skb, uint32_t offset, uint32_t size,
				  uint32_t start)
{
	int64_t at = (start == START_MAC ? skb->mac_offset : skb->network_offset) + (int64_t)offset;

	if (offset > MAX_LOADABLE || start > START_NET || at < skb->head - skb->data ||
	    at + size > skb_size(skb))
		return NULL;
	return skb->data + at;
}

/* The context of sk_reuseport programs does not say where headers are. */
HELPER_BODY_OF(skb_load_bytes_relative)
{
	uint32_t offset = (uint32_t)r2, size = (uint32_t)r4, start = (uint32_t)r5;
	const uint8_t *from = NULL;

	if (run_prog_type(run) != PROG_SK_REUSEPORT)
		from = relative_at(skb_of(r1), offset, size, start);
	return result(load(from, r3, size));
}

enum { RECOMPUTE_CSUM = 1 << 0, INVALIDATE_HASH = 1 << 1 }; /* BPF_F_* */

static void forget_hash(struct skep_skb *skb)
{
	skb->hash = 0;
	skb->hash_valid = 0;
}

/* The frame's sum without, or with, the bytes at @offset. */
static void csum_without(struct skep_skb *skb, const uint8_t *bytes, uint32_t size, uint32_t offset)
{
	if (skb->ip_summed == SKEP_CHECKSUM_COMPLETE)
		skb->csum = csum_sub(skb->csum, csum_shift(csum_partial(bytes, size, 0), offset));
}

static void csum_with(struct skep_skb *skb, const uint8_t *bytes, uint32_t size, uint32_t offset)
{
	if (skb->ip_summed == SKEP_CHECKSUM_COMPLETE)
		skb->csum = csum_add(skb->csum, csum_shift(csum_partial(bytes, size, 0), offset));
}

HELPER_BODY_OF(skb_store_bytes)
{
	struct skep_skb *skb = skb_of(r1);
	uint32_t offset = (uint32_t)r2, size = (uint32_t)r4;
	uint8_t *at = skb_at(skb, offset, size);

	if (r5 & ~(uint64_t)(RECOMPUTE_CSUM | INVALIDATE_HASH))
		return result(-EINVAL);
	if (!at || offset > INT32_MAX)
		return result(-EFAULT);
	if (r5 & RECOMPUTE_CSUM)
		csum_without(skb, at, size, offset);
	memmove(at, (const void *)r3, size); /* the source may be in the packet, too */
	if (r5 & RECOMPUTE_CSUM)
		csum_with(skb, at, size, offset);
	if (r5 & INVALIDATE_HASH)
		forget_hash(skb);
	return 0;
}

HELPER_BODY_OF(skb_pull_data)
{
	return (uint32_t)r2 > skb_size(skb_of(r1)) ? result(-ENOMEM) : 0;
}

/* ---- edges ---- */

static bool has_headroom(const struct skep_skb *skb, uint32_t size)
{
	return skb->data - skb->head >= (int64_t)size;
}

/* Start the frame @n bytes earlier (later where negative). */
static void move_start(struct skep_skb *skb, int64_t n)
{
	skb->data -= n;
	skb->data_meta = skb->data;
	skb->len += (uint32_t)n;
}

static void move_end(struct skep_skb *skb, int64_t n)
{
	skb->data_end += n;
	skb->len += (uint32_t)n;
}

/* The transport header stays where it is while data moves by @n, unless it is not there yet. */
static void move_transport(struct skep_skb *skb, int64_t n, bool with_network)
{
	if (skb->transport_offset && !with_network)
		skb->transport_offset += (int32_t)n;
}

/* Insert @size zeros at @offset: what is in front moves to the front. */
static int insert(struct skep_skb *skb, uint32_t offset, uint32_t size)
{
	bool with_network = skb->transport_offset == skb->network_offset;

	if (!has_headroom(skb, size) || !skb_at(skb, offset, 0))
		return -ENOMEM;
	move_start(skb, size);
	memmove(skb->data, skb->data + size, offset);
	memset(skb->data + offset, 0, size);
	move_transport(skb, size, with_network);
	return 0;
}

static int cut(struct skep_skb *skb, uint32_t offset, uint32_t size)
{
	bool with_network = skb->transport_offset == skb->network_offset;
	const uint8_t *old = skb->data;

	if (!skb_at(skb, offset, size))
		return -ENOMEM;
	csum_without(skb, old + offset, size, 0);
	move_start(skb, -(int64_t)size);
	memmove(skb->data, old, offset);
	move_transport(skb, -(int64_t)size, with_network);
	return 0;
}

HELPER_BODY_OF(skb_change_head)
{
	struct skep_skb *skb = skb_of(r1);
	uint32_t room = (uint32_t)r2;

	if (r3 || room > INT32_MAX || (!skb->gso_size && skb_size(skb) + room > MAX_FRAME))
		return result(-EINVAL);
	if (!has_headroom(skb, room))
		return result(-ENOMEM);
	move_start(skb, room);
	memset(skb->data, 0, room);
	skb->mac_offset = 0;
	skb->network_offset += (int32_t)room;
	move_transport(skb, room, false);
	return 0;
}

/* Headers that are known of are not cut off. */
static uint32_t min_size(const struct skep_skb *skb)
{
	if (skb->transport_offset > 0)
		return (uint32_t)skb->transport_offset;
	return skb->network_offset > 0 ? (uint32_t)skb->network_offset : 0;
}

static int grow_end(struct skep_skb *skb, uint32_t n)
{
	if (skb->tail - skb->data_end < (int64_t)n)
		return -ENOMEM;
	memset(skb->data_end, 0, n);
	move_end(skb, n);
	return 0;
}

HELPER_BODY_OF(skb_change_tail)
{
	struct skep_skb *skb = skb_of(r1);
	uint32_t new_size = (uint32_t)r2, size = skb_size(skb);
	int err = 0;

	if (r3 || new_size > MAX_FRAME || new_size < min_size(skb))
		return result(-EINVAL);
	if (skb->encapsulation)
		return result(-ENOTSUPP);
	if (new_size > size) {
		err = grow_end(skb, new_size - size);
	} else if (new_size < size) {
		csum_without(skb, skb->data + new_size, size - new_size, new_size);
		move_end(skb, (int64_t)new_size - size);
	}
	if (!err)
		skb->gso_size = skb->gso_segs = 0;
	return result(err);
}

/* ---- protocol and type ---- */

static bool is_protocol(const struct skep_skb *skb, enum ethertype type)
{
	return skb->protocol == htons((uint16_t)type);
}

static uint32_t mac_size(const struct skep_skb *skb)
{
	return (uint32_t)(skb->network_offset - skb->mac_offset);
}

HELPER_BODY_OF(skb_change_proto)
{
	struct skep_skb *skb = skb_of(r1);
	uint16_t protocol = (uint16_t)r2;
	int err = -ENOTSUPP;

	if (r3)
		return result(-EINVAL);
	if (is_protocol(skb, TYPE_IP4) && protocol == htons(TYPE_IP6))
		err = insert(skb, mac_size(skb), IP6_HEADER - IP4_HEADER);
	else if (is_protocol(skb, TYPE_IP6) && protocol == htons(TYPE_IP4))
		err = cut(skb, mac_size(skb), IP6_HEADER - IP4_HEADER);
	if (err)
		return result(err);
	skb->protocol = protocol;
	forget_hash(skb);
	return 0;
}

HELPER_BODY_OF(skb_change_type)
{
	struct skep_skb *skb = skb_of(r1);

	if (skb->pkt_type > MAX_PACKET_TYPE || (uint32_t)r2 > MAX_PACKET_TYPE)
		return result(-EINVAL);
	skb->pkt_type = (uint32_t)r2;
	return 0;
}

/* ---- room for headers ---- */

enum { MAX_ROOM = 0xfff };
enum { ROOM_NET, ROOM_MAC }; /* BPF_ADJ_ROOM_* */

enum room_flags { /* BPF_F_ADJ_ROOM_* */
	FIXED_GSO = 1 << 0,
	ENCAP_IP4 = 1 << 1,
	ENCAP_IP6 = 1 << 2,
	ENCAP_GRE = 1 << 3,
	ENCAP_UDP = 1 << 4,
	NO_CSUM_RESET = 1 << 5,
	ENCAP_ETH = 1 << 6,
	DECAP_IP4 = 1 << 7,
	DECAP_IP6 = 1 << 8,
	ROOM_FLAGS = (1 << 9) - 1,
	INNER_MAC_SHIFT = 56, /* the inner link-layer header's size */
};

static uint32_t ip_header(const struct skep_skb *skb)
{
	return is_protocol(skb, TYPE_IP4) ? IP4_HEADER : IP6_HEADER;
}

/* The outermost protocol afterwards, where the flags name one. */
static void change_outer(struct skep_skb *skb, bool ip4, bool ip6)
{
	if (is_protocol(skb, TYPE_IP4) && ip6)
		skb->protocol = htons(TYPE_IP6);
	else if (is_protocol(skb, TYPE_IP6) && ip4)
		skb->protocol = htons(TYPE_IP4);
}

static int check_encap(const struct skep_skb *skb, uint32_t room, uint64_t flags)
{
	uint32_t inner_mac = (uint32_t)(flags >> INNER_MAC_SHIFT);

	if (!(flags & (ENCAP_IP4 | ENCAP_IP6)))
		return 0;
	if ((flags & ENCAP_IP4 && flags & ENCAP_IP6) || (flags & ENCAP_GRE && flags & ENCAP_UDP))
		return -EINVAL;
	if (flags & ENCAP_ETH && inner_mac < ETH_HEADER)
		return -EINVAL;
	if (skb->encapsulation)
		return -EALREADY;
	return inner_mac > room ? -EINVAL : 0;
}

static int grow(struct skep_skb *skb, uint32_t offset, uint32_t room, uint64_t flags)
{
	uint32_t mac = mac_size(skb);
	int err = check_encap(skb, room, flags);

	if (!err)
		err = insert(skb, offset, room);
	if (err)
		return err;
	if (flags & (ENCAP_IP4 | ENCAP_IP6)) {
		skb->encapsulation = 1;
		if (flags & (ENCAP_GRE | ENCAP_UDP))
			skb->transport_offset = (int32_t)(mac + (flags & ENCAP_IP6 ? IP6_HEADER :
										     IP4_HEADER));
		change_outer(skb, flags & ENCAP_IP4, flags & ENCAP_IP6);
	}
	if (skb->gso_size && !(flags & FIXED_GSO))
		skb->gso_size -= room < skb->gso_size ? room : skb->gso_size;
	return 0;
}

static int shrink(struct skep_skb *skb, uint32_t offset, uint32_t room, uint64_t flags)
{
	int err;

	if (flags & ~(uint64_t)(FIXED_GSO | DECAP_IP4 | DECAP_IP6 | NO_CSUM_RESET))
		return -EINVAL;
	err = cut(skb, offset, room);
	if (err)
		return err;
	change_outer(skb, flags & DECAP_IP4, flags & DECAP_IP6);
	if (skb->gso_size && !(flags & FIXED_GSO))
		skb->gso_size += room;
	return 0;
}

/* May the frame lose, or gain, so much? */
static int check_room(const struct skep_skb *skb, int32_t diff, uint32_t room, uint64_t flags)
{
	uint32_t least = ip_header(skb), left = skb_size(skb) - (uint32_t)skb->network_offset;

	if (flags & (DECAP_IP4 | DECAP_IP6)) {
		if (diff >= 0 || (flags & DECAP_IP4 && flags & DECAP_IP6))
			return -EINVAL;
		least = flags & DECAP_IP4 ? IP4_HEADER : IP6_HEADER;
	}
	if (diff < 0)
		return room >= left || left - room < least ? -ENOTSUPP : 0;
	return skb_size(skb) + room > MAX_FRAME && !skb->gso_size ? -ENOTSUPP : 0;
}

static int adjust_room(struct skep_skb *skb, int32_t diff, uint32_t mode, uint64_t flags)
{
	uint32_t room = diff < 0 ? -(uint32_t)diff : (uint32_t)diff, offset = mac_size(skb);
	int err;

	if (flags & ~(ROOM_FLAGS | UINT64_C(0xff) << INNER_MAC_SHIFT))
		return -EINVAL;
	if (room > MAX_ROOM)
		return -EFAULT;
	if (!is_protocol(skb, TYPE_IP4) && !is_protocol(skb, TYPE_IP6))
		return -ENOTSUPP;
	if (mode == ROOM_NET)
		offset += ip_header(skb);
	else if (mode != ROOM_MAC)
		return -ENOTSUPP;
	err = check_room(skb, diff, room, flags);
	if (err)
		return err;
	return diff < 0 ? shrink(skb, offset, room, flags) : grow(skb, offset, room, flags);
}

/* Of sk_skb programs: at the data's start. */
static int adjust_start(struct skep_skb *skb, int32_t diff, uint32_t mode, uint64_t flags)
{
	uint32_t room = diff < 0 ? -(uint32_t)diff : (uint32_t)diff;

	if (flags || mode)
		return -EINVAL;
	if (room > MAX_ROOM)
		return -EFAULT;
	if (diff < 0 ? room > skb_size(skb) : !has_headroom(skb, room))
		return -ENOMEM;
	move_start(skb, diff);
	if (diff > 0)
		memset(skb->data, 0, room);
	return 0;
}

HELPER_BODY_OF(skb_adjust_room)
{
	struct skep_skb *skb = skb_of(r1);
	int err;

	if (run_prog_type(run) == PROG_SK_SKB)
		return result(adjust_start(skb, (int32_t)r2, (uint32_t)r3, r4));
	err = adjust_room(skb, (int32_t)r2, (uint32_t)r3, r4);
	if (err)
		return result(err);
	if (skb->gso_size)
		skb->gso_segs = 0;
	if (!(r4 & NO_CSUM_RESET))
		skb_distrust_csum(skb);
	return 0;
}

/* ---- VLAN tags: the outermost one in fields of the skb, others in the frame ---- */

enum { TAG = 4, MIN_TAGGED = ETH_HEADER + TAG, MIN_ETHERTYPE = 0x600 };
enum { RAW_802_3 = 0x0001, LLC_802_2 = 0x0004 }; /* ETH_P_802_3, ETH_P_802_2 */

static bool is_vlan(uint16_t protocol)
{
	return protocol == htons(TYPE_8021Q) || protocol == htons(TYPE_8021AD);
}

/* Write the tag of the fields into the frame. */
static int tag_to_frame(struct skep_skb *skb)
{
	uint16_t tag[2] = { (uint16_t)skb->vlan_proto, htons((uint16_t)skb->vlan_tci) };

	if (!has_headroom(skb, TAG) || skb_size(skb) < ETH_HEADER)
		return -ENOMEM;
	move_start(skb, TAG);
	memmove(skb->data, skb->data + TAG, ETH_TYPE_AT);
	memcpy(skb->data + ETH_TYPE_AT, tag, TAG);
	csum_with(skb, skb->data + ETH_HEADER, TAG, 0); /* new behind the network header's start */
	skb->protocol = skb->vlan_proto;
	move_transport(skb, TAG, false);
	return 0;
}

/* The protocol whose type, or in IEEE 802.3 length, stands at @offset. */
static uint16_t protocol_at(const struct skep_skb *skb, uint32_t offset)
{
	const uint8_t *behind = skb_at(skb, offset + 2, 2);
	uint16_t type, next = 0;

	memcpy(&type, skb->data + offset, sizeof(type));
	if (ntohs(type) >= MIN_ETHERTYPE)
		return type;
	if (behind)
		memcpy(&next, behind, sizeof(next));
	return htons(next == 0xffff ? RAW_802_3 : LLC_802_2);
}

static int tag_from_frame(struct skep_skb *skb, uint16_t *tci)
{
	uint16_t field;

	if (skb_size(skb) < MIN_TAGGED)
		return -ENOMEM;
	memcpy(&field, skb->data + ETH_HEADER, sizeof(field));
	*tci = ntohs(field);
	csum_without(skb, skb->data + ETH_HEADER, TAG, 0);
	skb->protocol = protocol_at(skb, ETH_HEADER + 2);
	memmove(skb->data + TAG, skb->data, ETH_TYPE_AT);
	move_start(skb, -TAG);
	skb->network_offset -= TAG;
	if (skb->network_offset < ETH_HEADER)
		skb->network_offset = ETH_HEADER;
	move_transport(skb, -TAG, false);
	return 0;
}

static void set_tag(struct skep_skb *skb, uint16_t protocol, uint16_t tci)
{
	skb->vlan_present = 1;
	skb->vlan_proto = protocol;
	skb->vlan_tci = tci;
}

HELPER_BODY_OF(skb_vlan_push)
{
	struct skep_skb *skb = skb_of(r1);
	uint16_t protocol = (uint16_t)r2;
	int err = 0;

	if (skb->vlan_present)
		err = skb->mac_offset ? -EINVAL : tag_to_frame(skb);
	if (err)
		return result(err);
	set_tag(skb, is_vlan(protocol) ? protocol : htons(TYPE_8021Q), (uint16_t)r3);
	return 0;
}

static int vlan_pop(struct skep_skb *skb)
{
	uint16_t protocol, tci = 0;
	int err = 0;

	if (skb->vlan_present)
		skb->vlan_present = skb->vlan_proto = skb->vlan_tci = 0;
	else if (!is_vlan((uint16_t)skb->protocol))
		return 0;
	else
		err = tag_from_frame(skb, &tci);
	if (err || !is_vlan((uint16_t)skb->protocol))
		return err;
	protocol = (uint16_t)skb->protocol;
	err = tag_from_frame(skb, &tci);
	if (!err)
		set_tag(skb, protocol, tci);
	return err;
}

HELPER_BODY_OF(skb_vlan_pop)
{
	return result(skb_of(r1)->mac_offset ? -EINVAL : vlan_pop(skb_of(r1)));
}

/* ---- hash and socket ---- */

HELPER_BODY_OF(get_hash_recalc)
{
	struct skep_skb *skb = skb_of(r1);

	if (!skb->hash && !skb->hash_valid)
		skb->hash = skb_flow_hash(skb, run_prog(run)->obj->vm->hash_key);
	skb->hash_valid = 1;
	return skb->hash;
}

HELPER_BODY_OF(set_hash_invalid)
{
	forget_hash(skb_of(r1));
	return 0;
}

HELPER_BODY_OF(set_hash)
{
	skb_of(r1)->hash = (uint32_t)r2;
	skb_of(r1)->hash_valid = 1;
	return 0;
}

/* Contexts that are a socket themselves do not carry its cookie. */
HELPER_BODY_OF(get_socket_cookie)
{
	switch (run_prog_type(run)) {
	case PROG_SOCKET_FILTER:
	case PROG_SCHED_CLS:
	case PROG_SCHED_ACT:
	case PROG_CGROUP_SKB:
	case PROG_SK_SKB: return skb_of(r1)->socket_cookie;
	default: return 0;
	}
}

HELPER_BODY_OF(get_socket_uid)
{
	return skb_of(r1)->socket_uid;
}

HELPER_BODY_OF(get_route_realm)
{
	return skb_of(r1)->route_realm;
}

/* ---- fields of the frame that helpers alone may write ---- */

enum { CLOCK_OF_REALTIME, CLOCK_OF_MONOTONIC, CLOCK_OF_TAI }; /* BPF_SKB_CLOCK_* */

/* A time of 0 is none; only the first clock may say that. */
HELPER_BODY_OF(skb_set_tstamp)
{
	struct skep_skb *skb = skb_of(r1);
	uint32_t clock = (uint32_t)r3;

	if (!is_protocol(skb, TYPE_IP4) && !is_protocol(skb, TYPE_IP6))
		return result(-EOPNOTSUPP);
	if (clock > CLOCK_OF_TAI || (clock != CLOCK_OF_REALTIME && !r2))
		return result(-EINVAL);
	skb->tstamp = r2;
	skb->tstamp_type = (uint8_t)clock;
	return 0;
}

/* What the frame carries behind tags that stand in it. */
static uint16_t inner_protocol(const struct skep_skb *skb)
{
	uint16_t protocol = (uint16_t)skb->protocol;
	uint32_t at = (uint32_t)skb->network_offset;
	const uint8_t *next;

	if (!is_vlan(protocol))
		return protocol;
	for (; is_vlan(protocol); at += TAG) {
		next = skb_at(skb, at + 2, 2);
		if (!next)
			return 0;
		memcpy(&protocol, next, sizeof(protocol));
	}
	return protocol;
}

enum { ECN = 3 }; /* the two bits: 0 not capable, 3 congestion was met */

/* Return: 1 if the header says now that congestion was met. */
static int set_ecn4(uint8_t *header)
{
	uint16_t check, less;
	uint8_t old = header[1] & ECN;

	if (!old || old == ECN)
		return old == ECN;
	memcpy(&check, header + 10, sizeof(check));
	less = htons((uint16_t)~(ECN - old)); /* what the type of service grows by */
	check = csum_add16(check, less);
	memcpy(header + 10, &check, sizeof(check));
	header[1] |= ECN;
	return 1;
}

static int set_ecn6(struct skep_skb *skb, uint8_t *header)
{
	if (!(header[1] >> 4 & ECN))
		return 0;
	csum_without(skb, header, 4, 0);
	header[1] |= ECN << 4;
	csum_with(skb, header, 4, 0);
	return 1;
}

HELPER_BODY_OF(skb_ecn_set_ce)
{
	struct skep_skb *skb = skb_of(r1);
	uint16_t protocol = skb->network_offset < 0 ? 0 : inner_protocol(skb);
	bool is_ip6 = protocol == htons(TYPE_IP6);
	uint8_t *header;

	if (!is_ip6 && protocol != htons(TYPE_IP4))
		return 0;
	header = skb_at(skb, (uint32_t)skb->network_offset, is_ip6 ? IP6_HEADER : IP4_HEADER);
	if (!header)
		return 0;
	return (uint64_t)(is_ip6 ? set_ecn6(skb, header) : set_ecn4(header));
}
