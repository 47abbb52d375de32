/*
 * The log of a load.  What does not fit loses its beginning, as in Linux, or with
 * BPF_LOG_FIXED its end; either way the call says -ENOSPC and how much it would take.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compat/compat.h"

enum { LOG_MASK = 15, FIRST_ROOM = 4096 };

int log_begin(struct log *log, uint32_t level, uint64_t to, uint32_t size)
{
	*log = (struct log){ .to = to, .size = size, .level = level };
	if (!to != !size || (to && !level) || level & ~(uint32_t)LOG_MASK || size > UINT32_MAX >> 2)
		return -EINVAL;
	return 0;
}

static bool log_grow(struct log *log, size_t need)
{
	size_t room = log->room ? log->room : FIRST_ROOM;
	char *text;

	while (room < need)
		room *= 2;
	if (room == log->room)
		return true;
	text = realloc(log->text, room);
	if (!text)
		return false;
	log->text = text;
	log->room = room;
	return true;
}

void log_print(struct log *log, const char *format, ...)
{
	va_list args;
	int n;

	if (!log->level)
		return;
	va_start(args, format);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n < 0 || !log_grow(log, log->len + (size_t)n + 1)) {
		log->lost = true;
		return;
	}
	va_start(args, format);
	vsnprintf(log->text + log->len, (size_t)n + 1, format, args);
	va_end(args);
	log->len += (size_t)n;
}

int log_end(struct log *log, uint32_t *true_size)
{
	size_t total = log->len ? log->len + 1 : 0, part;
	const char *from = log->text;
	int err = log->lost ? -ENOMEM : 0;

	*true_size = (uint32_t)total;
	if (log->to && total && !err) {
		part = total < log->size ? total - 1 : log->size - 1;
		if (!(log->level & LOG_FIXED))
			from += log->len - part;
		if (user_write(log->to, from, part) || user_write(log->to + part, "", 1))
			err = -EFAULT;
		else if (total > log->size)
			err = -ENOSPC;
	}
	free(log->text);
	log->text = NULL;
	return err;
}
