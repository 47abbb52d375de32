/* A bump allocator in chained blocks; see arena.h. */
#include "core/arena.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

struct arena_block {
	struct arena_block *next;
	size_t size;
	size_t mapped; /* bytes from mmap; 0: from malloc */
	_Alignas(16) uint8_t data[];
};

enum {
	BLOCK_SIZE = 32 * 1024,
	ALIGN = 16,
	HUGE_PAGE = 2 * 1024 * 1024, /* blocks of that size are made of them: one fault, not 512 */
	HUGE_FROM = 512 * 1024,      /* an arena that holds so much takes one at a time */
};

void arena_init(struct arena *arena, size_t quota)
{
	*arena = (struct arena){ .quota = quota };
}

static void free_block(struct arena_block *block)
{
	if (block->mapped)
		munmap(block, block->mapped);
	else
		free(block);
}

static void free_blocks(struct arena_block *block)
{
	while (block) {
		struct arena_block *next = block->next;

		free_block(block);
		block = next;
	}
}

void arena_free(struct arena *arena)
{
	free_blocks(arena->blocks);
	free_blocks(arena->spare);
	arena_init(arena, arena->quota);
}

void arena_reset(struct arena *arena, size_t quota, size_t keep)
{
	struct arena_block *block, *next, *spare = NULL;
	struct arena_block *lists[] = { arena->blocks, arena->spare };

	for (int i = 0; i < 2; i++) {
		for (block = lists[i]; block; block = next) {
			next = block->next;
			if (block->size > keep) {
				free_block(block);
				continue;
			}
			keep -= block->size;
			block->next = spare;
			spare = block;
		}
	}
	*arena = (struct arena){ .quota = quota, .spare = spare };
}

/* @size bytes, and what is behind them to the end of a huge page, at the start of one. */
static struct arena_block *map_block(size_t size)
{
	size_t most = size + HUGE_PAGE, head, tail;
	uint8_t *p = mmap(NULL, most, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct arena_block *block;

	if (p == MAP_FAILED)
		return NULL;
	head = -(uintptr_t)p % HUGE_PAGE;
	tail = most - head - size;
	if (head)
		munmap(p, head);
	if (tail)
		munmap(p + head + size, tail);
	block = (struct arena_block *)(p + head);
	madvise(block, size, MADV_HUGEPAGE);
	block->mapped = size;
	return block;
}

/* Zeroed where that costs nothing: new pages are, and stay untouched. */
static struct arena_block *make_block(size_t size, bool *zeroed)
{
	struct arena_block *block;

	*zeroed = size > sizeof(*block) + BLOCK_SIZE;
	if (size >= HUGE_PAGE)
		return map_block((size + HUGE_PAGE - 1) & ~(size_t)(HUGE_PAGE - 1));
	block = *zeroed ? calloc(1, size) : malloc(size);
	if (block)
		block->mapped = 0;
	return block;
}

/* One that was kept, of exactly this size: what an arena holds does not depend on its past. */
static struct arena_block *spare_block(struct arena *arena, size_t size)
{
	struct arena_block **link = &arena->spare, *block;

	while (*link && (*link)->size != size)
		link = &(*link)->next;
	block = *link;
	if (block)
		*link = block->next;
	return block;
}

static size_t room_left(const struct arena *arena)
{
	if (!arena->quota)
		return SIZE_MAX;
	return arena->used < arena->quota ? arena->quota - arena->used : 0;
}

/* Many pages are cheaper as one; where the quota ends, no more than is asked for. */
static size_t block_size(const struct arena *arena, size_t need)
{
	size_t size = arena->used < HUGE_FROM ? (size_t)BLOCK_SIZE :
						HUGE_PAGE - sizeof(struct arena_block);

	return need > size || size > room_left(arena) ? need : size;
}

static int add_block(struct arena *arena, size_t need)
{
	size_t size = block_size(arena, need);
	struct arena_block *block;
	bool zeroed = false;

	if (size > SIZE_MAX / 2 || size > room_left(arena))
		return -1;
	block = spare_block(arena, size);
	if (!block)
		block = make_block(sizeof(*block) + size, &zeroed);
	if (!block)
		return -1;
	block->size = size;
	block->next = arena->blocks;
	arena->blocks = block;
	arena->used += size;
	arena->next = block->data;
	arena->end = block->data + size;
	arena->zeroed = zeroed;
	return 0;
}

int arena_reserve(struct arena *arena, size_t size)
{
	return (size_t)(arena->end - arena->next) < size ? add_block(arena, size) : 0;
}

void *arena_take(struct arena *arena, size_t n, size_t size)
{
	size_t bytes;
	void *p;

	if (__builtin_mul_overflow(n, size, &bytes) || bytes > SIZE_MAX - ALIGN)
		return NULL;
	bytes = (bytes + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	if (bytes == 0)
		bytes = ALIGN;
	if (arena_reserve(arena, bytes))
		return NULL;
	p = arena->next;
	arena->next += bytes;
	return p;
}

void *arena_alloc(struct arena *arena, size_t n, size_t size)
{
	void *p = arena_take(arena, n, size);

	if (p && !arena->zeroed)
		memset(p, 0, (size_t)(arena->next - (uint8_t *)p));
	return p;
}

void *arena_memdup(struct arena *arena, const void *data, size_t size)
{
	void *p = arena_take(arena, 1, size);

	if (p && size)
		memcpy(p, data, size);
	return p;
}

char *arena_strndup(struct arena *arena, const char *s, size_t n)
{
	size_t len = strnlen(s, n);
	char *p = arena_alloc(arena, 1, len + 1);

	if (p)
		memcpy(p, s, len);
	return p;
}

char *arena_strdup(struct arena *arena, const char *s)
{
	return arena_strndup(arena, s, strlen(s));
}

void *arena_grow(struct arena *arena, const void *old, size_t n_old, size_t n_new, size_t size)
{
	void *p = arena_alloc(arena, n_new, size);

	if (p && n_old)
		memcpy(p, old, n_old * size);
	return p;
}
