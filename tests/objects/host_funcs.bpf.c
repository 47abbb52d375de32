// SPDX-License-Identifier: BSD-2-Clause
/*
 * Prototypes of host functions, as a host has them: compiled for their BTF alone, so
 * that the bodies do not matter.
 */
#include <stdbool.h>
#include <linux/bpf.h>
#include "host_funcs.h"

#define FUNC(type, name, ...)                                                                      \
	type name(__VA_ARGS__)                                                                     \
	{                                                                                          \
		return 0;                                                                          \
	}

FUNC(__u64, host_add, __u64 a, int b, __u8 c, bool d, enum host_kind e)
FUNC(int, host_sum, const void *data, __u32 data__sz)
FUNC(int, host_fill, void *data, __u32 data__sz, __u8 byte)
FUNC(int, host_norm, const struct host_point *point)
FUNC(int, host_mirror, struct host_point *point)
FUNC(int, host_maybe, struct host_point *point__nullable)
FUNC(int, host_optional, void *data__opt, __u32 data__szk)
FUNC(int, host_constant, __u32 kind__k)
FUNC(int, host_ignores, __u64 a__ign, int b)
FUNC(int, host_length, const char *text__str)
FUNC(int, host_frame, struct xdp_md *ctx)
FUNC(int, host_grow, struct xdp_md *ctx, int n)
FUNC(int, host_skb, struct __sk_buff *skb)
FUNC(const struct host_point *, host_find, __u32 id)
FUNC(const struct host_point *, host_always, void)
FUNC(__u8 *, host_bytes, __u32 id, const int rdonly_buf_size)
FUNC(__u8 *, host_buffer, __u32 id, const int rdwr_buf_size)
FUNC(__u64, host_arg, void)
FUNC(int, host_nested, int v)
FUNC(int, host_other, long a, const struct host_point *b)
FUNC(int, host_result, int v)
void host_note(__u64 v)
{
}

/* What is not supported. */
FUNC(int, host_unsized, int a, void *p)
FUNC(int, host_pointers, struct host_list *list)
FUNC(int, host_twice, char **text)
FUNC(int, host_code, int (*fn)(void))
FUNC(int, host_value, __int128 v)
FUNC(int, host_map, void *m__map)
FUNC(struct host_list *, host_list, void)

char _license[] __attribute__((section("license"))) = "BSD";
