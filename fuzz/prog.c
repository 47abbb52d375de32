/* Programs under test: printing, reading, editing; and edge numbers. */
#include "fuzz/prog.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/diag.h"
#include "fuzz/func.h"
#include "fuzz/rng.h"

uint64_t rng_edge(struct rng *rng)
{
	uint64_t near = rng_below(rng, 3) - 1ull;

	switch (rng_below(rng, 8)) {
	case 0:
		return rng_below(rng, 4);
	case 1:
		return near;
	case 2:
		return (UINT64_C(1) << rng_below(rng, 64)) + near;
	case 3:
		return 0 - (UINT64_C(1) << rng_below(rng, 64)) + near;
	case 4:
		return (UINT64_C(0x80) << 8 * rng_below(rng, 8)) + near;
	case 5:
		return (UINT64_C(1) << 8 * (1 + rng_below(rng, 7))) + near;
	case 6:
		return rng_below(rng, 256);
	default:
		return rng_next(rng) >> rng_below(rng, 64);
	}
}

int32_t rng_imm(struct rng *rng)
{
	uint64_t v = rng_edge(rng);

	return (int32_t)(v == (uint64_t)(int64_t)(int32_t)v ? v : v >> rng_below(rng, 33));
}

void prog_init(struct prog *prog)
{
	memset(prog, 0, sizeof(*prog));
	prog->prog_type = PROG_XDP;
}

static void point_maps(struct prog *prog)
{
	for (uint32_t m = 0; m < prog->n_maps; m++) {
		prog->map[m].name = prog->map_name[m];
		if (prog->map[m].data)
			prog->map[m].data = prog->map_data[m];
		if (prog->map_inner[m])
			prog->map[m].inner = &prog->map[prog->map_inner[m] - 1];
	}
}

void prog_copy(struct prog *to, const struct prog *from)
{
	memcpy(to, from, sizeof(*to));
	point_maps(to);
}

void prog_add_map(struct prog *prog, const struct map_desc *desc, const void *data)
{
	uint32_t m = prog->n_maps++;

	prog->map[m] = *desc;
	prog->map_inner[m] = 0;
	for (uint32_t i = 0; i < m; i++)
		if (desc->inner == &prog->map[i])
			prog->map_inner[m] = (uint8_t)(i + 1);
	if (data)
		memcpy(prog->map_data[m], data, desc->value_size);
	prog->map[m].data = data;
	prog->map[m].frozen = data != NULL;
	snprintf(prog->map_name[m], sizeof(prog->map_name[m]), "m%u", m);
	point_maps(prog);
}

enum insn_id insn_find(enum insn_kind kind, enum insn_op op, unsigned width, bool src_is_reg)
{
	for (int id = 1; id < N_INSN_IDS; id++) {
		const struct insn_info *info = &insn_info[id];

		if (info->kind == kind && info->op == op && info->width == width &&
		    info->src_is_reg == src_is_reg)
			return (enum insn_id)id;
	}
	return INSN_INVALID;
}

/* --- text --- */

static int put(char *text, size_t size, size_t *used, const char *what)
{
	size_t n = strlen(what);

	if (*used + n >= size)
		return -ENOSPC;
	memcpy(text + *used, what, n + 1);
	*used += n;
	return 0;
}

static int put_map(const struct map_desc *map, char *text, size_t size, size_t *used)
{
	char line[400];
	int n = snprintf(line, sizeof(line), ".map %s type=%s key=%u value=%u entries=%u",
			 map->name, map_type_by_number(map->type)->name, map->key_size,
			 map->value_size, map->max_entries);

	if (map->map_flags)
		n += snprintf(line + n, sizeof(line) - (size_t)n, " flags=%u", map->map_flags);
	if (map->lock_end)
		n += snprintf(line + n, sizeof(line) - (size_t)n, " lock=%u", map_lock_offset(map));
	if (map->inner)
		n += snprintf(line + n, sizeof(line) - (size_t)n, " inner=%s", map->inner->name);
	if (map->data) {
		n += snprintf(line + n, sizeof(line) - (size_t)n, " frozen=");
		for (uint32_t i = 0; i < map->value_size; i++)
			n += snprintf(line + n, sizeof(line) - (size_t)n, "%02x",
				      ((const uint8_t *)map->data)[i]);
	}
	snprintf(line + n, sizeof(line) - (size_t)n, "\n");
	return put(text, size, used, line);
}

/* What programs are verified with. */
static const struct {
	const char *name;
	uint32_t rights;
} rights_row[] = {
	{ "none", 0 },
	{ "trusted", SKEP_TRUSTED },
	{ "leak-pointers", SKEP_LEAK_POINTERS },
	{ "read-process-memory", SKEP_READ_PROCESS_MEMORY },
};
enum { N_RIGHTS = sizeof(rights_row) / sizeof(*rights_row) };

static const char *rights_name(uint32_t rights)
{
	uint32_t i = 0;

	while (i < N_RIGHTS - 1 && rights_row[i].rights != rights)
		i++;
	return rights_row[i].name;
}

uint32_t text_rights(const char *text)
{
	static const char head[] = "; rights ";
	const char *name = strstr(text, head);
	uint32_t i = 0;

	if (!name)
		return 0;
	name += sizeof(head) - 1;
	while (i < N_RIGHTS - 1 && strncmp(name, rights_row[i].name, strlen(rights_row[i].name)))
		i++;
	return rights_row[i].rights;
}

static int put_head(const struct prog *prog, char *text, size_t size, size_t *used)
{
	char line[80];
	int err;

	snprintf(line, sizeof(line), "; rights %s\n.prog %s\n", rights_name(prog->rights),
		 prog_type_by_number(prog->prog_type)->name);
	err = put(text, size, used, line);
	for (uint32_t m = 0; m < prog->n_maps && !err; m++)
		err = put_map(&prog->map[m], text, size, used);
	for (uint32_t f = 0; f < N_FUNCS && prog->calls_host && !err; f++) {
		fuzz_func_print(&fuzz_funcs[f], line, sizeof(line));
		err = put(text, size, used, line);
	}
	return err;
}

/* An image of the program for the disassembler. */
struct shown {
	struct image image;
	uint32_t slot[PROG_INSNS];
	struct subprog subprog[PROG_FUNCS + 1];
	char name[PROG_FUNCS + 1][16];
	const struct map_desc *map[PROG_MAPS];
	const struct helper_info *kfunc[N_FUNCS];
};

static void show(const struct prog *prog, struct shown *shown)
{
	uint32_t slots = 0;

	memset(shown, 0, sizeof(*shown));
	shown->image = (struct image){
		.insns = (struct insn *)prog->insn,
		.n_insns = prog->n,
		.slot = shown->slot,
		.subprogs = shown->subprog,
		.n_subprogs = prog->n_funcs + 1,
		.maps = shown->map,
		.n_maps = prog->n_maps,
		.kfuncs = shown->kfunc,
		.n_kfuncs = prog->calls_host ? N_FUNCS : 0,
	};
	for (uint32_t f = 0; f < N_FUNCS; f++)
		shown->kfunc[f] = &fuzz_funcs[f];
	for (uint32_t i = 0; i < prog->n; i++) {
		shown->slot[i] = slots;
		slots += form_of(insn_of(&prog->insn[i]))->high == USE_NO ? 1 : 2;
	}
	for (uint32_t f = 0; f <= prog->n_funcs; f++) {
		snprintf(shown->name[f], sizeof(shown->name[f]), "f%u", f);
		shown->subprog[f].start = f ? prog->func[f - 1] : 0;
		shown->subprog[f].end = f < prog->n_funcs ? prog->func[f] : prog->n;
		shown->subprog[f].name = shown->name[f];
	}
	for (uint32_t m = 0; m < prog->n_maps; m++)
		shown->map[m] = &prog->map[m];
}

int prog_print(const struct prog *prog, char *text, size_t size)
{
	struct shown shown;
	size_t used = 0;
	char line[128];
	int err = put_head(prog, text, size, &used);

	show(prog, &shown);
	for (uint32_t i = 0, f = 0; i < prog->n && !err; i++) {
		for (; f < prog->n_funcs && prog->func[f] == i && !err; f++) {
			snprintf(line, sizeof(line), ".func f%u%s%s\n", f + 1,
				 prog->proto[f][0] ? " " : "", prog->proto[f]);
			err = put(text, size, &used, line);
		}
		disasm(&shown.image, i, line + 1, sizeof(line) - 2);
		line[0] = '\t';
		strcat(line, "\n");
		err = err ? err : put(text, size, &used, line);
	}
	return err;
}

static int take(struct prog *prog, const struct image *image)
{
	if (image->n_insns > PROG_INSNS || image->n_subprogs > PROG_FUNCS + 1 ||
	    image->n_maps > PROG_MAPS || (image->n_kfuncs && !fuzz_funcs_all(image)))
		return -E2BIG;
	prog->calls_host = image->n_kfuncs != 0;
	memcpy(prog->insn, image->insns, image->n_insns * sizeof(*image->insns));
	prog->n = image->n_insns;
	prog->n_funcs = image->n_subprogs - 1;
	prog->prog_type = image->prog_type;
	for (uint32_t f = 0; f < prog->n_funcs; f++)
		prog->func[f] = image->subprogs[f + 1].start;
	for (uint32_t m = 0; m < image->n_maps; m++) {
		struct map_desc desc = *image->maps[m];

		if (desc.data && desc.value_size > sizeof(prog->map_data[m]))
			return -E2BIG;
		for (uint32_t i = 0; i < m; i++) /* the template is its own copy */
			if (image->maps[m]->inner == image->maps[i])
				desc.inner = &prog->map[i];
		prog_add_map(prog, &desc, desc.data);
	}
	return 0;
}

/* The words behind ".func NAME", function by function. */
static void take_protos(struct prog *prog, const char *text)
{
	uint32_t f = 0;

	for (text = strstr(text, ".func "); text && f < PROG_FUNCS; text = strstr(text, ".func ")) {
		size_t n;

		text += strlen(".func ");
		text += strcspn(text, " \n");
		text += *text == ' ';
		n = strcspn(text, "\n");
		if (n < PROG_PROTO)
			memcpy(prog->proto[f++], text, n);
	}
}

int prog_take(struct prog *prog, const char *text, const struct image *image)
{
	int err;

	prog_init(prog);
	prog->rights = text_rights(text);
	err = take(prog, image);
	if (!err)
		take_protos(prog, text);
	return err;
}

int prog_read(struct prog *prog, const char *text, struct skep_error *error)
{
	struct arena arena;
	struct image image;
	int err;

	arena_init(&arena, 0);
	error_clear(error);
	err = assemble(&arena, text, "program", &image, error);
	if (!err)
		err = prog_take(prog, text, &image);
	arena_free(&arena);
	return err;
}

/* --- editing --- */

static bool has_target(const struct insn *insn)
{
	uint8_t kind = insn_of(insn)->kind;

	return insn_is_jump(insn) || kind == KIND_CALL_LOCAL || kind == KIND_LDDW_FUNC;
}

static void targets_of(const struct prog *prog, uint32_t *target)
{
	for (uint32_t i = 0; i < prog->n; i++)
		if (has_target(&prog->insn[i]))
			target[i] = insn_func_target(prog->insn, i);
}

static void set_target(struct prog *prog, uint32_t i, uint32_t target)
{
	if (target >= prog->n && prog->n)
		target = prog->n - 1;
	if (insn_of(&prog->insn[i])->kind == KIND_LDDW_FUNC)
		prog->insn[i].imm = target;
	else
		prog->insn[i].off = (int32_t)target - (int32_t)i - 1;
}

bool prog_insert(struct prog *prog, uint32_t at, const struct insn *insn)
{
	uint32_t target[PROG_INSNS];

	if (prog->n == PROG_INSNS)
		return false;
	targets_of(prog, target);
	memmove(&prog->insn[at + 1], &prog->insn[at], (prog->n - at) * sizeof(*insn));
	prog->insn[at] = *insn;
	prog->n++;
	for (uint32_t i = 0; i < prog->n; i++) {
		uint32_t old = i > at ? i - 1 : i;

		if (i != at && has_target(&prog->insn[i]))
			set_target(prog, i, target[old] > at ? target[old] + 1 : target[old]);
	}
	for (uint32_t f = 0; f < prog->n_funcs; f++)
		prog->func[f] += prog->func[f] > at;
	return true;
}

static uint32_t after_deletion(uint32_t i, uint32_t at, uint32_t n)
{
	return i < at ? i : i < at + n ? at : i - n;
}

void prog_delete(struct prog *prog, uint32_t at, uint32_t n)
{
	uint32_t target[PROG_INSNS], n_funcs = 0;

	targets_of(prog, target);
	memmove(&prog->insn[at], &prog->insn[at + n], (prog->n - at - n) * sizeof(*prog->insn));
	prog->n -= n;
	for (uint32_t i = 0; i < prog->n; i++)
		if (has_target(&prog->insn[i]))
			set_target(prog, i, after_deletion(target[i < at ? i : i + n], at, n));
	for (uint32_t f = 0; f < prog->n_funcs; f++) {
		uint32_t start = after_deletion(prog->func[f], at, n);

		if (!start || start >= prog->n || (n_funcs && start == prog->func[n_funcs - 1]))
			continue;
		memmove(prog->proto[n_funcs], prog->proto[f], PROG_PROTO);
		prog->func[n_funcs++] = start;
	}
	prog->n_funcs = n_funcs;
}
