/* See func.h. */
#include "fuzz/func.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define ROW(id, result, ...)                                                                       \
	{ .name = id, .ret = RET_##result, .types = UINT64_MAX, __VA_ARGS__ }
const struct helper_info fuzz_funcs[N_FUNCS] = {
	[FUNC_SUM] = ROW("host_sum", SCALAR, .arg = { ARG_MEM, ARG_SIZE0 },
			 .flags = HELPER_PACKET),
	[FUNC_MIX] = ROW("host_mix", SCALAR, .arg = { ARG_NUMBER, ARG_TYPED_INOUT },
			 .arg_size = { 0, 16 }),
	[FUNC_FIND] = ROW("host_find", MEM_OR_NULL, .arg = { ARG_NUMBER }, .ret_size = 12,
			  .flags = HELPER_RDONLY),
	[FUNC_ROOM] = ROW("host_room", MEM_OR_NULL, .arg = { ARG_IGNORED, ARG_ALLOC_SIZE }),
	[FUNC_KIND] = ROW("host_kind", VOID, .arg = { ARG_CTX, ARG_CONSTANT, ARG_TYPED_NULL },
			  .arg_size = { 0, 0, 8 }),
};

#define BODY(name)                                                                                 \
	static uint64_t name(uint64_t a1 __attribute__((unused)),                                  \
			     uint64_t a2 __attribute__((unused)),                                  \
			     uint64_t a3 __attribute__((unused)),                                  \
			     uint64_t a4 __attribute__((unused)),                                  \
			     uint64_t a5 __attribute__((unused)),                                  \
			     struct skep_call *call __attribute__((unused)))

BODY(sum)
{
	const uint8_t *data = (const uint8_t *)a1;
	uint64_t hash = a2;

	for (uint64_t i = 0; i < a2; i++)
		hash = (hash ^ data[i]) * UINT64_C(0x100000001b3);
	return hash;
}

BODY(mix)
{
	uint64_t words[2];

	memcpy(words, (const void *)a2, sizeof(words));
	words[0] += a1;
	words[1] ^= words[0] >> 7;
	memcpy((void *)a2, words, sizeof(words));
	return words[1];
}

BODY(find)
{
	static const uint32_t rows[2][3] = { { 1, 2, 3 }, { 0xffffffff, 0x80000000, 7 } };

	return a1 & 4 ? 0 : (uintptr_t)rows[a1 & 1];
}

BODY(room)
{
	return a2 > ROOM_SIZE ? 0 : (uintptr_t)skep_call_arg(call);
}

BODY(kind)
{
	return a2;
}

static skep_func_fn *const bodies[N_FUNCS] = {
	[FUNC_SUM] = sum, [FUNC_MIX] = mix, [FUNC_FIND] = find, [FUNC_ROOM] = room,
	[FUNC_KIND] = kind,
};

static size_t put_word(char *line, size_t size, const char *name, uint32_t bytes)
{
	char word[64];
	size_t n = 0;

	for (; name[n] && n + 1 < sizeof(word); n++)
		word[n] = (char)tolower((unsigned char)name[n]);
	word[n] = '\0';
	return (size_t)(bytes ? snprintf(line, size, " %s=%u", word, bytes) :
				snprintf(line, size, " %s", word));
}

void fuzz_func_print(const struct helper_info *row, char *line, size_t size)
{
	size_t n = (size_t)snprintf(line, size, ".kfunc %s", row->name);

	n += put_word(line + n, size - n, helper_ret_info[row->ret].name, row->ret_size);
	for (unsigned a = 0; a < 5 && row->arg[a] != ARG_NONE; a++)
		n += put_word(line + n, size - n, helper_arg_info[row->arg[a]].name,
			      row->arg_size[a]);
	if (row->flags & HELPER_PACKET)
		n += put_word(line + n, size - n, "packet", 0);
	if (row->flags & HELPER_RDONLY)
		n += put_word(line + n, size - n, "rdonly", 0);
	snprintf(line + n, size - n, "\n");
}

bool fuzz_funcs_all(const struct image *image)
{
	if (image->n_kfuncs != N_FUNCS)
		return false;
	for (uint32_t i = 0; i < N_FUNCS; i++)
		if (strcmp(image->kfuncs[i]->name, fuzz_funcs[i].name))
			return false;
	return true;
}

void fuzz_funcs_bind(struct bound_func bound[N_FUNCS], void *room)
{
	for (uint32_t i = 0; i < N_FUNCS; i++)
		bound[i] = (struct bound_func){ bodies[i], room };
}
