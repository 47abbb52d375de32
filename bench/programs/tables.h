/*
 * Tables that the host fills before a program's first run: their keys and values,
 * and on the host's side what is in them.
 */
#ifndef BENCH_TABLES_H
#define BENCH_TABLES_H

#include <linux/types.h>

enum { ROUTES = 4096, BACKENDS = 64, RULES = 64 };

/* routes: prefixes in 10.0.0.0/8, of at most 24 bits */
struct prefix {
	__u32 length;
	__u32 address; /* network order */
};
struct next_hop {
	__u32 address, interface;
};

/* backends: by number */
struct backend {
	__u32 address;
	__u8 mac[6];
	__u16 weight;
};

/* rules: of source and destination port; the first one that fits */
struct rule {
	__u32 net, mask, low, high, verdict;
};

#ifndef __bpf__
#include <string.h>

/* Put an entry into a map; Return: not 0 if it failed. */
typedef long table_put(void *arg, const char *map, const void *key, const void *value);

/* One of 8 bits, then mostly of 20 to 24, spread evenly. */
static inline long table_routes(table_put *put, void *arg)
{
	long err = 0;

	for (__u32 i = 0; i < ROUTES && !err; i++) {
		__u32 length = !i ? 8 : i % 16 ? 20 + i % 5 : 12 + i / 16 % 8;
		__u32 bits = (i * 2654435761u >> 8) & -(1u << (32 - length)) & 0xffffff;
		struct prefix key = { length, __builtin_bswap32(0x0a000000 | bits) };
		struct next_hop value = { .address = 0x0a000000 + i, .interface = i % 16 };

		err = put(arg, "routes", &key, &value);
	}
	return err;
}

static inline long table_backends(table_put *put, void *arg)
{
	long err = 0;

	for (__u32 i = 0; i < BACKENDS && !err; i++) {
		struct backend value = { .address = 0x0a010000 + i,
					 .mac = { 2, 0, 0, 1, 0, (__u8)i }, .weight = 1 };

		err = put(arg, "backends", &i, &value);
	}
	return err;
}

static inline long table_rules(table_put *put, void *arg)
{
	long err = 0;

	for (__u32 i = 0; i < RULES && !err; i++) {
		struct rule rule = { 0x0a000000 + (i << 16), 0xffff0000, 100 * i, 100 * i + 50,
				     1 + i % 3 };

		if (i == RULES / 2)
			rule = (struct rule){ 0xc0000200, 0xffffff00, 0, 65535, 2 };
		err = put(arg, "rules", &i, &rule);
	}
	return err;
}

/* Fill what @program expects to be filled.  Return: what @put did, or 0. */
static inline long tables_fill(const char *program, table_put *put, void *arg)
{
	static const struct {
		const char *program;
		long (*fill)(table_put *put, void *arg);
	} tables[] = {
		{ "route", table_routes }, { "forward", table_backends }, { "match", table_rules },
	};

	for (unsigned i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		if (!strcmp(program, tables[i].program))
			return tables[i].fill(put, arg);
	return 0;
}
#endif

#endif
