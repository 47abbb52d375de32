/* What tests/objects/map_types.bpf.c is told in a frame, and answers there. */
#ifndef TESTS_LIB_MAP_ORDER_H
#define TESTS_LIB_MAP_ORDER_H

#include <linux/types.h>

enum {
	MAP_ORDER_ROUTES,
	MAP_ORDER_WAITING,
	MAP_ORDER_UNDO,
	MAP_ORDER_SEEN,
	MAP_ORDER_DEVICES,
	MAP_ORDER_MAPS,
};
enum { MAP_ORDER_UPDATE, MAP_ORDER_DELETE, MAP_ORDER_LOOKUP, MAP_ORDER_OPS };

struct map_order {
	__u32 map, op;
	__u32 length, bits; /* the prefix; a device's key */
	__u64 flags, value;
	__s64 result;
};

#endif
