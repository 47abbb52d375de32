/* Between the parts of the generator; see gen.h. */
#ifndef SKEP_FUZZ_GEN_IMPL_H
#define SKEP_FUZZ_GEN_IMPL_H

#include "fuzz/gen.h"

enum {
	GEN_SLOTS = STACK_SIZE / 8,
	GEN_STACK = 128, /* bytes that functions use as a rule */
	GEN_FULL = 560,  /* instructions from which on nothing is begun */
	MAX_SIGS = 5,    /* functions besides the entry */
	MAX_HOLDS = 4,
	MAX_FAILS = 32,
	CB_BYTES = 16, /* what a callback's context points to */
	ONE_VALUE = 2, /* the map that each program has, of one value of 32 bytes or more */
};

enum gkind { G_NONE, G_NUM, G_CTX, G_STACK, G_VALUE, G_PACKET, G_END, G_MAP, G_MEM, G_SOCK,
	     G_DYNPTR, G_TASK };

/**
 * struct gval - what a register or slot holds
 * @max: a number's upper bound; the variable part's of a packet pointer
 * @map: index; of a socket: enum ctx_id
 * @id: packet: the variable part, 0 none; nullable: whom one test decides;
 *      records and sockets: which one
 * @lo, @hi: offset from the object's start (the frame pointer)
 * @delta, @extent: packet: distance from the id's base, bytes proved from there
 */
struct gval {
	uint8_t kind;
	bool null, ro;
	uint8_t map;
	uint32_t id;
	int32_t lo, hi, delta;
	uint32_t extent; /* G_MEM: size */
	uint64_t max;
};

/* init: a bit a byte of the slot; pointers are kept whole. */
struct gslot {
	struct gval v;
	uint8_t init;
};

struct gstate {
	struct gval reg[N_REGS];
	struct gslot slot[GEN_SLOTS]; /* slot[0] is fp - 512 */
	bool dead;                    /* no path leads here */
};

enum sig_kind { SIG_CALL, SIG_LOOP, SIG_EACH, SIG_DRAIN };

struct sig {
	enum sig_kind kind;
	uint8_t n_args, map;
	bool moves;  /* may move the packet */
	bool keeps;  /* the trap: leaves memory of a sample in its context */
	bool global; /* proved by itself: arguments are numbers, the context, memory */
	struct gval arg[5];
};

/* What is given back before the function ends: it stays in a saved register. */
enum hold_kind { HOLD_RECORD, HOLD_SOCK, HOLD_LOCK };
struct hold {
	enum hold_kind kind;
	uint8_t reg;
	uint32_t id;
	int32_t off; /* of the lock */
};

/* Where a mistake of a whole sequence lies. */
enum trap {
	TRAP_NONE,
	TRAP_LEAK,   /* an address becomes a number */
	TRAP_GUARD,  /* a test is left out, or its other side goes on */
	TRAP_SPOT,   /* an access beyond what it is of */
	TRAP_VALUE,  /* a test of another map value */
	TRAP_PACKET, /* of another packet pointer, its other side, before it moves */
	TRAP_RECORD, /* beyond its end, after it was given back, never given back */
	TRAP_LOCK,   /* touched, with calls, of another value */
	TRAP_SIZE,   /* of a helper's memory */
	TRAP_FUNC,   /* memory that a host function returned */
	TRAP_LOOP,   /* that does not end */
	TRAP_SLICE,  /* memory of a sample, used after the drain */
	TRAP_BEYOND, /* and beyond its end: in the function that gets it */
	TRAP_GLOBAL, /* a function's memory: less of it, or none */
	N_TRAPS
};

struct gen {
	struct rng *rng;
	struct prog *prog;
	const struct gen_opts *opts;
	struct gstate s;
	uint16_t keep;      /* registers that may not be written */
	uint64_t keep_slot; /* slots that may not be written */
	uint32_t next_id;
	uint32_t depth;   /* of blocks */
	int32_t steps;    /* actions left */
	uint32_t oops;    /* the mistake is made when this counts down to 0 */
	uint32_t current; /* function under way, 0 the entry */
	struct sig sig[MAX_SIGS];
	uint32_t n_sigs;
	uint32_t fail[MAX_FAILS], n_fails; /* jumps to the function's failing end */
	struct hold hold[MAX_HOLDS];
	uint32_t n_holds;
	int32_t given;  /* memory of the stack that the call under way gets, 0: none */
	bool locked;    /* no calls */
	enum trap trap; /* a mistake of a whole sequence that is still to be made */
	bool slips;     /* mistakes here and there */
	bool pure;      /* nothing whose results depend on more than the packet and maps */
};

/* --- gen.c: registers, stack, emission --- */

/* By size: 1 << index bytes. */
extern const uint16_t gen_loads[4], gen_stores[4];
uint32_t gen_emit(struct gen *g, enum insn_id id, unsigned dst, unsigned src, int32_t off,
		  int64_t imm);
/* A jump that gen_land will point to what comes next. */
void gen_land(struct gen *g, uint32_t jump);
bool gen_oops(struct gen *g);
/* A mistake in a program that has many. */
bool gen_slip(struct gen *g);
struct gval gen_number(uint64_t max);
void gen_set(struct gen *g, unsigned reg, struct gval v);
/* A register that may be written, rarely one that holds the context; -1: none. */
int gen_free(struct gen *g);
/* One of saved (r6-r9) ones, else any. */
int gen_free_saved(struct gen *g);
int gen_pick(struct gen *g, enum gkind kind);
/* A number, made where there is none; -1: no register is left. */
int gen_pick_number(struct gen *g);
/* What a map's value holds, 1 to 8 bytes: no proof knows more than the width. */
void gen_unknown(struct gen *g, unsigned reg);
bool gen_const(struct gen *g, unsigned reg, int64_t v);
void gen_map(struct gen *g, unsigned reg, uint32_t map); /* its address to the register */
void gen_clobber(struct gen *g);                         /* r1-r5 after a call */
void gen_drop_packets(struct gen *g);
struct gstate gen_join(const struct gstate *a, const struct gstate *b);
static inline unsigned gslot_of(int32_t off)
{
	return (unsigned)(off + STACK_SIZE) / 8;
}
bool gen_stack_init(const struct gen *g, int32_t off, int32_t size);
void gen_stack_written(struct gen *g, int32_t off, int32_t size, const struct gval *v);
/* 8-byte aligned room for @size bytes that may be written: offset from fp. */
int32_t gen_room(struct gen *g, int32_t size);
/* Make @size bytes at fp + off initialised and free of pointers. */
void gen_fill(struct gen *g, int32_t off, int32_t size);
unsigned gen_size(struct gen *g); /* 1, 2, 4, 8 */
/* Any instruction of this kind. */
int gen_row(struct gen *g, enum insn_kind kind);

/* --- gen_number.c: arithmetic --- */

void gen_alu(struct gen *g);
void gen_divide(struct gen *g);
void gen_refined(struct gen *g); /* sequences that refine and combine numbers */
void gen_upper_half(struct gen *g);
/* Bound number @reg to at most @max by one of many ways; false: not done. */
bool gen_bound(struct gen *g, unsigned reg, uint64_t max);

/* --- gen_data.c: memory --- */

void gen_load(struct gen *g);
void gen_store(struct gen *g);
void gen_atomic(struct gen *g);
void gen_spill(struct gen *g);
void gen_fill_reg(struct gen *g);
void gen_index(struct gen *g);
void gen_two_constants(struct gen *g);
void gen_var_stack(struct gen *g);
void gen_ctx_load(struct gen *g);
void gen_ctx_store(struct gen *g);
void gen_ld_packet(struct gen *g);
void gen_frozen(struct gen *g);
/* What the last instruction computed goes, whole, where all engines are compared. */
void gen_show(struct gen *g);

/* --- gen_flow.c: branches, blocks --- */

void gen_block(struct gen *g, uint32_t n);
/* The function ends unless `dst op src/imm` (64 bits) is @good. */
void gen_guard(struct gen *g, enum insn_op op, bool good, unsigned dst, int src, int32_t imm);
enum insn_id gen_jump_id(enum insn_op op, unsigned width, bool src_is_reg);
void gen_if(struct gen *g);
void gen_exit(struct gen *g);

/* --- gen_switch.c --- */

void gen_switch(struct gen *g);
void gen_choose(struct gen *g);

/* --- gen_loop.c --- */

void gen_loop(struct gen *g);
void gen_endless(struct gen *g); /* the trap */

/* --- gen_packet.c --- */

int gen_ctx_reg(struct gen *g);
void gen_packet(struct gen *g);
void gen_meta(struct gen *g);
void gen_short(struct gen *g); /* tests that a packet which is too short goes on to */

/* --- gen_cursor.c --- */

void gen_cursor(struct gen *g);

/* --- gen_call.c: functions of the program --- */

void gen_call(struct gen *g);
void gen_callback(struct gen *g);
/* A register of r6-r9 that holds such a value, not NULL; -1: none. */
int gen_saved(const struct gen *g, enum gkind kind);
int gen_find_slot(const struct gen *g, enum gkind kind);

/* --- gen_helper.c --- */

void gen_lookup(struct gen *g);
void gen_null_check(struct gen *g);
void gen_update(struct gen *g);
void gen_helper(struct gen *g);
/* Any helper whose arguments can be made, drawn from its row. */
void gen_any_helper(struct gen *g);
bool gen_may_call(const struct gen *g);
void gen_helper_call(struct gen *g, enum helper_id number);
void gen_point(struct gen *g, unsigned reg, int32_t off);
/* One of the maps whose type has all of @flags and none of @without; -1: there is none. */
int gen_find_map(struct gen *g, uint32_t flags, uint32_t without);
/* The context in argument @reg, from a place that other arguments do not overwrite. */
bool gen_pass_ctx(struct gen *g, unsigned reg);
/* A key of map @m at fp + *off; registers are not changed but for @scratch. */
bool gen_key(struct gen *g, uint32_t m, int32_t *off);

/* Argument @reg as the row wants it, of map @map and with the key at @key; false: not done. */
bool gen_pass_argument(struct gen *g, const struct helper_info *helper, unsigned reg, int map,
		       int32_t key);

/* --- gen_func.c --- */

/* A call of a host function. */
void gen_func(struct gen *g);
/* The trap of such calls: memory that is returned, used as if it were more than it is. */
void gen_func_trap(struct gen *g);

/* --- gen_dynptr.c: samples of user ring buffers --- */

void gen_dynptr(struct gen *g);
bool gen_pass_dynptr(struct gen *g, unsigned reg);
/* The trap in the function: a byte more than the slice has. */
void gen_beyond_slice(struct gen *g);
/* The trap's two ends: in the function that gets the sample, and after the drain. */
void gen_keep_slice(struct gen *g);
void gen_use_kept(struct gen *g);

/* --- gen_path.c: what depends on the path --- */

void gen_either_pointer(struct gen *g);
void gen_either_map(struct gen *g);
void gen_grow(struct gen *g);
void gen_crowd(struct gen *g);

/* --- gen_leak.c --- */

void gen_distance(struct gen *g); /* of pointers into one object; their order */
void gen_leak(struct gen *g);     /* an address becomes a number */

/* --- gen_trap.c --- */

/* What only a sound verifier refuses: the right check of the wrong thing. */
void gen_trap(struct gen *g);

/* --- gen_object.c: what is acquired and given back --- */

void gen_record(struct gen *g);
void gen_lock(struct gen *g);
void gen_socket(struct gen *g);
void gen_use_socket(struct gen *g);
void gen_inner_map(struct gen *g);
void gen_task(struct gen *g); /* the value of the task that runs the program */
/* Give back all that is held, last first; the registers are as after calls. */
void gen_release_all(struct gen *g);

#endif
