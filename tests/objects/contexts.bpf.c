/* A program of several types that read their contexts; no header of a processor is used. */
#include <linux/bpf.h>

#define SEC(name) __attribute__((section(name), used))

typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;

/* Two registers that both processors have in these places. */
SEC("kprobe/any")
int registers(const u64 *regs)
{
	return regs[16] == regs[4];
}

/* orig_x0, which only ARM64 has there. */
SEC("kprobe/arm64")
int orig_x0(const u64 *regs)
{
	return (int)regs[34];
}

SEC("tracepoint/any/any")
int record(const u8 *record)
{
	return record[8] + record[30];
}

SEC("cgroup/connect4")
int connect4(struct bpf_sock_addr *ctx)
{
	if (ctx->user_ip4 == 0x0100007f && ctx->sk->protocol == 6)
		ctx->user_port = 0x901f;
	return 1;
}

SEC("cgroup/getsockopt")
int getsockopt(struct bpf_sockopt *ctx)
{
	u8 *value = ctx->optval, *end = ctx->optval_end;

	if (value + 1 > end)
		return 0;
	*value = 1;
	ctx->retval = 0;
	return 1;
}

SEC("sk_lookup")
int lookup(struct bpf_sk_lookup *ctx)
{
	struct bpf_sock *sk = ctx->sk;

	return sk ? sk->family == ctx->family : ctx->local_port == 80;
}

SEC("sk_msg")
int message(struct sk_msg_md *ctx)
{
	u8 *data = ctx->data, *end = ctx->data_end;

	return data + 4 <= end && data[3] == 'x' ? SK_DROP : SK_PASS;
}

SEC("sockops")
int operations(struct bpf_sock_ops *ctx)
{
	if (ctx->op == BPF_SOCK_OPS_TIMEOUT_INIT)
		ctx->reply = ctx->args[1] + ctx->snd_cwnd;
	return 1;
}

SEC("flow_dissector")
int dissect(struct __sk_buff *ctx)
{
	struct bpf_flow_keys *keys = ctx->flow_keys;
	u8 *data = (u8 *)(long)ctx->data, *end = (u8 *)(long)ctx->data_end;

	if (data + 20 > end)
		return BPF_DROP;
	keys->ip_proto = data[9];
	keys->thoff = keys->nhoff + 20;
	return BPF_OK;
}

SEC("syscall")
int call(u64 *arguments)
{
	arguments[2] = arguments[0] + arguments[1];
	return 0;
}

SEC("fentry/any")
int entry(volatile u64 *arguments)
{
	(void)arguments[0];
	return 0;
}

char LICENSE[] SEC("license") = "BSD";
