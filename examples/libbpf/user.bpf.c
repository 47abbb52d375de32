/* Does what the application says: each frame looks for commands in a user ring buffer. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

#include "commands.h"

struct {
	__uint(type, BPF_MAP_TYPE_USER_RINGBUF);
	__uint(max_entries, 64 * 1024);
} commands SEC(".maps");

__u64 n_commands, sum, out_of_order;

static long obey(struct bpf_dynptr *sample, void *ctx)
{
	const struct command *command;
	__u32 number;

	if (bpf_dynptr_read(&number, sizeof(number), sample, 0, 0))
		return 1;
	command = bpf_dynptr_data(sample, 0, sizeof(*command));
	if (!command)
		return 1;
	out_of_order += number != n_commands;
	n_commands++;
	sum += command->size + command->bytes[0];
	return 0;
}

SEC("xdp")
int look(struct xdp_md *ctx)
{
	long n = bpf_user_ringbuf_drain(&commands, obey, NULL, 0);

	return n < 0 ? XDP_ABORTED : XDP_PASS;
}

char _license[] SEC("license") = "GPL";
