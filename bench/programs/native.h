/*
 * Maps of the programs' native forms.  Each map is in a list that the benchmark
 * walks (bench/lib/native.c): skep's are put in before the first run, INLINED ones
 * are filled and emptied through it.
 */
#ifndef BENCH_NATIVE_H
#define BENCH_NATIVE_H

#include <stddef.h>

struct native_map {
	const char *file, *name; /* of the program, of the map */
	void *map;               /* skep's struct map; NULL: an inlined one */
	long (*put)(const void *key, const void *value);
	void (*drain)(void);     /* of a ring: take out what is in it */
};
#define NATIVE_MAP __attribute__((section("native_maps"), used))

/* Helpers' bodies by number, the run that they get: see vm/helpers.c, core/run.h. */
struct run;
typedef unsigned long native_helper(unsigned long, unsigned long, unsigned long, unsigned long,
				    unsigned long, struct run *run);
extern native_helper *const helper_bodies[];
extern struct run *native_run;

#define CALL(name, a, b, c, d, e)                                                                  \
	helper_bodies[BPF_FUNC_##name]((unsigned long)(a), (unsigned long)(b), (unsigned long)(c), \
				       (unsigned long)(d), (unsigned long)(e), native_run)
#define FORMAT(buf, format, args)                                                                  \
	((long)CALL(snprintf, buf, sizeof(buf), format, args, sizeof(args)))

#ifdef INLINED
#include "inlined.h"
#define NATIVE(program) inlined_##program
#else
#define NATIVE(program) native_##program
#define MAP(name, kind, K, V, n) static struct native_map name NATIVE_MAP = { __FILE__, #name }
#define RING(name, size) MAP(name, RINGBUF, , , size)
#define LOOKUP(map_, key) ((void *)CALL(map_lookup_elem, map_.map, key, 0, 0, 0))
#define UPDATE(map_, key, value) ((long)CALL(map_update_elem, map_.map, key, value, BPF_ANY, 0))
#define RESERVE(ring, type) ((type *)CALL(ringbuf_reserve, ring.map, sizeof(type), 0, 0, 0))
#define SUBMIT(ring, record) ((void)CALL(ringbuf_submit, record, 0, 0, 0, 0))
#endif

#endif
