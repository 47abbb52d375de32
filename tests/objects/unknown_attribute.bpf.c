// SPDX-License-Identifier: BSD-2-Clause
/* A map with an attribute that does not exist. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, int);
	__type(value, int);
	__uint(colour, 7);
} painted SEC(".maps");

char _license[] SEC("license") = "Dual MPL/GPL";
