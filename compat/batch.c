/*
 * Batches of elements: the commands on one element, again and again, as Linux's generic
 * ones.  Where a batch continues the caller keeps for us: of a hash the number of a slot, 4
 * bytes, where Linux counts buckets; of other types the last key.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "compat/compat.h"

struct batch {
	struct call *call;
	struct entry *entry;
	struct skep_map *map;
	uint32_t key_size, max, done;
	size_t value_size;
	void *key, *next, *value;
	bool by_slot; /* a hash: its slots in order */
	struct map_walk walk;
	uint32_t slot; /* where the next entry is looked for */
};

static const union bpf_attr *attr_of(const struct batch *batch)
{
	return &batch->call->attr.b;
}

static bool is_array(const struct skep_map *map)
{
	return map_type_by_number(map_desc(map->map)->type)->flags & MAPF_ARRAY;
}

/* The commands that each type has in Linux. */
static bool has_batches(const struct map_desc *desc, unsigned command)
{
	switch (desc->type) {
	case MAP_HASH:
	case MAP_PERCPU_HASH:
	case MAP_LRU_HASH:
	case MAP_LRU_PERCPU_HASH:
	case MAP_HASH_OF_MAPS:
		return true;
	case MAP_LPM_TRIE:
		return command != BPF_MAP_LOOKUP_AND_DELETE_BATCH;
	case MAP_ARRAY:
	case MAP_PERCPU_ARRAY:
	case MAP_ARRAY_OF_MAPS:
		return command == BPF_MAP_LOOKUP_BATCH || command == BPF_MAP_UPDATE_BATCH;
	default:
		return false;
	}
}

static int batch_begin(struct call *call, int access, unsigned command, struct batch *batch)
{
	int fd = (int)call->attr.b.batch.map_fd, given, err;
	const struct map_desc *desc;

	*batch = (struct batch){ .call = call, .max = call->attr.b.batch.count };
	if (call->attr.b.batch.flags)
		return -EINVAL;
	err = entry_get(call->vm, fd, STORED_MAP, &batch->entry);
	if (err)
		return err;
	batch->map = batch->entry->map;
	given = map_access_of(fd);
	if (map_is_frozen(batch->map->map))
		given &= ~MAP_WRITE;
	if ((given & access) != access)
		return -EPERM;
	desc = map_desc(batch->map->map);
	if (!has_batches(desc, command))
		return -LINUX_ENOTSUPP;
	if (call->attr.b.batch.elem_flags & ~(uint64_t)BPF_F_LOCK)
		return -EINVAL;
	if (call->attr.b.batch.elem_flags && !desc->lock_end)
		return -EINVAL;
	batch->by_slot =
		!is_array(batch->map) && map_type_by_number(desc->type)->flags & MAPF_FOREACH;
	batch->key_size = desc->key_size;
	batch->value_size = elem_size(batch->map);
	batch->key = calloc(1, desc->key_size);
	batch->next = calloc(1, desc->key_size);
	batch->value = calloc(1, batch->value_size + 1);
	return batch->key && batch->next && batch->value ? 0 : -ENOMEM;
}

static long batch_end(struct batch *batch, int err)
{
	if (batch->entry)
		entry_put(batch->entry);
	free(batch->key);
	free(batch->next);
	free(batch->value);
	return err;
}

/* The caller is told how far it came, unless its memory is not there. */
static int answer_count(const struct batch *batch, int err)
{
	int told = err == -EFAULT ? 0 : ANSWER(batch->call, batch.count, batch->done);

	return told ? told : err;
}

static uint64_t key_at(const struct batch *batch)
{
	return attr_of(batch)->batch.keys + (uint64_t)batch->done * batch->key_size;
}

static uint64_t value_at(const struct batch *batch)
{
	return attr_of(batch)->batch.values + (uint64_t)batch->done * batch->value_size;
}

/* ---- lookup ---- */

static int hand_out(struct batch *batch, bool deletes)
{
	uint64_t flags = attr_of(batch)->batch.elem_flags;
	int err = flags ? skep_map_lookup_flags(batch->map, batch->next, batch->value, flags)
			: skep_map_lookup(batch->map, batch->next, batch->value);

	if (err)
		return err;
	if (user_write(key_at(batch), batch->next, batch->key_size) ||
	    user_write(value_at(batch), batch->value, batch->value_size))
		return -EFAULT;
	if (deletes)
		elem_delete(batch->entry, batch->next);
	batch->done++;
	return 0;
}

/* Where the walk begins: at the caller's word. */
static int begin(struct batch *batch)
{
	uint64_t from = attr_of(batch)->batch.in_batch;
	uint32_t slot = 0;

	if (!batch->by_slot)
		return from ? user_read(batch->key, from, batch->key_size) : 0;
	if (from && user_read(&slot, from, sizeof(slot)))
		return -EFAULT;
	batch->walk.next = batch->slot = slot;
	return 0;
}

/* The entry behind the last one, to batch->next; -ENOENT: there is none. */
static int step(struct batch *batch, bool first)
{
	if (!batch->by_slot)
		return skep_map_next_key(batch->map, first ? NULL : batch->key, batch->next);
	batch->slot = (uint32_t)batch->walk.next;
	if (!map_walk(batch->map->map, &batch->walk, 0))
		return -ENOENT;
	memcpy(batch->next, batch->walk.key, batch->key_size);
	return 0;
}

static int end(struct batch *batch)
{
	uint64_t to = attr_of(batch)->batch.out_batch;

	return batch->by_slot ? user_write(to, &batch->slot, sizeof(batch->slot))
			      : user_write(to, batch->key, batch->key_size);
}

static int walk(struct batch *batch, bool deletes)
{
	int err = begin(batch);

	if (!err)
		err = step(batch, !attr_of(batch)->batch.in_batch);
	while (!err && batch->done < batch->max) {
		err = hand_out(batch, deletes);
		if (err == -ENOENT) /* gone meanwhile */
			err = 0;
		memcpy(batch->key, batch->next, batch->key_size);
		if (!err)
			err = step(batch, false);
	}
	return err;
}

static long lookup_batch(struct call *call, bool deletes)
{
	struct batch batch;
	int err = batch_begin(call, deletes ? MAP_READ | MAP_WRITE : MAP_READ,
			      deletes ? BPF_MAP_LOOKUP_AND_DELETE_BATCH : BPF_MAP_LOOKUP_BATCH,
			      &batch);

	if (err)
		return batch_end(&batch, err);
	batch.done = 0;
	if (ANSWER(call, batch.count, 0))
		return batch_end(&batch, -EFAULT);
	if (!batch.max)
		return batch_end(&batch, 0);
	err = walk(&batch, deletes);
	if (err == -EFAULT)
		return batch_end(&batch, err);
	err = answer_count(&batch, err);
	if (batch.done && end(&batch))
		err = -EFAULT;
	return batch_end(&batch, err);
}

long cmd_map_lookup_batch(struct call *call)
{
	return lookup_batch(call, false);
}

long cmd_map_take_batch(struct call *call)
{
	return lookup_batch(call, true);
}

/* ---- update, delete ---- */

static int update_one(struct batch *batch)
{
	if (user_read(batch->value, value_at(batch), batch->value_size))
		return -EFAULT;
	return elem_update(batch->call, batch->entry, batch->key, batch->value,
			   attr_of(batch)->batch.elem_flags);
}

static int delete_one(struct batch *batch)
{
	return elem_delete(batch->entry, batch->key);
}

static long change_batch(struct call *call, int (*change)(struct batch *batch), unsigned command)
{
	struct batch batch;
	int err = batch_begin(call, MAP_WRITE, command, &batch);

	if (err || !batch.max)
		return batch_end(&batch, err);
	while (!err && batch.done < batch.max) {
		err = user_read(batch.key, key_at(&batch), batch.key_size);
		if (!err)
			err = change(&batch);
		if (!err)
			batch.done++;
	}
	if (ANSWER(call, batch.count, batch.done))
		err = -EFAULT;
	return batch_end(&batch, err);
}

long cmd_map_update_batch(struct call *call)
{
	return change_batch(call, update_one, BPF_MAP_UPDATE_BATCH);
}

long cmd_map_delete_batch(struct call *call)
{
	return change_batch(call, delete_one, BPF_MAP_DELETE_BATCH);
}
