/*
 * The Internet checksum's arithmetic (RFC 1071, RFC 1624), in the order and
 * width in which Linux does it, so that each zero is the same zero.
 */
#ifndef SKEP_VM_CSUM_H
#define SKEP_VM_CSUM_H

#include <stdint.h>
#include <string.h>

static inline uint64_t csum_add64(uint64_t a, uint64_t b)
{
	uint64_t sum = a + b;

	return sum + (sum < b);
}

static inline uint32_t csum_add(uint32_t a, uint32_t b)
{
	uint32_t sum = a + b;

	return sum + (sum < b);
}

/*
 * The Internet checksum as Linux sums it on x86-64: little-endian words of 8
 * bytes, the last one filled with zeros.  Another width would give another
 * representative of zero for some inputs.
 */
static inline uint32_t csum_partial(const uint8_t *data, uint32_t size, uint32_t sum)
{
	uint64_t wide = sum;

	for (; size; data += 8) {
		uint64_t word = 0;
		uint32_t n = size < 8 ? size : 8;

		memcpy(&word, data, n);
		wide = csum_add64(wide, word);
		size -= n;
	}
	return csum_add((uint32_t)wide, (uint32_t)(wide >> 32));
}

static inline uint16_t csum_sum16(uint32_t sum)
{
	sum += sum >> 16 | sum << 16;
	return (uint16_t)(sum >> 16);
}

static inline uint16_t csum_add16(uint16_t a, uint16_t b)
{
	uint16_t sum = (uint16_t)(a + b);

	return (uint16_t)(sum + (sum < b));
}

static inline uint32_t csum_sub(uint32_t a, uint32_t b)
{
	return csum_add(a, ~b);
}

/* The checksum field that belongs to a sum, and back. */
static inline uint16_t csum_fold(uint32_t sum)
{
	return (uint16_t)~csum_sum16(sum);
}

static inline uint32_t csum_unfold(uint16_t field)
{
	return field;
}

/* What @sum contributes where it stands at an odd offset: the bytes change places. */
static inline uint32_t csum_shift(uint32_t sum, uint32_t offset)
{
	return offset & 1 ? sum >> 8 | sum << 24 : sum;
}

#endif
