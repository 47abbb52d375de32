/*
 * Snapshots: a working state packed to what it holds (packed.h), so that recording a
 * block head costs a few hundred bytes.
 */
#include "verifier/packed.h"

#include "verifier/domain.h"

#include <assert.h>
#include <stdlib.h>

static uint16_t live_mask(const struct frame *frame)
{
	uint16_t mask = 0;

	for (int r = 0; r < N_REGS; r++)
		if (frame->reg[r].kind != VALUE_UNINIT)
			mask |= (uint16_t)(1u << r);
	return mask;
}

/* --- packing --- */

static unsigned packing_of(const struct scalar *num)
{
	struct scalar same;

	if (!num->bits.mask) {
		same = scalar_const(num->bits.value);
		return scalar_same(num, &same) ? PACK_CONSTANT : PACK_FULL;
	}
	for (unsigned packing = PACK_BITS_8; packing <= PACK_BITS_64; packing++) {
		same = packed_number(packing);
		if (num->bits.mask == same.bits.mask)
			return scalar_same(num, &same) ? packing : PACK_FULL;
	}
	return PACK_FULL;
}

static uint8_t *pack_value(uint8_t *at, const struct value *v)
{
	unsigned packing = packing_of(&v->num);

	memcpy(at, v, sizeof(struct packed_value));
	((struct packed_value *)at)->flags |= (uint8_t)(packing << PACK_SHIFT);
	at += sizeof(struct packed_value);
	if (packing == PACK_FULL) {
		memcpy(at, &v->num, sizeof(v->num));
		return at + sizeof(v->num);
	}
	if (packing != PACK_CONSTANT)
		return at;
	memcpy(at, &v->num.bits.value, sizeof(v->num.bits.value));
	return at + sizeof(v->num.bits.value);
}

static uint8_t *pack_cell(uint8_t *at, const struct cell *cell)
{
	memcpy(at, cell, sizeof(struct packed_cell));
	return pack_value(at + sizeof(struct packed_cell), &cell->v);
}

static uint8_t *pack_words(uint8_t *at, const uint64_t words[STACK_WORDS], uint8_t *mask)
{
	*mask = 0;
	for (unsigned i = 0; i < STACK_WORDS; i++) {
		if (!words[i])
			continue;
		*mask |= (uint8_t)(1u << i);
		memcpy(at, &words[i], sizeof(words[i]));
		at += sizeof(words[i]);
	}
	return at;
}

/* The head of a frame, and its bitmaps. */
static uint8_t *pack_bitmaps(struct packed_frame *out, const uint64_t init[STACK_WORDS],
			     const uint64_t zero[STACK_WORDS])
{
	uint8_t *at = pack_words((uint8_t *)(out + 1), init, &out->init_words);

	return pack_words(at, zero, &out->zero_words);
}

static uint8_t *pack_frame(uint8_t *at, const struct frame *frame)
{
	struct packed_frame *out = (struct packed_frame *)at;

	*out = (struct packed_frame){ .subprog = frame->subprog,
				      .call_insn = frame->call_insn,
				      .reg_mask = live_mask(frame),
				      .n_cells = (uint16_t)frame->n_cells };
	at = pack_bitmaps(out, frame->init, frame->zero);
	for (int r = 0; r < N_REGS; r++)
		if (frame->reg[r].kind != VALUE_UNINIT)
			at = pack_value(at, &frame->reg[r]);
	for (uint32_t i = 0; i < frame->n_cells; i++)
		at = pack_cell(at, &frame->cell[i]);
	out->size = (uint32_t)(at - (uint8_t *)out);
	return at;
}

/* No snapshot of the state is larger. */
static size_t size_bound(const struct state *state)
{
	size_t size = sizeof(struct snapshot) + state->n_refs * sizeof(struct ref) +
		      state->n_ghosts * sizeof(struct ghost);

	for (uint32_t f = 0; f < state->n_frames; f++)
		size += sizeof(struct packed_frame) + 2 * sizeof(state->frame[f].init) +
			sizeof(state->frame[f].reg) + state->frame[f].n_cells * sizeof(struct cell);
	return size;
}

/* Into size_bound() bytes, aligned to 8. */
static void pack(struct snapshot *snapshot, const struct state *state)
{
	uint8_t *at;

	snapshot->n_frames = state->n_frames;
	snapshot->next_id = state->next_id;
	snapshot->n_refs = state->n_refs;
	snapshot->lock = state->lock;
	snapshot->n_ghosts = state->n_ghosts;
	snapshot->cut = state->cut;
	memcpy((void *)packed_refs(snapshot), state->ref, state->n_refs * sizeof(struct ref));
	memcpy((void *)packed_ghosts(snapshot), state->ghost,
	       state->n_ghosts * sizeof(struct ghost));
	at = (uint8_t *)first_frame(snapshot);
	for (uint32_t f = 0; f < state->n_frames; f++)
		at = pack_frame(at, &state->frame[f]);
	snapshot->size = (uint32_t)(at - (uint8_t *)snapshot);
	assert(snapshot->size <= size_bound(state));
}

struct snapshot *snapshot_take(struct arena *arena, const struct state *state)
{
	if (arena_reserve(arena, size_bound(state)))
		return NULL;
	pack((struct snapshot *)arena->next, state);
	return arena_take(arena, 1, ((struct snapshot *)arena->next)->size);
}

/* --- kept states --- */

int kept_push(struct kept_states *kept, const struct state *state)
{
	size_t most = kept->used + size_bound(state);
	struct snapshot *snapshot;

	if (most > kept->size) {
		size_t size = most + most / 2;
		uint8_t *data = realloc(kept->data, size);

		if (!data)
			return -1;
		kept->data = data;
		kept->size = size;
	}
	snapshot = (struct snapshot *)(kept->data + kept->used);
	pack(snapshot, state);
	kept->used += snapshot->size;
	return 0;
}

void kept_pop(struct kept_states *kept, size_t at, struct state *state)
{
	snapshot_restore((const struct snapshot *)(kept->data + at), state);
	kept->used = at;
}

/* --- restoring --- */

static void restore_frame(const struct packed_frame *in, struct frame *frame)
{
	const uint8_t *at = unpack_bitmaps(in, frame->init, frame->zero);

	frame->subprog = in->subprog;
	frame->call_insn = in->call_insn;
	for (int r = 0; r < N_REGS; r++) {
		if (in->reg_mask >> r & 1)
			at = unpack_value(at, &frame->reg[r]);
		else
			value_forget(&frame->reg[r]);
	}
	frame->n_cells = in->n_cells;
	for (uint32_t i = 0; i < in->n_cells; i++)
		at = unpack_cell(at, &frame->cell[i]);
}

void snapshot_restore(const struct snapshot *snapshot, struct state *state)
{
	const struct packed_frame *in = first_frame(snapshot);

	state->n_frames = snapshot->n_frames;
	state->next_id = snapshot->next_id;
	state->n_refs = snapshot->n_refs;
	state->lock = snapshot->lock;
	state->n_ghosts = snapshot->n_ghosts;
	state->cut = snapshot->cut;
	memcpy(state->ref, packed_refs(snapshot), snapshot->n_refs * sizeof(struct ref));
	memcpy(state->ghost, packed_ghosts(snapshot), snapshot->n_ghosts * sizeof(struct ghost));
	for (uint32_t f = 0; f < snapshot->n_frames; f++, in = next_frame(in))
		restore_frame(in, &state->frame[f]);
}

/* --- what is asked of snapshots --- */

static uint64_t mix(uint64_t h, uint64_t word)
{
	h = (h ^ word) * 0x9fb21c651e98df25;
	return h ^ h >> 32;
}

/* Two chains, which a processor follows side by side. */
uint64_t snapshot_hash(const struct snapshot *snapshot)
{
	const uint64_t *word = (const uint64_t *)snapshot;
	uint64_t a = 0x9e3779b97f4a7c15, b = a;
	size_t n = snapshot->size / 8, i;

	for (i = 0; i + 1 < n; i += 2) {
		a = mix(a, word[i]);
		b = mix(b, word[i + 1]);
	}
	return mix(a, i < n ? mix(b, word[i]) : b);
}

bool snapshot_equal(const struct snapshot *a, const struct snapshot *b)
{
	return a->size == b->size && !memcmp(a, b, a->size);
}

size_t snapshot_size(const struct snapshot *snapshot)
{
	return snapshot->size;
}

uint32_t snapshot_ghosts(const struct snapshot *snapshot)
{
	return snapshot->n_ghosts;
}

/* --- signatures --- */

/* One byte for a constant and, of pointers, kind and object; 0: it is none. */
static uint64_t constant_byte(const struct value *v)
{
	uint64_t h;

	if (v->kind == VALUE_UNINIT || !scalar_is_const(&v->num))
		return 0;
	h = mix(v->kind | (uint64_t)v->object << 8, v->num.bits.value);
	return (h >> 56) | 1;
}

static void sign_register(struct signature *sig, int r, const struct value *v)
{
	uint64_t byte = constant_byte(v);

	sig->byte[r / 8] |= byte << (r % 8 * 8);
	if (byte)
		sig->mask[r / 8] |= UINT64_C(0xff) << (r % 8 * 8);
}

struct signature state_sign(const struct state *state)
{
	const struct frame *top = &state->frame[state->n_frames - 1];
	struct signature sig = { 0 };

	for (int r = 0; r < N_REGS; r++)
		sign_register(&sig, r, &top->reg[r]);
	return sig;
}

struct signature snapshot_sign(const struct snapshot *snapshot)
{
	const struct packed_frame *frame = first_frame(snapshot);
	uint64_t words[STACK_WORDS];
	struct signature sig = { 0 };
	const uint8_t *at;
	struct value reg;

	for (uint32_t f = 1; f < snapshot->n_frames; f++)
		frame = next_frame(frame);
	at = unpack_bitmaps(frame, words, words);
	for (int r = 0; r < N_REGS; r++) {
		if (!(frame->reg_mask >> r & 1))
			continue;
		at = unpack_value(at, &reg);
		sign_register(&sig, r, &reg);
	}
	return sig;
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
	value_unlink(v);
}

static void widen_frame(struct frame *frame, const struct packed_frame *old)
{
	uint64_t init[STACK_WORDS], zero[STACK_WORDS];
	const uint8_t *at = unpack_bitmaps(old, init, zero);
	struct cell before, *cell;
	struct value reg;

	for (int r = 0; r < N_REGS; r++) {
		if (!(old->reg_mask >> r & 1))
			continue;
		at = unpack_value(at, &reg);
		widen_value(&frame->reg[r], &reg);
	}
	for (uint32_t i = 0; i < old->n_cells; i++) {
		at = unpack_cell(at, &before);
		cell = stack_cell(frame, before.off, before.size);
		if (cell && cell->off == before.off && cell->size == before.size)
			widen_value(&cell->v, &before.v);
	}
}

void state_widen(struct state *state, const struct snapshot *before)
{
	const struct packed_frame *old = first_frame(before);

	state->cut = (struct short_packet){ 0 };
	for (uint32_t f = 0; f < state->n_frames && f < before->n_frames;
	     f++, old = next_frame(old))
		widen_frame(&state->frame[f], old);
}

/* --- generalisation --- */

static void forget_number(struct value *v, unsigned packing)
{
	if (v->kind == VALUE_SCALAR)
		*v = (struct value){ .kind = VALUE_SCALAR, .num = packed_number(packing) };
}

/* Bytes of the slots in @keep alone are left; a word of the bitmap is 8 slots. */
static void keep_slots(uint64_t bits[STACK_WORDS], uint64_t keep)
{
	for (unsigned i = 0; i < STACK_WORDS; i++) {
		uint64_t slots = keep >> (8 * i) & 0xff, bytes = 0;

		for (; bits[i] && slots; slots &= slots - 1)
			bytes |= UINT64_C(0xff) << (8 * __builtin_ctzll(slots));
		bits[i] &= bytes;
	}
}

static unsigned packing_of_size(unsigned size)
{
	return PACK_BITS_8 + (unsigned)__builtin_ctz(size);
}

/*
 * In place: what is written is never longer than what was read before it.  A cell that
 * nothing reads goes, as its bytes do.
 */
static uint8_t *generalise_frame(const struct packed_frame *in, uint8_t *to,
				 const struct deps_frame *deps)
{
	uint64_t init[STACK_WORDS], zero[STACK_WORDS];
	const uint8_t *at = unpack_bitmaps(in, init, zero);
	struct packed_frame head = *in, *out = (struct packed_frame *)to;
	struct value reg;
	struct cell cell;

	keep_slots(init, deps->used);
	keep_slots(zero, deps->slots & deps->used);
	to = pack_bitmaps(memcpy(out, &head, sizeof(head)), init, zero);
	for (int r = 0; r < N_REGS; r++) {
		if (!(head.reg_mask >> r & 1))
			continue;
		at = unpack_value(at, &reg);
		if (!(deps->regs >> r & 1))
			forget_number(&reg, PACK_BITS_64);
		to = pack_value(to, &reg);
	}
	out->n_cells = 0;
	for (uint32_t i = 0; i < head.n_cells; i++) {
		uint64_t slots;

		at = unpack_cell(at, &cell);
		slots = slot_mask(cell.off, cell.size);
		if (!(deps->used & slots))
			continue;
		if (!(deps->slots & slots))
			forget_number(&cell.v, packing_of_size(cell.size));
		to = pack_cell(to, &cell);
		out->n_cells++;
	}
	out->size = (uint32_t)(to - (uint8_t *)out);
	return to;
}

void snapshot_generalise(struct snapshot *snapshot, const struct deps_frame *deps)
{
	const struct packed_frame *frame = first_frame(snapshot), *next;
	uint8_t *to = (uint8_t *)frame;

	if (!deps[0].cut)
		snapshot->cut = (struct short_packet){ 0 };
	for (uint32_t f = 0; f < snapshot->n_frames; f++, frame = next) {
		next = next_frame(frame);
		to = generalise_frame(frame, to, &deps[f]);
	}
	snapshot->size = (uint32_t)(to - (uint8_t *)snapshot);
}
