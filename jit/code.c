/*
 * Memory for machine code.  Pages are writable while the code is made and
 * executable afterwards, never both.  They are asked for near the library's own
 * code, so that helpers are called directly; where the kernel gives others, the
 * code calls through a register.
 */
#include "jit/jit_impl.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <unistd.h>

enum { N_HINTS = 64 };
static const uintptr_t hint_step = (uintptr_t)8 << 20;

static size_t page_round(size_t size)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	return (size + page - 1) & ~(page - 1);
}

static void *map_at(uintptr_t hint, size_t size, int flags)
{
	void *p = mmap((void *)hint, size, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE | flags, -1, 0);

	return p == MAP_FAILED ? NULL : p;
}

/* Upwards, then downwards from here; what is not free is left alone. */
static void *map_near(uintptr_t here, size_t size)
{
	void *p = NULL;

	here = here & ~(uintptr_t)0xffff;
	for (uintptr_t i = 1; i <= N_HINTS && !p; i++) {
		p = map_at(here + i * hint_step, size, MAP_FIXED_NOREPLACE);
		if (!p && here > i * hint_step + size)
			p = map_at(here - i * hint_step - size, size, MAP_FIXED_NOREPLACE);
	}
	return p;
}

int code_map(size_t size, void **pages, size_t *pages_size)
{
	*pages_size = page_round(size);
	*pages = map_near((uintptr_t)jit_enter, *pages_size);
	if (!*pages)
		*pages = map_at(0, *pages_size, 0);
	return *pages ? 0 : -ENOMEM;
}

int code_seal(void *pages, size_t *pages_size, size_t used)
{
	size_t kept = page_round(used);

	if (kept < *pages_size)
		munmap((uint8_t *)pages + kept, *pages_size - kept);
	*pages_size = kept;
	if (mprotect(pages, kept, PROT_READ | PROT_EXEC))
		return -errno;
	__builtin___clear_cache((char *)pages, (char *)pages + kept);
	return 0;
}

void code_unmap(void *pages, size_t pages_size)
{
	munmap(pages, pages_size);
}

uint32_t code_random(void)
{
	uint8_t v = 0;

	if (getrandom(&v, sizeof(v), GRND_NONBLOCK) != sizeof(v))
		v = (uint8_t)((uintptr_t)&v >> 4);
	return v & 0xf0u;
}
