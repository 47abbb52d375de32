// SPDX-License-Identifier: BSD-2-Clause
/*
 * Programs that call packet helpers as a map tells them to, so that the same
 * calls can be made anywhere and their results compared.
 */
#include <linux/bpf.h>
#include <linux/pkt_cls.h>

#include <bpf/bpf_helpers.h>

#include "../lib/packet_script.h"

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct packet_script);
} script SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct packet_report);
} report SEC(".maps");

static __always_inline __s64 skb_bytes(struct __sk_buff *skb, struct packet_step *step,
				       struct packet_record *to)
{
	__u64 size = step->arg[1];

	barrier_var(size); /* one comparison a bound */
	if (size > sizeof(to->bytes))
		return -1000;
	barrier_var(size);
	if (size < 1)
		return -1000;
	if (step->op == OP_LOAD)
		return bpf_skb_load_bytes(skb, step->arg[0], to->bytes, size);
	if (step->op == OP_LOAD_RELATIVE)
		return bpf_skb_load_bytes_relative(skb, step->arg[0], to->bytes, size,
						   step->arg[2]);
	return bpf_skb_store_bytes(skb, step->arg[0], step->bytes, size, step->arg[2]);
}

static __always_inline __s64 skb_checksum(struct __sk_buff *skb, struct packet_step *step)
{
	__s64 *arg = step->arg;

	switch (step->op) {
	case OP_L3_CSUM: return bpf_l3_csum_replace(skb, arg[0], arg[1], arg[2], arg[3]);
	case OP_L4_CSUM: return bpf_l4_csum_replace(skb, arg[0], arg[1], arg[2], arg[3]);
	case OP_CSUM_UPDATE: return bpf_csum_update(skb, arg[0]);
	default: return bpf_csum_level(skb, arg[0]);
	}
}

static __always_inline __s64 skb_change(struct __sk_buff *skb, struct packet_step *step)
{
	switch (step->op) {
	case OP_PULL: return bpf_skb_pull_data(skb, step->arg[0]);
	case OP_HEAD: return bpf_skb_change_head(skb, step->arg[0], step->arg[1]);
	case OP_TAIL: return bpf_skb_change_tail(skb, step->arg[0], step->arg[1]);
	case OP_PROTO: return bpf_skb_change_proto(skb, step->arg[0], step->arg[1]);
	case OP_TYPE: return bpf_skb_change_type(skb, step->arg[0]);
	case OP_ROOM: return bpf_skb_adjust_room(skb, step->arg[0], step->arg[1], step->arg[2]);
	case OP_VLAN_PUSH: return bpf_skb_vlan_push(skb, step->arg[0], step->arg[1]);
	default: return bpf_skb_vlan_pop(skb);
	}
}

static __always_inline __s64 skb_other(struct __sk_buff *skb, struct packet_step *step)
{
	switch (step->op) {
	case OP_HASH: return bpf_get_hash_recalc(skb);
	case OP_HASH_INVALID: bpf_set_hash_invalid(skb); return 0;
	case OP_HASH_SET: return bpf_set_hash(skb, step->arg[0]);
	case OP_REDIRECT: return bpf_redirect(step->arg[0], step->arg[1]);
	case OP_REDIRECT_PEER: return bpf_redirect_peer(step->arg[0], step->arg[1]);
	case OP_REDIRECT_NEIGH: return bpf_redirect_neigh(step->arg[0], NULL, 0, step->arg[1]);
	default: return -1000;
	}
}

static __always_inline __s64 skb_call(struct __sk_buff *skb, struct packet_step *step,
				      struct packet_record *to)
{
	if (step->op <= OP_STORE)
		return skb_bytes(skb, step, to);
	if (step->op <= OP_CSUM_LEVEL)
		return skb_checksum(skb, step);
	if (step->op <= OP_VLAN_POP)
		return skb_change(skb, step);
	return skb_other(skb, step);
}

SEC("tc")
int skb_script(struct __sk_buff *skb)
{
	__u32 zero = 0;
	struct packet_script *from = bpf_map_lookup_elem(&script, &zero);
	struct packet_report *to = bpf_map_lookup_elem(&report, &zero);

	if (!from || !to)
		return -1;
	for (int i = 0; i < MAX_STEPS; i++) {
		struct packet_record *record = &to->record[i];

		if (i >= from->n)
			break;
		record->result = skb_call(skb, &from->step[i], record);
		record->size = skb->len;
		record->direct = skb->data_end - skb->data;
		record->protocol = skb->protocol;
		record->pkt_type = skb->pkt_type;
		record->vlan = skb->vlan_present ? skb->vlan_proto << 16 | skb->vlan_tci : 0;
	}
	return TC_ACT_OK;
}

static __always_inline __s64 xdp_bytes(struct xdp_md *xdp, struct packet_step *step,
				       struct packet_record *to)
{
	__u64 size = step->arg[1];

	barrier_var(size); /* one comparison a bound */
	if (size > sizeof(to->bytes))
		return -1000;
	barrier_var(size);
	if (size < 1)
		return -1000;
	if (step->op == OP_LOAD)
		return bpf_xdp_load_bytes(xdp, step->arg[0], to->bytes, size);
	return bpf_xdp_store_bytes(xdp, step->arg[0], step->bytes, size);
}

SEC("xdp")
int xdp_script(struct xdp_md *xdp)
{
	__u32 zero = 0;
	struct packet_script *from = bpf_map_lookup_elem(&script, &zero);
	struct packet_report *to = bpf_map_lookup_elem(&report, &zero);

	if (!from || !to)
		return XDP_ABORTED;
	for (int i = 0; i < MAX_STEPS; i++) {
		struct packet_step *step = &from->step[i];

		if (i >= from->n)
			break;
		if (step->op == OP_REDIRECT)
			to->record[i].result = bpf_redirect(step->arg[0], step->arg[1]);
		else
			to->record[i].result = xdp_bytes(xdp, step, &to->record[i]);
		to->record[i].size = bpf_xdp_get_buff_len(xdp);
		to->record[i].direct = xdp->data_end - xdp->data;
	}
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
