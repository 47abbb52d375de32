#include "program.h"
#include "tables.h"

MAP(rules, ARRAY, u32, struct rule, RULES);

PROGRAM(match)
{
	u32 from = get32(p + 26), port = get16(p + 36);

	for (u32 i = 0; i < RULES; i++) {
		u32 key = i;
		struct rule *rule = LOOKUP(rules, &key);

		if (!rule)
			return 0;
		if ((from & rule->mask) == rule->net && port >= rule->low && port <= rule->high)
			return rule->verdict + (i << 8);
	}
	return 0;
}
