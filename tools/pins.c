/* Pins: what a failed call pinned is unpinned again. */
#include "tools/pins.h"

#include <stdio.h>

#include "vm/vm.h"

static void pin_name(char *name, size_t size, const char *dir, const struct skep_map *map)
{
	snprintf(name, size, "%s/%s", dir, skep_map_name(map));
}

static void unpin_until(struct skep *vm, struct skep_obj *obj, const char *dir,
			const struct skep_map *end)
{
	struct skep_map *map = NULL;
	char name[512];

	while ((map = skep_obj_next_map(obj, map)) && map != end) {
		pin_name(name, sizeof(name), dir, map);
		if (!map->desc->data)
			skep_map_unpin(vm, name, NULL);
	}
}

int pin_maps(struct skep *vm, struct skep_obj *obj, const char *dir, struct skep_error *error)
{
	struct skep_map *map = NULL;
	char name[512];
	int err;

	while ((map = skep_obj_next_map(obj, map))) {
		if (map->desc->data)
			continue;
		pin_name(name, sizeof(name), dir, map);
		err = skep_map_pin(vm, map, name, error);
		if (err) {
			unpin_until(vm, obj, dir, map);
			return err;
		}
	}
	return 0;
}
