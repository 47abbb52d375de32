#include "program.h"

PROGRAM(copy)
{
	u8 address[6];

	__builtin_memcpy(address, p, 6);
	__builtin_memcpy(p, p + 6, 6);
	__builtin_memcpy(p + 6, address, 6);
	UNROLLED
	for (u32 i = 0; i < 512; i += 8)
		*(u64 *)(p + 512 + i) = *(u64 *)(p + i);
	return p[512] + p[1023];
}
