#include "program.h"
#include "tables.h"

struct connection {
	u32 from, to;
	u16 from_port, to_port;
	u32 protocol;
};

MAP(connections, LRU_HASH, struct connection, u32, 4096);
MAP(backends, HASH, u32, struct backend, BACKENDS);
static u32 turn;

INLINE u32 choose(const struct connection *key)
{
	u32 h = (key->from ^ rotate(key->to, 7) ^ rotate(key->from_port, 17)) * 0x9e3779b1u;

	return h >> 16 & (BACKENDS - 1);
}

PROGRAM(forward)
{
	struct connection key = {
		.from = get32(p + 26) + (turn++ & 255), .to = get32(p + 30),
		.from_port = (u16)get16(p + 34), .to_port = (u16)get16(p + 36),
		.protocol = p[23],
	};
	u32 *known = LOOKUP(connections, &key), number = known ? *known : choose(&key);
	struct backend *backend = LOOKUP(backends, &number);

	if (!backend)
		return 1;
	if (!known)
		UPDATE(connections, &key, &number);
	__builtin_memcpy(p, backend->mac, 6);
	return backend->address;
}
