/* The kernel's log; see beside_log.h. */
#include "fuzz/beside_log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/value.h"

int log_slot(const char *line)
{
	char *end;
	long slot = strtol(line, &end, 10);

	return end != line && end[0] == ':' && end[1] == ' ' && end[2] == '(' ? (int)slot : -1;
}

const char *log_next(const char *p)
{
	p = strchr(p, '\n');
	return p ? p + 1 : NULL;
}

const char *log_last_insn(const char *log, int *slot)
{
	static const char loop[] = "infinite loop detected"; /* is said in the jump's own line */
	const char *after = log, *line = log;

	*slot = -1;
	for (const char *p = log; p && strncmp(p, "processed ", 10); p = log_next(p)) {
		int is = log_slot(p);

		if (is < 0)
			continue;
		*slot = is;
		line = p;
		after = log_next(p);
	}
	if (strstr(line, loop) && (!after || strstr(line, loop) < after))
		return strstr(line, loop);
	return after ? after : "";
}

void log_reason(const char *log, char *reason, size_t size)
{
	int slot;
	const char *from = log_last_insn(log, &slot), *to = strstr(from, "processed ");
	size_t n = to ? (size_t)(to - from) : strlen(from);

	while (n && from[n - 1] == '\n')
		n--;
	n = n < size ? n : size - 1;
	memcpy(reason, from, n);
	reason[n] = '\0';
}

static const struct {
	const char *text;
	uint8_t kind;
} kernel_kind[] = {
	{ "scalar", VALUE_SCALAR },
	{ "ctx", VALUE_CTX },
	{ "fp", VALUE_STACK },
	{ "map_value", VALUE_MAP_VALUE },
	{ "map_ptr", VALUE_MAP },
	{ "pkt_meta", VALUE_PACKET_META },
	{ "pkt_end", VALUE_PACKET_END },
	{ "pkt", VALUE_PACKET },
	{ "mem", VALUE_MEM },
	{ "ringbuf_mem", VALUE_MEM },
	{ "map_key", VALUE_MEM },
	{ "rdonly_mem", VALUE_MEM },
	{ "sock", VALUE_STRUCT },
	{ "tcp_sock", VALUE_STRUCT },
	{ "xdp_sock", VALUE_STRUCT },
	{ "trusted_ptr_task_struct", VALUE_STRUCT },
	{ "func", VALUE_FUNC },
	{ "0", VALUE_SCALAR },
	{ "-", VALUE_SCALAR },
	{ "P", VALUE_SCALAR },
};

uint8_t log_kind_of_word(const char *text)
{
	if (*text >= '0' && *text <= '9')
		return VALUE_SCALAR;
	for (size_t i = 0; i < sizeof(kernel_kind) / sizeof(*kernel_kind); i++)
		if (!strncmp(text, kernel_kind[i].text, strlen(kernel_kind[i].text)))
			return kernel_kind[i].kind;
	return VALUE_UNINIT;
}

uint8_t log_kind(const char *log, unsigned reg)
{
	uint8_t kind = reg == REG_FP ? VALUE_STACK : VALUE_UNINIT;
	char name[16];

	snprintf(name, sizeof(name), "R%u", reg);
	for (const char *p = strstr(log, name); p; p = strstr(p + 1, name)) {
		const char *is = p + strlen(name);

		if (*is == '_')
			is += 1 + strspn(is + 1, "rw");
		if (*is == '=')
			kind = log_kind_of_word(is + 1);
	}
	return kind;
}

int log_insn(const struct image *image, int slot)
{
	for (uint32_t i = 0; i < image->n_insns; i++)
		if ((int)image->slot[i] == slot)
			return (int)i;
	return -1;
}
