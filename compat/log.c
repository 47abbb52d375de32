/*
 * The log of a load.  What does not fit loses its beginning, as in Linux, or with
 * BPF_LOG_FIXED its end; either way the call says -ENOSPC and how much it would take.
 * No more than a few times the caller's room is kept, however much is said.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compat/compat.h"

enum { LOG_MASK = 15, FIRST_ROOM = 4096, SPARE_ROOM = 1 << 16 };

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

/* Forget what will not be handed over. */
static void log_trim(struct log *log)
{
	size_t drop = log->len - log->size;

	if (log->len < 2 * (size_t)log->size + SPARE_ROOM)
		return;
	if (!(log->level & LOG_FIXED)) {
		memmove(log->text, log->text + drop, log->size);
		log->gone += drop;
	}
	log->cut += log->level & LOG_FIXED ? drop : 0;
	log->len = log->size;
}

void log_print(struct log *log, const char *format, ...)
{
	uint64_t end;
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
	end = log->gone + log->len + log->cut;
	if (end > log->most)
		log->most = end;
	log_trim(log);
}

void log_take_back(struct log *log, uint64_t n)
{
	uint64_t of_cut = n < log->cut ? n : log->cut, of_text;

	log->cut -= of_cut;
	n -= of_cut;
	of_text = n < log->len ? n : log->len;
	log->len -= of_text;
	log->gone -= n - of_text < log->gone ? n - of_text : log->gone;
}

int log_end(struct log *log, uint32_t *true_size)
{
	uint64_t total = log->most ? log->most + 1 : 0;
	const char *from = log->text;
	int err = log->lost ? -ENOMEM : 0;
	size_t part;

	*true_size = total < UINT32_MAX ? (uint32_t)total : UINT32_MAX;
	if (log->to && total && !err) {
		part = log->len < log->size ? log->len : log->size - 1;
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
