/* What the kernel's log of a verification says, level 1 or 2. */
#ifndef SKEP_FUZZ_BESIDE_LOG_H
#define SKEP_FUZZ_BESIDE_LOG_H

#include "core/image.h"

/* The decoded instruction of a slot; -1: none begins there. */
int log_insn(const struct image *image, int slot);
/* The slot of a line such as "46: (0f) r2 += r7"; -1: it is another line. */
int log_slot(const char *line);
/* The line after @p, or NULL. */
const char *log_next(const char *p);
/* The last instruction that it looked at (-1: none), and what it says after that. */
const char *log_last_insn(const char *log, int *slot);
/* What the log ends with before the statistics: the reason. */
void log_reason(const char *log, char *reason, size_t size);
/* Of "pkt(...)", "map_value", "-4": enum value_kind; VALUE_UNINIT: unknown. */
uint8_t log_kind_of_word(const char *text);
/*
 * "R3=scalar(...)", "R3_w=pkt(...)": what the register was said to hold last, as enum
 * value_kind; VALUE_UNINIT: nothing.
 */
uint8_t log_kind(const char *log, unsigned reg);

#endif
