/* The text of operations, read back: what ir_print writes (jit/ir.h). */
#ifndef TESTS_LIB_IR_TEXT_H
#define TESTS_LIB_IR_TEXT_H

#include "jit/ir.h"

/**
 * ir_parse - operations of @text, a line each
 * @ir: filled in, in @arena; labels have the numbers that they have in the text
 * Return: 0, or the number of the line that is none, from 1.
 */
int ir_parse(struct ir *ir, struct arena *arena, const char *text);

/* What ir_print writes, to be freed. */
char *ir_text(const struct ir *ir);

#endif
