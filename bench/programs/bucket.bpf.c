#include "program.h"

enum { SOURCES = 256, RATE = 3, BURST = 32 };

static struct {
	u64 time, tokens;
} buckets[SOURCES];
static u64 now;

PROGRAM(bucket)
{
	u32 i = (get32(p + 26) * 2654435761u) >> 24 & (SOURCES - 1);
	u64 tokens;

	now += 1 + p[40];
	tokens = buckets[i].tokens + (now - buckets[i].time) / 16 * RATE;
	if (tokens > BURST)
		tokens = BURST;
	buckets[i].time = now;
	if (!tokens) {
		buckets[i].tokens = 0;
		return 1;
	}
	buckets[i].tokens = tokens - 1;
	return 2 + (u32)tokens;
}
