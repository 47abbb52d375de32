/* A failing program made small, the failure staying the same. */
#ifndef SKEP_FUZZ_MINIMISE_H
#define SKEP_FUZZ_MINIMISE_H

#include <stdbool.h>

/**
 * minimise - the smallest program found that still has the property
 * @text: assembler text, replaced in place; of PROG_TEXT bytes
 * @still: has a candidate the property?  It is called many times.
 *
 * Return: instructions left, or a negative errno if @text has not the property.
 */
int minimise(char *text, bool (*still)(void *arg, const char *text), void *arg);

#endif
