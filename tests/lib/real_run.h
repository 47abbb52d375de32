/*
 * Programs of tests/real run as they are meant to: maps filled, frames and contexts made
 * by hand, and what result, frame and maps must be then (real_cases.h).  Where they run is
 * a side's: an engine of skep, or the kernel.
 *
 * Bytes are written as text: pairs of hex digits; .. is a byte that is not compared, (n)
 * repeats the one before, to n in all; 'text' stands for its characters; T and P are this
 * thread and this process (4 bytes), A is 100 s ago in ns (8), Mxx the address of byte xx
 * of the step's memory (8).  What is shorter than it must be has zeros behind.
 */
#ifndef SKEP_TESTS_LIB_REAL_RUN_H
#define SKEP_TESTS_LIB_REAL_RUN_H

#include <stdbool.h>
#include <stdint.h>

#include "tests/lib/real_objects.h"

enum { REAL_BYTES = 1024, REAL_HEADROOM = 256, REAL_ENTRIES = 9, REAL_STEPS = 10 };
enum { REAL_ETHERNET = 14, REAL_CTX = 512 };

/* What a program of the case gets. */
enum real_kind {
	ON_XDP,
	ON_TC,
	ON_SOCKET,  /* the frame with its Ethernet header, as packet sockets do */
	ON_CGROUP,  /* the packet without */
	ON_RAW_TP,  /* a context that holds no address, which the kernel can be given too */
	ON_CONTEXT, /* another context */
};

/*
 * An entry of a map; without key the next of a queue or a value of a bloom filter.
 * Afterwards: without value the key is not there, record @n of a ring, and with neither
 * the number of entries, elements or records.  Key "first": of the first entry.
 */
struct real_entry {
	const char *map, *key, *value;
	uint32_t n;
};

/** struct real_step - a run */
struct real_step {
	const char *prog;   /* NULL: named as the object */
	const char *in, *out; /* frame or context; NULL: it stays as it is */
	uint32_t result;
	const char *memory; /* what M points to */
	uint32_t mark, mark_out, priority_out; /* of an skb */
	uint32_t times;     /* 0: once */
};

struct real_case {
	const char *name;
	enum real_kind kind;
	const char *without; /* a program that is not loaded */
	struct real_entry before[REAL_ENTRIES], after[REAL_ENTRIES];
	struct real_step step[REAL_STEPS];
};

extern const struct real_case real_cases[];
extern const unsigned n_real_cases;

/** struct real_io - what a run gets and leaves */
struct real_io {
	enum real_kind kind;
	uint8_t data[REAL_BYTES];
	uint32_t size, result, mark, priority;
};

struct real_shape {
	uint32_t type, key_size, value_size;
	uint32_t lanes; /* values that a lookup yields: 1, or one a CPU */
};

/* Gets a record of a ring. */
typedef void real_record_fn(void *arg, const void *data, uint32_t size);

/** struct real_side - where programs run; functions return 0 or a negative errno */
struct real_side {
	const char *name;
	unsigned way;
	/* NULL: this side refuses the object. */
	void *(*open)(const struct real_side *side, const struct real_case *c, const char *path);
	void (*close)(void *object);
	int (*run)(void *object, const char *prog, struct real_io *io);
	int (*shape)(void *object, const char *map, struct real_shape *out);
	int (*update)(void *object, const char *map, const void *key, const void *value);
	int (*lookup)(void *object, const char *map, const void *key, void *value);
	int (*pop)(void *object, const char *map, void *value);
	int (*next_key)(void *object, const char *map, const void *key, void *next);
	int (*records)(void *object, const char *map, real_record_fn *record, void *arg);
};

/**
 * real_check - run a case
 * @ran: set where the side takes the object
 * Return: NULL, or what is not as it should be; static.
 */
const char *real_check(const struct real_case *c, const struct real_object *object,
		       const struct real_side *side, bool *ran);

#endif
