#include "program.h"

struct flow {
	u32 from, to;
	u16 from_port, to_port;
	u8 protocol, zero[3];
};
struct traffic {
	u64 packets, bytes;
};

MAP(flows, HASH, struct flow, struct traffic, 1024);
static u32 turn;

PROGRAM(flow)
{
	struct flow key = {
		.from = get32(p + 26) + (turn++ & 255), .to = get32(p + 30),
		.from_port = (u16)get16(p + 34), .to_port = (u16)get16(p + 36),
		.protocol = p[23],
	};
	struct traffic first = { 1, (u64)(end - p) }, *traffic = LOOKUP(flows, &key);

	if (!traffic) {
		UPDATE(flows, &key, &first);
		return 1;
	}
	traffic->packets++;
	traffic->bytes += (u64)(end - p);
	return (u32)traffic->packets;
}
