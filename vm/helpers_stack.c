/*
 * Helper bodies about the user's stack: the chain of frame pointers from the
 * registers that the context holds.  Rules: Linux's kernel/bpf/stackmap.c and
 * perf_callchain_user, which also follow frame pointers alone.  On x86-64 and
 * ARM64 a frame is the caller's frame pointer and the return address.
 *
 * The process has no kernel stack: asking for one is -EFAULT, as Linux answers
 * where there is no stack.
 */
#include "vm/helpers.h"

#include <errno.h>
#include <string.h>

#include "maps/stack_trace.h"
#include "vm/probe.h"

/* Source of the offsets: Linux uapi/asm/ptrace.h of the processors. */
static const struct regs_layout layouts[] = {
	[SKEP_ARCH_X86_64] = { 128, 32 }, /* rip, rbp */
	[SKEP_ARCH_ARM64] = { 256, 232 }, /* pc, x29 */
};

const struct regs_layout *regs_layout(uint32_t arch)
{
	if (arch >= sizeof(layouts) / sizeof(*layouts) || !layouts[arch].ip)
		return NULL;
	return &layouts[arch];
}

enum flags { /* BPF_F_* */
	SKIP_MASK = 0xff, /* frames left out, the innermost first */
	USER_STACK = 1 << 8,
	USER_BUILD_ID = 1 << 11,
};

/* Do contexts of this type begin with the registers? */
static bool has_regs(const struct run *run)
{
	uint32_t type = run_prog_type(run);

	return type == PROG_KPROBE || type == PROG_PERF_EVENT;
}

/* Innermost first.  Return: addresses, @max at most; negative: no registers. */
static int32_t walk(const struct run *run, const void *ctx, uint64_t *ip, uint32_t max)
{
	const struct regs_layout *regs = regs_layout(run_prog(run)->image->arch);
	uint64_t frame[2]; /* the caller's, the return address */
	uint32_t n = 0;

	if (!regs || !has_regs(run) || !ctx)
		return -EFAULT;
	if (!max)
		return 0;
	ip[n++] = load_once((const uint8_t *)ctx + regs->ip, sizeof(uint64_t));
	frame[0] = load_once((const uint8_t *)ctx + regs->frame, sizeof(uint64_t));
	while (n < max && !probe_read(frame, frame[0], sizeof(frame)))
		ip[n++] = frame[1];
	return (int32_t)n;
}

/* Skip + wanted frames, as many as Linux looks at. */
static uint32_t depth(uint32_t wanted, uint64_t flags)
{
	uint64_t n = (uint64_t)wanted + (flags & SKIP_MASK);

	return n < MAX_STACK_DEPTH ? (uint32_t)n : MAX_STACK_DEPTH;
}

struct build_id { /* struct bpf_stack_build_id */
	int32_t status;
	uint8_t id[20];
	uint64_t ip;
};
enum { BUILD_ID_IP = 2 }; /* no build id: the address */

static void put_stack(uint8_t *out, const uint64_t *ip, uint32_t n, bool with_id)
{
	for (uint32_t i = 0; i < n; i++) {
		const struct build_id entry = { .status = BUILD_ID_IP, .ip = ip[i] };

		if (with_id)
			memcpy(out + i * sizeof(entry), &entry, sizeof(entry));
		else
			memcpy(out + i * sizeof(*ip), &ip[i], sizeof(*ip));
	}
}

static int64_t get_stack(const struct run *run, const void *ctx, uint8_t *out, uint32_t size,
			 uint64_t flags)
{
	uint64_t ip[MAX_STACK_DEPTH];
	int32_t skip = flags & SKIP_MASK, n;
	uint32_t entry;

	if (flags & ~(uint64_t)(SKIP_MASK | USER_STACK | USER_BUILD_ID) ||
	    (flags & USER_BUILD_ID && !(flags & USER_STACK)))
		return -EINVAL;
	entry = flags & USER_BUILD_ID ? sizeof(struct build_id) : sizeof(uint64_t);
	if (size % entry)
		return -EINVAL;
	n = flags & USER_STACK ? walk(run, ctx, ip, depth(size / entry, flags)) : -1;
	if (n < skip)
		return -EFAULT;
	put_stack(out, ip + skip, (uint32_t)(n - skip), flags & USER_BUILD_ID);
	return (int64_t)(n - skip) * entry;
}

HELPER_BODY_OF(get_stack)
{
	uint32_t size = (uint32_t)r3;
	uint8_t *out = (uint8_t *)r2;
	int64_t used = get_stack(run, (const void *)r1, out, size, r4);

	memset(out + (used > 0 ? used : 0), 0, size - (size_t)(used > 0 ? used : 0));
	return (uint64_t)used;
}

HELPER_BODY_OF(get_stackid)
{
	const uint64_t known = SKIP_MASK | USER_STACK | STACK_COMPARE_HASH | STACK_REPLACE;
	struct map *map = (struct map *)r2;
	uint32_t most = stack_map_depth(map), used;
	int32_t skip = r3 & SKIP_MASK, n;
	uint64_t ip[MAX_STACK_DEPTH];

	if (r3 & ~known)
		return result(-EINVAL);
	n = r3 & USER_STACK ? walk(run, (const void *)r1, ip, depth(most, r3)) : -1;
	if (n <= skip)
		return result(-EFAULT);
	used = (uint32_t)(n - skip);
	return (uint64_t)stack_map_put(map, ip + skip, used < most ? used : most, r3,
				       run_lease(run)->writer);
}
