/*
 * The file of a map: allocated whole when it is made, checked whole when it is
 * attached.  Only the trailer decides, it is read once, by read(2): before it
 * is found sound nothing is mapped, and nothing here touches the mapping of a
 * file that others can truncate.
 */
#include "maps/map_impl.h"
#include "maps/store_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* One request to the file system: short enough to end before the next timer signal. */
enum { ALLOCATE_CHUNK = 16 << 20 };

int file_allocate(int fd, uint64_t offset, uint64_t size)
{
	uint64_t end = offset + size;
	int err;

	while (offset < end) {
		uint64_t chunk = end - offset < ALLOCATE_CHUNK ? end - offset : ALLOCATE_CHUNK;

		err = posix_fallocate(fd, (off_t)offset, (off_t)chunk);
		if (err == EINTR)
			continue;
		if (err)
			return -err;
		offset += chunk;
	}
	return 0;
}

static int write_all(int fd, const void *data, size_t size, uint64_t offset)
{
	const uint8_t *from = data;

	while (size) {
		ssize_t n = pwrite(fd, from, size, (off_t)offset);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? -errno : -EIO;
		from += n;
		offset += (uint64_t)n;
		size -= (size_t)n;
	}
	return 0;
}

static int read_all(int fd, void *data, size_t size, uint64_t offset)
{
	uint8_t *to = data;

	while (size) {
		ssize_t n = pread(fd, to, size, (off_t)offset);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? -errno : -EIO;
		to += n;
		offset += (uint64_t)n;
		size -= (size_t)n;
	}
	return 0;
}

/* Beyond this limit the kernel answers with SIGXFSZ, which would kill the host. */
bool file_size_allowed(uint64_t size)
{
	struct rlimit limit;

	return getrlimit(RLIMIT_FSIZE, &limit) || limit.rlim_cur == RLIM_INFINITY ||
	       size <= limit.rlim_cur;
}

int file_fill(int fd, const struct map_geometry *g)
{
	uint64_t start = g->lane_stride ? g->control_offset : 0;
	struct map_trailer trailer;
	int err;

	if (!file_size_allowed(g->file_size))
		return -EFBIG;
	if (ftruncate(fd, (off_t)g->file_size))
		return -errno;
	err = file_allocate(fd, start, g->file_size - start);
	if (err)
		return err;
	trailer_make(g, &trailer);
	return write_all(fd, &trailer, sizeof(trailer), g->file_size - sizeof(trailer));
}

static int read_trailer(int fd, struct map_trailer *trailer, const char **reason)
{
	struct stat st;
	int err;

	*reason = "it cannot be read";
	if (fstat(fd, &st))
		return -errno;
	if (!S_ISREG(st.st_mode) || (uint64_t)st.st_size < sizeof(*trailer)) {
		*reason = "it is too short";
		return -EINVAL;
	}
	err = read_all(fd, trailer, sizeof(*trailer), (uint64_t)st.st_size - sizeof(*trailer));
	if (err)
		return err;
	*reason = trailer_check(trailer, (uint64_t)st.st_size);
	return *reason ? -EINVAL : 0;
}

uint32_t file_version(int fd)
{
	struct map_trailer trailer = { .abi = 0 };
	const char *reason;

	if (read_trailer(fd, &trailer, &reason) != -EINVAL)
		return 0;
	return trailer_version(&trailer);
}

static int map_memory(struct map *map)
{
	void *base = mmap(NULL, map->geometry.file_size, PROT_READ | PROT_WRITE, MAP_SHARED,
			  map->fd, 0);

	if (base == MAP_FAILED)
		return -errno;
	map->base = base;
	return 0;
}

/* A control field, by read(2): the mapping is not guarded against truncation yet. */
static int read_frozen(struct map *map)
{
	uint32_t frozen;
	uint64_t at = map->geometry.control_offset + offsetof(struct map_control, frozen);
	int err = read_all(map->fd, &frozen, sizeof(frozen), at);

	map->desc.frozen = !err && frozen;
	return err;
}

bool map_wants_copy(const struct map *map)
{
	const struct map_geometry *g = &map->geometry;

	return g->type == MAP_ARRAY && g->map_flags & MAP_F_RDONLY_PROG;
}

int map_copy_values(struct map *map)
{
	size_t size = map->geometry.values_size;
	uint8_t *copy =
		mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int err;

	if (copy == MAP_FAILED)
		return -errno;
	err = 0;
	if (map->fd >= 0)
		err = read_all(map->fd, copy, size, 0);
	else
		memcpy(copy, map->base, size); /* guarded by now */
	if (!err && mprotect(copy, size, PROT_READ))
		err = -errno;
	if (err)
		munmap(copy, size);
	else
		__atomic_store_n(&map->copy, copy, __ATOMIC_RELEASE);
	return err;
}

void map_detach(struct map *map)
{
	if (map->copy)
		munmap(map->copy, map->geometry.values_size);
	if (map->base)
		munmap(map->base, map->geometry.file_size);
	free(map->prepared);
	free(map->own);
	free(map);
}

int map_attach(int fd, struct map **out, const char **reason)
{
	struct map_trailer trailer;
	struct map *map;
	int err = read_trailer(fd, &trailer, reason);

	if (err)
		return err;
	*reason = "it cannot be mapped";
	map = calloc(1, sizeof(*map));
	if (!map)
		return -ENOMEM;
	map->fd = fd;
	map->geometry = trailer.geometry;
	map->ops = map_ops_of(map->geometry.type);
	geometry_describe(&map->geometry, &map->desc, &map->inner);
	hash_secret(map->secret, map->geometry.seed);
	if (map->ops->recipe)
		map->ops->recipe(map, &map->lookup);
	map->prepared = calloc(map->geometry.lanes, 1);
	err = map->prepared ? map_memory(map) : -ENOMEM;
	if (!err && map->ops->attach)
		err = map->ops->attach(map);
	if (!err)
		err = read_frozen(map);
	if (!err && map->desc.frozen && map_wants_copy(map))
		err = map_copy_values(map);
	if (err)
		map_detach(map);
	else
		*out = map;
	return err;
}
