#include "program.h"

PROGRAM(checksum)
{
	u64 sum = 0;

	for (u32 i = 0; i < 1000; i += 2)
		sum += get16(p + i);
	sum = (sum & 0xffff) + (sum >> 16);
	sum = (sum & 0xffff) + (sum >> 16);
	p[0] = (u8)sum;
	return (u32)sum ^ 0xffff;
}
