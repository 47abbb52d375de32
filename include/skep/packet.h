/*
 * Contexts of programs that work on packets: the host's view of what Linux's
 * uapi shows a program as struct xdp_md and struct __sk_buff.
 *
 * SPDX-License-Identifier: BSD-2-Clause
 */
#ifndef SKEP_PACKET_H
#define SKEP_PACKET_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

struct skep_map;

/**
 * struct skep_xdp - the host's context of an XDP program
 *
 * The program may move @data, @data_end and @data_meta inside
 * [@head, @tail]; @head and @tail bound the buffer that the host provides, which
 * is smaller than 4 GiB (so are those of struct skep_skb).
 */
struct skep_xdp {
	uint8_t *data, *data_end, *data_meta;
	uint8_t *head, *tail;
	uint32_t ingress_ifindex, rx_queue_index, egress_ifindex;
	/* Set by redirect helpers; count if the result is XDP_REDIRECT. */
	uint32_t redirect_ifindex; /* the interface, or the first word of the map's entry */
	uint32_t redirect_flags;   /* enum skep_redirect */
	struct skep_map *redirect_map; /* bpf_redirect_map: a map of the object, or NULL */
	uint32_t redirect_key;     /* in that map */
};

/** skep_xdp_init - a frame of @size bytes at @data without room around it */
static inline void skep_xdp_init(struct skep_xdp *xdp, void *data, size_t size)
{
	uint8_t *p = (uint8_t *)data;

	memset(xdp, 0, sizeof(*xdp));
	xdp->data = xdp->data_meta = xdp->head = p;
	xdp->data_end = xdp->tail = p + size;
}

struct bpf_sock; /* <linux/bpf.h> */
struct bpf_flow_keys;

/* How a frame leaves: redirect_flags.  Linux's numbers. */
enum skep_redirect {
	SKEP_REDIRECT_INGRESS = 1 << 0,  /* into the interface, not out of it */
	SKEP_REDIRECT_BROADCAST = 1 << 3, /* to all entries of redirect_map, whatever the key */
	SKEP_REDIRECT_EXCLUDE_INGRESS = 1 << 4, /* but not where it came from */
	SKEP_REDIRECT_NEIGH = 1 << 16,   /* fill in the link-layer header (bpf_redirect_neigh) */
	SKEP_REDIRECT_PEER = 1 << 17,    /* into the interface's peer (bpf_redirect_peer) */
	SKEP_REDIRECT_NEXTHOP = 1 << 18, /* redirect_nexthop says to whom */
};

/* What is known of a frame's transport checksum: ip_summed of struct skep_skb. */
enum skep_checksum {
	SKEP_CHECKSUM_NONE,        /* nothing */
	SKEP_CHECKSUM_UNNECESSARY, /* csum_level + 1 checksums were verified */
	SKEP_CHECKSUM_COMPLETE,    /* csum is the frame's sum from the network header on */
	SKEP_CHECKSUM_PARTIAL,     /* it is computed when the frame is sent */
};

enum { SKEP_NO_SOCKET_UID = 65534 }; /* Linux's overflowuid */

enum skep_tunnel_origin { /* who wrote a struct skep_tunnel */
	SKEP_TUNNEL_NONE,    /* nobody: the frame came by no tunnel */
	SKEP_TUNNEL_HOST,    /* the host: the tunnel that the frame came by */
	SKEP_TUNNEL_PROGRAM, /* bpf_skb_set_tunnel_key: the tunnel that it leaves by */
};

enum skep_tunnel_flags { /* Linux's IP_TUNNEL_*_BIT; bpf_tunnel_key shows them in network order */
	SKEP_TUNNEL_CSUM = 1 << 0,
	SKEP_TUNNEL_KEY = 1 << 2, /* @id counts */
	SKEP_TUNNEL_SEQ = 1 << 3,
	SKEP_TUNNEL_DONT_FRAGMENT = 1 << 8,
	SKEP_TUNNEL_GENEVE = 1 << 11, /* whose options these are; one of the four: there are some */
	SKEP_TUNNEL_VXLAN = 1 << 12,
	SKEP_TUNNEL_NOCACHE = 1 << 13,
	SKEP_TUNNEL_ERSPAN = 1 << 14,
	SKEP_TUNNEL_GTP = 1 << 15,
};

/** struct skep_tunnel - the outer header of a frame in a tunnel, which is not in its bytes */
struct skep_tunnel {
	uint8_t origin; /* enum skep_tunnel_origin */
	uint8_t is_ip6, tos, ttl;
	uint16_t flags; /* enum skep_tunnel_flags */
	uint8_t options_size;
	uint8_t options[255];
	uint64_t id;    /* VNI, GRE key, ... */
	uint32_t label; /* of the IPv6 flow */
	uint8_t source[16], destination[16]; /* network order; IPv4 has the first 4 bytes */
};

/**
 * struct skep_skb - the host's context of socket_filter, sched_cls, sched_act,
 * cgroup_skb, lwt_*, sk_skb and flow_dissector programs: Linux's struct
 * __sk_buff with host pointers
 *
 * Multi-byte fields are in the byte order of __sk_buff (protocol, vlan_proto,
 * addresses and remote_port in network order).  What the host does not know
 * is 0.
 */
struct skep_skb {
	uint8_t *data, *data_end, *data_meta;
	uint8_t *head, *tail; /* bounds of the buffer, as in struct skep_xdp */
	uint32_t len, pkt_type, mark, queue_mapping, protocol;
	uint32_t vlan_present, vlan_tci, vlan_proto, priority;
	uint32_t ingress_ifindex, ifindex, tc_index;
	uint32_t cb[5] __attribute__((aligned(8)));
	uint32_t hash, tc_classid, napi_id, family, remote_ip4, local_ip4;
	uint32_t remote_ip6[4], local_ip6[4];
	uint32_t remote_port, local_port;
	uint64_t tstamp, hwtstamp;
	uint32_t wire_len, gso_segs, gso_size;
	uint8_t tstamp_type;
	uint32_t redirect_ifindex; /* set by redirect helpers; counts if the result is */
	uint32_t redirect_flags;   /* TC_ACT_REDIRECT, with enum skep_redirect */
	uint32_t redirect_nexthop[5]; /* struct bpf_redir_neigh */
	struct bpf_sock *sk;             /* Linux's uapi structure, or NULL */
	struct bpf_flow_keys *flow_keys; /* the same; not NULL for flow_dissector programs */
	/*
	 * What helpers must know, as Linux's struct sk_buff.  Offsets count
	 * from @data; helpers that move headers keep them right.
	 */
	int32_t mac_offset;       /* of the link-layer header; negative: in front of @data */
	int32_t network_offset;   /* of the network header */
	int32_t transport_offset; /* of the transport header; 0: not known */
	uint8_t ip_summed;        /* enum skep_checksum */
	uint8_t csum_level;       /* 0-3, of SKEP_CHECKSUM_UNNECESSARY */
	uint32_t csum;            /* of SKEP_CHECKSUM_COMPLETE */
	uint8_t encapsulation;    /* the frame carries another one */
	uint8_t hash_valid;       /* @hash counts even if it is 0 */
	uint32_t socket_uid;      /* owner of the socket, or SKEP_NO_SOCKET_UID */
	uint64_t socket_cookie;   /* 0: no socket */
	uint32_t route_realm;     /* bpf_get_route_realm: of the route that it takes; 0: none */
	struct skep_tunnel *tunnel; /* room for bpf_skb_set_tunnel_key, whom others read; or NULL */
};

/**
 * skep_skb_init - an Ethernet frame of @size bytes at @data without room around it
 *
 * Where helpers shall be able to make it longer, set @head and @tail further
 * out.  Where it does not begin with an Ethernet header, correct the offsets.
 */
static inline void skep_skb_init(struct skep_skb *skb, void *data, size_t size)
{
	uint8_t *p = (uint8_t *)data;

	memset(skb, 0, sizeof(*skb));
	skb->data = skb->data_meta = skb->head = p;
	skb->data_end = skb->tail = p + size;
	skb->len = skb->wire_len = (uint32_t)size;
	skb->network_offset = size < 14 ? (int32_t)size : 14;
	skb->socket_uid = SKEP_NO_SOCKET_UID;
}

#ifdef __cplusplus
}
#endif
#endif
