/*
 * The threaded interpreter's engine: registers in an array, one computed jump
 * an instruction, no check that the proof made needless.
 *
 * Every handler is drawn from core/insn.def: arithmetic and comparisons from the
 * row's expression, the rest by kind and width.  While a handler runs, ip points
 * to the next instruction, so that a taken jump is one addition.
 *
 * What must stay true: program memory is read and written by exactly one access
 * of the program's width (ARCHITECTURE, "once"); nothing is allocated; the only
 * state is on the C stack, so runs nest and run beside each other.
 */
#include "interp/threaded.h"

#include "core/skb.h"

/* One typed access, at any alignment, that the compiler neither repeats nor drops. */
#define ONCE(type) volatile __attribute__((aligned(1), may_alias)) type
typedef ONCE(uint8_t) once_u8;
typedef ONCE(uint16_t) once_u16;
typedef ONCE(uint32_t) once_u32;
typedef ONCE(uint64_t) once_u64;
typedef ONCE(int8_t) once_s8;
typedef ONCE(int16_t) once_s16;
typedef ONCE(int32_t) once_s32;

struct return_frame {
	const struct tinsn *ip;
	uint64_t saved[5]; /* r6..r10 */
};

/* The instruction at hand, its registers and the operand of its form. */
#define I (ip[-1])
#define RD r[I.dst]
#define RS r[I.src]
#define OPERAND_DST 0
#define OPERAND_DST_IMM (int64_t)I.imm
#define OPERAND_DST_SRC RS
#define OPERAND_DST_IMM_JUMP (int64_t)I.imm
#define OPERAND_DST_SRC_JUMP RS
#define ADDRESS(base) ((base) + (uint64_t)(int64_t)I.imm)
#define CONSTANT ((const uint64_t *)((const uint8_t *)ip + I.imm))

#define NEXT() goto *(ip++)->handler

#define JUMP_FORWARD(distance)                                                                     \
	do {                                                                                       \
		int64_t jump_ = (distance);                                                        \
		budget += jump_;                                                                   \
		ip += jump_;                                                                       \
		NEXT();                                                                            \
	} while (0)
#define JUMP_BACK(distance)                                                                        \
	do {                                                                                       \
		int64_t jump_ = (distance);                                                        \
		budget += jump_;                                                                   \
		if (__builtin_expect(budget < 0, 0))                                               \
			goto out_of_budget;                                                        \
		ip += jump_;                                                                       \
		NEXT();                                                                            \
	} while (0)

/* U, S and W are what the expressions of insn.def are written in. */
#define EVALUATE(form, width)                                                                      \
	typedef uint##width##_t U __attribute__((unused));                                         \
	typedef int##width##_t S __attribute__((unused));                                          \
	enum { W __attribute__((unused)) = width };                                                \
	const U d __attribute__((unused)) = (U)RD;                                                \
	const U s __attribute__((unused)) = (U)OPERAND_##form;

#define HANDLER_ALU(id, form, op, width, expr)                                                     \
	do_##id: {                                                                                 \
		EVALUATE(form, width)                                                              \
		RD = (U)(expr);                                                                   \
		NEXT();                                                                            \
	}
#define HANDLER_JUMP(id, form, op, width, expr)                                                    \
	do_##id: {                                                                                 \
		EVALUATE(form, width)                                                              \
		if (expr)                                                                          \
			JUMP_FORWARD(I.off);                                                       \
		NEXT();                                                                            \
	}                                                                                          \
	back_##id: {                                                                               \
		EVALUATE(form, width)                                                              \
		if (expr)                                                                          \
			JUMP_BACK(I.off);                                                          \
		NEXT();                                                                            \
	}
#define HANDLER_GOTO(id, form, op, width, expr)                                                    \
	do_##id:                                                                                   \
		JUMP_FORWARD(I.imm);                                                               \
	back_##id:                                                                                 \
		JUMP_BACK(I.imm);

#define LOAD_NONE(width, address) *(const once_u##width *)(address)
#define LOAD_SIGNED(width, address) (uint64_t)(int64_t)*(const once_s##width *)(address)
#define LOAD_ACQUIRE(width, address)                                                               \
	__atomic_load_n((const uint##width##_t *)(address), __ATOMIC_ACQUIRE)
#define HANDLER_LOAD(id, form, op, width, expr)                                                    \
	do_##id:                                                                                   \
		RD = LOAD_##op(width, ADDRESS(RS));                                              \
		NEXT();

#define STORE_NONE(width, address, v) *(once_u##width *)(address) = (uint##width##_t)(v)
#define STORE_RELEASE(width, address, v)                                                           \
	__atomic_store_n((uint##width##_t *)(address), (uint##width##_t)(v), __ATOMIC_RELEASE)
#define HANDLER_STORE(id, form, op, width, expr)                                                   \
	do_##id:                                                                                   \
		STORE_##op(width, ADDRESS(RD), RS);                                              \
		NEXT();
#define HANDLER_STORE_IMM(id, form, op, width, expr)                                               \
	do_##id:                                                                                   \
		STORE_NONE(width, RD + (uint64_t)(int64_t)I.off, (int64_t)I.imm);                 \
		NEXT();

#define RMW_ADD __atomic_fetch_add
#define RMW_OR __atomic_fetch_or
#define RMW_AND __atomic_fetch_and
#define RMW_XOR __atomic_fetch_xor
#define RMW_XCHG __atomic_exchange_n
#define HANDLER_ATOMIC(id, form, op, width, expr)                                                  \
	do_##id:                                                                                   \
		(void)RMW_##op((uint##width##_t *)ADDRESS(RD), (uint##width##_t)RS,              \
			       __ATOMIC_RELAXED);                                                  \
		NEXT();
#define HANDLER_ATOMIC_FETCH(id, form, op, width, expr)                                            \
	do_##id:                                                                                   \
		RS = RMW_##op((uint##width##_t *)ADDRESS(RD), (uint##width##_t)RS,              \
			       __ATOMIC_SEQ_CST);                                                  \
		NEXT();
#define HANDLER_ATOMIC_CMPXCHG(id, form, op, width, expr)                                          \
	do_##id: {                                                                                 \
		uint##width##_t old = (uint##width##_t)r[0];                                       \
		__atomic_compare_exchange_n((uint##width##_t *)ADDRESS(RD), &old,                 \
					    (uint##width##_t)RS, false, __ATOMIC_SEQ_CST,         \
					    __ATOMIC_SEQ_CST);                                     \
		r[0] = old;                                                                        \
		NEXT();                                                                            \
	}

#define HANDLER_LDDW(id, form, op, width, expr)                                                    \
	do_##id:                                                                                   \
		RD = *CONSTANT;                                                                   \
		NEXT();
#define HANDLER_FENCE(id, form, op, width, expr)                                                   \
	do_##id:                                                                                   \
		__atomic_thread_fence(__ATOMIC_ACQUIRE);                                           \
		NEXT();
#define HANDLER_LANE_BASE(id, form, op, width, expr)                                               \
	do_##id:                                                                                   \
		RD = CONSTANT[0] + run->lane * CONSTANT[1];                                       \
		NEXT();
/*
 * back: helpers that leave this loop.  What they run uses the budget too and may
 * cut the run short; a tail call goes on in run->next.
 */
#define CALL_BODY ((helper_fn *)*CONSTANT)(r[1], r[2], r[3], r[4], r[5], run)
#define HANDLER_CALL_HELPER(id, form, op, width, expr)                                             \
	do_##id:                                                                                   \
		r[0] = CALL_BODY;                                                                  \
		NEXT();                                                                            \
	back_##id:                                                                                 \
		run->budget = budget;                                                              \
		r[0] = CALL_BODY;                                                                  \
		budget = run->budget;                                                              \
		if (__builtin_expect(run->status != RUN_OK, 0))                                    \
			return 0;                                                                  \
		if (run->next)                                                                     \
			goto tail_call;                                                            \
		NEXT();
#define HANDLER_CALL_KFUNC(id, form, op, width, expr)                                              \
	do_##id:                                                                                   \
		run->func = (const struct bound_func *)*CONSTANT;                                  \
		r[0] = run->func->fn(r[1], r[2], r[3], r[4], r[5], run_as_call(run));              \
		NEXT();
#define HANDLER_CALL_LOCAL(id, form, op, width, expr)                                              \
	do_##id:                                                                                   \
		top->ip = ip;                                                                      \
		__builtin_memcpy(top->saved, &r[6], sizeof(top->saved));                           \
		top++;                                                                             \
		r[REG_FP] -= (uint64_t)I.off;                                                      \
		ip += I.imm;                                                                       \
		NEXT();
#define RETURN(distance)                                                                           \
	do {                                                                                       \
		budget -= (distance);                                                              \
		if (__builtin_expect(budget < 0, 0))                                               \
			goto out_of_budget;                                                        \
		top--;                                                                             \
		__builtin_memcpy(&r[6], top->saved, sizeof(top->saved));                           \
		ip = top->ip;                                                                      \
		NEXT();                                                                            \
	} while (0)
#define END_RUN()                                                                                  \
	do {                                                                                       \
		if (run->budget != BUDGET_NONE)                                                    \
			run->budget = budget;                                                      \
		return r[0];                                                                       \
	} while (0)
#define HANDLER_EXIT(id, form, op, width, expr)                                                    \
	do_##id:                                                                                   \
		END_RUN();                                                                         \
	back_##id:                                                                                 \
		RETURN(I.imm);

/* The offset is the low half of the sum; a load that fails returns 0 from its function. */
#define INDEX_ABS 0
#define INDEX_IND (uint32_t)RS
#define LOAD_PACKET(op, width, imm)                                                                \
	skb_load((const struct skep_skb *)(uintptr_t)r[6],                                         \
		 (int32_t)(INDEX_##op + (uint32_t)(imm)), width / 8, &r[0])
#define HANDLER_LD_PACKET(id, form, op, width, expr)                                               \
	do_##id:                                                                                   \
		if (__builtin_expect(LOAD_PACKET(op, width, I.imm), 1))                            \
			NEXT();                                                                    \
		r[0] = 0;                                                                          \
		END_RUN();                                                                         \
	back_##id:                                                                                 \
		if (__builtin_expect(LOAD_PACKET(op, width, CONSTANT[0]), 1))                      \
			NEXT();                                                                    \
		r[0] = 0;                                                                          \
		RETURN((int64_t)CONSTANT[1]);

/* Constants of the image: prepare.c makes them INSN_LDDW. */
#define HANDLER_LDDW_MAP(...)
#define HANDLER_LDDW_MAP_VALUE(...)
#define HANDLER_MAP_BASE(...)
#define HANDLER_LDDW_FUNC(...)
/* Not run: prepare.c refuses them by name. */
#define HANDLER_CAST(...)
#define HANDLER_MAY_GOTO(...)
#define HANDLER_GOTOX(...)
#define HANDLER_CALLX(...)
#define HANDLER_LDDW_BTF_VAR(...)
#define HANDLER_POISON(...)
#define HANDLER_LANE(...)
#define HANDLER_MAP_PART(...)
#define HANDLER_CALL_RECIPE(...)

/* The rows of the table of handlers, by kind. */
#define LABEL_PLAIN(id) [HANDLER_PLAIN][INSN_##id] = &&do_##id,
#define LABEL_BOTH(id) LABEL_PLAIN(id) [HANDLER_BACK][INSN_##id] = &&back_##id,
#define LABEL_ALU LABEL_PLAIN
#define LABEL_JUMP LABEL_BOTH
#define LABEL_GOTO LABEL_BOTH
#define LABEL_LOAD LABEL_PLAIN
#define LABEL_STORE LABEL_PLAIN
#define LABEL_STORE_IMM LABEL_PLAIN
#define LABEL_ATOMIC LABEL_PLAIN
#define LABEL_ATOMIC_FETCH LABEL_PLAIN
#define LABEL_ATOMIC_CMPXCHG LABEL_PLAIN
#define LABEL_LDDW LABEL_PLAIN
#define LABEL_FENCE LABEL_PLAIN
#define LABEL_LANE_BASE LABEL_PLAIN
#define LABEL_CALL_HELPER LABEL_BOTH
#define LABEL_CALL_KFUNC LABEL_PLAIN
#define LABEL_CALL_LOCAL LABEL_PLAIN
#define LABEL_EXIT LABEL_BOTH
#define LABEL_LD_PACKET LABEL_BOTH
#define LABEL_LDDW_MAP(id)
#define LABEL_LDDW_MAP_VALUE(id)
#define LABEL_MAP_BASE(id)
#define LABEL_CAST(id)
#define LABEL_MAY_GOTO(id)
#define LABEL_GOTOX(id)
#define LABEL_CALLX(id)
#define LABEL_LDDW_BTF_VAR(id)
#define LABEL_LDDW_FUNC(id)
#define LABEL_POISON(id)
#define LABEL_LANE(id)
#define LABEL_MAP_PART(id)
#define LABEL_CALL_RECIPE(id)

/*
 * @args: r1..r5 of a function that a helper calls back; NULL: the program.
 *
 * Without @run it only tells where its handlers are, which nothing outside a
 * function can know of its labels; so it must stay one function.
 */
static uint64_t __attribute__((noinline)) execute(const struct tinsn *ip, struct run *run,
						  const uint64_t *args,
						  const struct handlers **table)
{
	static const struct handlers handlers = {
		.row = {
#define INSN(id, opcode, src, off, imm, form, group, kind, op, width, text, expr) LABEL_##kind(id)
#include "core/insn.def"
		},
		.unreachable = &&unreachable,
	};
	static const struct tinsn leave = { .handler = &&leave };
	uint8_t stack[THREADED_STACK_SIZE] __attribute__((aligned(16)));
	struct return_frame frames[MAX_FRAMES], *top = frames;
	uint64_t r[N_REGS];
	int64_t budget;

	if (__builtin_expect(!run, 0)) {
		*table = &handlers;
		return 0;
	}
	if (args) {
		__builtin_memcpy(&r[1], args, 5 * sizeof(*args));
		*top++ = (struct return_frame){ .ip = &leave };
	} else {
		r[1] = (uint64_t)(uintptr_t)run->ctx;
	}
	r[REG_FP] = (uint64_t)(uintptr_t)(stack + sizeof(stack));
	budget = run->budget;
	NEXT();

#define INSN(id, opcode, src, off, imm, form, group, kind, op, width, text, expr)                  \
	HANDLER_##kind(id, form, op, width, expr)
#include "core/insn.def"

tail_call: /* in place, where nothing of this program is left to go on with */
	if (top == frames && run->next->enter == interp_enter) {
		run->binding = run->next;
		run->next = NULL;
		r[1] = (uint64_t)(uintptr_t)run->ctx;
		ip = ((const struct interp_code *)run->binding->code)->insns;
		NEXT();
	}
	r[0] = run_follow(run);
	budget = run->budget;
	if (run->status != RUN_OK)
		return 0;
	if (top == frames)
		return r[0];
	top--;
	__builtin_memcpy(&r[6], top->saved, sizeof(top->saved));
	ip = top->ip;
	NEXT();

leave: /* a function that a helper called returns */
	run->budget = budget;
	return r[0];
out_of_budget:
	run->budget = 0;
	run->status = RUN_BUDGET;
	run_release(run);
	return 0;
unreachable: /* the proof says that control never comes here */
	run->status = RUN_FAULT;
	run_release(run);
	return 0;
}

const struct handlers *threaded_handlers(void)
{
	const struct handlers *handlers = NULL;

	execute(NULL, NULL, NULL, &handlers);
	return handlers;
}

/* A function's value is the address of its first tinsn. */
static uint64_t call_back(struct run *run, uint64_t func, const uint64_t args[5])
{
	return execute((const struct tinsn *)(uintptr_t)func, run, args, NULL);
}

uint64_t interp_enter(struct run *run)
{
	const struct interp_code *code = run->binding->code;

	run->call = call_back;
	return execute(code->insns, run, NULL, NULL);
}
