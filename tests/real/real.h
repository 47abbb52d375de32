/* What the programs of tests/real share: they are written as for the kernel. */
#ifndef TESTS_REAL_H
#define TESTS_REAL_H

#include <stdbool.h>
#include <stddef.h>

#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/pkt_cls.h>
#include <linux/tcp.h>
#include <linux/udp.h>

#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define LICENSED char LICENSE[] SEC("license") = "GPL"

struct cursor {
	void *at, *end;
};

/* The header at the cursor, which goes on behind it; NULL: the packet ends before. */
#define TAKE(cursor, type)                                                                         \
	({                                                                                         \
		type *header_ = (cursor)->at;                                                      \
		if ((void *)(header_ + 1) > (cursor)->end)                                         \
			header_ = NULL;                                                            \
		else                                                                               \
			(cursor)->at = header_ + 1;                                                \
		header_;                                                                           \
	})

#endif
