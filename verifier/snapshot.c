/*
 * Snapshots: a working state packed to what it holds - live registers, bitmap
 * words, cells - so that recording a block head costs a few hundred bytes.
 *
 * Layout: header, references, ghosts, then for each frame a struct packed_frame, its registers in
 * order of number, its cells.  Everything is zero-padded, so equal states have
 * equal bytes.
 */
#include "verifier/state.h"

#include "verifier/domain.h"

#include <assert.h>
#include <string.h>

struct packed_frame {
	uint32_t subprog, call_insn;
	uint16_t reg_mask; /* registers that are not UNINIT */
	uint16_t n_cells;
	uint32_t pad;
	uint64_t init[STACK_WORDS], zero[STACK_WORDS];
	/* struct value reg[popcount(reg_mask)]; struct cell cell[n_cells]; */
};

struct snapshot {
	uint32_t size; /* bytes, header included */
	uint32_t n_frames;
	uint32_t next_id;
	uint32_t n_refs;
	struct held_lock lock;
	uint32_t n_ghosts;
	uint8_t data[]; /* struct ref ref[n_refs], struct ghost ghost[n_ghosts], then the frames */
};

static unsigned popcount16(uint16_t v)
{
	return (unsigned)__builtin_popcount(v);
}

static struct value *packed_regs(const struct packed_frame *frame)
{
	return (struct value *)(frame + 1);
}

static struct cell *packed_cells(const struct packed_frame *frame)
{
	return (struct cell *)(packed_regs(frame) + popcount16(frame->reg_mask));
}

static struct packed_frame *next_frame(const struct packed_frame *frame)
{
	return (struct packed_frame *)(packed_cells(frame) + frame->n_cells);
}

static struct ref *packed_refs(const struct snapshot *snapshot)
{
	return (struct ref *)snapshot->data;
}

static struct ghost *packed_ghosts(const struct snapshot *snapshot)
{
	return (struct ghost *)(packed_refs(snapshot) + snapshot->n_refs);
}

static struct packed_frame *first_frame(const struct snapshot *snapshot)
{
	return (struct packed_frame *)(packed_ghosts(snapshot) + snapshot->n_ghosts);
}

static uint16_t live_mask(const struct frame *frame)
{
	uint16_t mask = 0;

	for (int r = 0; r < N_REGS; r++)
		if (frame->reg[r].kind != VALUE_UNINIT)
			mask |= (uint16_t)(1u << r);
	return mask;
}

static struct packed_frame *pack_frame(struct packed_frame *out, const struct frame *frame)
{
	struct value *reg;

	out->subprog = frame->subprog;
	out->call_insn = frame->call_insn;
	out->reg_mask = live_mask(frame);
	out->n_cells = (uint16_t)frame->n_cells;
	memcpy(out->init, frame->init, sizeof(out->init));
	memcpy(out->zero, frame->zero, sizeof(out->zero));
	reg = packed_regs(out);
	for (int r = 0; r < N_REGS; r++)
		if (frame->reg[r].kind != VALUE_UNINIT)
			*reg++ = frame->reg[r];
	memcpy(packed_cells(out), frame->cell, frame->n_cells * sizeof(struct cell));
	return next_frame(out);
}

size_t snapshot_bytes(const struct state *state)
{
	size_t size = sizeof(struct snapshot) + state->n_refs * sizeof(struct ref) +
		      state->n_ghosts * sizeof(struct ghost);

	for (uint32_t f = 0; f < state->n_frames; f++)
		size += sizeof(struct packed_frame) +
			popcount16(live_mask(&state->frame[f])) * sizeof(struct value) +
			state->frame[f].n_cells * sizeof(struct cell);
	return size;
}

void snapshot_pack(struct snapshot *snapshot, const struct state *state)
{
	struct packed_frame *out;

	snapshot->size = (uint32_t)snapshot_bytes(state);
	snapshot->n_frames = state->n_frames;
	snapshot->next_id = state->next_id;
	snapshot->n_refs = state->n_refs;
	snapshot->lock = state->lock;
	snapshot->n_ghosts = state->n_ghosts;
	memcpy(packed_refs(snapshot), state->ref, state->n_refs * sizeof(struct ref));
	memcpy(packed_ghosts(snapshot), state->ghost, state->n_ghosts * sizeof(struct ghost));
	out = first_frame(snapshot);
	for (uint32_t f = 0; f < state->n_frames; f++)
		out = pack_frame(out, &state->frame[f]);
	assert((uint8_t *)out == (uint8_t *)snapshot + snapshot->size);
}

struct snapshot *snapshot_take(struct arena *arena, const struct state *state)
{
	struct snapshot *snapshot = arena_alloc(arena, 1, snapshot_bytes(state));

	if (snapshot)
		snapshot_pack(snapshot, state);
	return snapshot;
}

void snapshot_restore(const struct snapshot *snapshot, struct state *state)
{
	const struct packed_frame *in = first_frame(snapshot);

	state->n_frames = snapshot->n_frames;
	state->next_id = snapshot->next_id;
	state->n_refs = snapshot->n_refs;
	state->lock = snapshot->lock;
	state->n_ghosts = snapshot->n_ghosts;
	memcpy(state->ref, packed_refs(snapshot), snapshot->n_refs * sizeof(struct ref));
	memcpy(state->ghost, packed_ghosts(snapshot), snapshot->n_ghosts * sizeof(struct ghost));
	for (uint32_t f = 0; f < snapshot->n_frames; f++, in = next_frame(in)) {
		struct frame *frame = &state->frame[f];
		const struct value *reg = packed_regs(in);

		memset(frame, 0, offsetof(struct frame, cell));
		frame->subprog = in->subprog;
		frame->call_insn = in->call_insn;
		memcpy(frame->init, in->init, sizeof(in->init));
		memcpy(frame->zero, in->zero, sizeof(in->zero));
		for (int r = 0; r < N_REGS; r++)
			if (in->reg_mask >> r & 1)
				frame->reg[r] = *reg++;
		for (uint32_t i = 0; i < in->n_cells; i++) /* forgotten cells do not come back */
			if (packed_cells(in)[i].v.kind != VALUE_UNINIT)
				frame->cell[frame->n_cells++] = packed_cells(in)[i];
	}
}

uint64_t snapshot_hash(const struct snapshot *snapshot)
{
	const uint64_t *word = (const uint64_t *)snapshot;
	uint64_t h = 0x9e3779b97f4a7c15;

	for (size_t i = 0; i < snapshot->size / 8; i++)
		h = (h ^ word[i]) * 0x9fb21c651e98df25, h ^= h >> 29;
	return h;
}

bool snapshot_equal(const struct snapshot *a, const struct snapshot *b)
{
	return a->size == b->size && !memcmp(a, b, a->size);
}

size_t snapshot_size(const struct snapshot *snapshot)
{
	return snapshot->size;
}

uint32_t snapshot_call_insn(const struct snapshot *snapshot)
{
	const struct packed_frame *frame = first_frame(snapshot);

	for (uint32_t f = 1; f < snapshot->n_frames; f++)
		frame = next_frame(frame);
	return frame->call_insn;
}

uint32_t snapshot_ghosts(const struct snapshot *snapshot)
{
	return snapshot->n_ghosts;
}

/* --- widening --- */

static void widen_value(struct value *v, const struct value *before)
{
	struct scalar both;

	if (v->kind != VALUE_SCALAR || before->kind != VALUE_SCALAR ||
	    scalar_subset(&v->num, &before->num))
		return;
	both = scalar_join(&v->num, &before->num);
	v->num = scalar_widen(&before->num, &both);
	v->id = 0;
	v->delta = 0;
}

void state_widen(struct state *state, const struct snapshot *before)
{
	const struct packed_frame *old = first_frame(before);

	for (uint32_t f = 0; f < state->n_frames && f < before->n_frames;
	     f++, old = next_frame(old)) {
		struct frame *frame = &state->frame[f];
		const struct value *reg = packed_regs(old);
		const struct cell *cells = packed_cells(old);

		for (int r = 0; r < N_REGS; r++)
			if (old->reg_mask >> r & 1)
				widen_value(&frame->reg[r], reg++);
		for (uint32_t i = 0; i < old->n_cells; i++) {
			struct cell *cell = stack_cell(frame, cells[i].off, cells[i].size);

			if (cell && cell->off == cells[i].off && cell->size == cells[i].size)
				widen_value(&cell->v, &cells[i].v);
		}
	}
}

/* --- generalisation --- */

static void forget_number(struct value *v, unsigned bits)
{
	if (v->kind == VALUE_SCALAR)
		*v = (struct value){ .kind = VALUE_SCALAR,
				     .num = scalar_urange(0, width_mask(bits)) };
}

/* Bytes of the slots in @mask, spread to the bitmap. */
static void clear_slots(uint64_t bits[STACK_WORDS], uint64_t keep)
{
	for (unsigned slot = 0; slot < 64; slot++)
		if (!(keep >> slot & 1))
			bits[slot / 8] &= ~(UINT64_C(0xff) << (slot % 8 * 8));
}

static bool slots_any(uint64_t mask, const struct cell *cell)
{
	return (mask & slot_mask(cell->off, cell->size)) != 0;
}

/*
 * The packed layout has fixed counts, so a cell that goes is not removed but
 * made a cell of no knowledge: an UNINIT value, which includes anything.
 */
static void generalise_frame(struct packed_frame *frame, const struct deps_frame *deps)
{
	struct value *reg = packed_regs(frame);
	struct cell *cell = packed_cells(frame);

	for (int r = 0; r < N_REGS; r++) {
		if (!(frame->reg_mask >> r & 1))
			continue;
		if (!(deps->regs >> r & 1))
			forget_number(reg, 64);
		reg++;
	}
	for (uint32_t i = 0; i < frame->n_cells; i++) {
		if (!slots_any(deps->used, &cell[i]))
			memset(&cell[i].v, 0, sizeof(cell[i].v));
		else if (!slots_any(deps->slots, &cell[i]))
			forget_number(&cell[i].v, cell[i].size * 8u);
	}
	clear_slots(frame->init, deps->used);
	clear_slots(frame->zero, deps->slots & deps->used);
}

void snapshot_generalise(struct snapshot *snapshot, const struct deps *deps)
{
	struct packed_frame *frame = first_frame(snapshot);

	for (uint32_t f = 0; f < snapshot->n_frames; f++, frame = next_frame(frame))
		generalise_frame(frame, &deps->frame[f]);
}

/* --- inclusion --- */

/*
 * Ids of the snapshot against those of the state: whoever shares an id in the
 * snapshot must share one in the state, at the same distance; distinct ids of
 * the snapshot may coincide in the state.
 */
struct id_map {
	uint32_t n;
	struct {
		uint32_t theirs; /* id in the state */
		int64_t shift;   /* their delta - our delta */
		bool differ;     /* so their ids do not link them */
		bool constant;   /* all of them are, at the distances of ours from this root */
		uint64_t root;
	} of[MAX_FRAMES * (N_REGS + MAX_CELLS) + MAX_REFS + MAX_GHOSTS + 2];
	bool set[MAX_FRAMES * (N_REGS + MAX_CELLS) + MAX_REFS + MAX_GHOSTS + 2];
};

#define NEVER_NULL UINT32_MAX /* stands for the id of a pointer that is not nullable */

static bool id_agrees(struct id_map *map, uint32_t ours, uint32_t theirs, int64_t shift)
{
	if (!map->set[ours]) {
		map->set[ours] = true;
		map->of[ours].theirs = theirs;
		map->of[ours].shift = shift;
		map->of[ours].differ = false;
		return true;
	}
	map->of[ours].differ |=
		!theirs || map->of[ours].theirs != theirs || map->of[ours].shift != shift;
	return !map->of[ours].differ;
}

/* Constants are linked whether they bear an id or not, if their distances are right. */
static void roots_agree(const struct value *ours, const struct value *theirs, struct id_map *map)
{
	bool constant = theirs->kind == VALUE_SCALAR && scalar_is_const(&theirs->num);
	uint64_t root = theirs->num.bits.value - (uint64_t)ours->delta;

	if (!map->set[ours->id]) {
		map->of[ours->id].constant = constant;
		map->of[ours->id].root = root;
	} else if (!constant || map->of[ours->id].root != root) {
		map->of[ours->id].constant = false;
	}
}

static bool ids_agree(const struct value *ours, const struct value *theirs, struct id_map *map)
{
	int64_t shift = (int64_t)theirs->delta - ours->delta;
	uint32_t id = theirs->id;

	if (ours->flags & theirs->flags & VALUE_BORROWED &&
	    !id_agrees(map, ours->extent, theirs->extent, 0))
		return false;
	if (!ours->id)
		return true;
	roots_agree(ours, theirs, map);
	if (ours->flags & VALUE_NULLABLE &&
	    !(theirs->flags & (VALUE_NULLABLE | VALUE_REF | VALUE_IDENTITY)))
		id = NEVER_NULL;
	return id_agrees(map, ours->id, id, shift) || map->of[ours->id].constant;
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
	const struct cell *theirs;
	int64_t bad;

	if (ours->v.kind == VALUE_UNINIT)
		return true;
	theirs = stack_cell(frame, ours->off, ours->size);
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
 * Where the snapshot has plain initialised bytes, the state may not have a
 * pointer: reading it would be a different kind of value.
 */
static bool no_pointer_in_plain_bytes(const struct packed_frame *ours, const struct frame *frame)
{
	const struct cell *cells = packed_cells(ours);

	for (uint32_t i = 0; i < frame->n_cells; i++) {
		const struct cell *theirs = &frame->cell[i];
		unsigned byte = (unsigned)(theirs->off + STACK_SIZE);
		bool tracked = false;

		if (!value_is_pointer(&theirs->v))
			continue;
		for (uint32_t k = 0; k < ours->n_cells && !tracked; k++)
			tracked = cells[k].off == theirs->off && cells[k].size == theirs->size &&
				  value_is_pointer(&cells[k].v);
		for (unsigned b = byte; b < byte + theirs->size && !tracked; b++)
			if (ours->init[b / 64] >> (b % 64) & 1)
				return false;
	}
	return true;
}

/* Bytes that the snapshot knows to be zero: zero in the state, or under a constant 0 cell. */
static bool zeros_included(const struct packed_frame *ours, struct frame *frame)
{
	for (int i = 0; i < STACK_WORDS; i++) {
		uint64_t missing = ours->zero[i] & ~frame->zero[i];

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

static bool frame_included(const struct packed_frame *ours, struct frame *frame, struct id_map *map)
{
	const struct value *reg = packed_regs(ours);
	const struct cell *cell = packed_cells(ours);

	for (int r = 0; r < N_REGS; r++)
		if (ours->reg_mask >> r & 1 && !value_included(reg++, &frame->reg[r], map))
			return false;
	if (!bits_included(ours->init, frame->init))
		return false;
	for (uint32_t i = 0; i < ours->n_cells; i++)
		if (!cell_included(&cell[i], frame, map))
			return false;
	return zeros_included(ours, frame) && no_pointer_in_plain_bytes(ours, frame);
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

		*work += 1 + ours->n_cells;
		if (ours->subprog != frame->subprog || ours->call_insn != frame->call_insn)
			return false;
		if (!frame_included(ours, frame, &map))
			return false;
	}
	return ghosts_included(snapshot, state, &map) && refs_included(snapshot, state, &map) &&
	       lock_included(&snapshot->lock, &state->lock, &map);
}
