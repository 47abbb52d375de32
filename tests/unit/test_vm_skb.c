/*
 * Bodies of the skb helpers where the kernel's TEST_RUN does not lead: sums of
 * whole frames, hosts without room, where frames go, the flow's hash.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vm/csum.h"
#include "vm/helpers.h"
#include "vm/skb.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>

enum { BEFORE = 64, FRAME = 74, BEHIND = 64, NETWORK = 14 };

static struct skep vm = { .hash_key = { 1, 2 } };
static struct skep_obj obj = { .vm = &vm };

static struct {
	uint8_t buffer[BEFORE + FRAME + BEHIND];
	struct skep_skb skb;
} on;

static enum prog_type type = PROG_SCHED_CLS;

static int64_t call(uint32_t number, uint64_t r2, uint64_t r3, uint64_t r4, uint64_t r5)
{
	struct image image = { .prog_type = type };
	struct skep_prog prog = { .obj = &obj, .image = &image };
	struct binding binding = { .prog = &prog };
	struct run run = { .binding = &binding, .ctx = &on.skb };

	return (int64_t)helper_bodies[number]((uintptr_t)&on.skb, r2, r3, r4, r5, &run);
}

static int64_t redirect(uint32_t number, uint64_t r1, uint64_t r2, uint64_t r3, uint64_t r4,
			enum prog_type of, void *ctx)
{
	struct image image = { .prog_type = of };
	struct skep_prog prog = { .obj = &obj, .image = &image };
	struct binding binding = { .prog = &prog };
	struct run run = { .binding = &binding, .ctx = ctx };

	return (int64_t)helper_bodies[number](r1, r2, r3, r4, 0, &run);
}

#define CALL(name, ...) call(HELPER_ID_##name, __VA_ARGS__)

/* An IPv4 or IPv6 frame with room around it. */
static void make(uint16_t protocol)
{
	memset(&on, 0, sizeof(on));
	for (int i = 0; i < FRAME; i++)
		on.buffer[BEFORE + i] = (uint8_t)(i * 57 + 11);
	skep_skb_init(&on.skb, on.buffer + BEFORE, FRAME);
	on.skb.head = on.buffer;
	on.skb.tail = on.buffer + sizeof(on.buffer);
	on.skb.protocol = htons(protocol);
	memcpy(on.skb.data + 12, &(uint16_t){ htons(protocol) }, 2);
	on.skb.data[14] = protocol == 0x0800 ? 0x45 : 0x60;
}

/* ---- the sum of the whole frame ---- */

static uint32_t frame_sum(void)
{
	return csum_partial(on.skb.data + on.skb.network_offset,
			    skb_size(&on.skb) - (uint32_t)on.skb.network_offset, 0);
}

static void make_complete(uint16_t protocol)
{
	make(protocol);
	on.skb.ip_summed = SKEP_CHECKSUM_COMPLETE;
	on.skb.csum = frame_sum();
}

/* Sums are equal modulo 0xffff. */
static void check_sum(void)
{
	assert_int_equal(frame_sum() % 0xffff, on.skb.csum % 0xffff);
}

static void test_complete_stores(void **state)
{
	static const uint8_t bytes[] = { 0xff, 1, 2, 0xfe, 5, 6, 7 };

	(void)state;
	make_complete(0x0800);
	for (uint32_t offset = NETWORK; offset + sizeof(bytes) <= FRAME; offset++) {
		for (uint32_t size = 1; size <= sizeof(bytes); size++) {
			assert_int_equal(CALL(skb_store_bytes, offset, (uintptr_t)bytes, size, 1),
					 0);
			check_sum();
		}
	}
	assert_int_equal(CALL(skb_store_bytes, 20, (uintptr_t) "\1\2\3\4", 4, 0), 0);
	assert_true(frame_sum() % 0xffff != on.skb.csum % 0xffff); /* as asked for */
}

static void test_complete_edges(void **state)
{
	(void)state;
	make_complete(0x0800);
	assert_int_equal(CALL(skb_change_tail, FRAME - 3, 0, 0, 0), 0);
	check_sum();
	assert_int_equal(CALL(skb_change_tail, FRAME - 8, 0, 0, 0), 0);
	check_sum();
	assert_int_equal(CALL(skb_change_tail, FRAME + 8, 0, 0, 0), 0);
	check_sum();
	assert_int_equal(CALL(skb_adjust_room, 8, 0, 0, 0), 0);
	check_sum();
	assert_int_equal(CALL(skb_adjust_room, (uint64_t)-8, 0, 0, 0), 0);
	check_sum();
	assert_int_equal(CALL(skb_adjust_room, (uint64_t)-4, 1, 0, 0), 0);
	check_sum();
	assert_int_equal(CALL(skb_change_proto, htons(0x86dd), 0, 0, 0), 0);
	check_sum();
	assert_int_equal(CALL(skb_change_proto, htons(0x0800), 0, 0, 0), 0);
	check_sum();
	assert_int_equal(CALL(skb_change_head, 14, 0, 0, 0), 0);
	check_sum();
}

static void test_complete_vlan(void **state)
{
	(void)state;
	make_complete(0x0800);
	for (uint32_t tci = 1; tci <= 3; tci++) {
		assert_int_equal(CALL(skb_vlan_push, htons(0x8100), tci, 0, 0), 0);
		check_sum();
	}
	for (int i = 0; i < 4; i++) {
		assert_int_equal(CALL(skb_vlan_pop, 0, 0, 0, 0), 0);
		check_sum();
	}
	assert_int_equal(on.skb.protocol, htons(0x0800));
	assert_int_equal(skb_size(&on.skb), FRAME);
}

/* An address is translated: headers and the frame's sum stay consistent. */
static void translate(uint32_t at, uint32_t l3_field, uint32_t l4_field)
{
	uint32_t from, to = htonl(0xc0a80105);

	memcpy(&from, on.skb.data + at, 4);
	assert_int_equal(CALL(skb_store_bytes, at, (uintptr_t)&to, 4, 0), 0);
	if (l3_field)
		assert_int_equal(CALL(l3_csum_replace, l3_field, from, to, 4), 0);
	assert_int_equal(CALL(l4_csum_replace, l4_field, from, to, 0x14), 0);
}

static void test_complete_translated(void **state)
{
	uint32_t change;

	(void)state;
	make_complete(0x0800);
	translate(26, 24, 50);
	check_sum();
	translate(30, 24, 50);
	check_sum();
	/* As a difference of sums, the way programs do it for IPv6. */
	make_complete(0x86dd);
	for (int i = 0; i < 2; i++) {
		uint32_t from = csum_partial(on.skb.data + 22, 16, 0), to;

		memset(on.skb.data + 22, 0x31 + i, 16);
		to = csum_partial(on.skb.data + 22, 16, 0);
		assert_int_equal(CALL(l4_csum_replace, 70, 0, csum_sub(to, from), 0x90), 0);
		check_sum();
	}
	/* A change under the field alone is none of the frame's sum. */
	make_complete(0x0800);
	change = csum_sub(on.skb.data[40] ^ 0x55, on.skb.data[40]);
	on.skb.data[40] ^= 0x55;
	assert_int_equal(CALL(l4_csum_replace, 50, 0, change, 0), 0);
	check_sum();
}

static void test_csum_update(void **state)
{
	(void)state;
	make_complete(0x0800);
	on.skb.csum = 0xfffffff0;
	assert_int_equal(CALL(csum_update, 0x20, 0, 0, 0), 0x11);
	assert_int_equal(on.skb.csum, 0x11);
	assert_int_equal(CALL(csum_level, 1, 0, 0, 0), 0);
	assert_int_equal(CALL(csum_level, 0, 0, 0, 0), -EACCES);
}

/* The field holds the pseudo header's sum, to be completed at sending. */
static void test_partial(void **state)
{
	uint16_t field;

	(void)state;
	make(0x0800);
	on.skb.ip_summed = SKEP_CHECKSUM_PARTIAL;
	memcpy(on.skb.data + 50, &(uint16_t){ 0x1000 }, 2);
	assert_int_equal(CALL(l4_csum_replace, 50, 0x1111, 0x2222, 2), 0);
	memcpy(&field, on.skb.data + 50, 2);
	assert_int_equal(field, 0x1000); /* not in the pseudo header */
	assert_int_equal(CALL(l4_csum_replace, 50, 0x0001, 0x0202, 0x12), 0);
	memcpy(&field, on.skb.data + 50, 2);
	assert_int_equal(field, 0x1201);
	assert_int_equal(CALL(l4_csum_replace, 50, 0, 0xf000, 0x10), 0);
	memcpy(&field, on.skb.data + 50, 2);
	assert_int_equal(field, 0x0202);
	assert_int_equal(CALL(l4_csum_replace, 50, 0x00010001, 0x00020002, 0x14), 0);
	memcpy(&field, on.skb.data + 50, 2);
	assert_int_equal(field, 0x0204);
}

/* ---- hosts without room ---- */

static void check_unchanged(const struct skep_skb *before, const uint8_t *bytes)
{
	assert_memory_equal(&on.skb, before, sizeof(*before));
	assert_memory_equal(on.buffer, bytes, sizeof(on.buffer));
}

static void test_no_room(void **state)
{
	uint8_t bytes[sizeof(on.buffer)];
	struct skep_skb before;

	(void)state;
	make(0x0800);
	on.skb.head = on.skb.data - 3;
	on.skb.tail = on.skb.data_end + 3;
	on.skb.vlan_present = 1;
	on.skb.vlan_proto = htons(0x8100);
	before = on.skb;
	memcpy(bytes, on.buffer, sizeof(bytes));
	assert_int_equal(CALL(skb_change_head, 4, 0, 0, 0), -ENOMEM);
	assert_int_equal(CALL(skb_change_tail, FRAME + 4, 0, 0, 0), -ENOMEM);
	assert_int_equal(CALL(skb_change_proto, htons(0x86dd), 0, 0, 0), -ENOMEM);
	assert_int_equal(CALL(skb_adjust_room, 4, 0, 0, 0), -ENOMEM);
	assert_int_equal(CALL(skb_adjust_room, 4, 1, 2, 0), -ENOMEM);
	assert_int_equal(CALL(skb_vlan_push, htons(0x8100), 1, 0, 0), -ENOMEM);
	check_unchanged(&before, bytes);
	assert_int_equal(CALL(skb_change_head, 3, 0, 0, 0), 0);
	assert_ptr_equal(on.skb.data, on.skb.head);
	assert_int_equal(CALL(skb_change_tail, FRAME + 6, 0, 0, 0), 0);
	assert_ptr_equal(on.skb.data_end, on.skb.tail);
	assert_int_equal(on.skb.len, FRAME + 6);
}

/* Offsets that a host got wrong lead nowhere outside the buffer. */
static void test_wrong_offsets(void **state)
{
	static const int32_t offsets[] = { INT32_MIN, -100, -65, 75, 5000, INT32_MAX };
	uint8_t out[8];

	(void)state;
	for (size_t i = 0; i < sizeof(offsets) / sizeof(*offsets); i++) {
		make(0x0800);
		on.skb.network_offset = offsets[i];
		assert_int_equal(CALL(skb_load_bytes_relative, 0, (uintptr_t)out, 8, 1), -EFAULT);
		assert_int_equal(CALL(skb_change_proto, htons(0x86dd), 0, 0, 0), -ENOMEM);
		assert_true(CALL(skb_adjust_room, (uint64_t)-4, 0, 0, 0) < 0);
		assert_true(CALL(skb_adjust_room, 4, 0, 0, 0) < 0);
		CALL(get_hash_recalc, 0, 0, 0, 0);
		on.skb.mac_offset = offsets[i];
		assert_int_equal(CALL(skb_load_bytes_relative, 0, (uintptr_t)out, 8, 0), -EFAULT);
		assert_int_equal(CALL(skb_vlan_pop, 0, 0, 0, 0), -EINVAL);
	}
	/* In front of the data, but inside the buffer: a link-layer header that was pulled. */
	make(0x0800);
	on.skb.data += NETWORK;
	on.skb.mac_offset = -NETWORK;
	on.skb.network_offset = 0;
	assert_int_equal(CALL(skb_load_bytes_relative, 0, (uintptr_t)out, 8, 0), 0);
	assert_memory_equal(out, on.buffer + BEFORE, 8);
	assert_int_equal(CALL(skb_load_bytes_relative, 0, (uintptr_t)out, 8, 1), 0);
	assert_memory_equal(out, on.buffer + BEFORE + NETWORK, 8);
}

/* Headers and metadata when the edges move. */
static void test_offsets(void **state)
{
	(void)state;
	make(0x0800);
	on.skb.transport_offset = 34;
	on.skb.data_meta -= 8;
	assert_int_equal(CALL(skb_change_head, 4, 0, 0, 0), 0);
	assert_int_equal(on.skb.network_offset, NETWORK + 4);
	assert_int_equal(on.skb.transport_offset, 38);
	assert_ptr_equal(on.skb.data_meta, on.skb.data); /* given up */
	assert_int_equal(CALL(skb_change_tail, 37, 0, 0, 0), -EINVAL);
	assert_int_equal(CALL(skb_change_tail, 38, 0, 0, 0), 0);
	make(0x0800);
	on.skb.transport_offset = 34;
	assert_int_equal(CALL(skb_adjust_room, 8, 0, 0, 0), 0);
	assert_int_equal(on.skb.transport_offset, 42);
	assert_int_equal(CALL(skb_adjust_room, (uint64_t)-8, 0, 0, 0), 0);
	assert_int_equal(on.skb.transport_offset, 34);
	assert_int_equal(CALL(skb_adjust_room, 28, 1, 0x12, 0), 0); /* IPv4 and UDP around it */
	assert_int_equal(on.skb.transport_offset, 34);
	assert_int_equal(on.skb.encapsulation, 1);
	make(0x0800);
	on.skb.transport_offset = NETWORK; /* not known yet: stays with the network header */
	assert_int_equal(CALL(skb_adjust_room, 8, 1, 0, 0), 0);
	assert_int_equal(on.skb.transport_offset, NETWORK);
}

static void test_gso(void **state)
{
	(void)state;
	make(0x0800);
	on.skb.gso_size = 1000;
	on.skb.gso_segs = 3;
	assert_int_equal(CALL(skb_adjust_room, 8, 0, 0, 0), 0);
	assert_int_equal(on.skb.gso_size, 992);
	assert_int_equal(on.skb.gso_segs, 0);
	assert_int_equal(CALL(skb_adjust_room, (uint64_t)-8, 0, 0, 0), 0);
	assert_int_equal(on.skb.gso_size, 1000);
	assert_int_equal(CALL(skb_adjust_room, 8, 0, 1, 0), 0); /* fixed */
	assert_int_equal(on.skb.gso_size, 1000);
	assert_int_equal(CALL(skb_change_tail, FRAME, 0, 0, 0), 0);
	assert_int_equal(on.skb.gso_size, 0);
}

/* ---- where it goes ---- */

static void test_redirect(void **state)
{
	static const uint32_t nexthop[5] = { 2, 0x0a000001, 3, 4, 5 };
	struct skep_xdp xdp = { 0 };

	(void)state;
	make(0x0800);
	assert_int_equal(redirect(HELPER_ID_redirect, 7, 1, 0, 0, PROG_SCHED_CLS, &on.skb), 7);
	assert_int_equal(on.skb.redirect_ifindex, 7);
	assert_int_equal(on.skb.redirect_flags, SKEP_REDIRECT_INGRESS);
	assert_int_equal(redirect(HELPER_ID_redirect, 8, 2, 0, 0, PROG_SCHED_ACT, &on.skb), 2);
	assert_int_equal(on.skb.redirect_ifindex, 7);
	assert_int_equal(redirect(HELPER_ID_redirect_peer, 9, 0, 0, 0, PROG_SCHED_CLS, &on.skb), 7);
	assert_int_equal(on.skb.redirect_ifindex, 9);
	assert_int_equal(on.skb.redirect_flags, SKEP_REDIRECT_PEER);
	assert_int_equal(redirect(HELPER_ID_redirect_neigh, 10, 0, 0, 0, PROG_SCHED_CLS, &on.skb),
			 7);
	assert_int_equal(on.skb.redirect_flags, SKEP_REDIRECT_NEIGH);
	assert_int_equal(redirect(HELPER_ID_redirect_neigh, 11, (uintptr_t)nexthop, 19, 0,
				  PROG_SCHED_CLS, &on.skb), 2);
	assert_int_equal(redirect(HELPER_ID_redirect_neigh, 11, (uintptr_t)nexthop, 20, 1,
				  PROG_SCHED_CLS, &on.skb), 2);
	assert_int_equal(redirect(HELPER_ID_redirect_neigh, 11, (uintptr_t)nexthop, 20, 0,
				  PROG_SCHED_CLS, &on.skb), 7);
	assert_int_equal(on.skb.redirect_ifindex, 11);
	assert_int_equal(on.skb.redirect_flags, SKEP_REDIRECT_NEIGH | SKEP_REDIRECT_NEXTHOP);
	assert_memory_equal(on.skb.redirect_nexthop, nexthop, sizeof(nexthop));
	assert_int_equal(redirect(HELPER_ID_redirect, 12, 0, 0, 0, PROG_XDP, &xdp), 4);
	assert_int_equal(xdp.redirect_ifindex, 12);
	assert_int_equal(redirect(HELPER_ID_redirect, 13, 1, 0, 0, PROG_XDP, &xdp), 0);
	assert_int_equal(xdp.redirect_ifindex, 12);
}

/* ---- the flow's hash ---- */

static uint32_t hash_now(void)
{
	assert_int_equal(CALL(set_hash_invalid, 0, 0, 0, 0), 0);
	return (uint32_t)CALL(get_hash_recalc, 0, 0, 0, 0);
}

/* Does changing this byte of the frame change the hash? */
static bool byte_counts(uint32_t offset)
{
	uint32_t before = hash_now(), after;

	on.skb.data[offset] ^= 0x40;
	after = hash_now();
	on.skb.data[offset] ^= 0x40;
	return before != after;
}

static void turn_round(uint32_t at, uint32_t size, uint32_t ports)
{
	uint8_t address[16], port[2];

	memcpy(address, on.skb.data + at, size);
	memmove(on.skb.data + at, on.skb.data + at + size, size);
	memcpy(on.skb.data + at + size, address, size);
	memcpy(port, on.skb.data + ports, 2);
	memmove(on.skb.data + ports, on.skb.data + ports + 2, 2);
	memcpy(on.skb.data + ports + 2, port, 2);
}

static void check_flow(uint32_t addresses, uint32_t size, uint32_t ports)
{
	uint32_t there = hash_now();

	assert_true(there);
	for (uint32_t i = 0; i < 2 * size; i++)
		assert_true(byte_counts(addresses + i));
	for (uint32_t i = 0; i < 4; i++)
		assert_true(byte_counts(ports + i));
	for (uint32_t i = ports + 4; i < FRAME; i++)
		assert_false(byte_counts(i));
	turn_round(addresses, size, ports);
	assert_int_equal(hash_now(), there);
}

static void test_flow_hash(void **state)
{
	uint32_t hash;

	(void)state;
	make(0x0800);
	on.skb.data[23] = 6;
	memset(on.skb.data + 20, 0, 2);
	check_flow(26, 4, 34);
	on.skb.data[21] = 1; /* a fragment: no ports */
	assert_false(byte_counts(34));
	assert_true(byte_counts(26));
	make(0x86dd);
	memset(on.skb.data + 14, 0, 4);
	on.skb.data[14] = 0x60;
	on.skb.data[20] = 17;
	check_flow(22, 16, 54);
	on.skb.data[17] = 9; /* a flow label stands for the ports */
	assert_false(byte_counts(54));
	assert_true(byte_counts(17));
	make(0x8100); /* a tag in front */
	memset(on.skb.data + 14, 0, 12);
	memcpy(on.skb.data + 16, "\x08\x00\x45", 3);
	on.skb.data[27] = 17;
	check_flow(30, 4, 38);
	/* The secret counts, and so does what was set. */
	hash = hash_now();
	vm.hash_key[0]++;
	assert_true(hash_now() != hash);
	vm.hash_key[0]--;
	assert_int_equal(hash_now(), hash);
	on.skb.hash = 55;
	assert_int_equal(CALL(get_hash_recalc, 0, 0, 0, 0), 55);
}

/* Frames of every size end inside. */
static void test_flow_hash_short(void **state)
{
	(void)state;
	for (uint32_t i = 0; i < 3; i++) {
		for (uint32_t size = 0; size <= FRAME; size++) {
			make(((uint16_t[]){ 0x0800, 0x86dd, 0x8100 })[i]);
			on.skb.data_end = on.skb.data + size;
			assert_true(hash_now());
		}
	}
}

static void test_socket(void **state)
{
	(void)state;
	make(0x0800);
	assert_int_equal(CALL(get_socket_cookie, 0, 0, 0, 0), 0);
	assert_int_equal(CALL(get_socket_uid, 0, 0, 0, 0), 65534);
	on.skb.socket_cookie = UINT64_C(0x123456789a);
	on.skb.socket_uid = 1000;
	assert_int_equal(CALL(get_socket_cookie, 0, 0, 0, 0), UINT64_C(0x123456789a));
	assert_int_equal(CALL(get_socket_uid, 0, 0, 0, 0), 1000);
}

/* Program types whose contexts or rules are others. */
static void test_other_types(void **state)
{
	uint8_t out[4];

	(void)state;
	make(0x0800);
	on.skb.socket_cookie = 5;
	type = PROG_CGROUP_SOCK;
	assert_int_equal(CALL(get_socket_cookie, 0, 0, 0, 0), 0);
	type = PROG_SK_REUSEPORT;
	assert_int_equal(CALL(skb_load_bytes, 70, (uintptr_t)out, 4, 0), 0);
	assert_memory_equal(out, on.skb.data + 70, 4);
	assert_int_equal(CALL(skb_load_bytes_relative, 0, (uintptr_t)out, 4, 1), -EFAULT);
	type = PROG_SK_SKB;
	assert_int_equal(CALL(get_socket_cookie, 0, 0, 0, 0), 5);
	assert_int_equal(CALL(skb_adjust_room, 4, 1, 0, 0), -EINVAL);
	assert_int_equal(CALL(skb_adjust_room, 4, 0, 1, 0), -EINVAL);
	assert_int_equal(CALL(skb_adjust_room, 0x1000, 0, 0, 0), -EFAULT);
	assert_int_equal(CALL(skb_adjust_room, BEFORE + 1, 0, 0, 0), -ENOMEM);
	assert_int_equal(CALL(skb_adjust_room, (uint64_t)-(FRAME + 1), 0, 0, 0), -ENOMEM);
	on.skb.data[0] = 77;
	assert_int_equal(CALL(skb_adjust_room, 4, 0, 0, 0), 0);
	assert_memory_equal(on.skb.data, "\0\0\0\0\115", 5);
	assert_int_equal(CALL(skb_adjust_room, (uint64_t)-5, 0, 0, 0), 0);
	assert_int_equal(skb_size(&on.skb), FRAME - 1);
	assert_int_equal(on.skb.len, FRAME - 1);
	type = PROG_SCHED_CLS;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_complete_stores), cmocka_unit_test(test_complete_edges),
		cmocka_unit_test(test_complete_vlan),   cmocka_unit_test(test_complete_translated),
		cmocka_unit_test(test_csum_update),     cmocka_unit_test(test_partial),
		cmocka_unit_test(test_no_room),         cmocka_unit_test(test_wrong_offsets),
		cmocka_unit_test(test_offsets),         cmocka_unit_test(test_gso),
		cmocka_unit_test(test_redirect),        cmocka_unit_test(test_flow_hash),
		cmocka_unit_test(test_flow_hash_short), cmocka_unit_test(test_socket),
		cmocka_unit_test(test_other_types),
	};

	return cmocka_run_group_tests_name("vm skb", tests, NULL, NULL);
}
