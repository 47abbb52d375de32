/*
 * From a verified program to operations: one instruction at a time, by its kind.
 *
 * What the proof says is used here: instructions that are never reached leave
 * nothing, branches that go one way only are decided, context accesses become
 * accesses to the host's structure.  What the binding says becomes constants;
 * lookups that have a recipe become its instructions.
 */
#include <assert.h>
#include <errno.h>

#include "core/cfg.h"
#include "core/diag.h"
#include "core/recipe.h"
#include "jit/build.h"

typedef int build_fn(struct build *b, const struct insn *insn);

static int refuse(struct build *b, const struct insn *insn)
{
	const struct insn_info *info = insn_of(insn);
	int err = error_set(b->error, UNSUPPORTED_INSN, info->name, group_name[info->group]);

	error_place_insn(b->error, b->image, b->insn);
	return err;
}

/* ---- operations ---- */

static void add_move(struct build *b, uint32_t to, uint32_t from)
{
	add(b, IR_MOV, 64, to, from, 0);
}

static void add_plain(struct build *b, uint32_t to, uint64_t v)
{
	add_move(b, to, ir_constant(b->ir, v));
}

/* A label of the function, which is thereby used. */
static uint32_t func_label(struct build *b, enum ir_func_label which)
{
	b->used |= 1u << which;
	return ir_func_label(b->func, which);
}

static uint32_t func_start(const struct build *b, uint32_t insn)
{
	return ir_func_label(image_subprog(b->image, insn), IR_START);
}

static uint32_t insn_label(const struct build *b, uint32_t insn)
{
	return b->first_label + insn;
}

/* A constant of the instruction at hand; of a recipe not all are the program's choice. */
static uint32_t chosen(const struct build *b, uint64_t v)
{
	if (b->in && b->in->recipe->flags[b->recipe_at] & RECIPE_PLAIN)
		return ir_constant(b->ir, v);
	return ir_chosen(b->ir, v);
}

/* ---- by kind ---- */

static const uint8_t arithmetic[] = {
	[OP_ADD] = IR_ADD,       [OP_SUB] = IR_SUB,         [OP_MUL] = IR_MUL,
	[OP_DIV] = IR_DIV,       [OP_SDIV] = IR_SDIV,       [OP_OR] = IR_OR,
	[OP_AND] = IR_AND,       [OP_LSH] = IR_LSH,         [OP_RSH] = IR_RSH,
	[OP_MOD] = IR_MOD,       [OP_SMOD] = IR_SMOD,       [OP_XOR] = IR_XOR,
	[OP_MOV] = IR_MOV,       [OP_ARSH] = IR_ARSH,       [OP_NEG] = IR_NEG,
	[OP_MOVSX8] = IR_MOVSX8, [OP_MOVSX16] = IR_MOVSX16, [OP_MOVSX32] = IR_MOVSX32,
	[OP_LE16] = IR_ZX16,     [OP_SWAP16] = IR_SWAP16,   [OP_SWAP32] = IR_SWAP32,
	[OP_SWAP64] = IR_SWAP64,
};

static int build_alu(struct build *b, const struct insn *insn)
{
	const struct insn_info *info = insn_of(insn);
	uint32_t operand = insn->src;
	unsigned width = info->width;

	if (info->op == OP_LE64)
		return 0;
	if (info->op == OP_LE32) {
		add(b, IR_MOV, 32, insn->dst, insn->dst, 0);
		return 0;
	}
	if (info->op == OP_MOV && info->form == FORM_DST_IMM) {
		add_move(b, insn->dst,
			 chosen(b, width == 32 ? (uint32_t)insn->imm : (uint64_t)insn->imm));
		return 0;
	}
	if (info->form == FORM_DST_IMM)
		operand = chosen(b, (uint64_t)insn->imm);
	else if (!info->src_is_reg)
		operand = insn->dst;
	if (ir_info[arithmetic[info->op]].form == IR_FORM_MOVE)
		add(b, arithmetic[info->op], width, insn->dst, operand, 0);
	else
		add(b, arithmetic[info->op], width, insn->dst, insn->dst, operand);
	return 0;
}

/* In a recipe the budget stays as it is. */
uint32_t build_target(const struct build *b, const struct insn *insn)
{
	uint32_t to = (uint32_t)((int32_t)b->recipe_at + 1 + insn->off);
	uint8_t flags = b->in ? b->in->recipe->flags[b->recipe_at] : 0;

	if (b->in && to < b->in->recipe->n)
		return b->in->label[to];
	if (b->in)
		return flags & RECIPE_FOUND ? b->in->found :
		       flags & RECIPE_NULL  ? b->in->null :
					      b->in->test;
	return insn_label(b, insn_target(b->image->insns, b->insn));
}

static void add_loop(struct build *b, const struct insn *insn)
{
	func_label(b, IR_LABEL_OUT);
	add(b, IR_LOOP, 0, build_target(b, insn),
	    ir_constant(b->ir, (uint64_t)(b->owed + insn->off)), 0);
}

/* Is there no code between the instruction at hand and the one that it jumps to? */
static bool goes_to_next(const struct build *b)
{
	uint32_t to = insn_target(b->image->insns, b->insn), i = b->insn + 1;

	while (i < to && !(b->facts->insn[i].flags & FACT_REACHED))
		i++;
	return i == to;
}

static int build_goto(struct build *b, const struct insn *insn)
{
	if (!b->in && insn->off < 0) {
		add_loop(b, insn);
		return 0;
	}
	if (!b->in)
		budget_jump(b);
	if (b->in || !goes_to_next(b))
		add(b, IR_JUMP, 0, build_target(b, insn), 0, 0);
	return 0;
}

/* By operator: the condition, and its opposite. */
static const struct {
	uint8_t is, is_not;
} conditions[] = {
	[OP_JEQ] = { IR_JEQ, IR_JNE },	   [OP_JNE] = { IR_JNE, IR_JEQ },
	[OP_JSET] = { IR_JSET, IR_JCLEAR }, [OP_JGT] = { IR_JGT, IR_JLE },
	[OP_JGE] = { IR_JGE, IR_JLT },	   [OP_JLT] = { IR_JLT, IR_JGE },
	[OP_JLE] = { IR_JLE, IR_JGT },	   [OP_JSGT] = { IR_JSGT, IR_JSLE },
	[OP_JSGE] = { IR_JSGE, IR_JSLT },   [OP_JSLT] = { IR_JSLT, IR_JSGE },
	[OP_JSLE] = { IR_JSLE, IR_JSGT },
};

/* Around a jump back goes who does not take it. */
static int build_jump(struct build *b, const struct insn *insn)
{
	const struct insn_info *info = insn_of(insn);
	uint32_t with = insn->src, around;

	if (!(b->fact->flags & FACT_TAKEN))
		return 0;
	if (!(b->fact->flags & FACT_FALLS))
		return build_goto(b, insn);
	if (info->form == FORM_DST_IMM_JUMP)
		with = ir_chosen(b->ir, (uint64_t)insn->imm);
	if (!b->in && insn->off < 0) {
		around = ir_label(b->ir);
		add(b, conditions[info->op].is_not, info->width, around, insn->dst, with);
		add_loop(b, insn);
		ir_place(b->ir, around);
		return 0;
	}
	if (!b->in)
		budget_jump(b);
	add(b, conditions[info->op].is, info->width, build_target(b, insn), insn->dst, with);
	return 0;
}

/* ---- memory ---- */

static uint8_t access_op(const struct insn_info *info)
{
	static const uint8_t atomic[] = { [OP_ADD] = IR_ATOMIC_ADD, [OP_OR] = IR_ATOMIC_OR,
					  [OP_AND] = IR_ATOMIC_AND, [OP_XOR] = IR_ATOMIC_XOR };
	static const uint8_t fetch[] = { [OP_ADD] = IR_FETCH_ADD, [OP_OR] = IR_FETCH_OR,
					 [OP_AND] = IR_FETCH_AND, [OP_XOR] = IR_FETCH_XOR,
					 [OP_XCHG] = IR_XCHG };

	switch (info->kind) {
	case KIND_LOAD:
		return info->op == OP_SIGNED ? IR_LOAD_SX :
		       info->op == OP_ACQUIRE ? IR_LOAD_ACQUIRE : IR_LOAD;
	case KIND_ATOMIC: return atomic[info->op];
	case KIND_ATOMIC_FETCH: return fetch[info->op];
	case KIND_ATOMIC_CMPXCHG: return IR_CMPXCHG;
	default: return info->op == OP_RELEASE ? IR_STORE_RELEASE : IR_STORE;
	}
}

/* An access to @base + @off; the offset need not fit the operation. */
static void add_access(struct build *b, struct ir_insn access, uint32_t base, int64_t off)
{
	if (off != (int16_t)off) {
		add(b, IR_ADD, 64, IR_T0, base, ir_constant(b->ir, (uint64_t)off));
		base = IR_T0;
		off = 0;
	}
	access.a = base;
	access.off = (int16_t)off;
	ir_add(b->ir, access);
}

/*
 * The map that an access by a variable offset must not leave, even where the
 * processor goes on before a comparison is decided; NULL: it need not be masked,
 * or cannot be: see docs/jit.md.
 */
static const struct bound_map *mask_of(const struct build *b, const struct insn_info *info)
{
	const struct fact *fact = b->fact;
	const struct bound_map *map;
	size_t width = info->width / 8;

	if (!(b->flags & JIT_MASK) || !(fact->flags & FACT_ACCESS) ||
	    fact->region != VALUE_MAP_VALUE || fact->flags & FACT_MIXED ||
	    fact->object >= b->binding->n_maps || (uint64_t)(fact->hi - fact->lo) == width)
		return NULL;
	map = &b->binding->maps[fact->object];
	return map->values && map->stays && map->size >= width ? map : NULL;
}

/*
 * t0 = an address that is inside the map's values whatever was foretold: its offset
 * is masked with ones where 0 <= offset <= limit, else with zeros, by arithmetic.
 */
static void add_mask(struct build *b, const struct bound_map *map, unsigned width, uint32_t base,
		     int64_t off)
{
	uintptr_t values = (uintptr_t)map->values;

	add(b, IR_ADD, 64, IR_T0, base, ir_constant(b->ir, (uint64_t)off));
	add_plain(b, IR_T1, values);
	add(b, IR_SUB, 64, IR_T0, IR_T0, IR_T1);
	add_move(b, IR_T1, ir_chosen(b->ir, map->size - width / 8));
	add(b, IR_SUB, 64, IR_T1, IR_T1, IR_T0);
	add(b, IR_OR, 64, IR_T1, IR_T1, IR_T0);
	add(b, IR_ARSH, 64, IR_T1, IR_T1, ir_constant(b->ir, 63));
	add(b, IR_NOT, 64, IR_T1, IR_T1, 0);
	add(b, IR_AND, 64, IR_T0, IR_T0, IR_T1);
	add_plain(b, IR_T1, values);
	add(b, IR_ADD, 64, IR_T0, IR_T0, IR_T1);
}

/* A context access in the host's structure, where pointers are loaded whole. */
static bool to_host(const struct build *b, const struct insn_info *info, struct ir_insn *access,
		    int64_t *off)
{
	const struct fact *fact = b->fact;
	const struct ctx_field *field = ctx_field(fact->object);
	int64_t host = field->host_offset + (fact->lo - field->offset);

	if (fact->flags & FACT_MIXED || fact->hi - fact->lo != info->width / 8)
		return false;
	if (field->kind != CTX_SCALAR) {
		if (info->width / 8 != field->size || field->host_size != sizeof(void *))
			return false;
		access->op = IR_LOAD;
		access->width = 64;
		host = field->host_offset;
	}
	/* The register holds the context's address plus lo - off, which is constant. */
	*off += host - fact->lo;
	return true;
}

static int build_access(struct build *b, const struct insn *insn)
{
	const struct insn_info *info = insn_of(insn);
	const struct bound_map *mask = mask_of(b, info);
	struct ir_insn access = { .op = access_op(info), .width = info->width };
	uint32_t base = info->kind == KIND_LOAD ? insn->src : insn->dst;
	int64_t off = insn->off;

	access.b = insn->src;
	if (info->kind == KIND_STORE_IMM)
		access.b = ir_chosen(b->ir, (uint64_t)insn->imm);
	if (info->kind == KIND_LOAD)
		access.to = insn->dst, access.b = 0;
	else if (info->kind == KIND_ATOMIC_FETCH)
		access.to = insn->src;
	if (b->fact->flags & FACT_ACCESS && b->fact->region == VALUE_CTX &&
	    !to_host(b, info, &access, &off))
		return refuse(b, insn);
	if (mask) {
		add_mask(b, mask, info->width, base, off);
		base = IR_T0;
		off = 0;
	}
	add_access(b, access, base, off);
	return 0;
}

/* ---- constants ---- */

static int build_lddw(struct build *b, const struct insn *insn)
{
	add_move(b, insn->dst, chosen(b, (uint64_t)insn->imm));
	return 0;
}

/* In a recipe the map is number 0. */
static const struct bound_map *map_at(const struct build *b, const struct insn *insn)
{
	uint32_t number = b->in ? b->in->map : (uint32_t)insn->imm;

	assert(number < b->binding->n_maps);
	return &b->binding->maps[number];
}

static int build_map(struct build *b, const struct insn *insn)
{
	add_plain(b, insn->dst, (uintptr_t)map_at(b, insn)->map);
	return 0;
}

static int build_map_value(struct build *b, const struct insn *insn)
{
	uint64_t offset = (uint64_t)insn->imm >> 32;

	add_plain(b, insn->dst, (uintptr_t)map_at(b, insn)->values + offset);
	return 0;
}

static int build_map_base(struct build *b, const struct insn *insn)
{
	add_plain(b, insn->dst, (uintptr_t)map_at(b, insn)->values);
	return 0;
}

static int build_map_part(struct build *b, const struct insn *insn)
{
	assert(b->in);
	add_plain(b, insn->dst,
		  (uintptr_t)b->binding->maps[b->in->map].base + (uint64_t)insn->imm);
	return 0;
}

static int build_lane(struct build *b, const struct insn *insn)
{
	const struct ir_insn lane = { .op = IR_LOAD, .width = 32, .to = insn->dst };

	add_access(b, lane, IR_RUN, offsetof(struct run, lane));
	return 0;
}

static int build_lane_base(struct build *b, const struct insn *insn)
{
	const struct bound_map *map = map_at(b, insn);

	build_lane(b, insn);
	add(b, IR_MUL, 64, insn->dst, insn->dst, ir_chosen(b->ir, map->lane_stride));
	add(b, IR_ADD, 64, insn->dst, insn->dst, ir_constant(b->ir, (uintptr_t)map->values));
	return 0;
}

static int build_func(struct build *b, const struct insn *insn)
{
	add(b, IR_ADDRESS, 64, insn->dst, func_start(b, (uint32_t)insn->imm), 0);
	return 0;
}

static int build_fence(struct build *b, const struct insn *insn)
{
	(void)insn;
	add(b, IR_FENCE, 0, 0, 0, 0);
	return 0;
}

/* ---- calls ---- */

static void add_call(struct build *b, const void *body, unsigned n_args, bool leaves, bool tails)
{
	if (leaves)
		func_label(b, IR_LABEL_CUT);
	if (tails)
		func_label(b, IR_LABEL_TAIL);
	ir_add(b->ir, (struct ir_insn){
		.op = IR_CALL, .a = ir_constant(b->ir, (uintptr_t)body),
		.off = (int16_t)((leaves ? IR_CALL_LEAVES : 0) | (tails ? IR_CALL_TAILS : 0) |
				 n_args << IR_CALL_ARGS) });
}

/* Registers that a callee looks at: all, where it is not known. */
static unsigned n_args(const struct helper_info *callee)
{
	unsigned n = 5;

	while (callee && n && callee->arg[n - 1] == ARG_NONE)
		n--;
	return n;
}

static int build_call_recipe(struct build *b, const struct insn *insn)
{
	assert(b->in && b->in->recipe->call);
	add_call(b, (const void *)(uintptr_t)b->in->recipe->call, (unsigned)insn->imm, false,
		 false);
	return 0;
}

/* How the call is made without one; NULL: it has to be one. */
static const struct recipe *recipe_of(const struct build *b, const struct insn *insn)
{
	if (b->binding->recipes && insn->imm >= 0 && insn->imm <= MAX_HELPER_ID &&
	    b->binding->recipes[insn->imm])
		return b->binding->recipes[insn->imm];
	if (insn->imm != HELPER_ID_map_lookup_elem || b->fact->map < 0 ||
	    (uint32_t)b->fact->map >= b->binding->n_maps)
		return NULL;
	return b->binding->maps[b->fact->map].lookup;
}

static int build_helper(struct build *b, const struct insn *insn)
{
	int64_t number = insn->imm;
	helper_fn *body =
		number >= 0 && number <= MAX_HELPER_ID ? b->binding->helpers[number] : NULL;
	const struct recipe *recipe = recipe_of(b, insn);
	const char *name = helper_name(number);
	int err;

	if (recipe)
		return recipe_expand(b, recipe,
				     number == HELPER_ID_map_lookup_elem ?
					     (uint32_t)b->fact->map : NO_MAP);
	if (!body) {
		err = name ? error_set(b->error, HELPER_NO_BODY, name) :
			     error_set(b->error, UNKNOWN_HELPER, (long long)number);
		error_place_insn(b->error, b->image, b->insn);
		return err;
	}
	if (insn_leaves(insn))
		budget_settle(b);
	add_call(b, (const void *)(uintptr_t)body, n_args(helper_by_number(number)),
		 insn_leaves(insn), insn_tail_calls(insn));
	return 0;
}

/* run->func is what the function asks for its argument by. */
static int build_kfunc(struct build *b, const struct insn *insn)
{
	const struct bound_func *func = &b->binding->kfuncs[insn->imm];
	const struct ir_insn note = { .op = IR_STORE, .width = 64,
				      .b = ir_constant(b->ir, (uintptr_t)func) };
	int err;

	if (!func->fn) {
		err = error_set(b->error, HELPER_NO_BODY, insn_callee(b->image, insn)->name);
		error_place_insn(b->error, b->image, b->insn);
		return err;
	}
	add_access(b, note, IR_RUN, offsetof(struct run, func));
	add_call(b, (const void *)(uintptr_t)func->fn, n_args(insn_callee(b->image, insn)), false,
		 false);
	return 0;
}

static int build_local_call(struct build *b, const struct insn *insn)
{
	(void)insn;
	budget_settle(b);
	add(b, IR_CALL_FUNC, 0, func_start(b, insn_target(b->image->insns, b->insn)), 0, 0);
	return 0;
}

/* What leaving the function adds to the budget: nothing where the program ends. */
static void add_leave(struct build *b)
{
	uint32_t start = b->image->subprogs[b->func].start;

	if (b->func)
		func_label(b, IR_LABEL_OUT);
	add_number(b, IR_LEAVE, b->owed - (b->func ? (int64_t)b->insn + 1 - start : 0));
}

static int build_exit(struct build *b, const struct insn *insn)
{
	(void)insn;
	add_leave(b);
	return 0;
}

/* Where the bytes are not there the function returns 0. */
static int build_ld_packet(struct build *b, const struct insn *insn)
{
	uint32_t off = ir_chosen(b->ir, (uint32_t)insn->imm), found = ir_label(b->ir);

	if (insn_of(insn)->op == OP_IND) {
		if (insn->src != 2)
			add(b, IR_MOV, 32, 2, insn->src, 0);
		add(b, IR_ADD, 32, 2, 2, ir_chosen(b->ir, (uint64_t)insn->imm));
	} else {
		add_move(b, 2, off);
	}
	add_move(b, 1, 6);
	add_plain(b, 3, insn_of(insn)->width / 8);
	add_call(b, (const void *)(uintptr_t)jit_ld_packet, 3, false, false);
	add(b, IR_JSGE, 64, found, 0, ir_constant(b->ir, 0));
	add_plain(b, 0, 0);
	add_leave(b);
	ir_place(b->ir, found);
	return 0;
}

/* Absent: refused. */
static build_fn *const kinds[N_KINDS] = {
	[KIND_ALU] = build_alu,
	[KIND_JUMP] = build_jump,
	[KIND_GOTO] = build_goto,
	[KIND_LOAD] = build_access,
	[KIND_STORE] = build_access,
	[KIND_STORE_IMM] = build_access,
	[KIND_ATOMIC] = build_access,
	[KIND_ATOMIC_FETCH] = build_access,
	[KIND_ATOMIC_CMPXCHG] = build_access,
	[KIND_LDDW] = build_lddw,
	[KIND_LDDW_MAP] = build_map,
	[KIND_LDDW_MAP_VALUE] = build_map_value,
	[KIND_MAP_BASE] = build_map_base,
	[KIND_LDDW_FUNC] = build_func,
	[KIND_LANE] = build_lane,
	[KIND_LANE_BASE] = build_lane_base,
	[KIND_MAP_PART] = build_map_part,
	[KIND_CALL_RECIPE] = build_call_recipe,
	[KIND_FENCE] = build_fence,
	[KIND_CALL_HELPER] = build_helper,
	[KIND_CALL_KFUNC] = build_kfunc,
	[KIND_CALL_LOCAL] = build_local_call,
	[KIND_EXIT] = build_exit,
	[KIND_LD_PACKET] = build_ld_packet,
};

int build_insn(struct build *b, const struct insn *insn)
{
	build_fn *build = insn->id != INSN_INVALID ? kinds[insn_of(insn)->kind] : NULL;

	return build ? build(b, insn) : refuse(b, insn);
}

/* ---- functions ---- */

static void add_unreachable(struct build *b)
{
	add(b, IR_JUMP, 0, func_label(b, IR_LABEL_UNREACHABLE), 0, 0);
}

/* Should control come to what the proof says is never reached, the run ends. */
static void guard(struct build *b)
{
	if (b->insn == b->image->subprogs[b->func].start || falls_here(b))
		add_unreachable(b);
}

static int build_at(struct build *b)
{
	if (b->place[b->insn].is_target) {
		budget_meet(b);
		ir_place(b->ir, insn_label(b, b->insn));
	}
	b->ir->start[b->insn] = b->ir->n;
	b->fact = &b->facts->insn[b->insn];
	if (b->fact->flags & FACT_REACHED)
		return build_insn(b, &b->image->insns[b->insn]);
	guard(b);
	return 0;
}

/* What the function's code goes to behind its end; one may use a later one. */
static void add_ends(struct build *b)
{
	static const uint8_t op[] = { [IR_LABEL_OUT] = IR_OUT, [IR_LABEL_TAIL] = IR_TAIL,
				      [IR_LABEL_UNREACHABLE] = IR_UNREACHABLE,
				      [IR_LABEL_CUT] = IR_CUT };

	if (b->used & (1u << IR_LABEL_OUT | 1u << IR_LABEL_UNREACHABLE) ||
	    (b->used & 1u << IR_LABEL_TAIL && b->func))
		func_label(b, IR_LABEL_CUT);
	for (enum ir_func_label which = IR_LABEL_OUT; which < N_IR_FUNC_LABELS; which++) {
		if (!(b->used & 1u << which))
			continue;
		ir_place(b->ir, ir_func_label(b->func, which));
		add(b, op[which], 0, 0, 0, 0);
	}
}

static int build_body(struct build *b)
{
	const struct subprog *subprog = &b->image->subprogs[b->func];
	int err = 0;

	b->used = 0;
	b->owed = 0;
	b->insn = subprog->start;
	ir_place(b->ir, ir_func_label(b->func, IR_START));
	add(b, IR_FUNC, 0, b->func, 0, 0);
	if (b->funcs[b->func].cuts)
		func_label(b, IR_LABEL_CUT);
	for (; b->insn < subprog->end && !err; b->insn++)
		err = build_at(b);
	if (!err && b->insn == b->image->n_insns && !b->ir->err)
		b->ir->start[b->insn] = b->ir->n;
	if (!err)
		err = recipe_expand_cold(b);
	add_ends(b);
	return err ? err : b->ir->err;
}

/* Registers that a function saves, whether it has a frame. */
static void scan_insn(const struct build *b, struct jit_func *func)
{
	const struct insn *insn = &b->image->insns[b->insn];
	int written = insn_written_reg(insn);

	if (written >= 6 && written <= 9)
		func->saved |= (uint16_t)(1 << written);
	if (insn->dst == REG_FP || insn->src == REG_FP)
		func->uses_fp = true;
}

static void scan(struct build *b)
{
	uint16_t all = 0;
	bool any_fp = false;

	for (uint32_t s = 0; s < b->image->n_subprogs; s++) {
		const struct subprog *subprog = &b->image->subprogs[s];
		struct jit_func *func = &b->funcs[s];

		func->frame = b->facts->frame_size[s];
		func->is_entry = s == 0;
		for (b->insn = subprog->start; b->insn < subprog->end; b->insn++) {
			if (!(b->facts->insn[b->insn].flags & FACT_REACHED))
				continue;
			scan_insn(b, func);
			budget_note(b);
		}
		all |= func->saved;
		any_fp |= func->uses_fp;
	}
	/* Who cuts a run short goes straight to the entry's end. */
	b->funcs[0].saved = all;
	b->funcs[0].uses_fp = any_fp;
	b->funcs[0].cuts = b->image->n_subprogs > 1;
}

int ir_build(struct ir *ir, struct jit_func *funcs, const struct image *image,
	     const struct facts *facts, const struct binding *binding, uint32_t flags,
	     struct skep_error *error)
{
	struct build b = { .ir = ir, .image = image, .facts = facts, .binding = binding,
			   .funcs = funcs, .flags = flags, .error = error,
			   .first_label = image->n_subprogs * N_IR_FUNC_LABELS };
	int err = ir->err;

	b.place = ARENA_ARRAY(ir->arena, struct place, (size_t)image->n_insns + 1);
	if (err || !b.place)
		return -ENOMEM;
	scan(&b);
	budget_plan(&b);
	for (; b.func < image->n_subprogs && !err; b.func++)
		err = build_body(&b);
	return err;
}
