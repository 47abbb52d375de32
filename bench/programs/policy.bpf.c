#include "program.h"

enum { RULES = 32 };

struct rule {
	u32 net, mask, low, high, verdict;
};

#define RULE(n) { 0x0a000000 + ((n) << 16), 0xffff0000, 100 * (n), 100 * (n) + 50, 1 + (n) % 3 }
#define RULES_4(n) RULE(n), RULE((n) + 1), RULE((n) + 2), RULE((n) + 3)
static const struct rule rules[RULES] = {
	RULES_4(0), RULES_4(4), RULES_4(8), RULES_4(12),
	RULES_4(16), RULES_4(20), RULES_4(24), { 0xc0000200, 0xffffff00, 0, 65535, 2 },
};

PROGRAM(policy)
{
	u32 from = get32(p + 26), port = get16(p + 36);

	for (u32 i = 0; i < RULES; i++)
		if (((from & rules[i].mask) == rules[i].net) & (port - rules[i].low <=
								rules[i].high - rules[i].low))
			return rules[i].verdict;
	return 0;
}
