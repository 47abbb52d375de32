/*
 * Harnesses of programs: eBPF instructions and classic ones, verified and, if
 * accepted, run; what must hold is the oracle's (fuzz/run.h).
 *
 * A program's input: type, rights, 6 bytes that the runs' inputs follow from,
 * then instructions.  The maps are fixed; a reference to one is taken modulo
 * their number, so that what the loader guarantees holds.
 */
#include "fuzz/afl/harness.h"

#include <linux/filter.h>

#include "fuzz/gen.h"
#include "fuzz/run.h"
#include "loader/cbpf.h"
#include "tests/lib/random_cbpf.h"

enum {
	FUZZ_INSNS = 512,
	HEADER = 8,
	MANY_PROGRAMS = 40,
	SMALL_PROGRAM = 64, /* instructions of a seed */
	FUZZ_RUNS = 2,
};

static const uint32_t prog_types[] = { PROG_XDP, PROG_SCHED_CLS, PROG_SOCKET_FILTER,
				       PROG_CGROUP_SKB };
static const uint32_t rights_of[] = { 0, SKEP_TRUSTED };

static const uint8_t constants[16] = {
	0, 1, 0x7f, 0x80, 0xff, 0xff, 0, 0x80, 3, 0, 0, 0, 7, 0, 0, 0
};
static const struct map_desc fuzz_maps[] = {
	{ .name = "array", .type = MAP_ARRAY, .key_size = 4, .value_size = 16, .max_entries = 3 },
	{ .name = "hash",
	  .type = MAP_HASH,
	  .key_size = 8,
	  .value_size = 16,
	  .max_entries = 4,
	  .map_flags = MAP_F_ZERO_SEED },
	{ .name = "odd", .type = MAP_ARRAY, .key_size = 4, .value_size = 33, .max_entries = 1 },
	{ .name = "percpu",
	  .type = MAP_PERCPU_ARRAY,
	  .key_size = 4,
	  .value_size = 24,
	  .max_entries = 2 },
	{ .name = "constants",
	  .type = MAP_ARRAY,
	  .key_size = 4,
	  .value_size = 16,
	  .max_entries = 1,
	  .map_flags = MAP_F_RDONLY_PROG,
	  .data = constants,
	  .frozen = true },
	{ .name = "jumps",
	  .type = MAP_PROG_ARRAY,
	  .key_size = 4,
	  .value_size = 4,
	  .max_entries = 2 },
};
enum { N_MAPS = sizeof(fuzz_maps) / sizeof(*fuzz_maps) };

bool judge_image(const struct image *image, uint32_t rights, uint64_t seed, bool only_checked,
		 struct arena *arena, struct skep_error *why)
{
	static struct runner *runner;
	const struct run_opts opts = { .inputs = FUZZ_RUNS,
				       .seed = seed,
				       .only_checked = only_checked };
	struct outcome out;

	if (!runner)
		runner = runner_new();
	assert(runner);
	if (run_image(runner, image, rights, arena, &opts, &out)) {
		fprintf(stderr, "%s: %s\n", failure_name[out.failure], out.what);
		abort();
	}
	snprintf(why->id, sizeof(why->id), "%s", out.id);
	snprintf(why->message, sizeof(why->message), "%s", out.message);
	return out.verdict == VERDICT_ACCEPTED;
}

/* References as the loader leaves them. */
static void bind_references(struct image *image)
{
	for (uint32_t i = 0; i < image->n_insns; i++) {
		struct insn *insn = &image->insns[i];
		uint64_t imm = (uint64_t)insn->imm;
		uint32_t map = (uint32_t)imm % N_MAPS;

		if (insn_of(insn)->kind == KIND_LDDW_MAP)
			insn->imm = map;
		if (insn_of(insn)->kind == KIND_LDDW_MAP_VALUE) {
			map = fuzz_maps[map].type == MAP_ARRAY ? map : 0;
			insn->imm = (int64_t)((imm >> 32) % fuzz_maps[map].value_size << 32 | map);
		}
	}
}

/* Functions begin where calls lead. */
static bool find_functions(struct image *image, struct arena *arena)
{
	bool *starts = ARENA_ARRAY(arena, bool, image->n_insns);
	struct subprog *subprogs = ARENA_ARRAY(arena, struct subprog, image->n_insns);
	uint32_t n = 0;

	assert(starts && subprogs);
	starts[0] = true;
	for (uint32_t i = 0; i < image->n_insns; i++) {
		enum insn_kind kind = insn_of(&image->insns[i])->kind;

		if (kind == KIND_CALL_LOCAL || kind == KIND_LDDW_FUNC)
			starts[insn_func_target(image->insns, i)] = true;
	}
	for (uint32_t i = 0; i < image->n_insns; i++) {
		if (starts[i])
			subprogs[n++] = (struct subprog){ .name = "f", .start = i };
		subprogs[n - 1].end = i + 1;
	}
	image->subprogs = subprogs;
	image->n_subprogs = n;
	return n <= MAX_SUBPROGS;
}

/* @wire: @n instructions.  Return: was it accepted? */
static bool run_program(const uint8_t header[HEADER], const struct wire_insn *wire, size_t n,
			bool only_checked)
{
	static const struct map_desc *maps[N_MAPS];
	struct image image = { .name = "p",
			       .section = "",
			       .object = "input",
			       .license = "GPL",
			       .gpl_compatible = true,
			       .maps = maps,
			       .n_maps = N_MAPS };
	bool accepted = false;
	struct skep_error error;
	struct arena arena;
	uint64_t seed;

	for (uint32_t i = 0; i < N_MAPS; i++)
		maps[i] = &fuzz_maps[i];
	image.prog_type = prog_types[header[0] % (sizeof(prog_types) / sizeof(*prog_types))];
	memcpy(&seed, header, sizeof(seed));
	arena_init(&arena, 256 << 20);
	error_clear(&error);
	if (!decode(&arena, wire, n, &image, &error)) {
		bind_references(&image);
		accepted = find_functions(&image, &arena) &&
			   judge_image(&image, rights_of[header[1] % 2], seed >> 16, only_checked,
				       &arena, &error);
	}
	arena_free(&arena);
	return accepted;
}

static bool run_bytes(const uint8_t *data, size_t size, bool only_checked)
{
	static struct wire_insn wire[FUZZ_INSNS];
	struct bytes in = { data, size };
	uint8_t header[HEADER];
	size_t n;

	take_bytes(&in, header, sizeof(header));
	n = in.left / sizeof(*wire) < FUZZ_INSNS ? in.left / sizeof(*wire) : FUZZ_INSNS;
	if (n)
		memcpy(wire, in.at, n * sizeof(*wire));
	return n && run_program(header, wire, n, only_checked);
}

void fuzz_verify(const uint8_t *data, size_t size)
{
	run_bytes(data, size, true);
}

void fuzz_engines(const uint8_t *data, size_t size)
{
	run_bytes(data, size, false);
}

/* --- seeds: small generated programs that are accepted with these maps --- */

static size_t encode_seed(uint64_t seed, uint8_t *data)
{
	static char text[PROG_TEXT];
	static struct prog prog;
	struct rng rng = { seed };
	struct wire_insn wire[SMALL_PROGRAM];
	struct skep_error error;
	struct image image;
	struct arena arena;
	size_t size = 0;

	gen_program(&prog, &rng, &(struct gen_opts){ .steps = 12, .callbacks = true });
	arena_init(&arena, 0);
	error_clear(&error);
	if (!prog_print(&prog, text, sizeof(text)) &&
	    !assemble(&arena, text, "seed", &image, &error) && image.n_slots <= SMALL_PROGRAM &&
	    !encode(&image, wire)) {
		memset(data, 0, HEADER);
		for (uint8_t t = 0; t < sizeof(prog_types) / sizeof(*prog_types); t++)
			if (prog_types[t] == prog.prog_type)
				data[0] = t;
		data[1] = prog.rights != 0;
		memcpy(data + HEADER, wire, image.n_slots * sizeof(*wire));
		size = HEADER + image.n_slots * sizeof(*wire);
	}
	arena_free(&arena);
	return size;
}

size_t seed_program(uint32_t i, uint8_t *data)
{
	static uint64_t seed;

	while (i < MANY_PROGRAMS) {
		size_t size = encode_seed(++seed, data);

		if (size && run_bytes(data, size, false))
			return size;
	}
	return 0;
}

/* --- classic BPF --- */

enum { CBPF_TEXT = 1, CBPF_PCAP = 2, CLASSIC_INSNS = 256 };

static void run_classic(const struct sock_filter *insns, size_t n, bool pcap, uint64_t seed)
{
	struct skep_error error;
	struct object *object;
	struct arena arena;

	error_clear(&error);
	if (object_from_cbpf(insns, n, "f", pcap, &object, &error)) {
		assert(error.err < 0 && *error.id && *error.message);
		return;
	}
	arena_init(&arena, 256 << 20);
	assert(object->n_progs == 1 && !object->prog_errors[0].err);
	if (!judge_image(object->progs[0], 0, seed, false, &arena, &error)) {
		fprintf(stderr, "a translation is refused: [%s] %s\n", error.id, error.message);
		abort();
	}
	arena_free(&arena);
	object_close(object);
}

/* A byte of flags, 7 of a seed; instructions of 8 bytes, or one of the text forms. */
void fuzz_cbpf(const uint8_t *data, size_t size)
{
	static struct sock_filter insns[CLASSIC_INSNS];
	struct bytes in = { data, size };
	struct skep_error error;
	uint64_t seed;
	int n;

	take_bytes(&in, &seed, sizeof(seed));
	memset(insns, 0, sizeof(insns));
	error_clear(&error);
	if (seed & CBPF_TEXT) {
		n = cbpf_parse((const char *)in.at, in.left, insns, CLASSIC_INSNS, &error);
		assert(n >= 0 || (n == error.err && *error.id && *error.message));
	} else {
		n = (int)(in.left / sizeof(*insns));
		n = n < CLASSIC_INSNS ? n : CLASSIC_INSNS;
		take_bytes(&in, insns, (size_t)n * sizeof(*insns));
	}
	if (n >= 0)
		run_classic(insns, (size_t)n, seed & CBPF_PCAP, seed >> 8);
}

size_t seed_cbpf(uint32_t i, uint8_t *data)
{
	static const char *const texts[] = {
		"\1......."
		"4\n40 0 0 12\n21 0 1 2048\n6 0 0 262144\n6 0 0 0\n",
		"\1......."
		"{ 0x28, 0, 0, 0x0000000c },\n{ 0x15, 0, 1, 0x00000800 },\n"
		"{ 0x6, 0, 0, 0x00040000 },\n{ 0x6, 0, 0, 0x00000000 },\n",
		"\1......."
		"4,40 0 0 12,21 0 1 2048,6 0 0 262144,6 0 0 0",
	};
	enum { N_TEXTS = sizeof(texts) / sizeof(*texts) };
	struct sock_filter insns[RANDOM_CBPF_MAX];
	unsigned n;

	if (i < N_TEXTS) {
		memcpy(data, texts[i], strlen(texts[i]));
		return strlen(texts[i]);
	}
	if (i >= MANY_PROGRAMS)
		return 0;
	n = random_cbpf(i, RANDOM_CBPF_ANCILLARY, insns);
	memset(data, 0, HEADER);
	data[0] = i % 2 ? CBPF_PCAP : 0;
	memcpy(data + HEADER, insns, n * sizeof(*insns));
	return HEADER + n * sizeof(*insns);
}
