/* A buffer that grows: what debug information is written into.  Private to jit/ and vm/. */
#ifndef SKEP_JIT_BYTES_H
#define SKEP_JIT_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** struct bytes - zeroed at first; bytes_free when done */
struct bytes {
	uint8_t *data;
	size_t size, room;
	bool failed; /* no memory: what is appended is lost */
};

void bytes_put(struct bytes *bytes, const void *data, size_t size);
void bytes_number(struct bytes *bytes, uint64_t v, unsigned size); /* little-endian */
void bytes_uleb(struct bytes *bytes, uint64_t v);
void bytes_sleb(struct bytes *bytes, int64_t v);
void bytes_text(struct bytes *bytes, const char *text); /* with its NUL */
/* Zeros up to a multiple of @size. */
void bytes_align(struct bytes *bytes, size_t size);
/* Overwrite a number at @at. */
void bytes_set(struct bytes *bytes, size_t at, uint64_t v, unsigned size);
void bytes_free(struct bytes *bytes);

#endif
