/* See cgroup.c. */
#ifndef SKEP_VM_CGROUP_H
#define SKEP_VM_CGROUP_H

#include <stdbool.h>
#include <stdint.h>

/* 0: there is no cgroup2 hierarchy to be seen, or the thread is outside of what is seen. */
uint64_t cgroup_id_of_thread(void);

#endif
