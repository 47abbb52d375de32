/*
 * One program of bench/programs on ARM64, by the JIT and as native code, under an
 * emulator that tells which instructions are executed (scripts/bench-arm64.sh):
 *
 *   count FOLDER PROGRAM LEVEL [hardened]
 *
 * The native functions lie in the section native_text, the JIT's code in no file.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/lib/sides.h"

enum { RUNS = 8 };

#define PROGRAM_ROW(id, group, text) native_fn native_##id;
#include "bench/programs/programs.def"

static const struct program programs[] = {
#define PROGRAM_ROW(id, group, text) { #id, group, native_##id, NULL },
#include "bench/programs/programs.def"
};

/* For the script, which takes their addresses from the symbol table. */
extern const char __start_native_text[], __stop_native_text[];

static const struct program *find(const char *name)
{
	for (size_t i = 0; i < sizeof(programs) / sizeof(*programs); i++)
		if (!strcmp(programs[i].name, name))
			return &programs[i];
	return NULL;
}

/* The same frames, one run each; Return: -1 where the answers differ. */
static int run_both(struct instance *machine, struct instance *native)
{
	uint8_t frame[FRAME], frame_native[FRAME];

	for (uint32_t i = 0; i < RUNS; i++) {
		frame_of_seed(frame, i + 1);
		memcpy(frame_native, frame, FRAME);
		if (machine->side->run(machine, frame, 1) !=
			    native->side->run(native, frame_native, 1) ||
		    memcmp(frame, frame_native, FRAME))
			return -1;
	}
	return 0;
}

static int count(const char *folder, const struct program *program, unsigned level, uint32_t rights)
{
	struct instance machine = { .program = program, .side = &side_level_1 };
	struct instance native = { .program = program, .side = &side_native };

	if (skep_side_load(&machine, folder, "bpf", rights, SKEP_ENGINE_JIT, level) ||
	    side_native.load(&native, folder)) {
		fprintf(stderr, "%s: not loaded\n", program->name);
		return -1;
	}
	if (machine.prog->jit->level != level) {
		fprintf(stderr, "%s: level %u did not take it\n", program->name, level);
		return -1;
	}
	if (!run_both(&machine, &native))
		return 0;
	fprintf(stderr, "%s: native code answers otherwise\n", program->name);
	return -1;
}

int main(int argc, char **argv)
{
	const struct program *program = argc >= 4 ? find(argv[2]) : NULL;

	if (!program || &__start_native_text[0] == &__stop_native_text[0]) {
		fprintf(stderr, "count FOLDER PROGRAM LEVEL [hardened]\n");
		return 2;
	}
	return count(argv[1], program, (unsigned)atoi(argv[3]), argc > 4 ? 0 : SKEP_NO_HARDENING) ?
		       1 : 0;
}
