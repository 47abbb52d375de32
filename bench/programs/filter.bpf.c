#include "program.h"

PROGRAM(filter)
{
	u32 from = get32(p + 26), to = get32(p + 30), port = get16(p + 36);

	if (get16(p + 12) != 0x0800 || p[23] != 6)
		return 1;
	if ((from & 0xffffff00) == 0xc0000200 && (port == 80 || port == 443 || port - 8000 < 100))
		return 2;
	return (to & 0xff000000) == 0x0a000000 || from == to ? 3 : 1;
}
