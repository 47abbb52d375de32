/*
 * What the programs of the benchmark are written against, so that the same C is
 * compiled in five ways: a function of a frame of at least FRAME_MIN bytes, which
 * may be changed; numbers that live from run to run are file-scope variables, or in
 * maps.
 *
 *   BPF          for skep and the kernel
 *   BPF, DPDK    for DPDK's rte_bpf, which takes no loops: UNROLL those marked
 *   BPF, UNROLL  the same instructions for skep
 *   native       for this machine; maps are skep's, by calls of its helpers' bodies
 *   and INLINED  with the maps of inlined.h in place of those
 */
#ifndef BENCH_PROGRAM_H
#define BENCH_PROGRAM_H

#include <linux/bpf.h>

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

enum { FRAME_MIN = 1024, DPDK_FRAME = 1500 };

#define INLINE static inline __attribute__((always_inline))
#define APART static __attribute__((noinline))

/*
 * Maps: MAP(name, type, key, value, entries) and RING(name, bytes), at file scope;
 * by their names:
 *   LOOKUP(map, key)          the value's address, or NULL
 *   UPDATE(map, key, value)   BPF_ANY
 *   RESERVE(ring, type), SUBMIT(ring, record)
 * FORMAT(buf, format, u64 array) is bpf_snprintf.
 */
#ifdef __bpf__
#include <bpf/bpf_helpers.h>

char _license[] SEC("license") = "Dual BSD/GPL";

#define FLAGS_HASH 0
#define FLAGS_ARRAY 0
#define FLAGS_PERCPU_ARRAY 0
#define FLAGS_LRU_HASH 0
#define FLAGS_LPM_TRIE BPF_F_NO_PREALLOC
#define MAP(name, kind, K, V, n)                                                                   \
	struct {                                                                                   \
		__uint(type, BPF_MAP_TYPE_##kind);                                                 \
		__type(key, K);                                                                    \
		__type(value, V);                                                                  \
		__uint(max_entries, n);                                                            \
		__uint(map_flags, FLAGS_##kind);                                                   \
	} name SEC(".maps")
#define RING(name, size)                                                                           \
	struct {                                                                                   \
		__uint(type, BPF_MAP_TYPE_RINGBUF);                                                \
		__uint(max_entries, size);                                                         \
	} name SEC(".maps")
#define LOOKUP(map, key) bpf_map_lookup_elem(&map, key)
#define UPDATE(map, key, value) bpf_map_update_elem(&map, key, value, BPF_ANY)
#define RESERVE(ring, type) ((type *)bpf_ringbuf_reserve(&ring, sizeof(type), 0))
#define SUBMIT(ring, record) bpf_ringbuf_submit(record, 0)
#define FORMAT(buf, format, args) bpf_snprintf(buf, sizeof(buf), format, args, sizeof(args))

#else
#include "native.h"
#endif

#if defined(DPDK) || defined(UNROLL)
#define UNROLLED _Pragma("clang loop unroll(full)")
#else
#define UNROLLED
#endif

#ifdef DPDK
#define PROGRAM(name)                                                                              \
	INLINE u32 body(u8 *p, u8 *end);                                                           \
	SEC("xdp") u64 name(u8 *p)                                                                 \
	{                                                                                          \
		return body(p, p + DPDK_FRAME);                                                    \
	}                                                                                          \
	INLINE u32 body(u8 *p, u8 *end)
#elif defined(__bpf__)
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
	u32 NATIVE(name)(u8 *p, u8 *end);                                                          \
	u32 NATIVE(name)(u8 *p, u8 *end)                                                           \
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

/* The next of numbers that do not repeat soon (Marsaglia 2003), other ones each run. */
INLINE u32 next_random(u32 v)
{
	v ^= v << 13;
	v ^= v >> 17;
	return v ^ v << 5;
}

INLINE u32 rotate(u32 v, u32 n)
{
	return v << n | v >> (32 - n);
}

#endif
