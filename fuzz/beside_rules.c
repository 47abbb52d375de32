/* Rules for differences between the kernel's verdict and skep's; see beside_rules.h. */
#include "fuzz/beside_impl.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/cfg.h"
#include "core/diag.h"
#include "fuzz/beside_log.h"
#include "fuzz/beside_path.h"
#include "fuzz/cover.h"
#include "verifier/env.h"

enum { NO_INSN = -1, MAX_REASON = 600, MAX_PATH = 4096 };

/**
 * struct cause - why a program is refused
 * @reason: the text
 * @insn: decoded, or NO_INSN
 * @reg: that the kernel's reason begins with, or -1; @theirs: enum value_kind that the
 *       kernel's log says it has, @ours: what skep proved of it
 */
struct cause {
	char reason[MAX_REASON];
	int insn, reg;
	uint8_t theirs;
	struct value ours;
};

/* Has skep proved that no run goes from here to there? */
static bool is_dead_step(const struct difference *d, int from, int to)
{
	const struct fact *fact = &d->facts->insn[from];
	uint32_t target;

	if (!(fact->flags & FACT_REACHED))
		return true;
	if (insn_of(&d->image->insns[from])->kind != KIND_JUMP || to == NO_INSN)
		return false;
	target = insn_target(d->image->insns, (uint32_t)from);
	if (target == (uint32_t)from + 1)
		return false;
	return !(fact->flags & (to == (int)target ? FACT_TAKEN : FACT_FALLS));
}

/* On the path that the kernel's log shows, up to where it refuses. */
static bool is_dead_path(const struct difference *d, const char *log)
{
	int from = NO_INSN, to;

	for (const char *p = log; p; p = log_next(p)) {
		if (log_slot(p) < 0)
			continue;
		to = log_insn(d->image, log_slot(p));
		if (from != NO_INSN && is_dead_step(d, from, to))
			return true;
		from = to;
	}
	return from != NO_INSN && is_dead_step(d, from, NO_INSN);
}

/* The first register that the line names; -1: none. */
static int register_in(const char *line)
{
	for (const char *p = strchr(line, 'R'); p; p = strchr(p + 1, 'R'))
		if (p[1] >= '0' && p[1] <= '9' && (p == line || p[-1] == ' '))
			return atoi(p + 1);
	return -1;
}

/* @insn: where it refuses. */
static void find_cause(const struct difference *d, const char *log, int insn, struct cause *cause)
{
	const char *subject;

	*cause = (struct cause){ .insn = insn, .reg = -1 };
	log_reason(log, cause->reason, sizeof(cause->reason));
	subject = strrchr(cause->reason, '\n');
	subject = subject ? subject + 1 : cause->reason;
	cause->reg = register_in(subject);
	if (cause->reg < 0 || cause->insn == NO_INSN)
		return;
	cause->theirs = log_kind(log, (unsigned)cause->reg);
	if ((unsigned)cause->reg < N_REGS)
		cause->ours = proved_before(d->image, d->facts, (uint32_t)cause->insn,
					    (unsigned)cause->reg);
}

/* --- conditions --- */

static const struct insn *insn_of_cause(const struct difference *d, const struct cause *c)
{
	static const struct insn none = { 0 };

	return c->insn == NO_INSN ? &none : &d->image->insns[c->insn];
}

static bool always(const struct difference *d, const struct cause *c)
{
	(void)d, (void)c;
	return true;
}

/* Both agree on what the register is, but not on the number in it. */
static bool same_kind(const struct difference *d, const struct cause *c)
{
	(void)d;
	return c->reg >= 0 && c->ours.kind == c->theirs && c->theirs != VALUE_UNINIT;
}

/* What the instruction makes of the register, where it is arithmetic. */
static bool is_small(const struct difference *d, const struct cause *c, unsigned reg)
{
	struct value v = proved_before(d->image, d->facts, (uint32_t)c->insn, reg);

	return v.kind == VALUE_SCALAR && scalar_smin(&v.num) > INT32_MIN &&
	       scalar_smax(&v.num) < INT32_MAX;
}

/* The number is proved small that Linux says of that it may be anything. */
static bool small_addend(const struct difference *d, const struct cause *c)
{
	const struct insn *insn = insn_of_cause(d, c);

	return insn_of(insn)->kind == KIND_ALU && insn_of(insn)->src_is_reg &&
	       (is_small(d, c, insn->src) || is_small(d, c, insn->dst));
}

/* A constant of 2^29 or more is added, or taken off. */
static bool large_addend(const struct difference *d, const struct cause *c)
{
	const struct insn *insn = insn_of_cause(d, c);
	struct value v = { .kind = VALUE_SCALAR, .num = scalar_const((uint64_t)insn->imm) };

	if (insn_of(insn)->kind != KIND_ALU)
		return false;
	if (insn_of(insn)->src_is_reg)
		v = proved_before(d->image, d->facts, (uint32_t)c->insn, insn->src);
	return v.kind == VALUE_SCALAR && scalar_is_const(&v.num) &&
	       (scalar_smin(&v.num) >= 1 << 29 || scalar_smin(&v.num) <= -(1 << 29));
}

static bool adds_to_context(const struct difference *d, const struct cause *c)
{
	const struct insn *insn = insn_of_cause(d, c);

	return insn_of(insn)->kind == KIND_ALU &&
	       (d->trusted || /* the context may be a sum, which is a number to skep */
		proved_before(d->image, d->facts, (uint32_t)c->insn, insn->dst).kind == VALUE_CTX ||
		(insn_of(insn)->src_is_reg &&
		 proved_before(d->image, d->facts, (uint32_t)c->insn, insn->src).kind ==
			 VALUE_CTX));
}

static bool not_zero(const struct difference *d, const struct cause *c)
{
	(void)d;
	return c->ours.kind == VALUE_SCALAR && scalar_smin(&c->ours.num) > 0;
}

static struct value result(const struct difference *d, const struct cause *c)
{
	return insn_of(insn_of_cause(d, c))->kind == KIND_ALU ? d->facts->out[c->insn]
							      : (struct value){ 0 };
}

static bool into_stack(const struct difference *d, const struct cause *c)
{
	struct value v = result(d, c);

	if (!value_is_pointer(&v))
		v = c->ours;
	return v.kind == VALUE_STACK || (v.kind == VALUE_UNINIT && c->theirs == VALUE_STACK);
}

static bool stack_atomic(const struct difference *d, const struct cause *c)
{
	uint8_t kind = insn_of(insn_of_cause(d, c))->kind;

	return (kind == KIND_ATOMIC || kind == KIND_ATOMIC_FETCH || kind == KIND_ATOMIC_CMPXCHG) &&
	       d->facts->insn[c->insn].region == VALUE_STACK;
}

/* Frames of what is executed. */
static bool small_stack(const struct difference *d, const struct cause *c)
{
	(void)c;
	return d->facts->stack_size <= STACK_SIZE;
}

static bool is_constant(const struct difference *d, const struct cause *c)
{
	(void)d;
	return c->ours.kind == VALUE_SCALAR && scalar_is_const(&c->ours.num);
}

/* To Linux it is a number once it was spilled. */
static bool is_dynptr(const struct difference *d, const struct cause *c)
{
	(void)d;
	return c->ours.kind == VALUE_DYNPTR;
}

static bool of_context(const struct difference *d, const struct cause *c)
{
	return c->insn != NO_INSN && d->facts->insn[c->insn].flags & FACT_ACCESS &&
	       d->facts->insn[c->insn].region == VALUE_CTX;
}

/* Both agree on what kind of pointer the sum is: "... pkt pointer ...". */
static bool same_sum(const struct difference *d, const struct cause *c)
{
	const char *end = strstr(c->reason, " pointer "), *word = end;
	struct value v = result(d, c);

	while (word && word > c->reason && word[-1] != ' ')
		word--;
	return word && value_is_pointer(&v) && v.kind == log_kind_of_word(word);
}

/* The key of some lookup is proved to be there. */
static bool known_key(const struct difference *d, const struct cause *c)
{
	bool found = false;

	for (uint32_t i = 0; i < d->image->n_insns; i++)
		found |= d->facts->insn[i].flags & FACT_NOT_NULL;
	return found && c->ours.kind == VALUE_MAP_VALUE && !(c->ours.flags & VALUE_NULLABLE);
}

static bool known_sum(const struct difference *d, const struct cause *c)
{
	struct cause sum = *c;

	sum.ours = result(d, c);
	return known_key(d, &sum);
}

/* Into the frame of who called. */
/* On all paths, or on one: then nothing is proved of the result that all have in common. */
static bool returns_stack(const struct difference *d, const struct cause *c)
{
	uint8_t kind;

	if (insn_of(insn_of_cause(d, c))->kind != KIND_EXIT)
		return false;
	kind = proved_before(d->image, d->facts, (uint32_t)c->insn, 0).kind;
	return kind == VALUE_STACK || kind == VALUE_UNINIT;
}

/* A pointer to a frame that lives on, into it or the stack of another who lives on. */
static bool stores_stack(const struct difference *d, const struct cause *c)
{
	const struct insn *insn = insn_of_cause(d, c);

	return insn_of(insn)->kind == KIND_STORE &&
	       proved_before(d->image, d->facts, (uint32_t)c->insn, insn->src).kind == VALUE_STACK;
}

/* A stack pointer was added to a number. */
static bool adds_stack(const struct difference *d, const struct cause *c)
{
	for (int i = 0; i < c->insn; i++) {
		const struct insn *insn = &d->image->insns[i];

		if (insn->id == INSN_ADD64_X &&
		    proved_before(d->image, d->facts, (uint32_t)i, insn->src).kind == VALUE_STACK)
			return true;
	}
	return false;
}

/* One kind of pointer is used, where all others' paths are dead. */
static bool is_one_region(const struct difference *d, const struct cause *c)
{
	return c->insn != NO_INSN && d->facts->insn[c->insn].flags & FACT_ACCESS &&
	       !(d->facts->insn[c->insn].flags & FACT_MIXED);
}

static bool one_object(const struct difference *d, const struct cause *c)
{
	const struct insn *insn = insn_of_cause(d, c);
	struct value a, b;

	if (!insn_of(insn)->src_is_reg || insn_of(insn)->op == OP_JSET)
		return false;
	a = proved_before(d->image, d->facts, (uint32_t)c->insn, insn->dst);
	b = proved_before(d->image, d->facts, (uint32_t)c->insn, insn->src);
	if (a.kind == VALUE_PACKET_END || b.kind == VALUE_PACKET_END)
		return a.kind == VALUE_PACKET || b.kind == VALUE_PACKET || a.kind == b.kind;
	return value_is_pointer(&a) && same_object(&a, &b);
}

/* Against 0, whether by an immediate or in a register. */
static bool is_zero_at(const struct difference *d, int insn, unsigned reg)
{
	struct value v = proved_before(d->image, d->facts, (uint32_t)insn, reg);

	return v.kind == VALUE_SCALAR && scalar_is_const(&v.num) && !v.num.bits.value;
}

static bool null_test(const struct difference *d, const struct cause *c)
{
	const struct insn *insn = insn_of_cause(d, c);

	if (insn_of(insn)->op != OP_JEQ && insn_of(insn)->op != OP_JNE)
		return false;
	if (!insn_of(insn)->src_is_reg)
		return !insn->imm && insn_of(insn)->width == 64;
	return is_zero_at(d, c->insn, insn->src);
}

bool image_calls(const struct image *image, bool (*is)(const struct helper_info *helper))
{
	for (uint32_t i = 0; i < image->n_insns; i++) {
		const struct insn *insn = &image->insns[i];
		const struct helper_info *helper = insn_of(insn)->kind == KIND_CALL_HELPER
							   ? helper_by_number(insn->imm)
							   : NULL;

		if (helper && is(helper))
			return true;
	}
	return false;
}

static bool ends_pointers(const struct helper_info *helper)
{
	return helper->flags & HELPER_MOVES_PACKET || helper->number == HELPER_ID_sk_release ||
	       helper->number == HELPER_ID_ringbuf_submit ||
	       helper->number == HELPER_ID_ringbuf_discard ||
	       helper->number == HELPER_ID_tail_call; /* whose target may move the packet */
}

static bool dead_pointer(const struct difference *d, const struct cause *c)
{
	(void)c;
	return image_calls(d->image, ends_pointers);
}

/* What an atomic operation fetched from the stack is a pointer to Linux, a number to skep. */
static bool fetched_pointer(const struct difference *d, const struct cause *c)
{
	if (!d->trusted || c->ours.kind != VALUE_SCALAR)
		return false;
	for (uint32_t i = 0; i < d->image->n_insns; i++) {
		uint8_t kind = insn_of(&d->image->insns[i])->kind;

		if ((kind == KIND_ATOMIC_FETCH || kind == KIND_ATOMIC_CMPXCHG) &&
		    d->facts->insn[i].region == VALUE_STACK)
			return true;
	}
	return false;
}

static bool dead_packet_load(const struct difference *d, const struct cause *c)
{
	(void)c;
	for (uint32_t i = 0; i < d->image->n_insns; i++)
		if (insn_of(&d->image->insns[i])->kind == KIND_LD_PACKET &&
		    image_subprog(d->image, i) && d->facts->insn[i].flags & FACT_REACHED)
			return false;
	return true;
}

static bool never_executed(const struct difference *d, const struct cause *c)
{
	(void)c;
	for (uint32_t i = 0; i < d->image->n_insns; i++)
		if (insn_of(&d->image->insns[i])->kind == KIND_LDDW_MAP_VALUE &&
		    !(d->facts->insn[i].flags & FACT_REACHED))
			return true;
	return false;
}

/* The size of a helper's memory is one number. */
static bool size_is(const struct difference *d, const struct cause *c, uint64_t *size)
{
	struct value v;

	if (c->reg < 1 || c->reg > 4 || insn_of(insn_of_cause(d, c))->kind != KIND_CALL_HELPER)
		return false;
	v = proved_before(d->image, d->facts, (uint32_t)c->insn, (unsigned)c->reg + 1);
	*size = v.num.bits.value;
	return v.kind == VALUE_SCALAR && scalar_is_const(&v.num);
}

static bool no_memory(const struct difference *d, const struct cause *c)
{
	uint64_t size;

	return size_is(d, c, &size) && !size;
}

/* Memory that is only written need not be initialised if the size is known. */
static bool known_size(const struct difference *d, const struct cause *c)
{
	uint64_t size;

	return size_is(d, c, &size) && c->ours.kind == VALUE_STACK;
}

/* A number to skep, a pointer that leads nowhere to Linux. */
static bool moved_context(const struct difference *d, const struct cause *c)
{
	return d->trusted && c->theirs == VALUE_CTX && c->ours.kind == VALUE_SCALAR;
}

/* The access is too large for the frame, as it sees it; not: of what was never written. */
static bool outside_stack(const struct difference *d, const struct cause *c)
{
	return same_kind(d, c) && c->ours.kind == VALUE_STACK && !strchr(c->reason, '+');
}

/* "... should have been in [0, 1]": do the numbers from @min to @max lie there? */
static bool result_allowed(const struct difference *d, const struct cause *c, int64_t min,
			   int64_t max)
{
	const char *range = strstr(c->reason, "should have been in [");
	long long lo, hi;

	return insn_of(insn_of_cause(d, c))->kind == KIND_EXIT && c->ours.kind == VALUE_SCALAR &&
	       sscanf(strchr(range, '['), "[%lld, %lld]", &lo, &hi) == 2 && min >= lo && max <= hi;
}

static bool small_result(const struct difference *d, const struct cause *c)
{
	return result_allowed(d, c, scalar_smin(&c->ours.num), scalar_smax(&c->ours.num));
}

static bool small_low_half(const struct difference *d, const struct cause *c)
{
	return result_allowed(d, c, range_smin(c->ours.num.r32, 32),
			      range_smax(c->ours.num.r32, 32));
}

/* Is there a function that no instruction names? */
bool has_uncalled_functions(const struct difference *d)
{
	uint32_t called = 0;

	for (uint32_t f = 1; f < d->image->n_subprogs; f++) {
		bool found = false;

		for (uint32_t i = 0; i < d->image->n_insns && !found; i++) {
			uint8_t kind = insn_of(&d->image->insns[i])->kind;

			found = (kind == KIND_CALL_LOCAL || kind == KIND_LDDW_FUNC) &&
				insn_func_target(d->image->insns, i) == d->image->subprogs[f].start;
		}
		called += found;
	}
	return called + 1 < d->image->n_subprogs;
}

/* The proof says of what the access is, and that it stays there. */
static bool is_access(const struct difference *d, const struct cause *c)
{
	const struct fact *fact = c->insn == NO_INSN ? NULL : &d->facts->insn[c->insn];

	return fact && fact->flags & FACT_ACCESS &&
	       !strstr(c->reason, "stack") == (fact->region != VALUE_STACK);
}

static bool trusted_fill(const struct difference *d, const struct cause *c)
{
	return d->trusted && c->insn != NO_INSN &&
	       d->facts->insn[c->insn].flags & FACT_ACCESS &&
	       d->facts->insn[c->insn].region == VALUE_STACK;
}

static bool is_helper(const struct difference *d, const struct cause *c)
{
	return insn_of(insn_of_cause(d, c))->kind == KIND_CALL_HELPER;
}

static bool has_uncalled(const struct difference *d, const struct cause *c)
{
	(void)c;
	return has_uncalled_functions(d);
}

/* --- the kernel refuses --- */

struct rule {
	const char *name, *text;
	bool (*holds)(const struct difference *d, const struct cause *c);
};

/* Linux knows a null test by its constant, skep by a register that holds 0 too. */
static bool tested_by_register(const struct difference *d, const struct cause *c)
{
	for (int i = 0; i < c->insn; i++) {
		const struct insn *insn = &d->image->insns[i];
		const struct insn_info *info = insn_of(insn);

		if (info->width == 64 && info->src_is_reg &&
		    (info->op == OP_JEQ || info->op == OP_JNE) && is_zero_at(d, i, insn->src))
			return true;
	}
	return false;
}

/* What it accepts with CAP_PERFMON. */
static const struct rule of_secrets[] = {
	{ "kernel-bug", "verifier bug", always },
	{ "helper-rights", "program of this type cannot use helper", always },
	{ "variable-stack", "variable stack access prohibited for !root", into_stack },
	{ "variable-stack", "stack pointer with variable offset", into_stack },
	{ "same-object-pointers", "pointer -= pointer prohibited", one_object },
	{ "same-object-pointers", "pointer comparison prohibited", one_object },
	{ "pointer-null-test", "pointer comparison prohibited", null_test },
	{ "dead-pointer-slot", "attempt to corrupt spilled pointer", dead_pointer },
	{ "empty-memory", " size=0", no_memory },
	{ "frame-of-sum", "invalid read from stack", adds_stack },
	{ "more-precise", "invalid read from stack", known_size },
	{ "speculation", "pointer arithmetic with it prohibited for !root", always },
	{ "speculation", "goes out of range, prohibited for !root", always },
	{ "speculation", "same insn cannot be used with different pointers", always },
	{ "speculation", "jumps is too complex", always },
	{ "speculation", "BPF program is too large", always },
};

/* In every mode. */
static const struct rule of_memory[] = {
	{ "dead-call", "No program to jit", always },
	{ "kernel-bug", "verifier bug", always },
	{ "sleepable", "sleepable", is_helper },
	{ "sleepable", "functions that may sleep are not allowed", always },
	{ "stack-subtraction", "subtraction from stack pointer prohibited", into_stack },
	{ "uncalled-function", "number of funcs in func_info", has_uncalled },
	{ "uncalled-function", "unreachable insn", has_uncalled },
	{ "dead-value", "no direct value access support", never_executed },
	{ "dead-value", "invalid access to map value pointer", never_executed },
	{ "returned-frame", "cannot return stack pointer", returns_stack },
	{ "returned-frame", "cannot spill pointers to stack into", stores_stack },
	{ "empty-memory", " size=0", no_memory },
	{ "constant-key", "invalid mem access 'map_value_or_null'", known_key },
	{ "pointer-null-test", "invalid mem access 'map_value_or_null'", tested_by_register },
	{ "constant-key", "on map_value_or_null prohibited, null-check it first", known_sum },
	{ "more-precise", "unbounded min value", same_sum },
	{ "more-precise", "unbounded min value", small_addend },
	{ "context-arithmetic", "math between ctx", adds_to_context },
	{ "far-pointers", "math between", large_addend },
	{ "more-precise", "unbounded memory access", same_kind },
	{ "more-precise", "outside of the allowed memory range", same_kind },
	{ "more-precise", "offset is outside of the packet", same_kind },
	{ "more-precise", "invalid zero-sized read", not_zero },
	{ "more-precise", "min value is negative", same_kind },
	{ "more-precise", "pointer be out of bounds", same_sum },
	{ "more-precise", "same insn cannot be used with different pointers", is_one_region },
	{ "more-precise", "invalid access to", same_kind },
	{ "more-precise", "invalid read from stack", outside_stack },
	{ "more-precise", "invalid write to stack", outside_stack },
	{ "more-precise", "variable-offset read from stack", outside_stack },
	{ "more-precise", "variable-offset write to stack", outside_stack },
	{ "context-arithmetic", "pointer arithmetic with ", moved_context },
	{ "atomic-of-pointer", "32-bit pointer arithmetic prohibited", fetched_pointer },
	{ "atomic-of-pointer", "pointer arithmetic with ", fetched_pointer },
	{ "variable-stack", "variable offset stack pointer cannot be passed", stack_atomic },
	{ "more-precise", "combined stack size of", small_stack },
	{ "more-precise", "is not a known constant", is_constant },
	{ "attach-type-fields", "invalid bpf_context access", of_context },
	{ "packet-load-in-function", "LD_ABS is not allowed in subprogs", dead_packet_load },
	{ "packet-load-in-function", "LD_ABS is only allowed in functions", dead_packet_load },
	{ "part-of-pointer", "invalid size of register fill", trusted_fill },
	{ "dynamic-pointers", "expected=fp, dynptr_ptr", is_dynptr },
	{ "more-precise", "misaligned", is_access },
	{ "more-precise", "bpf_spin_lock cannot be accessed", is_access },
	{ "more-precise", "should have been in", small_result },
	{ "result-width", "should have been in", small_low_half },
	{ "more-precise", "infinite loop detected", always },
	{ "more-precise", "jumps is too complex", always },
	{ "more-precise", "BPF program is too large", always },
};

struct rules {
	const struct rule *rule;
	size_t n;
};

static const struct rules secrets = { of_secrets, sizeof(of_secrets) / sizeof(*of_secrets) };
static const struct rules memory = { of_memory, sizeof(of_memory) / sizeof(*of_memory) };

static const char *rule_at(const struct difference *d, const char *log, int insn,
			   const struct rules *rules)
{
	struct cause cause;

	find_cause(d, log, insn, &cause);
	for (size_t i = 0; i < rules->n; i++)
		if (strstr(cause.reason, rules->rule[i].text) && rules->rule[i].holds(d, &cause))
			return rules->rule[i].name;
	return NULL;
}

/* The log's instructions; NULL: there is no path. */
static uint32_t *read_path(const struct image *image, const char *log, struct arena *arena,
			   uint32_t *n)
{
	uint32_t *path = ARENA_ARRAY(arena, uint32_t, MAX_PATH);

	*n = 0;
	for (const char *p = log; p && path; p = log_next(p)) {
		int insn = log_slot(p) < 0 ? NO_INSN : log_insn(image, log_slot(p));

		if (insn == NO_INSN)
			continue;
		if (*n == MAX_PATH)
			return NULL;
		path[(*n)++] = (uint32_t)insn;
	}
	return path;
}

/* Of what is alone on its path, both ask it: skep found the slot unread and did not follow. */
static bool prunes(const char *log, const struct skep_error *error)
{
	return strstr(log, "attempt to corrupt spilled pointer") &&
	       !strcmp(error->id, "partial-pointer") && strstr(error->message, "overwritten");
}

/*
 * The rule on the kernel's path alone, where what all paths have in common says too
 * little: the path's end is proved never to be reached, or the rule holds there.
 */
static const char *rule_of_path(const struct difference *d, const char *log,
				const struct rules *rules)
{
	const struct verify_opts opts = { .rights = d->trusted ? SKEP_TRUSTED : 0 };
	struct difference along = *d;
	const char *rule = NULL;
	struct skep_error error;
	struct facts *facts;
	struct arena arena;
	struct image image;
	uint32_t *path, n;

	arena_init(&arena, 0);
	error_clear(&error);
	path = read_path(d->image, log, &arena, &n);
	if (!path || path_image(d->image, path, n, &arena, &image)) {
		arena_free(&arena);
		return NULL;
	}
	if (verify(&image, &opts, &arena, &facts, &error)) {
		rule = prunes(log, &error) ? "pruned-checks" : NULL;
	} else {
		along.image = &image;
		along.facts = facts;
		n = image.subprogs[0].end - 3;
		rule = facts->insn[n].flags & FACT_REACHED ? rule_at(&along, log, (int)n, rules)
							   : "more-precise";
	}
	arena_free(&arena);
	return rule;
}

static const char *kernel_refuses(const struct difference *d)
{
	bool of_rights = !d->with_rights.err;
	const struct rules *rules = of_rights ? &secrets : &memory;
	const char *log = of_rights ? d->kernel.log : d->with_rights.log, *rule;
	int slot;

	log_last_insn(log, &slot);
	rule = rule_at(d, log, log_insn(d->image, slot), rules);
	if (!rule && of_rights && kernel_speculates(d->image, d->trusted))
		rule = "speculation";
	if (!rule && is_dead_path(d, log))
		rule = "more-precise";
	return rule ? rule : rule_of_path(d, log, rules);
}

const char *difference_rule(const struct difference *difference)
{
	return difference->facts ? kernel_refuses(difference) : skep_refuses(difference);
}
