/* Opening hostile objects in tests: an error with a message, or something usable. */
#ifndef SKEP_TESTS_LIB_OBJECT_USE_H
#define SKEP_TESTS_LIB_OBJECT_USE_H

#include "loader/loader.h"

/**
 * survive - open an exact copy of @size bytes and use all that comes out
 *
 * Aborts, which fails a test and a fuzzing harness alike, where an error has no
 * message or place, or where an image refers to anything that is not there.
 * Return: what opening returned.
 */
int survive(const void *data, size_t size);

/* Opening must fail with this diagnostic and a message that contains @message. */
void refuse(const void *data, size_t size, const char *id, const char *message);

#endif
