/*
 * BPF_PROG_TEST_RUN: one way to run for each kind of context, with Linux's room around a
 * packet, what it lets be set in a context, and what it hands back.
 */
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "compat/watch.h"

enum {
	PAGE = 4096,    /* of Linux's buffer, whatever the machine's is */
	HEADROOM = 256, /* in front of a packet: XDP_PACKET_HEADROOM */
	XDP_TAILROOM = 320,
	FRAGMENTS = 17 * PAGE,
	SKB_HEADROOM = 66, /* NET_SKB_PAD + NET_IP_ALIGN */
	ETH_HEADER = 14,
	MAX_CTX = 65535, /* bytes of a syscall program's argument */
	MAX_ARGS = 12,   /* of a raw tracepoint */
	FLAG_ON_CPU = 1,
	FLAG_LIVE = 2,
	FLAG_CSUM = 4,
	LOOPBACK = 1, /* the interface that packets come from */
	XDP_MD_SIZE = 24,
	SK_BUFF_SIZE = 192, /* struct xdp_md, struct __sk_buff */
	MAX_LIVE_BATCH = 256,
	SK_LOOKUP_SIZE = 72, /* struct bpf_sk_lookup */
	IPV4_HEADER = 20,
	IPV6_HEADER = 40,
	NF_LOCAL_OUT = 3, /* a hook */
	NF_CTX_SIZE = 16, /* struct bpf_nf_ctx */
};

#define ATTR(run) (&(run)->call->attr.b.test)

struct test {
	struct call *call;
	struct entry *entry;
	struct skep_prog *prog;
	uint32_t retval, duration;
	struct bpf_flow_keys *keys; /* that each run finds as @fresh, or NULL */
	struct bpf_flow_keys fresh;
};

/* ---- running ---- */

static uint64_t now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

static int run(struct test *test, void *ctx)
{
	uint32_t n = ATTR(test)->repeat ? ATTR(test)->repeat : 1;
	const struct lease *lease;
	int err = lanes_enter(test->call->vm->lanes, &lease); /* not counted */
	uint64_t start = now_ns();

	for (uint32_t i = 0; i < n && !err; i++) {
		if (test->keys)
			*test->keys = test->fresh;
		err = skep_run(test->prog, ctx, &test->retval);
	}
	if (!err && stats_wanted(test->call->vm))
		stats_count(test->entry, n, now_ns() - start);
	test->duration = (uint32_t)((now_ns() - start) / n);
	return err;
}

static int answer_retval(const struct test *test)
{
	return ANSWER(test->call, test.retval, test->retval);
}

/* The packet as it is now, and how it went; as bpf_test_finish. */
static int finish(const struct test *test, const uint8_t *data, uint32_t size)
{
	uint32_t n = size, room = ATTR(test)->data_size_out;
	int err = 0;

	if (room && n > room) {
		n = room;
		err = -ENOSPC;
	}
	if (ATTR(test)->data_out && user_write(ATTR(test)->data_out, data, n))
		return -EFAULT;
	if (ANSWER(test->call, test.data_size_out, size) || answer_retval(test) ||
	    ANSWER(test->call, test.duration, test->duration))
		return -EFAULT;
	return err;
}

/* ---- the packet and its context ---- */

/** struct room - a packet in the middle of a buffer of a page, and what did not fit in */
struct room {
	uint8_t *head, *data, *tail;
	uint32_t size; /* in the buffer */
	uint32_t more; /* of XDP: in fragments, which programs do not see */
	uint8_t *rest; /* these */
};

static int room_make(const struct test *test, uint32_t headroom, uint32_t tailroom,
		     uint32_t fragments, struct room *room)
{
	uint32_t size = ATTR(test)->data_size_in, linear = PAGE - headroom - tailroom;

	if (size < ETH_HEADER || size > linear + fragments)
		return -EINVAL;
	room->more = size > linear ? size - linear : 0;
	room->head = calloc(1, PAGE + room->more);
	if (!room->head)
		return -ENOMEM;
	room->data = room->head + headroom;
	room->tail = room->head + PAGE - tailroom;
	room->size = size - room->more;
	room->rest = room->head + PAGE;
	if (!user_read(room->data, ATTR(test)->data_in, room->size) &&
	    !user_read(room->rest, ATTR(test)->data_in + room->size, room->more))
		return 0;
	free(room->head);
	return -EFAULT;
}

/* The caller's context, zeros behind it; @given: there is one. */
static int read_ctx(const struct test *test, void *ctx, uint32_t size, bool *given)
{
	uint32_t n = ATTR(test)->ctx_size_in;
	int err = 0;

	memset(ctx, 0, size);
	*given = ATTR(test)->ctx_in || ATTR(test)->ctx_out;
	if (!ATTR(test)->ctx_in)
		return 0;
	if (n > size)
		err = user_is_zero(ATTR(test)->ctx_in + size, n - size);
	return err ? err : user_read(ctx, ATTR(test)->ctx_in, n < size ? n : size);
}

/* As bpf_ctx_finish. */
static int write_ctx(const struct test *test, const void *ctx, uint32_t size)
{
	uint32_t n = size, room = ATTR(test)->ctx_size_out;
	int err = 0;

	if (!ATTR(test)->ctx_out)
		return 0;
	if (n > room) {
		n = room;
		err = -ENOSPC;
	}
	if (user_write(ATTR(test)->ctx_out, ctx, n) || ANSWER(test->call, test.ctx_size_out, size))
		return -EFAULT;
	return err;
}

/* ---- XDP ---- */

static int check_md(const struct xdp_md *md, uint32_t size)
{
	if (md->data_meta || md->data_end > size || md->data > md->data_end || md->data % 4 ||
	    md->data > 252)
		return -EINVAL;
	if (md->egress_ifindex || (md->rx_queue_index && !md->ingress_ifindex))
		return -EINVAL;
	if (md->ingress_ifindex > LOOPBACK)
		return -ENODEV;
	return md->rx_queue_index ? -EINVAL : 0;
}

/* Frames that are sent, not handed back, are none of a test without interfaces. */
static int check_xdp(const struct test *test)
{
	bool live = ATTR(test)->flags & FLAG_LIVE;

	if (ATTR(test)->flags & ~(uint32_t)FLAG_LIVE)
		return -EINVAL;
	if (live && ATTR(test)->batch_size > MAX_LIVE_BATCH)
		return -E2BIG;
	if ((!live && ATTR(test)->batch_size) || ATTR(test)->data_size_in < ETH_HEADER)
		return -EINVAL;
	return live ? -EOPNOTSUPP : 0;
}

static int finish_xdp(const struct test *test, const struct skep_xdp *xdp, const struct room *room)
{
	uint32_t size = (uint32_t)(xdp->data_end - xdp->data_meta);
	uint8_t *whole;
	int err;

	if (!room->more)
		return finish(test, xdp->data_meta, size);
	whole = malloc(size + room->more);
	if (!whole)
		return -ENOMEM;
	memcpy(whole, xdp->data_meta, size);
	memcpy(whole + size, room->rest, room->more);
	err = finish(test, whole, size + room->more);
	free(whole);
	return err;
}

static int run_xdp(struct test *test)
{
	uint32_t size = ATTR(test)->data_size_in;
	struct skep_xdp xdp;
	struct room room;
	struct xdp_md md;
	bool given;
	int err;

	err = check_xdp(test);
	if (err)
		return err;
	err = read_ctx(test, &md, XDP_MD_SIZE, &given);
	if (!err && given && ATTR(test)->ctx_in)
		err = check_md(&md, size);
	if (!err)
		err = room_make(test, HEADROOM - md.data, XDP_TAILROOM, FRAGMENTS, &room);
	if (err)
		return err;
	memset(&xdp, 0, sizeof(xdp));
	xdp.head = room.head;
	xdp.tail = room.tail;
	xdp.data_meta = room.data;
	xdp.data = room.data + md.data;
	xdp.data_end = room.data + room.size;
	xdp.ingress_ifindex = LOOPBACK;
	err = run(test, &xdp);
	if (!err) {
		md.data = (uint32_t)(xdp.data - xdp.data_meta);
		md.data_end = (uint32_t)(xdp.data_end - xdp.data_meta);
		err = finish_xdp(test, &xdp, &room);
	}
	if (!err)
		err = write_ctx(test, &md, XDP_MD_SIZE);
	free(room.head);
	return err;
}

/* ---- programs on packets of the stack ---- */

/* Fields of struct __sk_buff that a test may set: [from, to). */
static const struct {
	uint16_t from, to;
} settable[] = {
	{ offsetof(struct __sk_buff, mark), offsetof(struct __sk_buff, queue_mapping) },
	{ offsetof(struct __sk_buff, priority), offsetof(struct __sk_buff, tc_index) },
	{ offsetof(struct __sk_buff, cb), offsetof(struct __sk_buff, hash) },
	{ offsetof(struct __sk_buff, tstamp), offsetof(struct __sk_buff, gso_segs) + 4 },
	{ offsetof(struct __sk_buff, gso_size), offsetof(struct __sk_buff, gso_size) + 4 },
	{ offsetof(struct __sk_buff, hwtstamp), offsetof(struct __sk_buff, hwtstamp) + 8 },
};

static int check_skb(const struct __sk_buff *md)
{
	const uint8_t *bytes = (const uint8_t *)md;
	size_t row = 0, n = sizeof(settable) / sizeof(*settable);

	for (size_t i = 0; i < sizeof(*md); i++) {
		while (row < n && i >= settable[row].to)
			row++;
		if (bytes[i] && (row == n || i < settable[row].from))
			return -EINVAL;
	}
	if (md->ifindex > LOOPBACK)
		return -ENODEV;
	return md->gso_segs > 65535 ? -EINVAL : 0;
}

static void to_skb(const struct __sk_buff *md, struct skep_skb *skb)
{
	skb->mark = md->mark;
	skb->priority = md->priority;
	skb->ingress_ifindex = md->ingress_ifindex;
	skb->ifindex = md->ifindex ? md->ifindex : LOOPBACK;
	memcpy(skb->cb, md->cb, sizeof(skb->cb));
	skb->tstamp = md->tstamp;
	skb->hwtstamp = md->hwtstamp;
	skb->wire_len = md->wire_len ? md->wire_len : skb->len;
	skb->gso_segs = md->gso_segs;
	skb->gso_size = md->gso_size;
}

static void from_skb(const struct skep_skb *skb, struct __sk_buff *md)
{
	md->mark = skb->mark;
	md->priority = skb->priority;
	md->ingress_ifindex = skb->ingress_ifindex;
	md->ifindex = skb->ifindex;
	memcpy(md->cb, skb->cb, sizeof(md->cb));
	md->tstamp = skb->tstamp;
	md->hwtstamp = skb->hwtstamp;
	md->wire_len = skb->wire_len;
	md->gso_segs = skb->gso_segs;
	md->gso_size = skb->gso_size;
}

static bool begins_at_link_layer(uint32_t type)
{
	return type == PROG_SCHED_CLS || type == PROG_SCHED_ACT;
}

static void fill_skb(const struct test *test, const struct room *room, struct skep_skb *skb)
{
	bool whole = begins_at_link_layer(test->entry->prog.prog_type);
	uint32_t skip = whole ? 0 : ETH_HEADER;

	skep_skb_init(skb, room->data + skip, room->size - skip);
	skb->head = room->head;
	skb->tail = room->tail;
	skb->mac_offset = whole ? 0 : -ETH_HEADER;
	skb->network_offset = whole ? ETH_HEADER : 0;
	memcpy(&skb->protocol, room->data + 12, 2);
}

static int run_skb(struct test *test)
{
	struct skep_skb skb;
	struct __sk_buff md;
	struct room room;
	uint8_t *start;
	bool given;
	int err;

	if (ATTR(test)->flags & ~(uint32_t)FLAG_CSUM || ATTR(test)->cpu || ATTR(test)->batch_size)
		return -EINVAL;
	err = room_make(test, SKB_HEADROOM, XDP_TAILROOM, 0, &room);
	if (err)
		return err;
	err = read_ctx(test, &md, sizeof(md), &given);
	if (!err)
		err = check_skb(&md);
	if (!err) {
		fill_skb(test, &room, &skb);
		to_skb(&md, &skb);
		err = run(test, &skb);
	}
	if (!err) {
		start = begins_at_link_layer(test->entry->prog.prog_type) ? skb.data
									  : skb.data - ETH_HEADER;
		from_skb(&skb, &md);
		err = finish(test, start, (uint32_t)(skb.data_end - start));
	}
	if (!err)
		err = write_ctx(test, &md, sizeof(md));
	free(room.head);
	return err;
}

/* ---- flow dissectors ---- */

/* Of the keys a test says the flags alone. */
static int check_keys(const struct bpf_flow_keys *keys)
{
	static const struct bpf_flow_keys zero;
	struct bpf_flow_keys rest = *keys;

	rest.flags = 0;
	return memcmp(&rest, &zero, sizeof(rest)) ? -EINVAL : 0;
}

static uint16_t clamp(uint16_t v, uint16_t least, uint16_t most)
{
	uint16_t low = v < least ? least : v;

	return low > most ? most : low;
}

/* Offsets stay in the packet, in their order; as bpf_flow_dissect. */
static int run_dissector(struct test *test, struct room *room, uint32_t flags)
{
	struct bpf_flow_keys keys;
	struct skep_skb skb;
	uint16_t size = (uint16_t)room->size;
	int err;

	skep_skb_init(&skb, room->data, room->size);
	skb.head = room->head;
	skb.tail = room->tail;
	skb.flow_keys = &keys;
	memset(&test->fresh, 0, sizeof(test->fresh));
	test->fresh.nhoff = test->fresh.thoff = ETH_HEADER;
	test->fresh.flags = flags;
	memcpy(&test->fresh.n_proto, room->data + 12, 2);
	test->keys = &keys;
	err = run(test, &skb);
	if (err)
		return err;
	keys.nhoff = clamp(keys.nhoff, ETH_HEADER, size);
	keys.thoff = clamp(keys.thoff, keys.nhoff, size);
	return finish(test, (const uint8_t *)&keys, sizeof(keys));
}

static int run_flow_dissector(struct test *test)
{
	struct bpf_flow_keys given;
	struct room room;
	bool is_given;
	int err;

	if (ATTR(test)->flags || ATTR(test)->cpu || ATTR(test)->batch_size)
		return -EINVAL;
	err = room_make(test, 0, 0, 0, &room);
	if (err)
		return err;
	err = read_ctx(test, &given, sizeof(given), &is_given);
	if (!err)
		err = check_keys(&given);
	if (!err)
		err = run_dissector(test, &room, given.flags);
	if (!err)
		err = write_ctx(test, &given, sizeof(given));
	free(room.head);
	return err;
}

/* ---- socket lookups ---- */

union lookup {
	struct bpf_sk_lookup lookup;
	uint8_t bytes[SK_LOOKUP_SIZE];
};

/* What the program sees of it: the addresses of its family, a protocol and a port of 16 bits. */
static int shown_lookup(const struct bpf_sk_lookup *given, struct bpf_sk_lookup *shown)
{
	*shown = *given;
	shown->protocol = (uint16_t)given->protocol;
	memcpy(&shown->remote_port, &given->remote_port, 2);
	memset((uint8_t *)&shown->remote_port + 2, 0, 2);
	if (given->family == AF_INET) {
		memset(shown->remote_ip6, 0, sizeof(shown->remote_ip6));
		memset(shown->local_ip6, 0, sizeof(shown->local_ip6));
		return 0;
	}
	shown->remote_ip4 = shown->local_ip4 = 0;
	return given->family == AF_INET6 ? 0 : -EAFNOSUPPORT;
}

static int check_lookup(const union lookup *given)
{
	const size_t end = offsetof(struct bpf_sk_lookup, local_port) + 4;

	for (size_t i = 0; i < SK_LOOKUP_SIZE; i++)
		if (given->bytes[i] && (i < sizeof(uint64_t) || i >= end))
			return -EINVAL; /* a socket, or what tests do not say */
	return given->lookup.local_port > UINT16_MAX ? -ERANGE : 0;
}

static int run_sk_lookup(struct test *test)
{
	union lookup given, shown = { 0 };
	bool is_given;
	int err;

	if (ATTR(test)->flags || ATTR(test)->cpu || ATTR(test)->batch_size ||
	    ATTR(test)->data_in || ATTR(test)->data_size_in || ATTR(test)->data_out ||
	    ATTR(test)->data_size_out)
		return -EINVAL;
	err = read_ctx(test, &given, SK_LOOKUP_SIZE, &is_given);
	if (!err)
		err = is_given ? check_lookup(&given) : -EINVAL;
	if (!err)
		err = shown_lookup(&given.lookup, &shown.lookup);
	if (!err)
		err = run(test, &shown);
	if (!err)
		err = finish(test, NULL, 0);
	return err ? err : write_ctx(test, &given, SK_LOOKUP_SIZE); /* no socket was chosen */
}

/* ---- netfilter ---- */

/** struct nf_state - what a test says of the hook: Linux's struct nf_hook_state */
struct nf_state {
	uint8_t hook, family;
	uint8_t pad[6];
	uint64_t pointers[5];
};

static int check_nf_state(const struct nf_state *state)
{
	for (int i = 0; i < 5; i++)
		if (state->pointers[i])
			return -EINVAL;
	return state->family == AF_INET || state->family == AF_INET6 ? 0 : -EINVAL;
}

/* A frame of the family, with its header; of what is sent from here no frame is made yet. */
static int check_nf_frame(const struct room *room, const struct nf_state *state)
{
	const uint8_t *type = room->data + 12;

	if (state->hook == NF_LOCAL_OUT)
		return 0;
	if (room->size < ETH_HEADER + IPV4_HEADER)
		return -EINVAL;
	if (type[0] == 0x08 && type[1] == 0x00)
		return state->family == AF_INET ? 0 : -EINVAL;
	if (type[0] != 0x86 || type[1] != 0xdd)
		return -EPROTO;
	return room->size >= ETH_HEADER + IPV6_HEADER && state->family == AF_INET6 ? 0 : -EINVAL;
}

static int run_netfilter(struct test *test)
{
	uint64_t ctx[NF_CTX_SIZE / 8] = { 0 }; /* no program reads it */
	struct nf_state state;
	struct room room;
	bool given;
	int err;

	if (ATTR(test)->flags || ATTR(test)->cpu || ATTR(test)->batch_size ||
	    ATTR(test)->ctx_out || ATTR(test)->data_size_in < IPV4_HEADER)
		return -EINVAL;
	err = room_make(test, SKB_HEADROOM, XDP_TAILROOM, 0, &room);
	if (err)
		return err;
	err = read_ctx(test, &state, sizeof(state), &given);
	if (!given)
		state = (struct nf_state){ .hook = NF_LOCAL_OUT, .family = AF_INET };
	if (!err)
		err = check_nf_state(&state);
	if (!err)
		err = check_nf_frame(&room, &state);
	if (!err)
		err = run(test, ctx);
	if (!err)
		err = finish(test, NULL, 0);
	free(room.head);
	return err;
}

/* ---- programs on a structure ---- */

static int read_args(const struct test *test, uint32_t most, void **ctx)
{
	uint32_t size = ATTR(test)->ctx_size_in;

	if (size < skep_prog_ctx_size(test->prog) || size > most)
		return -EINVAL;
	return user_copy(ctx, ATTR(test)->ctx_in, size);
}

static int run_raw_tp(struct test *test)
{
	void *ctx;
	int err;

	if (ATTR(test)->data_in || ATTR(test)->data_out || ATTR(test)->ctx_out ||
	    ATTR(test)->duration || ATTR(test)->repeat || ATTR(test)->batch_size)
		return -EINVAL;
	if (!(ATTR(test)->flags & FLAG_ON_CPU) && ATTR(test)->cpu)
		return -EINVAL;
	if (ATTR(test)->flags & FLAG_ON_CPU && ATTR(test)->cpu >= skep_lanes(test->call->vm))
		return -ENXIO;
	err = read_args(test, MAX_ARGS * 8, &ctx);
	if (err)
		return err;
	err = run(test, ctx);
	free(ctx);
	return err ? err : answer_retval(test);
}

static int run_syscall(struct test *test)
{
	void *ctx;
	int err;

	if (ATTR(test)->data_in || ATTR(test)->data_out || ATTR(test)->ctx_out ||
	    ATTR(test)->duration || ATTR(test)->repeat || ATTR(test)->flags ||
	    ATTR(test)->batch_size)
		return -EINVAL;
	err = read_args(test, MAX_CTX, &ctx);
	if (err)
		return err;
	err = run(test, ctx);
	if (!err)
		err = answer_retval(test);
	if (!err)
		err = user_write(ATTR(test)->ctx_in, ctx, ATTR(test)->ctx_size_in);
	free(ctx);
	return err;
}

static int run_kind(struct test *test)
{
	switch (test->entry->prog.prog_type) {
	case PROG_XDP:
		return run_xdp(test);
	case PROG_SOCKET_FILTER:
	case PROG_SCHED_CLS:
	case PROG_SCHED_ACT:
	case PROG_CGROUP_SKB:
	case PROG_LWT_IN:
	case PROG_LWT_OUT:
	case PROG_LWT_XMIT:
	case PROG_LWT_SEG6LOCAL:
		return run_skb(test);
	case PROG_FLOW_DISSECTOR:
		return run_flow_dissector(test);
	case PROG_SK_LOOKUP:
		return run_sk_lookup(test);
	case PROG_NETFILTER:
		return run_netfilter(test);
	case PROG_RAW_TRACEPOINT:
		return run_raw_tp(test);
	case PROG_SYSCALL:
		return run_syscall(test);
	default:
		return -LINUX_ENOTSUPP;
	}
}

long cmd_prog_test_run(struct call *call)
{
	struct test test = { .call = call };
	int err;

	if (!ATTR(&test)->ctx_size_in != !ATTR(&test)->ctx_in ||
	    !ATTR(&test)->ctx_size_out != !ATTR(&test)->ctx_out)
		return -EINVAL;
	err = entry_get(call->vm, (int)ATTR(&test)->prog_fd, STORED_PROG, &test.entry);
	if (err)
		return err;
	test.prog = test.entry->obj->progs;
	err = entry_resolve(call->vm, test.entry->obj);
	if (!err)
		err = run_kind(&test);
	perf_drain();
	entry_put(test.entry);
	return err;
}

/* ---- other commands on programs ---- */

/* The program keeps the map from now on. */
long cmd_prog_bind_map(struct call *call)
{
	struct entry *prog, *map;
	int err;

	if (call->attr.b.prog_bind_map.flags)
		return -EINVAL;
	err = entry_get(call->vm, (int)call->attr.b.prog_bind_map.prog_fd, STORED_PROG, &prog);
	if (err)
		return err;
	err = entry_get(call->vm, (int)call->attr.b.prog_bind_map.map_fd, STORED_MAP, &map);
	if (!err) {
		err = store_refer_from(call->vm->store, prog->id, map->id, false);
		entry_put(map);
	}
	entry_put(prog);
	return err;
}

/* For as long as the descriptor is open somewhere. */
long cmd_enable_stats(struct call *call)
{
	if (call->attr.b.enable_stats.type != BPF_STATS_RUN_TIME)
		return -EINVAL;
	return stats_enable(call->vm);
}
