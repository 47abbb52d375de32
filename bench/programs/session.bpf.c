#include "program.h"

enum { CLOSED, OPENING, OPEN, CLOSING, FIN = 1, SYN = 2, RST = 4, ACK = 16 };

struct session {
	u32 state, packets;
};

MAP(sessions, LRU_HASH, u64, struct session, 1024);
static u32 turn;

INLINE u32 next(u32 state, u32 flags)
{
	if (flags & RST)
		return CLOSED;
	switch (state) {
	case CLOSED: return flags & SYN ? OPENING : CLOSED;
	case OPENING: return flags & ACK ? OPEN : OPENING;
	case OPEN: return flags & FIN ? CLOSING : OPEN;
	default: return flags & ACK ? CLOSED : CLOSING;
	}
}

/* Where 256 connections are. */
PROGRAM(session)
{
	u64 key = (u64)get32(p + 26) << 32 | get32(p + 34);
	struct session fresh = { CLOSED, 1 }, *session;
	u32 flags = get16(p + 64) >> (turn & 7);

	key += turn++ & 255;
	session = LOOKUP(sessions, &key);
	if (!session) {
		fresh.state = next(CLOSED, flags);
		UPDATE(sessions, &key, &fresh);
		return fresh.state;
	}
	session->state = next(session->state, flags);
	session->packets++;
	return session->state << 16 | session->packets;
}
