/* What host functions of the tests and programs share. */
#ifndef HOST_FUNCS_H
#define HOST_FUNCS_H

#include <linux/types.h>

enum host_kind { HOST_FIRST, HOST_SECOND = 7 };

struct host_point {
	__s32 x, y;
	struct {
		__u8 tag[4];
		enum host_kind kind;
	} more;
};

struct host_list {
	struct host_list *next;
	__u64 v;
};

#endif
