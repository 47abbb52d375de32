#include "program.h"

struct event {
	u64 number;
	u32 from, to, ports, size;
	u8 start[32];
};

RING(events, 1 << 18);
static u64 number;

PROGRAM(event)
{
	struct event *event = RESERVE(events, struct event);

	if (!event)
		return 0;
	event->number = ++number;
	event->from = get32(p + 26);
	event->to = get32(p + 30);
	event->ports = get32(p + 34);
	event->size = (u32)(end - p);
	__builtin_memcpy(event->start, p + 40, sizeof(event->start));
	SUBMIT(events, event);
	return (u32)number;
}
