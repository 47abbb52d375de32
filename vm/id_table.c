/* The table of ids; see id_table.h. */
#include "vm/id_table.h"

#include <errno.h>
#include <stdlib.h>

enum { FIRST_TABLE = 16 };

struct id_slot {
	_Atomic uint64_t id; /* 0: free, the end of a search; never again once it is not */
	_Atomic(void *) what;
};

struct id_table {
	struct id_table *older;
	uint32_t size; /* a power of two */
	uint32_t n;    /* slots in use, under the process lock */
	struct id_slot slot[];
};

static struct id_slot *slot_at(struct id_table *table, uint64_t id, uint32_t step)
{
	return &table->slot[((uint32_t)(id * 0x9e3779b97f4a7c15u >> 32) + step) &
			    (table->size - 1)];
}

/* The slot of an id, or NULL. */
static struct id_slot *find_slot(struct id_table *table, uint64_t id)
{
	uint64_t seen = id;

	for (uint32_t step = 0; step < table->size && seen; step++) {
		struct id_slot *slot = slot_at(table, id, step);

		seen = atomic_load_explicit(&slot->id, memory_order_acquire);
		if (seen == id)
			return slot;
	}
	return NULL;
}

/* A new id: into the first slot that is free or whose owner is gone. */
static void put_slot(struct id_table *table, uint64_t id, void *what)
{
	struct id_slot *slot;
	uint32_t step = 0;

	do
		slot = slot_at(table, id, step++);
	while (atomic_load(&slot->what));
	table->n++;
	atomic_store_explicit(&slot->id, id, memory_order_release);
	atomic_store_explicit(&slot->what, what, memory_order_release);
}

/* A copy of twice the size. */
static struct id_table *copy_table(struct id_table *old)
{
	uint32_t size = old ? old->size * 2 : FIRST_TABLE;
	struct id_table *table = calloc(1, sizeof(*table) + size * sizeof(table->slot[0]));

	if (!table)
		return NULL;
	table->size = size;
	table->older = old;
	for (uint32_t i = 0; old && i < old->size; i++) {
		void *what = atomic_load(&old->slot[i].what);

		if (what)
			put_slot(table, atomic_load(&old->slot[i].id), what);
	}
	return table;
}

int id_table_add(_Atomic(struct id_table *) *at, uint64_t id, void *what)
{
	struct id_table *table = atomic_load(at);

	if (!table || table->n == table->size / 2) {
		table = copy_table(table);
		if (!table)
			return -ENOMEM;
		atomic_store_explicit(at, table, memory_order_release);
	}
	put_slot(table, id, what);
	return 0;
}

/* The id is looked at once more: the slot may have got another one in between. */
void *id_table_find(_Atomic(struct id_table *) *at, uint64_t id)
{
	struct id_table *table = atomic_load_explicit(at, memory_order_acquire);
	struct id_slot *slot = table && id ? find_slot(table, id) : NULL;
	void *what = slot ? atomic_load_explicit(&slot->what, memory_order_acquire) : NULL;

	return what && atomic_load_explicit(&slot->id, memory_order_relaxed) == id ? what : NULL;
}

void id_table_remove(_Atomic(struct id_table *) *at, uint64_t id)
{
	struct id_table *table = atomic_load(at);

	atomic_store_explicit(&find_slot(table, id)->what, NULL, memory_order_release);
	table->n--;
}

void id_table_free(_Atomic(struct id_table *) *at)
{
	struct id_table *table = atomic_load(at);

	while (table) {
		struct id_table *older = table->older;

		free(table);
		table = older;
	}
}
