/*
 * What the process keeps: its environment, opened when a call first needs it, and what it
 * has looked at of the root, by the file behind a descriptor.
 *
 * An entry holds neither descriptor nor lock of the object's file: the program's own
 * descriptors, pins and references do.  Once those are gone the entry is closed, when the
 * next objects are made (not at every one: as many as there are entries) or the process
 * ends.  A page of the file stays mapped, so its inode number is nobody else's: a descriptor
 * with that number is of this object, and to know it takes one fstat.
 */
#include "compat/compat.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUCKETS = 1024, COLLECT_LEAST = 32 };

static struct {
	pthread_mutex_t lock;
	pthread_once_t once;
	struct skep *vm;
	struct entry *entries[BUCKETS];
	unsigned n_entries, n_made; /* made since the last collection */
} state = { .lock = PTHREAD_MUTEX_INITIALIZER, .once = PTHREAD_ONCE_INIT };

static void lock(void)
{
	pthread_mutex_lock(&state.lock);
}

static void unlock(void)
{
	pthread_mutex_unlock(&state.lock);
}

/* ---- the environment ---- */

static int close_object(void *arg, int dir, const char *name)
{
	struct skep *vm = arg;
	int fd = atoi(name);
	uint64_t id;

	if (fd != dir && !mine_has(fd) && !store_id_of(vm->store, fd, &id))
		close(fd);
	return 0;
}

/*
 * The program has ended: its descriptors go a moment earlier than they would, so that what
 * nobody else holds need not wait for the next one who opens the root.
 */
__attribute__((destructor)) static void end(void)
{
	struct skep *vm = compat_vm();
	int dir;

	if (!vm)
		return;
	dir = open("/proc/self/fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir >= 0) {
		store_each(dir, close_object, vm);
		close(dir);
	}
	lock();
	for (int i = 0; i < BUCKETS; i++)
		for (struct entry *entry = state.entries[i]; entry; entry = entry->next)
			store_reap(vm->store, entry->id);
	unlock();
}

static void prepare(void)
{
	pthread_atfork(lock, unlock, unlock);
}

bool compat_is_trusted(void)
{
	return secure_getenv("SKEP_TRUSTED") != NULL;
}

static int open_env(void)
{
	struct skep_error error;
	const char *root = secure_getenv("SKEP_ROOT");

	if (!root || !*root)
		return -EPERM; /* preloaded by somebody else than skep exec */
	state.vm = skep_new(SKEP_OPTS(.root = root, .enforce_gpl = true,
				      .rights = compat_is_trusted() ? SKEP_TRUSTED : 0),
			    &error);
	if (!state.vm)
		return error.err ? error.err : -EIO;
	return probe_prepare();
}

int compat_open(struct skep **vm)
{
	int err = 0;

	pthread_once(&state.once, prepare);
	lock();
	if (!state.vm)
		err = open_env();
	*vm = state.vm;
	unlock();
	return err;
}

struct skep *compat_vm(void)
{
	return __atomic_load_n(&state.vm, __ATOMIC_ACQUIRE);
}

/* ---- entries ---- */

static struct entry **bucket_of(ino_t inode)
{
	return &state.entries[inode % BUCKETS];
}

static void entry_free(struct entry *entry)
{
	skep_obj_close(entry->obj);
	skep_map_close(entry->map);
	arena_free(&entry->arena);
	if (entry->page) {
		fault_range_remove(entry->page);
		munmap(entry->page, 1);
	}
	free(entry);
}

/* Under the lock, and so for the next ones. */
static struct entry *find(const struct stat *st)
{
	struct entry *entry = *bucket_of(st->st_ino);

	while (entry && (entry->inode != st->st_ino || entry->dev != st->st_dev))
		entry = entry->next;
	return entry;
}

static void insert(struct entry *entry)
{
	struct entry **bucket = bucket_of(entry->inode);

	entry->next = *bucket;
	*bucket = entry;
	state.n_entries++;
	state.n_made++;
}

/* Is the name gone that the entry was opened by? */
static bool is_gone(struct skep *vm, const struct entry *entry)
{
	struct stat st;
	int fd;

	store_reap(vm->store, entry->id);
	if (store_get_as(vm->store, entry->id, O_RDONLY, &fd, NULL))
		return true;
	if (fstat(fd, &st))
		st.st_ino = 0;
	close(fd);
	return st.st_ino != entry->inode;
}

/* The unused ones that are gone, taken out of the table. */
static struct entry *take_gone(struct skep *vm)
{
	struct entry *gone = NULL;

	for (int i = 0; i < BUCKETS; i++)
		for (struct entry **at = &state.entries[i]; *at;) {
			struct entry *entry = *at;

			if (entry->users || !is_gone(vm, entry)) {
				at = &entry->next;
				continue;
			}
			*at = entry->next;
			state.n_entries--;
			entry->next = gone;
			gone = entry;
		}
	return gone;
}

void entries_collect(struct skep *vm)
{
	struct entry *gone = NULL, *next;

	lock();
	if (state.n_made >= COLLECT_LEAST && state.n_made >= state.n_entries / 2) {
		gone = take_gone(vm);
		state.n_made = 0;
	}
	unlock();
	for (; gone; gone = next) {
		next = gone->next;
		entry_free(gone);
	}
}

/* ---- looking at an object for the first time ---- */

static int read_btf(int fd, struct entry *entry)
{
	int err = stored_btf_read(fd, &entry->arena, &entry->btf, &entry->btf_size);

	return err ? err
		   : btf_parse(&entry->arena, entry->btf, entry->btf_size, NULL, &entry->types,
			       NULL);
}

static int read_prog(struct skep *vm, int fd, struct entry *entry)
{
	int err = stored_prog_read(fd, &entry->arena, &entry->prog);
	struct skep_error error;

	if (err)
		return err;
	entry->obj = obj_from_stored(vm, &entry->prog, NULL, &error);
	if (!entry->obj)
		return error.err ? error.err : -EINVAL;
	return prog_set_id(entry->obj->progs, entry->id);
}

static int read_map(struct skep *vm, struct entry *entry)
{
	struct skep_error error;

	entry->map = map_of_root(vm, entry->id, &error);
	return entry->map ? 0 : error.err;
}

static int look_at(struct skep *vm, int fd, struct entry *entry)
{
	switch (entry->kind) {
	case STORED_MAP:
		return read_map(vm, entry);
	case STORED_PROG:
		return read_prog(vm, fd, entry);
	case STORED_BTF:
		return read_btf(fd, entry);
	default:
		return -EINVAL;
	}
}

/* Known by now, unless another thread was first. */
static struct entry *publish(struct entry *entry)
{
	struct stat st = { .st_dev = entry->dev, .st_ino = entry->inode };
	struct entry *first;

	lock();
	first = find(&st);
	if (!first)
		insert(entry);
	else
		first->users++;
	unlock();
	if (first)
		entry_free(entry);
	return first ? first : entry;
}

/* Somebody cut the file: what is read there is 0 from now on. */
static bool on_fault(void *page, int signo)
{
	return signo == SIGBUS &&
	       mmap(page, 1, PROT_READ | PROT_WRITE, MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1,
		    0) != MAP_FAILED;
}

/* Which file it is, for as long as the entry is there.  @fd: of our own. */
static int entry_identify(struct entry *entry, int fd)
{
	struct stat st;
	void *page;

	if (fstat(fd, &st))
		return -errno;
	page = mmap(NULL, 1, entry->kind == STORED_PROG ? PROT_READ | PROT_WRITE : PROT_READ,
		    MAP_SHARED, fd, 0);
	if (page == MAP_FAILED)
		return -ENOMEM;
	if (fault_range_add(page, 1, on_fault, page)) {
		munmap(page, 1);
		return -ENOMEM;
	}
	entry->dev = st.st_dev;
	entry->inode = st.st_ino;
	entry->page = page;
	return 0;
}

static int entry_new(struct skep *vm, uint64_t id, struct entry **out)
{
	struct entry *entry = calloc(1, sizeof(*entry));
	int err, again;

	if (!entry)
		return -ENOMEM;
	arena_init(&entry->arena, 0);
	entry->id = id;
	entry->users = 1;
	/* The program's descriptor may be write-only. */
	err = store_get_as(vm->store, id, O_RDWR, &again, NULL);
	if (!err) {
		entry->kind = stored_kind(again);
		err = entry_identify(entry, again);
		if (!err)
			err = look_at(vm, again, entry);
		store_let_go(again);
	}
	if (err) {
		entry_free(entry);
		return err;
	}
	*out = publish(entry);
	return 0;
}

void entry_hold(struct entry *entry)
{
	lock();
	entry->users++;
	unlock();
}

void entry_put(struct entry *entry)
{
	lock();
	entry->users--;
	unlock();
}

static int wanted(struct entry *entry, enum stored_kind kind, struct entry **out)
{
	if (kind != STORED_NONE && entry->kind != kind) {
		entry_put(entry);
		return -EINVAL;
	}
	*out = entry;
	return 0;
}

int entry_get(struct skep *vm, int fd, enum stored_kind kind, struct entry **out)
{
	struct entry *entry = NULL;
	struct stat st;
	uint64_t id;
	int err;

	if (fd < 0 || mine_has(fd) || fstat(fd, &st))
		return -EBADF;
	lock();
	entry = find(&st);
	if (entry)
		entry->users++;
	unlock();
	err = entry ? 0 : store_id_of(vm->store, fd, &id);
	if (!err && !entry)
		err = entry_new(vm, id, &entry);
	if (err == -ENOENT) /* closed by another thread, and gone */
		return -EBADF;
	return err ? err : wanted(entry, kind, out);
}

int entry_get_id(struct skep *vm, uint64_t id, enum stored_kind kind, struct entry **out)
{
	int fd, err = store_get_as(vm->store, id, O_RDONLY, &fd, NULL);

	if (err)
		return err;
	mine_remove(fd);
	err = entry_get(vm, fd, kind, out);
	close(fd);
	return err;
}

static void discard(const struct entry *made)
{
	struct arena arena = made->arena;

	skep_obj_close(made->obj);
	skep_map_close(made->map);
	arena_free(&arena);
}

/* What cannot be remembered is looked at when it is used. */
static void remember(struct skep *vm, const struct entry *made)
{
	struct entry *entry = calloc(1, sizeof(*entry));
	int fd;

	if (!entry) {
		discard(made);
		return;
	}
	*entry = *made;
	entry->users = 1;
	if (store_get_as(vm->store, made->id, O_RDWR, &fd, NULL)) {
		entry_free(entry);
		return;
	}
	if (entry_identify(entry, fd))
		entry_free(entry);
	else
		entry_put(publish(entry));
	store_let_go(fd);
}

/* The caller's descriptor is opened by the object's name, by which it is recognised. */
long entry_give(struct skep *vm, int fd, const struct entry *made, int access)
{
	int again, err = store_get_as(vm->store, made->id, access, &again, NULL);
	uint64_t id = made->id;
	long result;

	if (fd >= 0)
		store_let_go(fd);
	if (!err && made->obj)
		err = prog_set_id(made->obj->progs, id);
	if (err) {
		discard(made);
		store_reap(vm->store, id);
		return err;
	}
	remember(vm, made);
	result = mine_give(again);
	if (result < 0)
		store_reap(vm->store, id);
	return result;
}

/* ---- what programs name ---- */

static int resolve_array(struct skep *vm, struct skep_map *map)
{
	uint32_t n = map_desc(map->map)->max_entries;

	for (uint32_t i = 0; i < n; i++) {
		uint64_t id = map_prog_id(map->map, i);
		struct entry *entry;

		if (!id || id_table_find(&vm->progs, id) ||
		    entry_get_id(vm, id, STORED_PROG, &entry))
			continue;
		entry_resolve(vm, entry->obj);
		entry_put(entry);
	}
	return 0;
}

int entry_resolve(struct skep *vm, struct skep_obj *obj)
{
	int err = 0;

	for (uint32_t i = 0; i < obj->object->n_maps && !err; i++) {
		struct skep_map *map = &obj->maps[i];

		if (map_desc(map->map)->type == MAP_PROG_ARRAY)
			err = resolve_array(vm, map);
		else if (map_desc(map->map)->inner)
			err = skep_inner_map_resolve(map);
	}
	return err;
}
