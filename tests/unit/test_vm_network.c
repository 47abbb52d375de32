/*
 * What the host says and is told of its network, of tunnels and of a hook's errno:
 * where the kernel's TEST_RUN cannot lead.  Bodies are called as engines call them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/vm_test.h"
#include "vm/csum.h"
#include "vm/helpers.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/bpf.h>
#include <string.h>

enum { FRAME = 100, HERE = 3, SMALL_MTU = 60 };

static struct {
	struct skep vm;
	struct skep_obj obj;
	struct image image;
	struct skep_prog prog;
	struct binding binding;
	struct run run;
	uint8_t frame[FRAME];
	struct skep_skb skb;
	struct skep_xdp xdp;
	/* what the host was told */
	uint32_t ifindex, flags, n;
	uint8_t seen[FRAME];
	struct bpf_fib_lookup params;
	int answer;
} on;

static int interface(void *arg, uint32_t ifindex, struct skep_interface *out)
{
	assert_ptr_equal(arg, &on);
	on.ifindex = ifindex;
	if (ifindex != HERE)
		return -ENODEV;
	*out = (struct skep_interface){ .mtu = SMALL_MTU, .header_size = 14 };
	return 0;
}

static int send_clone(void *arg, const struct skep_skb *skb, uint32_t ifindex, uint32_t flags)
{
	assert_ptr_equal(arg, &on);
	memcpy(on.seen, skb->data, FRAME);
	on.ifindex = ifindex;
	on.flags = flags;
	on.n++;
	return on.answer;
}

static int find_route(void *arg, struct bpf_fib_lookup *params, uint32_t flags)
{
	assert_ptr_equal(arg, &on);
	on.params = *params;
	on.flags = flags;
	on.n++;
	params->ifindex = HERE;
	params->dmac[5] = 9;
	return on.answer;
}

static int set_up(void **state)
{
	const struct skep_network network = { .size = sizeof(network), .arg = &on,
					      .interface = interface, .clone = send_clone,
					      .fib_lookup = find_route };

	(void)state;
	memset(&on, 0, sizeof(on));
	on.image.prog_type = PROG_SCHED_CLS;
	on.obj.vm = &on.vm;
	on.prog.obj = &on.obj;
	on.prog.image = &on.image;
	on.binding.prog = &on.prog;
	on.run.binding = &on.binding;
	on.run.ctx = &on.skb;
	for (int i = 0; i < FRAME; i++)
		on.frame[i] = (uint8_t)i;
	skep_skb_init(&on.skb, on.frame, FRAME);
	skep_xdp_init(&on.xdp, on.frame, FRAME);
	return skep_set_network(&on.vm, &network);
}

static int64_t call(uint32_t number, const void *ctx, uint64_t r2, uint64_t r3, uint64_t r4,
		    uint64_t r5)
{
	return (int64_t)helper_bodies[number]((uintptr_t)ctx, r2, r3, r4, r5, &on.run);
}
#define CALL(name, ...) call(HELPER_ID_##name, __VA_ARGS__)

static void test_nobody(void **state)
{
	struct skep_network network = { .size = sizeof(network) - 1, .clone = send_clone };
	struct bpf_fib_lookup params = { .family = AF_INET };
	uint32_t mtu = 5;

	(void)state;
	/* the one before stays */
	assert_int_equal(skep_set_network(&on.vm, &network), -EINVAL);
	assert_int_equal(CALL(clone_redirect, &on.skb, HERE, 0, 0, 0), 0);
	assert_int_equal(skep_set_network(&on.vm, NULL), 0);
	assert_int_equal(CALL(clone_redirect, &on.skb, HERE, 0, 0, 0), -EINVAL);
	assert_int_equal(CALL(check_mtu, &on.skb, HERE, (uintptr_t)&mtu, 0, 0), -ENODEV);
	assert_int_equal(mtu, 5);
	assert_int_equal(CALL(fib_lookup, &on.skb, (uintptr_t)&params, sizeof(params), 0, 0),
			 -ENODEV);
}

static void test_clone(void **state)
{
	(void)state;
	assert_int_equal(CALL(clone_redirect, &on.skb, 0x100000007, 1, 0, 0), 0);
	assert_int_equal(on.n, 1);
	assert_int_equal(on.ifindex, 7);
	assert_int_equal(on.flags, SKEP_REDIRECT_INGRESS);
	assert_memory_equal(on.seen, on.frame, FRAME);
	on.answer = -ENOBUFS;
	on.frame[0] = 77;
	assert_int_equal(CALL(clone_redirect, &on.skb, 8, 0, 0, 0), -ENOBUFS);
	assert_int_equal(on.seen[0], 77);
	assert_int_equal(on.flags, 0);
	assert_int_equal(CALL(clone_redirect, &on.skb, 8, 2, 0, 0), -EINVAL);
	assert_int_equal(on.n, 2);
	assert_int_equal(on.skb.redirect_ifindex, 0);
}

static int64_t check_mtu(const void *ctx, uint32_t ifindex, uint32_t *mtu, uint64_t flags)
{
	return CALL(check_mtu, ctx, ifindex, (uintptr_t)mtu, 0, flags);
}

static void test_whose_mtu(void **state)
{
	uint32_t mtu = 0;

	(void)state;
	on.skb.ifindex = HERE;
	assert_int_equal(check_mtu(&on.skb, 0, &mtu, 0), BPF_MTU_CHK_RET_FRAG_NEEDED);
	assert_int_equal(mtu, SMALL_MTU);
	assert_int_equal(check_mtu(&on.skb, 0, &mtu, 0), BPF_MTU_CHK_RET_SUCCESS); /* 60 now */
	on.image.prog_type = PROG_XDP;
	on.xdp.ingress_ifindex = 5;
	assert_int_equal(check_mtu(&on.xdp, 0, &mtu, 0), -ENODEV);
	assert_int_equal(on.ifindex, 5);
	on.xdp.ingress_ifindex = HERE;
	mtu = 0;
	assert_int_equal(check_mtu(&on.xdp, 0, &mtu, 0), BPF_MTU_CHK_RET_FRAG_NEEDED);
	mtu = 0;
	on.xdp.data_end -= FRAME - SMALL_MTU - 14;
	assert_int_equal(check_mtu(&on.xdp, 0, &mtu, 0), BPF_MTU_CHK_RET_SUCCESS);
}

/* A frame of segments is let through; where they are asked for, they are looked at. */
static void test_segments(void **state)
{
	static const struct {
		int32_t transport;
		uint32_t gso_size, flags;
		int64_t answer;
	} cases[] = {
		{ 34, 1000, 0, BPF_MTU_CHK_RET_SUCCESS },
		{ 34, 16, BPF_MTU_CHK_SEGS, BPF_MTU_CHK_RET_SUCCESS }, /* 20 + 24 + 16 */
		{ 34, 17, BPF_MTU_CHK_SEGS, BPF_MTU_CHK_RET_SEGS_TOOBIG },
		{ 34, UINT32_MAX, BPF_MTU_CHK_SEGS, BPF_MTU_CHK_RET_SEGS_TOOBIG },
		{ 0, 1, BPF_MTU_CHK_SEGS, BPF_MTU_CHK_RET_SEGS_TOOBIG }, /* not known */
		{ FRAME - 19, 1, BPF_MTU_CHK_SEGS, BPF_MTU_CHK_RET_SEGS_TOOBIG },
		{ 13, 1, BPF_MTU_CHK_SEGS, BPF_MTU_CHK_RET_SEGS_TOOBIG },
	};

	(void)state;
	on.frame[34 + 12] = 6 << 4; /* words of the TCP header */
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		uint32_t mtu = 0;

		on.skb.transport_offset = cases[i].transport;
		on.skb.gso_size = cases[i].gso_size;
		assert_int_equal(check_mtu(&on.skb, HERE, &mtu, cases[i].flags), cases[i].answer);
		assert_int_equal(mtu, SMALL_MTU);
	}
}

static int64_t route(const void *ctx, struct bpf_fib_lookup *params, uint16_t tot_len)
{
	*params = (struct bpf_fib_lookup){ .family = AF_INET6, .ifindex = 8, .tot_len = tot_len };
	params->ipv6_dst[3] = 55;
	return CALL(fib_lookup, ctx, (uintptr_t)params, sizeof(*params), 5, 0);
}

static void test_routes(void **state)
{
	struct bpf_fib_lookup params;

	(void)state;
	assert_int_equal(route(&on.skb, &params, 20), BPF_FIB_LKUP_RET_SUCCESS);
	assert_int_equal(on.params.ipv6_dst[3], 55);
	assert_int_equal(on.params.ifindex, 8);
	assert_int_equal(on.flags, 5);
	assert_int_equal(params.ifindex, HERE);
	assert_int_equal(params.dmac[5], 9);
	assert_int_equal(params.tot_len, 20); /* the host looks at it */
	/* no size: the frame, with room for a tag, in the route's interface */
	assert_int_equal(route(&on.skb, &params, 0), BPF_FIB_LKUP_RET_FRAG_NEEDED);
	assert_int_equal(params.tot_len, SMALL_MTU);
	on.skb.data_end = on.skb.data + SMALL_MTU + 18;
	assert_int_equal(route(&on.skb, &params, 0), BPF_FIB_LKUP_RET_SUCCESS);
	on.skb.data_end++;
	assert_int_equal(route(&on.skb, &params, 0), BPF_FIB_LKUP_RET_FRAG_NEEDED);
	on.skb.gso_size = 1;
	assert_int_equal(route(&on.skb, &params, 0), BPF_FIB_LKUP_RET_SUCCESS);
	on.answer = BPF_FIB_LKUP_RET_BLACKHOLE;
	assert_int_equal(route(&on.skb, &params, 0), BPF_FIB_LKUP_RET_BLACKHOLE);
	assert_int_equal(params.tot_len, 0);
	on.answer = 0;
	on.image.prog_type = PROG_XDP;
	assert_int_equal(route(&on.xdp, &params, 0), BPF_FIB_LKUP_RET_SUCCESS);
	assert_int_equal(params.tot_len, 0);
}

/* ---- tunnels ---- */

static const struct skep_tunnel given = {
	.origin = SKEP_TUNNEL_HOST, .tos = 2, .ttl = 64,
	.flags = SKEP_TUNNEL_KEY | SKEP_TUNNEL_GENEVE,
	.options_size = 4, .options = { 9, 8, 7, 6 }, .id = 0x1122334455, .label = 3,
	.source = { 10, 0, 0, 1 }, .destination = { 10, 0, 0, 2 },
};

static int64_t get_key(struct bpf_tunnel_key *key, uint64_t flags)
{
	memset(key, 0xee, sizeof(*key));
	return CALL(skb_get_tunnel_key, &on.skb, (uintptr_t)key, sizeof(*key), flags, 0);
}

static void test_tunnel_of_the_host(void **state)
{
	struct skep_tunnel tunnel = given;
	struct bpf_tunnel_key key;
	uint8_t options[8];

	(void)state;
	assert_int_equal(get_key(&key, 0), -EINVAL); /* none */
	on.skb.tunnel = &tunnel;
	assert_int_equal(get_key(&key, 0x10), 0);
	assert_int_equal(key.tunnel_id, 0x22334455);
	assert_int_equal(key.remote_ipv4, 0x0a000001);
	assert_int_equal(key.local_ipv4, 0x0a000002);
	assert_int_equal(key.tunnel_tos, 2);
	assert_int_equal(key.tunnel_ttl, 64);
	assert_int_equal(ntohs(key.tunnel_ext), given.flags);
	assert_int_equal(key.tunnel_label, 0);
	assert_int_equal(get_key(&key, 1), -EPROTO);
	memset(options, 0xee, sizeof(options));
	assert_int_equal(CALL(skb_get_tunnel_opt, &on.skb, (uintptr_t)options, 8, 0, 0), 4);
	assert_memory_equal(options, "\x9\x8\x7\x6\0\0\0\0", 8);
	assert_int_equal(CALL(skb_get_tunnel_opt, &on.skb, (uintptr_t)options, 3, 0, 0), -ENOMEM);
	/* options of a program's tunnel only */
	assert_int_equal(CALL(skb_set_tunnel_opt, &on.skb, (uintptr_t)options, 4, 0, 0), -EINVAL);
	assert_memory_equal(&tunnel, &given, sizeof(given));
	tunnel.flags = SKEP_TUNNEL_KEY;
	assert_int_equal(CALL(skb_get_tunnel_opt, &on.skb, (uintptr_t)options, 8, 0, 0), -ENOENT);
	tunnel.is_ip6 = 1;
	assert_int_equal(get_key(&key, 1), 0);
	assert_memory_equal(key.remote_ipv6, given.source, 16);
	assert_memory_equal(key.local_ipv6, given.destination, 16);
	assert_int_equal(key.tunnel_label, 3);
}

static void test_tunnel_of_the_program(void **state)
{
	struct bpf_tunnel_key key = { .tunnel_id = 7, .tunnel_ttl = 5 };
	struct skep_tunnel tunnel = given;
	uint8_t options[252] = { 1 };

	(void)state;
	key.remote_ipv4 = 0x01020304;
	key.local_ipv4 = 0x05060708;
	assert_int_equal(CALL(skb_set_tunnel_key, &on.skb, (uintptr_t)&key, sizeof(key), 0, 0),
			 -ENOMEM); /* the host has no room for it */
	on.skb.tunnel = &tunnel;
	assert_int_equal(CALL(skb_set_tunnel_key, &on.skb, (uintptr_t)&key, sizeof(key), 0xe, 0),
			 0);
	assert_int_equal(tunnel.origin, SKEP_TUNNEL_PROGRAM);
	assert_int_equal(tunnel.id, 7);
	assert_int_equal(tunnel.ttl, 5);
	assert_int_equal(tunnel.flags, SKEP_TUNNEL_NOCACHE | SKEP_TUNNEL_KEY | SKEP_TUNNEL_SEQ |
						SKEP_TUNNEL_DONT_FRAGMENT);
	assert_int_equal(tunnel.options_size, 0);
	assert_memory_equal(tunnel.destination, "\x1\x2\x3\x4", 4);
	assert_memory_equal(tunnel.source, "\x5\x6\x7\x8", 4);
	assert_int_equal(CALL(skb_set_tunnel_opt, &on.skb, (uintptr_t)options, 252, 0, 0), 0);
	assert_int_equal(tunnel.options_size, 252);
	assert_int_equal(tunnel.options[0], 1);
}

/* ---- fields ---- */

/* A frame's known sum stays that of its bytes. */
static void test_congestion_sum(void **state)
{
	(void)state;
	on.skb.protocol = htons(0x86dd);
	memcpy(on.frame + 14, "\x60\x15\0\0", 4);
	on.skb.ip_summed = SKEP_CHECKSUM_COMPLETE;
	on.skb.csum = csum_partial(on.frame + 14, FRAME - 14, 0);
	assert_int_equal(CALL(skb_ecn_set_ce, &on.skb, 0, 0, 0, 0), 1);
	assert_int_equal(on.frame[15], 0x35);
	assert_int_equal(csum_fold(on.skb.csum),
			 csum_fold(csum_partial(on.frame + 14, FRAME - 14, 0)));
}

/* Headers that are not there, or cut short. */
static void test_congestion_bounds(void **state)
{
	(void)state;
	on.skb.protocol = htons(0x0800);
	on.frame[15] = 1;
	on.skb.data_end = on.skb.data + 14 + 19;
	assert_int_equal(CALL(skb_ecn_set_ce, &on.skb, 0, 0, 0, 0), 0);
	on.skb.data_end++;
	on.skb.network_offset = -1;
	assert_int_equal(CALL(skb_ecn_set_ce, &on.skb, 0, 0, 0, 0), 0);
	on.skb.network_offset = INT32_MAX;
	assert_int_equal(CALL(skb_ecn_set_ce, &on.skb, 0, 0, 0, 0), 0);
	on.skb.protocol = htons(0x8100);
	assert_int_equal(CALL(skb_ecn_set_ce, &on.skb, 0, 0, 0, 0), 0);
	on.skb.network_offset = 14;
	memcpy(on.frame + 14, "\0\5\x81\0\0\6\x81\0", 8); /* tags until the end */
	on.skb.data_end = on.skb.data + 21;
	assert_int_equal(CALL(skb_ecn_set_ce, &on.skb, 0, 0, 0, 0), 0);
	on.skb.protocol = htons(0x0806);
	assert_int_equal(CALL(skb_ecn_set_ce, &on.skb, 0, 0, 0, 0), 0);
}

static void test_realm(void **state)
{
	(void)state;
	on.skb.route_realm = 0xfffffff1;
	assert_int_equal(CALL(get_route_realm, &on.skb, 0, 0, 0, 0), 0xfffffff1);
}

/* ---- a hook's errno ---- */

static void check_retval(enum skep_engine engine)
{
	static const int64_t expected[] = { -7, 0, -13, 0, 7 };
	int retval = -7;
	struct skep_attach attach = { .size = sizeof(attach), .retval = &retval };
	struct skep *vm = new_vm(SKEP_OPTS(.rights = SKEP_TRUSTED));
	struct skep_obj *obj = open_obj(vm, "calls");
	struct skep_prog *prog = skep_obj_prog(obj, "retval_calls");
	uint64_t ctx[8] = { 0 };
	int64_t seen[32];
	uint32_t zero = 0, result;

	skep_prog_set_engine(prog, engine);
	must_load(obj);
	assert_int_equal(skep_run_attached(prog, ctx, &attach, &result), 0);
	assert_int_equal(result, 1);
	assert_int_equal(retval, 7);
	skep_map_lookup(skep_obj_map(obj, "report"), &zero, seen);
	assert_memory_equal(seen, expected, sizeof(expected));
	/* nobody reads it: 0 at first, and again in the next run */
	assert_int_equal(skep_run(prog, ctx, &result), 0);
	skep_map_lookup(skep_obj_map(obj, "report"), &zero, seen);
	assert_int_equal(seen[0], 0);
	assert_int_equal(seen[4], 7);
	attach.retval = NULL;
	assert_int_equal(skep_run_attached(prog, ctx, &attach, &result), 0);
	skep_map_lookup(skep_obj_map(obj, "report"), &zero, seen);
	assert_int_equal(seen[0], 0);
	skep_free(vm);
}

static void test_retval(void **state)
{
	(void)state;
	for (int engine = SKEP_ENGINE_INTERP; engine <= last_engine(); engine++)
		check_retval((enum skep_engine)engine);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_nobody, set_up),
		cmocka_unit_test_setup(test_clone, set_up),
		cmocka_unit_test_setup(test_whose_mtu, set_up),
		cmocka_unit_test_setup(test_segments, set_up),
		cmocka_unit_test_setup(test_routes, set_up),
		cmocka_unit_test_setup(test_tunnel_of_the_host, set_up),
		cmocka_unit_test_setup(test_tunnel_of_the_program, set_up),
		cmocka_unit_test_setup(test_congestion_sum, set_up),
		cmocka_unit_test_setup(test_congestion_bounds, set_up),
		cmocka_unit_test_setup(test_realm, set_up),
		cmocka_unit_test(test_retval),
	};

	return cmocka_run_group_tests_name("vm network", tests, NULL, NULL);
}
