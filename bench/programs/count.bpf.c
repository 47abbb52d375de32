#include "program.h"

enum { FLOWS = 1024 };

static struct {
	u32 from, to, ports;
	u64 packets, bytes;
} flows[FLOWS];

PROGRAM(count)
{
	u32 from = get32(p + 26), to = get32(p + 30), ports = get32(p + 34);
	u32 h = (from ^ rotate(to, 7) ^ rotate(ports, 17)) * 0x9e3779b1u;

	for (u32 i = 0; i < 4; i++) {
		u32 at = ((h >> 16) + i) & (FLOWS - 1);

		if (flows[at].packets &&
		    (flows[at].from != from || flows[at].to != to || flows[at].ports != ports))
			continue;
		flows[at].from = from;
		flows[at].to = to;
		flows[at].ports = ports;
		flows[at].packets++;
		flows[at].bytes += (u64)(end - p);
		return (u32)flows[at].packets;
	}
	return 0;
}
