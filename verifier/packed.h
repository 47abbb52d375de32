/*
 * The packed form of states, for snapshot.c and include.c.
 *
 * Layout: header, references, ghosts, then for each frame a struct packed_frame, the words of
 * its bitmaps that are not zero, its registers in order of number, its cells.  A value is its
 * head and, where the number is none of the forms that need nothing or a word, the number.
 * All is a multiple of 8 bytes and equal states have equal bytes.
 */
#ifndef SKEP_VERIFIER_PACKED_H
#define SKEP_VERIFIER_PACKED_H

#include "verifier/state.h"

#include <string.h>

struct snapshot {
	uint32_t size; /* bytes, header included */
	uint32_t n_frames;
	uint32_t next_id;
	uint32_t n_refs;
	struct held_lock lock;
	uint32_t n_ghosts;
	struct short_packet cut;
	uint8_t data[]; /* struct ref ref[n_refs], struct ghost ghost[n_ghosts], then the frames */
};

struct packed_frame {
	uint32_t size; /* bytes, with all that belongs to it */
	uint32_t subprog, call_insn;
	uint16_t reg_mask; /* registers that are not UNINIT */
	uint16_t n_cells;
	uint8_t init_words, zero_words; /* which of STACK_WORDS follow */
	uint8_t pad[6];
};

/* The forms of numbers, in the bits of the flags that no enum value_flags has. */
enum packing {
	PACK_FULL,     /* a struct scalar follows */
	PACK_CONSTANT, /* its value follows */
	PACK_BITS_8, PACK_BITS_16, PACK_BITS_32, PACK_BITS_64, /* any number of so many bits */
	PACK_SHIFT = 5,
};

/* All of struct value but the number. */
struct packed_value {
	uint8_t kind;
	uint8_t flags; /* and packing << PACK_SHIFT */
	uint16_t object;
	uint32_t id;
	int32_t delta;
	uint32_t extent;
};

struct packed_cell {
	int16_t off;
	uint16_t size;
	uint32_t pad;
	/* its value */
};

_Static_assert(sizeof(struct packed_value) == offsetof(struct value, num), "the same head");
_Static_assert(VALUE_IDENTITY < 1 << PACK_SHIFT, "forms lie above all flags");
_Static_assert(STACK_WORDS <= 8, "a bit a word");

/* The number of the forms PACK_BITS_8 .. PACK_BITS_64. */
static inline struct scalar packed_number(unsigned packing)
{
	return scalar_of_bits(8u << (packing - PACK_BITS_8));
}

static inline const uint8_t *unpack_value(const uint8_t *at, struct value *v)
{
	unsigned packing;
	uint64_t word;

	memcpy(v, at, sizeof(struct packed_value));
	at += sizeof(struct packed_value);
	packing = v->flags >> PACK_SHIFT;
	v->flags &= (1 << PACK_SHIFT) - 1;
	switch (packing) {
	case PACK_FULL:
		memcpy(&v->num, at, sizeof(v->num));
		return at + sizeof(v->num);
	case PACK_CONSTANT:
		memcpy(&word, at, sizeof(word));
		v->num = scalar_const(word);
		return at + sizeof(word);
	default: v->num = packed_number(packing); return at;
	}
}

static inline const uint8_t *unpack_cell(const uint8_t *at, struct cell *cell)
{
	memcpy(cell, at, sizeof(struct packed_cell));
	return unpack_value(at + sizeof(struct packed_cell), &cell->v);
}

static inline const uint8_t *unpack_words(const uint8_t *at, unsigned mask,
					  uint64_t words[STACK_WORDS])
{
	for (unsigned i = 0; i < STACK_WORDS; i++) {
		words[i] = 0;
		if (mask >> i & 1) {
			memcpy(&words[i], at, sizeof(words[i]));
			at += sizeof(words[i]);
		}
	}
	return at;
}

/* Both bitmaps; what is behind them: registers, then cells. */
static inline const uint8_t *unpack_bitmaps(const struct packed_frame *frame,
					    uint64_t init[STACK_WORDS], uint64_t zero[STACK_WORDS])
{
	const uint8_t *at = unpack_words((const uint8_t *)(frame + 1), frame->init_words, init);

	return unpack_words(at, frame->zero_words, zero);
}

static inline const struct packed_frame *next_frame(const struct packed_frame *frame)
{
	return (const struct packed_frame *)((const uint8_t *)frame + frame->size);
}

static inline const struct ref *packed_refs(const struct snapshot *snapshot)
{
	return (const struct ref *)snapshot->data;
}

static inline const struct ghost *packed_ghosts(const struct snapshot *snapshot)
{
	return (const struct ghost *)(packed_refs(snapshot) + snapshot->n_refs);
}

static inline const struct packed_frame *first_frame(const struct snapshot *snapshot)
{
	return (const struct packed_frame *)(packed_ghosts(snapshot) + snapshot->n_ghosts);
}

#endif
