/*
 * The abstract state of one path: the call frames with their registers and
 * stacks.  A working state is large and mutable; a snapshot is its packed,
 * immutable form, recorded at a block's head.
 */
#ifndef SKEP_VERIFIER_STATE_H
#define SKEP_VERIFIER_STATE_H

#include "core/cfg.h"
#include "core/facts.h"

#include <string.h>

enum {
	CELL_ALIGN = 4,                 /* cells begin at multiples of it */
	MAX_CELLS = STACK_SIZE / CELL_ALIGN,
	STACK_WORDS = STACK_SIZE / 64,  /* bitmap words, a bit a byte */
};

/*
 * A tracked value on the stack: bytes [fp + off, fp + off + size).  Cells never overlap, and
 * there is room for all.  So what a store remembers depends on its place alone, not on how
 * much is known of the values of others: a state that knows less never forgets other cells.
 */
struct cell {
	int16_t off;
	uint16_t size; /* 1, 2, 4, 8; pointers 8 */
	uint32_t pad;
	struct value v; /* scalars: zero-extended from size */
};

/*
 * Bytes of the stack: init = something was written; zero = it is known to be
 * 0 (implies init; not under a cell).  Bit i is byte fp - 512 + i.  Bytes that
 * are init but neither zero nor in a cell hold unknown numbers; a cell's are init
 * and its value is a number or a pointer.
 */
struct frame {
	uint32_t subprog;
	uint32_t call_insn; /* of the caller; 0 in the entry frame */
	uint64_t init[STACK_WORDS], zero[STACK_WORDS];
	struct value reg[N_REGS];
	uint32_t n_cells;
	struct cell cell[MAX_CELLS]; /* sorted by off */
};

/* A reference that is held: whoever bears its id is it. */
struct ref {
	uint32_t id;
	uint32_t insn; /* that acquired it */
};

enum { MAX_REFS = 16 };

/* The spin lock that is held: of which map, and of which value (see VALUE_IDENTITY). */
struct held_lock {
	uint32_t map; /* index + 1; 0: none is held */
	uint32_t id;  /* 0: of the map's only value */
	uint32_t insn; /* that took it */
};

/*
 * A ghost variable: what the counter of a widened loop head (loop.c) was when the
 * round under way began.  No program sees it; that it is linked to the counter and
 * narrowed with it is what shows that the rounds end.
 */
struct ghost {
	uint32_t head;  /* index of the node whose round it is */
	uint32_t block; /* of that node */
	uint32_t n_frames;
	uint32_t pad;
	struct range from; /* of the counter at the head */
	struct value v;
};

enum { MAX_GHOSTS = 8 }; /* widened loops around one another */

/*
 * What a comparison told last of a packet that is too short: the place at distance @delta
 * from the base of packet pointers' id lies behind the packet's end.  @delta 0: nothing.
 */
struct short_packet {
	uint32_t id;
	int32_t delta;
};

struct state {
	uint32_t n_frames;
	uint32_t next_id; /* ids below are in use */
	uint32_t n_refs;
	uint32_t n_ghosts;
	struct ref ref[MAX_REFS];
	struct held_lock lock;
	struct short_packet cut;
	struct ghost ghost[MAX_GHOSTS]; /* outer loops first */
	struct frame frame[MAX_FRAMES];
};

/* What a path's outcome depended on, of one frame. */
struct deps_frame {
	uint16_t regs;  /* whose number mattered */
	uint16_t cut;   /* of the first frame: 1: that the packet is short mattered */
	uint64_t slots; /* 8-byte slots whose number mattered, bit 0 = fp - 512 */
	uint64_t used;  /* slots whose content was read at all */
};
struct deps {
	struct deps_frame frame[MAX_FRAMES];
};

static inline struct frame *state_top(struct state *state)
{
	return &state->frame[state->n_frames - 1];
}

/* Mask of the 8-byte slots that bytes [off, off + size) of a frame touch. */
static inline uint64_t slot_mask(int64_t off, int64_t size)
{
	int64_t first = (off + STACK_SIZE) / 8, last = (off + size - 1 + STACK_SIZE) / 8;

	if (first < 0)
		first = 0;
	if (last > 63)
		last = 63;
	if (first > last)
		return 0;
	return (UINT64_MAX >> (63 - (last - first))) << first;
}

/* Of what is not initialised nobody reads the number. */
static inline void value_forget(struct value *v)
{
	memset(v, 0, offsetof(struct value, num));
}

/* A number that nothing else is known to be at a distance of. */
static inline void value_unlink(struct value *v)
{
	v->id = 0;
	v->delta = 0;
	v->link = LINK_ALL;
}

void frame_init(struct frame *frame, uint32_t subprog, uint32_t call_insn, uint32_t depth);

/* --- stack bytes and cells --- */
bool stack_all_init(const struct frame *frame, int64_t off, int64_t size, int64_t *bad);
bool stack_all_zero(const struct frame *frame, int64_t off, int64_t size);
void stack_set_init(struct frame *frame, int64_t off, int64_t size, bool zero);
/* Forget what is known of bytes' content (they stay initialised as they are). */
void stack_forget(struct frame *frame, int64_t off, int64_t size);
/* First cell that overlaps the bytes, or NULL. */
struct cell *stack_cell(struct frame *frame, int64_t off, int64_t size);
/* A pointer cell that overlaps the bytes but is not exactly them, or NULL. */
struct cell *stack_pointer_cell(struct frame *frame, int64_t off, int64_t size);
/* Put a tracked value; the caller has set the bytes' init bits. */
void stack_put_cell(struct frame *frame, int64_t off, uint32_t size, const struct value *v);

/*
 * Values that do not live any more, in all frames.  They become numbers of which
 * nothing is known; or, as @secret, what was never written: registers, and the bytes
 * of slots, which still hold an address.
 */
void state_end_values(struct state *state, bool (*ends)(const struct value *v, uint32_t id),
		      uint32_t id, bool secret);

/* --- snapshots (packed.h) --- */

struct snapshot; /* opaque, contiguous */

/*
 * Make a state comparable: drop dead registers of the top frame, renumber ids
 * in order of appearance, clear ids that only one value bears.
 */
void state_normalise(struct state *state, uint16_t live);

struct snapshot *snapshot_take(struct arena *arena, const struct state *state);
void snapshot_restore(const struct snapshot *snapshot, struct state *state);

/* States to come back to, the last first; zeroed is empty, data is to be freed. */
struct kept_states {
	uint8_t *data;
	size_t used, size; /* bytes; a state is found by what was used before it */
};
/* Return: 0, or -1 where there is no memory. */
int kept_push(struct kept_states *kept, const struct state *state);
void kept_pop(struct kept_states *kept, size_t at, struct state *state);

uint64_t snapshot_hash(const struct snapshot *snapshot);
bool snapshot_equal(const struct snapshot *a, const struct snapshot *b);
size_t snapshot_size(const struct snapshot *snapshot);
/* In rounds of how many widened loops it is. */
uint32_t snapshot_ghosts(const struct snapshot *snapshot);
/* Numbers of @state that left what @before says move to an upper bound that soon stops growing. */
void state_widen(struct state *state, const struct snapshot *before);

/*
 * Make unknown what nothing depended on: numbers of scalars outside
 * @deps' regs / slots lose value and id, slots outside used lose everything.
 * Pointers stay.  Works in place; the snapshot only shrinks in content.
 */
void snapshot_generalise(struct snapshot *snapshot, const struct deps_frame *deps);

/*
 * What has to be equal in a state that a snapshot includes: a byte for each register of
 * the top frame that is a constant, or a pointer at a constant offset, in the snapshot.
 */
struct signature {
	uint64_t byte[2], mask[2];
};
struct signature state_sign(const struct state *state);
struct signature snapshot_sign(const struct snapshot *snapshot);
/* false: the snapshot that @of is of does not include the state that @state is of. */
static inline bool signature_may_include(const struct signature *of, const struct signature *state)
{
	return !(((of->byte[0] ^ state->byte[0]) & of->mask[0]) |
		 ((of->byte[1] ^ state->byte[1]) & of->mask[1]));
}

/* Every concrete state that @state describes, the snapshot describes too. */
bool snapshot_includes(const struct snapshot *snapshot, const struct state *state, uint64_t *work);

#endif
