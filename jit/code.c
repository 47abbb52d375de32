/*
 * Memory for machine code.  Pages are writable while the code is made and
 * executable afterwards, never both.  They are asked for at random places near the
 * library's own code, so that helpers are called directly; where those are taken the
 * kernel chooses, and the code calls through a register.
 */
#include "jit/jit_impl.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <unistd.h>

enum { N_TRIES = 8 };
static const uintptr_t near_size = (uintptr_t)96 << 20; /* to both sides, within ARM64's reach */

size_t code_round(size_t size)
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

/* Somewhere near @here; what is not free is left alone. */
static void *map_near(uintptr_t here, size_t size, uint32_t random)
{
	uintptr_t start = here > near_size ? here - near_size : near_size / 16, span;
	void *p = NULL;

	if (size > near_size)
		return NULL;
	span = here + near_size - size - start;
	for (unsigned i = 0; i < N_TRIES && !p; i++) {
		uintptr_t at = start + (uintptr_t)((uint64_t)span * random >> 32);

		p = map_at(at & ~(uintptr_t)0xffff, size, MAP_FIXED_NOREPLACE);
		random = random * 1664525u + 1013904223u;
	}
	return p;
}

int code_map(uint32_t random, size_t size, void **pages, size_t *pages_size)
{
	*pages_size = code_round(size);
	*pages = map_near((uintptr_t)jit_out_of_budget, *pages_size, random);
	if (!*pages)
		*pages = map_at(0, *pages_size, 0);
	return *pages ? 0 : -ENOMEM;
}

size_t code_kept(size_t pages_size, size_t used)
{
	size_t kept = code_round(used);

	return pages_size - kept <= CODE_MOST_UNUSED ? pages_size : kept;
}

int code_seal(void *pages, size_t *pages_size, size_t kept, size_t data)
{
	uint8_t *code = (uint8_t *)pages + data;

	if (kept < *pages_size)
		munmap((uint8_t *)pages + kept, *pages_size - kept);
	*pages_size = kept;
	if (data && mprotect(pages, data, PROT_READ))
		return -errno;
	if (mprotect(code, kept - data, PROT_READ | PROT_EXEC))
		return -errno;
	__builtin___clear_cache((char *)code, (char *)pages + kept);
	return 0;
}

void code_unmap(void *pages, size_t pages_size)
{
	munmap(pages, pages_size);
}

uint64_t code_random(void)
{
	uint64_t v = 0;

	if (getrandom(&v, sizeof(v), GRND_NONBLOCK) != sizeof(v))
		v = (uintptr_t)&v * 6364136223846793005u;
	return v;
}
