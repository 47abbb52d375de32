/*
 * Helper bodies about the place that a program is attached to, as far as the
 * host says.  Rules: Linux's kernel/trace/bpf_trace.c.
 */
#include "vm/helpers.h"

#include <errno.h>

HELPER_BODY_OF(get_attach_cookie)
{
	return run->attach ? run->attach->cookie : 0;
}

HELPER_BODY_OF(get_func_ip)
{
	return run->attach ? run->attach->func_ip : 0;
}

static uint32_t n_args(const struct run *run)
{
	return run->attach ? run->attach->n_args : 0;
}

HELPER_BODY_OF(get_func_arg_cnt)
{
	return n_args(run);
}

HELPER_BODY_OF(get_func_arg)
{
	const uint64_t *args = (const uint64_t *)r1;

	*(uint64_t *)r3 = 0;
	if ((uint32_t)r2 >= n_args(run))
		return result(-EINVAL);
	*(uint64_t *)r3 = args[(uint32_t)r2];
	return 0;
}

HELPER_BODY_OF(get_func_ret)
{
	const uint64_t *args = (const uint64_t *)r1;

	*(uint64_t *)r2 = 0;
	if (!run->attach || !run->attach->has_result)
		return result(-EOPNOTSUPP);
	*(uint64_t *)r2 = args[n_args(run)];
	return 0;
}

/* The errno with which the hook answers, from program to program. */
HELPER_BODY_OF(get_retval)
{
	return result(run->retval);
}

HELPER_BODY_OF(set_retval)
{
	run->retval = (int)r1;
	return 0;
}
