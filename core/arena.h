/*
 * A bump allocator: everything of one object's or one verification's life
 * time, freed at once.  It counts bytes against a quota, so that running out
 * is an error (-ENOMEM or the caller's budget verdict), never a crash.
 */
#ifndef SKEP_CORE_ARENA_H
#define SKEP_CORE_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena_block;

struct arena {
	struct arena_block *blocks, *spare;
	uint8_t *next, *end;
	bool zeroed;  /* what is not handed out yet of the block is */
	size_t used;  /* bytes of the blocks, without spare ones */
	size_t quota; /* most of them; 0 = no limit */
};

void arena_init(struct arena *arena, size_t quota);
void arena_free(struct arena *arena);
/* As freed and made anew, but that up to @keep bytes of memory stay to be used again. */
void arena_reset(struct arena *arena, size_t quota, size_t keep);

/**
 * arena_alloc - zeroed memory, aligned to 16
 * @n: count; @size: bytes each; the product is overflow-checked
 * Return: memory that lives as long as the arena, or NULL.
 */
void *arena_alloc(struct arena *arena, size_t n, size_t size);
/* The same, but what it holds is anything. */
void *arena_take(struct arena *arena, size_t n, size_t size);
char *arena_strdup(struct arena *arena, const char *s);
char *arena_strndup(struct arena *arena, const char *s, size_t n);
/**
 * arena_reserve - that the next @size bytes come from one block
 * Return: 0, or -1 where there is no memory.
 */
int arena_reserve(struct arena *arena, size_t size);
void *arena_memdup(struct arena *arena, const void *data, size_t size);

/* Grow an array obtained from arena_alloc; the old one is simply left behind. */
void *arena_grow(struct arena *arena, const void *old, size_t n_old, size_t n_new, size_t size);

#define ARENA_NEW(arena, type) ((type *)arena_alloc(arena, 1, sizeof(type)))
#define ARENA_ARRAY(arena, type, n) ((type *)arena_alloc(arena, n, sizeof(type)))

#endif
