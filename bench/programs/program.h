/*
 * What the programs of the benchmark are written against, so that the same C is
 * compiled for BPF and for this machine: a function of a frame of at least
 * FRAME_MIN bytes, which may be changed; numbers that live from run to run are
 * file-scope variables.
 */
#ifndef BENCH_PROGRAM_H
#define BENCH_PROGRAM_H

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

enum { FRAME_MIN = 1024 };

#define INLINE static inline __attribute__((always_inline))
#define APART static __attribute__((noinline))

#ifdef __bpf__
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char _license[] SEC("license") = "Dual BSD/GPL";

#define PROGRAM(name)                                                                              \
	INLINE u32 body(u8 *p, u8 *end);                                                           \
	SEC("xdp") int name(struct xdp_md *ctx)                                                    \
	{                                                                                          \
		u8 *p = (u8 *)(long)ctx->data, *end = (u8 *)(long)ctx->data_end;                   \
		return p + FRAME_MIN > end ? 0 : (int)body(p, end);                                \
	}                                                                                          \
	INLINE u32 body(u8 *p, u8 *end)
#else
#define PROGRAM(name)                                                                              \
	INLINE u32 body(u8 *p, u8 *end);                                                           \
	u32 native_##name(u8 *p, u8 *end);                                                         \
	u32 native_##name(u8 *p, u8 *end)                                                          \
	{                                                                                          \
		return p + FRAME_MIN > end ? 0 : body(p, end);                                     \
	}                                                                                          \
	INLINE u32 body(u8 *p, u8 *end)
#endif

/* Fields of a frame, at any alignment. */
INLINE u32 get16(const u8 *p)
{
	return (u32)p[0] << 8 | p[1];
}

INLINE u32 get32(const u8 *p)
{
	return get16(p) << 16 | get16(p + 2);
}

INLINE u64 little64(const u8 *p)
{
	u64 v;

	__builtin_memcpy(&v, p, sizeof(v));
	return v;
}

INLINE u32 rotate(u32 v, u32 n)
{
	return v << n | v >> (32 - n);
}

#endif
