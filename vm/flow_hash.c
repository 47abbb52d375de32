/*
 * A frame's flow as a number: what a packet program balances load by.
 *
 * The flow is what Linux's flow dissector takes: addresses, protocol, and
 * ports or an IPv6 flow label; of fragments the ports do not count.  Ends are
 * ordered, so both directions are one flow.  Mixed by SipHash-2-4 (Aumasson
 * and Bernstein 2012) under a secret, as flows are chosen by strangers.
 */
#include "vm/skb.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

enum { TYPE_IP4 = 0x0800, TYPE_IP6 = 0x86dd, TYPE_8021Q = 0x8100, TYPE_8021AD = 0x88a8 };
enum { MAX_TAGS = 2, MAX_EXTENSIONS = 8, FRAGMENT = 0x3fff };

/* Words, as they are hashed; no padding. */
struct flow {
	uint8_t source[16], target[16];
	uint16_t source_port, target_port;
	uint16_t type; /* of Ethernet */
	uint8_t protocol, zero;
	uint32_t label;
	uint32_t zero2;
};

static uint64_t rotate(uint64_t v, int n)
{
	return v << n | v >> (64 - n);
}

static void sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[2] += v[3];
	v[1] = rotate(v[1], 13) ^ v[0];
	v[3] = rotate(v[3], 16) ^ v[2];
	v[0] = rotate(v[0], 32);
	v[2] += v[1];
	v[0] += v[3];
	v[1] = rotate(v[1], 17) ^ v[2];
	v[3] = rotate(v[3], 21) ^ v[0];
	v[2] = rotate(v[2], 32);
}

static uint64_t sip_hash(const void *data, size_t n_words, const uint64_t key[2])
{
	uint64_t v[4] = { key[0] ^ UINT64_C(0x736f6d6570736575),
			  key[1] ^ UINT64_C(0x646f72616e646f6d),
			  key[0] ^ UINT64_C(0x6c7967656e657261),
			  key[1] ^ UINT64_C(0x7465646279746573) };

	for (size_t i = 0; i <= n_words; i++) {
		uint64_t word = n_words * 8 << 56; /* the last one: the length */

		if (i < n_words)
			memcpy(&word, (const uint8_t *)data + i * 8, 8);
		v[3] ^= word;
		sip_round(v);
		sip_round(v);
		v[0] ^= word;
	}
	v[2] ^= 0xff;
	for (int i = 0; i < 4; i++)
		sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

static uint16_t be16_at(const uint8_t *at)
{
	return (uint16_t)(at[0] << 8 | at[1]);
}

/* Source and target port stand first in all of them. */
static void add_ports(struct flow *flow, const struct skep_skb *skb, uint32_t offset)
{
	const uint8_t *at = skb_at(skb, offset, 4);
	bool has_ports = flow->protocol == IPPROTO_TCP || flow->protocol == IPPROTO_UDP ||
			 flow->protocol == IPPROTO_SCTP || flow->protocol == IPPROTO_DCCP ||
			 flow->protocol == IPPROTO_UDPLITE;

	if (!at || !has_ports)
		return;
	flow->source_port = be16_at(at);
	flow->target_port = be16_at(at + 2);
}

static void add_ip4(struct flow *flow, const struct skep_skb *skb, uint32_t offset)
{
	const uint8_t *ip = skb_at(skb, offset, 20);
	uint32_t size;

	if (!ip)
		return;
	size = (ip[0] & 15u) * 4;
	memcpy(flow->source, ip + 12, 4);
	memcpy(flow->target, ip + 16, 4);
	flow->protocol = ip[9];
	if (size >= 20 && !(be16_at(ip + 6) & FRAGMENT))
		add_ports(flow, skb, offset + size);
}

static bool is_extension(uint8_t protocol)
{
	return protocol == IPPROTO_HOPOPTS || protocol == IPPROTO_ROUTING ||
	       protocol == IPPROTO_DSTOPTS;
}

static void add_ip6(struct flow *flow, const struct skep_skb *skb, uint32_t offset)
{
	const uint8_t *ip = skb_at(skb, offset, 40), *extension;

	if (!ip)
		return;
	memcpy(flow->source, ip + 8, 16);
	memcpy(flow->target, ip + 24, 16);
	flow->protocol = ip[6];
	flow->label = (uint32_t)(ip[1] & 15) << 16 | be16_at(ip + 2);
	if (flow->label)
		return;
	offset += 40;
	for (int i = 0; i < MAX_EXTENSIONS && is_extension(flow->protocol); i++) {
		extension = skb_at(skb, offset, 8);
		if (!extension)
			return;
		flow->protocol = extension[0];
		offset += (extension[1] + 1u) * 8;
	}
	add_ports(flow, skb, offset);
}

static void order_ends(struct flow *flow)
{
	uint8_t address[16];
	uint16_t port = flow->source_port;
	int order = memcmp(flow->target, flow->source, sizeof(address));

	if (order > 0 || (order == 0 && flow->target_port >= port))
		return;
	memcpy(address, flow->source, sizeof(address));
	memcpy(flow->source, flow->target, sizeof(address));
	memcpy(flow->target, address, sizeof(address));
	flow->source_port = flow->target_port;
	flow->target_port = port;
}

static bool is_vlan(uint16_t type)
{
	return type == TYPE_8021Q || type == TYPE_8021AD;
}

uint32_t skb_flow_hash(const struct skep_skb *skb, const uint64_t key[2])
{
	struct flow flow = { .type = ntohs((uint16_t)skb->protocol) };
	uint32_t offset = skb->network_offset < 0 ? 0 : (uint32_t)skb->network_offset, hash;

	for (int i = 0; i < MAX_TAGS && is_vlan(flow.type); i++) {
		const uint8_t *tag = skb_at(skb, offset, 4);

		if (!tag)
			break;
		flow.type = be16_at(tag + 2);
		offset += 4;
	}
	if (flow.type == TYPE_IP4)
		add_ip4(&flow, skb, offset);
	else if (flow.type == TYPE_IP6)
		add_ip6(&flow, skb, offset);
	order_ends(&flow);
	hash = (uint32_t)sip_hash(&flow, sizeof(flow) / 8, key);
	return hash ? hash : 1;
}
