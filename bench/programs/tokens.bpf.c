#include "program.h"

enum state { START, WORD, NUMBER, POINT, FRACTION, QUOTED, ESCAPED, COMMENT, LINE };

/* Tokens of what is never the same; 9 states, letters of 16 classes. */
PROGRAM(tokens)
{
	u32 *last = (u32 *)(p + 128), random = *last | 1;
	u32 state = START, tokens = 0, hash = 0;

	for (u32 i = 0; i < 192; i++) {
		u32 c = (random = next_random(random)) >> 8 & 15;

		switch (state) {
		case START:
			state = c < 6 ? WORD : c < 10 ? NUMBER : c == 10 ? QUOTED : START;
			hash = hash * 31 + c;
			break;
		case WORD:
			if (c < 8)
				hash = hash * 17 + c;
			else
				state = START, tokens++;
			break;
		case NUMBER:
			if (c == 11)
				state = POINT;
			else if (c > 10)
				state = START, tokens += 2;
			hash ^= c << 3;
			break;
		case POINT:
			state = c < 10 ? FRACTION : START;
			hash += c;
			break;
		case FRACTION:
			if (c >= 10)
				state = c == 12 ? COMMENT : START, tokens += 3;
			hash = rotate(hash, 3) + c;
			break;
		case QUOTED:
			if (c == 10)
				state = START, tokens += 4;
			else if (c == 12)
				state = ESCAPED;
			hash ^= hash >> 7;
			break;
		case ESCAPED:
			state = QUOTED;
			hash += c << 8;
			break;
		case COMMENT:
			if (c == 13)
				state = LINE;
			break;
		default:
			state = c == 14 ? COMMENT : c == 0 ? START : LINE;
			tokens += state == START;
			break;
		}
	}
	*last = random;
	return hash + (tokens << 16);
}
