/* How long functions take, by stack, in powers of two. */
#include "real.h"

enum { SLOTS = 26 };

struct hist {
	__u32 slot[SLOTS];
};
struct raw_args {
	__u64 args[2];
};

struct {
	__uint(type, BPF_MAP_TYPE_STACK_TRACE);
	__uint(max_entries, 256);
	__uint(key_size, 4);
	__uint(value_size, 8 * 20);
} stacks SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u32);
	__type(value, __u64);
} begun SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __s32);
	__type(value, struct hist);
} hists SEC(".maps");

static struct hist none;

static __always_inline __u64 log2_32(__u32 v)
{
	__u32 shift, r;

	r = (v > 0xffff) << 4;
	v >>= r;
	shift = (v > 0xff) << 3;
	v >>= shift;
	r |= shift;
	shift = (v > 0xf) << 2;
	v >>= shift;
	r |= shift;
	shift = (v > 0x3) << 1;
	v >>= shift;
	r |= shift;
	return r | v >> 1;
}

static __always_inline __u64 log2_64(__u64 v)
{
	__u32 high = v >> 32;

	return high ? log2_32(high) + 32 : log2_32((__u32)v);
}

SEC("raw_tracepoint/sys_enter")
int stack_hist_enter(struct raw_args *ctx)
{
	__u32 tid = (__u32)bpf_get_current_pid_tgid();
	__u64 now = bpf_ktime_get_ns();

	bpf_map_update_elem(&begun, &tid, &now, BPF_ANY);
	return 0;
}

SEC("raw_tracepoint/sys_exit")
int stack_hist_exit(struct raw_args *ctx)
{
	__u32 tid = (__u32)bpf_get_current_pid_tgid();
	__u64 *start, slot, took;
	struct hist *hist;
	__s32 id;

	start = bpf_map_lookup_elem(&begun, &tid);
	if (!start)
		return 0;
	took = bpf_ktime_get_ns() - *start;
	bpf_map_delete_elem(&begun, &tid);
	id = bpf_get_stackid(ctx, &stacks, BPF_F_USER_STACK | BPF_F_FAST_STACK_CMP);
	hist = bpf_map_lookup_elem(&hists, &id);
	if (!hist) {
		bpf_map_update_elem(&hists, &id, &none, BPF_NOEXIST);
		hist = bpf_map_lookup_elem(&hists, &id);
		if (!hist)
			return 0;
	}
	slot = log2_64(took / 1000);
	if (slot >= SLOTS)
		slot = SLOTS - 1;
	__sync_fetch_and_add(&hist->slot[slot], 1);
	return 0;
}

LICENSED;
