// SPDX-License-Identifier: BSD-2-Clause
/* String helpers, called as a map says. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

#include "../lib/text_cases.h"

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct text_io);
} io SEC(".maps");

enum { BEFORE = __COUNTER__ };

/* Each format is a constant, so each has a call of its own. */
static __noinline int print_format(struct text_io *to, __u64 room)
{
	if (!to)
		return 0;
	if (room > OUT_SIZE)
		return 0;
	switch (to->which) {
#define FORMAT(first, n, format)                                                                   \
	case __COUNTER__ - BEFORE - 1: {                                                           \
		static const char text[] = format;                                                 \
		to->result = bpf_snprintf((char *)to->out, room, text, to->value + (first),        \
					  (n) * sizeof(__u64));                                    \
		break;                                                                             \
	}
	FORMATS
#undef FORMAT
	}
	return 0;
}

static __always_inline void set_values(struct text_io *to)
{
	to->value[NAME] = (__u64)to->text;
	to->value[IP] = (__u64)(to->text + IP_AT);
	to->value[LONG] = to->value[LONG_AGAIN] = (__u64)(to->text + LONG_AT);
}

static __always_inline void convert(struct text_io *to)
{
	static const char other[] = "skep-run";
	__u64 size = to->size, number = 55;

	barrier_var(size);
	if (size > TEXT_SIZE)
		return;
	barrier_var(size);
	if (size < 1)
		return;
	if (to->task == TASK_VERBATIM)
		to->result = bpf_trace_vprintk((char *)to->text, size, to->value, 24);
	else if (to->task == TASK_STRTOL)
		to->result = bpf_strtol((char *)to->text, size, to->flags, (long *)&number);
	else if (to->task == TASK_STRTOUL)
		to->result = bpf_strtoul((char *)to->text, size, to->flags,
					 (unsigned long *)&number);
	else
		to->result = bpf_strncmp((char *)to->text, size, other);
	to->number = number;
}

SEC("xdp")
int text_script(struct xdp_md *xdp)
{
	__u32 zero = 0;
	struct text_io *to = bpf_map_lookup_elem(&io, &zero);

	if (!to)
		return XDP_ABORTED;
	if (to->task != TASK_FORMAT) {
		convert(to);
		return XDP_PASS;
	}
	set_values(to);
	print_format(to, to->room);
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
