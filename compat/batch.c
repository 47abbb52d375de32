/*
 * Batches of elements: the commands on one element, again and again, as Linux's generic
 * ones.  Where a batch continues is told by a key: the caller's in_batch and out_batch hold
 * key_size bytes.  Linux's hashes count buckets there instead, in 4 bytes.
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
};

static const union bpf_attr *attr_of(const struct batch *batch)
{
	return &batch->call->attr.b;
}

static bool is_array(const struct skep_map *map)
{
	return map_type_by_number(map_desc(map->map)->type)->flags & MAPF_ARRAY;
}

static int batch_begin(struct call *call, int access, bool deletes, struct batch *batch)
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
	if (!desc->key_size || map_type_by_number(desc->type)->flags & (MAPF_PERF | MAPF_PROGS) ||
	    (deletes && is_array(batch->map)))
		return -LINUX_ENOTSUPP;
	if (call->attr.b.batch.elem_flags & ~(uint64_t)BPF_F_LOCK)
		return -EINVAL;
	if (call->attr.b.batch.elem_flags && !desc->lock_end)
		return -EINVAL;
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
		skep_map_delete(batch->map, batch->next);
	batch->done++;
	return 0;
}

static int walk(struct batch *batch, bool deletes)
{
	bool first = !attr_of(batch)->batch.in_batch;
	int err = 0;

	if (!first && user_read(batch->key, attr_of(batch)->batch.in_batch, batch->key_size))
		return -EFAULT;
	err = skep_map_next_key(batch->map, first ? NULL : batch->key, batch->next);
	while (!err && batch->done < batch->max) {
		err = hand_out(batch, deletes);
		if (err == -ENOENT) /* gone meanwhile */
			err = 0;
		memcpy(batch->key, batch->next, batch->key_size);
		if (!err)
			err = skep_map_next_key(batch->map, deletes ? NULL : batch->key,
						batch->next);
	}
	return err;
}

static long lookup_batch(struct call *call, bool deletes)
{
	struct batch batch;
	int err = batch_begin(call, deletes ? MAP_READ | MAP_WRITE : MAP_READ, deletes, &batch);

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
	if (batch.done && user_write(call->attr.b.batch.out_batch, batch.key, batch.key_size))
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
	return skep_map_delete(batch->map, batch->key);
}

static long change_batch(struct call *call, int (*change)(struct batch *batch), bool deletes)
{
	struct batch batch;
	int err = batch_begin(call, MAP_WRITE, deletes, &batch);

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
	return change_batch(call, update_one, false);
}

long cmd_map_delete_batch(struct call *call)
{
	return change_batch(call, delete_one, true);
}
