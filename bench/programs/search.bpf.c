#include "program.h"

PROGRAM(search)
{
	for (u32 i = 64; i < 900; i++)
		if (p[i] == 'E' && p[i + 1] == 'V' && p[i + 2] == 'I' && p[i + 3] == 'L')
			return i;
	return 0;
}
