/* A check under way, and what the rules of a machine are.  Private to the checker. */
#ifndef SKEP_TOOLS_CHECK_CODE_IMPL_H
#define SKEP_TOOLS_CHECK_CODE_IMPL_H

#include "tools/check_code.h"

enum { MACHINE_OPERANDS = 4 };

/* What an instruction does to control. */
enum flow {
	FLOW_PLAIN,
	FLOW_BRANCH, /* goes on too */
	FLOW_JUMP,
	FLOW_CALL,
	FLOW_RETURN,
};

struct operand {
	char kind;      /* 'r', 'i', 'm' */
	uint8_t width;  /* bytes; 0: not known */
	uint8_t shift;  /* of an immediate, to the left */
	bool odd;       /* a segment, a scale: nothing of this is expected */
	uint16_t reg;   /* capstone's number; of memory: the base */
	uint16_t index; /* of memory; 0: none */
	int64_t v;      /* immediate, displacement */
};

struct machine_insn {
	uint32_t at;
	uint8_t size, n_operands;
	uint8_t flow;
	bool entered;    /* a branch leads here, or another part of the library does */
	bool writes_back; /* the base changes */
	char name[32];
	struct operand operand[MACHINE_OPERANDS];
};

struct expectation { /* a row of expect_*.def */
	const char *name, *forms;
	uint8_t flow;
};

struct check {
	const struct image *image;
	const struct binding *binding;
	const struct jit_code *code;
	const struct check_rules *rules;
	struct machine_insn *insn;
	uint32_t n;
	uint32_t *by_offset; /* 1 + the instruction that starts there, or 0 */
	struct findings *out;
	bool calls[MAX_HELPER_ID + 1]; /* by helper number: the program does */
};

struct check_rules {
	const struct expectation *expected;
	uint32_t n_expected;
	/* Of the operands that capstone gave. */
	void (*convert)(const void *detail, struct machine_insn *insn);
	/* What capstone does not know, or false. */
	bool (*decode)(const uint8_t *at, size_t left, struct machine_insn *insn);
	/* Where code takes an address of code: the offset, or -1. */
	int64_t (*address)(const struct check *check, uint32_t i);
	/*
	 * Does it take the address of a table, of whose entries the next instruction uses one?
	 * @n: of them that the index, compared in front, can reach; 0: it is not bounded; with
	 * @strict it has to be on all ways.
	 */
	uint32_t jump_behind; /* instructions from there to the jump */
	bool (*table)(const struct check *check, uint32_t i, bool strict, uint64_t *address,
		      uint64_t *n);
	void (*indirect)(struct check *check, uint32_t i);
	void (*registers)(struct check *check, uint32_t i);
	void (*constants)(struct check *check); /* of blinded code */
};
extern const struct check_rules check_x64, check_a64;

void check_complain(struct check *check, uint32_t i, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Is it this one, with operands of this form, as "rm"? */
bool check_is(const struct machine_insn *insn, const char *name, const char *form);
/* Is it in front of the program's functions: how helpers call them? */
bool check_in_front(const struct check *check, uint32_t i);
/* May code call @address, which is not in it? */
bool check_may_call(const struct check *check, uint64_t address);
/* Is @v a number that the library put there? */
bool check_is_own(const struct check *check, uint64_t v);
/* Is it a constant of a recipe, of maps of this program, that is not its choice? */
bool check_is_plain(const struct check *check, uint64_t v);

/* Does @address lie in the tables? */
bool check_is_data(const struct check *check, uint64_t address);

/* The last index of a table, which need not be hidden. */
static inline bool check_is_last(int64_t v)
{
	return v >= 0 && v <= 255 && !(v & (v + 1));
}

static inline bool check_small(int64_t v)
{
	return v == (int8_t)v;
}

#endif
