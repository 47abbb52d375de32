/*
 * Functions of libc that the library stands in front of: EXPORT NAME is what programs
 * call, __wrap_NAME libc's own (preload.c).  In the file that defines NAME only the latter
 * may be called.
 */
#ifndef SKEP_COMPAT_INTERPOSE_H
#define SKEP_COMPAT_INTERPOSE_H

#include <dirent.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#define EXPORT __attribute__((visibility("default")))

#define INTERPOSED(type, name, arguments, call) type __wrap_##name arguments;
#include "compat/interposed.def"

#endif
