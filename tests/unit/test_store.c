/* Roots: who may use one, life of objects, pins, what crashes leave. */
#include "tests/unit/test_map.h"

#include <signal.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/wait.h>

enum { LANES = 6 };

struct fixture {
	char *dir;
	struct store *store;
};

static int setup(void **state)
{
	static struct fixture f;

	f.dir = scratch_dir();
	f.store = root_new(f.dir, LANES);
	*state = &f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	store_close(f->store);
	remove_tree(f->dir);
	free(f->dir);
	return 0;
}

/* One of four buffers, in turn; @dir is none of them for long. */
static const char *path_in(const char *dir, const char *name)
{
	static char paths[4][PATH_MAX];
	static unsigned turn;
	char *path = paths[++turn % 4];

	assert_true(strlen(dir) + strlen(name) + 2 <= PATH_MAX);
	stpcpy(stpcpy(stpcpy(path, dir), "/"), name);
	return path;
}

static uint64_t object_new(struct store *store, int *fd)
{
	uint64_t id;

	assert_int_equal(store_create(store, fd, NULL), 0);
	assert_int_equal(write(*fd, "content", 7), 7);
	assert_int_equal(store_commit(store, *fd, &id, NULL), 0);
	return id;
}

static void expect_open(const char *path, uint32_t lanes, int err, const char *id)
{
	struct skep_error error = { 0 };
	struct store *store = NULL;

	assert_int_equal(store_open(path, lanes, &store, &error), err);
	if (err) {
		assert_int_equal(error.err, err);
		assert_string_equal(error.id, id);
		assert_null(store);
	}
	store_close(store);
}

/* ---- opening ---- */

static void test_open(void **state)
{
	struct fixture *f = *state;
	struct store *again;
	struct stat st;

	assert_int_equal(store_lanes(f->store), LANES);
	assert_string_equal(store_path(f->store), path_in(f->dir, "root"));
	assert_int_equal(stat(store_path(f->store), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	assert_int_equal(stat(store_lanes_path(f->store), &st), 0);
	assert_int_equal(st.st_size, LANES);
	assert_int_equal(st.st_mode & 0777, 0600);
	/* An existing root keeps its lanes; slashes at the end do not matter. */
	assert_int_equal(store_open(path_in(f->dir, "root//"), 99, &again, NULL), 0);
	assert_int_equal(store_lanes(again), LANES);
	assert_string_equal(store_path(again), path_in(f->dir, "root"));
	store_close(again);
}

static void test_open_relative(void **state)
{
	struct fixture *f = *state;
	int here = open(".", O_RDONLY | O_DIRECTORY);
	struct store *store;

	assert_int_equal(chdir(f->dir), 0);
	assert_int_equal(store_open("other", 3, &store, NULL), 0);
	assert_int_equal(fchdir(here), 0);
	assert_int_equal(store_lanes_path(store)[0], '/');
	assert_int_equal(access(store_lanes_path(store), F_OK), 0);
	store_close(store);
	close(here);
}

static void test_lane_limits(void **state)
{
	struct fixture *f = *state;

	expect_open(path_in(f->dir, "none"), 0, -EINVAL, "invalid-argument");
	expect_open(path_in(f->dir, "none"), MAX_LANES + 1, -EINVAL, "invalid-argument");
	assert_int_equal(access(path_in(f->dir, "none"), F_OK), -1);
	expect_open(path_in(f->dir, "one"), 1, 0, NULL);
	expect_open(path_in(f->dir, "less"), MAX_LANES - 1, 0, NULL);
	expect_open(path_in(f->dir, "most"), MAX_LANES, 0, NULL);
	assert_int_equal(truncate(path_in(f->dir, "most/lanes"), MAX_LANES + 1), 0);
	expect_open(path_in(f->dir, "most"), 1, -EINVAL, "map-file");
	assert_int_equal(truncate(path_in(f->dir, "most/lanes"), 0), 0);
	expect_open(path_in(f->dir, "most"), 1, -EINVAL, "map-file");
}

static void test_unsafe(void **state)
{
	struct fixture *f = *state;
	const char *root = store_path(f->store);

	expect_open("", 1, -EINVAL, "invalid-argument");
	expect_open(path_in(f->dir, "a/b"), 1, -ENOENT, "file-open");
	assert_int_equal(symlink("root", path_in(f->dir, "link")), 0);
	expect_open(path_in(f->dir, "link"), 1, -EPERM, "root-unsafe");
	expect_open(path_in(f->dir, "link/"), 1, -EPERM, "root-unsafe");
	expect_open(path_in(f->dir, "root/lanes"), 1, -EPERM, "root-unsafe");
	assert_int_equal(chmod(root, 0770), 0);
	expect_open(root, 1, -EPERM, "root-unsafe");
	assert_int_equal(chmod(root, 0707), 0);
	expect_open(root, 1, -EPERM, "root-unsafe");
	assert_int_equal(chmod(root, 0755), 0);
	expect_open(root, 1, 0, NULL);
	assert_int_equal(chmod(path_in(root, "ids"), 0777), 0);
	expect_open(root, 1, -EPERM, "root-unsafe");
	assert_int_equal(chmod(path_in(root, "ids"), 0700), 0);
	assert_int_equal(rename(path_in(root, "pins"), path_in(f->dir, "moved")), 0);
	assert_int_equal(symlink("../moved", path_in(root, "pins")), 0);
	expect_open(root, 1, -EPERM, "root-unsafe");
	assert_int_equal(unlink(path_in(root, "pins")), 0);
	assert_int_equal(chmod(path_in(root, "lanes"), 0666), 0);
	expect_open(root, 1, -EPERM, "root-unsafe");
	assert_int_equal(unlink(path_in(root, "lanes")), 0);
	assert_int_equal(symlink("/etc/passwd", path_in(root, "lanes")), 0);
	expect_open(root, 1, -EPERM, "root-unsafe");
}

static void need_root(void)
{
	if (geteuid() == 0)
		return;
	printf("# needs root: files of another owner\n");
	skip();
}

static void test_foreign(void **state)
{
	struct fixture *f = *state;
	const char *root = store_path(f->store);
	struct skep_error error = { 0 };
	uint64_t id, out;
	int fd;

	need_root();
	id = object_new(f->store, &fd);
	assert_int_equal(store_pin(f->store, "mine/m", id, NULL), 0);
	assert_int_equal(chown(path_in(root, "pins/mine"), 12345, 0), 0);
	assert_int_equal(store_lookup_pin(f->store, "mine/m", &out, &error), -EPERM);
	assert_string_equal(error.id, "bad-pin");
	assert_int_equal(store_pin(f->store, "mine/n", id, NULL), -EPERM);
	assert_int_equal(chown(path_in(root, "pins/mine"), 0, 0), 0);
	assert_int_equal(lchown(path_in(root, "pins/mine/m"), 12345, 0), 0);
	assert_int_equal(store_lookup_pin(f->store, "mine/m", &out, NULL), -EPERM);
	assert_int_equal(lchown(path_in(root, "pins/mine/m"), 0, 0), 0);
	assert_int_equal(store_lookup_pin(f->store, "mine/m", &out, NULL), 0);
	store_put(f->store, id, fd);
	assert_int_equal(chown(path_in(root, "ids/1"), 12345, 0), 0);
	assert_int_equal(store_get(f->store, id, &fd, &error), -EPERM);
	assert_int_equal(chown(root, 12345, 0), 0);
	expect_open(root, 1, -EPERM, "root-unsafe");
	assert_int_equal(chown(root, 0, 0), 0);
}

/* ---- objects ---- */

static void test_objects(void **state)
{
	struct fixture *f = *state;
	struct skep_error error = { 0 };
	uint64_t a, b, next;
	int fd_a, fd_b, fd;
	char text[8] = "";

	a = object_new(f->store, &fd_a);
	b = object_new(f->store, &fd_b);
	assert_int_equal(a, 1);
	assert_int_equal(b, 2);
	assert_int_equal(store_next_id(f->store, 0, &next), 0);
	assert_int_equal(next, 1);
	assert_int_equal(store_next_id(f->store, 1, &next), 0);
	assert_int_equal(next, 2);
	assert_int_equal(store_next_id(f->store, 2, &next), -ENOENT);
	/* The first of two holders leaves: it stays; the last one removes it. */
	assert_int_equal(store_get(f->store, a, &fd, &error), 0);
	assert_int_equal(pread(fd, text, 7, 0), 7);
	assert_string_equal(text, "content");
	store_put(f->store, a, fd_a);
	assert_int_equal(count_objects(f->store), 2);
	store_put(f->store, a, fd);
	assert_int_equal(count_objects(f->store), 1);
	assert_int_equal(store_get(f->store, a, &fd, &error), -ENOENT);
	assert_string_equal(error.id, "file-open");
	store_put(f->store, b, fd_b);
	assert_int_equal(count_objects(f->store), 0);
}

/* Not committed: no number, and nothing left. */
static void test_abort(void **state)
{
	struct fixture *f = *state;
	uint64_t next;
	int fd;

	assert_int_equal(store_create(f->store, &fd, NULL), 0);
	assert_int_equal(count_objects(f->store), 1);
	assert_int_equal(store_next_id(f->store, 0, &next), -ENOENT);
	store_put(f->store, 0, fd);
	assert_int_equal(count_objects(f->store), 0);
}

static void test_not_objects(void **state)
{
	struct fixture *f = *state;
	const char *ids = path_in(store_path(f->store), "ids");
	static const char *const names[] = { "0", "01", "-1", "+3", "x", "9223372036854775808",
					     "99999999999999999999", "1x" };
	char dir[PATH_MAX];
	uint64_t next;
	size_t i;
	int fd;

	snprintf(dir, sizeof(dir), "%s", ids);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		close(open(path_in(dir, names[i]), O_CREAT | O_WRONLY, 0600));
	assert_int_equal(store_next_id(f->store, 0, &next), -ENOENT);
	assert_int_equal(symlink("/etc/passwd", path_in(dir, "7")), 0);
	assert_int_equal(store_get(f->store, 7, &fd, NULL), -ELOOP);
	assert_int_equal(mkfifo(path_in(dir, "8"), 0600), 0);
	assert_int_equal(store_get(f->store, 8, &fd, NULL), -EPERM);
	assert_int_equal(mkdir(path_in(dir, "9"), 0700), 0);
	assert_int_equal(store_get(f->store, 9, &fd, NULL), -EISDIR);
}

static int wait_for(pid_t child)
{
	int status;

	assert_int_equal(waitpid(child, &status, 0), child);
	return status;
}

/* A forked child closing its copy does not take the object away from the parent. */
static void test_fork(void **state)
{
	struct fixture *f = *state;
	uint64_t id;
	pid_t child;
	int fd;

	id = object_new(f->store, &fd);
	child = fork();
	if (!child) {
		store_put(f->store, id, fd);
		_exit(0);
	}
	assert_int_equal(wait_for(child), 0);
	assert_int_equal(count_objects(f->store), 1);
	store_put(f->store, id, fd);
	assert_int_equal(count_objects(f->store), 0);
}

/* What a killed process leaves goes when the root is opened; what is held or pinned stays. */
static void test_sweep(void **state)
{
	struct fixture *f = *state;
	struct store *again;
	uint64_t kept, held, id;
	int fd_kept, fd_held, fd;
	pid_t child;

	held = object_new(f->store, &fd_held);
	kept = object_new(f->store, &fd_kept);
	assert_int_equal(store_pin(f->store, "kept", kept, NULL), 0);
	store_put(f->store, kept, fd_kept);
	child = fork();
	if (!child) {
		object_new(f->store, &fd);
		store_create(f->store, &fd, NULL);
		kill(getpid(), SIGKILL);
	}
	assert_int_equal(WTERMSIG(wait_for(child)), SIGKILL);
	assert_int_equal(count_objects(f->store), 4);
	assert_int_equal(symlink("77", path_in(store_path(f->store), "pins/dangling")), 0);
	assert_int_equal(store_open(store_path(f->store), 1, &again, NULL), 0);
	assert_int_equal(count_objects(f->store), 2);
	assert_int_equal(store_lookup_pin(again, "dangling", &id, NULL), -ENOENT);
	assert_int_equal(store_lookup_pin(again, "kept", &id, NULL), 0);
	assert_int_equal(id, kept);
	store_close(again);
	store_put(f->store, held, fd_held);
	assert_int_equal(count_objects(f->store), 1);
}

/* Somebody who holds an exclusive lock for ever costs an error, not a hang. */
static void test_locked(void **state)
{
	struct fixture *f = *state;
	uint64_t id;
	int fd, hostile, other;

	id = object_new(f->store, &fd);
	close(fd);
	hostile = open(path_in(store_path(f->store), "ids/1"), O_RDONLY);
	assert_int_equal(flock(hostile, LOCK_EX), 0);
	assert_int_equal(store_get(f->store, id, &other, NULL), -EBUSY);
	close(hostile);
	assert_int_equal(store_get(f->store, id, &other, NULL), 0);
	store_put(f->store, id, other);
}

/* ---- pins ---- */

static void test_pin_names(void **state)
{
	static const char *const bad[] = { "", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/..",
					   "a/../b", "a/./b", "./a", "a\nb", "a\x7f", "\x1b[m" };
	static const char *const good[] = { "a", "b/c/d", "...", ".hidden", "b/c/e", "ü", "b b" };
	struct fixture *f = *state;
	struct skep_error error = { 0 };
	char name[300], deep[80] = "";
	uint64_t id, out;
	size_t i;
	int fd;

	id = object_new(f->store, &fd);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(store_pin(f->store, bad[i], id, &error), -EINVAL);
		assert_string_equal(error.id, "bad-pin");
		assert_int_equal(store_lookup_pin(f->store, bad[i], &out, NULL), -EINVAL);
		assert_int_equal(store_unpin(f->store, bad[i], NULL), -EINVAL);
	}
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_int_equal(store_pin(f->store, good[i], id, NULL), 0);
		assert_int_equal(store_lookup_pin(f->store, good[i], &out, NULL), 0);
		assert_int_equal(out, id);
		assert_int_equal(store_pin(f->store, good[i], id, &error), -EEXIST);
		assert_string_equal(error.id, "pin-exists");
	}
	/* Lengths and depths at the limit and one beyond. */
	memset(name, 'x', sizeof(name));
	name[MAX_PIN_NAME + 1] = '\0';
	assert_int_equal(store_pin(f->store, name, id, NULL), -EINVAL);
	name[MAX_PIN_NAME] = '\0';
	assert_int_equal(store_pin(f->store, name, id, NULL), 0);
	for (i = 0; i < MAX_PIN_DEPTH; i++)
		strcat(deep, i ? "/d" : "d");
	assert_int_equal(store_pin(f->store, deep, id, NULL), 0);
	assert_int_equal(store_unpin(f->store, deep, NULL), 0);
	strcat(deep, "/d");
	assert_int_equal(store_pin(f->store, deep, id, NULL), -EINVAL);
	store_put(f->store, id, fd);
}

static void test_pin_life(void **state)
{
	struct fixture *f = *state;
	struct skep_error error = { 0 };
	uint64_t id, out;
	int fd;

	id = object_new(f->store, &fd);
	assert_int_equal(store_pin(f->store, "app/maps/m", id, NULL), 0);
	assert_int_equal(store_pin(f->store, "second", id, NULL), 0);
	assert_int_equal(store_pin(f->store, "app/maps", id, NULL), -EEXIST); /* a directory */
	assert_int_equal(store_pin(f->store, "second/x", id, &error), -EINVAL); /* below a pin */
	assert_string_equal(error.id, "bad-pin");
	assert_int_equal(store_lookup_pin(f->store, "app/maps", &out, &error), -ENOENT);
	assert_string_equal(error.id, "pin-missing");
	assert_int_equal(store_lookup_pin(f->store, "none", &out, NULL), -ENOENT);
	assert_int_equal(store_lookup_pin(f->store, "none/m", &out, NULL), -ENOENT);
	assert_int_equal(store_unpin(f->store, "none", &error), -ENOENT);
	assert_int_equal(store_unpin(f->store, "app", NULL), -ENOENT);
	store_put(f->store, id, fd); /* pinned: stays */
	assert_int_equal(count_objects(f->store), 1);
	assert_int_equal(store_unpin(f->store, "app/maps/m", NULL), 0);
	assert_int_equal(access(path_in(store_path(f->store), "pins/app"), F_OK), -1);
	assert_int_equal(count_objects(f->store), 1); /* by its second pin */
	assert_int_equal(store_get(f->store, id, &fd, NULL), 0);
	assert_int_equal(store_unpin(f->store, "second", NULL), 0);
	assert_int_equal(count_objects(f->store), 1); /* held */
	store_put(f->store, id, fd);
	assert_int_equal(count_objects(f->store), 0);
	assert_int_equal(store_pin(f->store, "gone/m", id, NULL), -ENOENT); /* no such object */
	assert_int_equal(access(path_in(store_path(f->store), "pins/gone"), F_OK), -1);
}

static void test_pin_links(void **state)
{
	struct fixture *f = *state;
	const char *root = store_path(f->store);
	uint64_t id, out;
	char name[8];
	int fd;

	id = object_new(f->store, &fd);
	assert_int_equal(store_pin(f->store, "real/m", id, NULL), 0);
	assert_int_equal(symlink("real", path_in(root, "pins/link")), 0);
	assert_int_equal(store_lookup_pin(f->store, "link/m", &out, NULL), -EINVAL);
	assert_int_equal(store_pin(f->store, "link/n", id, NULL), -EINVAL);
	assert_int_equal(store_unpin(f->store, "link/m", NULL), -EINVAL);
	assert_int_equal(store_lookup_pin(f->store, "link", &out, NULL), -EPERM); /* no number */
	assert_int_equal(symlink("0x1", path_in(root, "pins/hex")), 0);
	assert_int_equal(store_lookup_pin(f->store, "hex", &out, NULL), -EPERM);
	close(open(path_in(root, "pins/file"), O_CREAT | O_WRONLY, 0600));
	assert_int_equal(store_lookup_pin(f->store, "file", &out, NULL), -ENOENT);
	assert_int_equal(chmod(path_in(root, "pins/real"), 0777), 0);
	assert_int_equal(store_lookup_pin(f->store, "real/m", &out, NULL), -EPERM);
	assert_int_equal(chmod(path_in(root, "pins/real"), 0700), 0);
	assert_int_equal(store_next_pin(f->store, NULL, name, sizeof(name)), 0);
	assert_string_equal(name, "real/m");
	assert_int_equal(store_next_pin(f->store, name, name, sizeof(name)), -ENOENT);
	assert_int_equal(store_unpin(f->store, "real/m", NULL), 0);
	store_put(f->store, id, fd);
}

static void test_pin_order(void **state)
{
	static const char *const names[] = { "zz", "a/b", "a-b", "m", "a/a/c", "b", "a.b" };
	static const char *const sorted[] = { "a-b", "a.b", "a/a/c", "a/b", "b", "m", "zz" };
	struct fixture *f = *state;
	char name[256], *prev = NULL;
	uint64_t id;
	size_t i;
	int fd;

	id = object_new(f->store, &fd);
	assert_int_equal(store_next_pin(f->store, NULL, name, sizeof(name)), -ENOENT);
	for (i = 0; i < 7; i++)
		assert_int_equal(store_pin(f->store, names[i], id, NULL), 0);
	for (i = 0; i < 7; i++) {
		assert_int_equal(store_next_pin(f->store, prev, name, sizeof(name)), 0);
		assert_string_equal(name, sorted[i]);
		prev = name;
	}
	assert_int_equal(store_next_pin(f->store, prev, name, sizeof(name)), -ENOENT);
	assert_int_equal(store_next_pin(f->store, "a-b", name, 3), -ENAMETOOLONG);
	assert_int_equal(store_next_pin(f->store, "a-b", name, 4), 0);
	store_put(f->store, id, fd);
}

/* A map and what is in it outlive the process that made and pinned it. */
static void test_pinned_map(void **state)
{
	struct fixture *f = *state;
	struct map *map;
	uint64_t id, value;
	uint32_t key = 5;
	pid_t child = fork();

	if (!child) {
		map = map_new(DESC(MAP_HASH, 4, 8, 10, 0), f->store, LANES);
		value = 77;
		if (map_update(map, &key, &value, 0, WRITER(0)) ||
		    store_pin(f->store, "flows", map_id(map), NULL))
			_exit(1);
		kill(getpid(), SIGKILL);
	}
	assert_int_equal(WTERMSIG(wait_for(child)), SIGKILL);
	assert_int_equal(store_lookup_pin(f->store, "flows", &id, NULL), 0);
	assert_int_equal(map_open(f->store, id, &map, NULL), 0);
	assert_int_equal(map_id(map), id);
	assert_int_equal(map_api_lookup(map, &key, &value), 0);
	assert_int_equal(value, 77);
	map_close(map);
	assert_int_equal(store_unpin(f->store, "flows", NULL), 0);
	assert_int_equal(count_objects(f->store), 0);
}

/* ---- many at once ---- */

static int storm(const char *path, uint64_t seed)
{
	struct rng rng = { seed };
	struct store *store;
	uint64_t id, got;
	int i, fd, other, err;
	char name[32];

	for (i = 0; i < 60; i++) {
		if (store_open(path, 1, &store, NULL) || store_create(store, &fd, NULL))
			return 1;
		if (write(fd, &seed, 8) != 8 || store_commit(store, fd, &id, NULL))
			return 2;
		snprintf(name, sizeof(name), "d/%u/p", rng_below(&rng, 3));
		err = store_pin(store, name, id, NULL);
		if (err && err != -EEXIST)
			return 3;
		if (!store_lookup_pin(store, name, &got, NULL) &&
		    !store_get(store, got, &other, NULL))
			store_put(store, got, other);
		/* Ours is there as long as we hold it, and it is ours. */
		if (pread(fd, &got, 8, 0) != 8 || got != seed || store_get(store, id, &other, NULL))
			return 4;
		store_put(store, id, other);
		if (!err && store_unpin(store, name, NULL) != 0)
			return 5;
		store_put(store, id, fd);
		store_close(store);
	}
	return 0;
}

static void test_storm(void **state)
{
	struct fixture *f = *state;
	pid_t children[4];
	struct rng rng;
	char name[8];
	int i;

	rng_init(&rng);
	fflush(stdout);
	for (i = 0; i < 4; i++) {
		uint64_t seed = rng_next(&rng) | 1;

		children[i] = fork();
		if (!children[i])
			_exit(storm(store_path(f->store), seed));
	}
	for (i = 0; i < 4; i++)
		assert_int_equal(wait_for(children[i]), 0);
	assert_int_equal(count_objects(f->store), 0);
	assert_int_equal(store_next_pin(f->store, NULL, name, sizeof(name)), -ENOENT);
}

/* ---- no space ---- */

static uint32_t count_in(int dir)
{
	uint32_t n = 0;

	assert_int_equal(store_each(dir, count_one, &n), 0);
	return n;
}

/* A root, a map and a pin with this many inodes; nothing of what failed is left. */
static bool try_inodes(const char *dir)
{
	struct map_desc desc = DESC(MAP_HASH, 4, 4, 4, 0);
	struct store *store;
	struct map *map;
	bool made;

	if (store_open(path_in(dir, "root"), 4, &store, NULL)) {
		int top = open(dir, O_RDONLY | O_DIRECTORY);

		assert_int_equal(count_in(top), 0);
		close(top);
		return false;
	}
	made = !map_create(&desc, store, 4, &map, NULL);
	if (made) {
		made = !store_pin(store, "a/b/c", map_id(map), NULL);
		assert_int_equal(count_in(store->pins), made);
		assert_int_equal(store_unpin(store, "a/b/c", NULL), made ? 0 : -ENOENT);
		map_close(map);
	}
	assert_int_equal(count_objects(store), 0);
	assert_int_equal(count_in(store->pins), 0);
	store_close(store);
	return made;
}

static void test_no_inodes(void **state)
{
	struct fixture *f = *state;
	uint32_t n, n_failed = 0;
	char options[32];

	assert_int_equal(mkdir(path_in(f->dir, "small"), 0700), 0);
	for (n = 2; n < 16; n++) {
		snprintf(options, sizeof(options), "mode=700,nr_inodes=%u", n);
		if (mount("tmpfs", path_in(f->dir, "small"), "tmpfs", 0, options)) {
			printf("# no small file system to fill: mount: %s\n", strerror(errno));
			skip();
		}
		n_failed += !try_inodes(path_in(f->dir, "small"));
		umount2(path_in(f->dir, "small"), MNT_DETACH);
	}
	assert_in_range(n_failed, 5, 12);
}

/* ---- references ---- */

static uint64_t object_closed(struct store *store, uint64_t id, int fd)
{
	store_put(store, id, fd);
	return id;
}

/* What is referred to stays, and goes with the last that refers to it, link by link. */
static void test_refer(void **state)
{
	struct fixture *f = *state;
	uint64_t a, b, c, d;
	int fd_a, fd_b, fd_c, fd_d;

	a = object_new(f->store, &fd_a);
	b = object_new(f->store, &fd_b);
	c = object_new(f->store, &fd_c);
	d = object_new(f->store, &fd_d);
	assert_int_equal(store_refer(f->store, fd_a, b, false), 0);
	assert_int_equal(store_refer(f->store, fd_a, b, false), 0); /* once is enough */
	assert_int_equal(store_refer_from(f->store, b, c, false), 0);
	assert_int_equal(store_refer_from(f->store, d, c, false), 0);
	assert_int_equal(store_refer_from(f->store, 999, c, false), -ENOENT);
	assert_int_equal(store_refer_from(f->store, d, 999, false), -ENOENT);
	object_closed(f->store, b, fd_b);
	object_closed(f->store, c, fd_c);
	assert_int_equal(count_objects(f->store), 4);
	object_closed(f->store, a, fd_a);
	assert_int_equal(count_objects(f->store), 2); /* c is d's still */
	store_unrefer_from(f->store, d, c, false);
	assert_int_equal(count_objects(f->store), 1);
	object_closed(f->store, d, fd_d);
	assert_int_equal(count_objects(f->store), 0);
	assert_int_equal(count_in(f->store->refs), 0);
}

/* A ring of two, one link of which holds only while its owner has users. */
static void test_refer_of_user(void **state)
{
	struct fixture *f = *state;
	uint64_t array, prog, other;
	int fd_array, fd_prog, fd_other;

	for (int last = 0; last < 2; last++) {
		array = object_new(f->store, &fd_array);
		prog = object_new(f->store, &fd_prog);
		other = object_new(f->store, &fd_other);
		assert_int_equal(store_refer_from(f->store, prog, array, false), 0);
		assert_int_equal(store_refer_from(f->store, array, prog, true), 0);
		assert_int_equal(store_refer_from(f->store, array, other, true), 0);
		object_closed(f->store, other, fd_other);
		assert_int_equal(count_objects(f->store), 3);
		if (last) {
			object_closed(f->store, prog, fd_prog);
			assert_int_equal(count_objects(f->store), 3);
			object_closed(f->store, array, fd_array);
		} else {
			object_closed(f->store, array, fd_array);
			assert_int_equal(count_objects(f->store), 2); /* other is gone */
			object_closed(f->store, prog, fd_prog);
		}
		store_reap(f->store, prog);
		assert_int_equal(count_objects(f->store), 0);
		assert_int_equal(count_in(f->store->refs), 0);
	}
}

/* A referrer that is killed before it has a number leaves nothing. */
static void test_refer_sweep(void **state)
{
	struct fixture *f = *state;
	struct store *again;
	uint64_t id;
	pid_t child;
	int fd, temporary;

	id = object_new(f->store, &fd);
	child = fork();
	if (!child) {
		if (store_create(f->store, &temporary, NULL) ||
		    store_refer(f->store, temporary, id, false))
			_exit(1);
		kill(getpid(), SIGKILL);
	}
	assert_int_equal(WTERMSIG(wait_for(child)), SIGKILL);
	object_closed(f->store, id, fd);
	assert_int_equal(count_in(f->store->refs), 1);
	assert_int_equal(store_open(store_path(f->store), 1, &again, NULL), 0);
	assert_int_equal(count_in(f->store->refs), 0);
	store_close(again);
	assert_int_equal(count_objects(f->store), 0);
}

/* Numbers are not given twice, and descriptors tell theirs. */
static void test_numbers(void **state)
{
	struct fixture *f = *state;
	uint64_t first, second, id = 0;
	int fd, copy;

	first = object_new(f->store, &fd);
	copy = dup(fd);
	assert_int_equal(store_id_of(f->store, copy, &id), -EINVAL); /* by its temporary name */
	close(copy);
	assert_int_equal(store_get_as(f->store, first, O_RDONLY, &copy, NULL), 0);
	assert_int_equal(store_id_of(f->store, copy, &id), 0);
	assert_int_equal(id, first);
	assert_int_equal(fcntl(copy, F_GETFL) & O_ACCMODE, O_RDONLY);
	close(copy);
	assert_int_equal(store_id_of(f->store, copy, &id), -EBADF);
	assert_int_equal(store_id_of(f->store, 0, &id), -EINVAL);
	object_closed(f->store, first, fd);
	second = object_new(f->store, &fd);
	assert_true(second > first);
	object_closed(f->store, second, fd);
	assert_int_equal(unlink(path_in(store_path(f->store), "last")), 0); /* a hostile peer */
	second = object_new(f->store, &fd);
	object_closed(f->store, second, fd);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_open),
		TEST(test_open_relative),
		TEST(test_lane_limits),
		TEST(test_unsafe),
		TEST(test_foreign),
		TEST(test_objects),
		TEST(test_abort),
		TEST(test_not_objects),
		TEST(test_fork),
		TEST(test_sweep),
		TEST(test_locked),
		TEST(test_pin_names),
		TEST(test_pin_life),
		TEST(test_pin_links),
		TEST(test_pin_order),
		TEST(test_pinned_map),
		TEST(test_storm),
		TEST(test_no_inodes),
		TEST(test_refer),
		TEST(test_refer_of_user),
		TEST(test_refer_sweep),
		TEST(test_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
