/* Random classic BPF programs, valid by construction: the same one for the same seed. */
#ifndef SKEP_TESTS_LIB_RANDOM_CBPF_H
#define SKEP_TESTS_LIB_RANDOM_CBPF_H

#include <linux/filter.h>
#include <stdint.h>

enum {
	RANDOM_CBPF_MAX = 80,
	RANDOM_CBPF_ANCILLARY = 1, /* also loads of ancillary data that any host has */
};

/* Return: instructions stored, at most RANDOM_CBPF_MAX. */
unsigned random_cbpf(uint64_t seed, unsigned flags, struct sock_filter *out);

#endif
