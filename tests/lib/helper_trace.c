/*
 * See helper_trace.h.  Engines reach bodies through helper_bodies[] alone, so the
 * table of this process is exchanged before main() for one whose functions note the
 * call first.  The file is shared memory: children note in it too, and however a
 * process ends its notes stay.
 */
#include "tests/lib/helper_trace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "vm/helpers.h"

enum { LINE = MAX_HELPER_ID + 2, FILE_SIZE = 2 * LINE };

static char *notes; /* NULL: nobody asked */
static helper_fn *bodies[MAX_HELPER_ID + 1];

static void note(uint32_t at)
{
	if (notes && __atomic_load_n(&notes[at], __ATOMIC_RELAXED) != '1')
		__atomic_store_n(&notes[at], '1', __ATOMIC_RELAXED);
}

#define HELPER(number, name, ret, a1, a2, a3, a4, a5, ops, flags, sets, right)                     \
	static uint64_t noting_##name(uint64_t r1, uint64_t r2, uint64_t r3, uint64_t r4,          \
				      uint64_t r5, struct run *run)                                \
	{                                                                                          \
		note(number);                                                                      \
		return bodies[number](r1, r2, r3, r4, r5, run);                                    \
	}
#include "core/helper.def"

static helper_fn *const noting[MAX_HELPER_ID + 1] = {
#define HELPER(number, name, ret, a1, a2, a3, a4, a5, ops, flags, sets, right)                     \
	[number] = noting_##name,
#include "core/helper.def"
};

static void exchange(void)
{
	helper_fn **table = (helper_fn **)(uintptr_t)helper_bodies;
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	uintptr_t start = (uintptr_t)table & ~(page - 1);
	uintptr_t end = (uintptr_t)(table + MAX_HELPER_ID + 1);

	if (mprotect((void *)start, end - start, PROT_READ | PROT_WRITE))
		abort();
	memcpy(bodies, table, sizeof(bodies));
	for (uint32_t i = 0; i <= MAX_HELPER_ID; i++)
		if (bodies[i])
			table[i] = noting[i];
}

static int open_notes(const char *folder)
{
	char path[512], blank[FILE_SIZE];
	int fd;

	snprintf(path, sizeof(path), "%s/%s", folder, program_invocation_short_name);
	memset(blank, '0', sizeof(blank));
	blank[LINE - 1] = blank[FILE_SIZE - 1] = '\n';
	fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0 || write(fd, blank, sizeof(blank)) != (ssize_t)sizeof(blank))
		abort();
	return fd;
}

static void __attribute__((constructor)) prepare(void)
{
	const char *folder = getenv("SKEP_HELPER_TRACE");
	int fd;

	if (!folder)
		return;
	fd = open_notes(folder);
	notes = mmap(NULL, FILE_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	if (notes == MAP_FAILED)
		abort();
	unsetenv("SKEP_HELPER_TRACE"); /* not for test programs that this one starts */
	exchange();
}

void helper_calls_of(const struct image *image, struct helper_calls *calls)
{
	memset(calls, 0, sizeof(*calls));
	for (uint32_t i = 0; i < image->n_insns; i++) {
		const struct insn *insn = &image->insns[i];

		if (insn->id == INSN_CALL_HELPER && insn->imm >= 0 && insn->imm <= MAX_HELPER_ID)
			calls->word[insn->imm / 64] |= UINT64_C(1) << (insn->imm % 64);
	}
}

void helper_trace_kernel(const struct helper_calls *calls)
{
	note(LINE);
	for (uint32_t i = 1; i <= MAX_HELPER_ID; i++)
		if (calls->word[i / 64] >> (i % 64) & 1)
			note(LINE + i);
}
