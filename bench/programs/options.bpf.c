#include "program.h"

enum { END, NOP, MSS, SCALE, SACK_OK, SACK = 5, STAMP = 8, BYTES = 40 };

/* The options of a TCP header, of which a frame has some that make no sense. */
PROGRAM(options)
{
	u32 at = 0, mss = 536, scale = 0, seen = 0, stamp = 0;

	for (u32 i = 0; i < BYTES && at < BYTES; i++) {
		const u8 *option = p + 64 + at;
		u32 kind, length;

		if (option + 6 > end)
			break;
		kind = option[0] & 15;
		length = option[1] & 15;
		if (kind == NOP) {
			at++;
			continue;
		}
		if (length < 2)
			length = 2;
		if (kind == MSS)
			mss = get16(option + 2);
		else if (kind == SCALE)
			scale = option[2] > 14 ? 14 : option[2];
		else if (kind == STAMP)
			stamp = get32(option + 2);
		else if (kind == SACK || kind == SACK_OK)
			seen |= 1u << kind;
		at += length;
	}
	return mss ^ scale << 16 ^ seen << 24 ^ stamp;
}
