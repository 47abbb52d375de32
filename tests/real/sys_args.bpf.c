/* Writes of a process with the first bytes of what they write, records of different sizes. */
#include "real.h"

enum { MOST = 512 };

struct sys_enter_write {
	__u64 common;
	__s64 nr;
	__u64 fd;
	const char *buf;
	__u64 count;
};
struct event {
	__u32 pid, fd, size, taken;
	__u8 data[MOST];
};

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1 << 16);
} events SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct event);
} scratch SEC(".maps");

const volatile __u32 only_pid = 0;
__u64 lost;

SEC("tracepoint/syscalls/sys_enter_write")
int sys_args(struct sys_enter_write *ctx)
{
	__u32 pid = bpf_get_current_pid_tgid() >> 32, zero = 0, size;
	struct event *event;

	if (only_pid && pid != only_pid)
		return 0;
	event = bpf_map_lookup_elem(&scratch, &zero);
	if (!event)
		return 0;
	event->pid = pid;
	event->fd = (__u32)ctx->fd;
	event->size = (__u32)ctx->count;
	size = ctx->count < MOST ? (__u32)ctx->count : MOST - 1;
	size &= MOST - 1;
	if (bpf_probe_read_user(event->data, size, ctx->buf))
		size = 0;
	event->taken = size;
	if (bpf_ringbuf_output(&events, event, offsetof(struct event, data) + size, 0))
		__sync_fetch_and_add(&lost, 1);
	return 0;
}

LICENSED;
