/* Reading a file whole, from pipes and /sys too, which do not tell their size; writing one. */
#include "tools/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

int file_temporary(const char *path, char **name)
{
	mode_t mask = umask(0);
	int fd;

	umask(mask);
	if (asprintf(name, "%s.XXXXXX", path) < 0) {
		*name = NULL;
		return -1;
	}
	fd = mkostemp(*name, O_CLOEXEC);
	if (fd >= 0) {
		fchmod(fd, 0666 & ~mask);
		return fd;
	}
	free(*name);
	*name = NULL;
	return -1;
}

static int write_all(int fd, const uint8_t *data, size_t size)
{
	while (size) {
		ssize_t n = write(fd, data, size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? errno : EIO;
		data += n;
		size -= (size_t)n;
	}
	return fsync(fd) && errno != EINVAL ? errno : 0; /* EINVAL: a device or pipe */
}

int file_write(const char *path, const void *data, size_t size, struct skep_error *error)
{
	char *name = NULL;
	struct stat st;
	int fd, err;

	if (!stat(path, &st) && !S_ISREG(st.st_mode)) /* a device or pipe */
		fd = open(path, O_WRONLY | O_CLOEXEC);
	else
		fd = file_temporary(path, &name);
	err = fd < 0 ? errno : 0;

	if (!err)
		err = write_all(fd, data, size);
	if (fd >= 0 && close(fd) && !err)
		err = errno;
	if (!err && name && rename(name, path))
		err = errno;
	if (err && name)
		unlink(name);
	free(name);
	return err ? error_set(error, FILE_IO, path, strerror(err)) : 0;
}
