/* BPF_MAP_CREATE and BPF_MAP_FREEZE, with Linux's checks in Linux's order. */
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "compat/compat.h"

enum { /* fields and flags that headers may not have */
       VALUE_TYPE_BTF_FD = 72,
       MAP_TOKEN_FD = 76,
       EXCL_HASH = 80,
       EXCL_HASH_SIZE = 88,
};

/* Those of the map that a descriptor with this open(2) mode may do. */
static int open_mode(uint32_t map_flags)
{
	return map_flags & BPF_F_RDONLY ? O_RDONLY : map_flags & BPF_F_WRONLY ? O_WRONLY : O_RDWR;
}

/* What comes before the type is looked at. */
static int check_common(const struct call *call)
{
	const union bpf_attr *attr = &call->attr.b;

	if (attr->btf_vmlinux_value_type_id) {
		if (attr->map_type != BPF_MAP_TYPE_STRUCT_OPS || attr->btf_key_type_id ||
		    attr->btf_value_type_id)
			return -EINVAL;
	} else if (attr->btf_key_type_id && !attr->btf_value_type_id) {
		return -EINVAL;
	}
	if (attr->map_type != BPF_MAP_TYPE_BLOOM_FILTER && attr->map_type != MAP_ARENA &&
	    attr->map_extra)
		return -EINVAL;
	if (!(~attr->map_flags & (BPF_F_RDONLY | BPF_F_WRONLY)))
		return -EINVAL;
	if (attr->map_flags & BPF_F_NUMA_NODE && attr->numa_node)
		return -EINVAL;
	return 0;
}

/* Linux shows the values of tasks by their types only, and has them where there is room. */
static int check_storage(const union bpf_attr *attr)
{
	if (attr->map_type != BPF_MAP_TYPE_TASK_STORAGE)
		return 0;
	return !attr->btf_key_type_id || !attr->btf_value_type_id ||
			       attr->map_flags & BPF_F_NUMA_NODE ?
		       -EINVAL :
		       0;
}

static int get_types(struct call *call, struct map_desc *desc)
{
	const union bpf_attr *attr = &call->attr.b;
	struct entry *btf;
	int err;

	if (!attr->btf_key_type_id && !attr->btf_value_type_id)
		return 0;
	err = entry_get(call->vm, (int)attr->btf_fd, STORED_BTF, &btf);
	if (err)
		return err;
	err = map_set_types(desc, btf->types, btf->id, attr->btf_key_type_id,
			    attr->btf_value_type_id);
	entry_put(btf);
	return err;
}

static int get_template(struct call *call, struct map_desc *inner, struct map_desc *desc)
{
	const struct map_type_info *type = map_type_by_number(desc->type);
	struct entry *entry;
	int err;

	if (!type || !(type->flags & MAPF_MAPS))
		return 0;
	err = entry_get(call->vm, (int)call->attr.b.inner_map_fd, STORED_MAP, &entry);
	if (err)
		return err;
	*inner = *map_desc(entry->map->map);
	desc->inner = inner;
	entry_put(entry);
	return 0;
}

long cmd_map_create(struct call *call)
{
	const union bpf_attr *attr = &call->attr.b;
	char name[BPF_OBJ_NAME_LEN];
	struct map_desc inner, desc = {
		.type = attr->map_type,
		.key_size = attr->key_size,
		.value_size = attr->value_size,
		.max_entries = attr->max_entries,
		.map_flags = attr->map_flags & ~(uint32_t)BPF_F_NUMA_NODE,
		.map_extra = attr->map_extra,
		.name = name,
	};
	struct entry made = { .kind = STORED_MAP };
	struct skep_error error;
	int err = check_common(call);

	if (!err)
		err = check_storage(attr);
	if (!err)
		err = get_template(call, &inner, &desc);
	if (err)
		return err;
	err = copy_name(name, attr->map_name);
	if (err) /* after what is wrong with type and sizes */
		name[0] = '\0';
	if (!err)
		err = get_types(call, &desc);
	if (call_u32(call, VALUE_TYPE_BTF_FD) || call_u32(call, MAP_TOKEN_FD) ||
	    call_u64(call, EXCL_HASH) || call_u32(call, EXCL_HASH_SIZE))
		return -EINVAL;
	if (attr->map_ifindex)
		return -EOPNOTSUPP;
	entries_collect(call->vm);
	made.map = map_make(call->vm, &desc, &error);
	if (!made.map)
		return error.err;
	made.id = map_id(made.map->map);
	if (!err && desc.btf_id)
		err = store_refer_from(call->vm->store, made.id, desc.btf_id, false);
	if (!err)
		return entry_give(call->vm, map_let_go(made.map->map), &made,
				  open_mode(attr->map_flags));
	skep_map_close(made.map);
	return err;
}

/* Has this process the values mapped so that it can write them, other than we do? */
static bool is_mapped_writable(const struct entry *entry)
{
	unsigned long start, inode;
	char perms[8], line[512];
	unsigned major_, minor_;
	bool found = false;
	void *base;
	size_t size;
	FILE *maps = fopen("/proc/self/maps", "re");

	map_range(entry->map->map, &base, &size);
	while (maps && !found && fgets(line, sizeof(line), maps))
		found = sscanf(line, "%lx-%*x %7s %*x %x:%x %lu", &start, perms, &major_, &minor_,
			       &inode) == 5 &&
			perms[1] == 'w' && perms[3] == 's' && inode == entry->inode &&
			entry->dev == makedev(major_, minor_) && start != (unsigned long)base;
	if (maps)
		fclose(maps);
	return found;
}

long cmd_map_freeze(struct call *call)
{
	int fd = (int)call->attr.b.map_fd;
	struct entry *entry;
	int err = entry_get(call->vm, fd, STORED_MAP, &entry);

	if (err)
		return err;
	if (map_desc(entry->map->map)->lock_end)
		err = -LINUX_ENOTSUPP;
	else if (!(map_access_of(fd) & MAP_WRITE) || map_is_frozen(entry->map->map))
		err = -EPERM;
	else if (map_desc(entry->map->map)->map_flags & MAP_F_MMAPABLE && is_mapped_writable(entry))
		err = -EBUSY;
	else
		err = skep_map_freeze(entry->map);
	entry_put(entry);
	return err;
}
