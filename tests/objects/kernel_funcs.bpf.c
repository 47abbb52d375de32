// SPDX-License-Identifier: BSD-2-Clause
/* Programs that call functions of the kernel, which are not offered. */
#include <stdbool.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#ifndef bpf_ksym_exists
#define bpf_ksym_exists(sym) (!!(sym))
#endif

struct bpf_iter_num {
	__u64 opaque[1];
};
struct bpf_dynptr;

extern int bpf_iter_num_new(struct bpf_iter_num *it, int start, int end) __ksym;
extern int *bpf_iter_num_next(struct bpf_iter_num *it) __ksym;
extern void bpf_iter_num_destroy(struct bpf_iter_num *it) __ksym;
extern __u64 bpf_dynptr_size(const struct bpf_dynptr *p) __ksym;
extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;
extern void bpf_preempt_disable___old(void) __ksym __weak;
extern void bpf_throw(__u64 cookie) __ksym __weak;

char LICENSE[] SEC("license") = "GPL";

/* As bpf_for(i, 0, 10) is written. */
SEC("tc")
int iterates(struct __sk_buff *skb)
{
	struct bpf_iter_num it;
	int *i, sum = 0;

	bpf_iter_num_new(&it, 0, 10);
	while ((i = bpf_iter_num_next(&it)))
		sum += *i;
	bpf_iter_num_destroy(&it);
	return sum;
}

SEC("tc")
int goes_on(struct __sk_buff *skb)
{
	struct bpf_iter_num it = {};
	int *i = bpf_iter_num_next(&it);

	return i ? *i : 0;
}

SEC("tc")
int ends(struct __sk_buff *skb)
{
	struct bpf_iter_num it = {};

	bpf_iter_num_destroy(&it);
	return 0;
}

SEC("tc")
int asks_size(struct __sk_buff *skb)
{
	return bpf_dynptr_size((void *)skb);
}

SEC("tc")
int locks(struct __sk_buff *skb)
{
	bpf_rcu_read_lock();
	bpf_rcu_read_unlock();
	return 0;
}

SEC("tc")
int throws(struct __sk_buff *skb)
{
	bpf_throw(1);
	return 0;
}

SEC("tc")
int flavour(struct __sk_buff *skb)
{
	bpf_preempt_disable___old();
	return 0;
}

SEC("tc")
int asks_first(struct __sk_buff *skb)
{
	if (bpf_ksym_exists(bpf_throw))
		bpf_throw(1);
	return 7;
}
