/* Queues and stacks, as tools look into them. */
#ifndef SKEP_MAPS_QUEUE_H
#define SKEP_MAPS_QUEUE_H

#include "maps/map.h"

/**
 * queue_peek - copy the value that is popped after @n others
 * Return: 0; -ENOENT: there are not so many; -EBUSY: others never held still.
 */
int queue_peek(const struct map *map, uint32_t n, void *value);

#endif
