// SPDX-License-Identifier: BSD-2-Clause
/* Values of tasks, made, counted and deleted as a map says. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

#include "../lib/task_io.h"

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct task_io);
} io SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_TASK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct task_value);
	__uint(pinning, LIBBPF_PIN_BY_NAME);
} values SEC(".maps");

static int get(struct task_io *to)
{
	struct task_value first = to->first;
	struct task_value *value;

	if (!to->has_task)
		value = bpf_task_storage_get(&values, (void *)0, &first, to->flags);
	else if (to->has_first)
		value = bpf_task_storage_get(&values, bpf_get_current_task_btf(), &first,
					     to->flags);
	else
		value = bpf_task_storage_get(&values, bpf_get_current_task_btf(), 0, to->flags);
	to->result = value != 0;
	if (!value)
		return 0;
	to->found = *value;
	value->runs++;
	__sync_fetch_and_add(&value->sum, 3);
	return 0;
}

static int delete(struct task_io *to)
{
	if (to->has_task)
		to->result = bpf_task_storage_delete(&values, bpf_get_current_task_btf());
	else
		to->result = bpf_task_storage_delete(&values, (void *)0);
	return 0;
}

/* What was found stays where it is after it was deleted. */
static int keep(struct task_io *to)
{
	struct task_value *value;

	value = bpf_task_storage_get(&values, bpf_get_current_task_btf(), 0,
				     BPF_LOCAL_STORAGE_GET_F_CREATE);
	if (!value)
		return 1;
	value->runs = 77;
	to->result = bpf_task_storage_delete(&values, bpf_get_current_task_btf());
	to->found = *value;
	return 0;
}

static int pointer(struct task_io *to)
{
	void *task = bpf_get_current_task_btf(), *again = bpf_get_current_task_btf();

	to->task = (__u64)task;
	to->number = bpf_get_current_task();
	to->same = task == again;
	to->is_null = !task;
	return 0;
}

SEC("raw_tp")
int step(void *ctx)
{
	struct task_io *to;
	__u32 zero = 0;

	to = bpf_map_lookup_elem(&io, &zero);
	if (!to)
		return 1;
	switch (to->op) {
	case TASK_GET: return get(to);
	case TASK_DELETE: return delete(to);
	case TASK_KEEP: return keep(to);
	default: return pointer(to);
	}
}

/* One in each run: no map says what to do, so threads do not get in each other's way. */
SEC("raw_tp")
int count(void *ctx)
{
	struct task_value *value;

	value = bpf_task_storage_get(&values, bpf_get_current_task_btf(), 0,
				     BPF_LOCAL_STORAGE_GET_F_CREATE);
	if (!value)
		return -1;
	value->sum += bpf_get_current_pid_tgid() & 0xffffffff;
	return ++value->runs;
}

char LICENSE[] SEC("license") = "GPL";
