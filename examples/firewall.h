/* SPDX-License-Identifier: BSD-2-Clause */
/* What firewall.bpf.c keeps in its maps, shared with programs that read them. */
#ifndef FIREWALL_H
#define FIREWALL_H

#include <linux/in6.h>
#include <linux/types.h>

/* A direction of a conversation.  IPv4 addresses are mapped: ::ffff:a.b.c.d. */
struct flow_key {
	struct in6_addr saddr, daddr;
	__be16 sport, dport; /* 0 where the protocol has none, and in later fragments */
	__u8 protocol;
	__u8 family; /* 4 or 6 */
	__be16 vlan; /* tag control information, 0 without a tag */
};

struct flow {
	__u64 packets, bytes;
};

struct counter {
	__u64 packets, bytes;
};

/* What became of a packet, and why: index of the counters map. */
enum reason {
	PASSED_TCP,
	PASSED_UDP,
	PASSED_ICMP,
	PASSED_OTHER_IP,
	PASSED_NOT_IP,
	DROPPED_BLOCKED,
	DROPPED_TRUNCATED, /* headers end before they should */
	DROPPED_MALFORMED, /* header fields that cannot be */
	N_REASONS
};

/* A blocked address; hits are counted here. */
struct block {
	__u64 packets;
};

#endif
