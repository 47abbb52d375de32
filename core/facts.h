/*
 * Facts: what verification proved of an image.  Only the verifier makes them;
 * engines, the checked interpreter and the manifest read nothing else of it.
 */
#ifndef SKEP_CORE_FACTS_H
#define SKEP_CORE_FACTS_H

#include "core/image.h"
#include "core/value.h"

enum fact_flags {
	FACT_REACHED = 1 << 0,
	FACT_TAKEN = 1 << 1,  /* conditional jump: can be taken */
	FACT_FALLS = 1 << 2,  /* conditional jump: can fall through */
	FACT_ACCESS = 1 << 3, /* region, object, lo, hi say what memory is touched */
	FACT_HEAD = 1 << 4,   /* first of a block: head[] holds its live registers */
	FACT_MIXED = 1 << 5,  /* the access is of more than one region or object */
	FACT_NOT_NULL = 1 << 6, /* a lookup whose key is proved present (constant array index) */
};

/** struct fact - of one decoded instruction, over all states that reach it */
struct fact {
	uint16_t flags;
	uint16_t live;   /* registers live before it, bit N = rN */
	uint8_t region;  /* enum value_kind of the pointer that is dereferenced */
	uint8_t pad;
	uint16_t object; /* CTX: field row; MAP_VALUE: map; STACK: frame; STRUCT: enum ctx_id */
	int64_t lo, hi;  /* byte offsets touched, [lo, hi), from the object's start */
	int32_t map;     /* helper calls: map of the map argument; -1 none or several */
	uint32_t head;   /* FACT_HEAD: index into head[], see fact_head */
};

/** struct global_func - a function that is proved by itself, see verifier/global.c */
struct global_arg {
	uint8_t kind;  /* enum value_kind: SCALAR, CTX or MEM */
	bool nullable; /* MEM */
	uint32_t size; /* MEM */
};
struct global_func {
	bool by_itself;     /* else it is part of its callers' proofs */
	bool returns;       /* a number; else nothing */
	bool moves_packet;  /* may be set for others too */
	bool is_proved;
	uint8_t n_args;
	struct global_arg arg[5];
};

struct facts {
	struct fact *insn;               /* n_insns */
	/* What the checked engine compares with; NULL: nobody asked for it (verify_opts) */
	struct value *out; /* n_insns: the register that it writes, afterwards; UNINIT: not known */
	struct value *head;              /* n_heads: of each block the live registers before it */
	uint32_t n_heads;
	uint32_t stack_size;             /* bytes of the deepest call chain, multiple of 8 */
	uint32_t *frame_size;            /* n_subprogs: bytes used below each frame pointer */
	/*
	 * n_subprogs, or NULL: none is proved by itself.  In one that is, and in what it
	 * calls, frames count from its own.
	 */
	struct global_func *global;
	uint32_t ctx_size;               /* bytes of the context that may be touched, uapi layout */
	uint32_t buffer_size;            /* bytes of a raw tracepoint's buffer, the same */
	uint32_t rights;                 /* enum skep_right that the proof assumed */
	uint64_t max_cost; /* most instructions a run executes; UINT64_MAX saturated */
	uint32_t n_widened;              /* loop heads of which a rank bounds the rounds */
	uint64_t work;                   /* units of the work counter spent */
	uint64_t n_processed;            /* instructions transferred */
};

/* What is known of a register before a block; NULL: nothing, it is not live. */
static inline struct value *fact_head(const struct facts *facts, const struct fact *first,
				      unsigned reg)
{
	if (!(first->live >> reg & 1))
		return NULL;
	return &facts->head[first->head +
			    (unsigned)__builtin_popcount(first->live & ((1u << reg) - 1))];
}

#endif
