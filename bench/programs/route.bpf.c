#include "program.h"
#include "tables.h"

MAP(routes, LPM_TRIE, struct prefix, struct next_hop, ROUTES);
static u32 turn;

PROGRAM(route)
{
	struct prefix key = { 32, __builtin_bswap32(get32(p + 30)) };
	struct next_hop *hop;

	key.address += turn++ * 0x3b9d00 & 0xffff00; /* somewhere in 10.0.0.0/8 */
	hop = LOOKUP(routes, &key);
	if (!hop)
		return 1;
	p[5] = (u8)hop->interface;
	return hop->address;
}
