/*
 * Host functions in assembler text: ".kfunc NAME RESULT ARGUMENT... FLAG...", the
 * words of core/helper_arg.def in lower case, "=N" behind them where memory has
 * the size of its type.
 */
#include "core/asm.h"

#include <ctype.h>
#include <string.h>

/* Is the word, up to '=', this name in lower case?  *@size: the number behind '=', or 0. */
static bool is_word(const char *word, const char *name, uint32_t *size)
{
	int64_t v = 0;

	for (; *name && *word == tolower((unsigned char)*name); name++)
		word++;
	if (*name || (*word && *word != '='))
		return false;
	if (*word++ && (!asm_number(&word, 0, INT32_MAX, &v) || *word))
		return false;
	*size = (uint32_t)v;
	return true;
}

static bool take_result(const char *word, struct helper_info *kfunc)
{
	for (uint8_t ret = 0; ret < N_HELPER_RETS; ret++) {
		kfunc->ret = ret;
		if (is_word(word, helper_ret_info[ret].name, &kfunc->ret_size))
			return true;
	}
	return false;
}

static bool take_argument(const char *word, struct helper_info *kfunc, unsigned n)
{
	for (uint8_t arg = ARG_NONE + 1; n < 5 && arg < N_HELPER_ARGS; arg++) {
		kfunc->arg[n] = arg;
		if (is_word(word, helper_arg_info[arg].name, &kfunc->arg_size[n]))
			return true;
	}
	return false;
}

static bool take_flag(const char *word, struct helper_info *kfunc)
{
	static const struct {
		const char *name;
		uint32_t flag;
	} flags[] = { { "moves_packet", HELPER_MOVES_PACKET },
		      { "packet", HELPER_PACKET },
		      { "rdonly", HELPER_RDONLY },
		      { "withheld", HELPER_WITHHELD } };

	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++) {
		if (strcmp(word, flags[i].name))
			continue;
		kfunc->flags |= flags[i].flag;
		return true;
	}
	return false;
}

const char *asm_take_kfunc_word(struct helper_info *kfunc, unsigned *n, const char *word)
{
	switch ((*n)++) {
	case 0:
		kfunc->name = word;
		kfunc->types = UINT64_MAX;
		return asm_name_length(word) == strlen(word) ? NULL : "not a name";
	case 1:
		return take_result(word, kfunc) ? NULL : "no such result";
	default:
		break;
	}
	if (take_flag(word, kfunc)) {
		--*n;
		return NULL;
	}
	return take_argument(word, kfunc, *n - 3) ? NULL : "no such argument";
}
