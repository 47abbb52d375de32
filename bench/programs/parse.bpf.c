#include "program.h"

PROGRAM(parse)
{
	u32 at = 12, type = get16(p + at);

	if (type == 0x8100) {
		at += 4;
		type = get16(p + at);
	}
	at += 2;
	if (type != 0x0800)
		return 1;
	if (p[at] >> 4 != 4 || (p[at] & 15) < 5 || get16(p + at + 6) & 0x3fff)
		return 2;
	if (p[at + 9] != 6 && p[at + 9] != 17)
		return 3;
	at += (p[at] & 15) * 4u;
	return p + at + 4 > end ? 4 : get16(p + at + 2);
}
