/*
 * Functions of libc that programs under `skep exec` call instead: the ones that bpf(2)
 * and its descriptors and paths need.  Everything else goes on to libc.
 *
 * Inside the library each of these names means libc's own (__wrap_NAME, by the linker's
 * --wrap); what the library opens for itself gets a number out of the program's way.
 */
#include "compat/children.h"
#include "compat/compat.h"
#include "compat/files.h"
#include "compat/watch.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <mntent.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysinfo.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "compat/interpose.h"

/* ---- libc's own ---- */

#define REAL(name) real((void **)&name##_real, #name)

static void *real(void **at, const char *name)
{
	void *function = __atomic_load_n(at, __ATOMIC_ACQUIRE);

	if (!function) {
		function = dlsym(RTLD_NEXT, name);
		__atomic_store_n(at, function, __ATOMIC_RELEASE);
	}
	return function;
}

/* own_NAME here, __wrap_NAME to the rest of the library. */
#define INTERPOSED(type, name, arguments, call)                                                    \
	static type(*name##_real) arguments;                                                       \
	static type own_##name arguments                                                           \
	{                                                                                          \
		REAL(name);                                                                        \
		return name##_real call;                                                           \
	}                                                                                          \
	type __wrap_##name arguments                                                               \
	{                                                                                          \
		return own_##name call;                                                            \
	}
#include "compat/interposed.def"

static int (*close_real)(int fd);

static int own_close(int fd)
{
	REAL(close);
	return close_real(fd);
}

typedef int open_fn(const char *path, int flags, ...);
typedef int openat_fn(int dir, const char *path, int flags, ...);
typedef long syscall_fn(long number, ...);

static open_fn *open_real, *open64_real;
static openat_fn *openat_real, *openat64_real;
static syscall_fn *syscall_real;
static int (*ioctl_real)(int fd, unsigned long request, ...);

int __wrap_open(const char *path, int flags, ...);
int __wrap_close(int fd);
int __wrap_openat(int dir, const char *path, int flags, ...);
long __wrap_syscall(long number, ...);
int __wrap_ioctl(int fd, unsigned long request, ...);

static mode_t mode_of(int flags, va_list args)
{
	return flags & (O_CREAT | __O_TMPFILE) ? va_arg(args, mode_t) : 0;
}

int __wrap_open(const char *path, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = mode_of(flags, args);
	va_end(args);
	REAL(open);
	return mine_add(open_real(path, flags, mode));
}

int __wrap_openat(int dir, const char *path, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = mode_of(flags, args);
	va_end(args);
	REAL(openat);
	return mine_add(openat_real(dir, path, flags, mode));
}

int __wrap_close(int fd)
{
	mine_remove(fd);
	return own_close(fd);
}

int __wrap_ioctl(int fd, unsigned long request, ...)
{
	va_list args;
	void *arg;

	va_start(args, request);
	arg = va_arg(args, void *);
	va_end(args);
	REAL(ioctl);
	return ioctl_real(fd, request, arg);
}

long __wrap_syscall(long number, ...)
{
	long a[6];
	va_list args;

	va_start(args, number);
	for (int i = 0; i < 6; i++)
		a[i] = va_arg(args, long);
	va_end(args);
	REAL(syscall);
	return syscall_real(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

/* ---- bpf(2) ---- */

static long result_of(long result, int saved)
{
	errno = result < 0 ? (int)-result : saved;
	return result < 0 ? -1 : result;
}

static long open_event(const long a[6])
{
	int result = perf_open((const struct perf_event_attr *)a[0], (int)a[1], (int)a[2],
			       (int)a[3], (unsigned long)a[4]);

	if (result == FILES_OTHER)
		return __wrap_syscall(__NR_perf_event_open, a[0], a[1], a[2], a[3], a[4]);
	return result_of(result, errno);
}

EXPORT long syscall(long number, ...)
{
	int saved = errno;
	va_list args;
	long a[6];

	va_start(args, number);
	for (int i = 0; i < 6; i++)
		a[i] = va_arg(args, long);
	va_end(args);
	switch (number) {
	case __NR_bpf:
		return result_of(compat_bpf((int)a[0], (uint64_t)a[1], (uint32_t)a[2]), saved);
	case __NR_perf_event_open:
		return open_event(a);
	case __NR_execve:
		return execve((const char *)a[0], (char *const *)a[1], (char *const *)a[2]);
	case __NR_execveat:
		return execveat((int)a[0], (const char *)a[1], (char *const *)a[2],
				(char *const *)a[3], (int)a[4]);
	case __NR_close:
		return close((int)a[0]);
	case __NR_close_range:
		return close_range((unsigned)a[0], (unsigned)a[1], (int)a[2]);
	default:
		return __wrap_syscall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
	}
}

/* ---- descriptors ---- */

EXPORT int close(int fd)
{
	if (mine_has(fd)) {
		errno = EBADF;
		return -1;
	}
	watch_close(fd);
	return own_close(fd);
}

EXPORT int close_range(unsigned first, unsigned last, int flags)
{
	int result = 0, next;

	for (; !result && first <= last; first = (unsigned)next + 1) {
		next = mine_next(first);
		if (next < 0 || (unsigned)next > last)
			return own_close_range(first, last, flags);
		if ((unsigned)next > first)
			result = own_close_range(first, (unsigned)next - 1, flags);
	}
	return result;
}

EXPORT void closefrom(int first)
{
	close_range(first < 0 ? 0 : (unsigned)first, UINT_MAX, 0);
}

static bool is_taken(int fd)
{
	if (!mine_has(fd))
		return false;
	errno = EBUSY;
	return true;
}

EXPORT int dup2(int from, int to)
{
	if (is_taken(to))
		return -1;
	if (from != to)
		watch_close(to);
	return own_dup2(from, to);
}

EXPORT int dup3(int from, int to, int flags)
{
	if (is_taken(to))
		return -1;
	watch_close(to);
	return own_dup3(from, to, flags);
}

static bool map_is_refused(size_t size, int prot, int flags, int fd, uint64_t offset)
{
	int err;

	if (fd < 0 || flags & MAP_ANONYMOUS)
		return false;
	err = perf_is(fd) ? perf_mmap(fd, size, prot, flags, offset)
			  : object_mmap(fd, size, prot, flags, offset);
	if (err)
		errno = -err;
	return err;
}

EXPORT void *mmap(void *at, size_t size, int prot, int flags, int fd, off_t offset)
{
	if (map_is_refused(size, prot, flags, fd, (uint64_t)offset))
		return MAP_FAILED;
	return own_mmap(at, size, prot, flags, fd, offset);
}

EXPORT void *mmap64(void *at, size_t size, int prot, int flags, int fd, off64_t offset)
{
	if (map_is_refused(size, prot, flags, fd, (uint64_t)offset))
		return MAP_FAILED;
	return own_mmap64(at, size, prot, flags, fd, offset);
}

/* ---- events ---- */

EXPORT int ioctl(int fd, unsigned long request, ...)
{
	va_list args;
	void *arg;

	va_start(args, request);
	arg = va_arg(args, void *);
	va_end(args);
	if (perf_is(fd))
		return (int)result_of(perf_ioctl(fd, request), errno);
	return __wrap_ioctl(fd, request, arg);
}

/* ---- files ---- */

/*
 * One of the open family: what files_open answers, else libc's own.  @dir and @call are what
 * it has in front of its flags.
 */
#define OPEN(name, parameters, dir, call)                                                          \
	EXPORT int name parameters                                                                 \
	{                                                                                          \
		int result = files_open(dir, path, flags);                                         \
		va_list args;                                                                      \
		mode_t mode;                                                                       \
		va_start(args, flags);                                                             \
		mode = mode_of(flags, args);                                                       \
		va_end(args);                                                                      \
		REAL(name);                                                                        \
		return result == FILES_OTHER ? name##_real call : (int)result_of(result, errno);   \
	}

OPEN(open, (const char *path, int flags, ...), AT_FDCWD, (path, flags, mode))
OPEN(open64, (const char *path, int flags, ...), AT_FDCWD, (path, flags, mode))
OPEN(openat, (int dir, const char *path, int flags, ...), dir, (dir, path, flags, mode))
OPEN(openat64, (int dir, const char *path, int flags, ...), dir, (dir, path, flags, mode))

static FILE *stream_of(int fd, const char *mode)
{
	FILE *stream;

	if (result_of(fd, errno) < 0)
		return NULL;
	stream = fdopen(fd, mode);
	if (!stream)
		own_close(fd);
	return stream;
}

EXPORT FILE *fopen(const char *path, const char *mode)
{
	int result = mode[0] == 'r' ? files_open(AT_FDCWD, path, O_RDONLY) : FILES_OTHER;

	return result == FILES_OTHER ? own_fopen(path, mode) : stream_of(result, mode);
}

EXPORT FILE *fopen64(const char *path, const char *mode)
{
	int result = mode[0] == 'r' ? files_open(AT_FDCWD, path, O_RDONLY) : FILES_OTHER;

	return result == FILES_OTHER ? own_fopen64(path, mode) : stream_of(result, mode);
}

EXPORT ssize_t readlink(const char *path, char *to, size_t size)
{
	ssize_t n = files_readlink(path, to, size);

	return n < 0 ? own_readlink(path, to, size) : n;
}

/* ---- paths of pins ---- */

/* The path to use: that of a pin's file or folder, or the program's own. */
#define FOLLOW(dir, path) files_path(dir, path, true, (char[PATH_MAX]){ 0 })
#define NO_FOLLOW(dir, path) files_path(dir, path, false, (char[PATH_MAX]){ 0 })

EXPORT int statfs(const char *path, struct statfs *out)
{
	const char *use = FOLLOW(AT_FDCWD, path);
	int result = own_statfs(use, out);

	if (!result && use != path)
		out->f_type = FILES_MAGIC;
	return result;
}

EXPORT int statfs64(const char *path, struct statfs64 *out)
{
	const char *use = FOLLOW(AT_FDCWD, path);
	int result = own_statfs64(use, out);

	if (!result && use != path)
		out->f_type = FILES_MAGIC;
	return result;
}

/* A file system of pins is there already wherever one may be asked for. */
EXPORT int mount(const char *what, const char *where, const char *type, unsigned long flags,
		 const void *data)
{
	bool asked = type && !strcmp(type, "bpf");
	char pin[PATH_MAX];

	if (asked && where && !pin_name(AT_FDCWD, where, pin) && !*pin)
		return 0;
	return own_mount(what, where, type, flags, data);
}

EXPORT int mkdir(const char *path, mode_t mode)
{
	const char *use = NO_FOLLOW(AT_FDCWD, path);

	return own_mkdir(use, use == path ? mode : 0700);
}

EXPORT int rmdir(const char *path)
{
	return own_rmdir(NO_FOLLOW(AT_FDCWD, path));
}

EXPORT int unlink(const char *path)
{
	int result = files_unlink(AT_FDCWD, path);

	return result == FILES_OTHER ? own_unlink(path) : (int)result_of(result, errno);
}

EXPORT int unlinkat(int dir, const char *path, int flags)
{
	int result = flags & AT_REMOVEDIR ? FILES_OTHER : files_unlink(dir, path);

	if (result == FILES_OTHER)
		return own_unlinkat(dir, NO_FOLLOW(dir, path), flags);
	return (int)result_of(result, errno);
}

EXPORT int access(const char *path, int mode)
{
	return own_access(FOLLOW(AT_FDCWD, path), mode);
}

EXPORT int stat(const char *path, struct stat *out)
{
	return own_stat(FOLLOW(AT_FDCWD, path), out);
}

EXPORT int lstat(const char *path, struct stat *out)
{
	return own_lstat(FOLLOW(AT_FDCWD, path), out);
}

EXPORT int stat64(const char *path, struct stat64 *out)
{
	return own_stat64(FOLLOW(AT_FDCWD, path), out);
}

EXPORT int lstat64(const char *path, struct stat64 *out)
{
	return own_lstat64(FOLLOW(AT_FDCWD, path), out);
}

EXPORT int fstatat(int dir, const char *path, struct stat *out, int flags)
{
	return own_fstatat(dir, FOLLOW(dir, path), out, flags);
}

EXPORT int statx(int dir, const char *path, int flags, unsigned mask, struct statx *out)
{
	return own_statx(dir, FOLLOW(dir, path), flags, mask, out);
}

EXPORT DIR *opendir(const char *path)
{
	return own_opendir(NO_FOLLOW(AT_FDCWD, path));
}

/*
 * A walk of pins: in their folder, told with the paths that were asked for, each pin as the
 * file that it is in a kernel.  The callback has no argument, so the thread keeps it.
 */
static _Thread_local struct {
	__nftw_func_t each;
	const char *asked;
	size_t skip; /* bytes of the folder's own path */
} walk;

static int walk_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	char shown[2 * PATH_MAX];
	struct stat object;

	snprintf(shown, sizeof(shown), "%s%s", walk.asked, path + walk.skip);
	if (type != FTW_SL || own_stat(FOLLOW(AT_FDCWD, shown), &object))
		return walk.each(shown, st, type, ftw);
	return walk.each(shown, &object, FTW_F, ftw);
}

EXPORT int nftw(const char *path, __nftw_func_t each, int fds, int flags)
{
	const char *use = NO_FOLLOW(AT_FDCWD, path);
	typeof(walk) outer = walk;
	int result;

	if (use == path)
		return own_nftw(path, each, fds, flags);
	walk.each = each;
	walk.asked = path;
	walk.skip = strlen(use);
	result = own_nftw(use, walk_one, fds, flags);
	walk = outer;
	return result;
}

/* The same on machines of 64 bits. */
EXPORT int nftw64(const char *path, __nftw64_func_t each, int fds, int flags)
{
	return nftw(path, (__nftw_func_t)each, fds, flags);
}

EXPORT FILE *setmntent(const char *path, const char *mode)
{
	int result = mode[0] == 'r' ? files_open(AT_FDCWD, path, O_RDONLY) : FILES_OTHER;

	return result == FILES_OTHER ? own_setmntent(path, mode) : stream_of(result, mode);
}

/* ---- CPUs ---- */

EXPORT long sysconf(int name)
{
	long n = name == _SC_NPROCESSORS_CONF || name == _SC_NPROCESSORS_ONLN ? files_lanes() : 0;

	return n > 0 ? n : own_sysconf(name);
}

EXPORT int get_nprocs(void)
{
	int n = files_lanes();

	return n > 0 ? n : own_get_nprocs();
}

EXPORT int get_nprocs_conf(void)
{
	int n = files_lanes();

	return n > 0 ? n : own_get_nprocs_conf();
}

/* ---- programs that are started ---- */

/* The functions are looked up now: who calls them may be a child that has but its stack. */
__attribute__((constructor)) static void find_starters(void)
{
	REAL(execve);
	REAL(execvpe);
	REAL(fexecve);
	REAL(execveat);
	REAL(posix_spawn);
	REAL(posix_spawnp);
	children_begin();
}

EXPORT int execve(const char *path, char *const *args, char *const *env)
{
	child_path(path, env);
	return own_execve(path, args, env);
}

EXPORT int execv(const char *path, char *const *args)
{
	return execve(path, args, environ);
}

EXPORT int execvpe(const char *name, char *const *args, char *const *env)
{
	child_command(name, env);
	return own_execvpe(name, args, env);
}

EXPORT int execvp(const char *name, char *const *args)
{
	return execvpe(name, args, environ);
}

EXPORT int fexecve(int fd, char *const *args, char *const *env)
{
	child_at(fd, "", AT_EMPTY_PATH, env);
	return own_fexecve(fd, args, env);
}

EXPORT int execveat(int dir, const char *path, char *const *args, char *const *env, int flags)
{
	child_at(dir, path, flags, env);
	return own_execveat(dir, path, args, env, flags);
}

/* How many arguments there are, NULL not counted. */
static size_t count_args(va_list args)
{
	size_t n = 1;

	while (va_arg(args, char *))
		n++;
	return n;
}

/* One of the execl family: its list as an array; @then: behind the NULL, what @run needs. */
#define EXECL(name, then, run)                                                                     \
	EXPORT int name(const char *path, const char *first, ...)                                  \
	{                                                                                          \
		char *const *env;                                                                  \
		va_list list, copy;                                                                \
		char **args;                                                                       \
		size_t n;                                                                          \
		va_start(list, first);                                                             \
		va_copy(copy, list);                                                               \
		n = count_args(copy);                                                              \
		va_end(copy);                                                                      \
		args = __builtin_alloca((n + 1) * sizeof(*args));                                  \
		args[0] = (char *)first;                                                           \
		for (size_t i = 1; i <= n; i++)                                                    \
			args[i] = va_arg(list, char *);                                            \
		env = then;                                                                        \
		va_end(list);                                                                      \
		return run(path, args, env);                                                       \
	}

EXECL(execl, environ, execve)
EXECL(execlp, environ, execvpe)
EXECL(execle, va_arg(list, char *const *), execve)

EXPORT int posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions,
		       const posix_spawnattr_t *attr, char *const *args, char *const *env)
{
	child_path(path, env);
	return own_posix_spawn(pid, path, actions, attr, args, env);
}

EXPORT int posix_spawnp(pid_t *pid, const char *name, const posix_spawn_file_actions_t *actions,
			const posix_spawnattr_t *attr, char *const *args, char *const *env)
{
	child_command(name, env);
	return own_posix_spawnp(pid, name, actions, attr, args, env);
}

/* The shell of libc's; what it starts it tells itself. */
EXPORT int system(const char *command)
{
	if (command)
		child_path("/bin/sh", environ);
	return own_system(command);
}

EXPORT FILE *popen(const char *command, const char *mode)
{
	child_path("/bin/sh", environ);
	return own_popen(command, mode);
}
