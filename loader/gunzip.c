/*
 * gzip (RFC 1952) around deflate (RFC 1951), as far as /proc/config.gz needs it:
 * one member, all of it in memory.  Codes are decoded bit by bit from the number
 * of codes of each length, which is small and fast enough for 100 KiB.
 *
 * The input is not trusted: reads past its end fail, copies reach only into what
 * was written, the result is bounded, its checksum must be right.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "loader/load.h"

enum { MAX_BITS = 15, N_LITERALS = 288, N_DISTANCES = 30, N_LENGTHS = 19, END_OF_BLOCK = 256 };

struct inflate {
	const uint8_t *in, *in_end;
	uint32_t bits;   /* read and not used yet, lowest first */
	unsigned n_bits;
	uint8_t *out;
	size_t n, max;
	bool failed;     /* from then on everything reads as zero */
};

/* Canonical Huffman code: how many codes of each length; symbols in order of their codes. */
struct huffman {
	uint16_t count[MAX_BITS + 1], symbol[N_LITERALS];
};

static unsigned take(struct inflate *s, unsigned n)
{
	unsigned value;

	while (s->n_bits < n) {
		if (s->in == s->in_end) {
			s->failed = true;
			return 0;
		}
		s->bits |= (uint32_t)*s->in++ << s->n_bits;
		s->n_bits += 8;
	}
	value = s->bits & ((1u << n) - 1);
	s->bits >>= n;
	s->n_bits -= n;
	return value;
}

static void put(struct inflate *s, uint8_t byte)
{
	if (s->n == s->max)
		s->failed = true;
	else
		s->out[s->n++] = byte;
}

static void make_code(struct huffman *h, const uint8_t *length, unsigned n)
{
	uint16_t at[MAX_BITS + 2] = { 0 };

	memset(h->count, 0, sizeof(h->count));
	for (unsigned i = 0; i < n; i++)
		h->count[length[i]]++;
	for (unsigned l = 1; l <= MAX_BITS; l++)
		at[l + 1] = (uint16_t)(at[l] + h->count[l]);
	for (unsigned i = 0; i < n; i++)
		if (length[i])
			h->symbol[at[length[i]]++] = (uint16_t)i;
}

static unsigned decode_symbol(struct inflate *s, const struct huffman *h)
{
	int code = 0, first = 0, index = 0;

	for (unsigned l = 1; l <= MAX_BITS && !s->failed; l++) {
		code |= (int)take(s, 1);
		if (code - first < h->count[l])
			return h->symbol[index + (code - first)];
		index += h->count[l];
		first = (first + h->count[l]) << 1;
		code <<= 1;
	}
	s->failed = true;
	return END_OF_BLOCK;
}

/* A length or distance: groups of codes with ever more extra bits (RFC 1951, 3.2.5). */
static unsigned with_extra(struct inflate *s, unsigned code, unsigned group, unsigned start)
{
	unsigned extra, base = start;

	if (code < 2 * group)
		return start + code;
	extra = code / group - 1;
	base += (group + code % group) << extra;
	return base + take(s, extra);
}

static void copy(struct inflate *s, unsigned symbol, const struct huffman *distances)
{
	unsigned length = symbol == 285 ? 258 : with_extra(s, symbol - 257, 4, 3);
	unsigned code = decode_symbol(s, distances);
	unsigned distance = code < N_DISTANCES ? with_extra(s, code, 2, 1) : 0;

	if (symbol > 285 || !distance || distance > s->n) {
		s->failed = true;
		return;
	}
	while (length-- && !s->failed)
		put(s, s->out[s->n - distance]);
}

static void inflate_codes(struct inflate *s, const struct huffman *literals,
			  const struct huffman *distances)
{
	while (!s->failed) {
		unsigned symbol = decode_symbol(s, literals);

		if (symbol == END_OF_BLOCK)
			return;
		if (symbol < END_OF_BLOCK)
			put(s, (uint8_t)symbol);
		else
			copy(s, symbol, distances);
	}
}

static void inflate_fixed(struct inflate *s)
{
	struct huffman literals, distances;
	uint8_t length[N_LITERALS];

	memset(length, 8, 144);
	memset(length + 144, 9, 112);
	memset(length + 256, 7, 24);
	memset(length + 280, 8, 8);
	make_code(&literals, length, N_LITERALS);
	memset(length, 5, N_DISTANCES);
	make_code(&distances, length, N_DISTANCES);
	inflate_codes(s, &literals, &distances);
}

/* The code lengths of literals and distances, themselves coded. */
static void read_lengths(struct inflate *s, const struct huffman *h, uint8_t *length, unsigned n)
{
	unsigned i = 0;

	while (i < n && !s->failed) {
		unsigned symbol = decode_symbol(s, h), times = 1;
		uint8_t value = (uint8_t)symbol;

		if (symbol == 16 && i)
			value = length[i - 1];
		else if (symbol >= 16)
			value = 0;
		if (symbol == 16)
			times = 3 + take(s, 2);
		else if (symbol == 17)
			times = 3 + take(s, 3);
		else if (symbol == 18)
			times = 11 + take(s, 7);
		if (symbol > 18 || (symbol == 16 && !i) || times > n - i)
			s->failed = true;
		while (times-- && !s->failed)
			length[i++] = value;
	}
}

static void inflate_dynamic(struct inflate *s)
{
	static const uint8_t order[N_LENGTHS] = { 16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
						  11, 4,  12, 3, 13, 2, 14, 1, 15 };
	unsigned n_literals = take(s, 5) + 257, n_distances = take(s, 5) + 1;
	unsigned n_lengths = take(s, 4) + 4;
	uint8_t length[N_LITERALS + 32 + N_LENGTHS] = { 0 };
	struct huffman literals, distances;

	if (n_literals > 286 || n_distances > N_DISTANCES) {
		s->failed = true;
		return;
	}
	for (unsigned i = 0; i < n_lengths; i++)
		length[order[i]] = (uint8_t)take(s, 3);
	make_code(&literals, length, N_LENGTHS);
	memset(length, 0, sizeof(length));
	read_lengths(s, &literals, length, n_literals + n_distances);
	make_code(&literals, length, n_literals);
	make_code(&distances, length + n_literals, n_distances);
	inflate_codes(s, &literals, &distances);
}

static void inflate_stored(struct inflate *s)
{
	unsigned n, inverse;

	take(s, s->n_bits % 8);
	n = take(s, 16);
	inverse = take(s, 16);
	if ((n ^ inverse) != 0xffff)
		s->failed = true;
	while (n-- && !s->failed)
		put(s, (uint8_t)take(s, 8));
}

static void inflate_all(struct inflate *s)
{
	bool last = false;

	while (!last && !s->failed) {
		last = take(s, 1);
		switch (take(s, 2)) {
		case 0: inflate_stored(s); break;
		case 1: inflate_fixed(s); break;
		case 2: inflate_dynamic(s); break;
		default: s->failed = true; break;
		}
	}
}

static uint32_t crc32(const uint8_t *data, size_t n)
{
	uint32_t crc = UINT32_MAX;

	for (size_t i = 0; i < n; i++) {
		crc ^= data[i];
		for (int k = 0; k < 8; k++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return ~crc;
}

/* Behind the header (RFC 1952, 2.3), or NULL. */
static const uint8_t *skip_header(const uint8_t *at, const uint8_t *end)
{
	enum { HAS_CRC = 2, HAS_EXTRA = 4, HAS_NAME = 8, HAS_COMMENT = 16, HEADER = 10 };
	unsigned flags, extra;

	if (end - at < HEADER || at[0] != 0x1f || at[1] != 0x8b || at[2] != 8)
		return NULL;
	flags = at[3];
	at += HEADER;
	if (flags & HAS_EXTRA) {
		if (end - at < 2)
			return NULL;
		extra = at[0] | (unsigned)at[1] << 8;
		if (end - at < (ptrdiff_t)extra + 2)
			return NULL;
		at += extra + 2;
	}
	for (unsigned text = HAS_NAME; text <= HAS_COMMENT; text <<= 1) {
		if (!(flags & text))
			continue;
		at = memchr(at, '\0', (size_t)(end - at));
		if (!at)
			return NULL;
		at++;
	}
	if (flags & HAS_CRC)
		at = end - at < 2 ? NULL : at + 2;
	return at;
}

int gunzip(const uint8_t *in, size_t size, size_t max, uint8_t **out, size_t *out_size)
{
	enum { TRAILER = 8 };
	struct inflate s = { .in_end = in + size, .max = max };
	uint32_t crc;

	*out = NULL;
	s.in = skip_header(in, s.in_end);
	if (!s.in)
		return -EINVAL;
	s.out = malloc(max ? max : 1);
	if (!s.out)
		return -ENOMEM;
	inflate_all(&s);
	if (!s.failed && s.in_end - s.in >= TRAILER) {
		memcpy(&crc, s.in, sizeof(crc));
		if (crc == crc32(s.out, s.n)) {
			*out = s.out;
			*out_size = s.n;
			return 0;
		}
	}
	free(s.out);
	return -EINVAL;
}
