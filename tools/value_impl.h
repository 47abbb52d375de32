/* Shared by value.c (bytes to JSON) and value_parse.c (JSON to bytes). */
#ifndef SKEP_TOOLS_VALUE_IMPL_H
#define SKEP_TOOLS_VALUE_IMPL_H

#include <stdbool.h>

#include "tools/cli.h"
#include "tools/value.h"

/* Types that look special because of their name. */
enum named_type {
	NAMED_NONE,
	NAMED_IPV4, /* struct in_addr */
	NAMED_IPV6, /* struct in6_addr */
	NAMED_BE,   /* __be16, __be32, __be64 */
};

enum named_type value_named(const struct btf *btf, uint32_t id);
bool value_is_char(const struct btf *btf, uint32_t id);
/* BTF says what these bytes are, and agrees on their size. */
bool value_is_known(const struct value_type *type);

#endif
