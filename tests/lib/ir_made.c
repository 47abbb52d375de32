#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/ir_made.h"
#include "tests/lib/ir_text.h"

char *made(const char *text, const struct jit_target *target, uint32_t flags, int wanted)
{
	static const char start[] = "L0:\n\tfunc 0\n";
	struct jit_func func = { .is_entry = true };
	struct arena arena;
	struct ir ir, out;
	char whole[4096], *lines;
	const char *wrong;
	uint32_t at;

	arena_init(&arena, 0);
	snprintf(whole, sizeof(whole), "%s%s", start, text);
	assert_int_equal(ir_parse(&ir, &arena, whole), 0);
	wrong = ir_check(&ir, &at);
	if (wrong)
		fail_msg("given, operation %u: %s", at, wrong);
	assert_int_equal(level1(&ir, &func, 0, target, flags, &out), wanted);
	if (wanted) {
		arena_free(&arena);
		return NULL;
	}
	wrong = ir_check(&out, &at);
	lines = ir_text(&out);
	if (wrong)
		fail_msg("made, operation %u: %s\n%s", at, wrong, lines);
	assert_memory_equal(lines, start, strlen(start));
	memmove(lines, lines + strlen(start), strlen(lines + strlen(start)) + 1);
	arena_free(&arena);
	return lines;
}

void becomes(const char *text, uint32_t without, const char *wanted)
{
	char *lines = made(text, &x64_target, without, 0);

	assert_string_equal(lines, wanted);
	free(lines);
}
