/* Joins the components of a path from the end of a buffer forward, as dentry walkers do. */
#include "real.h"

enum { BUFFER = 1024, HALF = BUFFER / 2, COMPONENT = 64, DEPTH = 12 };

struct entry {
	__u64 parent, name;
};
struct raw_args {
	__u64 args[2];
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u8[BUFFER]);
} buffers SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(key_size, 4);
	__uint(value_size, 4);
} paths SEC(".maps");

SEC("raw_tracepoint/sys_enter")
int path_join(struct raw_args *ctx)
{
	__u64 at = ctx->args[1];
	__u32 zero = 0, off = HALF;
	struct entry entry;
	__u8 *buffer;
	long len;

	buffer = bpf_map_lookup_elem(&buffers, &zero);
	if (!buffer)
		return 0;
	for (int i = 0; i < DEPTH; i++) {
		if (bpf_probe_read_kernel(&entry, sizeof(entry), (void *)at))
			break;
		len = bpf_probe_read_kernel_str(&buffer[off & (HALF - 1)], COMPONENT,
						(void *)entry.name);
		if (len <= 0 || len > COMPONENT)
			break;
		off -= len;
		buffer[off & (HALF - 1)] = '/';
		if (!entry.parent || entry.parent == at)
			break;
		at = entry.parent;
	}
	bpf_perf_event_output(ctx, &paths, BPF_F_CURRENT_CPU, buffer, off & (BUFFER - 1));
	return 0;
}

LICENSED;
