/* Calls of packet helpers as data; for tests/objects/packet_script.bpf.c too. */
#ifndef TESTS_LIB_PACKET_SCRIPT_H
#define TESTS_LIB_PACKET_SCRIPT_H

#include <linux/types.h>

enum packet_op { /* arguments a, b, c, d as the helper takes them behind its context */
	OP_LOAD,          /* offset, size */
	OP_LOAD_RELATIVE, /* offset, size, start */
	OP_STORE,         /* offset, size, flags */
	OP_L3_CSUM,
	OP_L4_CSUM,
	OP_CSUM_UPDATE,
	OP_CSUM_LEVEL,
	OP_PULL,
	OP_HEAD,
	OP_TAIL,
	OP_PROTO,
	OP_TYPE,
	OP_ROOM,
	OP_VLAN_PUSH,
	OP_VLAN_POP,
	OP_HASH,
	OP_HASH_INVALID,
	OP_HASH_SET,
	OP_REDIRECT,
	OP_REDIRECT_PEER,
	OP_REDIRECT_NEIGH, /* ifindex, flags */
};

enum { MAX_STEPS = 8, STEP_BYTES = 32 };

struct packet_step {
	__u32 op, unused;
	__s64 arg[4];
	__u8 bytes[STEP_BYTES]; /* what OP_STORE stores */
};

struct packet_script {
	__u32 n, unused;
	struct packet_step step[MAX_STEPS];
};

/* After each step. */
struct packet_record {
	__s64 result;
	__u32 size, direct; /* as the context says, as the pointers say */
	__u32 protocol, pkt_type, vlan, unused;
	__u8 bytes[STEP_BYTES]; /* what a load gave */
};

struct packet_report {
	struct packet_record record[MAX_STEPS];
};

#endif
