#include "program.h"

PROGRAM(format)
{
	static const char text[] = "%u.%u.%u.%u:%u > %u.%u.%u.%u:%u %04x";
	u64 args[] = { p[26], p[27], p[28], p[29], get16(p + 34), p[30], p[31], p[32], p[33],
		       get16(p + 36), get16(p + 16) };
	char line[64] = "";
	long n = FORMAT(line, text, args);

	__builtin_memcpy(p + 512, line, sizeof(line));
	return (u32)n;
}
