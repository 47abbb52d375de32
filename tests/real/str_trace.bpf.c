/* Opens of files below /etc and /proc, by tracepoint. */
#include "real.h"

enum { PATH = 128 };

struct sys_enter_openat {
	__u64 common;
	__s64 nr, dfd;
	const char *filename;
	__s64 flags, mode;
};
struct event {
	__u64 ns;
	__u32 pid, flags;
	char comm[16], path[PATH];
};

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 65536);
} events SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 8);
	__type(key, __u32);
	__type(value, char[16]);
} prefixes SEC(".maps");

static __always_inline bool begins(const char *text, const char *prefix)
{
	for (int i = 0; i < 16; i++) {
		if (!prefix[i])
			return i > 0;
		if (text[i] != prefix[i])
			return false;
	}
	return true;
}

SEC("tracepoint/syscalls/sys_enter_openat")
int str_trace(struct sys_enter_openat *ctx)
{
	char path[PATH] = {};
	struct event *event;
	bool wanted = false;
	long len;

	len = bpf_probe_read_user_str(path, sizeof(path), ctx->filename);
	if (len <= 1)
		return 0;
	for (__u32 i = 0; i < 8 && !wanted; i++) {
		__u32 key = i;
		char *prefix = bpf_map_lookup_elem(&prefixes, &key);

		wanted = prefix && begins(path, prefix);
	}
	if (!wanted)
		return 0;
	event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	if (!event)
		return 0;
	event->ns = bpf_ktime_get_ns();
	event->pid = bpf_get_current_pid_tgid() >> 32;
	event->flags = (__u32)ctx->flags;
	bpf_get_current_comm(event->comm, sizeof(event->comm));
	__builtin_memcpy(event->path, path, sizeof(path));
	bpf_ringbuf_submit(event, 0);
	return 0;
}

LICENSED;
