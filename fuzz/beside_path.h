/*
 * One path of a program as a program of its own: each branch goes on as the path
 * does, its other side ends the program.  What skep proves of it, it proves of the
 * path alone, not of all that reach an instruction together.
 */
#ifndef SKEP_FUZZ_BESIDE_PATH_H
#define SKEP_FUZZ_BESIDE_PATH_H

#include "core/arena.h"
#include "core/image.h"

/**
 * path_image - the program of a path
 * @path: decoded instructions, @n of them, the last one being where it ends
 * @out: in @arena; the entry's last instruction but two is the path's last one
 *
 * Return: 0, -EOPNOTSUPP for a path that goes into or begins in another function,
 * -ENOMEM.
 */
int path_image(const struct image *image, const uint32_t *path, uint32_t n, struct arena *arena,
	       struct image *out);

#endif
