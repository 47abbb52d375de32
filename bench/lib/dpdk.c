/*
 * DPDK's rte_bpf, which needs no environment (EAL) of DPDK for this.  Its programs
 * get a pointer to the frame's bytes; it takes no loops back, no functions, no data
 * sections and no maps, so that many programs are refused.  HAVE_DPDK: it is
 * installed.
 */
#include "bench/lib/sides.h"

#ifdef HAVE_DPDK
#include <rte_bpf.h>
#include <rte_log.h>
#include <stdio.h>

const char *dpdk_missing(void)
{
	return NULL;
}

static int load(struct instance *in, const char *folder)
{
	const struct rte_bpf_prm prm = { .prog_arg = { .type = RTE_BPF_ARG_PTR, .size = FRAME } };
	struct rte_bpf_jit jit = { 0 };
	char path[512];

	rte_log_set_global_level(RTE_LOG_EMERG);
	snprintf(path, sizeof(path), "%s/%s.dpdk.o", folder, in->program->name);
	in->bpf = rte_bpf_elf_load(&prm, path, "xdp");
	if (!in->bpf)
		return SIDE_ABSENT;
	rte_bpf_get_jit(in->bpf, &jit);
	in->jit = jit.func;
	return in->side == &side_dpdk_jit && !jit.func ? SIDE_ABSENT : SIDE_LOADED;
}

static uint32_t run_jit(struct instance *in, uint8_t *frame, uint32_t n)
{
	uint64_t r0 = 0;

	while (n--)
		r0 = in->jit(frame);
	return (uint32_t)r0;
}

static uint32_t run_interp(struct instance *in, uint8_t *frame, uint32_t n)
{
	uint64_t r0 = 0;

	while (n--)
		r0 = rte_bpf_exec(in->bpf, frame);
	return (uint32_t)r0;
}

static void unload(struct instance *in)
{
	rte_bpf_destroy(in->bpf);
}

#else

const char *dpdk_missing(void)
{
	return "libdpdk-dev was not there when this was built";
}

static int load(struct instance *in, const char *folder)
{
	(void)in, (void)folder;
	return SIDE_ABSENT;
}

#define run_jit NULL
#define run_interp NULL
#define unload NULL
#endif

static long put(void *instance, const char *map, const void *key, const void *value)
{
	(void)instance, (void)map, (void)key, (void)value;
	return -1;
}

static void drain(struct instance *in)
{
	(void)in;
}

const struct side side_dpdk_jit = { "dpdk", load, put, run_jit, drain, unload };
const struct side side_dpdk_interp = { "dpdk int", load, put, run_interp, drain, unload };
