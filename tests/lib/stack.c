/*
 * Valgrind cannot extend the main thread's stack while it delivers a signal, which
 * a fault that is caught deep in a run asks for: under it the stack is there from
 * the start.
 */
#include "tests/lib/flavour.h"

enum { DEPTH = 1 << 20 };

__attribute__((constructor)) static void touch_stack(void)
{
	volatile char stack[DEPTH];

	stack[DEPTH - 1] = 0;
	if (!flavour_is("valgrind"))
		return;
	for (size_t i = DEPTH; i > 0; i -= 4096)
		stack[i - 4096] = stack[DEPTH - 1];
}
