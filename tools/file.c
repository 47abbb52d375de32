/* Reading a file whole, from pipes and /sys too, which do not tell their size. */
#include "tools/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/diag.h"

enum { MAX_FILE = 256 << 20 };

uint8_t *file_read(const char *path, size_t *size, struct skep_error *error)
{
	FILE *file = fopen(path, "re");
	size_t room = 1 << 16, n = 0, got;
	uint8_t *data = malloc(room), *grown;

	if (!file) {
		error_set(error, FILE_OPEN, path, strerror(errno));
		free(data);
		return NULL;
	}
	while (data && n < MAX_FILE && (got = fread(data + n, 1, room - n, file))) {
		n += got;
		grown = n == room ? realloc(data, room *= 2) : data;
		if (!grown)
			free(data);
		data = grown;
	}
	if (!data)
		error_set(error, NO_MEMORY, path);
	else if (n >= MAX_FILE)
		error_set(error, FILE_IO, path, strerror(EFBIG));
	else if (ferror(file))
		error_set(error, FILE_IO, path, strerror(errno ? errno : EIO));
	if (error->err) {
		free(data);
		data = NULL;
	}
	fclose(file);
	*size = n;
	return data;
}
