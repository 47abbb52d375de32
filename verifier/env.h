/*
 * One verification: what its parts share.  Transfer functions change env->cur,
 * log what they touched, and collect facts when asked to; they know nothing of
 * exploration, which knows nothing of instructions.
 */
#ifndef SKEP_VERIFIER_ENV_H
#define SKEP_VERIFIER_ENV_H

#include "verifier/domain.h"
#include "verifier/state.h"
#include "verifier/verifier.h"

/*
 * What an instruction touched beyond its registers, for the backward pass.
 * One array, in order of execution; each node owns a contiguous part.
 */
enum log_kind {
	LOG_READ,  /* stack slots were read */
	LOG_WRITE, /* stack slots were written; kill: wholly, nothing of the old content is left */
	LOG_LINK,  /* values narrowed together by a jump */
	LOG_NEED,  /* numbers that a check depended on, before the instruction */
	LOG_CUT,   /* that the packet is known to be short decided a jump */
};

struct log {
	uint32_t insn;
	uint8_t kind;
	uint8_t frame;
	uint16_t regs;
	uint64_t slots;
	uint64_t kill;
};

/*
 * struct node - a recorded block head; the nodes of a verification form a tree,
 * with edges across it where a path was pruned
 *
 * Where paths may meet it has a snapshot, which later arrivals are compared with.  A block
 * with one way in has none, for some blocks in a row: its state follows from its parent's.
 *
 * open: on the current path.  waiting: everything below is explored, but some
 * of it leads back to an open loop head, so what its numbers mattered for is not
 * known yet.  complete: demands are final and the snapshot is generalised.
 */
enum { MAX_BARE = 16 }; /* nodes without a snapshot in a row */
enum node_status { NODE_RECORDED, NODE_OPEN, NODE_WAITING, NODE_COMPLETE };

/*
 * Why the rounds of a widened loop head end (loop.c): from round to round the counter, a
 * register or slot of the top frame, moves by at least step, and where it goes another
 * round it is at most reach away from where rounds can begin.
 */
struct rank {
	uint8_t reg;  /* N_REGS: it is in a slot, */
	uint8_t size; /* of as many bytes, */
	int16_t off;  /* there */
	bool down;    /* it becomes less */
	uint64_t step, reach; /* step 0: no round was seen yet */
};

struct node {
	struct node *next;    /* list or hash chain that it is in */
	struct node *parent;
	struct node *succ[2]; /* where each edge led: a child, or the node it was pruned at */
	struct snapshot *snapshot; /* or NULL */
	struct signature signature; /* complete and waiting nodes: of the snapshot */
	/* Demands at the block's head, as far as known, of node_deps() frames. */
	struct deps_frame *deps;
	uint64_t hash;
	/* cost.c: most instructions executed from here on; of callbacks' heads: after the call. */
	uint64_t cost, leave;
	uint64_t rounds;      /* callback heads: most calls that the helper makes */
	uint32_t block;
	uint32_t n_frames;
	uint32_t call_insn;   /* that entered the top frame */
	uint32_t n_bare;      /* nodes without a snapshot up to it, in a row */
	uint32_t log_start, log_end;
	uint32_t depth;       /* of the path */
	uint32_t order;       /* of finishing */
	uint32_t index;       /* nodes are numbered as they are recorded */
	uint32_t low;         /* least index of an open or waiting node that paths below lead to */
	uint32_t first_member; /* of env->member, when it was opened */
	uint32_t round;       /* callback heads: how many rounds lie above */
	struct rank *rank;    /* of a widened loop head; else NULL */
	struct node *loop;    /* the innermost widened head whose round it is part of, or NULL */
	uint32_t n_loops;     /* how many there are around it */
	uint32_t visits;      /* loop heads: rounds followed above it */
	/* cost.c: most instructions to the next round of each head around it, its own; 0: none */
	uint64_t *to_head;
	struct node *prev_head;     /* heads: the one open before it in this block */
	struct node *prev_recorded;
	uint8_t pending;      /* edges not finished */
	uint8_t status;       /* enum node_status */
	bool is_head;         /* rounds can begin at it: among the open ones it is looked for */
};

/* The ways out of a block. */
struct exits {
	uint32_t block[2]; /* where each leads; NO_BLOCK: the program's end */
	bool possible[2];
	/* Jumps that compare numbers: what its operands are on each possible side. */
	struct scalar d[2], s[2];
};

enum { FIRST_BUCKETS = 64 };

struct env {
	const struct image *image;
	const struct verify_opts *opts;
	const struct prog_type_info *prog_type;
	enum ctx_id ctx;       /* what the context pointer leads to */
	struct skep_error *error;
	struct arena *arena;   /* of this verification only */
	struct cfg cfg;
	struct state *cur;     /* the working state */
	struct kept_states *kept; /* states to come back to: outside the arena, within its quota */

	struct log *log;
	uint32_t n_log, max_log;
	bool logging;          /* exploration: yes; facts pass: no */

	struct node **complete; /* n_blocks: list of complete nodes */
	struct node **waiting;  /* n_blocks: list of waiting nodes */
	struct node **open;     /* hash table of open heads, chained by next */
	uint32_t n_open, n_buckets;
	struct node **member;   /* waiting nodes in order of completion, as Tarjan's stack */
	uint32_t n_members, max_members;
	uint32_t n_recorded;
	struct node **finished; /* nodes in the order in which they were finished */
	uint32_t n_finished, max_finished;
	struct node *node;      /* the one being transferred */
	struct node **last_head; /* n_blocks: the open node of the block that was opened last */
	struct node *last_recorded;
	struct loops *loops;    /* loop.c */

	uint8_t *region;        /* n_insns: region kind accessed, against mixing with the context */
	int16_t *frame_low;     /* n_subprogs: lowest stack offset touched */
	struct global_func *global; /* n_subprogs: those proved by themselves */
	const struct node **root;   /* n_subprogs: where their explorations began, or NULL */
	struct facts *facts;    /* facts pass: collect here; else NULL */

	uint32_t n_widened;     /* attempts that held */
	bool follows_loops;     /* nothing is attempted */
	bool knows_keys;        /* constant ones, though the result is tested */
	bool ignored_key;
	bool costs_too_much;    /* what it is refused for */
	uint64_t work, max_work;
	uint64_t n_processed;
	struct verify_trace *trace; /* NULL: nobody reads it */
	uint32_t insn;          /* being transferred, for messages */
	uint16_t blame;         /* registers that a rejection is about */
};

static inline bool env_may(const struct env *env, enum skep_right right)
{
	return (env->opts->rights & right) != 0;
}

static inline struct frame *env_top(struct env *env)
{
	return state_top(env->cur);
}

static inline uint32_t env_new_id(struct env *env)
{
	return env->cur->next_id++;
}

/* What is copied has an id, so that copies are known to be equal, as far as they go. */
static inline void make_root(struct env *env, struct value *v)
{
	if (v->kind == VALUE_SCALAR && !v->id && !scalar_is_const(&v->num))
		v->id = env_new_id(env);
}

/* Reject: remember which registers it is about, fill the error, return its errno. */
#define REJECT(env, regs, ID, ...)                                                                 \
	((env)->blame = (uint16_t)(regs), error_set((env)->error, ID, ##__VA_ARGS__))

/* Charge work; a negative errno once the budget is spent. */
int env_charge(struct env *env, uint64_t units);

/* --- log (depend.c) --- */
int log_add(struct env *env, struct log entry);
/* A check depended on the numbers of these registers of the top frame. */
int log_need(struct env *env, uint16_t regs);
/* Demands at a block's end to demands at its head; in place. */
void depend_through_block(struct env *env, const struct node *node, struct deps *deps);
void deps_add(struct deps *to, const struct node *from);
/* Of its frames, and one more if there can be: a call's callee demands of it. */
static inline uint32_t node_deps(const struct node *node)
{
	return node->n_frames < MAX_FRAMES ? node->n_frames + 1 : MAX_FRAMES;
}

/* --- trace.c: what is done, told to whoever reads it --- */
void trace_say_start(struct env *env, uint32_t block); /* the state there */
void trace_say_safe(struct env *env, uint32_t block);  /* nothing new is to be seen there */
void trace_say_insn(struct env *env, uint32_t insn);
void trace_say_changes(struct env *env, uint32_t insn);
/* What was told since is not true, or nobody's business. */
void trace_rewind(struct env *env, uint64_t to);
void trace_end(struct env *env, bool proved);
static inline uint64_t trace_at(const struct env *env)
{
	return env->trace ? env->trace->said : 0;
}

/* --- transfer.c: one instruction that stays in its block --- */
int transfer(struct env *env, uint32_t insn);
/* The register's value, refused if uninitialised. */
int read_reg(struct env *env, unsigned reg, const struct value **out);
/* References: held until dropped; the id's bearers are forgotten by release_ref. */
int add_ref(struct env *env, uint32_t id);
bool drop_ref(struct env *env, uint32_t id);
/* Where the program may end: no reference and no lock is held at @where. */
int check_nothing_held(struct env *env, const char *where);
/* Is the value a pointer whose address this program may not reveal? */
bool is_secret(const struct env *env, const struct value *v);
/*
 * Do both pointers lead into one object for sure?  Then their distance and their order
 * tell nothing of its address.
 */
/* No packet is longer: its size is a number of 32 bits (include/skep/packet.h). */
static const uint64_t max_packet = UINT32_MAX;

bool same_object(const struct value *a, const struct value *b);
struct value scalar_value(struct scalar num);
static inline const char *kind_text_of(const struct value *v)
{
	return value_kind_info[v->kind].text;
}

/* --- memory.c --- */
struct access {
	unsigned reg;      /* holds the pointer */
	int64_t off;       /* added to it */
	int64_t size;      /* bytes; at least 1 */
	bool write;
	bool read;
	bool may_uninit;   /* out argument of a helper: stack bytes need not be initialised */
	bool nullable;     /* argument of a helper that takes NULL instead */
	int arg;           /* helper argument 1..5, 0: an instruction's own access */
	const char *helper;
};
struct region_span { /* bytes an access can touch: [lo, hi) from the object's start */
	int64_t lo, hi;
	bool exact; /* the offset is one number */
};
/* "+8" or "[0, 64]": where the pointer and @off lead. */
const char *offset_text(const struct value *ptr, int64_t off, char *buf, size_t size);
/* The atomic operations' own rules for where and how aligned. */
int check_atomic(struct env *env, unsigned reg, int64_t off, unsigned size);
/* Check bounds and permissions; log stack slots; collect facts. */
int check_access(struct env *env, const struct access *access);
int transfer_load(struct env *env, const struct insn *insn);
int transfer_store(struct env *env, const struct insn *insn);
int transfer_atomic(struct env *env, const struct insn *insn);
/* LD_ABS and LD_IND: may it be made; the state after a load that did not fail. */
int check_ld_packet(struct env *env, uint32_t insn);
void finish_ld_packet(struct env *env, uint32_t insn);
/* A constant that 4 bytes at the pointer are known to hold (an array's key). */
bool known_u32_at(struct env *env, unsigned reg, uint32_t *out, struct log *need);
/* The bytes at the pointer, where all are known; what they depended on is logged. */
bool known_bytes_at(struct env *env, unsigned reg, void *out, uint32_t size);
/* Can the pointer be at an address that is no multiple of size? */
bool pointer_misaligned(const struct value *ptr, int64_t size);

/* --- lock.c: spin locks of map values --- */
/* May programs of this type use the map? */
int check_lock_use(struct env *env, uint32_t map);
/* Flags of pointers to values of the map. */
uint8_t map_value_flags(const struct env *env, uint32_t map);
int check_no_lock(struct env *env, const char *where);

/* --- context.c: the context and structures described the same way --- */
/* Where the access is allowed, *row is its field's. */
int check_fields(struct env *env, const struct access *access, const struct value *ptr,
		 struct region_span span, int *row);
int load_field(struct env *env, const struct insn *insn, const struct value *ptr,
	       struct value *out);
/* Facts pass: a helper gets the context. */
void collect_ctx_argument(struct env *env, const struct helper_info *helper);
/* May a number be added to the pointer? */
bool struct_is_bytes(const struct value *v);
bool value_is_task(const struct value *v);

/* --- branch.c: conditional jumps --- */
/* Which sides of the jump can be taken?  Logs what decided it. */
int branch_sides(struct env *env, uint32_t insn, struct exits *exits);
/* Assume a side that branch_sides found possible; @exits: as it said, or NULL. */
void branch_assume(struct env *env, uint32_t insn, bool taken, const struct exits *exits);

/* --- call.c --- */
int transfer_helper(struct env *env, const struct insn *insn);
/* A helper that calls back: check it, then enter the function or finish the call. */
int check_callback_helper(struct env *env, uint32_t insn);
int finish_helper(struct env *env, uint32_t insn);
int enter_callback(struct env *env, uint32_t insn);
/* The function that it calls. */
uint32_t callback_subprog(struct env *env, uint32_t insn);
/* Most calls that the helper at @insn makes, in the working state. */
uint64_t callback_rounds(struct env *env, uint32_t insn);
int enter_subprog(struct env *env, uint32_t insn);
/* Where the function under way returns to; NO_BLOCK: nowhere, it is the entry. */
uint32_t return_block(const struct env *env);
/* EXIT: where it leads; the result is checked. */
int check_exit(struct env *env, uint32_t *block);
void leave_subprog(struct env *env);
/* A tail call: may it be made, and where does its caller go on (NO_BLOCK: nowhere)? */
int check_tail_call(struct env *env, uint32_t insn, uint32_t *block);
int leave_by_tail_call(struct env *env);
int check_call_graph(struct env *env);
int check_stack_depth(struct env *env, uint32_t *stack_size);

/* Pointers into the packet are none any more. */
void drop_packet_pointers(struct env *env);

/* --- global.c: functions that are proved by themselves --- */
int describe_globals(struct env *env, struct arena *arena, struct facts *facts);
/* The function that instruction @insn calls, if it is one of them; else NULL. */
struct global_func *called_global(const struct env *env, uint32_t insn);
/* A call: may it be made; the state after it. */
int check_global_call(struct env *env, uint32_t insn, const struct global_func *func);
void finish_global_call(struct env *env, const struct global_func *func);
/* Its own proof: the arguments at its start, the result at its end. */
void start_arguments(struct env *env, const struct global_func *func);
int check_global_result(struct env *env, uint32_t subprog);

/* --- flow.c: the last instruction of a block --- */
/* Judge it and find its ways out. */
int block_exits(struct env *env, uint32_t insn, struct exits *exits);
/*
 * Change the working state as a possible way out does; @exits: what block_exits said of
 * this state, or NULL where it is not at hand.
 */
int take_exit(struct env *env, uint32_t insn, unsigned edge, const struct exits *exits);

/* --- node.c: what is recorded --- */
int out_of_memory(struct env *env);
/*
 * Does the state at @block follow from its only parent's, which no call lies between?  Then
 * it is not brought to normal form either: a number that is known to be another's may not
 * lose what it says of it because that other is generalised.
 */
bool node_is_bare(const struct env *env, uint32_t block, const struct node *parent);
int node_record(struct env *env, uint32_t block, struct node *parent, struct node **out);
/* The working state becomes what was recorded; or an error of what was transferred before. */
int node_restore(struct env *env, const struct node *node);
struct node **open_bucket(struct env *env, uint64_t hash);
int node_open(struct env *env, struct node *node);
/* An edge that leads to a node recorded before. */
void node_point_to(struct node *node, unsigned edge, struct node *to);
/*
 * One edge of the node is done; finish it, and then its parents up to the head that is
 * tried, when all are.
 */
int node_finish_edge(struct env *env, struct node *node);
/* Everything recorded since then: it never was. */
struct mark {
	struct node *last_recorded;
	uint32_t n_log, n_members, n_finished;
};
struct mark nodes_mark(const struct env *env);
void nodes_forget(struct env *env, struct mark mark);

/* --- loop.c: loop heads that are widened --- */
struct round { /* that ended */
	uint32_t head; /* index of the node that it began with; NO_BLOCK: none ended */
	struct ghost ghost;
};
int loops_init(struct env *env);
/* The state arrives at @block: it leaves loops, and may end a round of one. */
int loop_arrive(struct env *env, uint32_t block, struct round *round);
/* A round that ended with the counter as it is in the working state. */
bool rank_holds(const struct rank *rank, struct state *state, const struct ghost *ghost);
uint64_t rank_rounds(const struct rank *rank);
/* The working state, which @head's snapshot describes, begins a round. */
void loop_begin_round(struct env *env, const struct node *head);
/* The innermost of the heads that are tried, by its index. */
struct node *loop_tried(const struct env *env, uint32_t index);
/* Does another round of @head, which is tried, come from the working state (normalised)? */
int loop_close(struct env *env, struct node *head, bool moves, struct node **out);
/* As rank_holds, and the rank learns it. */
bool loop_measure(struct env *env, struct node *head, const struct ghost *ghost);
/* The attempt at @head ends: its state must be wider, or it has no rank. */
int loop_stop(struct env *env, struct node *head, bool wider);
/* How many rounds of the loop at @block lie above a path that goes on from @from? */
int loop_visits(struct env *env, uint32_t block, struct node *from, uint32_t *visits);
/* Both edges are possible: one that stays in the loop that is tried goes before one that leaves. */
int loop_first_edge(struct env *env, const struct exits *exits, uint32_t *edge);
/* At a loop's head after some rounds: *out is a widened one, everything below explored. */
int loop_try(struct env *env, uint32_t block, struct node *parent, uint32_t visits,
	     struct node **out);

/* --- explore.c, factpass.c, report.c --- */
int explore(struct env *env);
/* Everything below a head that was recorded from the working state. */
int explore_head(struct env *env, struct node *head);
/* Does the edge from @from to the head in @block end a round of the call there? */
bool node_ends_round(const struct env *env, const struct node *from, uint32_t block,
		     uint32_t n_frames);
/* Most instructions that a run executes, UINT64_MAX: too many to say. */
int worst_case_cost(struct env *env, uint64_t *cost);
int facts_pass(struct env *env, struct arena *arena, struct facts *facts);
void report_history(struct env *env);

#endif
