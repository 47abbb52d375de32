#include "program.h"

enum { BACKENDS = 1021, ROOM = 1024 };

static u32 table[ROOM];
static u64 hits[16];

INLINE u32 mix(u32 h, u32 v)
{
	h ^= v * 0xcc9e2d51u;
	return rotate(h, 13) * 5 + 0xe6546b64u;
}

PROGRAM(balance)
{
	u32 h = mix(mix(mix(7, get32(p + 26)), get32(p + 30)), get32(p + 34)), at, backend;

	h ^= h >> 16;
	at = h % BACKENDS;
	__asm__("" : "+r"(at)); /* the kernel's verifier wants the mask, which clang would drop */
	at &= ROOM - 1;
	backend = table[at];
	if (!backend)
		backend = table[at] = 1 + h % 13;
	hits[backend & 15]++;
	p[0] = (u8)backend;
	return backend + (u32)hits[backend & 15];
}
