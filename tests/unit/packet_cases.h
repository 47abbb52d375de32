/* What test_vm_packet.c calls; its results stand in packet_expected.h. */

enum frame_kind { IP4, IP6, TAGGED, TAGGED_TWICE, TAGGED_LENGTH, RAW, SHORT };

#define CALL(name, ...) { .op = OP_##name, .arg = { __VA_ARGS__ } }
#define SOME(name) { .op = OP_##name, .unused = 1 } /* some number other than 0 */
#define LOAD(offset, size) CALL(LOAD, offset, size)
#define LOAD_FROM(start, offset, size) CALL(LOAD_RELATIVE, offset, size, start)
#define STORE(offset, size, flags)                                                                 \
	{ .op = OP_STORE, .arg = { offset, size, flags },                                          \
	  .bytes = { 1, 2, 3, 250, 251, 252, 7, 8, 99 } }
#define ROOM(diff, mode, flags) CALL(ROOM, diff, mode, flags)

static const struct packet_case {
	enum frame_kind frame;
	bool xdp;
	struct packet_step step[MAX_STEPS + 1];
	int n;
} cases[] = {
#define CASE(kind, ...)                                                                            \
	{ kind, false, { __VA_ARGS__ },                                                            \
	  sizeof((struct packet_step[]){ __VA_ARGS__ }) / sizeof(struct packet_step) },
#define XDP_CASE(kind, ...)                                                                        \
	{ kind, true, { __VA_ARGS__ },                                                             \
	  sizeof((struct packet_step[]){ __VA_ARGS__ }) / sizeof(struct packet_step) },
	/* loads: at the end, across it, behind it, where offset + size overflows */
	CASE(IP4, LOAD(0, 14), LOAD(73, 1), LOAD(74, 1), LOAD(73, 2), LOAD(60, 14),
	     LOAD(0x7fffffff, 1), LOAD(0x80000000, 1), LOAD(0xffffffff, 2))
	CASE(IP4, LOAD(-1, 4), LOAD(0x100000000, 4), LOAD(43, 32), LOAD(42, 32))
	CASE(SHORT, LOAD(0, 14), LOAD(13, 1), LOAD(14, 1), LOAD(0, 15), CALL(PULL, 14),
	     CALL(PULL, 15), CALL(PULL, 0), CALL(PULL, -1))
	CASE(IP4, LOAD_FROM(0, 0, 14), LOAD_FROM(1, 0, 20), LOAD_FROM(1, 59, 1),
	     LOAD_FROM(1, 60, 1), LOAD_FROM(0, 74, 1), LOAD_FROM(2, 0, 4), LOAD_FROM(1, 0x10000, 4),
	     LOAD_FROM(-1, 0, 4))
	CASE(IP4, LOAD_FROM(0, -1, 4), LOAD_FROM(1, 0xffff, 4), LOAD_FROM(1, 28, 32),
	     LOAD_FROM(1, 29, 32))
	/* stores */
	CASE(IP4, STORE(0, 6, 0), STORE(73, 1, 0), STORE(74, 1, 0), STORE(70, 5, 0),
	     STORE(20, 9, 1), STORE(21, 9, 3), STORE(20, 4, 4), STORE(0x80000000, 1, 0))
	CASE(IP4, STORE(0xffffffff, 2, 0), STORE(0x7fffffff, 4, 0), STORE(-1, 1, 8),
	     LOAD(0, 32), STORE(30, 32, 0), LOAD(30, 32))
	/* pulling */
	CASE(IP4, CALL(PULL, 0), CALL(PULL, 14), CALL(PULL, 74), CALL(PULL, 75),
	     CALL(PULL, 0xffffffff), CALL(PULL, 0x100000000))
	/* the IPv4 header's checksum */
	CASE(IP4, CALL(L3_CSUM, 24, 0x1234, 0x4321, 2), CALL(L3_CSUM, 24, 0x12345678, 1, 4),
	     CALL(L3_CSUM, 24, 0, 0xfffe, 0), CALL(L3_CSUM, 24, 1, 2, 0),
	     CALL(L3_CSUM, 24, 1, 2, 3), CALL(L3_CSUM, 25, 1, 2, 2), CALL(L3_CSUM, 74, 1, 2, 2),
	     CALL(L3_CSUM, 72, 1, 2, 2))
	CASE(IP4, CALL(L3_CSUM, 24, 1, 2, 0x12), CALL(L3_CSUM, 0x10000, 1, 2, 2),
	     CALL(L3_CSUM, -2, 1, 2, 2), CALL(L3_CSUM, 24, 0xffff0000ffff, 0x10001, 2),
	     CALL(L3_CSUM, 24, 0xffffffff, 0, 4), CALL(L3_CSUM, 24, 0, 0xffffffff, 0),
	     CALL(L3_CSUM, 24, 0, 0, 0), CALL(L3_CSUM, 24, 0, 0, 8))
	CASE(IP4, STORE(24, 2, 0), CALL(L3_CSUM, 24, 0, 0xffff, 2), CALL(L3_CSUM, 24, 0xffff, 0, 2),
	     CALL(L3_CSUM, 24, 0x100000000, 5, 0), CALL(L3_CSUM, 24, 0x201, 0xfdfe, 2),
	     CALL(L3_CSUM, 24, 0xfdfe, 0x201, 2), CALL(L3_CSUM, 24, 0, 0xfffefffe, 0))
	/* the transport header's */
	CASE(IP4, CALL(L4_CSUM, 50, 0x1234, 0x4321, 2), CALL(L4_CSUM, 50, 0x12345678, 1, 4),
	     CALL(L4_CSUM, 50, 0, 0xfffe, 0), CALL(L4_CSUM, 50, 1, 2, 0),
	     CALL(L4_CSUM, 50, 1, 2, 3), CALL(L4_CSUM, 51, 1, 2, 2), CALL(L4_CSUM, 74, 1, 2, 2),
	     CALL(L4_CSUM, 72, 1, 2, 0x12))
	CASE(IP4, CALL(L4_CSUM, 50, 1, 2, 0x14), CALL(L4_CSUM, 50, 0, 0x1234abcd, 0x10),
	     CALL(L4_CSUM, 50, 0, 0x1234abcd, 0x90), CALL(L4_CSUM, 50, 1, 2, 0x100),
	     CALL(L4_CSUM, 50, 1, 2, 0x1000000002), CALL(L4_CSUM, 0x10000, 1, 2, 2),
	     CALL(L4_CSUM, 50, 0xffff0000ffff, 0x10001, 2), CALL(L4_CSUM, 50, 0, 0, 0))
	/* UDP: a field of 0 stays, a sum of 0 becomes 0xffff */
	CASE(IP6, CALL(L4_CSUM, 60, 1, 2, 0x22), CALL(L4_CSUM, 60, 1, 2, 0x62),
	     CALL(L4_CSUM, 60, 0, 0, 0x20), CALL(L4_CSUM, 60, 1, 5, 0x24),
	     CALL(L4_CSUM, 60, 0, 0xfffa, 0x40), CALL(L4_CSUM, 60, 5, 5, 0x62))
	CASE(IP6, CALL(L4_CSUM, 60, 0, 0xffff, 0x60), LOAD(60, 2),
	     CALL(L4_CSUM, 60, 0xffff, 0, 0x22), LOAD(60, 2),
	     CALL(L4_CSUM, 60, 0, 0xffff, 2), LOAD(60, 2))
	/* what is known of checksums */
	CASE(IP4, CALL(CSUM_LEVEL, 0), CALL(CSUM_LEVEL, 1), CALL(CSUM_LEVEL, 0),
	     CALL(CSUM_LEVEL, 1), CALL(CSUM_LEVEL, 0), CALL(CSUM_LEVEL, 2), CALL(CSUM_LEVEL, 2),
	     CALL(CSUM_LEVEL, 0))
	CASE(IP4, CALL(CSUM_LEVEL, 1), CALL(CSUM_LEVEL, 1), CALL(CSUM_LEVEL, 1),
	     CALL(CSUM_LEVEL, 1), CALL(CSUM_LEVEL, 1), CALL(CSUM_LEVEL, 0), CALL(CSUM_LEVEL, 3),
	     CALL(CSUM_LEVEL, 0))
	CASE(IP4, CALL(CSUM_LEVEL, 4), CALL(CSUM_LEVEL, 0x100000000), CALL(CSUM_LEVEL, -1),
	     CALL(CSUM_UPDATE, 5))
	CASE(IP4, CALL(CSUM_LEVEL, 1), ROOM(4, 1, 0x20), CALL(CSUM_LEVEL, 0), ROOM(4, 1, 0),
	     CALL(CSUM_LEVEL, 0))
	/* the head: network header stays */
	CASE(IP4, CALL(HEAD, 0, 0), CALL(HEAD, 14, 0), LOAD_FROM(1, 0, 4), LOAD_FROM(0, 0, 4),
	     CALL(HEAD, 1, 1), CALL(HEAD, -1, 0), CALL(HEAD, 16000, 0), CALL(HEAD, 0x7fffffff, 0))
	CASE(IP4, CALL(HEAD, 15990, 0), CALL(HEAD, 1, 0), CALL(HEAD, 0x80000000, 0))
	CASE(IP4, CALL(HEAD, 15991, 0), CALL(HEAD, 3, 0), CALL(TAIL, 28, 0), CALL(TAIL, 17, 0),
	     CALL(TAIL, 16, 0))
	CASE(IP4, CALL(HEAD, 7, 0), CALL(TAIL, 21, 0), CALL(TAIL, 20, 0), CALL(TAIL, 200, 0),
	     LOAD(190, 10), CALL(PULL, 200))
	/* the tail */
	CASE(IP4, CALL(TAIL, 74, 0), CALL(TAIL, 100, 0), LOAD(70, 30), CALL(TAIL, 60, 0),
	     CALL(TAIL, 64, 0), LOAD(58, 6), CALL(TAIL, 14, 0), CALL(TAIL, 13, 0))
	CASE(IP4, CALL(TAIL, 74, 1), CALL(TAIL, 16064, 0), CALL(TAIL, 16065, 0),
	     CALL(TAIL, 0xffffffff, 0), CALL(TAIL, 0, 0), CALL(TAIL, 0x10000004a, 0),
	     CALL(TAIL, 74, -1))
	/* IPv4 <-> IPv6 */
	CASE(IP4, CALL(PROTO, 0xdd86, 0), LOAD(0, 32), LOAD(14, 20), LOAD_FROM(1, 0, 24),
	     CALL(PROTO, 0x0008, 0), LOAD(0, 32), CALL(PROTO, 0x0008, 0), CALL(PROTO, 0xdd86, 1))
	CASE(IP6, CALL(PROTO, 0x0008, 0), LOAD(0, 32), LOAD_FROM(1, 0, 24), CALL(PROTO, 0xdd86, 0),
	     CALL(PROTO, 0x1dd86, 0), CALL(PROTO, 0x10008, 0), CALL(PROTO, 0, 0))
	CASE(RAW, CALL(PROTO, 0xdd86, 0), CALL(PROTO, 0x0008, 0))
	/* who it is for */
	CASE(IP4, CALL(TYPE, 3), CALL(TYPE, 4), CALL(TYPE, 1), CALL(TYPE, -1), CALL(TYPE, 2),
	     CALL(TYPE, 0x100000000), CALL(TYPE, 7))
	/* room for headers */
	CASE(IP4, ROOM(8, 0, 0), LOAD(30, 20), ROOM(-8, 0, 0), LOAD(30, 20), ROOM(8, 1, 0),
	     LOAD(10, 20), ROOM(-8, 1, 0), LOAD(10, 20))
	CASE(IP4, ROOM(0, 0, 0), ROOM(-40, 0, 0), ROOM(-41, 0, 0), ROOM(-20, 0, 0), ROOM(-1, 0, 0),
	     ROOM(1, 0, 0), ROOM(0x1000, 0, 0), ROOM(0xfff, 0, 0))
	CASE(IP4, ROOM(-0x1000, 0, 0), ROOM(-60, 0, 0), ROOM(4, 2, 0), ROOM(4, -1, 0),
	     ROOM(4, 0, 0x200), ROOM(0x80000000, 0, 0), ROOM(0x100000004, 0, 0),
	     ROOM(4, 0, 0x8000000000000))
	CASE(IP4, ROOM(20, 1, 2), LOAD(14, 32), ROOM(20, 1, 2), CALL(TAIL, 90, 0),
	     LOAD_FROM(1, 0, 32), ROOM(-20, 1, 0), ROOM(20, 1, 0))
	CASE(IP4, ROOM(40, 1, 4), LOAD_FROM(1, 30, 20), ROOM(-40, 1, 0x80), ROOM(-20, 1, 0x80))
	CASE(IP4, ROOM(28, 1, 0x12), ROOM(-4, 1, 0x12))
	CASE(IP4, ROOM(24, 1, 6), ROOM(24, 1, 0x1a), ROOM(24, 1, 0x4a),
	     ROOM(38, 1, 0x0e0000000000004a), ROOM(38, 1, 0x0d0000000000004a))
	CASE(IP4, ROOM(13, 1, 0x0e00000000000002), ROOM(14, 1, 0x0e00000000000002))
	CASE(IP4, ROOM(42, 1, 0x0e0000000000004a), LOAD(10, 32), ROOM(-42, 1, 0x40))
	CASE(IP6, ROOM(40, 1, 4), ROOM(-40, 1, 0x100), LOAD(14, 8))
	CASE(IP6, ROOM(20, 1, 2), LOAD_FROM(1, 0, 8), ROOM(-20, 1, 0x100), ROOM(8, 0, 0),
	     LOAD(50, 16))
	CASE(IP6, ROOM(-20, 0, 0), ROOM(-19, 0, 0), ROOM(-1, 1, 0), ROOM(-1, 1, 0x80),
	     ROOM(4, 1, 0x80), ROOM(-4, 1, 0x180), ROOM(-4, 1, 2), ROOM(-4, 1, 0x21))
	CASE(RAW, ROOM(4, 0, 0), ROOM(-4, 1, 0), ROOM(4, 1, 0x200), ROOM(0x1000, 0, 0))
	/* VLAN tags */
	CASE(IP4, CALL(VLAN_PUSH, 0x0081, 5), LOAD(10, 8), CALL(VLAN_PUSH, 0xa888, 0x2007),
	     LOAD(10, 12), LOAD_FROM(1, 0, 8), CALL(VLAN_POP), LOAD(10, 8), CALL(VLAN_POP))
	CASE(IP4, CALL(VLAN_PUSH, 1, 0xffffffff), CALL(VLAN_PUSH, 0x10081, 0), LOAD(10, 12),
	     CALL(VLAN_POP), CALL(VLAN_POP), CALL(VLAN_POP), LOAD(10, 12))
	CASE(IP4, CALL(VLAN_PUSH, 0x0081, 1), CALL(VLAN_PUSH, 0x0081, 2),
	     CALL(VLAN_PUSH, 0x0081, 3), LOAD(0, 32), LOAD_FROM(1, 0, 16), CALL(VLAN_POP),
	     LOAD(0, 32), LOAD_FROM(1, 0, 16))
	CASE(TAGGED, LOAD(10, 12), CALL(VLAN_POP), LOAD(10, 12), LOAD_FROM(1, 0, 8),
	     CALL(VLAN_POP), LOAD(10, 12))
	CASE(TAGGED, CALL(VLAN_PUSH, 0x0081, 9), LOAD(10, 12), CALL(VLAN_POP), LOAD(10, 12),
	     LOAD_FROM(1, 0, 8), CALL(VLAN_PUSH, 0x0081, 9), CALL(VLAN_PUSH, 0xa888, 10),
	     LOAD(10, 20))
	CASE(TAGGED_TWICE, CALL(VLAN_POP), LOAD(10, 16), LOAD_FROM(1, 0, 8), CALL(VLAN_POP),
	     LOAD(10, 16), CALL(VLAN_POP), LOAD_FROM(1, 0, 8))
	CASE(TAGGED_LENGTH, CALL(VLAN_POP), LOAD(10, 8), CALL(VLAN_POP))
	CASE(TAGGED, CALL(TAIL, 17, 0), CALL(VLAN_POP), CALL(TAIL, 18, 0), CALL(VLAN_POP),
	     LOAD(0, 14))
	CASE(RAW, CALL(VLAN_PUSH, 0x0081, 3), CALL(VLAN_POP), CALL(VLAN_POP))
	CASE(SHORT, CALL(VLAN_PUSH, 0x0081, 3), CALL(VLAN_PUSH, 0x0081, 4), LOAD(0, 18),
	     CALL(VLAN_POP), CALL(VLAN_POP), CALL(TAIL, 14, 0))
	/* the flow's hash: unpredictable until it is set */
	CASE(IP4, SOME(HASH), SOME(HASH), CALL(HASH_SET, 77), CALL(HASH), CALL(HASH_INVALID),
	     SOME(HASH), CALL(HASH_SET, 0), CALL(HASH))
	CASE(IP6, SOME(HASH), CALL(HASH_SET, 0x1ffffffff), CALL(HASH), STORE(0, 1, 0), CALL(HASH))
	CASE(RAW, SOME(HASH))
	/* where it goes */
	CASE(IP4, CALL(REDIRECT, 3, 0), CALL(REDIRECT, 4, 1), CALL(REDIRECT, 5, 2),
	     CALL(REDIRECT, 5, 0x10000), CALL(REDIRECT, 5, 0x100000001))
	CASE(IP4, CALL(REDIRECT_PEER, 3, 0), CALL(REDIRECT_PEER, 3, 1))
	CASE(IP4, CALL(REDIRECT_NEIGH, 3, 0), CALL(REDIRECT_NEIGH, 3, 1))
	/* XDP */
	XDP_CASE(IP4, LOAD(0, 14), LOAD(73, 1), LOAD(74, 1), LOAD(73, 2), LOAD(42, 32),
		 LOAD(0xffff, 1), LOAD(0x10000, 1), LOAD(0xffffffff, 1))
	XDP_CASE(IP4, STORE(0, 9, 0), STORE(73, 1, 0), STORE(74, 1, 0), STORE(70, 5, 0),
		 STORE(0x10000, 1, 0), STORE(0x100000000, 1, 0), LOAD(0, 16), STORE(42, 32, 0))
	XDP_CASE(IP4, CALL(REDIRECT, 3, 0), CALL(REDIRECT, 3, 1), CALL(REDIRECT, 3, 0x100000000))
#undef CASE
#undef XDP_CASE
};
enum { N_CASES = sizeof(cases) / sizeof(cases[0]) };
