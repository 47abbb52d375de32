#include "program.h"

enum { RATE = 3, BURST = 32 };

struct bucket {
	u64 time, tokens;
};

MAP(buckets, HASH, u32, struct bucket, 1024);
static u64 now;
static u32 turn;

PROGRAM(limit)
{
	u32 from = get32(p + 26) + (turn++ & 255);
	struct bucket full = { 0, BURST }, *bucket = LOOKUP(buckets, &from);
	u64 tokens;

	now += 1 + (p[40] & 7);
	if (!bucket) {
		full.time = now;
		UPDATE(buckets, &from, &full);
		return 1;
	}
	tokens = bucket->tokens + (now - bucket->time) / 256 * RATE;
	if (tokens > BURST)
		tokens = BURST;
	bucket->time = now;
	bucket->tokens = tokens ? tokens - 1 : 0;
	return tokens ? 2 + (u32)tokens : 0;
}
