/*
 * The checked interpreter's state and the parts it is made of.  Private to
 * interp/.
 *
 * Every function that can fault returns false after it has filled m->fault;
 * the caller returns false at once, up to the loop.
 */
#ifndef SKEP_INTERP_MACHINE_H
#define SKEP_INTERP_MACHINE_H

#include "interp/checked.h"

enum { N_SLOTS = STACK_SIZE / 8 };

/**
 * struct checked_frame - registers and stack of one function under way
 * @start: its first instruction
 * @return_to: instruction after the call
 * @root: the frame that facts count from: of the function proved by itself around it
 * @is_callback: a helper entered it, who goes on after it
 * @bytes: the stack; the frame pointer is its end
 * @init: by byte: was it written
 * @spill: by slot: the pointer that it holds whole; no pointer: nothing special
 */
struct checked_frame {
	struct concrete reg[N_REGS];
	uint32_t start, return_to;
	uint16_t root;
	bool is_callback;
	uint8_t bytes[STACK_SIZE] __attribute__((aligned(8)));
	bool init[STACK_SIZE];
	struct concrete spill[N_SLOTS];
};

/* The packet as it lies now: data_meta <= data <= data_end, or all zero. */
struct packet {
	uint64_t meta, data, end;
};

struct machine {
	const struct image *image;
	const struct facts *facts;
	struct run *run;
	struct fault *fault;
	const struct prog_type_info *prog_type; /* NULL: unknown */
	enum ctx_id ctx;
	bool leak_pointers; /* the proof assumed this right */
	bool done;          /* the entry function exited */
	uint32_t pc, next;
	int64_t budget;
	uint64_t max_steps;
	uint32_t depth; /* frames[depth] is the current one */
	const struct call *calling; /* the helper call under way */
	struct concrete returned;   /* r0 of the callback that ended last */
	struct packet packet;
	uint32_t n_acquired;
	uint64_t lock; /* address of the spin lock that is held, 0: none */
	uint64_t acquired[MAX_HELD]; /* start of memory that the program has to give back */
	struct checked_frame frame[MAX_FRAMES];
};

static inline struct checked_frame *machine_frame(struct machine *m)
{
	return &m->frame[m->depth];
}

static inline struct concrete *machine_reg(struct machine *m, unsigned reg)
{
	return &machine_frame(m)->reg[reg];
}

static inline struct concrete concrete_scalar(uint64_t bits)
{
	return (struct concrete){ .bits = bits, .kind = VALUE_SCALAR };
}

static inline bool concrete_is_pointer(const struct concrete *c)
{
	return value_kind_info[c->kind].is_pointer;
}

static inline uint64_t sign_extended(uint64_t v, unsigned width)
{
	return (uint64_t)((int64_t)(v << (64 - width)) >> (64 - width));
}

/* Record a fault of the instruction at hand; Return: false. */
bool machine_fault(struct machine *m, enum fault_kind kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* An address is seen: with the right leak-pointers, or a fault.  @how: by what, for messages. */
bool machine_reveal(struct machine *m, const struct concrete *c, const char *how);

/* --- checked_memory.c --- */

/* ACCESS_BYTES: what is read are bytes, not the value that a slot holds. */
enum { ACCESS_READ = 1, ACCESS_WRITE = 2, ACCESS_BYTES = 4 };

/**
 * struct place - memory that an access was allowed to touch
 * @frame: the frame that it lies in, or NULL; then @at is its first byte there
 */
struct place {
	void *address;
	uint32_t size;
	struct checked_frame *frame;
	uint32_t at;
};

/**
 * memory_find - check an access of the program or of a helper on its behalf
 * @reg: register whose value @ptr is, for messages
 * @how: ACCESS_READ: what is read must be initialised; with ACCESS_BYTES, no part of
 *       a pointer; ACCESS_WRITE
 */
bool memory_find(struct machine *m, unsigned reg, int64_t off, uint64_t size, unsigned how,
		 struct place *out);
/* What was written there by others: initialised, no pointer. */
void memory_filled(struct machine *m, const struct place *place);

bool memory_load(struct machine *m, const struct insn *insn);
bool memory_store(struct machine *m, const struct insn *insn);
bool memory_atomic(struct machine *m, const struct insn *insn);

/* The end of pointers into the packet, or into frame @object. */
void memory_forget_packet(struct machine *m);
void memory_forget_frame(struct machine *m, uint16_t object);
/* Memory that a helper gave to the program until another one takes it back. */
void memory_acquire(struct machine *m, uint64_t base);
uint64_t *memory_acquired(struct machine *m, uint64_t base); /* its entry, or NULL */
/* It is given back: whoever points there holds nothing any more. */
void memory_release(struct machine *m, uint64_t *acquired);

/* --- checked_fields.c --- */

/* Loads and stores of fields of the context, or of a structure that has rows. */
bool fields_load(struct machine *m, const struct insn *insn);
bool fields_store(struct machine *m, const struct insn *insn, const struct concrete *v);
/* Read the packet's bounds from the host's context. */
void memory_find_packet(struct machine *m);

/* --- checked.c --- */

/* A new current frame for the function that starts at @start. */
bool machine_enter(struct machine *m, uint32_t start, uint32_t return_to);
/* Execute until the frame at @depth ends; false: the run was cut short. */
bool machine_run(struct machine *m, uint32_t depth);
/* Is @r0 a number whose low half is in the range?  Else a fault. */
bool machine_result(struct machine *m, const struct concrete *r0, int64_t min, int64_t max);
/* The frame that is current ends with @r0: back to its caller. */
bool machine_leave(struct machine *m, struct concrete r0);

/* --- checked_call.c --- */

bool call_helper(struct machine *m, const struct insn *insn); /* or a host function */
uint64_t call_back(struct run *run, uint64_t func, const uint64_t args[5]); /* run->call */

/* --- checked_facts.c: true without facts --- */

bool facts_before(struct machine *m);
bool facts_written(struct machine *m, uint32_t insn);
bool facts_branch(struct machine *m, bool taken);
bool facts_access(struct machine *m, unsigned reg, uint16_t object, int64_t lo, uint64_t size);
bool facts_helper(struct machine *m, int32_t map, uint64_t result);
/* A function was entered by a call: its arguments as its own proof, if it has one, sees them. */
bool facts_entered(struct machine *m);
bool facts_end(struct machine *m);

#endif
