/*
 * From ids, as they stand in maps' files, to what they mean in this environment.
 *
 * Who looks up takes no lock and never waits: the table only grows, by a copy of
 * twice the size that is published whole; older copies go with the environment.
 * What is removed leaves a slot that another id may take.
 */
#ifndef SKEP_VM_ID_TABLE_H
#define SKEP_VM_ID_TABLE_H

#include <stdatomic.h>
#include <stdint.h>

struct id_table;

void *id_table_find(_Atomic(struct id_table *) *at, uint64_t id); /* NULL: unknown */
/* Under the process lock.  @id is not 0 and not there; -ENOMEM. */
int id_table_add(_Atomic(struct id_table *) *at, uint64_t id, void *what);
void id_table_remove(_Atomic(struct id_table *) *at, uint64_t id); /* one that is there */
void id_table_free(_Atomic(struct id_table *) *at);

#endif
