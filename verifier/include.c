/*
 * Inclusion: is every concrete state that a working state describes one that a
 * recorded snapshot describes?
 */
#include "verifier/packed.h"

#include "verifier/domain.h"

/*
 * Ids of the snapshot against those of the state: whoever shares an id in the
 * snapshot must share one in the state, at the same distance; distinct ids of
 * the snapshot may coincide in the state.  Where only halves are linked distances
 * are of 32 bits.
 */
struct id_pair {
	uint32_t theirs; /* id in the state */
	int64_t shift;   /* their delta - our delta; its low half, until @whole */
	uint64_t root;   /* theirs as constants; its low half, until @whole */
	bool whole;      /* somebody of it is linked as a whole */
	bool differ;     /* so their ids do not link them */
	bool constant;   /* all of them are, at the distances of ours from this root */
};

struct id_map {
	uint32_t n_cells; /* of the frame at hand, that were looked at */
	struct id_pair of[MAX_FRAMES * (N_REGS + MAX_CELLS) + MAX_REFS + MAX_GHOSTS + 2];
	bool set[MAX_FRAMES * (N_REGS + MAX_CELLS) + MAX_REFS + MAX_GHOSTS + 2];
};

/* What stands for the id of a pointer never null, and of one at a known place in the packet. */
static const uint32_t never_null = UINT32_MAX, packet_start = UINT32_MAX - 1;

static enum value_link link_of(const struct value *v)
{
	return v->kind == VALUE_SCALAR ? v->link : LINK_ALL;
}

/* Is what was seen of the id before, @seen, as what is seen now? */
static bool agrees(uint64_t seen, uint64_t now, bool whole)
{
	return whole ? seen == now : (uint32_t)seen == (uint32_t)now;
}

/* A link as a whole says what one of low halves says. */
static bool links_agree(const struct value *ours, const struct value *theirs)
{
	enum value_link link = link_of(theirs);

	return link == link_of(ours) || (link == LINK_ALL && link_of(ours) == LINK_LOW);
}

/*
 * What one value says of its id.  Constants are linked whether they bear an id or not, if
 * their distances from the root that they stand for are right.
 */
static struct id_pair pair_of(const struct value *ours, const struct value *theirs)
{
	unsigned down = link_of(ours) == LINK_HIGH ? 32 : 0;
	struct id_pair pair = {
		.theirs = theirs->id,
		.shift = (int64_t)theirs->delta - ours->delta,
		.root = (theirs->num.bits.value >> down) - (uint64_t)ours->delta,
		.whole = link_of(ours) == LINK_ALL,
		.constant = theirs->kind == VALUE_SCALAR && scalar_is_const(&theirs->num),
	};

	if (ours->flags & VALUE_NULLABLE &&
	    !(theirs->flags & (VALUE_NULLABLE | VALUE_REF | VALUE_IDENTITY)))
		pair.theirs = never_null;
	if (ours->kind == VALUE_PACKET && !pair.theirs)
		pair.theirs = packet_start;
	pair.differ = !pair.theirs || !links_agree(ours, theirs);
	return pair;
}

static bool id_agrees(struct id_map *map, uint32_t id, const struct id_pair *pair)
{
	struct id_pair *seen = &map->of[id];
	bool whole;

	if (!map->set[id]) {
		map->set[id] = true;
		*seen = *pair;
		return true;
	}
	whole = pair->whole && seen->whole;
	seen->differ |= pair->differ || seen->theirs != pair->theirs ||
			!agrees((uint64_t)seen->shift, (uint64_t)pair->shift, whole);
	seen->constant &= pair->constant && agrees(seen->root, pair->root, whole);
	if (pair->whole && !seen->whole) {
		seen->whole = true;
		seen->shift = pair->shift;
		seen->root = pair->root;
	}
	return !seen->differ || seen->constant;
}

static bool ids_agree(const struct value *ours, const struct value *theirs, struct id_map *map)
{
	struct id_pair lender = { .theirs = theirs->extent, .whole = true,
				  .differ = !theirs->extent };
	struct id_pair pair;

	if (ours->flags & theirs->flags & VALUE_BORROWED &&
	    !id_agrees(map, ours->extent, &lender))
		return false;
	if (!ours->id)
		return true;
	pair = pair_of(ours, theirs);
	return id_agrees(map, ours->id, &pair);
}

static bool value_included(const struct value *ours, const struct value *theirs, struct id_map *map)
{
	if (ours->kind == VALUE_UNINIT)
		return true;
	return value_subset(theirs, ours) && ids_agree(ours, theirs, map);
}

static bool bits_included(const uint64_t *ours, const uint64_t *theirs)
{
	for (int i = 0; i < STACK_WORDS; i++)
		if (ours[i] & ~theirs[i])
			return false;
	return true;
}

/* The state's value at a cell's place. */
static bool cell_included(const struct cell *ours, struct frame *frame, struct id_map *map)
{
	struct value plain = { .kind = VALUE_SCALAR };
	const struct cell *theirs = stack_cell(frame, ours->off, ours->size);
	int64_t bad;

	if (theirs && theirs->off == ours->off && theirs->size == ours->size)
		return value_included(&ours->v, &theirs->v, map);
	if (stack_pointer_cell(frame, ours->off, ours->size) ||
	    !stack_all_init(frame, ours->off, ours->size, &bad))
		return false;
	plain.num = stack_all_zero(frame, ours->off, ours->size) ?
			    scalar_const(0) :
			    scalar_urange(0, width_mask(ours->size * 8u));
	return value_included(&ours->v, &plain, map);
}

/*
 * Where the snapshot has plain initialised bytes, the state may not have a pointer:
 * reading it would be a different kind of value.  @init is without the bytes that are
 * pointers in both.
 */
static bool no_pointer_in_plain_bytes(const uint64_t *init, const struct frame *frame)
{
	for (uint32_t i = 0; i < frame->n_cells; i++) {
		const struct cell *theirs = &frame->cell[i];
		unsigned byte = (unsigned)(theirs->off + STACK_SIZE);

		if (!value_is_pointer(&theirs->v))
			continue;
		for (unsigned b = byte; b < byte + theirs->size; b++)
			if (init[b / 64] >> (b % 64) & 1)
				return false;
	}
	return true;
}

/* Bytes that the snapshot knows to be zero: zero in the state, or under a constant 0 cell. */
static bool zeros_included(const uint64_t *ours, struct frame *frame)
{
	for (int i = 0; i < STACK_WORDS; i++) {
		uint64_t missing = ours[i] & ~frame->zero[i];

		for (; missing; missing &= missing - 1) {
			int64_t off = i * 64 + __builtin_ctzll(missing) - STACK_SIZE;
			const struct cell *cell = stack_cell(frame, off, 1);

			if (!cell || cell->v.kind != VALUE_SCALAR ||
			    !scalar_is_const(&cell->v.num) || cell->v.num.bits.value != 0)
				return false;
		}
	}
	return true;
}

/* @init: those bytes of the snapshot that are no pointer of its own are left. */
static bool cells_included(const struct packed_frame *ours, const uint8_t *at, uint64_t *init,
			   struct frame *frame, struct id_map *map)
{
	struct cell cell;

	for (uint32_t i = 0; i < ours->n_cells; i++) {
		at = unpack_cell(at, &cell);
		map->n_cells++;
		if (!cell_included(&cell, frame, map))
			return false;
		if (value_is_pointer(&cell.v)) /* 8 bytes in one word */
			init[(cell.off + STACK_SIZE) / 64] &=
				~(UINT64_C(0xff) << ((cell.off + STACK_SIZE) % 64));
	}
	return true;
}

static bool frame_included(const struct packed_frame *ours, struct frame *frame, struct id_map *map)
{
	uint64_t init[STACK_WORDS], zero[STACK_WORDS];
	const uint8_t *at = unpack_bitmaps(ours, init, zero);
	struct value reg;

	for (int r = 0; r < N_REGS; r++) {
		if (!(ours->reg_mask >> r & 1))
			continue;
		at = unpack_value(at, &reg);
		if (!value_included(&reg, &frame->reg[r], map))
			return false;
	}
	return bits_included(init, frame->init) && cells_included(ours, at, init, frame, map) &&
	       zeros_included(zero, frame) && no_pointer_in_plain_bytes(init, frame);
}

/* The same references are held: each of ours is, by the ids found equal, one of theirs. */
static bool refs_included(const struct snapshot *snapshot, const struct state *state,
			  const struct id_map *map)
{
	const struct ref *ours = packed_refs(snapshot);

	if (snapshot->n_refs != state->n_refs)
		return false;
	for (uint32_t i = 0; i < snapshot->n_refs; i++) {
		bool found = !map->set[ours[i].id]; /* nobody bears it any more: only the count
						       matters */

		for (uint32_t k = 0; k < state->n_refs && !found; k++)
			found = map->of[ours[i].id].theirs == state->ref[k].id;
		if (!found)
			return false;
	}
	return true;
}

/* The same lock is held.  One that nobody points to any more cannot be told from another. */
static bool lock_included(const struct held_lock *ours, const struct held_lock *theirs,
			  const struct id_map *map)
{
	if (ours->map != theirs->map || !ours->id != !theirs->id)
		return false;
	return !ours->id || !map->set[ours->id] || map->of[ours->id].theirs == theirs->id;
}

/* They are in rounds of the same heads, and what these rounds began with is included. */
static bool ghosts_included(const struct snapshot *snapshot, const struct state *state,
			    struct id_map *map)
{
	const struct ghost *ours = packed_ghosts(snapshot), *theirs = state->ghost;

	for (uint32_t g = 0; g < snapshot->n_ghosts; g++, ours++, theirs++)
		if (ours->head != theirs->head || ours->from.base != theirs->from.base ||
		    ours->from.size != theirs->from.size ||
		    !value_included(&ours->v, &theirs->v, map))
			return false;
	return true;
}

/*
 * Where the snapshot knows that the packet is short, so does the state, and no less.  What
 * is known by an id that nobody bears any more says nothing.
 */
static bool cut_included(const struct short_packet *ours, const struct short_packet *theirs,
			 const struct id_map *map)
{
	int64_t shift = 0;

	if (!ours->delta || (ours->id && !map->set[ours->id]))
		return true;
	if (!theirs->delta || !ours->id != !theirs->id)
		return false;
	if (ours->id) {
		if (map->of[ours->id].theirs != theirs->id || map->of[ours->id].differ)
			return false;
		shift = map->of[ours->id].shift;
	}
	return theirs->delta <= shift + ours->delta;
}

bool snapshot_includes(const struct snapshot *snapshot, const struct state *state, uint64_t *work)
{
	const struct packed_frame *ours = first_frame(snapshot);
	struct state *their = (struct state *)state; /* only read */
	struct id_map map;

	if (snapshot->n_frames != state->n_frames || snapshot->n_refs != state->n_refs ||
	    snapshot->n_ghosts != state->n_ghosts)
		return false;
	memset(map.set, 0, snapshot->next_id + 1);
	for (uint32_t f = 0; f < snapshot->n_frames; f++, ours = next_frame(ours)) {
		struct frame *frame = &their->frame[f];

		bool included;

		if (ours->subprog != frame->subprog || ours->call_insn != frame->call_insn)
			return false;
		map.n_cells = 0;
		included = frame_included(ours, frame, &map);
		*work += 1 + map.n_cells;
		if (!included)
			return false;
	}
	return ghosts_included(snapshot, state, &map) && refs_included(snapshot, state, &map) &&
	       lock_included(&snapshot->lock, &state->lock, &map) &&
	       cut_included(&snapshot->cut, &state->cut, &map);
}
