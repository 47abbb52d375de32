/* Counts the bytes of each class in a payload by bpf_loop. */
#include "real.h"

struct scan {
	__u8 text[256];
	__u32 len, digits, letters, others, longest, run;
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct scan);
} scans SEC(".maps");

static long step(__u32 i, void *arg)
{
	struct scan *scan = arg;
	__u8 c;

	if (i >= scan->len || i >= sizeof(scan->text))
		return 1;
	c = scan->text[i];
	if (c >= '0' && c <= '9') {
		scan->digits++;
		scan->run++;
		if (scan->run > scan->longest)
			scan->longest = scan->run;
		return 0;
	}
	scan->run = 0;
	if ((c | 32) >= 'a' && (c | 32) <= 'z')
		scan->letters++;
	else
		scan->others++;
	return 0;
}

static long visit(__u32 i, void *arg)
{
	struct scan **scan = arg;

	return step(i, *scan);
}

SEC("tc")
int scan_loop(struct __sk_buff *skb)
{
	struct scan *scan;
	__u32 zero = 0, len = skb->len;

	scan = bpf_map_lookup_elem(&scans, &zero);
	if (!scan)
		return TC_ACT_SHOT;
	if (len > sizeof(scan->text))
		len = sizeof(scan->text);
	asm volatile("" : "+r"(len)); /* else the compiler takes the tests together */
	if (len < 1 || len > sizeof(scan->text) || bpf_skb_load_bytes(skb, 0, scan->text, len))
		return TC_ACT_SHOT;
	scan->len = len;
	scan->digits = scan->letters = scan->others = scan->longest = scan->run = 0;
	bpf_loop(256, visit, &scan, 0);
	return scan->longest > 8 ? TC_ACT_SHOT : TC_ACT_OK;
}

LICENSED;
