/* Frames, their stack bytes and cells; normal form of a working state. */
#include "verifier/state.h"

#include <assert.h>
#include <string.h>

void frame_init(struct frame *frame, uint32_t subprog, uint32_t call_insn, uint32_t depth)
{
	memset(frame, 0, offsetof(struct frame, cell));
	frame->subprog = subprog;
	frame->call_insn = call_insn;
	frame->reg[REG_FP] = (struct value){
		.kind = VALUE_STACK, .object = (uint16_t)depth, .num = scalar_const(0)
	};
}

static unsigned byte_index(int64_t off)
{
	assert(off >= -STACK_SIZE && off < 0);
	return (unsigned)(off + STACK_SIZE);
}

static bool bit_test(const uint64_t *bits, unsigned i)
{
	return bits[i / 64] >> (i % 64) & 1;
}

static void bit_set(uint64_t *bits, unsigned i, bool on)
{
	if (on)
		bits[i / 64] |= UINT64_C(1) << (i % 64);
	else
		bits[i / 64] &= ~(UINT64_C(1) << (i % 64));
}

bool stack_all_init(const struct frame *frame, int64_t off, int64_t size, int64_t *bad)
{
	for (int64_t i = off; i < off + size; i++) {
		if (!bit_test(frame->init, byte_index(i))) {
			*bad = i;
			return false;
		}
	}
	return true;
}

bool stack_all_zero(const struct frame *frame, int64_t off, int64_t size)
{
	for (int64_t i = off; i < off + size; i++)
		if (!bit_test(frame->zero, byte_index(i)))
			return false;
	return true;
}

struct cell *stack_cell(struct frame *frame, int64_t off, int64_t size)
{
	for (uint32_t i = 0; i < frame->n_cells; i++) {
		struct cell *cell = &frame->cell[i];

		if (cell->off < off + size && off < cell->off + cell->size)
			return cell;
	}
	return NULL;
}

struct cell *stack_pointer_cell(struct frame *frame, int64_t off, int64_t size)
{
	for (uint32_t i = 0; i < frame->n_cells; i++) {
		struct cell *cell = &frame->cell[i];

		if (cell->off < off + size && off < cell->off + cell->size &&
		    value_is_pointer(&cell->v) && (cell->off != off || cell->size != size))
			return cell;
	}
	return NULL;
}

static void remove_cell(struct frame *frame, uint32_t i)
{
	frame->n_cells--;
	memmove(&frame->cell[i], &frame->cell[i + 1],
		(frame->n_cells - i) * sizeof(frame->cell[0]));
}

static void drop_cells(struct frame *frame, int64_t off, int64_t size)
{
	for (uint32_t i = frame->n_cells; i-- > 0;) {
		const struct cell *cell = &frame->cell[i];

		if (cell->off < off + size && off < cell->off + cell->size)
			remove_cell(frame, i);
	}
}

void stack_forget(struct frame *frame, int64_t off, int64_t size)
{
	drop_cells(frame, off, size);
	for (int64_t i = off; i < off + size; i++)
		bit_set(frame->zero, byte_index(i), false);
}

void stack_set_init(struct frame *frame, int64_t off, int64_t size, bool zero)
{
	drop_cells(frame, off, size);
	for (int64_t i = off; i < off + size; i++) {
		bit_set(frame->init, byte_index(i), true);
		bit_set(frame->zero, byte_index(i), zero);
	}
}

void stack_put_cell(struct frame *frame, int64_t off, uint32_t size, const struct value *v)
{
	uint32_t i;

	drop_cells(frame, off, size);
	assert(off % CELL_ALIGN == 0 && frame->n_cells < MAX_CELLS && v->kind != VALUE_UNINIT);
	for (i = frame->n_cells; i > 0 && frame->cell[i - 1].off > off; i--)
		frame->cell[i] = frame->cell[i - 1];
	frame->cell[i] = (struct cell){ .off = (int16_t)off, .size = (uint16_t)size, .v = *v };
	frame->n_cells++;
	for (int64_t b = off; b < off + size; b++)
		bit_set(frame->zero, byte_index(b), false);
}

/* --- the end of values --- */

static struct value what_is_left(bool secret)
{
	return secret ? (struct value){ .kind = VALUE_UNINIT } :
			(struct value){ .kind = VALUE_SCALAR, .num = scalar_unknown() };
}

static void end_cell(struct frame *frame, uint32_t i, bool secret)
{
	struct cell *cell = &frame->cell[i];

	if (!secret) {
		cell->v = what_is_left(secret);
		return;
	}
	for (int64_t b = cell->off; b < cell->off + cell->size; b++)
		bit_set(frame->init, byte_index(b), false);
	remove_cell(frame, i);
}

void state_end_values(struct state *state, bool (*ends)(const struct value *v, uint32_t id),
		      uint32_t id, bool secret)
{
	for (uint32_t f = 0; f < state->n_frames; f++) {
		struct frame *frame = &state->frame[f];

		for (unsigned r = 0; r < N_REGS; r++)
			if (ends(&frame->reg[r], id))
				frame->reg[r] = what_is_left(secret);
		for (uint32_t i = frame->n_cells; i-- > 0;)
			if (ends(&frame->cell[i].v, id))
				end_cell(frame, i, secret);
	}
}

/* --- normal form --- */

/* Renumbering: old ids in order of appearance, with how many values bear each. */
enum { MAX_IDS = MAX_FRAMES * (N_REGS + MAX_CELLS) + MAX_REFS + MAX_GHOSTS + 1 };

struct renumber {
	uint32_t n;
	uint32_t old[MAX_IDS];
	uint32_t uses[MAX_IDS];
	bool pointer[MAX_IDS];
};

static uint32_t find_id(struct renumber *map, uint32_t id)
{
	uint32_t i;

	for (i = 0; i < map->n; i++)
		if (map->old[i] == id)
			return i;
	map->old[i] = id;
	map->uses[i] = 0;
	map->pointer[i] = false;
	map->n++;
	return i;
}

static inline void count_id(struct value *v, struct renumber *map)
{
	uint32_t i;

	if (v->flags & VALUE_BORROWED)
		find_id(map, v->extent);
	if (!v->id)
		return;
	i = find_id(map, v->id);
	map->uses[i]++;
	map->pointer[i] |= v->kind != VALUE_SCALAR;
}

static inline void rename_id(struct value *v, struct renumber *map)
{
	uint32_t i;

	if (v->flags & VALUE_BORROWED)
		v->extent = find_id(map, v->extent) + 1;
	if (!v->id)
		return;
	i = find_id(map, v->id);
	if (map->uses[i] == 1 && !map->pointer[i])
		value_unlink(v);
	else
		v->id = i + 1;
}

/* Once for each visitor, which is then no call. */
static inline __attribute__((always_inline)) void
for_each_value(struct state *state, void (*visit)(struct value *, struct renumber *),
	       struct renumber *map)
{
	for (uint32_t f = 0; f < state->n_frames; f++) {
		struct frame *frame = &state->frame[f];

		for (int r = 0; r < N_REGS; r++)
			visit(&frame->reg[r], map);
		for (uint32_t i = 0; i < frame->n_cells; i++)
			visit(&frame->cell[i].v, map);
	}
	for (uint32_t g = 0; g < state->n_ghosts; g++)
		visit(&state->ghost[g].v, map);
}

static inline void use_cut(struct value *v, const struct short_packet *cut, bool *used)
{
	*used |= v->kind == VALUE_PACKET && v->id == cut->id;
}

/* Nobody asks of a short packet but by a pointer of that id; 0 a context can give. */
static void normalise_cut(struct state *state, struct renumber *map)
{
	struct short_packet *cut = &state->cut;
	bool used = !cut->id;

	for (uint32_t f = 0; f < state->n_frames && !used; f++) {
		struct frame *frame = &state->frame[f];

		for (int r = 0; r < N_REGS; r++)
			use_cut(&frame->reg[r], cut, &used);
		for (uint32_t i = 0; i < frame->n_cells; i++)
			use_cut(&frame->cell[i].v, cut, &used);
	}
	if (!used)
		*cut = (struct short_packet){ 0 };
	else if (cut->id)
		cut->id = find_id(map, cut->id) + 1;
}

void state_normalise(struct state *state, uint16_t live)
{
	struct frame *top = state_top(state);
	struct renumber map;

	map.n = 0;
	for (int r = 0; r < N_REGS; r++)
		if (!(live >> r & 1))
			value_forget(&top->reg[r]);
	for_each_value(state, count_id, &map);
	if (state->cut.delta)
		normalise_cut(state, &map);
	if (map.n)
		for_each_value(state, rename_id, &map);
	for (uint32_t i = 0; i < state->n_refs; i++)
		state->ref[i].id = find_id(&map, state->ref[i].id) + 1;
	if (state->lock.id)
		state->lock.id = find_id(&map, state->lock.id) + 1;
	state->next_id = map.n + 1;
}
